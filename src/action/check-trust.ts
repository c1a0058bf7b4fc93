import { mask } from '../report/sink.js'
import { ActionError } from '../system/errors.js'
import { lookAtEvent } from '../system/event.js'
import { assertTrusted, EventPayload, type Occasion, type Trust } from '../trust/trust.js'
import type { Stage } from './stage.js'

/** Checks, before anything is restored, that this job may have the login; once a step. Throws `Untrusted`. */
export async function checkTrust(stage: Stage): Promise<Trust> {
  const known = stage.state.get('trust')
  if (known) return known
  const { env, state } = stage
  const inputs = stage.inputs()
  const repository = env.GITHUB_REPOSITORY ?? ''
  const occasion = {
    event: env.GITHUB_EVENT_NAME ?? '',
    ...(await payloadOf(env.GITHUB_EVENT_PATH)),
    repository,
    actors: [env.GITHUB_ACTOR ?? '', env.GITHUB_TRIGGERING_ACTOR ?? ''],
  }
  const policy = {
    allowPublicRepository: inputs['allow-public-repository'],
    allowUsers: inputs['allow-users'],
    allowBots: inputs['allow-bots'],
    allowBotUsers: inputs['allow-bot-users'],
  }
  const trust = await assertTrusted(occasion, policy, user => mayWrite(stage, repository, user))
  state.set('trust', trust)
  return trust
}

/** A field that can't be read counts as missing. If the job is refused for that, the refusal names it. */
async function payloadOf(path: string | undefined): Promise<Pick<Occasion, 'payload' | 'problem'>> {
  const read = await lookAtEvent(path)
  if ('problem' in read) return { payload: {}, problem: read.problem }
  const { data, error } = EventPayload.safeParse(read.payload)
  if (data) return { payload: data }
  const field = error?.issues[0]?.path.join('.')
  const problem = `the event (GITHUB_EVENT_PATH) ${field ? `has another kind of value in \`${field}\` than GitHub's` : "isn't an object"}`
  return { payload: {}, problem }
}

async function mayWrite(
  { env, name, log, inputs }: Stage,
  repository: string,
  user: string,
): Promise<boolean> {
  const [{ GithubClient }, { credentialsFrom }, { mayWrite }, { PACE }] = await Promise.all([
    import('../github/client.js'),
    import('../github/credentials.js'),
    import('../github/collaborators.js'),
    import('../github/request.js'),
  ])
  const { token } = inputs()
  if (!token?.trim() && name === 'pre') throw new NoTokenYet()
  const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com'
  const credentials = credentialsFrom({ token })
  // Nothing is at stake yet, and pre never waits: GitHub is asked again for 3.5 s, not for as long as after a refresh.
  const pace = { ...PACE, retries: 3 }
  const client = new GithubClient({ apiUrl, credentials, mask, log: log.info, pace })
  return mayWrite(client, repository, user)
}

/** A token that an earlier step makes is still empty in pre (docs/facts, "Stages"): main asks. */
class NoTokenYet extends ActionError {
  override readonly name = 'NoTokenYet'

  constructor() {
    super('no-token-yet', {
      what: 'Whether whoever caused this event has write access can be asked only when there is a `token`.',
      why: 'Nothing is restored before that is known.',
      remedy: 'Nothing: it is asked when the step starts.',
    })
  }
}
