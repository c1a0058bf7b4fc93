import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { replaceFile } from '../../system/files.js'

/**
 * Entries of /proc that root may write as the owner of the file, without a capability. One is `core_pattern`: it names
 * a program that the kernel starts outside of every sandbox.
 */
const KERNEL = ['sys', 'sysrq-trigger', 'irq', 'bus', 'fs', 'acpi', 'scsi', 'driver', 'mtrr', 'pressure']

export interface BubblewrapRequest {
  /** The cleaned PATH. */
  readonly path: string
  /** Codex's native executable. Releases since 0.166 have a bubblewrap of their own beside it. */
  readonly codex: string
  /** An absolute directory that the model's commands can't write. */
  readonly directory: string
}

/**
 * Puts a `bwrap` into a directory for the front of Codex's PATH that starts the real one with the kernel's switches
 * mounted read-only. A denial in the permission profile has no effect there, because Codex mounts a new /proc over it
 * last (docs/facts#bubblewrap-of-codex). Codex uses the first `bwrap` on PATH that its own profile doesn't let commands
 * write.
 * @returns the directory; undefined if there is no bubblewrap
 */
export async function guardedBubblewrap({
  path,
  codex,
  directory,
}: BubblewrapRequest): Promise<string | undefined> {
  const beside = join(dirname(codex), '..', 'codex-resources')
  const candidates = [...path.split(delimiter), beside].filter(isAbsolute).map(place => join(place, 'bwrap'))
  const real = await firstExecutable(candidates)
  if (real === undefined) return undefined

  const script = scriptFor(real)
  // Jobs on one machine may have different ones, and no job may change another job's.
  const digest = createHash('sha256').update(script).digest('hex').slice(0, 16)
  const made = join(directory, `bwrap-${digest}`)
  await mkdir(made, { recursive: true, mode: 0o755 })
  await replaceFile(join(made, 'bwrap'), script, 0o755)
  return made
}

async function firstExecutable(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const works = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (works) return file
  }
  return undefined
}

/** The mounts go before the first `--`, which ends bubblewrap's own arguments. */
const scriptFor = (real: string): string => `#!/bin/sh
# Made by codex-auth-action: bubblewrap, with the kernel's switches in /proc read-only.
at=0
words=
mounts='${KERNEL.map(name => `--ro-bind-try /proc/${name} /proc/${name}`).join(' ')}'
for word; do
  at=$((at + 1))
  if [ "$word" = -- ]; then words="$words $mounts"; mounts=; fi
  words="$words \\"\\\${$at}\\""
done
eval "exec '${real.replaceAll("'", `'\\''`)}' $words"
`
