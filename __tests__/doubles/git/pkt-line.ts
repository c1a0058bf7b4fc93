import type { RefUpdate } from './types.js'

/** The payloads up to the first flush, which is where a push's commands end and its pack begins. */
function payloads(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    const length = Number.parseInt(bytes.toString('latin1', at, at + 4), 16)
    if (length === 0) break
    if (!(length >= 4) || at + length > bytes.length) throw new Error(`no pkt-line at byte ${at}`)
    found.push(bytes.subarray(at + 4, at + length))
    at += length
  }
  return found
}

/** The first line of what a client of protocol 2 asks: `ls-refs` or `fetch`; undefined for older ones. */
export function commandOf(body: Buffer): string | undefined {
  const length = Number.parseInt(body.toString('latin1', 0, 4), 16)
  return /^command=([a-z-]+)\n?$/.exec(body.toString('latin1', 4, length))?.[1]
}

/**
 * The commands of a push and whether its answer comes in bands.
 * @throws Error if the body of the request is none of a push
 */
export function readCommands(body: Buffer): { updates: RefUpdate[]; banded: boolean } {
  const lines = payloads(body).map(line => line.toString())
  const capabilities = lines.flatMap(line => line.split('\0').slice(1)).join(' ')
  const updates = lines
    .map(line => (line.split('\0')[0] ?? '').trimEnd())
    .filter(line => !line.startsWith('shallow '))
    .map(line => {
      const [, old, now, ref] = /^([0-9a-f]{40}) ([0-9a-f]{40}) (\S+)$/.exec(line) ?? []
      if (!old || !now || !ref) throw new Error(`no command of a push: ${line}`)
      return { ref, old, new: now }
    })
  return { updates, banded: capabilities.split(' ').includes('side-band-64k') }
}

/** What git reported of each ref of a push: `ok`, or the reason. */
export function readReport(body: Buffer, banded: boolean): Map<string, string> {
  const report = banded
    ? Buffer.concat(
        payloads(body)
          .filter(line => line[0] === 1)
          .map(line => line.subarray(1)),
      )
    : body
  return new Map(
    payloads(report).flatMap(line => {
      const [, verdict, ref = '', reason = ''] = /^(ok|ng) (\S+) ?(.*)/.exec(line.toString()) ?? []
      return verdict ? [[ref, verdict === 'ok' ? 'ok' : reason]] : []
    }),
  )
}
