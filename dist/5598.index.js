export const id = 5598;
export const ids = [5598];
export const modules = {

/***/ 22015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ runExec)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/system/session-processes.js
var session_processes = __webpack_require__(57415);
// EXTERNAL MODULE: ./build/src/codex/process.js + 1 modules
var process = __webpack_require__(95028);
// EXTERNAL MODULE: ./build/src/codex/exec/events.js
var events = __webpack_require__(26694);
// EXTERNAL MODULE: ./build/src/codex/exec/retry-lost-helper.js
var retry_lost_helper = __webpack_require__(37669);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
;// CONCATENATED MODULE: ./build/src/codex/exec/untrusted-head.js



/** Where a working directory's skills lie; Codex looks six directories deep. */
const SKILLS = [
    ['.agents', 'skills'],
    ['.codex', 'skills'],
];
const DEPTH = 8;
const MOST_DIRECTORIES = 2000;
const MOST_ENTRIES = 50_000;
/**
 * `codex exec`'s arguments for a working directory that strangers may have written in: none of it is taken as
 * instructions or as configuration. AGENTS.md would be read; so would skills, and one that the prompt names by
 * `$name` be put into it whole; and a machine's config.toml that trusts this directory would let the directory's own
 * .codex/config.toml start programs outside of the sandbox (docs/facts#skills-without-instructions).
 */
async function untrustedHeadArguments(workingDirectory) {
    const real = await (0,external_node_fs_promises_.realpath)(workingDirectory).catch(() => workingDirectory);
    const names = new Set([workingDirectory, real]);
    const projects = [...names].map(name => `${toml(name)}={trust_level="untrusted"}`);
    const skills = await skillsIn(workingDirectory);
    return [
        // No directory above counts, so that what is said of this one is all there is to say.
        ...['-c', 'project_root_markers=[]', '-c', `projects={${projects.join(',')}}`],
        ...['-c', 'project_doc_max_bytes=0'],
        ...['-c', `skills.config=[${skills.map(path => `{path=${toml(path)},enabled=false}`).join(',')}]`],
    ];
}
/** A basic string of TOML, which escapes as JSON does, and DEL besides. */
const toml = (text) => JSON.stringify(text).replaceAll('\u007f', '\\u007F');
/** The SKILL.md files in a working directory, each by its real path. Throws where not all of them can be found. */
async function skillsIn(workingDirectory) {
    const found = new Set();
    const seen = new Set();
    let looked = 0;
    let level = SKILLS.map(steps => (0,external_node_path_.join)(workingDirectory, ...steps));
    for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
        const below = [];
        for (const path of level) {
            const directory = await (0,external_node_fs_promises_.realpath)(path).catch(missing);
            const entries = directory === undefined ? undefined : await (0,external_node_fs_promises_.readdir)(directory, { withFileTypes: true }).catch(missing);
            if (directory === undefined || entries === undefined || seen.has(directory))
                continue;
            if (seen.add(directory).size > MOST_DIRECTORIES)
                throw notFound(`lead to more than ${MOST_DIRECTORIES} directories`);
            looked += entries.length;
            if (looked > MOST_ENTRIES)
                throw notFound(`hold more than ${MOST_ENTRIES} files`);
            for (const entry of entries) {
                const inside = (0,external_node_path_.join)(directory, entry.name);
                if (entry.name.toLowerCase() === 'skill.md')
                    found.add(await (0,external_node_fs_promises_.realpath)(inside).catch(() => inside));
                else if (!entry.isFile())
                    below.push(inside);
            }
        }
        level = below;
    }
    return [...found];
}
/** Nothing there, or no directory. What can't be read may be there for the user as whom Codex runs. */
function missing(error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((0,errors/* systemCode */.xU)(error) ?? ''))
        return undefined;
    throw notFound(`can't be read (${(0,errors/* systemCode */.xU)(error)})`);
}
const notFound = (what) => new errors/* ActionError */.lZ('untrusted-skills', {
    what: `.agents/skills and .codex/skills of the working directory ${what}.`,
    why: 'Strangers may have written there, and Codex would take what it finds as instructions. It was not started.',
    remedy: 'Look at what the branch changes there, and let the user that runs the job read it.',
});

