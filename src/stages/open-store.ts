import type { Store, StoreKind } from '../stores/store.js'
import type { Stage } from './stage.js'

export async function openStore(_stage: Stage, _kind: Exclude<StoreKind, 'host'>): Promise<Store> {
  throw new Error('not yet')
}
