export const id = 1226;
export const ids = [1226];
export const modules = {

/***/ 26591:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {



/* unused reexport */ __webpack_require__(5335);
exports.parse = __webpack_require__(42696);


/***/ }),

/***/ 42696:
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

/***/ 78161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ cleanStage)
});

// UNUSED EXPORTS: UnsafeEnvironment

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/codex/exec/added-directories.js
var added_directories = __webpack_require__(42279);
// EXTERNAL MODULE: ./build/src/codex/exec/arguments.js
var exec_arguments = __webpack_require__(71079);
// EXTERNAL MODULE: ./build/src/keeper/codex-home.js + 1 modules
var codex_home = __webpack_require__(4649);
// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/system/writable.js
var system_writable = __webpack_require__(3067);
;// CONCATENATED MODULE: ./build/src/trust/environment/kinds.js
/** The runner's and our own variables, and those with a job's directories: programs load nothing from there. */
const HARMLESS = /^((GITHUB|RUNNER|INPUT|STATE|ACTIONS|CODEX_AUTH)_.*|PWD|OLDPWD|TMPDIR|TEMP|TMP|HOMEPATH|HOMEDRIVE|CODEX_HOME|_)$/i;
const LIST = /^(PATH|LD_(LIBRARY_PATH\w*|RUN_PATH|PRELOAD|AUDIT)|DYLD_\w*(PATH|LIBRARIES)|LIBPATH|SHLIB_PATH|PYTHONPATH|PERL5?LIB|RUBYLIB|NODE_PATH|GEM_PATH|GOPATH|CLASSPATH|PKG_CONFIG_(PATH|LIBDIR)\w*|CPATH|(C|CPLUS|OBJC|OBJCPLUS)_INCLUDE_PATH|LIBRARY_PATH|COMPILER_PATH|MANPATH|INFOPATH|CDPATH|FPATH|XDG_\w+_DIRS|TERMINFO_DIRS|GCONV_PATH|LOCPATH|NLSPATH|SSL_CERT_DIR|\w*_?(LOAD|PLUGIN|MODULE|IMPORT|TYPELIB|DRIVERS?|EXTENSIONS?|PREFIX|SEARCH|CONFIGURE|CONFIG|INCLUDE|BACKEND|LOADER)_?PATH|GTK_PATH|SASL_PATH|LADSPA_PATH|KPSE\w*|TEXINPUTS|BIBINPUTS|ACLOCAL_PATH|OCAMLPATH|(CAML_)?LD_LIBRARY_PATH|ERL_LIBS|R_LIBS(_USER|_SITE)?|KUBECONFIG|KRB5_CONFIG|PSModulePath|GIT_ALTERNATE_OBJECT_DIRECTORIES|GIT_CEILING_DIRECTORIES|NIX_PATH|VK_\w*FILENAMES|GIO_EXTRA_MODULES)$/i;
const PLACE = /^(HOME|USERPROFILE|XDG_\w+_HOME|XDG_RUNTIME_DIR|PYTHON(HOME|STARTUP|USERBASE|PYCACHEPREFIX|EXECUTABLE)|BASH_ENV|ZDOTDIR|INPUTRC|TERMINFO|TERMCAP|TZDIR|HOSTALIASES|RESOLV\w*|ICU_DATA|NODE_(EXTRA_CA_CERTS|COMPILE_CACHE|ICU_DATA|V8_COVERAGE)|SSL_CERT_FILE|SSLKEYLOGFILE|CODEX_CA_CERTIFICATE|\w*_CA_(BUNDLE|CERTS|FILE|PATH)|\w*_CERT_(FILE|PATH|DIR)|DENO_CERT|GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|EXEC_PATH|TEMPLATE_DIR|CONFIG|CONFIG_GLOBAL|CONFIG_SYSTEM|SHALLOW_FILE|GRAFT_FILE|SSL_(CAINFO|CAPATH|CERT|KEY))|OPENSSL_(CONF|CONF_INCLUDE|MODULES|ENGINES)|CURL_HOME|NETRC|WGETRC|SYSTEM_WGETRC|GNUPGHOME|DOCKER_(CONFIG|CERT_PATH)|(NPM_CONFIG|npm_config)_(userconfig|globalconfig|prefix|cafile|cache|script_shell|init_module)|YARN_RC_FILENAME|PIP_(CONFIG_FILE|CERT)|PYPIRC|AWS_(CONFIG_FILE|SHARED_CREDENTIALS_FILE)|CLOUDSDK_CONFIG|AZURE_CONFIG_DIR|HELM_\w*(HOME|CONFIG|CACHE|PLUGINS)|PGSERVICEFILE|PGSYSCONFDIR|PSQLRC|LDAPCONF|LDAPRC|ODBCINI|RUNNER_TOOL_CACHE|AGENT_TOOLSDIRECTORY|[A-Z]\w*HOME)$/i;
/** Variables with options or commands, by name or by the program that reads them. */
const WORDS = /^(LD_|DYLD_|GIT_|PYTHON|PERL|RUBY|NODE_|NPM_CONFIG_|BASH_|SSL_|OPENSSL_|CURL_|SSH_|GPG_|DOCKER_|HELM_|AWS_|PIP_|UV_|CARGO_|RUST|XDG_|LUA_|TCLLIBPATH|PHP|GCC_|JAVA_|_JAVA|JDK_|LESS)|^(ENV|PROMPT_COMMAND|PS4|SHELL|TZ)$|(RC|CONF|CONFIG|PRELOAD|OPTIONS|OPTS?|FLAGS|STARTUP|EDITOR|VISUAL|PAGER|ASKPASS|BROWSER|RSH|LIBS?|PLUGINS?|MODULES?|HELPER|COMMAND|CMD|WRAPPER|LAUNCHER|HOOKS?|PYTHON|INTERPRETER)$/i;
/**
 * Data: credentials, sockets and caches, from which a program loads no code and nothing that says whom to trust. A file of
 * AWS's credentials can name a program, and Ansible runs a password file that is executable.
 */
const DATA = /^(?!ANSIBLE_|AWS_SHARED_|\w*(PLUGIN|MODULE|COMPILE|CODE)_)(\w+_)?(CREDENTIALS?|CREDS|TOKEN|KEY|SECRET|PASSWORD|PASSPHRASE|PASS|(?<!CA_)CERT(IFICATE)?|CACHE|SOCK|SOCKET)(_?(FILE|PATH|DIR|FOLDER|LOCATION))?(_OVERRIDE)?$|^(PGPASSFILE|DOCKER_HOST|CONTAINER_HOST)$/i;
/** Names that usually mean a list. */
const SHAPED = /(PATHS?|DIRS)$/i;
/** Cleaned even though `HARMLESS` matches their names. */
const TOOLS = /^(RUNNER_TOOL_CACHE|AGENT_TOOLSDIRECTORY)$/i;
/** How a program reads the variable; undefined if nothing is loaded from it. */
function kindOf(name) {
    if (HARMLESS.test(name) && !TOOLS.test(name))
        return undefined;
    if (LIST.test(name))
        return 'list';
    if (PLACE.test(name))
        return 'place';
    if (DATA.test(name))
        return undefined;
    if (WORDS.test(name))
        return 'words';
    return SHAPED.test(name) ? 'list' : 'unknown';
}
/**
 * True if the name says that the value is a place on the disk, even if relative. Not ROOT, PREFIX and similar names, whose
 * value may also be a path in a secret manager.
 */
const namesPlace = (name) => /(DIR|DIRECTORY|FILE|PROFILE|LIBRARY|SITEPACKAGES|CACERT)$/i.test(name);
/** Judged by its value or the shape of its name alone: nobody knows which program reads it, if any. */
const isGuess = (name) => kindOf(name) === 'unknown' || (kindOf(name) === 'list' && !isKnownList(name));
/** Whom to trust on the network, by a file or a directory. */
const isAuthority = (name) => /^(NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|NIX_SSL_CERT_FILE|GIT_SSL_(CAINFO|CAPATH)|CODEX_CA_CERTIFICATE|\w*_CA_(BUNDLE|CERTS?|FILE|PATH)|\w+_(CACERT|CAPATH|CAFILE))$/i.test(name);
/** A list by its shape only: a value such as `secret/codex` may be no path of this machine at all. */
const isKnownList = (name) => LIST.test(name);
/** Whether a bare name in the value is searched in the system's directories, never in the current one (ld.so(8)). */
const takesBareNames = (name) => /^LD_(PRELOAD|AUDIT)$/.test(name);
/** The separator of a list's elements; ld.so(8) accepts more than one. */
function separatorOf(name, delimiter) {
    if (/^LD_LIBRARY_PATH/.test(name))
        return /[:;]/;
    if (/^LD_(PRELOAD|AUDIT)$/.test(name))
        return /[:\s]+/;
    return delimiter;
}
/**
 * What a program loads as it starts, so that cleaning it within the program comes too late: the dynamic linker's, and
 * what Node reads. Later stages and steps are given the cleaned value. Certificates are not among it, though Node reads
 * NODE_EXTRA_CA_CERTS, too, before it runs our code: they are data, and later steps of an honest job can't do without them.
 * What remains: a model that changes such a file in the workspace, and has a hand on the network as well, can read what
 * post says to the store by Node. git and Codex, which post starts, don't get the variable.
 */
const isLoadedAtStart = (name) => /^(LD_|DYLD_)|^(GCONV_PATH|OPENSSL_\w+|NODE_(COMPILE_CACHE|ICU_DATA|PATH))$/.test(name);

;// CONCATENATED MODULE: ./build/src/trust/environment/clean.js



/**
 * Programs that this action or Codex starts outside of the sandbox. If one of them is a link into a writable place, its
 * whole directory is left out of PATH.
 */
const PROGRAMS = [
    ...['git', 'ssh', 'tar', 'zstd', 'gzip', 'bash', 'sh', 'sudo', 'visudo', 'sysctl', 'cat', 'mv', 'ps', 'id'],
    ...['bwrap', 'sandbox-exec', 'node', 'gh', 'powershell', 'pwsh'],
];
/**
 * Cleans search paths and environment for everything that the action starts. Empty, relative and writable elements leave
 * every list; variables that name a writable place from which a program loads code or configuration are left out.
 * @param places what the model may write: see `writablePlaces`
 */
async function cleanEnvironment(env, places) {
    const writable = await system_writable/* Writable */.H.of(places);
    const cleaned = {};
    const named = namedByCommands(env);
    const [dropped, changed, refused] = [[], [], []];
    for (const [name, value] of Object.entries(env)) {
        if (value === undefined)
            continue;
        const kept = isGuess(name) && named.has(name) ? { value } : await cleanVariable({ name, value, writable });
        if (kept.value !== undefined)
            cleaned[name] = kept.value;
        if (kept.value === value)
            continue;
        changed.push(name);
        dropped.push(kept.gone ? `${name} (${kept.gone.map(inWords).join(', ')})` : name);
        if (isIndispensable(name))
            refused.push(name);
    }
    return { ...withoutHalfGitConfig({ env: cleaned, dropped, changed }), refused };
}
/** Names that the store's commands mention: what a script asks for by name is its own affair. */
function namedByCommands(env) {
    const scripts = ['RESTORE', 'PERSIST', 'SHARE', 'ALERT'].map(name => env[`INPUT_${name}-COMMAND`]);
    return new Set(scripts.flatMap(script => script?.match(/\w+/g) ?? []));
}
/** A user's home can't be left out, and Node's options already apply to this process. */
const isIndispensable = (name) => /^(HOME|USERPROFILE|NODE_OPTIONS)$/i.test(name);
async function cleanVariable(variable) {
    const { name, value } = variable;
    const kind = kindOf(name);
    if (kind === undefined || value === '')
        return { value };
    if (isAddress(value) && !isKnownList(name))
        return { value };
    if (kind === 'list')
        return cleanList(variable);
    if (kind === 'unknown')
        return (await isUnsafePath(variable)) ? {} : { value };
    return (await isUnsafe(kind, variable)) ? {} : { value };
}
async function cleanList({ name, value, writable }) {
    const elements = value.split(separatorOf(name, external_node_path_.delimiter));
    // Not a directory on this machine: an address, or a path in a secret manager.
    if (!isKnownList(name) && isForeign(value))
        return { value };
    const isGone = await Promise.all(elements.map(async (element) => {
        if (element !== '' && takesBareNames(name) && !element.includes('/'))
            return false;
        if (await writable.holds(element))
            return true;
        return name.toUpperCase() === 'PATH' && leadsAstray(element, writable);
    }));
    const gone = elements.filter((_, at) => isGone[at]);
    if (gone.length === 0)
        return { value };
    const left = elements.filter((_, at) => !isGone[at]);
    return left.length === 0 ? { gone } : { value: left.join(external_node_path_.delimiter), gone };
}
/** An address on the network, or of a socket: nothing on the disk. */
const isAddress = (value) => /^(?!\S*file:)[a-z][\w+.-]*:\/\/\S*$/i.test(value);
/** Whether the whole value is a path to a writable place, or a list with one. */
async function isUnsafePath({ name, value, writable }) {
    if (/[\r\n]/.test(value))
        return false;
    if (/^\.{1,2}(\/|$)/.test(value))
        return true;
    const paths = value.split(external_node_path_.delimiter).filter(path => path !== '');
    if (paths.every(external_node_path_.isAbsolute)) {
        const isGone = await Promise.all(paths.map(path => writable.holds(path)));
        return isGone.includes(true);
    }
    return namesPlace(name) && /^\.[\w-]|^[^\s:~$/]+\/\S*$/.test(value) && !(0,external_node_path_.isAbsolute)(value);
}
const isForeign = (value) => /^[a-z][\w+.-]*:\/\//i.test(value) ||
    !((0,external_node_path_.isAbsolute)(value) || value.includes(external_node_path_.delimiter) || /^\.{0,2}(\/|$)/.test(value));
