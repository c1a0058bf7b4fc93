import { clock } from './clock.js'
import type { Endpoint } from './endpoint.js'
import type { Job } from './job.js'
import type { Process } from './machine.js'
import { between } from './random.js'

/** Codex refreshes when it starts with less than this left (docs/facts#refresh-lead). */
export const CODEX_REFRESHES_AT_MS = 5 * 60_000
/** It gives up on an endpoint that hangs (docs/facts#endpoint-hangs-45s). */
const HANGS_MS = 45_000

/** An auth.json, as Codex uses it: it writes a file beside it, and renames that (docs/facts §4). */
export interface AuthFile {
  read(): Promise<string | undefined>
  begin(text: string): Promise<void>
  rename(): Promise<void>
}

export type Answer = 'refreshed' | 'refused' | '500' | 'hangs'

interface Refresh {
  readonly job: Job
  readonly endpoint: Endpoint
  readonly file: AuthFile
  /** The Codex that does it, where the processes are looked at. */
  readonly codex?: Process
  /** Told of the new revision that the endpoint has made. */
  readonly onMade: (number: number) => void
}

/** Codex's own refresh: one request, and the save of its answer. */
export async function codexRefreshes({ job, endpoint, file, codex, onMade }: Refresh): Promise<Answer> {
  const shown = endpoint.revisionIn((await file.read()) ?? '')
  await job.passes('asked', codex)
  const answer = job.endpointAnswers()
  if (answer === 'hangs') {
    await clock.wait(HANGS_MS)
    return 'hangs'
  }
  await clock.wait(between(job.random, 200, 900))
  if (answer === '500') return '500'
  const made = shown && endpoint.exchange(shown)
  if (!made) return 'refused'

  onMade(made.number)
  await job.passes('answered', codex)
  await clock.wait(between(job.random, 1, 5))
  await file.begin(made.text)
  await job.passes('saving', codex)
  await clock.wait(between(job.random, 1, 5))
  await file.rename()
  await job.passes('saved', codex)
  return 'refreshed'
}
