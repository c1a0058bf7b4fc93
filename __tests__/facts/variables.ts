import { readFileSync } from 'node:fs'

/** A name ends where the next one begins. */
const NAME =
  /(?<!OPENAI_)(?:CODEX|OPENAI|SPIFFE|CHATGPT|WORKLOAD)_(?:(?!(?:CODEX|OPENAI|CHATGPT|AWS|AZURE|SSL|CURL|NODE|REQUESTS|TLS|ELECTRON)_)[A-Z0-9_]){2,60}/g

/**
 * What looks like one of Codex's variables in its executable. Names run into each other and into other text there, so a
 * name that is another one with a letter or two more is left out.
 */
export function variablesIn(executable: string): string[] {
  const found = new Set(readFileSync(executable).toString('latin1').match(NAME))
  const isExtended = (name: string) => [1, 2].some(more => found.has(name.slice(0, -more)))
  return [...found].filter(name => !isExtended(name) && !name.endsWith('_'))
}
