export const id = 3555;
export const ids = [3555];
export const modules = {

/***/ 74136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XK: () => (/* binding */ otherLogins),
/* harmony export */   hv: () => (/* binding */ WORKLOAD_IDENTITY),
/* harmony export */   jX: () => (/* binding */ codexEnvironment)
/* harmony export */ });
/* unused harmony export OTHER_LOGINS */
/**
 * With these, Codex silently uses another login than auth.json, unless they are empty (docs/facts#api-key-variable,
 * #access-token-variable).
 */
const KEYS = ['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN'];
/**
 * Each of these alone selects a workload identity, even if it is empty (docs/facts#workload-identity,
 * #workload-identity-source).
 */
const WORKLOAD_IDENTITY = [
    'OPENAI_FEDERATION_RULE_ID',
    'OPENAI_IDENTITY_TOKEN_FILE',
    'OPENAI_IDENTITY_TOKEN_SOURCE',
    'OPENAI_SPIFFE_AUDIENCE',
    'OPENAI_SPIFFE_ID',
];
const OTHER_LOGINS = [...KEYS, ...WORKLOAD_IDENTITY];
/** Names of the variables that would have taken auth.json's place. */
const otherLogins = (env) => [
    ...KEYS.filter(name => env[name]),
    ...WORKLOAD_IDENTITY.filter(name => env[name] !== undefined),
];
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
];
/** The environment in which Codex runs; `own` is set over it. */
function codexEnvironment(env, own, platform = process.platform) {
    // Windows doesn't tell `Path` and PATH apart, and spells many names in its own way.
    const spellings = (name) => (platform === 'win32' ? [name, name.toUpperCase()] : [name]);
    const isLetThrough = (name) => spellings(name).some(spelling => LET_THROUGH.some(pattern => pattern.test(spelling)));
    const kept = Object.entries(env).filter((entry) => entry[1] !== undefined && isLetThrough(entry[0]));
    return { ...Object.fromEntries(kept), ...own };
}


/***/ }),

/***/ 27048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ helperNames),
/* harmony export */   p: () => (/* binding */ helperPlaces)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** Rust's names of the systems that Codex is built for (`std::env::consts::OS`). */
const SYSTEMS = { linux: 'linux', darwin: 'macos', win32: 'windows' };
/**
 * Directories of the helpers that Codex starts outside and inside of the sandbox, and puts first on PATH
 * (docs/facts#helper-directory): `arg0-linux` in 0.169.0, `arg0-macos` and `arg0-windows` by the same rule, `arg0` in
 * earlier releases.
 */
const helperNames = (platform = process.platform) => [
    'arg0',
    `arg0-${SYSTEMS[platform] ?? platform}`,
];
const helperPlaces = (home, platform) => helperNames(platform).map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'tmp', name));


/***/ }),

/***/ 40841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ signalOtherUser),
/* harmony export */   giveAuth: () => (/* binding */ giveAuth),
/* harmony export */   mm: () => (/* binding */ closeOtherUser),
/* harmony export */   openOtherUser: () => (/* binding */ openOtherUser),
/* harmony export */   uF: () => (/* binding */ asOtherUser),
/* harmony export */   visibleTo: () => (/* binding */ visibleTo)
/* harmony export */ });
/* unused harmony export NoOtherUser */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38016);
/* harmony import */ var _system_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5322);
/* harmony import */ var _helper_places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27048);
/* harmony import */ var _sudo_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33146);






/** Far more than a config.toml has. */
const MOST_BYTES = 2 ** 20;
const NAMES = { auth: 'auth.json', pid: 'codex.pid', config: 'config.toml' };
/** Made with the directories that the sandbox needs in it: see `helperPlaces`. */
const OPEN_HOME = `cd && umask 077 && home=$(mktemp -d "$PWD/.codex-auth-action-XXXXXXXX") &&
  for name in ${(0,_helper_places_js__WEBPACK_IMPORTED_MODULE_4__/* .helperNames */ .P)().join(' ')}; do mkdir -p "$home/tmp/$name" || exit; done && echo "$home" && pwd`;
