import type { Stage } from './stage.js'

/** Set by nektos/act, and by the runners of Gitea and Forgejo, which are made from it. */
const RELATIVES_OF_ACT = ['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS']

/**
 * Whether the server has no API of GitHub's: Gitea and Forgejo have some of it, but keep secrets in another way. Their
 * runners set a variable each; act can use such a server, too.
 */
export const isForge = ({ GITEA_ACTIONS, FORGEJO_ACTIONS, GITHUB_API_URL = '' }: Stage['env']): boolean =>
  Boolean(GITEA_ACTIONS || FORGEJO_ACTIONS) || /\/api\/v1\/?$/.test(GITHUB_API_URL)

/**
 * Whether this is a runner that runs the post of each step whose pre it ran, even if it skips the main: GitHub's own
 * (docs/facts/runner.md). It always sets RUNNER_NAME, in a job container too; act and its relatives don't.
 */
export const runsEveryPost = (env: Stage['env']): boolean =>
  Boolean(env.RUNNER_NAME) && !RELATIVES_OF_ACT.some(name => env[name])