;// CONCATENATED MODULE: ./build/src/codex/exec/exec.js






/** The runner sends SIGTERM 7.5 s after SIGINT (docs/facts, "Cancel"); by then all must be over. */
const KILL_AFTER_MS = 3000;
const KEPT_STDERR_LINES = 200;
/** Runs `codex exec`, always fenced: no moment of it can spend the refresh token, so it may be signalled. */
const runExec = (codex, request) => (0,retry_lost_helper/* withHelpers */.U)(() => runOnce(codex, request), ({ outcome, threadId }) => outcome !== 'failed' || threadId !== undefined);
async function runOnce(codex, request) {
    const collected = {};
    const stderr = [];
    const sandbox = new SandboxWatch();
    const { projectInstructions, workingDirectory } = request;
    const head = projectInstructions ? [] : await untrustedHeadArguments(workingDirectory);
    const running = await (0,process/* startCodex */.Wz)(codex, {
        args: execArguments(request, head),
        cwd: request.workingDirectory,
        onStdout: line => {
            const event = (0,events/* parseEvent */.wj)(line);
            if (!event)
                return;
            Object.assign(collected, harvest(event));
            sandbox.see(event);
            request.onEvent(event);
            if ((0,events/* wantsRefresh */.dx)(event))
                request.onWantsRefresh();
        },
        onLostStdout: () => {
            // bubblewrap's own error is short, so this was a command that started, or no command.
            sandbox.works = true;
            request.onEvent(LOST);
        },
        onStderr: line => {
            collected.lastWords = line;
            if (collected.threadId === undefined && stderr.push(line) > KEPT_STDERR_LINES)
                stderr.shift();
        },
    });
    request.onStart(running.identity);
    // The prompt goes by stdin, never argv, and stdin is ended: an open one hangs Codex (docs/facts#stdin-is-read).
    running.stdin.end(request.prompt);
    const ended = await endOf(running, request);
    const exit = await running.exited;
    await (0,session_processes/* endSession */.k)(running.identity.pid);
    const succeeded = ended === 'exited' && exit.code === 0;
    const broken = succeeded ? sandbox.broken : undefined;
    if (broken !== undefined)
        return { ...collected, outcome: 'sandbox-failed', exitCode: exit.code, stderr, failure: broken };
    return {
        ...collected,
        outcome: succeeded ? 'succeeded' : ended === 'exited' ? 'failed' : ended,
        exitCode: exit.code,
        ...(exit.signal ? { signal: exit.signal } : {}),
        stderr,
    };
}
/** Shown instead of an event that was too long to keep. */
const LOST = {
    type: 'item.completed',
    item: { type: 'error', message: 'wrote an event that is larger than 8 MB, so it is not shown.' },
};
/** Whether bubblewrap, or a Mac's sandbox-exec, let any of the commands start. If not, exec still exits with 0 (docs/facts#no-namespaces). */
class SandboxWatch {
    works = false;
    #said;
    see({ type, item }) {
        if (type !== 'item.completed' || item?.type !== 'command_execution')
            return;
        const said = item.exit_code === 0
            ? undefined
            : /^(?:bwrap|sandbox-exec): .*$/.exec(item.aggregated_output?.trim() ?? '')?.[0];
        if (said === undefined)
            this.works = true;
        else
            this.#said ??= said;
    }
    /** The error of bubblewrap if it let no command start. */
    get broken() {
        return this.works ? undefined : this.#said;
    }
}
function execArguments(request, head) {
    const { prompt, model, effort, permissions, schemaFile, args, subcommand } = request;
    return [
        'exec',
        '--json',
        '--skip-git-repo-check',
        ...process/* SETTINGS */.yy,
        ...permissions,
        ...head,
        ...(schemaFile ? ['--output-schema', schemaFile] : []),
        ...(model ? ['--model', model] : []),
        ...(effort ? ['-c', `model_reasoning_effort=${JSON.stringify(effort)}`] : []),
        ...args,
        ...subcommand,
        ...(prompt === '' ? [] : ['-']),
    ];
}
function harvest(event) {
    const failure = (0,events/* errorMessage */.gJ)(event);
    return {
        ...(event.thread_id ? { threadId: event.thread_id } : {}),
        ...(event.type === 'turn.completed' && event.usage ? { usage: event.usage } : {}),
        ...(event.type === 'item.completed' &&
            event.item?.type === 'agent_message' &&
            event.item.text !== undefined
            ? { finalMessage: event.item.text }
            : {}),
        ...(failure === undefined ? {} : { failure }),
    };
}
/** Waits for Codex, and stops it when its time is over or the job is cancelled. */
async function endOf(running, { timeoutMs, signal }) {
    const over = new AbortController();
    const stopped = AbortSignal.any([over.signal, signal]);
    const exited = running.exited.then(() => 'exited');
    const ended = await Promise.race([
        exited,
        // setTimeout counts in 31 bits; longer than 24 days is no time-out.
        (0,promises_.setTimeout)(Math.min(timeoutMs, 2 ** 31 - 1), 'timed-out', { signal: stopped }).catch(() => 'stopped'),
    ]).finally(() => over.abort());
    if (ended === 'exited')
        return ended;
    running.kill('SIGINT');
    if ((await Promise.race([exited, (0,promises_.setTimeout)(KILL_AFTER_MS)])) === undefined)
        running.kill('SIGKILL');
    return ended;
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
/** What comes before a path outside of what bubblewrap makes itself. */
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
/** What Codex said, in one line, without what it says of every failure. */
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
            why: 'In a plan with a workspace it does nothing without. The login is kept.',
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
/** What a Codex that has none prints first (0.169.0), in `codex exec` and `codex sandbox` alike. */
const WITHOUT = /^WARNING: proceeding, even though we could not create PATH aliases/;
const STARTS = 4;
/**
 * Starts a Codex that needs its sandbox, anew where it came up without its helpers: each Codex makes itself a directory
 * of them in CODEX_HOME and sweeps away what others have left, and one that starts at the same moment may lose its own
 * between making and locking it (docs/facts#helpers-swept). It warns, and bubblewrap then finds no
 * `codex-linux-sandbox`, so no command and no thread can start. `hasBegun` tells by the result whether one did.
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
/** What Codex keeps from being written in a directory that may be, and makes there if it is missing. */
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
 * switch. Codex's helpers are what is below CODEX_HOME on PATH, on every system; Linux also shows the one that runs.
 */
const PROBE = `found() { printf '%s\n' "$2"; exit "$1"; }
makes() { ( : > "$1/.codex-auth-action-probe" ) 2>/dev/null && rm -f "$1/.codex-auth-action-probe"; }
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
IFS=:
for directory in $PATH; do
  directory=$(cd "$directory" 2>/dev/null && pwd -P || printf %s "$directory")
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
[ "$everything" ] || ! ( : >> /proc/sys/kernel/core_pattern ) 2>/dev/null || found 45 /proc/sys/kernel/core_pattern
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


/***/ }),

/***/ 65574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NX: () => (/* binding */ assertClosed),
/* harmony export */   ms: () => (/* binding */ lockHolder),
/* harmony export */   sf: () => (/* binding */ Unsavable),
/* harmony export */   vg: () => (/* binding */ assertSavable),
/* harmony export */   zb: () => (/* binding */ assertReplaceable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58500);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38016);
/* harmony import */ var _system_rename_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4473);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(83862);









const MEGABYTE = 1024 * 1024;
/**
 * Before it spends the token Codex makes its own files in a new CODEX_HOME: 0.9 MB and 85 names
 * (docs/facts#files-before-refresh).
 */
const ROOM_MEGABYTES = 16;
const ROOM_NAMES = 256;
/** Two of it are written for real, since a quota shows only then: more than Codex writes. */
const PROBE = Buffer.alloc(MEGABYTE);
const LOCK_TRIES = 10;
const LOCK_PAUSE_MS = 300;
/**
 * Codex spends the refresh token before it knows whether it can save the new one (docs/facts#read-only-loses). This
 * tries all that it will write, as the same user, and throws `Unsavable` before Codex is started. Changes nothing.
 */
async function assertSavable(authFile) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.realpath)(authFile).catch(error => Promise.reject(unsavable(authFile, error)));
    const homes = new Set([(0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(authFile), (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(target)]);
    await assertWritable(target);
    await assertOneName(target);
    await assertClosed(target);
    // Codex locks the file that it writes: behind a link that is the target, under the target's name
    // (docs/facts#other-owner-loses).
    const locks = new Set([(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(authFile), 'auth.lock'), `${authFile}.lock`, `${target}.lock`]);
    for (const lock of locks)
        await assertWritable(lock);
    await assertUnlocked(`${target}.lock`);
    for (const directory of homes)
        await assertReplaceable(directory);
    await assertNoMountPoint(target);
}
/** A missing file is fine: Codex makes its lock files. */
async function assertWritable(path) {
    const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(error => {
        if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(error) !== 'ENOENT')
            throw unsavable(path, error);
    });
    if (!info && (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.lstat)(path).catch(() => undefined)))
        throw new Unsavable(path, 'is a link that leads nowhere');
    if (!info)
        return;
    // Opening a pipe would succeed, and Codex would wait for its other end after it has spent the token.
    if (!info.isFile())
        throw new Unsavable(path, `can't be written: it is ${(0,_system_files_js__WEBPACK_IMPORTED_MODULE_6__/* .kindOf */ .I)(info)}, not a file`);
    const uid = process.getuid?.();
    if (uid !== undefined && info.uid !== uid)
        throw new Unsavable(path, `belongs to user ${info.uid}, and Codex runs as user ${uid}`);
    // Codex refuses a read-only file even as root, for whom the system would open it (docs/facts#read-only-loses).
    if (!(info.mode & node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.S_IWUSR))
        throw new Unsavable(path, `is read-only (mode 0${(info.mode & 0o777).toString(8)})`);
    await (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'r+').catch(error => Promise.reject(unsavable(path, error)))).close();
}
/** Has Windows share the file with nobody (libuv's UV_FS_O_EXLOCK, which Node has no name for). */
const ALONE = 0x1000_0000;
/**
 * Windows renames nothing over a file that somebody has open, and Codex tries once, when the token is spent
 * (docs/facts#windows-open-loses). A virus scanner or a reader is done with it soon. Does nothing elsewhere.
 * @throws Unsavable if somebody still has it open after 10 s
 */
