import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { commitEmpty, git } from './git.js'
import { hook } from './protection.js'

/**
 * As GitHub's: takes any update that names the old value, checks every object, gives any object by its name, and
 * is never repacked behind a test's back. The reflog is what `history` reads.
 */
const CONFIG = `
[http]
	receivepack = true
[core]
	logAllRefUpdates = always
[receive]
	denyDeletes = false
	denyNonFastForwards = false
	fsckObjects = true
	autogc = false
[uploadpack]
	allowAnySHA1InWant = true
	allowFilter = true
[gc]
	auto = 0
`

/** One value that a ref has had. */
export interface Held {
  readonly sha: string
  /** The commit's whole message, without the line break at its end. */
  readonly message: string
}

/** Bare repositories as they lie on the server's disk. What is asked here goes by no HTTP and into no log. */
export class Repositories {
  private constructor(
    readonly root: string,
    private readonly names: readonly string[],
  ) {}

  /** Each with one commit on `main`, as a repository with a workflow in it must have. */
  static async create(root: string, names: readonly string[]): Promise<Repositories> {
    const repositories = new Repositories(root, names)
    await Promise.all(names.map(name => repositories.#init(name)))
    return repositories
  }

  has = (name: string): boolean => this.names.includes(name)

  directory(name: string): string {
    if (!this.has(name)) throw new Error(`no repository ${name}`)
    return join(this.root, `${name}.git`)
  }

  /** Every ref with the name of its object. */
  async refs(name: string): Promise<Record<string, string>> {
    const lines = (
      await git(this.directory(name), 'for-each-ref', '--format=%(refname) %(objectname)')
    ).trim()
    return Object.fromEntries(lines ? lines.split('\n').map(line => line.split(' ')) : [])
  }

  /** What the ref has held since it was made, the oldest first; a deletion forgets it. By git's own log, under its lock. */
  async history(name: string, ref: string): Promise<Held[]> {
    if (!((await this.refs(name))[ref] ?? '')) return []
    const format = '--format=%H%x00%B%x00'
    const fields = (await git(this.directory(name), 'log', '--walk-reflogs', format, ref)).split('\0')
    const held = fields.flatMap((sha, i) =>
      i % 2 === 0 && sha.trim() ? [{ sha: sha.trim(), message: (fields[i + 1] ?? '').trimEnd() }] : [],
    )
    return held.reverse()
  }

  /** As if somebody else had written there: a new commit on the empty tree, whatever the ref held. Its name. */
  async put(name: string, ref: string, message: string): Promise<string> {
    const sha = await commitEmpty(this.directory(name), message)
    await git(this.directory(name), 'update-ref', ref, sha)
    return sha
  }

  async remove(name: string, ref: string): Promise<void> {
    await git(this.directory(name), 'update-ref', '-d', ref)
  }

  async #init(name: string): Promise<void> {
    const directory = this.directory(name)
    await mkdir(directory, { recursive: true })
    await git(directory, 'init', '--quiet', '--bare', '--template=', '--initial-branch=main')
    await appendFile(join(directory, 'config'), CONFIG)
    await hook(directory)
    await this.put(name, 'refs/heads/main', 'The first commit of the lab')
  }
}
