import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

/** Compiled, this file is in `build/__tests__/unit/`. */
const SOURCE = fileURLToPath(new URL('../../src', import.meta.url))

/** Packages and parts of Node that every stage may load at its start: what each job needs, and what is cheap. */
const AT_START = [
  ...['@actions/core', 'ms', 'shell-quote', 'zod/mini'],
  ...['node:buffer', 'node:child_process', 'node:crypto', 'node:events', 'node:fs', 'node:fs/promises'],
  ...['node:os', 'node:path', 'node:timers/promises'],
]

/** Modules and folders that no stage loads before it knows that it needs them. */
const LATE = [
  ...['doctor', 'setup', 'codex/refresh', 'codex/app-server', 'codex/device-login', 'codex/prove'],
  ...['codex/exec/exec', 'codex/exec/sandbox', 'codex/exec/user-namespaces', 'codex/exec/drop-sudo'],
  ...[
    'codex/install/install',
    'codex/install/registry',
    'codex/install/newest-release',
    'codex/install/untried',
  ],
  ...[
    'stores/cache',
    'stores/command',
    'stores/github-secret',
    'leases/git/git-lease',
    'github/client',
    'system/http',
  ],
  ...['action/worker', 'action/run', 'action/safety', 'action/device-login', 'action/exclusive'],
]

/** Modules that only these stages don't load at their start. */
const LATE_IN: Readonly<Record<'pre' | 'main' | 'post', readonly string[]>> = {
  pre: ['action/main', 'action/post', 'action/task', 'codex/install', 'keeper/refresh', 'codex/failure'],
  main: ['action/pre', 'action/post'],
  post: ['action/pre', 'action/main', 'action/task', 'codex/install', 'keeper/refresh', 'codex/failure'],
}

/** `import … from '…'` and `export … from '…'` as the compiler writes them; those of types alone are gone. */
const STATIC = /^(?:import|export)\s+(?:[\w*{][^'"=;()]*\sfrom\s+)?'([^']+)'/gm

/** What is loaded together with a stage's story: modules by their paths, packages by their names. */
function loadedWith(stage: string): ReadonlySet<string> {
  const loaded = new Set<string>()
  const open = [join(SOURCE, 'index.js'), join(SOURCE, 'action', `${stage}.js`)]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const name = relative(SOURCE, file).replace(/\.js$/, '')
    if (loaded.has(name)) continue
    loaded.add(name)
    for (const [, wanted = ''] of readFileSync(file, 'utf8').matchAll(STATIC))
      if (wanted.startsWith('.')) open.push(resolve(dirname(file), wanted))
      else loaded.add(wanted)
  }
  return loaded
}

test.each(Object.entries(LATE_IN))(
  '%s loads nothing at its start that most jobs don’t need',
  (stage, lateHere) => {
    const loaded = [...loadedWith(stage)]
    expect(loaded.length).toBeGreaterThan(50)

    const isModule = (name: string) =>
      name === 'index' || /^(action|codex|github|keeper|leases|login|report|stores|system|trust)\//.test(name)
    expect(loaded.filter(name => !isModule(name) && !AT_START.includes(name))).toEqual([])
    const late = [...LATE, ...lateHere]
    expect(
      late.filter(name => !existsSync(join(SOURCE, name)) && !existsSync(join(SOURCE, `${name}.js`))),
    ).toEqual([])
    expect(loaded.filter(name => late.some(one => name === one || name.startsWith(`${one}/`)))).toEqual([])
  },
)
