import { z } from 'zod/mini'
import { GithubUnavailable } from './failure.js'
import type { Send } from './request.js'

const IssueSchema = z.object({
  number: z.number(),
  state: z.enum(['open', 'closed']),
  title: z.string(),
  body: z.nullish(z.string()),
  author_association: z.optional(z.string()),
  user: z.nullish(z.object({ type: z.optional(z.string()) })),
  pull_request: z.optional(z.unknown()),
})

export interface Issue {
  readonly number: number
  readonly isOpen: boolean
  readonly title: string
  readonly body: string
}

export interface NewIssue {
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
}

const PER_PAGE = 100
/** Pages of the issues and pull requests that changed last. Each run that finds the login unwell changes its alert. */
const MOST_PAGES = 10

/** The issues of one repository. Its methods throw GithubRefused and GithubUnavailable. */
export class Issues {
  readonly #parameters: { readonly owner: string; readonly repo: string }

  constructor(
    /** Tries again what may be done twice. */
    private readonly send: Send,
    /** Asks once: a second request could make a second issue or comment. */
    private readonly sendOnce: Send,
    repository: string,
  ) {
    const [owner = '', repo = ''] = repository.split('/')
    this.#parameters = { owner, repo }
  }

  /** Open and closed issues with this text in them, oldest first; none that a stranger wrote. */
  async having(marker: string): Promise<Issue[]> {
    const found: Issue[] = []
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { data } = await this.send('GET /repos/{owner}/{repo}/issues', {
        ...this.#parameters,
        state: 'all',
        sort: 'updated',
        direction: 'desc',
        per_page: PER_PAGE,
        page,
      })
      const issues = z.array(IssueSchema).parse(data)
      for (const issue of issues)
        if (issue.pull_request === undefined && isOfTheHouse(issue) && issue.body?.includes(marker))
          found.push({
            number: issue.number,
            isOpen: issue.state === 'open',
            title: issue.title,
            body: issue.body,
          })
      if (issues.length < PER_PAGE) break
    }
    return found.sort((a, b) => a.number - b.number)
  }

  /** False if GitHub's answer was lost: the issue may be there or not. */
  async create(issue: NewIssue): Promise<boolean> {
    return this.#once('POST /repos/{owner}/{repo}/issues', { ...issue })
  }

  async update(number: number, changes: Readonly<Record<string, unknown>>): Promise<void> {
    await this.send('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...this.#parameters,
      issue_number: number,
      ...changes,
    })
  }

  /** False if GitHub's answer was lost. */
  comment(number: number, body: string): Promise<boolean> {
    return this.#once('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      issue_number: number,
      body,
    })
  }

  async #once(route: string, parameters: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await this.sendOnce(route, { ...this.#parameters, ...parameters })
      return true
    } catch (error) {
      if (error instanceof GithubUnavailable) return false
      throw error
    }
  }
}

/** In a public repository anybody can write an issue, with any text in it. */
const isOfTheHouse = ({ user, author_association }: z.infer<typeof IssueSchema>): boolean =>
  user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(author_association ?? '')
