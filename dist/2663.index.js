export const id = 2663;
export const ids = [2663];
export const modules = {

/***/ 52663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  secure: () => (/* binding */ safety_secure)
});

// EXTERNAL MODULE: ./build/src/codex/exec/arguments.js
var exec_arguments = __webpack_require__(71079);
// EXTERNAL MODULE: ./build/src/codex/exec/probe-failure.js
var probe_failure = __webpack_require__(77590);
// EXTERNAL MODULE: ./build/src/codex/exec/sandbox.js
var sandbox = __webpack_require__(22744);
// EXTERNAL MODULE: ./build/src/keeper/codex-home.js + 1 modules
var codex_home = __webpack_require__(4649);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/login/strict-json.js
var strict_json = __webpack_require__(95301);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/codex/exec/added-directories.js
var added_directories = __webpack_require__(42279);
// EXTERNAL MODULE: ./build/src/codex/exec/helper-places.js
var helper_places = __webpack_require__(27048);
// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(11638);
;// CONCATENATED MODULE: ./build/src/action/runner-temp.js




/** Names of the runner's, actions/checkout's and our own files in RUNNER_TEMP. */
const OF_THE_RUNNER = /^_|^codex-|^git-credentials-|^[\da-f]{8}-[\da-f]{4}-|\.(sh|bash|ps1|cmd|bat|py)$/i;
/** Linux limits one argument to 128 KB. The whole profile is one argument, and longer than the paths in it. */
const MOST_BYTES = 48 * 1024;
/**
 * The absolute paths of RUNNER_TEMP that are denied: the directory itself if the run needs nothing in it, so that later
 * files are hidden too; otherwise everything that is in it now. It has the scripts of earlier `run:` steps, with the
 * secrets that were put into their text, and the tokens of actions/checkout.
 * @throws TempCrowded
 */
async function deniedOfTemp({ temp, work, needed }) {
    const real = await (0,files/* realFile */.Vt)(temp);
    const kept = await Promise.all([...work, ...needed].map(files/* realFile */.Vt));
    const isWorkplace = (await Promise.all(work.map(files/* realFile */.Vt))).includes(real);
    const denied = isWorkplace
        ? (await entriesOf(real)).filter(name => OF_THE_RUNNER.test(name)).map(name => (0,external_node_path_.join)(real, name))
        : await deniedBelow(real, kept);
    if (Buffer.byteLength(denied.join()) > MOST_BYTES)
        throw new TempCrowded(temp, denied.length);
    return denied;
}
async function deniedBelow(directory, kept) {
    if (!kept.some(path => (0,files/* isWithin */.UO)(path, directory)))
        return [directory];
    const below = (await entriesOf(directory)).map(async (name) => {
        const path = (0,external_node_path_.join)(directory, name);
        return kept.includes(path) ? [] : deniedBelow(path, kept);
    });
    return (await Promise.all(below)).flat();
}
/** Without links: their targets are hidden where they are. */
const entriesOf = async (directory) => {
    const entries = await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(() => []);
    return entries.filter(entry => !entry.isSymbolicLink()).map(({ name }) => name);
};
/**
 * The directories in RUNNER_TEMP in which an earlier step has installed programs, by PATH: all of what was installed,
 * which finds its libraries beside the programs.
 */
