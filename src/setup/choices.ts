import type { Choice } from './ask.js'
import type { Context } from './context.js'
import { type Options, type TextFlag, unusable } from './options.js'
import type { Target } from './repository.js'

const RUNNERS = ['hosted', 'self-hosted', 'several'] as const
const STORES = ['host', 'cache', 'github-secret', 'command'] as const
const JOBS = ['workers', 'full'] as const

export type Runner = (typeof RUNNERS)[number]
/** The credential that writes secrets: its key or token comes from a file, or is a secret already. */
export type Writer =
  | { readonly kind: 'app'; readonly id: string; readonly keyFile: string | undefined }
  | { readonly kind: 'token'; readonly file: string | undefined }

export type StoreChoice =
  | { readonly kind: 'host' }
  | { readonly kind: 'cache' }
  | { readonly kind: 'github-secret'; readonly writer: Writer }
  | { readonly kind: 'command'; readonly restore: string; readonly persist: string }

/** `workers`: keep-fresh alone has the whole login, and shares its access token by the cache or a secret. */
export type JobsChoice =
  | { readonly kind: 'full' }
  | { readonly kind: 'workers'; readonly by: 'cache' }
  | { readonly kind: 'workers'; readonly by: 'secret'; readonly writer: Writer }

export interface Choices {
  readonly runner: Runner
  /** The label in `runs-on`. */
  readonly runsOn: string
  readonly store: StoreChoice
  readonly jobs: JobsChoice
  /** Undefined: the repository's own secrets. */
  readonly environment: string | undefined
}

/** The choices of the flags, and a person's answers for the rest. @throws SetupRefused, SetupEnded */
export async function choose(context: Context, target: Target): Promise<Choices> {
  const { options } = context
  const runner = await one(context, 'runner', 'Where do the jobs run?', RUNNER_CHOICES)
  const kind = await one(
    context,
    'store',
    'Where is the login kept between jobs?',
    storesFor(runner, options),
  )
  const store = await storeOf(context, kind)
  const jobs =
    kind === 'host'
      ? ('full' as const)
      : await one(context, 'jobs', 'What do ordinary jobs get?', JOBS_CHOICES)
  if (kind === 'host' && options.jobs === 'workers')
    throw unusable(
      '--jobs workers is given with --store host',
      'One machine needs no workers: leave --jobs out.',
    )
  return {
    runner,
    runsOn: options['runs-on'] ?? (runner === 'hosted' ? 'ubuntu-24.04' : 'self-hosted'),
    store,
    jobs: jobs === 'full' ? { kind: 'full' } : sharing(options, store),
    environment: await environmentOf(context, target),
  }
}

const RUNNER_CHOICES: readonly Choice<Runner>[] = [
  { value: 'hosted', label: "GitHub's machines", hint: 'their disk is gone after each job' },
  { value: 'self-hosted', label: 'One self-hosted machine', hint: 'its disk keeps the login' },
  { value: 'several', label: 'Several self-hosted machines', hint: 'they share one login' },
]

const STORE_CHOICES: readonly Choice<(typeof STORES)[number]>[] = [
  { value: 'host', label: 'The disk of that machine', hint: 'nothing else needed' },
  { value: 'cache', label: 'The Actions cache, encrypted', hint: 'needs no further token' },
  {
    value: 'github-secret',
    label: 'A GitHub secret',
    hint: 'needs a GitHub App or a token that may write secrets',
  },
  { value: 'command', label: 'A secret manager of yours', hint: 'needs two commands' },
]

const JOBS_CHOICES: readonly Choice<(typeof JOBS)[number]>[] = [
  {
    value: 'workers',
    label: 'Only the access token (recommended)',
    hint: 'they have nothing to lose, and may run anywhere',
  },
  { value: 'full', label: 'The whole login', hint: 'one workflow is enough, and each job may refresh' },
]

function storesFor(runner: Runner, { store }: Options): readonly Choice<(typeof STORES)[number]>[] {
  if (runner === 'self-hosted') return STORE_CHOICES
  if (store === 'host')
    throw unusable(
      `--store host is given with --runner ${runner}`,
      runner === 'hosted'
        ? 'The disk of a hosted machine is gone after its job. Give --store cache, github-secret or command.'
        : 'Two machines that keep one login each on their own disk lose it: the refresh token works once. Give --store cache, github-secret or command; docs/fleets.md has a login for each machine.',
    )
  return STORE_CHOICES.filter(({ value }) => value !== 'host')
}

