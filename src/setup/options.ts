import { type ParseArgsConfig, parseArgs } from 'node:util'
import { SetupRefused } from './refused.js'

/** Flags that have a value; each is a text as it was given. */
const TEXTS = [
  ...['repo', 'remote', 'runner', 'runs-on', 'store', 'jobs', 'environment', 'branch', 'action'],
  ...['app-id', 'app-key-file', 'token-file', 'restore-command', 'persist-command', 'login-file'],
  ...['codex-version'],
] as const
const SWITCHES = [
  'log-in-again',
  'overwrite',
  'push',
  'merge',
  'no-start',
  'no-input',
  'dry-run',
  'help',
] as const

export type TextFlag = (typeof TEXTS)[number]
type SwitchFlag = (typeof SWITCHES)[number]

export type Options = Readonly<Partial<Record<TextFlag, string>>> & Readonly<Record<SwitchFlag, boolean>>

export const USAGE = `Usage: npx github:OWNER/codex-auth-action setup [flags]

Run it in a checkout of the repository whose jobs are to use Codex. It asks for what no flag says, logs in to
ChatGPT with a code that you type in your browser, sets the secrets, writes two workflows on a branch, and proves
the set-up with a refresh. You can interrupt it at any time and run it again.

  --dry-run                 print every command and file, and change nothing
  --no-input                ask nothing: fail with the name of the flag that is missing

Where
  --runner KIND             hosted: GitHub's machines; self-hosted: one machine; several: several self-hosted machines
  --runs-on LABEL           the label in \`runs-on\` (default: ubuntu-24.04, or self-hosted)
  --store STORE             host (the disk of the one machine), cache, github-secret or command
  --jobs KIND               workers: only keep-fresh has the whole login, and the jobs get its access token;
                            full: each job has the whole login
  --environment NAME        the environment of the secrets (default: codex); "none": the repository's secrets
  --repo OWNER/NAME         (default: from the git remote)
  --remote NAME             (default: origin)

What the store needs
  --app-id ID --app-key-file FILE      a GitHub App that may write secrets, or
  --token-file FILE                    a fine-grained token that may; for github-secret
  --restore-command CMD --persist-command CMD    for command

The login
  --login-file FILE         use this auth.json, which nothing else uses, instead of logging in
  --log-in-again            log in, though the secret is there already
  --codex-version VERSION   the Codex that logs in (default: the one this action is tested with)

The workflows
  --branch NAME             (default: codex-auth-setup)
  --action OWNER/NAME@REF   the action in \`uses\`
  --overwrite               replace workflows of the same names that differ
  --push                    push the branch and open a pull request
  --merge                   also merge it; then keep-fresh is started, because GitHub starts workflows of the
                            default branch only
  --no-start                don't start keep-fresh

Exit code: 0 done, 1 something is left to do or failed, 2 the flags can't be used.
`

/** @throws SetupRefused for a flag that isn't one, or that has no value */
export function readOptions(args: readonly string[]): Options {
  const options: ParseArgsConfig['options'] = {
    ...Object.fromEntries(TEXTS.map(name => [name, { type: 'string' as const }])),
    ...Object.fromEntries(SWITCHES.map(name => [name, { type: 'boolean' as const, default: false }])),
  }
  try {
    return parseArgs({ args: [...args], options, strict: true }).values as unknown as Options
  } catch (error) {
    throw unusable((error as Error).message)
  }
}

/** Flags that can't be used as they are. */
export const unusable = (what: string, remedy = 'Run it with --help for the flags.'): SetupRefused =>
  new SetupRefused('setup-usage', {
    what: what.endsWith('.') ? what : `${what}.`,
    why: 'The set-up does not guess what was meant, and has changed nothing.',
    remedy,
  })
