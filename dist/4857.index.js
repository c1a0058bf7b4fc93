export const id = 4857;
export const ids = [4857];
export const modules = {

/***/ 49645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ FACTS)
/* harmony export */ });
/**
 * The behavior that a Codex must prove before it may see a login (docs/facts §16). Failures are reported in this order: the
 * first one is most often the cause of the others.
 */
const FACTS = {
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
};


/***/ }),

/***/ 31328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* reexport */ DEFAULT_CODEX_VERSION),
  i: () => (/* binding */ prepare)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/writable.js
var system_writable = __webpack_require__(3067);
// EXTERNAL MODULE: ./build/src/codex/tried.js
var tried = __webpack_require__(88697);
// EXTERNAL MODULE: ./build/src/codex/install/native.js
var install_native = __webpack_require__(3746);
;// CONCATENATED MODULE: ./build/src/codex/install/pins.js
// Written by `npm run bump`.
/** The version that the action uses if `codex-version` names none, and that its tests drive. */
const DEFAULT_CODEX_VERSION = '0.171.0';
/**
 * `dist.integrity` of every platform's package of the default version, from npm's registry. A download must match it,
 * whatever a registry says. A test compares these with package-lock.json.
 */
const PINS = {
    '0.171.0-darwin-arm64': 'sha512-hIYTkRUpuYpkVfTq4cpby0PXqhAVcIgE7f6FoyY1lt2RyARj3GXS1Can/dIYUBItVhXzhb98HYHZNzCX74QRlQ==',
    '0.171.0-darwin-x64': 'sha512-pwN5uNEKx/mZjwBEf/6CKq6SJMfJS5kruV3sJQAk7ebIPvC58Ote3CicIxETDZtjLj35rNv3PLPd7mHCg6hGPw==',
    '0.171.0-linux-arm64': 'sha512-9z17t4bbUJ9UCIb49O4PoA+ki+45q3rd8nZ8PeH6sYnlKkBld/Xpo/OS3h3Ti954+foshX4o7k5TCU8N7zzqQA==',
    '0.171.0-linux-x64': 'sha512-l66NZkQgdk2C3pbcfULDz42yEUB581MVA6I+Y43Wp4OIqEy73HCdmZ0GTjeAHY2ycuH4N00d9VsLrwT1jxshTw==',
    '0.171.0-win32-arm64': 'sha512-kkavDHtAkkNaYtO7eBw4IdBbE/PsWP+Ezp9JXcr/mBu/Cc7EevzFVIVC3sZYvWsF9xuvyjIUv9CKeN0LU0+N9Q==',
    '0.171.0-win32-x64': 'sha512-HKWBK25tLQxdEg6svw0CrBf+v0bQhRyF8EBVdNqeRxErqpfFa/dfSar6r3sJt6tyPqozOtgz2BH8B2G3n/+gnQ==',
};

;// CONCATENATED MODULE: ./build/src/codex/install/retries.js
/** Again after 0.5, 2 and 5 s. */
const RETRIES = { retries: 3, minTimeout: 500, factor: 4, maxTimeout: 5_000 };

// EXTERNAL MODULE: ./build/src/codex/install/tool-cache.js
var tool_cache = __webpack_require__(91208);
;// CONCATENATED MODULE: ./build/src/codex/install/job.js








/** @throws CodexUnavailable for a machine that has no Codex */
async function prepare(request) {
    const { version, env, platform, arch, log, writable: places = [] } = request;
    const writable = await system_writable/* Writable */.H.of(places);
    const place = (0,tool_cache/* placeFor */.vM)(version, arch, env);
    const isSafe = !(await writable.holds(external_node_path_.resolve(place.directory)));
    if (!isSafe)
        request.log(`The tool cache (${place.root}) is not used, because the model may write there.`);
    return {
        now: Date.now,
        signal: new AbortController().signal,
        retries: RETRIES,
        stallTimeout: 60_000,
        versionTimeout: 30_000,
        pins: PINS,
        tried: tried/* TRIED */.J,
        warn: log,
        fold: (title, work) => {
            log(title);
            return work();
        },
        ...request,
        writable,
        target: (0,install_native/* targetFor */.x1)(platform, arch),
        place: isSafe ? place : (0,tool_cache/* defaultPlaceFor */.sV)(version, arch, env),
    };
}


/***/ }),

/***/ 3746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sr: () => (/* binding */ executableIn),
/* harmony export */   XM: () => (/* binding */ workingIn),
/* harmony export */   fo: () => (/* binding */ isFile),
/* harmony export */   qN: () => (/* binding */ askVersion),
/* harmony export */   x1: () => (/* binding */ targetFor)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);
/* harmony import */ var _system_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5322);
/* harmony import */ var _fence_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87764);
/* harmony import */ var _unavailable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(80727);






/** From `bin/codex.js` and `optionalDependencies` of `@openai/codex` 0.169.0. */
const TRIPLES = {
    'linux-x64': 'x86_64-unknown-linux-musl',
    'linux-arm64': 'aarch64-unknown-linux-musl',
    'darwin-x64': 'x86_64-apple-darwin',
    'darwin-arm64': 'aarch64-apple-darwin',
    'win32-x64': 'x86_64-pc-windows-msvc',
    'win32-arm64': 'aarch64-pc-windows-msvc',
};
/** @throws CodexUnavailable `codex-platform-unsupported` */
function targetFor(platform, arch) {
    const name = `${platform}-${arch}`;
    const triple = TRIPLES[name];
    if (triple === undefined)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_5__/* .notForThisMachine */ .qR)(name);
    return { name, triple, executable: platform === 'win32' ? 'codex.exe' : 'codex' };
}
/**
 * The native executable in an unpacked platform package, or undefined when it isn't there. Two layouts
 * are known: `vendor/<triple>/bin/` (0.169.0), `vendor/<triple>/codex/` (0.120.0).
 */
