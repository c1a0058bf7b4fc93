import type { Attempt } from './attempt.js'
import { ENVIRONMENT } from './environment.js'
import { KERNEL } from './kernel.js'
import { LATER } from './later.js'
import { OUTSIDE } from './outside.js'
import { READ } from './read.js'
import { STORED } from './stored.js'
import { TOOLS } from './tools.js'
import { WRITE } from './write.js'

export const GROUPS: readonly (readonly [string, readonly Attempt[]])[] = [
  ['Read the login and other secrets', READ],
  ['Change what runs later, or outside of the sandbox', WRITE],
  ['Be found by a search path or a variable of the job', [...ENVIRONMENT, ...STORED]],
  ['Reach out of the sandbox', OUTSIDE],
  ['Reach the kernel', KERNEL],
  ['By the tools of Codex', TOOLS],
  ['Leave something for the next run', LATER],
]

export const ATTEMPTS: readonly Attempt[] = GROUPS.flatMap(([, attempts]) => attempts)
