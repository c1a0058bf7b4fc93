import { ActionError } from '../../system/errors.js'
import type { Broken } from '../check/facts.js'
import type { Job } from './job.js'
import { checkFailed, checkImpossible, reasonOf } from './unavailable.js'

/** A Codex that was found on this machine or installed on it. */
export interface Installed {
  /** The native executable. */
  readonly path: string
  readonly source: 'path' | 'tool-cache' | 'registry'
}

/**
 * Checks a Codex of a version that nobody has tried, before it may see a login (docs/facts §16). What was found is kept
 * beside the tool cache, for these very files.
 * @throws CodexUnavailable `codex-check-failed` or `codex-check-impossible`, or the signal's reason
 */
export async function assertSafe(codex: Installed, job: Job): Promise<void> {
  const { version } = job
  const broken = await judge(codex, job).catch(error => {
    job.signal.throwIfAborted()
    throw error instanceof ActionError
      ? checkImpossible(version, error.explanation.what, error)
      : checkImpossible(version, `${reasonOf(error)}.`, error)
  })
  const [first] = broken
  if (first) throw checkFailed(version, first, broken.length - 1)
}

/** Facts that don't hold, by an earlier check or one that is done now. */
async function judge({ path, source }: Installed, job: Job): Promise<readonly Broken[]> {
  const { checkCodex } = await import('../check/check.js')
  const { keepVerdict, keptVerdict, stampOfFiles } = await import('../check/verdict.js')
  const { env, fold, log, now, place, signal, version } = job
  // On PATH the files beside it may be those of other programs.
  const verdict = { root: place.root, files: source === 'path' ? path : place.directory }
  const kept = await keptVerdict(verdict, now())
  if (kept) {
    const found = kept.length === 0 ? 'passed' : 'failed'
    log(`Codex ${version}: it has ${found} this action's check on this machine before.`)
    return kept
  }

  return fold(`Codex ${version} is new to this action: checking it with made-up logins`, async () => {
    const started = now()
    const stamp = await stampOfFiles(verdict.files)
    const checked = await checkCodex({ executable: path, env, log, signal })
    await keepVerdict(verdict, checked, { now: now(), stamp })
    const seconds = `${((now() - started) / 1000).toFixed(1)} s`
    if (checked.outcome === 'failed') {
      log(`It failed after ${seconds}.`)
      return checked.broken
    }
    log(
      checked.sandboxTried
        ? `It passed in ${seconds}. The result is kept for this Codex.`
        : `It passed in ${seconds}. There is no sandbox on this machine, so what commands can read was not tried.`,
    )
    return []
  })
}
