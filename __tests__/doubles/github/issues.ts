import { sample } from './sample.js'

interface LabIssue {
  readonly number: number
  title: string
  body: string
  state: 'open' | 'closed'
  state_reason: string | null
  labels: readonly string[]
  assignees: readonly string[]
  updated: number
  readonly comments: string[]
  /** Who wrote it, and what they are to the repository. */
  readonly author: { readonly type: 'Bot' | 'User'; readonly association: string }
}

type Fields = Readonly<Record<string, unknown>>

/** The issues of one repository, as people see them. */
export class Issues {
  readonly all: LabIssue[] = []
  #changes = 0

  open(fields: Fields, author: LabIssue['author'] = { type: 'Bot', association: 'NONE' }): LabIssue {
    const issue: LabIssue = {
      number: this.all.length + 1,
      title: String(fields.title),
      body: String(fields.body ?? ''),
      state: 'open',
      state_reason: null,
      labels: (fields.labels ?? []) as string[],
      assignees: (fields.assignees ?? []) as string[],
      updated: this.#next(),
      comments: [],
      author,
    }
    this.all.push(issue)
    return issue
  }

  change(number: number, { title, body, state, state_reason }: Fields): LabIssue | undefined {
    const issue = this.all[number - 1]
    if (!issue) return undefined
    if (title !== undefined) issue.title = String(title)
    if (body !== undefined) issue.body = String(body)
    if (state !== undefined) issue.state = state as LabIssue['state']
    if (state_reason !== undefined) issue.state_reason = state_reason as string
    issue.updated = this.#next()
    return issue
  }

  comment(number: number, body: string): boolean {
    const issue = this.all[number - 1]
    issue?.comments.push(body)
    if (issue) issue.updated = this.#next()
    return issue !== undefined
  }

  /** As `GET …/issues?state=all&sort=updated&direction=desc` lists them. */
  list(page: number, size: number): LabIssue[] {
    const sorted = [...this.all].sort((a, b) => b.updated - a.updated)
    return sorted.slice((page - 1) * size, page * size)
  }

  /** All that a person can read of them. */
  get text(): string {
    return this.all.flatMap(({ title, body, comments }) => [title, body, ...comments]).join('\n')
  }

  #next(): number {
    this.#changes += 1
    return this.#changes
  }
}

/** An issue in GitHub's own shape. */
export function issueBody(issue: LabIssue): Record<string, unknown> {
  const { number, title, body, state, state_reason, labels, assignees, author, comments } = issue
  return sample('issue', {
    number,
    title,
    body,
    state,
    state_reason,
    labels: [...labels],
    assignees: assignees.map(login => sample('simple-user', { login })),
    comments: comments.length,
    user: sample('simple-user', { login: 'lab[bot]', type: author.type }),
    author_association: author.association,
  })
}
