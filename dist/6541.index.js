export const id = 6541;
export const ids = [6541];
export const modules = {

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


/***/ })

};
