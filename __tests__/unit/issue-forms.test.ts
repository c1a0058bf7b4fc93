import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { load } from 'js-yaml'

interface Field {
  readonly type: string
  readonly id?: string
  readonly attributes: { readonly value?: string; readonly options?: readonly string[] }
  readonly validations?: { readonly required: boolean }
}
interface Form {
  readonly name: string
  readonly body: readonly Field[]
}

const FOLDER = '.github/ISSUE_TEMPLATE'
const read = (file: string) => load(readFileSync(file, 'utf8'))
const FORMS = readdirSync(FOLDER).filter(name => name !== 'config.yml')
const formOf = (name: string) => read(join(FOLDER, name)) as Form

test.each(FORMS)('%s begins with what must never be in an issue', name => {
  const [first] = formOf(name).body
  expect(first?.type).toBe('markdown')
  expect(first?.attributes.value).toMatch(/^\*\*Never paste auth\.json, or a token, or a part of one\.\*\*/)
})

test('a bug says its auth-reason, its store and its runner', () => {
  const { body } = formOf('bug.yml')
  const required = body.filter(({ validations }) => validations?.required).map(({ id }) => id)
  expect(required).toEqual(expect.arrayContaining(['auth-reason', 'store', 'runner', 'log']))

  // The names that the output has.
  const options = body.find(({ id }) => id === 'store')?.attributes.options ?? []
  const { outputs } = read('action-types.yml') as {
    outputs: { storage: { 'allowed-values': readonly string[] } }
  }
  const names = options.map(option => option.replace(/ \(.*/, ''))
  expect(names).toEqual([...outputs.storage['allowed-values'], "I don't know"])
})
