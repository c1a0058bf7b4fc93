import { existsSync } from 'node:fs'
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { Values } from '../doubles/runner/index.js'
import { inLab } from '../e2e/lab.js'
import { errorsOf } from '../e2e/lease-world.js'

/** What docs/compare.md says of the bounds of the model's commands. */
const LATE = 60_000

/** A profile of the machine's own: it may write here, and there as well, and one file it may not read. */
const PROFILE = (also: string, secret: string) =>
  `\n[permissions.lab-profile]\nextends = ":workspace"\n[permissions.lab-profile.filesystem]\n"${also}" = "write"\n"${secret}" = "deny"\n`

const PLACES = {
  nowhere: [false, false, false],
  'in the workspace': [true, false, false],
  'in the workspace and there': [true, true, false],
  anywhere: [true, true, true],
}

const BOUNDS: [string, keyof typeof PLACES, Values][] = [
  ['no bounds given', 'in the workspace', {}],
  ['sandbox: read-only', 'nowhere', { sandbox: 'read-only' }],
  ['safety-strategy: read-only', 'nowhere', { 'safety-strategy': 'read-only', sandbox: 'workspace-write' }],
  ['sandbox: danger-full-access', 'anywhere', { sandbox: 'danger-full-access' }],
  ['permission-profile: :read-only', 'nowhere', { 'permission-profile': ':read-only' }],
  ['a profile of config.toml', 'in the workspace and there', { 'permission-profile': 'lab-profile' }],
]

test.concurrent.each(BOUNDS)(
  'with %s the model may write %s, and read the login never',
  (_, where, inputs) =>
    inLab(async lab => {
      const workspace = join(lab.runner().folders.work, 'project/project')
      const [there, elsewhere] = [join(lab.dir, 'there'), join(lab.dir, 'elsewhere')]
      for (const directory of [workspace, there, elsewhere]) await mkdir(directory, { recursive: true })
      const secret = join(lab.dir, 'private')
      await writeFile(secret, 'SECRET\n')
      await appendFile(join(lab.home, 'config.toml'), PROFILE(there, secret))
      const marks = [workspace, there, elsewhere].map(directory => join(directory, 'mark'))
      const command = `${marks.map(mark => `touch '${mark}'`).join('; ')}; cat '${lab.authFile}' >/dev/null && echo READ; cat '${secret}'; echo RAN`
      lab.openai.script([{ command }, { message: 'Done.' }])
      const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Write', ...inputs })
      expect(errorsOf(result)).toEqual([])
      expect(marks.map(existsSync)).toEqual(PLACES[where])
      expect(result.log).toMatch(/^RAN$/m)
      expect(result.log).not.toMatch(/^READ$/m)
      // What the machine's own profile denies stays denied; without it the file can be read.
      expect(/^SECRET$/m.test(result.log)).toBe(inputs['permission-profile'] !== 'lab-profile')
      for (const mark of marks) await rm(mark, { force: true })
    })(),
  LATE,
)