function installedIn(temp, path, delimiter) {
    return path.split(delimiter).flatMap(entry => {
        const [name] = (0,external_node_path_.relative)(temp, entry).split(external_node_path_.sep);
        return entry !== temp && (0,files/* isWithin */.UO)(entry, temp) && name && !OF_THE_RUNNER.test(name)
            ? (0,external_node_path_.join)(temp, name)
            : [];
    });
}
/** RUNNER_TEMP holds too many entries to deny each of them. */
class TempCrowded extends errors/* ActionError */.lZ {
    name = 'TempCrowded';
    constructor(temp, count) {
        super('temp-crowded', {
            what: `RUNNER_TEMP (${temp}) holds ${count} files and directories, and a directory in it is needed by the commands of the model.`,
            why: "RUNNER_TEMP may hold secrets of earlier steps, and so many entries can't be hidden one by one. Codex was not started.",
            remedy: 'Move TMPDIR, the workspace and `working-directory` out of RUNNER_TEMP, so that all of it can be hidden. Or delete what earlier steps left in it.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/action/denied-paths.js











/**
 * What no command of the model may read or write, none of it within another: this job's CODEX_HOME (`home`, behind
 * all links), those of other jobs and of the machine's user, RUNNER_TEMP, the files by which the runner takes commands,
 * and its own credentials.
 */
async function outOfReach({ env }, inputs, home, workingDirectory) {
    const user = (0,user_path/* userHome */.B)(env);
    const added = (0,added_directories/* addedDirectories */.S)((0,exec_arguments/* parseCodexArgs */.wk)(inputs['codex-args'] ?? ''), workingDirectory);
    const ofJobs = (0,external_node_path_.join)(user, '.codex-auth-action');
    const others = [(0,codex_home/* configuredHome */.UM)(inputs['codex-home'], env), (0,external_node_path_.join)(user, '.codex'), ofJobs];
    // A file that is created while a command runs is hidden only if its directory existed when the command started.
    for (const directory of [...(0,helper_places/* helperPlaces */.p)(home), ...others])
        await (0,promises_.mkdir)(directory, { recursive: true, mode: 0o700 }).catch(() => undefined);
    const logins = await Promise.all([home, ...others].map(place => (0,files/* realFile */.Vt)((0,auth_file/* authFileIn */.oC)(place))));
    const needed = await Promise.all([user, workingDirectory, env.TMPDIR || (0,external_node_os_.tmpdir)()].map(files/* realFile */.Vt));
    const places = [...(await Promise.all(others.map(files/* realFile */.Vt))), ...logins.map(external_node_path_.dirname)];
    // A directory that the commands themselves need can't be hidden whole.
    const narrow = (place) => place !== home && needed.some(path => (0,files/* isWithin */.UO)(path, place))
        ? [(0,auth_file/* authFileIn */.oC)(place), (0,auth_file/* replacedFileIn */.Yf)(place)]
        : [place];
    const hidden = [
        home,
        ...places.flatMap(narrow),
        ...(await ofTheRunner(env, { user, workingDirectory, added })),
    ];
    // Where all of the disk is writable, bubblewrap makes what it is to deny and is not there, and fails
    // (docs/facts#whole-disk-writable).
    const there = await Promise.all(hidden.map(files/* exists */.t2));
    const denied = [...new Set(hidden.filter((_, at) => there[at]))];
    return denied.filter(path => !denied.some(other => other !== path && (0,files/* isWithin */.UO)(path, other)));
}
/** Its directory for temporary files, the files by which it takes commands, and its agent's own secrets and logs. */
async function ofTheRunner(env, { user, workingDirectory, added }) {
    const files = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
    const commands = files.flatMap(name => env[name] || []).map(file => (0,external_node_path_.dirname)(file));
    const temp = env.RUNNER_TEMP;
    if (!temp)
        return commands;
    const hidden = await deniedOfTemp({
        temp,
        work: [workingDirectory, env.GITHUB_WORKSPACE || workingDirectory],
        needed: [user, env.TMPDIR || (0,external_node_os_.tmpdir)(), ...added, ...installedIn(temp, env.PATH ?? '', external_node_path_.delimiter)],
    });
    // RUNNER_TEMP is `_work/_temp` in the directory of the runner's agent (actions/runner, HostContext.GetDirectory).
    const agent = ['.credentials', '.credentials_rsaparams', '.credentials_migrated', '.env', '_diag'];
    return [...commands, ...hidden, ...agent.map(name => (0,external_node_path_.resolve)(temp, '..', '..', name))];
}
/** The directories above a path that this job's user could rename. */
async function renamable(path) {
    const parent = (0,external_node_path_.dirname)(path);
    if (parent === (0,external_node_path_.dirname)(parent))
        return [];
    const writable = await (0,promises_.access)((0,external_node_path_.dirname)(parent), promises_.constants.W_OK).then(() => true, () => false);
    return [...(await renamable(parent)), ...(writable ? [parent] : [])];
}

;// CONCATENATED MODULE: ./build/src/action/kernel-guarded.js


/**
 * The same Codex, with a sandbox in which root can't write the switches of the kernel. An ordinary user can't write them
 * anyway. `assertSandbox` proves that it works.
 */
async function kernelGuarded(codex) {
    if (process.platform !== 'linux' || process.getuid?.() !== 0)
        return codex;
    const { guardedBubblewrap } = await __webpack_require__.e(/* import() */ 1433).then(__webpack_require__.bind(__webpack_require__, 1433));
    const { PATH = '' } = codex.env;
    const directory = (0,external_node_path_.join)((0,user_path/* userHome */.B)(codex.env), '.cache', 'codex-auth-action');
    const guarded = await guardedBubblewrap({ path: PATH, codex: codex.path, directory });
    if (guarded === undefined)
        return codex;
    return { ...codex, env: { ...codex.env, PATH: `${guarded}${external_node_path_.delimiter}${PATH}` } };
}

// EXTERNAL MODULE: ./build/src/action/platform.js
var platform = __webpack_require__(41717);
;// CONCATENATED MODULE: ./build/src/action/safety.js











/**
 * Keeps the login out of the model's reach as `safety-strategy` says, and proves it. Throws before Codex is started where it can't be done.
 * `refreshFirst` is asked for a login that works, should nothing be tried without.
 */
async function safety_secure(stage, inputs, codex, { workingDirectory, args }, refreshFirst) {
    const strategy = inputs['safety-strategy'];
    const base = baseOf(inputs);
    if (strategy === 'unsafe') {
        stage.log.warning('safety-strategy: unsafe: the commands that the model runs may read the login.');
        const permissions = 'sandbox' in base
            ? ['--sandbox', base.sandbox]
            : ['-c', `default_permissions=${JSON.stringify(base.profile)}`];
        return { codex, permissions };
    }
    (0,exec_arguments/* assertKeepsBounds */.s)(args);
    (0,platform/* assertSandboxHere */.i)(inputs);
    const { allowUserNamespaces } = await __webpack_require__.e(/* import() */ 6541).then(__webpack_require__.bind(__webpack_require__, 96541));
    await allowUserNamespaces(stage.env, stage.log.info);
    if (strategy === 'drop-sudo')
        await (await __webpack_require__.e(/* import() */ 9658).then(__webpack_require__.bind(__webpack_require__, 49658))).dropSudo(stage.log.info);
    const own = strategy === 'unprivileged-user'
        ? await ofOtherUser(stage, inputs, codex)
        : (0,sandbox/* opensEverything */.rg)(base)
            ? codex
            : await kernelGuarded(codex);
    const home = own.user ? own.home : await (0,files/* realFile */.Vt)(own.home);
    const hidden = await outOfReach(stage, inputs, await (0,files/* realFile */.Vt)(codex.home), workingDirectory);
    const denied = own.user ? [home, ...(await visible(own.user, hidden))] : hidden;
    const above = await Promise.all([home, ...denied].map(renamable));
    const permissions = { base, home, denied, pinned: [...new Set(above.flat())] };
    const configured = (0,codex_home/* configuredHome */.UM)(inputs['codex-home'], stage.env);
    const proof = { file: (0,auth_file/* authFileIn */.oC)(own.home), cwd: workingDirectory, configured };
    const prove = () => (0,sandbox/* assertSandbox */.yl)(own, permissions, proof);
    await prove().catch(async (error) => {
        if (!(error instanceof probe_failure/* NoConfiguration */._E) || error.hangs)
            throw error;
        await refreshFirst();
        if (own.user)
            await giveCopy(own.user, codex);
        await prove();
    });
    return { codex: own, permissions: (0,sandbox/* permissionArguments */.Gv)(permissions) };
}
/** The same Codex as `codex-user`, with a copy of the login that only that user can read, and no later one. */
async function ofOtherUser(stage, inputs, codex) {
    const { openOtherUser } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 40841));
    const name = inputs['codex-user'];
    if (name === undefined)
        throw new errors/* InputError */.dz('codex-user', 'is missing', 'Name the user as whom Codex is to run, or use another `safety-strategy`.');
    const user = await openOtherUser(name, codex.home);
    stage.state.set('otherUser', user);
    await giveCopy(user, codex);
    stage.log.info(`Codex runs as the user ${name}.`);
    return { ...codex, home: user.home, user };
}
/** The paths that another user can see. Its sandbox can't hide others, because it would not find them. */
async function visible(user, denied) {
    const { visibleTo } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 40841));
    return visibleTo(user, denied);
}
async function giveCopy(user, { home }) {
    const { giveAuth } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 40841));
    await giveAuth(user, await (0,files/* readRegularFile */.XF)((0,auth_file/* authFileIn */.oC)(home), { limit: strict_json/* MAX_BYTES */.zx }));
}
function baseOf(inputs) {
    const { sandbox, 'permission-profile': profile, 'safety-strategy': strategy } = inputs;
    if (profile !== undefined && sandbox !== undefined)
        throw new errors/* InputError */.dz('permission-profile', 'is given beside `sandbox`', 'Give one of the two.');
    const wanted = strategy === 'read-only' ? 'read-only' : (sandbox ?? 'workspace-write');
    return profile === undefined ? { sandbox: wanted } : { profile };
}


