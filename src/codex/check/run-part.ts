import { randomUUID } from 'node:crypto'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceAuthFile } from '../../login/auth-file.js'
import { quote } from '../../system/quote.js'
import type { CodexEvent } from '../exec/events.js'
import { type ExecResult, runExec } from '../exec/exec.js'
import { permissionArguments } from '../exec/sandbox.js'
import type { Broken } from './facts.js'
import { fenceBroken } from './fence-part.js'
import { noCopy, textIn } from './refresh-part.js'
import { broken, type Scenario } from './scenario.js'
import { callOf, MESSAGE, messageItem, TOOLS, type Tool } from './script.js'
import { Stub } from './stub.js'
import { makeSubject, type Subject } from './subject.js'
import { authJson, makeTokens, tracesOf } from './synthetic-login.js'

const DAY_MS = 24 * 3_600_000
/** With a name of its own Codex needs no list of models, and has the tools of this one (docs/facts §11). */
const MODEL = 'gpt-5.5'
/** Characters of events that are kept. */
const MOST_PRINTED = 4 * 1024 * 1024

export interface Run {
  readonly broken: Broken[]
  /** Whether the sandbox let a command start. If not, what it may read was not tried. */
  readonly sandboxTried: boolean
}

/**
 * A task in which the model runs a command that looks for the login. Then the access token ends, and a newer auth.json
 * comes, as main brings it (docs/facts §3, §10).
 */
export async function checkRun(
  scenario: Scenario,
  { name, timeoutMs }: { readonly name: string; readonly timeoutMs: number },
): Promise<Run> {
  const first = makeTokens(DAY_MS)
  const next = makeTokens(10 * DAY_MS)
  const newer = authJson(next)
  const marker = { text: 'looked-', id: randomUUID() }
  let current = first
  let subject: Subject | undefined
  let printed = ''
  let commands = 0
  let tool: Tool = TOOLS[0]
  let lastLook: number | undefined
  const stub = await Stub.start({
    current: () => current,
    model: call => {
      if (!subject) return undefined
      const another = commands === 0 ? TOOLS[call - 1] : undefined
      if (another) {
        tool = another
        return callOf(tool, commandIn(subject, marker), call)
      }
      if (current === first) {
        // The server ends the access token. From here on only the newer one is good.
        current = next
        return undefined
      }
      // A denied file may be visible again after it has been replaced (docs/facts §12).
      lastLook ??= call
      return call === lastLook ? callOf(tool, commandIn(subject, marker), call) : messageItem(call)
    },
  })
  try {
    subject = await makeSubject({ ...scenario, name, stub, tokens: first })
    const { codex, authFile, work } = subject
    await symlink(authFile, join(work, 'a-link'))
    const older = await textIn(authFile)
    let expected = older
    let handedOver: Promise<void> | undefined
    const handOver = async () => {
      // If a command has changed the file, it stays as it is.
      if ((await textIn(authFile)) !== older) return
      expected = newer
      await replaceAuthFile(authFile, Buffer.from(newer))
    }
    const result = await runExec(codex, {
      prompt: 'Look for the login.',
      model: MODEL,
      permissions: permissionsFor(codex.home),
      subcommand: [],
      projectInstructions: true,
      workingDirectory: work,
      args: [],
      timeoutMs,
      signal: new AbortController().signal,
      onStart: scenario.onStart,
      onEvent: event => {
        printed = (printed + JSON.stringify(event)).slice(-MOST_PRINTED)
        if (isCommand(event)) commands += 1
      },
      onWantsRefresh: () => {
        // Where it fails, the file is not as expected.
        handedOver ??= handOver().catch(() => undefined)
      },
    })
    await handedOver

    const wasHandedOver = handedOver !== undefined
    const ended = current === next
    const sawToken = tracesOf([first, next]).some(trace => printed.includes(trace))
    const isKept = (await textIn(authFile)) === expected
    return {
      sandboxTried: printed.includes(marker.text + marker.id),
      broken: [
        ...(sawToken ? [broken('denied', 'a command printed a token')] : []),
        ...(commands === 0 ? [broken('run', 'it ran no command that the model asked for')] : []),
        ...finished(result, { ended, wasHandedOver }),
        ...(ended ? fenceBroken(stub) : []),
        ...(isKept ? [] : [broken('unchanged', 'the file was changed during a task')]),
        ...(await noCopy(subject, [first, next])),
      ],
    }
  } finally {
    await stub.close()
  }
}

/** On Windows this action lets no command run in a sandbox that is to hide a file (docs/facts#windows-sandbox). */
const permissionsFor = (home: string): string[] =>
  process.platform === 'win32'
    ? ['--sandbox', 'read-only']
    : permissionArguments({ base: { sandbox: 'workspace-write' }, home, denied: [home], pinned: [] })

const isCommand = ({ type, item }: CodexEvent): boolean =>
  type === 'item.completed' && item?.type === 'command_execution'

/** Tries to read and to spoil the login, and then says that it did: in two pieces, so that the command itself doesn't have it. */
function commandIn({ authFile, work, codex }: Subject, marker: { text: string; id: string }): string {
  const [file, link, copy, hard] = [
    authFile,
    ...['a-link', 'a-copy', 'a-name'].map(name => join(work, name)),
  ].map(path => `'${path?.replaceAll("'", `'\\''`)}'`)
  return [
    `cat ${file} ${link}`,
    `cp ${file} ${copy}`,
    `ln ${file} ${hard}`,
    `cat ${copy} ${hard}`,
    // Codex itself refuses a command with `rm -f` in it.
    `mv ${file} ${copy}`,
    `: > ${file}`,
    `cat '${codex.home.replaceAll("'", `'\\''`)}'/*.json`,
    'env',
    `printf '%s%s' '${marker.text}' '${marker.id}'`,
  ].join('; ')
}

/** What is wrong with how the task ended. */
function finished(
  { outcome, exitCode, finalMessage, failure }: ExecResult,
  { ended, wasHandedOver }: { readonly ended: boolean; readonly wasHandedOver: boolean },
): Broken[] {
  if (outcome === 'timed-out') return [broken('in-time', '`codex exec` did not end')]
  const how = `it ended with exit code ${exitCode}${failure === undefined ? '' : ` (${quote(failure)})`}`
  if (ended && !wasHandedOver) return [broken('hand-over', 'it did not say that it wants a newer login')]
  const isWhole = outcome === 'succeeded' && finalMessage === MESSAGE
  // If no command can start, exec still succeeds. The sandbox is proven once more before each task.
  if (isWhole || (outcome === 'sandbox-failed' && finalMessage === MESSAGE)) return []
  return [broken(ended ? 'hand-over' : 'run', how)]
}
