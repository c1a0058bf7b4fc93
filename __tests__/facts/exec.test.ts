import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { EXEC, events, fact, fenced, scene, shared, startRecorder, until } from './harness.js'

// §9: running `codex exec`.

/** The files below a folder, by path. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

const holding = (folder: string, text: string) =>
  filesIn(folder).filter(path => readFileSync(path).includes(text))

/** One whole run: what it printed and left. */
const whole = shared(() =>
  scene(async scene => {
    scene.openai.script([{ command: 'echo command-of-the-lab' }, { message: 'reply-of-the-lab' }])
    const home = scene.home(scene.openai.login())
    const ended = await scene.run(home, {
      args: [...EXEC, '-s', 'danger-full-access', 'prompt-of-the-lab'],
    })
    const tokens = scene.openai.allTokens()
    const outside = filesIn(home.dir).filter(path => {
      const text = readFileSync(path).toString('latin1')
      return path !== home.authFile && tokens.some(token => text.includes(token))
    })
    const sessions = filesIn(join(home.dir, 'sessions'))
    return {
      ...ended,
      events: events(ended),
      outside,
      sessions: sessions.map(path => ({ mode: statSync(path).mode & 0o777, name: path })),
      withPrompt: holding(home.dir, 'prompt-of-the-lab').length,
    }
  }),
)

fact('events', async () => {
  const { code, events: all } = await whole()
  expect(code).toBe(0)
  expect([...new Set(all.map(({ type }) => type))].sort()).toEqual([
    'item.completed',
    'item.started',
    'thread.started',
    'turn.completed',
    'turn.started',
  ])
  expect(all.at(-1)?.usage).toMatchObject({
    input_tokens: expect.any(Number),
    output_tokens: expect.any(Number),
  })
})

fact('usage-fields', async () => {
  const usage = (await whole()).events.at(-1)?.usage ?? {}
  const names = ['cached_input_tokens', 'input_tokens', 'output_tokens', 'reasoning_output_tokens']
  expect(
    Object.keys(usage)
      .filter(name => name !== 'cache_write_input_tokens')
      .sort(),
  ).toEqual(names)
})

fact('sessions-left', async () => {
  const { sessions, withPrompt } = await whole()
  expect(sessions.length).toBeGreaterThan(0)
  expect(sessions.every(({ name, mode }) => name.endsWith('.jsonl') && mode === 0o644)).toBe(true)
  expect(withPrompt).toBeGreaterThan(0)
})

fact('no-token-elsewhere', async () => {
  expect((await whole()).outside).toEqual([])
})

fact('ephemeral', () =>
  scene(async scene => {
    scene.openai.script([{ message: 'reply-of-the-lab' }])
    const home = scene.home(scene.openai.login())
    const { code } = await scene.run(home, { args: [...EXEC, '--ephemeral', 'prompt-of-the-lab'] })
    expect(code).toBe(0)
    expect([...holding(home.dir, 'prompt-of-the-lab'), ...holding(home.dir, 'reply-of-the-lab')]).toEqual([])
  }),
)

fact('stdin-is-read', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const running = scene.start(home, { args: [...EXEC, 'Say OK'], stdin: 'open' })
    await sleep(3000)
    expect(scene.openai.modelCalls).toBe(0)
    running.child.stdin.end('words-on-stdin')
    expect((await running.ended).code).toBe(0)
    await scene.run(home, { args: [...EXEC, '-'], stdin: 'prompt-on-stdin' })
    const sent = scene.openai.modelRequests.map(request => JSON.stringify(request))
    expect(sent.map(text => /words-on-stdin|prompt-on-stdin/.test(text))).toEqual([true, true])
  }),
)

const help = shared(() =>
  scene(async scene => {
    const home = scene.home()
    const { stdout } = await scene.run(home, { args: ['exec', '--help'] })
    return stdout
  }),
)

fact('exec-flags', async () => {
  const text = await help()
  const flags =
    '--json -o --output-schema -m -s -C --add-dir --skip-git-repo-check --ephemeral --ignore-user-config ' +
    '--ignore-rules --strict-config -c --enable --disable -p'
  expect(flags.split(' ').filter(flag => !new RegExp(`(?<![\\w-])${flag}(?![\\w-])`).test(text))).toEqual([])
  expect(['resume', 'review', 'fork'].filter(name => !new RegExp(`^  ${name}\\b`, 'm').test(text))).toEqual(
    [],
  )
})

fact('exec-remote', async () => {
  const text = await help()
  expect(['--remote', '--remote-auth-token-env'].filter(flag => !text.includes(`${flag} `))).toEqual([])
})

fact('exit-codes', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    scene.openai.script([{ message: 'OK' }, { hang: true }])
    const ok = await scene.exec(home)
    const bad = await scene.exec(home, { args: ['--no-such-flag'] })
    const running = scene.start(home, { args: [...EXEC, 'Say OK'] })
    await until(() => scene.kinds().filter(kind => kind === 'responses').length === 2)
    running.child.kill('SIGINT')
    expect([ok.code, bad.code, (await running.ended).code]).toEqual([0, 2, 1])
  }),
)

fact('empty-output-file', () =>
  scene(async scene => {
    scene.openai.script([{ usageLimit: true }])
    const home = scene.home(scene.openai.login())
    const file = join(home.work, 'out.txt')
    const { code } = await scene.exec(home, { args: ['-o', file] })
    expect([code, statSync(file).size]).toEqual([1, 0])
  }),
)

fact('home-must-exist', () =>
  scene(async scene => {
    const home = scene.home()
    const { code } = await scene.exec(home, { env: { CODEX_HOME: join(home.dir, 'none') } })
    expect(code).toBe(1)
  }),
)

fact('home-in-temporary-folder', () =>
  scene(async scene => {
    const place = mkdtempSync(join(tmpdir(), 'facts-home-'))
    try {
      writeFileSync(join(place, 'config.toml'), scene.openai.configToml)
      writeFileSync(join(place, 'auth.json'), scene.openai.login())
      scene.openai.script([{ command: 'true' }])
      const home = scene.home()
      const env = { CODEX_HOME: place, TMPDIR: tmpdir() }
      const ended = await scene.exec(home, { args: ['-s', 'read-only'], env })
      expect(ended.stdout + ended.stderr + JSON.stringify(scene.openai.modelRequests)).toContain(
        'No such file or directory',
      )
    } finally {
      rmSync(place, { recursive: true, force: true, maxRetries: 5 })
    }
  }),
)

/** The hosts that a run would reach with and without analytics; what goes to the double doesn't count. */
const hosts = (enabled: boolean) =>
  scene(async scene => {
    const recorder = await startRecorder()
    const home = scene.home(scene.openai.login())
    const analytics = ['-c', `analytics.enabled=${enabled}`]
    await scene.exec(home, { args: analytics, env: { ...recorder.env, ...fenced } })
    recorder.close()
    return new Set(recorder.hosts)
  })

fact('hosts', async () => {
  expect(await hosts(false)).toEqual(new Set())
})

fact('analytics-host', async () => {
  expect(await hosts(true)).toEqual(new Set(['ab.chatgpt.com:443']))
})

fact('ca-file-must-exist', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const { code, stdout, stderr } = await scene.exec(home, {
      env: { CODEX_CA_CERTIFICATE: join(home.dir, 'none.pem') },
    })
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining('CODEX_CA_CERTIFICATE')])
  }),
)