/***/ }),

/***/ 77590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ saidIn),
/* harmony export */   L$: () => (/* binding */ probeFailure),
/* harmony export */   W: () => (/* binding */ SandboxBreached),
/* harmony export */   X$: () => (/* binding */ SandboxUntried),
/* harmony export */   _E: () => (/* binding */ NoConfiguration)
/* harmony export */ });
/* unused harmony exports SandboxUnavailable, SandboxPlace */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _report_harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20997);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83862);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97067);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95028);






/** Characters of what Codex said. */
const LONGEST = 300;
/**
 * bubblewrap's words where the machine lets it make no sandbox: user namespaces that are forbidden or used up, and what
 * AppArmor, seccomp or a container forbid within one (bubblewrap.c; tried without capabilities and without namespaces).
 */
const BLOCKED = /(namespace|[ug]id map|setgroups|unshare|Failed to make \/ slave|pivot_root|loopback: |RTM_NEW|capabilit|Can't mount \w+ on |prctl\(|seccomp|SECCOMP|Failed to mount|remount)/;
/** A Mac's own sandbox, which Codex uses there: `sandbox-exec: sandbox_apply: Operation not permitted`. */
const SEATBELT = /^sandbox-exec: /;
const MISSING = /bubblewrap is unavailable/;
/** A Codex that can't write its CODEX_HOME says this first, and bubblewrap then doesn't find its helper. */
const NO_HELPERS = /^WARNING: proceeding, even though we could not create PATH aliases: (.*)$/;
/** The text before a path that isn't one of bubblewrap's own places. */
const BEFORE_PLACE = /(?:[\s'"]|\/newroot|\/oldroot)(?=\/(?!newroot\b|oldroot\b|proc\b|dev\b))/;
/** Codex's words where it can't look into the directory that it was started in: a path is missing. */
const HERE = /^Error: ([A-Z][^:()]*)\(os error \d+\)$/;
/** The system's words for its codes (strerror(3), and Rust's own). */
const CODES = {
    'Permission denied': 'EACCES',
    'Operation not permitted': 'EPERM',
    'Read-only file system': 'EROFS',
    'No space left on device': 'ENOSPC',
    'Disk quota exceeded': 'EDQUOT',
    'No such file or directory': 'ENOENT',
    'Not a directory': 'ENOTDIR',
    'Is a directory': 'EISDIR',
    'File exists': 'EEXIST',
    'File name too long': 'ENAMETOOLONG',
    'Too many levels of symbolic links': 'ELOOP',
    'Symbolic link loop': 'ELOOP',
    'Input/output error': 'EIO',
    'Stale file handle': 'ESTALE',
};
/** Why a whole CODEX_HOME can't be written; other codes are of something in it, which Codex doesn't name. */
const OF_HOME = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EIO', 'ESTALE'];
const NO_ROOM = {
    'Resource temporarily unavailable': 'EAGAIN',
    'Too many open files': 'EMFILE',
    'Too many open files in system': 'ENFILE',
    'Cannot allocate memory': 'ENOMEM',
};
/**
 * Why `codex sandbox` could not start a command, by what it has printed on stderr (tried with 0.169.0, in
 * e2e/probe-ends.test.ts); undefined for what is not known, and for an error in its configuration. `home` is CODEX_HOME, `cwd`
 * its working directory.
 */
function probeFailure(stderr, { home, cwd }) {
    const printed = stderr.join('\n');
    if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .bundleHangs */ .Od)(printed))
        return new NoConfiguration({ hangs: true });
    if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .lacksBundle */ .$$)(printed))
        return new NoConfiguration({ hangs: false });
    const blocked = stderr.find(line => line.startsWith('bwrap: ') && BLOCKED.test(line));
    if (blocked !== undefined)
        return new SandboxUnavailable(blocked, NAMESPACES);
    const seatbelt = stderr.find(line => SEATBELT.test(line));
    if (seatbelt !== undefined)
        return new SandboxUnavailable(seatbelt, NO_SEATBELT);
    const missing = stderr.find(line => MISSING.test(line));
    if (missing !== undefined)
        return new SandboxUnavailable(missing, NO_BUBBLEWRAP);
    const helpers = stderr.flatMap(line => NO_HELPERS.exec(line)?.[1] ?? [])[0];
    const code = helpers === undefined ? undefined : codeIn(helpers, CODES);
    if (code !== undefined && OF_HOME.includes(code))
        return new _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__/* .UnusablePlace */ .ZW(home, code);
    const tight = codeIn(printed, NO_ROOM);
    if (tight !== undefined)
        return new _process_js__WEBPACK_IMPORTED_MODULE_5__/* .CannotStart */ .cM(Object.assign(new Error(saidIn(stderr)), { code: tight }));
    return stderr.flatMap(line => placeIn(line, cwd) ?? [])[0];
}
/** Codex's words in one line, without those that it adds to every failure. */
function saidIn(stderr) {
    const said = stderr.filter(line => /\S/.test(line) && !/^(thread '|note: run with )/.test(line.trim()));
    return (0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLine */ .Kw)(said.map(line => line.trim()).join(' ')).slice(0, LONGEST);
}
const codeIn = (said, codes) => Object.entries(codes).find(([words]) => said.includes(words))?.[1];
/** Lines such as `bwrap: Can't mkdir /work/.codex: Permission denied`. Those that begin with `Error: ` are Codex's own, of its files. */
function placeIn(line, cwd) {
    const here = HERE.exec(line)?.[1];
    const { path, words } = here ? { path: cwd, words: here } : namedIn(line);
    const code = CODES[words?.trim() ?? ''];
    return code === undefined || path === undefined ? undefined : new SandboxPlace(path, code);
}
/** A path outside of what bubblewrap makes itself, and what the system says of it: `…: Can't mkdir /work: Permission denied`. */
function namedIn(line) {
    const parts = line.startsWith('Error: ') ? [] : line.split(':');
    const words = parts.at(-1)?.replace(/\(os error \d+\)$/, '');
    const before = parts.at(-2) ?? '';
    const found = BEFORE_PLACE.exec(before);
    return found && words !== undefined ? { path: before.slice(found.index + found[0].length), words } : {};
}
/** Without an access token that works, a plan with a workspace lets Codex do nothing, not even try its sandbox. */
class NoConfiguration extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'NoConfiguration';
    /** True where the backend did not answer, which says nothing about the access token. */
    hangs;
    constructor({ hangs }) {
        super('backend-down', {
            what: 'Codex could not load the configuration of the workspace from OpenAI.',
            why: 'In a plan with a workspace it does nothing without. The login is intact.',
            remedy: 'Run the job again later; see status.openai.com, and the proxy or firewall of the runner.',
        });
        this.hangs = hangs;
    }
}
const UNPROVEN = 'Without it the model, and whoever can put words into its input, could read the login. So Codex was not started.';
const NAMESPACES = 'It needs unprivileged user namespaces. On Ubuntu 24.04: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` in a step before (GitHub-hosted runners: this action does it by itself), or an AppArmor profile for bwrap; in a container: `--security-opt seccomp=unconfined --security-opt apparmor=unconfined`. Or, for a prompt and a repository that you trust completely: `safety-strategy: unsafe`.';
const NO_SEATBELT = 'It needs `sandbox-exec`, which macOS allows no process that is in a sandbox already. Start the runner outside of one (`launchctl`, not from a sandboxed app), and look for what the device management of this Mac forbids. Or, for a prompt and a repository that you trust completely: `safety-strategy: unsafe`.';
const NO_BUBBLEWRAP = 'Install bubblewrap on the runner (`sudo apt-get install bubblewrap`), or leave `codex-version` at its default: its package has one beside it.';
/** This machine lets no sandbox be made. Thrown before any of the model's commands runs. */
class SandboxUnavailable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxUnavailable';
    constructor(said, remedy) {
        super('sandbox-unavailable', {
            what: `The sandbox of Codex does not work on this machine: ${(0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLine */ .Kw)(said).slice(0, LONGEST)}`,
            why: UNPROVEN,
            remedy,
        });
    }
}
/** The model's commands could reach what they may not. Thrown before any of them runs. */
class SandboxBreached extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxBreached';
    constructor(breach, path) {
        super('sandbox-unavailable', {
            what: `The sandbox of Codex does not keep ${withinReach(breach, path)}.`,
            why: UNPROVEN,
            remedy: REMEDIES[breach],
        });
    }
}
const withinReach = (breach, path) => ({
    login: 'auth.json from the commands that the model runs',
    helper: `commands from changing its own helper (${path})`,
    secret: `${path} from the commands that the model runs`,
    program: `commands from writing to ${path}, and that directory is on PATH`,
    kernel: `commands, which run as root, from writing to ${path}`,
})[breach];
const CONFIGURATION = 'Use the default `codex-version`, and look into config.toml for what could undo a permission profile.';
const REMEDIES = {
    login: CONFIGURATION,
    helper: CONFIGURATION,
    secret: CONFIGURATION,
    program: 'Programs in that directory are started outside of the sandbox. Remove it from PATH for this job, or from the directories that the `permission-profile` lets commands write.',
    kernel: 'Run the runner as an ordinary user, or name one with `safety-strategy: unprivileged-user` and `codex-user`. If you gave `codex-version`, use its default.',
};
/** Nobody's own rights are meant: Codex may run as another user, and its sandbox gives root none. */
const deniedTo = (place) => `the system does not permit it${(0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(place)}`;
const isDenied = (code) => code === 'EACCES' || code === 'EPERM';
/** The sandbox can't use a directory that commands are to work in or to write. */
class SandboxPlace extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxPlace';
    constructor(path, code) {
        const isOurs = /^\.(git|agents|codex|aws)$/.test(path.slice((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path).length + 1));
        const place = isOurs ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path) : path;
        super('sandbox-place', {
            what: `The sandbox of Codex can't use ${place}: ${isDenied(code) ? deniedTo(place) : (0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(place, code)}.`,
            why: 'Codex protects a few names (such as .git and .codex) in each directory that commands may write, and must be able to make them. In the sandbox root has no more rights than any other user. So Codex was not started.',
            remedy: 'Let the user that Codex runs as own the workspace and the `working-directory` (`sudo chown -R`), and make room on its disk; or give `sandbox: read-only` if the task only reads. If it is a directory for temporary files, set TMPDIR to one that can be written.',
        });
    }
}
/** `codex sandbox` ended for a reason that this action does not know. */
class SandboxUntried extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxUntried';
    constructor(said) {
        super('sandbox-untried', {
            what: `Codex could not try its sandbox. It said: ${said}`,
            why: 'Nothing proves that its commands are kept from the login, so Codex was not started. The login was not touched.',
            remedy: 'Correct what it says. If that tells you nothing, leave `codex-version` and `codex-args` at their defaults, and run `codex sandbox -- true` in the working directory on that machine.',
        });
    }
}


