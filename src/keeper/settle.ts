import { LoginNotTaken, LoginUnreadable, type Verdict } from '../codex/login-status.js'
import type { Knowledge } from '../leases/knowledge.js'
import { authFileIn } from '../login/auth-file.js'
import type { Login } from '../login/login.js'
import { mayReplace } from '../login/may-replace.js'
import type { Origin } from '../login/refusal.js'
import { damaged, type Stored } from '../login/stored.js'
import { replaceStored } from '../stores/put.js'
import { storedIn } from '../stores/store.js'
import { noteKept } from './home-owner.js'
import type { Inputs } from './inputs.js'
import { judgement } from './judgement.js'
import { waiting } from './leases.js'
import { type NewerLogin, newestOrphan, type OrphanedLogin, overtaking } from './orphaned-logins.js'
import { assertSameAccount } from './refusal-to-spend.js'
import { type Choice, chooseLogin, date } from './seeding.js'
import { saySetAside } from './set-aside.js'
import type { Stage } from './stage.js'
import { toMark } from './to-mark.js'
import { underLease } from './under-lease.js'
import type { Workplace } from './workplace.js'

/** Codex's own judgment of the bytes of an auth.json, with the configuration in this CODEX_HOME. */
export type Judge = (bytes: Buffer, home: string) => Promise<Verdict>

/** The seed, the store and the orphans that `settle` chooses from. */
export interface Context {
  readonly stage: Stage
  readonly workplace: Workplace
  readonly tokenUrl: string
  readonly seed: Login | undefined
  readonly judge: Judge | undefined
  readonly orphans: readonly OrphanedLogin[]
}

/** An orphan is used where it is newer than both, and of the same account. */
type Found = Choice | { readonly use: 'orphan'; readonly orphan: NewerLogin }

/**
 * Chooses among seed, store, CODEX_HOME and orphans, and puts the chosen one in place. Without a judge nothing is
 * replaced: only an empty home is filled.
 */
export async function settle(context: Context): Promise<Login | undefined> {
  const { workplace, judge } = context
  const choice = await choose(context)
  if (choice.use === 'none') return undefined
  if (choice.use === 'stored') return keep(context, choice)
  if (choice.use === 'seed' && !judge) return fill(context, choice)

  if (choice.use === 'orphan')
    await assertAccepted(context, choice.orphan.login, `the file ${authFileIn(choice.orphan.home)}`)
  else await assertAccepted(context, choice.login, SEED)
  if (workplace.kind !== 'host') return place(context, choice)
  // Nothing can refresh a login that isn't there, so the first seed needs no lease: the file system decides.
  if (choice.use === 'seed' && choice.over.kind === 'none' && !(await knownOf(workplace))?.marks.length)
    return (await workplace.copy.create(choice.login)) ? seeded(context, choice) : settle(context)
  return replaceUnderLease(context)
}

type SeedChoice = Extract<Choice, { use: 'seed' }>

/** Puts a seed into an empty home, or what the store has. Whether a seed replaces anything is the judge's to say. */
async function fill(context: Context, { over, ...choice }: SeedChoice): Promise<Login | undefined> {
  const { stage, workplace } = context
  const isFirst = over.kind === 'none' && choice.login.isPlain
  if (isFirst && (workplace.kind !== 'host' || !(await knownOf(workplace))?.marks.length))
    return (await workplace.copy.create(choice.login))
      ? seeded(context, { over, ...choice })
      : settle(context)

  stage.log.info(`The seed is looked at when the step starts: ${choice.because}.`)
  if (over.kind !== 'login' || workplace.kind === 'host') return undefined
  return keep(context, { use: 'stored', login: over.login, because: 'Codex is to judge the seed first' })
}

/** Throws `LoginUnreadable` for a login that Codex would not use. */
export async function assertAccepted(
  { workplace, judge }: Context,
  login: Login,
  origin: Origin,
): Promise<void> {
  if (!judge) return
  const verdict = await judge(login.bytes, workplace.home)
  if (verdict === 'not-wanted') throw new LoginNotTaken()
  if (!isAccepted(login, verdict)) throw new LoginUnreadable(origin)
}

export const SEED = 'the input auth-json' satisfies Origin

/** Where Codex doesn't say, as where it hangs, a file in which each field is as it writes it is good enough. */
const isAccepted = ({ isPlain }: Login, verdict: Verdict): boolean =>
  verdict === 'chatgpt' || (verdict === 'unknown' && isPlain)

/** On a host another job may be refreshing at this moment what the seed is to replace. */
async function replaceUnderLease(context: Context): Promise<Login | undefined> {
  const { stage, workplace } = context
  let login: Login | undefined
  const waitMs = waiting(stage.inputs())
  await underLease(stage, { lease: workplace.lease, waitMs, goesOnAfter: () => undefined }, async () => {
    const choice = await choose(context)
    if (choice.use === 'none') return undefined
    if (choice.use === 'stored') {
      login = await keep(context, choice)
      return undefined
    }
    assertSameAccount(stage, loginOf(choice), await knownOf(workplace))
    login = await place(context, choice)
    return toMark(stage, login)
  })
  return login
}

