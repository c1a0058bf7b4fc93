import type { JobResult } from '../../doubles/runner/index.js'
import { leftOn, SecretRepository } from '../../e2e/secret-repository.js'
import { fateOfTokens } from '../login-label.js'
import { outcome, type Scene } from '../play.js'

const HALF_AN_HOUR_MS = 30 * 60_000

export const githubSecret: Scene = {
  name: 'github-secret',
  title: 'The login lives in a GitHub secret, and every machine is new',
  about:
    'On GitHub-hosted runners nothing outlives a job. The login is in a secret of an environment, and due. The ' +
    'job proves that it may write the secret, refreshes the login, and writes it back at once, through a double of ' +
    "GitHub's API. Then its model fails, so the job fails. The next job, on a new machine, gets the newer login.",
  async play(play) {
    const lab = await play.machines()
    const repository = await SecretRepository.start(lab, 'environment')
    try {
      repository.set(lab.openai.login({ expInMs: HALF_AN_HOUR_MS }))
      const inputs = { ...repository.pat(), prompt: 'Say OK' }
      lab.openai.script([{ status: 400 }])
      const first = await onNewMachine(repository, inputs)
      play.show(first, 'The first job', first.result)
      lab.openai.script([])
      const asked = repository.asked()
      const second = await onNewMachine(repository, inputs)
      play.show(second, 'The next job', second.result)
      play.compare(
        {
          jobs: 'failed, succeeded',
          refreshes: '1',
          'refresh tokens': 'revision 1 used once, revision 2 not used',
          'asked of GitHub': '7 requests by the first job, 0 by the next',
          'left on the machines': 'nothing',
        },
        {
          jobs: [first, second].map(({ result }) => outcome(result)).join(', '),
          refreshes: String(lab.openai.refreshes.length),
          'refresh tokens': fateOfTokens(lab.openai),
          'asked of GitHub': `${asked.length} requests by the first job, ${repository.asked().length} by the next`,
          'left on the machines': [...first.left, ...second.left].join(', ') || 'nothing',
        },
      )
    } finally {
      await repository.close()
    }
  },
}

interface Played {
  readonly result: JobResult
  /** The user's home directory, for which a log is told `~`. */
  readonly home: string
  readonly left: readonly string[]
}

async function onNewMachine(repository: SecretRepository, inputs: Record<string, string>): Promise<Played> {
  const on = await repository.lab.fresh()
  const result = await repository.job(inputs, { on })
  return { result, home: on.folders.home, left: await leftOn(on) }
}
