export const id = 78;
export const ids = [78,57];
export const modules = {

/***/ 6078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CacheStore: () => (/* binding */ CacheStore)
/* harmony export */ });
/* unused harmony exports mayWrite, CacheEntryRefused, CacheBranch, CacheReadOnly */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7406);
/* harmony import */ var _session_compare_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2773);
/* harmony import */ var _session_instant_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6631);
/* harmony import */ var _cache_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(956);
/* harmony import */ var _envelope_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2438);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8065);







/** The client itself tries again for 30 s where the service answers 500. */
const PATIENCE = {
    orderMs: 60_000,
    retries: { retries: 4, minTimeout: 1000, randomize: true, maxRetryTime: 120_000 },
};
/**
 * The session as encrypted entries of the Actions cache, one for each generation. Entries can't be replaced,
 * and the service finds the one *created* last; which generation is the newest stands in the key, so a late
 * save of an older one changes nothing. Writes on the default branch alone: an entry of another branch would
 * be found there before the default branch's newer one.
 */
class CacheStore {
    options;
    kind = 'cache';
    where;
    /** Known from the start, or since the service has refused to take anything. */
    readOnly;
    #sealer;
    #prefix;
    /** Throws `EncryptionKeyRefused`. */
    constructor(options) {
        this.options = options;
        const { session, encryptionKey, ref, defaultBranch, env } = options;
        this.#sealer = (0,_envelope_js__WEBPACK_IMPORTED_MODULE_4__.sealer)(encryptionKey);
        this.#prefix = `codex-auth/${session.toLowerCase()}/`;
        this.where = `the Actions cache (session ${session})`;
        const writing = mayWrite(ref, defaultBranch, env);
        if (!writing.may)
            this.readOnly = writing.refusal;
    }
    /** Throws `CacheUnavailable` where the service can't be asked, `CacheEntryRefused` for what can't be opened. */
    async read() {
        const mode = cacheMode(this.options.env);
        if (['none', 'write-only'].includes(mode))
            throw new _cache_client_js__WEBPACK_IMPORTED_MODULE_3__/* .CacheUnavailable */ .dK(`the cache-mode of this job is "${mode}"`, false);
        const entry = await this.#insistently(cache => this.#newest(cache));
        if (!entry)
            return undefined;
        return this.#sealer.open(entry.sealed).catch((error) => {
            if (!(error instanceof _envelope_js__WEBPACK_IMPORTED_MODULE_4__.SealRefused))
                throw error;
            // The digest tells damage from a wrong key, which age can't where its header was hit.
            const damaged = error.code === 'wrong-key' && !entry.key.endsWith(digest(entry.sealed));
            throw new CacheEntryRefused(damaged ? new _envelope_js__WEBPACK_IMPORTED_MODULE_4__.SealRefused('seal-altered') : error, entry.key);
        });
    }
    /** What is there is saved once more, which changes nothing: nothing less proves that a save works. */
    async assertWritable(current) {
        if (current)
            await this.write(current);
    }
    /** Throws `CacheBranch`, `CacheReadOnly`, `NewerStored` or `CacheUnavailable`. */
    async write(session) {
        if (this.readOnly)
            throw this.readOnly;
        const instant = (0,_session_instant_js__WEBPACK_IMPORTED_MODULE_6__/* .toMilliseconds */ .Wj)((0,_session_compare_js__WEBPACK_IMPORTED_MODULE_2__/* .changedAt */ .Ek)(session));
        await this.#insistently(async (cache) => {
            if (await this.#laterThan(instant, cache))
                throw new _store_js__WEBPACK_IMPORTED_MODULE_5__/* .NewerStored */ .Ni(this.where);
            const sealed = await this.#sealer.seal(session.bytes);
            const key = this.#keyOf(instant, sealed);
            const answers = await cache.save(key, sealed);
            // It counts as saved if it can be found, whatever the client made of the answers.
            if ((await cache.look([[key]]))[0] === key)
                return;
            if (answers.denied) {
                this.readOnly = new CacheReadOnly('the service takes nothing from this run');
                throw this.readOnly;
            }
            throw new _cache_client_js__WEBPACK_IMPORTED_MODULE_3__/* .CacheUnavailable */ .dK(`what was saved is not there, and ${(0,_cache_client_js__WEBPACK_IMPORTED_MODULE_3__/* .inWords */ .r4)(answers.others)}`, true);
        });
    }
    /** The entry of the newest generation, by the instant in its key. */
    async #newest(cache) {
        let [key] = await cache.look([[this.#prefix]]);
        if (key === undefined)
            return undefined;
        for (let later = key; later; later = await this.#laterThan(instantOf(key), cache))
            key = later;
        try {
            await cache.restore(key);
            const sealed = await cache.content();
            if (!sealed)
                throw new _envelope_js__WEBPACK_IMPORTED_MODULE_4__.SealRefused('not-sealed');
            return { key, sealed };
        }
        catch (error) {
            if (error instanceof _cache_client_js__WEBPACK_IMPORTED_MODULE_3__/* .CacheUnavailable */ .dK || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ))
                throw error;
            throw new CacheEntryRefused(error, key);
        }
    }
    /** The key of an entry later than the instant; not always the latest one, but then there is one later still. */
    async #laterThan(instant, cache) {
        const prefixes = laterThan(instant).map(bits => this.#prefix + bits);
        const questions = Array.from({ length: Math.ceil(prefixes.length / 9) }, (_, at) => prefixes.slice(at * 9, at * 9 + 9));
        return (await cache.look(questions)).find(found => found !== undefined);
    }
    /** `codex-auth/default/<42 bits>/20261121110000000-<run>-<attempt>-<digest>`: readable, sortable, and unique. */
    #keyOf(instant, sealed) {
        const { GITHUB_RUN_ID: run = '0', GITHUB_RUN_ATTEMPT: attempt = '0' } = this.options.env;
        const date = new Date(instant).toISOString().replaceAll(/\D/g, '');
        return `${this.#prefix}${bitsOf(instant)}/${[date, run, attempt, digest(sealed)].join('-')}`;
    }
    /** Tries again, with a new process each time, while the service can't be reached or breaks off. */
    async #insistently(use) {
        const { directory, client, env, log, patience = PATIENCE } = this.options;
        const { default: pRetry } = await __webpack_require__.e(/* import() */ 995).then(__webpack_require__.bind(__webpack_require__, 4995));
        const attempt = async () => {
            const cache = await _cache_client_js__WEBPACK_IMPORTED_MODULE_3__/* .CacheProcess */ .Ui.start(directory, client, env, patience.orderMs);
            return use(cache).finally(() => cache.end());
        };
        return pRetry(attempt, {
            ...patience.retries,
            shouldRetry: ({ error }) => error instanceof _cache_client_js__WEBPACK_IMPORTED_MODULE_3__/* .CacheUnavailable */ .dK && error.transient,
            onFailedAttempt: ({ error, retriesLeft }) => {
                if (error instanceof _cache_client_js__WEBPACK_IMPORTED_MODULE_3__/* .CacheUnavailable */ .dK && error.transient && retriesLeft > 0)
                    log.info(`${error.explanation.what} Trying again.`);
            },
        });
    }
}
/** Whether a job may store: asked before anything rotates. A read-only token shows only at `assertWritable`. */
function mayWrite(ref, defaultBranch, env) {
    if (!defaultBranch || ref !== `refs/heads/${defaultBranch}`)
        return { may: false, refusal: new CacheBranch(ref, defaultBranch) };
    // `write-only` won't do: what is there must be read before it is written over.
    if (['none', 'read', 'write-only'].includes(cacheMode(env)))
        return { may: false, refusal: new CacheReadOnly(`the cache-mode of this job is "${cacheMode(env)}"`) };
    return { may: true };
}
const cacheMode = (env) => (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
/** Milliseconds since the epoch until the year 2109, in binary: so few prefixes cover all that is later. */
const bitsOf = (instant) => instant.toString(2).padStart(42, '0');
const digest = (sealed) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(sealed).digest('hex').slice(0, 16);
const instantOf = (key) => Number.parseInt(/\/([01]{42})\//.exec(key)?.[1] ?? '0', 2);
/** The prefixes that together cover every later instant, the latest first: wherever it has a 0, a 1 is later. */
function laterThan(instant) {
    const bits = bitsOf(instant);
    return [...bits].flatMap((bit, at) => (bit === '0' ? [`${bits.slice(0, at)}1`] : []));
}
/** The newest entry can't be used: `code` is that of a `SealRefused`, or `cache-damaged`. */
class CacheEntryRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'CacheEntryRefused';
    /** When its generation was made, in milliseconds since the epoch: only a later login may take its place. */
    instant;
    constructor(refusal, key) {
        super(refusal.code, refusal.explanation, { cause: refusal });
        this.instant = instantOf(key);
    }
}
class CacheBranch extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'CacheBranch';
    constructor(ref, defaultBranch) {
        super('cache-branch', {
            what: `This job runs on ${ref ?? 'an unknown ref'}, and the login is stored on the default branch (${defaultBranch ?? 'unknown'}) only.`,
            why: 'GitHub lets a run store for its own ref alone, where a refreshed login would be hidden from all other branches, and would hide theirs from this one.',
            remedy: 'Let a scheduled keep-fresh workflow on the default branch refresh the login; jobs on other branches use what it stored.',
        });
    }
}
class CacheReadOnly extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
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

