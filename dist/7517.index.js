export const id = 7517;
export const ids = [7517];
export const modules = {

/***/ 36243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ unpackEntry),
/* harmony export */   AR: () => (/* binding */ packEntry),
/* harmony export */   Vh: () => (/* binding */ ArchiveRefused),
/* harmony export */   nA: () => (/* binding */ MOST_ARCHIVE_BYTES),
/* harmony export */   wO: () => (/* binding */ ENTRY_FILE)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);



/** The only file of an entry. The cache's version is a digest of this very string. */
const ENTRY_FILE = 'login.age';
/** A sealed login has at most 50 KB, so a far larger archive is not ours, packed or unpacked. */
const MOST_ARCHIVE_BYTES = 1024 * 1024;
const MOST_FILE_BYTES = 256 * 1024;
const BLOCK = 512;
/** zstd's default level needs 2 MB; a frame that asks for more than 8 MB of memory is refused (RFC 8878, 3.1.1.1.2). */
const MOST_WINDOW_LOG = 23;
/** Records that GNU tar and BSD tar write beside a file's header. None of them names, moves or sizes a member. */
const HARMLESS_RECORD = /^\d{1,4} (?:[acm]time|[ug]id|[ug]name|LIBARCHIVE\.[\w.]+|SCHILY\.[\w.]+)=[^\n]*$/;
/** Packs the one file of an entry, as any tar and gzip unpack it. */
async function packEntry(content) {
    const { Header } = await __webpack_require__.e(/* import() */ 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    const block = Buffer.alloc(BLOCK);
    const facts = { path: ENTRY_FILE, mode: 0o600, uid: 0, gid: 0, size: content.length, mtime: new Date() };
    new Header({ ...facts, type: 'File' }).encode(block);
    const toFullBlock = Buffer.alloc(-content.length & (BLOCK - 1));
    const end = Buffer.alloc(2 * BLOCK);
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gzip)(Buffer.concat([block, content, toFullBlock, end]));
}
/**
 * The content of the one file in an entry's archive, gzip or zstd. It writes no file. An archive that contains anything
 * else, under any name or of any type, is refused as a whole.
 *
 * @throws {ArchiveRefused} `cache-damaged` if it can't be decompressed; `cache-foreign` if it is whole, and not as we pack.
 */
async function unpackEntry(archive) {
    if (archive.length > MOST_ARCHIVE_BYTES)
        throw new ArchiveRefused('cache-foreign');
    const tar = await decompress(archive);
    const { Header } = await __webpack_require__.e(/* import() */ 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    const headerAt = (at) => {
        try {
            const header = new Header(tar, at);
            if (header.cksumValid)
                return header;
        }
        catch {
            // The archive ends before it, or it has numbers that no file has.
        }
        throw new ArchiveRefused('cache-foreign');
    };
    let at = 0;
    let header = headerAt(at);
    if (header.type === 'ExtendedHeader') {
        const records = tar.subarray(at + BLOCK, at + BLOCK + (header.size ?? 0)).toString('latin1');
        if (!records.split('\n').slice(0, -1).every(isHarmless) || !records.endsWith('\n'))
            throw new ArchiveRefused('cache-foreign');
        at += BLOCK + wholeBlocks(records.length);
        header = headerAt(at);
    }
    const { path, type, size = -1, linkpath } = header;
    const isOurs = path === ENTRY_FILE && (type === 'File' || type === 'OldFile') && !linkpath;
    const end = at + BLOCK + size;
    if (!isOurs || size < 0 || size > MOST_FILE_BYTES || end > tar.length)
        throw new ArchiveRefused('cache-foreign');
    const isOnlyMember = tar.subarray(end).every(byte => byte === 0);
    if (!isOnlyMember)
        throw new ArchiveRefused('cache-foreign');
    return tar.subarray(at + BLOCK, end);
}
const isHarmless = (record) => HARMLESS_RECORD.test(record);
const wholeBlocks = (bytes) => Math.ceil(bytes / BLOCK) * BLOCK;
/** zlib stops at the limit by itself, so a bomb costs a megabyte, whatever it would grow to. */
async function decompress(archive) {
    const limits = { maxOutputLength: MOST_ARCHIVE_BYTES };
    try {
        if (archive.readUInt16BE(0) === 0x1f8b)
            return await (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip)(archive, limits);
        // Part of the runner's Node 24, of Node 22 since 22.15, and not of Node 20.
        if (archive.readUInt32LE(0) === 0xfd2fb528 && node_zlib__WEBPACK_IMPORTED_MODULE_1__.zstdDecompress) {
            const params = { [node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.ZSTD_d_windowLogMax]: MOST_WINDOW_LOG };
            return await (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.zstdDecompress)(archive, { ...limits, params });
        }
    }
    catch (error) {
        if (error.code === 'ERR_BUFFER_TOO_LARGE')
            throw new ArchiveRefused('cache-foreign');
    }
    throw new ArchiveRefused('cache-damaged');
}
const FAULTS = {
    'cache-damaged': {
        what: "The newest entry in the Actions cache was fetched, but can't be unpacked.",
        why: 'It was cut off or altered in the cache; the state of the login in it may be lost.',
        remedy: 'Run the job again. If it stays so, log in once more (`mode: login`, or a new seed in `auth-json`): a newer login takes its place.',
    },
    'cache-foreign': {
        what: 'This action did not pack the entry in the Actions cache: it has other files in it, or is far too large.',
        why: 'Something else wrote it, perhaps to put its own files on this machine. Nothing was unpacked.',
        remedy: 'Find out what wrote it, and delete it.',
    },
};
/** An entry's archive can't be used. */
class ArchiveRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'ArchiveRefused';
    constructor(code) {
        super(code, FAULTS[code]);
    }
}


