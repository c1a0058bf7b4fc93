import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { ModelAnswer } from '../doubles/openai/openai.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { until } from '../e2e/cache-world.js'
import { watchProcesses } from '../e2e/command-job.js'
import {
  delays,
  leftOn,
  PLACES,
  type Place,
  REPOSITORY,
  SECRET,
  type SecretRepository,
  watchRenames,
  withSecret,
} from '../e2e/secret-repository.js'

const HOUR = 3_600_000
const PROBE = `${SECRET}_WRITE_PROBE`
/** A hosted runner's jobs take a second or two each; the slowest test here has three. */
const LATE = 30_000

const errors = ({ annotations }: JobResult): string =>
  annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
    .join('\n')
const outputs = ({ steps }: JobResult): Values => steps[0]?.outputs ?? {}

/** How often each refresh token was shown to OpenAI, oldest first. */
const presented = ({ lab }: SecretRepository): number[] =>
  lab.openai.presentations().map(({ times }) => times)

/** The proof that nothing was lost: the next job, on a machine of its own, can refresh the login. */
async function survives(repository: SecretRepository): Promise<void> {
  const next = await repository.job({ ...repository.pat(), mode: 'keep-fresh', 'force-refresh': 'true' })
  expect([next.conclusion, errors(next)]).toEqual(['success', ''])
  expect(presented(repository).every(times => times <= 1)).toBe(true)
}

test.each<Place>(['repository', 'environment', 'organization'])(
  'a due login is refreshed and written back to the secret of the %s, and the next job gets it',
  place =>
    withSecret(place, async repository => {
      const { lab, vault } = repository
      // As a person may have pasted it: the runner makes a mask of each of its lines.
      repository.set(JSON.stringify(JSON.parse(lab.openai.login({ expInMs: HOUR })), null, 2))
      const first = await repository.job({ ...repository.pat(), prompt: 'Say OK' })
      expect(first.conclusion).toBe('success')
      expect(outputs(first)).toMatchObject({ refreshed: 'true', persisted: 'true', storage: 'github-secret' })
      expect(repository.stored).not.toMatch(/[\r\n]/)
      expect(repository.acknowledged).toHaveLength(1)
      expect(vault.names()).toEqual([SECRET])
      if (place === 'organization')
        expect(vault.get(SECRET)).toMatchObject({ visibility: 'selected', selected: [1000] })
      repository.asked()
      const second = await repository.job({ ...repository.pat(), prompt: 'Say OK' })
      expect(outputs(second)).toMatchObject({ refreshed: 'false', 'final-message': 'OK' })
      expect(repository.asked()).toEqual([])
      expect(presented(repository)).toEqual([1, 0])
    })(),
  LATE,
)

test(
  'a run that was queued before another refreshed the login finds it in an environment secret, read when its job starts',
  withSecret('environment', async repository => {
    repository.set(repository.lab.openai.login({ expInMs: HOUR }))
    const queued = repository.queue()
    await repository.job({ ...repository.pat(), mode: 'setup' })
    const late = await repository.job({ ...repository.pat(), prompt: 'Say OK' }, { queued })
    expect(late.conclusion).toBe('success')
    expect(presented(repository)).toEqual([1, 0])
  }),
  LATE,
)

/** Credentials that can't write the environment's secret; what is said of them; what is wrong at GitHub. */
const POWERLESS: [string, (repository: SecretRepository) => Values, RegExp][] = [
  ['GITHUB_TOKEN, the default', () => ({}), /GITHUB_TOKEN.* can never do it.*"Environments: write"/s],
  [
    'a token that may only read',
    repository => repository.pat('read'),
    /fine-grained personal access token\. It may not write.*"Environments: write"/s,
  ],
  [
    'an App without the permission',
    repository => {
      const app = { permissions: { contents: 'write' }, repositories: [REPOSITORY] } as const
      const { id, privateKey } = repository.github.tokens.addApp({ ...app, organization: undefined })
      return { 'app-id': String(id), 'app-private-key': privateKey }
    },
    /Give the App the permission environments: write/,
  ],
  [
    'a token that GitHub refuses this time (403)',
    repository => {
      repository.github.fault({ fault: { status: 403, message: 'Not now' }, at: 'PUT /', times: 99 })
      return repository.pat()
    },
    /GitHub answered 403: Not now.*"Environments: write"/s,
  ],
]

test.each(POWERLESS)(
  '%s: found out before any refresh; a job runs with what it has, and keep-fresh is red',
  (_, credentials, words) =>
    withSecret('environment', async repository => {
      const { openai } = repository.lab
      const inputs = { ...credentials(repository), prompt: 'Say OK' }
      const token = repository.github.tokens.githubToken(REPOSITORY)
      const seed = repository.set(openai.login({ expInMs: HOUR }))
      const kept = await repository.job({ ...inputs, prompt: '', mode: 'keep-fresh' }, { token })
      expect(kept.conclusion).toBe('failure')
      expect(errors(kept)).toMatch(words)
      const due = await repository.job(inputs, { token })
      expect([due.conclusion, outputs(due)['final-message']]).toEqual(['success', 'OK'])
      expect(due.annotations.map(({ message }) => message).join()).toMatch(words)
      expect(openai.refreshes).toEqual([])
      expect(repository.stored).toBe(seed)
      repository.asked()
      const login = repository.set(openai.login())
      const fresh = await repository.job(inputs, { token })
      expect([fresh.conclusion, errors(fresh)]).toEqual(['success', ''])
      expect(repository.asked()).toEqual([])
      expect(repository.stored).toBe(login)
    })(),
  LATE,
)

