import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Caller } from './access.js'
import { commandOf, readCommands, readReport } from './pkt-line.js'
import type { Route } from './route.js'
import type { Answer, GitRequest } from './types.js'

export function startRecord(
  { method = '', headers }: IncomingMessage,
  path: string,
  route: Route | undefined,
  caller: Caller,
): GitRequest {
  return {
    at: Date.now(),
    method,
    path,
    kind: route?.kind ?? 'unexpected',
    repository: route?.repository ?? '',
    userAgent: headers['user-agent'] ?? '',
    as: typeof caller === 'string' ? caller : caller.label,
    protocol: String(headers['git-protocol'] ?? ''),
    encoding: headers['content-encoding'] ?? '',
    updates: [],
    status: 0,
  }
}

/** Notes what a body asks for. The function returned notes what git said to each command of a push. */
export function noteBody(record: GitRequest, body: Buffer): (answer: Answer) => void {
  const plain = record.encoding === 'gzip' ? gunzipSync(body) : body
  if (record.kind === 'fetch' && commandOf(plain) === 'ls-refs') record.kind = 'list'
  if (record.kind !== 'push') return () => undefined
  const { updates, banded } = readCommands(plain)
  record.updates = updates
  return ({ status, body: said }) => {
    if (status !== 200) return
    const results = readReport(said, banded)
    for (const update of updates) {
      const result = results.get(update.ref)
      if (result !== undefined) update.result = result
    }
  }
}
