import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import type { JobResult, JobRun, Runner } from '../doubles/runner/index.js'
import { until } from '../e2e/cache-world.js'
import type { Lab } from '../e2e/lab.js'
import { delays, SECRET, type SecretRepository, watchRenames, withSecret } from '../e2e/secret-repository.js'

const HOUR = 3_600_000
const JOBS = 30
/** Codex itself refreshes in the last 5 minutes of a token: one of 5 min 4 s ages in 4 seconds. */
const LIFE = { lifeMs: 304_000 }
const PROBE = `${SECRET}_WRITE_PROBE`

const say = (line: string) => process.stdout.write(`${line}\n`)

const inRepository = (work: (repository: SecretRepository, lab: Lab) => Promise<void>) =>
  withSecret('environment', repository => work(repository, repository.lab))

// The proofs wait much, for tokens to age and for a GitHub that stays down, and so run side by side.
async function neverUp(fault: 'silent' | { status: 500 }): Promise<string> {
  let told = ''
  await inRepository(async (repository, { openai }) => {
    const seed = repository.set(openai.login({ expInMs: HOUR }))
    repository.github.fault({ at: 'PUT /', times: 99, fault })
    const begun = performance.now()
    const result = await repository.job({ ...repository.pat(), mode: 'keep-fresh' })
    const seconds = Math.round((performance.now() - begun) / 1000)
    told = `GitHub ${fault === 'silent' ? 'does not answer' : 'answers 500'}: red after ${seconds} s, nothing refreshed`
    expect(result.conclusion).toBe('failure')
    expect(errors(result)).toMatch(/failed, and so did trying again.*githubstatus\.com/s)
    expect([openai.refreshes.length, openai.modelCalls]).toEqual([0, 0])
    expect(repository.stored).toBe(seed)
    const fresh = repository.set(openai.login())
    expect((await repository.job({ ...repository.pat(), prompt: 'Say OK' })).conclusion).toBe('success')
    expect(repository.stored).toBe(fresh)
  })()
  return told
}

async function downAfterTheProof(): Promise<string> {
  let told = ''
  await inRepository(async (repository, { openai }) => {
    repository.set(openai.login({ expInMs: HOUR }))
    repository.github.fault({ at: 'PUT /', after: 1, times: 99, fault: { status: 500 } })
    const result = await repository.job({ ...repository.pat(), prompt: 'never run' })
    const tries = repository.asked().filter(request => request === `PUT ${SECRET}`).length
    told = `GitHub answers 500 after the proof: ${tries} tries in main and post, then red`
    expect(result.conclusion).toBe('failure')
    expect(result.steps[0]?.stages.post?.log).toMatch(
      /could not be stored.*the login is lost with the disk of this job.*log in and set the seed again/s,
    )
    expect(openai.modelCalls).toBe(0)
  })()
  return told
}

const errors = ({ annotations }: JobResult): string =>
  annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
    .join('\n')

test.concurrent(
  `${JOBS} jobs on empty disks with tokens expiring between them lose nothing; a recipe that saves on success loses the login`,
  inRepository(async (repository, lab) => {
    const recipe = await startRecipe(repository, lab)
    const pat = repository.pat()
    repository.set(lab.openai.login(LIFE))
    const waits: number[] = []
    for (let job = 0; job < JOBS; job += 1) {
      // Every fourth job's model fails, every fifth keeps fresh: neither may cost the login.
      const fails = job % 4 === 3 && job % 5 !== 4
      lab.openai.script(fails ? [{ status: 400 }] : [])
      const task = job % 5 === 4 ? { mode: 'keep-fresh' } : { prompt: 'Say OK' }
      const on = await lab.fresh()
      const watch = watchRenames(on)
      repository.acknowledged.length = 0
      const result = await repository.job({ ...pat, 'min-lifetime': '301s', ...task }, { on })
      expect([job, result.conclusion, fails ? '' : errors(result)]).toEqual([
        job,
        fails ? 'failure' : 'success',
        '',
      ])
      waits.push(...delays(await watch.end(), repository.acknowledged))
      if (job % 10 === 9) await recipe()
      await sleep(400)
    }
    const spent = lab.openai
      .presentations()
      .filter(({ account, times }) => account === LAB_ACCOUNT && times > 0)
    waits.sort((a, b) => a - b)
    say(`ours: ${spent.length} refreshes in ${JOBS} jobs, ${waits.length} writes, each refresh token once`)
    say(
      `rename to acknowledgement: median ${waits[waits.length >> 1]?.toFixed(0)} ms, longest ${waits.at(-1)?.toFixed(0)} ms of ${waits.length}`,
    )
    expect(spent.length).toBeGreaterThan(5)
    expect(spent.every(({ times }) => times === 1)).toBe(true)
    // Codex may refresh twice for one question, when its token comes into its last 5 minutes meanwhile.
    expect(waits.length).toBeGreaterThan(5)
    expect(repository.stored).toContain(JSON.parse(lab.openai.currentAuthJson()).tokens.refresh_token)
    expect(waits.at(-1)).toBeLessThan(5000)
  }),
  300_000,
)