/***/ }),

/***/ 25966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CF: () => (/* binding */ KeySpace),
/* harmony export */   JE: () => (/* binding */ keyInstant),
/* harmony export */   vu: () => (/* binding */ CacheCrowded),
/* harmony export */   yM: () => (/* binding */ latestFirst),
/* harmony export */   zy: () => (/* binding */ latestAt)
/* harmony export */ });
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98065);

/** Microseconds since the epoch until the year 2112, in binary: so few prefixes cover all that is later. */
const BITS = 52;
const LAST_INSTANT = 2 ** BITS - 1;
const [LONGEST_RUN, LONGEST_ATTEMPT, DIGEST] = [20, 6, 16];
/** Entries are counted against the two clocks of the runner and of OpenAI, which may well be apart. */
const TOLERANCE = 3_600_000_000;
const DIGITS = [...'9876543210'];
const HEXADECIMAL = [...'fedcba9876543210'];
/** The instant in the key of a login that changed then (in nanoseconds since the epoch), in microseconds. */
const keyInstant = (changedAt) => Math.min(Math.max(Number(changedAt / 1000n), 0), LAST_INSTANT);
/** The latest that a login with this instant in its key can have changed, in nanoseconds since the epoch. */
const latestAt = (instant) => BigInt(instant) * 1000n + 999n;
/**
 * The keys of one login's entries: `codex-auth/<login>/<52 bits>/<date>-<run>-<attempt>-<digest>`, readable, sortable
 * and unique. Of all entries below a prefix the service names only the one that was created last, and anybody who can run
 * a workflow can create more below it, with any key. So a key counts only if it is complete and in this range.
 */
