import { inPublic, ofFork, STRANGER } from '../../unit/trust-occasion.js'
import { type Story, startedBy } from './story.js'

export const TRUST: readonly Story[] = [
  startedBy('untrusted-public', 'a public repository', ({ job }) =>
    job('push', { payload: inPublic('push') }),
  ),
  startedBy('untrusted-fork', "a fork's pull request", ({ job }) =>
    job('pull_request_target', { payload: ofFork('pull_request_target') }),
  ),
  startedBy('untrusted-actor', 'a comment of a stranger', ({ job }) =>
    job('issue_comment', { by: STRANGER }),
  ),
]
