import { Failure } from '../../src/codex/failure.js'
import { assertSavable } from '../../src/codex/preflight.js'
import type { Refresh, RefreshRequest } from '../../src/codex/refresh.js'
import { identify } from '../../src/system/process-identity.js'
import { acting } from './clock.js'
import { type Answer, type AuthFile, codexRefreshes } from './codex.js'
import type { Endpoint } from './endpoint.js'
import type { Job } from './job.js'
import { Process } from './machine.js'

interface CodexOf {
  readonly job: Job
  readonly endpoint: Endpoint
  readonly file: AuthFile
  readonly home: string
  readonly onMade: (number: number) => void
}

/** Takes the place of `refresh` in src/codex/refresh.ts: the same steps, with the virtual Codex. */
export const refreshBy =
  ({ job, home, ...rest }: CodexOf) =>
  async (_: unknown, request: RefreshRequest): Promise<Refresh> => {
    const { watch, authFile } = request
    await assertSavable(authFile)
    const before = await request.generation()
    await watch.announceCodex()
    const stage = acting.getStore() as Process
    const codex = new Process('codex', { CODEX_HOME: home }, stage.pid)
    job.processes.add(codex)
    const identity = await identify(codex.pid)
    if (identity) await watch.protectCodex(identity)
    const answer = await acting.run(codex, async () => {
      const answered = await codexRefreshes({ job, codex, ...rest })
      // If the stage has died, its input is closed: it ends when it has saved (docs/facts#closing-finishes).
      stage.whenEnded(() => codex.end())
      return answered
    })
    try {
      if ((await request.generation()) !== before) await request.onRefreshed()
    } finally {
      codex.end()
      await watch.codexEnded().catch(() => undefined)
    }
    return answer === 'refreshed' ? { outcome: 'refreshed' } : failed(answer, request)
  }

/** What Codex says of each answer, and `fateOf` concludes (docs/facts §6). */
function failed(answer: Exclude<Answer, 'refreshed'>, { words }: RefreshRequest): Refresh {
  if (answer === 'refused')
    return { outcome: 'failed', failure: new Failure('reused', words), fate: 'refused' }
  const isDown = answer === '500'
  const failure = new Failure(isDown ? 'endpoint-down' : 'endpoint-hangs', words)
  return { outcome: 'failed', failure, fate: isDown ? 'unspent' : 'unknown' }
}
