export const id = 673;
export const ids = [673];
export const modules = {

/***/ 78251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ checkTrust)
/* harmony export */ });
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24755);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_event_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36683);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69622);




/** Checks, before anything is restored, that this job may have the login; once a step. Throws `Untrusted`. */
async function checkTrust(stage) {
    const known = stage.state.get('trust');
    if (known)
        return known;
    const { env, state } = stage;
    const inputs = stage.inputs();
    const repository = env.GITHUB_REPOSITORY ?? '';
    const occasion = {
        event: env.GITHUB_EVENT_NAME ?? '',
        ...(await payloadOf(env.GITHUB_EVENT_PATH)),
        repository,
        actors: [env.GITHUB_ACTOR ?? '', env.GITHUB_TRIGGERING_ACTOR ?? ''],
    };
    const policy = {
        allowPublicRepository: inputs['allow-public-repository'],
        allowUsers: inputs['allow-users'],
        allowBots: inputs['allow-bots'],
        allowBotUsers: inputs['allow-bot-users'],
    };
    const trust = await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .assertTrusted */ .oA)(occasion, policy, user => mayWrite(stage, repository, user));
    state.set('trust', trust);
    return trust;
}
/** A field that can't be read counts as missing. If the job is refused for that, the refusal names it. */
async function payloadOf(path) {
    const read = await (0,_system_event_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtEvent */ .x)(path);
    if ('problem' in read)
        return { payload: {}, problem: read.problem };
    const { data, error } = _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .EventPayload */ .z_.safeParse(read.payload);
    if (data)
        return { payload: data };
    const field = error?.issues[0]?.path.join('.');
    const problem = `the event (GITHUB_EVENT_PATH) ${field ? `has another kind of value in \`${field}\` than GitHub's` : "isn't an object"}`;
    return { payload: {}, problem };
}
async function mayWrite({ env, name, log, inputs }, repository, user) {
    const [{ GithubClient }, { credentialsFrom }, { mayWrite }, { PACE }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6330).then(__webpack_require__.bind(__webpack_require__, 26330)),
        __webpack_require__.e(/* import() */ 3491).then(__webpack_require__.bind(__webpack_require__, 63491)),
        __webpack_require__.e(/* import() */ 1232).then(__webpack_require__.bind(__webpack_require__, 1232)),
        __webpack_require__.e(/* import() */ 7930).then(__webpack_require__.bind(__webpack_require__, 85549)),
    ]);
    const { token } = inputs();
    if (!token?.trim() && name === 'pre')
        throw new NoTokenYet();
    const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com';
    const credentials = credentialsFrom({ token });
    // Nothing is at stake yet, and pre never waits: GitHub is asked again for 3.5 s, not for as long as after a refresh.
    const pace = { ...PACE, retries: 3 };
    const client = new GithubClient({ apiUrl, credentials, mask: _report_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .mask */ .dK, log: log.info, pace });
    return mayWrite(client, repository, user);
}
/** A token that an earlier step makes is still empty in pre (docs/facts, "Stages"): main asks. */
class NoTokenYet extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'NoTokenYet';
    constructor() {
        super('no-token-yet', {
            what: 'Whether whoever caused this event has write access can be asked only when there is a `token`.',
            why: 'Nothing is restored before that is known.',
            remedy: 'Nothing: it is asked when the step starts.',
        });
    }
}


/***/ }),

/***/ 26218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D2: () => (/* binding */ NotAccepted),
  yA: () => (/* binding */ keepFresh),
  GE: () => (/* binding */ refreshRefused),
  X8: () => (/* binding */ reportProof)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/codex/backend-answer.js
var backend_answer = __webpack_require__(75796);
// EXTERNAL MODULE: ./build/src/codex/backend-refusals.js
var backend_refusals = __webpack_require__(25003);
// EXTERNAL MODULE: ./build/src/keeper/due.js
var due = __webpack_require__(34530);
// EXTERNAL MODULE: ./build/src/keeper/leases.js + 2 modules
var leases = __webpack_require__(14260);
// EXTERNAL MODULE: ./build/src/keeper/login-advice.js
var login_advice = __webpack_require__(39662);
// EXTERNAL MODULE: ./build/src/keeper/plan-limit.js
var plan_limit = __webpack_require__(51071);
// EXTERNAL MODULE: ./build/src/codex/preflight.js
var preflight = __webpack_require__(65574);
// EXTERNAL MODULE: ./build/src/leases/lease.js
var lease = __webpack_require__(591);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/keeper/refresh.js + 1 modules
var refresh = __webpack_require__(37481);
// EXTERNAL MODULE: ./build/src/keeper/spend-refusals.js
var spend_refusals = __webpack_require__(85104);
;// CONCATENATED MODULE: ./build/src/keeper/prove-refreshable.js
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





/** A job that holds the lease longer has shown that it can be had: its proof is left to the next run. */
const WAIT_MS = 60_000;
/**
 * Proves, in a run that has nothing to refresh, all that a refresh will need: the lease can be had, the store and the
 * files can be written. So what would fail on the day of the refresh fails on the first run. Uses no token.
 *
 * @returns `failed` with what prevents a refresh
 */
async function proveRefreshable(keeper, waitMs) {
    const { stage, home } = keeper;
    const login = await home.read();
    if (home.readOnly)
        return { kind: 'failed', login, failure: home.readOnly };
    try {
        return await prove(keeper, Math.min(waitMs, WAIT_MS));
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || stage.cancelled.aborted)
            throw error;
        if (!(error instanceof lease/* LeaseTimeout */.GI))
            return { kind: 'failed', login, failure: error };
        stage.log.info(`Not proven in this run that the login can be refreshed. ${error.explanation.what}`);
        return { kind: 'current', login };
    }
}
async function prove(keeper, waitMs) {
    const { stage, home } = keeper;
    const lease = await keeper.lease();
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const permit = __addDisposableResource(env_1, await refresh/* RefreshPermit */.J.acquire(keeper, lease, { waitMs }), true);
            const { login } = await permit.newest();
            const refusal = permit.refusalToSpend(login);
            if (refusal instanceof spend_refusals/* RefusedBefore */.YR)
                return { kind: 'failed', login, failure: refusal };
            if (refusal) {
                // The set-up isn't at fault for a copy that is old, or may be used up: a run with a refresh to do says so.
                stage.log.info(`Not proven in this run that the login can be refreshed. ${refusal.explanation.what}`);
                return { kind: 'current', login };
            }
            await (0,preflight/* assertSavable */.vg)(home.authFile);
            await permit.proveWritable(login);
            stage.log.info('A refresh can be stored: the lease, the store and the files can be written.');
            return { kind: 'current', login };
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
    finally {
        await lease.end();
    }
}

// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(45845);
// EXTERNAL MODULE: ./build/src/report/harmless.js
var harmless = __webpack_require__(20997);
// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(73991);
;// CONCATENATED MODULE: ./build/src/action/keep-fresh.js














/** Milliseconds. Schedules of many repositories and hosts start in the same second. */
const LONGEST_SPREAD_MS = 8000;
/** Waits for up to 8 s in a scheduled run, so that not all of them ask OpenAI at once. */
async function spread({ env, log, cancelled }) {
    if (env.GITHUB_EVENT_NAME !== 'schedule')
        return;
    const ms = (0,external_node_crypto_.randomInt)(LONGEST_SPREAD_MS);
    log.info(`A scheduled run: waiting for ${(ms / 1000).toFixed(1)} s, so that not all start at once.`);
    await (0,promises_.setTimeout)(ms, undefined, { signal: cancelled }).catch(() => undefined);
}
/** Refreshes the login if that is due; in keep-fresh also proves and shares it, whatever came of the refresh. */
async function keepFresh(keeper, codex, { login, inputs, share }) {
    const { stage } = keeper;
    const isKeepFresh = (0,action_inputs.modeOf)(inputs) === 'keep-fresh';
    if (isKeepFresh)
        await spread(stage);
    try {
        await (0,due/* refreshIfDue */.Le)(keeper, codex, login, {
            isKeepFresh,
            force: inputs['force-refresh'],
            wantedMs: inputs['min-lifetime'],
        });
        stage.cancelled.throwIfAborted();
        if (isKeepFresh)
            await proveFresh(keeper, codex, (0,leases/* waiting */.eg)(inputs));
    }
    catch (error) {
        // Workers learn that the login can't be refreshed while their access token still lives.
        if (isKeepFresh && error instanceof errors/* ActionError */.lZ && !stage.cancelled.aborted)
            await share?.publishOrWarn(keeper);
        throw error;
    }
    await (isKeepFresh ? share?.publishNewest(keeper) : share?.tryAgain(keeper));
}
/**
 * Proves that the backend accepts the login, with no model call, and outputs plan and usage; and that a refresh could be
 * stored. Throws `NotAccepted`, or the reason why a refresh would fail.
 */
async function proveFresh(keeper, codex, waitMs) {
    const { stage } = keeper;
    const proof = await keep_fresh_prove(keeper, codex, waitMs);
    if (!proof.accepted) {
        const failure = new NotAccepted(proof, (0,login_advice/* reseed */.D)(stage));
        if (failure.isFinal)
            stage.report.output('auth-status', 'dead');
        stage.report.note({ isBarred: (0,backend_refusals/* isBarred */.h_)(failure.code) });
        stage.report.output('auth-reason', failure.code);
        throw failure;
    }
    // A plan can get new usage before its window ends.
    await (0,plan_limit/* noteLimit */.gT)(keeper, await keeper.home.read(), proof.rateLimits);
    stage.log.info(`OpenAI accepts the login (${reportProof(stage.report, proof)}).`);
    // A refresh in this step has proven it all.
    if (!stage.state.get('refreshed'))
        await proveSetUp(keeper, waitMs);
}
/** Every run fails if a refresh would fail for want of a working setup. Throws the reason. */
async function proveSetUp(keeper, waitMs) {
    const result = await proveRefreshable(keeper, waitMs);
    if (result.kind !== 'failed')
        return;
    (0,due/* reportRefresh */.Iu)(keeper.stage, result);
    throw result.failure;
}
/** Sets the outputs of plan and usage, and says them in words. */
function reportProof(report, { plan, rateLimits }) {
    report.output('rate-limits', rateLimits);
    if (plan)
        report.output('account-plan', plan);
    return [plan && `plan ${plan}`, ...(0,format/* usageInWords */.MJ)(rateLimits)].filter(Boolean).join(', ');
}
async function keep_fresh_prove(keeper, codex, waitMs) {
    const { proveLogin } = await __webpack_require__.e(/* import() */ 5917).then(__webpack_require__.bind(__webpack_require__, 15917));
    const proof = await proveLogin(codex);
    if (proof.accepted || !proof.unauthorized)
        return proof;
    keeper.stage.log.info('OpenAI no longer accepts the access token: refreshing the login.');
    await refreshRefused(keeper, codex, waitMs);
    return proveLogin(codex);
}
/** Refreshes a login whose access token OpenAI does not take, and returns what came of it; throws why nothing did. */
async function refreshRefused(keeper, codex, waitMs) {
    const result = await (0,refresh/* refresh */.O)(keeper, {
        codex,
        when: 'if-needed',
        isDue: () => true,
        despiteDoubt: login => (0,due/* hasNothingToLose */.mg)(login, keeper.stage.now()),
        waitMs,
    });
    (0,due/* reportRefresh */.Iu)(keeper.stage, result, false);
    if (result.kind === 'failed')
        throw result.failure;
    return result.login;
}
/** What is said of the login, where nothing proves that the next job can use it. */
const UNPROVEN = 'It is stored, but nothing proves that the next job can use it.';
/** A login that OpenAI gave, and that its backend doesn't accept, or was not there to accept. */
class NotAccepted extends errors/* ActionError */.lZ {
    name = 'NotAccepted';
    /** True where the login is of no use until a person does something. */
    isFinal;
    constructor({ unauthorized, said }, words) {
        const answer = (0,backend_answer/* backendAnswer */.Fs)(said);
        const reason = unauthorized ? 'not-accepted' : ((0,backend_refusals/* backendReason */.fs)(said, answer) ?? 'backend-down');
        const { what, why, remedy } = REFUSALS[reason];
        const heard = (0,harmless/* harmlessLine */.Kw)((0,backend_answer/* saidBy */.TT)(answer));
        super(reason, {
            what: heard ? `${what} ${heard}` : what,
            why: `${UNPROVEN} ${why}`.trim(),
            remedy: unauthorized ? `${remedy} ${words.reseed}` : remedy,
        });
        this.isFinal = unauthorized || (0,backend_refusals/* isBarred */.h_)(reason);
    }
}
const REFUSALS = {
    'not-accepted': {
        what: "OpenAI's backend does not accept the login, though a refresh of it is not refused.",
        why: '',
        remedy: 'Look whether the account may use Codex (chatgpt.com, its plan and its workspace).',
    },
    ...backend_refusals/* BACKEND_REFUSALS */.Ne,
};


/***/ }),

/***/ 40673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/src/codex/failure.js
var codex_failure = __webpack_require__(97067);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(45845);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/keeper/due.js
var due = __webpack_require__(34530);
// EXTERNAL MODULE: ./build/src/keeper/refresh.js + 1 modules
var refresh = __webpack_require__(37481);
// EXTERNAL MODULE: ./build/src/keeper/spend-refusals.js
var spend_refusals = __webpack_require__(85104);
;// CONCATENATED MODULE: ./build/src/keeper/hand-over.js







/**
 * Codex waits 6 to 8 s for a newer auth.json (docs/facts#hand-over-mid-turn). A refresh takes about one of them.
 */
const LEASE_WAIT_MS = 5000;
/** Well before Codex's own try, which the fence stops. */
const AHEAD_OF_EXPIRY_MS = 2 * freshness/* CODEX_REFRESHES_AT_MS */.rX;
const LOOK_EVERY_MS = 60_000;
/** A waiting Codex tries for 13 s. After this time with nothing but errors of the endpoint, the action stops it. */
const HOPE_MS = 3000;
/** One that has not asked for so long had got over it: what failed then says nothing of its next need. */
const FORGOTTEN_MS = 15_000;
/**
 * Looks after a running, fenced Codex: refreshes for it when its access token has ended or is about to. The
 * newer auth.json replaces the one it reads, and it goes on with that.
 */
class HandOver {
    keeper;
    codex;
    bring;
    /** Why the last refresh it needed did not happen. */
    failure;
    /** The newest login that came of it. */
    login;
    refreshed = false;
    persisted = false;
    #said = new Set();
    #current;
    #timer;
    #hopeless = new AbortController();
    #failingSince;
    #askedAt = 0;
    #isOver = false;
    #patience;
    constructor(keeper, codex, 
    /** Brings our auth.json to a Codex that has a copy of its own; false if it has this one already. */
    bring) {
        this.keeper = keeper;
        this.codex = codex;
        this.bring = bring;
        this.#timer = setInterval(() => this.#lookAtExpiry(), LOOK_EVERY_MS);
    }
    /** Codex says that its access token has ended. It says so many times for one end; one refresh answers them. */
    wanted = () => {
        const now = performance.now();
        if (now - this.#askedAt > FORGOTTEN_MS)
            this.#failingSince = undefined;
        this.#askedAt = now;
        this.#giveUpIfHopeless();
        this.#refresh('Codex reports that its access token has ended: refreshing the login while it waits.', {
            when: 'if-needed',
            isDue: () => true,
        });
    };
    /** Codex gets on with its work: whatever failed before, it has what it needs. */
    goesOn = () => {
        this.#failingSince = undefined;
        clearTimeout(this.#patience);
    };
    /** True if another try can't succeed, or could show a token again whose answer was lost. */
    get #isHopeless() {
        const { failure } = this;
        if (!(failure instanceof codex_failure/* Failure */.HR))
            return failure?.permanent ?? false;
        if (failure.permanent || ['endpoint-hangs', 'unproven'].includes(failure.code))
            return true;
        return performance.now() - (this.#failingSince ?? Number.POSITIVE_INFINITY) >= HOPE_MS;
    }
    /** A try under way may still succeed, as where the endpoint answers slowly. */
    #giveUpIfHopeless() {
        if (this.#isHopeless && !this.#current)
            this.#hopeless.abort();
    }
    /** Aborted when OpenAI refuses the login permanently: then the waiting Codex can stop trying. */
    get hopeless() {
        return this.#hopeless.signal;
    }
    /** Refreshes for a Codex that has ended for want of it; true if the login works now, and may be tried again. */
    async refreshForRestart() {
        this.wanted();
        await this.#current;
        return this.login !== undefined && this.failure === undefined;
    }
    /** Ends the watch, and waits for a refresh in flight: the step must not end before it is saved. */
    async end() {
        this.#isOver = true;
        clearInterval(this.#timer);
        await this.#current;
        clearTimeout(this.#patience);
    }
    async #lookAtExpiry() {
        const { home, stage } = this.keeper;
        const isDue = (login) => (0,freshness/* freshness */.I9)(login, stage.now()).remaining <= AHEAD_OF_EXPIRY_MS;
        const login = await home.read().catch(() => undefined);
        if (login && isDue(login) && !this.#isOver)
            this.#refresh('The access token is about to expire: refreshing the login while Codex runs.', {
                when: 'forced',
                isDue,
            });
    }
    /** Logs each line once: an obstacle may stay, as a protected branch does. */
    #say(line) {
        if (!this.#said.has(line))
            this.keeper.stage.log.info(line);
        this.#said.add(line);
    }
    #refresh(line, request) {
        if (this.#current || this.#isHopeless)
            return;
        this.#say(line);
        this.#current = this.#refreshNow(request)
            .catch(error => {
            // A cancel says nothing of the login.
            const { stage } = this.keeper;
            if (error === stage.cancelled.reason)
                return;
            // Told at the end of the run, as what made it fail or as a warning.
            if (error instanceof errors/* ActionError */.lZ)
                this.failure = error;
            else
                stage.log.warning(`The login could not be refreshed: ${String(error)}`);
        })
            .finally(() => {
            this.#current = undefined;
            // Codex asks less and less often: the end of hope must not wait for its next word.
            if (request.when === 'if-needed')
                this.#runOutOfHope();
        });
    }
    #runOutOfHope() {
        this.#giveUpIfHopeless();
        if (this.#failingSince === undefined)
            return;
        const left = this.#failingSince + HOPE_MS - performance.now();
        clearTimeout(this.#patience);
        this.#patience = setTimeout(() => this.#giveUpIfHopeless(), Math.max(0, left) + 10);
    }
    async #refreshNow(request) {
        // A Codex with a copy of its own may only lack what another job has put beside us already.
        if (await this.bring?.())
            return;
        const { codex, keeper } = this;
        const { log, now } = keeper.stage;
        const result = await (0,refresh/* refresh */.O)(keeper, {
            codex,
            waitMs: LEASE_WAIT_MS,
            despiteDoubt: of => (0,due/* hasNothingToLose */.mg)(of, now()),
            ...request,
        });
        await this.bring?.();
        const { login } = result;
        const failure = result.kind === 'failed' ? result.failure : undefined;
        this.login = login;
        this.refreshed ||= result.kind === 'refreshed';
        this.persisted ||= result.kind === 'refreshed' && result.persisted;
        // If this run itself left the refresh in doubt, that first failure stays the reason.
        if (!(failure instanceof spend_refusals/* MaybeSpent */.t2 && this.failure))
            this.failure = failure;
        // Well ahead of its need nothing is lost yet: the next look tries again.
        if (!failure)
            this.#failingSince = undefined;
        else if (request.when === 'if-needed')
            this.#failingSince ??= performance.now();
        if (failure)
            this.#say(failure.explanation.what);
        else if (result.kind === 'refreshed')
            log.info(`Refreshed and stored the login. ${(0,format/* lifeLeft */.Op)((0,freshness/* freshness */.I9)(login, now()).remaining)}`);
        else
            log.info('The login is refreshed already.');
    }
}

// EXTERNAL MODULE: ./build/src/codex/login-status.js
var login_status = __webpack_require__(26795);
// EXTERNAL MODULE: ./build/src/keeper/home-owner.js
var home_owner = __webpack_require__(23147);
// EXTERNAL MODULE: ./build/src/keeper/homes.js
var homes = __webpack_require__(98704);
;// CONCATENATED MODULE: ./build/src/keeper/judge-login.js



/**
 * Codex's own judgment of the bytes of a future auth.json, in a temporary home. If this job is killed, the next job of the
 * machine removes that home. The real home, `codex.home`, gives only its config.toml, which may ask for another login.
 */
async function judgeBytes(stage, codex, bytes) {
    const owner = { configured: codex.home, store: stage.state.get('store') ?? '' };
    const home = await (0,homes/* loginHome */.rb)(stage, owner).catch(() => undefined);
    // A disk without room says nothing of the login; whoever writes there next says what is wrong.
    if (home === undefined)
        return 'unknown';
    try {
        await (0,home_owner/* noteKept */.lu)(home, bytes);
        return await (0,login_status/* judgeLogin */.te)({ ...codex, home }, bytes);
    }
    finally {
        await (0,homes/* removePrivateHome */.FF)(home);
    }
}

// EXTERNAL MODULE: ./build/src/keeper/judgement.js
var judgement = __webpack_require__(79171);
// EXTERNAL MODULE: ./build/src/keeper/keeper.js
var keeper = __webpack_require__(23784);
// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(70075);
// EXTERNAL MODULE: ./build/src/keeper/job-name.js
var job_name = __webpack_require__(85251);
// EXTERNAL MODULE: ./build/src/keeper/to-mark.js
var to_mark = __webpack_require__(70293);
;// CONCATENATED MODULE: ./build/src/keeper/last-refreshed-by.js




/**
 * Notes for the summary which run made the login in use. On a host a file beside the login says it. Elsewhere it costs two
 * requests, so only keep-fresh asks, and a job whose login is in trouble. Never throws: no job must fail because of it.
 */
async function noteMaker(stage, prepared, isKeepFresh) {
    const { report } = stage;
    if (report.facts.refreshedBy !== undefined)
        return;
    if (prepared.kind !== 'host' && !isWorthAsking(stage, isKeepFresh))
        return;
    try {
        const lease = await prepared.lease();
        const { marks } = await lease.known().finally(() => lease.end());
        const login = await (0,judgement/* loginIn */.X)(prepared.copy, (0,judgement/* judgement */._)(stage, prepared.tokenUrl));
        const digest = login && (0,to_mark/* toMark */.Rs)(stage, login).digest;
        const { by, url } = marks.find(mark => mark.digest === digest && mark.by !== undefined) ?? {};
        if (by === undefined)
            return;
        // On a host the record is a file that others of this user may write.
        const isOurs = url !== undefined && new URL(url).origin === new URL((0,job_name/* serverUrl */.Vd)(stage.env)).origin;
        report.note({ refreshedBy: isOurs ? (0,markdown/* link */.nf)(by, url) : (0,markdown/* plain */.pj)(by) });
    }
    catch (error) {
        stage.log.info(`Which run refreshed the login is not known: ${String(error.message).split('\n')[0]}`);
    }
}
/** Neither in a job that is cancelled, which the runner gives no time for it, nor where the lease is what failed. */
function isWorthAsking({ report, cancelled }, isKeepFresh) {
    const { 'auth-status': status, 'auth-reason': reason = '' } = report.facts.outputs;
    if (cancelled.aborted || reason.startsWith('lease-'))
        return false;
    return isKeepFresh || status === 'stale' || status === 'dead';
}

// EXTERNAL MODULE: ./build/src/keeper/leases.js + 2 modules
var leases = __webpack_require__(14260);
// EXTERNAL MODULE: ./build/src/keeper/orphaned-logins.js
var orphaned_logins = __webpack_require__(57972);
// EXTERNAL MODULE: ./build/src/keeper/plan-limit.js
var plan_limit = __webpack_require__(51071);
// EXTERNAL MODULE: ./build/src/keeper/prepare.js + 1 modules
var prepare = __webpack_require__(6742);
// EXTERNAL MODULE: ./build/src/keeper/share.js + 1 modules
var keeper_share = __webpack_require__(79124);
// EXTERNAL MODULE: ./build/src/keeper/share-last.js
var share_last = __webpack_require__(13912);
// EXTERNAL MODULE: ./build/src/keeper/persist.js
var persist = __webpack_require__(53892);
// EXTERNAL MODULE: ./build/src/keeper/refusal-to-spend.js
var refusal_to_spend = __webpack_require__(21493);
// EXTERNAL MODULE: ./build/src/keeper/under-lease.js
var under_lease = __webpack_require__(76869);
;// CONCATENATED MODULE: ./build/src/keeper/store-seed.js






/** A refresh of another job takes seconds. */
const WAIT_MS = 10_000;
/** Stores at once a seed that the store doesn't have: what is wrong with the store shows before anything is at stake. */
async function storeSeed(stage, prepared, login) {
    const { kind, store } = prepared;
    if (kind === 'host' || store.readOnly || stage.state.get('stored') === login.generation)
        return;
    await putSeed(stage, prepared, login).catch(error => {
        // Only now it showed that this job may not write there; it runs fenced, as where that is known before.
        if (!store.readOnly)
            throw error;
        stage.log.warning(`The seed is not stored. ${store.readOnly.explanation.what}`);
    });
}
/**
 * Under the lease, unless the mark shows that it is an old one: what is stored may be out of sight only. Without a lease
 * the store's own comparison must do: storing a seed uses no token.
 */
async function putSeed(stage, prepared, login) {
    const goesOnAfter = (error) => error instanceof errors/* ActionError */.lZ && !stage.cancelled.aborted
        ? `The seed is stored without the lease. ${error.explanation.what}`
        : undefined;
    await (0,under_lease/* underLease */.z)(stage, { lease: prepared.lease, waitMs: WAIT_MS, goesOnAfter }, async (held) => {
        const because = held && (0,refusal_to_spend/* refusalToSpend */.y)(stage, login, held, prepared.kind);
        if (because instanceof spend_refusals/* StaleCopy */.D6) {
            // The refusal to refresh says what that means. Said here too, people would read it twice.
            stage.log.warning('The seed is not stored. It is an old copy: another job has told of a newer login.');
            return undefined;
        }
        return (await (0,persist/* putCopy */.RT)(stage, prepared, login, 'seed')) ? (0,to_mark/* toMark */.Rs)(stage, login) : undefined;
    });
}

// EXTERNAL MODULE: ./build/src/login/refusal.js
var refusal = __webpack_require__(81147);
// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/keeper/alert.js
var keeper_alert = __webpack_require__(55262);
// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(73991);
;// CONCATENATED MODULE: ./build/src/action/alert.js




/** An alert is made while nothing else waits, so a lease that is busy for longer is gone without. Milliseconds. */
const alert_LEASE_WAIT_MS = 20_000;
const COMMAND_TIMEOUT_MS = 60_000;
const MOST_OUTPUT = 64 * 1024;
/** Without another try: what is asked could be done twice. */
const ONCE = { retries: 0, minTimeout: 0, factor: 1, maxTimeout: 0, tryTimeout: 15_000, total: 15_000 };
/** An alert is worth half a minute of waiting. */
const PATIENT = {
    retries: 4,
    minTimeout: 500,
    factor: 2,
    maxTimeout: 5000,
    tryTimeout: 10_000,
    total: 30_000,
};
/** Throws `InputError` for inputs of an alert that would have no effect. */
function checkAlert(inputs) {
    const { alert } = inputs;
    const isWanted = alert === 'issue' || inputs['alert-command'] !== undefined;
    const mode = (0,action_inputs.modeOf)(inputs);
    if (isWanted && mode !== 'keep-fresh' && mode !== 'login')
        throw new errors/* InputError */.dz(alert === 'issue' ? 'alert' : 'alert-command', `has no effect with \`mode: ${mode}\``, 'Give it to the keep-fresh workflow alone (`mode: keep-fresh` or `login`): one alert for each login is enough.');
    const rest = ['alert-repository', 'alert-assignees', 'alert-labels'];
    const idle = rest.find(name => inputs[name] !== undefined && inputs[name].length > 0);
    if (idle && alert !== 'issue')
        throw new errors/* InputError */.dz(idle, 'has no effect without `alert: issue`', 'Give `alert: issue`, or leave it out.');
}
/**
 * Tells people how this run found the login, as `alert` and `alert-command` say. Never throws: the job's own verdict
 * stands, and an alert that can't be given is a warning.
 * @param failure what the run ended with; undefined if it succeeded
 * @param lease the lease of the login, if the run came to know it
 */
