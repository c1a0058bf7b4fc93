import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { generateIdentity } from 'age-encryption'
import type { Login } from '../../src/login/login.js'
import { sealer } from '../../src/stores/age.js'
import { CommandStore, type CommandStoreOptions } from '../../src/stores/command/command.js'
import { scrub } from '../../src/stores/command/scrub.js'
import { commandEnvironment, shellOf } from '../../src/stores/command/shell.js'
import { ActionError } from '../../src/system/errors.js'
import { type Fault, FaultyManager } from '../doubles/secret-manager/faulty.js'
import { hasPass, Pass } from '../doubles/secret-manager/pass.js'
import { base64, labJwt, labLogin, labToken } from './auth-json.js'
import { inCi, where } from './needs.js'

jest.setTimeout(20_000)

/** Logins whose tokens no other test or run has, so that what is found in the process table is ours. */
const RUN = randomUUID()
const login = (name: string): Login =>
  labLogin({
    tokens: {
      access_token: labJwt({ iat: 1_795_000_000, exp: 1_796_000_000 }, `command access ${name} ${RUN}`),
      refresh_token: `rt_${labToken(`command refresh ${name} ${RUN}`)}`,
    },
  })
const FIRST = login('first')
const SECOND = login('second')
const PRETTY = labLogin(JSON.stringify(JSON.parse(String(FIRST.bytes)), null, 2))

const windows = new Set(
  [FIRST, SECOND].flatMap(({ tokens }) =>
    [tokens.refresh, tokens.access.split('.')[2] ?? ''].flatMap(token =>
      Array.from({ length: token.length - 11 }, (_, at) => token.slice(at, at + 12)),
    ),
  ),
)
const leaks = (text: string): boolean => {
  for (let at = 0; at + 12 <= text.length; at += 1) if (windows.has(text.slice(at, at + 12))) return true
  return false
}

let manager: FaultyManager
let dir: string
let printed: string[]
let masks: string[]
beforeEach(async () => {
  manager = await FaultyManager.start()
  dir = await mkdtemp(join(tmpdir(), 'lab command '))
  printed = []
  masks = []
})
afterEach(async () => {
  await manager.stop()
  await rm(dir, { recursive: true })
  expect(leaks(printed.join('\n'))).toBe(false)
})

function store(options: Partial<CommandStoreOptions> = {}): CommandStore {
  return new CommandStore({
    restoreCommand: manager.restoreCommand,
    persistCommand: manager.persistCommand,
    env: { PATH: process.env.PATH, TMPDIR: dir, RUNNER_TEMP: dir },
    cwd: dir,
    timeoutMs: 5000,
    pauseMs: 5,
    graceMs: 500,
    log: { info: line => printed.push(line), group: (title, lines) => printed.push(title, ...lines) },
    addMask: mask => masks.push(mask),
    loginName: 'default',
    ...options,
  })
}
const restoring = (restoreCommand: string, options: Partial<CommandStoreOptions> = {}) =>
  store({ restoreCommand, ...options }).read()

/** The error of a step that must fail: one of ours, with nothing of a token in it or its causes. */
async function failure(step: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await step.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  )
  if (!(error instanceof ActionError)) throw error
  expect(leaks(`${error.message} ${String(error.cause)}`)).toBe(false)
  return error
}

