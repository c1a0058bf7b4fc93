export const id = 991;
export const ids = [991];
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


/***/ })

};
