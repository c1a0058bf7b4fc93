import { chmod, chown, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { withOddFile } from '../doubles/odd-files.js'
import { inLab, type Lab } from './lab.js'

const SOMEBODY_ELSE = 65534
const isRoot = process.getuid?.() === 0
if (!isRoot && process.env.CI)
  throw new Error('The unsavable states need root to make files of another user.')
if (!isRoot) process.stderr.write('Skipped: states with files of another user, which only root can make.\n')
const asRoot = isRoot ? test.each : test.skip.each

/** The states of docs/facts/codex.md §4 in which Codex would refresh and then fail to save. */
const STATES: [string, (lab: Lab) => Promise<unknown>, RegExp][] = [
  ['auth.json is read-only', lab => chmod(lab.authFile, 0o400), /auth\.json is read-only \(mode 0400\)/],
  [
    'auth.json belongs to another user',
    lab => chown(lab.authFile, SOMEBODY_ELSE, SOMEBODY_ELSE),
    /belongs to user 65534/,
  ],
  [
    'auth.lock belongs to another user',
    lab => foreignLock(lab, 'auth.lock'),
    /auth\.lock belongs to user 65534/,
  ],
  [
    'auth.json.lock belongs to another user',
    lab => foreignLock(lab, 'auth.json.lock'),
    /auth\.json\.lock belongs to user 65534/,
  ],
  [
    'auth.json.lock is a directory',
    lab => mkdir(join(lab.home, 'auth.json.lock')),
    /auth\.json\.lock can't be written/,
  ],
  [
    'auth.lock leads nowhere writable',
    lab => symlink('/proc/version', join(lab.home, 'auth.lock')),
    /auth\.lock is read-only \(mode 0444\)/,
  ],
]

/** The thing in a file's place, and the error. */
const ODD: [string, string, RegExp][] = [
  ['auth.json', 'a named pipe', /auth\.json is a named pipe, not a regular file\./],
  ['auth.json', 'a directory', /auth\.json is a directory, not a regular file\./],
  ['config.toml', 'a named pipe', /config\.toml is a named pipe, not a regular file\./],
  ['auth.lock', 'a named pipe', /auth\.lock can't be written: it is a named pipe/],
]

test.each(ODD)(
  '%s is %s: refused at once, and the server sees nothing',
  (name, kind, message) =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: 60_000 })
      const path = join(lab.home, name)
      await rm(path, { force: true })
      await withOddFile(kind, path, async () => {
        const start = performance.now()
        const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
        expect(result.conclusion).toBe('failure')
        const errors = result.annotations.filter(({ level }) => level === 'error')
        expect(errors.map(({ message }) => message).join('\n')).toMatch(message)
        expect(result.log).not.toContain('This should not happen')
        expect(performance.now() - start).toBeLessThan(15_000)
        expect(lab.openai.log).toEqual([])
      })
    })(),
  60_000,
)

async function foreignLock(lab: Lab, name: string): Promise<void> {
  await writeFile(join(lab.home, name), '')
  await chown(join(lab.home, name), SOMEBODY_ELSE, SOMEBODY_ELSE)
}

asRoot(STATES)(
  '%s: refused before Codex starts, and the server sees no refresh',
  (_, make, message) =>
    inLab(async lab => {
      const auth = lab.openai.login({ expInMs: 60_000 })
      await writeFile(lab.authFile, auth, { mode: 0o600 })
      await make(lab)
      const result = await lab.job({ prompt: 'Say OK' })
      expect(result.conclusion).toBe('failure')
      const error = result.annotations.find(({ level }) => level === 'error')?.message ?? ''
      expect(error).toMatch(message)
      expect(error).toMatch(/would be lost.*Make CODEX_HOME/s)
      expect(lab.openai.log).toHaveLength(0)
      expect(await lab.auth()).toBe(auth)
    })(),
  60_000,
)

test(
  'exclusive lifts no fence where a later step could not save: refused, though nothing is due',
  inLab(async lab => {
    const auth = lab.openai.login()
    await writeFile(lab.authFile, auth, { mode: 0o400 })
    const result = await lab.job({ mode: 'setup', concurrency: 'exclusive' })
    expect(result.conclusion).toBe('failure')
    expect(result.annotations.map(({ message }) => message).join()).toMatch(/auth\.json is read-only/)
    expect(result.env.CODEX_REFRESH_TOKEN_URL_OVERRIDE).toBe('https://rotation-fenced.invalid/')
    expect(await lab.auth()).toBe(auth)
  }),
  60_000,
)
