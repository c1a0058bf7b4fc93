import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createCodexHome, startAppServer, startCodex } from '../doubles/openai/codex-driver.js'
import { LAB_ACCOUNT, type OpenAiDouble, startOpenAi } from '../doubles/openai/openai.js'

const FENCE = { CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://rotation-fenced.invalid/' }

// The double is worth what the real Codex makes of it, so it is the real Codex that drives it here.
describe('the OpenAI double, driven by the real Codex', () => {
  let openai: OpenAiDouble
  let caDir: string
  let home: string
  let seed: string

  const authFile = () => join(home, 'auth.json')
  const exec = (env = {}) => {
    const run = startCodex(openai, home, ['exec', '--json', '--skip-git-repo-check', 'Say OK'], env)
    run.child.stdin.end()
    return run
  }

  beforeEach(async () => {
    caDir = mkdtempSync(join(tmpdir(), 'openai-double-'))
    openai = await startOpenAi({ dir: caDir })
    seed = openai.login()
    home = createCodexHome(openai, seed)
  })

  afterEach(async () => {
    await openai.close()
    for (const dir of [caDir, home]) rmSync(dir, { recursive: true })
  })

  test('answers a model call and knows every request that exec makes', async () => {
    const run = exec()
    expect(await run.exit).toBe(0)
    expect(run.stdout()).toContain('"type":"agent_message","text":"OK"')
    expect(openai.modelCalls).toBe(1)
    expect(openai.refreshes).toEqual([])
    openai.assertClean()
  })

  test('lets the model run a command', async () => {
    openai.script([{ command: 'echo from-the-lab' }, { message: 'done' }])
    const run = exec()
    expect(await run.exit).toBe(0)
    expect(run.stdout()).toContain('"aggregated_output":"from-the-lab\\n"')
    expect(openai.modelCalls).toBe(2)
  })

  test('refreshes once by the app-server, which saves the new generation', async () => {
    const server = await startAppServer(openai, home)
    await server.ask('account/read', { refreshToken: false })
    await server.ask('account/read', { refreshToken: true })
    const limits = await server.ask('account/rateLimits/read')
    server.child.stdin.end()
    expect(await server.exit).toBe(0)
    expect(limits).toMatchObject({ result: { rateLimits: { primary: { usedPercent: 12 } } } })
    expect(openai.acceptedRefreshes).toMatchObject([
      { account: LAB_ACCOUNT, generation: 1, reason: 'forced' },
    ])
    const tokens = (text: string) => JSON.parse(text).tokens
    expect(tokens(readFileSync(authFile(), 'utf8')).refresh_token).toBe(
      tokens(openai.currentAuthJson()).refresh_token,
    )
    openai.assertClean()
  })

  test('refuses a refresh token that was used before, and counts it', async () => {
    openai.refreshElsewhere()
    const server = await startAppServer(openai, home)
    const answer = await server.ask('account/read', { refreshToken: true })
    server.child.stdin.end()
    await server.exit
    expect(answer).toMatchObject({ result: { account: null } })
    expect(openai.acceptedRefreshes).toEqual([])
    expect(openai.refreshes.at(0)?.outcome).toBe('refresh_token_reused')
    expect(readFileSync(authFile(), 'utf8')).toBe(seed)
  })

  test('refuses an access token that the server ended', async () => {
    openai.endAccessToken()
    const server = await startAppServer(openai, home, FENCE)
    const limits = await server.ask('account/rateLimits/read')
    server.child.stdin.end()
    await server.exit
    expect(JSON.stringify(limits)).toContain('401 Unauthorized')
    expect(openai.refreshes).toEqual([])
  })

  test('answers late after a refresh, and shows who was gone by then', async () => {
    openai.delayAfterRefresh(500)
    const server = await startAppServer(openai, home)
    await server.ask('account/read', { refreshToken: false })
    void server.ask('account/read', { refreshToken: true })
    while (openai.acceptedRefreshes.length === 0) await sleep(5)
    server.child.kill('SIGKILL')
    await server.exit
    while (!openai.refreshes[0]?.abandoned) await sleep(5)
    expect(openai.refreshes).toMatchObject([{ outcome: 'refreshed', abandoned: true }])
    expect(readFileSync(authFile(), 'utf8')).toBe(seed)
  })

  test('gives the token endpoint the answers it is told to, then its standing one', async () => {
    openai.answerTokenEndpoint('expired', 1)
    const refused = await startAppServer(openai, home)
    expect(await refused.ask('account/read', { refreshToken: true })).toMatchObject({
      result: { account: null },
    })
    refused.child.stdin.end()
    await refused.exit
    const accepted = await startAppServer(openai, home)
    await accepted.ask('account/read', { refreshToken: false })
    await accepted.ask('account/read', { refreshToken: true })
    accepted.child.stdin.end()
    await accepted.exit
    expect(openai.refreshes.map(({ outcome }) => outcome)).toEqual(['refresh_token_expired', 'refreshed'])
    expect(openai.presentations()).toMatchObject([
      { generation: 1, times: 2 },
      { generation: 2, times: 0 },
    ])
  })

  test('takes a request it does not know for a fault', async () => {
    const ca = readFileSync(openai.env.CODEX_CA_CERTIFICATE ?? '')
    const request = get(`${openai.origin}/elsewhere?with=query`, { ca })
    const [response] = await once(request, 'response')
    response.resume()
    expect(response.statusCode).toBe(404)
    expect(() => openai.assertClean()).toThrow('GET /elsewhere')
  })

  test('keeps no token in its audit', async () => {
    const run = exec()
    expect(await run.exit).toBe(0)
    const audit = JSON.stringify([openai.log, openai.refreshes, openai.presentations(), openai.unexpected])
    for (const token of openai.allTokens()) expect(audit).not.toContain(token.slice(-12))
  })
})
