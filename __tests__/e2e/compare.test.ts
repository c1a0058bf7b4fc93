import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { inLab } from './lab.js'

/** What docs/compare.md says of inputs that no other test shows by itself. */
const LATE = 60_000

const errors = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

test(
  'an inline prompt reaches the model; its last message is output, file and summary',
  inLab(async lab => {
    lab.openai.script([{ message: 'The lab is well.' }])
    const result = await lab.job({
      'auth-json': lab.openai.login(),
      prompt: 'How is the `lab` & "its" people?\nSay it.',
      'output-file': 'out/final.md',
    })
    expect(errors(result)).toEqual([])
    const { input } = lab.openai.modelRequests.at(-1) as { input: unknown }
    expect(JSON.stringify(input)).toContain(JSON.stringify('How is the `lab` & "its" people?\nSay it.'))
    const file = join(lab.runner().folders.work, 'project/project/out/final.md')
    expect(await readFile(file, 'utf8')).toBe('The lab is well.')
    expect(result.steps[0]?.outputs['final-message']).toBe('The lab is well.')
    expect(result.summary).toMatch(/### Codex.*The lab is well\./s)
  }),
  LATE,
)

test(
  'a schema in a file is passed on',
  inLab(async lab => {
    const workspace = join(lab.runner().folders.work, 'project/project')
    await mkdir(workspace, { recursive: true })
    const schema = {
      type: 'object',
      properties: { lab: { type: 'string' } },
      required: ['lab'],
      additionalProperties: false,
    }
    await writeFile(join(workspace, 'schema.json'), JSON.stringify(schema))
    lab.openai.script([{ message: '{"lab":"well"}' }])
    const inputs = { prompt: 'Fit', 'output-schema-file': 'schema.json', 'safety-strategy': 'unsafe' }
    const result = await lab.job({ 'auth-json': lab.openai.login(), ...inputs })
    expect(errors(result)).toEqual([])
    expect(lab.openai.modelRequests.at(-1)).toMatchObject({ text: { format: { schema } } })
  }),
  LATE,
)

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

test.each(BOUNDS)(
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
      expect(errors(result)).toEqual([])
      expect(marks.map(existsSync)).toEqual(PLACES[where])
      expect(result.log).toMatch(/^RAN$/m)
      expect(result.log).not.toMatch(/^READ$/m)
      // What the machine's own profile denies stays denied; without it the file can be read.
      expect(/^SECRET$/m.test(result.log)).toBe(inputs['permission-profile'] !== 'lab-profile')
      for (const mark of marks) await rm(mark, { force: true })
    })(),
  LATE,
)

test(
  'safety-strategy: unsafe says what it gives up, and gives it up',
  inLab(async lab => {
    const command = `test -r '${lab.authFile}' && cat '${lab.authFile}' >/dev/null && echo READ`
    lab.openai.script([{ command }, { message: 'Done.' }])
    const result = await lab.job({
      'auth-json': lab.openai.login(),
      prompt: 'Read',
      'safety-strategy': 'unsafe',
    })
    expect(errors(result)).toEqual([])
    expect(result.annotations[0]?.message).toMatch(/unsafe: the commands that the model runs may read/)
    expect(result.log).toMatch(/^READ$/m)
  }),
  LATE,
)

test(
  "commands gain no privileges, and do not reach the sockets of the machine's services, such as Docker's",
  inLab(async lab => {
    const path = join(lab.dir, 'service.sock')
    let connections = 0
    const server = createServer(socket => {
      connections += 1
      socket.destroy()
    }).listen(path)
    await once(server, 'listening')
    const connect = `require('net').connect('${path}').on('error', ({ code }) => console.log('REFUSED', code))`
    const command = `grep -E '^(NoNewPrivs|CapEff)' /proc/self/status; '${process.execPath}' -e "${connect}"`
    lab.openai.script([{ command }, { message: 'Done.' }])
    const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Connect' })
    server.close()
    expect(errors(result)).toEqual([])
    expect(result.log).toMatch(/^REFUSED (EPERM|EACCES|ENOENT)$/m)
    expect(result.log).toMatch(/^NoNewPrivs:\s+1$/m)
    expect(result.log).toMatch(/^CapEff:\s+0+$/m)
    expect(connections).toBe(0)
  }),
  LATE,
)
