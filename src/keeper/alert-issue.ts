import type { Issue, Issues } from '../github/issues.js'
import { link, minuteOf, plain, prose } from '../report/markdown.js'
import { type Alert, CONDITIONS, type Condition } from './alert.js'

export interface AlertIssueOptions {
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Lets no other keeper make an issue while `work` looks again and makes one. */
  readonly alone: (work: () => Promise<void>) => Promise<void>
}

/** A lost answer to the request that makes the issue: as often it is looked whether it is there. */
const TRIES = 3

/**
 * Makes the one issue of this login say what `alert` says: opened, updated or closed. A comment, which sends mail, is
 * written when the login gets worse, and when it is well again. Returns what was done, in words; undefined if nothing.
 * @throws GithubRefused, GithubUnavailable
 */
export async function settleIssue(
  issues: Issues,
  alert: Alert,
  options: AlertIssueOptions,
): Promise<string | undefined> {
  const found = await issues.having(markerOf(alert))
  const issue = await withoutTwins(issues, found)
  if (alert.condition === 'healthy') return issue?.isOpen ? close(issues, issue, alert, options) : undefined
  if (issue) return update(issues, issue, alert, options)

  let done = ''
  await options.alone(async () => {
    done = await create(issues, alert, options)
  })
  return done
}

async function create(issues: Issues, alert: Alert, options: AlertIssueOptions): Promise<string> {
  const { labels, assignees, now } = options
  for (let tried = 0; tried < TRIES; tried += 1) {
    // Another keeper may have made it since, or the request whose answer was lost.
    const issue = await withoutTwins(issues, await issues.having(markerOf(alert)))
    if (issue) return (await update(issues, issue, alert, options)) ?? `opened issue ${issue.number}`
    const isMade = await issues.create({
      title: titleOf(alert),
      body: bodyOf(alert, now),
      labels,
      assignees,
    })
    if (isMade) return 'opened an issue'
  }
  return 'tried to open an issue, and GitHub did not say whether it is there'
}

async function update(
  issues: Issues,
  issue: Issue,
  alert: Alert,
  { now }: AlertIssueOptions,
): Promise<string | undefined> {
  const before = issue.isOpen ? conditionIn(issue.body) : 'healthy'
  const isWorse = CONDITIONS.indexOf(alert.condition) > CONDITIONS.indexOf(before)
  await issues.update(issue.number, { title: titleOf(alert), body: bodyOf(alert, now), state: 'open' })
  if (!isWorse) return undefined
  await issues.comment(issue.number, commentOf(alert))
  return issue.isOpen ? `updated issue ${issue.number}` : `opened issue ${issue.number} again`
}

/** One request says that it is over and closes it, so no answer that is lost leaves the one without the other. */
async function close(issues: Issues, { number }: Issue, alert: Alert, { now }: AlertIssueOptions) {
  await issues.update(number, { body: bodyOf(alert, now), state: 'closed', state_reason: 'completed' })
  await issues.comment(number, commentOf(alert))
  return `closed issue ${number}`
}

/** The oldest is the one. Others, which two keepers without a lease can make, are closed. */
async function withoutTwins(
  issues: Issues,
  [first, ...others]: readonly Issue[],
): Promise<Issue | undefined> {
  for (const { number, isOpen } of others)
    if (isOpen) await issues.update(number, { state: 'closed', state_reason: 'not_planned' })
  return first
}

const markerOf = ({ id }: Alert): string => `<!-- codex-auth-action alert ${id}`

function conditionIn(body: string): Condition {
  const said = /<!-- codex-auth-action alert [0-9a-f]+ (\w+) -->/.exec(body)?.[1]
  return CONDITIONS.find(condition => condition === said) ?? 'healthy'
}

const TITLES: Record<Condition, (login: string) => string> = {
  healthy: login => `Codex login ${login}: healthy`,
  failing: login => `Codex login ${login}: keep-fresh fails`,
  stale: login => `Codex login ${login} can't be refreshed: someone must log in`,
  dead: login => `Codex login ${login} is dead: someone must log in`,
}

/** A sentence on how jobs go on until someone acts. */
const MEANWHILE: Record<Exclude<Condition, 'healthy'>, (until: string | undefined) => string> = {
  failing: until =>
    until ? `Jobs go on: the access token lives until ${until}.` : 'Whether jobs go on is not known.',
  stale: until =>
    `Jobs go on with the access token${until ? ` until ${until}` : ''}, if OpenAI does not end it earlier.`,
  dead: () => 'Jobs fail until someone has logged in.',
}

const titleOf = ({ condition, login }: Alert): string => TITLES[condition](login)

/** The state in full. Sentences of others in it are quoted by `prose` and `plain`. */
function bodyOf(alert: Alert, now: number): string {
  const { condition, reason, explanation, account } = alert
  const cause = explanation
    ? [`**${prose(explanation.what)}**`, '', prose(explanation.why), '']
    : [condition === 'healthy' ? 'The login is healthy again.' : 'The run did not say why.', '']
  const todo = explanation ? [`**What to do:** ${prose(explanation.remedy)}`, ''] : []
  return [
    `${markerOf(alert)} ${condition} -->`,
    ...cause,
    ...(condition === 'healthy' ? [] : [meanwhile(alert), '', ...todo, ...howToLogIn(alert)]),
    ...(reason ? [`- Reason: \`${reason}\``] : []),
    ...(account ? [`- Account: ${plain(account)}`] : []),
    `- Last run: ${runOf(alert)}, ${minuteOf(now)}`,
    '',
    'This issue is kept by `alert: issue` of codex-auth-action: it is updated in place, and closed when the login is healthy again.',
  ].join('\n')
}

function commentOf(alert: Alert): string {
  const { condition, login, explanation } = alert
  if (condition === 'healthy') return `The Codex login ${plain(login)} is healthy again (${runOf(alert)}).`
  const cause = explanation ? `${prose(explanation.what)} ` : ''
  return `${plain(titleOf(alert))} (${runOf(alert)}). ${cause}${meanwhile(alert)}`
}

function meanwhile({ condition, until }: Alert): string {
  return condition === 'healthy'
    ? ''
    : MEANWHILE[condition](until === undefined ? undefined : minuteOf(until))
}

/** A keep-fresh that fails for another reason needs no login. */
function howToLogIn({ condition, workflow }: Alert): string[] {
  if (workflow === undefined || condition === 'failing') return []
  const page = link('this workflow', workflow)
  return [`To log in by a phone: open ${page}, **Run workflow**, with its log-in box checked.`, '']
}

const runOf = ({ run }: Alert): string => (run ? link('this run', run) : 'a run')
