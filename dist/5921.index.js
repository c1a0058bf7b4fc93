export const id = 5921;
export const ids = [5921];
export const modules = {

/***/ 85921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
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
async function proofOf(codex) {
    const { proveLogin } = await __webpack_require__.e(/* import() */ 679).then(__webpack_require__.bind(__webpack_require__, 15917));
    return proveLogin(codex).catch(() => undefined);
}
/** Where the plan is used up, the backend says until when; nothing else that fails asks anything more. */
async function failureOf({ stage, noteLimit }, codex, result, { task, newest, begun }) {
    const { report } = stage;
    const isUsedUp = (0,run_reason/* runReason */.wo)(result) === 'usage-limit';
    const proof = isUsedUp ? await proofOf(codex) : undefined;
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

/***/ 22015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ runExec)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/system/session-processes.js
var session_processes = __webpack_require__(57415);
// EXTERNAL MODULE: ./build/src/codex/process.js + 1 modules
var process = __webpack_require__(95028);
// EXTERNAL MODULE: ./build/src/codex/exec/events.js
var events = __webpack_require__(26694);
// EXTERNAL MODULE: ./build/src/codex/exec/retry-lost-helper.js
var retry_lost_helper = __webpack_require__(37669);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
;// CONCATENATED MODULE: ./build/src/codex/exec/untrusted-head.js



/** Where a working directory's skills lie; Codex looks six directories deep. */
const SKILLS = [
    ['.agents', 'skills'],
    ['.codex', 'skills'],
];
const DEPTH = 8;
const MOST_DIRECTORIES = 2000;
const MOST_ENTRIES = 50_000;
/**
 * `codex exec`'s arguments for a working directory that strangers may have written in: none of it is taken as
 * instructions or as configuration. AGENTS.md would be read; so would skills, and one that the prompt names by
 * `$name` be put into it whole; and a machine's config.toml that trusts this directory would let the directory's own
 * .codex/config.toml start programs outside of the sandbox (docs/facts#skills-without-instructions).
 */
async function untrustedHeadArguments(workingDirectory) {
    const real = await (0,external_node_fs_promises_.realpath)(workingDirectory).catch(() => workingDirectory);
    const names = new Set([workingDirectory, real]);
    const projects = [...names].map(name => `${toml(name)}={trust_level="untrusted"}`);
    const skills = await skillsIn(workingDirectory);
    return [
        // No directory above counts, so that what is said of this one is all there is to say.
        ...['-c', 'project_root_markers=[]', '-c', `projects={${projects.join(',')}}`],
        ...['-c', 'project_doc_max_bytes=0'],
        ...['-c', `skills.config=[${skills.map(path => `{path=${toml(path)},enabled=false}`).join(',')}]`],
    ];
}
/** A basic string of TOML, which escapes as JSON does, and DEL besides. */
const toml = (text) => JSON.stringify(text).replaceAll('\u007f', '\\u007F');
/** The SKILL.md files in a working directory, each by its real path. Throws where not all of them can be found. */
async function skillsIn(workingDirectory) {
    const found = new Set();
    const seen = new Set();
    let looked = 0;
    let level = SKILLS.map(steps => (0,external_node_path_.join)(workingDirectory, ...steps));
    for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
        const below = [];
        for (const path of level) {
            const directory = await (0,external_node_fs_promises_.realpath)(path).catch(missing);
            const entries = directory === undefined ? undefined : await (0,external_node_fs_promises_.readdir)(directory, { withFileTypes: true }).catch(missing);
            if (directory === undefined || entries === undefined || seen.has(directory))
                continue;
            if (seen.add(directory).size > MOST_DIRECTORIES)
                throw notFound(`lead to more than ${MOST_DIRECTORIES} directories`);
            looked += entries.length;
            if (looked > MOST_ENTRIES)
                throw notFound(`hold more than ${MOST_ENTRIES} files`);
            for (const entry of entries) {
                const inside = (0,external_node_path_.join)(directory, entry.name);
                if (entry.name.toLowerCase() === 'skill.md')
                    found.add(await (0,external_node_fs_promises_.realpath)(inside).catch(() => inside));
                else if (!entry.isFile())
                    below.push(inside);
            }
        }
        level = below;
    }
    return [...found];
}
/** Throws, unless nothing is there or it is not a directory: the user as whom Codex runs may be able to read it. */
function missing(error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((0,errors/* systemCode */.xU)(error) ?? ''))
        return undefined;
    throw notFound(`can't be read (${(0,errors/* systemCode */.xU)(error)})`);
}
const notFound = (what) => new errors/* ActionError */.lZ('untrusted-skills', {
    what: `.agents/skills and .codex/skills of the working directory ${what}.`,
    why: 'Strangers may have written there, and Codex would take what it finds as instructions. It was not started.',
    remedy: 'Look at what the branch changes there, and let the user that runs the job read it.',
});

;// CONCATENATED MODULE: ./build/src/codex/exec/exec.js






