export const id = 2209;
export const ids = [2209];
export const modules = {

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


/***/ }),

/***/ 32209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Issues: () => (/* binding */ Issues)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28395);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54679);


const IssueSchema = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    number: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    state: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['open', 'closed']),
    title: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    body: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    author_association: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    user: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ type: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()) })),
    pull_request: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()),
});
const PER_PAGE = 100;
/** Pages of the issues and pull requests that changed last. Each run that finds the login unwell changes its alert. */
const MOST_PAGES = 10;
/** The issues of one repository. Its methods throw GithubRefused and GithubUnavailable. */
class Issues {
    send;
    sendOnce;
    #parameters;
    constructor(
    /** Tries again what may be done twice. */
    send, 
    /** Asks once: a second request could make a second issue or comment. */
    sendOnce, repository) {
        this.send = send;
        this.sendOnce = sendOnce;
        const [owner = '', repo = ''] = repository.split('/');
        this.#parameters = { owner, repo };
    }
    /** Open and closed issues with this text in them, oldest first; none that a stranger wrote. */
    async having(marker) {
        const found = [];
        for (let page = 1; page <= MOST_PAGES; page += 1) {
            const { data } = await this.send('GET /repos/{owner}/{repo}/issues', {
                ...this.#parameters,
                state: 'all',
                sort: 'updated',
                direction: 'desc',
                per_page: PER_PAGE,
                page,
            });
            const issues = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(IssueSchema).parse(data);
            for (const issue of issues)
                if (issue.pull_request === undefined && isOfTheHouse(issue) && issue.body?.includes(marker))
                    found.push({
                        number: issue.number,
                        isOpen: issue.state === 'open',
                        title: issue.title,
                        body: issue.body,
                    });
            if (issues.length < PER_PAGE)
                break;
        }
        return found.sort((a, b) => a.number - b.number);
    }
    /** False if GitHub's answer was lost: the issue may be there or not. */
    async create(issue) {
        return this.#once('POST /repos/{owner}/{repo}/issues', { ...issue });
    }
    async update(number, changes) {
        await this.send('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
            ...this.#parameters,
            issue_number: number,
            ...changes,
        });
    }
    /** False if GitHub's answer was lost. */
    comment(number, body) {
        return this.#once('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
            issue_number: number,
            body,
        });
    }
    async #once(route, parameters) {
        try {
            await this.sendOnce(route, { ...this.#parameters, ...parameters });
            return true;
        }
        catch (error) {
            if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubUnavailable */ .wv)
                return false;
            throw error;
        }
    }
}
/** In a public repository anybody can write an issue, with any text in it. */
const isOfTheHouse = ({ user, author_association }) => user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(author_association ?? '');


/***/ })

};
