export const id = 861;
export const ids = [861,869];
export const modules = {

/***/ 9869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ withEdits),
/* harmony export */   applyFixes: () => (/* binding */ applyFixes)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _group_by_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(594);


/** Applies the safe repairs of all findings, or prints them as a diff. Nothing else of a file is changed. */
async function applyFixes(findings, { isDry, machine, texts }) {
    const edits = (0,_group_by_js__WEBPACK_IMPORTED_MODULE_1__/* .groupBy */ .$)(findings.flatMap(({ fix }) => fix ?? []), ({ path }) => path);
    for (const [path, own] of edits) {
        const known = texts.get(path);
        if (!known)
            continue;
        const fixed = withEdits(known.text, own);
        if (fixed === known.text)
            continue;
        if (isDry)
            machine.print(await patchOf(known.file, known.text, fixed));
        else
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, fixed);
    }
}
async function patchOf(file, before, after) {
    const { createTwoFilesPatch } = await __webpack_require__.e(/* import() */ 23).then(__webpack_require__.bind(__webpack_require__, 4023));
    return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
    });
}
/** The text with all edits that don't overlap, each once; of two that do, the later one is made. */
function withEdits(text, edits) {
    const once = new Map(edits.map(edit => [`${edit.from} ${edit.to} ${edit.text}`, edit]));
    // From the end. What is put in at one place is before what is replaced there.
    const inOrder = [...once.values()].toSorted((a, b) => b.from - a.from || b.to - a.to);
    const parts = [];
    let done = text.length;
    for (const { from, to, text: put } of inOrder) {
        if (to > done)
            continue;
        parts.push(text.slice(to, done), put);
        done = from;
    }
    return [...parts, text.slice(0, done)].reverse().join('');
}


/***/ }),

/***/ 2669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ leasePermissions)
/* harmony export */ });
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7796);
/* harmony import */ var _before_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4976);


const NEEDED = { contents: 'write', actions: 'read' };
/** The permissions that this action's lease needs, beside those of the job. */
function leasePermissions(job) {
    const { workflow, locate } = job;
    const own = job.permissions ?? workflow.permissions;
    const given = (0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .O)(own);
    const lacking = Object.entries(NEEDED).filter(([name, value]) => given[name] !== value && given[name] !== 'write');
    // A composite action has those of the jobs that use it.
    if (workflow.kind !== 'workflow' || own === 'write-all' || lacking.length === 0)
        return [];
    const span = locate.span(['permissions']);
    const [first] = Object.keys(given);
    const isBlock = span && first && !workflow.text.slice(span.from, span.to).includes('{');
    if (isBlock)
        return lacking.flatMap(([name, value]) => withEntry(job, { first, name, value }));
    const all = Object.entries({ ...given, ...Object.fromEntries(lacking) });
    const block = ['permissions:', ...all.map(([name, value]) => `  ${name}: ${value}`)];
    if (!span)
        return (0,_before_steps_js__WEBPACK_IMPORTED_MODULE_1__/* .beforeSteps */ .X)(job, block);
    const indent = ' '.repeat(locate(['permissions']).column - 1);
    return [{ path: workflow.path, ...span, text: block.join(`\n${indent}`) }];
}
/** One line of a block, so that the comments of the others stay. */
function withEntry({ workflow: { path }, locate }, { first, name, value }) {
    const known = locate.span(['permissions', name]);
    if (known)
        return [{ path, ...known, text: `${name}: ${value}` }];
    const from = locate.span(['permissions', first])?.from;
    const indent = ' '.repeat(locate(['permissions', first]).column - 1);
    return from === undefined ? [] : [{ path, from, to: from, text: `${name}: ${value}\n${indent}` }];
}


/***/ }),

/***/ 1861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  suggestions: () => (/* binding */ suggestions)
});

// EXTERNAL MODULE: ./build/src/doctor/group-by.js
var group_by = __webpack_require__(594);
// EXTERNAL MODULE: ./build/src/doctor/rules/concurrent.js
var concurrent = __webpack_require__(3700);
// EXTERNAL MODULE: ./build/src/doctor/rules/exposed.js
var exposed = __webpack_require__(7001);
// EXTERNAL MODULE: ./build/src/doctor/rules/strangers.js + 1 modules
var strangers = __webpack_require__(1300);
// EXTERNAL MODULE: ./build/src/doctor/way/acts.js
var acts = __webpack_require__(7504);
// EXTERNAL MODULE: ./build/src/doctor/fix/apply.js
var apply = __webpack_require__(9869);
// EXTERNAL MODULE: ./build/src/doctor/fix/permissions.js
var permissions = __webpack_require__(2669);
;// CONCATENATED MODULE: ./build/src/doctor/fix/replace.js

