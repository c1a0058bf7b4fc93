export const id = 216;
export const ids = [216];
export const modules = {

/***/ 1216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   overview: () => (/* binding */ overview)
/* harmony export */ });
/* harmony import */ var _group_by_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(594);
/* harmony import */ var _logins_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2507);
/* harmony import */ var _way_acts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7504);
/* harmony import */ var _plain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5851);




/** Which login is used where: its workflows and jobs, their events and groups, and who saves it. */
function overview({ scenes, workflows }) {
    const logins = scenes
        .flatMap(scene => scene.logins)
        .filter(({ workflow, kind }) => kind !== 'looked at' && workflows.includes(workflow));
    const bySource = (0,_group_by_js__WEBPACK_IMPORTED_MODULE_1__/* .groupBy */ .$)(logins, nameOf);
    const lines = [...bySource].flatMap(([name, jobs]) => [
        `${name}:`,
        ...jobs.slice(0, 50).map(job => `  ${inWords(job)}`),
    ]);
    return lines.length === 0 ? 'No job has a login.\n\n' : `${lines.map(_plain_js__WEBPACK_IMPORTED_MODULE_2__/* .harmless */ .I).join('\n')}\n\n`;
}
const nameOf = ({ kind, acts, handed, own }) => {
    if (kind === 'host')
        return "the machine's own login";
    if (kind === 'own')
        return `this action's login ${own[0]?.inputs['login-name'] || 'default'}`;
    const from = acts.flatMap(act => (act.kind === 'restore' ? [(0,_way_acts_js__WEBPACK_IMPORTED_MODULE_3__/* .sourceInWords */ .Ir)(act.from)] : []));
    return from.find(name => name.startsWith('`')) ?? handed[0] ?? from[0] ?? 'a login';
};
function inWords({ workflow, job, ways, saves, own }) {
    const events = [...new Set(ways.flatMap(([root]) => root.workflow.events))].join(', ') || 'not known';
    const groups = [
        ...new Set(ways.flatMap(way => (0,_logins_js__WEBPACK_IMPORTED_MODULE_0__/* .groupingsOf */ .Qj)(way).map(({ concurrency }) => (0,_logins_js__WEBPACK_IMPORTED_MODULE_0__/* .constantGroup */ .g1)(concurrency, way[0].workflow) ??
            `${(0,_logins_js__WEBPACK_IMPORTED_MODULE_0__/* .groupName */ .hv)(concurrency)} (differs from run to run)`))),
    ];
    const saver = own.length > 0
        ? 'this action'
        : [...new Set(saves.map(({ to, name }) => (name ? `${to} ${name}` : to)))].join(', ') || 'nobody';
    return `${workflow.file}${job.id && `, job ${job.id}`}: on ${events}; group ${groups.join(', ') || 'none'}; saved by ${saver}`;
}


/***/ })

};
