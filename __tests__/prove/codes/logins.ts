import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accessOf } from '../../e2e/access-login.js'
import { until } from '../../e2e/cache-world.js'
import type { Lab } from '../../e2e/lab.js'
import { bare, DAY, HOUR, KEEP, onHost, RUN, type Story } from './story.js'

const SECOND_ACCOUNT = '0dd0dd0d-0000-4000-8000-000000000002'
const FORCED = { ...KEEP, 'force-refresh': 'true' }

/** The seed is this text, made of a login as Codex writes it. */
const seed = (code: string, when: string, change: (login: string) => string): Story =>
  onHost(code, when, lab => lab.job({ 'auth-json': change(lab.openai.login()), ...RUN }))

interface AuthJson {
  tokens: Record<string, unknown>
  [field: string]: unknown
}
const edited = (change: (login: AuthJson) => unknown) => (text: string) => {
  const login = JSON.parse(text) as AuthJson
  return JSON.stringify(change(login) ?? login)
}
const withTokens = (tokens: Record<string, unknown>) =>
  edited(login => ({ ...login, tokens: { ...login.tokens, ...tokens } }))

/** As if its access token had been made then, in milliseconds since the epoch. */
const madeAt = (ms: number) =>
  edited(login => {
    const [head, body = '', signature] = String(login.tokens.access_token).split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    const iat = Math.floor(ms / 1000)
    const changed = Buffer.from(JSON.stringify({ ...claims, iat, exp: iat + 864_000 })).toString('base64url')
    login.tokens.access_token = [head, changed, signature].join('.')
    login.last_refresh = new Date(ms).toISOString()
  })

/** auth.json of the host is this. */
const onDisk = (code: string, when: string, make: (lab: Lab, login: string) => Promise<unknown>): Story =>
  onHost(code, when, async lab => {
    await make(lab, lab.openai.login())
    return lab.job(RUN)
  })

/** What is refused before anything is done. */
const REFUSED: readonly Story[] = [
  seed('empty', 'no such secret', () => ''),
  seed('too-large', 'a secret of 50 KB', () => JSON.stringify({ lab: 'x'.repeat(50_000) })),
  seed('not-json', 'cut off', text => text.slice(0, -20)),
  onDisk('wrong-encoding', 'a file in UTF-16', ({ authFile }, text) =>
    writeFile(authFile, Buffer.from(`\uFEFF${text}`, 'utf16le')),
  ),
  seed('trailing-data', 'two files in one', text => `${text}{}`),
  seed('duplicate-keys', 'a key twice', text => text.replace('{', '{"auth_mode":"chatgpt",')),
  seed('not-a-login', 'another JSON', () => '{"lab":1}'),
  seed('api-key', 'an API key', () => '{"auth_mode":"apikey","OPENAI_API_KEY":"sk-lab"}'),
  seed('access-token', 'a token of a workspace', () => '{"personal_access_token":"at-lab"}'),
  seed(
    'unsupported-mode',
    'another kind of login',
    edited(login => ({ ...login, auth_mode: 'headers' })),
  ),
  seed('no-tokens', 'copied from a log', withTokens({ refresh_token: '***' })),
  onHost('access-login', 'an access login for the keeper', lab =>
    lab.job({ 'auth-json': accessOf(lab.openai.login()), ...KEEP }),
  ),
  seed('no-refresh-token', 'the refresh token is taken out', withTokens({ refresh_token: '' })),
  onHost('no-account-id', 'the account is taken out, and a refresh is due', lab =>
    lab.job({
      'auth-json': withTokens({ account_id: undefined })(lab.openai.login({ expInMs: HOUR })),
      ...KEEP,
    }),
  ),
  seed(
    'foreign-issuer',
    'another issuer',
    withTokens({ oauth_provenance: { issuer: 'https://lab.example', client_id: 'lab' } }),
  ),
  seed('two-accounts', 'put together from two logins', withTokens({ account_id: SECOND_ACCOUNT })),
  onHost('from-the-future', 'a clock that is a day ahead', lab =>
    lab.job({ 'auth-json': madeAt(Date.now() + DAY)(lab.openai.login()), ...RUN }),
  ),
  onHost('account-change', 'a newer seed of another account', async lab => {
    await writeFile(lab.authFile, lab.openai.login(), { mode: 0o600 })
    return lab.job({ 'auth-json': lab.openai.login({ account: SECOND_ACCOUNT }), ...RUN })
  }),
  onHost('login-not-taken', 'config.toml asks for an API key', async lab => {
    await config(lab, 'forced_login_method = "api"')
    return lab.job({ 'auth-json': lab.openai.login(), ...RUN })
  }),
  seed(
    'login-unreadable',
    'a field of another type',
    edited(login => ({ ...login, agent_identity: { workspace_id: 'w' } })),
  ),
  onDisk('not-a-file', 'auth.json is a directory', ({ authFile }) => mkdir(authFile)),
  onDisk('unusable-place', 'CODEX_HOME is a file', async ({ home }) => {
    await rm(home, { recursive: true })
    await writeFile(home, '')
  }),
  onHost('unsavable', 'auth.json has a second name, and a refresh is due', async lab => {
    await writeFile(lab.authFile, lab.openai.login({ expInMs: -HOUR }), { mode: 0o600 })
    await link(lab.authFile, `${lab.authFile}.backup`)
    const job = await lab.job(RUN)
    // The lab is searched for tokens at its end.
    await rm(`${lab.authFile}.backup`)
    return job
  }),
]

