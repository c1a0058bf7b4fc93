import type { Mark } from '../../src/leases/mark.js'

/** A mark of that many seconds after the first; the same second is the same revision. */
export const markAt = (second: number, rest: Partial<Mark> = {}): Mark => ({
  changedAt: `${1_790_000_000 + second}000000000`,
  digest: `${second}`.padStart(32, '0'),
  ...rest,
})

export const [STORE, OTHER_STORE] = ['5701e0000000000a', '5701e0000000000b'] as const
export const [ACCOUNT, OTHER_ACCOUNT] = [
  'acc0000000000001-acc0000000000002',
  'acc0000000000003-acc0000000000004',
] as const