async function tellPeople(stage, failure, lease) {
    const inputs = stage.inputs();
    if (inputs.alert !== 'issue' && inputs['alert-command'] === undefined)
        return;
    const alert = (0,keeper_alert/* alertOf */.G)(stage, failure);
    if (!alert)
        return;
    const ways = [
        ...(inputs.alert === 'issue' ? [() => tellByIssue(stage, alert, lease)] : []),
        ...(inputs['alert-command'] ? [() => tellByCommand(stage, alert, inputs['alert-command'] ?? '')] : []),
    ];
    for (const tell of ways)
        await tell().catch((error) => {
            const why = error instanceof Error ? error.message : String(error);
            stage.log.warning(`The alert could not be given; the verdict of this job is not changed by that. ${why}`);
        });
}
async function tellByIssue(stage, alert, lease) {
    const { env, log } = stage;
    const inputs = stage.inputs();
    const { sender } = await __webpack_require__.e(/* import() */ 5549).then(__webpack_require__.bind(__webpack_require__, 85549));
    const { Issues } = await __webpack_require__.e(/* import() */ 2209).then(__webpack_require__.bind(__webpack_require__, 32209));
    const { settleIssue } = await __webpack_require__.e(/* import() */ 4872).then(__webpack_require__.bind(__webpack_require__, 34872));
    const repository = inputs['alert-repository'] ?? env.GITHUB_REPOSITORY ?? '';
    const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com';
    // Not the App's: that may write the secret, and need not be allowed more.
    const token = inputs.token?.trim() ?? '';
    const [send, sendOnce] = [PATIENT, ONCE].map(pace => sender({ apiUrl, pace, log: () => undefined }, token));
    const done = await settleIssue(new Issues(send, sendOnce, repository), alert, {
        labels: inputs['alert-labels'],
        assignees: inputs['alert-assignees'],
        now: stage.now(),
        alone: work => alone(stage, lease, work),
    });
    if (done)
        log.info(`Alert: ${done} in ${repository}.`);
    if (done)
        stage.report.changed(`${done} in ${repository}`);
}
/** Two keepers at once make one issue: they take turns by the login's own lease, as far as it can be had. */
async function alone(stage, lease, work) {
    if (!lease)
        return work();
    const goesOnAfter = () => 'The alert is given without the lease.';
    await (0,under_lease/* underLease */.z)(stage, { lease, waitMs: alert_LEASE_WAIT_MS, goesOnAfter }, async () => {
        await work();
        return undefined;
    });
}
/** The whole alert as JSON on standard input; the command decides what is worth saying. */
async function tellByCommand(stage, alert, script) {
    const { runInShell } = await __webpack_require__.e(/* import() */ 9624).then(__webpack_require__.bind(__webpack_require__, 99624));
    const { until, ...rest } = alert;
    const told = { ...rest, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) };
    const ending = await runInShell({
        script,
        input: Buffer.from(`${JSON.stringify(told)}\n`),
        env: stage.env,
        cwd: process.cwd(),
        timeoutMs: COMMAND_TIMEOUT_MS,
        maxOutput: MOST_OUTPUT,
    });
    if (ending.failure === undefined)
        return;
    const last = ending.stderr.toString('utf8').trim().split('\n').at(-1) ?? '';
    throw new Error(`The command in \`alert-command\` ${ending.failure}. ${last}`.trim());
}

