import { addPath, exportVariable } from '@actions/core'
import { DEFAULT_CODEX_VERSION, provideCodex } from '../codex/binary.js'
import { otherLogins } from '../codex/environment.js'
import { assertSavable } from '../codex/preflight.js'
import type { Codex } from '../codex/process.js'
import { guardedPath } from '../codex/search-path.js'
import { assertTaken } from '../codex/taken.js'
import { ActionError } from '../errors.js'
import { unfenced } from '../guard/fence.js'
import { type HeldLease, LeaseTimeout } from '../guard/lease.js'
import type { Mark } from '../guard/mark.js'
import { InputError, type Inputs, modeOf } from '../inputs.js'
import { authFileIn } from '../session/auth-file.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'
import { freshen } from './freshen.js'
import { doubt, give, marked, take } from './hold.js'
import { proveFresh, revive } from './keep-fresh.js'
import { longestJob, waiting } from './leases.js'
import { logIn } from './login.js'
import { noteMaker } from './maker.js'
import { type Prepared, prepare } from './prepare.js'
import { putCopy } from './put-copy.js'
import { current } from './renew.js'
import { run } from './run.js'
import { secure } from './safety.js'
import type { Stage } from './stage.js'
import { StaleCopy } from './stale.js'
import { readTask, type Task } from './task.js'

/** A rotation of another job takes seconds. */
const SEED_WAIT_MS = 10_000

/** Gets Codex, rotates the session if it is due, and does what `mode` says. */
export async function main(stage: Stage): Promise<void> {
  const inputs = stage.inputs()
  const mode = modeOf(inputs)
  const task =
    mode === 'setup' || mode === 'login'
      ? undefined
      : await readTask(inputs, process.cwd(), stage.env.RUNNER_TEMP ?? process.cwd())
  if (mode === 'run' && !task)
    throw new InputError('prompt', 'is missing', 'Give `prompt` or `prompt-file`, or another `mode`.')
  const prepared = await prepare(stage).catch((error: unknown) => {
    // A whole login but for what Codex needs to refresh it: a person must log in once more.
    if (
      error instanceof SessionRefused &&
      error.code === 'no-account-id' &&
      error.origin !== 'the input auth-json'
    )
      stage.report.output('auth-status', 'dead')
    throw error
  })
  introduce(stage, inputs, prepared)
  // At the end, however it ends: who made a login that is dead is what a person asks first.
  await serve(stage, inputs, prepared, task).finally(() => noteMaker(stage, prepared, mode))
}

/** Refreshes the login if that is due, and does what `mode` says. */
async function serve(
  stage: Stage,
  inputs: Inputs,
  prepared: Prepared,
  task: Task | undefined,
): Promise<void> {
  const mode = modeOf(inputs)
  let session = mode === 'login' ? undefined : requireSession(prepared)
  const codex = await provide(await guarded(stage, task), inputs, prepared)
  if (!session) return logIn(stage, prepared, codex)
  await assertTaken(codex)
  // Before anything is spent on a task that could not be run.
  const revived = async () => {
    session = await revive(stage, prepared, codex, waiting(inputs))
  }
  const secured = task && { ...task, ...(await secure(stage, inputs, codex, task, revived)) }
  await storeFirst(stage, prepared, session)
  if (inputs.concurrency === 'exclusive') session = (await holdToTheEnd(stage, inputs, prepared)) ?? session
  await freshen(stage, prepared, codex, session, mode)
  stage.cancelled.throwIfAborted()
  if (mode === 'keep-fresh') await proveFresh(stage, prepared, codex, waiting(inputs))
  if (mode === 'setup') exportVariable('CODEX_HOME', prepared.home)
  if (secured) await run(stage, prepared, codex, secured)
}

function requireSession({ session }: Prepared): Session {
  if (!session) throw new SessionRefused('empty', 'the input auth-json')
  return session
}

/** What is known of the login before anything is done with it. */
function introduce({ report, now }: Stage, inputs: Inputs, { session, store, home }: Prepared): void {
  report.output('storage', store.kind)
  report.output('codex-home', home)
  report.note({ where: store.where })
  if (!session) return
  report.session(session, now())
  if (inputs['show-account'] && session.identity.email) report.note({ account: session.identity.email })
}

/** The stage, but that on its PATH nothing lies that the model may write, or could have written in an earlier step. */
async function guarded(stage: Stage, task: Task | undefined): Promise<Stage> {
  const { env, log } = stage
  if (process.platform === 'win32' || !env.PATH) return stage
  const { path, dropped } = await guardedPath(env.PATH, [
    process.cwd(),
    task?.workingDirectory ?? process.cwd(),
  ])
  if (dropped.length > 0)
    log.info(
      `Not on the PATH of Codex, since the model may write there: ${dropped.map(entry => entry || '(the current directory)').join(', ')}`,
    )
  return { ...stage, env: { ...env, PATH: path } }
}

