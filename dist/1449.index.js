export const id = 1449;
export const ids = [1449,6541];
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
        await (0,refresh.refresh)(codex, {
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

/***/ 22015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ runExec)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/system/session-processes.js
var session_processes = __webpack_require__(57415);
// EXTERNAL MODULE: ./build/src/codex/process.js + 1 modules
var process = __webpack_require__(95028);
// EXTERNAL MODULE: ./build/src/codex/exec/events.js
var events = __webpack_require__(26694);
// EXTERNAL MODULE: ./build/src/codex/exec/retry-lost-helper.js
var retry_lost_helper = __webpack_require__(37669);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
;// CONCATENATED MODULE: ./build/src/codex/exec/untrusted-head.js



/** Where a working directory's skills lie; Codex looks six directories deep. */
const SKILLS = [
    ['.agents', 'skills'],
    ['.codex', 'skills'],
];
const DEPTH = 8;
const MOST_DIRECTORIES = 2000;
const MOST_ENTRIES = 50_000;
/**
 * `codex exec`'s arguments for a working directory that strangers may have written in: none of it is taken as
 * instructions or as configuration. AGENTS.md would be read; so would skills, and one that the prompt names by
 * `$name` be put into it whole; and a machine's config.toml that trusts this directory would let the directory's own
 * .codex/config.toml start programs outside of the sandbox (docs/facts#skills-without-instructions).
 */
async function untrustedHeadArguments(workingDirectory) {
    const real = await (0,external_node_fs_promises_.realpath)(workingDirectory).catch(() => workingDirectory);
    const names = new Set([workingDirectory, real]);
    const projects = [...names].map(name => `${toml(name)}={trust_level="untrusted"}`);
    const skills = await skillsIn(workingDirectory);
    return [
        // No directory above counts, so that what is said of this one is all there is to say.
        ...['-c', 'project_root_markers=[]', '-c', `projects={${projects.join(',')}}`],
        ...['-c', 'project_doc_max_bytes=0'],
        ...['-c', `skills.config=[${skills.map(path => `{path=${toml(path)},enabled=false}`).join(',')}]`],
    ];
}
/** A basic string of TOML, which escapes as JSON does, and DEL besides. */
const toml = (text) => JSON.stringify(text).replaceAll('\u007f', '\\u007F');
/** The SKILL.md files in a working directory, each by its real path. Throws where not all of them can be found. */
async function skillsIn(workingDirectory) {
    const found = new Set();
    const seen = new Set();
    let looked = 0;
    let level = SKILLS.map(steps => (0,external_node_path_.join)(workingDirectory, ...steps));
    for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
        const below = [];
        for (const path of level) {
            const directory = await (0,external_node_fs_promises_.realpath)(path).catch(missing);
            const entries = directory === undefined ? undefined : await (0,external_node_fs_promises_.readdir)(directory, { withFileTypes: true }).catch(missing);
            if (directory === undefined || entries === undefined || seen.has(directory))
                continue;
            if (seen.add(directory).size > MOST_DIRECTORIES)
                throw notFound(`lead to more than ${MOST_DIRECTORIES} directories`);
            looked += entries.length;
            if (looked > MOST_ENTRIES)
                throw notFound(`hold more than ${MOST_ENTRIES} files`);
            for (const entry of entries) {
                const inside = (0,external_node_path_.join)(directory, entry.name);
                if (entry.name.toLowerCase() === 'skill.md')
                    found.add(await (0,external_node_fs_promises_.realpath)(inside).catch(() => inside));
                else if (!entry.isFile())
                    below.push(inside);
            }
        }
        level = below;
    }
    return [...found];
}
/** Throws, unless nothing is there or it is not a directory: the user as whom Codex runs may be able to read it. */
function missing(error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((0,errors/* systemCode */.xU)(error) ?? ''))
        return undefined;
    throw notFound(`can't be read (${(0,errors/* systemCode */.xU)(error)})`);
}
const notFound = (what) => new errors/* ActionError */.lZ('untrusted-skills', {
    what: `.agents/skills and .codex/skills of the working directory ${what}.`,
    why: 'Strangers may have written there, and Codex would take what it finds as instructions. It was not started.',
    remedy: 'Look at what the branch changes there, and let the user that runs the job read it.',
});