// EXTERNAL MODULE: ./build/src/action/check-trust.js
var check_trust = __webpack_require__(78251);
// EXTERNAL MODULE: ./build/src/action/clean-environment.js + 2 modules
var clean_environment = __webpack_require__(78161);
// EXTERNAL MODULE: ./build/src/action/keep-fresh.js + 1 modules
var keep_fresh = __webpack_require__(26218);
// EXTERNAL MODULE: ./build/src/action/platform.js
var platform = __webpack_require__(41717);
// EXTERNAL MODULE: ./build/src/action/prove-usable.js
var prove_usable = __webpack_require__(10307);
// EXTERNAL MODULE: ./build/src/codex/environment.js
var environment = __webpack_require__(74136);
// EXTERNAL MODULE: ./build/src/codex/install/provide.js + 1 modules
var provide = __webpack_require__(94608);
;// CONCATENATED MODULE: ./build/src/action/provide-codex.js




/** Gets Codex in the wanted version once, and puts it on the PATH of later steps. */
class CodexProvider {
    #stage;
    #inputs;
    #ended = new AbortController();
    #provided;
    #isAwaited = false;
    constructor(stage, inputs) {
        this.#stage = stage;
        this.#inputs = inputs;
    }
    /** Starts to get Codex, beside whatever else the step does. Failures are thrown by `in`. */
    begin() {
        this.#provided ??= provide_codex_provide(this.#stage, this.#inputs, { ended: this.#ended.signal, fold: this.#fold });
        this.#provided.catch(() => undefined);
    }
    /** @param home the CODEX_HOME that this Codex will use. @throws CodexUnavailable */
    async in(home) {
        this.#isAwaited = true;
        this.begin();
        return { ...(await this.#provided), home };
    }
    /** Folds nothing while the step does something else: lines of that would be folded too. */
    #fold = (title, work) => {
        if (this.#isAwaited)
            return (0,sink/* fold */.AU)(title, work);
        this.#stage.log.info(title);
        return work();
    };
    /** Ends a download that nobody needs any more. */
    async [Symbol.asyncDispose]() {
        this.#ended.abort(new Error('the step has ended'));
        await this.#provided?.catch(() => undefined);
    }
}
async function provide_codex_provide(stage, inputs, { ended, fold }) {
    const { env, log } = stage;
    const codex = await (0,provide/* provideCodex */.l)({
        version: inputs['codex-version'] ?? provide/* DEFAULT_CODEX_VERSION */.J,
        env,
        platform: process.platform,
        arch: process.arch,
        log: log.info,
        warn: log.warning,
        fold,
        writable: stage.state.get('writable') ?? [],
        signal: AbortSignal.any([stage.cancelled, ended]),
    });
    stage.report.output('codex-version', codex.version);
    if (codex.source !== 'path')
        (0,sink/* addPath */.fM)(codex.directory);
    nameOtherLogins(stage, inputs);
    return { path: codex.path, env };
}
function nameOtherLogins({ env, log }, inputs) {
    const names = (0,environment/* otherLogins */.XK)(env).join(', ');
    if (names === '')
        return;
    if ((0,action_inputs.modeOf)(inputs) === 'setup')
        log.warning(`This step's environment has ${names}. A Codex in a later step that has it too uses that instead of the ChatGPT login, and doesn't say so. ` +
            'Take it out of the environment of the workflow and the job; an empty value may not be enough.');
    else
        log.notice(`Not passed on to Codex: ${names}. It would have used that instead of the ChatGPT login.`);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/codex/exec/arguments.js
var exec_arguments = __webpack_require__(71079);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(50809);
// EXTERNAL MODULE: ./build/src/system/runner-temp.js
var runner_temp = __webpack_require__(17400);
// EXTERNAL MODULE: ./build/src/system/text.js
var system_text = __webpack_require__(48152);
// EXTERNAL MODULE: ./build/src/system/unusable-place.js
var unusable_place = __webpack_require__(83862);
// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(11638);
;// CONCATENATED MODULE: ./build/src/action/task.js










/** More than any model reads at once. */
const MOST_BYTES = 8 * 2 ** 20;
/**
 * Reads the task from the inputs before the job uses anything for it. Returns undefined without a prompt.
 * @throws InputError, UnusablePlace or NoRunnerTemp
 */
async function readTask(inputs, workspace, env) {
    const prompt = (await readPrompt(inputs, { workspace, env })) ?? (inputs.review ? '' : undefined);
    if (prompt === undefined)
        return undefined;
    const workingDirectory = await pathOf('working-directory', inputs['working-directory'] ?? '.', {
        workspace,
        env,
    });
    await assertDirectory(workingDirectory);
    const outputFile = inputs['output-file'];
    return {
        prompt,
        workingDirectory,
        model: inputs.model,
        effort: inputs.effort,
        subcommand: subcommandOf(inputs),
        schemaFile: await schemaFile(inputs, { workspace, env }),
        args: (0,exec_arguments/* parseCodexArgs */.wk)(inputs['codex-args'] ?? ''),
        timeoutMs: inputs['timeout-minutes'],
        outputFile: outputFile === undefined ? undefined : await placeOf(outputFile, { workspace, env }),
    };
}
function subcommandOf(inputs) {
    const { review, 'resume-thread': thread } = inputs;
    if (review && thread)
        throw new errors/* InputError */.dz('review', 'is given beside `resume-thread`', 'Give one of the two.');
    if (thread)
        return ['resume', thread];
    if (!review)
        return [];
    const [what = '', which] = review.split(/:(.*)/s);
    return which ? ['review', `--${what}`, which] : ['review', `--${what}`];
}
/** Codex starts in it, and its commands list it. Throws `InputError`. */
async function assertDirectory(path) {
    const code = await (0,promises_.access)(`${path}/.`, promises_.constants.R_OK | promises_.constants.X_OK).then(() => undefined, errors/* systemCode */.xU);
    if (code === undefined)
        return;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new errors/* InputError */.dz('working-directory', `leads to ${path}, which ${isMissing ? 'is not a directory' : `can't be used: ${(0,unusable_place/* reasonOf */.A3)(path, code)}`}`, 'Give a directory that exists when this step starts and that the user who runs this job may read; is a checkout missing before it?');
}
/** The schema's file, absolute: one in the runner's temp directory, in UTF-8. */
async function schemaFile(inputs, from) {
    const { 'output-schema': schema, 'output-schema-file': file } = inputs;
    if (schema !== undefined && file !== undefined)
        throw new errors/* InputError */.dz('output-schema-file', 'is given beside `output-schema`', 'Give one of the two.');
    if (schema === undefined && file === undefined)
        return undefined;
    const text = schema ??
        (await textOf('output-schema-file', await pathOf('output-schema-file', file ?? '', from), file ?? ''));
    const parsed = (0,json/* parseJson */.q)(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
        throw new errors/* InputError */.dz(file === undefined ? 'output-schema' : 'output-schema-file', file === undefined ? 'is not a JSON object' : `names ${file}, which is missing or not a JSON object`, 'Give a JSON schema, such as {"type":"object","properties":{…},"required":[…],"additionalProperties":false}.');
    // Codex gets a copy: it reads no file with a byte-order mark.
    const path = (0,external_node_path_.join)((0,runner_temp/* runnerTemp */.X)(from.env), 'codex-output-schema.json');
    await (0,unusable_place/* atPlace */.ze)(path, (0,promises_.writeFile)(path, text));
    return path;
}
async function readPrompt(inputs, from) {
    const { prompt, 'prompt-file': file } = inputs;
    if (prompt !== undefined && file !== undefined)
        throw new errors/* InputError */.dz('prompt-file', 'is given beside `prompt`', 'Give one of the two.');
    if (file === undefined)
        return prompt;
    const text = await textOf('prompt-file', await pathOf('prompt-file', file, from), file);
    if (text.trim() === '')
        throw new errors/* InputError */.dz('prompt-file', `names ${file}, which is missing or empty`, 'Give a file that exists when this step starts; is a checkout missing before it?');
    return text;
}
/**
 * The text of a file that an input names, with the line ends of Linux; empty for one that is missing. Throws `InputError` if
 * it can't be read.
 */
async function textOf(input, path, given) {
    const decoded = (0,system_text/* decodeText */.g)(await bytesOf(input, path, given));
    if ('text' in decoded)
        return decoded.text.replaceAll('\r\n', '\n');
    throw new errors/* InputError */.dz(input, `names ${given}, which ${decoded.unreadable}`, 'Give a file in UTF-8 (UTF-16 is read too). In PowerShell: `Set-Content -Encoding utf8`.');
}
async function bytesOf(input, path, given) {
    try {
        return await (0,files/* readRegularFile */.XF)(path, { limit: MOST_BYTES });
    }
    catch (error) {
        const is = unfit(error);
        if (is)
            throw new errors/* InputError */.dz(input, `names ${given}, which ${is}`, 'Give a regular file with text in it.');
        const code = (0,errors/* systemCode */.xU)(error);
        if (code === 'ENOENT')
            return Buffer.alloc(0);
        if (code === undefined)
            throw error;
        throw new errors/* InputError */.dz(input, `names ${given}, which can't be read: ${(0,unusable_place/* reasonOf */.A3)(path, code)}`, 'Give a file that the user who runs this job may read.');
    }
}
/** Why something that is there can't be read as a text. */
function unfit(error) {
    if (error instanceof files/* NotRegularFile */.k1)
        return `is ${error.kind}`;
    return error instanceof files/* FileTooLarge */.Sv ? `has more than ${MOST_BYTES / 2 ** 20} MB` : undefined;
}
/**
 * Where the final message goes, its directory made: behind all links as they are now, so that one that the model
 * makes later is not followed.
 */
async function placeOf(outputFile, from) {
    const file = (0,external_node_path_.resolve)(from.workspace, (0,user_path/* fromHome */.m)(outputFile, from.env));
    const code = await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true })
        .then(() => (0,promises_.access)((0,external_node_path_.dirname)(file), promises_.constants.W_OK | promises_.constants.X_OK))
        .then(() => undefined, errors/* systemCode */.xU);
    if (code !== undefined)
        throw new errors/* InputError */.dz('output-file', `leads to ${(0,external_node_path_.dirname)(file)}, which can't be written: ${(0,unusable_place/* reasonOf */.A3)((0,external_node_path_.dirname)(file), code)}`, 'Give a file in a directory that the user who runs this job may write.');
    if ((await (0,promises_.stat)(file).catch(() => undefined))?.isDirectory())
        throw new errors/* InputError */.dz('output-file', `leads to ${file}, which is a directory`, 'Give the name of a file.');
    await pathOf('output-file', (0,external_node_path_.dirname)(file), from);
    return (0,external_node_path_.join)(await (0,promises_.realpath)((0,external_node_path_.dirname)(file)), (0,external_node_path_.basename)(file));
}
/**
 * An input's path, absolute. What a Codex of an earlier step could have put into the workspace must not lead out of it:
 * to auth.json as the prompt, or to a home directory as the one to work in.
 */
async function pathOf(input, given, { workspace, env }) {
    const path = (0,external_node_path_.resolve)(workspace, (0,user_path/* fromHome */.m)(given, env));
    const real = await (0,files/* realFile */.Vt)(path);
    if ((0,files/* isWithin */.UO)(path, workspace) && real !== path && !(0,files/* isWithin */.UO)(real, await (0,files/* realFile */.Vt)(workspace)))
        throw new errors/* InputError */.dz(input, `leads by a symbolic link to ${real}, out of the workspace`, 'Give that path itself, if it is meant: an earlier run of Codex could have made such a link.');
    return path;
}

// EXTERNAL MODULE: ./build/src/action/unavailable.js
var unavailable = __webpack_require__(59218);
// EXTERNAL MODULE: ./build/src/action/worker-source.js
var worker_source = __webpack_require__(30384);
;// CONCATENATED MODULE: ./build/src/action/main.js
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


























/** Gets Codex, refreshes the login if that is due, and does what `mode` says. */
async function main(stage) {
    const inputs = stage.inputs();
    checkAlert(inputs);
    const known = {};
    try {
        await keepAndRun(stage, inputs, prepared => {
            known.lease = prepared.lease;
        });
    }
    catch (failure) {
        await tellPeople(stage, failure, known.lease);
        throw failure;
    }
    await tellPeople(stage, undefined, known.lease);
}
/** Calls `onPrepared` with the place where the login is kept, as soon as that is known. */
async function keepAndRun(stage, inputs, onPrepared) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const mode = (0,action_inputs.modeOf)(inputs);
        (0,unavailable/* assertSkippable */.c5)(inputs, mode);
        (0,platform/* warnIfUntested */.O)(stage);
        const task = await taskOf(stage, inputs, mode);
        if (task)
            (0,platform/* assertSandboxHere */.i)(inputs);
        await (0,clean_environment/* cleanStage */.G)(stage, task);
        const trust = await (0,check_trust/* checkTrust */.R)(stage);
        const provider = __addDisposableResource(env_1, new CodexProvider(stage, inputs)
        // A job that may be skipped downloads nothing before it knows.
        , true);
        // A job that may be skipped downloads nothing before it knows.
        if (inputs['on-unavailable'] !== 'skip')
            provider.begin();
        const source = (0,worker_source/* workerSource */.U)(inputs);
        if (source) {
            const { work } = await Promise.all(/* import() */[__webpack_require__.e(5921), __webpack_require__.e(4793)]).then(__webpack_require__.bind(__webpack_require__, 87174));
            // Awaited here: the provider ends with this function.
            return await work(stage, source, { inputs, task, trust, provider });
        }
        const share = await keeper_share/* Share */.S.open(stage);
        (0,share_last/* rememberSharing */.s)(stage);
        const prepared = await (0,prepare/* prepare */.iA)(stage, {
            judge: async (bytes, home) => judgeBytes(stage, await provider.in(home), bytes),
        });
        onPrepared(prepared);
        introduce(stage, inputs, prepared);
        if (inputs['on-unavailable'] === 'skip' && prepared.login)
            await (0,unavailable/* assertNotNoted */.gb)({ stage, lease: prepared.lease }, prepared.login);
        try {
            const codex = await provider.in(prepared.home);
            if (mode === 'login') {
                const { logIn } = await Promise.all(/* import() */[__webpack_require__.e(8806), __webpack_require__.e(7509)]).then(__webpack_require__.bind(__webpack_require__, 67509));
                await logIn(stage, prepared, codex);
                await (0,orphaned_logins/* settleOrphans */.PP)(stage, prepared, (0,judgement/* judgement */._)(stage, prepared.tokenUrl));
                await share?.publishOrWarn((0,keeper/* keeperOf */.y)(stage, prepared, share));
            }
            else
                await useLogin((0,keeper/* keeperOf */.y)(stage, prepared, share), { inputs, prepared, codex, task, trust, share });
        }
        finally {
            // If the login is dead, people ask first who made it.
            await noteMaker(stage, prepared, mode === 'keep-fresh');
        }
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
/** All modes but `login`. */
async function useLogin(keeper, { inputs, prepared, codex, task, trust, share }) {
    const { stage } = keeper;
    const mode = (0,action_inputs.modeOf)(inputs);
    let login = requireLogin(prepared);
    const secured = await (0,prove_usable/* proveUsable */.Z)(stage, inputs, codex, {
        task,
        assertPlanLeft: () => (0,unavailable/* assertPlanLeft */.DZ)(stage, codex, login, limits => (0,plan_limit/* noteLimit */.gT)(keeper, login, limits)),
        refresh: async () => {
            login = await (0,keep_fresh/* refreshRefused */.GE)(keeper, codex, (0,leases/* waiting */.eg)(inputs));
        },
    });
    await storeSeed(stage, prepared, login);
    await (0,orphaned_logins/* settleOrphans */.PP)(stage, prepared, (0,judgement/* judgement */._)(stage, prepared.tokenUrl));
    if (inputs.concurrency === 'exclusive') {
        const { holdForJob } = await __webpack_require__.e(/* import() */ 1304).then(__webpack_require__.bind(__webpack_require__, 91304));
        login = (await holdForJob(keeper, inputs)) ?? login;
    }
    await (0,keep_fresh/* keepFresh */.yA)(keeper, codex, { login, inputs, share });
    if (mode === 'setup')
        (0,sink/* exportVariable */.dN)('CODEX_HOME', prepared.home);
    if (!secured)
        return;
    // Only a job with a task loads it.
    const { run } = await __webpack_require__.e(/* import() */ 5921).then(__webpack_require__.bind(__webpack_require__, 85921));
    const running = run(runLogin(keeper, codex, login), codex, {
        ...secured,
        projectInstructions: trust.trustedHead,
    });
    await running.finally(() => share?.tryAgain(keeper));
}
const runLogin = (keeper, codex, login) => ({
    stage: keeper.stage,
    read: () => keeper.home.read(),
    handOver: bring => new HandOver(keeper, codex, bring),
    noteLimit: limits => (0,plan_limit/* noteLimit */.gT)(keeper, login, limits),
});
async function taskOf({ env }, inputs, mode) {
    if (mode === 'setup' || mode === 'login')
        return undefined;
    const task = await readTask(inputs, process.cwd(), env);
    if (mode === 'run' && !task)
        throw new errors/* InputError */.dz('prompt', 'is missing', 'Give `prompt` or `prompt-file`, or another `mode`.');
    return task;
}
function requireLogin({ login }) {
    if (!login)
        throw new refusal/* LoginRefused */.Q('empty', 'the input auth-json');
    return login;
}
/** What is known of the login before anything is done with it. */
function introduce({ report, now }, inputs, { login, store, home }) {
    report.output('storage', store.kind);
    report.output('codex-home', home);
    report.note({ where: store.where });
    if (!login)
        return;
    report.login(login, now());
    if (inputs['show-account'] && login.identity.email)
        report.note({ account: login.identity.email });
}


/***/ }),

/***/ 41717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ warnIfUntested),
/* harmony export */   i: () => (/* binding */ assertSandboxHere)
/* harmony export */ });
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24755);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);


