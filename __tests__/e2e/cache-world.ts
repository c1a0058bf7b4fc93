import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { expect } from '@jest/globals'
import { Decrypter, generateX25519Identity } from 'age-encryption'
import { type CacheDouble, type CacheEntry, type CacheJob, startCache } from '../doubles/cache/index.js'
import type { JobResult, JobRun, Runner, Values } from '../doubles/runner/index.js'
import { authJsonIn } from './enclosed.js'
import { type HostedJob, hostedJob } from './hosted.js'
import { inLab, type Lab } from './lab.js'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export interface CacheWorld {
  readonly lab: Lab
  readonly cache: CacheDouble
  readonly key: string
  /** One job of the default branch on a runner that nothing has touched. Rejects if it doesn't end by itself. */
  job(inputs: Values, spec?: CachedJob): Promise<JobResult>
}

export interface CachedJob extends HostedJob {
  readonly access?: CacheJob
  /** Milliseconds after which a job that is still there is killed; 100 s by default. */
  readonly limitMs?: number
}

/** A lab with a cache service, whose entries are searched for tokens at the end, like all that jobs left. */
export const inWorld = (use: (world: CacheWorld) => Promise<void>) =>
  inLab(async lab => {
    const cache = await startCache()
    const key = await generateX25519Identity()
    const job: CacheWorld['job'] = (inputs, { access, ...spec } = {}) =>
      boundedJob(lab, { 'encryption-key': key, ...inputs }, { services: cache.environment(access), ...spec })
    await use({ lab, cache, key, job }).finally(() => cache.close())
    cache.assertClean()
    const ours = cache.entries.filter(entry => entry.key.startsWith('codex-auth/'))
    for (const [index, { key, bytes }] of ours.entries())
      await writeFile(join(lab.dir, `entry-${index}`), `${key}\n${unpacked(bytes) ?? bytes}`)
    expect(await homesLeft(lab)).toEqual([])
  })

/** Post may wait for a minute for a Codex that a killed main has just started: nothing here takes longer. */
const LONGEST_MS = 100_000

async function boundedJob(
  lab: Lab,
  inputs: Values,
  { during, limitMs = LONGEST_MS, ...spec }: CachedJob,
): Promise<JobResult> {
  let late: NodeJS.Timeout | undefined
  let hung = false
  const result = await hostedJob(lab, inputs, {
    ...spec,
    during(run) {
      late = setTimeout(() => {
        hung = true
        run.kill('both')
      }, limitMs)
      return during?.(run)
    },
  }).finally(() => clearTimeout(late))
  if (hung) throw new Error(`A job had not ended after ${limitMs / 1000} s`)
  return result
}

/** Waits for what a job brings about; false if the job ended without it. What can't come any more is not waited for. */
export async function until(run: JobRun, isSo: () => boolean): Promise<boolean> {
  let over = false
  const end = () => {
    over = true
  }
  run.then(end, end)
  while (!isSo()) {
    if (over) return false
    await sleep(1)
  }
  return true
}

/** What an entry's archive holds; undefined if it is none. */
function unpacked(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes).toString('latin1')
  } catch {
    return undefined
  }
}

/** Private CODEX_HOMEs that jobs have left on their runners. */
async function homesLeft({ dir }: Lab): Promise<string[]> {
  const runners = (await readdir(dir)).filter(name => name.startsWith('fresh-'))
  const left = runners.map(name => readdir(join(dir, name, 'home', '.codex-auth-action')).catch(() => []))
  return (await Promise.all(left)).flat()
}

/** Debian's `age`, which opens an entry with nothing of ours; in CI it must be there. */
const hasAge = spawnSync('age', ['--version']).error === undefined
if (!hasAge && process.env.CI) throw new Error('CI needs the command `age`')

/** The auth.json in an entry. */
export async function opened(entry: CacheEntry | undefined, identity: string): Promise<string> {
  if (!entry) throw new Error('nothing was stored')
  const sealed = await sealedIn(entry)
  if (hasAge) return authJsonIn(await openedByAge(sealed, identity))
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return authJsonIn(await decrypter.decrypt(sealed, 'text'))
}

async function openedByAge(sealed: Buffer, identity: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'age-'))
  try {
    const file = join(directory, 'key.txt')
    await writeFile(file, `${identity}\n`)
    return (await piped('age', ['-d', '-i', file], sealed)).toString()
  } finally {
    await rm(directory, { recursive: true })
  }
}

export const sealedIn = ({ bytes }: CacheEntry): Promise<Buffer> => piped('tar', ['-xzO', 'login.age'], bytes)

async function piped(command: string, args: string[], input: Buffer): Promise<Buffer> {
  const running = promisify(execFile)(command, args, { encoding: 'buffer' })
  running.child.stdin?.end(input)
  return (await running).stdout
}

/** An entry's archive with other content. */
export function archiveOf(content: Buffer): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'entry-'))
  try {
    writeFileSync(join(directory, 'login.age'), content)
    return execFileSync('tar', ['-czf', '-', 'login.age'], { cwd: directory })
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** auth.json in the private home of a runner: Codex and we put a new file in its place. */
export function authFileOn({ folders }: Runner): Stats | undefined {
  try {
    const parent = join(folders.home, '.codex-auth-action')
    const [name = ''] = readdirSync(parent)
    return statSync(join(parent, name, 'auth.json'))
  } catch {
    return undefined
  }
}

export const refreshToken = (authJson: string): string =>
  (JSON.parse(authJson) as { tokens: { refresh_token: string } }).tokens.refresh_token
export const errorsOf = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
export const onceEach = ({ openai }: Lab) => openai.presentations().every(({ times }) => times <= 1)

/** A key as the action makes it for the login `default`: of this instant in milliseconds, and for these sealed bytes. */
export function keyOf(instant: number, sealed: Buffer, run = '7'): string {
  const bits = Math.round(instant * 1000)
    .toString(2)
    .padStart(52, '0')
  const date = new Date(Math.trunc(instant)).toISOString().replaceAll(/\D/g, '')
  const digest = createHash('sha256').update(sealed).digest('hex').slice(0, 16)
  return `codex-auth/default/${bits}/${date}-${run}-1-${digest}`
}

/** The instant in a key, in milliseconds. */
export const instantOf = (key: string): number =>
  Number.parseInt(/\/([01]{52})\//.exec(key)?.[1] ?? '', 2) / 1000
