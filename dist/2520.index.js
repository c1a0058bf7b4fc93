export const id = 2520;
export const ids = [2520,6541];
export const modules = {

/***/ 12520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ CHECK_VERSION),
  checkCodex: () => (/* binding */ checkCodex)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/codex/app-server.js
var app_server = __webpack_require__(94464);
// EXTERNAL MODULE: ./build/src/codex/exec/user-namespaces.js
var user_namespaces = __webpack_require__(96541);
// EXTERNAL MODULE: ./build/src/codex/process.js + 1 modules
var codex_process = __webpack_require__(95028);
// EXTERNAL MODULE: ./build/src/codex/unfenced.js
var unfenced = __webpack_require__(65897);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/login/login.js + 1 modules
var login_login = __webpack_require__(98798);
// EXTERNAL MODULE: ./build/src/login/refusal.js
var refusal = __webpack_require__(81147);
// EXTERNAL MODULE: ./build/src/login/revision.js
var revision = __webpack_require__(40510);
// EXTERNAL MODULE: ./build/src/system/process-identity.js
var process_identity = __webpack_require__(20393);
// EXTERNAL MODULE: ./build/src/codex/login-status.js
var login_status = __webpack_require__(26795);
// EXTERNAL MODULE: ./build/src/codex/refresh.js + 2 modules
var refresh = __webpack_require__(98081);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/run.js
var run = __webpack_require__(5322);
;// CONCATENATED MODULE: ./build/src/codex/check/processes.js




/** For a process that ends a little after its Codex. */
const LEAVES_MS = 1000;
const LOOK_EVERY_MS = 50;
/** Rounds in which what a Codex has left is ended: it may start more meanwhile. */
const ROUNDS = 5;
/**
 * Pids of the processes whose environment names a directory, on Linux: all that a Codex under check has started, wherever
 * it has moved to.
 */
