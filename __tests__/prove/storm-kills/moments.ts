import { setTimeout as sleep } from 'node:timers/promises'
import type { StoreName } from './machine.js'
import type { Scene } from './scene.js'
import type { Victim } from './victims.js'

/** A moment of a job at which something is killed. Codex is there from `Codex has started` to the store's write. */
export interface Moment {
  readonly name: string
  readonly victims: readonly Victim[]
  /** False if the job ended before it came. */
  readonly reached: (scene: Scene) => Promise<boolean>
}

const WITHOUT_CODEX: readonly Victim[] = ['node', 'worker', 'node and worker']
const ALL: readonly Victim[] = ['node', 'worker', 'node and worker', 'Codex', 'all three']

/** OpenAI has refreshed and its answer is on its way; then it must come to this. */
const answeredUntil =
  (isSo: (scene: Scene) => Promise<boolean>) =>
  async (scene: Scene): Promise<boolean> => {
    const answer = await scene.refreshedOnly()
    if (!answer) return false
    const reached = isSo(scene)
    answer()
    return reached
  }

const BEFORE: readonly Moment[] = [
  { name: 'main has begun', victims: WITHOUT_CODEX, reached: scene => scene.at('main') },
]

const PROOF: Moment = {
  name: 'the store is proven, before the announcement',
  victims: WITHOUT_CODEX,
  reached: scene => scene.held('writing'),
}

const REFRESH: readonly Moment[] = [
  { name: 'announced: Codex has started', victims: ALL, reached: scene => scene.frozen() },
  { name: 'OpenAI is asked', victims: ALL, reached: scene => scene.asked() },
  {
    name: 'OpenAI has refreshed, and does not answer yet',
    victims: ALL,
    reached: async scene => (await scene.refreshedOnly()) !== undefined,
  },
  {
    name: 'answered, and Codex has not saved yet',
    victims: ALL,
    async reached(scene) {
      const answer = await scene.refreshedOnly()
      if (!answer || !(await scene.locked())) return false
      answer()
      if (!(await scene.until(() => scene.refresh?.endedAt !== undefined))) return false
      await sleep(20)
      return true
    },
  },
]

const HOST_SAVED: readonly Moment[] = [
  {
    name: 'Codex has saved',
    victims: ALL,
    reached: answeredUntil(scene => scene.untilSaved()),
  },
  {
    name: 'main says that it is stored',
    victims: WITHOUT_CODEX,
    reached: async scene => {
      const stored = scene.job.run.line('Refreshed and stored the login')
      return stored.then(
        () => true,
        () => false,
      )
    },
  },
]

const COMMAND_SAVED: readonly Moment[] = [
  {
    name: 'Codex has saved, persist-command has not',
    victims: ALL,
    reached: answeredUntil(scene => scene.held('writing')),
  },
  {
    name: 'persist-command has stored it',
    victims: ALL,
    reached: answeredUntil(scene => scene.held('written')),
  },
]

const POST: Moment = { name: 'post has begun', victims: WITHOUT_CODEX, reached: scene => scene.at('post') }

/** In the order in which a job comes to them. */
export const MOMENTS: Readonly<Record<StoreName, readonly Moment[]>> = {
  host: [...BEFORE, ...REFRESH, ...HOST_SAVED, POST],
  command: [...BEFORE, PROOF, ...REFRESH, ...COMMAND_SAVED, POST],
}
