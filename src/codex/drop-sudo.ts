import { userInfo } from 'node:os'
import { getExecOutput } from '@actions/exec'
import { ActionError } from '../errors.js'

const FILE = '/etc/sudoers.d/zzzz-codex-auth-action'

/**
 * Takes from the user that runs this job all that sudo lets it do, however it was granted: of all rules that match,
 * sudo follows the last (sudoers(5)), and this one denies. Checked by visudo before it is put in place, and proven
 * afterwards. Nothing but this file is written, and only root can remove it. Throws `SudoRemains`.
 */
export async function dropSudo(log: (line: string) => void): Promise<void> {
  const { username: user, uid } = userInfo()
  if (uid === 0) throw new SudoRemains('The job runs as root, from whom nothing can be taken.')
  if (!(await may())) return log(`The user ${user} has no sudo.`)
  const rule = `${user} ALL=(ALL:ALL) !ALL\n`
  const script = `umask 0227 && cat > "$1.new" && visudo -cqf "$1.new" && mv "$1.new" "$1"`
  const { exitCode, stderr } = await getExecOutput('sudo', ['-n', 'sh', '-c', script, 'sh', FILE], {
    input: Buffer.from(rule),
    silent: true,
    ignoreReturnCode: true,
  })
  await getExecOutput('sudo', ['-k'], { silent: true, ignoreReturnCode: true })
  if (exitCode !== 0 || (await may()))
    throw new SudoRemains(stderr.trim().split('\n')[0] ?? 'sudo still works')
  log(
    `The user ${user} has no sudo from here on: steps after this one neither. Only root can undo it, by removing ${FILE}.`,
  )
}

async function may(): Promise<boolean> {
  const run = getExecOutput('sudo', ['-n', 'true'], { silent: true, ignoreReturnCode: true })
  return run.then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  )
}

export class SudoRemains extends ActionError {
  override readonly name = 'SudoRemains'

  constructor(said: string) {
    super('sudo-remains', {
      what: `The right to use sudo could not be taken from the user that runs this job: ${said}`,
      why: '`safety-strategy: drop-sudo` was asked for, and Codex would have run with it.',
      remedy: 'Run the runner as an ordinary user, or use another `safety-strategy`.',
    })
  }
}
