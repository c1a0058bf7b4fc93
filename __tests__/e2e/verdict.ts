import { expect } from '@jest/globals'
import type { LoginOptions, OpenAiDouble, TokenAnswer } from '../doubles/openai/openai.js'
import type { JobResult, JobRun, Values } from '../doubles/runner/index.js'
import type { Lab } from './lab.js'

const HOUR = 3_600_000

/** The states of the access token in which a refresh is wanted (docs/facts/codex.md, §1 and §3). */
export const SITUATIONS = {
  /** Its time is over. */
  expired: { login: { expInMs: -HOUR }, ended: false },
  /** It is about to end, but works. */
  due: { login: { expInMs: HOUR }, ended: false },
  /** It lives for days, so that only keep-fresh refreshes it. */
  days: { login: { expInMs: 96 * HOUR }, ended: false },
  /** The server has ended it before its time, which shows only when Codex uses it: the hand-over. */
  ended: { login: {}, ended: true },
} as const
export type Situation = keyof typeof SITUATIONS

/** What a job came to: its annotations, what later steps read, what a person sees, and how long all that took. */
export interface Verdict {
  readonly result: JobResult
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly outputs: Values
  /** The summary's first line, without its mark. */
  readonly title: string
  /** How often the token endpoint was asked. */
  readonly calls: number
  /** auth.json is, byte for byte, what the job was given. */
  readonly kept: boolean
  /** When its access token ends, as the token itself says: an instant to the second. */
  readonly endsAt: string
  /** From the endpoint's first answer, or from its first call where it gives none, to the first annotation; in ms. */
  readonly afterMs: number
}

/** One job whose refresh meets `answer`, with the login in this situation. */
export async function verdictOf(
  lab: Lab,
  situation: Situation,
  answer: TokenAnswer,
  inputs: Values = {},
  login: LoginOptions = {},
): Promise<Verdict> {
  const { login: state, ended } = SITUATIONS[situation]
  const seed = lab.openai.login({ ...state, ...login })
  if (ended) lab.openai.endAccessToken()
  lab.openai.answerTokenEndpoint(answer)
  const verdict = await judged(lab, lab.job({ 'auth-json': seed, prompt: 'Say OK', ...inputs }))
  return { ...verdict, kept: (await lab.auth()) === seed, endsAt: endOf(seed) }
}

/** When the access token of an auth.json ends: `2026-11-21T08:50:01Z`. */
export function endOf(authJson: string): string {
  const { access_token: token } = JSON.parse(authJson).tokens
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
  return new Date(exp * 1000).toISOString().replace('.000Z', 'Z')
}

/** Waits for the job, and gathers what it says. */
export async function judged(
  { openai }: Pick<Lab, 'openai'>,
  run: JobRun,
): Promise<Omit<Verdict, 'kept' | 'endsAt'>> {
  let said = Number.NaN
  run.line(/^::(error|warning)/).then(
    () => {
      said = Date.now()
    },
    () => undefined,
  )
  const result = await run
  const { outputs = {} } = result.steps[0] ?? {}
  const texts = (level: string) =>
    result.annotations.filter(it => it.level === level).map(({ message }) => message)
  return {
    result,
    outputs,
    errors: texts('error'),
    warnings: texts('warning'),
    title: /^### \S+ (.*)/.exec(result.summary)?.[1] ?? '',
    calls: openai.refreshes.length,
    afterMs: said - firstAnswer(openai),
  }
}

function firstAnswer({ refreshes }: OpenAiDouble): number {
  const [first] = refreshes
  return first ? (first.endedAt ?? first.startedAt) : Number.NaN
}

/** In a summary: which run made the login, with its page, as the lease's record has it. */
export const MADE_BY = /by <a href="https?:\/\/[^"]+\/actions\/runs\/\d+">job test of run \d+[^<]*<\/a> \(/

/** No verdict comes later than this after the endpoint's first answer, in ms. */
export const SOON_MS = 5000

/** What is expected of one answer of the token endpoint in one situation. */
export interface Row {
  readonly situation: Situation
  readonly answer: TokenAnswer
  readonly is: 'success' | 'failure'
  readonly status: string
  readonly reason: string
  /** Of the summary. */
  readonly title: RegExp
}

const LOG_IN = 'A person must log in once more: run a workflow with `mode: login` on this runner'
/** What the annotation begins with; what it says of the cause is the reason's own. */
const WHAT: Record<string, RegExp> = {
  expired: /^OpenAI refused to refresh the login: its refresh token has expired\.\nIt was not refreshed/,
  reused: /^OpenAI refused to refresh the login: its refresh token was already used\.\nIt was used by a copy/,
  revoked: /^OpenAI refused to refresh the login: it was revoked\.\nSomebody logged out/,
  refused: /^OpenAI refused to refresh the login\.\nIts refresh token is not accepted/,
  'endpoint-down': /^OpenAI's token endpoint answered with an error.*\nThe login could not be refreshed/,
  'endpoint-blocked':
    /^The request to OpenAI's token endpoint was turned away \(403 Forbidden\)\.\nThe login could/,
}
/** What it tells to do; a dead login is to be made again. */
const REMEDY: Record<string, string> = {
  'endpoint-down': 'Nothing needs to be done now',
  'endpoint-blocked': "Look at the runner's way to auth.openai.com",
}
/** Holds a verdict against its row: said once, in time, with cause, meaning and what to do. */
export function reads(verdict: Verdict, { situation, is, status, reason: why, title }: Row): void {
  const { result, errors, warnings, outputs } = verdict
  // A Codex that finds the end of its token in two ways at once may keep the server's reason to itself (0.169.0).
  const isUntold = situation === 'ended' && status === 'dead' && outputs['auth-reason'] === 'refused'
  const reason = isUntold ? 'refused' : why
  expect({ is: result.conclusion, status: outputs['auth-status'], reason: outputs['auth-reason'] }).toEqual({
    is,
    status,
    reason,
  })
  const [annotations, others] = is === 'failure' ? [errors, warnings] : [warnings, errors]
  expect(annotations).toHaveLength(1)
  expect(others).toEqual([])
  expect(annotations[0]).toMatch(WHAT[reason] ?? 'a reason that this table has no words for')
  expect(annotations[0]).toContain(REMEDY[reason] ?? LOG_IN)
  // Until when it still serves, to the second: the job itself, or others where this one is red all the same.
  const until = `on with the access token, which ends at ${verdict.endsAt}\\.`
  if (is === 'success') expect(annotations[0]).toMatch(new RegExp(`\n(This job|Codex) goes ${until}$`))
  else if (situation !== 'ended' && status === 'stale' && !(reason in REMEDY))
    expect(annotations[0]).toMatch(new RegExp(` jobs go ${until}\nA person must`))
  else expect(annotations[0]).not.toContain('which ends at')
  expect(verdict.title).toMatch(title)
  expect(verdict.kept).toBe(true)
  expect(verdict.afterMs).toBeLessThan(SOON_MS)
}
