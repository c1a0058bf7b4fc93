import { delimiter, isAbsolute, join } from 'node:path'
import { Writable } from '../../system/writable.js'
import { isGuess, isKnownList, kindOf, namesPlace, separatorOf, takesBareNames } from './kinds.js'

type Environment = Readonly<Record<string, string | undefined>>

export interface Cleaned {
  /** The same variables, without everything that the model could have written. */
  readonly env: Readonly<Record<string, string>>
  /** For the log: `PATH (/work/bin, the current directory)`, or the name alone where a whole variable went. */
  readonly dropped: readonly string[]
  /** Names of the variables that have another value now, or none. */
  readonly changed: readonly string[]
  /** Names of variables that lead to a writable place, and that programs need: see `UnsafeEnvironment`. */
  readonly refused: readonly string[]
}

/**
 * Programs that this action or Codex starts outside of the sandbox. If one of them is a link into a writable place, its
 * whole directory is left out of PATH.
 */
const PROGRAMS = [
  ...['git', 'ssh', 'tar', 'zstd', 'gzip', 'bash', 'sh', 'sudo', 'visudo', 'sysctl', 'cat', 'mv', 'ps', 'id'],
  ...['bwrap', 'sandbox-exec', 'node', 'gh', 'powershell', 'pwsh'],
]

/**
 * Cleans search paths and environment for everything that the action starts. Empty, relative and writable elements leave
 * every list; variables that name a writable place from which a program loads code or configuration are left out.
 * @param places what the model may write: see `writablePlaces`
 */
export async function cleanEnvironment(env: Environment, places: readonly string[]): Promise<Cleaned> {
  const writable = await Writable.of(places)
  const cleaned: Record<string, string> = {}
  const named = namedByCommands(env)
  const [dropped, changed, refused]: [string[], string[], string[]] = [[], [], []]

  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue
    const kept = isGuess(name) && named.has(name) ? { value } : await cleanVariable({ name, value, writable })
    if (kept.value !== undefined) cleaned[name] = kept.value
    if (kept.value === value) continue
    changed.push(name)
    dropped.push(kept.gone ? `${name} (${kept.gone.map(inWords).join(', ')})` : name)
    if (isIndispensable(name)) refused.push(name)
  }

  return { ...withoutHalfGitConfig({ env: cleaned, dropped, changed }), refused }
}

/** Names that the store's commands mention: what a script asks for by name is its own affair. */
function namedByCommands(env: Environment): ReadonlySet<string> {
  const scripts = ['RESTORE', 'PERSIST', 'SHARE', 'ALERT'].map(name => env[`INPUT_${name}-COMMAND`])
  return new Set(scripts.flatMap(script => script?.match(/\w+/g) ?? []))
}

/** A user's home can't be left out, and Node's options already apply to this process. */
const isIndispensable = (name: string): boolean => /^(HOME|USERPROFILE|NODE_OPTIONS)$/i.test(name)

interface Variable {
  readonly name: string
  readonly value: string
  readonly writable: Writable
}

/** The value that is kept, and the elements of a list that were dropped. */
interface Kept {
  readonly value?: string
  readonly gone?: readonly string[]
}

async function cleanVariable(variable: Variable): Promise<Kept> {
  const { name, value } = variable
  const kind = kindOf(name)
  if (kind === undefined || value === '') return { value }
  if (isAddress(value) && !isKnownList(name)) return { value }
  if (kind === 'list') return cleanList(variable)
  if (kind === 'unknown') return (await isUnsafePath(variable)) ? {} : { value }
  return (await isUnsafe(kind, variable)) ? {} : { value }
}

async function cleanList({ name, value, writable }: Variable): Promise<Kept> {
  const elements = value.split(separatorOf(name, delimiter))
  // Not a directory on this machine: an address, or a path in a secret manager.
  if (!isKnownList(name) && isForeign(value)) return { value }

  const isGone = await Promise.all(
    elements.map(async element => {
      if (element !== '' && takesBareNames(name) && !element.includes('/')) return false
      if (await writable.holds(element)) return true
      return name.toUpperCase() === 'PATH' && leadsAstray(element, writable)
    }),
  )
  const gone = elements.filter((_, at) => isGone[at])
  if (gone.length === 0) return { value }
  const left = elements.filter((_, at) => !isGone[at])
  return left.length === 0 ? { gone } : { value: left.join(delimiter), gone }
}

/** An address on the network, or of a socket: nothing on the disk. */
const isAddress = (value: string): boolean => /^(?!\S*file:)[a-z][\w+.-]*:\/\/\S*$/i.test(value)