/** On these systems no CI run has driven the action with the real Codex yet. */
const UNTESTED = { win32: 'Windows', darwin: 'macOS' };
/** Set for the rest of a job that has been warned. */
const WARNED_VARIABLE = 'CODEX_AUTH_ACTION_UNTESTED';
/** Warns once in a job that this system is untested. */
function warnIfUntested({ env, log }, platform = process.platform) {
    const name = UNTESTED[platform];
    if (name === undefined || env[WARNED_VARIABLE])
        return;
    (0,_report_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .exportVariable */ .dN)(WARNED_VARIABLE, name);
    log.warning(`codex-auth-action is untested on ${name}: so far, its tests run on Linux only. If a refresh goes wrong there, the login is lost, and a person must log in again. Use a login of its own on ${name}.`);
}
/**
 * Only the `elevated` one of Codex's sandboxes for Windows can hide a file, and the probe that proves a sandbox needs a
 * POSIX shell (docs/facts#windows-sandbox).
 * @throws InputError if a task asks for a sandbox there
 */
function assertSandboxHere(inputs, platform = process.platform) {
    const strategy = inputs['safety-strategy'];
    if (platform !== 'win32' || strategy === 'unsafe')
        return;
    throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('safety-strategy', `is "${strategy}", and this action can't prove yet on Windows that Codex's sandbox hides the login. Only the one that an administrator sets up (\`windows.sandbox = "elevated"\`) can deny reading; Codex refuses with the others`, 'Run the job on Linux or macOS, or, for a prompt that you trust completely, give `unsafe`.');
}