class KeySpace {
    range;
    prefix;
    /** The range is in microseconds since the epoch, both ends in it. */
    constructor(loginName, range, family = 'codex-auth') {
        this.range = range;
        this.prefix = `${family}/${loginName.toLowerCase()}/`;
    }
    /** The keys of a login that changed after an instant, and not in the future. `now`: milliseconds since the epoch. */
    static of(loginName, { after = -1, now, family }) {
        const last = Math.min(Math.trunc(now) * 1000 + TOLERANCE, LAST_INSTANT);
        return new KeySpace(loginName, { first: after + 1, last }, family);
    }
    keyOf({ instant, run, attempt, digest }) {
        const number = (text = '', longest) => (/^\d+$/.test(text) && text.length <= longest ? text : '0');
        const name = [number(run, LONGEST_RUN), number(attempt, LONGEST_ATTEMPT), digest].join('-');
        return `${this.prefix}${bitsOf(instant)}${dateOf(bitsOf(instant))}${name}`;
    }
    /** Undefined for a key that is not a whole one of this login and range. */
    parse(text) {
        if (!text.startsWith(this.prefix))
            return undefined;
        const rest = text.slice(this.prefix.length);
        const bits = rest.slice(0, BITS);
        if (!/^[01]{52}$/.test(bits) || !this.#holds(bits))
            return undefined;
        const date = dateOf(bits);
        const digest = /^\d{1,20}-\d{1,6}-([0-9a-f]{16})$/.exec(rest.slice(BITS + date.length))?.[1];
        if (!rest.startsWith(date, BITS) || digest === undefined)
            return undefined;
        return { text, instant: Number.parseInt(bits, 2), digest };
    }
    /** The beginnings that together cover this range, the latest first. */
    all() {
        if (this.range.first <= 0)
            return [''];
        const { later, same, earlier } = this.split('', bitsOf(this.range.first - 1));
        return [...later, ...same, ...earlier];
    }
    /**
     * The beginnings that cover everything that `beginning` covers except one key: of later instants, of its own, and of earlier
     * ones, the latest first. Beginnings and key are without the prefix. Beginnings that no key of ours has
     * aren't among them, so nobody asks for those.
     */
    split(beginning, key) {
        const [later, same] = [[], []];
        const earlier = [];
        for (let at = beginning;;) {
            const steps = this.#steps(at);
            const on = steps.findIndex(step => key.startsWith(at + step));
            const beside = (from, to) => steps.slice(from, to).map(step => at + step);
            if (on < 0) {
                // A question with a whole key finds that key only, not longer ones.
                const whole = isWhole(at) && key !== at && beginning !== at ? [at] : [];
                return { later, same: [...same, ...whole], earlier: [beside(0), ...earlier].flat() };
            }
            if (at.length < BITS) {
                later.push(...beside(0, on));
                earlier.unshift(beside(on + 1));
            }
            else
                same.push(...beside(0, on), ...beside(on + 1));
            at += steps[on];
        }
    }
    /** How a key of this range may go on after a beginning, the latest first. */
    #steps(beginning) {
        const bits = beginning.slice(0, BITS);
        if (bits.length < BITS)
            return ['1', '0'].filter(bit => this.#holds(bits + bit));
        if (!this.#holds(bits))
            return [];
        const date = dateOf(bits);
        const name = beginning.slice(BITS + date.length);
        if (beginning.length < BITS + date.length)
            return [date];
        const [run = '', attempt, digest] = name.split('-');
        const numbered = (number, longest) => [
            ...(number.length < longest ? DIGITS : []),
            ...(number.length > 0 ? ['-'] : []),
        ];
        if (attempt === undefined)
            return numbered(run, LONGEST_RUN);
        if (digest === undefined)
            return numbered(attempt, LONGEST_ATTEMPT);
        return digest.length < DIGEST ? HEXADECIMAL : [];
    }
    /** Whether the range has an instant whose bits begin so. */
    #holds(bits) {
        const [least, most] = ['0', '1'].map(bit => Number.parseInt(bits.padEnd(BITS, bit), 2));
        return most >= this.range.first && least <= this.range.last;
    }
}
const isWhole = (key) => /-\d+-[0-9a-f]{16}$/.test(key);
const bitsOf = (instant) => instant.toString(2).padStart(BITS, '0');
/** `/20261121110000000-` */
const dateOf = (bits) => `/${new Date(Math.trunc(Number.parseInt(bits, 2) / 1000)).toISOString().replaceAll(/\D/g, '')}-`;
/** More than jobs ever store at the same time: each find is later than the one before, or is not ours. */
const MOST_FINDS = 64;
/**
 * The keys of a range, the latest first, however many others somebody has put among them. The next questions leave out each
 * key that was found, so the keys that it hid are found, and the walk ends.
 *
 * @param onForeign called with keys that are not ours, or are from the future.
 * @throws {CacheCrowded}
 */
async function* latestFirst(space, look, onForeign) {
    let open = space.all();
    for (let finds = 0; open.length > 0;) {
        const known = open.findIndex(item => typeof item !== 'string');
        const unknown = (known < 0 ? open : open.slice(0, known));
        const found = unknown.length > 0 ? await look(unknown.map(beginning => space.prefix + beginning)) : undefined;
        if (found === undefined) {
            const next = open[known];
            open = known < 0 ? [] : open.slice(known + 1);
            if (next !== undefined)
                yield next;
            continue;
        }
        finds += 1;
        if (finds > MOST_FINDS)
            throw new CacheCrowded(space.prefix);
        const rest = found.toLowerCase().slice(space.prefix.length);
        const at = unknown.findIndex(beginning => rest.startsWith(beginning));
        const { later, same, earlier } = space.split(unknown[at] ?? '', rest);
        const key = space.parse(found);
        if (!key)
            onForeign(found);
        open = [...later, ...(key ? [key] : []), ...same, ...earlier, ...open.slice(at + 1)];
    }
}
/** The newest login can't be found among so many entries of others. */
class CacheCrowded extends _store_js__WEBPACK_IMPORTED_MODULE_0__/* .CannotOpen */ ._R {
    name = 'CacheCrowded';
    /** No seed is known to be later than an entry that can't be found. */
    at = undefined;
    staysBeside = true;
    constructor(prefix) {
        super('cache-crowded', {
            what: 'The Actions cache holds too many unusable entries under the names of this login.',
            why: 'The newest login may be among them, and using an older one would end it.',
            remedy: `Find out who stored them (\`gh cache list --key ${prefix}\`), and delete those that this action didn't store (\`gh cache delete ID\`); the warnings above name some. If in doubt, delete all of them and log in again.`,
        });
    }
}


/***/ }),

