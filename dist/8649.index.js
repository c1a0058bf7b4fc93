export const id = 8649;
export const ids = [8649];
export const modules = {

/***/ 55129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rn: () => (/* binding */ recordIn),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   wg: () => (/* binding */ EMPTY)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73305);
/* harmony import */ var _system_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50809);
/* harmony import */ var _bounds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34440);
/* harmony import */ var _knowledge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63289);




/** Far more than a record has: each of its parts is bounded. */
const LONGEST_MESSAGE = 64 * 1024;
const LONGEST_NAME = 1000;
/** A number that the runner gave; left out if it is not a number. */
const Digits = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["catch"] */ .MfU(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^\d{1,20}$/))), undefined);
const Name = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .pipe */ .FsL(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .transform */ .pdi(text => nameOf(text)));
const LeaseHolder = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    /** Names this holding. */
    id: Name,
    /** Two holdings of one job are one. */
    job: Name,
    /** Such as `job build of run 42 on runner-1`. */
    description: _bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .Shown */ .Ms,
    /** `owner/name`, by which the API is asked whether the job is over; with the ids that the runner gave. */
    repository: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^([\w.-]{1,100}\/[\w.-]{1,100})?$/)),
    jobId: Digits,
    run: Digits,
    attempt: Digits,
    /** The page of the run, for a person. */
    url: _bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .Page */ .YW,
    /** Milliseconds since the epoch, by the git server's clock. */
    takenAt: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    expiresAt: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
});
/** The outer form of a record. Its parts are checked one by one, so that one bad part does not affect the others. */
const Envelope = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ version: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1) });
const EMPTY = { version: 1, ..._knowledge_js__WEBPACK_IMPORTED_MODULE_1__/* .NOTHING */ .K$ };
/** The name of a holding or a job, as it is in a record. */
const nameOf = (text) => (0,_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .shownText */ .f$)(text, LONGEST_NAME);
/** The message of the commit that holds a state: a line for people, then JSON. */
function messageOf(record) {
    const { holder } = record;
    const title = holder ? `held by ${holder.description}` : 'free';
    return `codex-auth lease: ${title}\n\n${JSON.stringify(record, undefined, 1)}\n`;
}
/**
 * Anybody who may push to the repository may write a record, so parts that are out of bounds are left out. Undefined for a
 * message that this action has not written, or that a newer version has.
 * @param now milliseconds since the epoch by the git server's clock
 */
function recordIn(message, now = Date.now()) {
    if (message.length > LONGEST_MESSAGE)
        return undefined;
    const parsed = Envelope.safeParse((0,_system_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .q)(message.slice(message.indexOf('\n\n') + 2)));
    if (!parsed.success)
        return undefined;
    const { state } = parsed.data;
    const holder = LeaseHolder.safeParse(parsed.data.holder);
    const isHolder = holder.success && (0,_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .isPast */ .R6)(holder.data.takenAt, now) && (0,_bounds_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeEnd */ .KE)(holder.data.expiresAt, now);
    const { known, ignored } = (0,_knowledge_js__WEBPACK_IMPORTED_MODULE_1__/* .knowledgeIn */ .IH)(parsed.data, now);
    return {
        record: {
            version: 1,
            ...(typeof state === 'string' ? { state: nameOf(state) } : {}),
            ...(isHolder ? { holder: holder.data } : {}),
            ...known,
        },
        ignored: [...(isHolder || parsed.data.holder === undefined ? [] : ['who holds it']), ...ignored],
    };
}


/***/ }),

/***/ 48058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   II: () => (/* binding */ tooFar),
/* harmony export */   Jn: () => (/* binding */ elsewhere),
/* harmony export */   V$: () => (/* binding */ foreign),
/* harmony export */   _b: () => (/* binding */ ignoredIn),
/* harmony export */   ap: () => (/* binding */ oldGit),
/* harmony export */   c3: () => (/* binding */ refusalIn),
/* harmony export */   e6: () => (/* binding */ brokenGit),
/* harmony export */   iH: () => (/* binding */ noGit),
/* harmony export */   zI: () => (/* binding */ LeaseRefused)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

