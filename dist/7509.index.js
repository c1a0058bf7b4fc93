export const id = 7509;
export const ids = [7509];
export const modules = {

/***/ 67509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  logIn: () => (/* binding */ logIn)
});

// EXTERNAL MODULE: ./build/src/codex/device-login.js + 2 modules
var device_login = __webpack_require__(28806);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/codex/preflight.js
var preflight = __webpack_require__(65574);
// EXTERNAL MODULE: ./build/src/keeper/homes.js
var homes = __webpack_require__(98704);
// EXTERNAL MODULE: ./build/src/keeper/judgement.js
var judgement = __webpack_require__(79171);
// EXTERNAL MODULE: ./build/src/keeper/leases.js + 2 modules
var leases = __webpack_require__(14260);
// EXTERNAL MODULE: ./build/src/keeper/login-advice.js
var login_advice = __webpack_require__(39662);
// EXTERNAL MODULE: ./build/src/keeper/login-home.js
var login_home = __webpack_require__(6461);
// EXTERNAL MODULE: ./build/src/keeper/persist.js
var persist = __webpack_require__(53892);
// EXTERNAL MODULE: ./build/src/keeper/prepare.js + 1 modules
var prepare = __webpack_require__(6742);
// EXTERNAL MODULE: ./build/src/keeper/refusal-to-spend.js
var refusal_to_spend = __webpack_require__(21493);
// EXTERNAL MODULE: ./build/src/keeper/seeding.js
var seeding = __webpack_require__(17951);
// EXTERNAL MODULE: ./build/src/keeper/to-mark.js
var to_mark = __webpack_require__(70293);
// EXTERNAL MODULE: ./build/src/keeper/under-lease.js
var under_lease = __webpack_require__(76869);
// EXTERNAL MODULE: ./build/src/keeper/workplace.js + 1 modules
var workplace = __webpack_require__(94743);
// EXTERNAL MODULE: ./build/src/leases/git/refusal.js
var refusal = __webpack_require__(48058);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/login/may-replace.js
var may_replace = __webpack_require__(92027);
// EXTERNAL MODULE: ./build/src/login/refusal.js
var login_refusal = __webpack_require__(81147);
// EXTERNAL MODULE: ./build/src/stores/host.js
var host = __webpack_require__(2884);
// EXTERNAL MODULE: ./build/src/stores/store.js
var stores_store = __webpack_require__(98065);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/codex/login-failed.js
var login_failed = __webpack_require__(47672);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(45845);
// EXTERNAL MODULE: ./build/src/report/summary.js + 1 modules
var summary = __webpack_require__(40738);
;// CONCATENATED MODULE: ./build/src/action/ask-person.js



/** So long OpenAI's codes are good, and Codex asks whether they were typed. */
const CODE_MS = 15 * 60_000;
const MINUTE = 60_000;
/** Shows page and code in the log, as a notice and in the summary, and says each minute how long it still waits. */
async function askPerson({ log, report, now, cancelled: signal, inputs }, login) {
    const waitMs = Math.min(inputs()['login-timeout'] ?? CODE_MS, CODE_MS);
    const until = now() + waitMs;
    const onCode = (url, code) => {
        report.note({ waiting: { url, code, until } });
        void (0,summary/* writeSummary */.S)(report.facts, undefined, now());
        log.notice(`To log in Codex, open ${url} and type the code ${code} (good for ${(0,format/* inWords */.r4)(waitMs)}).`);
        const rule = '━'.repeat(64);
        for (const line of ['', rule, `   Open   ${url}`, `   Type   ${code}`, rule, ''])
            log.info(line);
        log.info(`Type it only if you started this workflow. The stored login stays as it is until you have.`);
        log.info(`If the page says that device codes are not allowed: ${login_failed/* ENABLE */.i}.`);
    };
    const onTrail = lines => {
        if (lines.length > 0)
            log.group('What Codex logged of this login', lines);
    };
    const clock = setInterval(() => log.info(`Waiting for the code to be typed: ${(0,format/* inWords */.r4)(until - now())} left.`), MINUTE);
    try {
        return await login({ waitMs, signal, onCode, onTrail });
    }
    finally {
        clearInterval(clock);
        report.note({ waiting: undefined });
    }
}

// EXTERNAL MODULE: ./build/src/action/keep-fresh.js + 1 modules
var keep_fresh = __webpack_require__(26218);
;// CONCATENATED MODULE: ./build/src/action/device-login.js
























/**
 * A person logs in once more, with a code typed on another device. It is done in an empty CODEX_HOME, and only a whole
 * new login takes the place of the stored one, under the lease: whatever ends before that leaves all as it was.
 */
