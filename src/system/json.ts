/** The value of a JSON text, or undefined if it is none: for what others wrote and we only look at. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
