import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DEFAULT_CODEX_VERSION } from '../../src/codex/install/provide.js'
import { codexBinary, labFolder } from '../doubles/lab/index.js'
import { node24 } from '../doubles/runner/index.js'

/** What is missing on this machine for a rehearsal, in a sentence; undefined if nothing is. */
export async function missing(): Promise<string | undefined> {
  if (!existsSync('action.yml') || !existsSync(join('node_modules', '@openai', 'codex')))
    return 'Run it as `npm run rehearse` from the root of the repository, after `npm ci`.'
  if (!existsSync(join('dist', 'main.js'))) return 'There is no dist/: build it with `npm run bundle`.'
  try {
    node24()
    return await missingCodex(codexBinary())
  } catch (error) {
    return (error as Error).message
  }
}

async function missingCodex(executable: string): Promise<string | undefined> {
  const machine = `${process.platform}-${process.arch}`
  // Even `--version` leaves something in CODEX_HOME, and the user's own is none of ours.
  const home = await mkdtemp(join(labFolder(), 'version-'))
  try {
    const env = { ...process.env, CODEX_HOME: home }
    const { stdout } = await promisify(execFile)(executable, ['--version'], { env })
    const version = stdout.trim().split(' ').at(-1)
    if (version === DEFAULT_CODEX_VERSION) return undefined
    return `node_modules has Codex ${version}, and dist/ wants ${DEFAULT_CODEX_VERSION}: run \`npm ci\`.`
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr || error)
    const reason = /\bError: .*/.exec(said)?.[0] ?? said
    return `The Codex that npm installed does not run on this machine (${machine}). It said: ${reason}`
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
