import { test } from '@jest/globals'
import { assertNothingLost, assertOneOrder } from '../unit/replace-properties.js'

const LATE = 900_000

test(
  'the order is one, for logins, marks, seals and cache keys: 30,000 triples',
  () => assertOneOrder(30_000),
  LATE,
)
test(
  'no newer login is lost, and none of another account: 100,000 pairs',
  () => assertNothingLost(100_000),
  LATE,
)
