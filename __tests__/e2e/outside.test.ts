import { expect, test } from '@jest/globals'
import { isLoopback, OutsideReached } from '../doubles/lab/index.js'
import type { Values } from '../doubles/runner/index.js'
import { inLab, type Lab } from './lab.js'

const SOON_MS = 15_000

/** The lab's error for a test that does this, and how long that took. */
async function verdictOn(test: (lab: Lab) => Promise<unknown>): Promise<{ error: unknown; tookMs: number }> {
  const begun = performance.now()
  const error = await inLab(async lab => void (await test(lab)))().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return { error, tookMs: performance.now() - begun }
}

const reached = (host: string) => ({
  error: expect.objectContaining({
    name: OutsideReached.name,
    message: expect.stringMatching(`^${host} is not on this machine, and a test tried to reach it\\.\n`),
  }),
})

/** A machine without Codex, whose registry is the real one. */
const REAL_REGISTRY = { PATH: '/usr/bin:/bin', NPM_CONFIG_REGISTRY: 'https://registry.npmjs.org/' }

test('a job that would get Codex from the real registry is ended at once, and its test fails', async () => {
  const verdict = await verdictOn(lab =>
    lab.job({ mode: 'setup', 'auth-json': lab.openai.login() }, { on: lab.runner('empty', REAL_REGISTRY) }),
  )
  expect(verdict).toMatchObject(reached('registry\\.npmjs\\.org:443'))
  expect(verdict.tookMs).toBeLessThan(SOON_MS)
})

test('another fault of such a test does not hide it', async () => {
  const { error } = await verdictOn(async lab => {
    const { conclusion } = await lab.job({}, { steps: [{ run: 'curl -s http://lab.example/ || true' }] })
    expect(conclusion).toBe('success')
  })
  expect({ error }).toMatchObject(reached('lab\\.example'))
})

test('no variable of a stage leads to another machine by default', async () => {
  const environments: Values[] = []
  const { error } = await verdictOn(async lab => {
    for (const on of [lab.runner(), await lab.fresh()]) {
      const job = await lab.job(
        {},
        { on, steps: [{ uses: 'self', with: { mode: 'setup' } }, { run: 'true' }] },
      )
      for (const { stages } of job.steps) for (const { env } of Object.values(stages)) environments.push(env)
    }
  })
  expect(error).toBeUndefined()
  const urls = environments.flatMap(env => Object.entries(env).filter(([, value]) => URL.canParse(value)))
  const outside = urls.filter(([, value]) => {
    const { hostname, protocol } = new URL(value)
    return /^https?:$/.test(protocol) && !isLoopback(hostname) && !hostname.endsWith('.invalid')
  })
  expect(outside).toEqual([])
  const names = new Set(urls.map(([name]) => name))
  for (const name of ['API_URL', 'GRAPHQL_URL', 'SERVER_URL']) expect(names).toContain(`GITHUB_${name}`)
  for (const name of ['NPM_CONFIG_REGISTRY', 'npm_config_registry', 'https_proxy', 'HTTP_PROXY'])
    expect(names).toContain(name)
})
