export const id = 2487;
export const ids = [2487];
export const modules = {

/***/ 87692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ isCalled),
/* harmony export */   B7: () => (/* binding */ cronsOf),
/* harmony export */   MX: () => (/* binding */ isQueued),
/* harmony export */   Og: () => (/* binding */ waysTo),
/* harmony export */   ii: () => (/* binding */ isAt),
/* harmony export */   k0: () => (/* binding */ permissionsOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _condition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84832);
/* harmony import */ var _once_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47472);
/* harmony import */ var _schedule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28864);




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

/***/ 84832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ holds)
/* harmony export */ });
/* harmony import */ var _actions_expressions__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49909);

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

/***/ 71817:
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

/***/ 47472:
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

/***/ 56144:
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

/***/ 48618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M3: () => (/* binding */ unguardedRecipe),
/* harmony export */   Ts: () => (/* binding */ openToStrangers),
/* harmony export */   Xn: () => (/* binding */ strangersEvents),
/* harmony export */   al: () => (/* binding */ forks),
/* harmony export */   hg: () => (/* binding */ unsafeForStrangers)
/* harmony export */ });
/* unused harmony export withoutForks */
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69622);
/* harmony import */ var _condition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84832);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56144);




/** Signs of a condition about people; a person must judge what it demands of them. */
const ASKS_WHO = /author_association|github\.(?:triggering_)?actor|sender|\.fork\b|head\.repo|head_repository|event\.(?:issue|comment|pull_request|discussion)\.user\.login|permission|repository_owner\s*==\s*github\.actor/;
const eventsOf = (ways) => [
    ...new Set(ways.flatMap(([{ workflow }]) => workflow.events)),
];
/** Events that people without write access can cause. The events of a called workflow are those of its callers. */
const strangersEvents = (ways) => eventsOf(ways).filter(event => !_trust_trust_js__WEBPACK_IMPORTED_MODULE_0__/* .INSIDERS */ ._p.has(event) && event !== 'workflow_call');
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
            (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warningAt */ .MK)(step)('everybody', {
                what: `\`allow-users: '*'\` lets everybody who can cause ${quoted(events)} start Codex with this login.`,
                why: 'Codex then reads text of strangers, on your plan, in a job that holds the login.',
                remedy: 'Leave it out: those with write access may start it anyway. Name the few others whom you trust.',
            }),
        ];
    if (inputs['allow-public-repository'] !== 'true')
        return [];
    return [
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warningAt */ .MK)(step)('public', {
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
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .noteAt */ .Mp)(step)('forks', {
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
        return beforeSteps(job, [`if: ${guard}`]);
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
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .warningAt */ .MK)(step)('unsafe', {
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
        (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .said */ .ag)('warning', job.workflow, { job })('unguarded', {
            what: `The job handles the login by hand, and everybody can cause ${quoted(events)}.`,
            why: 'Such events have the secrets, whoever caused them: a stranger could have Codex, or a script, give the login away.',
            remedy: 'Start it by `workflow_dispatch` or `schedule`, or use this action, which asks who caused the event.',
        }),
    ];
}
const mayStart = (way, event) => way[0].workflow.events.includes(event) &&
    way.every(({ condition }) => (0,_condition_js__WEBPACK_IMPORTED_MODULE_1__/* .holds */ .v)(condition, name => (name === 'github.event_name' ? event : undefined)) !== false);


/***/ }),

/***/ 28864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ longestGapInDays),
/* harmony export */   Lr: () => (/* binding */ shortestGap),
/* harmony export */   TU: () => (/* binding */ everRuns),
/* harmony export */   dS: () => (/* binding */ isCron)
/* harmony export */ });
/* harmony import */ var croner__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55814);

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

/***/ 67796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ isExpression),
/* harmony export */   O: () => (/* binding */ fields)
/* harmony export */ });
/** The fields of a mapping; none of anything else. */
const fields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const isExpression = (value) => value.includes('${{');


/***/ }),

/***/ 37068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ singleLine)
/* harmony export */ });
/**
 * The same JSON text without the line breaks between its tokens: the runner makes a mask of every line of a
 * secret, so a pretty-printed one would mask `{` and `}` everywhere (docs/facts, "Masking"). Token by token, so that
 * every value stays as it was written, numbers and escapes too; a text of one line is left alone.
 * @throws SyntaxError if it isn't JSON
 */
async function singleLine(json) {
    // One character a byte: offsets are offsets, and whatever is in a string comes back as it was.
    const text = Buffer.from(json).toString('latin1');
    if (!/[\r\n]/.test(text))
        return Buffer.from(json);
    const { tokenize } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 93162));
    try {
        const tokens = tokenize(text, { mode: 'json' });
        return Buffer.from(tokens.map(({ loc }) => text.slice(loc.start.offset, loc.end.offset)).join(''), 'latin1');
    }
    catch {
        // The tokenizer's own message quotes the text.
        throw new SyntaxError('not JSON');
    }
}


/***/ }),

/***/ 33709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  setup: () => (/* binding */ setup)
});

// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/src/setup/refused.js

