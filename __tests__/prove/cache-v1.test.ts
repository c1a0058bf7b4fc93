import { test } from '@jest/globals'
import { storedAtOnce } from '../e2e/cache-story.js'

test(
  'service v1: the seed is stored at first use and a refreshed login within five seconds',
  storedAtOnce('v1'),
  90_000,
)
