export const id = 8806;
export const ids = [8806,5917];
export const modules = {

/***/ 94464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F8: () => (/* binding */ AppServerEnded),
/* harmony export */   K$: () => (/* binding */ FencedAppServer),
/* harmony export */   tg: () => (/* binding */ AppServerStuck),
/* harmony export */   zU: () => (/* binding */ AppServer)
/* harmony export */ });
/* unused harmony export replyOf */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28395);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50809);
/* harmony import */ var _system_waits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64053);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95028);






/** Features that would only add requests at start-up (docs/facts#fewest-requests). */
const QUIET = ['apps', 'plugins', 'remote_plugin'].flatMap(feature => ['-c', `features.${feature}=false`]);
/** Log settings for Codex beside its errors: each try of a refresh, and each of its requests. `fateOf` reads them. */
const LOGGED = 'error,codex_login::auth::manager=info,codex_http_client::client=debug';
const CLIENT = { name: 'codex-auth-action', title: 'codex-auth-action', version: '1' };
/** Kept for the classification of failures; a Codex that floods its stderr doesn't fill our memory. */
const KEPT_STDERR_LINES = 200;
/** Codex waits 45 s for a token endpoint that hangs (docs/facts#endpoint-hangs-45s). */
const REPLY_MS = 60_000;
/** With an expired token it then tries again, 185 s in all (tried with 0.169.0). */
const EXIT_MS = 240_000;
const ABANDON_MS = 1000;
const RpcError = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ code: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(), message: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP() });
/**
 * `codex app-server`: JSON-RPC over stdio, an object a line (docs/facts#app-server-protocol). Every start asks it for
 * the account at once, without forcing a refresh. Its start alone refreshes a token that is about to expire or that the
 * server has ended; if we die, or close its input, while that question is not pending, it exits at once and loses such
 * a refresh; and a forced refresh not preceded by it races its start.
 */