/** The runner sends SIGTERM 7.5 s after SIGINT (docs/facts, "Cancel"); by then all must be over. */
const KILL_AFTER_MS = 3000;
const KEPT_STDERR_LINES = 200;
/** Runs `codex exec`, always fenced: it can't use the refresh token at any moment, so it may be signaled. */
const runExec = (codex, request) => (0,retry_lost_helper/* withHelpers */.U)(() => runOnce(codex, request), ({ outcome, threadId }) => outcome !== 'failed' || threadId !== undefined);
async function runOnce(codex, request) {
    const collected = {};
    const stderr = [];
    const sandbox = new SandboxWatch();
    const { projectInstructions, workingDirectory } = request;
    const head = projectInstructions ? [] : await untrustedHeadArguments(workingDirectory);
    const running = await (0,process/* startCodex */.Wz)(codex, {
        args: execArguments(request, head),
        cwd: request.workingDirectory,
        onStdout: line => {
            const event = (0,events/* parseEvent */.wj)(line);
            if (!event)
                return;
            Object.assign(collected, harvest(event));
            sandbox.see(event);
            request.onEvent(event);
            if ((0,events/* wantsRefresh */.dx)(event))
                request.onWantsRefresh();
        },
        onLostStdout: () => {
            // bubblewrap's own error is short, so this was a command that started, or no command.
            sandbox.works = true;
            request.onEvent(LOST);
        },
        onStderr: line => {
            collected.lastWords = line;
            if (collected.threadId === undefined && stderr.push(line) > KEPT_STDERR_LINES)
                stderr.shift();
        },
    });
    request.onStart(running.identity);
    // The prompt goes by stdin, never argv, and stdin is ended: an open one hangs Codex (docs/facts#stdin-is-read).
    running.stdin.end(request.prompt);
    const ended = await endOf(running, request);
    const exit = await running.exited;
    await (0,session_processes/* endSession */.k)(running.identity.pid);
    const succeeded = ended === 'exited' && exit.code === 0;
    const broken = succeeded ? sandbox.broken : undefined;
    if (broken !== undefined)
        return { ...collected, outcome: 'sandbox-failed', exitCode: exit.code, stderr, failure: broken };
    return {
        ...collected,
        outcome: succeeded ? 'succeeded' : ended === 'exited' ? 'failed' : ended,
        exitCode: exit.code,
        ...(exit.signal ? { signal: exit.signal } : {}),
        stderr,
    };
}
/** Shown instead of an event that was too long to keep. */
const LOST = {
    type: 'item.completed',
    item: { type: 'error', message: 'wrote an event that is larger than 8 MB, so it is not shown.' },
};
/** Whether bubblewrap, or a Mac's sandbox-exec, let any of the commands start. If not, exec still exits with 0 (docs/facts#no-namespaces). */
class SandboxWatch {
    works = false;
    #said;
    see({ type, item }) {
        if (type !== 'item.completed' || item?.type !== 'command_execution')
            return;
        const said = item.exit_code === 0
            ? undefined
            : /^(?:bwrap|sandbox-exec): .*$/.exec(item.aggregated_output?.trim() ?? '')?.[0];
        if (said === undefined)
            this.works = true;
        else
            this.#said ??= said;
    }
    /** The error of bubblewrap if it let no command start. */
    get broken() {
        return this.works ? undefined : this.#said;
    }
}
function execArguments(request, head) {
    const { prompt, model, effort, permissions, schemaFile, args, subcommand } = request;
    return [
        'exec',
        '--json',
        '--skip-git-repo-check',
        ...process/* SETTINGS */.yy,
        ...permissions,
        ...head,
        ...(schemaFile ? ['--output-schema', schemaFile] : []),
        ...(model ? ['--model', model] : []),
        ...(effort ? ['-c', `model_reasoning_effort=${JSON.stringify(effort)}`] : []),
        ...args,
        ...subcommand,
        ...(prompt === '' ? [] : ['-']),
    ];
}
function harvest(event) {
    const failure = (0,events/* errorMessage */.gJ)(event);
    return {
        ...(event.thread_id ? { threadId: event.thread_id } : {}),
        ...(event.type === 'turn.completed' && event.usage ? { usage: event.usage } : {}),
        ...(event.type === 'item.completed' &&
            event.item?.type === 'agent_message' &&
            event.item.text !== undefined
            ? { finalMessage: event.item.text }
            : {}),
        ...(failure === undefined ? {} : { failure }),
    };
}
/** Waits for Codex, and stops it when its time is over or the job is cancelled. */
async function endOf(running, { timeoutMs, signal }) {
    const over = new AbortController();
    const stopped = AbortSignal.any([over.signal, signal]);
    const exited = running.exited.then(() => 'exited');
    const ended = await Promise.race([
        exited,
        // setTimeout counts in 31 bits, so the longest time-out is 24 days.
        (0,promises_.setTimeout)(Math.min(timeoutMs, 2 ** 31 - 1), 'timed-out', { signal: stopped }).catch(() => 'stopped'),
    ]).finally(() => over.abort());
    if (ended === 'exited')
        return ended;
    running.kill('SIGINT');
    if ((await Promise.race([exited, (0,promises_.setTimeout)(KILL_AFTER_MS)])) === undefined)
        running.kill('SIGKILL');
    return ended;
}


/***/ }),

/***/ 37669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ withHelpers)
/* harmony export */ });
/** The first words of a Codex without helpers (0.169.0), in `codex exec` and `codex sandbox` alike. */
const WITHOUT = /^WARNING: proceeding, even though we could not create PATH aliases/;
const STARTS = 4;
/**
 * Starts a Codex that needs its sandbox, and again if it came up without its helpers. Each Codex makes a directory of
 * helpers in CODEX_HOME and removes those that others have left. One that starts at the same moment may lose its own
 * between making and locking it (docs/facts#helpers-swept). It warns, and bubblewrap then finds no
 * `codex-linux-sandbox`, so no command and no thread can start. `hasBegun` says by the result whether one did.
 */
async function withHelpers(start, hasBegun) {
    let result = await start();
    for (let starts = 1; starts < STARTS && !hasBegun(result) && isWithout(result.stderr); starts += 1)
        result = await start();
    return result;
}
const isWithout = (stderr) => stderr.some(line => WITHOUT.test(line));


/***/ })

};
