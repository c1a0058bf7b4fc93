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
/** The text with all edits that don't overlap, from its end to its beginning. */
function withEdits(text, edits) {
    let done = text.length + 1;
    let fixed = text;
    for (const { from, to, text: put } of edits.toSorted((a, b) => b.from - a.from)) {
        if (to > done || from === done)
            continue;
        fixed = fixed.slice(0, from) + put + fixed.slice(to);
        done = from;
    }
    return fixed;
}


/***/ }),

/***/ 2669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ leasePermissions)
/* harmony export */ });
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7796);

/** The permissions that this action's lease needs, beside those of the job. */
function leasePermissions(job) {
    const { workflow } = job;
    const own = job.permissions ?? workflow.permissions;
    if (own === 'write-all')
        return [];
    const all = own === 'read-all'
        ? { contents: 'write', actions: 'read' }
        : { ...(0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .O)(own), contents: 'write', actions: (0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .O)(own).actions ?? 'read' };
    const lines = (indent) => `${indent}permissions:\n${Object.entries(all)
        .map(([name, value]) => `${indent}  ${name}: ${value}\n`)
        .join('')}`;
    const span = job.locate.span(['permissions']);
    const { column } = job.locate(['steps']);
    const indent = ' '.repeat(column - 1);
    if (span)
        return [{ path: workflow.path, ...span, text: lines(indent).trim() }];
    const from = job.locate.span(['steps'])?.from;
    return from === undefined
        ? []
        : [{ path: workflow.path, from, to: from, text: `${lines(indent).trimStart()}${indent}` }];
}


/***/ }),

/***/ 1861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  suggestedFiles: () => (/* binding */ suggestedFiles),
  suggestions: () => (/* binding */ suggestions)
});

// EXTERNAL MODULE: ./build/src/doctor/report.js
var doctor_report = __webpack_require__(227);
// EXTERNAL MODULE: ./build/src/doctor/rules/concurrent.js
var concurrent = __webpack_require__(3700);
// EXTERNAL MODULE: ./build/src/doctor/fix/apply.js
var apply = __webpack_require__(9869);
// EXTERNAL MODULE: ./build/src/doctor/fix/permissions.js
var permissions = __webpack_require__(2669);
;// CONCATENATED MODULE: ./build/src/doctor/fix/replace.js

/** The name under which people use this action; its owner is put in by whoever pastes it. */
const ACTION = 'OWNER/codex-auth-action@v1';
function planFor({ keepsDisk, acts, handed }) {
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
/**
 * The edits by which a job uses this action in place of the steps that restore and save the login; what Codex itself
 * does stays as it is. Undefined for a job whose steps do both in one script, or that is written in one line.
 */
function replaceSteps(login) {
    const { job, acts, workflow } = login;
    const isHandling = (act) => act.kind === 'restore' || act.kind === 'save' || act.kind === 'open' || act.kind === 'argument';
    const handling = new Set(acts.filter(isHandling).map(({ chain }) => chain[0]));
    const users = new Set(acts.filter(act => act.kind === 'codex' || act.kind === 'unseen').map(({ chain }) => chain[0]));
    if (!acts.some(({ kind }) => kind === 'restore') || [...handling].some(step => users.has(step)))
        return undefined;
    const first = job.steps.find(step => handling.has(step));
    const spans = job.steps.filter(step => handling.has(step)).map(step => linesOf(step, workflow));
    if (!first || spans.some(span => span === undefined))
        return undefined;
    const plan = planFor(login);
    const indent = ' '.repeat(first.locate().column - 3);
    const step = `${indent}- uses: ${ACTION}\n${indent}  with:\n${inputsOf(plan)
        .map(line => `${indent}    ${line}\n`)
        .join('')}`;
    const removed = spans.map((span, at) => ({
        path: workflow.path,
        from: span?.from ?? 0,
        to: span?.to ?? 0,
        text: at === 0 ? step : '',
    }));
    return [...removed, ...(plan.storage === 'host' ? [] : (0,permissions/* leasePermissions */.z)(job))];
}
/** The whole lines of a step; undefined for one that is written in the line of another. */
function linesOf(step, { text }) {
    const { line } = step.locate();
    const lines = text.split('\n');
    if (!/^\s*- /.test(lines[line - 1] ?? ''))
        return undefined;
    const dash = (lines[line - 1] ?? '').indexOf('-');
    let last = line;
    while (last < lines.length &&
        (/^\s*$/.test(lines[last] ?? '') || (/^ */.exec(lines[last] ?? '')?.[0].length ?? 0) > dash))
        last += 1;
    // Blank lines before what follows stay.
    while (last > line && /^\s*$/.test(lines[last - 1] ?? ''))
        last -= 1;
    const at = (count) => lines.slice(0, count).reduce((sum, one) => sum + one.length + 1, 0);
    return { from: at(line - 1), to: Math.min(at(last), text.length) };
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
function suggestedFiles({ scenes, workflows, report }) {
    const bad = new Set(report.findings.filter(doctor_report/* isWarning */.V).flatMap(({ files = [] }) => files));
    const logins = scenes
        .flatMap(scene => scene.logins)
        .filter(({ workflow, kind }) => kind !== 'own' && workflows.includes(workflow) && bad.has(workflow.file));
    const byWorkflow = new Map();
    for (const login of logins)
        byWorkflow.set(login.workflow, [...(byWorkflow.get(login.workflow) ?? []), login]);
    const files = [...byWorkflow].map(([workflow, own]) => rewritten(workflow, own));
    const first = logins.find(({ kind, workflow }) => kind === 'given' && workflow.kind === 'workflow');
    return first ? [...files, keepFresh(planFor(first), first)] : files;
}
function rewritten(workflow, logins) {
    const remarks = [];
    const edits = logins.flatMap(login => {
        if (login.kind === 'host')
            return [];
        const replaced = replaceSteps(login);
        if (!replaced)
            remarks.push(`Job ${login.job.id || 'of this action'}: split the script that both handles the login and uses it, or hands it on; put this step before Codex: ${stepInWords(planFor(login))}`);
        return replaced ?? [];
    });
    if (logins.some(login => planFor(login).storage === 'cache'))
        remarks.push('Set the secret CODEX_ENCRYPTION_KEY once: openssl rand -base64 32 | gh secret set CODEX_ENCRYPTION_KEY');
    return {
        file: workflow.file,
        text: (0,apply/* withEdits */.Q)(workflow.text, [
            ...edits,
            ...(0,concurrent/* withoutCancel */.Z6)(workflow),
            ...logins.flatMap(({ job }) => (0,concurrent/* withoutCancel */.Z6)(workflow, job)),
        ]),
        remarks,
    };
}
const stepInWords = (plan) => `uses: ${ACTION}, with ${inputsOf(plan).join(', ')}`;
function keepFresh(plan, { job }) {
    const runner = plan.storage === 'host' ? `[${job.labels.join(', ')}]` : 'ubuntu-24.04';
    const text = `name: Keep the Codex login fresh
on:
  schedule:
    - cron: '23 4 * * *'
  workflow_dispatch:
permissions: {}
jobs:
  keep-fresh:
    name: Keep the Codex login fresh
    runs-on: ${runner}
    timeout-minutes: 15
    permissions:
      contents: write # for the lease
      actions: read # to see whether another job is still running
    steps:
      - uses: ${ACTION}
        with:
          mode: keep-fresh
${inputsOf(plan)
        .map(line => `          ${line}\n`)
        .join('')}`;
    return { file: '.github/workflows/codex-keep-fresh.yml', text, remarks: [] };
}


/***/ })

};
