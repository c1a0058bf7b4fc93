export const id = 2939;
export const ids = [2939];
export const modules = {

/***/ 971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DN: () => (/* binding */ configurationError),
/* harmony export */   Oz: () => (/* binding */ assertOwnLogin)
/* harmony export */ });
/* unused harmony exports UnusableConfiguration, LoginReplaced */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _report_harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20997);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38016);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74136);





/** More than any list of variables has. */
const MOST_BYTES = 1024 * 1024;
/** Characters: what Codex says of a configuration is one sentence. */
const LONGEST = 500;
/**
 * Throws `LoginReplaced` where CODEX_HOME/.env has a variable for which Codex uses another login than auth.json. Codex
 * reads that file at each start, and it beats the environment (docs/facts#dotenv-is-read: an empty value and
 * `export` count too). It takes no variable from there that begins with CODEX_.
 */
async function assertOwnLogin(home) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, '.env');
    // Codex passes over a file that it can't read, and nothing else is in this one's place (`makeHome`).
    const text = await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegularFile */ .XF)(file, { limit: MOST_BYTES }).then(String, () => '');
    const names = _environment_js__WEBPACK_IMPORTED_MODULE_4__/* .WORKLOAD_IDENTITY */ .hv.filter(name => setsVariable(text, name));
    if (names.length > 0)
        throw new LoginReplaced(`${names.join(' and ')} in ${file}`);
}
const setsVariable = (text, name) => text.split('\n').some(line => {
    const [before = '', value] = line.split('=', 2);
    return (value !== undefined &&
        before
            .trim()
            .replace(/^export[ \t]/, '')
            .trim() === name);
});
/** The beginning of `codex login status` where it can't load its configuration; the cause follows (0.169.0). */
const NOT_LOADED = /^Error loading configuration: /;
/** The same where a variable makes it use a workload identity. */
const NOT_CHECKED = 'Error checking login status: ';
const isAboutIdentity = (line) => line.startsWith(NOT_CHECKED) && line.includes('workload identity');
/**
 * The error in the configuration that `codex login status` has printed on stderr; undefined if it printed none. It
 * names file and line where `codex sandbox` may not, goes by all layers of the configuration, and asks no server.
 */
function configurationError(stderr, places) {
    const identity = stderr.find(isAboutIdentity);
    if (identity !== undefined)
        return new LoginReplaced(identity.slice(NOT_CHECKED.length));
    const first = stderr.findIndex(line => NOT_LOADED.test(line));
    if (first < 0)
        return undefined;
    const [head = '', ...more] = stderr.slice(first);
    return new UnusableConfiguration([head.replace(NOT_LOADED, ''), ...more].filter(isOwn).join(' '), places);
}
/** Lines of the file itself, which Codex shows with a number before them, may have a secret in them. */
const isOwn = (line) => !/^[\s\d]*\|/.test(line);
/** The same of the values that it quotes. */
const withoutValues = (said) => said.replace(/\bstring "(?:[^"\\]|\\.)*"/g, 'a string');
/** Codex can't load its configuration. Thrown before it is started for the task. */
class UnusableConfiguration extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'UnusableConfiguration';
    constructor(said, { home, configured }) {
        // The job's config.toml is a copy that is removed with its home, so the message names the original.
        const named = said.replaceAll((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'config.toml'), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(configured, 'config.toml'));
        super('codex-config', {
            what: `Codex can't load its configuration: ${(0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLine */ .Kw)(withoutValues(named)).slice(0, LONGEST)}`,
            why: 'It would not start for the task, or would ignore all of the configuration. So it was not started, and the login was not touched.',
            remedy: `Correct the file that it names; the user's configuration is ${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(configured, 'config.toml')}. \`codex login status\` says on that machine whether it can be loaded. If a newer Codex wrote it, give that one as \`codex-version\`.`,
        });
    }
}
/** Codex would use another login than the one of this action. Thrown before it is started for the task. */
class LoginReplaced extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'LoginReplaced';
    constructor(by) {
        super('login-replaced', {
            what: `Codex would not use auth.json but another login: ${(0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLine */ .Kw)(by).slice(0, LONGEST)}.`,
            why: 'Such a variable selects a workload identity, and auth.json is then not looked at. Codex was not started, and the login was not touched.',
            remedy: `Remove ${_environment_js__WEBPACK_IMPORTED_MODULE_4__/* .WORKLOAD_IDENTITY */ .hv.join(', ')} from the file .env in CODEX_HOME. If you want that login, you don't need this action.`,
        });
    }
}


/***/ }),

/***/ 26795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U5: () => (/* binding */ FIT),
/* harmony export */   bB: () => (/* binding */ LoginUnreadable),
/* harmony export */   co: () => (/* binding */ assertTaken),
/* harmony export */   e1: () => (/* binding */ LoginNotTaken),
/* harmony export */   te: () => (/* binding */ judgeLogin)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93388);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);
/* harmony import */ var _configuration_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(971);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95028);





/** The remedy for a login that Codex's configuration does not accept. */
const FIT = 'Log in to the workspace that is asked for, or correct config.toml in CODEX_HOME, or the managed configuration of the machine.';
/** Enough for Codex's words about a configuration. */
const KEPT_STDERR_LINES = 50;
/** As in `codex exec`: a config.toml with profiles of permissions alone can't be read without. */
const PERMISSIONS = ['-c', 'default_permissions=":read-only"'];
/** It takes 30 ms, and asks no server of a ChatGPT login. */
const LONGEST_MS = 20_000;
/** Codex's own judgment of bytes as its auth.json. The caller removes its CODEX_HOME, which has no auth.json before. */
async function judgeLogin(codex, bytes) {
    const isThere = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .authFileIn */ .oC)(codex.home), bytes, { mode: 0o600 }).then(() => true, () => false);
    return isThere ? (await loginStatus(codex)).verdict : 'unknown';
}
/**
 * Throws `LoginNotTaken` where Codex's configuration asks for another login than this one: `codex exec` would then
 * delete auth.json (docs/facts#forced-method-deletes). Throws `UnusableConfiguration` and `LoginReplaced` where that
 * configuration can't be loaded, or names another login; and `LoginUnreadable` where this Codex can't read auth.json,
 * which the app-server would not tell from a login that was refused. Other problems are errors of `codex exec` itself.
 * The caller has asked `assertOwnLogin` before: this starts a Codex.
 *
 * @param configured the CODEX_HOME of machine or workflow
 */
async function assertTaken(codex, configured) {
    const { verdict, stderr } = await loginStatus(codex);
    if (verdict === 'not-wanted')
        throw new LoginNotTaken();
    if (verdict === 'unreadable')
        throw new LoginUnreadable(`the file ${(0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .authFileIn */ .oC)(codex.home)}`);
    const error = (0,_configuration_js__WEBPACK_IMPORTED_MODULE_3__/* .configurationError */ .DN)(stderr, { home: codex.home, configured });
    if (error)
        throw error;
}
/**
 * `codex login status` asks no server, goes by all layers of the configuration, and changes nothing
 * (docs/facts#status-accepts, #status-proves-nothing). It proves little: it accepts `{}`.
 */
async function loginStatus(codex) {
    const stderr = [];
    let verdict = 'unknown';
    const onLine = (line) => {
        const [, said] = SAID.find(([pattern]) => pattern.test(line)) ?? [];
        if (said)
            verdict = said;
    };
    const running = await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .startCodex */ .Wz)(codex, {
        args: [..._process_js__WEBPACK_IMPORTED_MODULE_4__/* .SETTINGS */ .yy, ...PERMISSIONS, 'login', 'status'],
        onStdout: onLine,
        onStderr: line => {
            if (stderr.length < KEPT_STDERR_LINES)
                stderr.push(line);
            onLine(line);
        },
    });
    running.stdin.end();
    const timer = setTimeout(() => running.kill('SIGKILL'), LONGEST_MS);
    await running.exited.finally(() => clearTimeout(timer));
    return { verdict, stderr };
}
const SAID = [
    [/^Logged in using ChatGPT/, 'chatgpt'],
    [/^(API key configured|Logged in using an API key)/, 'api-key'],
    [/^Logged in using/, 'other'],
    [/^Not logged in/, 'not-wanted'],
    // In other words it is a broken CODEX_HOME, not a broken login (tried with 0.169.0).
    [/^Error checking login status: (failed to deserialize|stream did not contain valid UTF-8)/, 'unreadable'],
    [/^Error checking login status: /, 'failed'],
];
/** Codex would not use this login, and would remove it. Thrown before it is started for anything else. */
class LoginNotTaken extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'LoginNotTaken';
    constructor() {
        super('login-not-taken', {
            what: 'Codex does not accept this login.',
            why: 'Its configuration on this machine asks for another one (`forced_login_method`, `forced_chatgpt_workspace_id`). `codex exec` would delete auth.json, so it was not started. Nothing was changed.',
            remedy: FIT,
        });
    }
}
/** Codex has another idea of auth.json than this action. Thrown before it is started for anything else. */
class LoginUnreadable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'LoginUnreadable';
    constructor(origin) {
        super('login-unreadable', {
            what: `Codex can't read ${origin}.`,
            why: 'A field of it is not as this `codex-version` has it: it was edited, or written by a newer Codex. The login was not used, and nothing was changed.',
            remedy: `Leave \`codex-version\` at its default or set the one that wrote it; or log in again, ${origin === 'the input auth-json'
                ? 'and store the auth.json that Codex writes, as it is.'
                : 'by a workflow with `mode: login`.'}`,
        });
    }
}


/***/ }),

/***/ 4649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a7: () => (/* binding */ EphemeralRunner),
  C5: () => (/* binding */ REAL_HOME_VARIABLE),
  k9: () => (/* binding */ ambientHome),
  UM: () => (/* binding */ configuredHome),
  JJ: () => (/* binding */ persistentHome)
});

// UNUSED EXPORTS: ContainerHome

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/system/real-path.js
var real_path = __webpack_require__(56415);
;// CONCATENATED MODULE: ./build/src/system/container.js



const surroundings = () => ({
    mountinfo: textOf('/proc/self/mountinfo'),
    isMarked: ['/.dockerenv', '/run/.containerenv'].some(file => (0,external_node_fs_.existsSync)(file)),
});
/** The file systems of which engines make a container's own layer. */
const LAYERS = /^(overlay|overlayfs|aufs|fuse\.fuse-overlayfs|fuse-overlayfs)$/;
/** Where engines keep those layers: `upperdir=/var/lib/docker/overlay2/…`. */
const ENGINES = /[/:=](docker|containerd|io\.containerd[\w.]*|containers\/storage|buildkit|cri-o)\//;
/** A directory of the kubelet that is gone with its pod. */
const OF_POD = /\/volumes\/kubernetes\.io~empty-dir\//;
/**
 * Whether a file at this path is gone when the container ends: it would be in the container's own layer, in memory, or
 * in an `emptyDir` of a pod. False outside of containers, in a mounted volume, and where nothing proves it: a machine
 * whose root is an ordinary file system may bear a container's mark too.
 */
function endsWithContainer(path, { mountinfo, isMarked }) {
    const mounts = mountsIn(mountinfo);
    const root = mountOf('/', mounts);
    const mount = mountOf((0,real_path/* realPathOf */.d)(path), mounts);
    if (!root || !mount)
        return false;
    const isContainer = LAYERS.test(root.type) && (isMarked || ENGINES.test(root.options));
    if (!isContainer)
        return false;
    return mount.at === '/' || mount.type === 'tmpfs' || OF_POD.test(mount.root);
}
function mountsIn(mountinfo) {
    return mountinfo.split('\n').flatMap(line => {
        const [before = '', after = ''] = line.split(' - ');
        const [, , , root, at] = before.split(' ').map(plain);
        const [type, , ...options] = after.split(' ');
        return root && at && type ? [{ root, at, type, options: options.join(' ') }] : [];
    });
}
/** The kernel writes blanks and backslashes as octal numbers. */
const plain = (text) => text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
/** The mount that a path is in. If several mounts are at one place, the last one covers the others. */
const mountOf = (path, mounts) => mounts
    .filter(({ at }) => (0,files/* isWithin */.UO)(path, at))
    .reduce((best, mount) => (best && best.at.length > mount.at.length ? best : mount), undefined);
