import { waysTo } from '../call-paths.js'
import type { LoginJob } from '../logins.js'
import type { Finding } from '../report.js'
import { type Act, type ActOf, sourceInWords } from '../way/acts.js'
import type { Scene } from './context.js'
import { actAt } from './finding.js'

/** Harmless only where the job puts the refreshed login back to where it came from. */
export function seedEachRun(login: LoginJob, scene: Scene): Finding[] {
  const { restores, acts, users, kind, workflow } = login
  if (kind === 'own' && users.length === 0) return []
  return restores.flatMap(restore => {
    const isUsed = users.some(user => isLater(user, restore, acts)) || workflow.kind === 'action'
    // An action that fetches a login has, as a rule, another beside it that stores it.
    const isHalf = workflow.kind === 'action' && users.length === 0 && !('name' in restore.from)
    if (!isUsed || isHalf || isReplaced(restore, login) || isSaved(restore, login, scene)) return []
    const store = sourceInWords(restore.from)
    return [
      actAt('warning', restore)('seed-each-run', {
        what: wordsFor(restore),
        why: 'Once Codex has refreshed it, the refresh token of the stored login has been used: putting it back ends the login at the next refresh.',
        remedy: remedyFor(login, store),
      }),
    ]
  })
}

const wordsFor = ({ from, looked }: ActOf<'restore'>): string => {
  const what = 'name' in from ? `the login (${sourceInWords(from)})` : 'the login'
  const look = looked ? ', for on this runner there is never one' : ''
  return `It writes ${what} over auth.json in each run${look}, and nothing stores what Codex makes of it.`
}

/** True for the job's own runner: a disk that is thrown away keeps nothing. */
function remedyFor({ keepsDisk, job }: LoginJob, store: string): string {
  const save = `After Codex, in a step with \`if: always()\`, store auth.json in ${store} again, one run at a time; or use this action, which does both (\`--suggest\` prints the steps).`
  if (keepsDisk === true && job.volumes.every(volume => !volume))
    return 'Write it only if the file is missing: `[ -s ~/.codex/auth.json ] || printf \'%s\' "$LOGIN" > ~/.codex/auth.json`. This runner keeps it. Or use this action with `storage: host`.'
  return save
}

const isLater = (act: Act, than: Act, acts: readonly Act[]) => acts.indexOf(act) > acts.indexOf(than)

/** Something newer is put over it before anybody uses it, such as the copy in the cache. */
const isReplaced = (restore: ActOf<'restore'>, { restores, users, acts }: LoginJob): boolean =>
  restores.some(
    other =>
      isLater(other, restore, acts) &&
      (other.from.kind === 'cache' || other.from.kind === 'artifact') &&
      other.home === restore.home &&
      !users.some(user => isLater(user, restore, acts) && isLater(other, user, acts)),
  )

/** Whether the job, or one that needs it, hands the login on to where this restore reads it. */
function isSaved(restore: ActOf<'restore'>, login: LoginJob, { logins, workflows }: Scene): boolean {
  const later = login.acts.filter(act => act.kind === 'unseen' && isLater(act, restore, login.acts))
  if (later.some(act => act.kind === 'unseen' && isSaver(act.what))) return true
  const others = logins.filter(
    ({ job, workflow }) => workflow === login.workflow && job.needs.includes(login.job.id),
  )
  const own = login.saves.filter(save => isAfterUse(save, login))
  const candidates = [...own, ...others.flatMap(({ saves }) => saves)]
  if (candidates.some(save => fits(save, restore, login))) return true
  // A composite action restores, and another of the same repository saves.
  return login.workflow.kind === 'action' && waysTo(login.job, workflows).length > 0
}

/** By its name, code that can't be seen stores a login. */
const isSaver = (what: string): boolean =>
  /save|persist|store|writ|put|push|updat|sync|refresh|rotat|upload/i.test(what) &&
  /auth|codex|login|secret|token|cred/i.test(what)

function isAfterUse(save: ActOf<'save'>, { acts, users }: LoginJob): boolean {
  const visible = users.filter(({ kind }) => kind === 'codex' || kind === 'refresh')
  return (
    visible.length === 0 ||
    save.inPost ||
    save.after === 'end' ||
    visible.some(user => isLater(save, user, acts))
  )
}

function fits(
  { to, name, fixed }: ActOf<'save'>,
  { from }: ActOf<'restore'>,
  { restores }: LoginJob,
): boolean {
  const isFrom = (kind: string) => from.kind === kind || restores.some(other => other.from.kind === kind)
  if (to === 'cache') return !fixed && isFrom('cache')
  if (to === 'artifact') return isFrom('artifact')
  if (to === 'elsewhere') return true
  // One name may be another's content, if a caller says so.
  return (
    from.kind !== 'secret' ||
    name === '' ||
    name.toLowerCase() === from.name.toLowerCase() ||
    from.name.toLowerCase().includes('seed')
  )
}