/***/ }),

/***/ 37669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ withHelpers)
/* harmony export */ });
/** The first words of a Codex without helpers (0.169.0), in `codex exec` and `codex sandbox` alike. */
const WITHOUT = /^WARNING: proceeding, even though we could not create PATH aliases/;
const STARTS = 4;
/**
 * Starts a Codex that needs its sandbox, and again if it came up without its helpers. Each Codex makes a directory of
 * helpers in CODEX_HOME and removes those that others have left. One that starts at the same moment may lose its own
 * between making and locking it (docs/facts#helpers-swept). It warns, and bubblewrap then finds no
 * `codex-linux-sandbox`, so no command and no thread can start. `hasBegun` says by the result whether one did.
 */
async function withHelpers(start, hasBegun) {
    let result = await start();
    for (let starts = 1; starts < STARTS && !hasBegun(result) && isWithout(result.stderr); starts += 1)
        result = await start();
    return result;
}
const isWithout = (stderr) => stderr.some(line => WITHOUT.test(line));


/***/ }),

/***/ 22744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ permissionArguments),
/* harmony export */   rg: () => (/* binding */ opensEverything),
/* harmony export */   yl: () => (/* binding */ assertSandbox)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _system_waits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64053);
/* harmony import */ var _configuration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(971);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95028);
/* harmony import */ var _helper_places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27048);
/* harmony import */ var _probe_failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77590);
/* harmony import */ var _retry_lost_helper_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37669);







