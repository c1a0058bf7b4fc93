import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inLab, type Lab } from '../e2e/lab.js'
import { errorsOf, HOUR, inLeaseWorld, LATE, logOf } from '../e2e/lease-world.js'
import { where } from '../unit/needs.js'

const workspaceOf = (lab: Lab) => join(lab.runner().folders.work, 'project', 'project')

/** All that commands have printed in the last run. */
const answers = (lab: Lab) => {
  const items = (lab.openai.modelRequests.at(-1)?.input ?? []) as { output?: string }[]
  return items.map(({ output = '' }) => output).join('\n')
}

/** A program for a directory of PATH: it tells that it ran where no command of the model can write. */
const plant = (name: string) =>
  `printf '#!/bin/sh\\nenv >> "%s"\\nexec /usr/bin/${name} "$@"\\n' "$HOME/trap" > bin/${name}; chmod +x bin/${name}`

test(
  'a git that the model writes into a directory of PATH is not started, neither by the refresh nor by the end of the job',
  inLeaseWorld(async world => {
    const { lab } = world
    const seed = lab.openai.login({ expInMs: HOUR })
    await world.put(seed)
    const prepare = { run: 'mkdir -p bin && echo "$PWD/bin" >> "$GITHUB_PATH"' }
    const commands = {
      'restore-command': 'cat "$LAB_STORE/auth.json"',
      'persist-command': 'cat > "$LAB_STORE/auth.json"',
    }
    lab.openai.script([
      { command: ['git', 'bash', 'ps'].map(plant).join('; ') },
      { message: 'Done.' },
      { message: 'Done.' },
    ])
    const inputs = { ...commands, 'auth-json': seed, concurrency: 'exclusive', prompt: 'Say OK' }
    const runner = await lab.fresh()
    const { conclusion, log } = await world.job(inputs, {
      on: runner,
      steps: [
        prepare,
        { id: 'codex', uses: 'self', with: inputs },
        // A second use, whose main asks git and runs the store's commands with what the first has left.
        { uses: 'self', with: { ...inputs, 'force-refresh': 'true' } },
      ],
    })
    expect([conclusion, existsSync(join(runner.folders.home, 'trap'))]).toEqual(['success', false])
    expect(existsSync(join(runner.folders.work, 'project', 'project', 'bin', 'git'))).toBe(true)
    expect(log).toMatch(
      /Not used by programs that this action starts, because the model may write there: PATH \(\S+\/bin\)/,
    )
  }),
  LATE,
)

test(
  'variables that lead into the workspace don’t reach Codex; those that are loaded at a program’s start don’t reach later steps either',
  inLab(async lab => {
    lab.openai.script([{ command: 'env' }, { message: 'Done.' }])
    const seed = lab.openai.login()
    const workspace = workspaceOf(lab)
    const result = await lab.job(
      {},
      {
        secrets: [seed],
        env: {
          LD_LIBRARY_PATH: '/usr/lib:',
          XDG_CONFIG_HOME: join(workspace, '.config'),
          PYTHONPATH: `${workspace}:/usr/lib/lab`,
          JAVA_HOME: join(workspace, 'java'),
        },
        steps: [
          { uses: 'self', with: { 'auth-json': seed, prompt: 'Look' } },
          { run: 'echo "later=$LD_LIBRARY_PATH"', id: 'later' },
        ],
      },
    )
    expect(errorsOf(result)).toEqual([])
    const seen = answers(lab)
    expect(seen).toMatch(/^LD_LIBRARY_PATH=\/usr\/lib$/m)
    expect(seen).toMatch(/^PYTHONPATH=\/usr\/lib\/lab$/m)
    expect(seen).not.toMatch(/^(XDG_CONFIG_HOME|JAVA_HOME)=/m)
    expect(result.log).toContain('later=/usr/lib\n')
    const line = `LD_LIBRARY_PATH (the current directory), XDG_CONFIG_HOME, PYTHONPATH (${workspace}), JAVA_HOME`
    expect(result.log).toContain(line)
  }),
  LATE,
)

test(
  'a home directory in the workspace is refused, and post still stores the login',
  inLab(async lab => {
    const home = join(workspaceOf(lab), 'home')
    const result = await lab.job(
      { 'auth-json': lab.openai.login(), prompt: 'Look' },
      { env: { HOME: home, NODE_OPTIONS: '' } },
    )
    expect(result.conclusion).toBe('failure')
    expect(errorsOf(result)[0]).toMatch(
      /The variable HOME names a place that commands of the model can write/,
    )
    expect(logOf(result, 'post')).toContain('Nothing to do')
    expect(lab.openai.log).toHaveLength(0)
  }),
  LATE,
)

test(
  'a config.toml in the workspace is refused: Codex would start what it names outside of the sandbox',
  inLeaseWorld(async world => {
    const runner = await world.lab.fresh()
    const home = join(runner.folders.work, 'project', 'project', 'codex')
    await mkdir(home, { recursive: true })
    await writeFile(join(home, 'config.toml'), '[mcp_servers.lab]\ncommand = "sh"\n')
    const seed = world.lab.openai.login()
    const result = await world.job({ 'auth-json': seed, prompt: 'Look', 'codex-home': home }, { on: runner })
    expect(errorsOf(result)[0]).toMatch(
      /`codex-home` \(or CODEX_HOME\) leads to .*where commands of the model can write/,
    )
    expect(world.lab.openai.modelRequests).toHaveLength(0)
  }),
  LATE,
)

