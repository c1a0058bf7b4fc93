import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { inCi, where } from '../unit/needs.js'
import { inSetup, type SetupWorld, typingTheCode } from './setup-world.js'

const LATE = 120_000
const HOST = ['--no-input', '--runner', 'self-hosted', '--store', 'host', '--merge']

/** The commands that a set-up printed, without what only one run can know. */
const commandsIn = (printed: string): string[] =>
  [...printed.matchAll(/^ {2}\$ (.*)$/gm)].map(([, command = '']) =>
    command.replace(/[0-9a-f]{40} ''/, 'COMMIT').replace(/pulls\/\d+/, 'pulls/NUMBER'),
  )

/** The person's own login, which no set-up may read, use or change. */
async function ownLogin({ lab, home }: SetupWorld): Promise<() => Promise<void>> {
  const file = join(home, '.codex', 'auth.json')
  const own = lab.openai.login({ account: '1ab1ab1a-0000-4000-8000-00000000000f' })
  await writeFile(file, own)
  return async () => {
    expect(await readFile(file, 'utf8')).toBe(own)
    expect((await readdir(join(home, '.codex'))).sort()).toEqual(['auth.json', 'config.toml'])
  }
}

const hasGh = () => spawnSync('gh', ['--version']).status === 0

where(inCi || hasGh(), 'a set-up runs gh, which is not installed')(
  'one machine: from nothing to a login that is proven, and an ordinary job; the own login of the person stays',
  inSetup(async world => {
    const { lab, gh } = world
    const ownIsAsItWas = await ownLogin(world)

    const before = [await world.refs(), gh.requests.filter(request => !request.startsWith('GET'))]
    const dry = await world.setup([...HOST, '--dry-run'])
    expect(dry.exit).toBe(0)
    expect([await world.refs(), gh.requests.filter(request => !request.startsWith('GET'))]).toEqual(before)
    expect(lab.openai.deviceLogins).toEqual([])

    const real = await world.setup(HOST, { onPrint: typingTheCode(world) })
    expect(real.printed).toContain('✓ Proven by this run')
    expect(real.exit).toBe(0)
    // What was printed before is what was done.
    expect(commandsIn(real.printed)).toEqual(commandsIn(dry.printed))
    expect(commandsIn(real.printed).length).toBeGreaterThan(8)

    expect(gh.branches.get('codex')).toEqual(['main'])
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(lab.openai.revocations).toEqual([])
    // Beside the person's own.
    expect(await world.secretsAtHome()).toEqual([join(world.home, '.codex', 'auth.json')])
    const job = await world.runWorkflow('codex.yml', { prompt: 'Say OK' })
    expect([job.conclusion, job.log.includes('OK')]).toEqual(['success', true])
    await ownIsAsItWas()
  }),
  LATE,
)
