import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { changedAt } from '../../src/login/revision.js'
import { sealer } from '../../src/stores/age.js'
import { CacheStore } from '../../src/stores/cache/cache.js'
import { encloseLogin } from '../../src/stores/enclosed-login.js'
import { startCache } from '../doubles/cache/index.js'
import { archiveOf, keyOf } from '../e2e/cache-world.js'
import { NOW } from '../unit/auth-json.js'
import { type StorePlace, storeContract } from '../unit/store-contract.js'

const quiet = { info: () => undefined, warning: () => undefined }

async function inCache(test: (place: StorePlace) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'cache-contract-'))
  const cache = await startCache()
  const encryptionKey = await generateX25519Identity()
  const place: StorePlace = {
    open: () =>
      new CacheStore({
        loginName: 'default',
        encryptionKey,
        ref: 'refs/heads/main',
        defaultBranch: 'main',
        env: { PATH: process.env.PATH, ...cache.variables({}) },
        directory,
        // The committed bundle: it starts in half the time of src with all that it imports.
        client: join(process.cwd(), 'dist', 'cache-client.js'),
        log: quiet,
        now: () => NOW,
      }),
    async plant(bytes, of) {
      const sealed = await sealer(encryptionKey).seal(encloseLogin('default', of, bytes))
      cache.plant(keyOf(Number(changedAt(of) / 1000n) / 1000, sealed), archiveOf(sealed))
    },
  }
  try {
    await test(place)
  } finally {
    await cache.close()
    await rm(directory, { recursive: true, force: true })
  }
  cache.assertClean()
}

describe('the Actions cache', () => storeContract(inCache, 120_000))
