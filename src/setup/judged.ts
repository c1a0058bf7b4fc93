import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { plainReport } from '../doctor/output/plain.js'
import { isWarning } from '../doctor/report.js'
import { findTargets } from '../doctor/target.js'
import { judgeWorkflows as judge } from '../doctor/workflows.js'
import { contentAt, workflowsAt } from './branch.js'
import type { Context } from './context.js'
import { SetupRefused } from './refused.js'
import type { RepositoryFile } from './workflows.js'

/**
 * Has the doctor judge the workflows as the repository will have them: those that are there, and the new ones.
 * @throws SetupRefused if one of the new ones would lose the login
 */
export async function judgeWorkflows(
  context: Context,
  { base, files }: { readonly base: string | undefined; readonly files: readonly RepositoryFile[] },
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'codex-auth-setup-'))
  try {
    for (const path of base ? await workflowsAt(context, base) : [])
      await put(directory, path, (base && (await contentAt(context, base, path))) ?? '')
    for (const { path, content } of files) await put(directory, path, content)

    const found = await findTargets('.', directory)
    const { report } = await judge(
      found.flatMap(target => (target.kind === 'workflow' ? [target] : [])),
      { cwd: directory },
    )
    context.say('The doctor on these workflows:')
    const text = plainReport(report, { lineOf: () => undefined })
    for (const line of text.trimEnd().split('\n')) context.say(`  ${line}`)

    const warned = report.findings.filter(isWarning)
    const isNew = (file = '') => files.some(({ path }) => file.endsWith(path))
    if (warned.some(({ place }) => isNew(place?.file))) throw wouldLose()
    if (warned.length > 0)
      context.say(
        '! Those warnings are about workflows that were there before. Look at them before you merge.',
      )
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function put(directory: string, path: string, content: string): Promise<void> {
  const file = join(directory, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

const wouldLose = () =>
  new SetupRefused('setup-workflow', {
    what: 'The doctor has a warning about a workflow that the set-up was going to write.',
    why: 'With it the login would be lost or refused. Nothing was changed.',
    remedy: 'Do what the warning says, with other flags.',
  })
