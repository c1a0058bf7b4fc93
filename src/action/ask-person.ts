import type { DeviceLoginRequest } from '../codex/device-login.js'
import { ENABLE } from '../codex/login-failed.js'
import type { Proof } from '../codex/prove.js'
import { inWords } from '../report/format.js'
import { writeSummary } from '../report/summary.js'
import type { Stage } from './stage.js'

/** So long OpenAI's codes are good, and Codex asks whether they were typed. */
const CODE_MS = 15 * 60_000
const MINUTE = 60_000

/** A device login that shows its code by `onCode`, and waits until it was typed: see `deviceLogin`. */
export type AskedLogin = (request: Omit<DeviceLoginRequest, 'issuer'>) => Promise<Proof>

/** Shows page and code in the log, as a notice and in the summary, and says each minute how long it still waits. */
export async function askPerson(
  { log, report, now, cancelled: signal, inputs }: Stage,
  login: AskedLogin,
): Promise<Proof> {
  const waitMs = Math.min(inputs()['login-timeout'] ?? CODE_MS, CODE_MS)
  const until = now() + waitMs
  const onCode: DeviceLoginRequest['onCode'] = (url, code) => {
    report.note({ waiting: { url, code, until } })
    void writeSummary(report.facts, undefined, now())
    log.notice(`To log in Codex, open ${url} and type the code ${code} (good for ${inWords(waitMs)}).`)
    const rule = '━'.repeat(64)
    for (const line of ['', rule, `   Open   ${url}`, `   Type   ${code}`, rule, '']) log.info(line)
    log.info(`Type it only if you started this workflow. The stored login stays as it is until you have.`)
    log.info(`If the page says that device codes are not allowed: ${ENABLE}.`)
  }
  const onTrail: DeviceLoginRequest['onTrail'] = lines => {
    if (lines.length > 0) log.group('What Codex logged of this login', lines)
  }
  const clock = setInterval(
    () => log.info(`Waiting for the code to be typed: ${inWords(until - now())} left.`),
    MINUTE,
  )
  try {
    return await login({ waitMs, signal, onCode, onTrail })
  } finally {
    clearInterval(clock)
    report.note({ waiting: undefined })
  }
}
