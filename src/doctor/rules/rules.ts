import { PAGE, type Rule, rule } from './rule.js'
import { RULES_OF_USES } from './rules-of-uses.js'

/** Every rule that the doctor has. */
export const RULES: readonly Rule[] = [
  rule(
    'warning',
    'seed-each-run',
    'A stored login is put over auth.json in each run, and nothing stores what Codex makes of it.',
    'Codex refreshes the login about every ten days. The stored copy has been used up then, and the next run that uses it ends the login.',
  ),
  rule(
    'warning',
    'saved-on-success',
    'The login is saved only if everything before it succeeded, or only if something failed.',
    'Codex may refresh the login and fail after that: the new login is lost with the machine, and the stored one no longer works.',
  ),
  rule(
    'warning',
    'two-at-once',
    'Two runs, jobs or workflows can use one login at the same time.',
    'A refresh token can be used once. The first run that refreshes ends the login for the others, and the last one to save may put back a login that no longer works.',
  ),
  rule(
    'warning',
    'cancel-in-progress',
    'A newer run cancels one that has the login.',
    'A Codex that is ended during its refresh has used the refresh token and saved nothing.',
  ),
  rule(
    'warning',
    'read-too-early',
    'Runs wait for one another, and the login is a secret of the repository.',
    'GitHub reads such a secret when the run is queued. After a refresh in between, the run starts with a login that no longer works.',
  ),
  rule(
    'warning',
    'unguarded',
    'Everybody can start a job that handles the login by hand.',
    'Events such as `issues` and `pull_request_target` have the secrets, whoever caused them.',
  ),
  rule(
    'warning',
    'refreshes-outside',
    'A script refreshes the login without Codex.',
    'If it fails before the new login is stored, or a Codex elsewhere still has the old one, the login is lost.',
  ),
  rule(
    'warning',
    'ends-login',
    'The job runs `codex logout` or `codex login`.',
    'Both revoke the login that is there, at the server, for every copy of it.',
  ),
  rule(
    'warning',
    'laid-open',
    'The login is put into a cache, an artifact or a commit, unencrypted.',
    'Everybody who can read the repository, or run a workflow in it, can take it from there.',
  ),
  rule(
    'warning',
    'printed',
    'auth.json is printed into the log.',
    'The runner masks only what a secret held, and so none of the tokens of a refreshed login.',
  ),
  rule(
    'warning',
    'in-checkout',
    'CODEX_HOME is in the checkout.',
    'Codex, and whatever commits or uploads the checkout, has the login before it.',
  ),
  rule(
    'warning',
    'other-home',
    'The login is in one CODEX_HOME, and Codex uses another.',
    'A variable that a step exports ends with that step.',
  ),
  rule(
    'warning',
    'other-login',
    'A variable takes the place of auth.json.',
    'Codex uses CODEX_API_KEY and others instead of the login, and does not say so.',
  ),
  rule(
    'warning',
    'injection',
    'A script in a job with the login is made of words that anybody can write.',
    'GitHub puts the words in before the shell reads them.',
  ),
  rule(
    'note',
    'on-command-line',
    'The login is an argument of a process.',
    'Every process of the machine can read the arguments of the others.',
  ),
  rule(
    'warning',
    'seldom',
    'Four weeks or more can pass between two uses of the login.',
    'How long a refresh token lives that nobody uses is not known.',
  ),
  rule(
    'warning',
    'no-schedule',
    'A schedule never runs.',
    'The login that it should keep fresh is not refreshed, and nobody notices.',
  ),
  rule(
    'note',
    'unseen',
    "The login goes where the doctor can't see it.",
    'Whether each refreshed login is stored there, and whether two runs can refresh at once, is for a person to look up.',
  ),
  rule(
    'note',
    'callers-unknown',
    'Only workflows that are not here start it.',
    'When it runs, for whom and with which permissions is said there.',
  ),
  rule(
    'note',
    'ignored-without-reason',
    'A comment ignores a rule and gives no reason.',
    'It ignores nothing until it says why.',
  ),
  rule(
    'warning',
    'unreadable-workflow',
    "A file is not a workflow that GitHub would run, or can't be read.",
    'The doctor does not know how it uses a login.',
  ),
  ...RULES_OF_USES,
]

const BY_ID = new Map(RULES.map(one => [one.id, one]))

/** The rule by its id; one without a section of its own is described at the head of the page. */
export const ruleOf = (id: string): Rule =>
  BY_ID.get(id) ?? { id, level: 'warning', summary: '', why: '', page: PAGE }
