import { describe, expect, test } from '@jest/globals'
import { assertTrusted, EventPayload, type Occasion, type TrustPolicy } from '../../src/trust/trust.js'
import {
  BOT,
  causedBy,
  FORK,
  MEMBER,
  ofFork,
  type Payload,
  REPOSITORY,
  recorded,
  STRANGER,
  STRICT,
  verdict,
} from './trust-occasion.js'

describe('public repositories', () => {
  const PUBLIC: [string, Payload, string][] = [
    ['private: true alone', { private: true }, '+'],
    ['visibility: private', { private: true, visibility: 'private' }, '+'],
    ['visibility: internal', { private: true, visibility: 'internal' }, '+'],
    ['visibility: internal alone', { visibility: 'internal' }, '+'],
    ['private: false', { private: false }, 'public'],
    ['visibility: public', { private: false, visibility: 'public' }, 'public'],
    ['visibility: public, whatever `private` says', { private: true, visibility: 'public' }, 'public'],
    ['a visibility that is not known', { private: true, visibility: 'open' }, 'public'],
    ['neither', {}, 'public'],
    ['`private` that is no boolean', { private: 'true' }, 'public'],
    ['no repository', undefined, 'public'],
    ['no repository, null', null, 'public'],
  ]
  test.each(PUBLIC)('%s: %j is %s', async (_, repository, expected) => {
    expect((await verdict({ event: 'push', payload: { repository } })).is).toBe(expected)
    const policy = { allowPublicRepository: true }
    expect((await verdict({ event: 'push', payload: { repository }, policy })).is).toBe('+')
  })

  test.each([
    ['neither field', {}, /has no `repository\.visibility` or `repository\.private`\./],
    ['no repository', undefined, /has no `repository`\./],
    ['private: false', { private: false }, /^This repository is public\./],
  ])('what is missing in the event is named: %s', async (_, repository, says) => {
    const occasion = { event: 'push', payload: { repository }, repository: 'lab/project', actors: [] }
    const policy = { allowPublicRepository: false, allowUsers: [], allowBots: false, allowBotUsers: [] }
    await expect(assertTrusted(occasion as Occasion, policy, async () => true)).rejects.toThrow(says)
  })

  test('allow-public-repository lifts no other rule, also not where the payload could not be read', async () => {
    const policy = { allowPublicRepository: true }
    const [anybody, nobody] = [
      { policy, actors: [STRANGER, STRANGER] },
      { policy, payload: {} },
    ]
    expect((await verdict({ event: 'issues', payload: {}, ...anybody })).is).toBe('actor')
    expect((await verdict({ event: 'pull_request', ...nobody })).is).toBe('fork')
    expect((await verdict({ event: 'workflow_run', ...nobody })).is).toBe('fork')
    expect((await verdict({ event: 'issue_comment', ...nobody })).is).toBe('~')
  })
})

describe('forks', () => {
  const HEADS: [string, (payload: Payload) => void, string][] = [
    ['of this repository', () => {}, '+'],
    ['of this repository, written otherwise', ({ head }) => change(head, 'full_name', 'Lab/Project'), '+'],
    ['of this repository, which is a fork itself', ({ head }) => change(head, 'fork', true), '+'],
    ['of a fork', ({ head }) => change(head, 'full_name', FORK), 'fork'],
    ['of a fork that says it is none', ({ head }) => change(head, 'full_name', 'labs/project'), 'fork'],
    ['of a fork that is gone', ({ pull }) => change(pull.head, 'repo', null), 'fork'],
    ['without a name', ({ head }) => change(head, 'full_name', ''), 'fork'],
    ['missing', ({ pull }) => change(pull, 'head', undefined), 'fork'],
  ]
  const change = (object: Payload, key: string, value: unknown) => Object.assign(object, { [key]: value })

  test.each(HEADS)('a pull request whose head is %s', async (_, alter, expected) => {
    for (const event of ['pull_request', 'pull_request_target', 'pull_request_review']) {
      const payload = recorded(event)
      alter({ pull: payload.pull_request, head: payload.pull_request.head.repo })
      expect((await verdict({ event, payload })).is).toBe(expected)
    }
  })

  test.each([
    ['labeled', MEMBER],
    ['synchronize', MEMBER],
    ['synchronize', STRANGER],
  ])("pull_request_target `%s` by %s on a fork's pull request: no input allows it", async (action, user) => {
    const payload = { ...ofFork('pull_request_target'), action, sender: { login: user } }
    const policy = {
      allowPublicRepository: true,
      allowUsers: ['*', user],
      allowBots: true,
      allowBotUsers: [BOT],
    }
    expect((await verdict({ event: 'pull_request_target', payload, policy })).is).toBe('fork')
  })

  test.each([null, undefined, {}, { full_name: FORK }])(
    'workflow_run of a head repository %j',
    async repository => {
      const payload = recorded('workflow_run')
      payload.workflow_run.head_repository = repository
      expect((await verdict({ event: 'workflow_run', payload })).is).toBe('fork')
    },
  )
})

