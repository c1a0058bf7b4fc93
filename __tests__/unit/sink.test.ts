import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { LineSplitter } from '../doubles/runner/lines.js'
import { Masker } from '../doubles/runner/masking.js'
import { StageOutput } from '../doubles/runner/output.js'

const WORKER = fileURLToPath(new URL('./sink-worker.js', import.meta.url))
const COUNT = 8_000

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sink-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** What the runner makes of a process's streams: annotations by level, masks, and lines that it took as other commands. */
async function seen(args: readonly string[], module = WORKER) {
  const files = Object.fromEntries(
    ['OUTPUT', 'STEP_SUMMARY', 'ENV', 'PATH', 'STATE'].map(name => [`GITHUB_${name}`, join(directory, name)]),
  )
  await Promise.all(Object.values(files).map(file => writeFile(file, '')))
  const child = spawn(process.execPath, [module, ...args], {
    env: { PATH: process.env.PATH, ...files },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

  const levels = new Map<string, number>()
  const masks: string[] = []
  const raw: string[] = []
  const sink = {
    line: (line: string | null) => void (line !== null && raw.push(line)),
    annotation: (level: string) => void levels.set(level, (levels.get(level) ?? 0) + 1),
    mask: (value: string) => void masks.push(value),
  }
  const streams = [child.stdout, child.stderr].map(stream => {
    const output = new StageOutput(new Masker(), sink, false)
    const lines = new LineSplitter(line => output.process(line))
    stream.on('data', (chunk: Buffer) => lines.write(chunk))
    return { lines, output }
  })
  await once(child, 'close')
  for (const { lines } of streams) lines.end()
  return { levels: Object.fromEntries(levels), masks, raw, files }
}

/** What a careful reader of the log takes for a command: whatever a comparison might overlook is taken out first. */
const looksLikeCommand = (line: string) => /^\s*::|##\[/.test(line.replace(/[\p{M}\p{C}\u0640]/gu, ''))

describe('The sink', () => {
  test(`lets no text be a command: ${COUNT} texts through each of 13 ways`, async () => {
    const { levels, masks, raw, files } = await seen(['20261128', String(COUNT)])
    // Each text as each kind of annotation once; `fail` is an error too, and so is the crash at the end.
    expect(levels).toEqual({ notice: COUNT, warning: COUNT, error: 2 * COUNT + 1 })
    expect(masks).toEqual([])
    const commands = raw.filter(looksLikeCommand)
    expect(commands.filter(line => !/^::(notice|warning|error|group|endgroup)::/.test(line))).toEqual([])
    expect(commands.filter(line => line.startsWith('::group::'))).toHaveLength(COUNT)
    const summary = await readFile(files.GITHUB_STEP_SUMMARY as string, 'utf8')
    expect(summary.split('\n').filter(looksLikeCommand)).toEqual([])
  }, 60_000)

  test('masks no line of a secret that is so short that it would take words out of the log', async () => {
    const { masks } = await ran(
      `sink.mask('lab-token-1'); sink.mask('lab-token-1'); sink.mask('{\\n  lab-token-2\\r\\n}\\n\\n'); sink.mask('x')`,
    )
    expect(masks).toEqual(['lab-token-1', 'lab-token-2'])
  })

  test('keeps a summary far below what the runner still shows, its beginning whole', async () => {
    const { files } = await ran(`await sink.summarize('### First\\n' + '漢字\\n'.repeat(400_000))`)
    const summary = await readFile(files.GITHUB_STEP_SUMMARY as string, 'utf8')
    expect(Buffer.byteLength(summary)).toBeLessThan(300_000)
    expect(summary).toMatch(/^### First\n(漢字\n)+\n?$/)
  })

  test('refuses a directory that would be two on PATH', async () => {
    const { raw, files } = await ran(
      `try { sink.addPath('/lab\\n/bin') } catch (error) { sink.info(error.message) }`,
    )
    expect(raw).toEqual(["a directory with a line end in its name can't be put on PATH"])
    expect(await readFile(files.GITHUB_PATH as string, 'utf8')).toBe('')
  })
})

/** Runs a line of code with the sink. */
async function ran(code: string) {
  const module = join(directory, 'code.mjs')
  const sink = new URL('../../src/report/sink.js', import.meta.url).href
  await writeFile(module, `import * as sink from ${JSON.stringify(sink)}\n${code}\n`)
  return seen([], module)
}
