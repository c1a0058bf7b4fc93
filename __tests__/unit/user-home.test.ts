import { expect, test } from '@jest/globals'
import { defaultPlaceFor } from '../../src/codex/install/tool-cache.js'
import { configuredHome } from '../../src/keeper/codex-home.js'
import { parentOfHomes } from '../../src/keeper/homes.js'
import { SetupHome } from '../../src/setup/home.js'
import { fromHome, userHome } from '../../src/system/user-path.js'
import { onPlatform } from './on-platform.js'

/** Every place of ours that is in the user's home directory. */
const places = (env: Readonly<Record<string, string>>) => [
  userHome(env),
  fromHome('~/lab', env),
  configuredHome(undefined, env),
  parentOfHomes(env),
  defaultPlaceFor('1.2.3', 'x64', env).root,
  SetupHome.of(env, 'github.com', 'lab/lab').path,
]
const isBelow = (home: string) => (place: string) => place.startsWith(home)

test("on Windows a step in Git's bash, which sets HOME, and one in PowerShell have one login", async () => {
  const profile = { USERPROFILE: '/lab/profile' }
  const [bash, powershell] = await onPlatform('win32', () => [
    places({ ...profile, HOME: '/c/Users/lab' }),
    places(profile),
  ])
  expect(bash).toEqual(powershell)
  expect(bash?.every(isBelow('/lab/profile'))).toBe(true)
})

test('elsewhere it is HOME', async () => {
  const found = await onPlatform('linux', () => places({ HOME: '/lab/home', USERPROFILE: '/lab/profile' }))
  expect(found.every(isBelow('/lab/home'))).toBe(true)
})