const RECIPE_SECRET = 'RECIPE_AUTH_JSON'
const RECIPE_ACCOUNT = '3ab3ab3a-0000-4000-8000-000000000003'
const libsodium = join(process.cwd(), 'node_modules', 'libsodium-wrappers', 'dist', 'modules')

/** What a recipe does with the answer of \`gh api …/public-key\`: a sealed box, put in the place of the secret. */
const SAVE = `
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
const sodium = createRequire('${libsodium}/')('libsodium-wrappers')
await sodium.ready
const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository, TOKEN, HOME } = process.env
const secrets = api + '/repos/' + repository + '/environments/codex/secrets/'
const headers = {
  accept: 'application/vnd.github+json',
  authorization: 'Bearer ' + TOKEN,
  'content-type': 'application/json',
  'user-agent': 'recipe',
  'x-github-api-version': '2022-11-28',
}
const { key, key_id } = await (await fetch(secrets + 'public-key', { headers })).json()
const box = sodium.crypto_box_seal(
  await readFile(HOME + '/recipe/auth.json'),
  sodium.from_base64(key, sodium.base64_variants.ORIGINAL),
)
const encrypted_value = Buffer.from(box).toString('base64')
const body = JSON.stringify({ key_id, encrypted_value })
const { status } = await fetch(secrets + '${RECIPE_SECRET}', { method: 'PUT', headers, body })
if (status > 204) process.exit(1)
`

/** A recipe of three steps, run three times: the second time its model fails. */
async function startRecipe(repository: SecretRepository, lab: Lab): Promise<() => Promise<void>> {
  const { vault } = repository
  const { token } = repository.pat()
  const save = join(lab.dir, 'save.mjs')
  await writeFile(save, SAVE)
  vault.set(RECIPE_SECRET, lab.openai.login({ ...LIFE, account: RECIPE_ACCOUNT }), Date.now())
  const told: string[] = []
  return async () => {
    // Codex is to refresh in each of the three.
    await sleep(Math.max(0, 4000 - (Date.now() - (vault.get(RECIPE_SECRET)?.updatedAt ?? 0))))
    lab.openai.script(told.length === 1 ? [{ status: 400 }] : [])
    const secret = repository.queue().secret(RECIPE_SECRET)
    const result = await (await lab.fresh()).job({
      ...repository.facts({ 'auth-json': secret, token }),
      steps: [
        {
          run: 'mkdir ~/recipe && cp ~/.codex/config.toml ~/recipe && printf %s "$SEED" > ~/recipe/auth.json',
          env: { SEED: secret },
        },
        { run: 'CODEX_HOME=~/recipe codex exec --skip-git-repo-check "Say OK" </dev/null' },
        { run: `node ${save}`, env: { TOKEN: token } },
      ],
    })
    lab.results.push(result)
    lab.openai.script([])
    told.push(
      `${result.conclusion}${/your refresh token was already used/.test(result.log) ? ' (used)' : ''}`,
    )
    if (told.length < 3) return
    say(`recipe: ${told.join(', ')}`)
    expect(told).toEqual(['success', 'failure', 'failure (used)'])
  }
}

interface Scene {
  readonly repository: SecretRepository
  readonly run: JobRun
  readonly on: Runner
}

/** When main is killed, in the order in which they come. */
const IN_MAIN: [string, (scene: Scene) => Promise<unknown>][] = [
  ['at its start', async ({ run }) => run.started('main')],
  ['100 ms later', async ({ run }) => run.started('main').then(() => sleep(100))],
  ['before the proof', async ({ repository }) => repository.request('GET', 'public-key')],
  ['while the probe is written', async ({ repository }) => repository.request('PUT', PROBE)],
  ['while the probe is deleted', async ({ repository }) => repository.request('DELETE', PROBE)],
  ['when OpenAI has refreshed', refreshed],
  ['a little later', async scene => refreshed(scene).then(() => sleep(75))],
  ['when Codex has saved', saved],
  ['before GitHub has it', async ({ repository }) => repository.request('PUT', SECRET)],
  ['when GitHub has it', acknowledged],
  ['while that is confirmed', async ({ repository }) => repository.request('GET', SECRET, 3)],
  ['when all is said', async ({ run }) => run.line(/Refreshed and stored/)],
]

