export const id = 5107;
export const ids = [5107];
export const modules = {

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
