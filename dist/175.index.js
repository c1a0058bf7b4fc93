export const id = 175;
export const ids = [175,9624,4995];
export const modules = {

/***/ 40175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CommandStore: () => (/* binding */ CommandStore)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(74995);
// EXTERNAL MODULE: ./build/src/login/mask.js
var mask = __webpack_require__(82935);
// EXTERNAL MODULE: ./build/src/report/harmless.js
var harmless = __webpack_require__(20997);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(50809);
// EXTERNAL MODULE: ./build/src/stores/enclosed-login.js
var enclosed_login = __webpack_require__(38113);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
;// CONCATENATED MODULE: ./build/src/stores/command/failure.js

const WHY = {
    proof: 'The login was not refreshed: its successor could not have been stored, and would be lost.',
    write: 'This state of the login may exist on this runner only, and the refresh token of the stored one may already have been used: the login is at risk.',
};
/** Whether a login is stored, and which, could not be found out. */
class RestoreFailed extends errors/* ActionError */.lZ {
    name = 'RestoreFailed';
    /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
    constructor(how) {
        super('restore-failed', {
            what: `\`restore-command\` ${how}.`,
            why: 'It is not known whether a login is stored. Going on with the seed could put an older login over a newer one, so nothing was changed.',
            remedy: 'See above what it printed. If the login is only not stored yet, the command must say so by printing nothing and ending with exit code 0 (docs/secret-managers.md has the form for each manager).',
        });
    }
}
/** The login could not be written. */
class PersistFailed extends errors/* ActionError */.lZ {
    name = 'PersistFailed';
    /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
    constructor(how, stakes, cause) {
        super('persist-failed', {
            what: `\`persist-command\` ${how}.`,
            why: WHY[stakes],
            remedy: 'See above what it printed, and correct the command or the permission it needs. If the next job is refused, a person must log in once more.',
        }, { cause });
    }
}
/** The write seemed to succeed, but reading the entry gave something else. */
class NotReadBack extends errors/* ActionError */.lZ {
    name = 'NotReadBack';
    /** @param found What restore-command does instead: `prints nothing`. */
    constructor(found, stakes, cause) {
        super('not-read-back', {
            what: `\`persist-command\` succeeded, but \`restore-command\` ${found} where it should print what was stored.`,
            why: WHY[stakes],
            remedy: 'Check that both commands name the same entry, that the entry holds texts of this size, and that the manager answers with the newest version. Its former version may have to be put back by hand.',
        }, { cause });
    }
}
/** The store holds another login than the caller has read from it. */
class StoreChanged extends errors/* ActionError */.lZ {
    name = 'StoreChanged';
    constructor() {
        super('store-changed', {
            what: '`restore-command` prints another login than it did before.',
            why: 'Another job may have stored a newer one, or the manager answers with an old copy. To write now could put an older login over a newer one, so nothing was written or refreshed.',
            remedy: 'Run the job again. If it stays, let `restore-command` read the newest version by its number (docs/secret-managers.md), and give all workflows that share the login one lease.',
        });
    }
}
/** restore-command succeeded, but it printed something that is not an auth.json at all. */
class Garbled extends errors/* ActionError */.lZ {
    name = 'Garbled';
    constructor() {
        super('restore-garbled', {
            what: '`restore-command` ended with exit code 0, but what it printed is not an auth.json.',
            why: 'It may be an error message or a part of the login. Going on with the seed could put an older login over a newer one, so nothing was changed.',
            remedy: 'Let the command print the stored login and nothing else, and fail when it fails. If the stored entry itself is damaged, put its former version back, or delete it to start again from `auth-json`.',
        });
    }
}
/** What is stored is encrypted, and no key was given. */
class SealedWithoutKey extends errors/* ActionError */.lZ {
    name = 'SealedWithoutKey';
    constructor() {
        super('sealed-without-key', {
            what: 'The stored login is encrypted, and there is no `encryption-key`.',
            why: "It can't be read, and going on with the seed could put an older login over a newer one, so nothing was changed.",
            remedy: 'Give the `encryption-key` with which it was stored.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/stores/command/restore-output.js



/** A login that somebody stored in base64, in a manager that gives back base64. */
const MAX_BASE64 = 2;
/** Most that a command may print: a sealed login, twice in base64. */
const MOST_PRINTED_BYTES = 96 * 1024;
const AGE_HEADER = Buffer.from('age-encryption.org/v1\n');
const AGE_ARMOR = /-----(BEGIN|END) AGE ENCRYPTED FILE-----/g;
const BASE64 = /^[\w+/-]+={0,2}$/;
/**
 * The login in what restore-command printed: raw, or in base64 once or twice, sealed or not; undefined if
 * it printed nothing. Unsealed is fine with a sealer too, and so is what the `age` command sealed: a login put there by
 * hand, which the next write seals as we do.
 *
 * @throws {Garbled | SealedWithoutKey | SealRefused | EnclosedRefused}
 */
async function unpack(printed, opening) {
    if (printed.length > MOST_PRINTED_BYTES)
        refuse();
    let bytes = printed;
    for (let depth = 0; depth <= MAX_BASE64; depth += 1) {
        if (bytes.subarray(0, AGE_HEADER.length).equals(AGE_HEADER)) {
            if (!opening)
                throw new SealedWithoutKey();
            const plain = await opening.sealer.open(bytes);
            return (0,enclosed_login/* discloseLogin */.o4)(opening.loginName, plain)?.bytes ?? (await unpack(plain, undefined)) ?? refuse();
        }
        const text = bytes
            .toString('utf8')
            .replace(/^\uFEFF/, '')
            .trim();
        if (text === '' && depth === 0)
            return undefined;
        if (text.startsWith('{'))
            return looksLikeAuthJson(text) ? Buffer.from(text) : refuse();
        const base64 = text.replace(AGE_ARMOR, '').replace(/\s+/g, '');
        if (!BASE64.test(base64))
            refuse();
        bytes = Buffer.from(base64, 'base64');
    }
    return refuse();
}
function refuse() {
    throw new Garbled();
}
/** Managers answer errors as JSON too. Whether it is a login that can be kept alive is not for the store to say. */
function looksLikeAuthJson(text) {
    const document = (0,json/* parseJson */.q)(text);
    return ['tokens', 'auth_mode', 'OPENAI_API_KEY'].some(key => Object.hasOwn(Object(document), key));
}

// EXTERNAL MODULE: ./build/src/stores/command/scrub.js + 1 modules
var scrub = __webpack_require__(24416);
// EXTERNAL MODULE: ./build/src/stores/command/shell.js
var shell = __webpack_require__(99624);
;// CONCATENATED MODULE: ./build/src/stores/command/command.js














const OPENING_BRACE = 0x7b;
const TIMEOUT_MS = 60_000;
const RETRIES = 3;
const PAUSE_MS = 1000;
/** A cancelled job has 5 minutes in all (docs/facts, "Cancel"). */
const PATIENCE_MS = 100_000;
/** The login lives in a secret manager, which two commands of the user read and write. */
class CommandStore {
    options;
    kind = 'command';
    where = 'the output of restore-command';
    /** The secrets to hide: all that the commands got, or printed on stdout. */
    #secrets = [];
    constructor(options) {
        this.options = options;
    }
    /** Throws `RestoreFailed`, `Garbled` or `SealedWithoutKey`: a failure is never taken for "nothing stored". */
    read(patiently = false) {
        return patiently ? this.#readUntil(() => true) : this.#readOnce();
    }
    async #readOnce() {
        const { signal, sealer, loginName } = this.options;
        signal?.throwIfAborted();
        const ending = await this.#run(this.options.restoreCommand);
        this.#keepSecret(ending.stdout);
        try {
            if (ending.failure) {
                signal?.throwIfAborted();
                throw new RestoreFailed(ending.failure);
            }
            const bytes = await unpack(ending.stdout, sealer && { sealer, loginName });
            if (bytes)
                this.#keepSecret(bytes);
            else if (!ending.complete)
                throw new RestoreFailed('printed nothing, but left a process running that may yet print');
            return bytes;
        }
        finally {
            this.#show('restore-command', ending.stderr);
        }
    }
    /**
     * Writes what is stored once more, with one space in it more or less: so it is seen that restore-command reads
     * what persist-command writes. Refuses if what is stored isn't `current`: a manager that answers with an old
     * copy would else have it put over a newer one. Throws what `read` and `write` throw, and `StoreChanged`.
     */
    async assertWritable(current) {
        if (!current)
            return;
        const isCurrent = (bytes) => !bytes || isSame(bytes, current.bytes);
        const stored = await this.#readUntil(isCurrent);
        if (!isCurrent(stored))
            throw new StoreChanged();
        if (!stored)
            return this.#store(current, current.bytes, 'proof');
        try {
            await this.#store(current, respaced(stored), 'proof', stored);
        }
        catch (error) {
            await this.#putBack(current, stored);
            throw error;
        }
    }
    /** A command that broke off may have left half of the login. The proof reports its own error, not one from here. */
    async #putBack(current, stored) {
        const found = await this.#readOnce().catch(() => undefined);
        if (found && isSame(found, stored))
            return;
        this.options.log.info('The proof has left something else in the store: putting back what was there.');
        await this.#persist(await this.#packed(current, stored), 'proof').catch(() => undefined);
    }
    /**
     * Stores it and always reads it back. A command that does nothing, or writes elsewhere, ends with exit code 0 too, and
     * the loss would show only after the old refresh token is used. With a `signal`, a cancel ends it half-way: give none
     * for a refreshed login. Throws `PersistFailed`, `NotReadBack`.
     */
    write(login) {
        return this.#store(login, login.bytes, 'write');
    }
    /** Keeps one revision, sealed if the store is: not every manager keeps former versions. */
    async setAside(bytes) {
        const { keepIn, sealer, loginName } = this.options;
        if (keepIn === undefined)
            return undefined;
        const path = (0,external_node_path_.join)(keepIn, `replaced-${loginName}.${sealer ? 'age' : 'json'}`);
        await (0,promises_.mkdir)(keepIn, { recursive: true, mode: 0o700 });
        await (0,files/* replaceFile */.fR)(path, sealer ? await sealer.seal(bytes) : bytes);
        return path;
    }
    async #store(login, bytes, stakes, before) {
        const { signal, addMask } = this.options;
        signal?.throwIfAborted();
        if (addMask)
            (0,mask/* maskLogin */.q$)(login, addMask);
        this.#keepSecret(bytes);
        await this.#persist(await this.#packed(login, bytes), stakes);
        const isOld = (found) => before?.equals(found) === true;
        const found = await this.#readUntil(found => !!found && isSame(found, bytes) && !isOld(found)).catch(error => {
            throw new NotReadBack('fails', stakes, error);
        });
        if (!found)
            throw new NotReadBack('prints nothing', stakes);
        if (isOld(found))
            throw new NotReadBack('still prints what it printed before', stakes);
        if (!isSame(found, bytes))
            throw new NotReadBack('prints something else', stakes);
    }
    /** Base64 survives what command-line tools do to binary data and to the end of a text. */
    async #packed(login, bytes) {
        const { sealer, loginName } = this.options;
        if (!sealer)
            return bytes;
        return Buffer.from((await sealer.seal((0,enclosed_login/* encloseLogin */.N7)(loginName, login, bytes))).toString('base64'));
    }
    async #persist(packed, stakes) {
        const { signal, log, pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS, retries = RETRIES } = this.options;
        const run = async () => {
            const ending = await this.#run(this.options.persistCommand, packed);
            this.#show('persist-command', Buffer.concat([ending.stdout, ending.stderr]));
            if (ending.failure)
                throw new PersistFailed(ending.failure, stakes);
        };
        await (0,p_retry["default"])(run, {
            retries,
            minTimeout: pauseMs,
            maxRetryTime: patienceMs,
            shouldRetry: ({ error }) => error instanceof PersistFailed,
            onFailedAttempt: ({ retriesLeft }) => {
                if (retriesLeft)
                    log.info(`persist-command failed; it is tried up to ${retriesLeft} times more.`);
            },
            ...(signal && { signal }),
        }).catch(error => {
            throw signal?.aborted ? new PersistFailed('was cancelled', stakes, error) : error;
        });
    }
    /** Reads repeatedly, as a manager may be slow to settle or fail for a moment. The last answer, wanted or not. */
    async #readUntil(isWanted) {
        const { signal, pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS, retries = RETRIES } = this.options;
        const end = performance.now() + patienceMs;
        for (let pause = pauseMs, left = retries;; pause *= 2, left -= 1) {
            const isLast = () => left <= 0 || performance.now() > end || signal?.aborted;
            try {
                const bytes = await this.#readOnce();
                if (isWanted(bytes) || isLast())
                    return bytes;
            }
            catch (error) {
                if (isLast())
                    throw error;
            }
            await (0,external_node_timers_promises_.setTimeout)(pause, undefined, { ...(signal && { signal }) }).catch(() => undefined);
        }
    }
    #run(script, input) {
        const { env, cwd, signal, timeoutMs = TIMEOUT_MS, graceMs } = this.options;
        return (0,shell.runInShell)({ script, input, env, cwd, signal, timeoutMs, graceMs, maxOutput: MOST_PRINTED_BYTES });
    }
    #show(name, printed) {
        const text = (0,scrub/* scrub */._)(printed.toString('utf8'), this.#secrets).trimEnd();
        if (text)
            this.options.log.group(`What ${name} printed`, (0,harmless/* harmlessLines */.vL)(text));
    }
    #keepSecret(bytes) {
        const decoded = Buffer.from(bytes.toString('latin1'), 'base64');
        for (const form of decoded[0] === OPENING_BRACE ? [bytes, decoded] : [bytes])
            if (!this.#secrets.some(secret => secret.equals(form)))
                this.#secrets.push(form);
    }
}
/** The same JSON in bytes that differ: a space after its brace, or none if there was one. */
function respaced(bytes) {
    const text = bytes.toString('utf8');
    return Buffer.from(text.startsWith('{ ') ? `{${text.slice(2)}` : `{ ${text.slice(1)}`);
}
/** The same file, though a manager may have changed white space in it. */
function isSame(a, b) {
    if (a.equals(b))
        return true;
    const [one, other] = [(0,json/* parseJson */.q)(a.toString('utf8')), (0,json/* parseJson */.q)(b.toString('utf8'))];
    try {
        return one !== undefined && (0,external_node_util_.isDeepStrictEqual)(one, other);
    }
    catch {
        return false; // nested so deep that the stack ends: no auth.json is
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


/***/ }),

