import type { Readable } from 'node:stream'

export interface LineReader {
  /** Most characters of a line that are kept. */
  readonly longest: number
  /** Without the end of the line. */
  readonly onLine?: ((line: string) => void) | undefined
  /** Called for a longer line with its first `longest` characters and its length. Without it, such a line is dropped. */
  readonly onTooLong?: ((beginning: string, length: number) => void) | undefined
}

/**
 * Reads a stream of UTF-8 line by line until it ends. It keeps one line at a time and at most `longest` characters of it;
 * Node's readline keeps a line of any length. Lines end at `\n` or `\r\n` only: readline also ends them at U+2028, which
 * JSON may contain.
 */
export function readLines(stream: Readable, { longest, onLine, onTooLong }: LineReader): Promise<void> {
  let parts: string[] = []
  let kept = 0
  let length = 0

  const add = (part: string) => {
    length += part.length
    if (kept === longest || part === '') return
    const room = part.slice(0, longest - kept)
    kept += room.length
    parts.push(room)
  }
  const end = () => {
    const line = parts.join('')
    if (length > longest) onTooLong?.(line, length)
    else onLine?.(line.endsWith('\r') ? line.slice(0, -1) : line)
    parts = []
    kept = length = 0
  }

  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    let from = 0
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      add(chunk.slice(from, at))
      end()
      from = at + 1
    }
    add(chunk.slice(from))
  })
  return new Promise(resolve => {
    const close = () => {
      if (length > 0) end()
      resolve()
    }
    stream.once('end', close)
    // The stream was destroyed before its end, or broke. The rest of the last line will never come.
    stream.once('close', close)
    stream.once('error', close)
  })
}