;// CONCATENATED MODULE: ./build/src/codex/exec/exec.js






/** The runner sends SIGTERM 7.5 s after SIGINT (docs/facts, "Cancel"); by then all must be over. */
const KILL_AFTER_MS = 3000;
const KEPT_STDERR_LINES = 200;
/** Runs `codex exec`, always fenced: it can't use the refresh token at any moment, so it may be signaled. */
const runExec = (codex, request) => (0,retry_lost_helper/* withHelpers */.U)(() => runOnce(codex, request), ({ outcome, threadId }) => outcome !== 'failed' || threadId !== undefined);
async function runOnce(codex, request) {
    const collected = {};
    const stderr = [];
    const sandbox = new SandboxWatch();
    const { projectInstructions, workingDirectory } = request;
    const head = projectInstructions ? [] : await untrustedHeadArguments(workingDirectory);
    const running = await (0,process/* startCodex */.Wz)(codex, {
        args: execArguments(request, head),
        cwd: request.workingDirectory,
        onStdout: line => {
            const event = (0,events/* parseEvent */.wj)(line);
            if (!event)
                return;
            Object.assign(collected, harvest(event));
            sandbox.see(event);
            request.onEvent(event);
            if ((0,events/* wantsRefresh */.dx)(event))
                request.onWantsRefresh();
        },
        onLostStdout: () => {
            // bubblewrap's own error is short, so this was a command that started, or no command.
            sandbox.works = true;
            request.onEvent(LOST);
        },
        onStderr: line => {
            collected.lastWords = line;
            if (collected.threadId === undefined && stderr.push(line) > KEPT_STDERR_LINES)
                stderr.shift();
        },
    });
    request.onStart(running.identity);
    // The prompt goes by stdin, never argv, and stdin is ended: an open one hangs Codex (docs/facts#stdin-is-read).
    running.stdin.end(request.prompt);
    const ended = await endOf(running, request);
    const exit = await running.exited;
    await (0,session_processes/* endSession */.k)(running.identity.pid);
    const succeeded = ended === 'exited' && exit.code === 0;
    const broken = succeeded ? sandbox.broken : undefined;
    if (broken !== undefined)
        return { ...collected, outcome: 'sandbox-failed', exitCode: exit.code, stderr, failure: broken };
    return {
        ...collected,
        outcome: succeeded ? 'succeeded' : ended === 'exited' ? 'failed' : ended,
        exitCode: exit.code,
        ...(exit.signal ? { signal: exit.signal } : {}),
        stderr,
    };
}
/** Shown instead of an event that was too long to keep. */
const LOST = {
    type: 'item.completed',
    item: { type: 'error', message: 'wrote an event that is larger than 8 MB, so it is not shown.' },
};
/** Whether bubblewrap, or a Mac's sandbox-exec, let any of the commands start. If not, exec still exits with 0 (docs/facts#no-namespaces). */
class SandboxWatch {
    works = false;
    #said;
    see({ type, item }) {
        if (type !== 'item.completed' || item?.type !== 'command_execution')
            return;
        const said = item.exit_code === 0
            ? undefined
            : /^(?:bwrap|sandbox-exec): .*$/.exec(item.aggregated_output?.trim() ?? '')?.[0];
        if (said === undefined)
            this.works = true;
        else
            this.#said ??= said;
    }
    /** The error of bubblewrap if it let no command start. */
    get broken() {
        return this.works ? undefined : this.#said;
    }
}
function execArguments(request, head) {
    const { prompt, model, effort, permissions, schemaFile, args, subcommand } = request;
    return [
        'exec',
        '--json',
        '--skip-git-repo-check',
        ...process/* SETTINGS */.yy,
        ...permissions,
        ...head,
        ...(schemaFile ? ['--output-schema', schemaFile] : []),
        ...(model ? ['--model', model] : []),
        ...(effort ? ['-c', `model_reasoning_effort=${JSON.stringify(effort)}`] : []),
        ...args,
        ...subcommand,
        ...(prompt === '' ? [] : ['-']),
    ];
}
function harvest(event) {
    const failure = (0,events/* errorMessage */.gJ)(event);
    return {
        ...(event.thread_id ? { threadId: event.thread_id } : {}),
        ...(event.type === 'turn.completed' && event.usage ? { usage: event.usage } : {}),
        ...(event.type === 'item.completed' &&
            event.item?.type === 'agent_message' &&
            event.item.text !== undefined
            ? { finalMessage: event.item.text }
            : {}),
        ...(failure === undefined ? {} : { failure }),
    };
}
/** Waits for Codex, and stops it when its time is over or the job is cancelled. */
async function endOf(running, { timeoutMs, signal }) {
    const over = new AbortController();
    const stopped = AbortSignal.any([over.signal, signal]);
    const exited = running.exited.then(() => 'exited');
    const ended = await Promise.race([
        exited,
        // setTimeout counts in 31 bits, so the longest time-out is 24 days.
        (0,promises_.setTimeout)(Math.min(timeoutMs, 2 ** 31 - 1), 'timed-out', { signal: stopped }).catch(() => 'stopped'),
    ]).finally(() => over.abort());
    if (ended === 'exited')
        return ended;
    running.kill('SIGINT');
    if ((await Promise.race([exited, (0,promises_.setTimeout)(KILL_AFTER_MS)])) === undefined)
        running.kill('SIGKILL');
    return ended;
}


