export const id = 232;
export const ids = [232];
export const modules = {

/***/ 2232:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jsonReport: () => (/* binding */ jsonReport),
  sarifReport: () => (/* binding */ sarifReport)
});

;// CONCATENATED MODULE: ./build/src/doctor/rules/rule.js
const PAGE = 'https://github.com/OWNER/codex-auth-action/blob/main/docs/doctor.md';
const rule = (level, id, summary, why) => ({
    id,
    level,
    summary,
    why,
    page: `${PAGE}#${id}`,
});

;// CONCATENATED MODULE: ./build/src/doctor/rules/rules-of-uses.js

/** The rules for steps that use this action. */
const RULES_OF_USES = [
    rule('warning', 'unknown-input', 'This action has no such input.', 'GitHub only warns of it: the step runs as if it were not there.'),
    rule('warning', 'input', 'This action refuses the value of an input.', 'The step fails, so the login is not refreshed either.'),
    rule('warning', 'ephemeral-runner', 'The store `host` needs a disk that outlives the job.', 'A GitHub-hosted runner is thrown away after each job, and the refreshed login with it.'),
    rule('warning', 'store-inputs', 'The store lacks an input that it needs.', 'The action refuses to start, so the login is not refreshed either.'),
    rule('warning', 'cache-forgets', 'No workflow keeps a login in the cache fresh.', 'GitHub removes a cache entry that nobody has read for seven days.'),
    rule('note', 'no-keep-fresh', 'Only ordinary runs keep a login in the cache.', 'They refresh it late: a dead login shows when there is no time left.'),
    rule('note', 'keeper-called', 'The keep-fresh workflow is started by others that are not here.', 'They decide whether it runs often enough.'),
    rule('note', 'schedules-end', 'GitHub disables schedules of a public repository after 60 days without activity.', 'Then nothing refreshes the login.'),
    rule('warning', 'outside-environment', 'The job is not in the environment of its secret.', 'It reads another secret than the one it writes.'),
    rule('warning', 'no-lease', "The job's token may not write to the repository.", "This action can't get its lease, so nothing is refreshed."),
    rule('note', 'no-jobs', "The job's token may not see other jobs.", 'After a job that died with the lease, the next one waits 15 minutes.'),
    rule('note', 'permissions-unsaid', 'Neither job nor workflow says its permissions.', 'In newer repositories the token may only read then.'),
    rule('warning', 'secret-writer', 'Nothing may write the secret.', "GITHUB_TOKEN can't write secrets, so nothing is refreshed."),
    rule('warning', 'half-an-app', 'One half of an App is given.', 'An App shows who it is with its id and its key.'),
    rule('warning', 'everybody', 'Everybody may start Codex with the login.', 'Codex reads the words of a stranger, on your plan.'),
    rule('warning', 'public', 'A public repository is allowed, and strangers can cause the event.', 'Everybody reads the logs, and a reviewer who approves a run starts it for a stranger.'),
    rule('note', 'public-repository', 'A public repository is allowed.', 'Everybody can read the words of Codex there.'),
    rule('warning', 'unsafe', 'Codex runs without its sandbox, and strangers can cause the event.', 'Their words may talk Codex into giving the login away.'),
    rule('note', 'forks', "A fork's pull request is refused.", 'The step fails for each of them.'),
];

;// CONCATENATED MODULE: ./build/src/doctor/rules/rules.js


