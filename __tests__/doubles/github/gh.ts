import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { git } from '../git/git.js'
import type { GitServer } from '../git/server.js'
import { createCertificate } from '../openai/certificate.js'
import type { GithubDouble } from './github.js'
import { Vault } from './vault.js'

/** A run of a workflow that a person started. */
export interface Dispatched {
  /** The workflow's file in `.github/workflows`. */
  readonly file: string
  /** Its text on the branch it was started on. */
  readonly text: string
  readonly inputs: Readonly<Record<string, string>>
}

export interface GhOptions {
  readonly github: GithubDouble
  /** Where the repository's branches are: pull requests merge there, workflows are read from there. */
  readonly git: GitServer
  /** A directory of the caller's, for the CA file. */
  readonly dir: string
  /** `owner/name`; it is in the world of `github`. */
  readonly repository: string
  /** Does what GitHub's runners do; resolves when the run has ended, with its log. */
  readonly onDispatch: (run: Dispatched) => Promise<{ conclusion: 'success' | 'failure'; log: string }>
}

/** What a test may change of the repository and its owner. */
export interface GhFacts {
  private: boolean
  admin: boolean
  /** The plan of the owner. */
  plan: string
  /** GitHub refuses environments of private repositories. */
  refusesEnvironments: boolean
  /** A branch rule that refuses to merge. */
  refusesMerge: boolean
}

export interface GhDouble {
  /** GH_HOST. */
  readonly host: string
  /** What `gh` needs to reach it. */
  readonly env: Record<string, string>
  readonly facts: GhFacts
  /** Method, path and body of each request, in the order of arrival. Secrets are sealed in them. */
  readonly requests: readonly string[]
  /** By name of the environment: the branches that may use it; undefined if all may. */
  readonly branches: ReadonlyMap<string, readonly string[] | undefined>
  /** Called at each request that changes something, before or after it is done. */
  onChange: (request: string, when: 'before' | 'after') => void
  /** Throws if something was asked that it doesn't know. */
  assertClean(): void
  close(): Promise<void>
}

interface Run {
  readonly id: number
  readonly file: string
  status: 'in_progress' | 'completed'
  conclusion: string | null
  log: string
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Record<string, unknown>
}

type Reply = readonly [status: number, body?: unknown]

const NOT_FOUND: Reply = [404, { message: 'Not Found' }]

/**
 * A GitHub Enterprise Server on the loopback, over TLS, as the `gh` command reaches it. Secrets are those of `github`, whose
 * strict answers are passed on; branches are those of a real git server.
 */
