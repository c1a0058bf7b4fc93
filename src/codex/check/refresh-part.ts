import { readFile, stat } from 'node:fs/promises'
import { parseLogin } from '../../login/login.js'
import { LoginRefused } from '../../login/refusal.js'
import { changedAt } from '../../login/revision.js'
import { liveness, type ProcessIdentity } from '../../system/process-identity.js'
import { judgeLogin } from '../login-status.js'
import { type RefreshWatch, refresh } from '../refresh.js'
import { Unfenced } from '../unfenced.js'
import type { Broken, Fact } from './facts.js'
import { likeLocks, lockedBy } from './locks.js'
import { filesIn, fileWith, type Left } from './remains.js'
import { broken, type Scenario } from './scenario.js'
import { Stub } from './stub.js'
import { makeSubject, type Subject } from './subject.js'
import { digestOf, holdsTokens, makeTokens, type SyntheticTokens, tracesOf } from './synthetic-login.js'

const DAY_MS = 24 * 3_600_000
/** Nobody else could refresh a login that only this check has, so there is no lease. */
const watchFor = (onStart: Scenario['onStart']): RefreshWatch => ({
  announceCodex: async () => undefined,
  protectCodex: async process => onStart(process),
  codexEnded: async () => undefined,
})

/** A refresh as the action does it: one request, and the answer in auth.json (docs/facts §2, §4). */
export async function checkRefresh(scenario: Scenario): Promise<Broken[]> {
  const first = makeTokens(DAY_MS)
  const next = makeTokens(10 * DAY_MS)
  let current = first
  let during: readonly Left[] = []
  let locked: readonly string[] = []
  let subject: Subject | undefined
  let server: ProcessIdentity | undefined
  let savedInTime = false
  const stub = await Stub.start({
    current: () => current,
    exchange: async ({ refreshToken }) => {
      if (refreshToken !== first.refresh_token || current === next || !subject) return undefined
      // Codex holds its locks while it waits for this answer.
      locked = await lockedBy(subject.directory)
      during = await filesIn(subject.directory)
      current = next
      return next
    },
  })
  try {
    subject = await makeSubject({ ...scenario, name: 'refresh', stub, tokens: first })
    const { codex, authFile, directory } = subject
    const before = await textIn(authFile)
    const verdict = await judgeLogin(codex, Buffer.from(before))
    await refresh(codex, {
      authFile,
      right: Unfenced.toStub(stub.port),
      watch: watchFor(process => {
        server = process
        scenario.onStart(process)
      }),
      when: 'forced',
      remaining: DAY_MS,
      generation: async () => digestOf(await textIn(authFile)),
      onRefreshed: async () => {
        savedInTime ||= server !== undefined && (await liveness(server)) !== 'dead'
      },
      words: { reseed: '' },
    })

    const here = locked.map(path => (path.startsWith(directory) ? path.slice(directory.length + 1) : path))
    const locks = [...new Set([...here, ...likeLocks(during, await filesIn(directory))])]
    return [
      ...(verdict === 'chatgpt' ? [] : [broken('codex-home', `\`codex login status\` says "${verdict}"`)]),
      ...asked(stub, first),
      ...(locks.length === 0 ? [] : [broken('locks', `it made or locked ${locks.slice(0, 3).join(', ')}`)]),
      ...(stub.exchanges.length === 0 ? [] : await savedIn(authFile, { before, next, fact: 'saved' })),
      ...(savedInTime || stub.exchanges.length === 0
        ? []
        : [broken('saved', 'it had answered before the new tokens were in the file')]),
      ...(await noCopy(subject, [first, next])),
    ]
  } finally {
    await stub.close()
  }
}

/** What is wrong with the requests for a refresh. */
function asked(stub: Stub, { refresh_token }: SyntheticTokens): Broken[] {
  const { exchanges } = stub
  const [used, ...more] = exchanges
  const others = stub.othersThan([]).join(', ')
  if (used === undefined)
    return [broken('refresh', `no request came there${others === '' ? '' : `, but it asked ${others}`}`)]
  return [
    ...(others === '' ? [] : [broken('refresh', `it also asked ${others}`)]),
    ...(used.refreshToken === refresh_token
      ? []
      : [broken('codex-home', 'it used a refresh token that is not in that file')]),
    ...(more.length === 0 ? [] : [broken('one-use', `it asked ${exchanges.length} times for one refresh`)]),
  ]
}

/** What is wrong with auth.json after a refresh. @param before the file before it */
export async function savedIn(
  authFile: string,
  { before, next, fact }: { readonly before: string; readonly next: SyntheticTokens; readonly fact: Fact },
): Promise<Broken[]> {
  const text = await textIn(authFile)
  if (!holdsTokens(text, next))
    return [broken(fact, 'after the refresh the file does not have the new tokens')]
  const unlike = notTheNext(before, text)
  if (unlike !== undefined) return [broken(fact, unlike)]
  const { mode } = await stat(authFile)
  const isPrivate = process.platform === 'win32' || (mode & 0o077) === 0
  return isPrivate ? [] : [broken('private', `it has mode 0${(mode & 0o777).toString(8)}`)]
}

/** Why this action would not know the file for the next revision of the login; undefined if it does. */
function notTheNext(before: string, after: string): string | undefined {
  const options = { origin: 'the file auth.json', now: Date.now() } as const
  const old = parseLogin(before, options)
  try {
    const login = parseLogin(after, options)
    if (login.accountId !== old.accountId || !login.canRefresh) return 'the file lost its account'
    return changedAt(login) > changedAt(old) ? undefined : 'its last_refresh is not later than before'
  } catch (error) {
    if (!(error instanceof LoginRefused)) throw error
    return `this action can't read the file (${error.code})`
  }
}

export async function noCopy(subject: Subject, tokens: readonly SyntheticTokens[]): Promise<Broken[]> {
  const file = await fileWith(tracesOf(tokens), { directory: subject.directory, but: subject.authFile })
  return file === undefined ? [] : [broken('no-copy', `a token is in ${file}`)]
}

export const textIn = (authFile: string): Promise<string> => readFile(authFile, 'utf8').catch(() => '')