describe('restore', () => {
  test('nothing stored yet: exit code 0 and no output, white space aside', async () => {
    expect(await store().read()).toBeUndefined()
    expect(await restoring('echo; echo')).toBeUndefined()
  })

  test.each([
    ['as it is', () => String(PRETTY.bytes)],
    ['with newlines after it', () => `${PRETTY.bytes}\r\n\n`],
    ['with a byte-order mark', () => `\uFEFF${PRETTY.bytes}`],
    ['in base64', () => base64(String(PRETTY.bytes))],
    ['in wrapped base64', () => base64(String(PRETTY.bytes)).replace(/.{76}/g, '$&\r\n')],
    ['in base64 of base64', () => base64(base64(String(PRETTY.bytes)))],
  ])('the login, %s', async (_, stored) => {
    await manager.put(stored())
    expect(String(await store().read())).toBe(String(PRETTY.bytes))
  })

  test.each([
    ['failed with exit code 1', 'exit 1'],
    ['failed with exit code 3', 'cat "$0/entry" 2>&- || exit 3'],
    ['failed with exit code 4', 'echo "$SESSION"; exit 4'],
    ['failed with exit code 127', 'lab-no-such-command'],
    ['failed with exit code 1', 'false | cat'],
    ['failed with exit code 1', 'false; true'],
    ['failed with exit code 1', 'x=$(false); echo "$x"'],
    ['failed with exit code 1', 'echo "$LAB_UNSET"'],
    ['failed with exit code 2', 'if then'],
    ['was ended by SIGKILL', 'kill -9 $$'],
  ])('a failure is never "nothing stored": %s', async (how, command) => {
    const env = { PATH: process.env.PATH, SESSION: String(FIRST.bytes) }
    const error = await failure(restoring(command, { env }))
    expect(error.code).toBe('restore-failed')
    expect(error.explanation.what).toBe(`\`restore-command\` ${how}.`)
  })

  test.each([
    ['a message', 'echo welcome'],
    ['a number', 'echo 42'],
    ['an error in JSON', `echo '{"errors":["permission denied"]}'`],
    ['a login that is cut off', 'head -c 300 auth.json'],
    ['base64 that is cut off', 'base64 auth.json | head -c 300'],
    ['a message before the login', 'echo welcome; cat auth.json'],
    ['a message after the login', 'cat auth.json; echo bye'],
  ])('exit code 0 with %s is no login', async (_, command) => {
    await writeFile(join(dir, 'auth.json'), FIRST.bytes)
    expect((await failure(restoring(command))).code).toBe('restore-garbled')
  })

  test('more than 96 KB are cut off and refused', async () => {
    await manager.put(FIRST.bytes)
    await manager.make('flood')
    const error = await failure(store().read())
    expect(error.explanation.what).toBe('`restore-command` printed more than 96 KB.')
    const started = performance.now()
    expect((await failure(restoring('yes'))).code).toBe('restore-failed')
    expect(performance.now() - started).toBeLessThan(2000)
    expect(String(await restoring(`printf '%95000s'; cat '${manager.dir}/entry'`))).toBe(String(FIRST.bytes))
  })

  test('a command that hangs is ended in time, with all it started, though it ignores SIGTERM', async () => {
    await manager.make('hang-read')
    const started = performance.now()
    const error = await failure(store({ timeoutMs: 1000 }).read())
    expect(error.explanation.what).toBe('`restore-command` did not end within 1 s.')
    expect(performance.now() - started).toBeLessThan(6000)
    const group = await manager.group()
    // The last of them may take the system a moment.
    for (let tries = 0; tries < 40 && inGroup(group).length > 0; tries += 1) await sleep(50)
    expect(inGroup(group)).toEqual([])
    expect(printed).toContain('lab manager: hanging')
  })

  test('a cancel ends it, and lets no other start', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const cancelled = new Error('lab: cancelled')
    const reading = restoring('sleep 300 & echo $! > pid; wait', { signal })
    while (!existsSync(join(dir, 'pid')) || !readFileSync(join(dir, 'pid'), 'utf8')) await sleep(10)
    controller.abort(cancelled)
    await expect(reading).rejects.toBe(cancelled)
    // The system may take a moment; it ends by itself after five minutes only.
    while (isAlive(Number(readFileSync(join(dir, 'pid'), 'utf8')))) await sleep(10)
    await expect(store({ signal }).read()).rejects.toBe(cancelled)
    await expect(store({ signal }).write(FIRST)).rejects.toBe(cancelled)
    await expect(store({ signal }).assertWritable(FIRST)).rejects.toBe(cancelled)
    expect(await manager.calls()).toEqual([])
  })

  test('a process left behind that keeps stdout open hangs nothing, and is left alone', async () => {
    await manager.put(FIRST.bytes)
    await manager.make('daemon')
    const started = performance.now()
    expect(String(await store().read())).toBe(String(FIRST.bytes))
    expect(performance.now() - started).toBeLessThan(4000)
    const daemon = Number(await readFile(join(manager.dir, 'daemons'), 'utf8'))
    expect(isAlive(daemon)).toBe(true)
  })

  test('but with no output by then it is not known whether nothing is stored', async () => {
    const [late, quiet] = await Promise.all([
      failure(restoring('(sleep 3; cat auth.json) & disown')),
      restoring('sleep 3 > /dev/null & disown'),
    ])
    expect(late.explanation.what).toMatch(/may yet print/)
    expect(quiet).toBeUndefined()
  })

  test('no shell, or no directory, is an error of its own', async () => {
    expect((await failure(store({ cwd: join(dir, 'none') }).read())).code).toBe('no-shell')
    expect((await failure(store({ env: { PATH: dir } }).read())).code).toBe('no-shell')
  })
})

