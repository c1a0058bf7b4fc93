import { expect, test } from '@jest/globals'
import { runsEveryPost } from '../../src/keeper/runner-kind.js'

test.each([
  ["GitHub's runner", { RUNNER_NAME: 'lab', RUNNER_TRACKING_ID: 'github_1' }, true],
  ["GitHub's runner, in a job container", { RUNNER_NAME: 'lab' }, true],
  ['act', { ACT: 'true' }, false],
  ['act, where a workflow sets a name', { ACT: 'true', RUNNER_NAME: 'lab' }, false],
  ['the runner of Gitea', { GITEA_ACTIONS: 'true', RUNNER_NAME: 'lab' }, false],
  ['the runner of Forgejo', { FORGEJO_ACTIONS: 'true' }, false],
  ['a runner that nobody knows', {}, false],
])('%s runs the post of each step whose pre it ran: %j, %s', (_, env, runs) => {
  expect(runsEveryPost(env)).toBe(runs)
})
