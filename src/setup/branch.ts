import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { succeeded } from '../system/run.js'
import type { Context } from './context.js'
import { type Call, call, insist, output } from './program.js'
import { SetupRefused } from './refused.js'
import type { Target } from './repository.js'
import type { RepositoryFile } from './workflows.js'

const MESSAGE = `Run Codex on a ChatGPT login, kept alive by codex-auth-action

Written by its setup command.`

/** Where the workflows are, or will be. */
export type Written =
  /** On the default branch already: nothing is left to write. */
  | { readonly kind: 'published' }
  | { readonly kind: 'branch'; readonly branch: string; readonly isPushed: boolean }

/** The newest commit of the default branch at GitHub; in a dry run what this checkout knows of it, if anything. */
export async function baseOf(
  context: Context,
  { defaultBranch, remote }: Target,
): Promise<string | undefined> {
  const tracking = `refs/remotes/${remote}/${defaultBranch}`
  const refspec = `+refs/heads/${defaultBranch}:${tracking}`
  await insist(context, git('fetch', '--quiet', '--no-tags', remote, refspec))
  return commitAt(context, tracking)
}

/**
 * Which of the files must be written: those that the base lacks. One that is there and differs is a person's, and
 * stays, unless `--overwrite` is given.
 */
export async function filesToWrite(
  context: Context,
  base: string | undefined,
  files: readonly RepositoryFile[],
): Promise<RepositoryFile[]> {
  const wanted: RepositoryFile[] = []
  for (const file of files) {
    const there = base && (await contentAt(context, base, file.path))
    if (there === file.content) context.say(`✓ ${file.path} is there.`)
    else if (there !== undefined && there !== '' && !context.options.overwrite)
      context.say(
        `! ${file.path} is there and differs from what the set-up writes. It stays; --overwrite replaces it.`,
      )
    else wanted.push(file)
  }
  return wanted
}

/**
 * Commits the files on a branch beside the checkout: neither the work tree nor the index of the person is touched.
 * @throws SetupRefused if a branch of that name has something else
 */
export async function writeBranch(
  context: Context,
  target: Target,
  { base, files }: { readonly base: string | undefined; readonly files: readonly RepositoryFile[] },
): Promise<Written> {
  if (files.length === 0) return { kind: 'published' }
  const { isDry, options, say } = context
  const branch = options.branch ?? 'codex-auth-setup'
  for (const { path, content } of files) {
    say(`  ${path}:`)
    for (const line of content.trimEnd().split('\n')) say(line ? `    | ${line}` : '    |')
  }
  const isPushed = await isAtRemote(context, target, { branch, files })
  const local = `refs/heads/${branch}`
  const mine = await commitAt(context, local)
  if (mine && !(await holds(context, mine, files))) throw occupied(branch, `git branch -D ${branch}`)
  if (mine || isPushed) {
    say(`✓ The branch ${branch} has them.`)
    return { kind: 'branch', branch, isPushed }
  }
  say(
    `  A commit on ${target.remote}/${target.defaultBranch} with ${files.length === 1 ? 'this file' : 'these files'}, made beside your checkout:`,
  )
  if (isDry || base === undefined) say(`  $ git update-ref refs/heads/${branch} COMMIT`)
  else await insist(context, git('update-ref', local, await commit(context, base, files), ''))
  return { kind: 'branch', branch, isPushed: false }
}

/** True if the branch is at GitHub with these files. @throws SetupRefused if it has something else */
async function isAtRemote(
  context: Context,
  { remote }: Target,
  { branch, files }: { branch: string; files: readonly RepositoryFile[] },
): Promise<boolean> {
  if (context.isDry) return false
  const listed = (await output(context, git('ls-remote', remote, `refs/heads/${branch}`))).trim()
  if (!listed) return false
  await output(context, git('fetch', '--quiet', '--no-tags', remote, `refs/heads/${branch}`))
  if (await holds(context, listed.split(/\s/)[0] ?? '', files)) return true
  throw occupied(branch, `git push ${remote} --delete ${branch}`)
}

async function commit(context: Context, base: string, files: readonly RepositoryFile[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'codex-auth-setup-'))
  try {
    const env = { GIT_INDEX_FILE: join(directory, 'index') }
    const inIndex = async (call: Call) => (await output(context, { ...call, env })).trim()
    await inIndex(git('read-tree', base))
    for (const { path, content } of files) {
      const blob = await inIndex({ ...git('hash-object', '-w', '--stdin'), input: content })
      await inIndex(git('update-index', '--add', '--cacheinfo', `100644,${blob},${path}`))
    }
    const tree = await inIndex(git('write-tree'))
    return await inIndex({ ...git('commit-tree', tree, '-p', base, '-F', '-'), input: MESSAGE })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function holds(context: Context, commit: string, files: readonly RepositoryFile[]): Promise<boolean> {
  for (const { path, content } of files)
    if ((await contentAt(context, commit, path)) !== content) return false
  return true
}

async function commitAt(context: Context, ref: string): Promise<string | undefined> {
  const found = await call(context, git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`))
  return succeeded(found) ? found.stdout.toString().trim() : undefined
}

/** Undefined if the commit has no such file. */
export async function contentAt(context: Context, commit: string, path: string): Promise<string | undefined> {
  const found = await call(context, git('show', `${commit}:${path}`))
  return succeeded(found) ? found.stdout.toString() : undefined
}

/** The workflows and own actions of a commit. */
export async function workflowsAt(context: Context, commit: string): Promise<string[]> {
  const listed = await output(context, git('ls-tree', '-r', '-z', '--name-only', commit, '--', '.github/'))
  return listed.split('\0').filter(path => /^\.github\/(workflows\/[^/]+|actions\/.+)\.ya?ml$/.test(path))
}

const git = (...args: string[]): Call => ({ file: 'git', args })

const occupied = (branch: string, remedy: string) =>
  new SetupRefused('setup-workflow', {
    what: `There is a branch ${branch} already, with other workflows than these.`,
    why: 'Somebody may have changed them there, so it was not replaced. The login is stored.',
    remedy: `Merge it, or delete it (\`${remedy}\`), or give --branch another name; then run the same command again.`,
  })
