import { execFileSync } from 'node:child_process'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { REPOSITORY } from '../e2e/lab.js'
import { anchorOf, CASES, type Case, LINKED, QUICK_START } from './examples/page.js'
import { type ExampleWorld, inExamples, type Ran } from './examples/world.js'

const MINUTE = 60_000

test('real gh, jq and age are here', () => {
  for (const [program, option] of [
    ['gh', '--version'],
    ['jq', '--version'],
    ['age-keygen', '--version'],
  ] as const)
    expect(execFileSync(program, [option], { encoding: 'utf8' })).toMatch(/\d/)
})

test("each case of README's table is a section, which has commands", () => {
  expect(LINKED.length).toBeGreaterThan(10)
  const anchors = CASES.map(anchorOf)
  expect(LINKED.filter(anchor => !anchors.includes(anchor))).toEqual([])
})

const section = (name: string): Case =>
  CASES.find(({ title }) => title === name) ?? { title: name, blocks: [] }

/** A person makes an App on GitHub's pages, and downloads its key. */
async function makeApp({ github, home }: ExampleWorld, permissions: Record<string, 'read' | 'write'>) {
  const app = github.tokens.addApp({ permissions, repositories: [REPOSITORY], organization: 'lab' })
  await writeFile(join(home, 'Downloads', 'codex-login.private-key.pem'), app.privateKey, { mode: 0o600 })
  return (text: string) => text.replace('APP_ID=123456', `APP_ID=${app.id}`)
}

const asIs = (text: string) => text
/** What a person does on pages, before the commands, and the values that they put into them. */
const BEFORE: Record<string, (world: ExampleWorld) => Promise<(text: string) => string>> = {
  'GitHub secret': world => makeApp(world, { environments: 'write' }),
  'Keeper of an organization': world =>
    ofOrganization(world, { organization_secrets: 'write', environments: 'write' }),
  Organization: world =>
    ofOrganization(world, { organization_secrets: 'write', contents: 'write', actions: 'read' }),
}

/** An App of the organization, and its name in the commands and in the files. */
async function ofOrganization(world: ExampleWorld, permissions: Record<string, 'read' | 'write'>) {
  const own = await makeApp(world, permissions)
  // The organization's name, in the commands and in both files.
  const rename = `sed -i 's/my-org/lab/; s/codex-login/project/' .github/workflows/*.yml`
  return (text: string) =>
    own(text).replace('ORGANIZATION=my-org', 'ORGANIZATION=lab').replace('git add', `${rename}\ngit add`)
}

const conclusions = ({ jobs }: Ran) =>
  Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.conclusion]))

/** Everything that the commands started succeeded, the login was made, refreshed once by the proof, and no token used twice. */
function assertProven({ lab, runs }: ExampleWorld, logins: number): void {
  for (const run of runs)
    for (const conclusion of Object.values(conclusions(run))) expect(conclusion).toBe('success')
  const [proof] = runs.filter(({ inputs }) => inputs['force-refresh'] === 'true')
  for (const { steps, annotations } of Object.values(proof?.jobs ?? {})) {
    expect(steps.find(({ outputs }) => 'refreshed' in outputs)?.outputs).toMatchObject({
      refreshed: 'true',
      'auth-status': 'refreshed',
    })
    expect(annotations).toEqual([])
  }
  expect(proof).toBeDefined()
  expect(lab.openai.deviceLogins).toHaveLength(logins)
  expect(lab.openai.acceptedRefreshes).toHaveLength(logins)
  expect(lab.openai.presentations().every(({ times }) => times <= 1)).toBe(true)
}

const started = CASES.filter(({ blocks }) => blocks.some(block => block.includes('gh workflow run')))

test.concurrent.each(started.map(one => [one.title, one] as const))(
  '%s: the commands of the page alone lead to runs that succeed, and prove the set-up',
  (title, one) =>
    inExamples(async world => {
      const own = (await BEFORE[title]?.(world)) ?? asIs
      await world.paste(one.blocks, own)
      assertProven(world, title === 'Hosts' ? 2 : 1)
      for (const { file, jobs } of world.runs)
        if (file === 'codex-triage.yml') expect(jobs.triage?.steps.at(-1)?.stages.main?.log).toMatch(/^OK$/m)
    })(),
  3 * MINUTE,
)

