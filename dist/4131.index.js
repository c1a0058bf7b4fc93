export const id = 4131;
export const ids = [4131];
export const modules = {

/***/ 34131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: ./build/src/codex/exec/other-user.js
var other_user = __webpack_require__(40841);
// EXTERNAL MODULE: ./build/src/keeper/home-owner.js
var home_owner = __webpack_require__(23147);
// EXTERNAL MODULE: ./build/src/keeper/homes.js
var homes = __webpack_require__(98704);
// EXTERNAL MODULE: ./build/src/keeper/judgement.js
var judgement = __webpack_require__(79171);
// EXTERNAL MODULE: ./build/src/leases/knowledge.js
var knowledge = __webpack_require__(63289);
// EXTERNAL MODULE: ./build/src/leases/mark.js
var mark = __webpack_require__(53752);
// EXTERNAL MODULE: ./build/src/stores/put.js
var put = __webpack_require__(19145);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/keeper/acquire-lease.js
var acquire_lease = __webpack_require__(85299);
// EXTERNAL MODULE: ./build/src/keeper/persist.js
var persist = __webpack_require__(53892);
// EXTERNAL MODULE: ./build/src/keeper/to-mark.js
var to_mark = __webpack_require__(70293);
// EXTERNAL MODULE: ./build/src/keeper/workplace.js + 1 modules
var workplace = __webpack_require__(94743);
;// CONCATENATED MODULE: ./build/src/keeper/last-store.js








/** After a cancel the whole job has about 5 minutes (docs/facts, "Cancel"). */
const WAIT_MS = 60_000;
/**
 * Post's own store of what the job's end finds: under the lease, and only if no mark in it is newer. On a host
 * auth.json itself is the store: all that Codex saved is stored. False where something newer is stored, and stays.
 * Unless it is `settled`, a Codex may still be refreshing, and the lease that this step holds stays taken.
 */
async function storeIfChanged(stage, { home, login, settled }) {
    const { state, log } = stage;
    const stored = state.get('storage') === 'host' || isStored(stage, login);
    if (stored && (state.get('lease') === undefined || !settled))
        return true;
    const own = (0,to_mark/* toMark */.Rs)(stage, login);
    const { store, lease: open } = await reopen(stage, home);
    const lease = await open();
    const held = await hold(stage, lease, !stored);
    try {
        if (stored)
            return true;
        const newest = held && (0,knowledge/* newestOf */.su)(held.known, own);
        if (!newest || !(0,mark/* isLater */.d8)(newest, own)) {
            const isKept = await (0,persist/* putCopy */.RT)(stage, { store, tokenUrl: state.get('tokenUrl') ?? '' }, login);
            if (isKept)
                tell(stage, login, store.where);
            return isKept;
        }
        log.warning(`Not stored: another job has refreshed the login since. What ${store.where} holds stays.`);
        return false;
    }
    finally {
        // Other jobs must learn of this login even if it could not be stored: their refresh token was already used.
        if (settled && held)
            await (0,acquire_lease/* releaseLease */.w)(stage, lease, held, { newest: own });
        else
            await lease.end();
    }
}
/** The summary of main may say that it is not stored. */
function tell({ report, now }, login, where) {
    report.login(login, now());
    report.note({ where });
    report.changed('the end of the job stored the login');
}
function isStored(stage, { generation }) {
    const { state, env } = stage;
    const isToldOf = env[persist/* STORED_VARIABLE */.H6] === (0,persist/* storedValue */.bA)(stage, generation);
    // If the login is still where it came from, it is not lost even if this job may not write the store.
    if ([state.get('stored'), state.get('elsewhere')].includes(generation) || isToldOf)
        return true;
    // Never stored, and not changed by the job: it came from the seed, which still has it.
    return (state.get('stored') === undefined &&
        state.get('known')?.generation === generation &&
        !state.get('refreshed'));
}
/** Gives back what this step still holds of the lease, whatever became of the login. */
async function giveBackLease(stage, home) {
    const id = stage.state.get('lease');
    if (id === undefined)
        return;
    try {
        const lease = await (await reopen(stage, home)).lease();
        await lease.release(id).finally(() => lease.end());
    }
    catch (error) {
        stage.log.warning(`The right to refresh the login could not be given back: ${error instanceof errors/* ActionError */.lZ ? error.explanation.what : String(error)} It ends with this job.`);
    }
}
/** The inputs that name the store and hold its keys may be wrong or empty in post (docs/facts, "Stages"). */
const reopen = (stage, home) => (0,workplace/* reopenWorkplace */.kN)(stage, home).catch(error => {
    throw new put/* NotStored */.JE(`the store "${stage.state.get('storage')}"`, error);
});
/**
 * The lease that this step still holds, or one taken now. Where none can be had, the store still compares what it
 * has with what it is given: a job that has a newer login must not lose it.
 */
async function hold(stage, lease, needed) {
    const id = stage.state.get('lease');
    try {
        const mine = id === undefined ? undefined : await lease.resume(id);
        if (mine || !needed)
            return mine;
        return await lease.acquire({ waitMs: WAIT_MS, onTake: taken => stage.state.set('lease', taken) });
    }
    catch (error) {
        const why = error instanceof errors/* ActionError */.lZ ? error.message : String(error);
        stage.log.warning(`The login is stored without the right to refresh it. ${why}`);
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/system/process-identity.js
var process_identity = __webpack_require__(20393);
// EXTERNAL MODULE: ./build/src/system/session-processes.js
var session_processes = __webpack_require__(57415);
// EXTERNAL MODULE: ./build/src/keeper/codex-in-home.js
var codex_in_home = __webpack_require__(59511);
// EXTERNAL MODULE: ./build/src/keeper/job-identity.js
var job_identity = __webpack_require__(47386);
;// CONCATENATED MODULE: ./build/src/keeper/orphaned-codex.js







/**
 * Longer than Codex waits for a token endpoint that hangs (45 s, docs/facts#endpoint-hangs-45s) after its start had no
 * name yet.
 */
const UNNAMED_MS = 60_000;
/** After a cancel the whole job has about 5 minutes (docs/facts, "Cancel"). */
const PATIENCE_MS = 230_000;
const KILL_AFTER_MS = 3000;
const POLL_MS = 100;
/** Only Linux shows whether a Codex works in a home. */
const CAN_LOOK = process.platform === 'linux';
/** A process that was started is seen under its own name after some milliseconds. */
const BEGINS_WITHIN_MS = 1000;
/**
 * Stops or waits for each Codex that this step left running, or later steps that may refresh by themselves. It stops a
 * fenced exec, which can't refresh. It never signals an app-server, which may be saving the refreshed login: closing its
 * input makes it end. False if one is still there.
 */
async function settleCodex(stage) {
    const { state, log } = stage;
    const exec = state.get('exec');
    if (exec && (await isRunning(exec))) {
        log.info(`Codex (pid ${exec.pid}) outlived its step: stopping it.`);
        await stop(exec, state.get('otherUser'));
    }
    return (await serverEnded(stage)) && (await stepsEnded(stage));
}
/** The app-server of this step. */
async function serverEnded(stage) {
    const { state, log } = stage;
    const server = state.get('appServer');
    if (!server)
        return true;
    const { process, announcedAt } = server;
    const seen = process && (await (0,process_identity/* liveness */.QX)(process));
    // Where the look fails, it is waited for as one without a name.
    if (process && seen !== 'unknown') {
        if (seen === 'alive')
            log.info(`Codex (pid ${process.pid}) may be refreshing the login: waiting until it has saved.`);
        const mayRun = async () => (await (0,process_identity/* liveness */.QX)(process)) !== 'dead';
        return said(stage, `Codex (pid ${process.pid})`, await goneWithin(mayRun, PATIENCE_MS));
    }
    log.info('The step was killed while it started a Codex that refreshes: giving it time to save.');
    // No longer than that, whatever the clock says meanwhile.
    const leftMs = Math.min(UNNAMED_MS, Math.max(0, announcedAt + UNNAMED_MS - stage.now()));
    if (!CAN_LOOK)
        return (0,promises_.setTimeout)(leftMs, true);
    await (0,promises_.setTimeout)(Math.min(leftMs, BEGINS_WITHIN_MS));
    const home = state.get('home') ?? '';
    return said(stage, 'A Codex that refreshes', await goneWithin(() => (0,codex_in_home/* isUsedByCodex */.m)(home), leftMs));
}
/** Those that later steps of an exclusive job have left in the background: the runner would kill them in the middle of a refresh. */
async function stepsEnded(stage) {
    const { state, env, log } = stage;
    const home = state.get('home');
    const isExclusive = state.get('lease') !== undefined && env[fence/* UNFENCED_VARIABLE */.M4] === state.get('store');
    if (home === undefined || !isExclusive || !CAN_LOOK)
        return true;
    // On a host a person's own Codex may run there.
    const job = state.get('storage') === 'host' ? env[job_identity/* JOB_VARIABLE */.r] : undefined;
    const isUsed = () => (0,codex_in_home/* isUsedByCodex */.m)(home, job);
    if (!(await isUsed()))
        return true;
    log.info('A Codex that a step left in the background may be refreshing the login: waiting for its end.');
    return said(stage, 'A Codex that a step left in the background', await goneWithin(isUsed, UNNAMED_MS));
}
function said({ log }, codex, hasEnded) {
    if (!hasEnded)
        log.warning(`${codex} is still there. The right to refresh the login stays taken until it ends.`);
    return hasEnded;
}
const isRunning = async (process) => (await (0,process_identity/* liveness */.QX)(process)) === 'alive';
async function goneWithin(isThere, ms) {
    const end = performance.now() + ms;
    while (await isThere()) {
        if (performance.now() > end)
            return false;
        await (0,promises_.setTimeout)(POLL_MS);
    }
    return true;
}
async function stop(exec, user) {
    const send = (name) => (user ? (0,other_user/* signalOtherUser */.Am)(user, name) : (0,session_processes/* signalGroup */.i)(exec.pid, name));
    await send('SIGINT');
    if (!(await goneWithin(() => isRunning(exec), KILL_AFTER_MS)))
        await send('SIGKILL');
    await (0,session_processes/* endSession */.k)(exec.pid);
}

// EXTERNAL MODULE: ./build/src/keeper/orphans.js
var orphans = __webpack_require__(69507);
// EXTERNAL MODULE: ./build/src/keeper/share-last.js
var share_last = __webpack_require__(13912);
// EXTERNAL MODULE: ./build/src/keeper/unfinished-save.js
var unfinished_save = __webpack_require__(31141);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(43996);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/login/refusal.js
var refusal = __webpack_require__(81147);
// EXTERNAL MODULE: ./build/src/login/revision.js
var revision = __webpack_require__(40510);
// EXTERNAL MODULE: ./build/src/login/traces.js
var traces = __webpack_require__(95857);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(45845);
// EXTERNAL MODULE: ./build/src/stores/host.js
var host = __webpack_require__(2884);
// EXTERNAL MODULE: ./build/src/action/clean-environment.js + 2 modules
var clean_environment = __webpack_require__(78161);
;// CONCATENATED MODULE: ./build/src/action/worker-end.js




/** Post of a worker: ends a Codex that a killed main has left, and removes the access login. Nothing is stored. */
async function endWork(stage, home) {
    const { log, state } = stage;
    await (0,home_owner/* enterHome */.Gd)(stage, home);
    await settleCodex(stage);
    const other = state.get('otherUser');
    if (other)
        await (0,other_user/* closeOtherUser */.mm)(other);
    if (state.get('borrowed'))
        return log.info('An earlier step of this job has made CODEX_HOME, and removes it.');
    const left = await (0,homes/* removePrivateHome */.FF)(home);
    if (left)
        log.warning(`The CODEX_HOME of this worker could not be removed whole: a step has made files in ${home} another user's.`);
    else
        log.info('Removed the access login. A worker stores nothing.');
}

;// CONCATENATED MODULE: ./build/src/action/post.js





















/** Waits for a Codex still alive, stores what changed, and releases and removes what must not stay. */
async function post(stage) {
    const home = stage.state.get('home');
    if (home === undefined)
        return stage.log.info('Nothing to do: this step never got as far as a login.');
    await (0,clean_environment/* cleanStage */.G)(stage);
    if (stage.state.get('worker'))
        return endWork(stage, home);
    await (0,home_owner/* enterHome */.Gd)(stage, home);
    const settled = await settleCodex(stage);
    let isStored = true;
    try {
        // One that holds the lease stores under it, and says what is known of the login: without, it would stay in doubt.
        if (stage.state.get('borrowed') && stage.state.get('lease') === undefined)
            stage.log.info('An earlier step of this job keeps the login: its end stores what changed.');
        else
            stage.log.info(await verdict(stage, home, { settled }));
    }
    catch (error) {
        isStored = !(error instanceof put/* NotStored */.JE || (await isUnread(home, error)));
        throw error;
    }
    finally {
        if (settled)
            await leaveNothing(stage, home, { isStored });
    }
}
/** Stores the login that the job left, if the store doesn't have it yet. Throws `Spoiled` and `NotStored`. */
async function verdict(stage, home, { settled }) {
    const copy = new host/* HostStore */.m(home);
    const known = stage.state.get('known');
    const judge = judgementInPost(stage);
    // Main refused this login, or never got to it, and has said why. Nothing has changed it.
    if (!known)
        return (await copy.read())
            ? `What is in ${copy.where} was not used by this step.`
            : 'There was no login to keep.';
    // On a host only the holder of the lease may do it; otherwise the next job does.
    const mayFinish = stage.state.get('storage') !== 'host' || stage.state.get('lease') !== undefined;
    if (settled && mayFinish)
        await (0,unfinished_save/* finishSaves */.s)(stage, home, judge);
    const login = await (0,judgement/* loginIn */.X)(copy, judge);
    if (!login)
        throw new Spoiled(`${copy.where} is gone`);
    if (!(0,account/* sameIdentity */.BU)((0,account/* identityDigest */.hh)(login), known.identity))
        throw new Spoiled(`${copy.where} belongs to another account now`);
    if ((0,revision/* changedAt */.Ek)(login) < BigInt(known.changedAt))
        throw new Spoiled(`${copy.where} was put back to an older state`);
    if (!(await storeIfChanged(stage, { home, login, settled })))
        return 'The login that this job has is not the newest, and is not kept.';
    // Main has shared what it has refreshed itself.
    if (login.generation !== known.generation)
        await (0,share_last/* shareAtEnd */.u)(stage, home);
    return `${whatHappened(stage, login, known.generation)} ${(0,format/* lifeLeft */.Op)((0,freshness/* freshness */.I9)(login, stage.now()).remaining)}`;
}
function whatHappened({ state }, login, known) {
    if (login.generation !== known)
        return 'The login was refreshed while the job ran, and the newer one is kept.';
    if (state.get('isNewLogin'))
        return 'A person logged in during this step, and the new login is kept.';
    return state.get('refreshed')
        ? 'The login was refreshed by this step, and is kept.'
        : 'The login is unchanged.';
}
const judgementInPost = (stage) => (0,judgement/* judgement */._)(stage, stage.state.get('tokenUrl') ?? '');
/** A login that Codex has saved, and this action can't read, may be the newest there is. */
async function isUnread(home, error) {
    const bytes = error instanceof refusal/* LoginRefused */.Q ? await (0,auth_file/* readAuthFile */.nb)((0,auth_file/* authFileIn */.oC)(home)) : undefined;
    return bytes !== undefined && (0,traces/* tracesIn */.G)(bytes).at !== undefined;
}
async function leaveNothing(stage, home, { isStored }) {
    await giveBackLease(stage, home);
    const login = stage.state.get('loginHome');
    // A person may have logged in there when main was killed.
    if (login)
        await (0,unfinished_save/* finishSaves */.s)(stage, login, judgementInPost(stage)).catch(() => undefined);
    if (login && !(await (0,orphans/* leaveOrphan */.K5)(stage, login)))
        await remove(stage, login);
    const other = stage.state.get('otherUser');
    if (other)
        await (0,other_user/* closeOtherUser */.mm)(other);
    if (stage.state.get('storage') === 'host' || stage.state.get('borrowed'))
        return;
    if (isStored || !(await (0,orphans/* leaveOrphan */.K5)(stage, home)))
        await remove(stage, home);
}
async function remove({ log }, home) {
    const left = await (0,homes/* removePrivateHome */.FF)(home);
    if (left)
        log.warning(`A CODEX_HOME of this job could not be removed whole: a step has made files in ${home} another user's. ${left === 'login' ? 'The login is still in it: remove it by hand.' : 'The login in it is gone.'}`);
}
/** Something in the job damaged the login. Post has no copy to put back: no stage keeps one. */
class Spoiled extends errors/* ActionError */.lZ {
    name = 'Spoiled';
    constructor(what) {
        super('spoiled', {
            what: `${what[0]?.toUpperCase()}${what.slice(1)}: a step of this job, or somebody on the runner, changed it.`,
            why: 'The refreshed login may be lost, and the refresh token of the seed may already have been used.',
            remedy: 'Look for a step that writes auth.json, or runs `codex login` or `codex logout`, and remove it. If the next run is refused, a person must log in once more.',
        });
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