class AppServer {
    onNotification;
    stderr = [];
    #waiting = new Map();
    #nextId = 1;
    #started;
    constructor(onNotification = () => undefined) {
        this.onNotification = onNotification;
    }
    /** Starts one that may refresh the login, and logs how. It has no way to be killed. Throws `CannotStart`. */
    static startUnfenced(codex, right) {
        const variables = { RUST_LOG: LOGGED };
        return new AppServer().begin(start => (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .startUnfenced */ .xL)(codex, { ...start, variables }, right));
    }
    async begin(launch) {
        const questions = [
            this.#question('initialize', { clientInfo: CLIENT }),
            { message: { method: 'initialized' } },
            this.#question('account/read', { refreshToken: false }),
        ];
        const process = await launch({
            args: [..._process_js__WEBPACK_IMPORTED_MODULE_3__/* .SETTINGS */ .yy, ...QUIET, 'app-server'],
            input: questions.map(({ message }) => line(message)).join(''),
            onStdout: text => this.#receive(text),
            onStderr: text => {
                if (this.stderr.push(text) > KEPT_STDERR_LINES)
                    this.stderr.shift();
            },
        });
        this.#started = { process, account: questions[2].reply };
        return this;
    }
    /** Rejects when it exits. */
    get ended() {
        return this.#ended('its work');
    }
    get identity() {
        return this.process.identity;
    }
    /** The reply to the question that `start` asked. Its start, with a refresh if there was one, is over by then. */
    account() {
        return this.#answered('account/read', this.#started?.account);
    }
    /** Asks and waits. Throws `AppServerEnded` if Codex exits without a reply, `AppServerStuck` after a minute. */
    request(method, params = {}) {
        const { message, reply } = this.#question(method, params);
        this.process.stdin.write(line(message));
        return this.#answered(method, reply);
    }
    /**
     * Ends it the only safe way, by closing its input: it finishes a refresh in flight, saves and exits (facts
     * §2). Never a signal: one that comes between the server's answer and the save loses the login.
     */
    async close() {
        const { stdin, exited, leave } = this.process;
        stdin.end();
        return (0,_system_waits_js__WEBPACK_IMPORTED_MODULE_2__/* .waitFor */ .f)('Codex to end', Promise.race([exited, stuck(EXIT_MS)])).catch(error => {
            leave();
            throw error;
        });
    }
    get process() {
        if (!this.#started)
            throw new Error('not started');
        return this.#started.process;
    }
    #question(method, params) {
        const id = this.#nextId++;
        const reply = new Promise(settle => this.#waiting.set(id, settle));
        return { message: { id, method, params }, reply };
    }
    #answered(method, reply) {
        const answered = Promise.race([...(reply ? [reply] : []), this.#ended(method), stuck(REPLY_MS)]);
        return (0,_system_waits_js__WEBPACK_IMPORTED_MODULE_2__/* .waitFor */ .f)(`Codex, which asks OpenAI (${method})`, answered);
    }
    #ended(during) {
        return this.process.exited.then(exit => {
            throw new AppServerEnded(during, exit);
        });
    }
    #receive(text) {
        const message = (0,_system_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .q)(text);
        if (typeof message !== 'object' || message === null)
            return;
        const { id, method, params } = message;
        if (typeof id === 'number')
            this.#waiting.get(id)?.(replyOf(message));
        else if (typeof method === 'string')
            this.onNotification(method, params);
    }
}
/** One that can't refresh, so it may be killed. */
class FencedAppServer extends AppServer {
    /** Throws `CannotStart`. */
    static start(codex, { variables = {}, onNotification } = {}) {
        return new FencedAppServer(onNotification).begin(start => (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .startCodex */ .Wz)(codex, { ...start, variables }));
    }
    /** Ends one that has nothing to lose, such as one that waits for a device login: it is killed if it does not exit. */
    async abandon() {
        const { stdin, exited } = this.process;
        stdin.end();
        const gone = await Promise.race([exited, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ABANDON_MS, undefined, { ref: false })]);
        if (!gone)
            this.process.kill('SIGKILL');
        await exited;
    }
}
/** The reply in a message; one that is neither a result nor an error as JSON-RPC has it is an error too. */
function replyOf(message) {
    if (!('error' in message))
        return { result: 'result' in message ? message.result : undefined };
    const error = RpcError.safeParse(message.error);
    return { error: error.success ? error.data : { code: 0, message: 'an error without words' } };
}
const line = (message) => `${JSON.stringify(message)}\n`;
async function stuck(ms) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, { ref: false });
    throw new AppServerStuck();
}
/** Codex's app-server exited before it answered. */
class AppServerEnded extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'AppServerEnded';
    constructor(method, { code, signal }) {
        super('app-server-ended', {
            what: `Codex's app-server ended (${signal ?? `exit ${code}`}) before it answered \`${method}\`.`,
            why: "It is what refreshes the login, so this run can't tell whether the login still works.",
            remedy: 'Run the job again; if it stays, check config.toml in CODEX_HOME and the `codex-version`.',
        });
    }
}
/** Codex's app-server doesn't end. It is left alone, and the lease stays held as long as it lives. */
class AppServerStuck extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'AppServerStuck';
    constructor() {
        super('app-server-stuck', {
            what: "Codex's app-server does not answer.",
            why: 'It may still be waiting for the refreshed login, so it was not killed: that could lose the login.',
            remedy: 'Look for a `codex app-server` process on the runner; when it has ended, run the job again.',
        });
    }
}


/***/ }),

/***/ 28806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ deviceLogin)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(28395);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/codex/app-server.js
var app_server = __webpack_require__(94464);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(73305);
// EXTERNAL MODULE: ./build/src/login/login.js + 1 modules
var login = __webpack_require__(98798);
// EXTERNAL MODULE: ./build/src/system/addresses.js
var addresses = __webpack_require__(87247);
;// CONCATENATED MODULE: ./build/src/codex/device-code.js



/** The answer to `account/login/start` (docs/facts#device-login). It contains the issuer's own words. */
const Started = schemas/* object */.Ikc({
    loginId: schemas/* string */.YjP().check(api/* _maxLength */.Eb(200)),
    verificationUrl: schemas/* string */.YjP().check(api/* _maxLength */.Eb(300)),
    userCode: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[A-Z0-9-]{4,20}$/)),
});
/**
 * Page and code, if they look like OpenAI's. A person opens the page and types the code, so anybody who could make them
 * up would get the login. Undefined for anything else.
 * @param issuer the origin at which Codex logs in; by default OpenAI's
 */
function deviceCodeIn(result, issuer = login/* OPENAI_ISSUER */.tN) {
    const started = Started.safeParse(result);
    if (!started.success)
        return undefined;
    const { verificationUrl, userCode } = started.data;
    const url = URL.canParse(verificationUrl) ? new URL(verificationUrl) : undefined;
    if (!url || !(0,addresses/* isSafe */.I)(url) || url.username || url.password)
        return undefined;
    if (url.origin !== new URL(issuer).origin && !isOpenAi(url))
        return undefined;
    return { url: url.href, code: userCode };
}
/** A page of OpenAI: on openai.com, chatgpt.com or a subdomain, on the default port of https. */
const isOpenAi = ({ protocol, port, hostname }) => protocol === 'https:' && port === '' && /^(?:[\w-]+\.)*(?:openai|chatgpt)\.com$/.test(hostname);

