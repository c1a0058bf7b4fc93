import { Readable } from 'node:stream'
import { Decrypter, Encrypter } from 'age-encryption'
import sodium from 'libsodium-wrappers'
import { Git, type GitResult } from '../../src/leases/git/git.js'
import { CacheProcess } from '../../src/stores/cache/process.js'
import { Http, type HttpRequest } from '../../src/system/http.js'
import { acting, clock, counted } from './clock.js'
import type { Service } from './events.js'
import type { Job } from './job.js'
import { Process, useShell } from './machine.js'

/** GitHub notices after a while that a runner is lost. */
const LOST_AFTER_MS = 15 * 60_000

/** Which job a process belongs to. */
export const jobs = new WeakMap<Process, Job>()

interface Entry {
  readonly key: string
  readonly sealed: Buffer
}

/** GitHub and a secret manager, as one login's jobs see them. */
export class Services {
  readonly entries: Entry[] = []
  readonly secrets = new Map<string, { value: Buffer; updatedAt: number }>()
  readonly refs = new Map<string, { commit: string; message: string }>()
  managed: Buffer | undefined
  readonly jobs = new Map<number, Job>()
  commits = 0

  /** A request of the job that acts now: whether the service does its part. */
  async asked(service: Service): Promise<boolean> {
    return (await currentJob()?.asks(service)) ?? true
  }

  /** Does a write. A machine can be lost before, in the middle, and after. */
  async write(change: () => void): Promise<void> {
    const [job, process] = [currentJob(), acting.getStore() as Process]
    const isLogin = job?.hasRefreshed === true
    if (isLogin && !job.event.lost?.lands) await job.passes('storing', process)
    change()
    if (!isLogin) return
    await job.passes('storing', process)
    await job.passes('stored', process)
  }
}

const currentJob = (): Job | undefined => {
  const actor = acting.getStore()
  return actor instanceof Process ? jobs.get(actor) : undefined
}

let services = new Services()
export const useServices = (given: Services): void => {
  services = given
}

let keys: { publicKey: Uint8Array; privateKey: Uint8Array }

/** Puts the services below the real clients: in the place of HTTP, of git, of the cache's client and of the shell. */
export async function installServices(): Promise<void> {
  counted(Encrypter.prototype, ['encrypt'])
  counted(Decrypter.prototype, ['decrypt'])
  counted(Response.prototype, ['arrayBuffer'])
  await sodium.ready
  keys = sodium.crypto_box_seed_keypair(new Uint8Array(32))
  Http.prototype.send = answer as typeof Http.prototype.send
  Git.prototype.run = git
  CacheProcess.start = async () => cache as unknown as CacheProcess
  useShell(async (script, input) => {
    if (!(await services.asked('manager'))) return { code: 1, stdout: '' }
    if (script === 'restore') return { code: 0, stdout: services.managed ?? '' }
    await services.write(() => {
      services.managed = input
    })
    return { code: 0, stdout: '' }
  })
}

/** GitHub's REST API. */
async function answer<T>(request: HttpRequest, use: (given: object) => Promise<T>): Promise<T> {
  const { url, method = 'GET', body = '' } = request
  const isUp = await services.asked('github')
  const [status, data] = isUp ? await rest(method, url.pathname, body) : [503, {}]
  return use({
    url,
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', date: new Date(clock.now).toUTCString() },
    body: Readable.from(status === 204 ? [] : [Buffer.from(JSON.stringify(data))]),
  })
}

async function rest(method: string, path: string, body: string): Promise<[number, object]> {
  const job = services.jobs.get(Number(/\/actions\/jobs\/(\d+)$/.exec(path)?.[1]))
  if (job) return [200, { status: isOver(job) ? 'completed' : 'in_progress' }]
  const name = path.split('/').at(-1) ?? ''
  if (name === 'public-key')
    return [200, { key_id: '1', key: Buffer.from(keys.publicKey).toString('base64') }]
  const updated_at = new Date(services.secrets.get(name)?.updatedAt ?? 0).toISOString()
  if (method === 'GET') return services.secrets.has(name) ? [200, { name, updated_at }] : [404, {}]
  if (method === 'DELETE') return services.secrets.delete(name) ? [204, {}] : [404, {}]

  const sealed = Buffer.from(JSON.parse(body).encrypted_value, 'base64')
  const opened = sodium.crypto_box_seal_open(new Uint8Array(sealed), keys.publicKey, keys.privateKey)
  const updatedAt = Math.floor(clock.now / 1000) * 1000
  await services.write(() => services.secrets.set(name, { value: Buffer.from(opened), updatedAt }))
  return [204, {}]
}

