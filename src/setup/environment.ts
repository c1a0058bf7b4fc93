import { z } from 'zod/mini'
import type { Context } from './context.js'
import { messageOf, type Reply } from './gh.js'
import { SetupRefused } from './refused.js'
import type { Target } from './repository.js'

const Environment = z.object({
  deployment_branch_policy: z.nullish(
    z.object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() }),
  ),
  protection_rules: z.optional(z.array(z.looseObject({ type: z.string() }))),
})
const Policies = z.object({ branch_policies: z.array(z.looseObject({ name: z.string() })) })

/**
 * Makes the environment, which only the default branch may use: so a workflow on another branch can't read the login.
 * One that is there keeps its rules.
 * @throws SetupRefused where GitHub refuses it
 */
export async function ensureEnvironment(context: Context, target: Target, name: string): Promise<void> {
  const { gh, repository, defaultBranch } = target
  const path = `repos/${repository}/environments/${name}`
  const found = await gh.get(path)
  if (found.status === 404) {
    const policy = { protected_branches: false, custom_branch_policies: true }
    // One request makes both: there is no moment in which any branch may use it.
    accepted(await gh.send('PUT', path, { deployment_branch_policy: policy }), [200], name)
    await allowDefaultBranch(target, path, name)
    context.say(`✓ The environment ${name} can be used by ${defaultBranch} only.`)
    return
  }
  const { data } = Environment.safeParse(found.body)
  if (found.status !== 200 || !data) throw refused(found, name)
  warnOfWaits(context, data, name)
  if (!data.deployment_branch_policy) {
    context.say(
      `! The environment ${name} is there and has no branch rule: a workflow on any branch may read its secrets.`,
    )
    context.say(`  Set one under Settings, Environments, ${name}, Deployment branches. It was left as it is.`)
  } else if (data.deployment_branch_policy.custom_branch_policies) {
    const listed = Policies.safeParse((await gh.get(`${path}/deployment-branch-policies`)).body)
    const isAllowed = listed.data?.branch_policies.some(policy => policy.name === defaultBranch)
    if (!isAllowed) await allowDefaultBranch(target, path, name)
    context.say(`✓ The environment ${name} is there, with a branch rule that allows ${defaultBranch}.`)
  } else context.say(`✓ The environment ${name} is there, for protected branches.`)
}

async function allowDefaultBranch({ gh, defaultBranch }: Target, path: string, name: string): Promise<void> {
  const reply = await gh.send('POST', `${path}/deployment-branch-policies`, {
    name: defaultBranch,
    type: 'branch',
  })
  // 303: it is there already.
  accepted(reply, [200, 303], name)
}

function warnOfWaits(
  context: Context,
  { protection_rules: rules = [] }: z.infer<typeof Environment>,
  name: string,
): void {
  const waits = rules.filter(({ type }) => type === 'required_reviewers' || type === 'wait_timer')
  if (waits.length === 0) return
  context.say(
    `! The environment ${name} has a rule (${waits.map(({ type }) => type).join(', ')}) for which each run of`,
  )
  context.say(
    '  keep-fresh waits for a person or a while. Give --environment another name if you did not mean that.',
  )
}

function accepted(reply: Reply | undefined, good: readonly number[], name: string): void {
  if (reply && !good.includes(reply.status)) throw refused(reply, name)
}

const refused = (reply: Reply, name: string) =>
  new SetupRefused('setup-environment', {
    what: `GitHub refused the environment ${name} with its branch rule (${messageOf(reply)}).`,
    why: 'Private repositories have them with a paid plan only. Without one, a workflow on any branch may read the secrets.',
    remedy: 'Give --environment none to use secrets of the repository anyway.',
  })
