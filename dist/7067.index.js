export const id = 7067;
export const ids = [7067];
export const modules = {

/***/ 75796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fs: () => (/* binding */ backendAnswer),
/* harmony export */   Pu: () => (/* binding */ impersonal),
/* harmony export */   TT: () => (/* binding */ saidBy)
/* harmony export */ });
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50809);

/** Characters of an answer that are looked at, and of its words that are shown. */
const READ = 16_000;
const SHOWN = 200;
const STATUS = /(?:unexpected status|failed:|last status:) (\d{3}(?: [A-Z][A-Za-z-]{0,14}){0,4})/;
const BODY = /; body=|unexpected status [^:]{3,60}: /;
/** The text that Codex puts behind the body of an answer. */
const BEHIND = /, url: https?:\/\/[^\s,]{1,300}(?:, [a-z-]{1,30}: [^\s,]{1,80}){0,4}$/;
/** Reads an answer off an error of `codex exec` or of the app-server (tried with 0.169.0, in unit/backend-answer). */
function backendAnswer(said) {
    const text = said.slice(0, READ);
    const status = STATUS.exec(text)?.[1] ?? '';
    const body = (text.split(BODY, 2)[1] ?? text).replace(BEHIND, '').trim();
    const isPage = /^(?:<!doctype html|<html)|content-type=text\/html/i.test(body) || /content-type=text\/html/.test(text);
    return { status, words: shown(isPage ? titleOf(body) : wordsIn(body)), isPage };
}
/** `<title>Just a moment...</title>`. */
const titleOf = (page) => /<title>([^<]{1,200})/i.exec(page)?.[1] ?? '';
/** The message in a JSON body of OpenAI's (`{"error":{"message":…}}`, `{"detail":…}`); otherwise its code, or the text. */
function wordsIn(body) {
    const parsed = (0,_system_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .q)(body);
    const answer = isObject(parsed) ? parsed : {};
    const inside = [answer.error, answer.detail].find(part => part !== undefined);
    const parts = isObject(inside) ? [inside.message, inside.code, inside.type] : [inside, answer.message];
    return parts.find(part => typeof part === 'string' && part !== '') ?? body;
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Without mail addresses, ids and anything as long as one: whose account it is and what its tokens are is nobody's business. */
const impersonal = (text) => text.replace(WORD, word => (word.includes('@') || LONG.test(word) ? '***' : word));
const WORD = /[^\s"'<>(),;:{}[\]]+/g;
const LONG = /[\w-]{28}/;
const shown = (words) => impersonal(words.replace(/\s{1,99}/g, ' '))
    .trim()
    .slice(0, SHOWN);
/** `It said: 403 Forbidden, Just a moment...`; empty where it said nothing. */
function saidBy({ status, words }) {
    const said = [status, words].filter(Boolean).join(', ');
    return said && `It said: ${said}`;
}


/***/ }),

