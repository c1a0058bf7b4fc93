import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ActionError, systemCode } from '../errors.js'
import { exists } from '../system/files.js'

/** A file as the user would name it, to be printed and given to commands. */
export interface Login {
  readonly kind: 'login'
  readonly path: string
}

export interface WorkflowFiles {
  readonly kind: 'workflows'
  readonly paths: readonly string[]
  /** The other workflows of the same directory: not judged, but one of them may keep the login alive. */
  readonly beside: readonly string[]
}

const IS_YAML = /\.ya?ml$/i
const WORKFLOWS = join('.github', 'workflows')

/** What a path leads to. Throws `NothingToJudge`, or the system's error if it can't be looked at. */
export async function findTarget(path: string, cwd: string): Promise<Login | WorkflowFiles> {
  const info = await stat(resolve(cwd, path)).catch(error =>
    Promise.reject(systemCode(error) === 'ENOENT' ? new NothingToJudge(path, 'does not exist') : error),
  )
  if (info.isDirectory()) return inDirectory(path, cwd)
  // A pipe or a device would keep us waiting for its end.
  if (!info.isFile()) throw new NothingToJudge(path, 'is neither a file nor a directory')
  if (!IS_YAML.test(path)) return { kind: 'login', path }
  const all = await yamlFiles(dirname(path), cwd)
  const beside = all.filter(other => resolve(cwd, other) !== resolve(cwd, path))
  return { kind: 'workflows', paths: [path], beside }
}

async function inDirectory(path: string, cwd: string): Promise<Login | WorkflowFiles> {
  const workflows = join(path, WORKFLOWS)
  if (await exists(resolve(cwd, workflows)))
    return some(path, [...(await yamlFiles(workflows, cwd)), ...(await actionsBeside(workflows, cwd))])
  const login = join(path, 'auth.json')
  if (await exists(resolve(cwd, login))) return { kind: 'login', path: login }
  const isFolder = resolve(cwd, path).endsWith(WORKFLOWS)
  return some(path, [...(await yamlFiles(path, cwd)), ...(isFolder ? await actionsBeside(path, cwd) : [])])
}

/** The repository's own actions: the steps that handle the login may lie there. */
async function actionsBeside(workflows: string, cwd: string): Promise<string[]> {
  const actions = join(workflows, '..', 'actions')
  const entries = await readdir(resolve(cwd, actions), { withFileTypes: true }).catch(() => [])
  const directories = entries.filter(entry => entry.isDirectory()).map(({ name }) => join(actions, name))
  const files = await Promise.all(directories.sort().map(directory => yamlFiles(directory, cwd)))
  return files.flat().filter(file => /^action\.ya?ml$/.test(basename(file)))
}

function some(path: string, paths: readonly string[]): WorkflowFiles {
  if (paths.length > 0) return { kind: 'workflows', paths, beside: [] }
  throw new NothingToJudge(path, 'holds no auth.json and no workflow')
}

async function yamlFiles(directory: string, cwd: string): Promise<string[]> {
  const entries = await readdir(resolve(cwd, directory), { withFileTypes: true })
  const files = entries.filter(
    entry => (entry.isFile() || entry.isSymbolicLink()) && IS_YAML.test(entry.name),
  )
  return files.map(({ name }) => join(directory, name)).sort()
}

/** The path leads to nothing that the doctor knows. */
export class NothingToJudge extends ActionError {
  override readonly name = 'NothingToJudge'

  constructor(path: string, state: string) {
    super('nothing-to-judge', {
      what: `${path} ${state}.`,
      why: 'The doctor judges an auth.json, a workflow, or a directory with one of them.',
      remedy: 'Give, for example, ~/.codex/auth.json or .github/workflows.',
    })
  }
}
