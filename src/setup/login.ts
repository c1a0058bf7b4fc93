import { copyFile, mkdtemp, realpath, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { deviceLogin } from '../codex/device-login.js'
import { overrideOrigin, realTokenUrl } from '../codex/fence.js'
import { DEFAULT_CODEX_VERSION, provideCodex } from '../codex/install/provide.js'
import { ENABLE } from '../codex/login-failed.js'
import { judgeLogin } from '../codex/login-status.js'
import type { Codex } from '../codex/process.js'
import { authFileIn, readAuthFile } from '../login/auth-file.js'
import { type Login, parseLogin } from '../login/login.js'
import { LoginRefused } from '../login/refusal.js'
import { systemCode } from '../system/errors.js'
import { userHome } from '../system/user-path.js'
import type { Context } from './context.js'
import type { SecretSeen, SetupHome } from './home.js'
import { SetupEnded, SetupRefused } from './refused.js'

/** OpenAI's codes are good for so long. */
const CODE_MS = 15 * 60_000

/** The login for the secret, if it gets one. */
export type Obtained =
  /** The secret has a login already. */
  | { readonly kind: 'kept' }
  /** In a dry run nobody logs in. */
  | { readonly kind: 'planned' }
  | { readonly kind: 'login'; readonly login: Login; readonly from: 'device' | 'home' | 'file' }

/**
 * The login for this repository: what an earlier run made and could not store, the file of `--login-file`, what the
 * secret has already, or a new one by a code that a person types. @throws SetupRefused, SetupEnded, LoginRefused, LoginFailed
 */
export async function obtainLogin(
  context: Context,
  { home, secret }: { readonly home: SetupHome; readonly secret: SecretSeen },
): Promise<Obtained> {
  const { options, isDry, say } = context
  const found = await settleFound(context, home, secret)
  if (found) return found
  if (options['login-file'] !== undefined) return fromFile(context, home, options['login-file'])
  if (secret.changedAt !== undefined && !options['log-in-again']) {
    say(`✓ The secret has a login already, of ${secret.changedAt}. It stays. --log-in-again makes a new one.`)
    return { kind: 'kept' }
  }
  say(`  $ codex app-server   # account/login/start: a device code, in an empty CODEX_HOME, ${home.path}`)
  if (isDry) return { kind: 'planned' }
  return { kind: 'login', login: await logIn(context, home), from: 'device' }
}

/** Handles the rest of an earlier run. A login that is nowhere else is used or asked about, and never just removed. */
async function settleFound(
  context: Context,
  home: SetupHome,
  secret: SecretSeen,
): Promise<Obtained | undefined> {
  const { ask, isDry, options, say } = context
  if (!isDry) await home.claim(context.now())
  const bytes = await home.login()
  if (!bytes) {
    if (!isDry) await home.empty()
    return undefined
  }
  if (await home.wasStored(secret)) {
    say(`✓ The login that an earlier run made is stored: the secret was changed ${secret.changedAt}.`)
    if (isDry) return { kind: 'kept' }
    await home.empty()
    return undefined
  }
  say(`! An earlier run has logged in, and was ended before the login was stored. It is in ${home.path}.`)
  if (options['login-file'] !== undefined)
    throw new SetupRefused('setup-login', {
      what: `--login-file is given, and an earlier run has left a login in ${home.path}.`,
      why: 'Only one of them can be stored, and the other would be lost. Nothing was changed.',
      remedy: `Leave --login-file out to use that one, or delete ${home.path} if you don't want it.`,
    })
  if (
    !(await ask.confirm('Use that login? (No: it is deleted, and you log in again.)', {
      alone: true,
      first: true,
    }))
  ) {
    await home.empty()
    return undefined
  }
  const origin = `the file ${authFileIn(home.path)}` as const
  const login = parseLogin(bytes, { origin, now: context.now(), trustedIssuer: issuerOf(context) })
  if (!isDry) await judge(context, { login, home, origin })
  return { kind: 'login', login, from: 'home' }
}

async function fromFile(context: Context, home: SetupHome, path: string): Promise<Obtained> {
  const file = resolve(context.cwd, path)
  const origin = `the file ${path}` as const
  await assertNotOwn(context, file, path)
  const bytes = await readAuthFile(file).catch(error => {
    if (systemCode(error) === undefined) throw error
  })
  if (!bytes) throw new LoginRefused('empty', origin, 'seed')
  const trustedIssuer = issuerOf(context)
  const login = parseLogin(bytes, { origin, encoded: true, copied: true, now: context.now(), trustedIssuer })
  if (!context.isDry) await judge(context, { login, home, origin })
  return { kind: 'login', login, from: 'file' }
}

/** A login that two use is lost: each refresh by one of them ends it for the other. */
async function assertNotOwn(context: Context, file: string, path: string): Promise<void> {
  const real = (name: string) => realpath(name).catch(() => name)
  const own = [configuredHome(context), join(userHome(context.env), '.codex')].map(home =>
    real(authFileIn(home)),
  )
  if (!(await Promise.all(own)).includes(await real(file))) return
  throw new SetupRefused('setup-login', {
    what: `${path} is the login that your own Codex uses.`,
    why: 'A refresh token works once. When a job refreshes it, your Codex is logged out, and the other way round. Nothing was changed.',
    remedy: 'Leave --login-file out: the jobs then get a login of their own.',
  })
}

/** Codex says whether it is a login, offline. The copy that it looks at is in the home of the set-up. */
async function judge(context: Context, { login, home, origin }: Judged): Promise<void> {
  const room = await mkdtemp(join(home.path, 'judged-'))
  try {
    await copyConfig(context, room)
    const codex = await codexFor({ ...context, env: { ...context.env, RUNNER_TEMP: room } }, room)
    const verdict = await judgeLogin(codex, login.bytes)
    if (verdict !== 'chatgpt') throw notAccepted(origin, verdict)
  } finally {
    await rm(room, { recursive: true, force: true, maxRetries: 3 })
  }
}

interface Judged {
  readonly login: Login
  readonly home: SetupHome
  readonly origin: string
}

const notAccepted = (origin: string, verdict: string) =>
  new SetupRefused('setup-login', {
    what: `Codex does not accept ${origin} as a ChatGPT login (${verdict}).`,
    why: 'No job could use it. It was not stored, and the file was not changed.',
    remedy: 'Log in with a new login: leave --login-file out.',
  })

async function logIn(context: Context, home: SetupHome): Promise<Login> {
  const { say, signal } = context
  await copyConfig(context, home.path)
  const codex = await codexFor(context, home.path)
  const issuer = issuerOf(context)
  const onCode = (url: string, code: string) => {
    say('')
    say(`  Open   ${url}`)
    say(`  Type   ${code}`)
    say('')
    say(`  within 15 minutes. If the page says that device codes are not allowed: ${ENABLE}.`)
  }
  const onTrail = (lines: readonly string[]) => {
    for (const line of lines) say(`  | ${line}`)
  }
  const request = { issuer, waitMs: CODE_MS, signal, onCode, onTrail }
  const proof = await deviceLogin(codex, request).catch(error => {
    throw signal.aborted ? new SetupEnded() : error
  })
  const origin = `the file ${authFileIn(home.path)}` as const
  const bytes = await home.login()
  if (!bytes) throw new LoginRefused('empty', origin)
  const login = parseLogin(bytes, { origin, now: context.now(), trustedIssuer: issuer })
  say(`✓ Logged in${proof.accepted ? `, and OpenAI accepts the login (plan ${proof.plan})` : ''}.`)
  return login
}

async function codexFor(context: Context, home: string): Promise<Codex> {
  const { env, options, say, signal } = context
  const { path } = await provideCodex({
    version: options['codex-version'] ?? DEFAULT_CODEX_VERSION,
    env,
    platform: process.platform,
    arch: process.arch,
    log: line => say(`  ${line}`),
    signal,
  })
  return { path, home, env }
}

/** Copies only this from the person's own CODEX_HOME: a proxy or a workspace that is configured there holds here too. */
const copyConfig = (context: Context, to: string): Promise<void> =>
  copyFile(join(configuredHome(context), 'config.toml'), join(to, 'config.toml')).catch(() => undefined)
const configuredHome = (context: Context): string =>
  context.env.CODEX_HOME || join(userHome(context.env), '.codex')
const issuerOf = ({ env }: Context): string | undefined => overrideOrigin(realTokenUrl(env))
