import { setTimeout as sleep } from 'node:timers/promises'
import { lacksRoom } from '../../system/errors.js'
import type { ProcessIdentity } from '../../system/process-identity.js'
import { AppServerEnded, AppServerStuck } from '../app-server.js'
import { allowUserNamespaces } from '../exec/user-namespaces.js'
import { CannotStart } from '../process.js'
import { checkClose } from './close-part.js'
import { type Broken, FACTS, type Fact } from './facts.js'
import { checkFence } from './fence-part.js'
import { endAll, leftIn } from './processes.js'
import { checkRefresh } from './refresh-part.js'
import { checkRun } from './run-part.js'
import { broken, type Scenario } from './scenario.js'
import { makeCheckRoot, removeCheckRoot } from './subject.js'

/** The version of this check. Results of an earlier version no longer count. */
export const CHECK_VERSION = 1

/** A good Codex takes 3 s on an idle machine. */
const LIMIT_MS = 60_000
/** Once a fact is known not to hold, what is still to be found out is of less use. */
const MORE_MS = 5000
/** What is left to do for a part whose Codex was ended. */
const SETTLES_MS = 5000

/** Facts that may fail on a slow machine, and that say nothing about the login: they are tried once more. */
const MAY_FAIL_ONCE: ReadonlySet<Fact> = new Set(['run', 'hand-over'])

export interface CheckRequest {
  /** The native executable. */
  readonly executable: string
  /** The environment of this stage. */
  readonly env: NodeJS.ProcessEnv
  readonly log: (line: string) => void
  readonly signal: AbortSignal
  /** Milliseconds for each part. */
  readonly limitMs?: number
}

/** The result of a check. */
export type Checked =
  /** `sandboxTried` is false where no sandbox could be had on this machine. */
  | { readonly outcome: 'passed'; readonly sandboxTried: boolean }
  /** In the order of FACTS, one at least. `certain` is false where a slow machine may be the reason. */
  | { readonly outcome: 'failed'; readonly broken: readonly Broken[]; readonly certain: boolean }

/**
 * Tries with synthetic logins, and without leaving the machine, what a Codex must do before it may see a real one
 * (docs/facts §16). Four Codexes run side by side, each in a home of its own. Nothing that they have started stays.
 * @throws the signal's reason, and what the system says where the check itself can't be done
 */
export async function checkCodex(request: CheckRequest): Promise<Checked> {
  const { env, executable, log, signal, limitMs = LIMIT_MS } = request
  signal.throwIfAborted()
  await allowUserNamespaces(env, log)
  const root = await makeCheckRoot(env)
  const started: ProcessIdentity[] = []
  const scenario: Scenario = { executable, env, root, onStart: process => void started.push(process) }
  let sandboxTried = false
  const over = new AbortController()
  const run = async () => {
    const first = await checkRun(scenario, { name: 'task', timeoutMs: limitMs })
    const isWorthAnother =
      first.broken.length > 0 && first.broken.every(({ fact }) => MAY_FAIL_ONCE.has(fact))
    const last =
      isWorthAnother && !over.signal.aborted
        ? await checkRun(scenario, { name: 'task-again', timeoutMs: limitMs })
        : first
    sandboxTried = last.sandboxTried
    return last.broken
  }
  try {
    const { found, allEnded } = await sideBySide(
      {
        refresh: () => checkRefresh(scenario),
        'refresh with its input closed': () => checkClose(scenario),
        fence: () => checkFence(scenario),
        task: run,
      },
      { limitMs, signal, log, onStop: () => over.abort(), end: () => endAll(root, started) },
    )
    const left = allEnded ? await leftIn(root) : 0
    if (left > 0) log(`${left} of its processes are still there (ends)`)
    const [first, ...more] = inOrder([
      ...found,
      ...(left > 0 ? [broken('ends', `${left} of its processes are still there`)] : []),
    ])
    if (!first) return { outcome: 'passed', sandboxTried }
    return { outcome: 'failed', broken: [first, ...more], certain: first.fact !== 'in-time' }
  } finally {
    await endAll(root, started)
    await removeCheckRoot(root)
  }
}

interface Bounds extends Required<Pick<CheckRequest, 'limitMs' | 'signal' | 'log'>> {
  /** Called when nothing more may be started. */
  readonly onStop: () => void
  /** Ends the Codexes that are there. */
  readonly end: () => Promise<void>
}
type Stop = 'late' | 'enough' | 'cancelled'

/** Runs all parts until they end, their time is over, or one has found enough. Then their Codexes are ended. */
async function sideBySide(
  parts: Readonly<Record<string, () => Promise<Broken[]>>>,
  { limitMs, signal, log, onStop, end }: Bounds,
): Promise<{ readonly found: Broken[]; readonly allEnded: boolean }> {
  let allEnded = true
  let stop = (_: Stop): void => undefined
  const stopped = new Promise<Stop>(resolve => {
    stop = resolve
  })
  const cancel = () => stop('cancelled')
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  const timers = [setTimeout(() => stop('late'), limitMs)]
  void stopped.then(onStop)
  const running: Promise<unknown>[] = []
  const runOne = async ([name, part]: readonly [string, () => Promise<Broken[]>]) => {
    const result = part().catch(asBroken)
    running.push(result)
    const found = await Promise.race([result, stopped])
    if (typeof found === 'string') allEnded = false
    if (found === 'enough' || found === 'cancelled') return []
    const wrong = found === 'late' ? [late(name, limitMs)] : found
    if (wrong.length > 0) timers.push(setTimeout(() => stop('enough'), MORE_MS))
    const [first] = inOrder(wrong)
    log(`${name}: ${first ? `${first.seen} (${first.fact})` : 'as it should be'}`)
    return wrong
  }
  try {
    const found = await Promise.all(Object.entries(parts).map(runOne))
    if (!allEnded) {
      await end()
      // With their Codexes gone they come to an end, and write no more.
      await Promise.race([Promise.allSettled(running), sleep(SETTLES_MS, undefined, { ref: false })])
    }
    signal.throwIfAborted()
    return { found: found.flat(), allEnded }
  } finally {
    onStop()
    signal.removeEventListener('abort', cancel)
    for (const timer of timers) clearTimeout(timer)
  }
}

const late = (name: string, limitMs: number): Broken =>
  broken('in-time', `the ${name} did not end within ${Math.round(limitMs / 1000)} s`)

/** An error of Codex is a fact that doesn't hold; an error of the system is thrown. */
function asBroken(error: unknown): Broken[] {
  if (error instanceof CannotStart && !lacksRoom(error.cause))
    return [broken('starts', 'it could not be started')]
  if (error instanceof AppServerEnded) return [broken('starts', 'its app-server ended without an answer')]
  if (error instanceof AppServerStuck) return [broken('in-time', 'its app-server did not answer')]
  throw error
}

const ORDER = Object.keys(FACTS) as Fact[]
/** Each fact once. */
const inOrder = (all: readonly Broken[]): Broken[] =>
  ORDER.flatMap(fact => all.find(it => it.fact === fact) ?? [])
