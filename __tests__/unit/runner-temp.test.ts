import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deniedOfTemp, installedIn } from '../../src/action/runner-temp.js'

let temp: string
const FILES = [
  '_runner_file_commands/set_env_1',
  '_github_workflow/event.json',
  '2f8b7a1c-5f0e-4a34-9d3c-0c3b5e1f2a3b.sh',
  'git-credentials-lab.config',
  'mine/a',
  'mine/checkout/b',
  'tool/bin/lab',
]
beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'lab-temp-'))
  for (const file of FILES) {
    await mkdir(dirname(join(temp, file)), { recursive: true })
    await writeFile(join(temp, file), 'lab')
  }
  await symlink('/usr', join(temp, 'link'))
})
afterAll(() => rm(temp, { recursive: true }))

const denied = async (work: string[], needed: string[] = []) => {
  const found = await deniedOfTemp({ temp, work, needed })
  return found.map(path => path.slice(temp.length + 1)).sort()
}
const ALL = [
  '2f8b7a1c-5f0e-4a34-9d3c-0c3b5e1f2a3b.sh',
  '_github_workflow',
  '_runner_file_commands',
  'git-credentials-lab.config',
  'mine',
  'tool',
]
const without = (...names: string[]) => ALL.filter(name => !names.includes(name))

test('all of it is denied as one where the run needs nothing of it', async () => {
  expect(await denied(['/work'], ['/tmp/lab-other'])).toEqual([''])
  // Its own directory for temporary files is above, and stays open.
  expect(await denied(['/work'], [dirname(temp)])).toEqual([''])
})

test('what the run needs stays, and all beside it is denied, however deep it is', async () => {
  expect(await denied(['/work'], [join(temp, 'mine')])).toEqual(without('mine'))
  expect(await denied([join(temp, 'mine', 'checkout')])).toEqual([...without('mine'), 'mine/a'].sort())
  expect(await denied(['/work'], [temp])).toEqual(ALL)
  expect(await denied(['/work'], installedIn(temp, `/usr/bin:${temp}/tool/bin`, delimiter))).toEqual(
    without('tool'),
  )
})

test('where the run works in it, what the runner and checkout have left is denied', async () => {
  expect(await denied([temp])).toEqual(without('mine', 'tool'))
})

test('so much that it can’t be denied one by one is refused', async () => {
  const crowded = join(temp, 'crowd')
  await mkdir(crowded)
  for (let at = 0; at < 800; at += 1) await writeFile(join(crowded, `${at}-${'x'.repeat(60)}`), '')
  await expect(deniedOfTemp({ temp: crowded, work: ['/work'], needed: [crowded] })).rejects.toMatchObject({
    code: 'temp-crowded',
  })
  await rm(crowded, { recursive: true })
})
