export const id = 8319;
export const ids = [8319,9624];
export const modules = {

/***/ 48319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publishByCommand: () => (/* binding */ publishByCommand)
/* harmony export */ });
/* unused harmony export ShareCommandFailed */
/* harmony import */ var _report_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20997);
/* harmony import */ var _stores_command_scrub_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24416);
/* harmony import */ var _stores_command_shell_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99624);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20368);




/** As long as `persist-command` may take. */
const TIMEOUT_MS = 60_000;
const BRIEF_MS = 8000;
const MOST_PRINTED_BYTES = 256 * 1024;
/** Again after 1 and 2 s. */
const RETRIES = { retries: 2, minTimeout: 1000 };
/**
 * Gives the access login to a command on its standard input. It is published if the command ends with exit code 0.
 * @throws ShareCommandFailed, NoShell
 */
async function publishByCommand({ env, log }, script, { login: { bytes }, isPatient }) {
    const { default: pRetry } = await __webpack_require__.e(/* import() */ 4995).then(__webpack_require__.bind(__webpack_require__, 74995));
    const attempt = async () => {
        const ending = await (0,_stores_command_shell_js__WEBPACK_IMPORTED_MODULE_2__.runInShell)({
            script,
            input: bytes,
            env,
            cwd: process.cwd(),
            timeoutMs: isPatient ? TIMEOUT_MS : BRIEF_MS,
            maxOutput: MOST_PRINTED_BYTES,
        });
        const printed = Buffer.concat([ending.stdout, ending.stderr]).toString('utf8');
        const text = (0,_stores_command_scrub_js__WEBPACK_IMPORTED_MODULE_1__/* .scrub */ ._)(printed, [bytes]).trimEnd();
        if (text)
            log.group('What share-command printed', (0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmlessLines */ .vL)(text));
        if (ending.failure)
            throw new ShareCommandFailed(ending.failure);
    };
    await pRetry(attempt, {
        ...(isPatient ? RETRIES : { retries: 0 }),
        shouldRetry: ({ error }) => error instanceof ShareCommandFailed,
        onFailedAttempt: ({ retriesLeft }) => {
            if (retriesLeft > 0)
                log.info(`share-command failed; it is tried up to ${retriesLeft} times more.`);
        },
    });
}
/** The command did not publish the access login. */
class ShareCommandFailed extends _system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ {
    name = 'ShareCommandFailed';
    /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
    constructor(how) {
        super('share-command-failed', {
            what: `\`share-command\` ${how}.`,
            why: 'Workers go on with the access login that was published before.',
            remedy: 'See above what it printed, and correct the command or the permission it needs.',
        });
    }
}


/***/ }),

/***/ 24416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ scrub)
});

// EXTERNAL MODULE: ./build/src/system/escapes.js
var escapes = __webpack_require__(11299);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/src/stores/command/windows.js

const NONE = -1;
const FILTER_BITS = 21;
/**
 * The runs of a text that are made of pieces of `length` code units (at most 31) which one of the others has too.
 * Takes time and memory in proportion to their lengths, whatever is in them: equal pieces are looked up once.
 */
