import { ActionError } from '../errors.js'
import type { Inputs } from '../inputs.js'
import { EphemeralRunner } from './place.js'
import type { StoreKind } from './store.js'

/**
 * The store of this job. `auto`: the host's disk on a self-hosted runner, else the one whose inputs are given,
 * the cache first. Throws if nothing says which, or if the chosen one lacks an input.
 */
export function storeKind(inputs: Inputs, env: Readonly<Record<string, string | undefined>>): StoreKind {
  const hosted = env.RUNNER_ENVIRONMENT === 'github-hosted'
  const kind = inputs.storage === 'auto' ? (hosted ? givenStore(inputs) : 'host') : inputs.storage
  if (!kind || (kind === 'host' && hosted)) throw new EphemeralRunner()
  const missing = NEEDS[kind].filter(name => !inputs[name])
  if (missing.length > 0) throw new StoreInputs(kind, missing)
  return kind
}

const NEEDS = {
  host: [],
  cache: ['encryption-key'],
  'github-secret': [],
  command: ['restore-command', 'persist-command'],
} as const satisfies Record<StoreKind, readonly (keyof Inputs)[]>

function givenStore(inputs: Inputs): StoreKind | undefined {
  if (inputs['encryption-key'] && !inputs['restore-command']) return 'cache'
  if (inputs['restore-command'] || inputs['persist-command']) return 'command'
  const secret = ['secret-name', 'secret-environment', 'secret-organization', 'app-id'] as const
  return secret.some(name => inputs[name]) ? 'github-secret' : undefined
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
          : 'Without it the refreshed login can not be kept, and would be lost with the job.',
      remedy: missing.map(name => REMEDIES[name]).join(' '),
    })
  }
}
