import * as core from '@actions/core'

/** Where the people who read a job's log look. */
export interface Log {
  info(line: string): void
  notice(line: string): void
  warning(line: string): void
  error(line: string): void
  group(title: string, lines: readonly string[]): void
}

export const log: Log = {
  info: core.info,
  notice: line => core.notice(line),
  warning: line => core.warning(line),
  error: line => core.error(line),
  group(title, lines) {
    core.startGroup(title)
    for (const line of lines) core.info(line)
    core.endGroup()
  },
}

/**
 * Lines of a text that we don't control, so that none is a command to the runner: it takes `::` at the start of
 * a line, after any white space (.NET's, with U+0085), and `##[` anywhere, and ends lines at a carriage return too.
 */
export function untrustedLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map(line => line.replace(/^([\s\u0085]*):(?=:)/, '$1:\u200b').replaceAll('##[', '##\u200b['))
}