/**
 * Makes a CODEX_HOME in the home of `name` with the configuration of `from` in it, as that user, by sudo. Throws
 * `NoOtherUser` where sudo doesn't allow it.
 */
async function openOtherUser(name, from) {
    const config = await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readRegularFile */ .XF)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(from, NAMES.config), { limit: MOST_BYTES }).catch(error => {
        // Its settings decide how Codex uses the login, so Codex may not run without them.
        if (error instanceof _system_files_js__WEBPACK_IMPORTED_MODULE_2__/* .NotRegularFile */ .k1)
            throw error;
    });
    const made = await as(name, OPEN_HOME);
    const [home = '', userHome = ''] = made.split('\n');
    const user = { name, home, userHome };
    if (config)
        await put(user, NAMES.config, config);
    return user;
}
/** The paths that this user can see, in the same order. Throws `NoOtherUser`. */
async function visibleTo({ name }, paths) {
    const seen = await as(name, 'for path; do [ -e "$path" ] && echo y || echo n; done', paths);
    const answers = seen.split('\n');
    return paths.filter((_, at) => answers[at] === 'y');
}
/** Puts an auth.json into its home, in one step: a Codex that runs finds the old or the new. */
const giveAuth = (user, bytes) => put(user, NAMES.auth, bytes);
/** The command that starts a program as that user, its pid in its home; the names of variables, not their values, show. */
function asOtherUser({ name, home }, env, command) {
    const start = 'echo $$ > "$1" && shift && exec "$@"';
    const keep = `--preserve-env=${Object.keys(env).join(',')}`;
    return ['sudo', '-n', '-u', name, keep, '--', 'sh', '-c', start, 'sh', (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, NAMES.pid), ...command];
}
/** Signals that user's Codex, which nobody else may. Never throws: it may have ended. */
const signalOtherUser = ({ name, home }, signal) => as(name, 'kill "-$1" "$(cat "$2")"', [signal.replace('SIG', ''), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, NAMES.pid)]).then(() => undefined, () => undefined);
/** Removes the home. Never throws. */
const closeOtherUser = ({ name, home }) => as(name, 'case "$1" in */.codex-auth-action-*) rm -rf -- "$1";; esac', [home]).then(() => undefined, () => undefined);
const put = (user, file, bytes) => as(user.name, 'umask 077 && cat > "$1.new" && mv "$1.new" "$1"', [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(user.home, file)], bytes).then(() => undefined);
/** Runs a shell script as that user, with `input`, and returns its output. Throws `NoOtherUser`. */
async function as(name, script, args = [], input) {
    const result = await (0,_sudo_js__WEBPACK_IMPORTED_MODULE_5__/* .sudo */ .M)(['-n', '-H', '-u', name, '--', 'sh', '-c', script, 'sh', ...args], input);
    if (!(0,_system_run_js__WEBPACK_IMPORTED_MODULE_3__/* .succeeded */ .gq)(result))
        throw new NoOtherUser(name, (0,_sudo_js__WEBPACK_IMPORTED_MODULE_5__/* .saidBy */ .T)(result));
    return result.stdout.toString().trim();
}
/** sudo does not let this job's user act as `codex-user`. */
class NoOtherUser extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'NoOtherUser';
    constructor(user, said) {
        super('no-codex-user', {
            what: `Nothing can be run as the user ${user} on this machine: ${said.slice(0, 300)}`,
            why: '`safety-strategy: unprivileged-user` was asked for, and Codex would have run as somebody else.',
            remedy: `Create the user, and let the runner's user act as it without a password: \`RUNNER_USER ALL=(${user}) NOPASSWD:SETENV: ALL\` in a file of /etc/sudoers.d.`,
        });
    }
}


/***/ }),

/***/ 33146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ sudo),
/* harmony export */   T: () => (/* binding */ saidBy)
/* harmony export */ });
/* harmony import */ var _system_program_environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7767);
/* harmony import */ var _system_run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5322);


