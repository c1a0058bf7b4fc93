export const id = 463;
export const ids = [463];
export const modules = {

/***/ 4136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XK: () => (/* binding */ otherLogins),
/* harmony export */   hv: () => (/* binding */ WORKLOAD_IDENTITY)
/* harmony export */ });
/* unused harmony exports OTHER_LOGINS, codexEnvironment */
/**
 * With these, Codex silently uses another login than auth.json, unless they are empty (docs/facts#api-key-variable,
 * #access-token-variable).
 */
const KEYS = ['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN'];
/**
 * Each of these alone selects a workload identity, even if it is empty (docs/facts#workload-identity,
 * #workload-identity-source).
 */
const WORKLOAD_IDENTITY = [
    'OPENAI_FEDERATION_RULE_ID',
    'OPENAI_IDENTITY_TOKEN_FILE',
    'OPENAI_IDENTITY_TOKEN_SOURCE',
    'OPENAI_SPIFFE_AUDIENCE',
    'OPENAI_SPIFFE_ID',
];
const OTHER_LOGINS = [...KEYS, ...WORKLOAD_IDENTITY];
/** Names of the variables that would have taken auth.json's place. */
const otherLogins = (env) => [
    ...KEYS.filter(name => env[name]),
    ...WORKLOAD_IDENTITY.filter(name => env[name] !== undefined),
];
/**
 * The variables of the job that Codex, and so every command of the model, gets. It is a list of what is allowed, because
 * nobody knows the names of all the secrets that a workflow sets.
 */
const LET_THROUGH = (/* unused pure expression or super */ null && ([
    // The system, the user, the words.
    /^(PATH|HOME|USER|LOGNAME|SHELL|HOSTNAME|PWD|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|TZ|LANG|LANGUAGE|LC_\w+|TMPDIR|TEMP|TMP|CI|XDG_\w+)$/,
    /^(SystemRoot|SystemDrive|windir|ComSpec|PATHEXT|USERPROFILE|USERNAME|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles.*|CommonProgram.*|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|OS)$/i,
    // The way to the network, and the certificates to trust on it.
    /^((https?|all|no|ftp)_proxy|SSL_CERT_(FILE|DIR)|CODEX_CA_CERTIFICATE|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GIT_SSL_CAINFO)$/i,
    // Facts about the job: no secret and no file of the runner's (its event, and the files that hold commands to it).
    /^GITHUB_(ACTIONS|ACTOR|ACTOR_ID|API_URL|BASE_REF|EVENT_NAME|GRAPHQL_URL|HEAD_REF|JOB|REF|REF_NAME|REF_PROTECTED|REF_TYPE|REPOSITORY|REPOSITORY_ID|REPOSITORY_OWNER|REPOSITORY_OWNER_ID|RETENTION_DAYS|RUN_ATTEMPT|RUN_ID|RUN_NUMBER|SERVER_URL|SHA|TRIGGERING_ACTOR|WORKFLOW|WORKFLOW_REF|WORKFLOW_SHA|WORKSPACE)$/,
    /^(RUNNER_(ARCH|ENVIRONMENT|NAME|OS|TEMP|TOOL_CACHE|TRACKING_ID|WORKSPACE)|ImageOS|ImageVersion)$/,
    // Where tools are, as the setup actions and the runner images say it.
    /^(JAVA_HOME(_\w+)?|GO(ROOT|PATH|CACHE|MODCACHE|PROXY|FLAGS|TOOLCHAIN)(_\w+)?|ANDROID_\w*(HOME|ROOT)|CARGO_(HOME|INSTALL_ROOT|TARGET_DIR)|RUSTUP_(HOME|TOOLCHAIN)|DOTNET_\w+|NVM_\w+|VOLTA_HOME|PNPM_HOME|BUN_INSTALL|DENO_\w*DIR|pythonLocation|Python\d?_(ROOT_DIR|EXECUTABLE|LIBRARY|INCLUDE_DIR)|PYTHON(PATH|HOME|UNBUFFERED)|VIRTUAL_ENV|CONDA(_\w+)?|GEM_HOME|GEM_PATH|RBENV_ROOT|COMPOSER_HOME|GRADLE_HOME|MAVEN_HOME|M2_HOME|VCPKG_\w+|CMAKE_\w+|CC|CXX|CPPFLAGS|CFLAGS|CXXFLAGS|LDFLAGS|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|PKG_CONFIG_PATH|MAKEFLAGS)$/,
    /^(RUST_LOG|RUST_BACKTRACE|DEBIAN_FRONTEND)$/,
]));
/** The environment in which Codex runs; `own` is set over it. */
function codexEnvironment(env, own, platform = process.platform) {
    // Windows doesn't tell `Path` and PATH apart, and spells many names in its own way.
    const spellings = (name) => (platform === 'win32' ? [name, name.toUpperCase()] : [name]);
    const isLetThrough = (name) => spellings(name).some(spelling => LET_THROUGH.some(pattern => pattern.test(spelling)));
    const kept = Object.entries(env).filter((entry) => entry[1] !== undefined && isLetThrough(entry[0]));
    return { ...Object.fromEntries(kept), ...own };
}


/***/ }),

/***/ 7126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CB: () => (/* binding */ readBounded),
/* harmony export */   Iz: () => (/* binding */ YamlError),
/* harmony export */   hN: () => (/* binding */ parseYaml)
/* harmony export */ });
/* unused harmony export MOST_BYTES */
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5647);


