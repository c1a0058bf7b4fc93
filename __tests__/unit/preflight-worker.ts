import { assertSavable, Unsavable } from '../../src/codex/preflight.js'

/** Runs the preflight as another user: the modules are loaded while we still may read them. */
const { file, uid } = JSON.parse(process.argv[2] ?? '') as { file: string; uid: number }
process.setgroups?.([])
process.setgid?.(uid)
process.setuid?.(uid)
const outcome = await assertSavable(file).then(
  () => ({ savable: true }),
  (error: Error) => ({ savable: false, name: error.name, message: error.message }),
)
process.send?.(
  { ...outcome, known: outcome.savable || ('name' in outcome && outcome.name === Unsavable.name) },
  () => process.disconnect?.(),
)
