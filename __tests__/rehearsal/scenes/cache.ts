import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Decrypter, generateX25519Identity } from 'age-encryption'
import { type CacheDouble, startCache } from '../../doubles/cache/index.js'
import type { JobResult } from '../../doubles/runner/index.js'
import { authJsonIn } from '../../e2e/enclosed.js'
import { hostedJob } from '../../e2e/hosted.js'
import type { Lab } from '../../e2e/lab.js'
import { fateOfTokens, lookAt } from '../login-label.js'
import { outcome, type Play, type Scene } from '../play.js'

const HALF_AN_HOUR_MS = 30 * 60_000

export const inTheCache: Scene = {
  name: 'cache',
  title: 'GitHub-hosted runners: the disk is gone after each job, the login is not',
  about:
    'Two jobs, each on a runner that nothing has touched, with the same seed, whose access token has half an hour left. Between ' +
    'them the login lives in the Actions cache, encrypted with a key from a secret. The first job refreshes it, ' +
    'and stores it at once, before Codex runs.',
  async play(play) {
    const lab = await play.machines()
    const cache = await startCache()
    try {
      await twoJobs(play, lab, cache)
    } finally {
      await leave(lab, cache)
      await cache.close()
    }
  },
}

async function twoJobs(play: Play, lab: Lab, cache: CacheDouble): Promise<void> {
  const key = await generateX25519Identity()
  const seed = lab.openai.login({ expInMs: HALF_AN_HOUR_MS })
  const jobs: JobResult[] = []
  for (const title of ['The first job', 'The second job']) {
    const on = await lab.fresh()
    const inputs = { 'auth-json': seed, 'encryption-key': key, prompt: 'Say OK' }
    const job = await hostedJob(lab, inputs, { on, services: cache.environment() })
    play.show(on.folders, title, job)
    jobs.push(job)
  }
  cache.assertClean()
  play.compare(
    {
      jobs: 'succeeded, succeeded',
      'in the cache': 'revision 1 → revision 2',
      refreshes: '1',
      'refresh tokens': 'revision 1 used once, revision 2 not used',
      'model calls': '2',
    },
    {
      jobs: jobs.map(outcome).join(', '),
      'in the cache': (await storedIn(lab, cache, key)).join(' → '),
      refreshes: String(lab.openai.refreshes.length),
      'refresh tokens': fateOfTokens(lab.openai),
      'model calls': String(lab.openai.modelCalls),
    },
  )
}

/** The revisions that were stored, in the order of their entries, each told once. */
async function storedIn({ dir, openai }: Lab, { entries }: CacheDouble, key: string): Promise<string[]> {
  const file = join(dir, 'opened', 'auth.json')
  await mkdir(join(dir, 'opened'), { mode: 0o700 })
  const labels = new Set<string>()
  for (const { bytes } of entries) {
    const decrypter = new Decrypter()
    decrypter.addIdentity(key)
    const sealed = execFileSync('tar', ['-xzO'], { input: bytes })
    await writeFile(file, authJsonIn(await decrypter.decrypt(sealed, 'text')), { mode: 0o600 })
    labels.add((await lookAt(file, openai)).label)
  }
  return [...labels]
}

/** Puts the entries where the lab is searched at its end. */
async function leave({ dir }: Lab, { entries }: CacheDouble): Promise<void> {
  for (const [index, { key, bytes }] of entries.entries())
    await writeFile(join(dir, `entry-${index}`), Buffer.concat([Buffer.from(key), gunzipSync(bytes)]))
}
