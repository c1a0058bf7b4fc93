export const id = 588;
export const ids = [588];
export const modules = {

/***/ 588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GitLease: () => (/* binding */ GitLease)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _report_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3629);
/* harmony import */ var _git_refusal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4048);
/* harmony import */ var _lease_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6821);





/** A holding counts as over only so long after its time: dates are to the second, and a renewal takes its own. */
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
 * The lease of several machines: a ref of a git server that is changed by compare-and-swap alone. Each change of
 * a holder checks that it still holds, so one that was taken over finds out before it spends or stores anything.
 */
class GitLease {
    options;
    #asked = new Map();
    constructor(options) {
        this.options = options;
    }
    async acquire(options) {
        // Node's timers count in 31 bits.
        const limit = AbortSignal.timeout(Math.min(Math.ceil(options.waitMs) + GRACE_MS, 2 ** 31 - 1));
        const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
        return this.#acquire({ ...options, signal }).catch(error => {
            throw error === limit.reason ? (0,_git_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .unreachable */ .HB)(this.options.register.place, '') : error;
        });
    }
    async #acquire({ waitMs, signal, onWait, onTake }) {
        const { register, claimant, lifeMs } = this.options;
        const start = performance.now();
        let noticed = Number.NEGATIVE_INFINITY;
        for (let pause = POLL_MS.first;; pause = Math.min(pause * 1.5, POLL_MS.most)) {
            const seen = await register.read(signal);
            const { holder } = seen.record;
            if (holder?.job === claimant.job)
                return this.#holding(holder, seen, true);
            if (!holder || (await this.#isGone(holder))) {
                const now = register.now().ms;
                const description = `${claimant.description}, since ${(0,_report_words_js__WEBPACK_IMPORTED_MODULE_2__/* .instantInWords */ .co)(now)}`;
                const mine = { ...claimant, description, id: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(), takenAt: now, expiresAt: now + lifeMs };
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
                throw new _lease_js__WEBPACK_IMPORTED_MODULE_4__/* .LeaseTimeout */ .G(other, waited);
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
    end = () => this.options.register.end();
    #holding(holder, taken, nested) {
        const { register, lifeMs } = this.options;
        let seen = taken;
        const { mark, spending } = taken.record;
        /** Left by a holder that died, or by a stage of this job: only a later generation ends it. */
        const doubt = spending && (spending.by !== holder.description || spending.codex) ? spending : undefined;
        const change = async (record) => {
            const changed = await register.swap(seen, record);
            if (changed)
                seen = changed;
            return changed !== undefined;
        };
        const announce = async (generation, codex) => {
            // One that is tried all the same stays in doubt until something comes of it.
            const isDoubt = doubt && doubt.digest === generation?.digest;
            const until = { ...holder, expiresAt: Math.max(holder.expiresAt, register.now().ms + lifeMs) };
            const announced = generation
                ? { spending: isDoubt ? doubt : { ...generation, by: holder.description, codex } }
                : {};
            if (!(await change({ ...seen.record, holder: until, ...announced })))
                throw new _lease_js__WEBPACK_IMPORTED_MODULE_4__/* .LeaseLost */ .V(register.place.ref);
        };
        const nothing = async () => undefined;
        return {
            id: holder.id,
            nested,
            ...(mark ? { mark } : {}),
            ...(doubt ? { spending: doubt } : {}),
            announceCodex: generation => announce(generation, true),
            announceSteps: generation => announce(generation, false),
            // Whether its process lives can't be seen from another machine: the job and the time stand for it.
            protectCodex: nothing,
            codexEnded: nothing,
            async release(generation) {
                const { holder: present = holder, spending: announced, ...rest } = seen.record;
                // Who tells of a generation knows what came of what it announced itself; of nothing, if it tells of none.
                const settled = announced && generation && (announced !== doubt || isLater(generation, announced));
                const left = announced && !settled ? { spending: announced } : {};
                const mark = generation && (!rest.mark || isLater(generation, rest.mark)) ? generation : rest.mark;
                const after = { ...rest, ...left, ...(mark ? { mark } : {}) };
                if (!nested)
                    await change(after);
                // The step that holds it may spend the new generation as it might have spent the old.
                else if (generation)
                    await change({
                        ...after,
                        holder: present,
                        ...(settled ? { spending: { ...generation, by: holder.description } } : {}),
                    });
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
const isLater = (a, b) => BigInt(a.changedAt) > BigInt(b.changedAt);
const inWords = ({ description, url }) => ({
    description: url ? `${description} (${url})` : description,
});


/***/ }),

/***/ 4048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   V$: () => (/* binding */ foreign),
/* harmony export */   ap: () => (/* binding */ oldGit),
/* harmony export */   c3: () => (/* binding */ refusalIn),
/* harmony export */   iH: () => (/* binding */ noGit)
/* harmony export */ });
/* unused harmony export LeaseRefused */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

const WHY = 'Two jobs that refresh at once would spend the same refresh token and end the login, so without this lease nothing is refreshed.';
/** The lease in git can't be had here; `code` says why. Nothing is changed, and nothing was spent. */
class LeaseRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l {
    name = 'LeaseRefused';
    constructor(code, what, remedy, why = WHY) {
        super(code, { what, why, remedy });
    }
}
/**
 * What git printed when it failed for good; undefined for what may work the next time.
 * @param said git's standard error and porcelain lines, with nothing of the token in it
 */
function refusalIn(said, { repository, ref }) {
    const quoted = /(?:remote: )?([^\n]*(?:denied|declined|protected|refus|error: 403)[^\n]*)/i
        .exec(said)?.[1]
        ?.trim();
    if (/error: 403|Permission to .* denied|Write access to repository not granted/i.test(said))
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
const oldGit = (version, oldest) => new LeaseRefused('lease-no-git', `The runner has git ${version}, and the lease needs ${oldest}.`, 'Install a newer git on the runner: older ones take a token in their arguments or files only.');
const foreign = ({ repository, ref }) => new LeaseRefused('lease-foreign', `What ${ref} in ${repository} holds was not written by this version of the action.`, 'Use the same version of the action in all workflows that share this login. If the ref belongs to something else, give another `lease-ref`.');
const unreachable = ({ repository }, said) => new LeaseRefused('lease-unreachable', `The git server of ${repository} could not be reached: ${said || 'no answer in time'}.`, "Look at githubstatus.com and at the runner's network and proxy, and run the job again.");


/***/ })

};
