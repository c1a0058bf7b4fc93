import { createHash } from 'node:crypto'
import { type AccessLogin, parseAccess } from '../login/access.js'
import { identityDigest } from '../login/account.js'
import { authFileIn, makeHome, replaceAuthFile } from '../login/auth-file.js'
import { maskLogin } from '../login/mask.js'
import { MAX_BYTES } from '../login/strict-json.js'
import { exportVariable, mask } from '../report/sink.js'
import { readRegularFile } from '../system/files.js'
import { ambientHome, configuredHome, REAL_HOME_VARIABLE } from './codex-home.js'
import { fenceAgain } from './fence-job.js'
import { noteKept } from './home-owner.js'
import { accessHome, removeDeadAccessHomes } from './homes.js'
import type { Stage } from './stage.js'

/** The private CODEX_HOME of a worker. Nothing in it is stored, and post removes it. */
export class AccessHome {
  private constructor(
    private readonly stage: Stage,
    readonly directory: string,
  ) {}

  /** Makes it, puts the access login in place, and leads later steps to it. The machine's own CODEX_HOME is only read. */
  static async open(stage: Stage, login: AccessLogin): Promise<AccessHome> {
    const { env, state } = stage
    await removeDeadAccessHomes(stage)
    const store = nameOf(login)
    const configured = configuredHome(stage.inputs()['codex-home'], env)
    const { home, made } = await accessHome(stage, { configured, store })
    state.set('home', home) // at once: whatever happens, post removes it
    state.set('borrowed', !made)
    state.set('store', store)

    exportVariable(REAL_HOME_VARIABLE, ambientHome(env) ?? '')
    exportVariable('CODEX_HOME', home)
    fenceAgain(stage)
    await makeHome(home)
    const opened = new AccessHome(stage, home)
    await opened.put(login)
    return opened
  }

  /** Replaces auth.json by a rename, so that a Codex that runs reads all of it or none. */
  async put(login: AccessLogin): Promise<void> {
    maskLogin(login, mask)
    await replaceAuthFile(authFileIn(this.directory), login.bytes)
    await noteKept(this.directory, login.bytes)
  }

  /** @throws LoginRefused, AccessDamaged */
  async read(): Promise<AccessLogin> {
    const file = authFileIn(this.directory)
    const bytes = await readRegularFile(file, { limit: MAX_BYTES })
    return parseAccess(bytes, { origin: `the file ${file}`, now: this.stage.now() })
  }
}

/** Two uses in a job share a home only for the same account. */
const nameOf = (login: AccessLogin): string =>
  createHash('sha256')
    .update(JSON.stringify(['access', identityDigest(login)]))
    .digest('hex')
    .slice(0, 16)
