import { setSecret } from '@actions/core'
import { deviceLogin } from '../codex/login.js'
import { assertReplaceable, assertSavable } from '../codex/preflight.js'
import type { Codex } from '../codex/process.js'
import type { Proof } from '../codex/prove.js'
import { ActionError } from '../errors.js'
import { overrideOrigin } from '../guard/fence.js'
import { LeaseRefused } from '../guard/git/refusal.js'
import type { HeldLease, Lease } from '../guard/lease.js'
import type { Mark } from '../guard/mark.js'
import type { Inputs } from '../inputs.js'
import { authFileIn, makeHome } from '../session/auth-file.js'
import { sameAccount } from '../session/compare.js'
import { maskSession } from '../session/mask.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'
import { HostStore } from '../stores/host.js'
import { configuredHome } from '../stores/place.js'
import { loginHome, removePrivateHome } from '../stores/private-home.js'
import { AccountChange, date } from '../stores/seeding.js'
import { NewerStored, readSession } from '../stores/store.js'
import { askPerson } from './ask-person.js'
import { give, markedAsOurs, take } from './hold.js'
import { NotAccepted, reportProof } from './keep-fresh.js'
import { waiting } from './leases.js'
import { judgement, type Prepared, remember, sessionIn } from './prepare.js'
import { putCopy } from './put-copy.js'
import { current } from './renew.js'
import { reseed } from './reseed.js'
import type { Stage } from './stage.js'

/**
 * A person logs in once more, with a code typed on another device. It is done in an empty CODEX_HOME, and only a whole
 * new login takes the place of the stored one, under the lease: whatever ends before that leaves all as it was.
 */
export async function logIn(stage: Stage, prepared: Prepared, codex: Codex): Promise<void> {
  const inputs = stage.inputs()
  stage.report.note({ isLogin: true })
  stage.report.output('rotated', false)
  await underLease(stage, prepared, held => assertStorable(stage, prepared, held))
  const home = await loginHome(stage.env, configuredHome(inputs['codex-home'], stage.env))
  stage.state.set('loginHome', home)
  try {
    const issuer = overrideOrigin(prepared.tokenUrl)
    const proof = await askPerson(stage, request => deviceLogin({ ...codex, home }, { ...request, issuer }))
    const session = await sessionIn(new HostStore(home), judgement(stage, prepared.tokenUrl))
    if (!session) throw new SessionRefused('empty', `the file ${authFileIn(home)}`)
    maskSession(session, setSecret)
    // It is nowhere else: no lease that can't be had, and no cancel, is a reason not to store it.
    await underLease(stage, prepared, () => replace(stage, inputs, prepared, session), ActionError)
    tell(stage, session, proof)
  } finally {
    // What stays, post tells of.
    if (!(await removePrivateHome(home))) stage.state.set('loginHome', undefined)
  }
}

/** What the new login needs is tried before a person is asked for it. */
async function assertStorable(
  stage: Stage,
  prepared: Prepared,
  held: HeldLease | undefined,
): Promise<undefined> {
  const { kind, home, store, session } = prepared
  if (store.readOnly) throw store.readOnly
  // Its proof writes: one that slept till another had the lease must not do it.
  if (kind === 'command') await held?.announceCodex()
  await store.assertWritable(session && (await current(stage, prepared)).session)
  if (kind !== 'host') return
  await makeHome(home)
  await (session ? assertSavable(authFileIn(home)) : assertReplaceable(home))
}

/**
 * Does it under the lease, and without one where that is refused by a `bearable` error: as the workflow lacks the
 * permission, or, once there is a new login, for whatever reason. A login spends nothing, and the stores compare.
 */
async function underLease(
  stage: Stage,
  prepared: Prepared,
  work: (held: HeldLease | undefined) => Promise<Mark | undefined>,
  bearable: typeof ActionError | typeof LeaseRefused = LeaseRefused,
): Promise<void> {
  const lease: Lease = await prepared.lease()
  let newest: Mark | undefined
  let held: HeldLease | undefined
  try {
    held = await take(stage, lease, waiting(stage.inputs())).catch(error => {
      if (!(error instanceof bearable)) throw error
      stage.log.info(`Without the lease: ${error.explanation.what}`)
      return undefined
    })
    newest = await work(held)
  } finally {
    if (held) await give(stage, lease, held, newest)
    else await lease.end()
  }
}

/** Stores the new login over the old one. Throws `AccountChange`, `NewerStored` and what the store throws. */
async function replace(stage: Stage, inputs: Inputs, prepared: Prepared, session: Session): Promise<Mark> {
  const { kind, store, copy, tokenUrl } = prepared
  const stored = await readSession(store, judgement(stage, tokenUrl)).catch(error => {
    // What can't be opened can't be compared either; storing over it is judged by its date.
    if (!(error instanceof ActionError)) throw error
    return undefined
  })
  const other = stored && !(stored instanceof SessionRefused) && !sameAccount(stored, session)
  if (other && !inputs['allow-account-change'])
    throw new AccountChange('login', `made ${date(session)}, stored one of ${date(stored)}`)
  // Before it is stored: where that fails, or is killed, the end of the job finds it here and stores it.
  if (kind !== 'host') {
    await copy.write(session)
    isOurs(stage, session)
  }
  if (!(await putCopy(stage, prepared, session))) throw new NewerStored(store.where)
  isOurs(stage, session)
  return markedAsOurs(stage, session)
}

function isOurs(stage: Stage, session: Session): void {
  remember(stage, session)
  stage.state.set('rotated', true)
}

/** Throws `NotAccepted` where the backend does not take the new login. */
function tell(stage: Stage, session: Session, proof: Proof): void {
  const { log, report, now } = stage
  report.session(session, now())
  const isRefused = !proof.accepted && proof.unauthorized
  report.output('auth-status', isRefused ? 'dead' : 'healthy')
  report.output('persisted', true)
  report.note({ refreshedBy: 'this run' })
  report.changed('a person logged in anew, and the new login was stored')
  if (proof.accepted) log.info(`Logged in and stored (${reportProof(report, proof)}).`)
  else if (isRefused) throw new NotAccepted(isRefused, reseed(stage))
  else
    log.warning(
      "The new login is stored, but OpenAI's backend could not be asked whether it takes it: run a keep-fresh workflow.",
    )
}
