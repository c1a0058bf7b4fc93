export const id = 849;
export const ids = [849];
export const modules = {

/***/ 7849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GitLease: () => (/* binding */ GitLease)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5845);
/* harmony import */ var _bounds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4440);
/* harmony import */ var _knowledge_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8867);
/* harmony import */ var _lease_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(591);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5129);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8058);








/** A holding counts as over only so long after its time: dates are to the second, and to extend one takes its own. */
const MARGIN_MS = 60_000;
/** Where the server has never said its time, the clocks of two machines are compared. */
const UNSURE_MARGIN_MS = 3_600_000;
const POLL_MS = { first: 1000, most: 12_000 };
const NOTICE_MS = 30_000;
/** So much longer than for another holder it waits for a server that doesn't answer. */
const GRACE_MS = 10_000;
/** Between two questions whether a holder's job is over: GITHUB_TOKEN has 1,000 an hour. */
const ASK_MS = 15_000;
/**
 * The lease of several machines: a ref of a git server that is changed only by compare-and-swap. Each change checks that
 * the holder still has the lease, so a job that lost it finds out before it uses a refresh token or stores anything.
 */
class GitLease {
    options;
    #asked = new Map();
    #job;
    constructor(options) {
        this.options = options;
        this.#job = (0,_record_js__WEBPACK_IMPORTED_MODULE_6__/* .nameOf */ .Vb)(options.claimant.job);
    }
    async acquire(options) {
        // Node's timers count in 31 bits.
        const limit = AbortSignal.timeout(Math.min(Math.ceil(options.waitMs) + GRACE_MS, 2 ** 31 - 1));
        const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
        return this.#acquire({ ...options, signal }).catch(error => {
            throw error === limit.reason ? (0,_refusal_js__WEBPACK_IMPORTED_MODULE_7__/* .unreachable */ .HB)(this.options.register.place, '') : error;
        });
    }
    async #acquire({ waitMs, signal, onWait, onTake, isNeeded }) {
        const { register, claimant, lifeMs } = this.options;
        const start = performance.now();
        let noticed = Number.NEGATIVE_INFINITY;
        for (let pause = POLL_MS.first;; pause = Math.min(pause * 1.3, POLL_MS.most)) {
            const seen = await register.read(signal);
            if (isNeeded && !(await isNeeded(seen.record)))
                throw new _lease_js__WEBPACK_IMPORTED_MODULE_5__/* .NotNeeded */ .nM();
            const { holder } = seen.record;
            if (holder?.job === this.#job)
                return this.#holding(holder, seen, true);
            if (!holder || (await this.#isGone(holder))) {
                const now = register.now().ms;
                const description = `${(0,_bounds_js__WEBPACK_IMPORTED_MODULE_3__/* .shownText */ .f$)(claimant.description, _bounds_js__WEBPACK_IMPORTED_MODULE_3__/* .LONGEST_DESCRIPTION */ .iC)}, since ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .instantInWords */ .co)(now)}`;
                const mine = {
                    ...claimant,
                    job: this.#job,
                    description,
                    id: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
                    takenAt: now,
                    expiresAt: now + lifeMs,
                };
                onTake?.(mine.id);
                const taken = await register.swap(seen, { ...seen.record, holder: mine }, signal);
                if (taken)
                    return this.#holding(mine, taken, false);
            }
            const waited = performance.now() - start;
            const other = holder
                ? inWords(holder)
                : { description: 'a job that took it at the same moment' };
            if (waited >= waitMs)
                throw new _lease_js__WEBPACK_IMPORTED_MODULE_5__/* .LeaseTimeout */ .GI(other, waited);
            if (holder && waited - noticed >= NOTICE_MS) {
                onWait?.(other, waited);
                noticed = waited;
            }
            const rest = Math.min(pause * (0.5 + Math.random()), waitMs - waited);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(rest, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
        }
    }
    async resume(id) {
        const seen = await this.options.register.read();
        const { holder } = seen.record;
        return holder?.id === id ? this.#holding(holder, seen, false) : undefined;
    }
    async release(id) {
        const held = await this.resume(id);
        await held?.release();
        return held !== undefined;
    }
    async known() {
        const { record } = await this.options.register.read(AbortSignal.timeout(GRACE_MS));
        const { marks, spending, refused, limits } = record;
        return { marks, spending, refused, limits };
    }
    end = () => this.options.register.end();
    #holding(holder, taken, nested) {
        const { register, lifeMs } = this.options;
        const { marks, refused, limits } = taken.record;
        const doubts = (0,_knowledge_js__WEBPACK_IMPORTED_MODULE_4__/* .doubtsOf */ .Pi)(taken.record, holder.id);
        const holding = { id: holder.id, by: holder.description, nested, doubts };
        let seen = taken;
        const change = async (record) => {
            const changed = await register.swap(seen, record);
            if (changed)
                seen = changed;
            return changed !== undefined;
        };
        const announce = async (revision, codex) => {
            const until = { ...holder, expiresAt: Math.max(holder.expiresAt, register.now().ms + lifeMs) };
            const told = revision ? (0,_knowledge_js__WEBPACK_IMPORTED_MODULE_4__/* .announced */ .yb)(seen.record, revision, holding, { codex }) : seen.record;
            if (!(await change({ ...seen.record, ...told, holder: until })))
                throw new _lease_js__WEBPACK_IMPORTED_MODULE_5__/* .LeaseLost */ .Vj(register.place.ref);
        };
        const end = (outcome) => {
            const { holder: present, ...rest } = seen.record;
            const told = { ...rest, ...(0,_knowledge_js__WEBPACK_IMPORTED_MODULE_4__/* .concluded */ ._S)(rest, outcome, holding) };
            return change(nested && present ? { ...told, holder: present } : told);
        };
        const nothing = async () => undefined;
        return {
            id: holder.id,
            nested,
            known: { marks, spending: doubts, refused, limits },
            announceCodex: revision => announce(revision, true),
            announceSteps: revision => announce(revision, false),
            // Whether its process lives can't be seen from another machine: the job and the time stand for it.
            protectCodex: nothing,
            codexEnded: nothing,
            async release(outcome) {
                if (nested && !outcome)
                    return;
                if (await end(outcome))
                    return;
                // A push of ours that was given up may have got through after that.
                const now = await register.read();
                if (now.record.holder?.id !== holder.id)
                    return;
                seen = now;
                await end(outcome);
            },
        };
    }
    async #isGone(holder) {
        const { ms, sure } = this.options.register.now();
        if (ms > holder.expiresAt + (sure ? MARGIN_MS : UNSURE_MARGIN_MS))
            return true;
        const asked = this.#asked.get(holder.id) ?? Number.NEGATIVE_INFINITY;
        if (performance.now() - asked < ASK_MS)
            return false;
        this.#asked.set(holder.id, performance.now());
        return this.options.isOver(holder);
    }
}
const inWords = ({ description, url }) => ({
    description: url ? `${description} (${url})` : description,
});


