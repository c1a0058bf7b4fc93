export const id = 382;
export const ids = [382];
export const modules = {

/***/ 80498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ ActionsSecrets)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73305);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54679);
/* harmony import */ var _secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76628);



/** libsodium's format: 32 bytes, in base64. */
const PublicKey = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    key_id: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[\x21-\x7e]{1,100}$/)),
    key: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[A-Za-z0-9+/]{43}=$/)),
});
const Visibility = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['all', 'private', 'selected']);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const Secret = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    updated_at: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(INSTANT)),
    visibility: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(Visibility),
});
const PAGE = 100;
/** GitHub's own lists end at 1000 pages. No organization selects more repositories than these by hand. */
const MOST_PAGES = 100;
const count = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._nonnegative */ .UI());
const Selected = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    total_count: count,
    repositories: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: count })).check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._maxLength */ .Eb(PAGE)),
});
/** Clocks of GitHub may differ by seconds. A later date would seem to prove every future change. */
const AHEAD_MS = 3_600_000;
/** The endpoints "GitHub Actions Secrets" of one target, with one token. Each throws as `Send` does. */
class ActionsSecrets {
    send;
    target;
    constructor(send, target) {
        this.send = send;
        this.target = target;
    }
    async publicKey() {
        return this.#parse(PublicKey, await this.#ask('GET', '/public-key'));
    }
    /** The date and visibility of a secret, never its value. Undefined if no secret has that name. */
    async find(name) {
        try {
            const reply = await this.#ask('GET', '/{secret_name}', { secret_name: name });
            const { updated_at, visibility } = this.#parse(Secret, reply);
            const updatedAt = Date.parse(updated_at);
            // NaN fails this test, too.
            if (!(updatedAt <= (reply.date ?? Date.now()) + AHEAD_MS))
                throw this.#unexpected(reply);
            return { updatedAt, visibility };
        }
        catch (error) {
            if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubRefused */ .iX && error.status === 404)
                return undefined;
            throw error;
        }
    }
    put(name, key_id, encrypted_value, access) {
        return this.#ask('PUT', '/{secret_name}', { secret_name: name, key_id, encrypted_value, ...access });
    }
    /** Removes it; that it is gone already is as good, as when a reply was lost. */
    async remove(name) {
        try {
            await this.#ask('DELETE', '/{secret_name}', { secret_name: name });
        }
        catch (error) {
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubRefused */ .iX && error.status === 404))
                throw error;
        }
    }
    /**
     * The repositories that may read an organization's secret. GitHub forgets the selected ones when a PUT doesn't name
     * them (external-secrets/external-secrets#6514), so they are read first; undefined if there is no such secret.
     * @throws SecretRefused `secret-repositories-hidden` if GitHub shows only a part of them, or the same ones again
     */
    async access(name) {
        const visibility = (await this.find(name))?.visibility;
        if (visibility !== 'selected')
            return visibility && { visibility };
        const ids = new Set();
        for (let page = 1; page <= MOST_PAGES; page++) {
            const reply = await this.#ask('GET', '/{secret_name}/repositories', {
                secret_name: name,
                per_page: PAGE,
                page,
            });
            const { total_count, repositories } = this.#parse(Selected, reply);
            const before = ids.size;
            for (const { id } of repositories)
                ids.add(id);
            if (ids.size >= total_count)
                return { visibility, selected_repository_ids: [...ids] };
            if (ids.size === before)
                break;
        }
        throw (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoriesHidden */ .dg)(`the secret ${name} of ${this.target.words}`);
    }
    #ask(method, path, parameters = {}) {
        return this.send(`${method} ${this.target.base}${path}`, { ...this.target.parameters, ...parameters });
    }
    #parse(schema, reply) {
        const parsed = schema.safeParse(reply.data);
        if (!parsed.success)
            throw this.#unexpected(reply);
        return parsed.data;
    }
    #unexpected = ({ status }) => (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .unexpectedAnswer */ .au)(`the request for secrets of ${this.target.words}`, status);
}


