export const id = 764;
export const ids = [764,995];
export const modules = {

/***/ 764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CommandStore: () => (/* binding */ CommandStore)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/src/report/log.js
var log = __webpack_require__(6314);
// EXTERNAL MODULE: ./build/src/session/mask.js
var mask = __webpack_require__(3196);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(809);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
;// CONCATENATED MODULE: ./build/src/stores/command-failure.js

const WHY = {
    proof: 'The login was not refreshed: its successor could not have been stored, and would be lost.',
    write: 'This state of the login may exist on this runner only, and the stored one may be spent: the login is at risk.',
};
/** Whether a session is stored, and which, could not be found out. */
class RestoreFailed extends errors/* ActionError */.lZ {
    name = 'RestoreFailed';
    /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
    constructor(how) {
        super('restore-failed', {
            what: `\`restore-command\` ${how}.`,
            why: 'It is not known whether a login is stored. Going on with the seed could put an older login over a newer one, so nothing was changed.',
            remedy: 'See above what it printed. If the login is only not stored yet, the command must say so by printing nothing and ending with exit code 0 (docs/secret-managers.md has the form for each manager).',
        });
    }
}
/** The session could not be written. */
class PersistFailed extends errors/* ActionError */.lZ {
    name = 'PersistFailed';
    /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
    constructor(how, stakes, cause) {
        super('persist-failed', {
            what: `\`persist-command\` ${how}.`,
            why: WHY[stakes],
            remedy: 'See above what it printed, and correct the command or the permission it needs. If the next job is refused, a person must log in once more.',
        }, { cause });
    }
}
/** The write seemed to succeed, but what is read afterwards isn't what was written. */
class NotReadBack extends errors/* ActionError */.lZ {
    name = 'NotReadBack';
    /** @param found What restore-command does instead: `prints nothing`. */
    constructor(found, stakes, cause) {
        super('not-read-back', {
            what: `\`persist-command\` ended well, but \`restore-command\` ${found} where it should print what was stored.`,
            why: WHY[stakes],
            remedy: 'Check that both commands name the same entry, that the entry holds texts of this size, and that the manager answers with the newest version. Its former version may have to be put back by hand.',
        }, { cause });
    }
}
/** The store holds another session than the caller has read from it. */
class StoreChanged extends errors/* ActionError */.lZ {
    name = 'StoreChanged';
    constructor() {
        super('store-changed', {
            what: '`restore-command` prints another login than it did before.',
            why: 'Another job may have stored a newer one, or the manager answers with an old copy. To write now could put an older login over a newer one, so nothing was written or refreshed.',
            remedy: 'Run the job again. If it stays, let `restore-command` read the newest version by its number (docs/secret-managers.md), and give all workflows that share the login one lease.',
        });
    }
}
/** restore-command ended well, but what it printed is no auth.json at all. */
class Garbled extends errors/* ActionError */.lZ {
    name = 'Garbled';
    constructor() {
        super('restore-garbled', {
            what: '`restore-command` ended with exit code 0, but what it printed is not an auth.json.',
            why: 'It may be an error message or a part of the login. Going on with the seed could put an older login over a newer one, so nothing was changed.',
            remedy: 'Let the command print the stored login and nothing else, and fail when it fails. If the stored entry itself is damaged, put its former version back, or delete it to start anew from `auth-json`.',
        });
    }
}
/** What is stored is encrypted, and no key was given. */
class SealedWithoutKey extends errors/* ActionError */.lZ {
    name = 'SealedWithoutKey';
    constructor() {
        super('sealed-without-key', {
            what: 'The stored login is encrypted, and there is no `encryption-key`.',
            why: 'It can not be read, and going on with the seed could put an older login over a newer one, so nothing was changed.',
            remedy: 'Give the `encryption-key` with which it was stored.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/stores/printed.js


/** A login that somebody stored in base64, in a manager that gives back base64. */
const MAX_BASE64 = 2;
const AGE_HEADER = Buffer.from('age-encryption.org/v1\n');
const AGE_ARMOR = /-----(BEGIN|END) AGE ENCRYPTED FILE-----/g;
/**
 * The session in what restore-command printed: raw, or in base64 once or twice, sealed or not; undefined if
 * it printed nothing. Unsealed is fine with a sealer too: a login put there by hand, which the next write seals.
 */
async function unpack(printed, sealer) {
    let bytes = printed;
    for (let depth = 0; depth <= MAX_BASE64; depth += 1) {
        if (bytes.subarray(0, AGE_HEADER.length).equals(AGE_HEADER)) {
            if (!sealer)
                throw new SealedWithoutKey();
            return (await unpack(await sealer.open(bytes), undefined)) ?? refuse();
        }
        const text = bytes
            .toString('utf8')
            .replace(/^\uFEFF/, '')
            .trim();
        if (text === '' && depth === 0)
            return undefined;
        if (text.startsWith('{'))
            return looksLikeAuthJson(text) ? Buffer.from(text) : refuse();
        bytes = Buffer.from(text.replace(AGE_ARMOR, ''), 'base64');
    }
    return refuse();
}
function refuse() {
    throw new Garbled();
}
/** Managers answer errors as JSON too. Whether it is a session that can be kept alive is not for the store to say. */
function looksLikeAuthJson(text) {
    const document = (0,json/* parseJson */.q)(text);
    return ['tokens', 'auth_mode', 'OPENAI_API_KEY'].some(key => Object.hasOwn(Object(document), key));
}

;// CONCATENATED MODULE: ./build/src/stores/scrub.js

/** Shorter pieces of a secret turn up by chance. */
const WINDOW = 12;
/** What a token, or an auth.json in base64, begins with, for those that we haven't seen: facts §5. */
const TOKEN_LIKE = /(?<![\w+/=.-])(?:eyJ|ewo|ewA|rt_)[\w+/=.-]{12,}/g;
/**
 * A text of a command that handles the secrets, without them: no 12 characters of one are left, nor of its
 * base64 or hex, wherever it is wrapped, grouped or coloured. Beyond the runner's masker, which looks for
 * whole tokens in one line.
 */
function scrub(text, secrets) {
    const plain = (0,external_node_util_.stripVTControlCharacters)(text).replaceAll('\0', '');
    const places = [...plain.matchAll(/\S/g)].map(({ index }) => index);
    const dense = places.map(index => plain[index]).join('');
    const secret = new Uint8Array(plain.length);
    const mark = (from, to) => secret.fill(1, places[from], (places[to - 1] ?? 0) + 1);
    const windows = new Map();
    for (let at = 0; at + WINDOW <= dense.length; at += 1) {
        const window = dense.slice(at, at + WINDOW);
        windows.set(window, [...(windows.get(window) ?? []), at]);
    }
    for (const form of windows.size ? secrets.flatMap(formsOf) : [])
        for (let at = 0; at + WINDOW <= form.length; at += 1)
            for (const place of windows.get(form.slice(at, at + WINDOW)) ?? [])
                mark(place, place + WINDOW);
    for (const { index, 0: found } of dense.matchAll(TOKEN_LIKE))
        mark(index, index + found.length);
    let shown = '';
    for (let at = 0; at < plain.length; at += 1)
        if (!secret[at])
            shown += plain[at];
        else if (!secret[at - 1])
            shown += '***';
    return shown;
}
/** The ways in which a command may print it; base64 in each of the three ways it can begin in a longer text. */
function formsOf(secret) {
    const shifted = [0, 1, 2].map(shift => secret.subarray(shift).toString('base64'));
    const hex = secret.toString('hex');
    const urls = shifted.map(text => text.replaceAll('+', '-').replaceAll('/', '_'));
    const forms = [secret.toString('utf8'), ...shifted, ...urls, hex, hex.toUpperCase()];
    return [...new Set(forms.map(form => form.replace(/\s/g, '')))];
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./build/src/stores/shell.js




const GRACE_MS = 2000;
const MAX_STDERR = 32 * 1024;
const SCRIPT_VARIABLE = 'CODEX_AUTH_SHELL_COMMAND';
/** What is ours or the runner's: inputs and state of the action, its token, and the files by which it takes commands. */
const NOT_FOR_COMMANDS = /^(INPUT_|STATE_)|^ACTIONS_RUNTIME_TOKEN$|^GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;
/**
 * The script comes by a pipe that is closed before it runs: an expression in it may have become a secret, so
 * it is neither in argv nor on disk. Node's own "pipes" are sockets, which can't be opened as /dev/stdin or
 * /dev/stderr (ENXIO) as scripts do; `cat` makes them the pipes that a `run:`
 * step has. One `exec` each, or the later `cat`s would hold the earlier pipes open;
 * and SIGTERM is for the command alone, whose last words they carry.
 */
const BASH = `IFS= read -r -d '' -u 3 || :
exec 3<&-
exec < <(exec cat)
exec > >(trap '' TERM; exec cat)
exec 2> >(trap '' TERM; exec cat >&2)
eval "$REPLY"`;
/** Windows passes on no fourth pipe, so the script comes by a variable that is gone before it runs. */
const POWERSHELL = `$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$OutputEncoding = [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$command = [scriptblock]::Create($env:${SCRIPT_VARIABLE})
Remove-Item Env:${SCRIPT_VARIABLE}
. $command
if (Test-Path variable:LASTEXITCODE) { exit $LASTEXITCODE }`;
/** The shells to try, in this order, and what starts a script in them that is not in these arguments. */
function shellOf(platform) {
    return platform === 'win32'
        ? { files: ['pwsh', 'powershell'], args: ['-NoProfile', '-NonInteractive', '-Command', POWERSHELL] }
        : { files: ['bash'], args: ['--noprofile', '--norc', '-euo', 'pipefail', '-c', BASH] };
}
/** The job's environment, in which a secret manager finds its credentials, without what is the action's own. */
function commandEnvironment(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined && entry[0] !== 'CODEX_HOME' && !NOT_FOR_COMMANDS.test(entry[0])));
}
/** Runs a script to its end, which comes in time whatever it does. Throws `NoShell`. */
async function runInShell(command) {
    const { graceMs = GRACE_MS } = command;
    const child = await start(command);
    if (typeof child === 'string')
        return { failure: child, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), complete: true };
    const closed = new Promise(resolve => child.once('close', resolve));
    let failure;
    let ended;
    let giveUp = () => { };
    const stop = (how) => {
        if (failure !== undefined)
            return;
        failure = how;
        ended = endGroup(child, closed, graceMs);
        ended.then(() => setTimeout(() => giveUp(), graceMs).unref());
    };
    const cancel = () => stop('was cancelled');
    const timer = setTimeout(() => stop(`did not end within ${Math.round(command.timeoutMs / 1000)} s`), command.timeoutMs);
    command.signal?.addEventListener('abort', cancel);
    if (command.signal?.aborted)
        cancel();
    const stdout = [];
    let size = 0;
    child.stdout?.on('data', (chunk) => {
        size += chunk.length;
        if (size <= command.maxOutput)
            stdout.push(chunk);
        else
            stop(`printed more than ${Math.round(command.maxOutput / 1024)} KB`);
    });
    let stderr = Buffer.alloc(0);
    child.stderr?.on('data', (chunk) => {
        stderr = Buffer.concat([stderr, chunk]).subarray(-MAX_STDERR);
    });
    let complete = false;
    child.stdout?.once('end', () => {
        complete = true;
    });
    const exit = await new Promise(resolve => {
        giveUp = () => resolve(undefined);
        child.once('exit', (code, signal) => resolve(code === 0 ? undefined : howItEnded(code, signal)));
    });
    clearTimeout(timer);
    // What it left running may hold the pipes for ever: what it printed itself is here by then.
    await Promise.race([closed, (0,promises_.setTimeout)(graceMs, undefined, { ref: false })]);
    await ended;
    command.signal?.removeEventListener('abort', cancel);
    child.stdout?.destroy();
    child.stderr?.destroy();
    failure ??= exit;
    return { ...(failure === undefined ? {} : { failure }), stdout: Buffer.concat(stdout), stderr, complete };
}
const howItEnded = (code, signal) => signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
/** In a process group of its own, so that all it starts can be ended with it. Words where it can't start just now. */
async function start({ script, input, env, cwd }) {
    const { files, args } = shellOf(process.platform);
    const windows = process.platform === 'win32';
    let missing;
    for (const file of files) {
        let child;
        try {
            child = (0,external_node_child_process_.spawn)(file, args, {
                cwd,
                env: { ...commandEnvironment(env), ...(windows ? { [SCRIPT_VARIABLE]: script } : {}) },
                stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe', windows ? 'ignore' : 'pipe'],
                detached: !windows,
                windowsHide: true,
            });
            await (0,external_node_events_.once)(child, 'spawn');
        }
        catch (error) {
            if ((0,errors/* lacksRoom */.cY)(error))
                return `could not be started (${(0,errors/* systemCode */.xU)(error)})`;
            missing = error;
            continue;
        }
        // The script last: a shell that starts it before its input is there, as we are killed, would store nothing at all.
        feed(child.stdin, input);
        feed(child.stdio[3], script);
        return child;
    }
    throw new NoShell(files, missing);
}
/** Writes and ends it. The command may end before it has read what we write: its exit tells, not the broken pipe. */
function feed(pipe, content) {
    if (!(pipe && 'end' in pipe))
        return;
    pipe.on('error', () => undefined);
    pipe.end(content);
}
/** SIGTERM to all it started, and SIGKILL when nobody prints any more, or after so many milliseconds. */
async function endGroup(child, closed, graceMs) {
    signalGroup(child, 'SIGTERM');
    await Promise.race([closed, (0,promises_.setTimeout)(graceMs)]);
    signalGroup(child, 'SIGKILL');
}
function signalGroup(child, signal) {
    const pid = child.pid;
    try {
        if (process.platform !== 'win32')
            process.kill(-pid, signal);
        else
            (0,external_node_child_process_.spawn)('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true }).on('error', () => child.kill());
    }
    catch {
        // Nothing of it is left.
    }
}
/** The shell in which the two commands run is not there. */
class NoShell extends errors/* ActionError */.lZ {
    name = 'NoShell';
    constructor(files, cause) {
        super('no-shell', {
            what: `The shell for \`restore-command\` and \`persist-command\` could not be started (${files.join(', ')}).`,
            why: 'The stored login can be neither read nor written. Nothing was changed.',
            remedy: 'Install it on the runner or in the job container, and check that the working directory exists.',
        }, { cause });
    }
}

;// CONCATENATED MODULE: ./build/src/stores/command.js










const OPENING_BRACE = 0x7b;
const MAX_OUTPUT = 96 * 1024;
const TIMEOUT_MS = 60_000;
const RETRIES = 3;
const PAUSE_MS = 1000;
/** A cancelled job has 5 minutes in all (facts, "Cancel"). */
const PATIENCE_MS = 100_000;
/** The session lives in a secret manager, which two commands of the user read and write. */
class CommandStore {
    options;
    kind = 'command';
    where = 'the output of restore-command';
    /** What must not be shown: all that the commands were given or have printed on stdout. */
    #secrets = [];
    constructor(options) {
        this.options = options;
    }
    /** Throws `RestoreFailed`, `Garbled` or `SealedWithoutKey`: a failure is never taken for "nothing stored". */
    read(patiently = false) {
        return patiently ? this.#readUntil(() => true) : this.#readOnce();
    }
    async #readOnce() {
        const { signal, sealer } = this.options;
        signal?.throwIfAborted();
        const ending = await this.#run(this.options.restoreCommand);
        this.#keepSecret(ending.stdout);
        try {
            if (ending.failure) {
                signal?.throwIfAborted();
                throw new RestoreFailed(ending.failure);
            }
            const bytes = await unpack(ending.stdout, sealer);
            if (bytes)
                this.#keepSecret(bytes);
            else if (!ending.complete)
                throw new RestoreFailed('printed nothing, but left a process running that may yet print');
            return bytes;
        }
        finally {
            this.#show('restore-command', ending.stderr);
        }
    }
    /**
     * Writes what is stored once more, with one space in it more or less: so it is seen that restore-command reads
     * what persist-command writes. Refuses if what is stored isn't `current`: a manager that answers with an old
     * copy would else have it put over a newer one. Throws what `read` and `write` throw, and `StoreChanged`.
     */
    async assertWritable(current) {
        if (!current)
            return;
        const isCurrent = (bytes) => !bytes || isSame(bytes, current.bytes);
        const stored = await this.#readUntil(isCurrent);
        if (!isCurrent(stored))
            throw new StoreChanged();
        if (!stored)
            return this.#store(current, current.bytes, 'proof');
        try {
            await this.#store(current, respaced(stored), 'proof', stored);
        }
        catch (error) {
            await this.#putBack(stored);
            throw error;
        }
    }
    /** A command that broke off half-way may have left half of it. What fails here is said by the proof's own error. */
    async #putBack(stored) {
        const found = await this.#readOnce().catch(() => undefined);
        if (found && isSame(found, stored))
            return;
        this.options.log.info('The proof has left something else in the store: putting back what was there.');
        await this.#persist(await this.#packed(stored), 'proof').catch(() => undefined);
    }
    /**
     * Stores it and always reads it back: a command that does nothing, or that writes elsewhere, ends with exit
     * code 0 too, and would be noticed only when the old refresh token is spent. With a `signal`, a cancel ends
     * it half-way: for a rotated session give none. Throws `PersistFailed`, `NotReadBack`.
     */
    write(session) {
        return this.#store(session, session.bytes, 'write');
    }
    async #store(session, bytes, stakes, before) {
        const { signal, addMask } = this.options;
        signal?.throwIfAborted();
        if (addMask)
            (0,mask/* maskSession */.V)(session, addMask);
        this.#keepSecret(bytes);
        await this.#persist(await this.#packed(bytes), stakes);
        const isOld = (found) => before?.equals(found) === true;
        const found = await this.#readUntil(found => !!found && isSame(found, bytes) && !isOld(found)).catch(error => {
            throw new NotReadBack('fails', stakes, error);
        });
        if (!found)
            throw new NotReadBack('prints nothing', stakes);
        if (isOld(found))
            throw new NotReadBack('still prints what it printed before', stakes);
        if (!isSame(found, bytes))
            throw new NotReadBack('prints something else', stakes);
    }
    /** Base64 survives what command-line tools do to binary data and to the end of a text. */
    async #packed(bytes) {
        const { sealer } = this.options;
        return sealer ? Buffer.from((await sealer.seal(bytes)).toString('base64')) : bytes;
    }
    async #persist(packed, stakes) {
        const { signal, log, pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS, retries = RETRIES } = this.options;
        const run = async () => {
            const ending = await this.#run(this.options.persistCommand, packed);
            this.#show('persist-command', Buffer.concat([ending.stdout, ending.stderr]));
            if (ending.failure)
                throw new PersistFailed(ending.failure, stakes);
        };
        await (0,p_retry["default"])(run, {
            retries,
            minTimeout: pauseMs,
            maxRetryTime: patienceMs,
            shouldRetry: ({ error }) => error instanceof PersistFailed,
            onFailedAttempt: ({ retriesLeft }) => {
                if (retriesLeft)
                    log.info(`persist-command failed; it is tried up to ${retriesLeft} times more.`);
            },
            ...(signal && { signal }),
        }).catch(error => {
            throw signal?.aborted ? new PersistFailed('was cancelled', stakes, error) : error;
        });
    }
    /** Reads repeatedly, as a manager may be slow to settle or fail for a moment. The last answer, wanted or not. */
    async #readUntil(isWanted) {
        const { signal, pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS, retries = RETRIES } = this.options;
        const end = performance.now() + patienceMs;
        for (let pause = pauseMs, left = retries;; pause *= 2, left -= 1) {
            const isLast = () => left <= 0 || performance.now() > end || signal?.aborted;
            try {
                const bytes = await this.#readOnce();
                if (isWanted(bytes) || isLast())
                    return bytes;
            }
            catch (error) {
                if (isLast())
                    throw error;
            }
            await (0,promises_.setTimeout)(pause, undefined, { ...(signal && { signal }) }).catch(() => undefined);
        }
    }
    #run(script, input) {
        const { env, cwd, signal, timeoutMs = TIMEOUT_MS, graceMs } = this.options;
        return runInShell({ script, input, env, cwd, signal, timeoutMs, graceMs, maxOutput: MAX_OUTPUT });
    }
    #show(name, printed) {
        const text = scrub(printed.toString('utf8'), this.#secrets).trimEnd();
        if (text)
            this.options.log.group(`What ${name} printed`, (0,log/* untrustedLines */.m)(text));
    }
    #keepSecret(bytes) {
        const decoded = Buffer.from(bytes.toString('latin1'), 'base64');
        for (const form of decoded[0] === OPENING_BRACE ? [bytes, decoded] : [bytes])
            if (!this.#secrets.some(secret => secret.equals(form)))
                this.#secrets.push(form);
    }
}
/** The same JSON in bytes that differ: a space after its brace, or none if there was one. */
function respaced(bytes) {
    const text = bytes.toString('utf8');
    return Buffer.from(text.startsWith('{ ') ? `{${text.slice(2)}` : `{ ${text.slice(1)}`);
}
/** The same file, though a manager may have changed white space in it. */
function isSame(a, b) {
    if (a.equals(b))
        return true;
    const [one, other] = [(0,json/* parseJson */.q)(a.toString('utf8')), (0,json/* parseJson */.q)(b.toString('utf8'))];
    return one !== undefined && (0,external_node_util_.isDeepStrictEqual)(one, other);
}


