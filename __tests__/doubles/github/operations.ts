import { MOST_PER_PAGE } from './description.js'
import { issueBody } from './issues.js'
import { sample } from './sample.js'
import type { Bearer, Permissions, Tokens } from './tokens.js'
import type { Vault, Visibility } from './vault.js'
import type { World } from './world.js'

export interface Call {
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly bearer: Bearer
  readonly world: World
  readonly tokens: Tokens
  /** Answer as if all were done, and do nothing. */
  readonly pretend: boolean
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
}

const notFound = { status: 404, body: { message: 'Not Found', status: '404' } }
const invalid = (message: string) => ({
  status: 422,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: '422' },
})
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')

function vaultOf({ path, world }: Call): Vault | undefined {
  if (path.org !== undefined) return world.organizations.get(path.org)
  const repository = world.repositories.get(`${path.owner}/${path.repo}`)
  return path.environment_name === undefined
    ? repository?.secrets
    : repository?.environments.get(path.environment_name)
}

function getPublicKey(call: Call): Answer {
  const vault = vaultOf(call)
  return vault ? { status: 200, body: vault.publicKey } : notFound
}

function getSecret(call: Call): Answer {
  const { secret_name: name = '', org } = call.path
  const secret = vaultOf(call)?.get(name)
  if (!secret) return notFound
  const facts = {
    name: name.toUpperCase(),
    created_at: iso(secret.createdAt),
    updated_at: iso(secret.updatedAt),
  }
  return { status: 200, body: org === undefined ? facts : { ...facts, visibility: secret.visibility } }
}

function putSecret(call: Call): Answer {
  const { secret_name: name = '', org } = call.path
  const { key_id, encrypted_value, visibility, selected_repository_ids: ids } = call.body
  const vault = vaultOf(call)
  if (!vault) return notFound
  const opened = vault.open(name, key_id, encrypted_value)
  if ('refusal' in opened) return invalid(opened.refusal)
  if (ids !== undefined && visibility !== 'selected')
    return invalid('selected_repository_ids without selected')
  const isNew = vault.get(name) === undefined
  // A list that isn't given empties the one there was (external-secrets/external-secrets#6514).
  const selected = ((ids ?? []) as (number | string)[]).map(Number)
  const access = org === undefined ? {} : { visibility: visibility as Visibility, selected }
  if (!call.pretend) vault.set(name, opened.value, call.world.now(), access)
  return isNew ? { status: 201, body: {} } : { status: 204 }
}

const deleteSecret = (call: Call): Answer =>
  vaultOf(call)?.delete(call.path.secret_name ?? '') ? { status: 204 } : notFound

function listSelected(call: Call): Answer {
  const { world, query } = call
  const secret = vaultOf(call)?.get(call.path.secret_name ?? '')
  if (!secret) return notFound
  const size = Math.min(Number(query.get('per_page') ?? 30), MOST_PER_PAGE)
  const start = (Number(query.get('page') ?? 1) - 1) * size
  const all = secret.selected ?? []
  const names = new Map([...world.repositories].map(([name, { id }]) => [id, name]))
  const repositories = all
    .slice(world.hidden)
    .slice(start, start + size)
    .map(id => sample('minimal-repository', { id, full_name: names.get(id) ?? `lab/r${id}` }))
  return { status: 200, body: { total_count: all.length, repositories } }
}

function getRepository({ path, world }: Call): Answer {
  const full_name = `${path.owner}/${path.repo}`
  const { id, private: isPrivate } = world.repositories.get(full_name) ?? {}
  return {
    status: 200,
    body: sample('full-repository', { id, full_name, name: path.repo, private: isPrivate }),
  }
}

/** `maintain` is told as `write`, `triage` as `read`; who may only read what is public, as `read`. */
function getPermission({ path, world }: Call): Answer {
  const login = path.username ?? ''
  const repository = world.repositories.get(`${path.owner}/${path.repo}`)
  const role = repository?.collaborators.get(login.toLowerCase())
  if (!role && !world.strangers.has(login.toLowerCase()))
    return { status: 404, body: { message: `${login} is not a user`, status: '404' } }
  const role_name = role ?? (repository?.private ? 'none' : 'read')
  const permission = { maintain: 'write', triage: 'read' }[role_name as string] ?? role_name
  return { status: 200, body: { permission, role_name, user: sample('simple-user', { login, role_name }) } }
}

function getEnvironment(call: Call): Answer {
  const name = call.path.environment_name
  return vaultOf(call) ? { status: 200, body: sample('environment', { name }) } : notFound
}