/***/ }),

/***/ 77590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ saidIn),
/* harmony export */   L$: () => (/* binding */ probeFailure),
/* harmony export */   W: () => (/* binding */ SandboxBreached),
/* harmony export */   X$: () => (/* binding */ SandboxUntried),
/* harmony export */   _E: () => (/* binding */ NoConfiguration)
/* harmony export */ });
/* unused harmony exports SandboxUnavailable, SandboxPlace */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _report_harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20997);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20368);
/* harmony import */ var _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83862);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97067);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95028);






/** Characters of what Codex said. */
const LONGEST = 300;
/**
 * bubblewrap's words where the machine lets it make no sandbox: user namespaces that are forbidden or used up, and what
 * AppArmor, seccomp or a container forbid within one (bubblewrap.c; tried without capabilities and without namespaces).
 */
const BLOCKED = /(namespace|[ug]id map|setgroups|unshare|Failed to make \/ slave|pivot_root|loopback: |RTM_NEW|capabilit|Can't mount \w+ on |prctl\(|seccomp|SECCOMP|Failed to mount|remount)/;
/** A Mac's own sandbox, which Codex uses there: `sandbox-exec: sandbox_apply: Operation not permitted`. */
const SEATBELT = /^sandbox-exec: /;
const MISSING = /bubblewrap is unavailable/;
/** A Codex that can't write its CODEX_HOME says this first, and bubblewrap then doesn't find its helper. */
const NO_HELPERS = /^WARNING: proceeding, even though we could not create PATH aliases: (.*)$/;
/** The text before a path that isn't one of bubblewrap's own places. */
const BEFORE_PLACE = /(?:[\s'"]|\/newroot|\/oldroot)(?=\/(?!newroot\b|oldroot\b|proc\b|dev\b))/;
/** Codex's words where it can't look into the directory that it was started in: a path is missing. */
const HERE = /^Error: ([A-Z][^:()]*)\(os error \d+\)$/;
/** The system's words for its codes (strerror(3), and Rust's own). */
const CODES = {
    'Permission denied': 'EACCES',
    'Operation not permitted': 'EPERM',
    'Read-only file system': 'EROFS',
    'No space left on device': 'ENOSPC',
    'Disk quota exceeded': 'EDQUOT',
    'No such file or directory': 'ENOENT',
    'Not a directory': 'ENOTDIR',
    'Is a directory': 'EISDIR',
    'File exists': 'EEXIST',
    'File name too long': 'ENAMETOOLONG',
    'Too many levels of symbolic links': 'ELOOP',
    'Symbolic link loop': 'ELOOP',
    'Input/output error': 'EIO',
    'Stale file handle': 'ESTALE',
};
/** Why a whole CODEX_HOME can't be written; other codes are of something in it, which Codex doesn't name. */
const OF_HOME = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EIO', 'ESTALE'];
const NO_ROOM = {
    'Resource temporarily unavailable': 'EAGAIN',
    'Too many open files': 'EMFILE',
    'Too many open files in system': 'ENFILE',
    'Cannot allocate memory': 'ENOMEM',
};
/**
 * Why `codex sandbox` could not start a command, by what it has printed on stderr (tried with 0.169.0, in
 * e2e/probe-ends.test.ts); undefined for what is not known, and for an error in its configuration. `home` is CODEX_HOME, `cwd`
 * its working directory.
 */
function probeFailure(stderr, { home, cwd }) {
    const printed = stderr.join('\n');
    if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .bundleHangs */ .Od)(printed))
        return new NoConfiguration({ hangs: true });
    if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .lacksBundle */ .$$)(printed))
        return new NoConfiguration({ hangs: false });
    const blocked = stderr.find(line => line.startsWith('bwrap: ') && BLOCKED.test(line));
    if (blocked !== undefined)
        return new SandboxUnavailable(blocked, NAMESPACES);
    const seatbelt = stderr.find(line => SEATBELT.test(line));
    if (seatbelt !== undefined)
        return new SandboxUnavailable(seatbelt, NO_SEATBELT);
    const missing = stderr.find(line => MISSING.test(line));
    if (missing !== undefined)
        return new SandboxUnavailable(missing, NO_BUBBLEWRAP);
    const helpers = stderr.flatMap(line => NO_HELPERS.exec(line)?.[1] ?? [])[0];
    const code = helpers === undefined ? undefined : codeIn(helpers, CODES);
    if (code !== undefined && OF_HOME.includes(code))
        return new _system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__/* .UnusablePlace */ .ZW(home, code);
    const tight = codeIn(printed, NO_ROOM);
    if (tight !== undefined)
        return new _process_js__WEBPACK_IMPORTED_MODULE_5__/* .CannotStart */ .cM(Object.assign(new Error(saidIn(stderr)), { code: tight }));
    return stderr.flatMap(line => placeIn(line, cwd) ?? [])[0];
}
/** Codex's words in one line, without those that it adds to every failure. */
function saidIn(stderr) {
    const said = stderr.filter(line => /\S/.test(line) && !/^(thread '|note: run with )/.test(line.trim()));
    return (0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLine */ .Kw)(said.map(line => line.trim()).join(' ')).slice(0, LONGEST);
}
const codeIn = (said, codes) => Object.entries(codes).find(([words]) => said.includes(words))?.[1];
/** Lines such as `bwrap: Can't mkdir /work/.codex: Permission denied`. Those that begin with `Error: ` are Codex's own, of its files. */
function placeIn(line, cwd) {
    const here = HERE.exec(line)?.[1];
    const { path, words } = here ? { path: cwd, words: here } : namedIn(line);
    const code = CODES[words?.trim() ?? ''];
    return code === undefined || path === undefined ? undefined : new SandboxPlace(path, code);
}
/** A path outside of what bubblewrap makes itself, and what the system says of it: `…: Can't mkdir /work: Permission denied`. */
function namedIn(line) {
    const parts = line.startsWith('Error: ') ? [] : line.split(':');
    const words = parts.at(-1)?.replace(/\(os error \d+\)$/, '');
    const before = parts.at(-2) ?? '';
    const found = BEFORE_PLACE.exec(before);
    return found && words !== undefined ? { path: before.slice(found.index + found[0].length), words } : {};
}
/** Without an access token that works, a plan with a workspace lets Codex do nothing, not even try its sandbox. */
class NoConfiguration extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'NoConfiguration';
    /** True where the backend did not answer, which says nothing about the access token. */
    hangs;
    constructor({ hangs }) {
        super('backend-down', {
            what: 'Codex could not load the configuration of the workspace from OpenAI.',
            why: 'In a plan with a workspace it does nothing without. The login is intact.',
            remedy: 'Run the job again later; see status.openai.com, and the proxy or firewall of the runner.',
        });
        this.hangs = hangs;
    }
}
const UNPROVEN = 'Without it the model, and whoever can put words into its input, could read the login. So Codex was not started.';
const NAMESPACES = 'It needs unprivileged user namespaces. On Ubuntu 24.04: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` in a step before (GitHub-hosted runners: this action does it by itself), or an AppArmor profile for bwrap; in a container: `--security-opt seccomp=unconfined --security-opt apparmor=unconfined`. Or, for a prompt and a repository that you trust completely: `safety-strategy: unsafe`.';
const NO_SEATBELT = 'It needs `sandbox-exec`, which macOS allows no process that is in a sandbox already. Start the runner outside of one (`launchctl`, not from a sandboxed app), and look for what the device management of this Mac forbids. Or, for a prompt and a repository that you trust completely: `safety-strategy: unsafe`.';
const NO_BUBBLEWRAP = 'Install bubblewrap on the runner (`sudo apt-get install bubblewrap`), or leave `codex-version` at its default: its package has one beside it.';
/** This machine lets no sandbox be made. Thrown before any of the model's commands runs. */
class SandboxUnavailable extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxUnavailable';
    constructor(said, remedy) {
        super('sandbox-unavailable', {
            what: `The sandbox of Codex does not work on this machine: ${(0,_report_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmlessLine */ .Kw)(said).slice(0, LONGEST)}`,
            why: UNPROVEN,
            remedy,
        });
    }
}
/** The model's commands could reach what they may not. Thrown before any of them runs. */
class SandboxBreached extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxBreached';
    constructor(breach, path) {
        super('sandbox-unavailable', {
            what: `The sandbox of Codex does not keep ${withinReach(breach, path)}.`,
            why: UNPROVEN,
            remedy: REMEDIES[breach],
        });
    }
}
const withinReach = (breach, path) => ({
    login: 'auth.json from the commands that the model runs',
    helper: `commands from changing its own helper (${path})`,
    secret: `${path} from the commands that the model runs`,
    program: `commands from writing to ${path}, and that directory is on PATH`,
    kernel: `commands, which run as root, from writing to ${path}`,
})[breach];
const CONFIGURATION = 'Use the default `codex-version`, and look into config.toml for what could undo a permission profile.';
const REMEDIES = {
    login: CONFIGURATION,
    helper: CONFIGURATION,
    secret: CONFIGURATION,
    program: 'Programs in that directory are started outside of the sandbox. Remove it from PATH for this job, or from the directories that the `permission-profile` lets commands write.',
    kernel: 'Run the runner as an ordinary user, or name one with `safety-strategy: unprivileged-user` and `codex-user`. If you gave `codex-version`, use its default.',
};
/** Nobody's own rights are meant: Codex may run as another user, and its sandbox gives root none. */
const deniedTo = (place) => `the system does not permit it${(0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(place)}`;
const isDenied = (code) => code === 'EACCES' || code === 'EPERM';
/** The sandbox can't use a directory that commands are to work in or to write. */
class SandboxPlace extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxPlace';
    constructor(path, code) {
        const isOurs = /^\.(git|agents|codex|aws)$/.test(path.slice((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path).length + 1));
        const place = isOurs ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(path) : path;
        super('sandbox-place', {
            what: `The sandbox of Codex can't use ${place}: ${isDenied(code) ? deniedTo(place) : (0,_system_unusable_place_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(place, code)}.`,
            why: 'Codex protects a few names (such as .git and .codex) in each directory that commands may write, and must be able to make them. In the sandbox root has no more rights than any other user. So Codex was not started.',
            remedy: 'Let the user that Codex runs as own the workspace and the `working-directory` (`sudo chown -R`), and make room on its disk; or give `sandbox: read-only` if the task only reads. If it is a directory for temporary files, set TMPDIR to one that can be written.',
        });
    }
}
/** `codex sandbox` ended for a reason that this action does not know. */
class SandboxUntried extends _system_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SandboxUntried';
    constructor(said) {
        super('sandbox-untried', {
            what: `Codex could not try its sandbox. It said: ${said}`,
            why: 'Nothing proves that its commands are kept from the login, so Codex was not started. The login was not touched.',
            remedy: 'Correct what it says. If that tells you nothing, leave `codex-version` and `codex-args` at their defaults, and run `codex sandbox -- true` in the working directory on that machine.',
        });
    }
}