describe('A write that fails after the proof', () => {
  test(
    'is tried again, also when the job is cancelled meanwhile',
    withSecret('environment', async repository => {
      repository.set(repository.lab.openai.login({ expInMs: HOUR }))
      repository.github.fault({ at: 'PUT /', after: 1, times: 2, fault: { status: 502 } })
      const result = await repository.job(
        { ...repository.pat(), mode: 'setup' },
        {
          async during(run) {
            await repository.request('PUT', SECRET)
            run.cancel()
          },
        },
      )
      expect(result.conclusion).toBe('cancelled')
      expect(result.steps[0]?.stages.main?.log).toMatch(/answered 502\. Trying again.*Stored the login/s)
      expect(result.steps[0]?.stages.post?.log).not.toMatch(/Stored/)
      expect(repository.acknowledged).toHaveLength(1)
      await survives(repository)
    }),
    LATE,
  )

  test(
    'is done by post when main gave up: the job is red, the login is kept',
    withSecret('environment', async repository => {
      repository.set(repository.lab.openai.login({ expInMs: HOUR }))
      repository.github.fault({ at: 'PUT /', after: 1, fault: { status: 403 } })
      const result = await repository.job({ ...repository.pat(), prompt: 'never run' })
      expect(result.conclusion).toBe('failure')
      expect(errors(result)).toMatch(/could not be stored.*The end of the job tries once more/s)
      expect(result.steps[0]?.stages.post?.log).toMatch(/Stored the login in the secret/)
      expect(repository.lab.openai.modelCalls).toBe(0)
      await survives(repository)
    }),
    LATE,
  )

  test(
    'for good: the job is red and says that the login is at risk and what to do',
    withSecret('environment', async repository => {
      const on = await repository.lab.fresh()
      const seed = repository.set(repository.lab.openai.login({ expInMs: HOUR }))
      repository.github.fault({ at: 'PUT /', after: 1, times: 99, fault: { status: 403 } })
      const result = await repository.job({ ...repository.pat(), prompt: 'never run' }, { on })
      expect(result.conclusion).toBe('failure')
      expect(result.steps[0]?.stages.post?.exitCode).toBe(1)
      expect(result.steps[0]?.stages.post?.log).toMatch(
        /The login could not be stored.*the login is lost with the disk of this job.*log in and set the seed again/s,
      )
      expect(outputs(result).persisted).not.toBe('true')
      expect(repository.stored).toBe(seed)
      expect(await leftOn(on)).toEqual([])
    }),
    LATE,
  )
})

test(
  'kill -9 of main between refresh and write: post writes it',
  withSecret('environment', async repository => {
    repository.set(repository.lab.openai.login({ expInMs: HOUR }))
    repository.github.fault({ at: 'PUT /', after: 1, fault: 'silent' })
    const result = await repository.job(
      { ...repository.pat(), mode: 'setup' },
      {
        async during(run) {
          await repository.request('PUT', SECRET)
          expect(repository.acknowledged).toEqual([])
          run.kill('stage')
        },
      },
    )
    expect(result.steps[0]?.stages.main).toMatchObject({ signal: 'SIGKILL' })
    expect(result.steps[0]?.stages.post?.log).toMatch(/Stored the login in the secret/)
    await survives(repository)
  }),
  LATE,
)

/** A turn of two calls, in the middle of which the server ends the access token: Codex waits for a new one. */
const ENDED_IN_A_TURN: ModelAnswer = {
  endAccessToken: true,
  items: [
    {
      type: 'function_call',
      id: 'fc_1',
      call_id: 'call_1',
      name: 'update_plan',
      arguments: JSON.stringify({ plan: [{ step: 'Work', status: 'in_progress' }] }),
    },
  ],
}

test(
  'GitHub has the refreshed login within five seconds of the rename of auth.json, with an App and in a run too',
  withSecret('environment', async repository => {
    const { openai } = repository.lab
    const cases = [
      [{ ...repository.pat(), mode: 'setup' }, { expInMs: HOUR }],
      [{ ...repository.app(), mode: 'setup' }, { expInMs: HOUR }],
      [{ ...repository.pat(), prompt: 'Work' }, {}],
    ] as const
    for (const [at, [plain, login]] of cases.entries()) {
      // A lease of its own: by the mark of another's this login, issued days ago, would be an old one.
      const inputs = { ...plain, 'login-name': `case-${at}` }
      repository.set(openai.login(login))
      openai.script('prompt' in inputs ? [ENDED_IN_A_TURN] : [])
      const on = await repository.lab.fresh()
      const watch = watchRenames(on)
      const result = await repository.job(inputs, { on })
      expect(result.conclusion).toBe('success')
      // It is main that must have written.
      expect(result.steps[0]?.stages.main?.log).toMatch(/Refreshed and stored the login/)
      expect(result.steps[0]?.stages.post?.log).not.toMatch(/Stored/)
      const [delay] = delays(await watch.end(), repository.acknowledged)
      process.stdout.write(`rename to acknowledgement: ${delay?.toFixed(0)} ms\n`)
      expect(delay).toBeLessThan(5000)
    }
  }),
  LATE,
)