/** Milliseconds and bytes: far more than what is asked of sudo here takes and prints. */
const LIMITS = { timeoutMs: 60_000, maxOutput: 64 * 1024 };
/** Runs sudo. Its environment has none of this job's inputs and tokens. */
const sudo = (args, input) => (0,_system_run_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)({ file: 'sudo', args, input, env: (0,_system_program_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .programEnvironment */ .y)(process.env), group: 'ours', ...LIMITS });
/** The error of sudo, or of the program that it ran: one line. */
function saidBy(result) {
    if (result.how === 'not-started')
        return result.error.message;
    if (result.how === 'ended')
        return 'sudo gave no answer';
    return result.stderr.toString().trim().split('\n')[0] ?? '';
}


/***/ }),

/***/ 87764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EP: () => (/* binding */ FENCED_URL),
/* harmony export */   M4: () => (/* binding */ UNFENCED_VARIABLE),
/* harmony export */   OF: () => (/* binding */ fenced),
/* harmony export */   PL: () => (/* binding */ TOKEN_URL_VARIABLE),
/* harmony export */   Py: () => (/* binding */ realTokenUrl),
/* harmony export */   Q1: () => (/* binding */ REAL_URL_VARIABLE),
/* harmony export */   Vz: () => (/* binding */ overrideOrigin)
/* harmony export */ });
/** The variable by which Codex's token endpoint can be moved (docs/facts#fence-live). */
const TOKEN_URL_VARIABLE = 'CODEX_REFRESH_TOKEN_URL_OVERRIDE';
/** An address where nothing can answer: `.invalid` never resolves (RFC 2606). */
const FENCED_URL = 'https://rotation-fenced.invalid/';
/**
 * Codex's own endpoint. An empty override fences too, so lifting the fence means naming this one
 * (docs/facts#fence-empty-value).
 */
const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token';
/** Tells a later use of this action in the job what the first one found before it fenced the job. */
const REAL_URL_VARIABLE = 'CODEX_AUTH_ACTION_TOKEN_URL';
/**
 * Tells a later use of this action in the job for which store (`storeIdentity`) an exclusive use has lifted the fence.
 */
const UNFENCED_VARIABLE = 'CODEX_AUTH_ACTION_UNFENCED';
/**
 * The endpoint that was in force before we fenced the job: an override of the machine's (a proxy, a test), or OpenAI's.
 */
function realTokenUrl(env) {
    const override = env[TOKEN_URL_VARIABLE];
    return (override && override !== FENCED_URL ? override : env[REAL_URL_VARIABLE]) || OPENAI_TOKEN_URL;
}
/** The origin of an override, at which a login may also have been issued; undefined without one. */
function overrideOrigin(tokenUrl) {
    return tokenUrl === OPENAI_TOKEN_URL || !URL.canParse(tokenUrl) ? undefined : new URL(tokenUrl).origin;
}
/** The variables with which a Codex, or a job's later steps, can't refresh. */
const fenced = { [TOKEN_URL_VARIABLE]: FENCED_URL };


/***/ }),

/***/ 95028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cM: () => (/* binding */ CannotStart),
  yy: () => (/* binding */ SETTINGS),
  Wz: () => (/* binding */ startCodex),
  xL: () => (/* binding */ startUnfenced)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/escapes.js
var escapes = __webpack_require__(11299);
// EXTERNAL MODULE: ./build/src/system/process-identity.js
var process_identity = __webpack_require__(20393);
// EXTERNAL MODULE: ./build/src/system/session-processes.js
var session_processes = __webpack_require__(57415);
// EXTERNAL MODULE: ./build/src/codex/environment.js
var environment = __webpack_require__(74136);
// EXTERNAL MODULE: ./build/src/codex/exec/other-user.js
var other_user = __webpack_require__(40841);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
;// CONCATENATED MODULE: ./build/src/codex/lines.js
/**
 * Reads a stream of UTF-8 line by line until it ends. It keeps one line at a time and at most `longest` characters of it;
 * Node's readline keeps a line of any length. Lines end at `\n` or `\r\n` only: readline also ends them at U+2028, which
 * JSON may contain.
 */
