export const id = 832;
export const ids = [832];
export const modules = {

/***/ 3832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RefRegister: () => (/* binding */ RefRegister)
});

// UNUSED EXPORTS: RETRIES

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/guard/git/refusal.js
var git_refusal = __webpack_require__(4048);
;// CONCATENATED MODULE: ./build/src/guard/git/git.js





/** The first that reads GIT_CONFIG_COUNT and GIT_CONFIG_GLOBAL (git's release notes 2.31 and 2.32). */
const OLDEST = '2.32.0';
/** After this a git that waits for the server is killed, milliseconds. */
const LONGEST_MS = 20_000;
/**
 * The `git` of the machine, with none of its credentials, hooks or prompts: those of the job alone, handed over
 * in GIT_CONFIG_*, so that no token is in an argument or a file.
 */
class Git {
    options;
    /** How far the server's clock is ahead of ours, milliseconds; undefined while it has not said. */
    ahead;
    #env;
    #directory;
    constructor(options) {
        this.options = options;
    }
    /** Runs git in a bare repository of its own. Throws LeaseRefused `lease-no-git`, or the signal's reason. */
    async run(args, { input = '', signal } = {}) {
        this.#env ??= await this.#environment();
        const failed = this.#directory ? undefined : await this.#begin(this.#env);
        if (failed)
            return failed;
        signal?.throwIfAborted();
        const result = await this.#spawn(args, input, this.#env, signal);
        signal?.throwIfAborted();
        return result;
    }
    /** Removes its repository; what can't be removed goes with RUNNER_TEMP. */
    async end() {
        const all = { recursive: true, force: true, maxRetries: 3 };
        if (this.#directory)
            await (0,promises_.rm)(this.#directory, all).catch(() => undefined);
        this.#directory = undefined;
    }
    /** Makes its repository; the result if it can't, for another try. */
    async #begin(env) {
        this.#directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(this.options.directory, 'codex-auth-lease-'));
        const made = await this.#spawn(['init', '--quiet', '--bare', '--template=', '.'], '', env);
        if (made.ok)
            return undefined;
        await this.end();
        return made;
    }
    /**
     * Everything that the machine's own configuration says of this server's transport (a proxy, a company's
     * certificates) holds, and nothing else of it: `insteadOf`, helpers, hooks and headers would lead elsewhere.
     */
    async #environment() {
        const { url, token, env } = this.options;
        const kept = Object.entries(env).filter((entry) => entry[1] !== undefined &&
            !/^(GIT_(?!SSL_)|INPUT_|STATE_|ACTIONS_|SSH_|GITHUB_TOKEN$)/i.test(entry[0]));
        const base = {
            ...Object.fromEntries(kept),
            LC_ALL: 'C',
            GIT_TERMINAL_PROMPT: '0',
            GCM_INTERACTIVE: 'never',
        };
        // A step of the job may have removed it; a git that starts nowhere looks like one that isn't there.
        await (0,promises_.mkdir)(this.options.directory, { recursive: true });
        await this.#checkVersion(base);
        const machine = await this.#spawn(['config', '--get-urlmatch', 'http', url], '', base);
        const transport = machine.stdout
            .split('\n')
            .map(line => /^(http\.(?:proxy\w*|ssl\w+|schannel\w+|version)) (.*)$/i.exec(line))
            .flatMap(found => (found?.[1] ? [[found[1], found[2] ?? '']] : []));
        const config = [
            ...transport,
            ['http.extraHeader', `Authorization: Basic ${basicOf(token)}`],
            ['credential.helper', ''],
            ['core.askPass', ''],
            ['core.hooksPath', '/dev/null'],
            ['http.followRedirects', 'initial'],
            ['gc.auto', '0'],
        ];
        const variables = config.flatMap(([key = '', value = ''], at) => [
            [`GIT_CONFIG_KEY_${at}`, key],
            [`GIT_CONFIG_VALUE_${at}`, value],
        ]);
        return {
            ...base,
            ...Object.fromEntries(variables),
            GIT_CONFIG_COUNT: String(config.length),
            GIT_CONFIG_NOSYSTEM: '1',
            GIT_CONFIG_GLOBAL: '/dev/null',
            // The answers' headers are in the trace, and with them the server's clock. Git redacts the token there.
            GIT_TRACE_CURL: '1',
            GIT_TRACE_CURL_NO_DATA: '1',
            GIT_AUTHOR_NAME: 'codex-auth-action',
            GIT_AUTHOR_EMAIL: 'codex-auth-action@users.noreply.github.com',
            GIT_COMMITTER_NAME: 'codex-auth-action',
            GIT_COMMITTER_EMAIL: 'codex-auth-action@users.noreply.github.com',
        };
    }
    async #checkVersion(env) {
        const { stdout } = await this.#spawn(['version'], '', env);
        const { coerce, lt } = (await Promise.all(/* import() */[__webpack_require__.e(780), __webpack_require__.e(88)]).then(__webpack_require__.t.bind(__webpack_require__, 2088, 19))).default;
        const version = coerce(stdout);
        if (version && lt(version, OLDEST))
            throw (0,git_refusal/* oldGit */.ap)(version.version, OLDEST);
    }
    #spawn(args, input, env, signal) {
        return new Promise((resolve, reject) => {
            // A process group of its own: git's transport helper ends with it, and a Ctrl-C meant for us spares it.
            const child = (0,external_node_child_process_.spawn)('git', [...args], {
                cwd: this.#directory ?? this.options.directory,
                env: this.#directory ? { ...env, GIT_DIR: this.#directory } : env,
                stdio: ['pipe', 'pipe', 'pipe'],
                detached: process.platform !== 'win32',
            });
            // No pipes come with a git that could not be started for want of files.
            const out = [];
            const err = [];
            child.stdout?.on('data', (chunk) => out.push(chunk));
            child.stderr?.on('data', (chunk) => err.push(chunk));
            child.stdin?.on('error', () => undefined);
            child.stdin?.end(input);
            const kill = () => {
                try {
                    if (child.pid !== undefined)
                        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
                }
                catch {
                    // It has ended by itself.
                }
            };
            const timer = setTimeout(kill, LONGEST_MS);
            signal?.addEventListener('abort', kill, { once: true });
            child.on('error', error => {
                clearTimeout(timer);
                if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
                    reject((0,git_refusal/* noGit */.iH)());
                // For want of files or processes: it may pass.
                else
                    resolve({ ok: false, stdout: '', said: error.message });
            });
            child.on('close', code => {
                clearTimeout(timer);
                signal?.removeEventListener('abort', kill);
                resolve({
                    ok: code === 0,
                    stdout: Buffer.concat(out).toString(),
                    said: this.#heard(Buffer.concat(err).toString()),
                });
            });
        });
    }
    /** Takes the server's clock out of the trace, and the trace out of what git said. */
    #heard(stderr) {
        const dates = [...stderr.matchAll(/<= Recv header: date: ([^\r\n]+)/gi)];
        const date = Date.parse(dates.at(-1)?.[1] ?? '');
        if (!Number.isNaN(date))
            this.ahead = date - Date.now();
        const { token } = this.options;
        const said = stderr
            .split(/[\r\n]+/)
            .filter(line => line && !/^\d\d:\d\d:\d\d\.\d+ /.test(line))
            .join('\n');
        // An input that names a secret which is not there gives an empty token.
        const secrets = token ? [token, basicOf(token)] : [];
        return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), said).slice(0, 2000);
    }
}
const basicOf = (token) => Buffer.from(`x-access-token:${token}`).toString('base64');

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(8395);
// EXTERNAL MODULE: ./build/src/system/json.js
var json = __webpack_require__(809);
// EXTERNAL MODULE: ./build/src/guard/mark.js
var mark = __webpack_require__(4982);
;// CONCATENATED MODULE: ./build/src/guard/git/record.js



