import type { StoreKind } from '../stores/store.js'
import { ActionError, InputError } from '../system/errors.js'
import { EphemeralRunner } from './codex-home.js'
import type { Inputs } from './inputs.js'
import { isForge } from './runner-kind.js'

/** The inputs of which `storage: auto` can tell a store, and the stores for which each has an effect. */
const STORES_OF = {
  'encryption-key': ['cache', 'command'],
  'restore-command': ['command'],
  'persist-command': ['command'],
  'secret-name': ['github-secret'],
  'secret-environment': ['github-secret'],
  'secret-organization': ['github-secret'],
  'app-id': ['github-secret'],
  'app-private-key': ['github-secret'],
} as const satisfies Partial<Record<keyof Inputs, readonly StoreKind[]>>

/** Inputs that don't tell which store is meant, and have no effect for some. */
const STORES_OF_OTHERS = {
  'lease-ref': ['cache', 'github-secret', 'command'],
  'lease-repository': ['cache', 'github-secret', 'command'],
} as const satisfies Partial<Record<keyof Inputs, readonly StoreKind[]>>

type Telling = keyof typeof STORES_OF
const TELLING = Object.keys(STORES_OF) as Telling[]

/** Names of an App, which may be there to publish the access login instead. */
const OF_APP: readonly string[] = ['app-id', 'app-private-key']
const isForSharing = (inputs: Inputs, name: string): boolean =>
  OF_APP.includes(name) && (inputs['share-access']?.startsWith('secret:') ?? false)

/** The inputs that tell which store is meant. */
const given = (inputs: Inputs): Telling[] =>
  TELLING.filter(name => inputs[name] && !isForSharing(inputs, name))

/** Without these a store can't work. */
const NEEDS = {
  host: [],
  cache: ['encryption-key'],
  'github-secret': [],
  command: ['restore-command', 'persist-command'],
} as const satisfies Record<StoreKind, readonly Telling[]>

/**
 * The store of this job. `auto`: on a self-hosted runner its disk, otherwise the store whose inputs are given, the cache first.
 *
 * @throws InputError if `auto` leaves it open on a self-hosted runner, or if the server can't have that store; EphemeralRunner if
 * nothing says which or the disk is gone after the job; StoreInputs if the chosen one lacks an input
 */
export function storeKind(inputs: Inputs, env: Readonly<Record<string, string | undefined>>): StoreKind {
  const isHosted = env.RUNNER_ENVIRONMENT === 'github-hosted'
  const kind = inputs.storage === 'auto' ? automaticKind(inputs, isHosted) : inputs.storage
  if (!kind || (kind === 'host' && isHosted)) throw new EphemeralRunner()
  if (kind === 'github-secret' && isForge(env)) throw noSecretsOfGithub('storage', 'is `github-secret`')

  const missing = NEEDS[kind].filter(name => !inputs[name])
  if (missing.length > 0) throw new StoreInputs(kind, missing)
  return kind
}

/** The names of the inputs that were given and have no effect with this store. */
export const idleInputs = (inputs: Inputs, kind: StoreKind): string[] =>
  Object.entries({ ...STORES_OF, ...STORES_OF_OTHERS })
    .filter(
      ([name, kinds]) =>
        inputs[name as keyof Inputs] &&
        !isForSharing(inputs, name) &&
        !(kinds as readonly StoreKind[]).includes(kind),
    )
    .map(([name]) => name)

/** @param what what the input asks for, to end in a clause about the server */
export const noSecretsOfGithub = (input: string, what: string): InputError =>
  new InputError(
    input,
    `${what}, and the server of this job is a Gitea or Forgejo, whose API for secrets is not GitHub's`,
    'Keep the login on the disk of the runner (`storage: host`) or by two commands (`storage: command`): docs/other-runners.md.',
  )

/** Whether an input is given that only a store needs. */
export const asksForStore = (inputs: Inputs): boolean => given(inputs).length > 0

function automaticKind(inputs: Inputs, isHosted: boolean): StoreKind | undefined {
  const told = toldStore(inputs)
  if (isHosted || !told) return isHosted ? told : 'host'
  const names = given(inputs).map(name => `\`${name}\``)
  throw new InputError(
    'storage',
    `is \`auto\` on a self-hosted runner, where that means its disk, but ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} for another store`,
    `Set \`storage: ${told}\` to keep the login there, or \`storage: host\` without ${names.length > 1 ? 'those inputs' : 'that input'} to keep it on the disk of this machine.`,
  )
}

/** The store whose inputs are given. */
function toldStore(inputs: Inputs): StoreKind | undefined {
  const isFor = (kind: StoreKind) =>
    given(inputs).some(name => (STORES_OF[name] as readonly StoreKind[]).includes(kind))
  if (inputs['restore-command'] || inputs['persist-command']) return 'command'
  return (['cache', 'github-secret'] as const).find(isFor)
}

const REMEDIES = {
  'encryption-key':
    'Make a key with `age-keygen`, or `openssl rand -base64 32`, store it as a secret (`gh secret set CODEX_KEY`), and give that secret as `encryption-key`.',
  'restore-command': 'Give the command that prints the stored login.',
  'persist-command': 'Give the command that stores the login it reads from its standard input.',
} as const

/** The chosen store lacks an input that it can't do without. */
export class StoreInputs extends ActionError {
  override readonly name = 'StoreInputs'

  constructor(kind: StoreKind, missing: readonly (keyof typeof REMEDIES)[]) {
    super('store-inputs', {
      what: `The store "${kind}" needs ${missing.map(name => `\`${name}\``).join(' and ')}.`,
      why:
        kind === 'cache'
          ? 'Everybody who can run a workflow in this repository can read its cache, so the login is never put there unencrypted.'
          : "Without it the refreshed login can't be kept, and would be lost with the job.",
      remedy: missing.map(name => REMEDIES[name]).join(' '),
    })
  }
}
