import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { GithubDouble } from '../../doubles/github/github.js'
import type { Bearer } from '../../doubles/github/tokens.js'
import { Vault } from '../../doubles/github/vault.js'
import { createCertificate } from '../../doubles/openai/certificate.js'
import { REPOSITORY } from '../../e2e/lab.js'

/** GitHub as the real `gh` reaches it, over TLS: what the commands of the examples ask for, and nothing else. */
export interface Front {
  /** GH_HOST. */
  readonly host: string
  /** For the environment of `gh`. */
  readonly env: Record<string, string>
  /** Values by name: of the repository, of an environment, of the organization. */
  readonly variables: Record<string, string>
  /** Bodies of comments, in their order. */
  readonly comments: readonly string[]
  /** Throws if something was asked that it doesn't know. */
  assertClean(): void
  close(): Promise<void>
}

export interface FrontOptions {
  readonly github: GithubDouble
  /** For the CA's file. */
  readonly dir: string
  /** Runs the workflow of that file with these inputs, to its end. */
  readonly dispatch: (file: string, inputs: Record<string, string>) => Promise<void>
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly body: Record<string, unknown>
}
type Reply = readonly [status: number, body?: unknown]

export async function startFront({ github, dir, dispatch }: FrontOptions): Promise<Front> {
  const { caFile, cert, key } = await createCertificate(dir)
  const token = github.tokens.classic('repo', 'workflow', 'admin:org')
  const variables: Record<string, string> = {}
  const comments: string[] = []
  const unknown: string[] = []
  const files: string[] = []
  const setVariable = ({ body }: Asked): Reply => {
    variables[String(body.name)] = String(body.value)
    return [201, {}]
  }
  const environments = () =>
    github.world.repositories.get(REPOSITORY)?.environments ?? new Map<string, Vault>()

  const routes: [string, RegExp, (asked: Asked, step: string) => Reply | Promise<Reply>][] = [
    [
      'GET',
      /^\/repos\/OWNER\/codex-auth-action\/contents\/examples\/([\w-]+\.yml)$/,
      async (_, name) => [200, await readFile(join(process.cwd(), 'examples', name), 'utf8')],
    ],
    [
      'PUT',
      /^\/repos\/lab\/project\/environments\/([\w-]+)$/,
      (_, name) => {
        if (!environments().has(name)) environments().set(name, new Vault())
        return [200, { name }]
      },
    ],
    [
      'POST',
      /^\/repos\/lab\/project\/environments\/([\w-]+)\/deployment-branch-policies$/,
      ({ body }) => [200, body],
    ],
    ['POST', /^\/repos\/lab\/project\/(?:environments\/[\w-]+|actions)\/variables$/, setVariable],
    ['POST', /^\/orgs\/lab\/actions\/variables$/, setVariable],
    [
      'POST',
      /^\/repos\/lab\/project\/issues\/\d+\/comments$/,
      ({ body }) => {
        comments.push(String(body.body))
        return [201, {}]
      },
    ],
    [
      'GET',
      /^\/repos\/lab\/project\/actions\/workflows\/([\w-]+\.yml)$/,
      (_, name) => {
        if (!files.includes(name)) files.push(name)
        return [
          200,
          { id: files.indexOf(name) + 1, name, path: `.github/workflows/${name}`, state: 'active' },
        ]
      },
    ],
    [
      'POST',
      /^\/repos\/lab\/project\/actions\/workflows\/(\d+)\/dispatches$/,
      async ({ body }, id) => {
        await dispatch(files[Number(id) - 1] ?? '', (body.inputs ?? {}) as Record<string, string>)
        return [204]
      },
    ],
    [
      'POST',
      /^\/graphql$/,
      () => [
        200,
        {
          data: {
            repository: {
              id: 'R_lab',
              name: 'project',
              owner: { login: 'lab' },
              defaultBranchRef: { name: 'main' },
            },
          },
        },
      ],
    ],
  ]

  async function answer(asked: Asked): Promise<Reply> {
    const { method, path } = asked
    if (/\/secrets\//.test(path)) return forward(asked)
    for (const [verb, pattern, give] of routes) {
      const match = pattern.exec(path)
      if (match && verb === method) return give(asked, decodeURIComponent(match[1] ?? ''))
    }
    unknown.push(`${method} ${path}`)
    return [404, { message: 'Not Found' }]
  }

  /** The strict double knows secrets, and what a token may do with them. */
  async function forward({ method, path, body }: Asked): Promise<Reply> {
    const isPut = method === 'PUT'
    const reply = await fetch(`${github.url}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        'user-agent': 'gh',
        'x-github-api-version': '2022-11-28',
        authorization: `Bearer ${token}`,
        ...(isPut ? { 'content-type': 'application/json' } : {}),
      },
      ...(isPut ? { body: JSON.stringify(body) } : {}),
    })
    return [reply.status, (await reply.text()) || undefined]
  }

  const server = createServer({ cert, key }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      unknown.push(`the double failed: ${error}`)
      response.writeHead(500).end()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/^\/api(\/v3)?/, '')
    const bearer = github.tokens.known(/^token (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    const text = await bodyOf(request)
    const asked = { method: request.method ?? '', path, body: text ? JSON.parse(text) : {} }
    const [status, body] = !bearer
      ? [401, { message: 'Bad credentials' }]
      : mayAsk(bearer, asked)
        ? await answer(asked)
        : [403, { message: 'Resource not accessible by integration' }]
    const isText = typeof body === 'string'
    response.setHeader('content-type', isText && !body.startsWith('{') ? 'text/plain' : 'application/json')
    response.writeHead(status).end(body === undefined ? undefined : isText ? body : JSON.stringify(body))
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    env: { GH_HOST: host, GH_ENTERPRISE_TOKEN: token, SSL_CERT_FILE: caFile },
    variables,
    comments,
    assertClean() {
      if (unknown.length > 0) throw new Error(`gh asked for:\n${unknown.join('\n')}`)
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The person may do all of it; the token of a job may comment on pull requests if its permissions say so. */
const mayAsk = ({ kind, permissions }: Bearer, { path }: Asked): boolean =>
  kind === 'classic' || (/\/comments$/.test(path) && permissions['pull-requests'] === 'write')

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
