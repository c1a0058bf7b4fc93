import { judge, readCases, score } from './doctor-cases.js'

// Prints the doctor's recall and precision, by rule, on the cases of a directory: `npm run doctor:score [-- DIRECTORY]`.
const results = []
for (const one of readCases(process.argv[2])) {
  const { found } = await judge(one)
  const wrong = found.filter(entry => !one.expected.includes(entry))
  const missed = one.expected.filter(entry => !found.includes(entry))
  for (const entry of wrong) console.log(`${one.name}: not right: ${entry}`)
  for (const entry of missed) console.log(`${one.name}: missed:    ${entry}`)
  results.push({ expected: one.expected, found })
}
const percent = (part: number, whole: number) =>
  whole === 0 ? '   –' : `${((100 * part) / whole).toFixed(0).padStart(3)}%`
const rules = [...score(results)].sort(([a], [b]) => a.localeCompare(b))
console.log(`\n${'rule'.padEnd(24)}expected  found  recall  precision`)
for (const [rule, { expected, found, right }] of [...rules, ['all', total(rules)] as const])
  console.log(
    `${rule.padEnd(24)}${String(expected).padStart(8)}${String(found).padStart(7)}${percent(right, expected).padStart(8)}${percent(right, found).padStart(11)}`,
  )
console.log(`\n${results.length} cases`)

function total(all: typeof rules) {
  const sum = { expected: 0, found: 0, right: 0 }
  for (const [, { expected, found, right }] of all) {
    sum.expected += expected
    sum.found += found
    sum.right += right
  }
  return sum
}