const PROFILE = 'codex-auth-action';
/** If Codex floods its stderr, the first lines say why. */
const KEPT_STDERR_LINES = 200;
const BUILT_IN = {
    'read-only': ':read-only',
    'workspace-write': ':workspace',
};
/**
 * Codex's arguments for these permissions: a profile of our own over the one that was asked for, since `--sandbox`
 * knows no denials, and given beside a profile cancels it (docs/facts#sandbox-flag-cancels-profile). No configuration
 * file takes their place: arguments come before them (docs/facts#profile-beats-sandbox-mode, `sandbox_mode` in the
 * user's and in a project's config.toml).
 */
function permissionArguments({ base, home, denied, pinned }, platform = process.platform) {
    const opened = openedPlace(home, platform);
    const filesystem = Object.fromEntries([
        ...denied.map(path => [path, 'deny']),
        ...(opened ? [[opened, 'write']] : []),
        ...(0,_helper_places_js__WEBPACK_IMPORTED_MODULE_4__/* .helperPlaces */ .p)(home, platform).map(path => [path, 'read']),
    ]);
    return [
        '-c',
        `default_permissions=${toml(PROFILE)}`,
        '-c',
        `permissions.${PROFILE}=${profile(base, filesystem, pinned)}`,
        // It would run the user's shell outside of the sandbox, for a file in CODEX_HOME that the commands can't read.
        '-c',
        'features.shell_snapshot=false',
    ];
}
/**
 * In a directory that is denied, bubblewrap opens again only what may be written, and what is below that: there the
 * helpers are mounts, which nothing can rename. On a Mac nothing would hold a directory above them in place, and no
 * sandbox needs it writable.
 */
