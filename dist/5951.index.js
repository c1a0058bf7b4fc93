export const id = 5951;
export const ids = [5951];
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
        __webpack_require__.e(/* import() */ 3949).then(__webpack_require__.bind(__webpack_require__, 26330)),
        __webpack_require__.e(/* import() */ 3491).then(__webpack_require__.bind(__webpack_require__, 63491)),
        __webpack_require__.e(/* import() */ 1232).then(__webpack_require__.bind(__webpack_require__, 1232)),
        __webpack_require__.e(/* import() */ 5549).then(__webpack_require__.bind(__webpack_require__, 85549)),
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

/***/ 85921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/src/codex/backend-refusals.js
var backend_refusals = __webpack_require__(25003);
// EXTERNAL MODULE: ./build/src/codex/exec/events.js
var events = __webpack_require__(26694);
// EXTERNAL MODULE: ./build/src/codex/exec/exec.js + 1 modules
var exec_exec = __webpack_require__(22015);
// EXTERNAL MODULE: ./build/src/codex/exec/other-user.js
var other_user = __webpack_require__(40841);
// EXTERNAL MODULE: ./build/src/codex/failure.js
var codex_failure = __webpack_require__(97067);
// EXTERNAL MODULE: ./build/src/codex/prove.js + 1 modules
var prove = __webpack_require__(15917);
// EXTERNAL MODULE: ./build/src/codex/reasons.js
var reasons = __webpack_require__(60056);
// EXTERNAL MODULE: ./build/src/codex/run-reason.js
var run_reason = __webpack_require__(99749);
// EXTERNAL MODULE: ./build/src/keeper/due.js
var due = __webpack_require__(34530);
// EXTERNAL MODULE: ./build/src/keeper/login-advice.js
var login_advice = __webpack_require__(39662);
// EXTERNAL MODULE: ./build/src/keeper/plan-limit.js
var plan_limit = __webpack_require__(51071);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(45845);
// EXTERNAL MODULE: ./build/src/codex/backend-answer.js
var backend_answer = __webpack_require__(75796);
// EXTERNAL MODULE: ./build/src/report/harmless.js
var harmless = __webpack_require__(20997);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
;// CONCATENATED MODULE: ./build/src/action/run-failed.js








const KEPT = 'The task did not finish. The login is intact.';
/** `codex exec` did not finish its turn; `code` says why. */
class RunFailed extends errors/* ActionError */.lZ {
    name = 'RunFailed';
}
function runFailed(stage, result, circumstances) {
    const judged = (0,run_reason/* judgeRun */.Zy)(result);
    const reason = judged.reason === 'token-ended' && circumstances.newer === 'same' ? 'model-unauthorized' : judged.reason;
    if (isAboutLogin(reason))
        return new codex_failure/* Failure */.HR(reason, (0,login_advice/* reseed */.D)(stage));
    if (isOfBackend(reason))
        return new RunFailed(reason, ofBackend(reason, judged.said));
    return new RunFailed(reason, explain(reason, judged.said, { ...circumstances, result }));
}
const isAboutLogin = (reason) => reason in reasons/* REASONS */.e;
const isOfBackend = (reason) => Object.hasOwn(backend_refusals/* BACKEND_REFUSALS */.Ne, reason);
function ofBackend(reason, said) {
    const { what, why, remedy } = backend_refusals/* BACKEND_REFUSALS */.Ne[reason];
    // The fence wrote this answer, not OpenAI.
    const heard = reason === 'model-unauthorized' ? '' : (0,backend_answer/* saidBy */.TT)((0,backend_answer/* backendAnswer */.Fs)(said));
    return {
        what: `${what}${(0,harmless/* harmlessLine */.Kw)(heard) && ` ${(0,harmless/* harmlessLine */.Kw)(heard)}`}`,
        why: `The task did not finish. ${why}`,
        remedy,
    };
}
function explain(reason, words, facts) {
    const said = (0,harmless/* harmlessLine */.Kw)(words).slice(0, 1000);
    const { what, why = KEPT, remedy } = EXPLANATIONS[reason](facts);
    if (reason === 'sandbox-unavailable')
        return { what: `${what} ${said}`, why, remedy };
    return { what: said ? `${what} It said: ${said}` : what, why, remedy };
}
const EXPLANATIONS = {
    'timed-out': ({ timeoutMs }) => ({
        what: `Codex had not finished after ${timeoutMs / 60_000} minutes and was stopped.`,
        remedy: 'Give it longer with `timeout-minutes`, or a smaller task. If it had printed nothing, its server stalled: run the job again.',
    }),
    stopped: () => ({
        what: 'Codex was stopped because the job was cancelled.',
        remedy: 'Run the job again if that was not meant.',
    }),
    'sandbox-unavailable': () => ({
        what: 'Codex succeeded, but none of the commands that the model ran could start:',
        why: 'The sandbox broke while it ran, so whatever it says it did was done without running anything.',
        remedy: 'Look at what in the job changes user namespaces or AppArmor (on a Mac: what else is a sandbox); see docs/security.md.',
    }),
    'usage-limit': ({ resets }) => ({
        what: 'The usage limit of the ChatGPT plan is reached.',
        why: `${KEPT} Nothing is wrong with it.`,
        remedy: `${resets.length > 0 ? `Run it again later: ${resets.join(', ')}.` : 'Run it again when the limit is over.'} A smaller \`model\` or \`effort\` uses less of it.`,
    }),
    schema: () => ({
        what: 'OpenAI does not accept the output schema.',
        remedy: 'Structured outputs need an object with all properties in `required` and `additionalProperties: false`.',
    }),
    'token-ended': ({ newer }) => ({
        what: 'OpenAI no longer accepts the access token, and no newer login came in time.',
        why: `${KEPT} Codex waits about 8 seconds for a newer one; ${newer === 'late' ? 'it came after that' : 'this job could neither refresh it nor find one that another job had stored'}.`,
        remedy: newer === 'late'
            ? 'Run the job again: it begins with the newer login.'
            : 'Run the job again. If it stays, look in the log above for the reason why a refresh fails, and run a keep-fresh workflow.',
    }),
    'model-unavailable': () => ({
        what: 'OpenAI does not offer this model to the account.',
        remedy: 'Give another name as `model`, or leave it out for the default of Codex. A model may be retired, misspelled, not part of the plan, or newer than `codex-version`.',
    }),
    'codex-too-old': () => ({
        what: 'The model needs a newer Codex.',
        remedy: 'Give a newer `codex-version` (or `latest`), a newer version of this action, or another `model`.',
    }),
    'effort-unsupported': () => ({
        what: 'The model does not have this reasoning effort.',
        remedy: 'Give an `effort` that the message names, or leave it out. `codex-args` may set `model_reasoning_effort` too.',
    }),
    'thread-lost': () => ({
        what: 'The thread that `resume-thread` names is not in this CODEX_HOME.',
        why: `Codex keeps threads in \`CODEX_HOME/sessions\`. Threads of another runner, of a job with a private home, or of a job with \`--ephemeral\` are not there. ${KEPT}`,
        remedy: 'Resume it in the same job, or on the runner that has it; or leave `resume-thread` out and tell Codex in the prompt what was done.',
    }),
    'context-full': () => ({
        what: "The task does not fit into the model's context window.",
        remedy: 'Give a smaller prompt or task, or a `model` with a larger window; a resumed thread brings all that was said in it.',
    }),
    'codex-args': () => ({
        what: 'Codex does not accept its arguments or settings.',
        remedy: 'Correct `codex-args`. `--json`, `--model`, `-o` and similar arguments are set by this action already: use its inputs. A setting may also come from config.toml in CODEX_HOME; and another `codex-version` may know other arguments.',
    }),
    'run-failed': ({ result: { exitCode, signal } }) => ({
        what: signal ? `Codex was ended from outside (${signal}).` : `Codex failed (exit ${exitCode}).`,
        remedy: `The log above shows how far it came; if Codex itself says nothing that helps, try the same \`codex-version\` by hand.${signal === 'SIGKILL' ? ' The system does that where memory runs out: give the job a larger runner, or a smaller task.' : ''}`,
    }),
};

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
;// CONCATENATED MODULE: ./build/src/action/run-outputs.js