/***/ }),

/***/ 77733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ diagnose)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54679);
/* harmony import */ var _secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76628);


/**
 * Says what a refusal means for secrets. A 403 is a missing permission. A 404 may be that too, because GitHub hides what a
 * token may not see; so this asks whether the token sees the repository and the environment.
 * @param send with the token that was refused
 * @param where the secret, in the words of a message
 */
async function diagnose(error, send, target, kind, where) {
    if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubRefused */ .iX))
        return error;
    if (error.status === 403)
        return (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .forbidden */ .o0)(target, kind, error);
    if (error.status === 404)
        return notFound(error, send, target, kind);
    if (error.status === 422)
        return (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .rejected */ .nS)(where, error);
    return error;
}
async function notFound(error, send, target, kind) {
    const { owner, repo, parameters } = target;
    if (target.kind === 'organization')
        return (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .forbidden */ .o0)(target, kind, error, ' Or there is no such organization: check `secret-organization`.');
    if ((await status(send, 'GET /repos/{owner}/{repo}', { owner, repo })) === 404)
        return (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryNotSeen */ .Tf)(target);
    if (target.kind === 'repository')
        return (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .forbidden */ .o0)(target, kind, error);
    const seen = await status(send, 'GET /repos/{owner}/{repo}/environments/{environment_name}', parameters);
    if (seen === 404)
        return (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentMissing */ .ej)(target);
    const unsure = seen === 200 ? '' : ' Or there is no such environment: the token may not look (Actions: read).';
    return (0,_secret_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .forbidden */ .o0)(target, kind, error, unsure);
}
/** The status answered; undefined if GitHub can't be had: the diagnosis is not worth another failure. */
const status = (send, route, parameters) => send(route, parameters).then(reply => reply.status, error => (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubRefused */ .iX ? error.status : undefined));


/***/ }),

/***/ 54679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   Rc: () => (/* binding */ Transient),
/* harmony export */   au: () => (/* binding */ unexpectedAnswer),
/* harmony export */   cP: () => (/* binding */ redirected),
/* harmony export */   iX: () => (/* binding */ GithubRefused),
/* harmony export */   wv: () => (/* binding */ GithubUnavailable)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

/** The request may succeed if it is tried again; `waitMs` is what GitHub asks to wait first. */
class Transient extends Error {
    limited;
    waitMs;
    constructor(message, limited = false, waitMs = 0) {
        super(message);
        this.limited = limited;
        this.waitMs = waitMs;
    }
}
/** GitHub could not be had, or not in time: `github-unreachable`, or `github-rate-limited`. */
class GithubUnavailable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'GithubUnavailable';
    constructor(what, limited) {
        super(limited ? 'github-rate-limited' : 'github-unreachable', {
            what,
            why: 'GitHub may or may not have done what this job asked for.',
            remedy: limited
                ? 'Wait until the limit is over, and run fewer jobs with this token at once.'
                : "Look at githubstatus.com and at the runner's network and proxy (https_proxy, no_proxy), and run the job again.",
        });
    }
}
/** GitHub's final no, or an answer that isn't one. `code` says which; a store turns it into words of its own. */
class GithubRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    status;
    answer;
    name = 'GithubRefused';
    constructor(code, 
    /** The HTTP status; 401 stands for the token, never for what was asked. */
    status, explanation, 
    /** GitHub's own words and, from `X-Accepted-GitHub-Permissions`, the permissions it wants. */
    answer = { message: '' }) {
        super(code, explanation);
        this.status = status;
        this.answer = answer;
    }
}
/** @param what method and path, without a query */
function refused(what, status, answer) {
    if (status === 401)
        return new GithubRefused('github-token-refused', status, {
            what: `GitHub does not accept the token (${what} was answered 401: ${answer.message}).`,
            why: 'It is wrong, expired or revoked.',
            remedy: 'Make a new token and store it in the secret that the input `token` is read from.',
        }, answer);
    return new GithubRefused('github-refused', status, {
        what: `GitHub refused ${what} (${status}: ${answer.message}).`,
        why: 'Trying again would not change that.',
        remedy: answer.accepted
            ? `Give the token the permission that GitHub asks for: ${answer.accepted}.`
            : 'Check what the token may do, and the names of the repository and the secret.',
    }, answer);
}
/**
 * @param what method and path
 * @param from @param to origins; `to` is undefined if it is not an address
 */
