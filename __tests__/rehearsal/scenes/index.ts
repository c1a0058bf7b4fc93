import type { Scene } from '../play.js'
import { inTheCache } from './cache.js'
import { secretManager } from './command.js'
import { eightAtOnce } from './crowd.js'
import { deadSession, newLogin, phoneLogin } from './dead.js'
import { githubSecret } from './github-secret.js'
import { handOver } from './hand-over.js'
import { keepFresh } from './keep-fresh.js'
import { recipe } from './recipe.js'
import { nearExpiry } from './rotation.js'
import { firstRun, secondRun } from './seeding.js'

export const SCENES: readonly Scene[] = [
  firstRun,
  secondRun,
  nearExpiry,
  keepFresh,
  eightAtOnce,
  handOver,
  deadSession,
  newLogin,
  phoneLogin,
  inTheCache,
  githubSecret,
  secretManager,
  recipe,
]