/***/ }),

/***/ 4995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AbortError: () => (/* binding */ AbortError),
  "default": () => (/* binding */ pRetry),
  makeRetriable: () => (/* binding */ makeRetriable)
});

;// CONCATENATED MODULE: ./node_modules/is-network-error/index.js
const objectToString = Object.prototype.toString;

const isError = value => objectToString.call(value) === '[object Error]';

const errorMessages = new Set([
	'network error', // Chrome
	'NetworkError when attempting to fetch resource.', // Firefox
	'The Internet connection appears to be offline.', // Safari 16
	'Network request failed', // `cross-fetch`
	'fetch failed', // Undici (Node.js)
	'terminated', // Undici (Node.js)
	' A network error occurred.', // Bun (WebKit)
	'Network connection lost', // Cloudflare Workers (fetch)
]);

function isNetworkError(error) {
	const isValid = error
		&& isError(error)
		&& error.name === 'TypeError'
		&& typeof error.message === 'string';

	if (!isValid) {
		return false;
	}

	const {message, stack} = error;

	// Safari 17+ has generic message but no stack for network errors
	if (message === 'Load failed' || (message.startsWith('Load failed (') && message.endsWith(')'))) {
		return stack === undefined
			// Sentry adds its own stack trace to the fetch error, so also check for that
			|| '__sentry_captured__' in error;
	}

	// Deno network errors start with specific text
	if (message.startsWith('error sending request for url')) {
		return true;
	}

	// Chrome: exact "Failed to fetch" or with hostname: "Failed to fetch (example.com)"
	if (message === 'Failed to fetch' || (message.startsWith('Failed to fetch (') && message.endsWith(')'))) {
		return true;
	}

	// Standard network error messages
	return errorMessages.has(message);
}