/***/ 61032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ui: () => (/* binding */ CacheProcess),
  dK: () => (/* binding */ CacheUnavailable),
  r4: () => (/* binding */ inWords)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/system/waits.js
var waits = __webpack_require__(64053);
;// CONCATENATED MODULE: ./build/src/system/helper-process.js




/** A module of ours in a process of its own, which answers each message with one. It prints nowhere. */
class HelperProcess {
    helper;
    #running;
    constructor(helper) {
        this.helper = helper;
    }
    /** Starts it, so that the first answer comes sooner. */
    start() {
        const { module, cwd, env } = this.helper;
        // Hidden, it has a console of its own on Windows: a Ctrl+C for ours, as at a cancel, doesn't end it.
        this.#running ??= (0,external_node_child_process_.fork)(module, {
            cwd,
            env,
            execArgv: [],
            stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
            windowsHide: true,
        });
        return this.#running;
    }
    /** Asks it, and starts it if it isn't there. @throws HelperLost */
    async ask(question) {
        const { answerMs } = this.helper;
        const child = this.start();
        const controller = new AbortController();
        const { signal } = controller;
        const answered = (0,external_node_events_.once)(child, 'message', { signal }).then(([answer]) => ({ answer: answer }));
        const ended = 'its client ended';
        const died = (0,external_node_events_.once)(child, 'exit', { signal }).then(() => ended);
        const late = (0,external_node_timers_promises_.setTimeout)(answerMs, `there was no answer within ${answerMs / 1000} s`, { signal });
        const unsent = new Promise(resolve => child.send(question, error => error && resolve(ended)));
        try {
            const first = await (0,waits/* waitFor */.f)(this.helper.what, Promise.race([answered, died, late, unsent]));
            if (typeof first === 'string')
                throw new HelperLost(first);
            return first.answer;
        }
        finally {
            controller.abort();
        }
    }
    /** Kills it. The next question starts another. */
    async end() {
        const child = this.#running;
        this.#running = undefined;
        if (!child || child.exitCode !== null || child.signalCode !== null)
            return;
        const ended = (0,external_node_events_.once)(child, 'exit');
        child.kill('SIGKILL');
        await ended;
    }
}
/** It gave no answer. The message says why, as what follows a colon. */
class HelperLost extends Error {
}

// EXTERNAL MODULE: ./build/src/stores/cache/archive.js
var archive = __webpack_require__(36243);
;// CONCATENATED MODULE: ./build/src/stores/cache/process.js





/**
 * A process with @actions/cache in it, in a private directory that goes with it. In our own process the client
 * would take its directory and PATH from process.env, hand all our inputs on to tar, print what it does, and
 * might never end a call that has lost its connection (src of @actions/cache 6.3 and @actions/http-client 4.0).
 */
