import { z } from 'zod/mini'
import { ActionError } from '../system/errors.js'

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
  /** Why the payload is empty, where it could not be read: a clause. */
  readonly problem?: string
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
 * Events that only write access, or a right above it, can cause (GitHub's "Events that trigger workflows"). Their
 * actor is not asked for: it may be an App that was given that right, the merge queue, or nobody (a schedule). For
 * all others, and those that come to be, somebody may be a stranger: a check, a status or a deployment is what some
 * service makes of anybody's pull request.
 */
export const INSIDERS: ReadonlySet<string> = new Set([
  ...['push', 'create', 'delete', 'release', 'merge_group', 'schedule', 'workflow_dispatch'],
  ...['repository_dispatch', 'branch_protection_rule', 'public'],
])

/** Events about the default branch, or a branch that the payload shows to be this repository's: see `forkOf`. */
const OWN_HEAD: ReadonlySet<string> = new Set([
  ...INSIDERS,
  ...['pull_request', 'pull_request_review', 'pull_request_review_comment', 'issues', 'discussion'],
  ...['discussion_comment', 'fork', 'gollum', 'image_version', 'label', 'milestone', 'page_build', 'watch'],
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
  const { event, payload, problem } = occasion
  if (!isPrivate(payload) && !policy.allowPublicRepository) throw publicRepository(payload, problem)
  const fork = forkOf(occasion)
  if (fork !== undefined) throw fromFork(event, fork)
  if (INSIDERS.has(event)) return { trustedHead: true }
  if (event === '') throw namelessEvent()
  let known = true
  for (const user of causes(occasion)) {
    if (isAllowedBot(user, policy)) continue
    if (user !== '' && (await mayWrite(user))) continue
    if (!isAllowedUser(user, policy)) throw stranger(event, user)
    known = false
  }
  return { trustedHead: known && hasOwnHead(occasion) }
}

/** Unknown counts as public. */
function isPrivate({ repository }: EventPayload): boolean {
  const visibility = repository?.visibility ?? (repository?.private ? 'private' : 'public')
  return ['private', 'internal'].includes(visibility)
}

/** Whether the event is about a branch of this repository. One of us may have caused an event about a stranger's code. */
function hasOwnHead({ event, payload }: Occasion): boolean {
  // A comment's payload has the issue, never the head of its pull request.
  if (event === 'issue_comment') return payload.issue != null && payload.issue.pull_request === undefined
  // A run that another one's end or somebody's comment has caused is one of the default branch, whatever they were about.
  if (event === 'workflow_run') return OWN_HEAD.has(payload.workflow_run?.event ?? '')
  return event === 'pull_request_target' || OWN_HEAD.has(event)
}

/** The name of the fork whose code the event is about; undefined if it is about this repository's own. */
function forkOf({ event, payload, repository }: Occasion): string | undefined {
  const { pull_request: pull, workflow_run: run } = payload
  const heads = [
    (pull || event.startsWith('pull_request')) && { repo: pull?.head?.repo, at: 'pull_request.head.repo' },
    (run || event === 'workflow_run') && { repo: run?.head_repository, at: 'workflow_run.head_repository' },
  ]
  for (const head of heads) {
    if (!head) continue
    if (!head.repo?.full_name)
      return `a repository that is gone, or that the event does not name (it has no \`${head.at}.full_name\`)`
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

const publicRepository = ({ repository }: EventPayload, problem: string | undefined) =>
  new Untrusted('untrusted-public', {
    what: isSaid(repository)
      ? 'This repository is public.'
      : `Nothing says whether this repository is private, so it counts as public: ${problem ?? `the event (GITHUB_EVENT_PATH) has no ${repository ? '`repository.visibility` or `repository.private`' : '`repository`'}`}.`,
    why: `Everybody can read the logs of its jobs and open pull requests and issues that start some: a personal ChatGPT login is easily lost there. ${NOTHING}`,
    remedy: isSaid(repository)
      ? 'Keep the login in a private repository, or, if you know what your workflows let strangers do: `allow-public-repository: true`.'
      : "GitHub's own runner writes that field. Another one may have a setting for it, as act has `--eventpath`. If the repository is private, or you know what your workflows let strangers do: `allow-public-repository: true`.",
  })

const isSaid = (repository: EventPayload['repository']): boolean =>
  (repository?.visibility ?? repository?.private) !== undefined

const fromFork = (event: string, fork: string) =>
  new Untrusted('untrusted-fork', {
    what: `The event "${event}" is about code of ${fork}, which is not this repository.`,
    why: `The author of that code could make Codex do anything with the login. ${NOTHING}`,
    remedy:
      'There is no input that allows it. Push the branch to this repository, or start the workflow by `workflow_dispatch`.',
  })

const stranger = (event: string, user: string) =>
  new Untrusted('untrusted-actor', {
    what: user
      ? `The event "${event}" was caused by ${user}, who has no write access to this repository.`
      : `The event "${event}" was caused by nobody that the runner names: GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR and the event's \`sender.login\` are empty.`,
    why: `Anybody can cause such an event, and what they wrote would be read by Codex. ${NOTHING}`,
    remedy: user.endsWith('[bot]')
      ? `If you trust this bot: \`allow-bot-users: ${user}\`.`
      : 'Let somebody with write access start it, or name those you trust in `allow-users`.',
  })

const namelessEvent = () =>
  new Untrusted('untrusted-actor', {
    what: 'The event "" was caused by nobody knows whom: GITHUB_EVENT_NAME is not set.',
    why: `Without the name of the event nobody can tell who may cause it. ${NOTHING}`,
    remedy:
      "GitHub's own runner sets that variable. Look for a step or a container that unsets it, and update a runner that isn't GitHub's.",
  })
