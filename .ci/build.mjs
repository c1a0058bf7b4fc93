// Bundles what `tsc -p .` put into build/ as dist/: what the runner runs. The bytes depend on the source and
// the lock file alone, so that anyone can build dist/ again and compare (check-dist.mjs does).
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const ROOT = path.resolve(import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url)), '..')
const NCC = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')

const SHEBANG = '#!/usr/bin/env node\n'

/** What is started as a process: the stages, the cache client's own, and the set-up. */
const ENTRIES = [
  ['pre.js', 'pre'],
  ['main.js', 'main'],
  ['post.js', 'post'],
  ['cache-client.js', 'serveCache'],
  ['setup.js', 'setup', SHEBANG],
]

/** Packages whose modules do nothing when they are loaded, and that don't say so to the bundler. */
const PURE = ['@actions/core', '@actions/exec', '@actions/http-client', '@actions/io']

/** Says it for them, so that what we don't use is left out: @actions/core would pull undici into every stage (OIDC). */
async function markPure() {
  for (const name of PURE) {
    const file = path.join(ROOT, 'node_modules', name, 'package.json')
    const manifest = JSON.parse(await readFile(file, 'utf8'))
    if (manifest.sideEffects === false) continue
    // By a rename, because a copy of the checkout may share the file.
    await writeFile(`${file}.new`, `${JSON.stringify({ ...manifest, sideEffects: false }, null, 2)}\n`)
    await rename(`${file}.new`, file)
  }
}

/**
 * Bundles into a directory that is not there yet: index.js and its chunks, licenses.txt, package.json, a file a stage, the
 * doctor. With `statistics`, a file for each of the two bundles is put into that folder.
 */
export async function bundle(directory, { statistics } = {}) {
  await markPure()
  await bundleEntry('build/src/index.js', directory, statistics && path.join(statistics, 'stages.json'))
  for (const [file, entry, shebang = ''] of ENTRIES)
    await writeFile(
      path.join(directory, file),
      `${shebang}import { ${entry} } from './index.js'\nawait ${entry}()\n`,
    )
  // What a person starts is a bundle of its own: it would wait for the stages to load.
  const doctor = path.join(directory, 'doctor')
  await bundleEntry('build/src/doctor/main.js', doctor, statistics && path.join(statistics, 'doctor.json'))
  await writeFile(
    path.join(directory, 'doctor.js'),
    `${SHEBANG}import { main } from './doctor/index.js'\nawait main()\n`,
  )
  // The one command of the package: `setup`, and with anything else the doctor.
  await writeFile(
    path.join(directory, 'cli.js'),
    `${SHEBANG}if (process.argv[2] === 'setup') await (await import('./index.js')).cli()\nelse await (await import('./doctor/index.js')).main()\n`,
  )
}

async function bundleEntry(entry, directory, statistics) {
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
    ...(statistics === undefined ? [] : ['--stats-out', statistics]),
  ]
  await promisify(execFile)(process.execPath, [NCC, 'build', entry, ...options], { cwd: ROOT })
}

/**
 * Gives a directory with a fresh bundle, and the folders of the packages in it as package-lock.json names them. Removes it
 * afterwards.
 */
export async function withBundle(use, { withPackages = false } = {}) {
  const temporary = await mkdtemp(path.join(tmpdir(), 'dist-'))
  try {
    const directory = path.join(temporary, 'dist')
    const statistics = path.join(temporary, 'statistics')
    if (withPackages) await mkdir(statistics)
    await bundle(directory, withPackages ? { statistics } : {})
    return await use(directory, withPackages ? await packagesIn(statistics) : [])
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** The package of a bundled module, by the path that webpack gives it. */
const PACKAGE = /^\.\/(.*node_modules\/(?:@[^/]+\/)?[^/]+)/

async function packagesIn(statistics) {
  const folders = new Set()
  for (const name of ['stages.json', 'doctor.json']) {
    const { modules } = JSON.parse(await readFile(path.join(statistics, name), 'utf8'))
    for (const { name = '' } of allModules(modules)) {
      const [, folder] = PACKAGE.exec(name) ?? []
      if (folder !== undefined) folders.add(folder)
    }
  }
  return [...folders].sort()
}

/** A module may be made of others. */
function* allModules(modules = []) {
  for (const module of modules) {
    yield module
    yield* allModules(module.modules)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await withBundle(async fresh => {
    const dist = path.join(ROOT, 'dist')
    await rm(dist, { recursive: true, force: true })
    await cp(fresh, dist, { recursive: true })
  })
}