describe('the shell', () => {
  test('has stdin, stdout and stderr that can be opened by name, like a step of a workflow', async () => {
    const restoreCommand = 'test "$(cat /dev/stdin)" = ""; echo shown > /dev/stderr; cat kept > /dev/stdout'
    const writer = store({ restoreCommand, persistCommand: 'cat /dev/stdin | tee kept > /dev/null' })
    await writer.write(FIRST)
    expect(printed).toEqual(['What restore-command printed', 'shown'])
  })

  test('runs scripts of several lines, with heredocs and exits', async () => {
    const lines = ['while read -r line; do', '  echo "$line"', 'done <<E', String(FIRST.bytes), 'E', 'exit 0']
    expect(String(await restoring(lines.join('\n')))).toBe(String(FIRST.bytes))
  })

  test('leaves no descriptor of ours open to the command', async () => {
    await restoring('ls /proc/self/fd >&2')
    // What a shell has open that we did not start so, with what this process itself was given.
    const plain = execFileSync('bash', ['-c', 'ls /proc/self/fd'], { stdio: ['ignore', 'pipe', 'pipe'] })
    expect(printed.slice(1)).toEqual(String(plain).trim().split('\n'))
  })

  test('the environment is the job’s, without what is the action’s', async () => {
    const kept = { PATH: '/bin', AWS_PROFILE: 'lab', VAULT_ADDR: 'x', ACTIONS_ID_TOKEN_REQUEST_URL: 'x' }
    const gone = {
      'INPUT_AUTH-JSON': 'x',
      STATE_known: 'x',
      ACTIONS_RUNTIME_TOKEN: 'x',
      CODEX_HOME: '/x',
      GITHUB_ENV: '/x',
      GITHUB_OUTPUT: '/x',
      nothing: undefined,
    }
    expect(commandEnvironment({ ...kept, ...gone })).toEqual(kept)
    await restoring('env >&2', { env: { ...kept, ...gone } })
    expect(printed).toContain('AWS_PROFILE=lab')
    expect(printed.join('\n')).not.toMatch(/INPUT_|STATE_|RUNTIME|CODEX|GITHUB/)
  })

  test('on Windows it is PowerShell, which stops at errors and at exit codes', () => {
    const { files, args } = shellOf('win32')
    expect(files).toEqual(['pwsh', 'powershell'])
    expect(args.at(-1)).toMatch(/ErrorActionPreference = 'Stop'/)
    expect(args.at(-1)).toMatch(/PSNativeCommandUseErrorActionPreference = \$true/)
    expect(args.at(-1)).toMatch(/exit \$LASTEXITCODE/)
  })
})

