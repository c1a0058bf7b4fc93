/** Builds act before the proofs: `node build/__tests__/prove/act/install.js`. */
import { provideAct } from './binary.js'

const start = performance.now()
const binary = await provideAct()
process.stdout.write(`${binary}, ready after ${((performance.now() - start) / 1000).toFixed(0)} s\n`)
