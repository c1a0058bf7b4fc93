import { isCalled } from '../call-paths.js'
import type { LoginJob } from '../logins.js'
import type { Finding } from '../report.js'
import { isAct } from '../way/acts.js'
import { isLoginInput } from '../way/names.js'
import type { Workflow } from '../workflow.js'
import type { Scene } from './context.js'
import { actAt, said } from './finding.js'

const WHY =
  'If Codex refreshes it there and the new one is not stored, the refresh token of the stored login has been used, and the login ends at the next refresh.'
const REMEDY =
  'Look there whether each refreshed login is stored, after a failure too, and two runs never refresh at once. Or use this action, which sees to both.'

/** Said where a job hands the login to what can't be seen. */
export function unseen({ job, workflow, acts, handed, restores, kind, sure }: LoginJob): Finding[] {
  if (kind === 'own') return []
  const hidden = acts.filter(isAct('unseen'))
  const hasCodex = acts.some(act => act.kind === 'codex')
  const isBrought = acts.some(act => act.kind === 'restore' && !act.accessOnly)
  const got = hidden.find(act => act.got.length > 0)
  if (got)
    return [
      actAt('note', got)('unseen', {
        what: `It hands ${[...new Set(got.got)].slice(0, 5).join(', ')} to ${got.what}, and the doctor can't see what happens to the login there.`,
        why: WHY,
        remedy: REMEDY,
        unsure: true,
      }),
    ]
  const user =
    isBrought && !hasCodex
      ? hidden.find((act, at) => act.about || at === hidden.length - 1)
      : isBrought
        ? hidden.find(act => act.about && isCodexAction(act.what))
        : undefined
  if (user)
    return [
      actAt('note', user)('unseen', {
        what: `The login is there for ${user.what}, and the doctor can't see what happens to it there.`,
        why: WHY,
        remedy: REMEDY,
        unsure: true,
      }),
    ]
  if (job.uses && handed.length > 0 && restores.length === 0)
    return [
      said('note', workflow, { job, place: job.locate(['uses']) })('unseen', {
        what: `It hands ${handed.slice(0, 5).join(', ')} to \`${job.uses.split('@')[0]?.slice(0, 100)}\`, which is not here: the doctor can't see what happens to the login.`,
        why: WHY,
        remedy: sure ? REMEDY : `${REMEDY} If it has none, give it only the secrets that it needs, by name.`,
        unsure: true,
      }),
    ]
  return []
}

const isCodexAction = (what: string): boolean => what.includes('/') && /codex/i.test(what)

/** A workflow that starts only by callers that aren't here can be judged in part. */
export function callersUnknown(workflow: Workflow, { logins }: Scene): Finding[] {
  const hidden = logins.filter(
    login =>
      login.workflow === workflow &&
      login.ways.length === 0 &&
      (login.kind !== 'looked at' || login.saves.length > 0),
  )
  if (
    hidden.length === 0 ||
    (workflow.events.length === 0 && workflow.kind === 'workflow') ||
    !isCalled(workflow)
  )
    return []
  return [
    said('note', workflow, { place: workflow.locate(workflow.kind === 'action' ? ['runs'] : ['on']) })(
      'callers-unknown',
      {
        what:
          workflow.kind === 'action'
            ? 'This is a composite action: its steps run in the jobs that use it.'
            : 'Only other workflows start this one (`workflow_call`), and none that is here does.',
        why: "The callers decide when it runs, for whom and with which permissions, and that can't be judged here.",
        remedy: 'Give the doctor the directory of the workflows that use it too.',
        unsure: true,
      },
    ),
  ]
}

/** An action in JavaScript or a container that takes a login. */
export function codeWithLogin(workflow: Workflow): Finding[] {
  const names = workflow.inputs.filter(isLoginInput)
  if (workflow.kind !== 'code' || names.length === 0) return []
  return [
    said('note', workflow, { place: workflow.locate(['inputs', names[0] ?? '']) })('unseen', {
      what: `It takes ${names.map(name => `\`${name}\``).join(', ')}, and the doctor can't see what its code does with the login.`,
      why: WHY,
      remedy: REMEDY,
      unsure: true,
    }),
  ]
}
