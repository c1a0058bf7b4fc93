import { identify } from '../../src/system/process-identity.js'

/** Tells what this system, or the one named, says of a process. */
const { pid, platform } = JSON.parse(process.argv[2] ?? '') as { pid: number; platform?: NodeJS.Platform }
if (platform) Object.defineProperty(process, 'platform', { value: platform })
process.send?.({ identity: await identify(pid) }, () => process.disconnect?.())
