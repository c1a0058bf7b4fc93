export const id = 4872;
export const ids = [4872];
export const modules = {

/***/ 34872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   settleIssue: () => (/* binding */ settleIssue)
/* harmony export */ });
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70075);
/* harmony import */ var _alert_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55262);


/** A lost answer to the request that makes the issue: as often it is looked whether it is there. */
const TRIES = 3;
/**
 * Makes the one issue of this login say what `alert` says: opened, updated or closed. A comment, which sends mail, is
 * written when the login gets worse, and when it is well again. Returns what was done, in words; undefined if nothing.
 * @throws GithubRefused, GithubUnavailable
 */
async function settleIssue(issues, alert, options) {
    const found = await issues.having(markerOf(alert));
    const issue = await withoutTwins(issues, found);
    if (alert.condition === 'healthy')
        return issue?.isOpen ? close(issues, issue, alert, options) : undefined;
    if (issue)
        return update(issues, issue, alert, options);
    let done = '';
    await options.alone(async () => {
        done = await create(issues, alert, options);
    });
    return done;
}
async function create(issues, alert, options) {
    const { labels, assignees, now } = options;
    for (let tried = 0; tried < TRIES; tried += 1) {
        // Another keeper may have made it since, or the request whose answer was lost.
        const issue = await withoutTwins(issues, await issues.having(markerOf(alert)));
        if (issue)
            return (await update(issues, issue, alert, options)) ?? `opened issue ${issue.number}`;
        const isMade = await issues.create({
            title: titleOf(alert),
            body: bodyOf(alert, now),
            labels,
            assignees,
        });
        if (isMade)
            return 'opened an issue';
    }
    return 'tried to open an issue, and GitHub did not say whether it is there';
}
async function update(issues, issue, alert, { now }) {
    const before = issue.isOpen ? conditionIn(issue.body) : 'healthy';
    const isWorse = _alert_js__WEBPACK_IMPORTED_MODULE_1__/* .CONDITIONS */ .V.indexOf(alert.condition) > _alert_js__WEBPACK_IMPORTED_MODULE_1__/* .CONDITIONS */ .V.indexOf(before);
    await issues.update(issue.number, { title: titleOf(alert), body: bodyOf(alert, now), state: 'open' });
    if (!isWorse)
        return undefined;
    await issues.comment(issue.number, commentOf(alert));
    return issue.isOpen ? `updated issue ${issue.number}` : `opened issue ${issue.number} again`;
}
/** One request says that it is over and closes it, so no answer that is lost leaves the one without the other. */
async function close(issues, { number }, alert, { now }) {
    await issues.update(number, { body: bodyOf(alert, now), state: 'closed', state_reason: 'completed' });
    await issues.comment(number, commentOf(alert));
    return `closed issue ${number}`;
}
/** The oldest is the one. Others, which two keepers without a lease can make, are closed. */
async function withoutTwins(issues, [first, ...others]) {
    for (const { number, isOpen } of others)
        if (isOpen)
            await issues.update(number, { state: 'closed', state_reason: 'not_planned' });
    return first;
}
const markerOf = ({ id }) => `<!-- codex-auth-action alert ${id}`;
function conditionIn(body) {
    const said = /<!-- codex-auth-action alert [0-9a-f]+ (\w+) -->/.exec(body)?.[1];
    return _alert_js__WEBPACK_IMPORTED_MODULE_1__/* .CONDITIONS */ .V.find(condition => condition === said) ?? 'healthy';
}
const TITLES = {
    healthy: login => `Codex login ${login}: healthy`,
    failing: login => `Codex login ${login}: keep-fresh fails`,
    stale: login => `Codex login ${login} can't be refreshed: someone must log in`,
    dead: login => `Codex login ${login} is dead: someone must log in`,
};
/** What jobs do meanwhile. */
const MEANWHILE = {
    failing: until => until ? `Jobs go on: the access token lives until ${until}.` : 'Whether jobs go on is not known.',
    stale: until => `Jobs go on with the access token${until ? ` until ${until}` : ''}, if OpenAI does not end it earlier.`,
    dead: () => 'Jobs fail until someone has logged in.',
};
const titleOf = ({ condition, login }) => TITLES[condition](login);
/** The state in full. Sentences of others in it are quoted by `prose` and `plain`. */
function bodyOf(alert, now) {
    const { condition, reason, explanation, account } = alert;
    const cause = explanation
        ? [`**${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(explanation.what)}**`, '', (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(explanation.why), '']
        : [condition === 'healthy' ? 'The login is healthy again.' : 'The run did not say why.', ''];
    const todo = explanation ? [`**What to do:** ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(explanation.remedy)}`, ''] : [];
    return [
        `${markerOf(alert)} ${condition} -->`,
        ...cause,
        ...(condition === 'healthy' ? [] : [meanwhile(alert), '', ...todo, ...howToLogIn(alert)]),
        ...(reason ? [`- Reason: \`${reason}\``] : []),
        ...(account ? [`- Account: ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(account)}`] : []),
        `- Last run: ${runOf(alert)}, ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .minuteOf */ .iA)(now)}`,
        '',
        'This issue is kept by `alert: issue` of codex-auth-action: it is updated in place, and closed when the login is healthy again.',
    ].join('\n');
}
function commentOf(alert) {
    const { condition, login, explanation } = alert;
    if (condition === 'healthy')
        return `The Codex login ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(login)} is healthy again (${runOf(alert)}).`;
    const cause = explanation ? `${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(explanation.what)} ` : '';
    return `${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(titleOf(alert))} (${runOf(alert)}). ${cause}${meanwhile(alert)}`;
}
function meanwhile({ condition, until }) {
    return condition === 'healthy'
        ? ''
        : MEANWHILE[condition](until === undefined ? undefined : (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .minuteOf */ .iA)(until));
}
/** A keep-fresh that fails for another reason needs no login. */
function howToLogIn({ condition, workflow }) {
    if (workflow === undefined || condition === 'failing')
        return [];
    const page = (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)('this workflow', workflow);
    return [`To log in by a phone: open ${page}, **Run workflow**, with its log-in box checked.`, ''];
}
const runOf = ({ run }) => (run ? (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)('this run', run) : 'a run');


/***/ })

};
