import { permissionsOf } from '../call-paths.js'
import { leasePermissions } from '../fix/permissions.js'
import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import { fields, type Step } from '../workflow.js'
import { noteAt, warningAt } from './finding.js'

const isOwnToken = ({ token = '' }: Use['inputs']): boolean =>
  token === '' || /github\.token|secrets\.GITHUB_TOKEN/i.test(token)

/** Stores other than `host` need a lease in the repository (docs/concurrency.md). The worst of several call paths counts. */
export function missingPermissions({ step, job, ways, inputs, store }: Use): Finding[] {
  if (store === undefined || store === 'host' || !isOwnToken(inputs)) return []
  // Where only callers start it that are not here, what it says itself is all that is known.
  const given = ways.length > 0 ? ways.map(permissionsOf) : [permissionsOf([job])].filter(isSaid)
  const found = given.flatMap(permissions => lacking(step, permissions))
  return [...found.filter(isWarning), ...found].slice(0, 1)
}

function lacking(step: Step, given: unknown): Finding[] {
  const remedy = 'Give the job `permissions:` with `contents: write` and `actions: read`.'
  const fix = leasePermissions(step.job)
  if (!isSaid(given))
    return [
      noteAt(step)('permissions-unsaid', {
        what: 'Neither the job nor the workflow says its `permissions`.',
        why: 'The repository decides then, and in newer ones the token may only read: nothing could be refreshed.',
        remedy,
        fix,
      }),
    ]
  if (given === 'write-all') return []
  // `read-all` is a word, and gives none of what is asked for here.
  const rights = fields(given)
  if (rights.contents !== 'write')
    return [
      warningAt(step)('no-lease', {
        what: 'Its token may not write to the repository (`contents: write`).',
        why: 'No lease can be had, so nothing is refreshed, and the login ends with its access token.',
        remedy,
        fix,
      }),
    ]
  if (rights.actions === 'read' || rights.actions === 'write') return []
  return [
    noteAt(step)('no-jobs', {
      what: 'Its token may not see other jobs (`actions: read`).',
      why: 'After a job that died with the lease the next one waits 15 minutes, instead of taking it over.',
      remedy,
      fix,
    }),
  ]
}

const isSaid = (permissions: unknown) => permissions !== undefined && permissions !== null
const isWarning = ({ level }: Finding) => level === 'warning'

export function cannotWriteSecret({ step, inputs, store }: Use): Finding[] {
  if (store !== 'github-secret' || inputs['app-id'] || !isOwnToken(inputs)) return []
  return [
    warningAt(step)('secret-writer', {
      what: 'Nothing here may write the secret: there is no `app-id`, and no `token` but `GITHUB_TOKEN`.',
      why: "GITHUB_TOKEN can't write secrets, so nothing is refreshed, and the login ends with its access token.",
      remedy: 'Give `app-id` and `app-private-key` of an App with "Secrets: write", or such a `token`.',
    }),
  ]
}

export function halfAnApp({ step, inputs }: Use): Finding[] {
  const [id, key] = [inputs['app-id'], inputs['app-private-key']]
  if (!id === !key) return []
  return [
    warningAt(step)('half-an-app', {
      what: `\`${id ? 'app-id' : 'app-private-key'}\` is given without \`${id ? 'app-private-key' : 'app-id'}\`.`,
      why: 'An App shows who it is with both.',
      remedy: 'Give both, or neither and a `token`.',
    }),
  ]
}