const redirected = (what, from, to, status) => new GithubRefused('github-redirected', status, {
    what: from === to
        ? `${from} redirects ${what} without end.`
        : `${from} redirects ${what} to ${to ?? 'something that is not an address'}.`,
    why: 'The server there would get the token, and could give its own key for the login, so nothing was sent there.',
    remedy: "Check GITHUB_API_URL and the runner's proxy: a captive portal or a gateway may have answered instead of GitHub.",
});
/** Something answered in GitHub's place, or GitHub has changed. */
const unexpectedAnswer = (what, status) => new GithubRefused('github-unexpected-answer', status, {
    what: `The answer to ${what} is not what GitHub's description of its API says.`,
    why: 'A proxy may have answered in its place, or GITHUB_API_URL leads elsewhere.',
    remedy: 'Check the proxy and GITHUB_API_URL.',
});


/***/ }),

/***/ 76628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C1: () => (/* binding */ checkSize),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   Tf: () => (/* binding */ repositoryNotSeen),
/* harmony export */   ZP: () => (/* binding */ notConfirmed),
/* harmony export */   dg: () => (/* binding */ repositoriesHidden),
/* harmony export */   ej: () => (/* binding */ environmentMissing),
/* harmony export */   nS: () => (/* binding */ rejected),
/* harmony export */   o0: () => (/* binding */ forbidden),
/* harmony export */   zy: () => (/* binding */ secretMissing)
/* harmony export */ });
/* unused harmony exports SecretRefused, MAX_SECRET_BYTES */
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

