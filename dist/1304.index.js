export const id = 1304;
export const ids = [1304];
export const modules = {

/***/ 91304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   holdForJob: () => (/* binding */ holdForJob)
/* harmony export */ });
/* harmony import */ var _codex_preflight_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65574);
/* harmony import */ var _keeper_leases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14260);
/* harmony import */ var _keeper_refresh_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37481);
/* harmony import */ var _keeper_seeding_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17951);
/* harmony import */ var _leases_lease_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(591);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20368);
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






/**
 * `concurrency: exclusive`: this job alone may refresh until its post, so the Codex of its later steps may do so by
 * itself. The newest login, read under the lease; undefined where the job stays fenced.
 */
async function holdForJob(keeper, inputs) {
    const { stage, home } = keeper;
    // A later step's Codex may refresh by itself: what it must write is tried now.
    await (0,_codex_preflight_js__WEBPACK_IMPORTED_MODULE_0__/* .assertSavable */ .vg)(home.authFile);
    if (home.readOnly)
        return staysFenced(stage, home.readOnly);
    tellOfQueue(stage, inputs);
    const lease = await keeper.lease((0,_keeper_leases_js__WEBPACK_IMPORTED_MODULE_1__/* .longestJob */ .uq)(stage.env));
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const permit = __addDisposableResource(env_1, await _keeper_refresh_js__WEBPACK_IMPORTED_MODULE_2__/* .RefreshPermit */ .J.acquire(keeper, lease, { waitMs: (0,_keeper_leases_js__WEBPACK_IMPORTED_MODULE_1__/* .waiting */ .eg)(inputs) }), true);
            const { login } = await permit.newest();
            const refusal = permit.refusalToSpend(login);
            if (refusal)
                throw refusal;
            await permit.keepForJob(login);
            stage.log.info('This job alone may refresh the login until it ends; its later steps are not fenced.');
            return login;
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
    catch (error) {
        // A job that never got its turn may not run beside the others.
        const mayGoOn = error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ &&
            !(error instanceof _leases_lease_js__WEBPACK_IMPORTED_MODULE_4__/* .LeaseTimeout */ .GI || error instanceof _keeper_seeding_js__WEBPACK_IMPORTED_MODULE_3__/* .AccountChange */ .IR) &&
            !stage.cancelled.aborted;
        if (!mayGoOn)
            throw error;
        return staysFenced(stage, error);
    }
    finally {
        await lease.end();
    }
}
/** Jobs of a matrix that hold the lease to their end run one after another, whatever `max-parallel` says. */
function tellOfQueue({ log }, inputs) {
    const total = Number(inputs['job-total'] ?? 1);
    if (total <= 1)
        return;
    const minutes = Math.round((0,_keeper_leases_js__WEBPACK_IMPORTED_MODULE_1__/* .waiting */ .eg)(inputs) / 60_000);
    log.notice(`concurrency: exclusive in a matrix of ${total} jobs: they run one after another, and a job that has waited ${minutes} min fails (\`lease-timeout\`). With \`concurrency: shared\` they run at once.`);
}
function staysFenced({ log }, { message }) {
    log.warning(`This job's later steps stay fenced: they can't refresh the login by themselves. ${message}`);
}


/***/ })

};