/***/ }),

/***/ 30384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ workerSource)
/* harmony export */ });
/* harmony import */ var _keeper_store_kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62576);
/* harmony import */ var _login_access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29989);
/* harmony import */ var _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81147);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73991);





/**
 * Undefined for a job with a full login. A worker has nothing to keep or to refresh, so what asks for that is refused
 * before anything is changed, and no full login is read.
 * @throws LoginRefused `access-login`, InputError
 */
function workerSource(inputs) {
    const { 'auth-json': authJson, 'access-key': accessKey, 'share-access': shareAccess } = inputs;
    const isAccess = authJson !== undefined && (0,_login_access_js__WEBPACK_IMPORTED_MODULE_1__/* .isAccessLogin */ ._M)(authJson);
    if (accessKey !== undefined && shareAccess === undefined) {
        assertFits(inputs, isAccess);
        return { kind: 'cache', accessKey };
    }
    if (!isAccess)
        return undefined;
    if (wantsFullLogin(inputs).length > 0 || inputs.storage !== 'auto' || (0,_keeper_store_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .asksForStore */ .R$)(inputs))
        throw new _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .LoginRefused */ .Q('access-login', 'the input auth-json');
    return { kind: 'secret', authJson };
}
/** `access-key` is for workers and for `share-access: cache`. */
function assertFits(inputs, isAccess) {
    if (isAccess)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('access-key', 'is given beside an access login in `auth-json`', 'Give one of the two: `auth-json` for an access login from a secret, `access-key` for the one in the Actions cache.');
    const isForStore = (0,_keeper_store_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .asksForStore */ .R$)(inputs) || !['auto', 'cache'].includes(inputs.storage);
    const [wanting = isForStore ? 'the inputs of a store' : undefined] = wantsFullLogin(inputs);
    const other = inputs['auth-json'] === undefined ? wanting : 'a full login in `auth-json`';
    if (other !== undefined)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('access-key', `is given beside ${other}`, 'In a worker give `access-key` and what it is to do, and nothing of a full login. In the keeper set `share-access: cache` too.');
}
/** The requests of a job that need the refresh token. */
function wantsFullLogin(inputs) {
    const mode = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_4__.modeOf)(inputs);
    return [
        ...(mode === 'keep-fresh' || mode === 'login' ? [`\`mode: ${mode}\``] : []),
        ...(inputs.concurrency === 'exclusive' ? ['`concurrency: exclusive`'] : []),
        ...(inputs['force-refresh'] ? ['`force-refresh`'] : []),
        ...(inputs['share-access'] ? ['`share-access`'] : []),
    ];
}