/** Larger than any workflow. */
const MOST_BYTES = 1024 * 1024;
/** Deeper than any workflow, and far from where the reader of YAML, which calls itself for each level, runs out of stack. */
const DEEPEST = 200;
/** The text of a file, or undefined if it is larger than a workflow can be. Throws `NotRegularFile`, or the system's error. */
const readBounded = (path) => (0,_system_files_js__WEBPACK_IMPORTED_MODULE_1__/* .readRegularFile */ .XF)(path, { limit: MOST_BYTES }).then(String, error => {
    if (error instanceof _system_files_js__WEBPACK_IMPORTED_MODULE_1__/* .FileTooLarge */ .Sv)
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
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const lineOf = (offset) => lines.linePos(offset).line;
    try {
        // `uniqueKeys` compares each key with all others.
        const options = { lineCounter: lines, merge: false, uniqueKeys: false, prettyErrors: false };
        const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { ...options, logLevel: 'silent' });
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
    if ((text.match(/[[{]|[-?]\s/g)?.length ?? 0) <= DEEPEST / 2 && !/^ {100}/m.test(text))
        return undefined;
    let [line, brackets, indicators, isStart] = [1, 0, 0, true];
    const indents = [];
    for (const token of new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG().lex(text)) {
        const type = yaml__WEBPACK_IMPORTED_MODULE_0__/* .CST */ .DB.tokenType(token);
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
        if (indents.length + brackets + indicators > DEEPEST)
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
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
            if (!anchors.has(node.source))
                throw new YamlError('unknown alias', lineOf(node.range?.[0] ?? 0));
            return anchors.get(node.source);
        }
        const value = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)
            ? mapOf(node.items)
            : (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node)
                ? node.items.map(toValue)
                : (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node)
                    ? node.value
                    : null;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            nodes.set(value, node);
        const anchor = node?.anchor;
        if (anchor)
            anchors.set(anchor, value);
        return value;
    };
    const mapOf = (items) => {
        const value = Object.create(null);
        for (const pair of items) {
            const key = String((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? pair.key.value : pair.key);
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
    if (offset === undefined || !(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(found?.node) || !found.node.range)
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
    const pairs = new Map(map.items.flatMap(pair => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? [[String(pair.key.value).toLowerCase(), pair]] : []));
    PAIRS.set(map, pairs);
    return pairs;
}
function partOf(node, path) {
    let found = { node };
    for (const step of path) {
        const inside = found?.node;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(inside))
            found = { node: inside.items[Number(step)] };
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(inside)) {
            const pair = pairsOf(inside).get(String(step).toLowerCase());
            const key = pair?.key?.range?.[0];
            found = pair && { node: pair.value, ...(key !== undefined && { key }) };
        }
        else
            return undefined;
    }
    return found;
}


/***/ }),

/***/ 3996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ sameIdentity),
/* harmony export */   i9: () => (/* binding */ isOfTwo)
/* harmony export */ });
/* unused harmony exports sameAccount, identityDigest */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * True if both are logins of one person in one account (or workspace), as far as the files say. A file without an account,
 * or a token without a user, doesn't count as another one.
 */
const sameAccount = (a, b) => sameIdentity(identityDigest(a), identityDigest(b));
/** True if the tokens of one file name two accounts or persons: it was put together from two logins. */
function isOfTwo({ accountId, access, identity }) {
    const differ = (a, b) => Boolean(a && b) && a !== b;
    // One of them may name the user by another kind of id. Then the subject decides, which both have.
    const isOneSubject = access.subject !== undefined && access.subject === identity.subject;
    return (differ(access.accountId, accountId) ||
        differ(identity.accountId, accountId) ||
        (differ(access.userId, identity.userId) && !isOneSubject));
}
/** The user, if a token names one. */
const userOf = ({ access, identity }) => identity.userId ?? access.userId;
/** Names account and person without saying who they are; `salt` makes it another name in each place. */
function identityDigest(login, salt = '') {
    return [login.accountId, userOf(login) ?? ''].map(name => (name ? digest(salt + name) : '')).join('-');
}
/** The same as `sameAccount`, for two digests. */
function sameIdentity(a, b) {
    const [[account, user], [otherAccount, otherUser]] = [a.split('-'), b.split('-')];
    const differ = (one, other) => Boolean(one && other) && one !== other;
    return !differ(account, otherAccount) && !differ(user, otherUser);
}
const digest = (name) => createHash('sha256').update(name).digest('hex').slice(0, 16);


/***/ }),

/***/ 3388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nb: () => (/* binding */ readAuthFile)
/* harmony export */ });
/* unused harmony exports authFileIn, replacedFileIn, createAuthFile, replaceAuthFile, followed, makeHome, tighten */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5647);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3862);
/* harmony import */ var _strict_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(761);






const authFileIn = (home) => join(home, 'auth.json');
/** The file in which this action keeps the login that it replaced: one revision. */
const replacedFileIn = (home) => join(home, 'auth.json.replaced');
/**
 * The bytes of the file, or undefined if it doesn't exist. If the file is far too large for a login, only its beginning: one
 * byte more than `parseLogin` accepts.
 * @throws UnusablePlace, or NotRegularFile if something else is in its place
 */
async function readAuthFile(path) {
    try {
        return await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegularFile */ .XF)(path, { limit: _strict_json_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_FILE_BYTES */ .gZ });
    }
    catch (error) {
        if (error instanceof _system_files_js__WEBPACK_IMPORTED_MODULE_3__/* .FileTooLarge */ .Sv)
            return readBeginning(path);
        if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}
