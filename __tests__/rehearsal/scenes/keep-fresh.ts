import { z } from 'zod/mini'
import { parseJson } from '../../../src/system/json.js'
import type { JobResult } from '../../doubles/runner/index.js'
import { outcome, type Scene } from '../play.js'

const DAY_MS = 24 * 3_600_000

export const keepFresh: Scene = {
  name: 'keep-fresh',
  title: 'Keep-fresh refreshes at half-life, with no model call',
  about:
    'Four of ten days are left. The scheduled workflow refreshes the login and proves that OpenAI takes it. ' +
    'Its next run finds a fresh login and leaves it alone.',
  async play(play) {
    const host = await play.host()
    const login = host.openai.login({ expInMs: 4 * DAY_MS })
    await host.put(login)
    const due = await host.job({ mode: 'keep-fresh' })
    const fresh = await host.job({ mode: 'keep-fresh' })
    play.show(host, 'The first run', due)
    play.show(host, 'The next run', fresh)
    play.compare(
      {
        jobs: 'succeeded, succeeded',
        'auth.json': 'revision 1 → revision 2 → unchanged',
        refreshes: '1',
        'refresh tokens': 'revision 1 used once, revision 2 not used',
        'model calls': '0',
        'plan and usage': 'pro, 12 % of 5 hours, 34 % of 7 days',
      },
      { jobs: [due, fresh].map(outcome).join(', '), ...host.facts(), 'plan and usage': planAndUsage(due) },
    )
  },
}

const Window = z.object({ usedPercent: z.number(), windowDurationMins: z.number() })
const RateLimits = z.object({ primary: Window, secondary: Window })

/** The outputs `account-plan` and `rate-limits`, in words. */
function planAndUsage({ steps }: JobResult): string {
  const { 'account-plan': plan, 'rate-limits': limits } = steps[0]?.outputs ?? {}
  const { primary, secondary } = RateLimits.parse(parseJson(limits ?? ''))
  const hours = primary.windowDurationMins / 60
  const days = secondary.windowDurationMins / 60 / 24
  return `${plan}, ${primary.usedPercent} % of ${hours} hours, ${secondary.usedPercent} % of ${days} days`
}
