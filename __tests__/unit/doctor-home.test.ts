import { chmodSync, chownSync, linkSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ACCOUNT, diagnose, directoryWith, findingsIn, login } from './doctor-harness.js'
import { asRoot } from './needs.js'

const compact = login()
const home = (config?: string) =>
  directoryWith({ 'auth.json': compact, ...(config === undefined ? {} : { 'config.toml': config }) })

test('a home with nothing odd: no word about it', async () => {
  const dir = directoryWith({
    'auth.json': compact,
    'auth.lock': '',
    'auth.json.lock': '',
    'config.toml': 'model = "gpt-5.5"\n',
  })
  expect(findingsIn(await diagnose(dir, ['auth.json']))).toEqual([])
})

describe('worth a note, exit code 0', () => {
  test.each([0o640, 0o604, 0o660, 0o644])('group or others have rights (mode %o)', async mode => {
    const dir = home()
    chmodSync(join(dir, 'auth.json'), mode)
    const diagnosis = await diagnose(dir, ['auth.json'])
    expect(diagnosis.code).toBe(0)
    expect(findingsIn(diagnosis)).toEqual([
      `note: Group or others have rights on it (mode 0${mode.toString(8)}).`,
    ])
    expect(diagnosis.text).toContain('`chmod 600 auth.json`')
  })

  test('a symbolic link', async () => {
    const dir = directoryWith({ 'real/auth.json': compact, 'home/x': '' })
    symlinkSync('../real/auth.json', join(dir, 'home/auth.json'))
    const diagnosis = await diagnose(dir, ['home'])
    expect([diagnosis.code, ...findingsIn(diagnosis)]).toEqual([
      0,
      'note: home/auth.json is a symbolic link.',
    ])
  })

  test('under the temp directory, by a link too', async () => {
    const dir = directoryWith({ 'tmp/codex/auth.json': compact })
    symlinkSync('tmp/codex', join(dir, 'codex'))
    for (const path of ['tmp/codex', 'codex'])
      expect(findingsIn(await diagnose(dir, [path], { TMPDIR: join(dir, 'tmp') }))).toEqual([
        'note: It is in a directory for temporary files.',
      ])
    expect(findingsIn(await diagnose(dir, ['codex'], { TMPDIR: join(dir, 'tm') }))).toEqual([])
  })

  test('another login in the environment, and none where the variable is empty', async () => {
    const env = { CODEX_API_KEY: 'sk-lab', CODEX_ACCESS_TOKEN: '', OPENAI_API_KEY: 'sk-lab' }
    const diagnosis = await diagnose(home(), ['auth.json'], env)
    expect([diagnosis.code, ...findingsIn(diagnosis)]).toEqual([
      0,
      'note: The environment has CODEX_API_KEY.',
    ])
    expect(diagnosis.text).not.toContain('sk-lab')
  })

  test.each([
    'OPENAI_FEDERATION_RULE_ID',
    'OPENAI_IDENTITY_TOKEN_FILE',
    'OPENAI_IDENTITY_TOKEN_SOURCE',
    'OPENAI_SPIFFE_AUDIENCE',
    'OPENAI_SPIFFE_ID',
  ])('a workload identity: %s, even if it is empty', async name => {
    for (const value of ['lab', ''])
      expect(findingsIn(await diagnose(home(), ['auth.json'], { [name]: value }))).toEqual([
        `note: The environment has ${name}.`,
      ])
  })

  test.each(['keyring', 'auto', 'ephemeral'])('the credentials store %s', async store => {
    const diagnosis = await diagnose(home(`cli_auth_credentials_store = "${store}"\n`), ['auth.json'])
    expect(diagnosis.code).toBe(0)
    expect(findingsIn(diagnosis)).toEqual([
      'note: config.toml beside it has a `cli_auth_credentials_store` other than "file".',
    ])
  })
})

