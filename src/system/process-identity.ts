import { readFile, readlink } from 'node:fs/promises'
import { hostname, uptime } from 'node:os'
import { z } from 'zod/mini'
import { systemCode } from './errors.js'
import { programEnvironment } from './program-environment.js'
import { run, succeeded } from './run.js'

const ProcessScope = z.object({
  host: z.string(),
  /** Undefined where the system doesn't say. */
  boot: z.optional(z.string()),
  namespace: z.optional(z.string()),
})
/** The machine, boot and process namespace in which a pid means something. */
export type ProcessScope = z.infer<typeof ProcessScope>

export const ProcessIdentity = z.object({
  pid: z.number(),
  /** When it started, in the system's own words; compared for equality only. */
  startedAt: z.string(),
  scope: ProcessScope,
})
/** A process, told apart from a later one that was given the same pid. */
export type ProcessIdentity = z.infer<typeof ProcessIdentity>

/** The identity of `pid` now; undefined if no such process runs (a zombie doesn't count), or nobody can tell. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const startedAt = await startOf(pid).catch(() => undefined)
  return startedAt === undefined ? undefined : { pid, startedAt, scope: await scope() }
}

export type Liveness = 'alive' | 'dead' | 'unknown'

/**
 * `seenAt`, milliseconds since the epoch, is when it was alive: a process of this host's earlier boot is dead.
 * 'unknown' if it ran where this process can't look (another machine or container), or the look fails.
 */
export async function liveness(process: ProcessIdentity, seenAt = 0): Promise<Liveness> {
  const here = await scope()
  const { host, boot, namespace } = process.scope
  // Two machines may have one name, and share a home: only what is older than this boot is surely gone.
  if (host === here.host && boot !== here.boot && seenAt < Date.now() - uptime() * 1000) return 'dead'
  if (boot !== here.boot || namespace !== here.namespace || (boot === undefined && host !== here.host))
    return 'unknown'
  try {
    return (await startOf(process.pid)) === process.startedAt ? 'alive' : 'dead'
  } catch {
    return 'unknown'
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

let known: Promise<ProcessScope> | undefined
const scope = (): Promise<ProcessScope> => {
  known ??= Promise.all([
    bootId().catch(() => undefined),
    readlink('/proc/self/ns/pid').catch(() => undefined),
  ]).then(([boot, namespace]) => ({
    host: hostname(),
    ...(boot === undefined ? {} : { boot: boot.trim() }),
    ...(namespace === undefined ? {} : { namespace }),
  }))
  return known
}

/** Throws where the system doesn't say. */
async function bootId(): Promise<string> {
  if (process.platform !== 'darwin') return readFile('/proc/sys/kernel/random/boot_id', 'utf8')
  // A Mac's name changes with the network; this stays until it starts again.
  const said = await printed('sysctl', ['-n', 'kern.bootsessionuuid'])
  if (!UUID.test(said.trim())) throw new Error('sysctl says nothing of this boot')
  return said
}

/**
 * Linux: clock ticks after boot (proc(5), stat field 22). Elsewhere the start time that the system prints.
 * Undefined if the process doesn't exist; throws if that isn't known.
 */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return printedStart(pid)
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(error => {
    if (!['ENOENT', 'ESRCH'].includes(systemCode(error) ?? '')) throw error
  })
  // The second field, the command's name in parentheses, may itself hold spaces and parentheses.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' ? undefined : fields?.[19]
}

/** Milliseconds: PowerShell may take some seconds to start. */
const LOOK_MS = 30_000
const MOST_PRINTED = 64 * 1024

/**
 * A look that fails prints nothing, and a process that is alive must not be taken for dead: only a line that says so
 * counts. PowerShell says `none` where it knows that there is no such process.
 */
const LOOK = (pid: number) =>
  `$ErrorActionPreference = 'Stop'
try { $found = Get-Process -Id ${pid} }
catch { if ($_.FullyQualifiedErrorId -like 'NoProcessFoundForGivenId,*') { 'none'; exit 0 }; exit 1 }
'since ' + $found.StartTime.ToFileTimeUtc()`

async function printedStart(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') {
    const said = (
      await printed('powershell', ['-NoProfile', '-NonInteractive', '-Command', LOOK(pid)])
    ).trim()
    const [, start] = /^since (\d+)$/.exec(said) ?? []
    if (start === undefined && said !== 'none') throw new Error(`PowerShell says nothing of process ${pid}`)
    return start
  }
  // `ps` fails in the same way for no such process and for all else. If it lists this process and not the other one,
  // it does not exist.
  const pids = [...new Set([pid, process.pid])].join(',')
  const lines = (await printed('ps', ['-o', 'pid=,stat=,lstart=', '-p', pids])).trim().split('\n')
  const rows = new Map(lines.map(line => line.trim().split(/\s+/)).map(([id, ...rest]) => [Number(id), rest]))
  if (!rows.has(process.pid)) throw new Error(`ps says nothing of process ${pid}`)
  const [state, ...start] = rows.get(pid) ?? []
  return state === undefined || state.startsWith('Z') ? undefined : start.join(' ')
}

/** @throws if the program was not run to its end, or failed */
async function printed(file: string, args: readonly string[]): Promise<string> {
  // The same words whatever time zone and language a job has set.
  const env = programEnvironment(process.env, { TZ: 'UTC', LC_ALL: 'C' })
  const result = await run({ file, args, env, timeoutMs: LOOK_MS, maxOutput: MOST_PRINTED })
  if (!(succeeded(result) && result.complete)) throw new Error(`${file} failed`)
  return result.stdout.toString()
}
