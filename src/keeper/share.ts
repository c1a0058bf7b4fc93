import { objectionTo } from '../leases/knowledge.js'
import { type AccessNote, deriveAccess, parseAccess } from '../login/access.js'
import type { Login } from '../login/login.js'
import { ActionError } from '../system/errors.js'
import { describeJob, runUrl } from './job-name.js'
import { waiting } from './leases.js'
import type { LoginHome } from './login-home.js'
import { limitOf } from './plan-limit.js'
import type { Keeper } from './refresh.js'
import { assertSameAccount } from './refusal-to-spend.js'
import { openShareTarget, type ShareTarget } from './share-target.js'
import { StaleCopy } from './spend-refusals.js'
import type { Stage } from './stage.js'
import { toMark } from './to-mark.js'
import { underLease } from './under-lease.js'

/** After a cancel the whole job has about 5 minutes (docs/facts, "Cancel"). */
const AT_END_MS = 60_000

/**
 * Publishes the access login for workers: right after each refresh, under the lease that it was refreshed under, and in
 * each run of keep-fresh, since it also says when keep-fresh ran last and whether OpenAI refused the refresh. The store
 * has the full login by then, and nothing that fails here touches it.
 */
export class Share {
  /** The revision that this job has published. */
  #published: string | undefined
  #failure: ActionError | undefined

  private constructor(
    private readonly stage: Stage,
    private readonly target: ShareTarget,
  ) {}

  /** Undefined without `share-access`. @throws as `openShareTarget` does */
  static async open(stage: Stage): Promise<Share | undefined> {
    const target = await openShareTarget(stage)
    return target && new Share(stage, target)
  }

  /** The same home, which publishes what it has stored. */
  sharing(home: LoginHome): LoginHome {
    return {
      authFile: home.authFile,
      get readOnly() {
        return home.readOnly
      },
      read: () => home.read(),
      finishSaves: () => home.finishSaves(),
      newest: () => home.newest(),
      proveWritable: (login, held) => home.proveWritable(login, held),
      noteCodex: codex => home.noteCodex(codex),
      store: async login => {
        const isStored = await home.store(login)
        if (isStored) await this.#afterStore(login)
        return isStored
      },
    }
  }

  /** For keep-fresh: publishes what the newest login gives, unless this run has done so. @throws ShareFailed */
  async publishNewest(keeper: Keeper): Promise<void> {
    if (this.#published !== undefined && this.#failure === undefined) return
    await this.#underLease(keeper)
  }

  /** For other jobs: tries once more what has failed after a refresh, and only warns if that fails too. */
  async tryAgain(keeper: Keeper): Promise<void> {
    if (this.#failure === undefined) return
    await this.publishOrWarn(keeper)
  }

  /** The same as `publishNewest` where a failure must not hide another, or is no reason to fail. */
  async publishOrWarn(keeper: Keeper): Promise<void> {
    await this.publishNewest(keeper).catch(error => {
      if (!(error instanceof ActionError)) throw error
      this.stage.log.warning(error.message)
    })
  }

  /** The refresh must end, whatever becomes of this; the end of the job tries again. */
  async #afterStore(login: Login): Promise<void> {
    await this.#publish(login, { isPatient: false }).catch(error => {
      this.#failure = asFailure(this.target.where, error)
      this.stage.log.info(`${this.#failure.explanation.what} It is tried again later in this job.`)
    })
  }

  async #underLease(keeper: Keeper): Promise<void> {
    const { stage } = this
    const waitMs = stage.name === 'post' ? AT_END_MS : waiting(stage.inputs())
    try {
      await underLease(stage, { lease: keeper.lease, waitMs, goesOnAfter: () => undefined }, async held => {
        const { login } = await keeper.home.newest()
        const known = held?.known
        assertSameAccount(stage, login, known)
        const objection = known && objectionTo(known, toMark(stage, login))
        if (objection?.kind === 'stale') throw new StaleCopy(login, objection.newer, keeper.kind)
        const refused = objection?.kind === 'refused' ? objection.refusal.code : undefined
        const until = known && limitOf(stage, login, known.limits)
        await this.#publish(login, { refused, usedUpUntil: until, isPatient: true })
        return undefined
      })
    } catch (error) {
      stage.cancelled.throwIfAborted()
      throw asFailure(this.target.where, error)
    }
  }

  async #publish(
    login: Login,
    { isPatient, ...told }: { readonly isPatient: boolean } & Pick<AccessNote, 'refused' | 'usedUpUntil'>,
  ): Promise<void> {
    const { stage, target } = this
    const { env, now, log, report } = stage
    const start = performance.now()
    const madeAt = now()
    const bytes = deriveAccess(login, { madeAt, madeBy: runUrl(env) ?? describeJob(env), ...told })
    const access = parseAccess(bytes, { origin: 'the access login of this job', now: madeAt })
    await target.publish(access, { madeAt, isPatient })
    this.#published = login.generation
    this.#failure = undefined
    const took = ((performance.now() - start) / 1000).toFixed(1)
    log.info(`Published the access login in ${target.where} (${took} s).`)
    report.changed(`published the access login in ${target.where}`)
  }
}

const asFailure = (where: string, error: unknown): ShareFailed =>
  error instanceof ShareFailed ? error : new ShareFailed(where, error)

const UNEXPECTED = {
  what: 'something happened that should not.',
  remedy: 'Please report it, with the cause that the log shows.',
}

/** The access login could not be published. */
export class ShareFailed extends ActionError {
  override readonly name = 'ShareFailed'

  /** @param cause the error while publishing; whatever it is, even a defect of ours, it must not end a refresh */
  constructor(where: string, cause: unknown) {
    const { what, remedy } = cause instanceof ActionError ? cause.explanation : UNEXPECTED
    super(
      'share-failed',
      {
        what: `The access login could not be published in ${where}: ${what}`,
        why: 'The login itself is stored as it should be. Workers go on with what was published before, until that ends.',
        remedy: `${remedy} The next run of keep-fresh publishes it again.`,
      },
      { cause },
    )
  }
}