/***/ 25003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ BACKEND_REFUSALS),
/* harmony export */   fs: () => (/* binding */ backendReason),
/* harmony export */   h_: () => (/* binding */ isBarred)
/* harmony export */ });
const LOGIN_KEPT = 'The action keeps the login.';
const NETWORK = "the runner's way to chatgpt.com and auth.openai.com (docs/network.md)";
/** Why OpenAI's backend does not do what a Codex with a live login asks, each with what a person reads of it. */
const BACKEND_REFUSALS = {
    'model-unauthorized': {
        what: 'OpenAI accepts the login, but its models do not: they answer 401.',
        why: `A newer login of the same account would not change that. ${LOGIN_KEPT}`,
        remedy: 'Look at the account in ChatGPT: is it deactivated, has it lost its seat in the workspace, does its plan have Codex? When that is settled, run the job again; if it still fails, log in once more (`mode: login`).',
        isBarred: true,
    },
    'payment-required': {
        what: "OpenAI refuses the account: payment is due, or the plan's workspace is deactivated.",
        why: `Nothing that this action does can change that. ${LOGIN_KEPT}`,
        remedy: 'Look at plan and billing of the account or the workspace in ChatGPT. If the account has another workspace, log in once more and choose that one (`mode: login`, and `allow-account-change: true` for one run).',
        isBarred: true,
    },
    'plan-without-codex': {
        what: "The account's ChatGPT plan has no Codex, or not this model.",
        why: 'Nothing is wrong with the login.',
        remedy: 'Look at the plan in ChatGPT: did it end, or is it another account than you meant (`show-account: true` tells)? Or give another `model`.',
    },
    region: {
        what: "OpenAI does not serve the country or region of the runner's address.",
        why: `It judges the address from which the request comes, not the account. ${LOGIN_KEPT}`,
        remedy: 'Use a runner in a country that OpenAI serves, or a proxy there (docs/network.md).',
    },
    blocked: {
        what: 'Something between this runner and OpenAI turned the request away.',
        why: `The answer is a web page or a demand of a proxy: it says nothing about the login. ${LOGIN_KEPT}`,
        remedy: `Look at ${NETWORK}: a proxy that wants a password, a firewall, or Cloudflare's check of browsers, which refuses some data centers and VPNs. Another runner, or another address, may pass.`,
    },
    'backend-refused': {
        what: 'OpenAI refused the request.',
        why: `The login itself was not refused. ${LOGIN_KEPT}`,
        remedy: 'Correct what it says. If it says nothing that helps: look whether the account may use Codex (chatgpt.com, its plan and its workspace).',
    },
    'too-many-requests': {
        what: 'OpenAI answers that too many requests came (429).',
        why: 'Nothing is wrong with the login.',
        remedy: 'Run it again later, and fewer jobs at a time with one account (`concurrency:` of the workflow).',
    },
    'backend-unreachable': {
        what: "OpenAI's backend could not be reached.",
        why: `No connection could be made, so nothing is known about the login. ${LOGIN_KEPT}`,
        remedy: `Look at ${NETWORK}: name server, firewall, HTTPS_PROXY, and whether Codex trusts the certificate (CODEX_CA_CERTIFICATE).`,
    },
    'backend-down': {
        what: "OpenAI's backend does not work.",
        why: 'Nothing is wrong with the login.',
        remedy: 'Run the job again later; see status.openai.com.',
    },
};
/** Whether a person must look at the account before the login is of any use. */
const isBarred = (reason) => Object.hasOwn(BACKEND_REFUSALS, reason) && 'isBarred' in BACKEND_REFUSALS[reason];
/** By the words of the server, whatever its status; and Codex's own for two of them (in its binary). */
const BY_WORDS = [
    [/unsupported_country|country, region, or territory|connecting from a restricted region/i, 'region'],
    [/usage[_ ]not[_ ]included|To use Codex with your ChatGPT plan, upgrade/i, 'plan-without-codex'],
    [/deactivated_workspace/i, 'payment-required'],
];
const BY_STATUS = [
    [/^402\b/, 'payment-required'],
    [/^(?:3\d\d|407|451|511)\b/, 'blocked'],
    [/^429\b/, 'too-many-requests'],
    [/^(?:408|5\d\d)\b/, 'backend-down'],
];
/** Why the backend refused, by an error of Codex's; undefined where it says of no answer and of no failed connection. */
function backendReason(said, { status, isPage }) {
    const told = BY_WORDS.find(([pattern]) => pattern.test(said))?.[1];
    const known = told ?? BY_STATUS.find(([pattern]) => pattern.test(status))?.[1];
    if (known)
        return known;
    if (isPage)
        return 'blocked';
    if (/^4\d\d\b/.test(status))
        return status.startsWith('401') ? undefined : 'backend-refused';
    return /error sending request|Connection failed/.test(said) ? 'backend-unreachable' : undefined;
}


/***/ }),

/***/ 3106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ endedReason)
/* harmony export */ });
/**
 * What Codex prints for each answer of the token endpoint, in an event, in an error of the app-server and on
 * stderr alike (docs/facts §6, and tried with 0.169.0).
 */
