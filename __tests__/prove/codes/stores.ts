import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseLogin } from '../../../src/login/login.js'
import { sealer } from '../../../src/stores/age.js'
import { encloseLogin } from '../../../src/stores/enclosed-login.js'
import { flipped } from '../../doubles/cache/index.js'
import type { Values } from '../../doubles/runner/index.js'
import { archiveOf, type CacheWorld, keyOf } from '../../e2e/cache-world.js'
import type { Lab } from '../../e2e/lab.js'
import type { LeaseWorld } from '../../e2e/lease-world.js'
import { byCommands, HOUR, inCache, KEEP, RUN, type Story } from './story.js'

const KEY = 'lab-passphrase-of-twenty-five-characters'
const DUE = { expInMs: HOUR }

/** Jobs of a store of commands, one of which is this. */
const command = (code: string, when: string, inputs: Values, login: object = {}): Story =>
  byCommands(code, when, async ({ lab, job, put }) => {
    const seed = lab.openai.login(login)
    await put(seed)
    return job({ 'auth-json': seed, ...KEEP, ...inputs })
  })

/** The store holds this when the job begins, which has the key. */
const sealed = (
  code: string,
  when: string,
  make: (sealed: Buffer, world: LeaseWorld) => Promise<Buffer | string> | Buffer | string,
  key = KEY,
): Story =>
  byCommands(code, when, async world => {
    const { lab, job } = world
    const seed = lab.openai.login()
    await job({ 'auth-json': seed, 'encryption-key': KEY, mode: 'setup' })
    const file = join(lab.dir, 'store', 'auth.json')
    const age = Buffer.from((await readFile(file)).toString(), 'base64')
    await writeFile(file, Buffer.from(await make(age, world)).toString('base64'))
    return job({ ...RUN, ...(key ? { 'encryption-key': key } : {}) })
  })

const CACHE: readonly Story[] = [
  inCache('cache-unavailable', 'the cache service refuses', ({ lab, cache, job }) => {
    cache.fault('lookup', 403, Number.POSITIVE_INFINITY)
    return job({ 'auth-json': lab.openai.login(), ...RUN })
  }),
  inCache('cache-damaged', 'a bit of the archive falls', async ({ lab, cache, job }) => {
    const seed = lab.openai.login()
    await job({ 'auth-json': seed, mode: 'setup' })
    cache.fault('download', 'truncate', Number.POSITIVE_INFINITY)
    return job({ 'auth-json': seed, ...RUN })
  }),
  inCache('cache-read-only', 'an event that strangers can cause', ({ lab, job }) =>
    job({ 'auth-json': lab.openai.login(), ...KEEP }, { access: { grant: 'read' } }),
  ),
  inCache('cache-branch', 'a branch, and the token has ended', ({ lab, job }) => {
    const ref = 'refs/heads/topic'
    return job({ 'auth-json': lab.openai.login({ expInMs: -HOUR }), ...RUN }, { ref, access: { ref } })
  }),
]

/** With a file of another name in it. */
async function otherArchive({ dir }: Lab): Promise<Buffer> {
  await writeFile(join(dir, 'lab.txt'), 'lab')
  return execFileSync('tar', ['-czf', '-', '-C', dir, 'lab.txt'])
}

/** An entry that something else has stored is the newest of the cache. */
const planted = (
  code: string,
  when: string,
  make: (world: CacheWorld) => Promise<Buffer> | Buffer,
  told: 'error' | 'warning' = 'warning',
): Story =>
  inCache(
    code,
    when,
    async world => {
      const { lab, cache, job } = world
      await job({ 'auth-json': lab.openai.login(), mode: 'setup' })
      const age = await make(world)
      cache.plant(keyOf(Date.now() + 1000, age), archiveOf(age))
      return job(RUN)
    },
    told,
  )

const PLANTED: readonly Story[] = [
  planted('not-sealed', 'something else under the name', () => Buffer.from('lab')),
  planted('enclosed-not', 'sealed by hand', ({ lab, key }) =>
    sealer(key).seal(Buffer.from(lab.openai.login())),
  ),
  planted('enclosed-older', 'an older login under a newer name', ({ lab, key }) => {
    const login = parseLogin(lab.openai.login(), { origin: 'the input auth-json', now: Date.now() })
    return sealer(key).seal(encloseLogin('default', login))
  }),
  inCache(
    'cache-foreign',
    'another archive under the name',
    async ({ lab, cache, job }) => {
      await job({ 'auth-json': lab.openai.login(), mode: 'setup' })
      const age = Buffer.from('lab')
      cache.plant(keyOf(Date.now() + 1000, age), await otherArchive(lab))
      return job(RUN)
    },
    'warning',
  ),
  inCache('cache-crowded', 'twenty entries of somebody else', async ({ lab, cache, job }) => {
    await job({ 'auth-json': lab.openai.login(), mode: 'setup' })
    const age = Buffer.from('lab')
    for (let at = 0; at < 20; at += 1) cache.plant(keyOf(Date.now() + at, age), age)
    return job(RUN)
  }),
]

const SEALED: readonly Story[] = [
  sealed('wrong-key', 'another key', it => it, 'lab-passphrase-of-another-workflow'),
  sealed('seal-truncated', 'its beginning', it => it.subarray(0, 100)),
  sealed('seal-damaged', 'half of it', it => it.subarray(0, it.length >> 1)),
  sealed('seal-altered', 'a bit of the header falls', it => flipped(it, it.indexOf('\n--- ') + 8)),
  sealed('seal-too-costly', 'made to be costly', it =>
    Buffer.from(it.toString('latin1').replace(/(-> scrypt \S+) \d+/, '$1 20'), 'latin1'),
  ),
  sealed('sealed-without-key', 'no key', it => it, ''),
  sealed('enclosed-elsewhere', 'sealed under another name', async (_, { lab }) => {
    const login = parseLogin(lab.openai.login(), { origin: 'the input auth-json', now: Date.now() })
    return sealer(KEY).seal(encloseLogin('lab', login))
  }),
  sealed('enclosed-version', 'by a later version', async () =>
    sealer(KEY).seal(Buffer.from('codex-auth-action login 2\n{}\n{}')),
  ),
  sealed('enclosed-otherwise', 'what is sealed is another login', async (_, { lab }) => {
    const [one = '', other = ''] = [lab.openai.login(), lab.openai.login()]
    const login = parseLogin(one, { origin: 'the input auth-json', now: Date.now() })
    return sealer(KEY).seal(encloseLogin('default', login, Buffer.from(other)))
  }),
]

const COMMANDS: readonly Story[] = [
  command('restore-failed', 'restore-command fails', { 'restore-command': 'exit 3' }),
  command('restore-garbled', 'it prints something else', { 'restore-command': 'echo lab' }),
  command('persist-failed', 'persist-command fails', { 'persist-command': 'exit 3' }),
  command('not-read-back', 'persist-command stores nothing', { 'persist-command': 'cat > /dev/null' }, DUE),
  command(
    'not-stored',
    'persist-command fails once OpenAI has answered',
    {
      'persist-command':
        'cd "$LAB_STORE" && if mkdir tried 2>/dev/null; then cat > auth.json; else exit 3; fi',
    },
    DUE,
  ),
  byCommands('no-shell', 'no bash', ({ lab, job }) =>
    job({ 'auth-json': lab.openai.login(), ...RUN }, { env: { PATH: '/nonesuch' } }),
  ),
]

export const STORES: readonly Story[] = [...CACHE, ...PLANTED, ...SEALED, ...COMMANDS]
