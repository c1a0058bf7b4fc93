import { dirname } from 'node:path'
import {
  authFileIn,
  createAuthFile,
  followed,
  makeHome,
  readAuthFile,
  replaceAuthFile,
  replacedFileIn,
  tighten,
} from '../login/auth-file.js'
import type { Login } from '../login/login.js'
import { removeSecondName, removeStale, replaceFile } from '../system/files.js'
import type { Store } from './store.js'

/** The login lives in the runner's own CODEX_HOME: Codex's auth.json is the store. */
export class HostStore implements Store {
  readonly kind = 'host'
  readonly where
  readonly #path: string

  constructor(private readonly home: string) {
    this.#path = authFileIn(home)
    this.where = `the file ${this.#path}` as const
  }

  read(): Promise<Buffer | undefined> {
    return readAuthFile(this.#path)
  }

  /** Codex's own save is the write, and its preflight proves that. */
  async assertWritable(): Promise<void> {}

  async write(login: Login): Promise<void> {
    await makeHome(this.home)
    await replaceAuthFile(this.#path, login.bytes)
  }

  /** Keeps one revision of what was replaced, for its owner alone. */
  async setAside(bytes: Buffer): Promise<string> {
    const path = replacedFileIn(this.home)
    await makeHome(this.home)
    await replaceFile(path, bytes)
    return path
  }

  /** Stores a first login; false if another job has stored one meanwhile. */
  async create(login: Login): Promise<boolean> {
    await makeHome(this.home)
    return createAuthFile(this.#path, login.bytes)
  }

  /** Makes CODEX_HOME and auth.json what their owner alone can read, and removes what killed jobs have left beside it. */
  async protect(): Promise<void> {
    await makeHome(this.home)
    await removeStale(dirname(await followed(this.#path)))
    if (!(await readAuthFile(this.#path))) return
    await removeSecondName(await followed(this.#path))
    await tighten(this.#path)
  }
}
