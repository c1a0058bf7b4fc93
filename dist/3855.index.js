export const id = 3855;
export const ids = [3855];
export const modules = {

/***/ 73855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Hy: () => (/* binding */ PACKAGE),
  Xo: () => (/* binding */ downloadPackage),
  Tt: () => (/* binding */ getJson),
  EH: () => (/* binding */ packageUrl),
  OP: () => (/* binding */ registryFrom)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/system/addresses.js
var addresses = __webpack_require__(87247);
// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
// EXTERNAL MODULE: ./build/src/system/read-stream.js
var read_stream = __webpack_require__(77388);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/http.js
var system_http = __webpack_require__(25107);
// EXTERNAL MODULE: ./build/src/codex/install/unavailable.js
var unavailable = __webpack_require__(80727);
;// CONCATENATED MODULE: ./build/src/codex/install/download.js




/** A failure that another try may mend. */
class Transient extends Error {
}
/** Failures of our own disk: another try would only fill it again. */
const OF_THE_DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO']);
const isOfTheDisk = (error) => OF_THE_DISK.has((0,errors/* systemCode */.xU)(error) ?? '');
/**
 * GETs an address until it gets a final answer. Redirects are followed to https, and from this machine to this machine.
 * @param use gets the status and the body; what it throws of the network is tried again, of the disk not
 * @throws CodexUnavailable, and as it is what the file system throws in `use`
 */
async function get(asked, manner, use) {
    const { url } = asked;
    const { retries, signal, log } = manner;
    const { default: pRetry } = await __webpack_require__.e(/* import() */ 4995).then(__webpack_require__.bind(__webpack_require__, 74995));
    const work = pRetry(() => getOnce(asked, manner, use), {
        ...retries,
        signal,
        shouldRetry: ({ error, retriesConsumed }) => {
            if (!(error instanceof Transient))
                return false;
            const delay = Math.min(retries.minTimeout * retries.factor ** retriesConsumed, retries.maxTimeout);
            log(`${(0,unavailable/* printable */.g$)(url)}: ${error.message}. Trying again in ${delay / 1000} s.`);
            return true;
        },
    });
    return work.catch((error) => {
        throw error instanceof Transient ? (0,unavailable/* unreachable */.HB)(url, retries.retries + 1, error) : error;
    });
}
async function getOnce(asked, { stallTimeout, signal }, use) {
    const http = new system_http/* Http */.lw();
    try {
        const request = { ...asked, signal, stallMs: stallTimeout, follow };
        return await http.send(request, ({ url, status, body }) => use(decided(url, status), body));
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* ActionError */.lZ || isOfTheDisk(error))
            throw error;
        throw error instanceof Transient ? error : new Transient((0,unavailable/* reasonOf */.A3)(error), { cause: error });
    }
    finally {
        // A connection that a proxy or a host does not answer would keep a cancelled job waiting.
        await http.end();
    }
}
/** @throws CodexUnavailable if others could read or change the traffic there, or there are too many redirects */
function follow({ from, to, hops }) {
    if (to === undefined || hops === system_http/* MOST_HOPS */.x7 || !mayLead(from, to))
        throw (0,unavailable/* redirected */.cP)(from, to);
    return to;
}
/** Whether one address may lead to another: never from https to plain http, nor to plain http on another machine. */
const mayLead = (from, to) => (0,addresses/* isSafe */.I)(to) && (from.protocol !== 'https:' || to.protocol === 'https:');
/** The status, if another try would only bring it again. */
function decided(url, status) {
    if (status === 408 || status === 429 || status >= 500)
        throw new Transient(`it answered ${status}`);
    if (status === 401 || status === 403 || status === 407)
        throw (0,unavailable/* refused */.J5)(url, status);
    return status;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(28395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(73305);
;// CONCATENATED MODULE: ./build/src/codex/install/signatures.js


/** The public registry's keys: `/-/npm/v1/keys`. These were copied from Sigstore's TUF repository, which has the same. */
const NPM_KEYS = [
    {
        keyid: 'SHA256:jl3bwswu80PjjokCgh0o2w5c2U4LhQAE57gj9cz1kzA',
        key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==',
        expires: '2025-01-29T00:00:00.000Z',
    },
    {
        keyid: 'SHA256:DhQ8wR5APBvFHLF/+Tc+AYvPOdTpcIDqOhxsBHRwC7U',
        key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEY6Ya7W++7aUPzvMTrezH6Ycx3c+HOKYCcNGybJZSCJq/fd7Qa8uuAKtdIkUQtQiEKERhAmE5lMMJhP8OkDOa2g==',
    },
];
/** The registry has one signature for a key, and a few while keys change. */
const Signatures = schemas/* array */.YOg(schemas/* object */.Ikc({
    keyid: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[\x21-\x7e]{1,100}$/)),
    sig: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[A-Za-z0-9+/]{60,120}={0,2}$/)),
}))
    .check(api/* _maxLength */.Eb(10));
