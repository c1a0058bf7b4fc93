import { cpSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { labCodex } from '../lab/index.js'
import type { StageName, Values } from './types.js'

/** Failsafe keeps every scalar a string, as the runner hands inputs on: `default: true` is the text `true`. */
const yaml = createRequire(import.meta.url)('js-yaml') as {
  load(text: string, options: { schema: unknown }): unknown
  FAILSAFE_SCHEMA: unknown
}

/** What the runner needs to know of an action.yml. */
export interface Manifest {
  name: string
  /** Defaults by input, unevaluated; an input without a default has an empty one. */
  inputs: Values
  deprecated: Values
  scripts: Partial<Record<StageName, string>>
  /** `pre-if` and `post-if`; both default to `always()`. */
  preIf: string
  postIf: string
}

type Tree = { [key: string]: Tree | string | null | undefined }

const textAt = (tree: Tree | undefined, key: string): string | undefined => {
  const value = tree?.[key]
  return typeof value === 'string' ? value : undefined
}

/** Reads `action.yml`. Throws when it isn't a node24 action with a main script. */
export function readManifest(dir: string): Manifest {
  const root = yaml.load(readFileSync(join(dir, 'action.yml'), 'utf8'), {
    schema: yaml.FAILSAFE_SCHEMA,
  }) as Tree
  const runs = root.runs as Tree | undefined
  if (textAt(runs, 'using') !== 'node24') throw new Error(`${dir}/action.yml: runs.using is not node24`)
  const scripts: Manifest['scripts'] = {}
  for (const stage of ['pre', 'main', 'post'] as const) {
    const script = textAt(runs, stage)
    if (script !== undefined) scripts[stage] = script
  }
  if (scripts.main === undefined) throw new Error(`${dir}/action.yml: runs.main is missing`)
  const manifest: Manifest = {
    name: textAt(root, 'name') ?? 'action',
    inputs: {},
    deprecated: {},
    scripts,
    preIf: textAt(runs, 'pre-if') ?? 'always()',
    postIf: textAt(runs, 'post-if') ?? 'always()',
  }
  for (const [id, input] of Object.entries((root.inputs ?? {}) as Tree)) {
    manifest.inputs[id] = textAt(input as Tree, 'default') ?? ''
    const deprecated = textAt(input as Tree, 'deprecationMessage')
    if (deprecated !== undefined) manifest.deprecated[id] = deprecated
  }
  // Jobs that name no version want the Codex that the tests drive.
  if (process.env.CODEX_UNDER_TEST && 'codex-version' in manifest.inputs)
    manifest.inputs['codex-version'] = labCodex().version
  return manifest
}

/**
 * Puts what a release carries (action.yml and the folders of its scripts) where the runner downloads actions to.
 * A copy, because a bundle that leans on the repository's node_modules must fail here as it would for a user.
 */
export function installAction(from: string, to: string): Manifest {
  const manifest = readManifest(from)
  rmSync(to, { recursive: true, force: true })
  cpSync(join(from, 'action.yml'), join(to, 'action.yml'))
  for (const part of new Set(
    Object.values(manifest.scripts).map(script => script.replace(/^\.\//, '').split('/')[0]),
  )) {
    if (part !== undefined) cpSync(join(from, part), join(to, part), { recursive: true })
  }
  return manifest
}