async function assertClosed(path) {
    if (process.platform !== 'win32')
        return;
    const file = await (0,_system_rename_js__WEBPACK_IMPORTED_MODULE_7__/* .whileOpenElsewhere */ .s)(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDWR | ALONE)).catch(error => {
        throw (0,_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(error) === 'EBUSY'
            ? new Unsavable(path, 'is open in another program')
            : unsavable(path, error);
    });
    await file.close();
}
/**
 * Where another process holds the file's lock for more than some 5 s, Codex gives up waiting after the exchange
 * and saves nothing (docs/facts#held-lock-loses). Only Linux says who holds a lock.
 */
async function assertUnlocked(lock) {
    for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
        const holder = await lockHolder(lock);
        if (holder === undefined)
            return;
        if (tries + 1 === LOCK_TRIES)
            throw new Unsavable(lock, `is locked by process ${holder}`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(LOCK_PAUSE_MS);
    }
}
/** The pid in proc(5)'s `1: FLOCK  ADVISORY  WRITE 708 00:14:5032 0 EOF`: device and inode name the file. */
async function lockHolder(lock) {
    const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(lock).catch(() => undefined);
    if (!info)
        return undefined;
    const locks = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)('/proc/locks', 'utf8').catch(() => '');
    const held = locks.split('\n').find(line => line.includes('FLOCK') && line.includes(`:${info.ino} `));
    return held?.split(/\s+/)[4];
}
/** Codex refreshes a login whose file has a second name, and then refuses to save it (docs/facts#second-name-loses). */
async function assertOneName(path) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path)).nlink > 1)
        throw new Unsavable(path, 'has a second name (a hard link)');
}
/** Does what Codex does to save: a temporary file, written to disk, renamed over another. */
async function assertReplaceable(directory) {
    const probe = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, `.codex-auth-action-probe-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    const [from, to] = [`${probe}-a`, `${probe}-b`];
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.access)(directory, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        await assertRoom(directory);
        for (const path of [from, to]) {
            const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'wx', 0o600);
            await file
                .writeFile(PROBE)
                .then(() => file.sync())
                .finally(() => file.close());
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(from, to);
    }
    catch (error) {
        throw error instanceof Unsavable ? error : unsavable(directory, error);
    }
    finally {
        for (const path of [from, to])
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true }).catch(() => undefined);
    }
}
async function assertRoom(directory) {
    const { bavail, bsize, files, ffree } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.statfs)(directory);
    if (bavail * bsize < ROOM_MEGABYTES * MEGABYTE)
        throw new Unsavable(directory, `is on a disk with less than ${ROOM_MEGABYTES} MB free`);
    // File systems that make inodes as they need them count none.
    if (files > 0 && ffree < ROOM_NAMES)
        throw new Unsavable(directory, `is on a file system with room for fewer than ${ROOM_NAMES} files`);
}
/** A file mounted by itself, as containers do, can be written but not replaced: the rename fails after the exchange. */
async function assertNoMountPoint(path) {
    const mounts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)('/proc/self/mountinfo', 'utf8').catch(() => '');
    const points = mounts
        .split('\n')
        .map(line => line.split(' ')[4]?.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))));
    if (points.includes(path))
        throw new Unsavable(path, "is a mount of its own, which can't be replaced: mount its directory instead");
}
const unsavable = (path, error) => new Unsavable(path, `can't be written: ${(0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_8__/* .reasonOf */ .A3)(path, (0,_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(error) ?? 'nothing more')}`, {
    cause: error,
});
/** A refreshed login could not be saved, so none is asked for. */
class Unsavable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ {
    name = 'Unsavable';
    constructor(path, state, options) {
        super('unsavable', {
            what: `${path} ${state}.`,
            why: 'Codex would spend the refresh token and then fail to save the new one, and the login would be lost. Codex was not started, and the login is as it was.',
            remedy: 'Make CODEX_HOME, auth.json, auth.lock and auth.json.lock writable by the user that runs the job: regular files with one name, on a disk with 16 MB free.',
        }, options);
    }
}