/** Every rule that the doctor has. */
const RULES = [
    rule('warning', 'seed-each-run', 'A stored login is put over auth.json in each run, and nothing stores what Codex makes of it.', 'Codex refreshes the login about every ten days. The stored copy has been used up then, and the next run that uses it ends the login.'),
    rule('warning', 'saved-on-success', 'The login is saved only if everything before it succeeded, or only if something failed.', 'Codex may refresh the login and fail after that: the new login is lost with the machine, and the stored one no longer works.'),
    rule('warning', 'two-at-once', 'Two runs, jobs or workflows can use one login at the same time.', 'A refresh token can be used once. The first run that refreshes ends the login for the others, and the last one to save may put back a login that no longer works.'),
    rule('warning', 'cancel-in-progress', 'A newer run cancels one that has the login.', 'A Codex that is ended during its refresh has used the refresh token and saved nothing.'),
    rule('warning', 'read-too-early', 'Runs wait for one another, and the login is a secret of the repository.', 'GitHub reads such a secret when the run is queued. After a refresh in between, the run starts with a login that no longer works.'),
    rule('warning', 'unguarded', 'Everybody can start a job that handles the login by hand.', 'Events such as `issues` and `pull_request_target` have the secrets, whoever caused them.'),
    rule('warning', 'refreshes-outside', 'A script refreshes the login without Codex.', 'If it fails before the new login is stored, or a Codex elsewhere still has the old one, the login is lost.'),
    rule('warning', 'ends-login', 'The job runs `codex logout` or `codex login`.', 'Both revoke the login that is there, at the server, for every copy of it.'),
    rule('warning', 'laid-open', 'The login is put into a cache, an artifact or a commit, unencrypted.', 'Everybody who can read the repository, or run a workflow in it, can take it from there.'),
    rule('warning', 'printed', 'auth.json is printed into the log.', 'The runner masks only what a secret held, and so none of the tokens of a refreshed login.'),
    rule('warning', 'in-checkout', 'CODEX_HOME is in the checkout.', 'Codex, and whatever commits or uploads the checkout, has the login before it.'),
    rule('warning', 'other-home', 'The login is in one CODEX_HOME, and Codex uses another.', 'A variable that a step exports ends with that step.'),
    rule('warning', 'other-login', 'A variable takes the place of auth.json.', 'Codex uses CODEX_API_KEY and others instead of the login, and does not say so.'),
    rule('warning', 'injection', 'A script in a job with the login is made of words that anybody can write.', 'GitHub puts the words in before the shell reads them.'),
    rule('note', 'on-command-line', 'The login is an argument of a process.', 'Every process of the machine can read the arguments of the others.'),
    rule('warning', 'seldom', 'Four weeks or more can pass between two uses of the login.', 'How long a refresh token lives that nobody uses is not known.'),
    rule('warning', 'no-schedule', 'A schedule never runs.', 'The login that it should keep fresh is not refreshed, and nobody notices.'),
    rule('note', 'unseen', "The login goes where the doctor can't see it.", 'Whether each refreshed login is stored there, and whether two runs can refresh at once, is for a person to look up.'),
    rule('note', 'callers-unknown', 'Only workflows that are not here start it.', 'When it runs, for whom and with which permissions is said there.'),
    rule('note', 'ignored-without-reason', 'A comment ignores a rule and gives no reason.', 'It ignores nothing until it says why.'),
    rule('warning', 'unreadable-workflow', "A file is not a workflow that GitHub would run, or can't be read.", 'The doctor does not know how it uses a login.'),
    ...RULES_OF_USES,
];
const BY_ID = new Map(RULES.map(one => [one.id, one]));
/** The rule by its id; one without a section of its own is described at the head of the page. */
const ruleOf = (id) => BY_ID.get(id) ?? { id, level: 'warning', summary: '', why: '', page: PAGE };

// EXTERNAL MODULE: ./build/src/doctor/output/group.js
var group = __webpack_require__(8752);
;// CONCATENATED MODULE: ./build/src/doctor/output/json.js


/** More than anybody reads; each is a line. */
const MOST_SHOWN = 150;
/** The findings as JSON, one a line. */
function jsonReport({ verdict, findings }) {
    const { groups, more } = shown(findings);
    const lines = groups.map(({ finding, places }) => JSON.stringify(plain(finding, places.length)));
    return `{"verdict":${JSON.stringify(verdict)},"notShown":${more.groups},"findings":[\n${lines.join(',\n')}\n]}\n`;
}
/** Each finding by itself, unless there are too many. */
const shown = (findings) => findings.length > MOST_SHOWN
    ? (0,group.groupFindings)(findings, MOST_SHOWN)
    : {
        groups: findings
            .map(finding => ({ finding, places: finding.place ? [finding.place] : [] }))
            .toSorted(group/* byPlace */.h),
        more: { groups: 0, warnings: 0 },
    };
const plain = ({ level, code, place, where, what, why, remedy, unsure, fix }, places) => ({
    level,
    rule: code,
    ...place,
    ...(where && { where }),
    what,
    why,
    remedy,
    ...(unsure && { unsure }),
    ...(places > 1 && { places }),
    fixable: (fix ?? []).length > 0,
    page: ruleOf(code).page,
});
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** The findings as SARIF 2.1.0, as GitHub's code scanning accepts it. */
function sarifReport({ findings }) {
    const { groups } = shown(findings);
    const used = RULES.filter(({ id }) => groups.some(({ finding }) => finding.code === id));
    const driver = { name: 'codex-auth-doctor', informationUri: ruleOf('').page, rules: used.map(sarifRule) };
    const results = groups.map(({ finding, places }) => ({
        ruleId: finding.code,
        ...(used.some(({ id }) => id === finding.code) && {
            ruleIndex: used.findIndex(({ id }) => id === finding.code),
        }),
        level: finding.level,
        message: { text: `${finding.what} ${finding.why} ${finding.remedy}` },
        locations: places.slice(0, 1).map(place => ({
            physicalLocation: {
                artifactLocation: { uri: encodeURI(place.file.replaceAll('\\', '/')) },
                region: { startLine: place.line, startColumn: place.column },
            },
        })),
    }));
    const body = results.map(result => JSON.stringify(result)).join(',\n');
    return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify(driver)}},"columnKind":"utf16CodeUnits","results":[\n${body}\n]}]}\n`;
}
const sarifRule = ({ id, level, summary, why, page }) => ({
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    helpUri: page,
    help: { text: `${summary} ${why}` },
    defaultConfiguration: { level },
});


/***/ })

};
