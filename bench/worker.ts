import type { JobResult } from '../__tests__/doubles/runner/index.js'
import { accessOf } from '../__tests__/e2e/access-login.js'
import { inFleet } from '../__tests__/e2e/fleet.js'
import { median, type Print } from './measure.js'

const ROUNDS = 9

/** What a worker pays in its three stages, against the same job with a full login: on a host, and on a hosted runner. */
export const workers = (print: Print): Promise<void> =>
  inFleet(async fleet => {
    const { lab, accessKey } = fleet
    const seed = lab.openai.login()
    const access = accessOf(seed)
    const task = { mode: 'setup' }
    const sharing = { 'share-access': 'cache', 'access-key': accessKey }
    await fleet.keeper({ 'auth-json': seed, ...sharing })

    const jobs = {
      'full login on a host': () => lab.job({ 'auth-json': seed, ...task }),
      'worker, from a secret, on a host': () => lab.job({ 'auth-json': access, ...task }),
      'full login in the cache, on a hosted runner': () => fleet.keeper(task),
      'worker, from the cache, on a hosted runner': () =>
        fleet.worker({ 'access-key': accessKey, prompt: '', ...task }),
      'worker, from a secret, on a hosted runner': () =>
        fleet.worker({ 'auth-json': access, prompt: '', ...task }),
    }
    const times = new Map<string, number[]>(Object.keys(jobs).map(name => [name, []]))
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, job] of Object.entries(jobs)) times.get(name)?.push(tookMs(await job()))

    const [host = Number.NaN, hosted = Number.NaN] = [0, 2].map(at => median([...times.values()][at] ?? []))
    for (const [name, took] of times)
      print(`pre + main + post, ${name}`, median(took), name.includes('hosted') ? hosted : host)
  })()

function tookMs({ conclusion, log, steps }: JobResult): number {
  if (conclusion !== 'success') throw new Error(`a job of the benchmark failed:\n${log}`)
  const { pre, main, post } = steps[0]?.stages ?? {}
  return [pre, main, post].reduce((sum, stage) => sum + (stage?.durationMs ?? Number.NaN), 0)
}
