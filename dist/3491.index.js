export const id = 3491;
export const ids = [3491];
export const modules = {

/***/ 63491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   credentialsFrom: () => (/* binding */ credentialsFrom),
/* harmony export */   tokenKind: () => (/* binding */ tokenKind)
/* harmony export */ });
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20368);

/**
 * An App before a token: `token` has a default, so an App was given on purpose.
 * @throws InputError for half an App, nothing at all, or what can't be a token
 */
function credentialsFrom(inputs) {
    const appId = inputs['app-id']?.trim();
    const privateKey = inputs['app-private-key'];
    if (appId && privateKey)
        return { kind: 'app', appId, privateKey };
    if (appId || privateKey)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(appId ? 'app-private-key' : 'app-id', 'is missing', 'Give both `app-id` and `app-private-key`, or neither and a `token`.');
    const token = inputs.token?.trim();
    if (!token)
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('token', 'is missing', 'Give a `token`, or `app-id` and `app-private-key`.');
    // Fetch would quote a header that it can't send, token and all.
    if (!/^[\x21-\x7e]+$/.test(token))
        throw new _system_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('token', 'holds something that is not a token', 'Paste the token again, alone.');
    return { kind: 'token', token };
}
function tokenKind(credentials) {
    if (credentials.kind === 'app')
        return 'app';
    const { token } = credentials;
    if (token.startsWith('github_pat_'))
        return 'fine-grained';
    if (/^gh[pou]_/.test(token))
        return 'classic';
    return token.startsWith('ghs_') ? 'installation' : 'unknown';
}


/***/ })

};
