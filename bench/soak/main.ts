import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lossesOf, pictureDataOf, pictureOf } from './picture.js'
import { soak } from './pool.js'
import { HELP, reportOf } from './report.js'

/** `npm run soak`: 90 days of jobs in minutes, with the same events for three ways of keeping a login. */
const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    lost: { type: 'string' },
    svg: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const number = (name: 'jobs' | 'seed' | 'seeds'): number => {
  const given = Number(values[name])
  if (!Number.isInteger(given) || given < 1) throw new Error(`--${name} is a whole number from 1 on`)
  return given
}

function lost(): { lost?: number } {
  if (values.lost === undefined) return {}
  const percent = Number(values.lost)
  if (!(percent >= 0 && percent <= 100)) throw new Error('--lost is a percentage')
  return { lost: percent / 100 }
}

if (values.help) process.stdout.write(HELP)
else {
  const asked = { jobs: number('jobs'), seed: number('seed'), seeds: number('seeds'), ...lost() }
  const results = await soak(asked, (done, all) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} logins${done === all ? '\n' : ''}`)
  })
  process.stdout.write(values.json ? `${JSON.stringify(lossesOf(results))}\n` : reportOf(asked, results))
  if (values.svg) writeFileSync(values.svg, pictureOf(pictureDataOf(asked, results)))
}
