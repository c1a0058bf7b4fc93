import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { type BareStage, bareStage } from '../e2e/bare-stage.js'
import { inLab, type Lab } from '../e2e/lab.js'

/** Stages at a time, and how long one may take. */
const AT_ONCE = 3
const BOUND_MS = 60_000
const HOUR = 3_600_000

interface Machine {
  readonly name: string
  readonly env?: Readonly<Record<string, string>>
  readonly before?: string
  /** Changes what is in its CODEX_HOME. */
  readonly make?: (home: string) => Promise<unknown>
}

/** One of these is odd in each machine, and the others are right. */
const VARIABLES = [
  ...['HOME', 'CODEX_HOME', 'TMPDIR', 'PATH', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'GITHUB_WORKSPACE'],
  ...['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR', 'TZ', 'RUST_LOG', 'NO_PROXY'],
  ...['GITHUB_EVENT_PATH', 'GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'],
  ...['GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'RUNNER_NAME', 'CODEX_REFRESH_TOKEN_URL_OVERRIDE'],
]
const VALUES: Readonly<Record<string, string>> = {
  empty: '',
  relative: 'odd/place',
  'not there': '/nonesuch/odd/place',
  'a file': '/etc/hostname',
  'a device': '/dev/null',
  long: `/${'a'.repeat(5000)}`,
  'of two lines': '/nonesuch/odd\n::error::place',
}
const ODD = VARIABLES.flatMap(name =>
  Object.entries(VALUES).map(
    ([how, value]): Machine => ({ name: `${name} is ${how}`, env: { [name]: value } }),
  ),
)

/** Not paths: Node 24.19.0 itself crashes in its ICU (SIGSEGV) where LANG is /nonesuch/odd/place. */
const LOCALES: readonly Machine[] = ['', 'C', 'POSIX', 'tr_TR.UTF-8', 'xx_YY', 'ja_JP.eucJP'].flatMap(value =>
  ['LANG', 'LC_ALL'].map(name => ({ name: `${name}=${value}`, env: { [name]: value } })),
)

const LIMITS: readonly Machine[] = [
  ...['ulimit -n 32', 'ulimit -n 64', 'ulimit -f 0', 'ulimit -f 8', 'ulimit -c 0', 'umask 777', 'umask 000'],
  ...["trap '' PIPE", 'exec <&-', 'nice -n 19 true'],
].map(before => ({ name: before, before }))

/** Leaves these programs alone on PATH. */
const only = (programs: string) =>
  `mkdir -p "$HOME/bin" && for it in ${programs}; do ln -sf "$(command -v $it)" "$HOME/bin/"; done && export PATH="$HOME/bin"`
const PROGRAMS: readonly Machine[] = [
  { name: 'no program but the shell', before: only('bash sh') },
  { name: 'no git and no bubblewrap', before: only('bash sh cat ls head tr rm') },
  { name: 'git is a directory', before: `mkdir -p "$HOME/bin/git" && ${only('bash sh cat')}` },
]

const HOMES: readonly Machine[] = [
  { name: 'config.toml is broken', make: home => writeFile(join(home, 'config.toml'), 'model = [\n') },
  {
    name: 'config.toml is a directory',
    async make(home) {
      await rm(join(home, 'config.toml'))
      await mkdir(join(home, 'config.toml'))
    },
  },
  { name: 'auth.json is empty', make: home => writeFile(join(home, 'auth.json'), '') },
  {
    name: 'auth.json is in UTF-16',
    make: home => writeFile(join(home, 'auth.json'), Buffer.from('\uFEFF{}', 'utf16le')),
  },
  ...['auth.json', 'auth.lock', 'auth.json.lock', '.env', 'state_5.sqlite', 'logs_2.sqlite'].map(name => ({
    name: `${name} is a directory`,
    make: (home: string) => mkdir(join(home, name)),
  })),
  ...['auth.lease', 'tmp', 'sessions', 'log'].map(name => ({
    name: `${name} is a file`,
    make: (home: string) => writeFile(join(home, name), ''),
  })),
  { name: 'tmp leads nowhere', make: home => symlink('/nonesuch', join(home, 'tmp')) },
  {
    name: '.env selects another login',
    make: home => writeFile(join(home, '.env'), 'OPENAI_FEDERATION_RULE_ID=lab\n'),
  },
  { name: 'CODEX_HOME is read-only', make: home => chmod(home, 0o500) },
]

const MACHINES: readonly Machine[] = [...ODD, ...LOCALES, ...LIMITS, ...PROGRAMS, ...HOMES]

interface Outcome {
  /** `auth-reason`, `ok`, or where there is neither what was found. */
  readonly code: string
  readonly faults: readonly string[]
  readonly ms: number
}

async function play(lab: Lab, machine: Machine, at: number): Promise<Outcome> {
  const root = await mkdtemp(join(lab.dir, 'odd-'))
  const home = join(root, 'home', '.codex')
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'config.toml'), lab.openai.configToml)
  const account = `0dd0dd0d-0000-4000-8000-${String(at).padStart(12, '0')}`
  // Due, so that keep-fresh refreshes it.
  const seed = lab.openai.login({ account, expInMs: HOUR })
  await machine.make?.(home)
  const stage: BareStage = {
    machine: root,
    inputs: { 'auth-json': seed, mode: 'keep-fresh' },
    ...(machine.env ? { env: machine.env } : {}),
    ...(machine.before ? { before: machine.before } : {}),
  }
  const begun = Date.now()
  const { code, log, reason } = await bareStage(lab, stage)
  const ms = Date.now() - begun

  const faults: string[] = []
  if (![0, 1].includes(code)) faults.push(`ended with ${code}`)
  if (/should not happen|^ +at .*:\d+:\d+/m.test(log)) faults.push('has no words')
  if (ms > BOUND_MS) faults.push(`took ${ms} ms`)
  const shown = lab.openai.presentations().filter(it => it.account === account)
  if (shown.some(({ times }) => times > 1)) faults.push('showed a token twice')
  const newest = JSON.parse(lab.openai.currentAuthJson(account)).tokens.refresh_token
  if (shown.length > 1 && !placesOf(machine, root).some(file => holds(file, newest)))
    faults.push('lost the login')
  const said = code === 0 ? 'ok' : (reason ?? (/::error::/.test(log) ? '(in the log alone)' : '(nothing)'))
  return { code: said, ms, faults: faults.map(fault => `${machine.name}: ${fault}\n${log}`) }
}

