import type { Machine } from './machine.js'
import { printReport } from './output/print.js'
import { EXIT, isWarning } from './report.js'
import type { WorkflowFile } from './target.js'
import { judgeWorkflows } from './workflows.js'

interface JudgeOptions {
  readonly format: string
  readonly strict?: boolean
  readonly overview?: boolean
  readonly suggest?: boolean
  readonly fix?: boolean
  readonly 'dry-run'?: boolean
}

/** Judges workflows, prints what was asked for, and returns the exit code. */
export async function judgeFiles(
  files: readonly WorkflowFile[],
  options: JudgeOptions,
  machine: Machine,
): Promise<number> {
  const judged = await judgeWorkflows(files, machine)
  const all = judged.scenes.flatMap(({ workflows }) => workflows)
  const texts = new Map(all.map(({ file, text }) => [file, text]))
  const report = judged.report

  if (options.overview) machine.print((await import('./output/overview.js')).overview(judged))
  if (options.fix) {
    const { applyFixes } = await import('./fix/apply.js')
    await applyFixes(report.findings, {
      isDry: options['dry-run'] === true,
      machine,
      texts: new Map(all.map(({ path, text, file }) => [path, { text, file }])),
    })
    if (options['dry-run'] !== true) return judgeFiles(files, { ...options, fix: false }, machine)
  }
  await printReport(report, options.format, machine, (file, line) => lineOf(texts.get(file), line))
  if (options.suggest) machine.print((await import('./fix/suggest.js')).suggestions(judged))

  const others = report.findings.filter(finding => !judged.unreadable.includes(finding))
  if (others.some(isWarning)) return EXIT.found
  if (judged.unreadable.length > 0) return EXIT.unreadable
  return options.strict && others.some(({ unsure }) => unsure) ? EXIT.unsure : EXIT.well
}

function lineOf(text: string | undefined, line: number): string | undefined {
  if (text === undefined) return undefined
  let from = 0
  for (let count = 1; count < line; count += 1) {
    from = text.indexOf('\n', from) + 1
    if (from === 0) return undefined
  }
  const end = text.indexOf('\n', from)
  return text.slice(from, end < 0 ? undefined : end).slice(0, 400)
}