/** Whether a directory has one of our programs as a link into a writable place. */
async function leadsAstray(directory, writable) {
    const found = await Promise.all(PROGRAMS.map(program => writable.holds((0,external_node_path_.join)(directory, program))));
    return found.includes(true);
}
async function isUnsafe(kind, variable) {
    const { name, value, writable } = { ...variable, value: loading(variable) };
    if (value === '')
        return false;
    if (writable.isNamedIn(value))
        return true;
    // The certificate itself, not the name of its file.
    if (value.includes('\n'))
        return false;
    if (kind === 'place')
        return writable.holds(value);
    if (isRelative(name, value))
        return true;
    const paths = value.split(/[\s:;,=@'"`()<>|&]+/).flatMap(word => /(?<!\/)\/.*/.exec(word)?.[0] ?? []);
    const isGone = await Promise.all(paths.map(path => ((0,external_node_path_.isAbsolute)(path) ? writable.holds(path) : Promise.resolve(false))));
    return isGone.includes(true);
}
/** The options of Node that load something, each with the text up to the next option. Any other variable's whole value. */
function loading({ name, value }) {
    if (name !== 'NODE_OPTIONS')
        return value;
    const options = value.replace(/["']/g, '').split(/\s(?=-)/);
    return options.filter(option => NODE_LOADS.test(option.trim())).join(' ');
}
const NODE_LOADS = /^(-r|--(require|import|(experimental[-_])?loader|env[-_]file|openssl[-_]|icu[-_]data|snapshot[-_]blob|experimental[-_](default[-_])?config[-_]file))/;
/** A file that Node loads: a path, or a module's name, which it looks for in the node_modules of the current directory. */
const NODE_FILE = /(?:^|\s)(?:-r|--require|--import|--(?:experimental[-_])?loader|--env[-_]file(?:[-_]if[-_]exists)?|--openssl[-_]config|--icu[-_]data[-_]dir|--snapshot[-_]blob|--experimental[-_]config[-_]file)(?:=|\s+)["']?([^\s"']*)/g;
/** Whether a variable with options or a command names something relative to the current directory. */
function isRelative(name, value) {
    if (name === 'NODE_OPTIONS')
        return (/--experimental[-_]default[-_]config[-_]file/.test(value) ||
            [...value.matchAll(NODE_FILE)].some(([, file = '']) => !/^(file:\/\/)?\/|^(node|data):/.test(file) && !(0,external_node_path_.isAbsolute)(file)));
    if (/^(RUBYOPT|PERL5OPT)$/.test(name) && /-I\s*(?!\/)|lib=(?!\/)/.test(value))
        return true;
    if (/JAVA|JDK/.test(name) && /-(javaagent|agentpath):(?!\/)/.test(value))
        return true;
    // A program that is named with a slash is not looked for on PATH.
    if (/(_SSH|_SSH_COMMAND|ASKPASS|EDITOR|PAGER|BROWSER|SHELL|RSH|PROXY_COMMAND|EXTERNAL_DIFF)$/.test(name))
        return /^[^\s/]+\//.test(value);
    return /(^|[\s:;,='"`(|&])\.{1,2}\//.test(value);
}
/** git reads configuration in its environment as a whole, and fails if a part is missing. */
function withoutHalfGitConfig({ env, dropped, changed }) {
    const isOfIt = (name) => /^GIT_CONFIG_(COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)$/.test(name);
    if (!changed.some(isOfIt))
        return { env, dropped, changed };
    const kept = Object.entries(env).filter(([name]) => !isOfIt(name));
    const others = Object.keys(env).filter(isOfIt);
    return {
        env: Object.fromEntries(kept),
        dropped: [...dropped.filter(name => !isOfIt(name)), 'GIT_CONFIG_COUNT'],
        changed: [...changed, ...others],
    };
}
const inWords = (element) => element || 'the current directory';

;// CONCATENATED MODULE: ./build/src/action/clean-environment.js











/**
 * Cleans the environment of this process, once at the start of a stage. Every program that we or a library start after
 * that has a search path and an environment that the model could not write.
 * Main keeps the places that it knew for post, whose inputs may be another step's (docs/facts, "Stages").
 * @returns what was taken away or shortened, as it was
 * @throws UnsafeEnvironment in pre and main; post has a login to store, whatever its environment is
 */
async function cleanStage(stage, task) {
    const cwd = process.cwd();
    const known = stage.name === 'post' ? (stage.state.get('writable') ?? []) : named(stage, cwd, task);
    const places = (0,system_writable/* writablePlaces */.r)(stage.env, cwd, known);
    const { env, dropped, changed, refused } = await cleanEnvironment(stage.env, places);
    if (stage.name !== 'post')
        await assertOwnConfiguration(stage, places);
    const [name] = refused;
    if (name !== undefined && stage.name !== 'post')
        throw new UnsafeEnvironment(name, places);
    if (stage.name === 'main')
        stage.state.set('writable', places);
    const given = Object.fromEntries(changed.map(name => [name, stage.env[name] ?? '']));
    for (const name of changed)
        replace(stage, name, env[name] ?? substituteOf(name));
    // Windows looks in the current directory before PATH, unless this is set.
    if (process.platform === 'win32')
        replace(stage, 'NoDefaultCurrentDirectoryInExePath', '1');
    // The dynamic linker and Node read these before any code of ours: the next stage must start without them.
    const later = stage.name === 'post' ? [] : changed.filter(isLoadedAtStart);
    for (const name of later)
        (0,sink/* exportVariable */.dN)(name, env[name] ?? (await absent(name)));
    tell(stage, { dropped, later, authorities: changed.filter(isAuthority) });
    return given;
}
function tell({ log }, { dropped, later, authorities }) {
    if (dropped.length === 0)
        return;
    const too = later.length === 0 ? '' : `; and later steps get the cleaned value: ${later.join(', ')}`;
    log.info(`Not used by programs that this action starts, because the model may write there: ${dropped.join(', ')}${too}`);
    if (authorities.length > 0)
        log.info(`Certificates that you trust must be kept where the model can't write: copy them out of the workspace in a step before, such as to the home directory, and name the copy in ${authorities.join(', ')}. Later steps still get what the job says.`);
}
/**
 * The value that later steps get for a variable of which nothing is left. The runner can't unset a variable. Most of these
 * count as not set when they are empty (ld.so(8), Node's documentation). But an empty OPENSSL_CONF takes the system's
 * configuration away, and an empty fallback of the linker takes its default away (dyld(1)).
 */
async function absent(name) {
    if (name === 'DYLD_FALLBACK_LIBRARY_PATH')
        return '/usr/local/lib:/usr/lib';
    if (name === 'DYLD_FALLBACK_FRAMEWORK_PATH')
        return '/Library/Frameworks:/System/Library/Frameworks';
    if (name !== 'OPENSSL_CONF')
        return '';
    for (const file of OPENSSL_CONFIGURATIONS)
        if (await (0,files/* exists */.t2)(file))
            return file;
    return '';
}
/** Where Debian, Fedora, Alpine and macOS have it. */
const OPENSSL_CONFIGURATIONS = [
    '/etc/ssl/openssl.cnf',
    '/etc/pki/tls/openssl.cnf',
    '/private/etc/ssl/openssl.cnf',
];
/** The directories outside of the workspace that the inputs open to the model's commands. */
function named({ env }, cwd, task) {
    const directory = task?.workingDirectory ?? env['INPUT_WORKING-DIRECTORY']?.trim();
    const args = task?.args ?? argsOf(env);
    const base = (0,external_node_path_.resolve)(cwd, directory || '.');
    // A directory in the workspace is covered by it, and main refuses a link that leads out of it.
    const own = (0,files/* isWithin */.UO)(base, cwd) ? [] : [base];
    return [...own, ...(0,added_directories/* addedDirectories */.S)(args, base)];
}
/** Codex starts what its config.toml names, such as MCP servers, outside of the sandbox. Throws `InputError`. */
async function assertOwnConfiguration({ env }, places) {
    const home = (0,codex_home/* configuredHome */.UM)(env['INPUT_CODEX-HOME']?.trim() || undefined, env);
    const file = (0,external_node_path_.join)(home, 'config.toml');
    if (!(await (0,files/* exists */.t2)(file)) || !(await (await system_writable/* Writable */.H.of(places)).holds(file)))
        return;
    throw new errors/* InputError */.dz('codex-home', `(or CODEX_HOME) leads to ${home}, where commands of the model can write, and has a config.toml`, 'Codex would start the programs that it names, outside of the sandbox. Use a directory outside of the workspace and of the directories for temporary files.');
}
/** Empty if they can't be read: main reports that. */
function argsOf(env) {
    try {
        return (0,exec_arguments/* parseCodexArgs */.wk)(env['INPUT_CODEX-ARGS'] ?? '');
    }
    catch {
        return [];
    }
}
/** Post refuses nothing: it replaces a home that the model may write by the one that the system knows. */
function substituteOf(name) {
    if (!/^(HOME|USERPROFILE)$/i.test(name))
        return undefined;
    try {
        return (0,external_node_os_.userInfo)().homedir;
    }
    catch {
        return undefined; // a user that the system does not know, as in some containers
    }
}
function replace({ env }, name, value) {
    for (const target of new Set([process.env, env]))
        if (value === undefined)
            delete target[name];
        else
            target[name] = value;
}
/** A variable that can't be left out leads to where the model may write. Thrown before anything is started. */
class UnsafeEnvironment extends errors/* ActionError */.lZ {
    name = 'UnsafeEnvironment';
    constructor(variable, places) {
        const isNode = variable === 'NODE_OPTIONS';
        super('unsafe-environment', {
            what: `The variable ${variable} names a place that commands of the model can write.`,
            why: isNode
                ? 'Node loads it at the end of this job, before any code of this action. It would run what the model left there, with the login and the tokens of this job. Nothing was started.'
                : 'git, Codex and other programs that this action starts outside of the sandbox read their configuration there. They would run what the model left there. Nothing was started.',
            remedy: isNode
                ? 'Unset it for this job, or give an absolute path outside of the workspace.'
                : `Set ${variable} to a directory that the model can't write. It can write: ${places.join(', ')}.`,
        });
    }
}


/***/ }),

/***/ 42279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ addedDirectories)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** The directories that `--add-dir` opens to the model's commands, absolute; Codex runs in `cwd`. */
function addedDirectories(args, cwd) {
    const given = args.flatMap((word, at) => {
        if (word === '--add-dir')
            return args[at + 1] ?? [];
        return /^--add-dir=(.*)/s.exec(word)?.[1] ?? [];
    });
    return given.map(directory => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(cwd, directory));
}


/***/ }),

/***/ 71079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ assertKeepsBounds),
/* harmony export */   wk: () => (/* binding */ parseCodexArgs)
/* harmony export */ });
/* unused harmony export RemoteRefused */
/* harmony import */ var shell_quote__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26591);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50809);



/**
 * The words of `codex-args`: a JSON array of strings, or a line in shell quoting. Variables, globs and operators
 * of a shell mean nothing here, and one that stands unquoted is refused instead of passed on as something else.
 */
function parseCodexArgs(input) {
    const words = wordsOf(input);
    const remote = words.find(word => REMOTE.test(word));
    if (remote !== undefined)
        throw new RemoteRefused((remote.split('=')[0] ?? remote).slice(0, 64));
    const losing = words.find((word, at) => LOSING_SETTING.test(settingIn(word, words[at - 1])));
    if (losing !== undefined)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('codex-args', `holds \`${losing}\`, by which Codex would look for another login and could delete this one`, 'Leave it out.');
    return words;
}
/** Codex takes them with `=` or a word after them, and knows no other names or shorter forms (tried with 0.171.0, docs/facts §13). */
const REMOTE = /^--remote(-auth-token-env)?(=|$)/;
/** `codex-args` would have the task run by an app-server elsewhere. */
class RemoteRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'RemoteRefused';
    constructor(word) {
        super('remote-refused', {
            what: `The input \`codex-args\` holds \`${word}\`.`,
            why: 'Codex would then hand the task to an app-server that this action did not start: with another login, outside of the fence, and without the sandbox that keeps commands away from the login. Nothing was started.',
            remedy: 'Leave it out. To use a Codex that runs elsewhere, call `codex exec --remote` in a step of your own, without this action.',
        });
    }
}
/**
 * Settings that make `codex exec` ignore auth.json, or delete it (docs/facts#forced-method-deletes,
 * #credentials-store).
 */
const LOSING_SETTING = /^(forced_login_method|forced_chatgpt_workspace_id|cli_auth_credentials_store)$/;
/** Characters. No system accepts a longer word on a command line, and the parser copies its input again and again. */
const LONGEST = 64 * 1024;
function wordsOf(input) {
    if (input.length > LONGEST)
        throw refuse(`is longer than ${LONGEST / 1024} KB`);
    if (input.trimStart().startsWith('[')) {
        const list = (0,_system_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(input);
        if (Array.isArray(list) && list.every(word => typeof word === 'string'))
            return list;
        throw refuse('starts with `[` but is not a JSON array of strings');
    }
    if (/['"]/.test(input.replace(QUOTED, '')))
        throw refuse('has a quote that does not end');
    const words = shellWords(input);
    if (words?.every(isWord))
        return words;
    throw refuse('has a variable, an operator, a glob or a comment of the shell outside single quotes');
}
/** All that a shell takes as quoted; shell-quote itself drops a quote without an end. */
const QUOTED = /\\.|'[^']*'|"(?:\\.|[^"\\])*"/gs;
/** The words, with an object for each thing that isn't one; undefined for what no shell would take. */
function shellWords(input) {
    try {
        return (0,shell_quote__WEBPACK_IMPORTED_MODULE_0__.parse)(input, name => ({ variable: name }));
    }
    catch {
        return undefined;
    }
}
const isWord = (entry) => typeof entry === 'string';
const refuse = (what) => new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('codex-args', what, 'Give words as in a shell, quoted where needed, or a JSON array of strings.');
/** Arguments by which the bounds of the model's commands would be lifted, and the settings that do the same by `-c`. */
const LIFTING = /^(-s.*|--sandbox(=.*)?|--dangerously-.*|--approve-for-me|--full-auto|--yolo|--trust)$/;
const LIFTING_SETTING = /^(sandbox_mode|sandbox_workspace_write|default_permissions|projects)(\.|$)|^permissions(\.codex-auth-action(\.|$)|$)/;
/**
 * Throws `InputError` for words of `codex-args` that would cancel the permission profile
 * (docs/facts#sandbox-flag-cancels-profile).
 */
function assertKeepsBounds(words) {
    const lifting = words.find((word, at) => LIFTING.test(word) || LIFTING_SETTING.test(settingIn(word, words[at - 1])));
    if (lifting === undefined)
        return;
    throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('codex-args', `holds \`${lifting}\`, which would let the model's commands read the login`, 'Use the inputs `sandbox` or `permission-profile`; or, for a prompt that you trust completely, `safety-strategy: unsafe`.');
}
/**
 * The key that a word sets by `-c`: `-c K=V`, `-cK=V`, `-c=K=V`, `--config K=V`, `--config=K=V`; quotes and blanks mean
 * nothing.
 */
function settingIn(word, before) {
    const given = before === '-c' || before === '--config' ? word : (/^(?:-c=?|--config=)(.+)$/s.exec(word)?.[1] ?? '');
    return (given.split('=')[0] ?? '').replace(/["'\s]/g, '');
}


/***/ }),

/***/ 65574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NX: () => (/* binding */ assertClosed),
/* harmony export */   ms: () => (/* binding */ lockHolder),
/* harmony export */   sf: () => (/* binding */ Unsavable),
/* harmony export */   vg: () => (/* binding */ assertSavable),
/* harmony export */   zb: () => (/* binding */ assertReplaceable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58500);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20368);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38016);
/* harmony import */ var _system_rename_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4473);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(83862);









const MEGABYTE = 1024 * 1024;
/**
 * Before it uses the token Codex makes its own files in a new CODEX_HOME: 0.9 MB and 85 names
 * (docs/facts#files-before-refresh).
 */
const ROOM_MEGABYTES = 16;
const ROOM_NAMES = 256;
/** Two of it are written for real, since a quota shows only then: more than Codex writes. */
const PROBE = Buffer.alloc(MEGABYTE);
const LOCK_TRIES = 10;
const LOCK_PAUSE_MS = 300;
/**
 * Codex uses the refresh token before it knows whether it can save the new one (docs/facts#read-only-loses). This
 * tries all that it will write, as the same user, and throws `Unsavable` before Codex is started. Changes nothing.
 */
async function assertSavable(authFile) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.realpath)(authFile).catch(error => Promise.reject(unsavable(authFile, error)));
    const homes = new Set([(0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(authFile), (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(target)]);
    await assertWritable(target);
    await assertOneName(target);
    await assertClosed(target);
    // Codex locks the file that it writes: behind a link that is the target, under the target's name
    // (docs/facts#other-owner-loses).
    const locks = new Set([(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(authFile), 'auth.lock'), `${authFile}.lock`, `${target}.lock`]);
    for (const lock of locks)
        await assertWritable(lock);
    await assertUnlocked(`${target}.lock`);
    for (const directory of homes)
        await assertReplaceable(directory);
    await assertNoMountPoint(target);
}
/** A missing file is fine: Codex makes its lock files. */
async function assertWritable(path) {
    const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(error => {
        if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(error) !== 'ENOENT')
            throw unsavable(path, error);
    });
    if (!info && (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.lstat)(path).catch(() => undefined)))
        throw new Unsavable(path, 'is a link that leads nowhere');
    if (!info)
        return;
    // Opening a pipe would succeed, and Codex would wait for its other end after it has used the token.
    if (!info.isFile())
        throw new Unsavable(path, `can't be written: it is ${(0,_system_files_js__WEBPACK_IMPORTED_MODULE_6__/* .kindOf */ .I)(info)}, not a file`);
    const uid = process.getuid?.();
    if (uid !== undefined && info.uid !== uid)
        throw new Unsavable(path, `belongs to user ${info.uid}, and Codex runs as user ${uid}`);
    // Codex refuses a read-only file even as root, for whom the system would open it (docs/facts#read-only-loses).
    if (!(info.mode & node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.S_IWUSR))
        throw new Unsavable(path, `is read-only (mode 0${(info.mode & 0o777).toString(8)})`);
    await (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'r+').catch(error => Promise.reject(unsavable(path, error)))).close();
}
/** Has Windows share the file with nobody (libuv's UV_FS_O_EXLOCK, which Node has no name for). */
const ALONE = 0x1000_0000;
/**
 * Windows renames nothing over a file that somebody has open, and Codex tries once, when the token is used
 * (docs/facts#windows-open-loses). A virus scanner or a reader is done with it soon. Does nothing elsewhere.
 * @throws Unsavable if somebody still has it open after 10 s
 */
