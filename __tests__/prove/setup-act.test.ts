import { expect } from '@jest/globals'
import type { Choices, StoreChoice } from '../../src/setup/choices.js'
import { workflowFiles } from '../../src/setup/workflows.js'
import { refreshToken } from '../e2e/command-job.js'
import { type ActMachine, onActMachine } from './act/machine.js'
import { withAct } from './act/with-act.js'
import { ACTION, LABEL } from './act/workflow.js'

const MINUTE = 60_000

const test = withAct()

interface Store {
  readonly choice: StoreChoice
  held(): Promise<string | undefined>
}

const STORES: Record<'host' | 'command', (machine: ActMachine) => Store> = {
  host: ({ lab }) => ({ choice: { kind: 'host' }, held: () => lab.auth() }),
  command: ({ manager }) => ({
    choice: { kind: 'command', restore: manager.restoreCommand, persist: manager.persistCommand },
    held: () => manager.stored(),
  }),
}

for (const kind of ['host', 'command'] as const)
  test(
    `the workflows that the set-up writes for ${kind}, under act: a forced refresh, stored, then a job`,
    onActMachine(async machine => {
      const { openai } = machine.lab
      const { choice, held } = STORES[kind](machine)
      const choices: Choices = {
        runner: kind === 'host' ? 'self-hosted' : 'several',
        runsOn: LABEL,
        environment: undefined,
        store: choice,
        jobs: { kind: 'full' },
      }
      const [keepFresh, job] = workflowFiles(choices, { action: ACTION, minute: 7 })
      const secrets = { CODEX_AUTH_JSON: openai.login() }

      const inputs = { 'force-refresh': 'true' }
      const proven = await machine.dispatch({ text: keepFresh?.content ?? '', inputs }, secrets)
      expect(proven.exit).toBe(0)
      expect(openai.acceptedRefreshes).toHaveLength(1)
      expect(refreshToken(await held())).toBe(refreshToken(openai.currentAuthJson()))

      const ran = await machine.dispatch({ text: job?.content ?? '', inputs: { prompt: 'Say OK' } }, secrets)
      expect(ran.exit).toBe(0)
      expect(ran.log).toContain('::set-output:: final-message=OK')
      expect(openai.acceptedRefreshes).toHaveLength(1)
      expect(await machine.homesLeft()).toEqual([])
    }),
    3 * MINUTE,
  )
