import type { Place, Step } from '../workflow.js'

/** Where a login, or a part of one, comes from. `elsewhere`: the answer of a command, a file, or a variable that nobody here sets. */
export type Source =
  | { readonly kind: 'secret' | 'input'; readonly name: string }
  | { readonly kind: 'cache' | 'artifact' | 'elsewhere' }

/**
 * The content of a value, a file or a stream. `login`: the auth.json that Codex uses, as it is now. `given`: a value from a
 * secret or a store, which may be a login; `accessOnly` if its refresh token was taken out. `key`: an auth.json with an API
 * key.
 */
export type Content =
  | { readonly kind: 'login' | 'key' }
  | { readonly kind: 'given'; readonly from: Source; readonly accessOnly: boolean }

/** A text as far as it is known, with `$NAME` for what isn't, and what it holds. */
export interface Value {
  readonly text: string
  readonly content?: Content | undefined
}

/** Where and when something happens to a login. */
export interface Occasion {
  /** From the job's step through composite actions to the one that does it. */
  readonly chain: readonly [Step, ...Step[]]
  readonly place: Place
  /** Within its script: in its turn, only after Codex succeeded or failed, or at the end, whatever became of the rest (`trap`). */
  readonly after: 'anything' | 'success' | 'failure' | 'end'
}

export type Deed =
  /** Something is put in the place of auth.json. `looked`: only after a look whether there is one. */
  | {
      readonly kind: 'restore'
      readonly from: Source
      readonly home: string
      readonly looked: boolean
      readonly accessOnly: boolean
    }
  /** Codex runs. `ends`: its failure ends the script. `key`: it has an API key in its environment. */
  | {
      readonly kind: 'codex'
      readonly home: string
      readonly ends: boolean
      readonly key: boolean
      readonly fenced: boolean
    }
  /** The login, as Codex has left it, is handed to where a later run takes it from. `fixed`: a cache key that never changes. */
  | {
      readonly kind: 'save'
      readonly to: 'secret' | 'environment' | 'cache' | 'artifact' | 'elsewhere'
      readonly name: string
      readonly fixed: boolean
      readonly home: string
      /** By an action's post step, which runs only if the job succeeded. */
      readonly inPost: boolean
    }
  /** Others can read it there. */
  | { readonly kind: 'open'; readonly where: 'cache' | 'artifact' | 'git' | 'log' }
  /** A refresh without Codex. */
  | { readonly kind: 'refresh' }
  | { readonly kind: 'end'; readonly command: 'codex logout' | 'codex login' }
  /** Codex is given an API key for all that follows. */
  | { readonly kind: 'key' }
  /** The value itself is an argument of a process. */
  | { readonly kind: 'argument'; readonly command: string }
  /** Code that can't be seen. `got`: what of a login it is handed; `names`: whether its name says that it is about Codex. */
  | {
      readonly kind: 'unseen'
      readonly what: string
      readonly got: readonly string[]
      readonly about: boolean
    }

export type Act = Occasion & Deed
export type ActOf<K extends Deed['kind']> = Occasion & Extract<Deed, { kind: K }>

export const isAct =
  <K extends Deed['kind']>(kind: K) =>
  (act: Act): act is ActOf<K> =>
    act.kind === kind

/** The content that matters most, of several that come together. */
export const strongest = (...contents: readonly (Content | undefined)[]): Content | undefined =>
  contents.find(content => content?.kind === 'login') ??
  contents.find(content => content?.kind === 'given') ??
  contents.find(content => content !== undefined)

/** What to call a source in a sentence. */
export const sourceInWords = (source: Source): string =>
  'name' in source
    ? `\`${source.name}\``
    : { cache: 'the cache', artifact: 'an artifact', elsewhere: 'its store' }[source.kind]
