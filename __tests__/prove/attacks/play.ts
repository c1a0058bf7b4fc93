import { setTimeout as sleep } from 'node:timers/promises'
import type { JobResult, JobSpec, Step, Values } from '../../doubles/runner/index.js'
import { createLab, type Lab } from '../../e2e/lab.js'
import type { Attempt, Variant } from './attempt.js'
import { ATTEMPTS } from './attempts.js'
import { instructionsOf, Judge, survivors } from './judge.js'
import { playStored } from './play-stored.js'
import { run, script } from './script.js'
import { CANARY, EARLIER_STEP, openWorld, type World } from './world.js'

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

/** Has the real Codex try everything, at the command of the OpenAI double. */
export async function play(variant: Variant): Promise<Played> {
  // Attempts may ask for other machines: the border refuses them, and they are judged by what they get.
  const lab = await createLab({ leaving: 'goes on' })
  const world = await openWorld(lab)
  let complaint: string | undefined
  let played: Omit<Played, 'complaint'>
  const seed = lab.openai.login()
  const judge = new Judge(lab, world)
  try {
    const first = await firstJob(lab, world, variant, seed)
    const results = [first.result]
    // The next job gets its action afresh.
    await judge.lookAround()
    if (first.replaced) judge.succeeded.add('login-replaced')
    if (first.result.orphans.length > 0 || (await survivors()).length > 0) judge.succeeded.add('outlive')
    for (const attempt of ATTEMPTS) {
      if (!attempt.later) continue
      const before = lab.openai.modelRequests.length
      const { command, inputs } = attempt.later
      lab.openai.script([...(command ? [run(command)] : []), { message: 'Gone on.' }])
      results.push(await laterJob(lab, world, variant, { seed, attempt }))
      const asked = JSON.stringify(lab.openai.modelRequests.slice(before).map(instructionsOf))
      // Below the workspace, its AGENTS.md of another attempt is read too.
      if (!inputs['working-directory'] && judge.secret(asked)) judge.succeeded.add(attempt.id)
    }
    for (const result of results) judge.look(result)
    await judge.lookAround()
    judge.read()
    if (judge.secret(JSON.stringify(lab.openai.modelRequests)))
      complaint = 'A part of a token has reached the model.'
    await judge.lookForEscaped()
    const stored = await playStored(variant)
    for (const id of stored.succeeded) judge.succeeded.add(id)
    for (const [id, said] of stored.printed) judge.printed.set(id, said)
    played = { succeeded: inOrder(judge.succeeded), printed: judge.printed, results }
  } finally {
    await world.close()
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
    answer => 'items' in answer && JSON.stringify(answer).includes(' refresh'),
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
      env: { ...world.env, OF_THE_JOB: `${CANARY}-job` },
      steps: [
        { run: EARLIER_STEP, id: 'earlier' },
        ...stepsOf(variant, seed),
        { run: 'true', if: 'always()' },
      ],
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
  const login = 'mkdir -p ~/.codex && printf %s "$SEED" > ~/.codex/auth.json'
  const exec =
    'codex exec -s workspace-write --skip-git-repo-check -o out/final.md "Do as you like" < /dev/null'
  return [
    { run: login, env: { SEED: seed } },
    { run: `mkdir -p out && ${exec}`, id: 'codex' },
  ]
}

function laterJob(
  lab: Lab,
  world: World,
  variant: Variant,
  { seed, attempt: { later } }: { readonly seed: string; readonly attempt: Attempt },
): Promise<JobResult> {
  // Without what Node itself would load before any code of this action: see `REMAINS`.
  const { LD_LIBRARY_PATH: _, ...env } = world.env
  const inputs: Values = { 'auth-json': seed, sandbox: variant, ...later?.inputs }
  const steps: JobSpec['steps'] =
    variant === 'plain' ? [{ run: later?.plain ?? '' }] : [{ uses: 'self', with: inputs }]
  return lab.job({}, { secrets: [seed], steps, env })
}
