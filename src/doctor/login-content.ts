import { toMilliseconds } from '../login/instant.js'
import { type Login, parseLogin } from '../login/login.js'
import { LoginRefused } from '../login/refusal.js'
import { refreshedAt } from '../login/revision.js'
import { inWords } from '../report/format.js'
import { isAuthJson } from './login-home.js'
import type { Finding } from './report.js'

/** Nobody has published how long a refresh token lives; a month without use is longer than any access token. */
const LONG_UNUSED_MS = 30 * 24 * 3_600_000

/** Findings about the text of a file that would serve as a seed. */
export function contentFindings(path: string, bytes: Buffer, login: Login, now: number): Finding[] {
  return [unused(login, now), severalLines(bytes), onlySeed(path, bytes, now)].filter(
    finding => finding !== undefined,
  )
}

function unused(login: Login, now: number): Finding | undefined {
  const age = now - toMilliseconds(refreshedAt(login))
  if (age <= LONG_UNUSED_MS) return undefined
  return {
    level: 'note',
    code: 'long-unused',
    what:
      login.lastRefresh === undefined && login.access.issuedAt === undefined
        ? 'Nothing in it says when it was last refreshed.'
        : `It has not been refreshed for ${inWords(age)}.`,
    why: 'How long its refresh token lives is not known, and the server may refuse it by now. No file can tell.',
    remedy: 'Run keep-fresh with it at once. If that says it has expired, log in again.',
  }
}

/** The runner masks each line of a secret by itself (docs/facts, "Masking"). */
function severalLines(bytes: Buffer): Finding | undefined {
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  const lines = text.split(/\r\n|\r|\n/).length
  if (lines === 1 || !text.startsWith('{')) return undefined
  return {
    level: 'note',
    code: 'several-lines',
    what: `It has ${lines} lines.`,
    why: 'GitHub masks each line of a secret by itself, so every `{` and `}` of all logs would become `***`.',
    remedy: 'Store it compact, as the commands below do.',
  }
}

/** A seed may come in base64 or with a byte-order mark; Codex reads neither. */
function onlySeed(path: string, bytes: Buffer, now: number): Finding | undefined {
  if (!isAuthJson(path)) return undefined
  try {
    parseLogin(bytes, { origin: `the file ${path}`, now })
    return undefined
  } catch (error) {
    if (!(error instanceof LoginRefused)) throw error
    return {
      level: 'note',
      code: 'only-seed',
      what: "It serves as a seed, but Codex itself can't read it.",
      why: 'It is base64, or begins with a byte-order mark; Codex reads only plain JSON.',
      remedy: 'Decode it before you use it as the auth.json of a CODEX_HOME.',
    }
  }
}
