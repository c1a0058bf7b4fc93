type Environment = Readonly<Record<string, string | undefined>>

/**
 * Variables that a program of the machine needs to run: places of programs and libraries, the user, the language, the
 * network, and the certificates to trust. None of a job's inputs, state and tokens is among them.
 */
const NEEDED = [
  /^(PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|TERM|XDG_(CONFIG|DATA)_(HOME|DIRS)|XDG_RUNTIME_DIR)$/i,
  /^(SystemRoot|SystemDrive|windir|ComSpec|USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles.*|CommonProgram.*|PSModulePath|NoDefaultCurrentDirectoryInExePath)$/i,
  /^(LD_\w+|DYLD_\w+|GCONV_PATH|LOCPATH|NIX_SSL_CERT_FILE)$/,
  /^((https?|all|no|ftp)_proxy|SSL_CERT_(FILE|DIR)|CURL_CA_BUNDLE|OPENSSL_\w+|GIT_SSL_\w+|KRB5\w*)$/i,
]

/** The environment for a program of the machine. Variables in `own` replace others. */
export function programEnvironment(
  env: Environment,
  own: Record<string, string> = {},
): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && NEEDED.some(pattern => pattern.test(entry[0])),
  )
  return { ...Object.fromEntries(kept), ...own }
}
