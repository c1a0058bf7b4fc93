import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod/mini'
import { readRegularFile, replaceFile } from '../../system/files.js'
import { parseJson } from '../../system/json.js'
import { CHECK_VERSION, type Checked } from './check.js'
import { type Broken, FACTS, type Fact } from './facts.js'
import { filesIn } from './remains.js'

/** Where a verdict is kept, and on what. */
export interface VerdictPlace {
  /** `<tool cache>/codex`. */
  readonly root: string
  /** A file or a directory: all that belongs to the Codex. */
  readonly files: string
}

/** How long a failure counts, because it may have had a reason on that day. A pass counts permanently. */
const FAILED_MS = 24 * 3_600_000
const MOST_BYTES = 64 * 1024

const isFact = (text: string): text is Fact => Object.hasOwn(FACTS, text)
const Kept = z.object({
  check: z.literal(CHECK_VERSION),
  /** `digestOfFiles` of what was checked, and `stampOfFiles` when that was made. */
  digest: z.string(),
  stamp: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  broken: z.array(z.object({ fact: z.string().check(z.refine(isFact)), seen: z.string() })),
})
type Kept = z.infer<typeof Kept>

const fileFor = ({ root, files }: VerdictPlace): string =>
  join(root, '.checks', `${createHash('sha256').update(files).digest('hex').slice(0, 32)}.json`)

/**
 * The result of an earlier check of these very files: an empty list if they have passed, undefined if nothing is known.
 * The files, 400 MB, are read only if the system says that they may have changed.
 */
export async function keptVerdict(place: VerdictPlace, now: number): Promise<readonly Broken[] | undefined> {
  const bytes = await readRegularFile(fileFor(place), { limit: MOST_BYTES }).catch(() => undefined)
  const parsed = bytes && Kept.safeParse(parseJson(bytes.toString('utf8')))
  if (!parsed?.success) return undefined
  const kept = parsed.data
  const age = now - kept.at
  if (kept.broken.length > 0 && !(age >= 0 && age < FAILED_MS)) return undefined

  const stamp = await stampOfFiles(place.files)
  if (stamp !== kept.stamp) {
    if ((await digestOfFiles(place.files)) !== kept.digest) return undefined
    await write(place, { ...kept, stamp })
  }
  return kept.broken as Broken[]
}

/**
 * Keeps what a check has found, if it is sure to find the same again. Where it can't be kept, the next job checks again.
 * @param stamp of the files before the check
 */
export async function keepVerdict(
  place: VerdictPlace,
  checked: Checked,
  { now, stamp }: { readonly now: number; readonly stamp: string },
): Promise<void> {
  const isSure = checked.outcome === 'passed' ? checked.sandboxTried : checked.certain
  if (!isSure) return
  const digest = await digestOfFiles(place.files)
  // If the files have changed meanwhile, the check doesn't count for them.
  if ((await stampOfFiles(place.files)) !== stamp) return
  const broken = checked.outcome === 'passed' ? [] : [...checked.broken]
  await write(place, { check: CHECK_VERSION, digest, stamp, at: now, broken })
}

async function write(place: VerdictPlace, kept: Kept): Promise<void> {
  const file = fileFor(place)
  await mkdir(dirname(file), { recursive: true })
    .then(() => replaceFile(file, JSON.stringify(kept), 0o644))
    .catch(() => undefined)
}

/** Changes whenever the system has noted a change of one of the files, as nobody but root can prevent (inode(7), ctime). */
export async function stampOfFiles(path: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of await namesIn(path)) {
    const { dev, ino, size, ctimeNs } = await stat(join(path, name), { bigint: true })
    hash.update(`${name}\0${dev} ${ino} ${size} ${ctimeNs}\n`)
  }
  return hash.digest('hex')
}

/** Names of the files in a directory; an empty one for a file. */
async function namesIn(path: string): Promise<string[]> {
  const names = (await filesIn(path)).map(file => file.path).sort()
  return names.length === 0 ? [''] : names
}

/** The sha512 of a file, or of all files in a directory with their names. */
export async function digestOfFiles(path: string): Promise<string> {
  const all = createHash('sha512')
  for (const name of await namesIn(path)) {
    const hash = createHash('sha512')
    for await (const piece of createReadStream(join(path, name), { highWaterMark: 1024 * 1024 }))
      hash.update(piece)
    all.update(`${name}\0${hash.digest('hex')}\n`)
  }
  return all.digest('hex')
}
