export const id = 4793;
export const ids = [4793,7174];
export const modules = {

/***/ 87174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  beginWork: () => (/* binding */ beginWork),
  work: () => (/* binding */ work)
});

// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/keeper/access-cache.js
var access_cache = __webpack_require__(1899);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(43996);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/login/revision.js
var revision = __webpack_require__(40510);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(45845);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
;// CONCATENATED MODULE: ./build/src/keeper/access-hand-over.js






/** Codex waits 6 to 8 s for a newer auth.json (docs/facts §3). */
const CODEX_WAITS_MS = 8000;
const PAUSE_MS = 300;
const LOOK_EVERY_MS = 60_000;
const AHEAD_OF_EXPIRY_MS = 2 * freshness/* CODEX_REFRESHES_AT_MS */.rX;
/** Looks after the Codex of a worker: when its access token has ended, it brings the one that the keeper has published. */
class AccessHandOver {
    stage;
    options;
    /** Why the newer access login that Codex needed did not come. */
    failure;
    /** The newer access login, in place. */
    login;
    refreshed = false;
    persisted = false;
    /** Codex ends by itself within seconds. */
    hopeless = new AbortController().signal;
    #over = new AbortController();
    #timer;
    #current;
    #isWanted = false;
    constructor(stage, options) {
        this.stage = stage;
        this.options = options;
        if (options.newest)
            this.#timer = setInterval(() => this.#lookAtExpiry(), LOOK_EVERY_MS);
    }
    /** Codex says that its access token has ended. It says so many times for one end. */
    wanted = () => {
        this.#isWanted = true;
        this.#bring(CODEX_WAITS_MS);
    };
    /** Codex has a working access login. A late report of an ended token, after the newer login is in place, means nothing. */
    goesOn = () => {
        this.#isWanted = false;
        this.failure = undefined;
    };
    /** For a Codex that has ended for want of it; true if it may be tried again. */
    async refreshForRestart() {
        this.wanted();
        await this.#current;
        return this.login !== undefined && this.failure === undefined;
    }
    async end() {
        clearInterval(this.#timer);
        this.#over.abort();
        await this.#current;
    }
    async #lookAtExpiry() {
        const login = await this.options.home.read().catch(() => undefined);
        const isDue = login && (0,freshness/* freshness */.I9)(login, this.stage.now()).remaining <= AHEAD_OF_EXPIRY_MS;
        if (isDue && !this.#over.signal.aborted)
            this.#bring(0);
    }
    #bring(patienceMs) {
        this.#current ??= this.#bringNewer(patienceMs).finally(() => {
            this.#current = undefined;
        });
    }
    async #bringNewer(patienceMs) {
        const { newest } = this.options;
        // Well ahead of its need nothing is lost yet: the next look tries again.
        const isNeeded = patienceMs > 0;
        if (!newest) {
            this.failure = new AccessEnded('secret');
            return;
        }
        if (isNeeded)
            this.stage.log.info('Codex reports that its access token has ended: looking for a newer access login.');
        const end = performance.now() + patienceMs;
        const { signal } = this.#over;
        let because;
        do {
            try {
                if (await this.#tryOnce(newest))
                    return;
                because = undefined;
            }
            catch (error) {
                because = error;
            }
            await (0,promises_.setTimeout)(PAUSE_MS, undefined, { signal }).catch(() => undefined);
        } while (performance.now() < end && !signal.aborted && this.#isWanted);
        if (isNeeded && this.#isWanted)
            this.failure = because instanceof errors/* ActionError */.lZ ? because : new AccessEnded('cache');
    }
    /** True if a newer access login is in place. */
    async #tryOnce(newest) {
        const { home, bring } = this.options;
        const { log, now, inputs } = this.stage;
        const [here, found] = [await home.read(), await newest()];
        if (!(0,account/* sameAccount */.M_)(here, found) && !inputs()['allow-account-change'])
            throw new AccessOfAnother();
        if (found.generation === here.generation || (0,revision/* changedAt */.Ek)(found) < (0,revision/* changedAt */.Ek)(here))
            return false;
        await home.put(found);
        await bring?.();
        this.login = found;
        this.failure = undefined;
        log.info(`The keeper's newer access login is in place. ${(0,format/* lifeLeft */.Op)((0,freshness/* freshness */.I9)(found, now()).remaining)}`);
        return true;
    }
}
const FAILURES = {
    secret: {
        why: 'The keeper has refreshed the login while this job ran. A job gets its secrets when it starts, so it never gets the newer access login. The task did not finish. The login is intact.',
        remedy: 'Run the workflow again, as a new run: GitHub may give a re-run the secret that the first attempt had. With an environment secret a re-run is enough.',
    },
    cache: {
        why: 'Codex waits about 8 seconds for a newer access login, and the Actions cache had none in this time. The task did not finish. The login is intact.',
        remedy: 'Run the job again. If it stays, look at the last runs of the keep-fresh workflow that publishes the access login, and start it by hand.',
    },
};
/** OpenAI has ended the access token while a worker's Codex ran. */
class AccessEnded extends errors/* ActionError */.lZ {
    name = 'AccessEnded';
    constructor(from) {
        super('access-ended', {
            what: 'OpenAI no longer accepts the access token of this job.',
            ...FAILURES[from],
        });
    }
}
/** The newer access login is of another account than the one that the job began with. */
class AccessOfAnother extends errors/* ActionError */.lZ {
    name = 'AccessOfAnother';
    constructor() {
        super('access-account', {
            what: 'The newest access login is of another account than the one that this job began with.',
            why: 'The rest of the task would be billed to another plan, and shown to another account. Nothing was changed.',
            remedy: 'If the change is meant, run the job again, or set `allow-account-change: true`. If not, find out who changed the login of the keeper.',
        });
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/login/access.js
var access = __webpack_require__(29989);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/login/mask.js
var mask = __webpack_require__(82935);
// EXTERNAL MODULE: ./build/src/login/strict-json.js
var strict_json = __webpack_require__(95301);
// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/keeper/codex-home.js + 1 modules
var codex_home = __webpack_require__(4649);
// EXTERNAL MODULE: ./build/src/keeper/fence-job.js
var fence_job = __webpack_require__(28611);
// EXTERNAL MODULE: ./build/src/keeper/home-owner.js
var home_owner = __webpack_require__(23147);
// EXTERNAL MODULE: ./build/src/keeper/homes.js
var homes = __webpack_require__(98704);
;// CONCATENATED MODULE: ./build/src/keeper/access-home.js












/** The private CODEX_HOME of a worker. Nothing in it is stored, and post removes it. */
class AccessHome {
    stage;
    directory;
    constructor(stage, directory) {
        this.stage = stage;
        this.directory = directory;
    }
    /** Makes it, puts the access login in place, and leads later steps to it. The machine's own CODEX_HOME is only read. */
    static async open(stage, login) {
        const { env, state } = stage;
        await (0,homes/* removeDeadAccessHomes */.DO)(stage);
        const store = nameOf(login);
        const configured = (0,codex_home/* configuredHome */.UM)(stage.inputs()['codex-home'], env);
        const { home, made } = await (0,homes/* accessHome */.wl)(stage, { configured, store });
        state.set('home', home); // at once: whatever happens, post removes it
        state.set('borrowed', !made);
        state.set('store', store);
        (0,sink/* exportVariable */.dN)(codex_home/* REAL_HOME_VARIABLE */.C5, (0,codex_home/* ambientHome */.k9)(env) ?? '');
        (0,sink/* exportVariable */.dN)('CODEX_HOME', home);
        (0,fence_job/* fenceAgain */.i)(stage);
        await (0,auth_file/* makeHome */.o1)(home);
        const opened = new AccessHome(stage, home);
        await opened.put(login);
        return opened;
    }
    /** Replaces auth.json by a rename, so that a Codex that runs reads all of it or none. */
    async put(login) {
        (0,mask/* maskLogin */.q$)(login, sink/* mask */.dK);
        await (0,auth_file/* replaceAuthFile */.DE)((0,auth_file/* authFileIn */.oC)(this.directory), login.bytes);
        await (0,home_owner/* noteKept */.lu)(this.directory, login.bytes);
    }
    /** @throws LoginRefused, AccessDamaged */
    async read() {
        const file = (0,auth_file/* authFileIn */.oC)(this.directory);
        const bytes = await (0,files/* readRegularFile */.XF)(file, { limit: strict_json/* MAX_BYTES */.zx });
        return (0,access/* parseAccess */.Cz)(bytes, { origin: `the file ${file}`, now: this.stage.now() });
    }
}
/** Two uses in a job share a home only for the same account. */
const nameOf = (login) => (0,external_node_crypto_.createHash)('sha256')
    .update(JSON.stringify(['access', (0,account/* identityDigest */.hh)(login)]))
    .digest('hex')
    .slice(0, 16);

// EXTERNAL MODULE: ./build/src/keeper/due.js
var due = __webpack_require__(34530);
;// CONCATENATED MODULE: ./build/src/keeper/access-life.js




/** The keeper refreshes at half of the access token's life: with less than this share of it left, it has failed for days. */
const LATE_SHARE = 0.3;
/**
 * What is wrong with an access login although it can be used; undefined if nothing is.
 * @throws AccessEnds if too little of its life is left
 */
function warningOf(login, { now, wantedMs = due/* LITTLE_MS */.OT }) {
    const { note } = login;
    const { remaining, share, expiresAt } = (0,freshness/* freshness */.I9)(login, now);
    if (remaining <= wantedMs)
        throw new AccessEnds(login, { now, wantedMs });
    if (note?.refused)
        return new AccessWarning('access-refused', refusedWords(note, expiresAt));
    if (share >= LATE_SHARE)
        return undefined;
    return new AccessWarning('access-late', {
        what: `The access login ends at ${(0,format/* instantInWords */.co)(expiresAt)}, in ${(0,format/* inWords */.r4)(remaining)}, and the keeper has not published a newer one. ${lastRun(note, now)}`,
        why: 'Until then jobs go on. After that they stop.',
        remedy: LOOK,
    });
}
const LOOK = 'Look at the last runs of the keep-fresh workflow that publishes it (`share-access`): it may be disabled, or fail. Start it by hand.';
function refusedWords({ refused, madeAt, madeBy }, expiresAt) {
    return {
        what: `OpenAI has refused to refresh the login (\`${refused}\`), as keep-fresh found at ${(0,format/* instantInWords */.co)(madeAt)} (${madeBy}).`,
        why: `Jobs go on with the access token, which ends at ${(0,format/* instantInWords */.co)(expiresAt)}. After that they stop.`,
        remedy: 'A person must log in again before that. The failed run of keep-fresh says how; when that is done, run keep-fresh again.',
    };
}
const lastRun = (note, now) => note
    ? `It was last published at ${(0,format/* instantInWords */.co)(note.madeAt)}, ${(0,format/* inWords */.r4)(now - note.madeAt)} ago (${note.madeBy}).`
    : 'It does not say when keep-fresh last ran.';
/** The job goes on, and people have days to do something. */
class AccessWarning extends errors/* ActionError */.lZ {
    name = 'AccessWarning';
}
/** Too little of the access token's life is left, and this job can't refresh it. Thrown before Codex is started. */
class AccessEnds extends errors/* ActionError */.lZ {
    name = 'AccessEnds';
    constructor(login, { now, wantedMs = due/* LITTLE_MS */.OT }) {
        const { remaining, expiresAt } = (0,freshness/* freshness */.I9)(login, now);
        const { note } = login;
        const ends = (0,format/* instantInWords */.co)(expiresAt);
        const refused = note?.refused ? ` OpenAI has refused to refresh the login (\`${note.refused}\`).` : '';
        super('access-ends', {
            what: `${remaining <= 0
                ? `The access login ended at ${ends}.`
                : `The access login ends at ${ends}, in ${(0,format/* inWords */.r4)(remaining)}, and this job wants ${(0,format/* inWords */.r4)(wantedMs)} (\`min-lifetime\`).`} ${lastRun(note, now)}${refused}`,
            why: 'A worker has no refresh token, so Codex would fail in the middle of its task. It was not started.',
            remedy: refused
                ? 'A person must log in again: the failed run of keep-fresh says how. Then run keep-fresh, and this workflow as a new run.'
                : `${LOOK} Then start this workflow as a new run: GitHub may give a re-run the secret that the first attempt had.`,
        });
    }
}

// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(73991);
// EXTERNAL MODULE: ./build/src/action/prove-usable.js
var prove_usable = __webpack_require__(10307);
// EXTERNAL MODULE: ./build/src/action/run.js + 3 modules
var run = __webpack_require__(85921);
// EXTERNAL MODULE: ./build/src/action/unavailable.js
var unavailable = __webpack_require__(59218);
;// CONCATENATED MODULE: ./build/src/action/worker.js















/**
 * Pre of a worker: fences the job and masks the access login. Main puts it in place.
 * @throws LoginRefused, AccessDamaged
 */
async function beginWork(stage, source) {
    (0,fence_job/* fenceJob */.V)(stage, (0,fence/* realTokenUrl */.Py)(stage.env));
    if (source.kind === 'secret')
        readSecret(stage, source.authJson);
    stage.log.info('This job is a worker: it uses an access login, and stores and refreshes nothing.');
}
/**
 * Main of a worker: uses the access login that the keeper has published, in a private home, with no store and no lease.
 * @throws AccessEnds before Codex is started, AccessDamaged, LoginRefused, and what the run throws
 */
async function work(stage, source, { inputs, task, trust, provider }) {
    const { state, report, log, now } = stage;
    (0,fence_job/* fenceJob */.V)(stage, state.get('tokenUrl') ?? (0,fence/* realTokenUrl */.Py)(stage.env));
    state.set('worker', true);
    tellOfIdleInputs(stage, inputs);
    const login = await readNewest(stage, source);
    report.output('storage', 'access');
    introduce(stage, login);
    const { usedUpUntil = 0 } = login.note ?? {};
    if (inputs['on-unavailable'] === 'skip' && usedUpUntil > now())
        throw (0,unavailable/* usedUp */.h4)(stage, login, usedUpUntil);
    const warning = warningOf(login, { now: now(), wantedMs: inputs['min-lifetime'] });
    if (warning) {
        log.warning(warning.message);
        report.note({ warning });
        report.output('auth-reason', warning.code);
    }
    report.output('auth-status', warning?.code === 'access-refused' ? 'stale' : 'healthy');
    const home = await AccessHome.open(stage, login);
    report.output('codex-home', home.directory);
    const codex = await provider.in(home.directory);
    const noteLimit = async () => log.info('A worker has no place to note that the plan is used up: each asks OpenAI, without a model call.');
    const newest = source.kind === 'cache' ? () => readNewest(stage, source, access_cache/* BRIEFLY */.k) : undefined;
    const handOver = (bring) => new AccessHandOver(stage, { home, bring, newest });
    const secured = await (0,prove_usable/* proveUsable */.Z)(stage, inputs, codex, {
        task,
        assertPlanLeft: () => (0,unavailable/* assertPlanLeft */.DZ)(stage, codex, login, noteLimit),
        refresh: async () => {
            const bringing = handOver();
            const came = await bringing.refreshForRestart();
            await bringing.end();
            if (!came && bringing.failure)
                throw bringing.failure;
        },
    });
    stage.cancelled.throwIfAborted();
    if ((0,action_inputs.modeOf)(inputs) === 'setup' || !secured)
        return;
    const running = { stage, read: () => home.read(), handOver, noteLimit };
    await (0,run.run)(running, codex, { ...secured, projectInstructions: trust.trustedHead });
}
function introduce({ report, log, now }, login) {
    report.login(login, now());
    report.note({ where: 'nowhere: this job has an access login' });
    log.info(`Using an access login. ${(0,format/* lifeLeft */.Op)((0,freshness/* freshness */.I9)(login, now()).remaining)}`);
}
/** Reads the newest access login, masked. */
async function readNewest(stage, source, patience) {
    if (source.kind === 'secret')
        return readSecret(stage, source.authJson);
    const login = await (await (0,access_cache/* openAccessCache */.T)(stage, patience)).read();
    (0,mask/* maskLogin */.q$)(login, sink/* mask */.dK);
    return login;
}
function readSecret(stage, authJson) {
    const login = (0,access/* parseAccess */.Cz)(authJson, { origin: 'the input auth-json', now: stage.now() });
    (0,mask/* maskLogin */.q$)(login, sink/* mask */.dK);
    return login;
}
/** Inputs that say how a login is kept, refreshed or shared. */
const IDLE = [
    'lease-ref',
    'lease-repository',
    'share-command',
    'share-environment',
    'share-organization',
];
function tellOfIdleInputs({ log }, inputs) {
    const idle = IDLE.filter(name => inputs[name] !== undefined).map(name => `\`${name}\``);
    if (idle.length > 0)
        log.warning(`Without effect in a worker, which has an access login: ${idle.join(', ')}.`);
}


/***/ })

};
