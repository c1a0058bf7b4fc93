import { parseArgs } from 'node:util'
import type { Scene } from './play.js'

export const USAGE = `Usage: npm run rehearse -- [SCENE …]

Plays the scenes in order, or only those that you name: the real Codex and the built action, with doubles of OpenAI,
GitHub and the runner. Nothing leaves this machine.

  --list   the scenes, and what each one shows
  --help   this

At the end rehearsal/rehearsal.html has each scene with the logs and summaries of its jobs, as GitHub shows them.
Exit code: 0 all as told, 1 not as told, 2 there is no such scene or option, 130 interrupted.
`

export type Command =
  | { readonly kind: 'play'; readonly scenes: readonly Scene[] }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  | { readonly kind: 'unusable'; readonly why: string }

/** What the arguments ask for. Scenes are played in their own order. */
export function readCommandLine(args: readonly string[], scenes: readonly Scene[]): Command {
  try {
    const options = { list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (values.help) return { kind: 'help' }
    if (values.list) return { kind: 'list' }
    const unknown = positionals.filter(name => !scenes.some(scene => scene.name === name))
    if (unknown.length > 0) return { kind: 'unusable', why: `There is no scene "${unknown.join('", "')}".` }
    const named = scenes.filter(({ name }) => positionals.includes(name))
    return { kind: 'play', scenes: named.length > 0 ? named : scenes }
  } catch (error) {
    return { kind: 'unusable', why: (error as Error).message }
  }
}
