import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { authJsonIn } from '../../e2e/enclosed.js'

/** What the two commands tell of themselves; each can be held there. */
export type Gate = 'writing' | 'written'

/** A secret manager that keeps one entry in a file, and whose commands wait at a gate for as long as it is closed. */
export class GatedEntry {
  readonly restoreCommand: string
  readonly persistCommand: string

  private constructor(
    private readonly dir: string,
    /** `encryption-key` of the jobs. */
    readonly key: string,
  ) {
    this.restoreCommand = `cat '${dir}/entry' 2>/dev/null || true`
    this.persistCommand = [
      `cd '${dir}'`,
      'at() { echo "$1" >> trace; while [ -e "closed-$1" ]; do sleep 0.02; done; }',
      'cat > "new.$$"; at writing; mv "new.$$" entry; at written',
    ].join('\n')
  }

  /** `dir` is made; what it holds is encrypted. */
  static async in(dir: string, key: string): Promise<GatedEntry> {
    await mkdir(dir)
    return new GatedEntry(dir, key)
  }

  /** Holds each command that comes there from now on. */
  close = (gate: Gate): void => writeFileSync(join(this.dir, `closed-${gate}`), '')

  open = (gate: Gate): void => rmSync(join(this.dir, `closed-${gate}`), { force: true })

  /** How often a command came there. */
  count(gate: Gate): number {
    const trace = join(this.dir, 'trace')
    if (!existsSync(trace)) return 0
    return readFileSync(trace, 'utf8')
      .split('\n')
      .filter(line => line === gate).length
  }

  /** The auth.json that it holds; undefined if none. */
  async stored(): Promise<string | undefined> {
    const sealed = await readFile(join(this.dir, 'entry'), 'utf8').catch(() => '')
    if (sealed === '') return undefined
    const decrypter = new Decrypter()
    decrypter.addIdentity(this.key)
    return authJsonIn(await decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text'))
  }
}
