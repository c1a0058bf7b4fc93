import { annotate, guardStreams, print, printDocument, printError } from '../report/sink.js'
import { doctor } from './doctor.js'
import { readInput } from './input.js'
import type { Finding } from './report.js'

/** `dist/doctor.js PATH…`: judges an auth.json or workflows. A bundle of its own, because it has no use for the stages. */
export async function main(): Promise<void> {
  guardStreams(error => printError(`This should not happen, please report it: ${String(error)}`))
  process.exitCode = await doctor(process.argv.slice(2), {
    env: process.env,
    now: Date.now(),
    cwd: process.cwd(),
    print,
    complain: printError,
    printJson: printDocument,
    annotate: ({ level, code, place, what, why, remedy }: Finding) =>
      annotate(`${what} ${why} ${remedy}`, { level, title: code, ...place }),
    readInput,
  })
}