;// CONCATENATED MODULE: ./node_modules/p-retry/index.js


function validateRetries(retries) {
	if (typeof retries === 'number') {
		if (retries < 0) {
			throw new TypeError('Expected `retries` to be a non-negative number.');
		}

		if (Number.isNaN(retries)) {
			throw new TypeError('Expected `retries` to be a valid number or Infinity, got NaN.');
		}
	} else if (retries !== undefined) {
		throw new TypeError('Expected `retries` to be a number or Infinity.');
	}
}

function validateNumberOption(name, value, {min = 0, allowInfinity = false} = {}) {
	if (value === undefined) {
		return;
	}

	if (typeof value !== 'number' || Number.isNaN(value)) {
		throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? ' or Infinity' : ''}.`);
	}

	if (!allowInfinity && !Number.isFinite(value)) {
		throw new TypeError(`Expected \`${name}\` to be a finite number.`);
	}

	if (value < min) {
		throw new TypeError(`Expected \`${name}\` to be \u2265 ${min}.`);
	}
}

class AbortError extends Error {
	constructor(message) {
		super();

		if (message instanceof Error) {
			this.originalError = message;
			({message} = message);
		} else {
			this.originalError = new Error(message);
			this.originalError.stack = this.stack;
		}

		this.name = 'AbortError';
		this.message = message;
	}
}