async function executableIn(directory, target) {
    for (const folder of ['bin', 'codex']) {
        const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'vendor', target.triple, folder, target.executable);
        if (await isFile(file))
            return file;
    }
    return undefined;
}
const isFile = (file) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).then(found => found.isFile(), () => false);
/**
 * The executable of an installation that answers with the wanted version; undefined if there isn't one, or if it is
 * certainly broken. The answer counts, not the `.complete` file: a rename put it there whole.
 * @throws CodexUnavailable `codex-not-runnable` on an uncertain answer: others may be running it
 */
async function workingIn(directory, wanted) {
    const executable = await executableIn(directory, wanted.target);
    if (executable === undefined)
        return undefined;
    const answer = await askVersion(executable, wanted);
    if (answer.version === wanted.version)
        return executable;
    if (answer.version === undefined && !answer.certain)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_5__/* .notRunnable */ .$s)(executable, answer.problem);
    return undefined;
}
/** Bytes: a version has a line. */
const MOST_PRINTED = 64 * 1024;
/** Failures to start a process that say nothing of the file. */
const OF_THE_MACHINE = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE', 'ETXTBSY']);
/**
 * Asks an executable which Codex it is. It gets none of our environment, which holds the inputs, and a
 * CODEX_HOME that can't exist: even `--version` makes `$CODEX_HOME/tmp/arg0…` otherwise (seen in 0.169.0),
 * as the wrong user perhaps.
 */
async function askVersion(executable, { env, versionTimeout }) {
    const { SystemRoot } = env;
    const program = {
        file: executable,
        args: ['--version'],
        env: { CODEX_HOME: node_path__WEBPACK_IMPORTED_MODULE_1__.join(executable, 'no-home'), ..._fence_js__WEBPACK_IMPORTED_MODULE_4__/* .fenced */ .OF, SystemRoot },
        timeoutMs: versionTimeout,
        maxOutput: MOST_PRINTED,
    };
    const result = await (0,_system_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)(program);
    const version = /^codex-cli (\S+)\s*$/m.exec(result.stdout.toString())?.[1];
    if ((0,_system_run_js__WEBPACK_IMPORTED_MODULE_3__/* .succeeded */ .gq)(result) && version)
        return { version };
    if (result.how === 'not-started')
        return { problem: result.error.message, certain: !OF_THE_MACHINE.has((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(result.error) ?? '') };
    if (result.how === 'ended')
        return { problem: `it ${(0,_system_run_js__WEBPACK_IMPORTED_MODULE_3__/* .howItFailed */ .J_)(result, program)}`, certain: result.because === 'output' };
    const problem = `it ended with ${result.how === 'killed' ? result.signal : result.code} and no version`;
    return { problem, certain: !(result.how === 'killed' && result.signal === 'SIGKILL') };
}


/***/ }),

/***/ 94608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* reexport */ install_job/* DEFAULT_CODEX_VERSION */.J),
  l: () => (/* binding */ provideCodex)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/codex/install/job.js + 2 modules
var install_job = __webpack_require__(31328);
// EXTERNAL MODULE: ./build/src/codex/install/native.js
var install_native = __webpack_require__(3746);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/src/codex/install/on-path.js




/** The first `codex` on PATH, as an absolute path. Relative entries are skipped: they follow the checkout. */
async function codexOnPath(env, platform) {
    const windows = platform === 'win32';
    // Windows spells it `Path`, and a copy of process.env is no longer blind to case.
    const key = windows ? Object.keys(env).find(name => name.toUpperCase() === 'PATH') : 'PATH';
    const entries = (key === undefined ? undefined : env[key])?.split(windows ? ';' : ':') ?? [];
    const names = windows ? ['codex.exe', 'codex.cmd', 'codex.ps1'] : ['codex'];
    for (const directory of entries.filter(entry => external_node_path_.isAbsolute(entry))) {
        for (const name of names) {
            const file = external_node_path_.join(directory, name);
            if ((await (0,install_native/* isFile */.fo)(file)) && (await isExecutable(file)))
                return file;
        }
    }
    return undefined;
}
const isExecutable = (file) => (0,promises_.access)(file, external_node_fs_.constants.X_OK).then(() => true, () => false);
/**
 * The native executable behind what a shell would start as `codex`, or undefined if it can't be found.
 * npm puts a script on PATH that starts the native one as its child. We need the native one itself: the
 * pid we hold must be Codex's own, and so must the standard input that we close to end it.
 */
async function nativeBehind(found, target) {
    const real = await (0,promises_.realpath)(found);
    const head = await readHead(real);
    if (isNative(head))
        return real;
    const script = isCodexScript(real) ? real : await scriptNamedBy(real, head.toString('utf8'));
    return script === undefined ? undefined : nativeOfScript(script, target);
}
/** As much of a file as tells a program from a script; npm's and pnpm's shims are under 2 KB. */
async function readHead(file) {
    const handle = await (0,promises_.open)(file);
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
        return buffer.subarray(0, bytesRead);
    }
    finally {
        await handle.close();
    }
}
/** ELF, PE (`MZ`), Mach-O (64 bits, little endian) and its fat form. */
const isNative = (head) => /^(7f454c46|4d5a|cffaedfe|cafebabe)/.test(head.subarray(0, 4).toString('hex'));
const isCodexScript = (file) => file.split(/[\\/]/).slice(-4).join('/') === '@openai/codex/bin/codex.js';
/**
 * The script that a wrapper starts: npm's `codex.cmd` has `%dp0%\node_modules\@openai\codex\bin\codex.js`,
 * `codex.ps1` and the shell form (npm on Windows, pnpm) have `$basedir/…`.
 */
