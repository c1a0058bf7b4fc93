import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import type { JobResult } from '../doubles/runner/index.js'
import { withManagers } from '../e2e/command-job.js'
import { inLab, type Lab } from '../e2e/lab.js'
import { errorsOf } from '../e2e/login-world.js'
import { FORMS, type Form } from '../unit/any-login.js'

// The seed is spent, and what another job has left of its successor is stored in any form: the server's log is the judge.

const LATE = 120_000
const INPUTS = { mode: 'keep-fresh', 'force-refresh': 'true' }

/** The seed is never shown to the server, and what is stored is used, or stays as it is. */
async function assertKept(lab: Lab, { bytes }: Form, { store, job, stored }: Place): Promise<void> {
  const seed = lab.openai.login()
  const left = bytes(lab.openai.refreshElsewhere())
  await store(left)
  const result = await job({ ...INPUTS, 'auth-json': seed })

  const [first] = lab.openai.presentations()
  expect(first).toMatchObject({ generation: 1, times: 0 })
  expect(lab.openai.refreshes.every(({ outcome }) => outcome === 'refreshed')).toBe(true)
  expect(lab.openai.refreshes.length).toBe(result.conclusion === 'success' ? 1 : 0)
  if (result.conclusion === 'success') expect(errorsOf(result)).toBe('')
  else expect(await stored()).toEqual(left)
}

interface Place {
  store(bytes: Buffer): Promise<void>
  stored(): Promise<Buffer>
  job(inputs: Record<string, string>): Promise<JobResult>
}

test.each(FORMS)(
  'in the file of a host: $what',
  form =>
    inLab(lab =>
      assertKept(lab, form, {
        store: bytes => writeFile(lab.authFile, bytes, { mode: 0o600 }),
        stored: () => readFile(lab.authFile),
        job: async inputs => lab.job(inputs),
      }),
    )(),
  LATE,
)

test.each(FORMS)(
  'in a secret manager: $what',
  form =>
    withManagers(({ lab, manager, job }) =>
      assertKept(lab, form, {
        store: bytes => manager.put(bytes),
        stored: () => readFile(`${manager.dir}/entry`),
        job,
      }),
    )(),
  LATE,
)