function calculateDelay(retriesConsumed, options) {
	const attempt = Math.max(1, retriesConsumed + 1);
	const random = options.randomize ? (Math.random() + 1) : 1;

	let timeout = Math.round(random * options.minTimeout * (options.factor ** (attempt - 1)));
	timeout = Math.min(timeout, options.maxTimeout);

	return timeout;
}

function calculateRemainingTime(start, max) {
	if (!Number.isFinite(max)) {
		return max;
	}

	return max - (performance.now() - start);
}

async function onAttemptFailure({error, attemptNumber, retriesConsumed, startTime, options}) {
	const normalizedError = error instanceof Error
		? error
		: new TypeError(`Non-error was thrown: "${error}". You should only throw errors.`);

	if (normalizedError instanceof AbortError) {
		throw normalizedError.originalError;
	}

	const retriesLeft = Number.isFinite(options.retries)
		? Math.max(0, options.retries - retriesConsumed)
		: options.retries;

	const maxRetryTime = options.maxRetryTime ?? Number.POSITIVE_INFINITY;

	const context = Object.freeze({
		error: normalizedError,
		attemptNumber,
		retriesLeft,
		retriesConsumed,
	});

	await options.onFailedAttempt(context);

	if (calculateRemainingTime(startTime, maxRetryTime) <= 0) {
		throw normalizedError;
	}

	const consumeRetry = await options.shouldConsumeRetry(context);

	const remainingTime = calculateRemainingTime(startTime, maxRetryTime);

	if (remainingTime <= 0 || retriesLeft <= 0) {
		throw normalizedError;
	}

	if (normalizedError instanceof TypeError && !isNetworkError(normalizedError)) {
		if (consumeRetry) {
			throw normalizedError;
		}

		options.signal?.throwIfAborted();
		return false;
	}

	if (!await options.shouldRetry(context)) {
		throw normalizedError;
	}

	if (!consumeRetry) {
		options.signal?.throwIfAborted();
		return false;
	}

	const delayTime = calculateDelay(retriesConsumed, options);
	const finalDelay = Math.min(delayTime, remainingTime);

	options.signal?.throwIfAborted();

	if (finalDelay > 0) {
		await new Promise((resolve, reject) => {
			const onAbort = () => {
				clearTimeout(timeoutToken);
				options.signal?.removeEventListener('abort', onAbort);
				reject(options.signal.reason);
			};

			const timeoutToken = setTimeout(() => {
				options.signal?.removeEventListener('abort', onAbort);
				resolve();
			}, finalDelay);

			if (options.unref) {
				timeoutToken.unref?.();
			}

			options.signal?.addEventListener('abort', onAbort, {once: true});
		});
	}

	options.signal?.throwIfAborted();

	return true;
}

