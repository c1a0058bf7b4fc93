export const id = 5723;
export const ids = [5723];
export const modules = {

/***/ 73193:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {



const SemVer = __webpack_require__(7163)
const Range = __webpack_require__(96782)

const maxSatisfying = (versions, range, options) => {
  let max = null
  let maxSV = null
  let rangeObj = null
  try {
    rangeObj = new Range(range, options)
  } catch (er) {
    return null
  }
  versions.forEach((v) => {
    if (rangeObj.test(v)) {
      // satisfies(v, range, options)
      if (!max || maxSV.compare(v) === -1) {
        // compare(max, v, true)
        max = v
        maxSV = new SemVer(max, options)
      }
    }
  })
  return max
}
module.exports = maxSatisfying


/***/ }),

/***/ 25723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   newestRelease: () => (/* binding */ newestRelease)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var semver_functions_gt_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16599);
/* harmony import */ var semver_ranges_max_satisfying_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73193);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(73305);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38016);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(50809);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(91164);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(38796);
/* harmony import */ var _unavailable_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(80727);











const DAY_MS = 24 * 3_600_000;
/** A release younger than that may still be withdrawn. */
const RIPE_MS = 3 * DAY_MS;
/** A job that has a default to go on with doesn't wait long for the registry. */
const STALL_MS = 15_000;
const MOST_BYTES = 1024 * 1024;
const Resolved = zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
    registry: zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(),
    /** npm's name for the machine. */
    target: zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(),
    /** When the registry was asked, in milliseconds since the epoch. */
    at: zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .number */ .aig(),
    /** Stable releases that were three days old by then. */
    releases: zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_10__/* ._regex */ .Fk(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/))),
});
/**
 * The newest release in a range that is at least three days old. A machine asks the registry once a day. If the registry
 * can't be reached, its last answer counts; without one, the default version.
 * @throws CodexUnavailable `codex-version-not-found` if there is no such release, or the signal's reason
 */
