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
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(31328);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(73855);
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


/***/ })

};
