export const id = 617;
export const ids = [617];
export const modules = {

/***/ 7692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ isCalled),
/* harmony export */   B7: () => (/* binding */ cronsOf),
/* harmony export */   MX: () => (/* binding */ isQueued),
/* harmony export */   Og: () => (/* binding */ waysTo),
/* harmony export */   ii: () => (/* binding */ isAt),
/* harmony export */   k0: () => (/* binding */ permissionsOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _condition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4832);
/* harmony import */ var _once_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7472);
/* harmony import */ var _schedule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8864);




/** Ten callers of ten callers of … would be more than anybody has. */
const MOST = 100;
/** Somebody else decides when it runs, and with which rights. */
const isCalled = ({ kind, events }) => kind !== 'workflow' || events.includes('workflow_call');
/** The callees of a job in the same repository: a workflow, or composite actions in its steps. */
const calledBy = (0,_once_js__WEBPACK_IMPORTED_MODULE_3__/* .onceOfTwo */ .z)(({ uses, steps }, all) => {
    const names = new Set([uses, ...steps.map(step => step.uses)].filter(name => name.startsWith('./')));
    return [...names].flatMap(name => all.filter(called => isAt(name, called)));
});
/** Whether `uses` leads to it; without the repository around it, by its name alone. */
function isAt(uses, { kind, path }) {
    if (!uses.startsWith('./'))
        return false;
    const plain = path.replaceAll('\\', '/');
    if (kind !== 'workflow')
        return uses.length > 2 && (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(plain).endsWith(uses.slice(1).replace(/\/$/, ''));
    return (plain.endsWith(uses.slice(1)) ||
        (!plain.includes('/.github/') &&
            /^\.\/\.github\/workflows\//.test(uses) &&
            (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(plain) === (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(uses)));
}
/** Every way that the files show; none where only callers that they don't show start it. */
const waysTo = (0,_once_js__WEBPACK_IMPORTED_MODULE_3__/* .onceOfTwo */ .z)((job, all) => waysToWorkflow(job.workflow, all).map(([first, ...rest]) => (first ? [first, ...rest, job] : [job])));
const waysToWorkflow = (0,_once_js__WEBPACK_IMPORTED_MODULE_3__/* .onceOfTwo */ .z)((workflow, all) => waysInto(workflow, all, new Map()));
/** The jobs that lead to a workflow; an empty list of them where an event of its own starts it. */
function waysInto(workflow, all, known) {
    if (!isCalled(workflow))
        return [[]];
    const before = known.get(workflow);
    if (before)
        return before;
    // Where workflows call one another in a ring, which GitHub refuses, it ends here.
    known.set(workflow, []);
    const callers = all
        .flatMap(({ jobs }) => jobs)
        .filter(caller => calledBy(caller, all).includes(workflow))
        .slice(0, MOST);
    const ways = callers.flatMap(caller => waysInto(caller.workflow, all, known).map(way => [...way, caller]));
    const own = workflow.events.length > 1 ? [[]] : [];
    const found = [...own, ...ways].slice(0, MOST);
    known.set(workflow, found);
    return found;
}
/** The schedules of a way on which a step would run, as far as conditions tell. A called workflow sees its caller's event. */
function cronsOf(way, step) {
    const conditions = [...way.map(({ condition }) => condition), step?.condition ?? ''];
    return way[0].workflow.crons.filter(cron => (0,_schedule_js__WEBPACK_IMPORTED_MODULE_2__/* .everRuns */ .TU)(cron) && conditions.every(condition => (0,_condition_js__WEBPACK_IMPORTED_MODULE_1__/* .holds */ .v)(condition, onSchedule(cron)) !== false));
}
const onSchedule = (cron) => name => ({
    'github.event_name': 'schedule',
    'github.event.schedule': cron,
    'always()': true,
    'success()': true,
    'failure()': false,
    'cancelled()': false,
})[name];
/** The permissions that the job sets, otherwise its workflow, otherwise its caller; undefined if none of them does. */
function permissionsOf(way) {
    const said = way.toReversed().flatMap(({ permissions, workflow }) => [permissions, workflow.permissions]);
    return said.find(permissions => permissions !== undefined && permissions !== null);
}
/** Whether runs wait for one another on this way, and are not cancelled instead. */
const isQueued = (way) => way.some(job => [job.concurrency, job.workflow.concurrency].some(waits));
function waits(concurrency) {
    if (typeof concurrency === 'string')
        return true;
    if (typeof concurrency !== 'object' || concurrency === null || !('group' in concurrency))
        return false;
    return !('cancel-in-progress' in concurrency) || String(concurrency['cancel-in-progress']) !== 'true';
}


/***/ }),

/***/ 4832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ holds)
/* harmony export */ });
/* harmony import */ var _actions_expressions__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9909);

const STATUS = /\b(?:always|cancelled|failure|success)\s*\(/i;
/** GitHub's documentation of contexts; what is not here is an error there too. */
const CONTEXTS = 'github env vars secrets needs steps job jobs runner matrix strategy inputs'.split(' ');
const FUNCTIONS = ['always', 'cancelled', 'failure', 'success', 'hashFiles'].map(name => ({
    name,
    minArgs: 0,
    maxArgs: 255,
}));
/** GitHub accepts no longer expression. */
const LONGEST = 21_000;
/**
 * Whether an `if:` holds, by GitHub's rules and parser: without one of the status functions it means `success() && …`.
 * Undefined where that depends on facts outside of the file, and for text that isn't an expression.
 */
function holds(condition, facts) {
    if (condition.length > LONGEST)
        return undefined;
    const bare = condition.replaceAll('${{', ' ').replaceAll('}}', ' ').trim() || 'true';
    const expression = parsed(bare);
    if (!expression)
        return undefined;
    const value = truth(lookedUp(expression, facts));
    return STATUS.test(bare) ? value : both(truth(facts('success()')), value);
}
function parsed(text) {
    if (!PARSED.has(text))
        PARSED.set(text, parse(text));
    return PARSED.get(text);
}
const PARSED = new Map();
function parse(text) {
    try {
        return new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX(new _actions_expressions__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG(text).lex().tokens, CONTEXTS, FUNCTIONS).parse();
    }
    catch {
        return undefined;
    }
}
/** The value of an expression; undefined if it is nested too deep. */
function lookedUp(expression, facts) {
    try {
        return valueIn(expression, facts);
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
const truth = (value) => (value === undefined ? undefined : !!value);
const both = (a, b) => (a === false || b === false ? false : a && b);
const inverse = (value) => (value === undefined ? undefined : !value);
/** As the package's own evaluator does, which knows no "not known". */
function valueIn(expression, facts) {
    const of = (part) => part.accept(visitor);
    const known = (part) => {
        const path = pathOf(part);
        return path === undefined ? undefined : facts(path);
    };
    const visitor = {
        visitLiteral: ({ literal }) => ('value' in literal ? literal.value : ''),
        visitGrouping: ({ group }) => of(group),
        visitUnary: ({ expr }) => inverse(truth(of(expr))),
        visitLogical: ({ operator, args }) => {
            const values = args.map(part => truth(of(part)));
            return operator.lexeme === '&&' ? values.reduce(both) : inverse(values.map(inverse).reduce(both));
        },
        visitBinary: ({ left, operator, right }) => {
            const [a, b] = [of(left), of(right)];
            if (a === undefined || b === undefined || !['==', '!='].includes(operator.lexeme))
                return undefined;
            // GitHub compares texts without their case.
            return (String(a).toLowerCase() === String(b).toLowerCase()) === (operator.lexeme === '==');
        },
        visitContextAccess: known,
        visitIndexAccess: known,
        visitFunctionCall: ({ functionName, args }) => args.length === 0 ? facts(`${functionName.lexeme.toLowerCase()}()`) : undefined,
    };
    return of(expression);
}
/** `github.event_name`; undefined for a part that is computed. */
function pathOf(expression) {
    const none = () => undefined;
    const path = expression.accept({
        visitContextAccess: ({ name }) => name.lexeme,
        visitIndexAccess: ({ expr, index }) => {
            const [whole, part] = [pathOf(expr), valueIn(index, none)];
            return whole !== undefined && typeof part === 'string' ? `${whole}.${part}` : undefined;
        },
        visitLiteral: none,
        visitGrouping: none,
        visitUnary: none,
        visitLogical: none,
        visitBinary: none,
        visitFunctionCall: none,
    });
    return path?.toLowerCase();
}


/***/ }),

/***/ 4976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ beforeSteps)
/* harmony export */ });
/** Puts lines, indented from the job's keys, before its `steps`. Does nothing for a job without steps or on one line. */
function beforeSteps({ workflow: { path, text }, locate }, lines) {
    const from = locate.span(['steps'])?.from;
    if (from === undefined)
        return [];
    const indent = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
    if (indent.trim() !== '')
        return [];
    return [{ path, from, to: from, text: lines.map(line => `${line}\n${indent}`).join('') }];
}


/***/ }),

/***/ 594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ groupBy)
/* harmony export */ });
/** The items by what a function says of each, in their order. */
function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const known = groups.get(key);
        if (known)
            known.push(item);
        else
            groups.set(key, [item]);
    }
    return groups;
}


/***/ }),

/***/ 1817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   fD: () => (/* binding */ isNamedOurs),
/* harmony export */   kM: () => (/* binding */ mayUseOurs)
/* harmony export */ });
const OURS = /^[\w.-]+\/[\w.-]*codex-auth-action(\/(?!doctor\b)[^@]*)?@/i;
const LOCAL = /^(\.|\$)\//;
/** Inputs that few other actions are likely to have. */
const TELLTALE = [
    'auth-json',
    'seed-policy',
    'restore-command',
    'persist-command',
    'lease-ref',
    'force-refresh',
];
const MODES = /^(run|keep-fresh|setup|login|\$\{\{.*)$/;
/** Others have a `mode`, or one of these; hardly one has both. */
const WITH_MODE = ['encryption-key', 'storage', 'login-name'];
/**
 * A step that uses this action: by its name, by what the file of a local one declares, or, without such a file, by more
 * than one telltale and no input of somebody else's.
 */
function isOurs({ uses, inputs }, { action, names: known }) {
    if (OURS.test(uses))
        return true;
    if (action)
        return action.inputs.includes('seed-policy');
    const names = Object.keys(inputs);
    if (uses === '' || !names.every(name => known.includes(name)))
        return false;
    const telltales = TELLTALE.filter(name => name in inputs).length;
    const hasMode = 'mode' in inputs && MODES.test(inputs.mode ?? '');
    const withMode = WITH_MODE.filter(name => name in inputs).length;
    if (LOCAL.test(uses) && inputs.mode === 'keep-fresh')
        return true;
    // One telltale among several inputs that are all ours, or two.
    if (telltales > 0 && names.length > 2 && !('mode' in inputs))
        return true;
    return (telltales + Number(hasMode) + withMode > 1 &&
        (telltales > 0 || 'mode' in inputs) &&
        (!('mode' in inputs) || hasMode || LOCAL.test(uses)));
}
/** Whether a workflow can have a step that is found by its inputs. */
const mayUseOurs = (text) => TELLTALE.some(name => text.includes(name)) || /\bmode:/.test(text);
/** By a path or a name that this action has. */
const isNamedOurs = ({ uses }) => LOCAL.test(uses) || OURS.test(uses);


/***/ }),

/***/ 2617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  judgeFiles: () => (/* binding */ judgeFiles)
});

// EXTERNAL MODULE: ./build/src/doctor/output/print.js
var print = __webpack_require__(4900);
// EXTERNAL MODULE: ./build/src/doctor/report.js
var doctor_report = __webpack_require__(227);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(368);
;// CONCATENATED MODULE: ./build/src/doctor/ignore.js
/** `# codex-auth-doctor: ignore RULE, RULE -- why`, in the line of a finding or the one above it. */
const MARK = 'codex-auth-doctor: ignore ';
/** The rules that a line's comment ignores, and why. */
function commentIn(line) {
    const at = line.indexOf(MARK);
    if (at < 0 || !line.slice(0, at).includes('#'))
        return { rules: [], reason: '' };
    const [rules = '', reason = ''] = line.slice(at + MARK.length, at + 1000).split('--');
    return { rules: (rules.split('#')[0] ?? '').split(',').map(rule => rule.trim()), reason: reason.trim() };
}
/** Leaves out what comments ignore with a reason. A comment without one ignores nothing, and is a finding itself. */
function withoutIgnored(findings, workflows) {
    const lines = new Map(workflows
        .filter(({ text }) => text.includes('codex-auth-doctor:'))
        .map(({ file, text }) => [file, text.split('\n')]));
    if (lines.size === 0)
        return [...findings];
    const bare = new Map();
    const left = findings.filter(({ place, code }) => {
        const text = place && lines.get(place.file);
        if (!text)
            return true;
        return ![place.line, place.line - 1].some(line => {
            const { rules, reason } = commentIn(text[line - 1] ?? '');
            if (!rules.includes(code))
                return false;
            if (reason !== '')
                return true;
            bare.set(`${place.file}:${line}`, {
                level: 'note',
                code: 'ignored-without-reason',
                place: { file: place.file, line, column: 1 },
                files: [place.file],
                what: `The comment ignores \`${code}\` without a reason, so it is not ignored.`,
                why: "The next reader can't tell whether it still holds.",
                remedy: `Write \`# codex-auth-doctor: ignore ${code} -- why\`.`,
            });
            return false;
        });
    });
    return [...left, ...bare.values()];
}

// EXTERNAL MODULE: ./build/src/doctor/logins.js + 20 modules
var logins = __webpack_require__(2507);
// EXTERNAL MODULE: ./build/src/system/files.js + 1 modules
var files = __webpack_require__(5647);
;// CONCATENATED MODULE: ./build/src/doctor/unreadable.js

/** An action of another kind: GitHub runs it, but there are no steps to look at. */
class NotJudged extends errors/* ActionError */.lZ {
    name = 'NotJudged';
    constructor(file) {
        super('nothing-to-judge', {
            what: `${file} is an action in JavaScript or a container, not a workflow.`,
            why: 'It has no steps that the doctor could read.',
            remedy: 'Give the workflows that use it, as they are in .github/workflows.',
        });
    }
}
/** GitHub would not run the file. */
class UnreadableWorkflow extends errors/* ActionError */.lZ {
    name = 'UnreadableWorkflow';
    constructor(file, state, line) {
        super('unreadable-workflow', {
            what: `${file}${line === undefined ? '' : `:${line}`} ${state}.`,
            why: 'GitHub would not run it, so there is nothing to judge.',
            remedy: 'Give a workflow, as it is in .github/workflows.',
        });
    }
}

// EXTERNAL MODULE: ./build/src/doctor/workflow.js
var doctor_workflow = __webpack_require__(7796);
// EXTERNAL MODULE: ./build/src/doctor/yaml.js
var doctor_yaml = __webpack_require__(7126);
;// CONCATENATED MODULE: ./build/src/doctor/read-workflow.js