/** The GitHub secret can't be the login's home; `code` says why. */
class SecretRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'SecretRefused';
    constructor(code, explanation) {
        super(code, explanation);
    }
}
const NOT_STORED = 'A refreshed login could not be stored, and the refresh token of the stored one would be used.';
/** A secret holds 48 KB (GitHub's "Secrets reference", limits). */
const MAX_SECRET_BYTES = 48 * 1024;
/** Names as GitHub takes them (its "Secrets reference", naming). @throws SecretRefused `secret-name` */
function checkName(name) {
    if (/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(name))
        return;
    throw new SecretRefused('secret-name', {
        what: `"${name}" can't be the name of a secret.`,
        why: 'GitHub takes letters, digits and underscores, no digit at the start, and nothing that starts with GITHUB_.',
        remedy: 'Give another `secret-name`, such as CODEX_AUTH_JSON.',
    });
}
/** @throws SecretRefused `secret-too-large` */
function checkSize(value, where) {
    if (value.length <= MAX_SECRET_BYTES)
        return;
    throw new SecretRefused('secret-too-large', {
        what: `The login has ${value.length} bytes, too many for ${where} (${MAX_SECRET_BYTES}).`,
        why: NOT_STORED,
        remedy: 'An auth.json has 4 to 6 KB: look at what is in yours, or use another `storage`.',
    });
}
/** The permission that each kind of token needs, from GitHub's "Permissions required for …" pages and the endpoints' own. */
const NEEDS = {
    repository: {
        fine: 'the repository permission "Secrets: write"',
        app: 'the repository permission "Secrets: write"',
        classic: 'the scope `repo`',
    },
    environment: {
        fine: 'the repository permission "Environments: write"',
        app: 'the repository permission "Environments: write"',
        classic: 'the scope `repo`',
    },
    organization: {
        fine: 'the organization permission "Secrets: write"',
        app: 'the organization permission "Secrets: write" (organization_secrets)',
        classic: 'the scope `admin:org`',
    },
};
const THIS_TOKEN = {
    app: 'The App',
    installation: 'The token is an installation token. If it is GITHUB_TOKEN (`github.token`), it can never do it. It',
    'fine-grained': 'The token is a fine-grained personal access token. It',
    classic: 'The token is a classic personal access token. It',
    unknown: 'The token',
};
/** @param accepted what GitHub says in `X-Accepted-GitHub-Permissions` */
function forbidden(target, kind, { status, answer }, note = '') {
    const needs = NEEDS[target.kind];
    const asked = answer.accepted ? ` GitHub asks for: ${answer.accepted}.` : '';
    return new SecretRefused('secret-forbidden', {
        what: `${THIS_TOKEN[kind]} may not write secrets of ${target.words} (GitHub answered ${status}: ${answer.message}).${asked}${note}`,
        why: NOT_STORED,
        remedy: `Give \`token\` a fine-grained personal access token with ${needs.fine}, or a classic one with ${needs.classic}, or give \`app-id\` and \`app-private-key\` of a GitHub App with ${needs.app}. GITHUB_TOKEN can never write secrets, whatever \`permissions:\` says.`,
    });
}
const secretMissing = (where) => new SecretRefused('secret-missing', {
    what: `${where[0]?.toUpperCase()}${where.slice(1)} does not exist.`,
    why: 'The login would be written to a secret that no job reads, and the refresh token in the one that `auth-json` comes from would be used.',
    remedy: 'Name the place that `auth-json` is read from (`secret-name`, `secret-environment`, `secret-organization`), or create the secret there: `gh secret set NAME < auth.json`.',
});
const environmentMissing = ({ words }) => new SecretRefused('environment-missing', {
    what: `There is no ${words}, as far as this token can see.`,
    why: 'Its secret is where a refreshed login would be stored.',
    remedy: 'Create it (repository settings, "Environments"), or correct `secret-environment`.',
});
const repositoryNotSeen = ({ owner, repo }) => new SecretRefused('repository-not-seen', {
    what: `The token does not see the repository ${owner}/${repo}.`,
    why: NOT_STORED,
    remedy: "Add the repository to the token's repository access, or install the App in it.",
});
const rejected = (where, { status, answer }) => new SecretRefused('secret-rejected', {
    what: `GitHub does not accept the value for ${where} (${status}: ${answer.message}).`,
    why: NOT_STORED,
    remedy: 'Check `secret-name`, and whether there are already as many secrets as GitHub allows (100 a repository or environment, 1000 an organization).',
});
const notConfirmed = (where) => new SecretRefused('secret-not-confirmed', {
    what: `GitHub took the login for ${where}, but the secret does not show the change.`,
    why: 'It is not proven that the next job will find the refreshed login.',
    remedy: 'Look at the date of the secret in the settings. If it is old, log in again and store the new auth.json there.',
});
const repositoriesHidden = (where) => new SecretRefused('secret-repositories-hidden', {
    what: `The token sees only some of the repositories that may read ${where}.`,
    why: 'Writing the secret replaces that list, so the others would lose it.',
    remedy: "Give the token access to all of the organization's repositories, or use a secret of an environment.",
});


/***/ }),

/***/ 14653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ SecretWriter)
});

// EXTERNAL MODULE: ./build/src/github/secret-refusal.js
var secret_refusal = __webpack_require__(76628);
;// CONCATENATED MODULE: ./build/src/github/confirm.js

/** GitHub's dates are cut to the second, and two of its machines needn't agree to the second. */
const TOLERANCE_MS = 2000;
/** Again after 0.3, 0.6, 1.2, 2.4 s: what is read may come from a copy that lags behind. */
const LAG = { retries: 4, minTimeout: 300, factor: 2 };
/**
 * Proves that a secret was changed at or after `since`, by its own date, which it returns (ms since the epoch).
 * @param since milliseconds since the epoch by GitHub's clock; undefined if it didn't say, then being there counts
 * @throws SecretRefused `secret-not-confirmed`, and what reading it throws
 */
