/** How Codex is run: as a plain `codex exec -s workspace-write` in a `run:` step, or by this action with a `sandbox`. */
export const VARIANTS = ['plain', 'workspace-write', 'read-only', 'danger-full-access'] as const
export type Variant = (typeof VARIANTS)[number]

/**
 * Something that a model could try. It has succeeded if what it gets back holds a part of a token or a planted
 * secret, if its mark is left where a later step, a later run or a server finds it, or if a file that only
 * a process outside of the sandbox could write holds a token, or if it has opened a file of the kernel for writing.
 */
export interface Attempt {
  readonly id: string
  /** For the table. */
  readonly what: string
  /** Where it succeeds. Never with our defaults, never on `read-only`. */
  readonly succeeds: readonly Variant[]
  /**
   * A script of bash, run by `exec_command`. In its environment: `A` (auth.json), `MARK`, `ESCAPED` (a file in the home
   * directory), `WEB`, `UDP`, `SOCKET` and `ABSTRACT` (listening outside), `AGENT` (the runner's directory).
   */
  readonly script?: string
  /** Run after all scripts, in a sandbox of its own. */
  readonly second?: string
  /** Run when nothing else is to come, for what may keep later commands from starting. */
  readonly last?: string
  /** The body of a script for Codex's JavaScript tool `exec`, which reaches all other tools; `A` is known in it. */
  readonly tool?: string
  /** Run by a command that gets this long (ms), while the login is refreshed outside again and again. */
  readonly whileRefreshed?: string
  /** Where it succeeds, it does so only in a job that runs as root. */
  readonly asRoot?: boolean
  /**
   * Run in a job whose login is kept by commands, with an environment that leads into the workspace; then a second use
   * of the action refreshes the login. `MARK` in `ESCAPED` shows that something of the model's ran outside of the sandbox.
   */
  readonly stored?: string
  /** A later job in the same workspace, once the scripts have run. */
  readonly later?: Later
}

export interface Later {
  /** Of the action, beside a prompt. */
  readonly inputs: Readonly<Record<string, string>>
  /** What stands for it in a `run:` step without the action. */
  readonly plain: string
  /** What the model runs in it. */
  readonly command?: string
}

/** What an attempt's `MARK` holds. */
export const markOf = (id: string): string => `lab-mark-${id}-end`

export const EVERYWHERE = VARIANTS
/** Only without this action. */
export const PLAIN: readonly Variant[] = ['plain']
/** Where the whole disk may be written, and the network reached. */
export const DANGER: readonly Variant[] = ['danger-full-access']
export const NOWHERE: readonly Variant[] = []
