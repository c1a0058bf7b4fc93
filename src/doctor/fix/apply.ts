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

/** The text with all edits that don't overlap, each once, from its end to its beginning. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  let done = text.length
  let fixed = text
  const once = new Map(edits.map(edit => [`${edit.from} ${edit.to} ${edit.text}`, edit]))
  // What is put in at one place comes after what is replaced there, and so before it in the text.
  const inOrder = [...once.values()].toSorted((a, b) => b.from - a.from || b.to - a.to)
  for (const { from, to, text: put } of inOrder) {
    if (to > done) continue
    fixed = fixed.slice(0, from) + put + fixed.slice(to)
    done = from
  }
  return fixed
}