/** Reads a workflow or an action as GitHub does, so far as the rules need it. Throws `UnreadableWorkflow`, or the system's error. */
async function readWorkflow(file, path) {
    const text = await (0,doctor_yaml/* readBounded */.CB)(path).catch(error => {
        if (error instanceof files/* NotRegularFile */.k1)
            throw new UnreadableWorkflow(file, `is ${error.kind}, not a file`);
        throw error;
    });
    if (text === undefined)
        throw new UnreadableWorkflow(file, 'is larger than 1 MB');
    return parseWorkflow({ file, path, text });
}
/** The same for a text. @throws UnreadableWorkflow */
function parseWorkflow({ file, path, text }) {
    let yaml;
    try {
        yaml = (0,doctor_yaml/* parseYaml */.hN)(text, file);
    }
    catch (error) {
        if (!(error instanceof doctor_yaml/* YamlError */.Iz))
            throw error;
        throw new UnreadableWorkflow(file, 'is not YAML, or not as GitHub takes it', error.line);
    }
    const root = (0,doctor_workflow/* fields */.O)(yaml.value);
    const runs = (0,doctor_workflow/* fields */.O)(root.runs);
    const around = { file, yaml, parts: 0 };
    const known = { file, path, text, locate: yaml.locator(root) };
    if ('jobs' in root)
        return workflowOf(known, root, root.jobs, around);
    if ('using' in runs)
        return workflowOf(known, root, { '': runs }, around);
    throw new UnreadableWorkflow(file, 'is not a workflow: it has no `jobs`');
}
/** A file of 1 MB has no more, unless aliases repeat parts of it. */
const MOST_PARTS = 250_000;
function count(around, parts) {
    around.parts += parts;
    if (around.parts <= MOST_PARTS)
        return;
    throw new UnreadableWorkflow(around.file, `has aliases (\`*\`) that make more than ${MOST_PARTS} parts of it`);
}
function workflowOf(known, root, parts, around) {
    const on = (0,doctor_workflow/* fields */.O)(root.on);
    const jobs = [];
    const { using } = (0,doctor_workflow/* fields */.O)(root.runs);
    const declared = 'jobs' in root ? (0,doctor_workflow/* fields */.O)(on.workflow_call).inputs : root.inputs;
    const workflow = {
        ...known,
        name: read_workflow_text(root.name),
        kind: 'jobs' in root ? 'workflow' : using === 'composite' ? 'action' : 'code',
        events: eventsIn(root.on),
        crons: Array.isArray(on.schedule) ? cronsIn(on.schedule) : [],
        branches: list((0,doctor_workflow/* fields */.O)(on.push).branches),
        permissions: root.permissions,
        concurrency: root.concurrency,
        env: texts(root.env, around),
        inputs: Object.keys((0,doctor_workflow/* fields */.O)(declared)).map(name => name.toLowerCase()),
        jobs,
    };
    for (const [id, job] of Object.entries((0,doctor_workflow/* fields */.O)(parts)))
        jobs.push(jobOf(workflow, id, (0,doctor_workflow/* fields */.O)(job), { around, defaults: root.defaults }));
    return workflow;
}
/** GitHub has fewer events, and accepts fewer schedules. */
const MOST_EVENTS = 100;
const MOST_SCHEDULES = 100;
const eventsIn = (on) => (typeof on === 'object' && !Array.isArray(on) ? Object.keys((0,doctor_workflow/* fields */.O)(on)) : list(on)).slice(0, MOST_EVENTS);
const cronsIn = (schedules) => [
    ...new Set(schedules.slice(0, MOST_SCHEDULES).map(entry => read_workflow_text((0,doctor_workflow/* fields */.O)(entry).cron))),
];
function jobOf(workflow, id, job, { around, defaults }) {
    count(around, 1);
    const steps = [];
    const { environment } = job;
    const strategy = (0,doctor_workflow/* fields */.O)(job.strategy);
    const matrix = strategy.matrix !== undefined;
    const container = (0,doctor_workflow/* fields */.O)(job.container);
    const made = {
        workflow,
        id,
        locate: around.yaml.locator(job),
        uses: read_workflow_text(job.uses),
        inputs: lower(texts(job.with, around)),
        secrets: job.secrets === 'inherit' ? 'inherit' : texts(job.secrets, around),
        needs: list(job.needs),
        condition: read_workflow_text(job.if),
        labels: list((0,doctor_workflow/* fields */.O)(job['runs-on']).labels ?? job['runs-on']),
        permissions: job.permissions,
        concurrency: job.concurrency,
        environment: read_workflow_text(typeof environment === 'string' ? environment : (0,doctor_workflow/* fields */.O)(environment).name),
        matrix,
        parallel: matrix && read_workflow_text(strategy['max-parallel']) !== '1',
        volumes: [...list(container.volumes), read_workflow_text(container.options)],
        env: texts(job.env, around),
        steps,
    };
    const own = { ...(0,doctor_workflow/* fields */.O)((0,doctor_workflow/* fields */.O)(defaults).run), ...(0,doctor_workflow/* fields */.O)((0,doctor_workflow/* fields */.O)(job.defaults).run) };
    const given = Array.isArray(job.steps) ? job.steps : [];
    for (const [index, step] of given.entries())
        steps.push(stepOf(made, index, step, { around, own }));
    return made;
}
function stepOf(job, index, given, { around, own }) {
    count(around, 1);
    const step = (0,doctor_workflow/* fields */.O)(given);
    return {
        job,
        id: read_workflow_text(step.id),
        name: read_workflow_text(step.name) || read_workflow_text(step.id) || String(index + 1),
        locate: around.yaml.locator(given),
        uses: read_workflow_text(step.uses),
        run: read_workflow_text(step.run),
        shell: read_workflow_text(step.shell ?? own.shell),
        directory: read_workflow_text(step['working-directory'] ?? own['working-directory']),
        condition: read_workflow_text(step.if),
        continues: read_workflow_text(step['continue-on-error']) === 'true',
        inputs: lower(texts(step.with, around)),
        env: texts(step.env, around),
    };
}
const lower = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
const read_workflow_text = (value) => ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
const list = (value) => (Array.isArray(value) ? value : [value]).map(read_workflow_text).filter(Boolean);
function texts(value, around) {
    const entries = Object.entries((0,doctor_workflow/* fields */.O)(value));
    count(around, entries.length);
    return Object.fromEntries(entries.map(([name, entry]) => [name, read_workflow_text(entry)]));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/src/doctor/is-our-action.js
var is_our_action = __webpack_require__(1817);
;// CONCATENATED MODULE: ./build/src/doctor/repository.js






const WORKFLOWS = `${external_node_path_.sep}.github${external_node_path_.sep}workflows`;
/** The directory above `.github`, or the one with `.git`; otherwise the directory of the file. */
async function rootOf(path) {
    const at = path.lastIndexOf(`${external_node_path_.sep}.github${external_node_path_.sep}`);
    if (at >= 0)
        return path.slice(0, at) || external_node_path_.sep;
    let directory = (0,external_node_path_.dirname)(path);
    for (let count = 0; count < 6 && (0,external_node_path_.dirname)(directory) !== directory; count += 1) {
        if ((await (0,files/* exists */.t2)((0,external_node_path_.join)(directory, '.git'))) || (await (0,files/* exists */.t2)((0,external_node_path_.join)(directory, WORKFLOWS))))
            return directory;
        directory = (0,external_node_path_.dirname)(directory);
    }
    return (0,external_node_path_.dirname)(path);
}
const LOCAL = /\buses:\s*["']?(\.\/[^\s"'#,}]*)/g;
/** The characters between paths, in a text of any language. */
const NO_PATH = /[^\w./-]+/;
const LONGEST_PATH = 300;
const IS_SCRIPT = /[\w-]\.(?:sh|bash|py|[cm]?[jt]s|ps1|rb|pl)$|^\.\/[\w./-]+$/;
const scriptsIn = (text) => text.split(NO_PATH).filter(word => word.length <= LONGEST_PATH && IS_SCRIPT.test(word));
/** More than anybody has. Each is a file that is read. */
const MOST_FILES = 300;
const LONGEST_SCRIPT = 256 * 1024;
/** Reads what the workflows start, and what that starts in turn. Nothing outside `root` is read. */
async function readRepository(root, workflows, display) {
    const actions = new Map(workflows.filter(({ kind }) => kind !== 'workflow').map(action => [(0,external_node_path_.dirname)(action.path), action]));
    const scripts = new Map();
    const asked = new Set();
    const relevant = workflows.filter(({ text }) => /codex|chatgpt|auth[._-]?json|uses:\s*["']?\.\//i.test(text));
    const texts = relevant.map(({ text, path }) => ({ text, directory: (0,external_node_path_.dirname)(path) }));
    const within = (path) => path === root || path.startsWith(root + external_node_path_.sep);
    for (const { text, directory } of texts) {
        for (const [, uses = ''] of text.matchAll(LOCAL)) {
            const place = (0,external_node_path_.resolve)(root, uses);
            if (asked.size >= MOST_FILES ||
                !within(place) ||
                asked.has(place) ||
                actions.has(place) ||
                /\.ya?ml$/.test(uses))
                continue;
            asked.add(place);
            const action = await actionIn(place, display);
            if (!action)
                continue;
            actions.set(place, action);
            texts.push({ text: action.text, directory: place });
        }
        for (const name of scriptsIn(text.slice(0, LONGEST_SCRIPT)))
            for (const place of [(0,external_node_path_.resolve)(root, name), (0,external_node_path_.resolve)(directory, name)]) {
                if (asked.size >= MOST_FILES || !within(place) || asked.has(place))
                    continue;
                asked.add(place);
                const file = await scriptAt(place, display);
                if (!file)
                    continue;
                scripts.set(place, file);
                texts.push({ text: file.text, directory: (0,external_node_path_.dirname)(place) });
            }
    }
    const packages = relevant.length > 0 ? await packageScripts((0,external_node_path_.join)(root, 'package.json')) : {};
    const action = uses => uses.startsWith('./') ? actions.get((0,external_node_path_.resolve)(root, uses)) : undefined;
    const names = workflows.some(({ text }) => (0,is_our_action/* mayUseOurs */.kM)(text))
        ? (await __webpack_require__.e(/* import() */ 991).then(__webpack_require__.bind(__webpack_require__, 3991))).INPUT_NAMES
        : [];
    return {
        isOurs: step => (0,is_our_action/* isOurs */.MU)(step, { action: action(step.uses), names }),
        workflows: [...workflows, ...[...actions.values()].filter(action => !workflows.includes(action))],
        action,
        script: path => {
            const plain = path.replace(/^\$GITHUB_ACTION_PATH\//, '');
            const found = scripts.get((0,external_node_path_.resolve)(root, plain));
            if (found || plain === path)
                return found;
            return [...scripts].find(([place]) => place.endsWith(`${external_node_path_.sep}${plain}`))?.[1];
        },
        packageScript: name => packages[name],
    };
}
async function actionIn(directory, display) {
    for (const name of ['action.yml', 'action.yaml']) {
        const path = (0,external_node_path_.join)(directory, name);
        if (!(await (0,files/* exists */.t2)(path)))
            continue;
        const action = await readWorkflow(display(path), path).catch(() => undefined);
        if (action)
            return action;
    }
    return undefined;
}
async function scriptAt(path, display) {
    const info = await (0,promises_.stat)(path).catch(() => undefined);
    if (!info?.isFile() || info.size > LONGEST_SCRIPT)
        return undefined;
    const text = await (0,doctor_yaml/* readBounded */.CB)(path).catch(() => undefined);
    return text === undefined || text.includes('\u0000') ? undefined : { file: display(path), text };
}
async function packageScripts(path) {
    try {
        const { scripts } = JSON.parse((await (0,doctor_yaml/* readBounded */.CB)(path)) ?? '{}');
        return Object.fromEntries(Object.entries(scripts ?? {}).filter((entry) => typeof entry[1] === 'string' && entry[1].length < 4000));
    }
    catch {
        return {};
    }
}

// EXTERNAL MODULE: ./build/src/doctor/rules/concurrent.js
var concurrent = __webpack_require__(3700);
// EXTERNAL MODULE: ./build/src/doctor/rules/exposed.js
var exposed = __webpack_require__(7001);
// EXTERNAL MODULE: ./build/src/doctor/condition.js
var condition = __webpack_require__(4832);
// EXTERNAL MODULE: ./build/src/doctor/rules/finding.js
var finding = __webpack_require__(6144);
;// CONCATENATED MODULE: ./build/src/doctor/rules/saved.js


const LOST = 'Codex may have refreshed the login before that; the new one is then lost, and the old one no longer works.';
const ALWAYS = 'Give the step that saves `if: always()`, or use this action, which stores a refreshed login at once.';
/** A job must save the login that Codex left, even if Codex failed. */
function savedOnSuccess(login, scene) {
    const { saves, acts, job } = login;
    const users = acts.filter(act => act.kind === 'codex' || login.users.includes(act));
    // A cache or an artifact that no run reads keeps nothing; that is another fault.
    const isRead = (kind) => acts.some(act => act.kind === 'restore' && act.from.kind === kind);
    const kept = saves.filter(({ to }) => (to !== 'cache' && to !== 'artifact') || isRead(to));
    const judged = kept.map(save => ({ save, ...fateOf(save, { login, users, scene }) }));
    const [first] = judged;
    if (!first || judged.some(({ failed }) => failed !== false)) {
        const never = judged.filter(({ failed, succeeded }) => failed === true && succeeded === false);
        if (judged.length === 0 || never.length < judged.length)
            return [];
        return never
            .slice(0, 1)
            .map(({ save }) => saved_finding(save, ['It saves the login only if something before it failed.', ALWAYS], job));
    }
    // It saves a login that it refreshed itself, not Codex before it; that is another fault.
    if (users.every(({ kind }) => kind === 'refresh') && users.length > 0)
        return [];
    const { save, succeeded, words } = judged.find(one => one.succeeded !== false) ?? first;
    return [
        saved_finding(save, succeeded === false ? ['Its `if:` never holds: it does not save the login.', ALWAYS] : words, job),
    ];
}
const ONLY_SUCCESS = ['It saves the login only if everything before it succeeded.', ALWAYS];
const IN_ONE = [
    'It runs Codex and saves the login in one script, which ends where Codex fails.',
    'Save in a step of its own with `if: always()`, or by a `trap … EXIT` that is set before Codex runs.',
];
const IN_POST = [
    'actions/cache saves the login in its post step, which runs only if the job succeeded, and only for a key that is new.',
    'Use actions/cache/restore before Codex and actions/cache/save after it with `if: always()` and a key of its own, and encrypt the login; or use this action with `storage: cache`.',
];
const saved_finding = (save, [what, remedy], job) => (0,finding/* actAt */.Cv)('warning', save)('saved-on-success', {
    what,
    why: LOST,
    remedy,
    fix: what === ONLY_SUCCESS[0] ? fixOf(save, job) : [],
});
/** Adds `if: always()` to a step without a condition, or in place of one that says no more than `success()`. */
function fixOf({ chain }, job) {
    const step = chain.at(-1);
    const { workflow } = step.job;
    if (chain.length > 1 && job !== step.job && step.condition !== '')
        return [];
    const { path, text } = workflow;
    if (step.condition === '') {
        // Before what it does, and so after its name.
        const from = step.locate.span([step.run === '' ? 'uses' : 'run'])?.from;
        const before = from === undefined ? '' : text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
        if (from === undefined || !/^ *(?:- +)?$/.test(before))
            return [];
        return [{ path, from, to: from, text: `if: always()\n${' '.repeat(before.length)}` }];
    }
    if (!/^(?:\$\{\{)?\s*success\(\)\s*(?:\}\})?$/.test(step.condition))
        return [];
    const span = step.locate.span(['if']);
    const from = span ? text.indexOf('success()', span.from) : -1;
    return from < 0 ? [] : [{ path, from, to: from + 'success()'.length, text: 'always()' }];
}
/** Whether a login is saved after Codex succeeded, and after it failed; undefined if the files don't show it. */
function fateOf(save, around) {
    if (save.inPost)
        return { succeeded: true, failed: false, words: IN_POST };
    const { login, users } = around;
    const before = users.filter(user => login.acts.indexOf(user) < login.acts.indexOf(save));
    const own = inOneScript(save, before);
    if (own)
        return { succeeded: true, failed: false, words: IN_ONE };
    if (before.length === 0) {
        const skipped = skippedJob(save, around);
        if (skipped)
            return { succeeded: skipped.succeeded, failed: skipped.failed, words: skipped.words };
        if (save.chain[0].job.workflow.kind !== 'action' || !login.job.workflow.jobs.includes(save.chain[0].job))
            return { succeeded: undefined, failed: undefined, words: ONLY_SUCCESS };
        return { succeeded: undefined, failed: undefined, words: ONLY_SUCCESS };
    }
    const [succeeded, failed] = ['success', 'failure'].map(outcome => runsAfter(save, before, outcome, login));
    return {
        succeeded: save.after === 'failure' ? false : succeeded,
        failed: save.after === 'success' ? false : failed,
        words: ONLY_SUCCESS,
    };
}
/** Codex comes before the saving in one script, which ends with the first command that fails. */
function inOneScript(save, before) {
    if (save.after === 'end')
        return false;
    const same = before.filter(user => user.kind === 'codex' &&
        user.chain.length === save.chain.length &&
        user.chain.at(-1) === save.chain.at(-1));
    return (same.some(user => user.kind === 'codex' && user.ends) || (same.length > 0 && save.after === 'success'));
}
function runsAfter(save, users, outcome, login) {
    let result = true;
    for (const [level, step] of save.chain.entries()) {
        // Users in an earlier step under the same parent; a composite action starts again with none.
        const earlier = users.filter(({ chain }) => chain[level] !== step &&
            chain.slice(0, level).every((one, at) => one === save.chain[at]) &&
            chain.length > level);
        const siblings = step.job.steps;
        const value = (0,condition/* holds */.v)(step.condition, factsFor({
            step,
            siblings,
            users: earlier.map(user => ({ step: user.chain[level], user })),
            outcome,
        }));
        if (value === false)
            return false;
        if (value === undefined)
            result = undefined;
    }
    const { job } = save.chain[0];
    if (job !== login.job)
        return result;
    return result;
}
function factsFor({ step, siblings, users, outcome }) {
    const first = users[0];
    // A failure that the script or the step answers fails nothing; what comes between may still fail.
    const fails = users.some(({ step: one, user }) => !one.continues && !(user.kind === 'codex' && !user.ends));
    const between = first ? siblings.slice(siblings.indexOf(first.step) + 1, siblings.indexOf(step)) : [];
    const mayFail = fails ||
        between.some(one => !one.continues &&
            (one.run !== '' || one.uses !== '') &&
            !/always\(\)|failure\(\)|cancelled\(\)/.test(one.condition));
    const succeeded = outcome === 'success' || !mayFail || users.length === 0;
    return name => {
        const [, kind, id = '', what] = /^(steps|needs)\.([\w-]+)\.(outcome|conclusion|result)$/.exec(name) ?? [];
        if (kind === 'steps') {
            const asked = siblings.filter(one => one.id.toLowerCase() === id.toLowerCase());
            if (asked.length === 0)
                return '';
            const isUser = users.some(user => asked.includes(user.step));
            if (!isUser)
                return undefined;
            return what === 'conclusion' && asked.some(one => one.continues) ? 'success' : outcome;
        }
        return STATUS(succeeded)[name];
    };
}
const STATUS = (succeeded) => ({
    'always()': true,
    'cancelled()': false,
    'success()': succeeded,
    'failure()': !succeeded,
    'job.status': succeeded ? 'success' : 'failure',
});
/** A job that needs the one with Codex is skipped like a step, whatever its own steps say. */
function skippedJob(save, { login, scene }) {
    const { job } = login;
    const jobs = new Map(job.workflow.jobs.map(one => [one.id, one]));
    const needed = new Set(job.needs);
    // The loop also visits what it adds, each once.
    for (const id of needed)
        for (const earlier of jobs.get(id)?.needs ?? [])
            needed.add(earlier);
    const withCodex = new Set(scene.logins
        .filter(one => one.workflow === job.workflow && needed.has(one.job.id) && one.users.length > 0)
        .map(one => one.job.id.toLowerCase()));
    if (withCodex.size === 0)
        return undefined;
    const [succeeded, failed] = ['success', 'failure'].map(outcome => (0,condition/* holds */.v)(job.condition, name => {
        const id = /^needs\.([\w-]+)\.result$/.exec(name)?.[1];
        if (id !== undefined)
            return withCodex.has(id.toLowerCase()) ? outcome : undefined;
        return STATUS(outcome === 'success')[name];
    }));
    const own = (0,condition/* holds */.v)(save.chain.at(-1)?.condition ?? '', name => STATUS(true)[name]);
    const words = [
        `Its job is skipped, and the login not saved, if the Codex that it \`needs\` ${failed === false ? 'failed' : 'succeeded'}.`,
        'Give the job that saves `if: always()` too; better, save in the job that runs Codex.',
    ];
    return { succeeded: succeeded === false ? false : own, failed: failed === false ? false : own, words };
}

// EXTERNAL MODULE: ./build/src/doctor/call-paths.js
var call_paths = __webpack_require__(7692);
// EXTERNAL MODULE: ./build/src/doctor/schedule.js
var schedule = __webpack_require__(8864);
;// CONCATENATED MODULE: ./build/src/doctor/rules/schedules.js



/** GitHub's words for such a file are "invalid cron attribute". */
function neverRuns(workflow, { logins }) {
    const isStarted = logins.some(({ ways, sure }) => sure && ways.some(([root]) => root.workflow === workflow));
    if (!isStarted)
        return [];
    return workflow.crons.flatMap((cron, index) => {
        const state = !(0,schedule/* isCron */.dS)(cron)
            ? 'is not one that GitHub accepts'
            : !(0,schedule/* everRuns */.TU)(cron)
                ? 'names a day that no year has'
                : undefined;
        if (!state)
            return [];
        return [
            (0,finding/* said */.ag)('warning', workflow, { place: workflow.locate(['on', 'schedule', index, 'cron']) })('no-schedule', {
                what: `The schedule \`${cron.slice(0, 64)}\` ${state}: it never runs.`,
                why: 'The login is not refreshed, and nobody gets a message about it.',
                remedy: "Write five fields of numbers, names, `*`, `,`, `-` and `/`; Sunday is 0. `?`, `L`, `#` and `@daily` are not known. Such as `cron: '23 4 * * *'`.",
            }),
        ];
    });
}
/** Longer than any access token lives, and than a refresh token of a new kind is said to (docs/facts/github.md). */
const SELDOM_DAYS = 28;
/** A schedule is all that uses the login, and it is rare. */
function seldom(login, { logins }) {
    const { ways, workflow, kind, saves } = login;
    if (kind !== 'given' || saves.length === 0)
        return [];
    const isAlone = ways.length > 0 &&
        ways.every(way => way[0].workflow.events.every(event => event === 'schedule' || event === 'workflow_dispatch'));
    const others = logins.filter(other => other !== login && other.kind !== 'looked at' && other.workflow !== workflow);
    const crons = ways.flatMap(way => (0,call_paths/* cronsOf */.B7)(way));
    if (!isAlone || crons.length === 0 || others.length > 0 || (0,schedule/* longestGapInDays */.Dm)(crons) < SELDOM_DAYS)
        return [];
    return [
        (0,finding/* said */.ag)('warning', workflow, { place: workflow.locate(['on', 'schedule']) })('seldom', {
            what: 'Four weeks or more can pass between two uses of this login.',
            why: 'How long a refresh token lives that nobody uses is not known; the access token lives about 10 days. After that only a person can log in again.',
            remedy: "Run it at least once a week, such as `cron: '23 4 * * 1'`.",
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/doctor/way/acts.js
var way_acts = __webpack_require__(7504);
;// CONCATENATED MODULE: ./build/src/doctor/rules/seeds.js



/** Harmless only where the job puts the refreshed login back to where it came from. */
function seedEachRun(login, scene) {
    const { restores, acts, users, kind, workflow } = login;
    if (kind === 'own' && users.length === 0)
        return [];
    return restores.flatMap(restore => {
        const isUsed = users.some(user => isLater(user, restore, acts)) || workflow.kind === 'action';
        // An action that fetches a login has, as a rule, another beside it that stores it.
        const isHalf = workflow.kind === 'action' && users.length === 0 && !('name' in restore.from);
        if (!isUsed || isHalf || isReplaced(restore, login) || isSaved(restore, login, scene))
            return [];
        const store = (0,way_acts/* sourceInWords */.Ir)(restore.from);
        return [
            (0,finding/* actAt */.Cv)('warning', restore)('seed-each-run', {
                what: wordsFor(restore),
                why: 'Once Codex has refreshed it, the refresh token of the stored login has been used: putting it back ends the login at the next refresh.',
                remedy: remedyFor(login, store),
            }),
        ];
    });
}
const wordsFor = ({ from, looked }) => {
    const what = 'name' in from ? `the login (${(0,way_acts/* sourceInWords */.Ir)(from)})` : 'the login';
    const look = looked ? ', for on this runner there is never one' : '';
    return `It writes ${what} over auth.json in each run${look}, and nothing stores what Codex makes of it.`;
};
/** True for the job's own runner: a disk that is thrown away keeps nothing. */
function remedyFor({ keepsDisk, job }, store) {
    const save = `After Codex, in a step with \`if: always()\`, store auth.json in ${store} again, one run at a time; or use this action, which does both (\`--suggest\` prints the steps).`;
    if (keepsDisk === true && job.volumes.every(volume => !volume))
        return 'Write it only if the file is missing: `[ -s ~/.codex/auth.json ] || printf \'%s\' "$LOGIN" > ~/.codex/auth.json`. This runner keeps it. Or use this action with `storage: host`.';
    return save;
}
const isLater = (act, than, acts) => acts.indexOf(act) > acts.indexOf(than);
/** Something newer is put over it before anybody uses it, such as the copy in the cache. */
const isReplaced = (restore, { restores, users, acts }) => restores.some(other => isLater(other, restore, acts) &&
    (other.from.kind === 'cache' || other.from.kind === 'artifact') &&
    other.home === restore.home &&
    !users.some(user => isLater(user, restore, acts) && isLater(other, user, acts)));
/** Whether the job, or one that needs it, hands the login on to where this restore reads it. */
function isSaved(restore, login, { logins, workflows }) {
    const later = login.acts.filter(act => act.kind === 'unseen' && isLater(act, restore, login.acts));
    if (later.some(act => act.kind === 'unseen' && isSaver(act.what)))
        return true;
    const others = logins.filter(({ job, workflow }) => workflow === login.workflow && job.needs.includes(login.job.id));
    const own = login.saves.filter(save => isAfterUse(save, login));
    const candidates = [...own, ...others.flatMap(({ saves }) => saves)];
    if (candidates.some(save => fits(save, restore, login)))
        return true;
    // A composite action restores, and another of the same repository saves.
    return login.workflow.kind === 'action' && (0,call_paths/* waysTo */.Og)(login.job, workflows).length > 0;
}
/** By its name, code that can't be seen stores a login. */
const isSaver = (what) => /save|persist|store|writ|put|push|updat|sync|refresh|rotat|upload/i.test(what) &&
    /auth|codex|login|secret|token|cred/i.test(what);
function isAfterUse(save, { acts, users }) {
    const visible = users.filter(({ kind }) => kind === 'codex' || kind === 'refresh');
    return (visible.length === 0 ||
        save.inPost ||
        save.after === 'end' ||
        visible.some(user => isLater(save, user, acts)));
}
function fits({ to, name, fixed }, { from }, { restores }) {
    const isFrom = (kind) => from.kind === kind || restores.some(other => other.from.kind === kind);
    if (to === 'cache')
        return !fixed && isFrom('cache');
    if (to === 'artifact')
        return isFrom('artifact');
    if (to === 'elsewhere')
        return true;
    // One name may be another's content, if a caller says so.
    return (from.kind !== 'secret' ||
        name === '' ||
        name.toLowerCase() === from.name.toLowerCase() ||
        from.name.toLowerCase().includes('seed'));
}

// EXTERNAL MODULE: ./build/src/doctor/rules/strangers.js + 1 modules
var strangers = __webpack_require__(1300);
// EXTERNAL MODULE: ./build/src/doctor/way/names.js
var way_names = __webpack_require__(9813);
;// CONCATENATED MODULE: ./build/src/doctor/rules/unseen.js




const WHY = 'If Codex refreshes it there and the new one is not stored, the refresh token of the stored login has been used, and the login ends at the next refresh.';
const REMEDY = 'Look there whether each refreshed login is stored, after a failure too, and two runs never refresh at once. Or use this action, which sees to both.';
/** Said where a job hands the login to what can't be seen. */
function unseen({ job, workflow, acts, handed, restores, kind, sure }) {
    if (kind === 'own')
        return [];
    const hidden = acts.filter((0,way_acts/* isAct */.VJ)('unseen'));
    const hasCodex = acts.some(act => act.kind === 'codex');
    const isBrought = acts.some(act => act.kind === 'restore' && !act.accessOnly);
    const got = hidden.find(act => act.got.length > 0);
    if (got)
        return [
            (0,finding/* actAt */.Cv)('note', got)('unseen', {
                what: `It hands ${[...new Set(got.got)].slice(0, 5).join(', ')} to ${got.what}, and the doctor can't see what happens to the login there.`,
                why: WHY,
                remedy: REMEDY,
                unsure: true,
            }),
        ];
    const user = isBrought && !hasCodex
        ? hidden.find((act, at) => act.about || at === hidden.length - 1)
        : isBrought
            ? hidden.find(act => act.about && isCodexAction(act.what))
            : undefined;
    if (user)
        return [
            (0,finding/* actAt */.Cv)('note', user)('unseen', {
                what: `The login is there for ${user.what}, and the doctor can't see what happens to it there.`,
                why: WHY,
                remedy: REMEDY,
                unsure: true,
            }),
        ];
    if (job.uses && handed.length > 0 && restores.length === 0)
        return [
            (0,finding/* said */.ag)('note', workflow, { job, place: job.locate(['uses']) })('unseen', {
                what: `It hands ${handed.slice(0, 5).join(', ')} to \`${job.uses.split('@')[0]?.slice(0, 100)}\`, which is not here: the doctor can't see what happens to the login.`,
                why: WHY,
                remedy: sure ? REMEDY : `${REMEDY} If it has none, give it only the secrets that it needs, by name.`,
                unsure: true,
            }),
        ];
    return [];
}
const isCodexAction = (what) => what.includes('/') && /codex/i.test(what);
/** A workflow that starts only by callers that aren't here can be judged in part. */
function callersUnknown(workflow, { logins }) {
    const hidden = logins.filter(login => login.workflow === workflow &&
        login.ways.length === 0 &&
        (login.kind !== 'looked at' || login.saves.length > 0));
    if (hidden.length === 0 ||
        (workflow.events.length === 0 && workflow.kind === 'workflow') ||
        !(0,call_paths/* isCalled */.AP)(workflow))
        return [];
    return [
        (0,finding/* said */.ag)('note', workflow, { place: workflow.locate(workflow.kind === 'action' ? ['runs'] : ['on']) })('callers-unknown', {
            what: workflow.kind === 'action'
                ? 'This is a composite action: its steps run in the jobs that use it.'
                : 'Only other workflows start this one (`workflow_call`), and none that is here does.',
            why: "The callers decide when it runs, for whom and with which permissions, and that can't be judged here.",
            remedy: 'Give the doctor the directory of the workflows that use it too.',
            unsure: true,
        }),
    ];
}
/** An action in JavaScript or a container that takes a login. */
function codeWithLogin(workflow) {
    const names = workflow.inputs.filter(way_names/* isLoginInput */.Yy);
    if (workflow.kind !== 'code' || names.length === 0)
        return [];
    return [
        (0,finding/* said */.ag)('note', workflow, { place: workflow.locate(['inputs', names[0] ?? '']) })('unseen', {
            what: `It takes ${names.map(name => `\`${name}\``).join(', ')}, and the doctor can't see what its code does with the login.`,
            why: WHY,
            remedy: REMEDY,
            unsure: true,
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/all.js







/** Every rule for a job that has a login. */
const OF_A_JOB = [
    concurrent/* cancelled */.KW,
    strangers/* unguardedRecipe */.M3,
    concurrent/* twoAtOnce */.Tp,
    seedEachRun,
    savedOnSuccess,
    concurrent/* restoredTooEarly */.Aq,
    seldom,
    exposed/* refreshesOutside */.JN,
    exposed/* endsLogin */.IX,
    exposed/* laidOpen */.nq,
    exposed/* inCheckout */.YU,
    exposed/* otherHome */.IS,
    exposed/* otherLogin */.A6,
    exposed/* scriptOfStrangers */.qJ,
    exposed/* onCommandLine */.vo,
    unseen,
];
const OF_A_WORKFLOW = [
    callersUnknown,
    codeWithLogin,
    neverRuns,
];
/** The findings of all rules in a repository, each once. */
async function findingsIn(scene) {
    const { named, uses } = scene;
    // A fault of a composite action is found in the jobs that use it.
    const hasNamed = ({ workflow, acts }) => named.includes(workflow) ||
        acts.some(({ chain }) => chain.some(({ job }) => named.includes(job.workflow)));
    const found = [
        ...named.flatMap(workflow => OF_A_WORKFLOW.flatMap(rule => rule(workflow, scene))),
        ...scene.logins.filter(hasNamed).flatMap(login => OF_A_JOB.flatMap(rule => rule(login, scene))),
        // Few workflows use this action, and these rules load how it reads its inputs.
        ...(uses.length > 0 ? (await Promise.all(/* import() */[__webpack_require__.e(626), __webpack_require__.e(492)]).then(__webpack_require__.bind(__webpack_require__, 7492))).findingsOfUses(scene) : []),
    ];
    const known = new Map();
    for (const finding of found) {
        const { place, code, what } = finding;
        const key = `${place?.file}:${place?.line}:${place?.column} ${code} ${what}`;
        const before = known.get(key);
        // A fault of a composite action concerns every workflow that uses it.
        const files = [...new Set([...(before?.files ?? []), ...(finding.files ?? [])])];
        known.set(key, { ...(before ?? finding), files });
    }
    return [...known.values()];
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/src/system/real-path.js


/** The absolute path without links. The part that doesn't exist yet keeps its name. */
function real_path_realPathOf(path) {
    const absolute = resolve(path);
    try {
        return realpathSync(absolute);
    }
    catch {
        const parent = dirname(absolute);
        return parent === absolute ? absolute : join(real_path_realPathOf(parent), absolute.slice(parent.length));
    }
}

;// CONCATENATED MODULE: ./build/src/system/container.js



const container_surroundings = () => ({
    mountinfo: textOf('/proc/self/mountinfo'),
    isMarked: ['/.dockerenv', '/run/.containerenv'].some(file => existsSync(file)),
});
/** The file systems of which engines make a container's own layer. */
const LAYERS = /^(overlay|overlayfs|aufs|fuse\.fuse-overlayfs|fuse-overlayfs)$/;
/** Where engines keep those layers: `upperdir=/var/lib/docker/overlay2/…`. */
const ENGINES = /[/:=](docker|containerd|io\.containerd[\w.]*|containers\/storage|buildkit|cri-o)\//;
/** A directory of the kubelet that is gone with its pod. */
const OF_POD = /\/volumes\/kubernetes\.io~empty-dir\//;
/**
 * Whether a file at this path is gone when the container ends: it would be in the container's own layer, in memory, or
 * in an `emptyDir` of a pod. False outside of containers, in a mounted volume, and where nothing proves it: a machine
 * whose root is an ordinary file system may bear a container's mark too.
 */
function container_endsWithContainer(path, { mountinfo, isMarked }) {
    const mounts = mountsIn(mountinfo);
    const root = mountOf('/', mounts);
    const mount = mountOf(realPathOf(path), mounts);
    if (!root || !mount)
        return false;
    const isContainer = LAYERS.test(root.type) && (isMarked || ENGINES.test(root.options));
    if (!isContainer)
        return false;
    return mount.at === '/' || mount.type === 'tmpfs' || OF_POD.test(mount.root);
}
function mountsIn(mountinfo) {
    return mountinfo.split('\n').flatMap(line => {
        const [before = '', after = ''] = line.split(' - ');
        const [, , , root, at] = before.split(' ').map(plain);
        const [type, , ...options] = after.split(' ');
        return root && at && type ? [{ root, at, type, options: options.join(' ') }] : [];
    });
}
/** The kernel writes blanks and backslashes as octal numbers. */
const plain = (text) => text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
/** The mount that a path is in. If several mounts are at one place, the last one covers the others. */
const mountOf = (path, mounts) => mounts
    .filter(({ at }) => isWithin(path, at))
    .reduce((best, mount) => (best && best.at.length > mount.at.length ? best : mount), undefined);
function textOf(file) {
    try {
        return readFileSync(file, 'utf8');
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(1638);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(3388);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(8395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./build/src/leases/bounds.js
var bounds = __webpack_require__(4440);
// EXTERNAL MODULE: ./build/src/system/process-identity.js
var process_identity = __webpack_require__(393);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(5845);
// EXTERNAL MODULE: ./build/src/system/unusable-place.js
var unusable_place = __webpack_require__(3862);
// EXTERNAL MODULE: ./build/src/leases/knowledge.js + 1 modules
var knowledge = __webpack_require__(8867);
// EXTERNAL MODULE: ./build/src/leases/lease.js
var lease = __webpack_require__(591);
;// CONCATENATED MODULE: ./build/src/leases/tenure.js



/** The job that holds a host's lease, or held it last. */
const tenure_Tenure = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    held: schemas/* boolean */.zMY(),
    job: schemas/* string */.YjP(),
    description: bounds/* Shown */.Ms,
    /** The runner worker, whose death frees the lease. Absent where it can't be seen, as in a job container. */
    owner: schemas/* optional */.lqM(process_identity/* ProcessIdentity */.K6),
    /** A Codex that may be refreshing: the lease isn't free before it has ended. */
    codex: schemas/* optional */.lqM(process_identity/* ProcessIdentity */.K6),
    /** Written before that Codex is started: until when, in milliseconds since the epoch, there may be one that nobody could name. */
    codexUntil: schemas/* optional */.lqM(schemas/* number */.aig()),
    /** Milliseconds since the epoch. */
    takenAt: schemas/* number */.aig(),
    /** Milliseconds since the epoch: the end of a holding whose owner can't be looked at from here. */
    expiresAt: schemas/* number */.aig(),
});
/** False for impossible times: a program that can write the file could otherwise keep the lease taken forever. */
function tenure_isPossible({ takenAt, expiresAt, codexUntil }) {
    const now = Date.now();
    const isOver = codexUntil === undefined || isPast(codexUntil, now);
    return isPast(takenAt, now) && mayBeEnd(expiresAt, now) && isOver;
}
async function tenure_isHeld(tenure) {
    if (await tenure_codexMayRun(tenure))
        return true;
    const { owner, takenAt, expiresAt } = tenure;
    const state = owner ? await liveness(owner, takenAt) : 'unknown';
    return state === 'unknown' ? Date.now() < expiresAt : state === 'alive';
}
/** Whether a Codex that was named is there. */
const tenure_hasCodex = async ({ codex, takenAt }) => codex !== undefined && (await liveness(codex, takenAt)) === 'alive';
/** Whether a Codex may be refreshing, named or only announced. */
async function tenure_codexMayRun({ codex, codexUntil, takenAt, expiresAt }) {
    const state = codex ? await liveness(codex, takenAt) : 'dead';
    if (state === 'alive' || (state === 'unknown' && Date.now() < expiresAt))
        return true;
    return codexUntil !== undefined && Date.now() < codexUntil;
}

;// CONCATENATED MODULE: ./build/src/leases/host-lease.js














const POLL_MS = 200;
const NOTICE_MS = 30_000;
/** Far more than a record has. */
const MOST_BYTES = (/* unused pure expression or super */ null && (64 * 1024));
/** Longer than Codex waits for a token endpoint that hangs (45 s, docs/facts#endpoint-hangs-45s). */
const UNNAMED_CODEX_MS = 60_000;
/**
 * The lease of a host: numbered files in `auth.lease/`, of which the highest is the current one. To take the
 * lease is to create the next number, whole and exclusively (link(2)): of any number of processes one
 * succeeds, and a kill at any point leaves either the old state or the new. Only its holder rewrites a file,
 * and the highest is never removed.
 *
 * Why no library: those that lock by the kernel (flock) let go with the process, and this one is handed from
 * stage to stage; those that lock by a directory and a clock (proper-lockfile) free a live holder that slept
 * and keep a dead one's lock for its time.
 */
class host_lease_HostLease {
    options;
    #directory;
    #warned = false;
    constructor(options) {
        this.options = options;
        this.#directory = join(options.home, 'auth.lease');
    }
    async acquire({ waitMs, signal, onWait, isNeeded }) {
        const start = performance.now();
        let noticed = Number.NEGATIVE_INFINITY;
        for (;;) {
            signal?.throwIfAborted();
            if (isNeeded && !(await isNeeded(await this.known())))
                throw new NotNeeded();
            const outcome = await this.#try();
            if ('release' in outcome)
                return outcome;
            const waited = performance.now() - start;
            if (waited >= waitMs)
                throw new LeaseTimeout(outcome, waited);
            if (waited - noticed >= NOTICE_MS) {
                onWait?.(outcome, waited);
                noticed = waited;
            }
            await sleep(POLL_MS * (0.5 + Math.random()), undefined, signal ? { signal } : {}).catch(() => undefined);
        }
    }
    async resume(id) {
        const { tenure, known } = await this.#current();
        return tenure?.id === id && tenure.held ? this.#holding(tenure, known, { nested: false }) : undefined;
    }
    async release(id) {
        const held = await this.resume(id);
        await held?.release();
        return held !== undefined;
    }
    known = async () => (await this.#current()).known;
    end = async () => undefined;
    async #try() {
        await makeDirectory(this.#directory);
        const current = await this.#current();
        const { number, tenure, unreadableSince, known } = current;
        if (unreadableSince !== undefined && Date.now() < unreadableSince + this.options.lifeMs)
            return {
                description: `a holder whose record ${this.#path(number)} can't be read (delete that file if no job runs here)`,
            };
        if (tenure?.held && (await isHeld(tenure))) {
            if (tenure.job === this.options.job && !(await codexMayRun(tenure)))
                return this.#holding(tenure, known, { nested: true });
            return { description: tenure.description };
        }
        return this.#take(current);
    }
    async #take(before) {
        const { known } = before;
        const number = before.number + 1;
        const { job, description, owner, lifeMs } = this.options;
        const now = Date.now();
        const tenure = {
            id: randomUUID(),
            held: true,
            job,
            description: `${shownText(description, LONGEST_DESCRIPTION)}, since ${instantInWords(now)}`,
            ...(owner ? { owner } : {}),
            takenAt: now,
            expiresAt: now + lifeMs,
        };
        const outrun = { description: 'a job that took it at the same moment' };
        if (!(await createFile(this.#path(number), JSON.stringify({ ...tenure, ...known }))))
            return outrun;
        const numbers = await this.#numbers();
        if (Math.max(...numbers) > number) {
            // We were so slow that our number had come, gone and been cleared away: others are further on.
            await rm(this.#path(number), { force: true });
            return outrun;
        }
        const heard = await this.#heardOf(before);
        if (heard) {
            await this.#write(number, heard.tenure, heard.known);
            return { description: heard.tenure.description };
        }
        for (const old of numbers)
            if (old < number)
                await rm(this.#path(old), { force: true, recursive: true });
        return this.#holding(tenure, known, { nested: false });
    }
    /**
     * The record of a holder that counted as dead, such as after its worker was killed, but that has announced something
     * since we looked: its stage lives. After each write it looks whether it still has the lease. If it saw our record, it
     * uses no refresh token; if not, it goes on. Either way it gets the lease back.
     */
    async #heardOf({ number, tenure, known, }) {
        if (!tenure?.held)
            return undefined;
        const now = await this.#record(number);
        const isSame = JSON.stringify([now?.tenure, now?.known]) === JSON.stringify([tenure, known]);
        return now?.tenure && !isSame ? { tenure: now.tenure, known: now.known } : undefined;
    }
    #holding({ codex: _, codexUntil: __, ...tenure }, known, { nested }) {
        const { id, description: by } = tenure;
        const doubts = doubtsOf(known, id);
        const holding = { id, by, nested, doubts };
        const announce = (revision, codex, until) => this.#rewrite({ ...tenure, ...until }, present => revision ? announced(present, revision, holding, { codex }) : present);
        return {
            id,
            nested,
            known: { ...known, spending: doubts },
            announceCodex: revision => announce(revision, true, { codexUntil: Date.now() + UNNAMED_CODEX_MS }),
            announceSteps: revision => announce(revision, false, {}),
            protectCodex: codex => this.#rewrite({ ...tenure, codex }),
            codexEnded: () => this.#rewrite(tenure),
            release: async (outcome) => {
                const present = await this.#current();
                if (present.tenure?.id !== id || !present.tenure.held)
                    return;
                // A Codex that has outlived its stage may be refreshing still: the lease ends with it.
                const held = nested || (await hasCodex(present.tenure));
                const next = { ...present.tenure, held };
                await this.#write(present.number, next, concluded(present.known, outcome, holding));
            },
        };
    }
    /** For the holder: throws `LeaseLost` if another has taken over. */
    async #rewrite(tenure, change = known => known) {
        const { number, tenure: present, known } = await this.#current();
        if (present?.id !== tenure.id)
            throw new LeaseLost(this.options.home);
        await this.#write(number, tenure, change(known));
        // Another may have looked before that, and taken it over: see `#heardOf`.
        if ((await this.#current()).tenure?.id !== tenure.id)
            throw new LeaseLost(this.options.home);
    }
    async #current() {
        const number = Math.max(0, ...(await this.#numbers()));
        if (number === 0)
            return { number, known: NOTHING };
        return (await this.#record(number)) ?? this.#current(); // a newer number has taken its place meanwhile
    }
    /** Undefined if it is gone. */
    async #record(number) {
        const bytes = await readRegularFile(this.#path(number), { limit: MOST_BYTES }).catch(error => {
            if (error instanceof NotRegularFile || error instanceof FileTooLarge)
                return Buffer.of();
            if (systemCode(error) !== 'ENOENT')
                throw error;
        });
        if (bytes === undefined)
            return undefined;
        const record = parseJson(bytes.toString());
        const known = this.#knownIn(record, number);
        const tenure = Tenure.safeParse(record);
        if (tenure.success && (!tenure.data.held || isPossible(tenure.data)))
            return { number, tenure: tenure.data, known };
        const { mtimeMs } = await lstat(this.#path(number));
        return { number, unreadableSince: isPast(mtimeMs, Date.now()) ? mtimeMs : 0, known };
    }
    #knownIn(record, number) {
        const parts = z.looseObject({}).safeParse(record);
        if (!parts.success)
            return NOTHING;
        const { known, ignored } = knowledgeIn(parts.data, Date.now());
        if (ignored.length > 0 && !this.#warned) {
            this.#warned = true;
            this.options.warn?.(`${this.#path(number)} has an impossible value for ${ignored.join(' and ')}, which this job ignores. Find out who writes that file. If this warning comes back, delete it while no job runs here.`);
        }
        return known;
    }
    async #numbers() {
        const names = await atPlace(this.#directory, readdir(this.#directory)).catch(error => {
            if (systemCode(error) !== 'ENOENT')
                throw error;
            return [];
        });
        return names.filter(name => /^[1-9]\d{0,14}\.json$/.test(name)).map(name => Number.parseInt(name, 10));
    }
    #write = (number, tenure, known) => replaceFile(this.#path(number), JSON.stringify({ ...tenure, ...known }));
    #path = (number) => join(this.#directory, `${number}.json`);
}

// EXTERNAL MODULE: ./build/src/report/sink.js
var sink = __webpack_require__(2637);
;// CONCATENATED MODULE: ./build/src/system/runner-temp.js


/** RUNNER_TEMP. @throws NoRunnerTemp */
function runner_temp_runnerTemp({ RUNNER_TEMP: temp }) {
    if (temp && isAbsolute(temp))
        return temp;
    throw new NoRunnerTemp(temp);
}
/** The runner names no directory for temporary files. */
class NoRunnerTemp extends errors/* ActionError */.lZ {
    name = 'NoRunnerTemp';
    constructor(temp) {
        super('no-runner-temp', {
            what: `RUNNER_TEMP ${temp ? `is "${temp}", which is not an absolute path` : 'is not set'}.`,
            why: 'The action needs it for files that commands of the model may not write, so it can use neither the workspace nor /tmp.',
            remedy: "Set RUNNER_TEMP for the runner to an empty directory outside of the workspace. GitHub's runner does that by itself, so look for a step or a container that unsets it.",
        });
    }
}

;// CONCATENATED MODULE: ./build/src/keeper/job-identity.js


/** Hands the job's nonce on to later steps, as `NONCE.BINDING`: see `jobDigest`. */
const JOB_VARIABLE = 'CODEX_AUTH_ACTION_JOB';
/**
 * Tells this job apart from every other one: 32 hexadecimal digits, the same in all steps and stages of the job.
 *
 * Some runners give all jobs of a run the same names and numbers (docs/facts/runner.md, "Other runners"), so the first
 * stage of the job makes a nonce and hands it on. A runner that is started inside of a job inherits the variable, so the
 * nonce counts only together with the ids of the job that it was made for. Only this digest goes into records and files:
 * somebody who reads it there can't pretend to be the job.
 */
function job_identity_jobDigest(job) {
    const ids = idsOf(job);
    return digest([job.state.get('job') ?? keptNonce(job, ids), ...ids], 32);
}
/** The nonce of an earlier step, or a new one; kept for the later stages of this step. */
function keptNonce(job, ids) {
    const nonce = inheritedNonce(job, ids) ?? newNonce(ids);
    job.state.set('job', nonce);
    return nonce;
}
function idsOf({ env }) {
    const ids = [env.GITHUB_SERVER_URL, env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT];
    const own = [env.GITHUB_JOB, env.RUNNER_NAME, env.RUNNER_TRACKING_ID, env.RUNNER_TEMP];
    return [...ids, ...own].map(id => id ?? '');
}
function inheritedNonce({ env }, ids) {
    const [, nonce, binding] = /^([0-9a-f]{32})\.([0-9a-f]{16})$/.exec(env[JOB_VARIABLE] ?? '') ?? [];
    return nonce && binding === bindingOf(nonce, ids) ? nonce : undefined;
}
function newNonce(ids) {
    const nonce = randomBytes(16).toString('hex');
    // The runner prints the variables of each step.
    mask(nonce);
    exportVariable(JOB_VARIABLE, `${nonce}.${bindingOf(nonce, ids)}`);
    return nonce;
}
const bindingOf = (nonce, ids) => digest(['binding', nonce, ...ids], 16);
const digest = (parts, length) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);

;// CONCATENATED MODULE: ./build/src/keeper/leases.js






/** A refresh takes seconds, and minutes with an endpoint that hangs: a holder out of sight counts as gone then. */
const REFRESH_MS = (/* unused pure expression or super */ null && (15 * 60_000));
/** A self-hosted job may run for 5 days, a GitHub-hosted one for 6 hours, and no longer (GitHub's limits). */
const leases_longestJob = ({ RUNNER_ENVIRONMENT }) => RUNNER_ENVIRONMENT === 'github-hosted' ? 6 * 3_600_000 : 5 * 86_400_000;
const DEFAULT_WAIT_MS = (/* unused pure expression or super */ null && (10 * 60_000));
/** The parent of a process whose own has died. */
const ORPHAN = 1;
/** Milliseconds that a stage waits for the lease. */
const waiting = (inputs) => inputs['lease-timeout'] ?? DEFAULT_WAIT_MS;
/** The lease beside `home`'s auth.json, for this job. */
async function hostLease(stage, home, lifeMs = REFRESH_MS) {
    const { env, log } = stage;
    const owner = await leases_workerOf(stage);
    const description = describeJob(env);
    return new HostLease({ home, job: jobDigest(stage), description, owner, lifeMs, warn: log.warning });
}
/**
 * The process whose death frees the lease and the homes of this job: the runner's worker. If that has died already, no
 * later stage comes, and they end with this one. Undefined in a job container, where the worker is out of sight (the parent is 0).
 */
async function leases_workerOf({ env, parent }) {
    // Gitea's and Forgejo's runner is one process for all of its jobs: its life says nothing of theirs.
    if (parent === 0 || env.GITEA_ACTIONS || env.FORGEJO_ACTIONS)
        return undefined;
    const isOrphan = parent === ORPHAN || parent !== process.ppid;
    return identify(isOrphan ? process.pid : parent);
}
/** The lease in git, for jobs on other machines. Loaded where it is used: most jobs never need it. */
async function gitLease(stage, inputs, lifeMs = REFRESH_MS) {
    const { env, log } = stage;
    const { GitLease } = await __webpack_require__.e(/* import() */ 849).then(__webpack_require__.bind(__webpack_require__, 7849));
    const { RefRegister } = await __webpack_require__.e(/* import() */ 649).then(__webpack_require__.bind(__webpack_require__, 8649));
    const { GithubClient } = await __webpack_require__.e(/* import() */ 81).then(__webpack_require__.bind(__webpack_require__, 5081));
    const { jobState } = await __webpack_require__.e(/* import() */ 27).then(__webpack_require__.bind(__webpack_require__, 8027));
    const own = env.GITHUB_REPOSITORY ?? '';
    const repository = inputs['lease-repository'] ?? own;
    // Not the App's: what that may write is the secret, and what a workflow's own token may write is its repository.
    const token = inputs.token?.trim() ?? '';
    const url = `${serverUrl(env)}/${repository}`;
    const directory = runnerTemp(env);
    const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env;
    const ref = inputs['lease-ref'] ?? defaultRef(inputs['login-name']);
    const register = new RefRegister({ url, token, directory, env, warn: log.warning }, { repository, ref });
    const credentials = { kind: 'token', token };
    const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com';
    const client = new GithubClient({
        apiUrl,
        credentials,
        mask,
        log: () => undefined,
        pace: ASKING,
    });
    let told = false;
    return new GitLease({
        register,
        lifeMs,
        claimant: {
            job: jobDigest(stage),
            description: describeJob(env),
            repository: own,
            ...(inputs['job-id'] ? { jobId: inputs['job-id'] } : {}),
            ...(run ? { run, url: runUrl(env) } : {}),
            ...(attempt ? { attempt } : {}),
        },
        async isOver(holder) {
            const state = await jobState(client, holder);
            if (state === 'forbidden' && !told)
                log.info('Whether the holder still runs can be asked only with the permission `actions: read`.');
            told ||= state === 'forbidden';
            return state === 'over';
        },
    });
}
/** The wait asks again anyway. */
const ASKING = { retries: 0, minTimeout: 0, factor: 1, maxTimeout: 0, tryTimeout: 5000, total: 5000 };
/** Names that git takes as they are (git-check-ref-format); what it doesn't is spelt in hexadecimal. */
function defaultRef(login) {
    const plain = !/^[.-]|\.\.|\.$|\.lock$/i.test(login);
    return `refs/codex-auth/${plain ? login : `x${Buffer.from(login).toString('hex')}`}`;
}

;// CONCATENATED MODULE: ./build/src/keeper/home-owner.js








/** Far more than a record has. */
const home_owner_MOST_BYTES = (/* unused pure expression or super */ null && (16 * 1024));
const hex = (length) => schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]+$/), api/* _length */.YA(length));
const Owner = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    /** The job, by `jobDigest`. */
    job: hex(32),
    /** The store of its login, by `storeIdentity`. */
    store: hex(16),
    /** The runner's worker. Absent where it can't be seen, as in a job container. */
    worker: schemas/* optional */.lqM(process_identity/* ProcessIdentity */.K6),
    /** The last stage of the job that worked here: it may outlive the worker, and then it still stores the login. */
    stage: schemas/* optional */.lqM(process_identity/* ProcessIdentity */.K6),
    /** Milliseconds since the epoch. */
    madeAt: schemas/* number */.aig(),
    /** Milliseconds since the epoch: no job lives longer. It counts where the processes can't be seen. */
    until: schemas/* number */.aig(),
    /** Digest of the auth.json that is known to be elsewhere too: what was restored, seeded or stored last. */
    kept: schemas/* optional */.lqM(hex(64)),
    /** The age recipient of the store, so that anyone can seal what is left here. */
    recipient: schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _regex */.Fk(/^age1[0-9a-z]{1,4000}$/))),
    /** A Codex that may be refreshing here; announced before it has a process. Times in milliseconds since the epoch. */
    codex: schemas/* optional */.lqM(schemas/* object */.Ikc({ announcedAt: schemas/* number */.aig(), process: schemas/* optional */.lqM(process_identity/* ProcessIdentity */.K6) })),
});
const fileIn = (home) => join(home, 'owner.json');
/** Writes the record of a new home. To be called before a login is put there. */
async function home_owner_claimHome(stage, home, owner) {
    const { job, store, recipient } = owner;
    const madeAt = stage.now();
    await write(home, {
        version: 1,
        job,
        store,
        ...(recipient ? { recipient } : {}),
        ...(await processesOf(stage)),
        madeAt,
        until: madeAt + longestJob(stage.env),
    });
}
/** Undefined if there is no record, or none that this action could have written. */
async function home_owner_ownerOf(home) {
    const bytes = await readRegularFile(fileIn(home), { limit: home_owner_MOST_BYTES }).catch(error => {
        if (error instanceof NotRegularFile || error instanceof FileTooLarge || 'code' in error)
            return undefined;
        throw error;
    });
    const owner = Owner.safeParse(parseJson(bytes?.toString() ?? ''));
    const now = Date.now();
    const isPossible = owner.data && isPast(owner.data.madeAt, now) && mayBeEnd(owner.data.until, now);
    return isPossible ? owner.data : undefined;
}
/** Notes that a later stage of the job works in this home now. */
async function enterHome(stage, home) {
    const present = await processesOf(stage);
    await change(home, ({ worker, ...owner }) => ({
        ...owner,
        ...present,
        worker: worker && lasting(worker, present.worker),
    }));
}
/** Notes that these bytes of auth.json are in the store, or in the seed, as well. */
const noteKept = (home, bytes) => change(home, owner => ({ ...owner, kept: digestOf(bytes) }));
const noteCodex = (home, codex) => change(home, owner => ({ ...owner, codex }));
/** Notes that it has ended. */
const clearCodex = (home) => change(home, ({ codex, ...owner }) => owner);
/** Whether nobody loses anything if this auth.json is removed. */
const isKept = ({ kept }, bytes) => kept === digestOf(bytes);
/** Whether the job may still be running. If we can't see it, it counts as alive until no job lives that long. */
async function home_owner_isAlive({ worker, stage, madeAt, until }, now) {
    const known = [worker, stage].filter(process => process !== undefined);
    const states = await Promise.all(known.map(process => liveness(process, madeAt)));
    if (states.includes('alive'))
        return true;
    return (!worker || states.includes('unknown')) && now < until;
}
/** Nobody looks for them on a machine that is gone after the job. */
async function processesOf(stage) {
    if (stage.env.RUNNER_ENVIRONMENT === 'github-hosted')
        return {};
    const [worker, own] = await Promise.all([workerOf(stage), identify(process.pid)]);
    return { ...(worker ? { worker } : {}), ...(own ? { stage: own } : {}) };
}
/** A runner that starts each stage by another process has none whose end is that of the job. */
function lasting(worker, present) {
    const isGone = present?.pid === process.pid;
    return isGone || (present?.pid === worker.pid && present.startedAt === worker.startedAt)
        ? worker
        : undefined;
}
/** Does nothing in a home without a record. Never throws: a note that is missing only costs a later job some care. */
async function change(home, next) {
    const owner = await home_owner_ownerOf(home);
    if (owner)
        await write(home, next(owner)).catch(() => undefined);
}
const write = (home, owner) => replaceFile(fileIn(home), JSON.stringify(owner));
const digestOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

;// CONCATENATED MODULE: ./build/src/keeper/homes.js








const PREFIX = 'job-';
const LOGIN_PREFIX = 'login-';
const ACCESS_PREFIX = 'access-';
/**
 * The CODEX_HOME of this job for the login of one store: two uses of the action in a job share it, so that the second
 * sees what the first refreshed. A home of another job is never used, whatever its name.
 */
const privateHome = (stage, options) => homeOfJob(stage, PREFIX, options);
/** The same for an access login (login/access.ts), which is in no store: `store` names whose it is. */
const accessHome = (stage, options) => homeOfJob(stage, ACCESS_PREFIX, options);
async function homeOfJob(stage, prefix, options) {
    const { store } = options;
    const job = jobDigest(stage);
    const parent = await makeParent(stage.env);
    const home = join(parent, prefix + nameOf(job, store));
    if (await isMade(home))
        return claimed(stage, home, options);
    const owner = await ownerOf(home);
    if (owner?.job === job && owner.store === store)
        return { home, made: false };
    return claimed(stage, await mkdtemp(join(parent, prefix)), options);
}
/** An empty CODEX_HOME for a new login: what is stored stays until the new one is whole. */
async function loginHome(stage, options) {
    const home = await mkdtemp(join(await makeParent(stage.env), LOGIN_PREFIX));
    return (await claimed(stage, home, options)).home;
}
async function claimed(stage, home, options) {
    try {
        await claimHome(stage, home, { job: jobDigest(stage), ...options });
        await copyConfig(options.configured, home);
    }
    catch (error) {
        // A later stage would take it for that of an earlier step.
        await removePrivateHome(home);
        throw error;
    }
    return { home, made: true };
}
/**
 * The directory of all these homes: not under the temp directory, where Codex has no sandbox
 * (docs/facts#home-in-temporary-folder).
 */
const parentOfHomes = (env) => join(userHome(env), '.codex-auth-action');
async function makeParent(env) {
    const parent = parentOfHomes(env);
    await mkdir(parent, { recursive: true, mode: 0o700 });
    return parent;
}
/** False if something is there already. */
const isMade = (home) => mkdir(home, { mode: 0o700 }).then(() => true, error => {
    if (systemCode(error) !== 'EEXIST')
        throw error;
    return false;
});
const copyConfig = (from, to) => copyFile(join(from, 'config.toml'), join(to, 'config.toml')).catch(error => {
    if (systemCode(error) !== 'ENOENT')
        throw error;
});
const nameOf = (job, store) => createHash('sha256')
    .update(JSON.stringify([job, store]))
    .digest('hex')
    .slice(0, 16);
/** Whether `privateHome`, `accessHome` or `loginHome` made it. */
const homes_isPrivateHome = (home) => [PREFIX, LOGIN_PREFIX, ACCESS_PREFIX].some(prefix => basename(home).startsWith(prefix)) &&
    basename(dirname(home)) === '.codex-auth-action';
/** The file in which a login is left that could not be stored, in the age format. */
const sealedFileIn = (home) => `${authFileIn(home)}.age`;
/**
 * Removes a home that `privateHome` or `loginHome` made, and nothing else. The login goes first, because we may fail to
 * remove files that a step made as another user. Returns what is left, if anything: the login too, or only the rest.
 */
async function removePrivateHome(home) {
    if (!homes_isPrivateHome(home))
        return undefined;
    const isGone = (path) => rm(path, { recursive: true, force: true, maxRetries: 3 }).then(() => true, () => false);
    if (!(await isGone(authFileIn(home))))
        return 'login';
    return (await isGone(home)) ? undefined : 'rest';
}
/** Removes what killed workers have left: there is nothing in it that anybody needs. */
async function removeDeadAccessHomes({ env, now }) {
    const parent = parentOfHomes(env);
    const names = await readdir(parent).catch(() => []);
    for (const name of names.filter(name => name.startsWith(ACCESS_PREFIX))) {
        const owner = await ownerOf(join(parent, name));
        if (owner && !(await isAlive(owner, now())))
            await removePrivateHome(join(parent, name));
    }
}

;// CONCATENATED MODULE: ./build/src/keeper/codex-home.js







/** Tells a later use of this action in the job which CODEX_HOME was set before one of ours was; empty if none. */
const REAL_HOME_VARIABLE = 'CODEX_AUTH_ACTION_HOME';
/** The CODEX_HOME of machine or workflow, whatever an earlier use of this action in the job has set. */
const ambientHome = (env) => (isPrivateHome(env.CODEX_HOME ?? '') ? env[REAL_HOME_VARIABLE] : env.CODEX_HOME) || undefined;
/** The absolute CODEX_HOME: the input, otherwise the environment's, otherwise ~/.codex. */
function configuredHome(input, env) {
    return resolve(fromHome(input ?? ambientHome(env) ?? '~/.codex', env));
}
/**
 * The CODEX_HOME of a persistent runner. Throws where it would not outlive the job, or where Codex can't work in it.
 */
function persistentHome(input, env, around = surroundings()) {
    if (env.RUNNER_ENVIRONMENT === 'github-hosted')
        throw new EphemeralRunner();
    const home = configuredHome(input, env);
    // The root of any drive: Windows has several.
    if (home === resolve(userHome(env)) || home === dirname(home))
        throw new InputError('codex-home', `leads to ${home}, which is not a directory for Codex alone`, 'Give a directory of its own, such as ~/.codex.');
    for (const [place, why] of volatilePlaces(env))
        if (place && isWithin(home, place))
            throw new InputError('codex-home', `(or CODEX_HOME, or HOME) leads to ${home}, ${why}`, 'Give a directory that outlives the job, such as one under the home of the user that runs the runner; in a container, a mounted one.');
    if (endsWithContainer(home, around))
        throw new ContainerHome(home);
    return home;
}
function volatilePlaces(env) {
    return [
        [env.RUNNER_TEMP, 'which the runner empties after each job'],
        ['/github', 'which is part of a job container and gone after the job'],
        [env.GITHUB_WORKSPACE, 'which a checkout empties, and where the model works'],
        [tmpdir(), 'a directory for temporary files, in which Codex has no sandbox'],
    ];
}
/** The host store's directory would be gone with the container that this job runs in. */
class ContainerHome extends errors/* ActionError */.lZ {
    name = 'ContainerHome';
    constructor(home) {
        super('container-home', {
            what: `This job runs in a container, and the login would be kept in ${home}, which is part of the container.`,
            why: 'It is gone when the container is replaced, and with it every refreshed login: the refresh token of the seed would soon be used. Nothing was changed.',
            remedy: `Mount a volume that outlives the container there (\`docker run --volume codex-home:${home}\`), or give \`codex-home\` a directory of such a volume. Or keep the login in another store (\`storage\`).`,
        });
    }
}
/** The host store was asked for, or would be taken, on a runner whose disk is gone after the job. */
class EphemeralRunner extends errors/* ActionError */.lZ {
    name = 'EphemeralRunner';
    constructor() {
        super('ephemeral-runner', {
            what: 'This is a GitHub-hosted runner, and the login would be kept on its disk.',
            why: 'The disk is gone after the job, and with it every refreshed login: the refresh token of the seed would soon be used.',
            remedy: 'Give one of the stores what it needs: `encryption-key` (cache), `secret-name` with a token or app (github-secret), or `restore-command` and `persist-command` (command). Or run this job on a self-hosted runner.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/keeper/runner-kind.js
/** Set by nektos/act, and by the runners of Gitea and Forgejo, which are made from it. */
const RELATIVES_OF_ACT = (/* unused pure expression or super */ null && (['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS']));
/**
 * Whether the server has no API of GitHub's: Gitea and Forgejo have some of it, but keep secrets in another way. Their
 * runners set a variable each; act can use such a server, too.
 */
const isForge = ({ GITEA_ACTIONS, FORGEJO_ACTIONS, GITHUB_API_URL = '' }) => Boolean(GITEA_ACTIONS || FORGEJO_ACTIONS) || /\/api\/v1\/?$/.test(GITHUB_API_URL);
/**
 * Whether this is a runner that runs the post of each step whose pre it ran, even if it skips the main: GitHub's own
 * (docs/facts/runner.md). It always sets RUNNER_NAME, in a job container too; act and its relatives don't.
 */
const runsEveryPost = (env) => Boolean(env.RUNNER_NAME) && !RELATIVES_OF_ACT.some(name => env[name]);

;// CONCATENATED MODULE: ./build/src/keeper/store-kind.js



/** The inputs of which `storage: auto` can tell a store, and the stores for which each has an effect. */
const STORES_OF = {
    'encryption-key': ['cache', 'command'],
    'restore-command': ['command'],
    'persist-command': ['command'],
    'secret-name': ['github-secret'],
    'secret-environment': ['github-secret'],
    'secret-organization': ['github-secret'],
    'app-id': ['github-secret'],
    'app-private-key': ['github-secret'],
};
/** Inputs that don't tell which store is meant, and have no effect for some. */
const STORES_OF_OTHERS = {
    'lease-ref': ['cache', 'github-secret', 'command'],
    'lease-repository': ['cache', 'github-secret', 'command'],
};
const TELLING = Object.keys(STORES_OF);
/** Names of an App, which may be there to publish the access login instead. */
const OF_APP = ['app-id', 'app-private-key'];
const isForSharing = (inputs, name) => OF_APP.includes(name) && (inputs['share-access']?.startsWith('secret:') ?? false);
/** The inputs that tell which store is meant. */
const given = (inputs) => TELLING.filter(name => inputs[name] && !isForSharing(inputs, name));
/** Without these a store can't work. */
const NEEDS = {
    host: [],
    cache: ['encryption-key'],
    'github-secret': [],
    command: ['restore-command', 'persist-command'],
};
/**
 * The store of this job. `auto`: on a self-hosted runner its disk, otherwise the store whose inputs are given, the cache first.
 *
 * @throws InputError if `auto` leaves it open on a self-hosted runner, or if the server can't have that store; EphemeralRunner if
 * nothing says which or the disk is gone after the job; StoreInputs if the chosen one lacks an input
 */
function storeKind(inputs, env) {
    const isHosted = env.RUNNER_ENVIRONMENT === 'github-hosted';
    const kind = inputs.storage === 'auto' ? automaticKind(inputs, isHosted) : inputs.storage;
    if (!kind || (kind === 'host' && isHosted))
        throw new EphemeralRunner();
    if (kind === 'github-secret' && isForge(env))
        throw noSecretsOfGithub('storage', 'is `github-secret`');
    const missing = NEEDS[kind].filter(name => !inputs[name]);
    if (missing.length > 0)
        throw new StoreInputs(kind, missing);
    return kind;
}
/** The names of the inputs that were given and have no effect with this store. */
const idleInputs = (inputs, kind) => Object.entries({ ...STORES_OF, ...STORES_OF_OTHERS })
    .filter(([name, kinds]) => inputs[name] &&
    !isForSharing(inputs, name) &&
    !kinds.includes(kind))
    .map(([name]) => name);
/** @param what what the input asks for, to end in a clause about the server */
const noSecretsOfGithub = (input, what) => new errors/* InputError */.dz(input, `${what}, and the server of this job is a Gitea or Forgejo, whose API for secrets is not GitHub's`, 'Keep the login on the disk of the runner (`storage: host`) or by two commands (`storage: command`): docs/other-runners.md.');
/** Whether an input is given that only a store needs. */
const asksForStore = (inputs) => given(inputs).length > 0;
function automaticKind(inputs, isHosted) {
    const told = toldStore(inputs);
    if (isHosted || !told)
        return isHosted ? told : 'host';
    const names = given(inputs).map(name => `\`${name}\``);
    throw new errors/* InputError */.dz('storage', `is \`auto\` on a self-hosted runner, where that means its disk, but ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} for another store`, `Set \`storage: ${told}\` to keep the login there, or \`storage: host\` without ${names.length > 1 ? 'those inputs' : 'that input'} to keep it on the disk of this machine.`);
}
/** The store whose inputs are given. */
function toldStore(inputs) {
    const isFor = (kind) => given(inputs).some(name => STORES_OF[name].includes(kind));
    if (inputs['restore-command'] || inputs['persist-command'])
        return 'command';
    return ['cache', 'github-secret'].find(isFor);
}
const REMEDIES = {
    'encryption-key': 'Make a key with `age-keygen`, or `openssl rand -base64 32`, store it as a secret (`gh secret set CODEX_KEY`), and give that secret as `encryption-key`.',
    'restore-command': 'Give the command that prints the stored login.',
    'persist-command': 'Give the command that stores the login it reads from its standard input.',
};
/** The chosen store lacks an input that it can't do without. */
class StoreInputs extends errors/* ActionError */.lZ {
    name = 'StoreInputs';
    constructor(kind, missing) {
        super('store-inputs', {
            what: `The store "${kind}" needs ${missing.map(name => `\`${name}\``).join(' and ')}.`,
            why: kind === 'cache'
                ? 'Everybody who can run a workflow in this repository can read its cache, so the login is never put there unencrypted.'
                : "Without it the refreshed login can't be kept, and would be lost with the job.",
            remedy: missing.map(name => REMEDIES[name]).join(' '),
        });
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/uses.js




function usesOf(workflow, repository) {
    return workflow.jobs.flatMap(job => {
        const ways = (0,call_paths/* waysTo */.Og)(job, repository.workflows);
        return job.steps.filter(step => repository.isOurs(step)).map(step => useOf(job, step, ways));
    });
}
function useOf(job, step, ways) {
    const { inputs } = step;
    const login = inputs['login-name'] || 'default';
    return { step, job, workflow: job.workflow, ways, inputs, login, ...judgedStore(job, inputs) };
}
/** The action's own choice of a store, so far as the file tells what it would see. */
function judgedStore(job, inputs) {
    if (isWorker(inputs))
        return { store: undefined, refusal: undefined };
    const storage = inputs.storage || 'auto';
    const host = runner(job);
    if ((0,doctor_workflow/* isExpression */.B)(storage) || (storage === 'auto' && host === undefined))
        return { store: undefined, refusal: undefined };
    try {
        const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''));
        // What is not given is undefined in Inputs too; of the others storeKind looks only whether they are there.
        const store = storeKind({ ...given, storage }, { RUNNER_ENVIRONMENT: host });
        return { store, refusal: undefined };
    }
    catch (error) {
        return { store: undefined, refusal: error instanceof errors/* ActionError */.lZ ? error : undefined };
    }
}
/** It has an access login, and keeps nothing. A file doesn't tell what is in a secret, only what it is called. */
function isWorker(inputs) {
    if (inputs['share-access'])
        return false;
    const [, secret = ''] = /\bsecrets\.(\w+)/i.exec(inputs['auth-json'] ?? '') ?? [];
    return Boolean(inputs['access-key']) || secret.toUpperCase().includes('ACCESS');
}
/** As RUNNER_ENVIRONMENT says it; undefined for a group, a label of somebody's own, or an expression. */
function runner({ labels }) {
    if (labels.some(label => label.toLowerCase() === 'self-hosted'))
        return 'self-hosted';
    if (labels.length === 1 && labels.every(label => /^(ubuntu|windows|macos)-/i.test(label)))
        return 'github-hosted';
    return undefined;
}
/** The mode, store and login of a use of the action, and its place. */
function factOf({ step, workflow, job, store: kind, inputs, login }) {
    const mode = inputs.mode || (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup');
    const where = `${workflow.file}:${step.locate().line}`;
    return [where, `${job.id && `job ${job.id}, `}mode ${mode}, storage ${kind ?? 'not known'}, login ${login}`];
}

;// CONCATENATED MODULE: ./build/src/doctor/workflows.js









/** So many files are opened at once: one after the other, most of the time would be waiting. */
const READ_AT_ONCE = 32;
/** Nobody reads more about the uses of this action. */
const MOST_FACTS = 50;
/** Judges files, each beside what is in its repository. One that can't be read is said, and the rest is judged. */
async function judgeWorkflows(files, { cwd }) {
    const byRoot = new Map();
    for (const file of files) {
        const root = file.root ?? (await rootOf((0,external_node_path_.resolve)(cwd, file.path)));
        byRoot.set(root, [...(byRoot.get(root) ?? []), file]);
    }
    const unreadable = [];
    const workflows = [];
    const scenes = [];
    const found = [];
    for (const [root, members] of byRoot) {
        const here = await judgeRepository(root, members, cwd);
        unreadable.push(...here.unreadable);
        workflows.push(...here.named);
        scenes.push(here.scene);
        found.push(...here.findings);
    }
    const uses = scenes.flatMap(scene => scene.uses.filter(({ workflow }) => workflows.includes(workflow)));
    const facts = uses.slice(0, MOST_FACTS).map(factOf);
    if (uses.length > MOST_FACTS)
        facts.push(['…', `${uses.length - MOST_FACTS} more uses of this action`]);
    const findings = [...unreadable, ...found];
    return {
        report: {
            verdict: verdictOf({ workflows, scenes, findings, uses: uses.length }),
            facts,
            findings,
            closing: [],
        },
        scenes,
        workflows,
        unreadable,
    };
}
async function judgeRepository(root, members, cwd) {
    const unreadable = [];
    const named = [];
    const others = [];
    const all = [...members, ...(members[0]?.beside ?? [])];
    const files = new Map();
    for (const [index, { path: file, text }] of all.entries()) {
        const path = (0,external_node_path_.resolve)(cwd, file);
        if (!files.has(path))
            files.set(path, { file, text, isNamed: index < members.length });
    }
    const entries = [...files];
    for (let at = 0; at < entries.length; at += READ_AT_ONCE) {
        const some = entries.slice(at, at + READ_AT_ONCE).map(async ([path, { file, text, isNamed }]) => {
            try {
                const workflow = text === undefined ? await readWorkflow(file, path) : parseWorkflow({ file, path, text });
                return () => (isNamed ? named : others).push(workflow);
            }
            catch (error) {
                return () => isNamed && unreadable.push(unreadableAs(file, error));
            }
        });
        // In the order of their names, whichever was read first.
        for (const take of await Promise.all(some))
            take();
    }
    // Files that only share a directory aren't a repository: they may call one another, and no more is sure.
    const isRepository = members.some(({ root: given }) => given !== undefined) ||
        members.every(({ path }) => /(?:^|\/)\.github\/(?:workflows|actions)\//.test((0,external_node_path_.resolve)(cwd, path).split(external_node_path_.sep).join('/')));
    const display = (path) => displayOf(path, root, members[0]?.path ?? '.', cwd);
    const repository = await readRepository(root, [...named, ...others], display);
    const scene = {
        workflows: repository.workflows,
        logins: (0,logins/* loginJobs */.w)(repository, isRepository
            ? repository.workflows
            : [...named, ...repository.workflows.filter(({ kind }) => kind === 'action')]),
        named,
        uses: repository.workflows.flatMap(workflow => usesOf(workflow, repository)),
    };
    // An action of another kind has nothing to judge, unless it takes a login.
    const findings = withoutIgnored(await findingsIn(scene), scene.workflows).filter(({ files = [] }) => files.some(file => named.some(workflow => workflow.file === file)));
    const silent = named.filter(({ kind, file }) => kind === 'code' && !findings.some(({ files }) => files?.includes(file)));
    if (silent.length > 0 && silent.length === members.length)
        throw new NotJudged(silent[0]?.file ?? '');
    return { unreadable, named, scene, findings };
}
/** A path as the user would name it, beside the file that was given. */
function displayOf(path, root, given, cwd) {
    const absolute = (0,external_node_path_.resolve)(cwd, given);
    const depth = (0,external_node_path_.relative)(root, (0,external_node_path_.dirname)(absolute)).split(external_node_path_.sep).filter(Boolean).length;
    const base = given.split('/').slice(0, -1);
    const prefix = base.length >= depth ? base.slice(0, base.length - depth).join('/') : '';
    const inside = (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/');
    return base.length >= depth ? [prefix, inside].filter(Boolean).join('/') : (0,external_node_path_.relative)(cwd, path) || path;
}
function unreadableAs(file, error) {
    const place = { file, line: 1, column: 1 };
    if (error instanceof UnreadableWorkflow)
        return { level: 'warning', code: error.code, place, files: [file], ...error.explanation };
    const code = (0,errors/* systemCode */.xU)(error);
    if (code === undefined)
        throw error;
    return {
        level: 'warning',
        code: 'unreadable-workflow',
        place,
        files: [file],
        what: `${file} can't be read (${code}).`,
        why: 'It may do anything with a login.',
        remedy: 'Make it readable, or remove it.',
    };
}
/** The number of judged files and the outcome, in one line. */
function verdictOf({ workflows, scenes, findings, uses }) {
    const recipes = scenes
        .flatMap(({ logins }) => logins)
        .filter(({ workflow, kind }) => kind !== 'own' && workflows.includes(workflow)).length;
    const actions = workflows.filter(({ kind }) => kind !== 'workflow').length;
    const kinds = [
        (actions === 0 || workflows.length > actions) && workflows_count(workflows.length - actions, 'workflow'),
        actions > 0 && workflows_count(actions, 'composite action'),
    ].filter(Boolean);
    const what = `${kinds.join(', ')}, ${workflows_count(uses, 'use')} of this action, ${workflows_count(recipes, 'job')} with a login by hand`;
    return `${what}: ${outcome(findings)}.`;
}
/** Without a warning this line sounds like praise, so it counts the jobs whose login the doctor could not follow. */
function outcome(findings) {
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    const hidden = findings.filter(({ code }) => code === 'unseen').length;
    if (warnings > 0)
        return workflows_count(warnings, 'warning');
    if (hidden === 0)
        return 'nothing found that would lose the login';
    return `no warning, but in ${workflows_count(hidden, 'job')} the doctor can't see what happens to the login`;
}
const workflows_count = (number, name) => `${number} ${name}${number === 1 ? '' : 's'}`;

;// CONCATENATED MODULE: ./build/src/doctor/judge.js



/** Judges workflows, prints what was asked for, and returns the exit code. */
async function judgeFiles(files, options, machine) {
    const judged = await judgeWorkflows(files, machine);
    const all = judged.scenes.flatMap(({ workflows }) => workflows);
    const texts = new Map(all.map(({ file, text }) => [file, text]));
    const report = judged.report;
    if (options.overview)
        machine.print((await __webpack_require__.e(/* import() */ 216).then(__webpack_require__.bind(__webpack_require__, 1216))).overview(judged));
    if (options.fix) {
        const { applyFixes } = await __webpack_require__.e(/* import() */ 869).then(__webpack_require__.bind(__webpack_require__, 9869));
        await applyFixes(report.findings, {
            isDry: options['dry-run'] === true,
            machine,
            texts: new Map(all.map(({ path, text, file }) => [path, { text, file }])),
        });
        if (options['dry-run'] !== true)
            return judgeFiles(files, { ...options, fix: false }, machine);
    }
    await (0,print/* printReport */.Y)(report, options.format, machine, (file, line) => lineOf(texts.get(file), line));
    if (options.suggest)
        machine.print((await __webpack_require__.e(/* import() */ 861).then(__webpack_require__.bind(__webpack_require__, 1861))).suggestions(judged));
    const others = report.findings.filter(finding => !judged.unreadable.includes(finding));
    if (others.some(doctor_report/* isWarning */.V))
        return doctor_report/* EXIT */.d.found;
    if (judged.unreadable.length > 0)
        return doctor_report/* EXIT */.d.unreadable;
    return options.strict && others.some(({ unsure }) => unsure) ? doctor_report/* EXIT */.d.unsure : doctor_report/* EXIT */.d.well;
}
function lineOf(text, line) {
    if (text === undefined)
        return undefined;
    let from = 0;
    for (let count = 1; count < line; count += 1) {
        from = text.indexOf('\n', from) + 1;
        if (from === 0)
            return undefined;
    }
    const end = text.indexOf('\n', from);
    return text.slice(from, end < 0 ? undefined : end).slice(0, 400);
}


/***/ }),

/***/ 2507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g1: () => (/* binding */ constantGroup),
  hv: () => (/* binding */ groupName),
  Qj: () => (/* binding */ groupingsOf),
  w: () => (/* binding */ loginJobs),
  CJ: () => (/* binding */ mayRunOn),
  CU: () => (/* binding */ startsSeldom)
});

// EXTERNAL MODULE: ./build/src/doctor/call-paths.js
var call_paths = __webpack_require__(7692);
// EXTERNAL MODULE: ./build/src/doctor/condition.js
var doctor_condition = __webpack_require__(4832);
// EXTERNAL MODULE: ./build/src/doctor/schedule.js
var schedule = __webpack_require__(8864);
// EXTERNAL MODULE: ./build/src/doctor/way/acts.js
var way_acts = __webpack_require__(7504);
// EXTERNAL MODULE: ./build/src/doctor/workflow.js
var workflow = __webpack_require__(7796);
// EXTERNAL MODULE: ./build/src/doctor/way/names.js
var way_names = __webpack_require__(9813);
;// CONCATENATED MODULE: ./build/src/doctor/way/state.js

/** More acts than any job has: a script that has more was written to grow. */
const MOST_ACTS = 500;
function did(scope, occasion, deed) {
    const { acts } = scope.state;
    if (acts.length >= MOST_ACTS)
        return;
    const act = { ...deed, ...occasion, chain: scope.chain };
    // Several lines may write one file, such as `{ echo …; echo …; } > auth.json`.
    const same = acts.some(one => one.kind === act.kind &&
        one.place.line === act.place.line &&
        one.place.file === act.place.file &&
        one.chain[0] === act.chain[0] &&
        JSON.stringify({ ...one, chain: 0, place: 0 }) === JSON.stringify({ ...act, chain: 0, place: 0 }));
    if (!same)
        acts.push(act);
}
/** The content of a file, as far as the job has shown it. */
function contentOfFile(state, path) {
    const known = state.files.get(path);
    if (known)
        return known;
    if ((0,way_names/* isLoginPath */.rR)(path, state.aboutCodex) || isHome(state, path))
        return { kind: 'login' };
    return undefined;
}
const isHome = (state, path) => (0,way_names/* isHomePath */.vF)(path) || state.homes.has(path.replace(/\/(?:\*{1,2}|\.)?$/, ''));
/** The CODEX_HOME of a command. */
function homeIn(variables) {
    const home = variables.get('CODEX_HOME')?.text;
    if (home)
        return (0,way_names/* plainPath */.s1)(home);
    const user = variables.get('HOME')?.text;
    return user ? (0,way_names/* plainPath */.s1)(`${user}/.codex`) : way_names/* DEFAULT_HOME */.uQ;
}
/** Takes note that a job put content into an auth.json. */
function restored(scope, occasion, { path, content, looked }) {
    if (content?.kind === 'login')
        return;
    const home = (0,way_names/* isLoginPath */.rR)(path, true) ? (0,way_names/* homeOf */.lt)(path) : path;
    scope.state.homes.add(home);
    if (content?.kind === 'key') {
        did(scope, occasion, { kind: 'key' });
        return;
    }
    const { from, accessOnly } = content?.kind === 'given' ? content : { from: { kind: 'elsewhere' }, accessOnly: false };
    did(scope, occasion, { kind: 'restore', from, home, looked, accessOnly });
}

;// CONCATENATED MODULE: ./build/src/doctor/way/stream.js
const NOTHING = { text: '' };
/** A script that is longer isn't read: nobody writes one into a workflow. */
const LONGEST_SCRIPT = 128 * 1024;

;// CONCATENATED MODULE: ./build/src/doctor/way/code.js




/** Judges code in Python, JavaScript or PowerShell that handles a login, only by the words of each line. */
const isInlineCode = (words) => words.some(({ text }) => text.includes('\n') && /\b(?:import|require|const|def)\b/.test(text));
const NAMES = /auth\.json|auth['"]?\s*(?:\+|,)\s*['"]?\.json/;
const WRITES = /write_?text|write_?bytes|writeFile|WriteAll(?:Text|Bytes|Lines)|\bjson\.dump\(|copyFile|cpSync|shutil\.(?:copy|move)|os\.replace|renameSync|Set-Content|Out-File|Add-Content|Copy-Item|Move-Item|Bun\.write|Deno\.write|File\.write/i;
const READS = /read_?text|read_?bytes|readFile|ReadAll(?:Text|Bytes)|\bjson\.load\b|\bopen\(|Get-Content|\bcat\b|require\(|File\.read/i;
const OPENED_TO_WRITE = /['"]w[b+]?['"]/;
/** Whether a line of code writes a file. */
const writesFile = (line) => WRITES.test(line) ||
    (line.includes('open(') && OPENED_TO_WRITE.test(line)) ||
    (/^[^>]{0,300}>/.test(line.slice(0, 400)) &&
        line.indexOf('auth.json') > line.indexOf('>') &&
        !line.includes('=>'));
const SETS_SECRET = /createOrUpdate(?:Repo|Org|Environment)Secret|\/secrets\/(?!public-key)|SealedBox|crypto_box_seal|put_secret_value|PutSecretValue|add_secret_version|addSecretVersion|set_secret\b|setSecret(?!\s*\(\s*(?:process|token|auth))|gh['"]?\s*,?\s*['"]?secret['"]?\s*,?\s*['"]?set|upload_(?:file|blob)|put_object|PutObject/i;
const REFRESHES = /\bauth\.openai\.com\/(?:api\/accounts\/)?oauth\/token\b/;
const CALLS = /\b(?:spawn|exec|run|check_call|check_output|Popen|call|system)|\$`/;
const QUOTES_CODEX = /['"`](?:npx (?:-y )?)?(?:@openai\/)?codex['"`@ ,]/;
const USES_SDK = /\bnew Codex\(|@openai\/codex-sdk/;
const runsCodex = (lines) => lines.some(line => USES_SDK.test(line) || (QUOTES_CODEX.test(line) && CALLS.test(line)));
const COMMAND = /^\s*(?:&\s*)?(?:npx\s+(?:-y\s+|--yes\s+)?)?(?:@openai\/)?codex(?:@[\w.-]+)?(?:\.cmd|\.exe)?\s+(\S+)/;
const LOOKS = /Test-Path|\.exists\(|existsSync|os\.path\.(?:exists|isfile)|is_file\(/i;
const EMPTIES = /refresh_token['"\]]{0,2} ?[=:] ?(?:''|""|None|null|undefined)/;
/** Whether a line takes the refresh token out of a login. */
const strips = (line) => line.includes('refresh_token') && (EMPTIES.test(line) || /\b(?:delete|del|pop)\b/.test(line));
function runCode(scope, circumstances) {
    if (scope.text.length > LONGEST_SCRIPT)
        return NOTHING;
    const occasion = { after: circumstances.after, place: scope.place(0) };
    const { state } = scope;
    const text = withVariables(scope);
    if (REFRESHES.test(text))
        did(scope, occasion, { kind: 'refresh' });
    const lines = text.split('\n');
    const isPowerShell = /^(?:pwsh|powershell|cmd)/.test(scope.shell) || /\.ps1$/.test(scope.shell);
    const paths = [...text.matchAll(/[^\s"'`,;()|<>]{0,300}auth\.json/g)]
        .map(([path]) => (0,way_names/* plainPath */.s1)(path))
        .slice(0, 50);
    const names = NAMES.test(text) && (state.aboutCodex || paths.some(path => (0,way_names/* isLoginPath */.rR)(path, false)));
    const home = homeFrom(text, paths) ?? homeIn(scope.env);
    const content = handedTo(scope, text);
    const stripped = content?.kind === 'given' && lines.some(strips) ? { ...content, accessOnly: true } : content;
    const writes = names && isWritten(text);
    // A program that reads auth.json and writes it again edits it.
    const isEdit = READS.test(text) && !content && !isPowerShell && /json\.load|JSON\.parse/.test(text);
    if (writes && (content || !isEdit)) {
        const isKey = content?.kind === 'given' && 'name' in content.from && (0,way_names/* isKeyName */.TK)(content.from.name);
        restored(scope, occasion, {
            path: `${home}/auth.json`,
            content: isKey ? { kind: 'key' } : stripped,
            looked: circumstances.looked || LOOKS.test(text),
        });
    }
    else if (LOOKS.test(text) && names) {
        const id = scope.chain.at(-1)?.id;
        if (id)
            state.looked.add(id);
    }
    if (isPowerShell)
        for (const [index, line] of lines.entries()) {
            const command = COMMAND.exec(line)?.[1];
            const here = {
                ...occasion,
                place: scope.place(lines.slice(0, index).join('\n').length + (index > 0 ? 1 : 0)),
            };
            if (command === 'logout')
                did(scope, here, { kind: 'end', command: 'codex logout' });
            else if (command === 'login') {
                if (/--with-api-key|--api-key|--with-access-token/.test(line))
                    did(scope, here, { kind: 'key' });
                else if (!/login\s+status/.test(line))
                    did(scope, here, { kind: 'end', command: 'codex login' });
            }
            else if (command && !/^(?:--version|-V|--help|-h|completion)$/.test(command))
                codex(scope, here, home);
            if (/^\s*(?:Get-Content|gc|cat|type)\s[^|>]*auth\.json["']?\s*$/i.test(line) && names)
                did(scope, here, { kind: 'open', where: 'log' });
        }
    else if (runsCodex(lines))
        codex(scope, occasion, home);
    if (SETS_SECRET.test(text) && (names || content || state.homes.size > 0)) {
        const name = /(?:secret_name\s*[:=]\s*|\/secrets\/|secret\s+set\s+|['"]set['"]\s*,\s*)['"`]?([A-Z][\w]{2,100})/.exec(text)?.[1] ?? '';
        const to = /createOrUpdateEnvironmentSecret|environments\/|--env\b/.test(text)
            ? 'environment'
            : /put_secret_value|PutSecretValue|SecretVersion|upload_|put_object|PutObject/.test(text)
                ? 'elsewhere'
                : 'secret';
        did(scope, occasion, { kind: 'save', to, name, fixed: false, home, inPost: false });
    }
    return { text: '$()' };
}
function codex(scope, occasion, home) {
    const key = [...scope.env].some(([name, { text, content }]) => (0,way_names/* isKeyName */.TK)(name) && (text !== '' || content !== undefined));
    did(scope, occasion, { kind: 'codex', home, ends: true, key, fenced: false });
}
/** Whether auth.json, or a variable or a constant that names it, is what is written. */
function isWritten(text) {
    const lines = text.split('\n');
    if (!lines.some(writesFile))
        return false;
    const named = lines.flatMap(line => {
        const name = line.includes('auth.json')
            ? /^(?:const |let |var )?\$?(\w{1,60}) ?=/.exec(line.trim())?.[1]
            : undefined;
        return name ? [name] : [];
    });
    return lines.some((line, at) => {
        // A call may go over several lines.
        const part = [line, ...lines.slice(at + 1, at + 4)].join(' ');
        if (!writesFile(line))
            return false;
        return NAMES.test(part) || part.split(/\W+/).some(word => named.includes(word));
    });
}
/** The first secret or variable with a login that the code uses. */
function handedTo(scope, text) {
    const own = scope.contentOf(text);
    const used = [...scope.env]
        .filter(([name, { content }]) => content && name.length > 1 && text.includes(name))
        .map(([, { content }]) => content);
    return (0,way_acts/* strongest */.yX)(...used, own);
}
const homeFrom = (text, paths) => {
    const [path] = paths.filter(one => one.includes('/'));
    if (path && /^[~$\w.]/.test(path))
        return path.slice(0, path.lastIndexOf('/'));
    return /\.codex/.test(text) && !/CODEX_HOME/.test(text) ? '~/.codex' : undefined;
};
/** PowerShell's own variables put in: `$f = "…/auth.json"; … > $f`. */
function withVariables(scope) {
    const values = new Map();
    for (const [, name = '', value = ''] of scope.text.matchAll(/^[ \t]*\$(\w{1,60})[ \t]*=[ \t]*(?:Join-Path[ \t]+)?(["'$][^\n]{1,300})$/gm))
        if (/auth\.json|\.codex|CODEX_HOME/.test(value))
            values.set(name, value);
    if (values.size === 0 || values.size > 50)
        return scope.text;
    return scope.text.replace(/\$(\w{1,60})\b(?!\s*=)/g, (whole, name) => values.get(name)?.replace(/["']/g, '').slice(0, 300) ?? whole);
}

;// CONCATENATED MODULE: ./build/src/doctor/way/scope.js



function environment(layers, scope) {
    const env = new Map(scope.env);
    for (const layer of layers)
        for (const [name, text] of Object.entries(layer).slice(0, 500))
            env.set(name, toValue(text, { ...scope, env }));
    return env;
}
function toValue(text, scope) {
    const content = contentOf(text, scope);
    const resolved = (0,workflow/* isExpression */.B)(text) && text.length < 2000
        ? text.replace(/\$\{\{\s*(env|inputs)\.([\w-]+)\s*\}\}/g, (whole, context, name) => (context === 'env' ? scope.env.get(name) : scope.inputs.get(name.toLowerCase()))?.text || whole)
        : text;
    return { text: resolved, content };
}
/** The login in the value of a text's expressions. */
function contentOf(text, { state, inputs, env }) {
    if (!(0,workflow/* isExpression */.B)(text))
        return undefined;
    return (0,way_acts/* strongest */.yX)(...(0,way_names/* referencesIn */.ii)(text).map(({ context, name, output }) => {
        if (context === 'secrets')
            return /^GITHUB_TOKEN$/i.test(name) ? undefined : (0,way_names/* given */.gI)({ kind: 'secret', name });
        if (context === 'inputs') {
            const value = inputs.get(name.toLowerCase());
            return value ? value.content : (0,way_names/* given */.gI)({ kind: 'input', name });
        }
        if (context === 'env')
            return env.get(name)?.content ?? state.env.get(name)?.content;
        if (context === 'steps')
            return state.outputs.get(`${name}.${output}`) ?? state.outputs.get(`${name}.*`);
        if (context === 'needs' || context === 'vars' || context === 'matrix')
            return (0,way_names/* isLoginName */.tm)(output || name) ? (0,way_names/* given */.gI)({ kind: 'elsewhere' }) : undefined;
        return undefined;
    }));
}
const nameOf = (content) => content?.kind === 'given' && 'name' in content.from ? content.from.name : undefined;
/** The names of what a mapping hands over that is a login: by the secret's name, or by that under which it arrives. */
function handedIn(values, scope) {
    return Object.entries(values).flatMap(([name, text]) => {
        const content = contentOf(text, scope);
        if (!content || content.kind === 'key')
            return [];
        const from = nameOf(content);
        if (from && ((0,way_names/* isKeyName */.TK)(from) || /^(?:GH|GITHUB)_|_PAT$|TOKEN$/i.test(from)) && !(0,way_names/* isLoginName */.tm)(from))
            return [];
        return (from && (0,way_names/* isLoginName */.tm)(from)) || (0,way_names/* isLoginInput */.Yy)(name) || content.kind === 'login'
            ? [`\`${from ?? name}\``]
            : [];
    });
}

// EXTERNAL MODULE: ./node_modules/unbash/dist/parser.js + 15 modules
var parser = __webpack_require__(8919);
;// CONCATENATED MODULE: ./build/src/doctor/way/invocation.js



/** Where and when it happens. */
const occasionOf = ({ shell, circumstances: { after }, offset }) => ({
    after,
    place: shell.scope.place(offset),
});
const CODEX = /(?:^|\/)codex(?:\.exe|\.js)?$|^@openai\/codex(?:@\S*)?$/;
/** Harmless for a login that is there: they build, install, and talk to GitHub. */
const BENIGN = /^(?:git|gh|apt|apt-get|brew|npm|pnpm|yarn|pip3?|pipx|corepack|curl|wget|tar|unzip|zip|echo|printf|jq|sudo|make|cmake|cargo|go|gcc|choco|winget|dpkg|apk|dnf|yum|systemctl|sysctl|aa-exec|apparmor_parser|bwrap|node|python3?|hadolint|shellcheck|actionlint|nvm|fnm)$/;
const OUTPUT_OPTION = /^(?:-o|-O|--?out(?:put|-?file|put-?file|put-document|put-dir)?|--dest(?:ination)?(?:-file)?|--target|--to|--save-to|-OutFile|-FilePath|--download-path|--file-path)$/;
/** Whether a word is a group of short options that has one. */
const isShort = (text, letter) => /^-\w+$/.test(text) && text.includes(letter);
/** The login that a command reads: by its input, an operand, `@FILE`, `file://FILE`, or an option's value. */
function contentRead({ shell, words, circumstances }) {
    const { state } = shell.scope;
    const contents = words.slice(1).map(({ text, content }, index) => {
        if (OUTPUT_OPTION.test(words[index]?.text ?? ''))
            return undefined;
        // A sentence that ends in a path isn't a path.
        if (content || /\s/.test(text))
            return content;
        const path = (0,way_names/* plainPath */.s1)(text).replace(/^.*?(?:@|file:\/\/|fileb:\/\/|=|<)/, '');
        return contentOfFile(state, (0,way_names/* plainPath */.s1)(text)) ?? contentOfFile(state, (0,way_names/* plainPath */.s1)(path));
    });
    return (0,way_acts/* strongest */.yX)(circumstances.stdin?.content, ...contents);
}
/** It stores the login as Codex has left it. */
function saved(invocation, to = 'elsewhere', name = '') {
    const { scope, variables } = invocation.shell;
    const deed = { kind: 'save', to, name, fixed: false, home: homeIn(variables), inPost: false };
    did(scope, occasionOf(invocation), deed);
}
const SECRETS_API = /\/(?:actions|environments\/[^\s/]+)\/secrets\/(?!public-key)([\w-]*)/;
/** It stores the login by a request to GitHub's API. False if it sends none. */
function savedByApi(invocation, text) {
    const [path = '', name = ''] = SECRETS_API.exec(text.slice(0, 2000)) ?? [];
    if (path === '')
        return false;
    saved(invocation, path.includes('environments/') ? 'environment' : 'secret', /^\w+$/.test(name) ? name : '');
    return true;
}
/** The login's name, where a command is handed its value. */
const loginNamed = (content) => content?.kind === 'given' && 'name' in content.from && (0,way_names/* isLoginName */.tm)(content.from.name)
    ? `\`${content.from.name}\``
    : undefined;
/** The value of a secret leaves this machine. */
function handOn(invocation, what) {
    const { shell } = invocation;
    const name = loginNamed(contentRead(invocation));
    const occasion = occasionOf(invocation);
    if (name)
        did(shell.scope, occasion, { kind: 'unseen', what: `\`${what}\``, got: [name], about: true });
    return { text: '$()' };
}
/** Code that can't be seen here, with what it is handed. */
function invocation_hidden(invocation, name) {
    const { shell, words } = invocation;
    const { scope } = shell;
    const content = contentRead(invocation);
    const named = loginNamed(content);
    const own = named ? [named] : content?.kind === 'login' ? ['the login'] : [];
    const variables = [...shell.variables]
        .filter(([variable, value]) => (0,way_names/* isLoginName */.tm)(variable) && value.content?.kind === 'given')
        .map(([variable]) => `\`${variable}\``);
    const occasion = occasionOf(invocation);
    const isBenign = BENIGN.test(name) && own.length === 0 && !/^(?:node|python3?|make|npm|pnpm|yarn)$/.test(name);
    const isInstalled = /^(?:npm|pnpm|yarn|pip3?)$/.test(name) &&
        /^(?:i|ci|install|add|audit|config|--version|-v|-g|exec)$/.test(words[1]?.text ?? '');
    if (isBenign || isInstalled)
        return { text: '$()' };
    if (named && words.slice(1).some(({ content: held }) => held?.kind === 'given'))
        did(scope, occasion, { kind: 'argument', command: name });
    const text = words.map(word => word.text).join(' ');
    const about = /codex|auth|login|agent|review|opencode|llm|ai\b/i.test(text.slice(0, 500));
    // A variable of a whole job or workflow is for some of its commands, not for each.
    const got = [...new Set([...own, ...scope.handed, ...(about ? variables : [])])];
    did(scope, occasion, { kind: 'unseen', what: `\`${name.slice(0, 60)}\``, got, about });
    return { text: '$()' };
}

;// CONCATENATED MODULE: ./build/src/doctor/way/file-commands.js





/** Commands that copy, pack or encrypt files. */
/** `cp FROM… TO`. */
function copy(invocation) {
    const { shell, words, circumstances } = invocation;
    const { state } = shell.scope;
    const rest = words.slice(1);
    const operands = [];
    for (let at = 0; at < rest.length; at += 1) {
        const text = rest[at]?.text ?? '';
        if (/^(?:-m|-o|-g|--mode|--owner|--group|-e|--exclude|-i|-P|--rsh)$/.test(text))
            at += 1;
        else if (!text.startsWith('-'))
            operands.push(rest[at]);
    }
    const to = operands.at(-1);
    const from = operands.slice(0, -1);
    if (!to || from.length === 0)
        return NOTHING;
    const path = (0,way_names/* plainPath */.s1)(to.text);
    const isRemote = (text) => /^[\w.@-]+:(?!\\)/.test(text) && !/^[A-Za-z]:[\\/]/.test(text);
    const read = (value) => value.text === '/dev/stdin'
        ? circumstances.stdin?.content
        : (value.content ?? contentOfFile(state, (0,way_names/* plainPath */.s1)(value.text)));
    const content = (0,way_acts/* strongest */.yX)(...from.map(read));
    const occasion = occasionOf(invocation);
    if (isRemote(path)) {
        if (content?.kind === 'login')
            saved(invocation);
        else if (content?.kind === 'given' && 'name' in content.from && (0,way_names/* isLoginName */.tm)(content.from.name))
            did(shell.scope, occasion, {
                kind: 'unseen',
                what: `\`${words[0]?.text}\``,
                got: [`\`${content.from.name}\``],
                about: true,
            });
        return NOTHING;
    }
    const namesLogin = from.some(({ text }) => (0,way_names/* isLoginPath */.rR)((0,way_names/* plainPath */.s1)(text), true) || /\.codex\/?\.?$/.test((0,way_names/* plainPath */.s1)(text)));
    const isPlace = isHome(state, path.replace(/\/$/, ''));
    if ((0,way_names/* isLoginPath */.rR)(path, state.aboutCodex) || (isPlace && (namesLogin || content?.kind === 'given'))) {
        // From the home in use to another place: a copy, unless that is where Codex looks.
        const isOwn = from.some(({ text }) => (0,way_names/* isHomePath */.vF)((0,way_names/* plainPath */.s1)(text).replace(/\/auth\.json$/, '')) ||
            state.homes.has((0,way_names/* plainPath */.s1)(text).replace(/\/auth\.json$/, '')));
        const looked = circumstances.looked ||
            rest.some(({ text }) => isShort(text, 'n') || text === '--no-clobber' || text === '--ignore-existing');
        const given = content?.kind === 'login' && !isOwn ? undefined : content;
        if (content?.kind === 'login' && isOwn)
            state.files.set(path, content);
        else if (!(words[0]?.text === 'ln' && content === undefined))
            restored(shell.scope, occasion, { path, content: given, looked });
        else
            restored(shell.scope, occasion, { path, content: given, looked: true });
        return NOTHING;
    }
    if (content)
        state.files.set(path, content);
    return NOTHING;
}
function archive(invocation, name) {
    const { shell, words, circumstances } = invocation;
    const { state } = shell.scope;
    const texts = words.slice(1).map(({ text }) => text);
    const occasion = occasionOf(invocation);
    const isExtract = name === 'unzip' ||
        /^-?\w*x/.test(texts[0] ?? '') ||
        texts.some(text => text === '--extract' || isShort(text, 'x'));
    if (!isExtract || name === 'zip') {
        const content = contentRead(invocation);
        const target = texts.find((text, at) => /\.(?:tgz|tar|gz|zip|zst|xz|7z|enc)$/.test(text) || /^-?\w*f$/.test(texts[at - 1] ?? ''));
        if (content && target)
            state.files.set((0,way_names/* plainPath */.s1)(target), content);
        return { text: '', content };
    }
    const at = texts.findIndex(text => /^(?:-C|-d|--directory)$/.test(text));
    const place = (0,way_names/* plainPath */.s1)((at >= 0 ? texts[at + 1] : texts.find(text => text.startsWith('--directory='))?.slice(12)) ?? '');
    const content = contentRead(invocation);
    const isIntoHome = isHome(state, place.replace(/\/$/, '')) || /^~\/?$|^\$HOME\/?$/.test(place);
    if (isIntoHome &&
        (content || isHome(state, place.replace(/\/$/, '')) || texts.some(text => /codex/i.test(text)))) {
        const home = isHome(state, place.replace(/\/$/, '')) ? place.replace(/\/$/, '') : '~/.codex';
        restored(shell.scope, occasion, {
            path: `${home}/auth.json`,
            content: content?.kind === 'login' ? undefined : content,
            looked: circumstances.looked,
        });
    }
    return NOTHING;
}
/** Encrypts or decrypts: another file of the same login, which only its key opens. */
function encrypt(invocation, name) {
    const { shell, words, circumstances } = invocation;
    const texts = words.slice(1).map(({ text }) => text);
    const occasion = occasionOf(invocation);
    const at = texts.findIndex(text => OUTPUT_OPTION.test(text) || text === '-out');
    const out = (0,way_names/* plainPath */.s1)(at >= 0
        ? (texts[at + 1] ?? '')
        : (texts.find(text => /^--?out(?:put)?=/.test(text))?.replace(/^[^=]*=/, '') ?? ''));
    const content = contentRead(invocation);
    if (texts.some(text => /^(?:-d|-D|--decrypt|decrypt|-\w*d)$/.test(text))) {
        const stream = { text: '', content: content?.kind === 'given' ? content : undefined };
        if (out)
            shell.write({ text: out }, stream.content ? stream : { text: '$()' }, {
                looked: circumstances.looked,
                append: false,
                ...occasion,
            });
        return { text: '$()', content: stream.content };
    }
    if (name === 'openssl' && !texts.some(text => /^(?:enc|smime|cms|pkeyutl|rsautl|aes)/.test(text)))
        return texts[0] === 'base64' ? { text: '', content, raw: content?.kind === 'login' } : NOTHING;
    if (content?.kind === 'login') {
        saved(invocation);
        if (out)
            shell.scope.state.files.set(out, { kind: 'key' });
    }
    return NOTHING;
}

;// CONCATENATED MODULE: ./build/src/doctor/way/containers.js





/** `run`: follows the command that the container starts. */
function runContainer(invocation, run) {
    const { shell, words } = invocation;
    const { scope } = shell;
    const { state } = scope;
    const texts = words.slice(1).map(({ text }) => text);
    const occasion = occasionOf(invocation);
    if (texts[0] === 'cp')
        return copy({ ...invocation, words: words.slice(1) });
    if (texts[0] === 'secret' || texts[0] === 'login')
        return NOTHING;
    const got = [];
    let home;
    for (const [index, text] of texts.entries()) {
        const value = /^(?:-v|--volume|--mount|-e|--env|--secret)$/.test(text)
            ? (texts[index + 1] ?? '')
            : /^(?:-v|--volume|--mount|-e|--env|--secret)=?(.+)/.exec(text)?.[1];
        if (value === undefined)
            continue;
        const parts = (0,way_names/* plainPath */.s1)(value).split(/[:,=]/);
        const mounted = parts.find(part => isHome(state, part) || (0,way_names/* isLoginPath */.rR)(part, state.aboutCodex));
        if (mounted) {
            home = mounted.replace(/\/auth\.json$/, '');
            got.push(`\`${mounted}\``);
        }
        const variable = parts[0] ?? '';
        if (/^(?:-e|--env)/.test(text) && (0,way_names/* isLoginName */.tm)(variable))
            got.push(`\`${variable}\``);
        if (/^(?:-e|--env)/.test(text) && words[index + 2]?.content?.kind === 'given' && value.includes('='))
            did(scope, occasion, { kind: 'argument', command: `${words[0]?.text} run` });
    }
    const handed = scope.handed.length > 0 && /^(?:compose|build|buildx|stack)$/.test(texts[0] ?? '') ? scope.handed : [];
    got.push(...handed);
    if (!/^(?:run|exec|compose|create|start|build|buildx)$/.test(texts[0] ?? ''))
        return NOTHING;
    const inside = words.findIndex(({ text }, at) => at > 1 && (CODEX.test(text) || /^(?:bash|sh|\/bin\/(?:ba)?sh)$/.test(text)));
    const variables = new Map(shell.variables);
    if (inside > 1) {
        // The container's home is the directory that is mounted there.
        if (home)
            shell.variables.set('CODEX_HOME', { text: home });
        const before = state.acts.length;
        run({ ...invocation, words: words.slice(inside) });
        shell.variables.clear();
        for (const [name, value] of variables)
            shell.variables.set(name, value);
        if (state.acts.length > before)
            return NOTHING;
    }
    if (got.length > 0)
        did(scope, occasion, {
            kind: 'unseen',
            what: `the container of \`${words[0]?.text} ${texts[0]}\``,
            got,
            about: true,
        });
    return NOTHING;
}

;// CONCATENATED MODULE: ./build/src/doctor/way/filters.js




/** Commands that give what they read, or a part of it. */
/** Commands that show the tokens to a reader. */
const SHOWS = /^(?:cat|bat|head|tail|less|more|base64|xxd|od|strings|type|tee|nl|tac)$/;
/** Takes the refresh token out: an auth.json of which Codex can't refresh. */
const filters_EMPTIES = /refresh_token["']? ?(?:\||:)?= ?(?:""|''|null)|"refresh_token" ?: ?(?:""|null)/;
const filters_strips = (text) => text.includes('refresh_token') && (text.includes('del(') || filters_EMPTIES.test(text));
/** A variable that an action gets from whoever uses it. */
function variableIn(text) {
    const name = /\$([A-Za-z_]\w{0,99})/.exec(text.slice(0, 300))?.[1];
    return name ? (0,way_names/* given */.gI)({ kind: 'input', name }) : undefined;
}
function withoutRefresh(values, text) {
    const content = (0,way_acts/* strongest */.yX)(...values.map(value => value.content));
    return content?.kind === 'given' && filters_strips(text) ? { ...content, accessOnly: true } : content;
}
/** A command that gives what it reads. */
function pass(invocation, name) {
    const { shell, words, circumstances } = invocation;
    const rest = words.slice(1);
    const operands = rest.filter(({ text }) => !text.startsWith('-'));
    const stdin = circumstances.stdin;
    const read = operands.map(value => ({ ...shell.read({ text: value.text }), own: value.content }));
    const content = (0,way_acts/* strongest */.yX)(...read.map(stream => stream.content), ...read.map(({ own }) => own), stdin?.content);
    const text = rest.map(value => value.text).join(' ');
    if (name === 'tee') {
        for (const file of operands)
            shell.write(file, stdin ?? NOTHING, {
                looked: circumstances.looked,
                append: rest.some(value => value.text === '-a'),
                ...occasionOf(invocation),
            });
        return stdin ?? NOTHING;
    }
    if (/^[jy]q$/.test(name)) {
        // The output of a filter that picks something out isn't a login any more.
        const filter = operands.find(value => !shell.read({ text: value.text }).content)?.text.trim() ?? '.';
        const isWhole = /^\.$|^(?:del|to_entries|with_entries|\. ?\||\.tokens ?[|+]?=|\. ?\* ?|\.\[?0|\{|.*tokens\s*:)|refresh_token|tojson|@json|@base64/.test(filter);
        if (rest.some(value => /^-\w*e|--exit-status/.test(value.text)) && content?.kind === 'login')
            return NOTHING;
        if (!isWhole && content?.kind === 'login')
            return NOTHING;
        const stripped = content?.kind === 'given' && filters_strips(text) ? { ...content, accessOnly: true } : content;
        const isKey = /OPENAI_API_KEY/.test(text) && !/tokens/.test(text);
        return {
            text,
            content: isKey ? { kind: 'key' } : stripped,
            raw: content?.kind === 'login' && /^\.$/.test(filter),
        };
    }
    const isPicked = /^(?:awk|gawk|cut)$/.test(name);
    const raw = SHOWS.test(name) && (read.some(stream => stream.raw) || (operands.length === 0 && stdin?.raw === true));
    return {
        text: stdin && operands.length === 0 ? stdin.text : name === 'cat' && stdin?.text ? stdin.text : '',
        content: isPicked && content?.kind === 'login' ? undefined : content,
        raw,
    };
}

;// CONCATENATED MODULE: ./build/src/doctor/way/run-codex.js




/** Ask nothing of the login: what Codex does with these is offline (docs/facts §1). */
const OFFLINE = /^(?:completion|help)$/;
const COMMANDS = /^(?:exec|e|review|app-server|login|logout|resume|fork|mcp|mcp-server|completion|apply|a|cloud|features|doctor|debug|sandbox|proto|help|app|update|generate)$/;
function runCodex(invocation) {
    const { shell, words, circumstances } = invocation;
    const { scope, variables } = shell;
    const occasion = occasionOf(invocation);
    const options = words.slice(1).map(({ text }) => text);
    const at = options.findIndex(text => COMMANDS.test(text));
    const command = options[at];
    const before = at < 0 ? options : options.slice(0, at);
    const after = at < 0 ? [] : options.slice(at + 1);
    const isAsked = before.some(text => /^(?:--version|-V|--help|-h)$/.test(text)) || /^(?:--help|-h)$/.test(after[0] ?? '');
    if (isAsked || OFFLINE.test(command ?? ''))
        return NOTHING;
    if (command === 'login') {
        if (after.some(text => /^--(?:with-api-key|with-access-token|api-key)/.test(text)))
            did(scope, occasion, { kind: 'key' });
        else if (after[0] !== 'status')
            did(scope, occasion, { kind: 'end', command: 'codex login' });
        return NOTHING;
    }
    if (command === 'logout') {
        did(scope, occasion, { kind: 'end', command: 'codex logout' });
        return NOTHING;
    }
    const key = [...variables].some(([name, { text, content }]) => (0,way_names/* isKeyName */.TK)(name) && (text !== '' || content !== undefined));
    const override = variables.get('CODEX_REFRESH_TOKEN_URL_OVERRIDE')?.text ?? '';
    const fenced = override !== '' && !/auth\.openai\.com/.test(override);
    did(scope, occasion, {
        kind: 'codex',
        home: homeIn(variables),
        ends: circumstances.ends && !shell.isTolerant,
        key,
        fenced,
    });
    return NOTHING;
}

;// CONCATENATED MODULE: ./build/src/doctor/way/run-gh.js




function runGh(invocation) {
    const { shell, words } = invocation;
    const texts = words.slice(1).map(({ text }) => text);
    const content = contentRead(invocation);
    if (texts[0] === 'secret' && texts[1] === 'set') {
        const name = texts
            .slice(2)
            .find((text, at) => !text.startsWith('-') &&
            !/^(?:-b|--body|-R|--repo|-e|--env|-o|--org|-v|--visibility|-a|--app|-r|--repos|-f|--env-file)$/.test(texts[at + 1] ?? '')) ?? '';
        if (content?.kind === 'login' || (0,way_names/* isLoginName */.tm)(name) || /\$/.test(name)) {
            const isEnvironment = texts.some(text => /^(?:--env|-e)(?:=|$)/.test(text));
            saved(invocation, isEnvironment ? 'environment' : 'secret', /\$/.test(name) ? '' : name);
            const value = words.find(({ content: held }, at) => at > 2 && held?.kind === 'login');
            if (value)
                did(shell.scope, occasionOf(invocation), { kind: 'argument', command: 'gh secret set' });
        }
        return NOTHING;
    }
    const all = texts.join(' ');
    if (texts[0] === 'api' && /PUT/i.test(all) && savedByApi(invocation, all))
        return NOTHING;
    if (content?.kind === 'login')
        saved(invocation);
    return handOn(invocation, 'gh');
}

;// CONCATENATED MODULE: ./build/src/doctor/way/unknown-commands.js




const FETCHES = /^(?:download|get|read|show|pull|export|fetch|restore|access|view|inject|load|retrieve|decrypt|describe|get-secret-value)$/;
const STORES = /^(?:set|put|write|upload|create|push|update|edit|add|store|save|import|replace|insert|post|versions|sync|patch|upsert|put-secret-value|put-parameter|put-object)$/;
const TOKEN_ENDPOINT = /\bauth\.openai\.com\/(?:api\/accounts\/)?oauth\/token\b/;
/** A command that we don't know: it may keep a login that it reads, and it writes the files that its options name. */
function runOther(invocation, name) {
    const { shell, words, circumstances, offset } = invocation;
    const { scope } = shell;
    const { state } = scope;
    const rest = words.slice(1);
    const texts = rest.map(({ text }) => text);
    const occasion = occasionOf(invocation);
    const script = /^(?:npm|pnpm|yarn|bun)$/.test(name)
        ? state.packageScript(texts.find(text => !/^(?:run|-.*)$/.test(text)) ?? '')
        : undefined;
    if (script !== undefined && scope.depth < 4)
        return shell.inner(script, circumstances, offset);
    if (/^(?:\.{1,2}\/|\$GITHUB_WORKSPACE\/|\$GITHUB_ACTION_PATH\/|\$\{\{ *github\.action_path)/.test(words[0]?.text ?? '') ||
        /^[\w.-]+\/.+/.test(words[0]?.text ?? ''))
        if (shell.file(repositoryPath(shell, words[0]?.text ?? ''), circumstances, false))
            return NOTHING;
    const verbs = texts.filter(text => /^[a-z-]+$/.test(text));
    const isFetch = verbs.some(verb => FETCHES.test(verb)) && !verbs.some(verb => STORES.test(verb));
    const isCopy = verbs.some(verb => /^(?:cp|copy|copyto|sync|mv|get|download)$/.test(verb));
    const operands = texts.map(text => (0,way_names/* plainPath */.s1)(text.replace(/^--?[\w-]+=/, '')));
    const last = operands.findLastIndex(text => !text.startsWith('-'));
    const target = operands.findIndex((path, at) => !path.includes(':') &&
        ((0,way_names/* isLoginPath */.rR)(path, state.aboutCodex) || (isHome(state, path) && /codex/i.test(path))) &&
        (OUTPUT_OPTION.test(texts[at - 1] ?? '') ||
            /^--?(?:o|out|output|dest)=/.test(texts[at] ?? '') ||
            isFetch ||
            (isCopy && at === last && operands.slice(0, at).some(one => /[:/]/.test(one)))));
    if (target >= 0) {
        const path = operands[target] ?? '';
        restored(scope, occasion, {
            path: (0,way_names/* isLoginPath */.rR)(path, true) ? path : `${path}/auth.json`,
            content: undefined,
            looked: circumstances.looked,
        });
        return NOTHING;
    }
    const content = contentRead(invocation);
    if (/^(?:curl|wget|http|https|xh)$/.test(name)) {
        const all = texts.join(' ');
        if (/\bPUT\b/.test(all) && savedByApi(invocation, all))
            return NOTHING;
        if (content?.kind === 'login' &&
            !TOKEN_ENDPOINT.test(all) &&
            texts.some(text => /^(?:-T|--upload-file|-d|--data|--data-binary|--data-raw|-F|--form|--json)/.test(text)))
            saved(invocation);
        return TOKEN_ENDPOINT.test(all) ? { text: '$()' } : handOn(invocation, name);
    }
    if (content?.kind === 'login') {
        saved(invocation);
        if (rest.some(value => value.content?.kind === 'login'))
            did(scope, occasion, { kind: 'argument', command: name });
        return NOTHING;
    }
    return invocation_hidden(invocation, name);
}
const repositoryPath = ({ scope }, file) => {
    const path = (0,way_names/* plainPath */.s1)(file)
        .replace(/^\$GITHUB_WORKSPACE\//, '')
        .replace(/^\$\{\{\s*github\.action_path\s*\}\}/, '$GITHUB_ACTION_PATH');
    const directory = (0,way_names/* plainPath */.s1)(scope.directory);
    return directory && !/^[/~$]/.test(path) ? `${directory}/${path}` : path;
};

;// CONCATENATED MODULE: ./build/src/doctor/way/scripts.js





/** Commands that start a script. */
function runInner(invocation, name) {
    const { shell, words, circumstances, offset } = invocation;
    const rest = words.slice(1);
    if (name === 'ssh')
        return handOn(invocation, 'ssh');
    if (name === 'eval')
        return shell.inner(rest.map(({ text }) => text).join(' '), circumstances, offset);
    const command = rest.findIndex(({ text }) => /^-\w*c$/.test(text));
    if (command >= 0)
        return shell.inner(rest[command + 1]?.text ?? '', circumstances, offset);
    const file = rest.find(({ text }) => !/^[-+]/.test(text));
    if (file)
        return runFile(invocation, file.text, false);
    // A script by here-document, or by a pipe from somewhere.
    if (circumstances.stdin?.text)
        return shell.inner(circumstances.stdin.text, { ...circumstances, stdin: undefined }, offset);
    return NOTHING;
}
/** A script of the repository; one that isn't there is code that can't be seen. */
function runFile(invocation, file, own) {
    const { shell, circumstances } = invocation;
    if (!shell.file(repositoryPath(shell, file), circumstances, own))
        return invocation_hidden(invocation, (0,way_names/* plainPath */.s1)(file));
    return NOTHING;
}
function interpret(invocation, name) {
    const { shell, words, circumstances, offset } = invocation;
    const rest = words.slice(1);
    const inline = rest.findIndex(({ text }) => /^(?:-c|-e|-p|-pe|-ne|--eval|--print|-Command|eval)$/.test(text));
    const scope = { ...shell.scope, env: shell.variables, place: () => shell.scope.place(offset) };
    if (inline >= 0)
        return runCode({
            ...scope,
            text: rest
                .slice(inline + 1)
                .map(({ text }) => text)
                .join('\n'),
            shell: name,
        }, circumstances);
    const file = rest.find(({ text }) => !text.startsWith('-') && !/^(?:run|test|x)$/.test(text));
    if ((!file || rest.some(({ text }) => text === '-')) && circumstances.stdin?.text)
        return runCode({ ...scope, text: circumstances.stdin.text, shell: name }, circumstances);
    if (file && /[./]/.test(file.text)) {
        if (!shell.file(repositoryPath(shell, file.text), circumstances, false))
            return runOther(invocation, name);
        return NOTHING;
    }
    return runOther(invocation, name);
}

;// CONCATENATED MODULE: ./build/src/doctor/way/commands.js












/** Follows a login through single commands of a shell: by their shape, not by a list of all tools. */
/** Start another command that follows among their arguments. */
const WRAPPERS = /^(?:sudo|env|timeout|gtimeout|nice|nohup|time|exec|command|builtin|stdbuf|xvfb-run|setsid|ionice|chronic|unbuffer|doas|npx|bunx|pnpx|retry|catchsegv|dotenv|mise|volta|proxychains4?|flock|script|parallel|xargs|then)$/;
/** Words between such a command and the one it starts. */
const BETWEEN = /^(?:-.*|\d+(?:\.\d+)?[smhd]?|[A-Za-z_]\w*=.*|x|run|exec|dlx|--|\/tmp\/\S+)$/;
/** Give what they read, perhaps in another form. */
const PASSES = /^(?:cat|bat|head|tail|less|more|base64|base32|xxd|od|tr|sed|awk|gawk|fold|gzip|gunzip|zcat|pigz|zstd|xz|bzip2|envsubst|tac|paste|iconv|dos2unix|rev|strings|jq|yq|tee|pv|type|sponge|column|nl|cut|uniq)$/;
/** Only look, or do what leaves the content alone. */
const commands_LOOKS = /^(?:\[|test|rm|shred|unlink|rmdir|stat|ls|wc|du|df|file|chmod|chown|chgrp|mkdir|touch|sha\d*sum|md5sum|shasum|cksum|b2sum|cmp|diff|grep|egrep|fgrep|rg|find|realpath|readlink|dirname|basename|true|false|:|cd|pushd|popd|pwd|unset|sleep|date|id|whoami|which|exit|return|shift|read|let|break|continue|getfacl|setfacl|lsof|xattr|umask|wait|kill|printenv|nproc|uname|tput|seq|sort|eval-json|ps|pgrep|pkill|chattr|truncate|mktemp|ulimit|hash|alias|shopt|getopts|mapfile|readarray|ln-s|restorecon|icacls|attrib|install-d|gitleaks|logger|sync)$/;
const COPIES = /^(?:cp|mv|install|ln|rsync|scp|ditto|gcp|gmv|robocopy|xcopy|copy|move)$/;
const ENCRYPTS = /^(?:age|rage|gpg2?|sops|openssl|ansible-vault|minisign|ccrypt|ejson)$/;
const CONTAINERS = /^(?:docker|podman|nerdctl|finch)$/;
const INTERPRETERS = /^(?:python[\d.]*|node|nodejs|deno|bun|ruby|perl|tsx|ts-node|pwsh|powershell|uv)$/;
/** Returns the output of a command, and notes its acts in the job's state. */
function runCommand(invocation) {
    const unwrapped = withoutWrappers(invocation);
    const { shell, words, circumstances } = unwrapped;
    const name = ((0,way_names/* plainPath */.s1)(words[0]?.text ?? '')
        .split('/')
        .at(-1) ?? '').replace(/\.exe$/i, '');
    const rest = words.slice(1);
    const { scope } = shell;
    const occasion = occasionOf(unwrapped);
    const all = rest
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 5000);
    const codex = words.findIndex(({ text }) => CODEX.test((0,way_names/* plainPath */.s1)(text)));
    if (codex === 0)
        return runCodex(unwrapped);
    if (name === 'echo' || name === 'printf' || name === 'Write-Output') {
        const values = rest.filter(({ text }) => !/^-[neE]+$/.test(text));
        const isAction = scope.chain[0].job.workflow.kind === 'action';
        return {
            text: values.map(({ text }) => text).join(' '),
            content: withoutRefresh(values, all) ?? (isAction ? variableIn(all) : undefined),
            raw: values.some(({ content }) => content?.kind === 'login'),
        };
    }
    if (TOKEN_ENDPOINT.test(all) && !commands_LOOKS.test(name) && !/^(?:bash|sh|eval)$/.test(name))
        did(scope, occasion, { kind: 'refresh' });
    if (/^(?:bash|sh|dash|zsh|eval|su|runuser|ssh)$/.test(name))
        return runInner(unwrapped, name);
    if (name === 'source' || name === '.')
        return runFile(unwrapped, rest[0]?.text ?? '', true);
    if (COPIES.test(name))
        return copy(unwrapped);
    if (name === 'printenv') {
        const value = shell.variables.get(rest[0]?.text ?? '');
        return value ?? { text: '$()' };
    }
    if (name === 'dd') {
        const from = commands_option(rest, /^if=/);
        const stream = from ? shell.read({ text: from }) : (circumstances.stdin ?? NOTHING);
        const to = commands_option(rest, /^of=/);
        if (to)
            shell.write({ text: to }, stream, { looked: circumstances.looked, append: false, ...occasion });
        return to ? NOTHING : stream;
    }
    if (CONTAINERS.test(name))
        return runContainer(unwrapped, runCommand);
    if (name === 'gh')
        return runGh(unwrapped);
    if (/^(?:tar|unzip|zip|7z|bsdtar)$/.test(name))
        return archive(unwrapped, name);
    if (ENCRYPTS.test(name))
        return encrypt(unwrapped, name);
    if (name === 'git') {
        if (rest.some(({ text }) => contentOfFile(scope.state, (0,way_names/* plainPath */.s1)(text))?.kind === 'login' && (0,way_names/* isLoginPath */.rR)((0,way_names/* plainPath */.s1)(text), true)) &&
            /^(?:add|commit|stage)\b/.test(rest[0]?.text ?? ''))
            did(scope, occasion, { kind: 'open', where: 'git' });
        return NOTHING;
    }
    if (PASSES.test(name) || (/^(?:python[\d.]*|uv)$/.test(name) && / ?-m json\.tool/.test(all)))
        return pass(unwrapped, name);
    if (commands_LOOKS.test(name))
        return NOTHING;
    if (INTERPRETERS.test(name) || isInlineCode(rest))
        return interpret(unwrapped, name);
    return runOther(unwrapped, name);
}
function withoutWrappers(invocation) {
    let { words } = invocation;
    for (let count = 0; count < 6; count += 1) {
        const name = (0,way_names/* plainPath */.s1)(words[0]?.text ?? '')
            .split('/')
            .at(-1) ?? '';
        const isRunner = /^(?:pnpm|yarn|bun|npm|uv|poetry|pipenv|nix|devbox|conda)$/.test(name) &&
            /^(?:dlx|exec|x|run)$/.test(words[1]?.text ?? '');
        if (!WRAPPERS.test(name) && !isRunner)
            break;
        let next = 1;
        while (next < words.length - 1 && BETWEEN.test(words[next]?.text ?? '')) {
            const { text, content } = words[next] ?? { text: '' };
            const at = text.indexOf('=');
            if (/^[A-Za-z_]\w*=/.test(text))
                invocation.shell.variables.set(text.slice(0, at), { text: text.slice(at + 1), content });
            // The value of an option such as `-u user`.
            next +=
                /^(?:-u|-g|-p|--package|-c)$/.test(text) &&
                    !CODEX.test(words[next + 1]?.text ?? '') &&
                    name !== 'script'
                    ? 2
                    : 1;
        }
        // `npm run build` runs a script of the repository.
        if (isRunner && /^(?:npm|pnpm|yarn|bun)$/.test(name) && words[1]?.text === 'run')
            break;
        words = words.slice(next);
    }
    return { ...invocation, words };
}
const commands_option = (words, form) => words.find(({ text }) => form.test(text))?.text.replace(form, '') ?? '';

;// CONCATENATED MODULE: ./build/src/doctor/way/expression-marks.js

/** Expressions are put in before a shell reads the script, so they are part of a word, whatever they hold. */
class ExpressionMarks {
    expressions = [];
    /** The script as long as before, with a mark in place of each expression. */
    hide(text) {
        let plain = '';
        let done = 0;
        for (const { from, to } of (0,way_names/* expressionsIn */.l$)(text)) {
            const mark = String.fromCharCode(0xe000 + (this.expressions.push(text.slice(from, to)) - 1));
            plain += text.slice(done, from) + mark + '\uf8ff'.repeat(to - from - 1);
            done = to;
            if (this.expressions.length > 4000)
                break;
        }
        return plain + text.slice(done);
    }
    /** The text with the expressions that its marks stand for. */
    show(text) {
        if (!/[\ue000-\uf8ff]/.test(text))
            return text;
        return text
            .replaceAll('\uf8ff', '')
            .replace(/[\ue000-\uf8fe]/g, mark => this.expressions[mark.charCodeAt(0) - 0xe000] ?? '');
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/way/look.js
const inverse = (look) => (look === 'present' ? 'missing' : look === 'missing' ? 'present' : look);
function lookIn(clause, reader) {
    const looks = clause.commands.map(({ command }) => lookOf(command, reader));
    return looks.find(look => look !== undefined);
}
function lookOf(node, reader) {
    if (node.type === 'Pipeline') {
        const look = node.commands[0] && lookOf(node.commands[0], reader);
        return node.prefixes.some(({ type }) => type === 'Negation') ? inverse(look) : look;
    }
    if (node.type === 'AndOr')
        return node.commands.map(part => lookOf(part, reader)).find(look => look !== undefined);
    if (node.type === 'TestCommand')
        return lookOfTest(node.expression, reader);
    if (node.type === 'BraceGroup' || node.type === 'Subshell')
        return lookIn(node.body, reader);
    if (node.type !== 'Command' || !node.name)
        return undefined;
    return lookOfWords([node.name, ...node.args.filter(arg => arg.type === 'Word')].map(word => reader.word(word)), reader);
}
function lookOfWords(words, { isLogin }) {
    const [name, ...rest] = words.map(({ text }) => text);
    if (name === '[' || name === 'test') {
        const at = rest.findIndex(word => /^-[efsrd]$/.test(word));
        if (at >= 0 && isLogin(rest[at + 1] ?? ''))
            return rest[at - 1] === '!' ? 'missing' : 'present';
        return undefined;
    }
    if (/^(?:jq|grep)$/.test(name ?? '') && rest.some(word => isLogin(word)))
        return 'compared';
    return undefined;
}
function lookOfTest(test, reader) {
    switch (test.type) {
        case 'TestUnary':
            return /^-[efsrd]$/.test(test.operator) && reader.isLogin(reader.word(test.operand).text)
                ? 'present'
                : undefined;
        case 'TestNot':
            return test.negations.length % 2
                ? inverse(lookOfTest(test.operand, reader))
                : lookOfTest(test.operand, reader);
        case 'TestLogical':
            return test.operands.map(part => lookOfTest(part, reader)).find(look => look !== undefined);
        case 'TestGroup':
            return lookOfTest(test.expression, reader);
        default:
            return undefined;
    }
}
const isNegation = (clause) => {
    const command = clause.commands[0]?.command;
    return command?.type === 'Pipeline' && command.prefixes.some(({ type }) => type === 'Negation');
};
/** Whether a part of a script ends it. */
function endsScript(node) {
    switch (node.type) {
        case 'CompoundList':
            return node.commands.some(({ command }) => endsScript(command));
        case 'BraceGroup':
            return endsScript(node.body);
        case 'AndOr':
            return node.commands.some(endsScript);
        case 'Pipeline':
            return node.commands.length === 1 && node.commands.some(endsScript);
        case 'Command':
            return /^(?:exit|return)$/.test(node.name?.value ?? '');
        default:
            return false;
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/way/words.js


function assignedValue(value, reader) {
    if (value.type === 'Word')
        return wordValue(value, reader);
    const elements = value.elements.map(element => wordValue(element, reader));
    return {
        text: elements.map(({ text }) => text).join(' '),
        content: (0,way_acts/* strongest */.yX)(...elements.map(({ content }) => content)),
    };
}
/** An argument such as `A=B` of `export`. */
function pairValue({ name, value }, reader) {
    const { text, content } = assignedValue(value, reader);
    return { text: `${name}=${text}`, content };
}
function wordValue(word, reader) {
    const value = word.parts ? partsValue(word.parts, reader) : { text: reader.marks.show(word.value) };
    return value.content ? value : { ...value, content: reader.scope.contentOf(value.text) };
}
function partsValue(parts, reader) {
    const values = parts.map(part => partValue(part, reader));
    return {
        text: values.map(({ text }) => text).join(''),
        content: (0,way_acts/* strongest */.yX)(...values.map(({ content }) => content)),
    };
}
function partValue(part, reader) {
    switch (part.type) {
        case 'Literal':
        case 'SingleQuoted':
        case 'AnsiCQuoted': {
            const text = reader.marks.show(part.value);
            return { text, content: reader.scope.contentOf(text) };
        }
        case 'DoubleQuoted':
        case 'LocaleString':
            return partsValue(part.parts, reader);
        case 'SimpleExpansion':
            return variableValue(part.text.replace(/^\$/, ''), reader);
        case 'ParameterExpansion': {
            const known = reader.variables.get(part.parameter);
            if (known && (known.text !== '' || known.content))
                return part.prefix === '#' ? { text: '0' } : variableValue(part.parameter, reader);
            const { operation } = part;
            if (operation?.type === 'Default' && /-|=/.test(operation.operator)) {
                const operand = wordValue(operation.operand, reader);
                // If nothing here sets CODEX_HOME, its default counts.
                return operand.text !== '' || operand.content ? operand : variableValue(part.parameter, reader);
            }
            return part.prefix === '#' ? { text: '0' } : variableValue(part.parameter, reader);
        }
        case 'CommandExpansion':
        case 'ProcessSubstitution': {
            if (!part.script)
                return { text: part.text };
            const stream = reader.output(part.script.commands);
            return { text: stream.text.trim() || '$()', content: stream.content };
        }
        default:
            return { text: reader.marks.show(part.text) };
    }
}
function variableValue(name, { variables }) {
    const value = variables.get(name);
    // One that nobody here sets comes from whoever uses this action, or from a step that can't be seen.
    if (!value)
        return { text: `$${name}`, content: (0,way_names/* isLoginName */.tm)(name) ? (0,way_names/* given */.gI)({ kind: 'input', name }) : undefined };
    if (value.text.length < 4000)
        return value.text === '' && !value.content ? { text: `$${name}` } : value;
    return { text: `$${name}`, content: value.content };
}

;// CONCATENATED MODULE: ./build/src/doctor/way/shell.js










/** Scripts that start scripts, and functions that call functions. */
const DEEPEST = 8;
/** Follows a shell script, and tells the job's state what it does with a login. */
function runShell(scope, looked) {
    if (scope.text.length > LONGEST_SCRIPT)
        return;
    const shell = new ShellRun(scope);
    try {
        shell.script(scope.text, looked);
    }
    catch (error) {
        // Nested deeper than the stack: what was found until then counts.
        if (!(error instanceof RangeError))
            throw error;
    }
}
class ShellRun {
    scope;
    variables;
    functions = new Map();
    marks = new ExpressionMarks();
    /** Set by `set +e`, or by a shell of somebody's own (`bash {0}`). */
    tolerant;
    pipefail;
    /** An earlier line ends the script where there is a login already. */
    looked = false;
    depth = 0;
    constructor(scope) {
        this.scope = scope;
        this.variables = new Map([...scope.env, ...scope.state.env]);
        this.tolerant = scope.shell.includes('{0}') && !/\s-\w*e/.test(scope.shell);
        this.pipefail = scope.shell === 'bash' || scope.shell.includes('pipefail');
    }
    script(text, looked) {
        return this.parsed(text, { ...this.plainly(), looked });
    }
    /** A script in a script: `bash -c '…'`, a trap. Its places are those of the command that starts it. */
    inner(text, circumstances, offset) {
        const shell = new ShellRun({
            ...this.scope,
            text,
            place: () => this.scope.place(offset),
            depth: this.scope.depth + 1,
        });
        if (shell.scope.depth > DEEPEST)
            return NOTHING;
        for (const [name, value] of this.variables)
            shell.variables.set(name, value);
        return shell.parsed(text, circumstances);
    }
    /** A script of the repository, started or read in by this one. */
    file(path, circumstances, own) {
        const found = this.scope.state.script(path);
        if (!found || this.scope.depth >= DEEPEST)
            return false;
        const place = (offset) => {
            const before = found.text.slice(0, offset).split('\n');
            return { file: found.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
        };
        const scope = { ...this.scope, text: found.text, place, depth: this.scope.depth + 1 };
        const isShell = /\.(?:sh|bash)$/.test(path) || /^#![^\n]{0,60}\b(?:ba|da|z)?sh\b/.test(found.text);
        if (!isShell) {
            if (/\.(?:[cm]?[jt]s|py|ps1|rb|pl)$/.test(path))
                runCode({ ...scope, shell: path }, circumstances);
            else
                return false;
            return true;
        }
        const shell = own ? this : new ShellRun({ ...scope, shell: 'bash {0}' });
        for (const [name, value] of this.variables)
            shell.variables.set(name, value);
        if (own)
            new ShellRun({ ...scope, env: this.variables }).parsed(found.text, circumstances);
        else
            shell.parsed(found.text, circumstances);
        return true;
    }
    plainly() {
        return { stdin: undefined, out: 'log', looked: false, after: 'anything', ends: !this.tolerant };
    }
    parsed(text, circumstances) {
        return this.statements((0,parser/* parse */.qg)(this.marks.hide(text)).commands, circumstances);
    }
    statements(list, circumstances) {
        const streams = list.map(({ command }) => this.node(command, { ...circumstances, looked: circumstances.looked || this.looked }));
        return joined(streams);
    }
    list = (list, circumstances) => list ? this.statements(list.commands, circumstances) : NOTHING;
    node(node, circumstances) {
        this.depth += 1;
        try {
            return this.depth > 200 ? NOTHING : this.visit(node, circumstances);
        }
        finally {
            this.depth -= 1;
        }
    }
    visit(node, circumstances) {
        const tested = { ...circumstances, ends: false };
        switch (node.type) {
            case 'Command':
                return this.command(node, circumstances);
            case 'Pipeline': {
                const isNegated = node.prefixes.some(({ type }) => type === 'Negation');
                let stdin = circumstances.stdin;
                let stream = NOTHING;
                for (const [index, part] of node.commands.entries()) {
                    const isLast = index === node.commands.length - 1;
                    stream = this.node(part, {
                        ...circumstances,
                        stdin,
                        out: isLast ? circumstances.out : 'taken',
                        ends: circumstances.ends && !isNegated && (isLast || this.pipefail),
                    });
                    stdin = stream;
                }
                return stream;
            }
            case 'AndOr':
                return this.andOr(node, circumstances);
            case 'If': {
                const branches = [
                    { clause: node.clause, body: node.then },
                    ...node.elif.map(one => ({ clause: one.clause, body: one.then })),
                ];
                const streams = [];
                let otherwise = circumstances;
                for (const { clause, body } of branches) {
                    const before = this.scope.state.acts.length;
                    this.list(clause, { ...tested, looked: otherwise.looked });
                    const look = lookIn(clause, this);
                    const ran = this.ranCodex(before);
                    streams.push(this.list(body, {
                        ...otherwise,
                        looked: otherwise.looked || look === 'missing' || look === 'compared',
                        after: ran ? (isNegation(clause) ? 'failure' : 'success') : otherwise.after,
                    }));
                    if (look === 'present' && endsScript(body))
                        this.looked = true;
                    otherwise = {
                        ...otherwise,
                        looked: otherwise.looked || look === 'present' || look === 'compared',
                        after: ran ? (isNegation(clause) ? 'success' : 'failure') : otherwise.after,
                    };
                }
                streams.push(this.list(node.else, otherwise));
                return joined(streams);
            }
            case 'While':
                this.list(node.clause, tested);
                return this.list(node.body, circumstances);
            case 'For':
            case 'Select':
                for (const word of (node.wordlist ?? []).slice(0, 1))
                    this.variables.set(node.name.value, this.word(word));
                return this.list(node.body, circumstances);
            case 'ArithmeticFor':
            case 'Subshell':
            case 'BraceGroup':
                return this.list(node.body, circumstances);
            case 'CompoundList':
                return this.list(node, circumstances);
            case 'Case':
                return joined(node.items.map(({ body }) => this.list(body, circumstances)));
            case 'Redirected':
                return this.node(node.command, this.redirected(node.redirects, circumstances));
            case 'Coproc':
                return this.node(node.body, circumstances);
            case 'Function':
                this.functions.set(node.name.value, node.body);
                return NOTHING;
            case 'TestCommand':
                this.noteLook(lookOfTest(node.expression, this));
                return NOTHING;
            default:
                return NOTHING;
        }
    }
    andOr(node, circumstances) {
        const streams = [];
        let { looked, after } = circumstances;
        for (const [index, part] of node.commands.entries()) {
            const operator = node.operators[index - 1];
            const before = this.scope.state.acts.length;
            if (operator === '||' && after === 'success')
                after = circumstances.after;
            if (operator) {
                const last = node.commands[index - 1];
                const look = last && lookOf(last, this);
                looked ||= look === 'compared' || look === (operator === '||' ? 'present' : 'missing');
                if (look === 'present' && operator === '&&' && endsScript(part))
                    this.looked = true;
            }
            const isLast = index === node.commands.length - 1;
            // `a || b`: the failure of a is answered. `a && b`: it ends the script, or not, as a whole.
            const isAnswered = node.operators.slice(index).includes('||');
            streams.push(this.node(part, {
                ...circumstances,
                looked,
                after: operator ? after : circumstances.after,
                ends: circumstances.ends && !isAnswered && (isLast || node.operators[index] === '&&'),
            }));
            if (this.ranCodex(before))
                after = node.operators[index] === '&&' ? 'success' : 'failure';
        }
        return joined(streams);
    }
    ranCodex = (before) => this.scope.state.acts.slice(before).some(({ kind }) => kind === 'codex');
    command(node, circumstances) {
        const assignments = node.prefix.filter(part => part.type === 'Assignment');
        const inside = this.redirected(node.redirects, circumstances);
        const assigned = assignments.map(({ name, value }) => [name, assignedValue(value, this)]);
        if (!node.name) {
            for (const [name, value] of assigned)
                this.variables.set(name, value);
            return NOTHING;
        }
        const words = [
            this.word(node.name),
            ...node.args.map(word => (word.type === 'Word' ? this.word(word) : pairValue(word, this))),
        ];
        const before = new Map(this.variables);
        for (const [name, value] of assigned)
            this.variables.set(name, value);
        const stream = this.run(words, inside, node.pos);
        if (assigned.length > 0) {
            this.variables.clear();
            for (const [name, value] of before)
                this.variables.set(name, value);
        }
        return this.written(stream, inside, node.pos);
    }
    /** Sends the output of a command once to its redirections, and returns what is left for a pipe. */
    written(stream, { out, looked, after }, offset) {
        const occasion = { after, place: this.scope.place(offset) };
        if (out === 'taken')
            return stream;
        if (out === 'log') {
            if (stream.raw && stream.content?.kind === 'login')
                did(this.scope, occasion, { kind: 'open', where: 'log' });
            return NOTHING;
        }
        this.write(out.file, stream, { ...occasion, looked, append: out.append });
        return NOTHING;
    }
    /** Something is written into a file. */
    write(file, stream, { looked, append, ...occasion }) {
        const { state, chain } = this.scope;
        const path = (0,way_names/* plainPath */.s1)(file.text);
        const name = /^\s*([\w-]+)(?:=|<<)/.exec(stream.text)?.[1];
        if (/GITHUB_OUTPUT|GITHUB_STATE/.test(path)) {
            const id = chain.at(-1)?.id ?? '';
            if (stream.content)
                for (const output of [name ?? '*', '*'])
                    state.outputs.set(`${id}.${output}`, stream.content);
        }
        else if (/GITHUB_ENV/.test(path)) {
            const text = stream.text.slice(stream.text.indexOf('=') + 1);
            if (name)
                state.env.set(name, { text, content: stream.content });
        }
        else if ((0,way_names/* isLoginPath */.rR)(path, state.aboutCodex)) {
            const isKey = /OPENAI_API_KEY/.test(stream.text) && !/tokens|refresh_token/.test(stream.text);
            const isEmpty = !stream.content && /^\s*(?:\{\s*\}\s*)?$/.test(stream.text);
            if (isEmpty || (append && !stream.content))
                return;
            restored(this.scope, occasion, { path, content: isKey ? { kind: 'key' } : stream.content, looked });
        }
        else if (stream.content)
            state.files.set(path, stream.content);
    }
    redirected(redirects, circumstances) {
        let { stdin, out } = circumstances;
        for (const redirect of redirects) {
            if (redirect.type === 'HereDoc') {
                const { parts, text } = redirect.body;
                const value = parts ? partsValue(parts, this) : { text: this.marks.show(text) };
                stdin = { text: value.text, content: value.content ?? this.scope.contentOf(value.text) };
            }
            else if (redirect.target) {
                const value = this.word(redirect.target);
                const descriptor = redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined;
                if (redirect.type === 'HereString')
                    stdin = value;
                else if (redirect.operator === '<')
                    stdin = value.content ? value : this.read(value);
                else if (['>', '>>', '>|', '&>', '&>>'].includes(redirect.operator) && (descriptor ?? 1) === 1)
                    out = { file: value, append: redirect.operator.endsWith('>>') };
                else if (redirect.operator === '>&' && descriptor === 1)
                    out = 'taken';
            }
        }
        return { ...circumstances, stdin, out };
    }
    /** The content of a file. */
    read(file) {
        const content = file.content ?? contentOfFile(this.scope.state, (0,way_names/* plainPath */.s1)(file.text));
        return { text: '', content, raw: content?.kind === 'login' };
    }
    run(words, circumstances, offset) {
        const [name = { text: '' }, ...rest] = words;
        const body = this.functions.get(name.text);
        if (body) {
            for (const [index, value] of rest.entries())
                this.variables.set(String(index + 1), value);
            return this.node(body, circumstances);
        }
        if (name.text === 'set')
            this.setOptions(rest.map(({ text }) => text));
        else if (name.text === 'trap') {
            const text = rest.find(({ text: word }) => word !== '-' && word !== '--')?.text ?? '';
            const ending = { ...this.plainly(), after: 'end', ends: false };
            const handler = this.functions.get(text.trim());
            if (handler)
                this.node(handler, ending);
            else
                this.inner(text, ending, offset);
        }
        else if (/^(?:export|declare|local|readonly|typeset)$/.test(name.text))
            for (const { text, content } of rest) {
                const at = text.indexOf('=');
                if (at > 0)
                    this.variables.set(text.slice(0, at), { text: text.slice(at + 1), content });
            }
        else {
            const look = lookOfWords(words, this);
            if (look)
                this.noteLook(look);
            return runCommand({ shell: this, words, circumstances, offset });
        }
        return NOTHING;
    }
    setOptions(options) {
        for (const [index, option] of options.entries()) {
            if (/^-[a-z]*e/.test(option) || (option === '-o' && options[index + 1] === 'errexit'))
                this.tolerant = false;
            if (/^\+[a-z]*e/.test(option) || (option === '+o' && options[index + 1] === 'errexit'))
                this.tolerant = true;
            if (options[index + 1] === 'pipefail')
                this.pipefail = /^-/.test(option);
            if (option === 'pipefail' && /^-\w*o$/.test(options[index - 1] ?? ''))
                this.pipefail = true;
        }
    }
    get isTolerant() {
        return this.tolerant;
    }
    word = (word) => wordValue(word, this);
    output(commands) {
        return this.statements(commands, { ...this.plainly(), ends: false, out: 'taken' });
    }
    // Whether a condition looks for a login.
    noteLook(look) {
        const id = this.scope.chain.at(-1)?.id;
        if (look && id)
            this.scope.state.looked.add(id);
    }
    isLogin = (text) => {
        const path = (0,way_names/* plainPath */.s1)(text);
        return (0,way_names/* isLoginPath */.rR)(path, this.scope.state.aboutCodex) || isHome(this.scope.state, path);
    };
}
const joined = (streams) => ({
    text: streams
        .map(({ text }) => text)
        .filter(Boolean)
        .join('\n')
        .slice(0, 20_000),
    content: (0,way_acts/* strongest */.yX)(...streams.map(({ content }) => content)),
    raw: streams.some(({ raw }) => raw),
});

;// CONCATENATED MODULE: ./build/src/doctor/way/follow-script.js





function followScript(step, chain, scope, text) {
    const windows = step.job.labels.some(label => /windows/i.test(label));
    const shell = step.shell || (windows ? 'pwsh' : 'sh');
    const place = (offset) => step.locate(['run'], offset);
    const handed = handedIn(step.env, scope);
    const script = {
        state: scope.state,
        chain,
        env: scope.env,
        text,
        place,
        shell,
        directory: step.directory,
        handed: chain.length > 1
            ? [...new Set([...handed, ...chain.slice(0, -1).flatMap(one => handedIn(one.env, scope))])]
            : handed,
        contentOf: (part) => contentOf(part, scope),
        depth: 0,
    };
    const circumstances = {
        stdin: undefined,
        out: 'log',
        looked: isLookedFor(chain, scope.state),
        after: 'anything',
        ends: true,
    };
    if (text.length > LONGEST_SCRIPT) {
        const got = handed;
        if (got.length > 0)
            did(script, { after: 'anything', place: place(0) }, { kind: 'unseen', what: 'a script of more than 128 KB', got, about: true });
    }
    else if (/^(?:python|node|pwsh|powershell|cmd|perl|ruby|deno|bun)/.test(shell) || isPowerShell(text))
        runCode({ ...script, shell: isPowerShell(text) ? 'pwsh' : shell }, circumstances);
    else
        runShell(script, circumstances.looked);
}
const isPowerShell = (text) => /\$env:\w|\bOut-File\b|\bSet-Content\b|\bTest-Path\b|\bNew-Item\b|\bCopy-Item\b|\bGet-Content\b/i.test(text) && !/^[ \t]{0,40}(?:fi|done|esac)\b/m.test(text);
/** A step whose `if:` asks a step that looked whether there is a login, or asks for the file. */
function isLookedFor(chain, { looked }) {
    return chain.some(({ condition }) => {
        if (condition.includes('hashFiles') && condition.includes('auth.json'))
            return true;
        return [...condition.matchAll(/\bsteps\.([\w-]+)\./g)].some(([, id]) => looked.has(id ?? ''));
    });
}

;// CONCATENATED MODULE: ./build/src/doctor/way/follow-action.js






const PUBLISHERS = /^actions\/upload-artifact(?:\/merge)?@/i;
const CACHES = /^actions\/cache(?:\/(save|restore))?@/i;
/** Install or set up something, or report: none of them uses a login. */
const HARMLESS = /^(?:actions\/|github\/|docker\/(?:setup|login|metadata|build)|pnpm\/|astral-sh\/|oven-sh\/|denoland\/|ruby\/|dtolnay\/|actions-rust-lang\/|swatinem\/|softprops\/|peter-evans\/|stefanzweifel\/|ad-m\/|tj-actions\/|dorny\/|marocchino\/|codecov\/|step-security\/|slackapi\/|8398a7\/|rtcamp\/|jdx\/|cachix\/|determinatesystems\/|nixos\/|google-github-actions\/(?:auth|setup)|aws-actions\/configure|azure\/login|hashicorp\/setup|1password\/install|tibdex\/|volta-cli\/|gitleaks\/|trufflesecurity\/|thollander\/|mshick\/|int128\/|jossef\/|browser-actions\/|hadolint\/|easimon\/|jlumbroso\/|mxschmitt\/|lycheeverse\/|tailscale\/|superfly\/|goreleaser\/|browser-actions\/)/i;
const OPENAI = /^openai\/codex-action(?:@|$)/i;
const SETS_UP = /(?:setup|install)[-_]?codex|codex[-_](?:setup|install|cli[-_]setup)/i;
const DOWNLOADS = /^actions\/download-artifact@|dawidd6\/action-download-artifact@/i;
/** Caches and artifacts: files with a login that go to another job, or come from one. */
function moveFiles(step, chain, scope) {
    const { state } = scope;
    const script = { state, chain };
    const occasion = { after: 'anything', place: step.locate() };
    const tell = (deed) => did(script, occasion, deed);
    const paths = (step.inputs.path ?? '')
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '' && line.length < 1000);
    const resolved = paths.map(path => (0,way_names/* plainPath */.s1)(toValue(path, scope).text));
    const cache = CACHES.exec(step.uses);
    const held = lastHeld(resolved, state);
    if (!held)
        return;
    const { isPlain, home } = held;
    if (cache) {
        const fixed = !/run_id|run_number|run_attempt|\bsha\b|steps\.|hashFiles|env\.|needs\.|timestamp|date/i.test(step.inputs.key ?? '');
        // A restore that comes first counts as a look for the login.
        if (cache[1] !== 'save')
            restored(script, occasion, {
                path: `${home}/auth.json`,
                content: (0,way_names/* given */.gI)({ kind: 'cache' }),
                looked: false,
            });
        if (cache[1] !== 'save' && step.id)
            state.looked.add(step.id);
        if (cache[1] !== 'restore') {
            tell({ kind: 'save', to: 'cache', name: '', fixed, home, inPost: cache[1] === undefined });
            if (isPlain)
                tell({ kind: 'open', where: 'cache' });
        }
    }
    else if (PUBLISHERS.test(step.uses)) {
        tell({ kind: 'save', to: 'artifact', name: '', fixed: false, home, inPost: false });
        if (isPlain)
            tell({ kind: 'open', where: 'artifact' });
    }
    else
        restored(script, occasion, {
            path: `${home}/auth.json`,
            content: (0,way_names/* given */.gI)({ kind: 'artifact' }),
            looked: false,
        });
}
/** An action that isn't in the repository: by its name, and by what it is given. */
function followAction(step, chain, scope) {
    const { state } = scope;
    const place = step.locate();
    const occasion = { after: 'anything', place };
    const script = { state, chain };
    const tell = (deed) => did(script, occasion, deed);
    if ([CACHES, PUBLISHERS, DOWNLOADS].some(one => one.test(step.uses))) {
        moveFiles(step, chain, scope);
        return;
    }
    if (/^actions\/github-script@/i.test(step.uses)) {
        const place = (offset) => step.locate(['with', 'script'], offset);
        runCode({
            state,
            chain,
            env: scope.env,
            text: step.inputs.script ?? '',
            place,
            shell: 'node',
            directory: '',
            handed: [],
            contentOf: part => contentOf(part, scope),
            depth: 0,
        }, { stdin: undefined, out: 'log', looked: isLookedFor(chain, state), after: 'anything', ends: true });
        return;
    }
    const values = Object.entries(step.inputs);
    if (OPENAI.test(step.uses)) {
        const key = 'openai-api-key' in step.inputs;
        const home = (0,way_names/* plainPath */.s1)(step.inputs['codex-home'] ?? scope.env.get('CODEX_HOME')?.text ?? '~/.codex');
        tell(key ? { kind: 'key' } : { kind: 'codex', home, ends: true, key: false, fenced: false });
        return;
    }
    // Somebody's action that writes a file, or sets a secret: by what it is given.
    const contents = values.map(([name, text]) => [name, text, contentOf(text, scope)]);
    const file = values.find(([name, text]) => !/script|run|command|prompt/.test(name) &&
        (0,way_names/* isLoginPath */.rR)((0,way_names/* plainPath */.s1)(toValue(text, scope).text), state.aboutCodex));
    const value = contents.find(([, , content]) => content?.kind === 'given');
    if (file && value) {
        restored(script, occasion, {
            path: (0,way_names/* plainPath */.s1)(toValue(file[1], scope).text),
            content: value[2],
            looked: isLookedFor(chain, state),
        });
        return;
    }
    if (/secret/i.test(step.uses) && !/get-|fetch|load|read/i.test(step.uses)) {
        const named = values.find(([name, text]) => /name|^secret$|key/.test(name) && (0,way_names/* isLoginName */.tm)(text));
        const isSet = values.some(([name, text]) => /value|plaintext|^secret$|content|body|file/.test(name) &&
            ((0,workflow/* isExpression */.B)(text) || (0,way_names/* isLoginPath */.rR)((0,way_names/* plainPath */.s1)(text), state.aboutCodex)));
        if (named && isSet) {
            tell({
                kind: 'save',
                to: values.some(([name]) => /environment/.test(name)) ? 'environment' : 'secret',
                name: named[1],
                fixed: false,
                home: '',
                inPost: false,
            });
            return;
        }
    }
    const command = step.inputs.run ?? step.inputs.command ?? step.inputs.script;
    if (command && /retry|run|ssh|exec|shell|xvfb/i.test(step.uses) && !/ssh/i.test(step.uses)) {
        followScript({
            ...step,
            locate: inputLocator(step),
        }, chain, scope, command);
        return;
    }
    const got = [
        ...new Set([
            ...handedIn(step.inputs, scope),
            ...handedIn(step.env, scope),
            ...pathsHanded(values, scope),
        ]),
    ];
    const isHarmless = HARMLESS.test(step.uses) || SETS_UP.test(step.uses);
    if (got.length === 0 && isHarmless)
        return;
    const uses = step.uses.split('@')[0] ?? '';
    const key = values.some(([name, text]) => /api[-_]?key/i.test(name) && text !== '');
    if (key && got.length === 0)
        return;
    tell({
        kind: 'unseen',
        what: `\`${uses.slice(0, 100)}\``,
        got,
        about: /codex|agent|opencode|review|ai\b/i.test(uses) && !isHarmless,
    });
}
/** The script of an action that runs one is an input of its step. */
const inputLocator = ({ locate, inputs }) => {
    const name = ['run', 'command', 'script'].find(input => input in inputs) ?? 'run';
    const inside = Object.assign((path, offset) => locate(path?.[0] === 'run' ? ['with', name] : path, offset), { span: locate.span });
    return inside;
};
const pathsHanded = (values, scope) => values.flatMap(([name, text]) => {
    if (/prompt|script|run|command|body|message/.test(name))
        return [];
    const path = (0,way_names/* plainPath */.s1)(toValue(text, scope).text);
    return text.length < 300 &&
        contentOfFile(scope.state, path)?.kind === 'login' &&
        ((0,way_names/* isLoginPath */.rR)(path, true) || ((0,way_names/* isHomePath */.vF)(path) && scope.state.homes.size > 0))
        ? [`\`${path}\``]
        : [];
});
/** Which of the paths, one a line, takes a login in; a later `!` takes out again what it names. */
function lastHeld(paths, state) {
    const last = paths.findLast(path => holdsLogin(path.replace(/^!\s*/, ''), state));
    if (last === undefined || last.startsWith('!'))
        return undefined;
    const home = last.replace(/\/auth\.json$/, '').replace(/\/(?:\*{1,2}|\*\.json|\*\*\/\*(?:\.json)?)?$/, '');
    return { isPlain: state.files.get(last)?.kind !== 'key', home };
}
const holdsLogin = (path, state) => (0,way_names/* isLoginPath */.rR)(path, state.aboutCodex) ||
    (0,way_names/* isHomePath */.vF)(path) ||
    isHome(state, path.replace(/\/\*{1,2}(?:\/\*(?:\.json)?)?$|\/\*\.json$/, '')) ||
    state.files.has(path);

;// CONCATENATED MODULE: ./build/src/doctor/way/job-way.js




/** Composite actions that use composite actions. */
const job_way_DEEPEST = 8;
const ABOUT_CODEX = /codex|chatgpt/i;
/** Follows a job's login step by step, through composite actions and scripts of the repository. */
function followJob(job, repository) {
    const state = {
        acts: [],
        env: new Map(),
        outputs: new Map(),
        files: new Map(),
        homes: new Set(),
        looked: new Set(),
        aboutCodex: isAboutCodex(job, repository),
        script: repository.script,
        packageScript: repository.packageScript,
    };
    const scope = {
        repository,
        state,
        inputs: new Map(),
        env: new Map(),
        depth: 0,
    };
    const env = environment([job.workflow.env, job.env], scope);
    for (const step of job.steps)
        follow(step, [], { ...scope, env });
    return state.acts;
}
/** Composer has an auth.json too: the name alone says nothing. */
function isAboutCodex(job, repository) {
    const { workflow } = job;
    if (!ABOUT_CODEX.test(workflow.text))
        return job.steps.some(({ uses, run }) => /^\.\//.test(uses)
            ? ABOUT_CODEX.test(repository.action(uses)?.text ?? '')
            : ABOUT_CODEX.test(scriptsIn(run, repository)));
    if (workflow.jobs.length === 1)
        return true;
    return (ABOUT_CODEX.test(JSON.stringify([
        job.id,
        job.env,
        workflow.env,
        job.steps.map(({ name, uses, run, env, inputs }) => [name, uses, run, env, inputs]),
    ])) || job.steps.some(({ uses }) => uses.startsWith('./')));
}
const scriptsIn = (run, repository) => [...run.matchAll(/[\w./-]{1,200}\.(?:sh|py|[cm]?js|ts)\b/g)]
    .slice(0, 20)
    .map(([path]) => repository.script((0,way_names/* plainPath */.s1)(path))?.text ?? '')
    .join('\n');
function follow(step, outer, scope) {
    const chain = [...outer, step];
    const env = environment([step.env], { ...scope, env: new Map([...scope.env, ...scope.state.env]) });
    const inner = { ...scope, env };
    if (step.run !== '')
        followScript(step, chain, inner, step.run);
    if (step.run !== '' || step.uses === '')
        return;
    const action = scope.repository.action(step.uses);
    if (scope.repository.isOurs(step))
        return;
    const own = action?.jobs[0];
    if (action?.kind === 'action' && own && scope.depth < job_way_DEEPEST) {
        const inputs = new Map(action.inputs.map(name => [name, { text: '' }]));
        for (const [name, text] of Object.entries(step.inputs))
            inputs.set(name, toValue(text, inner));
        for (const part of own.steps)
            follow(part, chain, { ...inner, inputs, depth: scope.depth + 1 });
        return;
    }
    followAction(step, chain, inner);
}

;// CONCATENATED MODULE: ./build/src/doctor/logins.js







/** All jobs of a repository that have a login. The steps of composite actions count in the jobs that use them. */
function loginJobs(repository, workflows) {
    return workflows.flatMap(workflow => {
        if (workflow.kind === 'code')
            return [];
        return workflow.jobs.flatMap(job => loginJob(job, repository) ?? []);
    });
}
function loginJob(job, repository) {
    const { workflow } = job;
    const isCalledHere = workflow.kind === 'action' && (0,call_paths/* waysTo */.Og)(job, repository.workflows).length > 0;
    if (isCalledHere)
        return undefined;
    const acts = followJob(job, repository);
    const keepsDisk = diskIsKept(job);
    const own = job.steps.filter(step => repository.isOurs(step));
    const callee = job.uses ? handedByCall(job, repository) : undefined;
    const known = { job, workflow, ways: (0,call_paths/* waysTo */.Og)(job, repository.workflows), acts, keepsDisk, own };
    const restores = acts
        .filter((0,way_acts/* isAct */.VJ)('restore'))
        .filter((act, _, all) => !act.accessOnly && !isGuarded(act, all, { job, keepsDisk }));
    const isStripped = acts.some(act => act.kind === 'restore' && act.accessOnly) && restores.length === 0;
    const hasKey = acts.some(({ kind }) => kind === 'key') || keyInEnvironment(job);
    const kept = acts.filter((0,way_acts/* isAct */.VJ)('restore')).some(act => !act.accessOnly);
    const users = acts.filter(act => isUser(act, { acts, hasLogin: kept || (!hasKey && keepsDisk === true) }));
    const saves = acts.filter((0,way_acts/* isAct */.VJ)('save'));
    const unseen = acts.filter((0,way_acts/* isAct */.VJ)('unseen'));
    const handed = [...new Set([...unseen.flatMap(({ got }) => got), ...(callee?.names ?? [])])];
    const onHost = !hasKey &&
        !kept &&
        keepsDisk !== false &&
        !isStripped &&
        acts.some(act => act.kind === 'codex' && !act.key);
    const known2 = { ...known, restores, users, saves, handed };
    if (own.length > 0)
        return { ...known2, kind: 'own', sure: true };
    if (isStripped && handed.length === 0)
        return undefined;
    const isUsed = users.length > 0 || (workflow.kind === 'action' && kept) || handed.length > 0;
    const isHeld = acts.some(({ kind }) => ['refresh', 'open', 'end'].includes(kind)) || saves.length > 0 || kept;
    if (onHost)
        return { ...known2, kind: 'host', sure: true };
    if (isUsed)
        return { ...known2, kind: 'given', sure: callee ? callee.sure : true };
    if (isHeld && !(hasKey && !kept && saves.length === 0))
        return { ...known2, kind: 'looked at', sure: true };
    if (callee)
        return { ...known2, kind: 'given', sure: callee.sure };
    return undefined;
}
/** Runners of GitHub's and of others who start a fresh machine for each job. */
const FRESH = /(?:ubuntu|windows|macos)(?:-|$)|^(?:blacksmith|ubicloud|depot|buildjet|warp|namespace|nscloud|runs-on=|runs-on|cirun|ec2-|gha-runner-|codebuild)/i;
/** Such as `${{ vars.RUNNER || 'ubuntu-latest' }}`. */
const FRESH_IN_EXPRESSION = /^(?!.*self-hosted).*'(?:ubuntu|windows|macos)-/i;
/** Whether a job finds on the disk what an earlier job left; undefined for a label that nobody knows. */
function diskIsKept({ labels, volumes }) {
    if (volumes.some(volume => /\.codex|CODEX_HOME/.test(volume)))
        return true;
    if (labels.some(label => /^self-hosted$/i.test(label)))
        return true;
    if (labels.some(label => ((0,workflow/* isExpression */.B)(label) ? FRESH_IN_EXPRESSION.test(label) : FRESH.test(label))))
        return false;
    return undefined;
}
/** A look whether there is a login helps only where there may be one: on a disk that is kept, or after an earlier step brought it. */
function isGuarded(act, all, { job, keepsDisk }) {
    if (!act.looked)
        return false;
    const before = all.slice(0, all.indexOf(act));
    if (before.some(({ from, looked }) => !looked && from.kind !== 'secret' && from.kind !== 'input'))
        return true;
    if ((0,way_names/* isInCheckout */.CN)(act.home) &&
        job.steps.some(({ uses, inputs }) => /^actions\/checkout@/i.test(uses) && inputs.clean !== 'false'))
        return false;
    return keepsDisk !== false;
}
const keyInEnvironment = (job) => job.steps.some(({ inputs }) => (inputs['openai-api-key'] ?? '') !== '') ||
    [job.workflow.env, job.env].some(env => Object.entries(env).some(([name, value]) => (0,way_names/* isKeyName */.TK)(name) && value !== ''));
function isUser(act, { acts, hasLogin }) {
    if (act.kind === 'refresh')
        return true;
    if (act.kind === 'codex')
        return hasLogin && !act.fenced;
    if (act.kind !== 'unseen')
        return false;
    const isAfter = acts.slice(0, acts.indexOf(act)).some(({ kind }) => kind === 'restore');
    return act.got.length > 0 || (isAfter && !acts.some(({ kind }) => kind === 'codex'));
}
/** The names that a job hands to a workflow that isn't here; undefined if that has no login. */
function handedByCall(job, { workflows }) {
    if (workflows.some(callee => callee.kind === 'workflow' && (0,call_paths/* isAt */.ii)(job.uses, callee)))
        return undefined;
    const given = [
        ...Object.entries(job.secrets === 'inherit' ? {} : job.secrets),
        ...Object.entries(job.inputs),
    ];
    const names = given.flatMap(([name, text]) => {
        const from = (0,way_names/* referencesIn */.ii)(text).map(reference => reference.name);
        return from.some(way_names/* isLoginName */.tm) || (from.length > 0 && (0,way_names/* isLoginName */.tm)(name))
            ? [`\`${from.find(way_names/* isLoginName */.tm) ?? name}\``]
            : [];
    });
    if (names.length > 0)
        return { names: [...new Set(names)], sure: true };
    const about = /codex|chatgpt/i.test(JSON.stringify([job.uses, job.id, job.secrets, job.inputs]));
    const hasKey = given.some(([name]) => /api[_-]?key/i.test(name));
    if (job.secrets === 'inherit' && about && !hasKey)
        return { names: ['all secrets'], sure: false };
    return job.uses.startsWith('./') || (about && !hasKey) ? { names: [], sure: false } : undefined;
}
const groupingsOf = (way) => way
    .toReversed()
    .flatMap(job => [
    { job, workflow: job.workflow, concurrency: job.concurrency },
    { job: undefined, workflow: job.workflow, concurrency: job.workflow.concurrency },
])
    .filter(({ concurrency }) => concurrency !== undefined && concurrency !== null);
const groupName = (concurrency) => typeof concurrency === 'string' ? concurrency : String((0,workflow/* fields */.O)(concurrency).group ?? '');
/** The name of a group that all runs of a workflow share; undefined for one that differs from run to run. */
function constantGroup(concurrency, root) {
    const name = groupName(concurrency);
    const isOnDefault = root.events.every(event => DEFAULT_BRANCH.has(event) || (event === 'push' && root.branches.length === 1));
    const resolved = name.replace(/\$\{\{\s*([\w.'-]+)\s*\}\}/g, (whole, path) => {
        if (path === 'github.workflow')
            return root.name || root.file;
        if (path === 'github.repository' || path === 'github.repository_owner' || /^'[^']*'$/.test(path))
            return path;
        if (/^github\.(?:ref|ref_name|base_ref)$/.test(path) && isOnDefault)
            return 'default-branch';
        if (path === 'github.event_name' && root.events.length === 1)
            return root.events[0] ?? '';
        return whole;
    });
    return resolved === '' || (0,workflow/* isExpression */.B)(resolved) ? undefined : resolved.toLowerCase();
}
/** Their `github.ref` is the default branch. */
const DEFAULT_BRANCH = new Set([
    'schedule',
    'issues',
    'issue_comment',
    'discussion',
    'discussion_comment',
    'workflow_run',
    'repository_dispatch',
    'watch',
    'label',
    'milestone',
    'fork',
]);
/** A job can take so long, if nobody says otherwise. */
const LONGEST_JOB_MS = 6 * 3_600_000;
/** Only a schedule starts it, and one run is over before the next. */
const startsSeldom = ({ events, crons }) => events.length > 0 && events.every(event => event === 'schedule') && (0,schedule/* shortestGap */.Lr)(crons) >= LONGEST_JOB_MS;
/** Whether a job may run on an event of the workflow that starts it, so far as `if:` tells. */
const mayRunOn = (way, event) => way.every(({ condition }) => (0,doctor_condition/* holds */.v)(condition, name => (name === 'github.event_name' ? event : undefined)) !== false);


/***/ }),

/***/ 7472:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once),
/* harmony export */   z: () => (/* binding */ onceOfTwo)
/* harmony export */ });
/** A function that is computed once for each object. Many rules ask the same about a step, and all its steps about a job. */
function once(compute) {
    const known = new WeakMap();
    return key => {
        const before = known.get(key);
        if (before)
            return before.value;
        const value = compute(key);
        known.set(key, { value });
        return value;
    };
}
/** The same for a function of two objects. */
function onceOfTwo(compute) {
    const byOther = once((other) => once((key) => compute(key, other)));
    return (key, other) => byOther(other)(key);
}


/***/ }),

/***/ 3700:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ restoredTooEarly),
/* harmony export */   KW: () => (/* binding */ cancelled),
/* harmony export */   Tp: () => (/* binding */ twoAtOnce),
/* harmony export */   Z6: () => (/* binding */ withoutCancel)
/* harmony export */ });
/* harmony import */ var _condition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4832);
/* harmony import */ var _group_by_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(594);
/* harmony import */ var _logins_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2507);
/* harmony import */ var _once_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7472);
/* harmony import */ var _way_acts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7504);
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7796);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6144);







/** One login in two places at once: the first that refreshes ends it for the other. */
const SPENT = 'A refresh token can be used once: the first run that refreshes ends the login for the others, and the last one to save may put back a login that no longer works.';
/** By which a job gets its login, in words; undefined for a machine's own, which Codex locks. */
const sharedSource = (0,_once_js__WEBPACK_IMPORTED_MODULE_2__/* .once */ .O)(({ restores, handed, acts, kind }) => {
    if (kind !== 'given')
        return undefined;
    const named = restores.map(({ from }) => (0,_way_acts_js__WEBPACK_IMPORTED_MODULE_3__/* .sourceInWords */ .Ir)(from));
    // A login that only an unreadable step has may be under a lock of its own; a secret is one login in any case.
    return (named.find(name => name.startsWith('`')) ??
        handed[0] ??
        named[0] ??
        (acts.some(({ kind: deed }) => deed === 'refresh') ? 'the login' : undefined));
});
const twoAtOnce = (0,_once_js__WEBPACK_IMPORTED_MODULE_2__/* .onceOfTwo */ .z)((login, scene) => {
    const source = sharedSource(login);
    if (source === undefined || !login.sure)
        return [];
    const { job, workflow, ways } = login;
    if (!isOfMatrix(login) && (job.parallel || ways.some(way => way.some(({ parallel }) => parallel))))
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_4__/* .said */ .ag)('warning', workflow, { job })('two-at-once', {
                what: `The jobs of its matrix run side by side, each with its own copy of one login (${source}).`,
                why: SPENT,
                remedy: 'Run Codex in one job, or give the matrix `max-parallel: 1`; or use this action, with which one job at a time refreshes, and the others take over what it made.',
            }),
        ];
    const reason = runsAtOnce(login) ?? jobsAtOnce(login, source, scene) ?? workflowsAtOnce(login, source, scene);
    if (!reason)
        return [];
    return [
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_4__/* .said */ .ag)('warning', workflow, { job })('two-at-once', {
            what: `${reason} (${source}).`,
            why: SPENT,
            remedy: `Give every job that uses this login the same constant group: \`concurrency: { group: codex-login, queue: max }\`. Or use this action, with which only the refresh is exclusive.`,
        }),
    ];
});
/** Each job of its matrix may have a login of its own. */
const isOfMatrix = ({ restores }) => restores.some(({ from }) => 'name' in from && from.name.startsWith('matrix.'));
/** Two runs of one workflow. */
function runsAtOnce({ ways, workflow }) {
    for (const way of ways) {
        const root = way[0].workflow;
        if (root.events.length === 0 || (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .startsSeldom */ .CU)(root))
            continue;
        const groupings = (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .groupingsOf */ .Qj)(way);
        if (groupings.some(({ concurrency }) => (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .constantGroup */ .g1)(concurrency, root) !== undefined))
            continue;
        const [grouping] = groupings;
        if (!grouping)
            return `Nothing keeps two runs of ${root === workflow ? 'this workflow' : root.file} apart: there is no \`concurrency\`, and each run has its own copy of one login`;
        return `Two runs at once have copies of one login: the group \`${(0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .groupName */ .hv)(grouping.concurrency).slice(0, 100)}\` differs from run to run`;
    }
    return undefined;
}
/** Two jobs of one run, neither of which needs the other. */
function jobsAtOnce({ job, workflow, ways }, source, scene) {
    if (workflow.kind !== 'workflow')
        return undefined;
    const others = (jobsBySource(scene).get(source) ?? []).filter(other => other.workflow === workflow && other.job !== job);
    const other = others.find(one => {
        if (waitsFor(job, one.job, workflow) || waitsFor(one.job, job, workflow))
            return false;
        const [own, its] = [job, one.job].map(({ concurrency }) => (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .constantGroup */ .g1)(concurrency, workflow));
        if (own !== undefined && own === its)
            return false;
        return (ways.length === 0 ||
            ways.some(way => way[0].workflow.events.some(event => (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .mayRunOn */ .CJ)(way, event) && (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .mayRunOn */ .CJ)([one.job], event))));
    });
    return other && `The job \`${other.job.id}\` runs at the same time with the same login`;
}
function waitsFor(job, other, { jobs }) {
    const needed = new Set(job.needs);
    for (const id of needed)
        for (const earlier of jobs.find(one => one.id === id)?.needs ?? [])
            needed.add(earlier);
    return needed.has(other.id);
}
/** The jobs of a repository by the login that they share. */
const jobsBySource = (0,_once_js__WEBPACK_IMPORTED_MODULE_2__/* .once */ .O)((scene) => (0,_group_by_js__WEBPACK_IMPORTED_MODULE_5__/* .groupBy */ .$)(scene.logins, sharedSource));
/** Another workflow of the repository without a common group. */
function workflowsAtOnce(login, source, scene) {
    if (login.workflow.kind !== 'workflow' || !source.startsWith('`'))
        return undefined;
    const own = commonGroups(login);
    const other = jobsBySource(scene)
        .get(source)
        ?.find(one => {
        if (one.workflow === login.workflow ||
            one.workflow.kind !== 'workflow' ||
            one.ways.length === 0 ||
            sharedSource(one) !== source)
            return false;
        // A workflow that this one calls, or is called by, is part of the same run.
        if (one.ways.some(way => login.ways.some(([root]) => way[0].workflow === root.workflow)))
            return false;
        const its = commonGroups(one);
        return ![...own].some(group => its.has(group));
    });
    return other && `${other.workflow.file} uses the same login, and no constant group is common to both`;
}
/** The constant groups that all ways to a job are in. */
const commonGroups = (0,_once_js__WEBPACK_IMPORTED_MODULE_2__/* .once */ .O)(({ ways }) => {
    const [first, ...rest] = ways.map(groupsOf);
    return new Set([...(first ?? [])].filter(group => rest.every(groups => groups.has(group))));
});
const groupsOf = (way) => new Set((0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .groupingsOf */ .Qj)(way).flatMap(({ concurrency }) => (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .constantGroup */ .g1)(concurrency, way[0].workflow) ?? []));
const LOSS = 'A Codex that is ended during its refresh has used the refresh token and saved nothing.';
/** A newer run that cancels this one may do so during a refresh. */
function cancelled(login) {
    const { ways, job, kind, sure } = login;
    if (kind === 'looked at')
        return [];
    const all = ways.length > 0 ? ways : [[job]];
    return all.flatMap(way => (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .groupingsOf */ .Qj)(way).flatMap(({ concurrency, job: holder, workflow }) => {
        const value = String((0,_workflow_js__WEBPACK_IMPORTED_MODULE_6__/* .fields */ .O)(concurrency)['cancel-in-progress'] ?? false);
        const state = cancels(value, way);
        if (state === false)
            return [];
        const isSure = state === true && sure;
        const place = workflow.locate(holder
            ? ['jobs', holder.id, 'concurrency', 'cancel-in-progress']
            : ['concurrency', 'cancel-in-progress']);
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_4__/* .said */ .ag)(isSure ? 'warning' : 'note', workflow, { ...(holder && { job: holder }), place })('cancel-in-progress', {
                what: `A newer run ${state === true ? 'cancels' : 'may cancel'} this one (\`cancel-in-progress\`)${sure ? '' : ', and it calls a workflow that is not here'}.`,
                why: sure ? LOSS : `If that workflow uses the login: ${LOSS.replace('A Codex', 'a Codex')}`,
                remedy: 'Take it out where the login is used: `concurrency:` with a group alone makes runs wait.',
                ...(!isSure && { unsure: true }),
                fix: value === 'true' ? withoutCancel(workflow, holder) : [],
            }),
        ];
    }));
}
/** Makes runs wait. */
function withoutCancel({ path, locate }, job) {
    const span = locate.span([...(job ? ['jobs', job.id] : []), 'concurrency', 'cancel-in-progress']);
    return span ? [{ path, ...span, text: 'cancel-in-progress: false' }] : [];
}
/** Undefined where it depends on what a file doesn't tell. */
function cancels(value, way) {
    if (!(0,_workflow_js__WEBPACK_IMPORTED_MODULE_6__/* .isExpression */ .B)(value))
        return value === 'true';
    const root = way[0].workflow;
    const states = root.events
        .filter(event => (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .mayRunOn */ .CJ)(way, event))
        .map(event => (0,_condition_js__WEBPACK_IMPORTED_MODULE_0__/* .holds */ .v)(value.includes('always()')
        ? value
        : `always() && (${value.replaceAll('${{', '(').replaceAll('}}', ')')})`, name => ({ 'github.event_name': event, 'always()': true })[name]));
    if (states.includes(true))
        return true;
    return states.length > 0 && states.every(state => state === false) ? false : undefined;
}
/** A secret of a repository is read when the run is queued, one of an environment when the job starts. */
function restoredTooEarly(login, scene) {
    const { restores, saves, ways, job, kind } = login;
    const restore = restores.find(({ from }) => from.kind === 'secret');
    const toGitHub = saves.filter(({ to }) => to === 'secret' || to === 'environment');
    if (!restore || kind !== 'given' || toGitHub.length === 0 || twoAtOnce(login, scene).length > 0)
        return [];
    if (job.environment && toGitHub.every(({ to }) => to === 'environment'))
        return [];
    const all = ways.length > 0 ? ways : [[job]];
    const isQueued = all.some(way => !(0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .startsSeldom */ .CU)(way[0].workflow) &&
        (0,_logins_js__WEBPACK_IMPORTED_MODULE_1__/* .groupingsOf */ .Qj)(way).some(({ concurrency }) => String((0,_workflow_js__WEBPACK_IMPORTED_MODULE_6__/* .fields */ .O)(concurrency)['cancel-in-progress'] ?? false) !== 'true'));
    const isMatrix = !isOfMatrix(login) && all.some(way => way.some(({ matrix }) => matrix));
    if (!isQueued && !isMatrix)
        return [];
    const queue = isQueued
        ? 'Its runs wait for one another (`concurrency:`)'
        : 'The jobs of its matrix wait for a runner, or for one another';
    return [
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_4__/* .actAt */ .Cv)('warning', restore)('read-too-early', {
            what: `${queue}, and the secret belongs to no environment.`,
            why: 'Such a secret is read when the run is queued: after a refresh in between, the run starts with a login whose refresh token was already used, and its next refresh ends the login permanently.',
            remedy: 'Move the secret into an environment, with `environment:` on the job and `gh secret set --env`; or use this action.',
        }),
    ];
}


/***/ }),

/***/ 7001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ otherLogin),
/* harmony export */   IS: () => (/* binding */ otherHome),
/* harmony export */   IX: () => (/* binding */ endsLogin),
/* harmony export */   JN: () => (/* binding */ refreshesOutside),
/* harmony export */   YU: () => (/* binding */ inCheckout),
/* harmony export */   g_: () => (/* binding */ hasOwnHome),
/* harmony export */   nq: () => (/* binding */ laidOpen),
/* harmony export */   qJ: () => (/* binding */ scriptOfStrangers),
/* harmony export */   vo: () => (/* binding */ onCommandLine)
/* harmony export */ });
/* harmony import */ var _codex_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4136);
/* harmony import */ var _way_acts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7504);
/* harmony import */ var _way_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9813);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6144);




/** Where others can get at a login, and what takes its place. */
const OPEN = {
    artifact: [
        'It puts the login into an artifact, unencrypted.',
        'Everyone who can read the repository can take the login from there.',
    ],
    cache: [
        'It puts the login into the cache, unencrypted.',
        'Everyone who can run a workflow in the repository, pull requests included, can take the login from there.',
    ],
    git: [
        'It commits the login.',
        'Everyone who can read the repository, now or later, can take the login from its history.',
    ],
    log: [
        'It prints auth.json into the log.',
        'The runner masks only what a secret held: the tokens of a refreshed login are readable by all who can read the log.',
    ],
};
/** Caches and artifacts can be read by everybody who can run a workflow, or read the repository. */
const laidOpen = ({ acts }) => acts.filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('open')).map(act => {
    const [what, why] = OPEN[act.where];
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .actAt */ .Cv)('warning', act)(act.where === 'log' ? 'printed' : 'laid-open', {
        what,
        why,
        remedy: act.where === 'log'
            ? 'Print what you want to know of it: `jq -r .last_refresh ~/.codex/auth.json`. Delete the log, and log in again.'
            : 'Remove it there, and log in again. This action stores the login in the cache encrypted: `encryption-key`.',
    });
});
const onCommandLine = ({ acts }) => acts.filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('argument')).map(act => (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .actAt */ .Cv)('note', act)('on-command-line', {
    what: `The login is an argument of \`${act.command.slice(0, 60)}\`.`,
    why: 'Every process of the machine can read the arguments of the others, and so can what Codex runs there.',
    remedy: 'Give it by standard input (`< ~/.codex/auth.json`), or by a file.',
}));
/** A model that may read and commit the checkout has the login before it. */
function inCheckout({ acts, job }) {
    const [restore] = acts.filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('restore')).filter(({ home }) => (0,_way_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isInCheckout */ .CN)(home));
    if (!restore || !job.steps.some(({ uses }) => /^actions\/checkout@/i.test(uses)))
        return [];
    // A file that another command takes from there is no CODEX_HOME.
    const isHome = acts.some(act => (act.kind === 'codex' || act.kind === 'save') && sameHome(act.home, restore.home));
    if (!isHome)
        return [];
    return [
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .actAt */ .Cv)('warning', restore)('in-checkout', {
            what: `Its CODEX_HOME is in the checkout (${restore.home}).`,
            why: 'Codex, and whatever commits or uploads the checkout, has the login before it, and the next checkout removes what was refreshed.',
            remedy: `Use a directory outside of it: \`CODEX_HOME: ${'$'}{{ runner.temp }}/codex-home\`, or \`~/.codex\`.`,
        }),
    ];
}
/** Restored into one home, used in another: what Codex refreshes there is not what is saved. */
function otherHome(login) {
    const { acts } = login;
    const homes = acts.filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('restore')).map(({ home }) => home);
    const codex = acts.find((act, at) => act.kind === 'codex' && !act.key && acts.slice(0, at).some(({ kind }) => kind === 'restore'));
    if (homes.length === 0)
        return homesBesideOurs(login);
    if (codex?.kind !== 'codex' || homes.some(home => sameHome(home, codex.home)))
        return [];
    const [home] = homes;
    if (homes.some(isUnknown) || isUnknown(codex.home))
        return [];
    return [
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .actAt */ .Cv)('warning', codex)('other-home', {
            what: `Codex uses ${codex.home} here, and the login is in ${home}.`,
            why: 'A variable that a step exports ends with that step: Codex finds no login, or another one.',
            remedy: 'Set `CODEX_HOME` in the `env:` of the job, or by `echo "CODEX_HOME=…" >> "$GITHUB_ENV"`.',
        }),
    ];
}
const isUnknown = (home) => /\$\(|\*|\$\{\{/.test(home);
const homesBesideOurs = ({ acts, own, job }) => acts
    .filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('codex'))
    .filter(act => {
    const uses = own.filter(step => job.steps.indexOf(step) < job.steps.indexOf(act.chain[0]));
    const isGiven = (step) => sameHome(act.home, (0,_way_names_js__WEBPACK_IMPORTED_MODULE_3__/* .plainPath */ .s1)(step.inputs['codex-home'] ?? ''));
    return uses.length > 0 && !act.key && hasOwnHome(act) && !uses.some(isGiven);
})
    .map(act => (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .actAt */ .Cv)('warning', act)('other-home', {
    what: `Codex uses ${act.home} here, and not the CODEX_HOME that this action has set.`,
    why: 'The login is in that one: here Codex finds none, or another one.',
    remedy: 'Take `CODEX_HOME` out of this step.',
}));
/** Whether a step gives Codex a CODEX_HOME; this action overrides the one of the job or workflow. */
function hasOwnHome({ home, chain: [{ job }] }) {
    const around = { ...job.workflow.env, ...job.env }.CODEX_HOME ?? _way_names_js__WEBPACK_IMPORTED_MODULE_3__/* .DEFAULT_HOME */ .uQ;
    return home !== _way_names_js__WEBPACK_IMPORTED_MODULE_3__/* .DEFAULT_HOME */ .uQ && !isUnknown(home) && !sameHome(home, (0,_way_names_js__WEBPACK_IMPORTED_MODULE_3__/* .plainPath */ .s1)(around));
}
const sameHome = (a, b) => a === b ||
    (/^\$CODEX_HOME$/.test(a) && b === _way_names_js__WEBPACK_IMPORTED_MODULE_3__/* .DEFAULT_HOME */ .uQ) ||
    a.replace(/^\$GITHUB_WORKSPACE\//, '') === b.replace(/^\$GITHUB_WORKSPACE\//, '');
/** Codex has locks for it, and saves at once; a script has neither. */
const refreshesOutside = ({ acts }) => acts.filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('refresh')).map(act => (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .actAt */ .Cv)('warning', act)('refreshes-outside', {
    what: 'It refreshes the login without Codex, at `auth.openai.com/oauth/token`.',
    why: 'That uses the refresh token: if the script fails before the new one is stored, or a Codex elsewhere still has the old one, the login is lost.',
    remedy: 'Leave the refresh to Codex: `mode: keep-fresh` of this action has it done on a schedule, one job at a time, and stores it at once.',
}));
const endsLogin = ({ acts }) => acts.filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('end')).map(act => (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .actAt */ .Cv)('warning', act)('ends-login', {
    what: `It runs \`${act.command}\`.`,
    why: act.command === 'codex logout'
        ? 'That revokes the login at the server, for every copy of it.'
        : 'If there is an auth.json, it is revoked at the server first, even if nobody completes the new login.',
    remedy: act.command === 'codex logout'
        ? 'To remove the file, use `rm -f ~/.codex/auth.json`.'
        : 'Log in by hand, in an empty CODEX_HOME, and set the secret. A job needs neither.',
}));
/** A Codex that a script starts takes the variable instead of auth.json (docs/facts §8); this action does not pass it on. */
function otherLogin({ acts, job, own, restores }) {
    const steps = [...new Set(acts.filter((0,_way_acts_js__WEBPACK_IMPORTED_MODULE_1__/* .isAct */ .VJ)('codex')).map(({ chain }) => chain[0]))];
    const hasLogin = restores.length > 0 || own.length > 0 || acts.some(({ kind }) => kind === 'restore');
    const ofScripts = steps.flatMap(step => {
        const names = namesOf(step);
        if (names.length === 0 || !hasLogin)
            return [];
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warningAt */ .MK)(step)('other-login', {
                what: `Its environment has ${names.join(', ')}.`,
                why: 'Codex uses that instead of the ChatGPT login, and does not say so.',
                remedy: 'Take it out of the environment of this step, or drop the login.',
            }),
        ];
    });
    const ofUses = own.flatMap(step => {
        const names = namesOf(step);
        if (names.length === 0)
            return [];
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .noteAt */ .Mp)(step)('other-login', {
                what: `Its environment has ${names.join(', ')}.`,
                why: 'This action does not pass it on to Codex, but a Codex of your own in a later step would use it instead of the login.',
                remedy: 'Take it out if you mean the ChatGPT login.',
            }),
        ];
    });
    return job.workflow.kind === 'code' ? [] : [...ofScripts, ...ofUses];
}
const namesOf = ({ env, job }) => (0,_codex_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .otherLogins */ .XK)({ ...job.workflow.env, ...job.env, ...env });
/**
 * Texts that people without write access choose: GitHub puts them into the script before a shell reads it. What
 * belongs to the repository itself, such as the branch that a pull request goes to, they only choose among.
 */