async function readBeginning(path) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path);
    try {
        const bytes = Buffer.alloc(_strict_json_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_FILE_BYTES */ .gZ + 1);
        await file.read(bytes, 0, bytes.length, 0);
        return bytes;
    }
    finally {
        await file.close();
    }
}
/** Makes the file, mode 0600, if it doesn't exist; false if it has appeared meanwhile. */
const createAuthFile = async (path, bytes) => createFile(await followed(path), bytes);
/** Replaces the file in one step. A symbolic link is followed and kept, as Codex does (docs/facts#link-is-followed). */
async function replaceAuthFile(path, bytes) {
    await replaceFile(await followed(path), bytes);
}
/** The target of a symbolic link, even if it doesn't exist yet. For any other path, the path itself. */
async function followed(path, hops = 40) {
    const link = await readlink(path).catch(() => undefined);
    if (link === undefined || hops === 0)
        return path;
    const directory = await realpath(dirname(path)).catch(() => dirname(path));
    return followed(resolve(directory, link), hops - 1);
}
/** Files that Codex also reads there at each start: it would wait for a pipe forever. */
const READ_BY_CODEX = (/* unused pure expression or super */ null && (['config.toml', '.env']));
/**
 * Makes CODEX_HOME if it is missing, and 0700 either way: a missing one is fatal to Codex (docs/facts#home-must-exist).
 * @throws UnusablePlace, or NotRegularFile if Codex would find something other than a file
 */
async function makeHome(home) {
    await makeDirectory(home);
    await tighten(home);
    for (const name of READ_BY_CODEX)
        await assertNothingOdd(join(home, name));
}
/** Takes all rights from group and others, and gives none: a file that its owner can't write stays so. */
async function tighten(path) {
    const { mode, uid } = await atPlace(path, stat(path));
    // The owner of another user's file must protect it. The preflight finds out whether Codex can save there.
    if (process.platform === 'win32' || uid !== process.getuid?.())
        return;
    if (mode & 0o077)
        await atPlace(path, chmod(path, mode & 0o700));
}


/***/ }),

/***/ 2018:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TE: () => (/* binding */ fromMilliseconds),
/* harmony export */   Wj: () => (/* binding */ toMilliseconds),
/* harmony export */   nV: () => (/* binding */ parseInstant),
/* harmony export */   yl: () => (/* binding */ LAST_SECOND)
/* harmony export */ });
/**
 * An instant as Codex reads it: its date library takes more than RFC 3339, and less (docs/facts#last-refresh-forms).
 * White space may be around it and before each part; `T` may be small or a space; month, day, hour, minute and second
 * may have one digit; a year of other than four digits needs a sign; the zone may be `+0000`, `Z` or `UTC`.
 */
const INSTANT = /^\s*([+-]\d{1,6}|\d{1,4})\s{0,9}-\s{0,9}(\d\d?)\s{0,9}-\s{0,9}(\d\d?)[Tt ]\s{0,9}(\d\d?)\s{0,9}:\s{0,9}(\d\d?)\s{0,9}:\s{0,9}(\d\d?)(?:\.(\d{1,9})\d*)?\s*(z|utc|[+\u2212-]\d\d[\s:]{0,9}[0-5]\d)\s*$/i;
const LONGEST = 100;
/**
 * Nanoseconds since the epoch, or undefined if Codex would not take the text for an instant. Codex writes
 * `last_refresh` with nine digits of a second, so two refreshes can differ where a Date can't tell them apart.
 */
function parseInstant(text) {
    const match = text.length > LONGEST ? null : INSTANT.exec(text);
    if (!match)
        return undefined;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const leap = second === 60;
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    if (!isDay || hour > 23 || minute > 59 || second > 60)
        return undefined;
    date.setUTCHours(hour, minute, leap ? 59 : second);
    const offset = offsetOf(match[8] ?? '');
    if (offset === undefined || Number.isNaN(date.getTime()))
        return undefined;
    const whole = BigInt(date.getTime() - offset) * 1000000n + (leap ? 1000000000n : 0n);
    return whole + BigInt((match[7] ?? '').padEnd(9, '0'));
}
/** Milliseconds by which a zone is ahead of UTC; undefined for a day or more. */
function offsetOf(zone) {
    if (/^[zu]/i.test(zone))
        return 0;
    const [hours = 0, minutes = 0] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
    if (hours > 23)
        return undefined;
    return (zone.startsWith('+') ? 1 : -1) * (hours * 60 + minutes) * 60_000;
}
/** The furthest instant that a Date can hold, in seconds since the epoch. */
const LAST_SECOND = 8.64e12;
const toMilliseconds = (nanoseconds) => Number(nanoseconds / 1000000n);
const fromMilliseconds = (milliseconds) => BigInt(Math.trunc(milliseconds)) * 1000000n;


/***/ }),

/***/ 510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UN: () => (/* binding */ refreshedAt)
/* harmony export */ });
/* unused harmony exports SECOND, revisionOf, compare, isNewer, changedAt, changedAtMs, revisedAt */
/* harmony import */ var _account_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3996);
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2018);


/** In nanoseconds. */
const SECOND = 1000000000n;
/** In nanoseconds: the resolution for refreshes near the issue of their tokens, and the largest distance that counts. */
const [FINEST, FURTHEST] = [1e6, 86_400e9];
const revisionOf = (login) => ({
    at: changedAt(login),
    digest: login.generation,
    account: identityDigest(login),
});
/**
 * How `a` is to `b`. Within one account a total order of logins: by instant, and by digest where the instants are the same.
 * The same tokens are the same login, whatever two files say of when they were refreshed.
 */
