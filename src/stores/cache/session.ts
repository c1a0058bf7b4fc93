import type { Options as Retries } from 'p-retry'
import type { Log } from '../../report/log.js'
import type { Look } from './key.js'
import { CacheProcess, CacheUnavailable } from './process.js'

/** Milliseconds that one order may take before its process is killed, and when to try again. */
export interface Patience {
  readonly orderMs: number
  readonly retries: Retries
}

/** The client itself tries again for 30 s where the service answers 500. */
const PATIENCE: Patience = {
  orderMs: 60_000,
  retries: { retries: 4, minTimeout: 1000, randomize: true, maxRetryTime: 120_000 },
}

/** GitHub takes ten keys in a question, of which the client needs the first twice. */
const KEYS_IN_QUESTION = 9
const QUESTIONS_AT_ONCE = 8

interface SessionOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly directory: string
  readonly client: string
  readonly log: Pick<Log, 'info'>
  readonly patience?: Patience
}

/** Uses the cache, and tries again, with a new process each time, while the service can't be reached or breaks off. */
export async function withCache<T>(
  { directory, client, env, log, patience = PATIENCE }: SessionOptions,
  use: (cache: CacheProcess) => Promise<T>,
): Promise<T> {
  const { default: pRetry } = await import('p-retry')
  const attempt = async () => {
    const { orderMs } = patience
    const cache = await CacheProcess.start({ parent: directory, module: client, env, orderMs })
    return use(cache).finally(() => cache.end())
  }
  return pRetry(attempt, {
    ...patience.retries,
    shouldRetry: ({ error }) => error instanceof CacheUnavailable && error.transient,
    onFailedAttempt: ({ error, retriesLeft }) => {
      if (error instanceof CacheUnavailable && error.transient && retriesLeft > 0)
        log.info(`${error.explanation.what} Trying again.`)
    },
  })
}

/** Asks for prefixes in their order, a few questions at a time. */
export function lookIn(cache: CacheProcess): Look {
  const most = KEYS_IN_QUESTION * QUESTIONS_AT_ONCE
  return async function look(prefixes): Promise<string | undefined> {
    const now = prefixes.slice(0, most)
    const questions = Array.from({ length: Math.ceil(now.length / KEYS_IN_QUESTION) }, (_, at) =>
      now.slice(at * KEYS_IN_QUESTION, (at + 1) * KEYS_IN_QUESTION),
    )
    const found = (await cache.look(questions)).find(key => key !== undefined)
    if (found !== undefined && !now.some(prefix => found.toLowerCase().startsWith(prefix)))
      throw new CacheUnavailable('it named an entry that was not asked for', false)
    if (found !== undefined || prefixes.length <= most) return found
    return look(prefixes.slice(most))
  }
}
