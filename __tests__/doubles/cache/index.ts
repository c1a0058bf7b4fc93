export { type CacheDouble, flipped, startCache } from './cache.js'
export type { CacheEntry, CacheJob, CacheRequest, Grant, How, Kind } from './types.js'
