import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { labFolder, linkOrCopy } from '../doubles/lab/index.js'
import { node24 } from '../doubles/runner/node24.js'
import { where } from '../unit/needs.js'
import { type BareStage, bareStage, type Ended } from './bare-stage.js'
import { canMount } from './capable.js'
import { inLab } from './lab.js'

const LATE = 120_000
/** Stages at a time. */
const AT_ONCE = 3
/** The jobs are those of a user without rights, where the test may choose. */
const isRoot = process.getuid?.() === 0
const uid = isRoot ? 65534 : undefined

/** Where that user may look, unlike the labs below the home of root. */
let dir: string
let programs: BareStage['programs']
beforeAll(async () => {
  dir = await mkdtemp(isRoot ? '/var/lib/codex-lab-places-' : join(labFolder(), 'places-'))
  await chmod(dir, 0o755)
  programs = { node: join(dir, basename(node24())), dist: join(dir, 'dist') }
  linkOrCopy(node24(), programs.node)
  await cp(join(process.cwd(), 'dist'), programs.dist, { recursive: true })
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** A machine with a CODEX_HOME that has nothing in it. */
interface Machine {
  readonly root: string
  readonly home: string
  readonly auth: string
  readonly seed: string
}

interface Case {
  readonly name: string
  readonly able?: boolean
  /** Makes it; what it resolves with, if that is a `BareStage`, is given to the stage. */
  readonly make: (machine: Machine) => Promise<unknown>
  readonly says: RegExp
}

const lead = (home: string) => ({ inputs: { 'codex-home': home } })
const tmpfs = (path: string, options: string) =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', `mode=777,${options}`, 'tmpfs', path])
/** What stops at each of its fields: the seed of a host, and the private home of a store. */
const COMMANDS = { storage: 'command', 'restore-command': 'true', 'persist-command': 'true', token: 'lab' }

const NOTHING = { make: async () => undefined }
const CASES: readonly Case[] = [
  {
    name: 'CODEX_HOME is root’s alone',
    able: isRoot,
    make: ({ home }) => owned(home, 0o700),
    says: /\.codex(\/auth\.json)? can't be used: .*belongs to user 0 and has mode 0700, and this job runs as user 65534.*user 65534/s,
  },
  {
    name: 'CODEX_HOME is root’s, and all may look',
    able: isRoot,
    make: ({ home }) => owned(home, 0o755),
    says: /\.codex can't be used: .*\(it belongs to user 0 and has mode 0755.*sudo chown 65534 '\S+\.codex'/s,
  },
  {
    name: 'auth.json is root’s',
    able: isRoot,
    async make({ auth, seed }) {
      await writeFile(auth, seed, { mode: 0o600 })
      await chown(auth, 0, 0)
    },
    says: /auth\.json can't be used: .*\(it belongs to user 0 and has mode 0600/,
  },
  {
    name: 'auth.json is a directory',
    make: ({ auth }) => mkdir(auth),
    says: /auth\.json is a directory, not a regular file/,
  },
  {
    name: 'auth.json is a named pipe',
    make: async ({ auth }) => execFileSync('mkfifo', [auth]),
    says: /auth\.json is a named pipe/,
  },
  {
    name: 'auth.json is a socket',
    async make({ auth }) {
      const server = createServer().unref()
      await new Promise<void>(resolve => server.listen(auth, resolve))
    },
    says: /auth\.json is a socket/,
  },
  {
    name: 'auth.json is a circle of links',
    make: ({ auth }) => symlink('auth.json', auth),
    says: /auth\.json can't be used: its symbolic links lead in a circle/,
  },
  {
    name: 'auth.json leads into a directory that is not there',
    make: ({ auth, root }) => symlink(join(root, 'gone', 'auth.json'), auth),
    says: /\/gone can't be used: it does not exist/,
  },
  {
    name: 'codex-home is a link that leads nowhere',
    async make({ root }) {
      await symlink('nowhere', join(root, 'link'))
      return lead(join(root, 'link'))
    },
    says: /\/link can't be used: it is a symbolic link to nowhere, which does not exist/,
  },
  {
    name: 'codex-home is a circle of links',
    async make({ root }) {
      await symlink('link', join(root, 'link'))
      return lead(join(root, 'link'))
    },
    says: /\/link(\/auth\.json)? can't be used: its symbolic links lead in a circle/,
  },
  {
    name: 'codex-home is a file',
    async make({ root }) {
      await writeFile(join(root, 'file'), '')
      return lead(join(root, 'file'))
    },
    says: /can't be used: (it|\S+\/file) is a file, and a directory is needed there/,
  },
  {
    name: 'codex-home is below a file',
    async make({ root }) {
      await writeFile(join(root, 'file'), '')
      return lead(join(root, 'file', 'below', 'it'))
    },
    says: /\/below\/it\S* can't be used: \S+\/file is a file, and a directory is needed there/,
  },
  {
    name: 'codex-home has a name that is too long',
    make: async ({ root }) => lead(join(root, 'a'.repeat(300))),
    says: /a+\S* can't be used: the name is too long for the file system/,
  },
  {
    name: 'codex-home is below a directory of root’s',
    able: isRoot,
    async make({ root }) {
      await mkdir(join(root, 'closed'), { mode: 0o700 })
      return lead(join(root, 'closed', 'below'))
    },
    says: /\/below\S* can't be used: the system does not permit it \(\S+\/closed belongs to user 0 and has mode 0700/,
  },
  {
    name: 'codex-home is on a read-only file system',
    able: canMount,
    make: async ({ home }) => tmpfs(home, 'ro,size=1m'),
    says: /\.codex can't be used: it is on a read-only file system/,
  },
  {
    name: 'codex-home is full',
    able: canMount,
    async make({ home }) {
      tmpfs(home, 'size=8k')
      await writeFile(join(home, 'filler'), Buffer.alloc(8192)).catch(() => undefined)
    },
    says: /\.codex can't be used: its disk has no space left/,
  },
  {
    name: 'codex-home has no inodes left',
    able: canMount,
    make: async ({ home }) => tmpfs(home, 'size=1m,nr_inodes=1'),
    says: /\.codex can't be used: its file system has no room for one more file \(no inodes left\)/,
  },
  {
    name: 'HOME is root’s, and the login is kept elsewhere',
    able: isRoot,
    async make({ home }) {
      await owned(join(home, '..'), 0o755)
      return { inputs: COMMANDS }
    },
    says: /\.codex-auth-action can't be used: .*\/home belongs to user 0/,
  },
  {
    name: 'config.toml is root’s, and the login is kept elsewhere',
    able: isRoot,
    async make({ home }) {
      await writeFile(join(home, 'config.toml'), '', { mode: 0o600 })
      await chown(join(home, 'config.toml'), 0, 0)
      return { inputs: COMMANDS }
    },
    says: /config\.toml can't be used: .*\(it belongs to user 0/,
  },
  {
    name: 'the runner’s file for variables is gone',
    make: async ({ root }) => ({ env: { GITHUB_ENV: join(root, 'gone') } }),
    says: /\/gone can't be used: it does not exist/,
  },
  {
    name: 'the runner’s file for variables is root’s',
    able: isRoot,
    async make({ root }) {
      await writeFile(join(root, 'env'), '', { mode: 0o600 })
      return { env: { GITHUB_ENV: join(root, 'env') } }
    },
    says: /\/env can't be used: .*\(it belongs to user 0/,
  },
  {
    name: 'RUNNER_TEMP is empty, and something is to be kept there',
    make: async () => ({
      stage: 'main',
      inputs: { prompt: 'Say OK', 'output-schema': '{}' },
      env: { RUNNER_TEMP: '' },
    }),
    says: /RUNNER_TEMP is not set/,
  },
  {
    name: 'output-file is a directory',
    make: async () => ({ stage: 'main', inputs: { prompt: 'Say OK', 'output-file': '.' } }),
    says: /`output-file` leads to \S+\/work, which is a directory/,
  },
  {
    name: 'prompt-file is root’s',
    able: isRoot,
    async make({ root }) {
      await writeFile(join(root, 'prompt.md'), 'Say OK', { mode: 0o600 })
      return { stage: 'main', inputs: { 'prompt-file': join(root, 'prompt.md') } }
    },
    says: /`prompt-file` names \S+, which can't be read: .*\(it belongs to user 0 and has mode 0600/,
  },
  {
    name: 'the working directory is root’s alone',
    able: isRoot,
    async make({ root }) {
      await mkdir(join(root, 'closed'), { mode: 0o700 })
      return { stage: 'main', inputs: { prompt: 'OK', 'working-directory': join(root, 'closed') } }
    },
    says: /`working-directory` leads to \S+\/closed, which can't be used: .*\(it belongs to user 0 and has mode 0700/,
  },
  {
    name: 'the working directory is gone',
    make: async () => ({ leavesNoDirectory: true }),
    says: /The working directory of this step can't be used: it does not exist any more/,
  },
]

test(
  'a place that can’t be used is named with its reason and a remedy, and nothing is spent',
  inLab(async lab => {
    const seed = lab.openai.login()
    const wrong = await each(CASES, async it => {
      const { machine, given } = await madeOf(it, seed, uid)
      const inputs = { 'auth-json': seed, ...given.inputs }
      const ended = await bareStage(lab, {
        uid,
        programs,
        machine: machine.root,
        stage: 'pre',
        ...given,
        inputs,
      })
      execFileSync('sh', ['-c', 'umount "$1" 2>/dev/null || true', 'sh', machine.home])
      return faultsOf(it, ended)
    })
    expect(wrong).toBe('')
    expect(lab.openai.log).toEqual([])
  }),
  LATE,
)

test(
  'so it is in each mode, for the lease too, and in post, which removes what it can all the same',
  inLab(async lab => {
    const seed = lab.openai.login()
    const closed = { ...CASES[0], name: 'CODEX_HOME' } as Case
    const lease: Case = {
      name: 'auth.lease is a file',
      async make({ home, auth }) {
        await writeFile(auth, seed, { mode: 0o600 })
        await writeFile(join(home, 'config.toml'), lab.openai.configToml)
        await writeFile(join(home, 'auth.lease'), '')
      },
      says: /auth\.lease can't be used: it is a file, and a directory is needed there/,
    }
    const modes = ['run', 'keep-fresh', 'setup', 'login'].map(mode => ({
      mode,
      prompt: mode === 'run' ? 'OK' : '',
    }))
    const own = { uid, programs }
    const runs: { it: Case; inputs: Record<string, string>; as: Pick<BareStage, 'uid' | 'programs'> }[] = [
      ...(isRoot ? modes.map(inputs => ({ it: closed, inputs, as: own })) : []),
      ...modes.map(inputs => ({ it: lease, inputs: { 'force-refresh': 'true', ...inputs }, as: {} })),
    ]
    const wrong = await each(runs, async ({ it, inputs, as }) => {
      const { machine } = await madeOf(it, seed, as.uid)
      const ended = await bareStage(lab, { ...as, machine: machine.root, inputs })
      const fault = ended.reason === 'unusable-place' ? '' : `the code is ${ended.reason}`
      return [...faultsOf(it, ended), fault].filter(Boolean).map(fault => `${inputs.mode}: ${fault}`)
    })
    expect(wrong).toBe('')
    expect(lab.openai.presentations().map(({ times }) => times)).toEqual([0])

    const { machine } = await madeOf(NOTHING, seed, uid)
    const home = join(machine.root, 'home', '.codex-auth-action', 'job-lab')
    await mkdir(join(home, 'auth.json'), { recursive: true })
    for (const path of [join(home, '..'), home]) await chown(path, uid ?? -1, uid ?? -1)
    const known = { generation: 'lab', changedAt: '1', identity: 'lab' }
    const state = { home, storage: 'command', known }
    const post = {
      stage: 'post',
      machine: machine.root,
      state,
      leavesNoDirectory: true,
      uid,
      programs,
    } as const
    const { code, log } = await bareStage(lab, post)
    expect([code, log]).toEqual([1, expect.stringMatching(/auth\.json is a directory, not a regular file/)])
    expect(existsSync(home)).toBe(false)
  }),
  LATE,
)

const whereMount = where(canMount, 'mounting is not permitted here')
whereMount(
  'a new CODEX_HOME with 1.1 MB free: nothing is spent, since Codex would fill it before it saves',
  inLab(async lab => {
    const seed = lab.openai.login()
    const { machine } = await madeOf(NOTHING, seed, undefined)
    tmpfs(machine.home, 'size=1100k')
    try {
      await writeFile(join(machine.home, 'config.toml'), lab.openai.configToml)
      const inputs = { 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' }
      const { code, log, reason } = await bareStage(lab, { machine: machine.root, inputs })
      expect([code, reason]).toEqual([1, 'unsavable'])
      expect(log).toContain(`${machine.home} is on a disk with less than 16 MB free.`)
      expect(lab.openai.presentations().map(({ times }) => times)).toEqual([0])
      expect(await readFile(machine.auth, 'utf8')).toBe(seed)
    } finally {
      execFileSync('umount', [machine.home])
    }
  }),
  LATE,
)

async function madeOf({ make }: Pick<Case, 'make'>, seed: string, owner: number | undefined) {
  const root = await mkdtemp(join(dir, 'machine-'))
  const home = join(root, 'home', '.codex')
  const work = join(root, 'work')
  for (const directory of [home, work]) await mkdir(directory, { recursive: true })
  await chmod(root, 0o755)
  if (owner !== undefined)
    for (const path of [root, join(root, 'home'), home, work]) await chown(path, owner, owner)
  const machine = { root, home, auth: join(home, 'auth.json'), seed }
  return { machine, given: ((await make(machine)) ?? {}) as BareStage }
}

async function owned(path: string, mode: number): Promise<void> {
  await chown(path, 0, 0)
  await chmod(path, mode)
}

/** Does it for each that can be made here, a few at a time; all that was wrong. */
async function each<T extends object>(
  all: readonly T[],
  work: (it: T) => Promise<string[]>,
): Promise<string> {
  const waiting = all.filter(it => (it as { able?: boolean }).able ?? true)
  const wrong: string[] = []
  const worker = async () => {
    for (let it = waiting.shift(); it; it = waiting.shift()) wrong.push(...(await work(it)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return wrong.join('\n')
}

function faultsOf({ name, says }: Case, { code, log }: Ended): string[] {
  const faults = [
    code === 1 ? '' : `ended with ${code}`,
    says.test(log) ? '' : `does not say ${says}`,
    /should not happen|^ +at /m.test(log) ? 'has no words' : '',
  ]
  return faults.filter(Boolean).map(fault => `${name}: ${fault}\n${log}`)
}
