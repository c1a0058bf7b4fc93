// Draws what a step summary looks like to docs/summary-*.png: its Markdown in GitHub's style, in a headless Chromium.
// For those who change the summary: `npm run pictures`, with `chromium` on PATH.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { marked } from 'marked'
import { inMarkdown } from '../../src/report/summary.js'
import { NOW, SUMMARIES } from './summaries.js'

const WIDTH = 900
const css = await readFile(
  createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'),
  'utf8',
)
const page = (body: string) =>
  `<!doctype html><meta charset="utf-8"><style>${css} body { margin: 20px; }</style><article class="markdown-body">${body}</article>`

const directory = await mkdtemp(join(tmpdir(), 'pictures-'))
try {
  for (const { name, facts, error } of SUMMARIES) {
    const html = join(directory, `${name}.html`)
    const body = await marked(inMarkdown(facts, error, NOW), { gfm: true })
    await writeFile(html, page(body))
    const shoot = async (height: number, file: string) =>
      promisify(execFile)('chromium', [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--hide-scrollbars',
        `--window-size=${WIDTH},${height}`,
        `--screenshot=${file}`,
        html,
      ])
    await shoot(heightOf(body), join('docs', `summary-${name}.png`))
  }
} finally {
  await rm(directory, { recursive: true, force: true })
}

/** Chromium doesn't shoot a page as tall as it is: rows and paragraphs have their room. */
function heightOf(body: string): number {
  const count = (tag: string) => body.split(`<${tag}>`).length - 1
  const lines = [...body.matchAll(/<p>(.*?)<\/p>/gs)].map(([, text = '']) =>
    Math.ceil(text.replace(/<[^>]+>/g, '').length / 100),
  )
  const paragraphs = lines.reduce((sum, of) => sum + 24 * of + 16, 0)
  return 85 + 38 * count('tr') + paragraphs + 28 * count('li') + 90 * count('h1')
}
