import type { ModelAnswer } from '../../doubles/openai/openai.js'
import { outcome, type Scene } from '../play.js'

/** The model uses a tool, which needs no sandbox, and so the turn goes on with a second call. */
const PLAN: ModelAnswer = {
  items: [
    {
      type: 'function_call',
      id: 'fc_rehearsal',
      call_id: 'call_rehearsal',
      name: 'update_plan',
      arguments: JSON.stringify({ plan: [{ step: 'Work', status: 'in_progress' }] }),
    },
  ],
}

export const handOver: Scene = {
  name: 'hand-over',
  title: 'A run goes on though its access token ends in the middle of a turn',
  about:
    'Between two calls of one turn the server ends the access token, days before its time. Codex itself is fenced ' +
    'and cannot refresh. The action sees that it waits, refreshes for it, and hands the new login over.',
  async play(play) {
    const host = await play.host()
    const login = host.openai.login()
    await host.put(login)
    host.openai.script([{ ...PLAN, endAccessToken: true }, { message: 'Done, in one turn.' }])
    const job = await host.job({ 'auth-json': login, prompt: 'Work' })
    play.show(host, 'The job', job)
    play.compare(
      {
        job: 'succeeded',
        'Codex said': 'Done, in one turn.',
        'auth.json': 'revision 1 → revision 2',
        refreshes: '1',
        'refresh tokens': 'revision 1 used once, revision 2 not used',
        'model calls': '2',
      },
      { job: outcome(job), 'Codex said': job.steps[0]?.outputs['final-message'] ?? '', ...host.facts() },
    )
  },
}
