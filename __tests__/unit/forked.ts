import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** The first message of a forked process; an error if it ends without one. */
export async function messageOf<T>(child: ChildProcess): Promise<T> {
  const silent = once(child, 'disconnect').then(() => {
    throw new Error('it ended without a message')
  })
  const [message] = await Promise.race([once(child, 'message'), silent])
  return message
}