/***/ }),

/***/ 98081:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ refresh)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/codex/app-server.js
var app_server = __webpack_require__(94464);
// EXTERNAL MODULE: ./build/src/codex/failure.js
var codex_failure = __webpack_require__(97067);
// EXTERNAL MODULE: ./build/src/codex/ended-reason.js
var ended_reason = __webpack_require__(3106);
// EXTERNAL MODULE: ./build/src/codex/token-answers.js
var token_answers = __webpack_require__(55782);
;// CONCATENATED MODULE: ./build/src/codex/fate.js



const TRIED = /codex_login::auth::manager: Refreshing token/;
/** Whatever its status: an answer to a try. */
const ANSWERED = /codex_login::auth::manager: Failed to refresh token status=\d/;
/**
 * A gateway that gives up waiting says 408, 502 or 504, and Cloudflare 520, 522 or 524: the server behind it may have
 * done its part.
 */
const GATEWAY = /codex_login::auth::manager: Failed to refresh token status=(408|50[24]|52[024])\b/;
/**
 * Reads it off what Codex said (tried with 0.169.0). Codex may try several times, and show the token again by itself, so
 * one answer is no proof: each try that it logged needs one. What it tries before it can log is not seen: that is where
 * the token is about to expire, or the configuration of a workspace could not be had without it. Its words for a refusal
 * that names no reason are the same for the page of a proxy, so they count only with the answer itself.
 */
