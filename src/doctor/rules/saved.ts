import { type Facts, holds } from '../condition.js'
import type { LoginJob } from '../logins.js'
import type { Edit, Finding } from '../report.js'
import type { Act, ActOf } from '../way/acts.js'
import type { Job, Step } from '../workflow.js'
import type { Scene } from './context.js'
import { actAt } from './finding.js'

const LOST =
  'Codex may have refreshed the login before that; the new one is then lost, and the old one no longer works.'
const ALWAYS =
  'Give the step that saves `if: always()`, or use this action, which stores a refreshed login at once.'

/** A job must save the login that Codex left, even if Codex failed. */
export function savedOnSuccess(login: LoginJob, scene: Scene): Finding[] {
  const { saves, acts, job } = login
  const users = acts.filter(act => act.kind === 'codex' || login.users.includes(act))
  // A cache or an artifact that no run reads keeps nothing; that is another fault.
  const isRead = (kind: string) => acts.some(act => act.kind === 'restore' && act.from.kind === kind)
  const kept = saves.filter(({ to }) => (to !== 'cache' && to !== 'artifact') || isRead(to))
  const judged = kept.map(save => ({ save, ...fateOf(save, { login, users, scene }) }))
  const [first] = judged
  if (!first || judged.some(({ failed }) => failed !== false)) {
    const never = judged.filter(({ failed, succeeded }) => failed === true && succeeded === false)
    if (judged.length === 0 || never.length < judged.length) return []
    return never
      .slice(0, 1)
      .map(({ save }) =>
        finding(save, ['It saves the login only if something before it failed.', ALWAYS], job),
      )
  }
  // It saves a login that it refreshed itself, not Codex before it; that is another fault.
  if (users.every(({ kind }) => kind === 'refresh') && users.length > 0) return []
  const { save, succeeded, words } = judged.find(one => one.succeeded !== false) ?? first
  return [
    finding(
      save,
      succeeded === false ? ['Its `if:` never holds: it does not save the login.', ALWAYS] : words,
      job,
    ),
  ]
}

type Words = readonly [what: string, remedy: string]
const ONLY_SUCCESS: Words = ['It saves the login only if everything before it succeeded.', ALWAYS]
const IN_ONE: Words = [
  'It runs Codex and saves the login in one script, which ends where Codex fails.',
  'Save in a step of its own with `if: always()`, or by a `trap … EXIT` that is set before Codex runs.',
]
const IN_POST: Words = [
  'actions/cache saves the login in its post step, which runs only if the job succeeded, and only for a key that is new.',
  'Use actions/cache/restore before Codex and actions/cache/save after it with `if: always()` and a key of its own, and encrypt the login; or use this action with `storage: cache`.',
]

const finding = (save: ActOf<'save'>, [what, remedy]: Words, job: Job): Finding =>
  actAt('warning', save)('saved-on-success', {
    what,
    why: LOST,
    remedy,
    fix: what === ONLY_SUCCESS[0] ? fixOf(save, job) : [],
  })

/** Adds `if: always()` to a step without a condition, or in place of one that says no more than `success()`. */
function fixOf({ chain }: ActOf<'save'>, job: Job): Edit[] {
  const step = chain.at(-1) as Step
  const { workflow } = step.job
  if (chain.length > 1 && job !== step.job && step.condition !== '') return []
  const { path, text } = workflow
  if (step.condition === '') {
    // Before what it does, and so after its name.
    const from = step.locate.span([step.run === '' ? 'uses' : 'run'])?.from
    const before = from === undefined ? '' : text.slice(text.lastIndexOf('\n', from - 1) + 1, from)
    if (from === undefined || !/^ *(?:- +)?$/.test(before)) return []
    return [{ path, from, to: from, text: `if: always()\n${' '.repeat(before.length)}` }]
  }
  if (!/^(?:\$\{\{)?\s*success\(\)\s*(?:\}\})?$/.test(step.condition)) return []
  const span = step.locate.span(['if'])
  const from = span ? text.indexOf('success()', span.from) : -1
  return from < 0 ? [] : [{ path, from, to: from + 'success()'.length, text: 'always()' }]
}

interface Around {
  readonly login: LoginJob
  readonly users: readonly Act[]
  readonly scene: Scene
}

/** Whether a login is saved after Codex succeeded, and after it failed; undefined if the files don't show it. */
function fateOf(
  save: ActOf<'save'>,
  around: Around,
): { succeeded: boolean | undefined; failed: boolean | undefined; words: Words } {
  if (save.inPost) return { succeeded: true, failed: false, words: IN_POST }
  const { login, users } = around
  const before = users.filter(user => login.acts.indexOf(user) < login.acts.indexOf(save))
  const own = inOneScript(save, before)
  if (own) return { succeeded: true, failed: false, words: IN_ONE }
  if (before.length === 0) {
    const skipped = skippedJob(save, around)
    if (skipped) return { succeeded: skipped.succeeded, failed: skipped.failed, words: skipped.words }
    if (save.chain[0].job.workflow.kind !== 'action' || !login.job.workflow.jobs.includes(save.chain[0].job))
      return { succeeded: undefined, failed: undefined, words: ONLY_SUCCESS }
    return { succeeded: undefined, failed: undefined, words: ONLY_SUCCESS }
  }
  const [succeeded, failed] = (['success', 'failure'] as const).map(outcome =>
    runsAfter(save, before, outcome, login),
  )
  return {
    succeeded: save.after === 'failure' ? false : succeeded,
    failed: save.after === 'success' ? false : failed,
    words: ONLY_SUCCESS,
  }
}

