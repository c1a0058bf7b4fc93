import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Values } from './types.js'

/** The folders of one runner agent. */
export interface Folders {
  work: string
  temp: string
  tools: string
  home: string
  actions: string
}

export function foldersOf(root: string, home?: string, toolCache?: string): Folders {
  const work = join(root, '_work')
  return {
    work,
    temp: join(work, '_temp'),
    tools: toolCache ?? join(work, '_tool'),
    home: home ?? join(root, 'home'),
    actions: join(work, '_actions'),
  }
}

/** The runner wipes RUNNER_TEMP at the start and the end of a job; home, tools and the workspace it leaves. */
export function wipeTemp(temp: string): void {
  rmSync(temp, { recursive: true, force: true })
  mkdirSync(temp, { recursive: true })
}

/** Larger files are listed with an empty text. */
const CAPTURE_LIMIT = 1024 * 1024

/** Every file under RUNNER_TEMP with its content, by its path there: the command files, event.json and the rest. */
export function capture(temp: string): Values {
  const files: Values = {}
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) visit(path)
      if (!entry.isFile()) continue
      try {
        files[relative(temp, path)] = statSync(path).size > CAPTURE_LIMIT ? '' : readFileSync(path, 'utf8')
      } catch {
        // A survivor of the job may still be at work here.
      }
    }
  }
  try {
    visit(temp)
  } catch {
    // No temp at all: nothing was left.
  }
  return files
}
