import { isByHand } from './holders.js'
import type { Finding } from './report.js'
import type { Use } from './uses.js'
import type { Workflow } from './workflow.js'

/** What was judged, in one line, and what came of it. */
export function verdict(
  judged: readonly Workflow[],
  uses: readonly Use[],
  findings: readonly Finding[],
): string {
  const recipes = judged.flatMap(({ jobs }) => jobs).filter(isByHand).length
  const actions = judged.filter(({ composite }) => composite).length
  const kinds = [
    (actions === 0 || judged.length > actions) && count(judged.length - actions, 'workflow'),
    actions > 0 && count(actions, 'composite action'),
  ].filter(Boolean)
  const what = `${kinds.join(', ')}, ${count(uses.length, 'use')} of this action, ${count(recipes, 'job')} with a login by hand`
  return `${what}: ${outcome(findings)}.`
}

/** Silence is praise: where a login goes out of sight, there is none. */
function outcome(findings: readonly Finding[]): string {
  const warnings = findings.filter(({ level }) => level === 'warning').length
  const hidden = findings.filter(({ code }) => code === 'unseen').length
  if (warnings > 0) return count(warnings, 'warning')
  if (hidden === 0) return 'nothing found that would lose the login'
  return `no warning, but in ${count(hidden, 'job')} it can not be told what is done with the login`
}

const count = (number: number, name: string) => `${number} ${name}${number === 1 ? '' : 's'}`

/** What a use of the action does, and where it stands. */
export function fact({ step, workflow, job, store: kind, inputs, session }: Use): [string, string] {
  const mode = inputs.mode || (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup')
  const where = `${workflow.file}${step.line === undefined ? '' : `:${step.line}`}`
  return [
    where,
    `${job.id && `job ${job.id}, `}mode ${mode}, storage ${kind ?? 'not known'}, session ${session}`,
  ]
}
