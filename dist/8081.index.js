export const id = 8081;
export const ids = [8081];
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

/***/ 98081:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  refresh: () => (/* binding */ refresh)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/codex/app-server.js
var app_server = __webpack_require__(94464);
// EXTERNAL MODULE: ./build/src/codex/failure.js
var codex_failure = __webpack_require__(97067);
// EXTERNAL MODULE: ./build/src/codex/ended-reason.js
var ended_reason = __webpack_require__(3106);
// EXTERNAL MODULE: ./build/src/codex/token-answers.js
var token_answers = __webpack_require__(55782);
;// CONCATENATED MODULE: ./build/src/codex/fate.js



const TRIED = /codex_login::auth::manager: Refreshing token/;
/** An answer to a try, with any status. */
const ANSWERED = /codex_login::auth::manager: Failed to refresh token status=\d/;
/**
 * A gateway that gives up waiting says 408, 502 or 504, and Cloudflare 520, 522 or 524: the server behind it may have
 * done its part.
 */
const GATEWAY = /codex_login::auth::manager: Failed to refresh token status=(408|50[24]|52[024])\b/;
/**
 * Concludes it from Codex's words (tried with 0.169.0). Codex may try several times, and show the token again by itself, so
 * each try that it logged needs an answer. Codex doesn't log a try at its start: when the token is about to expire, or when
 * it could not get the configuration of a workspace without a refresh. Its words for a refusal without a reason are the
 * same for the page of a proxy, so they count only with the answer itself.
 */
function fateOf({ reply, stderr, tokenUrl, when, startTried }) {
    const lines = printedLines(reply, stderr);
    const printed = lines.join('\n');
    const ended = (0,ended_reason/* endedReason */.R)(printed);
    if (ended === 'other-account')
        return 'unspent';
    if ((ended && ended !== 'refused') || (0,token_answers/* answersIn */.VZ)(lines, tokenUrl).some(token_answers/* isRefusal */.vu))
        return 'refused';
    if (startTried || (0,codex_failure/* lacksBundle */.$$)(printed))
        return 'unknown';
    const { tries, answered, notSent } = countTries(lines, tokenUrl);
    // A Codex that was not asked to, and has an account to show, had no need of one.
    const least = when === 'forced' || !(0,codex_failure/* accountOf */.XP)(reply) ? 1 : 0;
    return tries >= least && answered + notSent >= tries ? 'unspent' : 'unknown';
}
/** Whether Codex believes that it was permanently refused, so that it won't try again. */
const isRefused = (reply, stderr) => (0,codex_failure/* accountOf */.XP)(reply) === null || (0,ended_reason/* endedReason */.R)(printedLines(reply, stderr).join('\n')) !== undefined;
/**
 * Whether a try that this Codex has logged got no answer: that try used the token, if the server then refuses it. The tries
 * of its start aren't logged (tried with 0.169.0).
 */
