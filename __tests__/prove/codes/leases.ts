import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { labCodex, machinePath } from '../../doubles/lab/index.js'
import type { Values } from '../../doubles/runner/index.js'
import { REPOSITORY } from '../../e2e/lab.js'
import type { LeasedJob, LeaseWorld } from '../../e2e/lease-world.js'
import { REF } from '../../e2e/lease-world.js'
import { byCommands, KEEP, type Story } from './story.js'

interface Spoilt {
  readonly inputs?: Values
  readonly spec?: LeasedJob
}

/** keep-fresh, with something in the way of its lease. */
const keep = (code: string, when: string, spoil: (world: LeaseWorld) => Promise<Spoilt> | Spoilt): Story =>
  byCommands(code, when, async world => {
    const seed = world.lab.openai.login()
    await world.put(seed)
    const { inputs, spec } = await spoil(world)
    return world.job({ 'auth-json': seed, ...KEEP, ...inputs }, spec)
  })

/** PATH with this `git` before all others. */
async function gitThat({ lab }: LeaseWorld, does: string): Promise<Spoilt> {
  const bin = join(lab.dir, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'git'), `#!/bin/sh\n${does}\n`, { mode: 0o755 })
  return { spec: { env: { PATH: [bin, labCodex().bin, machinePath()].join(delimiter) } } }
}

export const LEASES: readonly Story[] = [
  keep('lease-forbidden', 'contents: read', () => ({ spec: { permissions: { contents: 'read' } } })),
  keep('lease-protected', 'a rule set guards the name', ({ git }) => {
    git.protect('refs/codex-auth', 'rules')
    return {}
  }),
  keep('lease-token', 'a token that has ended', ({ git }) => ({
    inputs: { token: 'ghs_labended' },
    spec: { during: () => git.revoke('ghs_labended') },
  })),
  keep('lease-repository', 'another repository', () => ({ inputs: { 'lease-repository': 'lab/nowhere' } })),
  keep('lease-git-broken', 'a library is missing', world => gitThat(world, 'echo "git: lab" >&2; exit 127')),
  keep('lease-no-git', 'an old git', world => gitThat(world, 'echo git version 2.25.1')),
  keep('lease-foreign', 'a commit of a person', async ({ git }) => {
    await git.repositories.put(REPOSITORY, REF, 'Fix the build\n\nIt was broken.')
    return {}
  }),
  keep('lease-unreachable', 'nobody listens', () => ({ spec: { serverUrl: 'http://127.0.0.1:9' } })),
  keep('lease-redirected', 'another server', ({ git }) => {
    git.fault('fetch-refs', { sendOn: target => `http://127.0.0.1:9${target}` }, { times: 99 })
    return {}
  }),
]
