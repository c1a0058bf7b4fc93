export const id = 7209;
export const ids = [7209];
export const modules = {

/***/ 78251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ checkTrust)
/* harmony export */ });
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24755);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_event_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36683);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69622);




/** Checks, before anything is restored, that this job may have the login; once a step. Throws `Untrusted`. */
async function checkTrust(stage) {
    const known = stage.state.get('trust');
    if (known)
        return known;
    const { env, state } = stage;
    const inputs = stage.inputs();
    const repository = env.GITHUB_REPOSITORY ?? '';
    const occasion = {
        event: env.GITHUB_EVENT_NAME ?? '',
        ...(await payloadOf(env.GITHUB_EVENT_PATH)),
        repository,
        actors: [env.GITHUB_ACTOR ?? '', env.GITHUB_TRIGGERING_ACTOR ?? ''],
    };
    const policy = {
        allowPublicRepository: inputs['allow-public-repository'],
        allowUsers: inputs['allow-users'],
        allowBots: inputs['allow-bots'],
        allowBotUsers: inputs['allow-bot-users'],
    };
    const trust = await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .assertTrusted */ .oA)(occasion, policy, user => mayWrite(stage, repository, user));
    state.set('trust', trust);
    return trust;
}
/** A field that can't be read counts as missing. If the job is refused for that, the refusal names it. */
async function payloadOf(path) {
    const read = await (0,_system_event_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtEvent */ .x)(path);
    if ('problem' in read)
        return { payload: {}, problem: read.problem };
    const { data, error } = _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .EventPayload */ .z_.safeParse(read.payload);
    if (data)
        return { payload: data };
    const field = error?.issues[0]?.path.join('.');
    const problem = `the event (GITHUB_EVENT_PATH) ${field ? `has another kind of value in \`${field}\` than GitHub's` : "isn't an object"}`;
    return { payload: {}, problem };
}
async function mayWrite({ env, name, log, inputs }, repository, user) {
    const [{ GithubClient }, { credentialsFrom }, { mayWrite }, { PACE }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6330).then(__webpack_require__.bind(__webpack_require__, 26330)),
        __webpack_require__.e(/* import() */ 3491).then(__webpack_require__.bind(__webpack_require__, 63491)),
        __webpack_require__.e(/* import() */ 1232).then(__webpack_require__.bind(__webpack_require__, 1232)),
        __webpack_require__.e(/* import() */ 7930).then(__webpack_require__.bind(__webpack_require__, 85549)),
    ]);
    const { token } = inputs();
    if (!token?.trim() && name === 'pre')
        throw new NoTokenYet();
    const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com';
    const credentials = credentialsFrom({ token });
    // Nothing is at stake yet, and pre never waits: GitHub is asked again for 3.5 s, not for as long as after a refresh.
    const pace = { ...PACE, retries: 3 };
    const client = new GithubClient({ apiUrl, credentials, mask: _report_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .mask */ .dK, log: log.info, pace });
    return mayWrite(client, repository, user);
}
/** A token that an earlier step makes is still empty in pre (docs/facts, "Stages"): main asks. */
class NoTokenYet extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'NoTokenYet';
    constructor() {
        super('no-token-yet', {
            what: 'Whether whoever caused this event has write access can be asked only when there is a `token`.',
            why: 'Nothing is restored before that is known.',
            remedy: 'Nothing: it is asked when the step starts.',
        });
    }
}


/***/ }),

/***/ 41717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ warnIfUntested),
/* harmony export */   i: () => (/* binding */ assertSandboxHere)
/* harmony export */ });
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24755);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);


/** On these systems no CI run has driven the action with the real Codex yet. */
const UNTESTED = { win32: 'Windows', darwin: 'macOS' };
/** Set for the rest of a job that has been warned. */
const WARNED_VARIABLE = 'CODEX_AUTH_ACTION_UNTESTED';
/** Warns once in a job that this system is untested. */
function warnIfUntested({ env, log }, platform = process.platform) {
    const name = UNTESTED[platform];
    if (name === undefined || env[WARNED_VARIABLE])
        return;
    (0,_report_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .exportVariable */ .dN)(WARNED_VARIABLE, name);
    log.warning(`codex-auth-action is untested on ${name}: so far, its tests run on Linux only. If a refresh goes wrong there, the login is lost, and a person must log in again. Use a login of its own on ${name}.`);
}
/**
 * Only the `elevated` one of Codex's sandboxes for Windows can hide a file, and the probe that proves a sandbox needs a
 * POSIX shell (docs/facts#windows-sandbox).
 * @throws InputError if a task asks for a sandbox there
 */
function assertSandboxHere(inputs, platform = process.platform) {
    const strategy = inputs['safety-strategy'];
    if (platform !== 'win32' || strategy === 'unsafe')
        return;
    throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('safety-strategy', `is "${strategy}", and this action can't prove yet on Windows that Codex's sandbox hides the login. Only the one that an administrator sets up (\`windows.sandbox = "elevated"\`) can deny reading; Codex refuses with the others`, 'Run the job on Linux or macOS, or, for a prompt that you trust completely, give `unsafe`.');
}


