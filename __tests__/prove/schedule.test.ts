import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import { inLab } from '../e2e/lab.js'

const JOBS = 30
const RECIPE_ACCOUNT = '3ab3ab3a-0000-4000-8000-000000000003'
/** Codex itself refreshes in the last 5 minutes of a token: one of 5 min 4 s ages in 4 seconds. */
const LIFE = { lifeMs: 304_000 }

test(
  `${JOBS} jobs with tokens expiring between them lose nothing; a recipe that rewrites the seed loses the login`,
  inLab(async lab => {
    const seed = lab.openai.login(LIFE)
    const recipeSeed = lab.openai.login({ ...LIFE, account: RECIPE_ACCOUNT })
    let isRecipeLost = false
    for (let job = 0; job < JOBS; job += 1) {
      // Every fourth job's model fails, every fifth keeps fresh: neither may cost the login.
      lab.openai.script(job % 4 === 3 ? [{ status: 400 }] : [])
      const task = job % 5 === 4 ? { mode: 'keep-fresh' } : { prompt: 'Say OK' }
      const result = await lab.job({ 'auth-json': seed, 'min-lifetime': '301s', ...task })
      expect([job, result.conclusion]).toEqual([job, job % 4 === 3 && job % 5 !== 4 ? 'failure' : 'success'])
      lab.openai.script([])
      await sleep(200)
      if (isRecipeLost) continue
      const other = await lab.runner('recipe').job({
        secrets: [recipeSeed],
        steps: [
          {
            run: 'mkdir -p ~/recipe && cp ~/.codex/config.toml ~/recipe && printf %s "$SEED" > ~/recipe/auth.json',
            env: { SEED: recipeSeed },
          },
          { run: 'CODEX_HOME=~/recipe codex exec --skip-git-repo-check "Say OK" </dev/null' },
        ],
      })
      lab.results.push(other)
      isRecipeLost = other.conclusion === 'failure'
    }
    const spent = lab.openai
      .presentations()
      .filter(({ account, times }) => account === LAB_ACCOUNT && times > 0)
    process.stdout.write(`ours: ${spent.length} refreshes in ${JOBS} jobs, each refresh token once\n`)
    expect(spent.length).toBeGreaterThan(3)
    expect(spent.every(({ times }) => times === 1)).toBe(true)
    expect(
      lab.openai.refreshes
        .filter(({ account }) => account === LAB_ACCOUNT)
        .every(({ outcome }) => outcome === 'refreshed'),
    ).toBe(true)
    const reused = lab.openai.refreshes.filter(
      ({ account, outcome }) => account === RECIPE_ACCOUNT && outcome === 'refresh_token_reused',
    )
    expect(reused.length).toBeGreaterThan(0)
  }),
  300_000,
)