const openedPlace = (home, platform) => platform === 'darwin' ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'tmp');
function profile(base, denials, pinned) {
    if (opensEverything(base))
        return `{network={enabled=true},filesystem=${table({ ...everything(pinned), ...denials })}}`;
    const extended = 'profile' in base ? base.profile : BUILT_IN[base.sandbox];
    return `{extends=${toml(extended)},filesystem=${table(denials)}}`;
}
/** Whether commands may write all of the disk, and so what runs outside of the sandbox. */
const opensEverything = (base) => 'sandbox' in base ? base.sandbox === 'danger-full-access' : base.profile === ':danger-full-access';
/** Names that Codex protects in a writable directory. It makes them there if they are missing. */
const METADATA = ['.git', '.agents', '.codex', '.aws'];
/**
 * Codex lets nothing extend its profile without limits, so this says the same, for the denials to be laid over.
 * A directory that is named is mounted by itself, and what is mounted can't be renamed. Without the metadata's
 * names Codex would make `/.git`, which only root may (docs/facts#whole-disk-writable).
 */
function everything(pinned) {
    const metadata = ['/', ...pinned].flatMap(directory => METADATA.map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, name)));
    return Object.fromEntries([':root', ...pinned, ...metadata].map(path => [path, 'write']));
}
const table = (entries) => `{${Object.entries(entries)
    .map(([key, value]) => `${toml(key)}=${toml(value)}`)
    .join(',')}}`;