/**
 * A failed run has its outputs too, but never an output file: Codex itself would leave an empty one
 * (docs/facts#empty-output-file).
 */
async function handOut(report, result, { outputFile }) {
    if (result.threadId !== undefined)
        report.output('thread-id', result.threadId);
    if (result.usage)
        report.output('usage', result.usage);
    if (result.finalMessage !== undefined)
        report.output('final-message', result.finalMessage);
    if (result.outcome !== 'succeeded' || !outputFile)
        return;
    // The model may have put a link in its way, to a file that only we may write, such as GITHUB_ENV.
    if ((await (0,promises_.realpath)((0,external_node_path_.dirname)(outputFile)).catch(() => undefined)) !== (0,external_node_path_.dirname)(outputFile))
        throw new OutputMoved(outputFile);
    await (0,files/* replaceFile */.fR)(outputFile, result.finalMessage ?? '', 0o644);
}
class OutputMoved extends errors/* ActionError */.lZ {
    name = 'OutputMoved';
    constructor(file) {
        super('output-moved', {
            what: `The directory of \`output-file\` (${file}) was moved or replaced while Codex ran.`,
            why: 'The final message would be written somewhere else, perhaps where the runner takes commands. It is in the output `final-message`.',
            remedy: 'Look at what Codex did in the log above, or give an `output-file` outside of its working directory.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/action/show-event.js


const SHOWN_OUTPUT_LINES = 200;
/** Shows what Codex does while it runs: messages plainly, commands and their output in groups. */
function showEvent(event, log) {
    const shown = shownOf(event);
    if (!shown)
        return;
    const text = shown.text.trimEnd();
    if (shown.title === undefined)
        log.info(text);
    else if (text === '')
        log.info(shown.title);
    else
        log.group(shown.title, lastOf((0,harmless/* visibleLines */.gB)(text)));
}
function shownOf(event) {
    const { type, item } = event;
    // A failed turn says again what the error before it said.
    if (type === 'error')
        return { text: `Codex: ${(0,events/* errorMessage */.gJ)(event) ?? ''}` };
    if (type === 'item.started' && item?.type === 'command_execution')
        return { text: `$ ${item.command ?? ''}` };
    return type === 'item.completed' && item ? shownOfItem(item) : undefined;
}
function shownOfItem(item) {
    switch (item.type) {
        case 'agent_message':
            return { text: item.text ?? '' };
        case 'reasoning':
            return { title: 'Reasoning', text: item.text ?? '' };
        case 'command_execution':
            return {
                title: `exit ${item.exit_code ?? '?'}: ${item.command ?? ''}`,
                text: item.aggregated_output ?? '',
            };
        case 'file_change':
            return { text: (item.changes ?? []).map(({ kind, path }) => `${kind ?? 'change'} ${path}`).join('\n') };
        case 'mcp_tool_call':
            return { text: `Tool ${item.server ?? ''}.${item.tool ?? ''}` };
        case 'web_search':
            return { text: `Web search: ${item.query ?? ''}` };
        case 'error':
            return { text: `Codex: ${item.message ?? ''}` };
        default:
            return undefined;
    }
}
function lastOf(lines) {
    const hidden = lines.length - SHOWN_OUTPUT_LINES;
    return hidden > 0 ? [`(${hidden} earlier lines not shown)`, ...lines.slice(hidden)] : lines;
}

;// CONCATENATED MODULE: ./build/src/action/run.js
















/** Runs Codex on the task, shows what it does, and keeps its login going meanwhile. Throws `RunFailed`. */
async function run(login, codex, task) {
    const { stage } = login;
    const { user } = task.codex;
    const bring = user && bringing(login, user);
    await bring?.();
    const begun = await login.read();
    const handOver = login.handOver(bring);
    const changed = new Set();
    const start = performance.now();
    const exec = () => (0,exec_exec/* runExec */.x)(task.codex, {
        ...task,
        signal: AbortSignal.any([stage.cancelled, handOver.hopeless]),
        onStart: process => stage.state.set('exec', process),
        // Codex's own words for it look like a broken network; the hand-over says what it is.
        onEvent: event => {
            for (const { path } of event.item?.changes ?? [])
                changed.add(path);
            if ((0,events/* isProgress */.c4)(event))
                handOver.goesOn();
            if (!(0,events/* wantsRefresh */.dx)(event))
                showEvent(event, stage.log);
        },
        onWantsRefresh: handOver.wanted,
    });
    const result = await exec()
        .then(async (first) => ((0,codex_failure/* didNotBegin */.ML)(first) && (await handOver.refreshForRestart()) ? exec() : first))
        .finally(() => handOver.end());
    stage.state.set('exec', undefined);
    const works = result.outcome === 'succeeded';
    const cause = works || !isAboutToken(stage, result) ? undefined : handOver.failure;
    reportHandOver(stage, handOver, cause === undefined);
    if (works)
        await warnEarly(login, result);
    const failure = works
        ? undefined
        : (cause ?? (await failureOf(login, codex, result, { task, newest: handOver.login, begun })));
    const tookMs = performance.now() - start;
    stage.report.note({ run: { ...result, failure, model: task.model, changed: [...changed], tookMs } });
    await handOut(stage.report, result, task);
    if (failure)
        throw failure;
}
/** Keeps the copy of another user's Codex at the newest auth.json: true each time it brought another one. */
function bringing({ read }, user) {
    let last;
    return async () => {
        const login = await read();
        if (login.generation === last)
            return false;
        await (0,other_user.giveAuth)(user, login.bytes);
        last = login.generation;
        return true;
    };
}
/** Where the plan is used up, the backend says until when; nothing else that fails asks anything more. */
async function failureOf({ stage, noteLimit }, codex, result, { task, newest, begun }) {
    const { report } = stage;
    const isUsedUp = (0,run_reason/* runReason */.wo)(result) === 'usage-limit';
    const proof = isUsedUp ? await (0,prove/* proveLogin */.ss)(codex).catch(() => undefined) : undefined;
    if (proof?.accepted) {
        report.output('rate-limits', proof.rateLimits);
        const until = (0,plan_limit/* usedUpUntil */.jc)(proof.rateLimits, stage.now());
        if (until !== undefined)
            report.output('retry-at', (0,format/* instantInWords */.co)(until));
        await noteLimit(proof.rateLimits);
    }
    const resets = proof?.accepted ? (0,format/* resetsInWords */.Vz)(proof.rateLimits) : [];
    const newer = newest === undefined ? 'none' : newest.generation === begun.generation ? 'same' : 'late';
    const failure = runFailed(stage, result, { timeoutMs: task.timeoutMs, resets, newer });
    if (failure instanceof codex_failure/* Failure */.HR)
        report.output('auth-status', 'dead');
    if ((0,backend_refusals/* isBarred */.h_)(failure.code)) {
        report.output('auth-status', 'dead');
        report.note({ isBarred: true });
    }
    if (failure.code === 'token-ended' && newer === 'none') {
        report.output('auth-status', 'stale');
        report.note({ isRefused: true });
    }
    report.output('auth-reason', failure.code);
    return failure;
}
/** Warns after a run that succeeded but may be one of the last, with the hour at which the access token ends. */
async function warnEarly({ stage, read }, result) {
    const warning = (0,codex_failure/* earlyWarning */.WO)(result, (0,login_advice/* reseed */.D)(stage));
    if (!warning)
        return;
    const login = await read();
    warn(stage, warning, login);
    stage.report.output('auth-status', 'stale');
    stage.report.output('auth-reason', warning.code);
}
function warn({ log, report, now }, warning, login) {
    const until = (0,format/* instantInWords */.co)((0,freshness/* freshness */.I9)(login, now()).expiresAt);
    log.warning(`${warning.message}\nCodex goes on with the access token, which ends at ${until}.`);
    report.note({ warning });
}
/** Besides a refusal, how a run ends for want of a newer login. A refresh that failed meanwhile can't cause other ends. */
const TOKEN_CAUSES = ['token-ended', 'stopped', 'backend-down', 'backend-unreachable'];
/** Whether a run that failed may have done so for want of a newer login. */
const isAboutToken = ({ cancelled }, result) => !cancelled.aborted && (TOKEN_CAUSES.includes((0,run_reason/* runReason */.wo)(result)) || (0,run_reason/* runReason */.wo)(result) in reasons/* REASONS */.e);
/** `works`: the run did not fail for want of a newer login. */
function reportHandOver(stage, { login, failure, refreshed, persisted }, works) {
    const { report } = stage;
    const alive = works && login !== undefined && (0,freshness/* freshness */.I9)(login, stage.now()).remaining > 0;
    if (login)
        report.login(login, stage.now());
    if (refreshed) {
        report.output('refreshed', true);
        report.output('persisted', persisted);
        report.note({ refreshedBy: 'this run' });
        report.changed('refreshed and stored the login while Codex ran');
    }
    if (!login && !failure)
        return;
    const told = report.facts.warning;
    report.output('auth-status', (0,due/* statusOf */.c2)({ refreshed, failure }, alive));
    // The cause of an earlier failure, such as one at the start of this job, may be gone now.
    if (failure || report.facts.outputs['auth-reason'])
        report.output('auth-reason', failure?.code ?? '');
    report.note({ warning: failure, isRefused: !works });
    if (!failure || !works || told?.code === failure.code)
        return;
    if (login)
        warn(stage, failure, login);
    else
        stage.log.warning(failure.message);
}


/***/ }),

/***/ 52663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ safety_secure)
});

