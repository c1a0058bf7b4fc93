import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { authFileIn, readAuthFile } from '../login/auth-file.js'
import { type Sealer, sealerTo } from '../stores/age.js'
import type { Judgement } from '../stores/store.js'
import { readRegularFile, removeStale, replaceFile } from '../system/files.js'
import { liveness } from '../system/process-identity.js'
import { isUsedByCodex } from './codex-in-home.js'
import { isAlive, isKept, type Owner, ownerOf } from './home-owner.js'
import { isPrivateHome, parentOfHomes, removePrivateHome, sealedFileIn } from './homes.js'
import type { Stage } from './stage.js'
import { finishSaves } from './unfinished-save.js'

/** In milliseconds. An unreadable orphan stays longer than any job may take (5 days on a self-hosted runner). */
export const UNREADABLE_MS = 7 * 86_400_000
/** Longer than Codex waits for a token endpoint that hangs (45 s, docs/facts#endpoint-hangs-45s). */
const PATIENCE_MS = 60_000
const POLL_MS = 200
const MOST_SEALED_BYTES = 4 * 1024 * 1024

/** A login that a job has left behind, and that nobody else is known to have. */
export interface Orphan {
  readonly home: string
  /** Milliseconds since the epoch. */
  readonly madeAt: number
  /** auth.json, as Codex saved it last. */
  readonly bytes: Buffer
  /** Removes the home with all that is in it. */
  remove(): Promise<void>
  /** Encrypts the login where it is, if it is not encrypted already. */
  seal(sealer: Pick<Sealer, 'seal'>): Promise<void>
}

export interface OrphansOptions {
  /** Only logins of this store (`storeIdentity`) are returned. */
  readonly store: string
  /** Opens what was sealed for that store. */
  readonly sealer?: Sealer | undefined
  readonly judge: Judgement
}

/**
 * The logins of one store that jobs of this machine have left in their homes when they were killed, and that may be
 * newer than what is stored. Homes that nobody needs are removed. Logins of other stores, which this job can't store,
 * are sealed if their store is encrypted, and reported if not.
 */
export async function orphansOf(stage: Stage, options: OrphansOptions): Promise<Orphan[]> {
  const own = [stage.state.get('home'), stage.state.get('loginHome')]
  const parent = parentOfHomes(stage.env)
  // A file that a killed job was writing may have a token in it.
  await removeStale(parent)
  const names = await readdir(parent).catch(() => [])
  const homes = names
    .map(name => join(parent, name))
    .filter(home => isPrivateHome(home) && !own.includes(home))

  const orphans: Orphan[] = []
  for (const home of homes) {
    const orphan = await examine(stage, home, options).catch(error => {
      // A step may have left files there as another user; that must not fail this job.
      stage.log.info(`${home} could not be looked at: ${String(error)}`)
      return undefined
    })
    if (orphan) orphans.push(orphan)
  }
  return orphans
}

/** The login in a home, if it is one to be stored by this job. */
async function examine(stage: Stage, home: string, options: OrphansOptions): Promise<Orphan | undefined> {
  const info = await lstat(home).catch(() => undefined)
  if (!info?.isDirectory()) return undefined
  const owner = await ownerOf(home)
  if (!owner) {
    if (info.mtimeMs < stage.now() - UNREADABLE_MS) await removePrivateHome(home)
    return undefined
  }

  if (await isAlive(owner, stage.now())) return undefined
  const isOwn = owner.store === options.store
  if (!(await isQuiet(stage, home, owner, isOwn))) return undefined

  await finishSaves(stage, home, options.judge)
  await removeStale(home)
  const clear = await readAuthFile(authFileIn(home))
  const sealed = clear ? undefined : await readSealed(home)
  const isWorthless = clear ? isKept(owner, clear) : !sealed
  if (isWorthless) {
    await removePrivateHome(home)
    return undefined
  }

  if (!isOwn) {
    if (clear) await setOtherAside(stage, home, owner, clear)
    return undefined
  }
  const bytes = clear ?? (sealed && (await options.sealer?.open(sealed)))
  if (!bytes) return undefined
  return {
    home,
    madeAt: owner.madeAt,
    bytes,
    remove: async () => void (await removePrivateHome(home)),
    seal: async sealer => (clear ? sealLogin(home, bytes, sealer) : undefined),
  }
}

/** Puts the sealed login in the place of the one that anybody with this user's rights can read. */
export async function sealLogin(home: string, bytes: Buffer, sealer: Pick<Sealer, 'seal'>): Promise<void> {
  await replaceFile(sealedFileIn(home), await sealer.seal(bytes))
  await rm(authFileIn(home), { force: true })
}

/**
 * Leaves a home of this job, whose login could not be stored, to the next job on this machine; encrypted if the store
 * has a recipient. False if nothing in it is worth that, or if the machine is gone after this job.
 */
export async function leaveOrphan({ env, log }: Stage, home: string): Promise<boolean> {
  if (env.RUNNER_ENVIRONMENT === 'github-hosted') return false
  const [owner, login] = await Promise.all([ownerOf(home), readAuthFile(authFileIn(home))])
  if (!owner || !login || isKept(owner, login)) return false

  if (owner.recipient) await sealLogin(home, login, sealerTo(owner.recipient))
  const how = owner.recipient ? ', encrypted' : ''
  log.warning(
    `The login stays in ${home}${how}, and the next job on this machine that uses the same store tries to store it.`,
  )
  return true
}

const readSealed = (home: string): Promise<Buffer | undefined> =>
  readRegularFile(sealedFileIn(home), { limit: MOST_SEALED_BYTES }).catch(() => undefined)

async function setOtherAside({ name, log }: Stage, home: string, owner: Owner, login: Buffer): Promise<void> {
  if (owner.recipient) return sealLogin(home, login, sealerTo(owner.recipient))
  // Pre would say the same.
  if (name === 'main')
    log.notice(
      `A job that was killed left a login of another store in ${home}. The next job on this machine that uses that store saves it. If there will be none, remove that directory.`,
    )
}

/** False if a Codex in the home may still save a refreshed login. For one of its own store, main waits a little. */
async function isQuiet(stage: Stage, home: string, owner: Owner, isOwn: boolean): Promise<boolean> {
  if (!(await isRefreshing(home, owner, stage.now()))) return true
  if (!isOwn) return false
  if (stage.name !== 'main') {
    stage.log.info(
      `A Codex of a job that was killed may still refresh the login in ${home}: main looks again.`,
    )
    return false
  }

  stage.log.info(`A Codex of a job that was killed may still refresh the login in ${home}: waiting for it.`)
  const end = performance.now() + PATIENCE_MS
  while (performance.now() < end && !stage.cancelled.aborted) {
    await sleep(POLL_MS)
    if (!(await isRefreshing(home, owner, stage.now()))) return true
  }
  stage.log.warning(
    `A Codex of a job that was killed is still there, and its login stays in ${home}. A later job looks again.`,
  )
  return false
}

async function isRefreshing(home: string, { codex }: Owner, now: number): Promise<boolean> {
  const seen = codex?.process ? await liveness(codex.process, codex.announcedAt) : 'unknown'
  if (seen === 'alive') return true
  if (process.platform === 'linux') return isUsedByCodex(home)
  return codex !== undefined && seen === 'unknown' && now < codex.announcedAt + PATIENCE_MS
}