/** The name under which people use this action; its owner is put in by whoever pastes it. */
const ACTION = 'OWNER/codex-auth-action@v1';
function planFor({ keepsDisk, acts, handed, kind }) {
    if (kind === 'host')
        return { storage: 'host', seed: undefined };
    const restores = acts.flatMap(act => (act.kind === 'restore' ? [act.from] : []));
    const secret = restores.find(from => from.kind === 'secret');
    const name = secret && 'name' in secret ? secret.name : handed[0]?.replaceAll('`', '');
    return {
        storage: keepsDisk ? 'host' : 'cache',
        seed: name && /^\w+$/.test(name) ? name : keepsDisk ? undefined : 'CODEX_AUTH_JSON',
    };
}
/** The inputs of this action for a plan, a line each. */
const inputsOf = ({ storage, seed }) => [
    ...(seed ? [`auth-json: \${{ secrets.${seed} }}`] : []),
    `storage: ${storage}`,
    ...(storage === 'cache' ? ['encryption-key: ${' + '{ secrets.CODEX_ENCRYPTION_KEY }}'] : []),
];
/** Acts with the login that this action takes over from a job's steps. A start of Codex is not among them. */
const HANDLING = new Set(['restore', 'save', 'open', 'argument', 'end']);
/**
 * The edits by which a job uses this action in place of the steps that handle the login; what Codex itself does stays as
 * it is. Undefined for a job with a step that both handles the login and uses it, that only hands it on, or that is
 * written on one line.
 */
function replaceSteps(login) {
    const { job, acts, workflow, kind } = login;
    const handling = new Set(acts.filter(act => HANDLING.has(act.kind)).map(({ chain }) => chain[0]));
    const restored = acts.findIndex(act => act.kind === 'restore');
    // A tool that fetches the login is not seen through either.
    const isUser = (act, at) => act.kind === 'codex' ||
        act.kind === 'refresh' ||
        (act.kind === 'unseen' && (act.got.length > 0 || at > restored));
    const users = new Set(acts.filter(isUser).map(({ chain }) => chain[0]));
    if ((kind === 'given' && restored < 0) || [...handling].some(step => users.has(step)))
        return undefined;
    // It has no secrets: whoever uses it hands them in.
    if (workflow.kind === 'action')
        return undefined;
    const removed = job.steps.filter(step => handling.has(step));
    if (kind === 'own' && removed.length === 0)
        return { edits: [], removed };
    const first = job.steps.find(step => handling.has(step) || users.has(step));
    const spans = removed.map(step => linesOf(step, workflow));
    const start = first && linesOf(first, workflow);
    if (!first || !start || spans.some(span => span === undefined))
        return undefined;
    const { path } = workflow;
    const edits = spans.flatMap((span) => (span ? [{ path, ...span, text: '' }] : []));
    if (kind === 'own')
        return { edits, removed };
    const plan = planFor(login);
    const lines = [`- uses: ${ACTION}`, '  with:', ...inputsOf(plan).map(line => `    ${line}`)];
    const indent = ' '.repeat(first.locate().column - 3);
    const step = lines.map(line => `${indent}${line}\n`).join('');
    const put = { path, from: start.from, to: start.from, text: step };
    return {
        edits: [...edits, put, ...(plan.storage === 'host' ? [] : (0,permissions/* leasePermissions */.z)(job))],
        removed,
    };
}
/** The whole lines of a step; undefined for one that is written in the line of another. */
function linesOf({ locate }, { text }) {
    const span = locate.span([]);
    if (!span)
        return undefined;
    const from = text.lastIndexOf('\n', span.from - 1) + 1;
    const head = text.slice(from, span.from);
    if (!/^ *- +$/.test(head))
        return undefined;
    const endOfLine = (at) => (text.indexOf('\n', at) + 1 || text.length + 1) - 1;
    // Comments below it that are indented like it are its own; blank lines before what follows stay.
    let to = endOfLine(span.to);
    for (let end = to; end < text.length;) {
        const start = end + 1;
        end = endOfLine(start);
        const line = text.slice(start, end);
        if (line.trim() === '')
            continue;
        if (line.search(/\S/) <= head.indexOf('-'))
            break;
        to = end;
    }
    return { from, to: Math.min(to + 1, text.length) };
}

;// CONCATENATED MODULE: ./build/src/doctor/fix/suggest.js







