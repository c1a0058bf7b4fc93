export const id = 2051;
export const ids = [2051];
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


/***/ })

};
