import type { Words } from '../codex/reasons.js'
import type { StoreKind } from '../stores/store.js'
import type { Stage } from './stage.js'

const LOG_IN =
  '`codex login` in an empty CODEX_HOME (logging in over an auth.json, or out, revokes it), then `jq -c . auth.json | gh secret set NAME` with the secret that `auth-json` comes from'

const HOW: Record<StoreKind, string> = {
  host: `run a workflow with \`mode: login\` on this runner and type the code it shows on a phone. Or: ${LOG_IN}; every runner takes the newer login by itself.`,
  cache: `run a workflow with \`mode: login\` and the same \`encryption-key\` on the default branch, and type the code it shows on a phone. Or: ${LOG_IN}; the next run takes the newer login by itself.`,
  'github-secret': `run a workflow with \`mode: login\` and the same inputs, and type the code it shows on a phone: the secret is set by it. Or: ${LOG_IN} (an environment's secret: with \`--env\`).`,
  command: `run a workflow with \`mode: login\` and the same two commands, and type the code it shows on a phone. Or: ${LOG_IN}, or into the secret manager; the next run takes the newer login by itself.`,
}

const WORKER =
  'Look at the last runs of the keep-fresh workflow that publishes the access login: it says what is wrong with the login, and how a person logs in again. Then run it, and this job again.'

/** How a person replaces the login of this job's store. */
export const reseed = ({ state }: Stage): Words => ({
  reseed:
    state.get('worker') === true
      ? WORKER
      : `A person must log in once more: ${HOW[state.get('storage') ?? 'host']}`,
})
