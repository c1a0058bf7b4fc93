import { expect } from '@jest/globals'
import { where } from '../unit/needs.js'
import { whyNoAct } from './act/binary.js'
import { onActMachine } from './act/machine.js'
import { whyNoOldNode, withOldNode } from './act/old-node.js'
import { PUSH } from './act/run.js'
import { assertKept, assertOneAtATime, STORES } from './act/stores.js'
import { withAct } from './act/with-act.js'
import { oneJob } from './act/workflow.js'

/** What a runner that isn't GitHub's leaves out or does otherwise, and what a job says then: docs/other-runners.md. */

const HOUR = 3_600_000
const MINUTE = 60_000
const LATE = 2 * MINUTE
const RUN = { prompt: 'Say OK' }
const SAID = '::set-output:: final-message=OK'
/** What act prints for a mask. */
const MASK = /\] +⚙ +\*{3}$/

const test = withAct()

const { private: _, visibility: __, ...nameless } = PUSH.repository

test.each<[string, object | string, RegExp]>([
  [
    '`repository.private` and `visibility`',
    { repository: nameless },
    /has no `repository.visibility` or `repo/,
  ],
  ['`repository`', {}, /has no `repository`/],
])(
  'an event without %s: nothing is restored, and the job says what is missing',
  (_, event, says) =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES.host(machine)
      const jobs = oneJob({ ...store.inputs, ...RUN })

      const refused = await machine.run(jobs, openai.login(), { event })
      expect(refused.exit).toBe(1)
      expect(refused.log).toMatch(says)
      expect(refused.log).toContain('as act has `--eventpath`')
      await expect(store.held()).rejects.toThrow('ENOENT')

      const allowed = oneJob({ ...store.inputs, ...RUN, 'allow-public-repository': 'true' })
      expect((await machine.run(allowed, openai.login(), { event })).log).toContain(SAID)
    })(),
  LATE,
)

test(
  'an event without `repository.default_branch`, store "cache": nothing is refreshed, and the job says why',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const { default_branch: _, ...repository } = PUSH.repository
    const inputs = { storage: 'cache', 'encryption-key': 'a lab passphrase of some length' }
    const given = { event: { repository }, cacheIn: `${machine.lab.dir}/cache` }

    const forced = { ...inputs, mode: 'keep-fresh', 'force-refresh': 'true' }
    const refused = await machine.run(oneJob(forced), openai.login(), given)
    expect(refused.exit).toBe(1)
    expect(refused.log).toContain('the event has no `repository.default_branch`')
    expect(openai.refreshes).toEqual([])
  }),
  LATE,
)

test.each([
  ['Gitea', { GITEA_ACTIONS: 'true' }],
  ['Forgejo', { FORGEJO_ACTIONS: 'true' }],
])(
  'with the variables of %s: GitHub secrets are refused before anything is restored, the disk works',
  (_, variables) =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const seed = openai.login({ expInMs: HOUR })
      const given = { variables: { ...variables, GITHUB_API_URL: 'http://127.0.0.1:9/api/v1' } }
      const secret = { storage: 'github-secret', 'secret-name': 'CODEX', ...RUN }

      const refused = await machine.run(oneJob(secret), seed, given)
      expect(refused.exit).toBe(1)
      expect(refused.log).toContain('is a Gitea or Forgejo')
      expect([openai.log.length, await machine.homesLeft()]).toEqual([0, []])

      const store = STORES.host(machine)
      const { exit, log } = await machine.run(oneJob({ ...store.inputs, ...RUN }), seed, given)
      expect([exit, log.includes(SAID)]).toEqual([0, true])
      expect(openai.acceptedRefreshes).toHaveLength(1)
      assertOneAtATime(machine)
      await assertKept(machine, store)
    })(),
  LATE,
)

test(
  'a first job says what it did in its summary, names no runner that it doesn’t know, and masks no value twice in a stage',
  onActMachine(async machine => {
    const store = STORES.command(machine)
    const { log } = await machine.run(oneJob({ ...store.inputs, ...RUN }), machine.lab.openai.login())

    expect(log).toMatch(/This run<\/b><\/td><td>seeded the login from auth-json/)
    expect(log).not.toMatch(/on runner \?|changed nothing|undefined/)
    // Pre and main read the login; its values, and the job's nonce.
    const stages = log.split(/⭐ Run (?:Pre|Main|Post) lab/).slice(1)
    const masks = stages.map(stage => stage.split('\n').filter(line => MASK.test(line)).length)
    const forms = formsOf(machine.lab.openai.currentAuthJson())
    expect(masks.length).toBe(3)
    expect(Math.max(...masks)).toBeGreaterThan(0)
    expect(Math.max(...masks)).toBeLessThanOrEqual(forms + 1)
  }),
  LATE,
)

/** How many values of a login are secret: each token, its parts, its three forms in base64url, and its hexadecimal one. */
function formsOf(authJson: string): number {
  const { access_token, id_token, refresh_token } = JSON.parse(authJson).tokens as Record<string, string>
  const tokens = [access_token ?? '', id_token ?? '', refresh_token ?? '']
  const parts = new Set(tokens.flatMap(token => [token, ...token.split('.')]))
  return parts.size + tokens.length * 4
}

test(
  'main is killed in the refresh, and post stores the login: it says so in the summary',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const store = STORES.command(machine)
    const seed = openai.login({ expInMs: HOUR })
    openai.delayAfterRefresh(1500)

    const run = machine.start(oneJob({ ...store.inputs, mode: 'keep-fresh' }), seed)
    await run.until(() => openai.acceptedRefreshes.length > 0)
    machine.killStages()
    const { exit, log } = await run.result

    expect(exit).toBe(1)
    expect(log).toContain('🟢 The end of the job stored the Codex login')
    await assertKept(machine, store)
  }),
  LATE,
)

test(
  'a stale copy: one annotation says so, also where the seed is that copy, and its refresh token is not used again',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const store = STORES.command(machine)
    const seed = openai.login({ expInMs: HOUR })
    const keepFresh = { ...store.inputs, mode: 'keep-fresh' }
    expect((await machine.run(oneJob(keepFresh), seed)).exit).toBe(0)

    // Somebody has put the store back to what it was, or has lost it.
    for (const content of [seed, '']) {
      await machine.manager.put(content)
      const { exit, log } = await machine.run(oneJob(keepFresh), seed)
      expect(exit).toBe(1)
      expect(log.match(/::(?:warning|error)::.*is older than the newest one/g)).toHaveLength(1)
    }
    expect(openai.acceptedRefreshes).toHaveLength(1)
    assertOneAtATime(machine)
  }),
  LATE,
)

const whyNot = whyNoAct() ?? whyNoOldNode()
const oldNode = where(whyNot === undefined, `the run on an older Node: ${whyNot}`)

oldNode(
  'act runs the action on the Node of PATH, an older one here: it refreshes, runs and keeps the login',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const store = STORES.host(machine)
    const env = withOldNode(machine.lab.env)
    const version = { run: 'node --version' }

    const { exit, log } = await machine.run(
      oneJob({ ...store.inputs, ...RUN }, version),
      openai.login({ expInMs: HOUR }),
      { env },
    )
    expect([exit, log.includes(SAID)]).toEqual([0, true])
    expect(log).toMatch(/\| v2[0-3]\./)
    expect(openai.acceptedRefreshes).toHaveLength(1)
    await assertKept(machine, store)
  }),
  LATE,
)
