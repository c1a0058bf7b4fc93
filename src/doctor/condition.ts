import { type Expr, Lexer, Parser } from '@actions/expressions'

/** The value of an expression, so far as a file shows it; undefined otherwise. */
export type Value = string | number | boolean | undefined

/** What is known of a run: a context by its lower-case path (`github.event_name`), or a function (`failure()`). */
export type Facts = (name: string) => Value

const STATUS = /\b(?:always|cancelled|failure|success)\s*\(/i
/** GitHub's documentation of contexts; what is not here is an error there too. */
const CONTEXTS = 'github env vars secrets needs steps job jobs runner matrix strategy inputs'.split(' ')
const FUNCTIONS = ['always', 'cancelled', 'failure', 'success', 'hashFiles'].map(name => ({
  name,
  minArgs: 0,
  maxArgs: 255,
}))

/** GitHub accepts no longer expression. */
const LONGEST = 21_000

/**
 * Whether an `if:` holds, by GitHub's rules and parser: without one of the status functions it means `success() && …`.
 * Undefined where that depends on facts outside of the file, and for text that isn't an expression.
 */
export function holds(condition: string, facts: Facts): boolean | undefined {
  if (condition.length > LONGEST) return undefined
  const bare = condition.replaceAll('${{', ' ').replaceAll('}}', ' ').trim() || 'true'
  const expression = parsed(bare)
  if (!expression) return undefined
  const value = truth(lookedUp(expression, facts))
  return STATUS.test(bare) ? value : both(truth(facts('success()')), value)
}

function parsed(text: string): Expr | undefined {
  if (!PARSED.has(text)) PARSED.set(text, parse(text))
  return PARSED.get(text)
}
const PARSED = new Map<string, Expr | undefined>()

function parse(text: string): Expr | undefined {
  try {
    return new Parser(new Lexer(text).lex().tokens, CONTEXTS, FUNCTIONS).parse()
  } catch {
    return undefined
  }
}

/** The value of an expression; undefined if it is nested too deep. */
function lookedUp(expression: Expr, facts: Facts): Value {
  try {
    return valueIn(expression, facts)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const truth = (value: Value): boolean | undefined => (value === undefined ? undefined : !!value)
const both = (a: boolean | undefined, b: boolean | undefined) => (a === false || b === false ? false : a && b)
const inverse = (value: boolean | undefined) => (value === undefined ? undefined : !value)

type Visitor = Parameters<Expr['accept']>[0]

/** As the package's own evaluator does, which knows no "not known". */
function valueIn(expression: Expr, facts: Facts): Value {
  const of = (part: Expr) => part.accept(visitor) as Value
  const known = (part: Expr) => {
    const path = pathOf(part)
    return path === undefined ? undefined : facts(path)
  }
  const visitor: Visitor = {
    visitLiteral: ({ literal }) => ('value' in literal ? literal.value : ''),
    visitGrouping: ({ group }) => of(group),
    visitUnary: ({ expr }) => inverse(truth(of(expr))),
    visitLogical: ({ operator, args }) => {
      const values = args.map(part => truth(of(part)))
      return operator.lexeme === '&&' ? values.reduce(both) : inverse(values.map(inverse).reduce(both))
    },
    visitBinary: ({ left, operator, right }) => {
      const [a, b] = [of(left), of(right)]
      if (a === undefined || b === undefined || !['==', '!='].includes(operator.lexeme)) return undefined
      // GitHub compares texts without their case.
      return (String(a).toLowerCase() === String(b).toLowerCase()) === (operator.lexeme === '==')
    },
    visitContextAccess: known,
    visitIndexAccess: known,
    visitFunctionCall: ({ functionName, args }) =>
      args.length === 0 ? facts(`${functionName.lexeme.toLowerCase()}()`) : undefined,
  }
  return of(expression)
}

/** `github.event_name`; undefined for a part that is computed. */
function pathOf(expression: Expr): string | undefined {
  const none = () => undefined
  const path = expression.accept<string | undefined>({
    visitContextAccess: ({ name }) => name.lexeme,
    visitIndexAccess: ({ expr, index }) => {
      const [whole, part] = [pathOf(expr), valueIn(index, none)]
      return whole !== undefined && typeof part === 'string' ? `${whole}.${part}` : undefined
    },
    visitLiteral: none,
    visitGrouping: none,
    visitUnary: none,
    visitLogical: none,
    visitBinary: none,
    visitFunctionCall: none,
  })
  return path?.toLowerCase()
}