async function storeOf(context: Context, kind: StoreChoice['kind']): Promise<StoreChoice> {
  const { ask, options } = context
  const text = async (flag: TextFlag, question: string) => options[flag] ?? (await ask.text(flag, question))
  if (kind === 'host' || kind === 'cache') return { kind }
  if (kind === 'github-secret') return { kind, writer: writerIn(options) ?? (await askWriter(context)) }
  return {
    kind,
    restore: await text('restore-command', 'The command that prints the stored login, or nothing:'),
    persist: await text('persist-command', 'The command that stores the login from its standard input:'),
  }
}

/** Through a secret if something may write one; the cache needs nothing else. */
function sharing(options: Options, store: StoreChoice): JobsChoice {
  const writer = store.kind === 'github-secret' ? store.writer : writerIn(options)
  return writer ? { kind: 'workers', by: 'secret', writer } : { kind: 'workers', by: 'cache' }
}

function writerIn(options: Options): Writer | undefined {
  const { 'app-id': id, 'app-key-file': keyFile, 'token-file': file } = options
  if (file !== undefined && id !== undefined)
    throw unusable('--token-file is given with --app-id', 'Give one of the two: either may write the secret.')
  if (id !== undefined) {
    if (!/^\w{1,40}$/.test(id))
      throw unusable(`--app-id is "${id}"`, 'Give the number that the settings page of the App shows.')
    return { kind: 'app', id, keyFile }
  }
  if (keyFile !== undefined) throw unusable('--app-key-file is given without --app-id')
  return file === undefined ? undefined : { kind: 'token', file }
}

async function askWriter({ ask }: Context): Promise<Writer> {
  if (!ask.isInteractive)
    throw unusable(
      '--store github-secret needs something that may write the secret',
      "Give --app-id and --app-key-file (a GitHub App with Environments: write, or Secrets: write without an environment), or --token-file. GITHUB_TOKEN can't write secrets.",
    )
  const kind = await ask.select<Writer['kind']>('app-id', 'What may write the secret?', [
    { value: 'app', label: 'A GitHub App', hint: 'Environments: write, installed on this repository' },
    {
      value: 'token',
      label: 'A fine-grained token',
      hint: 'Environments, Secrets and Contents: write, Actions: read',
    },
  ])
  if (kind === 'token') return { kind, file: await ask.text('token-file', 'The file with the token:') }
  const id = await ask.text('app-id', "The App's id:")
  return { kind, id, keyFile: await ask.text('app-key-file', 'The file with its private key (.pem):') }
}

/** GitHub Free has no environments for private repositories: said before anything is changed. */
async function environmentOf(
  { ask, options }: Context,
  { plan, repository }: Target,
): Promise<string | undefined> {
  const { environment = 'codex' } = options
  if (environment === 'none') return undefined
  if (!/^[\w.-]{1,100}$/.test(environment))
    throw unusable(
      `--environment is "${environment}"`,
      'Give a name of letters, digits, `.`, `_` and `-`, or "none".',
    )
  if (plan !== 'free') return environment
  const goOn = await ask.confirm(
    `GitHub Free has no environments for private repositories such as ${repository}. Use secrets of the repository, which every branch may read?`,
    { alone: false, first: false },
  )
  if (goOn) return undefined
  throw unusable(
    `${repository} is private and its owner has GitHub Free, which has no environments for it`,
    'Give --environment none for secrets of the repository, which a workflow on any branch may read; or move to a paid plan.',
  )
}

async function one<T extends string>(
  { ask, options }: Context,
  flag: 'runner' | 'store' | 'jobs',
  question: string,
  choices: readonly Choice<T>[],
): Promise<T> {
  const given = options[flag]
  if (given === undefined) return ask.select(flag, question, choices)
  const found = choices.find(({ value }) => value === given)
  if (!found)
    throw unusable(`--${flag} is "${given}"`, `Give one of: ${choices.map(({ value }) => value).join(', ')}.`)
  return found.value
}