async function assertClosed(path) {
    if (process.platform !== 'win32')
        return;
    const file = await (0,_system_rename_js__WEBPACK_IMPORTED_MODULE_7__/* .whileOpenElsewhere */ .s)(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDWR | ALONE)).catch(error => {
        throw (0,_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(error) === 'EBUSY'
            ? new Unsavable(path, 'is open in another program')
            : unsavable(path, error);
    });
    await file.close();
}
/**
 * Where another process holds the file's lock for more than some 5 s, Codex gives up waiting after the exchange
 * and saves nothing (docs/facts#held-lock-loses). Only Linux says who holds a lock.
 */
async function assertUnlocked(lock) {
    for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
        const holder = await lockHolder(lock);
        if (holder === undefined)
            return;
        if (tries + 1 === LOCK_TRIES)
            throw new Unsavable(lock, `is locked by process ${holder}`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(LOCK_PAUSE_MS);
    }
}
/** The pid in proc(5)'s `1: FLOCK  ADVISORY  WRITE 708 00:14:5032 0 EOF`: device and inode name the file. */
async function lockHolder(lock) {
    const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(lock).catch(() => undefined);
    if (!info)
        return undefined;
    const locks = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)('/proc/locks', 'utf8').catch(() => '');
    const held = locks.split('\n').find(line => line.includes('FLOCK') && line.includes(`:${info.ino} `));
    return held?.split(/\s+/)[4];
}
/** Codex refreshes a login whose file has a second name, and then refuses to save it (docs/facts#second-name-loses). */
async function assertOneName(path) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path)).nlink > 1)
        throw new Unsavable(path, 'has a second name (a hard link)');
}
/** Does what Codex does to save: a temporary file, written to disk, renamed over another. */
async function assertReplaceable(directory) {
    const probe = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, `.codex-auth-action-probe-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    const [from, to] = [`${probe}-a`, `${probe}-b`];
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.access)(directory, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
        await assertRoom(directory);
        for (const path of [from, to]) {
            const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'wx', 0o600);
            await file
                .writeFile(PROBE)
                .then(() => file.sync())
                .finally(() => file.close());
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(from, to);
    }
    catch (error) {
        throw error instanceof Unsavable ? error : unsavable(directory, error);
    }
    finally {
        for (const path of [from, to])
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true }).catch(() => undefined);
    }
}
async function assertRoom(directory) {
    const { bavail, bsize, files, ffree } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.statfs)(directory);
    if (bavail * bsize < ROOM_MEGABYTES * MEGABYTE)
        throw new Unsavable(directory, `is on a disk with less than ${ROOM_MEGABYTES} MB free`);
    // File systems that make inodes as they need them count none.
    if (files > 0 && ffree < ROOM_NAMES)
        throw new Unsavable(directory, `is on a file system with room for fewer than ${ROOM_NAMES} files`);
}
/** A file mounted by itself, as containers do, can be written but not replaced: the rename fails after the exchange. */
async function assertNoMountPoint(path) {
    const mounts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)('/proc/self/mountinfo', 'utf8').catch(() => '');
    const points = mounts
        .split('\n')
        .map(line => line.split(' ')[4]?.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))));
    if (points.includes(path))
        throw new Unsavable(path, "is a mount of its own, which can't be replaced: mount its directory instead");
}
const unsavable = (path, error) => new Unsavable(path, `can't be written: ${(0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_8__/* .reasonOf */ .A3)(path, (0,_system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(error) ?? 'nothing more')}`, {
    cause: error,
});
/** A refreshed login could not be saved, so none is asked for. */
class Unsavable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ {
    name = 'Unsavable';
    constructor(path, state, options) {
        super('unsavable', {
            what: `${path} ${state}.`,
            why: 'Codex would use the refresh token and then fail to save the new one, and the login would be lost. Codex was not started, and the login is as it was.',
            remedy: 'Make CODEX_HOME, auth.json, auth.lock and auth.json.lock writable by the user that runs the job: regular files with one name, on a disk with 16 MB free.',
        }, options);
    }
}


/***/ }),

/***/ 10873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ scopeOf)
/* harmony export */ });
/** For work in one repository, `owner/name`. */
function scopeOf(repository, permissions) {
    const [owner = '', repo = ''] = repository.split('/');
    const installation = '/repos/{owner}/{repo}/installation';
    return { installation, parameters: { owner, repo }, permissions, repositories: [repo] };
}


/***/ }),

/***/ 67543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ DEFAULT_SECRET_NAME),
/* harmony export */   G: () => (/* binding */ secretTarget)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _scope_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10873);


const DEFAULT_SECRET_NAME = 'CODEX_AUTH_JSON';
/** @throws InputError if the place is named twice, or the repository isn't `owner/name` */
function secretTarget({ repository, environment, organization }) {
    const [owner, repo, ...rest] = repository.split('/');
    if (!owner || !repo || rest.length > 0)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('repository', `is "${repository}"`, 'Give it as `owner/name`.');
    if (environment && organization)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('secret-organization', 'is given beside `secret-environment`', 'Give one of them: a secret belongs to an environment or to an organization.');
    const common = { owner, repo };
    if (organization)
        return {
            ...common,
            kind: 'organization',
            words: `organization ${organization}`,
            base: '/orgs/{org}/actions/secrets',
            parameters: { org: organization },
            // An organization's secret belongs to no repository, so the token can't be narrowed to one.
            scope: {
                installation: '/orgs/{org}/installation',
                parameters: { org: organization },
                permissions: { organization_secrets: 'write' },
            },
        };
    if (environment)
        return {
            ...common,
            kind: 'environment',
            words: `environment ${environment} of ${repository}`,
            base: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
            parameters: { ...common, environment_name: environment },
            scope: (0,_scope_js__WEBPACK_IMPORTED_MODULE_1__/* .scopeOf */ .O)(repository, { environments: 'write' }),
        };
    return {
        ...common,
        kind: 'repository',
        words: `repository ${repository}`,
        base: '/repos/{owner}/{repo}/actions/secrets',
        parameters: common,
        scope: (0,_scope_js__WEBPACK_IMPORTED_MODULE_1__/* .scopeOf */ .O)(repository, { secrets: 'write' }),
    };
}


/***/ }),

/***/ 85299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ acquireLease),
/* harmony export */   w: () => (/* binding */ releaseLease)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

/** Takes the lease, and says in the log and in the state that this step holds it. */
async function acquireLease(stage, lease, { waitMs, isNeeded }) {
    const { state, log, cancelled } = stage;
    const before = state.get('lease');
    const held = await lease.acquire({
        waitMs,
        isNeeded,
        signal: cancelled,
        // Before it is ours: a kill right after it must leave post the name of what to release.
        onTake: id => state.set('lease', id),
        onWait: ({ description }, waited) => log.info(`Waiting for the right to refresh the login (${Math.round(waited / 1000)} s): held by ${description}.`),
    });
    state.set('lease', held.nested ? before : held.id);
    return held;
}
/**
 * Gives the lease back with the outcome, unless an earlier step of this job holds it. Without an outcome, the announced
 * refresh stays in doubt. A failure here doesn't fail the job: the end of the job tries again.
 */
async function releaseLease(stage, lease, held, outcome) {
    try {
        await held.release(outcome);
        if (!held.nested)
            stage.state.set('lease', undefined);
    }
    catch (error) {
        const why = error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ ? error.explanation.what : String(error);
        stage.log.warning(`The right to refresh the login could not be given back yet; the end of this job tries again. ${why}`);
    }
    finally {
        await lease.end();
    }
}


/***/ }),

/***/ 59511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ isUsedByCodex)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _codex_fence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87764);
/* harmony import */ var _job_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47386);



/**
 * Whether a Codex runs in this CODEX_HOME that may refresh: one of this action, or of a step of an exclusive job. Linux
 * only. `job`: if given, only a Codex of a step that has this `JOB_VARIABLE` counts.
 */
async function isUsedByCodex(home, job) {
    const pids = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
    const found = await Promise.all(pids.map(async (pid) => {
        // Processes of other users can't be read, but their Codexes have other homes.
        const name = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/comm`, 'utf8').catch(() => '');
        if (!name.startsWith('codex'))
            return false;
        const variables = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0');
        const isFenced = variables.includes(`${_codex_fence_js__WEBPACK_IMPORTED_MODULE_1__/* .TOKEN_URL_VARIABLE */ .PL}=${_codex_fence_js__WEBPACK_IMPORTED_MODULE_1__/* .FENCED_URL */ .EP}`);
        const isOfJob = job === undefined || variables.includes(`${_job_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .JOB_VARIABLE */ .r}=${job}`);
        return variables.includes(`CODEX_HOME=${home}`) && !isFenced && isOfJob;
    }));
    return found.includes(true);
}


/***/ }),

/***/ 28611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ fenceJob),
/* harmony export */   i: () => (/* binding */ fenceAgain)
/* harmony export */ });
/* harmony import */ var _codex_fence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87764);
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24755);


/** From here on no Codex of this job can refresh, but the one we start with the lease. */
function fenceJob(stage, tokenUrl) {
    // Once a step: an exclusive use between its pre and its main has lifted the fence on purpose.
    if (stage.state.get('tokenUrl') !== undefined)
        return;
    stage.state.set('tokenUrl', tokenUrl);
    (0,_report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .exportVariable */ .dN)(_codex_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .REAL_URL_VARIABLE */ .Q1, tokenUrl);
    exportFence();
}
/** The lease of an exclusive use is for the login of one store, and later steps find that of this use. */
function fenceAgain({ env, state }) {
    const isFenced = env[_codex_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .TOKEN_URL_VARIABLE */ .PL] === _codex_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .FENCED_URL */ .EP;
    if (!isFenced && env[_codex_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .UNFENCED_VARIABLE */ .M4] !== state.get('store'))
        exportFence();
}
function exportFence() {
    for (const [name, value] of Object.entries(_codex_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .fenced */ .OF))
        (0,_report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .exportVariable */ .dN)(name, value);
}


/***/ }),

/***/ 79171:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ loginIn),
/* harmony export */   _: () => (/* binding */ judgement)
/* harmony export */ });
/* harmony import */ var _codex_fence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87764);
/* harmony import */ var _stores_store_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98065);


/** The login in a store now. Throws the refusal if the store has something else. */
async function loginIn(store, judge) {
    const stored = await (0,_stores_store_js__WEBPACK_IMPORTED_MODULE_1__/* .storedIn */ .P3)(store, judge);
    if (stored.kind === 'login')
        return stored.login;
    if (stored.kind === 'none')
        return undefined;
    throw stored.refusal;
}
const judgement = (stage, tokenUrl) => ({
    now: stage.now(),
    trustedIssuer: (0,_codex_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .overrideOrigin */ .Vz)(tokenUrl),
});


/***/ }),

/***/ 39662:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ reseed)
/* harmony export */ });
const LOG_IN = '`codex login` in an empty CODEX_HOME (logging in over an auth.json, or out, revokes it), then `jq -c . auth.json | gh secret set NAME` with the secret that `auth-json` comes from';
const HOW = {
    host: `run a workflow with \`mode: login\` on this runner and type the code it shows on a phone. Or: ${LOG_IN}; every runner takes the newer login by itself.`,
    cache: `run a workflow with \`mode: login\` and the same \`encryption-key\` on the default branch, and type the code it shows on a phone. Or: ${LOG_IN}; the next run takes the newer login by itself.`,
    'github-secret': `run a workflow with \`mode: login\` and the same inputs, and type the code it shows on a phone: the secret is set by it. Or: ${LOG_IN} (an environment's secret: with \`--env\`).`,
    command: `run a workflow with \`mode: login\` and the same two commands, and type the code it shows on a phone. Or: ${LOG_IN}, or into the secret manager; the next run takes the newer login by itself.`,
};
const WORKER = 'Look at the last runs of the keep-fresh workflow that publishes the access login: it says what is wrong with the login, and how a person logs in again. Then run it, and this job again.';
/** How a person replaces the login of this job's store. */
const reseed = ({ state }) => ({
    reseed: state.get('worker') === true
        ? WORKER
        : `A person must log in once more: ${HOW[state.get('storage') ?? 'host']}`,
});


/***/ }),

/***/ 5994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ openStore),
/* harmony export */   d: () => (/* binding */ defaultBranchOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24755);
/* harmony import */ var _system_event_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36683);
/* harmony import */ var _system_runner_temp_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17400);
/* harmony import */ var _system_user_path_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11638);





/** Makes a store from the inputs; each is loaded where it is used, so that the host path doesn't pay for it. */
function openStore(stage, kind, inputs) {
    return { cache: openCache, 'github-secret': openSecret, command: openCommand }[kind](stage, inputs);
}
async function openCache({ env, log, now }, inputs) {
    const { CacheStore } = await Promise.all(/* import() */[__webpack_require__.e(7517), __webpack_require__.e(3371)]).then(__webpack_require__.bind(__webpack_require__, 73371));
    return new CacheStore({
        loginName: inputs['login-name'],
        encryptionKey: inputs['encryption-key'] ?? '',
        ref: env.GITHUB_REF,
        defaultBranch: await defaultBranchOf(env.GITHUB_EVENT_PATH),
        env,
        directory: (0,_system_runner_temp_js__WEBPACK_IMPORTED_MODULE_3__/* .runnerTemp */ .X)(env),
        // Beside the script that the runner started, in dist/.
        client: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(process.argv[1] ?? ''), 'cache-client.js'),
        log,
        now,
    });
}
async function openSecret({ name, env, log, state }, inputs) {
    const { GithubSecretStore } = await Promise.all(/* import() */[__webpack_require__.e(382), __webpack_require__.e(8458)]).then(__webpack_require__.bind(__webpack_require__, 58458));
    const { GithubClient } = await __webpack_require__.e(/* import() */ 6330).then(__webpack_require__.bind(__webpack_require__, 26330));
    const { credentialsFrom } = await __webpack_require__.e(/* import() */ 3491).then(__webpack_require__.bind(__webpack_require__, 63491));
    const client = new GithubClient({
        apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
        // Pre never writes, and what an earlier step makes is still empty there.
        credentials: name === 'pre' ? { kind: 'token', token: 'none' } : credentialsFrom(inputs),
        mask: _report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .mask */ .dK,
        log: log.info,
    });
    const store = new GithubSecretStore({
        repository: env.GITHUB_REPOSITORY ?? '',
        repositoryId: Number(env.GITHUB_REPOSITORY_ID) || undefined,
        secretName: inputs['secret-name'],
        environment: inputs['secret-environment'],
        organization: inputs['secret-organization'],
        client,
        stored: inputs['auth-json'] === undefined ? undefined : Buffer.from(inputs['auth-json']),
        seen: state.get('secretSeen'),
        onSeen: seen => state.set('secretSeen', seen),
        log,
    });
    if (name === 'main')
        log.info(store.queuedNotice);
    return store;
}
async function openCommand({ env, log }, inputs) {
    const { CommandStore } = await __webpack_require__.e(/* import() */ 175).then(__webpack_require__.bind(__webpack_require__, 40175));
    const key = inputs['encryption-key'];
    const sealer = key === undefined ? undefined : (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 44691))).sealer(key);
    return new CommandStore({
        restoreCommand: inputs['restore-command'] ?? '',
        persistCommand: inputs['persist-command'] ?? '',
        env,
        cwd: process.cwd(),
        log,
        loginName: inputs['login-name'],
        sealer,
        keepIn: env.RUNNER_ENVIRONMENT === 'github-hosted' ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_system_user_path_js__WEBPACK_IMPORTED_MODULE_4__/* .userHome */ .B)(env), '.codex-auth-action'),
        addMask: _report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .mask */ .dK,
    });
}
/** The short name of the default branch, which every event's payload has (docs/facts/github.md, "Visibility"). */
async function defaultBranchOf(eventPath) {
    const event = await (0,_system_event_js__WEBPACK_IMPORTED_MODULE_2__/* .readEvent */ .j)(eventPath);
    const name = event?.repository
        ?.default_branch;
    return typeof name === 'string' ? name : undefined;
}