describe('Codex would lose it there, exit code 1', () => {
  test('a hard link', async () => {
    const dir = home()
    linkSync(join(dir, 'auth.json'), join(dir, 'copy'))
    const diagnosis = await diagnose(dir, ['auth.json'])
    expect(diagnosis.code).toBe(1)
    expect(findingsIn(diagnosis)).toEqual(['warning: It has a second name (a hard link).'])
  })

  test('a read-only file', async () => {
    const dir = home()
    chmodSync(join(dir, 'auth.json'), 0o400)
    const diagnosis = await diagnose(dir, ['auth.json'])
    expect([diagnosis.code, ...findingsIn(diagnosis)]).toEqual([1, 'warning: It is read-only.'])
  })

  test.each(['auth.lock', 'auth.json.lock'])('a read-only %s', async lock => {
    const dir = directoryWith({ 'auth.json': compact, [lock]: '' })
    chmodSync(join(dir, lock), 0o444)
    const diagnosis = await diagnose(dir, ['auth.json'])
    const [found = '', ...more] = findingsIn(diagnosis)
    expect([diagnosis.code, found, more]).toEqual([1, `warning: ${lock} beside it is read-only.`, []])
  })

  asRoot.each(['auth.lock', 'auth.json.lock', 'auth.json'])('%s of another user', async name => {
    const dir = directoryWith({ 'auth.lock': '', 'auth.json.lock': '', 'auth.json': compact })
    chownSync(join(dir, name), 4242, 4242)
    const diagnosis = await diagnose(dir, ['auth.json'])
    expect(diagnosis.code).toBe(1)
    expect(findingsIn(diagnosis)).toEqual([
      expect.stringMatching(/belongs to user 4242, and you are user 0\.$/),
    ])
  })

  test('a lock beside the target of a link', async () => {
    const dir = directoryWith({ 'real/auth.json': compact, 'real/auth.json.lock': '', 'home/x': '' })
    symlinkSync('../real/auth.json', join(dir, 'home/auth.json'))
    chmodSync(join(dir, 'real/auth.json.lock'), 0o444)
    const diagnosis = await diagnose(dir, ['home'])
    expect(diagnosis.code).toBe(1)
    expect(findingsIn(diagnosis)[0]).toMatch(/^warning: auth\.json\.lock beside it is read-only\.$/)
  })

  test('none of this is said of a file that no Codex uses as it is', async () => {
    const dir = directoryWith({
      seed: compact,
      'auth.lock': '',
      'config.toml': 'forced_login_method = "api"\n',
    })
    chmodSync(join(dir, 'seed'), 0o400)
    chmodSync(join(dir, 'auth.lock'), 0o444)
    const diagnosis = await diagnose(dir, ['seed'])
    expect([diagnosis.code, ...findingsIn(diagnosis)]).toEqual([0])
  })

  const method = 'warning: config.toml beside it asks for another kind of login (`forced_login_method`).'
  const workspace =
    'warning: config.toml beside it asks for another workspace (`forced_chatgpt_workspace_id`).'
  test.each<[string, string[]]>([
    ['forced_login_method = "api"\n', [method]],
    ["  'forced_login_method'='api' # \"chatgpt\"\n", [method]],
    ['forced_login_method = "chatgpt"\n', []],
    ['# forced_login_method = "api"\n', []],
    ['model = "x"\n\n[profiles.ci]\nforced_login_method = "api"\n', []],
    ['forced_chatgpt_workspace_id = "lab-other-workspace"\n', [workspace]],
    [`forced_chatgpt_workspace_id = "${ACCOUNT}"\n`, []],
    [`forced_chatgpt_workspace_id = [\n  "lab-other-workspace",\n  "${ACCOUNT}",\n]\n`, []],
    [
      'forced_chatgpt_workspace_id = ["lab-one", "lab-two"]\nforced_login_method = "api"\n',
      [method, workspace],
    ],
    ['cli_auth_credentials_store = "file"\n', []],
    ['not TOML at all: [[[', []],
  ])('config.toml: %j', async (config, expected) => {
    const diagnosis = await diagnose(home(config), ['auth.json'])
    expect(findingsIn(diagnosis)).toEqual(expected)
    expect(diagnosis.code).toBe(expected.length > 0 ? 1 : 0)
    expect(diagnosis.text).not.toContain('lab-other-workspace')
  })
})