const STRANGERS_EVENT = /^github\.event\.(?!pull_request\.base\.|repository\.|organization\.)[\w.*[\]-]*\.(?:body|title|message|name|email|label|ref|head_branch|display_title|page_name)\b/;
/** A script made of a stranger's words, in a job that has the login. */
function scriptOfStrangers({ job, acts, kind }) {
    if (kind === 'looked at' && acts.length === 0)
        return [];
    return job.steps.flatMap(step => {
        const found = strangersText(step.run);
        if (!found)
            return [];
        return [
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warningAt */ .MK)(step, step.locate(['run'], found.at))('injection', {
                what: `Its script is made of \`${found.text.slice(0, 64)}\`, which anybody can write.`,
                why: 'GitHub puts the words in before the shell reads them: a quote and a command in them can take the login.',
                remedy: 'Hand it over as a variable: by `env:` of the step, and as `"$TEXT"` in the script.',
            }),
        ];
    });
}
/** The first of them in an expression of the script. */
function strangersText(script) {
    for (const { expression, from } of (0,_way_names_js__WEBPACK_IMPORTED_MODULE_3__/* .expressionsIn */ .l$)(script))
        for (const [path] of expression.matchAll(/\bgithub\.[\w.*[\]-]*/g)) {
            if (/^github\.head_ref\b/.test(path))
                return { text: 'github.head_ref', at: from };
            const [event] = STRANGERS_EVENT.exec(path) ?? [];
            if (event)
                return { text: event, at: from };
        }
    return undefined;
}