function compare(a, b) {
    if (a.digest === b.digest)
        return 'same';
    if (!sameIdentity(a.account, b.account))
        return 'unrelated';
    if (a.at !== b.at)
        return a.at > b.at ? 'newer' : 'older';
    return a.digest > b.digest ? 'newer' : 'older';
}
/** `a` in the order of an account compared with `b`; see `compare`. */
const isNewer = (a, b) => compare(revisionOf(a), revisionOf(b)) === 'newer';
/** The instant of a revision: the order as one number, for what has no room for more. */
const changedAt = ({ access, identity, lastRefresh }) => revisedAt({ issuedAt: access.issuedAt, refreshedAt: lastRefresh, identifiedAt: identity.issuedAt }) ?? 0n;
/** When the login was last refreshed as its file says, otherwise when its token was issued: nanoseconds since the epoch. */
const refreshedAt = ({ access, lastRefresh }) => lastRefresh ?? (0,_instant_js__WEBPACK_IMPORTED_MODULE_1__/* .fromMilliseconds */ .TE)(access.issuedAt ?? 0);
/** `changedAt` as people read it: milliseconds since the epoch. */
const changedAtMs = (login) => toMilliseconds(changedAt(login));
/**
 * Nanoseconds since the epoch; undefined if nothing says when. Its second is that in which the access token was issued. What
 * was issued in one second is ordered by `last_refresh`: see `within`. Without an issue time `last_refresh` alone decides.
 */
function revisedAt({ issuedAt, refreshedAt, identifiedAt }) {
    if (issuedAt !== undefined) {
        const issued = notNegative(fromMilliseconds(Math.floor(issuedAt / 1000) * 1000));
        return issued + within(Number((refreshedAt ?? issued) - issued));
    }
    const at = refreshedAt ?? (identifiedAt === undefined ? undefined : fromMilliseconds(identifiedAt));
    return at === undefined ? undefined : notNegative(at);
}
/**
 * The place of a revision within the second in which its token was issued, by the distance of `last_refresh` from the issue:
 * 0 to 999,999,999, half a second for no distance. It grows with the logarithm of the distance, so that two refreshes of
 * one second have an order whatever the machine's clock says. With a clock that is an hour off, they differ by 0.2 ms.
 */
function within(distance) {
    const share = Math.log1p(Math.min(Math.abs(distance), FURTHEST) / FINEST) / Math.log1p(FURTHEST / FINEST);
    return BigInt(Math.floor(((1 + Math.sign(distance) * share) / 2) * (Number(SECOND) - 1)));
}
const notNegative = (instant) => (instant < 0n ? 0n : instant);


/***/ }),

/***/ 761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gZ: () => (/* binding */ MAX_FILE_BYTES),
  hx: () => (/* binding */ asFile),
  oS: () => (/* binding */ decodeSeed),
  ge: () => (/* binding */ parseStrictly)
});

// UNUSED EXPORTS: MAX_BYTES

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./build/src/system/text.js

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_LE_MARK = Buffer.from([0xff, 0xfe]);
const UTF16_BE_MARK = Buffer.from([0xfe, 0xff]);
const UTF32_MARKS = [Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from([0, 0, 0xfe, 0xff])];
/**
 * The text of a file that a person made, without a byte-order mark: UTF-8, or UTF-16 as PowerShell's `>` and Windows
 * editors write it. Other encodings are not guessed: `unreadable` says why, after the name of the file.
 */
function decodeText(bytes) {
    if (UTF32_MARKS.some(mark => startsWith(bytes, mark)))
        return { unreadable: 'is in UTF-32' };
    if (startsWith(bytes, UTF16_LE_MARK))
        return fromUtf16(bytes.subarray(2));
    if (startsWith(bytes, UTF16_BE_MARK))
        return fromUtf16(swapped(bytes.subarray(2)));
    if (bytes.includes(0))
        return withoutMark(bytes);
    if (!(0,external_node_buffer_.isUtf8)(bytes))
        return { unreadable: 'is not text in UTF-8 (it may be in a code page of Windows)' };
    return { text: bytes.subarray(startsWith(bytes, UTF8_MARK) ? UTF8_MARK.length : 0).toString() };
}
/** In UTF-16 without a mark every second byte is zero, as far as the text is ASCII. */
function withoutMark(bytes) {
    const zeros = [0, 0];
    for (const [at, byte] of bytes.subarray(0, 4096).entries())
        if (byte === 0)
            zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = zeros;
    if (odd > 4 * even)
        return fromUtf16(bytes);
    if (even > 4 * odd)
        return fromUtf16(swapped(bytes));
    return { unreadable: 'is not text: it has zero bytes' };
}
function fromUtf16(bytes) {
    const text = bytes.toString('utf16le');
    const isWhole = bytes.length % 2 === 0 && !/\p{Cs}|\0/u.test(text);
    return isWhole ? { text } : { unreadable: 'is in UTF-16, and damaged' };
}
/** With an odd number of bytes the last one is left out, and the text counts as damaged. */
const swapped = (bytes) => bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : bytes.subarray(0, 1);
const startsWith = (bytes, mark) => bytes.subarray(0, mark.length).equals(mark);

;// CONCATENATED MODULE: ./build/src/login/strict-json.js


