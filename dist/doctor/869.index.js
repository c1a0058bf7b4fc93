export const id = 869;
export const ids = [869];
export const modules = {

/***/ 9869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ withEdits),
/* harmony export */   applyFixes: () => (/* binding */ applyFixes)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _group_by_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(594);


/** Applies the safe repairs of all findings, or prints them as a diff. Nothing else of a file is changed. */
async function applyFixes(findings, { isDry, machine, texts }) {
    const edits = (0,_group_by_js__WEBPACK_IMPORTED_MODULE_1__/* .groupBy */ .$)(findings.flatMap(({ fix }) => fix ?? []), ({ path }) => path);
    for (const [path, own] of edits) {
        const known = texts.get(path);
        if (!known)
            continue;
        const fixed = withEdits(known.text, own);
        if (fixed === known.text)
            continue;
        if (isDry)
            machine.print(await patchOf(known.file, known.text, fixed));
        else
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, fixed);
    }
}
async function patchOf(file, before, after) {
    const { createTwoFilesPatch } = await __webpack_require__.e(/* import() */ 23).then(__webpack_require__.bind(__webpack_require__, 4023));
    return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
    });
}
/** The text with all edits that don't overlap, each once; of two that do, the later one is made. */
function withEdits(text, edits) {
    const once = new Map(edits.map(edit => [`${edit.from} ${edit.to} ${edit.text}`, edit]));
    // From the end. What is put in at one place is before what is replaced there.
    const inOrder = [...once.values()].toSorted((a, b) => b.from - a.from || b.to - a.to);
    const parts = [];
    let done = text.length;
    for (const { from, to, text: put } of inOrder) {
        if (to > done)
            continue;
        parts.push(text.slice(to, done), put);
        done = from;
    }
    return [...parts, text.slice(0, done)].reverse().join('');
}


/***/ })

};