// EXTERNAL MODULE: ./build/src/codex/exec/arguments.js
var exec_arguments = __webpack_require__(71079);
// EXTERNAL MODULE: ./build/src/codex/exec/probe-failure.js
var probe_failure = __webpack_require__(77590);
// EXTERNAL MODULE: ./build/src/codex/exec/sandbox.js
var sandbox = __webpack_require__(22744);
// EXTERNAL MODULE: ./build/src/keeper/codex-home.js + 1 modules
var codex_home = __webpack_require__(4649);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/login/strict-json.js
var strict_json = __webpack_require__(95301);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/codex/exec/added-directories.js
var added_directories = __webpack_require__(42279);
// EXTERNAL MODULE: ./build/src/codex/exec/helper-places.js
var helper_places = __webpack_require__(27048);
// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(11638);
;// CONCATENATED MODULE: ./build/src/action/runner-temp.js




/** Names of the runner's, actions/checkout's and our own files in RUNNER_TEMP. */
const OF_THE_RUNNER = /^_|^codex-|^git-credentials-|^[\da-f]{8}-[\da-f]{4}-|\.(sh|bash|ps1|cmd|bat|py)$/i;
/** Linux limits one argument to 128 KB. The whole profile is one argument, and longer than the paths in it. */
const MOST_BYTES = 48 * 1024;
/**
 * The absolute paths of RUNNER_TEMP that are denied: the directory itself if the run needs nothing in it, so that later
 * files are hidden too; otherwise everything that is in it now. It has the scripts of earlier `run:` steps, with the
 * secrets that were put into their text, and the tokens of actions/checkout.
 * @throws TempCrowded
 */
async function deniedOfTemp({ temp, work, needed }) {
    const real = await (0,files/* realFile */.Vt)(temp);
    const kept = await Promise.all([...work, ...needed].map(files/* realFile */.Vt));
    const isWorkplace = (await Promise.all(work.map(files/* realFile */.Vt))).includes(real);
    const denied = isWorkplace
        ? (await entriesOf(real)).filter(name => OF_THE_RUNNER.test(name)).map(name => (0,external_node_path_.join)(real, name))
        : await deniedBelow(real, kept);
    if (Buffer.byteLength(denied.join()) > MOST_BYTES)
        throw new TempCrowded(temp, denied.length);
    return denied;
}
async function deniedBelow(directory, kept) {
    if (!kept.some(path => (0,files/* isWithin */.UO)(path, directory)))
        return [directory];
    const below = (await entriesOf(directory)).map(async (name) => {
        const path = (0,external_node_path_.join)(directory, name);
        return kept.includes(path) ? [] : deniedBelow(path, kept);
    });
    return (await Promise.all(below)).flat();
}
/** Without links: their targets are hidden where they are. */
const entriesOf = async (directory) => {
    const entries = await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(() => []);
    return entries.filter(entry => !entry.isSymbolicLink()).map(({ name }) => name);
};
/**
 * The directories in RUNNER_TEMP in which an earlier step has installed programs, by PATH: all of what was installed,
 * which finds its libraries beside the programs.
 */
