import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 5574:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 8752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   groupFindings: () => (/* binding */ groupFindings),
/* harmony export */   h: () => (/* binding */ byPlace),
/* harmony export */   otherLines: () => (/* binding */ otherLines)
/* harmony export */ });
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


/***/ }),

/***/ 5851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ harmless),
/* harmony export */   f: () => (/* binding */ plainReport)
/* harmony export */ });
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8752);

/** With five lines each, and what is around them, a report stays under 200 lines. */
const MOST_SHOWN = 30;
const LONGEST_QUOTE = 160;
/** The report as text: the verdict, the facts in two columns, what was found, what to do. */
function plainReport({ verdict, facts, findings, closing }, quote) {
    const width = Math.max(...facts.map(([name]) => name.length)) + 2;
    const { groups, more } = (0,_group_js__WEBPACK_IMPORTED_MODULE_0__.groupFindings)(findings, MOST_SHOWN);
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
        `${at ? `${at}: ` : ''}${level}: ${what}${(0,_group_js__WEBPACK_IMPORTED_MODULE_0__.otherLines)(places)} [${code}]`,
        ...(line ? [`    ${line}${where ? `   # ${where}` : ''}`] : []),
        `  ${why}`,
        `  ${remedy}`,
    ];
}
/** Names come from files and workflows of others: none of them may move the cursor or color the terminal. */
const harmless = (line) => line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/g, '?');


/***/ }),

/***/ 4900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ printReport)
/* harmony export */ });
/* harmony import */ var _plain_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5851);

/** Prints a report in the format that was asked for. */
async function printReport(report, format, machine, lineOf = () => undefined) {
    if (format === 'json' || format === 'sarif') {
        const { jsonReport, sarifReport } = await __nccwpck_require__.e(/* import() */ 232).then(__nccwpck_require__.bind(__nccwpck_require__, 2232));
        machine.printJson(format === 'json' ? jsonReport(report) : sarifReport(report));
    }
    else if (format === 'github') {
        const { groupFindings, otherLines } = await Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 8752));
        // GitHub shows ten of each kind in a step.
        const { groups } = groupFindings(report.findings, MOST_ANNOTATIONS);
        for (const { finding, places } of groups)
            machine.annotate({ ...finding, what: `${finding.what}${otherLines(places)}` });
        machine.print(`${report.verdict}\n`);
    }
    else
        machine.print((0,_plain_js__WEBPACK_IMPORTED_MODULE_0__/* .plainReport */ .f)(report, { lineOf }));
}
const MOST_ANNOTATIONS = 50;


/***/ }),

/***/ 227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ isWarning),
/* harmony export */   d: () => (/* binding */ EXIT)
/* harmony export */ });
/** Exit codes: no warning, though there may be notes; a warning; something can't be read, or the usage is wrong; with `--strict`, something can't be judged. */
const EXIT = { well: 0, found: 1, unreadable: 2, unsure: 3 };
const isWarning = ({ level }) => level === 'warning';


/***/ }),

/***/ 997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kw: () => (/* binding */ harmlessLine),
/* harmony export */   vL: () => (/* binding */ harmlessLines)
/* harmony export */ });
/* unused harmony exports visibleLines, harmlessValue */
/* harmony import */ var _system_escapes_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1299);

/**
 * Makes text safe to print where the runner reads it. The runner (actions/runner, ActionCommand.cs and OutputManager.cs)
 * ends lines at CR and LF, trims .NET's white space (U+0085, U+2028 and others) from their start, and then obeys
 * `::name …::data` at the start and `##[name …]data` anywhere. It compares by culture, which ignores control and format
 * characters: `:` ZERO WIDTH SPACE `:` is `::` to it.
 */
