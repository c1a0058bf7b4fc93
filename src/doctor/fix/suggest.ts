import { groupBy } from '../group-by.js'
import type { LoginJob } from '../logins.js'
import type { Edit } from '../report.js'
import { withoutCancel } from '../rules/concurrent.js'
import { hasOwnHome } from '../rules/exposed.js'
import { withoutForks } from '../rules/strangers.js'
import type { Use } from '../uses.js'
import { isAct } from '../way/acts.js'
import type { Job, Place, Workflow } from '../workflow.js'
import type { Judged } from '../workflows.js'
import { withEdits } from './apply.js'
import { ACTION, inputsOf, type Plan, planFor, replaceSteps } from './replace.js'

/** More than anybody pastes. */
const MOST_FILES = 10

/** Workflows that use this action in place of what was found, and the one that keeps the login fresh: ready to paste. */
export function suggestions(judged: Judged): string {
  const found = suggestedFiles(judged)
  if (found.length === 0) return '\nNothing to suggest.\n'
  const parts = found
    .slice(0, MOST_FILES)
    .map(({ file, text, remarks }) =>
      [`# ===== ${file} =====`, ...remarks.map(line => `# ${line}`), text.trimEnd(), ''].join('\n'),
    )
  return `\n${parts.join('\n')}\n`
}

interface Suggested {
  readonly file: string
  readonly text: string
  /** What is left for a person to do. */
  readonly remarks: readonly string[]
}

/** Findings that no change of this workflow repairs: the cause is elsewhere, or in callers that are not here. */
const ELSEWHERE = /^(?:unseen|callers-unknown|unreadable-workflow)$/

function suggestedFiles({ scenes, workflows, report }: Judged): Suggested[] {
  const bad = new Set(report.findings.flatMap(({ code, files = [] }) => (ELSEWHERE.test(code) ? [] : files)))
  const logins = scenes
    .flatMap(scene => scene.logins)
    .filter(({ workflow, sure }) => sure && workflows.includes(workflow) && bad.has(workflow.file))
  const files = [...groupBy(logins, ({ workflow }) => workflow)].flatMap(([workflow, own]) => {
    const suggested = rewritten(workflow, own)
    return suggested.text !== workflow.text || suggested.remarks.length > 0 ? [suggested] : []
  })
  const keeper = keeperFor({ scenes, logins, report })
  return keeper ? [...files, keeper] : files
}

function rewritten(workflow: Workflow, logins: readonly LoginJob[]): Suggested {
  const remarks: string[] = []
  const edits = logins.flatMap(login => {
    const { job } = login
    const replaced = replaceSteps(login)
    if (!replaced)
      remarks.push(
        job.id === ''
          ? 'This composite action handles the login of its callers: use this action there, or here with what they hand in.'
          : `Job ${job.id}: split the script that both handles the login and uses it, or hands it on; put this step before Codex: ${stepInWords(planFor(login))}`,
      )
    const removed = (replaced?.removed ?? []).filter(({ run }) => run.trim().includes('\n'))
    if (removed.length > 0)
      remarks.push(
        `Removed from job ${job.id}: step ${removed.map(({ name }) => `"${name}"`).join(', ')}. Put back what else it did.`,
      )
    if (!replaced) return []
    const isSilent = (job.permissions ?? workflow.permissions ?? undefined) === undefined
    if (isSilent && replaced.edits.some(({ text }) => text.startsWith('permissions:')))
      remarks.push(`Job ${job.id} has only these permissions now: add what its other steps need.`)
    const others = login.acts.filter(isAct('codex')).filter(hasOwnHome)
    if (others.length > 0)
      remarks.push(
        `Take CODEX_HOME out of step ${others.map(({ chain: [{ name }] }) => `"${name}"`).join(', ')}: this action has set it.`,
      )
    return [...replaced.edits, ...withoutForks(login)]
  })
  const needsKey = edits.some(({ text }) => text.includes('CODEX_ENCRYPTION_KEY'))
  if (needsKey)
    remarks.push(
      'Set the secret CODEX_ENCRYPTION_KEY once: openssl rand -base64 32 | gh secret set CODEX_ENCRYPTION_KEY',
    )
  return {
    file: workflow.file,
    text: withEdits(workflow.text, [
      ...edits,
      ...(needsKey ? declaredKey(workflow) : []),
      ...withoutCancel(workflow),
      ...logins.flatMap(({ job }) => withoutCancel(workflow, job)),
    ]),
    remarks,
  }
}

/** A workflow that others call has the secrets that it declares. */
function declaredKey({ path, text, locate }: Workflow): Edit[] {
  const span = locate.span(['on', 'workflow_call', 'secrets'])
  const [head, indent] = /^secrets:[^\n{]*\n( *)/.exec(text.slice(span?.from, span?.to)) ?? []
  if (!span || head === undefined) return []
  const at = span.from + head.length
  return [{ path, from: at, to: at, text: `CODEX_ENCRYPTION_KEY: { required: true }\n${indent}` }]
}

const stepInWords = (plan: Plan): string => `uses: ${ACTION}, with ${inputsOf(plan).join(', ')}`

/** The first login by hand, or one of this action's that nothing keeps fresh in the cache, gets a workflow that does. */
function keeperFor({
  scenes,
  logins,
  report,
}: Pick<Judged, 'scenes' | 'report'> & { logins: readonly LoginJob[] }): Suggested | undefined {
  const first = logins.find(({ kind, workflow }) => kind === 'given' && workflow.kind === 'workflow')
  if (first)
    return keepFresh(inputsOf(planFor(first)), planFor(first).storage === 'host' ? first.job : undefined)
  const isForgotten = ({ step, inputs }: Use) =>
    inputs.mode !== 'keep-fresh' &&
    report.findings.some(
      ({ code, place }) => /^(?:cache-forgets|no-keep-fresh)$/.test(code) && isSame(place, step.locate()),
    )
  const use = scenes.flatMap(({ uses }) => uses).find(isForgotten)
  const kept = ['auth-json', 'storage', 'encryption-key', 'login-name']
  return use && keepFresh(kept.flatMap(name => (use.inputs[name] ? [`${name}: ${use.inputs[name]}`] : [])))
}

const isSame = (a: Place | undefined, b: Place): boolean => a?.file === b.file && a.line === b.line

/** A workflow that keeps a login fresh: on the runners of a job, or on GitHub's. */
function keepFresh(inputs: readonly string[], job?: Job): Suggested {
  const text = `name: Keep the Codex login fresh
on:
  # codex-auth-doctor: ignore schedules-end -- GitHub sends a mail when it disables this; enable it again then
  schedule:
    - cron: '23 4 * * *'
  workflow_dispatch:
permissions: {}
jobs:
  keep-fresh:
    name: Keep the Codex login fresh
    runs-on: ${job ? `[${job.labels.join(', ')}]` : 'ubuntu-24.04'}
    timeout-minutes: 15
    permissions:
      contents: write # for the lease
      actions: read # to see whether another job is still running
    steps:
      - uses: ${ACTION}
        with:
          mode: keep-fresh
${inputs.map(line => `          ${line}\n`).join('')}`
  return { file: '.github/workflows/codex-keep-fresh.yml', text, remarks: [] }
}
