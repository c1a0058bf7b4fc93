import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inLab, type Lab } from './lab.js'
import { BUBBLEWRAP, toolsOf, wrappedCodex } from './wrapped-codex.js'

/** Without `--argv0`, as in Debian 12: only then Codex needs its helpers to start itself in the sandbox. */
const OLD_BUBBLEWRAP = `#!/bin/sh
[ "$1" = --help ] || exec '${BUBBLEWRAP}' "$@"
'${BUBBLEWRAP}' --help | grep -v argv0
`

/**
 * The real Codex, which at its first `times` starts with a sandbox can't make its helpers' directory, as if another one
 * had swept it away; `starts` tells all of them.
 */
async function sweeping(lab: Lab, times: number) {
  const log = join(toolsOf(lab), 'starts')
  await mkdir(join(toolsOf(lab), 'bin'), { recursive: true })
  await writeFile(join(toolsOf(lab), 'bin', 'bwrap'), OLD_BUBBLEWRAP, { mode: 0o755 })
  const on = await wrappedCodex(
    lab,
    'swept',
    `helpers=$CODEX_HOME/tmp/arg0-linux
case $1 in sandbox|exec)
  echo "$1" >>'${log}'
  rm -rf "$helpers"
  if [ "$(grep -c "$1" '${log}')" -le ${times} ]; then : >"$helpers"; else mkdir -m 700 "$helpers"; fi
esac`,
  )
  return { on, starts: async () => (await readFile(log, 'utf8')).trim().split('\n') }
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