async function scriptNamedBy(wrapper, text) {
    const [, relative] = /(?:\$basedir|%~?dp0%?)[\\/]([^"'\r\n$%]*@openai[\\/]codex[\\/]bin[\\/]codex\.js)/.exec(text) ?? [];
    if (relative === undefined)
        return undefined;
    return (0,promises_.realpath)(external_node_path_.resolve(external_node_path_.dirname(wrapper), ...relative.split(/[\\/]/))).catch(() => undefined);
}
/** Looks where `bin/codex.js` looks: up the node_modules for the platform package, then in its own vendor/. */
async function nativeOfScript(script, target) {
    const root = external_node_path_.dirname(external_node_path_.dirname(script));
    for (let at = root;; at = external_node_path_.dirname(at)) {
        const found = await (0,install_native/* executableIn */.Sr)(external_node_path_.join(at, 'node_modules', '@openai', `codex-${target.name}`), target);
        if (found !== undefined)
            return (0,promises_.realpath)(found);
        if (at === external_node_path_.dirname(at))
            return (0,install_native/* executableIn */.Sr)(root, target);
    }
}

// EXTERNAL MODULE: ./build/src/codex/install/tool-cache.js
var tool_cache = __webpack_require__(91208);
// EXTERNAL MODULE: ./build/src/codex/install/unavailable.js
var unavailable = __webpack_require__(80727);
;// CONCATENATED MODULE: ./build/src/codex/install/provide.js







/**
 * Gets Codex in the wanted version: from PATH, otherwise from the runner's tool cache, otherwise from the npm registry into
 * the tool cache. Any number of processes may do so at once. A version that this action's tests haven't tried is checked. If
 * `latest` or a range selected a version that can't be used, the default version takes its place.
 * @throws CodexUnavailable, or the signal's reason
 */
async function provideCodex(request) {
    request.signal?.throwIfAborted();
    const { version, log, warn = log } = request;
    // In most jobs: semver takes 2 ms to load.
    if (version === install_job/* DEFAULT_CODEX_VERSION */.J)
        return provideOne(request);
    const { readVersion } = await Promise.all(/* import() */[__webpack_require__.e(1084), __webpack_require__.e(2051)]).then(__webpack_require__.bind(__webpack_require__, 12051));
    const wanted = readVersion(version);
    if (wanted.kind === 'exact')
        return provideOne(request);
    const byDefault = { ...request, version: install_job/* DEFAULT_CODEX_VERSION */.J };
    const { newestRelease } = await Promise.all(/* import() */[__webpack_require__.e(1084), __webpack_require__.e(3855), __webpack_require__.e(5723)]).then(__webpack_require__.bind(__webpack_require__, 25723));
    const newest = await newestRelease(wanted.range, await (0,install_job/* prepare */.i)(byDefault));
    log(`codex-version ${version}: ${newest}.`);
    if (newest === install_job/* DEFAULT_CODEX_VERSION */.J)
        return provideOne(byDefault);
    return provideOne({ ...request, version: newest }).catch(error => {
        request.signal?.throwIfAborted();
        if (!(error instanceof unavailable/* CodexUnavailable */.SX) || !GIVES_WAY.has(error.code))
            throw error;
        const { what, why } = error.explanation;
        warn(`${what}\n${why}\nUsing Codex ${install_job/* DEFAULT_CODEX_VERSION */.J}, the default, instead of \`codex-version: ${version}\`.`);
        return provideOne(byDefault);
    });
}
/** Codes for which the default replaces a release that a range selected. A sign of an attack is always an error instead. */
const GIVES_WAY = new Set([
    'codex-check-failed',
    'codex-check-impossible',
    'codex-not-runnable',
    'codex-wrong-version',
    'codex-version-not-found',
    'codex-registry-unreachable',
    'codex-registry-refused',
]);
/** Gets the one version. */
async function provideOne(request) {
    const job = await (0,install_job/* prepare */.i)(request);
    const found = (await fromPath(job)) ?? (await fromToolCache(job)) ?? (await fromRegistry(job));
    if (!job.tried.includes(job.version)) {
        const { assertSafe } = await __webpack_require__.e(/* import() */ 516).then(__webpack_require__.bind(__webpack_require__, 50516));
        await assertSafe(found, job);
    }
    return { ...found, version: job.version, directory: external_node_path_.dirname(found.path) };
}
async function fromPath(job) {
    const found = await codexOnPath(job.env, job.platform);
    if (found === undefined)
        return undefined;
    const native = await nativeBehind(found, job.target).catch(() => undefined);
    if (native === undefined) {
        job.log(`Codex on PATH (${found}) is a script that leads to no native executable we know: not used.`);
        return undefined;
    }
    if ((await job.writable.holds(found)) || (await job.writable.holds(native))) {
        job.log(`Codex on PATH (${found}) is not used, because the model may write there.`);
        return undefined;
    }
    const answer = await (0,install_native/* askVersion */.qN)(native, job);
    if (answer.version === job.version) {
        job.log(`Codex ${job.version}: the one on PATH, ${native}.`);
        return { path: native, source: 'path' };
    }
    job.log(`Codex on PATH (${found}) is ${answer.version ?? `not usable: ${answer.problem}`}, wanted is ${job.version}: not used.`);
    return undefined;
}
async function fromToolCache(job) {
    const executable = await (0,install_native/* workingIn */.XM)(job.place.directory, job);
    if (executable === undefined)
        return undefined;
    await (0,tool_cache/* markComplete */.Tu)(job.place);
    job.log(`Codex ${job.version}: from the tool cache, ${executable}.`);
    return { path: executable, source: 'tool-cache' };
}
async function fromRegistry(job) {
    // Only a job without Codex loads the installer.
    const { install } = await Promise.all(/* import() */[__webpack_require__.e(3855), __webpack_require__.e(5735)]).then(__webpack_require__.bind(__webpack_require__, 85735));
    try {
        return { path: await install(job), source: 'registry' };
    }
    catch (error) {
        job.signal.throwIfAborted(); // a cancel makes all kinds of things fail
        throw error;
    }
}


/***/ }),

