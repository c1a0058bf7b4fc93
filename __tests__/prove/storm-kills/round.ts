import { setTimeout as sleep } from 'node:timers/promises'
import type { JobResult, Values } from '../../doubles/runner/index.js'
import { errorsOf, outputsOf, refreshToken } from '../../e2e/command-job.js'
import type { Machine } from './machine.js'
import type { Moment } from './moments.js'
import { quiet } from './processes.js'
import { Scene } from './scene.js'
import { kill, type Victim } from './victims.js'

/**
 * What became of the login after a kill:
 * - `kept`: the next job has refreshed it further;
 * - `doubted`: nothing was spent, and nobody can know that. Jobs go on with the access token, and a forced refresh works;
 * - `lost`: OpenAI has refreshed, and Codex was killed before it had saved the answer. Jobs say so, a new login works.
 */
export type Outcome = 'kept' | 'doubted' | 'lost'

export interface Round {
  readonly moment: string
  readonly victim: Victim
  readonly outcome: Outcome
  /** What is not as it must be; empty if all is well. */
  readonly wrong: readonly string[]
}

/** When the next job comes: after all that the kill left running has ended, or at the same moment. */
export type Next = 'afterwards' | 'at once'

/** Kills at that moment, has the next jobs run, and judges by what OpenAI saw. Leaves a machine whose login works. */
export async function play(
  machine: Machine,
  { moment, victim, next: when }: { readonly moment: Moment; readonly victim: Victim; readonly next: Next },
): Promise<Round> {
  const wrong: string[] = []
  const before = numberOfTokens(machine)
  const twiceBefore = shownTwice(machine)

  const job = await machine.start({ mode: before % 2 === 0 ? 'setup' : 'keep-fresh' })
  const scene = new Scene(machine, job)
  if (!(await moment.reached(scene))) wrong.push('the moment did not come')
  const isCodexKilled = await kill(victim, scene)
  // It can ask and save no more: what is there now is all there is.
  const last = isCodexKilled ? { asked: scene.refresh, saved: await savedOn(machine) } : undefined

  const early = when === 'at once' ? follow(machine, { mode: 'setup' }) : undefined
  await scene.letGo()
  await job.result
  if (!early) await quiet(machine.lab.dir)
  job.declareOver()
  const next = await (early ?? follow(machine, { mode: 'setup' }))
  await quiet(machine.lab.dir)

  const isLost = last?.asked?.outcome === 'refreshed' && !last.saved.includes(before + 1)
  const outcome = isLost ? 'lost' : outputsOf(next).refreshed === 'true' ? 'kept' : 'doubted'
  if (!last && scene.refreshed && scene.refresh?.abandoned)
    wrong.push('Codex was not killed, and did not wait for the answer')
  if (next.conclusion !== 'success') wrong.push(`the next job: ${errorsOf(next).join()}`)
  // On a host there is one, its auth.json.
  if ((await machine.inHomes()).length > (machine.store === 'host' ? 1 : 0))
    wrong.push('a login is left in the clear after the next job')
  if (outcome === 'lost') wrong.push(...(await saysThatItIsLost(machine, next)))
  if (outcome === 'doubted') wrong.push(...(await canBeForced(machine, next, scene)))
  if (outcome !== 'lost' && (await storedNumber(machine)) !== numberOfTokens(machine))
    wrong.push('the newest login is not stored')
  if (shownTwice(machine) > twiceBefore) wrong.push('a refresh token was shown twice')

  if (wrong.length > 0) await machine.tidy()
  if (outcome === 'lost' || wrong.length > 0) wrong.push(...(await logIn(machine)))
  return { moment: moment.name, victim, outcome, wrong: wrong.map(firstLine) }
}

/** A person logs in, and sets the secret. */
async function logIn(machine: Machine): Promise<string[]> {
  // Later than what the last job stored, by the milliseconds that `last_refresh` has here.
  await sleep(5)
  machine.seed = machine.lab.openai.login()
  const job = await follow(machine, { mode: 'keep-fresh' })
  return outputsOf(job).refreshed === 'true' ? [] : [`with a new login: ${errorsOf(job).join()}`]
}

/** Refresh tokens that OpenAI has seen more than once. */
export const shownTwice = ({ lab }: Machine): number =>
  lab.openai.presentations().filter(({ times }) => times > 1).length

/** The access token may work for its time, and no job shows the token. */
async function saysThatItIsLost(machine: Machine, next: JobResult): Promise<string[]> {
  const keepFresh = await follow(machine, { mode: 'keep-fresh' })
  const wrong: string[] = []
  for (const [name, job] of Object.entries({ next, 'keep-fresh': keepFresh })) {
    const { 'auth-status': status, 'auth-reason': reason } = outputsOf(job)
    if (status !== 'stale' || reason !== 'maybe-spent') wrong.push(`${name} says ${status}, ${reason}`)
  }
  if (keepFresh.conclusion !== 'failure') wrong.push('keep-fresh does not fail')
  if (!/may already have been used.*Log in once more/s.test(errorsOf(keepFresh)[0] ?? ''))
    wrong.push(`keep-fresh says: ${errorsOf(keepFresh).join()}`)
  return wrong
}

/** An announcement without an end: it can't be seen from outside that nothing was sent. */
async function canBeForced(machine: Machine, next: JobResult, { refreshed }: Scene): Promise<string[]> {
  const reason = outputsOf(next)['auth-reason']
  if (refreshed) return [`Codex has saved the answer, and the next job says ${reason}`]
  const wrong = reason === 'maybe-spent' ? [] : [`the next job has not refreshed: ${reason}`]
  const forced = await follow(machine, { mode: 'keep-fresh', 'force-refresh': 'true' })
  if (outputsOf(forced).refreshed !== 'true') wrong.push(`a forced refresh: ${errorsOf(forced).join()}`)
  return wrong
}

const firstLine = (text: string): string => text.split('\n')[0] ?? ''

async function follow(machine: Machine, inputs: Values): Promise<JobResult> {
  return (await machine.start(inputs)).result
}

/** How many refresh tokens OpenAI has ever given out: the number of the newest. */
const numberOfTokens = ({ lab }: Machine): number => lab.openai.presentations().length

/** Which of them an auth.json has, from 1; 0 if it is none of them. */
function numberIn({ lab }: Machine, authJson: string | undefined): number {
  try {
    return Math.floor(lab.openai.allTokens().indexOf(refreshToken(authJson)) / 3) + 1
  } catch {
    return 0 // It is only half of one.
  }
}

const storedNumber = async (machine: Machine): Promise<number> => numberIn(machine, await machine.stored())

/** All that a Codex which is dead now has saved, by their numbers; what was stored of it, too. */
async function savedOn(machine: Machine): Promise<number[]> {
  const files = [...(await machine.inHomes()), await machine.stored()]
  return files.map(file => numberIn(machine, file))
}
