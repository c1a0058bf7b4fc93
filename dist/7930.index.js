export const id = 7930;
export const ids = [7930,5549];
export const modules = {

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

/***/ 85549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PACE: () => (/* binding */ PACE),
  sender: () => (/* binding */ sender)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/system/http.js
var system_http = __webpack_require__(25107);
// EXTERNAL MODULE: ./build/src/github/failure.js
var failure = __webpack_require__(54679);
// EXTERNAL MODULE: ./build/src/system/read-stream.js
var read_stream = __webpack_require__(77388);
;// CONCATENATED MODULE: ./build/src/github/fetch.js



/** A page of 100 repositories has 600 KB. */
const MOST_BYTES = 4 * 2 ** 20;
/**
 * A fetch for octokit that keeps token and body on the API's own origin. Redirects on that origin are followed; GitHub uses
 * them for renamed repositories. Bodies are read to their end here, up to a limit.
 * @throws GithubRefused for a redirect to another origin and for a body that is too large, and what undici throws
 */
function fetchFrom(apiUrl, http) {
    const { origin } = new URL(apiUrl);
    const ask = async (address, { method, headers: all, body, signal }) => {
        const { authorization = '', ...headers } = all;
        const url = new URL(address);
        const what = `${method} ${url.pathname}`;
        return http.send({
            url,
            method,
            headers,
            credentials: { origin, authorization },
            body,
            signal,
            follow({ status, to, hops }) {
                if (!mayFollow(status, method))
                    throw (0,failure/* unexpectedAnswer */.au)(what, status);
                if (to?.origin !== origin || hops === system_http/* MOST_HOPS */.x7)
                    throw (0,failure/* redirected */.cP)(what, origin, to?.origin, status);
                return to;
            },
        }, async ({ status, headers, body }) => {
            // 304 is an answer; any other status from 300 to 399 means that nothing was done.
            if (status >= 300 && status < 400 && status !== 304)
                throw (0,failure/* unexpectedAnswer */.au)(what, status);
            const bytes = await (0,read_stream/* readStream */.b)(body, { limit: MOST_BYTES });
            if (bytes === undefined)
                throw (0,failure/* unexpectedAnswer */.au)(what, status);
            // As much of a response as octokit reads.
            return {
                url: address,
                status,
                headers: new Map(Object.entries(headers)),
                text: async () => new TextDecoder().decode(bytes),
                arrayBuffer: async () => Uint8Array.from(bytes).buffer,
            };
        });
    };
    return ask;
}
/** A request that changes something is repeated only if the status says that method and body stay the same. */
const mayFollow = (status, method) => [307, 308].includes(status) || method === 'GET';

// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
;// CONCATENATED MODULE: ./build/src/github/judge.js



/** GitHub asks to wait at least a minute where it doesn't say how long (its "Rate limits for the REST API"). */
const UNSAID_WAIT_MS = 60_000;
/** Longer than any pace allows. */
const LONGEST_WAIT_MS = 86_400_000;
/**
 * An error of our own for what a request threw, with nothing of the request in it but `what` (method and path).
 * @param token never in the result, whoever quotes it
 * @param now milliseconds since the epoch
 */
function judge(thrown, what, token, now) {
    const { response, message, cause } = thrown;
    const clean = (text) => quotable(text, token);
    // Our own error, thrown by the fetch that octokit uses.
    if (cause instanceof failure/* GithubRefused */.iX)
        return cause;
    if (!response) {
        const network = (0,errors/* systemCode */.xU)(cause) ?? cause?.message ?? message ?? 'no answer';
        return new failure/* Transient */.Rc(cause?.name === 'TimeoutError' ? 'no answer in time' : clean(network));
    }
    const { status, headers, data } = response;
    const said = clean(messageOf(data));
    if (isLimit(status, headers, said))
        return new failure/* Transient */.Rc(`it answered ${status}: ${said}`, true, waitOf(headers, now));
    if (status >= 500 || status === 408)
        return new failure/* Transient */.Rc(`it answered ${status}`);
    const accepted = headers['x-accepted-github-permissions'];
    return (0,failure/* refused */.J5)(what, status, { message: said, ...(accepted ? { accepted: clean(String(accepted)) } : {}) });
}
/** A 403 is a limit where GitHub says so in a header or, for some secondary limits, only in the message. */
const isLimit = (status, headers, said) => status === 429 ||
    (status === 403 &&
        (headers['retry-after'] !== undefined ||
            headers['x-ratelimit-remaining'] === '0' ||
            /secondary rate limit/i.test(said)));
function waitOf(headers, now) {
    const after = Number(headers['retry-after']);
    if (Number.isFinite(after))
        return bounded(after * 1000);
    const reset = Number(headers['x-ratelimit-reset']);
    if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
        return bounded(reset * 1000 - now);
    return UNSAID_WAIT_MS;
}
const bounded = (ms) => Math.min(Math.max(0, ms), LONGEST_WAIT_MS);
function messageOf(data) {
    const { message, errors } = (data ?? {});
    if (typeof message !== 'string')
        return 'no reason given';
    return errors === undefined ? message : `${message}: ${inJson(errors)}`;
}
/** octokit reads large numbers as BigInt, which JSON.stringify throws for. */
const inJson = (value) => JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
/** One short line without the token: what others wrote may quote it, and fetch quotes a header it can't send. */
const quotable = (text, token) => (0,quote/* quote */.h)(text.replaceAll(token, '***'));

;// CONCATENATED MODULE: ./build/src/github/request.js





/** Again after 0.5, 1, 2, 4, 8, 10, 10, 10 s: the result of a refresh is worth waiting for. */
const PACE = {
    retries: 8,
    minTimeout: 500,
    factor: 2,
    maxTimeout: 10_000,
    tryTimeout: 15_000,
    total: 90_000,
};
/** Octokit reports deprecations on the console, which is the job's log; nobody there can act on them. */
const SILENT = { debug() { }, info() { }, warn() { }, error() { } };
/** Requests with this token: tried again after 5xx, limits and lost connections, until `pace.total`. */
function sender({ apiUrl, pace, log }, token) {
    const fetch = fetchFrom(apiUrl, new system_http/* Http */.lw());
    return async (route, parameters = {}) => {
        const [{ default: pRetry }, { request }] = await Promise.all([
            __webpack_require__.e(/* import() */ 4995).then(__webpack_require__.bind(__webpack_require__, 74995)),
            __webpack_require__.e(/* import() */ 244).then(__webpack_require__.bind(__webpack_require__, 10244)),
        ]);
        const headers = {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${token}`,
            'user-agent': 'codex-auth-action',
            'x-github-api-version': '2022-11-28',
        };
        const asked = { baseUrl: apiUrl.replace(/(?<!\/)\/+$/, ''), headers, ...parameters };
        const { method, url } = request.endpoint(route, asked);
        const what = `${method} ${new URL(url).pathname}`;
        const total = AbortSignal.timeout(pace.total);
        const end = performance.now() + pace.total;
        let notBefore = 0;
        let last = 'no answer in time';
        let limited = false;
        const once = async () => {
            await (0,promises_.setTimeout)(Math.max(0, notBefore - performance.now()), undefined, { signal: total });
            const signal = AbortSignal.any([total, AbortSignal.timeout(pace.tryTimeout)]);
            try {
                const { status, data, headers } = await request(route, {
                    ...asked,
                    request: { fetch, signal, log: SILENT },
                });
                const date = Date.parse(headers.date ?? '');
                return { status, data, ...(Number.isNaN(date) ? {} : { date }) };
            }
            catch (error) {
                throw judge(error, what, token, Date.now());
            }
        };
        return pRetry(once, {
            ...pace,
            signal: total,
            shouldRetry({ error, retriesLeft }) {
                if (!(error instanceof failure/* Transient */.Rc))
                    return false;
                last = error.message;
                limited = error.limited;
                notBefore = performance.now() + error.waitMs;
                const again = retriesLeft > 0 && notBefore < end;
                if (again)
                    log(`${what}: ${last}. Trying again${error.waitMs ? ` in ${error.waitMs / 1000} s` : ''}.`);
                return again;
            },
        }).catch((error) => {
            if (error instanceof failure/* Transient */.Rc)
                throw gaveUp(what, error.message, error.limited);
            throw total.aborted ? gaveUp(what, last, limited) : error;
        });
    };
}
const gaveUp = (what, reason, limited) => new failure/* GithubUnavailable */.wv(`${what} failed, and so did trying again: ${reason}.`, limited);


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


/***/ }),

/***/ 77388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readStream)
/* harmony export */ });
/** All that comes out of a stream; undefined, and no more is read, if that is more than `limit` bytes. */
async function readStream(stream, { limit }) {
    const pieces = [];
    let size = 0;
    for await (const piece of stream) {
        size += piece.length;
        if (size > limit)
            return undefined;
        pieces.push(piece);
    }
    return Buffer.concat(pieces);
}


/***/ })

};