const isOver = ({ endedAt, isLost }: Job): boolean =>
  endedAt !== undefined && clock.now >= endedAt + (isLost ? LOST_AFTER_MS : 0)

/** The client of the Actions cache, which finds the entry that was made last. */
const cache = {
  async look(questions: readonly (readonly string[])[]) {
    await reach()
    const find = (prefix: string) => services.entries.findLast(({ key }) => key.startsWith(prefix))
    return questions.map(question => question.map(find).find(Boolean)?.key)
  },
  async restore(name: string) {
    await reach()
    return { sealed: services.entries.find(({ key }) => key === name)?.sealed ?? Buffer.alloc(0) }
  },
  async save(key: string, sealed: Buffer) {
    const isSaved = await services.asked('github')
    if (isSaved) await services.write(() => void services.entries.push({ key, sealed }))
    return { found: [], lookups: [], missing: 200, others: [isSaved ? 200 : 503], denied: false }
  },
  end: async () => undefined,
}

async function reach(): Promise<void> {
  if (await services.asked('github')) return
  const { CacheUnavailable } = await import('../../src/stores/cache/process.js')
  throw new CacheUnavailable('it answered 503', true)
}

const locals = new WeakMap<Git, Map<string, string>>()
const TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
const FAILED: GitResult = { ok: false, stdout: '', said: 'fatal: the remote end hung up unexpectedly' }

/** The few commands of git that the lease needs, and a server that can lose its answer. */
async function git(this: Git, args: readonly string[], { input = '' } = {}): Promise<GitResult> {
  const objects = locals.get(this) ?? new Map<string, string>()
  locals.set(this, objects)
  const done = (stdout = ''): GitResult => ({ ok: true, stdout, said: '' })
  const [command = ''] = args
  if (command === 'hash-object') return done(`${TREE}\n`)
  if (command === 'log')
    return done(`${objects.get('fetched')}\n${objects.get(objects.get('fetched') ?? '')}`)
  if (command === 'commit-tree') {
    services.commits += 1
    const commit = services.commits.toString(16).padStart(40, '0')
    objects.set(commit, input)
    return done(`${commit}\n`)
  }

  const isUp = await services.asked('github')
  this.ahead = 0
  const ref = /refs\/codex-auth\/[\w-]+/.exec(args.join(' '))?.[0] ?? ''
  const there = services.refs.get(ref)
  if (command === 'push') return push(args, { isUp, ref, objects })
  if (!isUp) return FAILED
  if (command === 'ls-remote') return done(there ? `${there.commit}\t${ref}\n` : '')
  if (!there) return { ...FAILED, said: `fatal: couldn't find remote ref ${ref}` }
  objects.set('fetched', there.commit).set(there.commit, there.message)
  return done()
}

interface Push {
  readonly isUp: boolean
  readonly ref: string
  readonly objects: ReadonlyMap<string, string>
}

/** Half of the pushes that fail have got through, and only the answer is lost. */
function push(args: readonly string[], { isUp, ref, objects }: Push): GitResult {
  const expected = args.find(arg => arg.startsWith('--force-with-lease='))?.split(':')[1] ?? ''
  const commit = args.at(-1)?.split(':')[0] ?? ''
  const isReached = isUp || (currentJob()?.random() ?? 1) < 0.5
  if (!isReached) return FAILED
  if ((services.refs.get(ref)?.commit ?? '') !== expected)
    return { ok: false, stdout: `!\t${commit}:${ref}\t[rejected] (stale info)`, said: '' }
  services.refs.set(ref, { commit, message: objects.get(commit) ?? '' })
  return isUp ? { ok: true, stdout: '', said: '' } : FAILED
}
