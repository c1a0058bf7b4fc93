export const id = 30;
export const ids = [30];
export const modules = {

/***/ 20030:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AccessCache: () => (/* binding */ AccessCache),
  AccessMissing: () => (/* binding */ AccessMissing)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(28395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(73305);
// EXTERNAL MODULE: ./build/src/login/access.js
var access = __webpack_require__(29989);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(43996);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(50809);
;// CONCATENATED MODULE: ./build/src/stores/cache/access-entry.js






/**
 * The content of an entry: two lines, then the access login, encrypted by age.
 *
 *     codex-auth-action access 1
 *     {"repository":"org/project","login":"default","key":"codex-access/default/…","account":"<hex>-<hex>","mac":"<64 hex>"}
 *
 * Anybody who can run a workflow in the repository can write to its cache, and encrypt to the workers' recipient if they
 * know it. The MAC covers the second line without itself, and the ciphertext, by a key that only keeper and workers have.
 */
const MAGIC = 'codex-auth-action access 1\n';
const LONGEST_HEADER = 2048;
const Header = schemas/* strictObject */.rej({
    repository: schemas/* string */.YjP(),
    login: schemas/* string */.YjP(),
    /** The entry's own key, with the time of publication in it. */
    key: schemas/* string */.YjP(),
    /** `identityDigest`, salted with the key. */
    account: schemas/* string */.YjP(),
    mac: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{64}$/)),
});
function packAccess(accessKey, { login, sealed, ...place }) {
    const facts = {
        repository: place.repository.toLowerCase(),
        login: place.loginName.toLowerCase(),
        key: place.key,
        account: (0,account/* identityDigest */.hh)(login, place.key),
    };
    const header = { ...facts, mac: accessKey.mac(messageOf(facts, sealed)) };
    return Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`), sealed]);
}
/** @throws AccessEntryRefused, and as `parseAccess` does */
async function unpackAccess(accessKey, content, { repository, loginName, key, now }) {
    const parts = partsOf(content);
    if (!parts)
        throw new AccessEntryRefused('access-forged');
    const { mac, ...facts } = parts.header;
    const given = Buffer.from(mac);
    const isOurs = accessKey
        .macs(messageOf(facts, parts.sealed))
        .some(expected => (0,external_node_crypto_.timingSafeEqual)(Buffer.from(expected), given));
    if (!isOurs)
        throw new AccessEntryRefused('access-forged');
    if (facts.repository !== repository.toLowerCase() || facts.login !== loginName.toLowerCase())
        throw new AccessEntryRefused('access-elsewhere');
    if (facts.key !== key)
        throw new AccessEntryRefused('access-replayed');
    const plain = await accessKey.sealer.open(parts.sealed);
    const login = (0,access/* parseAccess */.Cz)(plain, { origin: 'the access login in the Actions cache', now });
    if ((0,account/* identityDigest */.hh)(login, key) !== facts.account)
        throw new AccessEntryRefused('access-forged');
    return login;
}
function partsOf(content) {
    const start = content.subarray(0, MAGIC.length + LONGEST_HEADER).toString('latin1');
    const end = start.startsWith(MAGIC) ? start.indexOf('\n', MAGIC.length) : -1;
    const header = Header.safeParse((0,json/* parseJson */.q)(start.slice(MAGIC.length, Math.max(end, 0))));
    return header.success ? { header: header.data, sealed: content.subarray(end + 1) } : undefined;
}
/** The order of the fields is fixed here. */
const messageOf = ({ repository, login, key, account }, sealed) => Buffer.concat([Buffer.from(`${JSON.stringify([MAGIC, repository, login, key, account])}\n`), sealed]);
const FIND_OUT = 'Find out who stored it, and delete it.';
const REFUSALS = {
    'access-forged': {
        what: 'The keeper has not made the entry in the Actions cache, or not with this `access-key`.',
        why: 'Somebody who can write to the cache could give this job another account, so the entry was not used.',
        remedy: `Use the same \`access-key\`, and the same version of this action, in the keeper and in all workers. If that is so: ${FIND_OUT}`,
    },
    'access-elsewhere': {
        what: 'The keeper has made the entry in the Actions cache for another repository or `login-name`.',
        why: 'Somebody has copied it, and it may be of another account, so it was not used.',
        remedy: `If you have changed \`login-name\`, run keep-fresh again. If not: ${FIND_OUT}`,
    },
    'access-replayed': {
        what: 'The keeper has published the entry in the Actions cache at another time than its key says.',
        why: 'Somebody has copied an older entry, so it was not used.',
        remedy: FIND_OUT,
    },
};
/** An entry is not what the keeper published here. */
class AccessEntryRefused extends errors/* ActionError */.lZ {
    name = 'AccessEntryRefused';
    constructor(code) {
        super(code, REFUSALS[code]);
    }
}

