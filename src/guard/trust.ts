import { z } from 'zod/mini'
import { ActionError } from '../errors.js'

const Repo = z.optional(
  z.nullable(z.looseObject({ full_name: z.optional(z.string()), fork: z.optional(z.nullable(z.boolean())) })),
)
const User = z.optional(
  z.nullable(z.looseObject({ login: z.optional(z.string()), type: z.optional(z.string()) })),
)

/** The parts of an event's payload that say who caused it, and whose code it brings. */
export const EventPayload = z.looseObject({
  repository: z.optional(
    z.looseObject({
      private: z.optional(z.boolean()),
      visibility: z.optional(z.string()),
      full_name: z.optional(z.string()),
    }),
  ),
  sender: User,
  pull_request: z.optional(z.nullable(z.looseObject({ head: z.optional(z.looseObject({ repo: Repo })) }))),
  issue: z.optional(z.nullable(z.looseObject({ pull_request: z.optional(z.unknown()) }))),
  workflow_run: z.optional(
    z.nullable(
      z.looseObject({
        head_repository: Repo,
        event: z.optional(z.string()),
        actor: User,
        triggering_actor: User,
      }),
    ),
  ),
})
export type EventPayload = z.infer<typeof EventPayload>

export interface Occasion {
  /** GITHUB_EVENT_NAME. */
  readonly event: string
  readonly payload: EventPayload
  /** GITHUB_REPOSITORY. */
  readonly repository: string
  /** GITHUB_ACTOR and GITHUB_TRIGGERING_ACTOR. */
  readonly actors: readonly string[]
}

export interface TrustPolicy {
  readonly allowPublicRepository: boolean
  /** `*` for everybody. */
  readonly allowUsers: readonly string[]
  /** `github-actions[bot]`. */
  readonly allowBots: boolean
  /** With or without `[bot]`. */
  readonly allowBotUsers: readonly string[]
}

/** `trustedHead`: whether what a checkout of this event brings was written by people with write access. */
export interface Trust {
  readonly trustedHead: boolean
}

/**
 * Events that only people with write access can cause (GitHub's "Events that trigger workflows"); for all others,
 * and those that come to be, somebody may be a stranger.
 */
const INSIDERS: ReadonlySet<string> = new Set([
  ...[
    'push',
    'create',
    'delete',
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'merge_group',
    'release',
  ],
  ...[
    'deployment',
    'deployment_status',
    'branch_protection_rule',
    'label',
    'milestone',
    'page_build',
    'public',
  ],
  ...[
    'project',
    'project_card',
    'project_column',
    'projects_v2_item',
    'member',
    'status',
    'check_run',
    'check_suite',
  ],
])

/**
 * Whether a job of this event may have the login. Throws `Untrusted`, which names the rule and the input.
 * @param mayWrite asks GitHub whether a user has write access; only called where that counts
 */
export async function assertTrusted(
  occasion: Occasion,
  policy: TrustPolicy,
  mayWrite: (user: string) => Promise<boolean>,
): Promise<Trust> {
  const { event, payload } = occasion
  if (!isPrivate(payload) && !policy.allowPublicRepository) throw publicRepository(payload)
  const fork = forkOf(occasion)
  if (fork !== undefined) throw fromFork(event, fork)
  if (INSIDERS.has(event)) return { trustedHead: true }
  let known = true
  for (const user of causes(occasion)) {
    if (isAllowedBot(user, policy)) continue
    if (await mayWrite(user)) continue
    if (!isAllowedUser(user, policy)) throw stranger(event, user)
    known = false
  }
  // Who comments may be one of us, and the branch that is talked of a stranger's: its head isn't in the payload.
  const unseenHead = payload.issue?.pull_request !== undefined
  return { trustedHead: known && !unseenHead }
}

/** Unknown counts as public. */
function isPrivate({ repository }: EventPayload): boolean {
  return repository?.private === true || ['private', 'internal'].includes(repository?.visibility ?? '')
}

/** The name of the fork whose code the event is about; undefined if it is about this repository's own. */
function forkOf({ payload, repository }: Occasion): string | undefined {
  const heads = [
    payload.pull_request && { repo: payload.pull_request.head?.repo },
    payload.workflow_run && { repo: payload.workflow_run.head_repository },
  ]
  for (const head of heads) {
    if (!head) continue
    if (!head.repo?.full_name) return 'a repository that is gone'
    if (head.repo.full_name.toLowerCase() !== repository.toLowerCase()) return head.repo.full_name
  }
  return undefined
}

/** Everybody who had a hand in it: the actor, who ran it again, who sent the event, and who caused the run before. */
function causes({ payload, actors }: Occasion): string[] {
  const { sender, workflow_run: run } = payload
  const all = [...actors, sender?.login, run?.actor?.login, run?.triggering_actor?.login]
  const named = all.filter((name): name is string => !!name)
  // Nobody is named: then nobody vouches.
  return named.length > 0 ? [...new Set(named)] : ['']
}

const GITHUB_BOT = 'github-actions[bot]'
const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '')

function isAllowedBot(user: string, { allowBots, allowBotUsers }: TrustPolicy): boolean {
  if (!user.toLowerCase().endsWith('[bot]')) return false
  return (
    (allowBots && user.toLowerCase() === GITHUB_BOT) ||
    allowBotUsers.some(name => plain(name) === plain(user))
  )
}

const isAllowedUser = (user: string, { allowUsers }: TrustPolicy): boolean =>
  allowUsers.some(name => name === '*' || (name.toLowerCase() === user.toLowerCase() && user !== ''))

/** This job must not have the login; `code` names the rule. */
export class Untrusted extends ActionError {
  override readonly name = 'Untrusted'
  declare readonly code: 'untrusted-public' | 'untrusted-fork' | 'untrusted-actor'
}

const NOTHING = 'Nothing was restored, and nothing was changed.'

const publicRepository = ({ repository }: EventPayload) =>
  new Untrusted('untrusted-public', {
    what: repository
      ? 'This repository is public.'
      : 'Nothing says whether this repository is private, so it counts as public.',
    why: `Everybody can read the logs of its jobs and open pull requests and issues that start some: a personal ChatGPT login is easily lost there. ${NOTHING}`,
    remedy:
      'Keep the login in a private repository, or, if you know what your workflows let strangers do: `allow-public-repository: true`.',
  })

const fromFork = (event: string, fork: string) =>
  new Untrusted('untrusted-fork', {
    what: `The event "${event}" is about code of ${fork}, which is not this repository.`,
    why: `Whoever wrote it could have Codex do what they like with the login. ${NOTHING}`,
    remedy:
      'There is no input that allows it. Push the branch to this repository, or start the workflow by `workflow_dispatch`.',
  })

const stranger = (event: string, user: string) =>
  new Untrusted('untrusted-actor', {
    what: `The event "${event}" was caused by ${user || 'nobody that the runner names'}, who has no write access to this repository.`,
    why: `Anybody can cause such an event, and what they wrote would be read by Codex. ${NOTHING}`,
    remedy: user.endsWith('[bot]')
      ? `If you trust this bot: \`allow-bot-users: ${user}\`.`
      : 'Let somebody with write access start it, or name those you trust in `allow-users`.',
  })
