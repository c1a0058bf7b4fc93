export const id = 492;
export const ids = [492,991];
export const modules = {

/***/ 744:
/***/ ((module) => {

/**
 * Helpers.
 */

var s = 1000;
var m = s * 60;
var h = m * 60;
var d = h * 24;
var w = d * 7;
var y = d * 365.25;

/**
 * Parse or format the given `val`.
 *
 * Options:
 *
 *  - `long` verbose formatting [false]
 *
 * @param {String|Number} val
 * @param {Object} [options]
 * @throws {Error} throw an error if val is not a non-empty string or a number
 * @return {String|Number}
 * @api public
 */

module.exports = function (val, options) {
  options = options || {};
  var type = typeof val;
  if (type === 'string' && val.length > 0) {
    return parse(val);
  } else if (type === 'number' && isFinite(val)) {
    return options.long ? fmtLong(val) : fmtShort(val);
  }
  throw new Error(
    'val is not a non-empty string or a valid number. val=' +
      JSON.stringify(val)
  );
};

/**
 * Parse the given `str` and return milliseconds.
 *
 * @param {String} str
 * @return {Number}
 * @api private
 */

function parse(str) {
  str = String(str);
  if (str.length > 100) {
    return;
  }
  var match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(
    str
  );
  if (!match) {
    return;
  }
  var n = parseFloat(match[1]);
  var type = (match[2] || 'ms').toLowerCase();
  switch (type) {
    case 'years':
    case 'year':
    case 'yrs':
    case 'yr':
    case 'y':
      return n * y;
    case 'weeks':
    case 'week':
    case 'w':
      return n * w;
    case 'days':
    case 'day':
    case 'd':
      return n * d;
    case 'hours':
    case 'hour':
    case 'hrs':
    case 'hr':
    case 'h':
      return n * h;
    case 'minutes':
    case 'minute':
    case 'mins':
    case 'min':
    case 'm':
      return n * m;
    case 'seconds':
    case 'second':
    case 'secs':
    case 'sec':
    case 's':
      return n * s;
    case 'milliseconds':
    case 'millisecond':
    case 'msecs':
    case 'msec':
    case 'ms':
      return n;
    default:
      return undefined;
  }
}

/**
 * Short format for `ms`.
 *
 * @param {Number} ms
 * @return {String}
 * @api private
 */

function fmtShort(ms) {
  var msAbs = Math.abs(ms);
  if (msAbs >= d) {
    return Math.round(ms / d) + 'd';
  }
  if (msAbs >= h) {
    return Math.round(ms / h) + 'h';
  }
  if (msAbs >= m) {
    return Math.round(ms / m) + 'm';
  }
  if (msAbs >= s) {
    return Math.round(ms / s) + 's';
  }
  return ms + 'ms';
}

/**
 * Long format for `ms`.
 *
 * @param {Number} ms
 * @return {String}
 * @api private
 */

function fmtLong(ms) {
  var msAbs = Math.abs(ms);
  if (msAbs >= d) {
    return plural(ms, msAbs, d, 'day');
  }
  if (msAbs >= h) {
    return plural(ms, msAbs, h, 'hour');
  }
  if (msAbs >= m) {
    return plural(ms, msAbs, m, 'minute');
  }
  if (msAbs >= s) {
    return plural(ms, msAbs, s, 'second');
  }
  return ms + ' ms';
}

/**
 * Pluralization helper.
 */

function plural(ms, msAbs, n, name) {
  var isPlural = msAbs >= n * 1.5;
  return Math.round(ms / n) + ' ' + name + (isPlural ? 's' : '');
}


/***/ }),

/***/ 3991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   INPUT_NAMES: () => (/* binding */ INPUT_NAMES),
/* harmony export */   modeOf: () => (/* binding */ modeOf),
/* harmony export */   parseInputs: () => (/* binding */ parseInputs),
/* harmony export */   readInputs: () => (/* binding */ readInputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5533);
/* harmony import */ var ms__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(744);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3305);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(368);




/** Every input of action.yml with the words that say what it may hold; an empty one counts as not given. */
const given = (hint) => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP({ error: hint }));
const flag = () => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .prefault */ .SdS(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['true', 'false'], { error: '`true` or `false`' }), 'false'), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .transform */ .pdi(value => value === 'true'));
const choice = (values, fallback) => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .prefault */ .SdS(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(values, { error: `one of ${values.map(value => `\`${value}\``).join(', ')}` }), fallback);
/** Names between commas; none by default. */
const names = (allowed = /^/, hint = '') => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .prefault */ .SdS(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(allowed, { error: hint })), ''), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .transform */ .pdi(text => text
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)));
const DURATION = /^\d+(\.\d+)?(s|m|h|d)$/;
const duration = (hint) => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(DURATION, { error: hint })), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .transform */ .pdi(text => ms__WEBPACK_IMPORTED_MODULE_0__(text))));
const DURATION_HINT = 'a number with its unit, such as `90s`, `30m`, `2h` or `1d`';
const minutes = (fallback) => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .prefault */ .SdS(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^\d{1,5}(\.\d+)?$/, { error: 'a number of minutes' }), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .refine */ .YPB(text => Number(text) > 0, { error: 'more than 0' })), fallback), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .transform */ .pdi(text => Number(text) * 60_000));
const Inputs = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    'auth-json': given('an auth.json, raw or in base64'),
    'seed-policy': choice(['newer', 'missing'], 'newer'),
    'allow-account-change': flag(),
    'codex-home': given('a directory'),
    'login-name': zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .prefault */ .SdS(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[\w.-]{1,64}$/, { error: 'up to 64 letters, digits, `.`, `_` or `-`' })), 'default'),
    storage: choice(['auto', 'host', 'cache', 'github-secret', 'command'], 'auto'),
    'encryption-key': given('an age identity, or a passphrase of at least 20 characters'),
    'secret-name': given('the name of a secret'),
    'secret-environment': given('the name of an environment'),
    'secret-organization': given('the name of an organization'),
    'restore-command': given('a command'),
    'persist-command': given('a command'),
    'access-key': given('an age identity'),
    'share-access': zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^(secret:[A-Za-z_]\w{0,254}|cache|command)$/, {
        error: '`secret:NAME`, `cache` or `command`',
    }))),
    'share-command': given('a command'),
    'share-environment': given('the name of an environment'),
    'share-organization': given('the name of an organization'),
    token: given('a token'),
    'app-id': given('the id of a GitHub App'),
    'app-private-key': given('the private key of a GitHub App'),
    concurrency: choice(['shared', 'exclusive'], 'shared'),
    'lease-timeout': duration(DURATION_HINT),
    'lease-ref': zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^refs\/[\w-][\w.-]*(\/[\w-][\w.-]*)+$/, {
        error: 'a ref such as `refs/codex-auth/default`',
    }))),
    'lease-repository': zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[\w.-]+\/[\w.-]+$/, { error: 'a repository as `owner/name`' }))),
    'show-account': flag(),
    'login-timeout': duration(DURATION_HINT),
    'job-id': given('the id of a job'),
    'job-total': given('a number of jobs'),
    'min-lifetime': duration(DURATION_HINT),
    'force-refresh': flag(),
    'allow-public-repository': flag(),
    'allow-users': names(),
    'allow-bots': flag(),
    'allow-bot-users': names(/^[^*]*$/, 'the name of each bot; `*` is not accepted for bots'),
    alert: choice(['none', 'issue'], 'none'),
    'alert-repository': zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[\w.-]+\/[\w.-]+$/, { error: 'a repository as `owner/name`' }))),
    'alert-assignees': names(),
    'alert-labels': names(),
    'alert-command': given('a command'),
    'on-unavailable': choice(['fail', 'skip'], 'fail'),
    mode: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['run', 'keep-fresh', 'setup', 'login'], {
        error: 'one of `run`, `keep-fresh`, `setup`, `login`',
    })),
    prompt: given('text'),
    'prompt-file': given('a file'),
    'output-file': given('a file'),
    'working-directory': given('a directory'),
    sandbox: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['read-only', 'workspace-write', 'danger-full-access'], {
        error: 'one of `read-only`, `workspace-write`, `danger-full-access`',
    })),
    'permission-profile': given('the name of a permission profile'),
    'safety-strategy': choice(['sandbox', 'read-only', 'drop-sudo', 'unprivileged-user', 'unsafe'], 'sandbox'),
    'codex-user': zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[a-z_][a-z0-9_.-]{0,31}$/i, { error: 'the name of a user of this machine' }))),
    'output-schema': given('a JSON schema'),
    'output-schema-file': given('a file'),
    'resume-thread': zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[\w-]{1,64}$/, { error: 'the id of a thread (the output `thread-id`)' }))),
    review: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^(uncommitted|base:[\w][\w./-]*|commit:[0-9a-f]{4,64})$/i, {
        error: '`uncommitted`, `base:BRANCH` or `commit:SHA`',
    }))),
    model: given('the name of a model'),
    effort: given('a reasoning effort'),
    'codex-args': given('a JSON array of strings, or a line of shell words'),
    'codex-version': given('an exact version, a range or `latest`'),
    'timeout-minutes': minutes('60'),
});
const INPUT_NAMES = Object.keys(Inputs.shape);
const SECRET = new Set([
    'auth-json',
    'prompt',
    'encryption-key',
    'access-key',
    'token',
    'app-private-key',
]);
/** Reads all inputs as the runner gives them to this stage. Throws `InputError` for the first that can't be used. */
const readInputs = () => parseInputs(Object.fromEntries(INPUT_NAMES.map(name => [name, (0,_actions_core__WEBPACK_IMPORTED_MODULE_4__/* .getInput */ .V4)(name) || undefined])));
/** The inputs, by the texts that were given. Throws `InputError` for the first that can't be used. */
function parseInputs(raw) {
    const parsed = Inputs.safeParse(raw);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const value = SECRET.has(name) ? 'holds something that it' : `is "${raw[name]}", which it`;
    throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(name, `${value} can't be`, `Give ${issue?.message}.`);
}
/** `run` when there is something to run, otherwise `setup`. */
function modeOf(inputs) {
    return inputs.mode ?? (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup');
}


/***/ }),

