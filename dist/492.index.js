export const id = 492;
export const ids = [492,57];
export const modules = {

/***/ 7492:
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
var codex_environment = __webpack_require__(4136);
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
    const info = await (0,promises_.stat)(path).catch(error => (0,errors/* systemCode */.xU)(error));
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
    const names = (0,codex_environment/* otherLogins */.X)(env);
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
    // How to store what should not be stored is of no use.
    if (isOfTwo(session))
        return [OTHER_ACCOUNT];
    return [unused(session, now), severalLines(bytes), onlySeed(path, bytes, now)].filter(finding => finding !== undefined);
}
/** The access token names the account that it was made for (facts §5); one that can't be read names none. */
const isOfTwo = ({ accountId, access }) => access.accountId !== undefined && access.accountId !== accountId;
const OTHER_ACCOUNT = {
    level: 'warning',
    code: 'other-account',
    what: 'Its `account_id` is not the account that its access token was made for.',
    why: 'It was put together from two logins, or edited: Codex would ask for one account with the token of another.',
    remedy: 'Log in again, in an empty CODEX_HOME, and give the auth.json as it is.',
};
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
    const torn = isOfTwo(session);
    return {
        verdict: `${path}: ${torn ? 'would be taken as a seed, but should not be stored' : 'would serve as a seed'}.`,
        facts: facts(session, encoded, machine.now),
        findings: [
            ...contentFindings(path, bytes, session, machine.now),
            ...(await homeFindings(path, file, session, machine.env)),
        ],
        closing: torn ? [] : howToStore(path, bytes, encoded),
    };
}
const howToStore = (path, bytes, encoded) => [
    'To store it as a secret, in one line:',
    ...storeCommands(path, bytes, encoded).map(command => `  ${command}`),
    '',
    'From then on the secret is the login, and this file must not be used any more: a refresh token can be spent',
    'once, and whoever comes second has lost the login. Remove the file; `codex logout` would end the login itself.',
];
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
/** Exit codes: no warning, though there may be notes; something would lose or refuse the login; PATH can't be read, or the usage is wrong. */
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
    const info = await (0,promises_.stat)((0,external_node_path_.resolve)(cwd, path)).catch(error => Promise.reject((0,errors/* systemCode */.xU)(error) === 'ENOENT' ? new NothingToJudge(path, 'does not exist') : error));
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
        return some(path, [...(await yamlFiles(workflows, cwd)), ...(await actionsBeside(workflows, cwd))]);
    const login = (0,external_node_path_.join)(path, 'auth.json');
    if (await (0,files/* exists */.t2)((0,external_node_path_.resolve)(cwd, login)))
        return { kind: 'login', path: login };
    const isFolder = (0,external_node_path_.resolve)(cwd, path).endsWith(WORKFLOWS);
    return some(path, [...(await yamlFiles(path, cwd)), ...(isFolder ? await actionsBeside(path, cwd) : [])]);
}
/** The repository's own actions: the steps that handle the login may lie there. */
async function actionsBeside(workflows, cwd) {
    const actions = (0,external_node_path_.join)(workflows, '..', 'actions');
    const entries = await (0,promises_.readdir)((0,external_node_path_.resolve)(cwd, actions), { withFileTypes: true }).catch(() => []);
    const directories = entries.filter(entry => entry.isDirectory()).map(({ name }) => (0,external_node_path_.join)(actions, name));
    const files = await Promise.all(directories.sort().map(directory => yamlFiles(directory, cwd)));
    return files.flat().filter(file => /^action\.ya?ml$/.test((0,external_node_path_.basename)(file)));
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

;// CONCATENATED MODULE: ./build/src/doctor/local-action.js


const LOCAL = /\buses:\s*["']?(\.\/[^\s"'#,}]*)/g;
/**
 * What the actions of the repository take that a workflow uses: only that tells whose they are. One that does not lie
 * there, or can't be read, is left out.
 */
async function localActions(text, path) {
    const root = repositoryOf(path);
    const names = [...new Set([...text.matchAll(LOCAL)].map(([, uses = '']) => uses))];
    const found = await Promise.all(names.map(async (uses) => [uses, await declared((0,external_node_path_.join)(root, uses))]));
    return new Map(found.flatMap(([uses, inputs]) => (inputs ? [[uses, inputs]] : [])));
}
/** The directory above `.github`; without one, where the file lies. */
function repositoryOf(path) {
    const at = path.lastIndexOf(`${external_node_path_.sep}.github${external_node_path_.sep}`);
    return at < 0 ? (0,external_node_path_.dirname)(path) : path.slice(0, at) || external_node_path_.sep;
}
async function declared(directory) {
    const { default: yaml } = await __webpack_require__.e(/* import() */ 243).then(__webpack_require__.bind(__webpack_require__, 3243));
    for (const name of ['action.yml', 'action.yaml'])
        try {
            const action = yaml.load(await (0,promises_.readFile)((0,external_node_path_.join)(directory, name), 'utf8'));
            return Object.keys(action?.inputs ?? {}).map(input => input.toLowerCase());
        }
        catch { }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/doctor/unreadable.js

/** An action of another kind: GitHub runs it, but there are no steps to look at. */
class NotJudged extends errors/* ActionError */.lZ {
    name = 'NotJudged';
    constructor(file) {
        super('nothing-to-judge', {
            what: `${file} is an action in JavaScript or a container, not a workflow.`,
            why: 'It has no steps that the doctor could read.',
            remedy: 'Give the workflows that use it, as they lie in .github/workflows.',
        });
    }
}
/** The file is none that GitHub would run. */
class UnreadableWorkflow extends errors/* ActionError */.lZ {
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

;// CONCATENATED MODULE: ./build/src/doctor/workflow.js
/** The fields of a mapping; none of anything else. */
const fields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

;// CONCATENATED MODULE: ./build/src/doctor/read-workflow.js




/** Reads a workflow as GitHub does, so far as the rules need it. Throws `UnreadableWorkflow`, or the system's error. */
async function readWorkflow(file, path) {
    const text = await (0,promises_.readFile)(path, 'utf8');
    const { default: yaml } = await __webpack_require__.e(/* import() */ 243).then(__webpack_require__.bind(__webpack_require__, 3243));
    const lines = new WeakMap();
    const around = { lines, actions: await localActions(text, path) };
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
    const runs = fields(root.runs);
    if ('jobs' in root)
        return workflowOf(file, root, root.jobs, around);
    if (runs.using === 'composite')
        return workflowOf(file, root, { '': runs }, around);
    if ('using' in runs)
        throw new NotJudged(file);
    throw new UnreadableWorkflow(file, 'is no workflow: it has no `jobs`');
}
/** A node that is an alias of another keeps the line where it was written. */
function remember(lines, node, line) {
    if (typeof node === 'object' && node !== null && line !== undefined && !lines.has(node))
        lines.set(node, line + 1);
}
function workflowOf(file, root, parts, around) {
    const jobs = [];
    const schedules = fields(root.on).schedule;
    const workflow = {
        file,
        composite: !('jobs' in root),
        events: typeof root.on === 'object' && !Array.isArray(root.on) ? Object.keys(fields(root.on)) : list(root.on),
        crons: Array.isArray(schedules) ? schedules.map(entry => read_workflow_text(fields(entry).cron)) : [],
        permissions: root.permissions,
        concurrency: root.concurrency,
        env: texts(root.env),
        jobs,
    };
    for (const [id, job] of Object.entries(fields(parts)))
        jobs.push(jobOf(workflow, id, fields(job), around));
    return workflow;
}
function jobOf(workflow, id, job, around) {
    const steps = [];
    const { environment } = job;
    const strategy = fields(job.strategy);
    const matrix = strategy.matrix !== undefined;
    const made = {
        workflow,
        id,
        uses: read_workflow_text(job.uses),
        handed: JSON.stringify([job.with, job.secrets, job.name]) ?? '',
        needs: list(job.needs),
        condition: read_workflow_text(job.if),
        labels: list(fields(job['runs-on']).labels ?? job['runs-on']),
        permissions: job.permissions,
        concurrency: job.concurrency,
        environment: read_workflow_text(typeof environment === 'string' ? environment : fields(environment).name),
        matrix,
        parallel: matrix && read_workflow_text(strategy['max-parallel']) !== '1',
        env: texts(job.env),
        steps,
    };
    const given = Array.isArray(job.steps) ? job.steps : [];
    for (const [index, step] of given.entries())
        steps.push(stepOf(made, index, step, around));
    return made;
}
function stepOf(job, index, given, { lines, actions }) {
    const step = fields(given);
    const uses = read_workflow_text(step.uses);
    return {
        job,
        id: read_workflow_text(step.id),
        name: read_workflow_text(step.name) || read_workflow_text(step.id) || String(index + 1),
        line: lines.get(Object(given)),
        uses,
        declared: actions.get(uses),
        run: legible(read_workflow_text(step.run)),
        shell: read_workflow_text(step.shell),
        condition: read_workflow_text(step.if),
        inputs: Object.fromEntries(Object.entries(texts(step.with)).map(([name, value]) => [name.toLowerCase(), value])),
        env: texts(step.env),
    };
}
/** Without comments, and without words that no person wrote, such as a key: a search would go through them again and again. */
const legible = (script) => script.replace(/^\s*#.*$/gm, '').replace(/\S{1000,}/g, '');
const read_workflow_text = (value) => ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
const list = (value) => (Array.isArray(value) ? value : [value]).map(read_workflow_text).filter(Boolean);
const texts = (value) => Object.fromEntries(Object.entries(fields(value)).map(([name, entry]) => [name, read_workflow_text(entry)]));

;// CONCATENATED MODULE: ./build/src/doctor/kept.js
/** Where a job lays the login, or the directory that it lies in, for whoever comes after. */
/** A CODEX_HOME, by its usual name, by the variable, or as this action gives it out. */
const HOME = String.raw `(?:(?:^|\/)\.codex|\$\{\{[^}\n]*(?:CODEX_HOME|outputs\.codex-home)[^}\n]*\}\}|\$\{?CODEX_HOME\}?)`;
/** All of it, or what a pattern takes auth.json with: `~/.codex/**`, `~/.codex/*.json`. */
const WHOLE_HOME = new RegExp(String.raw `${HOME}(?:\/\*\*)*\/?(?:\*(?:\.\*|\.json)?)?$`);
const FILE = /auth\.json(?![\w.-])/;
/** No path is as long: a search would go through it again and again. */
const LONGEST_PATH = 1000;
/** A list of paths, one a line; a later `!` takes out again what it names. */
function holdsLogin(paths = '') {
    const lines = paths
        .split('\n')
        .map(line => line.trim())
        .filter(line => line.length <= LONGEST_PATH);
    const isLogin = (path) => FILE.test(path) || WHOLE_HOME.test(path);
    const last = lines.findLast(line => isLogin(line));
    return last !== undefined && !last.startsWith('!');
}
const isAction = (step, name) => step.uses.toLowerCase().startsWith(`${name}@`);
const cachesLogin = (step) => ['actions/cache', 'actions/cache/save'].some(name => isAction(step, name)) && holdsLogin(step.inputs.path);
const uploadsLogin = (step) => isAction(step, 'actions/upload-artifact') && holdsLogin(step.inputs.path);

// EXTERNAL MODULE: ./build/src/inputs.js
var src_inputs = __webpack_require__(8796);
;// CONCATENATED MODULE: ./build/src/doctor/ours.js

const OURS = /^[\w.-]+\/[\w.-]*codex-auth-action(\/[^@]*)?@/i;
const ours_LOCAL = /^(\.|\$)\//;
/** Inputs that no other action is likely to have. */
const TELLTALE = [
    'auth-json',
    'seed-policy',
    'restore-command',
    'persist-command',
    'lease-ref',
    'force-rotate',
];
const MODES = /^(run|keep-fresh|setup|login|\$\{\{.*)$/;
/** Others have a `mode`, or one of these; hardly one has both. */
const WITH_MODE = ['encryption-key', 'storage', 'session'];
/** A step that uses this action, by its name, or by its inputs where it is a local one or has been given another name. */
function isOurs(step) {
    const { uses, inputs } = step;
    if (OURS.test(uses))
        return true;
    // Others have an `auth-json` too: what lies in the repository can be asked.
    if (step.declared)
        return step.declared.includes('seed-policy');
    if (uses === '' || !hasTelltale(inputs))
        return false;
    // A local action with a telltale is ours, with all its misspellings; a foreign one may be anything.
    if (isNamedOurs(step))
        return true;
    const names = Object.keys(inputs);
    return (MODES.test(inputs.mode ?? 'run') &&
        2 * names.filter(name => src_inputs/* INPUT_NAMES */.Qh.includes(name)).length > names.length);
}
/** By a path or a name that this action has. */
const isNamedOurs = ({ uses }) => ours_LOCAL.test(uses) || OURS.test(uses);
const hasTelltale = (inputs) => inputs.mode === 'keep-fresh' ||
    TELLTALE.some(name => name in inputs) ||
    ('mode' in inputs && WITH_MODE.some(name => name in inputs));

;// CONCATENATED MODULE: ./build/src/doctor/shell.js
const ASSIGNS = /(?:^|[\n;&|({]|\b(?:export|readonly|local|then|do)\s)[ \t]*(?:\$(?:env:)?)?([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s;&|]+)/g;
/** Only a place of the login is worth the putting in. */
const PLACE = /auth\.json|\.codex\b|CODEX_HOME/;
/** One may be made of another, and that of a third. */
const DEPTH = 3;
/** A script with its lines joined, and the variables that name a place of the login put in: `F=~/.codex/auth.json; … > "$F"`. */
function resolved(script, env) {
    const values = new Map(Object.entries(env));
    for (const [, name = '', value = ''] of script.matchAll(ASSIGNS))
        values.set(name, value.replace(/^(["'])(.*)\1$/, '$2'));
    let text = script.replace(/\\\n/g, ' ');
    for (let depth = 0; depth < DEPTH; depth++)
        text = text.replace(/\$(?:env:)?(?:(\w+)|\{(\w+)\})/g, (whole, plain, braced) => {
            const value = values.get(plain ?? braced) ?? '';
            return PLACE.test(value) && !value.includes(whole) ? value : whole;
        });
    return text;
}
/** The commands of a script as text; what stands between quotes is not looked into. */
const commands = (script) => script.split(/[\n;|&]+/);

;// CONCATENATED MODULE: ./build/src/doctor/recipes.js

/** What scripts do with a login by hand. Scripts are text to us: these look for the common forms, no more. */
/** `auth.json.age` is another file. Quotes may stand in the middle: `"$CODEX_HOME"/auth.json`. */
const recipes_FILE = String.raw `(?:\$\{\{[^}]*\}\}|(?!\$\{\{)[^\s<>|;&()])*auth\.json(?![\w.-])["']?`;
const RUNS = /(?<![\w.-])codex(?:@\S+)?\s+(?:(?:exec|e|review|app-server)\b|-(?!-version|-help|[Vh]\b))/;
const NAMES_LOGIN = /\bauth\.json(?![\w.-])/;
const WRITES = [
    new RegExp(String.raw `(?<![>\d])>\|?\s*${recipes_FILE}`),
    new RegExp(String.raw `\btee\s+(?:-\S+\s+)*${recipes_FILE}`),
    new RegExp(String.raw `\bdd\s[^\n;|&]*\bof=${recipes_FILE}`),
    new RegExp(String.raw `\s(?:-o|-out|--out|--output)(?:\s+|=)${recipes_FILE}`),
    new RegExp(String.raw `\b(?:Out-File|Set-Content)\b[^\n]*${recipes_FILE}`, 'i'),
    new RegExp(String.raw `\b(?:Copy-Item|Move-Item)\b[^\n;|]*\s${recipes_FILE}\s*(?:$|[\n;|])`, 'i'),
];
/** `cp FROM TO`, and its like: what comes before the last operand, and that. A `-n` leaves alone what is there. */
const COPIES = new RegExp(String.raw `\b(?:install|cp|mv)\s+(?!(?:\S+\s+)*(?:-\w*n\b|--no-clobber))(.*?)\s(${recipes_FILE}|\S*\.codex["']?/?["']?)\s*(?:$|[<>)])`);
const CODEX_HOME = /(?:\.codex|CODEX_HOME)["'}]*(?:\/|$)/;
const MISSING = [
    new RegExp(String.raw `(?:\[\[?|\btest)\s+!\s*-[efs]\s+${recipes_FILE}`),
    new RegExp(String.raw `!\s*(?:\[\[?|test)\s+-[efs]\s+${recipes_FILE}`),
    new RegExp(String.raw `(?:\[\[?|\btest)\s+-[efs]\s+${recipes_FILE}[^]*?(?:\|\||\belse\b|\bexit\b)`),
    new RegExp(String.raw `Test-Path[^\n]*${recipes_FILE}`, 'i'),
];
/** A secret by whose name it holds this login. */
const NAMES_SECRET = /codex\w*auth|auth[_-]?json|auth\.json/i;
/** What a step's commands find in their environment, as far as the file sets it. */
const environmentOf = ({ env, job }) => ({
    ...job.workflow.env,
    ...job.env,
    ...env,
});
/** A step's script, with the variables put in that name the login's place. */
const scriptOf = (step) => resolved(step.run, environmentOf(step));
/** Composer has an auth.json too: the name alone says nothing. */
const runsCodex = ({ run }) => RUNS.test(run);
const namesLogin = (step) => NAMES_LOGIN.test(scriptOf(step)) && isAboutCodex(step);
const isAboutCodex = ({ run, env, job }) => /codex/i.test(`${run} ${Object.values(env).join(' ')}`) ||
    [env, job.env, job.workflow.env].some(variables => 'CODEX_HOME' in variables) ||
    job.steps.some(runsCodex);
/** A condition that asks an earlier step, or a file: perhaps whether there is a login. */
const ASKS_FIRST = /\bsteps\.|hashFiles/;
/** Puts something in the place of auth.json. */
const placesLogin = (step) => namesLogin(step) && placedAt(scriptOf(step)) >= 0;
/** The same without a look whether there is one. */
function overwritesLogin(step) {
    if (!placesLogin(step) || ASKS_FIRST.test(step.condition))
        return false;
    const script = scriptOf(step);
    return !MISSING.some(form => form.test(script.slice(0, placedAt(script))));
}
/** Where in a script that is; -1 if nowhere. */
function placedAt(script) {
    const places = [...WRITES.map(form => script.search(form)), copiesAt(script)].filter(index => index >= 0);
    return places.length === 0 ? -1 : Math.min(...places);
}
/** Where the login is copied to where Codex looks for it; a copy of it laid somewhere else is no restoring. */
function copiesAt(script) {
    const copy = commands(script).find(command => {
        const [, from = '', to = ''] = COPIES.exec(command) ?? [];
        const [source, place] = [NAMES_LOGIN.test(from), CODEX_HOME.test(to)];
        return NAMES_LOGIN.test(to) ? place || !source : source && place;
    });
    return copy === undefined ? -1 : script.indexOf(copy.trim());
}
/** The server takes a refresh token once, from whoever asks; Codex asks there under its own locks only. */
const REFRESHES = /\bauth\.openai\.com\/oauth\/token\b/;
/** Asks for a new login without Codex, in a script of any language. */
const refreshesLogin = ({ run, inputs }) => REFRESHES.test(run) || REFRESHES.test(inputs.script ?? '');

;// CONCATENATED MODULE: ./build/src/doctor/saves.js


/** How a job hands the login, as Codex has left it, to where a later run takes it from. */
const SAVES_AT_GITHUB = /\bgh\s+secret\s+set\b|\/(?:actions|environments\/[^\s/]+)\/secrets\/(?!public-key)/;
const SAVES_ELSEWHERE = /\bvault\s+kv\s+put\b|\bsecretsmanager\s+put-secret-value\b|\bsecrets\s+versions\s+add\b/;
/** What is encrypted is meant to be kept. */
const ENCRYPTS = new RegExp(String.raw `(?<![\w.-])(?:age|gpg2?|openssl\s+enc|sops)(?!.*\s(?:-d|--decrypt|decrypt)\b)[ \t].*(?<!(?:>|-o|-out|--output)\s*)[\s<]${recipes_FILE}`);
const IN_ENVIRONMENT = /\s(?:--env|-e)\b|\/environments\//;
const savesToGitHub = (step) => saves(step, SAVES_AT_GITHUB) || savesByAction(step);
const savesBySecret = (step) => savesToGitHub(step) || saves(step, SAVES_ELSEWHERE);
const saves = (step, how) => how.test(step.run) && NAMES_SECRET.test(scriptOf(step)) && isAboutCodex(step);
/** Somebody's action that sets a secret: it is told the name, and a value that a step has made. */
function savesByAction(step) {
    if (step.uses === '' || isOurs(step))
        return false;
    const given = Object.entries(step.inputs);
    const [names, values] = [given.filter(isPlain), given.filter(entry => !isPlain(entry))];
    return (names.some(([, value]) => NAMES_SECRET.test(value) && (/codex/i.test(value) || isAboutCodex(step))) &&
        values.some(([name]) => /value|plaintext|^secret$/.test(name)));
}
const isPlain = ([, value]) => !value.includes('${{');
/** Such a secret is read when the job starts, not when its run is queued. */
const savesIntoEnvironment = ({ run, inputs }) => IN_ENVIRONMENT.test(run) || Object.keys(inputs).some(name => /environment/.test(name));
/** Whether a step hands the login on in any of these ways. */
const putsBack = (step) => savesBySecret(step) || (namesLogin(step) && ENCRYPTS.test(scriptOf(step)));
/** Whether Codex comes before the saving in one script, which ends with the first command that fails. */
function savesAfterCodex({ run, shell }) {
    const codex = run.search(RUNS);
    const save = [SAVES_AT_GITHUB, SAVES_ELSEWHERE].map(form => run.search(form)).find(index => index >= 0) ?? -1;
    if (codex < 0 || save < codex || (shell !== '' && !/^(?:ba)?sh$/.test(shell)))
        return false;
    const line = run.slice(run.lastIndexOf('\n', codex) + 1, save);
    return !/\bset\s+\+e\b/.test(run) && !/^\s*(?:if|!|until|while)\s/.test(line) && !/^[^\n]*\|\|/.test(line);
}

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/index.js + 28 modules
var dist = __webpack_require__(9909);
;// CONCATENATED MODULE: ./build/src/doctor/condition.js

const STATUS = /\b(?:always|cancelled|failure|success)\s*\(/i;
/** GitHub's documentation of contexts; what is not here is an error there too. */
const CONTEXTS = 'github env vars secrets needs steps job jobs runner matrix strategy inputs'.split(' ');
const FUNCTIONS = ['always', 'cancelled', 'failure', 'success', 'hashFiles'].map(name => ({
    name,
    minArgs: 0,
    maxArgs: 255,
}));
/**
 * Whether an `if:` holds, by GitHub's rules and parser: without one of the status functions it means `success() && …`.
 * Undefined where that hangs on what a file does not tell; also for what is no expression.
 */
function holds(condition, facts) {
    const bare = condition.replaceAll('${{', ' ').replaceAll('}}', ' ').trim() || 'true';
    const expression = parsed(bare);
    if (!expression)
        return undefined;
    const value = truth(valueIn(expression, facts));
    return STATUS.test(bare) ? value : both(truth(facts('success()')), value);
}
function parsed(text) {
    try {
        return new dist/* Parser */.iX(new dist/* Lexer */.JG(text).lex().tokens, CONTEXTS, FUNCTIONS).parse();
    }
    catch {
        return undefined;
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

// EXTERNAL MODULE: ./node_modules/croner/dist/croner.js
var croner = __webpack_require__(5814);
;// CONCATENATED MODULE: ./build/src/doctor/schedule.js

const DAY_MS = 24 * 3_600_000;
/** From a leap year's first day, two years: every order of weekdays and months that makes a gap of a week. */
const [FROM, UNTIL] = [Date.UTC(2024, 0, 1), Date.UTC(2026, 0, 1)];
/** A part of a field, as POSIX has it and GitHub takes it: no `?`, `L`, `W` or `#`, which croner would take too. */
const PART = /^(\*|\d+|[a-z]{3})(-(\d+|[a-z]{3}))?(\/\d+)?$/i;
/** Sunday is 0. */
const SEVEN = /(^|[,-])7/;
/**
 * The longest time between two runs of schedules that are taken together, in days; Infinity if they never run.
 * Only days are looked at: within one a schedule runs once at least.
 */
function longestGapInDays(crons) {
    const days = [...new Set(crons.flatMap(runDays))].sort((a, b) => a - b);
    const last = days.at(-1);
    if (last === undefined)
        return Number.POSITIVE_INFINITY;
    const gaps = days.map((day, at) => day - (days[at - 1] ?? FROM));
    return Math.max(...gaps, UNTIL - last) / DAY_MS;
}
const everRuns = (cron) => runDays(cron).length > 0;
/** Whether GitHub takes it: five fields, no nickname such as `@daily`. */
const isCron = (cron) => onItsDays(cron) !== undefined;
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
    const fields = cron.trim().split(/\s+/);
    const isPosix = fields.every(field => field.split(',').every(part => PART.test(part)));
    if (fields.length !== 5 || !isPosix || SEVEN.test(fields[4] ?? ''))
        return undefined;
    const parse = (pattern) => new croner/* Cron */.l4(pattern, { timezone: 'UTC', paused: true, sloppyRanges: true });
    try {
        parse(cron);
        return parse(['0', '0', ...fields.slice(2)].join(' '));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/doctor/ways.js



/** Ten callers of ten callers of … would be more than anybody has. */
const MOST = 100;
const LOCAL_ACTION = /^\.\/\.github\/actions\/([^/@]+)\/?$/;
const ways_LOCAL = /^\.\/(?:\.github\/workflows\/)([^/@]+)$/;
/** Somebody else decides when it runs, and with which rights. */
const isCalled = ({ composite, events }) => composite || events.includes('workflow_call');
/** What of the same repository a job calls: a workflow, or composite actions in its steps. */
const calledBy = ({ uses, steps }, all) => [uses, ...steps.map(step => step.uses)].flatMap(name => all.filter(called => isAt(name, called)));
/** The steps in which a composite action runs. */
const callingSteps = (action, all) => all.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps)).filter(({ uses }) => isAt(uses, action));
function isAt(uses, { composite, file }) {
    const [form, name] = composite ? [LOCAL_ACTION, (0,external_node_path_.basename)((0,external_node_path_.dirname)(file))] : [ways_LOCAL, (0,external_node_path_.basename)(file)];
    return form.exec(uses)?.[1] === name;
}
/** Every way that the files show; none where only callers that they don't show start it. */
function waysTo(job, all) {
    return waysInto(job.workflow, all, new Map()).map(([first, ...rest]) => (first ? [first, ...rest, job] : [job]));
}
/** The jobs that lead to a workflow; an empty list of them where an event of its own starts it. */
function waysInto(workflow, all, known) {
    if (!isCalled(workflow))
        return [[]];
    const before = known.get(workflow);
    if (before)
        return before;
    // Where workflows call one another in a ring, which GitHub refuses, it ends here.
    known.set(workflow, []);
    const callers = all.flatMap(({ jobs }) => jobs).filter(caller => calledBy(caller, all).includes(workflow));
    const ways = callers.flatMap(caller => waysInto(caller.workflow, all, known).map(way => [...way, caller]));
    const own = workflow.events.length > 1 ? [[]] : [];
    const found = [...own, ...ways].slice(0, MOST);
    known.set(workflow, found);
    return found;
}
/** The schedules of a way on which a step would run, as far as conditions tell. A called workflow sees its caller's event. */
function cronsOf(way, step) {
    const conditions = [...way.map(({ condition }) => condition), step?.condition ?? ''];
    return way[0].workflow.crons.filter(cron => everRuns(cron) && conditions.every(condition => holds(condition, onSchedule(cron)) !== false));
}
const onSchedule = (cron) => name => ({
    'github.event_name': 'schedule',
    'github.event.schedule': cron,
    'always()': true,
    'success()': true,
    'failure()': false,
    'cancelled()': false,
})[name];
/** Said by the job, else by its workflow, else by who called it; undefined where nobody says it. */
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

;// CONCATENATED MODULE: ./build/src/doctor/holders.js






const NAMES_CODEX = /codex|auth[_-]?json/i;
const BY_HAND = [namesLogin, savesBySecret, cachesLogin, uploadsLogin, refreshesLogin];
/** A job that handles a login by hand. */
const isRecipe = (job) => job.steps.some(step => BY_HAND.some(does => does(step)));
/** Codex on the login that it finds: the machine's own, where nothing gives it an API key. */
const runsOnLogin = ({ steps }) => steps.some(step => runsCodex(step) && !hasKey(step)) && !steps.some(givesKey);
function hasKey(step) {
    const environment = environmentOf(step);
    // Those of a provider of one's own, such as Azure, end in the same words.
    return ((0,codex_environment/* otherLogins */.X)(environment).length > 0 || Object.keys(environment).some(name => /OPENAI_API_KEY$/.test(name)));
}
/** What an earlier step has left for all that follow. */
const givesKey = ({ run, inputs }) => /\bcodex\s+login\s[^\n;&|]*(?:--with-api-key|--with-access-token|--api-key)/.test(run) ||
    'openai-api-key' in inputs;
/** A job that has a login of its own making, and not by this action. */
const isByHand = (job) => isRecipe(job) || (runsOnLogin(job) && !job.steps.some(isOurs));
/** Whether its own steps have a ChatGPT login, however they came by it. */
const meansLogin = (job) => isRecipe(job) || job.steps.some(isOurs) || runsOnLogin(job);
/** A job, and those of the workflows and actions that it calls, as far as they lie here. */
function reachedBy(job, all) {
    const jobs = new Set([job]);
    // What is added on the way is visited too, and each once.
    for (const one of jobs)
        for (const inner of calledBy(one, all).flatMap(called => called.jobs))
            jobs.add(inner);
    return [...jobs];
}
/**
 * Whether a job has the login: by this action, by hand, or in a workflow that it calls. Undefined where that one
 * does not lie here and may have it: a local one, or one that is told of Codex.
 */
function hasLogin(job, all) {
    const reached = reachedBy(job, all);
    if (reached.some(meansLogin))
        return true;
    return reached.some(one => mayHide(one, all)) ? undefined : false;
}
const mayHide = (job, all) => job.uses !== '' &&
    calledBy(job, all).length === 0 &&
    (job.uses.startsWith('./') || NAMES_CODEX.test(job.uses + job.handed));
/** Whether the job in which a step runs hands the login on. The steps of a composite action run in those of its callers. */
function isPutBack({ job }, all) {
    const callers = waysTo(job, all).flatMap(way => way.findLast(one => !one.workflow.composite) ?? []);
    const runners = job.workflow.composite && callers.length > 0 ? callers : [job];
    return runners.every(one => reachedBy(one, all).some(({ steps }) => steps.some(putsBack)));
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/finding.js
const make = (level, where) => (code, said) => ({ level, code, where, ...said });
const atStep = ({ job, name, line }) => `${job.workflow.file}${line === undefined ? '' : `:${line}`}${inJob(job)}, step "${name}"`;
/** A composite action has steps, but no job of its own. */
const inJob = ({ id }) => (id === '' ? '' : `, job ${id}`);
const warningAt = (step) => make('warning', atStep(step));
const noteAt = (step) => make('note', atStep(step));
const noteIn = (workflow) => make('note', workflow.file);
/** Where something is said of a whole job, or, without one, of the workflow. */
const said = (level, workflow, job) => make(level, job ? `${workflow.file}${inJob(job)}` : workflow.file);

;// CONCATENATED MODULE: ./build/src/doctor/rules/by-hand.js





const USE_THIS = 'Use this action, which takes the secret as a seed only; or write it only where there is none: `[ -f ~/.codex/auth.json ] || …`.';
/** Harmless only where another step of the job puts the refreshed login back to where it came from. */
function seedEachRun(step, all) {
    if (!overwritesLogin(step) || isPutBack(step, all))
        return [];
    return [
        warningAt(step)('seed-each-run', {
            what: 'It writes the login over auth.json in each run.',
            why: 'Once Codex has refreshed it, the stored login is spent: putting it back ends the login at the next refresh.',
            remedy: USE_THIS,
        }),
    ];
}
/** Codex has locks for it, and saves at once; a script has neither. */
function refreshesOutside(step) {
    if (!refreshesLogin(step))
        return [];
    return [
        warningAt(step)('refreshes-outside', {
            what: 'It refreshes the login without Codex, at `auth.openai.com/oauth/token`.',
            why: 'That spends the refresh token: if the script fails before the new one is stored, or a Codex elsewhere still has the old one, the login is lost.',
            remedy: 'Leave the refresh to Codex: `mode: keep-fresh` of this action has it done on a schedule, one job at a time, and stores it at once.',
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
const otherLogin = (step) => (0,codex_environment/* otherLogins */.X)(environmentOf(step));
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

;// CONCATENATED MODULE: ./build/src/doctor/rules/called.js



/** What starts only by callers that do not lie here can be judged in part. */
function callersUnknown(workflow, all) {
    const hidden = workflow.jobs.filter(job => waysTo(job, all).length === 0 && hasLogin(job, all));
    if (hidden.length === 0 || (workflow.events.length === 0 && !workflow.composite))
        return [];
    return [
        noteIn(workflow)('callers-unknown', {
            what: workflow.composite
                ? 'This is a composite action: its steps run in the jobs that use it.'
                : 'Only other workflows start this one (`workflow_call`), and none that lies here does.',
            why: 'When it runs, for whom and with which permissions is said there, and can not be judged here.',
            remedy: 'Give the doctor the directory of the workflows that use it too.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/stores/kind.js
var kind = __webpack_require__(5328);
;// CONCATENATED MODULE: ./build/src/doctor/uses.js




/** `all`: the workflows that may call this one. */
function usesOf(workflow, all) {
    return workflow.jobs.flatMap(job => {
        const ways = waysTo(job, all);
        return job.steps.filter(isOurs).map(step => useOf(job, step, ways));
    });
}
function useOf(job, step, ways) {
    const { inputs } = step;
    const session = inputs.session || 'default';
    return { step, job, workflow: job.workflow, ways, inputs, session, ...judgedStore(job, inputs) };
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
        return { store: undefined, refusal: error instanceof errors/* ActionError */.lZ ? error : undefined };
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

;// CONCATENATED MODULE: ./build/src/doctor/rules/cancel.js




/** A run that a newer one cancels may be in the second of a refresh. */
function cancelled(workflow, all) {
    const holders = workflow.jobs
        .map(job => ({ job, sure: hasLogin(job, all) }))
        .filter(({ sure }) => sure !== false);
    if (holders.length === 0)
        return [];
    const sure = holders.some(holder => holder.sure);
    return [
        ...cancelling(workflow.concurrency, sure, workflow),
        ...holders.flatMap(holder => cancelling(holder.job.concurrency, holder.sure === true, workflow, holder.job)),
    ];
}
const LOSS = 'Codex that is ended in the second of its refresh has spent the refresh token and saved nothing.';
function cancelling(concurrency, sure, workflow, job) {
    const value = String(fields(concurrency)['cancel-in-progress'] ?? false);
    if (value !== 'true' && !isExpression(value))
        return [];
    return [
        said(value === 'true' && sure ? 'warning' : 'note', workflow, job)('cancel-in-progress', {
            what: `A newer run ${value === 'true' ? 'cancels' : 'may cancel'} this one (\`cancel-in-progress\`)${sure ? '' : ', and it calls a workflow that does not lie here'}.`,
            why: sure ? `A ${LOSS}` : `If that workflow uses the login: a ${LOSS}`,
            remedy: 'Take it out where the login is used: `concurrency:` with a group alone makes runs wait.',
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/injection.js


/**
 * Texts that people without write access choose: GitHub puts them into the script before a shell reads it. What
 * belongs to the repository itself, such as the branch that a pull request goes to, they only choose among.
 */
const STRANGERS_TEXT = /\$\{\{[^}]*?\b(github\.head_ref|github\.event\.(?!pull_request\.base\.|repository\.|organization\.)[\w.*[\]-]*\.(?:body|title|message|name|email|label|ref|head_branch|display_title|page_name))\b[^}]*\}\}/;
/** A script made of a stranger's words, in a job that has the login. */
function scriptOfStrangers(step) {
    const [, text] = STRANGERS_TEXT.exec(step.run) ?? [];
    if (!text || !meansLogin(step.job))
        return [];
    return [
        warningAt(step)('injection', {
            what: `Its script is made of \`${text.slice(0, 64)}\`, which anybody can write.`,
            why: 'GitHub puts the words in before the shell reads them: a quote and a command in them can take the login.',
            remedy: 'Hand it over as a variable: by `env:` of the step, and as `"$TEXT"` in the script.',
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/input-names.js



/** `auth_json`, `authJson` and `auth json` were all meant for `auth-json`. */
const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
/** Of a fork by another name nobody knows what it takes. */
function unknownInputs({ step, inputs }) {
    const unknown = Object.keys(inputs).filter(name => !src_inputs/* INPUT_NAMES */.Qh.includes(name));
    return unknown.flatMap(name => {
        const meant = src_inputs/* INPUT_NAMES */.Qh.find(known => plain(known) === plain(name));
        if (!meant && !isNamedOurs(step))
            return [];
        return warningAt(step)('unknown-input', {
            what: `There is no input \`${name}\`.`,
            why: 'GitHub only warns of it: the step runs as if it were not there.',
            remedy: meant ? `Write \`${meant}\`.` : 'See the table of inputs in the README.',
        });
    });
}

// EXTERNAL MODULE: ./build/src/codex/binary.js + 1 modules
var binary = __webpack_require__(443);
// EXTERNAL MODULE: ./build/src/codex/unavailable.js
var unavailable = __webpack_require__(5567);
// EXTERNAL MODULE: ./build/src/stores/envelope.js
var envelope = __webpack_require__(2438);
;// CONCATENATED MODULE: ./build/src/doctor/rules/input-values.js







/** What the action says of a value at its start. Of an expression nobody knows the value. */
function refusedValues({ step, inputs }) {
    const literal = Object.entries(inputs).filter(([name, value]) => src_inputs/* INPUT_NAMES */.Qh.includes(name) && value.trim() !== '' && !isExpression(value));
    return literal.flatMap(([name, value]) => {
        const refusal = refused(() => input_values_judge(name, value.trim()));
        if (!refusal)
            return [];
        const { what, remedy } = refusal.explanation;
        const why = 'The action refuses to start with it, so the login is not refreshed either.';
        return [warningAt(step)(refusal.code, { what, why, remedy })];
    });
}
function input_values_judge(name, value) {
    (0,src_inputs/* parseInputs */.TL)({ [name]: value });
    if (name === 'encryption-key')
        (0,envelope.sealer)(value);
    if (name === 'codex-version' && !ONE_VERSION.test(value))
        throw (0,unavailable/* notOneVersion */.aV)(value, binary/* DEFAULT_CODEX_VERSION */.J);
}
/** As npm writes them. */
const ONE_VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;
function refused(attempt) {
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

;// CONCATENATED MODULE: ./build/src/doctor/rules/matrix.js




/** Restored in several jobs at once, wherever it comes from: saving it back helps none of the others. */
function sideBySide(step, all) {
    const jobs = [step.job, ...waysTo(step.job, all).flat()];
    if (!jobs.some(({ parallel }) => parallel) || !overwritesLogin(step))
        return [];
    // Where nobody saves it, that is said already.
    if (!isPutBack(step, all))
        return [];
    return [
        warningAt(step)('side-by-side', {
            what: 'The jobs of its matrix run side by side, each with its own copy of one login.',
            why: 'A refresh token can be spent once: the first job that refreshes ends the login for the others, and the last one to save may put back what is spent.',
            remedy: 'Run Codex in one job; or use this action, with which one job at a time refreshes, and the others take over what it made.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/src/guard/trust.js
var trust = __webpack_require__(4585);
;// CONCATENATED MODULE: ./build/src/doctor/rules/strangers.js




/** Who a condition may be about; what it says of them is for a person to read. */
const ASKS_WHO = /author_association|github\.(triggering_)?actor|sender|\.fork\b|head\.repo|head_repository/;
const eventsOf = (ways) => [
    ...new Set(ways.flatMap(([{ workflow }]) => workflow.events)),
];
/** Events that people without write access can cause. Of a called workflow the callers tell them. */
const strangersEvents = (ways) => eventsOf(ways).filter(event => !trust/* INSIDERS */._p.has(event) && event !== 'workflow_call');
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
function forks({ step, ways }) {
    const events = eventsOf(ways).filter(event => event.startsWith('pull_request'));
    if (events.length === 0 || asksWho(ways, step))
        return [];
    return [
        noteAt(step)('forks', {
            what: `A fork's pull request (${quoted(events)}) is refused here.`,
            why: 'No secrets reach it, or its code must not have the login: the step is red for each of them.',
            remedy: 'Give the job `if: github.event.pull_request.head.repo.full_name == github.repository`.',
        }),
    ];
}
/** Whoever may start it, what Codex reads then is a stranger's: an issue, a comment, a branch. */
function unsafeForStrangers({ step, ways, inputs }) {
    const events = strangersEvents(ways).filter(withSecrets);
    if (inputs['safety-strategy'] !== 'unsafe' || events.length === 0 || asksWho(ways, step))
        return [];
    return [
        warningAt(step)('unsafe', {
            what: `\`safety-strategy: unsafe\` lets the model's commands read the login, and strangers can cause ${quoted(events)}.`,
            why: 'What they wrote may talk Codex into giving the login away, also where somebody whom you trust has started it.',
            remedy: 'Leave the input out: Codex then runs in its sandbox, which denies the login to its commands.',
        }),
    ];
}
/** By hand nobody asks who caused the event. */
function unguardedRecipe(job, all) {
    const ways = waysTo(job, all);
    const events = strangersEvents(ways).filter(withSecrets);
    if (events.length === 0 || !isByHand(job) || asksWho(ways, ...job.steps))
        return [];
    return [
        said('warning', job.workflow, job)('unguarded', {
            what: `The job handles the login by hand, and everybody can cause ${quoted(events)}.`,
            why: 'Such events have the secrets, whoever caused them: a stranger could have Codex, or a script, give the login away.',
            remedy: 'Start it by `workflow_dispatch` or `schedule`, or use this action, which asks who caused the event.',
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/public.js


/** Said once for all; where strangers can start one of them, that is a warning, and says it too. */
function allowedPublic(all) {
    const allowed = all.filter(({ inputs }) => inputs['allow-public-repository'] === 'true');
    const [use] = allowed;
    if (!use || allowed.some(({ ways }) => strangersEvents(ways).length > 0))
        return [];
    return [
        noteAt(use.step)('public-repository', {
            what: '`allow-public-repository` is on.',
            why: 'In a public repository everybody can read the logs, summaries and artifacts of its runs: whatever Codex says there is published.',
            remedy: 'If the repository is private (a file can not tell), leave the input out: it would be refused if it became public. If not, keep to events that only members can cause.',
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/queue.js





/** A secret of a repository or organisation is read when the run is queued, one of an environment when the job starts. */
function readTooEarly({ step, ways, store, inputs }) {
    if (store !== 'github-secret' || inputs['secret-environment'])
        return [];
    return tooEarly(step, ways, 'and stops.', 'Move the secret into an environment, with `environment:` on the job and `secret-environment` here.');
}
/** The same by hand: restored from the secret, and saved back into it. */
function restoredTooEarly(step, all) {
    const saves = step.job.steps.filter(savesToGitHub);
    if (!overwritesLogin(step) || saves.length === 0 || sideBySide(step, all).length > 0)
        return [];
    if (step.job.environment && saves.every(savesIntoEnvironment))
        return [];
    return tooEarly(step, waysTo(step.job, all), 'and its next refresh ends it for good.', 'Move the secret into an environment, with `environment:` on the job and `gh secret set --env`; or use this action.');
}
function tooEarly(step, ways, end, remedy) {
    const queue = [[step.job], ...ways].some(isQueued)
        ? 'Its runs wait for one another (`concurrency:`)'
        : [step.job, ...ways.flat()].some(({ matrix }) => matrix)
            ? 'The jobs of its matrix wait for a runner, or for one another'
            : undefined;
    const triggers = ways.flatMap(([{ workflow }]) => workflow.events);
    if (!queue && triggers.length < 2)
        return [];
    return [
        (queue ? warningAt : noteAt)(step)('read-too-early', {
            what: `${queue ?? 'Its several triggers can start runs together'}, and the secret belongs to no environment.`,
            why: `Such a secret is read when the run is queued: after a refresh in between, the run starts with a login that is spent, ${end}`,
            remedy,
        }),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/rules/rights.js



const isOwnToken = ({ token = '' }) => token === '' || /github\.token|secrets\.GITHUB_TOKEN/i.test(token);
/** Stores other than `host` need a lease in the repository (docs/concurrency.md). Of several ways the worst is said. */
function missingPermissions({ step, job, ways, inputs, store }) {
    if (store === undefined || store === 'host' || !isOwnToken(inputs))
        return [];
    // Where only callers start it that are not here, what it says itself is all that is known.
    const given = ways.length > 0 ? ways.map(permissionsOf) : [permissionsOf([job])].filter(isSaid);
    const found = given.flatMap(permissions => lacking(step, permissions));
    return [...found.filter(isWarning), ...found].slice(0, 1);
}
function lacking(step, given) {
    const remedy = 'Give the job `permissions:` with `contents: write` and `actions: read`.';
    if (!isSaid(given))
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
const isSaid = (permissions) => permissions !== undefined && permissions !== null;
const isWarning = ({ level }) => level === 'warning';
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

;// CONCATENATED MODULE: ./build/src/doctor/rules/saved.js






const LOST = 'Codex may have refreshed the login before that; the new one is then lost, and the old one spent.';
const ALWAYS = 'Give the step that saves `if: always()`, or use this action, which stores a refreshed login at once.';
/** Whatever became of Codex, what it made of the login must be saved. */
function savedOnSuccessOnly(step, all) {
    const inPost = step.uses.toLowerCase().startsWith('actions/cache@') && cachesLogin(step);
    if (!inPost && !savesBySecret(step) && !cachesLogin(step) && !uploadsLogin(step))
        return [];
    // What it saves it has made itself, not Codex before it; that is another fault.
    if (refreshesLogin(step))
        return [];
    // A shell's own `trap … EXIT` runs after a failure of its script too.
    if (/\btrap\b/.test(step.run))
        return [];
    return (inPost ? [step] : deciding(step, all)).flatMap(one => {
        const words = inPost ? ONLY_SUCCESS : (skipped(one) ?? skippedJob(one) ?? inOneScript(one));
        if (!words)
            return [];
        const [what, remedy] = words;
        return [warningAt(one)('saved-on-success', { what, why: LOST, remedy })];
    });
}
/**
 * The steps whose conditions say when it is saved. A composite action begins anew: what failed before it does not skip
 * its steps, so those that call it say; none, where they do not lie here.
 */
const deciding = (step, all) => {
    const { workflow, steps } = step.job;
    return workflow.composite && !steps.some(runsCodex) ? callingSteps(workflow, all) : [step];
};
const ONLY_SUCCESS = ['It saves the login only if everything before it succeeded.', ALWAYS];
function skipped(step) {
    const [succeeded, failed] = after(step.condition, step.job);
    if (succeeded === false && failed === false)
        return ['Its `if:` never holds: it does not save the login.', ALWAYS];
    if (succeeded === false)
        return ['It saves the login only if something before it failed.', ALWAYS];
    return failed === false ? ONLY_SUCCESS : undefined;
}
/** A job that needs the one with Codex is skipped like a step, whatever its own steps say. */
function skippedJob({ job }) {
    if (job.steps.some(runsCodex) || !needed(job).some(one => one.steps.some(runsCodex)))
        return undefined;
    const [succeeded, failed] = after(job.condition, job);
    if (succeeded !== false && failed !== false)
        return undefined;
    return [
        `Its job is skipped, and the login not saved, if the Codex that it \`needs\` ${failed === false ? 'failed' : 'succeeded'}.`,
        'Give the job that saves `if: always()` too; better, save in the job that runs Codex.',
    ];
}
const inOneScript = (step) => savesAfterCodex(step)
    ? [
        'It runs Codex and saves the login in one script, which ends where Codex fails.',
        'Save in a step of its own with `if: always()`, or by a `trap … EXIT` that is set before Codex runs.',
    ]
    : undefined;
/** The jobs that must end before it, and those before them. */
function needed(job, all = new Set()) {
    for (const one of job.workflow.jobs)
        if (job.needs.includes(one.id) && !all.has(one))
            needed(one, all.add(one));
    return [...all];
}
/** Whether a condition holds after Codex succeeded, and after it failed. */
const after = (condition, job) => ['success', 'failure'].map(outcome => holds(condition, ended(job, outcome)));
const ended = (job, outcome) => name => {
    const [, kind, id] = /^(steps|needs)\.([\w-]+)\.(?:outcome|conclusion|result)$/.exec(name) ?? [];
    if (!kind)
        return saved_STATUS(outcome)[name];
    const named = (one) => one.id.toLowerCase() === id;
    const steps = kind === 'steps' ? job.steps.filter(named) : job.workflow.jobs.find(named)?.steps;
    // What is not there has no outcome; what isn't Codex may have any.
    if (!steps || (kind === 'steps' && steps.length === 0))
        return '';
    return steps.some(runsCodex) ? outcome : undefined;
};
const saved_STATUS = (outcome) => ({
    'always()': true,
    'cancelled()': false,
    'success()': outcome === 'success',
    'failure()': outcome === 'failure',
    'job.status': outcome,
});

;// CONCATENATED MODULE: ./build/src/doctor/rules/schedules.js



/** GitHub's words for such a file are "invalid cron attribute". */
function neverRuns(workflow, all) {
    if (!workflow.jobs.some(job => hasLogin(job, all)))
        return [];
    return workflow.crons.flatMap(cron => {
        const state = !isCron(cron)
            ? 'is none that GitHub takes'
            : !everRuns(cron)
                ? 'names a day that no year has'
                : undefined;
        if (!state)
            return [];
        return [
            said('warning', workflow)('no-schedule', {
                what: `The schedule \`${cron.slice(0, 64)}\` ${state}: it never runs.`,
                why: 'What it was to keep fresh is not refreshed, and nobody is told.',
                remedy: "Write five fields of numbers, names, `*`, `,`, `-` and `/`; Sunday is 0. `?`, `L`, `#` and `@daily` are not known. Such as `cron: '23 4 * * *'`.",
            }),
        ];
    });
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
const mayShare = (use, other) => (use.store === 'cache' || (!use.store && !use.refusal && !!use.inputs['encryption-key'])) &&
    (use.session === other.session || isExpression(use.session + other.session)) &&
    new Set([use, other].map(keyOf).filter(key => key !== undefined)).size < 2;
/** What no other key can open; undefined where a caller, or an expression of another kind, decides which it is. */
function keyOf({ inputs, workflow }) {
    const key = inputs['encryption-key'] ?? '';
    if (!isExpression(key))
        return key || undefined;
    return isCalled(workflow)
        ? undefined
        : /^\$\{\{\s*(secrets\.\w+)\s*\}\}$/.exec(key.trim())?.[1]?.toLowerCase();
}
const cronsOfUse = ({ ways, step }) => ways.flatMap(way => cronsOf(way, step));
/** The cache forgets what is not read; the login is refreshed only by a run of the default branch. */
function cacheForgets(use, { uses }) {
    // Where others start it that are not here, nobody knows what they keep fresh.
    if (use.store !== 'cache' || use.ways.length === 0)
        return [];
    const { step } = use;
    const readers = uses.filter(other => mayShare(other, use));
    const gap = (some) => longestGapInDays(some.flatMap(cronsOfUse));
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
    // Who calls from elsewhere may do so each day.
    if (keepers.some(({ ways }) => ways.length === 0))
        return [noteAt(step)('keeper-called', KEEPER_CALLED)];
    return [
        warningAt(step)('cache-forgets', {
            what: keepers.some(keeper => cronsOfUse(keeper).length > 0)
                ? 'Seven days or more can pass between two runs of keep-fresh.'
                : 'No workflow beside it keeps this login fresh on a schedule.',
            why: 'GitHub removes a cache entry that nobody has read for 7 days, and with it the only login that is not spent.',
            remedy: "Run `mode: keep-fresh` with the same `session` and `encryption-key` more often, such as `cron: '23 4 * * *'`.",
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
    const [way] = keepers.flatMap(({ ways, step }) => ways.filter(one => cronsOf(one, step).length > 0));
    if (!way)
        return [];
    return [
        noteIn(way[0].workflow)('schedules-end', {
            what: 'GitHub disables the schedules of a public repository in which nothing happens for 60 days.',
            why: 'Then nothing refreshes the login any more.',
            remedy: 'Enable the workflow again when GitHub says so by mail.',
        }),
    ];
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

;// CONCATENATED MODULE: ./build/src/doctor/rules/unseen.js





/** In an expression that hands over the value, and does not only ask whether there is one. */
const SECRET = /\bsecrets(?:\.|\[')([\w-]{1,255})(?![\w-]|['\]\s]*[!=]=)/g;
const unseen_NAMES_LOGIN = /(?:codex|chatgpt)\w*(?:auth|home|login|session)|(?:auth|login|session)\w*(?:codex|chatgpt)|auth_?json/i;
const ABOUT_CODEX = /codex|chatgpt/i;
/** What belongs to it, but is not the login. */
const NO_LOGIN = /_(?:key|id|pat|passphrase|password)$/i;
/** Said where a job gets the login, and none of its steps does with it what the other rules know how to judge. */
function unseen(job, all) {
    const names = handedTo(job);
    if (names.length === 0 || isSeen(job, all))
        return [];
    return [
        said('note', job.workflow, job)('unseen', {
            what: `It is handed ${names.join(', ')}, and what is done with the login can not be told from here.`,
            why: 'If Codex refreshes it there and the new one is not stored, the secret is spent, and the login ends at the next refresh.',
            remedy: 'Look there whether each refreshed login is stored, after a failure too, and two runs never refresh at once. Or use this action, which sees to both.',
        }),
    ];
}
/** A called workflow that lies here speaks for itself; a composite action can not: the names of secrets end at its inputs. */
const isSeen = (job, all) => (job.uses !== '' && calledBy(job, all).length > 0) ||
    reachedBy(job, all).some(({ steps }) => steps.some(step => isOurs(step) || placesLogin(step) || refreshesLogin(step)));
/** The secrets by whose names they hold this login; others have an auth.json too, so the job must speak of Codex. */
function handedTo(job) {
    const own = JSON.stringify([job.uses, job.handed, job.env, job.steps.map(given)]);
    if (!ABOUT_CODEX.test(own))
        return [];
    const text = own + JSON.stringify(job.workflow.env);
    const names = [...text.matchAll(SECRET)].map(([, name = '']) => name);
    const logins = names
        .filter(name => unseen_NAMES_LOGIN.test(name) && !NO_LOGIN.test(name))
        .map(name => `\`${name}\``);
    const inherits = /"inherit"/.test(job.handed) && ABOUT_CODEX.test(job.uses);
    return [...new Set(inherits ? ['all secrets'] : logins)];
}
const given = ({ uses, run, env, inputs }) => [uses, run, env, inputs];

;// CONCATENATED MODULE: ./build/src/doctor/verdict.js

/** What was judged, in one line, and what came of it. */
function verdict(judged, uses, findings) {
    const recipes = judged.flatMap(({ jobs }) => jobs).filter(isByHand).length;
    const actions = judged.filter(({ composite }) => composite).length;
    const kinds = [
        (actions === 0 || judged.length > actions) && count(judged.length - actions, 'workflow'),
        actions > 0 && count(actions, 'composite action'),
    ].filter(Boolean);
    const what = `${kinds.join(', ')}, ${count(uses.length, 'use')} of this action, ${count(recipes, 'job')} with a login by hand`;
    return `${what}: ${outcome(findings)}.`;
}
/** Silence is praise: where a login goes out of sight, there is none. */
function outcome(findings) {
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    const hidden = findings.filter(({ code }) => code === 'unseen').length;
    if (warnings > 0)
        return count(warnings, 'warning');
    if (hidden === 0)
        return 'nothing found that would lose the login';
    return `no warning, but in ${count(hidden, 'job')} it can not be told what is done with the login`;
}
const count = (number, name) => `${number} ${name}${number === 1 ? '' : 's'}`;
/** What a use of the action does, and where it stands. */
function fact({ step, workflow, job, store: kind, inputs, session }) {
    const mode = inputs.mode || (inputs.prompt || inputs['prompt-file'] || inputs.review ? 'run' : 'setup');
    const where = `${workflow.file}${step.line === undefined ? '' : `:${step.line}`}`;
    return [
        where,
        `${job.id && `job ${job.id}, `}mode ${mode}, storage ${kind ?? 'not known'}, session ${session}`,
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/workflows.js




















/** Every rule there is for a use of the action, beside what else lies there. */
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
    openToStrangers,
    unsafeForStrangers,
    forks,
    otherLoginOfUse,
];
/** Throws `UnreadableWorkflow` for a single file; among others it is said beside what they have. */
async function workflowsReport({ paths, beside }, cwd) {
    const broken = [];
    const judged = [];
    for (const file of paths) {
        const workflow = await readWorkflow(file, (0,external_node_path_.resolve)(cwd, file)).catch(error => {
            if (error instanceof NotJudged && paths.length > 1)
                return;
            if (!(error instanceof UnreadableWorkflow) || paths.length === 1)
                throw error;
            broken.push({ level: 'warning', code: error.code, ...error.explanation });
        });
        if (workflow)
            judged.push(workflow);
    }
    const others = await Promise.all(beside.map(file => readWorkflow(file, (0,external_node_path_.resolve)(cwd, file)).catch(() => undefined)));
    const workflows = [...judged, ...others.filter(other => other !== undefined)];
    const scene = { workflows, uses: workflows.flatMap(workflow => usesOf(workflow, workflows)) };
    const uses = scene.uses.filter(({ workflow }) => judged.includes(workflow));
    const findings = [
        ...broken,
        ...judged.flatMap(workflow => findingsOf(workflow, scene)),
        ...schedulesEnd(uses),
        ...allowedPublic(uses),
    ];
    return { verdict: verdict(judged, uses, findings), facts: uses.map(fact), findings, closing: [] };
}
function findingsOf(workflow, scene) {
    const all = scene.workflows;
    const steps = workflow.jobs.flatMap(job => job.steps);
    const uses = scene.uses.filter(use => use.workflow === workflow);
    return [
        ...callersUnknown(workflow, all),
        ...neverRuns(workflow, all),
        ...cancelled(workflow, all),
        ...workflow.jobs.flatMap(job => [...unguardedRecipe(job, all), ...unseen(job, all)]),
        ...uses.flatMap(use => OF_A_USE.flatMap(rule => rule(use, scene))),
        ...steps.flatMap(step => [
            ...seedEachRun(step, all),
            ...refreshesOutside(step),
            ...sideBySide(step, all),
            ...restoredTooEarly(step, all),
            ...savedOnSuccessOnly(step, all),
            ...scriptOfStrangers(step),
            ...laidOpen(step),
            ...endsLogin(step),
            ...otherLoginOfScript(step, uses),
        ]),
    ];
}

;// CONCATENATED MODULE: ./build/src/doctor/doctor.js






const USAGE = `Usage: codex-auth-doctor PATH

Judges what PATH is, changes nothing and asks no network:
  an auth.json          as it is or in base64: would it serve as a seed, how long does it live, how to store it
  a workflow            a .yml or .yaml file, also a composite action.yml: does it lose the login
  a directory           a repository or its .github/workflows: all workflows, with its own actions; or a CODEX_HOME

Exit code: 0 no warning, 1 something would lose or refuse the login, 2 PATH can't be read.
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
        if (!(error instanceof errors/* ActionError */.lZ) && (0,errors/* systemCode */.xU)(error) === undefined)
            throw error;
        machine.print(`${error instanceof errors/* ActionError */.lZ ? error.message : unreadable(path, error)}\n`);
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
const unreadable = (path, error) => `${path} can not be read (${(0,errors/* systemCode */.xU)(error)}).`;


/***/ }),

/***/ 2438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EncryptionKeyRefused: () => (/* binding */ EncryptionKeyRefused),
/* harmony export */   SealRefused: () => (/* binding */ SealRefused),
/* harmony export */   sealer: () => (/* binding */ sealer)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

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
        throw new EncryptionKeyRefused('has several lines and is no age key file');
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
async function open({ passphrase, identities }, sealed) {
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
class EncryptionKeyRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
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
        what: 'The stored session is cut off.',
        why: 'A part of it was lost in transit or at the store, and nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-altered': {
        what: 'The header of the stored session was altered.',
        why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-damaged': {
        what: 'The content of the stored session was altered or cut off.',
        why: 'It was damaged, or somebody changed it; nothing of it can be trusted.',
        remedy: `Run the job again. If it stays so: ${SEAL_AGAIN}`,
    },
    'seal-too-costly': {
        what: 'The stored session asks for more work to open it than this action gives.',
        why: 'This action never seals that way: somebody else made it, perhaps to keep jobs busy.',
        remedy: `Find out what wrote it. ${SEAL_AGAIN}`,
    },
    'wrong-key': {
        what: 'The stored session was sealed with another key than `encryption-key`.',
        why: 'It cannot be opened, and nothing was put in its place: with the right key it is still good.',
        remedy: `Give the key it was sealed with; an age key file may hold the new key first and the old one after it. If the old key is lost: ${SEAL_AGAIN}`,
    },
};
/** Stored bytes that can't be opened. A bit that fell in the header's key part can't be told from a wrong key. */
class SealRefused extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'SealRefused';
    constructor(code) {
        super(code, REFUSALS[code]);
    }
}


/***/ })

};
