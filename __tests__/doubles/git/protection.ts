import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * How GitHub refuses a push to a namespace: by a rule set (GH013), as a protected branch (GH006), or as one of its
 * own that nobody may write, like `refs/pull/`.
 */
export type Protection = 'rules' | 'branch' | 'hidden'

export interface Protected {
  /** `refs/codex-auth`: that ref and all under it. */
  readonly prefix: string
  readonly by: Protection
}

const HOOK = fileURLToPath(new URL('./protected-hook.js', import.meta.url))

/** Git leaves protected refs to its hook `proc-receive`, the one hook that can give a reason of its own. */
export async function hook(directory: string): Promise<void> {
  await mkdir(join(directory, 'hooks'), { recursive: true })
  const script = '#!/bin/sh\nexec "$LAB_NODE" "$LAB_HOOK"\n'
  await writeFile(join(directory, 'hooks', 'proc-receive'), script, { mode: 0o755 })
}

/** What git and the hook must have in their environment for that. */
export function protecting(refs: readonly Protected[]): Record<string, string> {
  const config = refs.flatMap(({ prefix, by }, i) => [
    [`GIT_CONFIG_KEY_${i}`, by === 'hidden' ? 'receive.hideRefs' : 'receive.procReceiveRefs'],
    [`GIT_CONFIG_VALUE_${i}`, prefix],
  ])
  return {
    ...Object.fromEntries(config),
    GIT_CONFIG_COUNT: String(refs.length),
    LAB_NODE: process.execPath,
    LAB_HOOK: HOOK,
    LAB_PROTECTED: JSON.stringify(refs),
  }
}
