export const id = 516;
export const ids = [516];
export const modules = {

/***/ 50516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   assertSafe: () => (/* binding */ assertSafe)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _unavailable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80727);


/**
 * Checks a Codex of a version that nobody has tried, before it may see a login (docs/facts §16). What was found is kept
 * beside the tool cache, for these very files.
 * @throws CodexUnavailable `codex-check-failed` or `codex-check-impossible`, or the signal's reason
 */
async function assertSafe(codex, job) {
    const { version } = job;
    const broken = await judge(codex, job).catch(error => {
        job.signal.throwIfAborted();
        throw error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ
            ? (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_1__/* .checkImpossible */ .cs)(version, error.explanation.what, error)
            : (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_1__/* .checkImpossible */ .cs)(version, `${(0,_unavailable_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A3)(error)}.`, error);
    });
    const [first] = broken;
    if (first)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_1__/* .checkFailed */ .s_)(version, first, broken.length - 1);
}
/** Facts that don't hold, by an earlier check or one that is done now. */
async function judge({ path, source }, job) {
    const { checkCodex } = await Promise.all(/* import() */[__webpack_require__.e(8081), __webpack_require__.e(1449)]).then(__webpack_require__.bind(__webpack_require__, 12520));
    const { keepVerdict, keptVerdict, stampOfFiles } = await Promise.all(/* import() */[__webpack_require__.e(8081), __webpack_require__.e(1449), __webpack_require__.e(555)]).then(__webpack_require__.bind(__webpack_require__, 70555));
    const { env, fold, log, now, place, signal, version } = job;
    // On PATH the files beside it may be those of other programs.
    const verdict = { root: place.root, files: source === 'path' ? path : place.directory };
    const kept = await keptVerdict(verdict, now());
    if (kept) {
        const found = kept.length === 0 ? 'passed' : 'failed';
        log(`Codex ${version}: it has ${found} this action's check on this machine before.`);
        return kept;
    }
    return fold(`Codex ${version} is new to this action: checking it with made-up logins`, async () => {
        const started = now();
        const stamp = await stampOfFiles(verdict.files);
        const checked = await checkCodex({ executable: path, env, log, signal });
        await keepVerdict(verdict, checked, { now: now(), stamp });
        const seconds = `${((now() - started) / 1000).toFixed(1)} s`;
        if (checked.outcome === 'failed') {
            log(`It failed after ${seconds}.`);
            return checked.broken;
        }
        log(checked.sandboxTried
            ? `It passed in ${seconds}. The result is kept for this Codex.`
            : `It passed in ${seconds}. There is no sandbox on this machine, so what commands can read was not tried.`);
        return [];
    });
}


/***/ })

};
