import type { Codex } from '../codex/process.js'
import { HandOver } from '../keeper/hand-over.js'
import { judgeBytes } from '../keeper/judge-login.js'
import { judgement } from '../keeper/judgement.js'
import { keeperOf } from '../keeper/keeper.js'
import { noteMaker } from '../keeper/last-refreshed-by.js'
import { waiting } from '../keeper/leases.js'
import { settleOrphans } from '../keeper/orphaned-logins.js'
import { noteLimit } from '../keeper/plan-limit.js'
import { type Prepared, prepare } from '../keeper/prepare.js'
import type { Keeper } from '../keeper/refresh.js'
import { Share } from '../keeper/share.js'
import { rememberSharing } from '../keeper/share-last.js'
import { storeSeed } from '../keeper/store-seed.js'
import type { Login } from '../login/login.js'
import { LoginRefused } from '../login/refusal.js'
import { exportVariable } from '../report/sink.js'
import { InputError } from '../system/errors.js'
import type { Trust } from '../trust/trust.js'
import { checkAlert, tellPeople } from './alert.js'
import { checkTrust } from './check-trust.js'
import { cleanStage } from './clean-environment.js'
import { type Inputs, type Mode, modeOf } from './inputs.js'
import { keepFresh, refreshRefused } from './keep-fresh.js'
import { assertSandboxHere, warnIfUntested } from './platform.js'
import { proveUsable } from './prove-usable.js'
import { CodexProvider } from './provide-codex.js'
import type { RunLogin } from './run.js'
import type { Stage } from './stage.js'
import { readTask, type Task } from './task.js'
import { assertNotNoted, assertPlanLeft, assertSkippable } from './unavailable.js'
import { workerSource } from './worker-source.js'

/** Gets Codex, refreshes the login if that is due, and does what `mode` says. */
export async function main(stage: Stage): Promise<void> {
  const inputs = stage.inputs()
  checkAlert(inputs)
  const known: { lease?: Prepared['lease'] } = {}
  try {
    await keepAndRun(stage, inputs, prepared => {
      known.lease = prepared.lease
    })
  } catch (failure) {
    await tellPeople(stage, failure, known.lease)
    throw failure
  }
  await tellPeople(stage, undefined, known.lease)
}

/** Calls `onPrepared` with the place where the login is kept, as soon as that is known. */
async function keepAndRun(
  stage: Stage,
  inputs: Inputs,
  onPrepared: (prepared: Prepared) => void,
): Promise<void> {
  const mode = modeOf(inputs)
  assertSkippable(inputs, mode)
  warnIfUntested(stage)
  const task = await taskOf(stage, inputs, mode)
  if (task) assertSandboxHere(inputs)
  await cleanStage(stage, task)

  const trust = await checkTrust(stage)
  await using provider = new CodexProvider(stage, inputs)
  // A job that may be skipped downloads nothing before it knows.
  if (inputs['on-unavailable'] !== 'skip') provider.begin()
  const source = workerSource(inputs)
  if (source) {
    const { work } = await import('./worker.js')
    // Awaited here: the provider ends with this function.
    return await work(stage, source, { inputs, task, trust, provider })
  }

  const share = await Share.open(stage)
  rememberSharing(stage)
  const prepared = await prepare(stage, {
    judge: async (bytes, home) => judgeBytes(stage, await provider.in(home), bytes),
  })
  onPrepared(prepared)
  introduce(stage, inputs, prepared)
  if (inputs['on-unavailable'] === 'skip' && prepared.login)
    await assertNotNoted({ stage, lease: prepared.lease }, prepared.login)
  try {
    const codex = await provider.in(prepared.home)
    if (mode === 'login') {
      const { logIn } = await import('./device-login.js')
      await logIn(stage, prepared, codex)
      await settleOrphans(stage, prepared, judgement(stage, prepared.tokenUrl))
      await share?.publishOrWarn(keeperOf(stage, prepared, share))
    } else await useLogin(keeperOf(stage, prepared, share), { inputs, prepared, codex, task, trust, share })
  } finally {
    // If the login is dead, people ask first who made it.
    await noteMaker(stage, prepared, mode === 'keep-fresh')
  }
}

interface Work {
  readonly inputs: Inputs
  readonly prepared: Prepared
  readonly codex: Codex
  readonly task: Task | undefined
  readonly trust: Trust
  readonly share: Share | undefined
}

/** All modes but `login`. */
async function useLogin(
  keeper: Keeper,
  { inputs, prepared, codex, task, trust, share }: Work,
): Promise<void> {
  const { stage } = keeper
  const mode = modeOf(inputs)
  let login = requireLogin(prepared)
  const secured = await proveUsable(stage, inputs, codex, {
    task,
    assertPlanLeft: () => assertPlanLeft(stage, codex, login, limits => noteLimit(keeper, login, limits)),
    refresh: async () => {
      login = await refreshRefused(keeper, codex, waiting(inputs))
    },
  })

  await storeSeed(stage, prepared, login)
  await settleOrphans(stage, prepared, judgement(stage, prepared.tokenUrl))
  if (inputs.concurrency === 'exclusive') {
    const { holdForJob } = await import('./exclusive.js')
    login = (await holdForJob(keeper, inputs)) ?? login
  }
  await keepFresh(keeper, codex, { login, inputs, share })

  if (mode === 'setup') exportVariable('CODEX_HOME', prepared.home)
  if (!secured) return
  // Only a job with a task loads it.
  const { run } = await import('./run.js')
  const running = run(runLogin(keeper, codex, login), codex, {
    ...secured,
    projectInstructions: trust.trustedHead,
  })
  await running.finally(() => share?.tryAgain(keeper))
}

const runLogin = (keeper: Keeper, codex: Codex, login: Login): RunLogin => ({
  stage: keeper.stage,
  read: () => keeper.home.read(),
  handOver: bring => new HandOver(keeper, codex, bring),
  noteLimit: limits => noteLimit(keeper, login, limits),
})

async function taskOf({ env }: Stage, inputs: Inputs, mode: Mode): Promise<Task | undefined> {
  if (mode === 'setup' || mode === 'login') return undefined
  const task = await readTask(inputs, process.cwd(), env)
  if (mode === 'run' && !task)
    throw new InputError('prompt', 'is missing', 'Give `prompt` or `prompt-file`, or another `mode`.')
  return task
}

function requireLogin({ login }: Prepared): Login {
  if (!login) throw new LoginRefused('empty', 'the input auth-json')
  return login
}

/** What is known of the login before anything is done with it. */
function introduce({ report, now }: Stage, inputs: Inputs, { login, store, home }: Prepared): void {
  report.output('storage', store.kind)
  report.output('codex-home', home)
  report.note({ where: store.where })
  if (!login) return
  report.login(login, now())
  if (inputs['show-account'] && login.identity.email) report.note({ account: login.identity.email })
}
