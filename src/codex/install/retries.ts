import type { Options } from 'p-retry'

/** How often and when to try again, in p-retry's words; times in milliseconds. */
export type Retries = Required<Pick<Options, 'retries' | 'minTimeout' | 'factor' | 'maxTimeout'>>

/** Again after 0.5, 2 and 5 s. */
export const RETRIES: Retries = { retries: 3, minTimeout: 500, factor: 4, maxTimeout: 5_000 }
