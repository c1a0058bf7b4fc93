import { expect, test } from '@jest/globals'
import type { LoginHome } from '../../src/keeper/login-home.js'
import { Share } from '../../src/keeper/share.js'
import type { Stage } from '../../src/keeper/stage.js'
import type { Login } from '../../src/login/login.js'
import { labLogin, NOW } from './auth-json.js'

/** A stage that shares by this command, and what it has said. */
async function sharing(command: string, store: (login: Login) => Promise<boolean>) {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const stage = {
    env: { PATH: process.env.PATH },
    now: () => NOW,
    log: { info: say, warning: say, group: say },
    report: { changed: say },
    inputs: () => ({ 'share-access': 'command', 'share-command': command }),
  } as unknown as Stage
  const share = await Share.open(stage)
  return { home: share?.sharing({ store } as LoginHome), said }
}

test('it publishes after the store has the login, and only then', async () => {
  const { home, said } = await sharing('cat > /dev/null', async () => {
    expect(said).toEqual([])
    return true
  })
  expect(await home?.store(labLogin())).toBe(true)
  expect(said.join()).toMatch(/Published the access login in `share-command`/)
  const kept = await sharing('exit 5', async () => false)
  expect([await kept.home?.store(labLogin()), kept.said]).toEqual([false, []])
})

test.each([
  ['the command fails', 'exit 5', labLogin(), /`share-command` failed with exit code 5.*tried again later/],
  [
    'nothing can be derived, for a reason that nobody thought of',
    'cat > /dev/null',
    { ...labLogin(), bytes: Buffer.from('{"tokens":5}') },
    /something happened that should not.*tried again later/,
  ],
])('a refresh does not fail because %s', async (_, command, login, says) => {
  const { home, said } = await sharing(command, async () => true)
  expect(await home?.store(login)).toBe(true)
  expect(said.join()).toMatch(says)
})

test('a store that fails is the error of the refresh, and nothing is published', async () => {
  const { home, said } = await sharing('cat > /dev/null', async () => {
    throw new Error('lab')
  })
  await expect(home?.store(labLogin())).rejects.toThrow('lab')
  expect(said).toEqual([])
})