/***/ 38113:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N7: () => (/* binding */ encloseLogin),
/* harmony export */   SL: () => (/* binding */ EnclosedRefused),
/* harmony export */   o4: () => (/* binding */ discloseLogin)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73305);
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43996);
/* harmony import */ var _login_login_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98798);
/* harmony import */ var _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81147);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40510);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20368);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50809);







/**
 * The sealed content: two lines that describe the login, then auth.json, byte by byte.
 *
 *     codex-auth-action login 1
 *     {"login":"default","changedAt":"1795258800123456789","generation":"<64 hex>","account":"<16 hex>-<16 hex>"}
 *
 * Somebody who can write to the store without the key can still replace the login by something else that was sealed with
 * the key: an older login, or one of another name. These lines name the login, and can't be changed without the key.
 */
const MAGIC = 'codex-auth-action login ';
const VERSION = '1';
const LONGEST_LINE = 512;
const Claims = zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    /** The input `login-name`. */
    login: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^[\w.-]{1,64}$/)),
    /** The instant of `changedAt`, in nanoseconds since the epoch. */
    changedAt: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^-?\d{1,20}$/)),
    generation: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^[0-9a-f]{64}$/)),
    /** The value of `identityDigest`. */
    account: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* ._regex */ .Fk(/^[0-9a-f]{0,16}-[0-9a-f]{0,16}$/)),
});
/** The login with its description. `bytes`: the same login with other white space, if not the login's own bytes. */
function encloseLogin(loginName, login, bytes = login.bytes) {
    const { generation } = login;
    const claims = {
        login: loginName,
        changedAt: String((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_3__/* .changedAt */ .Ek)(login)),
        generation,
        account: (0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .identityDigest */ .hh)(login),
    };
    return Buffer.concat([Buffer.from(`${MAGIC}${VERSION}\n${JSON.stringify(claims)}\n`), bytes]);
}
/**
 * The login that was enclosed under this name, compared with its description; undefined for a login that was sealed without
 * one, as a person does with the `age` command.
 *
 * @throws {EnclosedRefused}
 */
