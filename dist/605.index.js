export const id = 605;
export const ids = [605];
export const modules = {

/***/ 8605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  install: () => (/* binding */ install)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/codex/native.js
var codex_native = __webpack_require__(490);
// EXTERNAL MODULE: ./build/src/codex/download.js
var codex_download = __webpack_require__(5905);
// EXTERNAL MODULE: ./build/src/codex/unavailable.js
var unavailable = __webpack_require__(5567);
;// CONCATENATED MODULE: ./build/src/codex/registry.js






const PACKAGE = '@openai/codex';
const PUBLIC = 'https://registry.npmjs.org/';
/** npm's own shorter form of a package's description: versions and where they lie, no readmes. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';
/** The registry that npm's own variable names, or the public one. @throws CodexUnavailable `codex-registry-invalid` */
function registryFrom(env) {
    const configured = env.NPM_CONFIG_REGISTRY || env.npm_config_registry || PUBLIC;
    if (!URL.canParse(configured) || !/^https?:$/.test(new URL(configured).protocol))
        throw (0,unavailable/* noRegistry */.Xd)(PUBLIC);
    const { origin, pathname, username, password } = new URL(configured);
    const base = origin + pathname.replace(/\/*$/, '/');
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
 * Downloads a version's tarball and checks it against the manifest's sha512.
 * @returns the tarball's size in bytes
 * @throws CodexUnavailable, and as it is what the file system throws while writing
 */
async function downloadPackage(download) {
    const { tarball, integrity } = await findTarball(download);
    const { integrityStream } = await __webpack_require__.e(/* import() */ 951).then(__webpack_require__.t.bind(__webpack_require__, 8951, 19));
    const headers = headersFor(tarball, '*/*', download);
    const size = await (0,codex_download/* get */.J)(tarball, headers, download, async (status, message) => {
        if (status !== 200)
            return undefined;
        await (0,external_node_stream_promises_.pipeline)(message, integrityStream({ integrity }), (0,external_node_fs_.createWriteStream)(download.file));
        return (await (0,promises_.stat)(download.file)).size;
    }).catch((error) => {
        throw (0,errors/* systemCode */.xU)(error) === 'EINTEGRITY' ? (0,unavailable/* tampered */.rZ)(tarball, error) : error;
    });
    return size ?? Promise.reject((0,unavailable/* notFound */.mX)(wanted(download), download.registry.base, tarball));
}
/** Asks for the one version; a registry that doesn't serve single versions, for the whole list. */
async function findTarball(download) {
    const { base } = download.registry;
    const all = new URL(`${base}${PACKAGE.replace('/', '%2f')}`);
    const one = new URL(`${all.href}/${download.version}`);
    const dist = distOf(await getJson(one, 'application/json', download), download.version) ??
        distOf(await getJson(all, ABBREVIATED, download), download.version);
    if (dist === undefined)
        throw (0,unavailable/* notFound */.mX)(wanted(download), base, all);
    const { parse } = await __webpack_require__.e(/* import() */ 951).then(__webpack_require__.t.bind(__webpack_require__, 8951, 19));
    const integrity = typeof dist.integrity === 'string'
        ? parse(dist.integrity, { strict: true })?.sha512?.join(' ')
        : undefined;
    if (!integrity)
        throw (0,unavailable/* noIntegrity */.Vk)(wanted(download), base);
    return { tarball: tarballUrl(dist.tarball, base), integrity };
}
const wanted = ({ version }) => `${PACKAGE}@${version}`;
/**
 * A mirror may pass the public registry's manifests on as they are. As npm does (`replace-registry-host`),
 * such an address is taken to mean the same path on the mirror; other than npm, we keep the mirror's prefix.
 */
function tarballUrl(tarball, base) {
    const url = URL.canParse(tarball, base) ? new URL(tarball, base) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol))
        throw (0,unavailable/* noDownloadAddress */.g4)(base);
    const elsewhere = url.host === new URL(PUBLIC).host && url.host !== new URL(base).host;
    return elsewhere ? new URL(`.${url.pathname}`, base) : url;
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
/** The body as JSON; undefined when the registry has no such page, or answers with another kind of page. */
function getJson(url, accept, download) {
    return (0,codex_download/* get */.J)(url, headersFor(url, accept, download), download, async (status, message) => {
        const chunks = [];
        for await (const chunk of message)
            chunks.push(chunk);
        if (status !== 200)
            return undefined;
        try {
            return JSON.parse(Buffer.concat(chunks).toString('utf8'));
        }
        catch {
            return undefined;
        }
    });
}
/** The registry's credentials are for the registry: not for the host that it keeps its tarballs on. */
function headersFor(url, accept, { registry }) {
    const ours = url.origin === new URL(registry.base).origin;
    return { accept, ...(ours && registry.authorization ? { authorization: registry.authorization } : {}) };
}

// EXTERNAL MODULE: ./build/src/codex/tool-cache.js
var tool_cache = __webpack_require__(1200);
;// CONCATENATED MODULE: ./build/src/codex/install.js










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
        const works = async () => (await (0,codex_native/* workingIn */.XM)(place.directory, job)) !== undefined;
        const ours = await (0,tool_cache/* putInPlace */.yK)(place, { fresh, aside, works, signal });
        await (0,tool_cache/* markComplete */.Tu)(place);
        if (!ours)
            job.log('Another job was faster; using what it installed.');
    }
    finally {
        await (0,tool_cache/* removeStaging */.O7)(staging);
    }
    const executable = await (0,codex_native/* executableIn */.Sr)(place.directory, target);
    return executable ?? Promise.reject((0,unavailable/* notWritable */.GZ)(place.root, new Error('it was gone again at once')));
}
/** Downloads, verifies, unpacks and tries it out. @returns the unpacked package's directory */
async function fetchInto(staging, job) {
    const { log, now, signal } = job;
    const registry = registryFrom(job.env);
    const version = `${job.version}-${job.target.name}`;
    const file = external_node_path_.join(staging, 'package.tgz');
    const fresh = external_node_path_.join(staging, 'package');
    log(`Codex ${job.version}: downloading ${PACKAGE}@${version} from ${registry.base}`);
    const started = now();
    const bytes = await orDiskFailure(downloadPackage({ ...job, registry, version, file }));
    const downloaded = now();
    await orDiskFailure(unpack(file, fresh, signal));
    await tryOut(fresh, job);
    const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
    log(`Codex ${job.version}: ${Math.ceil(bytes / 1e6)} MB in ${seconds(downloaded - started)}, sha512 verified, ` +
        `unpacked in ${seconds(now() - downloaded)}.`);
    return fresh;
}
/** What has a system's, tar's or zlib's code is the disk's or the archive's failure; our own, and our defects, pass. */
async function orDiskFailure(work) {
    try {
        return await work;
    }
    catch (error) {
        throw error instanceof errors/* ActionError */.lZ || (0,errors/* systemCode */.xU)(error) === undefined ? error : (0,unavailable/* unpackFailed */.mv)(error);
    }
}
const MEGABYTE = 1024 * 1024;
const PLAIN = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory']);
/** Unpacks a package. Only files and directories may be in it, and nothing that leads out. */
async function unpack(tarball, into, signal) {
    const { extract } = await __webpack_require__.e(/* import() */ 697).then(__webpack_require__.bind(__webpack_require__, 8697));
    await (0,promises_.mkdir)(into);
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
    const unzip = (0,external_node_zlib_.createGunzip)({ chunkSize: MEGABYTE });
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(tarball, { highWaterMark: MEGABYTE }), unzip, files, { signal });
    if (strange !== undefined)
        throw (0,unavailable/* strangeEntry */.p6)(strange);
}
async function tryOut(fresh, job) {
    const wanted = `${PACKAGE}@${job.version}-${job.target.name}`;
    const executable = await (0,codex_native/* executableIn */.Sr)(fresh, job.target);
    if (executable === undefined)
        throw (0,unavailable/* wrongVersion */.e3)(wanted, 'holds no executable where Codex has it');
    await (0,promises_.chmod)(executable, 0o755);
    const answer = await (0,codex_native/* askVersion */.qN)(executable, job);
    if (answer.version === undefined)
        throw (0,unavailable/* notRunnable */.$s)(executable, answer.problem);
    if (answer.version !== job.version)
        throw (0,unavailable/* wrongVersion */.e3)(wanted, `says it is ${answer.version}`);
}


/***/ })

};