const isOwnLoss = ({ stderr, tokenUrl }) => countTries(stderr, tokenUrl).failed > 0;
/** Whether a try that Codex has logged has not come to its end yet: if Codex ends now, what comes of it is lost. */
function isTrying(stderr, tokenUrl) {
    const { tries, answered, notSent, failed } = countTries(stderr, tokenUrl);
    return tries > answered + notSent + failed;
}
const printedLines = (reply, stderr) => [
    ...stderr,
    ...(reply && 'error' in reply ? [reply.error.message] : []),
];
function countTries(lines, tokenUrl) {
    const url = (0,token_answers/* asCodexPrints */.U$)(tokenUrl);
    const count = (isOne) => lines.filter(isOne).length;
    const withoutAnswer = (isConnect) => (line) => (0,codex_failure/* isFailedRequest */.vt)(line, { url, isConnect });
    return {
        tries: count(line => TRIED.test(line)),
        answered: count(line => ANSWERED.test(line) && !GATEWAY.test(line)),
        notSent: count(withoutAnswer(true)),
        failed: count(line => withoutAnswer(false)(line) || GATEWAY.test(line)),
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/http.js
var http = __webpack_require__(25107);
// EXTERNAL MODULE: ./build/src/system/waits.js
var waits = __webpack_require__(64053);
;// CONCATENATED MODULE: ./build/src/codex/look-at-endpoint.js





/** Milliseconds. Somebody waits for the verdict. */
const LONGEST_MS = 5000;
/**
 * Asks the host of the token endpoint for nothing, on the way that Codex takes (proxy, certificates): Codex itself says only
 * that it got no answer. The endpoint itself is never asked, and nothing of the login is sent.
 */
async function lookAtEndpoint(tokenUrl, env) {
    if (!URL.canParse(tokenUrl))
        return { answers: false, why: 'its address (CODEX_REFRESH_TOKEN_URL_OVERRIDE) is not a URL' };
    const url = new URL('/', tokenUrl);
    const proxy = (0,http/* proxyFor */.iJ)(url, env);
    const { Agent, ProxyAgent, request } = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 24371, 19));
    const tls = { ca: await certificates(env) };
    try {
        const dispatcher = proxy ? new ProxyAgent({ uri: proxy, requestTls: tls }) : new Agent({ connect: tls });
        try {
            const signal = AbortSignal.timeout(LONGEST_MS);
            const asked = request(url, { dispatcher, method: 'HEAD', signal });
            const { statusCode, headers } = await (0,waits/* waitFor */.f)(url.host, orAborted(asked, signal));
            const isPage = !/json/.test(String(headers['content-type'] ?? ''));
            return { answers: true, status: statusCode, isPage };
        }
        finally {
            await dispatcher.destroy();
        }
    }
    catch (error) {
        return {
            answers: false,
            why: `${wordsFor(error, url)}${proxy ? `, through the proxy ${hostOf(proxy)}` : ''}`,
        };
    }
}
/** undici heeds a signal only once there is a connection. */
const orAborted = (asked, signal) => Promise.race([
    asked,
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
]);
/** Those of Node, and what the machine gives to Codex beside. */
async function certificates(env) {
    const files = [env.CODEX_CA_CERTIFICATE, env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS].filter(Boolean);
    const own = await Promise.all(files.map(file => (0,external_node_fs_promises_.readFile)(String(file), 'utf8').catch(() => '')));
    return [...external_node_tls_.rootCertificates, ...own.filter(Boolean)];
}
const WORDS = [
    [/^(ENOTFOUND|EAI_)/, 'no address is known for its name (the name server of the machine)'],
    [/^ECONNREFUSED$/, 'the connection is refused'],
    [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)$/, 'nothing answers'],
    [/^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/, 'there is no way to its network'],
    [/^(ECONNRESET|UND_ERR_SOCKET|EPIPE)$/, 'the connection is cut off'],
    [
        /CERT|SIGNATURE|^ERR_TLS_/,
        'its certificate is not trusted on this machine (CODEX_CA_CERTIFICATE names one more)',
    ],
    [/^(EPROTO|ERR_SSL_)/, 'what answers there does not speak TLS'],
];
function wordsFor(error, url) {
    const { name, message, cause } = (error ?? {});
    const code = (0,errors/* systemCode */.xU)(error) ?? (0,errors/* systemCode */.xU)(cause) ?? '';
    const tunnel = /Proxy response \((\d{3})\)/.exec(message ?? '')?.[1];
    if (tunnel)
        return `the proxy opens no connection to ${url.hostname} (${tunnel})`;
    if (name === 'TimeoutError')
        return `${url.hostname}: nothing answers`;
    const words = WORDS.find(([pattern]) => pattern.test(code))?.[1];
    return `${url.hostname}: ${words ?? 'the connection fails'}${code && ` (${code})`}`;
}
/** Without user and password. */
const hostOf = (proxy) => (URL.canParse(proxy) ? new URL(proxy).host : 'of the environment');

// EXTERNAL MODULE: ./build/src/codex/preflight.js
var preflight = __webpack_require__(65574);
;// CONCATENATED MODULE: ./build/src/codex/refresh.js







/** Between two tries of one start pass some 30 ms. */
const IDLE_MS = 300;
/** A run that waits for the newer login has 6 s (docs/facts#hand-over-mid-turn). */
const LONGEST_TRY_MS = 2000;
const LOOK_EVERY_MS = 20;
/**
 * Has Codex itself refresh the login and save it, with no model call (docs/facts#refresh-on-demand), for the holder of
 * the lease. The proof is the file alone: Codex's reply is the same whether it could save or not. Throws `Unsavable`
 * before Codex is started if what it must write can't be written.
 */
