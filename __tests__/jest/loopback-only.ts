/** For each test file: a connection that leaves the machine is refused at once, and its test fails in any case. */
import { type NetConnectOpts, Socket } from 'node:net'
import { afterEach } from '@jest/globals'
import { CLOSED, isLoopback, OutsideReached, proxiedBy } from '../doubles/lab/loopback.js'

type Connect = (this: Socket, ...words: unknown[]) => Socket

/** The worker process keeps this from one test file to the next: it has one `net` for all of them. */
interface Guarded extends Connect {
  reached?: Set<string>
}

// Connections of the tests' own code are seen here, not by the proxy that their processes inherit.
for (const name of Object.keys(proxiedBy(CLOSED))) delete process.env[name]

const guarded = Socket.prototype.connect as Guarded
const reached = guarded.reached ?? guard(guarded)

afterEach(() => {
  const hosts = [...reached]
  reached.clear()
  if (hosts.length > 0) throw new OutsideReached(hosts)
})

/** Also tls, http and fetch connect by this method. */
function guard(connect: Connect): Set<string> {
  const reached = new Set<string>()
  const connectOnHere: Guarded = function (this: Socket, ...words) {
    const host = hostOf(words)
    if (host === undefined || isLoopback(host)) return connect.apply(this, words)
    reached.add(host)
    process.nextTick(() => this.destroy(new OutsideReached([host])))
    return this
  }
  connectOnHere.reached = reached
  Socket.prototype.connect = connectOnHere as typeof Socket.prototype.connect
  return reached
}

/** `connect(options)`, `connect(port, host)`, or what Node's own modules give: both in one array. Undefined for a local path. */
function hostOf([first, second]: readonly unknown[]): string | undefined {
  if (Array.isArray(first)) return hostOf(first)
  if (typeof first === 'object' && first !== null) {
    const options = first as Partial<NetConnectOpts> & { host?: string }
    return 'path' in options && options.path ? undefined : (options.host ?? 'localhost')
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined
  return typeof second === 'string' ? second : 'localhost'
}