async function pRetry(input, options = {}) {
	options = {...options};

	validateRetries(options.retries);

	if (Object.hasOwn(options, 'forever')) {
		throw new Error('The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.');
	}

	options.retries ??= 10;
	options.factor ??= 2;
	options.minTimeout ??= 1000;
	options.maxTimeout ??= Number.POSITIVE_INFINITY;
	options.maxRetryTime ??= Number.POSITIVE_INFINITY;
	options.randomize ??= false;
	options.onFailedAttempt ??= () => {};
	options.shouldRetry ??= () => true;
	options.shouldConsumeRetry ??= () => true;

	// Validate numeric options and normalize edge cases
	validateNumberOption('factor', options.factor, {min: 0, allowInfinity: false});
	validateNumberOption('minTimeout', options.minTimeout, {min: 0, allowInfinity: false});
	validateNumberOption('maxTimeout', options.maxTimeout, {min: 0, allowInfinity: true});
	validateNumberOption('maxRetryTime', options.maxRetryTime, {min: 0, allowInfinity: true});

	// Treat non-positive factor as 1 to avoid zero backoff or negative behavior
	if (!(options.factor > 0)) {
		options.factor = 1;
	}

	options.signal?.throwIfAborted();

	let attemptNumber = 0;
	let retriesConsumed = 0;
	const startTime = performance.now();

	while (Number.isFinite(options.retries) ? retriesConsumed <= options.retries : true) {
		attemptNumber++;

		try {
			options.signal?.throwIfAborted();

			const result = await input(attemptNumber);

			options.signal?.throwIfAborted();

			return result;
		} catch (error) {
			if (await onAttemptFailure({
				error,
				attemptNumber,
				retriesConsumed,
				startTime,
				options,
			})) {
				retriesConsumed++;
			}
		}
	}

	// Should not reach here, but in case it does, throw an error
	throw new Error('Retry attempts exhausted without throwing an error.');
}

function makeRetriable(function_, options) {
	return function (...arguments_) {
		return pRetry(() => function_.apply(this, arguments_), options);
	};
}


/***/ })

};
