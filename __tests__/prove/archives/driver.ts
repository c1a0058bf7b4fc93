import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity } from 'age-encryption'
import { CacheStore } from '../../../src/stores/cache/cache.js'
import { startCache } from '../../doubles/cache/index.js'
import type { Compression } from '../../doubles/cache/tar.js'
import { HOUR, labJwt, labLogin, labToken, NOW } from '../../unit/auth-json.js'
import { HONEST, HOSTILE, targetsIn } from './hostile.js'

/** The result of one archive, read through the real client as the newest entry of two. */
export interface Verdict {
  readonly name: string
  readonly how: Compression
  readonly api: 'v1' | 'v2'
  readonly read: 'the older login' | 'the newest login' | 'something else'
  readonly warnings: readonly string[]
  readonly ms: number
  /** Paths that are not as they were. */
  readonly changed: readonly string[]
}

/**
 * For a process of Node 24, which has zstd, as the runner's has: reads every archive with both services and both
 * compressions, and prints a `Verdict` a line. Arguments: a folder of its own, and dist/cache-client.js.
 */
async function main(folder: string, client: string): Promise<void> {
  const temp = join(folder, 'temp')
  for (const name of ['temp', 'action']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'action', 'main.js'), 'honest')
  const cache = await startCache()
  const encryptionKey = await generateX25519Identity()
  let warnings: string[] = []
  const store = (api: 'v1' | 'v2') =>
    new CacheStore({
      loginName: 'default',
      encryptionKey,
      ref: 'refs/heads/main',
      defaultBranch: 'main',
      env: { PATH: process.env.PATH, ...cache.variables({ api }) },
      directory: temp,
      client,
      log: { info: () => undefined, warning: line => void warnings.push(line) },
      now: () => NOW,
    })
  const [older, newest] = [2, 1].map(generation) as [Login, Login]
  for (const login of [older, newest]) await store('v2').write(login)
  const [below, above] = [...cache.entries]
  if (!below || !above) throw new Error('nothing was stored')
  const sealed = await sealedIn(above.bytes)

  for (const how of ['gzip', 'zstd'] as const)
    for (const [name, make] of Object.entries({ ...HOSTILE, ...HONEST })) {
      const archive = make(how, sealed, targetsIn(folder))
      for (const api of ['v1', 'v2'] as const) {
        cache.evict(entry => entry !== below)
        cache.plant(above.key, archive)
        warnings = []
        const before = snapshot(folder)
        const start = performance.now()
        const bytes = await store(api).read()
        const ms = Math.round(performance.now() - start)
        const after = snapshot(folder)
        const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
          path => before.get(path) !== after.get(path),
        )
        const read = bytes?.equals(older.bytes)
          ? 'the older login'
          : bytes?.equals(newest.bytes)
            ? 'the newest login'
            : 'something else'
        const verdict: Verdict = { name, how, api, read, warnings, ms, changed }
        process.stdout.write(`${JSON.stringify(verdict)}\n`)
      }
    }
  await cache.close()
  cache.assertClean()
}

type Login = ReturnType<typeof generation>

function generation(hoursAgo: number) {
  const at = NOW - hoursAgo * HOUR
  const issued = Math.floor(at / 1000)
  return labLogin({
    last_refresh: new Date(at).toISOString(),
    tokens: {
      access_token: labJwt({ iat: issued, exp: issued + 864_000 }),
      refresh_token: `rt_${labToken(`refresh ${hoursAgo}`)}`,
    },
  })
}

async function sealedIn(archive: Buffer): Promise<Buffer> {
  const { gunzipSync } = await import('node:zlib')
  const tar = gunzipSync(archive)
  return tar.subarray(512, 512 + Number.parseInt(tar.subarray(124, 135).toString(), 8))
}

/** Every file below a folder, with what can be seen of it. */
function snapshot(folder: string): Map<string, string> {
  const seen = new Map<string, string>()
  for (const name of existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []) {
    const facts = lstatSync(join(folder, name))
    // A folder's times change with what comes and goes in it.
    const content = facts.isFile()
      ? createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')
      : ''
    seen.set(name, [facts.mode, facts.nlink, facts.isFile() ? facts.mtimeMs : '', content].join(' '))
  }
  return seen
}

const [folder, client] = process.argv.slice(2)
if (folder && client) await main(folder, client)
