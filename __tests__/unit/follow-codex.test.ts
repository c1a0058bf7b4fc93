import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

interface Description {
  help: string[]
  features: string[]
  protocol: string[]
  variables: string[]
  files: string[]
}

const load = (file: string) => import(`${process.cwd()}/.ci/${file}`)
const { pullRequest } = await load('pull-request.mjs')
const { columnsOf, factsOf, withColumn } = await load('facts-page.mjs')
const PAGE = readFileSync('docs/facts/codex.md', 'utf8')

describe('the table of facts', () => {
  const holds = (id: string) => new Map([...factsOf(PAGE).keys()].map(each => [each, each !== id]))

  test('a new release gets a column, and the oldest loses its own', () => {
    const before = [...columnsOf(PAGE).keys()]
    const page = withColumn(PAGE, '99.0.0', holds('refresh-lead'))
    expect([...columnsOf(page).keys()]).toEqual([...before.slice(1 - before.length), '99.0.0'])
    expect(columnsOf(page).get('99.0.0').get('refresh-lead')).toBe('–')
    expect(columnsOf(page).get('99.0.0').get('fence-live')).toBe('✓')
  })

  test('the same results leave the page as it is', () => {
    const page = withColumn(PAGE, '99.0.0', holds('refresh-lead'))
    expect(withColumn(page, '99.0.0', holds('refresh-lead'))).toBe(page)
  })
})

describe('the text of the pull request', () => {
  const nothing: Description = { help: [], features: [], protocol: [], variables: [], files: [] }
  const [from, to] = [...columnsOf(PAGE).keys()]
    .slice(-2)
    .map(version => ({ version, at: '2026-11-20T00:51:29Z' }))
  const results = { bump: 'passed', suite: 'failed', facts: 'passed', check: 'not run' }
  const text = (before: Partial<Description>, after: Partial<Description>): string =>
    pullRequest({
      from,
      to,
      results,
      page: PAGE,
      descriptions: [
        { ...nothing, ...before },
        { ...nothing, ...after },
      ],
    })

  test('says what became of each step, and which facts changed', () => {
    const body = text({}, {})
    expect(body).toContain('| `npm test` | failed |')
    expect(body).toContain('| Self-check | not run |')
    expect(body).toContain(`hold for ${to?.version}`)
    expect(body.match(/No difference\./g)).toHaveLength(5)
  })

  test('shows what only one of the two has', () => {
    const body = text({ features: ['a stable', 'b stable'] }, { features: ['b stable', 'c stable'] })
    expect(body).toContain('```diff\n- a stable\n+ c stable\n```')
  })

  test('takes a name that runs into other text for the same one', () => {
    const body = text({ variables: ['CODEX_HOMEC', 'CODEX_A'] }, { variables: ['CODEX_HOME', 'CODEX_A_B'] })
    expect(body).not.toMatch(/[-+] CODEX_HOME/)
    expect(body).toContain('+ CODEX_A_B')
  })

  test('no line of Codex can end its block, and no release makes it too long', () => {
    expect(text({}, { help: ['```` @somebody'] })).toContain('`````diff\n+ ```` @somebody\n`````')
    const long = Array.from({ length: 5000 }, (_, at) => `${'x'.repeat(500)} ${at}`)
    const body = text({}, { help: long, features: long, protocol: long, variables: long, files: long })
    expect(body.length).toBeLessThan(65_000)
    expect(body).toMatch(/And \d+ lines more\./)
  })
})

describe('the job that has credentials', () => {
  let dir: string
  let repository: string
  const git = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: repository, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return stdout
  }
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'propose-'))
    repository = join(dir, 'project')
    for (const each of ['project/.ci', 'project/dist', 'follow', 'bin'])
      mkdirSync(join(dir, each), { recursive: true })
    cpSync('.ci/propose', join(repository, '.ci', 'propose'))
    for (const file of ['package.json', 'dist/index.js', 'README.md'])
      writeFileSync(join(repository, file), 'old\n')
    writeFileSync(join(dir, 'bin', 'gh'), `#!/bin/sh\necho "$@" >> '${dir}/gh'\n`)
    chmodSync(join(dir, 'bin', 'gh'), 0o755)
    writeFileSync(join(dir, 'follow', 'pull-request.md'), 'What changed.\n')
    git('init', '--quiet', '--initial-branch=main')
    git('config', 'user.email', 'lab@example.invalid')
    git('config', 'user.name', 'lab')
    git('add', '.')
    git('commit', '--quiet', '--message', 'First')
    spawnSync('git', ['clone', '--quiet', '--bare', repository, join(dir, 'origin.git')])
    git('remote', 'add', 'origin', join(dir, 'origin.git'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  /** Makes a patch of what is changed, takes it back, and proposes it. */
  function propose(change: () => void, version = '9.9.9') {
    change()
    git('add', '--all')
    writeFileSync(join(dir, 'follow', 'bump.patch'), git('diff', '--cached', '--binary'))
    git('reset', '--quiet', '--hard')
    const PATH = `${join(dir, 'bin')}:${process.env.PATH}`
    const run = spawnSync('.ci/propose', [join(dir, 'follow'), version], {
      cwd: repository,
      env: { ...process.env, PATH },
      encoding: 'utf8',
    })
    return { ...run, pushed: git('ls-remote', 'origin', `refs/heads/codex-${version}`) !== '' }
  }
  const write = (file: string, text = 'new\n') => writeFileSync(join(repository, file), text)

  test('proposes what a bump changes', () => {
    const { status, stderr, pushed } = propose(() => {
      write('package.json')
      write('dist/index.js')
      write('dist/7.index.js')
    })
    expect([stderr, status, pushed]).toEqual(['', 0, true])
    expect(readFileSync(join(dir, 'gh'), 'utf8')).toContain(
      'pr create --head codex-9.9.9 --title Codex 9.9.9 --body-file',
    )
  })

  test.each([
    ['a workflow', () => mkdirSync(join(repository, '.github')), '.github/release.yml'],
    ['a script of CI', () => undefined, '.ci/propose'],
    ['a source file', () => undefined, 'main.ts'],
  ])('refuses %s', (_, prepare, file) => {
    const { status, stderr, pushed } = propose(() => {
      prepare()
      write('package.json')
      write(file)
    })
    expect([status, stderr, pushed]).toEqual([1, `Not what a bump changes: ${file}\n`, false])
  })

  test('refuses links and programs, and versions that are none', () => {
    const linked = propose(() => symlinkSync('/etc/passwd', join(repository, 'dist', 'link.js')))
    expect([linked.status, linked.stderr.includes('Not plain files'), linked.pushed]).toEqual([
      1,
      true,
      false,
    ])
    git('reset', '--quiet', '--hard')
    const program = propose(() => chmodSync(join(repository, 'dist', 'index.js'), 0o755))
    expect([program.status, program.pushed]).toEqual([1, false])
    git('reset', '--quiet', '--hard')
    expect(propose(() => write('package.json'), '1.0.0; true').status).toBe(1)
  })
})
