import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { marked } from 'marked'
import type { JobResult } from '../doubles/runner/index.js'
import { outcome, type Scene, type Shown } from './play.js'

/** A folder of the rehearsal's own, which git ignores. */
const FOLDER = 'rehearsal'

/** A scene that was played. */
export interface Performed {
  readonly scene: Scene
  readonly shown: readonly Shown[]
  readonly jobs: readonly JobResult[]
  /** What came otherwise than told, in words. */
  readonly wrong: readonly string[]
}

/** Writes each scene with its jobs' logs and summaries, as GitHub shows them. Gives the path. */
export async function writeReport(performed: readonly Performed[]): Promise<string> {
  const css = await readFile(
    createRequire(import.meta.url).resolve('github-markdown-css/github-markdown.css'),
    'utf8',
  )
  const scenes = await Promise.all(performed.map(sceneInHtml))
  const file = join(FOLDER, 'rehearsal.html')
  await mkdir(FOLDER, { recursive: true })
  await writeFile(file, page(css, scenes.join('\n')))
  return join(process.cwd(), file)
}

// No script of any text in it may run.
const page = (css: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Rehearsal</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>${css}
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 1000px; padding: 24px; }
@media (prefers-color-scheme: dark) { html { background: #0d1117; } }
section { margin-bottom: 48px; }
.summary { border: 1px solid #8c959f66; border-radius: 6px; margin: 8px 0; padding: 16px; }
summary { cursor: pointer; }
</style></head>
<body class="markdown-body"><h1>Rehearsal</h1>
<p>The built action on a runner double, the real Codex, and a double of OpenAI. A refresh makes the next revision of the login; → is a job.</p>
${body}
</body></html>
`

async function sceneInHtml({ scene, shown, jobs, wrong }: Performed): Promise<string> {
  const verdict =
    wrong.length === 0 ? '<p>✓ as told</p>' : `<p>✗ not as told</p><ul>${wrong.map(listed).join('')}</ul>`
  return `<section id="${scene.name}"><h2>${escaped(scene.title)}</h2><p>${escaped(scene.about)}</p>
${shown.map(factsInHtml).join('\n')}${verdict}
${(await Promise.all(jobs.map(jobInHtml))).join('\n')}</section>`
}

const listed = (text: string): string => `<li>${escaped(text)}</li>`

const factsInHtml = ({ title, facts }: Shown): string =>
  `${title ? `<h4>${escaped(title)}</h4>` : ''}<table>${facts
    .map(
      ({ label, told, came }) =>
        `<tr><th align="left">${escaped(label)}</th><td>${escaped(came)}${came === told ? '' : ` (told: ${escaped(told)})`}</td></tr>`,
    )
    .join('')}</table>`

/** Its summary is open, its log is not. */
async function jobInHtml(job: JobResult, index: number): Promise<string> {
  const summary = job.summary.trim()
  const shown = summary ? `<div class="summary">${await marked(summary, { gfm: true })}</div>` : ''
  return `<h4>Job ${index + 1}: ${outcome(job)}</h4>${shown}<details><summary>Log</summary><pre>${escaped(job.log)}</pre></details>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
