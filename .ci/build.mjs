// Bundles what `tsc -p .` put into build/ as dist/: what the runner runs. The bytes depend on the source and
// the lock file alone, so that anyone can build dist/ again and compare (check-dist.mjs does).
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const ROOT = path.resolve(import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url)), '..')
const NCC = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')

/** What is started as a process: the stages, the cache client's own, and what a person starts. */
const ENTRIES = [
  ['pre.js', 'pre'],
  ['main.js', 'main'],
  ['post.js', 'post'],
  ['cache-client.js', 'serveCache'],
  ['doctor.js', 'doctor', '#!/usr/bin/env node\n'],
]

/** Bundles into a directory that is not there yet: index.js and its chunks, licenses.txt, package.json, a file a stage. */
export async function bundle(directory) {
  // Not minified: that makes Node 24 start slower, and nobody could read what they run. ncc names modules
  // and chunks after their path from the current directory, so it is always the root.
  const options = [
    '--out',
    directory,
    '--license',
    'licenses.txt',
    '--no-cache',
    '--no-source-map-register',
    '--quiet',
  ]
  await promisify(execFile)(process.execPath, [NCC, 'build', 'build/src/index.js', ...options], { cwd: ROOT })
  for (const [file, entry, shebang = ''] of ENTRIES)
    await writeFile(
      path.join(directory, file),
      `${shebang}import { ${entry} } from './index.js'\nawait ${entry}()\n`,
    )
}

/** Gives a directory with a fresh bundle, and removes it afterwards. */
export async function withBundle(use) {
  const temporary = await mkdtemp(path.join(tmpdir(), 'dist-'))
  try {
    const directory = path.join(temporary, 'dist')
    await bundle(directory)
    return await use(directory)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await withBundle(async fresh => {
    const dist = path.join(ROOT, 'dist')
    await rm(dist, { recursive: true, force: true })
    await cp(fresh, dist, { recursive: true })
  })
}
