export const id = 2510;
export const ids = [2510];
export const modules = {

/***/ 22510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   install: () => (/* binding */ install)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46466);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38522);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20368);
/* harmony import */ var _native_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3746);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(38796);
/* harmony import */ var _tool_cache_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(91208);
/* harmony import */ var _unavailable_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(80727);










/**
 * Gets Codex from the npm registry into the tool cache.
 * @returns the executable
 * @throws CodexUnavailable, or anything at all once the signal is aborted; nothing half-done stays either way
 */
async function install(job) {
    const { place, target, signal } = job;
    const staging = await (0,_tool_cache_js__WEBPACK_IMPORTED_MODULE_8__/* .makeStaging */ .me)(place, job.now());
    try {
        const fresh = await fetchInto(staging, job);
        const aside = node_path__WEBPACK_IMPORTED_MODULE_2__.join(staging, 'replaced');
        const works = async () => (await (0,_native_js__WEBPACK_IMPORTED_MODULE_6__/* .workingIn */ .XM)(place.directory, job)) !== undefined;
        const ours = await (0,_tool_cache_js__WEBPACK_IMPORTED_MODULE_8__/* .putInPlace */ .yK)(place, { fresh, aside, works, signal });
        await (0,_tool_cache_js__WEBPACK_IMPORTED_MODULE_8__/* .markComplete */ .Tu)(place);
        if (!ours)
            job.log('Another job was faster; using what it installed.');
    }
    finally {
        await (0,_tool_cache_js__WEBPACK_IMPORTED_MODULE_8__/* .removeStaging */ .O7)(staging);
    }
    const executable = await (0,_native_js__WEBPACK_IMPORTED_MODULE_6__/* .executableIn */ .Sr)(place.directory, target);
    return executable ?? Promise.reject((0,_unavailable_js__WEBPACK_IMPORTED_MODULE_9__/* .notWritable */ .GZ)(place.root, new Error('it was gone again at once')));
}
/** Downloads, verifies, unpacks and tries it out. @returns the unpacked package's directory */
async function fetchInto(staging, job) {
    const { log, now, signal } = job;
    const registry = (0,_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .registryFrom */ .OP)(job.env);
    const version = `${job.version}-${job.target.name}`;
    const file = node_path__WEBPACK_IMPORTED_MODULE_2__.join(staging, 'package.tgz');
    const fresh = node_path__WEBPACK_IMPORTED_MODULE_2__.join(staging, 'package');
    log(`Codex ${job.version}: downloading ${_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .PACKAGE */ .Hy}@${version} from ${registry.base}`);
    const started = now();
    const bytes = await orDiskFailure((0,_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .downloadPackage */ .Xo)({ ...job, registry, version, file }));
    const downloaded = now();
    await orDiskFailure(unpack(file, fresh, signal));
    await tryOut(fresh, job);
    const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
    log(`Codex ${job.version}: ${Math.ceil(bytes / 1e6)} MB in ${seconds(downloaded - started)}, sha512 verified, ` +
        `unpacked in ${seconds(now() - downloaded)}.`);
    return fresh;
}
/** An error with a code of the system, tar or zlib is a failure of the disk or the archive. Other errors pass unchanged. */
async function orDiskFailure(work) {
    try {
        return await work;
    }
    catch (error) {
        throw error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ || (0,_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(error) === undefined ? error : (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_9__/* .unpackFailed */ .mv)(error);
    }
}
const MEGABYTE = 1024 * 1024;
const PLAIN = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory']);
/** Unpacks a package. Only files and directories may be in it, and nothing that leads out. */
async function unpack(tarball, into, signal) {
    const { extract } = await __webpack_require__.e(/* import() */ 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(into);
    let strange;
    const files = extract({
        cwd: into,
        strip: 1,
        strict: true,
        preserveOwner: false,
        noMtime: true, // npm's date is 1985: whoever tidies up old files would take it for one
        // What is thrown in here would be lost between tar's streams.
        filter: (name, entry) => {
            const plain = 'type' in entry && PLAIN.has(entry.type) && !/^[\\/]|(^|[\\/])\.\.([\\/]|$)/.test(name);
            if (!plain)
                strange ??= name;
            return plain;
        },
    });
    // tar's own gunzip goes by 16 KB: 415 MB took it 2.7 s, and in pieces of 1 MB they take 1.5 s.
    const unzip = (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createGunzip)({ chunkSize: MEGABYTE });
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(tarball, { highWaterMark: MEGABYTE }), unzip, files, { signal });
    if (strange !== undefined)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_9__/* .strangeEntry */ .p6)(strange);
}
async function tryOut(fresh, job) {
    const wanted = `${_registry_js__WEBPACK_IMPORTED_MODULE_7__/* .PACKAGE */ .Hy}@${job.version}-${job.target.name}`;
    const executable = await (0,_native_js__WEBPACK_IMPORTED_MODULE_6__/* .executableIn */ .Sr)(fresh, job.target);
    if (executable === undefined)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_9__/* .wrongVersion */ .e3)(wanted, 'holds no executable where Codex has it');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(executable, 0o755);
    const answer = await (0,_native_js__WEBPACK_IMPORTED_MODULE_6__/* .askVersion */ .qN)(executable, job);
    if (answer.version === undefined)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_9__/* .notRunnable */ .$s)(executable, answer.problem);
    if (answer.version !== job.version)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_9__/* .wrongVersion */ .e3)(wanted, `says it is ${answer.version}`);
}


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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/src/system/addresses.js
var addresses = __webpack_require__(87247);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
// EXTERNAL MODULE: ./build/src/system/read-stream.js
var read_stream = __webpack_require__(77388);
// EXTERNAL MODULE: ./build/src/codex/install/download.js
var install_download = __webpack_require__(72969);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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
 * @throws CodexUnavailable, and as it is what the file system throws while writing
 */
async function downloadPackage(download) {
    const { tarball, integrity } = await findTarball(download);
    const { integrityStream } = await __webpack_require__.e(/* import() */ 8951).then(__webpack_require__.t.bind(__webpack_require__, 68951, 19));
    const size = await (0,install_download/* get */.Jt)(asked(tarball, '*/*', download), download, async (status, body) => {
        if (status !== 200)
            return undefined;
        await (0,external_node_stream_promises_.pipeline)(body, integrityStream({ integrity }), (0,external_node_fs_.createWriteStream)(download.file));
        return (await (0,promises_.stat)(download.file)).size;
    }).catch((error) => {
        if ((0,errors/* systemCode */.xU)(error) !== 'EINTEGRITY')
            throw error;
        throw pinOf(download) ? (0,unavailable/* notPinned */.ac)(wanted(download), (0,unavailable/* printable */.g$)(tarball), error) : (0,unavailable/* tampered */.rZ)(tarball, error);
    });
    return size ?? Promise.reject((0,unavailable/* notFound */.mX)(wanted(download), download.registry.base, tarball));
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
