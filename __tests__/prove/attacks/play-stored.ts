import { join } from 'node:path'
import type { Step } from '../../doubles/runner/index.js'
import { inLeaseWorld, type LeaseWorld } from '../../e2e/lease-world.js'
import type { Variant } from './attempt.js'
import { ATTEMPTS } from './attempts.js'
import { Judge } from './judge.js'
import { run } from './script.js'
import { STORE_PROGRAMS, storedEnvironment } from './stored.js'
import { plantScripts } from './world.js'

/**
 * A job whose login is kept by commands, with an environment that leads into the workspace: the model plants what it
 * can, and a second use of the action, or a later step of a job without it, asks the store, and git for the lease.
 */
export async function playStored(variant: Variant): Promise<Pick<Judge, 'succeeded' | 'printed'>> {
  let judge: Judge | undefined
  const story = inLeaseWorld(async world => {
    judge = await playIn(world, variant)
  })
  // Without the action tokens are left everywhere, and the end of the world says so.
  await story().catch(error => {
    if (variant !== 'plain') throw error
  })
  if (!judge) throw new Error('nothing was played')
  return judge
}

async function playIn(world: LeaseWorld, variant: Variant): Promise<Judge> {
  const { lab } = world
  const runner = await lab.fresh()
  const { work, home } = runner.folders
  const workspace = join(work, 'project', 'project')
  const ids = ATTEMPTS.filter(({ stored }) => stored).map(({ id }) => id)
  await plantScripts(
    workspace,
    ids.map(id => ({ id, script: ATTEMPTS.find(attempt => attempt.id === id)?.stored ?? '' })),
    { A: join(home, '.codex', 'auth.json') },
  )

  const seed = lab.openai.login()
  await world.put(seed)
  lab.openai.script([run(`bash attacks/play.sh ${ids.join(' ')}`), { message: 'Done.' }])
  const inputs = { ...commands(), 'auth-json': seed, prompt: 'Do as you like', sandbox: variant }
  const onPath: Step = { run: 'echo "$PWD/.bin" >> "$GITHUB_PATH"' }
  const steps: Step[] =
    variant === 'plain'
      ? [onPath, { run: PLAIN_LOGIN, env: { SEED: seed } }, { run: PLAIN_EXEC }, { run: STORE_PROGRAMS }]
      : [
          onPath,
          { uses: 'self', id: 'codex', with: inputs },
          {
            uses: 'self',
            with: { ...commands(), 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' },
          },
        ]
  const result = await world.job(inputs, {
    on: runner,
    steps,
    env: { ...storedEnvironment(workspace), LAB_STORE: join(lab.dir, 'store') },
  })
  if (variant !== 'plain' && result.conclusion !== 'success') throw new Error(result.log)

  const judge = new Judge(lab, { workspace, received: () => '' })
  judge.read()
  await judge.lookForEscaped()
  return judge
}

const PLAIN_LOGIN = 'mkdir -p ~/.codex && printf %s "$SEED" > ~/.codex/auth.json'
const PLAIN_EXEC = 'codex exec -s workspace-write --skip-git-repo-check "Do as you like" < /dev/null'

const commands = () => ({
  'restore-command': `${STORE_PROGRAMS}\ncat "$LAB_STORE/auth.json"`,
  'persist-command': `${STORE_PROGRAMS}\ncat > "$LAB_STORE/new.json" && mv "$LAB_STORE/new.json" "$LAB_STORE/auth.json"`,
})