function textOf(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(11638);
// EXTERNAL MODULE: ./build/src/keeper/homes.js
var homes = __webpack_require__(98704);
;// CONCATENATED MODULE: ./build/src/keeper/codex-home.js







/** Tells a later use of this action in the job which CODEX_HOME was set before one of ours was; empty if none. */
const REAL_HOME_VARIABLE = 'CODEX_AUTH_ACTION_HOME';
/** The CODEX_HOME of machine or workflow, whatever an earlier use of this action in the job has set. */
const ambientHome = (env) => ((0,homes/* isPrivateHome */.ry)(env.CODEX_HOME ?? '') ? env[REAL_HOME_VARIABLE] : env.CODEX_HOME) || undefined;
/** The absolute CODEX_HOME: the input, otherwise the environment's, otherwise ~/.codex. */
function configuredHome(input, env) {
    return (0,external_node_path_.resolve)((0,user_path/* fromHome */.m)(input ?? ambientHome(env) ?? '~/.codex', env));
}
/**
 * The CODEX_HOME of a persistent runner. Throws where it would not outlive the job, or where Codex can't work in it.
 */
function persistentHome(input, env, around = surroundings()) {
    if (env.RUNNER_ENVIRONMENT === 'github-hosted')
        throw new EphemeralRunner();
    const home = configuredHome(input, env);
    // The root of any drive: Windows has several.
    if (home === (0,external_node_path_.resolve)((0,user_path/* userHome */.B)(env)) || home === (0,external_node_path_.dirname)(home))
        throw new errors/* InputError */.dz('codex-home', `leads to ${home}, which is not a directory for Codex alone`, 'Give a directory of its own, such as ~/.codex.');
    for (const [place, why] of volatilePlaces(env))
        if (place && (0,files/* isWithin */.UO)(home, place))
            throw new errors/* InputError */.dz('codex-home', `(or CODEX_HOME, or HOME) leads to ${home}, ${why}`, 'Give a directory that outlives the job, such as one under the home of the user that runs the runner; in a container, a mounted one.');
    if (endsWithContainer(home, around))
        throw new ContainerHome(home);
    return home;
}
function volatilePlaces(env) {
    return [
        [env.RUNNER_TEMP, 'which the runner empties after each job'],
        ['/github', 'which is part of a job container and gone after the job'],
        [env.GITHUB_WORKSPACE, 'which a checkout empties, and where the model works'],
        [(0,external_node_os_.tmpdir)(), 'a directory for temporary files, in which Codex has no sandbox'],
    ];
}
/** The host store's directory would be gone with the container that this job runs in. */
class ContainerHome extends errors/* ActionError */.lZ {
    name = 'ContainerHome';
    constructor(home) {
        super('container-home', {
            what: `This job runs in a container, and the login would be kept in ${home}, which is part of the container.`,
            why: 'It is gone when the container is replaced, and with it every refreshed login: the refresh token of the seed would soon be used. Nothing was changed.',
            remedy: `Mount a volume that outlives the container there (\`docker run --volume codex-home:${home}\`), or give \`codex-home\` a directory of such a volume. Or keep the login in another store (\`storage\`).`,
        });
    }
}
/** The host store was asked for, or would be taken, on a runner whose disk is gone after the job. */
class EphemeralRunner extends errors/* ActionError */.lZ {
    name = 'EphemeralRunner';
    constructor() {
        super('ephemeral-runner', {
            what: 'This is a GitHub-hosted runner, and the login would be kept on its disk.',
            why: 'The disk is gone after the job, and with it every refreshed login: the refresh token of the seed would soon be used.',
            remedy: 'Give one of the stores what it needs: `encryption-key` (cache), `secret-name` with a token or app (github-secret), or `restore-command` and `persist-command` (command). Or run this job on a self-hosted runner.',
        });
    }
}


/***/ }),

/***/ 23147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gd: () => (/* binding */ enterHome),
/* harmony export */   Mv: () => (/* binding */ noteCodex),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   io: () => (/* binding */ claimHome),
/* harmony export */   lu: () => (/* binding */ noteKept),
/* harmony export */   nR: () => (/* binding */ clearCodex),
/* harmony export */   t8: () => (/* binding */ isKept)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(73305);
/* harmony import */ var _leases_bounds_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34440);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38016);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(50809);
/* harmony import */ var _system_process_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20393);
/* harmony import */ var _leases_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14260);








/** Far more than a record has. */
const MOST_BYTES = 16 * 1024;
const hex = (length) => zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* ._regex */ .Fk(/^[0-9a-f]+$/), zod_mini__WEBPACK_IMPORTED_MODULE_7__/* ._length */ .YA(length));
const Owner = zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    version: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(1),
    /** The job, by `jobDigest`. */
    job: hex(32),
    /** The store of its login, by `storeIdentity`. */
    store: hex(16),
    /** The runner's worker. Absent where it can't be seen, as in a job container. */
    worker: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lqM(_system_process_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .ProcessIdentity */ .K6),
    /** The last stage of the job that worked here: it may outlive the worker, and then it still stores the login. */
    stage: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lqM(_system_process_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .ProcessIdentity */ .K6),
    /** Milliseconds since the epoch. */
    madeAt: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(),
    /** Milliseconds since the epoch: no job lives longer. It counts where the processes can't be seen. */
    until: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(),
    /** Digest of the auth.json that is known to be elsewhere too: what was restored, seeded or stored last. */
    kept: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lqM(hex(64)),
    /** The age recipient of the store, so that anyone can seal what is left here. */
    recipient: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* ._regex */ .Fk(/^age1[0-9a-z]{1,4000}$/))),
    /** A Codex that may be refreshing here; announced before it has a process. Times in milliseconds since the epoch. */
    codex: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ announcedAt: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(), process: zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .optional */ .lqM(_system_process_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .ProcessIdentity */ .K6) })),
});
const fileIn = (home) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'owner.json');
/** Writes the record of a new home. To be called before a login is put there. */
async function claimHome(stage, home, owner) {
    const { job, store, recipient } = owner;
    const madeAt = stage.now();
    await write(home, {
        version: 1,
        job,
        store,
        ...(recipient ? { recipient } : {}),
        ...(await processesOf(stage)),
        madeAt,
        until: madeAt + (0,_leases_js__WEBPACK_IMPORTED_MODULE_5__/* .longestJob */ .uq)(stage.env),
    });
}
/** Undefined if there is no record, or none that this action could have written. */
async function ownerOf(home) {
    const bytes = await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegularFile */ .XF)(fileIn(home), { limit: MOST_BYTES }).catch(error => {
        if (error instanceof _system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .NotRegularFile */ .k1 || error instanceof _system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .FileTooLarge */ .Sv || 'code' in error)
            return undefined;
        throw error;
    });
    const owner = Owner.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_8__/* .parseJson */ .q)(bytes?.toString() ?? ''));
    const now = Date.now();
    const isPossible = owner.data && (0,_leases_bounds_js__WEBPACK_IMPORTED_MODULE_2__/* .isPast */ .R6)(owner.data.madeAt, now) && (0,_leases_bounds_js__WEBPACK_IMPORTED_MODULE_2__/* .mayBeEnd */ .KE)(owner.data.until, now);
    return isPossible ? owner.data : undefined;
}
/** Notes that a later stage of the job works in this home now. */
async function enterHome(stage, home) {
    const present = await processesOf(stage);
    await change(home, ({ worker, ...owner }) => ({
        ...owner,
        ...present,
        worker: worker && lasting(worker, present.worker),
    }));
}
/** Notes that these bytes of auth.json are in the store, or in the seed, as well. */
const noteKept = (home, bytes) => change(home, owner => ({ ...owner, kept: digestOf(bytes) }));
const noteCodex = (home, codex) => change(home, owner => ({ ...owner, codex }));
/** Notes that it has ended. */
const clearCodex = (home) => change(home, ({ codex, ...owner }) => owner);
/** Whether nobody loses anything if this auth.json is removed. */
const isKept = ({ kept }, bytes) => kept === digestOf(bytes);
/** Whether the job may still be running. If we can't see it, it counts as alive until no job lives that long. */
async function isAlive({ worker, stage, madeAt, until }, now) {
    const known = [worker, stage].filter(process => process !== undefined);
    const states = await Promise.all(known.map(process => (0,_system_process_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .liveness */ .QX)(process, madeAt)));
    if (states.includes('alive'))
        return true;
    return (!worker || states.includes('unknown')) && now < until;
}
/** Nobody looks for them on a machine that is gone after the job. */
async function processesOf(stage) {
    if (stage.env.RUNNER_ENVIRONMENT === 'github-hosted')
        return {};
    const [worker, own] = await Promise.all([(0,_leases_js__WEBPACK_IMPORTED_MODULE_5__/* .workerOf */ .IY)(stage), (0,_system_process_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .identify */ .ls)(process.pid)]);
    return { ...(worker ? { worker } : {}), ...(own ? { stage: own } : {}) };
}
/** A runner that starts each stage by another process has none whose end is that of the job. */
function lasting(worker, present) {
    const isGone = present?.pid === process.pid;
    return isGone || (present?.pid === worker.pid && present.startedAt === worker.startedAt)
        ? worker
        : undefined;
}
/** Does nothing in a home without a record. Never throws: a note that is missing only costs a later job some care. */
async function change(home, next) {
    const owner = await ownerOf(home);
    if (owner)
        await write(home, next(owner)).catch(() => undefined);
}
const write = (home, owner) => (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceFile */ .fR)(fileIn(home), JSON.stringify(owner));
const digestOf = (bytes) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex');


/***/ }),

/***/ 98704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ removeDeadAccessHomes),
/* harmony export */   FB: () => (/* binding */ privateHome),
/* harmony export */   FF: () => (/* binding */ removePrivateHome),
/* harmony export */   Gg: () => (/* binding */ parentOfHomes),
/* harmony export */   o5: () => (/* binding */ sealedFileIn),
/* harmony export */   rb: () => (/* binding */ loginHome),
/* harmony export */   ry: () => (/* binding */ isPrivateHome),
/* harmony export */   wl: () => (/* binding */ accessHome)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93388);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20368);
/* harmony import */ var _system_user_path_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11638);
/* harmony import */ var _home_owner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(23147);
/* harmony import */ var _job_identity_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(47386);








const PREFIX = 'job-';
const LOGIN_PREFIX = 'login-';
const ACCESS_PREFIX = 'access-';
/**
 * The CODEX_HOME of this job for the login of one store: two uses of the action in a job share it, so that the second
 * sees what the first refreshed. A home of another job is never used, whatever its name.
 */
const privateHome = (stage, options) => homeOfJob(stage, PREFIX, options);
/** The same for an access login (login/access.ts), which is in no store: `store` names whose it is. */
const accessHome = (stage, options) => homeOfJob(stage, ACCESS_PREFIX, options);
async function homeOfJob(stage, prefix, options) {
    const { store } = options;
    const job = (0,_job_identity_js__WEBPACK_IMPORTED_MODULE_7__/* .jobDigest */ ._)(stage);
    const parent = await makeParent(stage.env);
    const home = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, prefix + nameOf(job, store));
    if (await isMade(home))
        return claimed(stage, home, options);
    const owner = await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .ownerOf */ .bf)(home);
    if (owner?.job === job && owner.store === store)
        return { home, made: false };
    return claimed(stage, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, prefix)), options);
}
/** An empty CODEX_HOME for a new login: what is stored stays until the new one is whole. */
async function loginHome(stage, options) {
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await makeParent(stage.env), LOGIN_PREFIX));
    return (await claimed(stage, home, options)).home;
}
async function claimed(stage, home, options) {
    try {
        await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .claimHome */ .io)(stage, home, { job: (0,_job_identity_js__WEBPACK_IMPORTED_MODULE_7__/* .jobDigest */ ._)(stage), ...options });
        await copyConfig(options.configured, home);
    }
    catch (error) {
        // A later stage would take it for that of an earlier step.
        await removePrivateHome(home);
        throw error;
    }
    return { home, made: true };
}
/**
 * The directory of all these homes: not under the temp directory, where Codex has no sandbox
 * (docs/facts#home-in-temporary-folder).
 */
const parentOfHomes = (env) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_system_user_path_js__WEBPACK_IMPORTED_MODULE_5__/* .userHome */ .B)(env), '.codex-auth-action');
async function makeParent(env) {
    const parent = parentOfHomes(env);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(parent, { recursive: true, mode: 0o700 });
    return parent;
}
/** False if something is there already. */
const isMade = (home) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(home, { mode: 0o700 }).then(() => true, error => {
    if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(error) !== 'EEXIST')
        throw error;
    return false;
});
const copyConfig = (from, to) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, 'config.toml'), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(to, 'config.toml')).catch(error => {
    if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(error) !== 'ENOENT')
        throw error;
});
const nameOf = (job, store) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
    .update(JSON.stringify([job, store]))
    .digest('hex')
    .slice(0, 16);
/** Whether `privateHome`, `accessHome` or `loginHome` made it. */
const isPrivateHome = (home) => [PREFIX, LOGIN_PREFIX, ACCESS_PREFIX].some(prefix => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(home).startsWith(prefix)) &&
    (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(home)) === '.codex-auth-action';
/** The file in which a login is left that could not be stored, in the age format. */
const sealedFileIn = (home) => `${(0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__/* .authFileIn */ .oC)(home)}.age`;
/**
 * Removes a home that `privateHome` or `loginHome` made, and nothing else. The login goes first, because we may fail to
 * remove files that a step made as another user. Returns what is left, if anything: the login too, or only the rest.
 */
async function removePrivateHome(home) {
    if (!isPrivateHome(home))
        return undefined;
    const isGone = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true, maxRetries: 3 }).then(() => true, () => false);
    if (!(await isGone((0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__/* .authFileIn */ .oC)(home))))
        return 'login';
    return (await isGone(home)) ? undefined : 'rest';
}
/** Removes what killed workers have left: there is nothing in it that anybody needs. */
async function removeDeadAccessHomes({ env, now }) {
    const parent = parentOfHomes(env);
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(parent).catch(() => []);
    for (const name of names.filter(name => name.startsWith(ACCESS_PREFIX))) {
        const owner = await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .ownerOf */ .bf)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, name));
        if (owner && !(await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .isAlive */ ._n)(owner, now())))
            await removePrivateHome((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, name));
    }
}


