export const id = 9218;
export const ids = [9218];
export const modules = {

/***/ 59218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DZ: () => (/* binding */ assertPlanLeft),
/* harmony export */   c5: () => (/* binding */ assertSkippable),
/* harmony export */   gb: () => (/* binding */ assertNotNoted),
/* harmony export */   h4: () => (/* binding */ usedUp),
/* harmony export */   isSkipped: () => (/* binding */ isSkipped),
/* harmony export */   tellSkipped: () => (/* binding */ tellSkipped)
/* harmony export */ });
/* harmony import */ var _keeper_plan_limit_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51071);
/* harmony import */ var _login_freshness_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55132);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);




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
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('on-unavailable', `is "skip", and mode is "${mode}"`, 'Leave it out: this mode is there to find out about the login, and its failure is what tells people.');
}
/** Whether the job ends green for want of a login that works, or of what is left of its plan. */
function isSkipped({ inputs, cancelled }, error) {
    if (!(error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ) || cancelled.aborted || !UNAVAILABLE.includes(error.code))
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
/** Throws `PlanUsedUp`, with no Codex started, where an earlier job has noted that the plan is used up. */
async function assertNotNoted(place, login) {
    const until = await (0,_keeper_plan_limit_js__WEBPACK_IMPORTED_MODULE_0__/* .notedLimit */ .Cj)(place, login);
    if (until !== undefined)
        throw usedUp(place.stage, login, until);
}
/**
 * Throws `PlanUsedUp` before anything is done for a task that could not run. It asks OpenAI, without a model call.
 * `note` tells the next jobs.
 */
async function assertPlanLeft(stage, codex, login, note) {
    if ((0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(login, stage.now()).remaining <= 0)
        return;
    const { proveLogin } = await Promise.all(/* import() */[__webpack_require__.e(3555), __webpack_require__.e(7067), __webpack_require__.e(8298)]).then(__webpack_require__.bind(__webpack_require__, 15917));
    const proof = await proveLogin(codex);
    if (!proof.accepted)
        return;
    stage.report.output('rate-limits', proof.rateLimits);
    const until = (0,_keeper_plan_limit_js__WEBPACK_IMPORTED_MODULE_0__/* .usedUpUntil */ .jc)(proof.rateLimits, stage.now());
    if (until === undefined)
        return;
    await note(proof.rateLimits);
    throw usedUp(stage, login, until);
}
/** The plan is used up until then, in milliseconds since the epoch. */
function usedUp(stage, login, until) {
    if ((0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(login, stage.now()).remaining > 0)
        stage.report.output('auth-status', 'healthy');
    stage.report.output('retry-at', (0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .instantInWords */ .co)(until));
    return new PlanUsedUp(until);
}
/** The plan is used up, so the task was not begun. */
class PlanUsedUp extends _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ {
    name = 'PlanUsedUp';
    constructor(until) {
        super('usage-limit', {
            what: 'The usage limit of the ChatGPT plan is reached.',
            why: `The task was not begun. The window ends at ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .instantInWords */ .co)(until)}. Nothing is wrong with the login.`,
            remedy: 'Run it again after that.',
        });
    }
}


/***/ }),

/***/ 85299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ acquireLease),
/* harmony export */   w: () => (/* binding */ releaseLease)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

/** Takes the lease, and says in the log and in the state that this step holds it. */
async function acquireLease(stage, lease, { waitMs, isNeeded }) {
    const { state, log, cancelled } = stage;
    const before = state.get('lease');
    const held = await lease.acquire({
        waitMs,
        isNeeded,
        signal: cancelled,
        // Before it is ours: a kill right after it must leave post the name of what to release.
        onTake: id => state.set('lease', id),
        onWait: ({ description }, waited) => log.info(`Waiting for the right to refresh the login (${Math.round(waited / 1000)} s): held by ${description}.`),
    });
    state.set('lease', held.nested ? before : held.id);
    return held;
}
/**
 * Gives the lease back with the outcome, unless an earlier step of this job holds it. Without an outcome, the announced
 * refresh stays in doubt. A failure here doesn't fail the job: the end of the job tries again.
 */
async function releaseLease(stage, lease, held, outcome) {
    try {
        await held.release(outcome);
        if (!held.nested)
            stage.state.set('lease', undefined);
    }
    catch (error) {
        const why = error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ ? error.explanation.what : String(error);
        stage.log.warning(`The right to refresh the login could not be given back yet; the end of this job tries again. ${why}`);
    }
    finally {
        await lease.end();
    }
}


/***/ }),

/***/ 85251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vd: () => (/* binding */ serverUrl),
/* harmony export */   Vp: () => (/* binding */ runUrl),
/* harmony export */   hx: () => (/* binding */ describeJob)
/* harmony export */ });
/** For people: `job build of run 42 on runner-1`. */
function describeJob({ RUNNER_NAME: runner, GITHUB_JOB: job, GITHUB_RUN_ID: run, }) {
    return `job ${job ?? '?'} of run ${run ?? '?'}${runner ? ` on runner ${runner}` : ''}`;
}
const serverUrl = (env) => env.GITHUB_SERVER_URL ?? 'https://github.com';
/** The page of this run. */
const runUrl = (env) => env.GITHUB_RUN_ID && `${serverUrl(env)}/${env.GITHUB_REPOSITORY ?? ''}/actions/runs/${env.GITHUB_RUN_ID}`;


