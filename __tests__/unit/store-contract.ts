import { describe, expect, test } from '@jest/globals'
import type { Login } from '../../src/login/login.js'
import type { ReplacePolicy } from '../../src/login/may-replace.js'
import { NotStored, putLogin } from '../../src/stores/put.js'
import { type Store, storedIn } from '../../src/stores/store.js'
import { authJson, HOUR, labJwt, labLogin, NOW } from './auth-json.js'

/** A place where logins live between jobs. */
export interface StorePlace {
  /** The store as the next job has it. */
  open(): Promise<Store> | Store
  /** Puts bytes there as the newest, in place of this login. */
  readonly plant: (bytes: Buffer, of: Login) => Promise<void>
  /** What was set aside; left out where what is replaced stays, or can't be kept. */
  readonly replaced?: () => Promise<Buffer | undefined>
}

/** The revision of that hour. `change`: what is unlike the file that Codex writes. */
export function revision(hour: number, change: object = {}, tokens: object = {}): Login {
  const iat = (NOW - 9 * HOUR + hour * HOUR) / 1000
  return labLogin({
    last_refresh: new Date(iat * 1000).toISOString(),
    tokens: {
      id_token: labJwt({ sub: 'lab-user', iat }),
      access_token: labJwt({ iat, exp: iat + 864_000 }, `contract access ${hour}`),
      refresh_token: `rt_lab_contract_${hour}`,
      ...tokens,
    },
    ...change,
  })
}

/** What every store must do; `inPlace` makes an empty place and ends it. */
export function storeContract(
  inPlace: (test: (place: StorePlace) => Promise<void>) => Promise<void>,
  lateMs: number,
): void {
  const at = (name: string, work: (jobs: Jobs) => Promise<void>) =>
    test(name, () => inPlace(place => work(new Jobs(place))), lateMs)

  describe('what every store does', () => {
    at('it has nothing, and then the same login, byte by byte', async jobs => {
      expect(await jobs.kind()).toBe('none')
      // A field that nobody knows, a date as Codex does not write it, a number as nobody else writes it.
      const odd = labLogin(
        authJson({ later: { b: 'ü' }, last_refresh: '2026-11-21 11:00:00+0000' }).replace(
          '"later":{',
          '"later":{"a":1.0e0,',
        ),
      )
      expect(await jobs.put(odd)).toBe('stored')
      expect(await jobs.login()).toMatchObject({ generation: odd.generation, lastRefresh: odd.lastRefresh })
      expect((await jobs.login())?.bytes.toString()).toBe(odd.bytes.toString())
    })

    at('a newer login takes the place of an older one, and never the other way round', async jobs => {
      expect(await jobs.put(revision(2))).toBe('stored')
      expect(await jobs.put(revision(3))).toBe('stored')
      for (const from of ['seed', 'refreshed', 'person'] as const)
        expect(await jobs.put(revision(2), { from })).toBe('kept')
      expect(await jobs.put(revision(3))).toBe('unchanged')
      expect((await jobs.login())?.generation).toBe(revision(3).generation)
    })

    at('one of another account takes its place only where that is allowed', async jobs => {
      const other = revision(3, {}, { account_id: 'lab-other' })
      await jobs.put(revision(2))
      expect(await jobs.put(other)).toBe('kept')
      expect(await jobs.put(other, { allowAccountChange: true })).toBe('stored')
      expect((await jobs.login())?.accountId).toBe('lab-other')
      if (jobs.place.replaced) expect(await jobs.place.replaced()).toEqual(revision(2).bytes)
    })

    at('the proof that it can be written leaves the login as it is', async jobs => {
      await jobs.put(revision(2))
      const store = await jobs.place.open()
      await store.read()
      await store.assertWritable(revision(2))
      expect((await jobs.login())?.generation).toBe(revision(2).generation)
    })

    at(
      'a damaged login that is newer stays; a newer one takes its place, and it is set aside',
      async jobs => {
        const damaged = revision(3)
          .bytes.toString()
          .replace(/"refresh_token":"\w+"/, '"refresh_token":5')
        await jobs.put(revision(1))
        await jobs.place.plant(Buffer.from(damaged), revision(3))
        expect(await jobs.kind()).toBe('damaged')
        for (const from of ['seed', 'refreshed'] as const)
          await expect(jobs.put(revision(2), { from })).rejects.toThrow(NotStored)
        expect(await jobs.kind()).toBe('damaged')
        expect(await jobs.put(revision(4))).toBe('stored')
        expect(await jobs.kind()).toBe('login')
        if (jobs.place.replaced) expect((await jobs.place.replaced())?.toString()).toBe(damaged)
      },
    )

    at('another kind of login gives way to a person alone', async jobs => {
      const foreign = Buffer.from('{"auth_mode":"apikey","OPENAI_API_KEY":"sk-lab"}')
      await jobs.put(revision(1))
      await jobs.place.plant(foreign, revision(1.5))
      await expect(jobs.put(revision(2))).rejects.toThrow(/API-key file/)
      expect(await jobs.kind()).toBe('foreign')
      expect(await jobs.put(revision(2), { from: 'person' })).toBe('stored')
      expect(await jobs.kind()).toBe('login')
      if (jobs.place.replaced) expect(await jobs.place.replaced()).toEqual(foreign)
    })
  })
}

/** Each call is another job, with a store of its own over the same place. */
class Jobs {
  constructor(readonly place: StorePlace) {}

  async kind(): Promise<string> {
    return (await this.#stored()).kind
  }

  async login(): Promise<Login | undefined> {
    const stored = await this.#stored()
    return stored.kind === 'login' ? stored.login : undefined
  }

  async put(login: Login, policy: Partial<ReplacePolicy> = {}) {
    const options = { from: 'refreshed', allowAccountChange: false, mayCoverSealed: true, ...policy } as const
    return putLogin(await this.place.open(), login, {
      ...options,
      judge: { now: NOW },
      onSetAside: () => undefined,
    })
  }

  async #stored() {
    return storedIn(await this.place.open(), { now: NOW })
  }
}
