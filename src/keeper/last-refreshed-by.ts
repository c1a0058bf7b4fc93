import { link, plain } from '../report/markdown.js'
import { serverUrl } from './job-name.js'
import { judgement, loginIn } from './judgement.js'
import type { Prepared } from './prepare.js'
import type { Stage } from './stage.js'
import { toMark } from './to-mark.js'

/**
 * Notes for the summary which run made the login in use. On a host a file beside the login says it. Elsewhere it costs two
 * requests, so only keep-fresh asks, and a job whose login is in trouble. Never throws: no job must fail because of it.
 */
export async function noteMaker(stage: Stage, prepared: Prepared, isKeepFresh: boolean): Promise<void> {
  const { report } = stage
  if (report.facts.refreshedBy !== undefined) return
  if (prepared.kind !== 'host' && !isWorthAsking(stage, isKeepFresh)) return
  try {
    const lease = await prepared.lease()
    const { marks } = await lease.known().finally(() => lease.end())
    const login = await loginIn(prepared.copy, judgement(stage, prepared.tokenUrl))
    const digest = login && toMark(stage, login).digest
    const { by, url } = marks.find(mark => mark.digest === digest && mark.by !== undefined) ?? {}
    if (by === undefined) return
    // On a host the record is a file that others of this user may write.
    const isOurs = url !== undefined && new URL(url).origin === new URL(serverUrl(stage.env)).origin
    report.note({ refreshedBy: isOurs ? link(by, url) : plain(by) })
  } catch (error) {
    stage.log.info(
      `Which run refreshed the login is not known: ${String((error as Error).message).split('\n')[0]}`,
    )
  }
}

/** Neither in a job that is cancelled, which the runner gives no time for it, nor where the lease is what failed. */
function isWorthAsking({ report, cancelled }: Stage, isKeepFresh: boolean): boolean {
  const { 'auth-status': status, 'auth-reason': reason = '' } = report.facts.outputs
  if (cancelled.aborted || reason.startsWith('lease-')) return false
  return isKeepFresh || status === 'stale' || status === 'dead'
}