/***/ }),

/***/ 47386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ jobDigest),
/* harmony export */   r: () => (/* binding */ JOB_VARIABLE)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24755);


/** Hands the job's nonce on to later steps, as `NONCE.BINDING`: see `jobDigest`. */
const JOB_VARIABLE = 'CODEX_AUTH_ACTION_JOB';
/**
 * Tells this job apart from every other one: 32 hexadecimal digits, the same in all steps and stages of the job.
 *
 * Some runners give all jobs of a run the same names and numbers (docs/facts/runner.md, "Other runners"), so the first
 * stage of the job makes a nonce and hands it on. A runner that is started inside of a job inherits the variable, so the
 * nonce counts only together with the ids of the job that it was made for. Only this digest goes into records and files:
 * somebody who reads it there can't pretend to be the job.
 */
function jobDigest(job) {
    const ids = idsOf(job);
    return digest([job.state.get('job') ?? keptNonce(job, ids), ...ids], 32);
}
/** The nonce of an earlier step, or a new one; kept for the later stages of this step. */
function keptNonce(job, ids) {
    const nonce = inheritedNonce(job, ids) ?? newNonce(ids);
    job.state.set('job', nonce);
    return nonce;
}
function idsOf({ env }) {
    const ids = [env.GITHUB_SERVER_URL, env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT];
    const own = [env.GITHUB_JOB, env.RUNNER_NAME, env.RUNNER_TRACKING_ID, env.RUNNER_TEMP];
    return [...ids, ...own].map(id => id ?? '');
}
function inheritedNonce({ env }, ids) {
    const [, nonce, binding] = /^([0-9a-f]{32})\.([0-9a-f]{16})$/.exec(env[JOB_VARIABLE] ?? '') ?? [];
    return nonce && binding === bindingOf(nonce, ids) ? nonce : undefined;
}
function newNonce(ids) {
    const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex');
    // The runner prints the variables of each step.
    (0,_report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .mask */ .dK)(nonce);
    (0,_report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .exportVariable */ .dN)(JOB_VARIABLE, `${nonce}.${bindingOf(nonce, ids)}`);
    return nonce;
}
const bindingOf = (nonce, ids) => digest(['binding', nonce, ...ids], 16);
const digest = (parts, length) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);


/***/ }),

/***/ 85251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vd: () => (/* binding */ serverUrl),
/* harmony export */   Vp: () => (/* binding */ runUrl),
/* harmony export */   hx: () => (/* binding */ describeJob)
/* harmony export */ });
/** For people: `job build of run 42 on runner-1`. */
function describeJob({ RUNNER_NAME: runner, GITHUB_JOB: job, GITHUB_RUN_ID: run, }) {
    return `job ${job ?? '?'} of run ${run ?? '?'}${runner ? ` on runner ${runner}` : ''}`;
}
const serverUrl = (env) => env.GITHUB_SERVER_URL ?? 'https://github.com';
/** The page of this run. */
const runUrl = (env) => env.GITHUB_RUN_ID && `${serverUrl(env)}/${env.GITHUB_REPOSITORY ?? ''}/actions/runs/${env.GITHUB_RUN_ID}`;


/***/ }),

/***/ 14260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d3: () => (/* binding */ gitLease),
  Jj: () => (/* binding */ hostLease),
  uq: () => (/* binding */ longestJob),
  eg: () => (/* binding */ waiting),
  IY: () => (/* binding */ workerOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(28395);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(45845);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(50809);
// EXTERNAL MODULE: ./build/src/system/unusable-place.js
var unusable_place = __webpack_require__(83862);
// EXTERNAL MODULE: ./build/src/leases/bounds.js
var bounds = __webpack_require__(34440);
// EXTERNAL MODULE: ./build/src/leases/knowledge.js
var knowledge = __webpack_require__(63289);
// EXTERNAL MODULE: ./build/src/leases/lease.js
var lease = __webpack_require__(591);
// EXTERNAL MODULE: ./build/src/system/process-identity.js
var process_identity = __webpack_require__(20393);
;// CONCATENATED MODULE: ./build/src/leases/tenure.js



/** The job that holds a host's lease, or held it last. */
const Tenure = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    held: schemas/* boolean */.zMY(),
    job: schemas/* string */.YjP(),
    description: bounds/* Shown */.Ms,
    /** The runner worker, whose death frees the lease. Absent where it can't be seen, as in a job container. */
    owner: schemas/* optional */.lqM(process_identity/* ProcessIdentity */.K6),
    /** A Codex that may be refreshing: the lease isn't free before it has ended. */
    codex: schemas/* optional */.lqM(process_identity/* ProcessIdentity */.K6),
    /** Written before that Codex is started: until when, in milliseconds since the epoch, there may be one that nobody could name. */
    codexUntil: schemas/* optional */.lqM(schemas/* number */.aig()),
    /** Milliseconds since the epoch. */
    takenAt: schemas/* number */.aig(),
    /** Milliseconds since the epoch: the end of a holding whose owner can't be looked at from here. */
    expiresAt: schemas/* number */.aig(),
});
/** False for impossible times: a program that can write the file could otherwise keep the lease taken forever. */
function isPossible({ takenAt, expiresAt, codexUntil }) {
    const now = Date.now();
    const isOver = codexUntil === undefined || (0,bounds/* isPast */.R6)(codexUntil, now);
    return (0,bounds/* isPast */.R6)(takenAt, now) && (0,bounds/* mayBeEnd */.KE)(expiresAt, now) && isOver;
}
async function isHeld(tenure) {
    if (await codexMayRun(tenure))
        return true;
    const { owner, takenAt, expiresAt } = tenure;
    const state = owner ? await (0,process_identity/* liveness */.QX)(owner, takenAt) : 'unknown';
    return state === 'unknown' ? Date.now() < expiresAt : state === 'alive';
}
/** Whether a Codex that was named is there. */
const hasCodex = async ({ codex, takenAt }) => codex !== undefined && (await (0,process_identity/* liveness */.QX)(codex, takenAt)) === 'alive';
/** Whether a Codex may be refreshing, named or only announced. */
async function codexMayRun({ codex, codexUntil, takenAt, expiresAt }) {
    const state = codex ? await (0,process_identity/* liveness */.QX)(codex, takenAt) : 'dead';
    if (state === 'alive' || (state === 'unknown' && Date.now() < expiresAt))
        return true;
    return codexUntil !== undefined && Date.now() < codexUntil;
}

;// CONCATENATED MODULE: ./build/src/leases/host-lease.js














const POLL_MS = 200;
const NOTICE_MS = 30_000;
/** Far more than a record has. */
const MOST_BYTES = 64 * 1024;
/** Longer than Codex waits for a token endpoint that hangs (45 s, docs/facts#endpoint-hangs-45s). */
const UNNAMED_CODEX_MS = 60_000;
/**
 * The lease of a host: numbered files in `auth.lease/`, of which the highest is the current one. To take the
 * lease is to create the next number, whole and exclusively (link(2)): of any number of processes one
 * succeeds, and a kill at any point leaves either the old state or the new. Only its holder rewrites a file,
 * and the highest is never removed.
 *
 * Why no library: those that lock by the kernel (flock) let go with the process, and this one is handed from
 * stage to stage; those that lock by a directory and a clock (proper-lockfile) free a live holder that slept
 * and keep a dead one's lock for its time.
 */