/** More than anybody pastes. */
const MOST_FILES = 10;
/** Workflows that use this action in place of what was found, and the one that keeps the login fresh: ready to paste. */
function suggestions(judged) {
    const found = suggestedFiles(judged);
    if (found.length === 0)
        return '\nNothing to suggest.\n';
    const parts = found
        .slice(0, MOST_FILES)
        .map(({ file, text, remarks }) => [`# ===== ${file} =====`, ...remarks.map(line => `# ${line}`), text.trimEnd(), ''].join('\n'));
    return `\n${parts.join('\n')}\n`;
}
/** Findings that no change of this workflow repairs: the cause is elsewhere, or in callers that are not here. */
const ELSEWHERE = /^(?:unseen|callers-unknown|unreadable-workflow)$/;
function suggestedFiles({ scenes, workflows, report }) {
    const bad = new Set(report.findings.flatMap(({ code, files = [] }) => (ELSEWHERE.test(code) ? [] : files)));
    const logins = scenes
        .flatMap(scene => scene.logins)
        .filter(({ workflow, sure }) => sure && workflows.includes(workflow) && bad.has(workflow.file));
    const files = [...(0,group_by/* groupBy */.$)(logins, ({ workflow }) => workflow)].flatMap(([workflow, own]) => {
        const suggested = rewritten(workflow, own);
        return suggested.text !== workflow.text || suggested.remarks.length > 0 ? [suggested] : [];
    });
    const keeper = keeperFor({ scenes, logins, report });
    return keeper ? [...files, keeper] : files;
}
function rewritten(workflow, logins) {
    const remarks = [];
    const edits = logins.flatMap(login => {
        const { job } = login;
        const replaced = replaceSteps(login);
        if (!replaced)
            remarks.push(job.id === ''
                ? 'This composite action handles the login of its callers: use this action there, or here with what they hand in.'
                : `Job ${job.id}: split the script that both handles the login and uses it, or hands it on; put this step before Codex: ${stepInWords(planFor(login))}`);
        const removed = (replaced?.removed ?? []).filter(({ run }) => run.trim().includes('\n'));
        if (removed.length > 0)
            remarks.push(`Removed from job ${job.id}: step ${removed.map(({ name }) => `"${name}"`).join(', ')}. Put back what else it did.`);
        if (!replaced)
            return [];
        const isSilent = (job.permissions ?? workflow.permissions ?? undefined) === undefined;
        if (isSilent && replaced.edits.some(({ text }) => text.startsWith('permissions:')))
            remarks.push(`Job ${job.id} has only these permissions now: add what its other steps need.`);
        const others = login.acts.filter((0,acts/* isAct */.VJ)('codex')).filter(exposed/* hasOwnHome */.g_);
        if (others.length > 0)
            remarks.push(`Take CODEX_HOME out of step ${others.map(({ chain: [{ name }] }) => `"${name}"`).join(', ')}: this action has set it.`);
        return [...replaced.edits, ...(0,strangers/* withoutForks */.eO)(login)];
    });
    const needsKey = edits.some(({ text }) => text.includes('CODEX_ENCRYPTION_KEY'));
    if (needsKey)
        remarks.push('Set the secret CODEX_ENCRYPTION_KEY once: openssl rand -base64 32 | gh secret set CODEX_ENCRYPTION_KEY');
    return {
        file: workflow.file,
        text: (0,apply/* withEdits */.Q)(workflow.text, [
            ...edits,
            ...(needsKey ? declaredKey(workflow) : []),
            ...(0,concurrent/* withoutCancel */.Z6)(workflow),
            ...logins.flatMap(({ job }) => (0,concurrent/* withoutCancel */.Z6)(workflow, job)),
        ]),
        remarks,
    };
}
/** A workflow that others call has the secrets that it declares. */
function declaredKey({ path, text, locate }) {
    const span = locate.span(['on', 'workflow_call', 'secrets']);
    const [head, indent] = /^secrets:[^\n{]*\n( *)/.exec(text.slice(span?.from, span?.to)) ?? [];
    if (!span || head === undefined)
        return [];
    const at = span.from + head.length;
    return [{ path, from: at, to: at, text: `CODEX_ENCRYPTION_KEY: { required: true }\n${indent}` }];
}
const stepInWords = (plan) => `uses: ${ACTION}, with ${inputsOf(plan).join(', ')}`;
/** The first login by hand, or one of this action's that nothing keeps fresh in the cache, gets a workflow that does. */
function keeperFor({ scenes, logins, report, }) {
    const first = logins.find(({ kind, workflow }) => kind === 'given' && workflow.kind === 'workflow');
    if (first)
        return keepFresh(inputsOf(planFor(first)), planFor(first).storage === 'host' ? first.job : undefined);
    const isForgotten = ({ step, inputs }) => inputs.mode !== 'keep-fresh' &&
        report.findings.some(({ code, place }) => /^(?:cache-forgets|no-keep-fresh)$/.test(code) && isSame(place, step.locate()));
    const use = scenes.flatMap(({ uses }) => uses).find(isForgotten);
    const kept = ['auth-json', 'storage', 'encryption-key', 'login-name'];
    return use && keepFresh(kept.flatMap(name => (use.inputs[name] ? [`${name}: ${use.inputs[name]}`] : [])));
}
const isSame = (a, b) => a?.file === b.file && a.line === b.line;
/** A workflow that keeps a login fresh: on the runners of a job, or on GitHub's. */
function keepFresh(inputs, job) {
    const text = `name: Keep the Codex login fresh
on:
  # codex-auth-doctor: ignore schedules-end -- GitHub sends a mail when it disables this; enable it again then
  schedule:
    - cron: '23 4 * * *'
  workflow_dispatch:
permissions: {}
jobs:
  keep-fresh:
    name: Keep the Codex login fresh
    runs-on: ${job ? `[${job.labels.join(', ')}]` : 'ubuntu-24.04'}
    timeout-minutes: 15
    permissions:
      contents: write # for the lease
      actions: read # to see whether another job is still running
    steps:
      - uses: ${ACTION}
        with:
          mode: keep-fresh
${inputs.map(line => `          ${line}\n`).join('')}`;
    return { file: '.github/workflows/codex-keep-fresh.yml', text, remarks: [] };
}


/***/ })

};