const WHY = 'Two jobs that refresh at once would use the same refresh token and end the login, so without this lease nothing is refreshed.';
/** The lease in git can't be had here; `code` says why. Nothing was changed, and no refresh token was used. */
class LeaseRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'LeaseRefused';
    constructor(code, what, remedy, why = WHY) {
        super(code, { what, why, remedy });
    }
}
/**
 * The refusal in git's output, if trying again can't help; undefined for failures that may pass.
 * @param said git's standard error and porcelain lines, with nothing of the token in it
 */
function refusalIn(said, { repository, ref }) {
    const quoted = said
        .split('\n')
        .find(line => /denied|declined|protected|refus|error: 403/i.test(line))
        ?.replace(/^remote: /, '')
        .trim();
    if (/error: 403|Permission to |Write access to repository not granted/i.test(said))
        return new LeaseRefused('lease-forbidden', `The token may not write ${ref} in ${repository} (${quoted ?? 'HTTP 403'}).`, 'Give the job these permissions:\npermissions:\n  contents: write\n  actions: read\nA personal access token in `token` needs "Contents: write" on that repository, besides what the store needs.');
    if (/error: 404|Repository not found/i.test(said))
        return new LeaseRefused('lease-repository', `The token does not see the repository ${repository}.`, 'Check `lease-repository`; GITHUB_TOKEN sees only the repository of its own workflow. A private one also needs `contents: write` in the job’s `permissions:`.');
    if (/error: 401|Authentication failed|could not read (Username|Password)|Invalid username/i.test(said))
        return new LeaseRefused('lease-token', `The git server does not accept the token for ${repository}.`, 'Leave out `token` to use the one of the workflow, or store a valid one; it needs "Contents: write".');
    if (isMoved(said) || !/remote rejected|declined|protected ref|hidden ref/i.test(said))
        return undefined;
    return new LeaseRefused('lease-protected', `The git server does not let ${ref} be written in ${repository} (${quoted ?? 'rejected'}).`, 'Give another name in `lease-ref`, such as refs/heads/codex-auth-lease, or let the rule set of the repository allow this one.');
}
/** True if a push was refused because the ref is no longer what it was: somebody else was faster. */
const isMoved = (said) => /stale info|cannot lock ref|reference already exists|is at [0-9a-f]{7,} but expected|failed to update ref|incorrect old value|fetch first/i.test(said);
const noGit = () => new LeaseRefused('lease-no-git', 'There is no `git` on this runner.', 'Install git on the runner: every GitHub-hosted runner has it.');
/** @param how what follows `git`: `ended with exit code 127`, `could not be started (EACCES)` */
const brokenGit = (how) => new LeaseRefused('lease-git-broken', `The \`git\` on PATH does not work: \`git version\` ${how}.`, 'Run `git version` on the runner as the user of the job: is it a wrapper that hangs, a file that may not be run, or is a library missing?');
const oldGit = (version, oldest) => new LeaseRefused('lease-no-git', `The runner has git ${version}, and the lease needs ${oldest}.`, 'Install a newer git on the runner: older ones take a token in their arguments or files only.');
const NOT_SENT_ON = 'The server there would get the token, so it was not sent there. Without the lease nothing is refreshed.';
const REDIRECT_REMEDY = "Check `lease-repository`, GITHUB_SERVER_URL and the runner's proxy: a captive portal or a gateway may have answered instead of the server.";
/** @param from @param to origins; `to` is undefined if it is not an address */
const elsewhere = (from, to) => new LeaseRefused('lease-redirected', from === to
    ? `The git server ${from} redirects the lease's request to a page that is not a repository.`
    : `The git server ${from} redirects the lease's request to ${to ?? 'something that is not an address'}.`, REDIRECT_REMEDY, NOT_SENT_ON);