/***/ }),

/***/ 51071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ notedLimit),
/* harmony export */   LF: () => (/* binding */ limitOf),
/* harmony export */   gT: () => (/* binding */ noteLimit),
/* harmony export */   jc: () => (/* binding */ usedUpUntil)
/* harmony export */ });
/* harmony import */ var _leases_bounds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34440);
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43996);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);
/* harmony import */ var _acquire_lease_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85299);
/* harmony import */ var _to_mark_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70293);






/** A refresh of another job takes seconds. */
const WAIT_MS = 10_000;
/** Two answers may round the end of one window differently. */
const SAME_END_MS = 60_000;
/** When the last of the windows that are used up ends, in milliseconds since the epoch; undefined if the plan is not. */
function usedUpUntil(rateLimits, now) {
    if ((0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCredits */ .$A)(rateLimits))
        return undefined;
    const ends = (0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .windowsOf */ .R5)(rateLimits).flatMap(({ used, resetsAt }) => used >= 100 && resetsAt !== undefined && resetsAt > now && (0,_leases_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeReset */ .Q_)(resetsAt, now) ? [resetsAt] : []);
    return ends.length > 0 ? Math.max(...ends) : undefined;
}
/**
 * Until when an earlier job has found the plan of this account to be used up, in milliseconds since the epoch. Reads the
 * record, and takes no lease. Never throws: what can't be read is asked of OpenAI.
 */
async function notedLimit({ stage, lease: open }, login) {
    const lease = await open().catch(() => undefined);
    const known = await lease?.known().catch(() => undefined);
    await lease?.end();
    return known && limitOf(stage, login, known.limits);
}
/** The limit of a login's account that is not over. */
function limitOf(stage, login, limits) {
    const account = (0,_to_mark_js__WEBPACK_IMPORTED_MODULE_5__/* .toAccount */ .tf)(stage, login);
    const until = limits.find(it => (0,_login_account_js__WEBPACK_IMPORTED_MODULE_1__/* .sameIdentity */ .BU)(it.account, account))?.until;
    return until !== undefined && until > stage.now() ? until : undefined;
}
/**
 * Tells the next jobs what OpenAI has said of the plan: until when it is used up, or that it is not. Never throws: then
 * each of them asks by itself.
 */
async function noteLimit({ stage, lease: open }, login, rateLimits) {
    const until = usedUpUntil(rateLimits, stage.now());
    const noted = await notedLimit({ stage, lease: open }, login);
    const isNoted = until === undefined ? noted === undefined : Math.abs(until - (noted ?? 0)) < SAME_END_MS;
    if (isNoted || stage.cancelled.aborted)
        return;
    try {
        const lease = await open();
        const held = await (0,_acquire_lease_js__WEBPACK_IMPORTED_MODULE_4__/* .acquireLease */ .Z)(stage, lease, { waitMs: WAIT_MS }).catch(async (error) => {
            await lease.end();
            throw error;
        });
        await (0,_acquire_lease_js__WEBPACK_IMPORTED_MODULE_4__/* .releaseLease */ .w)(stage, lease, held, { account: (0,_to_mark_js__WEBPACK_IMPORTED_MODULE_5__/* .toAccount */ .tf)(stage, login), usedUpUntil: until });
    }
    catch (error) {
        const why = error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ ? error.explanation.what : String(error);
        stage.log.info(`Other jobs are not told until when the plan is used up, so each asks OpenAI, without a model call. ${why}`);
    }
}


/***/ }),

/***/ 70293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rs: () => (/* binding */ toMark),
/* harmony export */   Yu: () => (/* binding */ toMarkAsOurs),
/* harmony export */   tf: () => (/* binding */ toAccount)
/* harmony export */ });
/* harmony import */ var _leases_mark_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53752);
/* harmony import */ var _job_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85251);


/** The revision by which others judge theirs. */
const toMark = (stage, login) => (0,_leases_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .markOf */ .Fg)(login, nameOf(stage));
/** The same of a revision that this job has made. */
const toMarkAsOurs = (stage, login) => (0,_leases_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .markOf */ .Fg)(login, { ...nameOf(stage), by: (0,_job_name_js__WEBPACK_IMPORTED_MODULE_1__/* .describeJob */ .hx)(stage.env), url: (0,_job_name_js__WEBPACK_IMPORTED_MODULE_1__/* .runUrl */ .Vp)(stage.env) });
/** The digest that names the account of a login in the record of its lease. */
const toAccount = (stage, login) => (0,_leases_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .accountOf */ .XP)(login, nameOf(stage).name);
/** A host's lease is beside its only store, whatever that directory is called. */
function nameOf({ state }) {
    const store = state.get('storage') === 'host' ? undefined : state.get('store');
    return { name: state.get('place')?.['login-name'] || 'default', ...(store ? { store } : {}) };
}