/** When post is killed that has something to write, because main was killed before GitHub had it. */
const IN_POST: [string, (scene: Scene) => Promise<unknown>][] = [
  ['at its start', async ({ run }) => run.started('post')],
  ['50 ms later', async ({ run }) => run.started('post').then(() => sleep(50))],
  ['100 ms later', async ({ run }) => run.started('post').then(() => sleep(100))],
  ['before GitHub has it', async ({ repository }) => repository.request('PUT', SECRET, 2)],
  ['when GitHub has it', acknowledged],
  ['while that is confirmed', async ({ repository }) => repository.request('GET', SECRET, 4)],
]

async function refreshed({ repository, run }: Scene): Promise<void> {
  const before = repository.lab.openai.refreshes.length
  await until(run, () => repository.lab.openai.refreshes.length > before)
}

async function saved(scene: Scene): Promise<void> {
  const watch = watchRenames(scene.on)
  await refreshed(scene)
  const before = watch.renames.length
  await until(scene.run, () => watch.renames.length > before)
  await watch.end()
}

async function acknowledged({ repository, run }: Scene): Promise<void> {
  await until(run, () => repository.acknowledged.length > 0)
}

test.concurrent(
  'kill -9 of main, of post, and of the whole machine: the next job works whenever GitHub had acknowledged',
  inRepository(async (repository, { openai }) => {
    const pat = repository.pat()
    openai.delayAfterRefresh(150)
    repository.set(openai.login())
    const [lost, late]: [string[], string[]] = [[], []]
    let kept = 0

    async function killed(what: string, moment: (scene: Scene) => Promise<unknown>, machine: boolean) {
      const on = await repository.lab.fresh()
      const inPost = what.startsWith('post')
      repository.asked()
      repository.acknowledged.length = 0
      const unanswered = Number(inPost) + Number(what.endsWith('before GitHub has it'))
      if (unanswered > 0)
        repository.github.fault({ at: 'PUT /', after: 1, times: unanswered, fault: 'silent' })
      await repository.job(
        { ...pat, mode: 'setup', 'force-refresh': 'true' },
        {
          on,
          async during(run) {
            const scene = { repository, run, on }
            const end = run.then(() => undefined)
            if (inPost) {
              await repository.request('PUT', SECRET)
              run.kill('stage')
            }
            const came = await Promise.race([
              moment(scene).then(
                () => true,
                () => false,
              ),
              end.then(() => false),
            ])
            if (!came || (inPost && run.running?.stage !== 'post')) late.push(what)
            run.kill(machine ? 'both' : 'stage')
            if (machine) await on.close()
          },
        },
      )
      // The disk of a machine that is gone is gone with it.
      await rm(dirname(on.folders.home), { recursive: true, force: true })
      await check(what, machine || inPost)
    }

    async function check(what: string, mayLose: boolean): Promise<void> {
      const held = repository.acknowledged.length > 0
      const token = JSON.parse(openai.currentAuthJson()).tokens.refresh_token
      const current = repository.stored.includes(token)
      const next = await repository.job({ ...pat, mode: 'keep-fresh', 'force-refresh': 'true' })
      const works = next.conclusion === 'success'
      // What no store can keep: OpenAI has refreshed, and the only copy was on the machine.
      expect([what, works]).toEqual([what, current])
      if (held || !mayLose) expect([what, works, errors(next)]).toEqual([what, true, ''])
      if (works) kept += 1
      else {
        lost.push(what)
        expect(errors(next)).toMatch(/log in once more/)
        repository.set(openai.login())
      }
    }

    for (const [name, moment] of IN_MAIN) await killed(`main ${name}`, moment, false)
    for (const [name, moment] of IN_MAIN) await killed(`machine ${name}`, moment, true)
    for (const [name, moment] of IN_POST) await killed(`post ${name}`, moment, false)
    expect(late).toEqual([])
    say(
      `${kept + lost.length} kills, ${kept} logins kept; lost, with nothing acknowledged: ${lost.join('; ')}`,
    )
  }),
  400_000,
)

test.concurrent('GitHub that stays down: found out before any refresh; after the proof it is tried again, and the risk is said', async () => {
  const down = [neverUp('silent'), neverUp({ status: 500 }), downAfterTheProof()]
  for (const line of await Promise.all(down)) say(line)
}, 400_000)