const LeaseHolder = schemas/* object */.Ikc({
    /** Names this holding. */
    id: schemas/* string */.YjP(),
    /** Two holdings of one job are one. */
    job: schemas/* string */.YjP(),
    /** Such as `job build of run 42 on runner-1`. */
    description: schemas/* string */.YjP(),
    /** `owner/name`, by which the API is asked whether the job is over; with the ids that the runner gave. */
    repository: schemas/* string */.YjP(),
    jobId: schemas/* optional */.lqM(schemas/* string */.YjP()),
    run: schemas/* optional */.lqM(schemas/* string */.YjP()),
    attempt: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** The page of the run, for a person. */
    url: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** Milliseconds since the epoch, by the git server's clock. */
    takenAt: schemas/* number */.aig(),
    expiresAt: schemas/* number */.aig(),
});
/** One state of the lease. */
const LeaseRecord = schemas/* object */.Ikc({
    /** Raised when an older version of this action could misread what a newer one wrote. */
    version: schemas/* literal */.euz(1),
    /** Another one for each state, so that no two of them are the same commit. */
    state: schemas/* optional */.lqM(schemas/* string */.YjP()),
    holder: schemas/* optional */.lqM(LeaseHolder),
    /** The newest generation that any job told of. */
    mark: schemas/* optional */.lqM(mark/* Mark */.CU),
    /** A generation that a holder was about to spend, and nobody has said since what became of it. */
    spending: schemas/* optional */.lqM(schemas/* object */.Ikc({
        ...mark/* Mark */.CU.shape,
        by: schemas/* string */.YjP(),
        /** True if a Codex of this action was started for it; else any later step of the holder's job may spend it. */
        codex: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    })),
});
/** The message of the commit that holds a state: a line for people, then JSON. */
function messageOf(record) {
    const { holder } = record;
    const title = holder ? `held by ${holder.description}` : 'free';
    return `codex-auth lease: ${title}\n\n${JSON.stringify(record, undefined, 1)}\n`;
}
/** Undefined for a message that no version of this action, or a newer one, has written. */
function recordIn(message) {
    const parsed = LeaseRecord.safeParse((0,json/* parseJson */.q)(message.slice(message.indexOf('\n\n') + 2)));
    return parsed.success ? parsed.data : undefined;
}

;// CONCATENATED MODULE: ./build/src/guard/git/register.js