function sharedRuns(text, others, length) {
    if (text.length < length)
        return [];
    const candidates = new Pieces(text, length, filterOf(others, length));
    if (candidates.count === 0)
        return [];
    for (const other of others)
        candidates.find(other);
    return candidates.runs();
}
/** A bit for each hash of a piece of the others: it rules out most pieces of a text without a secret. */
function filterOf(others, length) {
    const filter = new Uint32Array(2 ** (FILTER_BITS - 5));
    for (const other of others)
        for (const hash of hashesOf(other, length)) {
            const bit = hash >>> (32 - FILTER_BITS);
            filter[bit >>> 5] = filter[bit >>> 5] | (1 << (bit & 31));
        }
    return filter;
}
/** The pieces of a text that pass the filter, each kept once, at the first place where it is. */
class Pieces {
    #text;
    #length;
    /** By place in the text: the first place that begins with the same piece. */
    #first;
    #found;
    #slots;
    count;
    constructor(text, length, filter) {
        this.#text = text;
        this.#length = length;
        const hashes = hashesOf(text, length);
        this.#first = new Int32Array(hashes.length).fill(NONE);
        this.#found = new Uint8Array(hashes.length);
        const places = new Int32Array(hashes.length);
        let count = 0;
        for (let place = 0; place < hashes.length; place += 1) {
            const bit = hashes[place] >>> (32 - FILTER_BITS);
            if (filter[bit >>> 5] & (1 << (bit & 31))) {
                places[count] = place;
                count += 1;
            }
        }
        this.count = count;
        this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 1))).fill(NONE);
        for (let at = 0; at < count; at += 1) {
            const place = places[at];
            const slot = this.#slotOf(text, place, hashes[place]);
            if (this.#slots[slot] === NONE)
                this.#slots[slot] = place;
            this.#first[place] = this.#slots[slot];
        }
    }
    /** Remembers which of the pieces another text has too. */
    find(other) {
        const hashes = hashesOf(other, this.#length);
        for (let place = 0; place < hashes.length; place += 1) {
            const first = this.#slots[this.#slotOf(other, place, hashes[place])];
            if (first !== NONE)
                this.#found[first] = 1;
        }
    }
    runs() {
        const runs = [];
        for (let place = 0; place < this.#first.length; place += 1) {
            const first = this.#first[place];
            if (first === NONE || this.#found[first] === 0)
                continue;
            const last = runs.at(-1);
            if (last && place <= last.to)
                last.to = place + this.#length;
            else
                runs.push({ from: place, to: place + this.#length });
        }
        return runs;
    }
    /** Where in the table the piece is, or would be put. */
    #slotOf(other, at, hash) {
        const slots = this.#slots;
        const mask = slots.length - 1;
        let slot = (hash ^ (hash >>> 15)) & mask;
        for (let place = slots[slot]; place !== NONE; place = slots[slot]) {
            if (this.#isAt(place, other, at))
                return slot;
            slot = (slot + 1) & mask;
        }
        return slot;
    }
    #isAt(place, other, at) {
        for (let index = 0; index < this.#length; index += 1)
            if (this.#text[place + index] !== other[at + index])
                return false;
        return true;
    }
}
/** A random number for each code unit: nobody can choose texts whose pieces meet in one slot. */
let numbers;
/** The hash of each piece, by its place; it rolls from one to the next (a cyclic polynomial). */
function hashesOf(text, length) {
    numbers ??= (0,external_node_crypto_.randomFillSync)(new Uint32Array(0x10000));
    const hashes = new Uint32Array(Math.max(0, text.length - length + 1));
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) {
        hash = ((hash << 1) | (hash >>> 31)) ^ numbers[text[at]];
        if (at < length - 1)
            continue;
        hashes[at - length + 1] = hash;
        const gone = numbers[text[at - length + 1]];
        hash ^= (gone << (length - 1)) | (gone >>> (33 - length));
    }
    return hashes;
}

;// CONCATENATED MODULE: ./build/src/stores/command/scrub.js


/** Shorter pieces of a secret turn up by chance. */
const WINDOW = 12;
/** The beginning of a token, or of an auth.json in base64, to find those that we haven't seen: docs/facts#own-fields. */
const TOKEN_LIKE = /(?<![\w+/.-])(?:eyJ|ewo|ewA|rt_)[\w+/=.-]{12,}/g;
/**
 * A text of a command that handles the secrets, without them: no 12 characters of one are left, nor of its
 * base64 or hex, wherever it is wrapped, grouped, colored, or has something between its characters that nobody sees.
 * Beyond the runner's masker, which looks for whole tokens in one line. Takes time in proportion to text and secrets.
 */
function scrub(text, secrets) {
    const plain = (0,escapes/* withoutEscapes */.L)(text.replaceAll('\0', ''));
    const { dense, spaced } = visible(plain);
    const marks = new Marks(plain.length);
    // Known secrets, in the forms in which a command may print them.
    const forms = secrets.flatMap(formsOf);
    for (const { from, to } of sharedRuns(alike(dense.units), forms, WINDOW))
        marks.add(dense, from, to);
    const hex = hexIn(dense);
    const hexes = secrets.map(secret => unitsOf(secret.toString('hex')));
    for (const { from, to } of sharedRuns(hex.units, hexes, WINDOW))
        marks.add(hex, from, to);
    // Unknown tokens, also if they are wrapped or come right after a word.
    for (const view of [dense, spaced])
        for (const { index, 0: found } of textOf(view.units).matchAll(TOKEN_LIKE))
            marks.add(view, index, index + found.length);
    return marks.over(plain);
}
class ViewBuilder {
    #units;
    #places;
    length = 0;
    constructor(most) {
        this.#units = new Uint16Array(most);
        this.#places = new Uint32Array(most);
    }
    add(unit, place) {
        this.#units[this.length] = unit;
        this.#places[this.length] = place;
        this.length += 1;
    }
    get view() {
        return { units: this.#units.subarray(0, this.length), places: this.#places.subarray(0, this.length) };
    }
}
/** The visible characters of a text, without white space and with it. */
function visible(text) {
    const [dense, spaced] = [new ViewBuilder(text.length), new ViewBuilder(text.length)];
    for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        const isPair = unit >= 0xd800 && text.codePointAt(at) > 0xffff;
        const sight = sightOf(isPair ? text.codePointAt(at) : unit);
        if (sight !== UNSEEN)
            spaced.add(unit, at);
        if (sight === SEEN)
            dense.add(unit, at);
        if (!isPair)
            continue;
        at += 1;
        if (sight !== UNSEEN)
            spaced.add(text.charCodeAt(at), at);
        if (sight === SEEN)
            dense.add(text.charCodeAt(at), at);
    }
    return { dense: dense.view, spaced: spaced.view };
}
/** Shows nothing: controls, formats such as a soft hyphen, marks on other characters, and fillers. */
const SHOWS_NOTHING = /^[\p{C}\p{M}\p{Default_Ignorable_Code_Point}]$/u;
const IS_BLANK = /^[\s\u0085\p{Z}]$/u;
const [SEEN, BLANK, UNSEEN] = [1, 2, 3];
/** The kind of each character that was looked up before. */
const known = new Uint8Array(0x110000);
function sightOf(code) {
    if (known[code] === 0) {
        const character = String.fromCodePoint(code);
        known[code] = IS_BLANK.test(character) ? BLANK : SHOWS_NOTHING.test(character) ? UNSEEN : SEEN;
    }
    return known[code];
}
const codeOf = (character) => character.charCodeAt(0);
/** Base64url with the characters of base64, so that one search finds both. */
function alike(units) {
    const same = units.slice();
    for (let at = 0; at < same.length; at += 1) {
        if (same[at] === MINUS)
            same[at] = PLUS;
        else if (same[at] === UNDERSCORE)
            same[at] = SLASH;
    }
    return same;
}
const [PLUS, MINUS, SLASH, UNDERSCORE] = [codeOf('+'), codeOf('-'), codeOf('/'), codeOf('_')];
/**
 * The digits of text that may be hex, in lower case, with one break for anything else between them. Signs that only
 * group digits make no break: `ab:cd`, `ab-cd`, `ab,cd`, `0xab`, `\xab`.
 */
function hexIn({ units, places }) {
    const digits = new ViewBuilder(units.length);
    let last = BREAK;
    for (let at = 0; at < units.length; at += 1) {
        const unit = units[at];
        const kind = HEX[unit < 128 ? unit : 0];
        if (kind === GROUPS || (kind === X && isPrefix(units[at - 1])))
            continue;
        if (unit === ZERO && HEX[units[at + 1] ?? 0] === X)
            continue;
        const digit = kind === X ? BREAK : kind;
        if (digit === BREAK && last === BREAK)
            continue;
        digits.add(digit, places[at]);
        last = digit;
    }
    return digits.view;
}
const [BREAK, GROUPS, X] = [0, 1, 2];
const ZERO = codeOf('0');
const isPrefix = (unit) => unit === ZERO || unit === codeOf('\\');
/** By ASCII character: its digit in lower case, or `BREAK`, `GROUPS` or `X`. */
const HEX = new Uint8Array(128);
for (const digit of '0123456789abcdef')
    for (const same of [digit, digit.toUpperCase()])
        HEX[codeOf(same)] = codeOf(digit);
for (const groups of ':,-\\')
    HEX[codeOf(groups)] = GROUPS;
for (const x of 'xX')
    HEX[codeOf(x)] = X;
/**
 * The ways in which a command may print it besides hex; base64 in each of the three ways it can begin in a longer text.
 */
function formsOf(secret) {
    const shifted = [0, 1, 2].map(shift => unitsOf(secret.subarray(shift).toString('base64')));
    return [visible(secret.toString('utf8')).dense.units, ...shifted].map(alike);
}
function unitsOf(text) {
    const units = new Uint16Array(text.length);
    for (let at = 0; at < units.length; at += 1)
        units[at] = text.charCodeAt(at);
    return units;
}
const textOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString('utf16le');
/** The parts of a text that nobody may read. */
class Marks {
    #marked;
    constructor(length) {
        this.#marked = new Uint8Array(length);
    }
    /** Marks all from one place of a view to before another, with what is between its characters. */
    add({ places }, from, to) {
        this.#marked.fill(1, places[from], places[to - 1] + 1);
    }
    /** The text, with `***` instead of each part. */
    over(text) {
        const marked = this.#marked;
        const shown = [];
        for (let from = 0; from < text.length;) {
            const other = marked.indexOf(marked[from] ? 0 : 1, from);
            const to = other < 0 ? text.length : other;
            shown.push(marked[from] ? '***' : text.slice(from, to));
            from = to;
        }
        return shown.join('');
    }
}


/***/ }),

/***/ 99624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runInShell: () => (/* binding */ runInShell)
/* harmony export */ });
/* unused harmony exports shellOf, commandEnvironment, NoShell */
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _system_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5322);


