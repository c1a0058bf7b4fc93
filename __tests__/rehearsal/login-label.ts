import { readFile } from 'node:fs/promises'
import { z } from 'zod/mini'
import { parseJson } from '../../src/system/json.js'
import type { OpenAiDouble, Presentation } from '../doubles/openai/openai.js'

/** What is where an auth.json could be. */
export interface Seen {
  /** Such as `revision 2`; never a part of a token. */
  readonly label: string
  readonly bytes: string | undefined
}

const AuthJson = z.looseObject({ tokens: z.looseObject({ refresh_token: z.string() }) })

export async function lookAt(authFile: string, openai: OpenAiDouble): Promise<Seen> {
  const bytes = await readFile(authFile, 'utf8').catch(() => undefined)
  if (bytes === undefined) return { label: 'no login', bytes }
  const parsed = AuthJson.safeParse(parseJson(bytes))
  const token = parsed.success ? parsed.data.tokens.refresh_token : ''
  const index = Math.floor(openai.allTokens().indexOf(token) / TOKENS_A_GENERATION)
  const all = openai.presentations()
  return { label: all[index] ? labelOf(all, index) : 'no login that OpenAI knows', bytes }
}

/** What became of each refresh token, in words: a refresh uses it up, and a job that shows it again is refused. */
export function fateOfTokens(openai: OpenAiDouble): string {
  const all = openai.presentations()
  return all
    .map(({ times }, index) => `${labelOf(all, index)} ${fate(times, isUsedUp(all, index))}`)
    .join(', ')
}

/** `used once` is exact: a token that was shown a second time is told otherwise. */
function fate(times: number, usedUp: boolean): string {
  if (times === 0) return 'not used'
  if (!usedUp) return 'refused'
  return times === 1 ? 'used once' : 'used once and then refused'
}

/** A refresh makes the next revision of the same login. */
const isUsedUp = (all: readonly Presentation[], index: number): boolean =>
  (all[index + 1]?.generation ?? 1) > 1

/** The double lists its tokens by generation: id, access, refresh. */
const TOKENS_A_GENERATION = 3

/** Each login counts its revisions from 1. */
function labelOf(all: readonly Presentation[], index: number): string {
  const logins = all.slice(0, index + 1).filter(({ generation }) => generation === 1).length
  return `revision ${all[index]?.generation}${logins > 1 ? ' of the new login' : ''}`
}
