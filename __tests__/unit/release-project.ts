import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What package-lock.json says of a package that is in dist/, of one that is not, and of a folder of the repository. */
const LOCKED = {
  'node_modules/lab-bundled': {
    ...{ version: '1.2.3', dev: true, license: 'MIT', integrity: 'sha512-bGFi' },
    dependencies: { 'lab-inner': '^4.0.0' },
  },
  'node_modules/lab-bundled/node_modules/lab-inner': { version: '4.5.6', dev: true, license: 'ISC' },
  'node_modules/lab-tool': { version: '7.8.9', dev: true, dependencies: { 'lab-bundled': '^1.0.0' } },
  'node_modules/lab-folder': { resolved: '.ci/folder', link: true },
  '.ci/folder': { name: 'lab-folder', dev: true },
}
const BUNDLED = ['node_modules/lab-bundled', 'node_modules/lab-bundled/node_modules/lab-inner']
const SCRIPTS = ['release', 'changelog', 'sbom', 'codex-from-npm']

/** Stands for the build of dist/: `npm run check-dist` repeats it, and says what is in it. */
const CHECK_DIST = `import { existsSync, writeFileSync } from 'node:fs'
if (existsSync('dist/stale.js')) process.exit(1)
writeFileSync(process.argv[3], '${JSON.stringify(BUNDLED)}')
`

/** A `gh` with the releases of `dir`: `draft-TAG` is one, with what GitHub says of it. If `broken` is there, it changes nothing. */
const ghIn = (dir: string): string => `cd '${dir}'
[ "$2" != view ] || { cat "draft-$3" 2> /dev/null; exit; }
echo "$@" >> gh
[ ! -e broken ] || exit 1
case "$2" in
create) echo '{"isDraft":true}' > "draft-$3" ;;
edit) echo '{"isDraft":false}' > "draft-$3" ;;
delete) rm "draft-$3" ;;
esac`

/** A small project with the release script, the bare git server that it pushes to, and a `gh` that writes down what it is asked. */
export class ReleaseProject {
  readonly dir = mkdtempSync(join(tmpdir(), 'release-'))
  readonly root = join(this.dir, 'project')
  readonly server = join(this.dir, 'server.git')
  /** What belongs to the release. */
  readonly out = join(this.dir, 'out')

  constructor() {
    for (const name of ['.ci/folder', 'dist', 'doctor']) mkdirSync(join(this.root, name), { recursive: true })
    for (const name of SCRIPTS) cpSync(`.ci/${name}.mjs`, join(this.root, '.ci', `${name}.mjs`))
    this.write('action.yml', 'name: lab\n')
    this.write('doctor/action.yml', 'name: lab doctor\n')
    this.write('dist/index.js', 'export const lab = 1\n')
    this.write('.ci/folder/package.json', '{"name":"lab-folder"}')
    this.write('check-dist.mjs', CHECK_DIST)
    this.program('gh', ghIn(this.dir))
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', this.server])
    const hook = `#!/bin/sh\nif grep -q refs/tags/; then printf x >> tags-pushed; fi\n`
    writeFileSync(join(this.server, 'hooks', 'post-receive'), hook, { mode: 0o755 })
    this.git('init', '--quiet', '--initial-branch=main')
    this.git('remote', 'add', 'origin', `file://${this.server}`)
  }

  /** A file of the project. */
  write(name: string, text: string): void {
    writeFileSync(join(this.root, name), text)
  }

  /** A shell script that is found first. */
  program(name: string, body: string): void {
    mkdirSync(join(this.dir, 'bin'), { recursive: true })
    writeFileSync(join(this.dir, 'bin', name), `#!/bin/sh\n${body}\n`)
    chmodSync(join(this.dir, 'bin', name), 0o755)
  }

  /** A file of the release. */
  made(name: string): string {
    return readFileSync(join(this.out, name), 'utf8')
  }

  git(...args: string[]): string {
    const who = ['-c', 'user.name=lab', '-c', 'user.email=lab@lab.invalid', '-c', 'commit.gpgSign=false']
    return execFileSync('git', [...who, ...args], { cwd: this.root, encoding: 'utf8' }).trim()
  }

  /** How often tags were pushed to the server. */
  pushes(): number {
    const log = join(this.server, 'tags-pushed')
    return existsSync(log) ? readFileSync(log, 'utf8').length : 0
  }

  /** The commit of each tag at the server. */
  tags(): Record<string, string> {
    const lines = this.git('ls-remote', '--tags', 'origin').split('\n').filter(Boolean)
    return Object.fromEntries(lines.map(line => line.split('\t').reverse()))
  }

  /** Brings a version to main of the server, ready to be released. Returns its commit. */
  merge(version: string, changelog = `# Changelog\n\n## ${version}\n\n- New in ${version}.\n`): string {
    const devDependencies = { 'lab-bundled': '^1.0.0', 'lab-tool': '^7.0.0', 'lab-folder': 'file:.ci/folder' }
    const manifest = { name: 'codex-auth-action', version, private: true, devDependencies }
    const scripts = { 'check-dist': 'node check-dist.mjs' }
    const about = { repository: 'github:lab/codex-auth-action', files: ['dist', 'action.yml'], scripts }
    this.write('package.json', JSON.stringify({ ...manifest, ...about }))
    const lock = { name: manifest.name, version, lockfileVersion: 3, packages: { '': manifest, ...LOCKED } }
    this.write('package-lock.json', JSON.stringify(lock))
    this.write('CHANGELOG.md', changelog)
    this.git('add', '--all')
    this.git('commit', '--quiet', '--message', `Version ${version}`)
    this.git('push', '--quiet', 'origin', 'main')
    return this.git('rev-parse', 'HEAD')
  }

  /** Runs steps of the script. `drafted` is the release that GitHub has. */
  release(args: string[], drafted?: { isDraft: boolean }) {
    if (drafted) writeFileSync(this.#draft(args[0]), JSON.stringify(drafted))
    const PATH = `${join(this.dir, 'bin')}:${process.env.PATH}`
    const command = ['.ci/release.mjs', ...args, '--folder', this.out]
    const options = { cwd: this.root, env: { ...process.env, PATH }, encoding: 'utf8' } as const
    const { status, stdout, stderr } = spawnSync(process.execPath, command, options)
    return { status, stdout, stderr }
  }

  /** The last step, as often as it is called: the step before it has made the draft. */
  publish(version: string) {
    return this.release(
      [version, 'publish'],
      existsSync(this.#draft(version)) ? undefined : { isDraft: true },
    )
  }

  /** From now on, or until it is mended, GitHub's API refuses what `gh` asks it to change. */
  breakGithub(isBroken: boolean): void {
    if (isBroken) writeFileSync(join(this.dir, 'broken'), '')
    else rmSync(join(this.dir, 'broken'))
  }

  #draft(version = ''): string {
    return join(this.dir, `draft-v${version}`)
  }

  /** What `gh` was asked to change, in order. */
  asked(): string[] {
    const log = join(this.dir, 'gh')
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true })
  }
}