const tooFar = (origin) => new LeaseRefused('lease-redirected', `The git server ${origin} redirects the lease's request without end.`, REDIRECT_REMEDY);
/** The ref is not a branch, so only the API can delete it (GitHub's "Delete a reference"). */
const deletion = ({ repository, ref }) => `gh api --method DELETE repos/${repository}/git/${ref}`;
const foreign = (place) => new LeaseRefused('lease-foreign', `What ${place.ref} in ${place.repository} holds was not written by this version of the action.`, `Use the same version of the action in all workflows that share this login. If the ref belongs to something else, give another \`lease-ref\`. If it was damaged, delete it: \`${deletion(place)}\`.`);
/** @param parts the parts of the record that were left out */
const ignoredIn = (place, parts) => `${place.ref} in ${place.repository} has an impossible value for ${parts.join(' and ')}, which this job ignores. Find out who writes that ref. If this warning comes back, delete the ref: ${deletion(place)}`;
const unreachable = ({ repository }, said) => new LeaseRefused('lease-unreachable', `The git server of ${repository} could not be reached: ${said || 'no answer in time'}.`, "Look at the runner's network and proxy, and at the server itself (GitHub's state is on githubstatus.com), and run the job again.");


/***/ }),

/***/ 48649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RefRegister: () => (/* binding */ RefRegister)
});

// UNUSED EXPORTS: RETRIES

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/leases/bounds.js
var bounds = __webpack_require__(34440);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/system/program-environment.js
var program_environment = __webpack_require__(7767);
// EXTERNAL MODULE: ./build/src/system/quote.js
var quote = __webpack_require__(94575);
// EXTERNAL MODULE: ./build/src/system/run.js
var run = __webpack_require__(5322);
// EXTERNAL MODULE: ./build/src/system/unusable-place.js
var unusable_place = __webpack_require__(83862);
// EXTERNAL MODULE: ./build/src/leases/git/refusal.js
var git_refusal = __webpack_require__(48058);
;// CONCATENATED MODULE: ./build/src/leases/git/git.js








