import { execFileSync } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import type { Values } from '../../doubles/runner/index.js'

/** Where machines have a Node that is older than the one GitHub's runner brings along: the one of these tests, or the system's. */
const PLACES = [process.execPath, '/usr/bin/node', '/usr/local/bin/node']

const majorOf = (node: string): number => {
  try {
    return Number.parseInt(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }), 10)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

const found = PLACES.find(node => majorOf(node) < 24)

export const whyNoOldNode = (): string | undefined =>
  found ? undefined : `none of ${PLACES.join(', ')} is older than Node 24`

/** These variables, with that Node first on PATH. */
export const withOldNode = (env: Values): Values => ({
  PATH: [dirname(found ?? ''), env.PATH].join(delimiter),
})
