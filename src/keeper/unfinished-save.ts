import { lstat, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lockHolder } from '../codex/preflight.js'
import { authFileIn, followed, readAuthFile } from '../login/auth-file.js'
import type { Login } from '../login/login.js'
import { mayReplace } from '../login/may-replace.js'
import type { Stored } from '../login/stored.js'
import { HostStore } from '../stores/host.js'
import { type Judgement, readMasked, storedIn } from '../stores/store.js'
import { ActionError, systemCode } from '../system/errors.js'
import { renameOver } from '../system/rename.js'
import { atPlace } from '../system/unusable-place.js'
import { date } from './seeding.js'
import type { Stage } from './stage.js'
import { toMark } from './to-mark.js'
import { underLease } from './under-lease.js'
import type { Workplace } from './workplace.js'

/** Codex saves a login in a temporary file beside auth.json, syncs it, and renames it (docs/facts §4). */
const UNFINISHED = /^\.auth-[A-Za-z0-9]{6}$/
/** From the file's first byte to its rename, Codex needs some milliseconds. */
const DEAD_AFTER_MS = 2000
/** A Codex that was stopped may hold the lock for as long as it likes: then a later job looks again. */
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 50
/** A refresh of another job takes seconds. */
const LEASE_WAIT_MS = 10_000

/**
 * Finishes what a Codex began that was killed between writing a login and renaming it: a newer login of the same account
 * takes the place of auth.json. Any other such file is removed, because it has an unencrypted token. On a host only the
 * lease holder may do that. Returns the login that is in place now, if this changed it.
 * @throws UnusablePlace if the login can't be put in place: it must be saved before anything is refreshed
 */
export async function finishSaves(stage: Stage, home: string, judge: Judgement): Promise<Login | undefined> {
  const target = await followed(authFileIn(home))
  let newest: Login | undefined
  for (const path of await unfinishedIn(target))
    if (await isAbandoned(path, `${target}.lock`))
      newest = (await finish(stage, { path, target, home, judge })) ?? newest
  return newest
}

/** The same before a job chooses its login. On a host that needs the lease, for which pre never waits. */
export async function finishEarlierSaves(
  stage: Stage,
  { kind, home, lease }: Workplace,
  judge: Judgement,
): Promise<void> {
  if ((await unfinishedIn(await followed(authFileIn(home)))).length === 0) return
  if (kind !== 'host') return void (await finishSaves(stage, home, judge))
  if (stage.name === 'pre') return

  const goesOnAfter = (error: unknown) =>
    error instanceof ActionError && !stage.cancelled.aborted
      ? `A Codex may still be saving a login in ${home}: a later job looks again. ${error.explanation.what}`
      : undefined
  await underLease(stage, { lease, waitMs: LEASE_WAIT_MS, goesOnAfter }, async held => {
    const login = held && (await finishSaves(stage, home, judge))
    return login && toMark(stage, login)
  })
}

/** Codex's temporary files beside this auth.json. */
async function unfinishedIn(target: string): Promise<string[]> {
  const directory = dirname(target)
  const names = await readdir(directory).catch(() => [])
  return names.filter(name => UNFINISHED.test(name)).map(name => join(directory, name))
}

/**
 * False if the file is gone, or if a Codex may still be writing it: a person's own, for example. Codex holds the lock of
 * auth.json while it saves, which only Linux shows; elsewhere the time must do.
 */
async function isAbandoned(path: string, lock: string): Promise<boolean> {
  const start = performance.now()
  for (;;) {
    const info = await lstat(path).catch(() => undefined)
    if (!info || info.isDirectory()) return false
    const watchedMs = performance.now() - start
    const isOld = Math.max(watchedMs, Date.now() - info.mtimeMs) > DEAD_AFTER_MS
    if (isOld && (await lockHolder(lock)) === undefined) return true
    if (watchedMs > PATIENCE_MS) return false
    await sleep(LOOK_EVERY_MS)
  }
}

interface Unfinished {
  readonly path: string
  /** The auth.json that Codex was about to replace, behind all links. */
  readonly target: string
  readonly home: string
  readonly judge: Judgement
}

async function finish(stage: Stage, { path, target, home, judge }: Unfinished): Promise<Login | undefined> {
  const begun = await readBegun(path, judge)
  const copy = new HostStore(home)
  const stored = await storedIn(copy, judge)
  const policy = { from: 'refreshed', allowAccountChange: false } as const
  const decision = begun.kind === 'login' && mayReplace(stored, begun.login, policy)
  if (begun.kind !== 'login' || !decision || !decision.may) {
    await rm(path, { force: true })
    stage.log.info(`A Codex that was killed left ${path}, in which there is no newer login: removed.`)
    return undefined
  }

  if (decision.setAside && 'bytes' in stored) await copy.setAside(stored.bytes)
  const isRenamed = await atPlace(target, renameOver(path, target)).then(
    () => true,
    error => {
      if (systemCode(error) !== 'ENOENT') throw error
      return false // Another stage was faster.
    },
  )
  if (!isRenamed) return undefined
  const { login } = begun
  stage.log.info(
    `A Codex that was killed had written a newer login (of ${date(login)}) to ${path}, but had not put it in place: now it is in ${copy.where}.`,
  )
  return login
}

/** Codex never makes a link or a pipe with such a name. */
async function readBegun(path: string, judge: Judgement): Promise<Stored> {
  const info = await lstat(path).catch(() => undefined)
  const bytes = info?.isFile() ? await readAuthFile(path).catch(() => undefined) : undefined
  return readMasked(bytes, { ...judge, origin: `the file ${path}` })
}