async function confirmChanged(secrets, name, where, since) {
    const { default: pRetry } = await __webpack_require__.e(/* import() */ 4995).then(__webpack_require__.bind(__webpack_require__, 74995));
    const look = async () => {
        const facts = await secrets.find(name);
        if (!facts || (since !== undefined && facts.updatedAt < since - TOLERANCE_MS))
            throw (0,secret_refusal/* notConfirmed */.ZP)(where);
        return facts.updatedAt;
    };
    const lags = (error) => error.code === 'secret-not-confirmed';
    return pRetry(look, { ...LAG, shouldRetry: ({ error }) => lags(error) });
}

// EXTERNAL MODULE: ./build/src/github/failure.js
var failure = __webpack_require__(54679);
;// CONCATENATED MODULE: ./build/src/github/sealed-box.js
/**
 * Seals bytes so that only the holder of the key pair can open them: libsodium's sealed box, the form in which GitHub
 * accepts secrets (its "Encrypting secrets for the REST API"). Both ends are standard base64.
 * @throws the error of libsodium for a bad key
 */
async function seal(value, publicKey) {
    const { default: sodium } = await __webpack_require__.e(/* import() */ 4768).then(__webpack_require__.bind(__webpack_require__, 54768));
    await sodium.ready;
    const key = new Uint8Array(Buffer.from(publicKey, 'base64'));
    return Buffer.from(sodium.crypto_box_seal(new Uint8Array(value), key)).toString('base64');
}

;// CONCATENATED MODULE: ./build/src/github/secret-writer.js



/** Writes one secret, and proves that it can. Each call brings the endpoints with a token; the key is asked for once. */
class SecretWriter {
    options;
    /** Between refresh and write every request counts. */
    #key;
    constructor(options) {
        this.options = options;
    }
    /** Writes the value and proves by the secret's date, which it returns (ms since the epoch), that it is there. @throws SecretRefused, and as `Send` does */
    async replace(secrets, value) {
        const { name, where } = this.options;
        const access = await this.#access(secrets);
        const started = performance.now();
        const { date } = await this.#put(secrets, name, value, access);
        return confirmChanged(secrets, name, where, date && date - (performance.now() - started));
    }
    /** Writes and deletes `<NAME>_WRITE_PROBE`. One that can't be deleted is only told of: the proof is given. */
    async probe(secrets) {
        // The write will need this too. If it fails here, no probe has been written yet.
        await this.#access(secrets);
        this.#key ??= await secrets.publicKey();
        const { target, warn } = this.options;
        const name = `${this.options.name}_WRITE_PROBE`;
        const remove = () => secrets.remove(name).catch(() => {
            warn(`The secret ${name} of ${target.words} could not be deleted. It holds nothing secret: delete it by hand.`);
        });
        const nobody = { visibility: 'selected', selected_repository_ids: [] };
        const access = target.kind === 'organization' ? nobody : undefined;
        try {
            await this.#put(secrets, name, Buffer.from('written to prove that it can be'), access);
        }
        catch (error) {
            // Refused, it is not there; with no answer it may be.
            if (!(error instanceof failure/* GithubRefused */.iX))
                await remove();
            throw error;
        }
        await remove();
    }
    /** A key that was asked for earlier may have been replaced at GitHub: 422, and the new one will do. */
    async #put(secrets, name, value, access) {
        const cached = this.#key;
        const key = cached ?? (await secrets.publicKey());
        this.#key = key;
        try {
            return await secrets.put(name, key.key_id, await seal(value, key.key), access);
        }
        catch (error) {
            if (!cached || !(error instanceof failure/* GithubRefused */.iX) || error.status !== 422)
                throw error;
            this.#key = undefined;
            return this.#put(secrets, name, value, access);
        }
    }
    /** The repositories that may read an organization's secret now. A deleted one is made again, for this repository only. */
    async #access(secrets) {
        const { name, target, repositoryId } = this.options;
        if (target.kind !== 'organization')
            return undefined;
        const ids = repositoryId === undefined ? [] : [repositoryId];
        return (await secrets.access(name)) ?? { visibility: 'selected', selected_repository_ids: ids };
    }
}


/***/ })

};
