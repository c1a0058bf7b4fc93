import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenAiDouble } from '../doubles/openai/openai.js'
import type { JobRun, Runner, StageName } from '../doubles/runner/index.js'
import { Pass } from '../doubles/secret-manager/pass.js'
import type { Manager } from '../e2e/command-job.js'

/** What the two commands tell of themselves, in this order. */
export type Event = 'reading' | 'read' | 'writing' | 'written'

const AT =
  'at() { echo "$1" >> "$LAB_GATES/trace"; [ ! -e "$LAB_GATES/$1" ] || { rm "$LAB_GATES/$1"; sleep 300; }; }'

/** `pass`, whose commands can be held at a moment for a kill: then they are not past it on any machine. */
export class GatedPass implements Manager {
  readonly restoreCommand: string
  readonly persistCommand: string
  readonly jobEnv: Record<string, string>

  private constructor(readonly pass: Pass) {
    this.restoreCommand = `${AT}\nat reading\n${pass.restoreCommand}\nat read`
    this.persistCommand = `${AT}\nat writing\n${pass.persistCommand} > /dev/null\nat written`
    this.jobEnv = { ...pass.jobEnv, LAB_GATES: pass.dir }
  }

  static start = async (): Promise<GatedPass> => new GatedPass(await Pass.start())

  /** Holds the next command that comes there. */
  hold = (event: Event): Promise<void> => writeFile(join(this.pass.dir, event), '')

  /** How often they came there. */
  count(event: Event): number {
    const trace = join(this.pass.dir, 'trace')
    return existsSync(trace)
      ? readFileSync(trace, 'utf8')
          .split('\n')
          .filter(line => line === event).length
      : 0
  }

  async heal(): Promise<void> {
    for (const event of ['reading', 'read', 'writing', 'written'])
      await rm(join(this.pass.dir, event), { force: true })
  }
}

/** A job under way, alone in its lab. All that waits for a moment of it ends with it. */
export class Scene {
  readonly #refreshes: number
  #over = false

  constructor(
    readonly run: JobRun,
    readonly on: Runner,
    readonly manager: GatedPass,
    readonly openai: OpenAiDouble,
  ) {
    this.#refreshes = openai.refreshes.length
    void run.finally(() => {
      this.#over = true
    })
  }

  get refresh() {
    return this.openai.refreshes[this.#refreshes]
  }

  /** False if the job ended before it was so. */
  until = async (isSo: () => boolean): Promise<boolean> => {
    while (!this.#over && !isSo()) await sleep(1)
    return !this.#over
  }
}

type Reached = (scene: Scene) => Promise<boolean>

/** A moment at which a job is killed. */
export interface Moment {
  readonly name: string
  /** False if the job ended before it came. */
  readonly reached: Reached
}

/** Milliseconds between OpenAI's refresh and its answer. */
export const DELAY_MS = 150

const stage =
  (name: StageName): Reached =>
  ({ until, run }) =>
    until(() => run.running?.stage === name)

/** A command has come there, and waits. */
const held =
  (event: Event): Reached =>
  async ({ manager, until }) => {
    const before = manager.count(event)
    await manager.hold(event)
    return until(() => manager.count(event) > before)
  }

/** A command has come there so many milliseconds ago, and goes on. */
const passing =
  (event: Event, ms: number): Reached =>
  async ({ manager, until }) => {
    const before = manager.count(event)
    if (!(await until(() => manager.count(event) > before))) return false
    await sleep(ms)
    return true
  }

const refreshing: Reached = scene => scene.until(() => scene.refresh !== undefined)
const answered: Reached = scene => scene.until(() => scene.refresh?.endedAt !== undefined)

/** Codex has put the refreshed login into the place of auth.json. */
const saved: Reached = async ({ until, on }) => {
  const before = inodeOf(on)
  return until(() => inodeOf(on) !== before)
}

function inodeOf({ folders }: Runner): number | undefined {
  const parent = join(folders.home, '.codex-auth-action')
  try {
    return statSync(join(parent, readdirSync(parent)[0] ?? '', 'auth.json')).ino
  } catch {
    return undefined
  }
}

const done: Reached = ({ run }) =>
  run.line('Stored the login').then(
    () => true,
    () => false,
  )

const then =
  (...steps: Reached[]): Reached =>
  async scene => {
    for (const step of steps) if (!(await step(scene))) return false
    return true
  }

/** Main is killed when the refreshed login is on its way, and what it started is held: post has to store it. */
const onlyPostStores: Reached = async scene => {
  if (!(await then(refreshing, held('writing'))(scene))) return false
  scene.run.kill('stage')
  return stage('post')(scene)
}

const moments = (where: string, ...list: [string, ...Reached[]][]): Moment[] =>
  list.map(([name, ...steps]) => ({ name: `${where}: ${name}`, reached: then(...steps) }))

/** Worker and stage die, and all that the job left is gone with the machine; the manager is elsewhere. */
export const OF_THE_MACHINE: readonly Moment[] = [
  ...moments('restore', ['asked', held('reading')], ['under the lease', stage('main'), held('reading')]),
  ...moments('proof', ['on its way', held('writing')], ['stored', held('written')]),
  ...moments('refresh', ['asked', refreshing], ['answered', answered], ['in the file', refreshing, saved]),
  ...moments(
    'write-through',
    ['asked for the stored one', refreshing, held('reading')],
    ['on its way', refreshing, held('writing')],
    ['in the midst', refreshing, passing('writing', 12)],
    ['stored', refreshing, held('written')],
    ['done', done],
  ),
  ...moments('post', ['at its start', stage('post')]),
]

/** The stage alone dies; the job's post comes after it, and that is killed too where the name says so. */
export const OF_THE_STEP: readonly Moment[] = [
  ...moments('restore', ['asked', held('reading')]),
  ...moments('proof', ['in the midst', passing('writing', 12)], ['stored', held('written')]),
  ...moments('refresh', ['asked', refreshing], ['in the file', refreshing, saved]),
  ...moments(
    'write-through',
    ['on its way', refreshing, held('writing')],
    ['in the midst', refreshing, passing('writing', 12)],
    ['stored', refreshing, held('written')],
  ),
  ...moments(
    'post after a killed main',
    ['at its start', onlyPostStores],
    ['on its way', onlyPostStores, held('writing')],
    ['in the midst', onlyPostStores, passing('writing', 12)],
    ['stored', onlyPostStores, held('written')],
  ),
]
