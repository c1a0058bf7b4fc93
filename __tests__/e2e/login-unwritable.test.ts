import { writeFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { inLab } from './lab.js'
import { deadLogin, errorsOf, LATE } from './login-world.js'
import { withSecret } from './secret-repository.js'

const LOGIN = { mode: 'login' }

test(
  'a host whose auth.json can not be written: said before a person is asked',
  inLab(async lab => {
    const dead = deadLogin(lab)
    await writeFile(lab.authFile, dead, { mode: 0o400 })
    const refused = await lab.job(LOGIN)
    expect(errorsOf(refused)).toMatch(/auth\.json is read-only/)
    expect(lab.openai.log).toEqual([])
    expect(await lab.auth()).toBe(dead)
  }),
  LATE,
)

test(
  'a token that may not write the secret: said before a person is asked',
  withSecret('repository', async repository => {
    const { lab } = repository
    const dead = repository.set(deadLogin(lab))
    const refused = await repository.job({ ...LOGIN, ...repository.pat('read') })
    expect(errorsOf(refused)).toMatch(/"Secrets: write"/)
    expect(lab.openai.deviceLogins).toEqual([])
    expect(repository.stored).toBe(dead)
  }),
  LATE,
)
