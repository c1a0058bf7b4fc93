import type { Choices, StoreChoice, Writer } from './choices.js'
import { SECRETS } from './secrets.js'

/** The action in `uses`, unless `--action` says another. */
export const ACTION = 'OWNER/codex-auth-action@v1'
const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2'

export const KEEP_FRESH = 'codex-keep-fresh.yml'
const JOB = 'codex.yml'

/** A file of the repository. */
export interface RepositoryFile {
  /** From the repository's root, with slashes. */
  readonly path: string
  readonly content: string
}

/** A line of YAML; undefined for one that this choice doesn't need. */
type Line = string | undefined

/** The two workflows of a set-up. `action`: `owner/name@ref`. */
export function workflowFiles(
  choices: Choices,
  { action, minute }: { action: string; minute: number },
): RepositoryFile[] {
  const files = { [KEEP_FRESH]: keepFresh(choices, action, minute), [JOB]: job(choices, action) }
  return Object.entries(files).map(([name, lines]) => ({
    path: `.github/workflows/${name}`,
    content: `${lines.filter(line => line !== undefined).join('\n')}\n`,
  }))
}

function keepFresh({ environment, jobs, runsOn, store }: Choices, action: string, minute: number): Line[] {
  return [
    '# Keeps the ChatGPT login of Codex alive. Run it with "log-in" to log in again, with a code that you type on your phone.',
    'name: Codex keep-fresh',
    '',
    'on:',
    '  schedule:',
    `    - cron: "${minute} 4 * * *"`,
    '  workflow_dispatch:',
    '    inputs:',
    '      log-in:',
    '        description: Log in again, with a code that you type on your phone',
    '        type: boolean',
    '      force-refresh:',
    '        description: Refresh now, to prove that it works',
    '        type: boolean',
    '',
    'permissions: {}',
    '',
    'jobs:',
    '  keep-fresh:',
    `    runs-on: ${quoted(runsOn)}`,
    environment && `    environment: ${environment}`,
    '    timeout-minutes: 20',
    ...permissions(store),
    '    steps:',
    `      - uses: ${action}`,
    '        with:',
    ...storeInputs(store, environment),
    ...sharing(jobs, store, environment),
    `          mode: ${expression("inputs.log-in && 'login' || 'keep-fresh'")}`,
    `          force-refresh: ${expression("inputs.force-refresh || 'false'")}`,
  ]
}

function job({ environment, jobs, runsOn, store }: Choices, action: string): Line[] {
  const isWorker = jobs.kind === 'workers'
  return [
    isWorker
      ? '# Runs Codex with the access token that keep-fresh shares. It has no refresh token, so it has nothing to lose.'
      : '# Runs Codex with the login that keep-fresh keeps alive.',
    'name: Codex',
    '',
    'on:',
    '  workflow_dispatch:',
    '    inputs:',
    '      prompt:',
    '        description: What Codex should do',
    '        type: string',
    '        required: true',
    '',
    'permissions: {}',
    '',
    'jobs:',
    '  codex:',
    `    runs-on: ${quoted(runsOn)}`,
    environment && `    environment: ${environment}`,
    '    timeout-minutes: 60',
    ...(isWorker || store.kind === 'host'
      ? ['    permissions:', '      contents: read # the checkout']
      : permissions(store)),
    '    steps:',
    `      - uses: ${CHECKOUT}`,
    '        with:',
    '          persist-credentials: false',
    '      - id: codex',
    `        uses: ${action}`,
    '        with:',
    ...(isWorker ? accessInputs(jobs.by) : storeInputs(store, environment)),
    `          prompt: ${expression('inputs.prompt')}`,
    '      # Pass what the model wrote as a variable. In the script itself, it would be a command.',
    `      - run: printf '%s\\n' "$MESSAGE"`,
    '        env:',
    `          MESSAGE: ${expression('steps.codex.outputs.final-message')}`,
  ]
}

/** A store other than the host's needs a lease in the repository. */
const permissions = ({ kind }: StoreChoice): Line[] =>
  kind === 'host'
    ? []
    : [
        '    permissions:',
        '      contents: write # the lease: only one job at a time may refresh',
        '      actions: read # to see that the job that held the lease has finished',
      ]

function storeInputs(store: StoreChoice, environment: string | undefined): Line[] {
  const own: Record<StoreChoice['kind'], () => Line[]> = {
    host: () => [],
    cache: () => [`          encryption-key: ${secret(SECRETS.key)}`],
    'github-secret': () => [
      environment && `          secret-environment: ${environment}`,
      ...(store.kind === 'github-secret' ? writerInputs(store.writer) : []),
    ],
    command: () =>
      store.kind === 'command'
        ? [
            `          restore-command: ${JSON.stringify(store.restore)}`,
            `          persist-command: ${JSON.stringify(store.persist)}`,
          ]
        : [],
  }
  return [
    `          storage: ${store.kind}`,
    `          auth-json: ${secret(SECRETS.login)}`,
    ...own[store.kind](),
  ]
}

function sharing(jobs: Choices['jobs'], store: StoreChoice, environment: string | undefined): Line[] {
  if (jobs.kind === 'full') return []
  if (jobs.by === 'cache')
    return ['          share-access: cache', `          access-key: ${secret(SECRETS.accessKey)}`]
  return [
    `          share-access: secret:${SECRETS.access}`,
    environment && `          share-environment: ${environment}`,
    ...(store.kind === 'github-secret' ? [] : writerInputs(jobs.writer)),
  ]
}

const accessInputs = (by: 'cache' | 'secret'): Line[] => [
  by === 'cache'
    ? `          access-key: ${secret(SECRETS.accessKey)}`
    : `          auth-json: ${secret(SECRETS.access)}`,
]

const writerInputs = (writer: Writer): Line[] =>
  writer.kind === 'token'
    ? [`          token: ${secret(SECRETS.token)}`]
    : [`          app-id: ${quoted(writer.id)}`, `          app-private-key: ${secret(SECRETS.appKey)}`]

const expression = (source: string): string => `\${{ ${source} }}`
const secret = (name: string): string => expression(`secrets.${name}`)
/** Plain where YAML takes it for a text; what a person typed is quoted. */
const quoted = (text: string): string =>
  /^[a-z][\w.-]*$/i.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text)
