import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertTrusted, EventPayload, type TrustPolicy } from '../../src/trust/trust.js'

/** Where the recorded payloads lie, one file an event. */
export const EVENTS_DIR = join(process.cwd(), '__tests__', 'fixtures', 'events')

export const REPOSITORY = 'lab/project'
/** Has write access; nobody else in these tests has. */
export const MEMBER = 'octocat-lab'
export const STRANGER = 'stranger-lab'
export const BOT = 'lab-app[bot]'
export const FORK = 'stranger-lab/project'

export const STRICT: TrustPolicy = {
  allowPublicRepository: false,
  allowUsers: [],
  allowBots: false,
  allowBotUsers: [],
}

// biome-ignore lint/suspicious/noExplicitAny: a payload is changed at places that only the event knows
export type Payload = any

/** The payload that was recorded of an event; what it names is the lab's. */
export const recorded = (event: string): Payload =>
  JSON.parse(readFileSync(join(EVENTS_DIR, `${event}.json`), 'utf8'))

/** The same, caused by somebody else. */
export function causedBy(user: string, event: string): Payload {
  const payload = recorded(event)
  const type = user.endsWith('[bot]') ? 'Bot' : 'User'
  if (payload.sender) payload.sender = { ...payload.sender, login: user, type }
  const run = payload.workflow_run
  if (run) payload.workflow_run = { ...run, actor: payload.sender, triggering_actor: payload.sender }
  return payload
}

/** The same, about a head that lies in a fork, as far as a payload of this event can show one. */
export function ofFork(event: string): Payload {
  const payload = recorded(event)
  const fork = { ...payload.repository, id: 2000, full_name: FORK, fork: true }
  if (payload.pull_request) payload.pull_request.head.repo = fork
  if (payload.workflow_run) payload.workflow_run.head_repository = fork
  if (payload.issue)
    payload.issue.pull_request = { url: `https://api.github.com/repos/${REPOSITORY}/pulls/1` }
  // GitHub leaves pull requests of forks out of a check.
  for (const check of [payload.check_run, payload.check_run?.check_suite, payload.check_suite])
    if (check) check.pull_requests = []
  return payload
}

export interface Asked {
  readonly event: string
  readonly payload: Payload
  /** GITHUB_ACTOR and GITHUB_TRIGGERING_ACTOR. */
  readonly actors?: readonly string[]
  readonly policy?: Partial<TrustPolicy>
}

/**
 * What comes of it: `+` passes, `~` passes with a head that is not trusted, else the rule that refuses (`public`,
 * `fork`, `actor`), and who was asked for.
 */
export async function verdict({ event, payload, actors = [MEMBER, MEMBER], policy }: Asked) {
  const asked: string[] = []
  const mayWrite = async (user: string) => {
    asked.push(user)
    return user.toLowerCase() === MEMBER
  }
  const parsed = EventPayload.safeParse(payload)
  const occasion = { event, payload: parsed.success ? parsed.data : {}, repository: REPOSITORY, actors }
  const is = await assertTrusted(occasion, { ...STRICT, ...policy }, mayWrite).then(
    ({ trustedHead }) => (trustedHead ? '+' : '~'),
    (error: { code: string }) => error.code.replace('untrusted-', ''),
  )
  return { is, asked }
}

/** The recorded payload, of a public repository. */
export function inPublic(event: string): Payload {
  const payload = recorded(event)
  payload.repository = { ...payload.repository, private: false, visibility: 'public' }
  return payload
}
