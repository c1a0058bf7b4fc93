import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { labFolder } from '../lab/index.js'

const run = promisify(execFile)

/** True if Debian's `pass` and `gnupg` are here. */
export const hasPass = (): boolean => ['pass', 'gpg', 'gpgconf'].every(name => existsSync(`/usr/bin/${name}`))

/** A real secret manager, `pass`, with a key and a store of its own, both empty and gone after `stop`. */
export class Pass {
  readonly restoreCommand = '[ ! -e "$PASSWORD_STORE_DIR/codex/auth.gpg" ] || pass show codex/auth'
  readonly persistCommand = 'pass insert --multiline --force codex/auth'

  private constructor(
    /** All that it keeps lies below. */
    readonly dir: string,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(): Promise<Pass> {
    // Not below a test's own directory: the path of gpg-agent's socket may have 107 characters at most.
    const dir = await mkdtemp(join(labFolder(), 'pass-'))
    const home = join(dir, 'gnupg')
    await mkdir(home, { mode: 0o700 })
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: dir,
      GNUPGHOME: home,
      PASSWORD_STORE_DIR: join(dir, 'store'),
    }
    const pass = new Pass(dir, env)
    const user = 'lab-codex <lab-codex@example.invalid>'
    const unattended = ['--batch', '--quiet', '--passphrase', '', '--quick-generate-key']
    await run('gpg', [...unattended, user, 'future-default', 'default', 'never'], { env })
    await run('pass', ['init', 'lab-codex@example.invalid'], { env })
    return pass
  }

  /** What a job's commands need in their environment. */
  get jobEnv(): Record<string, string> {
    const { GNUPGHOME = '', PASSWORD_STORE_DIR = '' } = this.env
    return { GNUPGHOME, PASSWORD_STORE_DIR }
  }

  /** A person stores it by hand. */
  async put(content: string, entry = 'codex/auth'): Promise<void> {
    const inserting = run('pass', ['insert', '--multiline', '--force', entry], { env: this.env })
    inserting.child.stdin?.end(content)
    await inserting
  }

  /** What a person sees who asks `pass`; throws if nothing is stored. */
  async stored(): Promise<string> {
    return (await run('pass', ['show', 'codex/auth'], { env: this.env })).stdout
  }

  /** Leaves neither the agent nor a file. */
  async stop(): Promise<void> {
    await run('gpgconf', ['--kill', 'all'], { env: this.env })
    await rm(this.dir, { recursive: true, force: true, maxRetries: 5 })
  }
}
