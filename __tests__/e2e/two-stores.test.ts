import { writeFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { commandsOf, refreshToken, withManagers } from './command-job.js'
import { hostedJob } from './hosted.js'

const HOUR = 3_600_000

test(
  "a login of the host's own beside a stored one in a job: each is refreshed where it lives",
  withManagers(async ({ lab, manager }) => {
    const stored = lab.openai.login({ expInMs: HOUR })
    await manager.put(stored)
    const own = lab.openai.login({ account: '4ab4ab4a-0000-4000-8000-000000000004' })
    await writeFile(lab.authFile, own, { mode: 0o600 })
    const job = await hostedJob(
      lab,
      {},
      {
        on: lab.runner(),
        secrets: [stored, own],
        steps: [
          {
            uses: 'self',
            with: { storage: 'command', mode: 'setup', 'min-lifetime': '1m', ...commandsOf(manager) },
          },
          { uses: 'self', with: { storage: 'host', mode: 'keep-fresh', 'force-rotate': 'true' } },
        ],
      },
    )
    expect(job.conclusion).toBe('success')
    expect(job.steps[1]?.outputs).toMatchObject({
      'codex-home': lab.home,
      rotated: 'true',
      persisted: 'true',
    })
    expect(refreshToken(await lab.auth())).not.toBe(refreshToken(own))
    expect(JSON.parse((await manager.stored()) ?? '')).toEqual(JSON.parse(stored))
    expect(lab.openai.rotations).toHaveLength(1)
  }),
  60_000,
)