describe('persist', () => {
  test('stores the bytes and reads them back', async () => {
    await manager.put(FIRST.bytes)
    await store().write(SECOND)
    expect(await manager.stored()).toBe(String(SECOND.bytes))
    expect(await manager.calls()).toEqual(['write', 'read'])
    expect(masks).toContain(SECOND.tokens.refresh)
  })

  test('is tried again when it fails, and reads again when a restore fails', async () => {
    await manager.make('fail-write', 2)
    await manager.make('fail-read', 2)
    await store().write(SECOND)
    expect(await manager.calls()).toEqual(['write', 'write', 'write', 'read', 'read', 'read'])
    expect(printed).toContain('lab manager: no permission')
    expect(printed).toContain('persist-command failed; it is tried up to 2 times more.')
  })

  test('waits for a manager that answers old for a while', async () => {
    await manager.put(FIRST.bytes)
    await manager.make('old', 3)
    await store().write(SECOND)
    expect(await manager.calls()).toEqual(['write', 'read', 'read', 'read', 'read'])
  })

  test.each<Fault>(['newline', 'base64', 'crlf'])(
    'a manager that changes the form is fine: %s',
    async fault => {
      await manager.make(fault)
      for (const login of [FIRST, PRETTY, SECOND]) {
        await store().write(login)
        await store().assertWritable(login)
        expect(JSON.parse(String(await store().read()))).toEqual(JSON.parse(String(login.bytes)))
      }
    },
  )

  test.each<[string, Fault]>([
    ['persist-failed', 'fail-write'],
    ['persist-failed', 'fail-after'],
    ['not-read-back', 'ignore'],
    ['not-read-back', 'leave'],
    ['not-read-back', 'truncate'],
    ['not-read-back', 'old'],
    ['not-read-back', 'chat'],
    ['not-read-back', 'fail-read'],
  ])('%s: %s', async (code, fault) => {
    await manager.put(FIRST.bytes)
    await manager.make(fault)
    const error = await failure(store().write(SECOND))
    expect(error.code).toBe(code)
    expect(error.explanation.why).toMatch(/login is at risk/)
    expect((await manager.calls()).length).toBe(code === 'persist-failed' ? 4 : 5)
  })

  test('hanging ends in time, and without a repetition that would start too late', async () => {
    const persistCommand = 'echo started >> started; sleep 300'
    const times = { timeoutMs: 500, retries: 3, pauseMs: 5, patienceMs: 400 }
    const error = await failure(store({ persistCommand, ...times }).write(FIRST))
    expect(error.explanation.what).toMatch(/did not end within/)
    expect(await readFile(join(dir, 'started'), 'utf8')).toBe('started\n')
  })

  test('cancelled half-way it is not tried again, and says what is at risk', async () => {
    const controller = new AbortController()
    const persistCommand = 'echo started >> started; sleep 300'
    const writing = store({ persistCommand, signal: controller.signal }).write(FIRST)
    // A file is there before anything is in it.
    while ((await readFile(join(dir, 'started'), 'utf8').catch(() => '')) === '') await sleep(10)
    controller.abort(new Error('lab: cancelled'))
    const error = await failure(writing)
    expect(error.explanation.what).toBe('`persist-command` was cancelled.')
    expect(await readFile(join(dir, 'started'), 'utf8')).toBe('started\n')
  })
})

describe('assertWritable', () => {
  test('writes what is there once more, and changes only a space', async () => {
    await manager.put(`${FIRST.bytes}\n`)
    await store().assertWritable(FIRST)
    expect(await manager.calls()).toEqual(['read', 'write', 'read'])
    expect(await manager.stored()).toBe(`{ ${String(FIRST.bytes).slice(1)}`)
    await store().assertWritable(FIRST)
    expect(await manager.stored()).toBe(String(FIRST.bytes))
  })

  test('writes the first one where nothing is stored', async () => {
    await store().assertWritable(FIRST)
    expect(await manager.stored()).toBe(String(FIRST.bytes))
  })

  test('finds out a persist-command that does nothing, or writes elsewhere', async () => {
    await manager.put(FIRST.bytes)
    for (const persistCommand of ['true', 'cat > /dev/null', 'cat > elsewhere']) {
      const error = await failure(store({ persistCommand }).assertWritable(FIRST))
      expect(error.explanation.what).toMatch(/still prints what it printed before/)
      expect(error.explanation.why).toMatch(/was not refreshed/)
    }
    expect(await manager.stored()).toBe(String(FIRST.bytes))
  })

  test.each<[string, Fault]>([
    ['persist-failed', 'fail-write'],
    ['not-read-back', 'truncate'],
    ['restore-failed', 'fail-read'],
  ])('%s: %s', async (code, fault) => {
    await manager.put(FIRST.bytes)
    await manager.make(fault)
    const error = await failure(store().assertWritable(FIRST))
    expect(error.code).toBe(code)
    expect(error.explanation.why).toMatch(/was not refreshed|nothing was changed/)
  })

  test('never puts the caller’s login, or an old answer, over another that is stored', async () => {
    await manager.put(SECOND.bytes)
    expect((await failure(store().assertWritable(FIRST))).code).toBe('store-changed')
    await store().write(FIRST)
    await manager.make('old')
    expect((await failure(store().assertWritable(FIRST))).code).toBe('store-changed')
    expect(await manager.stored()).toBe(String(FIRST.bytes))
    expect((await manager.calls()).filter(call => call === 'write')).toHaveLength(1)
  })
})

