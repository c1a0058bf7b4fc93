import { writeFileSync } from 'node:fs'
import { expect } from '@jest/globals'
import { appServer } from './app-server.js'
import { DUE, fact, type Home, type Scene, scene, shared, startRecorder } from './harness.js'

// §5: auth.json; and what counts as a login (§12).

type Document = Record<string, unknown> & { tokens: Record<string, unknown> }

const changed = (json: string, change: (document: Document) => unknown): string => {
  const document = JSON.parse(json) as Document
  change(document)
  return JSON.stringify(document)
}

/** What `codex login status` says of each file. */
async function statusOf(
  scene: Scene,
  files: Record<string, string | Buffer>,
): Promise<Record<string, string>> {
  const said: [string, string][] = []
  for (const [name, bytes] of Object.entries(files)) {
    const home = scene.home('')
    writeFileSync(home.authFile, bytes)
    const { code, stdout, stderr } = await scene.run(home, { args: ['login', 'status'] })
    said.push([name, `${code} ${stdout}${stderr}`.trim()])
  }
  return Object.fromEntries(said)
}

const IS_CHATGPT = '0 Logged in using ChatGPT'
const UNREADABLE = /^1 Error checking login status: /
const all = (said: Record<string, string>, what: string | RegExp) =>
  Object.entries(said).filter(([, words]) => !(typeof what === 'string' ? words === what : what.test(words)))

async function refresh(scene: Scene, home: Home): Promise<Document> {
  const server = await appServer(scene, home)
  await server.ask('account/read', { refreshToken: true })
  await server.end()
  return JSON.parse(home.auth())
}

fact('auth-modes', () =>
  scene(async scene => {
    const modes = [
      'apikey',
      'chatgpt',
      'chatgptAuthTokens',
      'headers',
      'agentIdentity',
      'personalAccessToken',
    ]
    const all = [...modes, 'bedrockApiKey', 'bedrockAccessKeys', 'lab']
    const seed = scene.openai.login()
    const files = all.map(mode => [
      mode,
      changed(seed, document => Object.assign(document, { auth_mode: mode })),
    ])
    const said = await statusOf(scene, Object.fromEntries(files))
    const unknown = Object.entries(said).filter(([, words]) =>
      /unknown variant|invalid credential JSON/.test(words),
    )
    expect(unknown.map(([mode]) => mode)).toEqual(['lab'])
  }),
)

const refreshed = shared(() =>
  scene(async scene => {
    const seed = scene.openai.login()
    const odd = changed(seed, document => {
      delete document.auth_mode
      document.later = 1
    })
    return refresh(scene, scene.home(odd))
  }),
)

fact('no-auth-mode', async () => {
  const { auth_mode, tokens } = await refreshed()
  expect([auth_mode, typeof tokens.refresh_token]).toEqual([undefined, 'string'])
})

fact('unknown-fields-go', async () => {
  expect(await refreshed()).not.toHaveProperty('later')
})

fact('own-fields', async () => {
  const { tokens, last_refresh } = await refreshed()
  const known = [
    'access_token',
    'account_id',
    'id_token',
    'login_owner_id',
    'oauth_provenance',
    'refresh_token',
  ]
  expect(Object.keys(tokens).filter(name => !known.includes(name))).toEqual([])
  expect(last_refresh).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}Z$/)
})

fact('no-account-id', () =>
  scene(async scene => {
    const seed = changed(scene.openai.login(DUE), ({ tokens }) => delete tokens.account_id)
    const home = scene.home(seed)
    const { code } = await scene.exec(home)
    await refresh(scene, home)
    expect([code, scene.openai.refreshes.length, home.auth() === seed]).toEqual([0, 0, true])
  }),
)

fact('no-last-refresh', () =>
  scene(async scene => {
    const seed = changed(scene.openai.login(), document => delete document.last_refresh)
    const home = scene.home(seed)
    const { code } = await scene.exec(home)
    expect([code, scene.openai.refreshes.length]).toEqual([0, 1])
  }),
)

fact('issuer-selects-endpoint', () =>
  scene(async scene => {
    const recorder = await startRecorder()
    const { CODEX_CA_CERTIFICATE = '' } = scene.openai.env
    const home = scene.home(scene.openai.login({ ...DUE, issuer: 'https://issuer.lab.invalid' }))
    await scene.run(home, {
      args: ['features', 'list'],
      env: { ...recorder.env, CODEX_CA_CERTIFICATE, CODEX_REFRESH_TOKEN_URL_OVERRIDE: undefined as never },
    })
    recorder.close()
    expect(new Set(recorder.hosts)).toEqual(new Set(['issuer.lab.invalid:443']))
  }),
)

