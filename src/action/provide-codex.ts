import { otherLogins } from '../codex/environment.js'
import { DEFAULT_CODEX_VERSION, provideCodex } from '../codex/install/provide.js'
import type { Codex } from '../codex/process.js'
import { addPath, fold } from '../report/sink.js'
import { type Inputs, modeOf } from './inputs.js'
import type { Stage } from './stage.js'

/**
 * Gets Codex in the wanted version once, and puts it on the PATH of later steps. The first caller triggers that: the
 * check of a login that would replace another, or main. The caller passes the CODEX_HOME that Codex will use.
 */
export function provideCodexOnce(stage: Stage, inputs: Inputs): (home: string) => Promise<Codex> {
  let provided: Promise<Omit<Codex, 'home'>> | undefined
  return async home => {
    provided ??= provide(stage, inputs)
    return { ...(await provided), home }
  }
}

async function provide(stage: Stage, inputs: Inputs): Promise<Omit<Codex, 'home'>> {
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
    signal: stage.cancelled,
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
