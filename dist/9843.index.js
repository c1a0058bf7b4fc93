export const id = 9843;
export const ids = [9843];
export const modules = {

/***/ 10307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ proveUsable)
/* harmony export */ });
/* harmony import */ var _codex_configuration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(971);
/* harmony import */ var _codex_login_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26795);
/* harmony import */ var _keeper_codex_home_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4649);



/**
 * Proves, before anything is used for it, that Codex accepts the login, and that the task's commands can't read it. Both
 * are tried at once, unless a trial changes the machine. If both fail, the error is Codex's judgment of the login.
 * @returns the task as it may be run; undefined without one
 * @throws what `assertOwnLogin`, `assertTaken` and `secure` throw
 */
async function proveUsable(stage, inputs, codex, { task, assertPlanLeft, refresh }) {
    // With the variables of another login no Codex is started, not even for its sandbox.
    await (0,_codex_configuration_js__WEBPACK_IMPORTED_MODULE_0__/* .assertOwnLogin */ .Oz)(codex.home);
    const taken = (0,_codex_login_status_js__WEBPACK_IMPORTED_MODULE_1__/* .assertTaken */ .co)(codex, (0,_keeper_codex_home_js__WEBPACK_IMPORTED_MODULE_2__/* .configuredHome */ .UM)(inputs['codex-home'], stage.env));
    // It may fail while the next module is loaded: nobody would hear it then, and Node would end this process.
    taken.catch(() => undefined);
    // Before the login is accepted nothing is taken from the machine's user, and no other gets a copy of the login.
    if (['drop-sudo', 'unprivileged-user'].includes(inputs['safety-strategy']))
        await taken;
    // Nor is anything changed on the machine by a job that may be skipped.
    if (inputs['on-unavailable'] === 'skip') {
        await taken;
        await assertPlanLeft();
    }
    if (task === undefined) {
        await taken;
        return undefined;
    }
    const { secure } = await __webpack_require__.e(/* import() */ 2663).then(__webpack_require__.bind(__webpack_require__, 52663));
    const securing = secure(stage, inputs, codex, task, async () => {
        await taken;
        await refresh();
    });
    await Promise.allSettled([taken, securing]);
    await taken;
    return { ...task, ...(await securing) };
}


/***/ }),

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

/***/ 65897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ Unfenced)
/* harmony export */ });
/* harmony import */ var _fence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87764);

/**
 * The right to reach the token endpoint. Without it no Codex can be started unfenced, and only the keeper's refresh permit
 * makes one, which is given for the lease alone (`.ci/one-permit.grit` holds that).
 */
class Unfenced {
    tokenUrl;
    /** Nothing else has the shape of this type. */
    isRight = true;
    constructor(tokenUrl) {
        this.tokenUrl = tokenUrl;
    }
    /**
     * For the self-check: a token endpoint of our own on this machine, which no real token ever gets to see. By the port
     * alone it can't name anything else.
     */
    static toStub(port) {
        return new Unfenced(`http://127.0.0.1:${Math.trunc(port)}/oauth/token`);
    }
    /** The variables that lift the fence, for a Codex or for later steps. */
    get variables() {
        return { [_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .TOKEN_URL_VARIABLE */ .PL]: this.tokenUrl };
    }
}


/***/ }),

/***/ 1899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ openAccessCache),
/* harmony export */   k: () => (/* binding */ BRIEFLY)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _system_runner_temp_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17400);
/* harmony import */ var _open_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5994);



/** While Codex waits for 8 seconds there is time for one try at a time. */
const BRIEFLY = { orderMs: 5000, retries: { retries: 0 } };
/**
 * The access logins in the cache of this repository. Loaded where it is used: other jobs don't pay for it.
 * @throws InputError for an `access-key` that can't be used
 */
