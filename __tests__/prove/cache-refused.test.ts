import { expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { flipped, type How } from '../doubles/cache/index.js'
import type { JobRun } from '../doubles/runner/index.js'
import { archiveOf, errorsOf, HOUR, inWorld, onceEach, opened, sealedIn, until } from '../e2e/cache-world.js'

/** What happens to an entry's archive, or to the sealed login in it, and what is said of it then. */
const SPOILT: [string, (archive: Buffer, sealed: Buffer) => Buffer, RegExp][] = [
  ['is cut off in its archive', archive => archive.subarray(0, archive.length >> 1), /can't be unpacked/],
  ['is cut off', (_, sealed) => archiveOf(sealed.subarray(0, 120)), /The stored login is cut off/],
  ['has a flipped bit', (_, sealed) => archiveOf(flipped(sealed)), /content of the stored login was altered/],
  [
    'has one where its key is, which age takes for a wrong key',
    (_, sealed) => archiveOf(flipped(sealed, 80)),
    /header of the stored login was altered/,
  ],
  ['is of something else', () => archiveOf(Buffer.from('{"some":"file"}')), /is not an age file/],
]

test(
  'an entry that can not be opened is told apart, and only a later login takes its place',
  inWorld(async ({ lab, cache, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await job({ 'auth-json': seed, mode: 'setup', 'min-lifetime': '1m' })
    const [entry] = cache.entries
    if (!entry) throw new Error('nothing was stored')
    const whole = entry.bytes
    const sealed = await sealedIn(entry)
    const inputs = { 'auth-json': seed, prompt: 'Say OK' }
    for (const [what, spoil, words] of SPOILT) {
      entry.bytes = spoil(whole, sealed)
      const result = await job(inputs)
      expect([what, result.conclusion, errorsOf(result)[0]]).toEqual([
        what,
        'failure',
        expect.stringMatching(words),
      ])
      expect(errorsOf(result)[0]).toMatch(/`mode: login`/)
    }
    entry.bytes = whole
    const otherKey = await generateX25519Identity()
    const wrong = await job({ ...inputs, 'encryption-key': otherKey })
    expect(wrong.conclusion).toBe('failure')
    expect(errorsOf(wrong)[0]).toMatch(/sealed with another key than `encryption-key`/)
    expect(cache.entries).toHaveLength(1)
    expect(lab.openai.refreshes).toEqual([])
    expect(lab.openai.modelCalls).toBe(0)

    const newLogin = lab.openai.login()
    const mended = await job({ 'auth-json': newLogin, prompt: 'Say OK', 'encryption-key': otherKey })
    expect(errorsOf(mended)).toEqual([])
    expect(mended.log).toMatch(/sealed with another key.*The seed is a later login, and takes its place/s)
    expect(await opened(cache.entries.at(-1), otherKey)).toBe(newLogin)
  }),
  60_000,
)

test(
  'a service that fails after the proof: tried again; else red, with the stake named, and post stores the login',
  inWorld(async ({ lab, cache, job }) => {
    const { openai } = lab
    openai.delayAfterRefresh(300)
    const seed = openai.login({ expInMs: HOUR })
    const inputs = { 'auth-json': seed, mode: 'setup', 'force-refresh': 'true' }
    const broken = async (run: JobRun, how: How, times: number) => {
      const before = openai.refreshes.length
      if (await until(run, () => openai.refreshes.length > before)) cache.fault('reserve', how, times)
    }
    const again = await job(inputs, { during: run => broken(run, 'cut', 1) })
    expect(again.conclusion).toBe('success')
    expect(again.log).toMatch(/Trying again/)
    expect(again.steps[0]?.outputs).toMatchObject({ refreshed: 'true', persisted: 'true' })

    const late = await job(inputs, {
      async during(run) {
        await broken(run, 403, Number.POSITIVE_INFINITY)
        await run.started('post')
        cache.heal()
      },
    })
    expect(late.conclusion).toBe('failure')
    expect(errorsOf(late)).toEqual([
      expect.stringMatching(/could not be stored.*the login is lost.*a person must log in once more/s),
    ])
    expect(late.steps[0]?.stages.post?.log).toMatch(/Stored the login in the Actions cache/)
    expect(late.steps[0]?.outputs.persisted).not.toBe('true')

    const never = await job(inputs, { during: run => broken(run, 403, Number.POSITIVE_INFINITY) })
    expect(never.conclusion).toBe('failure')
    expect(never.annotations.filter(({ level }) => level === 'error').map(({ stage }) => stage)).toEqual([
      'main',
      'post',
    ])
    cache.heal()
    const lost = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect(lost.steps[0]?.outputs['auth-status']).toMatch(/stale|dead/)
    expect(errorsOf(lost)[0]).toMatch(
      /refresh token was already used, so this job did not use it.*log in once more/s,
    )
    expect(onceEach(lab)).toBe(true)
  }),
  90_000,
)