test.concurrent(
  "README's quick start by hand: its two files and its commands lead to a login that is proven",
  inExamples(async world => {
    const { files, blocks } = QUICK_START
    expect(files).toHaveLength(2)
    const save = ['mkdir -p .github/workflows']
    for (const [at, name] of ['codex-keep-fresh.yml', 'codex-triage.yml'].entries())
      save.push(`cat > .github/workflows/${name} <<'END'\n${files[at]}END`)
    save.push('git add .github && git commit --quiet --message Codex && git push')
    await world.paste([...save, ...blocks, 'gh workflow run codex-triage.yml'])
    assertProven(world, 1)
    expect(world.runs.map(({ file }) => file)).toEqual([
      'codex-keep-fresh.yml',
      'codex-keep-fresh.yml',
      'codex-triage.yml',
    ])
  }),
  3 * MINUTE,
)

/** Stands for `codex login` and its browser: a new login in CODEX_HOME. */
const CODEX = `codex() {
  [ "$1" = login ] && cp ~/new-login.json "$CODEX_HOME/auth.json" && chmod 600 "$CODEX_HOME/auth.json"
}
export -f codex
before=$(umask)`
const AFTER = `echo "left: \${CODEX_HOME-nothing}, $([ "$before" = "$(umask)" ] && echo the same umask)"`

test('a login made by hand is in the secret, and nowhere else', () =>
  inExamples(async world => {
    const login = world.lab.openai.login()
    await writeFile(join(world.home, 'new-login.json'), login, { mode: 0o600 })
    const printed = await world.paste([CODEX, ...section('Log in on your own machine').blocks, AFTER])
    expect(world.github.world.repositories.get(REPOSITORY)?.secrets.get('CODEX_AUTH_JSON')?.value).toBe(login)
    expect(printed).toContain('left: nothing, the same umask')
    expect(printed).not.toContain('Not stored')
    await rm(join(world.home, 'new-login.json'))
  })())

test('if gh fails, the login that was made by hand is kept for the person alone, and they are shown where', () =>
  inExamples(async world => {
    const login = world.lab.openai.login()
    await writeFile(join(world.home, 'new-login.json'), login, { mode: 0o600 })
    const blocks = [
      CODEX,
      'export GH_ENTERPRISE_TOKEN=ghp_labwrong',
      ...section('Log in on your own machine').blocks,
    ]
    const printed = await world.paste([...blocks, AFTER])
    const [, kept = ''] = /Not stored\. What there is of the login is in (\S+)\.$/m.exec(printed) ?? []
    expect(await readFile(join(kept, 'auth.json'), 'utf8')).toBe(login)
    for (const path of [kept, join(kept, 'auth.json'), join(kept, 'seed.json')])
      expect([path, (await stat(path)).mode & 0o077]).toEqual([path, 0])
    expect(printed).toContain('left: nothing, the same umask')
    await rm(kept, { recursive: true })
    await rm(join(world.home, 'new-login.json'))
  })())

test.concurrent(
  'Review: after the steps of keeper and workers, a pull request gets the review as a comment, from a job without the login',
  inExamples(async world => {
    await world.paste([...section('Keeper and workers').blocks, ...section('Review').blocks.slice(1)])
    const payload = { number: 1, pull_request: await pullRequest(world) }
    const { jobs } = await world.run('codex-review.yml', { name: 'pull_request', payload })
    expect(Object.keys(jobs)).toEqual(['review', 'comment'])
    expect(jobs.review?.conclusion).toBe('success')
    expect(jobs.review?.annotations).toEqual([])
    expect(jobs.comment?.conclusion).toBe('success')
    expect(world.front.comments).toEqual(['OK'])
    expect(world.lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  3 * MINUTE,
)

/** A branch with one commit, pushed by the person. */
async function pullRequest(world: ExampleWorld): Promise<Record<string, unknown>> {
  await world.paste([
    'git checkout --quiet -b change && echo change > change.txt && git add change.txt && git commit --quiet -m Change && git push --quiet',
  ])
  const sha = (await world.paste(['git rev-parse HEAD'])).trim()
  const repo = { full_name: REPOSITORY, fork: false, private: true }
  return {
    number: 1,
    user: { login: 'octocat' },
    head: { sha, ref: 'change', repo },
    base: { ref: 'main', repo },
  }
}
