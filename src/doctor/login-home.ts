import { constants } from 'node:fs'
import { access, lstat, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { quote } from 'shell-quote'
import { otherLogins } from '../codex/environment.js'
import type { Login } from '../login/login.js'
import { systemCode } from '../system/errors.js'
import { isWithin, kindOf, realFile } from '../system/files.js'
import { configFindings } from './codex-config.js'
import type { Finding } from './report.js'

type Environment = Readonly<Record<string, string | undefined>>

export const isAuthJson = (path: string): boolean => basename(path) === 'auth.json'

/** Findings about the place of the file. Those about a CODEX_HOME only if the file has the name that Codex uses. */
export async function homeFindings(
  path: string,
  file: string,
  login: Login,
  env: Environment,
): Promise<Finding[]> {
  const findings = [await openToOthers(path, file)]
  if (isAuthJson(path)) {
    findings.push(...(await savable(file)), await link(path, file), await temporary(file, env), others(env))
    findings.push(...(await configFindings(path, file, login)))
  }
  return findings.filter(finding => finding !== undefined)
}

async function openToOthers(path: string, file: string): Promise<Finding | undefined> {
  const { mode } = await stat(file)
  // Windows has no such bits: Node makes them up.
  if (process.platform === 'win32' || !(mode & 0o077)) return undefined
  return {
    level: 'note',
    code: 'open-to-others',
    what: `Group or others have rights on it (mode 0${(mode & 0o777).toString(8)}).`,
    why: 'Everyone who can read it has the login, and can use its refresh token.',
    remedy: `\`chmod 600 ${quote([path])}\`.`,
  }
}

async function link(path: string, file: string): Promise<Finding | undefined> {
  if (!(await lstat(file)).isSymbolicLink()) return undefined
  return {
    level: 'note',
    code: 'link',
    what: `${path} is a symbolic link.`,
    why: 'Codex follows it and locks beside the file it leads to: two directories have one login.',
    remedy: 'Use the file under one of its paths only.',
  }
}

/**
 * Codex uses the refresh token before it knows that it can save (docs/facts#read-only-loses). The doctor only looks; the
 * action tries it.
 */
async function savable(file: string): Promise<Finding[]> {
  const target = await realFile(file)
  const homes = new Set([dirname(file), dirname(target)])
  const locks = new Set([join(dirname(file), 'auth.lock'), `${file}.lock`, `${target}.lock`])
  const reasons = await Promise.all([
    unwritable(target).then(state => state && `It ${state}`),
    stat(target).then(({ nlink }) => nlink > 1 && 'It has a second name (a hard link)'),
    ...[...locks].map(async lock =>
      unwritable(lock).then(state => state && `${basename(lock)} beside it ${state}`),
    ),
    ...[...homes].map(async home =>
      access(home, constants.W_OK).then(
        () => undefined,
        () => "Its directory can't be written",
      ),
    ),
  ])
  return [...new Set(reasons.filter(reason => typeof reason === 'string'))].map(unsavable)
}

async function unwritable(path: string): Promise<string | undefined> {
  const info = await stat(path).catch(error => systemCode(error))
  if (info === undefined || info === 'ENOENT') return undefined
  if (typeof info === 'string') return `can't be looked at (${info})`
  if (!info.isFile()) return `is ${kindOf(info)}, not a file`
  const uid = process.getuid?.()
  if (uid !== undefined && info.uid !== uid) return `belongs to user ${info.uid}, and you are user ${uid}`
  // Codex refuses a read-only file even as root (docs/facts#read-only-loses).
  if (!(info.mode & constants.S_IWUSR)) return 'is read-only'
  return access(path, constants.W_OK).then(
    () => undefined,
    () => "can't be written",
  )
}

const unsavable = (reason: string): Finding => ({
  level: 'warning',
  code: 'unsavable',
  what: `${reason}.`,
  why: 'A Codex that used this file here would use the refresh token, fail to save the new one, and lose the login.',
  remedy:
    'It can serve as a seed. Let no Codex run with it in this place, or make it writable, with one name only.',
})

async function temporary(file: string, env: Environment): Promise<Finding | undefined> {
  const place = env.TMPDIR || tmpdir()
  const directory = dirname(file)
  if (!isWithin(directory, place) && !isWithin(await realFile(directory), place)) return undefined
  return {
    level: 'note',
    code: 'temporary',
    what: 'It is in a directory for temporary files.',
    why: 'That is fine for logging in and storing the secret. But Codex has no sandbox there, and the file may be gone tomorrow.',
    remedy: 'Let no job use this directory as its CODEX_HOME.',
  }
}

function others(env: Environment): Finding | undefined {
  const names = otherLogins(env)
  if (names.length === 0) return undefined
  return {
    level: 'note',
    code: 'other-login',
    what: `The environment has ${names.join(', ')}.`,
    why: 'A Codex that is started here uses that instead of this file, and `codex login status` does not say so.',
    remedy: `\`unset ${names.join(' ')}\` before you try this login.`,
  }
}
