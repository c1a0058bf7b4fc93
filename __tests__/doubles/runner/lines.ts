import { StringDecoder } from 'node:string_decoder'

/**
 * Cuts a stream into lines the way .NET's ReadLine does: `\n`, `\r\n` and a lone `\r` all end one. That matters
 * for masks and commands: what follows a `\r` starts a line of its own.
 */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void
  #rest = ''

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  write(chunk: Buffer): void {
    this.#rest += this.#decoder.write(chunk)
    // A `\r` at the very end may be half of a `\r\n`: it waits for the next chunk.
    for (
      let match = /\r\n|\n|\r(?!$)/.exec(this.#rest);
      match !== null;
      match = /\r\n|\n|\r(?!$)/.exec(this.#rest)
    ) {
      const line = this.#rest.slice(0, match.index)
      this.#rest = this.#rest.slice(match.index + match[0].length)
      this.#onLine(line)
    }
  }

  end(): void {
    const rest = (this.#rest + this.#decoder.end()).replace(/\r$/, '')
    const ended = this.#rest.endsWith('\r')
    this.#rest = ''
    if (rest !== '' || ended) this.#onLine(rest)
  }
}
