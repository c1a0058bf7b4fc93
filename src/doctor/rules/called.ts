import { hasLogin } from '../holders.js'
import type { Finding } from '../report.js'
import { waysTo } from '../ways.js'
import type { Workflow } from '../workflow.js'
import { noteIn } from './finding.js'

/** What starts only by callers that do not lie here can be judged in part. */
export function callersUnknown(workflow: Workflow, all: readonly Workflow[]): Finding[] {
  const hidden = workflow.jobs.filter(job => waysTo(job, all).length === 0 && hasLogin(job, all))
  if (hidden.length === 0 || (workflow.events.length === 0 && !workflow.composite)) return []
  return [
    noteIn(workflow)('callers-unknown', {
      what: workflow.composite
        ? 'This is a composite action: its steps run in the jobs that use it.'
        : 'Only other workflows start this one (`workflow_call`), and none that lies here does.',
      why: 'When it runs, for whom and with which permissions is said there, and can not be judged here.',
      remedy: 'Give the doctor the directory of the workflows that use it too.',
    }),
  ]
}