function discloseLogin(loginName, plain) {
    const version = lineAt(plain, 0);
    if (!version?.startsWith(MAGIC))
        return undefined;
    if (version !== MAGIC + VERSION)
        throw new EnclosedRefused('enclosed-version');
    const facts = lineAt(plain, version.length + 1);
    const claims = Claims.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .q)(facts ?? ''));
    if (facts === undefined || !claims.success)
        throw new EnclosedRefused('enclosed-otherwise');
    if (claims.data.login.toLowerCase() !== loginName.toLowerCase())
        throw new EnclosedRefused('enclosed-elsewhere');
    const bytes = Buffer.from(plain.subarray(version.length + facts.length + 2));
    const login = loginOf(bytes);
    if (login && !isSaidOf(login, claims.data))
        throw new EnclosedRefused('enclosed-otherwise');
    return { bytes, changedAt: BigInt(claims.data.changedAt) };
}
/** An ASCII line without its end; undefined if there is no line, or it is too long to be ours. */
function lineAt(plain, from) {
    const text = plain.subarray(from, from + LONGEST_LINE).toString('latin1');
    const end = text.indexOf('\n');
    return end < 0 ? undefined : text.slice(0, end);
}
/** Undefined for a login that the reader of the store will refuse, with its own reason. */
function loginOf(bytes) {
    const issuer = Issuer.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .q)(bytes.toString('utf8')));
    // The reader checks issuer and clock.
    const trustedIssuer = issuer.success ? issuer.data.tokens.oauth_provenance.issuer : undefined;
    try {
        return (0,_login_login_js__WEBPACK_IMPORTED_MODULE_1__/* .parseLogin */ .$n)(bytes, { origin: 'the sealed login', now: Number.MAX_SAFE_INTEGER, trustedIssuer });
    }
    catch (error) {
        if (error instanceof _login_refusal_js__WEBPACK_IMPORTED_MODULE_2__/* .LoginRefused */ .Q)
            return undefined;
        throw error;
    }
}
const Issuer = zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    tokens: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({ oauth_provenance: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({ issuer: zod_mini__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() }) }),
});
const isSaidOf = (login, claims) => claims.changedAt === String((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_3__/* .changedAt */ .Ek)(login)) &&
    claims.generation === login.generation &&
    claims.account === (0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .identityDigest */ .hh)(login);
