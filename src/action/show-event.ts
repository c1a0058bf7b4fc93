import { type CodexEvent, errorMessage, type Item } from '../codex/exec/events.js'
import { visibleLines } from '../report/harmless.js'
import type { Log } from '../report/log.js'

const SHOWN_OUTPUT_LINES = 200

/** What is shown of an event: a text, folded under a title if it has one. */
interface Shown {
  readonly title?: string
  readonly text: string
}

/** Shows what Codex does while it runs: messages plainly, commands and their output in groups. */
export function showEvent(event: CodexEvent, log: Log): void {
  const shown = shownOf(event)
  if (!shown) return
  const text = shown.text.trimEnd()
  if (shown.title === undefined) log.info(text)
  else if (text === '') log.info(shown.title)
  else log.group(shown.title, lastOf(visibleLines(text)))
}

function shownOf(event: CodexEvent): Shown | undefined {
  const { type, item } = event
  // A failed turn says again what the error before it said.
  if (type === 'error') return { text: `Codex: ${errorMessage(event) ?? ''}` }
  if (type === 'item.started' && item?.type === 'command_execution')
    return { text: `$ ${item.command ?? ''}` }
  return type === 'item.completed' && item ? shownOfItem(item) : undefined
}

function shownOfItem(item: Item): Shown | undefined {
  switch (item.type) {
    case 'agent_message':
      return { text: item.text ?? '' }
    case 'reasoning':
      return { title: 'Reasoning', text: item.text ?? '' }
    case 'command_execution':
      return {
        title: `exit ${item.exit_code ?? '?'}: ${item.command ?? ''}`,
        text: item.aggregated_output ?? '',
      }
    case 'file_change':
      return { text: (item.changes ?? []).map(({ kind, path }) => `${kind ?? 'change'} ${path}`).join('\n') }
    case 'mcp_tool_call':
      return { text: `Tool ${item.server ?? ''}.${item.tool ?? ''}` }
    case 'web_search':
      return { text: `Web search: ${item.query ?? ''}` }
    case 'error':
      return { text: `Codex: ${item.message ?? ''}` }
    default:
      return undefined
  }
}

function lastOf(lines: readonly string[]): readonly string[] {
  const hidden = lines.length - SHOWN_OUTPUT_LINES
  return hidden > 0 ? [`(${hidden} earlier lines not shown)`, ...lines.slice(hidden)] : lines
}
