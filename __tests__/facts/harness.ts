import { test } from '@jest/globals'

export * from './scene.js'

/**
 * One fact of docs/facts/codex.md, by its id. It holds for a version if this doesn't throw. `npm run facts` writes
 * down what it finds.
 */
export const fact = (id: string, holds: () => unknown): void =>
  test.concurrent(id, async () => void (await holds()), 150_000)
