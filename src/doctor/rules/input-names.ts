import { INPUT_NAMES } from '../../action/inputs.js'
import { isNamedOurs } from '../is-our-action.js'
import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import { warningAt } from './finding.js'

/** `auth_json`, `authJson` and `auth json` were all meant for `auth-json`. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
const MEANT = new Map(INPUT_NAMES.map(name => [plain(name), name]))

/** Finds inputs that the action doesn't have. Nobody knows the inputs of a fork with another name. */
export function unknownInputs({ step, inputs }: Use): Finding[] {
  const unknown = Object.keys(inputs).filter(name => !INPUT_NAMES.includes(name))
  return unknown.flatMap(name => {
    const meant = MEANT.get(plain(name))
    if (!meant && !isNamedOurs(step)) return []
    return warningAt(step, step.locate(['with', name]))('unknown-input', {
      what: `There is no input \`${name}\`.`,
      why: 'GitHub only warns of it: the step runs as if it were not there.',
      remedy: meant ? `Write \`${meant}\`.` : 'See the table of inputs in the README.',
    })
  })
}