/***/ 7764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* unused harmony exports TOKEN_URL_VARIABLE, FENCED_URL, REAL_URL_VARIABLE, UNFENCED_VARIABLE, realTokenUrl, overrideOrigin, fenced */
/** The variable by which Codex's token endpoint can be moved (docs/facts#fence-live). */
const TOKEN_URL_VARIABLE = 'CODEX_REFRESH_TOKEN_URL_OVERRIDE';
/** An address where nothing can answer: `.invalid` never resolves (RFC 2606). */
const FENCED_URL = 'https://rotation-fenced.invalid/';
/**
 * Codex's own endpoint. An empty override fences too, so lifting the fence means naming this one
 * (docs/facts#fence-empty-value).
 */
const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token';
/** Tells a later use of this action in the job what the first one found before it fenced the job. */
const REAL_URL_VARIABLE = 'CODEX_AUTH_ACTION_TOKEN_URL';
/**
 * Tells a later use of this action in the job for which store (`storeIdentity`) an exclusive use has lifted the fence.
 */
const UNFENCED_VARIABLE = 'CODEX_AUTH_ACTION_UNFENCED';
/**
 * The endpoint that was in force before we fenced the job: an override of the machine's (a proxy, a test), or OpenAI's.
 */
function realTokenUrl(env) {
    const override = env[TOKEN_URL_VARIABLE];
    return (override && override !== FENCED_URL ? override : env[REAL_URL_VARIABLE]) || OPENAI_TOKEN_URL;
}
/** The origin of an override, at which a login may also have been issued; undefined without one. */
function overrideOrigin(tokenUrl) {
    return tokenUrl === OPENAI_TOKEN_URL || !URL.canParse(tokenUrl) ? undefined : new URL(tokenUrl).origin;
}
/** The variables with which a Codex, or a job's later steps, can't refresh. */
const fenced = { [TOKEN_URL_VARIABLE]: FENCED_URL };


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

/***/ 7492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findingsOfUses: () => (/* binding */ findingsOfUses)
});

// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(3991);
// EXTERNAL MODULE: ./build/src/doctor/is-our-action.js
var is_our_action = __webpack_require__(1817);
// EXTERNAL MODULE: ./build/src/doctor/rules/finding.js
var finding = __webpack_require__(6144);
;// CONCATENATED MODULE: ./build/src/doctor/rules/input-names.js



/** `auth_json`, `authJson` and `auth json` were all meant for `auth-json`. */
const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const MEANT = new Map(action_inputs.INPUT_NAMES.map(name => [plain(name), name]));
/** Finds inputs that the action doesn't have. Nobody knows the inputs of a fork with another name. */
function unknownInputs({ step, inputs }) {
    const unknown = Object.keys(inputs).filter(name => !action_inputs.INPUT_NAMES.includes(name));
    return unknown.flatMap(name => {
        const meant = MEANT.get(plain(name));
        if (!meant && !(0,is_our_action/* isNamedOurs */.fD)(step))
            return [];
        return (0,finding/* warningAt */.MK)(step, step.locate(['with', name]))('unknown-input', {
            what: `There is no input \`${name}\`.`,
            why: 'GitHub only warns of it: the step runs as if it were not there.',
            remedy: meant ? `Write \`${meant}\`.` : 'See the table of inputs in the README.',
        });
    });
}

// EXTERNAL MODULE: ./node_modules/semver/functions/valid.js
var valid = __webpack_require__(8780);
// EXTERNAL MODULE: ./node_modules/semver/ranges/valid.js
var ranges_valid = __webpack_require__(4737);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/src/system/files.js + 1 modules
var files = __webpack_require__(5647);
;// CONCATENATED MODULE: ./build/src/system/writable.js





/** The kernel gives up after as many links (path_resolution(7)). */
const MOST_LINKS = 40;
/**
 * The directories that the model's commands may write, or could have written in an earlier run: the workspace, the
 * directories for temporary files (the sandbox of Codex opens /tmp and TMPDIR), and `more`. Absolute, as written.
 * `danger-full-access` adds nothing: then every program of the machine can be replaced, and no search path helps.
 */