/***/ }),

/***/ 37669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ withHelpers)
/* harmony export */ });
/** The first words of a Codex without helpers (0.169.0), in `codex exec` and `codex sandbox` alike. */
const WITHOUT = /^WARNING: proceeding, even though we could not create PATH aliases/;
const STARTS = 4;
/**
 * Starts a Codex that needs its sandbox, and again if it came up without its helpers. Each Codex makes a directory of
 * helpers in CODEX_HOME and removes those that others have left. One that starts at the same moment may lose its own
 * between making and locking it (docs/facts#helpers-swept). It warns, and bubblewrap then finds no
 * `codex-linux-sandbox`, so no command and no thread can start. `hasBegun` says by the result whether one did.
 */
async function withHelpers(start, hasBegun) {
    let result = await start();
    for (let starts = 1; starts < STARTS && !hasBegun(result) && isWithout(result.stderr); starts += 1)
        result = await start();
    return result;
}
const isWithout = (stderr) => stderr.some(line => WITHOUT.test(line));


/***/ }),

/***/ 22744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ permissionArguments),
/* harmony export */   rg: () => (/* binding */ opensEverything),
/* harmony export */   yl: () => (/* binding */ assertSandbox)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _system_waits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64053);
/* harmony import */ var _configuration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(971);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95028);
/* harmony import */ var _helper_places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27048);
/* harmony import */ var _probe_failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77590);
/* harmony import */ var _retry_lost_helper_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37669);







