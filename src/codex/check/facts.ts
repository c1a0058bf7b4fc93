/**
 * The behavior that a Codex must prove before it may see a login (docs/facts §16). Failures are reported in this order: the
 * first one is most often the cause of the others.
 */
export const FACTS = {
  starts: 'Codex starts, and its app-server answers',
  'codex-home': 'Codex finds the login in auth.json in CODEX_HOME',
  refresh: 'Codex refreshes that login at the address that CODEX_REFRESH_TOKEN_URL_OVERRIDE names',
  'one-use': 'Codex uses a refresh token once',
  saved: 'Codex saves a refreshed login in auth.json in CODEX_HOME',
  private: 'only the owner of auth.json can read it',
  'saved-on-close': 'Codex saves a refresh that is under way when its input is closed',
  locks: 'Codex locks the login with auth.lock and auth.json.lock and with no other file',
  fence: 'a fenced Codex asks for a refresh at the address of the fence and nowhere else',
  denied: "commands that the model runs can't read auth.json",
  unchanged: 'neither a fenced Codex nor a command that the model runs changes auth.json',
  'no-copy': 'Codex writes tokens into auth.json and nowhere else',
  'hand-over': 'a running Codex goes on with a newer auth.json when its access token ends',
  run: '`codex exec` carries out a task to its end',
  ends: 'Codex ends by itself, and leaves no process behind',
  'in-time': 'Codex answers in time',
} as const
export type Fact = keyof typeof FACTS

/** A fact that doesn't hold, and what was seen instead: a short text that follows a colon, never with a token. */
export interface Broken {
  readonly fact: Fact
  readonly seen: string
}
