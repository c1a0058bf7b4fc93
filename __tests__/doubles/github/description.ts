import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import openapi from './openapi.json' with { type: 'json' }

/** A schema of OpenAPI 3.0, as far as these operations use it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly [key: string]: unknown
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly ({ readonly $ref: string } | Parameter)[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: object }>>
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly schema: Schema
}

export interface Matched {
  readonly id: string
  readonly operation: Operation
  readonly pointer: string
  readonly path: Readonly<Record<string, string>>
}

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(withNull(openapi) as object, 'github')

/** OpenAPI 3.0's `nullable` in the words of JSON Schema: ajv knows it only beside a `type`. */
function withNull(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNull)
  if (typeof node !== 'object' || node === null) return node
  const { nullable, ...rest } = node as Record<string, unknown>
  const schema = Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, withNull(inner)]))
  if (nullable === true) return { anyOf: [{ type: 'null' }, schema] }
  return nullable === undefined ? schema : { ...schema, nullable: withNull(nullable) }
}

/** What is at a `#/…/…` pointer of the description. */
export function at<T>(pointer: string): T {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], openapi) as T
}

export const resolve = (schema: Schema): Schema => (schema.$ref ? resolve(at(schema.$ref)) : schema)

/** The operation that a request is; undefined if the description (as it was cut) has none. */
export function match(method: string, pathname: string): Matched | undefined {
  const asked = pathname.split('/')
  const templates = Object.keys(openapi.paths).filter(template => {
    const steps = template.split('/')
    return (
      steps.length === asked.length && steps.every((step, i) => step.startsWith('{') || step === asked[i])
    )
  })
  // `public-key` is a secret's name too, to a template: the one that says more wins.
  const template = templates.sort((a, b) => a.split('{').length - b.split('{').length)[0]
  if (template === undefined) return undefined
  const pointer = `#/paths/${template.replaceAll('/', '~1')}/${method.toLowerCase()}`
  const operation = at<Operation | undefined>(pointer)
  if (!operation) return undefined
  const path = Object.fromEntries(
    template
      .split('/')
      .flatMap((step, i) =>
        step.startsWith('{') ? [[step.slice(1, -1), decodeURIComponent(asked[i] ?? '')]] : [],
      ),
  )
  return { id: operation.operationId, operation, pointer, path }
}

/** Its description says so in words alone. */
export const MOST_PER_PAGE = 100

/** What is wrong with a request; empty if nothing is. Stricter than GitHub: names it doesn't know are wrong, too. */
export function faultsOfRequest({ operation, pointer, path }: Matched, query: URLSearchParams, body: Buffer) {
  const parameters = (operation.parameters ?? []).map(given =>
    '$ref' in given ? at<Parameter>(given.$ref) : given,
  )
  const wrong: string[] = []
  for (const [name, value] of [...Object.entries(path), ...query]) {
    const place = name in path ? 'path' : 'query'
    const known = parameters.find(parameter => parameter.name === name && parameter.in === place)
    if (!known) wrong.push(`no ${place} parameter ${name}`)
    else if (resolve(known.schema).type === 'integer' && !/^\d+$/.test(value))
      wrong.push(`${name} is no integer`)
    else if (name === 'per_page' && Number(value) > MOST_PER_PAGE)
      wrong.push(`${name} is over ${MOST_PER_PAGE}`)
  }
  const schema = operation.requestBody?.content['application/json'].schema
  if (!schema) return body.length > 0 ? [...wrong, 'a body where none is described'] : wrong
  const value: unknown = body.length > 0 ? JSON.parse(body.toString()) : undefined
  const pointed = `${pointer}/requestBody/content/application~1json/schema`
  return [...wrong, ...violations(pointed, value), ...unknownNames(schema, value)]
}

/** What is wrong with an answer of ours. Statuses that GitHub describes nowhere are those any request can get. */
export function faultsOfAnswer({ operation, pointer }: Matched, status: number, body: unknown): string[] {
  const described = operation.responses[status]
  if (!described) {
    if ([401, 403, 404, 422, 429].includes(status) || status >= 500)
      return violations('#/components/schemas/basic-error', body)
    return [`status ${status} is not described`]
  }
  const place = described.$ref ?? `${pointer}/responses/${status}`
  const hasBody = at<{ content?: object }>(place).content !== undefined
  if (!hasBody) return body === undefined ? [] : ['a body where none is described']
  return violations(`${place}/content/application~1json/schema`, body)
}

const compiled = new Map<string, ValidateFunction>()

function violations(pointer: string, value: unknown): string[] {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `github${encodeURI(pointer)}` })
  compiled.set(pointer, validate)
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function unknownNames(schema: Schema, value: unknown, place = ''): string[] {
  const { properties } = resolve(schema)
  if (!properties || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = properties[name]
    return known ? unknownNames(known, inner, `${place}/${name}`) : [`${place}/${name} is not described`]
  })
}