const SIGNS = [
    [/refresh token was already used/, 'reused'],
    [/refresh token has expired/, 'expired'],
    [/refresh token was revoked/, 'revoked'],
    [/signed in to another account/, 'other-account'],
    [/access token could not be refreshed\. Please log out/, 'refused'],
];
/** Why the login has ended, by what Codex printed; undefined where nothing says so. */
const endedReason = (printed) => SIGNS.find(([pattern]) => pattern.test(printed))?.[1];


/***/ }),

/***/ 26694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c4: () => (/* binding */ isProgress),
/* harmony export */   dx: () => (/* binding */ wantsRefresh),
/* harmony export */   gJ: () => (/* binding */ errorMessage),
/* harmony export */   ts: () => (/* binding */ TOKEN_ENDED),
/* harmony export */   wj: () => (/* binding */ parseEvent)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28395);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50809);


const text = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP());
const Item = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    type: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    text,
    command: text,
    aggregated_output: text,
    exit_code: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
    changes: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ path: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), kind: text }))),
    server: text,
    tool: text,
    query: text,
    message: text,
});
const Usage = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J());
/** A line of `codex exec --json` (docs/facts#events), as far as this action looks at it. */
const CodexEvent = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    type: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    thread_id: text,
    usage: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(Usage),
    message: text,
    error: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ message: text })),
    item: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(Item),
});
/** The event of a line, or undefined for other lines: Codex may print other text too. */
function parseEvent(line) {
    const event = CodexEvent.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .q)(line));
    return event.success ? event.data : undefined;
}
/** The message of a failed turn or an error; undefined for all other events. */
const errorMessage = (event) => event.type === 'error' || event.type === 'turn.failed' ? (event.error?.message ?? event.message) : undefined;
/**
 * Codex's words about an access token that has ended: about its own requests, or about the fence. Other 401s don't match:
 * a server's words about a request come in the same events.
 */
const TOKEN_ENDED = /rotation-fenced\.invalid|unauthorized \(401\)|\bstatus:? 401 Unauthorized/;
/**
 * True if a fenced Codex says by this event that it wants a refresh: the server has ended its access token.
 * Not final: it tries for 6 to 8 s, reading auth.json again each time (docs/facts#hand-over-mid-turn). Lines of its
 * stderr are no such sign: a token in its last five minutes works, and fills stderr with them.
 */
function wantsRefresh(event) {
    return TOKEN_ENDED.test(errorMessage(event) ?? '');
}
/** True if Codex got an answer from the model by this event: its access token works. */
const isProgress = ({ type, item }) => type === 'turn.completed' || (item !== undefined && item.type !== 'error');


/***/ }),

/***/ 97067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ lacksBundle),
/* harmony export */   HR: () => (/* binding */ Failure),
/* harmony export */   ML: () => (/* binding */ didNotBegin),
/* harmony export */   Od: () => (/* binding */ bundleHangs),
/* harmony export */   Q: () => (/* binding */ refreshFailure),
/* harmony export */   WO: () => (/* binding */ earlyWarning),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   vt: () => (/* binding */ isFailedRequest)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _ended_reason_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3106);
/* harmony import */ var _reasons_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60056);
/* harmony import */ var _run_reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99749);
/* harmony import */ var _token_answers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55782);





/** Why Codex could not refresh the login, or go on with it. `permanent`: it ends with its access token. */
class Failure extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'Failure';
    permanent;
    constructor(reason, words, detail = '') {
        super(reason, (0,_reasons_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .W)(reason, words, detail));
        this.permanent = _reasons_js__WEBPACK_IMPORTED_MODULE_1__/* .REASONS */ .e[reason].permanent;
    }
}
/** The words of a status and no more: what may follow could be anything. */
const STATUS = /Failed to refresh token status=(\d{3}(?: [A-Z][A-Za-z-]{0,14}){0,4})/g;
/** A dead endpoint, as Codex says it in two ways (tried with 0.169.0). */
const HANGS = /workspace routing discovery timed out|timed out waiting for cloud config/;
/**
 * What a plan with a workspace (business, enterprise, edu) says where the others say 401: without an access token it
 * gets no configuration, and Codex doesn't begin (docs/facts#workspace-configuration).
 */
