import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** All our pages, by their path from the root. */
export async function pages() {
  const found = ['README.md', 'CHANGELOG.md', '.github/SECURITY.md', 'examples/README.md']
  for (const name of await readdir(path.join(ROOT, 'docs'), { recursive: true }))
    if (name.endsWith('.md')) found.push(path.join('docs', name))
  return found.sort()
}
