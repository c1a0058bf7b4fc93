import { type Rule, rule } from './rule.js'

/** The rules for steps that use this action. */
export const RULES_OF_USES: readonly Rule[] = [
  rule(
    'warning',
    'unknown-input',
    'This action has no such input.',
    'GitHub only warns of it: the step runs as if it were not there.',
  ),
  rule(
    'warning',
    'input',
    'This action refuses the value of an input.',
    'The step fails, so the login is not refreshed either.',
  ),
  rule(
    'warning',
    'ephemeral-runner',
    'The store `host` needs a disk that outlives the job.',
    'A GitHub-hosted runner is thrown away after each job, and the refreshed login with it.',
  ),
  rule(
    'warning',
    'store-inputs',
    'The store lacks an input that it needs.',
    'The action refuses to start, so the login is not refreshed either.',
  ),
  rule(
    'warning',
    'cache-forgets',
    'No workflow keeps a login in the cache fresh.',
    'GitHub removes a cache entry that nobody has read for seven days.',
  ),
  rule(
    'note',
    'no-keep-fresh',
    'Only ordinary runs keep a login in the cache.',
    'They refresh it late: a dead login shows when there is no time left.',
  ),
  rule(
    'note',
    'keeper-called',
    'The keep-fresh workflow is started by others that are not here.',
    'They decide whether it runs often enough.',
  ),
  rule(
    'note',
    'schedules-end',
    'GitHub disables schedules of a public repository after 60 days without activity.',
    'Then nothing refreshes the login.',
  ),
  rule(
    'warning',
    'outside-environment',
    'The job is not in the environment of its secret.',
    'It reads another secret than the one it writes.',
  ),
  rule(
    'warning',
    'no-lease',
    "The job's token may not write to the repository.",
    "This action can't get its lease, so nothing is refreshed.",
  ),
  rule(
    'note',
    'no-jobs',
    "The job's token may not see other jobs.",
    'After a job that died with the lease, the next one waits 15 minutes.',
  ),
  rule(
    'note',
    'permissions-unsaid',
    'Neither job nor workflow says its permissions.',
    'In newer repositories the token may only read then.',
  ),
  rule(
    'warning',
    'secret-writer',
    'Nothing may write the secret.',
    "GITHUB_TOKEN can't write secrets, so nothing is refreshed.",
  ),
  rule(
    'warning',
    'half-an-app',
    'One half of an App is given.',
    'An App shows who it is with its id and its key.',
  ),
  rule(
    'warning',
    'everybody',
    'Everybody may start Codex with the login.',
    'Codex reads the words of a stranger, on your plan.',
  ),
  rule(
    'warning',
    'public',
    'A public repository is allowed, and strangers can cause the event.',
    'Everybody reads the logs, and a reviewer who approves a run starts it for a stranger.',
  ),
  rule(
    'note',
    'public-repository',
    'A public repository is allowed.',
    'Everybody can read the words of Codex there.',
  ),
  rule(
    'warning',
    'unsafe',
    'Codex runs without its sandbox, and strangers can cause the event.',
    'Their words may talk Codex into giving the login away.',
  ),
  rule('note', 'forks', "A fork's pull request is refused.", 'The step fails for each of them.'),
]
