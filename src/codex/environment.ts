type Environment = Readonly<Record<string, string | undefined>>

/**
 * With these, Codex silently uses another login than auth.json, unless they are empty (docs/facts#api-key-variable,
 * #access-token-variable).
 */
const KEYS = ['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN']

/**
 * Each of these alone selects a workload identity, even if it is empty (docs/facts#workload-identity,
 * #workload-identity-source).
 */
export const WORKLOAD_IDENTITY = [
  'OPENAI_FEDERATION_RULE_ID',
  'OPENAI_IDENTITY_TOKEN_FILE',
  'OPENAI_IDENTITY_TOKEN_SOURCE',
  'OPENAI_SPIFFE_AUDIENCE',
  'OPENAI_SPIFFE_ID',
]

export const OTHER_LOGINS: readonly string[] = [...KEYS, ...WORKLOAD_IDENTITY]

/** Names of the variables that would have taken auth.json's place. */
export const otherLogins = (env: Environment): string[] => [
  ...KEYS.filter(name => env[name]),
  ...WORKLOAD_IDENTITY.filter(name => env[name] !== undefined),
]

/**
 * The variables of the job that Codex, and so every command of the model, gets. It is a list of what is allowed, because
 * nobody knows the names of all the secrets that a workflow sets.
 */
const LET_THROUGH = [
  // The system, the user, the words.
  /^(PATH|HOME|USER|LOGNAME|SHELL|HOSTNAME|PWD|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|TZ|LANG|LANGUAGE|LC_\w+|TMPDIR|TEMP|TMP|CI|XDG_\w+)$/,
  /^(SystemRoot|SystemDrive|windir|ComSpec|PATHEXT|USERPROFILE|USERNAME|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles.*|CommonProgram.*|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|OS)$/i,
  // The way to the network, and the certificates to trust on it.
  /^((https?|all|no|ftp)_proxy|SSL_CERT_(FILE|DIR)|CODEX_CA_CERTIFICATE|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GIT_SSL_CAINFO)$/i,
  // Facts about the job: no secret and no file of the runner's (its event, and the files that hold commands to it).
  /^GITHUB_(ACTIONS|ACTOR|ACTOR_ID|API_URL|BASE_REF|EVENT_NAME|GRAPHQL_URL|HEAD_REF|JOB|REF|REF_NAME|REF_PROTECTED|REF_TYPE|REPOSITORY|REPOSITORY_ID|REPOSITORY_OWNER|REPOSITORY_OWNER_ID|RETENTION_DAYS|RUN_ATTEMPT|RUN_ID|RUN_NUMBER|SERVER_URL|SHA|TRIGGERING_ACTOR|WORKFLOW|WORKFLOW_REF|WORKFLOW_SHA|WORKSPACE)$/,
  /^(RUNNER_(ARCH|ENVIRONMENT|NAME|OS|TEMP|TOOL_CACHE|TRACKING_ID|WORKSPACE)|ImageOS|ImageVersion)$/,
  // Where tools are, as the setup actions and the runner images say it.
  /^(JAVA_HOME(_\w+)?|GO(ROOT|PATH|CACHE|MODCACHE|PROXY|FLAGS|TOOLCHAIN)(_\w+)?|ANDROID_\w*(HOME|ROOT)|CARGO_(HOME|INSTALL_ROOT|TARGET_DIR)|RUSTUP_(HOME|TOOLCHAIN)|DOTNET_\w+|NVM_\w+|VOLTA_HOME|PNPM_HOME|BUN_INSTALL|DENO_\w*DIR|pythonLocation|Python\d?_(ROOT_DIR|EXECUTABLE|LIBRARY|INCLUDE_DIR)|PYTHON(PATH|HOME|UNBUFFERED)|VIRTUAL_ENV|CONDA(_\w+)?|GEM_HOME|GEM_PATH|RBENV_ROOT|COMPOSER_HOME|GRADLE_HOME|MAVEN_HOME|M2_HOME|VCPKG_\w+|CMAKE_\w+|CC|CXX|CPPFLAGS|CFLAGS|CXXFLAGS|LDFLAGS|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|PKG_CONFIG_PATH|MAKEFLAGS)$/,
  /^(RUST_LOG|RUST_BACKTRACE|DEBIAN_FRONTEND)$/,
]

/** The environment in which Codex runs; `own` is set over it. */
export function codexEnvironment(
  env: Environment,
  own: Record<string, string>,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  // Windows doesn't tell `Path` and PATH apart, and spells many names in its own way.
  const spellings = (name: string) => (platform === 'win32' ? [name, name.toUpperCase()] : [name])
  const isLetThrough = (name: string) =>
    spellings(name).some(spelling => LET_THROUGH.some(pattern => pattern.test(spelling)))
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isLetThrough(entry[0]),
  )
  return { ...Object.fromEntries(kept), ...own }
}
