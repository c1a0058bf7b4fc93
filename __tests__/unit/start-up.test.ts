import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const SRC = resolve(dirname(fileURLToPath(import.meta.url)), '../../src')

interface Loaded {
  readonly ours: readonly string[]
  readonly packages: readonly string[]
  /** Of Node. */
  readonly parts: readonly string[]
}

/** All that a compiled module loads before its first line runs: modules of ours, and packages. */
async function loadedBy(entry: string): Promise<Loaded> {
  const [ours, packages, parts] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const waiting = [join(SRC, entry)]
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (ours.has(file)) continue
    ours.add(file)
    const source = await readFile(file, 'utf8')
    for (const [, name = ''] of source.matchAll(
      /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm,
    )) {
      if (name.startsWith('.')) waiting.push(resolve(dirname(file), name))
      else (name.startsWith('node:') ? parts : packages).add(name)
    }
  }
  const names = [...ours].map(file => file.slice(SRC.length + 1))
  return { ours: names, packages: [...packages].sort(), parts: [...parts] }
}

// What stands here is parsed in each job. A package that is rarely needed is loaded where it is used, by `import()`.
const LOGIN = ['@actions/core', 'ms', 'shell-quote', 'zod/mini']
const PACKAGES: Record<string, readonly string[]> = {
  'index.js': ['@actions/core', 'ms', 'zod/mini'],
  'action/pre.js': LOGIN,
  'action/main.js': LOGIN,
  'action/post.js': LOGIN.filter(name => name !== 'ms'),
  'stores/cache/client.js': [],
}

test.each(Object.entries(PACKAGES))('%s loads these packages when it starts: %j', async (entry, packages) => {
  expect((await loadedBy(entry)).packages).toEqual(packages)
})

/** Rooms that most jobs never enter. */
const LATER = /^(doctor|leases\/git|stores\/(cache|command)|codex\/install|github\/(client|fetch))\//

/** The parts of Node that a stage may load when it starts. Others, such as node:tls with 7 ms, are loaded where they are used. */
const PARTS = [
  ...['node:buffer', 'node:child_process', 'node:crypto', 'node:events', 'node:fs', 'node:fs/promises'],
  ...['node:os', 'node:path', 'node:timers/promises'],
]

/** Modules that no stage loads when it starts. */
const LATE = [
  ...[
    'doctor/',
    'setup/',
    'codex/refresh.js',
    'codex/app-server.js',
    'codex/device-login.js',
    'codex/prove.js',
  ],
  ...[
    'codex/exec/exec.js',
    'codex/exec/sandbox.js',
    'codex/exec/user-namespaces.js',
    'codex/exec/drop-sudo.js',
  ],
  ...['codex/install/install.js', 'codex/install/registry.js', 'codex/install/newest-release.js'],
  ...['stores/cache/', 'stores/command/', 'stores/github-secret.js', 'leases/git/git-lease.js'],
  ...['github/client.js', 'github/fetch.js', 'system/http.js', 'action/worker.js', 'action/run.js'],
  ...['action/safety.js', 'action/device-login.js', 'action/exclusive.js'],
]
const LATE_IN: Readonly<Record<string, readonly string[]>> = {
  'action/pre.js': [...LATE, 'action/task.js', 'codex/install/', 'codex/failure.js', 'keeper/refresh.js'],
  'action/main.js': LATE,
  'action/post.js': [...LATE, 'action/task.js', 'codex/install/', 'codex/failure.js', 'keeper/refresh.js'],
}

test.each(Object.entries(LATE_IN))('%s loads what few jobs need where they need it', async (entry, late) => {
  const { ours, parts } = await loadedBy(entry)
  expect(ours.filter(file => late.some(one => file.startsWith(one)))).toEqual([])
  expect(late.filter(one => !existsSync(join(SRC, one)))).toEqual([])
  expect(parts.filter(part => !PARTS.includes(part))).toEqual([])
})

test('what all stages load is without the rooms of single stores and of the doctor', async () => {
  const { ours } = await loadedBy('index.js')
  expect(ours.filter(file => LATER.test(file))).toEqual([])
  expect(ours.length).toBeGreaterThan(10)
})

test('pre and post load nothing of the others, and main nothing of pre and post', async () => {
  const stages = ['action/pre.js', 'action/main.js', 'action/post.js']
  for (const stage of stages) {
    const { ours } = await loadedBy(stage)
    expect(ours.filter(file => stages.includes(file))).toEqual([stage])
  }
})