/***/ 91208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O7: () => (/* binding */ removeStaging),
/* harmony export */   Tu: () => (/* binding */ markComplete),
/* harmony export */   me: () => (/* binding */ makeStaging),
/* harmony export */   sV: () => (/* binding */ defaultPlaceFor),
/* harmony export */   vM: () => (/* binding */ placeFor),
/* harmony export */   yK: () => (/* binding */ putInPlace)
/* harmony export */ });
/* unused harmony exports PAUSES, moveAside, identityOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);
/* harmony import */ var _system_user_path_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11638);
/* harmony import */ var _unavailable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(80727);






function placeFor(version, arch, env) {
    return env.RUNNER_TOOL_CACHE
        ? placeIn(env.RUNNER_TOOL_CACHE, version, arch)
        : defaultPlaceFor(version, arch, env);
}
/** Used if there is no tool cache, or if the model may write into it. */
function defaultPlaceFor(version, arch, env) {
    return placeIn(node_path__WEBPACK_IMPORTED_MODULE_2__.join((0,_system_user_path_js__WEBPACK_IMPORTED_MODULE_4__/* .userHome */ .B)(env), '.cache', 'codex-auth-action'), version, arch);
}
function placeIn(cache, version, arch) {
    const root = node_path__WEBPACK_IMPORTED_MODULE_2__.join(cache, 'codex');
    return { root, directory: node_path__WEBPACK_IMPORTED_MODULE_2__.join(root, version, arch) };
}
/** So that others that use @actions/tool-cache see it. Where we may only read, it's no loss. */
const markComplete = ({ directory }) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(`${directory}.complete`, '', { flag: 'a' }).catch(() => undefined);
const STAGING = '.staging-';
const DAY = 24 * 60 * 60 * 1000;
/**
 * Makes the directory in which everything happens until it is known to be good: beside its final place, so
 * that one rename takes it there. Proves first that the rename will be allowed.
 * @param now milliseconds since the epoch
 * @throws CodexUnavailable `codex-tool-cache-not-writable`
 */
async function makeStaging({ root, directory }, now) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(directory), { recursive: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(directory), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK);
        await removeLeftovers(root, now);
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(root, STAGING));
    }
    catch (error) {
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_5__/* .notWritable */ .GZ)(root, error);
    }
}
const removeStaging = (staging) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(staging, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
/** Removes the rest of killed installs. One of today may still be in use. */
async function removeLeftovers(root, now) {
    for (const name of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(root)).filter(entry => entry.startsWith(STAGING))) {
        const leftover = node_path__WEBPACK_IMPORTED_MODULE_2__.join(root, name);
        const made = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(leftover).catch(() => undefined);
        if (made !== undefined && now - made.mtimeMs >= DAY)
            await removeStaging(leftover);
    }
}
/** Codes of a rename when something is already there, or (Windows) when a program has it open. */
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM', 'EACCES', 'EBUSY']);
const isOccupied = (error) => OCCUPIED.has((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) ?? '');
/** Again after 0.1, 0.5 and 2 s. */
const PAUSES = { retries: 3, minTimeout: 100, factor: 5, maxTimeout: 2_000 };
/**
 * Renames a fresh installation into place, and tries it again. If there is one that works,
 * that one stays: a job may be running it. A broken one is moved away first.
 * @returns false when another's was left in place
 * @throws CodexUnavailable `codex-tool-cache-not-writable`
 */
async function putInPlace(place, { fresh, aside, works, signal, pauses = PAUSES }) {
    const { default: pRetry } = await __webpack_require__.e(/* import() */ 4995).then(__webpack_require__.bind(__webpack_require__, 74995));
    const attempt = async () => {
        try {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(fresh, place.directory);
            return true;
        }
        catch (error) {
            if (isOccupied(error)) {
                const seen = await identityOf(place.directory);
                if (await works())
                    return false;
                if (seen !== undefined)
                    await moveAside(place.directory, seen, aside);
            }
            throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_5__/* .notWritable */ .GZ)(place.root, error);
        }
    };
    return pRetry(attempt, { ...pauses, signal, shouldRetry: ({ error }) => isOccupied(error.cause) });
}
/**
 * Moves away what was seen to be broken, and puts it back if it is another's good one that came in between.
 * @param seen `identityOf` the broken one
 */
