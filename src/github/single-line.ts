/**
 * The same JSON text without the line breaks between its tokens: the runner makes a mask of every line of a
 * secret, so a pretty-printed one would mask `{` and `}` everywhere (docs/facts, "Masking"). Token by token, so that
 * every value stays as it was written, numbers and escapes too; a text of one line is left alone.
 * @throws SyntaxError if it isn't JSON
 */
export async function singleLine(json: Uint8Array): Promise<Buffer> {
  // One character a byte: offsets are offsets, and whatever is in a string comes back as it was.
  const text = Buffer.from(json).toString('latin1')
  if (!/[\r\n]/.test(text)) return Buffer.from(json)
  const { tokenize } = await import('@humanwhocodes/momoa')
  try {
    const tokens = tokenize(text, { mode: 'json' })
    return Buffer.from(
      tokens.map(({ loc }) => text.slice(loc.start.offset, loc.end.offset)).join(''),
      'latin1',
    )
  } catch {
    // The tokenizer's own message quotes the text.
    throw new SyntaxError('not JSON')
  }
}
