import { execFileSync, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { labFolder } from '../doubles/lab/index.js'

const NAMED = [
  'README.md',
  'CHANGELOG.md',
  'action.yml',
  'package.json',
  'docs',
  'examples',
  '.github',
  'src',
]
let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(labFolder(), 'owner-'))
  for (const name of [...NAMED, '.ci'])
    await cp(join(process.cwd(), name), join(dir, name), { recursive: true })
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=lab', '-c', 'user.email=lab@lab.invalid', ...args], { cwd: dir })
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '--message', 'Lab')
})

afterAll(() => rm(dir, { recursive: true, force: true }))

function owner(...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, ['.ci/owner.mjs', ...args], {
    cwd: dir,
    encoding: 'utf8',
  })
  return { status, stderr }
}

test('what is no owner changes nothing', async () => {
  const before = await readFile(join(dir, 'README.md'), 'utf8')
  expect(owner('acme/codex-auth-action').status).toBe(2)
  expect(await readFile(join(dir, 'README.md'), 'utf8')).toBe(before)
})

test('one command names the owner everywhere, and pins the examples to the present commit', async () => {
  expect(owner('acme')).toEqual({ status: 0, stderr: '' })
  expect(owner('--check')).toEqual({ status: 0, stderr: '' })
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: dir, encoding: 'utf8' }).trim()
  const pinned = expect.stringMatching(
    new RegExp(`^uses: acme/codex-auth-action@${commit} # v\\d+\\.\\d+\\.\\d+$`),
  )

  const names = (await readdir(join(dir, 'examples'))).filter(name => name.endsWith('.yml'))
  expect(names.length).toBeGreaterThan(15)
  for (const name of names) {
    const uses = (await readFile(join(dir, 'examples', name), 'utf8')).match(/uses: .*codex-auth-action.*/g)
    expect([name, ...(uses ?? [])]).toEqual([name, pinned])
  }
  expect(JSON.parse(await readFile(join(dir, 'package.json'), 'utf8'))).toMatchObject({
    repository: 'github:acme/codex-auth-action',
    homepage: 'https://github.com/acme/codex-auth-action#readme',
    bugs: 'https://github.com/acme/codex-auth-action/issues',
  })
  expect(await readFile(join(dir, '.github', 'CODEOWNERS'), 'utf8')).toMatch(/^\* @acme$/m)
})

test('each stray owner is found', async () => {
  await writeFile(
    join(dir, 'examples', 'stray.yml'),
    '- uses: other/codex-auth-action@v1\n- uses: acme/codex-auth-action@v1',
  )
  await writeFile(join(dir, 'docs', 'stray.md'), 'https://github.com/other/codex-auth-action/issues\n')
  await writeFile(join(dir, 'CHANGELOG.md'), '\n\n`npx github:other/codex-auth-action setup`\n')
  const { status, stderr } = owner('--check')
  expect(status).toBe(1)
  const stray = 'other/codex-auth-action is not acme/codex-auth-action [owner]'
  expect(stderr.trim().split('\n')).toEqual([
    `CHANGELOG.md:3: ${stray}`,
    `docs/stray.md:1: ${stray}`,
    `examples/stray.yml:1: ${stray}`,
  ])
})