/***/ }),

/***/ 6144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cv: () => (/* binding */ actAt),
/* harmony export */   MK: () => (/* binding */ warningAt),
/* harmony export */   Mp: () => (/* binding */ noteAt),
/* harmony export */   ag: () => (/* binding */ said),
/* harmony export */   ed: () => (/* binding */ REFUSES)
/* harmony export */ });
const at = (level, { place, where, files }) => (code, said) => ({ level, code, place, ...(where && { where }), files, ...said });
/** A composite action has steps, but no job of its own. */
const inJob = ({ id }) => (id === '' ? '' : `job ${id}`);
const inStep = (step) => [inJob(step.job), `step "${step.name}"`].filter(Boolean).join(', ');
const spotOf = (chain, place) => {
    const step = chain.at(-1);
    return {
        place: place ?? step.locate(),
        where: inStep(step),
        files: [...new Set([...chain.map(({ job }) => job.workflow.file), ...(place ? [place.file] : [])])],
    };
};
const warningAt = (step, place) => at('warning', spotOf([step], place));
const noteAt = (step, place) => at('note', spotOf([step], place));
/** A finding about a step, which may be in a composite action or a script that the job starts. */
const actAt = (level, { chain, place }) => at(level, spotOf(chain, place));
/** A finding about a whole job, or, without one, about the workflow. */
const said = (level, workflow, { job, place } = {}) => at(level, {
    place: place ?? (job ? job.workflow.locate(['jobs', job.id]) : workflow.locate(['on'])),
    where: job ? inJob(job) : '',
    files: [workflow.file],
});
/** Why it matters that the action would refuse an input. */
const REFUSES = 'The action refuses to start with it, so the login is not refreshed either.';


