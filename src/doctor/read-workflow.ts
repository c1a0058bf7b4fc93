import { readFile } from 'node:fs/promises'
import { type LocalActions, localActions } from './local-action.js'
import { NotJudged, UnreadableWorkflow } from './unreadable.js'
import { type Fields, fields, type Job, type Step, type Workflow } from './workflow.js'

/** Reads a workflow as GitHub does, so far as the rules need it. Throws `UnreadableWorkflow`, or the system's error. */
export async function readWorkflow(file: string, path: string): Promise<Workflow> {
  const text = await readFile(path, 'utf8')
  const { default: yaml } = await import('js-yaml')
  const lines = new WeakMap<object, number>()
  const around = { lines, actions: await localActions(text, path) }
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
  if ('jobs' in root) return workflowOf(file, root, root.jobs, around)
  if (runs.using === 'composite') return workflowOf(file, root, { '': runs }, around)
  if ('using' in runs) throw new NotJudged(file)
  throw new UnreadableWorkflow(file, 'is no workflow: it has no `jobs`')
}

/** What the nodes themselves do not tell: in which line they begin, and what a local action takes. */
interface Around {
  readonly lines: WeakMap<object, number>
  readonly actions: LocalActions
}

/** A node that is an alias of another keeps the line where it was written. */
function remember(lines: WeakMap<object, number>, node: unknown, line: number | undefined): void {
  if (typeof node === 'object' && node !== null && line !== undefined && !lines.has(node))
    lines.set(node, line + 1)
}

function workflowOf(file: string, root: Fields, parts: unknown, around: Around): Workflow {
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
  for (const [id, job] of Object.entries(fields(parts))) jobs.push(jobOf(workflow, id, fields(job), around))
  return workflow
}

function jobOf(workflow: Workflow, id: string, job: Fields, around: Around): Job {
  const steps: Step[] = []
  const { environment } = job
  const strategy = fields(job.strategy)
  const matrix = strategy.matrix !== undefined
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
    matrix,
    parallel: matrix && text(strategy['max-parallel']) !== '1',
    env: texts(job.env),
    steps,
  }
  const given = Array.isArray(job.steps) ? job.steps : []
  for (const [index, step] of given.entries()) steps.push(stepOf(made, index, step, around))
  return made
}

function stepOf(job: Job, index: number, given: unknown, { lines, actions }: Around): Step {
  const step = fields(given)
  const uses = text(step.uses)
  return {
    job,
    id: text(step.id),
    name: text(step.name) || text(step.id) || String(index + 1),
    line: lines.get(Object(given)),
    uses,
    declared: actions.get(uses),
    run: legible(text(step.run)),
    shell: text(step.shell),
    condition: text(step.if),
    inputs: Object.fromEntries(
      Object.entries(texts(step.with)).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    env: texts(step.env),
  }
}

/** Without comments, and without words that no person wrote, such as a key: a search would go through them again and again. */
const legible = (script: string) => script.replace(/^\s*#.*$/gm, '').replace(/\S{1000,}/g, '')

const text = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''
const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(text).filter(Boolean)
const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(fields(value)).map(([name, entry]) => [name, text(entry)]))
