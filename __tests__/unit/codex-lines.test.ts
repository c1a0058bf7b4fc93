import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CodexEvent } from '../../src/codex/exec/events.js'
import { type ExecResult, runExec } from '../../src/codex/exec/exec.js'
import { readLines } from '../../src/codex/lines.js'
import { startCodex } from '../../src/codex/process.js'

const MB = 1024 * 1024

/** What `readLines` makes of these chunks. */
async function linesOf(chunks: readonly Buffer[], longest = 100) {
  const stream = new PassThrough()
  const lines: string[] = []
  const tooLong: [string, number][] = []
  const read = readLines(stream, {
    longest,
    onLine: line => void lines.push(line),
    onTooLong: (...it) => void tooLong.push(it),
  })
  for (const chunk of chunks) stream.write(chunk)
  stream.end()
  await read
  return { lines, tooLong }
}

describe('the lines of a stream', () => {
  test('are the same wherever its chunks end', async () => {
    const line = fc
      .string({ unit: 'binary', maxLength: 20 })
      .map(text => text.replace(/[\r\n\ud800-\udfff]/g, 'é'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        async (lines, size) => {
          for (const end of ['\n', '\r\n']) {
            const bytes = Buffer.from(lines.map(one => one + end).join(''))
            const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
              bytes.subarray(at * size, (at + 1) * size),
            )
            expect(await linesOf(chunks)).toEqual({ lines, tooLong: [] })
          }
        },
      ),
      { numRuns: 20 },
    )
  })

  test('have the last one without an end, and are not cut at U+2028, which JSON may hold', async () => {
    expect(await linesOf([Buffer.from('{"text":"a\u2028b"}\n\nlab')])).toEqual({
      lines: ['{"text":"a\u2028b"}', '', 'lab'],
      tooLong: [],
    })
  })

  test('are no longer than they may be', async () => {
    const chunks = ['a'.repeat(100), '\n', 'b'.repeat(70), 'b'.repeat(31), '\n', 'c\n', 'd'.repeat(300)]
    expect(await linesOf(chunks.map(chunk => Buffer.from(chunk)))).toEqual({
      lines: ['a'.repeat(100), 'c'],
      tooLong: [
        ['b'.repeat(100), 101],
        ['d'.repeat(100), 300],
      ],
    })
  })

  test('of a stream that is destroyed end too', async () => {
    const stream = new PassThrough()
    const lines: string[] = []
    const read = readLines(stream, { longest: 9, onLine: line => void lines.push(line) })
    stream.write('lab\nhalf')
    await setImmediate()
    stream.destroy()
    await read
    expect(lines).toEqual(['lab', 'half'])
  })
})

describe('a Codex that floods its output', () => {
  /** A process of node's in Codex's place: no Codex says as much by itself. */
  async function flood(script: string) {
    const seen = { stdout: [] as string[], stderr: [] as string[], lost: 0, most: 0 }
    const before = process.memoryUsage().rss
    const look = () => {
      seen.most = Math.max(seen.most, process.memoryUsage().rss - before)
    }
    const timer = setInterval(look, 20)
    const running = await startCodex(
      { path: process.execPath, home: tmpdir(), env: process.env },
      {
        args: ['-e', script],
        onStdout: line => void seen.stdout.push(line),
        onLostStdout: () => {
          seen.lost += 1
        },
        onStderr: line => void seen.stderr.push(line),
      },
    )
    const { code } = await running.exited.finally(() => clearInterval(timer))
    look()
    expect(code).toBe(0)
    return seen
  }

  const PRINT = `const { writeSync } = require('node:fs')
    const print = (fd, text) => { for (let at = 0; at < text.length; ) try { at += writeSync(fd, text.slice(at)) } catch {} }
    const chunk = 'x'.repeat(1024 * 1024);`

  test('with a line of 300 MB on stdout does not fill our memory, and the next event is read', async () => {
    const { stdout, lost, most } = await flood(`${PRINT}
      print(1, '{"type":"first"}\\n')
      for (let at = 0; at < 300; at += 1) print(1, chunk)
      print(1, '\\n{"type":"last"}\\n')`)
    expect(stdout).toEqual(['{"type":"first"}', '{"type":"last"}'])
    expect(lost).toBe(1)
    expect(most).toBeLessThan(150 * MB)
  })

  test('with one on stderr neither; its beginning can be read', async () => {
    const { stderr, most } = await flood(`${PRINT}
      for (let at = 0; at < 300; at += 1) print(2, chunk)
      print(2, '\\n\\u001b[31mError: lab\\u001b[0m')`)
    expect(stderr).toHaveLength(2)
    expect(stderr[0]).toMatch(/^x{16384} … \(314556416 more characters\)$/)
    expect(stderr[1]).toBe('Error: lab')
    expect(most).toBeLessThan(150 * MB)
  })

  test('with events of 2 MB loses none', async () => {
    const { stdout, lost } = await flood(`${PRINT}
      for (let at = 0; at < 3; at += 1) print(1, JSON.stringify({ text: chunk + chunk }) + '\\n')`)
    expect(stdout.map(line => JSON.parse(line).text.length)).toEqual([2 * MB, 2 * MB, 2 * MB])
    expect(lost).toBe(0)
  })

  test('loses no more than the event that is too long, and says so', async () => {
    const bwrap = { type: 'command_execution', exit_code: 1, aggregated_output: 'bwrap: lab' }
    const { result, events } = await execOf(`${PRINT}
      const event = it => print(1, JSON.stringify(it) + '\\n')
      event({ type: 'thread.started', thread_id: 'lab-thread' })
      event({ type: 'item.completed', item: ${JSON.stringify(bwrap)} })
      event({ type: 'item.completed', item: { type: 'command_execution', exit_code: 0, aggregated_output: chunk.repeat(9) } })
      event({ type: 'item.completed', item: { type: 'agent_message', text: 'done' } })`)
    // The command that worked is lost: by what is left of it, no command would have.
    expect(result).toMatchObject({ outcome: 'succeeded', threadId: 'lab-thread', finalMessage: 'done' })
    expect(events.map(({ item }) => item?.type)).toEqual([
      undefined,
      'command_execution',
      'error',
      'agent_message',
    ])
    expect(events[2]?.item?.message).toMatch(/8 MB/)
  })

  test.each(['bwrap', 'sandbox-exec'])(
    'where %s let no command start it is still the sandbox that failed',
    async name => {
      const item = { type: 'command_execution', exit_code: 71, aggregated_output: `${name}: lab\n` }
      const event = JSON.stringify(JSON.stringify({ type: 'item.completed', item }))
      const { result } = await execOf(`for (let at = 0; at < 3; at += 1) console.log(${event})`)
      expect(result).toMatchObject({ outcome: 'sandbox-failed', failure: `${name}: lab` })
    },
  )

  async function execOf(script: string): Promise<{ result: ExecResult; events: CodexEvent[] }> {
    const dir = await mkdtemp(join(tmpdir(), 'codex-lines-'))
    const events: CodexEvent[] = []
    try {
      const path = join(dir, 'codex')
      await writeFile(path, `#!${process.execPath}\n${script}`, { mode: 0o700 })
      const result = await runExec(
        { path, home: dir, env: process.env },
        {
          prompt: 'lab',
          permissions: [],
          subcommand: [],
          projectInstructions: true,
          workingDirectory: dir,
          args: [],
          timeoutMs: 30_000,
          signal: new AbortController().signal,
          onStart: () => undefined,
          onEvent: event => void events.push(event),
          onWantsRefresh: () => undefined,
        },
      )
      return { result, events }
    } finally {
      await rm(dir, { recursive: true })
    }
  }
})
