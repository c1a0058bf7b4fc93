import { NotRegularFile } from '../system/files.js'
import { UnreadableWorkflow } from './unreadable.js'
import { type Fields, fields, type Job, type Step, type Workflow } from './workflow.js'
import { parseYaml, readBounded, type Yaml, YamlError } from './yaml.js'

/** A file that was read: as the user would name it, absolute, and its text. */
interface WorkflowText {
  readonly file: string
  readonly path: string
  readonly text: string
}

/** Reads a workflow or an action as GitHub does, so far as the rules need it. Throws `UnreadableWorkflow`, or the system's error. */
export async function readWorkflow(file: string, path: string): Promise<Workflow> {
  const text = await readBounded(path).catch(error => {
    if (error instanceof NotRegularFile) throw new UnreadableWorkflow(file, `is ${error.kind}, not a file`)
    throw error
  })
  if (text === undefined) throw new UnreadableWorkflow(file, 'is larger than 1 MB')
  return parseWorkflow({ file, path, text })
}

/** The same for a text. @throws UnreadableWorkflow */
export function parseWorkflow({ file, path, text }: WorkflowText): Workflow {
  let yaml: Yaml
  try {
    yaml = parseYaml(text, file)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw new UnreadableWorkflow(file, 'is not YAML, or not as GitHub takes it', error.line)
  }
  const root = fields(yaml.value)
  const runs = fields(root.runs)
  const around = { file, yaml, parts: 0 }
  const known = { file, path, text, locate: yaml.locator(root) }
  if ('jobs' in root) return workflowOf(known, root, root.jobs, around)
  if ('using' in runs) return workflowOf(known, root, { '': runs }, around)
  throw new UnreadableWorkflow(file, 'is not a workflow: it has no `jobs`')
}

interface Around {
  readonly file: string
  readonly yaml: Yaml
  /** Jobs, steps, and values of their mappings so far. */
  parts: number
}

/** A file of 1 MB has no more, unless aliases repeat parts of it. */
const MOST_PARTS = 250_000

function count(around: Around, parts: number): void {
  around.parts += parts
  if (around.parts <= MOST_PARTS) return
  throw new UnreadableWorkflow(
    around.file,
    `has aliases (\`*\`) that make more than ${MOST_PARTS} parts of it`,
  )
}

type Known = Pick<Workflow, 'file' | 'path' | 'text' | 'locate'>

function workflowOf(known: Known, root: Fields, parts: unknown, around: Around): Workflow {
  const on = fields(root.on)
  const jobs: Job[] = []
  const { using } = fields(root.runs)
  const declared = 'jobs' in root ? fields(on.workflow_call).inputs : root.inputs
  const workflow: Workflow = {
    ...known,
    name: text(root.name),
    kind: 'jobs' in root ? 'workflow' : using === 'composite' ? 'action' : 'code',
    events: eventsIn(root.on),
    crons: Array.isArray(on.schedule) ? cronsIn(on.schedule) : [],
    branches: list(fields(on.push).branches),
    permissions: root.permissions,
    concurrency: root.concurrency,
    env: texts(root.env, around),
    inputs: Object.keys(fields(declared)).map(name => name.toLowerCase()),
    jobs,
  }
  for (const [id, job] of Object.entries(fields(parts)))
    jobs.push(jobOf(workflow, id, fields(job), { around, defaults: root.defaults }))
  return workflow
}

/** GitHub has fewer events, and accepts fewer schedules. */
const MOST_EVENTS = 100
const MOST_SCHEDULES = 100
const eventsIn = (on: unknown): string[] =>
  (typeof on === 'object' && !Array.isArray(on) ? Object.keys(fields(on)) : list(on)).slice(0, MOST_EVENTS)
const cronsIn = (schedules: unknown[]): string[] => [
  ...new Set(schedules.slice(0, MOST_SCHEDULES).map(entry => text(fields(entry).cron))),
]

function jobOf(
  workflow: Workflow,
  id: string,
  job: Fields,
  { around, defaults }: { around: Around; defaults: unknown },
): Job {
  count(around, 1)
  const steps: Step[] = []
  const { environment } = job
  const strategy = fields(job.strategy)
  const matrix = strategy.matrix !== undefined
  const container = fields(job.container)
  const made: Job = {
    workflow,
    id,
    locate: around.yaml.locator(job),
    uses: text(job.uses),
    inputs: lower(texts(job.with, around)),
    secrets: job.secrets === 'inherit' ? 'inherit' : texts(job.secrets, around),
    needs: list(job.needs),
    condition: text(job.if),
    labels: list(fields(job['runs-on']).labels ?? job['runs-on']),
    permissions: job.permissions,
    concurrency: job.concurrency,
    environment: text(typeof environment === 'string' ? environment : fields(environment).name),
    matrix,
    parallel: matrix && text(strategy['max-parallel']) !== '1',
    volumes: [...list(container.volumes), text(container.options)],
    env: texts(job.env, around),
    steps,
  }
  const own = { ...fields(fields(defaults).run), ...fields(fields(job.defaults).run) }
  const given = Array.isArray(job.steps) ? job.steps : []
  for (const [index, step] of given.entries()) steps.push(stepOf(made, index, step, { around, own }))
  return made
}

function stepOf(
  job: Job,
  index: number,
  given: unknown,
  { around, own }: { around: Around; own: Fields },
): Step {
  count(around, 1)
  const step = fields(given)
  return {
    job,
    id: text(step.id),
    name: text(step.name) || text(step.id) || String(index + 1),
    locate: around.yaml.locator(given),
    uses: text(step.uses),
    run: text(step.run),
    shell: text(step.shell ?? own.shell),
    directory: text(step['working-directory'] ?? own['working-directory']),
    condition: text(step.if),
    continues: text(step['continue-on-error']) === 'true',
    inputs: lower(texts(step.with, around)),
    env: texts(step.env, around),
  }
}

const lower = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]))
const text = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''
const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(text).filter(Boolean)
function texts(value: unknown, around: Around): Record<string, string> {
  const entries = Object.entries(fields(value))
  count(around, entries.length)
  return Object.fromEntries(entries.map(([name, entry]) => [name, text(entry)]))
}
