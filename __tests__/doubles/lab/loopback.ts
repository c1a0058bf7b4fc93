import { isIPv4 } from 'node:net'

/** Nothing listens there: a service that a test didn't start refuses the connection at once. */
export const CLOSED = 'http://127.0.0.1:9/'

/** For every process of a lab: npm's registry is closed until a test starts one. */
export const closedRegistry = { NPM_CONFIG_REGISTRY: CLOSED, npm_config_registry: CLOSED }

/** Leads what would leave the machine to this proxy, and leaves the loopback alone. All programs read one of these. */
export function proxiedBy(url: string): Record<string, string> {
  const values = { https_proxy: url, http_proxy: url, no_proxy: 'localhost,127.0.0.1,::1' }
  const pairs = Object.entries(values)
  return Object.fromEntries([...pairs, ...pairs.map(([name, value]) => [name.toUpperCase(), value])])
}

/** True for what is on this machine: names below `localhost`, 127.0.0.0/8, ::1, and "any address". */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:/, '')
  if (isIPv4(name)) return name.startsWith('127.') || name === '0.0.0.0'
  return ['localhost', '::1', '::'].includes(name) || name.endsWith('.localhost')
}

/** True for names that can't exist (RFC 6761), such as that of the fence. Whoever asks for one reaches nobody. */
export const isNobody = (host: string): boolean => host.toLowerCase().endsWith('.invalid')

/** A test, or what it started, has tried to leave the machine. */
export class OutsideReached extends Error {
  override readonly name = 'OutsideReached'

  constructor(hosts: readonly string[]) {
    super(
      `${hosts.join(', ')} is not on this machine, and a test tried to reach it.\n` +
        'Tests stay on the loopback, so that they need no network and spend nothing of anybody.\n' +
        'Start a double, or give its address as http://127.0.0.1:9/ where nothing may answer.',
    )
  }
}
