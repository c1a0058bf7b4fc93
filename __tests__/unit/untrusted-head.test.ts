import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { untrustedHeadArguments } from '../../src/codex/exec/untrusted-head.js'

let dir: string
beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'lab head ')))
})
afterEach(() => rm(dir, { recursive: true }))

const skill = async (...steps: string[]) => {
  const path = join(dir, ...steps, 'SKILL.md')
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, '')
  return path
}
const settings = async (directory = dir) =>
  (await untrustedHeadArguments(directory)).filter(word => word !== '-c')
const disabled = async () =>
  [...((await settings()).at(-1) ?? '').matchAll(/path=("(?:[^"\\]|\\.)*"),enabled=false/g)]
    .map(([, path]) => JSON.parse(path ?? ''))
    .sort()

test('the working directory is untrusted by each of its names, and no directory above it counts', async () => {
  const link = `${dir} "link"`
  await symlink(dir, link)
  try {
    const trust = `projects={${JSON.stringify(link)}={trust_level="untrusted"},"${dir}"={trust_level="untrusted"}}`
    const rest = ['project_doc_max_bytes=0', 'skills.config=[]']
    expect(await settings(link)).toEqual(['project_root_markers=[]', trust, ...rest])
  } finally {
    await rm(link)
  }
})

test('every skill in it is switched off: deep ones, and those behind links, by their real paths', async () => {
  const skills = [
    await skill('.agents', 'skills', 'one'),
    await skill('.agents', 'skills', 'a', 'b', 'c', 'd', 'e', 'f'),
    await skill('.codex', 'skills', '.hidden'),
    await skill('elsewhere', 'two'),
  ]
  await symlink('../../elsewhere', join(dir, '.agents', 'skills', 'link'))
  await symlink('..', join(dir, '.agents', 'skills', 'one', 'circle'))
  await symlink('nowhere', join(dir, '.agents', 'skills', 'dangling'))
  await skill('not', 'skills', 'three')
  expect(await disabled()).toEqual(skills.sort())
})

test('links in a circle, and files, are no directories to look in', async () => {
  await mkdir(join(dir, '.agents', 'skills'), { recursive: true })
  await symlink('circle', join(dir, '.agents', 'skills', 'circle'))
  await writeFile(join(dir, '.agents', 'skills', 'README.md'), '')
  expect(await disabled()).toEqual([])
})

test('a directory that can not be looked into, though another user may, is refused', async () => {
  await skill('.agents', 'skills', 'one')
  await chmod(dir, 0o755)
  const root = process.getuid?.() === 0
  // Root can read all there is.
  if (root) process.seteuid?.(65_534)
  try {
    await settings()
    if (root) process.seteuid?.(0)
    await chmod(join(dir, '.agents', 'skills', 'one'), 0)
    if (root) process.seteuid?.(65_534)
    await expect(settings()).rejects.toMatchObject({ code: 'untrusted-skills' })
  } finally {
    if (root) process.seteuid?.(0)
    await chmod(join(dir, '.agents', 'skills', 'one'), 0o700)
  }
})

test('more directories than can be looked through are refused', async () => {
  const names = Array.from({ length: 2000 }, (_, at) => join(dir, '.agents', 'skills', `s${at}`))
  await Promise.all(names.map(name => mkdir(name, { recursive: true })))
  await expect(settings()).rejects.toMatchObject({ code: 'untrusted-skills' })
})
