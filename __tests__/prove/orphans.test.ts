import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { onceEach, refreshToken } from '../e2e/command-job.js'
import { filesLeft, homesOf } from '../e2e/homes-left.js'
import { errorsOf, HOUR, inLeaseWorld, LATE, until } from '../e2e/lease-world.js'

/** Fails while there is a file `broken` beside the store. */
const PERSIST =
  'test ! -e "$LAB_STORE/broken" && cat > "$LAB_STORE/new.json" && mv "$LAB_STORE/new.json" "$LAB_STORE/auth.json"'

test(
  'what a killed job left can not be stored: it is encrypted at once, and stored by a later job',
  inLeaseWorld(async world => {
    const { lab } = world
    const { openai } = lab
    const broken = join(lab.dir, 'store', 'broken')
    const key = await generateX25519Identity()
    const seed = openai.login({ expInMs: HOUR })
    const spec = { on: lab.runner(), secrets: [seed, key] }
    const inputs = {
      storage: 'command',
      'encryption-key': key,
      'persist-command': PERSIST,
      'auth-json': seed,
      mode: 'setup',
    }

    openai.delayAfterRefresh(1500)
    const killed = await world.start(inputs, spec)
    await until(() => openai.refreshes.length === 1)
    killed.run.kill('both')
    await killed.result
    world.declareOver(killed)
    await until(async () => {
      const [home = ''] = await readdir(homesOf(lab))
      const file = join(homesOf(lab), home, 'auth.json')
      return refreshToken(await readFile(file, 'utf8')) === refreshToken(openai.currentAuthJson())
    })
    openai.delayAfterRefresh(0)

    await writeFile(broken, '')
    const failed = await world.job(inputs, spec)
    expect(errorsOf(failed).join()).toMatch(/could not be stored/)
    // The home of the killed job; that of the one that could not store had the same login.
    expect(await filesLeft(lab)).toEqual(['auth.json.age', 'owner.json'])

    await rm(broken)
    const next = await world.job(inputs, spec)
    expect([next.conclusion, errorsOf(next)]).toEqual(['success', []])
    expect(openai.acceptedRefreshes).toHaveLength(1)
    expect(onceEach(lab)).toBe(true)
    expect(await filesLeft(lab)).toEqual([])
  }),
  3 * LATE,
)
