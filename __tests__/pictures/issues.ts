import { Failure } from '../../src/codex/failure.js'
import { Issues } from '../../src/github/issues.js'
import { sender } from '../../src/github/request.js'
import type { Alert, Condition } from '../../src/keeper/alert.js'
import { settleIssue } from '../../src/keeper/alert-issue.js'
import { startGithub } from '../doubles/github/github.js'
import { NOW, WORDS } from './summaries.js'

const REPOSITORY = 'org/project'
const PAGE = `https://github.com/${REPOSITORY}`
const DAY = 86_400_000
const ONCE = { retries: 0, minTimeout: 0, factor: 1, maxTimeout: 0, tryTimeout: 15_000, total: 15_000 }

/** An issue as people find it. */
export interface IssuePicture {
  readonly name: Condition
  readonly number: number
  readonly title: string
  readonly isOpen: boolean
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** In Markdown. */
  readonly body: string
  readonly comments: readonly string[]
}

const alert = (condition: Condition, run: number, code?: 'refused' | 'revoked'): Alert => ({
  id: 'df7eb8112a311a85',
  condition,
  login: 'default',
  ...(code ? { reason: code, explanation: new Failure(code, WORDS).explanation } : {}),
  until: NOW + 4.6 * DAY,
  run: `${PAGE}/actions/runs/${run}`,
  workflow: `${PAGE}/actions/workflows/codex-keep-fresh.yml`,
})

/** The three states of one alert, made by what makes them in a job, at the GitHub double. */
export async function issuePictures(): Promise<IssuePicture[]> {
  const github = await startGithub()
  try {
    const { issues } = github.world.addRepository(REPOSITORY)
    const token = github.tokens.githubToken(REPOSITORY, { issues: 'write' })
    const send = sender({ apiUrl: github.url, pace: ONCE, log: () => undefined }, token)
    const story = [
      alert('stale', 1841, 'refused'),
      alert('dead', 1846, 'revoked'),
      alert('healthy', 1847),
    ] as const
    const pictures: IssuePicture[] = []
    for (const [days, told] of story.entries()) {
      await settleIssue(new Issues(send, send, REPOSITORY), told, {
        labels: ['codex'],
        assignees: ['octocat'],
        now: NOW + days * DAY,
        alone: work => work(),
      })
      const [issue] = issues.all
      if (!issue) throw new Error('There is no issue.')
      const { number, title, body, state, labels, assignees, comments } = issue
      pictures.push({
        ...{ name: told.condition, number, title, body, labels, assignees },
        ...{ isOpen: state === 'open', comments: [...comments] },
      })
    }
    github.assertClean()
    return pictures
  } finally {
    await github.close()
  }
}
