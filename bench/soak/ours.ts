import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity } from 'age-encryption'
import { sealer } from '../../src/stores/age.js'
import { clock, useChance } from './clock.js'
import { isSelfHosted } from './events.js'
import type { Job } from './job.js'
import { Process } from './machine.js'
import { Run } from './run.js'
import { Services, useServices } from './services.js'
import type { Way, WayOptions } from './way.js'

useChance('encryption key')
const KEY = await generateIdentity()
const SECRET = 'CODEX_AUTH_JSON'

/** The action: its real modules from the inputs down to the files and to the requests of each service. */
export class Ours implements Way {
  readonly #services = new Services()
  readonly #seed: string
  /** The home directories of jobs that run on machines of their own, and of the one that stays. */
  readonly #machines = new Set<string>()
  readonly #own: string
  readonly #opened = new Map<Buffer, string>()

  constructor(
    private readonly options: WayOptions,
    private readonly lab: string,
  ) {
    this.#seed = options.endpoint.newest.text
    this.#own = join(lab, 'machine')
    useServices(this.#services)
    const isSecret = options.story.place === 'github-secret'
    if (isSecret) this.#services.secrets.set(SECRET, { value: Buffer.from(this.#seed), updatedAt: clock.now })
  }

  async run(job: Job): Promise<void> {
    const number = job.event.number + 1
    this.#services.jobs.set(number, job)
    const isOwn = isSelfHosted(this.options.story.place)
    const home = isOwn ? this.#own : join(this.lab, `machine-${number}`)
    const temp = join(this.lab, `temp-${number}`)
    await Promise.all([mkdir(join(home, '.codex'), { recursive: true }), mkdir(temp, { recursive: true })])
    await writeFile(join(temp, 'event.json'), '{"repository":{"default_branch":"main"}}')
    this.#machines.add(home)
    job.begin()
    const worker = new Process('Runner.Worker', {})
    job.processes.add(worker)
    const run = new Run({ job, home, temp, worker, ...this.options, inputs: this.#inputs(job, number) })
    await Promise.race([run.stages(), job.lost])
    worker.end()
    await rm(temp, { recursive: true, force: true })
    if (isOwn) return
    this.#machines.delete(home)
    await rm(home, { recursive: true, force: true })
  }

  /** What the workflow gives: an environment secret is read when the job starts. */
  #inputs(job: Job, number: number): Record<string, string> {
    const { place, hasKeepFresh } = this.options.story
    const keeps = job.event.kind === 'daily' && hasKeepFresh
    const common = {
      'auth-json': this.#seed,
      token: 'ghs_lab0123456789abcdef0123456789',
      'job-id': String(number),
      ...(keeps ? { mode: 'keep-fresh' } : { prompt: 'Say OK' }),
    }
    const commands = { 'restore-command': 'restore', 'persist-command': 'persist' }
    switch (place) {
      case 'host':
        return { ...common, storage: 'host' }
      case 'cache':
        return { ...common, storage: 'cache', 'encryption-key': KEY }
      case 'command':
        return { ...common, storage: 'command', ...commands }
      case 'command, self-hosted':
        return { ...common, storage: 'command', ...commands, 'encryption-key': KEY }
      case 'github-secret':
        return {
          ...common,
          storage: 'github-secret',
          'secret-name': SECRET,
          'secret-environment': 'codex',
          'auth-json': this.#services.secrets.get(SECRET)?.value.toString() ?? '',
        }
    }
  }

  async copies(): Promise<string[]> {
    const { entries, secrets, managed } = this.#services
    const stored = [...entries.slice(-4).map(({ sealed }) => sealed), ...(managed ? [managed] : [])]
    const found = [secrets.get(SECRET)?.value.toString() ?? this.#seed]
    for (const bytes of stored) found.push(await this.#open(bytes))
    for (const home of this.#machines) found.push(...(await this.#loginsIn(home)))
    return found
  }

  end = (): Promise<void> => rm(this.lab, { recursive: true, force: true })

  async #open(bytes: Buffer): Promise<string> {
    const known = this.#opened.get(bytes)
    if (known !== undefined) return known
    const text = bytes.toString()
    const sealed = text.startsWith('age-') || text.startsWith('{') ? bytes : Buffer.from(text, 'base64')
    const opened = text.startsWith('{') ? text : (await sealer(KEY).open(sealed)).toString()
    this.#opened.set(bytes, opened)
    return opened
  }

  /** auth.json, sealed or not, and what Codex has begun to write beside it. */
  async #loginsIn(home: string): Promise<string[]> {
    const names = await readdir(home, { recursive: true }).catch(() => [])
    const files = names.filter(name => /(^|\/)(auth\.json(\.age)?|\.auth-\w{6})$/.test(name))
    const read = (name: string) => readFile(join(home, name)).then(bytes => this.#open(bytes))
    return Promise.all(files.map(name => read(name).catch(() => '')))
  }
}
