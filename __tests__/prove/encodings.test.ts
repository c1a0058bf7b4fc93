import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inLab } from '../e2e/lab.js'

const LATE = 60_000
const PROMPT = 'Say “OK”, and nothing else.\nÄ'
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')
const wrapped = (bytes: Buffer) => bytes.toString('base64').replace(/.{64}/g, '$&\r\n')
const armored = (bytes: Buffer) =>
  `-----BEGIN CERTIFICATE-----\r\n${wrapped(bytes)}\r\n-----END CERTIFICATE-----`
/** As editors and shells write a text to a file. */
const ENCODINGS: readonly [string, (text: string) => Buffer][] = [
  ['UTF-8', text => Buffer.from(text)],
  ['UTF-8 with a byte-order mark', text => Buffer.from(`\uFEFF${text}`)],
  ['UTF-8 with the line ends of Windows', text => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['UTF-16, as PowerShell writes it', text => utf16(text.replaceAll('\n', '\r\n'))],
  ['UTF-16, big end first', text => utf16(text).swap16()],
]

test.concurrent.each(ENCODINGS)(
  'a prompt-file in %s reaches the model as text',
  (_, encoded) =>
    inLab(async lab => {
      const file = join(lab.dir, 'prompt.md')
      await writeFile(file, encoded(PROMPT))
      const result = await lab.job({ 'auth-json': lab.openai.login(), 'prompt-file': file })
      expect(result.conclusion).toBe('success')
      expect(JSON.stringify(lab.openai.modelRequests)).toContain(JSON.stringify(PROMPT).slice(1, -1))
    })(),
  LATE,
)

test.concurrent(
  'one in a code page of Windows is refused with the reason, and nothing is asked',
  inLab(async lab => {
    const file = join(lab.dir, 'prompt.md')
    await writeFile(file, Buffer.from('Grüße', 'latin1'))
    const result = await lab.job({ 'auth-json': lab.openai.login(), 'prompt-file': file })
    expect(result.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/`prompt-file` names .*, which is not text in UTF-8.*\n.*\nGive a file in UTF-8/),
    ])
    expect(lab.openai.log).toEqual([])
  }),
  LATE,
)

const SCHEMA = '{"type":"object","properties":{},\n"required":[],"additionalProperties":false}'

test.concurrent.each(ENCODINGS)(
  'an output-schema-file in %s, below ~, and output-file below ~',
  (_, encoded) =>
    inLab(async lab => {
      await mkdir(join(lab.dir, 'home', 'lab'), { recursive: true })
      await writeFile(join(lab.dir, 'home', 'lab', 'schema.json'), encoded(SCHEMA))
      lab.openai.script([{ message: '{}' }])
      const result = await lab.job({
        'auth-json': lab.openai.login(),
        prompt: 'Say OK',
        'output-schema-file': '~/lab/schema.json',
        'output-file': '~/lab/out/message.json',
      })
      expect(result.conclusion).toBe('success')
      expect(JSON.stringify(lab.openai.modelRequests)).toContain('"additionalProperties":false')
      expect(await readFile(join(lab.dir, 'home', 'lab', 'out', 'message.json'), 'utf8')).toBe('{}')
      expect(existsSync(join(lab.dir, 'lab-runner', '~'))).toBe(false)
    })(),
  LATE,
)

test.concurrent.each<[string, (seed: string) => string, boolean]>([
  ...ENCODINGS.flatMap(([name, encoded]): [string, (seed: string) => string, boolean][] => [
    [`base64 of ${name}`, seed => encoded(`${seed}\n`).toString('base64'), false],
    [`certutil's armor of ${name}`, seed => armored(encoded(`${seed}\n`)), false],
  ]),
  ['UTF-8 with a byte-order mark', seed => `\uFEFF${seed}`, false],
  ['several lines', seed => JSON.stringify(JSON.parse(seed), null, 2), true],
  [
    'several lines of Windows',
    seed => JSON.stringify(JSON.parse(seed), null, 2).replaceAll('\n', '\r\n'),
    true,
  ],
])(
  'a seed in %s is taken, and told of where it spoils the log',
  (_, encode, isTold) =>
    inLab(async lab => {
      const seed = lab.openai.login()
      const result = await lab.job({ 'auth-json': encode(seed), mode: 'setup' })
      expect(result.conclusion).toBe('success')
      expect(JSON.parse(await lab.auth())).toEqual(JSON.parse(seed))
      // pre did it, and main's summary tells.
      expect(result.summary).toMatch(/seeded the login from auth-json: no login was stored/)
      const notices = result.annotations.filter(({ level }) => level === 'notice')
      expect(notices.map(({ message }) => message)).toEqual(
        isTold ? [expect.stringMatching(/several lines.*in one line: `jq -c \. auth\.json/)] : [],
      )
    })(),
  LATE,
)
