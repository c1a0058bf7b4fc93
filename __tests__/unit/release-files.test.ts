import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals'
import { where } from './needs.js'
import { ReleaseProject } from './release-project.js'

const test = where(
  process.platform !== 'win32',
  'releases are made on Linux, and the programs here are shell scripts',
)

const ITEM = '- Keeps the login\n  alive ([how](docs/login.md), [why](https://lab.invalid)).'
const CODE = '```yaml\na: 1\nb: 2\n```'
const CHANGELOG = `# Changelog\n\n## 1.0.0\n\nThe\nfirst.\n\n${ITEM}\n\n${CODE}\n\n## 0.9.0\n\n- Old.\n`

let project: ReleaseProject

describe('what belongs to a release', () => {
  let commit: string
  beforeAll(() => {
    project = new ReleaseProject()
    commit = project.merge('1.0.0', CHANGELOG)
    expect(project.release(['1.0.0', 'prepare'])).toMatchObject({ status: 0, stderr: '' })
  })
  afterAll(() => project.remove())

  test('the checksums are those of what runs and of what is uploaded', () => {
    const named = project.made('SHA256SUMS').trim().split('\n')
    const names = named.map(line => line.slice(66))
    const assets = ['codex-auth-action-1.0.0.cdx.json', 'codex-auth-action-1.0.0.tgz']
    expect(names).toEqual(['action.yml', 'dist/index.js', 'doctor/action.yml', 'package.json', ...assets])
    for (const [index, name] of names.entries()) {
      const bytes = readFileSync(assets.includes(name) ? join(project.out, name) : join(project.root, name))
      expect(named[index]).toBe(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`)
    }
    // Attested: each of them, and the file itself.
    const own = createHash('sha256').update(project.made('SHA256SUMS')).digest('hex')
    expect(project.made('subjects.sha256')).toBe(`${project.made('SHA256SUMS')}${own}  SHA256SUMS\n`)
  })

  test('the SBOM has what is bundled, and nothing else', () => {
    const sbom = JSON.parse(project.made('codex-auth-action-1.0.0.cdx.json'))
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'codex-auth-action', version: '1.0.0' } },
    })
    const components = sbom.components as { purl: string; scope: string }[]
    expect(components.map(({ purl, scope }) => `${purl} ${scope}`).sort()).toEqual([
      'pkg:npm/lab-bundled@1.2.3 required',
      'pkg:npm/lab-inner@4.5.6 required',
    ])
    expect(JSON.stringify(sbom)).not.toMatch(/lab-tool|lab-folder/)
  })

  test('the notes are those of the version, each item on a line, with links that work there, and the line to pin', () => {
    const page = 'https://github.com/lab/codex-auth-action/blob/v1.0.0/'
    expect(project.made('notes.md')).toBe(
      [
        'The first.',
        `- Keeps the login alive ([how](${page}docs/login.md), [why](https://lab.invalid)).`,
        CODE,
        `Pin it: \`uses: lab/codex-auth-action@${commit} # v1.0.0\``,
        `[How to verify it](${page}README.md#versions-and-pinning).`,
        '',
      ].join('\n\n'),
    )
  })

  test('the same commit gives the same files', () => {
    const first = project.made('subjects.sha256')
    rmSync(project.out, { recursive: true })
    project.release(['1.0.0', 'prepare'])
    expect(project.made('subjects.sha256')).toBe(first)
  })
})

describe('prepare refuses, and says what to do,', () => {
  beforeEach(() => {
    project = new ReleaseProject()
  })
  afterEach(() => project.remove())

  test.each([
    ['another version', () => project.merge('1.1.0'), 'run `npm version 1.0.0 --no-git-tag-version`'],
    [
      'no entry',
      () => project.merge('1.0.0', '# Changelog\n\n## 1.0.0-rc.1\n\n- Lab.\n'),
      'write what is new below `## 1.0.0`',
    ],
    [
      'an empty entry',
      () => project.merge('1.0.0', '## 1.0.0\n\n## 0.9.0\n\n- Lab.\n'),
      'write what is new below `## 1.0.0`',
    ],
    [
      'entries that belong to no version',
      () => project.merge('1.0.0', '## Unreleased\n\n- Lab.\n\n## 1.0.0\n\n- Lab.\n'),
      'move them below `## 1.0.0`',
    ],
    [
      'a changed file',
      () => {
        project.merge('1.0.0')
        project.write('action.yml', 'name: changed\n')
      },
      'Commit, or remove, what is changed or not in git:\nM action.yml',
    ],
    [
      'a file that is not in git',
      () => {
        project.merge('1.0.0')
        project.write('dist/left.js', '')
      },
      '?? dist/left.js',
    ],
    [
      'a repository without an owner',
      () => {
        project.merge('1.0.0')
        const manifest = readFileSync(join(project.root, 'package.json'), 'utf8')
        project.write('package.json', manifest.replace('github:lab/', 'github:OWNER/'))
      },
      'run `npm run owner -- NAME`',
    ],
    [
      'a dist/ that the source does not build',
      () => {
        project.write('dist/stale.js', '')
        project.merge('1.0.0')
      },
      'run `npm ci && npm run bundle`, and commit dist/',
    ],
    [
      'a version that has been released',
      () => {
        project.merge('1.0.0')
        project.publish('1.0.0')
      },
      'release the next one',
    ],
  ])('%s', (_, change, remedy) => {
    change()
    const { status, stderr } = project.release(['1.0.0', 'prepare'])
    expect([status, stderr]).toEqual([1, expect.stringContaining(remedy)])
    expect(existsSync(join(project.out, 'SHA256SUMS'))).toBe(false)
  })

  test.each(['1.0', 'v1.0.0', '1.0.0-rc.1', '1.0.0; true', ''])(
    '"%s" is no version of a release',
    version => {
      project.merge('1.0.0')
      expect(project.release([version, 'prepare'])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('X.Y.Z'),
      })
    },
  )
})