/***/ }),

/***/ 1300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  al: () => (/* binding */ forks),
  Ts: () => (/* binding */ openToStrangers),
  Xn: () => (/* binding */ strangersEvents),
  M3: () => (/* binding */ unguardedRecipe),
  hg: () => (/* binding */ unsafeForStrangers),
  eO: () => (/* binding */ withoutForks)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(8395);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(368);
;// CONCATENATED MODULE: ./build/src/trust/trust.js


const Repo = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* looseObject */._H3({ full_name: schemas/* optional */.lqM(schemas/* string */.YjP()), fork: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* boolean */.zMY())) })));
const User = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* looseObject */._H3({ login: schemas/* optional */.lqM(schemas/* string */.YjP()), type: schemas/* optional */.lqM(schemas/* string */.YjP()) })));
/** The parts of an event's payload that say who caused it, and whose code it brings. */
const EventPayload = schemas/* looseObject */._H3({
    repository: schemas/* optional */.lqM(schemas/* looseObject */._H3({
        private: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
        visibility: schemas/* optional */.lqM(schemas/* string */.YjP()),
        full_name: schemas/* optional */.lqM(schemas/* string */.YjP()),
    })),
    sender: User,
    pull_request: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* looseObject */._H3({ head: schemas/* optional */.lqM(schemas/* looseObject */._H3({ repo: Repo })) }))),
    issue: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* looseObject */._H3({ pull_request: schemas/* optional */.lqM(schemas/* unknown */.L5J()) }))),
    workflow_run: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* looseObject */._H3({
        head_repository: Repo,
        event: schemas/* optional */.lqM(schemas/* string */.YjP()),
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
class Untrusted extends (/* unused pure expression or super */ null && (ActionError)) {
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

// EXTERNAL MODULE: ./build/src/doctor/condition.js
var doctor_condition = __webpack_require__(4832);
// EXTERNAL MODULE: ./build/src/doctor/fix/before-steps.js
var before_steps = __webpack_require__(4976);
// EXTERNAL MODULE: ./build/src/doctor/rules/finding.js
var finding = __webpack_require__(6144);
;// CONCATENATED MODULE: ./build/src/doctor/rules/strangers.js




/** Signs of a condition about people; a person must judge what it demands of them. */
const ASKS_WHO = /author_association|github\.(?:triggering_)?actor|sender|\.fork\b|head\.repo|head_repository|event\.(?:issue|comment|pull_request|discussion)\.user\.login|permission|repository_owner\s*==\s*github\.actor/;
const eventsOf = (ways) => [
    ...new Set(ways.flatMap(([{ workflow }]) => workflow.events)),
];
/** Events that people without write access can cause. The events of a called workflow are those of its callers. */
const strangersEvents = (ways) => eventsOf(ways).filter(event => !INSIDERS.has(event) && event !== 'workflow_call');
/** Those that have the secrets: all but a fork's `pull_request`. */
const withSecrets = (event) => !event.startsWith('pull_request') || event.endsWith('target');
/** Those steps count too that call a composite action. */
function asksWho(ways, ...steps) {
    const callers = ways.flatMap(way => way.slice(0, -1)).flatMap(job => job.steps.filter(isLocal));
    return ASKS_WHO.test([...ways.flat(), ...callers, ...steps].map(({ condition }) => condition).join(' '));
}
const isLocal = ({ uses }) => uses.startsWith('./');
const quoted = (names) => names.map(name => `\`${name}\``).join(', ');
/** An opening for everybody, together with an event that everybody can cause. */
function openToStrangers({ step, ways, inputs }) {
    const events = strangersEvents(ways);
    const everybody = (inputs['allow-users'] ?? '').split(',').some(name => name.trim() === '*');
    if (events.length === 0)
        return [];
    if (everybody)
        return [
            (0,finding/* warningAt */.MK)(step)('everybody', {
                what: `\`allow-users: '*'\` lets everybody who can cause ${quoted(events)} start Codex with this login.`,
                why: 'Codex then reads text of strangers, on your plan, in a job that holds the login.',
                remedy: 'Leave it out: those with write access may start it anyway. Name the few others whom you trust.',
            }),
        ];
    if (inputs['allow-public-repository'] !== 'true')
        return [];
    return [
        (0,finding/* warningAt */.MK)(step)('public', {
            what: `\`allow-public-repository\` is on, and strangers can cause ${quoted(events)}.`,
            why: 'In a public repository everybody reads the logs, and a reviewer who approves a run starts it for them.',
            remedy: "Look whether the repository is public (a file can't tell). If it is private, leave the input out; if not, start Codex by `workflow_dispatch` or `schedule`.",
        }),
    ];
}
/** A fork's pull request gets no secrets and is refused anyway: better not to start than to fail. */
function forks({ step, ways }) {
    const events = eventsOf(ways).filter(event => event.startsWith('pull_request'));
    if (events.length === 0 || asksWho(ways, step))
        return [];
    return [
        (0,finding/* noteAt */.Mp)(step)('forks', {
            what: `A fork's pull request (${quoted(events)}) is refused here.`,
            why: 'No secrets reach it, or its code must not have the login: the step fails for each of them.',
            remedy: `Give the job \`if: ${NO_FORK}\`.`,
        }),
    ];
}
const NO_FORK = 'github.event.pull_request.head.repo.full_name == github.repository';
/** Such an `if:` for a job that has this action; none where its own can't be put on one line with it. */
function withoutForks({ job, ways }) {
    const events = eventsOf(ways);
    if (!events.some(event => event.startsWith('pull_request')) || asksWho(ways, ...job.steps))
        return [];
    const isOnly = events.every(event => event.startsWith('pull_request'));
    const guard = isOnly ? NO_FORK : `(github.event.pull_request == null || ${NO_FORK})`;
    if (job.condition === '')
        return (0,before_steps/* beforeSteps */.X)(job, [`if: ${guard}`]);
    const span = job.locate.span(['if']);
    const own = job.condition.replace(/^\$\{\{(.*)\}\}$/, '$1').trim();
    if (!span || /[#:{}\n]/.test(own))
        return [];
    return [{ path: job.workflow.path, ...span, text: `if: (${own}) && ${guard}` }];
}
/** Codex reads a stranger's text then, an issue, a comment or a branch, even if one of us starts it. */
function unsafeForStrangers({ step, ways, inputs }) {
    const events = strangersEvents(ways).filter(withSecrets);
    if (inputs['safety-strategy'] !== 'unsafe' || events.length === 0 || asksWho(ways, step))
        return [];
    return [
        (0,finding/* warningAt */.MK)(step)('unsafe', {
            what: `\`safety-strategy: unsafe\` lets the model's commands read the login, and strangers can cause ${quoted(events)}.`,
            why: 'Their text may talk Codex into giving the login away, even if somebody whom you trust has started it.',
            remedy: 'Leave the input out: Codex then runs in its sandbox, which denies the login to its commands.',
        }),
    ];
}
/** By hand nobody asks who caused the event. */
function unguardedRecipe({ job, ways, kind, acts }) {
    if (kind === 'own' || kind === 'looked at')
        return [];
    const steps = [...job.steps, ...acts.flatMap(({ chain }) => chain)];
    const open = ways.filter(way => !asksWho([way], ...steps));
    const events = strangersEvents(open).filter(event => withSecrets(event) && open.some(way => mayStart(way, event)));
    if (events.length === 0)
        return [];
    return [
        (0,finding/* said */.ag)('warning', job.workflow, { job })('unguarded', {
            what: `The job handles the login by hand, and everybody can cause ${quoted(events)}.`,
            why: 'Such events have the secrets, whoever caused them: a stranger could have Codex, or a script, give the login away.',
            remedy: 'Start it by `workflow_dispatch` or `schedule`, or use this action, which asks who caused the event.',
        }),
    ];
}
const mayStart = (way, event) => way[0].workflow.events.includes(event) &&
    way.every(({ condition }) => (0,doctor_condition/* holds */.v)(condition, name => (name === 'github.event_name' ? event : undefined)) !== false);


/***/ }),

/***/ 8864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ longestGapInDays),
/* harmony export */   Lr: () => (/* binding */ shortestGap),
/* harmony export */   TU: () => (/* binding */ everRuns),
/* harmony export */   dS: () => (/* binding */ isCron)
/* harmony export */ });
/* harmony import */ var croner__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5814);

