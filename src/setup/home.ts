import { chmod, mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod/mini'
import { authFileIn, readAuthFile } from '../login/auth-file.js'
import { readRegularFile, replaceFile } from '../system/files.js'
import { parseJson } from '../system/json.js'
import { identify, liveness, ProcessIdentity } from '../system/process-identity.js'
import { userHome } from '../system/user-path.js'
import { SetupRefused } from './refused.js'

const OWNER = 'owner.json'
const STORING = 'storing.json'
const MOST_BYTES = 64 * 1024

const Storing = z.object({ where: z.string(), before: z.nullable(z.string()) })

/** A secret in words, and when it was last changed, by GitHub's clock; undefined if it isn't there. */
export interface SecretSeen {
  readonly where: string
  readonly changedAt: string | undefined
}

/**
 * The CODEX_HOME in which the set-up of one repository logs in. It is nobody else's: the person's own is never used. It
 * exists from the login until the login is stored; what a killed run leaves there, the next one finds.
 */
export class SetupHome {
  private constructor(readonly path: string) {}

  static of(env: Readonly<Record<string, string | undefined>>, host: string, repository: string): SetupHome {
    const name = `${host}-${repository}`.replace(/[^\w.-]/g, '-').toLowerCase()
    return new SetupHome(join(userHome(env), '.codex-auth-setup', name))
  }

  /** The login that a run before this one has made and not stored, if any. */
  login(): Promise<Buffer | undefined> {
    return readAuthFile(authFileIn(this.path))
  }

  /** Makes it, mode 0700, for this process. @throws SetupRefused if another set-up that is alive has it */
  async claim(now: number): Promise<void> {
    const owner = ProcessIdentity.safeParse(await this.#read(OWNER)).data
    if (owner && owner.pid !== process.pid && (await liveness(owner)) === 'alive') throw isBusy(owner.pid)
    await mkdir(this.path, { recursive: true, mode: 0o700 })
    await chmod(this.path, 0o700)
    const me = await identify(process.pid)
    if (me) await replaceFile(join(this.path, OWNER), JSON.stringify({ ...me, seenAt: now }))
  }

  /** Notes that the login is about to be stored in a secret, and how that was before. */
  noteStoring({ where, changedAt }: SecretSeen): Promise<void> {
    return replaceFile(join(this.path, STORING), JSON.stringify({ where, before: changedAt ?? null }))
  }

  /** True if a run before this one began to store its login in this secret, and the secret has changed since. */
  async wasStored({ where, changedAt }: SecretSeen): Promise<boolean> {
    const storing = Storing.safeParse(await this.#read(STORING)).data
    return storing?.where === where && changedAt !== undefined && changedAt !== storing.before
  }

  /** Removes what a login that was not finished has left, and keeps the directory. */
  async empty(): Promise<void> {
    await rm(authFileIn(this.path), { force: true })
    for (const name of await readdir(this.path).catch(() => []))
      if (name !== OWNER) await rm(join(this.path, name), { recursive: true, force: true })
  }

  /** Removes all of it, the login first. */
  async remove(): Promise<void> {
    await rm(authFileIn(this.path), { force: true, maxRetries: 3 })
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 })
    // The directory of all of them, if this was the last.
    await rmdir(dirname(this.path)).catch(() => undefined)
  }

  async #read(name: string): Promise<unknown> {
    const bytes = await readRegularFile(join(this.path, name), { limit: MOST_BYTES }).catch(() => undefined)
    return bytes && parseJson(bytes.toString())
  }
}

const isBusy = (pid: number) =>
  new SetupRefused('setup-login', {
    what: `Another set-up of this repository is running (process ${pid}).`,
    why: 'Two of them would log in twice, and each would store its own login. Nothing was changed.',
    remedy: 'Let that one finish, or end it.',
  })