const REPLACE = 'Find out who wrote it, and delete it. If the login is nowhere else, log in once more (`mode: login`, or a new seed in `auth-json`).';
const REFUSALS = {
    'enclosed-elsewhere': {
        what: 'The stored login was sealed under another name than the input `login-name` has here.',
        why: 'Using it would give this job a login that is not meant for it, and one refresh token would have two leases.',
        remedy: 'If you have changed `login-name`, change it back or store the login under its new name. If not, somebody has copied it: delete the copy.',
    },
    'enclosed-otherwise': {
        what: 'The sealed login is not the one that its seal names.',
        why: "Only somebody with the `encryption-key` can have done that, so it can't be trusted.",
        remedy: REPLACE,
    },
    'enclosed-version': {
        what: 'A later version of this action sealed the stored login.',
        why: "This version can't check it, and using an older login would end the newer one.",
        remedy: 'Use the same version of the action in all workflows that share the login.',
    },
    'enclosed-not': {
        what: 'The stored entry was sealed with the right key, but not by this action.',
        why: 'It does not say which login it is, so an older one could have been put in its place.',
        remedy: REPLACE,
    },
    'enclosed-older': {
        what: 'The entry in the Actions cache holds another revision of the login than its key says.',
        why: 'Somebody has copied an older entry, whose refresh token was already used.',
        remedy: 'Find out who stored it, and delete it.',
    },
};
/** The sealed content is not the login that the store expects. */
class EnclosedRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ {
    name = 'EnclosedRefused';
    constructor(code) {
        super(code, REFUSALS[code]);
    }
}