/***/ }),

/***/ 34440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ mayBeEnd),
/* harmony export */   Ms: () => (/* binding */ Shown),
/* harmony export */   Q_: () => (/* binding */ mayBeReset),
/* harmony export */   R6: () => (/* binding */ isPast),
/* harmony export */   Wf: () => (/* binding */ isPastInstant),
/* harmony export */   YW: () => (/* binding */ Page),
/* harmony export */   ex: () => (/* binding */ LONGEST_HOLDING_MS),
/* harmony export */   f$: () => (/* binding */ shownText),
/* harmony export */   iC: () => (/* binding */ LONGEST_DESCRIPTION)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73305);
/* harmony import */ var _report_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20997);


/** Limits of a lease's record. Others can write it, so each text must be short and printable, and each instant near now. */
const HOUR_MS = 3_600_000;
/** A self-hosted job may run for 5 days (GitHub's limit), and nobody holds a lease longer. */
const LONGEST_HOLDING_MS = 5 * 24 * HOUR_MS + HOUR_MS;
/** No window of a plan is longer; a clock that was wrong must not stop jobs forever. */
const LONGEST_WINDOW_MS = 40 * 24 * HOUR_MS;
const LONGEST_URL = 500;
/** Characters of a job's description. This leaves room for the time when the job took the lease. */
const LONGEST_DESCRIPTION = 150;
/** A text for people: one line, nothing invisible in it, cut at `longest` characters. */
const shownText = (text, longest = 200) => (0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmlessLine */ .Kw)(text).slice(0, longest);
const Shown = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .transform */ .pdi(text => shownText(text)));
/** The address of a page; left out if it is not one that a browser opens. */
const Page = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ["catch"] */ .MfU(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ._maxLength */ .Eb(LONGEST_URL), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ._regex */ .Fk(/^https?:\/\/[\x21-\x7e]+$/))), undefined);
/** `now`: milliseconds since the epoch. The clocks of two machines may differ by an hour. */
const isPast = (ms, now) => ms >= 0 && ms <= now + HOUR_MS;
const mayBeReset = (ms, now) => ms >= 0 && ms <= now + LONGEST_WINDOW_MS;
const mayBeEnd = (ms, now) => ms <= now + LONGEST_HOLDING_MS;
/** The same of nanoseconds in decimal. */
const isPastInstant = (nanoseconds, now) => BigInt(nanoseconds) <= BigInt(Math.trunc(now) + HOUR_MS) * 1000000n;


/***/ }),

/***/ 53752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ Mark),
/* harmony export */   Fg: () => (/* binding */ markOf),
/* harmony export */   Gm: () => (/* binding */ supersedes),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   d8: () => (/* binding */ isLater),
/* harmony export */   gD: () => (/* binding */ Account),
/* harmony export */   hn: () => (/* binding */ isOfSameStore),
/* harmony export */   lG: () => (/* binding */ isOfSameAccount)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73305);
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43996);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40510);
/* harmony import */ var _bounds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34440);





/** Account and person, by `identityDigest` salted with the name of the login. */
const Account = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^[0-9a-f]{16}-([0-9a-f]{16})?$/));
/** Names a revision without helping to guess a token. */
const Mark = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Nanoseconds since the epoch, in decimal: the order of `changedAt`. */
    changedAt: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^\d{1,25}$/)),
    /** Salted by the name of the login: the same revision has the same digest in each store. */
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^[0-9a-f]{32}$/)),
    account: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(Account),
    /** Digest that names the store. Left out where it isn't known: such a mark counts for every store. */
    store: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^[0-9a-f]{8,32}$/))),
    /** The job of this action that made it, such as `job build of run 42 on runner-1`, and its page. */
    by: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(_bounds_js__WEBPACK_IMPORTED_MODULE_3__/* .Shown */ .Ms),
    url: _bounds_js__WEBPACK_IMPORTED_MODULE_3__/* .Page */ .YW,
});
/** `name`: of the login. */
const accountOf = (login, name) => (0,_login_account_js__WEBPACK_IMPORTED_MODULE_1__/* .identityDigest */ .hh)(login, JSON.stringify([name]));
function markOf(login, { name, ...rest }) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify([name, login.generation]))
        .digest('hex');
    const account = accountOf(login, name);
    return { changedAt: String((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .changedAt */ .Ek)(login)), digest: digest.slice(0, 32), account, ...rest };
}
/** False only if both name their accounts, and these differ. */
const isOfSameAccount = (a, b) => a.account === undefined || b.account === undefined || (0,_login_account_js__WEBPACK_IMPORTED_MODULE_1__/* .sameIdentity */ .BU)(a.account, b.account);
/** False only if both name their stores, and these differ. */
const isOfSameStore = (a, b) => a.store === undefined || b.store === undefined || a.store === b.store;
const isLater = (a, b) => BigInt(a.changedAt) > BigInt(b.changedAt);
/** True if `a` is a later revision of the login that `b` belongs to: the refresh token of `b` was already used. */
const supersedes = (a, b) => isOfSameStore(a, b) && isOfSameAccount(a, b) && isLater(a, b);


/***/ })

};