async function moveAside(directory, seen, aside) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(directory, aside).catch(() => undefined);
    if ((await identityOf(aside)) !== seen)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(aside, directory).catch(() => undefined);
}
/** Stays the same when a directory is renamed. */
const identityOf = (file) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(file, { bigint: true }).then(found => found.ino, () => undefined);


/***/ }),

/***/ 80727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ notRunnable),
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   Bk: () => (/* binding */ noneInRange),
/* harmony export */   Fy: () => (/* binding */ wronglySigned),
/* harmony export */   GZ: () => (/* binding */ notWritable),
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   K0: () => (/* binding */ badVersion),
/* harmony export */   MV: () => (/* binding */ plainRegistry),
/* harmony export */   PN: () => (/* binding */ tooLarge),
/* harmony export */   SX: () => (/* binding */ CodexUnavailable),
/* harmony export */   Vk: () => (/* binding */ noIntegrity),
/* harmony export */   Xd: () => (/* binding */ noRegistry),
/* harmony export */   ac: () => (/* binding */ notPinned),
/* harmony export */   ad: () => (/* binding */ unsigned),
/* harmony export */   cG: () => (/* binding */ signedByOther),
/* harmony export */   cP: () => (/* binding */ redirected),
/* harmony export */   cs: () => (/* binding */ checkImpossible),
/* harmony export */   e3: () => (/* binding */ wrongVersion),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   g4: () => (/* binding */ noDownloadAddress),
/* harmony export */   mX: () => (/* binding */ notFound),
/* harmony export */   mv: () => (/* binding */ unpackFailed),
/* harmony export */   oF: () => (/* binding */ noTimes),
/* harmony export */   p6: () => (/* binding */ strangeEntry),
/* harmony export */   qR: () => (/* binding */ notForThisMachine),
/* harmony export */   rZ: () => (/* binding */ tampered),
/* harmony export */   s_: () => (/* binding */ checkFailed)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _system_quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94575);
/* harmony import */ var _check_facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49645);
/* harmony import */ var _tried_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88697);