/***/ }),

/***/ 57972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $K: () => (/* binding */ overtaking),
/* harmony export */   $V: () => (/* binding */ newestOrphan),
/* harmony export */   PP: () => (/* binding */ settleOrphans),
/* harmony export */   tQ: () => (/* binding */ findOrphans),
/* harmony export */   zI: () => (/* binding */ sealOrphans)
/* harmony export */ });
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43996);
/* harmony import */ var _login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93388);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40510);
/* harmony import */ var _stores_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98065);
/* harmony import */ var _orphans_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69507);
/* harmony import */ var _workplace_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94743);






/** Looks for them. Unreadable ones are removed after a week. */
async function findOrphans(stage, kind, judge) {
    const sealer = await sealerOf(stage, kind);
    const orphans = await (0,_orphans_js__WEBPACK_IMPORTED_MODULE_4__/* .orphansOf */ .hw)(stage, { store: stage.state.get('store') ?? '', sealer, judge });
    const found = [];
    for (const orphan of orphans) {
        const stored = (0,_stores_store_js__WEBPACK_IMPORTED_MODULE_3__/* .readMasked */ .uk)(orphan.bytes, { ...judge, origin: `the file ${(0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .authFileIn */ .oC)(orphan.home)}` });
        if (stored.kind === 'login') {
            found.push({ ...orphan, login: stored.login });
        }
        else if (stored.kind === 'damaged' && orphan.madeAt < stage.now() - _orphans_js__WEBPACK_IMPORTED_MODULE_4__/* .UNREADABLE_MS */ .F3)
            await orphan.remove();
        else
            found.push({ ...orphan, login: undefined });
    }
    return found;
}
/** The newest of them, if it is newer than this login and of its account. */
function overtaking(orphans, chosen) {
    let newest;
    for (const { home, login } of orphans)
        if (login && (0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .sameAccount */ .M_)(login, chosen) && (0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .isNewer */ .U4)(login, newest?.login ?? chosen))
            newest = { home, login };
    return newest;
}
/** The newest of them all, where neither seed nor store has a login that can be used. */
function newestOrphan(orphans) {
    let newest;
    for (const { home, login } of orphans)
        if (login && (!newest || (0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .isNewer */ .U4)(login, newest.login)))
            newest = { home, login };
    return newest;
}
/** Seals each orphan until it is stored, unless its store keeps logins unencrypted too. */
async function sealOrphans(stage, kind, orphans) {
    const sealer = orphans.length > 0 ? await sealerOf(stage, kind) : undefined;
    if (sealer)
        for (const orphan of orphans)
            await orphan.seal(sealer);
}
/** Removes those that the store no longer needs, as this job's login is stored and as new; reports the others. */
async function settleOrphans(stage, { kind, copy, orphans }, judge) {
    if (orphans.length === 0)
        return;
    const here = await (0,_stores_store_js__WEBPACK_IMPORTED_MODULE_3__/* .storedIn */ .P3)(copy, judge);
    const isStored = here.kind === 'login' && (kind === 'host' || stage.state.get('stored') === here.login.generation);
    const stored = isStored ? here.login : undefined;
    for (const orphan of orphans) {
        const found = orphan.login;
        const isOutdated = stored && found && (0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .sameAccount */ .M_)(found, stored) && !(0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .isNewer */ .U4)(found, stored);
        if (isOutdated)
            await orphan.remove();
        else
            stage.log.warning(`What a killed job left in ${orphan.home} is not stored: this job may not write the store, or it is a login of another account, or none that can be read. It stays there, and a later job looks again. If you don't need it, remove that directory.`);
    }
}
async function sealerOf(stage, kind) {
    const key = (0,_workplace_js__WEBPACK_IMPORTED_MODULE_5__/* .sealingKey */ .ZR)(stage.inputs(), kind);
    return key === undefined ? undefined : (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 44691))).sealer(key);
}


/***/ }),

/***/ 69507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F3: () => (/* binding */ UNREADABLE_MS),
/* harmony export */   K5: () => (/* binding */ leaveOrphan),
/* harmony export */   hw: () => (/* binding */ orphansOf)
/* harmony export */ });
/* unused harmony export sealLogin */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var _login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93388);
/* harmony import */ var _stores_age_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44691);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38016);
/* harmony import */ var _system_process_identity_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20393);
/* harmony import */ var _codex_in_home_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(59511);
/* harmony import */ var _home_owner_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(23147);
/* harmony import */ var _homes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(98704);
/* harmony import */ var _unfinished_save_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(31141);











/** In milliseconds. An unreadable orphan stays longer than any job may take (5 days on a self-hosted runner). */
const UNREADABLE_MS = 7 * 86_400_000;
/** Longer than Codex waits for a token endpoint that hangs (45 s, docs/facts#endpoint-hangs-45s). */
const PATIENCE_MS = 60_000;
const POLL_MS = 200;
const MOST_SEALED_BYTES = 4 * 1024 * 1024;
/**
 * The logins of one store that jobs of this machine have left in their homes when they were killed, and that may be
 * newer than what is stored. Homes that nobody needs are removed. Logins of other stores, which this job can't store,
 * are sealed if their store is encrypted, and reported if not.
 */
async function orphansOf(stage, options) {
    const own = [stage.state.get('home'), stage.state.get('loginHome')];
    const parent = (0,_homes_js__WEBPACK_IMPORTED_MODULE_9__/* .parentOfHomes */ .Gg)(stage.env);
    // A file that a killed job was writing may have a token in it.
    await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_5__/* .removeStale */ .sq)(parent);
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(parent).catch(() => []);
    const homes = names
        .map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, name))
        .filter(home => (0,_homes_js__WEBPACK_IMPORTED_MODULE_9__/* .isPrivateHome */ .ry)(home) && !own.includes(home));
    const orphans = [];
    for (const home of homes) {
        const orphan = await examine(stage, home, options).catch(error => {
            // A step may have left files there as another user; that must not fail this job.
            stage.log.info(`${home} could not be looked at: ${String(error)}`);
            return undefined;
        });
        if (orphan)
            orphans.push(orphan);
    }
    return orphans;
}
/** The login in a home, if it is one to be stored by this job. */
async function examine(stage, home, options) {
    const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(home).catch(() => undefined);
    if (!info?.isDirectory())
        return undefined;
    const owner = await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_8__/* .ownerOf */ .bf)(home);
    if (!owner) {
        if (info.mtimeMs < stage.now() - UNREADABLE_MS)
            await (0,_homes_js__WEBPACK_IMPORTED_MODULE_9__/* .removePrivateHome */ .FF)(home);
        return undefined;
    }
    if (await (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_8__/* .isAlive */ ._n)(owner, stage.now()))
        return undefined;
    const isOwn = owner.store === options.store;
    if (!(await isQuiet(stage, home, owner, isOwn)))
        return undefined;
    await (0,_unfinished_save_js__WEBPACK_IMPORTED_MODULE_10__/* .finishSaves */ .s)(stage, home, options.judge);
    await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_5__/* .removeStale */ .sq)(home);
    const clear = await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readAuthFile */ .nb)((0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__/* .authFileIn */ .oC)(home));
    const sealed = clear ? undefined : await readSealed(home);
    const isWorthless = clear ? (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_8__/* .isKept */ .t8)(owner, clear) : !sealed;
    if (isWorthless) {
        await (0,_homes_js__WEBPACK_IMPORTED_MODULE_9__/* .removePrivateHome */ .FF)(home);
        return undefined;
    }
    if (!isOwn) {
        if (clear)
            await setOtherAside(stage, home, owner, clear);
        return undefined;
    }
    const bytes = clear ?? (sealed && (await options.sealer?.open(sealed)));
    if (!bytes)
        return undefined;
    return {
        home,
        madeAt: owner.madeAt,
        bytes,
        remove: async () => void (await (0,_homes_js__WEBPACK_IMPORTED_MODULE_9__/* .removePrivateHome */ .FF)(home)),
        seal: async (sealer) => (clear ? sealLogin(home, bytes, sealer) : undefined),
    };
}
/** Puts the sealed login in the place of the one that anybody with this user's rights can read. */
async function sealLogin(home, bytes, sealer) {
    await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_5__/* .replaceFile */ .fR)((0,_homes_js__WEBPACK_IMPORTED_MODULE_9__/* .sealedFileIn */ .o5)(home), await sealer.seal(bytes));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__/* .authFileIn */ .oC)(home), { force: true });
}
/**
 * Leaves a home of this job, whose login could not be stored, to the next job on this machine; encrypted if the store
 * has a recipient. False if nothing in it is worth that, or if the machine is gone after this job.
 */
async function leaveOrphan({ env, log }, home) {
    if (env.RUNNER_ENVIRONMENT === 'github-hosted')
        return false;
    const [owner, login] = await Promise.all([(0,_home_owner_js__WEBPACK_IMPORTED_MODULE_8__/* .ownerOf */ .bf)(home), (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readAuthFile */ .nb)((0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_3__/* .authFileIn */ .oC)(home))]);
    if (!owner || !login || (0,_home_owner_js__WEBPACK_IMPORTED_MODULE_8__/* .isKept */ .t8)(owner, login))
        return false;
    if (owner.recipient)
        await sealLogin(home, login, (0,_stores_age_js__WEBPACK_IMPORTED_MODULE_4__.sealerTo)(owner.recipient));
    const how = owner.recipient ? ', encrypted' : '';
    log.warning(`The login stays in ${home}${how}, and the next job on this machine that uses the same store tries to store it.`);
    return true;
}
const readSealed = (home) => (0,_system_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegularFile */ .XF)((0,_homes_js__WEBPACK_IMPORTED_MODULE_9__/* .sealedFileIn */ .o5)(home), { limit: MOST_SEALED_BYTES }).catch(() => undefined);
async function setOtherAside({ name, log }, home, owner, login) {
    if (owner.recipient)
        return sealLogin(home, login, (0,_stores_age_js__WEBPACK_IMPORTED_MODULE_4__.sealerTo)(owner.recipient));
    // Pre would say the same.
    if (name === 'main')
        log.notice(`A job that was killed left a login of another store in ${home}. The next job on this machine that uses that store saves it. If there will be none, remove that directory.`);
}
/** False if a Codex in the home may still save a refreshed login. For one of its own store, main waits a little. */
async function isQuiet(stage, home, owner, isOwn) {
    if (!(await isRefreshing(home, owner, stage.now())))
        return true;
    if (!isOwn)
        return false;
    if (stage.name !== 'main') {
        stage.log.info(`A Codex of a job that was killed may still refresh the login in ${home}: main looks again.`);
        return false;
    }
    stage.log.info(`A Codex of a job that was killed may still refresh the login in ${home}: waiting for it.`);
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end && !stage.cancelled.aborted) {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(POLL_MS);
        if (!(await isRefreshing(home, owner, stage.now())))
            return true;
    }
    stage.log.warning(`A Codex of a job that was killed is still there, and its login stays in ${home}. A later job looks again.`);
    return false;
}
async function isRefreshing(home, { codex }, now) {
    const seen = codex?.process ? await (0,_system_process_identity_js__WEBPACK_IMPORTED_MODULE_6__/* .liveness */ .QX)(codex.process, codex.announcedAt) : 'unknown';
    if (seen === 'alive')
        return true;
    if (process.platform === 'linux')
        return (0,_codex_in_home_js__WEBPACK_IMPORTED_MODULE_7__/* .isUsedByCodex */ .m)(home);
    return codex !== undefined && seen === 'unknown' && now < codex.announcedAt + PATIENCE_MS;
}


/***/ }),

/***/ 6742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iA: () => (/* binding */ prepare),
  NZ: () => (/* binding */ prepareEarly),
  kY: () => (/* binding */ remember)
});

// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
// EXTERNAL MODULE: ./build/src/login/account.js
var account = __webpack_require__(43996);
// EXTERNAL MODULE: ./build/src/login/login.js + 1 modules
var login = __webpack_require__(98798);
// EXTERNAL MODULE: ./build/src/login/mask.js
var mask = __webpack_require__(82935);
// EXTERNAL MODULE: ./build/src/login/revision.js
var revision = __webpack_require__(40510);
// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/keeper/fence-job.js
var fence_job = __webpack_require__(28611);
// EXTERNAL MODULE: ./build/src/keeper/judgement.js
var judgement = __webpack_require__(79171);
// EXTERNAL MODULE: ./build/src/keeper/orphaned-logins.js
var orphaned_logins = __webpack_require__(57972);
// EXTERNAL MODULE: ./build/src/keeper/runner-kind.js
var runner_kind = __webpack_require__(65287);
// EXTERNAL MODULE: ./build/src/codex/login-status.js
var login_status = __webpack_require__(26795);
// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/login/may-replace.js
var may_replace = __webpack_require__(92027);
// EXTERNAL MODULE: ./build/src/login/stored.js
var login_stored = __webpack_require__(49524);
// EXTERNAL MODULE: ./build/src/stores/put.js
var put = __webpack_require__(19145);
// EXTERNAL MODULE: ./build/src/stores/store.js
var stores_store = __webpack_require__(98065);
// EXTERNAL MODULE: ./build/src/keeper/home-owner.js
var home_owner = __webpack_require__(23147);
// EXTERNAL MODULE: ./build/src/keeper/leases.js + 2 modules
var leases = __webpack_require__(14260);
// EXTERNAL MODULE: ./build/src/keeper/refusal-to-spend.js
var refusal_to_spend = __webpack_require__(21493);
// EXTERNAL MODULE: ./build/src/keeper/seeding.js
var seeding = __webpack_require__(17951);
// EXTERNAL MODULE: ./build/src/keeper/set-aside.js
var set_aside = __webpack_require__(33833);
// EXTERNAL MODULE: ./build/src/keeper/to-mark.js
var to_mark = __webpack_require__(70293);
// EXTERNAL MODULE: ./build/src/keeper/under-lease.js
var under_lease = __webpack_require__(76869);
;// CONCATENATED MODULE: ./build/src/keeper/settle.js















/**
 * Chooses among seed, store, CODEX_HOME and orphans, and puts the chosen one in place. Without a judge nothing is
 * replaced: only an empty home is filled.
 */