function installedIn(temp, path, delimiter) {
    return path.split(delimiter).flatMap(entry => {
        const [name] = (0,external_node_path_.relative)(temp, entry).split(external_node_path_.sep);
        return entry !== temp && (0,files/* isWithin */.UO)(entry, temp) && name && !OF_THE_RUNNER.test(name)
            ? (0,external_node_path_.join)(temp, name)
            : [];
    });
}
/** RUNNER_TEMP holds too many entries to deny each of them. */
class TempCrowded extends errors/* ActionError */.lZ {
    name = 'TempCrowded';
    constructor(temp, count) {
        super('temp-crowded', {
            what: `RUNNER_TEMP (${temp}) holds ${count} files and directories, and a directory in it is needed by the commands of the model.`,
            why: "RUNNER_TEMP may hold secrets of earlier steps, and so many entries can't be hidden one by one. Codex was not started.",
            remedy: 'Move TMPDIR, the workspace and `working-directory` out of RUNNER_TEMP, so that all of it can be hidden. Or delete what earlier steps left in it.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/action/denied-paths.js











/**
 * What no command of the model may read or write, none of it within another: this job's CODEX_HOME (`home`, behind
 * all links), those of other jobs and of the machine's user, RUNNER_TEMP, the files by which the runner takes commands,
 * and its own credentials.
 */
async function outOfReach({ env }, inputs, home, workingDirectory) {
    const user = (0,user_path/* userHome */.B)(env);
    const added = (0,added_directories/* addedDirectories */.S)((0,exec_arguments/* parseCodexArgs */.wk)(inputs['codex-args'] ?? ''), workingDirectory);
    const ofJobs = (0,external_node_path_.join)(user, '.codex-auth-action');
    const others = [(0,codex_home/* configuredHome */.UM)(inputs['codex-home'], env), (0,external_node_path_.join)(user, '.codex'), ofJobs];
    // A file that is created while a command runs is hidden only if its directory existed when the command started.
    for (const directory of [...(0,helper_places/* helperPlaces */.p)(home), ...others])
        await (0,promises_.mkdir)(directory, { recursive: true, mode: 0o700 }).catch(() => undefined);
    const logins = await Promise.all([home, ...others].map(place => (0,files/* realFile */.Vt)((0,auth_file/* authFileIn */.oC)(place))));
    const needed = await Promise.all([user, workingDirectory, env.TMPDIR || (0,external_node_os_.tmpdir)()].map(files/* realFile */.Vt));
    const places = [...(await Promise.all(others.map(files/* realFile */.Vt))), ...logins.map(external_node_path_.dirname)];
    // A directory that the commands themselves need can't be hidden whole.
    const narrow = (place) => place !== home && needed.some(path => (0,files/* isWithin */.UO)(path, place))
        ? [(0,auth_file/* authFileIn */.oC)(place), (0,auth_file/* replacedFileIn */.Yf)(place)]
        : [place];
    const hidden = [
        home,
        ...places.flatMap(narrow),
        ...(await ofTheRunner(env, { user, workingDirectory, added })),
    ];
    // Where all of the disk is writable, bubblewrap makes what it is to deny and is not there, and fails
    // (docs/facts#whole-disk-writable).
    const there = await Promise.all(hidden.map(files/* exists */.t2));
    const denied = [...new Set(hidden.filter((_, at) => there[at]))];
    return denied.filter(path => !denied.some(other => other !== path && (0,files/* isWithin */.UO)(path, other)));
}
/** Its directory for temporary files, the files by which it takes commands, and its agent's own secrets and logs. */
async function ofTheRunner(env, { user, workingDirectory, added }) {
    const files = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
    const commands = files.flatMap(name => env[name] || []).map(file => (0,external_node_path_.dirname)(file));
    const temp = env.RUNNER_TEMP;
    if (!temp)
        return commands;
    const hidden = await deniedOfTemp({
        temp,
        work: [workingDirectory, env.GITHUB_WORKSPACE || workingDirectory],
        needed: [user, env.TMPDIR || (0,external_node_os_.tmpdir)(), ...added, ...installedIn(temp, env.PATH ?? '', external_node_path_.delimiter)],
    });
    // RUNNER_TEMP is `_work/_temp` in the directory of the runner's agent (actions/runner, HostContext.GetDirectory).
    const agent = ['.credentials', '.credentials_rsaparams', '.credentials_migrated', '.env', '_diag'];
    return [...commands, ...hidden, ...agent.map(name => (0,external_node_path_.resolve)(temp, '..', '..', name))];
}
/** The directories above a path that this job's user could rename. */
async function renamable(path) {
    const parent = (0,external_node_path_.dirname)(path);
    if (parent === (0,external_node_path_.dirname)(parent))
        return [];
    const writable = await (0,promises_.access)((0,external_node_path_.dirname)(parent), promises_.constants.W_OK).then(() => true, () => false);
    return [...(await renamable(parent)), ...(writable ? [parent] : [])];
}

;// CONCATENATED MODULE: ./build/src/action/kernel-guarded.js


/**
 * The same Codex, with a sandbox in which root can't write the switches of the kernel. An ordinary user can't write them
 * anyway. `assertSandbox` proves that it works.
 */
async function kernelGuarded(codex) {
    if (process.platform !== 'linux' || process.getuid?.() !== 0)
        return codex;
    const { guardedBubblewrap } = await __webpack_require__.e(/* import() */ 1433).then(__webpack_require__.bind(__webpack_require__, 1433));
    const { PATH = '' } = codex.env;
    const directory = (0,external_node_path_.join)((0,user_path/* userHome */.B)(codex.env), '.cache', 'codex-auth-action');
    const guarded = await guardedBubblewrap({ path: PATH, codex: codex.path, directory });
    if (guarded === undefined)
        return codex;
    return { ...codex, env: { ...codex.env, PATH: `${guarded}${external_node_path_.delimiter}${PATH}` } };
}

// EXTERNAL MODULE: ./build/src/action/platform.js
var platform = __webpack_require__(41717);
;// CONCATENATED MODULE: ./build/src/action/safety.js











/**
 * Keeps the login out of the model's reach as `safety-strategy` says, and proves it. Throws before Codex is started where it can't be done.
 * `refreshFirst` is asked for a login that works, should nothing be tried without.
 */
async function safety_secure(stage, inputs, codex, { workingDirectory, args }, refreshFirst) {
    const strategy = inputs['safety-strategy'];
    const base = baseOf(inputs);
    if (strategy === 'unsafe') {
        stage.log.warning('safety-strategy: unsafe: the commands that the model runs may read the login.');
        const permissions = 'sandbox' in base
            ? ['--sandbox', base.sandbox]
            : ['-c', `default_permissions=${JSON.stringify(base.profile)}`];
        return { codex, permissions };
    }
    (0,exec_arguments/* assertKeepsBounds */.s)(args);
    (0,platform/* assertSandboxHere */.i)(inputs);
    const { allowUserNamespaces } = await __webpack_require__.e(/* import() */ 6541).then(__webpack_require__.bind(__webpack_require__, 96541));
    await allowUserNamespaces(stage.env, stage.log.info);
    if (strategy === 'drop-sudo')
        await (await __webpack_require__.e(/* import() */ 9658).then(__webpack_require__.bind(__webpack_require__, 49658))).dropSudo(stage.log.info);
    const own = strategy === 'unprivileged-user'
        ? await ofOtherUser(stage, inputs, codex)
        : (0,sandbox/* opensEverything */.rg)(base)
            ? codex
            : await kernelGuarded(codex);
    const home = own.user ? own.home : await (0,files/* realFile */.Vt)(own.home);
    const hidden = await outOfReach(stage, inputs, await (0,files/* realFile */.Vt)(codex.home), workingDirectory);
    const denied = own.user ? [home, ...(await visible(own.user, hidden))] : hidden;
    const above = await Promise.all([home, ...denied].map(renamable));
    const permissions = { base, home, denied, pinned: [...new Set(above.flat())] };
    const configured = (0,codex_home/* configuredHome */.UM)(inputs['codex-home'], stage.env);
    const proof = { file: (0,auth_file/* authFileIn */.oC)(own.home), cwd: workingDirectory, configured };
    const prove = () => (0,sandbox/* assertSandbox */.yl)(own, permissions, proof);
    await prove().catch(async (error) => {
        if (!(error instanceof probe_failure/* NoConfiguration */._E) || error.hangs)
            throw error;
        await refreshFirst();
        if (own.user)
            await giveCopy(own.user, codex);
        await prove();
    });
    return { codex: own, permissions: (0,sandbox/* permissionArguments */.Gv)(permissions) };
}
/** The same Codex as `codex-user`, with a copy of the login that only that user can read, and no later one. */
async function ofOtherUser(stage, inputs, codex) {
    const { openOtherUser } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 40841));
    const name = inputs['codex-user'];
    if (name === undefined)
        throw new errors/* InputError */.dz('codex-user', 'is missing', 'Name the user as whom Codex is to run, or use another `safety-strategy`.');
    const user = await openOtherUser(name, codex.home);
    stage.state.set('otherUser', user);
    await giveCopy(user, codex);
    stage.log.info(`Codex runs as the user ${name}.`);
    return { ...codex, home: user.home, user };
}
/** The paths that another user can see. Its sandbox can't hide others, because it would not find them. */
async function visible(user, denied) {
    const { visibleTo } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 40841));
    return visibleTo(user, denied);
}
async function giveCopy(user, { home }) {
    const { giveAuth } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 40841));
    await giveAuth(user, await (0,files/* readRegularFile */.XF)((0,auth_file/* authFileIn */.oC)(home), { limit: strict_json/* MAX_BYTES */.zx }));
}
function baseOf(inputs) {
    const { sandbox, 'permission-profile': profile, 'safety-strategy': strategy } = inputs;
    if (profile !== undefined && sandbox !== undefined)
        throw new errors/* InputError */.dz('permission-profile', 'is given beside `sandbox`', 'Give one of the two.');
    const wanted = strategy === 'read-only' ? 'read-only' : (sandbox ?? 'workspace-write');
    return profile === undefined ? { sandbox: wanted } : { profile };
}


/***/ }),

/***/ 59218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DZ: () => (/* binding */ assertPlanLeft),
/* harmony export */   c5: () => (/* binding */ assertSkippable),
/* harmony export */   gb: () => (/* binding */ assertNotNoted),
/* harmony export */   h4: () => (/* binding */ usedUp),
/* harmony export */   isSkipped: () => (/* binding */ isSkipped),
/* harmony export */   tellSkipped: () => (/* binding */ tellSkipped)
/* harmony export */ });
/* harmony import */ var _codex_prove_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15917);
/* harmony import */ var _keeper_plan_limit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51071);
/* harmony import */ var _login_freshness_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55132);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20368);





/** After these, no job can use the login until a person acts or a usage window ends: see `on-unavailable`. */
const UNAVAILABLE = [
    ...['reused', 'expired', 'revoked', 'refused', 'lost-answer', 'other-account', 'refused-before'],
    ...[
        'stale-copy',
        'maybe-spent',
        'token-ended',
        'model-unauthorized',
        'payment-required',
        'plan-without-codex',
    ],
    'usage-limit',
];
/** Throws `InputError` where `on-unavailable` would have no effect. */
function assertSkippable(inputs, mode) {
    if (inputs['on-unavailable'] === 'skip' && (mode === 'keep-fresh' || mode === 'login'))
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('on-unavailable', `is "skip", and mode is "${mode}"`, 'Leave it out: this mode is there to find out about the login, and its failure is what tells people.');
}
/** Whether the job ends green for want of a login that works, or of what is left of its plan. */
function isSkipped({ inputs, cancelled }, error) {
    if (!(error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ) || cancelled.aborted || !UNAVAILABLE.includes(error.code))
        return false;
    return inputs()['on-unavailable'] === 'skip';
}
/** Ends the step green: a notice, and the outputs by which later steps decide. */
function tellSkipped({ log, report }, error) {
    report.output('skipped', true);
    report.output('auth-reason', error.code);
    const at = report.facts.outputs['retry-at'];
    const when = at === undefined ? '' : ` It is worth trying again at ${at}.`;
    log.notice(`Skipped, because \`on-unavailable\` is \`skip\`. ${error.explanation.what}${when}`);
}
/** Throws `PlanUsedUp`, with no Codex started, where an earlier job has noted that the plan is used up. */
async function assertNotNoted(place, login) {
    const until = await (0,_keeper_plan_limit_js__WEBPACK_IMPORTED_MODULE_1__/* .notedLimit */ .Cj)(place, login);
    if (until !== undefined)
        throw usedUp(place.stage, login, until);
}
/**
 * Throws `PlanUsedUp` before anything is done for a task that could not run. It asks OpenAI, without a model call.
 * `note` tells the next jobs.
 */
