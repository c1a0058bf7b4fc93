import type { Finding } from '../report.js'
import type { Place } from '../workflow.js'

/** A finding, and the other places in its file to which it applies. */
export interface Group {
  readonly finding: Finding
  readonly places: readonly Place[]
}

export interface Grouped {
  readonly groups: readonly Group[]
  /** What is not shown. */
  readonly more: { readonly groups: number; readonly warnings: number }
}

/** By file and line; of more than `most` the warnings come first. */
export function groupFindings(findings: readonly Finding[], most: number): Grouped {
  const groups = new Map<string, { finding: Finding; places: Place[] }>()
  for (const finding of findings) {
    const key = `${finding.place?.file} ${finding.code} ${finding.level} ${similar(finding.what)}`
    const known = groups.get(key)
    if (!known) groups.set(key, { finding, places: finding.place ? [finding.place] : [] })
    else if (finding.place) known.places.push(finding.place)
  }
  const all = [...groups.values()]
  const chosen = all.length > most ? all.toSorted(warningsFirst).slice(0, most) : all
  return {
    groups: chosen.toSorted(byPlace),
    more: {
      groups: all.length - chosen.length,
      warnings: all.filter(isWarning).length - chosen.filter(isWarning).length,
    },
  }
}

/** The same but for a name in it. */
const similar = (what: string): string => what.replace(/`[^`]*`/g, '`').slice(0, 300)
const isWarning = ({ finding }: Group): boolean => finding.level === 'warning'
const warningsFirst = (a: Group, b: Group): number => Number(isWarning(b)) - Number(isWarning(a))

export function byPlace({ finding: { place: a } }: Group, { finding: { place: b } }: Group): number {
  if (!a || !b) return Number(b !== undefined) - Number(a !== undefined)
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column
}

/** Where else: `also in lines 3, 8 and 12 more`. Empty for one place. */
export function otherLines([, ...others]: readonly Place[]): string {
  if (others.length === 0) return ''
  const shown = others.slice(0, 8).map(({ line }) => line)
  const more = others.length - shown.length
  return ` (also in line${shown.length > 1 ? 's' : ''} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''})`
}