/** Ends a line for at least one reader: the runner, the log's page, an editor. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
/** Most lines match this, and are only searched for commands. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Ignored by .NET's comparison by culture, and invisible to a reader. */
const INVISIBLE = /(?!\t|\u200c|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{DI}]/gu;
/** The selector of an emoji's picture, unless it is behind one: there it stays. */
const SELECTOR = /(?<!\p{Extended_Pictographic})(?<![\d#*](?=.\u20e3))\ufe0f/gu;
/** Joiners, unless behind a picture, or between two letters where they are part of the spelling (Persian, Hindi). */
const JOINER = /(?<!\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?)(?<![\p{L}\p{M}](?=.[\p{L}\p{M}]))\u200d|(?<![\p{L}\p{M}](?=.[\p{L}\p{M}]))\u200c/gu;
/** Half characters, and those that this version of Unicode doesn't know: a comparison may or may not ignore them. */
const UNKNOWN = /[\p{Cs}\p{Cn}]/gu;
/** With other characters that a comparison might ignore: tabs, marks on the letter before, private use, the Arabic filler. */
const COMMAND = /^[\s\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*:[\t\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*(?=:)/u;
const OLD_COMMAND = /#[\t\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*#[\t\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*(?=\[)/gu;
/** The log's page cuts lines at about this length. */
const LONGEST_LINE = 32_768;
/** The lines of a text, without escape sequences and invisible characters. Never longer than the text. */
const visibleLines = (text) => text.split(LINE_END).map(visible);
function visible(line) {
    if (PLAIN.test(line))
        return line;
    return (0,_system_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutEscapes */ .L)(line)
        .replace(INVISIBLE, '')
        .replace(SELECTOR, '')
        .replace(JOINER, '')
        .replace(UNKNOWN, '\ufffd');
}
/**
 * The same, and none of the lines is a command to the runner: the beginning of a command gets a space. The space is visible,
 * because the runner ignores invisible ones. Harmless text stays as it is.
 */
const harmlessLines = (text) => visibleLines(text).map(line => withoutCommands(bounded(line)));
function withoutCommands(line) {
    const start = line.includes(':') ? line.replace(COMMAND, '$& ') : line;
    return start.includes('#') ? start.replace(OLD_COMMAND, '$& ') : start;
}
function bounded(line) {
    if (line.length <= LONGEST_LINE)
        return line;
    const shown = line.slice(0, LONGEST_LINE);
    return `${shown}… (${line.length - shown.length} more characters)`;
}
/** The same as one line, such as a title. */
const harmlessLine = (text) => harmlessLines(text).join(' ').trim();
/**
 * The value of an output, which a later step may print. JSON keeps its value: special characters are escaped. Other text
 * changes as in the log, but is not cut.
 */
function harmlessValue(text) {
    if (isJson(text))
        return text.replaceAll('##[', '##\\u005b').replace(NOT_PLAIN_IN_JSON, escaped);
    return visibleLines(text).map(withoutCommands).join('\n');
}
/** Escaping these doesn't change a JSON value, because they only occur in its strings. */
const NOT_PLAIN_IN_JSON = /[\x7f-\x9f\u2028\u2029\p{Cf}\p{DI}\p{Cn}\p{Cs}]/gu;
const escaped = (char) => Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
/** True for an object or a list only: a sentence in quotes is a sentence. */
function isJson(text) {
    if (!/^\s*[[{]/.test(text))
        return false;
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 2637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   dl: () => (/* binding */ guardStreams),
/* harmony export */   dq: () => (/* binding */ printDocument),
/* harmony export */   fz: () => (/* binding */ annotate),
/* harmony export */   yJ: () => (/* binding */ printError),
/* harmony export */   yy: () => (/* binding */ print)
/* harmony export */ });
/* unused harmony exports info, notice, warning, error, group, fold, fail, mask, output, exportVariable, addPath, saveState, summarize, terminal, onBrokenPipe */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5533);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3862);
/* harmony import */ var _harmless_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(997);




/**
 * The only place where text leaves this action for the runner: log, annotations, masks, outputs, variables, state and
 * summary. Text of others and our own text are both made harmless (harmless.ts), so that no caller has to know which is
 * which. A lint rule keeps `@actions/core`, `process.stdout` and `console` out of all other files.
 */
/** A step's summary has room for 1 MiB, and a longer one isn't shown at all (docs/facts/runner.md). */
const LONGEST_SUMMARY = (/* unused pure expression or super */ null && (256 * 1024));
/** A shorter mask would take ordinary words out of the log. */
const SHORTEST_MASK = 4;
const LAST_WORDS_MS = 2000;
const oneText = (text) => (0,_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .harmlessLines */ .vL)(text).join('\n');
/** True while this file writes a command on purpose. */
let isOurs = false;
function command(write) {
    isOurs = true;
    try {
        return write();
    }
    finally {
        isOurs = false;
    }
}
/** Writes a command that the runner reads from the file which a variable names. Throws `UnusablePlace`. */
function toldIn(variable, write) {
    const file = process.env[variable];
    if (file && !existsSync(file))
        throw new UnusablePlace(file, 'ENOENT');
    try {
        command(write);
    }
    catch (error) {
        throw asUnusablePlace(error, file);
    }
}
const info = (text) => {
    for (const line of (0,_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .harmlessLines */ .vL)(text))
        command(() => _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .info */ .pq(line));
};
const notice = (text) => command(() => core.notice(oneText(text)));
const warning = (text) => command(() => core.warning(oneText(text)));
const error = (text) => command(() => core.error(oneText(text)));
/** Folded under its title. */
function group(title, lines) {
    command(() => core.startGroup(harmlessLine(title)));
    for (const line of lines)
        info(line);
    command(() => core.endGroup());
}
/** Folds what is logged during some work under its title. */
async function fold(title, work) {
    command(() => core.startGroup(harmlessLine(title)));
    try {
        return await work();
    }
    finally {
        command(() => core.endGroup());
    }
}
/** An error that fails the step. */
const fail = (text) => command(() => core.setFailed(oneText(text)));
/** Registers a secret with the runner's masker, which would also mask each line of it, however short. */
function mask(secret) {
    const lines = secret.split(/[\r\n]+/).map(line => line.trim());
    for (const line of lines) {
        if (line.length < SHORTEST_MASK || masked.has(line))
            continue;
        masked.add(line);
        command(() => core.setSecret(line));
    }
}
/** The values that the runner masks by now. A job reads the same login several times, and each mask is a line of the log. */
const masked = new Set();
/** Sets an output of the step. A value that is not a string becomes JSON. */
const output = (name, value) => toldIn('GITHUB_OUTPUT', () => core.setOutput(name, harmlessValue(typeof value === 'string' ? value : JSON.stringify(value ?? null))));
/** Sets a variable for later steps, exactly as given: programs read it. */
const exportVariable = (name, value) => toldIn('GITHUB_ENV', () => core.exportVariable(name, value));
/** Puts a directory before the PATH of later steps. */
function addPath(directory) {
    if (/[\r\n]/.test(directory))
        throw new Error("a directory with a line end in its name can't be put on PATH");
    toldIn('GITHUB_PATH', () => core.addPath(directory));
}
/** Keeps a text for the later stages of this step. */
const saveState = (name, text) => toldIn('GITHUB_STATE', () => core.saveState(name, text));
/** Replaces this step's summary. The lines that don't fit are left out, from the end. */
async function summarize(markdown) {
    await core.summary.emptyBuffer().addRaw(cut(markdown), true).write({ overwrite: true });
}
function cut(text) {
    const bytes = Buffer.from(text);
    if (bytes.length <= LONGEST_SUMMARY)
        return text;
    const start = bytes.subarray(0, LONGEST_SUMMARY).toString('utf8');
    return start.slice(0, start.lastIndexOf('\n') + 1);
}
/** Prints a text for a person at a terminal, or in a `run:` step. */
const print = (text) => command(() => void process.stdout.write(oneText(text)));
/** A terminal at which a person can be asked; undefined without one. */
function terminal() {
    const { stdin: input, stdout: output } = process;
    if (!input.isTTY || !output.isTTY)
        return undefined;
    // One that doesn't know its size, as in some containers, would get a line for each letter.
    output.columns ||= 80;
    output.rows ||= 24;
    return { input, output };
}
/** The same for what went wrong. */
const printError = (text) => command(() => void process.stderr.write(oneText(text)));
/** Prints JSON for a program, in full: its strings can hold no command to the runner. */
const printDocument = (json) => command(() => void process.stdout.write(json.replaceAll('##[', '##\\u005b')));
/** Adds an annotation to the run, in a file of the repository. */
function annotate(text, { level, title, file, line, column }) {
    const properties = {
        title: (0,_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .harmlessLine */ .Kw)(title),
        ...(file !== undefined && { file: (0,_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .harmlessLine */ .Kw)(file) }),
        ...(line !== undefined && { startLine: line }),
        ...(column !== undefined && { startColumn: column }),
    };
    command(() => (level === 'warning' ? _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .warning */ .$e : _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .notice */ .lm)(oneText(text), properties));
}
/**
 * Also makes harmless what others print in this process: a library's text, Node's warnings, and uncaught errors, which Node
 * would print as they are. `onCrash` reports such an error; then the process ends with exit code 1.
 */
function guardStreams(onCrash) {
    guard(process.stdout);
    guard(process.stderr);
    process.removeAllListeners('warning');
    process.on('warning', ({ name, message }) => info(`${name}: ${message}`));
    process.on('uncaughtException', error => {
        onCrash(error);
        const end = () => process.exit(1);
        // The last lines may still be waiting for their reader.
        process.stdout.write('', end);
        setTimeout(end, LAST_WORDS_MS);
    });
}
/** Calls back when nobody reads stdout any more, as when the runner is gone. */
const onBrokenPipe = (listener) => void process.stdout.on('error', listener);
function guard(stream) {
    const write = stream.write.bind(stream);
    stream.write = ((chunk, ...rest) => {
        if (isOurs || chunk === '')
            return write(chunk, ...rest);
        // A whole line each time: two harmless halves could make a command.
        const text = Buffer.from(chunk)
            .toString('utf8')
            .replace(/\n$/, '');
        return write(`${oneText(text)}\n`, ...rest.filter(it => typeof it === 'function'));
    });
}


/***/ }),

/***/ 368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   cY: () => (/* binding */ lacksRoom),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   xU: () => (/* binding */ systemCode)
/* harmony export */ });
/** An expected failure with a reason and a remedy. Anything else that is thrown is a defect of ours. */
class ActionError extends Error {
    code;
    explanation;
    name = 'ActionError';
    /** True where the login has ended, or what this job has of it: trying again does not help. */
    permanent = false;
    constructor(code, explanation, options) {
        super([explanation.what, explanation.why, explanation.remedy].join('\n'), options);
        this.code = code;
        this.explanation = explanation;
    }
    /** The same error, which says one thing more of why it matters. */
    meaning(more) {
        const { what, why, remedy } = this.explanation;
        return new ActionError(this.code, { what, why: `${why} ${more}`, remedy });
    }
}
/** An input that can't be used. Thrown before anything is changed. */
class InputError extends ActionError {
    name = 'InputError';
    constructor(name, what, remedy) {
        super('input', {
            what: `The input \`${name}\` ${what}.`,
            why: 'The action does not guess what was meant, and has changed nothing.',
            remedy,
        });
    }
}
/**
 * The system's code of a failed file or process call (`ENOENT`, `EEXIST`, …), also of one that is in words already
 * (`UnusablePlace`), or undefined. Not by `instanceof`: under jest Node's own errors come from another realm.
 */
