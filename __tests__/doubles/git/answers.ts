import type { Answer } from './types.js'

/** GitHub explains itself in plain text, which git prints line by line after `remote: `. */
export const plain = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: Buffer.from(text),
  headers: { 'content-type': 'text/plain; charset=UTF-8', 'cache-control': 'no-cache', ...headers },
})
