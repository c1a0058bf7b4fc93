import { INSIDERS } from '../../trust/trust.js'
import type { Way } from '../call-paths.js'
import { holds } from '../condition.js'
import { beforeSteps } from '../fix/before-steps.js'
import type { LoginJob } from '../logins.js'
import type { Edit, Finding } from '../report.js'
import type { Use } from '../uses.js'
import type { Step } from '../workflow.js'
import { noteAt, said, warningAt } from './finding.js'

/** Signs of a condition about people; a person must judge what it demands of them. */
const ASKS_WHO =
  /author_association|github\.(?:triggering_)?actor|sender|\.fork\b|head\.repo|head_repository|event\.(?:issue|comment|pull_request|discussion)\.user\.login|permission|repository_owner\s*==\s*github\.actor/

const eventsOf = (ways: readonly Way[]): string[] => [
  ...new Set(ways.flatMap(([{ workflow }]) => workflow.events)),
]

/** Events that people without write access can cause. The events of a called workflow are those of its callers. */
export const strangersEvents = (ways: readonly Way[]): string[] =>
  eventsOf(ways).filter(event => !INSIDERS.has(event) && event !== 'workflow_call')

/** Those that have the secrets: all but a fork's `pull_request`. */
const withSecrets = (event: string) => !event.startsWith('pull_request') || event.endsWith('target')

/** Those steps count too that call a composite action. */
function asksWho(ways: readonly Way[], ...steps: readonly Step[]): boolean {
  const callers = ways.flatMap(way => way.slice(0, -1)).flatMap(job => job.steps.filter(isLocal))
  return ASKS_WHO.test([...ways.flat(), ...callers, ...steps].map(({ condition }) => condition).join(' '))
}

const isLocal = ({ uses }: Step): boolean => uses.startsWith('./')

const quoted = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ')

/** An opening for everybody, together with an event that everybody can cause. */
export function openToStrangers({ step, ways, inputs }: Use): Finding[] {
  const events = strangersEvents(ways)
  const everybody = (inputs['allow-users'] ?? '').split(',').some(name => name.trim() === '*')
  if (events.length === 0) return []
  if (everybody)
    return [
      warningAt(step)('everybody', {
        what: `\`allow-users: '*'\` lets everybody who can cause ${quoted(events)} start Codex with this login.`,
        why: 'Codex then reads text of strangers, on your plan, in a job that holds the login.',
        remedy:
          'Leave it out: those with write access may start it anyway. Name the few others whom you trust.',
      }),
    ]
  if (inputs['allow-public-repository'] !== 'true') return []
  return [
    warningAt(step)('public', {
      what: `\`allow-public-repository\` is on, and strangers can cause ${quoted(events)}.`,
      why: 'In a public repository everybody reads the logs, and a reviewer who approves a run starts it for them.',
      remedy:
        "Look whether the repository is public (a file can't tell). If it is private, leave the input out; if not, start Codex by `workflow_dispatch` or `schedule`.",
    }),
  ]
}

/** A fork's pull request gets no secrets and is refused anyway: better not to start than to fail. */
export function forks({ step, ways }: Use): Finding[] {
  const events = eventsOf(ways).filter(event => event.startsWith('pull_request'))
  if (events.length === 0 || asksWho(ways, step)) return []
  return [
    noteAt(step)('forks', {
      what: `A fork's pull request (${quoted(events)}) is refused here.`,
      why: 'No secrets reach it, or its code must not have the login: the step fails for each of them.',
      remedy: `Give the job \`if: ${NO_FORK}\`.`,
    }),
  ]
}
const NO_FORK = 'github.event.pull_request.head.repo.full_name == github.repository'

/** Such an `if:` for a job that has this action; none where its own can't be put on one line with it. */
export function withoutForks({ job, ways }: LoginJob): Edit[] {
  const events = eventsOf(ways)
  if (!events.some(event => event.startsWith('pull_request')) || asksWho(ways, ...job.steps)) return []
  const isOnly = events.every(event => event.startsWith('pull_request'))
  const guard = isOnly ? NO_FORK : `(github.event.pull_request == null || ${NO_FORK})`
  if (job.condition === '') return beforeSteps(job, [`if: ${guard}`])
  const span = job.locate.span(['if'])
  const own = job.condition.replace(/^\$\{\{(.*)\}\}$/, '$1').trim()
  if (!span || /[#:{}\n]/.test(own)) return []
  return [{ path: job.workflow.path, ...span, text: `if: (${own}) && ${guard}` }]
}

/** Codex reads a stranger's text then, an issue, a comment or a branch, even if one of us starts it. */
export function unsafeForStrangers({ step, ways, inputs }: Use): Finding[] {
  const events = strangersEvents(ways).filter(withSecrets)
  if (inputs['safety-strategy'] !== 'unsafe' || events.length === 0 || asksWho(ways, step)) return []
  return [
    warningAt(step)('unsafe', {
      what: `\`safety-strategy: unsafe\` lets the model's commands read the login, and strangers can cause ${quoted(events)}.`,
      why: 'Their text may talk Codex into giving the login away, even if somebody whom you trust has started it.',
      remedy: 'Leave the input out: Codex then runs in its sandbox, which denies the login to its commands.',
    }),
  ]
}

/** By hand nobody asks who caused the event. */
export function unguardedRecipe({ job, ways, kind, acts }: LoginJob): Finding[] {
  if (kind === 'own' || kind === 'looked at') return []
  const steps = [...job.steps, ...acts.flatMap(({ chain }) => chain)]
  const open = ways.filter(way => !asksWho([way], ...steps))
  const events = strangersEvents(open).filter(
    event => withSecrets(event) && open.some(way => mayStart(way, event)),
  )
  if (events.length === 0) return []
  return [
    said('warning', job.workflow, { job })('unguarded', {
      what: `The job handles the login by hand, and everybody can cause ${quoted(events)}.`,
      why: 'Such events have the secrets, whoever caused them: a stranger could have Codex, or a script, give the login away.',
      remedy:
        'Start it by `workflow_dispatch` or `schedule`, or use this action, which asks who caused the event.',
    }),
  ]
}

const mayStart = (way: Way, event: string): boolean =>
  way[0].workflow.events.includes(event) &&
  way.every(
    ({ condition }) => holds(condition, name => (name === 'github.event_name' ? event : undefined)) !== false,
  )