function systemCode(error) {
    const { code: own, systemCode: inWords } = (error ?? {});
    const code = inWords ?? own;
    return typeof code === 'string' ? code : undefined;
}
/** Whether a process could not be started for want of what a busy machine may lack for a moment: files, processes, memory. */
const lacksRoom = (error) => ['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM'].includes(systemCode(error) ?? '');


/***/ }),

/***/ 1299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ withoutEscapes)
/* harmony export */ });
/** Ends an escape, or begins another one: ESC, BEL and the C1 controls that do the same in one character. */
const EDGE = String.raw `\u0007\u001b\u0090\u0098\u009b-\u009f`;
/** With its parameters, such as a color. */
const CSI = String.raw `(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`;
/** OSC, DCS, APC, PM or SOS with an end, such as a link or a title. */
const STRING = String.raw `(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^${EDGE}]*(?:\u0007|\u001b\\|\u009c)`;
/** ESC and one more character that begins none of the others. */
const SHORT = String.raw `\u001b[ -/]*[0-OQ-WYZ\\\u0060-~]`;
const CUT_OFF = String.raw `[\u001b\u009b]`;
/**
 * Text that a terminal takes for a command instead of showing it (ECMA-48). If a command is cut off, only its beginning
 * matches: text that somebody should read may follow.
 *
 * Node's `stripVTControlCharacters` takes minutes for 1 MB of `ESC ;#;#;#…`. Here no match
 * contains a second beginning, so no character is searched twice.
 */
