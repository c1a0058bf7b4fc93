import type { Round } from './round.js'
import { VICTIMS } from './victims.js'

/** The rounds as a table: a row for each moment, a column for each victim. */
export function table(title: string, rounds: readonly Round[]): string {
  const moments = [...new Set(rounds.map(({ moment }) => moment))]
  const cells = (moment: string) => VICTIMS.map(victim => cellOf(rounds, moment, victim))
  const rows = [
    [title, ...VICTIMS],
    ...moments.map(moment => [moment, ...cells(moment)]),
    ['kills', ...VICTIMS.map(victim => String(rounds.filter(round => round.victim === victim).length))],
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n')
}

function cellOf(rounds: readonly Round[], moment: string, victim: string): string {
  const here = rounds.filter(round => round.moment === moment && round.victim === victim)
  const says = ({ outcome, wrong }: Round) => (wrong.length > 0 ? `${outcome}, WRONG` : outcome)
  const said = here.map(says)
  const counted = [...new Set(said)].map(one => {
    const times = said.filter(other => other === one).length
    return times > 1 ? `${times} ${one}` : one
  })
  return counted.join(', ')
}