async function assertPlanLeft(stage, codex, login, note) {
    if ((0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_2__/* .freshness */ .I9)(login, stage.now()).remaining <= 0)
        return;
    const proof = await (0,_codex_prove_js__WEBPACK_IMPORTED_MODULE_0__/* .proveLogin */ .ss)(codex);
    if (!proof.accepted)
        return;
    stage.report.output('rate-limits', proof.rateLimits);
    const until = (0,_keeper_plan_limit_js__WEBPACK_IMPORTED_MODULE_1__/* .usedUpUntil */ .jc)(proof.rateLimits, stage.now());
    if (until === undefined)
        return;
    await note(proof.rateLimits);
    throw usedUp(stage, login, until);
}
/** The plan is used up until then, in milliseconds since the epoch. */
function usedUp(stage, login, until) {
    if ((0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_2__/* .freshness */ .I9)(login, stage.now()).remaining > 0)
        stage.report.output('auth-status', 'healthy');
    stage.report.output('retry-at', (0,_report_format_js__WEBPACK_IMPORTED_MODULE_3__/* .instantInWords */ .co)(until));
    return new PlanUsedUp(until);
}
/** The plan is used up, so the task was not begun. */
class PlanUsedUp extends _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ {
    name = 'PlanUsedUp';
    constructor(until) {
        super('usage-limit', {
            what: 'The usage limit of the ChatGPT plan is reached.',
            why: `The task was not begun. The window ends at ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_3__/* .instantInWords */ .co)(until)}. Nothing is wrong with the login.`,
            remedy: 'Run it again after that.',
        });
    }
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

/***/ 87174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ beginWork),
  o: () => (/* binding */ work)
});

// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/codex/login-status.js
var login_status = __webpack_require__(26795);
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
// EXTERNAL MODULE: ./build/src/keeper/home-owner.js
var home_owner = __webpack_require__(23147);
// EXTERNAL MODULE: ./build/src/keeper/homes.js
var homes = __webpack_require__(98704);
// EXTERNAL MODULE: ./build/src/keeper/prepare.js
var prepare = __webpack_require__(10223);
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
        (0,prepare/* fenceAgain */.iB)(stage);
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
// EXTERNAL MODULE: ./build/src/action/run.js + 3 modules
var run = __webpack_require__(85921);
// EXTERNAL MODULE: ./build/src/action/safety.js + 3 modules
var safety = __webpack_require__(52663);
// EXTERNAL MODULE: ./build/src/action/unavailable.js
var unavailable = __webpack_require__(59218);
;// CONCATENATED MODULE: ./build/src/action/worker.js

















/**
 * Pre of a worker: fences the job and masks the access login. Main puts it in place.
 * @throws LoginRefused, AccessDamaged
 */
async function beginWork(stage, source) {
    (0,prepare/* fenceJob */.VA)(stage, (0,fence/* realTokenUrl */.Py)(stage.env));
    if (source.kind === 'secret')
        readSecret(stage, source.authJson);
    stage.log.info('This job is a worker: it uses an access login, and stores and refreshes nothing.');
}
/**
 * Main of a worker: uses the access login that the keeper has published, in a private home, with no store and no lease.
 * @throws AccessEnds before Codex is started, AccessDamaged, LoginRefused, and what the run throws
 */
async function work(stage, source, { inputs, task, trust, codexIn }) {
    const { state, report, log, now } = stage;
    (0,prepare/* fenceJob */.VA)(stage, state.get('tokenUrl') ?? (0,fence/* realTokenUrl */.Py)(stage.env));
    state.set('worker', true);
    tellOfIdleInputs(stage, inputs);
    const login = await readNewest(stage, source);
    report.output('storage', 'access');
    introduce(stage, login);
    const isSkipper = inputs['on-unavailable'] === 'skip';
    const { usedUpUntil = 0 } = login.note ?? {};
    if (isSkipper && usedUpUntil > now())
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
    const codex = await codexIn(home.directory);
    await (0,login_status/* assertTaken */.co)(codex, (0,codex_home/* configuredHome */.UM)(inputs['codex-home'], stage.env));
    const noteLimit = async () => log.info('A worker has no place to note that the plan is used up: each asks OpenAI, without a model call.');
    if (isSkipper)
        await (0,unavailable/* assertPlanLeft */.DZ)(stage, codex, login, noteLimit);
    const newest = source.kind === 'cache' ? () => readNewest(stage, source, access_cache/* BRIEFLY */.k) : undefined;
    const handOver = (bring) => new AccessHandOver(stage, { home, bring, newest });
    // A sandbox can't be tried in some plans without an access token that works.
    const bringNewer = async () => {
        const bringing = handOver();
        const came = await bringing.refreshForRestart();
        await bringing.end();
        if (!came && bringing.failure)
            throw bringing.failure;
    };
    const secured = task && { ...task, ...(await (0,safety/* secure */.e)(stage, inputs, codex, task, bringNewer)) };
    stage.cancelled.throwIfAborted();
    if ((0,action_inputs.modeOf)(inputs) === 'setup' || !secured)
        return;
    const running = { stage, read: () => home.read(), handOver, noteLimit };
    await (0,run/* run */.e)(running, codex, { ...secured, projectInstructions: trust.trustedHead });
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


/***/ }),

/***/ 34530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iu: () => (/* binding */ reportRefresh),
/* harmony export */   Le: () => (/* binding */ refreshIfDue),
/* harmony export */   OT: () => (/* binding */ LITTLE_MS),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   mg: () => (/* binding */ hasNothingToLose)
/* harmony export */ });
/* harmony import */ var _codex_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97067);
/* harmony import */ var _login_freshness_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55132);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);
/* harmony import */ var _leases_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14260);
/* harmony import */ var _refresh_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(37481);
/* harmony import */ var _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(85104);







