import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { HOUR, inWorld, onceEach, opened } from '../e2e/cache-world.js'

test(
  'a login that another job has refreshed and stored meanwhile is taken, and not refreshed again',
  inWorld(async ({ lab, key, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const inputs = { 'auth-json': seed, mode: 'setup' }
    const other = () => job(inputs)
    const slow = await job(inputs, {
      steps: [
        {
          id: 'codex',
          uses: 'self',
          async with(stage) {
            if (stage === 'main') expect((await other()).steps[0]?.outputs.refreshed).toBe('true')
            return { 'encryption-key': key, ...inputs }
          },
        },
      ],
    })
    expect(slow.conclusion).toBe('success')
    expect(slow.log).toMatch(/Another job has refreshed the login in the meantime/)
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  60_000,
)

test(
  'posts of two jobs, out of order or at once: the newer generation stays',
  inWorld(async ({ lab, cache, key, job }) => {
    const seed = lab.openai.login()
    const inputs = { 'auth-json': seed, mode: 'setup' }
    /** A job whose later step leaves another generation in CODEX_HOME; its post may begin when the gate opens. */
    const leaving = async (authJson: string, gate: () => Promise<unknown>) => {
      const folder = await mkdtemp(join(lab.dir, 'left-'))
      await writeFile(join(folder, 'auth.json'), authJson)
      return job(inputs, {
        steps: [
          {
            id: 'codex',
            uses: 'self',
            async with(stage) {
              if (stage === 'post') await gate()
              return { 'encryption-key': key, ...inputs }
            },
          },
          { run: 'cp "$FROM/auth.json" "$CODEX_HOME/auth.json"', env: { FROM: folder } },
        ],
      })
    }
    const nextGeneration = async () => {
      await sleep(20)
      return lab.openai.refreshElsewhere()
    }
    const [second, third] = [await nextGeneration(), await nextGeneration()]
    const newer = leaving(third, async () => undefined)
    const [older] = await Promise.all([leaving(second, () => newer), newer])
    expect(older.steps[0]?.stages.post?.log).toMatch(
      /Not stored: (another job has refreshed the login since|.* holds a newer login)/,
    )
    expect(await opened(cache.entries.at(-1), key)).toBe(third)

    const [fourth, fifth] = [await nextGeneration(), await nextGeneration()]
    let waiting = 0
    let open: () => void = () => undefined
    const both = new Promise<void>(resolve => {
      open = resolve
    })
    const together = () => {
      waiting += 1
      if (waiting === 2) open()
      return both
    }
    const results = await Promise.all([leaving(fifth, together), leaving(fourth, together)])
    expect(results.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    // Even if both were stored and the older one last, the next job takes the newer.
    for (const entry of [...cache.entries])
      if ((await opened(entry, key)) === fourth) cache.overtake(one => one === entry)
    const next = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect(next.conclusion).toBe('success')
    expect(onceEach(lab)).toBe(true)
  }),
  60_000,
)
