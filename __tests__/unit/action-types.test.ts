import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { load } from 'js-yaml'
import { INPUT_NAMES, parseInputs } from '../../src/action/inputs.js'

interface Type {
  readonly type: string
  readonly 'allowed-values'?: readonly string[]
  readonly separator?: string
  readonly 'list-item'?: { readonly type: string }
}
interface Api<T> {
  readonly inputs: Record<string, T>
  readonly outputs: Record<string, T>
}

const read = (file: string) => load(readFileSync(file, 'utf8')) as Api<unknown>
const types = read('action-types.yml') as Api<Type>
const action = read('action.yml')

/** What the action says of an input that has this value, or undefined if it accepts it. */
function refusal(name: string, value: string): string | undefined {
  try {
    parseInputs({ [name]: value })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

test.each(['inputs', 'outputs'] as const)('names the %s of action.yml, in the same order', kind => {
  expect(Object.keys(types[kind])).toEqual(Object.keys(action[kind]))
})

/** The shapes that github-actions-typing knows. */
const SHAPES: Record<string, readonly string[]> = {
  string: [],
  boolean: [],
  integer: [],
  float: [],
  enum: ['allowed-values'],
  list: ['separator', 'list-item'],
}

test.each(Object.entries({ ...types.inputs, ...types.outputs }))('the type of %s is whole', (_, about) => {
  const { type, ...rest } = about
  expect(Object.keys(rest)).toEqual(SHAPES[type])
})

describe('an input has the type that the action reads it as', () => {
  test.each(INPUT_NAMES)('%s', name => {
    const { type, 'allowed-values': values = [], separator } = types.inputs[name] as Type
    const refused = refusal(name, 'lab?') ?? ''
    const choices = / one of (`.*`)\./.exec(refused)?.[1]?.match(/[^`, ]+/g)
    if (choices) expect([type, values]).toEqual(['enum', choices])
    else if (refused.includes('`true` or `false`')) expect(type).toBe('boolean')
    else if (refused.includes('a number of minutes')) expect(type).toBe('float')
    else expect(type).not.toMatch(/enum|boolean|float/)

    for (const value of values) expect(refusal(name, value)).toBeUndefined()
    if (type === 'list')
      expect(parseInputs({ [name]: ['a', 'b'].join(separator) })).toMatchObject({ [name]: ['a', 'b'] })
    else expect(Array.isArray(parseInputs({})[name as keyof ReturnType<typeof parseInputs>])).toBe(false)
  })
})
