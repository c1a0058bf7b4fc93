import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { ActionError, systemCode } from '../../system/errors.js'

/** Where a working directory's skills lie; Codex looks six directories deep. */
const SKILLS = [
  ['.agents', 'skills'],
  ['.codex', 'skills'],
]
const DEPTH = 8
const MOST_DIRECTORIES = 2000
const MOST_ENTRIES = 50_000

/**
 * `codex exec`'s arguments for a working directory that strangers may have written in: none of it is taken as
 * instructions or as configuration. AGENTS.md would be read; so would skills, and one that the prompt names by
 * `$name` be put into it whole; and a machine's config.toml that trusts this directory would let the directory's own
 * .codex/config.toml start programs outside of the sandbox (docs/facts#skills-without-instructions).
 */
export async function untrustedHeadArguments(workingDirectory: string): Promise<string[]> {
  const real = await realpath(workingDirectory).catch(() => workingDirectory)
  const names = new Set([workingDirectory, real])
  const projects = [...names].map(name => `${toml(name)}={trust_level="untrusted"}`)
  const skills = await skillsIn(workingDirectory)
  return [
    // No directory above counts, so that what is said of this one is all there is to say.
    ...['-c', 'project_root_markers=[]', '-c', `projects={${projects.join(',')}}`],
    ...['-c', 'project_doc_max_bytes=0'],
    ...['-c', `skills.config=[${skills.map(path => `{path=${toml(path)},enabled=false}`).join(',')}]`],
  ]
}

/** A basic string of TOML, which escapes as JSON does, and DEL besides. */
const toml = (text: string) => JSON.stringify(text).replaceAll('\u007f', '\\u007F')

/** The SKILL.md files in a working directory, each by its real path. Throws where not all of them can be found. */
async function skillsIn(workingDirectory: string): Promise<string[]> {
  const found = new Set<string>()
  const seen = new Set<string>()
  let looked = 0
  let level = SKILLS.map(steps => join(workingDirectory, ...steps))
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const below: string[] = []
    for (const path of level) {
      const directory = await realpath(path).catch(missing)
      const entries =
        directory === undefined ? undefined : await readdir(directory, { withFileTypes: true }).catch(missing)
      if (directory === undefined || entries === undefined || seen.has(directory)) continue
      if (seen.add(directory).size > MOST_DIRECTORIES)
        throw notFound(`lead to more than ${MOST_DIRECTORIES} directories`)
      looked += entries.length
      if (looked > MOST_ENTRIES) throw notFound(`hold more than ${MOST_ENTRIES} files`)
      for (const entry of entries) {
        const inside = join(directory, entry.name)
        if (entry.name.toLowerCase() === 'skill.md') found.add(await realpath(inside).catch(() => inside))
        else if (!entry.isFile()) below.push(inside)
      }
    }
    level = below
  }
  return [...found]
}

/** Throws, unless nothing is there or it is not a directory: the user as whom Codex runs may be able to read it. */
function missing(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '')) return undefined
  throw notFound(`can't be read (${systemCode(error)})`)
}

const notFound = (what: string) =>
  new ActionError('untrusted-skills', {
    what: `.agents/skills and .codex/skills of the working directory ${what}.`,
    why: 'Strangers may have written there, and Codex would take what it finds as instructions. It was not started.',
    remedy: 'Look at what the branch changes there, and let the user that runs the job read it.',
  })
