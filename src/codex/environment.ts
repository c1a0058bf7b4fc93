type Environment = Readonly<Record<string, string | undefined>>

/** What is ours or the runner's: inputs and state of the action, its tokens, and the files by which it takes commands. */
const RUNNER_ONLY = /^(INPUT_|STATE_|ACTIONS_)|^GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY|TOKEN)$/i

/** Variables for which Codex silently uses another login than auth.json (facts §8). */
const OTHER_LOGINS = [
  'CODEX_API_KEY',
  'CODEX_ACCESS_TOKEN',
  'OPENAI_FEDERATION_RULE_ID',
  'OPENAI_IDENTITY_TOKEN_FILE',
]

/** Names of the variables that would have taken auth.json's place. */
export const otherLogins = (env: Environment): string[] => OTHER_LOGINS.filter(name => env[name])

/** The environment in which Codex, and so every command of the model, runs. */
export function codexEnvironment(env: Environment, own: Record<string, string>): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !RUNNER_ONLY.test(entry[0]) && !OTHER_LOGINS.includes(entry[0]),
  )
  return { ...Object.fromEntries(kept), ...own }
}
