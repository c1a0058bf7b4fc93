import { outcome, type Scene } from '../play.js'

const HALF_AN_HOUR_MS = 30 * 60_000

export const nearExpiry: Scene = {
  name: 'near-expiry',
  title: 'A run near expiry refreshes first, then runs',
  about:
    'The access token lives ten days, and half an hour of it is left: too little to start with. The job ' +
    'refreshes the login, which stores it, and only then runs Codex.',
  async play(play) {
    const host = await play.host()
    const login = host.openai.login({ expInMs: HALF_AN_HOUR_MS })
    await host.put(login)
    const job = await host.job({ 'auth-json': login, prompt: 'Say OK' })
    play.show(host, 'The job', job)
    play.compare(
      {
        job: 'succeeded',
        'auth.json': 'revision 1 → revision 2',
        refreshes: '1',
        'refresh tokens': 'revision 1 used once, revision 2 not used',
        'model calls': '1',
      },
      { job: outcome(job), ...host.facts() },
    )
  },
}
