/** The programs and servers that this process waits for. Each wait registers here; one place reports long ones. */

interface Wait {
  /** The words after `Waiting for`. */
  readonly what: string
  /** Milliseconds, by `performance.now`. */
  readonly since: number
  tellAt: number
}

/** Before somebody who looks at the log wonders, in milliseconds; and between two words of the same wait. */
const FIRST_MS = 8000
const AGAIN_MS = 30_000
const LOOK_EVERY_MS = 500

const waits = new Set<Wait>()

/** Waits for work that is done elsewhere. `what` is for people, and has nothing secret in it. */
export async function waitFor<T>(what: string, work: Promise<T>): Promise<T> {
  const since = performance.now()
  const wait = { what, since, tellAt: since + FIRST_MS }
  waits.add(wait)
  try {
    return await work
  } finally {
    waits.delete(wait)
  }
}

/** From now on reports each wait that takes long. Does not keep the process alive. */
export function tellLongWaits(tell: (line: string) => void): void {
  setInterval(() => {
    const now = performance.now()
    for (const wait of waits) {
      if (now < wait.tellAt) continue
      wait.tellAt = now + AGAIN_MS
      tell(`Waiting for ${wait.what}, for ${Math.round((now - wait.since) / 1000)} s by now.`)
    }
  }, LOOK_EVERY_MS).unref()
}
