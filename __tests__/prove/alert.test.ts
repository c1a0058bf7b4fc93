import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { errorsOf, outputsOf } from '../e2e/command-job.js'
import { REPOSITORY } from '../e2e/lab.js'
import { inLeaseWorld, LATE, type LeaseWorld } from '../e2e/lease-world.js'

const DAY = 86_400_000
const PERMISSIONS = { contents: 'write', actions: 'read', issues: 'write' } as const
const KEEP_FRESH = { mode: 'keep-fresh', 'force-refresh': 'true', alert: 'issue' }

const keeper = (world: LeaseWorld, inputs: Record<string, string> = {}) =>
  world.job(
    { ...KEEP_FRESH, ...inputs },
    { permissions: PERMISSIONS, env: { GITHUB_WORKFLOW_REF: WORKFLOW } },
  )
const WORKFLOW = `${REPOSITORY}/.github/workflows/keep-fresh.yml@refs/heads/main`

const issuesOf = ({ github }: LeaseWorld) => github.world.repositories.get(REPOSITORY)?.issues

test.concurrent(
  'an alert: healthy, stale with two keepers at once and an answer lost, dead, logged in again: one issue, closed at the end',
  inLeaseWorld(async world => {
    const { lab, github } = world
    const issues = issuesOf(world)
    await keeper(world, { 'auth-json': lab.openai.login({ expInMs: 10 * DAY }) })
    expect(issues?.all).toEqual([])

    lab.openai.answerTokenEndpoint('invalidated')
    github.fault({ at: `POST /repos/${REPOSITORY}/issues`, fault: 'lost-reply' })
    const labels = { 'alert-labels': 'codex, on-call', 'alert-assignees': 'lab-keeper' }
    const stale = await Promise.all([keeper(world, labels), keeper(world, labels)])
    expect(stale.map(job => outputsOf(job)['auth-status'])).toEqual(['stale', 'stale'])
    expect(issues?.all).toHaveLength(1)
    const [issue] = issues?.all ?? []
    expect(issue).toMatchObject({
      state: 'open',
      title: "Codex login default can't be refreshed: someone must log in",
      labels: ['codex', 'on-call'],
      assignees: ['lab-keeper'],
    })
    const until = outputsOf(stale[0])['expires-at']?.slice(0, 16).replace('T', ' ')
    expect(issue?.body).toContain(`Jobs go on with the access token until ${until} UTC`)
    expect(issue?.body).toContain(`/${REPOSITORY}/actions/workflows/ci.yml"`)
    expect(issue?.comments).toEqual([])

    lab.openai.endAccessToken()
    const unforced = { 'force-refresh': 'false' }
    const dead = await keeper(world, unforced)
    expect(outputsOf(dead)['auth-status']).toBe('dead')
    expect(issue).toMatchObject({ state: 'open', title: 'Codex login default is dead: someone must log in' })
    expect(issue?.comments).toHaveLength(1)
    await keeper(world, unforced)
    expect(issue?.comments).toHaveLength(1)

    lab.openai.answerTokenEndpoint('ok')
    const healthy = await keeper(world, { 'auth-json': lab.openai.login({ expInMs: 10 * DAY }) })
    expect(healthy.conclusion).toBe('success')
    expect(issue).toMatchObject({ state: 'closed', state_reason: 'completed' })
    expect(issue?.comments[1]).toMatch(/is healthy again/)
    expect(healthy.summary).toContain('closed issue 1')
    expect(issues?.all).toHaveLength(1)
    expect(issues?.text).not.toMatch(/@|lab_|eyJ/)
  }),
  4 * LATE,
)

test.concurrent(
  'an alert that fails is a warning and the verdict of the job stands; an issue of a stranger is left alone',
  inLeaseWorld(async world => {
    const issues = issuesOf(world)
    const seed = world.lab.openai.login({ expInMs: 10 * DAY })
    world.lab.openai.answerTokenEndpoint('invalidated')
    const withoutPermission = await world.job({ ...KEEP_FRESH, 'auth-json': seed })
    expect(errorsOf(withoutPermission)).toHaveLength(1)
    expect(outputsOf(withoutPermission)['auth-status']).toBe('stale')
    expect(withoutPermission.log).toMatch(
      /##\[warning\]The alert could not be given.*403: Resource not accessible by integration/s,
    )

    await keeper(world)
    const marked = issues?.all[0]?.body ?? ''
    expect(marked).toMatch(/^<!-- codex-auth-action alert [0-9a-f]{16} stale -->/)
    issues?.all.splice(0)
    issues?.open({ title: 'lab', body: marked }, { type: 'User', association: 'NONE' })
    await keeper(world)
    expect(issues?.all.map(({ title }) => title)).toEqual([
      'lab',
      "Codex login default can't be refreshed: someone must log in",
    ])
    expect(issues?.all[0]).toMatchObject({ body: marked, comments: [], state: 'open' })
  }),
  4 * LATE,
)

test.concurrent(
  'alert-command gets what was found as JSON, each time; one that fails is a warning',
  inLeaseWorld(async world => {
    const { lab } = world
    const file = join(lab.dir, 'alerts')
    const tell = { alert: 'none', 'alert-command': 'cat >> "$LAB_ALERTS"' }
    const run = (inputs: Record<string, string>) =>
      world.job({ ...KEEP_FRESH, ...tell, ...inputs }, { env: { LAB_ALERTS: file } })
    await run({ 'auth-json': lab.openai.login({ expInMs: 10 * DAY }) })
    lab.openai.answerTokenEndpoint('invalidated')
    await run({})
    const failed = await run({ 'alert-command': 'echo out of order >&2; exit 7' })
    expect(failed.log).toMatch(/##\[warning\]The alert could not be given.*exit code 7.*out of order/s)
    const told = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(told).toMatchObject([
      { condition: 'healthy', login: 'default' },
      { condition: 'stale', reason: 'refused', explanation: { what: expect.any(String) } },
    ])
    expect(Object.keys(told[1])).not.toContain('account')
  }),
  4 * LATE,
)

test.concurrent(
  'an alert that would have no effect is an error before anything is done',
  inLeaseWorld(async world => {
    const seed = world.lab.openai.login()
    const inRun = await world.job({ 'auth-json': seed, prompt: 'Say OK', alert: 'issue' })
    expect(errorsOf(inRun)[0]).toMatch(/The input `alert` has no effect with `mode: run`/)
    const idle = await world.job({ 'auth-json': seed, mode: 'keep-fresh', 'alert-labels': 'codex' })
    expect(errorsOf(idle)[0]).toMatch(/The input `alert-labels` has no effect without `alert: issue`/)
    expect(world.lab.openai.log).toEqual([])
  }),
  LATE,
)
