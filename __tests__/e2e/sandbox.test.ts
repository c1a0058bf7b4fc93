import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { CLOSED, labCodex, machinePath, proxiedBy } from '../doubles/lab/index.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { until } from './cache-world.js'
import { commandJob } from './command-job.js'
import { inLab, type Lab } from './lab.js'

const LATE = 60_000

const workspaceOf = (lab: Lab) => join(lab.runner().folders.work, 'project', 'project')

/** One job whose model runs one command; what it printed. */
async function printed(lab: Lab, command: string, inputs: Values = {}): Promise<string> {
  lab.openai.script([{ command }, { message: 'Done.' }])
  const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Look', ...inputs })
  expect(errorsOf(result)).toEqual([])
  return answers(lab)
}

/** All that commands have printed in the last run. */
const answers = (lab: Lab) => {
  const items = (lab.openai.modelRequests.at(-1)?.input ?? []) as { output?: string }[]
  return items.map(({ output = '' }) => output).join('\n')
}

const errorsOf = ({ annotations }: JobResult) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

test(
  'by default a command can write the workspace, and get at nothing of CODEX_HOME',
  inLab(async lab => {
    const look = `cat '${lab.authFile}'; ls '${lab.home}'; echo mine >> '${lab.home}/config.toml'; echo made > made; cat made`
    const seen = await printed(lab, look)
    expect(seen).toMatch(/auth\.json'?: No such file.*cannot open directory.*config\.toml: Read-only.*made/s)
    expect(await readFile(join(lab.home, 'config.toml'), 'utf8')).toBe(lab.openai.configToml)
  }),
  LATE,
)

test(
  'a refresh while a command runs does not bring the login into its sight',
  inLab(async lab => {
    const look = `cat '${lab.home}'/*auth* '${lab.home}'/.*auth*`
    const wait = `touch started; until [ -e done ]; do ${look} && break; sleep 0.05; done; ${look}; echo over`
    lab.openai.script([{ command: wait, yieldTimeMs: 60_000 }, { message: 'Done.' }])
    const job = lab.job({ 'auth-json': lab.openai.login(), prompt: 'Wait' })
    expect(await until(job, () => existsSync(join(workspaceOf(lab), 'started')))).toBe(true)
    const fresh = join(lab.home, '.auth-lab')
    await writeFile(fresh, lab.openai.refreshElsewhere(), { mode: 0o600 })
    await sleep(200)
    await rename(fresh, lab.authFile)
    await sleep(200)
    await writeFile(join(workspaceOf(lab), 'done'), '')
    expect((await job).conclusion).toBe('success')
    expect(answers(lab)).toMatch(/^over$/m)
    expect(answers(lab)).not.toContain('id_token')
  }),
  LATE,
)

test(
  'a command gets the names of the allow-list, and no other',
  inLab(async lab => {
    lab.openai.script([{ command: 'env' }, { message: 'Done.' }])
    const secrets = {
      DEPLOY_KEY: 'lab',
      NPM_TOKEN: 'lab',
      AWS_PROFILE: 'lab',
      BASH_ENV: '/nowhere',
      LD_PRELOAD: '',
    }
    const result = await lab.job(
      { 'auth-json': lab.openai.login(), prompt: 'Look' },
      { env: { ...secrets, JAVA_HOME: '/opt/java', TZ: 'UTC' } },
    )
    expect(errorsOf(result)).toEqual([])
    const names = [...answers(lab).matchAll(/^(\w+)=/gm)].map(([, name = '']) => name)
    // What Codex, the shell and the loopback double add by themselves.
    const added = /^(CODEX_.*|.*PAGER|NO_COLOR|COLORTERM|TERM|LANG|LC_\w+|SHLVL|PWD|OLDPWD|_)$/
    expect(names.filter(name => !added.test(name) && !/^GITHUB_/.test(name)).sort()).toEqual(
      [
        ...['CI', 'HOME', 'JAVA_HOME', 'PATH', 'TZ', ...Object.keys(proxiedBy(CLOSED))],
        ...['ARCH', 'ENVIRONMENT', 'NAME', 'OS', 'TEMP', 'TOOL_CACHE', 'TRACKING_ID', 'WORKSPACE'].map(
          name => `RUNNER_${name}`,
        ),
      ].sort(),
    )
    const files = [
      'GITHUB_ENV',
      'GITHUB_PATH',
      'GITHUB_OUTPUT',
      'GITHUB_STATE',
      'GITHUB_STEP_SUMMARY',
      'GITHUB_TOKEN',
    ]
    expect(names.filter(name => files.includes(name))).toEqual([])
    expect(names).toContain('GITHUB_REPOSITORY')
  }),
  LATE,
)

test(
  'a login kept elsewhere: neither its home nor the machine’s own ~/.codex can be read',
  inLab(async lab => {
    const seed = lab.openai.login()
    await writeFile(lab.authFile, 'the machine’s own')
    const stored = join(lab.dir, 'auth.json')
    await writeFile(stored, seed, { mode: 0o600 })
    lab.openai.script([
      {
        command: `cat $CODEX_HOME/auth.json ~/.codex/auth.json; ls ~/.codex-auth-action ~/.codex; echo $CODEX_HOME`,
      },
      { message: 'Done.' },
    ])
    const manager = { restoreCommand: `cat '${stored}'`, persistCommand: `cat > '${stored}'` }
    const result = await commandJob(
      lab,
      manager,
      { storage: 'command', prompt: 'Look' },
      { on: lab.runner() },
    )
    expect(errorsOf(result)).toEqual([])
    expect(answers(lab)).toMatch(/\.codex-auth-action\/job-\w+\n$/)
    expect(answers(lab)).not.toMatch(/id_token|machine’s own|config\.toml/)
  }),
  LATE,
)

test(
  'what would lift the sandbox, or leads out of it, is refused before anything is asked of the server',
  inLab(async lab => {
    const workspace = workspaceOf(lab)
    await mkdir(workspace, { recursive: true })
    for (const [name, to] of [
      ['linked', join(lab.dir, 'home')],
      ['prompt.md', lab.authFile],
    ] as const)
      await symlink(to, join(workspace, name))
    const seed = lab.openai.login()
    const refused = async (inputs: Values) =>
      errorsOf(await lab.job({ 'auth-json': seed, prompt: 'a', ...inputs }))
    expect(await refused({ sandbox: 'read-only', 'permission-profile': ':workspace' })).toEqual([
      expect.stringMatching(/`permission-profile` is given beside `sandbox`/),
    ])
    expect(await refused({ 'codex-args': '-s danger-full-access' })).toEqual([
      expect.stringMatching(/`codex-args` holds `-s`/),
    ])
    // Both are there once the first job has seeded the host.
    expect(await refused({ prompt: '', 'prompt-file': 'prompt.md' })).toEqual([
      expect.stringMatching(/`prompt-file` leads by a symbolic link to .*auth\.json, out of the workspace/),
    ])
    for (const name of ['working-directory', 'output-file'])
      expect(await refused({ [name]: name === 'output-file' ? 'linked/a.md' : 'linked' })).toEqual([
        expect.stringMatching(
          new RegExp(`\`${name}\` leads by a symbolic link to .*home, out of the workspace`),
        ),
      ])
    expect(lab.openai.log).toHaveLength(0)
  }),
  LATE,
)

test(
  'where bubblewrap can’t work Codex is not started; `unsafe` starts it, with a warning',
  inLab(async lab => {
    const bin = join(lab.dir, 'bin')
    await mkdir(bin)
    // As where namespaces are forbidden: it is there, and can do nothing.
    const codex = labCodex()
    const own = join(codex.bin, '..', 'codex-resources', 'bwrap')
    await writeFile(
      join(bin, 'bwrap'),
      `#!/bin/sh\n[ "$1" = --help ] && exec '${own}' --help\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n`,
    )
    await chmod(join(bin, 'bwrap'), 0o755)
    const on = lab.runner('no-namespaces', { PATH: [bin, codex.bin, machinePath()].join(delimiter) })
    const inputs = { 'auth-json': lab.openai.login(), prompt: 'Say OK' }
    const refused = await lab.job(inputs, { on })
    expect(errorsOf(refused)).toEqual([
      expect.stringMatching(
        /does not work on this machine: bwrap: No permissions.*kernel\.apparmor_restrict/s,
      ),
    ])
    expect(lab.openai.log).toHaveLength(0)
    const unsafe = await lab.job({ ...inputs, 'safety-strategy': 'unsafe' }, { on })
    expect(unsafe.annotations).toEqual([expect.objectContaining({ level: 'warning' })])
    expect(unsafe.annotations[0]?.message).toMatch(/may read the login/)
    expect(unsafe.steps[0]?.outputs['final-message']).toBe('OK')
  }),
  LATE,
)

test(
  'a directory of PATH that the model may write is not on Codex’s',
  inLab(async lab => {
    lab.openai.script([{ command: 'echo "PATH=$PATH"' }, { message: 'Done.' }])
    const seed = lab.openai.login()
    const job = lab.job(
      {},
      {
        secrets: [seed],
        steps: [
          { run: 'mkdir -p bin && echo "$PWD/bin" >> "$GITHUB_PATH"' },
          { uses: 'self', with: { 'auth-json': seed, prompt: 'Say OK' } },
        ],
      },
    )
    const { log, conclusion } = await job
    expect(conclusion).toBe('success')
    expect(answers(lab)).toMatch(/^PATH=\//m)
    expect(answers(lab)).not.toContain(`${workspaceOf(lab)}/bin`)
    expect(log).toContain(
      `Not used by programs that this action starts, because the model may write there: PATH (${workspaceOf(lab)}/bin)`,
    )
  }),
  LATE,
)
