import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { OTHER_LOGINS } from '../../src/codex/environment.js'
import { codexBinary } from '../doubles/lab/index.js'
import { fact, type Home, type Scene, scene } from './harness.js'
import { variablesIn } from './variables.js'

// §8: what silently takes the login's place.

const IS_CHATGPT = 'Logged in using ChatGPT'
const status = async (scene: Scene, home: Home, env: Record<string, string> = {}, args: string[] = []) => {
  const { stdout, stderr } = await scene.run(home, { args: [...args, 'login', 'status'], env })
  return `${stdout}${stderr}`.trim()
}

/** What is said of an identity by each variable alone, with a value and empty. */
const identities = (names: readonly string[]) =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const said: string[] = []
    for (const name of names)
      for (const value of ['lab', '']) said.push(await status(scene, home, { [name]: value }))
    expect(said.filter(words => !words.includes('workload identity'))).toEqual([])
  })

fact('api-key-variable', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const env = { CODEX_API_KEY: 'sk-lab' }
    expect(await status(scene, home, env)).toBe(IS_CHATGPT)
    const { code } = await scene.exec(home, { env })
    expect([code, scene.openai.modelCalls]).toEqual([1, 0])
    expect((await scene.exec(home, { env: { CODEX_API_KEY: '' } })).code).toBe(0)
  }),
)

fact('access-token-variable', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const env = { CODEX_ACCESS_TOKEN: 'at-lab' }
    const { code } = await scene.exec(home, { env })
    expect([code, scene.openai.modelCalls]).toEqual([1, 0])
    expect((await scene.exec(home, { env: { CODEX_ACCESS_TOKEN: '' } })).code).toBe(0)
  }),
)

fact('workload-identity', () => identities(['OPENAI_FEDERATION_RULE_ID', 'OPENAI_IDENTITY_TOKEN_FILE']))

fact('workload-identity-source', () =>
  identities(['OPENAI_IDENTITY_TOKEN_SOURCE', 'OPENAI_SPIFFE_AUDIENCE', 'OPENAI_SPIFFE_ID']),
)

fact('other-keys-ignored', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const { code } = await scene.exec(home, {
      env: { OPENAI_API_KEY: 'sk-lab', SPIFFE_ENDPOINT_SOCKET: 'unix:/lab' },
    })
    expect([code, scene.openai.modelCalls]).toEqual([0, 1])
  }),
)

/** Each beginning of a name counts too, because names run into each other. */
const beginnings = (name: string): string[] =>
  [...name.matchAll(/_[A-Z0-9]+/g)].map(({ index, 0: word }) => name.slice(0, index + word.length))

const NOT_LOGINS = /^CODEX_(HOME|SQLITE_HOME|CA_CERTIFICATE|REFRESH_TOKEN_URL_OVERRIDE)/

fact('no-other-variable', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const all = new Set(variablesIn(codexBinary()).flatMap(beginnings))
    const names = [...all].filter(name => !OTHER_LOGINS.includes(name) && !NOT_LOGINS.test(name))
    expect(names.length).toBeGreaterThan(20)
    const env = Object.fromEntries(names.map(name => [name, 'lab']))
    expect(await status(scene, home, env)).toBe(IS_CHATGPT)
  }),
)

fact('credentials-store', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const said = []
    for (const store of ['keyring', 'ephemeral', 'auto', 'file'])
      said.push(await status(scene, home, {}, ['-c', `cli_auth_credentials_store="${store}"`]))
    expect(said.map(words => words === IS_CHATGPT)).toEqual([false, false, true, true])
  }),
)

fact('dotenv-is-read', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    for (const line of ['OPENAI_FEDERATION_RULE_ID=lab', 'export OPENAI_FEDERATION_RULE_ID=']) {
      writeFileSync(join(home.dir, '.env'), `${line}\n`)
      expect(await status(scene, home)).toContain('workload identity')
    }
    writeFileSync(join(home.dir, '.env'), 'CODEX_ACCESS_TOKEN=at-lab\nCODEX_API_KEY=sk-lab\n')
    expect(await status(scene, home)).toBe(IS_CHATGPT)
    expect((await scene.exec(home)).code).toBe(0)
  }),
)
