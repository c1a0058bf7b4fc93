import type { Repository } from '../repository.js'
import { isExpression } from '../workflow.js'
import { type Content, strongest, type Value } from './acts.js'
import { given, isKeyName, isLoginInput, isLoginName, referencesIn } from './names.js'
import type { JobState } from './state.js'

/** What is known where a step starts, and what its expressions give there. */
export interface Scope {
  readonly repository: Repository
  readonly state: JobState
  /** The inputs of a composite action, by name, as the step that uses it gives them. */
  readonly inputs: ReadonlyMap<string, Value>
  readonly env: ReadonlyMap<string, Value>
  readonly depth: number
}

export function environment(
  layers: readonly Readonly<Record<string, string>>[],
  scope: Scope,
): Map<string, Value> {
  const env = new Map(scope.env)
  for (const layer of layers)
    for (const [name, text] of Object.entries(layer).slice(0, 500))
      env.set(name, toValue(text, { ...scope, env }))
  return env
}

export function toValue(text: string, scope: Scope): Value {
  const content = contentOf(text, scope)
  const resolved =
    isExpression(text) && text.length < 2000
      ? text.replace(
          /\$\{\{\s*(env|inputs)\.([\w-]+)\s*\}\}/g,
          (whole, context: string, name: string) =>
            (context === 'env' ? scope.env.get(name) : scope.inputs.get(name.toLowerCase()))?.text || whole,
        )
      : text
  return { text: resolved, content }
}

/** The login in the value of a text's expressions. */
export function contentOf(text: string, { state, inputs, env }: Scope): Content | undefined {
  if (!isExpression(text)) return undefined
  return strongest(
    ...referencesIn(text).map(({ context, name, output }): Content | undefined => {
      if (context === 'secrets')
        return /^GITHUB_TOKEN$/i.test(name) ? undefined : given({ kind: 'secret', name })
      if (context === 'inputs') {
        const value = inputs.get(name.toLowerCase())
        return value ? value.content : given({ kind: 'input', name })
      }
      if (context === 'env') return env.get(name)?.content ?? state.env.get(name)?.content
      if (context === 'steps') return state.outputs.get(`${name}.${output}`) ?? state.outputs.get(`${name}.*`)
      if (context === 'needs' || context === 'vars' || context === 'matrix')
        return isLoginName(output || name) ? given({ kind: 'elsewhere' }) : undefined
      return undefined
    }),
  )
}

const nameOf = (content: Content | undefined): string | undefined =>
  content?.kind === 'given' && 'name' in content.from ? content.from.name : undefined

/** The names of what a mapping hands over that is a login: by the secret's name, or by that under which it arrives. */
export function handedIn(values: Readonly<Record<string, string>>, scope: Scope): string[] {
  return Object.entries(values).flatMap(([name, text]) => {
    const content = contentOf(text, scope)
    if (!content || content.kind === 'key') return []
    const from = nameOf(content)
    if (from && (isKeyName(from) || /^(?:GH|GITHUB)_|_PAT$|TOKEN$/i.test(from)) && !isLoginName(from))
      return []
    return (from && isLoginName(from)) || isLoginInput(name) || content.kind === 'login'
      ? [`\`${from ?? name}\``]
      : []
  })
}
