import type { Place, Step } from '../workflow.js'
import type { Act, Content, Deed, Occasion, Value } from './acts.js'
import { DEFAULT_HOME, homeOf, isHomePath, isLoginPath, plainPath } from './names.js'

/** A file of the repository that a script may start. */
export interface ScriptFile {
  readonly file: string
  readonly text: string
}

/** What is known of a job while its steps are followed: what an earlier step leaves for those that come later. */
export interface JobState {
  readonly acts: Act[]
  /** Variables by `GITHUB_ENV`. */
  readonly env: Map<string, Value>
  /** By `step.output`, or `step.*`. */
  readonly outputs: Map<string, Content>
  /** Files other than auth.json that hold something of a login. */
  readonly files: Map<string, Content>
  /** Directories in which this job put an auth.json, or where one may be. */
  readonly homes: Set<string>
  /** Steps, by id, that looked whether there is a login. */
  readonly looked: Set<string>
  /** Whether an auth.json here can be Codex's: Composer has one too. */
  readonly aboutCodex: boolean
  /** A file of the repository, by its path from the root. */
  script(path: string): ScriptFile | undefined
  packageScript(name: string): string | undefined
}

/** One script, and what is known where it starts. */
export interface ScriptScope {
  readonly state: JobState
  readonly chain: readonly [Step, ...Step[]]
  readonly env: ReadonlyMap<string, Value>
  readonly text: string
  /** Where a character of the script is. */
  place(offset: number): Place
  readonly shell: string
  readonly directory: string
  /** The names under which the step gets a login, in the order of its text. */
  readonly handed: readonly string[]
  contentOf(text: string): Content | undefined
  readonly depth: number
}

/** More acts than any job has: a script that has more was written to grow. */
const MOST_ACTS = 500

/** The scope in which acts are noted. */
type Told = Pick<ScriptScope, 'state' | 'chain'>

export function did(scope: Told, occasion: Pick<Occasion, 'after' | 'place'>, deed: Deed): void {
  const { acts } = scope.state
  if (acts.length >= MOST_ACTS) return
  const act = { ...deed, ...occasion, chain: scope.chain }
  // Several lines may write one file, such as `{ echo …; echo …; } > auth.json`.
  const same = acts.some(
    one =>
      one.kind === act.kind &&
      one.place.line === act.place.line &&
      one.place.file === act.place.file &&
      one.chain[0] === act.chain[0] &&
      JSON.stringify({ ...one, chain: 0, place: 0 }) === JSON.stringify({ ...act, chain: 0, place: 0 }),
  )
  if (!same) acts.push(act)
}

/** The content of a file, as far as the job has shown it. */
export function contentOfFile(state: JobState, path: string): Content | undefined {
  const known = state.files.get(path)
  if (known) return known
  if (isLoginPath(path, state.aboutCodex) || isHome(state, path)) return { kind: 'login' }
  return undefined
}

export const isHome = (state: JobState, path: string): boolean =>
  isHomePath(path) || state.homes.has(path.replace(/\/(?:\*{1,2}|\.)?$/, ''))

/** The CODEX_HOME of a command. */
export function homeIn(variables: ReadonlyMap<string, Value>): string {
  const home = variables.get('CODEX_HOME')?.text
  if (home) return plainPath(home)
  const user = variables.get('HOME')?.text
  return user ? plainPath(`${user}/.codex`) : DEFAULT_HOME
}

/** Takes note that a job put content into an auth.json. */
export function restored(
  scope: Told,
  occasion: Pick<Occasion, 'after' | 'place'>,
  { path, content, looked }: { path: string; content: Content | undefined; looked: boolean },
): void {
  if (content?.kind === 'login') return
  const home = isLoginPath(path, true) ? homeOf(path) : path
  scope.state.homes.add(home)
  if (content?.kind === 'key') {
    did(scope, occasion, { kind: 'key' })
    return
  }
  const { from, accessOnly } =
    content?.kind === 'given' ? content : { from: { kind: 'elsewhere' } as const, accessOnly: false }
  did(scope, occasion, { kind: 'restore', from, home, looked, accessOnly })
}
