/** Codes that need more than one state of one machine, or a machine that isn't here: the test that has them, and its words. */
export const SHOWN_BY: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'endpoint-hangs': ['prove/verdicts-hang', 'endpoint-hangs'],
  'token-ended': ['prove/verdicts', 'token-ended'],
  'lease-lost': ['prove/git-lease-asleep', 'lease-lost'],
  'newer-stored': ['prove/cache-store', 'newer-stored'],
  'store-changed': ['unit/command-store', 'store-changed'],
  'secret-too-large': ['unit/github-secret', 'secret-too-large'],
  'secret-not-confirmed': ['unit/github-secret', 'secret-not-confirmed'],
  'github-refused': ['unit/github-client', 'github-refused'],
  'github-redirected': ['unit/github-redirects', 'github-redirected'],
  'github-unreachable': ['unit/github-client', 'github-unreachable'],
  'share-command-failed': ['e2e/share', '`share-command` failed with exit code 3'],
  'access-replayed': ['unit/access-entry', 'access-replayed'],
  'access-account': ['unit/access-hand-over', 'access-account'],
  'container-home': ['e2e/container', 'which is part of the container'],
  'file-too-large': ['unit/regular-files', 'file-too-large'],
  'temp-crowded': ['unit/runner-temp', 'temp-crowded'],
  'untrusted-skills': ['unit/untrusted-head', 'untrusted-skills'],
  'cannot-start': ['unit/probe-failure', 'cannot-start'],
  'app-server-stuck': ['unit/keeper-refresh', 'app-server-stuck'],
  'codex-platform-unsupported': ['unit/binary', 'codex-platform-unsupported'],
  'codex-signature-invalid': ['unit/registry-trust', 'codex-signature-invalid'],
  'codex-tool-cache-not-writable': ['unit/tool-cache', 'codex-tool-cache-not-writable'],
}

/** Said by pre alone, where main asks again: it ends no job. */
export const NO_VERDICT = ['no-token-yet']
