import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import { noteAt } from './finding.js'
import { strangersEvents } from './strangers.js'

/** Said once for all; where strangers can start one of them, that is a warning, and says it too. */
export function allowedPublic(all: readonly Use[]): Finding[] {
  const allowed = all.filter(({ inputs }) => inputs['allow-public-repository'] === 'true')
  const [use] = allowed
  if (!use || allowed.some(({ ways }) => strangersEvents(ways).length > 0)) return []
  return [
    noteAt(use.step)('public-repository', {
      what: '`allow-public-repository` is on.',
      why: 'In a public repository everybody can read the logs, summaries and artifacts of its runs: whatever Codex says there is published.',
      remedy:
        "If the repository is private (a file can't tell), leave the input out: it would be refused if it became public. If not, keep to events that only members can cause.",
    }),
  ]
}