/** Whether the whole value is a path to a writable place, or a list with one. */
async function isUnsafePath({ name, value, writable }: Variable): Promise<boolean> {
  if (/[\r\n]/.test(value)) return false
  if (/^\.{1,2}(\/|$)/.test(value)) return true
  const paths = value.split(delimiter).filter(path => path !== '')
  if (paths.every(isAbsolute)) {
    const isGone = await Promise.all(paths.map(path => writable.holds(path)))
    return isGone.includes(true)
  }
  return namesPlace(name) && /^\.[\w-]|^[^\s:~$/]+\/\S*$/.test(value) && !isAbsolute(value)
}

const isForeign = (value: string): boolean =>
  /^[a-z][\w+.-]*:\/\//i.test(value) ||
  !(isAbsolute(value) || value.includes(delimiter) || /^\.{0,2}(\/|$)/.test(value))

/** Whether a directory has one of our programs as a link into a writable place. */
async function leadsAstray(directory: string, writable: Writable): Promise<boolean> {
  const found = await Promise.all(PROGRAMS.map(program => writable.holds(join(directory, program))))
  return found.includes(true)
}

async function isUnsafe(kind: 'place' | 'words', variable: Variable): Promise<boolean> {
  const { name, value, writable } = { ...variable, value: loading(variable) }
  if (value === '') return false
  if (writable.isNamedIn(value)) return true
  // The certificate itself, not the name of its file.
  if (value.includes('\n')) return false
  if (kind === 'place') return writable.holds(value)
  if (isRelative(name, value)) return true
  const paths = value.split(/[\s:;,=@'"`()<>|&]+/).flatMap(word => /(?<!\/)\/.*/.exec(word)?.[0] ?? [])
  const isGone = await Promise.all(
    paths.map(path => (isAbsolute(path) ? writable.holds(path) : Promise.resolve(false))),
  )
  return isGone.includes(true)
}

/** The options of Node that load something, each with the text up to the next option. Any other variable's whole value. */
function loading({ name, value }: Variable): string {
  if (name !== 'NODE_OPTIONS') return value
  const options = value.replace(/["']/g, '').split(/\s(?=-)/)
  return options.filter(option => NODE_LOADS.test(option.trim())).join(' ')
}

const NODE_LOADS =
  /^(-r|--(require|import|(experimental[-_])?loader|env[-_]file|openssl[-_]|icu[-_]data|snapshot[-_]blob|experimental[-_](default[-_])?config[-_]file))/

/** A file that Node loads: a path, or a module's name, which it looks for in the node_modules of the current directory. */
const NODE_FILE =
  /(?:^|\s)(?:-r|--require|--import|--(?:experimental[-_])?loader|--env[-_]file(?:[-_]if[-_]exists)?|--openssl[-_]config|--icu[-_]data[-_]dir|--snapshot[-_]blob|--experimental[-_]config[-_]file)(?:=|\s+)["']?([^\s"']*)/g

/** Whether a variable with options or a command names something relative to the current directory. */
function isRelative(name: string, value: string): boolean {
  if (name === 'NODE_OPTIONS')
    return (
      /--experimental[-_]default[-_]config[-_]file/.test(value) ||
      [...value.matchAll(NODE_FILE)].some(
        ([, file = '']) => !/^(file:\/\/)?\/|^(node|data):/.test(file) && !isAbsolute(file),
      )
    )
  if (/^(RUBYOPT|PERL5OPT)$/.test(name) && /-I\s*(?!\/)|lib=(?!\/)/.test(value)) return true
  if (/JAVA|JDK/.test(name) && /-(javaagent|agentpath):(?!\/)/.test(value)) return true
  // A program that is named with a slash is not looked for on PATH.
  if (/(_SSH|_SSH_COMMAND|ASKPASS|EDITOR|PAGER|BROWSER|SHELL|RSH|PROXY_COMMAND|EXTERNAL_DIFF)$/.test(name))
    return /^[^\s/]+\//.test(value)
  return /(^|[\s:;,='"`(|&])\.{1,2}\//.test(value)
}

/** git reads configuration in its environment as a whole, and fails if a part is missing. */
function withoutHalfGitConfig({ env, dropped, changed }: Omit<Cleaned, 'refused'>): Omit<Cleaned, 'refused'> {
  const isOfIt = (name: string) => /^GIT_CONFIG_(COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)$/.test(name)
  if (!changed.some(isOfIt)) return { env, dropped, changed }
  const kept = Object.entries(env).filter(([name]) => !isOfIt(name))
  const others = Object.keys(env).filter(isOfIt)
  return {
    env: Object.fromEntries(kept),
    dropped: [...dropped.filter(name => !isOfIt(name)), 'GIT_CONFIG_COUNT'],
    changed: [...changed, ...others],
  }
}

const inWords = (element: string): string => element || 'the current directory'
