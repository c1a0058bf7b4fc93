import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RefreshRecord } from '../../doubles/openai/openai.js'
import type { StageName } from '../../doubles/runner/index.js'
import { refreshToken } from '../../e2e/command-job.js'
import type { Gate } from './gated-entry.js'
import type { Job, Machine } from './machine.js'
import { isAlive, refreshingCodex, signal, variableOf } from './processes.js'

/** A job that is to be killed, and all that holds it at a moment until then. */
export class Scene {
  readonly #refreshes: number
  readonly #letGo: (() => unknown)[] = []
  #over = false
  #codex: number | undefined

  constructor(
    readonly machine: Machine,
    readonly job: Job,
  ) {
    this.#refreshes = machine.lab.openai.refreshes.length
    const end = () => {
      this.#over = true
    }
    job.run.then(end, end)
  }

  /** What OpenAI was first asked since this job began. */
  get refresh(): RefreshRecord | undefined {
    return this.machine.lab.openai.refreshes[this.#refreshes]
  }

  get refreshed(): boolean {
    return this.refresh?.outcome === 'refreshed'
  }

  /** The Codex that refreshes, if it is still there. */
  get codex(): number | undefined {
    const { run } = this.job
    this.#codex ??= run.running && refreshingCodex(run.running.pid, this.machine.lab.openai.tokenUrl)
    return this.#codex !== undefined && isAlive(this.#codex) ? this.#codex : undefined
  }

  /** False if the job ended before it was so. */
  async until(isSo: () => boolean): Promise<boolean> {
    while (!this.#over && !isSo()) await sleep(1)
    return !this.#over
  }

  at = (stage: StageName): Promise<boolean> => this.until(() => this.job.run.running?.stage === stage)

  /** OpenAI hears of the refresh, and does nothing yet. */
  async asked(): Promise<boolean> {
    const { openai } = this.machine.lab
    const { opened, open } = gate()
    openai.answerTokenEndpoint({ delayMs: opened })
    this.#letGo.push(() => {
      openai.answerTokenEndpoint('ok')
      open()
    })
    return this.until(() => this.refresh !== undefined)
  }

  /** OpenAI has refreshed, and does not answer yet. The function returned lets it. */
  async refreshedOnly(): Promise<(() => void) | undefined> {
    const { openai } = this.machine.lab
    const { opened, open } = gate()
    const answer = () => {
      openai.delayAfterRefresh(0)
      open()
    }
    openai.delayAfterRefresh(opened)
    this.#letGo.push(answer)
    return (await this.until(() => this.refreshed)) ? answer : undefined
  }

  /** Stops Codex as soon as it is there, before it can ask anything. */
  async frozen(): Promise<boolean> {
    if (!(await this.until(() => this.codex !== undefined))) return false
    const { codex } = this
    if (codex === undefined) return false
    signal(codex, 'SIGSTOP')
    this.#letGo.push(() => signal(codex, 'SIGCONT'))
    // The stage goes on: it writes down whom it has started.
    await sleep(200)
    return this.refresh === undefined
  }

  /** Holds the lock that Codex takes before it saves (docs/facts §4). */
  async locked(): Promise<boolean> {
    const { codex } = this
    if (codex === undefined) return false
    const file = join(variableOf(codex, 'CODEX_HOME'), 'auth.json.lock')
    const holder = spawn('flock', ['--nonblock', file, 'sh', '-c', 'echo locked; cat'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#letGo.push(async () => {
      holder.stdin.end()
      if (holder.exitCode === null) await once(holder, 'close')
    })
    const [first] = await Promise.race([once(holder.stdout, 'data'), once(holder, 'close')])
    return String(first).includes('locked')
  }

  /** Codex has put the refreshed login into the place of auth.json. */
  async untilSaved(): Promise<boolean> {
    const { lab } = this.machine
    const newest = refreshToken(lab.openai.currentAuthJson())
    return this.until(() => refreshToken(readFileSync(lab.authFile, 'utf8')) === newest)
  }

  /** A command of the secret manager has come there, and waits. */
  async held(gate: Gate): Promise<boolean> {
    const { manager } = this.machine
    if (!manager) return false
    const before = manager.count(gate)
    manager.close(gate)
    this.#letGo.push(() => manager.open(gate))
    return this.until(() => manager.count(gate) > before)
  }

  /** Lets all that is left go on. */
  async letGo(): Promise<void> {
    for (const release of this.#letGo.splice(0).reverse()) await release()
  }
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}
