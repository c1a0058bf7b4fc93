import { plain } from '../report/markdown.js'
import { marked } from './hold.js'
import { judgement, type Prepared, sessionIn } from './prepare.js'
import type { Stage } from './stage.js'

/**
 * Notes for the summary which run made the login in use. On a host that lies beside it; elsewhere it costs two requests,
 * so only keep-fresh asks. Never throws: it is worth no job.
 */
export async function noteMaker(stage: Stage, prepared: Prepared): Promise<void> {
  const { report } = stage
  if (report.facts.refreshedBy !== undefined) return
  try {
    const lease = await prepared.lease()
    const newest = await lease.newest().finally(() => lease.end())
    const session = await sessionIn(prepared.copy, judgement(stage, prepared.tokenUrl))
    if (!session || !newest?.by || newest.digest !== marked(stage, session).digest) return
    const by = plain(newest.by)
    report.note({ refreshedBy: newest.url ? `<a href="${plain(encodeURI(newest.url))}">${by}</a>` : by })
  } catch (error) {
    stage.log.info(
      `Which run refreshed the login is not known: ${String((error as Error).message).split('\n')[0]}`,
    )
  }
}
