import { realTokenUrl } from '../codex/fence.js'
import { BRIEFLY, openAccessCache } from '../keeper/access-cache.js'
import { AccessHandOver } from '../keeper/access-hand-over.js'
import { AccessHome } from '../keeper/access-home.js'
import { warningOf } from '../keeper/access-life.js'
import { fenceJob } from '../keeper/fence-job.js'
import { type AccessLogin, parseAccess } from '../login/access.js'
import { freshness } from '../login/freshness.js'
import { maskLogin } from '../login/mask.js'
import { lifeLeft } from '../report/format.js'
import { mask } from '../report/sink.js'
import type { Patience } from '../stores/cache/session.js'
import type { Trust } from '../trust/trust.js'
import { type Inputs, modeOf } from './inputs.js'
import { proveUsable } from './prove-usable.js'
import type { CodexProvider } from './provide-codex.js'
import { run } from './run.js'
import type { Stage } from './stage.js'
import type { Task } from './task.js'
import { assertPlanLeft, usedUp } from './unavailable.js'
import type { WorkerSource } from './worker-source.js'

export interface Work {
  readonly inputs: Inputs
  readonly task: Task | undefined
  readonly trust: Trust
  readonly provider: CodexProvider
}

/**
 * Pre of a worker: fences the job and masks the access login. Main puts it in place.
 * @throws LoginRefused, AccessDamaged
 */
export async function beginWork(stage: Stage, source: WorkerSource): Promise<undefined> {
  fenceJob(stage, realTokenUrl(stage.env))
  if (source.kind === 'secret') readSecret(stage, source.authJson)
  stage.log.info('This job is a worker: it uses an access login, and stores and refreshes nothing.')
}

/**
 * Main of a worker: uses the access login that the keeper has published, in a private home, with no store and no lease.
 * @throws AccessEnds before Codex is started, AccessDamaged, LoginRefused, and what the run throws
 */
export async function work(
  stage: Stage,
  source: WorkerSource,
  { inputs, task, trust, provider }: Work,
): Promise<void> {
  const { state, report, log, now } = stage
  fenceJob(stage, state.get('tokenUrl') ?? realTokenUrl(stage.env))
  state.set('worker', true)
  tellOfIdleInputs(stage, inputs)

  const login = await readNewest(stage, source)
  report.output('storage', 'access')
  introduce(stage, login)
  const { usedUpUntil = 0 } = login.note ?? {}
  if (inputs['on-unavailable'] === 'skip' && usedUpUntil > now()) throw usedUp(stage, login, usedUpUntil)
  const warning = warningOf(login, { now: now(), wantedMs: inputs['min-lifetime'] })
  if (warning) {
    log.warning(warning.message)
    report.note({ warning })
    report.output('auth-reason', warning.code)
  }
  report.output('auth-status', warning?.code === 'access-refused' ? 'stale' : 'healthy')

  const home = await AccessHome.open(stage, login)
  report.output('codex-home', home.directory)
  const codex = await provider.in(home.directory)
  const noteLimit = async () =>
    log.info(
      'A worker has no place to note that the plan is used up: each asks OpenAI, without a model call.',
    )
  const newest = source.kind === 'cache' ? () => readNewest(stage, source, BRIEFLY) : undefined
  const handOver = (bring?: () => Promise<boolean>) => new AccessHandOver(stage, { home, bring, newest })
  const secured = await proveUsable(stage, inputs, codex, {
    task,
    assertPlanLeft: () => assertPlanLeft(stage, codex, login, noteLimit),
    refresh: async () => {
      const bringing = handOver()
      const came = await bringing.refreshForRestart()
      await bringing.end()
      if (!came && bringing.failure) throw bringing.failure
    },
  })
  stage.cancelled.throwIfAborted()
  if (modeOf(inputs) === 'setup' || !secured) return
  const running = { stage, read: () => home.read(), handOver, noteLimit }
  await run(running, codex, { ...secured, projectInstructions: trust.trustedHead })
}

function introduce({ report, log, now }: Stage, login: AccessLogin): void {
  report.login(login, now())
  report.note({ where: 'nowhere: this job has an access login' })
  log.info(`Using an access login. ${lifeLeft(freshness(login, now()).remaining)}`)
}

/** Reads the newest access login, masked. */
async function readNewest(stage: Stage, source: WorkerSource, patience?: Patience): Promise<AccessLogin> {
  if (source.kind === 'secret') return readSecret(stage, source.authJson)
  const login = await (await openAccessCache(stage, patience)).read()
  maskLogin(login, mask)
  return login
}

function readSecret(stage: Stage, authJson: string): AccessLogin {
  const login = parseAccess(authJson, { origin: 'the input auth-json', now: stage.now() })
  maskLogin(login, mask)
  return login
}

/** Inputs that say how a login is kept, refreshed or shared. */
const IDLE = [
  'lease-ref',
  'lease-repository',
  'share-command',
  'share-environment',
  'share-organization',
] as const

function tellOfIdleInputs({ log }: Stage, inputs: Inputs): void {
  const idle = IDLE.filter(name => inputs[name] !== undefined).map(name => `\`${name}\``)
  if (idle.length > 0)
    log.warning(`Without effect in a worker, which has an access login: ${idle.join(', ')}.`)
}