/** Gets Codex in the wanted version, and puts it on the PATH of later steps. */
async function provide(stage: Stage, inputs: Inputs, { home }: Prepared): Promise<Codex> {
  const { env, log } = stage
  const version = inputs['codex-version'] ?? DEFAULT_CODEX_VERSION
  const codex = await provideCodex({
    version,
    env,
    platform: process.platform,
    arch: process.arch,
    log: log.info,
    signal: stage.cancelled,
  })
  stage.report.output('codex-version', codex.version)
  if (codex.source !== 'path') addPath(codex.directory)
  const others = otherLogins(env)
  if (others.length > 0)
    log.notice(
      `Not passed on to Codex: ${others.join(', ')}. It would have used that instead of the ChatGPT login.`,
    )
  return { path: codex.path, home, env }
}

/** A seed that the store doesn't have is stored at once: what is wrong with it shows before anything is at stake. */
async function storeFirst(stage: Stage, prepared: Prepared, session: Session): Promise<void> {
  const { kind, store } = prepared
  if (kind === 'host' || store.readOnly || stage.state.get('stored') === session.generation) return
  await putSeed(stage, prepared, session).catch(error => {
    // Only now it showed that this job may not write there; it runs fenced, as where that is known before.
    if (!store.readOnly) throw error
    stage.log.warning(`The seed is not stored. ${store.readOnly.explanation.what}`)
  })
}

/**
 * Stores it under the lease, unless the mark shows that it is an old one: what is stored may be out of sight only.
 * Where no lease can be had the store's own comparison must do: a seed spends nothing.
 */
async function putSeed(stage: Stage, prepared: Prepared, session: Session): Promise<void> {
  const lease = await prepared.lease()
  const held = await take(stage, lease, SEED_WAIT_MS).catch((error: unknown) => {
    if (!(error instanceof ActionError) || stage.cancelled.aborted) throw error
    stage.log.info(`The seed is stored without the lease. ${error.explanation.what}`)
  })
  let stored = false
  try {
    const because = held && doubt(stage, session, held, prepared.kind)
    if (because instanceof StaleCopy) stage.log.warning(`The seed is not stored. ${because.message}`)
    else stored = await putCopy(stage, prepared, session)
  } finally {
    if (held) await give(stage, lease, held, stored ? marked(stage, session) : undefined)
    else await lease.end()
  }
}

/**
 * `concurrency: exclusive`: this job alone may rotate until its post, so its later steps' Codex may do so by
 * itself. The newest session, read under the lease; undefined where the job stays fenced.
 */
async function holdToTheEnd(stage: Stage, inputs: Inputs, prepared: Prepared): Promise<Session | undefined> {
  const { kind, home, lease, store, tokenUrl } = prepared
  // A later step's Codex may refresh by itself: what it must write is tried now.
  await assertSavable(authFileIn(home))
  if (store.readOnly) return staysFenced(stage, store.readOnly)
  tellOfQueue(stage, inputs)
  const own = await lease(longestJob(stage.env))
  let held: HeldLease | undefined
  let known: Mark | undefined
  try {
    held = await take(stage, own, waiting(inputs))
    const { session } = await current(stage, prepared)
    const because = doubt(stage, session, held, kind)
    if (because) throw because
    known = marked(stage, session)
    // Post gives it back, and must know of it before a later step may refresh.
    const mine = stage.state.get('lease')
    if (mine !== undefined) stage.state.insist('lease', mine)
    // From here on a later step's Codex may spend it at any time. Before the proof, which may write the session: one
    // that slept till another had the lease must not do it.
    await held.announceSteps(known)
    await store.assertWritable(session)
    for (const [name, value] of Object.entries(unfenced(tokenUrl))) exportVariable(name, value)
    stage.log.info('This job alone may refresh the login until it ends; its later steps are not fenced.')
    return session
  } catch (error) {
    if (held) await give(stage, own, held, known)
    // Who has waited for its turn in vain must not run beside the others.
    const isRed = !(error instanceof ActionError) || error instanceof LeaseTimeout || stage.cancelled.aborted
    if (isRed) throw error
    return staysFenced(stage, error)
  } finally {
    await own.end()
  }
}

/** Jobs of a matrix that hold the lease to their end run one after another, whatever `max-parallel` says. */
function tellOfQueue({ log }: Stage, inputs: Inputs): void {
  const total = Number(inputs['job-total'] ?? 1)
  if (total <= 1) return
  const minutes = Math.round(waiting(inputs) / 60_000)
  log.notice(
    `concurrency: exclusive in a matrix of ${total} jobs: they run one after another, and one that has waited ${minutes} min is red (\`lease-timeout\`). With \`concurrency: shared\` they run at once.`,
  )
}

function staysFenced({ log }: Stage, { message }: ActionError): undefined {
  log.warning(`This job's later steps stay fenced: they can't refresh the login by themselves. ${message}`)
}
