import { DEFAULT_SECRET_NAME } from '../github/secret-target.js'
import type { AccessLogin } from '../login/access.js'
import { mask } from '../report/sink.js'
import { InputError } from '../system/errors.js'
import { BRIEFLY, openAccessCache } from './access-cache.js'
import type { Inputs } from './inputs.js'
import { isForge } from './runner-kind.js'
import type { Stage } from './stage.js'
import { noSecretsOfGithub } from './store-kind.js'

/** Where the access login is published. */
export interface ShareTarget {
  /** In the words of a message: `the secret CODEX_ACCESS of organization lab`. */
  readonly where: string
  /** Throws if it can't be proven that the access login is there. */
  publish(login: AccessLogin, how: Publishing): Promise<void>
}

export interface Publishing {
  /** Milliseconds since the epoch. */
  readonly madeAt: number
  /** Tries again for a while what fails. Otherwise it takes seconds: others wait for the lease, or Codex for its login. */
  readonly isPatient: boolean
}

/** Inputs that only some ways of sharing need. */
const SHARE_INPUTS = {
  'share-command': 'command',
  'share-environment': 'secret',
  'share-organization': 'secret',
} as const

/**
 * Opens the place that `share-access` names; undefined without it. Nothing is asked or written yet.
 * @throws InputError, SecretRefused `secret-name`
 */
export async function openShareTarget(stage: Stage): Promise<ShareTarget | undefined> {
  const inputs = stage.inputs()
  const { 'share-access': share, 'access-key': accessKey } = inputs
  const [kind = '', name = ''] = share?.split(':') ?? []
  for (const [input, needed] of Object.entries(SHARE_INPUTS))
    if (inputs[input as keyof Inputs] !== undefined && kind !== needed)
      throw new InputError(
        input,
        `is given without \`share-access: ${needed === 'secret' ? 'secret:NAME' : needed}\``,
        'Give both, or neither.',
      )
  if (share === undefined) return undefined
  if (accessKey !== undefined && kind !== 'cache')
    throw new InputError(
      'access-key',
      `is given beside \`share-access: ${share}\`, where it has no effect`,
      'Give it with `share-access: cache` only, and to workers that read the cache.',
    )
  if (kind === 'secret' && isForge(stage.env)) throw noSecretsOfGithub('share-access', `is \`${share}\``)
  if (kind === 'secret') return openSecret(stage, inputs, name)
  return kind === 'cache' ? openCache(stage, accessKey) : openCommand(stage, inputs)
}

async function openCache(stage: Stage, accessKey: string | undefined): Promise<ShareTarget> {
  if (accessKey === undefined)
    throw new InputError(
      'access-key',
      'is missing: `share-access: cache` needs it',
      'Make an identity for the workers with `age-keygen`, store it as a secret, and give it here and in the workers.',
    )
  const [patient, brief] = [await openAccessCache(stage), await openAccessCache(stage, BRIEFLY)]
  return {
    where: 'the Actions cache',
    publish: (login, { madeAt, isPatient }) => (isPatient ? patient : brief).write(login, madeAt),
  }
}

async function openCommand(stage: Stage, inputs: Inputs): Promise<ShareTarget> {
  const { 'share-command': script } = inputs
  if (script === undefined)
    throw new InputError(
      'share-command',
      'is missing: `share-access: command` needs it',
      'Give a command that reads the access login from its standard input and publishes it.',
    )
  const { publishByCommand } = await import('./share-command.js')
  return {
    where: '`share-command`',
    publish: (login, how) => publishByCommand(stage, script, { login, ...how }),
  }
}

async function openSecret(stage: Stage, inputs: Inputs, name: string): Promise<ShareTarget> {
  const { 'share-environment': environment, 'share-organization': organization } = inputs
  if (name.toUpperCase() === (inputs['secret-name'] ?? DEFAULT_SECRET_NAME).toUpperCase())
    throw new InputError(
      'share-access',
      `names ${name}, the secret of the full login, which it would replace`,
      'Give the access login a secret of its own, such as `secret:CODEX_ACCESS`.',
    )
  if (environment && organization)
    throw new InputError(
      'share-organization',
      'is given beside `share-environment`',
      'Give one of them: a secret belongs to an environment or to an organization.',
    )
  const { SharedSecret } = await import('./share-secret.js')
  return SharedSecret.open(stage, { name, environment, organization }, mask)
}