/** No Codex of the wanted version could be had; `code` says at which point. */
class CodexUnavailable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'CodexUnavailable';
    constructor(code, { cause, ...explanation }) {
        super(code, explanation, cause === undefined ? undefined : { cause });
    }
}
const reasonOf = (error) => error?.message || (0,_system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error) || String(error);
/** An address without its query, which may hold a signature. */
const printable = (url) => (0,_system_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .h)(url.origin + url.pathname, 300);
const INSTEAD = 'Or install Codex in an earlier step, so that `codex` is on PATH.';
const OTHER_REGISTRY = 'Check NPM_CONFIG_REGISTRY, or use the public registry.';
const badVersion = (version, example) => new CodexUnavailable('codex-version-invalid', {
    what: `codex-version ${JSON.stringify(version.slice(0, 64))} is neither a version nor a range of versions, and not "latest".`,
    why: 'The action does not guess which Codex was meant, and has changed nothing.',
    remedy: `Write an exact version without "v", for example ${example}; a range as npm has it, such as ^0.171.0 or ">=0.169 <0.175"; or latest. Quote it, because YAML reads 0.170 as 0.17. Without the input you get the version that this action is tested with.`,
});
/** @param range as it was given. @param newest of the releases that are old enough */
const noneInRange = (range, newest) => new CodexUnavailable('codex-version-not-found', {
    what: `No stable release of Codex that is at least three days old is in the range ${JSON.stringify(range.slice(0, 64))}.`,
    why: `The newest one for this machine is ${newest ?? 'not known'}. Younger ones may still be withdrawn, so a range never selects them.`,
    remedy: 'Correct the range in `codex-version`. Quote it, because YAML reads 0.170 as 0.17. An exact version may be younger than three days.',
});
const noTimes = (registry) => new CodexUnavailable('codex-registry-refused', {
    what: `The registry ${registry} does not say when the releases of Codex were published.`,
    why: 'Without that nobody can tell which of them are old enough to be used.',
    remedy: 'Give an exact `codex-version`, or use a registry that passes `time` on, such as the public one.',
});
/** @param broken what was seen first. @param more how many facts besides don't hold */
const checkFailed = (version, { fact, seen }, more) => new CodexUnavailable('codex-check-failed', {
    what: `Codex ${version} has not passed this action's check (${fact}): ${seen}.`,
    why: `The login is safe only if ${_check_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .FACTS */ .q[fact]}.${more > 0 ? ` ${more} more of what is checked did not hold either.` : ''} This Codex was tried with made-up logins only: it did not get your login, and nothing was changed.`,
    remedy: `Leave \`codex-version\` out, or give a version that this action is tested with: ${_tried_js__WEBPACK_IMPORTED_MODULE_3__/* .TRIED */ .J.slice(-3).join(', ')}. A newer version of this action may know this Codex.`,
});
const checkImpossible = (version, reason, cause) => new CodexUnavailable('codex-check-impossible', {
    what: `Codex ${version} is new to this action, and could not be checked on this machine: ${reason}`,
    why: 'A Codex that nobody has tried may lose your login, so it did not get it, and nothing was changed.',
    remedy: `Correct what it names (the check works in ~/.cache/codex-auth-action), or leave \`codex-version\` out: the default needs no check.`,
    cause,
});
const notForThisMachine = (machine) => new CodexUnavailable('codex-platform-unsupported', {
    what: `There is no Codex for this machine (${machine}).`,
    why: 'The Codex CLI is only built for Linux, macOS and Windows on x64 and arm64.',
    remedy: 'Choose another runner with `runs-on`, such as ubuntu-24.04.',
});
const noRegistry = (publicOne) => new CodexUnavailable('codex-registry-invalid', {
    what: 'NPM_CONFIG_REGISTRY is not an http or https address.',
    why: 'Codex is installed from that registry.',
    remedy: `Set it to the address of an npm registry, or unset it for ${publicOne}.`,
});
const plainRegistry = (registry) => new CodexUnavailable('codex-registry-invalid', {
    what: `NPM_CONFIG_REGISTRY is a plain http address (${registry}).`,
    why: 'Anybody on the network path could read its credentials and replace Codex by another program, which would get your login.',
    remedy: 'Give its https address. Plain http is only for a registry on this machine (localhost, 127.0.0.1, [::1]).',
});
/** @param to undefined if it is not an address */
const redirected = (from, to) => new CodexUnavailable('codex-registry-invalid', {
    what: `${printable(from)} redirects to ${to ? `${to.protocol}//${to.host}` : 'something that is not an address'}, and that was not followed.`,
    why: 'Plain http to another machine, or after https, could be read and changed on the way. More than five redirects are not followed either.',
    remedy: OTHER_REGISTRY,
});
const noDownloadAddress = (registry) => new CodexUnavailable('codex-registry-invalid', {
    what: `The registry ${registry} names no usable download address for Codex.`,
    why: 'Nothing can be installed. The address must be https, or plain http of a registry on this machine.',
    remedy: OTHER_REGISTRY,
});
/** @param wanted `<package>@<version>` */
const notFound = (wanted, registry, asked) => new CodexUnavailable('codex-version-not-found', {
    what: `The registry ${registry} has no ${wanted} (asked at ${printable(asked)}).`,
    why: 'That is the package that holds this version of Codex for this machine.',
    remedy: 'Check `codex-version`: `npm view @openai/codex versions` lists them. A mirror may also lag behind the public registry.',
});
const unreachable = (url, tries, cause) => new CodexUnavailable('codex-registry-unreachable', {
    what: `${printable(url)} could not be had in ${tries} tries: ${cause.message}.`,
    why: 'Codex is not on this machine in the wanted version and must be downloaded.',
    remedy: `Check the runner's network, https_proxy and NPM_CONFIG_REGISTRY, and run the job again. ${INSTEAD}`,
    cause,
});
const refused = (url, status) => new CodexUnavailable('codex-registry-refused', {
    what: `${printable(url)} answered ${status}.`,
    why: 'The registry or a proxy wants other credentials, or forbids this package.',
    remedy: `Give them in NPM_CONFIG_REGISTRY (https://user:password@host/) from a secret. ${INSTEAD}`,
});
/** @param wanted `<package>@<version>` */
const noIntegrity = (wanted, registry) => new CodexUnavailable('codex-integrity-missing', {
    what: `The registry ${registry} gives no sha512 for ${wanted}.`,
    why: 'Without it nobody can tell whether the download is the Codex that OpenAI published, and it would hold your login.',
    remedy: 'Use a registry that passes `dist.integrity` on, such as the public one, by NPM_CONFIG_REGISTRY.',
});
const tampered = (url, cause) => new CodexUnavailable('codex-integrity-mismatch', {
    what: `What came from ${printable(url)} is not what the registry's sha512 says.`,
    why: 'The mirror may have been tampered with, or a proxy changed the download. It would hold your login, so it was deleted and nothing was installed.',
    remedy: 'Run the job again; if it stays, find out who changes the file, and use the public registry meanwhile.',
    cause,
});
/** @param wanted `<package>@<version>` @param where a registry or an address */
const notPinned = (wanted, where, cause) => new CodexUnavailable('codex-integrity-mismatch', {
    what: `The package that ${where} gives for ${wanted} is not what OpenAI published.`,
    why: "Its sha512 is not the one in this action's source. Another program would get your login, so nothing was installed.",
    remedy: 'Find out what the mirror or the proxy serves, and use the public registry until then. Or install Codex in an earlier step, so that `codex` is on PATH.',
    cause,
});
const OUR_VERSION = 'Leave `codex-version` out: the sha512 of that version is part of this action. Or use another registry';
/** @param wanted `<package>@<version>` */
const wronglySigned = (wanted, registry) => new CodexUnavailable('codex-signature-invalid', {
    what: `The signature that ${registry} gives for ${wanted} is not npm's for this package.`,
    why: 'The registry, or somebody on the network path, offers another program under that name, which would get your login. Nothing was installed.',
    remedy: `${OUR_VERSION}.`,
});
/** @param key what is wrong with it: `has expired` */
const signedByOther = (wanted, registry, key) => new CodexUnavailable('codex-signature-invalid', {
    what: `${registry} gives a signature for ${wanted} of a key that ${key}.`,
    why: 'Either npm has a newer key than this version of the action, or somebody answers in its place. Nothing was installed.',
    remedy: `Use a newer version of this action. ${OUR_VERSION}.`,
});
const unsigned = (wanted, registry) => new CodexUnavailable('codex-signature-invalid', {
    what: `${registry} gives no signature for ${wanted}.`,
    why: 'npm signs everything that it publishes, so somebody may have answered in its place. Nothing was installed.',
    remedy: `Run the job again. If it stays, find out what answers for the registry. ${OUR_VERSION}.`,
});
const unpackFailed = (cause) => new CodexUnavailable('codex-unpack-failed', {
    what: `Codex could not be written to the disk and unpacked: ${reasonOf(cause)}.`,
    why: 'It takes about 420 MB. Nothing half-written was kept.',
    remedy: 'Make room on the disk of RUNNER_TOOL_CACHE. If there is room, the package itself is at fault: try another version.',
    cause,
});
const strangeEntry = (entry) => new CodexUnavailable('codex-unpack-failed', {
    what: `The package holds ${entry}, which is a link or leads out of the package.`,
    why: 'No package of Codex has such entries: somebody made it to write elsewhere on this machine. Nothing was installed.',
    remedy: OTHER_REGISTRY,
});
/** @param more what it has more of than it should: `2 GB of files` */
const tooLarge = (more) => new CodexUnavailable('codex-unpack-failed', {
    what: `The package has more than ${more}.`,
    why: 'Codex has about 420 MB: somebody made it to fill the disk of this machine. Nothing was installed.',
    remedy: OTHER_REGISTRY,
});
/** @param wanted `<package>@<version>`. @param found what it does instead: `says it is 0.1.0` */
const wrongVersion = (wanted, found) => new CodexUnavailable('codex-wrong-version', {
    what: `The package ${wanted} ${found}.`,
    why: 'Do not trust a registry that serves something else under this name with a program that holds your login. Nothing was installed.',
    remedy: OTHER_REGISTRY,
});
const notRunnable = (executable, problem) => new CodexUnavailable('codex-not-runnable', {
    what: `${executable} could not be run: ${problem}.`,
    why: 'Without an answer to `codex --version` we do not know which Codex it is.',
    remedy: 'Check that the disk under RUNNER_TOOL_CACHE allows programs (no `noexec`) and that the machine is not overloaded.',
});
const notWritable = (toolCache, cause) => new CodexUnavailable('codex-tool-cache-not-writable', {
    what: `Codex could not be put into the tool cache ${toolCache}: ${reasonOf(cause)}.`,
    why: 'It is kept there so that the next job need not download it.',
    remedy: 'Let the user that runs the job write there, or install Codex in an earlier step, so that `codex` is on PATH.',
    cause,
});