/***/ }),

/***/ 57209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pre: () => (/* binding */ pre)
/* harmony export */ });
/* harmony import */ var _keeper_prepare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6742);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _check_trust_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78251);
/* harmony import */ var _clean_environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78161);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73991);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41717);
/* harmony import */ var _worker_source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30384);







/**
 * Failures that a step before main can repair, such as a login to a secret manager or a new key. The inputs from such
 * steps are empty in pre (docs/facts, "Stages"), so only main refuses.
 */
const EARLIER_STEP = ['restore-failed', 'store-inputs', 'ephemeral-runner', 'no-token-yet'];
/** Puts the newest login into CODEX_HOME and fences the job. Nothing refreshes here, so pre never waits. */
async function pre(stage) {
    (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .warnIfUntested */ .O)(stage);
    // Before anything is restored or downloaded.
    const inputs = stage.inputs();
    if ((0,_inputs_js__WEBPACK_IMPORTED_MODULE_4__.modeOf)(inputs) === 'run')
        (0,_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .assertSandboxHere */ .i)(inputs);
    await (0,_clean_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanStage */ .G)(stage);
    const prepared = await prepareTrusted(stage).catch(error => {
        if (!(error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ) || !EARLIER_STEP.includes(error.code))
            throw error;
        stage.log.info(`${error.explanation.what} It is read again when the step starts.`);
    });
    if (prepared && !prepared.login)
        stage.log.info('No login yet: the inputs are read again when the step starts.');
}
/** Nothing is restored before the event is trusted. */
async function prepareTrusted(stage) {
    await (0,_check_trust_js__WEBPACK_IMPORTED_MODULE_2__/* .checkTrust */ .R)(stage);
    const source = (0,_worker_source_js__WEBPACK_IMPORTED_MODULE_6__/* .workerSource */ .U)(stage.inputs());
    return source ? (await Promise.all(/* import() */[__webpack_require__.e(7067), __webpack_require__.e(5921), __webpack_require__.e(9843), __webpack_require__.e(7174)]).then(__webpack_require__.bind(__webpack_require__, 87174))).beginWork(stage, source) : (0,_keeper_prepare_js__WEBPACK_IMPORTED_MODULE_0__/* .prepareEarly */ .NZ)(stage);
}


/***/ }),

/***/ 30384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ workerSource)
/* harmony export */ });
/* harmony import */ var _keeper_store_kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62576);
/* harmony import */ var _login_access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29989);
/* harmony import */ var _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81147);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73991);





/**
 * Undefined for a job with a full login. A worker has nothing to keep or to refresh, so what asks for that is refused
 * before anything is changed, and no full login is read.
 * @throws LoginRefused `access-login`, InputError
 */