async function settle(context) {
    const { workplace, judge } = context;
    const choice = await choose(context);
    if (choice.use === 'none')
        return undefined;
    if (choice.use === 'stored')
        return keep(context, choice);
    if (choice.use === 'seed' && !judge)
        return fill(context, choice);
    if (choice.use === 'orphan')
        await assertAccepted(context, choice.orphan.login, `the file ${(0,auth_file/* authFileIn */.oC)(choice.orphan.home)}`);
    else
        await assertAccepted(context, choice.login, SEED);
    if (workplace.kind !== 'host')
        return place(context, choice);
    // Nothing can refresh a login that isn't there, so the first seed needs no lease: the file system decides.
    if (choice.use === 'seed' && choice.over.kind === 'none' && !(await knownOf(workplace))?.marks.length)
        return (await workplace.copy.create(choice.login)) ? seeded(context, choice) : settle(context);
    return replaceUnderLease(context);
}
/** Puts a seed into an empty home, or what the store has. Whether a seed replaces anything is the judge's to say. */
async function fill(context, { over, ...choice }) {
    const { stage, workplace } = context;
    const isFirst = over.kind === 'none' && choice.login.isPlain;
    if (isFirst && (workplace.kind !== 'host' || !(await knownOf(workplace))?.marks.length))
        return (await workplace.copy.create(choice.login))
            ? seeded(context, { over, ...choice })
            : settle(context);
    stage.log.info(`The seed is looked at when the step starts: ${choice.because}.`);
    if (over.kind !== 'login' || workplace.kind === 'host')
        return undefined;
    return keep(context, { use: 'stored', login: over.login, because: 'Codex is to judge the seed first' });
}
/** Throws `LoginUnreadable` for a login that Codex would not use. */
async function assertAccepted({ workplace, judge }, login, origin) {
    if (!judge)
        return;
    const verdict = await judge(login.bytes, workplace.home);
    if (verdict === 'not-wanted')
        throw new login_status/* LoginNotTaken */.e1();
    if (!isAccepted(login, verdict))
        throw new login_status/* LoginUnreadable */.bB(origin);
}
const SEED = 'the input auth-json';
/** Where Codex doesn't say, as where it hangs, a file in which each field is as it writes it is good enough. */
const isAccepted = ({ isPlain }, verdict) => verdict === 'chatgpt' || (verdict === 'unknown' && isPlain);
/** On a host another job may be refreshing at this moment what the seed is to replace. */
async function replaceUnderLease(context) {
    const { stage, workplace } = context;
    let login;
    const waitMs = (0,leases/* waiting */.eg)(stage.inputs());
    await (0,under_lease/* underLease */.z)(stage, { lease: workplace.lease, waitMs, goesOnAfter: () => undefined }, async () => {
        const choice = await choose(context);
        if (choice.use === 'none')
            return undefined;
        if (choice.use === 'stored') {
            login = await keep(context, choice);
            return undefined;
        }
        (0,refusal_to_spend/* assertSameAccount */.U)(stage, loginOf(choice), await knownOf(workplace));
        login = await place(context, choice);
        return (0,to_mark/* toMark */.Rs)(stage, login);
    });
    return login;
}
async function choose(context) {
    const { stage, seed, judge, orphans } = context;
    const stored = await newestStored(context);
    const inputs = stage.inputs();
    const isReplaced = inputs.mode === 'login';
    const isUnusable = stored.kind === 'damaged' || stored.kind === 'foreign' || stored.kind === 'sealed';
    // A seed that an earlier step makes is still empty in pre: main decides over a damaged file. A new login replaces it.
    const isLater = isReplaced || (stage.name === 'pre' && stored.kind === 'damaged');
    if (isUnusable && isLater && !seed) {
        if (isReplaced && stage.name === 'main')
            stage.log.warning(`${stored.refusal.message}\nThe new login takes its place.`);
        return { use: 'none' };
    }
    const alone = judge && !seed && !isReplaced ? (0,orphaned_logins/* newestOrphan */.$V)(orphans) : undefined;
    // A stored login that we can't open may be newer than an orphan. An orphan replaces only nothing, or a damaged login.
    if (alone && (stored.kind === 'none' || stored.kind === 'damaged')) {
        const policy = { from: 'refreshed', allowAccountChange: false };
        if ((0,may_replace/* mayReplace */.k)(stored, alone.login, policy).may)
            return { use: 'orphan', orphan: alone };
    }
    const choice = (0,seeding/* chooseLogin */.VK)(seed, stored, policyOf(inputs));
    const orphan = judge && choice.use !== 'none' ? (0,orphaned_logins/* overtaking */.$K)(orphans, choice.login) : undefined;
    if (orphan)
        return { use: 'orphan', orphan };
    if (choice.use === 'seed' && stored.kind === 'sealed' && judge)
        stage.log.warning(`${stored.refusal.message}\nThe seed is a later login, and takes its place.`);
    return choice;
}
const policyOf = (inputs) => ({
    seedPolicy: inputs['seed-policy'],
    allowAccountChange: inputs['allow-account-change'],
});
/** The stored login, or the one that an earlier stage of this step has put into CODEX_HOME if that is newer. */
async function newestStored(context) {
    const { stage, tokenUrl, workplace } = context;
    const { kind, store, copy } = workplace;
    const judge = (0,judgement/* judgement */._)(stage, tokenUrl);
    // Main trusts what pre restored; under the lease the store is read again.
    const here = kind === 'host' ? undefined : await (0,stores_store/* storedIn */.P3)(copy, judge);
    if (here?.kind === 'login')
        return here;
    const stored = await (0,stores_store/* storedIn */.P3)(store, judge);
    if (stored.kind !== 'login')
        return stored;
    const isUsable = await isReadable(context, stored.login);
    if (!isUsable)
        return (0,login_stored/* damaged */.q)(stored.login.bytes, new login_status/* LoginUnreadable */.bB(store.where));
    stage.state.set('stored', stored.login.generation);
    return stored;
}
/** False only for a stored login that Codex itself can't read, where there is a seed for its place. */
async function isReadable({ judge, seed, workplace }, login) {
    if (!judge || !seed || login.isPlain)
        return true;
    return (await judge(login.bytes, workplace.home)) !== 'unreadable';
}
async function keep({ stage, workplace }, choice) {
    const { login, because } = choice;
    const { kind, store, copy } = workplace;
    // Main says it again only if it is not what pre has said.
    if (stage.state.get('known')?.generation === login.generation)
        return login;
    if (kind === 'host')
        (0,refusal_to_spend/* assertSameAccount */.U)(stage, login, await knownOf(workplace));
    // Else an earlier step has put it there, and it may be nowhere else.
    const isRestored = kind !== 'host' && stage.state.get('stored') === login.generation;
    if (isRestored)
        await restore(workplace, login);
    stage.log.info(`${isRestored ? `Restored the login from ${store.where}` : `Keeping the login in ${copy.where}`}: ${because}.`);
    return login;
}
/** What is known beside a host's login, which costs no request. Undefined if it can't be read. */
async function knownOf(workplace) {
    return workplace
        .lease()
        .then(lease => lease.known())
        .catch(() => undefined);
}
/** Puts a login into CODEX_HOME that is elsewhere too. */
async function restore({ copy, home }, login) {
    await copy.write(login);
    await (0,home_owner/* noteKept */.lu)(home, login.bytes);
}
const loginOf = (found) => (found.use === 'orphan' ? found.orphan.login : found.login);
/** Elsewhere than on a host the home has a copy: what the seed replaces is in the store, until the seed is stored. */
async function place(context, found) {
    const { stage, workplace } = context;
    if (found.use === 'orphan')
        return adopt(context, found.orphan);
    const setAside = found.setAside && workplace.kind === 'host';
    const onSetAside = (kept) => (0,set_aside/* saySetAside */.q)(stage.log, workplace.store.where, kept);
    await (0,put/* replaceStored */.sr)(workplace.copy, found.login, { stored: found.over, setAside, onSetAside });
    return seeded(context, found);
}
/** Uses what Codex saved in the home of a job that was killed. Main stores it. */
async function adopt({ stage, workplace }, { home, login }) {
    await workplace.copy.write(login);
    stage.state.set('elsewhere', login.generation);
    stage.log.info(`A job that was killed left a newer login in ${home}: using that one (of ${(0,seeding/* date */.p6)(login)}).`);
    stage.report.changed('found the login that a killed job had refreshed');
    return login;
}
async function seeded({ stage, workplace }, choice) {
    await (0,home_owner/* noteKept */.lu)(workplace.home, choice.login.bytes);
    stage.state.set('elsewhere', choice.login.generation);
    stage.log.info(`Seeded ${workplace.copy.where} from auth-json: ${choice.because}.`);
    stage.report.changed(`seeded the login from auth-json: ${choice.because}`);
    return choice.login;
}

// EXTERNAL MODULE: ./build/src/keeper/store-kind.js
var store_kind = __webpack_require__(62576);
// EXTERNAL MODULE: ./build/src/keeper/unfinished-save.js
var unfinished_save = __webpack_require__(31141);
// EXTERNAL MODULE: ./build/src/keeper/workplace.js + 1 modules
var keeper_workplace = __webpack_require__(94743);
;// CONCATENATED MODULE: ./build/src/keeper/prepare.js














/**
 * Reads seed and store, puts the newest login into CODEX_HOME and fences the job. Done in pre, and again
 * in main: an input can be empty in pre whose value an earlier step makes, and a local action has no pre. A login is
 * replaced only with a `judge`: pre has no Codex yet.
 */
async function prepare(stage, { judge } = {}) {
    const { tokenUrl, seed } = begin(stage);
    const workplace = await (0,keeper_workplace/* openWorkplace */.x5)(stage);
    (0,fence_job/* fenceAgain */.i)(stage);
    await (0,unfinished_save/* finishEarlierSaves */.a)(stage, workplace, (0,judgement/* judgement */._)(stage, tokenUrl));
    const orphans = await (0,orphaned_logins/* findOrphans */.tQ)(stage, workplace.kind, (0,judgement/* judgement */._)(stage, tokenUrl));
    const context = { stage, workplace, tokenUrl, seed, judge, orphans };
    // A bad seed is an error even if it would not be used.
    if (seed && !seed.isPlain)
        await assertAccepted(context, seed, SEED);
    const login = await settle(context);
    await (0,orphaned_logins/* sealOrphans */.zI)(stage, workplace.kind, orphans);
    await workplace.copy.protect();
    stage.state.set('home', workplace.home);
    if (login)
        remember(stage, login);
    return { ...workplace, tokenUrl, login, orphans };
}
/**
 * The same for pre. Undefined where the runner runs no post for a step whose main it skips: a login that pre restores
 * could stay in a private CODEX_HOME then, so main restores it.
 */
async function prepareEarly(stage) {
    if ((0,runner_kind/* runsEveryPost */.y)(stage.env) || (0,store_kind/* storeKind */.I1)(stage.inputs(), stage.env) === 'host')
        return prepare(stage);
    begin(stage);
    stage.log.info('This runner runs no post for a skipped step, so the login is restored when the step starts.');
    return undefined;
}
/** Reads the seed and fences the job, before anything is restored. */
function begin(stage) {
    const isFirst = stage.state.get('tokenUrl') === undefined;
    const tokenUrl = stage.state.get('tokenUrl') ?? (0,fence/* realTokenUrl */.Py)(stage.env);
    const inputs = stage.inputs();
    stage.state.set('allowsAccountChange', inputs['allow-account-change']);
    // A login is to replace what there is: a seed that is dead, or broken, is no reason not to.
    const input = inputs.mode === 'login' ? undefined : inputs['auth-json'];
    (0,fence_job/* fenceJob */.V)(stage, tokenUrl);
    const seed = input === undefined
        ? undefined
        : (0,login/* parseLogin */.$n)(input, { ...(0,judgement/* judgement */._)(stage, tokenUrl), origin: SEED, encoded: true, copied: true });
    if (seed)
        (0,mask/* maskLogin */.q$)(seed, sink/* mask */.dK);
    if (isFirst && input !== undefined && /^\s*\{[^\n]*\n/.test(input))
        stage.log.notice('The secret in `auth-json` has several lines. The runner masks each of them, so braces become *** in this log, and outputs with a brace may be lost. Store it in one line: `jq -c . auth.json | gh secret set NAME`.');
    return { tokenUrl, seed };
}
/** Keeps the login, by its digests, as the newest that this step knows. */
function remember(stage, login) {
    const { generation } = login;
    stage.state.set('known', {
        generation,
        changedAt: String((0,revision/* changedAt */.Ek)(login)),
        identity: (0,account/* identityDigest */.hh)(login),
    });
}


/***/ }),

/***/ 21493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ assertSameAccount),
/* harmony export */   y: () => (/* binding */ refusalToSpend)
/* harmony export */ });
/* harmony import */ var _leases_knowledge_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63289);
/* harmony import */ var _leases_mark_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53752);
/* harmony import */ var _login_instant_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(52018);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45845);
/* harmony import */ var _login_advice_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39662);
/* harmony import */ var _seeding_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17951);
/* harmony import */ var _spend_refusals_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85104);
/* harmony import */ var _to_mark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(70293);








/** Throws `AccountChange` if the newest revision that a job told of is of another account, unless that is allowed. */
function assertSameAccount(stage, login, known) {
    const own = (0,_to_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .toMark */ .Rs)(stage, login);
    const mark = known && (0,_leases_knowledge_js__WEBPACK_IMPORTED_MODULE_0__/* .newestOf */ .su)(known, own);
    if (!mark || (0,_leases_mark_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfSameAccount */ .lG)(mark, own))
        return;
    const newest = (0,_report_format_js__WEBPACK_IMPORTED_MODULE_2__/* .instantInWords */ .co)((0,_login_instant_js__WEBPACK_IMPORTED_MODULE_7__/* .toMilliseconds */ .Wj)(BigInt(mark.changedAt)));
    const dates = `this one of ${(0,_seeding_js__WEBPACK_IMPORTED_MODULE_4__/* .date */ .p6)(login)}, the newest of ${newest}${mark.by ? ` by ${mark.by}` : ''}`;
    if (!stage.inputs()['allow-account-change'])
        throw new _seeding_js__WEBPACK_IMPORTED_MODULE_4__/* .AccountChange */ .IR('marked', dates);
    stage.log.notice(`The login is of another account than the newest one that another job has reported (${dates}). It is used, because \`allow-account-change\` is set.`);
}
/**
 * Why this login may not be refreshed even with the lease; undefined if it may be. Throws `AccountChange` unless
 * such a change is allowed.
 */
function refusalToSpend(stage, login, { known }, kind) {
    assertSameAccount(stage, login, known);
    const objection = (0,_leases_knowledge_js__WEBPACK_IMPORTED_MODULE_0__/* .objectionTo */ .Dx)(known, (0,_to_mark_js__WEBPACK_IMPORTED_MODULE_6__/* .toMark */ .Rs)(stage, login));
    switch (objection?.kind) {
        case 'stale':
            return new _spend_refusals_js__WEBPACK_IMPORTED_MODULE_5__/* .StaleCopy */ .D6(login, objection.newer, kind);
        case 'refused':
            return new _spend_refusals_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedBefore */ .YR(objection.refusal, (0,_login_advice_js__WEBPACK_IMPORTED_MODULE_3__/* .reseed */ .D)(stage));
        case 'maybe-spent':
            return new _spend_refusals_js__WEBPACK_IMPORTED_MODULE_5__/* .MaybeSpent */ .t2(objection.doubt.by);
        case undefined:
            return undefined;
    }
}


/***/ }),

/***/ 17951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IR: () => (/* binding */ AccountChange),
/* harmony export */   VK: () => (/* binding */ chooseLogin),
/* harmony export */   p6: () => (/* binding */ date)
/* harmony export */ });
/* harmony import */ var _login_account_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43996);
/* harmony import */ var _login_instant_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52018);
/* harmony import */ var _login_may_replace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92027);
/* harmony import */ var _login_revision_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40510);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20368);






/**
 * Which login the job starts from. Throws `AccountChange`, and why the stored one can't be used where the seed may not take
 * its place.
 */