// EXTERNAL MODULE: ./build/src/codex/login-failed.js
var login_failed = __webpack_require__(47672);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
// EXTERNAL MODULE: ./build/src/codex/backend-answer.js
var backend_answer = __webpack_require__(75796);
;// CONCATENATED MODULE: ./build/src/codex/login-trail.js




/** Log settings for a login with Codex's app-server, which logs nothing about it by default. */
const LOGIN_LOGGED = 'warn,codex_login=info,codex_http_client::custom_ca=info';
const MOST_LINES = 12;
const LONGEST = 200;
const MOST_BYTES = 256 * 1024;
/** Said each second of an app-server without a login. */
const NOISE = /remote_control|Reloading auth|Reloaded auth/;
/**
 * The last that Codex logged of a login that failed, on stderr and in the file that `codex login` writes (docs/troubleshooting),
 * for a person: bounded, and without mail addresses, ids and whatever is as long as a token.
 *
 * @param home CODEX_HOME of that login
 */
async function loginTrail(stderr, home) {
    const file = (0,external_node_path_.join)(home, 'log', 'codex-login.log');
    const written = await (0,files/* readRegularFile */.XF)(file, { limit: MOST_BYTES }).then(String, () => '');
    return [...stderr, ...written.split('\n')]
        .filter(line => /\S/.test(line) && !NOISE.test(line))
        .slice(-MOST_LINES)
        .map(line => (0,backend_answer/* impersonal */.Pu)((0,quote/* quote */.h)(line, LONGEST)));
}

// EXTERNAL MODULE: ./build/src/codex/prove.js + 1 modules
var prove = __webpack_require__(15917);
;// CONCATENATED MODULE: ./build/src/codex/device-login.js








/** By it Codex's app-server finds another issuer than auth.openai.com (docs/facts#device-login). */
const ISSUER_VARIABLE = 'CODEX_APP_SERVER_LOGIN_ISSUER';
/** An issuer that takes longer to answer counts as unreachable. */
const START_MS = 20_000;
/** The login is made by then, and kept nowhere else: a backend that hangs must not hold it up. */
const PROOF_MS = 10_000;
const NOT_ASKED = { accepted: false, unauthorized: false, said: '' };
const Completed = schemas/* object */.Ikc({
    loginId: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    success: schemas/* boolean */.zMY(),
    error: schemas/* nullish */.cl6(schemas/* string */.YjP()),
});
/**
 * Logs in with a code that a person types on another device, into `codex.home`, which must not hold an auth.json: Codex
 * writes that file by itself, and it proves the login. Resolves with the backend's answer about the new login. The Codex is
 * fenced, so it can't use the refresh token of an existing login. Throws `LoginFailed`.
 */
async function deviceLogin(codex, request) {
    const { issuer, waitMs, signal, onCode } = request;
    let complete = () => undefined;
    const completed = new Promise(resolve => {
        complete = resolve;
    });
    const server = await app_server/* FencedAppServer */.K$.start(codex, {
        variables: { RUST_LOG: LOGIN_LOGGED, ...(issuer ? { [ISSUER_VARIABLE]: issuer } : {}) },
        onNotification: (method, params) => {
            const said = Completed.safeParse(params);
            if (method === 'account/login/completed' && said.success)
                complete(said.data);
        },
    });
    const cancelled = rejection(signal);
    const first = (...ends) => Promise.race([...ends, cancelled, server.ended]);
    try {
        await first(server.account());
        const start = server.request('account/login/start', { type: 'chatgptDeviceCode' });
        const reply = await first(start, after(START_MS, 'unavailable', 'no answer'));
        if (!('result' in reply))
            throw notStarted(reply.error.message);
        const shown = deviceCodeIn(reply.result, issuer);
        if (!shown)
            throw new login_failed/* LoginFailed */.X('unusable');
        onCode(shown.url, shown.code);
        const failure = await first(completed, after(waitMs, 'timed-out')).then(failureIn, (error) => error);
        // Codex saves the login, then looks for its workspace, and calls it failed where the backend does not answer for
        // 15 s (docs/facts#device-login-saves-first): what counts is the file, whatever ends the wait.
        if (failure && !(await (0,auth_file/* readAuthFile */.nb)((0,auth_file/* authFileIn */.oC)(codex.home))))
            throw failure;
        const inTime = (0,promises_.setTimeout)(PROOF_MS, NOT_ASKED, { ref: false });
        const proof = await first((0,prove/* askBackend */.y)(server), inTime).catch(() => NOT_ASKED);
        if (failure && !proof.accepted && proof.unauthorized)
            throw new login_failed/* LoginFailed */.X('not-accepted');
        return proof;
    }
    catch (error) {
        if (error instanceof login_failed/* LoginFailed */.X)
            request.onTrail(await loginTrail(server.stderr, codex.home));
        throw error;
    }
    finally {
        // Its waiting ends with it, and nothing that it has can be lost: the login that counts is somewhere else.
        await server.abandon();
    }
}
async function after(ms, failure, said = '') {
    await (0,promises_.setTimeout)(ms, undefined, { ref: false });
    throw new login_failed/* LoginFailed */.X(failure, said);
}
const rejection = (signal) => new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    if (signal.aborted)
        reject(signal.reason);
});
function notStarted(said) {
    if (/login is disabled/.test(said))
        return new login_failed/* LoginFailed */.X('disabled', said);
    return new login_failed/* LoginFailed */.X(/not enabled/.test(said) ? 'not-enabled' : 'unavailable', said);
}
function failureIn({ success, error }) {
    if (success)
        return undefined;
    const said = error ?? '';
    // Its words name the workspace, which is the number of an account: they are not passed on.
    if (/restricted to workspace/.test(said))
        return new login_failed/* LoginFailed */.X('not-taken');
    return new login_failed/* LoginFailed */.X(/device auth timed out/.test(said) ? 'timed-out' : 'refused', said);
}


