import { answer, authenticate, type Exchange, parseObject, type Route } from './exchange.js'
import type { Ledger } from './ledger.js'

/**
 * What Codex asks on the side: plugins, apps (by MCP), settings, analytics. Each is empty, in the form that
 * Codex accepts without a word: an error here would drown its stderr, which tests read.
 */
export function sideServices(ledger: Ledger): Route[] {
  const json = (method: string, path: string | RegExp, kind: string, value: unknown): Route => ({
    method,
    path,
    kind,
    handle: exchange => {
      if (authenticate(exchange, ledger)) answer(exchange, 200, value)
    },
  })
  const mcp: Route = {
    method: 'POST',
    path: '/backend-api/ps/mcp',
    kind: 'mcp',
    // Without a check of the bearer: Codex sends none to a host that isn't chatgpt.com.
    handle: emptyMcpServer,
  }
  const noStream: Route = {
    method: 'GET',
    path: '/backend-api/ps/mcp',
    kind: 'mcp',
    // An MCP server that pushes nothing answers 405 here.
    handle: exchange => answer(exchange, 405, {}),
  }
  const endSession: Route = { ...noStream, method: 'DELETE' }
  return [
    json('GET', '/backend-api/ps/plugins/installed', 'plugins', { plugins: [], pagination: { limit: 200 } }),
    json('GET', '/backend-api/ps/plugins/suggested/codex', 'plugins', { enabled: false, plugins: [] }),
    // Since 0.171.0.
    json('GET', '/backend-api/ps/plugins/tooling-state/turtle', 'plugins', {}),
    // Up to 0.168.0.
    json('GET', '/backend-api/plugins/featured', 'plugins', []),
    json('GET', '/backend-api/ps/plugins/list', 'plugins', { plugins: [], pagination: { limit: 200 } }),
    json('GET', '/backend-api/wham/settings/user', 'settings', {}),
    json('GET', '/backend-api/wham/rate-limit-reset-credits', 'reset-credits', {
      credits: [],
      available_count: 0,
    }),
    json('POST', '/backend-api/codex/analytics-events/events', 'analytics', {}),
    mcp,
    noStream,
    endSession,
  ]
}

/** An MCP server without a tool: it answers the handshake and empty lists. */
function emptyMcpServer(exchange: Exchange): void {
  const call = parseObject(exchange.body) ?? {}
  if (call.id === undefined) {
    exchange.response.writeHead(202).end()
    return
  }
  const params = call.params as { protocolVersion?: string } | undefined
  const results: Record<string, unknown> = {
    initialize: {
      protocolVersion: params?.protocolVersion,
      capabilities: { tools: {} },
      serverInfo: { name: 'lab', version: '0' },
    },
    ping: {},
    'tools/list': { tools: [] },
    'resources/list': { resources: [] },
    'resources/templates/list': { resourceTemplates: [] },
  }
  const result = results[String(call.method)]
  if (result === undefined) exchange.unexpected(`MCP method ${call.method}`)
  answer(exchange, 200, { jsonrpc: '2.0', id: call.id, result: result ?? {} })
}
