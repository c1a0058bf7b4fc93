import { expect, test } from '@jest/globals'
import { type Machine, onMachine, type StoreName } from './storm-kills/machine.js'
import { MOMENTS } from './storm-kills/moments.js'
import { atRandom } from './storm-kills/random.js'
import { play, type Round, shownTwice } from './storm-kills/round.js'
import { table } from './storm-kills/table.js'
import { VICTIMS } from './storm-kills/victims.js'

/** Far more than they need by themselves: the machine may be busy. */
const LATE = 15 * 60_000
/** Machines side by side, each with a part of the kills. */
const MACHINES = 3

type Kill = Parameters<typeof play>[1]

interface Storm {
  readonly rounds: readonly Round[]
  readonly refreshes: number
  readonly shownTwice: number
}

/** Plays the kills one after another on one machine. */
async function storm(store: StoreName, kills: readonly Kill[]): Promise<Storm> {
  const rounds: Round[] = []
  let seen: Machine | undefined
  await onMachine(store, async machine => {
    seen = machine
    for (const kill of kills) rounds.push(await play(machine, kill))
  })
  const refreshes = seen?.lab.openai.acceptedRefreshes.length ?? 0
  return { rounds, refreshes, shownTwice: seen ? shownTwice(seen) : 0 }
}

/** Plays all of them, prints the numbers, and judges. */
async function playAll(store: StoreName, title: string, kills: readonly Kill[]): Promise<void> {
  const start = performance.now()
  const parts = Array.from({ length: MACHINES }, (_, part) =>
    kills.filter((_, index) => index % MACHINES === part),
  )
  const storms = await Promise.all(parts.map(part => storm(store, part)))
  const rounds = storms.flatMap(({ rounds }) => rounds)
  const sum = (of: (one: Storm) => number) => storms.reduce((total, one) => total + of(one), 0)
  const twice = sum(one => one.shownTwice)
  const count = (outcome: Round['outcome']) => rounds.filter(round => round.outcome === outcome).length
  process.stdout.write(
    `${table(title, rounds)}\n` +
      `${rounds.length} kills in ${Math.round((performance.now() - start) / 1000)} s, ` +
      `${sum(one => one.refreshes)} refreshes; logins kept: ${count('kept')}, kept and doubted: ${count('doubted')}, ` +
      `lost with a Codex that was killed before it had saved: ${count('lost')}; refresh tokens shown twice: ${twice}\n`,
  )
  const wrong = rounds.filter(round => round.wrong.length > 0)
  expect(wrong).toEqual([])
  expect(twice).toBe(0)
  expect(rounds).toHaveLength(kills.length)
}

const STORES: readonly StoreName[] = ['host', 'command']

test.each(STORES)(
  'kill -9 at each moment of a refresh, %s store: the next job works unless Codex died with the answer unsaved',
  async store => {
    const kills = MOMENTS[store].flatMap(moment =>
      moment.victims.map((victim): Kill => ({ moment, victim, next: 'afterwards' })),
    )
    await playAll(store, `${store} store`, kills)
  },
  LATE,
)

test.each(STORES)(
  'kill -9 at random moments, %s store',
  async store => {
    const seed = Number(process.env.STORM_SEED) || Date.now() % 100_000
    // With a lease in git the next job gets its turn when GitHub knows that the killed one is over.
    const next = store === 'host' ? 'at once' : 'afterwards'
    const kills = atRandom(seed, 3 * VICTIMS.length).map(
      (moment, index): Kill => ({
        moment,
        victim: VICTIMS[index % VICTIMS.length] ?? 'node',
        next,
      }),
    )
    await playAll(store, `${store} store, seed ${seed}`, kills)
  },
  LATE,
)
