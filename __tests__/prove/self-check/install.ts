/** Downloads the releases before the proofs: `node build/__tests__/prove/self-check/install.js`. */
import { RELEASES, release } from './releases.js'

for (const version of RELEASES) process.stdout.write(`${await release(version)}\n`)