const NO_BUNDLE = /load cloud config bundle|cloud config: request failed/;
/** Codex gives up after 45 s (docs/facts#endpoint-hangs-45s). */
const HANGS_AFTER_MS = 40_000;
/** Why a Codex that was to refresh did not, by what it said and how long it took. */
function refreshFailure(evidence, words) {
    const { reason, status } = reasonOf(evidence);
    if (reason === 'endpoint-blocked')
        return new Failure(reason, words, ` (${status}).`);
    if (reason === 'endpoint-unreachable')
        return new Failure(reason, words, '.');
    if (reason !== 'endpoint-down')
        return new Failure(reason, words);
    return new Failure(reason, words, status ? ` (${status}).` : ', or its backend did, and Codex did not say which.');
}
function reasonOf({ reply, stderr, tokenUrl, tookMs }) {
    const said = reply && 'error' in reply ? reply.error.message : '';
    const lines = [...stderr, said];
    const printed = lines.join('\n');
    const ended = (0,_ended_reason_js__WEBPACK_IMPORTED_MODULE_3__/* .endedReason */ .R)(printed);
    if (ended && ended !== 'refused')
        return { reason: ended };
    // Codex takes some pages of a proxy for a refusal.
    const page = (0,_token_answers_js__WEBPACK_IMPORTED_MODULE_4__/* .answersIn */ .VZ)(lines, tokenUrl).find(_token_answers_js__WEBPACK_IMPORTED_MODULE_4__/* .isFromBetween */ .$u);
    if (page)
        return { reason: 'endpoint-blocked', status: `${page.status}, a web page` };
    const statuses = Array.from(printed.matchAll(STATUS), ([, status = '']) => status);
    const down = statuses.find(status => /^(?:5|429|408)/.test(status));
    if (down)
        return { reason: 'endpoint-down', status: down };
    const blocked = statuses.find(status => !/^40[01]/.test(status));
    if (blocked)
        return { reason: 'endpoint-blocked', status: blocked };
    // A permanent refusal answers with no account, the same as no login at all (docs/facts §2).
    if (ended || accountOf(reply) === null)
        return { reason: 'refused' };
    if (statuses[0])
        return { reason: 'endpoint-down', status: statuses[0] };
    return { reason: silentReason(printed, tookMs) };
}
/** Where Codex says of no answer at all. */
function silentReason(printed, tookMs) {
    if (tookMs > HANGS_AFTER_MS || HANGS.test(printed))
        return 'endpoint-hangs';
    if (/error sending request/.test(printed) ||
        printed.split('\n').some(line => isFailedRequest(line, { isConnect: true })))
        return 'endpoint-unreachable';
    return NO_BUNDLE.test(printed) ? 'endpoint-down' : 'unproven';
}
/** Whether Codex logs by this line that a POST of its own got no answer (tried with 0.169.0). */
function isFailedRequest(line, { url, isConnect }) {
    if (!line.includes('Request failed method=POST'))
        return false;
    const [, request] = line.split(`Request failed method=POST${url === undefined ? '' : ` url=${url}`} `, 2);
    return request?.includes(` is_connect=${isConnect}`) ?? false;
}
/** The account in the answer to `account/read`: null without an account, undefined if it failed. */
function accountOf(reply) {
    if (!reply || !('result' in reply))
        return undefined;
    return reply.result?.account;
}
/**
 * Whether Codex says that it could not load the configuration of its workspace: for want of an access token that works,
 * or because the backend refused.
 */
const lacksBundle = (printed) => NO_BUNDLE.test(printed);
/**
 * Whether Codex got no answer in time when it asked for it. That says nothing about the access token, because a fenced
 * Codex whose token has ended is refused at once. A Codex that may refresh would only risk the login: a backend that
 * answers late makes it drop the refresh (docs/facts#live-refusal-unnamed, #unreachable-is-silent).
 */
