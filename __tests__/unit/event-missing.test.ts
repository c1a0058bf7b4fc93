import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { checkTrust } from '../../src/action/check-trust.js'
import type { Stage } from '../../src/action/stage.js'
import { mayWrite } from '../../src/stores/cache/writing.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'

/** What runners that aren't GitHub's leave out of an event and its variables: the refusal names it, and what to do. */

let files: RunnerFiles
let directory: string
beforeEach(() => {
  files = runnerFiles()
  directory = mkdtempSync(join(tmpdir(), 'lab-event-'))
})
afterEach(() => {
  files.end()
  rmSync(directory, { recursive: true })
})

const PRIVATE = { private: true }
const INPUTS = { token: 'lab-token' }

/** What is said to a job of this event; `text` is what its file holds, undefined for no file. */
async function refusalOf(
  event: string | undefined,
  text: string | undefined,
  path?: string,
): Promise<string> {
  const file = join(directory, 'event.json')
  if (text !== undefined) writeFileSync(file, text)
  const env = { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path ?? file, GITHUB_REPOSITORY: 'lab/project' }
  const stage = files.job(env).stage({ inputs: INPUTS }) as Stage
  return checkTrust(stage).then(
    () => 'trusted',
    (error: Error) => error.message,
  )
}

const json = JSON.stringify

test.each<[string, string | undefined, string | undefined, RegExp, string?]>([
  ['the path of the event', 'push', undefined, /public: GITHUB_EVENT_PATH is not set\./, ''],
  [
    'the file of the event',
    'push',
    undefined,
    /event\.json \(GITHUB_EVENT_PATH\), can't be read \(ENOENT\)\./,
  ],
  ['a regular file', 'push', undefined, /\(GITHUB_EVENT_PATH\), can't be read/, '/dev/null'],
  ['all of the content', 'push', '', /\(GITHUB_EVENT_PATH\), is not JSON\./],
  ['JSON', 'push', '{"repository":', /\(GITHUB_EVENT_PATH\), is not JSON\./],
  ['an object', 'push', '[]', /the event \(GITHUB_EVENT_PATH\) isn't an object\./],
  ['`repository`', 'push', '{}', /the event \(GITHUB_EVENT_PATH\) has no `repository`\./],
  ['`private`', 'push', '{"repository":{}}', /has no `repository\.visibility` or `repository\.private`\./],
  [
    'a boolean',
    'push',
    json({ repository: { private: 'yes' } }),
    /another kind of value in `repository\.private`/,
  ],
  [
    'the head of a pull request',
    'pull_request',
    json({ repository: PRIVATE }),
    /is about code of a repository that is gone, .* \(it has no `pull_request\.head\.repo\.full_name`\)/,
  ],
  [
    'the head of a run',
    'workflow_run',
    json({ repository: PRIVATE, workflow_run: {} }),
    /\(it has no `workflow_run\.head_repository\.full_name`\)/,
  ],
  ['the event’s name', undefined, json({ repository: PRIVATE }), /GITHUB_EVENT_NAME is not set\./],
  [
    'who caused it',
    'issues',
    json({ repository: PRIVATE }),
    /GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR and the event's `sender\.login` are empty\./,
  ],
])('without %s a job is refused, and told so', async (_, event, text, says, ...more) => {
  const [path] = more
  const message = await refusalOf(event, text, path)
  expect(message).toMatch(says)
  // What happened, why it matters, what to do.
  expect(message.split('\n')).toHaveLength(3)
  expect(message).toContain('Nothing was restored, and nothing was changed.')
})

test('nothing that is missing is asked for where it has no part', async () => {
  expect(await refusalOf('push', json({ repository: PRIVATE }))).toBe('trusted')
  expect(await refusalOf('workflow_dispatch', json({ repository: { visibility: 'private' } }))).toBe(
    'trusted',
  )
})

test.each<[string, string | undefined, string | undefined, RegExp]>([
  [
    'the default branch',
    'refs/heads/main',
    undefined,
    /event has no `repository\.default_branch`[\s\S]*--defaultbranch/,
  ],
  ['the ref', undefined, 'main', /an unknown ref \(GITHUB_REF is not set\)/],
])('the cache store without %s writes nothing, and says so', (_, ref, branch, says) => {
  const writing = mayWrite(ref, branch, {})
  expect(writing.may).toBe(false)
  expect(writing.may ? '' : writing.refusal.message).toMatch(says)
})
