import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createCodexHome, startAppServer, startCodex } from '../doubles/openai/codex-driver.js'
import { LAB_ACCOUNT, type OpenAiDouble, startOpenAi } from '../doubles/openai/openai.js'

const FENCE = { CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://rotation-fenced.invalid/' }

// Why the action's own login has an empty CODEX_HOME: what Codex's commands do to a login that is there (docs/facts §7).
describe('the double of the device login, driven by the real Codex', () => {
  let openai: OpenAiDouble
  let dir: string
  let home: string

  const authFile = () => join(home, 'auth.json')
  const codex = (args: string[], env = {}) => {
    const run = startCodex(openai, home, args, env)
    run.child.stdin.end()
    return run
  }
  const login = (env = {}) => codex(['login', '--device-auth', '--experimental_issuer', openai.origin], env)
  const homeWith = (authJson?: string) => {
    home = createCodexHome(openai, authJson)
  }

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'device-login-'))
    openai = await startOpenAi({ dir })
  })

  afterEach(async () => {
    await openai.close()
    for (const made of [dir, home]) rmSync(made, { recursive: true })
  })

  test('a login into an empty home revokes nothing, and writes the whole login', async () => {
    homeWith()
    const run = login()
    while (!openai.deviceLogins.some(({ polls }) => polls > 0)) await sleep(5)
    openai.answerDeviceLogin('approved')
    expect(await run.exit).toBe(0)
    expect(openai.revocations).toEqual([])
    const { tokens } = JSON.parse(readFileSync(authFile(), 'utf8'))
    expect(tokens.refresh_token).toBe(JSON.parse(openai.currentAuthJson()).tokens.refresh_token)
    expect(tokens.oauth_provenance.issuer).toBe(openai.origin)
    openai.assertClean()
  })

  // Codex finds the address of the revocation by the token endpoint's, so the fence keeps it from the server; the
  // file is gone all the same.
  const places: [string, Record<string, string>, string[]][] = [
    ['as it is', {}, [LAB_ACCOUNT]],
    ['under our fence, which only the file does not outlive', FENCE, []],
  ]

  test.each(places)(
    'a login over an auth.json ends the one that is there before it asks for a code: %s',
    async (_, env, revoked) => {
      homeWith(openai.login())
      openai.answerDeviceLogin('down')
      const run = login(env)
      expect(await run.exit).not.toBe(0)
      const kinds = openai.log.map(({ kind }) => kind)
      expect(kinds).toEqual([...revoked.map(() => 'revoke'), 'device-code'])
      expect(openai.revocations).toEqual(revoked)
      expect(existsSync(authFile())).toBe(false)
    },
  )

  test.each(places)('a logout ends the login: %s', async (_, env, revoked) => {
    homeWith(openai.login())
    expect(await codex(['logout'], env).exit).toBe(0)
    expect(openai.revocations).toEqual(revoked)
    expect(existsSync(authFile())).toBe(false)
  })

  test('its app-server revokes nothing: it replaces the login when the new one is made', async () => {
    const old = openai.login()
    homeWith(old)
    const server = await startAppServer(openai, home, { CODEX_APP_SERVER_LOGIN_ISSUER: openai.origin })
    await server.ask('account/login/start', { type: 'chatgptDeviceCode' })
    while (!openai.deviceLogins.some(({ polls }) => polls > 0)) await sleep(5)
    expect(readFileSync(authFile(), 'utf8')).toBe(old)
    openai.answerDeviceLogin('approved')
    while (!server.stdout().includes('account/login/completed')) await sleep(5)
    expect(readFileSync(authFile(), 'utf8')).not.toBe(old)
    expect(openai.revocations).toEqual([])
    server.child.stdin.end()
    await server.exit
  })

  test('its app-server saves the login, then asks the backend for the workspace, and only then says that it is made', async () => {
    homeWith()
    openai.hangBackend()
    openai.answerDeviceLogin('approved')
    const server = await startAppServer(openai, home, { CODEX_APP_SERVER_LOGIN_ISSUER: openai.origin })
    await server.ask('account/login/start', { type: 'chatgptDeviceCode' })
    while (!openai.log.some(({ kind }) => kind === 'accounts-check')) await sleep(5)
    expect(existsSync(authFile())).toBe(true)
    expect(server.stdout()).not.toContain('account/login/completed')
    server.child.stdin.end()
    await server.exit
  })
})
