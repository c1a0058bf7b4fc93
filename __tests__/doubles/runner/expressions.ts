/** The little of GitHub's expression language that `if`, `pre-if`, `post-if` and input defaults use. */

export type JobStatus = 'success' | 'failure' | 'cancelled'

export interface Scope {
  status: JobStatus
  contexts: Record<string, unknown>
}

const TOKEN = /\s*(?:(\|\||&&|==|!=|[!()[\],.])|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*))/y
const STATUS_FUNCTION = /\b(always|success|failure|cancelled)\s*\(/

type Token = { kind: 'op' | 'text' | 'number' | 'name'; text: string }

function tokens(source: string): Token[] {
  const found: Token[] = []
  const body = source.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < body.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(body)
    if (match === null) throw new Error(`The runner double can't read the expression "${source}" at ${at}`)
    if (match[1] !== undefined) found.push({ kind: 'op', text: match[1] })
    else if (match[2] !== undefined) found.push({ kind: 'text', text: match[2].replaceAll("''", "'") })
    else if (match[3] !== undefined) found.push({ kind: 'number', text: match[3] })
    else found.push({ kind: 'name', text: match[4] ?? '' })
  }
  return found
}

const isFalse = (value: unknown) =>
  value === undefined || value === null || value === '' || value === false || value === 0
const sameText = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : (value ?? null))

/** Evaluates one expression without its `${{ }}`. Throws on anything it doesn't know, rather than guess. */
export function evaluate(source: string, scope: Scope): unknown {
  const queue = tokens(source)
  const peek = (text: string) => queue[0]?.kind === 'op' && queue[0].text === text
  const take = (text: string) => peek(text) && queue.shift() !== undefined
  const expect = (text: string) => {
    if (!take(text)) throw new Error(`The runner double expected ${text} in the expression "${source}"`)
  }
  const or = (): unknown => {
    let left = and()
    while (take('||')) {
      const right = and()
      if (isFalse(left)) left = right
    }
    return left
  }
  const and = (): unknown => {
    let left = equality()
    while (take('&&')) {
      const right = equality()
      if (!isFalse(left)) left = right
    }
    return left
  }
  const equality = (): unknown => {
    let left = unary()
    while (peek('==') || peek('!=')) {
      const wanted = queue.shift()?.text === '=='
      left = (sameText(left) === sameText(unary())) === wanted
    }
    return left
  }
  const unary = (): unknown => (take('!') ? isFalse(unary()) : primary())
  const primary = (): unknown => {
    if (take('(')) {
      const inner = or()
      expect(')')
      return inner
    }
    const token = queue.shift()
    if (token?.kind === 'text') return token.text
    if (token?.kind === 'number') return Number(token.text)
    if (token?.kind !== 'name') throw new Error(`The runner double can't read the expression "${source}"`)
    if (take('(')) return call(token.text)
    if (token.text === 'true' || token.text === 'false') return token.text === 'true'
    if (token.text === 'null') return null
    return path(token.text)
  }
  const call = (name: string): unknown => {
    expect(')')
    if (name === 'always') return true
    if (name === 'success' || name === 'failure' || name === 'cancelled') return scope.status === name
    throw new Error(`The runner double has no function ${name}() (in "${source}")`)
  }
  const path = (root: string): unknown => {
    if (!(root in scope.contexts)) throw new Error(`No context "${root}" is available in "${source}"`)
    let value: unknown = scope.contexts[root]
    for (;;) {
      let key: unknown
      if (take('.')) key = queue.shift()?.text
      else if (take('[')) {
        key = or()
        expect(']')
      } else return value
      value =
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[String(key)]
          : undefined
    }
  }
  const value = or()
  if (queue.length > 0) throw new Error(`The runner double can't read the expression "${source}" to its end`)
  return value
}

/** Whether a stage with this condition runs now; `${{ }}` around it is optional, as in a workflow. */
export function holds(condition: string, scope: Scope): boolean {
  return !isFalse(evaluate(condition.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1'), scope))
}

/** A step's `if`: `success()` is implied unless a status function is there. pre-if and post-if don't get that. */
export function stepCondition(condition: boolean | string | undefined): string {
  if (condition === undefined) return 'success()'
  const bare = String(condition)
    .trim()
    .replace(/^\$\{\{([\s\S]*)\}\}$/, '$1')
  return STATUS_FUNCTION.test(bare) ? bare : `success() && (${bare})`
}

/** Replaces every `${{ }}` in a text. */
export function interpolate(text: string, scope: Scope): string {
  return text.replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_, source: string) => {
    const value = evaluate(source, scope)
    return value === undefined || value === null ? '' : typeof value === 'object' ? 'Object' : String(value)
  })
}