class HostLease {
    options;
    #directory;
    #warned = false;
    constructor(options) {
        this.options = options;
        this.#directory = (0,external_node_path_.join)(options.home, 'auth.lease');
    }
    async acquire({ waitMs, signal, onWait, isNeeded }) {
        const start = performance.now();
        let noticed = Number.NEGATIVE_INFINITY;
        for (;;) {
            signal?.throwIfAborted();
            if (isNeeded && !(await isNeeded(await this.known())))
                throw new lease/* NotNeeded */.nM();
            const outcome = await this.#try();
            if ('release' in outcome)
                return outcome;
            const waited = performance.now() - start;
            if (waited >= waitMs)
                throw new lease/* LeaseTimeout */.GI(outcome, waited);
            if (waited - noticed >= NOTICE_MS) {
                onWait?.(outcome, waited);
                noticed = waited;
            }
            await (0,external_node_timers_promises_.setTimeout)(POLL_MS * (0.5 + Math.random()), undefined, signal ? { signal } : {}).catch(() => undefined);
        }
    }
    async resume(id) {
        const { tenure, known } = await this.#current();
        return tenure?.id === id && tenure.held ? this.#holding(tenure, known, { nested: false }) : undefined;
    }
    async release(id) {
        const held = await this.resume(id);
        await held?.release();
        return held !== undefined;
    }
    known = async () => (await this.#current()).known;
    end = async () => undefined;
    async #try() {
        await (0,files/* makeDirectory */.Oh)(this.#directory);
        const current = await this.#current();
        const { number, tenure, unreadableSince, known } = current;
        if (unreadableSince !== undefined && Date.now() < unreadableSince + this.options.lifeMs)
            return {
                description: `a holder whose record ${this.#path(number)} can't be read (delete that file if no job runs here)`,
            };
        if (tenure?.held && (await isHeld(tenure))) {
            if (tenure.job === this.options.job && !(await codexMayRun(tenure)))
                return this.#holding(tenure, known, { nested: true });
            return { description: tenure.description };
        }
        return this.#take(current);
    }
    async #take(before) {
        const { known } = before;
        const number = before.number + 1;
        const { job, description, owner, lifeMs } = this.options;
        const now = Date.now();
        const tenure = {
            id: (0,external_node_crypto_.randomUUID)(),
            held: true,
            job,
            description: `${(0,bounds/* shownText */.f$)(description, bounds/* LONGEST_DESCRIPTION */.iC)}, since ${(0,format/* instantInWords */.co)(now)}`,
            ...(owner ? { owner } : {}),
            takenAt: now,
            expiresAt: now + lifeMs,
        };
        const outrun = { description: 'a job that took it at the same moment' };
        if (!(await (0,files/* createFile */.x3)(this.#path(number), JSON.stringify({ ...tenure, ...known }))))
            return outrun;
        const numbers = await this.#numbers();
        if (Math.max(...numbers) > number) {
            // We were so slow that our number had come, gone and been cleared away: others are further on.
            await (0,promises_.rm)(this.#path(number), { force: true });
            return outrun;
        }
        const heard = await this.#heardOf(before);
        if (heard) {
            await this.#write(number, heard.tenure, heard.known);
            return { description: heard.tenure.description };
        }
        for (const old of numbers)
            if (old < number)
                await (0,promises_.rm)(this.#path(old), { force: true, recursive: true });
        return this.#holding(tenure, known, { nested: false });
    }
    /**
     * The record of a holder that counted as dead, such as after its worker was killed, but that has announced something
     * since we looked: its stage lives. After each write it looks whether it still has the lease. If it saw our record, it
     * uses no refresh token; if not, it goes on. Either way it gets the lease back.
     */
    async #heardOf({ number, tenure, known, }) {
        if (!tenure?.held)
            return undefined;
        const now = await this.#record(number);
        const isSame = JSON.stringify([now?.tenure, now?.known]) === JSON.stringify([tenure, known]);
        return now?.tenure && !isSame ? { tenure: now.tenure, known: now.known } : undefined;
    }
    #holding({ codex: _, codexUntil: __, ...tenure }, known, { nested }) {
        const { id, description: by } = tenure;
        const doubts = (0,knowledge/* doubtsOf */.Pi)(known, id);
        const holding = { id, by, nested, doubts };
        const announce = (revision, codex, until) => this.#rewrite({ ...tenure, ...until }, present => revision ? (0,knowledge/* announced */.yb)(present, revision, holding, { codex }) : present);
        return {
            id,
            nested,
            known: { ...known, spending: doubts },
            announceCodex: revision => announce(revision, true, { codexUntil: Date.now() + UNNAMED_CODEX_MS }),
            announceSteps: revision => announce(revision, false, {}),
            protectCodex: codex => this.#rewrite({ ...tenure, codex }),
            codexEnded: () => this.#rewrite(tenure),
            release: async (outcome) => {
                const present = await this.#current();
                if (present.tenure?.id !== id || !present.tenure.held)
                    return;
                // A Codex that has outlived its stage may be refreshing still: the lease ends with it.
                const held = nested || (await hasCodex(present.tenure));
                const next = { ...present.tenure, held };
                await this.#write(present.number, next, (0,knowledge/* concluded */._S)(present.known, outcome, holding));
            },
        };
    }
    /** For the holder: throws `LeaseLost` if another has taken over. */
    async #rewrite(tenure, change = known => known) {
        const { number, tenure: present, known } = await this.#current();
        if (present?.id !== tenure.id)
            throw new lease/* LeaseLost */.Vj(this.options.home);
        await this.#write(number, tenure, change(known));
        // Another may have looked before that, and taken it over: see `#heardOf`.
        if ((await this.#current()).tenure?.id !== tenure.id)
            throw new lease/* LeaseLost */.Vj(this.options.home);
    }
    async #current() {
        const number = Math.max(0, ...(await this.#numbers()));
        if (number === 0)
            return { number, known: knowledge/* NOTHING */.K$ };
        return (await this.#record(number)) ?? this.#current(); // a newer number has taken its place meanwhile
    }
    /** Undefined if it is gone. */
    async #record(number) {
        const bytes = await (0,files/* readRegularFile */.XF)(this.#path(number), { limit: MOST_BYTES }).catch(error => {
            if (error instanceof files/* NotRegularFile */.k1 || error instanceof files/* FileTooLarge */.Sv)
                return Buffer.of();
            if ((0,errors/* systemCode */.xU)(error) !== 'ENOENT')
                throw error;
        });
        if (bytes === undefined)
            return undefined;
        const record = (0,json/* parseJson */.q)(bytes.toString());
        const known = this.#knownIn(record, number);
        const tenure = Tenure.safeParse(record);
        if (tenure.success && (!tenure.data.held || isPossible(tenure.data)))
            return { number, tenure: tenure.data, known };
        const { mtimeMs } = await (0,promises_.lstat)(this.#path(number));
        return { number, unreadableSince: (0,bounds/* isPast */.R6)(mtimeMs, Date.now()) ? mtimeMs : 0, known };
    }
    #knownIn(record, number) {
        const parts = schemas/* looseObject */._H3({}).safeParse(record);
        if (!parts.success)
            return knowledge/* NOTHING */.K$;
        const { known, ignored } = (0,knowledge/* knowledgeIn */.IH)(parts.data, Date.now());
        if (ignored.length > 0 && !this.#warned) {
            this.#warned = true;
            this.options.warn?.(`${this.#path(number)} has an impossible value for ${ignored.join(' and ')}, which this job ignores. Find out who writes that file. If this warning comes back, delete it while no job runs here.`);
        }
        return known;
    }
    async #numbers() {
        const names = await (0,unusable_place/* atPlace */.ze)(this.#directory, (0,promises_.readdir)(this.#directory)).catch(error => {
            if ((0,errors/* systemCode */.xU)(error) !== 'ENOENT')
                throw error;
            return [];
        });
        return names.filter(name => /^[1-9]\d{0,14}\.json$/.test(name)).map(name => Number.parseInt(name, 10));
    }
    #write = (number, tenure, known) => (0,files/* replaceFile */.fR)(this.#path(number), JSON.stringify({ ...tenure, ...known }));
    #path = (number) => (0,external_node_path_.join)(this.#directory, `${number}.json`);
}

// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/system/runner-temp.js
var runner_temp = __webpack_require__(17400);
// EXTERNAL MODULE: ./build/src/keeper/job-identity.js
var job_identity = __webpack_require__(47386);
// EXTERNAL MODULE: ./build/src/keeper/job-name.js
var job_name = __webpack_require__(85251);
;// CONCATENATED MODULE: ./build/src/keeper/leases.js






/** A refresh takes seconds, and minutes with an endpoint that hangs: a holder out of sight counts as gone then. */
const REFRESH_MS = 15 * 60_000;
/** A self-hosted job may run for 5 days, a GitHub-hosted one for 6 hours, and no longer (GitHub's limits). */
const longestJob = ({ RUNNER_ENVIRONMENT }) => RUNNER_ENVIRONMENT === 'github-hosted' ? 6 * 3_600_000 : 5 * 86_400_000;
const DEFAULT_WAIT_MS = 10 * 60_000;
/** The parent of a process whose own has died. */
const ORPHAN = 1;
/** Milliseconds that a stage waits for the lease. */
const waiting = (inputs) => inputs['lease-timeout'] ?? DEFAULT_WAIT_MS;
/** The lease beside `home`'s auth.json, for this job. */
async function hostLease(stage, home, lifeMs = REFRESH_MS) {
    const { env, log } = stage;
    const owner = await workerOf(stage);
    const description = (0,job_name/* describeJob */.hx)(env);
    return new HostLease({ home, job: (0,job_identity/* jobDigest */._)(stage), description, owner, lifeMs, warn: log.warning });
}
/**
 * The process whose death frees the lease and the homes of this job: the runner's worker. If that has died already, no
 * later stage comes, and they end with this one. Undefined in a job container, where the worker is out of sight (the parent is 0).
 */
async function workerOf({ env, parent }) {
    // Gitea's and Forgejo's runner is one process for all of its jobs: its life says nothing of theirs.
    if (parent === 0 || env.GITEA_ACTIONS || env.FORGEJO_ACTIONS)
        return undefined;
    const isOrphan = parent === ORPHAN || parent !== process.ppid;
    return (0,process_identity/* identify */.ls)(isOrphan ? process.pid : parent);
}
/** The lease in git, for jobs on other machines. Loaded where it is used: most jobs never need it. */
async function gitLease(stage, inputs, lifeMs = REFRESH_MS) {
    const { env, log } = stage;
    const { GitLease } = await __webpack_require__.e(/* import() */ 7849).then(__webpack_require__.bind(__webpack_require__, 47849));
    const { RefRegister } = await __webpack_require__.e(/* import() */ 8649).then(__webpack_require__.bind(__webpack_require__, 48649));
    const { GithubClient } = await __webpack_require__.e(/* import() */ 6330).then(__webpack_require__.bind(__webpack_require__, 26330));
    const { jobState } = await __webpack_require__.e(/* import() */ 6589).then(__webpack_require__.bind(__webpack_require__, 76589));
    const own = env.GITHUB_REPOSITORY ?? '';
    const repository = inputs['lease-repository'] ?? own;
    // Not the App's: what that may write is the secret, and what a workflow's own token may write is its repository.
    const token = inputs.token?.trim() ?? '';
    const url = `${(0,job_name/* serverUrl */.Vd)(env)}/${repository}`;
    const directory = (0,runner_temp/* runnerTemp */.X)(env);
    const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env;
    const ref = inputs['lease-ref'] ?? defaultRef(inputs['login-name']);
    const register = new RefRegister({ url, token, directory, env, warn: log.warning }, { repository, ref });
    const credentials = { kind: 'token', token };
    const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com';
    const client = new GithubClient({
        apiUrl,
        credentials,
        mask: sink/* mask */.dK,
        log: () => undefined,
        pace: ASKING,
    });
    let told = false;
    return new GitLease({
        register,
        lifeMs,
        claimant: {
            job: (0,job_identity/* jobDigest */._)(stage),
            description: (0,job_name/* describeJob */.hx)(env),
            repository: own,
            ...(inputs['job-id'] ? { jobId: inputs['job-id'] } : {}),
            ...(run ? { run, url: (0,job_name/* runUrl */.Vp)(env) } : {}),
            ...(attempt ? { attempt } : {}),
        },
        async isOver(holder) {
            const state = await jobState(client, holder);
            if (state === 'forbidden' && !told)
                log.info('Whether the holder still runs can be asked only with the permission `actions: read`.');
            told ||= state === 'forbidden';
            return state === 'over';
        },
    });
}
/** The wait asks again anyway. */
const ASKING = { retries: 0, minTimeout: 0, factor: 1, maxTimeout: 0, tryTimeout: 5000, total: 5000 };
/** Names that git takes as they are (git-check-ref-format); what it doesn't is spelt in hexadecimal. */
function defaultRef(login) {
    const plain = !/^[.-]|\.\.|\.$|\.lock$/i.test(login);
    return `refs/codex-auth/${plain ? login : `x${Buffer.from(login).toString('hex')}`}`;
}


/***/ }),

/***/ 65287:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ isForge),
/* harmony export */   y: () => (/* binding */ runsEveryPost)
/* harmony export */ });
/** Set by nektos/act, and by the runners of Gitea and Forgejo, which are made from it. */
const RELATIVES_OF_ACT = ['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS'];
/**
 * Whether the server has no API of GitHub's: Gitea and Forgejo have some of it, but keep secrets in another way. Their
 * runners set a variable each; act can use such a server, too.
 */
const isForge = ({ GITEA_ACTIONS, FORGEJO_ACTIONS, GITHUB_API_URL = '' }) => Boolean(GITEA_ACTIONS || FORGEJO_ACTIONS) || /\/api\/v1\/?$/.test(GITHUB_API_URL);
/**
 * Whether this is a runner that runs the post of each step whose pre it ran, even if it skips the main: GitHub's own
 * (docs/facts/runner.md). It always sets RUNNER_NAME, in a job container too; act and its relatives don't.
 */
const runsEveryPost = (env) => Boolean(env.RUNNER_NAME) && !RELATIVES_OF_ACT.some(name => env[name]);


/***/ }),

/***/ 62576:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I1: () => (/* binding */ storeKind),
/* harmony export */   R$: () => (/* binding */ asksForStore),
/* harmony export */   XH: () => (/* binding */ noSecretsOfGithub),
/* harmony export */   mH: () => (/* binding */ idleInputs)
/* harmony export */ });
/* unused harmony export StoreInputs */
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _codex_home_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4649);
/* harmony import */ var _runner_kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65287);



/** The inputs of which `storage: auto` can tell a store, and the stores for which each has an effect. */
const STORES_OF = {
    'encryption-key': ['cache', 'command'],
    'restore-command': ['command'],
    'persist-command': ['command'],
    'secret-name': ['github-secret'],
    'secret-environment': ['github-secret'],
    'secret-organization': ['github-secret'],
    'app-id': ['github-secret'],
    'app-private-key': ['github-secret'],
};
/** Inputs that don't tell which store is meant, and have no effect for some. */
const STORES_OF_OTHERS = {
    'lease-ref': ['cache', 'github-secret', 'command'],
    'lease-repository': ['cache', 'github-secret', 'command'],
};
const TELLING = Object.keys(STORES_OF);
/** Names of an App, which may be there to publish the access login instead. */
const OF_APP = ['app-id', 'app-private-key'];
const isForSharing = (inputs, name) => OF_APP.includes(name) && (inputs['share-access']?.startsWith('secret:') ?? false);
/** The inputs that tell which store is meant. */
const given = (inputs) => TELLING.filter(name => inputs[name] && !isForSharing(inputs, name));
/** Without these a store can't work. */
const NEEDS = {
    host: [],
    cache: ['encryption-key'],
    'github-secret': [],
    command: ['restore-command', 'persist-command'],
};
/**
 * The store of this job. `auto`: on a self-hosted runner its disk, otherwise the store whose inputs are given, the cache first.
 *
 * @throws InputError if `auto` leaves it open on a self-hosted runner, or if the server can't have that store; EphemeralRunner if
 * nothing says which or the disk is gone after the job; StoreInputs if the chosen one lacks an input
 */
function storeKind(inputs, env) {
    const isHosted = env.RUNNER_ENVIRONMENT === 'github-hosted';
    const kind = inputs.storage === 'auto' ? automaticKind(inputs, isHosted) : inputs.storage;
    if (!kind || (kind === 'host' && isHosted))
        throw new _codex_home_js__WEBPACK_IMPORTED_MODULE_1__/* .EphemeralRunner */ .a7();
    if (kind === 'github-secret' && (0,_runner_kind_js__WEBPACK_IMPORTED_MODULE_2__/* .isForge */ .K)(env))
        throw noSecretsOfGithub('storage', 'is `github-secret`');
    const missing = NEEDS[kind].filter(name => !inputs[name]);
    if (missing.length > 0)
        throw new StoreInputs(kind, missing);
    return kind;
}
/** The names of the inputs that were given and have no effect with this store. */
const idleInputs = (inputs, kind) => Object.entries({ ...STORES_OF, ...STORES_OF_OTHERS })
    .filter(([name, kinds]) => inputs[name] &&
    !isForSharing(inputs, name) &&
    !kinds.includes(kind))
    .map(([name]) => name);
