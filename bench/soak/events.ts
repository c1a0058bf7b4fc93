import { between, pick, type Random, randomOf, waitOf } from './random.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** When all of it begins: any instant will do, if it is the same each time. */
export const BEGIN = Date.parse('2026-01-05T00:00:00Z')
export const DAYS = 90
const JOBS_OF_LOGIN = 300
/** When the daily job starts, as in the examples: 04:23. */
const DAILY = 4 * HOUR + 23 * MINUTE

/** What is random, and how often. Printed with each result. */
export const RATES = {
  'job fails (its task, not its login)': 0.05,
  'job is canceled': 0.01,
  'machine is lost during the job': 0.005,
  'of these, during a refresh if the job has one': 0.2,
  'of these on a self-hosted machine, only the runner dies, and Codex goes on': 0.5,
  'job starts within a minute of another': 0.2,
  'daily run does not start': 0.05,
  'login without a keep-fresh workflow': 0.2,
  'request to store or lease fails': 0.005,
  "request to OpenAI's token endpoint answers 500": 0.01,
  "request to OpenAI's token endpoint hangs": 0.005,
} as const
/** Times without GitHub, without the secret manager, and without the token endpoint: how often, and how long on average. */
export const OUTAGES = { everyMs: 15 * DAY, lastMs: 10 * MINUTE }

/** Where a login is kept between jobs, and on what the jobs run. */
export const PLACES = ['host', 'cache', 'github-secret', 'command', 'command, self-hosted'] as const
export type Place = (typeof PLACES)[number]

/** A moment of a refresh at which a machine can be lost. */
export const MOMENTS = ['asked', 'answered', 'saving', 'saved', 'storing', 'stored'] as const
export type Moment = (typeof MOMENTS)[number]

export interface JobEvent {
  readonly number: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly kind: 'daily' | 'ordinary'
  /** Milliseconds that its task takes. */
  readonly taskMs: number
  readonly fails: boolean
  /** At which share of its task somebody cancels it. */
  readonly canceled?: number
  readonly lost?: Lost
}

export interface Lost {
  /** At which share of the task, if `moment` doesn't come. */
  readonly share: number
  readonly moment?: Moment
  /** Whether a write that was under way at the moment has got through. */
  readonly lands: boolean
  readonly onlyRunner: boolean
}

export type Service = 'github' | 'manager' | 'openai'
export type Outages = Readonly<Record<Service, readonly (readonly [from: number, to: number])[]>>

/** All that happens to one login in 90 days, whoever keeps it. */
export interface Story {
  readonly name: string
  readonly place: Place
  readonly hasKeepFresh: boolean
  /** Age of the login's access token at the beginning, in milliseconds. */
  readonly ageMs: number
  readonly jobs: readonly JobEvent[]
  readonly outages: Outages
}

/** The logins of a seed: one for each 300 jobs. `lost`: the share of jobs whose machine is lost. */
export function storiesOf(
  seed: number,
  jobs: number,
  lost: number = RATES['machine is lost during the job'],
): Story[] {
  const count = Math.max(1, Math.round(jobs / JOBS_OF_LOGIN))
  return Array.from({ length: count }, (_, at) => {
    const share = Math.floor(jobs / count) + (at < jobs % count ? 1 : 0)
    return storyOf(`${seed}.${at + 1}`, { jobs: share, lost })
  })
}

function storyOf(name: string, { jobs, lost }: { jobs: number; lost: number }): Story {
  const random = randomOf(`story ${name}`)
  const place = pick(random, PLACES)
  const hasKeepFresh = random() >= RATES['login without a keep-fresh workflow']
  const ageMs = Math.round(between(random, 0, 9 * DAY))
  const daily = dailyOf(random, jobs)
  const times = [...daily, ...ordinaryOf(random, jobs - daily.length)].sort((a, b) => a.at - b.at)
  return {
    name,
    place,
    hasKeepFresh,
    ageMs,
    jobs: times.map((time, number) => jobOf(random, { ...time, number }, { place, lost })),
    outages: { github: outagesOf(random), manager: outagesOf(random), openai: outagesOf(random) },
  }
}

type Time = Pick<JobEvent, 'at' | 'kind'>

function dailyOf(random: Random, jobs: number): Time[] {
  const days = Array.from({ length: DAYS }, (_, day) => day)
  return days.slice(0, jobs).flatMap(day => {
    const at = BEGIN + day * DAY + DAILY + Math.round(between(random, 0, 20 * MINUTE))
    return random() < RATES['daily run does not start'] ? [] : [{ at, kind: 'daily' as const }]
  })
}

function ordinaryOf(random: Random, count: number): Time[] {
  const times: Time[] = []
  let last = BEGIN
  for (let left = count; left > 0; left -= 1) {
    const joins = times.length > 0 && random() < RATES['job starts within a minute of another']
    const at = joins ? last + between(random, 0, MINUTE) : BEGIN + random() * DAYS * DAY
    last = Math.round(at)
    times.push({ at: last, kind: 'ordinary' })
  }
  return times
}

function jobOf(
  random: Random,
  time: Time & { readonly number: number },
  { place, lost: rate }: { place: Place; lost: number },
): JobEvent {
  const taskMs = time.kind === 'daily' ? MINUTE : Math.min(HOUR, MINUTE + waitOf(random, 8 * MINUTE))
  const fails = random() < RATES['job fails (its task, not its login)'] && time.kind === 'ordinary'
  const canceled = random() < RATES['job is canceled'] ? { canceled: random() } : {}
  const lost = lostOf(random, place)
  const isLost = random() < rate
  return { ...time, taskMs, fails, ...canceled, ...(isLost ? { lost } : {}) }
}

function lostOf(random: Random, place: Place): Lost {
  const [share, moment] = [random(), pick(random, MOMENTS)]
  const inRefresh = random() < RATES['of these, during a refresh if the job has one']
  const half = random() < RATES['of these on a self-hosted machine, only the runner dies, and Codex goes on']
  const lands = random() < 0.5
  return { share, lands, onlyRunner: half && isSelfHosted(place), ...(inRefresh ? { moment } : {}) }
}

function outagesOf(random: Random): [number, number][] {
  const found: [number, number][] = []
  for (let at = BEGIN + waitOf(random, OUTAGES.everyMs); at < BEGIN + DAYS * DAY; ) {
    const end = at + waitOf(random, OUTAGES.lastMs)
    found.push([at, end])
    at = end + waitOf(random, OUTAGES.everyMs)
  }
  return found
}

export const isSelfHosted = (place: Place): boolean => place === 'host' || place === 'command, self-hosted'
