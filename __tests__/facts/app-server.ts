import { createInterface } from 'node:readline'
import type { Home, Running, Scene } from './scene.js'

export interface Answer {
  readonly result?: Record<string, unknown> | undefined
  readonly error?: { readonly code: number; readonly message: string } | undefined
}

export interface AppServer extends Running {
  ask(method: string, params?: object): Promise<Answer>
  /** Writes without waiting for an answer. */
  send(message: object): void
  /** What came without being asked for. */
  readonly notifications: { method: string; params: Record<string, unknown> }[]
  /** Ends its stdin, and waits until it has ended. */
  end(): Promise<{ readonly code: number | null }>
  /** Every line as it came. */
  readonly lines: string[]
}

/** The flags of the fewest requests. */
export const LEAN = [
  ...['-c', 'analytics.enabled=false'],
  ...['apps', 'plugins', 'remote_plugin'].flatMap(feature => ['--disable', feature]),
]

/** Starts an app-server, and initializes it unless told. */
export async function appServer(
  scene: Scene,
  home: Home,
  { env = {}, initialize = true }: { env?: Record<string, string>; initialize?: boolean } = {},
): Promise<AppServer> {
  const running = scene.start(home, { args: ['app-server', ...LEAN], env, stdin: 'open' })
  const waiting = new Map<number, (answer: Answer) => void>()
  const lines: string[] = []
  const notifications: AppServer['notifications'] = []
  createInterface({ input: running.child.stdout }).on('line', line => {
    lines.push(line)
    const message = JSON.parse(line)
    if (message.method !== undefined) notifications.push(message)
    else waiting.get(message.id)?.(message)
  })
  let id = 0
  const server: AppServer = {
    ...running,
    lines,
    notifications,
    send: message => void running.child.stdin.write(`${JSON.stringify(message)}\n`),
    ask: (method, params) =>
      new Promise(resolve => {
        id += 1
        waiting.set(id, resolve)
        void running.ended.then(() => resolve({ error: { code: 0, message: 'the app-server has ended' } }))
        server.send({ id, method, ...(params && { params }) })
      }),
    end() {
      running.child.stdin.end()
      return running.ended
    },
  }
  if (initialize) {
    await server.ask('initialize', { clientInfo: { name: 'lab', title: 'lab', version: '0' } })
    server.send({ method: 'initialized' })
  }
  return server
}