const DAY_MS = 24 * 3_600_000;
/** From a leap year's first day, two years: every order of weekdays and months that makes a gap of a week. */
const [FROM, UNTIL] = [Date.UTC(2024, 0, 1), Date.UTC(2026, 0, 1)];
/** A part of a field, as POSIX has it and GitHub takes it: no `?`, `L`, `W` or `#`, which croner would take too. */
const PART = /^(\*|\d+|[a-z]{3})(-(\d+|[a-z]{3}))?(\/\d+)?$/i;
/** Longer than five fields that list every minute, hour, day, month and weekday. */
const LONGEST = 400;
/** Sunday is 0. */
const SEVEN = /(^|[,-])7/;
/**
 * The longest time between two runs of schedules that are taken together, in days; Infinity if they never run.
 * Only days are looked at: within one a schedule runs once at least.
 */
function longestGapInDays(crons) {
    const different = [...new Set(crons)].sort();
    const key = different.join('\n');
    const known = GAPS.get(key) ?? gapOf(different);
    GAPS.set(key, known);
    return known;
}
const GAPS = new Map();
function gapOf(crons) {
    const days = [...new Set(crons.flatMap(runDays))].sort((a, b) => a - b);
    const last = days.at(-1);
    if (last === undefined)
        return Number.POSITIVE_INFINITY;
    const gaps = days.map((day, at) => day - (days[at - 1] ?? FROM));
    return Math.max(...gaps, UNTIL - last) / DAY_MS;
}
const everRuns = remembered((cron) => {
    const first = onItsDays(cron)?.nextRun(new Date(FROM - 1000));
    return first !== undefined && first !== null && first.getTime() < UNTIL;
});
/** Whether GitHub takes it: five fields, no nickname such as `@daily`. */
const isCron = remembered((cron) => onItsDays(cron) !== undefined);
/** The days of the two years on which it runs, in milliseconds since the epoch. Many uses ask for the same few schedules. */
function runDays(cron) {
    const known = KNOWN.get(cron);
    if (known)
        return known;
    const schedule = onItsDays(cron);
    const days = [];
    const next = () => schedule?.nextRun(new Date(days.at(-1) ?? FROM - 1000))?.getTime() ?? UNTIL;
    for (let day = next(); day < UNTIL; day = next())
        days.push(day);
    KNOWN.set(cron, days);
    return days;
}
const KNOWN = new Map();
/** The schedule, but at midnight of each of its days. */
function onItsDays(cron) {
    if (cron.length > LONGEST)
        return undefined;
    const fields = cron.trim().split(/\s+/);
    const isPosix = fields.every(field => field.split(',').every(part => PART.test(part)));
    if (fields.length !== 5 || !isPosix || SEVEN.test(fields[4] ?? ''))
        return undefined;
    const parse = (pattern) => new croner__WEBPACK_IMPORTED_MODULE_0__/* .Cron */ .l4(pattern, { timezone: 'UTC', paused: true, sloppyRanges: true });
    try {
        parse(cron);
        return parse(['0', '0', ...fields.slice(2)].join(' '));
    }
    catch {
        return undefined;
    }
}
/** The shortest time between two runs, in milliseconds, over the next of each schedule; Infinity for fewer than two. */
const shortestGap = (crons) => gapBetween([...new Set(crons)].slice(0, 20).join('\n'));
const gapBetween = remembered((crons) => {
    const runs = crons
        .split('\n')
        .filter(isCron)
        .flatMap(cron => {
        const schedule = new croner__WEBPACK_IMPORTED_MODULE_0__/* .Cron */ .l4(cron, { timezone: 'UTC', paused: true, sloppyRanges: true });
        return schedule.nextRuns(30, new Date(FROM)).map(run => run.getTime());
    });
    const times = [...new Set(runs)].sort((a, b) => a - b);
    return Math.min(Number.POSITIVE_INFINITY, ...times.slice(1).map((time, at) => time - (times[at] ?? time)));
});
/** A function that is computed once for each text. Many workflows have the same few schedules. */
function remembered(compute) {
    const known = new Map();
    return text => {
        const before = known.get(text);
        if (before !== undefined)
            return before;
        const value = compute(text);
        known.set(text, value);
        return value;
    };
}


