import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { until } from '../e2e/cache-world.js'
import { errorsOf, inFleet } from '../e2e/fleet.js'

test.concurrent(
  "in mid-turn the keeper's refresh ends a worker's access token; the newer one comes from the cache, and the turn goes on",
  inFleet(async fleet => {
    const { lab, accessKey } = fleet
    const sharing = { 'share-access': 'cache', 'access-key': accessKey }
    await fleet.keeper({ 'auth-json': lab.openai.login(), ...sharing })
    // The turn goes on when the keeper has stored the full login, and is about to publish.
    const go = join(lab.dir, 'go')
    const command = `until [ -e '${go}' ]; do sleep 0.1; done`
    lab.openai.script([{ command, yieldTimeMs: 60_000 }])
    let keeper: ReturnType<typeof fleet.keeper> | undefined
    const worker = await fleet.worker(
      { 'access-key': accessKey },
      {
        async during(run) {
          await until(run, () => lab.openai.modelCalls === 1)
          keeper = fleet.keeper({ 'force-refresh': 'true', ...sharing })
          await until(run, () => lab.openai.acceptedRefreshes.length === 1)
          const before = fleet.stored()
          await until(run, () => fleet.stored() > before)
          await writeFile(go, '')
        },
      },
    )
    expect((await keeper)?.conclusion).toBe('success')
    expect([worker.conclusion, worker.annotations]).toEqual(['success', []])
    expect(worker.log).toMatch(
      /looking for a newer access login.*The keeper's newer access login is in place/s,
    )
    expect(worker.steps[0]?.outputs).toMatchObject({ 'final-message': 'OK', 'auth-status': 'healthy' })
    expect(lab.openai.refreshes).toHaveLength(1)
  }),
  90_000,
)

test.concurrent(
  'where the cache has no newer one, the failure says so',
  inFleet(async fleet => {
    const { lab, accessKey } = fleet
    await fleet.keeper({ 'auth-json': lab.openai.login(), 'share-access': 'cache', 'access-key': accessKey })
    lab.openai.script([{ command: 'true', endAccessToken: true }])
    const worker = await fleet.worker({ 'access-key': accessKey })
    expect(errorsOf(worker).join()).toMatch(
      /no longer accepts the access token of this job.*the Actions cache had none/s,
    )
    expect(worker.steps[0]?.outputs['auth-reason']).toBe('access-ended')
    expect(lab.openai.refreshes).toEqual([])
  }),
  90_000,
)