// EXTERNAL MODULE: ./build/src/stores/cache/key.js
var cache_key = __webpack_require__(25966);
// EXTERNAL MODULE: ./build/src/stores/cache/process.js + 1 modules
var process = __webpack_require__(61032);
// EXTERNAL MODULE: ./build/src/stores/cache/refusal.js
var refusal = __webpack_require__(2285);
// EXTERNAL MODULE: ./build/src/stores/cache/session.js
var session = __webpack_require__(40509);
// EXTERNAL MODULE: ./build/src/stores/cache/writing.js
var cache_writing = __webpack_require__(34813);
;// CONCATENATED MODULE: ./build/src/stores/cache/access-cache.js








/** Each costs a download. */
const MOST_OPENED = 16;
/**
 * Access logins as entries of the Actions cache, one for each publication: the keeper writes them, workers read them. They
 * are not the entries of the full login (cache.ts), and no key opens both. Entries that the keeper didn't make are passed
 * over, with one line each in the log.
 */
class AccessCache {
    options;
    /** The keys of which the log has a line already. */
    #told = new Set();
    constructor(options) {
        this.options = options;
    }
    /**
     * The access login that was published last.
     * @throws AccessMissing, AccessEntryRefused or ArchiveRefused if there are entries and none is good, CacheUnavailable, CacheCrowded
     */
    async read() {
        const mode = (0,cache_writing/* cacheMode */.Mq)(this.options.env);
        if (['none', 'write-only'].includes(mode))
            throw new process/* CacheUnavailable */.dK(`the cache-mode of this job is "${mode}"`, false);
        return (0,session/* withCache */.n)(this.options, cache => this.#newest(cache));
    }
    /** Stores a new entry beside the others. @throws CacheBranch, CacheReadOnly, CacheUnavailable */
    async write(login, madeAt) {
        const { accessKey, loginName, repository, ref, defaultBranch, env } = this.options;
        const writing = (0,cache_writing/* mayWrite */.J)(ref, defaultBranch, env);
        if (!writing.may)
            throw writing.refusal;
        await (0,session/* withCache */.n)(this.options, async (cache) => {
            const sealed = await accessKey.sealer.seal(login.bytes);
            const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env;
            const digest = (0,external_node_crypto_.createHash)('sha256').update(sealed).digest('hex').slice(0, 16);
            const key = this.#space().keyOf({ instant: madeAt * 1000, run, attempt, digest });
            const answers = await cache.save(key, packAccess(accessKey, { login, sealed, repository, loginName, key }));
            // It counts as saved if it can be found, whatever the client made of the answers.
            if ((await cache.look([[key]]))[0] === key)
                return;
            if (answers.denied)
                throw new cache_writing/* CacheReadOnly */.VX('the service takes nothing from this run');
            throw new process/* CacheUnavailable */.dK(`what was saved is not there, and ${(0,process/* inWords */.r4)(answers.others)}`, true);
        });
    }
    #space() {
        const { loginName, now } = this.options;
        return cache_key/* KeySpace */.CF.of(loginName, { now: now(), family: 'codex-access' });
    }
    async #newest(cache) {
        const space = this.#space();
        let refusal;
        let opened = 0;
        const foreign = (key) => this.#warn(key, FOREIGN_KEY);
        for await (const key of (0,cache_key/* latestFirst */.yM)(space, (0,session/* lookIn */.$)(cache), foreign)) {
            opened += 1;
            if (opened > MOST_OPENED)
                throw new cache_key/* CacheCrowded */.vu(space.prefix);
            const login = await this.#open(cache, key);
            if (!(login instanceof errors/* ActionError */.lZ))
                return login;
            this.#warn(key.text, login.explanation.what);
            refusal ??= login;
        }
        throw refusal ?? new AccessMissing(this.options.loginName);
    }
    /** The access login in an entry, or why it can't be used. */
    async #open(cache, { text: key }) {
        const { accessKey, repository, loginName, now } = this.options;
        const restored = await cache.restore(key);
        if ('refusal' in restored)
            return restored.refusal;
        return unpackAccess(accessKey, restored.sealed, { repository, loginName, key, now: now() }).catch((error) => {
            if (error instanceof errors/* ActionError */.lZ)
                return error;
            throw error;
        });
    }
    #warn(key, what) {
        if (this.#told.has(key))
            return;
        this.#told.add(key);
        this.options.log.warning(`Passed over an entry of the Actions cache. ${what} Find out who stored it, and delete it: ${(0,refusal/* deletionOf */.Yw)(key)}.`);
    }
}
const FOREIGN_KEY = 'Its key is not one that this action makes for this access login, or is dated more than an hour from now.';
/** No access login was published in the cache of this repository. */
class AccessMissing extends errors/* ActionError */.lZ {
    name = 'AccessMissing';
    constructor(loginName) {
        super('access-missing', {
            what: `The Actions cache of this repository has no access login (login ${loginName}).`,
            why: 'A worker has no login of its own. Nothing was changed.',
            remedy: 'Run the keep-fresh workflow with `share-access: cache`, the same `access-key` and the same `login-name` on the default branch of this repository. GitHub drops entries that nobody reads for 7 days, so keep-fresh must run more often.',
        });
    }
}


/***/ })

};
