// Fails when dist/ is not, byte for byte, what build/ bundles to: the reviewed source would not be what runs.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { ROOT, withBundle } from './build.mjs'

const dist = path.join(ROOT, 'dist')

const differences = await withBundle(async fresh => {
  const [wanted, found] = await Promise.all([contentsOf(fresh), contentsOf(dist)])
  return [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap(name => {
    if (!found.has(name)) return `dist/${name} is missing`
    if (!wanted.has(name)) return `dist/${name} is left over from an earlier build`
    return wanted.get(name).equals(found.get(name)) ? [] : `dist/${name} differs`
  })
})

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
