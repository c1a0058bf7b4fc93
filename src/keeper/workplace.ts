import type { Lease } from '../leases/lease.js'
import { exportVariable } from '../report/sink.js'
import { HostStore } from '../stores/host.js'
import type { Store, StoreKind } from '../stores/store.js'
import { exists } from '../system/files.js'
import { ambientHome, configuredHome, persistentHome, REAL_HOME_VARIABLE } from './codex-home.js'
import { enterHome } from './home-owner.js'
import { type NewHome, privateHome, removePrivateHome } from './homes.js'
import type { Inputs } from './inputs.js'
import { gitLease, hostLease } from './leases.js'
import { openStore } from './open-store.js'
import type { Stage } from './stage.js'
import { storeIdentity } from './store-identity.js'
import { idleInputs, storeKind } from './store-kind.js'

/** Where this job's Codex finds its login, and where that lives between jobs. */
export interface Workplace {
  readonly kind: StoreKind
  /** CODEX_HOME. */
  readonly home: string
  /** The auth.json in it; on a host that is the store itself. */
  readonly copy: HostStore
  readonly store: Store
  /** Guards refresh; `lifeMs` milliseconds for a holder that can't be seen, those of a refresh by default. */
  readonly lease: (lifeMs?: number) => Promise<Lease>
}

/** Opens the store that the inputs name, and the home that an earlier stage made, or makes one. */
export async function openWorkplace(stage: Stage): Promise<Workplace> {
  const { env, state } = stage
  const inputs = stage.inputs()
  const kind = storeKind(inputs, env)
  tellOfIdleInputs(stage, inputs, kind)
  if (kind === 'host') {
    const home = persistentHome(inputs['codex-home'], env)
    state.set('store', storeIdentity({ kind, inputs, env, home }))
    return hostWorkplace(stage, home)
  }

  const store = storeIdentity({ kind, inputs, env })
  state.set('place', placeOf(inputs))
  const home =
    (await knownHome(stage, kind, store)) ?? (await newHome(stage, await newHomeOf(stage, kind, store)))
  state.set('storage', kind)
  state.set('store', store)

  exportVariable(REAL_HOME_VARIABLE, ambientHome(env) ?? '')
  exportVariable('CODEX_HOME', home)
  return storedWorkplace(stage, kind, home, inputs)
}

/** The options with which a private home for a login of this store is made. */
export async function newHomeOf(stage: Stage, kind: StoreKind, store: string): Promise<NewHome> {
  const inputs = stage.inputs()
  const key = sealingKey(inputs, kind)
  const recipient = key === undefined ? undefined : await (await import('../stores/age.js')).recipientOf(key)
  return { configured: configuredHome(inputs['codex-home'], stage.env), store, recipient }
}

/** The key of a store that is encrypted. */
export const sealingKey = (inputs: Inputs, kind: StoreKind): string | undefined =>
  kind === 'cache' || kind === 'command' ? inputs['encryption-key'] : undefined

/** The home that an earlier stage of this step has made. */
async function knownHome(stage: Stage, kind: StoreKind, store: string): Promise<string | undefined> {
  const { state } = stage
  const home = state.get('storage') === kind ? state.get('home') : undefined
  if (home === undefined) return undefined
  const isSame = state.get('store') === store
  if (isSame && (await exists(home))) {
    await enterHome(stage, home)
    return home
  }
  // An input that an earlier step makes was empty in pre, and with it the store was another one: of this use, whose home
  // goes, or of the use that this one has its home from.
  if (!isSame && !state.get('borrowed')) await removePrivateHome(home)
  return undefined
}

async function newHome(stage: Stage, options: NewHome): Promise<string> {
  const { home, made } = await privateHome(stage, options)
  stage.state.set('home', home) // at once: whatever happens, post removes it
  stage.state.set('borrowed', !made)
  // These values of pre are about another home or store.
  for (const key of ['known', 'stored', 'elsewhere'] as const) stage.state.set(key, undefined)
  return home
}

function tellOfIdleInputs({ name, log }: Stage, inputs: Inputs, kind: StoreKind): void {
  const idle = idleInputs(inputs, kind).map(input => `\`${input}\``)
  // Pre would say the same.
  if (idle.length > 0 && name === 'main')
    log.warning(`Without effect where \`storage\` is \`${kind}\`: ${idle.join(', ')}.`)
}

/** Opens for post what an earlier stage has opened, by the state. */
export async function reopenWorkplace(stage: Stage, home: string): Promise<Workplace> {
  const kind = stage.state.get('storage') ?? 'host'
  if (kind === 'host') return hostWorkplace(stage, home)
  // The inputs may be another step's in post (docs/facts, "Stages"): where the login lives is not theirs to say.
  const place = Object.entries(stage.state.get('place') ?? {}).map(([name, value]) => [
    name,
    value || undefined,
  ])
  return storedWorkplace(stage, kind, home, { ...stage.inputs(), ...Object.fromEntries(place) })
}

function hostWorkplace(stage: Stage, home: string): Workplace {
  const store = new HostStore(home)
  stage.state.set('storage', 'host')
  return { kind: 'host', home, copy: store, store, lease: lifeMs => hostLease(stage, home, lifeMs) }
}

async function storedWorkplace(
  stage: Stage,
  kind: Exclude<StoreKind, 'host'>,
  home: string,
  inputs: Inputs,
): Promise<Workplace> {
  const store = await openStore(stage, kind, inputs)
  return { kind, home, copy: new HostStore(home), store, lease: lifeMs => gitLease(stage, inputs, lifeMs) }
}

const PLACE = [
  'lease-ref',
  'lease-repository',
  'job-id',
  'login-name',
  'secret-name',
  'secret-environment',
  'secret-organization',
] as const

/** Each of them, empty where it was not given: then it isn't in post either. */
const placeOf = (inputs: Inputs): Record<string, string> =>
  Object.fromEntries(PLACE.map(name => [name, inputs[name] ?? '']))
