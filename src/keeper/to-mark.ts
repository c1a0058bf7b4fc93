import { accountOf, type Mark, type MarkOptions, markOf } from '../leases/mark.js'
import type { Login } from '../login/login.js'
import { describeJob, runUrl } from './job-name.js'
import type { Stage } from './stage.js'

/** The revision by which others judge theirs. */
export const toMark = (stage: Stage, login: Login): Mark => markOf(login, nameOf(stage))

/** The same of a revision that this job has made. */
export const toMarkAsOurs = (stage: Stage, login: Login): Mark =>
  markOf(login, { ...nameOf(stage), by: describeJob(stage.env), url: runUrl(stage.env) })

/** The digest that names the account of a login in the record of its lease. */
export const toAccount = (stage: Stage, login: Login): string => accountOf(login, nameOf(stage).name)

/** A host's lease is beside its only store, whatever that directory is called. */
function nameOf({ state }: Stage): MarkOptions {
  const store = state.get('storage') === 'host' ? undefined : state.get('store')
  return { name: state.get('place')?.['login-name'] || 'default', ...(store ? { store } : {}) }
}
