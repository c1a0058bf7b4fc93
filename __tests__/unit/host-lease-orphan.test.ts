import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { isFree, makeHome, removeHome } from './host-lease-harness.js'

let home: string
beforeEach(async () => {
  home = await makeHome()
})
afterEach(() => removeHome(home))

const LEASES = new URL('../../src/keeper/leases.js', import.meta.url).href
const STATE = new URL('../../src/keeper/state.js', import.meta.url).href
/** Takes the lease as a stage does, and stays. */
const TAKE = `
  const { hostLease } = await import(${JSON.stringify(LEASES)})
  const { State } = await import(${JSON.stringify(STATE)})
  const [home, parent] = process.argv.slice(1)
  const state = new State({ STATE_job: JSON.stringify('0'.repeat(32)) })
  await (await hostLease({ env: {}, log: {}, parent: Number(parent), state }, home)).acquire({ waitMs: 0 })
  console.log('taken')
  setInterval(() => undefined, 1000)
`
const takeIn = async (parent: number) => {
  const stage = spawn(process.execPath, ['--input-type=module', '-e', TAKE, home, String(parent)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(stage.stdout, 'data')
  return stage
}
const killed = async (stage: Awaited<ReturnType<typeof takeIn>>) => {
  stage.kill('SIGKILL')
  await once(stage, 'exit')
}

test.each([
  ['has died', () => spawnSync('true').pid],
  ['has died, and another adopted it', () => 1],
])(
  'a stage whose worker %s holds the lease for as long as it lives itself, and no longer',
  async (_, worker) => {
    const stage = await takeIn(worker())
    expect(await isFree(home)).toBe(false)
    await killed(stage)
    expect(await isFree(home)).toBe(true)
  },
)

test('a stage whose worker lives leaves the lease with the job', async () => {
  await killed(await takeIn(process.pid))
  expect(await isFree(home)).toBe(false)
})

test('in a job container, where the worker is out of sight, the lease ends by its time alone', async () => {
  await killed(await takeIn(0))
  expect(await isFree(home)).toBe(false)
})