/***/ }),

/***/ 88697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ TRIED)
/* harmony export */ });
// Written by `npm run facts`.
/**
 * The releases of Codex for which all facts that the action rests on were found to hold, oldest first
 * (docs/facts/codex.md).
 */
const TRIED = [
    '0.163.0',
    '0.164.0',
    '0.165.0',
    '0.166.0',
    '0.167.2',
    '0.168.0',
    '0.169.0',
    '0.171.0',
];


/***/ }),

/***/ 94575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ quote)
/* harmony export */ });
/**
 * Text of others as one short line: without control characters, line ends of any kind and invisible characters. For errors;
 * `harmlessLine` is for text that the runner reads.
 */
function quote(text, longest = 200) {
    // Looks at four times as much as it shows, so that a megabyte of blanks costs nothing.
    const plain = text.slice(0, 4 * longest).replace(/[\p{C}\p{Z}\s]+/gu, ' ');
    return plain.trim().slice(0, longest);
}


/***/ }),

/***/ 69622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _p: () => (/* binding */ INSIDERS),
/* harmony export */   oA: () => (/* binding */ assertTrusted),
/* harmony export */   z_: () => (/* binding */ EventPayload)
/* harmony export */ });
/* unused harmony export Untrusted */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28395);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);


const Repo = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ full_name: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()), fork: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY())) })));
const User = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ login: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()), type: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()) })));
/** The parts of an event's payload that say who caused it, and whose code it brings. */
const EventPayload = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    repository: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        private: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
        visibility: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
        full_name: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    })),
    sender: User,
    pull_request: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ head: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ repo: Repo })) }))),
    issue: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ pull_request: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()) }))),
    workflow_run: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        head_repository: Repo,
        event: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
        actor: User,
        triggering_actor: User,
    }))),
});
/**
 * Events that only write access, or a right above it, can cause (GitHub's "Events that trigger workflows"). Their
 * actor is not asked for: it may be an App that was given that right, the merge queue, or nobody (a schedule). For
 * all others, and those that come to be, somebody may be a stranger: a check, a status or a deployment is what some
 * service makes of anybody's pull request.
 */
const INSIDERS = new Set([
    ...['push', 'create', 'delete', 'release', 'merge_group', 'schedule', 'workflow_dispatch'],
    ...['repository_dispatch', 'branch_protection_rule', 'public'],
]);
/** Events about the default branch, or a branch that the payload shows to be this repository's: see `forkOf`. */
const OWN_HEAD = new Set([
    ...INSIDERS,
    ...['pull_request', 'pull_request_review', 'pull_request_review_comment', 'issues', 'discussion'],
    ...['discussion_comment', 'fork', 'gollum', 'image_version', 'label', 'milestone', 'page_build', 'watch'],
]);
/**
 * Whether a job of this event may have the login. Throws `Untrusted`, which names the rule and the input.
 * @param mayWrite asks GitHub whether a user has write access; only called where that counts
 */
