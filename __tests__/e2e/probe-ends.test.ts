import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { labCodex, machinePath } from '../doubles/lab/index.js'
import { type BareStage, bareStage, type Ended } from './bare-stage.js'
import { canMount } from './capable.js'
import { inLab, type Lab } from './lab.js'

const LATE = 120_000
/** Jobs at a time. */
const AT_ONCE = 3
const isRoot = process.getuid?.() === 0

/** A machine with a login and the double's config.toml in its CODEX_HOME. */
interface Machine {
  readonly root: string
  readonly home: string
  readonly work: string
  /** Puts a text before the double's own configuration. */
  config(text: string): Promise<void>
}

interface Case {
  /** What is wrong. */
  readonly name: string
  /** Where it can be made; everywhere by default. */
  readonly able?: boolean
  /** Makes it; what it resolves with, if that is a `BareStage`, is given to the stage. */
  readonly make?: (machine: Machine) => Promise<unknown>
  readonly inputs?: Record<string, string>
  readonly code: string
  readonly says: RegExp
}

const configured = (name: string, text: string, says: RegExp): Case => ({
  name: `config.toml has ${name}`,
  make: machine => machine.config(text),
  code: 'codex-config',
  says,
})

const replaced = (name: string): Case => ({
  name: `${name} is in CODEX_HOME/.env`,
  make: ({ home }) => writeFile(join(home, '.env'), `no variable\nexport ${name} = "lab-secret"\n`),
  code: 'login-replaced',
  says: new RegExp(`another login: ${name} in \\S+/home/\\.codex/\\.env\\.`),
})

/** A bubblewrap that is there, and can do nothing. */
const blocked =
  (said: string) =>
  async ({ root }: Machine) => {
    const codex = labCodex()
    const own = join(codex.bin, '..', 'codex-resources', 'bwrap')
    const bin = join(root, 'bin')
    await mkdir(bin)
    await writeFile(
      join(bin, 'bwrap'),
      `#!/bin/sh\n[ "$1" = --help ] && exec '${own}' --help\necho "${said}" >&2\nexit 1\n`,
    )
    await chmod(join(bin, 'bwrap'), 0o755)
    return { env: { PATH: [bin, codex.bin, machinePath()].join(delimiter) } }
  }