const ESCAPES = new RegExp(`${CSI}|${STRING}|${SHORT}|${CUT_OFF}`, 'g');
/** A text as a terminal shows it, without its colors, titles and other commands. Takes time in proportion to its length. */
const withoutEscapes = (text) => text.replace(ESCAPES, '');


/***/ }),

/***/ 5647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Sv: () => (/* binding */ FileTooLarge),
  k1: () => (/* binding */ NotRegularFile),
  t2: () => (/* binding */ exists),
  UO: () => (/* binding */ isWithin),
  I: () => (/* reexport */ kind_of_file/* kindOf */.I),
  XF: () => (/* binding */ readRegularFile),
  Vt: () => (/* binding */ realFile)
});

// UNUSED EXPORTS: assertNothingOdd, createFile, makeDirectory, removeSecondName, removeStale, replaceFile

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __nccwpck_require__(368);
// EXTERNAL MODULE: ./build/src/system/kind-of-file.js
var kind_of_file = __nccwpck_require__(5126);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./build/src/system/rename.js



/** Windows gives these errors for a file that a program has open, such as a job that waits or a virus scanner. */
const OPEN_ELSEWHERE = ['EPERM', 'EACCES', 'EBUSY'];
const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;
/** Renames a file over another. Windows refuses that while the other one is open, so there it is tried for 10 s. */
async function rename_renameOver(from, to) {
    await whileOpenElsewhere(() => rename(from, to));
}
/**
 * Tries it again, on Windows and for 10 s, while somebody has the file open that it needs. Throws its last error.
 * @param codes what the system then says
 */
async function whileOpenElsewhere(work, codes = OPEN_ELSEWHERE) {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
        try {
            return await work();
        }
        catch (error) {
            const isOpen = process.platform === 'win32' && codes.includes((0,errors/* systemCode */.xU)(error));
            if (!isOpen || performance.now() > end)
                throw error;
        }
        await (0,external_node_timers_promises_.setTimeout)(PAUSE_MS);
    }
}

// EXTERNAL MODULE: ./build/src/system/unusable-place.js
var unusable_place = __nccwpck_require__(3862);
;// CONCATENATED MODULE: ./build/src/system/files.js









const TEMPORARY = '.codex-auth-action-';
const STALE_MS = (/* unused pure expression or super */ null && (10 * 60_000));
/**
 * Replaces the file at `path`, or makes it, so that a reader sees all of the old or all of the new. A link is replaced.
 * Throws `UnusablePlace`.
 */