function chooseLogin(seed, stored, policy) {
    if (stored.kind === 'login')
        return chooseBetween(seed, stored.login, policy);
    if (stored.kind === 'none')
        return seed
            ? { use: 'seed', login: seed, because: 'no login was stored', over: stored, setAside: false }
            : { use: 'none' };
    if (!seed)
        throw stored.refusal;
    const decision = (0,_login_may_replace_js__WEBPACK_IMPORTED_MODULE_1__/* .mayReplace */ .k)(stored, seed, { from: 'seed', ...policy });
    if (!decision.may)
        throw notReplaced(stored, seed, decision.because);
    const because = `the stored one can't be used (${stored.refusal.code})`;
    return { use: 'seed', login: seed, because, over: stored, setAside: decision.setAside };
}
function chooseBetween(seed, stored, policy) {
    const keep = (because) => ({ use: 'stored', login: stored, because });
    if (!seed)
        return keep('no seed was given');
    const over = { kind: 'login', login: stored };
    const decision = (0,_login_may_replace_js__WEBPACK_IMPORTED_MODULE_1__/* .mayReplace */ .k)(over, seed, { from: 'seed', ...policy });
    const [because] = decision.may ? [] : [decision.because];
    if (because === 'same')
        return keep('the seed is the same');
    const dates = `seed of ${date(seed)}, stored one of ${date(stored)}`;
    const isNewer = (0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .changedAt */ .Ek)(seed) > (0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .changedAt */ .Ek)(stored);
    if (because === 'account')
        throw new AccountChange(isNewer && policy.seedPolicy === 'newer' ? 'seed' : 'stored', dates);
    const isOther = !(0,_login_account_js__WEBPACK_IMPORTED_MODULE_0__/* .sameAccount */ .M_)(seed, stored);
    const allowed = isOther ? ', and of another account, as `allow-account-change` allows' : '';
    if (!decision.may)
        return keep(`the seed is not newer (${dates})${allowed}`);
    if (policy.seedPolicy === 'missing')
        return keep(`seed-policy is "missing", though the seed is newer (${dates})${allowed}`);
    const { setAside } = decision;
    return { use: 'seed', login: seed, because: `it is a newer login (${dates})${allowed}`, over, setAside };
}
/** Why the job can't go on with what is stored, and why not with the seed either. */
function notReplaced(stored, seed, because) {
    const at = 'at' in stored && stored.at !== undefined ? (0,_report_format_js__WEBPACK_IMPORTED_MODULE_3__/* .instantInWords */ .co)((0,_login_instant_js__WEBPACK_IMPORTED_MODULE_5__/* .toMilliseconds */ .Wj)(stored.at)) : undefined;
    const dates = `seed of ${date(seed)}, stored one ${at ? `of ${at}` : 'of an unknown date'}`;
    if (because === 'account')
        return new AccountChange('seed', dates);
    return stored.refusal.meaning(because === 'foreign'
        ? "It may be somebody's, so the seed did not take its place. Nothing was changed."
        : `It may be a newer login than the seed, which did not take its place (${dates}). Nothing was changed.`);
}
/** The last change of a login, as a date that a person reads. */
const date = (login) => (0,_report_format_js__WEBPACK_IMPORTED_MODULE_3__/* .instantInWords */ .co)((0,_login_revision_js__WEBPACK_IMPORTED_MODULE_2__/* .changedAtMs */ .se)(login));
const ONCE = 'set `allow-account-change: true` for one run';
const FIND_OUT = 'find out who stored it, and log in again with the right account (`mode: login`, or a new seed in `auth-json`)';
const CHANGES = {
    seed: {
        change: 'The seed is a newer login, but of another account than the stored one',
        why: 'Taking it would bill another plan, perhaps by a mistake in a secret, and the stored login would be gone.',
        allow: ONCE,
        otherwise: 'correct `auth-json`',
    },
    login: {
        change: 'The new login is of another account than the stored one',
        why: 'Taking it would bill another plan, perhaps by a mistake, and the stored login would be gone.',
        allow: ONCE,
        otherwise: 'log in with the right account',
    },
    stored: {
        change: 'The stored login is of another account than the seed in `auth-json`',
        why: 'Prompts and code would go to an account that this workflow may not know. Somebody may have put it there.',
        allow: 'set `auth-json` to a login of that account or leave it out, or set `allow-account-change: true`',
        otherwise: FIND_OUT,
    },
    marked: {
        change: 'The login of this job is of another account than the newest one that another job has told of',
        why: 'Prompts and code would go to an account that this workflow may not know. Somebody may have put it there.',
        allow: `${ONCE} that refreshes the login (\`force-refresh: true\`)`,
        otherwise: FIND_OUT,
    },
};
/** Seed, store, lease and a new login are not of one account or person, and the job was not told that this is meant. */
class AccountChange extends _system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ {
    name = 'AccountChange';
    /** @param dates of the two, in words */
    constructor(of, dates) {
        const { change, why, allow, otherwise } = CHANGES[of];
        super('account-change', {
            what: `${change} (${dates}).`,
            why: `${why} Nothing was changed.`,
            remedy: `If the change is meant, ${allow}; otherwise ${otherwise}.`,
        });
    }
}


/***/ }),

/***/ 33833:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ saySetAside)
/* harmony export */ });
/** Says where what was replaced is kept. @param kept in words; undefined where it can't be kept */
function saySetAside(log, where, kept) {
    log.notice(kept === undefined
        ? `What was in ${where} is replaced. This action could not keep it: it has no place for it that is safe and outlives the job.`
        : `What was in ${where} is replaced, and kept as ${kept} until the next such replacement.`);
}


/***/ }),

/***/ 85104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D6: () => (/* binding */ StaleCopy),
/* harmony export */   YR: () => (/* binding */ RefusedBefore),
/* harmony export */   t2: () => (/* binding */ MaybeSpent)
/* harmony export */ });
/* harmony import */ var _codex_reasons_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60056);
/* harmony import */ var _login_instant_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(52018);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45845);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);
/* harmony import */ var _seeding_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17951);





const HOW = {
    host: 'An older auth.json was put back.',
    cache: 'Its newest entry was evicted (GitHub drops what nobody read for 7 days), or could not be stored.',
    'github-secret': 'GitHub reads the secrets of a repository or an organization when the run is queued, so another job may have refreshed the login since; or what it refreshed could not be stored.',
    command: 'The restore command gave an older state, or the newest could not be stored.',
};
const REMEDIES = {
    host: 'Log in once more: run a workflow with `mode: login` on this runner, or set a new seed.',
    cache: 'If no later run finds a newer one, log in once more (`mode: login`, or a new seed). A scheduled keep-fresh workflow every few days keeps entries from eviction.',
    'github-secret': 'Run the job again: a new run reads the newer secret. An environment secret (`secret-environment`) is read when the job starts: prefer one. If it stays, log in once more (`mode: login`, or set the secret again).',
    command: 'Look at what the two commands read and write. If the newer login is gone, log in once more (`mode: login`, or a new seed).',
};
/** This job restored a login older than the newest revision that any job has reported: its refresh token was already used. */
class StaleCopy extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'StaleCopy';
    constructor(login, mark, kind) {
        const newest = (0,_report_format_js__WEBPACK_IMPORTED_MODULE_1__/* .instantInWords */ .co)((0,_login_instant_js__WEBPACK_IMPORTED_MODULE_4__/* .toMilliseconds */ .Wj)(BigInt(mark.changedAt)));
        super('stale-copy', {
            what: `The login that this job has (of ${(0,_seeding_js__WEBPACK_IMPORTED_MODULE_3__/* .date */ .p6)(login)}) is older than the newest one that another job has told of (of ${newest}).`,
            why: `${HOW[kind]} Its refresh token was already used, so this job did not use it: showing it again could end the login permanently.`,
            remedy: REMEDIES[kind],
        });
    }
}
/** OpenAI permanently refused to refresh this revision. Its refresh token is never shown again, whatever the inputs say. */
class RefusedBefore extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'RefusedBefore';
    permanent = true;
    constructor({ code, by }, words) {
        // A record may be of a newer version, or of somebody else's making.
        const { what, why, remedy } = (0,_codex_reasons_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .W)(Object.hasOwn(_codex_reasons_js__WEBPACK_IMPORTED_MODULE_0__/* .REASONS */ .e, code) ? code : 'refused', words);
        super('refused-before', {
            what: `OpenAI was not asked to refresh the login: it has refused that before, to ${by}. ${what}`,
            why: `${why} To show a refused refresh token again could end what is left of the login.`,
            remedy,
        });
    }
}
/** A job announced that it would refresh this revision, and nobody knows the outcome. */
class MaybeSpent extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'MaybeSpent';
    constructor(by) {
        super('maybe-spent', {
            what: `The refresh token of this login may already have been used: ${by} was about to refresh it, and the outcome is not known, because it was killed or OpenAI's answer was lost.`,
            why: 'Showing a used token again could end what is left of the login, so it is not tried while the access token lives.',
            remedy: 'Log in once more (`mode: login`, or a new seed) before the access token ends. `force-refresh: true` tries the refresh anyway. So does the first job after the access token has ended, because then there is nothing left to lose.',
        });
    }
}


/***/ }),

/***/ 70293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rs: () => (/* binding */ toMark),
/* harmony export */   Yu: () => (/* binding */ toMarkAsOurs),
/* harmony export */   tf: () => (/* binding */ toAccount)
/* harmony export */ });
/* harmony import */ var _leases_mark_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53752);
/* harmony import */ var _job_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85251);


/** The revision by which others judge theirs. */
const toMark = (stage, login) => (0,_leases_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .markOf */ .Fg)(login, nameOf(stage));
/** The same of a revision that this job has made. */
const toMarkAsOurs = (stage, login) => (0,_leases_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .markOf */ .Fg)(login, { ...nameOf(stage), by: (0,_job_name_js__WEBPACK_IMPORTED_MODULE_1__/* .describeJob */ .hx)(stage.env), url: (0,_job_name_js__WEBPACK_IMPORTED_MODULE_1__/* .runUrl */ .Vp)(stage.env) });
/** The digest that names the account of a login in the record of its lease. */
const toAccount = (stage, login) => (0,_leases_mark_js__WEBPACK_IMPORTED_MODULE_0__/* .accountOf */ .XP)(login, nameOf(stage).name);
/** A host's lease is beside its only store, whatever that directory is called. */
function nameOf({ state }) {
    const store = state.get('storage') === 'host' ? undefined : state.get('store');
    return { name: state.get('place')?.['login-name'] || 'default', ...(store ? { store } : {}) };
}


/***/ }),

/***/ 76869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ underLease)
/* harmony export */ });
/* harmony import */ var _acquire_lease_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85299);

/**
 * Does something under the lease that uses no refresh token, so that nothing is stored over what another job is
 * refreshing. `work` returns the revision that others must know of.
 */
async function underLease(stage, { lease: open, waitMs, goesOnAfter }, work) {
    const lease = await open();
    let held;
    let newest;
    try {
        held = await (0,_acquire_lease_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLease */ .Z)(stage, lease, { waitMs }).catch((error) => {
            const said = goesOnAfter(error);
            if (said === undefined)
                throw error;
            stage.log.info(said);
            return undefined;
        });
        newest = await work(held);
    }
    finally {
        if (held)
            await (0,_acquire_lease_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseLease */ .w)(stage, lease, held, newest && { newest });
        else
            await lease.end();
    }
}


/***/ }),

/***/ 31141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ finishEarlierSaves),
/* harmony export */   s: () => (/* binding */ finishSaves)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var _codex_preflight_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65574);
/* harmony import */ var _login_auth_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93388);
/* harmony import */ var _login_may_replace_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92027);
/* harmony import */ var _stores_host_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2884);
/* harmony import */ var _stores_store_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(98065);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(20368);
/* harmony import */ var _system_rename_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4473);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(83862);
/* harmony import */ var _seeding_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(17951);
/* harmony import */ var _to_mark_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(70293);
/* harmony import */ var _under_lease_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(76869);














/** Codex saves a login in a temporary file beside auth.json, syncs it, and renames it (docs/facts §4). */
const UNFINISHED = /^\.auth-[A-Za-z0-9]{6}$/;
/** From the file's first byte to its rename, Codex needs some milliseconds. */
const DEAD_AFTER_MS = 2000;
/** A Codex that was stopped may hold the lock for as long as it likes: then a later job looks again. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 50;
/** A refresh of another job takes seconds. */
const LEASE_WAIT_MS = 10_000;
/**
 * Finishes what a Codex began that was killed between writing a login and renaming it: a newer login of the same account
 * takes the place of auth.json. Any other such file is removed, because it has an unencrypted token. On a host only the
 * lease holder may do that. Returns the login that is in place now, if this changed it.
 * @throws UnusablePlace if the login can't be put in place: it must be saved before anything is refreshed
 */
async function finishSaves(stage, home, judge) {
    const target = await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_4__/* .followed */ .Xd)((0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_4__/* .authFileIn */ .oC)(home));
    let newest;
    for (const path of await unfinishedIn(target))
        if (await isAbandoned(path, `${target}.lock`))
            newest = (await finish(stage, { path, target, home, judge })) ?? newest;
    return newest;
}
/** The same before a job chooses its login. On a host that needs the lease, for which pre never waits. */
async function finishEarlierSaves(stage, { kind, home, lease }, judge) {
    if ((await unfinishedIn(await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_4__/* .followed */ .Xd)((0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_4__/* .authFileIn */ .oC)(home)))).length === 0)
        return;
    if (kind !== 'host')
        return void (await finishSaves(stage, home, judge));
    if (stage.name === 'pre')
        return;
    const goesOnAfter = (error) => error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .ActionError */ .lZ && !stage.cancelled.aborted
        ? `A Codex may still be saving a login in ${home}: a later job looks again. ${error.explanation.what}`
        : undefined;
    await (0,_under_lease_js__WEBPACK_IMPORTED_MODULE_13__/* .underLease */ .z)(stage, { lease, waitMs: LEASE_WAIT_MS, goesOnAfter }, async (held) => {
        const login = held && (await finishSaves(stage, home, judge));
        return login && (0,_to_mark_js__WEBPACK_IMPORTED_MODULE_12__/* .toMark */ .Rs)(stage, login);
    });
}
/** Codex's temporary files beside this auth.json. */
async function unfinishedIn(target) {
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(target);
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch(() => []);
    return names.filter(name => UNFINISHED.test(name)).map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name));
}
/**
 * False if the file is gone, or if a Codex may still be writing it: a person's own, for example. Codex holds the lock of
 * auth.json while it saves, which only Linux shows; elsewhere the time must do.
 */
async function isAbandoned(path, lock) {
    const start = performance.now();
    for (;;) {
        const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
        if (!info || info.isDirectory())
            return false;
        const watchedMs = performance.now() - start;
        const isOld = Math.max(watchedMs, Date.now() - info.mtimeMs) > DEAD_AFTER_MS;
        if (isOld && (await (0,_codex_preflight_js__WEBPACK_IMPORTED_MODULE_3__/* .lockHolder */ .ms)(lock)) === undefined)
            return true;
        if (watchedMs > PATIENCE_MS)
            return false;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(LOOK_EVERY_MS);
    }
}
async function finish(stage, { path, target, home, judge }) {
    const begun = await readBegun(path, judge);
    const copy = new _stores_host_js__WEBPACK_IMPORTED_MODULE_6__/* .HostStore */ .m(home);
    const stored = await (0,_stores_store_js__WEBPACK_IMPORTED_MODULE_7__/* .storedIn */ .P3)(copy, judge);
    const policy = { from: 'refreshed', allowAccountChange: false };
    const decision = begun.kind === 'login' && (0,_login_may_replace_js__WEBPACK_IMPORTED_MODULE_5__/* .mayReplace */ .k)(stored, begun.login, policy);
    if (begun.kind !== 'login' || !decision || !decision.may) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
        stage.log.info(`A Codex that was killed left ${path}, in which there is no newer login: removed.`);
        return undefined;
    }
    if (decision.setAside && 'bytes' in stored)
        await copy.setAside(stored.bytes);
    const isRenamed = await (0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_10__/* .atPlace */ .ze)(target, (0,_system_rename_js__WEBPACK_IMPORTED_MODULE_9__/* .renameOver */ .H)(path, target)).then(() => true, error => {
        if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .systemCode */ .xU)(error) !== 'ENOENT')
            throw error;
        return false; // Another stage was faster.
    });
    if (!isRenamed)
        return undefined;
    const { login } = begun;
    stage.log.info(`A Codex that was killed had written a newer login (of ${(0,_seeding_js__WEBPACK_IMPORTED_MODULE_11__/* .date */ .p6)(login)}) to ${path}, but had not put it in place: now it is in ${copy.where}.`);
    return login;
}
/** Codex never makes a link or a pipe with such a name. */
async function readBegun(path, judge) {
    const info = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
    const bytes = info?.isFile() ? await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readAuthFile */ .nb)(path).catch(() => undefined) : undefined;
    return (0,_stores_store_js__WEBPACK_IMPORTED_MODULE_7__/* .readMasked */ .uk)(bytes, { ...judge, origin: `the file ${path}` });
}


