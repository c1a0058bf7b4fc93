export const id = 555;
export const ids = [555];
export const modules = {

/***/ 70555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keepVerdict: () => (/* binding */ keepVerdict),
/* harmony export */   keptVerdict: () => (/* binding */ keptVerdict),
/* harmony export */   stampOfFiles: () => (/* binding */ stampOfFiles)
/* harmony export */ });
/* unused harmony export digestOfFiles */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(28395);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38016);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(50809);
/* harmony import */ var _check_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12520);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49645);
/* harmony import */ var _remains_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(55103);










/** How long a failure counts, because it may have had a reason on that day. A pass counts permanently. */
const FAILED_MS = 24 * 3_600_000;
const MOST_BYTES = 64 * 1024;
const isFact = (text) => Object.hasOwn(_facts_js__WEBPACK_IMPORTED_MODULE_6__/* .FACTS */ .q, text);
const Kept = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    check: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .literal */ .euz(_check_js__WEBPACK_IMPORTED_MODULE_5__/* .CHECK_VERSION */ .U),
    /** `digestOfFiles` of what was checked, and `stampOfFiles` when that was made. */
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(),
    stamp: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP(),
    /** Milliseconds since the epoch. */
    at: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .number */ .aig(),
    broken: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ fact: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .refine */ .YPB(isFact)), seen: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP() })),
});
const fileFor = ({ root, files }) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, '.checks', `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(files).digest('hex').slice(0, 32)}.json`);
/**
 * The result of an earlier check of these very files: an empty list if they have passed, undefined if nothing is known.
 * The files, 400 MB, are read only if the system says that they may have changed.
 */
async function keptVerdict(place, now) {
    const bytes = await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegularFile */ .XF)(fileFor(place), { limit: MOST_BYTES }).catch(() => undefined);
    const parsed = bytes && Kept.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_9__/* .parseJson */ .q)(bytes.toString('utf8')));
    if (!parsed?.success)
        return undefined;
    const kept = parsed.data;
    const age = now - kept.at;
    if (kept.broken.length > 0 && !(age >= 0 && age < FAILED_MS))
        return undefined;
    const stamp = await stampOfFiles(place.files);
    if (stamp !== kept.stamp) {
        if ((await digestOfFiles(place.files)) !== kept.digest)
            return undefined;
        await write(place, { ...kept, stamp });
    }
    return kept.broken;
}
/**
 * Keeps what a check has found, if it is sure to find the same again. Where it can't be kept, the next job checks again.
 * @param stamp of the files before the check
 */
async function keepVerdict(place, checked, { now, stamp }) {
    const isSure = checked.outcome === 'passed' ? checked.sandboxTried : checked.certain;
    if (!isSure)
        return;
    const digest = await digestOfFiles(place.files);
    // If the files have changed meanwhile, the check doesn't count for them.
    if ((await stampOfFiles(place.files)) !== stamp)
        return;
    const broken = checked.outcome === 'passed' ? [] : [...checked.broken];
    await write(place, { check: _check_js__WEBPACK_IMPORTED_MODULE_5__/* .CHECK_VERSION */ .U, digest, stamp, at: now, broken });
}
async function write(place, kept) {
    const file = fileFor(place);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(file), { recursive: true })
        .then(() => (0,_system_files_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceFile */ .fR)(file, JSON.stringify(kept), 0o644))
        .catch(() => undefined);
}
/** Changes whenever the system has noted a change of one of the files, as nobody but root can prevent (inode(7), ctime). */
async function stampOfFiles(path) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (const name of await namesIn(path)) {
        const { dev, ino, size, ctimeNs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(path, name), { bigint: true });
        hash.update(`${name}\0${dev} ${ino} ${size} ${ctimeNs}\n`);
    }
    return hash.digest('hex');
}
/** Names of the files in a directory; an empty one for a file. */
async function namesIn(path) {
    const names = (await (0,_remains_js__WEBPACK_IMPORTED_MODULE_7__/* .filesIn */ .n)(path)).map(file => file.path).sort();
    return names.length === 0 ? [''] : names;
}
/** The sha512 of a file, or of all files in a directory with their names. */
async function digestOfFiles(path) {
    const all = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha512');
    for (const name of await namesIn(path)) {
        const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha512');
        for await (const piece of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(path, name), { highWaterMark: 1024 * 1024 }))
            hash.update(piece);
        all.update(`${name}\0${hash.digest('hex')}\n`);
    }
    return all.digest('hex');
}


/***/ })

};
