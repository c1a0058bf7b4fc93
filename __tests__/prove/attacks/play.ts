import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelAnswer } from '../../doubles/openai/openai.js'
import type { JobResult, JobSpec, Step, Values } from '../../doubles/runner/index.js'
import { createLab, type Lab } from '../../e2e/lab.js'
import { partFinder } from '../../e2e/leaks.js'
import { type Attempt, markOf, type Variant } from './attempt.js'
import { ATTEMPTS } from './attempts.js'
import { CANARY, EARLIER_STEP, openWorld, textsBelow, type World } from './world.js'

/** What came of all attempts with Codex run in one way. */
export interface Played {
  /** The ids of those that succeeded. */
  readonly succeeded: readonly string[]
  /** What the commands printed, by id, for a person to read. */
  readonly printed: ReadonlyMap<string, string>
  readonly results: readonly JobResult[]
  /** Where else a part of a token could be read, or what nobody expected; undefined where there is nothing. */
  readonly complaint: string | undefined
}

const A_CALL = 8
const SEED = '$SEED'

/** Has the real Codex try everything, at the command of the OpenAI double. */
export async function play(variant: Variant): Promise<Played> {
  const lab = await createLab()
  const world = await openWorld(lab)
  let complaint: string | undefined
  let played: Omit<Played, 'complaint'>
  const seed = lab.openai.login()
  const found = new Found(lab, world)
  try {
    const first = await firstJob(lab, world, variant, seed)
    const results = [first.result]
    await found.look(first.result)
    if (first.replaced) found.succeeded.add('login-replaced')
    if (first.result.orphans.length > 0 || (await survivors()).length > 0) found.succeeded.add('outlive')
    for (const attempt of ATTEMPTS) {
      if (!attempt.later) continue
      const before = lab.openai.modelRequests.length
      const { command, inputs } = attempt.later
      lab.openai.script([...(command ? [run(command)] : []), { message: 'Gone on.' }])
      results.push(await laterJob(lab, variant, seed, attempt))
      const asked = JSON.stringify(lab.openai.modelRequests.slice(before).map(instructionsOf))
      // Below the workspace, its AGENTS.md of another attempt is read too.
      if (!inputs['working-directory'] && found.secret(asked)) found.succeeded.add(attempt.id)
    }
    for (const result of results.slice(1)) await found.look(result)
    found.read()
    if (found.secret(JSON.stringify(lab.openai.modelRequests)))
      complaint = 'A part of a token has reached the model.'
    played = { succeeded: inOrder(found.succeeded), printed: found.printed, results }
  } finally {
    world.close()
    await lab.close().catch(error => {
      complaint ??= String(error)
    })
  }
  return { ...played, complaint }
}

const inOrder = (ids: ReadonlySet<string>) => ATTEMPTS.map(({ id }) => id).filter(id => ids.has(id))

interface FirstJob {
  readonly result: JobResult
  /** auth.json had become another before anybody refreshed it. */
  readonly replaced: boolean
}

/** Two steps: one of somebody's, then Codex. */
async function firstJob(lab: Lab, world: World, variant: Variant, seed: string): Promise<FirstJob> {
  const answers = [...script(lab)]
  // Calls are counted when they are answered: this is the one whose command waits for a refresh.
  const waiting = answers.findIndex(
    answer => 'items' in answer && JSON.stringify(answer).includes('play.sh refresh'),
  )
  lab.openai.script(answers)
  const over = new AbortController()
  const refreshed = (async () => {
    while (lab.openai.modelCalls <= waiting && !over.signal.aborted) await sleep(20)
    const replaced = (await lab.auth().catch(() => '')) !== seed
    await world.refresh(seed, over.signal)
    return replaced
  })()
  const job = lab.job(
    {},
    {
      secrets: [seed],
      env: { OF_THE_JOB: `${CANARY}-job` },
      steps: [{ run: EARLIER_STEP, id: 'earlier' }, ...stepsOf(variant, seed)],
    },
  )
  const result = await job.finally(() => over.abort())
  return { result, replaced: await refreshed }
}

function stepsOf(variant: Variant, seed: string): Step[] {
  if (variant !== 'plain')
    return [
      {
        uses: 'self',
        id: 'codex',
        with: {
          'auth-json': seed,
          prompt: 'Do as you like',
          sandbox: variant,
          'output-file': 'out/final.md',
        },
      },
    ]
  const login = `mkdir -p ~/.codex && printf %s "${SEED}" > ~/.codex/auth.json`
  const exec =
    'codex exec -s workspace-write --skip-git-repo-check -o out/final.md "Do as you like" < /dev/null'
  return [
    { run: login, env: { SEED: seed } },
    { run: `mkdir -p out && ${exec}`, id: 'codex' },
  ]
}

function laterJob(lab: Lab, variant: Variant, seed: string, { later }: Attempt): Promise<JobResult> {
  const inputs: Values = { 'auth-json': seed, sandbox: variant, ...later?.inputs }
  const steps: JobSpec['steps'] =
    variant === 'plain' ? [{ run: later?.plain ?? '' }] : [{ uses: 'self', with: inputs }]
  return lab.job({}, { secrets: [seed], steps })
}

const COMMANDS = markOf('final-message')
const LAST_WORDS = `Done: ${markOf('output-file')}
::error::${COMMANDS}
::add-mask::${COMMANDS}
##[error]${COMMANDS}
EOF
forged=${COMMANDS}`