function getInstallation({ path, bearer }: Call): Answer {
  const { app } = bearer
  const here =
    path.org === undefined
      ? app?.repositories.includes(`${path.owner}/${path.repo}`)
      : app?.organization === path.org
  if (!app || !here) return notFound
  const account = sample('simple-user', { login: path.owner ?? path.org })
  const body = { id: 100 + app.id, app_id: app.id, permissions: app.permissions, account }
  return { status: 200, body: sample('installation', body) }
}

function createToken({ path, bearer, body, tokens, world }: Call): Answer {
  const { app } = bearer
  if (!app || Number(path.installation_id) !== 100 + app.id) return notFound
  const asked = (body.permissions ?? app.permissions) as Permissions
  const exceeds = Object.entries(asked).some(
    ([name, level]) => app.permissions[name] !== 'write' && app.permissions[name] !== level,
  )
  if (exceeds) return invalid('The permissions requested are not granted to this installation.')
  const names = body.repositories as string[] | undefined
  const repositories = names
    ? app.repositories.filter(name => names.includes(name.split('/')[1] ?? ''))
    : app.repositories
  if (names && repositories.length < names.length)
    return invalid(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    )
  const { token, expiresAt } = tokens.mint(app, asked, repositories)
  const listed = repositories.map(full_name =>
    sample('repository', { full_name, id: world.repositories.get(full_name)?.id }),
  )
  return {
    status: 201,
    body: {
      token,
      expires_at: iso(Math.floor(expiresAt / 1000) * 1000),
      permissions: asked,
      repositories: listed,
    },
  }
}

function revokeToken({ bearer }: Call): Answer {
  bearer.revoked = true
  return { status: 204 }
}

function getJob({ path, world }: Call): Answer {
  const body = world.jobs.job(`${path.owner}/${path.repo}`, Number(path.job_id))
  return body ? { status: 200, body } : notFound
}

function getRunAttempt({ path, world }: Call): Answer {
  const repository = `${path.owner}/${path.repo}`
  const attempt = Number(path.attempt_number)
  const body = world.jobs.run({ repository, runId: Number(path.run_id), attempt })
  return body ? { status: 200, body } : notFound
}

const issuesOf = ({ path, world }: Call) => world.repositories.get(`${path.owner}/${path.repo}`)?.issues

function listIssues(call: Call): Answer {
  const { query } = call
  const size = Math.min(Number(query.get('per_page') ?? 30), MOST_PER_PAGE)
  const listed = issuesOf(call)?.list(Number(query.get('page') ?? 1), size) ?? []
  return { status: 200, body: listed.map(issueBody) }
}

function createIssue(call: Call): Answer {
  const issue = issuesOf(call)?.open(call.body)
  return issue ? { status: 201, body: issueBody(issue) } : notFound
}

function updateIssue(call: Call): Answer {
  const issue = issuesOf(call)?.change(Number(call.path.issue_number), call.body)
  return issue ? { status: 200, body: issueBody(issue) } : notFound
}

function createComment(call: Call): Answer {
  const { path, body } = call
  const isThere = issuesOf(call)?.comment(Number(path.issue_number), String(body.body))
  return isThere ? { status: 201, body: sample('issue-comment', { body: body.body }) } : notFound
}

/** By GitHub's own operationId. */
export const operations: Readonly<Record<string, (call: Call) => Answer>> = {
  'actions/get-repo-public-key': getPublicKey,
  'actions/get-environment-public-key': getPublicKey,
  'actions/get-org-public-key': getPublicKey,
  'actions/get-repo-secret': getSecret,
  'actions/get-environment-secret': getSecret,
  'actions/get-org-secret': getSecret,
  'actions/create-or-update-repo-secret': putSecret,
  'actions/create-or-update-environment-secret': putSecret,
  'actions/create-or-update-org-secret': putSecret,
  'actions/delete-repo-secret': deleteSecret,
  'actions/delete-environment-secret': deleteSecret,
  'actions/delete-org-secret': deleteSecret,
  'actions/list-selected-repos-for-org-secret': listSelected,
  'actions/get-job-for-workflow-run': getJob,
  'actions/get-workflow-run-attempt': getRunAttempt,
  'issues/list-for-repo': listIssues,
  'issues/create': createIssue,
  'issues/update': updateIssue,
  'issues/create-comment': createComment,
  'repos/get': getRepository,
  'repos/get-environment': getEnvironment,
  'repos/get-collaborator-permission-level': getPermission,
  'apps/get-repo-installation': getInstallation,
  'apps/get-org-installation': getInstallation,
  'apps/create-installation-access-token': createToken,
  'apps/revoke-installation-access-token': revokeToken,
}
