import type { JobResult } from '../../doubles/runner/index.js'
import type { Host } from '../host.js'
import { tellingLines } from '../job-log.js'
import { outcome, type Scene } from '../play.js'
import { print, rows } from '../terminal.js'

const AGENTS = [1, 2, 3, 4, 5, 6, 7, 8].map(number => `runner-${number}`)
const HALF_AN_HOUR_MS = 30 * 60_000

export const eightAtOnce: Scene = {
  name: 'eight-at-once',
  title: 'Eight jobs at once, one refresh',
  about:
    'Eight runner agents of one host start a job at the same moment, each with the same seed, and the login is ' +
    'due. A refresh token works once: one job uses it, and the others must use the new login.',
  async play(play) {
    const host = await play.host()
    const seed = host.openai.login({ expInMs: HALF_AN_HOUR_MS })
    const jobs = await host.jobs(AGENTS, { 'auth-json': seed, prompt: 'Say OK' })
    print()
    rows(jobs.map((job, index) => [AGENTS[index] ?? '', `${outcome(job)}  ${wayToLogin(host, job)}`]))
    play.compare(
      {
        jobs: '8 succeeded',
        'auth.json': 'no login → revision 2',
        refreshes: '1',
        'refresh tokens': 'revision 1 used once, revision 2 not used',
        'model calls': '8',
      },
      { jobs: `${jobs.filter(job => outcome(job) === 'succeeded').length} succeeded`, ...host.facts() },
    )
  },
}

/** The line by which a job says how it came to a fresh login. */
function wayToLogin(host: Host, job: JobResult): string {
  const ways =
    /^(Refreshed and stored|Another job has refreshed|The login was refreshed|The login needs no refresh|Error: )/
  return tellingLines(job, host.home).find(({ text }) => ways.test(text))?.text ?? 'said nothing of it'
}
