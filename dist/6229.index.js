export const id = 6229;
export const ids = [6229];
export const modules = {

/***/ 36243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ unpackEntry),
/* harmony export */   AR: () => (/* binding */ packEntry),
/* harmony export */   Vh: () => (/* binding */ ArchiveRefused),
/* harmony export */   nA: () => (/* binding */ MOST_ARCHIVE_BYTES),
/* harmony export */   wO: () => (/* binding */ ENTRY_FILE)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);



/** The only file of an entry. The cache's version is a digest of this very string. */
const ENTRY_FILE = 'login.age';
/** A sealed login has at most 50 KB, so a far larger archive is not ours, packed or unpacked. */
const MOST_ARCHIVE_BYTES = 1024 * 1024;
const MOST_FILE_BYTES = 256 * 1024;
const BLOCK = 512;
/** zstd's default level needs 2 MB; a frame that asks for more than 8 MB of memory is refused (RFC 8878, 3.1.1.1.2). */
const MOST_WINDOW_LOG = 23;
/** Records that GNU tar and BSD tar write beside a file's header. None of them names, moves or sizes a member. */
const HARMLESS_RECORD = /^\d{1,4} (?:[acm]time|[ug]id|[ug]name|LIBARCHIVE\.[\w.]+|SCHILY\.[\w.]+)=[^\n]*$/;
/** Packs the one file of an entry, as any tar and gzip unpack it. */
async function packEntry(content) {
    const { Header } = await __webpack_require__.e(/* import() */ 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    const block = Buffer.alloc(BLOCK);
    const facts = { path: ENTRY_FILE, mode: 0o600, uid: 0, gid: 0, size: content.length, mtime: new Date() };
    new Header({ ...facts, type: 'File' }).encode(block);
    const toFullBlock = Buffer.alloc(-content.length & (BLOCK - 1));
    const end = Buffer.alloc(2 * BLOCK);
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gzip)(Buffer.concat([block, content, toFullBlock, end]));
}
/**
 * The content of the one file in an entry's archive, gzip or zstd. It writes no file. An archive that contains anything
 * else, under any name or of any type, is refused as a whole.
 *
 * @throws {ArchiveRefused} `cache-damaged` if it can't be decompressed; `cache-foreign` if it is whole, and not as we pack.
 */
async function unpackEntry(archive) {
    if (archive.length > MOST_ARCHIVE_BYTES)
        throw new ArchiveRefused('cache-foreign');
    const tar = await decompress(archive);
    const { Header } = await __webpack_require__.e(/* import() */ 8697).then(__webpack_require__.bind(__webpack_require__, 98697));
    const headerAt = (at) => {
        try {
            const header = new Header(tar, at);
            if (header.cksumValid)
                return header;
        }
        catch {
            // The archive ends before it, or it has numbers that no file has.
        }
        throw new ArchiveRefused('cache-foreign');
    };
    let at = 0;
    let header = headerAt(at);
    if (header.type === 'ExtendedHeader') {
        const records = tar.subarray(at + BLOCK, at + BLOCK + (header.size ?? 0)).toString('latin1');
        if (!records.split('\n').slice(0, -1).every(isHarmless) || !records.endsWith('\n'))
            throw new ArchiveRefused('cache-foreign');
        at += BLOCK + wholeBlocks(records.length);
        header = headerAt(at);
    }
    const { path, type, size = -1, linkpath } = header;
    const isOurs = path === ENTRY_FILE && (type === 'File' || type === 'OldFile') && !linkpath;
    const end = at + BLOCK + size;
    if (!isOurs || size < 0 || size > MOST_FILE_BYTES || end > tar.length)
        throw new ArchiveRefused('cache-foreign');
    const isOnlyMember = tar.subarray(end).every(byte => byte === 0);
    if (!isOnlyMember)
        throw new ArchiveRefused('cache-foreign');
    return tar.subarray(at + BLOCK, end);
}
const isHarmless = (record) => HARMLESS_RECORD.test(record);
const wholeBlocks = (bytes) => Math.ceil(bytes / BLOCK) * BLOCK;
/** zlib stops at the limit by itself, so a bomb costs a megabyte, whatever it would grow to. */
async function decompress(archive) {
    const limits = { maxOutputLength: MOST_ARCHIVE_BYTES };
    try {
        if (archive.readUInt16BE(0) === 0x1f8b)
            return await (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip)(archive, limits);
        // Part of the runner's Node 24, of Node 22 since 22.15, and not of Node 20.
        if (archive.readUInt32LE(0) === 0xfd2fb528 && node_zlib__WEBPACK_IMPORTED_MODULE_1__.zstdDecompress) {
            const params = { [node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.ZSTD_d_windowLogMax]: MOST_WINDOW_LOG };
            return await (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.zstdDecompress)(archive, { ...limits, params });
        }
    }
    catch (error) {
        if (error.code === 'ERR_BUFFER_TOO_LARGE')
            throw new ArchiveRefused('cache-foreign');
    }
    throw new ArchiveRefused('cache-damaged');
}
const FAULTS = {
    'cache-damaged': {
        what: "The newest entry in the Actions cache was fetched, but can't be unpacked.",
        why: 'It was cut off or altered in the cache; the state of the login in it may be lost.',
        remedy: 'Run the job again. If it stays so, log in once more (`mode: login`, or a new seed in `auth-json`): a newer login takes its place.',
    },
    'cache-foreign': {
        what: 'This action did not pack the entry in the Actions cache: it has other files in it, or is far too large.',
        why: 'Something else wrote it, perhaps to put its own files on this machine. Nothing was unpacked.',
        remedy: 'Find out what wrote it, and delete it.',
    },
};
/** An entry's archive can't be used. */
class ArchiveRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'ArchiveRefused';
    constructor(code) {
        super(code, FAULTS[code]);
    }
}


