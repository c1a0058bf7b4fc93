// Prints the newest stable release of Codex if it is newer than the default, else nothing.
import { readFileSync } from 'node:fs'
import { compareVersions, stableReleases } from './codex-from-npm.mjs'

const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const [{ version }] = stableReleases(1)
if (compareVersions(version, devDependencies['@openai/codex']) > 0) console.log(version)
