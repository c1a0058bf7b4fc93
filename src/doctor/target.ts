import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { ActionError, systemCode } from '../system/errors.js'
import { exists } from '../system/files.js'

/** A file as the user would name it, to be printed and given to commands. */
export interface LoginFile {
  readonly kind: 'login'
  readonly path: string
}

export interface WorkflowFile {
  readonly kind: 'workflow'
  readonly path: string
  /** Its content, where it came by standard input. */
  readonly text?: string
  /** The other workflows of the same repository or directory: not judged, but one of them may keep the login alive. */
  readonly beside: readonly WorkflowFile[]
  /** The directory that was given as one repository. */
  readonly root?: string
}

export type Target = LoginFile | WorkflowFile

const IS_YAML = /\.ya?ml$/i
const WORKFLOWS = join('.github', 'workflows')

/** The targets at a path. Throws `NothingToJudge`, or the system's error if it can't be looked at. */
export async function findTargets(path: string, cwd: string): Promise<Target[]> {
  const info = await stat(resolve(cwd, path)).catch(error =>
    Promise.reject(systemCode(error) === 'ENOENT' ? new NothingToJudge(path, 'does not exist') : error),
  )
  if (info.isDirectory()) return inDirectory(path, cwd)
  // A pipe or a device would keep us waiting for its end.
  if (!info.isFile()) throw new NothingToJudge(path, 'is neither a file nor a directory')
  if (!IS_YAML.test(path)) return [{ kind: 'login', path }]
  return [{ kind: 'workflow', path, beside: await filesBeside(path, cwd) }]
}

/** A workflow that comes by standard input, as if it were in that file. */
export const targetFromText = async (text: string, path: string, cwd: string): Promise<WorkflowFile> => ({
  kind: 'workflow',
  path,
  text,
  beside: await filesBeside(path, cwd).catch(() => []),
})

/** The files to read beside one: in a repository all its workflows and actions, elsewhere those in its directory. */
async function filesBeside(path: string, cwd: string): Promise<WorkflowFile[]> {
  const absolute = resolve(cwd, path)
  const isInRepository = `${sep}${dirname(absolute)}`.endsWith(`${sep}${WORKFLOWS}`)
  const all = [
    ...(await yamlFiles(dirname(path), cwd)),
    ...(isInRepository ? await actionsBeside(dirname(path), cwd) : []),
  ]
  return all
    .filter(other => resolve(cwd, other) !== absolute)
    .map(other => ({ kind: 'workflow', path: other, beside: [] }))
}

async function inDirectory(path: string, cwd: string): Promise<Target[]> {
  const workflows = join(path, WORKFLOWS)
  if (await exists(resolve(cwd, workflows))) {
    const own = (await yamlFiles(path, cwd)).filter(file => /^action\.ya?ml$/.test(basename(file)))
    return some(
      path,
      [...(await yamlFiles(workflows, cwd)), ...(await actionsBeside(workflows, cwd)), ...own],
      resolve(cwd, path),
    )
  }
  const login = join(path, 'auth.json')
  if (await exists(resolve(cwd, login))) return [{ kind: 'login', path: login }]
  const isFolder = resolve(cwd, path).endsWith(WORKFLOWS)
  const root = isFolder ? resolve(cwd, path, '..', '..') : resolve(cwd, path)
  return some(
    path,
    [...(await yamlFiles(path, cwd)), ...(isFolder ? await actionsBeside(path, cwd) : [])],
    root,
  )
}

/** The repository's own actions: the steps that handle the login may be there. */
async function actionsBeside(workflows: string, cwd: string): Promise<string[]> {
  const actions = join(workflows, '..', 'actions')
  const entries = await readdir(resolve(cwd, actions), { withFileTypes: true }).catch(() => [])
  const directories = entries.filter(entry => entry.isDirectory()).map(({ name }) => join(actions, name))
  const files = await Promise.all(directories.sort().map(directory => yamlFiles(directory, cwd)))
  return files.flat().filter(file => /^action\.ya?ml$/.test(basename(file)))
}

function some(path: string, paths: readonly string[], root: string): WorkflowFile[] {
  if (paths.length > 0) return paths.map(file => ({ kind: 'workflow', path: file, beside: [], root }))
  throw new NothingToJudge(path, 'has no auth.json and no workflow')
}

async function yamlFiles(directory: string, cwd: string): Promise<string[]> {
  const entries = await readdir(resolve(cwd, directory), { withFileTypes: true })
  const files = entries.filter(
    entry => (entry.isFile() || entry.isSymbolicLink()) && IS_YAML.test(entry.name),
  )
  return files.map(({ name }) => join(directory, name)).sort()
}

/** The path leads to nothing that the doctor knows. */
class NothingToJudge extends ActionError {
  override readonly name = 'NothingToJudge'

  constructor(path: string, state: string) {
    super('nothing-to-judge', {
      what: `${path} ${state}.`,
      why: 'The doctor judges an auth.json, a workflow, or a directory with one of them.',
      remedy: 'Give, for example, ~/.codex/auth.json or .github/workflows.',
    })
  }
}