/** What the model does, call by call: scripts by the dozen, second commands, tools one by one, a sub-agent, its last words. */
function* script(lab: Lab): Generator<ModelAnswer> {
  const scripts = ATTEMPTS.filter(({ script }) => script).map(({ id }) => id)
  for (let at = 0; at < scripts.length; at += A_CALL)
    yield run(`bash attacks/play.sh ${scripts.slice(at, at + A_CALL).join(' ')}`)
  for (const { id, second } of ATTEMPTS) if (second) yield run(`bash attacks/play.sh ${id}.second`)
  const home = join(lab.home, '..')
  for (const { id, tool } of ATTEMPTS) {
    if (!tool) continue
    const known = { A: lab.authFile, HOME: home, MARK: markOf(id), ESCAPED: join(home, `escaped-${id}`) }
    const constants = Object.entries(known).map(
      ([name, value]) => `const ${name} = ${JSON.stringify(value)};`,
    )
    const input = `${constants.join('')} text("<<<${id}>>>"); ${tool}; text("<<<>>>")`
    yield {
      items: [{ type: 'custom_tool_call', id: `ctc_${id}`, call_id: `call_${id}`, name: 'exec', input }],
    }
  }
  yield run('bash attacks/play.sh refresh')
  const spawn = JSON.stringify({ task_name: 'lab', message: 'Go on' })
  const agent = { type: 'function_call', id: 'fc_spawn', call_id: 'call_spawn', namespace: 'collaboration' }
  yield { items: [{ ...agent, name: 'spawn_agent', arguments: spawn }] }
  // The sub-agent's last words, and its caller's.
  yield { message: LAST_WORDS }
  yield { message: LAST_WORDS }
}

let calls = 0
function run(cmd: string): ModelAnswer {
  calls += 1
  const parameters = JSON.stringify({ cmd, yield_time_ms: 30_000, max_output_tokens: 100_000 })
  const item = { type: 'function_call', id: `fc_${calls}`, call_id: `call_${calls}`, name: 'exec_command' }
  return { items: [{ ...item, arguments: parameters }] }
}

interface Item {
  readonly call_id?: string
  readonly output?: unknown
}
const itemsOf = (request: Record<string, unknown>) => (request.input ?? []) as Item[]
/** What Codex itself put into a request: instructions and prompt, not what commands printed. */
const instructionsOf = (request: Record<string, unknown>) => [
  request.instructions,
  itemsOf(request).filter(({ output }) => output === undefined),
]

/** The verdicts. */
class Found {
  readonly succeeded = new Set<string>()
  readonly printed = new Map<string, string>()
  readonly secret: (text: string) => boolean

  constructor(
    readonly lab: Lab,
    readonly world: World,
  ) {
    const part = partFinder(lab.openai.allTokens())
    this.secret = text => part(text) || text.includes(`${CANARY}-`) || text.includes('lab-runtime-token')
  }

  /** What reached the model. */
  read(): void {
    // Each request repeats all that was printed before it.
    const items = this.lab.openai.modelRequests.flatMap(itemsOf)
    for (const text of new Map(items.map(item => [item.call_id, textOf(item)])).values())
      for (const [, id = '', said = ''] of text.matchAll(/<<<([\w-]+)(?:\.second)?>>>(.*?)(?=<<<|$)/gs)) {
        this.printed.set(id, `${this.printed.get(id) ?? ''}${said}`)
        if (this.secret(said)) this.succeeded.add(id)
      }
  }

  /** What is left where it counts. */
  async look(result: JobResult): Promise<void> {
    const { folders } = this.lab.runner()
    const texts = await textsBelow(join(folders.work, '..', '..'))
    for (const [path, text] of texts) {
      const escaped = /\/escaped-([\w-]+)$/.exec(path)?.[1]
      if (escaped && this.secret(text)) this.succeeded.add(escaped)
    }
    const workspace = `${this.world.workspace}/`
    const outside = [...texts].filter(
      ([path]) => !path.startsWith(workspace) || /^\.(git|codex|agents)\//.test(path.slice(workspace.length)),
    )
    const { masks, annotations, env, path, summary, steps } = result
    const asked = steps.map(({ outputs: { 'final-message': _, ...outputs } }) => outputs)
    const states = steps.flatMap(({ stages }) => Object.values(stages).map(({ state }) => state))
    const traces = [
      JSON.stringify([masks, annotations, env, path, asked, states]),
      this.world.received(),
      ...outside.map(([, text]) => text),
    ]
    const left = (id: string, texts: readonly string[]) => texts.some(text => text.includes(markOf(id)))
    // What Codex said last is meant to be in the summary.
    for (const { id } of ATTEMPTS)
      if (left(id, traces) || (!LAST_WORDS.includes(markOf(id)) && left(id, [summary])))
        this.succeeded.add(id)
    if (this.lab.openai.refreshes.length > 0) this.succeeded.add('token-endpoint')
    if (JSON.stringify(this.lab.openai.modelRequests.map(instructionsOf)).includes(markOf('codex-itself')))
      this.succeeded.add('codex-itself')
    if (this.lab.openai.log.some(({ path }) => path.includes('revoke'))) this.succeeded.add('logout')
    // What comes after it is only done by a Codex that is still there.
    if (!JSON.stringify(this.lab.openai.modelRequests).includes('call_spawn')) this.succeeded.add('signals')
  }
}

/** What a tool answered. */
const textOf = ({ output = '' }: Item): string => {
  if (typeof output === 'string') return output
  return Array.isArray(output) ? output.map(({ text = '' }) => text).join('\n') : JSON.stringify(output)
}

/** Processes that are named after an attempt; they are ended. */
async function survivors(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number)
  const found: number[] = []
  for (const pid of pids) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')
    if (!line.startsWith(markOf('outlive'))) continue
    found.push(pid)
    process.kill(pid, 'SIGKILL')
  }
  return found
}
