import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import type { JobResult } from '../doubles/runner/index.js'
import { hasPass, Pass } from '../doubles/secret-manager/pass.js'
import { commandJob, errorsOf, logOf, outputsOf, refreshToken, withManagers } from '../e2e/command-job.js'
import { inLab, type Lab } from '../e2e/lab.js'
import { delays, watchRenames } from '../e2e/secret-repository.js'
import { inCi, where } from '../unit/needs.js'
import { killAt } from './command-kills.js'
import { OF_THE_MACHINE, OF_THE_STEP } from './command-moments.js'

const JOBS = 30
const HOUR = 3_600_000
/** Codex itself refreshes in the last 5 minutes of a token; with such a `min-lifetime` one is due after two seconds. */
const LIFE = { lifeMs: 310_000 }
const MIN_LIFETIME = '308s'
/** Due for Codex itself after a second and a half. */
const RECIPE = { lifeMs: 301_500, account: '4ab4ab4a-0000-4000-8000-000000000004' }
const MOST = 280_000

const say = (line: string) => process.stdout.write(`${line}\n`)

// The proofs wait much, for tokens to age and for a command that hangs, and so run side by side.
const able = where(hasPass() || inCi, 'Debian’s pass and gnupg are not installed')
const proof = able === test ? test.concurrent : test.skip

/** A lab, and a `pass` that outlives its machines. */
const withPass = (work: (lab: Lab, pass: Pass) => Promise<void>) =>
  inLab(async lab => {
    const pass = await Pass.start()
    await work(lab, pass).finally(() => pass.stop())
  })

proof(
  `${JOBS} jobs on empty disks with tokens expiring between them lose nothing; a recipe that saves on success does`,
  withPass(async (lab, pass) => {
    const { openai } = lab
    const stored = join(pass.dir, 'stored')
    const manager = {
      restoreCommand: pass.restoreCommand,
      persistCommand: `${pass.persistCommand} > /dev/null\ndate +%s%3N > '${stored}'`,
      jobEnv: pass.jobEnv,
    }
    const seed = openai.login(LIFE)
    const recipe = await recipeJobs(lab, pass)
    const endings: string[] = []
    const waits: number[] = []
    for (let number = 0; number < JOBS; number += 1) {
      // Every fourth job's model fails, every fifth keeps fresh, every sixth finds its access token ended.
      const [fails, keepsFresh] = [number % 4 === 3, number % 5 === 4]
      openai.script(fails ? [{ status: 400 }] : [])
      if (number % 6 === 5) openai.endAccessToken()
      const task = keepsFresh ? { mode: 'keep-fresh' } : { prompt: 'Say OK' }
      // The seed is there in each, as the secret that it comes from: spent after the first refresh.
      const inputs = { 'auth-json': seed, 'min-lifetime': MIN_LIFETIME, ...task }
      const on = await lab.fresh()
      const watch = watchRenames(on)
      const result = await commandJob(lab, manager, inputs, { on })
      const renames = await watch.end()
      const at = Number(await readFile(stored, 'utf8'))
      if (outputsOf(result).refreshed === 'true') waits.push(...delays(renames, [{ at, value: '' }]))
      const failed = fails && !keepsFresh
      expect([number, result.conclusion, failed ? [] : errorsOf(result)]).toEqual([
        number,
        failed ? 'failure' : 'success',
        [],
      ])
      if (number % 3 !== 2 || endings.length === 3) continue
      openai.script(endings.length === 1 ? [{ status: 400 }] : [])
      endings.push(ending(await recipe()))
    }
    const ours = openai.refreshes.filter(({ account }) => account === LAB_ACCOUNT)
    say(
      `pass: ${ours.length} refreshes in ${JOBS} jobs, each refresh token once; a recipe: ${endings.join(', ')}`,
    )
    waits.sort((a, b) => a - b)
    say(
      `rename to acknowledgement: median ${waits[waits.length >> 1]?.toFixed(0)} ms, longest ${waits.at(-1)?.toFixed(0)} ms`,
    )
    expect(waits[0]).toBeLessThan(1000)
    expect(waits.at(-1)).toBeLessThan(5000)
    expect(ours.length).toBeGreaterThan(10)
    expect(ours.every(({ outcome }) => outcome === 'refreshed')).toBe(true)
    const shown = openai.presentations().filter(({ account }) => account === LAB_ACCOUNT)
    expect(shown.filter(({ times }) => times === 1)).toHaveLength(ours.length)
    expect(shown.filter(({ times }) => times === 0)).toHaveLength(1)
    expect(refreshToken(await pass.stored())).toBe(refreshToken(openai.currentAuthJson()))
    expect(endings).toEqual(['success', 'failure', 'lost'])
    // Searched for parts of tokens when the lab is closed.
    await cp(join(pass.dir, 'store'), join(lab.dir, 'store'), { recursive: true })
  }),
  MOST,
)

