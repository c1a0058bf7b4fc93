import { delimiter, join } from 'node:path'
import type { Codex } from '../codex/process.js'
import { userHome } from '../system/user-path.js'

/**
 * The same Codex, with a sandbox in which root can't write the switches of the kernel. An ordinary user can't write them
 * anyway. `assertSandbox` proves that it works.
 */
export async function kernelGuarded(codex: Codex): Promise<Codex> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return codex
  const { guardedBubblewrap } = await import('../codex/exec/bubblewrap.js')
  const { PATH = '' } = codex.env
  const directory = join(userHome(codex.env), '.cache', 'codex-auth-action')
  const guarded = await guardedBubblewrap({ path: PATH, codex: codex.path, directory })
  if (guarded === undefined) return codex
  return { ...codex, env: { ...codex.env, PATH: `${guarded}${delimiter}${PATH}` } }
}
