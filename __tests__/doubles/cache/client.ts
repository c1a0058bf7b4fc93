import { serveCache } from '../../../src/stores/cache-client.js'

/** The process that dist/ starts for the cache's client, as the tests in isolation start it. */
serveCache()
