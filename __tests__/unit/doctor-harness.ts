import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect } from '@jest/globals'
import { doctor } from '../../src/doctor/doctor.js'
import { machineIn } from '../cases/doctor-cases.js'
import { mintAccessToken, mintIdToken, mintRefreshToken } from '../doubles/openai/tokens.js'
import { partFinder } from '../e2e/leaks.js'
import { DAY, HOUR, NOW } from './auth-json.js'

const IDENTITY = {
  account: 'lab-account-7c1f0d52',
  user: 'lab-user-5521aa90',
  plan: 'pro',
  email: 'lab.person@lab-mail.invalid',
}
export const ACCOUNT = IDENTITY.account

/** One login for all cases, so that no part of it may be found in any output. */
const tokens = {
  id_token: mintIdToken(IDENTITY, NOW - HOUR),
  access_token: mintAccessToken(IDENTITY, NOW - HOUR, NOW - HOUR + 10 * DAY),
  refresh_token: mintRefreshToken(),
  account_id: ACCOUNT,
}
const extra: string[] = []
/** An access token of another age, which may not be found in any output either. */
export function accessToken(issuedAt: number, exp: number | null): string {
  const token = mintAccessToken(IDENTITY, issuedAt, exp)
  extra.push(token)
  return token
}
/** A secret of another kind. */
export function secret(value: string): string {
  extra.push(value)
  return value
}

type Parts = Readonly<Record<string, unknown>> & { readonly tokens?: object }

/** A compact auth.json; a part given as undefined is left out. */
export const login = ({ tokens: others, ...rest }: Parts = {}): string =>
  JSON.stringify({
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: null,
    tokens: { ...tokens, ...others },
    last_refresh: '2026-11-21T11:00:00.000000000Z',
    ...rest,
  })
export const pretty = (json: string): string => JSON.stringify(JSON.parse(json), null, 2)

const made: string[] = []
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true })
})

/** A directory with these files, by path; mode 0600 as Codex makes them. */
export function directoryWith(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'doctor-'))
  made.push(dir)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), content, { mode: 0o600 })
  }
  return dir
}

export interface Diagnosis {
  readonly code: number
  readonly text: string
}

/** Runs the doctor in a directory, and sees to it that nothing there changed and nothing secret was printed. */
export async function diagnose(
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  now = NOW,
): Promise<Diagnosis> {
  // The labs are under the temp directory, of which the doctor has something to say.
  const machine = Object.assign(machineIn(dir), { env: { TMPDIR: '/nowhere', ...env }, now })
  return untouched(dir, async () => {
    const code = await doctor(args, machine)
    return { code, text: machine.out + machine.err }
  })
}

/** The same for any way to run it. */
export async function untouched(dir: string, run: () => Promise<Diagnosis>): Promise<Diagnosis> {
  const before = pictureOf(dir)
  expect(before.length).toBeGreaterThan(1)
  const diagnosis = await run()
  expect(pictureOf(dir)).toEqual(before)
  expect(leakIn(diagnosis.text)).toBe(false)
  return diagnosis
}

/** Whether a text holds 12 characters of any secret, as they are or as a token's claims in plain text. */
export function leakIn(text: string): boolean {
  const all = [...Object.values(tokens), ...Object.values(IDENTITY), ...extra]
  return partFinder(all)(text) || [IDENTITY.email, ACCOUNT, IDENTITY.user].some(name => text.includes(name))
}

/** Name, mode, owner, times and content of all that is there; the change time shows what was put back too. */
function pictureOf(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true, recursive: true })
  const paths = [dir, ...entries.map(entry => join(entry.parentPath, entry.name))].sort()
  return paths.map(path => {
    const { mode, uid, mtimeNs, ctimeNs, nlink } = lstatSync(path, { bigint: true })
    const entry = lstatSync(path)
    const content = entry.isFile()
      ? readFileSync(path, 'base64')
      : entry.isSymbolicLink()
        ? readlinkSync(path)
        : ''
    return [path, mode, uid, mtimeNs, ctimeNs, nlink, content].join(' ')
  })
}

/** What was found, a line each: place (without the directory), level and what, without the rule's id. */
export const findingsIn = ({ text }: Diagnosis): string[] =>
  text
    .split('\n')
    .filter(line => /^(?:\S+:\d+:\d+: )?(?:warning|note): /.test(line))
    .map(line => line.replace(/ \[[a-z-]+\]$/, ''))