export async function startGh({
  github,
  git: gitServer,
  dir,
  repository,
  onDispatch,
}: GhOptions): Promise<GhDouble> {
  const certificate = await createCertificate(dir)
  const [owner = '', name = ''] = repository.split('/')
  const facts: GhFacts = {
    private: true,
    admin: true,
    plan: 'pro',
    refusesEnvironments: false,
    refusesMerge: false,
  }
  const requests: string[] = []
  const unknown: string[] = []
  const branches = new Map<string, string[] | undefined>()
  const pulls: { number: number; head: string; state: 'open' | 'closed' }[] = []
  const runs: Run[] = []
  const token = github.tokens.classic('repo', 'workflow')
  const directory = gitServer.repositories.directory(repository)
  const double = { onChange: (_request: string, _when: 'before' | 'after'): void => undefined }

  const environments = () =>
    github.world.repositories.get(repository)?.environments ?? new Map<string, Vault>()
  const environmentOf = (environment: string) => ({
    name: environment,
    protection_rules: branches.get(environment) ? [{ id: 1, type: 'branch_policy' }] : [],
    deployment_branch_policy: branches.get(environment)
      ? { protected_branches: false, custom_branch_policies: true }
      : null,
  })
  const pullOf = ({ number, head, state }: (typeof pulls)[number]) => ({
    ...{ number, state, head: { ref: head } },
    html_url: `https://${host()}/${repository}/pull/${number}`,
  })
  const runOf = ({ id, status, conclusion }: Run) => ({
    ...{ id, status, conclusion, event: 'workflow_dispatch' },
    html_url: `https://${host()}/${repository}/actions/runs/${id}`,
  })
  const files: string[] = []
  /** GitHub numbers workflows; `gh` starts them by that number. */
  const idOf = (file: string) => 7 + (files.includes(file) ? files.indexOf(file) : files.push(file) - 1)
  const textOf = (file: string) =>
    git(directory, 'show', `main:.github/workflows/${file}`).catch(() => undefined)

  /** By method and path, `:x` being any one step. */
  const routes: Record<string, (asked: Asked, ...steps: string[]) => Reply | Promise<Reply>> = {
    'GET /user': () => [200, { login: owner, plan: { name: facts.plan } }],
    'GET /orgs/:o': () => [200, { login: owner, plan: { name: facts.plan } }],
    'GET /repos/:o/:r': () => [
      200,
      {
        ...{ full_name: repository, name, private: facts.private, default_branch: 'main' },
        owner: { login: owner, type: 'User' },
        permissions: { admin: facts.admin, push: true },
        allow_merge_commit: true,
      },
    ],
    'GET /repos/:o/:r/environments/:e': (_, environment = '') =>
      environments().has(environment) ? [200, environmentOf(environment)] : NOT_FOUND,
    'PUT /repos/:o/:r/environments/:e': ({ body }, environment = '') => {
      if (facts.refusesEnvironments) return [422, { message: 'Ensure the billing plan supports this' }]
      if (!environments().has(environment)) environments().set(environment, new Vault())
      branches.set(environment, body.deployment_branch_policy ? [] : undefined)
      return [200, environmentOf(environment)]
    },
    'GET /repos/:o/:r/environments/:e/deployment-branch-policies': (_, environment = '') => [
      200,
      { branch_policies: (branches.get(environment) ?? []).map(name => ({ name })) },
    ],
    'POST /repos/:o/:r/environments/:e/deployment-branch-policies': ({ body }, environment = '') => {
      branches.get(environment)?.push(String(body.name))
      return [200, { id: 1, name: body.name }]
    },
    'GET /repos/:o/:r/pulls': ({ query }) => [
      200,
      pulls
        .filter(({ head, state }) => state === 'open' && query.get('head') === `${owner}:${head}`)
        .map(pullOf),
    ],
    'POST /repos/:o/:r/pulls': ({ body }) => {
      const pull = { number: pulls.length + 1, head: String(body.head), state: 'open' as const }
      pulls.push(pull)
      return [201, pullOf(pull)]
    },
    'PUT /repos/:o/:r/pulls/:n/merge': async (_, number) => {
      const pull = pulls.find(one => String(one.number) === number)
      if (!pull) return NOT_FOUND
      if (facts.refusesMerge) return [405, { message: 'At least 1 approving review is required' }]
      await git(directory, 'update-ref', 'refs/heads/main', `refs/heads/${pull.head}`)
      pull.state = 'closed'
      return [200, { merged: true }]
    },
    'GET /repos/:o/:r/actions/workflows/:w': async (_, file = '') =>
      (await textOf(file)) === undefined ? NOT_FOUND : [200, { id: idOf(file), name: file, state: 'active' }],
    'GET /repos/:o/:r/actions/workflows/:w/runs': (_, file) => [
      200,
      {
        workflow_runs: runs
          .filter(run => run.file === file)
          .map(runOf)
          .reverse(),
      },
    ],
    'POST /repos/:o/:r/actions/workflows/:w/dispatches': async ({ body }, id = '') => {
      const file = files[Number(id) - 7] ?? id
      const run: Run = { id: 100 + runs.length, file, status: 'in_progress', conclusion: null, log: '' }
      runs.push(run)
      const inputs = (body.inputs ?? {}) as Record<string, string>
      void onDispatch({ file, text: (await textOf(file)) ?? '', inputs }).then(
        ended => Object.assign(run, ended, { status: 'completed' }),
        error => Object.assign(run, { status: 'completed', conclusion: 'failure', log: String(error) }),
      )
      return [204]
    },
    'GET /repos/:o/:r/actions/runs/:i': (_, id) => {
      const run = runs.find(one => String(one.id) === id)
      return run ? [200, runOf(run)] : NOT_FOUND
    },
    'GET /repos/:o/:r/actions/runs/:i/jobs': (_, id) => [200, { jobs: [{ id: Number(id) }] }],
    'GET /repos/:o/:r/actions/jobs/:i/logs': (_, id) => [
      200,
      runs.find(one => String(one.id) === id)?.log ?? '',
    ],
  }

  const server = createServer({ cert: certificate.cert, key: certificate.key }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      unknown.push(`the double failed: ${error}`)
      response.destroy()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request
    const { pathname, searchParams: query } = new URL(url, 'http://localhost')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const path = pathname.replace(/^\/api\/v3/, '')
    const asked = `${method} ${path}${text ? ` ${text}` : ''}`
    requests.push(asked)
    if (method !== 'GET') double.onChange(asked, 'before')
    const isKnown = request.headers.authorization === `token ${token}`
    const [status, body] = isKnown
      ? await answer({ method, path, query, body: text ? JSON.parse(text) : {} })
      : [401, { message: 'Bad credentials' }]
    if (method !== 'GET') double.onChange(asked, 'after')
    response.setHeader('x-oauth-scopes', 'repo, workflow')
    response.setHeader('content-type', 'application/json')
    response
      .writeHead(status)
      .end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
  }

  async function answer(asked: Asked): Promise<Reply> {
    const { method, path } = asked
    // The strict double knows secrets, and what a token may do with them.
    if (/\/secrets\//.test(path)) return forward(asked)
    const steps = path.split('/')
    for (const [route, give] of Object.entries(routes)) {
      const [verb, template = ''] = route.split(' ')
      const wanted = template.split('/')
      const isIt =
        wanted.length === steps.length && wanted.every((step, i) => step.startsWith(':') || step === steps[i])
      const own = wanted.flatMap((step, i) =>
        /^:[^or]/.test(step) ? [decodeURIComponent(steps[i] ?? '')] : [],
      )
      if (verb === method && isIt)
        return path.startsWith('/repos/') && !path.startsWith(`/repos/${repository}`)
          ? NOT_FOUND
          : give(asked, ...own)
    }
    unknown.push(`${method} ${path}`)
    return NOT_FOUND
  }

  async function forward({ method, path, body }: Asked): Promise<Reply> {
    const headers = {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      authorization: `Bearer ${token}`,
      ...(method === 'PUT' ? { 'content-type': 'application/json' } : {}),
    }
    const reply = await fetch(`${github.url}${path}`, {
      method,
      headers,
      ...(method === 'PUT' ? { body: JSON.stringify(body) } : {}),
    })
    const text = await reply.text()
    return [reply.status, text || undefined]
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`

  return Object.assign(double, {
    host: host(),
    env: { GH_HOST: host(), GH_ENTERPRISE_TOKEN: token, SSL_CERT_FILE: certificate.caFile },
    ...{ facts, requests, branches },
    assertClean() {
      if (unknown.length > 0) throw new Error(`The double for gh was asked:\n${unknown.join('\n')}`)
      github.assertClean()
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
