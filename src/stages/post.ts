import { setSecret } from '@actions/core'
import { closeOtherUser } from '../codex/other-user.js'
import { ActionError } from '../errors.js'
import { lifeLeft } from '../report/words.js'
import { changedAt, identityDigest, sameIdentity } from '../session/compare.js'
import { freshness } from '../session/freshness.js'
import { maskSession } from '../session/mask.js'
import type { Session } from '../session/session.js'
import { HostStore } from '../stores/host.js'
import { removePrivateHome } from '../stores/private-home.js'
import { readSession } from '../stores/store.js'
import { releaseLease, storeIfChanged } from './last-store.js'
import { settleCodex } from './leftover.js'
import { judgement, sessionIn } from './prepare.js'
import type { Stage } from './stage.js'

/** Waits for a Codex still alive, stores what changed, and releases and removes what must not stay. */
export async function post(stage: Stage): Promise<void> {
  const home = stage.state.get('home')
  if (home === undefined) return stage.log.info('Nothing to do: this step never got as far as a login.')
  const settled = await settleCodex(stage)
  try {
    if (stage.state.get('borrowed'))
      stage.log.info('An earlier step of this job keeps the login: its end stores what changed.')
    else stage.log.info(await verdict(stage, home))
  } finally {
    if (settled) await leaveNothing(stage, home)
  }
}

/** What the job left of the session, stored if the store doesn't have it yet. Throws `Spoiled` and `NotStored`. */
async function verdict(stage: Stage, home: string): Promise<string> {
  const copy = new HostStore(home)
  const known = stage.state.get('known')
  const judge = judgement(stage, stage.state.get('tokenUrl') ?? '')
  // What main refused, or never got to, is as it was: main has told why.
  if (!known)
    return (await readSession(copy, judge))
      ? `What is in ${copy.where} was not used by this step.`
      : 'There was no login to keep.'
  const session = await sessionIn(copy, judge)
  if (!session) throw new Spoiled(`${copy.where} is gone`)
  maskSession(session, setSecret)
  if (!sameIdentity(identityDigest(session), known.identity))
    throw new Spoiled(`${copy.where} belongs to another account now`)
  if (changedAt(session) < BigInt(known.changedAt))
    throw new Spoiled(`${copy.where} was put back to an older state`)
  if (!(await storeIfChanged(stage, home, session)))
    return 'What this job had is not the newest login, and is not kept.'
  return `${whatHappened(stage, session, known.generation)} ${lifeLeft(freshness(session, stage.now()).remaining)}`
}

function whatHappened({ state }: Stage, session: Session, known: string): string {
  if (session.generation !== known)
    return 'The login was refreshed while the job ran, and the newer one is kept.'
  return state.get('rotated')
    ? 'The login was refreshed by this step, and is kept.'
    : 'The login is unchanged.'
}

async function leaveNothing(stage: Stage, home: string): Promise<void> {
  await releaseLease(stage, home)
  const login = stage.state.get('loginHome')
  if (login) await remove(stage, login)
  const other = stage.state.get('otherUser')
  if (other) await closeOtherUser(other)
  if (stage.state.get('storage') !== 'host' && !stage.state.get('borrowed')) await remove(stage, home)
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
      why: 'The refreshed login may be lost, and the seed may be spent already.',
      remedy:
        'Look for a step that writes auth.json, or runs `codex login` or `codex logout`, and remove it. If the next run is refused, a person must log in once more.',
    })
  }
}