const PROFILE = 'codex-auth-action';
/** If Codex floods its stderr, the first lines say why. */
const KEPT_STDERR_LINES = 200;
const BUILT_IN = {
    'read-only': ':read-only',
    'workspace-write': ':workspace',
};
/**
 * Codex's arguments for these permissions: a profile of our own over the one that was asked for, since `--sandbox`
 * knows no denials, and given beside a profile cancels it (docs/facts#sandbox-flag-cancels-profile). No configuration
 * file takes their place: arguments come before them (docs/facts#profile-beats-sandbox-mode, `sandbox_mode` in the
 * user's and in a project's config.toml).
 */
function permissionArguments({ base, home, denied, pinned }, platform = process.platform) {
    const opened = openedPlace(home, platform);
    const filesystem = Object.fromEntries([
        ...denied.map(path => [path, 'deny']),
        ...(opened ? [[opened, 'write']] : []),
        ...(0,_helper_places_js__WEBPACK_IMPORTED_MODULE_4__/* .helperPlaces */ .p)(home, platform).map(path => [path, 'read']),
    ]);
    return [
        '-c',
        `default_permissions=${toml(PROFILE)}`,
        '-c',
        `permissions.${PROFILE}=${profile(base, filesystem, pinned)}`,
        // It would run the user's shell outside of the sandbox, for a file in CODEX_HOME that the commands can't read.
        '-c',
        'features.shell_snapshot=false',
    ];
}
/**
 * In a directory that is denied, bubblewrap opens again only what may be written, and what is below that: there the
 * helpers are mounts, which nothing can rename. On a Mac nothing would hold a directory above them in place, and no
 * sandbox needs it writable.
 */