function readLines(stream, { longest, onLine, onTooLong }) {
    let parts = [];
    let kept = 0;
    let length = 0;
    const add = (part) => {
        length += part.length;
        if (kept === longest || part === '')
            return;
        const room = part.slice(0, longest - kept);
        kept += room.length;
        parts.push(room);
    };
    const end = () => {
        const line = parts.join('');
        if (length > longest)
            onTooLong?.(line, length);
        else
            onLine?.(line.endsWith('\r') ? line.slice(0, -1) : line);
        parts = [];
        kept = length = 0;
    };
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        let from = 0;
        for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
            add(chunk.slice(from, at));
            end();
            from = at + 1;
        }
        add(chunk.slice(from));
    });
    return new Promise(resolve => {
        const close = () => {
            if (length > 0)
                end();
            resolve();
        };
        stream.once('end', close);
        // The stream was destroyed before its end, or broke. The rest of the last line will never come.
        stream.once('close', close);
        stream.once('error', close);
    });
}

;// CONCATENATED MODULE: ./build/src/codex/process.js











const DRAIN_MS = 2000;
/** An event contains a command's output, and JSON may need six characters for one. */
const LONGEST_STDOUT = 8 * 1024 * 1024;
const LONGEST_STDERR = 16 * 1024;
/** Both hold against any configuration of the machine: auth.json is a file, and nothing but the API is called. */
const SETTINGS = ['-c', 'cli_auth_credentials_store="file"', '-c', 'analytics.enabled=false'];
/** Starts Codex fenced: it can't reach the token endpoint. Throws `CannotStart`. */
const startCodex = (codex, start) => spawnCodex(codex, start, { variables: fence/* fenced */.OF, outlivesUs: false });
/** Starts a Codex that may refresh the login, for the holder of the lease. Throws `CannotStart`. */
async function startUnfenced(codex, start, right) {
    const { kill: _, ...running } = await spawnCodex(codex, start, {
        variables: right.variables,
        outlivesUs: true,
    });
    return running;
}
/**
 * Starts Codex in a process group of its own, so that a signal meant for us (Ctrl-C in a terminal) never
 * reaches a Codex that is refreshing, and one meant for Codex reaches the commands it runs.
 * `@actions/exec` has neither stdin nor signals of the child, so this is Node's own spawn.
 */
