import { readdirSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { BOT, causedBy, EVENTS_DIR, MEMBER, ofFork, recorded, STRANGER, verdict } from './trust-occasion.js'

/**
 * The names of GitHub's page "Events that trigger workflows" and of the runner's own workflow parser (both as of
 * November 2026, where they agree).
 */
const EVENTS = [
  ...['branch_protection_rule', 'check_run', 'check_suite', 'create', 'delete', 'deployment'],
  ...['deployment_status', 'discussion', 'discussion_comment', 'fork', 'gollum', 'image_version'],
  ...['issue_comment', 'issues', 'label', 'merge_group', 'milestone', 'page_build', 'project'],
  ...['project_card', 'project_column', 'public', 'pull_request', 'pull_request_comment'],
  ...['pull_request_review', 'pull_request_review_comment', 'pull_request_target', 'push'],
  ...['registry_package', 'release', 'repository_dispatch', 'schedule', 'status', 'watch'],
  ...['workflow_call', 'workflow_dispatch', 'workflow_run'],
]

/**
 * Who can cause an event, and what comes of it with no input given: caused by a member with write access, by a
 * stranger, by a member about a fork's head, by a bot. `+` passes; `~` passes, but what lies in the workspace is not
 * read as instructions; a word is the rule that refuses. Where only insiders can cause it, nobody is asked for.
 */
const TABLE = `
  event                       | who                          | member | stranger | fork   | bot
  branch_protection_rule      | admins                       | +      | +        | +      | +
  check_run                   | services, for anybody        | ~      | actor    | ~      | actor
  check_suite                 | services, for anybody        | ~      | actor    | ~      | actor
  create                      | writers                      | +      | +        | +      | +
  delete                      | writers                      | +      | +        | +      | +
  deployment                  | services, for anybody        | ~      | actor    | ~      | actor
  deployment_status           | services, for anybody        | ~      | actor    | ~      | actor
  discussion                  | anybody who can read         | +      | actor    | +      | actor
  discussion_comment          | anybody who can read         | +      | actor    | +      | actor
  fork                        | anybody who can read         | +      | actor    | +      | actor
  gollum                      | whoever may edit the wiki    | +      | actor    | +      | actor
  image_version               | whoever may make images      | +      | actor    | +      | actor
  issue_comment               | anybody who can read         | +      | actor    | ~      | actor
  issues                      | anybody who can read         | +      | actor    | +      | actor
  label                       | triage                       | +      | actor    | +      | actor
  merge_group                 | writers, by the merge queue  | +      | +        | +      | +
  milestone                   | triage                       | +      | actor    | +      | actor
  page_build                  | writers                      | +      | actor    | +      | actor
  project                     | writers (old GHES)           | ~      | actor    | ~      | actor
  project_card                | writers (old GHES)           | ~      | actor    | ~      | actor
  project_column              | writers (old GHES)           | ~      | actor    | ~      | actor
  public                      | admins                       | public | public   | public | public
  pull_request                | anybody who can read         | +      | actor    | fork   | actor
  pull_request_comment        | nobody: it is issue_comment  | fork   | fork     | fork   | fork
  pull_request_review         | anybody who can read         | +      | actor    | fork   | actor
  pull_request_review_comment | anybody who can read         | +      | actor    | fork   | actor
  pull_request_target         | anybody who can read         | +      | actor    | fork   | actor
  push                        | writers                      | +      | +        | +      | +
  registry_package            | writers of the package       | ~      | actor    | ~      | actor
  release                     | writers                      | +      | +        | +      | +
  repository_dispatch         | writers                      | +      | +        | +      | +
  schedule                    | the clock                    | +      | +        | +      | +
  status                      | services, for anybody        | ~      | actor    | ~      | actor
  watch                       | anybody who can read         | +      | actor    | +      | actor
  workflow_call               | nobody: it is the caller's   | ~      | actor    | ~      | actor
  workflow_dispatch           | writers                      | +      | +        | +      | +
  workflow_run                | whoever caused the first run | +      | actor    | fork   | actor`

const rows = TABLE.trim()
  .split('\n')
  .slice(1)
  .map(line => line.split('|').map(cell => cell.trim()))
const INSIDERS = /^(admins|writers|writers, by the merge queue|the clock)$/

test("each of GitHub's events has a row and a recorded payload, and nothing else has", () => {
  expect(rows.map(([event]) => event)).toEqual(EVENTS)
  expect(readdirSync(EVENTS_DIR).sort()).toEqual(EVENTS.map(event => `${event}.json`))
})

test.each(rows)('%s, caused by %s: %s, %s, %s, %s', async (event = '', who = '', ...expected) => {
  const by = (user: string) => verdict({ event, payload: causedBy(user, event), actors: [user, user] })
  const found = [
    await by(MEMBER),
    await by(STRANGER),
    await verdict({ event, payload: ofFork(event) }),
    await by(BOT),
  ]
  expect(found.map(({ is }) => is)).toEqual(expected)
  // Where everybody passes, that is because GitHub lets no stranger cause it: nobody was asked for.
  if (expected[1] === '+') expect(who).toMatch(INSIDERS)
  if (expected[1] === '+') expect(found.flatMap(({ asked }) => asked)).toEqual([])
})

test.each(rows)('%s in a public repository: refused, whoever causes it', async (event = '') => {
  const payload = recorded(event)
  payload.repository.private = false
  payload.repository.visibility = 'public'
  expect((await verdict({ event, payload })).is).toBe('public')
})

test.each(['something_new', 'PUSH', 'push ', 'dynamic', 'constructor'])(
  'the event "%s", which this version does not know: a stranger may have caused it, and its head is not trusted',
  async event => {
    const payload = causedBy(STRANGER, 'push')
    expect((await verdict({ event, payload, actors: [STRANGER] })).is).toBe('actor')
    expect((await verdict({ event, payload: recorded('push') })).is).toBe('~')
  },
)

test.each(EVENTS.filter(event => /^(pull_request|workflow_run)/.test(event)))(
  '%s whose payload does not say whose head it is: as from a fork',
  async event => {
    const { repository, sender } = recorded(event)
    expect((await verdict({ event, payload: { repository, sender } })).is).toBe('fork')
  },
)
