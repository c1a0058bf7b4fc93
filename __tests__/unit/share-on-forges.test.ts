import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openShareTarget } from '../../src/keeper/share-target.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'

let files: RunnerFiles
beforeEach(() => {
  files = runnerFiles()
})
afterEach(() => files.end())

const targetOn = (env: Record<string, string>, inputs: Record<string, string>) =>
  openShareTarget(files.job(env).stage({ inputs: { storage: 'host', ...inputs } }))

test.each([
  { GITEA_ACTIONS: 'true' },
  { FORGEJO_ACTIONS: 'true' },
  { GITHUB_API_URL: 'http://forge.example/api/v1' },
])(
  'where secrets are not GitHub’s (%j), an access login is not published in one, and can be by a command',
  async env => {
    await expect(targetOn(env, { 'share-access': 'secret:CODEX_ACCESS', token: 'lab' })).rejects.toThrow(
      /`share-access` is `secret:CODEX_ACCESS`, and the server of this job is a Gitea or Forgejo/,
    )
    const byCommand = { 'share-access': 'command', 'share-command': 'cat > /dev/null' }
    expect((await targetOn(env, byCommand))?.where).toBe('`share-command`')
  },
)
