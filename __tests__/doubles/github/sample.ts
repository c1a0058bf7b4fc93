import { at, resolve, type Schema } from './description.js'

/** The smallest value that a component's schema allows, with what is given put over it: whole answers from few facts. */
export function sample(component: string, given: object = {}): Record<string, unknown> {
  const schema = at<Schema>(`#/components/schemas/${component}`)
  return { ...(smallest(schema) as object), ...given }
}

function smallest(given: Schema): unknown {
  const schema = resolve(given)
  const { type, format, nullable, properties = {}, required = [] } = schema
  if (nullable) return null
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (options?.[0]) return smallest(options[0])
  const all = schema.allOf as Schema[] | undefined
  if (all) return Object.assign({}, ...all.map(part => smallest(part)))
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (type === 'object' || schema.properties)
    return Object.fromEntries(required.map(name => [name, smallest(properties[name] ?? {})]))
  if (type === 'array') return []
  if (type === 'integer' || type === 'number') return 1
  if (type === 'boolean') return false
  if (format === 'date-time') return '2026-11-21T00:00:00Z'
  return format === 'uri' ? 'https://github.lab.invalid/' : 'lab'
}