/***/ }),

/***/ 7504:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ir: () => (/* binding */ sourceInWords),
/* harmony export */   VJ: () => (/* binding */ isAct),
/* harmony export */   yX: () => (/* binding */ strongest)
/* harmony export */ });
const isAct = (kind) => (act) => act.kind === kind;
/** The content that matters most, of several that come together. */
const strongest = (...contents) => contents.find(content => content?.kind === 'login') ??
    contents.find(content => content?.kind === 'given') ??
    contents.find(content => content !== undefined);
/** What to call a source in a sentence. */
const sourceInWords = (source) => 'name' in source
    ? `\`${source.name}\``
    : { cache: 'the cache', artifact: 'an artifact', elsewhere: 'its store' }[source.kind];


/***/ }),

/***/ 9813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CN: () => (/* binding */ isInCheckout),
/* harmony export */   TK: () => (/* binding */ isKeyName),
/* harmony export */   Yy: () => (/* binding */ isLoginInput),
/* harmony export */   gI: () => (/* binding */ given),
/* harmony export */   ii: () => (/* binding */ referencesIn),
/* harmony export */   l$: () => (/* binding */ expressionsIn),
/* harmony export */   lt: () => (/* binding */ homeOf),
/* harmony export */   rR: () => (/* binding */ isLoginPath),
/* harmony export */   s1: () => (/* binding */ plainPath),
/* harmony export */   tm: () => (/* binding */ isLoginName),
/* harmony export */   uQ: () => (/* binding */ DEFAULT_HOME),
/* harmony export */   vF: () => (/* binding */ isHomePath)
/* harmony export */ });
/** Judges by a name whether something of a workflow is a login: a secret, an input, a variable, a path. */
const ABOUT = /codex|chatgpt|openai/;
const PART = /auth|login|session|home|cred|oauth|refresh|account|profile|state|subscription|tokens|json|b64|base64/;
const ALONE = /^(?:auth_?json|auth_file|chatgpt)(?:_b(?:ase)?64)?$/;
/** Belongs to one, or to Codex, but isn't it. */
const NOT = /api_?key|access_?token|openai_key|_(?:key|id|pat|passphrase|password|path|dir|file|version|model|url|name|org|repo|environment|branch|mode|args|sandbox|prompt|effort|type|method)$|config|toml|github|bot_?token|app_token|webhook|proxy|schema|state_json|output|result|response|review|enabled/;
/** Longer than any name. */
const LONGEST_NAME = 200;
/** Whether a secret, an input or a variable holds a login, by its name. */
function isLoginName(name) {
    if (name.length > LONGEST_NAME)
        return false;
    const plain = name.toLowerCase().replaceAll('-', '_');
    if (ALONE.test(plain))
        return true;
    return ABOUT.test(plain) && PART.test(plain.replace(ABOUT, '')) && !NOT.test(plain);
}
/** An input whose name ends in `home` is a path; a secret of that name is an archive of it. */
const isLoginInput = (name) => isLoginName(name) && !/home$/i.test(name);
const isKeyName = (name) => /(?:OPENAI|CODEX)_API_KEY$/i.test(name);
const REFERENCE = /\b(secrets|inputs|env|steps|needs|vars|matrix)(?:\.([\w-]{1,200})|\[([^\]]{1,200})\])(?:\.outputs\.([\w-]{1,200}))?/g;
/** Only asks for a value: the expression gives true or false. */
const ASKS = /[!=]=|^\s*!|\b(?:contains|startsWith|endsWith|hashFiles)\s*\(/;
/** The references that the expressions of a text hand over, without those that they only ask about. */
function referencesIn(text) {
    return expressionsIn(text).flatMap(({ expression }) => {
        // In `x != '' && secrets.A || secrets.B` the parts that are values count.
        const parts = expression.split(/&&|\|\|/);
        return parts
            .filter(part => !ASKS.test(part))
            .flatMap(part => [...part.matchAll(REFERENCE)].map(([, context = '', name, index, output = '']) => ({
            context,
            name: name ?? index?.replace(/[\s']/g, '') ?? '',
            output,
        })));
    });
}
/** The expressions of a text, and where each begins and ends. */
function expressionsIn(text) {
    const found = [];
    for (let from = text.indexOf('${{'); from >= 0; from = text.indexOf('${{', from)) {
        const end = text.indexOf('}}', from);
        if (end < 0)
            break;
        found.push({ expression: text.slice(from + 3, end), from, to: end + 2 });
        from = end + 2;
    }
    return found;
}
/** A path as one text for all its spellings: `~`, `$RUNNER_TEMP`, `$GITHUB_WORKSPACE`. */
const plainPath = (text) => text
    .slice(0, 1000)
    .replace(/["']/g, '')
    .replaceAll('\\', '/')
    .replace(/\$\{\{\s*runner\.temp\s*\}\}|\$\{RUNNER_TEMP\}|\$env:RUNNER_TEMP/gi, '$$RUNNER_TEMP')
    .replace(/\$\{\{\s*github\.workspace\s*\}\}|\$\{?GITHUB_WORKSPACE\}?|\$\{?PWD\}?(?=\/)/gi, '$$GITHUB_WORKSPACE')
    .replace(/\$\{\{\s*env\.(\w+)\s*\}\}|\$\{(\w+)\}|\$env:(\w+)/g, (_, a, b, c) => `$${a ?? b ?? c}`)
    .replace(/^(?:\$HOME|\$USERPROFILE|%USERPROFILE%|\/home\/runner|\/root|\/github\/home|\/Users\/runner)(?=\/|$)/i, '~')
    .replace(/\/{2,}/g, '/')
    .replace(/^\.\//, '');
const FILE = /(?:^|[/\s=@:])auth\.json$/;
const OTHERS = /composer|docker|npm|containers|claude|gemini|opencode|\.kimi|\.grok/i;
const isCodexPath = (path) => /codex/i.test(path);
const isLoginPath = (path, aboutCodex) => path.length < 1000 && FILE.test(path) && !OTHERS.test(path) && (aboutCodex || isCodexPath(path));
/** A CODEX_HOME by its usual name, its variable, or its expression. */
const isHomePath = (path) => /(?:(?:^|[/:])\.codex|\$CODEX_HOME|outputs\.codex-home\s*\}\})(?:\/\*{0,2}(?:\.json)?)*$/.test(path.slice(-300));
const homeOf = (path) => path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
const DEFAULT_HOME = '~/.codex';
/** Where a job's checkout is, or a part of it: relative, or under GITHUB_WORKSPACE. */
const isInCheckout = (home) => /^\$GITHUB_WORKSPACE(?:\/|$)/.test(home) || (/^[\w.]/.test(home) && !/^[A-Za-z]:/.test(home));
const given = (from) => ({ kind: 'given', from, accessOnly: false });


/***/ }),

/***/ 7796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ isExpression),
/* harmony export */   O: () => (/* binding */ fields)
/* harmony export */ });
/** The fields of a mapping; none of anything else. */
const fields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const isExpression = (value) => value.includes('${{');


