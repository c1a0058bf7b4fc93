export const id = 748;
export const ids = [748];
export const modules = {

/***/ 6591:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {



exports.quote = __webpack_require__(5335);
/* unused reexport */ __webpack_require__(2696);


/***/ }),

/***/ 2696:
/***/ ((module) => {



/**
 * @import {
 * 	ControlOperator,
 * 	Env,
 * 	GlobPattern,
 * 	ParseEntry,
 * } from './parse' */

// '<(' and '>(' are process substitution operators and
// can be parsed the same as control operator
var CONTROL = /** @type {const} */ ('(?:') + /** @type {const} */ ([
	'\\|\\|',
	'\\&(?:\\&|>>?)', // `&&`, `&>`, and `&>>`
	';;\\&?', // `;;` and `;;&`
	'[;|]\\&', // `;&` and `|&`
	'\\<\\(',
	'\\<\\<\\<',
	'\\<\\<-',
	'\\<\\<(?!\\()', // `<<(` stays `<` and `<(`, as zsh reads it; other shells reject it
	'>>',
	'>[&|(]', // `>&`, `>|`, and `>(`
	'<[&>]', // `<&` and `<>`
	'[&;()|<>]'
]).join(/** @type {const} */ ('|')) + /** @type {const} */ (')');
var controlRE = new RegExp('^' + CONTROL + '$');
var META = /** @type {const} */ ('|&;()<> \\t');
var SINGLE_QUOTE = /** @type {const} */ ('\'([^\']*?)\'');
// bash ANSI-C quoting, `$'...'`: a backslash escapes the next character, including `'`
var ANSI_C_BODY = '(?:\\\\[\\s\\S]|[^\\\\\'])*?';
var ANSI_C_QUOTE = '\\$\'' + ANSI_C_BODY + '\'';
var ansiCAt = new RegExp('\\$\'' + ANSI_C_BODY + '(?:(\')|\\\\?$)', 'g');
var ANSI_C_LETTERS = 'abeEfnrtv';
var ANSI_C_CHARS = '\x07\b\x1B\x1B\f\n\r\t\v';
var hash = /^#$/;

var SQ = /** @type {const} */ ("'");
var DQ = /** @type {const} */ ('"');
var DS = /** @type {const} */ ('$');

var TOKEN = '';
var mult = /** @type {const} */ (0x100000000); // Math.pow(16, 8);
for (var i = 0; i < 4; i++) {
	TOKEN += (mult * Math.random()).toString(16);
}
var startsWithToken = new RegExp('^' + TOKEN);

/**
 * @param {string} s
 * @param {RegExp} r
 */
function matchAll(s, r) {
	var origIndex = r.lastIndex;

	var matches = [];
	var matchObj;

	while ((matchObj = r.exec(s))) {
		matches[matches.length] = matchObj;
		if (r.lastIndex === matchObj.index) {
			r.lastIndex += 1;
		}
	}

	r.lastIndex = origIndex;

	return matches;
}

/**
 * @param {Env} env
 * @param {string} pre
 * @param {string} key
 */
function getVar(env, pre, key) {
	var r = typeof env === 'function' ? env(key) : env[key];
	if (typeof r === 'undefined' && key != '') {
		r = '';
	} else if (typeof r === 'undefined') {
		r = '$';
	}

	if (typeof r === 'object') {
		return pre + TOKEN + JSON.stringify(r) + TOKEN;
	}
	return pre + r;
}

var ansiCEscape = /\\([0-7]{1,3}|x[\dA-Fa-f]{1,2}|u[\dA-Fa-f]{1,4}|U[\dA-Fa-f]{1,8}|c(?:\\\\|[\s\S])|[abeEfnrtv\\'"?])/g;

/**
 * @param {string} m
 * @param {string} escape
 */
function expandAnsiCEscape(m, escape) {
	var kind = escape.charAt(0);
	if (kind === 'c') {
		var ctrl = escape.charAt(1);
		return ctrl === '?' ? '\x7F' : String.fromCharCode(ctrl.charCodeAt(0) & 0x1F);
	}
	if (kind === 'x' || kind === 'u' || kind === 'U') {
		var cp = parseInt(escape.slice(1), 16);
		if (cp > 0x10FFFF) {
			return m;
		}
		return String.fromCharCode.apply(null, cp > 0xFFFF ? [0xD7C0 + (cp >> 10), 0xDC00 + (cp & 0x3FF)] : [cp]);
	}
	if (kind >= '0' && kind <= '7') {
		return String.fromCharCode(parseInt(escape, 8) & 0xFF);
	}
	var letter = ANSI_C_LETTERS.indexOf(escape);
	return letter < 0 ? escape : ANSI_C_CHARS.charAt(letter);
}

/** @param {string} body */
function expandAnsiC(body) {
	return body.replace(ansiCEscape, expandAnsiCEscape).split('\0')[0]; // like bash, a NUL ends the string
}

/**
 * @param {string} s
 * @param {number} i
 */
function closesAnsiC(s, i) {
	ansiCAt.lastIndex = i;
	return !!(/** @type {RegExpExecArray} */ (ansiCAt.exec(s)))[1];
}

/**
 * @param {string} string
 * @param {Env} [env]
 * @param {{ escape?: string, splitUnquoted?: boolean | string }} [opts]
 * @returns {ParseEntry[]}
 */
function parseInternal(string, env, opts) {
	if (!opts) {
		opts = {};
	}
	var BS = opts.escape || '\\';
	var ifs = opts.splitUnquoted === true ? ' \t\n' : (typeof opts.splitUnquoted === 'string' ? opts.splitUnquoted : '');
	var BAREWORD = '(\\' + BS + '[\'"$\\' + BS + META + ']|\\$\\$|\\$(?!' + ANSI_C_QUOTE.slice(2) + ')|[^\\s\'"$' + META + '])+';
	var DOUBLE_QUOTE = '"(?:\\' + BS + '[\\s\\S]|[^"\\' + BS + '])*"';

	var chunker = new RegExp([
		'(' + CONTROL + ')', // control chars
		'(' + ANSI_C_QUOTE + '|' + BAREWORD + '|' + DOUBLE_QUOTE + '|' + SINGLE_QUOTE + ')+'
	].join('|'), 'g');

	var matches = matchAll(string, chunker);

	if (matches.length === 0) {
		return [];
	}
	if (!env) {
		env = {};
	}

	var commented = false;

	return matches.map(function (match) {
		var s = match[0];
		if (!s || commented) {
			return void undefined;
		}
		if (controlRE.test(s)) {
			return /** @type {ControlOperator} */ ({ op: s });
		}

		// Hand-written scanner/parser for Bash quoting rules:
		//
		// 1. inside single quotes, all characters are printed literally.
		// 2. inside double quotes, all characters are printed literally
		//    except variables prefixed by '$' and backslashes followed by
		//    either a double quote or another backslash.
		// 3. outside of any quotes, backslashes are treated as escape
		//    characters and not printed (unless they are themselves escaped)
		// 4. quote context can switch mid-token if there is no whitespace
		//     between the two quote contexts (e.g. all'one'"token" parses as
		//     "allonetoken")
		/** @type {string | boolean} */
		var quote = false;
		var esc = false;
		var out = '';
		/** @type {string[]} */
		var words = [];
		var sawQuote = false;
		/** @type {number | null} */
		var pendingNw = null;
		var isGlob = false;
		/** @type {number} */
		var i;

		function parseEnvVar() {
			i += 1;
			/** @type {number | RegExpMatchArray | null} */
			var varend;
			/** @type {string} */
			var varname;
			var char = s.charAt(i);

			if (char === '{') {
				i += 1;
				if (s.charAt(i) === '}') {
					throw new Error('Bad substitution: ' + s.slice(i - 2, i + 1));
				}
				// match braces by depth so a nested `${` keeps its inner `}` from ending the outer substitution
				var depth = 1;
				varend = i;
				while (depth > 0 && varend < s.length) {
					if (s.charAt(varend) === '{' && s.charAt(varend - 1) === '$') {
						depth += 1;
					} else if (s.charAt(varend) === '}') {
						depth -= 1;
					}
					varend += 1;
				}
				if (depth !== 0) {
					throw new Error('Bad substitution: ' + s.slice(i));
				}
				varend -= 1;
				varname = s.slice(i, varend);
				i = varend;
			} else if ((/[*@#?$!-]/).test(char)) {
				varname = char;
			} else {
				var slicedFromI = s.slice(i);
				varend = slicedFromI.match(/[^\w\d_]/);
				if (!varend) {
					varname = slicedFromI;
					i = s.length;
				} else {
					varname = slicedFromI.slice(0, varend.index);
					i += /** @type {number} */ (varend.index) - 1;
				}
			}
			return getVar(/** @type {NonNullable<typeof env>} */ (env), '', varname);
		}

		function flushRun() {
			if (pendingNw === null) {
				return;
			}
			if (pendingNw === 0) {
				if (out !== '') {
					words[words.length] = out;
					out = '';
				}
			} else {
				words[words.length] = out;
				out = '';
				for (var fe = 1; fe < pendingNw; fe += 1) {
					words[words.length] = '';
				}
			}
			pendingNw = null;
		}

		for (i = 0; i < s.length; i++) {
			var c = s.charAt(i);
			if (ifs && c !== DS) {
				flushRun();
			}
			isGlob = isGlob || (!quote && (c === '*' || c === '?'));
			if (esc) {
				out += c;
				esc = false;
			} else if (quote) {
				if (c === quote) {
					quote = false;
				} else if (quote == SQ) {
					out += c;
				} else { // Double quote
					if (c === BS) {
						i += 1;
						c = s.charAt(i);
						if (c === DQ || c === BS || c === DS) {
							out += c;
						} else {
							out += BS + c;
						}
					} else if (c === DS) {
						out += parseEnvVar();
					} else {
						out += c;
					}
				}
			} else if (c === DQ || c === SQ) {
				quote = c;
				sawQuote = true;
			} else if (controlRE.test(c)) {
				return /** @type {ControlOperator} */ ({ op: s });
			} else if (hash.test(c)) {
				commented = true;
				var commentObj = { comment: string.slice(match.index + i + 1) };
				if (out.length) {
					return /** @type {const} */ ([out, commentObj]);
				}
				return /** @type {const} */ ([commentObj]);
			} else if (c === BS) {
				esc = true;
			} else if (c === DS && s.charAt(i + 1) === SQ && closesAnsiC(s, i)) {
				flushRun();
				sawQuote = true;
				out += expandAnsiC(s.slice(i + 2, ansiCAt.lastIndex - 1));
				i = ansiCAt.lastIndex - 1;
			} else if (c === DS) {
				var value = parseEnvVar();
				if (!ifs) {
					out += value;
				} else {
					for (var vi = 0; vi < value.length; vi += 1) {
						var vc = value.charAt(vi);
						if (ifs.indexOf(vc) < 0) {
							flushRun();
							out += vc;
						} else if (pendingNw === null) {
							pendingNw = vc === ' ' || vc === '\t' || vc === '\n' ? 0 : 1;
						} else if (vc !== ' ' && vc !== '\t' && vc !== '\n') {
							pendingNw += 1;
						}
					}
				}
			} else {
				out += c;
			}
		}

		if (isGlob) {
			return /** @type {GlobPattern} */ ({ op: 'glob', pattern: out });
		}

		if (ifs) {
			if (pendingNw !== null && pendingNw > 0) {
				words[words.length] = out;
				out = '';
				for (var te = 1; te < pendingNw; te += 1) {
					words[words.length] = '';
				}
			}
			if (out !== '' || (sawQuote && words.length === 0)) {
				words[words.length] = out;
			}
			return words;
		}

		return out;
	}).reduce(function (prev, arg) { // finalize parsed arguments
		if (typeof arg === 'undefined') {
			return prev;
		}
		/** @type {ParseEntry[]} */ ([]).concat(arg).forEach(function (entry) {
			prev[prev.length] = entry;
		});
		return prev;
	}, /** @type {ParseEntry[]} */ ([]));
}

/** @type {typeof import('./parse')} */
module.exports = function parse(s, env, opts) {
	var mapped = parseInternal(s, env, opts);
	if (typeof env !== 'function') {
		return mapped;
	}
	return mapped.reduce(function (acc, s) {
		if (typeof s === 'object') {
			acc[acc.length] = s;
			return acc;
		}
		var xs = s.split(RegExp('(' + TOKEN + '.*?' + TOKEN + ')', 'g'));
		if (xs.length === 1) {
			acc[acc.length] = xs[0];
			return acc;
		}
		xs.filter(Boolean).forEach(function (x) {
			acc[acc.length] = startsWithToken.test(x)
				? JSON.parse(x.split(TOKEN)[1])
				: x;
		});
		return acc;
	}, /** @type {ParseEntry[]} */ ([]));
};


/***/ }),

/***/ 5335:
/***/ ((module) => {



/** @import { ControlOperator } from './parse' */

/** @type {ControlOperator['op'][]} */
var OPS = /** @type {const} */ ([
	'||',
	'&&',
	';;&',
	';;',
	';&',
	'|&',
	'<(',
	'>(',
	'<<<',
	'<<-',
	'<<',
	'>>',
	'>&',
	'>|',
	'&>>',
	'&>',
	'<&',
	'<>',
	'&',
	';',
	'(',
	')',
	'|',
	'<',
	'>'
]);
var LINE_TERMINATORS = /[\n\r\u2028\u2029]/;
var GLOB_SHELL_SPECIAL = /[\s#!"$&'():;<=>@\\^`|~]/g;

/** @type {typeof import('./quote')} */
module.exports = function quote(xs) {
	var sawComment = false;
	return xs.map(function (s) {
		if (sawComment && typeof s === 'string' && LINE_TERMINATORS.test(s)) {
			throw new TypeError('a token after a `comment` must not contain line terminators');
		}
		if (s === '') {
			return /** @type {const} */ ('\'\'');
		}
		if (s && typeof s === 'object') {
			if ('op' in s && s.op === 'glob') {
				if (typeof s.pattern !== 'string') {
					throw new TypeError('glob token requires a string `pattern`');
				}
				if (LINE_TERMINATORS.test(s.pattern)) {
					throw new TypeError('glob `pattern` must not contain line terminators');
				}
				if (s.pattern === '') {
					return /** @type {const} */ ('\'\'');
				}
				return s.pattern.replace(GLOB_SHELL_SPECIAL, '\\$&');
			}
			if ('op' in s && typeof s.op === 'string') {
				if (OPS.indexOf(s.op) < 0) {
					throw new TypeError('invalid `op` value: ' + JSON.stringify(s.op));
				}
				return s.op.replace(/[\s\S]/g, '\\$&');
			}
			if ('comment' in s && typeof s.comment === 'string') {
				if (LINE_TERMINATORS.test(s.comment)) {
					throw new TypeError('`comment` must not contain line terminators');
				}
				sawComment = true;
				return '#' + s.comment;
			}
			throw new TypeError('unrecognized object token shape');
		}
		if ((/'/).test(s) && (/!/).test(s)) {
			return "'" + s.replace(/'/g, "'\"'\"'") + "'";
		}
		if ((/["\s\\]/).test(s) && !(/'/).test(s)) {
			return "'" + s + "'";
		}
		if ((/["'\s]/).test(s)) {
			return '"' + s.replace(/(["\\$`])/g, '\\$1') + '"';
		}
		return String(s).replace(/([A-Za-z]:)?([#!"$&'()*,:;<=>?@[\\\]^`{|}~])/g, '$1\\$2');
	}).join(' ');
};


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

/***/ 5748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loginReport: () => (/* binding */ loginReport)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(3388);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(368);
// EXTERNAL MODULE: ./build/src/report/harmless.js
var harmless = __webpack_require__(997);
// EXTERNAL MODULE: ./build/src/system/files.js + 1 modules
var files = __webpack_require__(5647);
// EXTERNAL MODULE: ./build/src/codex/environment.js
var environment = __webpack_require__(4136);
;// CONCATENATED MODULE: ./build/src/codex/configuration.js





/** More than any list of variables has. */
const MOST_BYTES = (/* unused pure expression or super */ null && (1024 * 1024));
/** Characters: what Codex says of a configuration is one sentence. */
const LONGEST = 500;
/**
 * Throws `LoginReplaced` where CODEX_HOME/.env has a variable for which Codex uses another login than auth.json. Codex
 * reads that file at each start, and it beats the environment (docs/facts#dotenv-is-read: an empty value and
 * `export` count too). It takes no variable from there that begins with CODEX_.
 */
async function assertOwnLogin(home) {
    const file = join(home, '.env');
    // Codex passes over a file that it can't read, and nothing else is in this one's place (`makeHome`).
    const text = await readRegularFile(file, { limit: MOST_BYTES }).then(String, () => '');
    const names = WORKLOAD_IDENTITY.filter(name => setsVariable(text, name));
    if (names.length > 0)
        throw new LoginReplaced(`${names.join(' and ')} in ${file}`);
}
const setsVariable = (text, name) => text.split('\n').some(line => {
    const [before = '', value] = line.split('=', 2);
    return (value !== undefined &&
        before
            .trim()
            .replace(/^export[ \t]/, '')
            .trim() === name);
});
/** The beginning of `codex login status` where it can't load its configuration; the cause follows (0.169.0). */
const NOT_LOADED = /^Error loading configuration: /;
/** The same where a variable makes it use a workload identity. */
const NOT_CHECKED = 'Error checking login status: ';
const isAboutIdentity = (line) => line.startsWith(NOT_CHECKED) && line.includes('workload identity');
/**
 * The error in the configuration that `codex login status` has printed on stderr; undefined if it printed none. It
 * names file and line where `codex sandbox` may not, goes by all layers of the configuration, and asks no server.
 */
function configuration_configurationError(stderr, places) {
    const identity = stderr.find(isAboutIdentity);
    if (identity !== undefined)
        return new LoginReplaced(identity.slice(NOT_CHECKED.length));
    const first = stderr.findIndex(line => NOT_LOADED.test(line));
    if (first < 0)
        return undefined;
    const [head = '', ...more] = stderr.slice(first);
    return new UnusableConfiguration([head.replace(NOT_LOADED, ''), ...more].filter(isOwn).join(' '), places);
}
/** Lines of the file itself, which Codex shows with a number before them, may have a secret in them. */
const isOwn = (line) => !/^[\s\d]*\|/.test(line);
/** The same of the values that it quotes. */
const withoutValues = (said) => said.replace(/\bstring "(?:[^"\\]|\\.)*"/g, 'a string');
/** Codex can't load its configuration. Thrown before it is started for the task. */
class UnusableConfiguration extends errors/* ActionError */.lZ {
    name = 'UnusableConfiguration';
    constructor(said, { home, configured }) {
        // The job's config.toml is a copy that is removed with its home, so the message names the original.
        const named = said.replaceAll((0,external_node_path_.join)(home, 'config.toml'), (0,external_node_path_.join)(configured, 'config.toml'));
        super('codex-config', {
            what: `Codex can't load its configuration: ${(0,harmless/* harmlessLine */.Kw)(withoutValues(named)).slice(0, LONGEST)}`,
            why: 'It would not start for the task, or would ignore all of the configuration. So it was not started, and the login was not touched.',
            remedy: `Correct the file that it names; the user's configuration is ${(0,external_node_path_.join)(configured, 'config.toml')}. \`codex login status\` says on that machine whether it can be loaded. If a newer Codex wrote it, give that one as \`codex-version\`.`,
        });
    }
}
/** Codex would use another login than the one of this action. Thrown before it is started for the task. */
class LoginReplaced extends errors/* ActionError */.lZ {
    name = 'LoginReplaced';
    constructor(by) {
        super('login-replaced', {
            what: `Codex would not use auth.json but another login: ${(0,harmless/* harmlessLine */.Kw)(by).slice(0, LONGEST)}.`,
            why: 'Such a variable selects a workload identity, and auth.json is then not looked at. Codex was not started, and the login was not touched.',
            remedy: `Remove ${environment/* WORKLOAD_IDENTITY */.hv.join(', ')} from the file .env in CODEX_HOME. If you want that login, you don't need this action.`,
        });
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/system/escapes.js
var escapes = __webpack_require__(1299);
// EXTERNAL MODULE: ./build/src/system/process-identity.js
var process_identity = __webpack_require__(393);
// EXTERNAL MODULE: ./build/src/system/run.js
var system_run = __webpack_require__(5322);
;// CONCATENATED MODULE: ./build/src/system/session-processes.js


/**
 * Signals a process that leads a group, and all that is in the group. Windows has neither groups nor signals: there the
 * process is ended with all that it has started. Never throws.
 */
async function session_processes_signalGroup(leader, signal) {
    if (leader <= 1)
        return;
    if (process.platform === 'win32')
        return endTree(leader).catch(() => kill(leader));
    kill(-leader, signal);
}
/**
 * Ends all that is left of a session of processes whose leader has exited: a Codex that is stopped may leave the helper
 * of its sandbox behind, which nobody waits for (seen with 0.169.0). Only Linux shows sessions of processes. A Mac has
 * the leader's group, and Windows nothing once the leader is gone. Never throws.
 */
async function endSession(leader) {
    if (leader <= 1 || process.platform === 'win32')
        return;
    if (process.platform !== 'linux')
        return kill(-leader);
    const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
    for (const pid of pids) {
        // The name of the program is in brackets and may be anything; then state, parent, group, `session` (proc(5)).
        const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
        const session = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
        if (session === leader && Number(pid) !== leader)
            kill(Number(pid));
    }
}
function kill(pid, signal = 'SIGKILL') {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It ended by itself, or is another user's.
    }
}

;// CONCATENATED MODULE: ./build/src/codex/exec/helper-places.js

/** Rust's names of the systems that Codex is built for (`std::env::consts::OS`). */
const SYSTEMS = { linux: 'linux', darwin: 'macos', win32: 'windows' };
/**
 * Directories of the helpers that Codex starts outside and inside of the sandbox, and puts first on PATH
 * (docs/facts#helper-directory): `arg0-linux` in 0.169.0, `arg0-macos` and `arg0-windows` by the same rule, `arg0` in
 * earlier releases.
 */
const helper_places_helperNames = (platform = process.platform) => [
    'arg0',
    `arg0-${SYSTEMS[platform] ?? platform}`,
];
const helperPlaces = (home, platform) => helper_places_helperNames(platform).map(name => join(home, 'tmp', name));

;// CONCATENATED MODULE: ./build/src/codex/exec/sudo.js


/** Milliseconds and bytes: far more than what is asked of sudo here takes and prints. */
const LIMITS = { timeoutMs: 60_000, maxOutput: 64 * 1024 };
/** Runs sudo. Its environment has none of this job's inputs and tokens. */
const sudo_sudo = (args, input) => run({ file: 'sudo', args, input, env: programEnvironment(process.env), group: 'ours', ...LIMITS });
/** The error of sudo, or of the program that it ran: one line. */
function sudo_saidBy(result) {
    if (result.how === 'not-started')
        return result.error.message;
    if (result.how === 'ended')
        return 'sudo gave no answer';
    return result.stderr.toString().trim().split('\n')[0] ?? '';
}

;// CONCATENATED MODULE: ./build/src/codex/exec/other-user.js






/** Far more than a config.toml has. */
const other_user_MOST_BYTES = (/* unused pure expression or super */ null && (2 ** 20));
const NAMES = { auth: 'auth.json', pid: 'codex.pid', config: 'config.toml' };
/** Made with the directories that the sandbox needs in it: see `helperPlaces`. */
const OPEN_HOME = (/* unused pure expression or super */ null && (`cd && umask 077 && home=$(mktemp -d "$PWD/.codex-auth-action-XXXXXXXX") &&
  for name in ${helperNames().join(' ')}; do mkdir -p "$home/tmp/$name" || exit; done && echo "$home" && pwd`));
/**
 * Makes a CODEX_HOME in the home of `name` with the configuration of `from` in it, as that user, by sudo. Throws
 * `NoOtherUser` where sudo doesn't allow it.
 */
async function openOtherUser(name, from) {
    const config = await readRegularFile(join(from, NAMES.config), { limit: other_user_MOST_BYTES }).catch(error => {
        // Its settings decide how Codex uses the login, so Codex may not run without them.
        if (error instanceof NotRegularFile)
            throw error;
    });
    const made = await as(name, OPEN_HOME);
    const [home = '', userHome = ''] = made.split('\n');
    const user = { name, home, userHome };
    if (config)
        await put(user, NAMES.config, config);
    return user;
}
/** The paths that this user can see, in the same order. Throws `NoOtherUser`. */
async function visibleTo({ name }, paths) {
    const seen = await as(name, 'for path; do [ -e "$path" ] && echo y || echo n; done', paths);
    const answers = seen.split('\n');
    return paths.filter((_, at) => answers[at] === 'y');
}
/** Puts an auth.json into its home, in one step: a Codex that runs finds the old or the new. */
const giveAuth = (user, bytes) => put(user, NAMES.auth, bytes);
/** The command that starts a program as that user, its pid in its home; the names of variables, not their values, show. */
function other_user_asOtherUser({ name, home }, env, command) {
    const start = 'echo $$ > "$1" && shift && exec "$@"';
    const keep = `--preserve-env=${Object.keys(env).join(',')}`;
    return ['sudo', '-n', '-u', name, keep, '--', 'sh', '-c', start, 'sh', join(home, NAMES.pid), ...command];
}
/** Signals that user's Codex, which nobody else may. Never throws: it may have ended. */
const other_user_signalOtherUser = ({ name, home }, signal) => as(name, 'kill "-$1" "$(cat "$2")"', [signal.replace('SIG', ''), join(home, NAMES.pid)]).then(() => undefined, () => undefined);
/** Removes the home. Never throws. */
const closeOtherUser = ({ name, home }) => as(name, 'case "$1" in */.codex-auth-action-*) rm -rf -- "$1";; esac', [home]).then(() => undefined, () => undefined);
const put = (user, file, bytes) => as(user.name, 'umask 077 && cat > "$1.new" && mv "$1.new" "$1"', [join(user.home, file)], bytes).then(() => undefined);
/** Runs a shell script as that user, with `input`, and returns its output. Throws `NoOtherUser`. */
async function as(name, script, args = [], input) {
    const result = await sudo(['-n', '-H', '-u', name, '--', 'sh', '-c', script, 'sh', ...args], input);
    if (!succeeded(result))
        throw new NoOtherUser(name, saidBy(result));
    return result.stdout.toString().trim();
}
/** sudo does not let this job's user act as `codex-user`. */
class NoOtherUser extends errors/* ActionError */.lZ {
    name = 'NoOtherUser';
    constructor(user, said) {
        super('no-codex-user', {
            what: `Nothing can be run as the user ${user} on this machine: ${said.slice(0, 300)}`,
            why: '`safety-strategy: unprivileged-user` was asked for, and Codex would have run as somebody else.',
            remedy: `Create the user, and let the runner's user act as it without a password: \`RUNNER_USER ALL=(${user}) NOPASSWD:SETENV: ALL\` in a file of /etc/sudoers.d.`,
        });
    }
}

// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(7764);
;// CONCATENATED MODULE: ./build/src/codex/process.js











const DRAIN_MS = 2000;
/** An event contains a command's output, and JSON may need six characters for one. */
const LONGEST_STDOUT = (/* unused pure expression or super */ null && (8 * 1024 * 1024));
const LONGEST_STDERR = (/* unused pure expression or super */ null && (16 * 1024));
/** Both hold against any configuration of the machine: auth.json is a file, and nothing but the API is called. */
const process_SETTINGS = (/* unused pure expression or super */ null && (['-c', 'cli_auth_credentials_store="file"', '-c', 'analytics.enabled=false']));
/** Starts Codex fenced: it can't reach the token endpoint. Throws `CannotStart`. */
const process_startCodex = (codex, start) => spawnCodex(codex, start, { variables: fenced, outlivesUs: false });
/** Starts a Codex that may refresh the login, for the holder of the lease. Throws `CannotStart`. */
async function startUnfenced(codex, start, right) {
    const { kill: _, ...running } = await spawnCodex(codex, start, {
        variables: right.variables,
        outlivesUs: true,
    });
    return running;
}
/**
 * Starts Codex in a process group of its own, so that a signal meant for us (Ctrl-C in a terminal) never
 * reaches a Codex that is refreshing, and one meant for Codex reaches the commands it runs.
 * `@actions/exec` has neither stdin nor signals of the child, so this is Node's own spawn.
 */
async function spawnCodex(codex, start, { variables, outlivesUs }) {
    const { user } = codex;
    const own = {
        CODEX_HOME: codex.home,
        ...(user ? { HOME: user.userHome, USER: user.name } : {}),
        ...start.variables,
        ...variables,
    };
    const env = codexEnvironment(codex.env, own);
    const command = [codex.path, ...start.args];
    const [file = '', ...args] = user ? asOtherUser(user, env, command) : command;
    const child = begin(file, args, {
        cwd: start.cwd,
        env,
        stdio: ['pipe', 'pipe', 'pipe'],
        // Windows ends a child that isn't detached together with us, whatever it is about to save (docs/facts, "Node on
        // Windows and macOS").
        detached: outlivesUs || process.platform !== 'win32',
    });
    // Where it could not be started, the error comes later, and for want of files there are not even pipes.
    if (child.pid === undefined) {
        const [error] = await once(child, 'error');
        throw new CannotStart(error);
    }
    // Codex may be gone before it has read what we write: its exit tells, not the broken pipe.
    child.stdin.on('error', () => undefined);
    if (start.input !== undefined)
        child.stdin.write(start.input);
    const exited = exitOf(child, [
        readLines(child.stdout, {
            longest: LONGEST_STDOUT,
            onLine: start.onStdout,
            onTooLong: start.onLostStdout,
        }),
        // Codex colors its stderr even where that isn't a terminal.
        readLines(child.stderr, {
            longest: LONGEST_STDERR,
            onLine: line => start.onStderr?.(withoutEscapes(line)),
            onTooLong: (line, length) => start.onStderr?.(`${withoutEscapes(line)} … (${length - line.length} more characters)`),
        }),
    ]);
    exited.catch(() => undefined); // reported to whoever awaits it; until then it isn't an unhandled rejection
    return {
        identity: (await identify(child.pid)) ?? { pid: child.pid, startedAt: '', scope: { host: '' } },
        stdin: child.stdin,
        exited,
        kill: signal => (user ? void signalOtherUser(user, signal) : signalChild(child, signal)),
        leave() {
            for (const it of [child, child.stdin, child.stdout, child.stderr])
                it.unref?.();
        },
    };
}
/** Some errors come as an event, and some are thrown, such as that of an executable for another machine. */
function begin(file, args, options) {
    try {
        return spawn(file, args, { ...options, windowsHide: true });
    }
    catch (error) {
        throw new CannotStart(error);
    }
}
async function exitOf(child, outputs) {
    const exit = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    // A command that the model left running may hold the pipes open for ever: what Codex itself wrote is here by then.
    await Promise.race([Promise.all(outputs), sleep(DRAIN_MS, undefined, { ref: false })]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    return exit;
}
function signalChild(child, signal) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
        return;
    signalGroup(child.pid, signal);
}
/** Codex's executable could not be started at all. */
class CannotStart extends errors/* ActionError */.lZ {
    name = 'CannotStart';
    constructor(cause) {
        super('cannot-start', {
            what: 'Codex could not be started.',
            ...((0,errors/* lacksRoom */.cY)(cause)
                ? {
                    why: 'The machine had no room for one more process or open file. The login was not touched.',
                    remedy: 'Run the job again, with less running beside it.',
                }
                : {
                    why: 'The executable is missing, or not made for this machine. The login was not touched.',
                    remedy: 'Remove the damaged installation (its path is in the cause below), or leave `codex-version` at its default.',
                }),
        }, { cause });
    }
}

;// CONCATENATED MODULE: ./build/src/codex/login-status.js





/** The remedy for a login that Codex's configuration does not accept. */
const FIT = 'Log in to the workspace that is asked for, or correct config.toml in CODEX_HOME, or the managed configuration of the machine.';
/** Enough for Codex's words about a configuration. */
const KEPT_STDERR_LINES = 50;
/** As in `codex exec`: a config.toml with profiles of permissions alone can't be read without. */
const PERMISSIONS = (/* unused pure expression or super */ null && (['-c', 'default_permissions=":read-only"']));
/** It takes 30 ms, and asks no server of a ChatGPT login. */
const LONGEST_MS = 20_000;
/** Codex's own judgment of bytes as its auth.json. The caller removes its CODEX_HOME, which has no auth.json before. */
async function judgeLogin(codex, bytes) {
    const isThere = await writeFile(authFileIn(codex.home), bytes, { mode: 0o600 }).then(() => true, () => false);
    return isThere ? (await loginStatus(codex)).verdict : 'unknown';
}
/**
 * Throws `LoginNotTaken` where Codex's configuration asks for another login than this one: `codex exec` would then
 * delete auth.json (docs/facts#forced-method-deletes). Throws `UnusableConfiguration` and `LoginReplaced` where that
 * configuration can't be loaded, or names another login; and `LoginUnreadable` where this Codex can't read auth.json,
 * which the app-server would not tell from a login that was refused. Other problems are errors of `codex exec` itself.
 * The caller has asked `assertOwnLogin` before: this starts a Codex.
 *
 * @param configured the CODEX_HOME of machine or workflow
 */
async function assertTaken(codex, configured) {
    const { verdict, stderr } = await loginStatus(codex);
    if (verdict === 'not-wanted')
        throw new LoginNotTaken();
    if (verdict === 'unreadable')
        throw new LoginUnreadable(`the file ${authFileIn(codex.home)}`);
    const error = configurationError(stderr, { home: codex.home, configured });
    if (error)
        throw error;
}
/**
 * `codex login status` asks no server, goes by all layers of the configuration, and changes nothing
 * (docs/facts#status-accepts, #status-proves-nothing). It proves little: it accepts `{}`.
 */
async function loginStatus(codex) {
    const stderr = [];
    let verdict = 'unknown';
    const onLine = (line) => {
        const [, said] = SAID.find(([pattern]) => pattern.test(line)) ?? [];
        if (said)
            verdict = said;
    };
    const running = await startCodex(codex, {
        args: [...SETTINGS, ...PERMISSIONS, 'login', 'status'],
        onStdout: onLine,
        onStderr: line => {
            if (stderr.length < KEPT_STDERR_LINES)
                stderr.push(line);
            onLine(line);
        },
    });
    running.stdin.end();
    const timer = setTimeout(() => running.kill('SIGKILL'), LONGEST_MS);
    await running.exited.finally(() => clearTimeout(timer));
    return { verdict, stderr };
}
const SAID = (/* unused pure expression or super */ null && ([
    [/^Logged in using ChatGPT/, 'chatgpt'],
    [/^(API key configured|Logged in using an API key)/, 'api-key'],
    [/^Logged in using/, 'other'],
    [/^Not logged in/, 'not-wanted'],
    // In other words it is a broken CODEX_HOME, not a broken login (tried with 0.169.0).
    [/^Error checking login status: (failed to deserialize|stream did not contain valid UTF-8)/, 'unreadable'],
    [/^Error checking login status: /, 'failed'],
]));
/** Codex would not use this login, and would remove it. Thrown before it is started for anything else. */
class LoginNotTaken extends errors/* ActionError */.lZ {
    name = 'LoginNotTaken';
    constructor() {
        super('login-not-taken', {
            what: 'Codex does not accept this login.',
            why: 'Its configuration on this machine asks for another one (`forced_login_method`, `forced_chatgpt_workspace_id`). `codex exec` would delete auth.json, so it was not started. Nothing was changed.',
            remedy: FIT,
        });
    }
}
/** Codex has another idea of auth.json than this action. Thrown before it is started for anything else. */
class LoginUnreadable extends errors/* ActionError */.lZ {
    name = 'LoginUnreadable';
    constructor(origin) {
        super('login-unreadable', {
            what: `Codex can't read ${origin}.`,
            why: 'A field of it is not as this `codex-version` has it: it was edited, or written by a newer Codex. The login was not used, and nothing was changed.',
            remedy: `Leave \`codex-version\` at its default or set the one that wrote it; or log in again, ${origin === 'the input auth-json'
                ? 'and store the auth.json that Codex writes, as it is.'
                : 'by a workflow with `mode: login`.'}`,
        });
    }
}

// EXTERNAL MODULE: ./build/src/login/instant.js
var instant = __webpack_require__(2018);
;// CONCATENATED MODULE: ./build/src/login/freshness.js

const HOUR = 3_600_000;
/**
 * Codex's fall-back for an access token without readable `exp`: refresh when last_refresh is older
 * (docs/facts#age-without-exp).
 */
const LIFE_WITHOUT_EXP_MS = 8 * 24 * HOUR;
/** Codex refreshes by itself when it starts with less than this left (docs/facts#refresh-lead). */
const CODEX_REFRESHES_AT_MS = (/* unused pure expression or super */ null && (5 * 60_000));
function freshness(login, now) {
    const refreshed = login.lastRefresh === undefined ? undefined : (0,instant/* toMilliseconds */.Wj)(login.lastRefresh);
    const { expiresAt: exp, issuedAt = refreshed } = login.access;
    const expiresAt = exp ?? (refreshed === undefined ? 0 : refreshed + LIFE_WITHOUT_EXP_MS);
    const start = exp === undefined ? refreshed : issuedAt;
    const life = start === undefined ? undefined : Math.max(0, expiresAt - start);
    const remaining = expiresAt - now;
    const share = life ? Math.min(1, Math.max(0, remaining / life)) : 0;
    return { expiresAt, remaining, share, ...(life === undefined ? {} : { life }) };
}
/**
 * The remaining life, in milliseconds, at which a login is due for refresh: a tenth of its life and at
 * least two hours, but never more than half of it, or a short-lived token would be due from its first day.
 */
function threshold({ life }) {
    if (life === undefined)
        return 2 * HOUR;
    return Math.min(Math.max(life / 10, 2 * HOUR), life / 2);
}
/** The remaining life, in milliseconds, at which keep-fresh refreshes, so that ordinary jobs find days left. */
const halfLife = ({ life }) => (life ?? 0) / 2;

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(8395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(3996);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(809);
;// CONCATENATED MODULE: ./build/src/login/claims.js


/** Whether it has the form of a JWT: three parts, and the second one is a JSON object. */
function isJwt(token) {
    const parts = token.split('.');
    const payload = payloadOf(token);
    return parts.length === 3 && parts.every(Boolean) && typeof payload === 'object' && payload !== null;
}
/**
 * Reads the claims of a JWT without verifying it: only the server can judge it, we only plan by it.
 * A token that isn't a JWT, or whose claims can't be read, has no claims.
 */
function readClaims(token) {
    const claims = fields(payloadOf(token));
    const auth = fields(claims['https://api.openai.com/auth']);
    const expiresAt = claims_instant(claims.exp);
    const issuedAt = claims_instant(claims.iat);
    const subject = claims_text(claims.sub);
    const userId = claims_text(auth.chatgpt_user_id) ?? claims_text(auth.user_id) ?? subject;
    const accountId = claims_text(auth.chatgpt_account_id);
    const plan = claims_text(auth.chatgpt_plan_type);
    const email = claims_text(claims.email);
    return {
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(issuedAt === undefined ? {} : { issuedAt }),
        ...(userId === undefined ? {} : { userId }),
        ...(subject === undefined ? {} : { subject }),
        ...(accountId === undefined ? {} : { accountId }),
        ...(plan === undefined ? {} : { plan }),
        ...(email === undefined ? {} : { email }),
    };
}
/** The second part of a JWT, parsed; undefined if it isn't JSON. */
const payloadOf = (token) => (0,json/* parseJson */.q)(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
const fields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
const claims_text = (value) => (typeof value === 'string' ? value : undefined);
const claims_instant = (value) => typeof value === 'number' && Math.abs(value) <= instant/* LAST_SECOND */.yl ? value * 1000 : undefined;

;// CONCATENATED MODULE: ./build/src/login/form.js



const form_text = schemas/* nullish */.cl6(schemas/* string */.YjP());
const absent = schemas/* nullish */.cl6(schemas/* never */.ZmZ());
/** The claims of the id token, which Codex reads before anything else. */
const Claims = schemas/* looseObject */._H3({
    email: form_text,
    'https://api.openai.com/auth': schemas/* nullish */.cl6(schemas/* looseObject */._H3({})),
    'https://api.openai.com/profile': schemas/* nullish */.cl6(schemas/* looseObject */._H3({})),
});
/**
 * Every field that Codex reads, as it reads it (docs/facts#status-accepts, #status-refuses). It accepts any other field.
 */
const Form = schemas/* looseObject */._H3({
    auth_mode: schemas/* nullish */.cl6(schemas/* literal */.euz('chatgpt')),
    OPENAI_API_KEY: form_text,
    tokens: schemas/* looseObject */._H3({
        id_token: schemas/* string */.YjP().check(schemas/* refine */.YPB(isJwt), schemas/* refine */.YPB(token => Claims.safeParse(payloadOf(token)).success)),
        access_token: schemas/* string */.YjP(),
        refresh_token: schemas/* string */.YjP(),
        account_id: form_text,
        login_owner_id: form_text,
        oauth_provenance: schemas/* nullish */.cl6(schemas/* looseObject */._H3({ issuer: schemas/* string */.YjP(), client_id: schemas/* string */.YjP() })),
    }),
    last_refresh: schemas/* nullish */.cl6(schemas/* string */.YjP().check(schemas/* refine */.YPB(written => (0,instant/* parseInstant */.nV)(written) !== undefined))),
    personal_access_token: form_text,
    agent_identity: form_text,
    bedrock_api_key: absent,
    bedrock_access_keys: absent,
});
/** True only if Codex reads the document for certain; if false, Codex itself must be asked. */
const isAsCodexWrites = (document) => Form.safeParse(document).success;

;// CONCATENATED MODULE: ./build/src/login/kind.js

const kind_absent = schemas/* nullish */.cl6(schemas/* never */.ZmZ());
const Kind = schemas/* looseObject */._H3({
    auth_mode: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    OPENAI_API_KEY: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    personal_access_token: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    bedrock_api_key: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    bedrock_access_keys: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    agent_identity: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    tokens: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
});
/**
 * What kind of login a file is if not a ChatGPT one, decided as Codex decides it (docs/facts#kind-without-mode): by
 * `auth_mode`; without it by the first of personal access token, Bedrock keys and API key that is there, be it empty.
 */
function refusedKind(document) {
    const kind = Kind.safeParse(document);
    if (!kind.success)
        return 'not-a-login';
    const { auth_mode: mode, ...fields } = kind.data;
    const has = (value) => !kind_absent.safeParse(value).success;
    if (mode === 'chatgpt')
        return undefined;
    if (mode === 'apikey')
        return 'api-key';
    if (mode === 'personalAccessToken')
        return 'access-token';
    if (isAccessKind(document))
        return 'access-login';
    if (has(mode))
        return 'unsupported-mode';
    if (has(fields.personal_access_token))
        return 'access-token';
    if (has(fields.bedrock_api_key) || has(fields.bedrock_access_keys))
        return 'unsupported-mode';
    if (has(fields.OPENAI_API_KEY))
        return typeof fields.OPENAI_API_KEY === 'string' ? 'api-key' : 'not-a-login';
    return has(fields.agent_identity) && !has(fields.tokens) ? 'unsupported-mode' : undefined;
}
const Access = schemas/* looseObject */._H3({
    auth_mode: schemas/* literal */.euz('chatgptAuthTokens'),
    tokens: schemas/* looseObject */._H3({ refresh_token: schemas/* optional */.lqM(schemas/* union */.KCZ([schemas/* literal */.euz(''), schemas/* null */.chJ()])) }),
});
/** Whether the file is meant to be an access login (login/access.ts), whole or not. */
const isAccessKind = (document) => Access.safeParse(document).success;

;// CONCATENATED MODULE: ./build/src/login/mask.js
/**
 * Anything shorter is not a token of OpenAI's, and as a mask it would spoil the log: a mask of one letter removes that letter
 * from every line. A seed with such a token is refused. A file that Codex has written is kept as it is, without a mask.
 */
const SHORTEST_TOKEN = 8;
/** Shorter parts aren't secret, and as masks they would hide ordinary words. */
const SHORTEST_PART = 12;
/**
 * Registers every form of the login's tokens with the runner's masker that it wouldn't derive by itself.
 * It derives base64, JSON, URI, XML and shell forms (docs/facts, "Masking"), but neither the parts of a JWT nor
 * base64url nor hex. One token at a time: a multi-line value would make masks of its single lines.
 */
function maskLogin({ tokens }, addMask) {
    for (const token of Object.values(tokens))
        for (const form of maskedForms(token))
            addMask(form);
}
function maskedForms(token) {
    if (token.length < SHORTEST_TOKEN)
        return [];
    const lines = token.split(/[\r\n]/).filter(line => line.length >= SHORTEST_TOKEN);
    const parts = token.split('.');
    const shifted = [0, 1, 2].map(shift => shiftedBase64url(token, shift));
    const derived = [...parts, ...shifted, Buffer.from(token).toString('hex')];
    return [
        ...new Set([...lines, ...derived.filter(form => form.length >= SHORTEST_PART && !/[\r\n]/.test(form))]),
    ];
}
/** The part of a text's base64url that is the same wherever the token begins in it. */
function shiftedBase64url(token, shift) {
    const bytes = Buffer.from(token).subarray(shift);
    return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64url');
}

;// CONCATENATED MODULE: ./build/src/login/refusal.js

const placeOf = (origin) => origin === 'the input auth-json' ? 'seed' : origin.startsWith('the file ') ? 'file' : 'store';
const REPLACE_FILE = 'Run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced. Or set `auth-json` to a login that was made after this one.';
const REPLACE_STORED = 'Run a workflow with `mode: login` and the same inputs: the new login takes its place. Or set `auth-json` to a login that was made after this one.';
const LOGIN_AGAIN = {
    seed: 'Log in with `codex login` on a machine you trust, choose "Sign in with ChatGPT", and store the auth.json that it writes (in ~/.codex) as the secret.',
    file: REPLACE_FILE,
    store: REPLACE_STORED,
};
const PASTE_WHOLE = {
    seed: 'Store the whole file again, compact or as base64, for example: `jq -c . ~/.codex/auth.json | gh secret set CODEX_AUTH_JSON`.',
    file: REPLACE_FILE,
    store: REPLACE_STORED,
};
/** Another kind of login is somebody's: a seed never takes its place. */
const OTHER_KIND = {
    seed: LOGIN_AGAIN.seed,
    file: 'For a ChatGPT login, run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced. Or give another directory as `codex-home`.',
    store: 'For a ChatGPT login, run a workflow with `mode: login` and the same inputs: the new login takes its place. Or let the inputs of the store name another entry.',
};
/** Every reason for which bytes are not a login that this action can keep alive. */
const REFUSALS = {
    empty: {
        what: 'It is empty.',
        why: {
            seed: 'There is no login to start from. The usual cause is a secret that does not exist under that name, or a run from a fork, which GitHub gives no secrets.',
            file: 'There is no login to start from.',
            store: 'There is no login to start from.',
        },
        remedy: {
            seed: 'Check the name of the secret that `auth-json` comes from, and that this event and this environment may read it. Or make the first login by a workflow with `mode: login`.',
            file: REPLACE_FILE,
            store: REPLACE_STORED,
        },
    },
    'too-large': {
        what: 'It is larger than 48 KB.',
        why: 'An auth.json is 4 to 6 KB and a GitHub secret holds 48 KB at most, so this is another file.',
        remedy: PASTE_WHOLE,
    },
    'not-json': {
        what: 'It is not JSON, and not base64 of JSON either.',
        why: 'Codex could not read it. It was probably cut off, quoted or edited when it was copied.',
        remedy: PASTE_WHOLE,
    },
    'wrong-encoding': {
        what: 'It is not text in UTF-8 as Codex reads it: it has a byte-order mark, or is in UTF-16 or another encoding.',
        why: 'Codex could not read it. PowerShell and Windows editors write such files.',
        remedy: {
            seed: 'Store it again, in UTF-8 or as base64, for example in PowerShell: `[Convert]::ToBase64String([IO.File]::ReadAllBytes("$HOME/.codex/auth.json")) | gh secret set CODEX_AUTH_JSON`.',
            file: `Write it again in UTF-8 without a byte-order mark. Or: ${REPLACE_FILE}`,
            store: REPLACE_STORED,
        },
    },
    'trailing-data': {
        what: 'More text follows after the end of the JSON.',
        why: 'Two files may have been pasted together, and Codex would read neither.',
        remedy: PASTE_WHOLE,
    },
    'duplicate-keys': {
        what: 'A key is in it twice.',
        why: 'It is not clear which of the two values is the login, and Codex refuses such a file.',
        remedy: PASTE_WHOLE,
    },
    'not-a-login': {
        what: 'It is JSON, but not an auth.json: a field is missing or has the wrong type.',
        why: 'Codex could not read it.',
        remedy: PASTE_WHOLE,
    },
    'api-key': {
        what: 'It is an API-key file: its auth_mode is "apikey", or it has an OPENAI_API_KEY and no auth_mode.',
        why: 'An API key does not refresh, so there is nothing to keep alive, and it is billed by use instead of by your ChatGPT plan.',
        remedy: {
            ...OTHER_KIND,
            seed: `For an API key use openai/codex-action. For a ChatGPT plan: ${LOGIN_AGAIN.seed}`,
        },
    },
    'access-token': {
        what: 'It holds a personal access token, not a ChatGPT login.',
        why: 'Such a token does not refresh, so there is nothing to keep alive.',
        remedy: {
            ...OTHER_KIND,
            seed: `Give it to Codex directly with \`codex login --with-access-token\`, or for a ChatGPT plan: ${LOGIN_AGAIN.seed}`,
        },
    },
    'unsupported-mode': {
        what: 'It is another kind of login: its auth_mode is not "chatgpt".',
        why: "Only a login that Codex itself manages and refreshes can be kept alive; tokens managed by another program can't.",
        remedy: OTHER_KIND,
    },
    'no-tokens': {
        what: 'It contains a placeholder instead of a token.',
        why: 'Codex could do nothing with it. It was masked or edited when it was copied: a log shows a secret as `***`.',
        remedy: PASTE_WHOLE,
    },
    'access-login': {
        what: 'It is an access login: the keeper has made it, without a refresh token, for jobs that only use it.',
        why: "It can't be refreshed or stored, and no login can be made of it. It ends after some days, and the keeper makes the next one.",
        remedy: {
            seed: 'Where the login is kept, refreshed or shared (a store, `mode: keep-fresh`, `mode: login`, `concurrency: exclusive`, `force-refresh`, `share-access`), `auth-json` needs the secret with the full login: `CODEX_AUTH_JSON`, unless you gave it another name. A worker needs none of these inputs: give it `auth-json` and what it is to do.',
            file: `Find out who put it there: a worker needs no file, only \`auth-json\`. ${REPLACE_FILE}`,
            store: `Find out who put it there: \`share-access\` must name another place than the store. ${REPLACE_STORED}`,
        },
    },
    'no-refresh-token': {
        what: 'It has no refresh token.',
        why: 'The login would end with its access token, after some days at most, and could not be refreshed.',
        remedy: {
            ...PASTE_WHOLE,
            seed: `Do not remove the refresh token before you store the file. ${PASTE_WHOLE.seed}`,
        },
    },
    'no-account-id': {
        what: 'It has no tokens.account_id.',
        why: 'Codex runs with such a file, but refuses to refresh it, so the login ends with its access token.',
        remedy: LOGIN_AGAIN,
    },
    'two-accounts': {
        what: 'Its tokens belong to two accounts or persons.',
        why: 'It was put together from two logins, or edited: Codex would ask for one account with the token of another.',
        remedy: LOGIN_AGAIN,
    },
    'foreign-issuer': {
        what: 'Its oauth_provenance.issuer is not https://auth.openai.com.',
        why: 'Codex would send the refresh token to that address, so a tampered file could give the login away.',
        remedy: {
            seed: `Do not use this file. ${LOGIN_AGAIN.seed}`,
            file: `Find out who changed it. ${REPLACE_FILE}`,
            store: `Find out who changed it. ${REPLACE_STORED}`,
        },
    },
    'from-the-future': {
        what: 'It was made more than an hour in the future, by its access token and its last_refresh.',
        why: 'It would count as newer than every later login and could never be replaced.',
        remedy: {
            seed: `Check the clock of this machine and of the one that logged in. ${LOGIN_AGAIN.seed}`,
            file: 'Check the clock of this machine. If it is right, run a workflow with `mode: login` on this runner: the new login takes the place of the file, which is kept beside it as auth.json.replaced.',
            store: 'Check the clock of this machine. If it is right, run a workflow with `mode: login` and the same inputs: the new login takes its place.',
        },
    },
};
/** Whole files of another kind, which somebody may need. The others are damaged logins, or logins that must not be used. */
const FOREIGN = new Set(['api-key', 'access-token', 'unsupported-mode']);
/** The bytes are not a login this action can keep alive; `code` is a `RefusalCode`. */
class LoginRefused extends errors/* ActionError */.lZ {
    origin;
    name = 'LoginRefused';
    permanent;
    constructor(code, origin, place = placeOf(origin)) {
        const { what, why, remedy } = REFUSALS[code];
        super(code, {
            what: `Refused ${origin}: ${what}`,
            why: typeof why === 'string' ? why : why[place],
            remedy: remedy[place],
        });
        this.origin = origin;
        this.permanent = code === 'no-account-id';
    }
    /** True for a whole login of another kind, such as an API key. */
    get foreign() {
        return FOREIGN.has(this.code);
    }
}
const REFUSAL_CODES = Object.keys(REFUSALS);

// EXTERNAL MODULE: ./build/src/login/strict-json.js + 1 modules
var strict_json = __webpack_require__(761);
;// CONCATENATED MODULE: ./build/src/login/login.js










/** Each machine writes last_refresh by its own clock, and two may well be twenty minutes apart. */
const FUTURE_TOLERANCE_MS = 3_600_000;
const OPENAI_ISSUER = 'https://auth.openai.com';
/**
 * The least that makes a file a login. Whether Codex takes the rest of it is Codex's to say (codex/login-status.ts). It
 * takes an empty access token, which it then replaces, and no account id, without which it refreshes nothing
 * (docs/facts#status-accepts, #no-account-id).
 */
const AuthJson = schemas/* looseObject */._H3({
    last_refresh: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    tokens: schemas/* looseObject */._H3({
        id_token: schemas/* string */.YjP().check(api/* _minLength */.m9(1)),
        access_token: schemas/* string */.YjP(),
        refresh_token: schemas/* string */.YjP().check(api/* _minLength */.m9(1)),
        account_id: schemas/* nullish */.cl6(schemas/* string */.YjP()),
        oauth_provenance: schemas/* nullish */.cl6(schemas/* looseObject */._H3({ issuer: schemas/* nullish */.cl6(schemas/* string */.YjP()) })),
    }),
});
/** A log shows a secret as `***`, and people write `<redacted>`. */
const token = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[^\s*<>]+$/));
/** Anything shorter can't be masked, and is not a token that OpenAI makes. */
const secretToken = token.check(api/* _minLength */.m9(SHORTEST_TOKEN));
/**
 * What a seed must be besides, which people copy and edit: Codex takes no file in which one of these is otherwise, nor
 * an id token whose claims it can't read (docs/facts#status-refuses). Of a file that Codex itself has written nothing
 * of it is asked: a refreshed login must not be lost to a rule of ours.
 */
const Seed = schemas/* looseObject */._H3({
    OPENAI_API_KEY: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    tokens: schemas/* looseObject */._H3({
        id_token: token.check(schemas/* refine */.YPB(isJwt)),
        access_token: secretToken,
        refresh_token: secretToken,
        oauth_provenance: schemas/* nullish */.cl6(schemas/* looseObject */._H3({ client_id: schemas/* nullish */.cl6(schemas/* string */.YjP()) })),
    }),
});
/** Parses and judges an auth.json. Throws `LoginRefused`, whose message has no content of it. */
function parseLogin(input, options) {
    const refuse = (code) => new LoginRefused(code, options.origin, options.copied ? 'seed' : undefined);
    const bytes = (options.encoded ? strict_json/* decodeSeed */.oS : strict_json/* asFile */.hx)(Buffer.from(input), refuse);
    const document = (0,strict_json/* parseStrictly */.ge)(bytes, refuse);
    const kind = refusedKind(document);
    if (kind)
        throw refuse(kind);
    const parsed = AuthJson.safeParse(document);
    if (!parsed.success)
        throw refuse(missingPart(document));
    const { tokens, last_refresh } = parsed.data;
    if (options.copied && !Seed.safeParse(document).success)
        throw refuse(wrongPart(tokens));
    if (options.copied && !tokens.account_id)
        throw refuse('no-account-id');
    const lastRefresh = last_refresh ? (0,instant/* parseInstant */.nV)(last_refresh) : undefined;
    const issuer = tokens.oauth_provenance?.issuer;
    if (issuer && issuer !== OPENAI_ISSUER && issuer !== options.trustedIssuer)
        throw refuse('foreign-issuer');
    const { access_token, refresh_token: refresh, id_token: id, account_id } = tokens;
    const [access, identity] = [readClaims(access_token), readClaims(id)];
    const login = {
        bytes,
        tokens: { access: access_token, refresh, id },
        accountId: account_id || access.accountId || identity.accountId || '',
        canRefresh: Boolean(account_id),
        ...(lastRefresh === undefined ? {} : { lastRefresh }),
        access,
        identity,
        generation: (0,external_node_crypto_.createHash)('sha256').update([refresh, access_token, id].join('\0')).digest('hex'),
        isPlain: isAsCodexWrites(document),
    };
    if ((0,account/* isOfTwo */.i9)(login))
        throw refuse('two-accounts');
    if (isFromTheFuture(login, options.now))
        throw refuse('from-the-future');
    return login;
}
/**
 * True if nothing in it is from before `now`. The issue time is by the server's clock, `last_refresh` by that of the
 * machine that refreshed. One of them is enough: a machine whose clock is ahead writes a future last_refresh beside a
 * good issue time, and one whose clock is behind finds a future issue time in what it has just refreshed.
 */
function isFromTheFuture({ access, lastRefresh }, now) {
    const refreshedAt = lastRefresh === undefined ? undefined : (0,instant/* toMilliseconds */.Wj)(lastRefresh);
    const known = [access.issuedAt, refreshedAt].filter(instant => instant !== undefined);
    return known.length > 0 && known.every(instant => instant > now + FUTURE_TOLERANCE_MS);
}
function missingPart(document) {
    const { tokens } = document;
    if (typeof tokens !== 'object' || tokens === null)
        return 'not-a-login';
    return tokens.refresh_token ? 'not-a-login' : 'no-refresh-token';
}
const wrongPart = ({ id_token, access_token, refresh_token }) => access_token === '' ||
    [
        token.safeParse(id_token),
        ...[access_token, refresh_token].map(value => secretToken.safeParse(value)),
    ].every(({ success }) => success)
    ? 'not-a-login'
    : 'no-tokens';

// EXTERNAL MODULE: ./build/src/login/revision.js
var revision = __webpack_require__(510);
// EXTERNAL MODULE: ./build/src/report/format.js
var format = __webpack_require__(5845);
// EXTERNAL MODULE: ./node_modules/shell-quote/index.js
var shell_quote = __webpack_require__(6591);
;// CONCATENATED MODULE: ./build/src/doctor/commands.js

const SET = 'gh secret set CODEX_AUTH_JSON';
/** The commands that store the file at `path` as a secret of one line, for a shell. */
function storeCommands(path, bytes, encoded) {
    const compact = encoded ? `${decoding(path, bytes)} | jq -c .` : `jq -c . ${operand(path)}`;
    return [`${compact} | ${SET}`, `${compact} | ${SET} --env NAME   # for an environment's secret`];
}
/** `base64 -d` knows neither base64url, nor other white space than ends of lines, nor missing padding. */
function decoding(path, bytes) {
    const text = bytes.toString('latin1');
    const plain = Buffer.from(text, 'base64').toString('base64') === text.replaceAll('\n', '');
    if (plain)
        return `base64 -d < ${operand(path)}`;
    return `node -p 'Buffer.from(fs.readFileSync(0, "utf8"), "base64").toString()' < ${operand(path)}`;
}
/** Quoted, and never to be taken for an option. */
const operand = (path) => (0,shell_quote.quote)([path.startsWith('-') ? `./${path}` : path]);

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/src/doctor/yaml.js
var yaml = __webpack_require__(7126);
;// CONCATENATED MODULE: ./build/src/doctor/codex-config.js


/**
 * Findings about config.toml beside the file: how Codex would change the login by it, or use another one
 * (docs/facts#forced-method-deletes, #credentials-store).
 */
async function configFindings(path, file, login) {
    const config = (await (0,yaml/* readBounded */.CB)((0,external_node_path_.join)((0,external_node_path_.dirname)(file), 'config.toml')).catch(() => '')) ?? '';
    const method = settings(config, 'forced_login_method');
    const workspaces = settings(config, 'forced_chatgpt_workspace_id');
    const store = settings(config, 'cli_auth_credentials_store');
    return [
        method.length > 0 &&
            !method.includes('chatgpt') &&
            forced(path, 'forced_login_method', 'another kind of login'),
        workspaces.length > 0 &&
            !workspaces.includes(login.accountId) &&
            forced(path, 'forced_chatgpt_workspace_id', 'another workspace'),
        store.length > 0 && !store.includes('file') && otherStore(store[0] === 'auto'),
    ].filter(finding => finding !== false);
}
/**
 * The strings that a key before the first table is set to. This doesn't parse TOML: these keys are at the top and have one
 * string, or a list of some. It doesn't see a value over several lines, except a list.
 */
function settings(toml, key) {
    const table = toml.search(/^[ \t]*\[/m);
    const top = table < 0 ? toml : toml.slice(0, table);
    for (const { 0: before, index } of top.matchAll(/^[ \t]*["']?([\w-]+)["']?[ \t]*=[ \t]*/gm)) {
        if (before.replace(/[^\w-]/g, '') !== key)
            continue;
        const after = top.slice(index + before.length);
        const isList = after.startsWith('[');
        const end = after.indexOf(isList ? ']' : '\n');
        const value = end < 0 ? after : after.slice(0, end);
        const strings = [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(match => match[1] ?? match[2] ?? '');
        return isList ? strings : strings.slice(0, 1);
    }
    return [];
}
const forced = (path, key, what) => ({
    level: 'warning',
    code: 'forced-login',
    what: `config.toml beside it asks for ${what} (\`${key}\`).`,
    why: `Codex deletes an auth.json that does not fit it: the next \`codex exec\` here would remove ${path}.`,
    remedy: `Take \`${key}\` out of config.toml, or log in as it asks. Store the secret before you run Codex here.`,
});
const otherStore = (auto) => ({
    level: 'note',
    code: 'other-store',
    what: 'config.toml beside it has a `cli_auth_credentials_store` other than "file".',
    why: auto
        ? 'Where this machine has a keyring the login may live there, and this file be an old copy.'
        : 'Codex keeps the login elsewhere then and does not read this file, which may be an old copy.',
    remedy: 'Set it to "file", and log in again if the file is older than the login.',
});

;// CONCATENATED MODULE: ./build/src/doctor/login-home.js









const isAuthJson = (path) => (0,external_node_path_.basename)(path) === 'auth.json';
/** Findings about the place of the file. Those about a CODEX_HOME only if the file has the name that Codex uses. */
async function homeFindings(path, file, login, env) {
    const findings = [await openToOthers(path, file)];
    if (isAuthJson(path)) {
        findings.push(...(await savable(file)), await login_home_link(path, file), await temporary(file, env), others(env));
        findings.push(...(await configFindings(path, file, login)));
    }
    return findings.filter(finding => finding !== undefined);
}
async function openToOthers(path, file) {
    const { mode } = await (0,promises_.stat)(file);
    // Windows has no such bits: Node makes them up.
    if (process.platform === 'win32' || !(mode & 0o077))
        return undefined;
    return {
        level: 'note',
        code: 'open-to-others',
        what: `Group or others have rights on it (mode 0${(mode & 0o777).toString(8)}).`,
        why: 'Everyone who can read it has the login, and can use its refresh token.',
        remedy: `\`chmod 600 ${(0,shell_quote.quote)([path])}\`.`,
    };
}
async function login_home_link(path, file) {
    if (!(await (0,promises_.lstat)(file)).isSymbolicLink())
        return undefined;
    return {
        level: 'note',
        code: 'link',
        what: `${path} is a symbolic link.`,
        why: 'Codex follows it and locks beside the file it leads to: two directories have one login.',
        remedy: 'Use the file under one of its paths only.',
    };
}
/**
 * Codex uses the refresh token before it knows that it can save (docs/facts#read-only-loses). The doctor only looks; the
 * action tries it.
 */
async function savable(file) {
    const target = await (0,files/* realFile */.Vt)(file);
    const homes = new Set([(0,external_node_path_.dirname)(file), (0,external_node_path_.dirname)(target)]);
    const locks = new Set([(0,external_node_path_.join)((0,external_node_path_.dirname)(file), 'auth.lock'), `${file}.lock`, `${target}.lock`]);
    const reasons = await Promise.all([
        unwritable(target).then(state => state && `It ${state}`),
        (0,promises_.stat)(target).then(({ nlink }) => nlink > 1 && 'It has a second name (a hard link)'),
        ...[...locks].map(async (lock) => unwritable(lock).then(state => state && `${(0,external_node_path_.basename)(lock)} beside it ${state}`)),
        ...[...homes].map(async (home) => (0,promises_.access)(home, external_node_fs_.constants.W_OK).then(() => undefined, () => "Its directory can't be written")),
    ]);
    return [...new Set(reasons.filter(reason => typeof reason === 'string'))].map(unsavable);
}
async function unwritable(path) {
    const info = await (0,promises_.stat)(path).catch(error => (0,errors/* systemCode */.xU)(error));
    if (info === undefined || info === 'ENOENT')
        return undefined;
    if (typeof info === 'string')
        return `can't be looked at (${info})`;
    if (!info.isFile())
        return `is ${(0,files/* kindOf */.I)(info)}, not a file`;
    const uid = process.getuid?.();
    if (uid !== undefined && info.uid !== uid)
        return `belongs to user ${info.uid}, and you are user ${uid}`;
    // Codex refuses a read-only file even as root (docs/facts#read-only-loses).
    if (!(info.mode & external_node_fs_.constants.S_IWUSR))
        return 'is read-only';
    return (0,promises_.access)(path, external_node_fs_.constants.W_OK).then(() => undefined, () => "can't be written");
}
const unsavable = (reason) => ({
    level: 'warning',
    code: 'unsavable',
    what: `${reason}.`,
    why: 'A Codex that used this file here would use the refresh token, fail to save the new one, and lose the login.',
    remedy: 'It can serve as a seed. Let no Codex run with it in this place, or make it writable, with one name only.',
});
async function temporary(file, env) {
    const place = env.TMPDIR || (0,external_node_os_.tmpdir)();
    const directory = (0,external_node_path_.dirname)(file);
    if (!(0,files/* isWithin */.UO)(directory, place) && !(0,files/* isWithin */.UO)(await (0,files/* realFile */.Vt)(directory), place))
        return undefined;
    return {
        level: 'note',
        code: 'temporary',
        what: 'It is in a directory for temporary files.',
        why: 'That is fine for logging in and storing the secret. But Codex has no sandbox there, and the file may be gone tomorrow.',
        remedy: 'Let no job use this directory as its CODEX_HOME.',
    };
}
function others(env) {
    const names = (0,environment/* otherLogins */.XK)(env);
    if (names.length === 0)
        return undefined;
    return {
        level: 'note',
        code: 'other-login',
        what: `The environment has ${names.join(', ')}.`,
        why: 'A Codex that is started here uses that instead of this file, and `codex login status` does not say so.',
        remedy: `\`unset ${names.join(' ')}\` before you try this login.`,
    };
}

;// CONCATENATED MODULE: ./build/src/doctor/login-content.js






/** Nobody has published how long a refresh token lives; a month without use is longer than any access token. */
const LONG_UNUSED_MS = 30 * 24 * 3_600_000;
/** Findings about the text of a file that would serve as a seed. */
function contentFindings(path, bytes, login, now) {
    return [unused(login, now), severalLines(bytes), onlySeed(path, bytes, now)].filter(finding => finding !== undefined);
}
function unused(login, now) {
    const age = now - (0,instant/* toMilliseconds */.Wj)((0,revision/* refreshedAt */.UN)(login));
    if (age <= LONG_UNUSED_MS)
        return undefined;
    return {
        level: 'note',
        code: 'long-unused',
        what: login.lastRefresh === undefined && login.access.issuedAt === undefined
            ? 'Nothing in it says when it was last refreshed.'
            : `It has not been refreshed for ${(0,format/* inWords */.r4)(age)}.`,
        why: 'How long its refresh token lives is not known, and the server may refuse it by now. No file can tell.',
        remedy: 'Run keep-fresh with it at once. If that says it has expired, log in again.',
    };
}
/** The runner masks each line of a secret by itself (docs/facts, "Masking"). */
function severalLines(bytes) {
    const text = bytes
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .trim();
    const lines = text.split(/\r\n|\r|\n/).length;
    if (lines === 1 || !text.startsWith('{'))
        return undefined;
    return {
        level: 'note',
        code: 'several-lines',
        what: `It has ${lines} lines.`,
        why: 'GitHub masks each line of a secret by itself, so every `{` and `}` of all logs would become `***`.',
        remedy: 'Store it compact, as the commands below do.',
    };
}
/** A seed may come in base64 or with a byte-order mark; Codex reads neither. */
function onlySeed(path, bytes, now) {
    if (!isAuthJson(path))
        return undefined;
    try {
        parseLogin(bytes, { origin: `the file ${path}`, now });
        return undefined;
    }
    catch (error) {
        if (!(error instanceof LoginRefused))
            throw error;
        return {
            level: 'note',
            code: 'only-seed',
            what: "It serves as a seed, but Codex itself can't read it.",
            why: 'It is base64, or begins with a byte-order mark; Codex reads only plain JSON.',
            remedy: 'Decode it before you use it as the auth.json of a CODEX_HOME.',
        };
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/login.js













/** Judges an auth.json as the action judges its `auth-json`, and where the file lies as Codex would use it there. */
async function loginReport({ path }, machine) {
    const file = (0,external_node_path_.resolve)(machine.cwd, path);
    const bytes = await (0,auth_file/* readAuthFile */.nb)(file);
    if (bytes === undefined)
        throw Object.assign(new Error(path), { code: 'ENOENT' });
    const login = judge(path, bytes, machine.now);
    if (login instanceof errors/* ActionError */.lZ)
        return {
            verdict: `${path}: would be refused.`,
            facts: [],
            findings: [{ level: 'warning', code: login.code, ...login.explanation }],
            closing: [],
        };
    const encoded = isEncoded(bytes);
    return {
        verdict: `${path}: would serve as a seed.`,
        facts: facts(login, encoded, machine.now),
        findings: [
            ...contentFindings(path, bytes, login, machine.now),
            ...(await homeFindings(path, file, login, machine.env)),
        ],
        closing: howToStore(path, bytes, encoded),
    };
}
const howToStore = (path, bytes, encoded) => [
    'To store it as a secret, in one line:',
    ...storeCommands(path, bytes, encoded).map(command => `  ${command}`),
    '',
    'From then on the secret is the login, and this file must not be used any more: a refresh token can be used once,',
    'and its second user loses the login. Remove the file; `codex logout` would end the login itself.',
];
function judge(path, bytes, now) {
    try {
        const origin = `the file ${path}`;
        const login = parseLogin(bytes, { origin, encoded: true, copied: true, now });
        return login.isPlain ? login : new LoginUnreadable(origin);
    }
    catch (error) {
        if (error instanceof LoginRefused)
            return error;
        throw error;
    }
}
const isEncoded = (bytes) => !/^\uFEFF?\s*\{/.test(bytes.toString('utf8'));
function facts(login, encoded, now) {
    const { access, identity, bytes, lastRefresh } = login;
    const plan = access.plan ?? identity.plan;
    return [
        ['form', `${encoded ? 'base64 of JSON' : 'JSON'}, ${bytes.length} bytes`],
        // A claim is whatever wrote the token put there; a plan is a word.
        ['plan', plan && /^[a-z_]{1,11}$/.test(plan) ? plan : 'not known'],
        ['access token', lifeInWords(login, now)],
        ['last refresh', lastRefresh === undefined ? 'not known' : ago((0,instant/* toMilliseconds */.Wj)((0,revision/* refreshedAt */.UN)(login)), now)],
        ['refresh token', 'can be used once; how long it lives is not known'],
    ];
}
function lifeInWords(login, now) {
    const left = freshness(login, now);
    const until = (0,format/* instantInWords */.co)(left.expiresAt);
    const guessed = login.access.expiresAt === undefined ? ' (8 days after the last refresh: it does not say)' : '';
    if (left.expiresAt === 0)
        return 'its end is not known: the first run refreshes it';
    if (left.remaining <= 0)
        return `expired ${ago(left.expiresAt, now)}${guessed}: the first run refreshes it`;
    const of = left.life === undefined ? '' : ` of ${(0,format/* inWords */.r4)(left.life)}`;
    return `lives for another ${(0,format/* inWords */.r4)(left.remaining)}${of}, until ${until}${guessed}: ${whenDue(left)}`;
}
function whenDue(left) {
    const due = threshold(left);
    if (left.remaining <= due)
        return 'the first run refreshes it';
    return `an ordinary run refreshes it from ${(0,format/* instantInWords */.co)(left.expiresAt - due)} on`;
}
const ago = (instant, now) => `${(0,format/* instantInWords */.co)(instant)}${instant > now ? '' : ` (${(0,format/* inWords */.r4)(now - instant)} ago)`}`;


/***/ }),

/***/ 809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/** The value of a JSON text that others wrote; undefined if it isn't JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ })

};
