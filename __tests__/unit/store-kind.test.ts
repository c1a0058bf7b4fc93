import { expect, test } from '@jest/globals'
import { parseInputs } from '../../src/action/inputs.js'
import { idleInputs, storeKind } from '../../src/keeper/store-kind.js'

const SELF_HOSTED = [{ RUNNER_ENVIRONMENT: 'self-hosted' }, {}]
const HOSTED = { RUNNER_ENVIRONMENT: 'github-hosted' }
const KEY = 'lab passphrase of some length'

test.each([
  ['encryption-key', KEY, 'cache'],
  ['restore-command', 'cat login', 'command'],
  ['persist-command', 'cat > login', 'command'],
  ['secret-name', 'CODEX', 'github-secret'],
  ['secret-environment', 'codex', 'github-secret'],
  ['secret-organization', 'codex', 'github-secret'],
  ['app-id', '1', 'github-secret'],
  ['app-private-key', 'lab', 'github-secret'],
])('on a self-hosted runner, `%s` without `storage` is asked about', (name, value, store) => {
  for (const env of SELF_HOSTED) {
    const choose = () => storeKind(parseInputs({ [name]: value }), env)
    expect(choose).toThrow(
      `The input \`storage\` is \`auto\` on a self-hosted runner, where that means its disk, but \`${name}\` is for another store.`,
    )
    expect(choose).toThrow(`Set \`storage: ${store}\``)
    expect(choose).toThrow('or `storage: host`')
  }
})

test('all inputs of other stores are named', () => {
  const inputs = parseInputs({ 'encryption-key': KEY, 'restore-command': 'a', 'persist-command': 'b' })
  expect(() => storeKind(inputs, {})).toThrow(
    /but `encryption-key`, `restore-command`, `persist-command` are .*`storage: command`/s,
  )
})

test.each<[Record<string, string>, Record<string, string>, string]>([
  [{}, {}, 'host'],
  [{ 'lease-timeout': '1m', 'codex-home': '/lab', 'login-name': 'x' }, {}, 'host'],
  [{ storage: 'cache', 'encryption-key': KEY }, {}, 'cache'],
  [{ storage: 'host', 'encryption-key': KEY }, {}, 'host'],
  [{ 'encryption-key': KEY }, HOSTED, 'cache'],
  [{ 'encryption-key': KEY, 'restore-command': 'a', 'persist-command': 'b' }, HOSTED, 'command'],
  [{ 'encryption-key': KEY, 'secret-name': 'X' }, HOSTED, 'cache'],
  [{ 'app-private-key': 'lab' }, HOSTED, 'github-secret'],
])('with %j on %j it is the store %s', (inputs, env, store) => {
  expect(storeKind(parseInputs(inputs), env)).toBe(store)
})

test('one of two commands is not enough, with or without a key', () => {
  for (const inputs of [{ 'persist-command': 'b' }, { 'persist-command': 'b', 'encryption-key': KEY }])
    expect(() => storeKind(parseInputs(inputs), HOSTED)).toThrow(/needs `restore-command`/)
})

const ALL = {
  'encryption-key': KEY,
  'restore-command': 'a',
  'persist-command': 'b',
  'secret-name': 'X',
  'secret-environment': 'codex',
  'app-id': '1',
  'app-private-key': 'lab',
  'lease-ref': 'refs/lab/x',
  'lease-repository': 'lab/locks',
  'lease-timeout': '1m',
  'codex-home': '/lab',
}
const SECRET = ['secret-name', 'secret-environment', 'app-id', 'app-private-key']
const COMMANDS = ['restore-command', 'persist-command']

test.each([
  ['host', ['encryption-key', ...COMMANDS, ...SECRET, 'lease-ref', 'lease-repository']],
  ['cache', [...COMMANDS, ...SECRET]],
  ['command', SECRET],
  ['github-secret', ['encryption-key', ...COMMANDS]],
] as const)('of all inputs, the store %s makes no use of %j', (store, idle) => {
  expect(idleInputs(parseInputs(ALL), store)).toEqual(idle)
  expect(idleInputs(parseInputs({}), store)).toEqual([])
})

const GITHUB = { GITHUB_API_URL: 'https://ghes.example/api/v3', ACT: 'true' }

test.each([
  ['the runner of Gitea', { GITEA_ACTIONS: 'true' }],
  ['the runner of Forgejo', { FORGEJO_ACTIONS: 'true' }],
  ['act with the address of one', { ACT: 'true', GITHUB_API_URL: 'http://forge.example:3000/api/v1' }],
  ['act with the address of one, ended by a slash', { GITHUB_API_URL: 'http://forge.example/api/v1/' }],
])('on %s there is no store of GitHub secrets, and nothing else is refused', (_, env) => {
  const inputs = { storage: 'github-secret', 'secret-name': 'X', token: 'lab' }
  expect(() => storeKind(parseInputs(inputs), env)).toThrow(
    /`storage` is `github-secret`, and the server of this job is a Gitea or Forgejo[\s\S]*`storage: host`/,
  )
  expect(storeKind(parseInputs(inputs), GITHUB)).toBe('github-secret')
  expect(storeKind(parseInputs({ storage: 'host' }), env)).toBe('host')
  expect(storeKind(parseInputs({ storage: 'cache', 'encryption-key': KEY }), env)).toBe('cache')
})
