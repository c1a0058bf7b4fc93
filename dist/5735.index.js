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
// EXTERNAL MODULE: ./build/src/codex/install/registry.js + 2 modules
var install_registry = __webpack_require__(73855);
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
/** A hundred times what Codex 0.171.0 has. Empty files fill a disk too, and the memory of this process. */
const MOST_ENTRIES = 5000;
const PLAIN = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory']);
/**
 * Unpacks a package as it comes, so its bytes are not verified yet: only files and directories may be in it, nothing that
 * leads out, and no more than a disk can hold. The caller may use none of it before its sha512 is known to be right.
 * @param into a directory that is made, a new one for each try: tar may still write in it a moment after a failure
 * @throws CodexUnavailable, or what the disk or the tarball's source throws
 */
async function unpack(tarball, into) {
    const { extract } = await __webpack_require__.e(/* import() */ 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    await (0,promises_.mkdir)(into);
    // tar's own gunzip goes by 16 KB: 415 MB took it 2.7 s, and in pieces of 1 MB they take 1.5 s.
    const unzip = (0,external_node_zlib_.createGunzip)({ chunkSize: MEGABYTE });
    let refusal;
    const refuse = (reason) => {
        refusal ??= reason;
        unzip.destroy(refusal);
    };
    let [bytes, entries] = [0, 0];
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
                refuse((0,unavailable/* strangeEntry */.p6)(name));
            bytes += entry.size;
            entries += 1;
            if (bytes > MOST_BYTES)
                refuse((0,unavailable/* tooLarge */.PN)(`${MOST_BYTES / 2 ** 30} GB of files`));
            if (entries > MOST_ENTRIES)
                refuse((0,unavailable/* tooLarge */.PN)(`${MOST_ENTRIES} files`));
            return refusal === undefined;
        },
    });
    try {
        await (0,external_node_stream_promises_.pipeline)(tarball, unzip, files);
    }
    catch (error) {
        // Closes the file that tar has open, which would take room on the disk even when it is deleted.
        files.on('error', () => undefined).end();
        await (0,promises_.rm)(into, { recursive: true, force: true }).catch(() => undefined);
        throw refusal ?? error;
    }
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
    log(`Codex ${job.version}: downloading ${install_registry/* PACKAGE */.Hy}@${version} from ${registry.base}`);
    const started = now();
    let tries = 0;
    const place = () => external_node_path_.join(staging, `package-${tries}`);
    const take = (tarball) => {
        tries += 1;
        return unpack(tarball, place());
    };
    const bytes = await orDiskFailure((0,install_registry/* downloadPackage */.Xo)({ ...job, registry, version, take }));
    const fresh = place();
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


/***/ })

};
