import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { targetFor } from '../../src/codex/install/native.js'
import { DEFAULT_CODEX_VERSION } from '../../src/codex/install/provide.js'
import { codexBinary } from '../doubles/lab/index.js'
import { createRunner, type Runner } from '../doubles/runner/index.js'
import type { Lab } from './lab.js'

/**
 * A machine whose tool cache holds the real Codex behind a shell script.
 * @param before what the script does before it starts Codex
 */
export async function wrappedCodex(lab: Lab, name: string, before: string): Promise<Runner> {
  const tools = toolsOf(lab)
  const { triple, executable } = targetFor(process.platform, process.arch)
  const codex = join(tools, 'codex', DEFAULT_CODEX_VERSION, process.arch, 'vendor', triple, 'bin', executable)
  await mkdir(dirname(codex), { recursive: true })
  await writeFile(codex, `#!/bin/sh\n${before}\nexec '${codexBinary()}' "$@"\n`, { mode: 0o755 })
  await bringBubblewrap(codex)
  const env = { ...lab.openai.env, PATH: `${join(tools, 'bin')}:/usr/bin:/bin` }
  return createRunner({ root: join(lab.dir, name), name, home: dirname(lab.home), toolCache: tools, env })
}

/** Where `wrappedCodex` puts Codex. Its `bin` is first on PATH, and a script may leave files there. */
export const toolsOf = (lab: Lab): string => join(lab.dir, 'tools')

/** Codex comes with a bubblewrap beside it; a fresh machine has no other. */
export async function bringBubblewrap(codex: string): Promise<void> {
  await mkdir(resources(codex), { recursive: true })
  await cp(BUBBLEWRAP, join(resources(codex), 'bwrap'))
}

const resources = (codex: string): string => join(dirname(codex), '..', 'codex-resources')

/** The bubblewrap of the real Codex. */
export const BUBBLEWRAP = join(resources(codexBinary()), 'bwrap')