describe('with an encryption key', () => {
  const base64Of = (bytes: Buffer): string => bytes.toString('base64')
  const identity = generateIdentity()
  const sealed = async () => ({ sealer: sealer(await identity) })

  test('what is stored is base64 of an age file', async () => {
    const options = await sealed()
    await store(options).write(FIRST)
    const stored = (await manager.stored()) ?? ''
    expect(stored).toMatch(/^[\w+/=]+$/)
    expect(leaks(stored)).toBe(false)
    for (const fault of ['newline', 'base64', 'crlf'] as const) {
      await manager.make(fault)
      expect(JSON.parse(String(await store(options).read()))).toEqual(JSON.parse(String(FIRST.bytes)))
      await store(options).assertWritable(FIRST)
    }
  })

  where(existsSync('/usr/bin/age') || inCi, 'the age command')(
    'a person opens it with the age command, and stores what it made',
    async () => {
      const options = await sealed()
      await store(options).write(FIRST)
      const key = join(dir, 'key')
      await writeFile(key, await identity)
      const opened = execFileSync('bash', ['-c', `base64 -d | age -d -i '${key}' | tail -n +3`], {
        input: (await manager.stored()) ?? '',
      })
      expect(String(opened)).toBe(String(FIRST.bytes))
      // A person's file may have white space around it.
      await manager.put(base64Of(await options.sealer.seal(Buffer.from(`\n${SECOND.bytes}\n`))))
      await store(options).assertWritable(SECOND)
      await manager.put(base64Of(await options.sealer.seal(Buffer.alloc(0))))
      expect((await failure(store(options).read())).code).toBe('restore-garbled')
      const recipient = execFileSync('age-keygen', ['-y', key]).toString().trim()
      for (const armor of [[], ['-a']]) {
        await manager.put(execFileSync('age', [...armor, '-r', recipient], { input: SECOND.bytes }))
        expect(String(await store(options).read())).toBe(String(SECOND.bytes))
      }
    },
  )

  test('a login stored by hand without it is read, and sealed by the next write', async () => {
    await manager.put(FIRST.bytes)
    const options = await sealed()
    expect(String(await store(options).read())).toBe(String(FIRST.bytes))
    await store(options).assertWritable(FIRST)
    expect(await manager.stored()).toMatch(/^[\w+/=]+$/)
  })

  test('without the key, or with another, nothing is taken for damaged', async () => {
    await store(await sealed()).write(FIRST)
    expect((await failure(store().read())).code).toBe('sealed-without-key')
    const other = { sealer: sealer(await generateIdentity()) }
    expect((await failure(store(other).read())).code).toBe('wrong-key')
    expect((await failure(store(other).assertWritable(FIRST))).code).toBe('wrong-key')
  })

  test('what was sealed for another login is refused, and stays', async () => {
    const options = await sealed()
    await store({ ...options, loginName: 'other' }).write(FIRST)
    const before = await manager.stored()
    expect((await failure(store(options).read())).code).toBe('enclosed-elsewhere')
    expect((await failure(store({ ...options, retries: 0 }).assertWritable(SECOND))).code).toBe(
      'enclosed-elsewhere',
    )
    expect(await manager.stored()).toBe(before)
  })

  test('a persist-command that does nothing is found out', async () => {
    const options = { ...(await sealed()), persistCommand: 'cat > /dev/null' }
    await store(await sealed()).write(FIRST)
    expect((await failure(store(options).assertWritable(FIRST))).code).toBe('not-read-back')
  })
})

