import { closeOtherUser } from '../codex/exec/other-user.js'
import { enterHome } from '../keeper/home-owner.js'
import { removePrivateHome } from '../keeper/homes.js'
import { judgement, loginIn } from '../keeper/judgement.js'
import { giveBackLease, storeIfChanged } from '../keeper/last-store.js'
import { settleCodex } from '../keeper/orphaned-codex.js'
import { leaveOrphan } from '../keeper/orphans.js'
import { shareAtEnd } from '../keeper/share-last.js'
import { finishSaves } from '../keeper/unfinished-save.js'
import { identityDigest, sameIdentity } from '../login/account.js'
import { authFileIn, readAuthFile } from '../login/auth-file.js'
import { freshness } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { LoginRefused } from '../login/refusal.js'
import { changedAt } from '../login/revision.js'
import { tracesIn } from '../login/traces.js'
import { lifeLeft } from '../report/format.js'
import { HostStore } from '../stores/host.js'
import { NotStored } from '../stores/put.js'
import type { Judgement } from '../stores/store.js'
import { ActionError } from '../system/errors.js'
import { cleanStage } from './clean-environment.js'
import type { Stage } from './stage.js'
import { endWork } from './worker-end.js'

/** Waits for a Codex still alive, stores what changed, and releases and removes what must not stay. */
export async function post(stage: Stage): Promise<void> {
  const home = stage.state.get('home')
  if (home === undefined) return stage.log.info('Nothing to do: this step never got as far as a login.')
  await cleanStage(stage)
  if (stage.state.get('worker')) return endWork(stage, home)
  await enterHome(stage, home)
  const settled = await settleCodex(stage)
  let isStored = true
  try {
    // One that holds the lease stores under it, and says what is known of the login: without, it would stay in doubt.
    if (stage.state.get('borrowed') && stage.state.get('lease') === undefined)
      stage.log.info('An earlier step of this job keeps the login: its end stores what changed.')
    else stage.log.info(await verdict(stage, home, { settled }))
  } catch (error) {
    isStored = !(error instanceof NotStored || (await isUnread(home, error)))
    throw error
  } finally {
    if (settled) await leaveNothing(stage, home, { isStored })
  }
}

/** Stores the login that the job left, if the store doesn't have it yet. Throws `Spoiled` and `NotStored`. */
async function verdict(
  stage: Stage,
  home: string,
  { settled }: { readonly settled: boolean },
): Promise<string> {
  const copy = new HostStore(home)
  const known = stage.state.get('known')
  const judge = judgementInPost(stage)
  // Main refused this login, or never got to it, and has said why. Nothing has changed it.
  if (!known)
    return (await copy.read())
      ? `What is in ${copy.where} was not used by this step.`
      : 'There was no login to keep.'
  // On a host only the holder of the lease may do it; otherwise the next job does.
  const mayFinish = stage.state.get('storage') !== 'host' || stage.state.get('lease') !== undefined
  if (settled && mayFinish) await finishSaves(stage, home, judge)
  const login = await loginIn(copy, judge)
  if (!login) throw new Spoiled(`${copy.where} is gone`)
  if (!sameIdentity(identityDigest(login), known.identity))
    throw new Spoiled(`${copy.where} belongs to another account now`)
  if (changedAt(login) < BigInt(known.changedAt))
    throw new Spoiled(`${copy.where} was put back to an older state`)
  if (!(await storeIfChanged(stage, { home, login, settled })))
    return 'The login that this job has is not the newest, and is not kept.'
  // Main has shared what it has refreshed itself.
  if (login.generation !== known.generation) await shareAtEnd(stage, home)
  return `${whatHappened(stage, login, known.generation)} ${lifeLeft(freshness(login, stage.now()).remaining)}`
}

function whatHappened({ state }: Stage, login: Login, known: string): string {
  if (login.generation !== known)
    return 'The login was refreshed while the job ran, and the newer one is kept.'
  if (state.get('isNewLogin')) return 'A person logged in during this step, and the new login is kept.'
  return state.get('refreshed')
    ? 'The login was refreshed by this step, and is kept.'
    : 'The login is unchanged.'
}

const judgementInPost = (stage: Stage): Judgement => judgement(stage, stage.state.get('tokenUrl') ?? '')

/** A login that Codex has saved, and this action can't read, may be the newest there is. */
async function isUnread(home: string, error: unknown): Promise<boolean> {
  const bytes = error instanceof LoginRefused ? await readAuthFile(authFileIn(home)) : undefined
  return bytes !== undefined && tracesIn(bytes).at !== undefined
}

async function leaveNothing(
  stage: Stage,
  home: string,
  { isStored }: { readonly isStored: boolean },
): Promise<void> {
  await giveBackLease(stage, home)
  const login = stage.state.get('loginHome')
  // A person may have logged in there when main was killed.
  if (login) await finishSaves(stage, login, judgementInPost(stage)).catch(() => undefined)
  if (login && !(await leaveOrphan(stage, login))) await remove(stage, login)
  const other = stage.state.get('otherUser')
  if (other) await closeOtherUser(other)
  if (stage.state.get('storage') === 'host' || stage.state.get('borrowed')) return
  if (isStored || !(await leaveOrphan(stage, home))) await remove(stage, home)
}

async function remove({ log }: Stage, home: string): Promise<void> {
  const left = await removePrivateHome(home)
  if (left)
    log.warning(
      `A CODEX_HOME of this job could not be removed whole: a step has made files in ${home} another user's. ${left === 'login' ? 'The login is still in it: remove it by hand.' : 'The login in it is gone.'}`,
    )
}

/** Something in the job damaged the login. Post has no copy to put back: no stage keeps one. */
class Spoiled extends ActionError {
  override readonly name = 'Spoiled'

  constructor(what: string) {
    super('spoiled', {
      what: `${what[0]?.toUpperCase()}${what.slice(1)}: a step of this job, or somebody on the runner, changed it.`,
      why: 'The refreshed login may be lost, and the refresh token of the seed may already have been used.',
      remedy:
        'Look for a step that writes auth.json, or runs `codex login` or `codex logout`, and remove it. If the next run is refused, a person must log in once more.',
    })
  }
}
