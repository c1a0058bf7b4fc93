import type { AccessLogin } from '../login/access.js'
import { harmlessLines } from '../report/harmless.js'
import { scrub } from '../stores/command/scrub.js'
import { runInShell } from '../stores/command/shell.js'
import { ActionError } from '../system/errors.js'
import type { Stage } from './stage.js'

/** As long as `persist-command` may take. */
const TIMEOUT_MS = 60_000
const BRIEF_MS = 8000
const MOST_PRINTED_BYTES = 256 * 1024
/** Again after 1 and 2 s. */
const RETRIES = { retries: 2, minTimeout: 1000 }

/**
 * Gives the access login to a command on its standard input. It is published if the command ends with exit code 0.
 * @throws ShareCommandFailed, NoShell
 */
export async function publishByCommand(
  { env, log }: Stage,
  script: string,
  { login: { bytes }, isPatient }: { readonly login: AccessLogin; readonly isPatient: boolean },
): Promise<void> {
  const { default: pRetry } = await import('p-retry')
  const attempt = async () => {
    const ending = await runInShell({
      script,
      input: bytes,
      env,
      cwd: process.cwd(),
      timeoutMs: isPatient ? TIMEOUT_MS : BRIEF_MS,
      maxOutput: MOST_PRINTED_BYTES,
    })
    const printed = Buffer.concat([ending.stdout, ending.stderr]).toString('utf8')
    const text = scrub(printed, [bytes]).trimEnd()
    if (text) log.group('What share-command printed', harmlessLines(text))
    if (ending.failure) throw new ShareCommandFailed(ending.failure)
  }
  await pRetry(attempt, {
    ...(isPatient ? RETRIES : { retries: 0 }),
    shouldRetry: ({ error }) => error instanceof ShareCommandFailed,
    onFailedAttempt: ({ retriesLeft }) => {
      if (retriesLeft > 0) log.info(`share-command failed; it is tried up to ${retriesLeft} times more.`)
    },
  })
}

/** The command did not publish the access login. */
export class ShareCommandFailed extends ActionError {
  override readonly name = 'ShareCommandFailed'

  /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
  constructor(how: string) {
    super('share-command-failed', {
      what: `\`share-command\` ${how}.`,
      why: 'Workers go on with the access login that was published before.',
      remedy: 'See above what it printed, and correct the command or the permission it needs.',
    })
  }
}