/** A GitHub secret holds 48 KB at most, and an auth.json is 4 to 6 KB. */
const MAX_BYTES = 48 * 1024;
/** Codex reads a file of any size, and drops what it doesn't know at the first refresh. */
const MAX_FILE_BYTES = 4 * MAX_BYTES;
/**
 * The bytes of the JSON text of a seed: as it is, in base64, or in base64 with the lines that certutil and PEM put around it;
 * in UTF-8 or UTF-16, with a byte-order mark or without.
 */
function decodeSeed(input, refuse) {
    if (input.length > MAX_BYTES * 2)
        throw refuse('too-large');
    const given = decodeText(input);
    if ('unreadable' in given || NOT_DECODED.test(given.text))
        throw refuse('wrong-encoding');
    const text = unmarked(given.text);
    if (text === '')
        throw refuse('empty');
    if (text.startsWith('{'))
        return bounded(Buffer.from(text), refuse);
    const base64 = text.replace(ARMOR, '').replace(/\s/g, '');
    if (!/^[\w+/-]*={0,2}$/.test(base64))
        throw refuse('not-json');
    const decoded = decodeText(Buffer.from(base64, 'base64'));
    if ('unreadable' in decoded)
        throw refuse('not-json');
    if (NOT_DECODED.test(decoded.text))
        throw refuse('wrong-encoding');
    return bounded(Buffer.from(decoded.text), refuse);
}
/** The bytes of a file that Codex reads: it takes neither base64 nor a byte-order mark (docs/facts#status-refuses). */
function asFile(input, refuse) {
    if (input.length === 0 || input.toString('latin1').trim() === '')
        throw refuse('empty');
    if (!(0,external_node_buffer_.isUtf8)(input) || input.includes(0) || BYTE_ORDER_MARK.test(input.subarray(0, 3).toString()))
        throw refuse('wrong-encoding');
    return bounded(input, refuse, MAX_FILE_BYTES);
}
const BYTE_ORDER_MARK = /^\uFEFF/;
const unmarked = (text) => text.replace(BYTE_ORDER_MARK, '').trim();
/** A secret in UTF-16, as the runner passes it on: its first two bytes aren't UTF-8, and the first zero ends it. */
const NOT_DECODED = /^\uFFFD/;
const ARMOR = /-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----/g;
function bounded(bytes, refuse, most = MAX_BYTES) {
    if (bytes.length > most)
        throw refuse('too-large');
    return bytes;
}
/** JSON with nothing after it, and no key twice that Codex reads: Codex refuses both, JSON.parse only the first. */
function parseStrictly(bytes, refuse) {
    const json = bytes.toString('utf8');
    let document;
    try {
        document = JSON.parse(json);
    }
    catch (error) {
        // The engine's own message quotes the text, so it never leaves this function.
        throw refuse(/after JSON/.test(String(error)) ? 'trailing-data' : 'not-json');
    }
    if (hasKeyTwice(json))
        throw refuse('duplicate-keys');
    return document;
}
/** The keys that Codex reads. It accepts any other key twice (docs/facts#status-accepts). */
const KEYS = {
    auth_mode: {},
    OPENAI_API_KEY: {},
    tokens: {
        id_token: {},
        access_token: {},
        refresh_token: {},
        account_id: {},
        login_owner_id: {},
        oauth_provenance: { issuer: {}, client_id: {} },
    },
    last_refresh: {},
    agent_identity: {},
    personal_access_token: {},
    bedrock_api_key: {},
    bedrock_access_keys: {},
};
/** The tokens that tell which key belongs to which object: strings, keys with their colon, and brackets. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"(\s*:)?)?|[{}[\]]/g;
/**
 * Whether one of `KEYS` is twice in its object.
 * @param json what JSON.parse accepts. A parser with a tree would take each stage of each job 10 ms to load and run
 */
function hasKeyTwice(json) {
    const open = [];
    /** The keys of an object that comes next, if it does. */
    let next = KEYS;
    for (const [token, colon] of json.matchAll(TOKEN)) {
        if (token === '{' || token === '[') {
            open.push({ keys: (token === '{' && next) || {}, seen: new Set() });
            next = undefined;
        }
        else if (token === '}' || token === ']')
            open.pop();
        else if (colon !== undefined) {
            const { keys, seen } = open.at(-1);
            const name = JSON.parse(token.slice(0, -colon.length));
            const isKnown = Object.hasOwn(keys, name);
            if (isKnown && seen.has(name))
                return true;
            if (isKnown)
                seen.add(name);
            next = isKnown ? keys[name] : undefined;
        }
    }
    return false;
}


/***/ }),

/***/ 5845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   co: () => (/* binding */ instantInWords),
/* harmony export */   r4: () => (/* binding */ inWords)
/* harmony export */ });
/* unused harmony exports lifeLeft, windowsOf, hasCredits, usageInWords, resetsInWords */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);


