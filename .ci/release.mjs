// Makes a release of what is on main. `.github/workflows/release.yml` runs the steps in jobs of their own:
//
//   node .ci/release.mjs VERSION STEP... --folder FOLDER [--remote origin] [--dry-run]
//
// `prepare` checks that VERSION can be released, and writes into FOLDER what belongs to the release: notes, package, SBOM,
// checksums. `draft` makes the draft of it on GitHub. `publish` makes the tag, which never moves, moves the tag of the
// major version, and publishes the draft; after a failure it can be run again. With --dry-run, `draft` and `publish` print
// what they would run.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { notesOf, sectionOf } from './changelog.mjs'
import { compareVersions, STABLE } from './codex-from-npm.mjs'
import { sbomOf } from './sbom.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NPM = { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 1 << 28 }
const MAIN = 'main'

/** What runs in a job that uses the action. */
const RUNS = ['action.yml', 'doctor', 'dist', 'package.json']
/** `sha256sum --check` reads both. The second one is what is attested: the first, and what the first has. */
const CHECKSUMS = 'SHA256SUMS'
const SUBJECTS = 'subjects.sha256'
const NOTES = 'notes.md'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    remote: { type: 'string', default: 'origin' },
    'dry-run': { type: 'boolean', default: false },
  },
})
const { remote, 'dry-run': isDryRun } = options
const [version, ...steps] = positionals
const tag = `v${version}`
const major = `v${version?.split('.')[0]}`
const WORK = { prepare, draft, publish }

