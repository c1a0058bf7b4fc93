import { deviceLogin } from '../codex/device-login.js'
import { overrideOrigin } from '../codex/fence.js'
import { assertReplaceable, assertSavable } from '../codex/preflight.js'
import type { Codex } from '../codex/process.js'
import type { Proof } from '../codex/prove.js'
import { loginHome, removePrivateHome } from '../keeper/homes.js'
import { judgement, loginIn } from '../keeper/judgement.js'
import { waiting } from '../keeper/leases.js'
import { reseed } from '../keeper/login-advice.js'
import { loginHome as keptLogin } from '../keeper/login-home.js'
import { putCopy } from '../keeper/persist.js'
import { type Prepared, remember } from '../keeper/prepare.js'
import { assertSameAccount } from '../keeper/refusal-to-spend.js'
import { AccountChange, date } from '../keeper/seeding.js'
import { toMarkAsOurs } from '../keeper/to-mark.js'
import { underLease } from '../keeper/under-lease.js'
import { newHomeOf } from '../keeper/workplace.js'
import { LeaseRefused } from '../leases/git/refusal.js'
import type { HeldLease } from '../leases/lease.js'
import type { Mark } from '../leases/mark.js'
import { authFileIn, makeHome } from '../login/auth-file.js'
import type { Login } from '../login/login.js'
import { mayReplace } from '../login/may-replace.js'
import { LoginRefused } from '../login/refusal.js'
import type { Stored } from '../login/stored.js'
import { HostStore } from '../stores/host.js'
import { NewerStored, storedIn } from '../stores/store.js'
import { ActionError } from '../system/errors.js'
import { askPerson } from './ask-person.js'
import type { Inputs } from './inputs.js'
import { NotAccepted, reportProof } from './keep-fresh.js'
import type { Stage } from './stage.js'

/**
 * A person logs in once more, with a code typed on another device. It is done in an empty CODEX_HOME, and only a whole
 * new login takes the place of the stored one, under the lease: whatever ends before that leaves all as it was.
 */
export async function logIn(stage: Stage, prepared: Prepared, codex: Codex): Promise<void> {
  const inputs = stage.inputs()
  stage.report.note({ isLogin: true })
  stage.report.output('refreshed', false)
  const leased = { lease: prepared.lease, waitMs: waiting(inputs) }
  await underLease(stage, { ...leased, goesOnAfter: ifOf(LeaseRefused) }, held =>
    assertStorable(stage, prepared, held),
  )
  const store = stage.state.get('store') ?? ''
  const home = await loginHome(stage, await newHomeOf(stage, prepared.kind, store))
  stage.state.set('loginHome', home)
  let isOnlyCopy = false
  try {
    const issuer = overrideOrigin(prepared.tokenUrl)
    const proof = await askPerson(stage, request => deviceLogin({ ...codex, home }, { ...request, issuer }))
    const login = await loginIn(new HostStore(home), judgement(stage, prepared.tokenUrl))
    if (!login) throw new LoginRefused('empty', `the file ${authFileIn(home)}`)
    // It is nowhere else: no lease that can't be had, and no cancel, is a reason not to store it.
    const store = (held: HeldLease | undefined) => replace(stage, { inputs, prepared, login, held })
    isOnlyCopy = prepared.kind === 'host'
    await underLease(stage, { ...leased, goesOnAfter: ifOf(ActionError) }, store)
    isOnlyCopy = false
    tell(stage, login, proof)
  } catch (error) {
    if (error instanceof AccountChange || error instanceof NewerStored) isOnlyCopy = false
    throw error
  } finally {
    // Post reports what is left here. If the login could not be stored, the next job of this machine stores it.
    if (!isOnlyCopy && !(await removePrivateHome(home))) stage.state.set('loginHome', undefined)
  }
}

/** A login uses no refresh token and the stores compare, so after such an error it is stored without the lease. */
const ifOf = (bearable: typeof ActionError | typeof LeaseRefused) => (error: unknown) =>
  error instanceof bearable ? `Without the lease: ${error.explanation.what}` : undefined

/** Tries whatever storing the new login needs, before a person is asked to log in. */
async function assertStorable(
  stage: Stage,
  prepared: Prepared,
  held: HeldLease | undefined,
): Promise<undefined> {
  const { kind, home, store, login } = prepared
  if (store.readOnly) throw store.readOnly
  // Its proof writes: one that slept till another had the lease must not do it.
  if (kind === 'command') await held?.announceCodex()
  await store.assertWritable(login && (await keptLogin(stage, prepared).newest()).login)
  if (kind !== 'host') return
  await makeHome(home)
  await (login ? assertSavable(authFileIn(home)) : assertReplaceable(home))
}

/** Stores the new login over the old one. Throws `AccountChange`, `NewerStored` and what the store throws. */
async function replace(
  stage: Stage,
  {
    inputs,
    prepared,
    login,
    held,
  }: { inputs: Inputs; prepared: Prepared; login: Login; held: HeldLease | undefined },
): Promise<Mark> {
  const { kind, store, copy, tokenUrl } = prepared
  const stored = await storedIn(store, judgement(stage, tokenUrl)).catch((error): Stored => {
    // Storing it may still succeed: storing is what tries it.
    if (!(error instanceof ActionError)) throw error
    return { kind: 'none' }
  })
  const decision = mayReplace(stored, login, {
    from: 'person',
    allowAccountChange: inputs['allow-account-change'],
  })
  if (!decision.may && decision.because === 'account')
    throw new AccountChange(
      'login',
      `made ${date(login)}, stored one ${stored.kind === 'login' ? `of ${date(stored.login)}` : 'of an unknown date'}`,
    )
  // The store may only have lost it, as when the cache evicts an entry.
  if (stored.kind !== 'login') assertSameAccount(stage, login, held?.known)
  // Before it is stored: where that fails, or is killed, the end of the job finds it here and stores it.
  if (kind !== 'host') {
    await copy.write(login)
    isOurs(stage, login)
  }
  if (!(await putCopy(stage, prepared, login, 'person'))) throw new NewerStored(store.where)
  isOurs(stage, login)
  return toMarkAsOurs(stage, login)
}

function isOurs(stage: Stage, login: Login): void {
  remember(stage, login)
  stage.state.set('refreshed', true)
  stage.state.set('isNewLogin', true)
}

/** Throws `NotAccepted` if the backend does not accept the new login. */
function tell(stage: Stage, login: Login, proof: Proof): void {
  const { log, report, now } = stage
  report.login(login, now())
  const refusal = proof.accepted ? undefined : new NotAccepted(proof, reseed(stage))
  report.output('auth-status', refusal?.isFinal ? 'dead' : 'healthy')
  report.output('persisted', true)
  report.note({ refreshedBy: 'this run' })
  report.changed('a person logged in again, and the new login was stored')
  if (proof.accepted) log.info(`Logged in and stored (${reportProof(report, proof)}).`)
  else if (refusal?.isFinal) throw refusal
  else
    log.warning(
      `The new login is stored, but OpenAI's backend did not say whether it accepts it: run a keep-fresh workflow. ${refusal?.explanation.what}`,
    )
}
