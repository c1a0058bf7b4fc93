import { once } from 'node:events'
import fs from 'node:fs'
import { appendFile, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HostLease } from '../../src/leases/host-lease.js'
import { identify, liveness, type ProcessIdentity } from '../../src/system/process-identity.js'
import { dieAt } from './die-at.js'
import { markAt } from './lease-marks.js'

/** A process of its own for the tests of the host lease: its owner is itself, so its death frees what it holds. */
export interface Orders {
  readonly home: string
  readonly job: string
  /** Takes and releases so many times, and shows in `trace` if another was inside at the same time. */
  readonly rounds?: { readonly times: number; readonly holdMs: number; readonly trace: string }
  /** Goes once through all that a refresh does with the lease, and dies at this call of the file system. */
  readonly dieAt?: { readonly call: number; readonly codex: ProcessIdentity }
  /** Releases what another process took. */
  readonly release?: string
  /** Tries once, but waits for a word of ours between its look and its taking. */
  readonly slow?: boolean
  /** Takes it, and announces a Codex, but waits for a word of ours before that is written. */
  readonly announcesLate?: boolean
  /** Whose death frees what it holds; itself, unless told. */
  readonly owner?: ProcessIdentity
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders
const leases = join(orders.home, 'auth.lease')
const tell = (message: unknown) => new Promise(done => process.send?.(message as object, done))
const self = await identify(process.pid)
const lease = new HostLease({ owner: self, ...orders, description: `job ${orders.job}`, lifeMs: 3_600_000 })

if (orders.rounds) await goRound(orders.rounds)
if (orders.dieAt) await goThrough(orders.dieAt)
if (orders.release) await tell({ released: await lease.release(orders.release) })
if (orders.slow) await trySlowly()
if (orders.announcesLate) await announceLate()
process.disconnect?.()

async function goRound({ times, holdMs, trace }: NonNullable<Orders['rounds']>): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    const held = await lease.acquire({ waitMs: 60_000 })
    await enter(`${trace}.inside`, trace)
    // A counter that is read, and written a moment later: two at once would lose a count.
    const count = Number(await readFile(`${trace}.count`, 'utf8').catch(() => '0'))
    await sleep(Math.random() * holdMs)
    await writeFile(`${trace}.count`, String(count + 1))
    await rm(`${trace}.inside`)
    await held.release()
    await sleep(Math.random() * 60) // or it would take it again before the others look
  }
}

/** Who was killed inside left the file behind; anyone else in it is a breach. */
async function enter(inside: string, trace: string): Promise<void> {
  const file = await open(inside, 'wx').catch(() => undefined)
  if (!file) {
    const other = await readFile(inside, 'utf8').catch(() => '')
    const alive = other !== '' && (await liveness(JSON.parse(other) as ProcessIdentity)) === 'alive'
    // Should it ever happen: who is inside, by what the lease's own files say at this moment.
    const records = alive
      ? await Promise.all(
          (await readdir(leases)).map(name => readFile(join(leases, name), 'utf8').catch(String)),
        )
      : []
    await appendFile(
      trace,
      `${alive ? `BREACH of ${other} by ${process.pid}: ${records.join(' ')}` : 'after a death'}\n`,
    )
  }
  await file?.close()
  await writeFile(inside, JSON.stringify(self))
  await appendFile(trace, `${process.pid}\n`)
}

async function goThrough({ call, codex }: NonNullable<Orders['dieAt']>): Promise<void> {
  const step = async <T>(name: string, action: () => Promise<T>): Promise<T> => {
    await tell({ step: name })
    return action()
  }
  dieAt(call)
  const held = await step('acquire', () => lease.acquire({ waitMs: 0 }))
  await step('announce', () => held.announceCodex(markAt(1)))
  await step('protect', () => held.protectCodex(codex))
  await step('end', () => held.codexEnded())
  await step('release', () => held.release({ newest: markAt(1) }))
  await tell({ step: 'done' })
}

/** From here on each of these calls of the file system waits for a word of ours. */
function slowDown(name: 'link' | 'rename', step: string): void {
  const real = fs.promises[name]
  fs.promises[name] = async (...names) => {
    const told = once(process, 'message')
    await tell({ step })
    await told
    return real(...names)
  }
  syncBuiltinESMExports()
}

async function announceLate(): Promise<void> {
  const held = await lease.acquire({ waitMs: 0 })
  slowDown('rename', 'about to announce')
  const outcome = await held.announceCodex(markAt(1)).catch((error: Error) => error)
  await tell({ got: outcome instanceof Error ? outcome.name : 'its word in' })
}

async function trySlowly(): Promise<void> {
  slowDown('link', 'about to take')
  const outcome = await lease.acquire({ waitMs: 0 }).catch((error: Error) => error)
  await tell({ got: outcome instanceof Error ? outcome.name : 'the lease' })
}