/***/ 2438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EncryptionKeyRefused: () => (/* binding */ EncryptionKeyRefused),
/* harmony export */   SealRefused: () => (/* binding */ SealRefused),
/* harmony export */   sealer: () => (/* binding */ sealer)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

/** log2 of scrypt's N: half a second in JavaScript and 128 MB. An identity costs nothing. */
const WORK_FACTOR = 17;
/** age's own default: what a person sealed with the `age` command opens, and no entry makes a job work for minutes. */
const MOST_WORK = 18;
const SHORTEST_PASSPHRASE = 20;
const MAGIC = Buffer.from('age-encryption.org/v1\n');
/** A nonce of 16 bytes and the tag of an empty chunk (age-encryption.org/v1, "Payload"). */
const SHORTEST_PAYLOAD = 32;
/**
 * `encryptionKey` is an age identity (or a key file that `age-keygen` wrote), or a passphrase of at least 20
 * characters. Throws `EncryptionKeyRefused` at once for anything else, and at first use for a mistyped identity.
 */
function sealer(encryptionKey) {
    const key = parseKey(encryptionKey);
    return { seal: bytes => seal(key, bytes), open: sealed => open(key, sealed) };
}
function parseKey(text) {
    const lines = text
        .split(/\r?\n/)
        .map(line => line.trim())
        .filter(line => line && !line.startsWith('#'));
    const [first, ...others] = lines;
    if (first === undefined)
        throw new EncryptionKeyRefused('is empty');
    if (lines.every(line => /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]{58}$/.test(line)))
        return { identities: [first, ...others] };
    if (/^age-/i.test(first))
        throw new EncryptionKeyRefused('looks like an age identity, but is not a whole one');
    if (/^age1/.test(first))
        throw new EncryptionKeyRefused('is an age recipient, a public key, which opens nothing');
    if (others.length > 0)
        throw new EncryptionKeyRefused('has several lines and is no age key file');
    if ([...first].length < SHORTEST_PASSPHRASE)
        throw new EncryptionKeyRefused(`is a passphrase of fewer than ${SHORTEST_PASSPHRASE} characters`);
    return { passphrase: first, identities: [] };
}
async function seal({ passphrase, identities: [identity] }, bytes) {
    const { Encrypter, identityToRecipient } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 1539));
    const encrypter = new Encrypter();
    if (identity)
        encrypter.addRecipient(await whole(() => identityToRecipient(identity)));
    else {
        encrypter.setPassphrase(passphrase ?? '');
        encrypter.setScryptWorkFactor(WORK_FACTOR);
    }
    return Buffer.from(await encrypter.encrypt(bytes));
}
async function open({ passphrase, identities }, sealed) {
    const { Decrypter } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 1539));
    if (!sealed.subarray(0, MAGIC.length).equals(MAGIC.subarray(0, sealed.length)))
        throw new SealRefused('not-sealed');
    if (isCutOff(sealed))
        throw new SealRefused('seal-truncated');
    const decrypter = new Decrypter();
    // Identities are asked in turn until one answers, so these two see the stanzas before and after the real ones.
    let refusal = 'seal-altered';
    decrypter.addIdentity({
        unwrapFileKey(stanzas) {
            const tooCostly = stanzas.some(({ args }) => args[0] === 'scrypt' && !(Number(args[2]) <= MOST_WORK));
            if (tooCostly)
                throw new SealRefused('seal-too-costly');
            return null;
        },
    });
    if (passphrase !== undefined)
        decrypter.addPassphrase(passphrase);
    for (const identity of identities)
        await whole(() => decrypter.addIdentity(identity));
    decrypter.addIdentity({
        unwrapFileKey() {
            refusal = 'wrong-key';
            return null;
        },
    });
    // With a stream, age answers as soon as the header is proven: what fails after that is the payload.
    const plain = await decrypter
        .decrypt(new Blob([new Uint8Array(sealed)]).stream())
        .catch((error) => {
        throw error instanceof SealRefused ? error : new SealRefused(refusal);
    });
    try {
        return Buffer.from(await new Response(plain).arrayBuffer());
    }
    catch {
        throw new SealRefused('seal-damaged');
    }
}
/** True when what age demands in any file is not there: the line that ends the header, or the shortest payload. */
function isCutOff(sealed) {
    const mac = sealed.indexOf('\n--- ');
    const end = mac < 0 ? -1 : sealed.indexOf('\n', mac + 1);
    return end < 0 || sealed.length - end - 1 < SHORTEST_PAYLOAD;
}
/** age checks an identity's checksum; its own error could quote the identity, so it is dropped. */
async function whole(use) {
    try {
        return await use();
    }
    catch {
        throw new EncryptionKeyRefused('looks like an age identity, but its checksum is wrong: a character is');
    }
}
class EncryptionKeyRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'EncryptionKeyRefused';
    constructor(what) {
        super('encryption-key', {
            what: `The input \`encryption-key\` ${what}.`,
            why: 'Everyone who can run a workflow in the repository can read what is stored, so it is never stored without a strong key.',
            remedy: 'Make a key with `age-keygen`, or a passphrase with `openssl rand -base64 32`, keep a copy where you keep passwords, and store it as a secret: `age-keygen | grep AGE-SECRET-KEY | gh secret set CODEX_AUTH_KEY`.',
        });
    }
}
const SEAL_AGAIN = 'Log in once more (`mode: login`, or a new seed in `auth-json`): in the cache a newer login takes the place of what is stored; in a secret manager remove the entry before.';
const REFUSALS = {
    'not-sealed': {
        what: 'What is stored is not an age file.',
        why: 'This action stores nothing else, so something else wrote it, or wrote over it.',
        remedy: `Find out what wrote it. ${SEAL_AGAIN}`,
    },
    'seal-truncated': {
        what: 'The stored session is cut off.',
        why: 'A part of it was lost in transit or at the store, and nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-altered': {
        what: 'The header of the stored session was altered.',
        why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-damaged': {
        what: 'The content of the stored session was altered or cut off.',
        why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-too-costly': {
        what: 'The stored session asks for more work to open it than this action gives.',
        why: 'This action never seals that way: somebody else made it, perhaps to keep jobs busy.',
        remedy: `Find out what wrote it. ${SEAL_AGAIN}`,
    },
    'wrong-key': {
        what: 'The stored session was sealed with another key than `encryption-key`.',
        why: 'It cannot be opened, and nothing was put in its place: with the right key it is still good.',
        remedy: `Give the key it was sealed with; an age key file may hold the new key first and the old one after it. If the old key is lost: ${SEAL_AGAIN}`,
    },
};
/** Stored bytes that can't be opened. A bit that fell in the header's key part can't be told from a wrong key. */
class SealRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'SealRefused';
    constructor(code) {
        super(code, REFUSALS[code]);
    }
}


/***/ })

};
