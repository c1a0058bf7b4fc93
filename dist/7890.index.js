export const id = 7890;
export const ids = [7890];
export const modules = {

/***/ 17890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readAccessKey: () => (/* binding */ readAccessKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44691);



const MAC_INFO = 'codex-auth-action access 1';
/**
 * Reads the input `access-key`: an age identity, or the file of `age-keygen`, in which the newest comes first.
 * @throws InputError, also if it opens what `encryption-key` closes
 */
async function readAccessKey(text, encryptionKey) {
    const recipient = await (0,_age_js__WEBPACK_IMPORTED_MODULE_2__.recipientOf)(text).catch((error) => {
        if (error instanceof _age_js__WEBPACK_IMPORTED_MODULE_2__.EncryptionKeyRefused)
            return undefined;
        throw error;
    });
    if (recipient === undefined)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('access-key', 'is not an age identity', 'Make one with `age-keygen`, and store it as a secret.');
    const identities = linesOf(text);
    const own = new Set(linesOf(encryptionKey ?? ''));
    if (identities.some(identity => own.has(identity)))
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('access-key', 'is the `encryption-key`: every worker could open the full login', 'Make another identity for the workers with `age-keygen`.');
    const macKeys = identities.map(identity => Buffer.from((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hkdfSync)('sha256', identity, '', MAC_INFO, 32)));
    const macBy = (key, message) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(message).digest('hex');
    const { open } = (0,_age_js__WEBPACK_IMPORTED_MODULE_2__.sealer)(text);
    return {
        sealer: { ...(0,_age_js__WEBPACK_IMPORTED_MODULE_2__.sealerTo)(recipient), open },
        mac: message => macBy(macKeys[0] ?? Buffer.alloc(0), message),
        macs: message => macKeys.map(key => macBy(key, message)),
    };
}
const linesOf = (text) => text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line && !line.startsWith('#'));


/***/ })

};
