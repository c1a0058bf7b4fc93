import type { Attempt } from './attempt.js'
import { LATER } from './later.js'
import { OUTSIDE } from './outside.js'
import { READ } from './read.js'
import { TOOLS } from './tools.js'
import { WRITE } from './write.js'

export const GROUPS: readonly (readonly [string, readonly Attempt[]])[] = [
  ['Read the login and other secrets', READ],
  ['Change what runs later, or outside of the sandbox', WRITE],
  ['Reach out of the sandbox', OUTSIDE],
  ['By the tools of Codex', TOOLS],
  ['Leave something for the next run', LATER],
]

export const ATTEMPTS: readonly Attempt[] = GROUPS.flatMap(([, attempts]) => attempts)