const ending = ({ conclusion, log }: JobResult) =>
  /refresh token was already used/.test(log) ? 'lost' : conclusion

/** Jobs of a recipe through the same `pass`: fetch, run Codex, put back if that went well. */
async function recipeJobs(lab: Lab, pass: Pass): Promise<() => Promise<JobResult>> {
  await pass.put(lab.openai.login(RECIPE), 'recipe/auth')
  const steps = [
    { run: 'mkdir ~/recipe; cp ~/.codex/config.toml ~/recipe; pass show recipe/auth > ~/recipe/auth.json' },
    { run: 'CODEX_HOME=~/recipe codex exec --skip-git-repo-check "Say OK" </dev/null' },
    { run: 'pass insert --multiline --force recipe/auth < ~/recipe/auth.json > /dev/null' },
  ]
  return async () => lab.job({}, { on: await lab.fresh(), env: pass.jobEnv, steps })
}

proof(
  'kill -9 of the machine in restore, proof, refresh, write-through and post: what the manager has acknowledged works',
  async () => {
    const { lost, kept } = await killAt(OF_THE_MACHINE, 'both')
    // OpenAI has refreshed, and the only copy was on the machine: no manager can keep that.
    expect(lost.length).toBeLessThanOrEqual(6)
    expect(kept.stored).toBeGreaterThan(2)
  },
  MOST,
)

proof(
  'kill -9 of a stage: post stores what main could not, and what is killed in post is kept if it was acknowledged',
  async () => {
    const { lost, kept } = await killAt(OF_THE_STEP, 'stage')
    expect(lost.filter(name => !name.startsWith('post after'))).toEqual([])
    expect(kept.stored).toBeGreaterThan(2)
  },
  MOST,
)

test.concurrent(
  'commands that hang are ended after a minute: nothing is refreshed, nothing of them stays',
  withManagers(async ({ lab, another }) => {
    const login = () => lab.openai.login({ expInMs: HOUR })
    const [mute, deaf] = await Promise.all([another(login(), ['hang-read']), another(login())])
    const persistCommand = "trap '' TERM; sleep 600"
    const begun = performance.now()
    const [reading, writing] = await Promise.all([
      commandJob(lab, mute, { 'login-name': 'mute', 'auth-json': login(), prompt: 'never run' }),
      commandJob(
        lab,
        { restoreCommand: deaf.restoreCommand, persistCommand },
        { 'login-name': 'deaf', mode: 'keep-fresh' },
      ),
    ])
    say(`commands that hang: red after ${Math.round((performance.now() - begun) / 1000)} s`)
    expect(errorsOf(reading)).toEqual([expect.stringMatching(/restore-command` did not end within 60 s/)])
    expect(logOf(reading, 'pre')).toMatch(/did not end within 60 s.*It is read again/)
    expect(errorsOf(writing)).toEqual([
      expect.stringMatching(/persist-command` did not end within 60 s.*was not refreshed/s),
    ])
    expect(outputsOf(writing)).toMatchObject({ refreshed: 'false' })
    expect(lab.openai.refreshes).toEqual([])
    for (const { orphans } of [reading, writing]) expect(orphans).toEqual([])
  }),
  MOST,
)
