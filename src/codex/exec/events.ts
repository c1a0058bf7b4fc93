import { z } from 'zod/mini'
import { parseJson } from '../../system/json.js'

const text = z.optional(z.string())
const Item = z.looseObject({
  type: z.string(),
  text,
  command: text,
  aggregated_output: text,
  exit_code: z.nullish(z.number()),
  changes: z.optional(z.array(z.looseObject({ path: z.string(), kind: text }))),
  server: text,
  tool: text,
  query: text,
  message: text,
})
export type Item = z.infer<typeof Item>

const Usage = z.record(z.string(), z.unknown())

/** A line of `codex exec --json` (docs/facts#events), as far as this action looks at it. */
const CodexEvent = z.looseObject({
  type: z.string(),
  thread_id: text,
  usage: z.optional(Usage),
  message: text,
  error: z.optional(z.looseObject({ message: text })),
  item: z.optional(Item),
})
export type CodexEvent = z.infer<typeof CodexEvent>

/** The event of a line, or undefined for other lines: Codex may print other text too. */
export function parseEvent(line: string): CodexEvent | undefined {
  const event = CodexEvent.safeParse(parseJson(line))
  return event.success ? event.data : undefined
}

/** The message of a failed turn or an error; undefined for all other events. */
export const errorMessage = (event: CodexEvent): string | undefined =>
  event.type === 'error' || event.type === 'turn.failed' ? (event.error?.message ?? event.message) : undefined

/**
 * Codex's words about an access token that has ended: about its own requests, or about the fence. Other 401s don't match:
 * a server's words about a request come in the same events.
 */
export const TOKEN_ENDED = /rotation-fenced\.invalid|unauthorized \(401\)|\bstatus:? 401 Unauthorized/

/**
 * True if a fenced Codex says by this event that it wants a refresh: the server has ended its access token.
 * Not final: it tries for 6 to 8 s, reading auth.json again each time (docs/facts#hand-over-mid-turn). Lines of its
 * stderr are no such sign: a token in its last five minutes works, and fills stderr with them.
 */
export function wantsRefresh(event: CodexEvent): boolean {
  return TOKEN_ENDED.test(errorMessage(event) ?? '')
}

/** True if Codex got an answer from the model by this event: its access token works. */
export const isProgress = ({ type, item }: CodexEvent): boolean =>
  type === 'turn.completed' || (item !== undefined && item.type !== 'error')
