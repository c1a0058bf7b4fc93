import { realTokenUrl } from '../codex/fence.js'
import { identityDigest } from '../login/account.js'
import { type Login, parseLogin } from '../login/login.js'
import { maskLogin } from '../login/mask.js'
import { changedAt } from '../login/revision.js'
import { mask } from '../report/sink.js'
import { fenceAgain, fenceJob } from './fence-job.js'
import { judgement } from './judgement.js'
import { findOrphans, type OrphanedLogin, sealOrphans } from './orphaned-logins.js'
import { runsEveryPost } from './runner-kind.js'
import { assertAccepted, type Judge, SEED, settle } from './settle.js'
import type { Stage } from './stage.js'
import { storeKind } from './store-kind.js'
import { finishEarlierSaves } from './unfinished-save.js'
import { openWorkplace, type Workplace } from './workplace.js'

/** The login and its place that main works with, once the login is restored and the job fenced. */
export interface Prepared extends Workplace {
  readonly tokenUrl: string
  /** The login in CODEX_HOME; undefined without a stored login and without a seed. */
  readonly login: Login | undefined
  /** Logins of this store that jobs have left behind when they were killed. */
  readonly orphans: readonly OrphanedLogin[]
}

/**
 * Reads seed and store, puts the newest login into CODEX_HOME and fences the job. Done in pre, and again
 * in main: an input can be empty in pre whose value an earlier step makes, and a local action has no pre. A login is
 * replaced only with a `judge`: pre has no Codex yet.
 */
export async function prepare(stage: Stage, { judge }: { judge?: Judge } = {}): Promise<Prepared> {
  const { tokenUrl, seed } = begin(stage)
  const workplace = await openWorkplace(stage)
  fenceAgain(stage)
  await finishEarlierSaves(stage, workplace, judgement(stage, tokenUrl))
  const orphans = await findOrphans(stage, workplace.kind, judgement(stage, tokenUrl))
  const context = { stage, workplace, tokenUrl, seed, judge, orphans }
  // A bad seed is an error even if it would not be used.
  if (seed && !seed.isPlain) await assertAccepted(context, seed, SEED)
  const login = await settle(context)
  await sealOrphans(stage, workplace.kind, orphans)
  await workplace.copy.protect()
  stage.state.set('home', workplace.home)
  if (login) remember(stage, login)
  return { ...workplace, tokenUrl, login, orphans }
}

/**
 * The same for pre. Undefined where the runner runs no post for a step whose main it skips: a login that pre restores
 * could stay in a private CODEX_HOME then, so main restores it.
 */
export async function prepareEarly(stage: Stage): Promise<Prepared | undefined> {
  if (runsEveryPost(stage.env) || storeKind(stage.inputs(), stage.env) === 'host') return prepare(stage)
  begin(stage)
  stage.log.info(
    'This runner runs no post for a skipped step, so the login is restored when the step starts.',
  )
  return undefined
}

/** Reads the seed and fences the job, before anything is restored. */
function begin(stage: Stage): { tokenUrl: string; seed: Login | undefined } {
  const isFirst = stage.state.get('tokenUrl') === undefined
  const tokenUrl = stage.state.get('tokenUrl') ?? realTokenUrl(stage.env)
  const inputs = stage.inputs()
  stage.state.set('allowsAccountChange', inputs['allow-account-change'])
  // A login is to replace what there is: a seed that is dead, or broken, is no reason not to.
  const input = inputs.mode === 'login' ? undefined : inputs['auth-json']
  fenceJob(stage, tokenUrl)
  const seed =
    input === undefined
      ? undefined
      : parseLogin(input, { ...judgement(stage, tokenUrl), origin: SEED, encoded: true, copied: true })
  if (seed) maskLogin(seed, mask)
  if (isFirst && input !== undefined && /^\s*\{[^\n]*\n/.test(input))
    stage.log.notice(
      'The secret in `auth-json` has several lines. The runner masks each of them, so braces become *** in this log, and outputs with a brace may be lost. Store it in one line: `jq -c . auth.json | gh secret set NAME`.',
    )
  return { tokenUrl, seed }
}

/** Keeps the login, by its digests, as the newest that this step knows. */
export function remember(stage: Stage, login: Login): void {
  const { generation } = login
  stage.state.set('known', {
    generation,
    changedAt: String(changedAt(login)),
    identity: identityDigest(login),
  })
}
