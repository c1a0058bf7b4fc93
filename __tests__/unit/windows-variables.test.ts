import { expect, test } from '@jest/globals'
import { codexEnvironment } from '../../src/codex/environment.js'
import { programEnvironment } from '../../src/system/program-environment.js'

/** As a copy of process.env has them on Windows. */
const VARIABLES = {
  Path: 'C:\\lab',
  Temp: 'C:\\lab\\temp',
  SystemRoot: 'C:\\Windows',
  ComSpec: 'C:\\Windows\\cmd.exe',
}
const SECRET = { Lab_Token: 'lab' }

test('Codex and other programs get what Windows spells in its own way', () => {
  expect(codexEnvironment({ ...VARIABLES, ...SECRET }, {}, 'win32')).toEqual(VARIABLES)
  expect(programEnvironment({ ...VARIABLES, ...SECRET })).toEqual(VARIABLES)
})

test('elsewhere `Path` is another variable than PATH, and may hold anything', () => {
  const env = codexEnvironment({ Path: 'lab', PATH: '/bin' }, {}, 'linux')
  expect(env).toEqual({ PATH: '/bin' })
})