async function refresh(codex, request) {
    const { watch } = request;
    await (0,preflight/* assertSavable */.vg)(request.authFile);
    const before = await request.generation();
    const start = performance.now();
    await watch.announceCodex();
    // To announce it may have taken a while.
    const begin = (0,preflight/* assertClosed */.NX)(request.authFile).then(() => app_server/* AppServer */.zU.startUnfenced(codex, request.right));
    const server = await begin.catch(async (error) => {
        await watch.codexEnded().catch(() => undefined);
        throw error;
    });
    const refreshed = async () => (await request.generation()) !== before;
    let told = before;
    const tell = async () => {
        const generation = await request.generation();
        if (generation === told)
            return;
        told = generation;
        await request.onRefreshed();
    };
    const asked = await watch
        .protectCodex(server.identity)
        .then(() => ask(server, request, refreshed))
        .then(reply => ({ reply, error: undefined }), (error) => ({ reply: undefined, error }));
    try {
        await tell();
        const isOver = request.when === 'forced' || isRefused(asked.reply, server.stderr) || (await refreshed());
        if (!isOver)
            await untilIdle(server, request.right.tokenUrl);
    }
    finally {
        // It ends by itself, whatever happened, and its save is in the file only then (docs/facts#closing-finishes).
        await server.close();
        // Its record then names a process that has ended, which is as good; a refresh that worked must not be hidden by it.
        await watch.codexEnded().catch(() => undefined);
    }
    // Its start may have refreshed once more at the edge of five minutes, or only while it ended.
    await tell();
    // A Codex that hangs or dies without an answer may have saved anyway.
    if (await refreshed())
        return { outcome: 'refreshed' };
    const { reply, error } = asked;
    if (error && !(error instanceof app_server/* AppServerStuck */.tg))
        throw error;
    const { when, right, remaining, words } = request;
    const evidence = {
        reply,
        stderr: server.stderr,
        tokenUrl: right.tokenUrl,
        startTried: isTriedAtStart(remaining),
    };
    // With an override that isn't a URL, Codex could not even ask.
    const fate = URL.canParse(right.tokenUrl) ? fateOf({ ...evidence, when }) : 'unspent';
    if (when === 'if-needed' && (0,codex_failure/* accountOf */.XP)(reply) && fate === 'unspent')
        return { outcome: 'not-needed' };
    const failure = (0,codex_failure/* refreshFailure */.Q)({ ...evidence, tookMs: performance.now() - start }, words);
    return { outcome: 'failed', failure: await moreOf(failure, { evidence, fate, codex, words }), fate };
}
/** The same failure, with what Codex doesn't know of it, or does not say. */
async function moreOf(failure, { evidence, fate, codex, words }) {
    const { code } = failure;
    if (fate === 'refused' && ['reused', 'refused'].includes(code) && isOwnLoss(evidence))
        return new codex_failure/* Failure */.HR('lost-answer', words);
    // A refusal without a reason that Codex met before it could log: a proxy's page looks the same to it.
    const isUntold = code === 'refused' && fate === 'unknown';
    if (!URL.canParse(evidence.tokenUrl))
        return new codex_failure/* Failure */.HR('endpoint-unreachable', words, NO_ADDRESS);
    if (code !== 'endpoint-unreachable' && !isUntold)
        return failure;
    const look = await lookAtEndpoint(evidence.tokenUrl, codex.env);
    if (isUntold)
        return look.answers && look.isPage && REFUSING.includes(look.status)
            ? new codex_failure/* Failure */.HR('endpoint-blocked', words, ` (${look.status}, a web page).`)
            : failure;
    const why = look.answers ? 'by Codex, though its host answers to this action' : look.why;
    return new codex_failure/* Failure */.HR(code, words, `: ${why}.`);
}
const NO_ADDRESS = ': CODEX_REFRESH_TOKEN_URL_OVERRIDE is set, and is not a URL.';
/** A proxy's answers to a client without credentials. OpenAI's own host has pages for browsers too, but not with these. */
const REFUSING = [400, 401, 407, 511];
/**
 * Codex's start tries to refresh by itself, more than once, and answers before the last of these: closed in the middle
 * of one it loses what the server gives it (docs/facts#closing-drops-recovery).
 */
async function untilIdle({ stderr }, tokenUrl) {
    const end = performance.now() + LONGEST_TRY_MS;
    let idleSince = performance.now();
    while (performance.now() < Math.min(end, idleSince + IDLE_MS)) {
        await (0,promises_.setTimeout)(LOOK_EVERY_MS);
        if (isTrying(stderr, tokenUrl))
            idleSince = performance.now();
    }
}
/**
 * Codex's start has refreshed already if the access token was about to expire or refused; a forced refresh on
 * top would refresh a second time (docs/facts#expired-refreshes-twice), so it is asked for only where the file shows no
 * refresh.
 */
async function ask(server, { when, remaining }, refreshed) {
    const reply = await server.account();
    if (when === 'if-needed' || isTriedAtStart(remaining) || (await refreshed()))
        return reply;
    return server.request('account/read', { refreshToken: true });
}
const isTriedAtStart = (remaining) => remaining <= freshness/* CODEX_REFRESHES_AT_MS */.rX;


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


/***/ }),

/***/ 25107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   iJ: () => (/* binding */ proxyFor),
/* harmony export */   lw: () => (/* binding */ Http),
/* harmony export */   x7: () => (/* binding */ MOST_HOPS)
/* harmony export */ });
/* harmony import */ var _addresses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87247);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64053);



