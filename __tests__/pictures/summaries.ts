import { Failure } from '../../src/codex/failure.js'
import { reseed } from '../../src/keeper/login-advice.js'
import type { Stage } from '../../src/keeper/stage.js'
import type { Facts } from '../../src/report/report.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** The instant of every picture. */
export const NOW = Date.parse('2026-11-21T04:23:00Z')

const life = (remaining: number, refreshedAgo: number) => ({
  expiresAt: NOW + remaining,
  remaining,
  life: 10 * DAY,
  share: Math.max(0, remaining / (10 * DAY)),
  refreshedAt: NOW - refreshedAgo,
})
const KEEP_FRESH =
  '<a href="https://github.com/org/project/actions/runs/1841">job keep-fresh of run 1841 on runner build-1</a>'
const where = 'the file /home/ci/.codex/auth.json'
const limits = {
  primary: { usedPercent: 12, windowDurationMins: 300, resetsAt: (NOW + 95 * MINUTE) / 1000 },
  secondary: { usedPercent: 34, windowDurationMins: 10_080, resetsAt: (NOW + 4 * DAY) / 1000 },
}
/** What a person does about a login of a host. */
export const WORDS = reseed({ state: { get: () => 'host' } } as unknown as Stage)

export interface Picture {
  readonly name: string
  readonly facts: Facts
  readonly error?: Failure
}

/** What a person sees of the five states of a login. */
export const SUMMARIES: readonly Picture[] = [
  {
    name: 'healthy',
    facts: {
      outputs: { 'auth-status': 'healthy', 'account-plan': 'plus', 'rate-limits': limits, refreshed: false },
      life: life(7.2 * DAY, 2.8 * DAY),
      refreshedBy: KEEP_FRESH,
      where,
      changes: [],
    },
  },
  {
    name: 'refreshed',
    facts: {
      outputs: { 'auth-status': 'refreshed', 'account-plan': 'plus', 'rate-limits': limits, refreshed: true },
      life: life(10 * DAY, 300),
      refreshedBy: 'this run',
      where: 'the Actions cache (login default)',
      changes: ['refreshed and stored the login'],
    },
  },
  {
    name: 'stale',
    facts: {
      outputs: { 'auth-status': 'stale', 'auth-reason': 'refused', 'account-plan': 'plus', refreshed: false },
      life: life(4.6 * DAY, 5.4 * DAY),
      refreshedBy: KEEP_FRESH,
      where,
      changes: [],
      warning: new Failure('refused', WORDS),
    },
  },
  {
    name: 'dead',
    facts: {
      outputs: { 'auth-status': 'dead', 'auth-reason': 'revoked', 'account-plan': 'plus', refreshed: false },
      life: life(-3 * 60 * MINUTE, 10.1 * DAY),
      refreshedBy: KEEP_FRESH,
      where,
      changes: [],
    },
    error: new Failure('revoked', WORDS),
  },
  {
    name: 'login',
    facts: {
      outputs: {},
      changes: [],
      waiting: {
        url: 'https://auth.openai.com/codex/device',
        code: 'ABCD-12345',
        until: NOW + 15 * MINUTE,
      },
    },
  },
]
