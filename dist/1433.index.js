export const id = 1433;
export const ids = [1433];
export const modules = {

/***/ 1433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   guardedBubblewrap: () => (/* binding */ guardedBubblewrap)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _system_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38016);





/**
 * Entries of /proc that root may write as the owner of the file, without a capability. One is `core_pattern`: it names
 * a program that the kernel starts outside of every sandbox.
 */
const KERNEL = ['sys', 'sysrq-trigger', 'irq', 'bus', 'fs', 'acpi', 'scsi', 'driver', 'mtrr', 'pressure'];
/**
 * Puts a `bwrap` into a directory for the front of Codex's PATH that starts the real one with the kernel's switches
 * mounted read-only. A denial in the permission profile has no effect there, because Codex mounts a new /proc over it
 * last (docs/facts#bubblewrap-of-codex). Codex uses the first `bwrap` on PATH that its own profile doesn't let commands
 * write.
 * @returns the directory; undefined if there is no bubblewrap
 */
async function guardedBubblewrap({ path, codex, directory, }) {
    const beside = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(codex), '..', 'codex-resources');
    const candidates = [...path.split(node_path__WEBPACK_IMPORTED_MODULE_3__.delimiter), beside].filter(node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute).map(place => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place, 'bwrap'));
    const real = await firstExecutable(candidates);
    if (real === undefined)
        return undefined;
    const script = scriptFor(real);
    // Jobs on one machine may have different ones, and no job may change another job's.
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(script).digest('hex').slice(0, 16);
    const made = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, `bwrap-${digest}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(made, { recursive: true, mode: 0o755 });
    await (0,_system_files_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceFile */ .fR)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(made, 'bwrap'), script, 0o755);
    return made;
}
async function firstExecutable(files) {
    for (const file of files) {
        const works = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.access)(file, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.X_OK).then(() => true, () => false);
        if (works)
            return file;
    }
    return undefined;
}
/** The mounts go before the first `--`, which ends bubblewrap's own arguments. */
const scriptFor = (real) => `#!/bin/sh
# Made by codex-auth-action: bubblewrap, with the kernel's switches in /proc read-only.
at=0
words=
mounts='${KERNEL.map(name => `--ro-bind-try /proc/${name} /proc/${name}`).join(' ')}'
for word; do
  at=$((at + 1))
  if [ "$word" = -- ]; then words="$words $mounts"; mounts=; fi
  words="$words \\"\\\${$at}\\""
done
eval "exec '${real.replaceAll("'", `'\\''`)}' $words"
`;


/***/ })

};
