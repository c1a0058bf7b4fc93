import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { dataIn, type Losses, pictureOf } from '../../bench/soak/picture.js'
import { lossTable, rateTable } from '../../bench/soak/tables.js'
import { WAYS } from '../../bench/soak/titles.js'

/** What this action may lose in the soak: nothing can save an answer that died with the only machine that had it. */
const ONLY_CAUSE = 'Codex killed with the answer in hand'
const PICTURE = 'docs/soak.svg'
/** Of the seeds in the picture. Each takes about a minute on two cores. */
const REPEATED = 12
const LONG_MS = 1_800_000

/** Runs the program as `npm run soak` does. */
async function soak(options: { seed: number; jobs: number; lost?: number }): Promise<Losses> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const program = join(process.cwd(), 'build/bench/soak/main.js')
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--json'])
  return JSON.parse(stdout) as Losses
}

const committed = readFileSync(PICTURE, 'utf8')
const data = dataIn(committed)

test(
  'the same seed gives the same losses and causes, and the other ways lose logins',
  async () => {
    const asked = { seed: 105, jobs: 900 }
    const first = await soak(asked)
    expect(await soak(asked)).toEqual(first)
    expectOnlyTheOneCause(first)
    expect(first.guide.length).toBeGreaterThan(0)
    expect(first['save at the end'].length).toBeGreaterThan(0)
  },
  LONG_MS,
)

test(
  'with eighty times as many lost machines this action still loses a login for that cause only',
  async () => {
    const losses = await soak({ seed: 201, jobs: 900, lost: 40 })
    expectOnlyTheOneCause(losses)
    expect(losses['this action'].length).toBeGreaterThan(0)
    expect(losses.guide.some(({ cause }) => cause === 'machine lost later')).toBe(true)
  },
  LONG_MS,
)

test(
  'a seed of the committed picture loses the same logins for the same causes again',
  async () => {
    const again = await soak({ seed: REPEATED, jobs: data.jobs })
    const isOfSeed = ({ login }: { login: string }) => login.startsWith(`${REPEATED}.`)
    for (const way of WAYS) expect(again[way]).toEqual(data.losses[way].filter(isOfSeed))
    expect(WAYS.flatMap(way => again[way]).length).toBeGreaterThan(0)
  },
  LONG_MS,
)

test('the committed picture is drawn from its data, of enough seeds and jobs', () => {
  expect(pictureOf(data)).toBe(committed)
  expect(data.seeds).toBeGreaterThanOrEqual(20)
  expect(data.jobs).toBeGreaterThanOrEqual(3000)
  expect(data.seed).toBeLessThanOrEqual(REPEATED)
})

test('in the picture this action loses a login for one cause only, and each other way loses more', () => {
  expectOnlyTheOneCause(data.losses)
  const lost = WAYS.map(way => data.losses[way].length)
  expect(Math.min(...lost)).toBe(data.losses['this action'].length)
  for (const way of ['guide', 'save at the end'] as const) {
    expect(data.losses[way].length).toBeGreaterThan(data.losses['this action'].length)
    expect(data.losses[way].some(({ cause }) => cause !== ONLY_CAUSE)).toBe(true)
  }
})

test('the pages show the picture with the command that made it, and README says its numbers', () => {
  const command = `npm run soak -- --seeds ${data.seeds} --jobs ${data.jobs} --svg ${PICTURE}`
  for (const page of ['README.md', 'docs/soak.md']) {
    const text = readFileSync(page, 'utf8')
    expect(text).toContain(command)
    expect(text).toContain('soak.svg)')
  }
  const [guide, atEnd, ours] = WAYS.map(way => data.logins - data.losses[way].length)
  const jobs = (data.seeds * data.jobs).toLocaleString('en-US')
  expect(readFileSync('README.md', 'utf8').replaceAll('\n', ' ')).toContain(
    `After 90 days and ${jobs} simulated jobs, ${ours} of ${data.logins} logins were alive with this action, ` +
      `${guide} with OpenAI's CI guide, and ${atEnd} with a save at the end of the job.`,
  )
})

test('docs/soak.md has the numbers of the picture and the rates of the program', () => {
  const page = readFileSync('docs/soak.md', 'utf8')
  expect(page).toContain(lossTable(data))
  expect(page).toContain(rateTable())
})

/** Where the disk stays after the job, what Codex has saved is found there again. */
function expectOnlyTheOneCause(losses: Losses): void {
  for (const { cause, moment, place } of losses['this action']) {
    expect(cause).toBe(ONLY_CAUSE)
    const isKept = place === 'host' || place === 'command, self-hosted'
    expect(isKept ? ['answered'] : ['answered', 'saving', 'saved', 'storing']).toContain(moment)
  }
}