function fateOf({ reply, stderr, tokenUrl, when, startTried }) {
    const lines = printedLines(reply, stderr);
    const printed = lines.join('\n');
    const ended = (0,ended_reason/* endedReason */.R)(printed);
    if (ended === 'other-account')
        return 'unspent';
    if ((ended && ended !== 'refused') || (0,token_answers/* answersIn */.VZ)(lines, tokenUrl).some(token_answers/* isRefusal */.vu))
        return 'refused';
    if (startTried || (0,codex_failure/* lacksBundle */.$$)(printed))
        return 'unknown';
    const { tries, answered, notSent } = countTries(lines, tokenUrl);
    // A Codex that was not asked to, and has an account to show, had no need of one.
    const least = when === 'forced' || !(0,codex_failure/* accountOf */.XP)(reply) ? 1 : 0;
    return tries >= least && answered + notSent >= tries ? 'unspent' : 'unknown';
}
/** Whether Codex was refused for good, as it sees it, so that it has no more to try. */
const isRefused = (reply, stderr) => (0,codex_failure/* accountOf */.XP)(reply) === null || (0,ended_reason/* endedReason */.R)(printedLines(reply, stderr).join('\n')) !== undefined;
/**
 * Whether a try that this Codex has logged got no answer: the one that spent the token, if the server then refuses it. The
 * tries of its start aren't logged (tried with 0.169.0).
 */
