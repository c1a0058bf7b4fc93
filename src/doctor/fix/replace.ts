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

export function planFor({ keepsDisk, acts, handed }: LoginJob): Plan {
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

/**
 * The edits by which a job uses this action in place of the steps that restore and save the login; what Codex itself
 * does stays as it is. Undefined for a job whose steps do both in one script, or that is written in one line.
 */
export function replaceSteps(login: LoginJob): Edit[] | undefined {
  const { job, acts, workflow } = login
  const isHandling = (act: Act) =>
    act.kind === 'restore' || act.kind === 'save' || act.kind === 'open' || act.kind === 'argument'
  const handling = new Set(acts.filter(isHandling).map(({ chain }) => chain[0]))
  const users = new Set(
    acts.filter(act => act.kind === 'codex' || act.kind === 'unseen').map(({ chain }) => chain[0]),
  )
  if (!acts.some(({ kind }) => kind === 'restore') || [...handling].some(step => users.has(step)))
    return undefined
  const first = job.steps.find(step => handling.has(step))
  const spans = job.steps.filter(step => handling.has(step)).map(step => linesOf(step, workflow))
  if (!first || spans.some(span => span === undefined)) return undefined

  const plan = planFor(login)
  const indent = ' '.repeat(first.locate().column - 3)
  const step = `${indent}- uses: ${ACTION}\n${indent}  with:\n${inputsOf(plan)
    .map(line => `${indent}    ${line}\n`)
    .join('')}`
  const removed = spans.map(
    (span, at): Edit => ({
      path: workflow.path,
      from: span?.from ?? 0,
      to: span?.to ?? 0,
      text: at === 0 ? step : '',
    }),
  )
  return [...removed, ...(plan.storage === 'host' ? [] : leasePermissions(job))]
}

/** The whole lines of a step; undefined for one that is written in the line of another. */
function linesOf(step: Step, { text }: Workflow): { from: number; to: number } | undefined {
  const { line } = step.locate()
  const lines = text.split('\n')
  if (!/^\s*- /.test(lines[line - 1] ?? '')) return undefined
  const dash = (lines[line - 1] ?? '').indexOf('-')
  let last = line
  while (
    last < lines.length &&
    (/^\s*$/.test(lines[last] ?? '') || (/^ */.exec(lines[last] ?? '')?.[0].length ?? 0) > dash)
  )
    last += 1
  // Blank lines before what follows stay.
  while (last > line && /^\s*$/.test(lines[last - 1] ?? '')) last -= 1
  const at = (count: number) => lines.slice(0, count).reduce((sum, one) => sum + one.length + 1, 0)
  return { from: at(line - 1), to: Math.min(at(last), text.length) }
}