const openedPlace = (home, platform) => platform === 'darwin' ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'tmp');
function profile(base, denials, pinned) {
    if (opensEverything(base))
        return `{network={enabled=true},filesystem=${table({ ...everything(pinned), ...denials })}}`;
    const extended = 'profile' in base ? base.profile : BUILT_IN[base.sandbox];
    return `{extends=${toml(extended)},filesystem=${table(denials)}}`;
}
/** Whether commands may write all of the disk, and so what runs outside of the sandbox. */
const opensEverything = (base) => 'sandbox' in base ? base.sandbox === 'danger-full-access' : base.profile === ':danger-full-access';
/** Names that Codex protects in a writable directory. It makes them there if they are missing. */
const METADATA = ['.git', '.agents', '.codex', '.aws'];
/**
 * Codex lets nothing extend its profile without limits, so this says the same, for the denials to be laid over.
 * A directory that is named is mounted by itself, and what is mounted can't be renamed. Without the metadata's
 * names Codex would make `/.git`, which only root may (docs/facts#whole-disk-writable).
 */
function everything(pinned) {
    const metadata = ['/', ...pinned].flatMap(directory => METADATA.map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, name)));
    return Object.fromEntries([':root', ...pinned, ...metadata].map(path => [path, 'write']));
}
const table = (entries) => `{${Object.entries(entries)
    .map(([key, value]) => `${toml(key)}=${toml(value)}`)
    .join(',')}}`;
