/**
 * The runner's secret masker: every place in a text where a mask or one of its variants occurs becomes `***`;
 * masks that touch or overlap become one (SecretMasker.cs, ValueEncoders.cs, docs/facts/runner.md "Masking").
 */
export class Masker {
  readonly #given: string[] = []
  readonly #needles = new Set<string>()

  /** `add-mask` and secrets alike: the whole value and every trimmed line of it, however short. */
  add(value: string): void {
    for (const one of [value, ...value.split(/[\r\n]+/).map(line => line.trim())]) this.#addOne(one)
  }

  /** The values as they were registered, without their variants. */
  get masks(): string[] {
    return [...this.#given]
  }

  mask(text: string): string {
    const spans: [number, number][] = []
    for (const needle of this.#needles) {
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
        spans.push([at, at + needle.length])
      }
    }
    spans.sort((a, b) => a[0] - b[0])
    let shown = ''
    let done = 0
    for (let i = 0; i < spans.length; ) {
      const [start, first] = spans[i] as [number, number]
      let end = first
      for (i++; i < spans.length && (spans[i]?.[0] ?? 0) <= end; i++) end = Math.max(end, spans[i]?.[1] ?? 0)
      shown += `${text.slice(done, start)}***`
      done = end
    }
    return shown + text.slice(done)
  }

  /** True when a text contains something masked: a job output that does is dropped by GitHub. */
  touches(text: string): boolean {
    for (const needle of this.#needles) if (text.includes(needle)) return true
    return false
  }

  #addOne(value: string): void {
    if (value === '' || this.#given.includes(value)) return
    this.#given.push(value)
    for (const needle of [value, ...variants(value)]) if (needle !== '') this.#needles.add(needle)
  }
}

/** The encoded forms that the runner masks by itself. Not base64url, hex, gzip, or parts of a JWT. */
function variants(value: string): string[] {
  const bytes = Buffer.from(value)
  const base64 = [0, 1, 2].map(skip => bytes.subarray(bytes.length > skip ? skip : 0).toString('base64'))
  return [
    ...base64,
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    JSON.stringify(value).slice(1, -1),
    uriEscaped(value),
    value.replaceAll(/[<>"'&]/g, char => XML[char] ?? char),
    value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '',
    ...powerShellParts(value),
  ]
}

const XML: Record<string, string> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '&': '&amp;' }

/** .NET's EscapeDataString: like encodeURIComponent, but `!'()*` are escaped too. */
function uriEscaped(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString()).replaceAll(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** PowerShell splits a secret with `&` in its error messages; parts under six characters are left alone. */
function powerShellParts(value: string): string[] {
  const plus = value.indexOf('&+')
  const and = value.lastIndexOf('&')
  if (and < 0) return []
  const parts =
    plus >= 0
      ? [value.slice(0, plus + 2), value.slice(plus + 3)]
      : [value.slice(0, and + 1), value.slice(and + 1)]
  return parts.filter(part => part.length >= 6)
}
