import type { HeldLease } from '../leases/lease.js'
import { authFileIn } from '../login/auth-file.js'
import type { Login } from '../login/login.js'
import { mayReplace } from '../login/may-replace.js'
import { LoginRefused } from '../login/refusal.js'
import { changedAt } from '../login/revision.js'
import type { ActionError } from '../system/errors.js'
import { clearCodex, noteCodex, noteKept, type RefreshingCodex } from './home-owner.js'
import { judgement, loginIn } from './judgement.js'
import { putCopy } from './persist.js'
import { type Prepared, remember } from './prepare.js'
import { AccountChange, date } from './seeding.js'
import type { Stage } from './stage.js'
import { finishSaves } from './unfinished-save.js'

/** The newest login there is, in place for Codex. `taken`: another job had stored a newer one. */
export interface Newest {
  readonly login: Login
  readonly taken: boolean
}

/** The login of this job: the auth.json that its Codex reads, and where that is kept between jobs. */
export interface LoginHome {
  readonly authFile: string
  /** Why this job may not write the store, where that is known from the start; nothing may refresh then. */
  readonly readOnly: ActionError | undefined
  /** The login in auth.json, masked. Throws `LoginRefused`. */
  read(): Promise<Login>
  /** Puts in place what a Codex that was killed had not: see `finishSaves`. For the holder of the lease. */
  finishSaves(): Promise<void>
  newest(): Promise<Newest>
  /** Proves for the holder of the lease that a refreshed login can be stored. Throws the reason if it can't. */
  proveWritable(login: Login, held: HeldLease): Promise<void>
  /** Notes a Codex that may be refreshing here, for jobs after this one; undefined when it has ended. */
  noteCodex(codex: RefreshingCodex | undefined): Promise<void>
  /** Stores what Codex has saved in auth.json. False where something newer is stored by now, which stays. */
  store(login: Login): Promise<boolean>
}

/** `Prepared` as the home of its login. */
export const loginHome = (stage: Stage, prepared: Prepared): LoginHome =>
  prepared.kind === 'host' ? new HostHome(stage, prepared) : new StoredHome(stage, prepared)

/** The file is the store: what Codex saves is stored, and its preflight proves that it can. */
class HostHome implements LoginHome {
  readonly authFile: string

  constructor(
    protected readonly stage: Stage,
    protected readonly prepared: Prepared,
  ) {
    this.authFile = authFileIn(prepared.home)
  }

  get readOnly(): ActionError | undefined {
    return this.prepared.store.readOnly
  }

  async read(): Promise<Login> {
    const { copy, tokenUrl } = this.prepared
    const login = await loginIn(copy, judgement(this.stage, tokenUrl))
    if (!login) throw new LoginRefused('empty', copy.where)
    remember(this.stage, login)
    return login
  }

  async finishSaves(): Promise<void> {
    const { home, tokenUrl } = this.prepared
    await finishSaves(this.stage, home, judgement(this.stage, tokenUrl))
  }

  async newest(): Promise<Newest> {
    return { login: await this.read(), taken: false }
  }

  async proveWritable(_login: Login, _held: HeldLease): Promise<void> {}

  async noteCodex(_codex: RefreshingCodex | undefined): Promise<void> {}

  async store(_login: Login): Promise<boolean> {
    return true
  }
}

/** A private home: the store has the login, and what Codex saves here must be put there. */
class StoredHome extends HostHome {
  override async newest(): Promise<Newest> {
    const { store, copy, tokenUrl } = this.prepared
    const here = await this.read()
    const stored = await loginIn(store, judgement(this.stage, tokenUrl))
    if (!stored) return { login: here, taken: false }

    const decision = mayReplace({ kind: 'login', login: here }, stored, {
      from: 'refreshed',
      allowAccountChange: this.stage.inputs()['allow-account-change'],
    })
    if (!decision.may && decision.because === 'account' && changedAt(stored) > changedAt(here))
      throw new AccountChange('stored', `stored ${date(stored)}, this one of ${date(here)}`)
    if (!decision.may) return { login: here, taken: false }
    await copy.write(stored)
    await noteKept(this.prepared.home, stored.bytes)
    this.stage.state.set('stored', stored.generation)
    return { login: await this.read(), taken: true }
  }

  override async proveWritable(login: Login, held: HeldLease): Promise<void> {
    const { store } = this.prepared
    // This proof writes the login itself: a job that slept until another had the lease must not do that.
    if (store.kind === 'command') await held.announceCodex()
    await store.assertWritable(login)
  }

  override noteCodex(codex: RefreshingCodex | undefined): Promise<void> {
    const { home } = this.prepared
    return codex ? noteCodex(home, codex) : clearCodex(home)
  }

  override store(login: Login): Promise<boolean> {
    return putCopy(this.stage, this.prepared, login)
  }
}