describe('what is shown', () => {
  test('is stderr, and persist’s stdout, with no command to the runner in it', async () => {
    await manager.put(FIRST.bytes)
    const quiet = `cat '${manager.dir}/entry'; echo '::error::lab' >&2; echo '##[group]x' >&2`
    await restoring(quiet)
    expect(printed).toEqual(['What restore-command printed', ': :error::lab', '## [group]x'])
    printed = []
    await store({ restoreCommand: quiet, persistCommand: 'echo kept; echo noted >&2' }).write(FIRST)
    expect(printed.slice(0, 3)).toEqual(['What persist-command printed', 'kept', 'noted'])
  })

  // The check is in afterEach: not 12 characters of a token in anything printed.
  test('never holds a token, in whatever way a command echoes it', async () => {
    await manager.put(FIRST.bytes)
    await manager.make('debug')
    await manager.make('echo')
    await manager.make('wrapped')
    await store().read()
    await store().write(PRETTY)
    await store().assertWritable(PRETTY)
    expect(printed).toContain('***')
    const text = printed.join('').replace(/\s/g, '')
    expect(leaks(text)).toBe(false)
    for (const form of ['hex', 'base64'] as const)
      expect(text).not.toContain(Buffer.from(FIRST.tokens.refresh).toString(form).slice(3, 40))
  })

  test('nor when tracing, when failing, or on stderr alone', async () => {
    const env = { PATH: process.env.PATH, SESSION: String(FIRST.bytes) }
    await restoring('set -x; printf %s "$SESSION"', { env })
    await failure(restoring('set -x; printf %s "$SESSION"; exit 1', { env }))
    await failure(restoring('echo "$SESSION" >&2; exit 1', { env }))
    await failure(restoring('base64 -w 0 <<< "$SESSION" >&2; exit 1', { env }))
    expect(printed.join('\n')).not.toContain(base64(String(FIRST.bytes)).slice(40, 80))
    expect(printed).toContain('What restore-command printed')
  })

  test.each(['base64', 'base64url', 'hex'] as const)('nor in %s, wherever in it the token begins', form => {
    // With characters of which base64url makes others than base64.
    const token = FIRST.tokens.refresh.replace(/../g, '$&?>')
    const digits = form === 'hex' ? 2 : 4 / 3
    for (const before of ['', 'x', 'xy']) {
      const encoded = Buffer.from(`${before}${token}yx`).toString(form)
      const end = Math.floor((before.length + token.length) * digits)
      const region = encoded.slice(Math.ceil(before.length * digits), end)
      const shown = scrub(`lab ${encoded.replace(/.{7}/g, '$&\n')}`, [Buffer.from(token)]).replace(/\s/g, '')
      const parts = Array.from({ length: region.length - 11 }, (_, at) => region.slice(at, at + 12))
      expect(parts.filter(part => shown.includes(part))).toEqual([])
    }
  })

  test('is otherwise unchanged', () => {
    const text =
      'Error from server:\n\tno secret "codex" (arn:aws:secretsmanager:eu-west-1:1:secret:codex-a1b2c3)'
    expect(scrub(text, [FIRST.bytes])).toBe(text)
    expect(scrub(`a ${FIRST.tokens.refresh} b`, [FIRST.bytes])).toBe('a *** b')
    expect(scrub(`\u001b[31m${FIRST.tokens.refresh}\u001b[0m!`, [FIRST.bytes])).toBe('***!')
    expect(scrub([...FIRST.tokens.refresh].join('\0'), [])).toBe('***')
  })
})

