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
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4982);






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
        for (let pause = POLL_MS.first;; pause = Math.min(pause * 1.3, POLL_MS.most)) {
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
    async newest() {
        return (await this.options.register.read(AbortSignal.timeout(GRACE_MS))).record.mark;
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
            const isTried = doubt && doubt.digest === generation?.digest;
            const until = { ...holder, expiresAt: Math.max(holder.expiresAt, register.now().ms + lifeMs) };
            const announced = generation
                ? { spending: isTried ? doubt : { ...generation, by: holder.description, codex } }
                : {};
            if (!(await change({ ...seen.record, holder: until, ...announced })))
                throw new _lease_js__WEBPACK_IMPORTED_MODULE_4__/* .LeaseLost */ .V(register.place.ref);
        };
        const after = ({ record }, generation) => {
            const { holder: present = holder, spending: announced, ...rest } = record;
            const isDoubt = doubt && announced?.by === doubt.by && announced.digest === doubt.digest;
            // Who tells of a generation knows what came of what it announced itself; of nothing, if it tells of none.
            const isSettled = announced && generation && (!isDoubt || isLater(generation, announced));
            const left = announced && !isSettled ? { spending: announced } : {};
            const newest = (0,_mark_js__WEBPACK_IMPORTED_MODULE_5__/* .newestMark */ .wo)(generation, rest.mark);
            const told = { ...rest, ...left, ...(newest ? { mark: newest } : {}) };
            if (!nested)
                return told;
            // The step that holds it may spend the new generation as it might have spent the old.
            const next = isSettled ? { spending: { ...generation, by: holder.description } } : {};
            return { ...told, holder: present, ...next };
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
                if (nested && !generation)
                    return;
                if (await change(after(seen, generation)))
                    return;
                // A push of ours that was given up may have got through after that.
                const now = await register.read();
                if (now.record.holder?.id !== holder.id)
                    return;
                seen = now;
                await change(after(seen, generation));
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


/***/ })

};
