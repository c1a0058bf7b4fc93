import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The environment of a git that no configuration of this machine reaches. `home` is where it may find nothing. */
export const hermetic = (home: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
})

const WHO = { NAME: 'Lab', EMAIL: 'lab@lab.invalid' }

/** Who a commit is by, as git takes it from its environment. */
export const identity = Object.fromEntries(
  Object.entries(WHO).flatMap(([what, value]) => [
    [`GIT_AUTHOR_${what}`, value],
    [`GIT_COMMITTER_${what}`, value],
  ]),
)

/** What git says on its standard output. @throws if it fails, with what it said on the other */
export async function git(directory: string, ...args: string[]): Promise<string> {
  const env = { ...hermetic(directory), ...identity }
  return (await run('git', args, { cwd: directory, env })).stdout
}

/** The commit on the empty tree with this message, with its parent or with none: made, and no ref moved. */
export async function commitEmpty(directory: string, message: string, parent?: string): Promise<string> {
  const tree = (await git(directory, 'hash-object', '-t', 'tree', '-w', '/dev/null')).trim()
  const onto = parent ? ['-p', parent] : []
  return (await git(directory, 'commit-tree', tree, ...onto, '-m', message)).trim()
}