/** A length of time, given in milliseconds, in words, to the minute: `10 d`, `2 h 5 min`, `4 min`. */
function inWords(ms) {
    const minutes = Math.max(0, Math.round(ms / 60_000));
    const parts = [
        [Math.floor(minutes / 1440), 'd'],
        [Math.floor(minutes / 60) % 24, 'h'],
        [minutes % 60, 'min'],
    ];
    const first = parts.findIndex(([count]) => count > 0);
    if (first < 0)
        return 'less than a minute';
    const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
    return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
/** What is left of the access token, as a sentence. */
function lifeLeft(remainingMs) {
    if (remainingMs <= 0)
        return 'Its access token has expired.';
    return `Its access token lives for another ${inWords(remainingMs)}.`;
}
/** An instant, given in milliseconds since the epoch, to the second: `2026-11-21T08:50:01Z`. */
function instantInWords(ms) {
    return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
/** Ten years. */
const MOST_MINUTES = 10 * 366 * 1440;
/** Codex passes on what the backend answers. A window with impossible numbers is left out. */
const Window = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    usedPercent: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._gte */ .qm(0), zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._lte */ .Zm(1000)),
    windowDurationMins: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._gte */ .qm(0), zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._lte */ .Zm(MOST_MINUTES)),
    resetsAt: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
});
/** The usage windows of `account/rateLimits/read` (docs/facts#rate-limits-prove). */
function windowsOf(rateLimits) {
    return ['primary', 'secondary'].flatMap(name => {
        const window = Window.safeParse(rateLimits[name]);
        if (!window.success)
            return [];
        const { usedPercent, windowDurationMins, resetsAt } = window.data;
        const isInstant = typeof resetsAt === 'number' && Math.abs(resetsAt) <= LAST_SECOND;
        const resets = isInstant ? { resetsAt: resetsAt * 1000 } : {};
        return { used: usedPercent, lengthMs: windowDurationMins * 60_000, ...resets };
    });
}
const Credits = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    credits: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ hasCredits: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(), unlimited: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY() }),
});
/** Whether the account has credits: with them it may go on where the plan's windows are full. */
function hasCredits(rateLimits) {
    const { data } = Credits.safeParse(rateLimits);
    return data !== undefined && (data.credits.hasCredits || data.credits.unlimited);
}
/** `12 % of 5 h used` of each. */
const usageInWords = (rateLimits) => windowsOf(rateLimits).map(({ used, lengthMs }) => `${used} % of ${inWords(lengthMs)} used`);
/** When the windows that are used up begin again: `the window of 5 h ends at 2026-11-21T10:00:00Z`. */
function resetsInWords(rateLimits) {
    const windows = windowsOf(rateLimits);
    const full = windows.filter(({ used }) => used >= 100);
    return (full.length > 0 ? full : windows).flatMap(({ lengthMs, resetsAt }) => resetsAt === undefined ? [] : `the window of ${inWords(lengthMs)} ends at ${instantInWords(resetsAt)}`);
}


/***/ }),

/***/ 393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K6: () => (/* binding */ ProcessIdentity)
/* harmony export */ });
/* unused harmony exports identify, liveness */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8395);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(368);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5322);






const ProcessScope = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    host: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    /** Undefined where the system doesn't say. */
    boot: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
    namespace: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
});
const ProcessIdentity = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    pid: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(),
    /** When it started, in the system's own words; compared for equality only. */
    startedAt: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    scope: ProcessScope,
});
/** The identity of `pid` now; undefined if no such process runs (a zombie doesn't count), or nobody can tell. */
async function identify(pid) {
    const startedAt = await startOf(pid).catch(() => undefined);
    return startedAt === undefined ? undefined : { pid, startedAt, scope: await scope() };
}
/**
 * `seenAt`, milliseconds since the epoch, is when it was alive: a process of this host's earlier boot is dead.
 * 'unknown' if it ran where this process can't look (another machine or container), or the look fails.
 */
async function liveness(process, seenAt = 0) {
    const here = await scope();
    const { host, boot, namespace } = process.scope;
    // Two machines may have one name, and share a home: only what is older than this boot is surely gone.
    if (host === here.host && boot !== here.boot && seenAt < Date.now() - uptime() * 1000)
        return 'dead';
    if (boot !== here.boot || namespace !== here.namespace || (boot === undefined && host !== here.host))
        return 'unknown';
    try {
        return (await startOf(process.pid)) === process.startedAt ? 'alive' : 'dead';
    }
    catch {
        return 'unknown';
    }
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
let known;
const scope = () => {
    known ??= Promise.all([
        bootId().catch(() => undefined),
        readlink('/proc/self/ns/pid').catch(() => undefined),
    ]).then(([boot, namespace]) => ({
        host: hostname(),
        ...(boot === undefined ? {} : { boot: boot.trim() }),
        ...(namespace === undefined ? {} : { namespace }),
    }));
    return known;
};
/** Throws where the system doesn't say. */
async function bootId() {
    if (process.platform !== 'darwin')
        return readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // A Mac's name changes with the network; this stays until it starts again.
    const said = await printed('sysctl', ['-n', 'kern.bootsessionuuid']);
    if (!UUID.test(said.trim()))
        throw new Error('sysctl says nothing of this boot');
    return said;
}
/**
 * Linux: clock ticks after boot (proc(5), stat field 22). Elsewhere the start time that the system prints.
 * Undefined if the process doesn't exist; throws if that isn't known.
 */
async function startOf(pid) {
    if (process.platform !== 'linux')
        return printedStart(pid);
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(error => {
        if (!['ENOENT', 'ESRCH'].includes(systemCode(error) ?? ''))
            throw error;
    });
    // The second field, the command's name in parentheses, may itself hold spaces and parentheses.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields?.[0] === 'Z' ? undefined : fields?.[19];
}
/** Milliseconds: PowerShell may take some seconds to start. */
const LOOK_MS = 30_000;
const MOST_PRINTED = (/* unused pure expression or super */ null && (64 * 1024));
/**
 * A look that fails prints nothing, and a process that is alive must not be taken for dead: only a line that says so
 * counts. PowerShell says `none` where it knows that there is no such process.
 */
const LOOK = (pid) => `$ErrorActionPreference = 'Stop'
try { $found = Get-Process -Id ${pid} }
catch { if ($_.FullyQualifiedErrorId -like 'NoProcessFoundForGivenId,*') { 'none'; exit 0 }; exit 1 }
'since ' + $found.StartTime.ToFileTimeUtc()`;
async function printedStart(pid) {
    if (process.platform === 'win32') {
        const said = (await printed('powershell', ['-NoProfile', '-NonInteractive', '-Command', LOOK(pid)])).trim();
        const [, start] = /^since (\d+)$/.exec(said) ?? [];
        if (start === undefined && said !== 'none')
            throw new Error(`PowerShell says nothing of process ${pid}`);
        return start;
    }
    // `ps` fails in the same way for no such process and for all else. If it lists this process and not the other one,
    // it does not exist.
    const pids = [...new Set([pid, process.pid])].join(',');
    const lines = (await printed('ps', ['-o', 'pid=,stat=,lstart=', '-p', pids])).trim().split('\n');
    const rows = new Map(lines.map(line => line.trim().split(/\s+/)).map(([id, ...rest]) => [Number(id), rest]));
    if (!rows.has(process.pid))
        throw new Error(`ps says nothing of process ${pid}`);
    const [state, ...start] = rows.get(pid) ?? [];
    return state === undefined || state.startsWith('Z') ? undefined : start.join(' ');
}
/** @throws if the program was not run to its end, or failed */
async function printed(file, args) {
    // The same words whatever time zone and language a job has set.
    const env = programEnvironment(process.env, { TZ: 'UTC', LC_ALL: 'C' });
    const result = await run({ file, args, env, timeoutMs: LOOK_MS, maxOutput: MOST_PRINTED });
    if (!(succeeded(result) && result.complete))
        throw new Error(`${file} failed`);
    return result.stdout.toString();
}


/***/ }),

