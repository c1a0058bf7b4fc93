import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { where } from '../unit/needs.js'
import { VARIANTS, type Variant } from './attacks/attempt.js'
import { ATTEMPTS } from './attacks/attempts.js'
import { play } from './attacks/play.js'
import { document } from './attacks/table.js'

const say = (line: string) => process.stdout.write(`${line}\n`)
// bubblewrap is where Codex's own sandbox comes from.
const onLinux = where(process.platform === 'linux', 'the attempts are made against the sandbox of Linux')

test('there are enough attempts, each is named once, and none is expected to succeed with our defaults', () => {
  expect(ATTEMPTS.length).toBeGreaterThanOrEqual(30)
  expect(new Set(ATTEMPTS.map(({ id }) => id)).size).toBe(ATTEMPTS.length)
  expect(ATTEMPTS.filter(({ succeeds }) => succeeds.some(isStrict))).toEqual([])
})

const isRoot = process.getuid?.() === 0
const isStrict = (variant: Variant) => variant === 'workspace-write' || variant === 'read-only'

onLinux.each([...VARIANTS])(
  'what the model reaches: %s',
  async variant => {
    const start = Date.now()
    const { succeeded, printed, complaint } = await play(variant)
    say(
      `${variant}: ${succeeded.length} of ${ATTEMPTS.length} attempts succeed, in ${Math.round((Date.now() - start) / 1000)} s`,
    )
    // All of them were made.
    expect([...printed.keys()].sort()).toEqual(
      ATTEMPTS.filter(
        ({ script, tool, second, whileRefreshed, last, stored }) =>
          script ?? tool ?? second ?? whileRefreshed ?? last ?? stored,
      )
        .map(({ id }) => id)
        .sort(),
    )
    expect(succeeded).toEqual(
      ATTEMPTS.filter(({ succeeds, asRoot }) => succeeds.includes(variant) && (!asRoot || isRoot)).map(
        ({ id }) => id,
      ),
    )
    // Without the action the login can be read: then it is in the log, and in what the attempts have left.
    if (variant !== 'plain') expect(complaint).toBeUndefined()
  },
  240_000,
)

test('docs/attacks.md says what was found: node build/__tests__/prove/attacks/table.js > docs/attacks.md', () => {
  expect(readFileSync(join(process.cwd(), 'docs', 'attacks.md'), 'utf8')).toBe(document())
})
