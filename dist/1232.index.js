export const id = 1232;
export const ids = [1232];
export const modules = {

/***/ 1232:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   mayWrite: () => (/* binding */ mayWrite)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28395);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54679);
/* harmony import */ var _scope_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10873);



const Writer = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ permission: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['admin', 'write', 'owner']) });
/**
 * Whether a user may write to a repository ("Get repository permissions for a user"; GITHUB_TOKEN may ask). False for
 * anyone who isn't a collaborator, and for a name that isn't a user.
 * @throws GithubRefused, GithubUnavailable
 */
async function mayWrite(client, repository, username) {
    if (username === '')
        return false;
    const scope = (0,_scope_js__WEBPACK_IMPORTED_MODULE_2__/* .scopeOf */ .O)(repository, { metadata: 'read' });
    return client.use(scope, async (send) => {
        try {
            const { data } = await send('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
                ...scope.parameters,
                username,
            });
            // The endpoint reports `maintain` as `write`, and `triage` as `read` (its own description). Gitea has `owner`, too.
            return Writer.safeParse(data).success;
        }
        catch (error) {
            if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubRefused */ .iX && error.status === 404)
                return false;
            throw error;
        }
    });
}


/***/ }),

/***/ 54679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   Rc: () => (/* binding */ Transient),
/* harmony export */   au: () => (/* binding */ unexpectedAnswer),
/* harmony export */   cP: () => (/* binding */ redirected),
/* harmony export */   iX: () => (/* binding */ GithubRefused),
/* harmony export */   wv: () => (/* binding */ GithubUnavailable)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

/** The request may succeed if it is tried again; `waitMs` is what GitHub asks to wait first. */
class Transient extends Error {
    limited;
    waitMs;
    constructor(message, limited = false, waitMs = 0) {
        super(message);
        this.limited = limited;
        this.waitMs = waitMs;
    }
}
/** GitHub could not be had, or not in time: `github-unreachable`, or `github-rate-limited`. */
class GithubUnavailable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'GithubUnavailable';
    constructor(what, limited) {
        super(limited ? 'github-rate-limited' : 'github-unreachable', {
            what,
            why: 'GitHub may or may not have done what this job asked for.',
            remedy: limited
                ? 'Wait until the limit is over, and run fewer jobs with this token at once.'
                : "Look at githubstatus.com and at the runner's network and proxy (https_proxy, no_proxy), and run the job again.",
        });
    }
}
/** GitHub's final no, or an answer that isn't one. `code` says which; a store turns it into words of its own. */
class GithubRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    status;
    answer;
    name = 'GithubRefused';
    constructor(code, 
    /** The HTTP status; 401 stands for the token, never for what was asked. */
    status, explanation, 
    /** GitHub's own words and, from `X-Accepted-GitHub-Permissions`, the permissions it wants. */
    answer = { message: '' }) {
        super(code, explanation);
        this.status = status;
        this.answer = answer;
    }
}
/** @param what method and path, without a query */
function refused(what, status, answer) {
    if (status === 401)
        return new GithubRefused('github-token-refused', status, {
            what: `GitHub does not accept the token (${what} was answered 401: ${answer.message}).`,
            why: 'It is wrong, expired or revoked.',
            remedy: 'Make a new token and store it in the secret that the input `token` is read from.',
        }, answer);
    return new GithubRefused('github-refused', status, {
        what: `GitHub refused ${what} (${status}: ${answer.message}).`,
        why: 'Trying again would not change that.',
        remedy: answer.accepted
            ? `Give the token the permission that GitHub asks for: ${answer.accepted}.`
            : 'Check what the token may do, and the names of the repository and the secret.',
    }, answer);
}
/**
 * @param what method and path
 * @param from @param to origins; `to` is undefined if it is not an address
 */
const redirected = (what, from, to, status) => new GithubRefused('github-redirected', status, {
    what: from === to
        ? `${from} redirects ${what} without end.`
        : `${from} redirects ${what} to ${to ?? 'something that is not an address'}.`,
    why: 'The server there would get the token, and could give its own key for the login, so nothing was sent there.',
    remedy: "Check GITHUB_API_URL and the runner's proxy: a captive portal or a gateway may have answered instead of GitHub.",
});
/** Something answered in GitHub's place, or GitHub has changed. */
const unexpectedAnswer = (what, status) => new GithubRefused('github-unexpected-answer', status, {
    what: `The answer to ${what} is not what GitHub's description of its API says.`,
    why: 'A proxy may have answered in its place, or GITHUB_API_URL leads elsewhere.',
    remedy: 'Check the proxy and GITHUB_API_URL.',
});


/***/ })

};
