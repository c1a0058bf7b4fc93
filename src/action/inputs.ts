import { getInput } from '@actions/core'
import ms from 'ms'
import { z } from 'zod/mini'
import { InputError } from '../system/errors.js'

/** Every input of action.yml with the words that say what it may hold; an empty one counts as not given. */
const given = (hint: string) => z.optional(z.string({ error: hint }))
const flag = () =>
  z.pipe(
    z.prefault(z.enum(['true', 'false'], { error: '`true` or `false`' }), 'false'),
    z.transform(value => value === 'true'),
  )
const choice = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  z.prefault(
    z.enum(values, { error: `one of ${values.map(value => `\`${value}\``).join(', ')}` }),
    fallback as never,
  )

/** Names between commas; none by default. */
const names = (allowed: RegExp = /^/, hint = '') =>
  z.pipe(
    z.prefault(z.string().check(z.regex(allowed, { error: hint })), ''),
    z.transform(text =>
      text
        .split(',')
        .map(name => name.trim())
        .filter(Boolean),
    ),
  )

const DURATION = /^\d+(\.\d+)?(s|m|h|d)$/
const duration = (hint: string) =>
  z.optional(
    z.pipe(
      z.string().check(z.regex(DURATION, { error: hint })),
      z.transform(text => ms(text as ms.StringValue)),
    ),
  )
const DURATION_HINT = 'a number with its unit, such as `90s`, `30m`, `2h` or `1d`'

const minutes = (fallback: string) =>
  z.pipe(
    z.prefault(
      z.string().check(
        z.regex(/^\d{1,5}(\.\d+)?$/, { error: 'a number of minutes' }),
        z.refine(text => Number(text) > 0, { error: 'more than 0' }),
      ),
      fallback,
    ),
    z.transform(text => Number(text) * 60_000),
  )

const Inputs = z.object({
  'auth-json': given('an auth.json, raw or in base64'),
  'seed-policy': choice(['newer', 'missing'], 'newer'),
  'allow-account-change': flag(),
  'codex-home': given('a directory'),
  'login-name': z.prefault(
    z.string().check(z.regex(/^[\w.-]{1,64}$/, { error: 'up to 64 letters, digits, `.`, `_` or `-`' })),
    'default',
  ),
  storage: choice(['auto', 'host', 'cache', 'github-secret', 'command'], 'auto'),
  'encryption-key': given('an age identity, or a passphrase of at least 20 characters'),
  'secret-name': given('the name of a secret'),
  'secret-environment': given('the name of an environment'),
  'secret-organization': given('the name of an organization'),
  'restore-command': given('a command'),
  'persist-command': given('a command'),
  'access-key': given('an age identity'),
  'share-access': z.optional(
    z.string().check(
      z.regex(/^(secret:[A-Za-z_]\w{0,254}|cache|command)$/, {
        error: '`secret:NAME`, `cache` or `command`',
      }),
    ),
  ),
  'share-command': given('a command'),
  'share-environment': given('the name of an environment'),
  'share-organization': given('the name of an organization'),
  token: given('a token'),
  'app-id': given('the id of a GitHub App'),
  'app-private-key': given('the private key of a GitHub App'),
  concurrency: choice(['shared', 'exclusive'], 'shared'),
  'lease-timeout': duration(DURATION_HINT),
  'lease-ref': z.optional(
    z.string().check(
      z.regex(/^refs\/[\w-][\w.-]*(\/[\w-][\w.-]*)+$/, {
        error: 'a ref such as `refs/codex-auth/default`',
      }),
    ),
  ),
  'lease-repository': z.optional(
    z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/, { error: 'a repository as `owner/name`' })),
  ),
  'show-account': flag(),
  'login-timeout': duration(DURATION_HINT),
  'job-id': given('the id of a job'),
  'job-total': given('a number of jobs'),
  'min-lifetime': duration(DURATION_HINT),
  'force-refresh': flag(),
  'allow-public-repository': flag(),
  'allow-users': names(),
  'allow-bots': flag(),
  'allow-bot-users': names(/^[^*]*$/, 'the name of each bot; `*` is not accepted for bots'),
  alert: choice(['none', 'issue'], 'none'),
  'alert-repository': z.optional(
    z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/, { error: 'a repository as `owner/name`' })),
  ),
  'alert-assignees': names(),
  'alert-labels': names(),
  'alert-command': given('a command'),
  'on-unavailable': choice(['fail', 'skip'], 'fail'),
  mode: z.optional(
    z.enum(['run', 'keep-fresh', 'setup', 'login'], {
      error: 'one of `run`, `keep-fresh`, `setup`, `login`',
    }),
  ),
  prompt: given('text'),
  'prompt-file': given('a file'),
  'output-file': given('a file'),
  'working-directory': given('a directory'),
  sandbox: z.optional(
    z.enum(['read-only', 'workspace-write', 'danger-full-access'], {
      error: 'one of `read-only`, `workspace-write`, `danger-full-access`',
    }),
  ),
  'permission-profile': given('the name of a permission profile'),
  'safety-strategy': choice(['sandbox', 'read-only', 'drop-sudo', 'unprivileged-user', 'unsafe'], 'sandbox'),
  'codex-user': z.optional(
    z.string().check(z.regex(/^[a-z_][a-z0-9_.-]{0,31}$/i, { error: 'the name of a user of this machine' })),
  ),
  'output-schema': given('a JSON schema'),
  'output-schema-file': given('a file'),
  'resume-thread': z.optional(
    z.string().check(z.regex(/^[\w-]{1,64}$/, { error: 'the id of a thread (the output `thread-id`)' })),
  ),
  review: z.optional(
    z.string().check(
      z.regex(/^(uncommitted|base:[\w][\w./-]*|commit:[0-9a-f]{4,64})$/i, {
        error: '`uncommitted`, `base:BRANCH` or `commit:SHA`',
      }),
    ),
  ),
  model: given('the name of a model'),
  effort: given('a reasoning effort'),
  'codex-args': given('a JSON array of strings, or a line of shell words'),
  'codex-version': given('an exact version, a range or `latest`'),
  'timeout-minutes': minutes('60'),
})
export type Inputs = z.infer<typeof Inputs>
export const INPUT_NAMES: readonly string[] = Object.keys(Inputs.shape)
export type Mode = NonNullable<Inputs['mode']>

const SECRET: ReadonlySet<string> = new Set([
  'auth-json',
  'prompt',
  'encryption-key',
  'access-key',
  'token',
  'app-private-key',
])

/** Reads all inputs as the runner gives them to this stage. Throws `InputError` for the first that can't be used. */
export const readInputs = (): Inputs =>
  parseInputs(Object.fromEntries(INPUT_NAMES.map(name => [name, getInput(name) || undefined])))

/** The inputs, by the texts that were given. Throws `InputError` for the first that can't be used. */
export function parseInputs(raw: Readonly<Record<string, string | undefined>>): Inputs {
  const parsed = Inputs.safeParse(raw)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const name = String(issue?.path[0])
  const value = SECRET.has(name) ? 'holds something that it' : `is "${raw[name]}", which it`
  throw new InputError(name, `${value} can't be`, `Give ${issue?.message}.`)
}

/** `run` when there is something to run, otherwise `setup`. */
export function modeOf(inputs: Inputs): Mode {
  return inputs.mode ?? (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup')
}
