import { readFile } from 'node:fs/promises'
import { ActionError } from '../errors.js'

type Fields = Readonly<Record<string, unknown>>

export interface Step {
  readonly job: Job
  readonly id: string
  /** Its name or id, else its number, counted from 1. */
  readonly name: string
  /** Counted from 1. */
  readonly line: number | undefined
  readonly uses: string
  /** Without its lines of comment and its very long words. */
  readonly run: string
  readonly shell: string
  readonly condition: string
  /** Values as text, by lower-case name: the runner doesn't tell `Auth-Json` from `auth-json`. */
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

export interface Job {
  readonly workflow: Workflow
  /** Empty for the steps of a composite action. */
  readonly id: string
  /** The workflow that it calls instead of steps, and what it hands over, as text. */
  readonly uses: string
  readonly handed: string
  readonly needs: readonly string[]
  readonly condition: string
  /** The labels of `runs-on`; none if it is a group, or left out. */
  readonly labels: readonly string[]
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly environment: string
  readonly matrix: boolean
  readonly env: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export interface Workflow {
  readonly file: string
  /** An action.yml, whose steps run in a job of somebody else's. */
  readonly composite: boolean
  readonly events: readonly string[]
  readonly crons: readonly string[]
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly env: Readonly<Record<string, string>>
  readonly jobs: readonly Job[]
}

/** Reads a workflow as GitHub does, so far as the rules need it. Throws `UnreadableWorkflow`, or the system's error. */
export async function readWorkflow(file: string, path: string): Promise<Workflow> {
  const text = await readFile(path, 'utf8')
  const { default: yaml } = await import('js-yaml')
  const lines = new WeakMap<object, number>()
  const begun: number[] = []
  let document: unknown
  try {
    document = yaml.load(text, {
      listener(event, { line, result }) {
        if (event === 'open') begun.push(line)
        else remember(lines, result, begun.pop())
      },
    })
  } catch (error) {
    throw new UnreadableWorkflow(file, 'is not YAML, or not as GitHub takes it', error)
  }
  const root = fields(document)
  const runs = fields(root.runs)
  if ('jobs' in root) return workflowOf(file, root, root.jobs, lines)
  if (runs.using === 'composite') return workflowOf(file, root, { '': runs }, lines)
  if ('using' in runs) throw new NotJudged(file)
  throw new UnreadableWorkflow(file, 'is no workflow: it has no `jobs`')
}

/** A node that is an alias of another keeps the line where it was written. */
function remember(lines: WeakMap<object, number>, node: unknown, line: number | undefined): void {
  if (typeof node === 'object' && node !== null && line !== undefined && !lines.has(node))
    lines.set(node, line + 1)
}

function workflowOf(file: string, root: Fields, parts: unknown, lines: WeakMap<object, number>): Workflow {
  const jobs: Job[] = []
  const schedules = fields(root.on).schedule
  const workflow: Workflow = {
    file,
    composite: !('jobs' in root),
    events:
      typeof root.on === 'object' && !Array.isArray(root.on) ? Object.keys(fields(root.on)) : list(root.on),
    crons: Array.isArray(schedules) ? schedules.map(entry => text(fields(entry).cron)) : [],
    permissions: root.permissions,
    concurrency: root.concurrency,
    env: texts(root.env),
    jobs,
  }
  for (const [id, job] of Object.entries(fields(parts))) jobs.push(jobOf(workflow, id, fields(job), lines))
  return workflow
}

function jobOf(workflow: Workflow, id: string, job: Fields, lines: WeakMap<object, number>): Job {
  const steps: Step[] = []
  const { environment } = job
  const made: Job = {
    workflow,
    id,
    uses: text(job.uses),
    handed: JSON.stringify([job.with, job.secrets, job.name]) ?? '',
    needs: list(job.needs),
    condition: text(job.if),
    labels: list(fields(job['runs-on']).labels ?? job['runs-on']),
    permissions: job.permissions,
    concurrency: job.concurrency,
    environment: text(typeof environment === 'string' ? environment : fields(environment).name),
    matrix: fields(job.strategy).matrix !== undefined,
    env: texts(job.env),
    steps,
  }
  const given = Array.isArray(job.steps) ? job.steps : []
  for (const [index, step] of given.entries())
    steps.push(stepOf(made, index, fields(step), lines.get(Object(step))))
  return made
}

const stepOf = (job: Job, index: number, step: Fields, line: number | undefined): Step => ({
  job,
  id: text(step.id),
  name: text(step.name) || text(step.id) || String(index + 1),
  line,
  uses: text(step.uses),
  run: legible(text(step.run)),
  shell: text(step.shell),
  condition: text(step.if),
  inputs: Object.fromEntries(
    Object.entries(texts(step.with)).map(([name, value]) => [name.toLowerCase(), value]),
  ),
  env: texts(step.env),
})

/** Without comments, and without words that no person wrote, such as a key: a search would go through them again and again. */
const legible = (script: string) => script.replace(/^\s*#.*$/gm, '').replace(/\S{1000,}/g, '')

export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
const text = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''
const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(text).filter(Boolean)
const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(fields(value)).map(([name, entry]) => [name, text(entry)]))

/** An action of another kind: GitHub runs it, but there are no steps to look at. */
class NotJudged extends ActionError {
  override readonly name = 'NotJudged'

  constructor(file: string) {
    super('nothing-to-judge', {
      what: `${file} is an action in JavaScript or a container, not a workflow.`,
      why: 'It has no steps that the doctor could read.',
      remedy: 'Give the workflows that use it, as they lie in .github/workflows.',
    })
  }
}

/** The file is none that GitHub would run. */
export class UnreadableWorkflow extends ActionError {
  override readonly name = 'UnreadableWorkflow'

  constructor(file: string, state: string, cause?: unknown) {
    const line = (cause as { mark?: { line?: number } } | undefined)?.mark?.line
    super('unreadable-workflow', {
      what: `${file}${line === undefined ? '' : `:${line + 1}`} ${state}.`,
      why: 'GitHub would not run it, so there is nothing to judge.',
      remedy: 'Give a workflow, as it lies in .github/workflows.',
    })
  }
}