async function replaceFile(path, bytes, mode = 0o600) {
    const temporary = await writeBeside(path, bytes, mode);
    await atPlace(path, renameOver(temporary, path)).catch(dropping(temporary));
    await syncDirectory(dirname(path));
}
/** Makes the file with its whole content in one step; false if something is there already. Throws `UnusablePlace`. */
async function createFile(path, bytes) {
    const temporary = await writeBeside(path, bytes);
    try {
        await atPlace(path, link(temporary, path));
        await syncDirectory(dirname(path));
        return true;
    }
    catch (error) {
        if (systemCode(error) !== 'EEXIST')
            throw error;
        // On NFS the answer may be lost, and the call that is sent again finds our own link (open(2), O_EXCL).
        return (await stat(temporary)).nlink === 2;
    }
    finally {
        await rm(temporary, { force: true });
    }
}
async function writeBeside(path, bytes, mode = 0o600) {
    await removeStale(dirname(path));
    const temporary = join(dirname(path), `${TEMPORARY}${basename(path)}-${randomUUID()}`);
    await atPlace(dirname(path), writeNew(temporary, bytes, mode)).catch(dropping(temporary));
    return temporary;
}
async function writeNew(path, bytes, mode) {
    const file = await open(path, 'wx', mode);
    try {
        await file.writeFile(bytes);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
/** Makes the directory, 0700, and those above it, where they are missing. Throws `UnusablePlace`. */
async function makeDirectory(path) {
    await atPlace(path, mkdir(path, { recursive: true, mode: 0o700 }));
}
/**
 * Removes the second name that a kill in `createFile` leaves a file with. Codex refreshes a login whose file has
 * two names, and then refuses to save it (docs/facts#second-name-loses).
 */
async function removeSecondName(path) {
    const { ino, nlink } = await stat(path);
    if (nlink < 2)
        return;
    for (const name of await readdir(dirname(path))) {
        const other = join(dirname(path), name);
        const found = name.startsWith(TEMPORARY) ? await stat(other).catch(() => undefined) : undefined;
        if (found?.ino === ino)
            await rm(other, { force: true });
    }
}
/** A process killed between write and rename leaves its temporary file, with tokens in it, behind. */
async function removeStale(directory) {
    for (const name of await readdir(directory).catch(() => [])) {
        if (!name.startsWith(TEMPORARY))
            continue;
        const path = join(directory, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (mtimeMs < Date.now() - STALE_MS)
            await rm(path, { force: true }).catch(() => undefined);
    }
}
const dropping = (temporary) => async (error) => {
    await rm(temporary, { force: true });
    throw error;
};
/** Makes a rename survive a power cut; systems that can't open a directory (Windows) don't need it. */
async function syncDirectory(path) {
    const directory = await open(path, 'r').catch(() => undefined);
    await directory?.sync().catch(() => undefined);
    await directory?.close();
}
/** Flags for a file of any kind: opening a pipe or a device must not wait for its other end. */
const READ_ANYTHING = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0) | (external_node_fs_.constants.O_NOCTTY ?? 0);
const PIECE_BYTES = 64 * 1024;
/**
 * The content of a regular file. Links are followed. Everything else is refused: a pipe would keep us waiting for its
 * other end, and a device has no end.
 * @param limit bytes; a larger file is refused, and no more than that is read
 * @throws NotRegularFile, FileTooLarge, or UnusablePlace, of which `systemCode` tells the system's code
 */
async function readRegularFile(path, { limit }) {
    const opened = whileOpenElsewhere(() => (0,promises_.open)(path, READ_ANYTHING), ['EBUSY']);
    const file = await (0,unusable_place/* atPlace */.ze)(path, opened).catch(async (error) => {
        // A socket can't be opened; on Windows, a directory can't either.
        await assertNothingOdd(path);
        throw error;
    });
    try {
        assertRegular(path, await file.stat());
        return await (0,unusable_place/* atPlace */.ze)(path, readUpTo(path, file, limit));
    }
    finally {
        await file.close();
    }
}
/** Throws `NotRegularFile` if something else is in a file's place. It's fine if nothing is there. */
async function assertNothingOdd(path) {
    const info = await (0,promises_.stat)(path).catch(() => undefined);
    if (info)
        assertRegular(path, info);
}
/** Doesn't trust the size in `stat`: it is 0 in /proc, and the file may grow during the read. */
async function readUpTo(path, file, limit) {
    const pieces = [];
    for (let size = 0;;) {
        const piece = Buffer.allocUnsafe(PIECE_BYTES);
        const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, null);
        if (bytesRead === 0)
            return Buffer.concat(pieces);
        size += bytesRead;
        if (size > limit)
            throw new FileTooLarge(path, limit);
        pieces.push(piece.subarray(0, bytesRead));
    }
}
function assertRegular(path, info) {
    if (!info.isFile())
        throw new NotRegularFile(path, (0,kind_of_file/* kindOf */.I)(info));
}
/** Something else is in the place of a file. */
class NotRegularFile extends errors/* ActionError */.lZ {
    kind;
    name = 'NotRegularFile';
    constructor(path, 
    /** `a directory`, `a named pipe`, `a socket` or `a device`. */
    kind) {
        super('not-a-file', {
            what: `${path} is ${kind}, not a regular file.`,
            why: 'Reading it could wait forever or never end, so it was not read, and nothing was changed.',
            remedy: 'Remove it, or put a regular file in its place, and run the job again.',
        });
        this.kind = kind;
    }
}
/** A file is larger than anything that belongs there. */
class FileTooLarge extends errors/* ActionError */.lZ {
    name = 'FileTooLarge';
    /** @param limit bytes */
    constructor(path, limit) {
        super('file-too-large', {
            what: `${path} has more than ${limit} bytes.`,
            why: 'Nothing that belongs there is that large, so it was not read to its end, and nothing was changed.',
            remedy: 'Put the right file in its place, and run the job again.',
        });
    }
}
/** Where a path leads, behind all links; the path itself if nothing is there. */
const realFile = (path) => (0,promises_.realpath)(path).catch(() => path);
const exists = (path) => (0,promises_.stat)(path).then(() => true, () => false);
/** Whether a path is a directory or is in it, as both are written: links are not followed. */
function isWithin(path, directory) {
    const way = (0,external_node_path_.relative)((0,external_node_path_.resolve)(directory), path);
    // A name may begin with two dots.
    return way === '' || !(/^\.\.([\\/]|$)/.test(way) || (0,external_node_path_.isAbsolute)(way));
}


/***/ }),

/***/ 5126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ kindOf)
/* harmony export */ });
/** The kind of a file in words: `a directory`, `a named pipe`. */
function kindOf(info) {
    if (info.isFile())
        return 'a file';
    if (info.isDirectory())
        return 'a directory';
    if (info.isFIFO())
        return 'a named pipe';
    return info.isSocket() ? 'a socket' : 'a device';
}


/***/ }),

/***/ 3862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ZW: () => (/* binding */ UnusablePlace),
/* harmony export */   ze: () => (/* binding */ atPlace)
/* harmony export */ });
/* unused harmony exports asUnusablePlace, reasonOf, ownerOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(368);
/* harmony import */ var _kind_of_file_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5126);




