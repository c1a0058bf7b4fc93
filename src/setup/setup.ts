import { ActionError } from '../system/errors.js'
import { askAt, NOBODY } from './ask.js'
import { baseOf, filesToWrite, writeBranch } from './branch.js'
import { type Choices, choose } from './choices.js'
import type { Context, Machine } from './context.js'
import { ensureEnvironment } from './environment.js'
import { SetupHome } from './home.js'
import { judgeWorkflows } from './judged.js'
import { obtainLogin } from './login.js'
import { type Options, readOptions, USAGE, unusable } from './options.js'
import { prove } from './proof.js'
import { publish } from './publish.js'
import { findTarget, type Target } from './repository.js'
import { SECRETS, Secrets } from './secrets.js'
import { ACTION, workflowFiles } from './workflows.js'

/** Done; something is left to do, or failed; the flags can't be used. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const

/** Sets up a repository, from the login to the proof, and returns the exit code. Another run finds and skips what is done. */
export async function setup(args: readonly string[], machine: Machine): Promise<number> {
  try {
    const options = readOptions(args)
    if (options.help) {
      machine.print(USAGE)
      return EXIT.done
    }
    return (await story(await contextOf(machine, options))) ? EXIT.done : EXIT.failed
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    machine.print(`\n✗ ${error.message}\n`)
    if (error.cause) machine.print(`Cause: ${String(error.cause)}\n`)
    return error.code === 'setup-usage' ? EXIT.usage : EXIT.failed
  }
}

async function contextOf(machine: Machine, options: Options): Promise<Context> {
  const { terminal, signal } = machine
  const ask = terminal && !options['no-input'] ? await askAt(terminal, signal) : NOBODY
  return { ...machine, options, ask, isDry: options['dry-run'], say: line => machine.print(`${line}\n`) }
}

/** True once all is proven, or nothing is left to do. */
async function story(context: Context): Promise<boolean> {
  const { isDry, options, say } = context
  if (isDry) say('Dry run: commands and files are printed, and nothing is changed.')
  const action = actionOf(options)
  const target = await findTarget(context)
  say(`Repository ${target.repository}, private; its default branch is ${target.defaultBranch}.`)
  const choices = await choose(context, target)
  say(summaryOf(choices))

  const base = await baseOf(context, target)
  const all = workflowFiles(choices, { action, minute: minuteOf(target.repository) })
  const files = await filesToWrite(context, base, all)
  await judgeWorkflows(context, { base, files })

  await storeLogin(context, target, choices)

  const written = await writeBranch(context, target, { base, files })
  if (!(await publish(context, target, written))) return true
  if (
    options['no-start'] ||
    !(await context.ask.confirm('Start keep-fresh with a refresh, as the proof?', {
      alone: true,
      first: true,
    }))
  )
    return true
  await prove(context, target)
  return true
}

/** All that a login needs is there before a person makes one: then it is stored at once. */
async function storeLogin(context: Context, target: Target, choices: Choices): Promise<void> {
  const { environment } = choices
  if (environment !== undefined) await ensureEnvironment(context, target, environment)
  const secrets = new Secrets(context, target, environment)
  await secrets.prepare(choices)
  const home = SetupHome.of(context.env, target.gh.host, target.repository)
  try {
    const secret = await secrets.seen(SECRETS.login)
    await secrets.store(await obtainLogin(context, { home, secret }), home)
  } finally {
    if (!context.isDry) await leave(context, home)
  }
}

/** Keeps the home if it has a login that is nowhere else, and removes it otherwise. */
async function leave({ say }: Context, home: SetupHome): Promise<void> {
  if (!(await home.login())) return home.remove()
  say(
    `! A login was made and not stored. It is in ${home.path}: run the same command again, which stores it.`,
  )
}

function actionOf({ action = ACTION }: Options): string {
  if (/^[\w.-]+\/[\w.-]+@[\w./-]+$/.test(action)) return action
  throw unusable(`--action is "${action}"`, 'Give it as OWNER/NAME@REF, such as OWNER/codex-auth-action@v1.')
}

/** A minute of its own for each repository, and never 0, at which GitHub drops scheduled runs. */
const minuteOf = (repository: string): number =>
  1 + [...repository].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 58, 7)

function summaryOf({ environment, jobs, runsOn, store }: Choices): string {
  const place = environment ? `environment ${environment}` : "the repository's secrets"
  const shared = jobs.kind === 'workers' ? `; ordinary jobs get the access token (by the ${jobs.by})` : ''
  return `Jobs on ${runsOn}, the login in the store \`${store.kind}\`, secrets in ${place}${shared}.`
}
