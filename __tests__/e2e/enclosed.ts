/** The auth.json in what was sealed, byte by byte: it follows two lines that say what it is. */
export function authJsonIn(opened: string): string {
  const [head] = /^codex-auth-action login 1\n\{"login":"[^\n]*\}\n/.exec(opened) ?? []
  if (head === undefined) throw new Error('what was sealed does not say what it is')
  return opened.slice(head.length)
}