/***/ }),

/***/ 47672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ LoginFailed),
/* harmony export */   i: () => (/* binding */ ENABLE)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _system_quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94575);
/* harmony import */ var _login_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26795);



/** Where a person allows device logins; tried by users of Codex, and in OpenAI's documentation of its sign-in methods. */
const ENABLE = 'ChatGPT → Settings → Security → "Enable device code authorization for Codex"; in a workspace an admin allows it in the workspace settings';
const UNCHANGED = 'The stored login is as it was.';
const AGAIN = 'Run the workflow again when you have a few minutes, and type the code that it shows then.';
const FAILURES = {
    'not-enabled': {
        what: 'OpenAI does not let this login be made with a code.',
        why: UNCHANGED,
        remedy: `Allow it (${ENABLE}) and run the workflow again; or log in with \`codex login\` on a machine with a browser and set the secret that \`auth-json\` comes from.`,
    },
    disabled: {
        what: "The machine's configuration of Codex does not allow a ChatGPT login.",
        why: UNCHANGED,
        remedy: 'Take `forced_login_method` out of config.toml in CODEX_HOME, and run the workflow again.',
    },
    'not-taken': {
        what: "Codex does not accept this login: it is of another workspace than the machine's configuration asks for (`forced_chatgpt_workspace_id`).",
        why: UNCHANGED,
        remedy: `${_login_status_js__WEBPACK_IMPORTED_MODULE_1__/* .FIT */ .U5} Then run the workflow again.`,
    },
    refused: {
        what: 'The login was not made.',
        why: UNCHANGED,
        remedy: `${AGAIN} If its page says that device codes are not allowed: ${ENABLE}.`,
    },
    'not-accepted': {
        what: 'The code was typed, but OpenAI does not accept the login that was made.',
        why: UNCHANGED,
        remedy: 'Look whether the account may use Codex (chatgpt.com, its plan and its workspace), and run the workflow again.',
    },
    'timed-out': {
        what: 'Nobody typed the code in time.',
        why: `${UNCHANGED} The code is no longer good.`,
        remedy: `${AGAIN} \`login-timeout\` says how long it waits; OpenAI's codes are good for 15 minutes.`,
    },
    unusable: {
        what: "The login service's answer is not a code for a page of OpenAI's.",
        why: `${UNCHANGED} A code that is typed on another page gives the login away, so the answer is not shown.`,
        remedy: "Check the runner's proxy and CODEX_REFRESH_TOKEN_URL_OVERRIDE: something answers in place of auth.openai.com.",
    },
    unavailable: {
        what: "OpenAI's login service gave no code.",
        why: UNCHANGED,
        remedy: 'Run the workflow again later; see status.openai.com, and the proxy or firewall of the runner.',
    },
};
/** A device login came to nothing. */
class LoginFailed extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'LoginFailed';
    /** @param said Codex's own words */
    constructor(failure, said = '') {
        const { what, ...rest } = FAILURES[failure];
        super(`login-${failure}`, { what: said ? `${what} Codex said: ${(0,_system_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .h)(said, 300)}` : what, ...rest });
    }
}


/***/ }),

/***/ 15917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ askBackend),
  proveLogin: () => (/* binding */ proveLogin)
});

