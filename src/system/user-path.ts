import { homedir, userInfo } from 'node:os'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The home directory of the user that runs the job. HOME may be set and empty. On Windows it doesn't count: Git's shells
 * set it to `/c/Users/me`, which is another directory for all other programs, and Codex reads the profile.
 */
export const userHome = (env: Environment, platform: NodeJS.Platform = process.platform): string =>
  (platform === 'win32' ? env.USERPROFILE : env.HOME) || homedir() || userInfo().homedir

/** A path that a person gave, with `~` as a shell reads it. */
export const fromHome = (path: string, env: Environment): string =>
  path.replace(/^~(?=$|\/|\\)/, () => userHome(env))
