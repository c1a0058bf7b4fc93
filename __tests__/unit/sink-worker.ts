/** Sends hostile texts through every way by which text leaves the action, as a process of its own: see sink.test.ts. */
import { readFileSync, truncateSync } from 'node:fs'
import { plain, prose } from '../../src/report/markdown.js'
import * as sink from '../../src/report/sink.js'
import { hostileTexts } from './hostile-text.js'

const [seed = '1', count = '1000'] = process.argv.slice(2)
const outputs = process.env.GITHUB_OUTPUT ?? ''
const texts = hostileTexts(Number(seed))

sink.guardStreams(error => sink.fail(String(error)))
for (let at = 0; at < Number(count); at += 1) {
  const text = texts.next().value as string
  sink.info(text)
  sink.notice(text)
  sink.warning(text)
  sink.error(text)
  sink.group(text, [text])
  sink.fail(text)
  sink.print(`${text}\n`)
  // What a library might do, the second one in two halves.
  process.stdout.write(text)
  process.stderr.write(text.slice(0, 1))
  process.stderr.write(text.slice(1))
  console.log('%s', text)
  if (at % 100 > 0) continue
  // A later step prints an output, and a browser shows the summary: what they hold goes the same way here.
  truncateSync(outputs)
  sink.output('final-message', text)
  sink.print(`${readFileSync(outputs, 'utf8')}\n`)
  await sink.summarize(`| ${plain(text)} |\n\n${prose(text)}`)
}
// What nobody catches is printed by the sink as well, not by Node.
setTimeout(() => {
  throw new Error('\n::stop-commands::lab\n##[error]lab')
})
