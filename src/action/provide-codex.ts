import { otherLogins } from '../codex/environment.js'
import type { Fold } from '../codex/install/job.js'
import { DEFAULT_CODEX_VERSION, provideCodex } from '../codex/install/provide.js'
import type { Codex } from '../codex/process.js'
import { addPath, fold } from '../report/sink.js'
import { type Inputs, modeOf } from './inputs.js'
import type { Stage } from './stage.js'

/** Gets Codex in the wanted version once, and puts it on the PATH of later steps. */
export class CodexProvider implements AsyncDisposable {
  readonly #stage: Stage
  readonly #inputs: Inputs
  readonly #ended = new AbortController()
  #provided: Promise<Omit<Codex, 'home'>> | undefined
  #isAwaited = false

  constructor(stage: Stage, inputs: Inputs) {
    this.#stage = stage
    this.#inputs = inputs
  }

  /** Starts to get Codex, beside whatever else the step does. Failures are thrown by `in`. */
  begin(): void {
    this.#provided ??= provide(this.#stage, this.#inputs, { ended: this.#ended.signal, fold: this.#fold })
    this.#provided.catch(() => undefined)
  }

  /** @param home the CODEX_HOME that this Codex will use. @throws CodexUnavailable */
  async in(home: string): Promise<Codex> {
    this.#isAwaited = true
    this.begin()
    return { ...(await (this.#provided as Promise<Omit<Codex, 'home'>>)), home }
  }

  /** Folds nothing while the step does something else: lines of that would be folded too. */
  readonly #fold: Fold = (title, work) => {
    if (this.#isAwaited) return fold(title, work)
    this.#stage.log.info(title)
    return work()
  }

  /** Ends a download that nobody needs any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort(new Error('the step has ended'))
    await this.#provided?.catch(() => undefined)
  }
}

interface Beside {
  readonly ended: AbortSignal
  readonly fold: Fold
}

async function provide(stage: Stage, inputs: Inputs, { ended, fold }: Beside): Promise<Omit<Codex, 'home'>> {
  const { env, log } = stage
  const codex = await provideCodex({
    version: inputs['codex-version'] ?? DEFAULT_CODEX_VERSION,
    env,
    platform: process.platform,
    arch: process.arch,
    log: log.info,
    warn: log.warning,
    fold,
    writable: stage.state.get('writable') ?? [],
    signal: AbortSignal.any([stage.cancelled, ended]),
  })
  stage.report.output('codex-version', codex.version)
  if (codex.source !== 'path') addPath(codex.directory)

  nameOtherLogins(stage, inputs)
  return { path: codex.path, env }
}

function nameOtherLogins({ env, log }: Stage, inputs: Inputs): void {
  const names = otherLogins(env).join(', ')
  if (names === '') return
  if (modeOf(inputs) === 'setup')
    log.warning(
      `This step's environment has ${names}. A Codex in a later step that has it too uses that instead of the ChatGPT login, and doesn't say so. ` +
        'Take it out of the environment of the workflow and the job; an empty value may not be enough.',
    )
  else log.notice(`Not passed on to Codex: ${names}. It would have used that instead of the ChatGPT login.`)
}