/** The first that reads GIT_CONFIG_COUNT and GIT_CONFIG_GLOBAL (git's release notes 2.31 and 2.32). */
const OLDEST = '2.32.0';
/** After this a git that waits for the server is killed, milliseconds. */
const LONGEST_MS = 20_000;
/** It asks nobody. */
const VERSION_MS = 15_000;
/** Bytes: a record and a trace of requests are smaller. A git that prints more is killed. */
const MOST_OUTPUT = 4 * 1024 * 1024;
/** A repository that was renamed once or twice. */
const MOST_HOPS = 5;
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
    #address;
    constructor(options) {
        this.options = options;
        this.#address = options.url;
    }
    /**
     * Runs git in a bare repository of its own. If `args` contain the url of the options and the server redirects it within
     * its own origin, as GitHub does for a renamed repository, git runs again with the new address.
     * Throws LeaseRefused `lease-no-git` or `lease-redirected`, or the signal's reason.
     */
    async run(args, { input = '', signal } = {}) {
        this.#env ??= await this.#environment();
        const failed = this.#directory ? undefined : await this.#begin(this.#env);
        if (failed)
            return failed;
        for (let hops = 0;; hops += 1) {
            signal?.throwIfAborted();
            const addressed = args.map(arg => (arg === this.options.url ? this.#address : arg));
            const result = await this.#spawn(addressed, input, this.#env, signal);
            signal?.throwIfAborted();
            if (result.sentOn === undefined)
                return result;
            if (hops === MOST_HOPS)
                throw (0,git_refusal/* tooFar */.II)(new URL(this.#address).origin);
            this.#address = nextAddress(this.#address, result.sentOn);
        }
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
        const { directory } = this.options;
        this.#directory = await (0,unusable_place/* atPlace */.ze)(directory, (0,promises_.mkdtemp)((0,external_node_path_.join)(directory, 'codex-auth-lease-')));
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
        const base = (0,program_environment/* programEnvironment */.y)(env, {
            LC_ALL: 'C',
            GIT_TERMINAL_PROMPT: '0',
            GCM_INTERACTIVE: 'never',
        });
        // A step of the job may have removed it; a git that starts nowhere looks like one that isn't there.
        const { directory } = this.options;
        await (0,unusable_place/* atPlace */.ze)(directory, (0,promises_.mkdir)(directory, { recursive: true }));
        await this.#checkVersion(base);
        const machine = await this.#spawn(['config', '--get-urlmatch', 'http', url], '', base);
        const transport = machine.stdout
            .split('\n')
            .map(line => /^(http\.(?:proxy\w*|ssl\w+|schannel\w+|version)) (.*)$/i.exec(line))
            .flatMap(found => (found?.[1] ? [[found[1], found[2] ?? '']] : []));
        const config = [
            ...transport,
            [`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${basicOf(token)}`],
            ['credential.helper', ''],
            ['core.askPass', ''],
            ['core.hooksPath', '/dev/null'],
            // Git would send the token to the new address, too. `run` follows redirects, on this server only.
            ['http.followRedirects', 'false'],
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
        const program = { file: 'git', args: ['version'], env, timeoutMs: VERSION_MS, maxOutput: MOST_OUTPUT };
        const result = await (0,run/* run */.eF)({ ...program, cwd: this.options.directory });
        if (result.how === 'not-started' && (0,errors/* systemCode */.xU)(result.error) === 'ENOENT')
            throw (0,git_refusal/* noGit */.iH)();
        // For want of files or processes it may pass: the question after this one finds out.
        const isTight = result.how === 'not-started' && (0,errors/* lacksRoom */.cY)(result.error);
        if (!(0,run/* succeeded */.gq)(result) && !isTight)
            throw (0,git_refusal/* brokenGit */.e6)(saidBy(result, program));
        const stdout = result.stdout.toString();
        const { coerce, lt } = (await Promise.all(/* import() */[__webpack_require__.e(1084), __webpack_require__.e(2088)]).then(__webpack_require__.t.bind(__webpack_require__, 62088, 19))).default;
        const version = coerce(stdout);
        if (version && lt(version, OLDEST))
            throw (0,git_refusal/* oldGit */.ap)(version.version, OLDEST);
    }
    async #spawn(args, input, env, signal) {
        const result = await (0,run/* run */.eF)({
            file: 'git',
            args,
            input,
            env: this.#directory ? { ...env, GIT_DIR: this.#directory } : env,
            cwd: this.#directory ?? this.options.directory,
            signal,
            timeoutMs: LONGEST_MS,
            maxOutput: MOST_OUTPUT,
            stderr: 'counted',
        });
        if (result.how === 'not-started') {
            if ((0,errors/* systemCode */.xU)(result.error) === 'ENOENT')
                throw (0,git_refusal/* noGit */.iH)();
            // For want of files or processes: it may pass.
            return { ok: false, stdout: '', said: result.error.message };
        }
        const ok = (0,run/* succeeded */.gq)(result);
        const stderr = result.stderr.toString();
        const sentOn = ok ? undefined : locationIn(stderr);
        return {
            ok,
            stdout: result.stdout.toString(),
            said: this.#heard(stderr),
            ...(sentOn === undefined ? {} : { sentOn }),
        };
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
const saidBy = (result, program) => {
    const said = (0,quote/* quote */.h)(result.stderr.toString(), 200);
    return `${(0,run/* howItFailed */.J_)(result, program)}${said && ` (${said})`}`;
};
/** The location header in git's trace if git failed because of a redirect. A proxy's own answer does not count. */
function locationIn(stderr) {
    if (!/returned error: 30[12378]\b/.test(stderr))
        return undefined;
    return [...stderr.matchAll(/<= Recv header: location: ([^\r\n]+)/gi)].at(-1)?.[1]?.trim();
}
/** The repository that a redirect leads to. Throws LeaseRefused `lease-redirected` for another server, or for no repository. */
function nextAddress(from, location) {
    const { origin } = new URL(from);
    const to = URL.canParse(location, `${from}/`) ? new URL(location, `${from}/`) : undefined;
    if (to?.origin !== origin)
        throw (0,git_refusal/* elsewhere */.Jn)(origin, to?.origin);
    const repository = /^(.+)\/(?:info\/refs|git-upload-pack|git-receive-pack)$/.exec(to.pathname)?.[1];
    if (repository === undefined)
        throw (0,git_refusal/* elsewhere */.Jn)(origin, origin);
    return origin + repository;
}
const basicOf = (token) => Buffer.from(`x-access-token:${token}`).toString('base64');

// EXTERNAL MODULE: ./build/src/leases/git/record.js
var git_record = __webpack_require__(55129);
;// CONCATENATED MODULE: ./build/src/leases/git/register.js





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
    #server;
    #warn;
    /** `warn` gets a line that says which parts of a record are left out, and how to clean up. */
    constructor({ warn = () => undefined, ...options }, place, pauses = RETRIES) {
        this.place = place;
        this.pauses = pauses;
        this.#git = new Git(options);
        this.#url = options.url;
        this.#server = new URL(options.url).origin;
        this.#warn = warn;
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
                    return this.#saw({ record: git_record/* EMPTY */.wg });
            }
            const fetched = await this.#git.run(['fetch', '--quiet', '--depth=1', '--no-tags', '--force', this.#url, `${this.place.ref}:${LOCAL}`], { signal });
            if (!fetched.ok && /couldn't find remote ref/i.test(fetched.said))
                return this.#saw({ record: git_record/* EMPTY */.wg });
            this.#check(fetched);
            const logged = await this.#git.run(['log', '-1', '--format=%H%n%B', LOCAL]);
            this.#check(logged);
            const { stdout } = logged;
            const end = stdout.indexOf('\n');
            const { ms, sure } = this.now();
            // By a clock that may be wrong no honest record may be ignored.
            const read = (0,git_record/* recordIn */.Rn)(stdout.slice(end + 1), sure ? ms : ms + bounds/* LONGEST_HOLDING_MS */.ex);
            if (!read)
                throw (0,git_refusal/* foreign */.V$)(this.place);
            if (read.ignored.length > 0)
                this.#warn((0,git_refusal/* ignoredIn */._b)(this.place, read.ignored));
            return this.#saw({ commit: stdout.slice(0, end), record: this.#ofThisServer(read.record) });
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
            // The text proves nothing: a server that can't lock the ref for a moment says the same as for a ref that has moved.
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
    /** Without addresses of other servers, because people see and open them. */
    #ofThisServer(record) {
        const isOurs = (url) => url !== undefined && URL.canParse(url) && new URL(url).origin === this.#server;
        const checked = (part) => ({
            ...part,
            url: isOurs(part.url) ? part.url : undefined,
        });
        const { holder, marks, spending, refused } = record;
        return {
            ...record,
            ...(holder ? { holder: checked(holder) } : {}),
            marks: marks.map(checked),
            spending: spending.map(checked),
            refused: refused.map(checked),
        };
    }
    #saw(seen) {
        this.#last = seen;
        return seen;
    }
    async #commit(record) {
        this.#tree ??= await this.#write(['hash-object', '-t', 'tree', '-w', '--stdin']);
        const message = (0,git_record/* messageOf */.bD)({ ...record, state: (0,external_node_crypto_.randomUUID)() });
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
        const { default: pRetry } = await __webpack_require__.e(/* import() */ 4995).then(__webpack_require__.bind(__webpack_require__, 74995));
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
const lastLine = (said) => said.trim().split('\n').at(-1)?.slice(0, 200) ?? '';


/***/ }),

/***/ 94575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ quote)
/* harmony export */ });
/**
 * Text of others as one short line: without control characters, line ends of any kind and invisible characters. For errors;
 * `harmlessLine` is for text that the runner reads.
 */
function quote(text, longest = 200) {
    // Looks at four times as much as it shows, so that a megabyte of blanks costs nothing.
    const plain = text.slice(0, 4 * longest).replace(/[\p{C}\p{Z}\s]+/gu, ' ');
    return plain.trim().slice(0, longest);
}


/***/ })

};
