/** All that comes out of a stream; undefined, and no more is read, if that is more than `limit` bytes. */
export async function readStream(
  stream: AsyncIterable<Uint8Array>,
  { limit }: { readonly limit: number },
): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > limit) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