/** @param what what the input asks for, to end in a clause about the server */
const noSecretsOfGithub = (input, what) => new _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(input, `${what}, and the server of this job is a Gitea or Forgejo, whose API for secrets is not GitHub's`, 'Keep the login on the disk of the runner (`storage: host`) or by two commands (`storage: command`): docs/other-runners.md.');
/** Whether an input is given that only a store needs. */
const asksForStore = (inputs) => given(inputs).length > 0;
function automaticKind(inputs, isHosted) {
    const told = toldStore(inputs);
    if (isHosted || !told)
        return isHosted ? told : 'host';
    const names = given(inputs).map(name => `\`${name}\``);
    throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('storage', `is \`auto\` on a self-hosted runner, where that means its disk, but ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} for another store`, `Set \`storage: ${told}\` to keep the login there, or \`storage: host\` without ${names.length > 1 ? 'those inputs' : 'that input'} to keep it on the disk of this machine.`);
}
/** The store whose inputs are given. */
function toldStore(inputs) {
    const isFor = (kind) => given(inputs).some(name => STORES_OF[name].includes(kind));
    if (inputs['restore-command'] || inputs['persist-command'])
        return 'command';
    return ['cache', 'github-secret'].find(isFor);
}
const REMEDIES = {
    'encryption-key': 'Make a key with `age-keygen`, or `openssl rand -base64 32`, store it as a secret (`gh secret set CODEX_KEY`), and give that secret as `encryption-key`.',
    'restore-command': 'Give the command that prints the stored login.',
    'persist-command': 'Give the command that stores the login it reads from its standard input.',
};
/** The chosen store lacks an input that it can't do without. */
class StoreInputs extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'StoreInputs';
    constructor(kind, missing) {
        super('store-inputs', {
            what: `The store "${kind}" needs ${missing.map(name => `\`${name}\``).join(' and ')}.`,
            why: kind === 'cache'
                ? 'Everybody who can run a workflow in this repository can read its cache, so the login is never put there unencrypted.'
                : "Without it the refreshed login can't be kept, and would be lost with the job.",
            remedy: missing.map(name => REMEDIES[name]).join(' '),
        });
    }
}


/***/ }),

/***/ 34440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ mayBeEnd),
/* harmony export */   Ms: () => (/* binding */ Shown),
/* harmony export */   Q_: () => (/* binding */ mayBeReset),
/* harmony export */   R6: () => (/* binding */ isPast),
/* harmony export */   Wf: () => (/* binding */ isPastInstant),
/* harmony export */   YW: () => (/* binding */ Page),
/* harmony export */   ex: () => (/* binding */ LONGEST_HOLDING_MS),
/* harmony export */   f$: () => (/* binding */ shownText),
/* harmony export */   iC: () => (/* binding */ LONGEST_DESCRIPTION)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73305);
/* harmony import */ var _report_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20997);


/** Limits of a lease's record. Others can write it, so each text must be short and printable, and each instant near now. */
const HOUR_MS = 3_600_000;
/** A self-hosted job may run for 5 days (GitHub's limit), and nobody holds a lease longer. */
const LONGEST_HOLDING_MS = 5 * 24 * HOUR_MS + HOUR_MS;
/** No window of a plan is longer; a clock that was wrong must not stop jobs forever. */
const LONGEST_WINDOW_MS = 40 * 24 * HOUR_MS;
const LONGEST_URL = 500;
/** Characters of a job's description. This leaves room for the time when the job took the lease. */
const LONGEST_DESCRIPTION = 150;
/** A text for people: one line, nothing invisible in it, cut at `longest` characters. */
const shownText = (text, longest = 200) => (0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmlessLine */ .Kw)(text).slice(0, longest);
const Shown = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .transform */ .pdi(text => shownText(text)));
/** The address of a page; left out if it is not one that a browser opens. */
const Page = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ["catch"] */ .MfU(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ._maxLength */ .Eb(LONGEST_URL), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ._regex */ .Fk(/^https?:\/\/[\x21-\x7e]+$/))), undefined);
/** `now`: milliseconds since the epoch. The clocks of two machines may differ by an hour. */
const isPast = (ms, now) => ms >= 0 && ms <= now + HOUR_MS;
const mayBeReset = (ms, now) => ms >= 0 && ms <= now + LONGEST_WINDOW_MS;
const mayBeEnd = (ms, now) => ms <= now + LONGEST_HOLDING_MS;
/** The same of nanoseconds in decimal. */
const isPastInstant = (nanoseconds, now) => BigInt(nanoseconds) <= BigInt(Math.trunc(now) + HOUR_MS) * 1000000n;


/***/ }),

/***/ 63289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ objectionTo),
/* harmony export */   IH: () => (/* binding */ knowledgeIn),
/* harmony export */   K$: () => (/* binding */ NOTHING),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   _S: () => (/* binding */ concluded),
/* harmony export */   su: () => (/* binding */ newestOf),
/* harmony export */   yb: () => (/* binding */ announced)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73305);
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43996);
/* harmony import */ var _bounds_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34440);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53752);




/** A revision that a holder was about to refresh, and whose outcome nobody has reported since. */
const Spending = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    ..._mark_js__WEBPACK_IMPORTED_MODULE_2__/* .Mark */ .CU.shape,
    /** The description of the holder that announced it. */
    by: _bounds_js__WEBPACK_IMPORTED_MODULE_1__/* .Shown */ .Ms,
    /** The id of its holding. */
    holding: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* ._regex */ .Fk(/^[\w-]{1,64}$/))),
    /** True if a Codex of this action was started for it. Otherwise any later step of the holder's job may refresh it. */
    codex: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY()),
});
/** A revision that OpenAI permanently refused to refresh. */
const Refusal = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    ..._mark_js__WEBPACK_IMPORTED_MODULE_2__/* .Mark */ .CU.shape,
    /** The description of the holder that got the refusal. */
    by: _bounds_js__WEBPACK_IMPORTED_MODULE_1__/* .Shown */ .Ms,
    /** The code of its failure, such as `reused` (codex/reasons.ts). */
    code: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* ._regex */ .Fk(/^[a-z][a-z-]{0,39}$/)),
});
/** The plan of an account that is used up. */
const Limit = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    account: _mark_js__WEBPACK_IMPORTED_MODULE_2__/* .Account */ .gD,
    /** When its window ends: milliseconds since the epoch. */
    until: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(),
});
const NOTHING = { marks: [], spending: [], refused: [], limits: [] };
/** The most parts of each kind; the oldest are dropped. */
const MOST = 8;
/**
 * Revisions whose refresh token the new holder must treat as maybe already used: those that other holders left, and those of a
 * Codex of an earlier stage. The job doesn't doubt a revision that later steps of its own may refresh.
 */
const doubtsOf = ({ spending }, holding) => spending.filter(it => it.holding !== holding || it.codex === true);
/**
 * The holder is about to refresh a revision, by a Codex of this action or by later steps of its job. An earlier doubt about
 * the revision stays, whoever left it: trying it anyway doesn't end the doubt.
 */
function announced(known, revision, { id, by, doubts }, { codex }) {
    if (doubts.some(isSame(revision)))
        return known;
    const others = known.spending.filter(it => it.digest !== revision.digest && !(0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .supersedes */ .Gm)(revision, it));
    return { ...known, spending: latest([...others, { ...revision, by, holding: id, codex }]) };
}
/**
 * The holding ends. Without an outcome nobody knows what became of what it announced, which stays in doubt; what was in
 * doubt or refused before is ended by a later revision only.
 */
function concluded(known, outcome, holding) {
    if (!outcome)
        return known;
    if ('account' in outcome)
        return { ...known, limits: withLimit(known.limits, outcome) };
    const { id, by, nested, doubts } = holding;
    const told = 'newest' in outcome ? outcome.newest : outcome.refused;
    const isSettled = (it) => it.holding === id && !doubts.some(isSame(it));
    const left = {
        marks: withMark(known.marks, told),
        spending: known.spending.filter(it => !isSettled(it) && !(0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .supersedes */ .Gm)(told, it)),
        refused: known.refused.filter(it => !(0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .supersedes */ .Gm)(told, it)),
        limits: known.limits,
    };
    if ('refused' in outcome) {
        const isOther = ({ digest }) => digest !== told.digest;
        const refused = [...left.refused.filter(isOther), { ...told, by, code: outcome.code }];
        return { ...left, spending: left.spending.filter(isOther), refused: latest(refused) };
    }
    // The step that holds the lease may refresh the new revision, as it might have refreshed the old one.
    const goesOn = nested && known.spending.some(isSettled);
    return goesOn ? announced(left, told, holding, { codex: false }) : left;
}
/** Only a later revision takes the place of the one known of its store and account, and of who made it. */
function withMark(marks, told) {
    const known = marks.find(it => it.store === told.store && it.account === told.account);
    if (known && !(0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .isLater */ .d8)(told, known))
        return marks;
    return latest([...marks.filter(it => it !== known), told]);
}
function withLimit(limits, { account, usedUpUntil: until }) {
    const others = limits.filter(it => !(0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .sameIdentity */ .BU)(it.account, account));
    return until === undefined ? others : [...others, { account, until }].slice(-MOST);
}
/** In the order of their instants, and bounded. */
const latest = (parts) => parts.toSorted((a, b) => ((0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .isLater */ .d8)(a, b) ? 1 : (0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .isLater */ .d8)(b, a) ? -1 : 0)).slice(-MOST);
const isSame = (a) => (b) => a.digest === b.digest;
/** The newest revision of the store of `own`, of whichever account. */
const newestOf = ({ marks }, own) => marks.findLast(it => (0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfSameStore */ .hn)(it, own));
/**
 * Why the holder of the lease must not refresh this revision; undefined if it may. Reports about another store or account
 * don't count, except about the same revision: it has one refresh token, wherever it is.
 */
function objectionTo({ marks, spending, refused }, own) {
    const newer = [...marks, ...spending].find(it => (0,_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .supersedes */ .Gm)(it, own));
    if (newer)
        return { kind: 'stale', newer };
    const refusal = refused.find(isSame(own));
    if (refusal)
        return { kind: 'refused', refusal };
    const doubt = spending.find(isSame(own));
    return doubt && { kind: 'maybe-spent', doubt };
}
/** @param now milliseconds since the epoch */
function knowledgeIn(record, now) {
    const isPossible = ({ changedAt }) => (0,_bounds_js__WEBPACK_IMPORTED_MODULE_1__/* .isPastInstant */ .Wf)(changedAt, now);
    const marks = partsIn(_mark_js__WEBPACK_IMPORTED_MODULE_2__/* .Mark */ .CU, record.marks, isPossible);
    const spending = partsIn(Spending, record.spending, isPossible);
    const refused = partsIn(Refusal, record.refused, isPossible);
    const limits = partsIn(Limit, record.limits, ({ until }) => (0,_bounds_js__WEBPACK_IMPORTED_MODULE_1__/* .mayBeReset */ .Q_)(until, now));
    return {
        known: {
            marks: latest(marks.good),
            spending: latest(spending.good),
            refused: latest(refused.good),
            limits: limits.good.slice(-MOST),
        },
        ignored: [
            ...(marks.isWhole ? [] : ['which login is the newest']),
            ...(spending.isWhole ? [] : ['which refresh token may already have been used']),
            ...(refused.isWhole ? [] : ['which login was refused']),
            ...(limits.isWhole ? [] : ['until when a plan is used up']),
        ],
    };
}
function partsIn(schema, value, isPossible) {
    const parts = Array.isArray(value) ? value : [];
    const isList = value === undefined || Array.isArray(value);
    const good = parts.flatMap(part => {
        const read = schema.safeParse(part);
        return read.success && isPossible(read.data) ? [read.data] : [];
    });
    return { good, isWhole: isList && good.length === parts.length && good.length <= MOST };
}


/***/ }),

/***/ 591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GI: () => (/* binding */ LeaseTimeout),
/* harmony export */   Vj: () => (/* binding */ LeaseLost),
/* harmony export */   nM: () => (/* binding */ NotNeeded)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

class LeaseTimeout extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    holder;
    name = 'LeaseTimeout';
    constructor(holder, waitedMs) {
        super('lease-timeout', {
            what: `The right to refresh the login is still held after ${Math.round(waitedMs / 1000)} s: ${holder.description}.`,
            why: 'Two jobs that use the same refresh token would end the login permanently, so this job did not go on.',
            remedy: 'Let the other job finish and run this one again, or give it longer with `lease-timeout`.',
        });
        this.holder = holder;
    }
}
/** Another job has done what the lease was wanted for. */
class NotNeeded extends Error {
    name = 'NotNeeded';
}
/** The lease was taken over: its holder counted as dead. Thrown before anything is refreshed. */
class LeaseLost extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'LeaseLost';
    /** @param where CODEX_HOME, or the ref */
    constructor(where) {
        super('lease-lost', {
            what: `Another job has taken over the right to refresh the login (${where}).`,
            why: 'This job counted as dead, as after a long sleep of the machine. Going on could use a refresh token twice.',
            remedy: 'Run the job again.',
        });
    }
}


/***/ }),

/***/ 53752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ Mark),
/* harmony export */   Fg: () => (/* binding */ markOf),
/* harmony export */   Gm: () => (/* binding */ supersedes),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   d8: () => (/* binding */ isLater),
/* harmony export */   gD: () => (/* binding */ Account),
/* harmony export */   hn: () => (/* binding */ isOfSameStore),
/* harmony export */   lG: () => (/* binding */ isOfSameAccount)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73305);
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43996);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40510);
/* harmony import */ var _bounds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34440);





/** Account and person, by `identityDigest` salted with the name of the login. */
const Account = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^[0-9a-f]{16}-([0-9a-f]{16})?$/));
/** Names a revision without helping to guess a token. */
const Mark = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Nanoseconds since the epoch, in decimal: the order of `changedAt`. */
    changedAt: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^\d{1,25}$/)),
    /** Salted by the name of the login: the same revision has the same digest in each store. */
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^[0-9a-f]{32}$/)),
    account: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(Account),
    /** Digest that names the store. Left out where it isn't known: such a mark counts for every store. */
    store: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^[0-9a-f]{8,32}$/))),
    /** The job of this action that made it, such as `job build of run 42 on runner-1`, and its page. */
    by: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(_bounds_js__WEBPACK_IMPORTED_MODULE_3__/* .Shown */ .Ms),
    url: _bounds_js__WEBPACK_IMPORTED_MODULE_3__/* .Page */ .YW,
});
/** `name`: of the login. */
const accountOf = (login, name) => (0,_login_account_js__WEBPACK_IMPORTED_MODULE_1__/* .identityDigest */ .hh)(login, JSON.stringify([name]));
function markOf(login, { name, ...rest }) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify([name, login.generation]))
        .digest('hex');
    const account = accountOf(login, name);
    return { changedAt: String((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .changedAt */ .Ek)(login)), digest: digest.slice(0, 32), account, ...rest };
}
/** False only if both name their accounts, and these differ. */
const isOfSameAccount = (a, b) => a.account === undefined || b.account === undefined || (0,_login_account_js__WEBPACK_IMPORTED_MODULE_1__/* .sameIdentity */ .BU)(a.account, b.account);
/** False only if both name their stores, and these differ. */
const isOfSameStore = (a, b) => a.store === undefined || b.store === undefined || a.store === b.store;
const isLater = (a, b) => BigInt(a.changedAt) > BigInt(b.changedAt);
/** True if `a` is a later revision of the login that `b` belongs to: the refresh token of `b` was already used. */
const supersedes = (a, b) => isOfSameStore(a, b) && isOfSameAccount(a, b) && isLater(a, b);


/***/ }),

/***/ 93388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ replaceAuthFile),
/* harmony export */   LH: () => (/* binding */ createAuthFile),
/* harmony export */   Xd: () => (/* binding */ followed),
/* harmony export */   Yf: () => (/* binding */ replacedFileIn),
/* harmony export */   kL: () => (/* binding */ tighten),
/* harmony export */   nb: () => (/* binding */ readAuthFile),
/* harmony export */   o1: () => (/* binding */ makeHome),
/* harmony export */   oC: () => (/* binding */ authFileIn)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38016);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83862);
/* harmony import */ var _strict_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95301);






const authFileIn = (home) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'auth.json');
/** The file in which this action keeps the login that it replaced: one revision. */
const replacedFileIn = (home) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'auth.json.replaced');
/**
 * The bytes of the file, or undefined if it doesn't exist. If the file is far too large for a login, only its beginning: one
 * byte more than `parseLogin` accepts.
 * @throws UnusablePlace, or NotRegularFile if something else is in its place
 */
async function readAuthFile(path) {
    try {
        return await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegularFile */ .XF)(path, { limit: _strict_json_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_FILE_BYTES */ .gZ });
    }
    catch (error) {
        if (error instanceof _system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .FileTooLarge */ .Sv)
            return readBeginning(path);
        if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}
async function readBeginning(path) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path);
    try {
        const bytes = Buffer.alloc(_strict_json_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_FILE_BYTES */ .gZ + 1);
        await file.read(bytes, 0, bytes.length, 0);
        return bytes;
    }
    finally {
        await file.close();
    }
}
/** Makes the file, mode 0600, if it doesn't exist; false if it has appeared meanwhile. */
const createAuthFile = async (path, bytes) => (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .createFile */ .x3)(await followed(path), bytes);
/** Replaces the file in one step. A symbolic link is followed and kept, as Codex does (docs/facts#link-is-followed). */
async function replaceAuthFile(path, bytes) {
    await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceFile */ .fR)(await followed(path), bytes);
}
/** The target of a symbolic link, even if it doesn't exist yet. For any other path, the path itself. */
async function followed(path, hops = 40) {
    const link = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(path).catch(() => undefined);
    if (link === undefined || hops === 0)
        return path;
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)).catch(() => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return followed((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(directory, link), hops - 1);
}
/** Files that Codex also reads there at each start: it would wait for a pipe forever. */
const READ_BY_CODEX = ['config.toml', '.env'];
/**
 * Makes CODEX_HOME if it is missing, and 0700 either way: a missing one is fatal to Codex (docs/facts#home-must-exist).
 * @throws UnusablePlace, or NotRegularFile if Codex would find something other than a file
 */
async function makeHome(home) {
    await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)(home);
    await tighten(home);
    for (const name of READ_BY_CODEX)
        await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .assertNothingOdd */ .J0)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, name));
}
/** Takes all rights from group and others, and gives none: a file that its owner can't write stays so. */
async function tighten(path) {
    const { mode, uid } = await (0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_4__/* .atPlace */ .ze)(path, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path));
    // The owner of another user's file must protect it. The preflight finds out whether Codex can save there.
    if (process.platform === 'win32' || uid !== process.getuid?.())
        return;
    if (mode & 0o077)
        await (0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_4__/* .atPlace */ .ze)(path, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, mode & 0o700));
}


/***/ }),

/***/ 8630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ip: () => (/* binding */ readClaims),
/* harmony export */   Md: () => (/* binding */ payloadOf),
/* harmony export */   ky: () => (/* binding */ isJwt)
/* harmony export */ });
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50809);
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52018);


/** Whether it has the form of a JWT: three parts, and the second one is a JSON object. */
function isJwt(token) {
    const parts = token.split('.');
    const payload = payloadOf(token);
    return parts.length === 3 && parts.every(Boolean) && typeof payload === 'object' && payload !== null;
}
/**
 * Reads the claims of a JWT without verifying it: only the server can judge it, we only plan by it.
 * A token that isn't a JWT, or whose claims can't be read, has no claims.
 */
function readClaims(token) {
    const claims = fields(payloadOf(token));
    const auth = fields(claims['https://api.openai.com/auth']);
    const expiresAt = instant(claims.exp);
    const issuedAt = instant(claims.iat);
    const subject = text(claims.sub);
    const userId = text(auth.chatgpt_user_id) ?? text(auth.user_id) ?? subject;
    const accountId = text(auth.chatgpt_account_id);
    const plan = text(auth.chatgpt_plan_type);
    const email = text(claims.email);
    return {
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(issuedAt === undefined ? {} : { issuedAt }),
        ...(userId === undefined ? {} : { userId }),
        ...(subject === undefined ? {} : { subject }),
        ...(accountId === undefined ? {} : { accountId }),
        ...(plan === undefined ? {} : { plan }),
        ...(email === undefined ? {} : { email }),
    };
}
/** The second part of a JWT, parsed; undefined if it isn't JSON. */
const payloadOf = (token) => (0,_system_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .q)(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
const fields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
const text = (value) => (typeof value === 'string' ? value : undefined);
const instant = (value) => typeof value === 'number' && Math.abs(value) <= _instant_js__WEBPACK_IMPORTED_MODULE_1__/* .LAST_SECOND */ .yl ? value * 1000 : undefined;


/***/ }),

/***/ 73469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ refusedKind),
/* harmony export */   z: () => (/* binding */ isAccessKind)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28395);

const absent = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .never */ .ZmZ());
const Kind = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    auth_mode: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
    OPENAI_API_KEY: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
    personal_access_token: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
    bedrock_api_key: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
    bedrock_access_keys: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
    agent_identity: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
    tokens: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
});
/**
 * What kind of login a file is if not a ChatGPT one, decided as Codex decides it (docs/facts#kind-without-mode): by
 * `auth_mode`; without it by the first of personal access token, Bedrock keys and API key that is there, be it empty.
 */
function refusedKind(document) {
    const kind = Kind.safeParse(document);
    if (!kind.success)
        return 'not-a-login';
    const { auth_mode: mode, ...fields } = kind.data;
    const has = (value) => !absent.safeParse(value).success;
    if (mode === 'chatgpt')
        return undefined;
    if (mode === 'apikey')
        return 'api-key';
    if (mode === 'personalAccessToken')
        return 'access-token';
    if (isAccessKind(document))
        return 'access-login';
    if (has(mode))
        return 'unsupported-mode';
    if (has(fields.personal_access_token))
        return 'access-token';
    if (has(fields.bedrock_api_key) || has(fields.bedrock_access_keys))
        return 'unsupported-mode';
    if (has(fields.OPENAI_API_KEY))
        return typeof fields.OPENAI_API_KEY === 'string' ? 'api-key' : 'not-a-login';
    return has(fields.agent_identity) && !has(fields.tokens) ? 'unsupported-mode' : undefined;
}
const Access = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    auth_mode: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('chatgptAuthTokens'),
    tokens: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ refresh_token: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(''), zod_mini__WEBPACK_IMPORTED_MODULE_0__/* ["null"] */ .chJ()])) }),
});
/** Whether the file is meant to be an access login (login/access.ts), whole or not. */
const isAccessKind = (document) => Access.safeParse(document).success;


/***/ }),

/***/ 98798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tN: () => (/* binding */ OPENAI_ISSUER),
  vU: () => (/* binding */ isFromTheFuture),
  $n: () => (/* binding */ parseLogin),
  Iq: () => (/* binding */ secretToken)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(28395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(73305);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(43996);
// EXTERNAL MODULE: ./build/src/login/claims.js
var claims = __webpack_require__(8630);
// EXTERNAL MODULE: ./build/src/login/instant.js
var instant = __webpack_require__(52018);
;// CONCATENATED MODULE: ./build/src/login/form.js



const form_text = schemas/* nullish */.cl6(schemas/* string */.YjP());
const absent = schemas/* nullish */.cl6(schemas/* never */.ZmZ());
/** The claims of the id token, which Codex reads before anything else. */
const Claims = schemas/* looseObject */._H3({
    email: form_text,
    'https://api.openai.com/auth': schemas/* nullish */.cl6(schemas/* looseObject */._H3({})),
    'https://api.openai.com/profile': schemas/* nullish */.cl6(schemas/* looseObject */._H3({})),
});
/**
 * Every field that Codex reads, as it reads it (docs/facts#status-accepts, #status-refuses). It accepts any other field.
 */
const Form = schemas/* looseObject */._H3({
    auth_mode: schemas/* nullish */.cl6(schemas/* literal */.euz('chatgpt')),
    OPENAI_API_KEY: form_text,
    tokens: schemas/* looseObject */._H3({
        id_token: schemas/* string */.YjP().check(schemas/* refine */.YPB(claims/* isJwt */.ky), schemas/* refine */.YPB(token => Claims.safeParse((0,claims/* payloadOf */.Md)(token)).success)),
        access_token: schemas/* string */.YjP(),
        refresh_token: schemas/* string */.YjP(),
        account_id: form_text,
        login_owner_id: form_text,
        oauth_provenance: schemas/* nullish */.cl6(schemas/* looseObject */._H3({ issuer: schemas/* string */.YjP(), client_id: schemas/* string */.YjP() })),
    }),
    last_refresh: schemas/* nullish */.cl6(schemas/* string */.YjP().check(schemas/* refine */.YPB(written => (0,instant/* parseInstant */.nV)(written) !== undefined))),
    personal_access_token: form_text,
    agent_identity: form_text,
    bedrock_api_key: absent,
    bedrock_access_keys: absent,
});
/** True only if Codex reads the document for certain; if false, Codex itself must be asked. */
const isAsCodexWrites = (document) => Form.safeParse(document).success;

// EXTERNAL MODULE: ./build/src/login/kind.js
var login_kind = __webpack_require__(73469);
// EXTERNAL MODULE: ./build/src/login/mask.js
var mask = __webpack_require__(82935);
// EXTERNAL MODULE: ./build/src/login/refusal.js
var refusal = __webpack_require__(81147);
// EXTERNAL MODULE: ./build/src/login/strict-json.js
var strict_json = __webpack_require__(95301);
;// CONCATENATED MODULE: ./build/src/login/login.js










/** Each machine writes last_refresh by its own clock, and two may well be twenty minutes apart. */
const FUTURE_TOLERANCE_MS = 3_600_000;
const OPENAI_ISSUER = 'https://auth.openai.com';
/**
 * The least that makes a file a login. Whether Codex takes the rest of it is Codex's to say (codex/login-status.ts). It
 * takes an empty access token, which it then replaces, and no account id, without which it refreshes nothing
 * (docs/facts#status-accepts, #no-account-id).
 */
const AuthJson = schemas/* looseObject */._H3({
    last_refresh: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    tokens: schemas/* looseObject */._H3({
        id_token: schemas/* string */.YjP().check(api/* _minLength */.m9(1)),
        access_token: schemas/* string */.YjP(),
        refresh_token: schemas/* string */.YjP().check(api/* _minLength */.m9(1)),
        account_id: schemas/* nullish */.cl6(schemas/* string */.YjP()),
        oauth_provenance: schemas/* nullish */.cl6(schemas/* looseObject */._H3({ issuer: schemas/* nullish */.cl6(schemas/* string */.YjP()) })),
    }),
});
/** A log shows a secret as `***`, and people write `<redacted>`. */
const token = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[^\s*<>]+$/));
/** Anything shorter can't be masked, and is not a token that OpenAI makes. */
const secretToken = token.check(api/* _minLength */.m9(mask/* SHORTEST_TOKEN */.P9));
/**
 * What a seed must be besides, which people copy and edit: Codex takes no file in which one of these is otherwise, nor
 * an id token whose claims it can't read (docs/facts#status-refuses). Of a file that Codex itself has written nothing
 * of it is asked: a refreshed login must not be lost to a rule of ours.
 */
const Seed = schemas/* looseObject */._H3({
    OPENAI_API_KEY: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    tokens: schemas/* looseObject */._H3({
        id_token: token.check(schemas/* refine */.YPB(claims/* isJwt */.ky)),
        access_token: secretToken,
        refresh_token: secretToken,
        oauth_provenance: schemas/* nullish */.cl6(schemas/* looseObject */._H3({ client_id: schemas/* nullish */.cl6(schemas/* string */.YjP()) })),
    }),
});
/** Parses and judges an auth.json. Throws `LoginRefused`, whose message has no content of it. */
function parseLogin(input, options) {
    const refuse = (code) => new refusal/* LoginRefused */.Q(code, options.origin, options.copied ? 'seed' : undefined);
    const bytes = (options.encoded ? strict_json/* decodeSeed */.oS : strict_json/* asFile */.hx)(Buffer.from(input), refuse);
    const document = (0,strict_json/* parseStrictly */.ge)(bytes, refuse);
    const kind = (0,login_kind/* refusedKind */.S)(document);
    if (kind)
        throw refuse(kind);
    const parsed = AuthJson.safeParse(document);
    if (!parsed.success)
        throw refuse(missingPart(document));
    const { tokens, last_refresh } = parsed.data;
    if (options.copied && !Seed.safeParse(document).success)
        throw refuse(wrongPart(tokens));
    if (options.copied && !tokens.account_id)
        throw refuse('no-account-id');
    const lastRefresh = last_refresh ? (0,instant/* parseInstant */.nV)(last_refresh) : undefined;
    const issuer = tokens.oauth_provenance?.issuer;
    if (issuer && issuer !== OPENAI_ISSUER && issuer !== options.trustedIssuer)
        throw refuse('foreign-issuer');
    const { access_token, refresh_token: refresh, id_token: id, account_id } = tokens;
    const [access, identity] = [(0,claims/* readClaims */.Ip)(access_token), (0,claims/* readClaims */.Ip)(id)];
    const login = {
        bytes,
        tokens: { access: access_token, refresh, id },
        accountId: account_id || access.accountId || identity.accountId || '',
        canRefresh: Boolean(account_id),
        ...(lastRefresh === undefined ? {} : { lastRefresh }),
        access,
        identity,
        generation: (0,external_node_crypto_.createHash)('sha256').update([refresh, access_token, id].join('\0')).digest('hex'),
        isPlain: isAsCodexWrites(document),
    };
    if ((0,account/* isOfTwo */.i9)(login))
        throw refuse('two-accounts');
    if (isFromTheFuture(login, options.now))
        throw refuse('from-the-future');
    return login;
}
/**
 * True if nothing in it is from before `now`. The issue time is by the server's clock, `last_refresh` by that of the
 * machine that refreshed. One of them is enough: a machine whose clock is ahead writes a future last_refresh beside a
 * good issue time, and one whose clock is behind finds a future issue time in what it has just refreshed.
 */
function isFromTheFuture({ access, lastRefresh }, now) {
    const refreshedAt = lastRefresh === undefined ? undefined : (0,instant/* toMilliseconds */.Wj)(lastRefresh);
    const known = [access.issuedAt, refreshedAt].filter(instant => instant !== undefined);
    return known.length > 0 && known.every(instant => instant > now + FUTURE_TOLERANCE_MS);
}
function missingPart(document) {
    const { tokens } = document;
    if (typeof tokens !== 'object' || tokens === null)
        return 'not-a-login';
    return tokens.refresh_token ? 'not-a-login' : 'no-refresh-token';
}
const wrongPart = ({ id_token, access_token, refresh_token }) => access_token === '' ||
    [
        token.safeParse(id_token),
        ...[access_token, refresh_token].map(value => secretToken.safeParse(value)),
    ].every(({ success }) => success)
    ? 'not-a-login'
    : 'no-tokens';


/***/ }),

/***/ 82935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P9: () => (/* binding */ SHORTEST_TOKEN),
/* harmony export */   q$: () => (/* binding */ maskLogin)
/* harmony export */ });
/* unused harmony export maskedForms */
/**
 * Anything shorter is not a token of OpenAI's, and as a mask it would spoil the log: a mask of one letter removes that letter
 * from every line. A seed with such a token is refused. A file that Codex has written is kept as it is, without a mask.
 */
const SHORTEST_TOKEN = 8;
/** Shorter parts aren't secret, and as masks they would hide ordinary words. */
const SHORTEST_PART = 12;
/**
 * Registers every form of the login's tokens with the runner's masker that it wouldn't derive by itself.
 * It derives base64, JSON, URI, XML and shell forms (docs/facts, "Masking"), but neither the parts of a JWT nor
 * base64url nor hex. One token at a time: a multi-line value would make masks of its single lines.
 */
function maskLogin({ tokens }, addMask) {
    for (const token of Object.values(tokens))
        for (const form of maskedForms(token))
            addMask(form);
}
function maskedForms(token) {
    if (token.length < SHORTEST_TOKEN)
        return [];
    const lines = token.split(/[\r\n]/).filter(line => line.length >= SHORTEST_TOKEN);
    const parts = token.split('.');
    const shifted = [0, 1, 2].map(shift => shiftedBase64url(token, shift));
    const derived = [...parts, ...shifted, Buffer.from(token).toString('hex')];
    return [
        ...new Set([...lines, ...derived.filter(form => form.length >= SHORTEST_PART && !/[\r\n]/.test(form))]),
    ];
}
/** The part of a text's base64url that is the same wherever the token begins in it. */
function shiftedBase64url(token, shift) {
    const bytes = Buffer.from(token).subarray(shift);
    return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64url');
}


/***/ }),

/***/ 81147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ LoginRefused)
/* harmony export */ });
/* unused harmony export REFUSAL_CODES */
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

const placeOf = (origin) => origin === 'the input auth-json' ? 'seed' : origin.startsWith('the file ') ? 'file' : 'store';
const REPLACE_FILE = 'Run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced. Or set `auth-json` to a login that was made after this one.';
const REPLACE_STORED = 'Run a workflow with `mode: login` and the same inputs: the new login takes its place. Or set `auth-json` to a login that was made after this one.';
const LOGIN_AGAIN = {
    seed: 'Log in with `codex login` on a machine you trust, choose "Sign in with ChatGPT", and store the auth.json that it writes (in ~/.codex) as the secret.',
    file: REPLACE_FILE,
    store: REPLACE_STORED,
};
const PASTE_WHOLE = {
    seed: 'Store the whole file again, compact or as base64, for example: `jq -c . ~/.codex/auth.json | gh secret set CODEX_AUTH_JSON`.',
    file: REPLACE_FILE,
    store: REPLACE_STORED,
};
/** Another kind of login is somebody's: a seed never takes its place. */
const OTHER_KIND = {
    seed: LOGIN_AGAIN.seed,
    file: 'For a ChatGPT login, run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced. Or give another directory as `codex-home`.',
    store: 'For a ChatGPT login, run a workflow with `mode: login` and the same inputs: the new login takes its place. Or let the inputs of the store name another entry.',
};
/** Every reason for which bytes are not a login that this action can keep alive. */
const REFUSALS = {
    empty: {
        what: 'It is empty.',
        why: {
            seed: 'There is no login to start from. The usual cause is a secret that does not exist under that name, or a run from a fork, which GitHub gives no secrets.',
            file: 'There is no login to start from.',
            store: 'There is no login to start from.',
        },
        remedy: {
            seed: 'Check the name of the secret that `auth-json` comes from, and that this event and this environment may read it. Or make the first login by a workflow with `mode: login`.',
            file: REPLACE_FILE,
            store: REPLACE_STORED,
        },
    },
    'too-large': {
        what: 'It is larger than 48 KB.',
        why: 'An auth.json is 4 to 6 KB and a GitHub secret holds 48 KB at most, so this is another file.',
        remedy: PASTE_WHOLE,
    },
    'not-json': {
        what: 'It is not JSON, and not base64 of JSON either.',
        why: 'Codex could not read it. It was probably cut off, quoted or edited when it was copied.',
        remedy: PASTE_WHOLE,
    },
    'wrong-encoding': {
        what: 'It is not text in UTF-8 as Codex reads it: it has a byte-order mark, or is in UTF-16 or another encoding.',
        why: 'Codex could not read it. PowerShell and Windows editors write such files.',
        remedy: {
            seed: 'Store it again, in UTF-8 or as base64, for example in PowerShell: `[Convert]::ToBase64String([IO.File]::ReadAllBytes("$HOME/.codex/auth.json")) | gh secret set CODEX_AUTH_JSON`.',
            file: `Write it again in UTF-8 without a byte-order mark. Or: ${REPLACE_FILE}`,
            store: REPLACE_STORED,
        },
    },
    'trailing-data': {
        what: 'More text follows after the end of the JSON.',
        why: 'Two files may have been pasted together, and Codex would read neither.',
        remedy: PASTE_WHOLE,
    },
    'duplicate-keys': {
        what: 'A key is in it twice.',
        why: 'It is not clear which of the two values is the login, and Codex refuses such a file.',
        remedy: PASTE_WHOLE,
    },
    'not-a-login': {
        what: 'It is JSON, but not an auth.json: a field is missing or has the wrong type.',
        why: 'Codex could not read it.',
        remedy: PASTE_WHOLE,
    },
    'api-key': {
        what: 'It is an API-key file: its auth_mode is "apikey", or it has an OPENAI_API_KEY and no auth_mode.',
        why: 'An API key does not refresh, so there is nothing to keep alive, and it is billed by use instead of by your ChatGPT plan.',
        remedy: {
            ...OTHER_KIND,
            seed: `For an API key use openai/codex-action. For a ChatGPT plan: ${LOGIN_AGAIN.seed}`,
        },
    },
    'access-token': {
        what: 'It holds a personal access token, not a ChatGPT login.',
        why: 'Such a token does not refresh, so there is nothing to keep alive.',
        remedy: {
            ...OTHER_KIND,
            seed: `Give it to Codex directly with \`codex login --with-access-token\`, or for a ChatGPT plan: ${LOGIN_AGAIN.seed}`,
        },
    },
    'unsupported-mode': {
        what: 'It is another kind of login: its auth_mode is not "chatgpt".',
        why: "Only a login that Codex itself manages and refreshes can be kept alive; tokens managed by another program can't.",
        remedy: OTHER_KIND,
    },
    'no-tokens': {
        what: 'It contains a placeholder instead of a token.',
        why: 'Codex could do nothing with it. It was masked or edited when it was copied: a log shows a secret as `***`.',
        remedy: PASTE_WHOLE,
    },
    'access-login': {
        what: 'It is an access login: the keeper has made it, without a refresh token, for jobs that only use it.',
        why: "It can't be refreshed or stored, and no login can be made of it. It ends after some days, and the keeper makes the next one.",
        remedy: {
            seed: 'Where the login is kept, refreshed or shared (a store, `mode: keep-fresh`, `mode: login`, `concurrency: exclusive`, `force-refresh`, `share-access`), `auth-json` needs the secret with the full login: `CODEX_AUTH_JSON`, unless you gave it another name. A worker needs none of these inputs: give it `auth-json` and what it is to do.',
            file: `Find out who put it there: a worker needs no file, only \`auth-json\`. ${REPLACE_FILE}`,
            store: `Find out who put it there: \`share-access\` must name another place than the store. ${REPLACE_STORED}`,
        },
    },
    'no-refresh-token': {
        what: 'It has no refresh token.',
        why: 'The login would end with its access token, after some days at most, and could not be refreshed.',
        remedy: {
            ...PASTE_WHOLE,
            seed: `Do not remove the refresh token before you store the file. ${PASTE_WHOLE.seed}`,
        },
    },
    'no-account-id': {
        what: 'It has no tokens.account_id.',
        why: 'Codex runs with such a file, but refuses to refresh it, so the login ends with its access token.',
        remedy: LOGIN_AGAIN,
    },
    'two-accounts': {
        what: 'Its tokens belong to two accounts or persons.',
        why: 'It was put together from two logins, or edited: Codex would ask for one account with the token of another.',
        remedy: LOGIN_AGAIN,
    },
    'foreign-issuer': {
        what: 'Its oauth_provenance.issuer is not https://auth.openai.com.',
        why: 'Codex would send the refresh token to that address, so a tampered file could give the login away.',
        remedy: {
            seed: `Do not use this file. ${LOGIN_AGAIN.seed}`,
            file: `Find out who changed it. ${REPLACE_FILE}`,
            store: `Find out who changed it. ${REPLACE_STORED}`,
        },
    },
    'from-the-future': {
        what: 'It was made more than an hour in the future, by its access token and its last_refresh.',
        why: 'It would count as newer than every later login and could never be replaced.',
        remedy: {
            seed: `Check the clock of this machine and of the one that logged in. ${LOGIN_AGAIN.seed}`,
            file: 'Check the clock of this machine. If it is right, run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced.',
            store: 'Check the clock of this machine. If it is right, run a workflow with `mode: login` and the same inputs: the new login takes its place.',
        },
    },
};
/** Whole files of another kind, which somebody may need. The others are damaged logins, or logins that must not be used. */
const FOREIGN = new Set(['api-key', 'access-token', 'unsupported-mode']);
/** The bytes are not a login this action can keep alive; `code` is a `RefusalCode`. */
class LoginRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    origin;
    name = 'LoginRefused';
    permanent;
    constructor(code, origin, place = placeOf(origin)) {
        const { what, why, remedy } = REFUSALS[code];
        super(code, {
            what: `Refused ${origin}: ${what}`,
            why: typeof why === 'string' ? why : why[place],
            remedy: remedy[place],
        });
        this.origin = origin;
        this.permanent = code === 'no-account-id';
    }
    /** True for a whole login of another kind, such as an API key. */
    get foreign() {
        return FOREIGN.has(this.code);
    }
}
const REFUSAL_CODES = Object.keys(REFUSALS);