/** Pids of the processes that live in a process group. */
function inGroup(group: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0 && isAlive(pid) && statOf(pid)[2] === String(group))
}

/** The fields of /proc/PID/stat from the third on, state first; a dead process is a zombie here. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return ['Z']
  }
}

const isAlive = (pid: number): boolean => statOf(pid)[0] !== 'Z'

/** Where tokens can be seen while `step` runs: argv and environment of every process, files below `dirs`. */
async function seenDuring(
  step: Promise<unknown>,
  dirs: readonly string[],
  onSeen = () => {},
): Promise<Set<string>> {
  const seen = new Set<string>()
  const look = (what: string, path: string) => {
    try {
      if (!leaks(readFileSync(path, 'latin1'))) return
      seen.add(what)
      onSeen()
    } catch {
      // It is gone, or a socket.
    }
  }
  let running = true
  const done = step.finally(() => {
    running = false
  })
  for (let last = false; !last; last = !running) {
    for (const pid of readdirSync('/proc').filter(name => Number(name) > 2)) {
      look('argv', `/proc/${pid}/cmdline`)
      look('environment', `/proc/${pid}/environ`)
    }
    for (const dir of dirs)
      for (const entry of await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => []))
        if (entry.isFile()) look('disk', join(entry.parentPath, entry.name))
    await sleep(1)
  }
  await done
  return seen
}

describe('pass, with gpg', () => {
  const able = where(hasPass() || inCi, 'Debian’s pass and gnupg are not installed')

  able('keeps the login, sealed or not, and answers nothing at first', async () => {
    const pass = await Pass.start()
    try {
      for (const options of [{}, { sealer: sealer(await generateIdentity()) }]) {
        const { env, restoreCommand, persistCommand } = pass
        const kept = store({ env, restoreCommand, persistCommand, ...options })
        if (!('sealer' in options)) expect(await kept.read()).toBeUndefined()
        await kept.write(FIRST)
        await kept.assertWritable(FIRST)
        await kept.write(SECOND)
        expect(String(await kept.read())).toBe(String(SECOND.bytes))
        if (!('sealer' in options))
          expect(JSON.parse(await pass.stored())).toEqual(JSON.parse(String(SECOND.bytes)))
      }
    } finally {
      await pass.stop()
    }
    expect(existsSync(pass.dir)).toBe(false)
  })

  able('no token in argv, in an environment or on disk at any moment', async () => {
    const pass = await Pass.start()
    try {
      const { env, restoreCommand, persistCommand } = pass
      const kept = store({ env: { ...env, TMPDIR: dir }, restoreCommand, persistCommand })
      const steps = async () => {
        await kept.write(FIRST)
        await kept.assertWritable(FIRST)
        await kept.write(SECOND)
        expect(String(await kept.read())).toBe(String(SECOND.bytes))
      }
      expect([...(await seenDuring(steps(), [pass.dir, dir]))]).toEqual([])
    } finally {
      await pass.stop()
    }
  })

  const UNTIL_SEEN = 'until [ -e seen ]; do sleep .01; done'
  test.each([
    ['argv', `v=$(cat); bash -c '${UNTIL_SEEN}' "$v"`],
    ['environment', `V=$(cat); export V; ${UNTIL_SEEN}`],
    ['disk', `cat > kept; ${UNTIL_SEEN}; rm kept`],
  ])('such a leak would be seen: %s', async (place, leak) => {
    const leaky = store({ persistCommand: leak, restoreCommand: ':', retries: 0 })
    const onSeen = () => writeFileSync(join(dir, 'seen'), '')
    const seen = await seenDuring(failure(leaky.write(FIRST)), [dir], onSeen)
    expect([...seen]).toEqual([place])
  })

  test('nor is the script itself in argv or on disk, where an expression may have put a secret', async () => {
    const script = `lab='${FIRST.tokens.refresh}'; sleep .3`
    expect([...(await seenDuring(restoring(script), [dir]))]).toEqual([])
  })
})