/***/ }),

/***/ 5129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rn: () => (/* binding */ recordIn),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   wg: () => (/* binding */ EMPTY)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3305);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(809);
/* harmony import */ var _bounds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4440);
/* harmony import */ var _knowledge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8867);




/** Far more than a record has: each of its parts is bounded. */
const LONGEST_MESSAGE = 64 * 1024;
const LONGEST_NAME = 1000;
/** A number that the runner gave; left out if it is not a number. */
const Digits = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["catch"] */ .MfU(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^\d{1,20}$/))), undefined);
const Name = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .transform */ .pdi(text => nameOf(text)));
const LeaseHolder = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    /** Names this holding. */
    id: Name,
    /** Two holdings of one job are one. */
    job: Name,
    /** Such as `job build of run 42 on runner-1`. */
    description: _bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .Shown */ .Ms,
    /** `owner/name`, by which the API is asked whether the job is over; with the ids that the runner gave. */
    repository: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^([\w.-]{1,100}\/[\w.-]{1,100})?$/)),
    jobId: Digits,
    run: Digits,
    attempt: Digits,
    /** The page of the run, for a person. */
    url: _bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .Page */ .YW,
    /** Milliseconds since the epoch, by the git server's clock. */
    takenAt: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    expiresAt: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
});
/** The outer form of a record. Its parts are checked one by one, so that one bad part does not affect the others. */
const Envelope = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ version: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1) });
const EMPTY = { version: 1, ..._knowledge_js__WEBPACK_IMPORTED_MODULE_1__/* .NOTHING */ .K$ };
/** The name of a holding or a job, as it is in a record. */
const nameOf = (text) => (0,_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .shownText */ .f$)(text, LONGEST_NAME);
/** The message of the commit that holds a state: a line for people, then JSON. */
function messageOf(record) {
    const { holder } = record;
    const title = holder ? `held by ${holder.description}` : 'free';
    return `codex-auth lease: ${title}\n\n${JSON.stringify(record, undefined, 1)}\n`;
}
/**
 * Anybody who may push to the repository may write a record, so parts that are out of bounds are left out. Undefined for a
 * message that this action has not written, or that a newer version has.
 * @param now milliseconds since the epoch by the git server's clock
 */
function recordIn(message, now = Date.now()) {
    if (message.length > LONGEST_MESSAGE)
        return undefined;
    const parsed = Envelope.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .q)(message.slice(message.indexOf('\n\n') + 2)));
    if (!parsed.success)
        return undefined;
    const { state } = parsed.data;
    const holder = LeaseHolder.safeParse(parsed.data.holder);
    const isHolder = holder.success && (0,_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .isPast */ .R6)(holder.data.takenAt, now) && (0,_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeEnd */ .KE)(holder.data.expiresAt, now);
    const { known, ignored } = (0,_knowledge_js__WEBPACK_IMPORTED_MODULE_1__/* .knowledgeIn */ .IH)(parsed.data, now);
    return {
        record: {
            version: 1,
            ...(typeof state === 'string' ? { state: nameOf(state) } : {}),
            ...(isHolder ? { holder: holder.data } : {}),
            ...known,
        },
        ignored: [...(isHolder || parsed.data.holder === undefined ? [] : ['who holds it']), ...ignored],
    };
}


/***/ }),

/***/ 8058:
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
/* harmony export */   iH: () => (/* binding */ noGit)
/* harmony export */ });
/* unused harmony export LeaseRefused */
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(368);

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


/***/ }),

/***/ 809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/** The value of a JSON text that others wrote; undefined if it isn't JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ })

};
