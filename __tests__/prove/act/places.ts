import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Values } from '../../doubles/runner/index.js'
import type { ActMachine } from './machine.js'
import { ACTION, type ActJobs, type ActStep, calledWorkflow, compositeAction, use } from './workflow.js'

/** A checkout is act's own work: it copies its own directory. */
const CHECKOUT: ActStep = { uses: 'actions/checkout@v6' }

/** Writes files of the workflow's checkout. */
async function checkOut({ workspace }: ActMachine, files: Values): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true })
    await writeFile(join(workspace, name), text)
  }
}

/** Each makes a job whose one use of the action is somewhere else, with these inputs. */
export const PLACES: Record<string, (machine: ActMachine, inputs: Values) => Promise<ActJobs> | ActJobs> = {
  'a composite action': async (machine, inputs) => {
    const steps = [{ uses: ACTION, with: { 'auth-json': `\${{ inputs.login }}`, ...inputs } }]
    await checkOut(machine, { '.github/actions/codex/action.yml': compositeAction(steps, ['login']) })
    const step = { uses: './.github/actions/codex', with: { login: `\${{ secrets.AUTH_JSON }}` } }
    return { test: { steps: [CHECKOUT, step] } }
  },
  'a reusable workflow': async (machine, inputs) => {
    await checkOut(machine, { '.github/workflows/called.yml': calledWorkflow({ steps: [use(inputs)] }) })
    return { test: { uses: './.github/workflows/called.yml', secrets: 'inherit' } }
  },
  'a checkout of the action itself (`uses: ./`)': async (machine, inputs) => {
    await cp(machine.action, machine.workspace, { recursive: true })
    return { test: { steps: [CHECKOUT, { ...use(inputs), uses: './' }] } }
  },
}