/** A basic string of TOML, which escapes as JSON does, and DEL besides. */
const toml = (text) => JSON.stringify(text).replaceAll('\u007f', '\\u007F');
/** Exit codes of the probe if it can reach something that it may not. It prints the path, too. */
const BREACHES = {
    41: 'login',
    42: 'helper',
    43: 'secret',
    44: 'program',
    45: 'kernel',
};
const breachOf = (code) => BREACHES[code ?? 0];
/**
 * Tries what no command may do: read the login and each denied path, write beside Codex's helper and beside programs
 * that are started outside of the sandbox later, and open a switch of the kernel for writing. It writes nothing to the
 * switch. Codex's helpers are what is below CODEX_HOME on PATH, on every system; Linux also shows the one that runs. It
 * runs before each task, so it starts few processes: the shell itself does `true` with a redirection, and goes on after
 * an error there, while an error of `:` would end a POSIX shell.
 */
const PROBE = `found() { printf '%s\n' "$2"; exit "$1"; }
makes() { { true > "$1/.codex-auth-action-probe"; } 2>/dev/null && rm -f "$1/.codex-auth-action-probe"; }
login=$1 home=$2 opened=$3 everything=$4
shift 4
cat "$login" >/dev/null 2>&1 && found 41 "$login"
helper=$(tr '\\0' '\\n' </proc/1/cmdline 2>/dev/null | head -n 1)
case $helper in "$home"/*) makes "\${helper%/*}" && found 42 "\${helper%/*}";; esac
for path; do
  if [ -d "$path" ]; then [ -z "$(ls -A "$path" 2>/dev/null)" ] || found 43 "$path"
  elif [ -f "$path" ]; then [ -z "$(head -c 1 "$path" 2>/dev/null | tr '\\0' 0)" ] || found 43 "$path"
  fi
done
IFS=: here=$PWD
for directory in $PATH; do
  case $directory in /*) ;; *) directory=$here/$directory;; esac
  cd -P "$directory" 2>/dev/null && directory=$PWD
  case $directory in
    "$home"/*)
      up=$directory
      while [ "$up" != "$home" ]; do
        [ "$up" = "$opened" ] || ! makes "$up" || found 42 "$directory"
        up=\${up%/*}
      done ;;
    /*) [ "$everything" ] || ! makes "$directory" || found 44 "$directory" ;;
  esac
done
[ "$everything" ] || ! { true >> /proc/sys/kernel/core_pattern; } 2>/dev/null || found 45 /proc/sys/kernel/core_pattern
exit 0`;
/**
 * Proves on this machine, with a command of our own, that the sandbox works and keeps `file` and what is denied out of
 * reach: where it can't be had, each of the model's commands fails and exec exits 0 (docs/facts#no-namespaces).
 * @throws SandboxBreached, and where it could not be tried what `probeFailure` returns, UnusableConfiguration, LoginReplaced
 * or SandboxUntried
 */
