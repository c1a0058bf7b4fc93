import { exportVariable } from '@actions/core'
import type { Lease } from '../guard/lease.js'
import { UnguardedLease } from '../guard/unguarded-lease.js'
import { HostStore } from '../stores/host.js'
import { storeKind } from '../stores/kind.js'
import { configuredHome, persistentHome } from '../stores/place.js'
import { makePrivateHome } from '../stores/private-home.js'
import type { Store, StoreKind } from '../stores/store.js'
import { hostLease } from './leases.js'
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
  const known = stage.state.get('storage') === kind ? stage.state.get('home') : undefined
  const home = known ?? (await makePrivateHome(stage.env, configuredHome(inputs['codex-home'], stage.env)))
  stage.state.set('home', home) // at once: whatever happens, post removes it
  stage.state.set('storage', kind)
  exportVariable('CODEX_HOME', home)
  return storedWorkplace(stage, kind, home)
}

/** Opens for post what an earlier stage has opened, by the state. */
export async function reopenWorkplace(stage: Stage, home: string): Promise<Workplace> {
  const kind = stage.state.get('storage') ?? 'host'
  return kind === 'host' ? hostWorkplace(stage, home) : storedWorkplace(stage, kind, home)
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
): Promise<Workplace> {
  const store = await openStore(stage, kind)
  return { kind, home, copy: new HostStore(home), store, lease: async () => new UnguardedLease(stage.log) }
}