/***/ }),

/***/ 94743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NR: () => (/* binding */ newHomeOf),
  x5: () => (/* binding */ openWorkplace),
  kN: () => (/* binding */ reopenWorkplace),
  ZR: () => (/* binding */ sealingKey)
});

// EXTERNAL MODULE: ./build/src/report/sink.js + 1 modules
var sink = __webpack_require__(24755);
// EXTERNAL MODULE: ./build/src/stores/host.js
var host = __webpack_require__(2884);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(38016);
// EXTERNAL MODULE: ./build/src/keeper/codex-home.js + 1 modules
var codex_home = __webpack_require__(4649);
// EXTERNAL MODULE: ./build/src/keeper/home-owner.js
var home_owner = __webpack_require__(23147);
// EXTERNAL MODULE: ./build/src/keeper/homes.js
var homes = __webpack_require__(98704);
// EXTERNAL MODULE: ./build/src/keeper/leases.js + 2 modules
var leases = __webpack_require__(14260);
// EXTERNAL MODULE: ./build/src/keeper/open-store.js
var open_store = __webpack_require__(5994);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/github/secret-target.js
var secret_target = __webpack_require__(67543);
// EXTERNAL MODULE: ./build/src/system/real-path.js
var real_path = __webpack_require__(56415);
// EXTERNAL MODULE: ./build/src/keeper/job-name.js
var job_name = __webpack_require__(85251);
;// CONCATENATED MODULE: ./build/src/keeper/store-identity.js




/**
 * Names a store: 16 hexadecimal digits, the same for all jobs that keep their login in the same place, and for no other.
 * Two stores may have the same `login-name`.
 */
function storeIdentity(place) {
    const parts = [place.kind, ...whereabouts(place)];
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
function whereabouts({ kind, inputs, env, home = '' }) {
    // GitHub ignores the case of these names.
    const repository = `${(0,job_name/* serverUrl */.Vd)(env)}/${env.GITHUB_REPOSITORY ?? ''}`.toLowerCase();
    const name = inputs['login-name'];
    switch (kind) {
        case 'host':
            return [(0,real_path/* realPathOf */.d)(home)];
        case 'cache':
            return [repository, name];
        case 'command':
            // A workflow may read the same store in another way, as one that only repairs it.
            return [name, folded(inputs['persist-command'])];
        case 'github-secret':
            return [secretName(inputs), ...secretScope(inputs, repository, (0,job_name/* serverUrl */.Vd)(env))];
    }
}
const secretName = (inputs) => (inputs['secret-name'] ?? secret_target/* DEFAULT_SECRET_NAME */.F).toUpperCase();
function secretScope(inputs, repository, server) {
    const { 'secret-organization': organization, 'secret-environment': environment } = inputs;
    if (organization)
        return ['organization', server, organization.toLowerCase()];
    return environment ? ['environment', repository, environment.toLowerCase()] : ['repository', repository];
}
/** Indentation and line ends don't make it another command. */
const folded = (command = '') => command.trim().replace(/\s+/g, ' ');

// EXTERNAL MODULE: ./build/src/keeper/store-kind.js
var store_kind = __webpack_require__(62576);
;// CONCATENATED MODULE: ./build/src/keeper/workplace.js










/** Opens the store that the inputs name, and the home that an earlier stage made, or makes one. */
async function openWorkplace(stage) {
    const { env, state } = stage;
    const inputs = stage.inputs();
    const kind = (0,store_kind/* storeKind */.I1)(inputs, env);
    tellOfIdleInputs(stage, inputs, kind);
    if (kind === 'host') {
        const home = (0,codex_home/* persistentHome */.JJ)(inputs['codex-home'], env);
        state.set('store', storeIdentity({ kind, inputs, env, home }));
        return hostWorkplace(stage, home);
    }
    const store = storeIdentity({ kind, inputs, env });
    state.set('place', placeOf(inputs));
    const home = (await knownHome(stage, kind, store)) ?? (await newHome(stage, await newHomeOf(stage, kind, store)));
    state.set('storage', kind);
    state.set('store', store);
    (0,sink/* exportVariable */.dN)(codex_home/* REAL_HOME_VARIABLE */.C5, (0,codex_home/* ambientHome */.k9)(env) ?? '');
    (0,sink/* exportVariable */.dN)('CODEX_HOME', home);
    return storedWorkplace(stage, kind, home, inputs);
}
/** The options with which a private home for a login of this store is made. */
async function newHomeOf(stage, kind, store) {
    const inputs = stage.inputs();
    const key = sealingKey(inputs, kind);
    const recipient = key === undefined ? undefined : await (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 44691))).recipientOf(key);
    return { configured: (0,codex_home/* configuredHome */.UM)(inputs['codex-home'], stage.env), store, recipient };
}
/** The key of a store that is encrypted. */
const sealingKey = (inputs, kind) => kind === 'cache' || kind === 'command' ? inputs['encryption-key'] : undefined;
/** The home that an earlier stage of this step has made. */
async function knownHome(stage, kind, store) {
    const { state } = stage;
    const home = state.get('storage') === kind ? state.get('home') : undefined;
    if (home === undefined)
        return undefined;
    const isSame = state.get('store') === store;
    if (isSame && (await (0,files/* exists */.t2)(home))) {
        await (0,home_owner/* enterHome */.Gd)(stage, home);
        return home;
    }
    // An input that an earlier step makes was empty in pre, and with it the store was another one: of this use, whose home
    // goes, or of the use that this one has its home from.
    if (!isSame && !state.get('borrowed'))
        await (0,homes/* removePrivateHome */.FF)(home);
    return undefined;
}
async function newHome(stage, options) {
    const { home, made } = await (0,homes/* privateHome */.FB)(stage, options);
    stage.state.set('home', home); // at once: whatever happens, post removes it
    stage.state.set('borrowed', !made);
    // These values of pre are about another home or store.
    for (const key of ['known', 'stored', 'elsewhere'])
        stage.state.set(key, undefined);
    return home;
}
function tellOfIdleInputs({ name, log }, inputs, kind) {
    const idle = (0,store_kind/* idleInputs */.mH)(inputs, kind).map(input => `\`${input}\``);
    // Pre would say the same.
    if (idle.length > 0 && name === 'main')
        log.warning(`Without effect where \`storage\` is \`${kind}\`: ${idle.join(', ')}.`);
}
/** Opens for post what an earlier stage has opened, by the state. */
async function reopenWorkplace(stage, home) {
    const kind = stage.state.get('storage') ?? 'host';
    if (kind === 'host')
        return hostWorkplace(stage, home);
    // The inputs may be another step's in post (docs/facts, "Stages"): where the login lives is not theirs to say.
    const place = Object.entries(stage.state.get('place') ?? {}).map(([name, value]) => [
        name,
        value || undefined,
    ]);
    return storedWorkplace(stage, kind, home, { ...stage.inputs(), ...Object.fromEntries(place) });
}
function hostWorkplace(stage, home) {
    const store = new host/* HostStore */.m(home);
    stage.state.set('storage', 'host');
    return { kind: 'host', home, copy: store, store, lease: lifeMs => (0,leases/* hostLease */.Jj)(stage, home, lifeMs) };
}
async function storedWorkplace(stage, kind, home, inputs) {
    const store = await (0,open_store/* openStore */.C)(stage, kind, inputs);
    return { kind, home, copy: new host/* HostStore */.m(home), store, lease: lifeMs => (0,leases/* gitLease */.d3)(stage, inputs, lifeMs) };
}
const PLACE = [
    'lease-ref',
    'lease-repository',
    'job-id',
    'login-name',
    'secret-name',
    'secret-environment',
    'secret-organization',
];
/** Each of them, empty where it was not given: then it isn't in post either. */
const placeOf = (inputs) => Object.fromEntries(PLACE.map(name => [name, inputs[name] ?? '']));


/***/ }),

/***/ 29989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cz: () => (/* binding */ parseAccess),
/* harmony export */   SU: () => (/* binding */ deriveAccess),
/* harmony export */   _M: () => (/* binding */ isAccessLogin)
/* harmony export */ });
/* unused harmony export AccessDamaged */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(73305);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(50809);
/* harmony import */ var _account_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43996);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8630);
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(52018);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73469);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98798);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(81147);
/* harmony import */ var _strict_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95301);











/** Codex ignores a key that it doesn't know, and keeps it (tried with 0.169.0 and 0.171.0, docs/facts §14). */
const NOTE = 'codex_auth_action';
const MODE = 'chatgptAuthTokens';
const Note = zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    made_at: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .refine */ .YPB(written => (0,_instant_js__WEBPACK_IMPORTED_MODULE_8__/* .parseInstant */ .nV)(written) !== undefined)),
    made_by: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* ._regex */ .Fk(/^[\x20-\x7e]{1,300}$/)),
    refresh_refused: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* ._regex */ .Fk(/^[a-z-]{1,40}$/))),
    used_up_until: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .refine */ .YPB(written => (0,_instant_js__WEBPACK_IMPORTED_MODULE_8__/* .parseInstant */ .nV)(written) !== undefined))),
});
const Derived = zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    auth_mode: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .literal */ .euz(MODE),
    last_refresh: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()),
    tokens: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        id_token: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .refine */ .YPB(_claims_js__WEBPACK_IMPORTED_MODULE_10__/* .isJwt */ .ky)),
        access_token: _login_js__WEBPACK_IMPORTED_MODULE_4__/* .secretToken */ .Iq,
        refresh_token: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .literal */ .euz('')),
        account_id: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()),
    }),
    [NOTE]: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .unknown */ .L5J()),
});
/** The fields that are copied from a login: none that this version doesn't know, because they could be secret. */
const Copied = zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    last_refresh: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()),
    tokens: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ account_id: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()), login_owner_id: zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .nullish */ .cl6(zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP()) }),
});
/** Makes the access login of a login: compact JSON. */
function deriveAccess(login, { madeAt, madeBy, refused, usedUpUntil }) {
    const { tokens, last_refresh } = Copied.parse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_11__/* .parseJson */ .q)(login.bytes.toString('utf8')));
    const { account_id, login_owner_id } = tokens;
    return Buffer.from(JSON.stringify({
        auth_mode: MODE,
        OPENAI_API_KEY: null,
        tokens: {
            id_token: login.tokens.id,
            access_token: login.tokens.access,
            refresh_token: '',
            ...(login_owner_id ? { login_owner_id } : {}),
            ...(account_id ? { account_id } : {}),
        },
        ...(last_refresh ? { last_refresh } : {}),
        [NOTE]: {
            made_at: new Date(madeAt).toISOString(),
            made_by: madeBy.replace(/[^\x20-\x7e]/g, '?').slice(0, 300) || '?',
            ...(refused ? { refresh_refused: refused } : {}),
            ...(usedUpUntil ? { used_up_until: new Date(usedUpUntil).toISOString() } : {}),
        },
    }));
}
/** Whether the text, raw or in base64, is meant to be an access login. Never throws. */
function isAccessLogin(input) {
    const refuse = (code) => new _refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .LoginRefused */ .Q(code, 'the input auth-json');
    try {
        return (0,_kind_js__WEBPACK_IMPORTED_MODULE_3__/* .isAccessKind */ .z)((0,_system_json_js__WEBPACK_IMPORTED_MODULE_11__/* .parseJson */ .q)((0,_strict_json_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeSeed */ .oS)(Buffer.from(input), refuse).toString('utf8')));
    }
    catch {
        return false;
    }
}
/** Parses an access login, raw or in base64. Throws `AccessDamaged` or `LoginRefused`, whose message has no content of it. */
function parseAccess(input, { origin, now }) {
    const refuse = (code) => new _refusal_js__WEBPACK_IMPORTED_MODULE_5__/* .LoginRefused */ .Q(code, origin, 'seed');
    const bytes = (0,_strict_json_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeSeed */ .oS)(Buffer.from(input), refuse);
    const document = (0,_strict_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseStrictly */ .ge)(bytes, refuse);
    const parsed = Derived.safeParse(document);
    if (!parsed.success)
        throw new AccessDamaged(origin);
    const { tokens, last_refresh, [NOTE]: note } = parsed.data;
    const lastRefresh = last_refresh ? (0,_instant_js__WEBPACK_IMPORTED_MODULE_8__/* .parseInstant */ .nV)(last_refresh) : undefined;
    const [access, identity] = [(0,_claims_js__WEBPACK_IMPORTED_MODULE_10__/* .readClaims */ .Ip)(tokens.access_token), (0,_claims_js__WEBPACK_IMPORTED_MODULE_10__/* .readClaims */ .Ip)(tokens.id_token)];
    const login = {
        bytes,
        tokens: { access: tokens.access_token, id: tokens.id_token },
        accountId: tokens.account_id || access.accountId || identity.accountId || '',
        ...(lastRefresh === undefined ? {} : { lastRefresh }),
        access,
        identity,
        generation: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update([tokens.access_token, tokens.id_token].join('\0')).digest('hex'),
        note: noteIn(note),
    };
    if ((0,_account_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfTwo */ .i9)(login))
        throw refuse('two-accounts');
    if ((0,_login_js__WEBPACK_IMPORTED_MODULE_4__/* .isFromTheFuture */ .vU)(login, now))
        throw refuse('from-the-future');
    return login;
}
/** A later version may write another one: that is no reason to refuse the tokens. */
function noteIn(written) {
    const note = Note.safeParse(written);
    if (!note.success)
        return undefined;
    const { made_at, made_by, refresh_refused, used_up_until } = note.data;
    return {
        madeAt: Date.parse(made_at),
        madeBy: made_by,
        refused: refresh_refused,
        ...(used_up_until === undefined ? {} : { usedUpUntil: Date.parse(used_up_until) }),
    };
}
/** It was meant to be an access login, and Codex could do nothing with it. */
class AccessDamaged extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'AccessDamaged';
    constructor(origin) {
        super('access-damaged', {
            what: `Refused ${origin}: it is an access login, but not a whole one. A token is missing, or was masked or edited.`,
            why: 'Codex could do nothing with it. Nothing was changed.',
            remedy: 'Run the keep-fresh workflow that has `share-access`: it publishes the access login again. If somebody sets this secret by hand, let that workflow do it.',
        });
    }
}


/***/ }),

/***/ 92027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ mayReplace)
/* harmony export */ });
/* harmony import */ var _mask_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82935);
/* harmony import */ var _revision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40510);


/**
 * The one rule for every place that replaces a login: never one of another account unless that is allowed, never a newer one
 * by an older one, as far as anything says how old it is, and another kind of login only by a person who logs in.
 */
