import { setTimeout as sleep } from 'node:timers/promises'
import { FencedAppServer } from '../app-server.js'
import { FENCED_URL } from '../fence.js'
import type { Broken } from './facts.js'
import { noCopy, textIn } from './refresh-part.js'
import { broken, type Scenario } from './scenario.js'
import { Stub } from './stub.js'
import { makeSubject } from './subject.js'
import { makeTokens } from './synthetic-login.js'

/** So little is left that Codex wants to refresh when it starts (docs/facts §1). */
const ABOUT_TO_END_MS = 2 * 60_000
const FENCE_HOST = `${new URL(FENCED_URL).hostname}:443`

/** A Codex whose request is refused at once answers at once. */
const LIMIT_MS = 30_000

/** A fenced Codex that wants to refresh at its start, and is asked to (docs/facts §3). */
export async function checkFence(scenario: Scenario): Promise<Broken[]> {
  const tokens = makeTokens(ABOUT_TO_END_MS)
  const stub = await Stub.start({ current: () => tokens })
  try {
    const subject = await makeSubject({ ...scenario, name: 'fence', stub, tokens })
    const before = await textIn(subject.authFile)
    const server = await FencedAppServer.start(subject.codex)
    scenario.onStart(server.identity)
    let answered = false
    const refused = wantRefresh(server, () => {
      answered = true
    })
    const late = await Promise.race([refused, sleep(LIMIT_MS, true, { ref: false })])
    await server.abandon()
    const asked = stub.outside.has(FENCE_HOST)
    const wrong = fenceBroken(stub)
    return [
      ...wrong,
      // One that goes another way than this check can see must not pass.
      ...(asked || !answered || wrong.length > 0
        ? []
        : [broken('fence', "it did not ask at the fence's address")]),
      ...(late ? [broken('in-time', 'the app-server of the fence did not answer')] : []),
      ...((await textIn(subject.authFile)) === before
        ? []
        : [broken('unchanged', 'it has changed the file')]),
      ...(await noCopy(subject, [tokens])),
    ]
  } finally {
    await stub.close()
  }
}

/** Asks for a refresh after `onStarted`, which is called once the start has tried one. @returns false */
async function wantRefresh(server: FencedAppServer, onStarted: () => void): Promise<false> {
  await server.account()
  onStarted()
  await server.request('account/read', { refreshToken: true })
  return false
}

/** Requests of a fenced Codex that wanted to refresh, and that it may not make. */
export function fenceBroken(stub: Stub): Broken[] {
  const { exchanges } = stub
  if (exchanges.length > 0)
    return [broken('fence', `it asked a token endpoint for a refresh, ${exchanges.length} times`)]
  const others = stub.othersThan([FENCE_HOST])
  return others.length > 0 ? [broken('fence', `it asked ${others.join(', ')}`)] : []
}