/***/ }),

/***/ 74995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AbortError: () => (/* binding */ AbortError),
  "default": () => (/* binding */ pRetry),
  makeRetriable: () => (/* binding */ makeRetriable)
});

;// CONCATENATED MODULE: ./node_modules/is-network-error/index.js
const objectToString = Object.prototype.toString;

const isError = value => objectToString.call(value) === '[object Error]';

const errorMessages = new Set([
	'network error', // Chrome
	'NetworkError when attempting to fetch resource.', // Firefox
	'The Internet connection appears to be offline.', // Safari 16
	'Network request failed', // `cross-fetch`
	'fetch failed', // Undici (Node.js)
	'terminated', // Undici (Node.js)
	' A network error occurred.', // Bun (WebKit)
	'Network connection lost', // Cloudflare Workers (fetch)
]);

function isNetworkError(error) {
	const isValid = error
		&& isError(error)
		&& error.name === 'TypeError'
		&& typeof error.message === 'string';

	if (!isValid) {
		return false;
	}

	const {message, stack} = error;

	// Safari 17+ has generic message but no stack for network errors
	if (message === 'Load failed' || (message.startsWith('Load failed (') && message.endsWith(')'))) {
		return stack === undefined
			// Sentry adds its own stack trace to the fetch error, so also check for that
			|| '__sentry_captured__' in error;
	}

	// Deno network errors start with specific text
	if (message.startsWith('error sending request for url')) {
		return true;
	}

	// Chrome: exact "Failed to fetch" or with hostname: "Failed to fetch (example.com)"
	if (message === 'Failed to fetch' || (message.startsWith('Failed to fetch (') && message.endsWith(')'))) {
		return true;
	}

	// Standard network error messages
	return errorMessages.has(message);
}

