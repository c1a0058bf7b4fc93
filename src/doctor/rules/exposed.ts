import { otherLogins } from '../../codex/environment.js'
import type { LoginJob } from '../logins.js'
import type { Finding } from '../report.js'
import { type ActOf, isAct } from '../way/acts.js'
import { DEFAULT_HOME, expressionsIn, isInCheckout, plainPath } from '../way/names.js'
import type { Step } from '../workflow.js'
import { actAt, noteAt, warningAt } from './finding.js'

/** Where others can get at a login, and what takes its place. */

const OPEN = {
  artifact: [
    'It puts the login into an artifact, unencrypted.',
    'Everyone who can read the repository can take the login from there.',
  ],
  cache: [
    'It puts the login into the cache, unencrypted.',
    'Everyone who can run a workflow in the repository, pull requests included, can take the login from there.',
  ],
  git: [
    'It commits the login.',
    'Everyone who can read the repository, now or later, can take the login from its history.',
  ],
  log: [
    'It prints auth.json into the log.',
    'The runner masks only what a secret held: the tokens of a refreshed login are readable by all who can read the log.',
  ],
} as const

/** Caches and artifacts can be read by everybody who can run a workflow, or read the repository. */
export const laidOpen = ({ acts }: LoginJob): Finding[] =>
  acts.filter(isAct('open')).map(act => {
    const [what, why] = OPEN[act.where]
    return actAt('warning', act)(act.where === 'log' ? 'printed' : 'laid-open', {
      what,
      why,
      remedy:
        act.where === 'log'
          ? 'Print what you want to know of it: `jq -r .last_refresh ~/.codex/auth.json`. Delete the log, and log in again.'
          : 'Remove it there, and log in again. This action stores the login in the cache encrypted: `encryption-key`.',
    })
  })

export const onCommandLine = ({ acts }: LoginJob): Finding[] =>
  acts.filter(isAct('argument')).map(act =>
    actAt('note', act)('on-command-line', {
      what: `The login is an argument of \`${act.command.slice(0, 60)}\`.`,
      why: 'Every process of the machine can read the arguments of the others, and so can what Codex runs there.',
      remedy: 'Give it by standard input (`< ~/.codex/auth.json`), or by a file.',
    }),
  )

/** A model that may read and commit the checkout has the login before it. */
export function inCheckout({ acts, job }: LoginJob): Finding[] {
  const [restore] = acts.filter(isAct('restore')).filter(({ home }) => isInCheckout(home))
  if (!restore || !job.steps.some(({ uses }) => /^actions\/checkout@/i.test(uses))) return []
  // A file that another command takes from there is no CODEX_HOME.
  const isHome = acts.some(
    act => (act.kind === 'codex' || act.kind === 'save') && sameHome(act.home, restore.home),
  )
  if (!isHome) return []
  return [
    actAt('warning', restore)('in-checkout', {
      what: `Its CODEX_HOME is in the checkout (${restore.home}).`,
      why: 'Codex, and whatever commits or uploads the checkout, has the login before it, and the next checkout removes what was refreshed.',
      remedy: `Use a directory outside of it: \`CODEX_HOME: ${'$'}{{ runner.temp }}/codex-home\`, or \`~/.codex\`.`,
    }),
  ]
}

/** Restored into one home, used in another: what Codex refreshes there is not what is saved. */
export function otherHome(login: LoginJob): Finding[] {
  const { acts } = login
  const homes = acts.filter(isAct('restore')).map(({ home }) => home)
  const codex = acts.find(
    (act, at) => act.kind === 'codex' && !act.key && acts.slice(0, at).some(({ kind }) => kind === 'restore'),
  )
  if (homes.length === 0) return homesBesideOurs(login)
  if (codex?.kind !== 'codex' || homes.some(home => sameHome(home, codex.home))) return []
  const [home] = homes
  if (homes.some(isUnknown) || isUnknown(codex.home)) return []
  return [
    actAt('warning', codex)('other-home', {
      what: `Codex uses ${codex.home} here, and the login is in ${home}.`,
      why: 'A variable that a step exports ends with that step: Codex finds no login, or another one.',
      remedy: 'Set `CODEX_HOME` in the `env:` of the job, or by `echo "CODEX_HOME=…" >> "$GITHUB_ENV"`.',
    }),
  ]
}

