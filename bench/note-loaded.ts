import { appendFileSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** With `--import`: notes in the file LOADED_FILE how many bytes of dist/ a process of Node 24 has loaded, one line for each. */
const { LOADED_FILE } = process.env
let bytes = 0
registerHooks({
  load(url, context, next) {
    if (/\/dist\/[^/]*\.js$/.test(url)) bytes += statSync(fileURLToPath(url)).size
    return next(url, context)
  },
})
process.on('exit', () => {
  if (LOADED_FILE && bytes > 0) appendFileSync(LOADED_FILE, `${bytes}\n`)
})
