import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { where } from './needs.js'
import { ReleaseProject } from './release-project.js'

const test = where(
  process.platform !== 'win32',
  'releases are made on Linux, and the programs here are shell scripts',
)

const ASSETS = ['SHA256SUMS', 'codex-auth-action-1.0.0.cdx.json', 'codex-auth-action-1.0.0.tgz']
let project: ReleaseProject
beforeEach(() => {
  project = new ReleaseProject()
})
afterEach(() => project.remove())

/** As after `prepare`, without the time that it takes. */
function prepared() {
  mkdirSync(project.out)
  for (const name of [...ASSETS, 'notes.md', 'subjects.sha256'])
    writeFileSync(join(project.out, name), 'lab\n')
}

describe('publish', () => {
  test('makes the tag of the version and of its major version, and publishes the draft', () => {
    const commit = project.merge('1.0.0')
    expect(project.publish('1.0.0')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('v1'),
    })
    expect(project.tags()).toEqual({ 'refs/tags/v1.0.0': commit, 'refs/tags/v1': commit })
    expect(project.asked()).toEqual(['release edit v1.0.0 --draft=false --latest=true'])
  })

  test('makes a tag once: for another commit it is refused, and nothing is changed', () => {
    project.merge('1.0.0')
    project.publish('1.0.0')
    const before = [project.tags(), project.asked()]
    project.merge('1.0.0', '# Changelog\n\n## 1.0.0\n\n- Other.\n')
    const { status, stderr } = project.publish('1.0.0')
    expect([status, stderr]).toEqual([1, expect.stringContaining('v1.0.0 exists already')])
    expect(stderr).toContain('release the next one')
    expect([project.tags(), project.asked()]).toEqual(before)
  })

  test('run again after it has done all, changes nothing', () => {
    project.merge('1.0.0')
    project.publish('1.0.0')
    const before = [project.tags(), project.asked(), project.pushes()]
    expect(project.publish('1.0.0')).toMatchObject({
      ...{ status: 0, stderr: '' },
      stdout: 'v1.0.0 and v1 are there already.\nv1.0.0 is published already.\n',
    })
    expect([project.tags(), project.asked(), project.pushes()]).toEqual(before)
  })

  test('run again after the tags were made and the draft was not published, publishes it and pushes nothing', () => {
    const commit = project.merge('1.0.0')
    project.breakGithub(true)
    expect(project.publish('1.0.0')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('This failed, and nothing after it was run: gh release edit v1.0.0'),
    })
    project.breakGithub(false)
    const before = [project.tags(), project.pushes()]
    expect(before).toEqual([{ 'refs/tags/v1.0.0': commit, 'refs/tags/v1': commit }, 1])

    expect(project.publish('1.0.0').status).toBe(0)
    expect([project.tags(), project.pushes()]).toEqual(before)
    expect(project.asked()).toEqual(Array(2).fill('release edit v1.0.0 --draft=false --latest=true'))
  })

  test.each([
    ['of the version', ['v1.0.0']],
    ['of the version, with a message', ['--annotate', '--message', 'Lab', 'v1.0.0']],
    ['of the major version', ['v1']],
  ])('run after the tag %s was made, makes the other one', (_, made) => {
    const commit = project.merge('1.0.0')
    project.git('tag', ...made)
    const name = made.at(-1) ?? ''
    project.git('push', '--quiet', 'origin', name)
    const before = project.tags()[`refs/tags/${name}`]
    expect(project.publish('1.0.0').status).toBe(0)
    const other = name === 'v1' ? 'v1.0.0' : 'v1'
    expect(project.tags()).toMatchObject({ [`refs/tags/${name}`]: before, [`refs/tags/${other}`]: commit })
    expect(project.asked()).toHaveLength(1)
  })

  test('run again after the next version was released, leaves the tag of the major version there', () => {
    const first = project.merge('1.0.0')
    project.breakGithub(true)
    project.publish('1.0.0')
    project.breakGithub(false)
    const second = project.merge('1.1.0')
    project.publish('1.1.0')

    project.git('checkout', '--quiet', first)
    expect(project.publish('1.0.0').status).toBe(0)
    expect(project.tags()).toMatchObject({ 'refs/tags/v1.0.0': first, 'refs/tags/v1': second })
    expect(project.asked().at(-1)).toBe('release edit v1.0.0 --draft=false --latest=false')
  })

  test('without a draft makes no tag', () => {
    project.merge('1.0.0')
    const { status, stderr } = project.release(['1.0.0', 'publish'])
    expect([status, stderr]).toEqual([1, expect.stringContaining('run `draft` first')])
    expect([project.tags(), project.asked()]).toEqual([{}, []])
  })

  test('moves the tag of the major version, and leaves older versions where they are', () => {
    const first = project.merge('1.0.0')
    project.publish('1.0.0')
    const second = project.merge('1.1.0')
    expect(project.publish('1.1.0').status).toBe(0)
    expect(project.tags()).toEqual({
      'refs/tags/v1.0.0': first,
      'refs/tags/v1.1.0': second,
      'refs/tags/v1': second,
    })
  })

  test('never moves the tag of the major version back', () => {
    project.merge('1.10.0')
    project.publish('1.10.0')
    const before = project.tags()
    project.merge('1.9.0')
    const { status, stderr } = project.publish('1.9.0')
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining("v1 is at 1.10.0 and can't move back to 1.9.0"),
    ])
    expect(project.tags()).toEqual(before)
  })

  test('a fix of an older major version moves that one, and is not the latest release', () => {
    project.merge('1.0.0')
    project.publish('1.0.0')
    const second = project.merge('2.0.0')
    project.publish('2.0.0')
    const fix = project.merge('1.0.1')
    expect(project.publish('1.0.1').status).toBe(0)
    expect(project.tags()).toMatchObject({ 'refs/tags/v1': fix, 'refs/tags/v2': second })
    expect(project.asked().at(-1)).toBe('release edit v1.0.1 --draft=false --latest=false')
  })

  test('a run that loses a race moves no tag at all, and publishes nothing', () => {
    const other = project.merge('0.9.0')
    project.merge('1.0.0')
    // The other run pushes its tag between our look and our push.
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
    const first = `'${real}' push --quiet origin ${other}:refs/tags/v1.0.0`
    project.program('git', `if [ "$1" = push ]; then ${first}; fi\nexec '${real}' "$@"`)
    const { status, stderr } = project.publish('1.0.0')
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('This failed, and nothing after it was run: git push'),
    ])
    expect([project.tags(), project.asked()]).toEqual([{ 'refs/tags/v1.0.0': other }, []])
  })

  test('refuses a commit that is not on main', () => {
    project.merge('1.0.0')
    project.git('commit', '--quiet', '--allow-empty', '--message', 'Not merged')
    const { status, stderr } = project.publish('1.0.0')
    expect([status, stderr]).toEqual([1, expect.stringContaining('HEAD is not on main of origin: merge it')])
    expect(project.tags()).toEqual({})
  })

  test('with --dry-run shows the commands and runs none', () => {
    const commit = project.merge('1.0.0')
    prepared()
    const { status, stdout } = project.release(['1.0.0', 'draft', 'publish', '--dry-run'])
    expect(status).toBe(0)
    expect(stdout).toContain('gh release create v1.0.0 --draft ')
    expect(stdout).toContain(`git push --atomic origin ${commit}:refs/tags/v1.0.0 +${commit}:refs/tags/v1 `)
    expect(stdout).toContain('gh release edit v1.0.0 --draft=false')
    expect([project.tags(), project.asked()]).toEqual([{}, []])
  })
})

