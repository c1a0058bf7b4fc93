import type { ActionError } from '../system/errors.js'
import { inWords, windowsOf } from './format.js'
import { bar, minuteOf, plain, prose, table } from './markdown.js'
import type { Facts, LoginWait } from './report.js'
import { runRows, theMessage } from './run-summary.js'
import { summarize } from './sink.js'

/** Writes the summary of a step over what it wrote before. Never throws: a summary is worth no job. */
export async function writeSummary(facts: Facts, error: ActionError | undefined, now: number): Promise<void> {
  try {
    await summarize(inMarkdown(facts, error, now))
  } catch {
    // No summary file, as on old GitHub Enterprise Servers.
  }
}

/** The summary at a glance: how the login is, how long it lives, and what this run did. `now` is milliseconds. */
export function inMarkdown(facts: Facts, error: ActionError | undefined, now: number): string {
  if (facts.waiting) return waiting(facts.waiting, now)
  const trouble = error ?? facts.warning
  return [
    `### ${title(facts, error)}`,
    '',
    ...table([...loginRows(facts, now), ...(facts.run ? runRows(facts.run) : [])]),
    '',
    ...(trouble ? [...explained(trouble), ''] : []),
    ...theMessage(facts.run),
  ].join('\n')
}

function title(
  { outputs, life, isRefused, isBarred, isEnd, isLogin, run }: Facts,
  error: ActionError | undefined,
): string {
  if (isLogin && error && !outputs.persisted) return '🔴 No new Codex login was stored'
  if (isEnd)
    return error
      ? '🔴 The end of the job found the Codex login in danger'
      : '🟢 The end of the job stored the Codex login'
  if (outputs.skipped) return "⚪ Skipped: the Codex login can't be used now"
  if (isBarred) return '🔴 OpenAI lets this Codex login do nothing: a person must look at the account'
  const lives = (life?.remaining ?? 0) > 0 && !isRefused
  switch (outputs['auth-status']) {
    case 'dead':
      return '🔴 The Codex login is dead: a person must log in once more'
    case 'stale':
      return lives
        ? "🟡 The Codex login works, but can't be refreshed"
        : '🟡 The Codex login could not be refreshed'
    case 'healthy':
    case 'refreshed':
      if (run?.failure) return '🟢 The Codex login is healthy; the run failed'
      return error
        ? '🟡 The Codex login is healthy, but something is wrong'
        : `🟢 The Codex login is healthy${outputs.refreshed ? ', and was refreshed by this run' : ''}`
    default:
      return error ? '🔴 The Codex login was not used' : '⚪ No Codex login was used'
  }
}

function loginRows(facts: Facts, now: number): [string, string][] {
  const { outputs, life, refreshedBy, account, where, changes } = facts
  const rows: [string, string | undefined][] = [
    ['Access token', life && lifeCell(life, facts.isRefused)],
    ['Refreshed', life && refreshedCell(life.refreshedAt, refreshedBy, now)],
    ['Plan', outputs['account-plan'] && plain(outputs['account-plan'])],
    ...windowsOf(outputs['rate-limits'] ?? {}).map(({ used, lengthMs, resetsAt }): [string, string] => [
      `Used of ${inWords(lengthMs)}`,
      `${bar(used / 100)} ${Math.round(used)} %${resetsAt === undefined ? '' : `, begins again ${minuteOf(resetsAt)}`}`,
    ]),
    ['Account', account && plain(account)],
    ['Kept in', where && plain(where)],
    ['This run', changes.map(prose).join('<br>') || (facts.isEnd ? '' : 'changed nothing')],
  ]
  return rows.filter((row): row is [string, string] => Boolean(row[1]))
}

function lifeCell(
  { remaining, share, life, expiresAt }: NonNullable<Facts['life']>,
  isRefused = false,
): string {
  if (remaining <= 0) return `${bar(0)} ended ${minuteOf(expiresAt)}`
  if (isRefused) return `${bar(0)} ended by OpenAI before its time, ${minuteOf(expiresAt)}`
  const of = life === undefined ? '' : ` of ${inWords(life)}`
  return `${bar(share)} ${inWords(remaining)}${of} left, until ${minuteOf(expiresAt)}`
}

function refreshedCell(at: number, by: string | undefined, now: number): string {
  if (at <= 0) return 'nobody knows when'
  const ago = now - at < 60_000 ? 'just now' : `${inWords(now - at)} ago`
  return `${ago}${by ? ` by ${by}` : ''} (${minuteOf(at)})`
}

const explained = ({ explanation: { what, why, remedy } }: ActionError): string[] => [
  `**${prose(what)}**`,
  '',
  prose(why),
  '',
  `**What to do:** ${prose(remedy)}`,
]

/** Large, for a phone. The code needn't be hidden: it can only sign in the person who types it. */
const waiting = ({ url, code, until }: LoginWait, now: number): string =>
  [
    '### 📱 The Codex login waits for you',
    '',
    `1. Open <${url}>`,
    '2. Sign in with the ChatGPT account that Codex is to use, and type this code:',
    '',
    `# \`${code}\``,
    '',
    `It is good for ${inWords(until - now)}, until ${minuteOf(until)}. Type it only if you started this workflow yourself. The stored login stays as it is until you have.`,
    '',
  ].join('\n')
