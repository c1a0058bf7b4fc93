import { clock } from './clock.js'
import type { Endpoint } from './endpoint.js'
import { BEGIN, DAY, type Moment, type Story } from './events.js'
import type { Job } from './job.js'

/** Why a login was lost; the key is what the counts name. */
export const CAUSES = {
  'Codex killed with the answer in hand':
    "the machine died with the Codex that was refreshing, when OpenAI's answer was nowhere else yet",
  'machine lost later': 'the machine was lost after the refresh, with the only copy of the login',
  canceled: 'the job was canceled after the refresh, and nobody saved',
  'job failed': 'the job failed after the refresh, and nobody saved',
  'not stored': 'the store did not accept the refreshed login',
  'older over newer': 'a job put an older login over a newer one',
  'not saved': 'the refreshed login was saved nowhere, for another reason',
  stuck: 'the login was somewhere, and jobs could not use it for two days',
} as const
export type Cause = keyof typeof CAUSES

export interface Loss {
  readonly login: string
  readonly place: Story['place']
  /** Days since the beginning. */
  readonly day: number
  readonly cause: Cause
  /** The last moment of the refresh that its job has passed. */
  readonly moment: Moment | undefined
}

const STUCK_MS = 2 * DAY
const STUCK_JOBS = 5

/** Sees all that happens to one login, and when it is lost: the newest revision is nowhere any more. */
export class Ledger {
  loss: Loss | undefined
  readonly #makers = new Map<number, Job>()
  readonly #kept = new Set<number>()
  /** Jobs in a row that had no login to work with. */
  #without: number[] = []
  refreshes = 0

  constructor(
    private readonly story: Story,
    private readonly endpoint: Endpoint,
    /** All texts from which a job could get the login, now or later. */
    private readonly copies: () => Promise<readonly string[]>,
  ) {}

  made(number: number, by: Job): void {
    this.refreshes += 1
    this.#makers.set(number, by)
  }

  /** A job has ended. */
  async look(job: Job): Promise<void> {
    if (this.loss) return
    if (job.end === 'no login') this.#without.push(clock.now)
    else if (['succeeded', 'failed'].includes(job.end)) this.#without = []
    const [since = clock.now] = this.#without
    if (this.#without.length >= STUCK_JOBS && clock.now - since >= STUCK_MS) this.#lose('stuck')

    const { number } = this.endpoint.newest
    const maker = this.#makers.get(number)
    // Its answer may be on its way.
    if (maker && maker.endedAt === undefined) return
    const found = (await this.copies()).map(text => this.endpoint.revisionIn(text)?.number)
    if (found.includes(number)) this.#kept.add(number)
    else if (maker) this.#lose(this.#causeOf(number, maker), maker.passed)
  }

  #causeOf(number: number, maker: Job): Cause {
    if (this.#kept.has(number)) return 'older over newer'
    if (maker.isLost) return maker.codexDied ? 'Codex killed with the answer in hand' : 'machine lost later'
    if (maker.writeFailed) return 'not stored'
    if (maker.end === 'canceled') return 'canceled'
    return maker.end === 'failed' ? 'job failed' : 'not saved'
  }

  #lose(cause: Cause, moment?: Moment): void {
    const { name: login, place } = this.story
    const day = Math.round(((clock.now - BEGIN) / DAY) * 1000) / 1000
    this.loss ??= { login, place, day, cause, moment }
  }
}