class CacheProcess {
    client;
    directory;
    constructor(client, directory) {
        this.client = client;
        this.directory = directory;
    }
    static async start({ parent, module, env, orderMs }) {
        const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'codex-auth-cache-'));
        const bin = (0,external_node_path_.join)(directory, 'bin');
        await Promise.all([(0,promises_.mkdir)((0,external_node_path_.join)(directory, 'work')), (0,promises_.mkdir)(bin)]);
        // The client must find a `tar`, but starts no program (startNoPrograms). It finds no `zstd`, so it compresses with gzip
        // on every runner. The cache's version depends on that.
        for (const name of ['tar', 'tar.exe'])
            await (0,promises_.writeFile)((0,external_node_path_.join)(bin, name), '', { mode: 0o700 });
        const client = new HelperProcess({
            what: 'the Actions cache',
            module,
            cwd: (0,external_node_path_.join)(directory, 'work'),
            env: clientEnvironment(env, bin),
            answerMs: orderMs,
        });
        client.start();
        return new CacheProcess(client, directory);
    }
    /** The key that each question finds, undefined for none. Throws `CacheUnavailable` if one was not answered. */
    async look(questions) {
        const answers = await this.#ask({ do: 'look', questions });
        assertAnswered(answers);
        return answers.found.map(key => (key === null ? undefined : bounded(key)));
    }
    /** Fetches the entry of a key that was found. Throws `CacheUnavailable`. */
    async restore(key) {
        const { found, lookups, others, fetched } = await this.#ask({ do: 'restore', key });
        if (fetched && 'content' in fetched && found[0] === key)
            return { sealed: Buffer.from(fetched.content, 'base64') };
        if (fetched && 'fault' in fetched && fetched.fault === 'cache-foreign') {
            // The client in there may still try a download again that was broken off.
            await this.client.end();
            return { refusal: new archive/* ArchiveRefused */.Vh('cache-foreign') };
        }
        // The client also takes the body of an error for an archive.
        if (others.length === 0)
            throw unavailable(lookups, 'the entry that it named is gone, and ');
        if (!others.every(succeeded))
            throw unavailable(others);
        return { refusal: new archive/* ArchiveRefused */.Vh('cache-damaged') };
    }
    /** Saves the bytes. The client's answer proves nothing: it names an id even after a failed upload to the service v1. */
    async save(key, sealed) {
        await (0,promises_.writeFile)((0,external_node_path_.join)(this.directory, 'work', archive/* ENTRY_FILE */.wO), sealed, { mode: 0o600 });
        return this.#ask({ do: 'save', key });
    }
    async end() {
        await this.client.end();
        await (0,promises_.rm)(this.directory, { recursive: true, force: true, maxRetries: 3 });
    }
    #ask(order) {
        return this.client.ask(order).catch(error => {
            throw error instanceof HelperLost ? new CacheUnavailable(error.message, true) : error;
        });
    }
}
/** GitHub's own limit for a key. */
const LONGEST_KEY = 512;
/** A key that somebody made, in printable ASCII. Keys of ours stay as they are. */
const bounded = (key) => String(key)
    .slice(0, LONGEST_KEY)
    .replace(/[^\x21-\x7e]/g, '?');
/** The variables that the client needs: none of our inputs, state and secrets. All its files are below the current directory. */
function clientEnvironment(env, bin) {
    const needed = /^(pathext|systemroot|systemdrive|windir|home|userprofile|(https?|no|all)_proxy|node_extra_ca_certs|ssl_cert_\w+|actions_(cache|runtime|results)_\w+|github_server_url|runner_tracking_id)$/i;
    const kept = Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name)));
    return { ...kept, PATH: bin, RUNNER_TEMP: '.' };
}
const succeeded = (outcome) => typeof outcome === 'number' && outcome >= 200 && outcome < 300;
/**
 * Throws if a "not found" is wrong. The client says it after every failure. But after a failure it asked again, or the
 * status shows it. If the client for v1 can't read an answer, it says it at once: there only 204 counts.
 */
function assertAnswered({ found, lookups, missing }) {
    const nothing = found.filter(key => key === null).length;
    if (nothing === 0)
        return;
    const asExpected = lookups.length === found.length && lookups.every(succeeded);
    if (!asExpected || lookups.filter(status => status === missing).length < nothing)
        throw unavailable(lookups);
}
function unavailable(outcomes, before = '') {
    const final = outcomes.some(outcome => [400, 401, 403, 404, 422].includes(outcome));
    return new CacheUnavailable(before + inWords(outcomes), !final);
}
/** `it answered 503, 503, nothing` */
function inWords(outcomes) {
    const words = outcomes.map(outcome => outcome === 'none' ? 'nothing' : outcome === 'cut' ? 'half' : outcome);
    return words.length === 0 ? 'it was never asked' : `it answered ${words.join(', ')}`;
}
/** Whether something is stored can't be known. */
class CacheUnavailable extends errors/* ActionError */.lZ {
    transient;
    name = 'CacheUnavailable';
    /** `transient`: it may be another time. */
    constructor(because, transient) {
        super('cache-unavailable', {
            what: `The Actions cache is out of reach: ${because}.`,
            why: 'The newest state of the login may be there, and to go on with an older one would end it.',
            remedy: 'Run the job again later; see githubstatus.com. On a self-hosted runner, check that it reaches the cache service.',
        });
        this.transient = transient;
    }
}


/***/ }),

/***/ 2285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VQ: () => (/* binding */ CacheEntryRefused),
/* harmony export */   WM: () => (/* binding */ Damaged),
/* harmony export */   Yw: () => (/* binding */ deletionOf),
/* harmony export */   c3: () => (/* binding */ refusalIn),
/* harmony export */   ik: () => (/* binding */ adviceOn)
/* harmony export */ });
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44691);
/* harmony import */ var _enclosed_login_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38113);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98065);
/* harmony import */ var _archive_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36243);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25966);