/** With less than this a job that may not refresh doesn't start: it would hardly get anything done. */
const LITTLE_MS = 15 * 60_000;
/** The access token has ended, or will soon. Then even a token that may already have been used is worth a try. `now`: milliseconds. */
const hasNothingToLose = (login, now) => (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(login, now).remaining <= LITTLE_MS;
/**
 * Refreshes the login if so little of its life remains that this job should not start with it. A refresh
 * that fails stops the job only where it must: where one was asked for, or if the access token has ended too.
 */
async function refreshIfDue(keeper, codex, login, policy) {
    const { stage, home } = keeper;
    const result = await tryRefresh(keeper, codex, login, policy).catch((error) => {
        if (error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ)
            reportThrown(stage, login, error);
        throw error;
    });
    reportRefresh(stage, result);
    if (result.kind !== 'failed')
        return;
    const { failure } = result;
    const { remaining, expiresAt } = (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(result.login, stage.now());
    if (remaining <= (failure instanceof _codex_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR || failure instanceof _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedBefore */ .YR ? 0 : LITTLE_MS))
        throw failure;
    const until = (0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .instantInWords */ .co)(expiresAt);
    if (policy.isKeepFresh || policy.force)
        // The job fails although others go on: a person has that long to log in once more.
        throw statusOf({ refreshed: false, failure }, true) === 'stale'
            ? failure.meaning(`As long as OpenAI accepts it, jobs go on with the access token, which ends at ${until}.`)
            : failure;
    // On a branch it is the rule, and no reason to warn.
    if (failure === home.readOnly)
        stage.log.info(`Due, but not refreshed here. ${failure.explanation.what} ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining)}`);
    else
        stage.log.warning(`${failure.message}\nThis job goes on with the access token, which ends at ${until}.`);
    stage.report.note({ warning: failure });
}
async function tryRefresh(keeper, codex, login, policy) {
    const { stage, home } = keeper;
    const { force, isKeepFresh } = policy;
    const remaining = (of) => (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(of, stage.now()).remaining;
    const isShort = (of) => remaining(of) <= wantedLife(of, policy, stage.now());
    if (!force && !isShort(login)) {
        stage.log.info(`The login needs no refresh. ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining(login))}`);
        return { kind: 'current', login };
    }
    if (home.readOnly)
        return { kind: 'failed', login, failure: home.readOnly };
    const reason = force ? '`force-refresh` is set' : isKeepFresh ? 'half of its life is over' : 'it ends soon';
    stage.log.info(`Refreshing the login: ${reason}. ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining(login))}`);
    const result = await (0,_refresh_js__WEBPACK_IMPORTED_MODULE_5__/* .refresh */ .O)(keeper, {
        codex,
        when: 'forced',
        // A refresh that another job did while this one waited is as good as one of our own.
        isDue: now => isShort(now) || (force && now.generation === login.generation),
        despiteDoubt: now => force || hasNothingToLose(now, stage.now()),
        waitMs: (0,_leases_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(stage.inputs()),
    });
    if (result.kind === 'refreshed')
        stage.log.info(`Refreshed and stored the login. ${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .lifeLeft */ .Op)(remaining(result.login))}`);
    return result;
}
/** Milliseconds of life that this job wants to find. */
function wantedLife(login, { wantedMs, isKeepFresh }, now) {
    const life = (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(login, now);
    const wanted = wantedMs ?? (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .threshold */ .EN)(life);
    return isKeepFresh ? Math.max(wanted, (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .halfLife */ .C9)(life)) : wanted;
}
/** Sets the outputs about the login. `works`: as far as we know, OpenAI accepts the access token until it ends. */
function reportRefresh(stage, result, works = true) {
    const { report } = stage;
    const before = report.facts.outputs;
    const refreshed = result.kind === 'refreshed' || before.refreshed === true;
    const persisted = result.kind === 'refreshed' ? result.persisted : before.persisted === true;
    const alive = works && (0,_login_freshness_js__WEBPACK_IMPORTED_MODULE_1__/* .freshness */ .I9)(result.login, stage.now()).remaining > 0;
    const failure = result.kind === 'failed' ? result.failure : undefined;
    if (failure && !works)
        report.note({ isRefused: true });
    report.login(result.login, stage.now());
    report.output('refreshed', refreshed);
    report.output('persisted', refreshed && persisted);
    report.output('auth-status', statusOf({ refreshed, failure }, alive));
    if (failure || before['auth-reason'])
        report.output('auth-reason', failure?.code ?? '');
    if (result.kind !== 'refreshed')
        return;
    report.note({ refreshedBy: 'this run' });
    report.changed(persisted ? 'refreshed and stored the login' : 'refreshed the login; a newer one was stored');
}
/** Sets the same outputs where there is no result, only an error. */
function reportThrown(stage, login, failure) {
    if (!stage.state.get('refreshed')) {
        reportRefresh(stage, { kind: 'failed', login, failure });
        return;
    }
    stage.report.output('refreshed', true);
    stage.report.output('persisted', false);
    stage.report.output('auth-status', 'refreshed');
    stage.report.output('auth-reason', failure.code);
}
/** `alive`: the access token still works, as far as is known. */
function statusOf({ refreshed, failure }, alive) {
    if (!failure)
        return refreshed ? 'refreshed' : 'healthy';
    // The token of a refresh that can't be proven counts as used, for the next job too.
    const maybeSpent = failure instanceof _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__/* .MaybeSpent */ .t2 || failure.code === 'unproven';
    if (failure instanceof _spend_refusals_js__WEBPACK_IMPORTED_MODULE_6__/* .StaleCopy */ .D6 || maybeSpent)
        return 'stale';
    if (!failure.permanent)
        return alive ? 'healthy' : 'stale';
    return alive ? 'stale' : 'dead';
}


/***/ }),

/***/ 37481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ RefreshPermit),
  O: () => (/* binding */ refresh_refresh)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/codex/failure.js
var codex_failure = __webpack_require__(97067);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/codex/preflight.js
var preflight = __webpack_require__(65574);
// EXTERNAL MODULE: ./build/src/codex/process.js + 1 modules
var process = __webpack_require__(95028);
// EXTERNAL MODULE: ./build/src/codex/refresh.js + 2 modules
var refresh = __webpack_require__(98081);
// EXTERNAL MODULE: ./build/src/codex/unfenced.js
var unfenced = __webpack_require__(65897);
// EXTERNAL MODULE: ./build/src/leases/git/refusal.js
var refusal = __webpack_require__(48058);
// EXTERNAL MODULE: ./build/src/leases/lease.js
var leases_lease = __webpack_require__(591);
// EXTERNAL MODULE: ./build/src/leases/mark.js
var leases_mark = __webpack_require__(53752);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(43996);
// EXTERNAL MODULE: ./build/src/login/freshness.js
var freshness = __webpack_require__(55132);
// EXTERNAL MODULE: ./build/src/login/refusal.js
var login_refusal = __webpack_require__(81147);
// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/keeper/acquire-lease.js
var acquire_lease = __webpack_require__(85299);
// EXTERNAL MODULE: ./build/src/keeper/login-advice.js
var login_advice = __webpack_require__(39662);
// EXTERNAL MODULE: ./build/src/keeper/refusal-to-spend.js
var refusal_to_spend = __webpack_require__(21493);
// EXTERNAL MODULE: ./build/src/keeper/spend-refusals.js
var spend_refusals = __webpack_require__(85104);
// EXTERNAL MODULE: ./build/src/keeper/state.js
var state = __webpack_require__(42093);
// EXTERNAL MODULE: ./build/src/keeper/to-mark.js
var to_mark = __webpack_require__(70293);
;// CONCATENATED MODULE: ./build/src/keeper/warn-if-slow.js



/**
 * Codex itself gives up after 45 s, with an expired token after 185 s (docs/facts#endpoint-hangs-45s, and tried with
 * 0.169.0).
 */
const SLOW_MS = 25_000;
/**
 * Says what a refresh that takes long is waiting for, well before Codex does: Codex is not stopped meanwhile, since
 * the refreshed login may still come, and would be lost. Returns what ends the watch.
 */
function watchSlow(stage, login) {
    const timer = setTimeout(() => {
        const { explanation, code } = new codex_failure/* Failure */.HR('endpoint-hangs', (0,login_advice/* reseed */.D)(stage));
        const alive = (0,freshness/* freshness */.I9)(login, stage.now()).remaining > 0;
        stage.report.output('auth-status', alive ? 'healthy' : 'stale');
        stage.report.output('auth-reason', code);
        stage.log.warning(`${explanation.what} Codex has waited ${SLOW_MS / 1000} s for it. It is not stopped, since the refreshed login may still come; it gives up after ${alive ? '45 seconds' : 'three minutes at most'}.`);
    }, SLOW_MS);
    return () => clearTimeout(timer);
}

;// CONCATENATED MODULE: ./build/src/keeper/refresh.js
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






















/** Codex looks for a newer auth.json for 6 to 8 s after its access token ends (docs/facts#hand-over-mid-turn). */
const CODEX_WAITS_MS = 6000;
const LOOK_EVERY_MS = 700;
/** Thrown before a Codex that may refresh was started, or while it started. */
const BEFORE_CODEX = [leases_lease/* LeaseLost */.Vj, refusal/* LeaseRefused */.zI, state/* StateLost */.c, process/* CannotStart */.cM, preflight/* Unsavable */.sf];
/**
 * Refreshes the login, if it is still due when the lease is ours: proves, announces, refreshes and stores, in this
 * order.
 */
async function refresh_refresh(keeper, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const lease = await keeper.lease();
        const found = await acquireOrFind(keeper, lease, request).catch(async (error) => {
            await lease.end();
            throw error;
        });
        if (!(found instanceof RefreshPermit)) {
            await lease.end();
            const login = await keeper.home.read();
            return found === 'stored' ? handedOn(keeper, { login, taken: true }) : failed(login, found);
        }
        const permit = __addDisposableResource(env_1, found, true);
        const { login, taken } = await permit.newest();
        const refusal = permit.refusalToSpend(login);
        // A run that waits for a newer login has it now; Codex reads the file again by itself.
        if (!request.isDue(login) || (taken && request.when === 'if-needed'))
            return handedOn(keeper, { login, taken });
        if (refusal && !(refusal instanceof spend_refusals/* MaybeSpent */.t2 && request.despiteDoubt?.(login)))
            return failed(login, refusal);
        if (!login.canRefresh)
            return failed(login, new login_refusal/* LoginRefused */.Q('no-account-id', `the file ${keeper.home.authFile}`));
        const hindrance = await permit.proveWritable(login).then(() => undefined, hindering(keeper.stage));
        if (hindrance)
            return failed(login, hindrance);
        // Awaited here: the lease must not be given back before it has ended.
        return await permit.refresh(login, { ...request, isInDoubt: refusal !== undefined });
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
/**
 * Takes the lease, or finds a newer login in the store and puts it in place; otherwise returns why it can't. To use a
 * login that another job has stored takes no lease: that job, or others that wait, may hold it.
 */
async function acquireOrFind(keeper, lease, { when, waitMs, isDue }) {
    const start = performance.now();
    const waited = () => performance.now() - start;
    const hindered = hindering(keeper.stage);
    while (when === 'if-needed') {
        const permit = await RefreshPermit.acquire(keeper, lease, { waitMs: 0 }).catch(hindered);
        if (!(permit instanceof errors/* ActionError */.lZ))
            return permit;
        if ((await keeper.home.newest()).taken)
            return 'stored';
        if (!(permit instanceof leases_lease/* LeaseTimeout */.GI))
            return permit;
        if (waited() > CODEX_WAITS_MS)
            break;
        await (0,promises_.setTimeout)(LOOK_EVERY_MS, undefined, { signal: keeper.stage.cancelled }).catch(() => undefined);
    }
    const options = { waitMs: Math.max(0, waitMs - waited()), isNeeded: await stillDue(keeper, isDue) };
    const permit = await RefreshPermit.acquire(keeper, lease, options).catch(error => error instanceof leases_lease/* NotNeeded */.nM ? 'stored' : hindered(error));
    return permit instanceof leases_lease/* LeaseTimeout */.GI ? new leases_lease/* LeaseTimeout */.GI(permit.holder, waited()) : permit;
}
/**
 * Tells a job that waits for the lease whether its login is still due. As soon as the lease knows a later revision than
 * this job has, the job looks into the store: of a thousand jobs that wait, 999 would take the lease in turn only for that.
 */
async function stillDue({ stage, home }, isDue) {
    // A killed Codex may leave a file that nobody can read until the holder of the lease finishes its save.
    const here = await home.read().catch(() => undefined);
    let own = here && (0,to_mark/* toMark */.Rs)(stage, here);
    return async ({ marks }) => {
        const mine = own;
        if (!mine || !marks.some(mark => (0,leases_mark/* supersedes */.Gm)(mark, mine)))
            return true;
        // The job reads it again with the lease, and then says what is wrong with it.
        const newest = await home.newest().catch(() => undefined);
        if (!newest)
            return true;
        own = (0,to_mark/* toMark */.Rs)(stage, newest.login);
        return isDue(newest.login);
    };
}
const failed = (login, failure) => ({ kind: 'failed', login, failure });
/** A newer login was in the store, or else in this home: Codex or another job had put it there. */
function handedOn({ stage }, { login, taken }) {
    const what = taken ? 'Another job has refreshed the login' : 'The login was refreshed';
    stage.log.info(`${what} in the meantime: using that one.`);
    return { kind: 'current', login };
}
/** The errors that prevent a refresh before the refresh token is used: the job may go on without a refresh. */
const hindering = ({ cancelled }) => (error) => {
    if (error instanceof errors/* ActionError */.lZ && !cancelled.aborted)
        return error;
    throw error;
};
/**
 * The right to refresh the login, held: the only way to a Codex that isn't fenced. Its end tells the next holder what
 * is known of the login, and gives the lease back.
 */
class RefreshPermit {
    keeper;
    lease;
    held;
    /** The outcome for the next holders. Without one, the announced refresh stays in doubt. */
    #outcome;
    #isKept = false;
    /** True from when a Codex that may refresh was started. */
    #isStarted = false;
    constructor(keeper, lease, held) {
        this.keeper = keeper;
        this.lease = lease;
        this.held = held;
    }
    /** Throws `LeaseTimeout`, `LeaseRefused`, and the reason of a cancel; then the caller must still end the lease. */
    static async acquire(keeper, lease, options) {
        return new RefreshPermit(keeper, lease, await (0,acquire_lease/* acquireLease */.Z)(keeper.stage, lease, options));
    }
    /** The newest of home and store, read again, in place for Codex; `taken` if another job had stored a newer one. */
    async newest() {
        await this.keeper.home.finishSaves();
        return this.keeper.home.newest();
    }
    /** Why this login may not be refreshed even with the lease. If it may, the next holder learns of it as the newest. */
    refusalToSpend(login) {
        const { stage, kind } = this.keeper;
        const refusal = (0,refusal_to_spend/* refusalToSpend */.y)(stage, login, this.held, kind);
        this.#outcome = refusal ? undefined : { newest: (0,to_mark/* toMark */.Rs)(stage, login) };
        return refusal;
    }
    /** Throws the reason if a refreshed login can't be stored. */
    proveWritable(login) {
        return this.keeper.home.proveWritable(login, this.held);
    }
    /**
     * Has Codex refresh the login, and stores what it saves at once. `isInDoubt`: an earlier try may have used the refresh
     * token, and its answer is lost.
     */
    async refresh(before, { codex, when, isInDoubt }) {
        const { stage, home, tokenUrl, refreshByCodex: byCodex = refresh/* refresh */.O } = this.keeper;
        // From here on nothing stops the refresh; a cancel before this point has used nothing.
        stage.cancelled.throwIfAborted();
        const mark = (0,to_mark/* toMark */.Rs)(stage, before);
        let persisted = true;
        const answered = watchSlow(stage, before);
        // Should it end with an error, nobody knows what came of it.
        this.#outcome = undefined;
        const result = await byCodex(codex, {
            authFile: home.authFile,
            right: new unfenced/* Unfenced */.x(tokenUrl),
            watch: this.#watch(mark),
            when,
            remaining: (0,freshness/* freshness */.I9)(before, stage.now()).remaining,
            generation: async () => (await home.read().catch(absent))?.generation,
            onRefreshed: async () => {
                answered();
                const login = await home.read();
                // Other jobs must know of it even if it can't be stored: their refresh token has been used by now.
                this.#outcome = { newest: (0,to_mark/* toMarkAsOurs */.Yu)(stage, login) };
                stage.state.set('refreshed', true);
                persisted = await home.store(login);
            },
            words: (0,login_advice/* reseed */.D)(stage),
        })
            .catch((error) => {
            if (!BEFORE_CODEX.some(kind => error instanceof kind))
                throw error;
            // The loss of the lease may show only when Codex runs already.
            const fate = this.#isStarted ? 'unknown' : 'unspent';
            return { outcome: 'failed', failure: error, fate };
        })
            .finally(answered);
        const login = await home.read();
        if (!(0,account/* sameAccount */.M_)(login, before))
            throw new codex_failure/* Failure */.HR('other-account', (0,login_advice/* reseed */.D)(stage));
        if (result.outcome === 'refreshed')
            return { kind: 'refreshed', login, persisted };
        if (result.outcome === 'not-needed' || result.fate === 'unspent')
            this.#outcome = { newest: mark };
        if (result.outcome === 'not-needed')
            return { kind: 'current', login };
        if (result.fate !== 'refused')
            return failed(login, result.failure);
        const isOwn = isInDoubt && ['reused', 'refused'].includes(result.failure.code);
        const failure = isOwn ? new codex_failure/* Failure */.HR('lost-answer', (0,login_advice/* reseed */.D)(stage)) : result.failure;
        this.#outcome = { refused: mark, code: failure.code };
        return failed(login, failure);
    }
    /**
     * Lets the Codex of later steps refresh by itself: the job holds the lease until its end. If that is impossible, it
     * throws why, and nothing is changed.
     */
    async keepForJob(login) {
        const { stage, tokenUrl } = this.keeper;
        // Post gives it back, and must know of it before a later step may refresh.
        const mine = stage.state.get('lease');
        if (mine !== undefined)
            stage.state.insist('lease', mine);
        // From here on a later step's Codex may use the refresh token at any time. This comes before the proof, which may
        // write the login: a job that slept until another had the lease must not write it.
        await this.held.announceSteps((0,to_mark/* toMark */.Rs)(stage, login));
        await this.keeper.home.proveWritable(login, this.held);
        (0,sink/* exportVariable */.dN)(fence/* UNFENCED_VARIABLE */.M4, stage.state.get('store') ?? '');
        for (const [name, value] of Object.entries(new unfenced/* Unfenced */.x(tokenUrl).variables))
            (0,sink/* exportVariable */.dN)(name, value);
        this.#isKept = true;
    }
    async [Symbol.asyncDispose]() {
        const { stage } = this.keeper;
        // A Codex that may still be saving keeps it, and post waits for that one.
        if (this.#isKept || stage.state.get('appServer'))
            return this.lease.end();
        await (0,acquire_lease/* releaseLease */.w)(stage, this.lease, this.held, this.#outcome);
    }
    /** Writes to the state whatever it announces to the lease: post waits for a Codex that may still be saving. */
    #watch(spending) {
        const { home, stage } = this.keeper;
        const { state, now } = stage;
        const announcedAt = now();
        return {
            announceCodex: async () => {
                state.insist('appServer', { announcedAt });
                await home.noteCodex({ announcedAt });
                await this.held.announceCodex(spending).catch(async (error) => {
                    state.set('appServer', undefined);
                    await home.noteCodex(undefined);
                    throw error;
                });
            },
            protectCodex: async (process) => {
                this.#isStarted = true;
                state.set('appServer', { announcedAt, process });
                await home.noteCodex({ announcedAt, process });
                await this.held.protectCodex(process);
            },
            codexEnded: async () => {
                state.set('appServer', undefined);
                await home.noteCodex(undefined);
                await this.held.codexEnded();
                // It may have been killed: what it had saved by then is the only copy.
                await home.finishSaves();
            },
        };
    }
}
/** No login at the moment, as while the file is replaced. */
function absent(error) {
    if (!(error instanceof login_refusal/* LoginRefused */.Q))
        throw error;
}


/***/ }),

/***/ 48058:
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
/* harmony export */   iH: () => (/* binding */ noGit),
/* harmony export */   zI: () => (/* binding */ LeaseRefused)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

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

/***/ 87247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ isSafe),
/* harmony export */   U: () => (/* binding */ isLoopback)
/* harmony export */ });
/** Whether an address leads to this machine itself: 127.0.0.0/8, ::1 or localhost, as URL writes them. */
const isLoopback = ({ hostname }) => hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
/** Whether nobody on the way can read or change what goes there: https, or plain http that never leaves this machine. */
const isSafe = (url) => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));


