import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { main } from '../../src/action/main.js'
import { warnIfUntested } from '../../src/action/platform.js'
import { pre } from '../../src/action/pre.js'
import type { Stage } from '../../src/action/stage.js'
import { type LabJob, type RunnerFiles, runnerFiles } from './job-stage.js'
import { onPlatform } from './on-platform.js'

let files: RunnerFiles
beforeEach(() => {
  files = runnerFiles()
})
afterEach(() => files.end())

describe('a system on which no tests of this action run', () => {
  /** What the stages of a job with two uses of the action say. */
  function saidOn(platform: NodeJS.Platform): readonly string[] {
    const job = files.job({})
    for (const step of ['first', 'second'])
      for (const name of ['pre', 'main'] as const) warnIfUntested(job.stage({ name, step }), platform)
    return job.said
  }

  test.each([
    ['win32', 'Windows'],
    ['darwin', 'macOS'],
  ] as const)('%s is told once in a job', (platform, name) => {
    expect(saidOn(platform)).toEqual([expect.stringContaining(`is untested on ${name}`)])
  })

  test('Linux is tested, so it gets no warning', () => {
    expect(saidOn('linux')).toEqual([])
  })
})

describe('a task on Windows that asks for a sandbox', () => {
  const refused = expect.objectContaining({
    code: 'input',
    message: expect.stringContaining('safety-strategy'),
  })
  const on = (job: LabJob, name: 'pre' | 'main', inputs: Record<string, string>) =>
    onPlatform('win32', () => (name === 'pre' ? pre : main)(job.stage({ name, inputs }) as Stage))

  test.each(['pre', 'main'] as const)(
    'is refused in %s, before anything is restored or downloaded',
    async name => {
      const job = files.job({})
      await expect(on(job, name, { prompt: 'lab', storage: 'host' })).rejects.toEqual(refused)
      expect(job.said).toEqual([expect.stringContaining('is untested on Windows')])
    },
  )

  test('keep-fresh and `unsafe` are not', async () => {
    for (const inputs of [{ mode: 'keep-fresh' }, { prompt: 'lab', 'safety-strategy': 'unsafe' }])
      await expect(on(files.job({}), 'pre', inputs)).rejects.not.toEqual(refused)
  })
})
