import { expect } from '@jest/globals'
import type { Values } from '../../doubles/runner/index.js'
import { commandsOf, refreshToken } from '../../e2e/command-job.js'
import type { ActMachine } from './machine.js'

/** A store as inputs name it, and what it holds. */
export interface Store {
  readonly inputs: Values
  held(): Promise<string | undefined>
}

export const STORES: Record<'host' | 'command', (machine: ActMachine) => Store> = {
  host: ({ lab }) => ({ inputs: { storage: 'host' }, held: () => lab.auth() }),
  command: ({ manager }) => ({
    inputs: { storage: 'command', ...commandsOf(manager) },
    held: () => manager.stored(),
  }),
}

/** OpenAI has seen each refresh token once at most, and no refresh while another was under way. */
export function assertOneAtATime({ lab: { openai } }: ActMachine): void {
  expect(openai.presentations().filter(({ times }) => times > 1)).toEqual([])
  for (const [at, { startedAt }] of openai.refreshes.entries())
    if (at > 0) expect(startedAt).toBeGreaterThanOrEqual(openai.refreshes[at - 1]?.endedAt ?? Number.NaN)
}

/** The store holds what OpenAI gave out last, and no job has left a login elsewhere. */
export async function assertKept(machine: ActMachine, store: Store): Promise<void> {
  const newest = machine.lab.openai.currentAuthJson()
  expect(refreshToken(await store.held())).toBe(refreshToken(newest))
  expect(await machine.homesLeft()).toEqual([])
}