function workerSource(inputs) {
    const { 'auth-json': authJson, 'access-key': accessKey, 'share-access': shareAccess } = inputs;
    const isAccess = authJson !== undefined && (0,_login_access_js__WEBPACK_IMPORTED_MODULE_1__/* .isAccessLogin */ ._M)(authJson);
    if (accessKey !== undefined && shareAccess === undefined) {
        assertFits(inputs, isAccess);
        return { kind: 'cache', accessKey };
    }
    if (!isAccess)
        return undefined;
    if (wantsFullLogin(inputs).length > 0 || inputs.storage !== 'auto' || (0,_keeper_store_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .asksForStore */ .R$)(inputs))
        throw new _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .LoginRefused */ .Q('access-login', 'the input auth-json');
    return { kind: 'secret', authJson };
}
/** `access-key` is for workers and for `share-access: cache`. */
function assertFits(inputs, isAccess) {
    if (isAccess)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('access-key', 'is given beside an access login in `auth-json`', 'Give one of the two: `auth-json` for an access login from a secret, `access-key` for the one in the Actions cache.');
    const isForStore = (0,_keeper_store_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .asksForStore */ .R$)(inputs) || !['auto', 'cache'].includes(inputs.storage);
    const [wanting = isForStore ? 'the inputs of a store' : undefined] = wantsFullLogin(inputs);
    const other = inputs['auth-json'] === undefined ? wanting : 'a full login in `auth-json`';
    if (other !== undefined)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('access-key', `is given beside ${other}`, 'In a worker give `access-key` and what it is to do, and nothing of a full login. In the keeper set `share-access: cache` too.');
}
/** The requests of a job that need the refresh token. */
function wantsFullLogin(inputs) {
    const mode = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_4__.modeOf)(inputs);
    return [
        ...(mode === 'keep-fresh' || mode === 'login' ? [`\`mode: ${mode}\``] : []),
        ...(inputs.concurrency === 'exclusive' ? ['`concurrency: exclusive`'] : []),
        ...(inputs['force-refresh'] ? ['`force-refresh`'] : []),
        ...(inputs['share-access'] ? ['`share-access`'] : []),
    ];
}


/***/ }),

/***/ 69622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _p: () => (/* binding */ INSIDERS),
/* harmony export */   oA: () => (/* binding */ assertTrusted),
/* harmony export */   z_: () => (/* binding */ EventPayload)
/* harmony export */ });
/* unused harmony export Untrusted */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28395);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);


const Repo = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ full_name: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()), fork: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY())) })));
const User = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ login: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()), type: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()) })));
/** The parts of an event's payload that say who caused it, and whose code it brings. */
const EventPayload = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    repository: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        private: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
        visibility: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
        full_name: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    })),
    sender: User,
    pull_request: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ head: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ repo: Repo })) }))),
    issue: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ pull_request: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()) }))),
    workflow_run: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        head_repository: Repo,
        event: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
        actor: User,
        triggering_actor: User,
    }))),
});
/**
 * Events that only write access, or a right above it, can cause (GitHub's "Events that trigger workflows"). Their
 * actor is not asked for: it may be an App that was given that right, the merge queue, or nobody (a schedule). For
 * all others, and those that come to be, somebody may be a stranger: a check, a status or a deployment is what some
 * service makes of anybody's pull request.
 */
const INSIDERS = new Set([
    ...['push', 'create', 'delete', 'release', 'merge_group', 'schedule', 'workflow_dispatch'],
    ...['repository_dispatch', 'branch_protection_rule', 'public'],
]);
/** Events about the default branch, or a branch that the payload shows to be this repository's: see `forkOf`. */
const OWN_HEAD = new Set([
    ...INSIDERS,
    ...['pull_request', 'pull_request_review', 'pull_request_review_comment', 'issues', 'discussion'],
    ...['discussion_comment', 'fork', 'gollum', 'image_version', 'label', 'milestone', 'page_build', 'watch'],
]);
/**
 * Whether a job of this event may have the login. Throws `Untrusted`, which names the rule and the input.
 * @param mayWrite asks GitHub whether a user has write access; only called where that counts
 */
