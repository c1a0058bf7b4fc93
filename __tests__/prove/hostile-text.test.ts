import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { inLab, type Lab } from '../e2e/lab.js'
import { inLeaseWorld } from '../e2e/lease-world.js'
import { typing } from '../e2e/login-world.js'
import { withGithub } from '../e2e/trust-world.js'
import { causedBy, STRANGER } from '../unit/trust-occasion.js'

// All text of others reaches a log or a summary somewhere. None of it may act there.

const LATE = 60_000
const HOUR = 3_600_000
/** A text that would switch off masking, and a few more commands in their disguises; `at` tells the texts apart. */
const hostile = (at: string): string =>
  [
    `${at}`,
    `::stop-commands::lab-resume`,
    `  ::add-mask::lab-hostile`,
    `\u0085\u200b::error title=lab-hostile::lab-hostile`,
    `\u001b[2K##[group]lab-hostile\r::echo::on`,
    `#\u00ad#[set-env name=LAB]lab-hostile\u2028::warning::lab-hostile`,
    `\u001b]8;;https://lab.invalid\u0007link\u001b]8;;\u0007\u202e`,
  ].join('\n')
const LINE = hostile('line').replaceAll(/[\r\n\0]/g, ' ')

/** Masking was on to the end: the runner knows each token of the login as it is by then. */
function expectMasked({ masks }: JobResult, authJson: string): void {
  const { id_token, access_token, refresh_token } = JSON.parse(authJson).tokens
  expect(masks).toEqual(expect.arrayContaining([id_token, access_token, refresh_token]))
}

/** Nothing of it acted, and nothing invisible is left in what people read. `lab.close` looks for tokens. */
function expectQuiet({ rawLog, rawSummary, summary, masks, annotations }: JobResult): void {
  const visible = (line: string) => line.replace(/(?!\t)[\p{Cc}\p{Cf}\p{DI}\p{M}]/gu, '')
  const commands = rawLog.split(/[\r\n\u0085\u2028]/).filter(line => /^\s*::|##\[/.test(visible(line)))
  expect(commands.filter(line => !/^::(error|warning|notice|group|endgroup)::/.test(line))).toEqual([])
  expect(masks.filter(mask => mask.includes('hostile'))).toEqual([])
  expect(annotations.filter(({ title, message }) => title || message === 'lab-hostile')).toEqual([])
  for (const text of [rawLog, rawSummary])
    expect(text).not.toMatch(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\u200b\u202e\u2028]|\x1b/)
  expect(Buffer.byteLength(summary)).toBe(Buffer.byteLength(summary.slice(0, 300_000)))
}

const settingsOf = (lab: Lab) => ({
  name: `runner ${LINE}`,
  on: lab.runner(`runner-${'x'.repeat(3)}`, { RUNNER_NAME: hostile('runner') }),
})

