import { stripVTControlCharacters } from 'node:util'

/** Shorter pieces of a secret turn up by chance. */
const WINDOW = 12
/** What a token, or an auth.json in base64, begins with, for those that we haven't seen: facts §5. */
const TOKEN_LIKE = /(?<![\w+/=.-])(?:eyJ|ewo|ewA|rt_)[\w+/=.-]{12,}/g

/**
 * A text of a command that handles the secrets, without them: no 12 characters of one are left, nor of its
 * base64 or hex, wherever it is wrapped, grouped or coloured. Beyond the runner's masker, which looks for
 * whole tokens in one line.
 */
export function scrub(text: string, secrets: readonly Buffer[]): string {
  const plain = stripVTControlCharacters(text).replaceAll('\0', '')
  const places = [...plain.matchAll(/\S/g)].map(({ index }) => index)
  const dense = places.map(index => plain[index]).join('')
  const secret = new Uint8Array(plain.length)
  const mark = (from: number, to: number) => secret.fill(1, places[from], (places[to - 1] ?? 0) + 1)
  const windows = new Map<string, number[]>()
  for (let at = 0; at + WINDOW <= dense.length; at += 1) {
    const window = dense.slice(at, at + WINDOW)
    windows.set(window, [...(windows.get(window) ?? []), at])
  }
  for (const form of windows.size ? secrets.flatMap(formsOf) : [])
    for (let at = 0; at + WINDOW <= form.length; at += 1)
      for (const place of windows.get(form.slice(at, at + WINDOW)) ?? []) mark(place, place + WINDOW)
  for (const { index, 0: found } of dense.matchAll(TOKEN_LIKE)) mark(index, index + found.length)
  let shown = ''
  for (let at = 0; at < plain.length; at += 1)
    if (!secret[at]) shown += plain[at]
    else if (!secret[at - 1]) shown += '***'
  return shown
}

/** The ways in which a command may print it; base64 in each of the three ways it can begin in a longer text. */
function formsOf(secret: Buffer): string[] {
  const shifted = [0, 1, 2].map(shift => secret.subarray(shift).toString('base64'))
  const hex = secret.toString('hex')
  const urls = shifted.map(text => text.replaceAll('+', '-').replaceAll('/', '_'))
  const forms = [secret.toString('utf8'), ...shifted, ...urls, hex, hex.toUpperCase()]
  return [...new Set(forms.map(form => form.replace(/\s/g, '')))]
}
