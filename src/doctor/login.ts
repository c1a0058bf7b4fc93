import { resolve } from 'node:path'
import { instantInWords, inWords } from '../report/words.js'
import { readAuthFile } from '../session/auth-file.js'
import { datedAt } from '../session/compare.js'
import { type Freshness, freshness, threshold } from '../session/freshness.js'
import { toMilliseconds } from '../session/instant.js'
import { SessionRefused } from '../session/refusal.js'
import { parseSession, type Session } from '../session/session.js'
import { storeCommands } from './commands.js'
import type { Machine } from './doctor.js'
import { contentFindings, isOfTwo } from './login-content.js'
import { homeFindings } from './login-home.js'
import type { Report } from './report.js'
import type { Login } from './target.js'

/** Judges an auth.json as the action judges its `auth-json`, and where the file lies as Codex would use it there. */
export async function loginReport({ path }: Login, machine: Machine): Promise<Report> {
  const file = resolve(machine.cwd, path)
  const bytes = await readAuthFile(file)
  if (bytes === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' })
  const session = judge(path, bytes, machine.now)
  if (session instanceof SessionRefused)
    return {
      verdict: `${path}: would be refused.`,
      facts: [],
      findings: [{ level: 'warning', code: session.code, ...session.explanation }],
      closing: [],
    }
  const encoded = isEncoded(bytes)
  const torn = isOfTwo(session)
  return {
    verdict: `${path}: ${torn ? 'would be taken as a seed, but should not be stored' : 'would serve as a seed'}.`,
    facts: facts(session, encoded, machine.now),
    findings: [
      ...contentFindings(path, bytes, session, machine.now),
      ...(await homeFindings(path, file, session, machine.env)),
    ],
    closing: torn ? [] : howToStore(path, bytes, encoded),
  }
}

const howToStore = (path: string, bytes: Buffer, encoded: boolean): string[] => [
  'To store it as a secret, in one line:',
  ...storeCommands(path, bytes, encoded).map(command => `  ${command}`),
  '',
  'From then on the secret is the login, and this file must not be used any more: a refresh token can be spent',
  'once, and whoever comes second has lost the login. Remove the file; `codex logout` would end the login itself.',
]

function judge(path: string, bytes: Buffer, now: number): Session | SessionRefused {
  try {
    return parseSession(bytes, { origin: `the file ${path}`, encoded: true, now })
  } catch (error) {
    if (error instanceof SessionRefused) return error
    throw error
  }
}

export const isEncoded = (bytes: Buffer): boolean => !/^\uFEFF?\s*\{/.test(bytes.toString('utf8'))

function facts(session: Session, encoded: boolean, now: number): [string, string][] {
  const { access, identity, bytes, lastRefresh } = session
  const plan = access.plan ?? identity.plan
  return [
    ['form', `${encoded ? 'base64 of JSON' : 'JSON'}, ${bytes.length} bytes`],
    // A claim is whatever wrote the token put there; a plan is a word.
    ['plan', plan && /^[a-z_]{1,11}$/.test(plan) ? plan : 'not known'],
    ['access token', lifeInWords(session, now)],
    ['last refresh', lastRefresh === undefined ? 'not known' : ago(toMilliseconds(datedAt(session)), now)],
    ['refresh token', 'can be spent once; how long it lives is not known'],
  ]
}

function lifeInWords(session: Session, now: number): string {
  const left = freshness(session, now)
  const until = instantInWords(left.expiresAt)
  const guessed =
    session.access.expiresAt === undefined ? ' (8 days after the last refresh: it does not say)' : ''
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