async function processesOf(directory) {
    if (process.platform !== 'linux')
        return [];
    const names = (await (0,external_node_fs_promises_.readdir)('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
    const found = await Promise.all(names.map(async (name) => {
        const environment = await (0,external_node_fs_promises_.readFile)(`/proc/${name}/environ`, 'latin1').catch(() => '');
        return environment.includes(directory) ? [Number(name)] : [];
    }));
    return found.flat().filter(pid => pid !== process.pid);
}
/** How many processes are still there a second after each Codex has ended. */
async function leftIn(directory) {
    for (const until = performance.now() + LEAVES_MS;; await (0,promises_.setTimeout)(LOOK_EVERY_MS)) {
        const { length } = await processesOf(directory);
        if (length === 0 || performance.now() > until)
            return length;
    }
}
/** Ends all that a check has started: only synthetic logins are lost. */
async function endAll(directory, started) {
    for (const codex of started)
        if ((await (0,process_identity/* liveness */.QX)(codex)) === 'alive')
            await endGroup(codex.pid);
    for (let round = 0; round < ROUNDS; round += 1) {
        const left = await processesOf(directory);
        if (left.length === 0)
            return;
        for (const pid of left)
            kill(pid);
        await (0,promises_.setTimeout)(LOOK_EVERY_MS);
    }
}
const endGroup = async (leader) => process.platform === 'win32' ? (0,run/* endTree */.Sb)(leader).catch(() => undefined) : kill(-leader);
function kill(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch {
        // It has ended by itself.
    }
}

;// CONCATENATED MODULE: ./build/src/codex/check/locks.js



/**
 * The locks that Codex takes for the login, and its other known ones: on its directory of helpers, and its databases
 * (docs/facts §4, §12). `assertSavable` can't say of any other lock whether Codex will get it.
 */
const isKnown = (path) => /^auth(\.json)?\.lock$/.test((0,external_node_path_.basename)(path)) ||
    /\.sqlite(-\w+)?$/.test((0,external_node_path_.basename)(path)) ||
    path.split('/').some((part, at, parts) => part.startsWith('arg0') && parts[at - 1] === 'tmp');
const LIKE_LOCK = /lock|lck|mutex/i;
/** Bytes: a lock file is empty, or has a pid or a time in it. */
const LONGEST_LOCK = 256;
/** Files that processes of a directory have locked at this moment, wherever they are; Linux alone says so. */
async function lockedBy(directory) {
    const found = await Promise.all((await processesOf(directory)).map(lockedByProcess));
    return [...new Set(found.flat())].filter(path => !isKnown(path));
}
async function lockedByProcess(pid) {
    const names = await (0,external_node_fs_promises_.readdir)(`/proc/${pid}/fdinfo`).catch(() => []);
    const found = await Promise.all(names.map(async (name) => {
        const info = await (0,external_node_fs_promises_.readFile)(`/proc/${pid}/fdinfo/${name}`, 'utf8').catch(() => '');
        if (!/^lock:/m.test(info))
            return '';
        return (0,external_node_fs_promises_.readlink)(`/proc/${pid}/fd/${name}`).catch(() => '');
    }));
    return found.filter(path => path.startsWith('/'));
}
/**
 * Files that look like locks of the login: by their names, empty in CODEX_HOME itself, or gone when the refresh was over.
 * @param during what was there when the token endpoint was asked
 */
function likeLocks(during, after) {
    const stayed = new Set(after.map(({ path }) => path));
    const gone = during.filter(({ path }) => !stayed.has(path) && isOfHome(path));
    const odd = after.filter(({ path, size }) => {
        const name = (0,external_node_path_.basename)(path);
        if (name === 'auth.json' && isOfHome(path))
            return false;
        if (LIKE_LOCK.test(path) && size <= LONGEST_LOCK)
            return true;
        return isOfHome(path) && (size === 0 || /^\.?auth/i.test(name));
    });
    return [...new Set([...odd, ...gone].map(({ path }) => path))].filter(path => !isKnown(path));
}
/** Whether a path is directly in CODEX_HOME, not further below. */
const isOfHome = (path) => (0,external_node_path_.dirname)(path) === 'codex';

// EXTERNAL MODULE: ./build/src/codex/check/remains.js
var remains = __webpack_require__(55103);
;// CONCATENATED MODULE: ./build/src/codex/check/scenario.js
const broken = (fact, seen) => ({ fact, seen });

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(50809);
// EXTERNAL MODULE: ./build/src/system/read-stream.js
var read_stream = __webpack_require__(77388);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/src/codex/check/synthetic-login.js


const ACCOUNT = '00000000-0000-4000-8000-000000000000';
const USER = 'user-check';
const CLIENT_ID = 'app_EMoamEEZ73f0CkXaXp7hrann';
const AUTH_CLAIMS = {
    chatgpt_account_id: ACCOUNT,
    chatgpt_user_id: USER,
    user_id: USER,
    chatgpt_plan_type: 'pro',
};
/** The stub's answer about the account, in the words of ChatGPT's backend (docs/facts §16). */
const ACCOUNTS = {
    accounts: [
        {
            id: ACCOUNT,
            name: 'check',
            plan_type: 'pro',
            structure: 'personal',
            workspace_backend_origin: 'https://chatgpt.com',
            account_routing_override: 'NO_CONSTRAINT',
        },
    ],
    account_ordering: [ACCOUNT],
    default_account_id: ACCOUNT,
};
/** @param lifeMs what is left of the access token's life */
function makeTokens(lifeMs) {
    const now = Date.now();
    const exp = Math.floor((now + lifeMs) / 1000);
    const claims = {
        iss: 'https://auth.openai.com',
        sub: USER,
        iat: Math.floor(now / 1000),
        exp,
        'https://api.openai.com/auth': AUTH_CLAIMS,
    };
    return {
        id_token: jwt({ ...claims, aud: [CLIENT_ID], email: 'check@example.invalid', email_verified: true }),
        access_token: jwt({ ...claims, aud: ['https://api.openai.com/v1'], client_id: CLIENT_ID }),
        refresh_token: `rt_check_${random()}`,
    };
}
/** An auth.json as Codex writes it. */
const authJson = (tokens) => JSON.stringify({
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: null,
    tokens: {
        ...tokens,
        oauth_provenance: { issuer: 'https://auth.openai.com', client_id: CLIENT_ID },
        login_owner_id: USER,
        account_id: ACCOUNT,
    },
    last_refresh: new Date().toISOString(),
});
/** Whether an auth.json has exactly these tokens. */
function holdsTokens(text, tokens) {
    const held = (0,json/* parseJson */.q)(text)?.tokens;
    return (held?.access_token === tokens.access_token &&
        held.refresh_token === tokens.refresh_token &&
        held.id_token === tokens.id_token);
}
/** Parts of tokens that are found nowhere else. A program that has one has had the token. */
const tracesOf = (all) => all.flatMap(({ access_token, refresh_token }) => [access_token, refresh_token].map(token => token.slice(-24)));
const digestOf = (bytes) => (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
const jwt = (payload) => [
    base64url({ alg: 'RS256', typ: 'JWT', kid: 'check' }),
    base64url({ ...payload, jti: random() }),
    random(),
].join('.');
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const random = () => (0,external_node_crypto_.randomBytes)(30).toString('base64url');

;// CONCATENATED MODULE: ./build/src/codex/check/stub.js




const MOST_BYTES = 16 * 1024 * 1024;
/** Hosts that are remembered. */
const MOST_HOSTS = 100;
/**
 * What a Codex under check finds in OpenAI's place: token endpoint, backend and model over plain HTTP on the loopback, and
 * the proxy through which everything else would have to leave the machine. The proxy lets nothing through (docs/facts §16).
 */
class Stub {
    options;
    /** Every request for a refresh, in order. */
    exchanges = [];
    /** `host:port` of whatever was asked of the proxy. */
    outside = new Set();
    #server;
    #sockets = new Set();
    #modelCalls = 0;
    constructor(options) {
        this.options = options;
        this.#server = (0,external_node_http_.createServer)((request, response) => {
            this.#handle(request, response).catch(() => response.destroy());
        });
        this.#server.on('connection', socket => {
            this.#sockets.add(socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket)));
        });
        this.#server.on('connect', ({ url = '' }, socket) => {
            this.#refuse(url);
            socket.on('error', () => undefined).end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
        });
        this.#server.on('upgrade', (_, socket) => {
            socket.on('error', () => undefined).end('HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\n\r\n');
        });
    }
    static async start(options) {
        const stub = new Stub(options);
        await new Promise((resolve, reject) => {
            stub.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
        });
        return stub;
    }
    get port() {
        return this.#server.address().port;
    }
    /** The variables that lead whatever would leave the machine to this stub. */
    get proxy() {
        const url = `http://127.0.0.1:${this.port}`;
        const values = { HTTPS_PROXY: url, HTTP_PROXY: url, ALL_PROXY: url, NO_PROXY: '127.0.0.1,localhost' };
        return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => [
            [name, value],
            [name.toLowerCase(), value],
        ]));
    }
    /** config.toml for a CODEX_HOME whose Codex has only this stub. */
    get configToml() {
        const origin = `http://127.0.0.1:${this.port}`;
        return `model_provider = "check"
openai_base_url = "${origin}/backend-api/codex"
chatgpt_base_url = "${origin}/backend-api/"

[analytics]
enabled = false

[model_providers.check]
name = "check"
base_url = "${origin}/backend-api/codex"
wire_api = "responses"
requires_openai_auth = true
supports_websockets = false
`;
    }
    /** Some of the hosts that Codex asked for, besides these and its backend, which isn't a token endpoint. */
    othersThan(expected) {
        return [...this.outside].filter(host => !expected.includes(host) && !BACKEND_HOST.test(host)).slice(0, 3);
    }
    async close() {
        const closed = new Promise(resolve => this.#server.close(() => resolve()));
        this.#server.closeAllConnections();
        for (const socket of this.#sockets)
            socket.destroy();
        await closed;
    }
    #refuse(host) {
        if (this.outside.size < MOST_HOSTS)
            this.outside.add(host.slice(0, 200));
    }
    async #handle(request, response) {
        const { url = '', method = '' } = request;
        if (!url.startsWith('/')) {
            this.#refuse(URL.canParse(url) ? new URL(url).host : url);
            return answer(response, 403, {});
        }
        const body = await (0,read_stream/* readStream */.b)(request, { limit: MOST_BYTES });
        if (body === undefined)
            return void response.destroy();
        const path = url.replace(/\?.*$/s, '');
        if (path === TOKEN_PATH)
            return this.#exchange(body, response);
        const { access_token } = this.options.current();
        if (request.headers.authorization !== `Bearer ${access_token}`)
            return answer(response, 401, {
                error: { code: 'token_expired', message: 'The check has ended this token.' },
            });
        if (method === 'POST' && path.endsWith('/responses'))
            return this.#respond(response);
        answer(response, 200, BACKEND.find(([end]) => path.endsWith(end))?.[1] ?? {});
    }
    async #exchange(body, response) {
        const { refresh_token } = ((0,json/* parseJson */.q)(body.toString('utf8')) ?? {});
        const exchange = { refreshToken: refresh_token };
        this.exchanges.push(exchange);
        const tokens = await this.options.exchange?.(exchange);
        if (tokens)
            answer(response, 200, tokens);
        else
            answer(response, 401, {
                error: { code: 'refresh_token_invalidated', message: 'The check refuses it.' },
            });
    }
    #respond(response) {
        this.#modelCalls += 1;
        const item = this.options.model?.(this.#modelCalls);
        if (item === undefined) {
            answer(response, 401, {});
            return;
        }
        const id = `resp_check_${this.#modelCalls}`;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
        send({ type: 'response.created', response: { id } });
        send({ type: 'response.output_item.done', output_index: 0, item });
        send({ type: 'response.completed', response: { id, output: [item], usage: USAGE } });
        response.end();
    }
}
/** Its backend and its metrics, under the very names that releases have (docs/facts §9): a token endpoint may get one beside. */
const BACKEND_HOST = /^(ab\.)?chatgpt\.com:443$/;
/** Where the stub refreshes. */
const TOKEN_PATH = '/oauth/token';
const BACKEND = [
    ['/accounts/check', ACCOUNTS],
    ['/models', { models: [] }],
];
const USAGE = {
    input_tokens: 1,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 1,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 2,
};
function answer(response, status, body) {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

// EXTERNAL MODULE: ./build/src/login/auth-file.js
var auth_file = __webpack_require__(93388);
// EXTERNAL MODULE: ./build/src/system/user-path.js
var user_path = __webpack_require__(11638);
;// CONCATENATED MODULE: ./build/src/codex/check/subject.js





/** The only variables of the job's environment that a Codex under check gets: a program needs them to start. */
const KEPT = new Set(['PATH', 'LANG', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT']);
const PREFIX = 'check-';
const DAY_MS = 24 * 3_600_000;
/**
 * Makes the directory in which a check works. It is not below the folder for temporary files: a Codex whose CODEX_HOME is
 * there has no sandbox (docs/facts §9).
 */
async function makeCheckRoot(env) {
    const parent = (0,external_node_path_.join)((0,user_path/* userHome */.B)(env), '.cache', 'codex-auth-action');
    await (0,external_node_fs_promises_.mkdir)(parent, { recursive: true });
    await removeLeftovers(parent);
    return (0,external_node_fs_promises_.realpath)(await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(parent, PREFIX)));
}
/** Removes the directories of killed checks. One of today may still be in use. */
async function removeLeftovers(parent) {
    for (const name of (await (0,external_node_fs_promises_.readdir)(parent)).filter(entry => entry.startsWith(PREFIX))) {
        const { mtimeMs } = await (0,external_node_fs_promises_.stat)((0,external_node_path_.join)(parent, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (Date.now() - mtimeMs > DAY_MS)
            await removeCheckRoot((0,external_node_path_.join)(parent, name));
    }
}
const removeCheckRoot = (root) => (0,external_node_fs_promises_.rm)(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined);
async function makeSubject({ executable, env, root, name, stub, tokens, }) {
    const directory = (0,external_node_path_.join)(root, name);
    const [home, userHome, work, temporary] = ['codex', 'home', 'work', 'tmp'].map(it => (0,external_node_path_.join)(directory, it));
    for (const made of [home, userHome, work, temporary])
        await (0,external_node_fs_promises_.mkdir)(made, { recursive: true, mode: 0o700 });
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(home, 'config.toml'), stub.configToml, { mode: 0o600 });
    await (0,external_node_fs_promises_.writeFile)((0,auth_file/* authFileIn */.oC)(home), authJson(tokens), { mode: 0o600 });
    // Windows spells them its own way.
    const kept = Object.fromEntries(Object.entries(env).filter(([key]) => KEPT.has(key.toUpperCase())));
    const places = {
        HOME: userHome,
        USERPROFILE: userHome,
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
        RUNNER_TEMP: temporary,
    };
    const codex = { path: executable, home, env: { ...kept, ...places, ...stub.proxy } };
    return { codex, authFile: (0,auth_file/* authFileIn */.oC)(home), directory, work };
}

;// CONCATENATED MODULE: ./build/src/codex/check/refresh-part.js














const refresh_part_DAY_MS = 24 * 3_600_000;
/** Nobody else could refresh a login that only this check has, so there is no lease. */
const watchFor = (onStart) => ({
    announceCodex: async () => undefined,
    protectCodex: async (process) => onStart(process),
    codexEnded: async () => undefined,
});
/** A refresh as the action does it: one request, and the answer in auth.json (docs/facts §2, §4). */
async function checkRefresh(scenario) {
    const first = makeTokens(refresh_part_DAY_MS);
    const next = makeTokens(10 * refresh_part_DAY_MS);
    let current = first;
    let during = [];
    let locked = [];
    let subject;
    let server;
    let savedInTime = false;
    const stub = await Stub.start({
        current: () => current,
        exchange: async ({ refreshToken }) => {
            if (refreshToken !== first.refresh_token || current === next || !subject)
                return undefined;
            // Codex holds its locks while it waits for this answer.
            locked = await lockedBy(subject.directory);
            during = await (0,remains/* filesIn */.n)(subject.directory);
            current = next;
            return next;
        },
    });
    try {
        subject = await makeSubject({ ...scenario, name: 'refresh', stub, tokens: first });
        const { codex, authFile, directory } = subject;
        const before = await textIn(authFile);
        const verdict = await (0,login_status/* judgeLogin */.te)(codex, Buffer.from(before));
        await (0,refresh/* refresh */.O)(codex, {
            authFile,
            right: unfenced/* Unfenced */.x.toStub(stub.port),
            watch: watchFor(process => {
                server = process;
                scenario.onStart(process);
            }),
            when: 'forced',
            remaining: refresh_part_DAY_MS,
            generation: async () => digestOf(await textIn(authFile)),
            onRefreshed: async () => {
                savedInTime ||= server !== undefined && (await (0,process_identity/* liveness */.QX)(server)) !== 'dead';
            },
            words: { reseed: '' },
        });
        const here = locked.map(path => (path.startsWith(directory) ? path.slice(directory.length + 1) : path));
        const locks = [...new Set([...here, ...likeLocks(during, await (0,remains/* filesIn */.n)(directory))])];
        return [
            ...(verdict === 'chatgpt' ? [] : [broken('codex-home', `\`codex login status\` says "${verdict}"`)]),
            ...asked(stub, first),
            ...(locks.length === 0 ? [] : [broken('locks', `it made or locked ${locks.slice(0, 3).join(', ')}`)]),
            ...(stub.exchanges.length === 0 ? [] : await savedIn(authFile, { before, next, fact: 'saved' })),
            ...(savedInTime || stub.exchanges.length === 0
                ? []
                : [broken('saved', 'it had answered before the new tokens were in the file')]),
            ...(await noCopy(subject, [first, next])),
        ];
    }
    finally {
        await stub.close();
    }
}
/** What is wrong with the requests for a refresh. */
function asked(stub, { refresh_token }) {
    const { exchanges } = stub;
    const [used, ...more] = exchanges;
    const others = stub.othersThan([]).join(', ');
    if (used === undefined)
        return [broken('refresh', `no request came there${others === '' ? '' : `, but it asked ${others}`}`)];
    return [
        ...(others === '' ? [] : [broken('refresh', `it also asked ${others}`)]),
        ...(used.refreshToken === refresh_token
            ? []
            : [broken('codex-home', 'it used a refresh token that is not in that file')]),
        ...(more.length === 0 ? [] : [broken('one-use', `it asked ${exchanges.length} times for one refresh`)]),
    ];
}
/** What is wrong with auth.json after a refresh. @param before the file before it */
async function savedIn(authFile, { before, next, fact }) {
    const text = await textIn(authFile);
    if (!holdsTokens(text, next))
        return [broken(fact, 'after the refresh the file does not have the new tokens')];
    const unlike = notTheNext(before, text);
    if (unlike !== undefined)
        return [broken(fact, unlike)];
    const { mode } = await (0,external_node_fs_promises_.stat)(authFile);
    const isPrivate = process.platform === 'win32' || (mode & 0o077) === 0;
    return isPrivate ? [] : [broken('private', `it has mode 0${(mode & 0o777).toString(8)}`)];
}
/** Why this action would not know the file for the next revision of the login; undefined if it does. */
function notTheNext(before, after) {
    const options = { origin: 'the file auth.json', now: Date.now() };
    const old = (0,login_login/* parseLogin */.$n)(before, options);
    try {
        const login = (0,login_login/* parseLogin */.$n)(after, options);
        if (login.accountId !== old.accountId || !login.canRefresh)
            return 'the file lost its account';
        return (0,revision/* changedAt */.Ek)(login) > (0,revision/* changedAt */.Ek)(old) ? undefined : 'its last_refresh is not later than before';
    }
    catch (error) {
        if (!(error instanceof refusal/* LoginRefused */.Q))
            throw error;
        return `this action can't read the file (${error.code})`;
    }
}
async function noCopy(subject, tokens) {
    const file = await (0,remains/* fileWith */.z)(tracesOf(tokens), { directory: subject.directory, but: subject.authFile });
    return file === undefined ? [] : [broken('no-copy', `a token is in ${file}`)];
}
const textIn = (authFile) => (0,external_node_fs_promises_.readFile)(authFile, 'utf8').catch(() => '');

;// CONCATENATED MODULE: ./build/src/codex/check/close-part.js







const close_part_DAY_MS = 24 * 3_600_000;
/** From the end of its input to the answer: more than Codex takes to end at once. */
const LATE_MS = 300;
/**
 * What becomes of a refresh if this action dies in the middle of it: Codex's input is closed, and the token endpoint
 * answers after that (docs/facts §2, §12).
 */
async function checkClose(scenario) {
    const first = makeTokens(close_part_DAY_MS);
    const next = makeTokens(10 * close_part_DAY_MS);
    let current = first;
    let close = () => undefined;
    const isAsked = new Promise(resolve => {
        close = resolve;
    });
    const stub = await Stub.start({
        current: () => current,
        exchange: async () => {
            if (current === next)
                return undefined;
            close();
            await (0,promises_.setTimeout)(LATE_MS);
            current = next;
            return next;
        },
    });
    try {
        const subject = await makeSubject({ ...scenario, name: 'close', stub, tokens: first });
        const before = await textIn(subject.authFile);
        const server = await app_server/* AppServer */.zU.startUnfenced(subject.codex, unfenced/* Unfenced */.x.toStub(stub.port));
        scenario.onStart(server.identity);
        await server.account();
        const reply = server.request('account/read', { refreshToken: true }).catch(() => undefined);
        // One that never asks is found by `checkRefresh`.
        const wasAsked = await Promise.race([isAsked.then(() => true), reply.then(() => false)]);
        await server.close();
        return wasAsked ? await savedIn(subject.authFile, { before, next, fact: 'saved-on-close' }) : [];
    }
    finally {
        await stub.close();
    }
}

// EXTERNAL MODULE: ./build/src/codex/check/facts.js
var facts = __webpack_require__(49645);
// EXTERNAL MODULE: ./build/src/codex/fence.js
var fence = __webpack_require__(87764);
;// CONCATENATED MODULE: ./build/src/codex/check/fence-part.js








/** So little is left that Codex wants to refresh when it starts (docs/facts §1). */
const ABOUT_TO_END_MS = 2 * 60_000;
const FENCE_HOST = `${new URL(fence/* FENCED_URL */.EP).hostname}:443`;
/** A Codex whose request is refused at once answers at once. */
const LIMIT_MS = 30_000;
/** A fenced Codex that wants to refresh at its start, and is asked to (docs/facts §3). */
async function checkFence(scenario) {
    const tokens = makeTokens(ABOUT_TO_END_MS);
    const stub = await Stub.start({ current: () => tokens });
    try {
        const subject = await makeSubject({ ...scenario, name: 'fence', stub, tokens });
        const before = await textIn(subject.authFile);
        const server = await app_server/* FencedAppServer */.K$.start(subject.codex);
        scenario.onStart(server.identity);
        let answered = false;
        const refused = wantRefresh(server, () => {
            answered = true;
        });
        const late = await Promise.race([refused, (0,promises_.setTimeout)(LIMIT_MS, true, { ref: false })]);
        await server.abandon();
        const asked = stub.outside.has(FENCE_HOST);
        const wrong = fenceBroken(stub);
        return [
            ...wrong,
            // One that goes another way than this check can see must not pass.
            ...(asked || !answered || wrong.length > 0
                ? []
                : [broken('fence', "it did not ask at the fence's address")]),
            ...(late ? [broken('in-time', 'the app-server of the fence did not answer')] : []),
            ...((await textIn(subject.authFile)) === before
                ? []
                : [broken('unchanged', 'it has changed the file')]),
            ...(await noCopy(subject, [tokens])),
        ];
    }
    finally {
        await stub.close();
    }
}
/** Asks for a refresh after `onStarted`, which is called once the start has tried one. @returns false */
async function wantRefresh(server, onStarted) {
    await server.account();
    onStarted();
    await server.request('account/read', { refreshToken: true });
    return false;
}
/** Requests of a fenced Codex that wanted to refresh, and that it may not make. */
function fenceBroken(stub) {
    const { exchanges } = stub;
    if (exchanges.length > 0)
        return [broken('fence', `it asked a token endpoint for a refresh, ${exchanges.length} times`)];
    const others = stub.othersThan([FENCE_HOST]);
    return others.length > 0 ? [broken('fence', `it asked ${others.join(', ')}`)] : [];
}

// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
// EXTERNAL MODULE: ./build/src/codex/exec/exec.js + 1 modules
var exec = __webpack_require__(22015);
// EXTERNAL MODULE: ./build/src/codex/exec/sandbox.js
var sandbox = __webpack_require__(22744);
;// CONCATENATED MODULE: ./build/src/codex/check/script.js
/** The answer of the model in a check. */
const MESSAGE = 'The check is over.';
/** The tools by which releases of Codex run a command, each with the arguments that it takes: the newest first. */
const TOOLS = [
    { name: 'exec_command', arguments: cmd => ({ cmd, yield_time_ms: 8000 }) },
    { name: 'shell_command', arguments: command => ({ command }) },
    { name: 'shell', arguments: command => ({ command: ['sh', '-c', command] }) },
];
const callOf = (tool, command, call) => ({
    type: 'function_call',
    id: `fc_check_${call}`,
    call_id: `call_check_${call}`,
    name: tool.name,
    arguments: JSON.stringify(tool.arguments(command)),
});
const messageItem = (call) => ({
    type: 'message',
    role: 'assistant',
    id: `msg_check_${call}`,
    content: [{ type: 'output_text', text: MESSAGE }],
});

;// CONCATENATED MODULE: ./build/src/codex/check/run-part.js














const run_part_DAY_MS = 24 * 3_600_000;
/** With a name of its own Codex needs no list of models, and has the tools of this one (docs/facts §11). */
const MODEL = 'gpt-5.5';
/** Characters of events that are kept. */
const MOST_PRINTED = 4 * 1024 * 1024;
/**
 * A task in which the model runs a command that looks for the login. Then the access token ends, and a newer auth.json
 * comes, as main brings it (docs/facts §3, §10).
 */
async function checkRun(scenario, { name, timeoutMs }) {
    const first = makeTokens(run_part_DAY_MS);
    const next = makeTokens(10 * run_part_DAY_MS);
    const newer = authJson(next);
    const marker = { text: 'looked-', id: (0,external_node_crypto_.randomUUID)() };
    let current = first;
    let subject;
    let printed = '';
    let commands = 0;
    let tool = TOOLS[0];
    let lastLook;
    const stub = await Stub.start({
        current: () => current,
        model: call => {
            if (!subject)
                return undefined;
            const another = commands === 0 ? TOOLS[call - 1] : undefined;
            if (another) {
                tool = another;
                return callOf(tool, commandIn(subject, marker), call);
            }
            if (current === first) {
                // The server ends the access token. From here on only the newer one is good.
                current = next;
                return undefined;
            }
            // A denied file may be visible again after it has been replaced (docs/facts §12).
            lastLook ??= call;
            return call === lastLook ? callOf(tool, commandIn(subject, marker), call) : messageItem(call);
        },
    });
    try {
        subject = await makeSubject({ ...scenario, name, stub, tokens: first });
        const { codex, authFile, work } = subject;
        await (0,external_node_fs_promises_.symlink)(authFile, (0,external_node_path_.join)(work, 'a-link'));
        const older = await textIn(authFile);
        let expected = older;
        let handedOver;
        const handOver = async () => {
            // If a command has changed the file, it stays as it is.
            if ((await textIn(authFile)) !== older)
                return;
            expected = newer;
            await (0,auth_file/* replaceAuthFile */.DE)(authFile, Buffer.from(newer));
        };
        const result = await (0,exec/* runExec */.x)(codex, {
            prompt: 'Look for the login.',
            model: MODEL,
            permissions: permissionsFor(codex.home),
            subcommand: [],
            projectInstructions: true,
            workingDirectory: work,
            args: [],
            timeoutMs,
            signal: new AbortController().signal,
            onStart: scenario.onStart,
            onEvent: event => {
                printed = (printed + JSON.stringify(event)).slice(-MOST_PRINTED);
                if (isCommand(event))
                    commands += 1;
            },
            onWantsRefresh: () => {
                // Where it fails, the file is not as expected.
                handedOver ??= handOver().catch(() => undefined);
            },
        });
        await handedOver;
        const wasHandedOver = handedOver !== undefined;
        const ended = current === next;
        const sawToken = tracesOf([first, next]).some(trace => printed.includes(trace));
        const isKept = (await textIn(authFile)) === expected;
        return {
            sandboxTried: printed.includes(marker.text + marker.id),
            broken: [
                ...(sawToken ? [broken('denied', 'a command printed a token')] : []),
                ...(commands === 0 ? [broken('run', 'it ran no command that the model asked for')] : []),
                ...finished(result, { ended, wasHandedOver }),
                ...(ended ? fenceBroken(stub) : []),
                ...(isKept ? [] : [broken('unchanged', 'the file was changed during a task')]),
                ...(await noCopy(subject, [first, next])),
            ],
        };
    }
    finally {
        await stub.close();
    }
}
/** On Windows this action lets no command run in a sandbox that is to hide a file (docs/facts#windows-sandbox). */
const permissionsFor = (home) => process.platform === 'win32'
    ? ['--sandbox', 'read-only']
    : (0,sandbox/* permissionArguments */.Gv)({ base: { sandbox: 'workspace-write' }, home, denied: [home], pinned: [] });
const isCommand = ({ type, item }) => type === 'item.completed' && item?.type === 'command_execution';
/** Tries to read and to spoil the login, and then says that it did: in two pieces, so that the command itself doesn't have it. */
function commandIn({ authFile, work, codex }, marker) {
    const [file, link, copy, hard] = [
        authFile,
        ...['a-link', 'a-copy', 'a-name'].map(name => (0,external_node_path_.join)(work, name)),
    ].map(path => `'${path?.replaceAll("'", `'\\''`)}'`);
    return [
        `cat ${file} ${link}`,
        `cp ${file} ${copy}`,
        `ln ${file} ${hard}`,
        `cat ${copy} ${hard}`,
        // Codex itself refuses a command with `rm -f` in it.
        `mv ${file} ${copy}`,
        `: > ${file}`,
        `cat '${codex.home.replaceAll("'", `'\\''`)}'/*.json`,
        'env',
        `printf '%s%s' '${marker.text}' '${marker.id}'`,
    ].join('; ');
}
/** What is wrong with how the task ended. */
function finished({ outcome, exitCode, finalMessage, failure }, { ended, wasHandedOver }) {
    if (outcome === 'timed-out')
        return [broken('in-time', '`codex exec` did not end')];
    const how = `it ended with exit code ${exitCode}${failure === undefined ? '' : ` (${(0,quote/* quote */.h)(failure)})`}`;
    if (ended && !wasHandedOver)
        return [broken('hand-over', 'it did not say that it wants a newer login')];
    const isWhole = outcome === 'succeeded' && finalMessage === MESSAGE;
    // If no command can start, exec still succeeds. The sandbox is proven once more before each task.
    if (isWhole || (outcome === 'sandbox-failed' && finalMessage === MESSAGE))
        return [];
    return [broken(ended ? 'hand-over' : 'run', how)];
}

;// CONCATENATED MODULE: ./build/src/codex/check/check.js













/** The version of this check. Results of an earlier version no longer count. */
const CHECK_VERSION = 1;
/** A good Codex takes 3 s on an idle machine. */
const check_LIMIT_MS = 60_000;
/** Once a fact is known not to hold, what is still to be found out is of less use. */
const MORE_MS = 5000;
/** What is left to do for a part whose Codex was ended. */
const SETTLES_MS = 5000;
/** Facts that may fail on a slow machine, and that say nothing about the login: they are tried once more. */
const MAY_FAIL_ONCE = new Set(['run', 'hand-over']);
/**
 * Tries with synthetic logins, and without leaving the machine, what a Codex must do before it may see a real one
 * (docs/facts §16). Four Codexes run side by side, each in a home of its own. Nothing that they have started stays.
 * @throws the signal's reason, and what the system says where the check itself can't be done
 */
async function checkCodex(request) {
    const { env, executable, log, signal, limitMs = check_LIMIT_MS } = request;
    signal.throwIfAborted();
    await (0,user_namespaces.allowUserNamespaces)(env, log);
    const root = await makeCheckRoot(env);
    const started = [];
    const scenario = { executable, env, root, onStart: process => void started.push(process) };
    let sandboxTried = false;
    const over = new AbortController();
    const run = async () => {
        const first = await checkRun(scenario, { name: 'task', timeoutMs: limitMs });
        const isWorthAnother = first.broken.length > 0 && first.broken.every(({ fact }) => MAY_FAIL_ONCE.has(fact));
        const last = isWorthAnother && !over.signal.aborted
            ? await checkRun(scenario, { name: 'task-again', timeoutMs: limitMs })
            : first;
        sandboxTried = last.sandboxTried;
        return last.broken;
    };
    try {
        const { found, allEnded } = await sideBySide({
            refresh: () => checkRefresh(scenario),
            'refresh with its input closed': () => checkClose(scenario),
            fence: () => checkFence(scenario),
            task: run,
        }, { limitMs, signal, log, onStop: () => over.abort(), end: () => endAll(root, started) });
        const left = allEnded ? await leftIn(root) : 0;
        if (left > 0)
            log(`${left} of its processes are still there (ends)`);
        const [first, ...more] = inOrder([
            ...found,
            ...(left > 0 ? [broken('ends', `${left} of its processes are still there`)] : []),
        ]);
        if (!first)
            return { outcome: 'passed', sandboxTried };
        return { outcome: 'failed', broken: [first, ...more], certain: first.fact !== 'in-time' };
    }
    finally {
        await endAll(root, started);
        await removeCheckRoot(root);
    }
}
/** Runs all parts until they end, their time is over, or one has found enough. Then their Codexes are ended. */
async function sideBySide(parts, { limitMs, signal, log, onStop, end }) {
    let allEnded = true;
    let stop = (_) => undefined;
    const stopped = new Promise(resolve => {
        stop = resolve;
    });
    const cancel = () => stop('cancelled');
    signal.addEventListener('abort', cancel);
    if (signal.aborted)
        cancel();
    const timers = [setTimeout(() => stop('late'), limitMs)];
    void stopped.then(onStop);
    const running = [];
    const runOne = async ([name, part]) => {
        const result = part().catch(asBroken);
        running.push(result);
        const found = await Promise.race([result, stopped]);
        if (typeof found === 'string')
            allEnded = false;
        if (found === 'enough' || found === 'cancelled')
            return [];
        const wrong = found === 'late' ? [late(name, limitMs)] : found;
        if (wrong.length > 0)
            timers.push(setTimeout(() => stop('enough'), MORE_MS));
        const [first] = inOrder(wrong);
        log(`${name}: ${first ? `${first.seen} (${first.fact})` : 'as it should be'}`);
        return wrong;
    };
    try {
        const found = await Promise.all(Object.entries(parts).map(runOne));
        if (!allEnded) {
            await end();
            // With their Codexes gone they come to an end, and write no more.
            await Promise.race([Promise.allSettled(running), (0,promises_.setTimeout)(SETTLES_MS, undefined, { ref: false })]);
        }
        signal.throwIfAborted();
        return { found: found.flat(), allEnded };
    }
    finally {
        onStop();
        signal.removeEventListener('abort', cancel);
        for (const timer of timers)
            clearTimeout(timer);
    }
}
const late = (name, limitMs) => broken('in-time', `the ${name} did not end within ${Math.round(limitMs / 1000)} s`);
/** An error of Codex is a fact that doesn't hold; an error of the system is thrown. */
function asBroken(error) {
    if (error instanceof codex_process/* CannotStart */.cM && !(0,errors/* lacksRoom */.cY)(error.cause))
        return [broken('starts', 'it could not be started')];
    if (error instanceof app_server/* AppServerEnded */.F8)
        return [broken('starts', 'its app-server ended without an answer')];
    if (error instanceof app_server/* AppServerStuck */.tg)
        return [broken('in-time', 'its app-server did not answer')];
    throw error;
}
const ORDER = Object.keys(facts/* FACTS */.q);
/** Each fact once. */
const inOrder = (all) => ORDER.flatMap(fact => all.find(it => it.fact === fact) ?? []);


/***/ }),

/***/ 55103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ filesIn),
/* harmony export */   z: () => (/* binding */ fileWith)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38016);



