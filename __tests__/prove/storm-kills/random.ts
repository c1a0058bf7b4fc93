import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../../doubles/git/faults.js'
import type { Moment } from './moments.js'
import type { Scene } from './scene.js'
import { VICTIMS } from './victims.js'

interface Origin {
  readonly name: string
  /** Milliseconds. */
  readonly most: number
  come(scene: Scene): Promise<unknown>
}

const ASKED: Origin = {
  name: 'OpenAI is asked',
  most: 400,
  come: scene => scene.until(() => scene.refresh !== undefined),
}

/** What a random moment is measured from. The job may be over by then, which is as good. */
const ORIGINS: readonly Origin[] = [
  { name: 'main has begun', most: 1500, come: scene => scene.at('main') },
  ASKED,
  { name: 'OpenAI has refreshed', most: 150, come: scene => scene.until(() => scene.refreshed) },
]

/** Moments so many milliseconds after another one; OpenAI's answer takes its time, too. */
export function atRandom(seed: number, count: number): Moment[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => {
    const { name, most, come } = ORIGINS[Math.floor(random() * ORIGINS.length)] ?? ASKED
    const [wait, answer] = [random() * most, random() * 100]
    return {
      name: `at random after: ${name}`,
      victims: VICTIMS,
      async reached(scene: Scene) {
        scene.machine.lab.openai.delayAfterRefresh(answer)
        await come(scene)
        await sleep(wait)
        return true
      },
    }
  })
}
