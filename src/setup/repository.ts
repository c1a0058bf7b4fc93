import { z } from 'zod/mini'
import { succeeded } from '../system/run.js'
import type { Context } from './context.js'
import { Gh, messageOf, type Reply } from './gh.js'
import { call, output } from './program.js'
import { SetupRefused } from './refused.js'

const Facts = z.object({
  full_name: z.string(),
  private: z.boolean(),
  default_branch: z.string(),
  owner: z.object({ login: z.string(), type: z.string() }),
  permissions: z.optional(z.object({ admin: z.optional(z.boolean()), push: z.optional(z.boolean()) })),
  allow_merge_commit: z.optional(z.boolean()),
  allow_squash_merge: z.optional(z.boolean()),
})

const Plan = z.object({ login: z.optional(z.string()), plan: z.optional(z.object({ name: z.string() })) })

/** The repository that is set up, and how it is reached. */
export interface Target {
  readonly gh: Gh
  /** `owner/name`. */
  readonly repository: string
  readonly owner: string
  readonly defaultBranch: string
  /** The git remote that leads there. */
  readonly remote: string
  /** The owner's plan at GitHub, `free` or another name; undefined if GitHub doesn't say. */
  readonly plan: string | undefined
  readonly mergeMethod: 'merge' | 'squash' | 'rebase'
}

/**
 * Finds the repository of this checkout and looks whether a set-up may be done there. Changes nothing.
 * @throws SetupRefused
 */
export async function findTarget(context: Context): Promise<Target> {
  const { options, env } = context
  const remote = options.remote ?? 'origin'
  const url = await remoteUrl(context, remote)
  const named = repositoryIn(url)
  const repository = options.repo ?? named?.repository
  if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository)) throw unclear(remote)
  const gh = new Gh(context, env.GH_HOST || named?.host || 'github.com')

  const reply = await gh.get(`repos/${repository}`)
  const facts = Facts.safeParse(reply.body)
  if (reply.status !== 200 || !facts.success) throw notReached(repository, reply)
  const { full_name, private: isPrivate, default_branch, owner, permissions } = facts.data
  if (!isPrivate) throw isPublic(full_name)
  if (!permissions?.admin) throw notAdmin(full_name)
  assertScopes(context, reply, url)
  return {
    ...{ gh, repository: full_name, owner: owner.login, defaultBranch: default_branch, remote },
    plan: await planOf(gh, owner),
    mergeMethod:
      facts.data.allow_merge_commit === false
        ? facts.data.allow_squash_merge
          ? 'squash'
          : 'rebase'
        : 'merge',
  }
}

async function remoteUrl(context: Context, remote: string): Promise<string> {
  const inside = await call(context, { file: 'git', args: ['rev-parse', '--is-inside-work-tree'] })
  if (!succeeded(inside))
    throw new SetupRefused('setup-repository', {
      what: `${context.cwd} is not in a git checkout.`,
      why: 'The workflows are written to a branch of the repository whose jobs are to use Codex. Nothing was changed.',
      remedy: 'Run it in a checkout of that repository.',
    })
  const found = await call(context, { file: 'git', args: ['remote', 'get-url', remote] })
  if (succeeded(found)) return found.stdout.toString().trim()
  throw new SetupRefused('setup-repository', {
    what: `This checkout has no git remote "${remote}".`,
    why: 'The set-up pushes the workflows there. Nothing was changed.',
    remedy: `Give --remote: it has ${(await output(context, { file: 'git', args: ['remote'] })).trim().split('\n').join(', ') || 'none'}.`,
  })
}

/** `https://HOST/OWNER/NAME`, `ssh://git@HOST/OWNER/NAME` and `git@HOST:OWNER/NAME`, with or without `.git`. */
export function repositoryIn(url: string): { host: string; repository: string } | undefined {
  const [, host, repository] =
    /^(?:https?|ssh):\/\/(?:[^@/]+@)?([^/]+)\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url) ??
    /^(?:[\w.-]+@)?([\w.-]+):([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url) ??
    []
  return host && repository
    ? { host: host.replace(/^ssh\.github\.com(:443)?$/, 'github.com'), repository }
    : undefined
}

/** Checks a classic token. A fine-grained one has no scopes, and GitHub shows what it may do only when it does it. */
function assertScopes({ options }: Context, { headers }: Reply, url: string): void {
  const said = headers['x-oauth-scopes']
  if (!said) return
  const scopes = said.split(',').map(scope => scope.trim())
  const pushes = (options.push || options.merge) && /^https?:/.test(url)
  const missing = [...['repo'], ...(pushes ? ['workflow'] : [])].filter(scope => !scopes.includes(scope))
  if (missing.length === 0) return
  throw new SetupRefused('setup-tool', {
    what: `The login of \`gh\` has not the scope ${missing.join(' and ')}.`,
    why: 'Without it GitHub refuses to set secrets, or to take a push that changes workflows. Nothing was changed.',
    remedy: `Run \`gh auth refresh --scopes ${missing.join(',')}\`, then this command again.`,
  })
}

async function planOf(gh: Gh, { login, type }: { login: string; type: string }): Promise<string | undefined> {
  const said = Plan.safeParse((await gh.get(type === 'Organization' ? `orgs/${login}` : 'user')).body)
  // GitHub tells a person's plan only to that person.
  const isTheirs = type === 'Organization' || said.data?.login === login
  return isTheirs ? said.data?.plan?.name : undefined
}

const unclear = (remote: string) =>
  new SetupRefused('setup-repository', {
    what: `The git remote "${remote}" doesn't say which repository at GitHub it is.`,
    why: 'Secrets and workflows belong to one repository. Nothing was changed.',
    remedy: 'Give --repo OWNER/NAME.',
  })

const notReached = (repository: string, reply: Reply) =>
  new SetupRefused('setup-repository', {
    what: `GitHub doesn't show the repository ${repository} to \`gh\` (${messageOf(reply)}).`,
    why: 'Its secrets and workflows could not be set. Nothing was changed.',
    remedy:
      'Look at `gh auth status`: is it the right account, and may its token see this repository? Or give --repo.',
  })

const isPublic = (repository: string) =>
  new SetupRefused('setup-repository', {
    what: `${repository} is a public repository.`,
    why: "Anybody can read its logs and cause some of its events, so a login of yours doesn't belong there. Nothing was changed.",
    remedy:
      'Use a private repository for jobs with Codex. docs/security.md says what `allow-public-repository` risks.',
  })

const notAdmin = (repository: string) =>
  new SetupRefused('setup-repository', {
    what: `The account of \`gh\` isn't an administrator of ${repository}.`,
    why: 'Only an administrator may create an environment with its branch rule. Nothing was changed.',
    remedy: 'Ask an administrator to run this, or switch with `gh auth login`.',
  })
