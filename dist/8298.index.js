export const id = 8298;
export const ids = [8298,5917,679];
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


/***/ })

};
