import { resolve } from 'node:path'
import { LoginUnreadable } from '../codex/login-status.js'
import { readAuthFile } from '../login/auth-file.js'
import { type Freshness, freshness, threshold } from '../login/freshness.js'
import { toMilliseconds } from '../login/instant.js'
import { type Login, parseLogin } from '../login/login.js'
import { LoginRefused } from '../login/refusal.js'
import { refreshedAt } from '../login/revision.js'
import { instantInWords, inWords } from '../report/format.js'
import { ActionError } from '../system/errors.js'
import { storeCommands } from './commands.js'
import { contentFindings } from './login-content.js'
import { homeFindings } from './login-home.js'
import type { Machine } from './machine.js'
import type { Report } from './report.js'
import type { LoginFile } from './target.js'

/** Judges an auth.json as the action judges its `auth-json`, and where the file lies as Codex would use it there. */
export async function loginReport({ path }: LoginFile, machine: Machine): Promise<Report> {
  const file = resolve(machine.cwd, path)
  const bytes = await readAuthFile(file)
  if (bytes === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' })
  const login = judge(path, bytes, machine.now)
  if (login instanceof ActionError)
    return {
      verdict: `${path}: would be refused.`,
      facts: [],
      findings: [{ level: 'warning', code: login.code, ...login.explanation }],
      closing: [],
    }
  const encoded = isEncoded(bytes)
  return {
    verdict: `${path}: would serve as a seed.`,
    facts: facts(login, encoded, machine.now),
    findings: [
      ...contentFindings(path, bytes, login, machine.now),
      ...(await homeFindings(path, file, login, machine.env)),
    ],
    closing: howToStore(path, bytes, encoded),
  }
}

const howToStore = (path: string, bytes: Buffer, encoded: boolean): string[] => [
  'To store it as a secret, in one line:',
  ...storeCommands(path, bytes, encoded).map(command => `  ${command}`),
  '',
  'From then on the secret is the login, and this file must not be used any more: a refresh token can be used once,',
  'and its second user loses the login. Remove the file; `codex logout` would end the login itself.',
]

function judge(path: string, bytes: Buffer, now: number): Login | ActionError {
  try {
    const origin = `the file ${path}` as const
    const login = parseLogin(bytes, { origin, encoded: true, copied: true, now })
    return login.isPlain ? login : new LoginUnreadable(origin)
  } catch (error) {
    if (error instanceof LoginRefused) return error
    throw error
  }
}

const isEncoded = (bytes: Buffer): boolean => !/^\uFEFF?\s*\{/.test(bytes.toString('utf8'))

function facts(login: Login, encoded: boolean, now: number): [string, string][] {
  const { access, identity, bytes, lastRefresh } = login
  const plan = access.plan ?? identity.plan
  return [
    ['form', `${encoded ? 'base64 of JSON' : 'JSON'}, ${bytes.length} bytes`],
    // A claim is whatever wrote the token put there; a plan is a word.
    ['plan', plan && /^[a-z_]{1,11}$/.test(plan) ? plan : 'not known'],
    ['access token', lifeInWords(login, now)],
    ['last refresh', lastRefresh === undefined ? 'not known' : ago(toMilliseconds(refreshedAt(login)), now)],
    ['refresh token', 'can be used once; how long it lives is not known'],
  ]
}

function lifeInWords(login: Login, now: number): string {
  const left = freshness(login, now)
  const until = instantInWords(left.expiresAt)
  const guessed =
    login.access.expiresAt === undefined ? ' (8 days after the last refresh: it does not say)' : ''
  if (left.expiresAt === 0) return 'its end is not known: the first run refreshes it'
  if (left.remaining <= 0) return `expired ${ago(left.expiresAt, now)}${guessed}: the first run refreshes it`
  const of = left.life === undefined ? '' : ` of ${inWords(left.life)}`
  return `lives for another ${inWords(left.remaining)}${of}, until ${until}${guessed}: ${whenDue(left)}`
}

function whenDue(left: Freshness): string {
  const due = threshold(left)
  if (left.remaining <= due) return 'the first run refreshes it'
  return `an ordinary run refreshes it from ${instantInWords(left.expiresAt - due)} on`
}

const ago = (instant: number, now: number): string =>
  `${instantInWords(instant)}${instant > now ? '' : ` (${inWords(now - instant)} ago)`}`
