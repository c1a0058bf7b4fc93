import { join } from 'node:path'

/** Rust's names of the systems that Codex is built for (`std::env::consts::OS`). */
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'macos', win32: 'windows' }

/**
 * Directories of the helpers that Codex starts outside and inside of the sandbox, and puts first on PATH
 * (docs/facts#helper-directory): `arg0-linux` in 0.169.0, `arg0-macos` and `arg0-windows` by the same rule, `arg0` in
 * earlier releases.
 */
export const helperNames = (platform: NodeJS.Platform = process.platform): string[] => [
  'arg0',
  `arg0-${SYSTEMS[platform] ?? platform}`,
]

export const helperPlaces = (home: string, platform?: NodeJS.Platform): string[] =>
  helperNames(platform).map(name => join(home, 'tmp', name))