;// CONCATENATED MODULE: ./node_modules/p-retry/index.js


function validateRetries(retries) {
	if (typeof retries === 'number') {
		if (retries < 0) {
			throw new TypeError('Expected `retries` to be a non-negative number.');
		}

		if (Number.isNaN(retries)) {
			throw new TypeError('Expected `retries` to be a valid number or Infinity, got NaN.');
		}
	} else if (retries !== undefined) {
		throw new TypeError('Expected `retries` to be a number or Infinity.');
	}
}

function validateNumberOption(name, value, {min = 0, allowInfinity = false} = {}) {
	if (value === undefined) {
		return;
	}

	if (typeof value !== 'number' || Number.isNaN(value)) {
		throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? ' or Infinity' : ''}.`);
	}

	if (!allowInfinity && !Number.isFinite(value)) {
		throw new TypeError(`Expected \`${name}\` to be a finite number.`);
	}

	if (value < min) {
		throw new TypeError(`Expected \`${name}\` to be \u2265 ${min}.`);
	}
}

class AbortError extends Error {
	constructor(message) {
		super();

		if (message instanceof Error) {
			this.originalError = message;
			({message} = message);
		} else {
			this.originalError = new Error(message);
			this.originalError.stack = this.stack;
		}

		this.name = 'AbortError';
		this.message = message;
	}
}

function calculateDelay(retriesConsumed, options) {
	const attempt = Math.max(1, retriesConsumed + 1);
	const random = options.randomize ? (Math.random() + 1) : 1;

	let timeout = Math.round(random * options.minTimeout * (options.factor ** (attempt - 1)));
	timeout = Math.min(timeout, options.maxTimeout);

	return timeout;
}

function calculateRemainingTime(start, max) {
	if (!Number.isFinite(max)) {
		return max;
	}

	return max - (performance.now() - start);
}