const holds = (file: string, token: string): boolean =>
  existsSync(file) && readFileSync(file, 'utf8').includes(token)

/** Where the login may be by now. */
function placesOf({ env = {} }: Machine, root: string): string[] {
  const work = join(root, 'work')
  const homes = [
    env.CODEX_HOME,
    env.HOME && join(env.HOME, '.codex'),
    '/root/.codex',
    join(root, 'home', '.codex'),
  ]
  return homes
    .filter(Boolean)
    .map(home => join(String(home).startsWith('/') ? '/' : work, String(home), 'auth.json'))
}

test(
  `${MACHINES.length} odd machines: a code and words for each, no stack trace, no lost login, none over a minute`,
  inLab(async lab => {
    const waiting = [...MACHINES.entries()]
    const outcomes: Outcome[] = []
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        outcomes.push(await play(lab, next[1], next[0]))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))

    const counts = new Map<string, number>()
    for (const { code } of outcomes) counts.set(code, (counts.get(code) ?? 0) + 1)
    const slowest = Math.max(...outcomes.map(({ ms }) => ms))
    const table = [...counts].sort().map(([code, count]) => `${code.padEnd(24)} ${count}`)
    process.stdout.write(`${table.join('\n')}\nslowest: ${(slowest / 1000).toFixed(1)} s\n`)
    expect(MACHINES.length).toBeGreaterThan(150)
    expect(outcomes.flatMap(({ faults }) => faults).join('\n')).toBe('')
    expect(counts.get('(nothing)') ?? 0).toBe(0)
  }),
  1_500_000,
)