describe('draft', () => {
  test.each([
    ['is made of what was prepared', undefined, []],
    ['replaces one that nobody approved', { isDraft: true }, ['release delete v1.0.0 --yes']],
  ])('%s', (_, drafted, before) => {
    const commit = project.merge('1.0.0')
    prepared()
    expect(project.release(['1.0.0', 'draft'], drafted)).toMatchObject({ status: 0, stderr: '' })
    const files = ASSETS.map(name => join(project.out, name))
    const about = `--title v1.0.0 --notes-file ${join(project.out, 'notes.md')} --target ${commit}`
    expect(project.asked()).toEqual([...before, `release create v1.0.0 --draft ${about} ${files.join(' ')}`])
    expect(project.tags()).toEqual({})
  })

  test('needs what was prepared', () => {
    project.merge('1.0.0')
    mkdirSync(project.out)
    const { status, stderr } = project.release(['1.0.0', 'draft'])
    expect([status, stderr, project.asked()]).toEqual([1, expect.stringContaining('run it first'), []])
  })

  test('a release that is public stays as it is', () => {
    project.merge('1.0.0')
    prepared()
    const { status, stderr } = project.release(['1.0.0', 'draft'], { isDraft: false })
    expect([status, stderr, project.asked()]).toEqual([
      1,
      expect.stringContaining('v1.0.0 exists already'),
      [],
    ])
  })
})
