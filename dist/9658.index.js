export const id = 9658;
export const ids = [9658];
export const modules = {

/***/ 49658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SudoRemains: () => (/* binding */ SudoRemains),
/* harmony export */   dropSudo: () => (/* binding */ dropSudo)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _system_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5322);
/* harmony import */ var _sudo_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33146);




const FILE = '/etc/sudoers.d/zzzz-codex-auth-action';
/**
 * Takes from the user that runs this job all that sudo lets it do, however it was granted: of all rules that match,
 * sudo follows the last (sudoers(5)), and this one denies. Checked by visudo before it is put in place, and proven
 * afterward. Nothing but this file is written, and only root can remove it. Throws `SudoRemains`.
 */
async function dropSudo(log) {
    const { username: user, uid } = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)();
    if (uid === 0)
        throw new SudoRemains('The job runs as root, from whom nothing can be taken.');
    if (!(await may()))
        return log(`The user ${user} has no sudo.`);
    const rule = `${user} ALL=(ALL:ALL) !ALL\n`;
    const script = `umask 0227 && cat > "$1.new" && visudo -cqf "$1.new" && mv "$1.new" "$1"`;
    const written = await (0,_sudo_js__WEBPACK_IMPORTED_MODULE_3__/* .sudo */ .M)(['-n', 'sh', '-c', script, 'sh', FILE], Buffer.from(rule));
    await (0,_sudo_js__WEBPACK_IMPORTED_MODULE_3__/* .sudo */ .M)(['-k']);
    if (!(0,_system_run_js__WEBPACK_IMPORTED_MODULE_2__/* .succeeded */ .gq)(written) || (await may()))
        throw new SudoRemains((0,_sudo_js__WEBPACK_IMPORTED_MODULE_3__/* .saidBy */ .T)(written) || 'sudo still works');
    log(`The user ${user} has no sudo from here on: steps after this one neither. Only root can undo it, by removing ${FILE}.`);
}
/** Whether sudo lets this user do anything. Without an answer the right counts as there. */
async function may() {
    const answer = await (0,_sudo_js__WEBPACK_IMPORTED_MODULE_3__/* .sudo */ .M)(['-n', 'true']);
    return (0,_system_run_js__WEBPACK_IMPORTED_MODULE_2__/* .succeeded */ .gq)(answer) || answer.how === 'ended';
}
class SudoRemains extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
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