/** How many redirects a request may follow. */
const MOST_HOPS = 5;
/** Milliseconds for a proxy to open its tunnel, as long as undici waits for any connection. */
const PROXY_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** HTTP through the proxies that the environment names. Connections are kept for the next request. */
class Http {
    #dispatchers = new Map();
    /**
     * Gives the final answer to `use`, which reads its body or leaves it.
     * @throws what `follow` and `use` throw, the signal's reason, and what undici throws
     */
    async send(request, use) {
        let at = request.url;
        for (let hops = 0;; hops += 1) {
            const asked = this.#exchange(at, request, async (answer) => {
                const { status, headers } = answer;
                if (!REDIRECTS.has(status))
                    return { result: await use(answer) };
                return { to: request.follow({ status, from: at, to: target(headers.location, at), hops }) };
            });
            const outcome = await (0,_waits_js__WEBPACK_IMPORTED_MODULE_1__/* .waitFor */ .f)(at.host, asked);
            if ('result' in outcome)
                return outcome.result;
            at = outcome.to;
        }
    }
    /** Ends all connections at once. */
    async end() {
        await Promise.all([...this.#dispatchers.values()].map(dispatcher => dispatcher.destroy()));
        this.#dispatchers.clear();
    }
    async #exchange(url, request, use) {
        const { signal, stallMs } = request;
        // undici's own time-out begins when a proxy has answered.
        const silence = new AbortController();
        const mute = () => silence.abort(new Error(`no answer in ${(stallMs ?? 0) / 1000} s`));
        const timer = stallMs === undefined ? undefined : setTimeout(mute, stallMs);
        try {
            const answer = await this.#ask(url, request, AbortSignal.any([signal, silence.signal]));
            clearTimeout(timer);
            const { statusCode: status, headers, body } = answer;
            // A reader gets the body's errors anyway. Without a listener, the error of an abandoned body would end this process.
            body.on('error', () => undefined);
            try {
                return await use({ url, status, headers, body });
            }
            finally {
                body.destroy();
            }
        }
        catch (error) {
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error) !== 'UND_ERR_BODY_TIMEOUT')
                throw error;
            throw new Error('the transfer stalled', { cause: error });
        }
        finally {
            clearTimeout(timer);
        }
    }
    async #ask(url, { method = 'GET', headers, credentials, body, stallMs }, signal) {
        const { request } = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 24371, 19));
        const { authorization } = credentials?.origin === url.origin ? credentials : {};
        const asked = request(url, {
            dispatcher: await this.#dispatcher(proxyFor(url, process.env)),
            method,
            headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
            ...(body === undefined ? {} : { body }),
            signal,
            headersTimeout: 0,
            bodyTimeout: stallMs ?? 0,
        });
        // undici heeds a signal only once there is a connection.
        const aborted = new Promise((_, reject) => {
            const abort = () => reject(signal.reason);
            if (signal.aborted)
                abort();
            else
                signal.addEventListener('abort', abort);
        });
        return Promise.race([asked, aborted]);
    }
    async #dispatcher(proxy) {
        const { Agent, Pool, ProxyAgent } = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 24371, 19));
        const clientFactory = (origin, options) => new Pool(origin, { ...options, headersTimeout: PROXY_MS });
        const known = this.#dispatchers.get(proxy) ??
            (proxy === undefined ? new Agent() : new ProxyAgent({ uri: proxy, clientFactory }));
        this.#dispatchers.set(proxy, known);
        return known;
    }
}
function target(location, from) {
    if (typeof location !== 'string' || !URL.canParse(location, from.href))
        return undefined;
    const to = new URL(location, from);
    to.username = '';
    to.password = '';
    return to;
}
/**
 * The proxy for an address, as the runner and its toolkit read the environment: names in small letters first, an entry of
 * `no_proxy` holds for what is below it too, and nothing on this machine is asked through a proxy. undici's own
 * EnvHttpProxyAgent sends https through `http_proxy`, takes `no_proxy` to the letter, and in version 6 prints a warning.
 */
function proxyFor(url, env) {
    const of = (name) => env[name] || env[name.toUpperCase()] || '';
    const proxy = of(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
    const exceptions = of('no_proxy').toLowerCase().split(',');
    if (!proxy || (0,_addresses_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U)(url) || exceptions.some(entry => covers(entry.trim(), url)))
        return undefined;
    return /^https?:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}
/** Whether an entry of `no_proxy` means this host: `example.com`, `.example.com`, `host:8443`, `*`. */
function covers(entry, { hostname, port, protocol }) {
    if (entry === '' || entry === '*')
        return entry === '*';
    const withPort = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
    const end = entry.startsWith('.') ? entry : `.${entry}`;
    return [hostname, withPort].some(host => host === entry || host.endsWith(end));
}


/***/ })

};
