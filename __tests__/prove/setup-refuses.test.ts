import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inSetup, type SetupWorld, typingTheCode } from '../e2e/setup-world.js'

const LATE = 120_000
const HOST = ['--no-input', '--runner', 'self-hosted', '--store', 'host']

/** Makes the fault, and gives the flags. */
type Prepare = (world: SetupWorld) => Promise<readonly string[]> | readonly string[]

/** As a person's Codex has it. */
async function ownFile({ home, lab }: SetupWorld): Promise<string> {
  const file = join(home, '.codex', 'auth.json')
  await writeFile(file, lab.openai.login())
  return file
}

const REFUSED: readonly (readonly [name: string, exit: number, words: RegExp, Prepare])[] = [
  [
    'a public repository',
    1,
    /is a public repository/,
    ({ gh }) => {
      gh.facts.private = false
      return HOST
    },
  ],
  [
    'a person who may not administer it',
    1,
    /isn't an administrator/,
    ({ gh }) => {
      gh.facts.admin = false
      return HOST
    },
  ],
  [
    'GitHub Free, which has no environments for a private repository',
    2,
    /--environment none/,
    ({ gh }) => {
      gh.facts.plan = 'free'
      return HOST
    },
  ],
  [
    'a plan that shows only when the environment is made',
    1,
    /GitHub refused the environment codex/,
    ({ gh }) => {
      gh.facts.refusesEnvironments = true
      return HOST
    },
  ],
  ['no answer to give', 2, /--runner is missing/, () => ['--no-input']],
  [
    'several machines with a login on each disk',
    2,
    /the refresh token works once/,
    () => ['--no-input', '--runner', 'several', '--store', 'host'],
  ],
  [
    'a secret that nothing may write',
    2,
    /--app-id and --app-key-file/,
    () => ['--no-input', '--runner', 'hosted', '--store', 'github-secret', '--jobs', 'full'],
  ],
  ['a flag that is none', 2, /--stroe/, () => [...HOST, '--stroe', 'host']],
  [
    "the login that the person's own Codex uses",
    1,
    /is the login that your own Codex uses/,
    async world => [...HOST, '--login-file', await ownFile(world)],
  ],
  [
    'a file that is no login',
    1,
    /It is an API-key file/,
    async world => [...HOST, '--login-file', await world.file('key.json', '{"OPENAI_API_KEY":"sk-lab"}')],
  ],
]

test.concurrent.each(REFUSED)(
  'refused, with nothing changed: %s',
  (_, exit, words, prepare) =>
    inSetup(async world => {
      const flags = await prepare(world)
      const before = await world.refs()
      const result = await world.setup(flags)
      expect(result.printed).toMatch(words)
      expect(result.exit).toBe(exit)
      expect(world.lab.openai.deviceLogins).toEqual([])
      expect(world.secret('CODEX_AUTH_JSON')).toBeUndefined()
      // But for what `git fetch` has brought.
      expect((await world.refs()).replace(/.*refs\/remotes.*\n/g, '')).toContain(before.split('\n')[0] ?? '')
      expect((await world.secretsAtHome()).filter(file => !file.includes('/.codex/'))).toEqual([])
    })(),
  LATE,
)

test.concurrent(
  'a login from a file, which Codex has judged; a repository without environments; a merge that needs a review',
  inSetup(async world => {
    const { gh, lab } = world
    gh.facts.plan = 'free'
    gh.facts.refusesMerge = true
    const own = await ownFile(world)
    const ownLogin = await readFile(own, 'utf8')
    const login = lab.openai.login()
    const file = await world.file('login/auth.json', `${JSON.stringify(JSON.parse(login), undefined, 2)}\n`)
    const flags = [...HOST, '--environment', 'none', '--login-file', file, '--merge']
    const result = await world.setup(flags)
    expect([result.exit, result.printed.includes('GitHub did not merge the pull request')]).toEqual([1, true])
    // One line, because the runner masks each line of a secret.
    expect(world.secret('CODEX_AUTH_JSON')).toBe(login)
    expect(await readFile(file, 'utf8')).toContain('refresh_token')
    expect(lab.openai.deviceLogins).toEqual([])
    expect(await readFile(own, 'utf8')).toBe(ownLogin)
    expect(await world.secretsAtHome()).toEqual([own])

    gh.facts.refusesMerge = false
    const again = await world.setup(flags.filter(flag => flag !== '--login-file' && flag !== file))
    expect([again.exit, again.printed.includes('✓ Proven by this run')]).toEqual([0, true])
  }),
  LATE,
)

test.concurrent(
  'keep-fresh that fails says why, and the same command proves it once that is repaired',
  inSetup(async world => {
    const { lab } = world
    const flags = ['--no-input', '--runner', 'several', '--store', 'command', '--jobs', 'full', '--merge']
    const { manager } = world
    const given = [
      ...flags,
      '--restore-command',
      manager.restoreCommand,
      '--persist-command',
      manager.persistCommand,
    ]
    await manager.make('fail-write')
    const failed = await world.setup(given, { onPrint: typingTheCode(world) })
    expect(failed.exit).toBe(1)
    expect(failed.printed).toMatch(/keep-fresh ended with failure\.\n {2}\| .*persist-command/)
    expect(lab.openai.refreshes).toEqual([])
    await manager.mend('fail-write')
    const proven = await world.setup(given)
    expect([proven.exit, proven.printed.includes('✓ Proven by this run')]).toEqual([0, true])
    expect(lab.openai.deviceLogins).toHaveLength(1)
  }),
  LATE,
)
