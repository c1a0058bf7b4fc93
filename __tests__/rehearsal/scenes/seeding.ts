import { outcome, type Scene } from '../play.js'

export const firstRun: Scene = {
  name: 'first-run',
  title: 'The first run seeds the host',
  about: 'The host has no login yet; a secret holds one, the seed. A job asks Codex to say OK.',
  async play(play) {
    const host = await play.host()
    const seed = host.openai.login()
    const job = await host.job({ 'auth-json': seed, prompt: 'Say OK' })
    play.show(host, 'The job', job)
    play.compare(
      {
        job: 'succeeded',
        'Codex said': 'OK',
        'auth.json': 'no login → revision 1',
        refreshes: '0',
        'refresh tokens': 'revision 1 not used',
        'model calls': '1',
      },
      { job: outcome(job), 'Codex said': job.steps[0]?.outputs['final-message'] ?? '', ...host.facts() },
    )
  },
}

export const secondRun: Scene = {
  name: 'second-run',
  title: 'The second run keeps the refreshed login',
  about:
    'After a first run the login is refreshed, as it is every few days. The secret still holds the old seed, ' +
    'whose refresh token is used up: the second run must not put it back.',
  async play(play) {
    const host = await play.host()
    const seed = host.openai.login()
    const first = await host.job({ 'auth-json': seed, prompt: 'Say OK' })
    const refresh = await host.job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    const second = await host.job({ 'auth-json': seed, prompt: 'Say OK' })
    play.show(host, 'The second run', second)
    play.compare(
      {
        jobs: 'succeeded, succeeded, succeeded',
        'auth.json': 'no login → revision 1 → revision 2 → unchanged',
        refreshes: '1',
        'refresh tokens': 'revision 1 used once, revision 2 not used',
        'model calls': '2',
      },
      { jobs: [first, refresh, second].map(outcome).join(', '), ...host.facts() },
    )
  },
}