async function openAccessCache({ env, log, now, inputs }, patience) {
    const [{ AccessCache }, { readAccessKey }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(7517), __webpack_require__.e(30)]).then(__webpack_require__.bind(__webpack_require__, 20030)),
        __webpack_require__.e(/* import() */ 7890).then(__webpack_require__.bind(__webpack_require__, 17890)),
    ]);
    const { 'access-key': key = '', 'encryption-key': encryptionKey, 'login-name': loginName } = inputs();
    return new AccessCache({
        loginName,
        accessKey: await readAccessKey(key, encryptionKey),
        repository: env.GITHUB_REPOSITORY ?? '',
        ref: env.GITHUB_REF,
        defaultBranch: await (0,_open_store_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultBranchOf */ .d)(env.GITHUB_EVENT_PATH),
        env,
        directory: (0,_system_runner_temp_js__WEBPACK_IMPORTED_MODULE_1__/* .runnerTemp */ .X)(env),
        // Beside the script that the runner started, in dist/.
        client: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(process.argv[1] ?? ''), 'cache-client.js'),
        log,
        now,
        ...(patience ? { patience } : {}),
    });
}


/***/ }),

/***/ 34530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iu: () => (/* binding */ reportRefresh),
/* harmony export */   Le: () => (/* binding */ refreshIfDue),
/* harmony export */   OT: () => (/* binding */ LITTLE_MS),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   mg: () => (/* binding */ hasNothingToLose)
/* harmony export */ });
/* harmony import */ var _codex_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97067);
/* harmony import */ var _login_freshness_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55132);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);
/* harmony import */ var _leases_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14260);
/* harmony import */ var _refresh_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(37481);
/* harmony import */ var _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(85104);







