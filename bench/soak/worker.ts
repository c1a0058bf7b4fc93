import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installClock } from './clock.js'
import { storiesOf } from './events.js'
import { installMachine } from './machine.js'
import { WAYS } from './titles.js'

/** A login of a seed, by its place among the others. */
export interface Task {
  readonly seed: number
  readonly jobs: number
  readonly at: number
  readonly lost?: number | undefined
}

if (process.platform !== 'linux') throw new Error('the soak needs the /proc of Linux')

const disk = existsSync('/dev/shm') ? '/dev/shm' : join(import.meta.dirname, '..', '..')
const lab = mkdtempSync(join(disk, 'soak-'))
process.once('exit', () => rmSync(lab, { recursive: true, force: true }))
const send = process.send?.bind(process)

// From here on this process lives in virtual time. It does one login after another.
installMachine()
await installClock()
// Modules that look at the clock when they are loaded see the virtual one.
const { installServices } = await import('./services.js')
await installServices()
const { simulate } = await import('./simulate.js')

process.on('message', async ({ seed, jobs, at, lost }: Task) => {
  const story = storiesOf(seed, jobs, lost)[at]
  if (!story) throw new Error(`seed ${seed} has no login ${at + 1}`)
  const results = []
  for (const way of WAYS) results.push({ way, ...(await simulate(story, way, lab)) })
  send?.({ seed, at, login: story.name, place: story.place, results })
})
process.once('disconnect', () => process.exit())
send?.('ready')