/***/ }),

/***/ 55262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ alertOf),
/* harmony export */   V: () => (/* binding */ CONDITIONS)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _job_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85251);



/** How a keeper finds its login, from well to lost. */
const CONDITIONS = ['healthy', 'failing', 'stale', 'dead'];
/** Reasons that pass by themselves, where the next run finds the login as it was. They alert only when time gets short. */
const PASSING = /^(backend-down|endpoint|github-(unreachable|rate-limited)|lease-(busy|unreachable)|cancelled)/;
/** Milliseconds: two more runs of a daily keep-fresh. */
const SHORT_MS = 2 * 86_400_000;
/** The result of this run of keep-fresh or of a log-in; undefined if it says nothing new about the login. */
function alertOf(stage, failure) {
    const { facts } = stage.report;
    const isLogin = facts.isLogin === true;
    const condition = conditionOf(facts, failure);
    const isQuiet = stage.cancelled.aborted || (isLogin && condition !== 'healthy');
    if (isQuiet)
        return undefined;
    const until = facts.life?.expiresAt;
    const reason = facts.outputs['auth-reason'] || (failure instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ ? failure.code : undefined);
    const isPassing = condition === 'failing' && reason !== undefined && PASSING.test(reason);
    if (isPassing && until !== undefined && until - stage.now() > SHORT_MS)
        return undefined;
    const told = failure instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ ? failure : facts.warning;
    return {
        id: idOf(stage),
        condition,
        login: stage.inputs()['login-name'],
        reason: condition === 'healthy' ? undefined : reason,
        explanation: condition === 'healthy' ? undefined : told?.explanation,
        until,
        account: facts.account,
        run: (0,_job_name_js__WEBPACK_IMPORTED_MODULE_2__/* .runUrl */ .Vp)(stage.env),
        workflow: workflowUrl(stage.env),
    };
}
function conditionOf({ outputs }, failure) {
    const status = outputs['auth-status'];
    if (status === 'dead' || status === 'stale')
        return status;
    return failure === undefined ? 'healthy' : 'failing';
}
/** Two stores may have the same `login-name`, so the store counts; before it is known, the name has to do. */
function idOf({ state, inputs, env }) {
    const store = state.get('store') ?? `${(0,_job_name_js__WEBPACK_IMPORTED_MODULE_2__/* .serverUrl */ .Vd)(env)}/${env.GITHUB_REPOSITORY ?? ''}`;
    const parts = JSON.stringify([store, inputs()['login-name']]);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(parts).digest('hex').slice(0, 16);
}
/** The page of the workflow in `owner/name/.github/workflows/keep-fresh.yml@refs/heads/main`. */
function workflowUrl(env) {
    const file = /\/\.github\/workflows\/([^/@]+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1];
    return file && `${(0,_job_name_js__WEBPACK_IMPORTED_MODULE_2__/* .serverUrl */ .Vd)(env)}/${env.GITHUB_REPOSITORY ?? ''}/actions/workflows/${file}`;
}


/***/ }),

/***/ 23784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ keeperOf)
/* harmony export */ });
/* harmony import */ var _login_home_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6461);

/** Makes the keeper of this job's login. With `share`, it also publishes each login that it has stored. */
const keeperOf = (stage, prepared, share) => ({
    stage,
    kind: prepared.kind,
    home: share ? share.sharing((0,_login_home_js__WEBPACK_IMPORTED_MODULE_0__/* .loginHome */ .r)(stage, prepared)) : (0,_login_home_js__WEBPACK_IMPORTED_MODULE_0__/* .loginHome */ .r)(stage, prepared),
    tokenUrl: prepared.tokenUrl,
    lease: prepared.lease,
});


/***/ }),

