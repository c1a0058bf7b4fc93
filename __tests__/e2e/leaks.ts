import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobResult } from '../doubles/runner/index.js'

/** The part of a token that must not be found anywhere: shorter ones turn up by chance. */
const WINDOW = 12
/** A text is looked at in strides: a window in it, wherever it begins, holds one core that begins at a stride. */
const STRIDE = 6
const CORE = WINDOW - STRIDE + 1

/**
 * Where a token, or any 12 characters of one, can be read in what jobs printed or left: logs as the processes
 * wrote them, annotations, outputs, state, summary, GITHUB_ENV, all files but auth.json and what was set aside beside it. The header of a JWT
 * doesn't count: it is the same in every token of the world.
 */
export async function findLeaks(
  tokens: readonly string[],
  results: readonly JobResult[],
  dir: string,
): Promise<string[]> {
  const holdsPart = partFinder(tokens)
  const leaks: string[] = []
  const look = (where: string, text: string | undefined) => {
    if (text !== undefined && holdsPart(text)) leaks.push(where)
  }
  for (const [index, result] of results.entries())
    lookAt(result, (where, text) => look(`job ${index}: ${where}`, text))
  for (const path of await filesBelow(dir))
    if (!/auth\.json(\.replaced)?$/.test(path))
      look(path, (await readFile(path).catch(() => Buffer.alloc(0))).toString('latin1'))
  return leaks
}

/** Whether a text holds 12 characters of one of the tokens, as they are. */
export function partFinder(tokens: readonly string[]): (text: string) => boolean {
  const [windows, cores] = [new Set<string>(), new Set<string>()]
  for (const token of tokens) {
    const secret = token.startsWith('eyJ') ? token.slice(token.indexOf('.') + 1) : token
    for (let at = 0; at + WINDOW <= secret.length; at += 1) windows.add(secret.slice(at, at + WINDOW))
    for (let at = 0; at + CORE <= secret.length; at += 1) cores.add(secret.slice(at, at + CORE))
  }
  return text => holds(windows, cores, text)
}

function lookAt(result: JobResult, look: (where: string, text: string | undefined) => void): void {
  look('log', result.log)
  look('raw log', result.rawLog)
  look('summary', result.rawSummary)
  look('GITHUB_ENV', JSON.stringify(result.env))
  look('GITHUB_PATH', JSON.stringify(result.path))
  for (const { title, message } of result.annotations) look('annotation', `${title} ${message}`)
  for (const step of result.steps) {
    look('outputs', JSON.stringify(step.outputs))
    for (const [stage, report] of Object.entries(step.stages))
      look(`state of ${stage}`, JSON.stringify(report.state))
  }
  for (const [path, text] of Object.entries(result.files())) look(path, text)
}

function holds(windows: ReadonlySet<string>, cores: ReadonlySet<string>, text: string): boolean {
  for (let at = 0; at + CORE <= text.length; at += STRIDE)
    if (cores.has(text.slice(at, at + CORE)))
      for (let from = Math.max(0, at - STRIDE + 1); from <= at; from += 1)
        if (windows.has(text.slice(from, from + WINDOW))) return true
  return false
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  // The installed copy of the action is what it was before any token was made.
  return entries
    .filter(entry => entry.isFile() && !entry.parentPath.includes('_actions'))
    .map(entry => join(entry.parentPath, entry.name))
}
