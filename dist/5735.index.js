export const id = 5735;
export const ids = [5735];
export const modules = {

/***/ 85735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  install: () => (/* binding */ install)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/codex/install/native.js
var install_native = __webpack_require__(3746);
// EXTERNAL MODULE: ./build/src/codex/install/registry.js + 1 modules
var install_registry = __webpack_require__(38796);
// EXTERNAL MODULE: ./build/src/codex/install/tool-cache.js
var tool_cache = __webpack_require__(91208);
// EXTERNAL MODULE: ./build/src/codex/install/unavailable.js
var unavailable = __webpack_require__(80727);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/src/codex/install/unpack.js




const MEGABYTE = 2 ** 20;
/** Five times what Codex 0.171.0 has. */
const MOST_BYTES = 2 ** 31;
const PLAIN = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory']);
/**
 * Unpacks a package as it comes, so its bytes are not verified yet: only files and directories may be in it, nothing that
 * leads out, and no more than a disk can hold. The caller may use none of it before its sha512 is known to be right.
 * @param into a directory that is made; what an earlier try left there is removed
 * @throws CodexUnavailable, or what the disk or the tarball's source throws
 */
async function unpack(tarball, into) {
    const { extract } = await __webpack_require__.e(/* import() */ 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    await (0,promises_.rm)(into, { recursive: true, force: true });
    await (0,promises_.mkdir)(into);
    let refusal;
    let bytes = 0;
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
                refusal ??= (0,unavailable/* strangeEntry */.p6)(name);
            bytes += entry.size;
            if (bytes > MOST_BYTES)
                refusal ??= (0,unavailable/* tooLarge */.PN)(MOST_BYTES);
            return refusal === undefined;
        },
    });
    // tar's own gunzip goes by 16 KB: 415 MB took it 2.7 s, and in pieces of 1 MB they take 1.5 s.
    const work = (0,external_node_stream_promises_.pipeline)(tarball, (0,external_node_zlib_.createGunzip)({ chunkSize: MEGABYTE }), files);
    await work.catch((error) => {
        throw refusal ?? error;
    });
    if (refusal !== undefined)
        throw refusal;
}

;// CONCATENATED MODULE: ./build/src/codex/install/install.js








/**
 * Gets Codex from the npm registry into the tool cache.
 * @returns the executable
 * @throws CodexUnavailable, or anything at all once the signal is aborted; nothing half-done stays either way
 */
async function install(job) {
    const { place, target, signal } = job;
    const staging = await (0,tool_cache/* makeStaging */.me)(place, job.now());
    try {
        const fresh = await fetchInto(staging, job);
        const aside = external_node_path_.join(staging, 'replaced');
        const works = async () => (await (0,install_native/* workingIn */.XM)(place.directory, job)) !== undefined;
        const ours = await (0,tool_cache/* putInPlace */.yK)(place, { fresh, aside, works, signal });
        await (0,tool_cache/* markComplete */.Tu)(place);
        if (!ours)
            job.log('Another job was faster; using what it installed.');
    }
    finally {
        await (0,tool_cache/* removeStaging */.O7)(staging);
    }
    const executable = await (0,install_native/* executableIn */.Sr)(place.directory, target);
    return executable ?? Promise.reject((0,unavailable/* notWritable */.GZ)(place.root, new Error('it was gone again at once')));
}
/** Downloads, verifies, unpacks and tries it out. @returns the unpacked package's directory */
async function fetchInto(staging, job) {
    const { log, now } = job;
    const registry = (0,install_registry/* registryFrom */.OP)(job.env);
    const version = `${job.version}-${job.target.name}`;
    const fresh = external_node_path_.join(staging, 'package');
    log(`Codex ${job.version}: downloading ${install_registry/* PACKAGE */.Hy}@${version} from ${registry.base}`);
    const started = now();
    const bytes = await orDiskFailure((0,install_registry/* downloadPackage */.Xo)({ ...job, registry, version, take: tarball => unpack(tarball, fresh) }));
    await tryOut(fresh, job);
    const seconds = ((now() - started) / 1000).toFixed(1);
    log(`Codex ${job.version}: ${Math.ceil(bytes / 1e6)} MB, unpacked, sha512 verified, in ${seconds} s.`);
    return fresh;
}
/** An error with a code of the system, tar or zlib is a failure of the disk or the archive. Other errors pass unchanged. */
async function orDiskFailure(work) {
    try {
        return await work;
    }
    catch (error) {
        throw error instanceof errors/* ActionError */.lZ || (0,errors/* systemCode */.xU)(error) === undefined ? error : (0,unavailable/* unpackFailed */.mv)(error);
    }
}
async function tryOut(fresh, job) {
    const wanted = `${install_registry/* PACKAGE */.Hy}@${job.version}-${job.target.name}`;
    const executable = await (0,install_native/* executableIn */.Sr)(fresh, job.target);
    if (executable === undefined)
        throw (0,unavailable/* wrongVersion */.e3)(wanted, 'holds no executable where Codex has it');
    await (0,promises_.chmod)(executable, 0o755);
    const answer = await (0,install_native/* askVersion */.qN)(executable, job);
    if (answer.version === undefined)
        throw (0,unavailable/* notRunnable */.$s)(executable, answer.problem);
    if (answer.version !== job.version)
        throw (0,unavailable/* wrongVersion */.e3)(wanted, `says it is ${answer.version}`);
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