async function assertTrusted(occasion, policy, mayWrite) {
    const { event, payload, problem } = occasion;
    if (!isPrivate(payload) && !policy.allowPublicRepository)
        throw publicRepository(payload, problem);
    const fork = forkOf(occasion);
    if (fork !== undefined)
        throw fromFork(event, fork);
    if (INSIDERS.has(event))
        return { trustedHead: true };
    if (event === '')
        throw namelessEvent();
    let known = true;
    for (const user of causes(occasion)) {
        if (isAllowedBot(user, policy))
            continue;
        if (user !== '' && (await mayWrite(user)))
            continue;
        if (!isAllowedUser(user, policy))
            throw stranger(event, user);
        known = false;
    }
    return { trustedHead: known && hasOwnHead(occasion) };
}
/** Unknown counts as public. */
function isPrivate({ repository }) {
    const visibility = repository?.visibility ?? (repository?.private ? 'private' : 'public');
    return ['private', 'internal'].includes(visibility);
}
/** Whether the event is about a branch of this repository. One of us may have caused an event about a stranger's code. */
function hasOwnHead({ event, payload }) {
    // A comment's payload has the issue, never the head of its pull request.
    if (event === 'issue_comment')
        return payload.issue != null && payload.issue.pull_request === undefined;
    // A run that another one's end or somebody's comment has caused is one of the default branch, whatever they were about.
    if (event === 'workflow_run')
        return OWN_HEAD.has(payload.workflow_run?.event ?? '');
    return event === 'pull_request_target' || OWN_HEAD.has(event);
}
/** The name of the fork whose code the event is about; undefined if it is about this repository's own. */
function forkOf({ event, payload, repository }) {
    const { pull_request: pull, workflow_run: run } = payload;
    const heads = [
        (pull || event.startsWith('pull_request')) && { repo: pull?.head?.repo, at: 'pull_request.head.repo' },
        (run || event === 'workflow_run') && { repo: run?.head_repository, at: 'workflow_run.head_repository' },
    ];
    for (const head of heads) {
        if (!head)
            continue;
        if (!head.repo?.full_name)
            return `a repository that is gone, or that the event does not name (it has no \`${head.at}.full_name\`)`;
        if (head.repo.full_name.toLowerCase() !== repository.toLowerCase())
            return head.repo.full_name;
    }
    return undefined;
}
/** Everybody who had a hand in it: the actor, who ran it again, who sent the event, and who caused the run before. */
function causes({ payload, actors }) {
    const { sender, workflow_run: run } = payload;
    const all = [...actors, sender?.login, run?.actor?.login, run?.triggering_actor?.login];
    const named = all.filter((name) => !!name);
    // Nobody is named: then nobody vouches.
    return named.length > 0 ? [...new Set(named)] : [''];
}
const GITHUB_BOT = 'github-actions[bot]';
const plain = (name) => name
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '');
function isAllowedBot(user, { allowBots, allowBotUsers }) {
    if (!user.toLowerCase().endsWith('[bot]'))
        return false;
    return ((allowBots && user.toLowerCase() === GITHUB_BOT) ||
        allowBotUsers.some(name => plain(name) === plain(user)));
}
const isAllowedUser = (user, { allowUsers }) => allowUsers.some(name => name === '*' || (name.toLowerCase() === user.toLowerCase() && user !== ''));
/** This job must not have the login; `code` names the rule. */
class Untrusted extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'Untrusted';
}
const NOTHING = 'Nothing was restored, and nothing was changed.';
const publicRepository = ({ repository }, problem) => new Untrusted('untrusted-public', {
    what: isSaid(repository)
        ? 'This repository is public.'
        : `Nothing says whether this repository is private, so it counts as public: ${problem ?? `the event (GITHUB_EVENT_PATH) has no ${repository ? '`repository.visibility` or `repository.private`' : '`repository`'}`}.`,
    why: `Everybody can read the logs of its jobs and open pull requests and issues that start some: a personal ChatGPT login is easily lost there. ${NOTHING}`,
    remedy: isSaid(repository)
        ? 'Keep the login in a private repository, or, if you know what your workflows let strangers do: `allow-public-repository: true`.'
        : "GitHub's own runner writes that field. Another one may have a setting for it, as act has `--eventpath`. If the repository is private, or you know what your workflows let strangers do: `allow-public-repository: true`.",
});
const isSaid = (repository) => (repository?.visibility ?? repository?.private) !== undefined;
const fromFork = (event, fork) => new Untrusted('untrusted-fork', {
    what: `The event "${event}" is about code of ${fork}, which is not this repository.`,
    why: `The author of that code could make Codex do anything with the login. ${NOTHING}`,
    remedy: 'There is no input that allows it. Push the branch to this repository, or start the workflow by `workflow_dispatch`.',
});
const stranger = (event, user) => new Untrusted('untrusted-actor', {
    what: user
        ? `The event "${event}" was caused by ${user}, who has no write access to this repository.`
        : `The event "${event}" was caused by nobody that the runner names: GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR and the event's \`sender.login\` are empty.`,
    why: `Anybody can cause such an event, and what they wrote would be read by Codex. ${NOTHING}`,
    remedy: user.endsWith('[bot]')
        ? `If you trust this bot: \`allow-bot-users: ${user}\`.`
        : 'Let somebody with write access start it, or name those you trust in `allow-users`.',
});
const namelessEvent = () => new Untrusted('untrusted-actor', {
    what: 'The event "" was caused by nobody knows whom: GITHUB_EVENT_NAME is not set.',
    why: `Without the name of the event nobody can tell who may cause it. ${NOTHING}`,
    remedy: "GitHub's own runner sets that variable. Look for a step or a container that unsets it, and update a runner that isn't GitHub's.",
});


/***/ })

};