/***/ 6461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ loginHome)
/* harmony export */ });
/* harmony import */ var _login_auth_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93388);
/* harmony import */ var _login_may_replace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92027);
/* harmony import */ var _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81147);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40510);
/* harmony import */ var _home_owner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23147);
/* harmony import */ var _judgement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79171);
/* harmony import */ var _persist_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(53892);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6742);
/* harmony import */ var _seeding_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(17951);
/* harmony import */ var _unfinished_save_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(31141);










/** `Prepared` as the home of its login. */
const loginHome = (stage, prepared) => prepared.kind === 'host' ? new HostHome(stage, prepared) : new StoredHome(stage, prepared);
/** The file is the store: what Codex saves is stored, and its preflight proves that it can. */
class HostHome {
    stage;
    prepared;
    authFile;
    constructor(stage, prepared) {
        this.stage = stage;
        this.prepared = prepared;
        this.authFile = (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_0__/* .authFileIn */ .oC)(prepared.home);
    }
    get readOnly() {
        return this.prepared.store.readOnly;
    }
    async read() {
        const { copy, tokenUrl } = this.prepared;
        const login = await (0,_judgement_js__WEBPACK_IMPORTED_MODULE_5__/* .loginIn */ .X)(copy, (0,_judgement_js__WEBPACK_IMPORTED_MODULE_5__/* .judgement */ ._)(this.stage, tokenUrl));
        if (!login)
            throw new _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .LoginRefused */ .Q('empty', copy.where);
        (0,_prepare_js__WEBPACK_IMPORTED_MODULE_7__/* .remember */ .kY)(this.stage, login);
        return login;
    }
    async finishSaves() {
        const { home, tokenUrl } = this.prepared;
        await (0,_unfinished_save_js__WEBPACK_IMPORTED_MODULE_9__/* .finishSaves */ .s)(this.stage, home, (0,_judgement_js__WEBPACK_IMPORTED_MODULE_5__/* .judgement */ ._)(this.stage, tokenUrl));
    }
    async newest() {
        return { login: await this.read(), taken: false };
    }
    async proveWritable(_login, _held) { }
    async noteCodex(_codex) { }
    async store(_login) {
        return true;
    }
}
/** A private home: the store has the login, and what Codex saves here must be put there. */
class StoredHome extends HostHome {
    async newest() {
        const { store, copy, tokenUrl } = this.prepared;
        const here = await this.read();
        const stored = await (0,_judgement_js__WEBPACK_IMPORTED_MODULE_5__/* .loginIn */ .X)(store, (0,_judgement_js__WEBPACK_IMPORTED_MODULE_5__/* .judgement */ ._)(this.stage, tokenUrl));
        if (!stored)
            return { login: here, taken: false };
        const decision = (0,_login_may_replace_js__WEBPACK_IMPORTED_MODULE_1__/* .mayReplace */ .k)({ kind: 'login', login: here }, stored, {
            from: 'refreshed',
            allowAccountChange: this.stage.inputs()['allow-account-change'],
        });
        if (!decision.may && decision.because === 'account' && (0,_login_revision_js__WEBPACK_IMPORTED_MODULE_3__/* .changedAt */ .Ek)(stored) > (0,_login_revision_js__WEBPACK_IMPORTED_MODULE_3__/* .changedAt */ .Ek)(here))
            throw new _seeding_js__WEBPACK_IMPORTED_MODULE_8__/* .AccountChange */ .IR('stored', `stored ${(0,_seeding_js__WEBPACK_IMPORTED_MODULE_8__/* .date */ .p6)(stored)}, this one of ${(0,_seeding_js__WEBPACK_IMPORTED_MODULE_8__/* .date */ .p6)(here)}`);
        if (!decision.may)
            return { login: here, taken: false };
        await copy.write(stored);
        await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .noteKept */ .lu)(this.prepared.home, stored.bytes);
        this.stage.state.set('stored', stored.generation);
        return { login: await this.read(), taken: true };
    }
    async proveWritable(login, held) {
        const { store } = this.prepared;
        // This proof writes the login itself: a job that slept until another had the lease must not do that.
        if (store.kind === 'command')
            await held.announceCodex();
        await store.assertWritable(login);
    }
    noteCodex(codex) {
        const { home } = this.prepared;
        return codex ? (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .noteCodex */ .Mv)(home, codex) : (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_4__/* .clearCodex */ .nR)(home);
    }
    store(login) {
        return (0,_persist_js__WEBPACK_IMPORTED_MODULE_6__/* .putCopy */ .RT)(this.stage, this.prepared, login);
    }
}


/***/ }),

/***/ 53892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H6: () => (/* binding */ STORED_VARIABLE),
/* harmony export */   RT: () => (/* binding */ putCopy),
/* harmony export */   bA: () => (/* binding */ storedValue)
/* harmony export */ });
/* harmony import */ var _report_best_effort_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75723);
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24755);
/* harmony import */ var _stores_put_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19145);
/* harmony import */ var _home_owner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23147);
/* harmony import */ var _judgement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79171);
/* harmony import */ var _set_aside_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33833);






/** Tells the ends of other uses of this action in the job, whose own state is older, what a store has: `STORE:GENERATION`. */
const STORED_VARIABLE = 'CODEX_AUTH_ACTION_STORED';
/** The value of it for the store of this step. */
const storedValue = ({ state }, generation) => `${state.get('store') ?? ''}:${generation}`;
/** Stores the login of CODEX_HOME where it lives between jobs. False where something newer is there, and stays. */
async function putCopy(stage, { store, tokenUrl }, login, from = 'refreshed') {
    const start = performance.now();
    const put = await (0,_stores_put_js__WEBPACK_IMPORTED_MODULE_2__/* .putLogin */ .v6)(store, login, {
        judge: (0,_judgement_js__WEBPACK_IMPORTED_MODULE_4__/* .judgement */ ._)(stage, tokenUrl),
        from,
        allowAccountChange: stage.state.get('allowsAccountChange') === true,
        // Post may be given a wrong key.
        mayCoverSealed: stage.state.get('stored') === undefined,
        onSetAside: kept => (0,_set_aside_js__WEBPACK_IMPORTED_MODULE_5__/* .saySetAside */ .q)(stage.log, store.where, kept),
    });
    if (put === 'kept') {
        stage.log.warning(`Not stored: ${store.where} holds a newer login, or another account's, by now. It stays.`);
        return false;
    }
    stage.state.set('stored', login.generation);
    (0,_report_best_effort_js__WEBPACK_IMPORTED_MODULE_0__/* .telling */ .g)(() => (0,_report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .exportVariable */ .dN)(STORED_VARIABLE, storedValue(stage, login.generation)));
    const home = stage.state.get('home');
    if (home !== undefined)
        await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_3__/* .noteKept */ .lu)(home, login.bytes);
    const took = ((performance.now() - start) / 1000).toFixed(1);
    if (put === 'stored')
        stage.log.info(`Stored the login in ${store.where} (${took} s).`);
    return true;
}


/***/ }),

/***/ 13912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ rememberSharing),
/* harmony export */   u: () => (/* binding */ shareAtEnd)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _keeper_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23784);
/* harmony import */ var _share_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79124);
/* harmony import */ var _workplace_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94743);




/** The inputs that say where to share; none of them is secret, and none is a command. */
const PLACE = ['share-access', 'share-environment', 'share-organization'];
/** Main keeps for post where the access login is shared: the inputs may be another step's there (docs/facts, "Stages"). */
function rememberSharing({ state, inputs }) {
    const given = inputs();
    if (given['share-access'] === undefined)
        return;
    state.set('sharing', Object.fromEntries(PLACE.map(name => [name, given[name] ?? ''])));
}
/** Publishes in post the login that a later step's Codex refreshed, once it is stored. Failures are only warnings. */
async function shareAtEnd(stage, home) {
    const sharing = stage.state.get('sharing');
    if (sharing === undefined)
        return;
    try {
        await share(stage, home, sharing);
    }
    catch (error) {
        if (!(error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ))
            throw error;
        stage.log.warning(`The end of the job could not publish the access login. ${error.message}`);
    }
}
async function share(stage, home, sharing) {
    const place = Object.fromEntries(PLACE.map(name => [name, sharing[name] || undefined]));
    const main = { ...stage, inputs: () => ({ ...stage.inputs(), ...place }) };
    const workplace = await (0,_workplace_js__WEBPACK_IMPORTED_MODULE_3__/* .reopenWorkplace */ .kN)(main, home);
    const tokenUrl = stage.state.get('tokenUrl') ?? '';
    const opened = await _share_js__WEBPACK_IMPORTED_MODULE_2__/* .Share */ .S.open(main);
    const keeper = (0,_keeper_js__WEBPACK_IMPORTED_MODULE_1__/* .keeperOf */ .y)(main, { ...workplace, tokenUrl, login: undefined, orphans: [] }, opened);
    await opened?.publishNewest(keeper);
}


/***/ }),

/***/ 79124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ Share)
});

// UNUSED EXPORTS: ShareFailed

// EXTERNAL MODULE: ./build/src/leases/knowledge.js
var knowledge = __webpack_require__(63289);
// EXTERNAL MODULE: ./build/src/login/access.js
var login_access = __webpack_require__(29989);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/keeper/job-name.js
var job_name = __webpack_require__(85251);
// EXTERNAL MODULE: ./build/src/keeper/leases.js + 2 modules
var leases = __webpack_require__(14260);
// EXTERNAL MODULE: ./build/src/keeper/plan-limit.js
var plan_limit = __webpack_require__(51071);
// EXTERNAL MODULE: ./build/src/keeper/refusal-to-spend.js
var refusal_to_spend = __webpack_require__(21493);
// EXTERNAL MODULE: ./build/src/github/secret-target.js
var secret_target = __webpack_require__(67543);
// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/keeper/access-cache.js
var access_cache = __webpack_require__(1899);
// EXTERNAL MODULE: ./build/src/keeper/runner-kind.js
var runner_kind = __webpack_require__(65287);
// EXTERNAL MODULE: ./build/src/keeper/store-kind.js
var store_kind = __webpack_require__(62576);
;// CONCATENATED MODULE: ./build/src/keeper/share-target.js