const isOwnLoss = ({ stderr, tokenUrl }) => countTries(stderr, tokenUrl).failed > 0;
/** Whether a try that Codex has logged has not come to its end yet: if Codex ends now, what comes of it is lost. */
function isTrying(stderr, tokenUrl) {
    const { tries, answered, notSent, failed } = countTries(stderr, tokenUrl);
    return tries > answered + notSent + failed;
}
const printedLines = (reply, stderr) => [
    ...stderr,
    ...(reply && 'error' in reply ? [reply.error.message] : []),
];
function countTries(lines, tokenUrl) {
    const url = (0,token_answers/* asCodexPrints */.U$)(tokenUrl);
    const count = (isOne) => lines.filter(isOne).length;
    const withoutAnswer = (isConnect) => (line) => (0,codex_failure/* isFailedRequest */.vt)(line, { url, isConnect });
    return {
        tries: count(line => TRIED.test(line)),
        answered: count(line => ANSWERED.test(line) && !GATEWAY.test(line)),
        notSent: count(withoutAnswer(true)),
        failed: count(line => withoutAnswer(false)(line) || GATEWAY.test(line)),
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/http.js
var http = __webpack_require__(25107);
// EXTERNAL MODULE: ./build/src/system/waits.js
var waits = __webpack_require__(64053);
;// CONCATENATED MODULE: ./build/src/codex/look-at-endpoint.js





/** Milliseconds. Somebody waits for the verdict. */
const LONGEST_MS = 5000;
/**
 * Asks the host of the token endpoint for nothing, on the way that Codex takes (proxy, certificates): Codex itself says only
 * that it got no answer. The endpoint itself is never asked, and nothing of the login is sent.
 */
async function lookAtEndpoint(tokenUrl, env) {
    if (!URL.canParse(tokenUrl))
        return { answers: false, why: 'its address (CODEX_REFRESH_TOKEN_URL_OVERRIDE) is none' };
    const url = new URL('/', tokenUrl);
    const proxy = (0,http/* proxyFor */.iJ)(url, env);
    const { Agent, ProxyAgent, request } = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 24371, 19));
    const tls = { ca: await certificates(env) };
    try {
        const dispatcher = proxy ? new ProxyAgent({ uri: proxy, requestTls: tls }) : new Agent({ connect: tls });
        try {
            const signal = AbortSignal.timeout(LONGEST_MS);
            const asked = request(url, { dispatcher, method: 'HEAD', signal });
            const { statusCode, headers } = await (0,waits/* waitFor */.f)(url.host, orAborted(asked, signal));
            const isPage = !/json/.test(String(headers['content-type'] ?? ''));
            return { answers: true, status: statusCode, isPage };
        }
        finally {
            await dispatcher.destroy();
        }
    }
    catch (error) {
        return {
            answers: false,
            why: `${wordsFor(error, url)}${proxy ? `, through the proxy ${hostOf(proxy)}` : ''}`,
        };
    }
}
/** undici heeds a signal only once there is a connection. */
const orAborted = (asked, signal) => Promise.race([
    asked,
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
]);
/** Those of Node, and what the machine gives to Codex beside. */
async function certificates(env) {
    const files = [env.CODEX_CA_CERTIFICATE, env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS].filter(Boolean);
    const own = await Promise.all(files.map(file => (0,external_node_fs_promises_.readFile)(String(file), 'utf8').catch(() => '')));
    return [...external_node_tls_.rootCertificates, ...own.filter(Boolean)];
}
const WORDS = [
    [/^(ENOTFOUND|EAI_)/, 'no address is known for its name (the name server of the machine)'],
    [/^ECONNREFUSED$/, 'the connection is refused'],
    [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)$/, 'nothing answers'],
    [/^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/, 'there is no way to its network'],
    [/^(ECONNRESET|UND_ERR_SOCKET|EPIPE)$/, 'the connection is cut off'],
    [
        /CERT|SIGNATURE|^ERR_TLS_/,
        'its certificate is not trusted on this machine (CODEX_CA_CERTIFICATE names one more)',
    ],
    [/^(EPROTO|ERR_SSL_)/, 'what answers there does not speak TLS'],
];
function wordsFor(error, url) {
    const { name, message, cause } = (error ?? {});
    const code = (0,errors/* systemCode */.xU)(error) ?? (0,errors/* systemCode */.xU)(cause) ?? '';
    const tunnel = /Proxy response \((\d{3})\)/.exec(message ?? '')?.[1];
    if (tunnel)
        return `the proxy opens no connection to ${url.hostname} (${tunnel})`;
    if (name === 'TimeoutError')
        return `${url.hostname}: nothing answers`;
    const words = WORDS.find(([pattern]) => pattern.test(code))?.[1];
    return `${url.hostname}: ${words ?? 'the connection fails'}${code && ` (${code})`}`;
}
/** Without user and password. */
const hostOf = (proxy) => (URL.canParse(proxy) ? new URL(proxy).host : 'of the environment');

