import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decrypter, generateX25519Identity } from 'age-encryption'
import type { JobResult } from '../../doubles/runner/index.js'
import { commandJob } from '../../e2e/command-job.js'
import { authJsonIn } from '../../e2e/enclosed.js'
import type { Lab } from '../../e2e/lab.js'
import { leftOn } from '../../e2e/secret-repository.js'
import { fateOfTokens, lookAt } from '../login-label.js'
import { outcome, type Play, type Scene } from '../play.js'

const HALF_AN_HOUR_MS = 30 * 60_000

const RESTORE = '[ ! -e "$VAULT/codex-auth" ] || cat "$VAULT/codex-auth"'
const PERSIST = 'cat > "$VAULT/codex-auth"'
const MISTYPED = 'cat > "$VAULT/codx-auth"'

export const secretManager: Scene = {
  name: 'secret-manager',
  title: 'The login lives in a secret manager, which two commands read and write',
  about:
    'Three jobs, each on a runner that nothing has touched. A person has put the login into the manager (here a ' +
    'directory), and it is due. The first job has a typo in its persist-command: that shows before the refresh ' +
    'token is used, and the job runs on what is left. The second has it right: it refreshes the login, and stores it ' +
    'encrypted, at once; then its model fails. The third gets the newer login.',
  async play(play) {
    await threeJobs(play, await play.machines())
  },
}

async function threeJobs(play: Play, lab: Lab): Promise<void> {
  const { openai, dir } = lab
  const key = await generateX25519Identity()
  const vault = join(dir, 'vault')
  await mkdir(vault)
  await writeFile(join(vault, 'codex-auth'), openai.login({ expInMs: HALF_AN_HOUR_MS }))
  const history = [await inManager(lab, vault, key)]
  const jobs: JobResult[] = []
  const left: string[] = []
  for (const [title, persistCommand, failing] of [
    ['The first job, with a typo', MISTYPED, false],
    ['The second job', PERSIST, true],
    ['The third job', PERSIST, false],
  ] as const) {
    openai.script(failing ? [{ status: 400 }] : [])
    const on = await lab.fresh()
    const manager = { restoreCommand: RESTORE, persistCommand, jobEnv: { VAULT: vault } }
    const job = await commandJob(lab, manager, { 'encryption-key': key, prompt: 'Say OK' }, { on })
    play.show(on.folders, title, job)
    jobs.push(job)
    history.push(await inManager(lab, vault, key))
    left.push(...(await leftOn(on)))
  }
  play.compare(
    {
      jobs: 'succeeded, failed, succeeded',
      'in the manager': 'revision 1 → unchanged → revision 2, encrypted → unchanged',
      refreshes: '1',
      'refresh tokens': 'revision 1 used once, revision 2 not used',
      'left on the machines': 'nothing',
    },
    {
      jobs: jobs.map(outcome).join(', '),
      'in the manager': history.map((now, at) => (now === history[at - 1] ? 'unchanged' : now)).join(' → '),
      refreshes: String(openai.refreshes.length),
      'refresh tokens': fateOfTokens(openai),
      'left on the machines': left.join(', ') || 'nothing',
    },
  )
}

/** Which revision the manager holds. */
async function inManager({ dir, openai }: Lab, vault: string, key: string): Promise<string> {
  const stored = await readFile(join(vault, 'codex-auth'), 'utf8')
  const plain = stored.startsWith('{')
  const file = join(dir, 'opened', 'auth.json')
  await mkdir(join(dir, 'opened'), { recursive: true, mode: 0o700 })
  await writeFile(file, plain ? stored : await opened(stored, key), { mode: 0o600 })
  const { label } = await lookAt(file, openai)
  return plain ? label : `${label}, encrypted`
}

async function opened(stored: string, key: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(key)
  return authJsonIn(await decrypter.decrypt(Buffer.from(stored, 'base64'), 'text'))
}
