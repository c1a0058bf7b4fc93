import { exportVariable } from '@actions/core'
import type { Lease } from '../guard/lease.js'
import type { Inputs } from '../inputs.js'
import { HostStore } from '../stores/host.js'
import { storeKind } from '../stores/kind.js'
import { ambientHome, configuredHome, persistentHome, REAL_HOME_VARIABLE } from '../stores/place.js'
import { privateHome } from '../stores/private-home.js'
import type { Store, StoreKind } from '../stores/store.js'
import { gitLease, hostLease } from './leases.js'
import { openStore } from './open-store.js'
import type { Stage } from './stage.js'

/** Where this job's Codex finds its session, and where that lives between jobs. */
export interface Workplace {
  readonly kind: StoreKind
  /** CODEX_HOME. */
  readonly home: string
  /** The auth.json in it; on a host that is the store itself. */
  readonly copy: HostStore
  readonly store: Store
  /** Guards rotation; `lifeMs` milliseconds for a holder that can't be seen, those of a rotation by default. */
  readonly lease: (lifeMs?: number) => Promise<Lease>
}

/** Opens the store that the inputs name, and the home that an earlier stage made, or makes one. */
export async function openWorkplace(stage: Stage): Promise<Workplace> {
  const inputs = stage.inputs()
  const kind = storeKind(inputs, stage.env)
  if (kind === 'host') return hostWorkplace(stage, persistentHome(inputs['codex-home'], stage.env))
  const place = placeOf(inputs)
  stage.state.set('place', place)
  const known = stage.state.get('storage') === kind ? stage.state.get('home') : undefined
  const home = known ?? (await newHome(stage, inputs, [kind, ...Object.values(place)].join()))
  stage.state.set('storage', kind)
  exportVariable(REAL_HOME_VARIABLE, ambientHome(stage.env) ?? '')
  exportVariable('CODEX_HOME', home)
  return storedWorkplace(stage, kind, home, inputs)
}

async function newHome({ env, state }: Stage, inputs: Inputs, where: string): Promise<string> {
  const { home, made } = await privateHome(env, configuredHome(inputs['codex-home'], env), where)
  state.set('home', home) // at once: whatever happens, post removes it
  state.set('borrowed', !made)
  return home
}

/** Opens for post what an earlier stage has opened, by the state. */
export async function reopenWorkplace(stage: Stage, home: string): Promise<Workplace> {
  const kind = stage.state.get('storage') ?? 'host'
  if (kind === 'host') return hostWorkplace(stage, home)
  // The inputs may be another step's in post (facts, "Stages"): where the session lives is not theirs to say.
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
  'session',
  'secret-name',
  'secret-environment',
  'secret-organization',
] as const

/** Each of them, empty where it was not given: then it isn't in post either. */
const placeOf = (inputs: Inputs): Record<string, string> =>
  Object.fromEntries(PLACE.map(name => [name, inputs[name] ?? '']))
