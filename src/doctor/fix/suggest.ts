import type { LoginJob } from '../logins.js'
import { isWarning } from '../report.js'
import { withoutCancel } from '../rules/concurrent.js'
import type { Workflow } from '../workflow.js'
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

export interface Suggested {
  readonly file: string
  readonly text: string
  /** What is left for a person to do. */
  readonly remarks: readonly string[]
}

export function suggestedFiles({ scenes, workflows, report }: Judged): Suggested[] {
  const bad = new Set(report.findings.filter(isWarning).flatMap(({ files = [] }) => files))
  const logins = scenes
    .flatMap(scene => scene.logins)
    .filter(({ workflow, kind }) => kind !== 'own' && workflows.includes(workflow) && bad.has(workflow.file))
  const byWorkflow = new Map<Workflow, LoginJob[]>()
  for (const login of logins)
    byWorkflow.set(login.workflow, [...(byWorkflow.get(login.workflow) ?? []), login])
  const files = [...byWorkflow].map(([workflow, own]) => rewritten(workflow, own))
  const first = logins.find(({ kind, workflow }) => kind === 'given' && workflow.kind === 'workflow')
  return first ? [...files, keepFresh(planFor(first), first)] : files
}

function rewritten(workflow: Workflow, logins: readonly LoginJob[]): Suggested {
  const remarks: string[] = []
  const edits = logins.flatMap(login => {
    if (login.kind === 'host') return []
    const replaced = replaceSteps(login)
    if (!replaced)
      remarks.push(
        `Job ${login.job.id || 'of this action'}: split the script that both handles the login and uses it, or hands it on; put this step before Codex: ${stepInWords(planFor(login))}`,
      )
    return replaced ?? []
  })
  if (logins.some(login => planFor(login).storage === 'cache'))
    remarks.push(
      'Set the secret CODEX_ENCRYPTION_KEY once: openssl rand -base64 32 | gh secret set CODEX_ENCRYPTION_KEY',
    )
  return {
    file: workflow.file,
    text: withEdits(workflow.text, [
      ...edits,
      ...withoutCancel(workflow),
      ...logins.flatMap(({ job }) => withoutCancel(workflow, job)),
    ]),
    remarks,
  }
}

const stepInWords = (plan: Plan): string => `uses: ${ACTION}, with ${inputsOf(plan).join(', ')}`

function keepFresh(plan: Plan, { job }: LoginJob): Suggested {
  const runner = plan.storage === 'host' ? `[${job.labels.join(', ')}]` : 'ubuntu-24.04'
  const text = `name: Keep the Codex login fresh
on:
  schedule:
    - cron: '23 4 * * *'
  workflow_dispatch:
permissions: {}
jobs:
  keep-fresh:
    name: Keep the Codex login fresh
    runs-on: ${runner}
    timeout-minutes: 15
    permissions:
      contents: write # for the lease
      actions: read # to see whether another job is still running
    steps:
      - uses: ${ACTION}
        with:
          mode: keep-fresh
${inputsOf(plan)
  .map(line => `          ${line}\n`)
  .join('')}`
  return { file: '.github/workflows/codex-keep-fresh.yml', text, remarks: [] }
}
