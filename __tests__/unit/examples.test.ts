import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { load } from 'js-yaml'

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Workflow {
  readonly name: string
  readonly permissions: unknown
  readonly jobs: Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }>
}

const FOLDER = join(process.cwd(), 'examples')
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')
const FILES = readdirSync(FOLDER).filter(name => name.endsWith('.yml'))
const page = read('README.md')
const workflowOf = (name: string) => load(read(name)) as Workflow
const stepsOf = (name: string) => Object.values(workflowOf(name).jobs).flatMap(({ steps }) => steps)

/** The inputs of this action in an example. */
const inputsOf = (name: string) =>
  stepsOf(name).find(({ uses = '' }) => /\/codex-auth-action@/.test(uses))?.with ?? {}

/** What a job does, and not where its login is. */
const TASK = ['mode', 'force-refresh', 'prompt', 'sandbox', 'review', 'token']
const storeOf = (name: string) =>
  Object.fromEntries(Object.entries(inputsOf(name)).filter(([input]) => !TASK.includes(input)))

test.each(FILES)('examples/%s is whole, says what it is, and is linked', name => {
  const { jobs, permissions, name: title } = workflowOf(name)
  expect(read(name)).toMatch(/^# .{20,}/)
  expect(title).toMatch(/^Codex /)
  expect(permissions).toBeDefined()
  for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
  for (const { uses = '', with: inputs } of stepsOf(name))
    if (uses.startsWith('actions/checkout@')) expect(inputs?.['persist-credentials']).toBe(false)
  expect(page).toContain(`](${name})`)
})

const JOBS = FILES.filter(name => name.endsWith('-job.yml') && name !== 'host-job.yml')

test.each(JOBS)(
  'examples/%s has the store of the workflow that keeps its login fresh, word by word',
  name => {
    expect(JOBS.length).toBeGreaterThan(4)
    expect(storeOf(name)).toEqual(storeOf(name.replace('-job', '')))
    expect(Object.keys(storeOf(name))).not.toEqual([])
  },
)

test('each example that a command of the page asks for is there', () => {
  const asked = [...page.matchAll(/^ *example (\S+) >/gm)].map(([, name = '']) => name)
  expect(asked.length).toBeGreaterThan(15)
  expect(asked.filter(name => !FILES.includes(name))).toEqual([])
})

test.each([
  ['HashiCorp Vault (kv, version 2)', 'vault.yml'],
  ['AWS Secrets Manager', 'aws.yml'],
  ['Google Secret Manager', 'google.yml'],
  ['Azure Key Vault', 'azure.yml'],
  ['1Password', '1password.yml'],
])('the recipe for %s on the page of secret managers is that of examples/%s', (title, name) => {
  const recipes = readFileSync(join(process.cwd(), 'docs', 'secret-managers.md'), 'utf8')
  const block = /```yaml\n([\s\S]*?)^```/m.exec(recipes.split(`### ${title}\n`)[1] ?? '')?.[1] ?? ''
  expect(load(block)).toEqual(storeOf(name))
})

test('no example gives one seed to all self-hosted machines: the first refresh on one would end the login of the others', () => {
  const kept = FILES.filter(
    name => /runs-on: .*self-hosted/.test(read(name)) && !('storage' in inputsOf(name)),
  )
  expect(kept.length).toBeGreaterThan(3)
  for (const name of kept) expect(Object.keys(inputsOf(name))).not.toContain('auth-json')
})
