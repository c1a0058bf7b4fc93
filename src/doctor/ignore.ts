import type { Finding } from './report.js'
import type { Workflow } from './workflow.js'

/** `# codex-auth-doctor: ignore RULE, RULE -- why`, in the line of a finding or the one above it. */
const MARK = 'codex-auth-doctor: ignore '

/** The rules that a line's comment ignores, and why. */
function commentIn(line: string): { rules: readonly string[]; reason: string } {
  const at = line.indexOf(MARK)
  if (at < 0 || !line.slice(0, at).includes('#')) return { rules: [], reason: '' }
  const [rules = '', reason = ''] = line.slice(at + MARK.length, at + 1000).split('--')
  return { rules: (rules.split('#')[0] ?? '').split(',').map(rule => rule.trim()), reason: reason.trim() }
}

/** Leaves out what comments ignore with a reason. A comment without one ignores nothing, and is a finding itself. */
export function withoutIgnored(findings: readonly Finding[], workflows: readonly Workflow[]): Finding[] {
  const lines = new Map(
    workflows
      .filter(({ text }) => text.includes('codex-auth-doctor:'))
      .map(({ file, text }) => [file, text.split('\n')]),
  )
  if (lines.size === 0) return [...findings]
  const bare = new Map<string, Finding>()
  const left = findings.filter(({ place, code }) => {
    const text = place && lines.get(place.file)
    if (!text) return true
    return ![place.line, place.line - 1].some(line => {
      const { rules, reason } = commentIn(text[line - 1] ?? '')
      if (!rules.includes(code)) return false
      if (reason !== '') return true
      bare.set(`${place.file}:${line}`, {
        level: 'note',
        code: 'ignored-without-reason',
        place: { file: place.file, line, column: 1 },
        files: [place.file],
        what: `The comment ignores \`${code}\` without a reason, so it is not ignored.`,
        why: "The next reader can't tell whether it still holds.",
        remedy: `Write \`# codex-auth-doctor: ignore ${code} -- why\`.`,
      })
      return false
    })
  })
  return [...left, ...bare.values()]
}
