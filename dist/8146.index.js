export const id = 8146;
export const ids = [8146];
export const modules = {

/***/ 48146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   withInstallationToken: () => (/* binding */ withInstallationToken)
/* harmony export */ });
/* unused harmony export AppRefused */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28395);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73305);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20368);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54679);




/** A revocation is good manners: where GitHub is down, nobody should wait for it. */
const REVOCATION_MS = 10_000;
const Installation = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ id: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().check(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* ._positive */ .NC()) });
/** It becomes a header and a mask. A token of a few characters would mask half of the log. */
const InstallationToken = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ token: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* ._regex */ .Fk(/^[\x21-\x7e]{20,2000}$/)) });
/**
 * Works with an installation token that is minted now and revoked afterward, even if the work fails. A process that is
 * killed in between leaves a token that lives an hour and can do what `scope` says.
 * @throws AppRefused, and what `work` throws
 */
async function withInstallationToken({ app, sender, pace, mask, log }, scope, work) {
    const jwt = await signedJwt(app);
    mask(jwt);
    const token = await mint(sender(jwt), scope);
    mask(token);
    const send = sender(token);
    try {
        return await work(send);
    }
    finally {
        const briefly = { ...pace, total: Math.min(pace.total, REVOCATION_MS) };
        // A 401 says that a try before this one has done it.
        await sender(token, briefly)('DELETE /installation/token').catch(error => {
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .GithubRefused */ .iX && error.status === 401))
                log('The App token could not be revoked; it ends by itself within the hour.');
        });
    }
}
async function mint(send, { installation, parameters, permissions, repositories }) {
    try {
        const found = Installation.safeParse((await send(`GET ${installation}`, parameters)).data);
        if (!found.success)
            throw (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .unexpectedAnswer */ .au)(`GET ${installation}`, 200);
        const minted = await send('POST /app/installations/{installation_id}/access_tokens', {
            installation_id: found.data.id,
            permissions,
            ...(repositories ? { repositories } : {}),
        });
        const parsed = InstallationToken.safeParse(minted.data);
        if (!parsed.success)
            throw (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .unexpectedAnswer */ .au)('POST /app/installations/…/access_tokens', minted.status);
        return parsed.data.token;
    }
    catch (error) {
        throw error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .GithubRefused */ .iX ? appRefused(error, permissions) : error;
    }
}
async function signedJwt({ appId, privateKey }) {
    const { default: githubAppJwt } = await __webpack_require__.e(/* import() */ 2438).then(__webpack_require__.bind(__webpack_require__, 2438));
    return (await githubAppJwt({ id: appId, privateKey: pkcs8(privateKey) })).token;
}
/** WebCrypto, which signs, takes PKCS#8 only; GitHub hands out PKCS#1. A secret often has `\n` for line ends. */
function pkcs8(privateKey) {
    try {
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(privateKey.replaceAll('\\n', '\n').trim());
        if (key.asymmetricKeyType === 'rsa')
            return key.export({ type: 'pkcs8', format: 'pem' }).toString();
    }
    catch {
        // OpenSSL's words would not help, and nothing that has seen the key leaves this function.
    }
    throw new AppRefused('app-key', 'The input `app-private-key` is not an RSA private key in PEM form.', 'Generate a private key on the App\'s settings page and store the whole .pem file, with its "-----BEGIN" and "-----END" lines, in the secret.');
}
/** The App can't give the token that is needed. */
class AppRefused extends _system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'AppRefused';
    constructor(code, what, remedy) {
        super(code, { what, why: "Without a token of the App the secret can't be written.", remedy });
    }
}
function appRefused(error, permissions) {
    const { status, answer } = error;
    const wanted = Object.entries(permissions).map(([name, level]) => `${name}: ${level}`);
    if (status === 401)
        return new AppRefused('app-refused', `GitHub does not accept the App (${answer.message}).`, "Check that `app-id` and `app-private-key` belong to one App, that the key was not deleted there, and that the runner's clock is right.");
    if (status === 404)
        return new AppRefused('app-not-installed', 'The App is not installed where the secret belongs.', 'Install it there, with access to this repository (App settings, "Install App").');
    if (status === 403 || status === 422)
        return new AppRefused('app-permission', `The App may not have a token with ${wanted.join(', ')} (${status}: ${answer.message}).`, `Give the App the permission ${wanted.join(', ')}, and accept the change on the page of its installation.`);
    return error;
}


/***/ })

};
