/**
 * Anything shorter is not a token of OpenAI's, and as a mask it would spoil the log: a mask of one letter removes that letter
 * from every line. A seed with such a token is refused. A file that Codex has written is kept as it is, without a mask.
 */
export const SHORTEST_TOKEN = 8
/** Shorter parts aren't secret, and as masks they would hide ordinary words. */
const SHORTEST_PART = 12

/**
 * Registers every form of the login's tokens with the runner's masker that it wouldn't derive by itself.
 * It derives base64, JSON, URI, XML and shell forms (docs/facts, "Masking"), but neither the parts of a JWT nor
 * base64url nor hex. One token at a time: a multi-line value would make masks of its single lines.
 */
export function maskLogin(
  { tokens }: { readonly tokens: Readonly<Record<string, string>> },
  addMask: (value: string) => void,
): void {
  for (const token of Object.values(tokens)) for (const form of maskedForms(token)) addMask(form)
}

export function maskedForms(token: string): string[] {
  if (token.length < SHORTEST_TOKEN) return []
  const lines = token.split(/[\r\n]/).filter(line => line.length >= SHORTEST_TOKEN)
  const parts = token.split('.')
  const shifted = [0, 1, 2].map(shift => shiftedBase64url(token, shift))
  const derived = [...parts, ...shifted, Buffer.from(token).toString('hex')]
  return [
    ...new Set([...lines, ...derived.filter(form => form.length >= SHORTEST_PART && !/[\r\n]/.test(form))]),
  ]
}

/** The part of a text's base64url that is the same wherever the token begins in it. */
function shiftedBase64url(token: string, shift: number): string {
  const bytes = Buffer.from(token).subarray(shift)
  return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64url')
}
