import type { Mode } from '../inputs.js'
import { plain } from '../report/markdown.js'
import { marked } from './hold.js'
import { judgement, type Prepared, sessionIn } from './prepare.js'
import type { Stage } from './stage.js'

/**
 * Notes for the summary which run made the login in use. On a host that lies beside it; elsewhere it costs two requests,
 * so only keep-fresh asks, and a job that finds the login in trouble. Never throws: it is worth no job.
 */
export async function noteMaker(stage: Stage, prepared: Prepared, mode: Mode): Promise<void> {
  const { report } = stage
  if (report.facts.refreshedBy !== undefined) return
  if (prepared.kind !== 'host' && !isWorthAsking(stage, mode)) return
  try {
    const lease = await prepared.lease()
    const newest = await lease.newest().finally(() => lease.end())
    if (!newest?.by) return
    const session = await sessionIn(prepared.copy, judgement(stage, prepared.tokenUrl))
    if (!session || newest.digest !== marked(stage, session).digest) return
    const by = plain(newest.by)
    report.note({ refreshedBy: newest.url ? `<a href="${plain(encodeURI(newest.url))}">${by}</a>` : by })
  } catch (error) {
    stage.log.info(
      `Which run refreshed the login is not known: ${String((error as Error).message).split('\n')[0]}`,
    )
  }
}

/** Neither in a job that is cancelled, which the runner gives no time for it, nor where the lease is what failed. */
function isWorthAsking({ report, cancelled }: Stage, mode: Mode): boolean {
  const { 'auth-status': status, 'auth-reason': reason = '' } = report.facts.outputs
  if (cancelled.aborted || reason.startsWith('lease-')) return false
  return mode === 'keep-fresh' || status === 'stale' || status === 'dead'
}