/***/ }),

/***/ 4440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ mayBeEnd),
/* harmony export */   Ms: () => (/* binding */ Shown),
/* harmony export */   Q_: () => (/* binding */ mayBeReset),
/* harmony export */   R6: () => (/* binding */ isPast),
/* harmony export */   Wf: () => (/* binding */ isPastInstant),
/* harmony export */   YW: () => (/* binding */ Page),
/* harmony export */   ex: () => (/* binding */ LONGEST_HOLDING_MS),
/* harmony export */   f$: () => (/* binding */ shownText),
/* harmony export */   iC: () => (/* binding */ LONGEST_DESCRIPTION)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3305);
/* harmony import */ var _report_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(997);


/** Limits of a lease's record. Others can write it, so each text must be short and printable, and each instant near now. */
const HOUR_MS = 3_600_000;
/** A self-hosted job may run for 5 days (GitHub's limit), and nobody holds a lease longer. */
const LONGEST_HOLDING_MS = 5 * 24 * HOUR_MS + HOUR_MS;
/** No window of a plan is longer; a clock that was wrong must not stop jobs forever. */
const LONGEST_WINDOW_MS = 40 * 24 * HOUR_MS;
const LONGEST_URL = 500;
/** Characters of a job's description. This leaves room for the time when the job took the lease. */
const LONGEST_DESCRIPTION = 150;
/** A text for people: one line, nothing invisible in it, cut at `longest` characters. */
const shownText = (text, longest = 200) => (0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmlessLine */ .Kw)(text).slice(0, longest);
const Shown = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .transform */ .pdi(text => shownText(text)));
/** The address of a page; left out if it is not one that a browser opens. */
const Page = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ["catch"] */ .MfU(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ._maxLength */ .Eb(LONGEST_URL), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ._regex */ .Fk(/^https?:\/\/[\x21-\x7e]+$/))), undefined);
/** `now`: milliseconds since the epoch. The clocks of two machines may differ by an hour. */
const isPast = (ms, now) => ms >= 0 && ms <= now + HOUR_MS;
const mayBeReset = (ms, now) => ms >= 0 && ms <= now + LONGEST_WINDOW_MS;
const mayBeEnd = (ms, now) => ms <= now + LONGEST_HOLDING_MS;
/** The same of nanoseconds in decimal. */
const isPastInstant = (nanoseconds, now) => BigInt(nanoseconds) <= BigInt(Math.trunc(now) + HOUR_MS) * 1000000n;


/***/ }),

/***/ 8867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K$: () => (/* binding */ NOTHING),
  yb: () => (/* binding */ announced),
  _S: () => (/* binding */ concluded),
  Pi: () => (/* binding */ doubtsOf),
  IH: () => (/* binding */ knowledgeIn)
});

// UNUSED EXPORTS: newestOf, objectionTo

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(8395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./build/src/login/account.js
var login_account = __webpack_require__(3996);
// EXTERNAL MODULE: ./build/src/leases/bounds.js
var bounds = __webpack_require__(4440);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/login/revision.js
var revision = __webpack_require__(510);
;// CONCATENATED MODULE: ./build/src/leases/mark.js





/** Account and person, by `identityDigest` salted with the name of the login. */
const Account = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{16}-([0-9a-f]{16})?$/));
/** Names a revision without helping to guess a token. */
const Mark = schemas/* object */.Ikc({
    /** Nanoseconds since the epoch, in decimal: the order of `changedAt`. */
    changedAt: schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,25}$/)),
    /** Salted by the name of the login: the same revision has the same digest in each store. */
    digest: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{32}$/)),
    account: schemas/* optional */.lqM(Account),
    /** Digest that names the store. Left out where it isn't known: such a mark counts for every store. */
    store: schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{8,32}$/))),
    /** The job of this action that made it, such as `job build of run 42 on runner-1`, and its page. */
    by: schemas/* optional */.lqM(bounds/* Shown */.Ms),
    url: bounds/* Page */.YW,
});
/** `name`: of the login. */
const accountOf = (login, name) => identityDigest(login, JSON.stringify([name]));
function markOf(login, { name, ...rest }) {
    const digest = createHash('sha256')
        .update(JSON.stringify([name, login.generation]))
        .digest('hex');
    const account = accountOf(login, name);
    return { changedAt: String(changedAt(login)), digest: digest.slice(0, 32), account, ...rest };
}
/** False only if both name their accounts, and these differ. */
const isOfSameAccount = (a, b) => a.account === undefined || b.account === undefined || (0,login_account/* sameIdentity */.BU)(a.account, b.account);
/** False only if both name their stores, and these differ. */
const mark_isOfSameStore = (a, b) => a.store === undefined || b.store === undefined || a.store === b.store;
const isLater = (a, b) => BigInt(a.changedAt) > BigInt(b.changedAt);
/** True if `a` is a later revision of the login that `b` belongs to: the refresh token of `b` was already used. */
const mark_supersedes = (a, b) => mark_isOfSameStore(a, b) && isOfSameAccount(a, b) && isLater(a, b);

;// CONCATENATED MODULE: ./build/src/leases/knowledge.js




/** A revision that a holder was about to refresh, and whose outcome nobody has reported since. */
const Spending = schemas/* object */.Ikc({
    ...Mark.shape,
    /** The description of the holder that announced it. */
    by: bounds/* Shown */.Ms,
    /** The id of its holding. */
    holding: schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _regex */.Fk(/^[\w-]{1,64}$/))),
    /** True if a Codex of this action was started for it. Otherwise any later step of the holder's job may refresh it. */
    codex: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
});
/** A revision that OpenAI permanently refused to refresh. */
const Refusal = schemas/* object */.Ikc({
    ...Mark.shape,
    /** The description of the holder that got the refusal. */
    by: bounds/* Shown */.Ms,
    /** The code of its failure, such as `reused` (codex/reasons.ts). */
    code: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[a-z][a-z-]{0,39}$/)),
});
/** The plan of an account that is used up. */
const Limit = schemas/* object */.Ikc({
    account: Account,
    /** When its window ends: milliseconds since the epoch. */
    until: schemas/* number */.aig(),
});
const NOTHING = { marks: [], spending: [], refused: [], limits: [] };
/** The most parts of each kind; the oldest are dropped. */
const MOST = 8;
/**
 * Revisions whose refresh token the new holder must treat as maybe already used: those that other holders left, and those of a
 * Codex of an earlier stage. The job doesn't doubt a revision that later steps of its own may refresh.
 */
const doubtsOf = ({ spending }, holding) => spending.filter(it => it.holding !== holding || it.codex === true);
/**
 * The holder is about to refresh a revision, by a Codex of this action or by later steps of its job. An earlier doubt about
 * the revision stays, whoever left it: trying it anyway doesn't end the doubt.
 */
function announced(known, revision, { id, by, doubts }, { codex }) {
    if (doubts.some(isSame(revision)))
        return known;
    const others = known.spending.filter(it => it.digest !== revision.digest && !mark_supersedes(revision, it));
    return { ...known, spending: latest([...others, { ...revision, by, holding: id, codex }]) };
}
/**
 * The holding ends. Without an outcome nobody knows what became of what it announced, which stays in doubt; what was in
 * doubt or refused before is ended by a later revision only.
 */
function concluded(known, outcome, holding) {
    if (!outcome)
        return known;
    if ('account' in outcome)
        return { ...known, limits: withLimit(known.limits, outcome) };
    const { id, by, nested, doubts } = holding;
    const told = 'newest' in outcome ? outcome.newest : outcome.refused;
    const isSettled = (it) => it.holding === id && !doubts.some(isSame(it));
    const left = {
        marks: withMark(known.marks, told),
        spending: known.spending.filter(it => !isSettled(it) && !mark_supersedes(told, it)),
        refused: known.refused.filter(it => !mark_supersedes(told, it)),
        limits: known.limits,
    };
    if ('refused' in outcome) {
        const isOther = ({ digest }) => digest !== told.digest;
        const refused = [...left.refused.filter(isOther), { ...told, by, code: outcome.code }];
        return { ...left, spending: left.spending.filter(isOther), refused: latest(refused) };
    }
    // The step that holds the lease may refresh the new revision, as it might have refreshed the old one.
    const goesOn = nested && known.spending.some(isSettled);
    return goesOn ? announced(left, told, holding, { codex: false }) : left;
}
/** Only a later revision takes the place of the one known of its store and account, and of who made it. */
function withMark(marks, told) {
    const known = marks.find(it => it.store === told.store && it.account === told.account);
    if (known && !isLater(told, known))
        return marks;
    return latest([...marks.filter(it => it !== known), told]);
}
function withLimit(limits, { account, usedUpUntil: until }) {
    const others = limits.filter(it => !(0,login_account/* sameIdentity */.BU)(it.account, account));
    return until === undefined ? others : [...others, { account, until }].slice(-MOST);
}
/** In the order of their instants, and bounded. */
const latest = (parts) => parts.toSorted((a, b) => (isLater(a, b) ? 1 : isLater(b, a) ? -1 : 0)).slice(-MOST);
const isSame = (a) => (b) => a.digest === b.digest;
/** The newest revision of the store of `own`, of whichever account. */
const newestOf = ({ marks }, own) => marks.findLast(it => isOfSameStore(it, own));
/**
 * Why the holder of the lease must not refresh this revision; undefined if it may. Reports about another store or account
 * don't count, except about the same revision: it has one refresh token, wherever it is.
 */
function objectionTo({ marks, spending, refused }, own) {
    const newer = [...marks, ...spending].find(it => supersedes(it, own));
    if (newer)
        return { kind: 'stale', newer };
    const refusal = refused.find(isSame(own));
    if (refusal)
        return { kind: 'refused', refusal };
    const doubt = spending.find(isSame(own));
    return doubt && { kind: 'maybe-spent', doubt };
}
/** @param now milliseconds since the epoch */
function knowledgeIn(record, now) {
    const isPossible = ({ changedAt }) => (0,bounds/* isPastInstant */.Wf)(changedAt, now);
    const marks = partsIn(Mark, record.marks, isPossible);
    const spending = partsIn(Spending, record.spending, isPossible);
    const refused = partsIn(Refusal, record.refused, isPossible);
    const limits = partsIn(Limit, record.limits, ({ until }) => (0,bounds/* mayBeReset */.Q_)(until, now));
    return {
        known: {
            marks: latest(marks.good),
            spending: latest(spending.good),
            refused: latest(refused.good),
            limits: limits.good.slice(-MOST),
        },
        ignored: [
            ...(marks.isWhole ? [] : ['which login is the newest']),
            ...(spending.isWhole ? [] : ['which refresh token may already have been used']),
            ...(refused.isWhole ? [] : ['which login was refused']),
            ...(limits.isWhole ? [] : ['until when a plan is used up']),
        ],
    };
}
function partsIn(schema, value, isPossible) {
    const parts = Array.isArray(value) ? value : [];
    const isList = value === undefined || Array.isArray(value);
    const good = parts.flatMap(part => {
        const read = schema.safeParse(part);
        return read.success && isPossible(read.data) ? [read.data] : [];
    });
    return { good, isWhole: isList && good.length === parts.length && good.length <= MOST };
}


/***/ }),

/***/ 591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GI: () => (/* binding */ LeaseTimeout),
/* harmony export */   Vj: () => (/* binding */ LeaseLost),
/* harmony export */   nM: () => (/* binding */ NotNeeded)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(368);

class LeaseTimeout extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    holder;
    name = 'LeaseTimeout';
    constructor(holder, waitedMs) {
        super('lease-timeout', {
            what: `The right to refresh the login is still held after ${Math.round(waitedMs / 1000)} s: ${holder.description}.`,
            why: 'Two jobs that use the same refresh token would end the login permanently, so this job did not go on.',
            remedy: 'Let the other job finish and run this one again, or give it longer with `lease-timeout`.',
        });
        this.holder = holder;
    }
}
/** Another job has done what the lease was wanted for. */
class NotNeeded extends Error {
    name = 'NotNeeded';
}
/** The lease was taken over: its holder counted as dead. Thrown before anything is refreshed. */
class LeaseLost extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'LeaseLost';
    /** @param where CODEX_HOME, or the ref */
    constructor(where) {
        super('lease-lost', {
            what: `Another job has taken over the right to refresh the login (${where}).`,
            why: 'This job counted as dead, as after a long sleep of the machine. Going on could use a refresh token twice.',
            remedy: 'Run the job again.',
        });
    }
}


/***/ }),

/***/ 1638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* unused harmony exports userHome, fromHome */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);

/**
 * The home directory of the user that runs the job. HOME may be set and empty. On Windows it doesn't count: Git's shells
 * set it to `/c/Users/me`, which is another directory for all other programs, and Codex reads the profile.
 */
const userHome = (env, platform = process.platform) => (platform === 'win32' ? env.USERPROFILE : env.HOME) || homedir() || userInfo().homedir;
/** A path that a person gave, with `~` as a shell reads it. */
const fromHome = (path, env) => path.replace(/^~(?=$|\/|\\)/, () => userHome(env));


/***/ })

};
