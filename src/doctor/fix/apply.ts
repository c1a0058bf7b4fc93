import { writeFile } from 'node:fs/promises'
import { groupBy } from '../group-by.js'
import type { Machine } from '../machine.js'
import type { Edit, Finding } from '../report.js'

interface Fixing {
  readonly isDry: boolean
  readonly machine: Machine
  /** By absolute path: the text as it was read, and the file as the user would name it. */
  readonly texts: ReadonlyMap<string, { readonly text: string; readonly file: string }>
}

/** Applies the safe repairs of all findings, or prints them as a diff. Nothing else of a file is changed. */
export async function applyFixes(
  findings: readonly Finding[],
  { isDry, machine, texts }: Fixing,
): Promise<void> {
  const edits = groupBy(
    findings.flatMap(({ fix }) => fix ?? []),
    ({ path }) => path,
  )
  for (const [path, own] of edits) {
    const known = texts.get(path)
    if (!known) continue
    const fixed = withEdits(known.text, own)
    if (fixed === known.text) continue
    if (isDry) machine.print(await patchOf(known.file, known.text, fixed))
    else await writeFile(path, fixed)
  }
}

async function patchOf(file: string, before: string, after: string): Promise<string> {
  const { createTwoFilesPatch } = await import('diff')
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  })
}

/** The text with all edits that don't overlap, each once; of two that do, the later one is made. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  const once = new Map(edits.map(edit => [`${edit.from} ${edit.to} ${edit.text}`, edit]))
  // From the end. What is put in at one place is before what is replaced there.
  const inOrder = [...once.values()].toSorted((a, b) => b.from - a.from || b.to - a.to)
  const parts: string[] = []
  let done = text.length
  for (const { from, to, text: put } of inOrder) {
    if (to > done) continue
    parts.push(text.slice(to, done), put)
    done = from
  }
  return [...parts, text.slice(0, done)].reverse().join('')
}
