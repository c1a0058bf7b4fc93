import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { parseLogin } from '../../src/login/login.js'
import { sealer } from '../../src/stores/age.js'
import { encloseLogin } from '../../src/stores/enclosed-login.js'
import { compress, tarOf } from '../doubles/cache/tar.js'
import type { JobResult } from '../doubles/runner/index.js'
import {
  archiveOf,
  type CacheWorld,
  errorsOf,
  instantOf,
  inWorld,
  keyOf,
  MINUTE,
  onceEach,
  opened,
  refreshToken,
  sealedIn,
} from '../e2e/cache-world.js'

// Entries by somebody who can run a workflow in the repository and does not have the key.

const SECOND = 1000
const warningsOf = ({ annotations }: JobResult) =>
  annotations
    .filter(({ level, stage }) => level === 'warning' && stage === 'pre')
    .map(({ message }) => message)

/** A login that is stored, with what its entry holds. */
async function stored({ lab, cache, job }: CacheWorld) {
  const seed = lab.openai.login()
  const first = await job({ 'auth-json': seed, mode: 'setup' })
  expect(errorsOf(first)).toEqual([])
  const [entry] = cache.entries
  if (!entry) throw new Error('nothing was stored')
  return { seed, instant: instantOf(entry.key), sealed: await sealedIn(entry) }
}

test.each(['v1', 'v2'] as const)(
  'service %s: an archive that has a file of the action in it changes nothing of it',
  api =>
    inWorld(async world => {
      const { lab, cache, job } = world
      const { instant, sealed } = await stored(world)
      const on = await lab.fresh()
      const main = join(on.folders.actions, 'lab', 'codex-auth-action', 'v1', 'dist', 'main.js')
      const planted = `console.log('planted ' + process.env['INPUT_ENCRYPTION-KEY'])`
      const members = [
        { name: 'login.age', content: sealed },
        { prefix: dirname(main), name: basename(main), content: planted },
      ]
      cache.plant(keyOf(instant + SECOND, sealed), compress(tarOf(...members), 'gzip'))
      const result = await job({ prompt: 'Say OK' }, { on, access: { api } })
      expect(result.log).not.toContain('planted')
      expect(errorsOf(result)).toEqual([])
      expect(result.steps[0]?.outputs['final-message']).toBe('OK')
      expect(warningsOf(result)).toEqual([
        expect.stringMatching(/This action did not pack.*`gh cache delete codex-auth\/default\//),
      ])
      expect(readFileSync(main, 'utf8')).toBe(readFileSync(join('dist', 'main.js'), 'utf8'))
    })(),
  60_000,
)

test(
  "entries that don't match their keys stop no job, get a line each in the log, and hide nothing",
  inWorld(async world => {
    const { lab, cache, key, job } = world
    const { seed, sealed } = await stored(world)
    const login = parseLogin(seed, { origin: 'the input auth-json', now: Date.now() })
    const ofOther = await sealer(key).seal(encloseLogin('other', login))
    const refreshed = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect(errorsOf(refreshed)).toEqual([])
    const newest = cache.entries.at(-1) ?? never()
    const now = instantOf(newest.key)
    const current = await opened(newest, key)

    const garbage = Buffer.from('no archive')
    const text = Buffer.from('{"some":"file"}')
    const foreign = await sealedForSomebody(Buffer.from(seed))
    const year2100 = Date.UTC(2100, 0, 1)
    const plant = (name: string, content: Buffer, archive = archiveOf(content)) => cache.plant(name, archive)
    // A key that begins as none of ours is noticed only if it is in the way. The last of these is: it hides the rest.
    plant('codex-auth/default/1x', garbage, garbage)
    plant(keyOf(year2100, sealed), sealed)
    plant(keyOf(now, sealed).replace('/2', '/3'), sealed)
    const forged: [RegExp, string][] = [
      [/not an age file/, plant(keyOf(now + 1, text), text).key],
      [/another revision of the login than its key says/, plant(keyOf(now + 2, sealed), sealed).key],
      [/sealed under another name/, plant(keyOf(now + 3, ofOther), ofOther).key],
      [/can't be unpacked/, plant(keyOf(now + 4, garbage), garbage, garbage).key],
      [/another key than/, plant(keyOf(now + 30 * MINUTE, foreign), foreign).key],
      [/another key than/, plant(keyOf(now, foreign), foreign).key],
      [/Its key is not one/, plant(`${newest.key}0`, sealed).key],
    ]
    plant('codex-auth/default/1;touch x\u2028::stop-commands::lab', garbage, garbage)

    const next = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect(errorsOf(next)).toEqual([])
    expect(next.log).toMatch(/Restored the login from the Actions cache/)
    expect(next.steps[0]?.outputs).toMatchObject({ refreshed: 'true', persisted: 'true' })
    const said = warningsOf(next)
    for (const [words, name] of forged)
      expect(said).toContainEqual(
        expect.stringMatching(new RegExp(`${words.source}.*gh cache delete ${name}\``)),
      )
    expect(said.filter(line => /`gh cache list --key codex-auth\/` shows it/.test(line))).toHaveLength(1)
    expect(next.rawLog).not.toMatch(/touch x|stop-commands/)
    expect(said.length).toBe(forged.length + 1)

    const tokens = [seed, current, await opened(cache.entries.at(-1), key)].map(refreshToken)
    expect(new Set(tokens).size).toBe(3)
    expect(onceEach(lab)).toBe(true)
  }),
  90_000,
)

async function sealedForSomebody(plain: Buffer): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()))
  return Buffer.from(await encrypter.encrypt(plain))
}

function never(): never {
  throw new Error('nothing was stored')
}
