import { dirname, relative, resolve, sep } from 'node:path'
import { systemCode } from '../system/errors.js'
import { withoutIgnored } from './ignore.js'
import { loginJobs } from './logins.js'
import { parseWorkflow, readWorkflow } from './read-workflow.js'
import type { Finding, Report } from './report.js'
import { readRepository, rootOf } from './repository.js'
import { findingsIn } from './rules/all.js'
import type { Scene } from './rules/context.js'
import type { WorkflowFile } from './target.js'
import { NotJudged, UnreadableWorkflow } from './unreadable.js'
import { factOf, usesOf } from './uses.js'
import type { Workflow } from './workflow.js'

/** The judgment of the named files of one or more repositories. */
export interface Judged {
  readonly report: Report
  readonly scenes: readonly Scene[]
  readonly workflows: readonly Workflow[]
  /** Files that could not be read. */
  readonly unreadable: readonly Finding[]
}

/** So many files are opened at once: one after the other, most of the time would be waiting. */
const READ_AT_ONCE = 32

/** Nobody reads more about the uses of this action. */
const MOST_FACTS = 50

/** Judges files, each beside what is in its repository. One that can't be read is said, and the rest is judged. */
export async function judgeWorkflows(
  files: readonly WorkflowFile[],
  { cwd }: { cwd: string },
): Promise<Judged> {
  const byRoot = new Map<string, WorkflowFile[]>()
  for (const file of files) {
    const root = file.root ?? (await rootOf(resolve(cwd, file.path)))
    byRoot.set(root, [...(byRoot.get(root) ?? []), file])
  }
  const unreadable: Finding[] = []
  const workflows: Workflow[] = []
  const scenes: Scene[] = []
  const found: Finding[] = []
  for (const [root, members] of byRoot) {
    const here = await judgeRepository(root, members, cwd)
    unreadable.push(...here.unreadable)
    workflows.push(...here.named)
    scenes.push(here.scene)
    found.push(...here.findings)
  }
  const uses = scenes.flatMap(scene => scene.uses.filter(({ workflow }) => workflows.includes(workflow)))
  const facts = uses.slice(0, MOST_FACTS).map(factOf)
  if (uses.length > MOST_FACTS) facts.push(['…', `${uses.length - MOST_FACTS} more uses of this action`])
  const findings = [...unreadable, ...found]
  return {
    report: {
      verdict: verdictOf({ workflows, scenes, findings, uses: uses.length }),
      facts,
      findings,
      closing: [],
    },
    scenes,
    workflows,
    unreadable,
  }
}

async function judgeRepository(root: string, members: readonly WorkflowFile[], cwd: string) {
  const unreadable: Finding[] = []
  const named: Workflow[] = []
  const others: Workflow[] = []
  const all = [...members, ...(members[0]?.beside ?? [])]
  const files = new Map<string, { file: string; text: string | undefined; isNamed: boolean }>()
  for (const [index, { path: file, text }] of all.entries()) {
    const path = resolve(cwd, file)
    if (!files.has(path)) files.set(path, { file, text, isNamed: index < members.length })
  }
  const entries = [...files]
  for (let at = 0; at < entries.length; at += READ_AT_ONCE) {
    const some = entries.slice(at, at + READ_AT_ONCE).map(async ([path, { file, text, isNamed }]) => {
      try {
        const workflow =
          text === undefined ? await readWorkflow(file, path) : parseWorkflow({ file, path, text })
        return () => (isNamed ? named : others).push(workflow)
      } catch (error) {
        return () => isNamed && unreadable.push(unreadableAs(file, error))
      }
    })
    // In the order of their names, whichever was read first.
    for (const take of await Promise.all(some)) take()
  }
  // Files that only share a directory aren't a repository: they may call one another, and no more is sure.
  const isRepository =
    members.some(({ root: given }) => given !== undefined) ||
    members.every(({ path }) =>
      /(?:^|\/)\.github\/(?:workflows|actions)\//.test(resolve(cwd, path).split(sep).join('/')),
    )
  const display = (path: string) => displayOf(path, root, members[0]?.path ?? '.', cwd)
  const repository = await readRepository(root, [...named, ...others], display)
  const scene = {
    workflows: repository.workflows,
    logins: loginJobs(
      repository,
      isRepository
        ? repository.workflows
        : [...named, ...repository.workflows.filter(({ kind }) => kind === 'action')],
    ),
    named,
    uses: repository.workflows.flatMap(workflow => usesOf(workflow, repository)),
  }
  // An action of another kind has nothing to judge, unless it takes a login.
  const findings = withoutIgnored(await findingsIn(scene), scene.workflows).filter(({ files = [] }) =>
    files.some(file => named.some(workflow => workflow.file === file)),
  )
  const silent = named.filter(
    ({ kind, file }) => kind === 'code' && !findings.some(({ files }) => files?.includes(file)),
  )
  if (silent.length > 0 && silent.length === members.length) throw new NotJudged(silent[0]?.file ?? '')
  return { unreadable, named, scene, findings }
}

/** A path as the user would name it, beside the file that was given. */
function displayOf(path: string, root: string, given: string, cwd: string): string {
  const absolute = resolve(cwd, given)
  const depth = relative(root, dirname(absolute)).split(sep).filter(Boolean).length
  const base = given.split('/').slice(0, -1)
  const prefix = base.length >= depth ? base.slice(0, base.length - depth).join('/') : ''
  const inside = relative(root, path).split(sep).join('/')
  return base.length >= depth ? [prefix, inside].filter(Boolean).join('/') : relative(cwd, path) || path
}

function unreadableAs(file: string, error: unknown): Finding {
  const place = { file, line: 1, column: 1 }
  if (error instanceof UnreadableWorkflow)
    return { level: 'warning', code: error.code, place, files: [file], ...error.explanation }
  const code = systemCode(error)
  if (code === undefined) throw error
  return {
    level: 'warning',
    code: 'unreadable-workflow',
    place,
    files: [file],
    what: `${file} can't be read (${code}).`,
    why: 'It may do anything with a login.',
    remedy: 'Make it readable, or remove it.',
  }
}

interface Counted {
  readonly workflows: readonly Workflow[]
  readonly scenes: readonly Scene[]
  readonly findings: readonly Finding[]
  readonly uses: number
}

/** The number of judged files and the outcome, in one line. */
function verdictOf({ workflows, scenes, findings, uses }: Counted): string {
  const recipes = scenes
    .flatMap(({ logins }) => logins)
    .filter(({ workflow, kind }) => kind !== 'own' && workflows.includes(workflow)).length
  const actions = workflows.filter(({ kind }) => kind !== 'workflow').length
  const kinds = [
    (actions === 0 || workflows.length > actions) && count(workflows.length - actions, 'workflow'),
    actions > 0 && count(actions, 'composite action'),
  ].filter(Boolean)
  const what = `${kinds.join(', ')}, ${count(uses, 'use')} of this action, ${count(recipes, 'job')} with a login by hand`
  return `${what}: ${outcome(findings)}.`
}

/** Without a warning this line sounds like praise, so it counts the jobs whose login the doctor could not follow. */
function outcome(findings: readonly Finding[]): string {
  const warnings = findings.filter(({ level }) => level === 'warning').length
  const hidden = findings.filter(({ code }) => code === 'unseen').length
  if (warnings > 0) return count(warnings, 'warning')
  if (hidden === 0) return 'nothing found that would lose the login'
  return `no warning, but in ${count(hidden, 'job')} the doctor can't see what happens to the login`
}

export const count = (number: number, name: string) => `${number} ${name}${number === 1 ? '' : 's'}`