async function onAttemptFailure({error, attemptNumber, retriesConsumed, startTime, options}) {
	const normalizedError = error instanceof Error
		? error
		: new TypeError(`Non-error was thrown: "${error}". You should only throw errors.`);

	if (normalizedError instanceof AbortError) {
		throw normalizedError.originalError;
	}

	const retriesLeft = Number.isFinite(options.retries)
		? Math.max(0, options.retries - retriesConsumed)
		: options.retries;

	const maxRetryTime = options.maxRetryTime ?? Number.POSITIVE_INFINITY;

	const context = Object.freeze({
		error: normalizedError,
		attemptNumber,
		retriesLeft,
		retriesConsumed,
	});

	await options.onFailedAttempt(context);

	if (calculateRemainingTime(startTime, maxRetryTime) <= 0) {
		throw normalizedError;
	}

	const consumeRetry = await options.shouldConsumeRetry(context);

	const remainingTime = calculateRemainingTime(startTime, maxRetryTime);

	if (remainingTime <= 0 || retriesLeft <= 0) {
		throw normalizedError;
	}

	if (normalizedError instanceof TypeError && !isNetworkError(normalizedError)) {
		if (consumeRetry) {
			throw normalizedError;
		}

		options.signal?.throwIfAborted();
		return false;
	}

	if (!await options.shouldRetry(context)) {
		throw normalizedError;
	}

	if (!consumeRetry) {
		options.signal?.throwIfAborted();
		return false;
	}

	const delayTime = calculateDelay(retriesConsumed, options);
	const finalDelay = Math.min(delayTime, remainingTime);

	options.signal?.throwIfAborted();

	if (finalDelay > 0) {
		await new Promise((resolve, reject) => {
			const onAbort = () => {
				clearTimeout(timeoutToken);
				options.signal?.removeEventListener('abort', onAbort);
				reject(options.signal.reason);
			};

			const timeoutToken = setTimeout(() => {
				options.signal?.removeEventListener('abort', onAbort);
				resolve();
			}, finalDelay);

			if (options.unref) {
				timeoutToken.unref?.();
			}

			options.signal?.addEventListener('abort', onAbort, {once: true});
		});
	}

	options.signal?.throwIfAborted();

	return true;
}

async function pRetry(input, options = {}) {
	options = {...options};

	validateRetries(options.retries);

	if (Object.hasOwn(options, 'forever')) {
		throw new Error('The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.');
	}

	options.retries ??= 10;
	options.factor ??= 2;
	options.minTimeout ??= 1000;
	options.maxTimeout ??= Number.POSITIVE_INFINITY;
	options.maxRetryTime ??= Number.POSITIVE_INFINITY;
	options.randomize ??= false;
	options.onFailedAttempt ??= () => {};
	options.shouldRetry ??= () => true;
	options.shouldConsumeRetry ??= () => true;

	// Validate numeric options and normalize edge cases
	validateNumberOption('factor', options.factor, {min: 0, allowInfinity: false});
	validateNumberOption('minTimeout', options.minTimeout, {min: 0, allowInfinity: false});
	validateNumberOption('maxTimeout', options.maxTimeout, {min: 0, allowInfinity: true});
	validateNumberOption('maxRetryTime', options.maxRetryTime, {min: 0, allowInfinity: true});

	// Treat non-positive factor as 1 to avoid zero backoff or negative behavior
	if (!(options.factor > 0)) {
		options.factor = 1;
	}

	options.signal?.throwIfAborted();

	let attemptNumber = 0;
	let retriesConsumed = 0;
	const startTime = performance.now();

	while (Number.isFinite(options.retries) ? retriesConsumed <= options.retries : true) {
		attemptNumber++;

		try {
			options.signal?.throwIfAborted();

			const result = await input(attemptNumber);

			options.signal?.throwIfAborted();

			return result;
		} catch (error) {
			if (await onAttemptFailure({
				error,
				attemptNumber,
				retriesConsumed,
				startTime,
				options,
			})) {
				retriesConsumed++;
			}
		}
	}

	// Should not reach here, but in case it does, throw an error
	throw new Error('Retry attempts exhausted without throwing an error.');
}

function makeRetriable(function_, options) {
	return function (...arguments_) {
		return pRetry(() => function_.apply(this, arguments_), options);
	};
}


/***/ })

};
