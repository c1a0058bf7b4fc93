/** Larger than any workflow. */
const MOST_BYTES = 1024 * 1024

/** All of standard input as text; undefined if it is larger than a workflow can be. */
export async function readInput(): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk))
    size += chunks.at(-1)?.length ?? 0
    if (size > MOST_BYTES) return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}
