import { resolve } from 'node:path'

/** The directories that `--add-dir` opens to the model's commands, absolute; Codex runs in `cwd`. */
export function addedDirectories(args: readonly string[], cwd: string): string[] {
  const given = args.flatMap((word, at) => {
    if (word === '--add-dir') return args[at + 1] ?? []
    return /^--add-dir=(.*)/s.exec(word)?.[1] ?? []
  })
  return given.map(directory => resolve(cwd, directory))
}