/** A file or directory that the action was given, and can't use. Only this file puts codes of the system into words. */
class UnusablePlace extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    path;
    systemCode;
    name = 'UnusablePlace';
    /** @param systemCode the system's code of it, such as `EACCES`: what `systemCode` reads */
    constructor(path, systemCode, options) {
        const { reason, remedy } = trouble(path, systemCode);
        super('unusable-place', {
            what: `${path} can't be used: ${reason}.`,
            why: 'The login or the files of this job are kept there, and the action does not guess another place.',
            remedy: `${remedy} Then run the job again.`,
        }, options);
        this.path = path;
        this.systemCode = systemCode;
    }
}
/**
 * An error of the file system as an `UnusablePlace`; any other error as it is.
 * @param path what to name; by default what the system does, which names none for an open file
 */
function asUnusablePlace(error, path) {
    const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error);
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ || code === undefined || !(code in TROUBLES))
        return error;
    const { path: source, dest, syscall = '' } = error;
    if (syscall === 'uv_cwd')
        return new UnusablePlace('The working directory of this step', 'GONE', { cause: error });
    if (/^(spawn|connect|getaddrinfo|kill)\b/.test(syscall))
        return error;
    const named = dest !== undefined && /^E(NOSPC|DQUOT|ROFS)$/.test(code) ? dest : source;
    const place = path ?? (typeof named === 'string' ? named : undefined);
    return place === undefined ? error : new UnusablePlace(place, code, { cause: error });
}
/** Waits for work with a file or directory; what the system says against it is thrown in words. */
const atPlace = (path, work) => work.catch(error => {
    throw asUnusablePlace(error, path);
});
/** Why a path can't be used, to be read after its name. */
const reasonOf = (path, code) => trouble(path, code).reason;
const RIGHT_PLACE = 'Correct the input or variable that leads there (such as `codex-home`, CODEX_HOME, HOME or RUNNER_TEMP), or put there what belongs there.';
const ROOM = 'Make room on that disk, or give a place on another one.';
const HARDWARE = 'Look at that disk or network share.';
const TROUBLES = {
    GONE: () => ({
        reason: 'it does not exist any more',
        remedy: 'Look for a step before this one that removes or replaces the workspace.',
    }),
    ENOENT: path => ({ reason: missing(path), remedy: RIGHT_PLACE }),
    ENOTDIR: path => ({ reason: notDirectory(path), remedy: RIGHT_PLACE }),
    EEXIST: path => ({ reason: notDirectory(path), remedy: RIGHT_PLACE }),
    EISDIR: () => ({ reason: 'it is a directory, and a file is needed there', remedy: RIGHT_PLACE }),
    ENXIO: path => ({ reason: odd(path), remedy: RIGHT_PLACE }),
    ENODEV: path => ({ reason: odd(path), remedy: RIGHT_PLACE }),
    ELOOP: () => ({ reason: 'its symbolic links lead in a circle', remedy: RIGHT_PLACE }),
    ENAMETOOLONG: () => ({ reason: 'the name is too long for the file system', remedy: RIGHT_PLACE }),
    EACCES: denied,
    EPERM: denied,
    EROFS: () => ({
        reason: 'it is on a read-only file system',
        remedy: 'Mount it writable, or give a place that can be written.',
    }),
    ENOSPC: path => ({ reason: full(path), remedy: ROOM }),
    EDQUOT: () => ({ reason: 'the quota of the disk is used up', remedy: ROOM }),
    EFBIG: () => ({ reason: 'the file would be larger than the system allows', remedy: ROOM }),
    EMFILE: () => noRoom(),
    ENFILE: () => noRoom(),
    ENOMEM: () => noRoom(),
    EIO: () => ({ reason: 'the disk reports an error', remedy: HARDWARE }),
    ESTALE: () => ({ reason: 'the network share does not know the file any more', remedy: HARDWARE }),
    ENOTCONN: () => ({ reason: 'the network share is not connected', remedy: HARDWARE }),
    EHOSTDOWN: () => ({ reason: 'the server of the network share is down', remedy: HARDWARE }),
    ETIMEDOUT: () => ({ reason: 'the network share does not answer', remedy: HARDWARE }),
    EBUSY: () => ({
        reason: 'another program uses it, or it is a mount of its own',
        remedy: 'End that program, or mount the directory that it is in.',
    }),
    ETXTBSY: () => ({ reason: 'another program runs it', remedy: 'End that program.' }),
    EXDEV: () => ({
        reason: "it is a mount of its own, which can't be replaced",
        remedy: 'Mount the directory that it is in.',
    }),
    ENOTEMPTY: () => ({ reason: 'something is in that directory', remedy: RIGHT_PLACE }),
    ENOSYS: () => ({ reason: 'its file system does not support what is needed', remedy: RIGHT_PLACE }),
    EOPNOTSUPP: () => ({ reason: 'its file system does not support what is needed', remedy: RIGHT_PLACE }),
    ENOTSUP: () => ({ reason: 'its file system does not support what is needed', remedy: RIGHT_PLACE }),
};
const trouble = (path, code) => TROUBLES[code]?.(path) ?? { reason: `the system says ${code}`, remedy: RIGHT_PLACE };
const noRoom = () => ({
    reason: 'the machine has no room for one more open file',
    remedy: 'Let less run beside this job.',
});
/** Each directory above the path, from the root on, and the path itself. */
function wayTo(path) {
    const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    return parent === path ? [path] : [...wayTo(parent), path];
}
const look = (path, stat) => {
    try {
        return stat(path);
    }
    catch {
        return undefined;
    }
};
function missing(path) {
    const first = wayTo((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path)).find(step => !look(step, node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)) ?? path;
    if (look(first, node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)?.isSymbolicLink())
        return `${first === path ? 'it' : first} is a symbolic link to ${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(first)}, which does not exist`;
    return first === path ? 'it does not exist' : `${first} does not exist`;
}
function notDirectory(path) {
    for (const step of wayTo((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path))) {
        const info = look(step, node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync);
        if (info && !info.isDirectory())
            return `${step === path ? 'it' : step} is ${(0,_kind_of_file_js__WEBPACK_IMPORTED_MODULE_3__/* .kindOf */ .I)(info)}, and a directory is needed there`;
        if (!info && look(step, node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)?.isSymbolicLink())
            return missing(path);
    }
    return 'something else is there, and a directory is needed';
}
function odd(path) {
    const info = look(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync);
    return info ? `it is ${(0,_kind_of_file_js__WEBPACK_IMPORTED_MODULE_3__/* .kindOf */ .I)(info)}` : 'no program is at its other end';
}
const ownership = ({ uid, mode }) => `belongs to user ${uid} and has mode ${(mode & 0o7777).toString(8).padStart(4, '0')}`;
/** ` (it belongs to user 0 and has mode 0755)`, or nothing where that can't be seen. */
function ownerOf(path) {
    const info = look(path, statSync);
    return info ? ` (it ${ownership(info)})` : '';
}
/** Names the first directory on the way that this user can't look into, or otherwise the file itself or its directory. */
function denied(path) {
    const uid = process.getuid?.();
    const way = wayTo((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path));
    const unseen = way.findIndex(step => !look(step, node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync));
    const culprit = way[unseen < 0 ? way.length - 1 : Math.max(0, unseen - 1)] ?? path;
    const info = look(culprit, node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync) ?? look(culprit, node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync);
    if (!info || uid === undefined)
        return { reason: 'the system does not permit it', remedy: RIGHT_PLACE };
    const is = `${culprit === path ? 'it' : culprit} ${ownership(info)}`;
    return {
        reason: `the system does not permit it (${is}, and this job runs as user ${uid})`,
        remedy: remedyOf({
            culprit,
            isWhole: culprit === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path),
            isOwn: info.uid === uid || uid === 0,
            uid,
        }),
    };
}
function remedyOf(of) {
    const { culprit, isWhole, isOwn, uid } = of;
    if (isOwn)
        return 'Give its owner the right to read and write it, and look for what else protects it (`lsattr`, AppArmor, SELinux).';
    const wanted = isWhole
        ? `Make user ${uid} its owner (\`sudo chown ${uid} '${culprit}'\`)`
        : `Give user ${uid} the right to read and write in ${culprit}`;
    return `${wanted}, or correct the input or variable that leads there (such as \`codex-home\`, CODEX_HOME or HOME).`;
}
function full(path) {
    for (const step of wayTo((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path)).reverse())
        try {
            const { bavail, ffree, files } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(step);
            return files > 0 && ffree === 0 && bavail > 0
                ? 'its file system has no room for one more file (no inodes left)'
                : 'its disk has no space left';
        }
        catch {
            // Not there: the directory above it is on the same disk.
        }
    return 'its disk has no space left';
}


