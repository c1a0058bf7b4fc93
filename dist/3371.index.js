export const id = 3371;
export const ids = [3371];
export const modules = {

/***/ 73371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CacheStore: () => (/* binding */ CacheStore)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40510);
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44691);
/* harmony import */ var _enclosed_login_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38113);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98065);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25966);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61032);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2285);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(40509);
/* harmony import */ var _writing_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(34813);










/** Each costs a download, and with a passphrase half a second. */
const MOST_OPENED = 16;
/**
 * The login as encrypted entries of the Actions cache, one for each revision. Entries can't be replaced, and the service
 * finds the one *created* last. The order of revisions is in the key, so a late save of an older one changes nothing.
 * Writes only on the default branch: a job would find an entry of another branch before the default branch's newer one.
 *
 * Anybody who can run a workflow in the repository can store entries of any content under any key. So a key counts only if
 * it is complete (key.ts), an archive only if it is packed as ours are (archive.ts), and a login only if it is the one
 * that its seal and its key name (enclosed-login.ts). Other entries are passed over, with one line each in the log.
 */
class CacheStore {
    options;
    kind = 'cache';
    where;
    /** Known from the start, or since the service has refused to take anything. */
    readOnly;
    #sealer;
    /** The keys of which the log has a line already. */
    #told = new Set();
    /** Throws `EncryptionKeyRefused`. */
    constructor(options) {
        this.options = options;
        const { loginName, encryptionKey, ref, defaultBranch, env } = options;
        this.#sealer = (0,_age_js__WEBPACK_IMPORTED_MODULE_2__.sealer)(encryptionKey);
        this.where = `the Actions cache (login ${loginName})`;
        const writing = (0,_writing_js__WEBPACK_IMPORTED_MODULE_9__/* .mayWrite */ .J)(ref, defaultBranch, env);
        if (!writing.may)
            this.readOnly = writing.refusal;
    }
    /**
     * The newest login that opens with our key.
     *
     * Later entries could be newer logins, but don't open: they were sealed with another key, or are damaged. Somebody without
     * the key can make such entries, so they don't stop a job: an older entry that opens shows that the key is right. If one
     * of them is the newest login after all, the older one still works as long as its access token, and the mark in the lease
     * prevents a second use of its refresh token. If no entry opens, the key may be wrong, and this throws.
     *
     * @throws {CacheUnavailable} The service can't be asked.
     * @throws {CacheEntryRefused} There are entries, and none of them can be opened.
     * @throws {CacheCrowded}
     */
    async read() {
        const mode = (0,_writing_js__WEBPACK_IMPORTED_MODULE_9__/* .cacheMode */ .Mq)(this.options.env);
        if (['none', 'write-only'].includes(mode))
            throw new _process_js__WEBPACK_IMPORTED_MODULE_6__/* .CacheUnavailable */ .dK(`the cache-mode of this job is "${mode}"`, false);
        const { bytes, closed } = await (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .withCache */ .n)(this.options, cache => this.#newest(cache, this.#space()));
        if (!bytes && closed.length > 0)
            throw _refusal_js__WEBPACK_IMPORTED_MODULE_7__/* .CacheEntryRefused */ .VQ.of(closed);
        for (const { key, refusal } of closed)
            this.#warn(key.text, refusal.explanation.what, (0,_refusal_js__WEBPACK_IMPORTED_MODULE_7__/* .adviceOn */ .ik)(refusal));
        return bytes;
    }
    /** Saves the current login once more, which changes nothing: nothing less proves that a save works. */
    async assertWritable(current) {
        if (current)
            await this.write(current);
    }
    /**
     * Stores the login beside the entries that are there, which all stay. So it stores even if later entries don't open, or
     * there are too many of them.
     *
     * Throws `CacheBranch`, `CacheReadOnly`, `NewerStored` or `CacheUnavailable`.
     */
    async write(login) {
        if (this.readOnly)
            throw this.readOnly;
        const instant = (0,_key_js__WEBPACK_IMPORTED_MODULE_5__/* .keyInstant */ .JE)((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_1__/* .changedAt */ .Ek)(login));
        const space = this.#space(instant);
        await (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .withCache */ .n)(this.options, async (cache) => {
            const later = await this.#newest(cache, space).catch(error => {
                if (!(error instanceof _key_js__WEBPACK_IMPORTED_MODULE_5__/* .CacheCrowded */ .vu))
                    throw error;
                return undefined;
            });
            if (later?.bytes)
                throw new _store_js__WEBPACK_IMPORTED_MODULE_4__/* .NewerStored */ .Ni(this.where);
            const sealed = await this.#sealer.seal((0,_enclosed_login_js__WEBPACK_IMPORTED_MODULE_3__/* .encloseLogin */ .N7)(this.options.loginName, login));
            const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = this.options.env;
            const key = space.keyOf({ instant, run, attempt, digest: digest(sealed) });
            const answers = await cache.save(key, sealed);
            // It counts as saved if it can be found, whatever the client made of the answers.
            if ((await cache.look([[key]]))[0] === key)
                return;
            if (answers.denied) {
                this.readOnly = new _writing_js__WEBPACK_IMPORTED_MODULE_9__/* .CacheReadOnly */ .VX('the service takes nothing from this run');
                throw this.readOnly;
            }
            throw new _process_js__WEBPACK_IMPORTED_MODULE_6__/* .CacheUnavailable */ .dK(`what was saved is not there, and ${(0,_process_js__WEBPACK_IMPORTED_MODULE_6__/* .inWords */ .r4)(answers.others)}`, true);
        });
    }
    #space(after) {
        const { loginName, now = Date.now } = this.options;
        return _key_js__WEBPACK_IMPORTED_MODULE_5__/* .KeySpace */ .CF.of(loginName, { now: now(), ...(after !== undefined && { after }) });
    }
    /** The newest login of these entries, and the entries above it that could be one too, and don't open. */
    async #newest(cache, space) {
        const closed = [];
        let opened = 0;
        const foreign = (key) => this.#warn(key, FOREIGN_KEY);
        for await (const key of (0,_key_js__WEBPACK_IMPORTED_MODULE_5__/* .latestFirst */ .yM)(space, (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .lookIn */ .$)(cache), foreign)) {
            opened += 1;
            if (opened > MOST_OPENED)
                throw new _key_js__WEBPACK_IMPORTED_MODULE_5__/* .CacheCrowded */ .vu(space.prefix);
            const { bytes, refusal, isForged } = await this.#open(cache, key);
            if (bytes)
                return { bytes, closed };
            if (isForged)
                this.#warn(key.text, refusal.explanation.what);
            else
                closed.push({ key, refusal });
        }
        return { closed };
    }
    /** The login in an entry, or why it can't be used. An entry that seems damaged is fetched again: the download may be at fault. */
    async #open(cache, key, again = true) {
        try {
            const restored = await cache.restore(key.text);
            if ('refusal' in restored)
                throw restored.refusal;
            // An entry that doesn't match the digest in its key was damaged. One that does is as its maker made it.
            const { sealed } = restored;
            const isWhole = digest(sealed) === key.digest;
            const plain = await this.#sealer.open(sealed).catch((error) => {
                throw !isWhole && error instanceof _age_js__WEBPACK_IMPORTED_MODULE_2__.SealRefused ? new _refusal_js__WEBPACK_IMPORTED_MODULE_7__/* .Damaged */ .WM(error) : error;
            });
            if (!isWhole)
                throw new _refusal_js__WEBPACK_IMPORTED_MODULE_7__/* .Damaged */ .WM(new _age_js__WEBPACK_IMPORTED_MODULE_2__.SealRefused('seal-altered'));
            const login = (0,_enclosed_login_js__WEBPACK_IMPORTED_MODULE_3__/* .discloseLogin */ .o4)(this.options.loginName, plain);
            if (!login)
                throw new _enclosed_login_js__WEBPACK_IMPORTED_MODULE_3__/* .EnclosedRefused */ .SL('enclosed-not');
            if ((0,_key_js__WEBPACK_IMPORTED_MODULE_5__/* .keyInstant */ .JE)(login.changedAt) !== key.instant)
                throw new _enclosed_login_js__WEBPACK_IMPORTED_MODULE_3__/* .EnclosedRefused */ .SL('enclosed-older');
            return { bytes: login.bytes };
        }
        catch (error) {
            const refused = (0,_refusal_js__WEBPACK_IMPORTED_MODULE_7__/* .refusalIn */ .c3)(error);
            if (refused.isDamaged && again)
                return this.#open(cache, key, false);
            return refused;
        }
    }
    /** One line for each entry that is passed over, with the command that deletes it. */
    #warn(key, what, advice = 'Find out who stored it, and delete it') {
        if (this.#told.has(key))
            return;
        this.#told.add(key);
        this.options.log.warning(`Passed over an entry of the Actions cache. ${what} ${advice}: ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_7__/* .deletionOf */ .Yw)(key)}.`);
    }
}
const digest = (sealed) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(sealed).digest('hex').slice(0, 16);
const FOREIGN_KEY = 'Its key is not one that this action makes for this login, or is dated more than an hour from now.';


/***/ })

};
