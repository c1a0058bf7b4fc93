export const id = 7209;
export const ids = [7209];
export const modules = {

/***/ 57209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pre: () => (/* binding */ pre)
/* harmony export */ });
/* harmony import */ var _keeper_prepare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10223);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _check_trust_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78251);
/* harmony import */ var _clean_environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78161);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73991);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41717);
/* harmony import */ var _worker_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(87174);
/* harmony import */ var _worker_source_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(30384);








/**
 * Failures that a step before main can repair, such as a login to a secret manager or a new key. The inputs from such
 * steps are empty in pre (docs/facts, "Stages"), so only main refuses.
 */
const EARLIER_STEP = ['restore-failed', 'store-inputs', 'ephemeral-runner', 'no-token-yet'];
/** Puts the newest login into CODEX_HOME and fences the job. Nothing refreshes here, so pre never waits. */
async function pre(stage) {
    (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .warnIfUntested */ .O)(stage);
    // Before anything is restored or downloaded.
    const inputs = stage.inputs();
    if ((0,_inputs_js__WEBPACK_IMPORTED_MODULE_4__.modeOf)(inputs) === 'run')
        (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .assertSandboxHere */ .i)(inputs);
    await (0,_clean_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanStage */ .G)(stage);
    const prepared = await prepareTrusted(stage).catch(error => {
        if (!(error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ) || !EARLIER_STEP.includes(error.code))
            throw error;
        stage.log.info(`${error.explanation.what} It is read again when the step starts.`);
    });
    if (prepared && !prepared.login)
        stage.log.info('No login yet: the inputs are read again when the step starts.');
}
/** Nothing is restored before the event is trusted. */
async function prepareTrusted(stage) {
    await (0,_check_trust_js__WEBPACK_IMPORTED_MODULE_2__/* .checkTrust */ .R)(stage);
    const source = (0,_worker_source_js__WEBPACK_IMPORTED_MODULE_7__/* .workerSource */ .U)(stage.inputs());
    return source ? (0,_worker_js__WEBPACK_IMPORTED_MODULE_6__/* .beginWork */ .R)(stage, source) : (0,_keeper_prepare_js__WEBPACK_IMPORTED_MODULE_0__/* .prepareEarly */ .NZ)(stage);
}


/***/ })

};
