import { sameAccount } from '../login/account.js'
import { authFileIn } from '../login/auth-file.js'
import type { Login } from '../login/login.js'
import { isNewer } from '../login/revision.js'
import type { HostStore } from '../stores/host.js'
import { type Judgement, readMasked, type StoreKind, storedIn } from '../stores/store.js'
import { type Orphan, orphansOf, UNREADABLE_MS } from './orphans.js'
import type { Stage } from './stage.js'
import { sealingKey } from './workplace.js'

/** A login that a killed job of this store left behind. */
export interface OrphanedLogin extends Orphan {
  /** Undefined if this action doesn't accept it as a login. */
  readonly login: Login | undefined
}

/** Looks for them. Unreadable ones are removed after a week. */
export async function findOrphans(stage: Stage, kind: StoreKind, judge: Judgement): Promise<OrphanedLogin[]> {
  const sealer = await sealerOf(stage, kind)
  const orphans = await orphansOf(stage, { store: stage.state.get('store') ?? '', sealer, judge })
  const found: OrphanedLogin[] = []
  for (const orphan of orphans) {
    const stored = readMasked(orphan.bytes, { ...judge, origin: `the file ${authFileIn(orphan.home)}` })
    if (stored.kind === 'login') {
      found.push({ ...orphan, login: stored.login })
    } else if (stored.kind === 'damaged' && orphan.madeAt < stage.now() - UNREADABLE_MS) await orphan.remove()
    else found.push({ ...orphan, login: undefined })
  }
  return found
}

/** The newest of them, if it is newer than this login and of its account. */
export function overtaking(orphans: readonly OrphanedLogin[], chosen: Login): NewerLogin | undefined {
  let newest: NewerLogin | undefined
  for (const { home, login } of orphans)
    if (login && sameAccount(login, chosen) && isNewer(login, newest?.login ?? chosen))
      newest = { home, login }
  return newest
}

/** The newest of them all, where neither seed nor store has a login that can be used. */
export function newestOrphan(orphans: readonly OrphanedLogin[]): NewerLogin | undefined {
  let newest: NewerLogin | undefined
  for (const { home, login } of orphans)
    if (login && (!newest || isNewer(login, newest.login))) newest = { home, login }
  return newest
}

/** Where a newer login was found. */
export interface NewerLogin {
  readonly home: string
  readonly login: Login
}

/** Seals each orphan until it is stored, unless its store keeps logins unencrypted too. */
export async function sealOrphans(
  stage: Stage,
  kind: StoreKind,
  orphans: readonly OrphanedLogin[],
): Promise<void> {
  const sealer = orphans.length > 0 ? await sealerOf(stage, kind) : undefined
  if (sealer) for (const orphan of orphans) await orphan.seal(sealer)
}

/** Removes those that the store no longer needs, as this job's login is stored and as new; reports the others. */
export async function settleOrphans(
  stage: Stage,
  { kind, copy, orphans }: { kind: StoreKind; copy: HostStore; orphans: readonly OrphanedLogin[] },
  judge: Judgement,
): Promise<void> {
  if (orphans.length === 0) return
  const here = await storedIn(copy, judge)
  const isStored =
    here.kind === 'login' && (kind === 'host' || stage.state.get('stored') === here.login.generation)
  const stored = isStored ? here.login : undefined

  for (const orphan of orphans) {
    const found = orphan.login
    const isOutdated = stored && found && sameAccount(found, stored) && !isNewer(found, stored)
    if (isOutdated) await orphan.remove()
    else
      stage.log.warning(
        `What a killed job left in ${orphan.home} is not stored: this job may not write the store, or it is a login of another account, or none that can be read. It stays there, and a later job looks again. If you don't need it, remove that directory.`,
      )
  }
}

async function sealerOf(stage: Stage, kind: StoreKind) {
  const key = sealingKey(stage.inputs(), kind)
  return key === undefined ? undefined : (await import('../stores/age.js')).sealer(key)
}
