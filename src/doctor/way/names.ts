import type { Content, Source } from './acts.js'

/** Judges by a name whether something of a workflow is a login: a secret, an input, a variable, a path. */

const ABOUT = /codex|chatgpt|openai/
const PART =
  /auth|login|session|home|cred|oauth|refresh|account|profile|state|subscription|tokens|json|b64|base64/
const ALONE = /^(?:auth_?json|auth_file|chatgpt)(?:_b(?:ase)?64)?$/
/** Belongs to one, or to Codex, but isn't it. */
const NOT =
  /api_?key|access_?token|openai_key|_(?:key|id|pat|passphrase|password|path|dir|file|version|model|url|name|org|repo|environment|branch|mode|args|sandbox|prompt|effort|type|method)$|config|toml|github|bot_?token|app_token|webhook|proxy|schema|state_json|output|result|response|review|enabled/

/** Longer than any name. */
const LONGEST_NAME = 200

/** Whether a secret, an input or a variable holds a login, by its name. */
export function isLoginName(name: string): boolean {
  if (name.length > LONGEST_NAME) return false
  const plain = name.toLowerCase().replaceAll('-', '_')
  if (ALONE.test(plain)) return true
  return ABOUT.test(plain) && PART.test(plain.replace(ABOUT, '')) && !NOT.test(plain)
}

/** An input whose name ends in `home` is a path; a secret of that name is an archive of it. */
export const isLoginInput = (name: string): boolean => isLoginName(name) && !/home$/i.test(name)

export const isKeyName = (name: string): boolean => /(?:OPENAI|CODEX)_API_KEY$/i.test(name)

const REFERENCE =
  /\b(secrets|inputs|env|steps|needs|vars|matrix)(?:\.([\w-]{1,200})|\[([^\]]{1,200})\])(?:\.outputs\.([\w-]{1,200}))?/g
/** Only asks for a value: the expression gives true or false. */
const ASKS = /[!=]=|^\s*!|\b(?:contains|startsWith|endsWith|hashFiles)\s*\(/

interface Reference {
  readonly context: string
  readonly name: string
  readonly output: string
}

/** The references that the expressions of a text hand over, without those that they only ask about. */
export function referencesIn(text: string): Reference[] {
  return expressionsIn(text).flatMap(({ expression }) => {
    // In `x != '' && secrets.A || secrets.B` the parts that are values count.
    const parts = expression.split(/&&|\|\|/)
    return parts
      .filter(part => !ASKS.test(part))
      .flatMap(part =>
        [...part.matchAll(REFERENCE)].map(([, context = '', name, index, output = '']) => ({
          context,
          name: name ?? index?.replace(/[\s']/g, '') ?? '',
          output,
        })),
      )
  })
}

/** The expressions of a text, and where each begins and ends. */
export function expressionsIn(text: string): { expression: string; from: number; to: number }[] {
  const found: { expression: string; from: number; to: number }[] = []
  for (let from = text.indexOf('${{'); from >= 0; from = text.indexOf('${{', from)) {
    const end = text.indexOf('}}', from)
    if (end < 0) break
    found.push({ expression: text.slice(from + 3, end), from, to: end + 2 })
    from = end + 2
  }
  return found
}

/** A path as one text for all its spellings: `~`, `$RUNNER_TEMP`, `$GITHUB_WORKSPACE`. */
export const plainPath = (text: string): string =>
  text
    .slice(0, 1000)
    .replace(/["']/g, '')
    .replaceAll('\\', '/')
    .replace(/\$\{\{\s*runner\.temp\s*\}\}|\$\{RUNNER_TEMP\}|\$env:RUNNER_TEMP/gi, '$$RUNNER_TEMP')
    .replace(
      /\$\{\{\s*github\.workspace\s*\}\}|\$\{?GITHUB_WORKSPACE\}?|\$\{?PWD\}?(?=\/)/gi,
      '$$GITHUB_WORKSPACE',
    )
    .replace(/\$\{\{\s*env\.(\w+)\s*\}\}|\$\{(\w+)\}|\$env:(\w+)/g, (_, a, b, c) => `$${a ?? b ?? c}`)
    .replace(
      /^(?:\$HOME|\$USERPROFILE|%USERPROFILE%|\/home\/runner|\/root|\/github\/home|\/Users\/runner)(?=\/|$)/i,
      '~',
    )
    .replace(/\/{2,}/g, '/')
    .replace(/^\.\//, '')

const FILE = /(?:^|[/\s=@:])auth\.json$/
const OTHERS = /composer|docker|npm|containers|claude|gemini|opencode|\.kimi|\.grok/i
const isCodexPath = (path: string): boolean => /codex/i.test(path)
export const isLoginPath = (path: string, aboutCodex: boolean): boolean =>
  path.length < 1000 && FILE.test(path) && !OTHERS.test(path) && (aboutCodex || isCodexPath(path))
/** A CODEX_HOME by its usual name, its variable, or its expression. */
export const isHomePath = (path: string): boolean =>
  /(?:(?:^|[/:])\.codex|\$CODEX_HOME|outputs\.codex-home\s*\}\})(?:\/\*{0,2}(?:\.json)?)*$/.test(
    path.slice(-300),
  )
export const homeOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
export const DEFAULT_HOME = '~/.codex'

/** Where a job's checkout is, or a part of it: relative, or under GITHUB_WORKSPACE. */
export const isInCheckout = (home: string): boolean =>
  /^\$GITHUB_WORKSPACE(?:\/|$)/.test(home) || (/^[\w.]/.test(home) && !/^[A-Za-z]:/.test(home))

export const given = (from: Source): Content => ({ kind: 'given', from, accessOnly: false })