async function newestRelease(range, job) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(job.place.root, '.releases.json');
    const registry = (0,_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .registryFrom */ .OP)(job.env).base;
    const kept = await keptIn(file, registry, job);
    const age = job.now() - (kept?.at ?? 0);
    if (kept && age >= 0 && age < DAY_MS)
        return choose(range, kept.releases);
    const asked = await askRegistry(job).catch((error) => {
        job.signal.throwIfAborted();
        if (!(error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ))
            throw error;
        return error;
    });
    if (!(asked instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ)) {
        await keep(file, { registry, target: job.target.name, at: job.now(), releases: asked });
        return choose(range, asked);
    }
    const what = `Codex's releases could not be looked up: ${asked.explanation.what}`;
    if (kept) {
        job.warn(`${what}\nGoing on with what the registry said on ${new Date(kept.at).toISOString()}.`);
        return choose(range, kept.releases);
    }
    job.warn(`${what}\nUsing Codex ${_job_js__WEBPACK_IMPORTED_MODULE_6__/* .DEFAULT_CODEX_VERSION */ .J}, the default, instead of \`codex-version\`.`);
    return _job_js__WEBPACK_IMPORTED_MODULE_6__/* .DEFAULT_CODEX_VERSION */ .J;
}
/** The default version counts too: it is tried, and comes with this action. */
function choose(range, releases) {
    const all = [...releases, _job_js__WEBPACK_IMPORTED_MODULE_6__/* .DEFAULT_CODEX_VERSION */ .J];
    const newest = semver_ranges_max_satisfying_js__WEBPACK_IMPORTED_MODULE_3__(all, range);
    if (newest === null)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_8__/* .noneInRange */ .Bk)(range, semver_ranges_max_satisfying_js__WEBPACK_IMPORTED_MODULE_3__(all, '*'));
    return newest;
}
async function keptIn(file, registry, { target }) {
    const bytes = await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegularFile */ .XF)(file, { limit: MOST_BYTES }).catch(() => undefined);
    const kept = bytes && Resolved.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_11__/* .parseJson */ .q)(bytes.toString('utf8')));
    const isOurs = kept?.success && kept.data.registry === registry && kept.data.target === target.name;
    return isOurs ? kept.data : undefined;
}
/** Where it can't be kept, the next job asks again. */
async function keep(file, resolved) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(file), { recursive: true })
        .then(() => (0,_system_files_js__WEBPACK_IMPORTED_MODULE_5__/* .replaceFile */ .fR)(file, JSON.stringify(resolved), 0o644))
        .catch(() => undefined);
}
const Package = zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
    'dist-tags': zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .record */ .g1P(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .unknown */ .L5J())),
    time: zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .record */ .g1P(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .unknown */ .L5J())),
    versions: zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .record */ .g1P(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .unknown */ .L5J()),
});
/** The stable releases for this machine that are old enough. The short form of the description has no dates. */
async function askRegistry(job) {
    const registry = (0,_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .registryFrom */ .OP)(job.env);
    const retries = { ...job.retries, retries: Math.min(job.retries.retries, 1) };
    const asking = { ...job, registry, retries, stallTimeout: Math.min(job.stallTimeout, STALL_MS) };
    const url = (0,_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .packageUrl */ .EH)(asking);
    const found = Package.safeParse(await (0,_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .getJson */ .Tt)(url, 'application/json', asking));
    if (!found.success)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_8__/* .notFound */ .mX)(_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .PACKAGE */ .Hy, registry.base, url);
    const { time, versions, 'dist-tags': tags } = found.data;
    if (time === undefined)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_8__/* .noTimes */ .oF)(registry.base);
    const latest = typeof tags?.latest === 'string' ? STABLE.exec(tags.latest)?.[0] : undefined;
    const suffix = `-${job.target.name}`;
    return (Object.entries(versions)
        .filter(([name, manifest]) => name.endsWith(suffix) && !isDeprecated(manifest))
        .map(([name]) => name.slice(0, -suffix.length))
        .filter(version => STABLE.test(version))
        .filter(version => [version, version + suffix].every(name => isRipe(time[name], job.now())))
        .filter(version => !isDeprecated(versions[version]))
        // Releases newer than npm's own `latest` were taken back, or aren't meant for everyone yet.
        .filter(version => latest === undefined || !semver_functions_gt_js__WEBPACK_IMPORTED_MODULE_2__(version, latest)));
}
const STABLE = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/;
const isRipe = (published, now) => typeof published === 'string' && now - Date.parse(published) >= RIPE_MS;
const isDeprecated = (manifest) => typeof manifest === 'object' &&
    manifest !== null &&
    'deprecated' in manifest &&
    Boolean(manifest.deprecated);


/***/ }),

/***/ 38796:
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
// EXTERNAL MODULE: ./build/src/codex/install/download.js
var install_download = __webpack_require__(72969);
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

// EXTERNAL MODULE: ./build/src/codex/install/unavailable.js
var unavailable = __webpack_require__(80727);
;// CONCATENATED MODULE: ./build/src/codex/install/registry.js







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
    const came = await (0,install_download/* get */.Jt)(asked(tarball, '*/*', download), download, async (status, body) => status === 200 ? receive(body, download.take) : undefined);
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
/** Hashes a tarball while `take` has it, to its end also if `take` has failed. Throws failures of the disk and the network. */
async function receive(body, take) {
    const hash = (0,external_node_crypto_.createHash)('sha512');
    let bytes = 0;
    async function* hashed() {
        for await (const piece of body.iterator({ destroyOnReturn: false })) {
            hash.update(piece);
            bytes += piece.length;
            yield piece;
        }
    }
    const failure = await take(hashed()).then(() => undefined, (error) => error);
    if ((0,install_download/* isOfTheDisk */.MC)(failure))
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
    if (!(0,install_download/* mayLead */.w9)(base, address))
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
    return (0,install_download/* get */.Jt)(asked(url, accept, asking), asking, async (status, body) => {
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