/** A basic string of TOML, which escapes as JSON does, and DEL besides. */
const toml = (text) => JSON.stringify(text).replaceAll('\u007f', '\\u007F');
/** Exit codes of the probe if it can reach something that it may not. It prints the path, too. */
const BREACHES = {
    41: 'login',
    42: 'helper',
    43: 'secret',
    44: 'program',
    45: 'kernel',
};
const breachOf = (code) => BREACHES[code ?? 0];
/**
 * Tries what no command may do: read the login and each denied path, write beside Codex's helper and beside programs
 * that are started outside of the sandbox later, and open a switch of the kernel for writing. It writes nothing to the
 * switch. Codex's helpers are what is below CODEX_HOME on PATH, on every system; Linux also shows the one that runs. It
 * runs before each task, so it starts few processes: the shell itself does `true` with a redirection, and goes on after
 * an error there, while an error of `:` would end a POSIX shell.
 */
const PROBE = `found() { printf '%s\n' "$2"; exit "$1"; }
makes() { { true > "$1/.codex-auth-action-probe"; } 2>/dev/null && rm -f "$1/.codex-auth-action-probe"; }
login=$1 home=$2 opened=$3 everything=$4
shift 4
cat "$login" >/dev/null 2>&1 && found 41 "$login"
helper=$(tr '\\0' '\\n' </proc/1/cmdline 2>/dev/null | head -n 1)
case $helper in "$home"/*) makes "\${helper%/*}" && found 42 "\${helper%/*}";; esac
for path; do
  if [ -d "$path" ]; then [ -z "$(ls -A "$path" 2>/dev/null)" ] || found 43 "$path"
  elif [ -f "$path" ]; then [ -z "$(head -c 1 "$path" 2>/dev/null | tr '\\0' 0)" ] || found 43 "$path"
  fi
done
IFS=: here=$PWD
for directory in $PATH; do
  case $directory in /*) ;; *) directory=$here/$directory;; esac
  cd -P "$directory" 2>/dev/null && directory=$PWD
  case $directory in
    "$home"/*)
      up=$directory
      while [ "$up" != "$home" ]; do
        [ "$up" = "$opened" ] || ! makes "$up" || found 42 "$directory"
        up=\${up%/*}
      done ;;
    /*) [ "$everything" ] || ! makes "$directory" || found 44 "$directory" ;;
  esac
done
[ "$everything" ] || ! { true >> /proc/sys/kernel/core_pattern; } 2>/dev/null || found 45 /proc/sys/kernel/core_pattern
exit 0`;
/**
 * Proves on this machine, with a command of our own, that the sandbox works and keeps `file` and what is denied out of
 * reach: where it can't be had, each of the model's commands fails and exec exits 0 (docs/facts#no-namespaces).
 * @throws SandboxBreached, and where it could not be tried what `probeFailure` returns, UnusableConfiguration, LoginReplaced
 * or SandboxUntried
 */
