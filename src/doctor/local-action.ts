import { readFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'

const LOCAL = /\buses:\s*["']?(\.\/[^\s"'#,}]*)/g
/** By the value of `uses`, the inputs that the action in that directory declares, in lower case. */
export type LocalActions = ReadonlyMap<string, readonly string[]>

/**
 * What the actions of the repository take that a workflow uses: only that tells whose they are. One that does not lie
 * there, or can't be read, is left out.
 */
export async function localActions(text: string, path: string): Promise<LocalActions> {
  const root = repositoryOf(path)
  const names = [...new Set([...text.matchAll(LOCAL)].map(([, uses = '']) => uses))]
  const found = await Promise.all(names.map(async uses => [uses, await declared(join(root, uses))] as const))
  return new Map(found.flatMap(([uses, inputs]) => (inputs ? [[uses, inputs] as const] : [])))
}

/** The directory above `.github`; without one, where the file lies. */
function repositoryOf(path: string): string {
  const at = path.lastIndexOf(`${sep}.github${sep}`)
  return at < 0 ? dirname(path) : path.slice(0, at) || sep
}

async function declared(directory: string): Promise<string[] | undefined> {
  const { default: yaml } = await import('js-yaml')
  for (const name of ['action.yml', 'action.yaml'])
    try {
      const action = yaml.load(await readFile(join(directory, name), 'utf8')) as
        | { inputs?: object }
        | undefined
      return Object.keys(action?.inputs ?? {}).map(input => input.toLowerCase())
    } catch {}
  return undefined
}
