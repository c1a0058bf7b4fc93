import { setTimeout as sleep } from 'node:timers/promises'
import { AppServer } from '../app-server.js'
import { Unfenced } from '../unfenced.js'
import type { Broken } from './facts.js'
import { savedIn, textIn } from './refresh-part.js'
import type { Scenario } from './scenario.js'
import { Stub } from './stub.js'
import { makeSubject } from './subject.js'
import { makeTokens } from './synthetic-login.js'

const DAY_MS = 24 * 3_600_000
/** From the end of its input to the answer: more than Codex takes to end at once. */
const LATE_MS = 300

/**
 * What becomes of a refresh if this action dies in the middle of it: Codex's input is closed, and the token endpoint
 * answers after that (docs/facts §2, §12).
 */
export async function checkClose(scenario: Scenario): Promise<Broken[]> {
  const first = makeTokens(DAY_MS)
  const next = makeTokens(10 * DAY_MS)
  let current = first
  let close = (): void => undefined
  const isAsked = new Promise<void>(resolve => {
    close = resolve
  })
  const stub = await Stub.start({
    current: () => current,
    exchange: async () => {
      if (current === next) return undefined
      close()
      await sleep(LATE_MS)
      current = next
      return next
    },
  })
  try {
    const subject = await makeSubject({ ...scenario, name: 'close', stub, tokens: first })
    const before = await textIn(subject.authFile)
    const server = await AppServer.startUnfenced(subject.codex, Unfenced.toStub(stub.port))
    scenario.onStart(server.identity)
    await server.account()
    const reply = server.request('account/read', { refreshToken: true }).catch(() => undefined)
    // One that never asks is found by `checkRefresh`.
    const wasAsked = await Promise.race([isAsked.then(() => true), reply.then(() => false)])
    await server.close()
    return wasAsked ? await savedIn(subject.authFile, { before, next, fact: 'saved-on-close' }) : []
  } finally {
    await stub.close()
  }
}
