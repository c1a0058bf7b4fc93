import { stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { exists } from '../system/files.js'
import { isOurs, mayUseOurs } from './is-our-action.js'
import { readWorkflow } from './read-workflow.js'
import type { ScriptFile } from './way/state.js'
import type { Step, Workflow } from './workflow.js'
import { readBounded } from './yaml.js'

/** The files of a repository that the doctor reads: its workflows, and the actions and scripts that they start. */
export interface Repository {
  readonly workflows: readonly Workflow[]
  /** The action that `uses: ./…` of a workflow names. */
  action(uses: string): Workflow | undefined
  /** A file, by its path from the root. */
  script(path: string): ScriptFile | undefined
  packageScript(name: string): string | undefined
  isOurs(step: Step): boolean
}

const WORKFLOWS = `${sep}.github${sep}workflows`

/** The directory above `.github`, or the one with `.git`; otherwise the directory of the file. */
export async function rootOf(path: string): Promise<string> {
  const at = path.lastIndexOf(`${sep}.github${sep}`)
  if (at >= 0) return path.slice(0, at) || sep
  let directory = dirname(path)
  for (let count = 0; count < 6 && dirname(directory) !== directory; count += 1) {
    if ((await exists(join(directory, '.git'))) || (await exists(join(directory, WORKFLOWS))))
      return directory
    directory = dirname(directory)
  }
  return dirname(path)
}

const LOCAL = /\buses:\s*["']?(\.\/[^\s"'#,}]*)/g
/** The characters between paths, in a text of any language. */
const NO_PATH = /[^\w./-]+/
const LONGEST_PATH = 300
const IS_SCRIPT = /[\w-]\.(?:sh|bash|py|[cm]?[jt]s|ps1|rb|pl)$|^\.\/[\w./-]+$/
const scriptsIn = (text: string): string[] =>
  text.split(NO_PATH).filter(word => word.length <= LONGEST_PATH && IS_SCRIPT.test(word))
/** More than anybody has. Each is a file that is read. */
const MOST_FILES = 300
const LONGEST_SCRIPT = 256 * 1024

/** Reads what the workflows start, and what that starts in turn. Nothing outside `root` is read. */
export async function readRepository(
  root: string,
  workflows: readonly Workflow[],
  display: (path: string) => string,
): Promise<Repository> {
  const actions = new Map<string, Workflow>(
    workflows.filter(({ kind }) => kind !== 'workflow').map(action => [dirname(action.path), action]),
  )
  const scripts = new Map<string, ScriptFile>()
  const asked = new Set<string>()
  const relevant = workflows.filter(({ text }) =>
    /codex|chatgpt|auth[._-]?json|uses:\s*["']?\.\//i.test(text),
  )
  const texts = relevant.map(({ text, path }) => ({ text, directory: dirname(path) }))

  const within = (path: string) => path === root || path.startsWith(root + sep)
  for (const { text, directory } of texts) {
    for (const [, uses = ''] of text.matchAll(LOCAL)) {
      const place = resolve(root, uses)
      if (
        asked.size >= MOST_FILES ||
        !within(place) ||
        asked.has(place) ||
        actions.has(place) ||
        /\.ya?ml$/.test(uses)
      )
        continue
      asked.add(place)
      const action = await actionIn(place, display)
      if (!action) continue
      actions.set(place, action)
      texts.push({ text: action.text, directory: place })
    }
    for (const name of scriptsIn(text.slice(0, LONGEST_SCRIPT)))
      for (const place of [resolve(root, name), resolve(directory, name)]) {
        if (asked.size >= MOST_FILES || !within(place) || asked.has(place)) continue
        asked.add(place)
        const file = await scriptAt(place, display)
        if (!file) continue
        scripts.set(place, file)
        texts.push({ text: file.text, directory: dirname(place) })
      }
  }
  const packages = relevant.length > 0 ? await packageScripts(join(root, 'package.json')) : {}

  const action: Repository['action'] = uses =>
    uses.startsWith('./') ? actions.get(resolve(root, uses)) : undefined
  const names = workflows.some(({ text }) => mayUseOurs(text))
    ? (await import('../action/inputs.js')).INPUT_NAMES
    : []

  return {
    isOurs: step => isOurs(step, { action: action(step.uses), names }),
    workflows: [...workflows, ...[...actions.values()].filter(action => !workflows.includes(action))],
    action,
    script: path => {
      const plain = path.replace(/^\$GITHUB_ACTION_PATH\//, '')
      const found = scripts.get(resolve(root, plain))
      if (found || plain === path) return found
      return [...scripts].find(([place]) => place.endsWith(`${sep}${plain}`))?.[1]
    },
    packageScript: name => packages[name],
  }
}

async function actionIn(directory: string, display: (path: string) => string): Promise<Workflow | undefined> {
  for (const name of ['action.yml', 'action.yaml']) {
    const path = join(directory, name)
    if (!(await exists(path))) continue
    const action = await readWorkflow(display(path), path).catch(() => undefined)
    if (action) return action
  }
  return undefined
}

async function scriptAt(path: string, display: (path: string) => string): Promise<ScriptFile | undefined> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile() || info.size > LONGEST_SCRIPT) return undefined
  const text = await readBounded(path).catch(() => undefined)
  return text === undefined || text.includes('\u0000') ? undefined : { file: display(path), text }
}

async function packageScripts(path: string): Promise<Record<string, string>> {
  try {
    const { scripts } = JSON.parse((await readBounded(path)) ?? '{}') as { scripts?: Record<string, unknown> }
    return Object.fromEntries(
      Object.entries(scripts ?? {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length < 4000,
      ),
    )
  } catch {
    return {}
  }
}
