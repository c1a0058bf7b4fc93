import type { LoginJob } from '../logins.js'
import type { Edit } from '../report.js'
import type { Act } from '../way/acts.js'
import type { Step, Workflow } from '../workflow.js'
import { leasePermissions } from './permissions.js'

/** The name under which people use this action; its owner is put in by whoever pastes it. */
export const ACTION = 'OWNER/codex-auth-action@v1'

/** The new place of a job's login: on its own disk, or encrypted in the cache. */
export interface Plan {
  readonly storage: 'host' | 'cache'
  /** The secret with the first login; none where the disk has it already. */
  readonly seed: string | undefined
}

export function planFor({ keepsDisk, acts, handed, kind }: LoginJob): Plan {
  if (kind === 'host') return { storage: 'host', seed: undefined }
  const restores = acts.flatMap(act => (act.kind === 'restore' ? [act.from] : []))
  const secret = restores.find(from => from.kind === 'secret')
  const name = secret && 'name' in secret ? secret.name : handed[0]?.replaceAll('`', '')
  return {
    storage: keepsDisk ? 'host' : 'cache',
    seed: name && /^\w+$/.test(name) ? name : keepsDisk ? undefined : 'CODEX_AUTH_JSON',
  }
}

/** The inputs of this action for a plan, a line each. */
export const inputsOf = ({ storage, seed }: Plan): string[] => [
  ...(seed ? [`auth-json: \${{ secrets.${seed} }}`] : []),
  `storage: ${storage}`,
  ...(storage === 'cache' ? ['encryption-key: ${' + '{ secrets.CODEX_ENCRYPTION_KEY }}'] : []),
]

/** Acts with the login that this action takes over from a job's steps. A start of Codex is not among them. */
const HANDLING: ReadonlySet<Act['kind']> = new Set(['restore', 'save', 'open', 'argument', 'end'])

interface Replaced {
  readonly edits: readonly Edit[]
  /** The steps that are no longer there. */
  readonly removed: readonly Step[]
}

/**
 * The edits by which a job uses this action in place of the steps that handle the login; what Codex itself does stays as
 * it is. Undefined for a job with a step that both handles the login and uses it, that only hands it on, or that is
 * written on one line.
 */
export function replaceSteps(login: LoginJob): Replaced | undefined {
  const { job, acts, workflow, kind } = login
  const handling = new Set(acts.filter(act => HANDLING.has(act.kind)).map(({ chain }) => chain[0]))
  const restored = acts.findIndex(act => act.kind === 'restore')
  // A tool that fetches the login is not seen through either.
  const isUser = (act: Act, at: number) =>
    act.kind === 'codex' ||
    act.kind === 'refresh' ||
    (act.kind === 'unseen' && (act.got.length > 0 || at > restored))
  const users = new Set(acts.filter(isUser).map(({ chain }) => chain[0]))
  if ((kind === 'given' && restored < 0) || [...handling].some(step => users.has(step))) return undefined
  // It has no secrets: whoever uses it hands them in.
  if (workflow.kind === 'action') return undefined

  const removed = job.steps.filter(step => handling.has(step))
  if (kind === 'own' && removed.length === 0) return { edits: [], removed }
  const first = job.steps.find(step => handling.has(step) || users.has(step))
  const spans = removed.map(step => linesOf(step, workflow))
  const start = first && linesOf(first, workflow)
  if (!first || !start || spans.some(span => span === undefined)) return undefined

  const { path } = workflow
  const edits = spans.flatMap((span): Edit[] => (span ? [{ path, ...span, text: '' }] : []))
  if (kind === 'own') return { edits, removed }

  const plan = planFor(login)
  const lines = [`- uses: ${ACTION}`, '  with:', ...inputsOf(plan).map(line => `    ${line}`)]
  const indent = ' '.repeat(first.locate().column - 3)
  const step = lines.map(line => `${indent}${line}\n`).join('')
  const put = { path, from: start.from, to: start.from, text: step }
  return {
    edits: [...edits, put, ...(plan.storage === 'host' ? [] : leasePermissions(job))],
    removed,
  }
}

/** The whole lines of a step; undefined for one that is written in the line of another. */
function linesOf({ locate }: Step, { text }: Workflow): { from: number; to: number } | undefined {
  const span = locate.span([])
  if (!span) return undefined
  const from = text.lastIndexOf('\n', span.from - 1) + 1
  const head = text.slice(from, span.from)
  if (!/^ *- +$/.test(head)) return undefined
  const endOfLine = (at: number) => (text.indexOf('\n', at) + 1 || text.length + 1) - 1
  // Comments below it that are indented like it are its own; blank lines before what follows stay.
  let to = endOfLine(span.to)
  for (let end = to; end < text.length; ) {
    const start = end + 1
    end = endOfLine(start)
    const line = text.slice(start, end)
    if (line.trim() === '') continue
    if (line.search(/\S/) <= head.indexOf('-')) break
    to = end
  }
  return { from, to: Math.min(to + 1, text.length) }
}