describe('who caused it', () => {
  test('a run that a member starts again is still that of the stranger who caused it', async () => {
    const payload = causedBy(STRANGER, 'issues')
    expect((await verdict({ event: 'issues', payload, actors: [STRANGER, MEMBER] })).is).toBe('actor')
    expect((await verdict({ event: 'issues', payload, actors: [MEMBER, MEMBER] })).is).toBe('actor')
    const silent = recorded('image_version')
    expect((await verdict({ event: 'image_version', payload: silent, actors: [STRANGER, MEMBER] })).is).toBe(
      'actor',
    )
  })

  test("a member's run that somebody else starts again is that one's too", async () => {
    const payload = recorded('issues')
    expect((await verdict({ event: 'issues', payload, actors: [MEMBER, STRANGER] })).is).toBe('actor')
  })

  test("a stranger's push to a member's pull request", async () => {
    const payload = { ...causedBy(STRANGER, 'pull_request'), action: 'synchronize' }
    expect((await verdict({ event: 'pull_request', payload, actors: [STRANGER, STRANGER] })).is).toBe('actor')
  })

  test('workflow_run: who caused the run before counts, whoever is told as the sender', async () => {
    for (const key of ['actor', 'triggering_actor']) {
      const payload = recorded('workflow_run')
      payload.workflow_run[key] = { login: STRANGER }
      expect((await verdict({ event: 'workflow_run', payload })).is).toBe('actor')
    }
  })

  test.each([
    ...['push', 'schedule', 'pull_request', 'workflow_dispatch', 'issues'].map(event => [event, '+']),
    ...['pull_request_target', 'issue_comment', 'workflow_run', 'check_run', '', undefined].map(event => [
      event,
      '~',
    ]),
  ])('workflow_run of a run of the event %j: %s', async (event, expected) => {
    const payload = recorded('workflow_run')
    payload.workflow_run.event = event
    expect((await verdict({ event: 'workflow_run', payload })).is).toBe(expected)
  })

  test('each is asked for once, and nobody that is not named', async () => {
    const { is, asked } = await verdict({ event: 'issues', payload: recorded('issues') })
    expect([is, asked]).toEqual(['+', [MEMBER]])
    const payload = { repository: { private: true }, sender: null }
    const nobody = await verdict({ event: 'issues', payload, actors: ['', ''] })
    expect([nobody.is, nobody.asked]).toEqual(['actor', []])
  })

  test('that GitHub can not be asked is no yes', async () => {
    const occasion = { event: 'issues', payload: EventPayload.parse(recorded('issues')), actors: [MEMBER] }
    const down = async () => {
      throw new Error('GitHub is down')
    }
    await expect(assertTrusted({ ...occasion, repository: REPOSITORY }, STRICT, down)).rejects.toThrow('down')
  })
})

describe('allow-users', () => {
  const USERS: [readonly string[], string, string][] = [
    [[STRANGER], STRANGER, '~'],
    [['Stranger-Lab'], STRANGER, '~'],
    [[STRANGER.toUpperCase(), 'other-lab'], STRANGER, '~'],
    [['*'], STRANGER, '~'],
    [['*'], BOT, '~'],
    [[BOT], BOT, '~'],
    [['lab-app'], BOT, 'actor'],
    [['stranger'], STRANGER, 'actor'],
    [['stranger-*'], STRANGER, 'actor'],
    [['stranger-lab-2'], STRANGER, 'actor'],
    [[''], STRANGER, 'actor'],
    [[], STRANGER, 'actor'],
    [[STRANGER], MEMBER, '+'],
  ]
  test.each(USERS)('%j and %s: %s', async (allowUsers, user, expected) => {
    const payload = causedBy(user, 'issues')
    expect((await verdict({ event: 'issues', payload, actors: [user], policy: { allowUsers } })).is).toBe(
      expected,
    )
  })

  test('an allowed user beside one that is not', async () => {
    const policy = { allowUsers: [STRANGER] }
    const payload = causedBy('other-lab', 'issues')
    expect((await verdict({ event: 'issues', payload, actors: [STRANGER], policy })).is).toBe('actor')
  })
})

describe('allow-bots and allow-bot-users', () => {
  const GITHUB = 'github-actions[bot]'
  const BOTS: [Partial<TrustPolicy>, string, string][] = [
    [{ allowBots: true }, GITHUB, '+'],
    [{ allowBots: true }, 'dependabot[bot]', 'actor'],
    [{ allowBots: true }, BOT, 'actor'],
    [{ allowBots: true }, 'github-actions', 'actor'],
    [{}, GITHUB, 'actor'],
    [{ allowBotUsers: [BOT] }, BOT, '+'],
    [{ allowBotUsers: ['lab-app'] }, BOT, '+'],
    [{ allowBotUsers: [' LAB-App[Bot] '] }, BOT, '+'],
    [{ allowBotUsers: [GITHUB] }, GITHUB, '+'],
    // The account of a person with the name of a bot.
    [{ allowBotUsers: ['lab-app'] }, 'lab-app', 'actor'],
    [{ allowBotUsers: [BOT] }, 'lab-app', 'actor'],
    [{ allowBotUsers: [BOT] }, 'lab-app[bot]2', 'actor'],
    [{ allowBotUsers: ['*'] }, BOT, 'actor'],
    [{ allowBotUsers: ['*[bot]'] }, BOT, 'actor'],
    [{ allowBotUsers: [''] }, BOT, 'actor'],
    [{ allowBotUsers: ['other-app'] }, BOT, 'actor'],
  ]
  test.each(BOTS)('%j and %s: %s', async (policy, user, expected) => {
    const payload = causedBy(user, 'pull_request')
    expect((await verdict({ event: 'pull_request', payload, actors: [user, user], policy })).is).toBe(
      expected,
    )
  })

  test("a bot's pull request that a stranger edits", async () => {
    const payload = causedBy(STRANGER, 'pull_request')
    const policy = { allowBotUsers: [BOT] }
    expect((await verdict({ event: 'pull_request', payload, actors: [BOT, BOT], policy })).is).toBe('actor')
  })
})
