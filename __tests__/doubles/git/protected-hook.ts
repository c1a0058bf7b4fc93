import { readSync, writeSync } from 'node:fs'
import type { Protected } from './protection.js'

// Run by git for the commands that touch a protected ref. It refuses each of them in GitHub's words, the ones that
// job logs show. Protocol: gitformat of "proc-receive" in githooks(5).

const STDIN = 0
const STDOUT = 1
const STDERR = 2
const REASONS = {
  rules: 'push declined due to repository rule violations',
  branch: 'protected branch hook declined',
}

const explain = {
  rules: (ref: string) =>
    `error: GH013: Repository rule violations found for ${ref}.\n\n- Cannot create ref due to creations being restricted.\n\n`,
  branch: (ref: string) => `error: GH006: Protected branch update failed for ${ref}.\n`,
}

function read(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let got = 0
  while (got < length) {
    const more = readSync(STDIN, bytes, got, length - got, null)
    if (more === 0) throw new Error('git went away')
    got += more
  }
  return bytes
}

/** The lines up to the next flush. */
function readLines(): string[] {
  const lines: string[] = []
  for (;;) {
    const length = Number.parseInt(read(4).toString(), 16)
    if (length === 0) return lines
    lines.push(read(length - 4).toString())
  }
}

function writeLines(lines: readonly string[]): void {
  const packets = lines.map(line => (Buffer.byteLength(line) + 4).toString(16).padStart(4, '0') + line)
  writeSync(STDOUT, `${packets.join('')}0000`)
}

const refs = JSON.parse(process.env.LAB_PROTECTED ?? '[]') as Protected[]
const protectionOf = (ref: string) =>
  refs.find(({ prefix }) => ref === prefix || ref.startsWith(`${prefix}/`))?.by === 'branch'
    ? 'branch'
    : 'rules'

readLines()
writeLines(['version=1'])
const refused = readLines().map(command => command.trimEnd().split(' ')[2] ?? '')
for (const ref of refused) writeSync(STDERR, explain[protectionOf(ref)](ref))
writeLines(refused.map(ref => `ng ${ref} ${REASONS[protectionOf(ref)]}`))
