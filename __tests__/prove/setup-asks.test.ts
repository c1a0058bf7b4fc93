import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inSetup, type SetupWorld, typingTheCode } from '../e2e/setup-world.js'

const LATE = 180_000
const [ENTER, DOWN, CTRL_C] = ['\r', '\u001b[B', '\u0003']

/** What appears on the screen, and what a person then presses. */
type Answer = readonly [question: RegExp, keys: string]

/** The set-up at a terminal of its own: that of `script` (util-linux). */
async function atTerminal(
  world: SetupWorld,
  answers: readonly Answer[],
  type = typingTheCode(world),
): Promise<{ exit: number; screen: string }> {
  const command = `exec '${process.execPath}' '${join(process.cwd(), 'dist', 'setup.js')}'`
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
    cwd: world.checkout,
    env: { ...world.env, TERM: 'xterm', CI: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const left = [...answers]
  let screen = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    screen += chunk
    type(screen.replaceAll('\r', ''), { kill: () => undefined })
    const [question, keys = ''] = left[0] ?? []
    if (!question?.test(screen.slice(seen))) return
    left.shift()
    seen = screen.length
    // A prompt reads only what comes after it has been drawn.
    setTimeout(() => child.stdin.write(keys), 200)
  })
  const [exit] = await once(child, 'close')
  expect(left).toEqual([])
  return { exit, screen }
}

test(
  'a person at a terminal is asked, and ends with a proven login',
  inSetup(async world => {
    const { exit, screen } = await atTerminal(world, [
      [/Where do the jobs run/, ENTER],
      [/Where is the login kept/, ENTER],
      [/What do ordinary jobs get/, DOWN + ENTER],
      [/Push the branch/, ENTER],
      [/Merge it now/, ENTER],
      [/Start keep-fresh/, ENTER],
    ])
    if (exit !== 0) process.stderr.write(screen)
    expect([exit, screen.includes('Proven by this run')]).toEqual([0, true])
    expect(world.lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(await world.secretsAtHome()).toEqual([])
  }),
  LATE,
)

test(
  'Ctrl-C while the code is shown: nothing is left, and nothing was asked to be revoked',
  inSetup(async world => {
    const { exit, screen } = await atTerminal(
      world,
      [
        [/Where do the jobs run/, DOWN + ENTER],
        [/Where is the login kept/, ENTER],
        [/within 15 minutes/, CTRL_C],
      ],
      // Nobody types the code: the login could be made before the Ctrl-C is read.
      () => undefined,
    )
    expect([exit, screen.includes('The set-up was ended.')]).toEqual([1, true])
    expect(world.secret('CODEX_AUTH_JSON')).toBeUndefined()
    expect(await world.secretsAtHome()).toEqual([])
    expect(world.lab.openai.revocations).toEqual([])
  }),
  LATE,
)

test(
  'a login that an earlier run could not store is offered; declined, it is deleted, and the person logs in again',
  inSetup(async world => {
    const flags = ['--no-input', '--runner', 'self-hosted', '--store', 'host']
    world.github.fault({ at: 'PUT /repos', fault: { status: 500 }, times: 1 })
    const failed = await world.setup(flags, { onPrint: typingTheCode(world) })
    expect(failed.exit).toBe(1)
    expect(failed.printed).toContain('A login was made and not stored.')
    const [file = ''] = await world.secretsAtHome()
    expect(file).toContain('.codex-auth-setup')
    const first = await readFile(file, 'utf8')

    const { exit, screen } = await atTerminal(world, [
      [/Where do the jobs run/, DOWN + ENTER],
      [/Where is the login kept/, ENTER],
      [/Use that login/, `n`],
      [/Push the branch/, `n`],
    ])
    if (exit !== 0) process.stderr.write(screen)
    expect(exit).toBe(0)
    expect(world.lab.openai.deviceLogins.filter(({ done }) => done)).toHaveLength(2)
    expect(world.secret('CODEX_AUTH_JSON')).not.toBe(first)
    expect(await world.secretsAtHome()).toEqual([])
  }),
  LATE,
)

test(
  'without an answer, the login of an earlier run is used: one login',
  inSetup(async world => {
    const flags = ['--no-input', '--runner', 'self-hosted', '--store', 'host']
    world.github.fault({ at: 'PUT /repos', fault: { status: 500 }, times: 1 })
    await world.setup(flags, { onPrint: typingTheCode(world) })
    const [file = ''] = await world.secretsAtHome()
    const login = await readFile(file, 'utf8')
    const given = await world.file('other/auth.json', world.lab.openai.login())
    const refused = await world.setup([...flags, '--login-file', given])
    expect([refused.exit, await world.secretsAtHome()]).toEqual([1, [file]])
    const again = await world.setup(flags)
    expect([again.exit, world.lab.openai.deviceLogins.length]).toEqual([0, 1])
    expect(JSON.parse(world.secret('CODEX_AUTH_JSON') ?? '')).toEqual(JSON.parse(login))
    expect(await world.secretsAtHome()).toEqual([])
  }),
  LATE,
)