/** The bytes of an entry don't match the digest in its key. */
class Damaged {
    refusal;
    constructor(refusal) {
        this.refusal = refusal;
    }
}
/** Why the entry can't be used. Throws an error again that is not about the entry. */
function refusalIn(error) {
    if (error instanceof Damaged) {
        // age reports a wrong key if a bit in the key part of the header has changed.
        const refusal = error.refusal.code === 'wrong-key' ? new _age_js__WEBPACK_IMPORTED_MODULE_0__.SealRefused('seal-altered') : error.refusal;
        return { refusal, isForged: false, isDamaged: true };
    }
    if (error instanceof _archive_js__WEBPACK_IMPORTED_MODULE_3__/* .ArchiveRefused */ .Vh) {
        const isForged = error.code === 'cache-foreign';
        return { refusal: error, isForged, isDamaged: !isForged };
    }
    if (error instanceof _age_js__WEBPACK_IMPORTED_MODULE_0__.SealRefused)
        return { refusal: error, isForged: error.code !== 'wrong-key', isDamaged: false };
    if (error instanceof _enclosed_login_js__WEBPACK_IMPORTED_MODULE_1__/* .EnclosedRefused */ .SL)
        return { refusal: error, isForged: error.code !== 'enclosed-version', isDamaged: false };
    throw error;
}
/** No entry can be used: `code` is that of the refusal of one of them. */
class CacheEntryRefused extends _store_js__WEBPACK_IMPORTED_MODULE_2__/* .CannotOpen */ ._R {
    name = 'CacheEntryRefused';
    /** The instant of the latest entry: only a later seed may take its place. */
    at;
    /** Storing a login removes nothing. */
    staysBeside = true;
    constructor({ key, refusal }, instant) {
        const { what, why, remedy } = refusal.explanation;
        const more = `To go on without it, delete the entry: \`gh cache delete ${key.text}\`.`;
        super(refusal.code, { what, why, remedy: `${remedy} ${more}` }, { cause: refusal });
        this.at = (0,_key_js__WEBPACK_IMPORTED_MODULE_4__/* .latestAt */ .zy)(instant);
    }
    /** A wrong key is named first: with the right one, the others may be no hindrance. */
    static of(closed) {
        const named = closed.find(({ refusal }) => refusal.code === 'wrong-key') ?? closed[0];
        if (!named)
            throw new Error('no entry was refused');
        return new CacheEntryRefused(named, Math.max(...closed.map(({ key }) => key.instant)));
    }
}
/** What to do about an entry that was passed over; the command that deletes it follows. */
function adviceOn({ code }) {
    if (code === 'wrong-key')
        return 'If you have changed `encryption-key`, add the old key on a line of its own; if not, find out who stored it, and delete it';
    if (code === 'enclosed-version')
        return 'If no workflow here uses a later version of this action, delete it';
    return 'If the next job says so too, delete it';
}
/** The command that deletes an entry. A key with other characters could do harm in a shell, so it is not quoted. */
const deletionOf = (key) => /^[\w./-]+$/.test(key)
    ? `\`gh cache delete ${key}\``
    : '`gh cache list --key codex-auth/` shows it, `gh cache delete ID` deletes it';


/***/ }),

/***/ 40509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ lookIn),
/* harmony export */   n: () => (/* binding */ withCache)
/* harmony export */ });
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61032);

/** The client itself tries again for 30 s where the service answers 500. */
const PATIENCE = {
    orderMs: 60_000,
    retries: { retries: 4, minTimeout: 1000, randomize: true, maxRetryTime: 120_000 },
};
/** GitHub takes ten keys in a question, of which the client needs the first twice. */
const KEYS_IN_QUESTION = 9;
const QUESTIONS_AT_ONCE = 8;
/** Uses the cache, and tries again, with a new process each time, while the service can't be reached or breaks off. */
async function withCache({ directory, client, env, log, patience = PATIENCE }, use) {
    const { default: pRetry } = await __webpack_require__.e(/* import() */ 4995).then(__webpack_require__.bind(__webpack_require__, 74995));
    const attempt = async () => {
        const { orderMs } = patience;
        const cache = await _process_js__WEBPACK_IMPORTED_MODULE_0__/* .CacheProcess */ .Ui.start({ parent: directory, module: client, env, orderMs });
        return use(cache).finally(() => cache.end());
    };
    return pRetry(attempt, {
        ...patience.retries,
        shouldRetry: ({ error }) => error instanceof _process_js__WEBPACK_IMPORTED_MODULE_0__/* .CacheUnavailable */ .dK && error.transient,
        onFailedAttempt: ({ error, retriesLeft }) => {
            if (error instanceof _process_js__WEBPACK_IMPORTED_MODULE_0__/* .CacheUnavailable */ .dK && error.transient && retriesLeft > 0)
                log.info(`${error.explanation.what} Trying again.`);
        },
    });
}
/** Asks for prefixes in their order, a few questions at a time. */
function lookIn(cache) {
    const most = KEYS_IN_QUESTION * QUESTIONS_AT_ONCE;
    return async function look(prefixes) {
        const now = prefixes.slice(0, most);
        const questions = Array.from({ length: Math.ceil(now.length / KEYS_IN_QUESTION) }, (_, at) => now.slice(at * KEYS_IN_QUESTION, (at + 1) * KEYS_IN_QUESTION));
        const found = (await cache.look(questions)).find(key => key !== undefined);
        if (found !== undefined && !now.some(prefix => found.toLowerCase().startsWith(prefix)))
            throw new _process_js__WEBPACK_IMPORTED_MODULE_0__/* .CacheUnavailable */ .dK('it named an entry that was not asked for', false);
        if (found !== undefined || prefixes.length <= most)
            return found;
        return look(prefixes.slice(most));
    };
}


