import { setTimeout as sleep } from 'node:timers/promises'
import { setSecret } from '@actions/core'
import { fromMilliseconds } from '../session/instant.js'
import { authFileIn } from '../session/auth-file.js'
import { changedAt, identityDigest } from '../session/compare.js'
import { maskSession } from '../session/mask.js'
import type { Session } from '../session/session.js'
import { ActionError } from '../errors.js'
import { HostStore } from '../stores/host.js'
import { hostLease } from './leases.js'
import { awaitCodex } from './leftover.js'
import { storedSession } from './prepare.js'
import type { Stage } from './stage.js'

/** Waits for a Codex still alive, checks what the job left of the session, and releases what this step holds. */
export async function post(stage: Stage): Promise<void> {
  const home = stage.state.get('home')
  if (home === undefined) return stage.log.info('Nothing to do: this step never got as far as a login.')
  const settled = await awaitCodex(stage)
  try {
    await checkSession(stage, home)
  } finally {
    if (settled) await releaseLease(stage, home)
  }
}
