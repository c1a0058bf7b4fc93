import { setSecret } from '@actions/core'
import { ActionError } from '../errors.js'
import { lifeLeft } from '../report/words.js'
import { authFileIn } from '../session/auth-file.js'
import { changedAt, identityDigest } from '../session/compare.js'
import { freshness } from '../session/freshness.js'
import { maskSession } from '../session/mask.js'
import type { Session } from '../session/session.js'
import { HostStore } from '../stores/host.js'
import { hostLease } from './leases.js'
import { settleCodex } from './leftover.js'
import { storedSession } from './prepare.js'
import type { Stage } from './stage.js'

/** Waits for a Codex still alive, checks what the job left of the session, and releases what this step holds. */
export async function post(stage: Stage): Promise<void> {
  const home = stage.state.get('home')
  if (home === undefined) return stage.log.info('Nothing to do: this step never got as far as a login.')
  const settled = await settleCodex(stage)
  try {
    stage.log.info(await verdict(stage, home))
  } finally {
    if (settled) await releaseLease(stage, home)
  }
}

/** On a host auth.json itself is the store: all that Codex saved is stored. Says what became of it; throws `Spoiled`. */
async function verdict(stage: Stage, home: string): Promise<string> {
  const file = authFileIn(home)
  const known = stage.state.get('known')
  const session = await storedSession(stage, new HostStore(home), stage.state.get('tokenUrl') ?? '')
  if (!known)
    return session ? `A login is in ${file}; this step did not use it.` : 'There was no login to keep.'
  if (!session) throw new Spoiled(`${file} is gone`)
  maskSession(session, setSecret)
  if (identityDigest(session) !== known.identity) throw new Spoiled(`${file} belongs to another account now`)
  if (changedAt(session) < BigInt(known.changedAt))
    throw new Spoiled(`${file} was put back to an older state`)
  return `${whatHappened(stage, session, known.generation)} ${lifeLeft(freshness(session, stage.now()).remaining)}`
}

function whatHappened({ state }: Stage, session: Session, known: string): string {
  if (session.generation !== known)
    return 'The login was refreshed while the job ran, and the newer one is kept.'
  return state.get('rotated')
    ? 'The login was refreshed by this step, and is kept.'
    : 'The login is unchanged.'
}

async function releaseLease(stage: Stage, home: string): Promise<void> {
  const id = stage.state.get('lease')
  if (id !== undefined) await (await hostLease(stage, home)).release(id)
}

/** Something in the job damaged the stored login. Post has no copy to put back: no stage keeps one. */
class Spoiled extends ActionError {
  override readonly name = 'Spoiled'

  constructor(what: string) {
    super('spoiled', {
      what: `${what}: a step of this job, or somebody on the runner, changed it.`,
      why: 'The refreshed login may be lost, and the seed may be spent already.',
      remedy:
        'Look for a step that writes auth.json, or runs `codex login` or `codex logout`, and remove it. If the next run is refused, a person must log in once more.',
    })
  }
}