/***/ }),

/***/ 95301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gZ: () => (/* binding */ MAX_FILE_BYTES),
/* harmony export */   ge: () => (/* binding */ parseStrictly),
/* harmony export */   hx: () => (/* binding */ asFile),
/* harmony export */   oS: () => (/* binding */ decodeSeed),
/* harmony export */   zx: () => (/* binding */ MAX_BYTES)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _system_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48152);


/** A GitHub secret holds 48 KB at most, and an auth.json is 4 to 6 KB. */
const MAX_BYTES = 48 * 1024;
/** Codex reads a file of any size, and drops what it doesn't know at the first refresh. */
const MAX_FILE_BYTES = 4 * MAX_BYTES;
/**
 * The bytes of the JSON text of a seed: as it is, in base64, or in base64 with the lines that certutil and PEM put around it;
 * in UTF-8 or UTF-16, with a byte-order mark or without.
 */
function decodeSeed(input, refuse) {
    if (input.length > MAX_BYTES * 2)
        throw refuse('too-large');
    const given = (0,_system_text_js__WEBPACK_IMPORTED_MODULE_1__/* .decodeText */ .g)(input);
    if ('unreadable' in given || NOT_DECODED.test(given.text))
        throw refuse('wrong-encoding');
    const text = unmarked(given.text);
    if (text === '')
        throw refuse('empty');
    if (text.startsWith('{'))
        return bounded(Buffer.from(text), refuse);
    const base64 = text.replace(ARMOR, '').replace(/\s/g, '');
    if (!/^[\w+/-]*={0,2}$/.test(base64))
        throw refuse('not-json');
    const decoded = (0,_system_text_js__WEBPACK_IMPORTED_MODULE_1__/* .decodeText */ .g)(Buffer.from(base64, 'base64'));
    if ('unreadable' in decoded)
        throw refuse('not-json');
    if (NOT_DECODED.test(decoded.text))
        throw refuse('wrong-encoding');
    return bounded(Buffer.from(decoded.text), refuse);
}
/** The bytes of a file that Codex reads: it takes neither base64 nor a byte-order mark (docs/facts#status-refuses). */
function asFile(input, refuse) {
    if (input.length === 0 || input.toString('latin1').trim() === '')
        throw refuse('empty');
    if (!(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(input) || input.includes(0) || BYTE_ORDER_MARK.test(input.subarray(0, 3).toString()))
        throw refuse('wrong-encoding');
    return bounded(input, refuse, MAX_FILE_BYTES);
}
const BYTE_ORDER_MARK = /^\uFEFF/;
const unmarked = (text) => text.replace(BYTE_ORDER_MARK, '').trim();
/** A secret in UTF-16, as the runner passes it on: its first two bytes aren't UTF-8, and the first zero ends it. */
const NOT_DECODED = /^\uFFFD/;
const ARMOR = /-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----/g;
function bounded(bytes, refuse, most = MAX_BYTES) {
    if (bytes.length > most)
        throw refuse('too-large');
    return bytes;
}
/** JSON with nothing after it, and no key twice that Codex reads: Codex refuses both, JSON.parse only the first. */
function parseStrictly(bytes, refuse) {
    const json = bytes.toString('utf8');
    let document;
    try {
        document = JSON.parse(json);
    }
    catch (error) {
        // The engine's own message quotes the text, so it never leaves this function.
        throw refuse(/after JSON/.test(String(error)) ? 'trailing-data' : 'not-json');
    }
    if (hasKeyTwice(json))
        throw refuse('duplicate-keys');
    return document;
}
/** The keys that Codex reads. It accepts any other key twice (docs/facts#status-accepts). */
const KEYS = {
    auth_mode: {},
    OPENAI_API_KEY: {},
    tokens: {
        id_token: {},
        access_token: {},
        refresh_token: {},
        account_id: {},
        login_owner_id: {},
        oauth_provenance: { issuer: {}, client_id: {} },
    },
    last_refresh: {},
    agent_identity: {},
    personal_access_token: {},
    bedrock_api_key: {},
    bedrock_access_keys: {},
};
/** The tokens that tell which key belongs to which object: strings, keys with their colon, and brackets. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"(\s*:)?)?|[{}[\]]/g;
/**
 * Whether one of `KEYS` is twice in its object.
 * @param json what JSON.parse accepts. A parser with a tree would take each stage of each job 10 ms to load and run
 */
function hasKeyTwice(json) {
    const open = [];
    /** The keys of an object that comes next, if it does. */
    let next = KEYS;
    for (const [token, colon] of json.matchAll(TOKEN)) {
        if (token === '{' || token === '[') {
            open.push({ keys: (token === '{' && next) || {}, seen: new Set() });
            next = undefined;
        }
        else if (token === '}' || token === ']')
            open.pop();
        else if (colon !== undefined) {
            const { keys, seen } = open.at(-1);
            const name = JSON.parse(token.slice(0, -colon.length));
            const isKnown = Object.hasOwn(keys, name);
            if (isKnown && seen.has(name))
                return true;
            if (isKnown)
                seen.add(name);
            next = isKnown ? keys[name] : undefined;
        }
    }
    return false;
}


/***/ }),

