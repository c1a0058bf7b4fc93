import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installClock } from './clock.js'
import { storiesOf } from './events.js'
import { installMachine } from './machine.js'

/** A login of a seed, by its place among the others. */
export interface Task {
  readonly seed: number
  readonly jobs: number
  readonly at: number
}

/** Lives in virtual time from here on: one process does one login after another. */
const disk = existsSync('/dev/shm') ? '/dev/shm' : join(import.meta.dirname, '..', '..')
const lab = mkdtempSync(join(disk, 'soak-'))
process.once('exit', () => rmSync(lab, { recursive: true, force: true }))
const send = process.send?.bind(process)
installMachine()
await installClock()
// Modules that look at the clock when they are loaded see the virtual one.
const { installServices } = await import('./services.js')
await installServices()
const { simulate, WAYS } = await import('./simulate.js')

process.on('message', async ({ seed, jobs, at }: Task) => {
  const story = storiesOf(seed, jobs)[at]
  if (!story) throw new Error(`seed ${seed} has no login ${at + 1}`)
  const results = []
  for (const way of WAYS) results.push({ way, ...(await simulate(story, way, lab)) })
  send?.({ seed, at, login: story.name, place: story.place, results })
})
process.once('disconnect', () => process.exit())
send?.('ready')