try {
  if (!STABLE.test(version ?? '') || steps.length === 0 || !steps.every(step => step in WORK))
    throw new Error('Usage: node .ci/release.mjs X.Y.Z prepare|draft|publish... --folder FOLDER [--dry-run]')
  if (options.folder === undefined) throw new Error('Give --folder FOLDER, outside of the repository.')
  for (const step of steps) WORK[step](path.resolve(options.folder))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

function prepare(folder) {
  refuseFor([...problemsOfFiles(), ...problemsOfGit(tagsAt(remote))])

  mkdirSync(folder, { recursive: true })
  const packages = path.join(folder, 'packages.json')
  // One build for both questions: whether dist/ is what the source builds, and what is in it.
  const built = spawnSync('npm', ['run', '--silent', 'check-dist', '--', '--packages', packages], {
    ...NPM,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (built.status !== 0)
    throw new Error('dist/ is not what the source builds: run `npm ci && npm run bundle`, and commit dist/.')

  const { name, repository } = read('package.json')
  const commit = git('rev-parse', 'HEAD')
  const section = sectionOf(text('CHANGELOG.md'), version)
  const place = repository.replace(/^github:/, '')
  writeFileSync(path.join(folder, NOTES), notesOf({ section, repository: place, commit, version }))

  const bundled = JSON.parse(readFileSync(packages, 'utf8'))
  const sbom = sbomOf({ root: ROOT, bundled, createdAt: git('show', '--no-patch', '--format=%cI', 'HEAD') })
  writeFileSync(path.join(folder, `${name}-${version}.cdx.json`), `${JSON.stringify(sbom, null, 2)}\n`)
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], NPM)

  writeChecksums(folder)
  console.log(`Ready to release ${tag} from ${commit}, in ${folder}.`)
}

function draft(folder) {
  const found = releaseAtGithub()
  if (found?.isDraft === false) throw new Error(existsAlready(tag))
  if (found) run('gh', 'release', 'delete', tag, '--yes') // of a run that nobody approved
  const files = assetsIn(folder).map(name => path.join(folder, name))
  if (files.length !== 3) throw new Error(`${folder} is not what \`prepare\` wrote: run it first.`)
  const about = [
    '--title',
    tag,
    '--notes-file',
    path.join(folder, NOTES),
    '--target',
    git('rev-parse', 'HEAD'),
  ]
  run('gh', 'release', 'create', tag, '--draft', ...about, ...files)
}

/** Can be run again after a failure anywhere in it: does what is missing, and changes nothing that is done. */
function publish() {
  const tags = tagsAt(remote)
  const commit = git('rev-parse', 'HEAD')
  const isTagged = commitOf(tag, tags) === commit
  refuseFor([...problemsOfGit(tags, { isTagged })])
  const found = isDryRun ? { isDraft: true } : releaseAtGithub()
  if (!found) throw new Error(`GitHub shows no draft of ${tag}, so nothing was changed: run \`draft\` first.`)

  pushTags(tags, { commit, isTagged })
  if (!found.isDraft) return console.log(`${tag} is published already.`)
  const isNewest = releasesIn(tags).every(other => compareVersions(other, version) <= 0)
  run('gh', 'release', 'edit', tag, '--draft=false', `--latest=${isNewest}`)
}

/**
 * Both or none. The server compares: another tag of that name, or another run that was faster, makes it refuse. A tag of the
 * major version never moves back: not for a version that was tagged before a newer one was released.
 */
function pushTags(tags, { commit, isTagged }) {
  const updates = isTagged ? [] : [[`${commit}:refs/tags/${tag}`, `--force-with-lease=refs/tags/${tag}:`]]
  if (newerIn(tags).length === 0 && commitOf(major, tags) !== commit)
    updates.push([
      `+${commit}:refs/tags/${major}`,
      `--force-with-lease=refs/tags/${major}:${tags.get(major) ?? ''}`,
    ])
  if (updates.length === 0) return console.log(`${tag} and ${major} are there already.`)
  run('git', 'push', '--atomic', remote, ...updates.map(([ref]) => ref), ...updates.map(([, lease]) => lease))
}

/** The release of this version, draft or not; undefined if there is no such release. */
function releaseAtGithub() {
  const { status, stdout } = spawnSync('gh', ['release', 'view', tag, '--json', 'isDraft'], {
    encoding: 'utf8',
  })
  return status === 0 ? JSON.parse(stdout) : undefined
}

function* problemsOfFiles() {
  const versions = [read('package.json').version, read('package-lock.json').packages[''].version]
  if (versions.some(each => each !== version))
    yield `package.json and package-lock.json say ${versions.join(' and ')}: run \`npm version ${version} --no-git-tag-version\`.`
  if (read('package.json').repository.startsWith('github:OWNER/'))
    yield 'package.json names no owner, and nobody could use what is released: run `npm run owner -- NAME`.'
  const changelog = text('CHANGELOG.md')
  if (!sectionOf(changelog, version))
    yield `CHANGELOG.md has no entry for ${version}: write what is new below \`## ${version}\`, or rename \`## Unreleased\`.`
  else if (sectionOf(changelog, 'Unreleased'))
    yield `CHANGELOG.md still has entries below \`## Unreleased\`, which this release would contain: move them below \`## ${version}\`.`
  const changed = git('status', '--porcelain')
  if (changed) yield `Commit, or remove, what is changed or not in git:\n${changed}`
}

/** `isTagged`: an earlier try of this release has made the tag of this very commit. */
function* problemsOfGit(tags, { isTagged = false } = {}) {
  const isMerged = spawnSync('git', ['merge-base', '--is-ancestor', 'HEAD', `${remote}/${MAIN}`], {
    cwd: ROOT,
  })
  if (isMerged.status !== 0)
    yield `HEAD is not on ${MAIN} of ${remote}: merge it, fetch, and release from ${MAIN}.`
  if (isTagged) return
  if (tags.has(tag)) yield existsAlready(tag)
  const newer = newerIn(tags)
  if (newer.length > 0)
    yield `${major} is at ${newer.at(-1)} and can't move back to ${version}: release a higher version.`
}

/** The released versions after this one that have the same major version. */
function newerIn(tags) {
  return releasesIn(tags).filter(
    other => `v${other.split('.')[0]}` === major && compareVersions(other, version) > 0,
  )
}

function refuseFor(problems) {
  if (problems.length > 0) throw new Error([`${tag} can't be released.`, ...problems].join('\n'))
}

function existsAlready(name) {
  return (
    `${name} exists already, and a released version doesn't change: release the next one. ` +
    'If only the end of its run failed, re-run the failed jobs of that run: they do what is missing.'
  )
}

/** What the tags at the remote point to. A tag with a message has its commit under `NAME^{}`, too. */
function tagsAt(place) {
  const refs = git('ls-remote', '--tags', place).split('\n').filter(Boolean)
  return new Map(
    refs.map(line => line.split('\t')).map(([object, ref]) => [ref.replace('refs/tags/', ''), object]),
  )
}

function commitOf(name, tags) {
  return tags.get(`${name}^{}`) ?? tags.get(name)
}

/** The versions that have a tag, the lowest first. */
function releasesIn(tags) {
  return [...tags.keys()]
    .map(name => name.replace(/^v/, ''))
    .filter(name => STABLE.test(name))
    .sort(compareVersions)
}

/** What is uploaded. */
function assetsIn(folder) {
  return readdirSync(folder)
    .filter(name => name.endsWith('.tgz') || name.endsWith('.cdx.json') || name === CHECKSUMS)
    .sort()
}

function writeChecksums(folder) {
  const files = git('ls-files', '-z', '--', ...RUNS)
    .split('\0')
    .filter(Boolean)
    .sort()
  const assets = assetsIn(folder).filter(name => name !== CHECKSUMS)
  const lines = [
    ...files.map(name => checksumOf(path.join(ROOT, name), name)),
    ...assets.map(name => checksumOf(path.join(folder, name), name)),
  ]
  const checksums = path.join(folder, CHECKSUMS)
  writeFileSync(checksums, lines.join(''))
  writeFileSync(path.join(folder, SUBJECTS), [...lines, checksumOf(checksums, CHECKSUMS)].join(''))
}

/** A line of sha256sum. */
function checksumOf(file, name) {
  return `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${name}\n`
}

function text(name) {
  return readFileSync(path.join(ROOT, name), 'utf8')
}

function read(name) {
  return JSON.parse(text(name))
}

function git(...args) {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 }).trim()
}

/** @throws if the command fails; what it says is shown as it comes. */
function run(command, ...args) {
  const line = [command, ...args].map(each => (/^[\w@%+=:,./-]+$/.test(each) ? each : `'${each}'`)).join(' ')
  console.log(line)
  if (isDryRun) return
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0)
    throw new Error(`This failed, and nothing after it was run: ${line}${error ? ` (${error.message})` : ''}`)
}
