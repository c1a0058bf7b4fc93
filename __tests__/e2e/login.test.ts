import { test } from '@jest/globals'
import { ofAnotherAccount, replaced } from './login-stories.js'
import { LATE, STORES } from './login-world.js'

// The other stores, which need more of the time, are in prove/login-stores.test.ts.
const { host } = STORES

test(
  'a dead login on a host is replaced: as it was until the code is typed, then used without another seed',
  host(replaced),
  LATE,
)

test('another account is refused, and taken with allow-account-change', host(ofAnotherAccount), LATE)
