export const id = 9218;
export const ids = [9218];
export const modules = {

/***/ 59218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DZ: () => (/* binding */ assertPlanLeft),
/* harmony export */   c5: () => (/* binding */ assertSkippable),
/* harmony export */   gT: () => (/* binding */ noteLimit),
/* harmony export */   isSkipped: () => (/* binding */ isSkipped),
/* harmony export */   tellSkipped: () => (/* binding */ tellSkipped)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(73305);
/* harmony import */ var _codex_prove_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15917);
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43996);
/* harmony import */ var _login_freshness_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55132);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38016);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(50809);









/** After these, no job can use the login until a person acts or a usage window ends: see `on-unavailable`. */
const UNAVAILABLE = [
    ...['reused', 'expired', 'revoked', 'refused', 'lost-answer', 'other-account', 'refused-before'],
    ...[
        'stale-copy',
        'maybe-spent',
        'token-ended',
        'model-unauthorized',
        'payment-required',
        'plan-without-codex',
    ],
    'usage-limit',
];
/** Throws `InputError` where `on-unavailable` would have no effect. */
function assertSkippable(inputs, mode) {
    if (inputs['on-unavailable'] === 'skip' && (mode === 'keep-fresh' || mode === 'login'))
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz('on-unavailable', `is "skip", and mode is "${mode}"`, 'Leave it out: this mode is there to find out about the login, and its failure is what tells people.');
}
/** Whether the job ends green for want of a login that works, or of what is left of its plan. */
function isSkipped({ inputs, cancelled }, error) {
    if (!(error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ) || cancelled.aborted || !UNAVAILABLE.includes(error.code))
        return false;
    return inputs()['on-unavailable'] === 'skip';
}
/** Ends the step green: a notice, and the outputs by which later steps decide. */
function tellSkipped({ log, report }, error) {
    report.output('skipped', true);
    report.output('auth-reason', error.code);
    const at = report.facts.outputs['retry-at'];
    const when = at === undefined ? '' : ` It is worth trying again at ${at}.`;
    log.notice(`Skipped, because \`on-unavailable\` is \`skip\`. ${error.explanation.what}${when}`);
}
/** Beside auth.json on a persistent host: until when the plan of an account is used up. */
const Limit = zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ identity: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), until: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .number */ .aig().check(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* ._gte */ .qm(0)) });
const MOST_BYTES = 4096;
/** No window of a plan is longer; a clock that was wrong must not stop jobs for ever. */
const LONGEST_MS = 40 * 86_400_000;
const limitFile = (home) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'auth.limit');
/**
 * Throws `PlanUsedUp` before anything is done for a task that could not run. It looks at what an earlier job of this host
 * has noted, otherwise it asks OpenAI, without a model call.
 */
async function assertPlanLeft(stage, codex, login) {
    const noted = await notedLimit(stage, codex.home, login);
    if (noted !== undefined)
        throw usedUp(stage, noted);
    if ((0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_3__/* .freshness */ .I9)(login, stage.now()).remaining <= 0)
        return;
    const proof = await (0,_codex_prove_js__WEBPACK_IMPORTED_MODULE_1__/* .proveLogin */ .ss)(codex);
    if (!proof.accepted)
        return;
    stage.report.output('rate-limits', proof.rateLimits);
    const until = fullUntil(proof.rateLimits, stage.now());
    if (until === undefined)
        return;
    await noteLimit(stage, codex.home, login, proof.rateLimits);
    throw usedUp(stage, until);
}
/** For the next jobs of this host, after a run that found the plan used up. */
async function noteLimit(stage, home, login, rateLimits) {
    const until = fullUntil(rateLimits, stage.now());
    if (until === undefined)
        return;
    stage.report.output('retry-at', (0,_report_format_js__WEBPACK_IMPORTED_MODULE_4__/* .instantInWords */ .co)(until));
    // A private home ends with its job.
    if (stage.state.get('storage') !== 'host')
        return;
    const note = JSON.stringify({ identity: (0,_login_account_js__WEBPACK_IMPORTED_MODULE_2__/* .identityDigest */ .hh)(login), until });
    await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_6__/* .replaceFile */ .fR)(limitFile(home), note).catch(() => undefined);
}
async function notedLimit({ now }, home, login) {
    const bytes = await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readRegularFile */ .XF)(limitFile(home), { limit: MOST_BYTES }).catch(() => undefined);
    const note = Limit.safeParse(bytes && (0,_system_json_js__WEBPACK_IMPORTED_MODULE_9__/* .parseJson */ .q)(bytes.toString()));
    if (!note.success || note.data.identity !== (0,_login_account_js__WEBPACK_IMPORTED_MODULE_2__/* .identityDigest */ .hh)(login))
        return undefined;
    const { until } = note.data;
    return until > now() && until < now() + LONGEST_MS ? until : undefined;
}
/** When the last of the windows that are used up ends, in milliseconds since the epoch. */
function fullUntil(rateLimits, now) {
    const ends = (0,_report_format_js__WEBPACK_IMPORTED_MODULE_4__/* .windowsOf */ .R5)(rateLimits).flatMap(({ used, resetsAt }) => used >= 100 && resetsAt !== undefined && resetsAt > now ? [resetsAt] : []);
    return ends.length > 0 ? Math.max(...ends) : undefined;
}
function usedUp({ report }, until) {
    report.output('auth-status', 'healthy');
    report.output('retry-at', (0,_report_format_js__WEBPACK_IMPORTED_MODULE_4__/* .instantInWords */ .co)(until));
    return new PlanUsedUp(until);
}
/** The plan is used up, so Codex was not started. */
class PlanUsedUp extends _system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ {
    name = 'PlanUsedUp';
    constructor(until) {
        super('usage-limit', {
            what: 'The usage limit of the ChatGPT plan is reached.',
            why: `Codex was not started. Its window ends at ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_4__/* .instantInWords */ .co)(until)}. Nothing is wrong with the login.`,
            remedy: 'Run it again after that.',
        });
    }
}


/***/ })

};
