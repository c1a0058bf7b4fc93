import { join } from 'node:path'
import type { ModelAnswer } from '../../doubles/openai/openai.js'
import type { Lab } from '../../e2e/lab.js'
import { markOf } from './attempt.js'
import { ATTEMPTS } from './attempts.js'

/** At most so many scripts in one command. */
const A_CALL = 8

const COMMANDS = markOf('final-message')
export const LAST_WORDS = `Done: ${markOf('output-file')}
::error::${COMMANDS}
::add-mask::${COMMANDS}
##[error]${COMMANDS}
EOF
forged=${COMMANDS}`

/** What the model does, call by call: scripts by the dozen, second commands, tools one by one, a sub-agent, its last words. */
export function* script(lab: Lab): Generator<ModelAnswer> {
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
  const waiting = ATTEMPTS.filter(({ whileRefreshed }) => whileRefreshed).map(({ id }) => id)
  yield run(`bash attacks/play.sh ${waiting.join(' ')}`)
  const last = ATTEMPTS.filter(attempt => attempt.last).map(({ id }) => id)
  yield run(`bash attacks/play.sh ${last.join(' ')}`)
  yield run('true')
  const spawn = JSON.stringify({ task_name: 'lab', message: 'Go on' })
  const agent = { type: 'function_call', id: 'fc_spawn', call_id: 'call_spawn', namespace: 'collaboration' }
  yield { items: [{ ...agent, name: 'spawn_agent', arguments: spawn }] }
  // The sub-agent's last words, and its caller's.
  yield { message: LAST_WORDS }
  yield { message: LAST_WORDS }
}

let calls = 0
/** The model runs a command, and waits for it. */
export function run(cmd: string): ModelAnswer {
  calls += 1
  const parameters = JSON.stringify({ cmd, yield_time_ms: 30_000, max_output_tokens: 100_000 })
  const item = { type: 'function_call', id: `fc_${calls}`, call_id: `call_${calls}`, name: 'exec_command' }
  return { items: [{ ...item, arguments: parameters }] }
}
