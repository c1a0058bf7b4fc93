import type { Kind } from '../doubles/cache/index.js'
import type { JobRun, Runner, StageName } from '../doubles/runner/index.js'
import { authFileOn, type CacheWorld, until } from '../e2e/cache-world.js'

/**
 * The moments in which a job that refreshes the login is killed. Each is an event, not a time: what the stage
 * waits for at that moment is withheld, so that it can't be past it on any machine. All of them end with the job.
 */
export interface Moment {
  readonly name: string
  /** False if the job ended before it came. */
  readonly reached: (scene: Scene) => Promise<boolean>
}

/** A job under way in a world in which nothing else runs. */
export class Scene {
  readonly #requests: number
  readonly #refreshes: number
  readonly #entries: number

  constructor(
    readonly run: JobRun,
    readonly on: Runner,
    readonly world: CacheWorld,
  ) {
    this.#requests = world.cache.requests.length
    this.#refreshes = world.lab.openai.refreshes.length
    this.#entries = world.cache.entries.length
  }

  until = (isSo: () => boolean): Promise<boolean> => until(this.run, isSo)

  /** How often the job has asked the cache for that. */
  asked = (kind: Kind): number =>
    this.world.cache.requests.slice(this.#requests).filter(request => request.kind === kind).length

  get refresh() {
    return this.world.lab.openai.refreshes[this.#refreshes]
  }

  get stored(): number {
    return this.world.cache.entries.length - this.#entries
  }
}

type Reached = Moment['reached']

/** Milliseconds between OpenAI's refresh and its answer. */
export const DELAY_MS = 150

const stage =
  (name: StageName): Reached =>
  ({ until, run }) =>
    until(() => run.running?.stage === name)

const said =
  (text: string | RegExp): Reached =>
  ({ run }) =>
    run.line(text).then(
      () => true,
      () => false,
    )

/** The next request of that kind has come, and is not answered. */
const unanswered =
  (kind: Kind): Reached =>
  ({ world, asked, until }) => {
    const before = asked(kind)
    world.cache.fault(kind, 'silent')
    return until(() => asked(kind) > before)
  }

/** The service has what it was given, but the line broke before it could say so. */
const unconfirmed: Reached = scene => {
  const before = scene.stored
  scene.world.cache.fault('finalize', 'lost')
  return scene.until(() => scene.stored > before)
}

const refreshing: Reached = scene => scene.until(() => scene.refresh !== undefined)
const refreshed: Reached = scene => scene.until(() => scene.refresh?.endedAt !== undefined)

/** Codex has put the refreshed login into the place of auth.json. */
const saved: Reached = async scene => {
  const file = () => authFileOn(scene.on)?.ino
  const before = file()
  return scene.until(() => file() !== before)
}

const then =
  (...steps: Reached[]): Reached =>
  async scene => {
    for (const step of steps) if (!(await step(scene))) return false
    return true
  }

/** Main is killed before the store has the refreshed login, so that post has to store it. */
const onlyPostStores: Reached = async scene => {
  if (!(await then(refreshing, unanswered('reserve'))(scene))) return false
  scene.run.kill('stage')
  return stage('post')(scene)
}

const moments = (where: string, ...list: [string, ...Reached[]][]): Moment[] =>
  list.map(([name, ...steps]) => ({ name: `${where}: ${name}`, reached: then(...steps) }))

/** Worker and stage die, and all that the job left is gone with the machine. */
export const OF_THE_MACHINE: readonly Moment[] = [
  ...moments(
    'restore',
    ['at its start', stage('pre')],
    ['a lookup asked', unanswered('lookup')],
    ['a download asked', unanswered('download')],
    ['done', stage('main')],
  ),
  ...moments('proof', ['a reservation asked', unanswered('reserve')], ['saved, not confirmed', unconfirmed]),
  ...moments('refresh', ['asked', refreshing], ['answered', refreshed], ['in the file', refreshing, saved]),
  ...moments(
    'write-through',
    ['a reservation asked', refreshing, unanswered('reserve')],
    ['an upload asked', refreshing, unanswered('upload')],
    ['saved, not confirmed', refreshing, unconfirmed],
    ['done', said('Refreshed and stored the login')],
  ),
  ...moments('post', ['at its start', stage('post')]),
]

/** The stage alone dies; the job's post comes after it, and that is killed too where the name says so. */
export const OF_THE_STEP: readonly Moment[] = [
  ...moments('restore', ['a download asked', unanswered('download')]),
  ...moments('proof', ['the end of a save asked', unanswered('finalize')]),
  ...moments('refresh', ['asked', refreshing], ['in the file', refreshing, saved]),
  ...moments(
    'write-through',
    ['a lookup asked', refreshing, unanswered('lookup')],
    ['the end of a save asked', refreshing, unanswered('finalize')],
    ['saved, not confirmed', refreshing, unconfirmed],
  ),
  ...moments(
    'post after a killed main',
    ['at its start', onlyPostStores],
    ['a lookup asked', onlyPostStores, unanswered('lookup')],
    ['an upload asked', onlyPostStores, unanswered('upload')],
    ['saved, not confirmed', onlyPostStores, unconfirmed],
    ['done', onlyPostStores, said('Stored the login')],
  ),
]