async function logIn(stage, prepared, codex) {
    const inputs = stage.inputs();
    stage.report.note({ isLogin: true });
    stage.report.output('refreshed', false);
    const leased = { lease: prepared.lease, waitMs: (0,leases/* waiting */.eg)(inputs) };
    await (0,under_lease/* underLease */.z)(stage, { ...leased, goesOnAfter: ifOf(refusal/* LeaseRefused */.zI) }, held => assertStorable(stage, prepared, held));
    const store = stage.state.get('store') ?? '';
    const home = await (0,homes/* loginHome */.rb)(stage, await (0,workplace/* newHomeOf */.NR)(stage, prepared.kind, store));
    stage.state.set('loginHome', home);
    let isOnlyCopy = false;
    try {
        const issuer = (0,fence/* overrideOrigin */.Vz)(prepared.tokenUrl);
        const proof = await askPerson(stage, request => (0,device_login/* deviceLogin */.I)({ ...codex, home }, { ...request, issuer }));
        const login = await (0,judgement/* loginIn */.X)(new host/* HostStore */.m(home), (0,judgement/* judgement */._)(stage, prepared.tokenUrl));
        if (!login)
            throw new login_refusal/* LoginRefused */.Q('empty', `the file ${(0,auth_file/* authFileIn */.oC)(home)}`);
        // It is nowhere else: no lease that can't be had, and no cancel, is a reason not to store it.
        const store = (held) => replace(stage, { inputs, prepared, login, held });
        isOnlyCopy = prepared.kind === 'host';
        await (0,under_lease/* underLease */.z)(stage, { ...leased, goesOnAfter: ifOf(errors/* ActionError */.lZ) }, store);
        isOnlyCopy = false;
        tell(stage, login, proof);
    }
    catch (error) {
        if (error instanceof seeding/* AccountChange */.IR || error instanceof stores_store/* NewerStored */.Ni)
            isOnlyCopy = false;
        throw error;
    }
    finally {
        // Post reports what is left here. If the login could not be stored, the next job of this machine stores it.
        if (!isOnlyCopy && !(await (0,homes/* removePrivateHome */.FF)(home)))
            stage.state.set('loginHome', undefined);
    }
}
/** A login uses no refresh token and the stores compare, so after such an error it is stored without the lease. */
const ifOf = (bearable) => (error) => error instanceof bearable ? `Without the lease: ${error.explanation.what}` : undefined;
/** Tries whatever storing the new login needs, before a person is asked to log in. */
async function assertStorable(stage, prepared, held) {
    const { kind, home, store, login } = prepared;
    if (store.readOnly)
        throw store.readOnly;
    // Its proof writes: one that slept till another had the lease must not do it.
    if (kind === 'command')
        await held?.announceCodex();
    await store.assertWritable(login && (await (0,login_home/* loginHome */.r)(stage, prepared).newest()).login);
    if (kind !== 'host')
        return;
    await (0,auth_file/* makeHome */.o1)(home);
    await (login ? (0,preflight/* assertSavable */.vg)((0,auth_file/* authFileIn */.oC)(home)) : (0,preflight/* assertReplaceable */.zb)(home));
}
/** Stores the new login over the old one. Throws `AccountChange`, `NewerStored` and what the store throws. */
async function replace(stage, { inputs, prepared, login, held, }) {
    const { kind, store, copy, tokenUrl } = prepared;
    const stored = await (0,stores_store/* storedIn */.P3)(store, (0,judgement/* judgement */._)(stage, tokenUrl)).catch((error) => {
        // Storing it may still succeed: storing is what tries it.
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        return { kind: 'none' };
    });
    const decision = (0,may_replace/* mayReplace */.k)(stored, login, {
        from: 'person',
        allowAccountChange: inputs['allow-account-change'],
    });
    if (!decision.may && decision.because === 'account')
        throw new seeding/* AccountChange */.IR('login', `made ${(0,seeding/* date */.p6)(login)}, stored one ${stored.kind === 'login' ? `of ${(0,seeding/* date */.p6)(stored.login)}` : 'of an unknown date'}`);
    // The store may only have lost it, as when the cache evicts an entry.
    if (stored.kind !== 'login')
        (0,refusal_to_spend/* assertSameAccount */.U)(stage, login, held?.known);
    // Before it is stored: where that fails, or is killed, the end of the job finds it here and stores it.
    if (kind !== 'host') {
        await copy.write(login);
        isOurs(stage, login);
    }
    if (!(await (0,persist/* putCopy */.RT)(stage, prepared, login, 'person')))
        throw new stores_store/* NewerStored */.Ni(store.where);
    isOurs(stage, login);
    return (0,to_mark/* toMarkAsOurs */.Yu)(stage, login);
}
function isOurs(stage, login) {
    (0,prepare/* remember */.kY)(stage, login);
    stage.state.set('refreshed', true);
    stage.state.set('isNewLogin', true);
}
/** Throws `NotAccepted` if the backend does not accept the new login. */
function tell(stage, login, proof) {
    const { log, report, now } = stage;
    report.login(login, now());
    const refusal = proof.accepted ? undefined : new keep_fresh/* NotAccepted */.D2(proof, (0,login_advice/* reseed */.D)(stage));
    report.output('auth-status', refusal?.isFinal ? 'dead' : 'healthy');
    report.output('persisted', true);
    report.note({ refreshedBy: 'this run' });
    report.changed('a person logged in again, and the new login was stored');
    if (proof.accepted)
        log.info(`Logged in and stored (${(0,keep_fresh/* reportProof */.X8)(report, proof)}).`);
    else if (refusal?.isFinal)
        throw refusal;
    else
        log.warning(`The new login is stored, but OpenAI's backend did not say whether it accepts it: run a keep-fresh workflow. ${refusal?.explanation.what}`);
}


/***/ })

};
