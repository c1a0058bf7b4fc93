import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { labFolder } from '../doubles/lab/index.js'

/** As these sentences were once written here, and as they are now. */
const REWRITTEN = [
  ['The job is red, and the error says why.', 'The job fails. The error message explains why.'],
  ['Only the second of a refresh is exclusive.', 'Only the refresh itself is exclusive.'],
  ['What stands in it for a token is none.', 'It contains a placeholder instead of a token.'],
  ['Who logs in by the box needs no seed.', "If you log in with the box, you don't need a seed."],
  ['Codex does not take this login.', "Codex doesn't accept this login."],
  ['The login lies in the cache.', 'The login is in the cache.'],
  ['It can not be written.', "It can't be written."],
  ['The window begins anew.', 'The window begins again.'],
  ['The refresh token is spent.', 'The refresh token was used.'],
  ['Each generation of the session is rotated.', 'Each revision of the login is refreshed.'],
  ['The organisation has no licence.', 'The organization has no license.'],
  ['It simply works, of course.', 'It works.'],
] as const

test('the linter finds what we don’t write in pages and source, says what to write instead, and leaves code and quotations alone', async () => {
  const dir = await mkdtemp(join(labFolder(), 'prose-'))
  try {
    for (const name of ['.ci', 'action.yml'])
      await cp(join(process.cwd(), name), join(dir, name), { recursive: true })
    await symlink(join(process.cwd(), 'node_modules'), join(dir, 'node_modules'))
    for (const name of [
      'README.md',
      'CHANGELOG.md',
      'examples/README.md',
      '.github/SECURITY.md',
      'docs/new.md',
    ]) {
      await mkdir(join(dir, name, '..'), { recursive: true })
      await writeFile(join(dir, name), '# Who reads titles?\n')
    }
    const fine = [
      '`is red`',
      '"spent"',
      '```sh',
      'spent=1',
      '```',
      'Who may start it? People with write access.',
    ]
    // Code, its imports, the keys of objects and the ids of facts are names, or others' words.
    const code = [
      'const spent = 1 // The refresh token was used (docs/facts#hand-over-mid-turn).',
      "const MESSAGES = { 'It is spent.': 1 }",
      '/** A session of processes. */',
      'const said = `It can not be written.`',
      "const why = 'The refresh token is spent.'",
      '/**',
      ' * What it says is read.',
      ' */',
    ]
    const lines = [...REWRITTEN.flat(), ...fine]
    await writeFile(join(dir, 'docs', 'old.md'), lines.join('\n'))
    await mkdir(join(dir, 'src'))
    await writeFile(join(dir, 'src', 'old.ts'), code.join('\n'))
    const { stderr } = spawnSync(process.execPath, ['.ci/lint-prose.mjs'], { cwd: dir, encoding: 'utf8' })
    const found = [...stderr.matchAll(/^(.+):(\d+): ".+": .+ \[prose\]$/gm)]
    const linesOf = (file: string) => found.flatMap(([, name, line]) => (name === file ? Number(line) : []))
    expect([...new Set(linesOf('docs/old.md'))]).toEqual(REWRITTEN.map((_, at) => 2 * at + 1))
    expect(linesOf('src/old.ts')).toEqual([4, 5, 7])
    expect(stderr.trim().split('\n')).toHaveLength(found.length)
    expect(new Set(found.map(([, name]) => name))).toEqual(new Set(['docs/old.md', 'src/old.ts']))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