/**
 * Judges `dist.signatures` of a package. An expired key proves nothing: only the registry says when a package was
 * published, and every Codex that works here was published after the first key expired.
 * @param of `<package>@<version>`
 * @param integrity `dist.integrity` as the registry wrote it, which is what is signed
 * @param now milliseconds since the epoch
 */
function judgeSignatures(signatures, { of, integrity, keys, now }) {
    if (signatures === undefined || signatures === null)
        return { by: 'nobody' };
    const parsed = Signatures.safeParse(signatures);
    if (!parsed.success)
        return { by: 'wrong' };
    let best = { by: 'nobody' };
    for (const { keyid, sig } of parsed.data) {
        const key = keys.find(known => known.keyid === keyid);
        if (key && !fits(key, `${of}:${integrity}`, sig))
            return { by: 'wrong' };
        if (key && !(key.expires && Date.parse(key.expires) <= now))
            best = { by: 'npm' };
        else if (best.by !== 'npm')
            best = { by: key ? 'expired' : 'unknown', keyid };
    }
    return best;
}
function fits({ key }, text, signature) {
    const spki = (0,external_node_crypto_.createPublicKey)({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return (0,external_node_crypto_.verify)('sha256', Buffer.from(text), spki, Buffer.from(signature, 'base64'));
}

;// CONCATENATED MODULE: ./build/src/codex/install/registry.js







/** Six times what Codex 0.171.0 has as a package. */
const MOST_PACKED = 2 ** 30;
const PACKAGE = '@openai/codex';
const PUBLIC = 'https://registry.npmjs.org/';
/** npm's own shorter form of a package's description: versions and where they lie, no readmes. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';
/** The registry that npm's own variable names, or the public one. @throws CodexUnavailable `codex-registry-invalid` */
function registryFrom(env) {
    const configured = env.NPM_CONFIG_REGISTRY || env.npm_config_registry || PUBLIC;
    if (!URL.canParse(configured) || !/^https?:$/.test(new URL(configured).protocol))
        throw (0,unavailable/* noRegistry */.Xd)(PUBLIC);
    const url = new URL(configured);
    const { origin, pathname, username, password } = url;
    if (!(0,addresses/* isSafe */.I)(url))
        throw (0,unavailable/* plainRegistry */.MV)(origin);
    const base = origin + pathname.replace(/(?<!\/)\/*$/, '/');
    if (username === '' && password === '')
        return { base };
    const credentials = Buffer.from(`${unescaped(username)}:${unescaped(password)}`).toString('base64');
    return { base, authorization: `Basic ${credentials}` };
}
/** A password with a bare `%` is meant as it stands. */
function unescaped(part) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        return part;
    }
}
/**
 * Downloads a version's tarball and checks it against its sha512: the pinned one, otherwise the manifest's, which npm must
 * have signed if the registry has signatures.
 * @returns the tarball's size in bytes
 * @throws CodexUnavailable, and as it is what `take` throws
 */
async function downloadPackage(download) {
    const { tarball, integrity } = await findTarball(download);
    const { parse } = await __webpack_require__.e(/* import() */ 8951).then(__webpack_require__.t.bind(__webpack_require__, 68951, 19));
    const came = await get(asked(tarball, '*/*', download), download, async (status, body) => status === 200 ? receive(body, download.take) : undefined);
    if (came === undefined)
        throw (0,unavailable/* notFound */.mX)(wanted(download), download.registry.base, tarball);
    if (!parse(came.sha512)?.match(integrity)) {
        const cause = new Error(`${came.sha512} for ${came.bytes} bytes, wanted ${integrity}`);
        throw pinOf(download) ? (0,unavailable/* notPinned */.ac)(wanted(download), (0,unavailable/* printable */.g$)(tarball), cause) : (0,unavailable/* tampered */.rZ)(tarball, cause);
    }
    if (came.failure !== undefined)
        throw came.failure;
    return came.bytes;
}
/** Hashes a tarball while `take` has it, to its end also if `take` has failed. Throws `tooLarge` and failures of disk and network. */
async function receive(body, take) {
    const hash = (0,external_node_crypto_.createHash)('sha512');
    let bytes = 0;
    async function* hashed() {
        for await (const piece of body.iterator({ destroyOnReturn: false })) {
            hash.update(piece);
            bytes += piece.length;
            if (bytes > MOST_PACKED)
                throw (0,unavailable/* tooLarge */.PN)(`${MOST_PACKED / 2 ** 30} GB`);
            yield piece;
        }
    }
    const failure = await take(hashed()).then(() => undefined, (error) => error);
    if (isOfTheDisk(failure))
        throw failure;
    for await (const _ of hashed())
        ;
    return { bytes, sha512: `sha512-${hash.digest('base64')}`, failure };
}
/** Asks for the one version; a registry that doesn't serve single versions, for the whole list. */
async function findTarball(download) {
    const { base } = download.registry;
    const all = packageUrl(download);
    const one = new URL(`${all.href}/${download.version}`);
    const dist = distOf(await getJson(one, 'application/json', download), download.version) ??
        distOf(await getJson(all, ABBREVIATED, download), download.version);
    if (dist === undefined)
        throw (0,unavailable/* notFound */.mX)(wanted(download), base, all);
    return { tarball: tarballUrl(dist.tarball, base), integrity: await integrityOf(dist, download) };
}
const wanted = ({ version }) => `${PACKAGE}@${version}`;
const pinOf = ({ pins, version }) => (Object.hasOwn(pins, version) ? pins[version] : undefined);
/** The sha512 that the tarball must have. @throws CodexUnavailable if the registry offers something else, or can't prove it */
async function integrityOf({ integrity, signatures }, download) {
    const { parse } = await __webpack_require__.e(/* import() */ 8951).then(__webpack_require__.t.bind(__webpack_require__, 68951, 19));
    const text = typeof integrity === 'string' && integrity.length <= 1000 ? integrity : '';
    const told = parse(text, { strict: true })?.sha512;
    const { registry } = download;
    const pin = pinOf(download);
    if (pin !== undefined) {
        // Fails now rather than after a download of 100 MB.
        if (told && !told.some(hash => hash.toString() === pin))
            throw (0,unavailable/* notPinned */.ac)(wanted(download), registry.base);
        return pin;
    }
    if (!told?.length)
        throw (0,unavailable/* noIntegrity */.Vk)(wanted(download), registry.base);
    checkSigned(text, signatures, download);
    return told.join(' ');
}
/** A mirror may pass on no signatures, or sign with a key of its own. Then only its word counts, and the log says so. */
function checkSigned(integrity, signatures, download) {
    const { keys = NPM_KEYS, log } = download;
    const { base } = download.registry;
    const of = wanted(download);
    const signed = judgeSignatures(signatures, { of, integrity, keys, now: download.now() });
    if (signed.by === 'npm')
        return;
    if (signed.by === 'wrong')
        throw (0,unavailable/* wronglySigned */.Fy)(of, base);
    const isPublic = new URL(base).host === new URL(PUBLIC).host;
    if (signed.by === 'nobody') {
        // The public registry signs all that it serves: somebody took the signatures out.
        if (isPublic)
            throw (0,unavailable/* unsigned */.ad)(of, base);
        log(`${of} is not signed: ${base} serves no signatures, so only its own sha512 can be checked.`);
        return;
    }
    const key = (0,quote/* quote */.h)(signed.keyid, 60);
    const state = signed.by === 'expired' ? `has expired (${key})` : `is not known here (${key})`;
    if (isPublic)
        throw (0,unavailable/* signedByOther */.cG)(of, base, state);
    log(`${of} is not signed by npm: ${base} serves a signature of a key that ${state}, so only its own sha512 can be checked.`);
}
/**
 * A mirror may pass the public registry's manifests on as they are. As npm does (`replace-registry-host`),
 * such an address is taken to mean the same path on the mirror; other than npm, we keep the mirror's prefix.
 * Some registries behind an https proxy give plain http addresses of their own: those are read as https.
 */
function tarballUrl(tarball, registry) {
    const base = new URL(registry);
    const url = URL.canParse(tarball, registry) ? new URL(tarball, base) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol))
        throw (0,unavailable/* noDownloadAddress */.g4)(registry);
    if (url.host === base.host)
        url.protocol = base.protocol;
    const elsewhere = url.host === new URL(PUBLIC).host && url.host !== base.host;
    const address = elsewhere ? new URL(`.${url.pathname}`, base) : url;
    if (!mayLead(base, address))
        throw (0,unavailable/* noDownloadAddress */.g4)(registry);
    return address;
}
/** `dist` of a version's manifest, or of that version in a package's list; undefined when neither is there. */
function distOf(body, version) {
    const manifest = at(body, 'versions') === undefined ? body : at(at(body, 'versions'), version);
    const dist = at(manifest, 'dist');
    return typeof at(dist, 'tarball') === 'string' ? dist : undefined;
}
const at = (value, key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? value[key]
    : undefined;
/** The whole description of Codex has a few MB. */
const MOST_BYTES = 64 * 2 ** 20;
/** The address of the package's description, with all its versions. */
const packageUrl = ({ registry: { base } }) => new URL(`${base}${PACKAGE.replace('/', '%2f')}`);
/** The body as JSON; undefined when the registry has no such page, or answers with another kind of page. */
function getJson(url, accept, asking) {
    return get(asked(url, accept, asking), asking, async (status, body) => {
        const bytes = await (0,read_stream/* readStream */.b)(body, { limit: MOST_BYTES });
        if (bytes === undefined || status !== 200)
            return undefined;
        try {
            return JSON.parse(bytes.toString('utf8'));
        }
        catch {
            return undefined;
        }
    });
}
/** The registry's credentials are for the registry only: not for the host of its tarballs, nor for one that it redirects to. */
const asked = (url, accept, { registry: { base, authorization } }) => ({
    url,
    headers: { accept, 'user-agent': 'codex-auth-action' },
    credentials: authorization === undefined ? undefined : { origin: new URL(base).origin, authorization },
});


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
