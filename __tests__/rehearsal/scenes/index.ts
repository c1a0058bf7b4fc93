import type { Scene } from '../play.js'
import { inTheCache } from './cache.js'
import { secretManager } from './command.js'
import { eightAtOnce } from './crowd.js'
import { deadLogin, newLogin, phoneLogin } from './dead.js'
import { githubSecret } from './github-secret.js'
import { handOver } from './hand-over.js'
import { keepFresh } from './keep-fresh.js'
import { recipe } from './recipe.js'
import { nearExpiry } from './refresh.js'
import { firstRun, secondRun } from './seeding.js'

/** In the order in which they are played. */
export const SCENES: readonly Scene[] = [
  recipe,
  firstRun,
  secondRun,
  nearExpiry,
  keepFresh,
  eightAtOnce,
  handOver,
  deadLogin,
  newLogin,
  phoneLogin,
  inTheCache,
  githubSecret,
  secretManager,
]