const STEPS = [
  'printf "echo lab-secret-of-a-step" > "$RUNNER_TEMP/2f8b7a1c-5f0e-4a34-9d3c-0c3b5e1f2a3b.sh"',
  'printf lab-secret-of-checkout > "$RUNNER_TEMP/git-credentials-lab.config"',
  'mkdir -p "$RUNNER_TEMP/deep/er" "$RUNNER_TEMP/mine" && printf lab-secret-deep > "$RUNNER_TEMP/deep/er/file"',
].join('\n')
const LOOK = 'ls -A "$RUNNER_TEMP"; cat "$RUNNER_TEMP"/* "$RUNNER_TEMP"/*/* "$RUNNER_TEMP"/*/*/*; echo looked'

test(
  'files in RUNNER_TEMP can’t be read, whether earlier steps left them or they are put there while Codex runs',
  inLab(async lab => {
    const seed = lab.openai.login()
    const temp = lab.runner().folders.temp
    lab.openai.script([
      { command: LOOK },
      { command: 'touch go; until [ -e on ]; do sleep 0.05; done; cat "$RUNNER_TEMP/late"; echo over' },
      { message: 'Done.' },
    ])
    const job = lab.job(
      {},
      {
        secrets: [seed],
        steps: [{ run: STEPS }, { uses: 'self', with: { 'auth-json': seed, prompt: 'Look' } }],
      },
    )
    while (!existsSync(join(workspaceOf(lab), 'go'))) await new Promise(resolve => setTimeout(resolve, 20))
    await writeFile(join(temp, 'late'), 'lab-secret-late')
    await writeFile(join(workspaceOf(lab), 'on'), '')
    expect((await job).conclusion).toBe('success')
    expect(answers(lab)).toMatch(/looked\n.*over\n/s)
    expect(answers(lab)).not.toMatch(/lab-secret|event\.json|git-credentials|_runner_file/)
  }),
  LATE,
)

test(
  'a TMPDIR in RUNNER_TEMP stays open to commands, and everything beside it is hidden',
  inLab(async lab => {
    const seed = lab.openai.login()
    const temp = lab.runner().folders.temp
    lab.openai.script([
      { command: `echo mine > "$TMPDIR/a" && cat "$TMPDIR/a"; ${LOOK}` },
      { message: 'Done.' },
    ])
    const result = await lab.job(
      {},
      {
        secrets: [seed],
        steps: [
          { run: STEPS },
          { uses: 'self', with: { 'auth-json': seed, prompt: 'Look' }, env: { TMPDIR: join(temp, 'mine') } },
        ],
      },
    )
    expect([errorsOf(result), answers(lab)]).toEqual([[], expect.stringMatching(/mine\n.*looked\n/s)])
    expect(answers(lab)).not.toContain('lab-secret')
  }),
  LATE,
)

const asRoot = where(process.getuid?.() === 0, 'only root could write the switches of the kernel')
asRoot(
  'root’s commands can’t open core_pattern for writing, and ordinary programs still read what they need',
  inLab(async lab => {
    const open = (file: string) =>
      `python3 -c 'open("${file}", "r+").close(); print("opened")'; (: >> ${file}) && echo opened`
    const command = [
      ...['core_pattern', 'modprobe', 'hotplug', 'poweroff_cmd', 'domainname', 'pid_max'].map(name =>
        open(`/proc/sys/kernel/${name}`),
      ),
      open('/proc/sysrq-trigger'),
      'nproc; cat /proc/sys/kernel/random/uuid',
      `python3 -c 'import multiprocessing; print("locks", multiprocessing.Lock() is not None)'`,
    ].join('; ')
    for (const sandbox of ['workspace-write', 'read-only']) {
      lab.openai.script([{ command }, { message: 'Done.' }])
      const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Look', sandbox })
      expect(errorsOf(result)).toEqual([])
      expect(answers(lab)).not.toContain('opened')
      expect(answers(lab)).toMatch(/^\d+\n[\da-f-]{36}\n(locks True)?/m)
    }
  }),
  LATE,
)

test(
  'a permission profile that lets commands write a directory of PATH is refused',
  inLab(async lab => {
    const tools = join(lab.dir, 'tools')
    const on = lab.runner('with-tools', {
      PATH: `${tools}:${lab.runner().folders.tools}:${process.cwd()}/node_modules/.bin:${process.env.PATH}`,
    })
    await mkdir(tools, { recursive: true })
    const config = await readFile(join(lab.home, 'config.toml'), 'utf8')
    const profile = `\n[permissions.lab]\nextends = ":workspace"\n[permissions.lab.filesystem]\n"${tools}" = "write"\n`
    await writeFile(join(lab.home, 'config.toml'), `${config}${profile}`)
    const result = await lab.job(
      { 'auth-json': lab.openai.login(), prompt: 'Look', 'permission-profile': 'lab' },
      { on },
    )
    expect(errorsOf(result)).toEqual([
      expect.stringMatching(
        /does not keep commands from writing to \S+\/tools, and that directory is on PATH/,
      ),
    ])
    expect(lab.openai.modelRequests).toHaveLength(0)
  }),
  LATE,
)
