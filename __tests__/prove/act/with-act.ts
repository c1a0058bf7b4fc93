import { beforeAll } from '@jest/globals'
import { inCi, where } from '../../unit/needs.js'
import { provideAct, whyNoAct } from './binary.js'

const LONGEST_MS = 660_000

/**
 * The `test` of a file whose tests run act, which gets act first. Where act can't be had, they are skipped with the reason; in
 * continuous integration they fail instead.
 */
export function withAct(what = 'the runs under act'): ReturnType<typeof where> {
  const why = whyNoAct()
  const isAble = why === undefined || inCi
  beforeAll(async () => {
    if (isAble) await provideAct()
  }, LONGEST_MS)
  return where(isAble, `${what}: ${why}`)
}