fact('last-refresh-forms', () =>
  scene(async scene => {
    const file = (text: string) =>
      changed(scene.openai.login(), document => Object.assign(document, { last_refresh: text }))
    const files = (texts: string[]) => Object.fromEntries(texts.map(text => [text, file(text)]))
    const accepted = [
      '2026-11-20T23:04:21+0000',
      '2026-11-20 23:04:21Z',
      '2026-1-2T3:4:5Z',
      '2026-11-20t23:04:60 utc',
      ' 2026-11-20T23:04:21Z',
    ]
    const refused = [
      '',
      '2026-11-20\t23:04:21Z',
      '2026-11-20T23:04:21,5Z',
      '2026-11-20T23:04:21+00',
      '2026-11-20T24:04:21Z',
      '2026-02-30T23:04:21Z',
    ]
    expect(all(await statusOf(scene, files(accepted)), IS_CHATGPT)).toEqual([])
    expect(all(await statusOf(scene, files(refused)), UNREADABLE)).toEqual([])
  }),
)

fact('status-accepts', () =>
  scene(async scene => {
    const seed = scene.openai.login()
    const said = await statusOf(scene, {
      'no account id': changed(seed, ({ tokens }) => delete tokens.account_id),
      'empty access token': changed(seed, ({ tokens }) => Object.assign(tokens, { access_token: '' })),
      'empty refresh token': changed(seed, ({ tokens }) => Object.assign(tokens, { refresh_token: '' })),
      'an unknown key twice': seed.replace('{', '{"later":1,"later":2,'),
      'a token of another kind beside it': changed(seed, document =>
        Object.assign(document, { personal_access_token: 'at-lab' }),
      ),
      large: seed.replace('{', `{"later":"${'x'.repeat(1 << 20)}",`),
    })
    expect(all(said, IS_CHATGPT)).toEqual([])
  }),
)

fact('status-refuses', () =>
  scene(async scene => {
    const seed = scene.openai.login()
    const said = await statusOf(scene, {
      'a byte-order mark': `\ufeff${seed}`,
      'UTF-16': Buffer.from(seed, 'utf16le'),
      'a known key twice': seed.replace('{', '{"last_refresh":null,'),
      'an agent identity that is a number': changed(seed, document =>
        Object.assign(document, { agent_identity: 5 }),
      ),
      'an id token that is none': changed(seed, ({ tokens }) => Object.assign(tokens, { id_token: 'lab' })),
      'no refresh token': changed(seed, ({ tokens }) => delete tokens.refresh_token),
      'not JSON': seed.slice(0, 100),
    })
    expect(all(said, UNREADABLE)).toEqual([])
  }),
)

fact('provenance-is-whole', () =>
  scene(async scene => {
    const seed = scene.openai.login()
    const said = await statusOf(scene, {
      'no issuer': changed(seed, ({ tokens }) =>
        Object.assign(tokens, { oauth_provenance: { client_id: 'lab' } }),
      ),
      'no client id': changed(seed, ({ tokens }) =>
        Object.assign(tokens, { oauth_provenance: { issuer: 'lab' } }),
      ),
    })
    expect(all(said, UNREADABLE)).toEqual([])
  }),
)

fact('kind-without-mode', () =>
  scene(async scene => {
    const without = changed(scene.openai.login(), document => delete document.auth_mode)
    const said = await statusOf(scene, {
      plain: without,
      'an empty API key': changed(without, document => Object.assign(document, { OPENAI_API_KEY: '' })),
    })
    expect(said.plain).toBe(IS_CHATGPT)
    expect(said['an empty API key']).toMatch(/^0 (?:Logged in using an API key|API key configured)/)
  }),
)

fact('status-proves-nothing', () =>
  scene(async scene => {
    const recorder = await startRecorder()
    const home = scene.home('{}')
    const { code } = await scene.run(home, { args: ['login', 'status'], env: recorder.env })
    recorder.close()
    expect([code, recorder.hosts, scene.openai.log]).toEqual([0, [], []])
  }),
)
