import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { satisfies } from 'semver'

const read = (name: string) => JSON.parse(readFileSync(join(process.cwd(), name), 'utf8'))
const manifest = read('package.json')

/** Scripts for which npm installs all that is for development before it packs a git repository (pacote, git.js). */
const PREPARING = ['prepare', 'prepack', 'build', 'preinstall', 'install', 'postinstall']
const MEGABYTE = 1_000_000

test('npx of the repository downloads dist/ and nothing else', () => {
  expect(manifest.dependencies ?? {}).toEqual({})
  expect(manifest.optionalDependencies ?? {}).toEqual({})
  expect(Object.keys(manifest.scripts).filter(name => PREPARING.includes(name))).toEqual([])

  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const packed = execFileSync(npm, ['pack', '--dry-run', '--json', '--offline'], { encoding: 'utf8' })
  const [{ size, files }] = JSON.parse(packed) as [{ size: number; files: { path: string }[] }]
  expect(size).toBeLessThan(5 * MEGABYTE)
  const parts = new Set(files.map(({ path }) => path.split('/')[0]))
  expect([...parts].sort()).toEqual(['LICENSE', 'README.md', 'action.yml', 'dist', 'package.json'])
})

test('its commands are files of dist/, and the one that npx takes has the name of the package', () => {
  expect(Object.keys(manifest.bin)).toContain(manifest.name)
  const build = readFileSync(join(process.cwd(), '.ci', 'build.mjs'), 'utf8')
  for (const file of Object.values<string>(manifest.bin))
    expect(build).toContain(`'${file.replace('dist/', '')}'`)
})

test.each(['20.19.0', '22.12.0', '24.11.0'])('npm ci on Node %s warns of no package', node => {
  const { packages } = read('package-lock.json') as {
    packages: Record<string, { engines?: { node?: string }; optional?: boolean }>
  }
  const wrong = Object.entries(packages).filter(
    ([, { engines, optional }]) => engines?.node !== undefined && !optional && !satisfies(node, engines.node),
  )
  expect(wrong.map(([name, { engines }]) => `${name} ${engines?.node}`)).toEqual([])
})
