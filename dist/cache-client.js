import { serveCache } from './index.js'
await serveCache()
