import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { targetFor } from '../../src/codex/install/native.js'
import { DEFAULT_CODEX_VERSION } from '../../src/codex/install/provide.js'
import { codexBinary } from '../doubles/lab/index.js'
import { createRunner } from '../doubles/runner/index.js'
import { inLab, type Lab } from './lab.js'

/**
 * The real Codex, which at its first `times` starts with a sandbox can't make its helpers' directory, as if another one
 * had swept it away; `starts` tells all of them.
 */
async function sweeping(lab: Lab, times: number) {
  const tools = join(lab.dir, 'tools')
  const codex = executableOf(tools)
  const log = join(tools, 'starts')
  await mkdir(dirname(codex), { recursive: true })
  await writeFile(
    codex,
    `#!/bin/sh
helpers=$CODEX_HOME/tmp/arg0-linux
case $1 in sandbox|exec)
  echo "$1" >>'${log}'
  rm -rf "$helpers"
  if [ "$(grep -c "$1" '${log}')" -le ${times} ]; then : >"$helpers"; else mkdir -m 700 "$helpers"; fi
esac
exec '${codexBinary()}' "$@"
`,
    { mode: 0o755 },
  )
  const env = { ...lab.openai.env, PATH: '/usr/bin:/bin' }
  const on = createRunner({
    root: join(lab.dir, 'swept'),
    name: 'swept',
    home: dirname(lab.home),
    toolCache: tools,
    env,
  })
  return { on, starts: async () => (await readFile(log, 'utf8')).trim().split('\n') }
}

/** Where the action looks for Codex before it asks the registry. */
function executableOf(toolCache: string): string {
  const { triple, executable } = targetFor(process.platform, process.arch)
  return join(toolCache, 'codex', DEFAULT_CODEX_VERSION, process.arch, 'vendor', triple, 'bin', executable)
}

test.concurrent(
  'a Codex whose helpers another one swept away at its start is started once more',
  inLab(async lab => {
    const { on, starts } = await sweeping(lab, 1)
    lab.openai.script([{ command: 'echo ran' }, { message: 'Done.' }])
    const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Work' }, { on })
    expect(result.annotations).toEqual([])
    expect(result.steps[0]?.outputs['final-message']).toBe('Done.')
    expect(result.log).toMatch(/^ran$/m)
    expect(await starts()).toEqual(['sandbox', 'sandbox', 'exec', 'exec'])
  }),
  60_000,
)

test.concurrent(
  'a machine where Codex never has helpers: said after four starts, and the model is not asked',
  inLab(async lab => {
    const { on, starts } = await sweeping(lab, 9)
    const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Work' }, { on })
    expect(result.steps[0]?.outputs['auth-reason']).toBe('sandbox-untried')
    expect(result.annotations[0]?.message).toContain('could not create PATH aliases')
    expect(await starts()).toEqual(Array(4).fill('sandbox'))
    expect(lab.openai.modelCalls).toBe(0)
  }),
  60_000,
)