async function spawnCodex(codex, start, { variables, outlivesUs }) {
    const { user } = codex;
    const own = {
        CODEX_HOME: codex.home,
        ...(user ? { HOME: user.userHome, USER: user.name } : {}),
        ...start.variables,
        ...variables,
    };
    const env = (0,environment/* codexEnvironment */.jX)(codex.env, own);
    const command = [codex.path, ...start.args];
    const [file = '', ...args] = user ? (0,other_user/* asOtherUser */.uF)(user, env, command) : command;
    const child = begin(file, args, {
        cwd: start.cwd,
        env,
        stdio: ['pipe', 'pipe', 'pipe'],
        // Windows ends a child that isn't detached together with us, whatever it is about to save (docs/facts, "Node on
        // Windows and macOS").
        detached: outlivesUs || process.platform !== 'win32',
    });
    // Where it could not be started, the error comes later, and for want of files there are not even pipes.
    if (child.pid === undefined) {
        const [error] = await (0,external_node_events_.once)(child, 'error');
        throw new CannotStart(error);
    }
    // Codex may be gone before it has read what we write: its exit tells, not the broken pipe.
    child.stdin.on('error', () => undefined);
    if (start.input !== undefined)
        child.stdin.write(start.input);
    const exited = exitOf(child, [
        readLines(child.stdout, {
            longest: LONGEST_STDOUT,
            onLine: start.onStdout,
            onTooLong: start.onLostStdout,
        }),
        // Codex colors its stderr even where that isn't a terminal.
        readLines(child.stderr, {
            longest: LONGEST_STDERR,
            onLine: line => start.onStderr?.((0,escapes/* withoutEscapes */.L)(line)),
            onTooLong: (line, length) => start.onStderr?.(`${(0,escapes/* withoutEscapes */.L)(line)} … (${length - line.length} more characters)`),
        }),
    ]);
    exited.catch(() => undefined); // reported to whoever awaits it; until then it isn't an unhandled rejection
    return {
        identity: (await (0,process_identity/* identify */.ls)(child.pid)) ?? { pid: child.pid, startedAt: '', scope: { host: '' } },
        stdin: child.stdin,
        exited,
        kill: signal => (user ? void (0,other_user/* signalOtherUser */.Am)(user, signal) : signalChild(child, signal)),
        leave() {
            for (const it of [child, child.stdin, child.stdout, child.stderr])
                it.unref?.();
        },
    };
}
/** Some errors come as an event, and some are thrown, such as that of an executable for another machine. */
function begin(file, args, options) {
    try {
        return (0,external_node_child_process_.spawn)(file, args, { ...options, windowsHide: true });
    }
    catch (error) {
        throw new CannotStart(error);
    }
}
async function exitOf(child, outputs) {
    const exit = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    // A command that the model left running may hold the pipes open for ever: what Codex itself wrote is here by then.
    await Promise.race([Promise.all(outputs), (0,promises_.setTimeout)(DRAIN_MS, undefined, { ref: false })]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    return exit;
}
function signalChild(child, signal) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
        return;
    (0,session_processes/* signalGroup */.i)(child.pid, signal);
}
/** Codex's executable could not be started at all. */
class CannotStart extends errors/* ActionError */.lZ {
    name = 'CannotStart';
    constructor(cause) {
        super('cannot-start', {
            what: 'Codex could not be started.',
            ...((0,errors/* lacksRoom */.cY)(cause)
                ? {
                    why: 'The machine had no room for one more process or open file. The login was not touched.',
                    remedy: 'Run the job again, with less running beside it.',
                }
                : {
                    why: 'The executable is missing, or not made for this machine. The login was not touched.',
                    remedy: 'Remove the damaged installation (its path is in the cause below), or leave `codex-version` at its default.',
                }),
        }, { cause });
    }
}


/***/ }),

