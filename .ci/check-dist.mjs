// Fails when dist/ is not, byte for byte, what build/ bundles to: the reviewed source would not be what runs. With
// `--packages FILE` it also writes which packages are in it, as JSON: their folders, as package-lock.json names them.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT, withBundle } from './build.mjs'

const dist = path.join(ROOT, 'dist')

const { values: options } = parseArgs({ options: { packages: { type: 'string' } } })

const differences = await withBundle(
  async (fresh, packages) => {
    if (options.packages !== undefined)
      await writeFile(options.packages, `${JSON.stringify(packages, null, 2)}\n`)
    const [wanted, found] = await Promise.all([contentsOf(fresh), contentsOf(dist)])
    return [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap(name => {
      if (!found.has(name)) return `dist/${name} is missing`
      if (!wanted.has(name)) return `dist/${name} is left over from an earlier build`
      return wanted.get(name).equals(found.get(name)) ? [] : `dist/${name} differs`
    })
  },
  { withPackages: options.packages !== undefined },
)

if (differences.length > 0) {
  console.error(differences.join('\n'))
  console.error(
    'dist/ is not what the source builds. Run `npm ci && npm run bundle` and commit dist/ with the source.',
  )
  process.exitCode = 1
}

/** Every file under a directory with its bytes; none when there is no directory. */
async function contentsOf(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter(entry => !entry.isDirectory())
  return new Map(
    await Promise.all(
      files.map(async entry => {
        const file = path.join(entry.parentPath, entry.name)
        return [path.relative(directory, file), await readFile(file)]
      }),
    ),
  )
}