// EXTERNAL MODULE: ./build/src/codex/preflight.js
var preflight = __webpack_require__(65574);
;// CONCATENATED MODULE: ./build/src/codex/refresh.js







/** Between two tries of one start pass some 30 ms. */
const IDLE_MS = 300;
/** A run that waits for the newer login has 6 s (docs/facts#hand-over-mid-turn). */
const LONGEST_TRY_MS = 2000;
const LOOK_EVERY_MS = 20;
/**
 * Has Codex itself refresh the login and save it, with no model call (docs/facts#refresh-on-demand), for the holder of
 * the lease. The proof is the file alone: Codex's reply is the same whether it could save or not. Throws `Unsavable`
 * before Codex is started if what it must write can't be written.
 */
async function refresh(codex, request) {
    const { watch } = request;
    await (0,preflight/* assertSavable */.vg)(request.authFile);
    const before = await request.generation();
    const start = performance.now();
    await watch.announceCodex();
    // To announce it may have taken a while.
    const begin = (0,preflight/* assertClosed */.NX)(request.authFile).then(() => app_server/* AppServer */.zU.startUnfenced(codex, request.right));
    const server = await begin.catch(async (error) => {
        await watch.codexEnded().catch(() => undefined);
        throw error;
    });
    const refreshed = async () => (await request.generation()) !== before;
    let told = before;
    const tell = async () => {
        const generation = await request.generation();
        if (generation === told)
            return;
        told = generation;
        await request.onRefreshed();
    };
    const asked = await watch
        .protectCodex(server.identity)
        .then(() => ask(server, request, refreshed))
        .then(reply => ({ reply, error: undefined }), (error) => ({ reply: undefined, error }));
    try {
        await tell();
        const isOver = request.when === 'forced' || isRefused(asked.reply, server.stderr) || (await refreshed());
        if (!isOver)
            await untilIdle(server, request.right.tokenUrl);
    }
    finally {
        // It ends by itself, whatever happened, and its save is in the file only then (docs/facts#closing-finishes).
        await server.close();
        // Its record then names a process that has ended, which is as good; a refresh that worked must not be hidden by it.
        await watch.codexEnded().catch(() => undefined);
    }
    // Its start may have refreshed once more at the edge of five minutes, or only while it ended.
    await tell();
    // One that hangs or dies without an answer may have saved all the same.
    if (await refreshed())
        return { outcome: 'refreshed' };
    const { reply, error } = asked;
    if (error && !(error instanceof app_server/* AppServerStuck */.tg))
        throw error;
    const { when, right, remaining, words } = request;
    const evidence = {
        reply,
        stderr: server.stderr,
        tokenUrl: right.tokenUrl,
        startTried: isTriedAtStart(remaining),
    };
    // An override that is no address: Codex could not even ask.
    const fate = URL.canParse(right.tokenUrl) ? fateOf({ ...evidence, when }) : 'unspent';
    if (when === 'if-needed' && (0,codex_failure/* accountOf */.XP)(reply) && fate === 'unspent')
        return { outcome: 'not-needed' };
    const failure = (0,codex_failure/* refreshFailure */.Q)({ ...evidence, tookMs: performance.now() - start }, words);
    return { outcome: 'failed', failure: await moreOf(failure, { evidence, fate, codex, words }), fate };
}
/** The same failure, with what Codex doesn't know of it, or does not say. */
async function moreOf(failure, { evidence, fate, codex, words }) {
    const { code } = failure;
    if (fate === 'refused' && ['reused', 'refused'].includes(code) && isOwnLoss(evidence))
        return new codex_failure/* Failure */.HR('lost-answer', words);
    // A refusal without a reason that Codex met before it could log: a proxy's page looks the same to it.
    const isUntold = code === 'refused' && fate === 'unknown';
    if (!URL.canParse(evidence.tokenUrl))
        return new codex_failure/* Failure */.HR('endpoint-unreachable', words, NO_ADDRESS);
    if (code !== 'endpoint-unreachable' && !isUntold)
        return failure;
    const look = await lookAtEndpoint(evidence.tokenUrl, codex.env);
    if (isUntold)
        return look.answers && look.isPage && REFUSING.includes(look.status)
            ? new codex_failure/* Failure */.HR('endpoint-blocked', words, ` (${look.status}, a web page).`)
            : failure;
    const why = look.answers ? 'by Codex, though its host answers to this action' : look.why;
    return new codex_failure/* Failure */.HR(code, words, `: ${why}.`);
}
const NO_ADDRESS = ': CODEX_REFRESH_TOKEN_URL_OVERRIDE is set, and is no address.';
/** What a proxy says to somebody whom it doesn't know. OpenAI's own host has pages too, for browsers, and no such status. */
const REFUSING = [400, 401, 407, 511];
/**
 * Codex's start tries to refresh by itself, more than once, and answers before the last of these: closed in the middle
 * of one it loses what the server gives it (docs/facts#closing-drops-recovery).
 */