/***/ 60056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ explain),
/* harmony export */   e: () => (/* binding */ REASONS)
/* harmony export */ });
const LATER = 'Nothing needs to be done now: the refresh token was not used, and the next run tries again. See status.openai.com if it stays.';
/** Why Codex could not go on with the login, each with what a person reads of it. */
const REASONS = {
    reused: {
        permanent: true,
        what: 'OpenAI refused to refresh the login: its refresh token was already used.',
        why: 'It was used by a copy of this auth.json on another machine, by an older one that was put back, or by a try of Codex whose answer was lost. No refresh will work any more.',
        advice: 'Use one login for one place only.',
    },
    'lost-answer': {
        permanent: true,
        what: 'OpenAI refused to refresh the login: its refresh token was already used, most likely by an earlier try of this action.',
        why: 'The answer to that try never arrived: the connection ended, or the job was killed. OpenAI had replaced the token by then, and nobody has the new one. No refresh will work any more.',
    },
    expired: {
        permanent: true,
        what: 'OpenAI refused to refresh the login: its refresh token has expired.',
        why: 'It was not refreshed for too long. No refresh will work any more.',
        advice: 'A scheduled keep-fresh workflow keeps a login from expiring.',
    },
    revoked: {
        permanent: true,
        what: 'OpenAI refused to refresh the login: it was revoked.',
        why: 'Somebody logged out or ended all sessions of the account, and that ends every copy of the login.',
    },
    refused: {
        permanent: true,
        what: 'OpenAI refused to refresh the login.',
        why: 'Its refresh token is not accepted: it was used elsewhere, has expired or was revoked. No refresh will work any more.',
    },
    'other-account': {
        permanent: true,
        what: 'Codex refused to refresh the login: auth.json belongs to another account by now.',
        why: 'The file changed while Codex was using it, or its account id does not fit its tokens.',
    },
    'endpoint-down': {
        permanent: false,
        what: "OpenAI's token endpoint answered with an error",
        why: 'The login could not be refreshed this time.',
        remedy: LATER,
    },
    'endpoint-blocked': {
        permanent: false,
        what: "The request to OpenAI's token endpoint was turned away",
        why: 'The login could not be refreshed, and is as it was. This answer is not about the login: a proxy or a firewall gives it, or OpenAI does for countries and addresses that it does not serve. It stays until that changes.',
        remedy: "Look at the runner's way to auth.openai.com: proxy, firewall, the country of its address (docs/network.md). Jobs go on with the access token while it lives; then the next one refreshes, if it can.",
    },
    'endpoint-unreachable': {
        permanent: false,
        what: "OpenAI's token endpoint could not be reached",
        why: 'The login could not be refreshed this time. A proxy, a firewall or the network is in the way.',
        remedy: LATER,
    },
    'endpoint-hangs': {
        permanent: false,
        what: "OpenAI's token endpoint does not answer.",
        why: 'The login could not be refreshed this time. The server may have done its part, and only its answer was lost; then showing the token again could end the login.',
        remedy: 'Jobs go on with the access token, and the next one that finds it about to end tries again. Log in once more before that (`mode: login`, or a new seed), or try at once with `force-refresh: true`. See status.openai.com.',
    },
    unproven: {
        permanent: false,
        what: 'Codex answered as if the login were refreshed, but auth.json did not change.',
        why: 'Only the file proves a refresh. The server may have done its part, and its answer was lost; then showing the token again could end the login.',
        remedy: 'Jobs go on with the access token, and the next one that finds it about to end tries again. Log in once more before that (`mode: login`, or a new seed), or try at once with `force-refresh: true`.',
    },
};
/** The words for a person; `detail` goes on where `what` ends. */
function explain(code, { reseed }, detail = '') {
    const { what, why, remedy, advice } = REASONS[code];
    return { what: `${what}${detail}`, why, remedy: remedy ?? [reseed, advice].filter(Boolean).join(' ') };
}


/***/ }),

/***/ 38016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ removeSecondName),
/* harmony export */   I: () => (/* reexport safe */ _kind_of_file_js__WEBPACK_IMPORTED_MODULE_7__.I),
/* harmony export */   J0: () => (/* binding */ assertNothingOdd),
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   Sv: () => (/* binding */ FileTooLarge),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   Vt: () => (/* binding */ realFile),
/* harmony export */   XF: () => (/* binding */ readRegularFile),
/* harmony export */   fR: () => (/* binding */ replaceFile),
/* harmony export */   k1: () => (/* binding */ NotRegularFile),
/* harmony export */   sq: () => (/* binding */ removeStale),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   x3: () => (/* binding */ createFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20368);
/* harmony import */ var _kind_of_file_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5126);
/* harmony import */ var _rename_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4473);
/* harmony import */ var _unusable_place_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(83862);









const TEMPORARY = '.codex-auth-action-';
const STALE_MS = 10 * 60_000;
/**
 * Replaces the file at `path`, or makes it, so that a reader sees all of the old or all of the new. A link is replaced.
 * Throws `UnusablePlace`.
 */