/***/ }),

/***/ 34813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ mayWrite),
/* harmony export */   Mq: () => (/* binding */ cacheMode),
/* harmony export */   VX: () => (/* binding */ CacheReadOnly)
/* harmony export */ });
/* unused harmony export CacheBranch */
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

/** Whether a job may store: asked before anything refreshes. A read-only token shows only at `assertWritable`. */
function mayWrite(ref, defaultBranch, env) {
    if (!defaultBranch || ref !== `refs/heads/${defaultBranch}`)
        return { may: false, refusal: new CacheBranch(ref, defaultBranch) };
    // `write-only` won't do: what is there must be read before it is written over.
    if (['none', 'read', 'write-only'].includes(cacheMode(env)))
        return { may: false, refusal: new CacheReadOnly(`the cache-mode of this job is "${cacheMode(env)}"`) };
    return { may: true };
}
/** `read`, `write`, `write-only`, `none`, or empty where the job sets none. */
const cacheMode = (env) => (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
class CacheBranch extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'CacheBranch';
    constructor(ref, defaultBranch) {
        super('cache-branch', {
            what: `This job runs on ${ref ?? 'an unknown ref (GITHUB_REF is not set)'}, and the login is stored on the default branch (${defaultBranch ?? 'unknown: the event has no `repository.default_branch`'}) only.`,
            why: 'GitHub lets a run store for its own ref alone, where a refreshed login would be hidden from all other branches, and would hide theirs from this one.',
            remedy: defaultBranch
                ? 'Let a scheduled keep-fresh workflow on the default branch refresh the login; jobs on other branches use what it stored.'
                : "GitHub's own runner writes that field into the event (GITHUB_EVENT_PATH). Another one may have a setting for it, as act has `--defaultbranch` and `--eventpath`. Or keep the login in another store (`storage`).",
        });
    }
}
class CacheReadOnly extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'CacheReadOnly';
    constructor(because) {
        super('cache-read-only', {
            what: `This job can't store the login in the Actions cache: ${because}.`,
            why: 'A login that is refreshed and not stored is lost. GitHub gives runs that strangers can start a read-only cache, such as pull_request_target and issue_comment.',
            remedy: 'Refresh the login where the cache can be written: in a keep-fresh workflow on `schedule` and `workflow_dispatch`, with `cache-mode: write` if it is set.',
        });
    }
}


/***/ }),

/***/ 38113:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N7: () => (/* binding */ encloseLogin),
/* harmony export */   SL: () => (/* binding */ EnclosedRefused),
/* harmony export */   o4: () => (/* binding */ discloseLogin)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73305);
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43996);
/* harmony import */ var _login_login_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98798);
/* harmony import */ var _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81147);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40510);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20368);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50809);







/**
 * The sealed content: two lines that describe the login, then auth.json, byte by byte.
 *
 *     codex-auth-action login 1
 *     {"login":"default","changedAt":"1795258800123456789","generation":"<64 hex>","account":"<16 hex>-<16 hex>"}
 *
 * Somebody who can write to the store without the key can still replace the login by something else that was sealed with
 * the key: an older login, or one of another name. These lines name the login, and can't be changed without the key.
 */