const MOST_FILES = 5000;
/** Bytes: what a new CODEX_HOME has is about 1 MB (docs/facts §12). */
const MOST_BYTES = 64 * 1024 * 1024;
/** All regular files below a directory. Links are not followed. */
async function filesIn(directory) {
    const found = [];
    const visit = async (at) => {
        const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.opendir)(at).catch(() => undefined);
        if (!entries)
            return;
        for await (const entry of entries) {
            if (found.length >= MOST_FILES)
                return;
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(at, entry.name);
            if (entry.isDirectory())
                await visit(path);
            else if (entry.isFile()) {
                const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => ({ size: 0 }));
                found.push({ path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(directory, path).split('\\').join('/'), size });
            }
        }
    };
    await visit(directory);
    return found;
}
/** The first file below a directory, but for the one that may, that has one of the texts. */
async function fileWith(texts, { directory, but }) {
    for (const { path, size } of await filesIn(directory)) {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, path);
        if (file === but || size > MOST_BYTES)
            continue;
        const bytes = await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readRegularFile */ .XF)(file, { limit: MOST_BYTES }).catch(() => Buffer.alloc(0));
        if (texts.some(text => bytes.includes(text)))
            return path;
    }
    return undefined;
}


/***/ }),

/***/ 96541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   allowUserNamespaces: () => (/* binding */ allowUserNamespaces)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _system_program_environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7767);



