import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { ModelAnswer } from '../doubles/openai/openai.js'
import { accessOf } from '../e2e/access-login.js'
import { createLab, type Lab } from '../e2e/lab.js'
import { partFinder } from '../e2e/leaks.js'
import { where } from '../unit/needs.js'
import { Judge } from './attacks/judge.js'
import { run as command } from './attacks/script.js'
import { CANARY, EARLIER_STEP, openWorld, textsBelow, type World } from './attacks/world.js'
import { toldIn, watchForTokens } from './fleet/search.js'

/**
 * Attempts to read, by their ids. Nothing holds them here: no sandbox, and the machine's own processes in sight. So none
 * that may end, stop or change other processes, or move the job's directories, is on this list. What the processes of the
 * job have in their memory is searched from outside instead.
 */
const MADE = [
  ...['path', 'symlink', 'hard-link', 'copy', 'programs', 'configuration', 'file-url', 'git', 'sudo'],
  ...['sandbox-in-sandbox', 'other-jobs', 'history', 'environment', 'agent', 'command-files'],
  ...['step-scripts', 'checkout', 'temp-late', 'refresh'],
]
const A_CALL = 8

const test = where(process.platform === 'linux', 'the attempts are made for Linux')

test('a worker with `safety-strategy: unsafe`: the attempts to read find its access token, and no refresh token', async () => {
  const lab = await createLab({ leaving: 'goes on' })
  const world = await openWorld(lab)
  try {
    await attack(lab, world)
  } finally {
    await world.close()
    // The access token is in the clear here on purpose.
    await lab.close().catch(error => {
      if (!/A part of a token can be read|unexpected at/.test(String(error))) throw error
    })
  }
}, 240_000)

async function attack(lab: Lab, world: World): Promise<void> {
  const full = lab.openai.login()
  const access = accessOf(full)
  const { access_token, refresh_token } = JSON.parse(full).tokens
  await prepareAttempts(world.workspace)
  lab.openai.script([...attempts()])
  const inputs = {
    'auth-json': access,
    prompt: 'Do as you like',
    sandbox: 'danger-full-access',
    'safety-strategy': 'unsafe',
  }
  const steps = [
    { run: EARLIER_STEP, id: 'earlier' },
    { uses: 'self', id: 'codex', with: inputs },
  ]
  const env = { ...world.env, OF_THE_JOB: `${CANARY}-job` }
  const run = lab.job({}, { secrets: [access], env, steps })
  const found = await watchForTokens(run, lab.runner(), () => [refresh_token])
  const result = await run
  expect(result.conclusion).toBe('success')

  // All of them were made, and the search finds what can be read: auth.json by its path.
  const judge = new Judge(lab, world)
  judge.read()
  expect([...judge.printed.keys()].filter(Boolean).sort()).toEqual([...MADE].sort())
  expect(partFinder([access_token])(judge.printed.get('path') ?? '')).toBe(true)

  const holds = partFinder([refresh_token])
  const places = [
    ...found.places,
    ...(holds(JSON.stringify(lab.openai.modelRequests)) ? ['what the model was given'] : []),
    ...(holds(world.received()) ? ['what servers were sent'] : []),
    ...(toldIn(result, [refresh_token]) ? ['what the job said'] : []),
    ...[...(await textsBelow(lab.dir))].flatMap(([path, text]) => (holds(text) ? [path] : [])),
  ]
  expect(places).toEqual([])
  expect(found.looks).toBeGreaterThan(0)
  expect(lab.openai.refreshes).toEqual([])
}

/** What the model does: a few attempts in each command, and nothing else of that suite. */
function* attempts(): Generator<ModelAnswer> {
  for (let at = 0; at < MADE.length; at += A_CALL)
    yield command(`bash attacks/play.sh ${MADE.slice(at, at + A_CALL).join(' ')}`)
  yield { message: 'Done.' }
}

/**
 * Removes all other attempts: they must not be run here even by a mistake. These ones are after the auth.json of this job's
 * private home, whose name nobody knows before; nothing protects it, so it is put back after each.
 */
async function prepareAttempts(workspace: string): Promise<void> {
  const directory = join(workspace, 'attacks')
  const kept = [...MADE.map(id => `${id}.sh`), 'play.sh']
  for (const name of await readdir(directory)) if (!kept.includes(name)) await rm(join(directory, name))

  const file = join(directory, 'play.sh')
  const aimed = (await readFile(file, 'utf8'))
    .replace(
      /^export A=.*$/m,
      'export A=$(ls -d "$HOME"/.codex-auth-action/access-*)/auth.json; [ -e "$HOME/kept" ] || cp "$A" "$HOME/kept"',
    )
    .replace(/ \| head -c 1500$/m, '$&; cp --remove-destination "$HOME/kept" "$A"')
  expect(aimed.match(/kept/g)).toHaveLength(3)
  await writeFile(file, aimed, { mode: 0o600 })
}