const MAGIC = 'codex-auth-action login ';
const VERSION = '1';
const LONGEST_LINE = 512;
const Claims = zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    /** The input `login-name`. */
    login: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^[\w.-]{1,64}$/)),
    /** The instant of `changedAt`, in nanoseconds since the epoch. */
    changedAt: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^-?\d{1,20}$/)),
    generation: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^[0-9a-f]{64}$/)),
    /** The value of `identityDigest`. */
    account: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^[0-9a-f]{0,16}-[0-9a-f]{0,16}$/)),
});
/** The login with its description. `bytes`: the same login with other white space, if not the login's own bytes. */
function encloseLogin(loginName, login, bytes = login.bytes) {
    const { generation } = login;
    const claims = {
        login: loginName,
        changedAt: String((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_3__/* .changedAt */ .Ek)(login)),
        generation,
        account: (0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .identityDigest */ .hh)(login),
    };
    return Buffer.concat([Buffer.from(`${MAGIC}${VERSION}\n${JSON.stringify(claims)}\n`), bytes]);
}
/**
 * The login that was enclosed under this name, compared with its description; undefined for a login that was sealed without
 * one, as a person does with the `age` command.
 *
 * @throws {EnclosedRefused}
 */
function discloseLogin(loginName, plain) {
    const version = lineAt(plain, 0);
    if (!version?.startsWith(MAGIC))
        return undefined;
    if (version !== MAGIC + VERSION)
        throw new EnclosedRefused('enclosed-version');
    const facts = lineAt(plain, version.length + 1);
    const claims = Claims.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .q)(facts ?? ''));
    if (facts === undefined || !claims.success)
        throw new EnclosedRefused('enclosed-otherwise');
    if (claims.data.login.toLowerCase() !== loginName.toLowerCase())
        throw new EnclosedRefused('enclosed-elsewhere');
    const bytes = Buffer.from(plain.subarray(version.length + facts.length + 2));
    const login = loginOf(bytes);
    if (login && !isSaidOf(login, claims.data))
        throw new EnclosedRefused('enclosed-otherwise');
    return { bytes, changedAt: BigInt(claims.data.changedAt) };
}
/** An ASCII line without its end; undefined if there is no line, or it is too long to be ours. */
function lineAt(plain, from) {
    const text = plain.subarray(from, from + LONGEST_LINE).toString('latin1');
    const end = text.indexOf('\n');
    return end < 0 ? undefined : text.slice(0, end);
}
/** Undefined for a login that the reader of the store will refuse, with its own reason. */
function loginOf(bytes) {
    const issuer = Issuer.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .q)(bytes.toString('utf8')));
    // The reader checks issuer and clock.
    const trustedIssuer = issuer.success ? issuer.data.tokens.oauth_provenance.issuer : undefined;
    try {
        return (0,_login_login_js__WEBPACK_IMPORTED_MODULE_1__/* .parseLogin */ .$n)(bytes, { origin: 'the sealed login', now: Number.MAX_SAFE_INTEGER, trustedIssuer });
    }
    catch (error) {
        if (error instanceof _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .LoginRefused */ .Q)
            return undefined;
        throw error;
    }
}
const Issuer = zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    tokens: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({ oauth_provenance: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({ issuer: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() }) }),
});
const isSaidOf = (login, claims) => claims.changedAt === String((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_3__/* .changedAt */ .Ek)(login)) &&
    claims.generation === login.generation &&
    claims.account === (0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .identityDigest */ .hh)(login);
const REPLACE = 'Find out who wrote it, and delete it. If the login is nowhere else, log in once more (`mode: login`, or a new seed in `auth-json`).';
const REFUSALS = {
    'enclosed-elsewhere': {
        what: 'The stored login was sealed under another name than the input `login-name` has here.',
        why: 'Using it would give this job a login that is not meant for it, and one refresh token would have two leases.',
        remedy: 'If you have changed `login-name`, change it back or store the login under its new name. If not, somebody has copied it: delete the copy.',
    },
    'enclosed-otherwise': {
        what: 'The sealed login is not the one that its seal names.',
        why: "Only somebody with the `encryption-key` can have done that, so it can't be trusted.",
        remedy: REPLACE,
    },
    'enclosed-version': {
        what: 'A later version of this action sealed the stored login.',
        why: "This version can't check it, and using an older login would end the newer one.",
        remedy: 'Use the same version of the action in all workflows that share the login.',
    },
    'enclosed-not': {
        what: 'The stored entry was sealed with the right key, but not by this action.',
        why: 'It does not say which login it is, so an older one could have been put in its place.',
        remedy: REPLACE,
    },
    'enclosed-older': {
        what: 'The entry in the Actions cache holds another revision of the login than its key says.',
        why: 'Somebody has copied an older entry, whose refresh token was already used.',
        remedy: 'Find out who stored it, and delete it.',
    },
};
/** The sealed content is not the login that the store expects. */
class EnclosedRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ {
    name = 'EnclosedRefused';
    constructor(code) {
        super(code, REFUSALS[code]);
    }
}


/***/ })

};