/***/ 7767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ programEnvironment)
/* harmony export */ });
/**
 * Variables that a program of the machine needs to run: places of programs and libraries, the user, the language, the
 * network, and the certificates to trust. None of a job's inputs, state and tokens is among them.
 */
const NEEDED = [
    /^(PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|TERM|XDG_(CONFIG|DATA)_(HOME|DIRS)|XDG_RUNTIME_DIR)$/i,
    /^(SystemRoot|SystemDrive|windir|ComSpec|USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles.*|CommonProgram.*|PSModulePath|NoDefaultCurrentDirectoryInExePath)$/i,
    /^(LD_\w+|DYLD_\w+|GCONV_PATH|LOCPATH|NIX_SSL_CERT_FILE)$/,
    /^((https?|all|no|ftp)_proxy|SSL_CERT_(FILE|DIR)|CURL_CA_BUNDLE|OPENSSL_\w+|GIT_SSL_\w+|KRB5\w*)$/i,
];
/** The environment for a program of the machine. Variables in `own` replace others. */
function programEnvironment(env, own = {}) {
    const kept = Object.entries(env).filter((entry) => entry[1] !== undefined && NEEDED.some(pattern => pattern.test(entry[0])));
    return { ...Object.fromEntries(kept), ...own };
}


/***/ }),

/***/ 5322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J_: () => (/* binding */ howItFailed),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   gq: () => (/* binding */ succeeded)
/* harmony export */ });
/* unused harmony export endTree */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(368);
/* harmony import */ var _program_environment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7767);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4053);







const DRAIN_MS = 2000;
const TAIL_BYTES = 32 * 1024;
/**
 * Runs a program to its end, which comes in time whatever it does. Never throws: the result says how it ended.
 * Everything but Codex runs here. `@actions/exec` has no time-out, signal, process group or limit. execa 9.6 has them, but
 * waits for pipes that a grandchild holds, also after its time-out, and every stage of a job would load 300 KB more.
 */