test(
  'what the model, its commands and its server say, and names that the runner hands on',
  inLab(async lab => {
    lab.openai.script([
      { reasoning: hostile('reasoning'), message: hostile('first') },
      { message: 'never said' },
    ])
    const patch = `*** Begin Patch\n*** Add File: a\u200b::error::lab-hostile ##[error]lab-hostile\n+x\n*** End Patch`
    const calls = [
      { command: `printf '%s\\n' '${hostile('command').replaceAll('\0', '')}'` },
      { items: [{ type: 'custom_tool_call', id: 'p', call_id: 'p', name: 'apply_patch', input: patch }] },
      { items: [{ type: 'function_call', id: 'u', call_id: 'u', name: hostile('tool'), arguments: '{}' }] },
    ]
    lab.openai.script([...calls, { reasoning: hostile('reasoning'), message: hostile('final') }])
    const job = (inputs: Values) =>
      lab.job(inputs, {
        ...settingsOf(lab),
        jobName: LINE,
        workflow: LINE,
        runId: LINE,
        steps: [{ id: 'codex', uses: 'self', with: inputs }],
      })
    const seed = lab.openai.login({ plan: hostile('plan'), expInMs: HOUR })
    const result = await job({ 'auth-json': seed, prompt: 'Work', 'show-account': 'true' })
    expect(result.conclusion).toBe('success')
    expectMasked(result, await lab.auth())
    expect(result.log).toContain(': :stop-commands::lab-resume')
    expectQuiet(result)
    expect(result.steps[0]?.outputs['final-message']?.split('\n')).toEqual([
      'final',
      ': :stop-commands::lab-resume',
      ...Array(8).fill(expect.not.stringMatching(/^\s*::|##\[/)),
    ])

    const error = { type: 'invalid_request_error', message: hostile('backend') }
    lab.openai.script(Array(4).fill({ status: 400, error }))
    const failed = await job({ 'auth-json': seed, prompt: 'Work' })
    expect(failed.conclusion).toBe('failure')
    expectQuiet(failed)
  }),
  LATE,
)

test(
  "the lease's record while a job waits for it, a store's commands, and what they print beside the login",
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login({ expInMs: HOUR })
    await world.put(seed)
    const holder = {
      id: 'lab',
      job: hostile('job'),
      description: hostile('description'),
      repository: 'lab/project',
      url: `https://lab.invalid/\n::stop-commands::lab`,
      takenAt: Date.now(),
      expiresAt: Date.now() + HOUR,
    }
    const mark = {
      changedAt: '1767225600000000000',
      digest: '0'.repeat(32),
      by: hostile('by'),
      url: LINE,
    }
    const record = JSON.stringify({ version: 1, holder, mark })
    await world.git.repositories.put('lab/project', 'refs/codex-auth/default', `held\n\n${record}`)
    const said = `printf '%s\\n' "$SAID" >&2; `
    const inputs = {
      'restore-command': `${said}cat "$LAB_STORE/auth.json"`,
      'persist-command': `${said}cat > "$LAB_STORE/new" && mv "$LAB_STORE/new" "$LAB_STORE/auth.json"; printf '%s\\n' "$SAID"`,
    }
    const env = { SAID: hostile('said') }
    const waits = await world.job(
      { 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true', 'lease-timeout': '2s', ...inputs },
      { env },
    )
    expect(waits.conclusion).toBe('failure')
    expect(waits.log).toMatch(/still held after .* description : :stop-commands::lab-resume/)
    expectQuiet(waits)

    await world.git.repositories.put(
      'lab/project',
      'refs/codex-auth/default',
      `free\n\n${JSON.stringify({ version: 1, mark })}`,
    )
    const refreshes = await world.job(
      { 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true', ...inputs },
      { env },
    )
    expect(refreshes.conclusion).toBe('success')
    expectMasked(refreshes, await world.stored())
    expectQuiet(refreshes)
  }),
  LATE,
)

test(
  'inputs that are refused and quoted, an event and an actor, and an answer of GitHub',
  withGithub(async world => {
    const inputs: Values[] = [
      { 'prompt-file': LINE, prompt: '' },
      { 'working-directory': LINE },
      { 'codex-version': hostile('version') },
      { 'codex-args': `--config '${LINE}` },
      { model: LINE, effort: hostile('effort') },
      { storage: LINE },
      { 'lease-ref': hostile('ref') },
      { 'output-schema': hostile('schema') },
    ]
    for (const given of inputs) {
      const result = await world.job('push', { inputs: given })
      expectQuiet(result)
    }
    const event = causedBy(STRANGER, 'issue_comment')
    const refused = await world.job('issue_comment', { by: `${STRANGER}${LINE}`, payload: event })
    expect(refused.conclusion).toBe('failure')
    expectQuiet(refused)
  }),
  2 * LATE,
)

test(
  'a device login, and a configuration of the machine that Codex quotes',
  inLab(async lab => {
    const inputs = { mode: 'login', 'show-account': 'true' }
    const run = lab.job(inputs, {
      ...settingsOf(lab),
      steps: [{ id: 'codex', uses: 'self', with: inputs }],
    })
    await typing(lab, { plan: hostile('plan') })(run)
    const login = await run
    expect(login.conclusion).toBe('success')
    expectMasked(login, await lab.auth())
    expectQuiet(login)

    await writeFile(
      join(lab.home, 'config.toml'),
      `${lab.openai.configToml}\n[${LINE.replaceAll('[', '(')}\nmodel = \n`,
    )
    const broken = await lab.job({ prompt: 'Work' })
    expect(broken.conclusion).toBe('failure')
    expectQuiet(broken)
  }),
  LATE,
)