/***/ }),

/***/ 25107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   iJ: () => (/* binding */ proxyFor),
/* harmony export */   lw: () => (/* binding */ Http),
/* harmony export */   x7: () => (/* binding */ MOST_HOPS)
/* harmony export */ });
/* harmony import */ var _addresses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87247);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64053);



/** How many redirects a request may follow. */
const MOST_HOPS = 5;
/** Milliseconds for a proxy to open its tunnel, as long as undici waits for any connection. */
const PROXY_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** HTTP through the proxies that the environment names. Connections are kept for the next request. */
class Http {
    #dispatchers = new Map();
    /**
     * Gives the final answer to `use`, which reads its body or leaves it.
     * @throws what `follow` and `use` throw, the signal's reason, and what undici throws
     */
    async send(request, use) {
        let at = request.url;
        for (let hops = 0;; hops += 1) {
            const asked = this.#exchange(at, request, async (answer) => {
                const { status, headers } = answer;
                if (!REDIRECTS.has(status))
                    return { result: await use(answer) };
                return { to: request.follow({ status, from: at, to: target(headers.location, at), hops }) };
            });
            const outcome = await (0,_waits_js__WEBPACK_IMPORTED_MODULE_1__/* .waitFor */ .f)(at.host, asked);
            if ('result' in outcome)
                return outcome.result;
            at = outcome.to;
        }
    }
    /** Ends all connections at once. */
    async end() {
        await Promise.all([...this.#dispatchers.values()].map(dispatcher => dispatcher.destroy()));
        this.#dispatchers.clear();
    }
    async #exchange(url, request, use) {
        const { signal, stallMs } = request;
        // undici's own time-out begins when a proxy has answered.
        const silence = new AbortController();
        const mute = () => silence.abort(new Error(`no answer in ${(stallMs ?? 0) / 1000} s`));
        const timer = stallMs === undefined ? undefined : setTimeout(mute, stallMs);
        try {
            const answer = await this.#ask(url, request, AbortSignal.any([signal, silence.signal]));
            clearTimeout(timer);
            const { statusCode: status, headers, body } = answer;
            // A reader gets the body's errors anyway. Without a listener, the error of an abandoned body would end this process.
            body.on('error', () => undefined);
            try {
                return await use({ url, status, headers, body });
            }
            finally {
                body.destroy();
            }
        }
        catch (error) {
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error) !== 'UND_ERR_BODY_TIMEOUT')
                throw error;
            throw new Error('the transfer stalled', { cause: error });
        }
        finally {
            clearTimeout(timer);
        }
    }
    async #ask(url, { method = 'GET', headers, credentials, body, stallMs }, signal) {
        const { request } = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 24371, 19));
        const { authorization } = credentials?.origin === url.origin ? credentials : {};
        const asked = request(url, {
            dispatcher: await this.#dispatcher(proxyFor(url, process.env)),
            method,
            headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
            ...(body === undefined ? {} : { body }),
            signal,
            headersTimeout: 0,
            bodyTimeout: stallMs ?? 0,
        });
        // undici heeds a signal only once there is a connection.
        const aborted = new Promise((_, reject) => {
            const abort = () => reject(signal.reason);
            if (signal.aborted)
                abort();
            else
                signal.addEventListener('abort', abort);
        });
        return Promise.race([asked, aborted]);
    }
    async #dispatcher(proxy) {
        const { Agent, Pool, ProxyAgent } = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 24371, 19));
        const clientFactory = (origin, options) => new Pool(origin, { ...options, headersTimeout: PROXY_MS });
        const known = this.#dispatchers.get(proxy) ??
            (proxy === undefined ? new Agent() : new ProxyAgent({ uri: proxy, clientFactory }));
        this.#dispatchers.set(proxy, known);
        return known;
    }
}
function target(location, from) {
    if (typeof location !== 'string' || !URL.canParse(location, from.href))
        return undefined;
    const to = new URL(location, from);
    to.username = '';
    to.password = '';
    return to;
}
/**
 * The proxy for an address, as the runner and its toolkit read the environment: names in small letters first, an entry of
 * `no_proxy` holds for what is below it too, and nothing on this machine is asked through a proxy. undici's own
 * EnvHttpProxyAgent sends https through `http_proxy`, takes `no_proxy` to the letter, and in version 6 prints a warning.
 */
function proxyFor(url, env) {
    const of = (name) => env[name] || env[name.toUpperCase()] || '';
    const proxy = of(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
    const exceptions = of('no_proxy').toLowerCase().split(',');
    if (!proxy || (0,_addresses_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U)(url) || exceptions.some(entry => covers(entry.trim(), url)))
        return undefined;
    return /^https?:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}
/** Whether an entry of `no_proxy` means this host: `example.com`, `.example.com`, `host:8443`, `*`. */
function covers(entry, { hostname, port, protocol }) {
    if (entry === '' || entry === '*')
        return entry === '*';
    const withPort = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
    const end = entry.startsWith('.') ? entry : `.${entry}`;
    return [hostname, withPort].some(host => host === entry || host.endsWith(end));
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