async function untilIdle({ stderr }, tokenUrl) {
    const end = performance.now() + LONGEST_TRY_MS;
    let idleSince = performance.now();
    while (performance.now() < Math.min(end, idleSince + IDLE_MS)) {
        await (0,promises_.setTimeout)(LOOK_EVERY_MS);
        if (isTrying(stderr, tokenUrl))
            idleSince = performance.now();
    }
}
/**
 * Codex's start has refreshed already if the access token was about to expire or refused; a forced refresh on
 * top would refresh a second time (docs/facts#expired-refreshes-twice), so it is asked for only where the file shows no
 * refresh.
 */
async function ask(server, { when, remaining }, refreshed) {
    const reply = await server.account();
    if (when === 'if-needed' || isTriedAtStart(remaining) || (await refreshed()))
        return reply;
    return server.request('account/read', { refreshToken: true });
}
const isTriedAtStart = (remaining) => remaining <= freshness/* CODEX_REFRESHES_AT_MS */.rX;


/***/ }),

/***/ 65897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ Unfenced)
/* harmony export */ });
/* harmony import */ var _fence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87764);

/**
 * The right to reach the token endpoint. Without it no Codex can be started unfenced, and only the keeper's refresh permit
 * makes one, which is given for the lease alone (`.ci/one-permit.grit` holds that).
 */
class Unfenced {
    tokenUrl;
    /** Nothing else has the shape of this type. */
    isRight = true;
    constructor(tokenUrl) {
        this.tokenUrl = tokenUrl;
    }
    /**
     * For the self-check: a token endpoint of our own on this machine, which no real token ever gets to see. By the port
     * alone it can't name anything else.
     */
    static toStub(port) {
        return new Unfenced(`http://127.0.0.1:${Math.trunc(port)}/oauth/token`);
    }
    /** The variables that lift the fence, for a Codex or for later steps. */
    get variables() {
        return { [_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .TOKEN_URL_VARIABLE */ .PL]: this.tokenUrl };
    }
}


/***/ })

};