/***/ }),

/***/ 26229:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serveCache: () => (/* binding */ serveCache)
});

// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __webpack_require__(53053);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/stores/cache/archive.js
var cache_archive = __webpack_require__(36243);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:module"
var external_node_module_ = __webpack_require__(98995);
;// CONCATENATED MODULE: ./build/src/stores/cache/no-programs.js



/**
 * From now on this process starts no program: `substitute` does their work. It is for a process that runs only a library
 * whose programs must not get their input; @actions/exec 3.0 starts all of them by `spawn` (lib/toolrunner.js).
 */
function startNoPrograms(substitute) {
    const spawn = (_, args = [], { cwd = '.' } = {}) => {
        const program = Object.assign(new external_node_events_.EventEmitter(), { stdin: null, stdout: null, stderr: null });
        substitute(args, cwd).then(() => program.emit('close', 0), error => program.emit('error', error));
        return program;
    };
    Object.assign(external_node_child_process_, { spawn });
    (0,external_node_module_.syncBuiltinESMExports)();
}

;// CONCATENATED MODULE: ./build/src/stores/cache/client.js





/** `POST /twirp/…/GetCacheEntryDownloadURL` of the service v2, `GET …/_apis/artifactcache/cache?keys=…` of v1. */
const LOOKUP_V2 = /\/GetCacheEntryDownloadURL$/;
const LOOKUP_V1 = /\/_apis\/artifactcache\/cache\?/;
/** Runs in the process that `CacheProcess` starts: does what it is ordered, one order at a time, until it is left alone. */
function serveCache() {
    const requests = new Map();
    let printed = '';
    process.stdout.write = text => {
        printed += text;
        return true;
    };
    (0,external_node_diagnostics_channel_.subscribe)('http.client.request.start', message => {
        requests.set(message.request, undefined);
    });
    // Called with the archive that the client wants tar to unpack, and for one that is too long to be an entry.
    let arrived = () => undefined;
    let tooLong = () => undefined;
    startNoPrograms(async (args, directory) => {
        const [archive, packed] = [fileAfter(args, '-xf'), fileAfter(args, '-cf')];
        if (archive)
            arrived(await readStart(archive, cache_archive/* MOST_ARCHIVE_BYTES */.nA + 1));
        else if (packed)
            await (0,promises_.writeFile)((0,external_node_path_.join)(directory, packed), await (0,cache_archive/* packEntry */.AR)(await (0,promises_.readFile)(cache_archive/* ENTRY_FILE */.wO)));
    });
    (0,external_node_diagnostics_channel_.subscribe)('http.client.response.finish', message => {
        const { request, response } = message;
        requests.set(request, response);
        whenLongerThan(cache_archive/* MOST_ARCHIVE_BYTES */.nA, response, () => {
            request.destroy();
            tooLong();
        });
    });
    const outcomes = (lookup) => [...requests].filter(([request]) => isLookup(request) === lookup).map(outcome);
    // GitHub takes the first key for a prefix, too; other services only those after it.
    async function find(question, lookupOnly) {
        const { restoreCache } = await Promise.all(/* import() */[__webpack_require__.e(1084), __webpack_require__.e(6752), __webpack_require__.e(1955), __webpack_require__.e(2088), __webpack_require__.e(8638)]).then(__webpack_require__.bind(__webpack_require__, 78638));
        const [first = ''] = question;
        return (await restoreCache([cache_archive/* ENTRY_FILE */.wO], first, [...question], { lookupOnly }, true)) ?? null;
    }
    async function restore(key) {
        let unpacking;
        arrived = archive => {
            unpacking = unpack(archive);
        };
        const brokenOff = new Promise(resolve => {
            tooLong = () => {
                unpacking = Promise.resolve({ fault: 'cache-foreign' });
                resolve(null);
            };
        });
        const found = await Promise.race([find([key], false), brokenOff]);
        const fetched = await unpacking;
        return { found: [found], ...(fetched && { fetched }) };
    }
    async function obey(order) {
        requests.clear();
        printed = '';
        const { saveCache, CACHE_WRITE_DENIED_PREFIX } = await Promise.all(/* import() */[__webpack_require__.e(1084), __webpack_require__.e(6752), __webpack_require__.e(1955), __webpack_require__.e(2088), __webpack_require__.e(8638)]).then(__webpack_require__.bind(__webpack_require__, 78638));
        let result = { found: [] };
        if (order.do === 'look')
            result = { found: await Promise.all(order.questions.map(question => find(question, true))) };
        else if (order.do === 'restore')
            result = await restore(order.key);
        else
            await saveCache([cache_archive/* ENTRY_FILE */.wO], order.key, undefined, true);
        const [lookups, others] = [outcomes(true), outcomes(false)];
        const missing = [...requests.keys()].some(({ path }) => LOOKUP_V1.test(path)) ? 204 : 200;
        const forbidden = others.some(outcome => outcome === 401 || outcome === 403);
        const denied = forbidden || printed.includes(CACHE_WRITE_DENIED_PREFIX);
        return { ...result, lookups, missing, others, denied };
    }
    process.once('disconnect', () => process.exit());
    process.on('message', (order) => {
        obey(order).then(answers => process.send?.(answers), () => process.exit(1));
    });
}
/** The file after this option in the arguments that the client gives to tar (lib/internal/tar.js). */
function fileAfter(args, option) {
    const at = args.indexOf(option);
    return at < 0 ? undefined : args[at + 1];
}
/** A file's first bytes. */
async function readStart(path, most) {
    const file = await (0,promises_.open)(path);
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
        return buffer.subarray(0, bytesRead);
    }
    finally {
        await file.close();
    }
}
async function unpack(archive) {
    try {
        return { content: (await (0,cache_archive/* unpackEntry */.$7)(archive)).toString('base64') };
    }
    catch (error) {
        if (!(error instanceof cache_archive/* ArchiveRefused */.Vh))
            throw error;
        return { fault: error.code };
    }
}
/** How often to check a response of unknown length, in milliseconds. */
const LOOK_MS = 50;
/** Calls back once if a response, or the whole of which it is a part, is longer than `most` bytes. */
function whenLongerThan(most, response, tell) {
    const whole = /\/(\d+)$/.exec(response.headers['content-range'] ?? '')?.[1];
    const length = Number(whole ?? response.headers['content-length']);
    if (length > most)
        tell();
    if (!Number.isNaN(length))
        return;
    const { socket } = response;
    const before = socket.bytesRead;
    const timer = setInterval(() => {
        if (socket.bytesRead - before <= most)
            return;
        clearInterval(timer);
        tell();
    }, LOOK_MS);
    response.once('close', () => clearInterval(timer));
}
const isLookup = ({ path }) => LOOKUP_V2.test(path) || LOOKUP_V1.test(path);
function outcome([, response]) {
    if (!response)
        return 'none';
    return response.complete ? (response.statusCode ?? 'none') : 'cut';
}


/***/ })

};
