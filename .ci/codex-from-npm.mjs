// Gets releases of Codex from the npm registry, each into a folder of its own below ~/.cache, where they stay.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

const CACHE = path.join(homedir(), '.cache', 'codex-auth-action-facts')
const isWindows = process.platform === 'win32'

export const STABLE = /^\d+\.\d+\.\d+$/

/** The unpacked npm package of this version for this platform. */
export function codexFromNpm(version) {
  const place = path.join(CACHE, version)
  if (!existsSync(place)) {
    const staging = `${place}.${process.pid}`
    mkdirSync(staging, { recursive: true })
    const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    execFileSync('npm', ['install', '--prefix', staging, ...quiet, `@openai/codex@${version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: isWindows,
    })
    try {
      renameSync(staging, place)
    } catch {
      rmSync(staging, { recursive: true, force: true }) // another process was faster
    }
  }
  const scope = path.join(place, 'node_modules', '@openai')
  const found = readdirSync(scope).find(name => name === `codex-${process.platform}-${process.arch}`)
  if (found === undefined)
    throw new Error(`Codex ${version} has no package for this platform below ${scope}.`)
  return path.join(scope, found)
}

/** The newest stable releases, oldest first, and when each was published. */
export function stableReleases(count) {
  const times = JSON.parse(
    execFileSync('npm', ['view', '@openai/codex', 'time', '--json'], { shell: isWindows }),
  )
  return Object.entries(times)
    .filter(([version]) => STABLE.test(version))
    .sort(([a], [b]) => compareVersions(a, b))
    .slice(-count)
    .map(([version, at]) => ({ version, at }))
}

export function compareVersions(a, b) {
  const [left, right] = [a, b].map(version => version.split('.').map(Number))
  const at = left.findIndex((part, index) => part !== right[index])
  return at < 0 ? 0 : left[at] - right[at]
}

/** The executable in an unpacked package. */
export function executableOf(directory) {
  const vendor = path.join(directory, 'vendor')
  const [triple] = readdirSync(vendor)
  return path.join(vendor, triple, 'bin', isWindows ? 'codex.exe' : 'codex')
}
