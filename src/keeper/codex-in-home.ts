import { readdir, readFile } from 'node:fs/promises'
import { FENCED_URL, TOKEN_URL_VARIABLE } from '../codex/fence.js'
import { JOB_VARIABLE } from './job-identity.js'

/**
 * Whether a Codex runs in this CODEX_HOME that may refresh: one of this action, or of a step of an exclusive job. Linux
 * only. `job`: if given, only a Codex of a step that has this `JOB_VARIABLE` counts.
 */
export async function isUsedByCodex(home: string, job?: string): Promise<boolean> {
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async pid => {
      // Processes of other users can't be read, but their Codexes have other homes.
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
      if (!name.startsWith('codex')) return false
      const variables = (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0')
      const isFenced = variables.includes(`${TOKEN_URL_VARIABLE}=${FENCED_URL}`)
      const isOfJob = job === undefined || variables.includes(`${JOB_VARIABLE}=${job}`)
      return variables.includes(`CODEX_HOME=${home}`) && !isFenced && isOfJob
    }),
  )
  return found.includes(true)
}