const run = (program) => (0,_waits_js__WEBPACK_IMPORTED_MODULE_5__/* .waitFor */ .f)(nameOf(program), runToEnd(program));
/** `git push`; never more of the arguments, which may have anything in them. */
const nameOf = ({ what, file, args = [] }) => what ?? [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(file), ...args.slice(0, 1).filter(arg => /^[a-z-]{2,20}$/.test(arg))].join(' ');
async function runToEnd(program) {
    const { signal, timeoutMs, drainMs = DRAIN_MS } = program;
    if (signal?.aborted)
        return { how: 'ended', because: 'cancelled', ...NOTHING };
    const started = await start(program);
    if ('error' in started)
        return { how: 'not-started', error: started.error, ...NOTHING };
    const { child } = started;
    const closed = new Promise(resolve => child.once('close', resolve));
    let endedBecause;
    let ending;
    let giveUp = () => { };
    const end = (because) => {
        if (endedBecause)
            return;
        endedBecause = because;
        ending = endAll(child, closed, program);
        // Another user's process stays for all our signals.
        ending.then(() => setTimeout(() => giveUp(), drainMs).unref());
    };
    const output = collect(child, program, () => end('output'));
    const cancel = () => end('cancelled');
    signal?.addEventListener('abort', cancel);
    const timer = setTimeout(() => end('timeout'), timeoutMs);
    const exit = await new Promise(resolve => {
        giveUp = () => resolve(undefined);
        child.once('exit', (code, signal) => resolve(signal ? { how: 'killed', signal } : { how: 'exited', code: code ?? 1 }));
    });
    clearTimeout(timer);
    // A process that it left running may hold the pipes forever. Its own output is here by then.
    await Promise.race([closed, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(drainMs, undefined, { ref: false })]);
    await ending;
    signal?.removeEventListener('abort', cancel);
    for (const pipe of child.stdio)
        pipe?.destroy();
    child.unref();
    const how = endedBecause ? { how: 'ended', because: endedBecause } : exit;
    return { ...how, ...output() };
}
const succeeded = (result) => result.how === 'exited' && result.code === 0;
/** How it failed, as what follows its name in a sentence: `failed with exit code 1`. */
function howItFailed(result, { timeoutMs, maxOutput }) {
    if (result.how === 'exited')
        return `failed with exit code ${result.code}`;
    if (result.how === 'killed')
        return `was ended by ${result.signal}`;
    if (result.how === 'not-started')
        return `could not be started (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(result.error) ?? result.error.message})`;
    return {
        timeout: `did not end within ${Math.round(timeoutMs / 1000)} s`,
        output: `printed more than ${Math.round(maxOutput / 1024)} KB`,
        cancelled: 'was cancelled',
    }[result.because];
}
const NOTHING = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), complete: true };
/** Some errors come as an event, and some are thrown, such as that of arguments that are too long. */
async function start(program) {
    const { file, args = [], env, cwd, input, descriptor3, group = 'own' } = program;
    const more = descriptor3 === undefined ? [] : ['pipe'];
    try {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, args, {
            cwd,
            env,
            stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...more],
            detached: group === 'own' && process.platform !== 'win32',
            // On Windows a console of its own, too: a Ctrl+C for ours doesn't reach it.
            windowsHide: true,
        });
        await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'spawn');
        child.on('error', () => undefined);
        feed(child.stdin, input);
        // Last: a shell that starts a script before its input is there, as we are killed, would store nothing at all.
        feed(child.stdio[3], descriptor3);
        return { child };
    }
    catch (error) {
        return { error: error };
    }
}
/** Writes and closes it. The program may end before it has read what we write: its exit tells, not the broken pipe. */
function feed(pipe, content) {
    if (!(pipe && 'end' in pipe))
        return;
    pipe.on('error', () => undefined);
    pipe.end(content);
}
/** Gathers what it prints; calls back when that is too much. */
function collect(child, { maxOutput, stderr: mode }, tooMuch) {
    const [out, err] = [[], []];
    let tail = Buffer.alloc(0);
    let counted = 0;
    let complete = false;
    const keep = (chunks) => (chunk) => {
        counted += chunk.length;
        if (counted <= maxOutput)
            chunks.push(chunk);
        else
            tooMuch();
    };
    const keepTail = (chunk) => {
        tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
    };
    child.stdout?.on('data', keep(out)).once('end', () => {
        complete = true;
    });
    child.stderr?.on('data', mode === 'counted' ? keep(err) : keepTail);
    return () => ({ stdout: Buffer.concat(out), stderr: Buffer.concat([...err, tail]), complete });
}
/** SIGTERM to all it started, and SIGKILL when nobody prints any more, or after so many milliseconds. */
async function endAll(child, closed, program) {
    const { graceMs = 0, group = 'own' } = program;
    const pid = child.pid;
    if (process.platform === 'win32')
        return endTree(pid).catch(() => void child.kill());
    const kill = (signal) => {
        try {
            process.kill(group === 'own' ? -pid : pid, signal);
        }
        catch {
            // Nothing of it is left, or it is another user's.
        }
    };
    if (graceMs > 0) {
        kill('SIGTERM');
        await Promise.race([closed, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(graceMs)]);
    }
    kill('SIGKILL');
}
const TASKKILL_MS = 10_000;
/** Windows has no groups, and its `taskkill` looks for children of children. Throws if it can't be started. */
async function endTree(pid) {
    const args = ['/pid', String(pid), '/t', '/f'];
    const limits = { timeoutMs: TASKKILL_MS, maxOutput: TAIL_BYTES };
    const started = await start({ file: 'taskkill', args, env: (0,_program_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .programEnvironment */ .y)(process.env), ...limits });
    if ('error' in started)
        throw started.error;
    const { child } = started;
    if (child.exitCode === null)
        await Promise.race([(0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'exit'), (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(TASKKILL_MS, undefined, { ref: false })]);
    for (const pipe of child.stdio)
        pipe?.destroy();
    child.unref();
}


/***/ }),

/***/ 4053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ waitFor)
/* harmony export */ });
/* unused harmony export tellLongWaits */
/** The programs and servers that this process waits for. Each wait registers here; one place reports long ones. */
/** Before somebody who looks at the log wonders, in milliseconds; and between two words of the same wait. */
const FIRST_MS = 8000;
const AGAIN_MS = 30_000;
const LOOK_EVERY_MS = 500;
const waits = new Set();
/** Waits for work that is done elsewhere. `what` is for people, and has nothing secret in it. */
async function waitFor(what, work) {
    const since = performance.now();
    const wait = { what, since, tellAt: since + FIRST_MS };
    waits.add(wait);
    try {
        return await work;
    }
    finally {
        waits.delete(wait);
    }
}
/** From now on reports each wait that takes long. Does not keep the process alive. */
function tellLongWaits(tell) {
    setInterval(() => {
        const now = performance.now();
        for (const wait of waits) {
            if (now < wait.tellAt)
                continue;
            wait.tellAt = now + AGAIN_MS;
            tell(`Waiting for ${wait.what}, for ${Math.round((now - wait.since) / 1000)} s by now.`);
        }
    }, LOOK_EVERY_MS).unref();
}


/***/ })

};