/** With less than this a job that may not refresh doesn't start: it would hardly get anything done. */
const LITTLE_MS = 15 * 60_000;
/** The access token has ended, or will soon. Then even a token that may already have been used is worth a try. `now`: milliseconds. */
const hasNothingToLose = (login, now) => (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(login, now).remaining <= LITTLE_MS;
/**
 * Refreshes the login if so little of its life remains that this job should not start with it. A refresh
 * that fails stops the job only where it must: where one was asked for, or if the access token has ended too.
 */
async function refreshIfDue(keeper, codex, login, policy) {
    const { stage, home } = keeper;
    const result = await tryRefresh(keeper, codex, login, policy).catch((error) => {
        if (error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ)
            reportThrown(stage, login, error);
        throw error;
    });
    reportRefresh(stage, result);
    if (result.kind !== 'failed')
        return;
    const { failure } = result;
    const { remaining, expiresAt } = (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(result.login, stage.now());
    if (remaining <= (failure instanceof _codex_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR || failure instanceof _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedBefore */ .YR ? 0 : LITTLE_MS))
        throw failure;
    const until = (0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .instantInWords */ .co)(expiresAt);
    if (policy.isKeepFresh || policy.force)
        // The job fails although others go on: a person has that long to log in once more.
        throw statusOf({ refreshed: false, failure }, true) === 'stale'
            ? failure.meaning(`As long as OpenAI accepts it, jobs go on with the access token, which ends at ${until}.`)
            : failure;
    // On a branch it is the rule, and no reason to warn.
    if (failure === home.readOnly)
        stage.log.info(`Due, but not refreshed here. ${failure.explanation.what} ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining)}`);
    else
        stage.log.warning(`${failure.message}\nThis job goes on with the access token, which ends at ${until}.`);
    stage.report.note({ warning: failure });
}
async function tryRefresh(keeper, codex, login, policy) {
    const { stage, home } = keeper;
    const { force, isKeepFresh } = policy;
    const remaining = (of) => (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(of, stage.now()).remaining;
    const isShort = (of) => remaining(of) <= wantedLife(of, policy, stage.now());
    if (!force && !isShort(login)) {
        stage.log.info(`The login needs no refresh. ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining(login))}`);
        return { kind: 'current', login };
    }
    if (home.readOnly)
        return { kind: 'failed', login, failure: home.readOnly };
    const reason = force ? '`force-refresh` is set' : isKeepFresh ? 'half of its life is over' : 'it ends soon';
    stage.log.info(`Refreshing the login: ${reason}. ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining(login))}`);
    const result = await (0,_refresh_js__WEBPACK_IMPORTED_MODULE_5__/* .refresh */ .O)(keeper, {
        codex,
        when: 'forced',
        // A refresh that another job did while this one waited is as good as one of our own.
        isDue: now => isShort(now) || (force && now.generation === login.generation),
        despiteDoubt: now => force || hasNothingToLose(now, stage.now()),
        waitMs: (0,_leases_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(stage.inputs()),
    });
    if (result.kind === 'refreshed')
        stage.log.info(`Refreshed and stored the login. ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining(result.login))}`);
    return result;
}
/** Milliseconds of life that this job wants to find. */
function wantedLife(login, { wantedMs, isKeepFresh }, now) {
    const life = (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(login, now);
    const wanted = wantedMs ?? (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .threshold */ .EN)(life);
    return isKeepFresh ? Math.max(wanted, (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .halfLife */ .C9)(life)) : wanted;
}
/** Sets the outputs about the login. `works`: as far as we know, OpenAI accepts the access token until it ends. */
function reportRefresh(stage, result, works = true) {
    const { report } = stage;
    const before = report.facts.outputs;
    const refreshed = result.kind === 'refreshed' || before.refreshed === true;
    const persisted = result.kind === 'refreshed' ? result.persisted : before.persisted === true;
    const alive = works && (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(result.login, stage.now()).remaining > 0;
    const failure = result.kind === 'failed' ? result.failure : undefined;
    if (failure && !works)
        report.note({ isRefused: true });
    report.login(result.login, stage.now());
    report.output('refreshed', refreshed);
    report.output('persisted', refreshed && persisted);
    report.output('auth-status', statusOf({ refreshed, failure }, alive));
    if (failure || before['auth-reason'])
        report.output('auth-reason', failure?.code ?? '');
    if (result.kind !== 'refreshed')
        return;
    report.note({ refreshedBy: 'this run' });
    report.changed(persisted ? 'refreshed and stored the login' : 'refreshed the login; a newer one was stored');
}
/** Sets the same outputs where there is no result, only an error. */
function reportThrown(stage, login, failure) {
    if (!stage.state.get('refreshed')) {
        reportRefresh(stage, { kind: 'failed', login, failure });
        return;
    }
    stage.report.output('refreshed', true);
    stage.report.output('persisted', false);
    stage.report.output('auth-status', 'refreshed');
    stage.report.output('auth-reason', failure.code);
}
/** `alive`: the access token still works, as far as is known. */
function statusOf({ refreshed, failure }, alive) {
    if (!failure)
        return refreshed ? 'refreshed' : 'healthy';
    // The token of a refresh that can't be proven counts as used, for the next job too.
    const maybeSpent = failure instanceof _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__/* .MaybeSpent */ .t2 || failure.code === 'unproven';
    if (failure instanceof _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__/* .StaleCopy */ .D6 || maybeSpent)
        return 'stale';
    if (!failure.permanent)
        return alive ? 'healthy' : 'stale';
    return alive ? 'stale' : 'dead';
}


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

/***/ 37481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ RefreshPermit),
  O: () => (/* binding */ refresh)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/codex/failure.js
var codex_failure = __webpack_require__(97067);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/codex/preflight.js
var preflight = __webpack_require__(65574);
// EXTERNAL MODULE: ./build/src/codex/process.js + 1 modules
var process = __webpack_require__(95028);
// EXTERNAL MODULE: ./build/src/codex/unfenced.js
var unfenced = __webpack_require__(65897);
// EXTERNAL MODULE: ./build/src/leases/git/refusal.js
var refusal = __webpack_require__(48058);
// EXTERNAL MODULE: ./build/src/leases/lease.js
var leases_lease = __webpack_require__(591);
// EXTERNAL MODULE: ./build/src/leases/mark.js
var leases_mark = __webpack_require__(53752);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(43996);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/login/refusal.js
var login_refusal = __webpack_require__(81147);
// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/keeper/acquire-lease.js
var acquire_lease = __webpack_require__(85299);
// EXTERNAL MODULE: ./build/src/keeper/login-advice.js
var login_advice = __webpack_require__(39662);
// EXTERNAL MODULE: ./build/src/keeper/refusal-to-spend.js
var refusal_to_spend = __webpack_require__(21493);
// EXTERNAL MODULE: ./build/src/keeper/spend-refusals.js
var spend_refusals = __webpack_require__(85104);
// EXTERNAL MODULE: ./build/src/keeper/state.js
var state = __webpack_require__(42093);
// EXTERNAL MODULE: ./build/src/keeper/to-mark.js
var to_mark = __webpack_require__(70293);
;// CONCATENATED MODULE: ./build/src/keeper/warn-if-slow.js



/**
 * Codex itself gives up after 45 s, with an expired token after 185 s (docs/facts#endpoint-hangs-45s, and tried with
 * 0.169.0).
 */
const SLOW_MS = 25_000;
/**
 * Says what a refresh that takes long is waiting for, well before Codex does: Codex is not stopped meanwhile, since
 * the refreshed login may still come, and would be lost. Returns what ends the watch.
 */
function watchSlow(stage, login) {
    const timer = setTimeout(() => {
        const { explanation, code } = new codex_failure/* Failure */.HR('endpoint-hangs', (0,login_advice/* reseed */.D)(stage));
        const alive = (0,freshness/* freshness */.I9)(login, stage.now()).remaining > 0;
        stage.report.output('auth-status', alive ? 'healthy' : 'stale');
        stage.report.output('auth-reason', code);
        stage.log.warning(`${explanation.what} Codex has waited ${SLOW_MS / 1000} s for it. It is not stopped, since the refreshed login may still come; it gives up after ${alive ? '45 seconds' : 'three minutes at most'}.`);
    }, SLOW_MS);
    return () => clearTimeout(timer);
}

;// CONCATENATED MODULE: ./build/src/keeper/refresh.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





















/** Codex looks for a newer auth.json for 6 to 8 s after its access token ends (docs/facts#hand-over-mid-turn). */
const CODEX_WAITS_MS = 6000;
const LOOK_EVERY_MS = 700;
/** Thrown before a Codex that may refresh was started, or while it started. */
const BEFORE_CODEX = [leases_lease/* LeaseLost */.Vj, refusal/* LeaseRefused */.zI, state/* StateLost */.c, process/* CannotStart */.cM, preflight/* Unsavable */.sf];
/**
 * Refreshes the login, if it is still due when the lease is ours: proves, announces, refreshes and stores, in this
 * order.
 */
async function refresh(keeper, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const lease = await keeper.lease();
        const found = await acquireOrFind(keeper, lease, request).catch(async (error) => {
            await lease.end();
            throw error;
        });
        if (!(found instanceof RefreshPermit)) {
            await lease.end();
            const login = await keeper.home.read();
            return found === 'stored' ? handedOn(keeper, { login, taken: true }) : failed(login, found);
        }
        const permit = __addDisposableResource(env_1, found, true);
        const { login, taken } = await permit.newest();
        const refusal = permit.refusalToSpend(login);
        // A run that waits for a newer login has it now; Codex reads the file again by itself.
        if (!request.isDue(login) || (taken && request.when === 'if-needed'))
            return handedOn(keeper, { login, taken });
        if (refusal && !(refusal instanceof spend_refusals/* MaybeSpent */.t2 && request.despiteDoubt?.(login)))
            return failed(login, refusal);
        if (!login.canRefresh)
            return failed(login, new login_refusal/* LoginRefused */.Q('no-account-id', `the file ${keeper.home.authFile}`));
        const hindrance = await permit.proveWritable(login).then(() => undefined, hindering(keeper.stage));
        if (hindrance)
            return failed(login, hindrance);
        // Awaited here: the lease must not be given back before it has ended.
        return await permit.refresh(login, { ...request, isInDoubt: refusal !== undefined });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * Takes the lease, or finds a newer login in the store and puts it in place; otherwise returns why it can't. To use a
 * login that another job has stored takes no lease: that job, or others that wait, may hold it.
 */
async function acquireOrFind(keeper, lease, { when, waitMs, isDue }) {
    const start = performance.now();
    const waited = () => performance.now() - start;
    const hindered = hindering(keeper.stage);
    while (when === 'if-needed') {
        const permit = await RefreshPermit.acquire(keeper, lease, { waitMs: 0 }).catch(hindered);
        if (!(permit instanceof errors/* ActionError */.lZ))
            return permit;
        if ((await keeper.home.newest()).taken)
            return 'stored';
        if (!(permit instanceof leases_lease/* LeaseTimeout */.GI))
            return permit;
        if (waited() > CODEX_WAITS_MS)
            break;
        await (0,promises_.setTimeout)(LOOK_EVERY_MS, undefined, { signal: keeper.stage.cancelled }).catch(() => undefined);
    }
    const options = { waitMs: Math.max(0, waitMs - waited()), isNeeded: await stillDue(keeper, isDue) };
    const permit = await RefreshPermit.acquire(keeper, lease, options).catch(error => error instanceof leases_lease/* NotNeeded */.nM ? 'stored' : hindered(error));
    return permit instanceof leases_lease/* LeaseTimeout */.GI ? new leases_lease/* LeaseTimeout */.GI(permit.holder, waited()) : permit;
}
/**
 * Tells a job that waits for the lease whether its login is still due. As soon as the lease knows a later revision than
 * this job has, the job looks into the store: of a thousand jobs that wait, 999 would take the lease in turn only for that.
 */
async function stillDue({ stage, home }, isDue) {
    // A killed Codex may leave a file that nobody can read until the holder of the lease finishes its save.
    const here = await home.read().catch(() => undefined);
    let own = here && (0,to_mark/* toMark */.Rs)(stage, here);
    return async ({ marks }) => {
        const mine = own;
        if (!mine || !marks.some(mark => (0,leases_mark/* supersedes */.Gm)(mark, mine)))
            return true;
        // The job reads it again with the lease, and then says what is wrong with it.
        const newest = await home.newest().catch(() => undefined);
        if (!newest)
            return true;
        own = (0,to_mark/* toMark */.Rs)(stage, newest.login);
        return isDue(newest.login);
    };
}
const failed = (login, failure) => ({ kind: 'failed', login, failure });
/** A newer login was in the store, or else in this home: Codex or another job had put it there. */
function handedOn({ stage }, { login, taken }) {
    const what = taken ? 'Another job has refreshed the login' : 'The login was refreshed';
    stage.log.info(`${what} in the meantime: using that one.`);
    return { kind: 'current', login };
}
/** The errors that prevent a refresh before the refresh token is used: the job may go on without a refresh. */
const hindering = ({ cancelled }) => (error) => {
    if (error instanceof errors/* ActionError */.lZ && !cancelled.aborted)
        return error;
    throw error;
};
/**
 * The right to refresh the login, held: the only way to a Codex that isn't fenced. Its end tells the next holder what
 * is known of the login, and gives the lease back.
 */
class RefreshPermit {
    keeper;
    lease;
    held;
    /** The outcome for the next holders. Without one, the announced refresh stays in doubt. */
    #outcome;
    #isKept = false;
    /** True from when a Codex that may refresh was started. */
    #isStarted = false;
    constructor(keeper, lease, held) {
        this.keeper = keeper;
        this.lease = lease;
        this.held = held;
    }
    /** Throws `LeaseTimeout`, `LeaseRefused`, and the reason of a cancel; then the caller must still end the lease. */
    static async acquire(keeper, lease, options) {
        return new RefreshPermit(keeper, lease, await (0,acquire_lease/* acquireLease */.Z)(keeper.stage, lease, options));
    }
    /** The newest of home and store, read again, in place for Codex; `taken` if another job had stored a newer one. */
    async newest() {
        await this.keeper.home.finishSaves();
        return this.keeper.home.newest();
    }
    /** Why this login may not be refreshed even with the lease. If it may, the next holder learns of it as the newest. */
    refusalToSpend(login) {
        const { stage, kind } = this.keeper;
        const refusal = (0,refusal_to_spend/* refusalToSpend */.y)(stage, login, this.held, kind);
        this.#outcome = refusal ? undefined : { newest: (0,to_mark/* toMark */.Rs)(stage, login) };
        return refusal;
    }
    /** Throws the reason if a refreshed login can't be stored. */
    proveWritable(login) {
        return this.keeper.home.proveWritable(login, this.held);
    }
    /**
     * Has Codex refresh the login, and stores what it saves at once. `isInDoubt`: an earlier try may have used the refresh
     * token, and its answer is lost.
     */
    async refresh(before, { codex, when, isInDoubt }) {
        const { stage, home, tokenUrl } = this.keeper;
        // Loaded only now: most jobs refresh nothing.
        const byCodex = this.keeper.refreshByCodex ?? (await __webpack_require__.e(/* import() */ 8081).then(__webpack_require__.bind(__webpack_require__, 98081))).refresh;
        // From here on nothing stops the refresh; a cancel before this point has used nothing.
        stage.cancelled.throwIfAborted();
        const mark = (0,to_mark/* toMark */.Rs)(stage, before);
        let persisted = true;
        const answered = watchSlow(stage, before);
        // Should it end with an error, nobody knows what came of it.
        this.#outcome = undefined;
        const result = await byCodex(codex, {
            authFile: home.authFile,
            right: new unfenced/* Unfenced */.x(tokenUrl),
            watch: this.#watch(mark),
            when,
            remaining: (0,freshness/* freshness */.I9)(before, stage.now()).remaining,
            generation: async () => (await home.read().catch(absent))?.generation,
            onRefreshed: async () => {
                answered();
                const login = await home.read();
                // Other jobs must know of it even if it can't be stored: their refresh token has been used by now.
                this.#outcome = { newest: (0,to_mark/* toMarkAsOurs */.Yu)(stage, login) };
                stage.state.set('refreshed', true);
                persisted = await home.store(login);
            },
            words: (0,login_advice/* reseed */.D)(stage),
        })
            .catch((error) => {
            if (!BEFORE_CODEX.some(kind => error instanceof kind))
                throw error;
            // The loss of the lease may show only when Codex runs already.
            const fate = this.#isStarted ? 'unknown' : 'unspent';
            return { outcome: 'failed', failure: error, fate };
        })
            .finally(answered);
        const login = await home.read();
        if (!(0,account/* sameAccount */.M_)(login, before))
            throw new codex_failure/* Failure */.HR('other-account', (0,login_advice/* reseed */.D)(stage));
        if (result.outcome === 'refreshed')
            return { kind: 'refreshed', login, persisted };
        if (result.outcome === 'not-needed' || result.fate === 'unspent')
            this.#outcome = { newest: mark };
        if (result.outcome === 'not-needed')
            return { kind: 'current', login };
        if (result.fate !== 'refused')
            return failed(login, result.failure);
        const isOwn = isInDoubt && ['reused', 'refused'].includes(result.failure.code);
        const failure = isOwn ? new codex_failure/* Failure */.HR('lost-answer', (0,login_advice/* reseed */.D)(stage)) : result.failure;
        this.#outcome = { refused: mark, code: failure.code };
        return failed(login, failure);
    }
    /**
     * Lets the Codex of later steps refresh by itself: the job holds the lease until its end. If that is impossible, it
     * throws why, and nothing is changed.
     */
    async keepForJob(login) {
        const { stage, tokenUrl } = this.keeper;
        // Post gives it back, and must know of it before a later step may refresh.
        const mine = stage.state.get('lease');
        if (mine !== undefined)
            stage.state.insist('lease', mine);
        // From here on a later step's Codex may use the refresh token at any time. This comes before the proof, which may
        // write the login: a job that slept until another had the lease must not write it.
        await this.held.announceSteps((0,to_mark/* toMark */.Rs)(stage, login));
        await this.keeper.home.proveWritable(login, this.held);
        (0,sink/* exportVariable */.dN)(fence/* UNFENCED_VARIABLE */.M4, stage.state.get('store') ?? '');
        for (const [name, value] of Object.entries(new unfenced/* Unfenced */.x(tokenUrl).variables))
            (0,sink/* exportVariable */.dN)(name, value);
        this.#isKept = true;
    }
    async [Symbol.asyncDispose]() {
        const { stage } = this.keeper;
        // A Codex that may still be saving keeps it, and post waits for that one.
        if (this.#isKept || stage.state.get('appServer'))
            return this.lease.end();
        await (0,acquire_lease/* releaseLease */.w)(stage, this.lease, this.held, this.#outcome);
    }
    /** Writes to the state whatever it announces to the lease: post waits for a Codex that may still be saving. */
    #watch(spending) {
        const { home, stage } = this.keeper;
        const { state, now } = stage;
        const announcedAt = now();
        return {
            announceCodex: async () => {
                state.insist('appServer', { announcedAt });
                await home.noteCodex({ announcedAt });
                await this.held.announceCodex(spending).catch(async (error) => {
                    state.set('appServer', undefined);
                    await home.noteCodex(undefined);
                    throw error;
                });
            },
            protectCodex: async (process) => {
                this.#isStarted = true;
                state.set('appServer', { announcedAt, process });
                await home.noteCodex({ announcedAt, process });
                await this.held.protectCodex(process);
            },
            codexEnded: async () => {
                state.set('appServer', undefined);
                await home.noteCodex(undefined);
                await this.held.codexEnded();
                // It may have been killed: what it had saved by then is the only copy.
                await home.finishSaves();
            },
        };
    }
}
/** No login at the moment, as while the file is replaced. */
function absent(error) {
    if (!(error instanceof login_refusal/* LoginRefused */.Q))
        throw error;
}


/***/ }),

/***/ 48058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   II: () => (/* binding */ tooFar),
/* harmony export */   Jn: () => (/* binding */ elsewhere),
/* harmony export */   V$: () => (/* binding */ foreign),
/* harmony export */   _b: () => (/* binding */ ignoredIn),
/* harmony export */   ap: () => (/* binding */ oldGit),
/* harmony export */   c3: () => (/* binding */ refusalIn),
/* harmony export */   e6: () => (/* binding */ brokenGit),
/* harmony export */   iH: () => (/* binding */ noGit),
/* harmony export */   zI: () => (/* binding */ LeaseRefused)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

const WHY = 'Two jobs that refresh at once would use the same refresh token and end the login, so without this lease nothing is refreshed.';
/** The lease in git can't be had here; `code` says why. Nothing was changed, and no refresh token was used. */
class LeaseRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'LeaseRefused';
    constructor(code, what, remedy, why = WHY) {
        super(code, { what, why, remedy });
    }
}
/**
 * The refusal in git's output, if trying again can't help; undefined for failures that may pass.
 * @param said git's standard error and porcelain lines, with nothing of the token in it
 */
function refusalIn(said, { repository, ref }) {
    const quoted = said
        .split('\n')
        .find(line => /denied|declined|protected|refus|error: 403/i.test(line))
        ?.replace(/^remote: /, '')
        .trim();
    if (/error: 403|Permission to |Write access to repository not granted/i.test(said))
        return new LeaseRefused('lease-forbidden', `The token may not write ${ref} in ${repository} (${quoted ?? 'HTTP 403'}).`, 'Give the job these permissions:\npermissions:\n  contents: write\n  actions: read\nA personal access token in `token` needs "Contents: write" on that repository, besides what the store needs.');
    if (/error: 404|Repository not found/i.test(said))
        return new LeaseRefused('lease-repository', `The token does not see the repository ${repository}.`, 'Check `lease-repository`; GITHUB_TOKEN sees only the repository of its own workflow. A private one also needs `contents: write` in the job’s `permissions:`.');
    if (/error: 401|Authentication failed|could not read (Username|Password)|Invalid username/i.test(said))
        return new LeaseRefused('lease-token', `The git server does not accept the token for ${repository}.`, 'Leave out `token` to use the one of the workflow, or store a valid one; it needs "Contents: write".');
    if (isMoved(said) || !/remote rejected|declined|protected ref|hidden ref/i.test(said))
        return undefined;
    return new LeaseRefused('lease-protected', `The git server does not let ${ref} be written in ${repository} (${quoted ?? 'rejected'}).`, 'Give another name in `lease-ref`, such as refs/heads/codex-auth-lease, or let the rule set of the repository allow this one.');
}
/** True if a push was refused because the ref is no longer what it was: somebody else was faster. */
const isMoved = (said) => /stale info|cannot lock ref|reference already exists|is at [0-9a-f]{7,} but expected|failed to update ref|incorrect old value|fetch first/i.test(said);
const noGit = () => new LeaseRefused('lease-no-git', 'There is no `git` on this runner.', 'Install git on the runner: every GitHub-hosted runner has it.');
/** @param how what follows `git`: `ended with exit code 127`, `could not be started (EACCES)` */
const brokenGit = (how) => new LeaseRefused('lease-git-broken', `The \`git\` on PATH does not work: \`git version\` ${how}.`, 'Run `git version` on the runner as the user of the job: is it a wrapper that hangs, a file that may not be run, or is a library missing?');
const oldGit = (version, oldest) => new LeaseRefused('lease-no-git', `The runner has git ${version}, and the lease needs ${oldest}.`, 'Install a newer git on the runner: older ones take a token in their arguments or files only.');
const NOT_SENT_ON = 'The server there would get the token, so it was not sent there. Without the lease nothing is refreshed.';
const REDIRECT_REMEDY = "Check `lease-repository`, GITHUB_SERVER_URL and the runner's proxy: a captive portal or a gateway may have answered instead of the server.";
/** @param from @param to origins; `to` is undefined if it is not an address */
const elsewhere = (from, to) => new LeaseRefused('lease-redirected', from === to
    ? `The git server ${from} redirects the lease's request to a page that is not a repository.`
    : `The git server ${from} redirects the lease's request to ${to ?? 'something that is not an address'}.`, REDIRECT_REMEDY, NOT_SENT_ON);
const tooFar = (origin) => new LeaseRefused('lease-redirected', `The git server ${origin} redirects the lease's request without end.`, REDIRECT_REMEDY);
/** The ref is not a branch, so only the API can delete it (GitHub's "Delete a reference"). */
const deletion = ({ repository, ref }) => `gh api --method DELETE repos/${repository}/git/${ref}`;
const foreign = (place) => new LeaseRefused('lease-foreign', `What ${place.ref} in ${place.repository} holds was not written by this version of the action.`, `Use the same version of the action in all workflows that share this login. If the ref belongs to something else, give another \`lease-ref\`. If it was damaged, delete it: \`${deletion(place)}\`.`);
/** @param parts the parts of the record that were left out */
const ignoredIn = (place, parts) => `${place.ref} in ${place.repository} has an impossible value for ${parts.join(' and ')}, which this job ignores. Find out who writes that ref. If this warning comes back, delete the ref: ${deletion(place)}`;
const unreachable = ({ repository }, said) => new LeaseRefused('lease-unreachable', `The git server of ${repository} could not be reached: ${said || 'no answer in time'}.`, "Look at the runner's network and proxy, and at the server itself (GitHub's state is on githubstatus.com), and run the job again.");


/***/ })

};
