import { exportVariable, setSecret } from '@actions/core'
import { fenced, overrideOrigin, REAL_URL_VARIABLE, realTokenUrl } from '../guard/fence.js'
import { LeaseTimeout } from '../guard/lease.js'
import { authFileIn } from '../session/auth-file.js'
import { changedAt, identityDigest } from '../session/compare.js'
import { maskSession } from '../session/mask.js'
import { SessionRefused } from '../session/refusal.js'
import { parseSession, type Session } from '../session/session.js'
import { HostStore } from '../stores/host.js'
import { persistentHome } from '../stores/place.js'
import { type Choice, chooseSession } from '../stores/seeding.js'
import { readSession, type Store } from '../stores/store.js'
import { hostLease, waiting } from './leases.js'
import type { Stage } from './stage.js'

/** What main works with once the session is in place and the job fenced. */
export interface Prepared {
  readonly home: string
  readonly tokenUrl: string
  readonly store: Store
  /** The session in CODEX_HOME; undefined if there is none and no seed was given. */
  readonly session: Session | undefined
}

/**
 * Reads seed and store, puts the newest session into CODEX_HOME and fences the job. Done in pre, and again
 * in main: an input can be empty in pre whose value an earlier step makes, and a local action has no pre.
 */
export async function prepare(stage: Stage): Promise<Prepared> {
  const inputs = stage.inputs()
  const home = persistentHome(inputs['codex-home'], stage.env)
  const tokenUrl = stage.state.get('tokenUrl') ?? realTokenUrl(stage.env)
  fenceJob(stage, tokenUrl)
  const seed = inputs['auth-json'] === undefined ? undefined : readSeed(stage, inputs['auth-json'], tokenUrl)
  const store = new HostStore(home)
  const context = { stage, store, home, tokenUrl, seed }
  const session = await settle(context)
  await store.protect()
  stage.state.set('home', home)
  if (session) remember(stage, session)
  return { home, tokenUrl, store, session }
}

/** Masks the session's tokens and keeps it, by its digests, as the newest that this step knows. */
export function remember(stage: Stage, session: Session): void {
  maskSession(session, setSecret)
  const { generation } = session
  stage.state.set('known', {
    generation,
    changedAt: String(changedAt(session)),
    identity: identityDigest(session),
  })
}

/** The session in the store now; throws its refusal if it is none. */
export async function storedSession(
  stage: Stage,
  store: Store,
  tokenUrl: string,
): Promise<Session | undefined> {
  const stored = await readSession(store, judgement(stage, tokenUrl))
  if (stored instanceof SessionRefused) throw stored
  return stored
}

const judgement = (stage: Stage, tokenUrl: string) => ({
  now: stage.now(),
  trustedIssuer: overrideOrigin(tokenUrl),
})

function readSeed(stage: Stage, input: string, tokenUrl: string): Session {
  const seed = parseSession(input, { ...judgement(stage, tokenUrl), origin: 'the input auth-json' })
  maskSession(seed, setSecret)
  return seed
}

interface Context {
  readonly stage: Stage
  readonly store: HostStore
  readonly home: string
  readonly tokenUrl: string
  readonly seed: Session | undefined
}

/** Chooses between seed and store, and puts the chosen one in place. */
async function settle(context: Context): Promise<Session | undefined> {
  const { stage, store, home } = context
  const choice = await choose(context)
  if (choice.use === 'none') return undefined
  if (choice.use === 'stored') {
    // Main says it again only if it is not what pre has said.
    if (stage.state.get('known')?.generation !== choice.session.generation)
      stage.log.info(`Keeping the login in ${authFileIn(home)}: ${choice.because}.`)
    return choice.session
  }
  // Nothing can rotate a session that isn't there, so the first seed needs no lease: the file system decides.
  if (choice.over === 'nothing')
    return (await store.create(choice.session)) ? seeded(context, choice) : settle(context)
  return replaceUnderLease(context)
}

/** Replaces a session that another job may be rotating at this moment. */
async function replaceUnderLease(context: Context): Promise<Session | undefined> {
  const { stage, store, home } = context
  const waitMs = stage.name === 'pre' ? 0 : waiting(stage.inputs())
  const lease = await hostLease(stage, home)
    .then(lease => lease.acquire({ waitMs, signal: stage.cancelled }))
    .catch(error => {
      if (stage.name !== 'pre' || !(error instanceof LeaseTimeout)) throw error
    })
  if (!lease) {
    stage.log.info(
      'Another job is refreshing the stored login: the seed is looked at again when the step starts.',
    )
    return undefined
  }
  try {
    const choice = await choose(context)
    if (choice.use !== 'seed') return settle(context)
    await store.write(choice.session)
    return seeded(context, choice)
  } finally {
    await lease.release()
  }
}

async function choose({ stage, store, tokenUrl, seed }: Context): Promise<Choice> {
  const stored = await readSession(store, judgement(stage, tokenUrl))
  if (stored && !(stored instanceof SessionRefused)) maskSession(stored, setSecret)
  // A seed that an earlier step makes is still empty in pre: main decides over a damaged file.
  if (stage.name === 'pre' && !seed && stored instanceof SessionRefused && stored.damaged)
    return { use: 'none' }
  const inputs = stage.inputs()
  return chooseSession(seed, stored, {
    seedPolicy: inputs['seed-policy'],
    allowAccountChange: inputs['allow-account-change'],
  })
}

function seeded({ stage, home }: Context, choice: Extract<Choice, { use: 'seed' }>): Session {
  stage.log.info(`Seeded ${authFileIn(home)} from auth-json: ${choice.because}.`)
  return choice.session
}

/** From here on no Codex of this job can rotate, but the one we start with the lease. */
function fenceJob(stage: Stage, tokenUrl: string): void {
  // Once a step: an exclusive use between its pre and its main has lifted the fence on purpose.
  if (stage.state.get('tokenUrl') !== undefined) return
  stage.state.set('tokenUrl', tokenUrl)
  exportVariable(REAL_URL_VARIABLE, tokenUrl)
  for (const [name, value] of Object.entries(fenced)) exportVariable(name, value)
}
