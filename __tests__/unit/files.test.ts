import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createFile, isWithin, replaceFile } from '../../src/system/files.js'

let home: string
let path: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab files '))
  path = join(home, 'auth.json')
})
afterEach(() => rm(home, { recursive: true }))

const modeOf = async (of: string) => (await stat(of)).mode & 0o777
const text = (of = path) => readFile(of, 'utf8')
const age = (of: string, minutes: number) => {
  const then = new Date(Date.now() - minutes * 60_000)
  return utimes(of, then, then)
}

describe('replaceFile', () => {
  test('makes the file, replaces it, and leaves nothing beside it', async () => {
    await replaceFile(path, 'lab 1')
    await replaceFile(path, Buffer.from('lab 2'))
    expect([await text(), await readdir(home)]).toEqual(['lab 2', ['auth.json']])
  })

  test('gives it to its owner alone, whoever could read what was there', async () => {
    await writeFile(path, 'lab', { mode: 0o666 })
    await replaceFile(path, 'lab')
    expect(await modeOf(path)).toBe(0o600)
  })

  test('never shows a part of it to who reads meanwhile', async () => {
    const states = ['a', 'b'].map(letter => letter.repeat(300_000))
    await replaceFile(path, states[0] ?? '')
    let writing = true
    const seen = new Set<string>()
    const read = async () => {
      while (writing) {
        const content = await text()
        if (!states.includes(content)) throw new Error(`${content.length} bytes of ${content.slice(0, 3)}`)
        seen.add(content)
      }
    }
    const readers = [read(), read(), read()]
    for (let round = 0; round < 100; round += 1) await replaceFile(path, states[round % 2] ?? '')
    writing = false
    await Promise.all(readers)
    expect(seen.size).toBe(2)
  })

  test('fails where the directory is missing, and where the file is a directory, and drops what it wrote', async () => {
    await expect(replaceFile(join(home, 'no', 'auth.json'), 'lab')).rejects.toMatchObject({
      systemCode: 'ENOENT',
    })
    await mkdir(join(path, 'not empty'), { recursive: true })
    await expect(replaceFile(path, 'lab')).rejects.toMatchObject({
      systemCode: expect.stringMatching(/^(EISDIR|EPERM|ENOTEMPTY)$/),
    })
    expect(await readdir(home)).toEqual(['auth.json'])
  })
})

describe('createFile', () => {
  test('makes the file, for its owner alone, and leaves nothing beside it', async () => {
    expect(await createFile(path, 'lab')).toBe(true)
    expect([await text(), await modeOf(path), await readdir(home)]).toEqual(['lab', 0o600, ['auth.json']])
    expect((await stat(path)).nlink).toBe(1)
  })

  test('leaves what is there already', async () => {
    await writeFile(path, '')
    expect(await createFile(path, 'lab')).toBe(false)
    expect([await text(), await readdir(home)]).toEqual(['', ['auth.json']])
  })

  test('by many at once succeeds for one, whose bytes are there', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, (_, n) => createFile(path, `lab ${n}`)))
    expect(results.filter(Boolean)).toHaveLength(1)
    expect([await text(), await readdir(home)]).toEqual([`lab ${results.indexOf(true)}`, ['auth.json']])
  })
})

describe('temporary files that a killed process left', () => {
  test('are removed once they are old; fresh ones may still be written', async () => {
    for (const [name, minutes] of [
      ['old', 11],
      ['young', 9],
    ] as const) {
      await writeFile(join(home, `.codex-auth-action-auth.json-${name}`), 'rt_lab')
      await age(join(home, `.codex-auth-action-auth.json-${name}`), minutes)
    }
    await writeFile(join(home, '.codex-other'), 'lab')
    await age(join(home, '.codex-other'), 60)
    await replaceFile(path, 'lab')
    expect(await readdir(home)).toEqual(['.codex-auth-action-auth.json-young', '.codex-other', 'auth.json'])
  })

  test('stop nothing where they can not be removed', async () => {
    await mkdir(join(home, '.codex-auth-action-lab', 'x'), { recursive: true })
    await age(join(home, '.codex-auth-action-lab'), 60)
    await replaceFile(path, 'lab')
    expect(await text()).toBe('lab')
  })
})

test.each([
  ['/work', true],
  ['/work/a/b', true],
  ['/work/..hidden/bin', true],
  ['/work/...', true],
  ['/work/../other', false],
  ['/', false],
  ['/workshop', false],
])('%s is within /work: %s', (where, expected) => {
  expect(isWithin(where, '/work')).toBe(expected)
})
