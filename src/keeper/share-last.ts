import { ActionError } from '../system/errors.js'
import { keeperOf } from './keeper.js'
import { Share } from './share.js'
import type { Stage } from './stage.js'
import { reopenWorkplace } from './workplace.js'

/** The inputs that say where to share; none of them is secret, and none is a command. */
const PLACE = ['share-access', 'share-environment', 'share-organization'] as const

/** Main keeps for post where the access login is shared: the inputs may be another step's there (docs/facts, "Stages"). */
export function rememberSharing({ state, inputs }: Stage): void {
  const given = inputs()
  if (given['share-access'] === undefined) return
  state.set('sharing', Object.fromEntries(PLACE.map(name => [name, given[name] ?? ''])))
}

/** Publishes in post the login that a later step's Codex refreshed, once it is stored. Failures are only warnings. */
export async function shareAtEnd(stage: Stage, home: string): Promise<void> {
  const sharing = stage.state.get('sharing')
  if (sharing === undefined) return
  try {
    await share(stage, home, sharing)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    stage.log.warning(`The end of the job could not publish the access login. ${error.message}`)
  }
}

async function share(stage: Stage, home: string, sharing: Readonly<Record<string, string>>): Promise<void> {
  const place = Object.fromEntries(PLACE.map(name => [name, sharing[name] || undefined]))
  const main: Stage = { ...stage, inputs: () => ({ ...stage.inputs(), ...place }) }
  const workplace = await reopenWorkplace(main, home)
  const tokenUrl = stage.state.get('tokenUrl') ?? ''
  const opened = await Share.open(main)
  const keeper = keeperOf(main, { ...workplace, tokenUrl, login: undefined, orphans: [] }, opened)
  await opened?.publishNewest(keeper)
}
