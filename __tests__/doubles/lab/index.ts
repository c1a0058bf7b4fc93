/** Shared by the worlds of tests, rehearsal and benchmarks: their place, the Codex they drive, and the border that they can't cross. */

export { type Border, startBorder } from './border.js'
export { codexBinary, installedCodex, type LabCodex, labCodex, linkOrCopy } from './codex.js'
export { labFolder } from './folder.js'
export { CLOSED, closedRegistry, isLoopback, OutsideReached, proxiedBy } from './loopback.js'
export { machinePath } from './path.js'
export { makeTemporary, removeTemporary } from './temporary.js'
