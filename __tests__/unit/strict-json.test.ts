import { type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { LoginRefused, RefusalCode } from '../../src/login/refusal.js'
import { parseStrictly } from '../../src/login/strict-json.js'

/** Keys that Codex reads, each in the object where it reads it. */
const READ: Readonly<Record<string, readonly string[]>> = {
  '': ['auth_mode', 'tokens', 'last_refresh'],
  tokens: ['access_token', 'account_id', 'oauth_provenance'],
  'tokens/oauth_provenance': ['issuer', 'client_id'],
}

/** JSON in which keys are often twice, also written with escapes, between odd white space and brackets in strings. */
const { value } = fc.letrec<{ value: string }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('1', 'null', '"{"', '"]\\""', '"\\\\"', '"auth_mode"', '"tokens\\":"'),
    fc.array(tie('value'), { maxLength: 3 }).map(items => `[${items.join(' ,')}]`),
    fc
      .array(fc.tuple(key(), fc.constantFrom('', ' ', '\n\t'), tie('value')), { maxLength: 4 })
      .map(members => `{${members.map(([name, gap, it]) => `${name}${gap}:${gap}${it}`).join(',')}}`),
  ),
}))

function key(): fc.Arbitrary<string> {
  const names = [...new Set(Object.values(READ).flat()), 'later', '__proto__', '{']
  return fc
    .tuple(fc.constantFrom(...names), fc.boolean())
    .map(([name, isEscaped]) => JSON.stringify(name).replace('a', isEscaped ? '\\u0061' : 'a'))
}

/** The same by a parser with a tree. */
function hasKeyTwice(node: ValueNode, path = ''): boolean {
  if (node.type !== 'Object') return false
  const read = node.members.filter(member => READ[path]?.includes(nameOf(member)))
  if (new Set(read.map(nameOf)).size < read.length) return true
  return read.some(member => hasKeyTwice(member.value, path ? `${path}/${nameOf(member)}` : nameOf(member)))
}

const nameOf = ({ name }: MemberNode): string => (name.type === 'String' ? name.value : name.name)

function isRefused(json: string): boolean {
  const refuse = (code: RefusalCode) => new Error(code) as LoginRefused
  try {
    parseStrictly(Buffer.from(json), refuse)
    return false
  } catch (error) {
    expect(error).toMatchObject({ message: 'duplicate-keys' })
    return true
  }
}

test('a key that Codex reads is found twice where a parser with a tree finds it', () => {
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(value, json => {
      const isTwice = hasKeyTwice(parse(json).body)
      seen.add(isTwice)
      expect(isRefused(json)).toBe(isTwice)
    }),
    { numRuns: 3000 },
  )
  expect(seen.size).toBe(2)
})
