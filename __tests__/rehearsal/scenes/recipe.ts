import type { JobResult } from '../../doubles/runner/index.js'
import { outcome, type Play, type Scene } from '../play.js'

const HOUR_MS = 3_600_000

/**
 * What many a workflow does: the secret is put back before each run. Most leave it in Codex's environment, too,
 * of which Codex writes a snapshot to the disk.
 */
const RECIPE = `printf %s "$CODEX_AUTH_JSON" > ~/.codex/auth.json
unset CODEX_AUTH_JSON
codex exec -c analytics.enabled=false --skip-git-repo-check "Say OK" </dev/null`

export const recipe: Scene = {
  name: 'recipe',
  title: 'A hand-written recipe loses the login in two runs, the action keeps it',
  about:
    'A recipe of three lines writes the secret into auth.json and runs Codex, on a host of its own. The seed is ten ' +
    'days old, so the first run of each must refresh it. Then the recipe puts the old seed back.',
  async play(play) {
    await withRecipe(play)
    await withAction(play)
  },
}

async function withRecipe(play: Play): Promise<void> {
  const host = await play.host()
  const seed = host.openai.login({ expInMs: -HOUR_MS })
  const first = await host.script(RECIPE, { CODEX_AUTH_JSON: seed })
  const second = await host.script(RECIPE, { CODEX_AUTH_JSON: seed })
  play.compare(
    {
      'first run': 'succeeded',
      'second run': 'failed: your refresh token was already used',
      'auth.json': 'no login → revision 2 → revision 1',
      refreshes: '1, then refused',
      'refresh tokens': 'revision 1 used once and then refused, revision 2 not used',
    },
    {
      'first run': outcome(first),
      'second run': [outcome(second), /your refresh token was \w+ used/.exec(second.log)?.[0]].join(': '),
      ...host.facts(),
    },
    'With the recipe',
  )
}

async function withAction(play: Play): Promise<void> {
  const host = await play.host()
  const inputs = { 'auth-json': host.openai.login({ expInMs: -HOUR_MS }), prompt: 'Say OK' }
  const jobs: JobResult[] = [await host.job(inputs), await host.job(inputs)]
  const [first = '', second = ''] = jobs.map(outcome)
  play.compare(
    {
      'first run': 'succeeded',
      'second run': 'succeeded',
      'auth.json': 'no login → revision 2 → unchanged',
      refreshes: '1',
      'refresh tokens': 'revision 1 used once, revision 2 not used',
    },
    { 'first run': first, 'second run': second, ...host.facts() },
    'With the action',
  )
}
