import { tmpdir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { endsWithContainer, surroundings } from '../system/container.js'
import { ActionError, InputError } from '../system/errors.js'
import { isWithin } from '../system/files.js'
import { fromHome, userHome } from '../system/user-path.js'
import { isPrivateHome } from './homes.js'

type Environment = Readonly<Record<string, string | undefined>>

/** Tells a later use of this action in the job which CODEX_HOME was set before one of ours was; empty if none. */
export const REAL_HOME_VARIABLE = 'CODEX_AUTH_ACTION_HOME'

/** The CODEX_HOME of machine or workflow, whatever an earlier use of this action in the job has set. */
export const ambientHome = (env: Environment): string | undefined =>
  (isPrivateHome(env.CODEX_HOME ?? '') ? env[REAL_HOME_VARIABLE] : env.CODEX_HOME) || undefined

/** The absolute CODEX_HOME: the input, otherwise the environment's, otherwise ~/.codex. */
export function configuredHome(input: string | undefined, env: Environment): string {
  return resolve(fromHome(input ?? ambientHome(env) ?? '~/.codex', env))
}

/**
 * The CODEX_HOME of a persistent runner. Throws where it would not outlive the job, or where Codex can't work in it.
 */
export function persistentHome(input: string | undefined, env: Environment, around = surroundings()): string {
  if (env.RUNNER_ENVIRONMENT === 'github-hosted') throw new EphemeralRunner()
  const home = configuredHome(input, env)
  // The root of any drive: Windows has several.
  if (home === resolve(userHome(env)) || home === dirname(home))
    throw new InputError(
      'codex-home',
      `leads to ${home}, which is not a directory for Codex alone`,
      'Give a directory of its own, such as ~/.codex.',
    )
  for (const [place, why] of volatilePlaces(env))
    if (place && isWithin(home, place))
      throw new InputError(
        'codex-home',
        `(or CODEX_HOME, or HOME) leads to ${home}, ${why}`,
        'Give a directory that outlives the job, such as one under the home of the user that runs the runner; in a container, a mounted one.',
      )
  if (endsWithContainer(home, around)) throw new ContainerHome(home)
  return home
}

function volatilePlaces(env: Environment): [string | undefined, string][] {
  return [
    [env.RUNNER_TEMP, 'which the runner empties after each job'],
    ['/github', 'which is part of a job container and gone after the job'],
    [env.GITHUB_WORKSPACE, 'which a checkout empties, and where the model works'],
    [tmpdir(), 'a directory for temporary files, in which Codex has no sandbox'],
  ]
}

/** The host store's directory would be gone with the container that this job runs in. */
export class ContainerHome extends ActionError {
  override readonly name = 'ContainerHome'

  constructor(home: string) {
    super('container-home', {
      what: `This job runs in a container, and the login would be kept in ${home}, which is part of the container.`,
      why: 'It is gone when the container is replaced, and with it every refreshed login: the refresh token of the seed would soon be used. Nothing was changed.',
      remedy: `Mount a volume that outlives the container there (\`docker run --volume codex-home:${home}\`), or give \`codex-home\` a directory of such a volume. Or keep the login in another store (\`storage\`).`,
    })
  }
}

/** The host store was asked for, or would be taken, on a runner whose disk is gone after the job. */
export class EphemeralRunner extends ActionError {
  override readonly name = 'EphemeralRunner'

  constructor() {
    super('ephemeral-runner', {
      what: 'This is a GitHub-hosted runner, and the login would be kept on its disk.',
      why: 'The disk is gone after the job, and with it every refreshed login: the refresh token of the seed would soon be used.',
      remedy:
        'Give one of the stores what it needs: `encryption-key` (cache), `secret-name` with a token or app (github-secret), or `restore-command` and `persist-command` (command). Or run this job on a self-hosted runner.',
    })
  }
}
