import { performance } from 'node:perf_hooks'
import { authJson } from '../__tests__/unit/auth-json.js'
import { MB, SHAPES } from '../__tests__/unit/linear-shapes.js'
import { scrub } from '../src/stores/command/scrub.js'
import { withoutEscapes } from '../src/system/escapes.js'
import type { Print } from './measure.js'

const ROUNDS = 5

/** The cost of 1 MB of hostile text, relative to one look at each of its characters. */
export function hostileText(print: Print): void {
  const login = Buffer.from(authJson())
  for (const [name, shape] of Object.entries(SHAPES)) {
    const text = shape(MB)
    const unit = best(() => text.replace(/[\s\S]/g, ''))
    print(
      `scrub: 1 MB of ${name}`,
      best(() => scrub(text, [login])),
      unit,
    )
    print(
      '  and 96 KB of it are a secret',
      best(() => scrub(text, [Buffer.from(text.slice(0, 96 * 1024))])),
      unit,
    )
    print(
      '  escapes alone',
      best(() => withoutEscapes(text)),
      unit,
    )
  }
}

function best(work: () => unknown): number {
  let ms = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    work()
    ms = Math.min(ms, performance.now() - start)
  }
  return ms
}
