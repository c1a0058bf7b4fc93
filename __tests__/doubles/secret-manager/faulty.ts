import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Each name is a file in the directory `faults`; those with a number fail, answer old, or spare a write from failing, that many times. */
const MANAGER = `#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")"
fault() { [ -e "faults/$1" ]; }
next() {
  local left=0
  if fault "$1"; then left=$(< "faults/$1"); fi
  [ "$left" -gt 0 ] && echo $((left - 1)) > "faults/$1"
}
read -r _ _ _ _ group _ < /proc/self/stat
echo "$1 $group" >> calls
if [ "$1" = write ] && next spare; then :
elif next "fail-$1"; then echo 'lab manager: no permission' >&2; exit 4
fi
if fault "hang-$1"; then trap '' TERM; echo 'lab manager: hanging' >&2; sleep 300; fi
if fault slow; then sleep 0.1; fi
if fault daemon; then setsid sleep 300 & echo $! >> daemons; fi
case $1 in
read)
  if fault flood; then head -c 1000000 /dev/zero | tr '\\0' x; fi
  if fault chat; then echo 'lab manager: welcome'; fi
  if fault debug; then cat entry >&2; fi
  entry=entry
  if next old; then entry=entry.old; fi
  [ -e $entry ] || exit 0
  if fault base64; then base64 $entry
  elif fault crlf; then sed 's/$/\\r/' $entry
  elif fault cut; then head -c 300 $entry
  else cat $entry; fi
  if fault newline; then printf '\\n\\n'; fi
  ;;
write)
  if fault ignore; then cat > /dev/null; exit 0; fi
  if fault leave; then exit 0; fi
  if fault echo; then tee /dev/stderr > entry.new; else cat > entry.new; fi
  if fault wrapped; then base64 entry.new; fold -w 7 entry.new >&2; od -A n -t x1 entry.new; fi
  if fault truncate; then head -c 100 entry.new > entry.cut; mv entry.cut entry.new; fi
  [ ! -e entry ] || mv entry entry.old
  mv entry.new entry
  if fault fail-after; then exit 5; fi
  ;;
esac
`

export type Fault =
  | 'fail-read'
  | 'fail-write'
  | 'spare'
  | 'fail-after'
  | 'hang-read'
  | 'slow'
  | 'daemon'
  | 'flood'
  | 'chat'
  | 'debug'
  | 'old'
  | 'base64'
  | 'crlf'
  | 'cut'
  | 'newline'
  | 'ignore'
  | 'leave'
  | 'echo'
  | 'wrapped'
  | 'truncate'

/** A secret manager in bash that keeps one entry, unencrypted, and does on demand what real ones do wrong. */
export class FaultyManager {
  readonly restoreCommand: string
  readonly persistCommand: string

  private constructor(readonly dir: string) {
    this.restoreCommand = `'${dir}/manager' read`
    this.persistCommand = `'${dir}/manager' write`
  }

  static async start(): Promise<FaultyManager> {
    const dir = await mkdtemp(join(tmpdir(), 'lab manager '))
    await mkdir(join(dir, 'faults'))
    await writeFile(join(dir, 'manager'), MANAGER, { mode: 0o755 })
    return new FaultyManager(dir)
  }

  /** From now on, or for the next `times` runs. */
  async make(fault: Fault, times = 1_000_000): Promise<void> {
    await writeFile(join(this.dir, 'faults', fault), String(times))
  }

  async mend(fault: Fault): Promise<void> {
    await rm(join(this.dir, 'faults', fault))
  }

  async put(content: string | Buffer): Promise<void> {
    await writeFile(join(this.dir, 'entry'), content)
  }

  async stored(): Promise<string | undefined> {
    const path = join(this.dir, 'entry')
    return existsSync(path) ? readFile(path, 'utf8') : undefined
  }

  /** `read` and `write`, in the order in which they were called. */
  async calls(): Promise<string[]> {
    return (await this.#lines('calls')).map(line => line.split(' ')[0] ?? '')
  }

  /** The process group in which it was called last. */
  async group(): Promise<number> {
    return Number((await this.#lines('calls')).at(-1)?.split(' ')[1])
  }

  async stop(): Promise<void> {
    for (const pid of await this.#lines('daemons'))
      try {
        process.kill(Number(pid), 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    await rm(this.dir, { recursive: true, force: true })
  }

  async #lines(name: string): Promise<string[]> {
    const path = join(this.dir, name)
    return existsSync(path) ? (await readFile(path, 'utf8')).trim().split('\n') : []
  }
}
