export const id = 364;
export const ids = [364];
export const modules = {

/***/ 4364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SudoRemains: () => (/* binding */ SudoRemains),
/* harmony export */   dropSudo: () => (/* binding */ dropSudo)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7187);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7406);



const FILE = '/etc/sudoers.d/zzzz-codex-auth-action';
/**
 * Takes from the user that runs this job all that sudo lets it do, however it was granted: of all rules that match,
 * sudo follows the last (sudoers(5)), and this one denies. Checked by visudo before it is put in place, and proven
 * afterwards. Nothing but this file is written, and only root can remove it. Throws `SudoRemains`.
 */
async function dropSudo(log) {
    const { username: user, uid } = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)();
    if (uid === 0)
        throw new SudoRemains('The job runs as root, from whom nothing can be taken.');
    if (!(await may()))
        return log(`The user ${user} has no sudo.`);
    const rule = `${user} ALL=(ALL:ALL) !ALL\n`;
    const script = `umask 0227 && cat > "$1.new" && visudo -cqf "$1.new" && mv "$1.new" "$1"`;
    const { exitCode, stderr } = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_1__.getExecOutput)('sudo', ['-n', 'sh', '-c', script, 'sh', FILE], {
        input: Buffer.from(rule),
        silent: true,
        ignoreReturnCode: true,
    });
    await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_1__.getExecOutput)('sudo', ['-k'], { silent: true, ignoreReturnCode: true });
    if (exitCode !== 0 || (await may()))
        throw new SudoRemains(stderr.trim().split('\n')[0] ?? 'sudo still works');
    log(`The user ${user} has no sudo from here on: steps after this one neither. Only root can undo it, by removing ${FILE}.`);
}
async function may() {
    const run = (0,_actions_exec__WEBPACK_IMPORTED_MODULE_1__.getExecOutput)('sudo', ['-n', 'true'], { silent: true, ignoreReturnCode: true });
    return run.then(({ exitCode }) => exitCode === 0, () => false);
}
class SudoRemains extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    name = 'SudoRemains';
    constructor(said) {
        super('sudo-remains', {
            what: `The right to use sudo could not be taken from the user that runs this job: ${said}`,
            why: '`safety-strategy: drop-sudo` was asked for, and Codex would have run with it.',
            remedy: 'Run the runner as an ordinary user, or use another `safety-strategy`.',
        });
    }
}


/***/ })

};
