import { afterEach, describe, expect, test } from '@jest/globals'
import { assertKeepsBounds } from '../../src/codex/arguments.js'
import { readInputs } from '../../src/inputs.js'
import { secure } from '../../src/stages/safety.js'
import type { Stage } from '../../src/stages/stage.js'

describe('codex-args that would lift the bounds of the commands', () => {
  test.each([
    ['-s', 'danger-full-access'],
    ['-sdanger-full-access'],
    ['--sandbox', 'danger-full-access'],
    ['--sandbox=danger-full-access'],
    ['--dangerously-bypass-approvals-and-sandbox'],
    ['--yolo'],
    ['--full-auto'],
    ['-c', 'sandbox_mode="danger-full-access"'],
    ['-csandbox_mode="danger-full-access"'],
    ['--config', 'default_permissions=":danger-full-access"'],
    ['--config=sandbox_workspace_write.network_access=true'],
    ['-c', ' permissions."codex-auth-action".filesystem={}'],
    ['-c', 'projects={"/"={trust_level="trusted"}}'],
  ])('%j %j are refused', (...words) => {
    expect(() => assertKeepsBounds(['--json', ...words])).toThrow(/`codex-args` holds .*`safety-strategy/s)
  })

  test.each([
    ['-m', 'gpt-5.5'],
    ['-c', 'model_reasoning_effort="low"'],
    ['-c', 'permissions.other={}'],
    ['--add-dir', '../other'],
    ['-c', 'developer_instructions="sandbox_mode is what it is"'],
  ])('%j %j are passed on', (...words) => {
    expect(() => assertKeepsBounds(words)).not.toThrow()
  })
})

describe('on Windows, which has no sandbox', () => {
  const { platform } = process
  afterEach(() => {
    Object.defineProperty(process, 'platform', { value: platform })
  })
  const log = { info() {}, notice() {}, warning() {} }
  const stage = { name: 'main', env: {}, log } as unknown as Stage
  const codex = { path: 'codex', home: '/nowhere', env: {} }

  test.each(['sandbox', 'read-only', 'drop-sudo', 'unprivileged-user', 'unsafe'] as const)(
    'safety-strategy: %s',
    async strategy => {
      Object.defineProperty(process, 'platform', { value: 'win32' })
      const inputs = { ...readInputs(), 'safety-strategy': strategy }
      const task = { workingDirectory: '.', args: [] }
      const secured = secure(stage, inputs, codex, task, async () => undefined)
      if (strategy === 'unsafe') await expect(secured).resolves.toBeDefined()
      else await expect(secured).rejects.toThrow(/does not have on Windows.*give `unsafe`/s)
    },
  )
})
