import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import type { Scene } from './context.js'
import { unknownInputs } from './input-names.js'
import { refusedValues } from './input-values.js'
import { allowedPublic } from './public.js'
import { readTooEarly } from './queue.js'
import * as rights from './rights.js'
import * as store from './store.js'
import * as strangers from './strangers.js'

/** Every rule for a use of the action. */
const OF_A_USE: readonly ((use: Use, scene: Scene) => Finding[])[] = [
  unknownInputs,
  refusedValues,
  store.refusedStore,
  store.cacheForgets,
  readTooEarly,
  store.outsideEnvironment,
  rights.missingPermissions,
  rights.cannotWriteSecret,
  rights.halfAnApp,
  strangers.openToStrangers,
  strangers.unsafeForStrangers,
  strangers.forks,
]

/** Said once for all uses. */
const OF_ALL_USES = [store.schedulesEnd, allowedPublic]

export const findingsOfUses = (scene: Scene): Finding[] => {
  const uses = scene.uses.filter(({ workflow }) => scene.named.includes(workflow))
  return [
    ...uses.flatMap(use => OF_A_USE.flatMap(rule => rule(use, scene))),
    ...OF_ALL_USES.flatMap(rule => rule(uses)),
  ]
}
