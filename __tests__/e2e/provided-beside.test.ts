import { readdir } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { createMachine } from '../doubles/codex-machine.js'
import { commandsOf } from './command-job.js'
import { hostedJob } from './hosted.js'
import { inLab } from './lab.js'

/** Fails in pre, which leaves it to main; in main it fails when the download of Codex into this tool cache has begun. */
const failingBeside = (tools: string) => `if mkdir "$HOME/pre" 2>/dev/null; then exit 1; fi
until ls -d '${tools}'/codex/.staging-*; do sleep 0.05; done >/dev/null 2>&1
exit 1`

test(
  'a job whose login can’t be restored ends at once, and the download of Codex that has begun beside it, too',
  inLab(async lab => {
    const machine = await createMachine()
    try {
      // It never sends the second half of the package, and would be waited for a minute, and tried again.
      const registry = await machine.registry({ faults: ['stall', 'stall'], faultsAt: '.tgz' })
      // The sha512 of the default version is pinned.
      await registry.publish('0.168.0-linux-x64', { tarball: machine.script })
      const on = await lab.fresh()
      const { tools } = on.folders
      const manager = { restoreCommand: failingBeside(tools), persistCommand: 'cat >/dev/null' }

      const { conclusion, annotations } = await hostedJob(
        lab,
        { storage: 'command', ...commandsOf(manager), mode: 'setup', 'codex-version': '0.168.0' },
        { on, env: { NPM_CONFIG_REGISTRY: registry.url, PATH: '/usr/bin:/bin' } },
      )

      expect(conclusion).toBe('failure')
      const errors = annotations.filter(({ level }) => level === 'error')
      expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('restore-command')])
      expect(registry.requests.length).toBeGreaterThan(0)
      const left = await readdir(`${tools}/codex`)
      expect(left.filter(name => name.startsWith('.staging-'))).toEqual([])
    } finally {
      await machine.remove()
    }
  }),
  60_000,
)