/***/ 56415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ realPathOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** The absolute path without links. The part that doesn't exist yet keeps its name. */
function realPathOf(path) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path);
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(absolute);
    }
    catch {
        const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(absolute);
        return parent === absolute ? absolute : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(realPathOf(parent), absolute.slice(parent.length));
    }
}


/***/ }),

/***/ 17400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ runnerTemp)
/* harmony export */ });
/* unused harmony export NoRunnerTemp */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);


/** RUNNER_TEMP. @throws NoRunnerTemp */
function runnerTemp({ RUNNER_TEMP: temp }) {
    if (temp && (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(temp))
        return temp;
    throw new NoRunnerTemp(temp);
}
/** The runner names no directory for temporary files. */
class NoRunnerTemp extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'NoRunnerTemp';
    constructor(temp) {
        super('no-runner-temp', {
            what: `RUNNER_TEMP ${temp ? `is "${temp}", which is not an absolute path` : 'is not set'}.`,
            why: 'The action needs it for files that commands of the model may not write, so it can use neither the workspace nor /tmp.',
            remedy: "Set RUNNER_TEMP for the runner to an empty directory outside of the workspace. GitHub's runner does that by itself, so look for a step or a container that unsets it.",
        });
    }
}


/***/ }),

/***/ 48152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ decodeText)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_LE_MARK = Buffer.from([0xff, 0xfe]);
const UTF16_BE_MARK = Buffer.from([0xfe, 0xff]);
const UTF32_MARKS = [Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from([0, 0, 0xfe, 0xff])];
/**
 * The text of a file that a person made, without a byte-order mark: UTF-8, or UTF-16 as PowerShell's `>` and Windows
 * editors write it. Other encodings are not guessed: `unreadable` says why, after the name of the file.
 */
