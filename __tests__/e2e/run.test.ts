import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { labCodex } from '../doubles/lab/index.js'
import { inLab, type Lab } from './lab.js'

/** For models that run commands: without Codex's sandbox, which not every machine can have. */
const FREE = { sandbox: 'danger-full-access' }
const LATE = 60_000

async function inWorkspace(lab: Lab, name: string, content: string): Promise<string> {
  const workspace = join(lab.runner().folders.work, 'project', 'project')
  await mkdir(workspace, { recursive: true })
  await writeFile(join(workspace, name), content)
  return workspace
}

const lastPrompt = (lab: Lab) => JSON.stringify(lab.openai.modelRequests.at(-1))

test.concurrent(
  'outputs, and a log that can be read while it runs',
  inLab(async lab => {
    lab.openai.script([{ reasoning: 'Thinking it over.', message: 'Let me see.' }])
    const workspace = await inWorkspace(lab, 'task.md', 'The task of the file.')
    const result = await lab.job({
      'auth-json': lab.openai.login(),
      'prompt-file': 'task.md',
      'output-file': 'out/final.md',
    })
    const { outputs, stages } = result.steps[0] ?? {}
    expect(outputs).toMatchObject({
      'final-message': 'Let me see.',
      'codex-version': labCodex().version,
      storage: 'host',
      'codex-home': lab.home,
      'account-plan': 'pro',
    })
    expect(outputs?.['thread-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.parse(outputs?.usage ?? '')).toMatchObject({ input_tokens: 100, output_tokens: 10 })
    expect(stages?.main?.log).toMatch(/\[group\]Reasoning\nThinking it over\.\n##\[endgroup\]\nLet me see\./)
    expect(await readFile(join(workspace, 'out/final.md'), 'utf8')).toBe('Let me see.')
    expect(lastPrompt(lab)).toContain('The task of the file.')
  }),
  LATE,
)

test.concurrent(
  "what a model prints is no command to the runner, and sees none of the action's inputs, state or files",
  inLab(async lab => {
    const show = `echo "::error::forged"; printf 'x\\r::notice::forged too\\n'; echo '##[error]forged'; env`
    lab.openai.script([{ command: show }, { message: '::add-mask::forged\n::warning::forged' }])
    const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Show', ...FREE })
    expect(result.conclusion).toBe('success')
    expect(result.annotations).toEqual([])
    expect(result.masks).not.toContain('forged')
    expect(result.log).toContain('CODEX_HOME=')
    expect(result.log).toContain('CODEX_REFRESH_TOKEN_URL_OVERRIDE=https://rotation-fenced.invalid/')
    // The pattern below can match: what `env` prints begins its lines.
    expect(result.rawLog).toMatch(/^CODEX_HOME=/m)
    expect(result.rawLog).not.toMatch(/^(INPUT_|STATE_|ACTIONS_|GITHUB_(ENV|OUTPUT|STATE|PATH)=)/m)
  }),
  LATE,
)

test.concurrent(
  'model, effort, codex-args and working-directory reach Codex',
  inLab(async lab => {
    const workspace = await inWorkspace(lab, 'AGENTS.md', 'not here')
    await mkdir(join(workspace, 'deeper'))
    await writeFile(join(workspace, 'deeper', 'AGENTS.md'), 'Instructions of the deeper directory.')
    const result = await lab.job({
      'auth-json': lab.openai.login(),
      prompt: 'Say OK',
      model: 'gpt-5.5',
      effort: 'low',
      'codex-args': '-c "developer_instructions=\'Be brief, lab.\'"',
      'working-directory': 'deeper',
    })
    expect(result.conclusion).toBe('success')
    expect(lastPrompt(lab)).toContain('Be brief, lab.')
    expect(lastPrompt(lab)).toContain('Instructions of the deeper directory.')
    expect(lab.openai.modelRequests.at(-1)).toMatchObject({ model: 'gpt-5.5', reasoning: { effort: 'low' } })
  }),
  LATE,
)

test.concurrent(
  'variables that would take the place of the login are not passed on, and named',
  inLab(async lab => {
    const result = await lab.job(
      { 'auth-json': lab.openai.login(), prompt: 'Say OK' },
      { env: { CODEX_API_KEY: 'sk-lab-never', CODEX_ACCESS_TOKEN: 'at-lab-never' } },
    )
    expect(result.conclusion).toBe('success')
    expect(result.annotations[0]?.message).toContain('CODEX_API_KEY, CODEX_ACCESS_TOKEN')
  }),
  LATE,
)

test.concurrent(
  'setup warns of variables that take the place of the login in later steps, empty ones too',
  inLab(async lab => {
    const result = await lab.job(
      { 'auth-json': lab.openai.login(), mode: 'setup' },
      { env: { CODEX_API_KEY: '', OPENAI_IDENTITY_TOKEN_SOURCE: 'spiffe', OPENAI_SPIFFE_ID: '' } },
    )
    expect(result.conclusion).toBe('success')
    expect(result.annotations).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('has OPENAI_IDENTITY_TOKEN_SOURCE, OPENAI_SPIFFE_ID. A Codex in a'),
      },
    ])
  }),
  LATE,
)

test.concurrent(
  'setup leaves a ready, fenced login and codex on PATH for later steps',
  inLab(async lab => {
    const seed = lab.openai.login()
    const run = lab.runner().job({
      secrets: [seed],
      steps: [
        { uses: 'self', with: { 'auth-json': seed, mode: 'setup', 'codex-home': `${lab.home}` } },
        { run: 'test -n "$CODEX_HOME" && codex exec --json --skip-git-repo-check "Say OK" </dev/null' },
      ],
    })
    const result = await run
    lab.results.push(result)
    expect(result.conclusion).toBe('success')
    expect(result.env).toMatchObject({ CODEX_HOME: lab.home })
    expect(lab.openai.modelCalls).toBe(1)
  }),
  LATE,
)

const BAD: [Record<string, string>, RegExp][] = [
  [{ mode: 'run' }, /`prompt` is missing/],
  [{ mode: 'walk' }, /`mode` is "walk".*one of `run`, `keep-fresh`, `setup`/s],
  [{ prompt: 'a', 'prompt-file': 'b' }, /`prompt-file` is given beside `prompt`/],
  [{ 'prompt-file': 'missing.md' }, /missing\.md, which is missing or empty/],
  [{ prompt: 'a', 'working-directory': 'nowhere' }, /nowhere, which is not a directory/],
  [{ prompt: 'a', 'codex-home': '/tmp/codex' }, /`codex-home`.*\/tmp\/codex.*outlives the job/s],
  [{ prompt: 'a', 'codex-version': 'newest' }, /newest.*is neither a version nor a range/s],
]

test.concurrent.each(BAD)(
  'bad input %j: an error that says what to do, and nothing is asked of the server',
  (inputs, message) =>
    inLab(async lab => {
      const result = await lab.job({ 'auth-json': lab.openai.login(), ...inputs })
      expect(result.conclusion).toBe('failure')
      expect(result.annotations.find(({ level }) => level === 'error')?.message).toMatch(message)
      expect(lab.openai.log).toHaveLength(0)
    })(),
  LATE,
)
