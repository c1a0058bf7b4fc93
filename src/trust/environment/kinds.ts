/**
 * How a program reads a variable:
 * - `list`: directories or files, searched in their order
 * - `place`: one file or directory
 * - `words`: options or a command, which may contain paths
 * - `unknown`: nobody can know all names, so the value tells whether it is a path
 */
export type Kind = 'list' | 'place' | 'words' | 'unknown'

/** The runner's and our own variables, and those with a job's directories: programs load nothing from there. */
const HARMLESS =
  /^((GITHUB|RUNNER|INPUT|STATE|ACTIONS|CODEX_AUTH)_.*|PWD|OLDPWD|TMPDIR|TEMP|TMP|HOMEPATH|HOMEDRIVE|CODEX_HOME|_)$/i

const LIST =
  /^(PATH|LD_(LIBRARY_PATH\w*|RUN_PATH|PRELOAD|AUDIT)|DYLD_\w*(PATH|LIBRARIES)|LIBPATH|SHLIB_PATH|PYTHONPATH|PERL5?LIB|RUBYLIB|NODE_PATH|GEM_PATH|GOPATH|CLASSPATH|PKG_CONFIG_(PATH|LIBDIR)\w*|CPATH|(C|CPLUS|OBJC|OBJCPLUS)_INCLUDE_PATH|LIBRARY_PATH|COMPILER_PATH|MANPATH|INFOPATH|CDPATH|FPATH|XDG_\w+_DIRS|TERMINFO_DIRS|GCONV_PATH|LOCPATH|NLSPATH|SSL_CERT_DIR|\w*_?(LOAD|PLUGIN|MODULE|IMPORT|TYPELIB|DRIVERS?|EXTENSIONS?|PREFIX|SEARCH|CONFIGURE|CONFIG|INCLUDE|BACKEND|LOADER)_?PATH|GTK_PATH|SASL_PATH|LADSPA_PATH|KPSE\w*|TEXINPUTS|BIBINPUTS|ACLOCAL_PATH|OCAMLPATH|(CAML_)?LD_LIBRARY_PATH|ERL_LIBS|R_LIBS(_USER|_SITE)?|KUBECONFIG|KRB5_CONFIG|PSModulePath|GIT_ALTERNATE_OBJECT_DIRECTORIES|GIT_CEILING_DIRECTORIES|NIX_PATH|VK_\w*FILENAMES|GIO_EXTRA_MODULES)$/i

const PLACE =
  /^(HOME|USERPROFILE|XDG_\w+_HOME|XDG_RUNTIME_DIR|PYTHON(HOME|STARTUP|USERBASE|PYCACHEPREFIX|EXECUTABLE)|BASH_ENV|ZDOTDIR|INPUTRC|TERMINFO|TERMCAP|TZDIR|HOSTALIASES|RESOLV\w*|ICU_DATA|NODE_(EXTRA_CA_CERTS|COMPILE_CACHE|ICU_DATA|V8_COVERAGE)|SSL_CERT_FILE|SSLKEYLOGFILE|CODEX_CA_CERTIFICATE|\w*_CA_(BUNDLE|CERTS|FILE|PATH)|\w*_CERT_(FILE|PATH|DIR)|DENO_CERT|GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|EXEC_PATH|TEMPLATE_DIR|CONFIG|CONFIG_GLOBAL|CONFIG_SYSTEM|SHALLOW_FILE|GRAFT_FILE|SSL_(CAINFO|CAPATH|CERT|KEY))|OPENSSL_(CONF|CONF_INCLUDE|MODULES|ENGINES)|CURL_HOME|NETRC|WGETRC|SYSTEM_WGETRC|GNUPGHOME|DOCKER_(CONFIG|CERT_PATH)|(NPM_CONFIG|npm_config)_(userconfig|globalconfig|prefix|cafile|cache|script_shell|init_module)|YARN_RC_FILENAME|PIP_(CONFIG_FILE|CERT)|PYPIRC|AWS_(CONFIG_FILE|SHARED_CREDENTIALS_FILE)|CLOUDSDK_CONFIG|AZURE_CONFIG_DIR|HELM_\w*(HOME|CONFIG|CACHE|PLUGINS)|PGSERVICEFILE|PGSYSCONFDIR|PSQLRC|LDAPCONF|LDAPRC|ODBCINI|RUNNER_TOOL_CACHE|AGENT_TOOLSDIRECTORY|[A-Z]\w*HOME)$/i

