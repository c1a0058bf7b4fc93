import { INPUT_NAMES } from '../../inputs.js'
import { isNamedOurs } from '../ours.js'
import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import { warningAt } from './finding.js'

/** `auth_json`, `authJson` and `auth json` were all meant for `auth-json`. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Of a fork by another name nobody knows what it takes. */
export function unknownInputs({ step, inputs }: Use): Finding[] {
  const unknown = Object.keys(inputs).filter(name => !INPUT_NAMES.includes(name))
  return unknown.flatMap(name => {
    const meant = INPUT_NAMES.find(known => plain(known) === plain(name))
    if (!meant && !isNamedOurs(step)) return []
    return warningAt(step)('unknown-input', {
      what: `There is no input \`${name}\`.`,
      why: 'GitHub only warns of it: the step runs as if it were not there.',
      remedy: meant ? `Write \`${meant}\`.` : 'See the table of inputs in the README.',
    })
  })
}
