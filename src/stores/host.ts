import {
  authFileIn,
  createAuthFile,
  makeHome,
  readAuthFile,
  replaceAuthFile,
  tighten,
} from '../session/auth-file.js'
import { SessionRefused } from '../session/refusal.js'
import { parseSession, type Session } from '../session/session.js'
import type { Judgement, Store } from './store.js'

/** The session lives in the runner's own CODEX_HOME: Codex's auth.json is the store. */
export class HostStore implements Store {
  readonly kind = 'host'
  readonly #path: string

  constructor(private readonly home: string) {
    this.#path = authFileIn(home)
  }

  async read(judge: Judgement): Promise<Session | SessionRefused | undefined> {
    const bytes = await readAuthFile(this.#path)
    if (!bytes) return undefined
    try {
      return parseSession(bytes, { ...judge, origin: `the file ${this.#path}` })
    } catch (error) {
      if (error instanceof SessionRefused) return error
      throw error
    }
  }

  /** Codex's own save is the write, and its preflight proves that. */
  async assertWritable(): Promise<void> {}

  async write(session: Session, expected: 'nothing' | 'anything'): Promise<boolean> {
    await makeHome(this.home)
    if (expected === 'nothing') return createAuthFile(this.#path, session.bytes)
    await replaceAuthFile(this.#path, session.bytes)
    return true
  }

  /** Makes CODEX_HOME and auth.json what their owner alone can read. */
  async protect(): Promise<void> {
    await makeHome(this.home)
    await tighten(this.#path).catch(() => undefined)
  }
}
