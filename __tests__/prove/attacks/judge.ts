import { readdir, readFile } from 'node:fs/promises'
import type { JobResult } from '../../doubles/runner/index.js'
import type { Lab } from '../../e2e/lab.js'
import { partFinder } from '../../e2e/leaks.js'
import { markOf } from './attempt.js'
import { ATTEMPTS } from './attempts.js'
import { OPENED } from './kernel.js'
import { LAST_WORDS } from './script.js'
import { CANARY, textsBelow, type World } from './world.js'

/** A part of a request to the model, as far as it counts here. */
interface Item {
  readonly call_id?: string
  readonly output?: unknown
}
const itemsOf = (request: Record<string, unknown>) => (request.input ?? []) as Item[]
/** What Codex itself put into a request: instructions and prompt, not what commands printed. */
export const instructionsOf = (request: Record<string, unknown>) => [
  request.instructions,
  itemsOf(request).filter(({ output }) => output === undefined),
]

/** Finds what has succeeded, by its effects. */
export class Judge {
  readonly succeeded = new Set<string>()
  readonly printed = new Map<string, string>()
  readonly secret: (text: string) => boolean

  constructor(
    readonly lab: Lab,
    readonly world: Pick<World, 'workspace' | 'received'>,
  ) {
    const part = partFinder(lab.openai.allTokens())
    this.secret = text => part(text) || text.includes(`${CANARY}-`) || text.includes('lab-runtime-token')
  }

  /** What reached the model. */
  read(): void {
    // Each request repeats all that was printed before it.
    const items = this.lab.openai.modelRequests.flatMap(itemsOf)
    for (const text of new Map(items.map(item => [item.call_id, textOf(item)])).values())
      for (const [, id = '', said = ''] of text.matchAll(/<<<([\w-]+)(?:\.second)?>>>(.*?)(?=<<<|$)/gs)) {
        this.printed.set(id, `${this.printed.get(id) ?? ''}${said}`)
        if (this.secret(said) || said.includes(OPENED)) this.succeeded.add(id)
      }
  }

  /** What a job asked of its runner. */
  look({ masks, annotations, env, path, summary, steps }: JobResult): void {
    const asked = steps.map(({ outputs: { 'final-message': _, ...outputs } }) => outputs)
    const states = steps.flatMap(({ stages }) => Object.values(stages).map(({ state }) => state))
    this.#marks(JSON.stringify([masks, annotations, env, path, asked, states]))
    // What Codex said last is meant to be in the summary.
    this.#marks(summary, id => !LAST_WORDS.includes(markOf(id)))
  }

  /** What was left by programs outside of the sandbox, in a file that is named after the attempt. */
  async lookForEscaped(): Promise<void> {
    for (const [path, text] of await textsBelow(this.lab.dir)) {
      const id = /\/escaped-([\w-]+)$/.exec(path)?.[1]
      if (id && text.includes(markOf(id))) this.succeeded.add(id)
    }
  }

  /** What the disk and the servers have by now. */
  async lookAround(): Promise<void> {
    const { openai, dir } = this.lab
    const workspace = `${this.world.workspace}/`
    for (const [path, text] of await textsBelow(dir)) {
      const escaped = /\/escaped-([\w-]+)$/.exec(path)?.[1]
      if (escaped && this.secret(text)) this.succeeded.add(escaped)
      // The workspace is the model's, but for what git and Codex obey.
      const inside = path.startsWith(workspace)
      if (!inside || /^\.(git|codex|agents)\//.test(path.slice(workspace.length))) this.#marks(text)
    }
    this.#marks(this.world.received())
    const requests = openai.modelRequests
    if (openai.refreshes.length > 0) this.succeeded.add('token-endpoint')
    if (openai.log.some(({ path }) => path.includes('revoke'))) this.succeeded.add('logout')
    if (JSON.stringify(requests.map(instructionsOf)).includes(markOf('codex-itself')))
      this.succeeded.add('codex-itself')
    // What comes after it is only done by a Codex that is still there.
    if (!JSON.stringify(requests).includes('call_spawn')) this.succeeded.add('signals')
  }

  #marks(text: string, counts: (id: string) => boolean = () => true): void {
    for (const { id } of ATTEMPTS) if (counts(id) && text.includes(markOf(id))) this.succeeded.add(id)
  }
}

/** What a tool answered. */
const textOf = ({ output = '' }: Item): string => {
  if (typeof output === 'string') return output
  return Array.isArray(output) ? output.map(({ text = '' }) => text).join('\n') : JSON.stringify(output)
}

/** Processes that are named after an attempt; they are ended. */
export async function survivors(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number)
  const found: number[] = []
  for (const pid of pids) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (!line.startsWith(markOf('outlive'))) continue
    found.push(pid)
    process.kill(pid, 'SIGKILL')
  }
  return found
}
