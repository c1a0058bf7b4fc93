import { userInfo } from 'node:os'
import { ActionError } from '../../system/errors.js'
import { succeeded } from '../../system/run.js'
import { saidBy, sudo } from './sudo.js'

const FILE = '/etc/sudoers.d/zzzz-codex-auth-action'

/**
 * Takes from the user that runs this job all that sudo lets it do, however it was granted: of all rules that match,
 * sudo follows the last (sudoers(5)), and this one denies. Checked by visudo before it is put in place, and proven
 * afterward. Nothing but this file is written, and only root can remove it. Throws `SudoRemains`.
 */
export async function dropSudo(log: (line: string) => void): Promise<void> {
  const { username: user, uid } = userInfo()
  if (uid === 0) throw new SudoRemains('The job runs as root, from whom nothing can be taken.')
  if (!(await may())) return log(`The user ${user} has no sudo.`)
  const rule = `${user} ALL=(ALL:ALL) !ALL\n`
  const script = `umask 0227 && cat > "$1.new" && visudo -cqf "$1.new" && mv "$1.new" "$1"`
  const written = await sudo(['-n', 'sh', '-c', script, 'sh', FILE], Buffer.from(rule))
  await sudo(['-k'])
  if (!succeeded(written) || (await may())) throw new SudoRemains(saidBy(written) || 'sudo still works')
  log(
    `The user ${user} has no sudo from here on: steps after this one neither. Only root can undo it, by removing ${FILE}.`,
  )
}

/** Whether sudo lets this user do anything. Without an answer the right counts as there. */
async function may(): Promise<boolean> {
  const answer = await sudo(['-n', 'true'])
  return succeeded(answer) || answer.how === 'ended'
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