async function replaceFile(path, bytes, mode = 0o600) {
    const temporary = await writeBeside(path, bytes, mode);
    await (0,_unusable_place_js__WEBPACK_IMPORTED_MODULE_6__/* .atPlace */ .ze)(path, (0,_rename_js__WEBPACK_IMPORTED_MODULE_5__/* .renameOver */ .H)(temporary, path)).catch(dropping(temporary));
    await syncDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path));
}
/** Makes the file with its whole content in one step; false if something is there already. Throws `UnusablePlace`. */
async function createFile(path, bytes) {
    const temporary = await writeBeside(path, bytes);
    try {
        await (0,_unusable_place_js__WEBPACK_IMPORTED_MODULE_6__/* .atPlace */ .ze)(path, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.link)(temporary, path));
        await syncDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path));
        return true;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(error) !== 'EEXIST')
            throw error;
        // On NFS the answer may be lost, and the call that is sent again finds our own link (open(2), O_EXCL).
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(temporary)).nlink === 2;
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(temporary, { force: true });
    }
}
async function writeBeside(path, bytes, mode = 0o600) {
    await removeStale((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path));
    const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path), `${TEMPORARY}${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(path)}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    await (0,_unusable_place_js__WEBPACK_IMPORTED_MODULE_6__/* .atPlace */ .ze)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path), writeNew(temporary, bytes, mode)).catch(dropping(temporary));
    return temporary;
}
async function writeNew(path, bytes, mode) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'wx', mode);
    try {
        await file.writeFile(bytes);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
/** Makes the directory, 0700, and those above it, where they are missing. Throws `UnusablePlace`. */
async function makeDirectory(path) {
    await (0,_unusable_place_js__WEBPACK_IMPORTED_MODULE_6__/* .atPlace */ .ze)(path, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(path, { recursive: true, mode: 0o700 }));
}
/**
 * Removes the second name that a kill in `createFile` leaves a file with. Codex refreshes a login whose file has
 * two names, and then refuses to save it (docs/facts#second-name-loses).
 */
async function removeSecondName(path) {
    const { ino, nlink } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path);
    if (nlink < 2)
        return;
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path))) {
        const other = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path), name);
        const found = name.startsWith(TEMPORARY) ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(other).catch(() => undefined) : undefined;
        if (found?.ino === ino)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(other, { force: true });
    }
}
/** A process killed between write and rename leaves its temporary file, with tokens in it, behind. */
async function removeStale(directory) {
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(directory).catch(() => [])) {
        if (!name.startsWith(TEMPORARY))
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name);
        const { mtimeMs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (mtimeMs < Date.now() - STALE_MS)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true }).catch(() => undefined);
    }
}
const dropping = (temporary) => async (error) => {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(temporary, { force: true });
    throw error;
};
/** Makes a rename survive a power cut; systems that can't open a directory (Windows) don't need it. */
async function syncDirectory(path) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'r').catch(() => undefined);
    await directory?.sync().catch(() => undefined);
    await directory?.close();
}
/** Flags for a file of any kind: opening a pipe or a device must not wait for its other end. */
const READ_ANYTHING = node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NOCTTY ?? 0);
const PIECE_BYTES = 64 * 1024;
/**
 * The content of a regular file. Links are followed. Everything else is refused: a pipe would keep us waiting for its
 * other end, and a device has no end.
 * @param limit bytes; a larger file is refused, and no more than that is read
 * @throws NotRegularFile, FileTooLarge, or UnusablePlace, of which `systemCode` tells the system's code
 */
async function readRegularFile(path, { limit }) {
    const opened = (0,_rename_js__WEBPACK_IMPORTED_MODULE_5__/* .whileOpenElsewhere */ .s)(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, READ_ANYTHING), ['EBUSY']);
    const file = await (0,_unusable_place_js__WEBPACK_IMPORTED_MODULE_6__/* .atPlace */ .ze)(path, opened).catch(async (error) => {
        // A socket can't be opened; on Windows, a directory can't either.
        await assertNothingOdd(path);
        throw error;
    });
    try {
        assertRegular(path, await file.stat());
        return await (0,_unusable_place_js__WEBPACK_IMPORTED_MODULE_6__/* .atPlace */ .ze)(path, readUpTo(path, file, limit));
    }
    finally {
        await file.close();
    }
}
/** Throws `NotRegularFile` if something else is in a file's place. It's fine if nothing is there. */
async function assertNothingOdd(path) {
    const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined);
    if (info)
        assertRegular(path, info);
}
/** Doesn't trust the size in `stat`: it is 0 in /proc, and the file may grow during the read. */
async function readUpTo(path, file, limit) {
    const pieces = [];
    for (let size = 0;;) {
        const piece = Buffer.allocUnsafe(PIECE_BYTES);
        const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, null);
        if (bytesRead === 0)
            return Buffer.concat(pieces);
        size += bytesRead;
        if (size > limit)
            throw new FileTooLarge(path, limit);
        pieces.push(piece.subarray(0, bytesRead));
    }
}
function assertRegular(path, info) {
    if (!info.isFile())
        throw new NotRegularFile(path, (0,_kind_of_file_js__WEBPACK_IMPORTED_MODULE_7__/* .kindOf */ .I)(info));
}
/** Something else is in the place of a file. */
class NotRegularFile extends _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ {
    kind;
    name = 'NotRegularFile';
    constructor(path, 
    /** `a directory`, `a named pipe`, `a socket` or `a device`. */
    kind) {
        super('not-a-file', {
            what: `${path} is ${kind}, not a regular file.`,
            why: 'Reading it could wait forever or never end, so it was not read, and nothing was changed.',
            remedy: 'Remove it, or put a regular file in its place, and run the job again.',
        });
        this.kind = kind;
    }
}
/** A file is larger than anything that belongs there. */
class FileTooLarge extends _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ {
    name = 'FileTooLarge';
    /** @param limit bytes */
    constructor(path, limit) {
        super('file-too-large', {
            what: `${path} has more than ${limit} bytes.`,
            why: 'Nothing that belongs there is that large, so it was not read to its end, and nothing was changed.',
            remedy: 'Put the right file in its place, and run the job again.',
        });
    }
}
/** Where a path leads, behind all links; the path itself if nothing is there. */
const realFile = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.realpath)(path).catch(() => path);
const exists = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).then(() => true, () => false);
/** Whether a path is a directory or is in it, as both are written: links are not followed. */
function isWithin(path, directory) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.relative)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(directory), path);
    // A name may begin with two dots.
    return way === '' || !(/^\.\.([\\/]|$)/.test(way) || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(way));
}


/***/ }),

/***/ 4473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ renameOver),
/* harmony export */   s: () => (/* binding */ whileOpenElsewhere)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);



/** Windows gives these errors for a file that a program has open, such as a job that waits or a virus scanner. */
const OPEN_ELSEWHERE = ['EPERM', 'EACCES', 'EBUSY'];
const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;
/** Renames a file over another. Windows refuses that while the other one is open, so there it is tried for 10 s. */
async function renameOver(from, to) {
    await whileOpenElsewhere(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(from, to));
}
/**
 * Tries it again, on Windows and for 10 s, while somebody has the file open that it needs. Throws its last error.
 * @param codes what the system then says
 */
async function whileOpenElsewhere(work, codes = OPEN_ELSEWHERE) {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
        try {
            return await work();
        }
        catch (error) {
            const isOpen = process.platform === 'win32' && codes.includes((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error));
            if (!isOpen || performance.now() > end)
                throw error;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(PAUSE_MS);
    }
}


/***/ }),

/***/ 57415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ signalGroup),
/* harmony export */   k: () => (/* binding */ endSession)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5322);


/**
 * Signals a process that leads a group, and all that is in the group. Windows has neither groups nor signals: there the
 * process is ended with all that it has started. Never throws.
 */
async function signalGroup(leader, signal) {
    if (leader <= 1)
        return;
    if (process.platform === 'win32')
        return (0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .endTree */ .Sb)(leader).catch(() => kill(leader));
    kill(-leader, signal);
}
/**
 * Ends all that is left of a session of processes whose leader has exited: a Codex that is stopped may leave the helper
 * of its sandbox behind, which nobody waits for (seen with 0.169.0). Only Linux shows sessions of processes. A Mac has
 * the leader's group, and Windows nothing once the leader is gone. Never throws.
 */
async function endSession(leader) {
    if (leader <= 1 || process.platform === 'win32')
        return;
    if (process.platform !== 'linux')
        return kill(-leader);
    const pids = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
    for (const pid of pids) {
        // The name of the program is in brackets and may be anything; then state, parent, group, `session` (proc(5)).
        const stat = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/stat`, 'utf8').catch(() => '');
        const session = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
        if (session === leader && Number(pid) !== leader)
            kill(Number(pid));
    }
}
function kill(pid, signal = 'SIGKILL') {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It ended by itself, or is another user's.
    }
}


/***/ })

};
