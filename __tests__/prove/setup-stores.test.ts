import { expect, test } from '@jest/globals'
import { inSetup, REPOSITORY, type SetupWorld, typingTheCode } from '../e2e/setup-world.js'

const LATE = 180_000

/** The flags of a store, with what a person has in files. */
type Flags = (world: SetupWorld) => Promise<readonly string[]>

const RIGHTS = { environments: 'write', secrets: 'write', actions: 'read', contents: 'write' } as const

const byToken: Flags = async world => {
  const token = world.github.tokens.fineGrained(RIGHTS, [REPOSITORY])
  return ['--store', 'github-secret', '--token-file', await world.file('token', `${token}\n`)]
}

const byApp: Flags = async world => {
  const { id, privateKey } = world.github.tokens.addApp({
    permissions: { environments: 'write', secrets: 'write' },
    repositories: [REPOSITORY],
    organization: undefined,
  })
  return [
    '--store',
    'github-secret',
    '--app-id',
    String(id),
    '--app-key-file',
    await world.file('key.pem', privateKey),
  ]
}

const byCommand: Flags = async ({ manager }) => [
  ...['--store', 'command', '--restore-command', manager.restoreCommand],
  ...['--persist-command', manager.persistCommand],
]

const byCache: Flags = async () => ['--store', 'cache']
const byHost: Flags = async () => ['--store', 'host']

test.concurrent.each<[string, string, Flags, readonly string[], readonly string[]]>([
  ['one machine', 'self-hosted', byHost, [], ['CODEX_AUTH_JSON']],
  ['hosted, cache, full', 'hosted', byCache, ['--jobs', 'full'], ['CODEX_KEY', 'CODEX_AUTH_JSON']],
  [
    'hosted, cache, workers',
    'hosted',
    byCache,
    ['--jobs', 'workers'],
    ['CODEX_KEY', 'CODEX_ACCESS_KEY', 'CODEX_AUTH_JSON'],
  ],
  [
    'hosted, secret by an App, full',
    'hosted',
    byApp,
    ['--jobs', 'full'],
    ['CODEX_APP_KEY', 'CODEX_AUTH_JSON'],
  ],
  [
    'hosted, secret by a token, workers',
    'hosted',
    byToken,
    ['--jobs', 'workers'],
    ['CODEX_TOKEN', 'CODEX_AUTH_JSON', 'CODEX_ACCESS'],
  ],
  ['several machines, command, full', 'several', byCommand, ['--jobs', 'full'], ['CODEX_AUTH_JSON']],
  [
    'several machines, command, workers',
    'several',
    byCommand,
    ['--jobs', 'workers'],
    ['CODEX_ACCESS_KEY', 'CODEX_AUTH_JSON'],
  ],
])(
  '%s: proven by one refresh, then the job runs, and later keep-fresh',
  (_, runner, flags, more, secrets) =>
    inSetup(async world => {
      const { lab, gh, github } = world
      const given = ['--no-input', '--merge', '--runner', runner, ...(await flags(world)), ...more]
      const result = await world.setup(given, { onPrint: typingTheCode(world) })
      if (result.exit !== 0) process.stderr.write(result.printed)
      expect(result.exit).toBe(0)
      expect(result.printed).toContain('✓ Proven by this run')

      expect(gh.branches.get('codex')).toEqual(['main'])
      const environment = github.world.repositories.get(REPOSITORY)?.environments.get('codex')
      expect(environment?.names()).toEqual(secrets)
      expect(github.world.repositories.get(REPOSITORY)?.secrets.names()).toEqual([])
      expect(await world.secretsAtHome()).toEqual([])
      expect(lab.openai.acceptedRefreshes).toHaveLength(1)

      const job = await world.runWorkflow('codex.yml', { prompt: 'Say OK' })
      if (job.conclusion !== 'success') process.stderr.write(job.log)
      expect(job.conclusion).toBe('success')
      expect(job.annotations.filter(({ level }) => level !== 'notice')).toEqual([])
      const later = await world.runWorkflow('codex-keep-fresh.yml')
      expect(later.conclusion).toBe('success')
      expect(lab.openai.presentations().filter(({ times }) => times > 1)).toEqual([])
      // Nobody has to do more: the same command again has nothing to set, write or log in.
      const again = await world.setup([...given, '--no-start'])
      expect(again.exit).toBe(0)
      expect(lab.openai.deviceLogins).toHaveLength(1)
    })(),
  LATE,
)