function decodeText(bytes) {
    if (UTF32_MARKS.some(mark => startsWith(bytes, mark)))
        return { unreadable: 'is in UTF-32' };
    if (startsWith(bytes, UTF16_LE_MARK))
        return fromUtf16(bytes.subarray(2));
    if (startsWith(bytes, UTF16_BE_MARK))
        return fromUtf16(swapped(bytes.subarray(2)));
    if (bytes.includes(0))
        return withoutMark(bytes);
    if (!(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { unreadable: 'is not text in UTF-8 (it may be in a code page of Windows)' };
    return { text: bytes.subarray(startsWith(bytes, UTF8_MARK) ? UTF8_MARK.length : 0).toString() };
}
/** In UTF-16 without a mark every second byte is zero, as far as the text is ASCII. */
function withoutMark(bytes) {
    const zeros = [0, 0];
    for (const [at, byte] of bytes.subarray(0, 4096).entries())
        if (byte === 0)
            zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = zeros;
    if (odd > 4 * even)
        return fromUtf16(bytes);
    if (even > 4 * odd)
        return fromUtf16(swapped(bytes));
    return { unreadable: 'is not text: it has zero bytes' };
}
function fromUtf16(bytes) {
    const text = bytes.toString('utf16le');
    const isWhole = bytes.length % 2 === 0 && !/\p{Cs}|\0/u.test(text);
    return isWhole ? { text } : { unreadable: 'is in UTF-16, and damaged' };
}
/** With an odd number of bytes the last one is left out, and the text counts as damaged. */
const swapped = (bytes) => bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : bytes.subarray(0, 1);
const startsWith = (bytes, mark) => bytes.subarray(0, mark.length).equals(mark);


/***/ }),

/***/ 11638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ userHome),
/* harmony export */   m: () => (/* binding */ fromHome)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

/**
 * The home directory of the user that runs the job. HOME may be set and empty. On Windows it doesn't count: Git's shells
 * set it to `/c/Users/me`, which is another directory for all other programs, and Codex reads the profile.
 */
const userHome = (env, platform = process.platform) => (platform === 'win32' ? env.USERPROFILE : env.HOME) || (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)() || (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
/** A path that a person gave, with `~` as a shell reads it. */
const fromHome = (path, env) => path.replace(/^~(?=$|\/|\\)/, () => userHome(env));


/***/ }),

/***/ 3067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Writable),
/* harmony export */   r: () => (/* binding */ writablePlaces)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38016);





/** The kernel gives up after as many links (path_resolution(7)). */
const MOST_LINKS = 40;
/**
 * The directories that the model's commands may write, or could have written in an earlier run: the workspace, the
 * directories for temporary files (the sandbox of Codex opens /tmp and TMPDIR), and `more`. Absolute, as written.
 * `danger-full-access` adds nothing: then every program of the machine can be replaced, and no search path helps.
 */
function writablePlaces(env, cwd, more = []) {
    const temporary = process.platform === 'win32' ? [env.TEMP, env.TMP] : [env.TMPDIR, '/tmp', '/var/tmp'];
    const places = [cwd, env.GITHUB_WORKSPACE, ...more, (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), ...temporary];
    return [...new Set(places.flatMap(place => (place ? (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(cwd, place) : [])))];
}
/** The writable places of a stage. It tells whether a path leads into one of them. */
class Writable {
    places;
    identities;
    #seen = new Map();
    constructor(
    /** As written, and behind all links. */
    places, 
    /** Device and inode of each: a mount or another spelling of a place is that place. */
    identities) {
        this.places = places;
        this.identities = identities;
    }
    static async of(places) {
        const real = await Promise.all(places.map(place => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(place).catch(() => place)));
        const infos = await Promise.all(real.map(place => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(place, { bigint: true }).catch(() => undefined)));
        const identities = infos.flatMap(info => (info ? `${info.dev}:${info.ino}` : []));
        return new Writable([...new Set([...places, ...real])], new Set(identities));
    }
    /** Whether a text, such as an option or a command, contains the path of a writable place. */
    isNamedIn(text) {
        return this.places.some(place => {
            const at = text.indexOf(place);
            return at >= 0 && /^$|^[^\w.-]/.test(text.slice(at + place.length));
        });
    }
    /**
     * Whether a path is relative, or a writable place is anywhere on its way: in the path as it is written, at a link on
     * the way, or where it leads. For a path that doesn't exist yet, the directories above it count.
     */
    async holds(path) {
        if (!(0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(path))
            return true;
        const { root } = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.parse)(path);
        let at = root;
        let links = 0;
        const steps = path.slice(root.length).split(node_path__WEBPACK_IMPORTED_MODULE_3__.sep === '\\' ? /[\\/]/ : '/');
        while (steps.length > 0) {
            const step = steps.shift();
            if (!step || step === '.')
                continue;
            if (step === '..') {
                at = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(at);
                continue;
            }
            const next = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(at, step);
            const { isWritable, target } = this.#look(next);
            if (isWritable)
                return true;
            if (target === undefined) {
                at = next;
                continue;
            }
            links += 1;
            if (links > MOST_LINKS)
                return true;
            if ((0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(target))
                at = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.parse)(target).root;
            steps.unshift(...target.slice((0,node_path__WEBPACK_IMPORTED_MODULE_3__.parse)(target).root.length).split(node_path__WEBPACK_IMPORTED_MODULE_3__.sep === '\\' ? /[\\/]/ : '/'));
        }
        return false;
    }
    #look(path) {
        const known = this.#seen.get(path);
        if (known)
            return known;
        const info = infoOf(path);
        const isWritable = this.places.some(place => (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .isWithin */ .UO)(path, place)) ||
            (info !== undefined && this.identities.has(`${info.dev}:${info.ino}`));
        const entry = { isWritable, ...(info?.isSymbolicLink() ? { target: targetOf(path) } : {}) };
        this.#seen.set(path, entry);
        return entry;
    }
}
// Each stage asks for some 200 names, which took 15 ms by promises, and takes 2 ms so.
function infoOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { bigint: true, throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}
function targetOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(path);
    }
    catch {
        return '.';
    }
}


/***/ })

};
