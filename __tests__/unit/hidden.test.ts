import { ChildProcess } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from '@babel/parser'
import { expect, test } from '@jest/globals'
import { HelperProcess } from '../../src/system/helper-process.js'

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** A node, and all below it. */
function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node).flat()) if (isNode(value)) yield* nodesOf(value)
}

const STARTS = /^(spawn|fork|exec|execFile)(Sync)?$/
const nameOf = (callee: unknown) => {
  const { name, property } = callee as { name?: string; property?: { name?: string } }
  return name ?? property?.name ?? ''
}

/** The calls in a file that start a process, as they are written. */
async function startsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8')
  if (!/import (?!type).*'node:child_process'/.test(text)) return []
  const program = parse(text, { sourceType: 'module', plugins: ['typescript', 'explicitResourceManagement'] })
  const calls = [...nodesOf(program as unknown as Node)].filter(
    ({ type, callee }) => type === 'CallExpression' && STARTS.test(nameOf(callee)),
  )
  return calls.map(({ start, end }) => text.slice(start as number, end as number))
}

test('each program is hidden: on Windows it then has a console of its own, and a Ctrl+C for ours spares it', async () => {
  const files = (await readdir('src', { recursive: true })).filter(file => file.endsWith('.ts'))
  const starts = (await Promise.all(files.map(file => startsIn(join('src', file))))).flat()
  expect(starts.length).toBeGreaterThan(2)
  expect(starts.filter(call => !call.includes('windowsHide: true'))).toEqual([])
})

test('so are helpers of our own, for which Node promises nothing', async () => {
  const { spawn } = ChildProcess.prototype as unknown as { spawn: (options: object) => unknown }
  const seen: object[] = []
  Object.assign(ChildProcess.prototype, {
    spawn(this: ChildProcess, options: object) {
      seen.push(options)
      return spawn.call(this, options)
    },
  })
  try {
    const helper = new HelperProcess({ what: 'lab', module: 'lab', cwd: '.', env: {}, answerMs: 1 })
    helper.start()
    await helper.end()
  } finally {
    Object.assign(ChildProcess.prototype, { spawn })
  }
  expect(seen).toEqual([expect.objectContaining({ windowsHide: true })])
})
