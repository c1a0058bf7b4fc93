import { parseJson } from '../system/json.js'

/** The answer of OpenAI's backend, or of something in its place, to a Codex that had a login. */
export interface BackendAnswer {
  /** `403 Forbidden`; empty where Codex doesn't say. */
  readonly status: string
  /** The server's own words, or the title of a page: one line, bounded, without addresses and ids. */
  readonly words: string
  /** A web page, such as a proxy's, or one that asks a browser to prove itself. */
  readonly isPage: boolean
}

/** Characters of an answer that are looked at, and of its words that are shown. */
const READ = 16_000
const SHOWN = 200

const STATUS = /(?:unexpected status|failed:|last status:) (\d{3}(?: [A-Z][A-Za-z-]{0,14}){0,4})/
const BODY = /; body=|unexpected status [^:]{3,60}: /
/** The text that Codex puts behind the body of an answer. */
const BEHIND = /, url: https?:\/\/[^\s,]{1,300}(?:, [a-z-]{1,30}: [^\s,]{1,80}){0,4}$/

/** Reads an answer off an error of `codex exec` or of the app-server (tried with 0.169.0, in unit/backend-answer). */
export function backendAnswer(said: string): BackendAnswer {
  const text = said.slice(0, READ)
  const status = STATUS.exec(text)?.[1] ?? ''
  const body = (text.split(BODY, 2)[1] ?? text).replace(BEHIND, '').trim()
  const isPage =
    /^(?:<!doctype html|<html)|content-type=text\/html/i.test(body) || /content-type=text\/html/.test(text)
  return { status, words: shown(isPage ? titleOf(body) : wordsIn(body)), isPage }
}

/** `<title>Just a moment...</title>`. */
const titleOf = (page: string): string => /<title>([^<]{1,200})/i.exec(page)?.[1] ?? ''

/** The message in a JSON body of OpenAI's (`{"error":{"message":…}}`, `{"detail":…}`); otherwise its code, or the text. */
function wordsIn(body: string): string {
  const parsed = parseJson(body)
  const answer = isObject(parsed) ? parsed : {}
  const inside = [answer.error, answer.detail].find(part => part !== undefined)
  const parts = isObject(inside) ? [inside.message, inside.code, inside.type] : [inside, answer.message]
  return (parts.find(part => typeof part === 'string' && part !== '') as string | undefined) ?? body
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without mail addresses, ids and anything as long as one: whose account it is and what its tokens are is nobody's business. */
export const impersonal = (text: string): string =>
  text.replace(WORD, word => (word.includes('@') || LONG.test(word) ? '***' : word))
const WORD = /[^\s"'<>(),;:{}[\]]+/g
const LONG = /[\w-]{28}/

const shown = (words: string): string =>
  impersonal(words.replace(/\s{1,99}/g, ' '))
    .trim()
    .slice(0, SHOWN)

/** `It said: 403 Forbidden, Just a moment...`; empty where it said nothing. */
export function saidBy({ status, words }: BackendAnswer): string {
  const said = [status, words].filter(Boolean).join(', ')
  return said && `It said: ${said}`
}
