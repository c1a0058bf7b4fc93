import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { JobResult } from '../doubles/runner/index.js'
import { inLab } from './lab.js'

/** What docs/compare.md says of inputs that no other test shows by itself. */
const LATE = 60_000

const errors = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

test.concurrent(
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

test.concurrent(
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

test.concurrent(
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

test.concurrent(
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