const bundleHangs = (printed) => /timed out waiting for cloud config/.test(printed);
/**
 * True if `codex exec` did not even begin, for want of the configuration of its workspace: what its access token
 * having ended looks like in such a plan. No event says so, and it does not wait for a newer auth.json.
 */
const didNotBegin = ({ outcome, threadId, stderr }) => outcome === 'failed' && threadId === undefined && lacksBundle(stderr.join('\n'));
/**
 * Why the login has ended though the run succeeded, which only stderr tells (docs/facts#dead-refresh-live-access):
 * Codex goes on with an access token that lives, for days. Undefined where nothing says so, as in a run that is fenced
 * well.
 */
function earlyWarning({ stderr }, words) {
    const reason = (0,_ended_reason_js__WEBPACK_IMPORTED_MODULE_3__/* .endedReason */ .R)((0,_run_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .ownWords */ .I1)(stderr));
    return reason && new Failure(reason, words);
}


/***/ }),

/***/ 99749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I1: () => (/* binding */ ownWords),
/* harmony export */   Zy: () => (/* binding */ judgeRun),
/* harmony export */   wo: () => (/* binding */ runReason)
/* harmony export */ });
/* unused harmony export causeOf */
/* harmony import */ var _backend_answer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75796);
/* harmony import */ var _backend_refusals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25003);
/* harmony import */ var _ended_reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3106);
/* harmony import */ var _exec_events_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26694);




/**
 * Signs in the last error of a run, tried with 0.169.0 against each (docs/facts §3, §6). The words of a plan that is used up
 * are from the binary, and begin the error. They are searched in this order.
 */
const SIGNS = [
    [
        /^(You[’']ve (hit|reached) your usage limit|You hit your spend cap|Your workspace is out of credits|(The )?usage limit (has been )?reached|Quota exceeded)/i,
        'usage-limit',
    ],
    [/invalid_json_schema|invalid schema|response_format|text\.format/i, 'schema'],
    [_exec_events_js__WEBPACK_IMPORTED_MODULE_1__/* .TOKEN_ENDED */ .ts, 'token-ended'],
    [/requires a newer version of Codex/i, 'codex-too-old'],
    [
        /reasoning[._]effort|Supported values are:[^\n]{0,60}'(?:minimal|low|medium|high)'/i,
        'effort-unsupported',
    ],
    [
        /model_not_found|\bmodel\b[^\n]{0,80}\b(?:is not (?:supported|available)|does not exist|was not found|has been (?:retired|deprecated|removed))/i,
        'model-unavailable',
    ],
    [/context window|context_length_exceeded/i, 'context-full'],
    [/no rollout found|thread\/resume failed|no saved session/i, 'thread-lost'],
    [/Error loading config\.toml|Unknown feature flag/, 'codex-args'],
];
/** Said where no answer came, or none that Codex passes on. */
const DOWN = /high demand|discovery (failed|timed out)|stream disconnected|error sending request|cloud config|retry limit/i;
/**
 * Lines with which Codex reports its own state. Other lines repeat the words of a model, a tool or a server (tried with
 * 0.169.0: the name of a tool that doesn't exist, the lines of a patch that doesn't apply).
 */
const OWN_WORDS = /^(?:\S+ +ERROR codex_login::auth::manager: |Error: |Error loading config\.toml: )/;
const ownWords = (stderr) => stderr.filter(line => OWN_WORDS.test(line)).join('\n');
/** The backend's answer when Codex asked for its models, before the thread began. */
const OF_MODELS = 'ERROR codex_models_manager::manager: failed to refresh available models: ';
/**
 * The cause of a failed run in its own words: the failure of its turn; if it did not even begin, the first error on stderr,
 * which a picture of the line or advice may follow; otherwise its last words.
 */
function causeOf({ failure, threadId, stderr, lastWords }) {
    if (failure !== undefined)
        return failure;
    const at = threadId === undefined ? stderr.findIndex(line => /^error\b.*:/i.test(line)) : -1;
    const [line, next] = at < 0 ? [] : stderr.slice(at);
    return (line?.endsWith(':') ? `${line} ${next ?? ''}` : line) ?? lastWords ?? '';
}
/** Judges a run that did not succeed by how it ended, its last error, and its stderr where it printed no event at all. */
function judgeRun(result) {
    const { outcome, failure, stderr, threadId, exitCode } = result;
    const cause = causeOf(result);
    if (outcome === 'timed-out' || outcome === 'stopped')
        return { reason: outcome, said: cause };
    if (outcome === 'sandbox-failed')
        return { reason: 'sandbox-unavailable', said: cause };
    // Its parser's: an argument that it doesn't know, or not there.
    if (exitCode === 2 && threadId === undefined)
        return { reason: 'codex-args', said: cause };
    const said = failure ?? ownWords(stderr);
    const known = (0,_ended_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .endedReason */ .R)(said) ?? SIGNS.find(([pattern]) => pattern.test(said))?.[1];
    if (known)
        return { reason: known, said: cause };
    // Where it can't learn the way to its workspace, Codex keeps the answer to itself.
    const seen = /discovery failed/.test(said)
        ? stderr.find(line => line.includes(OF_MODELS))?.split(OF_MODELS)[1]
        : undefined;
    for (const words of [seen, said]) {
        const reason = words === undefined ? undefined : (0,_backend_refusals_js__WEBPACK_IMPORTED_MODULE_0__/* .backendReason */ .fs)(words, (0,_backend_answer_js__WEBPACK_IMPORTED_MODULE_3__/* .backendAnswer */ .Fs)(words));
        if (words && reason)
            return { reason, said: words };
    }
    return { reason: DOWN.test(said) ? 'backend-down' : 'run-failed', said: cause };
}
const runReason = (result) => judgeRun(result).reason;


/***/ }),

