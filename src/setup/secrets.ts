import { z } from 'zod/mini'
import { singleLine } from '../github/single-line.js'
import { systemCode } from '../system/errors.js'
import { readRegularFile } from '../system/files.js'
import type { Choices, Writer } from './choices.js'
import type { Context } from './context.js'
import { messageOf } from './gh.js'
import type { SecretSeen, SetupHome } from './home.js'
import type { Obtained } from './login.js'
import { SetupRefused } from './refused.js'
import type { Target } from './repository.js'

/** The names of the secrets that workflows use. */
export const SECRETS = {
  login: 'CODEX_AUTH_JSON',
  key: 'CODEX_KEY',
  appKey: 'CODEX_APP_KEY',
  token: 'CODEX_TOKEN',
  access: 'CODEX_ACCESS',
  accessKey: 'CODEX_ACCESS_KEY',
} as const

const Secret = z.object({ updated_at: z.string() })
const MOST_BYTES = 48 * 1024

/** The secrets of one set-up, all in one place. */
export class Secrets {
  constructor(
    private readonly context: Context,
    private readonly target: Target,
    private readonly environment: string | undefined,
  ) {}

  /** In words: `the secret CODEX_KEY of environment codex`. */
  where(name: string): string {
    return `the secret ${name} of ${this.environment ? `environment ${this.environment}` : this.target.repository}`
  }

  /** When the secret was last changed, by GitHub's clock; undefined if it isn't there. @throws SetupRefused */
  async changedAt(name: string): Promise<string | undefined> {
    const { gh, repository } = this.target
    const place = this.environment ? `environments/${this.environment}` : 'actions'
    const reply = await gh.get(`repos/${repository}/${place}/secrets/${name}`)
    const { data } = Secret.safeParse(reply.body)
    if (reply.status === 200 && data) return data.updated_at
    if (reply.status === 404) return undefined
    throw new SetupRefused('setup-secret', {
      what: `GitHub doesn't say whether ${this.where(name)} is there (${messageOf(reply)}).`,
      why: 'A login that is stored there must not be replaced by mistake.',
      remedy: 'Look at `gh auth status`: its token needs Secrets and Environments: write.',
    })
  }

  /** The secret as it is now. @throws SetupRefused */
  async seen(name: string): Promise<SecretSeen> {
    return { where: this.where(name), changedAt: await this.changedAt(name) }
  }

  /** Makes the other secrets of the store: age keys, and credentials that write secrets. Existing ones stay. */
  async prepare({ store, jobs }: Choices): Promise<void> {
    // A new key in place of one that is there would lock the login in.
    if (store.kind === 'cache') await this.#once(SECRETS.key, 'a new age identity', newIdentity)
    if (jobs.kind === 'workers' && jobs.by === 'cache')
      await this.#once(SECRETS.accessKey, 'a new age identity', newIdentity)
    const writer =
      store.kind === 'github-secret'
        ? store.writer
        : jobs.kind === 'workers' && jobs.by === 'secret'
          ? jobs.writer
          : undefined
    if (writer) await this.#writer(writer)
  }

  /** Stores the login, and takes it off this machine. */
  async store(obtained: Obtained, home: SetupHome): Promise<void> {
    const { isDry, say } = this.context
    if (obtained.kind === 'kept') return
    if (obtained.kind === 'planned') return this.#set(SECRETS.login, '', 'the login')
    if (obtained.from !== 'file' && !isDry) await home.noteStoring(await this.seen(SECRETS.login))
    await this.#set(SECRETS.login, await singleLine(obtained.login.bytes), 'the login')
    if (isDry) return
    if (obtained.from !== 'file') await home.empty()
    say(
      `✓ The login is in ${this.where(SECRETS.login)}, and no longer on this machine${obtained.from === 'file' ? ' but for your file: delete it, because a copy that is used ends the login' : ''}.`,
    )
  }

  async #writer(writer: Writer): Promise<void> {
    const [name, file, flag] =
      writer.kind === 'app'
        ? [SECRETS.appKey, writer.keyFile, '--app-key-file']
        : [SECRETS.token, writer.file, '--token-file']
    if (file !== undefined)
      return this.#set(name, await readSecretFile(this.context, file, flag), `the content of ${file}`)
    if ((await this.changedAt(name)) === undefined)
      throw new SetupRefused('setup-secret', {
        what: `${flag} is missing, and ${this.where(name)} is not there yet.`,
        why: 'Nothing could write the refreshed login back.',
        remedy: `Give ${flag}.`,
      })
    this.context.say(`✓ ${capital(this.where(name))} is there. It stays.`)
  }

  async #once(name: string, words: string, make: () => Promise<string>): Promise<void> {
    if (await this.changedAt(name)) this.context.say(`✓ ${capital(this.where(name))} is there. It stays.`)
    else await this.#set(name, this.context.isDry ? '' : await make(), words)
  }

  #set(name: string, value: string | Buffer, words: string): Promise<void> {
    const { gh, repository } = this.target
    return gh.setSecret(name, value, { repository, environment: this.environment, words })
  }
}

/** It is never on disk: whoever loses it logs in again. */
async function newIdentity(): Promise<string> {
  const { generateX25519Identity } = await import('age-encryption')
  return generateX25519Identity()
}

async function readSecretFile({ cwd }: Context, file: string, flag: string): Promise<Buffer> {
  const { resolve } = await import('node:path')
  const bytes = await readRegularFile(resolve(cwd, file), { limit: MOST_BYTES }).catch((error: unknown) => {
    throw new SetupRefused('setup-secret', {
      what: `${flag} names ${file}, which can't be read (${systemCode(error) ?? 'too large, or no file'}).`,
      why: 'Nothing could write the refreshed login back.',
      remedy: 'Give a file that you may read, with the key or the token alone in it.',
    })
  })
  if (bytes.toString().trim()) return bytes
  throw new SetupRefused('setup-secret', {
    what: `${flag} names ${file}, which is empty.`,
    why: 'Nothing could write the refreshed login back.',
    remedy: 'Give a file with the key or the token alone in it.',
  })
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
