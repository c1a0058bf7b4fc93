import type { Finding } from '../report.js'
import type { Job, Place, Step, Workflow } from '../workflow.js'

type Said = Pick<Finding, 'what' | 'why' | 'remedy'> & Partial<Pick<Finding, 'unsure' | 'fix'>>
export type Make = (code: string, said: Said) => Finding

interface Spot {
  readonly place: Place
  readonly where: string
  readonly files: readonly string[]
}

const at =
  (level: Finding['level'], { place, where, files }: Spot): Make =>
  (code, said) => ({ level, code, place, ...(where && { where }), files, ...said })

/** A composite action has steps, but no job of its own. */
const inJob = ({ id }: Job) => (id === '' ? '' : `job ${id}`)
const inStep = (step: Step) => [inJob(step.job), `step "${step.name}"`].filter(Boolean).join(', ')

const spotOf = (chain: readonly Step[], place?: Place): Spot => {
  const step = chain.at(-1) as Step
  return {
    place: place ?? step.locate(),
    where: inStep(step),
    files: [...new Set([...chain.map(({ job }) => job.workflow.file), ...(place ? [place.file] : [])])],
  }
}

export const warningAt = (step: Step, place?: Place): Make => at('warning', spotOf([step], place))
export const noteAt = (step: Step, place?: Place): Make => at('note', spotOf([step], place))
/** A finding about a step, which may be in a composite action or a script that the job starts. */
export const actAt = (
  level: Finding['level'],
  { chain, place }: { chain: readonly Step[]; place: Place },
): Make => at(level, spotOf(chain, place))
/** A finding about a whole job, or, without one, about the workflow. */
export const said = (
  level: Finding['level'],
  workflow: Workflow,
  { job, place }: { job?: Job; place?: Place } = {},
): Make =>
  at(level, {
    place: place ?? (job ? job.workflow.locate(['jobs', job.id]) : workflow.locate(['on'])),
    where: job ? inJob(job) : '',
    files: [workflow.file],
  })

/** Why it matters that the action would refuse an input. */
export const REFUSES = 'The action refuses to start with it, so the login is not refreshed either.'
