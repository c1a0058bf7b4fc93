import { expect } from '@jest/globals'
import { machinePath } from '../../doubles/lab/index.js'
import type { JobResult } from '../../doubles/runner/index.js'
import { type BareStage, bareStage } from '../../e2e/bare-stage.js'
import { type CacheWorld, inWorld } from '../../e2e/cache-world.js'
import { type Fleet, inFleet } from '../../e2e/fleet.js'
import { inLab, type Lab } from '../../e2e/lab.js'
import { inLeaseWorld, type LeaseWorld } from '../../e2e/lease-world.js'
import { type Place, type SecretRepository, withSecret } from '../../e2e/secret-repository.js'
import { type World as TrustWorld, withGithub } from '../../e2e/trust-world.js'
import { isOf, rowsOfPage } from './page.js'

/** The smallest state of a machine, a store or a server that causes one code, and the job that says it. */
export interface Story {
  readonly code: string
  /** What is wrong. */
  readonly when: string
  /** Whether it says so in a warning, and goes on. */
  readonly warns: boolean
  /** Plays it in a world of its own. */
  readonly play: (judge: (verdict: Verdict) => void) => Promise<void>
}

/** What a person and a later step have of a job. */
interface Verdict {
  readonly isGreen: boolean
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  /** `auth-reason`, where the job has one: a failure of pre sets no outputs, and what post finds out comes after them. */
  readonly reason: string | undefined
  /** Until it was said. */
  readonly seconds: number
}

/** Of a job that is cancelled; the runner says it. */
const RUNNERS_OWN = 'The operation was canceled.'

function verdictOf({ annotations, conclusion, steps }: JobResult): Verdict {
  const texts = (level: string) =>
    annotations.filter(it => it.level === level && it.message !== RUNNERS_OWN).map(({ message }) => message)
  const { outputs, stages } = steps[0] ?? {}
  const reason = outputs?.['auth-reason']
  if (stages?.main?.outcome === 'failure') expect(reason).toMatch(/./)
  return {
    isGreen: conclusion === 'success',
    errors: texts('error'),
    warnings: texts('warning'),
    reason: reason === '' ? undefined : reason,
    seconds: ((stages?.pre?.durationMs ?? 0) + (stages?.main?.durationMs ?? 0)) / 1000,
  }
}

type Told = 'error' | 'warning'
type In<W> = (code: string, when: string, job: (world: W) => Promise<JobResult>, told?: Told) => Story

const inWorldOf =
  <W>(open: (test: (world: W) => Promise<void>) => () => Promise<void>): In<W> =>
  (code, when, job, told = 'error') => ({
    code,
    when,
    warns: told === 'warning',
    play: judge => open(async world => judge(verdictOf(await job(world))))(),
  })

/** A self-hosted runner, the login on its disk. */
export const onHost: In<Lab> = inWorldOf(inLab)
export const inCache: In<CacheWorld> = inWorldOf(inWorld)
/** A store of two commands, which read and write `$LAB_STORE/auth.json`. */
export const byCommands: In<LeaseWorld> = inWorldOf(inLeaseWorld)
/** Main alone, on a machine that the runner double can't be. */
export const bare = (code: string, when: string, stage: (lab: Lab) => BareStage): Story => ({
  code,
  when,
  warns: false,
  play: judge =>
    inLab(async lab => {
      const begun = performance.now()
      const { code: exit, log, reason } = await bareStage(lab, stage(lab))
      const seconds = (performance.now() - begun) / 1000
      const errors = [...log.matchAll(/^::error.*?::(.*(?:\n(?!::).*)*)/gm)].map(([, text = '']) =>
        text.trim(),
      )
      judge({ isGreen: exit === 0, errors, warnings: [], reason, seconds })
    })(),
})
export const inSecret = (place: Place): In<SecretRepository> => inWorldOf(test => withSecret(place, test))
export const withWorkers: In<Fleet> = inWorldOf(inFleet)
export const startedBy: In<TrustWorld> = inWorldOf(withGithub)

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const KEEP = { mode: 'keep-fresh' }
export const RUN = { prompt: 'Say OK' }
/** Of a machine without Codex: the action is to get it. */
export const WITHOUT_CODEX = { PATH: machinePath() }

/** One line of the table of what was played. */
interface Played {
  readonly code: string
  readonly when: string
  readonly seconds: number
  readonly message: string
}
const played: Played[] = []
export const notePlayed = (line: Played): void => void played.push(line)

/** What was played: code, seconds until the verdict, what was wrong; what was said, and the remedy. */
export const playedTable = (): string =>
  played
    .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .map(({ code, when, seconds, message }) => {
      const [what = '', ...rest] = message.split('\n')
      return `${code} | ${seconds.toFixed(1)} s | ${when} | ${what} | ${rest.at(-1) ?? ''}`
    })
    .join('\n')

/** Plays a story, and holds what a person reads against docs/troubleshooting.md. */
export async function playStory({ code, when, warns, play }: Story): Promise<void> {
  const rows = rowsOfPage().filter(row => row.code === code)
  await play(({ isGreen, errors, warnings, reason, seconds }) => {
    const said = warns ? warnings : errors
    const ours = said.filter(message => rows.some(row => isOf(row, message)))
    // What main could not do, post may try again and say again.
    const others = warns ? [] : said.filter(message => !ours.includes(message))
    expect({ isGreen, said, isSaid: ours.length > 0, others }).toEqual({
      isGreen: warns,
      said,
      isSaid: true,
      others: [],
    })
    // An entry that is passed over is no reason of anything.
    if (reason !== undefined) expect(reason).toBe(code)
    const [message = ''] = ours
    // What happened, why it matters, what to do.
    if (!warns) expect(message.split('\n').length).toBeGreaterThanOrEqual(3)
    expect(message).not.toMatch(/should not happen|^ +at /m)
    notePlayed({ code, when, seconds, message })
  })
}
