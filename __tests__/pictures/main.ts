// Draws what people see on GitHub, in its style, in a headless Chromium: step summaries to docs/summary-*.png, and the issue
// of an alert to docs/alert-*.png. For those who change either: `npm run pictures`, with `chromium` on PATH.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { marked } from 'marked'
import { inMarkdown } from '../../src/report/summary.js'
import { type IssuePicture, issuePictures } from './issues.js'
import { NOW, SUMMARIES } from './summaries.js'

const WIDTH = 900
const css = await readFile(
  createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'),
  'utf8',
)
/** What github-markdown-css has not: what GitHub draws around an issue. */
const ISSUE = `
.title { font-size: 26px; font-weight: 400; margin: 0 0 8px } .title span { color: #59636e }
.pill { display: inline-block; border-radius: 2em; padding: 5px 12px; color: #fff; font-weight: 500 }
.open { background: #1f883d } .closed { background: #8250df }
.label { border: 1px solid #d1d9e0; border-radius: 2em; padding: 2px 8px; font-size: 12px; margin-left: 8px }
.comment { border: 1px solid #d1d9e0; border-radius: 6px; margin-top: 16px }
.author { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px; font-size: 14px; color: #59636e }
.author b { color: #1f2328 } .said { padding: 16px } .said > :last-child { margin-bottom: 0 }`
/** The height is in the title, where Chromium prints it. */
const page = (body: string) =>
  `<!doctype html><meta charset="utf-8"><style>${css}${ISSUE} body { margin: 0; padding: 20px; box-sizing: border-box; width: ${WIDTH}px }</style><article class="markdown-body">${body}</article><script>document.title = 'height ' + document.body.scrollHeight</script>`

const inGithubsStyle = async (markdown: string) => marked(markdown, { gfm: true })

const directory = await mkdtemp(join(tmpdir(), 'pictures-'))
try {
  for (const { name, facts, error } of SUMMARIES)
    await draw(`summary-${name}`, await inGithubsStyle(inMarkdown(facts, error, NOW)))
  for (const issue of await issuePictures()) await draw(`alert-${issue.name}`, await asIssue(issue))
} finally {
  await rm(directory, { recursive: true, force: true })
}

async function asIssue({ number, title, isOpen, labels, assignees, body, comments }: IssuePicture) {
  const said = async (text: string, how: string) =>
    `<div class="comment"><div class="author"><b>github-actions</b> bot ${how}</div><div class="said">${await inGithubsStyle(text)}</div></div>`
  const parts = [await said(body, 'opened')]
  for (const comment of comments) parts.push(await said(comment, 'commented'))
  return `<p class="title">${title} <span>#${number}</span></p>
<p><span class="pill ${isOpen ? 'open">Open' : 'closed">Closed'}</span>${labels.map(label => `<span class="label">${label}</span>`).join('')}<span class="label">Assigned to ${assignees.join(', ')}</span></p>
${parts.join('\n')}`
}

async function draw(name: string, body: string): Promise<void> {
  const html = join(directory, `${name}.html`)
  await writeFile(html, page(body))
  const chromium = async (...args: string[]) =>
    (
      await promisify(execFile)('chromium', [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
        ...args,
        html,
      ])
    ).stdout
  // Chromium doesn't shoot a page as tall as it is: it is asked first.
  const height = /<title>height (\d+)/.exec(await chromium('--dump-dom', `--window-size=${WIDTH},100`))?.[1]
  const file = join('docs', `${name}.png`)
  await chromium(`--window-size=${WIDTH},${height}`, `--screenshot=${file}`)
}