async function assertTrusted(occasion, policy, mayWrite) {
    const { event, payload, problem } = occasion;
    if (!isPrivate(payload) && !policy.allowPublicRepository)
        throw publicRepository(payload, problem);
    const fork = forkOf(occasion);
    if (fork !== undefined)
        throw fromFork(event, fork);
    if (INSIDERS.has(event))
        return { trustedHead: true };
    if (event === '')
        throw namelessEvent();
    let known = true;
    for (const user of causes(occasion)) {
        if (isAllowedBot(user, policy))
            continue;
        if (user !== '' && (await mayWrite(user)))
            continue;
        if (!isAllowedUser(user, policy))
            throw stranger(event, user);
        known = false;
    }
    return { trustedHead: known && hasOwnHead(occasion) };
}
/** Unknown counts as public. */
function isPrivate({ repository }) {
    const visibility = repository?.visibility ?? (repository?.private ? 'private' : 'public');
    return ['private', 'internal'].includes(visibility);
}
/** Whether the event is about a branch of this repository. One of us may have caused an event about a stranger's code. */
function hasOwnHead({ event, payload }) {
    // A comment's payload has the issue, never the head of its pull request.
    if (event === 'issue_comment')
        return payload.issue != null && payload.issue.pull_request === undefined;
    // A run that another one's end or somebody's comment has caused is one of the default branch, whatever they were about.
    if (event === 'workflow_run')
        return OWN_HEAD.has(payload.workflow_run?.event ?? '');
    return event === 'pull_request_target' || OWN_HEAD.has(event);
}
/** The name of the fork whose code the event is about; undefined if it is about this repository's own. */
function forkOf({ event, payload, repository }) {
    const { pull_request: pull, workflow_run: run } = payload;
    const heads = [
        (pull || event.startsWith('pull_request')) && { repo: pull?.head?.repo, at: 'pull_request.head.repo' },
        (run || event === 'workflow_run') && { repo: run?.head_repository, at: 'workflow_run.head_repository' },
    ];
    for (const head of heads) {
        if (!head)
            continue;
        if (!head.repo?.full_name)
            return `a repository that is gone, or that the event does not name (it has no \`${head.at}.full_name\`)`;
        if (head.repo.full_name.toLowerCase() !== repository.toLowerCase())
            return head.repo.full_name;
    }
    return undefined;
}
/** Everybody who had a hand in it: the actor, who ran it again, who sent the event, and who caused the run before. */
function causes({ payload, actors }) {
    const { sender, workflow_run: run } = payload;
    const all = [...actors, sender?.login, run?.actor?.login, run?.triggering_actor?.login];
    const named = all.filter((name) => !!name);
    // Nobody is named: then nobody vouches.
    return named.length > 0 ? [...new Set(named)] : [''];
}
const GITHUB_BOT = 'github-actions[bot]';
const plain = (name) => name
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '');
function isAllowedBot(user, { allowBots, allowBotUsers }) {
    if (!user.toLowerCase().endsWith('[bot]'))
        return false;
    return ((allowBots && user.toLowerCase() === GITHUB_BOT) ||
        allowBotUsers.some(name => plain(name) === plain(user)));
}
const isAllowedUser = (user, { allowUsers }) => allowUsers.some(name => name === '*' || (name.toLowerCase() === user.toLowerCase() && user !== ''));
/** This job must not have the login; `code` names the rule. */
class Untrusted extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'Untrusted';
}
const NOTHING = 'Nothing was restored, and nothing was changed.';
const publicRepository = ({ repository }, problem) => new Untrusted('untrusted-public', {
    what: isSaid(repository)
        ? 'This repository is public.'
        : `Nothing says whether this repository is private, so it counts as public: ${problem ?? `the event (GITHUB_EVENT_PATH) has no ${repository ? '`repository.visibility` or `repository.private`' : '`repository`'}`}.`,
    why: `Everybody can read the logs of its jobs and open pull requests and issues that start some: a personal ChatGPT login is easily lost there. ${NOTHING}`,
    remedy: isSaid(repository)
        ? 'Keep the login in a private repository, or, if you know what your workflows let strangers do: `allow-public-repository: true`.'
        : "GitHub's own runner writes that field. Another one may have a setting for it, as act has `--eventpath`. If the repository is private, or you know what your workflows let strangers do: `allow-public-repository: true`.",
});
const isSaid = (repository) => (repository?.visibility ?? repository?.private) !== undefined;
const fromFork = (event, fork) => new Untrusted('untrusted-fork', {
    what: `The event "${event}" is about code of ${fork}, which is not this repository.`,
    why: `The author of that code could make Codex do anything with the login. ${NOTHING}`,
    remedy: 'There is no input that allows it. Push the branch to this repository, or start the workflow by `workflow_dispatch`.',
});
const stranger = (event, user) => new Untrusted('untrusted-actor', {
    what: user
        ? `The event "${event}" was caused by ${user}, who has no write access to this repository.`
        : `The event "${event}" was caused by nobody that the runner names: GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR and the event's \`sender.login\` are empty.`,
    why: `Anybody can cause such an event, and what they wrote would be read by Codex. ${NOTHING}`,
    remedy: user.endsWith('[bot]')
        ? `If you trust this bot: \`allow-bot-users: ${user}\`.`
        : 'Let somebody with write access start it, or name those you trust in `allow-users`.',
});
const namelessEvent = () => new Untrusted('untrusted-actor', {
    what: 'The event "" was caused by nobody knows whom: GITHUB_EVENT_NAME is not set.',
    why: `Without the name of the event nobody can tell who may cause it. ${NOTHING}`,
    remedy: "GitHub's own runner sets that variable. Look for a step or a container that unsets it, and update a runner that isn't GitHub's.",
});


/***/ })

};