const isUnknown = (home: string): boolean => /\$\(|\*|\$\{\{/.test(home)

const homesBesideOurs = ({ acts, own, job }: LoginJob): Finding[] =>
  acts
    .filter(isAct('codex'))
    .filter(act => {
      const uses = own.filter(step => job.steps.indexOf(step) < job.steps.indexOf(act.chain[0]))
      const isGiven = (step: Step) => sameHome(act.home, plainPath(step.inputs['codex-home'] ?? ''))
      return uses.length > 0 && !act.key && hasOwnHome(act) && !uses.some(isGiven)
    })
    .map(act =>
      actAt('warning', act)('other-home', {
        what: `Codex uses ${act.home} here, and not the CODEX_HOME that this action has set.`,
        why: 'The login is in that one: here Codex finds none, or another one.',
        remedy: 'Take `CODEX_HOME` out of this step.',
      }),
    )

/** Whether a step gives Codex a CODEX_HOME; this action overrides the one of the job or workflow. */
export function hasOwnHome({ home, chain: [{ job }] }: ActOf<'codex'>): boolean {
  const around = { ...job.workflow.env, ...job.env }.CODEX_HOME ?? DEFAULT_HOME
  return home !== DEFAULT_HOME && !isUnknown(home) && !sameHome(home, plainPath(around))
}

const sameHome = (a: string, b: string): boolean =>
  a === b ||
  (/^\$CODEX_HOME$/.test(a) && b === DEFAULT_HOME) ||
  a.replace(/^\$GITHUB_WORKSPACE\//, '') === b.replace(/^\$GITHUB_WORKSPACE\//, '')

/** Codex has locks for it, and saves at once; a script has neither. */
export const refreshesOutside = ({ acts }: LoginJob): Finding[] =>
  acts.filter(isAct('refresh')).map(act =>
    actAt('warning', act)('refreshes-outside', {
      what: 'It refreshes the login without Codex, at `auth.openai.com/oauth/token`.',
      why: 'That uses the refresh token: if the script fails before the new one is stored, or a Codex elsewhere still has the old one, the login is lost.',
      remedy:
        'Leave the refresh to Codex: `mode: keep-fresh` of this action has it done on a schedule, one job at a time, and stores it at once.',
    }),
  )

export const endsLogin = ({ acts }: LoginJob): Finding[] =>
  acts.filter(isAct('end')).map(act =>
    actAt('warning', act)('ends-login', {
      what: `It runs \`${act.command}\`.`,
      why:
        act.command === 'codex logout'
          ? 'That revokes the login at the server, for every copy of it.'
          : 'If there is an auth.json, it is revoked at the server first, even if nobody completes the new login.',
      remedy:
        act.command === 'codex logout'
          ? 'To remove the file, use `rm -f ~/.codex/auth.json`.'
          : 'Log in by hand, in an empty CODEX_HOME, and set the secret. A job needs neither.',
    }),
  )

/** A Codex that a script starts takes the variable instead of auth.json (docs/facts §8); this action does not pass it on. */
export function otherLogin({ acts, job, own, restores }: LoginJob): Finding[] {
  const steps = [...new Set(acts.filter(isAct('codex')).map(({ chain }) => chain[0]))]
  const hasLogin = restores.length > 0 || own.length > 0 || acts.some(({ kind }) => kind === 'restore')
  const ofScripts = steps.flatMap(step => {
    const names = namesOf(step)
    if (names.length === 0 || !hasLogin) return []
    return [
      warningAt(step)('other-login', {
        what: `Its environment has ${names.join(', ')}.`,
        why: 'Codex uses that instead of the ChatGPT login, and does not say so.',
        remedy: 'Take it out of the environment of this step, or drop the login.',
      }),
    ]
  })
  const ofUses = own.flatMap(step => {
    const names = namesOf(step)
    if (names.length === 0) return []
    return [
      noteAt(step)('other-login', {
        what: `Its environment has ${names.join(', ')}.`,
        why: 'This action does not pass it on to Codex, but a Codex of your own in a later step would use it instead of the login.',
        remedy: 'Take it out if you mean the ChatGPT login.',
      }),
    ]
  })
  return job.workflow.kind === 'code' ? [] : [...ofScripts, ...ofUses]
}

const namesOf = ({ env, job }: Step): string[] => otherLogins({ ...job.workflow.env, ...job.env, ...env })

/**
 * Texts that people without write access choose: GitHub puts them into the script before a shell reads it. What
 * belongs to the repository itself, such as the branch that a pull request goes to, they only choose among.
 */
const STRANGERS_EVENT =
  /^github\.event\.(?!pull_request\.base\.|repository\.|organization\.)[\w.*[\]-]*\.(?:body|title|message|name|email|label|ref|head_branch|display_title|page_name)\b/

/** A script made of a stranger's words, in a job that has the login. */
export function scriptOfStrangers({ job, acts, kind }: LoginJob): Finding[] {
  if (kind === 'looked at' && acts.length === 0) return []
  return job.steps.flatMap(step => {
    const found = strangersText(step.run)
    if (!found) return []
    return [
      warningAt(step, step.locate(['run'], found.at))('injection', {
        what: `Its script is made of \`${found.text.slice(0, 64)}\`, which anybody can write.`,
        why: 'GitHub puts the words in before the shell reads them: a quote and a command in them can take the login.',
        remedy: 'Hand it over as a variable: by `env:` of the step, and as `"$TEXT"` in the script.',
      }),
    ]
  })
}

/** The first of them in an expression of the script. */
function strangersText(script: string): { text: string; at: number } | undefined {
  for (const { expression, from } of expressionsIn(script))
    for (const [path] of expression.matchAll(/\bgithub\.[\w.*[\]-]*/g)) {
      if (/^github\.head_ref\b/.test(path)) return { text: 'github.head_ref', at: from }
      const [event] = STRANGERS_EVENT.exec(path) ?? []
      if (event) return { text: event, at: from }
    }
  return undefined
}
