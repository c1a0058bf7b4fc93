import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { GithubClient } from '../../src/github/client.js'
import { credentialsFrom } from '../../src/github/credentials.js'
import { sealer } from '../../src/stores/age.js'
import { CommandStore } from '../../src/stores/command/command.js'
import { GithubSecretStore } from '../../src/stores/github-secret.js'
import { HostStore } from '../../src/stores/host.js'
import { startGithub } from '../doubles/github/github.js'
import { FaultyManager } from '../doubles/secret-manager/faulty.js'
import { NOW } from './auth-json.js'
import { type StorePlace, storeContract } from './store-contract.js'

type InPlace = Parameters<typeof storeContract>[0]

const quiet = { info: () => undefined, warning: () => undefined, group: () => undefined }
const absent = () => undefined

async function inDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'lab store contract '))
  try {
    await work(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

const onHost: InPlace = test =>
  inDirectory(home =>
    test({
      open: () => new HostStore(home),
      plant: bytes => writeFile(join(home, 'auth.json'), bytes),
      replaced: () => readFile(join(home, 'auth.json.replaced')).catch(absent),
    }),
  )

const byCommand =
  (encrypted: boolean): InPlace =>
  test =>
    inDirectory(async directory => {
      const manager = await FaultyManager.start()
      const sealing = encrypted ? sealer(await generateX25519Identity()) : undefined
      const keepIn = join(directory, 'kept')
      const replaced = async () => {
        const bytes = await readFile(join(keepIn, `replaced-default.${encrypted ? 'age' : 'json'}`)).catch(
          absent,
        )
        return bytes && sealing ? sealing.open(bytes) : bytes
      }
      const place: StorePlace = {
        open: () =>
          new CommandStore({
            restoreCommand: manager.restoreCommand,
            persistCommand: manager.persistCommand,
            env: { PATH: process.env.PATH, TMPDIR: directory, RUNNER_TEMP: directory },
            cwd: directory,
            log: quiet,
            loginName: 'default',
            sealer: sealing,
            keepIn,
            pauseMs: 20,
            retries: 1,
          }),
        plant: async bytes => manager.put(sealing ? await sealing.seal(bytes) : bytes),
        replaced,
      }
      await test(place).finally(() => manager.stop())
    })

/** Each job reads the secret when it begins. */
const inSecret: InPlace = async test => {
  const github = await startGithub()
  const { secrets } = github.world.addRepository('lab/app')
  secrets.set('CODEX_AUTH_JSON', '', NOW - 86_400_000)
  const token = github.tokens.fineGrained({ secrets: 'write' }, ['lab/app'])
  const place: StorePlace = {
    open() {
      const { value } = secrets.get('CODEX_AUTH_JSON') ?? {}
      return new GithubSecretStore({
        repository: 'lab/app',
        client: new GithubClient({
          apiUrl: github.url,
          credentials: credentialsFrom({ token }),
          mask: absent,
          log: absent,
        }),
        stored: value ? Buffer.from(value) : undefined,
        log: quiet,
      })
    },
    async plant(bytes) {
      secrets.set('CODEX_AUTH_JSON', bytes.toString(), Date.now())
    },
  }
  await test(place).finally(() => github.close())
  github.assertClean()
}

// That of the Actions cache, which takes its time, is in prove/cache-contract.test.ts.
const LATE = 60_000
describe('the file of a host', () => storeContract(onHost, LATE))
describe('a secret manager', () => storeContract(byCommand(false), LATE))
describe('a secret manager, encrypted', () => storeContract(byCommand(true), LATE))
describe('a GitHub secret', () => storeContract(inSecret, LATE))
