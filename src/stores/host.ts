import {
  authFileIn,
  createAuthFile,
  followed,
  makeHome,
  readAuthFile,
  replaceAuthFile,
  tighten,
} from '../session/auth-file.js'
import type { Session } from '../session/session.js'
import { removeSecondName } from '../system/files.js'
import type { Store } from './store.js'

/** The session lives in the runner's own CODEX_HOME: Codex's auth.json is the store. */
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

  async write(session: Session): Promise<void> {
    await makeHome(this.home)
    await replaceAuthFile(this.#path, session.bytes)
  }

  /** Stores a first session; false if another job has stored one meanwhile. */
  async create(session: Session): Promise<boolean> {
    await makeHome(this.home)
    return createAuthFile(this.#path, session.bytes)
  }

  /** Makes CODEX_HOME and auth.json what their owner alone can read. */
  async protect(): Promise<void> {
    await makeHome(this.home)
    if (!(await readAuthFile(this.#path))) return
    await removeSecondName(await followed(this.#path))
    await tighten(this.#path)
  }
}