/** The switches of the kernel, with their values, that bubblewrap needs to work without root. */
const SWITCHES = [
    ['kernel.unprivileged_userns_clone', '1'],
    // Ubuntu 24.04 restricts them by AppArmor (docs/facts#ubuntu-namespaces).
    ['kernel.apparmor_restrict_unprivileged_userns', '0'],
];
/**
 * Lets bubblewrap make user namespaces on a GitHub-hosted runner, whose machine is gone after the job. On any other
 * machine nothing is changed. Never throws: the sandbox is proven afterward.
 * @param root where the kernel shows its switches
 */
async function allowUserNamespaces(env, log, root = '/proc/sys') {
    if (process.platform !== 'linux' || env.RUNNER_ENVIRONMENT !== 'github-hosted')
        return;
    for (const [name, wanted] of SWITCHES) {
        const value = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, ...name.split('.')), 'utf8').catch(() => wanted);
        if (value.trim() === wanted)
            continue;
        const isSet = await isDone(['-n', 'sysctl', '-w', `${name}=${wanted}`]);
        log(isSet
            ? `Set ${name}=${wanted} for Codex's sandbox.`
            : `Could not set ${name}=${wanted} for Codex's sandbox.`);
    }
}
/** Runs sudo as `sudo.ts` does. That of a hosted runner asks for nothing, so it needs no time limit. */
async function isDone(args) {
    const { exec } = await __webpack_require__.e(/* import() */ 1955).then(__webpack_require__.bind(__webpack_require__, 41955));
    const env = (0,_system_program_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .programEnvironment */ .y)(process.env);
    return exec('sudo', [...args], { env, silent: true, ignoreReturnCode: true }).then(code => code === 0, () => false);
}


/***/ }),

/***/ 77388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readStream)
/* harmony export */ });
/** All that comes out of a stream; undefined, and no more is read, if that is more than `limit` bytes. */
async function readStream(stream, { limit }) {
    const pieces = [];
    let size = 0;
    for await (const piece of stream) {
        size += piece.length;
        if (size > limit)
            return undefined;
        pieces.push(piece);
    }
    return Buffer.concat(pieces);
}


/***/ })

};
