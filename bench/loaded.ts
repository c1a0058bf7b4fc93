import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createRunner } from '../__tests__/doubles/runner/index.js'
import type { Lab } from '../__tests__/e2e/lab.js'

/** Prints how much of dist/ each stage loads, in KB, on a host with a fresh login: for `mode: setup`, and for a task. */
export async function loaded(lab: Lab): Promise<void> {
  for (const [name, inputs] of Object.entries({ setup: { mode: 'setup' }, run: { prompt: 'Say OK' } })) {
    const file = join(lab.dir, `loaded-${name}`)
    const hook = new URL('./note-loaded.js', import.meta.url)
    const env = { ...lab.env, NODE_OPTIONS: `--import=${hook}`, LOADED_FILE: file }
    const root = join(lab.dir, `loading-${name}`)
    const on = createRunner({ root, name: 'loading', home: dirname(lab.home), env })
    await lab.job(inputs, { on })
    const sizes = (await readFile(file, 'utf8')).trim().split('\n')
    const list = sizes.map(
      (bytes, at) => `${['pre', 'main', 'post'][at]} ${Math.round(Number(bytes) / 1000)} KB`,
    )
    process.stdout.write(`loaded from dist/, ${name}: ${list.join(', ')}\n`)
  }
}
