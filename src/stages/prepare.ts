import { exportVariable, setSecret } from '@actions/core'
import { fenced, overrideOrigin, REAL_URL_VARIABLE, realTokenUrl } from '../guard/fence.js'
import { LeaseTimeout } from '../guard/lease.js'
import type { Trust } from '../guard/trust.js'
import { modeOf } from '../inputs.js'
import { changedAt, identityDigest } from '../session/compare.js'
import { toMilliseconds } from '../session/instant.js'
import { maskSession } from '../session/mask.js'
import { SessionRefused } from '../session/refusal.js'
import { parseSession, type Session } from '../session/session.js'
import { type Choice, chooseSession } from '../stores/seeding.js'
import { instantOfUnreadable, type Judgement, readSession, type Store } from '../stores/store.js'
import { checkTrust } from './check-trust.js'
import { waiting } from './leases.js'
import type { Stage } from './stage.js'
import { openWorkplace, type Workplace } from './workplace.js'

/** What main works with once the session is in place and the job fenced. */
export interface Prepared extends Workplace {
  readonly tokenUrl: string
  readonly trust: Trust
  /** The session in CODEX_HOME; undefined if there is none and no seed was given. */
  readonly session: Session | undefined
}

/**
 * Reads seed and store, puts the newest session into CODEX_HOME and fences the job. Done in pre, and again
 * in main: an input can be empty in pre whose value an earlier step makes, and a local action has no pre.
 */
export async function prepare(stage: Stage): Promise<Prepared> {
  const trust = await checkTrust(stage)
  const tokenUrl = stage.state.get('tokenUrl') ?? realTokenUrl(stage.env)
  const inputs = stage.inputs()
  // A login is to replace what there is: a seed that is dead, or broken, is no reason not to.
  const input = modeOf(inputs) === 'login' ? undefined : inputs['auth-json']
  fenceJob(stage, tokenUrl)
  const seed =
    input === undefined
      ? undefined
      : parseSession(input, { ...judgement(stage, tokenUrl), origin: 'the input auth-json', encoded: true })
  if (seed) maskSession(seed, setSecret)
  const workplace = await openWorkplace(stage)
  const session = await settle({ stage, workplace, tokenUrl, seed })
  await workplace.copy.protect()
  stage.state.set('home', workplace.home)
  if (session) remember(stage, session)
  return { ...workplace, tokenUrl, session, trust }
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

/** The session in a store now; throws its refusal if it is none. */
export async function sessionIn(store: Store, judge: Judgement): Promise<Session | undefined> {
  const stored = await readSession(store, judge)
  if (stored instanceof SessionRefused) throw stored
  return stored
}

export const judgement = (stage: Stage, tokenUrl: string): Judgement => ({
  now: stage.now(),
  trustedIssuer: overrideOrigin(tokenUrl),
})

interface Context {
  readonly stage: Stage
  readonly workplace: Workplace
  readonly tokenUrl: string
  readonly seed: Session | undefined
}

/** Chooses among seed, store and CODEX_HOME, and puts the chosen one in place. */
async function settle(context: Context): Promise<Session | undefined> {
  const { workplace } = context
  const choice = await choose(context)
  if (choice.use === 'none') return undefined
  if (choice.use === 'stored') return keep(context, choice)
  if (workplace.kind !== 'host') return place(context, choice)
  // Nothing can rotate a session that isn't there, so the first seed needs no lease: the file system decides.
  if (choice.over === 'nothing')
    return (await workplace.copy.create(choice.session)) ? seeded(context, choice) : settle(context)
  return replaceUnderLease(context)
}

/** On a host another job may be rotating at this moment what the seed is to replace. */
async function replaceUnderLease(context: Context): Promise<Session | undefined> {
  const { stage, workplace } = context
  const waitMs = stage.name === 'pre' ? 0 : waiting(stage.inputs())
  const held = await workplace
    .lease()
    .then(lease => lease.acquire({ waitMs, signal: stage.cancelled }))
    .catch(error => {
      if (stage.name !== 'pre' || !(error instanceof LeaseTimeout)) throw error
    })
  if (!held) {
    stage.log.info(
      'Another job is refreshing the stored login: the seed is looked at again when the step starts.',
    )
    return undefined
  }
  try {
    const choice = await choose(context)
    return choice.use === 'seed' ? await place(context, choice) : await settle(context)
  } finally {
    await held.release()
  }
}

async function choose({ stage, workplace, tokenUrl, seed }: Context): Promise<Choice> {
  const judge = judgement(stage, tokenUrl)
  const stored = await newestStored(stage, workplace, judge).catch(error => {
    // Of an entry that can't be opened the instant is known: a later login may take its place.
    const instant = instantOfUnreadable(error)
    if (instant === undefined) throw error
    const isReplaced = modeOf(stage.inputs()) === 'login'
    if (!isReplaced && (!seed || toMilliseconds(changedAt(seed)) <= instant)) throw error
    const what = isReplaced ? 'The new login' : 'The seed is a later login, and'
    stage.log.warning(`${(error as Error).message}\n${what} takes its place.`)
    return undefined
  })
  if (stored && !(stored instanceof SessionRefused)) maskSession(stored, setSecret)
  const inputs = stage.inputs()
  // A seed that an earlier step makes is still empty in pre: main decides over a damaged file. A login replaces it.
  const later = stage.name === 'pre' || modeOf(inputs) === 'login'
  if (later && !seed && stored instanceof SessionRefused && stored.damaged) return { use: 'none' }
  return chooseSession(seed, stored, {
    seedPolicy: inputs['seed-policy'],
    allowAccountChange: inputs['allow-account-change'],
  })
}

/** What the store has, or what an earlier stage of this step has put into CODEX_HOME if that is newer. */
async function newestStored(
  stage: Stage,
  { kind, store, copy }: Workplace,
  judge: Judgement,
): Promise<Session | SessionRefused | undefined> {
  // Main trusts what pre restored; under the lease the store is read again.
  const here = kind === 'host' ? undefined : await readSession(copy, judge)
  if (here && !(here instanceof SessionRefused)) return here
  const stored = await readSession(store, judge)
  if (stored && !(stored instanceof SessionRefused)) stage.state.set('stored', stored.generation)
  return stored
}

async function keep(
  { stage, workplace }: Context,
  choice: Extract<Choice, { use: 'stored' }>,
): Promise<Session> {
  const { kind, copy, store } = workplace
  // Main says it again only if it is not what pre has said.
  if (stage.state.get('known')?.generation === choice.session.generation) return choice.session
  if (kind !== 'host') await copy.write(choice.session)
  stage.log.info(
    `${kind === 'host' ? 'Keeping the login in' : 'Restored the login from'} ${store.where}: ${choice.because}.`,
  )
  return choice.session
}

async function place(context: Context, choice: Extract<Choice, { use: 'seed' }>): Promise<Session> {
  await context.workplace.copy.write(choice.session)
  return seeded(context, choice)
}

function seeded({ stage, workplace }: Context, choice: Extract<Choice, { use: 'seed' }>): Session {
  stage.log.info(`Seeded ${workplace.copy.where} from auth-json: ${choice.because}.`)
  stage.report.changed(`seeded the login from auth-json: ${choice.because}`)
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
