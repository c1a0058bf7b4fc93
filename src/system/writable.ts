import { type BigIntStats, lstatSync, readlinkSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, parse, resolve, sep } from 'node:path'
import { isWithin } from './files.js'

type Environment = Readonly<Record<string, string | undefined>>

/** The kernel gives up after as many links (path_resolution(7)). */
const MOST_LINKS = 40

/**
 * The directories that the model's commands may write, or could have written in an earlier run: the workspace, the
 * directories for temporary files (the sandbox of Codex opens /tmp and TMPDIR), and `more`. Absolute, as written.
 * `danger-full-access` adds nothing: then every program of the machine can be replaced, and no search path helps.
 */
export function writablePlaces(env: Environment, cwd: string, more: readonly string[] = []): string[] {
  const temporary = process.platform === 'win32' ? [env.TEMP, env.TMP] : [env.TMPDIR, '/tmp', '/var/tmp']
  const places = [cwd, env.GITHUB_WORKSPACE, ...more, tmpdir(), ...temporary]
  return [...new Set(places.flatMap(place => (place ? resolve(cwd, place) : [])))]
}

/** The writable places of a stage. It tells whether a path leads into one of them. */
export class Writable {
  readonly #seen = new Map<string, Entry>()

  private constructor(
    /** As written, and behind all links. */
    private readonly places: readonly string[],
    /** Device and inode of each: a mount or another spelling of a place is that place. */
    private readonly identities: ReadonlySet<string>,
  ) {}

  static async of(places: readonly string[]): Promise<Writable> {
    const real = await Promise.all(places.map(place => realpath(place).catch(() => place)))
    const infos = await Promise.all(real.map(place => stat(place, { bigint: true }).catch(() => undefined)))
    const identities = infos.flatMap(info => (info ? `${info.dev}:${info.ino}` : []))
    return new Writable([...new Set([...places, ...real])], new Set(identities))
  }

  /** Whether a text, such as an option or a command, contains the path of a writable place. */
  isNamedIn(text: string): boolean {
    return this.places.some(place => {
      const at = text.indexOf(place)
      return at >= 0 && /^$|^[^\w.-]/.test(text.slice(at + place.length))
    })
  }

  /**
   * Whether a path is relative, or a writable place is anywhere on its way: in the path as it is written, at a link on
   * the way, or where it leads. For a path that doesn't exist yet, the directories above it count.
   */
  async holds(path: string): Promise<boolean> {
    if (!isAbsolute(path)) return true
    const { root } = parse(path)
    let at = root
    let links = 0
    const steps = path.slice(root.length).split(sep === '\\' ? /[\\/]/ : '/')
    while (steps.length > 0) {
      const step = steps.shift()
      if (!step || step === '.') continue
      if (step === '..') {
        at = dirname(at)
        continue
      }
      const next = join(at, step)
      const { isWritable, target } = this.#look(next)
      if (isWritable) return true
      if (target === undefined) {
        at = next
        continue
      }
      links += 1
      if (links > MOST_LINKS) return true
      if (isAbsolute(target)) at = parse(target).root
      steps.unshift(...target.slice(parse(target).root.length).split(sep === '\\' ? /[\\/]/ : '/'))
    }
    return false
  }

  #look(path: string): Entry {
    const known = this.#seen.get(path)
    if (known) return known
    const info = infoOf(path)
    const isWritable =
      this.places.some(place => isWithin(path, place)) ||
      (info !== undefined && this.identities.has(`${info.dev}:${info.ino}`))
    const entry = { isWritable, ...(info?.isSymbolicLink() ? { target: targetOf(path) } : {}) }
    this.#seen.set(path, entry)
    return entry
  }
}

/** A name on the way: whether it is in a writable place, or is one; and where it leads if it is a link. */
interface Entry {
  readonly isWritable: boolean
  readonly target?: string
}

// Each stage asks for some 200 names, which took 15 ms by promises, and takes 2 ms so.

function infoOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function targetOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return '.'
  }
}
