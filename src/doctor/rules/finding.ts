import type { Finding } from '../report.js'
import type { Job, Step, Workflow } from '../workflow.js'

type Said = Pick<Finding, 'what' | 'why' | 'remedy'>
type Make = (code: string, said: Said) => Finding

const make =
  (level: Finding['level'], where: string): Make =>
  (code, said) => ({ level, code, where, ...said })

const atStep = ({ job, name, line }: Step) =>
  `${job.workflow.file}${line === undefined ? '' : `:${line}`}${inJob(job)}, step "${name}"`

/** A composite action has steps, but no job of its own. */
const inJob = ({ id }: Job) => (id === '' ? '' : `, job ${id}`)

export const warningAt = (step: Step): Make => make('warning', atStep(step))
export const noteAt = (step: Step): Make => make('note', atStep(step))
export const noteIn = (workflow: Workflow): Make => make('note', workflow.file)

/** Where something is said of a whole job, or, without one, of the workflow. */
export const said = (level: Finding['level'], workflow: Workflow, job?: Job): Make =>
  make(level, job ? `${workflow.file}${inJob(job)}` : workflow.file)
