import type { Session } from './session.js'

/** Shorter parts are no secret, and as masks they would eat ordinary words. */
const SHORTEST_PART = 12

/**
 * Registers every form of the session's tokens with the runner's masker that it wouldn't derive by itself.
 * It derives base64, JSON, URI, XML and shell forms (facts, "Masking"), but neither the parts of a JWT nor
 * base64url nor hex. One token at a time: a multi-line value would make masks of its single lines.
 */
export function maskSession(session: Session, addMask: (value: string) => void): void {
  for (const token of Object.values(session.tokens)) for (const form of maskedForms(token)) addMask(form)
}

export function maskedForms(token: string): string[] {
  const parts = token.split('.')
  const shifted = [0, 1, 2].map(shift => shiftedBase64url(token, shift))
  const derived = [...parts, ...shifted, Buffer.from(token).toString('hex')]
  return [
    ...new Set([token, ...derived.filter(form => form.length >= SHORTEST_PART && !/[\r\n]/.test(form))]),
  ]
}

/** The part of a text's base64url that is the same wherever the token begins in it. */
function shiftedBase64url(token: string, shift: number): string {
  const bytes = Buffer.from(token).subarray(shift)
  return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64url')
}
