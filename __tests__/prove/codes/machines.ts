import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { labCodex, machinePath } from '../../doubles/lab/index.js'
import type { Values } from '../../doubles/runner/index.js'
import { until } from '../../e2e/cache-world.js'
import type { Lab } from '../../e2e/lab.js'
import { KEEP, onHost, RUN, type Story } from './story.js'

/** A job that runs Codex on a machine of which this is wrong. */
const on = (
  code: string,
  when: string,
  make: (lab: Lab) => Promise<{ inputs?: Values; env?: Values }> | { inputs?: Values; env?: Values },
): Story =>
  onHost(code, when, async lab => {
    const { inputs = {}, env = {} } = await make(lab)
    return lab.job({ 'auth-json': lab.openai.login(), ...RUN, ...inputs }, { on: lab.runner('odd', env) })
  })

/** A bubblewrap that can do nothing, and says this. */
async function bubblewrap({ dir }: Lab, said: string): Promise<{ env: Values }> {
  const codex = labCodex()
  const bin = join(dir, 'bin')
  await mkdir(bin)
  const own = join(codex.bin, '..', 'codex-resources', 'bwrap')
  await writeFile(
    join(bin, 'bwrap'),
    `#!/bin/sh\n[ "$1" = --help ] && exec '${own}' --help\necho "${said}" >&2\nexit 1\n`,
  )
  await chmod(join(bin, 'bwrap'), 0o755)
  return { env: { PATH: [bin, codex.bin, machinePath()].join(delimiter) } }
}

const configured = async ({ home, openai }: Lab, line: string) => {
  await writeFile(join(home, 'config.toml'), `${line}\n${openai.configToml}`)
  return {}
}

/** Whether this process is a `codex exec` of the lab's. */
async function isExecOf({ home }: Lab, pid: string): Promise<boolean> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
  const [command, environment] = [await read('cmdline'), await read('environ')]
  return /\/codex\0(?:.*\0)?exec\0/.test(command) && environment.includes(`CODEX_HOME=${home}`)
}

const SANDBOX: readonly Story[] = [
  on('sandbox-unavailable', 'user namespaces are forbidden', lab =>
    bubblewrap(lab, 'bwrap: setting up uid map: Permission denied'),
  ),
  on('sandbox-untried', 'bubblewrap says what nobody knows', lab => bubblewrap(lab, 'bwrap: Lab trouble')),
  on('sandbox-place', 'TMPDIR is a file', async ({ dir }) => {
    await writeFile(join(dir, 'tmp'), '')
    return { env: { TMPDIR: join(dir, 'tmp') } }
  }),
  onHost('unsafe-environment', 'NODE_OPTIONS names a file of the workspace', async lab => {
    const workspace = join(lab.runner().folders.work, 'project', 'project')
    await mkdir(workspace, { recursive: true })
    await writeFile(join(workspace, 'lab.cjs'), '')
    const env = { NODE_OPTIONS: `--require=${join(workspace, 'lab.cjs')}` }
    return lab.job({ 'auth-json': lab.openai.login(), ...RUN }, { env })
  }),
  on('sudo-remains', 'drop-sudo as root', () => ({ inputs: { 'safety-strategy': 'drop-sudo' } })),
  on('no-codex-user', 'no such user', () => ({
    inputs: { 'safety-strategy': 'unprivileged-user', 'codex-user': 'lab-nobody' },
  })),
]

const CODEX: readonly Story[] = [
  on('codex-config', 'an error of TOML', lab => configured(lab, 'model = ')),
  on('login-replaced', '.env selects a workload identity', async ({ home }) => {
    await writeFile(join(home, '.env'), 'OPENAI_FEDERATION_RULE_ID=lab\n')
    return {}
  }),
  on('usage-limit', 'the plan is used up', ({ openai }) => {
    openai.script([{ usageLimit: true }])
    return {}
  }),
  on('schema', 'a schema that OpenAI refuses', ({ openai }) => {
    const error = {
      message: "Invalid schema for response_format 'codex_output_schema': lab",
      code: 'invalid_json_schema',
      type: 'invalid_request_error',
    }
    openai.script(
      Array(9).fill({ page: { status: 400, type: 'application/json', body: JSON.stringify({ error }) } }),
    )
    return { inputs: { 'output-schema': '{"type":"object"}' } }
  }),
  on('timed-out', 'a model that never answers', ({ openai }) => {
    openai.script([{ hang: true }])
    return { inputs: { 'timeout-minutes': '0.05' } }
  }),
  on('remote-refused', 'codex-args with --remote', () => ({
    inputs: { 'codex-args': '--remote ws://127.0.0.1:9' },
  })),
  onHost('backend-unreachable', 'nobody listens', async lab => {
    const nowhere = lab.openai.configToml.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9')
    await writeFile(join(lab.home, 'config.toml'), nowhere)
    return lab.job({ 'auth-json': lab.openai.login(), ...KEEP })
  }),
  onHost('app-server-ended', 'a database of Codex is a directory', async lab => {
    await mkdir(join(lab.home, 'state_5.sqlite'))
    return lab.job({ 'auth-json': lab.openai.login(), ...KEEP })
  }),
  onHost('run-failed', 'the system ends Codex', async lab => {
    lab.openai.script([{ hang: true }])
    const run = lab.job({ 'auth-json': lab.openai.login(), ...RUN })
    await until(run, () => lab.openai.log.some(({ path }) => path.endsWith('/responses')))
    for (const pid of await readdir('/proc'))
      if (/^\d+$/.test(pid) && (await isExecOf(lab, pid))) process.kill(Number(pid), 'SIGKILL')
    return run
  }),
  on('output-moved', 'a command moves the directory of output-file', async ({ openai, dir }) => {
    const out = join(dir, 'out')
    await mkdir(out)
    openai.script([{ command: `mv '${out}' '${out}.lab' && ln -s '${out}.lab' '${out}'` }, { message: 'OK' }])
    return { inputs: { 'output-file': join(out, 'message.md'), sandbox: 'danger-full-access' } }
  }),
  onHost('stopped', 'the job is cancelled while Codex works', async lab => {
    lab.openai.script([{ hang: true }])
    const run = lab.job({ 'auth-json': lab.openai.login(), ...RUN })
    await until(run, () => lab.openai.log.some(({ path }) => path.endsWith('/responses')))
    run.cancel()
    return run
  }),
]

export const MACHINES: readonly Story[] = [...SANDBOX, ...CODEX]