test(
  'of two jobs whose posts come out of order the newer login stays',
  withSecret('environment', async repository => {
    repository.set(repository.lab.openai.login({ expInMs: HOUR }))
    const on = await repository.lab.fresh()
    const inputs = { ...given(repository), ...repository.pat(), mode: 'setup' }
    let stored = ''
    const first = await repository.job(inputs, {
      on,
      steps: [{ uses: 'self', with: inputs }, { run: 'until test -e ~/go; do sleep 0.05; done' }],
      async during(run) {
        expect(await until(run, () => repository.acknowledged.length > 0)).toBe(true)
        await repository.job({ ...repository.pat(), mode: 'keep-fresh', 'force-refresh': 'true' })
        stored = repository.stored
        await writeFile(join(on.folders.home, 'go'), '')
      },
    })
    expect(first.conclusion).toBe('success')
    expect(repository.stored === stored).toBe(true)
    expect(repository.acknowledged).toHaveLength(2)
    await survives(repository)
  }),
  LATE,
)

test(
  'an App: a token for each piece of work, made when it is needed, masked, and revoked; none where nothing is written',
  withSecret('environment', async repository => {
    const { github, lab } = repository
    const app = repository.app()
    repository.set(lab.openai.login({ expInMs: HOUR }))
    const due = await repository.job({ ...app, prompt: 'Say OK' })
    expect(due.conclusion).toBe('success')
    const piece = (work: string[]) => ['GET installation', 'POST access_tokens', ...work, 'DELETE token']
    expect(repository.asked()).toEqual([
      ...piece([`GET ${SECRET}`, 'GET public-key', `PUT ${PROBE}`, `DELETE ${PROBE}`]),
      ...piece([`GET ${SECRET}`, `PUT ${SECRET}`, `GET ${SECRET}`]),
    ])
    const tokens = github.tokens.installationTokens()
    expect(tokens.map(({ revoked, permissions }) => [revoked, permissions])).toEqual(
      Array(2).fill([true, { environments: 'write' }]),
    )
    expect(due.masks.filter(mask => github.tokens.values().includes(mask))).toHaveLength(2)
    const fresh = await repository.job({ ...app, prompt: 'Say OK' })
    expect(fresh.conclusion).toBe('success')
    expect(repository.asked()).toEqual([])
  }),
  LATE,
)

test(
  'no token is in the arguments of a process, in the environment of a child, or in the debug log',
  withSecret('environment', async repository => {
    const { lab } = repository
    const processes = watchProcesses(lab)
    for (const [login, token] of Object.entries({ pat: repository.pat(), key: repository.app() })) {
      repository.set(lab.openai.login({ expInMs: HOUR }))
      const result = await repository.job({ ...token, login, prompt: 'Say OK' }, { debug: true })
      expect(result.conclusion).toBe('success')
      // The leak searches look for any part of a token that GitHub or OpenAI gave out; an App signs one by itself.
      expect(`${result.log}${result.rawLog}`).not.toMatch(/eyJ[\w-]{20}/)
    }
    // That no token or key is among the samples is seen when repository and lab are closed.
    const samples = await processes.end()
    for (const one of [/ app-server/, / exec /]) expect(samples).toContainEqual(expect.stringMatching(one))
    expect(samples.join()).not.toMatch(/eyJ[\w-]{20}/)
  }),
  LATE,
)

test(
  'later steps have the login in CODEX_HOME; after the job nothing is left of it, though it failed',
  withSecret('environment', async repository => {
    const on = await repository.lab.fresh()
    repository.set(repository.lab.openai.login({ expInMs: HOUR }))
    const inputs = { ...given(repository), ...repository.pat(), mode: 'setup' }
    const result = await repository.job(inputs, {
      on,
      steps: [
        { uses: 'self', with: inputs },
        { run: 'cmp -s "$CODEX_HOME/auth.json" ~/.codex/auth.json || codex login status' },
        { run: 'codex exec --skip-git-repo-check "Say OK" </dev/null' },
        { run: 'exit 1' },
      ],
    })
    expect(result.steps.map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success', 'failure'])
    expect(result.log).toMatch(/Logged in using ChatGPT/)
    expect(result.steps[0]?.stages.post?.outcome).toBe('success')
    expect(await leftOn(on)).toEqual([])
    expect(presented(repository)).toEqual([1, 0])
  }),
  LATE,
)

/** What a step with the action needs here beside a token. */
function given(repository: SecretRepository): Values {
  return { 'auth-json': repository.queue().secret(), ...PLACES[repository.place].inputs }
}
