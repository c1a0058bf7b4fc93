import { join } from 'node:path'
import { readRegularFile } from '../system/files.js'
import { quote } from '../system/quote.js'
import { impersonal } from './backend-answer.js'

/** Log settings for a login with Codex's app-server, which logs nothing about it by default. */
export const LOGIN_LOGGED = 'warn,codex_login=info,codex_http_client::custom_ca=info'

const MOST_LINES = 12
const LONGEST = 200
const MOST_BYTES = 256 * 1024
/** Said each second of an app-server without a login. */
const NOISE = /remote_control|Reloading auth|Reloaded auth/

/**
 * The last that Codex logged of a login that failed, on stderr and in the file that `codex login` writes (docs/troubleshooting),
 * for a person: bounded, and without mail addresses, ids and whatever is as long as a token.
 *
 * @param home CODEX_HOME of that login
 */
export async function loginTrail(stderr: readonly string[], home: string): Promise<string[]> {
  const file = join(home, 'log', 'codex-login.log')
  const written = await readRegularFile(file, { limit: MOST_BYTES }).then(String, () => '')
  return [...stderr, ...written.split('\n')]
    .filter(line => /\S/.test(line) && !NOISE.test(line))
    .slice(-MOST_LINES)
    .map(line => impersonal(quote(line, LONGEST)))
}
