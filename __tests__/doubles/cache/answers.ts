import type { Answer } from './types.js'

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  body: Buffer.from(JSON.stringify(value)),
  headers: { 'content-type': 'application/json', ...headers },
})

export const empty = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  body: Buffer.alloc(0),
  headers,
})

/** In the words that both services and the client share. */
export const WRITE_DENIED = 'cache write denied: the token of this run is read-only'
export const READ_DENIED = 'cache read denied: the token of this run has no readable scope'

/** The parsed body if it is an object with these strings in it. */
export function strings<K extends string>(body: Buffer, ...names: K[]): Record<K, string> | undefined {
  try {
    const value = JSON.parse(body.toString()) as Record<string, unknown>
    return names.every(name => typeof value[name] === 'string') ? (value as Record<K, string>) : undefined
  } catch {
    return undefined
  }
}
