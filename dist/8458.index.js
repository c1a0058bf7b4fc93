export const id = 8458;
export const ids = [8458];
export const modules = {

/***/ 37068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ singleLine)
/* harmony export */ });
/**
 * The same JSON text without the line breaks between its tokens: the runner makes a mask of every line of a
 * secret, so a pretty-printed one would mask `{` and `}` everywhere (docs/facts, "Masking"). Token by token, so that
 * every value stays as it was written, numbers and escapes too; a text of one line is left alone.
 * @throws SyntaxError if it isn't JSON
 */
async function singleLine(json) {
    // One character a byte: offsets are offsets, and whatever is in a string comes back as it was.
    const text = Buffer.from(json).toString('latin1');
    if (!/[\r\n]/.test(text))
        return Buffer.from(json);
    const { tokenize } = await __webpack_require__.e(/* import() */ 3162).then(__webpack_require__.bind(__webpack_require__, 93162));
    try {
        const tokens = tokenize(text, { mode: 'json' });
        return Buffer.from(tokens.map(({ loc }) => text.slice(loc.start.offset, loc.end.offset)).join(''), 'latin1');
    }
    catch {
        // The tokenizer's own message quotes the text.
        throw new SyntaxError('not JSON');
    }
}


/***/ }),

/***/ 58458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GithubSecretStore: () => (/* binding */ GithubSecretStore)
/* harmony export */ });
/* harmony import */ var _github_actions_secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80498);
/* harmony import */ var _github_diagnose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77733);
/* harmony import */ var _github_secret_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76628);
/* harmony import */ var _github_secret_target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67543);
/* harmony import */ var _github_secret_writer_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14653);
/* harmony import */ var _github_single_line_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37068);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98065);







/**
 * The login is a GitHub secret, of the repository, an environment or the organization, written through the REST
 * API as compact JSON. GitHub gives no secret back, so what is "stored" is what the workflow read from it.
 */
class GithubSecretStore {
    kind = 'github-secret';
    where;
    /** When a job sees what another has written, and what is better; for the log. */
    queuedNotice;
    #name;
    #client;
    #target;
    #writer;
    #onSeen;
    #known;
    #seen;
    /** Asks nothing of GitHub. @throws SecretRefused `secret-name`, InputError for an impossible place */
    constructor(options) {
        const { secretName: name = _github_secret_target_js__WEBPACK_IMPORTED_MODULE_3__/* .DEFAULT_SECRET_NAME */ .F, repositoryId, client, stored, seen, onSeen = () => undefined, log, } = options;
        const target = (0,_github_secret_target_js__WEBPACK_IMPORTED_MODULE_3__/* .secretTarget */ .G)(options);
        (0,_github_secret_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .checkName */ .I3)(name);
        this.where = `the secret ${name} of ${target.words}`;
        this.queuedNotice = queuedNotice(target.kind, this.where);
        this.#name = name;
        this.#client = client;
        this.#target = target;
        this.#known = stored;
        this.#seen = seen;
        this.#onSeen = onSeen;
        const warn = (line) => log.warning(line);
        this.#writer = new _github_secret_writer_js__WEBPACK_IMPORTED_MODULE_4__/* .SecretWriter */ .y({ name, target, where: this.where, repositoryId, warn });
    }
    /**
     * The bytes that the workflow passed in `auth-json` when the job (environment) or the run (repository,
     * organization) began, or what this object has written since: a secret can't be read through the API. Another
     * job may have stored a newer login meanwhile; the lease's mark can tell.
     */
    async read() {
        return this.#known;
    }
    /**
     * Proves by writing that the token may write here, because a token with fewer rights can get the public key too. It writes
     * and deletes a secret of its own, `<NAME>_WRITE_PROBE`; the login is never touched. The
     * secret itself must be there, or its place was named wrongly.
     * @throws SecretRefused, GithubRefused (401), GithubUnavailable, AppRefused, NewerStored
     */
    async assertWritable(current) {
        if (current)
            await this.#valueOf(current);
        await this.#use(async (secrets) => {
            if (current && !(await this.#unchanged(secrets))) {
                // To a token that may not look it is missing, too: that is another error, which this request gives.
                await secrets.publicKey();
                throw (0,_github_secret_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .secretMissing */ .zy)(this.where);
            }
            await this.#writer.probe(secrets);
        });
    }
    /**
     * Stores the login, and reads the secret's date to prove that it is there. Tried again for as long as the
     * client's pace says; may be called again after a failure, also one of the proof.
     * @throws SecretRefused, GithubRefused (401), GithubUnavailable, AppRefused, NewerStored
     */
    async write(login) {
        const value = await this.#valueOf(login);
        await this.#use(async (secrets) => {
            if (await this.#arrived(secrets, login))
                return;
            this.#see({ ...this.#seen, sent: login.generation });
            this.#see({ updatedAt: await this.#writer.replace(secrets, value) });
        });
        this.#known = login.bytes;
    }
    /** GitHub keeps no former value, and a secret is never kept in clear. */
    async setAside() { }
    /** False if there is no such secret. @throws NewerStored if anybody has changed it since this step saw it */
    async #unchanged(secrets) {
        const updatedAt = (await secrets.find(this.#name))?.updatedAt;
        if (updatedAt === undefined)
            return false;
        if (updatedAt > (this.#seen?.updatedAt ?? updatedAt))
            throw new _store_js__WEBPACK_IMPORTED_MODULE_5__/* .NewerStored */ .Ni(this.where);
        this.#see({ ...this.#seen, updatedAt });
        return true;
    }
    /**
     * True if this very login was sent before, with no answer, and the secret has changed since: that was it, or a
     * person's new login, which stays. @throws NewerStored
     */
    async #arrived(secrets, { generation }) {
        const sent = this.#seen?.sent;
        const changed = await this.#unchanged(secrets).then(() => false, error => {
            if (sent === undefined)
                throw error;
            return true;
        });
        return changed && sent === generation;
    }
    #see(seen) {
        this.#seen = seen;
        this.#onSeen(seen);
    }
    async #valueOf(login) {
        const value = await (0,_github_single_line_js__WEBPACK_IMPORTED_MODULE_6__/* .singleLine */ .p)(login.bytes);
        (0,_github_secret_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .checkSize */ .C1)(value, this.where);
        return value;
    }
    #use(work) {
        return this.#client.use(this.#target.scope, async (send) => {
            try {
                return await work(new _github_actions_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionsSecrets */ .b(send, this.#target));
            }
            catch (error) {
                throw await (0,_github_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .diagnose */ .h)(error, send, this.#target, this.#client.tokenKind, this.where);
            }
        });
    }
}
/** See docs/facts, "When secrets are read". */
function queuedNotice(kind, where) {
    if (kind === 'environment')
        return `GitHub reads ${where} when the job starts: a login that was stored before that is seen.`;
    return `GitHub reads ${where} when the run is queued, not when the job starts: a run that waited has the login as it was then, and another run may have used its refresh token since. An environment secret (\`secret-environment\`) is read when the job starts: prefer one.`;
}


/***/ })

};