function writablePlaces(env, cwd, more = []) {
    const temporary = process.platform === 'win32' ? [env.TEMP, env.TMP] : [env.TMPDIR, '/tmp', '/var/tmp'];
    const places = [cwd, env.GITHUB_WORKSPACE, ...more, tmpdir(), ...temporary];
    return [...new Set(places.flatMap(place => (place ? resolve(cwd, place) : [])))];
}
/** The writable places of a stage. It tells whether a path leads into one of them. */
class writable_Writable {
    places;
    identities;
    #seen = new Map();
    constructor(
    /** As written, and behind all links. */
    places, 
    /** Device and inode of each: a mount or another spelling of a place is that place. */
    identities) {
        this.places = places;
        this.identities = identities;
    }
    static async of(places) {
        const real = await Promise.all(places.map(place => realpath(place).catch(() => place)));
        const infos = await Promise.all(real.map(place => stat(place, { bigint: true }).catch(() => undefined)));
        const identities = infos.flatMap(info => (info ? `${info.dev}:${info.ino}` : []));
        return new writable_Writable([...new Set([...places, ...real])], new Set(identities));
    }
    /** Whether a text, such as an option or a command, contains the path of a writable place. */
    isNamedIn(text) {
        return this.places.some(place => {
            const at = text.indexOf(place);
            return at >= 0 && /^$|^[^\w.-]/.test(text.slice(at + place.length));
        });
    }
    /**
     * Whether a path is relative, or a writable place is anywhere on its way: in the path as it is written, at a link on
     * the way, or where it leads. For a path that doesn't exist yet, the directories above it count.
     */
    async holds(path) {
        if (!isAbsolute(path))
            return true;
        const { root } = parse(path);
        let at = root;
        let links = 0;
        const steps = path.slice(root.length).split(sep === '\\' ? /[\\/]/ : '/');
        while (steps.length > 0) {
            const step = steps.shift();
            if (!step || step === '.')
                continue;
            if (step === '..') {
                at = dirname(at);
                continue;
            }
            const next = join(at, step);
            const { isWritable, target } = this.#look(next);
            if (isWritable)
                return true;
            if (target === undefined) {
                at = next;
                continue;
            }
            links += 1;
            if (links > MOST_LINKS)
                return true;
            if (isAbsolute(target))
                at = parse(target).root;
            steps.unshift(...target.slice(parse(target).root.length).split(sep === '\\' ? /[\\/]/ : '/'));
        }
        return false;
    }
    #look(path) {
        const known = this.#seen.get(path);
        if (known)
            return known;
        const info = infoOf(path);
        const isWritable = this.places.some(place => isWithin(path, place)) ||
            (info !== undefined && this.identities.has(`${info.dev}:${info.ino}`));
        const entry = { isWritable, ...(info?.isSymbolicLink() ? { target: targetOf(path) } : {}) };
        this.#seen.set(path, entry);
        return entry;
    }
}
// Each stage asks for some 200 names, which took 15 ms by promises, and takes 2 ms so.
function infoOf(path) {
    try {
        return lstatSync(path, { bigint: true, throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}
function targetOf(path) {
    try {
        return readlinkSync(path);
    }
    catch {
        return '.';
    }
}

// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(368);
// EXTERNAL MODULE: ./build/src/system/run.js
var system_run = __webpack_require__(5322);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(7764);
;// CONCATENATED MODULE: ./build/src/codex/check/facts.js
/**
 * The behavior that a Codex must prove before it may see a login (docs/facts §16). Failures are reported in this order: the
 * first one is most often the cause of the others.
 */
const facts_FACTS = {
    starts: 'Codex starts, and its app-server answers',
    'codex-home': 'Codex finds the login in auth.json in CODEX_HOME',
    refresh: 'Codex refreshes that login at the address that CODEX_REFRESH_TOKEN_URL_OVERRIDE names',
    'one-use': 'Codex uses a refresh token once',
    saved: 'Codex saves a refreshed login in auth.json in CODEX_HOME',
    private: 'only the owner of auth.json can read it',
    'saved-on-close': 'Codex saves a refresh that is under way when its input is closed',
    locks: 'Codex locks the login with auth.lock and auth.json.lock and with no other file',
    fence: 'a fenced Codex asks for a refresh at the address of the fence and nowhere else',
    denied: "commands that the model runs can't read auth.json",
    unchanged: 'neither a fenced Codex nor a command that the model runs changes auth.json',
    'no-copy': 'Codex writes tokens into auth.json and nowhere else',
    'hand-over': 'a running Codex goes on with a newer auth.json when its access token ends',
    run: '`codex exec` carries out a task to its end',
    ends: 'Codex ends by itself, and leaves no process behind',
    'in-time': 'Codex answers in time',
};

;// CONCATENATED MODULE: ./build/src/codex/install/unavailable.js




/** No Codex of the wanted version could be had; `code` says at which point. */
class CodexUnavailable extends errors/* ActionError */.lZ {
    name = 'CodexUnavailable';
    constructor(code, { cause, ...explanation }) {
        super(code, explanation, cause === undefined ? undefined : { cause });
    }
}
const reasonOf = (error) => error?.message || systemCode(error) || String(error);
/** An address without its query, which may hold a signature. */
const printable = (url) => quote(url.origin + url.pathname, 300);
const INSTEAD = 'Or install Codex in an earlier step, so that `codex` is on PATH.';
const OTHER_REGISTRY = 'Check NPM_CONFIG_REGISTRY, or use the public registry.';
const badVersion = (version, example) => new CodexUnavailable('codex-version-invalid', {
    what: `codex-version ${JSON.stringify(version.slice(0, 64))} is neither a version nor a range of versions, and not "latest".`,
    why: 'The action does not guess which Codex was meant, and has changed nothing.',
    remedy: `Write an exact version without "v", for example ${example}; a range as npm has it, such as ^0.171.0 or ">=0.169 <0.175"; or latest. Quote it, because YAML reads 0.170 as 0.17. Without the input you get the version that this action is tested with.`,
});
/** @param range as it was given. @param newest of the releases that are old enough */
const noneInRange = (range, newest) => new CodexUnavailable('codex-version-not-found', {
    what: `No stable release of Codex that is at least three days old is in the range ${JSON.stringify(range.slice(0, 64))}.`,
    why: `The newest one for this machine is ${newest ?? 'not known'}. Younger ones may still be withdrawn, so a range never selects them.`,
    remedy: 'Correct the range in `codex-version`. Quote it, because YAML reads 0.170 as 0.17. An exact version may be younger than three days.',
});
const noTimes = (registry) => new CodexUnavailable('codex-registry-refused', {
    what: `The registry ${registry} does not say when the releases of Codex were published.`,
    why: 'Without that nobody can tell which of them are old enough to be used.',
    remedy: 'Give an exact `codex-version`, or use a registry that passes `time` on, such as the public one.',
});
/** @param broken what was seen first. @param more how many facts besides don't hold */
const checkFailed = (version, { fact, seen }, more) => new CodexUnavailable('codex-check-failed', {
    what: `Codex ${version} has not passed this action's check (${fact}): ${seen}.`,
    why: `The login is safe only if ${FACTS[fact]}.${more > 0 ? ` ${more} more of what is checked did not hold either.` : ''} This Codex was tried with made-up logins only: it did not get your login, and nothing was changed.`,
    remedy: `Leave \`codex-version\` out, or give a version that this action is tested with: ${TRIED.slice(-3).join(', ')}. A newer version of this action may know this Codex.`,
});
const checkImpossible = (version, reason, cause) => new CodexUnavailable('codex-check-impossible', {
    what: `Codex ${version} is new to this action, and could not be checked on this machine: ${reason}`,
    why: 'A Codex that nobody has tried may lose your login, so it did not get it, and nothing was changed.',
    remedy: `Correct what it names (the check works in ~/.cache/codex-auth-action), or leave \`codex-version\` out: the default needs no check.`,
    cause,
});
const unavailable_notForThisMachine = (machine) => new CodexUnavailable('codex-platform-unsupported', {
    what: `There is no Codex for this machine (${machine}).`,
    why: 'The Codex CLI is only built for Linux, macOS and Windows on x64 and arm64.',
    remedy: 'Choose another runner with `runs-on`, such as ubuntu-24.04.',
});
const noRegistry = (publicOne) => new CodexUnavailable('codex-registry-invalid', {
    what: 'NPM_CONFIG_REGISTRY is not an http or https address.',
    why: 'Codex is installed from that registry.',
    remedy: `Set it to the address of an npm registry, or unset it for ${publicOne}.`,
});
const plainRegistry = (registry) => new CodexUnavailable('codex-registry-invalid', {
    what: `NPM_CONFIG_REGISTRY is a plain http address (${registry}).`,
    why: 'Anybody on the network path could read its credentials and replace Codex by another program, which would get your login.',
    remedy: 'Give its https address. Plain http is only for a registry on this machine (localhost, 127.0.0.1, [::1]).',
});
/** @param to undefined if it is not an address */
const redirected = (from, to) => new CodexUnavailable('codex-registry-invalid', {
    what: `${printable(from)} redirects to ${to ? `${to.protocol}//${to.host}` : 'something that is not an address'}, and that was not followed.`,
    why: 'Plain http to another machine, or after https, could be read and changed on the way. More than five redirects are not followed either.',
    remedy: OTHER_REGISTRY,
});
const noDownloadAddress = (registry) => new CodexUnavailable('codex-registry-invalid', {
    what: `The registry ${registry} names no usable download address for Codex.`,
    why: 'Nothing can be installed. The address must be https, or plain http of a registry on this machine.',
    remedy: OTHER_REGISTRY,
});
/** @param wanted `<package>@<version>` */
const notFound = (wanted, registry, asked) => new CodexUnavailable('codex-version-not-found', {
    what: `The registry ${registry} has no ${wanted} (asked at ${printable(asked)}).`,
    why: 'That is the package that holds this version of Codex for this machine.',
    remedy: 'Check `codex-version`: `npm view @openai/codex versions` lists them. A mirror may also lag behind the public registry.',
});
const unreachable = (url, tries, cause) => new CodexUnavailable('codex-registry-unreachable', {
    what: `${printable(url)} could not be had in ${tries} tries: ${cause.message}.`,
    why: 'Codex is not on this machine in the wanted version and must be downloaded.',
    remedy: `Check the runner's network, https_proxy and NPM_CONFIG_REGISTRY, and run the job again. ${INSTEAD}`,
    cause,
});
const refused = (url, status) => new CodexUnavailable('codex-registry-refused', {
    what: `${printable(url)} answered ${status}.`,
    why: 'The registry or a proxy wants other credentials, or forbids this package.',
    remedy: `Give them in NPM_CONFIG_REGISTRY (https://user:password@host/) from a secret. ${INSTEAD}`,
});
/** @param wanted `<package>@<version>` */
const noIntegrity = (wanted, registry) => new CodexUnavailable('codex-integrity-missing', {
    what: `The registry ${registry} gives no sha512 for ${wanted}.`,
    why: 'Without it nobody can tell whether the download is the Codex that OpenAI published, and it would hold your login.',
    remedy: 'Use a registry that passes `dist.integrity` on, such as the public one, by NPM_CONFIG_REGISTRY.',
});
const tampered = (url, cause) => new CodexUnavailable('codex-integrity-mismatch', {
    what: `What came from ${printable(url)} is not what the registry's sha512 says.`,
    why: 'The mirror may have been tampered with, or a proxy changed the download. It would hold your login, so it was deleted and nothing was installed.',
    remedy: 'Run the job again; if it stays, find out who changes the file, and use the public registry meanwhile.',
    cause,
});
/** @param wanted `<package>@<version>` @param where a registry or an address */
const notPinned = (wanted, where, cause) => new CodexUnavailable('codex-integrity-mismatch', {
    what: `The package that ${where} gives for ${wanted} is not what OpenAI published.`,
    why: "Its sha512 is not the one in this action's source. Another program would get your login, so nothing was installed.",
    remedy: 'Find out what the mirror or the proxy serves, and use the public registry until then. Or install Codex in an earlier step, so that `codex` is on PATH.',
    cause,
});
const OUR_VERSION = 'Leave `codex-version` out: the sha512 of that version is part of this action. Or use another registry';
/** @param wanted `<package>@<version>` */
const wronglySigned = (wanted, registry) => new CodexUnavailable('codex-signature-invalid', {
    what: `The signature that ${registry} gives for ${wanted} is not npm's for this package.`,
    why: 'The registry, or somebody on the network path, offers another program under that name, which would get your login. Nothing was installed.',
    remedy: `${OUR_VERSION}.`,
});
/** @param key what is wrong with it: `has expired` */
const signedByOther = (wanted, registry, key) => new CodexUnavailable('codex-signature-invalid', {
    what: `${registry} gives a signature for ${wanted} of a key that ${key}.`,
    why: 'Either npm has a newer key than this version of the action, or somebody answers in its place. Nothing was installed.',
    remedy: `Use a newer version of this action. ${OUR_VERSION}.`,
});
const unsigned = (wanted, registry) => new CodexUnavailable('codex-signature-invalid', {
    what: `${registry} gives no signature for ${wanted}.`,
    why: 'npm signs everything that it publishes, so somebody may have answered in its place. Nothing was installed.',
    remedy: `Run the job again. If it stays, find out what answers for the registry. ${OUR_VERSION}.`,
});
const unpackFailed = (cause) => new CodexUnavailable('codex-unpack-failed', {
    what: `Codex could not be written to the disk and unpacked: ${reasonOf(cause)}.`,
    why: 'It takes about 420 MB. Nothing half-written was kept.',
    remedy: 'Make room on the disk of RUNNER_TOOL_CACHE. If there is room, the package itself is at fault: try another version.',
    cause,
});
const strangeEntry = (entry) => new CodexUnavailable('codex-unpack-failed', {
    what: `The package holds ${entry}, which is a link or leads out of the package.`,
    why: 'No package of Codex has such entries: somebody made it to write elsewhere on this machine. Nothing was installed.',
    remedy: OTHER_REGISTRY,
});
/** @param more what it has more of than it should: `2 GB of files` */
const tooLarge = (more) => new CodexUnavailable('codex-unpack-failed', {
    what: `The package has more than ${more}.`,
    why: 'Codex has about 420 MB: somebody made it to fill the disk of this machine. Nothing was installed.',
    remedy: OTHER_REGISTRY,
});
/** @param wanted `<package>@<version>`. @param found what it does instead: `says it is 0.1.0` */
const wrongVersion = (wanted, found) => new CodexUnavailable('codex-wrong-version', {
    what: `The package ${wanted} ${found}.`,
    why: 'Do not trust a registry that serves something else under this name with a program that holds your login. Nothing was installed.',
    remedy: OTHER_REGISTRY,
});
const unavailable_notRunnable = (executable, problem) => new CodexUnavailable('codex-not-runnable', {
    what: `${executable} could not be run: ${problem}.`,
    why: 'Without an answer to `codex --version` we do not know which Codex it is.',
    remedy: 'Check that the disk under RUNNER_TOOL_CACHE allows programs (no `noexec`) and that the machine is not overloaded.',
});
const unavailable_notWritable = (toolCache, cause) => new CodexUnavailable('codex-tool-cache-not-writable', {
    what: `Codex could not be put into the tool cache ${toolCache}: ${reasonOf(cause)}.`,
    why: 'It is kept there so that the next job need not download it.',
    remedy: 'Let the user that runs the job write there, or install Codex in an earlier step, so that `codex` is on PATH.',
    cause,
});

;// CONCATENATED MODULE: ./build/src/codex/install/native.js






/** From `bin/codex.js` and `optionalDependencies` of `@openai/codex` 0.169.0. */
const TRIPLES = {
    'linux-x64': 'x86_64-unknown-linux-musl',
    'linux-arm64': 'aarch64-unknown-linux-musl',
    'darwin-x64': 'x86_64-apple-darwin',
    'darwin-arm64': 'aarch64-apple-darwin',
    'win32-x64': 'x86_64-pc-windows-msvc',
    'win32-arm64': 'aarch64-pc-windows-msvc',
};
/** @throws CodexUnavailable `codex-platform-unsupported` */
function native_targetFor(platform, arch) {
    const name = `${platform}-${arch}`;
    const triple = TRIPLES[name];
    if (triple === undefined)
        throw notForThisMachine(name);
    return { name, triple, executable: platform === 'win32' ? 'codex.exe' : 'codex' };
}
/**
 * The native executable in an unpacked platform package, or undefined when it isn't there. Two layouts
 * are known: `vendor/<triple>/bin/` (0.169.0), `vendor/<triple>/codex/` (0.120.0).
 */
async function executableIn(directory, target) {
    for (const folder of ['bin', 'codex']) {
        const file = path.join(directory, 'vendor', target.triple, folder, target.executable);
        if (await isFile(file))
            return file;
    }
    return undefined;
}
const isFile = (file) => stat(file).then(found => found.isFile(), () => false);
/**
 * The executable of an installation that answers with the wanted version; undefined if there isn't one, or if it is
 * certainly broken. The answer counts, not the `.complete` file: a rename put it there whole.
 * @throws CodexUnavailable `codex-not-runnable` on an uncertain answer: others may be running it
 */
async function workingIn(directory, wanted) {
    const executable = await executableIn(directory, wanted.target);
    if (executable === undefined)
        return undefined;
    const answer = await askVersion(executable, wanted);
    if (answer.version === wanted.version)
        return executable;
    if (answer.version === undefined && !answer.certain)
        throw notRunnable(executable, answer.problem);
    return undefined;
}
/** Bytes: a version has a line. */
const MOST_PRINTED = (/* unused pure expression or super */ null && (64 * 1024));
/** Failures to start a process that say nothing of the file. */
const OF_THE_MACHINE = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE', 'ETXTBSY']);
/**
 * Asks an executable which Codex it is. It gets none of our environment, which holds the inputs, and a
 * CODEX_HOME that can't exist: even `--version` makes `$CODEX_HOME/tmp/arg0…` otherwise (seen in 0.169.0),
 * as the wrong user perhaps.
 */
async function askVersion(executable, { env, versionTimeout }) {
    const { SystemRoot } = env;
    const program = {
        file: executable,
        args: ['--version'],
        env: { CODEX_HOME: path.join(executable, 'no-home'), ...fenced, SystemRoot },
        timeoutMs: versionTimeout,
        maxOutput: MOST_PRINTED,
    };
    const result = await run(program);
    const version = /^codex-cli (\S+)\s*$/m.exec(result.stdout.toString())?.[1];
    if (succeeded(result) && version)
        return { version };
    if (result.how === 'not-started')
        return { problem: result.error.message, certain: !OF_THE_MACHINE.has(systemCode(result.error) ?? '') };
    if (result.how === 'ended')
        return { problem: `it ${howItFailed(result, program)}`, certain: result.because === 'output' };
    const problem = `it ended with ${result.how === 'killed' ? result.signal : result.code} and no version`;
    return { problem, certain: !(result.how === 'killed' && result.signal === 'SIGKILL') };
}

;// CONCATENATED MODULE: ./build/src/codex/install/pins.js
// Written by `npm run bump`.
/** The version that the action uses if `codex-version` names none, and that its tests drive. */
const DEFAULT_CODEX_VERSION = '0.171.0';
/**
 * `dist.integrity` of every platform's package of the default version, from npm's registry. A download must match it,
 * whatever a registry says. A test compares these with package-lock.json.
 */
const pins_PINS = {
    '0.171.0-darwin-arm64': 'sha512-hIYTkRUpuYpkVfTq4cpby0PXqhAVcIgE7f6FoyY1lt2RyARj3GXS1Can/dIYUBItVhXzhb98HYHZNzCX74QRlQ==',
    '0.171.0-darwin-x64': 'sha512-pwN5uNEKx/mZjwBEf/6CKq6SJMfJS5kruV3sJQAk7ebIPvC58Ote3CicIxETDZtjLj35rNv3PLPd7mHCg6hGPw==',
    '0.171.0-linux-arm64': 'sha512-9z17t4bbUJ9UCIb49O4PoA+ki+45q3rd8nZ8PeH6sYnlKkBld/Xpo/OS3h3Ti954+foshX4o7k5TCU8N7zzqQA==',
    '0.171.0-linux-x64': 'sha512-l66NZkQgdk2C3pbcfULDz42yEUB581MVA6I+Y43Wp4OIqEy73HCdmZ0GTjeAHY2ycuH4N00d9VsLrwT1jxshTw==',
    '0.171.0-win32-arm64': 'sha512-kkavDHtAkkNaYtO7eBw4IdBbE/PsWP+Ezp9JXcr/mBu/Cc7EevzFVIVC3sZYvWsF9xuvyjIUv9CKeN0LU0+N9Q==',
    '0.171.0-win32-x64': 'sha512-HKWBK25tLQxdEg6svw0CrBf+v0bQhRyF8EBVdNqeRxErqpfFa/dfSar6r3sJt6tyPqozOtgz2BH8B2G3n/+gnQ==',
};

;// CONCATENATED MODULE: ./build/src/codex/install/retries.js
/** Again after 0.5, 2 and 5 s. */
const retries_RETRIES = { retries: 3, minTimeout: 500, factor: 4, maxTimeout: 5_000 };

// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(1638);
;// CONCATENATED MODULE: ./build/src/codex/install/tool-cache.js






function tool_cache_placeFor(version, arch, env) {
    return env.RUNNER_TOOL_CACHE
        ? placeIn(env.RUNNER_TOOL_CACHE, version, arch)
        : tool_cache_defaultPlaceFor(version, arch, env);
}
/** Used if there is no tool cache, or if the model may write into it. */
function tool_cache_defaultPlaceFor(version, arch, env) {
    return placeIn(path.join(userHome(env), '.cache', 'codex-auth-action'), version, arch);
}
function placeIn(cache, version, arch) {
    const root = path.join(cache, 'codex');
    return { root, directory: path.join(root, version, arch) };
}
/** So that others that use @actions/tool-cache see it. Where we may only read, it's no loss. */
const markComplete = ({ directory }) => writeFile(`${directory}.complete`, '', { flag: 'a' }).catch(() => undefined);
const STAGING = '.staging-';
const DAY = (/* unused pure expression or super */ null && (24 * 60 * 60 * 1000));
/**
 * Makes the directory in which everything happens until it is known to be good: beside its final place, so
 * that one rename takes it there. Proves first that the rename will be allowed.
 * @param now milliseconds since the epoch
 * @throws CodexUnavailable `codex-tool-cache-not-writable`
 */
async function makeStaging({ root, directory }, now) {
    try {
        await mkdir(path.dirname(directory), { recursive: true });
        await access(path.dirname(directory), constants.W_OK);
        await removeLeftovers(root, now);
        return await mkdtemp(path.join(root, STAGING));
    }
    catch (error) {
        throw notWritable(root, error);
    }
}
const removeStaging = (staging) => rm(staging, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
/** Removes the rest of killed installs. One of today may still be in use. */
async function removeLeftovers(root, now) {
    for (const name of (await readdir(root)).filter(entry => entry.startsWith(STAGING))) {
        const leftover = path.join(root, name);
        const made = await lstat(leftover).catch(() => undefined);
        if (made !== undefined && now - made.mtimeMs >= DAY)
            await removeStaging(leftover);
    }
}
/** Codes of a rename when something is already there, or (Windows) when a program has it open. */
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM', 'EACCES', 'EBUSY']);
const isOccupied = (error) => OCCUPIED.has(systemCode(error) ?? '');
/** Again after 0.1, 0.5 and 2 s. */
const PAUSES = { retries: 3, minTimeout: 100, factor: 5, maxTimeout: 2_000 };
/**
 * Renames a fresh installation into place, and tries it again. If there is one that works,
 * that one stays: a job may be running it. A broken one is moved away first.
 * @returns false when another's was left in place
 * @throws CodexUnavailable `codex-tool-cache-not-writable`
 */
async function putInPlace(place, { fresh, aside, works, signal, pauses = PAUSES }) {
    const { default: pRetry } = await __webpack_require__.e(/* import() */ 995).then(__webpack_require__.bind(__webpack_require__, 4995));
    const attempt = async () => {
        try {
            await rename(fresh, place.directory);
            return true;
        }
        catch (error) {
            if (isOccupied(error)) {
                const seen = await identityOf(place.directory);
                if (await works())
                    return false;
                if (seen !== undefined)
                    await moveAside(place.directory, seen, aside);
            }
            throw notWritable(place.root, error);
        }
    };
    return pRetry(attempt, { ...pauses, signal, shouldRetry: ({ error }) => isOccupied(error.cause) });
}
/**
 * Moves away what was seen to be broken, and puts it back if it is another's good one that came in between.
 * @param seen `identityOf` the broken one
 */
async function moveAside(directory, seen, aside) {
    await rename(directory, aside).catch(() => undefined);
    if ((await identityOf(aside)) !== seen)
        await rename(aside, directory).catch(() => undefined);
}
/** Stays the same when a directory is renamed. */
const identityOf = (file) => lstat(file, { bigint: true }).then(found => found.ino, () => undefined);

;// CONCATENATED MODULE: ./build/src/codex/install/job.js








/** @throws CodexUnavailable for a machine that has no Codex */
async function prepare(request) {
    const { version, env, platform, arch, log, writable: places = [] } = request;
    const writable = await Writable.of(places);
    const place = placeFor(version, arch, env);
    const isSafe = !(await writable.holds(path.resolve(place.directory)));
    if (!isSafe)
        request.log(`The tool cache (${place.root}) is not used, because the model may write there.`);
    return {
        now: Date.now,
        signal: new AbortController().signal,
        retries: RETRIES,
        stallTimeout: 60_000,
        versionTimeout: 30_000,
        pins: PINS,
        tried: TRIED,
        warn: log,
        fold: (title, work) => {
            log(title);
            return work();
        },
        ...request,
        writable,
        target: targetFor(platform, arch),
        place: isSafe ? place : defaultPlaceFor(version, arch, env),
    };
}

;// CONCATENATED MODULE: ./build/src/codex/install/wanted-version.js




/** Characters. */
const LONGEST = 64;
/**
 * Reads `codex-version`: one version, a range as npm writes it, or `latest`.
 * @throws CodexUnavailable `codex-version-invalid`
 */
function readVersion(text) {
    if (text === 'latest')
        return { kind: 'newest', range: '*' };
    // npm takes an empty text for any version, and `v1.2.3` for `1.2.3`.
    const isPlain = text.trim() !== '' && text.length <= LONGEST && !/^v/i.test(text);
    const range = isPlain ? ranges_valid(text) : null;
    if (range === null)
        throw badVersion(text, DEFAULT_CODEX_VERSION);
    // A version becomes a directory's name, and a part of an address.
    return valid(range) === range ? { kind: 'exact', version: range } : { kind: 'newest', range: text };
}

;// CONCATENATED MODULE: ./build/src/stores/age.js

/** log2 of scrypt's N: half a second in JavaScript and 128 MB. An identity costs nothing. */
const WORK_FACTOR = 17;
/** age's own default: what a person sealed with the `age` command opens, and no entry makes a job work for minutes. */
const MOST_WORK = 18;
const SHORTEST_PASSPHRASE = 20;
const MAGIC = Buffer.from('age-encryption.org/v1\n');
/** A nonce of 16 bytes and the tag of an empty chunk (age-encryption.org/v1, "Payload"). */
const SHORTEST_PAYLOAD = 32;
/**
 * `encryptionKey` is an age identity (or a key file that `age-keygen` wrote), or a passphrase of at least 20
 * characters. Throws `EncryptionKeyRefused` at once for anything else, and at first use for a mistyped identity.
 */
function sealer(encryptionKey) {
    const key = parseKey(encryptionKey);
    return { seal: bytes => seal(key, bytes), open: sealed => age_open(key, sealed) };
}
/**
 * The public half of an age identity, to which anyone can seal. Undefined for a passphrase, which has none.
 *
 * @throws EncryptionKeyRefused
 */
async function recipientOf(encryptionKey) {
    const [identity] = parseKey(encryptionKey).identities;
    if (!identity)
        return undefined;
    const { identityToRecipient } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 1539));
    return whole(() => identityToRecipient(identity));
}
/** Seals to a recipient of `recipientOf`: only the holder of its identity can open the result. */
const sealerTo = (recipient) => ({
    async seal(bytes) {
        const { Encrypter } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 1539));
        const encrypter = new Encrypter();
        encrypter.addRecipient(recipient);
        return Buffer.from(await encrypter.encrypt(bytes));
    },
});
function parseKey(text) {
    const lines = text
        .split(/\r?\n/)
        .map(line => line.trim())
        .filter(line => line && !line.startsWith('#'));
    const [first, ...others] = lines;
    if (first === undefined)
        throw new EncryptionKeyRefused('is empty');
    if (lines.every(line => /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]{58}$/.test(line)))
        return { identities: [first, ...others] };
    if (/^age-/i.test(first))
        throw new EncryptionKeyRefused('looks like an age identity, but is not a whole one');
    if (/^age1/.test(first))
        throw new EncryptionKeyRefused('is an age recipient, a public key, which opens nothing');
    if (others.length > 0)
        throw new EncryptionKeyRefused('has several lines, but is not an age key file');
    if ([...first].length < SHORTEST_PASSPHRASE)
        throw new EncryptionKeyRefused(`is a passphrase of fewer than ${SHORTEST_PASSPHRASE} characters`);
    return { passphrase: first, identities: [] };
}
async function seal({ passphrase, identities: [identity] }, bytes) {
    const { Encrypter, identityToRecipient } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 1539));
    const encrypter = new Encrypter();
    if (identity)
        encrypter.addRecipient(await whole(() => identityToRecipient(identity)));
    else {
        encrypter.setPassphrase(passphrase ?? '');
        encrypter.setScryptWorkFactor(WORK_FACTOR);
    }
    return Buffer.from(await encrypter.encrypt(bytes));
}
async function age_open({ passphrase, identities }, sealed) {
    const { Decrypter } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 1539));
    if (!sealed.subarray(0, MAGIC.length).equals(MAGIC.subarray(0, sealed.length)))
        throw new SealRefused('not-sealed');
    if (isCutOff(sealed))
        throw new SealRefused('seal-truncated');
    const decrypter = new Decrypter();
    // Identities are asked in turn until one answers, so these two see the stanzas before and after the real ones.
    let refusal = 'seal-altered';
    decrypter.addIdentity({
        unwrapFileKey(stanzas) {
            const tooCostly = stanzas.some(({ args }) => args[0] === 'scrypt' && !(Number(args[2]) <= MOST_WORK));
            if (tooCostly)
                throw new SealRefused('seal-too-costly');
            return null;
        },
    });
    if (passphrase !== undefined)
        decrypter.addPassphrase(passphrase);
    for (const identity of identities)
        await whole(() => decrypter.addIdentity(identity));
    decrypter.addIdentity({
        unwrapFileKey() {
            refusal = 'wrong-key';
            return null;
        },
    });
    // With a stream, age answers as soon as the header is proven: what fails after that is the payload.
    const plain = await decrypter
        .decrypt(new Blob([new Uint8Array(sealed)]).stream())
        .catch((error) => {
        throw error instanceof SealRefused ? error : new SealRefused(refusal);
    });
    try {
        return Buffer.from(await new Response(plain).arrayBuffer());
    }
    catch {
        throw new SealRefused('seal-damaged');
    }
}
/** True when what age demands in any file is not there: the line that ends the header, or the shortest payload. */
function isCutOff(sealed) {
    const mac = sealed.indexOf('\n--- ');
    const end = mac < 0 ? -1 : sealed.indexOf('\n', mac + 1);
    return end < 0 || sealed.length - end - 1 < SHORTEST_PAYLOAD;
}
/** age checks an identity's checksum; its own error could quote the identity, so it is dropped. */
async function whole(use) {
    try {
        return await use();
    }
    catch {
        throw new EncryptionKeyRefused('looks like an age identity, but its checksum is wrong: a character is');
    }
}
class EncryptionKeyRefused extends errors/* ActionError */.lZ {
    name = 'EncryptionKeyRefused';
    constructor(what) {
        super('encryption-key', {
            what: `The input \`encryption-key\` ${what}.`,
            why: 'Everyone who can run a workflow in the repository can read what is stored, so it is never stored without a strong key.',
            remedy: 'Make a key with `age-keygen`, or a passphrase with `openssl rand -base64 32`, keep a copy where you keep passwords, and store it as a secret: `age-keygen | grep AGE-SECRET-KEY | gh secret set CODEX_AUTH_KEY`.',
        });
    }
}
const SEAL_AGAIN = 'Log in once more (`mode: login`, or a new seed in `auth-json`): in the cache a newer login takes the place of what is stored; in a secret manager remove the entry before.';
const REFUSALS = {
    'not-sealed': {
        what: 'What is stored is not an age file.',
        why: 'This action stores nothing else, so something else wrote it, or wrote over it.',
        remedy: `Find out what wrote it. ${SEAL_AGAIN}`,
    },
    'seal-truncated': {
        what: 'The stored login is cut off.',
        why: 'A part of it was lost in transit or at the store, and nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-altered': {
        what: 'The header of the stored login was altered.',
        why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-damaged': {
        what: 'The content of the stored login was altered or cut off.',
        why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-too-costly': {
        what: 'The stored login asks for more work to open it than this action gives.',
        why: 'This action never seals that way: somebody else made it, perhaps to keep jobs busy.',
        remedy: `Find out what wrote it. ${SEAL_AGAIN}`,
    },
    'wrong-key': {
        what: 'The stored login was sealed with another key than `encryption-key`.',
        why: 'Nothing was put in its place: with the right key it is still good.',
        remedy: `Give the key it was sealed with; an age key file may hold the new key first and the old one after it. If the old key is lost: ${SEAL_AGAIN}`,
    },
};
/** Stored bytes that can't be opened. A flipped bit in the key part of the header looks the same as a wrong key. */
class SealRefused extends errors/* ActionError */.lZ {
    name = 'SealRefused';
    constructor(code) {
        super(code, REFUSALS[code]);
    }
}

// EXTERNAL MODULE: ./build/src/doctor/workflow.js
var doctor_workflow = __webpack_require__(7796);
;// CONCATENATED MODULE: ./build/src/doctor/rules/input-values.js






/** Values that the action refuses at its start. Nobody knows the value of an expression. */
function refusedValues({ step, inputs }) {
    const literal = Object.entries(inputs).filter(([name, value]) => action_inputs.INPUT_NAMES.includes(name) && value.trim() !== '' && !(0,doctor_workflow/* isExpression */.B)(value));
    return literal.flatMap(([name, value]) => {
        const refusal = input_values_refused(() => judge(name, value.trim()));
        if (!refusal)
            return [];
        const { what, remedy } = refusal.explanation;
        return [(0,finding/* warningAt */.MK)(step, step.locate(['with', name]))(refusal.code, { what, why: finding/* REFUSES */.ed, remedy })];
    });
}
function judge(name, value) {
    (0,action_inputs.parseInputs)({ [name]: value });
    if (name === 'encryption-key')
        sealer(value);
    if (name === 'codex-version')
        readVersion(value);
}
function input_values_refused(attempt) {
    try {
        attempt();
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            return error;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/src/doctor/rules/strangers.js + 1 modules
var strangers = __webpack_require__(1300);
;// CONCATENATED MODULE: ./build/src/doctor/rules/public.js


/** Said once for all; where strangers can start one of them, that is a warning, and says it too. */
function allowedPublic(all) {
    const allowed = all.filter(({ inputs }) => inputs['allow-public-repository'] === 'true');
    const [use] = allowed;
    if (!use || allowed.some(({ ways }) => (0,strangers/* strangersEvents */.Xn)(ways).length > 0))
        return [];
    return [
        (0,finding/* noteAt */.Mp)(use.step)('public-repository', {
            what: '`allow-public-repository` is on.',
            why: 'In a public repository everybody can read the logs, summaries and artifacts of its runs: whatever Codex says there is published.',
            remedy: "If the repository is private (a file can't tell), leave the input out: it would be refused if it became public. If not, keep to events that only members can cause.",
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/doctor/call-paths.js
var call_paths = __webpack_require__(7692);
;// CONCATENATED MODULE: ./build/src/doctor/rules/queue.js


/** A secret of a repository or organization is read when the run is queued, one of an environment when the job starts. */
function readTooEarly({ step, ways, store, inputs }) {
    if (store !== 'github-secret' || inputs['secret-environment'])
        return [];
    const queue = [[step.job], ...ways].some(call_paths/* isQueued */.MX)
        ? 'Its runs wait for one another (`concurrency:`)'
        : [step.job, ...ways.flat()].some(({ matrix }) => matrix)
            ? 'The jobs of its matrix wait for a runner, or for one another'
            : undefined;
    const triggers = ways.flatMap(([{ workflow }]) => workflow.events);
    if (!queue && triggers.length < 2)
        return [];
    return [
        (queue ? finding/* warningAt */.MK : finding/* noteAt */.Mp)(step)('read-too-early', {
            what: `${queue ?? 'Its several triggers can start runs together'}, and the secret belongs to no environment.`,
            why: 'Such a secret is read when the run is queued: after a refresh in between, the run starts with a login whose refresh token was already used, and stops.',
            remedy: 'Move the secret into an environment, with `environment:` on the job and `secret-environment` here.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/doctor/fix/permissions.js
var permissions = __webpack_require__(2669);
;// CONCATENATED MODULE: ./build/src/doctor/rules/rights.js




const isOwnToken = ({ token = '' }) => token === '' || /github\.token|secrets\.GITHUB_TOKEN/i.test(token);
/** Stores other than `host` need a lease in the repository (docs/concurrency.md). The worst of several call paths counts. */
function missingPermissions({ step, job, ways, inputs, store }) {
    if (store === undefined || store === 'host' || !isOwnToken(inputs))
        return [];
    // Where only callers start it that are not here, what it says itself is all that is known.
    const given = ways.length > 0 ? ways.map(call_paths/* permissionsOf */.k0) : [(0,call_paths/* permissionsOf */.k0)([job])].filter(isSaid);
    const found = given.flatMap(permissions => lacking(step, permissions));
    return [...found.filter(isWarning), ...found].slice(0, 1);
}
function lacking(step, given) {
    const remedy = 'Give the job `permissions:` with `contents: write` and `actions: read`.';
    const fix = (0,permissions/* leasePermissions */.z)(step.job);
    if (!isSaid(given))
        return [
            (0,finding/* noteAt */.Mp)(step)('permissions-unsaid', {
                what: 'Neither the job nor the workflow says its `permissions`.',
                why: 'The repository decides then, and in newer ones the token may only read: nothing could be refreshed.',
                remedy,
                fix,
            }),
        ];
    if (given === 'write-all')
        return [];
    // `read-all` is a word, and gives none of what is asked for here.
    const rights = (0,doctor_workflow/* fields */.O)(given);
    if (rights.contents !== 'write')
        return [
            (0,finding/* warningAt */.MK)(step)('no-lease', {
                what: 'Its token may not write to the repository (`contents: write`).',
                why: 'No lease can be had, so nothing is refreshed, and the login ends with its access token.',
                remedy,
                fix,
            }),
        ];
    if (rights.actions === 'read' || rights.actions === 'write')
        return [];
    return [
        (0,finding/* noteAt */.Mp)(step)('no-jobs', {
            what: 'Its token may not see other jobs (`actions: read`).',
            why: 'After a job that died with the lease the next one waits 15 minutes, instead of taking it over.',
            remedy,
            fix,
        }),
    ];
}
const isSaid = (permissions) => permissions !== undefined && permissions !== null;
const isWarning = ({ level }) => level === 'warning';
function cannotWriteSecret({ step, inputs, store }) {
    if (store !== 'github-secret' || inputs['app-id'] || !isOwnToken(inputs))
        return [];
    return [
        (0,finding/* warningAt */.MK)(step)('secret-writer', {
            what: 'Nothing here may write the secret: there is no `app-id`, and no `token` but `GITHUB_TOKEN`.',
            why: "GITHUB_TOKEN can't write secrets, so nothing is refreshed, and the login ends with its access token.",
            remedy: 'Give `app-id` and `app-private-key` of an App with "Secrets: write", or such a `token`.',
        }),
    ];
}
function halfAnApp({ step, inputs }) {
    const [id, key] = [inputs['app-id'], inputs['app-private-key']];
    if (!id === !key)
        return [];
    return [
        (0,finding/* warningAt */.MK)(step)('half-an-app', {
            what: `\`${id ? 'app-id' : 'app-private-key'}\` is given without \`${id ? 'app-private-key' : 'app-id'}\`.`,
            why: 'An App shows who it is with both.',
            remedy: 'Give both, or neither and a `token`.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/doctor/once.js
var once = __webpack_require__(7472);
// EXTERNAL MODULE: ./build/src/doctor/schedule.js
var schedule = __webpack_require__(8864);
;// CONCATENATED MODULE: ./build/src/doctor/rules/store.js






/** GitHub removes a cache entry that nobody has read for so long. */
const EVICTED_AFTER_DAYS = 7;
/** The action's own error about its store, so far as the file shows what the action would see. */
function refusedStore({ step, refusal }) {
    if (!refusal)
        return [];
    const { what, why, remedy } = refusal.explanation;
    // An input's error explains what it means for the job that it ended; that is not true here.
    const meaning = refusal instanceof errors/* InputError */.dz ? finding/* REFUSES */.ed : why;
    return [(0,finding/* warningAt */.MK)(step)(refusal.code, { what, why: meaning, remedy })];
}
const isKeepFresh = ({ inputs }) => (inputs.mode ?? '').includes('keep-fresh');
/** Where a file does not tell, it may well be: better no word than a wrong one. */
const mayShare = (use, other) => (use.store === 'cache' || (!use.store && !use.refusal && !!use.inputs['encryption-key'])) &&
    (use.login === other.login || (0,doctor_workflow/* isExpression */.B)(use.login + other.login)) &&
    new Set([use, other].map(keyOf).filter(key => key !== undefined)).size < 2;
/** The key that alone opens the entries; undefined if a caller, or an expression of another kind, decides which it is. */
const keyOf = (0,once/* once */.O)(({ inputs, workflow }) => {
    const key = inputs['encryption-key'] ?? '';
    if (!(0,doctor_workflow/* isExpression */.B)(key))
        return key || undefined;
    return (0,call_paths/* isCalled */.AP)(workflow)
        ? undefined
        : /^\$\{\{\s*(secrets\.\w+)\s*\}\}$/.exec(key.trim())?.[1]?.toLowerCase();
});
const cronsOfUse = (0,once/* once */.O)(({ ways, step }) => ways.flatMap(way => (0,call_paths/* cronsOf */.B7)(way, step)));
/** More uses of one login than anybody has. */
const MOST_READERS = 500;
/** The cache forgets what is not read; the login is refreshed only by a run of the default branch. */
function cacheForgets(use, { uses }) {
    // Where others start it that are not here, nobody knows what they keep fresh.
    if (use.store !== 'cache' || use.ways.length === 0)
        return [];
    const { step } = use;
    const readers = uses.slice(0, MOST_READERS).filter(other => mayShare(other, use));
    const gap = (some) => (0,schedule/* longestGapInDays */.Dm)(some.flatMap(cronsOfUse));
    const keepers = readers.filter(isKeepFresh);
    if (gap(keepers) < EVICTED_AFTER_DAYS)
        return [];
    if (gap(readers) < EVICTED_AFTER_DAYS)
        return [
            (0,finding/* noteAt */.Mp)(step)('no-keep-fresh', {
                what: 'No scheduled workflow beside it has `mode: keep-fresh`, only ordinary ones.',
                why: 'They keep the login in the cache, and refresh it late: a dead one shows when there is no time left.',
                remedy: 'Add a workflow with `schedule:` once a day and `mode: keep-fresh`, as in the README.',
            }),
        ];
    // A caller from elsewhere may call it each day.
    if (keepers.some(({ ways }) => ways.length === 0))
        return [(0,finding/* noteAt */.Mp)(step)('keeper-called', KEEPER_CALLED)];
    return [
        (0,finding/* warningAt */.MK)(step)('cache-forgets', {
            what: keepers.some(keeper => cronsOfUse(keeper).length > 0)
                ? 'Seven days or more can pass between two runs of keep-fresh.'
                : 'No workflow beside it keeps this login fresh on a schedule.',
            why: 'GitHub removes a cache entry that nobody has read for 7 days, and with it the only login that still works.',
            remedy: "Run `mode: keep-fresh` with the same `login-name` and `encryption-key` more often, such as `cron: '23 4 * * *'`.",
        }),
    ];
}
const KEEPER_CALLED = {
    what: 'The keep-fresh beside it is started by others, which do not lie here.',
    why: 'Whether it runs often enough they say: GitHub removes a cache entry that nobody has read for 7 days.',
    remedy: 'See to it that one of them has a `schedule:` of once a day.',
};
/** Said once for all, in public and private repositories alike: a file can't tell which it is. */
function schedulesEnd(all) {
    const keepers = all.filter(isKeepFresh);
    const [way] = keepers.flatMap(({ ways, step }) => ways.filter(one => (0,call_paths/* cronsOf */.B7)(one, step).length > 0));
    if (!way)
        return [];
    return [
        (0,finding/* said */.ag)('note', way[0].workflow, { place: way[0].workflow.locate(['on', 'schedule']) })('schedules-end', {
            what: 'GitHub disables the schedules of a public repository in which nothing happens for 60 days.',
            why: 'Then nothing refreshes the login any more.',
            remedy: 'Enable the workflow again when GitHub says so by mail.',
        }),
    ];
}
/** Without it the job reads the repository's secret of that name, or none. */
function outsideEnvironment({ step, job, inputs, store }) {
    const wanted = inputs['secret-environment'] ?? '';
    if (store !== 'github-secret' || !wanted || (0,doctor_workflow/* isExpression */.B)(wanted + job.environment))
        return [];
    if (job.environment.toLowerCase() === wanted.toLowerCase())
        return [];
    return [
        (0,finding/* warningAt */.MK)(step)('outside-environment', {
            what: `The job does not run in the environment "${wanted}" that its secret belongs to.`,
            why: 'It reads another secret than the one it writes, or none: what is refreshed is never used again.',
            remedy: `Give the job \`environment: ${wanted}\`.`,
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/own.js







/** Every rule for a use of the action. */
const OF_A_USE = [
    unknownInputs,
    refusedValues,
    refusedStore,
    cacheForgets,
    readTooEarly,
    outsideEnvironment,
    missingPermissions,
    cannotWriteSecret,
    halfAnApp,
    strangers/* openToStrangers */.Ts,
    strangers/* unsafeForStrangers */.hg,
    strangers/* forks */.al,
];
/** Said once for all uses. */
const OF_ALL_USES = [schedulesEnd, allowedPublic];
const findingsOfUses = (scene) => {
    const uses = scene.uses.filter(({ workflow }) => scene.named.includes(workflow));
    return [
        ...uses.flatMap(use => OF_A_USE.flatMap(rule => rule(use, scene))),
        ...OF_ALL_USES.flatMap(rule => rule(uses)),
    ];
};


/***/ })

};