async function choose(context: Context): Promise<Found> {
  const { stage, seed, judge, orphans } = context
  const stored = await newestStored(context)
  const inputs = stage.inputs()
  const isReplaced = inputs.mode === 'login'
  const isUnusable = stored.kind === 'damaged' || stored.kind === 'foreign' || stored.kind === 'sealed'
  // A seed that an earlier step makes is still empty in pre: main decides over a damaged file. A new login replaces it.
  const isLater = isReplaced || (stage.name === 'pre' && stored.kind === 'damaged')
  if (isUnusable && isLater && !seed) {
    if (isReplaced && stage.name === 'main')
      stage.log.warning(`${stored.refusal.message}\nThe new login takes its place.`)
    return { use: 'none' }
  }
  const alone = judge && !seed && !isReplaced ? newestOrphan(orphans) : undefined
  // A stored login that we can't open may be newer than an orphan. An orphan replaces only nothing, or a damaged login.
  if (alone && (stored.kind === 'none' || stored.kind === 'damaged')) {
    const policy = { from: 'refreshed', allowAccountChange: false } as const
    if (mayReplace(stored, alone.login, policy).may) return { use: 'orphan', orphan: alone }
  }
  const choice = chooseLogin(seed, stored, policyOf(inputs))
  const orphan = judge && choice.use !== 'none' ? overtaking(orphans, choice.login) : undefined
  if (orphan) return { use: 'orphan', orphan }
  if (choice.use === 'seed' && stored.kind === 'sealed' && judge)
    stage.log.warning(`${stored.refusal.message}\nThe seed is a later login, and takes its place.`)
  return choice
}

const policyOf = (inputs: Inputs) => ({
  seedPolicy: inputs['seed-policy'],
  allowAccountChange: inputs['allow-account-change'],
})

/** The stored login, or the one that an earlier stage of this step has put into CODEX_HOME if that is newer. */
async function newestStored(context: Context): Promise<Stored> {
  const { stage, tokenUrl, workplace } = context
  const { kind, store, copy } = workplace
  const judge = judgement(stage, tokenUrl)
  // Main trusts what pre restored; under the lease the store is read again.
  const here = kind === 'host' ? undefined : await storedIn(copy, judge)
  if (here?.kind === 'login') return here
  const stored = await storedIn(store, judge)
  if (stored.kind !== 'login') return stored
  const isUsable = await isReadable(context, stored.login)
  if (!isUsable) return damaged(stored.login.bytes, new LoginUnreadable(store.where))
  stage.state.set('stored', stored.login.generation)
  return stored
}

/** False only for a stored login that Codex itself can't read, where there is a seed for its place. */
async function isReadable({ judge, seed, workplace }: Context, login: Login): Promise<boolean> {
  if (!judge || !seed || login.isPlain) return true
  return (await judge(login.bytes, workplace.home)) !== 'unreadable'
}

async function keep(
  { stage, workplace }: Context,
  choice: Extract<Choice, { use: 'stored' }>,
): Promise<Login> {
  const { login, because } = choice
  const { kind, store, copy } = workplace
  // Main says it again only if it is not what pre has said.
  if (stage.state.get('known')?.generation === login.generation) return login
  if (kind === 'host') assertSameAccount(stage, login, await knownOf(workplace))
  // Else an earlier step has put it there, and it may be nowhere else.
  const isRestored = kind !== 'host' && stage.state.get('stored') === login.generation
  if (isRestored) await restore(workplace, login)
  stage.log.info(
    `${isRestored ? `Restored the login from ${store.where}` : `Keeping the login in ${copy.where}`}: ${because}.`,
  )
  return login
}

/** What is known beside a host's login, which costs no request. Undefined if it can't be read. */
async function knownOf(workplace: Workplace): Promise<Knowledge | undefined> {
  return workplace
    .lease()
    .then(lease => lease.known())
    .catch(() => undefined)
}

/** Puts a login into CODEX_HOME that is elsewhere too. */
async function restore({ copy, home }: Workplace, login: Login): Promise<void> {
  await copy.write(login)
  await noteKept(home, login.bytes)
}

type Placed = Exclude<Found, { use: 'stored' | 'none' }>

const loginOf = (found: Placed): Login => (found.use === 'orphan' ? found.orphan.login : found.login)

/** Elsewhere than on a host the home has a copy: what the seed replaces is in the store, until the seed is stored. */
async function place(context: Context, found: Placed): Promise<Login> {
  const { stage, workplace } = context
  if (found.use === 'orphan') return adopt(context, found.orphan)
  const setAside = found.setAside && workplace.kind === 'host'
  const onSetAside = (kept: string | undefined) => saySetAside(stage.log, workplace.store.where, kept)
  await replaceStored(workplace.copy, found.login, { stored: found.over, setAside, onSetAside })
  return seeded(context, found)
}

/** Uses what Codex saved in the home of a job that was killed. Main stores it. */
async function adopt({ stage, workplace }: Context, { home, login }: NewerLogin): Promise<Login> {
  await workplace.copy.write(login)
  stage.state.set('elsewhere', login.generation)
  stage.log.info(`A job that was killed left a newer login in ${home}: using that one (of ${date(login)}).`)
  stage.report.changed('found the login that a killed job had refreshed')
  return login
}

async function seeded({ stage, workplace }: Context, choice: SeedChoice): Promise<Login> {
  await noteKept(workplace.home, choice.login.bytes)
  stage.state.set('elsewhere', choice.login.generation)
  stage.log.info(`Seeded ${workplace.copy.where} from auth-json: ${choice.because}.`)
  stage.report.changed(`seeded the login from auth-json: ${choice.because}`)
  return choice.login
}