/** The set-up can't go on. Finished steps stay done; the same command goes on from there. */
class SetupRefused extends errors/* ActionError */.lZ {
    name = 'SetupRefused';
    constructor(code, explanation) {
        super(code, explanation);
    }
}
/** A person ended it by Ctrl-C, or said no. */
class SetupEnded extends errors/* ActionError */.lZ {
    name = 'SetupEnded';
    constructor() {
        super('setup-ended', {
            what: 'The set-up was ended.',
            why: 'Everything that it has done stays.',
            remedy: 'Run the same command again: it goes on from there.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/setup/options.js


/** Flags that have a value; each is a text as it was given. */
const TEXTS = [
    ...['repo', 'remote', 'runner', 'runs-on', 'store', 'jobs', 'environment', 'branch', 'action'],
    ...['app-id', 'app-key-file', 'token-file', 'restore-command', 'persist-command', 'login-file'],
    ...['codex-version'],
];
const SWITCHES = [
    'log-in-again',
    'overwrite',
    'push',
    'merge',
    'no-start',
    'no-input',
    'dry-run',
    'help',
];
const USAGE = `Usage: npx github:OWNER/codex-auth-action setup [flags]

Run it in a checkout of the repository whose jobs are to use Codex. It asks for what no flag says, logs in to
ChatGPT with a code that you type in your browser, sets the secrets, writes two workflows on a branch, and proves
the set-up with a refresh. You can interrupt it at any time and run it again.

  --dry-run                 print every command and file, and change nothing
  --no-input                ask nothing: fail with the name of the flag that is missing

Where
  --runner KIND             hosted: GitHub's machines; self-hosted: one machine; several: several self-hosted machines
  --runs-on LABEL           the label in \`runs-on\` (default: ubuntu-24.04, or self-hosted)
  --store STORE             host (the disk of the one machine), cache, github-secret or command
  --jobs KIND               workers: only keep-fresh has the whole login, and the jobs get its access token;
                            full: each job has the whole login
  --environment NAME        the environment of the secrets (default: codex); "none": the repository's secrets
  --repo OWNER/NAME         (default: from the git remote)
  --remote NAME             (default: origin)

What the store needs
  --app-id ID --app-key-file FILE      a GitHub App that may write secrets, or
  --token-file FILE                    a fine-grained token that may; for github-secret
  --restore-command CMD --persist-command CMD    for command

The login
  --login-file FILE         use this auth.json, which nothing else uses, instead of logging in
  --log-in-again            log in, though the secret is there already
  --codex-version VERSION   the Codex that logs in (default: the one this action is tested with)

The workflows
  --branch NAME             (default: codex-auth-setup)
  --action OWNER/NAME@REF   the action in \`uses\`
  --overwrite               replace workflows of the same names that differ
  --push                    push the branch and open a pull request
  --merge                   also merge it; then keep-fresh is started, because GitHub starts workflows of the
                            default branch only
  --no-start                don't start keep-fresh

Exit code: 0 done, 1 something is left to do or failed, 2 the flags can't be used.
`;
/** @throws SetupRefused for a flag that isn't one, or that has no value */
function readOptions(args) {
    const options = {
        ...Object.fromEntries(TEXTS.map(name => [name, { type: 'string' }])),
        ...Object.fromEntries(SWITCHES.map(name => [name, { type: 'boolean', default: false }])),
    };
    try {
        return (0,external_node_util_.parseArgs)({ args: [...args], options, strict: true }).values;
    }
    catch (error) {
        throw unusable(error.message);
    }
}
/** Flags that can't be used as they are. */
const unusable = (what, remedy = 'Run it with --help for the flags.') => new SetupRefused('setup-usage', {
    what: what.endsWith('.') ? what : `${what}.`,
    why: 'The set-up does not guess what was meant, and has changed nothing.',
    remedy,
});

;// CONCATENATED MODULE: ./build/src/setup/ask.js


/** Asks nobody: what no flag says is an error that names the flag. */
const NOBODY = {
    isInteractive: false,
    select: (flag, _question, choices) => Promise.reject(missing(flag, `Give one of: ${choices.map(({ value }) => value).join(', ')}.`)),
    text: (flag, question) => Promise.reject(missing(flag, `It is: ${question}`)),
    confirm: (_question, { alone }) => Promise.resolve(alone),
};
const missing = (flag, remedy) => unusable(`--${flag} is missing, and there is no terminal to ask at`, remedy);
/** Asks at a terminal, with @clack/prompts. @throws SetupEnded at Ctrl-C */
async function askAt(terminal, signal) {
    const { confirm, isCancel, select, text } = await __webpack_require__.e(/* import() */ 6170).then(__webpack_require__.bind(__webpack_require__, 26170));
    const common = { ...terminal, signal };
    const answered = (answer) => {
        if (isCancel(answer))
            throw new SetupEnded();
        return answer;
    };
    return {
        isInteractive: true,
        async select(_flag, message, choices) {
            const options = choices.map(({ value, label, hint }) => ({ value, label, ...(hint ? { hint } : {}) }));
            // The library's type of an option depends on a type parameter that it can't see through here.
            return answered(await select({ ...common, message, options }));
        },
        async text(_flag, message) {
            const validate = (value) => (value?.trim() ? undefined : 'This is needed.');
            return answered(await text({ ...common, message, validate })).trim();
        },
        confirm: async (message, { first }) => answered(await confirm({ ...common, message, initialValue: first })),
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/run.js
var run = __webpack_require__(5322);
// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
;// CONCATENATED MODULE: ./build/src/setup/program.js



const LOOK_MS = 60_000;
/** A push may ask for a passphrase, and take its time. */
const CHANGE_MS = 300_000;
const MOST_OUTPUT = 16 * 2 ** 20;
/** Runs a program to its end. Throws `SetupRefused` if it isn't there, and `SetupEnded` when it was ended with us. */
async function call(context, { file, args, env, input, timeoutMs = LOOK_MS }) {
    const result = await (0,run/* run */.eF)({
        file,
        args,
        env: { ...context.env, ...env },
        cwd: context.cwd,
        input,
        timeoutMs,
        maxOutput: MOST_OUTPUT,
        signal: context.signal,
        // In the terminal, where ssh and a credential helper may ask a person.
        group: 'ours',
    });
    if (context.signal.aborted)
        throw new SetupEnded();
    if (result.how === 'not-started')
        throw notInstalled(file);
    return result;
}
/** Returns the output of a program. @throws SetupRefused if it fails, with what it said */
async function output(context, request) {
    const result = await call(context, request);
    if (!(0,run/* succeeded */.gq)(result))
        throw failed(request, result);
    return result.stdout.toString();
}
/** A command that changes something: printed before it is run, and not run at all in a dry run. */
async function change(context, request, stdin = '') {
    context.say(`  $ ${shown(request)}${stdin ? `   # standard input: ${stdin}` : ''}`);
    return context.isDry ? undefined : call(context, { timeoutMs: CHANGE_MS, ...request });
}
/** `change` for a command whose failure ends the set-up. */
async function insist(context, request, stdin = '') {
    const result = await change(context, request, stdin);
    if (result && !(0,run/* succeeded */.gq)(result))
        throw failed(request, result);
}
/** As a person could type it. */
const shown = ({ file, args }) => [file, ...args]
    .map(word => (/^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
function failed(request, result) {
    const said = (0,quote/* quote */.h)(result.stderr.toString() || result.stdout.toString(), 400);
    return new SetupRefused('setup-tool', {
        what: `\`${shown(request)}\` failed${said ? `: ${said}` : '.'}`,
        why: 'The set-up needs it to go on. Earlier steps stay done.',
        remedy: 'Repair that, and run the same command again: it goes on from there.',
    });
}
const notInstalled = (file) => new SetupRefused('setup-tool', {
    what: `\`${file}\` is not installed, or not on PATH.`,
    why: 'The set-up does with it what you would do by hand. Nothing was changed.',
    remedy: file === 'gh' ? 'Install it from https://cli.github.com, and run `gh auth login`.' : `Install ${file}.`,
});

;// CONCATENATED MODULE: ./build/src/setup/branch.js






const MESSAGE = `Run Codex on a ChatGPT login, kept alive by codex-auth-action

Written by its setup command.`;
/** The newest commit of the default branch at GitHub; in a dry run what this checkout knows of it, if anything. */
async function baseOf(context, { defaultBranch, remote }) {
    const tracking = `refs/remotes/${remote}/${defaultBranch}`;
    const refspec = `+refs/heads/${defaultBranch}:${tracking}`;
    await insist(context, git('fetch', '--quiet', '--no-tags', remote, refspec));
    return commitAt(context, tracking);
}
/**
 * Which of the files must be written: those that the base lacks. One that is there and differs is a person's, and
 * stays, unless `--overwrite` is given.
 */
async function filesToWrite(context, base, files) {
    const wanted = [];
    for (const file of files) {
        const there = base && (await contentAt(context, base, file.path));
        if (there === file.content)
            context.say(`✓ ${file.path} is there.`);
        else if (there !== undefined && there !== '' && !context.options.overwrite)
            context.say(`! ${file.path} is there and differs from what the set-up writes. It stays; --overwrite replaces it.`);
        else
            wanted.push(file);
    }
    return wanted;
}
/**
 * Commits the files on a branch beside the checkout: neither the work tree nor the index of the person is touched.
 * @throws SetupRefused if a branch of that name has something else
 */
async function writeBranch(context, target, { base, files }) {
    if (files.length === 0)
        return { kind: 'published' };
    const { isDry, options, say } = context;
    const branch = options.branch ?? 'codex-auth-setup';
    for (const { path, content } of files) {
        say(`  ${path}:`);
        for (const line of content.trimEnd().split('\n'))
            say(line ? `    | ${line}` : '    |');
    }
    const isPushed = await isAtRemote(context, target, { branch, files });
    const local = `refs/heads/${branch}`;
    const mine = await commitAt(context, local);
    if (mine && !(await holds(context, mine, files)))
        throw occupied(branch, `git branch -D ${branch}`);
    if (mine || isPushed) {
        say(`✓ The branch ${branch} has them.`);
        return { kind: 'branch', branch, isPushed };
    }
    say(`  A commit on ${target.remote}/${target.defaultBranch} with ${files.length === 1 ? 'this file' : 'these files'}, made beside your checkout:`);
    if (isDry || base === undefined)
        say(`  $ git update-ref refs/heads/${branch} COMMIT`);
    else
        await insist(context, git('update-ref', local, await commit(context, base, files), ''));
    return { kind: 'branch', branch, isPushed: false };
}
/** True if the branch is at GitHub with these files. @throws SetupRefused if it has something else */
async function isAtRemote(context, { remote }, { branch, files }) {
    if (context.isDry)
        return false;
    const listed = (await output(context, git('ls-remote', remote, `refs/heads/${branch}`))).trim();
    if (!listed)
        return false;
    await output(context, git('fetch', '--quiet', '--no-tags', remote, `refs/heads/${branch}`));
    if (await holds(context, listed.split(/\s/)[0] ?? '', files))
        return true;
    throw occupied(branch, `git push ${remote} --delete ${branch}`);
}
async function commit(context, base, files) {
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'codex-auth-setup-'));
    try {
        const env = { GIT_INDEX_FILE: (0,external_node_path_.join)(directory, 'index') };
        const inIndex = async (call) => (await output(context, { ...call, env })).trim();
        await inIndex(git('read-tree', base));
        for (const { path, content } of files) {
            const blob = await inIndex({ ...git('hash-object', '-w', '--stdin'), input: content });
            await inIndex(git('update-index', '--add', '--cacheinfo', `100644,${blob},${path}`));
        }
        const tree = await inIndex(git('write-tree'));
        return await inIndex({ ...git('commit-tree', tree, '-p', base, '-F', '-'), input: MESSAGE });
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
async function holds(context, commit, files) {
    for (const { path, content } of files)
        if ((await contentAt(context, commit, path)) !== content)
            return false;
    return true;
}
async function commitAt(context, ref) {
    const found = await call(context, git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`));
    return (0,run/* succeeded */.gq)(found) ? found.stdout.toString().trim() : undefined;
}
/** Undefined if the commit has no such file. */
async function contentAt(context, commit, path) {
    const found = await call(context, git('show', `${commit}:${path}`));
    return (0,run/* succeeded */.gq)(found) ? found.stdout.toString() : undefined;
}
/** The workflows and own actions of a commit. */
async function workflowsAt(context, commit) {
    const listed = await output(context, git('ls-tree', '-r', '-z', '--name-only', commit, '--', '.github/'));
    return listed.split('\0').filter(path => /^\.github\/(workflows\/[^/]+|actions\/.+)\.ya?ml$/.test(path));
}
const git = (...args) => ({ file: 'git', args });
const occupied = (branch, remedy) => new SetupRefused('setup-workflow', {
    what: `There is a branch ${branch} already, with other workflows than these.`,
    why: 'Somebody may have changed them there, so it was not replaced. The login is stored.',
    remedy: `Merge it, or delete it (\`${remedy}\`), or give --branch another name; then run the same command again.`,
});

;// CONCATENATED MODULE: ./build/src/setup/choices.js

const RUNNERS = (/* unused pure expression or super */ null && (['hosted', 'self-hosted', 'several']));
const STORES = (/* unused pure expression or super */ null && (['host', 'cache', 'github-secret', 'command']));
const JOBS = (/* unused pure expression or super */ null && (['workers', 'full']));
/** The choices of the flags, and a person's answers for the rest. @throws SetupRefused, SetupEnded */
async function choose(context, target) {
    const { options } = context;
    const runner = await one(context, 'runner', 'Where do the jobs run?', RUNNER_CHOICES);
    const kind = await one(context, 'store', 'Where is the login kept between jobs?', storesFor(runner, options));
    const store = await storeOf(context, kind);
    const jobs = kind === 'host'
        ? 'full'
        : await one(context, 'jobs', 'What do ordinary jobs get?', JOBS_CHOICES);
    if (kind === 'host' && options.jobs === 'workers')
        throw unusable('--jobs workers is given with --store host', 'One machine needs no workers: leave --jobs out.');
    return {
        runner,
        runsOn: options['runs-on'] ?? (runner === 'hosted' ? 'ubuntu-24.04' : 'self-hosted'),
        store,
        jobs: jobs === 'full' ? { kind: 'full' } : sharing(options, store),
        environment: await environmentOf(context, target),
    };
}
const RUNNER_CHOICES = [
    { value: 'hosted', label: "GitHub's machines", hint: 'their disk is gone after each job' },
    { value: 'self-hosted', label: 'One self-hosted machine', hint: 'its disk keeps the login' },
    { value: 'several', label: 'Several self-hosted machines', hint: 'they share one login' },
];
const STORE_CHOICES = [
    { value: 'host', label: 'The disk of that machine', hint: 'nothing else needed' },
    { value: 'cache', label: 'The Actions cache, encrypted', hint: 'needs no further token' },
    {
        value: 'github-secret',
        label: 'A GitHub secret',
        hint: 'needs a GitHub App or a token that may write secrets',
    },
    { value: 'command', label: 'A secret manager of yours', hint: 'needs two commands' },
];
const JOBS_CHOICES = [
    {
        value: 'workers',
        label: 'Only the access token (recommended)',
        hint: 'they have nothing to lose, and may run anywhere',
    },
    { value: 'full', label: 'The whole login', hint: 'one workflow is enough, and each job may refresh' },
];
function storesFor(runner, { store }) {
    if (runner === 'self-hosted')
        return STORE_CHOICES;
    if (store === 'host')
        throw unusable(`--store host is given with --runner ${runner}`, runner === 'hosted'
            ? 'The disk of a hosted machine is gone after its job. Give --store cache, github-secret or command.'
            : 'Two machines that keep one login each on their own disk lose it: the refresh token works once. Give --store cache, github-secret or command; docs/fleets.md has a login for each machine.');
    return STORE_CHOICES.filter(({ value }) => value !== 'host');
}
async function storeOf(context, kind) {
    const { ask, options } = context;
    const text = async (flag, question) => options[flag] ?? (await ask.text(flag, question));
    if (kind === 'host' || kind === 'cache')
        return { kind };
    if (kind === 'github-secret')
        return { kind, writer: writerIn(options) ?? (await askWriter(context)) };
    return {
        kind,
        restore: await text('restore-command', 'The command that prints the stored login, or nothing:'),
        persist: await text('persist-command', 'The command that stores the login from its standard input:'),
    };
}
/** Through a secret if something may write one; the cache needs nothing else. */
function sharing(options, store) {
    const writer = store.kind === 'github-secret' ? store.writer : writerIn(options);
    return writer ? { kind: 'workers', by: 'secret', writer } : { kind: 'workers', by: 'cache' };
}
function writerIn(options) {
    const { 'app-id': id, 'app-key-file': keyFile, 'token-file': file } = options;
    if (file !== undefined && id !== undefined)
        throw unusable('--token-file is given with --app-id', 'Give one of the two: either may write the secret.');
    if (id !== undefined) {
        if (!/^\w{1,40}$/.test(id))
            throw unusable(`--app-id is "${id}"`, 'Give the number that the settings page of the App shows.');
        return { kind: 'app', id, keyFile };
    }
    if (keyFile !== undefined)
        throw unusable('--app-key-file is given without --app-id');
    return file === undefined ? undefined : { kind: 'token', file };
}
async function askWriter({ ask }) {
    if (!ask.isInteractive)
        throw unusable('--store github-secret needs something that may write the secret', "Give --app-id and --app-key-file (a GitHub App with Environments: write, or Secrets: write without an environment), or --token-file. GITHUB_TOKEN can't write secrets.");
    const kind = await ask.select('app-id', 'What may write the secret?', [
        { value: 'app', label: 'A GitHub App', hint: 'Environments: write, installed on this repository' },
        {
            value: 'token',
            label: 'A fine-grained token',
            hint: 'Environments, Secrets and Contents: write, Actions: read',
        },
    ]);
    if (kind === 'token')
        return { kind, file: await ask.text('token-file', 'The file with the token:') };
    const id = await ask.text('app-id', "The App's id:");
    return { kind, id, keyFile: await ask.text('app-key-file', 'The file with its private key (.pem):') };
}
/** GitHub Free has no environments for private repositories: said before anything is changed. */
async function environmentOf({ ask, options }, { plan, repository }) {
    const { environment = 'codex' } = options;
    if (environment === 'none')
        return undefined;
    if (!/^[\w.-]{1,100}$/.test(environment))
        throw unusable(`--environment is "${environment}"`, 'Give a name of letters, digits, `.`, `_` and `-`, or "none".');
    if (plan !== 'free')
        return environment;
    const goOn = await ask.confirm(`GitHub Free has no environments for private repositories such as ${repository}. Use secrets of the repository, which every branch may read?`, { alone: false, first: false });
    if (goOn)
        return undefined;
    throw unusable(`${repository} is private and its owner has GitHub Free, which has no environments for it`, 'Give --environment none for secrets of the repository, which a workflow on any branch may read; or move to a paid plan.');
}
async function one({ ask, options }, flag, question, choices) {
    const given = options[flag];
    if (given === undefined)
        return ask.select(flag, question, choices);
    const found = choices.find(({ value }) => value === given);
    if (!found)
        throw unusable(`--${flag} is "${given}"`, `Give one of: ${choices.map(({ value }) => value).join(', ')}.`);
    return found.value;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(28395);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(50809);
;// CONCATENATED MODULE: ./build/src/setup/gh.js





/** `gh` exits so where nobody is logged in. */
const NOT_LOGGED_IN = 4;
/** GitHub, as the person's own `gh` reaches it: with their login, host and proxy. */
class Gh {
    context;
    host;
    #env;
    /** `host`: github.com, or that of a GitHub Enterprise Server. */
    constructor(context, host) {
        this.context = context;
        this.host = host;
        this.#env = {
            GH_HOST: host,
            GH_PROMPT_DISABLED: '1',
            GH_NO_UPDATE_NOTIFIER: '1',
            NO_COLOR: '1',
            CLICOLOR: '0',
        };
    }
    /** Any status is an answer. @throws SetupRefused without one */
    async get(path) {
        const request = this.#call(['api', '-i', path]);
        return replyOf(await call(this.context, request), request);
    }
    /** A request that changes something, with its fields; undefined in a dry run. */
    async send(method, path, fields) {
        // Its body comes on stdin, because fields of `gh api` can't be nested.
        const body = JSON.stringify(fields);
        const request = this.#call(['api', '-i', '-X', method, path, '--input', '-'], body);
        const result = await change(this.context, request, body);
        return result && replyOf(result, request);
    }
    /** The value goes to `gh` on its standard input: never in an argument, a variable or a file. */
    async setSecret(name, value, { repository, environment, words }) {
        const place = ['--repo', repository, ...(environment ? ['--env', environment] : [])];
        await insist(this.context, this.#call(['secret', 'set', name, ...place], value), words);
    }
    /** Starts a workflow of the default branch; undefined in a dry run. */
    runWorkflow(file, options) {
        const { repository, ref, inputs } = options;
        const fields = Object.entries(inputs).flatMap(([name, value]) => ['-f', `${name}=${value}`]);
        return change(this.context, this.#call(['workflow', 'run', file, '--repo', repository, '--ref', ref, ...fields]));
    }
    #call(args, input) {
        return { file: 'gh', args, env: this.#env, ...(input === undefined ? {} : { input }) };
    }
}
/** `gh api -i` prints status line, headers, a blank line and the body, whatever the status. */
function replyOf(result, request) {
    const printed = result.stdout.toString();
    const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(printed)?.[1]);
    if (!status)
        throw result.how === 'exited' && result.code === NOT_LOGGED_IN ? notLoggedIn() : noAnswer(request, result);
    const end = /\r?\n\r?\n/.exec(printed);
    const head = end ? printed.slice(0, end.index) : printed;
    const text = end ? printed.slice(end.index + end[0].length) : '';
    const headers = head
        .split(/\r?\n/)
        .slice(1)
        .map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
    return { status, headers: Object.fromEntries(headers), body: (0,json/* parseJson */.q)(text), text };
}
const notLoggedIn = () => new SetupRefused('setup-tool', {
    what: '`gh` is not logged in.',
    why: 'The set-up reaches GitHub with it. Nothing was changed.',
    remedy: 'Run `gh auth login --scopes repo,workflow`, then this command again.',
});
const noAnswer = (request, result) => new SetupRefused('setup-tool', {
    what: `\`${shown(request)}\` got no answer: ${(0,quote/* quote */.h)(result.stderr.toString(), 400) || 'it said nothing'}`,
    why: 'The set-up reaches GitHub with it. Earlier steps stay done.',
    remedy: 'Try `gh api user`. Once that works, run the same command again.',
});
/** GitHub's own words for a refusal. */
const messageOf = ({ body, status }) => {
    const message = body?.message;
    return `${status}${typeof message === 'string' ? `, ${(0,quote/* quote */.h)(message)}` : ''}`;
};


;// CONCATENATED MODULE: ./build/src/setup/environment.js



const Environment = schemas/* object */.Ikc({
    deployment_branch_policy: schemas/* nullish */.cl6(schemas/* object */.Ikc({ protected_branches: schemas/* boolean */.zMY(), custom_branch_policies: schemas/* boolean */.zMY() })),
    protection_rules: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* looseObject */._H3({ type: schemas/* string */.YjP() }))),
});
const Policies = schemas/* object */.Ikc({ branch_policies: schemas/* array */.YOg(schemas/* looseObject */._H3({ name: schemas/* string */.YjP() })) });
/**
 * Makes the environment, which only the default branch may use: so a workflow on another branch can't read the login.
 * One that is there keeps its rules.
 * @throws SetupRefused where GitHub refuses it
 */
async function ensureEnvironment(context, target, name) {
    const { gh, repository, defaultBranch } = target;
    const path = `repos/${repository}/environments/${name}`;
    const found = await gh.get(path);
    if (found.status === 404) {
        const policy = { protected_branches: false, custom_branch_policies: true };
        // One request makes both: there is no moment in which any branch may use it.
        accepted(await gh.send('PUT', path, { deployment_branch_policy: policy }), [200], name);
        await allowDefaultBranch(target, path, name);
        context.say(`✓ The environment ${name} can be used by ${defaultBranch} only.`);
        return;
    }
    const { data } = Environment.safeParse(found.body);
    if (found.status !== 200 || !data)
        throw refused(found, name);
    warnOfWaits(context, data, name);
    if (!data.deployment_branch_policy) {
        context.say(`! The environment ${name} is there and has no branch rule: a workflow on any branch may read its secrets.`);
        context.say(`  Set one under Settings, Environments, ${name}, Deployment branches. It was left as it is.`);
    }
    else if (data.deployment_branch_policy.custom_branch_policies) {
        const listed = Policies.safeParse((await gh.get(`${path}/deployment-branch-policies`)).body);
        const isAllowed = listed.data?.branch_policies.some(policy => policy.name === defaultBranch);
        if (!isAllowed)
            await allowDefaultBranch(target, path, name);
        context.say(`✓ The environment ${name} is there, with a branch rule that allows ${defaultBranch}.`);
    }
    else
        context.say(`✓ The environment ${name} is there, for protected branches.`);
}
async function allowDefaultBranch({ gh, defaultBranch }, path, name) {
    const reply = await gh.send('POST', `${path}/deployment-branch-policies`, {
        name: defaultBranch,
        type: 'branch',
    });
    // 303: it is there already.
    accepted(reply, [200, 303], name);
}
function warnOfWaits(context, { protection_rules: rules = [] }, name) {
    const waits = rules.filter(({ type }) => type === 'required_reviewers' || type === 'wait_timer');
    if (waits.length === 0)
        return;
    context.say(`! The environment ${name} has a rule (${waits.map(({ type }) => type).join(', ')}) for which each run of`);
    context.say('  keep-fresh waits for a person or a while. Give --environment another name if you did not mean that.');
}
function accepted(reply, good, name) {
    if (reply && !good.includes(reply.status))
        throw refused(reply, name);
}
const refused = (reply, name) => new SetupRefused('setup-environment', {
    what: `GitHub refused the environment ${name} with its branch rule (${messageOf(reply)}).`,
    why: 'Private repositories have them with a paid plan only. Without one, a workflow on any branch may read the secrets.',
    remedy: 'Give --environment none to use secrets of the repository anyway.',
});

// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/system/process-identity.js
var process_identity = __webpack_require__(20393);
// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(11638);
;// CONCATENATED MODULE: ./build/src/setup/home.js









const OWNER = 'owner.json';
const STORING = 'storing.json';
const MOST_BYTES = 64 * 1024;
const Storing = schemas/* object */.Ikc({ where: schemas/* string */.YjP(), before: schemas/* nullable */.mee(schemas/* string */.YjP()) });
/**
 * The CODEX_HOME in which the set-up of one repository logs in. It is nobody else's: the person's own is never used. It
 * exists from the login until the login is stored; what a killed run leaves there, the next one finds.
 */
class SetupHome {
    path;
    constructor(path) {
        this.path = path;
    }
    static of(env, host, repository) {
        const name = `${host}-${repository}`.replace(/[^\w.-]/g, '-').toLowerCase();
        return new SetupHome((0,external_node_path_.join)((0,user_path/* userHome */.B)(env), '.codex-auth-setup', name));
    }
    /** The login that a run before this one has made and not stored, if any. */
    login() {
        return (0,auth_file/* readAuthFile */.nb)((0,auth_file/* authFileIn */.oC)(this.path));
    }
    /** Makes it, mode 0700, for this process. @throws SetupRefused if another set-up that is alive has it */
    async claim(now) {
        const owner = process_identity/* ProcessIdentity */.K6.safeParse(await this.#read(OWNER)).data;
        if (owner && owner.pid !== process.pid && (await (0,process_identity/* liveness */.QX)(owner)) === 'alive')
            throw isBusy(owner.pid);
        await (0,promises_.mkdir)(this.path, { recursive: true, mode: 0o700 });
        await (0,promises_.chmod)(this.path, 0o700);
        const me = await (0,process_identity/* identify */.ls)(process.pid);
        if (me)
            await (0,files/* replaceFile */.fR)((0,external_node_path_.join)(this.path, OWNER), JSON.stringify({ ...me, seenAt: now }));
    }
    /** Notes that the login is about to be stored in a secret, and how that was before. */
    noteStoring({ where, changedAt }) {
        return (0,files/* replaceFile */.fR)((0,external_node_path_.join)(this.path, STORING), JSON.stringify({ where, before: changedAt ?? null }));
    }
    /** True if a run before this one began to store its login in this secret, and the secret has changed since. */
    async wasStored({ where, changedAt }) {
        const storing = Storing.safeParse(await this.#read(STORING)).data;
        return storing?.where === where && changedAt !== undefined && changedAt !== storing.before;
    }
    /** Removes what a login that was not finished has left, and keeps the directory. */
    async empty() {
        await (0,promises_.rm)((0,auth_file/* authFileIn */.oC)(this.path), { force: true });
        for (const name of await (0,promises_.readdir)(this.path).catch(() => []))
            if (name !== OWNER)
                await (0,promises_.rm)((0,external_node_path_.join)(this.path, name), { recursive: true, force: true });
    }
    /** Removes all of it, the login first. */
    async remove() {
        await (0,promises_.rm)((0,auth_file/* authFileIn */.oC)(this.path), { force: true, maxRetries: 3 });
        await (0,promises_.rm)(this.path, { recursive: true, force: true, maxRetries: 3 });
        // The directory of all of them, if this was the last.
        await (0,promises_.rmdir)((0,external_node_path_.dirname)(this.path)).catch(() => undefined);
    }
    async #read(name) {
        const bytes = await (0,files/* readRegularFile */.XF)((0,external_node_path_.join)(this.path, name), { limit: MOST_BYTES }).catch(() => undefined);
        return bytes && (0,json/* parseJson */.q)(bytes.toString());
    }
}
const isBusy = (pid) => new SetupRefused('setup-login', {
    what: `Another set-up of this repository is running (process ${pid}).`,
    why: 'Two of them would log in twice, and each would store its own login. Nothing was changed.',
    remedy: 'Let that one finish, or end it.',
});

;// CONCATENATED MODULE: ./build/src/doctor/output/group.js
/** By file and line; of more than `most` the warnings come first. */
function groupFindings(findings, most) {
    const groups = new Map();
    for (const finding of findings) {
        const key = `${finding.place?.file} ${finding.code} ${finding.level} ${similar(finding.what)}`;
        const known = groups.get(key);
        if (!known)
            groups.set(key, { finding, places: finding.place ? [finding.place] : [] });
        else if (finding.place)
            known.places.push(finding.place);
    }
    const all = [...groups.values()];
    const chosen = all.length > most ? all.toSorted(warningsFirst).slice(0, most) : all;
    return {
        groups: chosen.toSorted(byPlace),
        more: {
            groups: all.length - chosen.length,
            warnings: all.filter(isWarning).length - chosen.filter(isWarning).length,
        },
    };
}
/** The same but for a name in it. */
const similar = (what) => what.replace(/`[^`]*`/g, '`').slice(0, 300);
const isWarning = ({ finding }) => finding.level === 'warning';
const warningsFirst = (a, b) => Number(isWarning(b)) - Number(isWarning(a));
function byPlace({ finding: { place: a } }, { finding: { place: b } }) {
    if (!a || !b)
        return Number(b !== undefined) - Number(a !== undefined);
    return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}
/** Where else: `also in lines 3, 8 and 12 more`. Empty for one place. */
function otherLines([, ...others]) {
    if (others.length === 0)
        return '';
    const shown = others.slice(0, 8).map(({ line }) => line);
    const more = others.length - shown.length;
    return ` (also in line${shown.length > 1 ? 's' : ''} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

;// CONCATENATED MODULE: ./build/src/doctor/output/plain.js

/** With five lines each, and what is around them, a report stays under 200 lines. */
const MOST_SHOWN = 30;
const LONGEST_QUOTE = 160;
/** The report as text: the verdict, the facts in two columns, what was found, what to do. */
function plainReport({ verdict, facts, findings, closing }, quote) {
    const width = Math.max(...facts.map(([name]) => name.length)) + 2;
    const { groups, more } = groupFindings(findings, MOST_SHOWN);
    const blocks = [
        verdict ? [verdict] : [],
        facts.slice(0, 20).map(([name, value]) => `  ${name.padEnd(width)}${value}`),
        ...groups.map(group => linesOf(group, quote)),
        more.groups > 0
            ? [
                `${more.groups} more kinds of findings are not shown, ${more.warnings} of them warnings. Fix what is shown, and run the doctor again; --format json shows more.`,
            ]
            : [],
        closing,
    ];
    return `${blocks
        .filter(lines => lines.length > 0)
        .map(lines => lines.map(harmless).join('\n'))
        .join('\n\n')}\n`;
}
function linesOf({ finding, places }, quote) {
    const { level, place, where, what, why, remedy, code } = finding;
    const at = place && `${place.file}:${place.line}:${place.column}`;
    const line = place && quote.lineOf(place.file, place.line)?.trim().slice(0, LONGEST_QUOTE);
    return [
        `${at ? `${at}: ` : ''}${level}: ${what}${otherLines(places)} [${code}]`,
        ...(line ? [`    ${line}${where ? `   # ${where}` : ''}`] : []),
        `  ${why}`,
        `  ${remedy}`,
    ];
}
/** Names come from files and workflows of others: none of them may move the cursor or color the terminal. */
const harmless = (line) => line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/g, '?');

;// CONCATENATED MODULE: ./build/src/doctor/report.js
/** Exit codes: no warning, though there may be notes; a warning; something can't be read, or the usage is wrong; with `--strict`, something can't be judged. */
const EXIT = { well: 0, found: 1, unreadable: 2, unsure: 3 };
const report_isWarning = ({ level }) => level === 'warning';

;// CONCATENATED MODULE: ./build/src/doctor/target.js




const IS_YAML = /\.ya?ml$/i;
const WORKFLOWS = (0,external_node_path_.join)('.github', 'workflows');
/** The targets at a path. Throws `NothingToJudge`, or the system's error if it can't be looked at. */
async function findTargets(path, cwd) {
    const info = await (0,promises_.stat)((0,external_node_path_.resolve)(cwd, path)).catch(error => Promise.reject((0,errors/* systemCode */.xU)(error) === 'ENOENT' ? new NothingToJudge(path, 'does not exist') : error));
    if (info.isDirectory())
        return inDirectory(path, cwd);
    // A pipe or a device would keep us waiting for its end.
    if (!info.isFile())
        throw new NothingToJudge(path, 'is neither a file nor a directory');
    if (!IS_YAML.test(path))
        return [{ kind: 'login', path }];
    return [{ kind: 'workflow', path, beside: await filesBeside(path, cwd) }];
}
/** A workflow that comes by standard input, as if it were in that file. */
const targetFromText = async (text, path, cwd) => ({
    kind: 'workflow',
    path,
    text,
    beside: await filesBeside(path, cwd).catch(() => []),
});
/** The files to read beside one: in a repository all its workflows and actions, elsewhere those in its directory. */
async function filesBeside(path, cwd) {
    const absolute = (0,external_node_path_.resolve)(cwd, path);
    const isInRepository = `${external_node_path_.sep}${(0,external_node_path_.dirname)(absolute)}`.endsWith(`${external_node_path_.sep}${WORKFLOWS}`);
    const all = [
        ...(await yamlFiles((0,external_node_path_.dirname)(path), cwd)),
        ...(isInRepository ? await actionsBeside((0,external_node_path_.dirname)(path), cwd) : []),
    ];
    return all
        .filter(other => (0,external_node_path_.resolve)(cwd, other) !== absolute)
        .map(other => ({ kind: 'workflow', path: other, beside: [] }));
}
async function inDirectory(path, cwd) {
    const workflows = (0,external_node_path_.join)(path, WORKFLOWS);
    if (await (0,files/* exists */.t2)((0,external_node_path_.resolve)(cwd, workflows))) {
        const own = (await yamlFiles(path, cwd)).filter(file => /^action\.ya?ml$/.test((0,external_node_path_.basename)(file)));
        return some(path, [...(await yamlFiles(workflows, cwd)), ...(await actionsBeside(workflows, cwd)), ...own], (0,external_node_path_.resolve)(cwd, path));
    }
    const login = (0,external_node_path_.join)(path, 'auth.json');
    if (await (0,files/* exists */.t2)((0,external_node_path_.resolve)(cwd, login)))
        return [{ kind: 'login', path: login }];
    const isFolder = (0,external_node_path_.resolve)(cwd, path).endsWith(WORKFLOWS);
    const root = isFolder ? (0,external_node_path_.resolve)(cwd, path, '..', '..') : (0,external_node_path_.resolve)(cwd, path);
    return some(path, [...(await yamlFiles(path, cwd)), ...(isFolder ? await actionsBeside(path, cwd) : [])], root);
}
/** The repository's own actions: the steps that handle the login may be there. */
async function actionsBeside(workflows, cwd) {
    const actions = (0,external_node_path_.join)(workflows, '..', 'actions');
    const entries = await (0,promises_.readdir)((0,external_node_path_.resolve)(cwd, actions), { withFileTypes: true }).catch(() => []);
    const directories = entries.filter(entry => entry.isDirectory()).map(({ name }) => (0,external_node_path_.join)(actions, name));
    const files = await Promise.all(directories.sort().map(directory => yamlFiles(directory, cwd)));
    return files.flat().filter(file => /^action\.ya?ml$/.test((0,external_node_path_.basename)(file)));
}
function some(path, paths, root) {
    if (paths.length > 0)
        return paths.map(file => ({ kind: 'workflow', path: file, beside: [], root }));
    throw new NothingToJudge(path, 'has no auth.json and no workflow');
}
async function yamlFiles(directory, cwd) {
    const entries = await (0,promises_.readdir)((0,external_node_path_.resolve)(cwd, directory), { withFileTypes: true });
    const files = entries.filter(entry => (entry.isFile() || entry.isSymbolicLink()) && IS_YAML.test(entry.name));
    return files.map(({ name }) => (0,external_node_path_.join)(directory, name)).sort();
}
/** The path leads to nothing that the doctor knows. */
class NothingToJudge extends errors/* ActionError */.lZ {
    name = 'NothingToJudge';
    constructor(path, state) {
        super('nothing-to-judge', {
            what: `${path} ${state}.`,
            why: 'The doctor judges an auth.json, a workflow, or a directory with one of them.',
            remedy: 'Give, for example, ~/.codex/auth.json or .github/workflows.',
        });
    }
}

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

// EXTERNAL MODULE: ./build/src/doctor/call-paths.js
var call_paths = __webpack_require__(87692);
// EXTERNAL MODULE: ./build/src/doctor/condition.js
var doctor_condition = __webpack_require__(84832);
// EXTERNAL MODULE: ./build/src/doctor/schedule.js
var schedule = __webpack_require__(28864);
;// CONCATENATED MODULE: ./build/src/doctor/way/acts.js
const isAct = (kind) => (act) => act.kind === kind;
/** The content that matters most, of several that come together. */
const strongest = (...contents) => contents.find(content => content?.kind === 'login') ??
    contents.find(content => content?.kind === 'given') ??
    contents.find(content => content !== undefined);
/** What to call a source in a sentence. */
const sourceInWords = (source) => 'name' in source
    ? `\`${source.name}\``
    : { cache: 'the cache', artifact: 'an artifact', elsewhere: 'its store' }[source.kind];

// EXTERNAL MODULE: ./build/src/doctor/workflow.js
var doctor_workflow = __webpack_require__(67796);
;// CONCATENATED MODULE: ./build/src/doctor/way/names.js
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
    if (isLoginPath(path, state.aboutCodex) || isHome(state, path))
        return { kind: 'login' };
    return undefined;
}
const isHome = (state, path) => isHomePath(path) || state.homes.has(path.replace(/\/(?:\*{1,2}|\.)?$/, ''));
/** The CODEX_HOME of a command. */
function homeIn(variables) {
    const home = variables.get('CODEX_HOME')?.text;
    if (home)
        return plainPath(home);
    const user = variables.get('HOME')?.text;
    return user ? plainPath(`${user}/.codex`) : DEFAULT_HOME;
}
/** Takes note that a job put content into an auth.json. */
function restored(scope, occasion, { path, content, looked }) {
    if (content?.kind === 'login')
        return;
    const home = isLoginPath(path, true) ? homeOf(path) : path;
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
        .map(([path]) => plainPath(path))
        .slice(0, 50);
    const names = NAMES.test(text) && (state.aboutCodex || paths.some(path => isLoginPath(path, false)));
    const home = homeFrom(text, paths) ?? homeIn(scope.env);
    const content = handedTo(scope, text);
    const stripped = content?.kind === 'given' && lines.some(strips) ? { ...content, accessOnly: true } : content;
    const writes = names && isWritten(text);
    // A program that reads auth.json and writes it again edits it.
    const isEdit = READS.test(text) && !content && !isPowerShell && /json\.load|JSON\.parse/.test(text);
    if (writes && (content || !isEdit)) {
        const isKey = content?.kind === 'given' && 'name' in content.from && isKeyName(content.from.name);
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
    const key = [...scope.env].some(([name, { text, content }]) => isKeyName(name) && (text !== '' || content !== undefined));
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
    return strongest(...used, own);
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
    const resolved = (0,doctor_workflow/* isExpression */.B)(text) && text.length < 2000
        ? text.replace(/\$\{\{\s*(env|inputs)\.([\w-]+)\s*\}\}/g, (whole, context, name) => (context === 'env' ? scope.env.get(name) : scope.inputs.get(name.toLowerCase()))?.text || whole)
        : text;
    return { text: resolved, content };
}
/** The login in the value of a text's expressions. */
function contentOf(text, { state, inputs, env }) {
    if (!(0,doctor_workflow/* isExpression */.B)(text))
        return undefined;
    return strongest(...referencesIn(text).map(({ context, name, output }) => {
        if (context === 'secrets')
            return /^GITHUB_TOKEN$/i.test(name) ? undefined : given({ kind: 'secret', name });
        if (context === 'inputs') {
            const value = inputs.get(name.toLowerCase());
            return value ? value.content : given({ kind: 'input', name });
        }
        if (context === 'env')
            return env.get(name)?.content ?? state.env.get(name)?.content;
        if (context === 'steps')
            return state.outputs.get(`${name}.${output}`) ?? state.outputs.get(`${name}.*`);
        if (context === 'needs' || context === 'vars' || context === 'matrix')
            return isLoginName(output || name) ? given({ kind: 'elsewhere' }) : undefined;
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
        if (from && (isKeyName(from) || /^(?:GH|GITHUB)_|_PAT$|TOKEN$/i.test(from)) && !isLoginName(from))
            return [];
        return (from && isLoginName(from)) || isLoginInput(name) || content.kind === 'login'
            ? [`\`${from ?? name}\``]
            : [];
    });
}

// EXTERNAL MODULE: ./node_modules/unbash/dist/parser.js + 15 modules
var parser = __webpack_require__(28919);
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
        const path = plainPath(text).replace(/^.*?(?:@|file:\/\/|fileb:\/\/|=|<)/, '');
        return contentOfFile(state, plainPath(text)) ?? contentOfFile(state, plainPath(path));
    });
    return strongest(circumstances.stdin?.content, ...contents);
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
const loginNamed = (content) => content?.kind === 'given' && 'name' in content.from && isLoginName(content.from.name)
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
        .filter(([variable, value]) => isLoginName(variable) && value.content?.kind === 'given')
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
    const path = plainPath(to.text);
    const isRemote = (text) => /^[\w.@-]+:(?!\\)/.test(text) && !/^[A-Za-z]:[\\/]/.test(text);
    const read = (value) => value.text === '/dev/stdin'
        ? circumstances.stdin?.content
        : (value.content ?? contentOfFile(state, plainPath(value.text)));
    const content = strongest(...from.map(read));
    const occasion = occasionOf(invocation);
    if (isRemote(path)) {
        if (content?.kind === 'login')
            saved(invocation);
        else if (content?.kind === 'given' && 'name' in content.from && isLoginName(content.from.name))
            did(shell.scope, occasion, {
                kind: 'unseen',
                what: `\`${words[0]?.text}\``,
                got: [`\`${content.from.name}\``],
                about: true,
            });
        return NOTHING;
    }
    const namesLogin = from.some(({ text }) => isLoginPath(plainPath(text), true) || /\.codex\/?\.?$/.test(plainPath(text)));
    const isPlace = isHome(state, path.replace(/\/$/, ''));
    if (isLoginPath(path, state.aboutCodex) || (isPlace && (namesLogin || content?.kind === 'given'))) {
        // From the home in use to another place: a copy, unless that is where Codex looks.
        const isOwn = from.some(({ text }) => isHomePath(plainPath(text).replace(/\/auth\.json$/, '')) ||
            state.homes.has(plainPath(text).replace(/\/auth\.json$/, '')));
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
            state.files.set(plainPath(target), content);
        return { text: '', content };
    }
    const at = texts.findIndex(text => /^(?:-C|-d|--directory)$/.test(text));
    const place = plainPath((at >= 0 ? texts[at + 1] : texts.find(text => text.startsWith('--directory='))?.slice(12)) ?? '');
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
    const out = plainPath(at >= 0
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
        const parts = plainPath(value).split(/[:,=]/);
        const mounted = parts.find(part => isHome(state, part) || isLoginPath(part, state.aboutCodex));
        if (mounted) {
            home = mounted.replace(/\/auth\.json$/, '');
            got.push(`\`${mounted}\``);
        }
        const variable = parts[0] ?? '';
        if (/^(?:-e|--env)/.test(text) && isLoginName(variable))
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
    return name ? given({ kind: 'input', name }) : undefined;
}
function withoutRefresh(values, text) {
    const content = strongest(...values.map(value => value.content));
    return content?.kind === 'given' && filters_strips(text) ? { ...content, accessOnly: true } : content;
}
/** A command that gives what it reads. */
function pass(invocation, name) {
    const { shell, words, circumstances } = invocation;
    const rest = words.slice(1);
    const operands = rest.filter(({ text }) => !text.startsWith('-'));
    const stdin = circumstances.stdin;
    const read = operands.map(value => ({ ...shell.read({ text: value.text }), own: value.content }));
    const content = strongest(...read.map(stream => stream.content), ...read.map(({ own }) => own), stdin?.content);
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
    const key = [...variables].some(([name, { text, content }]) => isKeyName(name) && (text !== '' || content !== undefined));
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
        if (content?.kind === 'login' || isLoginName(name) || /\$/.test(name)) {
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
const unknown_commands_STORES = /^(?:set|put|write|upload|create|push|update|edit|add|store|save|import|replace|insert|post|versions|sync|patch|upsert|put-secret-value|put-parameter|put-object)$/;
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
    const isFetch = verbs.some(verb => FETCHES.test(verb)) && !verbs.some(verb => unknown_commands_STORES.test(verb));
    const isCopy = verbs.some(verb => /^(?:cp|copy|copyto|sync|mv|get|download)$/.test(verb));
    const operands = texts.map(text => plainPath(text.replace(/^--?[\w-]+=/, '')));
    const last = operands.findLastIndex(text => !text.startsWith('-'));
    const target = operands.findIndex((path, at) => !path.includes(':') &&
        (isLoginPath(path, state.aboutCodex) || (isHome(state, path) && /codex/i.test(path))) &&
        (OUTPUT_OPTION.test(texts[at - 1] ?? '') ||
            /^--?(?:o|out|output|dest)=/.test(texts[at] ?? '') ||
            isFetch ||
            (isCopy && at === last && operands.slice(0, at).some(one => /[:/]/.test(one)))));
    if (target >= 0) {
        const path = operands[target] ?? '';
        restored(scope, occasion, {
            path: isLoginPath(path, true) ? path : `${path}/auth.json`,
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
    const path = plainPath(file)
        .replace(/^\$GITHUB_WORKSPACE\//, '')
        .replace(/^\$\{\{\s*github\.action_path\s*\}\}/, '$GITHUB_ACTION_PATH');
    const directory = plainPath(scope.directory);
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
        return invocation_hidden(invocation, plainPath(file));
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
    const name = (plainPath(words[0]?.text ?? '')
        .split('/')
        .at(-1) ?? '').replace(/\.exe$/i, '');
    const rest = words.slice(1);
    const { scope } = shell;
    const occasion = occasionOf(unwrapped);
    const all = rest
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 5000);
    const codex = words.findIndex(({ text }) => CODEX.test(plainPath(text)));
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
        if (rest.some(({ text }) => contentOfFile(scope.state, plainPath(text))?.kind === 'login' && isLoginPath(plainPath(text), true)) &&
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
        const name = plainPath(words[0]?.text ?? '')
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
        for (const { from, to } of expressionsIn(text)) {
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
        content: strongest(...elements.map(({ content }) => content)),
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
        content: strongest(...values.map(({ content }) => content)),
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
        return { text: `$${name}`, content: isLoginName(name) ? given({ kind: 'input', name }) : undefined };
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
        const path = plainPath(file.text);
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
        else if (isLoginPath(path, state.aboutCodex)) {
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
        const content = file.content ?? contentOfFile(this.scope.state, plainPath(file.text));
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
        const path = plainPath(text);
        return isLoginPath(path, this.scope.state.aboutCodex) || isHome(this.scope.state, path);
    };
}
const joined = (streams) => ({
    text: streams
        .map(({ text }) => text)
        .filter(Boolean)
        .join('\n')
        .slice(0, 20_000),
    content: strongest(...streams.map(({ content }) => content)),
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
    const resolved = paths.map(path => plainPath(toValue(path, scope).text));
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
                content: given({ kind: 'cache' }),
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
            content: given({ kind: 'artifact' }),
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
        const home = plainPath(step.inputs['codex-home'] ?? scope.env.get('CODEX_HOME')?.text ?? '~/.codex');
        tell(key ? { kind: 'key' } : { kind: 'codex', home, ends: true, key: false, fenced: false });
        return;
    }
    // Somebody's action that writes a file, or sets a secret: by what it is given.
    const contents = values.map(([name, text]) => [name, text, contentOf(text, scope)]);
    const file = values.find(([name, text]) => !/script|run|command|prompt/.test(name) &&
        isLoginPath(plainPath(toValue(text, scope).text), state.aboutCodex));
    const value = contents.find(([, , content]) => content?.kind === 'given');
    if (file && value) {
        restored(script, occasion, {
            path: plainPath(toValue(file[1], scope).text),
            content: value[2],
            looked: isLookedFor(chain, state),
        });
        return;
    }
    if (/secret/i.test(step.uses) && !/get-|fetch|load|read/i.test(step.uses)) {
        const named = values.find(([name, text]) => /name|^secret$|key/.test(name) && isLoginName(text));
        const isSet = values.some(([name, text]) => /value|plaintext|^secret$|content|body|file/.test(name) &&
            ((0,doctor_workflow/* isExpression */.B)(text) || isLoginPath(plainPath(text), state.aboutCodex)));
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
    const path = plainPath(toValue(text, scope).text);
    return text.length < 300 &&
        contentOfFile(scope.state, path)?.kind === 'login' &&
        (isLoginPath(path, true) || (isHomePath(path) && scope.state.homes.size > 0))
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
const holdsLogin = (path, state) => isLoginPath(path, state.aboutCodex) ||
    isHomePath(path) ||
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
    .map(([path]) => repository.script(plainPath(path))?.text ?? '')
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
        .filter(isAct('restore'))
        .filter((act, _, all) => !act.accessOnly && !isGuarded(act, all, { job, keepsDisk }));
    const isStripped = acts.some(act => act.kind === 'restore' && act.accessOnly) && restores.length === 0;
    const hasKey = acts.some(({ kind }) => kind === 'key') || keyInEnvironment(job);
    const kept = acts.filter(isAct('restore')).some(act => !act.accessOnly);
    const users = acts.filter(act => isUser(act, { acts, hasLogin: kept || (!hasKey && keepsDisk === true) }));
    const saves = acts.filter(isAct('save'));
    const unseen = acts.filter(isAct('unseen'));
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
    if (labels.some(label => ((0,doctor_workflow/* isExpression */.B)(label) ? FRESH_IN_EXPRESSION.test(label) : FRESH.test(label))))
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
    if (isInCheckout(act.home) &&
        job.steps.some(({ uses, inputs }) => /^actions\/checkout@/i.test(uses) && inputs.clean !== 'false'))
        return false;
    return keepsDisk !== false;
}
const keyInEnvironment = (job) => job.steps.some(({ inputs }) => (inputs['openai-api-key'] ?? '') !== '') ||
    [job.workflow.env, job.env].some(env => Object.entries(env).some(([name, value]) => isKeyName(name) && value !== ''));
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
        const from = referencesIn(text).map(reference => reference.name);
        return from.some(isLoginName) || (from.length > 0 && isLoginName(name))
            ? [`\`${from.find(isLoginName) ?? name}\``]
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
const groupName = (concurrency) => typeof concurrency === 'string' ? concurrency : String((0,doctor_workflow/* fields */.O)(concurrency).group ?? '');
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
    return resolved === '' || (0,doctor_workflow/* isExpression */.B)(resolved) ? undefined : resolved.toLowerCase();
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

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/src/doctor/yaml.js


/** Larger than any workflow. */
const yaml_MOST_BYTES = 1024 * 1024;
/** Deeper than any workflow, and far from where the reader of YAML, which calls itself for each level, runs out of stack. */
const yaml_DEEPEST = 200;
/** The text of a file, or undefined if it is larger than a workflow can be. Throws `NotRegularFile`, or the system's error. */
const readBounded = (path) => (0,files/* readRegularFile */.XF)(path, { limit: yaml_MOST_BYTES }).then(String, error => {
    if (error instanceof files/* FileTooLarge */.Sv)
        return undefined;
    throw error;
});
/** What is wrong with a YAML text, and in which line. */
class YamlError extends Error {
    line;
    name = 'YamlError';
    constructor(message, line) {
        super(message);
        this.line = line;
    }
}
/**
 * Reads a YAML text by the core schema of YAML 1.2 as GitHub does: without merge keys (`<<`), with which a small file can
 * grow without end. An alias is the same object again.
 *
 * @throws YamlError, also if the text is nested too deep
 */
function parseYaml(text, file) {
    const tooDeep = lineTooDeep(text);
    if (tooDeep !== undefined)
        throw new YamlError('nested too deep', tooDeep);
    const lines = new dist/* LineCounter */.HN();
    const lineOf = (offset) => lines.linePos(offset).line;
    try {
        // `uniqueKeys` compares each key with all others.
        const options = { lineCounter: lines, merge: false, uniqueKeys: false, prettyErrors: false };
        const document = (0,dist/* parseDocument */.Tp)(text, { ...options, logLevel: 'silent' });
        const [problem] = [...document.errors, ...document.warnings];
        if (problem)
            throw new YamlError(problem.message, lineOf(problem.pos[0]));
        const { value, nodes } = plain(document, lineOf);
        return { value, locator: whole => locator({ node: nodes.get(Object(whole)), text, file, lines }) };
    }
    catch (error) {
        if (error instanceof RangeError)
            throw new YamlError('nested too deep', 1);
        throw error;
    }
}
/**
 * The line in which brackets, indentation and the indicators of one line together nest deeper than `DEEPEST`; undefined if
 * none does. V8 ends the process if it has to compile a regular expression where the stack is nearly full, so this can't
 * wait for a `RangeError`.
 */
function lineTooDeep(text) {
    // Almost no text has what it takes, and reading one twice costs.
    if ((text.match(/[[{]|[-?]\s/g)?.length ?? 0) <= yaml_DEEPEST / 2 && !/^ {100}/m.test(text))
        return undefined;
    let [line, brackets, indicators, isStart] = [1, 0, 0, true];
    const indents = [];
    for (const token of new dist/* Lexer */.JG().lex(text)) {
        const type = dist/* CST */.DB.tokenType(token);
        if (isStart && type !== 'newline') {
            const indent = type === 'space' ? token.length : 0;
            while ((indents.at(-1) ?? -1) >= indent)
                indents.pop();
            indents.push(indent);
        }
        if (type === 'flow-seq-start' || type === 'flow-map-start')
            brackets += 1;
        else if (type === 'flow-seq-end' || type === 'flow-map-end')
            brackets = Math.max(0, brackets - 1);
        else if (type === 'seq-item-ind' || type === 'explicit-key-ind')
            indicators += 1;
        if (indents.length + brackets + indicators > yaml_DEEPEST)
            return line;
        isStart = token.endsWith('\n');
        if (!token.includes('\n'))
            continue;
        line += token.split('\n').length - 1;
        indicators = 0;
    }
    return undefined;
}
/** The document as objects, lists and scalars, and the node of each object and list. */
function plain(document, lineOf) {
    const nodes = new WeakMap();
    const anchors = new Map();
    const toValue = (node) => {
        if ((0,dist/* isAlias */.Vj)(node)) {
            if (!anchors.has(node.source))
                throw new YamlError('unknown alias', lineOf(node.range?.[0] ?? 0));
            return anchors.get(node.source);
        }
        const value = (0,dist/* isMap */.jh)(node)
            ? mapOf(node.items)
            : (0,dist/* isSeq */.oP)(node)
                ? node.items.map(toValue)
                : (0,dist/* isScalar */.jn)(node)
                    ? node.value
                    : null;
        if ((0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node))
            nodes.set(value, node);
        const anchor = node?.anchor;
        if (anchor)
            anchors.set(anchor, value);
        return value;
    };
    const mapOf = (items) => {
        const value = Object.create(null);
        for (const pair of items) {
            const key = String((0,dist/* isScalar */.jn)(pair.key) ? pair.key.value : pair.key);
            if (key in value)
                throw new YamlError(`the key "${key}" twice`, lineOf(pair.key.range?.[0] ?? 0));
            value[key] = toValue(pair.value);
        }
        return value;
    };
    return { value: toValue(document.contents), nodes };
}
function locator(source) {
    const span = path => {
        const found = partOf(source.node, path);
        const { range } = found?.node ?? {};
        if (!range)
            return undefined;
        const from = found?.key ?? range[0];
        // The parser counts the end of the last line to a block.
        return { from, to: from + source.text.slice(from, range[1]).trimEnd().length };
    };
    return Object.assign(placeIn(source), { span });
}
const placeIn = ({ node, text, file, lines }) => (path = [], offset) => {
    const place = (at) => {
        const { line, col } = lines.linePos(at);
        return { file, line: Math.max(1, line), column: Math.max(1, col) };
    };
    const found = partOf(node, path);
    const start = found?.key ?? found?.node?.range?.[0] ?? node?.range?.[0] ?? 0;
    if (offset === undefined || !(0,dist/* isScalar */.jn)(found?.node) || !found.node.range)
        return place(start);
    const scalar = found.node;
    const [from, to] = scalar.range;
    const before = String(scalar.value).slice(0, offset);
    if (scalar.type === 'BLOCK_LITERAL') {
        const content = text.indexOf('\n', from) + 1;
        const indent = /^(?:[ \t]*\n)*([ \t]*)/.exec(text.slice(content, to))?.[1]?.length ?? 0;
        const { line } = lines.linePos(content);
        const newLines = before.split('\n');
        return { file, line: line + newLines.length - 1, column: indent + (newLines.at(-1)?.length ?? 0) + 1 };
    }
    // In a text that is folded over lines only the beginning is sure.
    const isOneLine = scalar.type !== 'BLOCK_FOLDED' && !text.slice(from, to).includes('\n');
    return place(isOneLine ? from + (scalar.type?.startsWith('QUOTE') ? 1 : 0) + before.length : from);
};
const PAIRS = new WeakMap();
/** The pairs of a mapping by their keys, in lower case: one with 30,000 is asked for each of them. */
function pairsOf(map) {
    const known = PAIRS.get(map);
    if (known)
        return known;
    const pairs = new Map(map.items.flatMap(pair => (0,dist/* isScalar */.jn)(pair.key) ? [[String(pair.key.value).toLowerCase(), pair]] : []));
    PAIRS.set(map, pairs);
    return pairs;
}
function partOf(node, path) {
    let found = { node };
    for (const step of path) {
        const inside = found?.node;
        if ((0,dist/* isSeq */.oP)(inside))
            found = { node: inside.items[Number(step)] };
        else if ((0,dist/* isMap */.jh)(inside)) {
            const pair = pairsOf(inside).get(String(step).toLowerCase());
            const key = pair?.key?.range?.[0];
            found = pair && { node: pair.value, ...(key !== undefined && { key }) };
        }
        else
            return undefined;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/src/doctor/read-workflow.js




/** Reads a workflow or an action as GitHub does, so far as the rules need it. Throws `UnreadableWorkflow`, or the system's error. */
async function readWorkflow(file, path) {
    const text = await readBounded(path).catch(error => {
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
        yaml = parseYaml(text, file);
    }
    catch (error) {
        if (!(error instanceof YamlError))
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

// EXTERNAL MODULE: ./build/src/doctor/is-our-action.js
var is_our_action = __webpack_require__(71817);
;// CONCATENATED MODULE: ./build/src/doctor/repository.js






const repository_WORKFLOWS = `${external_node_path_.sep}.github${external_node_path_.sep}workflows`;
/** The directory above `.github`, or the one with `.git`; otherwise the directory of the file. */
async function rootOf(path) {
    const at = path.lastIndexOf(`${external_node_path_.sep}.github${external_node_path_.sep}`);
    if (at >= 0)
        return path.slice(0, at) || external_node_path_.sep;
    let directory = (0,external_node_path_.dirname)(path);
    for (let count = 0; count < 6 && (0,external_node_path_.dirname)(directory) !== directory; count += 1) {
        if ((await (0,files/* exists */.t2)((0,external_node_path_.join)(directory, '.git'))) || (await (0,files/* exists */.t2)((0,external_node_path_.join)(directory, repository_WORKFLOWS))))
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
const repository_scriptsIn = (text) => text.split(NO_PATH).filter(word => word.length <= LONGEST_PATH && IS_SCRIPT.test(word));
/** More than anybody has. Each is a file that is read. */
const MOST_FILES = 300;
const repository_LONGEST_SCRIPT = 256 * 1024;
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
        for (const name of repository_scriptsIn(text.slice(0, repository_LONGEST_SCRIPT)))
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
        ? (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 73991))).INPUT_NAMES
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
    if (!info?.isFile() || info.size > repository_LONGEST_SCRIPT)
        return undefined;
    const text = await readBounded(path).catch(() => undefined);
    return text === undefined || text.includes('\u0000') ? undefined : { file: display(path), text };
}
async function packageScripts(path) {
    try {
        const { scripts } = JSON.parse((await readBounded(path)) ?? '{}');
        return Object.fromEntries(Object.entries(scripts ?? {}).filter((entry) => typeof entry[1] === 'string' && entry[1].length < 4000));
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/group-by.js
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

// EXTERNAL MODULE: ./build/src/doctor/once.js
var once = __webpack_require__(47472);
// EXTERNAL MODULE: ./build/src/doctor/rules/finding.js
var finding = __webpack_require__(56144);
;// CONCATENATED MODULE: ./build/src/doctor/rules/concurrent.js







/** One login in two places at once: the first that refreshes ends it for the other. */
const SPENT = 'A refresh token can be used once: the first run that refreshes ends the login for the others, and the last one to save may put back a login that no longer works.';
/** By which a job gets its login, in words; undefined for a machine's own, which Codex locks. */
const sharedSource = (0,once/* once */.O)(({ restores, handed, acts, kind }) => {
    if (kind !== 'given')
        return undefined;
    const named = restores.map(({ from }) => sourceInWords(from));
    // A login that only an unreadable step has may be under a lock of its own; a secret is one login in any case.
    return (named.find(name => name.startsWith('`')) ??
        handed[0] ??
        named[0] ??
        (acts.some(({ kind: deed }) => deed === 'refresh') ? 'the login' : undefined));
});
const twoAtOnce = (0,once/* onceOfTwo */.z)((login, scene) => {
    const source = sharedSource(login);
    if (source === undefined || !login.sure)
        return [];
    const { job, workflow, ways } = login;
    if (!isOfMatrix(login) && (job.parallel || ways.some(way => way.some(({ parallel }) => parallel))))
        return [
            (0,finding/* said */.ag)('warning', workflow, { job })('two-at-once', {
                what: `The jobs of its matrix run side by side, each with its own copy of one login (${source}).`,
                why: SPENT,
                remedy: 'Run Codex in one job, or give the matrix `max-parallel: 1`; or use this action, with which one job at a time refreshes, and the others take over what it made.',
            }),
        ];
    const reason = runsAtOnce(login) ?? jobsAtOnce(login, source, scene) ?? workflowsAtOnce(login, source, scene);
    if (!reason)
        return [];
    return [
        (0,finding/* said */.ag)('warning', workflow, { job })('two-at-once', {
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
        if (root.events.length === 0 || startsSeldom(root))
            continue;
        const groupings = groupingsOf(way);
        if (groupings.some(({ concurrency }) => constantGroup(concurrency, root) !== undefined))
            continue;
        const [grouping] = groupings;
        if (!grouping)
            return `Nothing keeps two runs of ${root === workflow ? 'this workflow' : root.file} apart: there is no \`concurrency\`, and each run has its own copy of one login`;
        return `Two runs at once have copies of one login: the group \`${groupName(grouping.concurrency).slice(0, 100)}\` differs from run to run`;
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
        const [own, its] = [job, one.job].map(({ concurrency }) => constantGroup(concurrency, workflow));
        if (own !== undefined && own === its)
            return false;
        return (ways.length === 0 ||
            ways.some(way => way[0].workflow.events.some(event => mayRunOn(way, event) && mayRunOn([one.job], event))));
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
const jobsBySource = (0,once/* once */.O)((scene) => groupBy(scene.logins, sharedSource));
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
const commonGroups = (0,once/* once */.O)(({ ways }) => {
    const [first, ...rest] = ways.map(groupsOf);
    return new Set([...(first ?? [])].filter(group => rest.every(groups => groups.has(group))));
});
const groupsOf = (way) => new Set(groupingsOf(way).flatMap(({ concurrency }) => constantGroup(concurrency, way[0].workflow) ?? []));
const LOSS = 'A Codex that is ended during its refresh has used the refresh token and saved nothing.';
/** A newer run that cancels this one may do so during a refresh. */
function cancelled(login) {
    const { ways, job, kind, sure } = login;
    if (kind === 'looked at')
        return [];
    const all = ways.length > 0 ? ways : [[job]];
    return all.flatMap(way => groupingsOf(way).flatMap(({ concurrency, job: holder, workflow }) => {
        const value = String((0,doctor_workflow/* fields */.O)(concurrency)['cancel-in-progress'] ?? false);
        const state = cancels(value, way);
        if (state === false)
            return [];
        const isSure = state === true && sure;
        const place = workflow.locate(holder
            ? ['jobs', holder.id, 'concurrency', 'cancel-in-progress']
            : ['concurrency', 'cancel-in-progress']);
        return [
            (0,finding/* said */.ag)(isSure ? 'warning' : 'note', workflow, { ...(holder && { job: holder }), place })('cancel-in-progress', {
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
    if (!(0,doctor_workflow/* isExpression */.B)(value))
        return value === 'true';
    const root = way[0].workflow;
    const states = root.events
        .filter(event => mayRunOn(way, event))
        .map(event => (0,doctor_condition/* holds */.v)(value.includes('always()')
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
    const isQueued = all.some(way => !startsSeldom(way[0].workflow) &&
        groupingsOf(way).some(({ concurrency }) => String((0,doctor_workflow/* fields */.O)(concurrency)['cancel-in-progress'] ?? false) !== 'true'));
    const isMatrix = !isOfMatrix(login) && all.some(way => way.some(({ matrix }) => matrix));
    if (!isQueued && !isMatrix)
        return [];
    const queue = isQueued
        ? 'Its runs wait for one another (`concurrency:`)'
        : 'The jobs of its matrix wait for a runner, or for one another';
    return [
        (0,finding/* actAt */.Cv)('warning', restore)('read-too-early', {
            what: `${queue}, and the secret belongs to no environment.`,
            why: 'Such a secret is read when the run is queued: after a refresh in between, the run starts with a login whose refresh token was already used, and its next refresh ends the login permanently.',
            remedy: 'Move the secret into an environment, with `environment:` on the job and `gh secret set --env`; or use this action.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/codex/environment.js
var codex_environment = __webpack_require__(74136);
;// CONCATENATED MODULE: ./build/src/doctor/rules/exposed.js




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
const laidOpen = ({ acts }) => acts.filter(isAct('open')).map(act => {
    const [what, why] = OPEN[act.where];
    return (0,finding/* actAt */.Cv)('warning', act)(act.where === 'log' ? 'printed' : 'laid-open', {
        what,
        why,
        remedy: act.where === 'log'
            ? 'Print what you want to know of it: `jq -r .last_refresh ~/.codex/auth.json`. Delete the log, and log in again.'
            : 'Remove it there, and log in again. This action stores the login in the cache encrypted: `encryption-key`.',
    });
});
const onCommandLine = ({ acts }) => acts.filter(isAct('argument')).map(act => (0,finding/* actAt */.Cv)('note', act)('on-command-line', {
    what: `The login is an argument of \`${act.command.slice(0, 60)}\`.`,
    why: 'Every process of the machine can read the arguments of the others, and so can what Codex runs there.',
    remedy: 'Give it by standard input (`< ~/.codex/auth.json`), or by a file.',
}));
/** A model that may read and commit the checkout has the login before it. */
function inCheckout({ acts, job }) {
    const [restore] = acts.filter(isAct('restore')).filter(({ home }) => isInCheckout(home));
    if (!restore || !job.steps.some(({ uses }) => /^actions\/checkout@/i.test(uses)))
        return [];
    // A file that another command takes from there is no CODEX_HOME.
    const isHome = acts.some(act => (act.kind === 'codex' || act.kind === 'save') && sameHome(act.home, restore.home));
    if (!isHome)
        return [];
    return [
        (0,finding/* actAt */.Cv)('warning', restore)('in-checkout', {
            what: `Its CODEX_HOME is in the checkout (${restore.home}).`,
            why: 'Codex, and whatever commits or uploads the checkout, has the login before it, and the next checkout removes what was refreshed.',
            remedy: `Use a directory outside of it: \`CODEX_HOME: ${'$'}{{ runner.temp }}/codex-home\`, or \`~/.codex\`.`,
        }),
    ];
}
/** Restored into one home, used in another: what Codex refreshes there is not what is saved. */
function otherHome(login) {
    const { acts } = login;
    const homes = acts.filter(isAct('restore')).map(({ home }) => home);
    const codex = acts.find((act, at) => act.kind === 'codex' && !act.key && acts.slice(0, at).some(({ kind }) => kind === 'restore'));
    if (homes.length === 0)
        return homesBesideOurs(login);
    if (codex?.kind !== 'codex' || homes.some(home => sameHome(home, codex.home)))
        return [];
    const [home] = homes;
    if (homes.some(isUnknown) || isUnknown(codex.home))
        return [];
    return [
        (0,finding/* actAt */.Cv)('warning', codex)('other-home', {
            what: `Codex uses ${codex.home} here, and the login is in ${home}.`,
            why: 'A variable that a step exports ends with that step: Codex finds no login, or another one.',
            remedy: 'Set `CODEX_HOME` in the `env:` of the job, or by `echo "CODEX_HOME=…" >> "$GITHUB_ENV"`.',
        }),
    ];
}
const isUnknown = (home) => /\$\(|\*|\$\{\{/.test(home);
const homesBesideOurs = ({ acts, own, job }) => acts
    .filter(isAct('codex'))
    .filter(act => {
    const uses = own.filter(step => job.steps.indexOf(step) < job.steps.indexOf(act.chain[0]));
    const isGiven = (step) => sameHome(act.home, plainPath(step.inputs['codex-home'] ?? ''));
    return uses.length > 0 && !act.key && hasOwnHome(act) && !uses.some(isGiven);
})
    .map(act => (0,finding/* actAt */.Cv)('warning', act)('other-home', {
    what: `Codex uses ${act.home} here, and not the CODEX_HOME that this action has set.`,
    why: 'The login is in that one: here Codex finds none, or another one.',
    remedy: 'Take `CODEX_HOME` out of this step.',
}));
/** Whether a step gives Codex a CODEX_HOME; this action overrides the one of the job or workflow. */
function hasOwnHome({ home, chain: [{ job }] }) {
    const around = { ...job.workflow.env, ...job.env }.CODEX_HOME ?? DEFAULT_HOME;
    return home !== DEFAULT_HOME && !isUnknown(home) && !sameHome(home, plainPath(around));
}
const sameHome = (a, b) => a === b ||
    (/^\$CODEX_HOME$/.test(a) && b === DEFAULT_HOME) ||
    a.replace(/^\$GITHUB_WORKSPACE\//, '') === b.replace(/^\$GITHUB_WORKSPACE\//, '');
/** Codex has locks for it, and saves at once; a script has neither. */
const refreshesOutside = ({ acts }) => acts.filter(isAct('refresh')).map(act => (0,finding/* actAt */.Cv)('warning', act)('refreshes-outside', {
    what: 'It refreshes the login without Codex, at `auth.openai.com/oauth/token`.',
    why: 'That uses the refresh token: if the script fails before the new one is stored, or a Codex elsewhere still has the old one, the login is lost.',
    remedy: 'Leave the refresh to Codex: `mode: keep-fresh` of this action has it done on a schedule, one job at a time, and stores it at once.',
}));
const endsLogin = ({ acts }) => acts.filter(isAct('end')).map(act => (0,finding/* actAt */.Cv)('warning', act)('ends-login', {
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
    const steps = [...new Set(acts.filter(isAct('codex')).map(({ chain }) => chain[0]))];
    const hasLogin = restores.length > 0 || own.length > 0 || acts.some(({ kind }) => kind === 'restore');
    const ofScripts = steps.flatMap(step => {
        const names = namesOf(step);
        if (names.length === 0 || !hasLogin)
            return [];
        return [
            (0,finding/* warningAt */.MK)(step)('other-login', {
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
            (0,finding/* noteAt */.Mp)(step)('other-login', {
                what: `Its environment has ${names.join(', ')}.`,
                why: 'This action does not pass it on to Codex, but a Codex of your own in a later step would use it instead of the login.',
                remedy: 'Take it out if you mean the ChatGPT login.',
            }),
        ];
    });
    return job.workflow.kind === 'code' ? [] : [...ofScripts, ...ofUses];
}
const namesOf = ({ env, job }) => (0,codex_environment/* otherLogins */.XK)({ ...job.workflow.env, ...job.env, ...env });
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
            (0,finding/* warningAt */.MK)(step, step.locate(['run'], found.at))('injection', {
                what: `Its script is made of \`${found.text.slice(0, 64)}\`, which anybody can write.`,
                why: 'GitHub puts the words in before the shell reads them: a quote and a command in them can take the login.',
                remedy: 'Hand it over as a variable: by `env:` of the step, and as `"$TEXT"` in the script.',
            }),
        ];
    });
}
/** The first of them in an expression of the script. */
function strangersText(script) {
    for (const { expression, from } of expressionsIn(script))
        for (const [path] of expression.matchAll(/\bgithub\.[\w.*[\]-]*/g)) {
            if (/^github\.head_ref\b/.test(path))
                return { text: 'github.head_ref', at: from };
            const [event] = STRANGERS_EVENT.exec(path) ?? [];
            if (event)
                return { text: event, at: from };
        }
    return undefined;
}

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
        const value = (0,doctor_condition/* holds */.v)(step.condition, factsFor({
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
    const [succeeded, failed] = ['success', 'failure'].map(outcome => (0,doctor_condition/* holds */.v)(job.condition, name => {
        const id = /^needs\.([\w-]+)\.result$/.exec(name)?.[1];
        if (id !== undefined)
            return withCodex.has(id.toLowerCase()) ? outcome : undefined;
        return STATUS(outcome === 'success')[name];
    }));
    const own = (0,doctor_condition/* holds */.v)(save.chain.at(-1)?.condition ?? '', name => STATUS(true)[name]);
    const words = [
        `Its job is skipped, and the login not saved, if the Codex that it \`needs\` ${failed === false ? 'failed' : 'succeeded'}.`,
        'Give the job that saves `if: always()` too; better, save in the job that runs Codex.',
    ];
    return { succeeded: succeeded === false ? false : own, failed: failed === false ? false : own, words };
}

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
        const store = sourceInWords(restore.from);
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
    const what = 'name' in from ? `the login (${sourceInWords(from)})` : 'the login';
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

// EXTERNAL MODULE: ./build/src/doctor/rules/strangers.js
var strangers = __webpack_require__(48618);
;// CONCATENATED MODULE: ./build/src/doctor/rules/unseen.js




const WHY = 'If Codex refreshes it there and the new one is not stored, the refresh token of the stored login has been used, and the login ends at the next refresh.';
const REMEDY = 'Look there whether each refreshed login is stored, after a failure too, and two runs never refresh at once. Or use this action, which sees to both.';
/** Said where a job hands the login to what can't be seen. */
function unseen({ job, workflow, acts, handed, restores, kind, sure }) {
    if (kind === 'own')
        return [];
    const hidden = acts.filter(isAct('unseen'));
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
    const names = workflow.inputs.filter(isLoginInput);
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
    cancelled,
    strangers/* unguardedRecipe */.M3,
    twoAtOnce,
    seedEachRun,
    savedOnSuccess,
    restoredTooEarly,
    seldom,
    refreshesOutside,
    endsLogin,
    laidOpen,
    inCheckout,
    otherHome,
    otherLogin,
    scriptOfStrangers,
    onCommandLine,
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
        ...(uses.length > 0 ? (await Promise.all(/* import() */[__webpack_require__.e(1084), __webpack_require__.e(9201)]).then(__webpack_require__.bind(__webpack_require__, 29201))).findingsOfUses(scene) : []),
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

// EXTERNAL MODULE: ./build/src/keeper/store-kind.js
var store_kind = __webpack_require__(62576);
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
        const store = (0,store_kind/* storeKind */.I1)({ ...given, storage }, { RUNNER_ENVIRONMENT: host });
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
        logins: loginJobs(repository, isRepository
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

;// CONCATENATED MODULE: ./build/src/setup/judged.js









/**
 * Has the doctor judge the workflows as the repository will have them: those that are there, and the new ones.
 * @throws SetupRefused if one of the new ones would lose the login
 */
async function judged_judgeWorkflows(context, { base, files }) {
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'codex-auth-setup-'));
    try {
        for (const path of base ? await workflowsAt(context, base) : [])
            await put(directory, path, (base && (await contentAt(context, base, path))) ?? '');
        for (const { path, content } of files)
            await put(directory, path, content);
        const found = await findTargets('.', directory);
        const { report } = await judgeWorkflows(found.flatMap(target => (target.kind === 'workflow' ? [target] : [])), { cwd: directory });
        context.say('The doctor on these workflows:');
        const text = plainReport(report, { lineOf: () => undefined });
        for (const line of text.trimEnd().split('\n'))
            context.say(`  ${line}`);
        const warned = report.findings.filter(report_isWarning);
        const isNew = (file = '') => files.some(({ path }) => file.endsWith(path));
        if (warned.some(({ place }) => isNew(place?.file)))
            throw wouldLose();
        if (warned.length > 0)
            context.say('! Those warnings are about workflows that were there before. Look at them before you merge.');
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
async function put(directory, path, content) {
    const file = (0,external_node_path_.join)(directory, path);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
    await (0,promises_.writeFile)(file, content);
}
const wouldLose = () => new SetupRefused('setup-workflow', {
    what: 'The doctor has a warning about a workflow that the set-up was going to write.',
    why: 'With it the login would be lost or refused. Nothing was changed.',
    remedy: 'Do what the warning says, with other flags.',
});

// EXTERNAL MODULE: ./build/src/codex/device-login.js + 2 modules
var device_login = __webpack_require__(28806);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/codex/install/provide.js + 1 modules
var provide = __webpack_require__(94608);
// EXTERNAL MODULE: ./build/src/codex/login-failed.js
var login_failed = __webpack_require__(47672);
// EXTERNAL MODULE: ./build/src/codex/login-status.js
var login_status = __webpack_require__(26795);
// EXTERNAL MODULE: ./build/src/login/login.js + 1 modules
var login_login = __webpack_require__(98798);
// EXTERNAL MODULE: ./build/src/login/refusal.js
var refusal = __webpack_require__(81147);
;// CONCATENATED MODULE: ./build/src/setup/login.js













/** OpenAI's codes are good for so long. */
const CODE_MS = 15 * 60_000;
/**
 * The login for this repository: what an earlier run made and could not store, the file of `--login-file`, what the
 * secret has already, or a new one by a code that a person types. @throws SetupRefused, SetupEnded, LoginRefused, LoginFailed
 */
async function obtainLogin(context, { home, secret }) {
    const { options, isDry, say } = context;
    const found = await settleFound(context, home, secret);
    if (found)
        return found;
    if (options['login-file'] !== undefined)
        return fromFile(context, home, options['login-file']);
    if (secret.changedAt !== undefined && !options['log-in-again']) {
        say(`✓ The secret has a login already, of ${secret.changedAt}. It stays. --log-in-again makes a new one.`);
        return { kind: 'kept' };
    }
    say(`  $ codex app-server   # account/login/start: a device code, in an empty CODEX_HOME, ${home.path}`);
    if (isDry)
        return { kind: 'planned' };
    return { kind: 'login', login: await logIn(context, home), from: 'device' };
}
/** Handles the rest of an earlier run. A login that is nowhere else is used or asked about, and never just removed. */
async function settleFound(context, home, secret) {
    const { ask, isDry, options, say } = context;
    if (!isDry)
        await home.claim(context.now());
    const bytes = await home.login();
    if (!bytes) {
        if (!isDry)
            await home.empty();
        return undefined;
    }
    if (await home.wasStored(secret)) {
        say(`✓ The login that an earlier run made is stored: the secret was changed ${secret.changedAt}.`);
        if (isDry)
            return { kind: 'kept' };
        await home.empty();
        return undefined;
    }
    say(`! An earlier run has logged in, and was ended before the login was stored. It is in ${home.path}.`);
    if (options['login-file'] !== undefined)
        throw new SetupRefused('setup-login', {
            what: `--login-file is given, and an earlier run has left a login in ${home.path}.`,
            why: 'Only one of them can be stored, and the other would be lost. Nothing was changed.',
            remedy: `Leave --login-file out to use that one, or delete ${home.path} if you don't want it.`,
        });
    if (!(await ask.confirm('Use that login? (No: it is deleted, and you log in again.)', {
        alone: true,
        first: true,
    }))) {
        await home.empty();
        return undefined;
    }
    const origin = `the file ${(0,auth_file/* authFileIn */.oC)(home.path)}`;
    const login = (0,login_login/* parseLogin */.$n)(bytes, { origin, now: context.now(), trustedIssuer: issuerOf(context) });
    if (!isDry)
        await judge(context, { login, home, origin });
    return { kind: 'login', login, from: 'home' };
}
async function fromFile(context, home, path) {
    const file = (0,external_node_path_.resolve)(context.cwd, path);
    const origin = `the file ${path}`;
    await assertNotOwn(context, file, path);
    const bytes = await (0,auth_file/* readAuthFile */.nb)(file).catch(error => {
        if ((0,errors/* systemCode */.xU)(error) === undefined)
            throw error;
    });
    if (!bytes)
        throw new refusal/* LoginRefused */.Q('empty', origin, 'seed');
    const trustedIssuer = issuerOf(context);
    const login = (0,login_login/* parseLogin */.$n)(bytes, { origin, encoded: true, copied: true, now: context.now(), trustedIssuer });
    if (!context.isDry)
        await judge(context, { login, home, origin });
    return { kind: 'login', login, from: 'file' };
}
/** A login that two use is lost: each refresh by one of them ends it for the other. */
async function assertNotOwn(context, file, path) {
    const real = (name) => (0,promises_.realpath)(name).catch(() => name);
    const own = [configuredHome(context), (0,external_node_path_.join)((0,user_path/* userHome */.B)(context.env), '.codex')].map(home => real((0,auth_file/* authFileIn */.oC)(home)));
    if (!(await Promise.all(own)).includes(await real(file)))
        return;
    throw new SetupRefused('setup-login', {
        what: `${path} is the login that your own Codex uses.`,
        why: 'A refresh token works once. When a job refreshes it, your Codex is logged out, and the other way round. Nothing was changed.',
        remedy: 'Leave --login-file out: the jobs then get a login of their own.',
    });
}
/** Codex says whether it is a login, offline. The copy that it looks at is in the home of the set-up. */
async function judge(context, { login, home, origin }) {
    const room = await (0,promises_.mkdtemp)((0,external_node_path_.join)(home.path, 'judged-'));
    try {
        await copyConfig(context, room);
        const codex = await codexFor({ ...context, env: { ...context.env, RUNNER_TEMP: room } }, room);
        const verdict = await (0,login_status/* judgeLogin */.te)(codex, login.bytes);
        if (verdict !== 'chatgpt')
            throw notAccepted(origin, verdict);
    }
    finally {
        await (0,promises_.rm)(room, { recursive: true, force: true, maxRetries: 3 });
    }
}
const notAccepted = (origin, verdict) => new SetupRefused('setup-login', {
    what: `Codex does not accept ${origin} as a ChatGPT login (${verdict}).`,
    why: 'No job could use it. It was not stored, and the file was not changed.',
    remedy: 'Log in with a new login: leave --login-file out.',
});
async function logIn(context, home) {
    const { say, signal } = context;
    await copyConfig(context, home.path);
    const codex = await codexFor(context, home.path);
    const issuer = issuerOf(context);
    const onCode = (url, code) => {
        say('');
        say(`  Open   ${url}`);
        say(`  Type   ${code}`);
        say('');
        say(`  within 15 minutes. If the page says that device codes are not allowed: ${login_failed/* ENABLE */.i}.`);
    };
    const onTrail = (lines) => {
        for (const line of lines)
            say(`  | ${line}`);
    };
    const request = { issuer, waitMs: CODE_MS, signal, onCode, onTrail };
    const proof = await (0,device_login/* deviceLogin */.I)(codex, request).catch(error => {
        throw signal.aborted ? new SetupEnded() : error;
    });
    const origin = `the file ${(0,auth_file/* authFileIn */.oC)(home.path)}`;
    const bytes = await home.login();
    if (!bytes)
        throw new refusal/* LoginRefused */.Q('empty', origin);
    const login = (0,login_login/* parseLogin */.$n)(bytes, { origin, now: context.now(), trustedIssuer: issuer });
    say(`✓ Logged in${proof.accepted ? `, and OpenAI accepts the login (plan ${proof.plan})` : ''}.`);
    return login;
}
async function codexFor(context, home) {
    const { env, options, say, signal } = context;
    const { path } = await (0,provide/* provideCodex */.l)({
        version: options['codex-version'] ?? provide/* DEFAULT_CODEX_VERSION */.J,
        env,
        platform: process.platform,
        arch: process.arch,
        log: line => say(`  ${line}`),
        signal,
    });
    return { path, home, env };
}
/** Copies only this from the person's own CODEX_HOME: a proxy or a workspace that is configured there holds here too. */
const copyConfig = (context, to) => (0,promises_.copyFile)((0,external_node_path_.join)(configuredHome(context), 'config.toml'), (0,external_node_path_.join)(to, 'config.toml')).catch(() => undefined);
const configuredHome = (context) => context.env.CODEX_HOME || (0,external_node_path_.join)((0,user_path/* userHome */.B)(context.env), '.codex');
const issuerOf = ({ env }) => (0,fence/* overrideOrigin */.Vz)((0,fence/* realTokenUrl */.Py)(env));

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/github/single-line.js
var single_line = __webpack_require__(37068);
;// CONCATENATED MODULE: ./build/src/setup/secrets.js






/** The names of the secrets that workflows use. */
const SECRETS = {
    login: 'CODEX_AUTH_JSON',
    key: 'CODEX_KEY',
    appKey: 'CODEX_APP_KEY',
    token: 'CODEX_TOKEN',
    access: 'CODEX_ACCESS',
    accessKey: 'CODEX_ACCESS_KEY',
};
const Secret = schemas/* object */.Ikc({ updated_at: schemas/* string */.YjP() });
const secrets_MOST_BYTES = 48 * 1024;
/** The secrets of one set-up, all in one place. */
class Secrets {
    context;
    target;
    environment;
    constructor(context, target, environment) {
        this.context = context;
        this.target = target;
        this.environment = environment;
    }
    /** In words: `the secret CODEX_KEY of environment codex`. */
    where(name) {
        return `the secret ${name} of ${this.environment ? `environment ${this.environment}` : this.target.repository}`;
    }
    /** When the secret was last changed, by GitHub's clock; undefined if it isn't there. @throws SetupRefused */
    async changedAt(name) {
        const { gh, repository } = this.target;
        const place = this.environment ? `environments/${this.environment}` : 'actions';
        const reply = await gh.get(`repos/${repository}/${place}/secrets/${name}`);
        const { data } = Secret.safeParse(reply.body);
        if (reply.status === 200 && data)
            return data.updated_at;
        if (reply.status === 404)
            return undefined;
        throw new SetupRefused('setup-secret', {
            what: `GitHub doesn't say whether ${this.where(name)} is there (${messageOf(reply)}).`,
            why: 'A login that is stored there must not be replaced by mistake.',
            remedy: 'Look at `gh auth status`: its token needs Secrets and Environments: write.',
        });
    }
    /** The secret as it is now. @throws SetupRefused */
    async seen(name) {
        return { where: this.where(name), changedAt: await this.changedAt(name) };
    }
    /** Makes the other secrets of the store: age keys, and credentials that write secrets. Existing ones stay. */
    async prepare({ store, jobs }) {
        // A new key in place of one that is there would lock the login in.
        if (store.kind === 'cache')
            await this.#once(SECRETS.key, 'a new age identity', newIdentity);
        if (jobs.kind === 'workers' && jobs.by === 'cache')
            await this.#once(SECRETS.accessKey, 'a new age identity', newIdentity);
        const writer = store.kind === 'github-secret'
            ? store.writer
            : jobs.kind === 'workers' && jobs.by === 'secret'
                ? jobs.writer
                : undefined;
        if (writer)
            await this.#writer(writer);
    }
    /** Stores the login, and takes it off this machine. */
    async store(obtained, home) {
        const { isDry, say } = this.context;
        if (obtained.kind === 'kept')
            return;
        if (obtained.kind === 'planned')
            return this.#set(SECRETS.login, '', 'the login');
        if (obtained.from !== 'file' && !isDry)
            await home.noteStoring(await this.seen(SECRETS.login));
        await this.#set(SECRETS.login, await (0,single_line/* singleLine */.p)(obtained.login.bytes), 'the login');
        if (isDry)
            return;
        if (obtained.from !== 'file')
            await home.empty();
        say(`✓ The login is in ${this.where(SECRETS.login)}, and no longer on this machine${obtained.from === 'file' ? ' but for your file: delete it, because a copy that is used ends the login' : ''}.`);
    }
    async #writer(writer) {
        const [name, file, flag] = writer.kind === 'app'
            ? [SECRETS.appKey, writer.keyFile, '--app-key-file']
            : [SECRETS.token, writer.file, '--token-file'];
        if (file !== undefined)
            return this.#set(name, await readSecretFile(this.context, file, flag), `the content of ${file}`);
        if ((await this.changedAt(name)) === undefined)
            throw new SetupRefused('setup-secret', {
                what: `${flag} is missing, and ${this.where(name)} is not there yet.`,
                why: 'Nothing could write the refreshed login back.',
                remedy: `Give ${flag}.`,
            });
        this.context.say(`✓ ${capital(this.where(name))} is there. It stays.`);
    }
    async #once(name, words, make) {
        if (await this.changedAt(name))
            this.context.say(`✓ ${capital(this.where(name))} is there. It stays.`);
        else
            await this.#set(name, this.context.isDry ? '' : await make(), words);
    }
    #set(name, value, words) {
        const { gh, repository } = this.target;
        return gh.setSecret(name, value, { repository, environment: this.environment, words });
    }
}
/** It is never on disk: whoever loses it logs in again. */
async function newIdentity() {
    const { generateX25519Identity } = await __webpack_require__.e(/* import() */ 1539).then(__webpack_require__.bind(__webpack_require__, 81539));
    return generateX25519Identity();
}
async function readSecretFile({ cwd }, file, flag) {
    const { resolve } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 76760, 19));
    const bytes = await (0,files/* readRegularFile */.XF)(resolve(cwd, file), { limit: secrets_MOST_BYTES }).catch((error) => {
        throw new SetupRefused('setup-secret', {
            what: `${flag} names ${file}, which can't be read (${(0,errors/* systemCode */.xU)(error) ?? 'too large, or no file'}).`,
            why: 'Nothing could write the refreshed login back.',
            remedy: 'Give a file that you may read, with the key or the token alone in it.',
        });
    });
    if (bytes.toString().trim())
        return bytes;
    throw new SetupRefused('setup-secret', {
        what: `${flag} names ${file}, which is empty.`,
        why: 'Nothing could write the refreshed login back.',
        remedy: 'Give a file with the key or the token alone in it.',
    });
}
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

;// CONCATENATED MODULE: ./build/src/setup/workflows.js

/** The action in `uses`, unless `--action` says another. */
const ACTION = 'OWNER/codex-auth-action@v1';
const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';
const KEEP_FRESH = 'codex-keep-fresh.yml';
const JOB = 'codex.yml';
/** The two workflows of a set-up. `action`: `owner/name@ref`. */
function workflowFiles(choices, { action, minute }) {
    const files = { [KEEP_FRESH]: keepFresh(choices, action, minute), [JOB]: job(choices, action) };
    return Object.entries(files).map(([name, lines]) => ({
        path: `.github/workflows/${name}`,
        content: `${lines.filter(line => line !== undefined).join('\n')}\n`,
    }));
}
function keepFresh({ environment, jobs, runsOn, store }, action, minute) {
    return [
        '# Keeps the ChatGPT login of Codex alive. Run it with "log-in" to log in again, with a code that you type on your phone.',
        'name: Codex keep-fresh',
        '',
        'on:',
        '  schedule:',
        `    - cron: "${minute} 4 * * *"`,
        '  workflow_dispatch:',
        '    inputs:',
        '      log-in:',
        '        description: Log in again, with a code that you type on your phone',
        '        type: boolean',
        '      force-refresh:',
        '        description: Refresh now, to prove that it works',
        '        type: boolean',
        '',
        'permissions: {}',
        '',
        'jobs:',
        '  keep-fresh:',
        `    runs-on: ${quoted(runsOn)}`,
        environment && `    environment: ${environment}`,
        '    timeout-minutes: 20',
        ...permissions(store),
        '    steps:',
        `      - uses: ${action}`,
        '        with:',
        ...storeInputs(store, environment),
        ...workflows_sharing(jobs, store, environment),
        `          mode: ${expression("inputs.log-in && 'login' || 'keep-fresh'")}`,
        `          force-refresh: ${expression("inputs.force-refresh || 'false'")}`,
    ];
}
function job({ environment, jobs, runsOn, store }, action) {
    const isWorker = jobs.kind === 'workers';
    return [
        isWorker
            ? '# Runs Codex with the access token that keep-fresh shares. It has no refresh token, so it has nothing to lose.'
            : '# Runs Codex with the login that keep-fresh keeps alive.',
        'name: Codex',
        '',
        'on:',
        '  workflow_dispatch:',
        '    inputs:',
        '      prompt:',
        '        description: What Codex should do',
        '        type: string',
        '        required: true',
        '',
        'permissions: {}',
        '',
        'jobs:',
        '  codex:',
        `    runs-on: ${quoted(runsOn)}`,
        environment && `    environment: ${environment}`,
        '    timeout-minutes: 60',
        ...(isWorker || store.kind === 'host'
            ? ['    permissions:', '      contents: read # the checkout']
            : permissions(store)),
        '    steps:',
        `      - uses: ${CHECKOUT}`,
        '        with:',
        '          persist-credentials: false',
        '      - id: codex',
        `        uses: ${action}`,
        '        with:',
        ...(isWorker ? accessInputs(jobs.by) : storeInputs(store, environment)),
        `          prompt: ${expression('inputs.prompt')}`,
        '      # Pass what the model wrote as a variable. In the script itself, it would be a command.',
        `      - run: printf '%s\\n' "$MESSAGE"`,
        '        env:',
        `          MESSAGE: ${expression('steps.codex.outputs.final-message')}`,
    ];
}
/** A store other than the host's needs a lease in the repository. */
const permissions = ({ kind }) => kind === 'host'
    ? []
    : [
        '    permissions:',
        '      contents: write # the lease: only one job at a time may refresh',
        '      actions: read # to see that the job that held the lease has finished',
    ];
function storeInputs(store, environment) {
    const own = {
        host: () => [],
        cache: () => [`          encryption-key: ${secret(SECRETS.key)}`],
        'github-secret': () => [
            environment && `          secret-environment: ${environment}`,
            ...(store.kind === 'github-secret' ? writerInputs(store.writer) : []),
        ],
        command: () => store.kind === 'command'
            ? [
                `          restore-command: ${JSON.stringify(store.restore)}`,
                `          persist-command: ${JSON.stringify(store.persist)}`,
            ]
            : [],
    };
    return [
        `          storage: ${store.kind}`,
        `          auth-json: ${secret(SECRETS.login)}`,
        ...own[store.kind](),
    ];
}
function workflows_sharing(jobs, store, environment) {
    if (jobs.kind === 'full')
        return [];
    if (jobs.by === 'cache')
        return ['          share-access: cache', `          access-key: ${secret(SECRETS.accessKey)}`];
    return [
        `          share-access: secret:${SECRETS.access}`,
        environment && `          share-environment: ${environment}`,
        ...(store.kind === 'github-secret' ? [] : writerInputs(jobs.writer)),
    ];
}
const accessInputs = (by) => [
    by === 'cache'
        ? `          access-key: ${secret(SECRETS.accessKey)}`
        : `          auth-json: ${secret(SECRETS.access)}`,
];
const writerInputs = (writer) => writer.kind === 'token'
    ? [`          token: ${secret(SECRETS.token)}`]
    : [`          app-id: ${quoted(writer.id)}`, `          app-private-key: ${secret(SECRETS.appKey)}`];
const expression = (source) => `\${{ ${source} }}`;
const secret = (name) => expression(`secrets.${name}`);
/** Plain where YAML takes it for a text; what a person typed is quoted. */
const quoted = (text) => /^[a-z][\w.-]*$/i.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text);

;// CONCATENATED MODULE: ./build/src/setup/proof.js






const Run = schemas/* object */.Ikc({
    id: schemas/* number */.aig(),
    status: schemas/* nullable */.mee(schemas/* string */.YjP()),
    conclusion: schemas/* nullable */.mee(schemas/* string */.YjP()),
    html_url: schemas/* string */.YjP(),
});
const Runs = schemas/* object */.Ikc({ workflow_runs: schemas/* array */.YOg(Run) });
const Jobs = schemas/* object */.Ikc({ jobs: schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* number */.aig() })) });
const EVERY_MS = 2000;
/** After a merge GitHub takes some seconds to know a workflow, and after a start some to show its run. */
const KNOWN_MS = 90_000;
/** keep-fresh has 20 minutes, and a queue may be before it. */
const RUN_MS = 30 * 60_000;
/** Lines of the log that show a proof, or an error. */
const REFRESHED = 'Refreshed and stored the login';
const PROOF = /(Refreshed and stored the login|OpenAI accepts the login|access login)/;
const MOST_LINES = 20;
/**
 * Starts keep-fresh with a forced refresh, watches it, and says what it proved. One that runs already may prove it too.
 * @throws SetupRefused if it can't be started, or fails
 */
async function prove(context, target) {
    const before = context.isDry ? [] : await runsOf(target);
    const running = before.find(({ status }) => status !== 'completed');
    if (running && (await refreshedBy(context, target, running)))
        return;
    const started = await startRun(context, target, Math.max(0, ...before.map(({ id }) => id)));
    if (!started || (await refreshedBy(context, target, started)))
        return;
    context.say(`✓ keep-fresh succeeded. GitHub doesn't show its log: look there whether it refreshed the login.`);
}
/** Watches a run to its end and says what it proved; false if its log says nothing of a refresh. */
async function refreshedBy(context, target, run) {
    context.say(`  keep-fresh runs: ${run.html_url}`);
    const ended = await watch(context, target, run);
    const log = await logOf(target, ended);
    if (ended.conclusion !== 'success')
        throw failedRun(ended, log);
    if (!log.some(line => line.includes(REFRESHED)))
        return false;
    context.say('✓ Proven by this run: lease and store can be written, Codex has refreshed the login, it is stored, and OpenAI accepts it.');
    for (const line of log.filter(line => PROOF.test(line)).slice(0, MOST_LINES))
        context.say(`  | ${line}`);
    return true;
}
async function runsOf({ gh, repository }) {
    const query = new URLSearchParams({ event: 'workflow_dispatch', per_page: '20' });
    const reply = await gh.get(`repos/${repository}/actions/workflows/${KEEP_FRESH}/runs?${query}`);
    return Runs.safeParse(reply.body).data?.workflow_runs ?? [];
}
/** Undefined in a dry run. `last`: the highest id of a run before this one. */
async function startRun(context, target, last) {
    const { repository, defaultBranch, gh } = target;
    const request = { repository, ref: defaultBranch, inputs: { 'force-refresh': 'true' } };
    const end = context.now() + KNOWN_MS;
    for (;;) {
        const result = await gh.runWorkflow(KEEP_FRESH, request);
        if (!result)
            return undefined;
        if ((0,run/* succeeded */.gq)(result))
            break;
        if (context.now() > end)
            throw notStarted((0,quote/* quote */.h)(result.stderr.toString(), 300));
        await pause(context);
    }
    while (context.now() < end) {
        const run = (await runsOf(target)).find(({ id }) => id > last);
        if (run)
            return run;
        await pause(context);
    }
    throw notStarted('GitHub shows no run of it');
}
async function watch(context, { gh, repository }, run) {
    const end = context.now() + RUN_MS;
    let seen = run;
    while (seen.status !== 'completed') {
        if (context.now() > end)
            throw tooLong(run, seen.status);
        await pause(context);
        const found = Run.safeParse((await gh.get(`repos/${repository}/actions/runs/${run.id}`)).body);
        if (found.success && found.data.status !== seen.status)
            context.say(`  ${found.data.status}`);
        seen = found.data ?? seen;
    }
    return seen;
}
/** The lines of its one job's log, without their dates; none if GitHub doesn't give it. */
async function logOf({ gh, repository }, { id }) {
    const { data } = Jobs.safeParse((await gh.get(`repos/${repository}/actions/runs/${id}/jobs`)).body);
    const job = data?.jobs[0];
    if (!job)
        return [];
    const reply = await gh.get(`repos/${repository}/actions/jobs/${job.id}/logs`);
    return reply.status === 200 ? reply.text.split(/\r?\n/).map(line => line.replace(/^\S+Z /, '')) : [];
}
const pause = ({ signal }) => (0,external_node_timers_promises_.setTimeout)(EVERY_MS, undefined, { signal }).catch(() => {
    throw new SetupEnded();
});
const AGAIN = 'then run the same command again: it starts keep-fresh once more.';
const notStarted = (said) => new SetupRefused('setup-proof', {
    what: `keep-fresh could not be started: ${said || 'gh said nothing'}.`,
    why: 'Nothing is proven yet. The login is stored.',
    remedy: `Look at the Actions tab (are workflows allowed there?), ${AGAIN}`,
});
const tooLong = ({ html_url }, status) => new SetupRefused('setup-proof', {
    what: `keep-fresh is still ${status} after 30 minutes.`,
    why: 'Nothing is proven yet. A job that waits so long has no runner with its label, or an environment that waits for a person.',
    remedy: `Look at ${html_url}, ${AGAIN}`,
});
function failedRun({ conclusion, html_url }, log) {
    const errors = log
        .filter(line => line.includes('##[error]'))
        .map(line => line.replace(/^.*?##\[error\]/, ''));
    return new SetupRefused('setup-proof', {
        what: `keep-fresh ended with ${conclusion}.${errors
            .map(line => `\n  | ${(0,quote/* quote */.h)(line, 600)}`)
            .slice(0, MOST_LINES)
            .join('')}`,
        why: 'So the set-up is not proven: it is better to know now than on the day of the first refresh.',
        remedy: `Look at ${html_url}, repair what it says, ${AGAIN}`,
    });
}

;// CONCATENATED MODULE: ./build/src/setup/publish.js




const Pull = schemas/* object */.Ikc({ number: schemas/* number */.aig(), html_url: schemas/* string */.YjP() });
const Pulls = schemas/* array */.YOg(Pull);
/** Nothing leaves the machine of a person who was not asked. */
const PUBLISH = { alone: false, first: true };
const TITLE = 'Run Codex on a ChatGPT login, kept alive by codex-auth-action';
/**
 * Pushes the branch, opens a pull request and merges it, each if asked. True once the workflows are on the default branch.
 * @throws SetupRefused
 */
async function publish(context, target, written) {
    if (written.kind === 'published')
        return true;
    const { ask, isDry, options, say } = context;
    const { branch, isPushed } = written;
    const { remote, repository, gh, defaultBranch, mergeMethod } = target;
    const pushes = options.push || options.merge || isPushed;
    if (!pushes && !(await ask.confirm(`Push the branch ${branch} and open a pull request?`, PUBLISH))) {
        say(`Next: git push ${remote} ${branch}, merge it into ${defaultBranch}, and run the same command again for the proof.`);
        return false;
    }
    const refspec = `refs/heads/${branch}:refs/heads/${branch}`;
    if (!isPushed)
        await insist(context, { file: 'git', args: ['push', '--quiet', remote, refspec] });
    const pull = (await openPull(target, branch)) ?? (await createPull(target, branch));
    if (pull)
        say(`✓ The pull request is ${pull.html_url}`);
    if (!options.merge && !(await ask.confirm('Merge it now, so that keep-fresh can be started?', PUBLISH))) {
        say('Next: merge it, and run the same command again for the proof.');
        return false;
    }
    const path = `repos/${repository}/pulls/${pull?.number ?? 'NUMBER'}/merge`;
    const merged = await gh.send('PUT', path, { merge_method: mergeMethod });
    if (merged && merged.status !== 200)
        throw notMerged(merged, pull);
    if (!isDry)
        say(`✓ Merged into ${defaultBranch}.`);
    return true;
}
async function openPull({ gh, owner, repository, defaultBranch }, branch) {
    const query = new URLSearchParams({ state: 'open', head: `${owner}:${branch}`, base: defaultBranch });
    return Pulls.safeParse((await gh.get(`repos/${repository}/pulls?${query}`)).body).data?.[0];
}
async function createPull(target, branch) {
    const { gh, repository, defaultBranch } = target;
    const fields = {
        title: TITLE,
        head: branch,
        base: defaultBranch,
        body: 'Written by the setup command of codex-auth-action.',
    };
    const reply = await gh.send('POST', `repos/${repository}/pulls`, fields);
    if (!reply)
        return undefined;
    const made = Pull.safeParse(reply.body);
    if (reply.status === 201 && made.success)
        return made.data;
    throw new SetupRefused('setup-publish', {
        what: `GitHub opened no pull request for ${branch} (${messageOf(reply)}).`,
        why: 'GitHub starts workflows of the default branch only. The branch is pushed, and the login is stored.',
        remedy: `Open and merge it yourself, then run the same command again.`,
    });
}
const notMerged = (reply, pull) => new SetupRefused('setup-publish', {
    what: `GitHub did not merge the pull request (${messageOf(reply)}).`,
    why: 'GitHub starts workflows of the default branch only, so nothing is proven yet. The login is stored.',
    remedy: `Merge ${pull?.html_url ?? 'it'} yourself, for example after a review, then run the same command again.`,
});

;// CONCATENATED MODULE: ./build/src/setup/repository.js





const Facts = schemas/* object */.Ikc({
    full_name: schemas/* string */.YjP(),
    private: schemas/* boolean */.zMY(),
    default_branch: schemas/* string */.YjP(),
    owner: schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }),
    permissions: schemas/* optional */.lqM(schemas/* object */.Ikc({ admin: schemas/* optional */.lqM(schemas/* boolean */.zMY()), push: schemas/* optional */.lqM(schemas/* boolean */.zMY()) })),
    allow_merge_commit: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    allow_squash_merge: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
});
const Plan = schemas/* object */.Ikc({ login: schemas/* optional */.lqM(schemas/* string */.YjP()), plan: schemas/* optional */.lqM(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })) });
/**
 * Finds the repository of this checkout and looks whether a set-up may be done there. Changes nothing.
 * @throws SetupRefused
 */
async function findTarget(context) {
    const { options, env } = context;
    const remote = options.remote ?? 'origin';
    const url = await remoteUrl(context, remote);
    const named = repositoryIn(url);
    const repository = options.repo ?? named?.repository;
    if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository))
        throw unclear(remote);
    const gh = new Gh(context, env.GH_HOST || named?.host || 'github.com');
    const reply = await gh.get(`repos/${repository}`);
    const facts = Facts.safeParse(reply.body);
    if (reply.status !== 200 || !facts.success)
        throw notReached(repository, reply);
    const { full_name, private: isPrivate, default_branch, owner, permissions } = facts.data;
    if (!isPrivate)
        throw isPublic(full_name);
    if (!permissions?.admin)
        throw notAdmin(full_name);
    assertScopes(context, reply, url);
    return {
        ...{ gh, repository: full_name, owner: owner.login, defaultBranch: default_branch, remote },
        plan: await planOf(gh, owner),
        mergeMethod: facts.data.allow_merge_commit === false
            ? facts.data.allow_squash_merge
                ? 'squash'
                : 'rebase'
            : 'merge',
    };
}
async function remoteUrl(context, remote) {
    const inside = await call(context, { file: 'git', args: ['rev-parse', '--is-inside-work-tree'] });
    if (!(0,run/* succeeded */.gq)(inside))
        throw new SetupRefused('setup-repository', {
            what: `${context.cwd} is not in a git checkout.`,
            why: 'The workflows are written to a branch of the repository whose jobs are to use Codex. Nothing was changed.',
            remedy: 'Run it in a checkout of that repository.',
        });
    const found = await call(context, { file: 'git', args: ['remote', 'get-url', remote] });
    if ((0,run/* succeeded */.gq)(found))
        return found.stdout.toString().trim();
    throw new SetupRefused('setup-repository', {
        what: `This checkout has no git remote "${remote}".`,
        why: 'The set-up pushes the workflows there. Nothing was changed.',
        remedy: `Give --remote: it has ${(await output(context, { file: 'git', args: ['remote'] })).trim().split('\n').join(', ') || 'none'}.`,
    });
}
/** `https://HOST/OWNER/NAME`, `ssh://git@HOST/OWNER/NAME` and `git@HOST:OWNER/NAME`, with or without `.git`. */
function repositoryIn(url) {
    const [, host, repository] = /^(?:https?|ssh):\/\/(?:[^@/]+@)?([^/]+)\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url) ??
        /^(?:[\w.-]+@)?([\w.-]+):([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url) ??
        [];
    return host && repository
        ? { host: host.replace(/^ssh\.github\.com(:443)?$/, 'github.com'), repository }
        : undefined;
}
/** Checks a classic token. A fine-grained one has no scopes, and GitHub shows what it may do only when it does it. */
function assertScopes({ options }, { headers }, url) {
    const said = headers['x-oauth-scopes'];
    if (!said)
        return;
    const scopes = said.split(',').map(scope => scope.trim());
    const pushes = (options.push || options.merge) && /^https?:/.test(url);
    const missing = [...['repo'], ...(pushes ? ['workflow'] : [])].filter(scope => !scopes.includes(scope));
    if (missing.length === 0)
        return;
    throw new SetupRefused('setup-tool', {
        what: `The login of \`gh\` has not the scope ${missing.join(' and ')}.`,
        why: 'Without it GitHub refuses to set secrets, or to take a push that changes workflows. Nothing was changed.',
        remedy: `Run \`gh auth refresh --scopes ${missing.join(',')}\`, then this command again.`,
    });
}
async function planOf(gh, { login, type }) {
    const said = Plan.safeParse((await gh.get(type === 'Organization' ? `orgs/${login}` : 'user')).body);
    // GitHub tells a person's plan only to that person.
    const isTheirs = type === 'Organization' || said.data?.login === login;
    return isTheirs ? said.data?.plan?.name : undefined;
}
const unclear = (remote) => new SetupRefused('setup-repository', {
    what: `The git remote "${remote}" doesn't say which repository at GitHub it is.`,
    why: 'Secrets and workflows belong to one repository. Nothing was changed.',
    remedy: 'Give --repo OWNER/NAME.',
});
const notReached = (repository, reply) => new SetupRefused('setup-repository', {
    what: `GitHub doesn't show the repository ${repository} to \`gh\` (${messageOf(reply)}).`,
    why: 'Its secrets and workflows could not be set. Nothing was changed.',
    remedy: 'Look at `gh auth status`: is it the right account, and may its token see this repository? Or give --repo.',
});
const isPublic = (repository) => new SetupRefused('setup-repository', {
    what: `${repository} is a public repository.`,
    why: "Anybody can read its logs and cause some of its events, so a login of yours doesn't belong there. Nothing was changed.",
    remedy: 'Use a private repository for jobs with Codex. docs/security.md says what `allow-public-repository` risks.',
});
const notAdmin = (repository) => new SetupRefused('setup-repository', {
    what: `The account of \`gh\` isn't an administrator of ${repository}.`,
    why: 'Only an administrator may create an environment with its branch rule. Nothing was changed.',
    remedy: 'Ask an administrator to run this, or switch with `gh auth login`.',
});

;// CONCATENATED MODULE: ./build/src/setup/setup.js














/** Done; something is left to do, or failed; the flags can't be used. */
const setup_EXIT = { done: 0, failed: 1, usage: 2 };
/** Sets up a repository, from the login to the proof, and returns the exit code. Another run finds and skips what is done. */
async function setup(args, machine) {
    try {
        const options = readOptions(args);
        if (options.help) {
            machine.print(USAGE);
            return setup_EXIT.done;
        }
        return (await story(await contextOf(machine, options))) ? setup_EXIT.done : setup_EXIT.failed;
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        machine.print(`\n✗ ${error.message}\n`);
        if (error.cause)
            machine.print(`Cause: ${String(error.cause)}\n`);
        return error.code === 'setup-usage' ? setup_EXIT.usage : setup_EXIT.failed;
    }
}
async function contextOf(machine, options) {
    const { terminal, signal } = machine;
    const ask = terminal && !options['no-input'] ? await askAt(terminal, signal) : NOBODY;
    return { ...machine, options, ask, isDry: options['dry-run'], say: line => machine.print(`${line}\n`) };
}
/** True once all is proven, or nothing is left to do. */
async function story(context) {
    const { isDry, options, say } = context;
    if (isDry)
        say('Dry run: commands and files are printed, and nothing is changed.');
    const action = actionOf(options);
    const target = await findTarget(context);
    say(`Repository ${target.repository}, private; its default branch is ${target.defaultBranch}.`);
    const choices = await choose(context, target);
    say(summaryOf(choices));
    const base = await baseOf(context, target);
    const all = workflowFiles(choices, { action, minute: minuteOf(target.repository) });
    const files = await filesToWrite(context, base, all);
    await judged_judgeWorkflows(context, { base, files });
    await storeLogin(context, target, choices);
    const written = await writeBranch(context, target, { base, files });
    if (!(await publish(context, target, written)))
        return true;
    if (options['no-start'] ||
        !(await context.ask.confirm('Start keep-fresh with a refresh, as the proof?', {
            alone: true,
            first: true,
        })))
        return true;
    await prove(context, target);
    return true;
}
/** All that a login needs is there before a person makes one: then it is stored at once. */
async function storeLogin(context, target, choices) {
    const { environment } = choices;
    if (environment !== undefined)
        await ensureEnvironment(context, target, environment);
    const secrets = new Secrets(context, target, environment);
    await secrets.prepare(choices);
    const home = SetupHome.of(context.env, target.gh.host, target.repository);
    try {
        const secret = await secrets.seen(SECRETS.login);
        await secrets.store(await obtainLogin(context, { home, secret }), home);
    }
    finally {
        if (!context.isDry)
            await leave(context, home);
    }
}
/** Keeps the home if it has a login that is nowhere else, and removes it otherwise. */
async function leave({ say }, home) {
    if (!(await home.login()))
        return home.remove();
    say(`! A login was made and not stored. It is in ${home.path}: run the same command again, which stores it.`);
}
function actionOf({ action = ACTION }) {
    if (/^[\w.-]+\/[\w.-]+@[\w./-]+$/.test(action))
        return action;
    throw unusable(`--action is "${action}"`, 'Give it as OWNER/NAME@REF, such as OWNER/codex-auth-action@v1.');
}
/** A minute of its own for each repository, and never 0, at which GitHub drops scheduled runs. */
const minuteOf = (repository) => 1 + [...repository].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 58, 7);
function summaryOf({ environment, jobs, runsOn, store }) {
    const place = environment ? `environment ${environment}` : "the repository's secrets";
    const shared = jobs.kind === 'workers' ? `; ordinary jobs get the access token (by the ${jobs.by})` : '';
    return `Jobs on ${runsOn}, the login in the store \`${store.kind}\`, secrets in ${place}${shared}.`;
}


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