async function config({ home }: Lab, line: string): Promise<void> {
  const file = join(home, 'config.toml')
  await writeFile(file, `${line}\n${await readFile(file, 'utf8')}`)
}

/** A job that holds the lease until its end. */
async function holding(lab: Lab, seed: string): Promise<{ end(): Promise<unknown> }> {
  const go = join(lab.dir, 'go')
  const steps = [
    { uses: 'self', with: { 'auth-json': seed, concurrency: 'exclusive' } },
    { run: `echo held; until [ -e '${go}' ]; do sleep 0.1; done` },
  ]
  const run = lab.runner('holder').job({ steps, secrets: [seed] })
  await run.line(/^held/)
  return {
    async end() {
      await writeFile(go, '')
      lab.results.push(await run)
    },
  }
}

/** What becomes of a login that is used. */
const USED: readonly Story[] = [
  onHost('stale-copy', 'an old file is put back', async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await lab.job({ 'auth-json': seed, ...KEEP })
    await writeFile(lab.authFile, seed, { mode: 0o600 })
    return lab.job(FORCED)
  }),
  onHost('maybe-spent', 'the answer to the last refresh was lost', async lab => {
    lab.openai.answerTokenEndpoint('lost', 1)
    await lab.job({ 'auth-json': lab.openai.login({ expInMs: HOUR }), ...KEEP })
    return lab.job(KEEP)
  }),
  onHost('refused-before', 'an earlier job was refused', async lab => {
    lab.openai.answerTokenEndpoint('invalidated')
    await lab.job({ 'auth-json': lab.openai.login({ expInMs: HOUR }), ...KEEP })
    return lab.job(KEEP)
  }),
  onHost('not-accepted', 'a refresh works, and the backend says 401 anyway', lab => {
    lab.openai.answerBackend(
      { status: 401, type: 'application/json', body: '{"detail":"Unauthorized"}' },
      'usage',
    )
    return lab.job({ 'auth-json': lab.openai.login(), ...KEEP })
  }),
  onHost('spoiled', 'a later step removes auth.json', lab => {
    const seed = lab.openai.login()
    // Its end finds out.
    return lab.job(
      { 'auth-json': seed },
      { steps: [{ uses: 'self', with: { 'auth-json': seed } }, { run: 'rm ~/.codex/auth.json' }] },
    )
  }),
  onHost('lease-timeout', 'another job holds the lease', async lab => {
    const seed = lab.openai.login()
    const holder = await holding(lab, seed)
    const job = await lab.job({ ...FORCED, 'lease-timeout': '1s' })
    await holder.end()
    return job
  }),
  onHost('cancelled', 'cancelled while it waits for the lease', async lab => {
    const seed = lab.openai.login()
    const holder = await holding(lab, seed)
    const run = lab.job(FORCED)
    await run.line(/Waiting for the right to refresh/)
    run.cancel()
    const job = await run
    await holder.end()
    return job
  }),
  onHost('other-account', 'auth.json is replaced during the refresh', async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const other = lab.openai.login({ account: SECOND_ACCOUNT })
    lab.openai.answerTokenEndpoint({ delayMs: 4000 })
    const run = lab.job({ 'auth-json': seed, ...KEEP })
    await until(run, () => lab.openai.refreshes.length > 0)
    await writeFile(`${lab.authFile}.new`, other, { mode: 0o600 })
    await rename(`${lab.authFile}.new`, lab.authFile)
    return run
  }),
  onHost('input', 'a mode that there is not', lab => lab.job({ mode: 'lab' })),
  onHost('ephemeral-runner', 'a hosted runner without a store', async lab =>
    lab.job({ 'auth-json': lab.openai.login(), ...RUN }, { on: await lab.fresh() }),
  ),
  onHost('store-inputs', 'a store of which an input is missing', lab =>
    lab.job({ 'auth-json': lab.openai.login(), storage: 'command', 'restore-command': 'true', ...RUN }),
  ),
  onHost('encryption-key', 'a key that is not one', lab =>
    lab.job({ 'auth-json': lab.openai.login(), storage: 'cache', 'encryption-key': 'lab', ...RUN }),
  ),
]

/** What the runner hands over. */
const RUNNER: readonly Story[] = [
  bare('no-runner-temp', 'RUNNER_TEMP is not set', ({ openai }) => ({
    inputs: {
      ...{ 'auth-json': openai.login(), storage: 'command', token: 'lab' },
      ...{ 'restore-command': 'true', 'persist-command': 'true' },
    },
    env: { RUNNER_TEMP: '' },
  })),
  bare('state-lost', 'no room for the state of the step', ({ openai }) => ({
    inputs: { 'auth-json': openai.login({ expInMs: HOUR }), ...KEEP },
    env: { GITHUB_STATE: '/dev/full' },
  })),
]

export const LOGINS: readonly Story[] = [...REFUSED, ...USED, ...RUNNER]