function mayReplace(stored, by, policy) {
    switch (stored.kind) {
        case 'none':
            return { may: true, setAside: false };
        case 'login':
            return mayFollow(stored.login, by, policy);
        case 'damaged':
            return mayRepair(stored, by, policy);
        case 'foreign':
            return policy.from === 'person' ? KEPT_ASIDE : refuse('foreign');
        case 'sealed':
            return mayCover(stored, by, policy);
    }
}
const KEPT_ASIDE = { may: true, setAside: true };
const refuse = (because) => ({ may: false, because });
function mayFollow(stored, by, { from, allowAccountChange }) {
    const order = (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .compare */ .UD)((0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .revisionOf */ .DT)(by), (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .revisionOf */ .DT)(stored));
    if (order === 'same')
        return refuse('same');
    if (order === 'unrelated') {
        if (!allowAccountChange)
            return refuse('account');
        return isLater(by, (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .changedAt */ .Ek)(stored)) ? KEPT_ASIDE : refuse('newer');
    }
    if (order === 'older' || (from === 'seed' && !isSurelyLater(by, stored)))
        return refuse('newer');
    return { may: true, setAside: false };
}
function mayRepair(stored, by, { from, allowAccountChange }) {
    const isOther = by.accountId !== '' && stored.accountIds.some(id => id !== by.accountId);
    if (isOther && !allowAccountChange)
        return refuse('account');
    // A person has just logged in to replace it.
    if (from === 'person' || stored.at === undefined)
        return KEPT_ASIDE;
    const isAfter = from === 'seed' ? (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .changedAt */ .Ek)(by) / _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2 > stored.at / _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2 : isLater(by, stored.at);
    return isAfter || isTheSame(stored, stored.at, by) ? KEPT_ASIDE : refuse('damaged');
}
/** True if it has the very tokens, and nothing of a later second: it was this login before it was damaged. */
function isTheSame({ bytes }, at, by) {
    const { access, refresh } = by.tokens;
    const isOfNoLaterSecond = at / _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2 <= (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .changedAt */ .Ek)(by) / _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2;
    return (isOfNoLaterSecond &&
        [access, refresh].some(token => token.length >= _mask_js__WEBPACK_IMPORTED_MODULE_1__/* .SHORTEST_TOKEN */ .P9 && bytes.includes(token)));
}
/** If the sealed login stays beside the new one, it is not lost. But a seed must not be used where a newer login may be. */
function mayCover({ at, staysBeside }, by, { from }) {
    const isKnownOlder = at !== undefined && (from === 'person' || isLater(by, at));
    const may = isKnownOlder || (staysBeside && from !== 'seed');
    return may ? { may: true, setAside: !staysBeside } : refuse('sealed');
}
/**
 * Two revisions of one second have an order, but nobody knows which was first where `last_refresh` is missing or has no
 * fraction. A seed has nothing to lose, so it waits.
 */
function isSurelyLater(by, stored) {
    const [at, there] = [(0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .changedAt */ .Ek)(by), (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .changedAt */ .Ek)(stored)];
    if (at / _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2 !== there / _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2)
        return at > there;
    if (by.lastRefresh === undefined || stored.lastRefresh === undefined)
        return false;
    return by.lastRefresh - stored.lastRefresh >= _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2;
}
const isLater = (login, at) => (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .changedAt */ .Ek)(login) > at;


/***/ }),

/***/ 49524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readStored),
/* harmony export */   q: () => (/* binding */ damaged)
/* harmony export */ });
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98798);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81147);
/* harmony import */ var _traces_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95857);



/** Reads what is stored; `bytes` is undefined if nothing is. */
function readStored(bytes, options) {
    if (!bytes)
        return { kind: 'none' };
    try {
        return { kind: 'login', login: (0,_login_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLogin */ .$n)(bytes, options) };
    }
    catch (error) {
        if (!(error instanceof _refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .LoginRefused */ .Q))
            throw error;
        return error.foreign ? { kind: 'foreign', bytes, refusal: error } : damaged(bytes, error);
    }
}
/** Bytes that were meant to be a login, but that we or Codex can't read as one. */
const damaged = (bytes, refusal) => ({
    kind: 'damaged',
    bytes,
    refusal,
    ...(0,_traces_js__WEBPACK_IMPORTED_MODULE_2__/* .tracesIn */ .G)(bytes),
});


/***/ }),

/***/ 95857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ tracesIn)
/* harmony export */ });
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52018);
/* harmony import */ var _revision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40510);


/** Base64 in base64 in base64 has been seen in secret managers; nothing puts more around a login. */
const DEEPEST = 3;
/**
 * Looks for tokens and dates in the raw text, whatever became of the JSON around them: cut off, in UTF-16, with a byte-order
 * mark, wrong types, in base64. Takes time in proportion to the text.
 */
function tracesIn(bytes) {
    // One character a byte.
    const found = { issued: [], refreshed: [], accounts: [], fields: [] };
    search(bytes.toString('latin1'), DEEPEST, found);
    const issuedAt = latest(found.issued);
    const refreshedAt = latest(found.refreshed);
    const at = latestOf(issuedAt, refreshedAt);
    const accounts = found.accounts.length > 0 ? found.accounts : found.fields;
    return { ...(at === undefined ? {} : { at }), accountIds: [...new Set(accounts)] };
}
/** Without a `last_refresh` it may be any revision of the second in which its token was issued: it counts as the last. */
function latestOf(issuedAt, refreshedAt) {
    const at = (0,_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .revisedAt */ .c_)({ issuedAt, refreshedAt });
    if (at === undefined || issuedAt === undefined || refreshedAt !== undefined)
        return at;
    return (at / _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2) * _revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2 + (_revision_js__WEBPACK_IMPORTED_MODULE_0__/* .SECOND */ .Z2 - 1n);
}
/** Quotes may be escaped, or single ones by mistake. */
const ISSUED = /["']iat\\{0,3}["']\s{0,9}:\s{0,9}(\d{1,13})/g;
const REFRESHED = /["']last_refresh\\{0,3}["']\s{0,9}:\s{0,9}\\{0,3}["']([^"'\\]{1,100})/g;
const ACCOUNT = /["']chatgpt_account_id\\{0,3}["']\s{0,9}:\s{0,9}\\{0,3}["']([^"'\\]{1,100})["'\\]/g;
const FIELD = /["']account_id\\{0,3}["']\s{0,9}:\s{0,9}\\{0,3}["']([^"'\\]{1,100})["'\\]/g;
function search(raw, depth, found) {
    // Without the zero bytes, the ASCII in UTF-16 is ASCII.
    const text = raw.replaceAll('\0', '');
    const issued = valuesOf(text, ISSUED).map(seconds => Number(seconds) * 1000);
    found.issued.push(...issued.filter(instant => instant <= _instant_js__WEBPACK_IMPORTED_MODULE_1__/* .LAST_SECOND */ .yl * 1000));
    const refreshed = valuesOf(text, REFRESHED).map(_instant_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInstant */ .nV);
    found.refreshed.push(...refreshed.filter(instant => instant !== undefined));
    found.accounts.push(...valuesOf(text, ACCOUNT));
    found.fields.push(...valuesOf(text, FIELD));
    if (depth === 0)
        return;
    // The parts of a token, or a whole file in base64, which may be wrapped.
    const parts = /[^\w+/=\s-]/.test(text) ? text.split(/[^\w+/=-]+/) : [text.replace(/\s+/g, '')];
    for (const part of parts.filter(({ length }) => length >= 16)) {
        const decoded = Buffer.from(part, 'base64').toString('latin1');
        if (/[{"]/.test(decoded))
            search(decoded, depth - 1, found);
    }
}
const valuesOf = (text, pattern) => Array.from(text.matchAll(pattern), match => match[1] ?? '');
const latest = (instants) => instants.reduce((a, b) => (a === undefined || b > a ? b : a), undefined);


/***/ }),

/***/ 44691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EncryptionKeyRefused: () => (/* binding */ EncryptionKeyRefused),
/* harmony export */   SealRefused: () => (/* binding */ SealRefused),
/* harmony export */   recipientOf: () => (/* binding */ recipientOf),
/* harmony export */   sealer: () => (/* binding */ sealer),
/* harmony export */   sealerTo: () => (/* binding */ sealerTo)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

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
    return { seal: bytes => seal(key, bytes), open: sealed => open(key, sealed) };
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
    const { identityToRecipient } = await __webpack_require__.e(/* import() */ 1539).then(__webpack_require__.bind(__webpack_require__, 81539));
    return whole(() => identityToRecipient(identity));
}
/** Seals to a recipient of `recipientOf`: only the holder of its identity can open the result. */
const sealerTo = (recipient) => ({
    async seal(bytes) {
        const { Encrypter } = await __webpack_require__.e(/* import() */ 1539).then(__webpack_require__.bind(__webpack_require__, 81539));
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
    const { Encrypter, identityToRecipient } = await __webpack_require__.e(/* import() */ 1539).then(__webpack_require__.bind(__webpack_require__, 81539));
    const encrypter = new Encrypter();
    if (identity)
        encrypter.addRecipient(await whole(() => identityToRecipient(identity)));
    else {
        encrypter.setPassphrase(passphrase ?? '');
        encrypter.setScryptWorkFactor(WORK_FACTOR);
    }
    return Buffer.from(await encrypter.encrypt(bytes));
}
async function open({ passphrase, identities }, sealed) {
    const { Decrypter } = await __webpack_require__.e(/* import() */ 1539).then(__webpack_require__.bind(__webpack_require__, 81539));
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
class EncryptionKeyRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
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
class SealRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'SealRefused';
    constructor(code) {
        super(code, REFUSALS[code]);
    }
}


/***/ }),

/***/ 2884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ HostStore)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93388);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38016);



/** The login lives in the runner's own CODEX_HOME: Codex's auth.json is the store. */
class HostStore {
    home;
    kind = 'host';
    where;
    #path;
    constructor(home) {
        this.home = home;
        this.#path = (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .authFileIn */ .oC)(home);
        this.where = `the file ${this.#path}`;
    }
    read() {
        return (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readAuthFile */ .nb)(this.#path);
    }
    /** Codex's own save is the write, and its preflight proves that. */
    async assertWritable() { }
    async write(login) {
        await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .makeHome */ .o1)(this.home);
        await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .replaceAuthFile */ .DE)(this.#path, login.bytes);
    }
    /** Keeps one revision of what was replaced, for its owner alone. */
    async setAside(bytes) {
        const path = (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .replacedFileIn */ .Yf)(this.home);
        await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .makeHome */ .o1)(this.home);
        await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_2__/* .replaceFile */ .fR)(path, bytes);
        return path;
    }
    /** Stores a first login; false if another job has stored one meanwhile. */
    async create(login) {
        await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .makeHome */ .o1)(this.home);
        return (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .createAuthFile */ .LH)(this.#path, login.bytes);
    }
    /** Makes CODEX_HOME and auth.json what their owner alone can read, and removes what killed jobs have left beside it. */
    async protect() {
        await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .makeHome */ .o1)(this.home);
        await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_2__/* .removeStale */ .sq)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .followed */ .Xd)(this.#path)));
        if (!(await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readAuthFile */ .nb)(this.#path)))
            return;
        await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_2__/* .removeSecondName */ .EU)(await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .followed */ .Xd)(this.#path));
        await (0,_login_auth_file_js__WEBPACK_IMPORTED_MODULE_1__/* .tighten */ .kL)(this.#path);
    }
}


/***/ }),

/***/ 19145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JE: () => (/* binding */ NotStored),
/* harmony export */   sr: () => (/* binding */ replaceStored),
/* harmony export */   v6: () => (/* binding */ putLogin)
/* harmony export */ });
/* harmony import */ var _login_may_replace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92027);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83862);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98065);




/**
 * Stores a login if `mayReplace` says so of what is there, which is read again right before. The store itself tries again
 * what fails, to read and to write, since a refreshed login is nowhere else. Throws `NotStored`, which says that the login
 * is at risk.
 */
async function putLogin(store, login, options) {
    try {
        const stored = await (0,_store_js__WEBPACK_IMPORTED_MODULE_3__/* .storedIn */ .P3)(store, options.judge, true);
        if (stored.kind === 'sealed' && stored.at !== undefined && !options.mayCoverSealed)
            throw stored.refusal;
        const decision = (0,_login_may_replace_js__WEBPACK_IMPORTED_MODULE_0__/* .mayReplace */ .k)(stored, login, options);
        if (decision.may) {
            await replaceStored(store, login, { stored, ...decision, onSetAside: options.onSetAside });
            return 'stored';
        }
        if (decision.because === 'same')
            return 'unchanged';
        if ('refusal' in stored && decision.because !== 'account')
            throw stored.refusal;
        return 'kept';
    }
    catch (error) {
        if (error instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ && error.code === 'newer-stored')
            return 'kept';
        throw new NotStored(store.where, error);
    }
}
/** Stores it over what is there, which is set aside before if `mayReplace` says so. */
async function replaceStored(store, login, { stored, setAside, onSetAside }) {
    const bytes = stored.kind === 'login' ? stored.login.bytes : 'bytes' in stored ? stored.bytes : undefined;
    if (setAside && bytes && store.setAside)
        onSetAside(await store.setAside(bytes));
    await store.write(login);
}
/** A login could not be stored. */
class NotStored extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'NotStored';
    constructor(where, reason) {
        const cause = (0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_2__/* .asUnusablePlace */ .B4)(reason);
        super('not-stored', {
            what: `The login could not be stored in ${where}: ${cause instanceof _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ ? cause.explanation.what : 'unknown error'}`,
            why: 'If this job refreshed it, the refresh token of the stored login was already used: without the newer one the login is lost with the disk of this job, and a person must log in once more.',
            remedy: 'Repair what is named above. The end of the job tries once more; if that fails too, log in and set the seed again.',
        }, { cause });
    }
}


/***/ }),

/***/ 98065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ni: () => (/* binding */ NewerStored),
/* harmony export */   P3: () => (/* binding */ storedIn),
/* harmony export */   _R: () => (/* binding */ CannotOpen),
/* harmony export */   uk: () => (/* binding */ readMasked)
/* harmony export */ });
/* harmony import */ var _login_mask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82935);
/* harmony import */ var _login_stored_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49524);
/* harmony import */ var _report_sink_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24755);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);




/** The store holds a later login than the one to be written. */
class NewerStored extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'NewerStored';
    constructor(where) {
        super('newer-stored', {
            what: `A later login has been put into ${where} meanwhile.`,
            why: 'An older state in its place would end the login: its refresh token was already used.',
            remedy: 'Nothing, if another job has refreshed the login or a person has logged in: the next job finds the newer one.',
        });
    }
}
/** Reads what is kept somewhere, and masks the tokens in it before anybody else sees them. */
function readMasked(bytes, options) {
    const stored = (0,_login_stored_js__WEBPACK_IMPORTED_MODULE_0__/* .readStored */ .C)(bytes, options);
    if (stored.kind === 'login')
        (0,_login_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .maskLogin */ .q$)(stored.login, _report_sink_js__WEBPACK_IMPORTED_MODULE_1__/* .mask */ .dK);
    return stored;
}
/** What is in a store now, masked. Throws where the store can't say. `patiently`: see `Store.read`. */
async function storedIn(store, judge, patiently = false) {
    try {
        const bytes = await store.read(patiently);
        return readMasked(bytes, { ...judge, origin: store.where, encoded: store.kind !== 'host' });
    }
    catch (error) {
        if (!(error instanceof CannotOpen))
            throw error;
        const { at, staysBeside } = error;
        return { kind: 'sealed', refusal: error, staysBeside, ...(at === undefined ? {} : { at }) };
    }
}
/** Something is stored that can't be opened. */
class CannotOpen extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
}


/***/ }),

/***/ 36683:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ readEvent),
/* harmony export */   x: () => (/* binding */ lookAtEvent)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38016);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50809);



/** GitHub cuts an event's payload at 25 MB. */
const MOST_BYTES = 32 * 2 ** 20;
/** Reads the event's file. `path` is GITHUB_EVENT_PATH, which only GitHub's runner is sure to set. */
async function lookAtEvent(path) {
    if (!path)
        return { problem: 'GITHUB_EVENT_PATH is not set' };
    const file = `the event's file, ${path} (GITHUB_EVENT_PATH),`;
    try {
        const bytes = await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .readRegularFile */ .XF)(path, { limit: MOST_BYTES });
        const payload = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(bytes.toString());
        return payload === undefined ? { problem: `${file} is not JSON` } : { payload };
    }
    catch (error) {
        return { problem: `${file} can't be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error) ?? 'no payload of an event'})` };
    }
}
/** The payload of the event; undefined if it can't be read. */
async function readEvent(path) {
    const read = await lookAtEvent(path);
    return 'payload' in read ? read.payload : undefined;
}


/***/ })

};
