import { error, group, info, notice, warning } from './sink.js'

/**
 * Where the people who read a job's log look. Takes any text: the sink makes it harmless and splits it into lines.
 */
export interface Log {
  info(text: string): void
  notice(text: string): void
  warning(text: string): void
  error(text: string): void
  /** Lines folded under a title. */
  group(title: string, lines: readonly string[]): void
}

export const log: Log = { info, notice, warning, error, group }
