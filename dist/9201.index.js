export const id = 9201;
export const ids = [9201,2051];
export const modules = {

/***/ 16353:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {



const SemVer = __webpack_require__(7163)
const parse = (version, options, throwErrors = false) => {
  if (version instanceof SemVer) {
    return version
  }
  try {
    return new SemVer(version, options)
  } catch (er) {
    if (!throwErrors) {
      return null
    }
    throw er
  }
}

module.exports = parse


/***/ }),

/***/ 58780:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {



const parse = __webpack_require__(16353)
const valid = (version, options) => {
  const v = parse(version, options)
  return v ? v.version : null
}
module.exports = valid


/***/ }),

/***/ 64737:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {



const Range = __webpack_require__(96782)
const validRange = (range, options) => {
  try {
    // Return '*' instead of '' so that truthiness works.
    // This will throw if it's invalid anyway
    return new Range(range, options).range || '*'
  } catch (er) {
    return null
  }
}
module.exports = validRange


/***/ }),

/***/ 12051:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readVersion: () => (/* binding */ readVersion)
/* harmony export */ });
/* harmony import */ var semver_functions_valid_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58780);
/* harmony import */ var semver_ranges_valid_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64737);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31328);
/* harmony import */ var _unavailable_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80727);




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
    const range = isPlain ? semver_ranges_valid_js__WEBPACK_IMPORTED_MODULE_1__(text) : null;
    if (range === null)
        throw (0,_unavailable_js__WEBPACK_IMPORTED_MODULE_3__/* .badVersion */ .K0)(text, _job_js__WEBPACK_IMPORTED_MODULE_2__/* .DEFAULT_CODEX_VERSION */ .J);
    // A version becomes a directory's name, and a part of an address.
    return semver_functions_valid_js__WEBPACK_IMPORTED_MODULE_0__(range) === range ? { kind: 'exact', version: range } : { kind: 'newest', range: text };
}


/***/ }),

/***/ 29201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findingsOfUses: () => (/* binding */ findingsOfUses)
});

// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(73991);
// EXTERNAL MODULE: ./build/src/doctor/is-our-action.js
var is_our_action = __webpack_require__(71817);
// EXTERNAL MODULE: ./build/src/doctor/rules/finding.js
var finding = __webpack_require__(56144);
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

// EXTERNAL MODULE: ./build/src/codex/install/wanted-version.js
var wanted_version = __webpack_require__(12051);
// EXTERNAL MODULE: ./build/src/stores/age.js
var age = __webpack_require__(44691);
// EXTERNAL MODULE: ./build/src/system/errors.js
var errors = __webpack_require__(20368);
// EXTERNAL MODULE: ./build/src/doctor/workflow.js
var doctor_workflow = __webpack_require__(67796);
;// CONCATENATED MODULE: ./build/src/doctor/rules/input-values.js






/** Values that the action refuses at its start. Nobody knows the value of an expression. */
function refusedValues({ step, inputs }) {
    const literal = Object.entries(inputs).filter(([name, value]) => action_inputs.INPUT_NAMES.includes(name) && value.trim() !== '' && !(0,doctor_workflow/* isExpression */.B)(value));
    return literal.flatMap(([name, value]) => {
        const refusal = refused(() => judge(name, value.trim()));
        if (!refusal)
            return [];
        const { what, remedy } = refusal.explanation;
        return [(0,finding/* warningAt */.MK)(step, step.locate(['with', name]))(refusal.code, { what, why: finding/* REFUSES */.ed, remedy })];
    });
}
function judge(name, value) {
    (0,action_inputs.parseInputs)({ [name]: value });
    if (name === 'encryption-key')
        (0,age.sealer)(value);
    if (name === 'codex-version')
        (0,wanted_version.readVersion)(value);
}
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

// EXTERNAL MODULE: ./build/src/doctor/rules/strangers.js
var strangers = __webpack_require__(48618);
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
var call_paths = __webpack_require__(87692);
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

;// CONCATENATED MODULE: ./build/src/doctor/fix/before-steps.js
/** Puts lines, indented from the job's keys, before its `steps`. Does nothing for a job without steps or on one line. */
function beforeSteps({ workflow: { path, text }, locate }, lines) {
    const from = locate.span(['steps'])?.from;
    if (from === undefined)
        return [];
    const indent = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
    if (indent.trim() !== '')
        return [];
    return [{ path, from, to: from, text: lines.map(line => `${line}\n${indent}`).join('') }];
}

;// CONCATENATED MODULE: ./build/src/doctor/fix/permissions.js


const NEEDED = { contents: 'write', actions: 'read' };
/** The permissions that this action's lease needs, beside those of the job. */
function leasePermissions(job) {
    const { workflow, locate } = job;
    const own = job.permissions ?? workflow.permissions;
    const given = (0,doctor_workflow/* fields */.O)(own);
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
        return beforeSteps(job, block);
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
    const fix = leasePermissions(step.job);
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
var once = __webpack_require__(47472);
// EXTERNAL MODULE: ./build/src/doctor/schedule.js
var schedule = __webpack_require__(28864);
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


/***/ })

};