/** Variables with options or commands, by name or by the program that reads them. */
const WORDS =
  /^(LD_|DYLD_|GIT_|PYTHON|PERL|RUBY|NODE_|NPM_CONFIG_|BASH_|SSL_|OPENSSL_|CURL_|SSH_|GPG_|DOCKER_|HELM_|AWS_|PIP_|UV_|CARGO_|RUST|XDG_|LUA_|TCLLIBPATH|PHP|GCC_|JAVA_|_JAVA|JDK_|LESS)|^(ENV|PROMPT_COMMAND|PS4|SHELL|TZ)$|(RC|CONF|CONFIG|PRELOAD|OPTIONS|OPTS?|FLAGS|STARTUP|EDITOR|VISUAL|PAGER|ASKPASS|BROWSER|RSH|LIBS?|PLUGINS?|MODULES?|HELPER|COMMAND|CMD|WRAPPER|LAUNCHER|HOOKS?|PYTHON|INTERPRETER)$/i

/**
 * Data: credentials, sockets and caches, from which a program loads no code and nothing that says whom to trust. A file of
 * AWS's credentials can name a program, and Ansible runs a password file that is executable.
 */
const DATA =
  /^(?!ANSIBLE_|AWS_SHARED_|\w*(PLUGIN|MODULE|COMPILE|CODE)_)(\w+_)?(CREDENTIALS?|CREDS|TOKEN|KEY|SECRET|PASSWORD|PASSPHRASE|PASS|(?<!CA_)CERT(IFICATE)?|CACHE|SOCK|SOCKET)(_?(FILE|PATH|DIR|FOLDER|LOCATION))?(_OVERRIDE)?$|^(PGPASSFILE|DOCKER_HOST|CONTAINER_HOST)$/i

/** Names that usually mean a list. */
const SHAPED = /(PATHS?|DIRS)$/i

/** Cleaned even though `HARMLESS` matches their names. */
const TOOLS = /^(RUNNER_TOOL_CACHE|AGENT_TOOLSDIRECTORY)$/i

/** How a program reads the variable; undefined if nothing is loaded from it. */
export function kindOf(name: string): Kind | undefined {
  if (HARMLESS.test(name) && !TOOLS.test(name)) return undefined
  if (LIST.test(name)) return 'list'
  if (PLACE.test(name)) return 'place'
  if (DATA.test(name)) return undefined
  if (WORDS.test(name)) return 'words'
  return SHAPED.test(name) ? 'list' : 'unknown'
}

/**
 * True if the name says that the value is a place on the disk, even if relative. Not ROOT, PREFIX and similar names, whose
 * value may also be a path in a secret manager.
 */
export const namesPlace = (name: string): boolean =>
  /(DIR|DIRECTORY|FILE|PROFILE|LIBRARY|SITEPACKAGES|CACERT)$/i.test(name)

/** Judged by its value or the shape of its name alone: nobody knows which program reads it, if any. */
export const isGuess = (name: string): boolean =>
  kindOf(name) === 'unknown' || (kindOf(name) === 'list' && !isKnownList(name))

/** Whom to trust on the network, by a file or a directory. */
export const isAuthority = (name: string): boolean =>
  /^(NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|NIX_SSL_CERT_FILE|GIT_SSL_(CAINFO|CAPATH)|CODEX_CA_CERTIFICATE|\w*_CA_(BUNDLE|CERTS?|FILE|PATH)|\w+_(CACERT|CAPATH|CAFILE))$/i.test(
    name,
  )

/** A list by its shape only: a value such as `secret/codex` may be no path of this machine at all. */
export const isKnownList = (name: string): boolean => LIST.test(name)

/** Whether a bare name in the value is searched in the system's directories, never in the current one (ld.so(8)). */
export const takesBareNames = (name: string): boolean => /^LD_(PRELOAD|AUDIT)$/.test(name)

/** The separator of a list's elements; ld.so(8) accepts more than one. */
export function separatorOf(name: string, delimiter: string): RegExp | string {
  if (/^LD_LIBRARY_PATH/.test(name)) return /[:;]/
  if (/^LD_(PRELOAD|AUDIT)$/.test(name)) return /[:\s]+/
  return delimiter
}

/**
 * What a program loads as it starts, so that cleaning it within the program comes too late: the dynamic linker's, and
 * what Node reads. Later stages and steps are given the cleaned value. Certificates are not among it, though Node reads
 * NODE_EXTRA_CA_CERTS, too, before it runs our code: they are data, and later steps of an honest job can't do without them.
 * What remains: a model that changes such a file in the workspace, and has a hand on the network as well, can read what
 * post says to the store by Node. git and Codex, which post starts, don't get the variable.
 */
export const isLoadedAtStart = (name: string): boolean =>
  /^(LD_|DYLD_)|^(GCONV_PATH|OPENSSL_\w+|NODE_(COMPILE_CACHE|ICU_DATA|PATH))$/.test(name)