const CASES: readonly Case[] = [
  // Its configuration.
  configured('an error of TOML', 'a = 1\nmodel = \n', /config\.toml:2:\d+: string values must be quoted/),
  configured('a key twice', 'model = "a"\nmodel = "b"\n', /config\.toml:2:1: duplicate key/),
  configured('an unknown variant', 'approval_policy = "x"\n', /config\.toml:1:\d+: unknown variant `x`/),
  configured('a wrong type', 'model_providers = "lab-secret"\n', /:1:\d+: invalid type: a string, expected/),
  configured('a provider that is not there', 'model_provider = "nope"\n', /Model provider `nope` not found/),
  {
    name: 'config.toml has an MCP server without a transport',
    make: ({ home }) => writeFile(join(home, 'config.toml'), '[mcp_servers.x]\nenv = {A = "lab-secret"}\n'),
    code: 'codex-config',
    says: /config\.toml:\d+:\d+: invalid transport/,
  },
  {
    name: 'config.toml is not UTF-8',
    make: ({ home }) => writeFile(join(home, 'config.toml'), Buffer.from('model = "\xff"\n', 'latin1')),
    code: 'codex-config',
    says: /config\.toml: invalid utf-8 sequence/,
  },
  {
    name: 'config.toml is a circle of links',
    async make({ home }) {
      await rm(join(home, 'config.toml'))
      await symlink('config.toml', join(home, 'config.toml'))
    },
    code: 'codex-config',
    says: /config\.toml: Symbolic link loop/,
  },
  {
    name: 'permission-profile names one that is not there',
    inputs: { 'permission-profile': 'nope' },
    code: 'codex-config',
    says: /extends undefined profile `nope`/,
  },
  {
    name: 'the project in the working directory has an error of TOML',
    async make({ work, config }) {
      const project = join(work, 'project')
      await mkdir(join(project, '.codex'), { recursive: true })
      await mkdir(join(project, '.git'))
      await writeFile(join(project, '.codex', 'config.toml'), 'a = "lab-secret" model =\n')
      await config(`projects.${JSON.stringify(project)}.trust_level = "trusted"\n`)
      return { inputs: { 'working-directory': 'project' } }
    },
    code: 'codex-config',
    says: /project\/\.codex\/config\.toml: TOML parse error at line 1/,
  },

  // Only `codex exec` gets these: it starts, and asks nobody anything.
  {
    name: 'codex-args has a flag that Codex does not know',
    inputs: { 'codex-args': '--nope' },
    code: 'codex-args',
    says: /It said: error: unexpected argument '--nope' found/,
  },

  // Another login.
  ...['FEDERATION_RULE_ID', 'IDENTITY_TOKEN_FILE', 'IDENTITY_TOKEN_SOURCE', 'SPIFFE_AUDIENCE'].map(name =>
    replaced(`OPENAI_${name}`),
  ),

  // Its places.
  {
    name: 'the workspace belongs to another user',
    able: isRoot,
    make: ({ work }) => chown(work, 65534, 65534),
    code: 'sandbox-place',
    says: /\/work: the system does not permit it \(it belongs to user 65534 and has mode 0755\)/,
  },
  {
    name: 'TMPDIR is a file',
    async make({ root }) {
      await writeFile(join(root, 'tmp'), '')
      return { env: { TMPDIR: join(root, 'tmp') } }
    },
    code: 'sandbox-place',
    says: /\/tmp is a file, and a directory is needed there/,
  },
  {
    name: 'CODEX_HOME is on a read-only file system',
    able: canMount,
    async make({ home }) {
      execFileSync('mount', ['--bind', home, home])
      execFileSync('mount', ['-o', 'remount,bind,ro', home])
    },
    code: 'unusable-place',
    says: /\.codex can't be used: it is on a read-only file system/,
  },

  // The machine, and what nobody knows.
  {
    name: 'user namespaces are forbidden',
    make: blocked('bwrap: setting up uid map: Permission denied'),
    code: 'sandbox-unavailable',
    says: /does not work on this machine: bwrap: setting up uid map/,
  },
  {
    name: 'bubblewrap says what this action does not know',
    make: blocked('bwrap: Lab trouble'),
    code: 'sandbox-untried',
    says: /could not try its sandbox\. It said: bwrap: Lab trouble/,
  },
]

/** What tells a person to open their machine; `unsafe` does as well. */
const WEAKENING = /sysctl|seccomp|apparmor|unsafe/

test(
  'each end of the sandbox’s proof has its own words, and none asks OpenAI anything',
  inLab(async lab => {
    const seed = lab.openai.login()
    const waiting = CASES.filter(({ able = true }) => able)
    const wrong: string[] = []
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let it = waiting.shift(); it; it = waiting.shift()) {
          const ended = await endOf(lab, seed, it)
          wrong.push(...faultsOf(it, ended).map(fault => `${it?.name}: ${fault}\n${ended.log}`))
        }
      }),
    )
    expect(wrong.join('\n')).toBe('')
    expect(lab.openai.log).toEqual([])
  }),
  LATE,
)

async function endOf(lab: Lab, seed: string, { make, inputs }: Case): Promise<Ended> {
  const root = await mkdtemp(join(lab.dir, 'machine-'))
  const [home, work] = [join(root, 'home', '.codex'), join(root, 'work')]
  for (const directory of [home, work]) await mkdir(directory, { recursive: true })
  await writeFile(join(home, 'auth.json'), seed, { mode: 0o600 })
  const config = (text: string) => writeFile(join(home, 'config.toml'), `${text}${lab.openai.configToml}`)
  await config('')
  try {
    const more = ((await make?.({ root, home, work, config })) ?? {}) as BareStage
    return await bareStage(lab, {
      machine: root,
      ...more,
      inputs: { prompt: 'Say OK', ...inputs, ...more.inputs },
    })
  } finally {
    execFileSync('sh', ['-c', 'umount "$1" 2>/dev/null || true', 'sh', home])
  }
}

function faultsOf({ code, says }: Case, { code: exit, log, reason }: Ended): string[] {
  return [
    exit === 1 ? '' : `ended with ${exit}`,
    reason === code ? '' : `the code is ${reason}, not ${code}`,
    says.test(log) ? '' : `does not say ${says}`,
    code === 'sandbox-unavailable' || !WEAKENING.test(log) ? '' : 'tells to weaken the machine',
    log.includes('lab-secret') ? 'shows a value' : '',
  ].filter(Boolean)
}