async function assertSandbox(codex, permissions, { file, cwd, configured }) {
    const { base, home, denied } = permissions;
    const everything = opensEverything(base) ? 'yes' : '';
    const opened = openedPlace(home, process.platform) ?? '';
    const probe = ['sh', '-c', PROBE, 'sh', file, home, opened, everything, ...denied];
    const args = permissionArguments(permissions);
    const { code, stdout, stderr } = await (0,_retry_lost_helper_js__WEBPACK_IMPORTED_MODULE_6__/* .withHelpers */ .U)(() => ended(codex, ['sandbox', ...args, '--', ...probe], cwd), ({ code }) => code === 0 || breachOf(code) !== undefined);
    if (code === 0)
        return;
    const breach = breachOf(code);
    if (breach)
        throw new _probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .SandboxBreached */ .W(breach, stdout.at(-1) ?? '');
    const known = (0,_probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .probeFailure */ .L$)(stderr, { home: codex.home, cwd });
    if (known)
        throw known;
    // It tells an error in the configuration from all others, and where it is. The working directory may have a part of
    // it.
    const status = await ended(codex, [..._process_js__WEBPACK_IMPORTED_MODULE_3__/* .SETTINGS */ .yy, ...args, 'login', 'status'], cwd);
    throw ((0,_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .configurationError */ .DN)(status.stderr, { home: codex.home, configured }) ??
        new _probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .SandboxUntried */ .X$((0,_probe_failure_js__WEBPACK_IMPORTED_MODULE_5__/* .saidIn */ .$g)(stderr) || `exit ${code}`));
}
async function ended(codex, args, cwd) {
    const [stdout, stderr] = [[], []];
    const running = await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .startCodex */ .Wz)(codex, {
        args,
        cwd,
        onStdout: line => void stdout.push(line),
        onStderr: line => void (stderr.length < KEPT_STDERR_LINES && stderr.push(line)),
    });
    running.stdin.end();
    const exit = await (0,_system_waits_js__WEBPACK_IMPORTED_MODULE_1__/* .waitFor */ .f)(`codex ${args[0] === 'sandbox' ? 'sandbox' : 'login status'}`, running.exited);
    return { ...exit, stdout, stderr };
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

/***/ 65897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ Unfenced)
/* harmony export */ });
/* harmony import */ var _fence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87764);

/**
 * The right to reach the token endpoint. Without it no Codex can be started unfenced, and only the keeper's refresh permit
 * makes one, which is given for the lease alone (`.ci/one-permit.grit` holds that).
 */
class Unfenced {
    tokenUrl;
    /** Nothing else has the shape of this type. */
    isRight = true;
    constructor(tokenUrl) {
        this.tokenUrl = tokenUrl;
    }
    /**
     * For the self-check: a token endpoint of our own on this machine, which no real token ever gets to see. By the port
     * alone it can't name anything else.
     */
    static toStub(port) {
        return new Unfenced(`http://127.0.0.1:${Math.trunc(port)}/oauth/token`);
    }
    /** The variables that lift the fence, for a Codex or for later steps. */
    get variables() {
        return { [_fence_js__WEBPACK_IMPORTED_MODULE_0__/* .TOKEN_URL_VARIABLE */ .PL]: this.tokenUrl };
    }
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
