import { join } from 'node:path'
import { clock, useChance } from './clock.js'
import { Endpoint } from './endpoint.js'
import { BEGIN, DAY, DAYS, type Story } from './events.js'
import { type End, Job } from './job.js'
import { Ledger, type Loss } from './ledger.js'
import { Ours } from './ours.js'
import { GUIDE, Recipe, SAVE_AT_END } from './recipes.js'
import type { WayName } from './titles.js'
import type { Way, WayOptions } from './way.js'

export interface Result {
  readonly loss: Loss | undefined
  readonly refreshes: number
  readonly ends: Readonly<Partial<Record<End, number>>>
}

/** A Codex that was left behind may still save, and a store be written. */
const SETTLED_MS = 2 * 60_000

/** Lives through the 90 days of one login, kept in one way. */
export async function simulate(story: Story, name: WayName, lab: string): Promise<Result> {
  clock.begin(BEGIN)
  useChance(`${story.name} ${name}`)
  const endpoint = new Endpoint(story.name, BEGIN - story.ageMs)
  const options: WayOptions = { story, endpoint, ledger: () => ledger }
  const way = wayOf(name, options, lab)
  const ledger = new Ledger(story, endpoint, () => way.copies())
  const ends: Partial<Record<End, number>> = {}

  const run = async (job: Job): Promise<void> => {
    await way.run(job)
    job.endedAt = clock.now
    ends[job.end] = (ends[job.end] ?? 0) + 1
    await clock.wait(SETTLED_MS)
    await ledger.look(job)
  }
  for (const event of story.jobs) clock.after(event.at - BEGIN, () => void run(new Job(event, story)))
  await clock.run(() => ledger.loss !== undefined || clock.now > BEGIN + (DAYS + 1) * DAY)
  await way.end?.()
  return { loss: ledger.loss, refreshes: ledger.refreshes, ends }
}

function wayOf(name: WayName, options: WayOptions, lab: string): Way {
  if (name === 'this action') return new Ours(options, join(lab, options.story.name))
  return new Recipe(name === 'guide' ? GUIDE : SAVE_AT_END, options)
}
