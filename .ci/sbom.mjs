// What dist/ is made of, as CycloneDX: `npm sbom` of the lock file, and of that only the packages that are bundled. To npm
// all dependencies of this package are for development.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** `npm sbom` fails for a package that is a folder of the repository. */
const LOCAL = /^(file|link):/

/**
 * `bundled` are folders as the lock file names them (`node_modules/yaml`), `createdAt` is an instant (RFC 3339). The same
 * input and the same npm always give the same document.
 * @throws if a bundled package is not in the lock file
 */
export function sbomOf({ root, bundled, createdAt }) {
  const read = name => JSON.parse(readFileSync(path.join(root, name), 'utf8'))
  const [manifest, lock] = [read('package.json'), read('package-lock.json')]
  const document = sbomOfLockFile(manifest, lock)

  const refs = new Set(bundled.map(folder => refOf(folder, lock.packages[folder])))
  const components = document.components.filter(component => refs.delete(component['bom-ref']))
  if (refs.size > 0) throw new Error(`Not in the software bill of materials: ${[...refs].join(', ')}.`)

  const { component } = document.metadata
  const kept = new Set([component['bom-ref'], ...components.map(each => each['bom-ref'])])
  return {
    $schema: document.$schema,
    bomFormat: document.bomFormat,
    specVersion: document.specVersion,
    version: document.version,
    metadata: {
      ...document.metadata,
      timestamp: createdAt,
      lifecycles: [{ phase: 'build' }],
      component: { ...component, name: manifest.name },
    },
    components: components.map(asShipped),
    dependencies: document.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(each => kept.has(each)) })),
  }
}

function refOf(folder, locked) {
  if (locked?.version === undefined)
    throw new Error(`dist/ has ${folder}, which is not in package-lock.json: run \`npm ci\` and try again.`)
  return `${locked.name ?? folder.split('node_modules/').at(-1)}@${locked.version}`
}

/** For npm, what is for development is optional; it is part of dist/. */
function asShipped({ properties = [], ...component }) {
  const others = properties.filter(({ name }) => name !== 'cdx:npm:package:development')
  return { ...component, scope: 'required', ...(others.length > 0 && { properties: others }) }
}

function sbomOfLockFile(manifest, lock) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sbom-'))
  try {
    const place = path.join(folder, manifest.name)
    mkdirSync(place)
    writeFileSync(path.join(place, 'package.json'), JSON.stringify(withoutLocal(manifest)))
    writeFileSync(path.join(place, 'package-lock.json'), JSON.stringify(lockWithoutLocal(lock)))
    const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only']
    const shell = process.platform === 'win32'
    return JSON.parse(execFileSync('npm', args, { cwd: place, encoding: 'utf8', maxBuffer: 1 << 28, shell }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lockWithoutLocal(lock) {
  const packages = Object.entries(lock.packages)
    .filter(([folder, { link }]) => !link && (folder === '' || folder.includes('node_modules/')))
    .map(([folder, each]) => [folder, folder === '' ? withoutLocal(each) : each])
  return { ...lock, packages: Object.fromEntries(packages) }
}

function withoutLocal(manifest) {
  const { devDependencies = {} } = manifest
  const others = Object.entries(devDependencies).filter(([, range]) => !LOCAL.test(range))
  return { ...manifest, devDependencies: Object.fromEntries(others) }
}