const LOCAL = 'refs/lease';
/** Tried again at once, then after 0.3, 0.6, 1.2, 2.4 s and a little more at random. */
const RETRIES = { retries: 5, minTimeout: 300, factor: 2, randomize: true };
/** Git failed in a way that may not last; a push that ended like this may have got through. */
class Broken extends Error {
}
/**
 * A ref of a git server as a register with compare-and-swap: a commit on the empty tree for each state, the state
 * as JSON in its message. Throws LeaseRefused for what can't be, and the signal's reason.
 */
class RefRegister {
    place;
    pauses;
    #git;
    #url;
    #tree;
    #last;
    constructor(options, place, pauses = RETRIES) {
        this.place = place;
        this.pauses = pauses;
        this.#git = new Git(options);
        this.#url = options.url;
    }
    /** The server's clock, milliseconds since the epoch, to the second; `sure` is false where it never said. */
    now() {
        return { ms: Date.now() + (this.#git.ahead ?? 0), sure: this.#git.ahead !== undefined };
    }
    /** The state now. The first look fetches it; later ones ask for the ref's value, and fetch only what is new. */
    async read(signal) {
        return this.#insistently(async () => {
            if (this.#last) {
                const commit = await this.#look(signal);
                if (commit === this.#last.commit)
                    return this.#last;
                if (commit === undefined)
                    return this.#saw({ record: EMPTY });
            }
            const fetched = await this.#git.run(['fetch', '--quiet', '--depth=1', '--no-tags', '--force', this.#url, `${this.place.ref}:${LOCAL}`], { signal });
            if (!fetched.ok && /couldn't find remote ref/i.test(fetched.said))
                return this.#saw({ record: EMPTY });
            this.#check(fetched);
            const logged = await this.#git.run(['log', '-1', '--format=%H%n%B', LOCAL]);
            this.#check(logged);
            const { stdout } = logged;
            const end = stdout.indexOf('\n');
            const record = recordIn(stdout.slice(end + 1));
            if (!record)
                throw (0,git_refusal/* foreign */.V$)(this.place);
            return this.#saw({ commit: stdout.slice(0, end), record });
        }, signal);
    }
    /**
     * Puts `record` in the place of what was seen, if that is there still. The state now there if it is ours,
     * undefined if somebody else was faster. Where the server's answer is lost, the ref itself says what became of it.
     */
    async swap(seen, record, signal) {
        const commit = await this.#insistently(() => this.#commit(record), signal);
        const lease = `--force-with-lease=${this.place.ref}:${seen.commit ?? ''}`;
        return this.#insistently(async () => {
            const pushed = await this.#git.run(['push', '--quiet', '--porcelain', lease, this.#url, `${commit}:${this.place.ref}`], { signal });
            if (pushed.ok)
                return this.#saw({ commit, record });
            const said = `${pushed.stdout}\n${pushed.said}`;
            const refusal = (0,git_refusal/* refusalIn */.c3)(said, this.place);
            if (refusal)
                throw refusal;
            const there = await this.#look(signal);
            if (there === commit)
                return this.#saw({ commit, record });
            // Whatever it said: a server that could not lock the ref for a moment speaks as if it had moved.
            if (there !== seen.commit)
                return undefined;
            throw new Broken(lastLine(said));
        }, signal);
    }
    end = () => this.#git.end();
    async #look(signal) {
        const listed = await this.#git.run(['ls-remote', '--quiet', this.#url, this.place.ref], { signal });
        this.#check(listed);
        return /^([0-9a-f]{40,64})\t/.exec(listed.stdout)?.[1];
    }
    #check({ ok, said }) {
        if (!ok)
            throw (0,git_refusal/* refusalIn */.c3)(said, this.place) ?? new Broken(lastLine(said));
    }
    #saw(seen) {
        this.#last = seen;
        return seen;
    }
    async #commit(record) {
        this.#tree ??= await this.#write(['hash-object', '-t', 'tree', '-w', '--stdin']);
        const message = messageOf({ ...record, state: (0,external_node_crypto_.randomUUID)() });
        return this.#write(['commit-tree', '--no-gpg-sign', '-F', '-', this.#tree], message);
    }
    /** The id of an object that git writes here. With none, as where the disk is full, a push would delete the ref. */
    async #write(args, input) {
        const { stdout, said } = await this.#git.run([...args], input === undefined ? {} : { input });
        const id = stdout.trim();
        if (!/^[0-9a-f]{40,64}$/.test(id))
            throw new Broken(lastLine(said));
        return id;
    }
    async #insistently(work, signal) {
        const { default: pRetry } = await __webpack_require__.e(/* import() */ 995).then(__webpack_require__.bind(__webpack_require__, 4995));
        try {
            return await pRetry(work, {
                ...this.pauses,
                ...(signal ? { signal } : {}),
                shouldRetry: ({ error }) => error instanceof Broken,
            });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error instanceof Broken ? (0,git_refusal/* unreachable */.HB)(this.place, error.message) : error;
        }
    }
}
const EMPTY = { version: 1 };
const lastLine = (said) => said.trim().split('\n').at(-1)?.slice(0, 200) ?? '';


/***/ })

};
