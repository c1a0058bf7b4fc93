import { homedir, userInfo } from 'node:os'

type Environment = Readonly<Record<string, string | undefined>>

/** The home directory of the user that runs the job. HOME may be set and empty. */
export const userHome = (env: Environment): string => env.HOME || homedir() || userInfo().homedir

/** A path that a person gave, with `~` as a shell reads it. */
export const fromHome = (path: string, env: Environment): string =>
  path.replace(/^~(?=$|\/|\\)/, () => userHome(env))
