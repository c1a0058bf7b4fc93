import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { GithubClient } from '../../src/github/client.js'
import { mayWrite } from '../../src/github/collaborators.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { Role } from '../doubles/github/world.js'

const REPOSITORY = 'lab/project'
const PACE = { retries: 1, minTimeout: 5, factor: 1, maxTimeout: 5, tryTimeout: 15_000, total: 30_000 }

let github: GithubDouble
beforeEach(async () => {
  github = await startGithub()
  github.world.addRepository(REPOSITORY)
})
afterEach(async () => {
  await github.close()
  github.assertClean()
})

/** With a token as a job has it with `permissions: {}`: it may ask. */
const ask = (user: string, token = github.tokens.githubToken(REPOSITORY, {}), repository = REPOSITORY) => {
  const credentials = { kind: 'token', token } as const
  const client = new GithubClient({ apiUrl: github.url, credentials, mask() {}, log() {}, pace: PACE })
  return mayWrite(client, repository, user)
}

test.each([
  ['admin', true],
  ['maintain', true],
  ['write', true],
  ['triage', false],
  ['read', false],
] as [Role, boolean][])('a collaborator who may %s: %s', async (role, may) => {
  github.world.repositories.get(REPOSITORY)?.collaborators.set('octocat-lab', role)
  expect(await ask('octocat-lab')).toBe(may)
  expect(await ask('Octocat-Lab')).toBe(may)
})

test('who is no collaborator, no user, or nobody may not', async () => {
  github.world.strangers.add('stranger-lab')
  expect(await ask('stranger-lab')).toBe(false)
  expect(await ask('lab-app[bot]')).toBe(false)
  expect(await ask('../../../user')).toBe(false)
  expect(github.requests.every(({ status }) => status < 500)).toBe(true)
  github.requests.length = 0
  expect(await ask('')).toBe(false)
  expect(github.requests).toEqual([])
})

test('who can read a public repository may not write to it', async () => {
  github.world.addRepository('lab/open', { private: false })
  github.world.strangers.add('stranger-lab')
  expect(await ask('stranger-lab', github.tokens.githubToken('lab/open', {}), 'lab/open')).toBe(false)
})

test.each([401, 403, 500])('a status %i is no answer, and thrown', async status => {
  github.fault({ at: 'GET /repos', fault: { status }, times: 2 })
  await expect(ask('octocat-lab')).rejects.toThrow(/permission/)
})

test.each([
  ['owner', true],
  ['write', true],
  ['read', false],
  ['none', false],
])('a Gitea, whose API is below /api/v1, says `%s`: %s', async (permission, may) => {
  const gitea = createServer((request, response) => {
    const isAsked = request.url === `/api/v1/repos/${REPOSITORY}/collaborators/lab/permission`
    response.writeHead(isAsked ? 200 : 500, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ permission, role_name: '', user: { login: 'lab' } }))
  })
  await new Promise<void>(resolve => gitea.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(gitea.address() as AddressInfo).port}/api/v1`
  const credentials = { kind: 'token', token: 'lab-token' } as const
  const client = new GithubClient({ apiUrl, credentials, mask() {}, log() {}, pace: PACE })
  try {
    expect(await mayWrite(client, REPOSITORY, 'lab')).toBe(may)
  } finally {
    gitea.closeAllConnections()
    await new Promise(resolve => gitea.close(resolve))
  }
})
