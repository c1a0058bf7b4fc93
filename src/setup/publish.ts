import { z } from 'zod/mini'
import type { Written } from './branch.js'
import type { Context } from './context.js'
import { messageOf, type Reply } from './gh.js'
import { insist } from './program.js'
import { SetupRefused } from './refused.js'
import type { Target } from './repository.js'

const Pull = z.object({ number: z.number(), html_url: z.string() })
type Pull = z.infer<typeof Pull>
const Pulls = z.array(Pull)

/** Nothing leaves the machine of a person who was not asked. */
const PUBLISH = { alone: false, first: true } as const
const TITLE = 'Run Codex on a ChatGPT login, kept alive by codex-auth-action'

/**
 * Pushes the branch, opens a pull request and merges it, each if asked. True once the workflows are on the default branch.
 * @throws SetupRefused
 */
export async function publish(context: Context, target: Target, written: Written): Promise<boolean> {
  if (written.kind === 'published') return true
  const { ask, isDry, options, say } = context
  const { branch, isPushed } = written
  const { remote, repository, gh, defaultBranch, mergeMethod } = target
  const pushes = options.push || options.merge || isPushed
  if (!pushes && !(await ask.confirm(`Push the branch ${branch} and open a pull request?`, PUBLISH))) {
    say(
      `Next: git push ${remote} ${branch}, merge it into ${defaultBranch}, and run the same command again for the proof.`,
    )
    return false
  }
  const refspec = `refs/heads/${branch}:refs/heads/${branch}`
  if (!isPushed) await insist(context, { file: 'git', args: ['push', '--quiet', remote, refspec] })
  const pull = (await openPull(target, branch)) ?? (await createPull(target, branch))
  if (pull) say(`✓ The pull request is ${pull.html_url}`)
  if (!options.merge && !(await ask.confirm('Merge it now, so that keep-fresh can be started?', PUBLISH))) {
    say('Next: merge it, and run the same command again for the proof.')
    return false
  }
  const path = `repos/${repository}/pulls/${pull?.number ?? 'NUMBER'}/merge`
  const merged = await gh.send('PUT', path, { merge_method: mergeMethod })
  if (merged && merged.status !== 200) throw notMerged(merged, pull)
  if (!isDry) say(`✓ Merged into ${defaultBranch}.`)
  return true
}

async function openPull(
  { gh, owner, repository, defaultBranch }: Target,
  branch: string,
): Promise<Pull | undefined> {
  const query = new URLSearchParams({ state: 'open', head: `${owner}:${branch}`, base: defaultBranch })
  return Pulls.safeParse((await gh.get(`repos/${repository}/pulls?${query}`)).body).data?.[0]
}

async function createPull(target: Target, branch: string): Promise<Pull | undefined> {
  const { gh, repository, defaultBranch } = target
  const fields = {
    title: TITLE,
    head: branch,
    base: defaultBranch,
    body: 'Written by the setup command of codex-auth-action.',
  }
  const reply = await gh.send('POST', `repos/${repository}/pulls`, fields)
  if (!reply) return undefined
  const made = Pull.safeParse(reply.body)
  if (reply.status === 201 && made.success) return made.data
  throw new SetupRefused('setup-publish', {
    what: `GitHub opened no pull request for ${branch} (${messageOf(reply)}).`,
    why: 'GitHub starts workflows of the default branch only. The branch is pushed, and the login is stored.',
    remedy: `Open and merge it yourself, then run the same command again.`,
  })
}

const notMerged = (reply: Reply, pull: Pull | undefined) =>
  new SetupRefused('setup-publish', {
    what: `GitHub did not merge the pull request (${messageOf(reply)}).`,
    why: 'GitHub starts workflows of the default branch only, so nothing is proven yet. The login is stored.',
    remedy: `Merge ${pull?.html_url ?? 'it'} yourself, for example after a review, then run the same command again.`,
  })