const GRACE_MS = 2000;
const SCRIPT_VARIABLE = 'CODEX_AUTH_SHELL_COMMAND';
/** What is ours or the runner's: inputs and state of the action, its token, and the files by which it takes commands. */
const NOT_FOR_COMMANDS = /^(INPUT_|STATE_)|^ACTIONS_RUNTIME_TOKEN$|^GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;
/**
 * The script comes by a pipe that is closed before it runs: an expression in it may have become a secret, so
 * it is neither in argv nor on disk. Node's own "pipes" are sockets, which can't be opened as /dev/stdin or
 * /dev/stderr (ENXIO) as scripts do; `cat` makes them the pipes that a `run:`
 * step has. One `exec` each, or the later `cat`s would hold the earlier pipes open;
 * and SIGTERM is for the command alone, whose last words they carry.
 */
const BASH = `IFS= read -r -d '' -u 3 || :
exec 3<&-
exec < <(exec cat)
exec > >(trap '' TERM; exec cat)
exec 2> >(trap '' TERM; exec cat >&2)
eval "$REPLY"`;
/** Windows passes on no fourth pipe, so the script comes by a variable that is gone before it runs. */
const POWERSHELL = `$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$OutputEncoding = [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$command = [scriptblock]::Create($env:${SCRIPT_VARIABLE})
Remove-Item Env:${SCRIPT_VARIABLE}
. $command
if (Test-Path variable:LASTEXITCODE) { exit $LASTEXITCODE }`;
/** The shells to try, in this order, and what starts a script in them that is not in these arguments. */
function shellOf(platform) {
    return platform === 'win32'
        ? { files: ['pwsh', 'powershell'], args: ['-NoProfile', '-NonInteractive', '-Command', POWERSHELL] }
        : { files: ['bash'], args: ['--noprofile', '--norc', '-euo', 'pipefail', '-c', BASH] };
}
/** The job's environment, in which a secret manager finds its credentials, without what is the action's own. */
function commandEnvironment(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined && entry[0] !== 'CODEX_HOME' && !NOT_FOR_COMMANDS.test(entry[0])));
}
/** Runs a script to its end, which comes in time whatever it does. Throws `NoShell`. */
async function runInShell({ script, env, graceMs = GRACE_MS, ...rest }) {
    const { files, args } = shellOf(process.platform);
    const windows = process.platform === 'win32';
    const program = {
        ...rest,
        args,
        env: { ...commandEnvironment(env), ...(windows ? { [SCRIPT_VARIABLE]: script } : {}) },
        ...(windows ? {} : { descriptor3: script }),
        graceMs,
        drainMs: graceMs,
    };
    let missing;
    for (const file of files) {
        const result = await (0,_system_run_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)({ what: 'restore-command or persist-command', ...program, file });
        if (result.how === 'not-started' && !(0,_system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .lacksRoom */ .cY)(result.error)) {
            missing = result.error;
            continue;
        }
        const { stdout, stderr, complete } = result;
        const failure = (0,_system_run_js__WEBPACK_IMPORTED_MODULE_1__/* .succeeded */ .gq)(result) ? {} : { failure: (0,_system_run_js__WEBPACK_IMPORTED_MODULE_1__/* .howItFailed */ .J_)(result, program) };
        return { ...failure, stdout, stderr, complete };
    }
    throw new NoShell(files, missing);
}
/** The shell in which the two commands run is not there. */
class NoShell extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'NoShell';
    constructor(files, cause) {
        super('no-shell', {
            what: `The shell for \`restore-command\` and \`persist-command\` could not be started (${files.join(', ')}).`,
            why: 'The stored login can be neither read nor written. Nothing was changed.',
            remedy: 'Install it on the runner or in the job container, and check that the working directory exists.',
        }, { cause });
    }
}


/***/ })

};
