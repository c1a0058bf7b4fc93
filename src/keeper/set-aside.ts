import type { Log } from '../report/log.js'

/** Says where what was replaced is kept. @param kept in words; undefined where it can't be kept */
export function saySetAside(log: Log, where: string, kept: string | undefined): void {
  log.notice(
    kept === undefined
      ? `What was in ${where} is replaced. This action could not keep it: it has no place for it that is safe and outlives the job.`
      : `What was in ${where} is replaced, and kept as ${kept} until the next such replacement.`,
  )
}