/***/ }),

/***/ 5533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  V4: () => (/* binding */ getInput),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, debug, endGroup, error, exportVariable, getBooleanInput, getIDToken, getMultilineInput, getState, group, isDebug, markdownSummary, platform, saveState, setCommandEcho, setFailed, setOutput, setSecret, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(os.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/src/report/sink.js
var sink = __nccwpck_require__(2637);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __nccwpck_require__(368);
// EXTERNAL MODULE: ./build/src/system/unusable-place.js
var unusable_place = __nccwpck_require__(3862);
// EXTERNAL MODULE: ./build/src/doctor/output/print.js
var print = __nccwpck_require__(4900);
// EXTERNAL MODULE: ./build/src/doctor/report.js
var doctor_report = __nccwpck_require__(227);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/src/system/files.js + 1 modules
var files = __nccwpck_require__(5647);
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

;// CONCATENATED MODULE: ./build/src/doctor/doctor.js






const USAGE = `Usage: codex-auth-doctor [OPTIONS] PATH...

Judges what each PATH is, changes nothing and asks no network:
  an auth.json      as it is or in base64: would it serve as a seed, how long does it live, how to store it
  a workflow        a .yml or .yaml file, also a composite action.yml: does it lose the login
  a directory       a repository or its .github/workflows: all workflows, with its own actions; or a CODEX_HOME
  -                 a workflow on standard input, named by --stdin-filename

Options:
  --format FORMAT        plain (default), json, sarif, or github (annotations of a run)
  --strict               exit code 3 if something can't be judged
  --overview             print which workflows and jobs use which login, and who saves it
  --suggest              print steps and a workflow that replace what was found
  --fix                  repair what can be repaired safely; with --dry-run print the change as a diff
  --stdin-filename NAME  default: .github/workflows/stdin.yml

Exit code: 0 no warning, 1 a warning, 2 a PATH can't be read, 3 with --strict: no warning, but not all can be judged.
Each rule has its section in docs/doctor.md. To ignore a finding, write "# codex-auth-doctor: ignore RULE -- reason" in
its line or the line above it.
`;
const OPTIONS = {
    help: { type: 'boolean', short: 'h' },
    format: { type: 'string', default: 'plain' },
    strict: { type: 'boolean' },
    overview: { type: 'boolean' },
    suggest: { type: 'boolean' },
    fix: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    'stdin-filename': { type: 'string', default: '.github/workflows/stdin.yml' },
};
const FORMATS = ['plain', 'json', 'sarif', 'github'];
/** Judges the paths in the arguments, prints the findings, and returns the exit code. Writes files only for `--fix`. */
async function doctor(args, machine) {
    const given = argumentsOf(args);
    if (given?.values.help) {
        machine.print(USAGE);
        return doctor_report/* EXIT */.d.well;
    }
    if (!given ||
        given.positionals.length === 0 ||
        given.positionals.includes('') ||
        !FORMATS.includes(given.values.format)) {
        machine.complain(USAGE);
        return doctor_report/* EXIT */.d.unreadable;
    }
    const { logins, workflows, failures } = await targetsOf(given, machine);
    for (const failure of failures)
        machine.complain(`${failure}\n`);
    const codes = failures.length > 0 ? [doctor_report/* EXIT */.d.unreadable] : [];
    for (const login of logins)
        codes.push(await complained(login.path, machine, () => judgeLogin(login, given, machine)));
    if (workflows.length > 0)
        codes.push(await complained(workflows[0]?.path ?? '', machine, async () => (await Promise.all(/* import() */[__nccwpck_require__.e(825), __nccwpck_require__.e(367), __nccwpck_require__.e(463), __nccwpck_require__.e(617)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2617))).judgeFiles(workflows, given.values, machine)));
    return worst(codes);
}
/** An unreadable file weighs more than a warning only if nothing was judged. */
const worst = (codes) => [doctor_report/* EXIT */.d.found, doctor_report/* EXIT */.d.unreadable, doctor_report/* EXIT */.d.unsure].find(code => codes.includes(code)) ?? doctor_report/* EXIT */.d.well;
/** Undefined for arguments that we don't know. */
function argumentsOf(args) {
    try {
        return (0,external_node_util_.parseArgs)({ args: [...args], options: OPTIONS, allowPositionals: true });
    }
    catch {
        return undefined;
    }
}
async function targetsOf({ positionals, values }, machine) {
    const logins = [];
    const workflows = [];
    const failures = [];
    for (const path of positionals) {
        try {
            const targets = path === '-'
                ? [await fromInput(values['stdin-filename'], machine)]
                : await findTargets(path, machine.cwd);
            for (const target of targets)
                target.kind === 'login' ? logins.push(target) : workflows.push(target);
        }
        catch (error) {
            failures.push(wordsOf(path, error));
        }
    }
    return { logins, workflows, failures };
}
async function fromInput(name, machine) {
    const text = await machine.readInput();
    if (text === undefined)
        throw Object.assign(new Error('standard input'), { code: 'EFBIG' });
    return targetFromText(text, name, machine.cwd);
}
async function judgeLogin(login, { values }, machine) {
    const { loginReport } = await Promise.all(/* import() */[__nccwpck_require__.e(825), __nccwpck_require__.e(463), __nccwpck_require__.e(748)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5748));
    const report = await loginReport(login, machine);
    await (0,print/* printReport */.Y)(report, values.format, machine);
    return report.findings.some(doctor_report/* isWarning */.V) ? doctor_report/* EXIT */.d.found : doctor_report/* EXIT */.d.well;
}
async function complained(path, machine, judge) {
    try {
        return await judge();
    }
    catch (error) {
        machine.complain(`${wordsOf(path, error)}\n`);
        return doctor_report/* EXIT */.d.unreadable;
    }
}
function wordsOf(path, error) {
    if (!(error instanceof errors/* ActionError */.lZ) && (0,errors/* systemCode */.xU)(error) === undefined)
        throw error;
    // A place that can't be used has words for a job; here somebody has named it.
    const isWorded = error instanceof errors/* ActionError */.lZ && !(error instanceof unusable_place/* UnusablePlace */.ZW);
    return isWorded ? error.message : `${path} can't be read (${(0,errors/* systemCode */.xU)(error)}).`;
}

;// CONCATENATED MODULE: ./build/src/doctor/input.js
/** Larger than any workflow. */
const MOST_BYTES = 1024 * 1024;
/** All of standard input as text; undefined if it is larger than a workflow can be. */
async function readInput() {
    const chunks = [];
    let size = 0;
    for await (const chunk of process.stdin) {
        chunks.push(Buffer.from(chunk));
        size += chunks.at(-1)?.length ?? 0;
        if (size > MOST_BYTES)
            return undefined;
    }
    return Buffer.concat(chunks).toString('utf8');
}

;// CONCATENATED MODULE: ./build/src/doctor/main.js



/** `dist/doctor.js PATH…`: judges an auth.json or workflows. A bundle of its own, because it has no use for the stages. */
async function main() {
    (0,sink/* guardStreams */.dl)(error => (0,sink/* printError */.yJ)(`This should not happen, please report it: ${String(error)}`));
    process.exitCode = await doctor(process.argv.slice(2), {
        env: process.env,
        now: Date.now(),
        cwd: process.cwd(),
        print: sink/* print */.yy,
        complain: sink/* printError */.yJ,
        printJson: sink/* printDocument */.dq,
        annotate: ({ level, code, place, what, why, remedy }) => (0,sink/* annotate */.fz)(`${what} ${why} ${remedy}`, { level, title: code, ...place }),
        readInput: readInput,
    });
}

var __webpack_exports__main = __webpack_exports__.i;
export { __webpack_exports__main as main };