/** Inputs that only some ways of sharing need. */
const SHARE_INPUTS = {
    'share-command': 'command',
    'share-environment': 'secret',
    'share-organization': 'secret',
};
/**
 * Opens the place that `share-access` names; undefined without it. Nothing is asked or written yet.
 * @throws InputError, SecretRefused `secret-name`
 */
async function openShareTarget(stage) {
    const inputs = stage.inputs();
    const { 'share-access': share, 'access-key': accessKey } = inputs;
    const [kind = '', name = ''] = share?.split(':') ?? [];
    for (const [input, needed] of Object.entries(SHARE_INPUTS))
        if (inputs[input] !== undefined && kind !== needed)
            throw new errors/* InputError */.dz(input, `is given without \`share-access: ${needed === 'secret' ? 'secret:NAME' : needed}\``, 'Give both, or neither.');
    if (share === undefined)
        return undefined;
    if (accessKey !== undefined && kind !== 'cache')
        throw new errors/* InputError */.dz('access-key', `is given beside \`share-access: ${share}\`, where it has no effect`, 'Give it with `share-access: cache` only, and to workers that read the cache.');
    if (kind === 'secret' && (0,runner_kind/* isForge */.K)(stage.env))
        throw (0,store_kind/* noSecretsOfGithub */.XH)('share-access', `is \`${share}\``);
    if (kind === 'secret')
        return openSecret(stage, inputs, name);
    return kind === 'cache' ? openCache(stage, accessKey) : openCommand(stage, inputs);
}
async function openCache(stage, accessKey) {
    if (accessKey === undefined)
        throw new errors/* InputError */.dz('access-key', 'is missing: `share-access: cache` needs it', 'Make an identity for the workers with `age-keygen`, store it as a secret, and give it here and in the workers.');
    const [patient, brief] = [await (0,access_cache/* openAccessCache */.T)(stage), await (0,access_cache/* openAccessCache */.T)(stage, access_cache/* BRIEFLY */.k)];
    return {
        where: 'the Actions cache',
        publish: (login, { madeAt, isPatient }) => (isPatient ? patient : brief).write(login, madeAt),
    };
}
async function openCommand(stage, inputs) {
    const { 'share-command': script } = inputs;
    if (script === undefined)
        throw new errors/* InputError */.dz('share-command', 'is missing: `share-access: command` needs it', 'Give a command that reads the access login from its standard input and publishes it.');
    const { publishByCommand } = await __webpack_require__.e(/* import() */ 8319).then(__webpack_require__.bind(__webpack_require__, 48319));
    return {
        where: '`share-command`',
        publish: (login, how) => publishByCommand(stage, script, { login, ...how }),
    };
}
async function openSecret(stage, inputs, name) {
    const { 'share-environment': environment, 'share-organization': organization } = inputs;
    if (name.toUpperCase() === (inputs['secret-name'] ?? secret_target/* DEFAULT_SECRET_NAME */.F).toUpperCase())
        throw new errors/* InputError */.dz('share-access', `names ${name}, the secret of the full login, which it would replace`, 'Give the access login a secret of its own, such as `secret:CODEX_ACCESS`.');
    if (environment && organization)
        throw new errors/* InputError */.dz('share-organization', 'is given beside `share-environment`', 'Give one of them: a secret belongs to an environment or to an organization.');
    const { SharedSecret } = await Promise.all(/* import() */[__webpack_require__.e(382), __webpack_require__.e(5456)]).then(__webpack_require__.bind(__webpack_require__, 5456));
    return SharedSecret.open(stage, { name, environment, organization }, sink/* mask */.dK);
}

// EXTERNAL MODULE: ./build/src/keeper/spend-refusals.js
var spend_refusals = __webpack_require__(85104);
// EXTERNAL MODULE: ./build/src/keeper/to-mark.js
var to_mark = __webpack_require__(70293);
// EXTERNAL MODULE: ./build/src/keeper/under-lease.js
var under_lease = __webpack_require__(76869);
;// CONCATENATED MODULE: ./build/src/keeper/share.js











/** After a cancel the whole job has about 5 minutes (docs/facts, "Cancel"). */
const AT_END_MS = 60_000;
/**
 * Publishes the access login for workers: right after each refresh, under the lease that it was refreshed under, and in
 * each run of keep-fresh, since it also says when keep-fresh ran last and whether OpenAI refused the refresh. The store
 * has the full login by then, and nothing that fails here touches it.
 */
class Share {
    stage;
    target;
    /** The revision that this job has published. */
    #published;
    #failure;
    constructor(stage, target) {
        this.stage = stage;
        this.target = target;
    }
    /** Undefined without `share-access`. @throws as `openShareTarget` does */
    static async open(stage) {
        const target = await openShareTarget(stage);
        return target && new Share(stage, target);
    }
    /** The same home, which publishes what it has stored. */
    sharing(home) {
        return {
            authFile: home.authFile,
            get readOnly() {
                return home.readOnly;
            },
            read: () => home.read(),
            finishSaves: () => home.finishSaves(),
            newest: () => home.newest(),
            proveWritable: (login, held) => home.proveWritable(login, held),
            noteCodex: codex => home.noteCodex(codex),
            store: async (login) => {
                const isStored = await home.store(login);
                if (isStored)
                    await this.#afterStore(login);
                return isStored;
            },
        };
    }
    /** For keep-fresh: publishes what the newest login gives, unless this run has done so. @throws ShareFailed */
    async publishNewest(keeper) {
        if (this.#published !== undefined && this.#failure === undefined)
            return;
        await this.#underLease(keeper);
    }
    /** For other jobs: tries once more what has failed after a refresh, and only warns if that fails too. */
    async tryAgain(keeper) {
        if (this.#failure === undefined)
            return;
        await this.publishOrWarn(keeper);
    }
    /** The same as `publishNewest` where a failure must not hide another, or is no reason to fail. */
    async publishOrWarn(keeper) {
        await this.publishNewest(keeper).catch(error => {
            if (!(error instanceof errors/* ActionError */.lZ))
                throw error;
            this.stage.log.warning(error.message);
        });
    }
    /** The refresh must end, whatever becomes of this; the end of the job tries again. */
    async #afterStore(login) {
        await this.#publish(login, { isPatient: false }).catch(error => {
            this.#failure = asFailure(this.target.where, error);
            this.stage.log.info(`${this.#failure.explanation.what} It is tried again later in this job.`);
        });
    }
    async #underLease(keeper) {
        const { stage } = this;
        const waitMs = stage.name === 'post' ? AT_END_MS : (0,leases/* waiting */.eg)(stage.inputs());
        try {
            await (0,under_lease/* underLease */.z)(stage, { lease: keeper.lease, waitMs, goesOnAfter: () => undefined }, async (held) => {
                const { login } = await keeper.home.newest();
                const known = held?.known;
                (0,refusal_to_spend/* assertSameAccount */.U)(stage, login, known);
                const objection = known && (0,knowledge/* objectionTo */.Dx)(known, (0,to_mark/* toMark */.Rs)(stage, login));
                if (objection?.kind === 'stale')
                    throw new spend_refusals/* StaleCopy */.D6(login, objection.newer, keeper.kind);
                const refused = objection?.kind === 'refused' ? objection.refusal.code : undefined;
                const until = known && (0,plan_limit/* limitOf */.LF)(stage, login, known.limits);
                await this.#publish(login, { refused, usedUpUntil: until, isPatient: true });
                return undefined;
            });
        }
        catch (error) {
            stage.cancelled.throwIfAborted();
            throw asFailure(this.target.where, error);
        }
    }
    async #publish(login, { isPatient, ...told }) {
        const { stage, target } = this;
        const { env, now, log, report } = stage;
        const start = performance.now();
        const madeAt = now();
        const bytes = (0,login_access/* deriveAccess */.SU)(login, { madeAt, madeBy: (0,job_name/* runUrl */.Vp)(env) ?? (0,job_name/* describeJob */.hx)(env), ...told });
        const access = (0,login_access/* parseAccess */.Cz)(bytes, { origin: 'the access login of this job', now: madeAt });
        await target.publish(access, { madeAt, isPatient });
        this.#published = login.generation;
        this.#failure = undefined;
        const took = ((performance.now() - start) / 1000).toFixed(1);
        log.info(`Published the access login in ${target.where} (${took} s).`);
        report.changed(`published the access login in ${target.where}`);
    }
}
const asFailure = (where, error) => error instanceof ShareFailed ? error : new ShareFailed(where, error);
const UNEXPECTED = {
    what: 'something happened that should not.',
    remedy: 'Please report it, with the cause that the log shows.',
};
/** The access login could not be published. */
class ShareFailed extends errors/* ActionError */.lZ {
    name = 'ShareFailed';
    /** @param cause the error while publishing; whatever it is, even a defect of ours, it must not end a refresh */
    constructor(where, cause) {
        const { what, remedy } = cause instanceof errors/* ActionError */.lZ ? cause.explanation : UNEXPECTED;
        super('share-failed', {
            what: `The access login could not be published in ${where}: ${what}`,
            why: 'The login itself is stored as it should be. Workers go on with what was published before, until that ends.',
            remedy: `${remedy} The next run of keep-fresh publishes it again.`,
        }, { cause });
    }
}


/***/ })

};
