import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { allowUserNamespaces } from '../../src/codex/exec/user-namespaces.js'

const { PATH } = process.env
let dir: string
let lines: string[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-switches-'))
  lines = []
  await mkdir(join(dir, 'kernel'))
  await writeFile(join(dir, 'kernel/apparmor_restrict_unprivileged_userns'), '1\n')
  // As sudo of a hosted runner: it does what it is told, without a password.
  const sudo = `#!/bin/sh
[ "$1 $2 $3" = "-n sysctl -w" ] || exit 9
env > "${dir}/environment"
name=\${4%%=*}
echo "\${4#*=}" > "${dir}/$(echo "$name" | tr . /)"
`
  await writeFile(join(dir, 'sudo'), sudo)
  await chmod(join(dir, 'sudo'), 0o755)
  process.env.PATH = `${dir}${delimiter}${PATH}`
})
afterEach(async () => {
  process.env.PATH = PATH
  await rm(dir, { recursive: true })
})

const allow = (kind: string) =>
  allowUserNamespaces({ RUNNER_ENVIRONMENT: kind }, line => void lines.push(line), dir)
const value = () => readFile(join(dir, 'kernel/apparmor_restrict_unprivileged_userns'), 'utf8')

test('a GitHub-hosted runner is switched over, any other is left alone', async () => {
  await allow('self-hosted')
  expect([await value(), lines]).toEqual(['1\n', []])
  await allow('github-hosted')
  expect(await value()).toBe('0\n')
  expect(lines).toEqual(["Set kernel.apparmor_restrict_unprivileged_userns=0 for Codex's sandbox."])
})

test('what is as it must be is left so, and what can not be set is said', async () => {
  await writeFile(join(dir, 'sudo'), '#!/bin/sh\nexit 1\n')
  await allow('github-hosted')
  expect(await value()).toBe('1\n')
  expect(lines).toEqual(["Could not set kernel.apparmor_restrict_unprivileged_userns=0 for Codex's sandbox."])
  await writeFile(join(dir, 'kernel/apparmor_restrict_unprivileged_userns'), '0\n')
  await allow('github-hosted')
  expect(lines).toHaveLength(1)
})

test('sudo gets none of the inputs, state and tokens of the job', async () => {
  const secrets = { INPUT_LAB: 'lab', STATE_LAB: 'lab', ACTIONS_RUNTIME_TOKEN: 'lab', LAB_TOKEN: 'lab' }
  Object.assign(process.env, secrets)
  try {
    await allow('github-hosted')
  } finally {
    for (const name of Object.keys(secrets)) delete process.env[name]
  }
  expect(await readFile(join(dir, 'environment'), 'utf8')).not.toMatch(/^(INPUT_|STATE_|ACTIONS_|LAB_)/m)
})
