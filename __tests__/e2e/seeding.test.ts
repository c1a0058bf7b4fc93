import { readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inLab, type Lab } from './lab.js'

const DAY = 86_400_000
const OTHER = '2ab2ab2a-0000-4000-8000-000000000002'

/** One setup job; what its stages said, and the annotation if it failed. */
async function setUp(lab: Lab, inputs: Record<string, string>) {
  const result = await lab.job({ mode: 'setup', ...inputs })
  const error = result.annotations.find(({ level }) => level === 'error')?.message ?? ''
  const { pre, main } = result.steps[0]?.stages ?? {}
  return { result, error, pre: pre?.log ?? '', main: main?.log ?? '' }
}

test(
  'an empty host is seeded from base64, with modes 0700 and 0600',
  inLab(async lab => {
    const seed = lab.openai.login()
    const { result, pre } = await setUp(lab, { 'auth-json': Buffer.from(seed).toString('base64') })
    expect(result.conclusion).toBe('success')
    expect(pre).toContain('Seeded')
    expect(await lab.auth()).toBe(seed)
    expect((await stat(lab.authFile)).mode & 0o777).toBe(0o600)
    expect((await stat(lab.home)).mode & 0o777).toBe(0o700)
  }),
  60_000,
)

test(
  'an older seed never overwrites the file, and an equal one does not touch it',
  inLab(async lab => {
    const seed = lab.openai.login()
    await setUp(lab, { 'auth-json': seed, 'force-refresh': 'true' })
    const kept = await lab.auth()
    const { pre } = await setUp(lab, { 'auth-json': seed })
    expect(pre).toMatch(/Keeping the login in .*: the seed is not newer \(seed of 20.*, stored one of 20/)
    expect(await lab.auth()).toBe(kept)
    const before = (await stat(lab.authFile)).ino
    await setUp(lab, { 'auth-json': kept })
    expect((await stat(lab.authFile)).ino).toBe(before)
  }),
  60_000,
)

test.each([
  ['newer', true],
  ['missing', false],
])(
  'a strictly newer login, with seed-policy %s',
  (policy, replaced) =>
    inLab(async lab => {
      const old = lab.openai.login({ lastRefreshAgoMs: DAY })
      const fresh = lab.openai.login()
      await writeFile(lab.authFile, old)
      const { pre, main } = await setUp(lab, { 'auth-json': fresh, 'seed-policy': policy })
      expect(await lab.auth()).toBe(replaced ? fresh : old)
      expect(replaced ? main : pre).toMatch(
        replaced ? /it is a newer login \(seed of 20.*, stored one of 20/ : /seed-policy is "missing"/,
      )
    })(),
  60_000,
)

test(
  'a newer login of another account: refused, unless the change is allowed in so many words',
  inLab(async lab => {
    const old = lab.openai.login({ lastRefreshAgoMs: DAY })
    const other = lab.openai.login({ account: OTHER })
    await writeFile(lab.authFile, old)
    const refused = await setUp(lab, { 'auth-json': other })
    expect(refused.error).toMatch(/another account.*`allow-account-change: true`/s)
    expect(await lab.auth()).toBe(old)
    const { main } = await setUp(lab, { 'auth-json': other, 'allow-account-change': 'true' })
    expect(await lab.auth()).toBe(other)
    expect(main).toContain(`kept as ${lab.authFile}.replaced`)
    expect(await readFile(`${lab.authFile}.replaced`, 'utf8')).toBe(old)
    expect((await stat(`${lab.authFile}.replaced`)).mode & 0o777).toBe(0o600)
  }),
  60_000,
)

test(
  "somebody's API key is no damaged login: an error, and left, even with a seed",
  inLab(async lab => {
    const key = JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: 'sk-lab-0123456789' })
    await writeFile(lab.authFile, key)
    const { error } = await setUp(lab, { 'auth-json': lab.openai.login() })
    expect(error).toMatch(/API-key file/)
    expect(await lab.auth()).toBe(key)
  }),
  60_000,
)

test(
  'no seed and no login: the error names the usual cause, and nothing is made',
  inLab(async lab => {
    const { result, error } = await setUp(lab, { 'auth-json': '' })
    expect(result.conclusion).toBe('failure')
    expect(error).toMatch(/auth-json: It is empty.*a secret that does not exist.*fork/s)
    await expect(readFile(lab.authFile)).rejects.toThrow('ENOENT')
    expect(lab.openai.log).toHaveLength(0)
  }),
  60_000,
)

test(
  'a refused seed changes nothing, even where a good login is stored',
  inLab(async lab => {
    const stored = lab.openai.login()
    await writeFile(lab.authFile, stored)
    const { tokens, ...rest } = JSON.parse(lab.openai.login())
    const { refresh_token: _, ...stripped } = tokens
    const { error } = await setUp(lab, { 'auth-json': JSON.stringify({ ...rest, tokens: stripped }) })
    expect(error).toMatch(/has no refresh token/)
    expect(await lab.auth()).toBe(stored)
  }),
  60_000,
)

test(
  'an auth.json that is a symbolic link is followed and kept',
  inLab(async lab => {
    const target = join(lab.dir, 'elsewhere.json')
    await writeFile(target, lab.openai.login({ lastRefreshAgoMs: DAY }), { mode: 0o600 })
    await symlink(target, lab.authFile)
    const seed = lab.openai.login()
    const { result } = await setUp(lab, { 'auth-json': seed, 'force-refresh': 'true' })
    expect(result.conclusion).toBe('success')
    expect(await readFile(target, 'utf8')).toBe(await lab.auth())
    expect(await lab.auth()).not.toBe(seed)
    expect(JSON.parse(await lab.auth())).toMatchObject({ auth_mode: 'chatgpt' })
    await writeFile(target, '{}') // so that the leak search, which spares auth.json, doesn't find the link's target
  }),
  60_000,
)

test(
  'a seed that an earlier step makes is empty in pre, and taken by main',
  inLab(async lab => {
    const seed = lab.openai.login()
    const result = await lab.job(stage => ({ mode: 'setup', 'auth-json': stage === 'main' ? seed : '' }), {
      secrets: [seed],
    })
    expect(result.conclusion).toBe('success')
    expect(result.steps[0]?.stages.pre?.log).toContain('No login yet')
    expect(await lab.auth()).toBe(seed)
  }),
  60_000,
)

test(
  'a local action has no pre: main does its work, and post does not need inputs',
  inLab(async lab => {
    const seed = lab.openai.login()
    const run = lab.runner().job({
      secrets: [seed],
      steps: [
        {
          uses: 'self',
          local: true,
          with: stage =>
            stage === 'post' ? { 'auth-json': 'wrong', mode: 'wrong' } : { mode: 'setup', 'auth-json': seed },
        },
        {
          run: 'test "$CODEX_REFRESH_TOKEN_URL_OVERRIDE" = https://rotation-fenced.invalid/ && codex --version',
        },
      ],
    })
    const result = await run
    lab.results.push(result)
    expect(result.conclusion).toBe('success')
    expect(result.steps[0]?.stages.pre).toBeUndefined()
    expect(await lab.auth()).toBe(seed)
  }),
  60_000,
)
