import { groupBy } from '../group-by.js'
import { constantGroup, groupingsOf, groupName, type LoginJob } from '../logins.js'
import { sourceInWords } from '../way/acts.js'
import type { Judged } from '../workflows.js'
import { harmless } from './plain.js'

/** Which login is used where: its workflows and jobs, their events and groups, and who saves it. */
export function overview({ scenes, workflows }: Judged): string {
  const logins = scenes
    .flatMap(scene => scene.logins)
    .filter(({ workflow, kind }) => kind !== 'looked at' && workflows.includes(workflow))
  const bySource = groupBy(logins, nameOf)
  const lines = [...bySource].flatMap(([name, jobs]) => [
    `${name}:`,
    ...jobs.slice(0, 50).map(job => `  ${inWords(job)}`),
  ])
  return lines.length === 0 ? 'No job has a login.\n\n' : `${lines.map(harmless).join('\n')}\n\n`
}

const nameOf = ({ kind, acts, handed, own }: LoginJob): string => {
  if (kind === 'host') return "the machine's own login"
  if (kind === 'own') return `this action's login ${own[0]?.inputs['login-name'] || 'default'}`
  const from = acts.flatMap(act => (act.kind === 'restore' ? [sourceInWords(act.from)] : []))
  return from.find(name => name.startsWith('`')) ?? handed[0] ?? from[0] ?? 'a login'
}

function inWords({ workflow, job, ways, saves, own }: LoginJob): string {
  const events = [...new Set(ways.flatMap(([root]) => root.workflow.events))].join(', ') || 'not known'
  const groups = [
    ...new Set(
      ways.flatMap(way =>
        groupingsOf(way).map(
          ({ concurrency }) =>
            constantGroup(concurrency, way[0].workflow) ??
            `${groupName(concurrency)} (differs from run to run)`,
        ),
      ),
    ),
  ]
  const saver =
    own.length > 0
      ? 'this action'
      : [...new Set(saves.map(({ to, name }) => (name ? `${to} ${name}` : to)))].join(', ') || 'nobody'
  return `${workflow.file}${job.id && `, job ${job.id}`}: on ${events}; group ${groups.join(', ') || 'none'}; saved by ${saver}`
}