/** Codex comes before the saving in one script, which ends with the first command that fails. */
function inOneScript(save: ActOf<'save'>, before: readonly Act[]): boolean {
  if (save.after === 'end') return false
  const same = before.filter(
    user =>
      user.kind === 'codex' &&
      user.chain.length === save.chain.length &&
      user.chain.at(-1) === save.chain.at(-1),
  )
  return (
    same.some(user => user.kind === 'codex' && user.ends) || (same.length > 0 && save.after === 'success')
  )
}

function runsAfter(
  save: ActOf<'save'>,
  users: readonly Act[],
  outcome: 'success' | 'failure',
  login: LoginJob,
): boolean | undefined {
  let result: boolean | undefined = true
  for (const [level, step] of save.chain.entries()) {
    // Users in an earlier step under the same parent; a composite action starts again with none.
    const earlier = users.filter(
      ({ chain }) =>
        chain[level] !== step &&
        chain.slice(0, level).every((one, at) => one === save.chain[at]) &&
        chain.length > level,
    )
    const siblings = step.job.steps
    const value = holds(
      step.condition,
      factsFor({
        step,
        siblings,
        users: earlier.map(user => ({ step: user.chain[level] as Step, user })),
        outcome,
      }),
    )
    if (value === false) return false
    if (value === undefined) result = undefined
  }
  const { job } = save.chain[0]
  if (job !== login.job) return result
  return result
}

interface Ended {
  readonly step: Step
  readonly siblings: readonly Step[]
  readonly users: readonly { step: Step; user: Act }[]
  readonly outcome: 'success' | 'failure'
}

function factsFor({ step, siblings, users, outcome }: Ended): Facts {
  const first = users[0]
  // A failure that the script or the step answers fails nothing; what comes between may still fail.
  const fails = users.some(({ step: one, user }) => !one.continues && !(user.kind === 'codex' && !user.ends))
  const between = first ? siblings.slice(siblings.indexOf(first.step) + 1, siblings.indexOf(step)) : []
  const mayFail =
    fails ||
    between.some(
      one =>
        !one.continues &&
        (one.run !== '' || one.uses !== '') &&
        !/always\(\)|failure\(\)|cancelled\(\)/.test(one.condition),
    )
  const succeeded = outcome === 'success' || !mayFail || users.length === 0
  return name => {
    const [, kind, id = '', what] = /^(steps|needs)\.([\w-]+)\.(outcome|conclusion|result)$/.exec(name) ?? []
    if (kind === 'steps') {
      const asked = siblings.filter(one => one.id.toLowerCase() === id.toLowerCase())
      if (asked.length === 0) return ''
      const isUser = users.some(user => asked.includes(user.step))
      if (!isUser) return undefined
      return what === 'conclusion' && asked.some(one => one.continues) ? 'success' : outcome
    }
    return STATUS(succeeded)[name]
  }
}

const STATUS = (succeeded: boolean): Readonly<Record<string, string | boolean>> => ({
  'always()': true,
  'cancelled()': false,
  'success()': succeeded,
  'failure()': !succeeded,
  'job.status': succeeded ? 'success' : 'failure',
})

/** A job that needs the one with Codex is skipped like a step, whatever its own steps say. */
function skippedJob(
  save: ActOf<'save'>,
  { login, scene }: Around,
): { succeeded: boolean | undefined; failed: boolean | undefined; words: Words } | undefined {
  const { job } = login
  const jobs = new Map(job.workflow.jobs.map(one => [one.id, one]))
  const needed = new Set(job.needs)
  // The loop also visits what it adds, each once.
  for (const id of needed) for (const earlier of jobs.get(id)?.needs ?? []) needed.add(earlier)
  const withCodex = new Set(
    scene.logins
      .filter(one => one.workflow === job.workflow && needed.has(one.job.id) && one.users.length > 0)
      .map(one => one.job.id.toLowerCase()),
  )
  if (withCodex.size === 0) return undefined
  const [succeeded, failed] = (['success', 'failure'] as const).map(outcome =>
    holds(job.condition, name => {
      const id = /^needs\.([\w-]+)\.result$/.exec(name)?.[1]
      if (id !== undefined) return withCodex.has(id.toLowerCase()) ? outcome : undefined
      return STATUS(outcome === 'success')[name]
    }),
  )
  const own = holds(save.chain.at(-1)?.condition ?? '', name => STATUS(true)[name])
  const words: Words = [
    `Its job is skipped, and the login not saved, if the Codex that it \`needs\` ${failed === false ? 'failed' : 'succeeded'}.`,
    'Give the job that saves `if: always()` too; better, save in the job that runs Codex.',
  ]
  return { succeeded: succeeded === false ? false : own, failed: failed === false ? false : own, words }
}
