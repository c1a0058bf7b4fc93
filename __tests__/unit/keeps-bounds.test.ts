import { afterEach, describe, expect, test } from '@jest/globals'
import { readInputs } from '../../src/action/inputs.js'
import { secure } from '../../src/action/safety.js'
import type { Stage } from '../../src/keeper/stage.js'

describe('on Windows, where no sandbox is proven', () => {
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
      else await expect(secured).rejects.toThrow(/can't prove yet on Windows.*give `unsafe`/s)
    },
  )
})