async function assertSandbox(codex, permissions, { file, cwd, configured }) {
    const { base, home, denied } = permissions;
    const everything = opensEverything(base) ? 'yes' : '';
    const opened = openedPlace(home, process.platform) ?? '';
    const probe = ['sh', '-c', PROBE, 'sh', file, home, opened, everything, ...denied];
    const args = permissionArguments(permissions);
    const { code, stdout, stderr } = await (0,_retry_lost_helper_js__WEBPACK_IMPORTED_MODULE_6__/* .withHelpers */ .U)(() => ended(codex, ['sandbox', ...args, '--', ...probe], cwd), ({ code }) => code === 0 || breachOf(code) !== undefined);
    if (code === 0)
        return;
    const breach = breachOf(code);
    if (breach)
        throw new _probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .SandboxBreached */ .W(breach, stdout.at(-1) ?? '');
    const known = (0,_probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .probeFailure */ .L$)(stderr, { home: codex.home, cwd });
    if (known)
        throw known;
    // It tells an error in the configuration from all others, and where it is. The working directory may have a part of
    // it.
    const status = await ended(codex, [..._process_js__WEBPACK_IMPORTED_MODULE_3__/* .SETTINGS */ .yy, ...args, 'login', 'status'], cwd);
    throw ((0,_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .configurationError */ .DN)(status.stderr, { home: codex.home, configured }) ??
        new _probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .SandboxUntried */ .X$((0,_probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .saidIn */ .$g)(stderr) || `exit ${code}`));
}
async function ended(codex, args, cwd) {
    const [stdout, stderr] = [[], []];
    const running = await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .startCodex */ .Wz)(codex, {
        args,
        cwd,
        onStdout: line => void stdout.push(line),
        onStderr: line => void (stderr.length < KEPT_STDERR_LINES && stderr.push(line)),
    });
    running.stdin.end();
    const exit = await (0,_system_waits_js__WEBPACK_IMPORTED_MODULE_1__/* .waitFor */ .f)(`codex ${args[0] === 'sandbox' ? 'sandbox' : 'login status'}`, running.exited);
    return { ...exit, stdout, stderr };
}


/***/ })

};