/***/ 55782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $u: () => (/* binding */ isFromBetween),
/* harmony export */   U$: () => (/* binding */ asCodexPrints),
/* harmony export */   VZ: () => (/* binding */ answersIn),
/* harmony export */   vu: () => (/* binding */ isRefusal)
/* harmony export */ });
const STATUS = /^\d{3}(?: [A-Z][A-Za-z-]{0,14}){0,4}/;
const JSON_TYPE = /"content-type": "application\/(?:[a-z.-]{1,40}\+)?json\b/;
const UNKNOWN = /codex_login::auth::manager: Encountered unknown response while refreshing token/;
/** Every answer in the lines of a Codex that logs its requests. One before it could log is not among them. */
function answersIn(lines, tokenUrl) {
    const before = `Request completed method=POST url=${asCodexPrints(tokenUrl)} status=`;
    const answers = [];
    for (const line of lines) {
        // Asked first, since to split each of many lines costs more.
        const completed = line.includes(before) ? line.split(before, 2)[1] : undefined;
        const last = answers.at(-1);
        if (completed !== undefined) {
            const isPage = !JSON_TYPE.test(completed);
            answers.push({ status: STATUS.exec(completed)?.[0] ?? '', isPage, isUnknown: false });
        }
        else if (last && UNKNOWN.test(line))
            answers.splice(-1, 1, { ...last, isUnknown: true });
    }
    return answers;
}
/**
 * Whether OpenAI's server permanently refuses the token. To Codex any 401 is such a refusal, and so is a 400 whose reason it
 * knows (tried with 0.169.0), also from a proxy that has never asked the server.
 */
const isRefusal = ({ status, isPage, isUnknown }) => !isPage && (/^401\b/.test(status) || (/^400\b/.test(status) && !isUnknown));
/** Whether something between this machine and the server answered in its place. A gateway's page is the server's own trouble. */
const isFromBetween = ({ status, isPage }) => isPage && !/^(?:5\d\d|429|408)\b/.test(status);
/** As it was parsed: an override without a path gets one. */
const asCodexPrints = (tokenUrl) => URL.canParse(tokenUrl) ? new URL(tokenUrl).href : tokenUrl;


/***/ })

};
