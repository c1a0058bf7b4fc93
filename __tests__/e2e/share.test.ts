import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { accessOf } from './access-login.js'
import { ACCESS_SECRET, errorsOf, type Fleet, inFleet } from './fleet.js'
import { inLab } from './lab.js'

const tokensIn = (text: string) =>
  (JSON.parse(text) as { tokens: Record<'access_token' | 'refresh_token', string> }).tokens
const noteIn = (text: string) => JSON.parse(text).codex_auth_action
const current = ({ lab }: Fleet) => tokensIn(lab.openai.currentAuthJson())
const toSecret = (fleet: Fleet) => ({
  'share-access': `secret:${ACCESS_SECRET}`,
  'share-organization': 'lab',
  ...fleet.app,
})

test.concurrent(
  "keep-fresh publishes to an organization's secret in each run, and at once what it has refreshed; workers of its repositories use it",
  inFleet(async fleet => {
    const { lab, organization } = fleet
    const seed = lab.openai.login()
    const first = await fleet.keeper({ 'auth-json': seed, ...toSecret(fleet) })
    expect([first.conclusion, first.annotations]).toEqual(['success', []])
    expect(first.log).toMatch(/Published the access login in the secret CODEX_ACCESS of organization lab/)
    expect(first.summary).toMatch(/published the access login/)
    const published = fleet.secret()
    const { access_token, refresh_token } = current(fleet)
    expect(tokensIn(published)).toMatchObject({ access_token, refresh_token: '' })
    expect(published).not.toContain(refresh_token)
    expect(noteIn(published).made_by).toMatch(/\/lab\/project\/actions\/runs\//)
    expect(organization.get(ACCESS_SECRET)).toMatchObject({
      visibility: 'selected',
      selected: [1001, 1002, 1003],
    })

    const refreshed = await fleet.keeper({ 'force-refresh': 'true', ...toSecret(fleet) })
    expect(refreshed.conclusion).toBe('success')
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(refreshed.log.match(/Published the access login/g)).toHaveLength(1)
    expect(refreshed.log).toMatch(/Stored the login in .*Published the access login/s)
    expect(tokensIn(fleet.secret()).access_token).toBe(current(fleet).access_token)

    const worker = await fleet.worker({ 'auth-json': fleet.secret() }, { repository: 'lab/one' })
    expect([worker.conclusion, worker.annotations]).toEqual(['success', []])
    expect(lab.openai.refreshes).toHaveLength(1)
  }),
  90_000,
)

test.concurrent(
  'by a command, from a self-hosted runner: it reads the access login on its standard input, and what it prints is scrubbed',
  inLab(async lab => {
    const file = join(lab.dir, 'published', 'auth.json')
    const seed = lab.openai.login()
    const inputs = { 'auth-json': seed, mode: 'keep-fresh', 'share-access': 'command' }
    const good = await lab.job({
      ...inputs,
      'share-command': `mkdir -p '${join(file, '..')}'; tee '${file}'`,
    })
    expect([good.conclusion, good.annotations]).toEqual(['success', []])
    const published = await readFile(file, 'utf8')
    const { made_at } = noteIn(published)
    expect(published.replace(/"made_by":"[^"]*"/, '')).toBe(
      accessOf(seed, { madeAt: Date.parse(made_at) }).replace(/"made_by":"[^"]*"/, ''),
    )
    const bad = await lab.job({ ...inputs, 'share-command': 'echo lab says no >&2; exit 3' })
    expect(errorsOf(bad).join()).toMatch(/`share-command`: `share-command` failed with exit code 3/)
    expect(bad.log).toMatch(/lab says no/)
    expect(await lab.auth()).toBe(seed)
  }),
  90_000,
)
