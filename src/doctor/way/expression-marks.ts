import { expressionsIn } from './names.js'

/** Expressions are put in before a shell reads the script, so they are part of a word, whatever they hold. */
export class ExpressionMarks {
  private readonly expressions: string[] = []

  /** The script as long as before, with a mark in place of each expression. */
  hide(text: string): string {
    let plain = ''
    let done = 0
    for (const { from, to } of expressionsIn(text)) {
      const mark = String.fromCharCode(0xe000 + (this.expressions.push(text.slice(from, to)) - 1))
      plain += text.slice(done, from) + mark + '\uf8ff'.repeat(to - from - 1)
      done = to
      if (this.expressions.length > 4000) break
    }
    return plain + text.slice(done)
  }

  /** The text with the expressions that its marks stand for. */
  show(text: string): string {
    if (!/[\ue000-\uf8ff]/.test(text)) return text
    return text
      .replaceAll('\uf8ff', '')
      .replace(/[\ue000-\uf8fe]/g, mark => this.expressions[mark.charCodeAt(0) - 0xe000] ?? '')
  }
}
