import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const SRC = resolve(dirname(fileURLToPath(import.meta.url)), '../../src')

/** All that a compiled module loads before its first line runs: modules of ours, and packages. */
async function loadedBy(entry: string): Promise<{ readonly ours: string[]; readonly packages: string[] }> {
  const [ours, packages, waiting] = [new Set<string>(), new Set<string>(), [join(SRC, entry)]]
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (ours.has(file)) continue
    ours.add(file)
    const source = await readFile(file, 'utf8')
    for (const [, name = ''] of source.matchAll(
      /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm,
    )) {
      if (name.startsWith('.')) waiting.push(resolve(dirname(file), name))
      else if (!name.startsWith('node:')) packages.add(name)
    }
  }
  return { ours: [...ours].map(file => file.slice(SRC.length + 1)), packages: [...packages].sort() }
}

// What stands here is parsed in each job. A package that is rarely needed is loaded where it is used, by `import()`.
const LOGIN = ['@actions/core', '@humanwhocodes/momoa', 'ms', 'shell-quote', 'zod/mini']
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