// UNUSED EXPORTS: judge

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(28395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(73305);
// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
;// CONCATENATED MODULE: ./build/src/system/bounded.js

const LONGEST = 100;
const MOST = 50;
const DEEPEST = 4;
/** Instants in seconds, counts and percentages are far below. */
const LARGEST = 1e12;
/**
 * A copy of another program's answer that is safe to pass on: its numbers, words and lists, if they are within bounds.
 * Everything else is left out.
 */
function bounded(value, depth = 0) {
    if (value === null || typeof value === 'boolean')
        return value;
    if (typeof value === 'number')
        return Math.abs(value) <= LARGEST ? value : undefined;
    if (typeof value === 'string')
        return (0,quote/* quote */.h)(value, LONGEST);
    if (typeof value !== 'object' || depth === DEEPEST)
        return undefined;
    const inner = (entry) => bounded(entry, depth + 1);
    if (Array.isArray(value))
        return value
            .slice(0, MOST)
            .map(inner)
            .filter(entry => entry !== undefined);
    const entries = Object.entries(value).slice(0, MOST);
    return Object.fromEntries(entries.flatMap(([name, entry]) => {
        const kept = /^\w{1,64}$/.test(name) ? inner(entry) : undefined;
        return kept === undefined ? [] : [[name, kept]];
    }));
}

// EXTERNAL MODULE: ./build/src/codex/app-server.js
var app_server = __webpack_require__(94464);
// EXTERNAL MODULE: ./build/src/codex/backend-answer.js
var backend_answer = __webpack_require__(75796);
// EXTERNAL MODULE: ./build/src/codex/failure.js
var failure = __webpack_require__(97067);
;// CONCATENATED MODULE: ./build/src/codex/prove.js





const Account = schemas/* looseObject */._H3({ account: schemas/* nullish */.cl6(schemas/* looseObject */._H3({ planType: schemas/* optional */.lqM(schemas/* unknown */.L5J()) })) });
const RateLimits = schemas/* looseObject */._H3({ rateLimits: schemas/* looseObject */._H3({ planType: schemas/* nullish */.cl6(schemas/* unknown */.L5J()) }) });
/** A word: `pro`, `self_serve_business_usage_based`. */
const Plan = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[a-z0-9_-]{1,40}$/i));
/**
 * Asks the backend whether it takes the login's access token: fenced, and with no model call
 * (docs/facts#rate-limits-prove).
 */
async function proveLogin(codex) {
    const server = await app_server/* FencedAppServer */.K$.start(codex);
    try {
        return await askBackend(server, await server.account());
    }
    finally {
        await server.close();
    }
}
/** The same of an app-server that runs. `account` is its answer to `account/read`, where it was asked. */
async function askBackend(server, account) {
    const limits = await server.request('account/rateLimits/read');
    return judge(account ?? { result: undefined }, limits);
}
/** Exported for its tests. */
function judge(account, limits) {
    const read = RateLimits.safeParse('result' in limits ? limits.result : undefined);
    if (!read.success) {
        const said = 'error' in limits ? limits.error.message : '';
        return { accepted: false, unauthorized: [account, limits].some(isUnauthorized), said };
    }
    const { rateLimits } = read.data;
    const known = Account.safeParse('result' in account ? account.result : undefined);
    const plans = [rateLimits.planType, known.success ? known.data.account?.planType : undefined];
    const plan = plans.find(said => Plan.safeParse(said).success);
    // This becomes an output, which later steps and other jobs read.
    const handedOn = bounded(rateLimits);
    return { accepted: true, rateLimits: handedOn, ...(plan ? { plan } : {}) };
}
/**
 * -32600 means that Codex has no login at all; a 401 comes as -32603 with the backend's answer in the message
 * (docs/facts#rate-limits-errors). In a plan
 * with a workspace it hides behind the configuration that could not be loaded (docs/facts#workspace-configuration).
 */
function isUnauthorized(reply) {
    if (!('error' in reply))
        return false;
    const { code, message } = reply.error;
    const { status } = (0,backend_answer/* backendAnswer */.Fs)(message);
    return code === -32600 || /\b401\b/.test(status || message) || (0,failure/* lacksBundle */.$$)(message);
}


/***/ }),

/***/ 87247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ isSafe),
/* harmony export */   U: () => (/* binding */ isLoopback)
/* harmony export */ });
/** Whether an address leads to this machine itself: 127.0.0.0/8, ::1 or localhost, as URL writes them. */
const isLoopback = ({ hostname }) => hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
/** Whether nobody on the way can read or change what goes there: https, or plain http that never leaves this machine. */
const isSafe = (url) => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));


/***/ })

};
