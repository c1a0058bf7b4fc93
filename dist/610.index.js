export const id = 610;
export const ids = [610];
export const modules = {

/***/ 7610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/report/words.js
var words = __webpack_require__(3629);
// EXTERNAL MODULE: ./build/src/session/auth-file.js
var auth_file = __webpack_require__(9897);
// EXTERNAL MODULE: ./build/src/session/compare.js
var compare = __webpack_require__(2773);
// EXTERNAL MODULE: ./build/src/session/freshness.js
var freshness = __webpack_require__(6917);
// EXTERNAL MODULE: ./build/src/session/instant.js
var instant = __webpack_require__(6631);
// EXTERNAL MODULE: ./build/src/session/refusal.js
var refusal = __webpack_require__(6366);
// EXTERNAL MODULE: ./build/src/session/session.js + 1 modules
var session = __webpack_require__(3536);
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
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/src/codex/environment.js
var environment = __webpack_require__(4136);
// EXTERNAL MODULE: ./build/src/system/files.js
var files = __webpack_require__(8016);
;// CONCATENATED MODULE: ./build/src/doctor/codex-config.js


/** What config.toml beside the file says that Codex would do to the login, or instead of it (facts §7, §8). */
async function configFindings(path, file, session) {
    const config = await (0,promises_.readFile)((0,external_node_path_.join)((0,external_node_path_.dirname)(file), 'config.toml'), 'utf8').catch(() => '');
    const method = settings(config, 'forced_login_method');
    const workspaces = settings(config, 'forced_chatgpt_workspace_id');
    const store = settings(config, 'cli_auth_credentials_store');
    return [
        method.length > 0 &&
            !method.includes('chatgpt') &&
            forced(path, 'forced_login_method', 'another kind of login'),
        workspaces.length > 0 &&
            !workspaces.includes(session.accountId) &&
            forced(path, 'forced_chatgpt_workspace_id', 'another workspace'),
        store.length > 0 && !store.includes('file') && otherStore(store[0] === 'auto'),
    ].filter(finding => finding !== false);
}
/**
 * The strings that a key before the first table is set to. Not TOML: these keys hold one string, or a list of some,
 * and stand at the top; a value over several lines that is no list is not seen.
 */
function settings(toml, key) {
    const top = toml.split(/^\s*\[/m)[0] ?? '';
    const value = new RegExp(`^\\s*["']?${key}["']?\\s*=\\s*(\\[[^\\]]*\\]|.*)`, 'm').exec(top)?.[1] ?? '';
    const strings = [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(match => match[1] ?? match[2] ?? '');
    return value.startsWith('[') ? strings : strings.slice(0, 1);
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
/** What is to be said of where the file lies; of a CODEX_HOME only where it is named as Codex names it. */
async function homeFindings(path, file, session, env) {
    const findings = [await openToOthers(path, file)];
    if (isAuthJson(path)) {
        findings.push(...(await savable(file)), await login_home_link(path, file), await temporary(file, env), others(env));
        findings.push(...(await configFindings(path, file, session)));
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
        why: 'Whoever can read it has the login, and can spend its refresh token.',
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
/** Codex spends the refresh token before it knows that it can save (facts §4): looked at here, tried by the action. */
async function savable(file) {
    const target = await (0,files/* realFile */.Vt)(file);
    const homes = new Set([(0,external_node_path_.dirname)(file), (0,external_node_path_.dirname)(target)]);
    const locks = new Set([(0,external_node_path_.join)((0,external_node_path_.dirname)(file), 'auth.lock'), `${file}.lock`, `${target}.lock`]);
    const reasons = await Promise.all([
        unwritable(target).then(state => state && `It ${state}`),
        (0,promises_.stat)(target).then(({ nlink }) => nlink > 1 && 'It has a second name (a hard link)'),
        ...[...locks].map(async (lock) => unwritable(lock).then(state => state && `${(0,external_node_path_.basename)(lock)} beside it ${state}`)),
        ...[...homes].map(async (home) => (0,promises_.access)(home, external_node_fs_.constants.W_OK).then(() => undefined, () => 'The directory it lies in can not be written')),
    ]);
    return [...new Set(reasons.filter(reason => typeof reason === 'string'))].map(unsavable);
}
async function unwritable(path) {
    const info = await (0,promises_.stat)(path).catch(error => (0,errors/* systemCode */.x)(error));
    if (info === undefined || info === 'ENOENT')
        return undefined;
    if (typeof info === 'string')
        return `can not be looked at (${info})`;
    const uid = process.getuid?.();
    if (uid !== undefined && info.uid !== uid)
        return `belongs to user ${info.uid}, and you are user ${uid}`;
    // Codex refuses a read-only file even as root (facts §4).
    if (!(info.mode & external_node_fs_.constants.S_IWUSR))
        return 'is read-only';
    return (0,promises_.access)(path, external_node_fs_.constants.W_OK).then(() => undefined, () => 'can not be written');
}
const unsavable = (reason) => ({
    level: 'warning',
    code: 'unsavable',
    what: `${reason}.`,
    why: 'A Codex that used this file here would spend the refresh token, fail to save the new one, and lose the login.',
    remedy: 'As a seed it serves. Let no Codex run with it where it lies, or make it writable, with one name only.',
});
async function temporary(file, env) {
    const place = env.TMPDIR || (0,external_node_os_.tmpdir)();
    const directory = (0,external_node_path_.dirname)(file);
    if (!(0,files/* isWithin */.UO)(directory, place) && !(0,files/* isWithin */.UO)(await (0,files/* realFile */.Vt)(directory), place))
        return undefined;
    return {
        level: 'note',
        code: 'temporary',
        what: 'It lies in a directory for temporary files.',
        why: 'That is fine to log in and store the secret; but Codex has no sandbox there, and the file may be gone tomorrow.',
        remedy: 'Let no job use this directory as its CODEX_HOME.',
    };
}
function others(env) {
    const names = (0,environment/* otherLogins */.X)(env);
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
/** What is to be said of the text of a file that would serve as a seed. */
function contentFindings(path, bytes, session, now) {
    return [unused(session, now), severalLines(bytes), onlySeed(path, bytes, now)].filter(finding => finding !== undefined);
}
function unused(session, now) {
    const age = now - (0,instant/* toMilliseconds */.Wj)((0,compare/* datedAt */.aP)(session));
    if (age <= LONG_UNUSED_MS)
        return undefined;
    return {
        level: 'note',
        code: 'long-unused',
        what: session.lastRefresh === undefined && session.access.issuedAt === undefined
            ? 'Nothing in it says when it was last refreshed.'
            : `It has not been refreshed for ${(0,words/* inWords */.r4)(age)}.`,
        why: 'How long its refresh token lives is not known, and the server may refuse it by now. No file can tell.',
        remedy: 'Run keep-fresh with it at once. If that says it has expired, log in again.',
    };
}
/** The runner masks each line of a secret by itself (facts, "Masking"). */
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
        (0,session/* parseSession */.i)(bytes, { origin: `the file ${path}`, now });
        return undefined;
    }
    catch (error) {
        if (!(error instanceof refusal/* SessionRefused */.D))
            throw error;
        return {
            level: 'note',
            code: 'only-seed',
            what: 'It serves as a seed, but Codex itself can not read it.',
            why: 'It is base64, or begins with a byte-order mark; Codex takes plain JSON only.',
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
    const session = judge(path, bytes, machine.now);
    if (session instanceof refusal/* SessionRefused */.D)
        return {
            verdict: `${path}: would be refused.`,
            facts: [],
            findings: [{ level: 'warning', code: session.code, ...session.explanation }],
            closing: [],
        };
    const encoded = isEncoded(bytes);
    return {
        verdict: `${path}: would serve as a seed.`,
        facts: facts(session, encoded, machine.now),
        findings: [
            ...contentFindings(path, bytes, session, machine.now),
            ...(await homeFindings(path, file, session, machine.env)),
        ],
        closing: [
            'To store it as a secret, in one line:',
            ...storeCommands(path, bytes, encoded).map(command => `  ${command}`),
            '',
            'From then on the secret is the login, and this file must not be used any more: a refresh token can be spent',
            'once, and whoever comes second has lost the login. Remove the file; `codex logout` would end the login itself.',
        ],
    };
}
function judge(path, bytes, now) {
    try {
        return (0,session/* parseSession */.i)(bytes, { origin: `the file ${path}`, encoded: true, now });
    }
    catch (error) {
        if (error instanceof refusal/* SessionRefused */.D)
            return error;
        throw error;
    }
}
const isEncoded = (bytes) => !/^\uFEFF?\s*\{/.test(bytes.toString('utf8'));
function facts(session, encoded, now) {
    const { access, identity, bytes, lastRefresh } = session;
    const plan = access.plan ?? identity.plan;
    return [
        ['form', `${encoded ? 'base64 of JSON' : 'JSON'}, ${bytes.length} bytes`],
        // A claim is whatever wrote the token put there; a plan is a word.
        ['plan', plan && /^[a-z_]{1,11}$/.test(plan) ? plan : 'not known'],
        ['access token', lifeInWords(session, now)],
        ['last refresh', lastRefresh === undefined ? 'not known' : ago((0,instant/* toMilliseconds */.Wj)((0,compare/* datedAt */.aP)(session)), now)],
        ['refresh token', 'can be spent once; how long it lives is not known'],
    ];
}
function lifeInWords(session, now) {
    const left = (0,freshness/* freshness */.I9)(session, now);
    const until = (0,words/* instantInWords */.co)(left.expiresAt);
    const guessed = session.access.expiresAt === undefined ? ' (8 days after the last refresh: it does not say)' : '';
    if (left.expiresAt === 0)
        return 'its end is not known: the first run refreshes it';
    if (left.remaining <= 0)
        return `expired ${ago(left.expiresAt, now)}${guessed}: the first run refreshes it`;
    const of = left.life === undefined ? '' : ` of ${(0,words/* inWords */.r4)(left.life)}`;
    return `lives for another ${(0,words/* inWords */.r4)(left.remaining)}${of}, until ${until}${guessed}: ${whenDue(left)}`;
}
function whenDue(left) {
    const due = (0,freshness/* threshold */.EN)(left);
    if (left.remaining <= due)
        return 'the first run refreshes it';
    return `an ordinary run refreshes it from ${(0,words/* instantInWords */.co)(left.expiresAt - due)} on`;
}
const ago = (instant, now) => `${(0,words/* instantInWords */.co)(instant)}${instant > now ? '' : ` (${(0,words/* inWords */.r4)(now - instant)} ago)`}`;

;// CONCATENATED MODULE: ./build/src/doctor/report.js
/** Exit codes: all is well; something would lose or refuse the login; PATH can't be read, or the usage is wrong. */
const EXIT = { well: 0, found: 1, unreadable: 2 };
const exitCode = ({ findings }) => findings.some(({ level }) => level === 'warning') ? EXIT.found : EXIT.well;
/** The report as text: the verdict, the facts in two columns, what was found, what to do. */
function reportText({ verdict, facts, findings, closing }) {
    const width = Math.max(...facts.map(([name]) => name.length)) + 2;
    const blocks = [
        [verdict],
        facts.map(([name, value]) => `  ${name.padEnd(width)}${value}`),
        ...[...findings].sort(warningsFirst).map(findingLines),
        closing,
    ];
    return `${blocks
        .filter(lines => lines.length > 0)
        .map(lines => lines.map(harmless).join('\n'))
        .join('\n\n')}\n`;
}
const warningsFirst = (a, b) => Number(a.level === 'note') - Number(b.level === 'note');
function findingLines({ level, where, what, why, remedy }) {
    return [[level, where, what].filter(Boolean).join(': '), `  ${why}`, `  ${remedy}`];
}
/** Names come from files and workflows of others: none of them may move the cursor or colour the terminal. */
const harmless = (line) => line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/g, '?');

;// CONCATENATED MODULE: ./build/src/doctor/target.js




const IS_YAML = /\.ya?ml$/i;
const WORKFLOWS = (0,external_node_path_.join)('.github', 'workflows');
/** What a path leads to. Throws `NothingToJudge`, or the system's error if it can't be looked at. */
async function findTarget(path, cwd) {
    const info = await (0,promises_.stat)((0,external_node_path_.resolve)(cwd, path)).catch(error => Promise.reject((0,errors/* systemCode */.x)(error) === 'ENOENT' ? new NothingToJudge(path, 'does not exist') : error));
    if (info.isDirectory())
        return inDirectory(path, cwd);
    // A pipe or a device would keep us waiting for its end.
    if (!info.isFile())
        throw new NothingToJudge(path, 'is neither a file nor a directory');
    if (!IS_YAML.test(path))
        return { kind: 'login', path };
    const all = await yamlFiles((0,external_node_path_.dirname)(path), cwd);
    const beside = all.filter(other => (0,external_node_path_.resolve)(cwd, other) !== (0,external_node_path_.resolve)(cwd, path));
    return { kind: 'workflows', paths: [path], beside };
}
async function inDirectory(path, cwd) {
    const workflows = (0,external_node_path_.join)(path, WORKFLOWS);
    if (await (0,files/* exists */.t2)((0,external_node_path_.resolve)(cwd, workflows)))
        return some(path, await yamlFiles(workflows, cwd));
    const login = (0,external_node_path_.join)(path, 'auth.json');
    if (await (0,files/* exists */.t2)((0,external_node_path_.resolve)(cwd, login)))
        return { kind: 'login', path: login };
    return some(path, await yamlFiles(path, cwd));
}
function some(path, paths) {
    if (paths.length > 0)
        return { kind: 'workflows', paths, beside: [] };
    throw new NothingToJudge(path, 'holds no auth.json and no workflow');
}
async function yamlFiles(directory, cwd) {
    const entries = await (0,promises_.readdir)((0,external_node_path_.resolve)(cwd, directory), { withFileTypes: true });
    const files = entries.filter(entry => (entry.isFile() || entry.isSymbolicLink()) && IS_YAML.test(entry.name));
    return files.map(({ name }) => (0,external_node_path_.join)(directory, name)).sort();
}
/** The path leads to nothing that the doctor knows. */
class NothingToJudge extends errors/* ActionError */.l {
    name = 'NothingToJudge';
    constructor(path, state) {
        super('nothing-to-judge', {
            what: `${path} ${state}.`,
            why: 'The doctor judges an auth.json, a workflow, or a directory with one of them.',
            remedy: 'Give, for example, ~/.codex/auth.json or .github/workflows.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/recipes.js
/** What scripts do with a login by hand. Scripts are text to us: these look for the common forms, no more. */
/** `auth.json.age` is another file. */
const FILE = String.raw `["']?[^\s"'<>|;&]*auth\.json(?![\w.-])`;
const RUNS = /(?<![\w.-])codex(?:@\S+)?\s+(?:(?:exec|e|review|app-server)\b|-(?!-version|-help|[Vh]\b))/;
const NAMES_LOGIN = /\bauth\.json(?![\w.-])/;
const WRITES = [
    new RegExp(String.raw `(?<![>\d])>\|?\s*${FILE}`),
    new RegExp(String.raw `\btee\s+(?:-\S+\s+)*${FILE}`),
    new RegExp(String.raw `\binstall\s[^\n;|&]*/dev/stdin\s+${FILE}`),
    new RegExp(String.raw `\b(?:Out-File|Set-Content)\b[^\n]*${FILE}`, 'i'),
];
const MISSING = [
    new RegExp(String.raw `(?:\[\[?|\btest)\s+!\s*-[efs]\s+${FILE}`),
    new RegExp(String.raw `!\s*(?:\[\[?|test)\s+-[efs]\s+${FILE}`),
    new RegExp(String.raw `(?:\[\[?|\btest)\s+-[efs]\s+${FILE}[^]*?(?:\|\||\belse\b|\bexit\b)`),
    new RegExp(String.raw `Test-Path[^\n]*${FILE}`, 'i'),
];
const SAVES = /\bgh\s+secret\s+set\b|\bvault\s+kv\s+put\b|\bsecretsmanager\s+put-secret-value\b|\bsecrets\s+versions\s+add\b/;
const NAMES_SECRET = /codex\w*auth|auth[_-]?json/i;
/** Composer has an auth.json too: the name alone says nothing. */
const runsCodex = ({ run }) => RUNS.test(run);
const namesLogin = (step) => NAMES_LOGIN.test(step.run) && isAboutCodex(step);
const isAboutCodex = ({ run, env, job }) => /codex/i.test(`${run} ${Object.values(env).join(' ')}`) ||
    [env, job.env, job.workflow.env].some(variables => 'CODEX_HOME' in variables) ||
    job.steps.some(runsCodex);
/** A condition that asks an earlier step, or a file: perhaps whether there is a login. */
const ASKS_FIRST = /\bsteps\.|hashFiles/;
/** Puts something in the place of auth.json, without a look whether there is one. */
function overwritesLogin(step) {
    if (!namesLogin(step) || ASKS_FIRST.test(step.condition))
        return false;
    const at = Math.min(...WRITES.map(form => step.run.search(form)).filter(index => index >= 0));
    if (at === Number.POSITIVE_INFINITY)
        return false;
    return !MISSING.some(form => form.test(step.run.slice(0, at)));
}
const savesBySecret = (step) => SAVES.test(step.run) && NAMES_SECRET.test(step.run) && /codex|auth\.json/i.test(step.run);
const holdsLogin = (paths = '') => /auth\.json(?![\w.-])|(^|\/)\.codex\/?\s*$|CODEX_HOME/m.test(paths);
const isAction = (step, name) => step.uses.toLowerCase().startsWith(`${name}@`);
const cachesLogin = (step) => ['actions/cache', 'actions/cache/save'].some(name => isAction(step, name)) && holdsLogin(step.inputs.path);
const uploadsLogin = (step) => isAction(step, 'actions/upload-artifact') && holdsLogin(step.inputs.path);
/** A job that handles a login by hand. Codex with an API key of its own is no login. */
const isRecipe = (job) => job.steps.some(step => namesLogin(step) || savesBySecret(step) || cachesLogin(step) || uploadsLogin(step));

;// CONCATENATED MODULE: ./build/src/doctor/rules/finding.js
const make = (level, where) => (code, said) => ({ level, code, where, ...said });
const atStep = ({ job, name, line }) => `${job.workflow.file}${line === undefined ? '' : `:${line}`}, job ${job.id}, step "${name}"`;
const warningAt = (step) => make('warning', atStep(step));
const noteAt = (step) => make('note', atStep(step));
const noteIn = (workflow) => make('note', workflow.file);
/** Where something is said of a whole job, or, without one, of the workflow. */
const said = (level, workflow, job) => make(level, job ? `${workflow.file}, job ${job.id}` : workflow.file);

;// CONCATENATED MODULE: ./build/src/doctor/rules/by-hand.js



const USE_THIS = 'Use this action, which takes the secret as a seed only; or write it only where there is none: `[ -f ~/.codex/auth.json ] || …`.';
/** Harmless only where another step of the job puts the refreshed login back to where it came from. */
function seedEachRun(step) {
    if (!overwritesLogin(step) || step.job.steps.some(savesBySecret))
        return [];
    return [
        warningAt(step)('seed-each-run', {
            what: 'It writes the login over auth.json in each run.',
            why: 'Once Codex has refreshed it, the stored login is spent: putting it back ends the login at the next refresh.',
            remedy: USE_THIS,
        }),
    ];
}
const RUNS_AFTER_FAILURE = /always\(\)|!\s*cancelled\(\)|failure\(\)/;
function savedOnSuccessOnly(step) {
    const inPost = step.uses.toLowerCase().startsWith('actions/cache@') && cachesLogin(step);
    const saves = inPost || savesBySecret(step) || cachesLogin(step) || uploadsLogin(step);
    // A shell's own `trap … EXIT` runs after a failure of its script too.
    if (!saves || (!inPost && RUNS_AFTER_FAILURE.test(step.condition)) || /\btrap\b/.test(step.run))
        return [];
    return [
        warningAt(step)('saved-on-success', {
            what: 'It saves the login only if everything before it succeeded.',
            why: 'Codex may have refreshed the login before the failure; the new one is then lost, and the old one spent.',
            remedy: 'Give the step that saves `if: always()`, or use this action, which stores a refreshed login at once.',
        }),
    ];
}
/** Caches and artifacts can be read by everybody who can run a workflow, or read the repository. */
function laidOpen(step) {
    const where = uploadsLogin(step) ? 'an artifact' : cachesLogin(step) ? 'the cache' : undefined;
    if (!where)
        return [];
    return [
        warningAt(step)('laid-open', {
            what: `It puts the login into ${where}, unencrypted.`,
            why: 'Whoever can read the repository, or run a workflow in it, can take the login from there.',
            remedy: 'Remove it there, and log in again. This action stores the login in the cache encrypted: `encryption-key`.',
        }),
    ];
}
const LOGS_OUT = /\bcodex\s+logout\b/;
const LOGS_IN = /\bcodex\s+login\b(?!\s+(?:status|--help|-h\b|--with-(?:api-key|access-token)|--api-key))/;
function endsLogin(step) {
    const command = LOGS_OUT.test(step.run)
        ? 'codex logout'
        : LOGS_IN.test(step.run)
            ? 'codex login'
            : undefined;
    if (!command)
        return [];
    return [
        warningAt(step)('ends-login', {
            what: `It runs \`${command}\`.`,
            why: command === 'codex logout'
                ? 'That revokes the login at the server, for every copy of it.'
                : 'Where an auth.json lies it is revoked at the server first, even if nobody completes the new login.',
            remedy: 'Log in by hand, in an empty CODEX_HOME, and set the secret. A job needs neither.',
        }),
    ];
}
const otherLogin = ({ env, job }) => (0,environment/* otherLogins */.X)({ ...job.workflow.env, ...job.env, ...env });
/** A Codex that a script starts takes the variable instead of auth.json (facts §8); this action does not pass it on. */
function otherLoginOfScript(step, uses) {
    const names = otherLogin(step);
    const meansLogin = uses.some(({ job }) => job === step.job) || step.job.steps.some(namesLogin);
    if (names.length === 0 || !runsCodex(step) || !meansLogin)
        return [];
    return [
        warningAt(step)('other-login', {
            what: `Its environment has ${names.join(', ')}.`,
            why: 'Codex uses that instead of the ChatGPT login, and does not say so.',
            remedy: 'Take it out of the environment of this step, or drop the login.',
        }),
    ];
}
function otherLoginOfUse({ step }) {
    const names = otherLogin(step);
    if (names.length === 0)
        return [];
    return [
        noteAt(step)('other-login', {
            what: `Its environment has ${names.join(', ')}.`,
            why: 'This action does not pass it on to Codex, but a Codex of your own in a later step would use it instead of the login.',
            remedy: 'Take it out if you mean the ChatGPT login.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/stores/kind.js
var kind = __webpack_require__(5328);
;// CONCATENATED MODULE: ./build/src/doctor/uses.js


const OURS = /^[\w.-]+\/[\w.-]*codex-auth-action(\/[^@]*)?@/i;
const LOCAL = /^(\.|\$)\//;
/** Inputs that no other action is likely to have: a local action with one of them is ours. */
const TELLTALE = [
    'auth-json',
    'seed-policy',
    'restore-command',
    'persist-command',
    'lease-ref',
    'force-rotate',
];
function usesOf(workflow) {
    return workflow.jobs.flatMap(job => job.steps.filter(isOurs).map(step => useOf(workflow, job, step)));
}
const isOurs = ({ uses, inputs }) => OURS.test(uses) || (LOCAL.test(uses) && TELLTALE.some(name => name in inputs));
function useOf(workflow, job, step) {
    const { inputs } = step;
    return { step, job, workflow, inputs, session: inputs.session || 'default', ...judgedStore(job, inputs) };
}
/** The action's own choice of a store, so far as the file tells what it would see. */
function judgedStore(job, inputs) {
    const storage = inputs.storage || 'auto';
    const host = runner(job);
    if (isExpression(storage) || (storage === 'auto' && host === undefined))
        return { store: undefined, refusal: undefined };
    try {
        const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''));
        // What is not given is undefined in Inputs too; of the others storeKind looks only whether they are there.
        const store = (0,kind/* storeKind */.I)({ ...given, storage }, { RUNNER_ENVIRONMENT: host });
        return { store, refusal: undefined };
    }
    catch (error) {
        return { store: undefined, refusal: error instanceof errors/* ActionError */.l ? error : undefined };
    }
}
/** As RUNNER_ENVIRONMENT says it; undefined for a group, a label of somebody's own, or an expression. */
function runner({ labels }) {
    if (labels.some(label => label.toLowerCase() === 'self-hosted'))
        return 'self-hosted';
    if (labels.length === 1 && labels.every(label => /^(ubuntu|windows|macos)-/i.test(label)))
        return 'github-hosted';
    return undefined;
}
const isExpression = (value) => value.includes('${{');

;// CONCATENATED MODULE: ./build/src/doctor/workflow.js


/** Reads a workflow as GitHub does, so far as the rules need it. Throws `UnreadableWorkflow`, or the system's error. */
async function readWorkflow(file, path) {
    const text = await (0,promises_.readFile)(path, 'utf8');
    const { default: yaml } = await __webpack_require__.e(/* import() */ 243).then(__webpack_require__.bind(__webpack_require__, 3243));
    const lines = new WeakMap();
    const begun = [];
    let document;
    try {
        document = yaml.load(text, {
            listener(event, { line, result }) {
                if (event === 'open')
                    begun.push(line);
                else
                    remember(lines, result, begun.pop());
            },
        });
    }
    catch (error) {
        throw new UnreadableWorkflow(file, 'is not YAML, or not as GitHub takes it', error);
    }
    const root = fields(document);
    if (!('jobs' in root))
        throw new UnreadableWorkflow(file, 'is no workflow: it has no `jobs`');
    return workflowOf(file, root, lines);
}
/** A node that is an alias of another keeps the line where it was written. */
function remember(lines, node, line) {
    if (typeof node === 'object' && node !== null && line !== undefined && !lines.has(node))
        lines.set(node, line + 1);
}
function workflowOf(file, root, lines) {
    const jobs = [];
    const schedules = fields(root.on).schedule;
    const workflow = {
        file,
        events: typeof root.on === 'object' && !Array.isArray(root.on) ? Object.keys(fields(root.on)) : list(root.on),
        crons: Array.isArray(schedules) ? schedules.map(entry => workflow_text(fields(entry).cron)) : [],
        permissions: root.permissions,
        concurrency: root.concurrency,
        env: texts(root.env),
        jobs,
    };
    for (const [id, job] of Object.entries(fields(root.jobs)))
        jobs.push(jobOf(workflow, id, fields(job), lines));
    return workflow;
}
function jobOf(workflow, id, job, lines) {
    const steps = [];
    const { environment } = job;
    const made = {
        workflow,
        id,
        condition: workflow_text(job.if),
        labels: list(fields(job['runs-on']).labels ?? job['runs-on']),
        permissions: job.permissions,
        concurrency: job.concurrency,
        environment: workflow_text(typeof environment === 'string' ? environment : fields(environment).name),
        matrix: fields(job.strategy).matrix !== undefined,
        env: texts(job.env),
        steps,
    };
    const given = Array.isArray(job.steps) ? job.steps : [];
    for (const [index, step] of given.entries())
        steps.push(stepOf(made, index, fields(step), lines.get(Object(step))));
    return made;
}
const stepOf = (job, index, step, line) => ({
    job,
    name: workflow_text(step.name) || workflow_text(step.id) || String(index + 1),
    line,
    uses: workflow_text(step.uses),
    run: withoutComments(workflow_text(step.run)),
    condition: workflow_text(step.if),
    inputs: Object.fromEntries(Object.entries(texts(step.with)).map(([name, value]) => [name.toLowerCase(), value])),
    env: texts(step.env),
});
const withoutComments = (script) => script.replace(/^\s*#.*$/gm, '');
const fields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
const workflow_text = (value) => ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
const list = (value) => (Array.isArray(value) ? value : [value]).map(workflow_text).filter(Boolean);
const texts = (value) => Object.fromEntries(Object.entries(fields(value)).map(([name, entry]) => [name, workflow_text(entry)]));
/** The file is none that GitHub would run. */
class UnreadableWorkflow extends errors/* ActionError */.l {
    name = 'UnreadableWorkflow';
    constructor(file, state, cause) {
        const line = cause?.mark?.line;
        super('unreadable-workflow', {
            what: `${file}${line === undefined ? '' : `:${line + 1}`} ${state}.`,
            why: 'GitHub would not run it, so there is nothing to judge.',
            remedy: 'Give a workflow, as it lies in .github/workflows.',
        });
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/cancel.js




/** A run that a newer one cancels may be in the second of a refresh. */
function cancelled(workflow, uses) {
    const holders = workflow.jobs.filter(job => isRecipe(job) || uses.some(use => use.job === job));
    if (holders.length === 0)
        return [];
    return [
        ...cancelling(workflow.concurrency, workflow),
        ...holders.flatMap(job => cancelling(job.concurrency, workflow, job)),
    ];
}
function cancelling(concurrency, workflow, job) {
    const value = String(fields(concurrency)['cancel-in-progress'] ?? false);
    if (value !== 'true' && !isExpression(value))
        return [];
    return [
        said(value === 'true' ? 'warning' : 'note', workflow, job)('cancel-in-progress', {
            what: `A newer run ${value === 'true' ? 'cancels' : 'may cancel'} this one (\`cancel-in-progress\`).`,
            why: 'A Codex that is ended in the second of its refresh has spent the refresh token and saved nothing.',
            remedy: 'Take it out where the login is used: `concurrency:` with a group alone makes runs wait.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/inputs.js
var src_inputs = __webpack_require__(8796);
;// CONCATENATED MODULE: ./build/src/doctor/rules/input-names.js


/** `auth_json`, `authJson` and `auth json` were all meant for `auth-json`. */
const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
function unknownInputs({ step, inputs }) {
    const unknown = Object.keys(inputs).filter(name => !src_inputs/* INPUT_NAMES */.Qh.includes(name));
    return unknown.map(name => {
        const meant = src_inputs/* INPUT_NAMES */.Qh.find(known => plain(known) === plain(name));
        return warningAt(step)('unknown-input', {
            what: `There is no input \`${name}\`.`,
            why: 'GitHub only warns of it: the step runs as if it were not there.',
            remedy: meant ? `Write \`${meant}\`.` : 'See the table of inputs in the README.',
        });
    });
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/rights.js


const isOwnToken = ({ token = '' }) => token === '' || /github\.token|secrets\.GITHUB_TOKEN/i.test(token);
/** Stores other than `host` need a lease in the repository (docs/concurrency.md). */
function missingPermissions({ step, job, workflow, inputs, store }) {
    if (store === undefined || store === 'host' || !isOwnToken(inputs))
        return [];
    const given = job.permissions ?? workflow.permissions;
    const remedy = 'Give the job `permissions:` with `contents: write` and `actions: read`.';
    if (given === undefined || given === null)
        return [
            noteAt(step)('permissions-unsaid', {
                what: 'Neither the job nor the workflow says its `permissions`.',
                why: 'The repository decides then, and in newer ones the token may only read: nothing could be refreshed.',
                remedy,
            }),
        ];
    if (given === 'write-all')
        return [];
    // `read-all` is a word, and gives none of what is asked for here.
    const rights = fields(given);
    if (rights.contents !== 'write')
        return [
            warningAt(step)('no-lease', {
                what: 'Its token may not write to the repository (`contents: write`).',
                why: 'No lease can be had, so nothing is refreshed, and the login ends with its access token.',
                remedy,
            }),
        ];
    if (rights.actions === 'read' || rights.actions === 'write')
        return [];
    return [
        noteAt(step)('no-jobs', {
            what: 'Its token may not see other jobs (`actions: read`).',
            why: 'After a job that died with the lease the next one waits 15 minutes, instead of taking it over.',
            remedy,
        }),
    ];
}
function cannotWriteSecret({ step, inputs, store }) {
    if (store !== 'github-secret' || inputs['app-id'] || !isOwnToken(inputs))
        return [];
    return [
        warningAt(step)('secret-writer', {
            what: 'Nothing here may write the secret: there is no `app-id`, and no `token` but `GITHUB_TOKEN`.',
            why: 'GITHUB_TOKEN can not write secrets, so nothing is refreshed, and the login ends with its access token.',
            remedy: 'Give `app-id` and `app-private-key` of an App with "Secrets: write", or such a `token`.',
        }),
    ];
}
function halfAnApp({ step, inputs }) {
    const [id, key] = [inputs['app-id'], inputs['app-private-key']];
    if (!id === !key)
        return [];
    return [
        warningAt(step)('half-an-app', {
            what: `\`${id ? 'app-id' : 'app-private-key'}\` is given without \`${id ? 'app-private-key' : 'app-id'}\`.`,
            why: 'An App shows who it is with both.',
            remedy: 'Give both, or neither and a `token`.',
        }),
    ];
}

// EXTERNAL MODULE: ./node_modules/croner/dist/croner.js
var croner = __webpack_require__(5814);
;// CONCATENATED MODULE: ./build/src/doctor/schedule.js

const DAY_MS = 24 * 3_600_000;
/** Eight years hold every order of weekdays and leap years that matters. */
const [FROM, UNTIL] = [Date.UTC(2024, 0, 1), Date.UTC(2032, 0, 1)];
/**
 * The longest time between two runs of schedules that are taken together, in days; Infinity if they never run, or
 * can't be read. Only days are looked at: within one a schedule runs once at least.
 */
function longestGapInDays(crons) {
    const schedules = crons.flatMap(cron => parsed(cron) ?? []);
    let [last, longest] = [FROM, 0];
    for (let day = FROM; day < UNTIL;) {
        const next = Math.min(UNTIL, ...schedules.map(schedule => nextRun(schedule, day)));
        day = next - (next % DAY_MS);
        longest = Math.max(longest, (day - last) / DAY_MS);
        last = day;
        day += DAY_MS;
    }
    return longest >= (UNTIL - FROM) / DAY_MS ? Number.POSITIVE_INFINITY : longest;
}
/** From this instant on, in milliseconds since the epoch. */
const nextRun = (schedule, from) => schedule.nextRun(new Date(from - 1000))?.getTime() ?? Number.POSITIVE_INFINITY;
/** Undefined if it is none of the five fields that GitHub takes. */
function parsed(cron) {
    if (cron.trim().split(/\s+/).length !== 5)
        return undefined;
    try {
        return new croner/* Cron */.l4(cron, { timezone: 'UTC', paused: true, sloppyRanges: true });
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/store.js




/** GitHub removes a cache entry that nobody has read for so long. */
const EVICTED_AFTER_DAYS = 7;
/** What the action itself would say, so far as the file tells what it would see. */
function refusedStore({ step, refusal }) {
    return refusal ? [warningAt(step)(refusal.code, refusal.explanation)] : [];
}
const isKeepFresh = ({ inputs }) => (inputs.mode ?? '').includes('keep-fresh');
/** Where a file does not tell, it may well be: better no word than a wrong one. */
const mayShare = (use, session) => (use.store === 'cache' || (!use.store && !use.refusal && !!use.inputs['encryption-key'])) &&
    (use.session === session || isExpression(use.session + session));
/** The cache forgets what is not read; the login is refreshed only by a run of the default branch. */
function cacheForgets({ step, store, session }, all) {
    if (store !== 'cache')
        return [];
    const readers = all.filter(use => mayShare(use, session));
    const gap = (uses) => longestGapInDays(uses.flatMap(({ workflow }) => workflow.crons));
    const keepers = readers.filter(isKeepFresh);
    if (gap(keepers) < EVICTED_AFTER_DAYS)
        return [];
    if (gap(readers) < EVICTED_AFTER_DAYS)
        return [
            noteAt(step)('no-keep-fresh', {
                what: 'No scheduled workflow beside it has `mode: keep-fresh`, only ordinary ones.',
                why: 'They keep the login in the cache, and refresh it late: a dead one shows when there is no time left.',
                remedy: 'Add a workflow with `schedule:` once a day and `mode: keep-fresh`, as in the README.',
            }),
        ];
    return [
        warningAt(step)('cache-forgets', {
            what: keepers.some(({ workflow }) => workflow.crons.length > 0)
                ? 'Seven days or more can pass between two runs of keep-fresh.'
                : 'No workflow beside it keeps this login fresh on a schedule.',
            why: 'GitHub removes a cache entry that nobody has read for 7 days, and with it the only login that is not spent.',
            remedy: "Run `mode: keep-fresh` with the same `session` and `encryption-key` more often, such as `cron: '23 4 * * *'`.",
        }),
    ];
}
/** Said once for all, in public and private repositories alike: a file can't tell which it is. */
function schedulesEnd(all) {
    const keeper = all.find(use => isKeepFresh(use) && use.workflow.crons.length > 0);
    if (!keeper)
        return [];
    return [
        noteIn(keeper.workflow)('schedules-end', {
            what: 'GitHub disables the schedules of a public repository in which nothing happens for 60 days.',
            why: 'Then nothing refreshes the login any more.',
            remedy: 'Enable the workflow again when GitHub says so by mail.',
        }),
    ];
}
const isOfRepository = ({ store, inputs }) => store === 'github-secret' && !inputs['secret-environment'];
/** A secret of a repository or organisation is read when the run is queued, one of an environment when the job starts. */
function readTooEarly(use) {
    if (!isOfRepository(use))
        return [];
    const { step, job, workflow } = use;
    const queue = [workflow.concurrency, job.concurrency].some(waits)
        ? 'Its runs wait for one another (`concurrency:`)'
        : job.matrix
            ? 'The jobs of its matrix wait for a runner, or for one another'
            : undefined;
    if (!queue && workflow.events.length < 2)
        return [];
    return [
        (queue ? warningAt : noteAt)(step)('read-too-early', {
            what: `${queue ?? 'Its several triggers can start runs together'}, and the secret belongs to no environment.`,
            why: 'Such a secret is read when the run is queued: after a refresh in between, the run starts with a login that is spent, and stops.',
            remedy: 'Move the secret into an environment, with `environment:` on the job and `secret-environment` here.',
        }),
    ];
}
function waits(concurrency) {
    const grouped = typeof concurrency === 'string' || fields(concurrency).group !== undefined;
    return grouped && String(fields(concurrency)['cancel-in-progress'] ?? false) !== 'true';
}
/** Without it the job reads the repository's secret of that name, or none. */
function outsideEnvironment({ step, job, inputs, store }) {
    const wanted = inputs['secret-environment'] ?? '';
    if (store !== 'github-secret' || !wanted || isExpression(wanted + job.environment))
        return [];
    if (job.environment.toLowerCase() === wanted.toLowerCase())
        return [];
    return [
        warningAt(step)('outside-environment', {
            what: `The job does not run in the environment "${wanted}" that its secret belongs to.`,
            why: 'It reads another secret than the one it writes, or none: what is refreshed is never used again.',
            remedy: `Give the job \`environment: ${wanted}\`.`,
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/guard/trust.js
var trust = __webpack_require__(4585);
;// CONCATENATED MODULE: ./build/src/doctor/rules/strangers.js



/** Who a condition may be about; what it says of them is for a person to read. */
const ASKS_WHO = /author_association|github\.(triggering_)?actor|sender|\.fork\b|head\.repo|head_repository/;
/** Events that people without write access can cause. Of a called workflow's the file tells nothing. */
const strangersEvents = ({ events }) => events.filter(event => !trust/* INSIDERS */._p.has(event) && event !== 'workflow_call');
const quoted = (names) => names.map(name => `\`${name}\``).join(', ');
/** An opening for everybody, together with an event that everybody can cause. */
function openToStrangers({ step, workflow, inputs }) {
    const events = strangersEvents(workflow);
    const everybody = (inputs['allow-users'] ?? '').split(',').some(name => name.trim() === '*');
    if (events.length === 0)
        return [];
    if (everybody)
        return [
            warningAt(step)('everybody', {
                what: `\`allow-users: '*'\` lets everybody who can cause ${quoted(events)} start Codex with this login.`,
                why: 'What a stranger writes is then read by Codex, on your plan, in a job that holds the login.',
                remedy: 'Leave it out: those with write access may start it anyway. Name the few others whom you trust.',
            }),
        ];
    if (inputs['allow-public-repository'] !== 'true')
        return [];
    return [
        warningAt(step)('public', {
            what: `\`allow-public-repository\` is on, and strangers can cause ${quoted(events)}.`,
            why: 'In a public repository everybody reads the logs, and a reviewer who approves a run starts it for them.',
            remedy: 'Look whether the repository is public (a file can not tell). If it is private, leave the input out; if not, start Codex by `workflow_dispatch` or `schedule`.',
        }),
    ];
}
/** A fork's pull request gets no secrets and is refused anyway: better not to start than to be red. */
function forks({ step, job, workflow }) {
    const events = workflow.events.filter(event => event.startsWith('pull_request'));
    if (events.length === 0 || ASKS_WHO.test(`${job.condition} ${step.condition}`))
        return [];
    return [
        noteAt(step)('forks', {
            what: `A fork's pull request (${quoted(events)}) is refused here.`,
            why: 'No secrets reach it, or its code must not have the login: the step is red for each of them.',
            remedy: 'Give the job `if: github.event.pull_request.head.repo.full_name == github.repository`.',
        }),
    ];
}
/** By hand nobody asks who caused the event. Secrets reach all of them but a fork's `pull_request`. */
function unguardedRecipe(job) {
    const events = strangersEvents(job.workflow).filter(event => !event.startsWith('pull_request') || event.endsWith('target'));
    const conditions = [job.condition, ...job.steps.map(({ condition }) => condition)].join(' ');
    if (events.length === 0 || !isRecipe(job) || ASKS_WHO.test(conditions))
        return [];
    return [
        said('warning', job.workflow, job)('unguarded', {
            what: `The job handles the login by hand, and everybody can cause ${quoted(events)}.`,
            why: 'Such events have the secrets, whoever caused them: a stranger could have Codex, or a script, give the login away.',
            remedy: 'Start it by `workflow_dispatch` or `schedule`, or use this action, which asks who caused the event.',
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/workflows.js










/** Every rule there is for a use of the action; `all` has those of the other workflows too. */
const OF_A_USE = [
    unknownInputs,
    refusedStore,
    cacheForgets,
    readTooEarly,
    outsideEnvironment,
    missingPermissions,
    cannotWriteSecret,
    halfAnApp,
    openToStrangers,
    forks,
    otherLoginOfUse,
];
/** Throws `UnreadableWorkflow` for a single file; among others it is said beside what they have. */
async function workflowsReport({ paths, beside }, cwd) {
    const broken = [];
    const judged = [];
    for (const file of paths) {
        const workflow = await readWorkflow(file, (0,external_node_path_.resolve)(cwd, file)).catch(error => {
            if (!(error instanceof UnreadableWorkflow) || paths.length === 1)
                throw error;
            broken.push({ level: 'warning', code: error.code, ...error.explanation });
        });
        if (workflow)
            judged.push(workflow);
    }
    const others = await Promise.all(beside.map(file => readWorkflow(file, (0,external_node_path_.resolve)(cwd, file)).catch(() => undefined)));
    const uses = judged.flatMap(usesOf);
    const all = [...uses, ...others.flatMap(other => (other ? usesOf(other) : []))];
    const findings = [
        ...broken,
        ...judged.flatMap(workflow => findingsOf(workflow, usesOf(workflow), all)),
        ...schedulesEnd(uses),
    ];
    return { verdict: verdict(judged, uses, findings), facts: uses.map(fact), findings, closing: [] };
}
function findingsOf(workflow, uses, all) {
    const steps = workflow.jobs.flatMap(job => job.steps);
    return [
        ...cancelled(workflow, uses),
        ...workflow.jobs.flatMap(unguardedRecipe),
        ...uses.flatMap(use => OF_A_USE.flatMap(rule => rule(use, all))),
        ...steps.flatMap(step => [
            ...seedEachRun(step),
            ...savedOnSuccessOnly(step),
            ...laidOpen(step),
            ...endsLogin(step),
            ...otherLoginOfScript(step, uses),
        ]),
    ];
}
function verdict(judged, uses, findings) {
    const recipes = judged.flatMap(({ jobs }) => jobs).filter(isRecipe).length;
    const what = `${count(judged.length, 'workflow')}, ${count(uses.length, 'use')} of this action, ${count(recipes, 'job')} with a login by hand`;
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    return `${what}: ${warnings === 0 ? 'nothing found that would lose the login' : count(warnings, 'warning')}.`;
}
const count = (number, name) => `${number} ${name}${number === 1 ? '' : 's'}`;
function fact({ step, workflow, job, store: kind, inputs, session }) {
    const mode = inputs.mode || (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup');
    const where = `${workflow.file}${step.line === undefined ? '' : `:${step.line}`}`;
    return [where, `job ${job.id}, mode ${mode}, storage ${kind ?? 'not known'}, session ${session}`];
}

;// CONCATENATED MODULE: ./build/src/doctor/doctor.js






const USAGE = `Usage: codex-auth-doctor PATH

Judges what PATH is, changes nothing and asks no network:
  an auth.json          as it is or in base64: would it serve as a seed, how long does it live, how to store it
  a workflow            a .yml or .yaml file: does it lose the login
  a directory           a repository or its .github/workflows: all workflows, together; or a CODEX_HOME

Exit code: 0 all is well, 1 something would lose or refuse the login, 2 PATH can't be read.
`;
/** Prints what is to be said of the PATH in the arguments, and returns the exit code. Never writes a file. */
async function doctor(args, machine) {
    const path = onlyPath(args);
    if (path === undefined) {
        machine.print(USAGE);
        return args.includes('--help') || args.includes('-h') ? EXIT.well : EXIT.unreadable;
    }
    try {
        const report = await reportOn(path, machine);
        machine.print(reportText(report));
        return exitCode(report);
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.l) && (0,errors/* systemCode */.x)(error) === undefined)
            throw error;
        machine.print(`${error instanceof errors/* ActionError */.l ? error.message : unreadable(path, error)}\n`);
        return EXIT.unreadable;
    }
}
/** Undefined if the arguments ask for help, or are none that we know. */
function onlyPath(args) {
    try {
        const options = { help: { type: 'boolean', short: 'h' } };
        const { values, positionals } = (0,external_node_util_.parseArgs)({ args: [...args], options, allowPositionals: true });
        return values.help || positionals.length !== 1 ? undefined : positionals[0] || undefined;
    }
    catch {
        return undefined;
    }
}
async function reportOn(path, machine) {
    const target = await findTarget(path, machine.cwd);
    return target.kind === 'login' ? loginReport(target, machine) : workflowsReport(target, machine.cwd);
}
const unreadable = (path, error) => `${path} can not be read (${(0,errors/* systemCode */.x)(error)}).`;


/***/ })

};
