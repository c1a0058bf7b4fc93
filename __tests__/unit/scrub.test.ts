import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { scrub } from '../../src/stores/command/scrub.js'
import { authJson, labToken } from './auth-json.js'
import { expectLinear } from './linear.js'
import { filled, SHAPES } from './linear-shapes.js'

const WINDOW = 12
const TOKEN = `rt_${labToken('scrub')}`
const FILE = authJson({ tokens: { refresh_token: TOKEN } })

/** Base64url and base64 are one alphabet here, as in what is searched. */
const alike = (text: string) => text.replaceAll('-', '+').replaceAll('_', '/')
const isUnseen = (character: string) =>
  /^[\p{C}\p{M}\p{Z}\p{Default_Ignorable_Code_Point}\s]$/u.test(character)
const dense = (text: string) => [...text].filter(character => !isUnseen(character)).join('')

/** All forms of the secrets in which no 12 characters may be read, and how a text is read for them. */
const readings = [
  {
    read: (text: string) => alike(dense(text)),
    forms: (secret: Buffer) =>
      [
        dense(String(secret)),
        ...[0, 1, 2].flatMap(shift =>
          (['base64', 'base64url'] as const).map(form => secret.subarray(shift).toString(form)),
        ),
      ].map(alike),
  },
  {
    read: (text: string) =>
      dense(text)
        .replace(/0x|\\x|[:,\\-]/gi, '')
        .toLowerCase(),
    forms: (secret: Buffer) => [secret.toString('hex')],
  },
]

/** The pieces of 12 characters of the secrets that can still be read, found the slow way. */
function readable(shown: string, secrets: readonly Buffer[]): string[] {
  return shown.split('***').flatMap(part =>
    readings.flatMap(({ read, forms }) => {
      const text = read(part)
      const known = secrets.flatMap(forms)
      return Array.from({ length: Math.max(0, text.length - WINDOW + 1) }, (_, at) =>
        text.slice(at, at + WINDOW),
      ).filter(piece => known.some(form => form.includes(piece)))
    }),
  )
}

const UNSEEN = [
  '\u200b',
  '\u00ad',
  '\u2060',
  '\ufeff',
  '\u034f',
  '\u202e',
  '\ufe0f',
  '\u0301',
  '\u{e0041}',
  '\u{1d173}',
]
const BETWEEN = [
  '',
  '\n',
  ' ',
  '\t',
  '\r\n',
  '\u0000',
  '\u0085',
  '\u2028',
  '\u001b[31m',
  '\u001b[0m',
  '\u001b]0;t\u0007',
  '\u001b(B',
  ...UNSEEN,
]

/** A secret, and a text with pieces of its forms in it, each piece with things between its characters. */
const secretAndText = fc
  .tuple(
    fc.oneof(
      fc.constant(TOKEN),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^[ab-]{12,30}$/),
    ),
  )
  .chain(([secret]) => {
    const bytes = Buffer.from(secret)
    const encoded = [0, 1, 2].map(at => Buffer.concat([Buffer.alloc(at, 'x'), bytes]))
    const forms = [
      secret,
      ...encoded.flatMap(padded =>
        (['base64', 'base64url', 'hex'] as const).map(form => padded.toString(form)),
      ),
      bytes.toString('hex').toUpperCase(),
      bytes.toString('hex').replace(/../g, '\\x$&'),
    ]
    const piece = fc
      .tuple(
        fc.constantFrom(...forms),
        fc.nat(60),
        fc.nat(40),
        fc.constantFrom(...BETWEEN),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([form, from, length, between, every]) =>
        [...form.slice(from, from + length)]
          .map((character, at) => (at % every === 0 ? character + between : character))
          .join(''),
      )
    const other = fc.string({ unit: 'binary', maxLength: 15 })
    const text = fc.array(fc.oneof(piece, piece, other), { maxLength: 6 }).map(parts => parts.join(''))
    return fc.record({ secret: fc.constant(secret), text })
  })
  .filter(({ secret, text }) => !/\*/.test(secret + text))

describe('no 12 characters of a secret are left', () => {
  test('of any form, wherever it is cut, and whatever is between them', () => {
    fc.assert(
      fc.property(secretAndText, ({ secret, text }) => {
        expect(readable(scrub(text, [Buffer.from(secret)]), [Buffer.from(secret)])).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test.each(UNSEEN.map(character => [`U+${character.codePointAt(0)?.toString(16)}`, character]))(
    'with %s between all of them',
    (_, character) => {
      for (const form of [TOKEN, Buffer.from(TOKEN).toString('base64'), Buffer.from(TOKEN).toString('hex')])
        expect(scrub(`a ${[...form].join(character)}, b`, [Buffer.from(TOKEN)])).toBe('a ***, b')
    },
  )

  test.each([
    [
      'as a terminal colors them',
      (text: string) => [...text].map(one => `\u001b[1;31m${one}\u001b[0m`).join(''),
    ],
    [
      'in links',
      (text: string) => [...text].map(one => `\u001b]8;;https://lab.invalid\u001b\\${one}`).join(''),
    ],
    ['in words of eight', (text: string) => text.replace(/.{8}/g, '$& ')],
    ['in lines', (text: string) => text.replace(/.{20}/g, '$&\r\n    ')],
  ])('%s', (_, print) => {
    for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const) {
      const shown = scrub(`lab: ${print(Buffer.from(TOKEN).toString(form))}`, [Buffer.from(TOKEN)])
      expect(readable(shown, [Buffer.from(TOKEN)])).toEqual([])
      expect(shown.length).toBeLessThan(40)
    }
  })

  test.each([
    ['ab:cd', (hex: string) => hex.replace(/..(?!$)/g, '$&:')],
    ['AB-CD', (hex: string) => hex.toUpperCase().replace(/..(?!$)/g, '$&-')],
    ['0xab, 0xcd', (hex: string) => hex.replace(/..(?!$)/g, '$&, ').replace(/\w\w/g, '0x$&')],
    ['\\xab\\xcd', (hex: string) => hex.replace(/../g, '\\x$&')],
    ['as xxd prints it', (hex: string) => hex.replace(/.{4}/g, '$& ')],
  ])('in hex, as %s', (_, print) => {
    const shown = scrub(`lab ${print(Buffer.from(TOKEN).toString('hex'))}`, [Buffer.from(TOKEN)])
    expect(readable(shown, [Buffer.from(TOKEN)])).toEqual([])
    expect(shown).toMatch(/^lab (0x|\\x)?\*\*\*$/)
  })
})

describe('of a token that nobody has seen yet', () => {
  test.each([
    [`Login: ${TOKEN}.`, 'Login: ***'],
    [`the token ${TOKEN} is refused`, 'the token *** is refused'],
    [`the token ${[...TOKEN].join('\u200b')} is refused`, 'the token *** is refused'],
    [`token=${TOKEN.replace(/.{20}/g, '$&\n')}`, 'token=***'],
    [Buffer.from(FILE).toString('base64'), '***'],
  ])('%j shows %j', (text, shown) => {
    expect(scrub(text, [])).toBe(shown)
  })
})

describe('what is no secret', () => {
  test('stays as it is, but for escapes and NUL', () => {
    const plain = fc
      .string({ unit: 'binary', maxLength: 60 })
      .filter(text => !/[\u0000\u001b\u0080-\u009f]/.test(text))
    fc.assert(
      fc.property(plain, text => {
        expect(scrub(text, [Buffer.from(FILE)])).toBe(text)
        expect(scrub(`\u001b[1m${text}\u001b[0m\0`, [Buffer.from(FILE)])).toBe(text)
      }),
    )
  })

  test('stays though it has eleven characters of one', () => {
    const text = `${TOKEN.slice(5, 16)}. ${TOKEN.slice(20, 31)}! ${Buffer.from(TOKEN).toString('hex').slice(8, 19)}`
    expect(scrub(text, [Buffer.from(TOKEN)])).toBe(text)
    const one = Buffer.from('lab-secret')
    expect(scrub(`a ${one} b`, [one])).toBe('a lab-secret b')
  })

  test('stays though an escape is cut off', () => {
    expect(scrub('lab\u001b[31;', [])).toBe('lab[31;')
    expect(scrub('\u001b]0;title without an end\nlab', [])).toBe(']0;title without an end\nlab')
  })
})

describe('1 MB takes no longer than its length', () => {
  const ordinary = [Buffer.from(FILE), Buffer.from(Buffer.from(FILE).toString('base64'))]
  const hostile = {
    ...SHAPES,
    'two characters in turn': (length: number) => filled('ab', length),
    hex: (length: number) => randomBytes(length / 2).toString('hex'),
    NULs: (length: number) => filled('\0', length),
    'zero-width characters': (length: number) => filled('a\u200b', length),
    colors: (length: number) => filled('\u001b[31mx\u001b[0m', length),
    'an escape without an end': (length: number) => `\u001b${filled(';#', length - 1)}`,
    'titles without an end': (length: number) => filled('\u001b]', length),
    'titles without an end, in C1': (length: number) => filled('\u009d', length),
    'heads of tokens': (length: number) => filled('eyJ', length),
    'short tokens': (length: number) => filled('rt_ ', length),
    'the secret itself': (length: number) => filled(FILE, length),
  }

  test.each(Object.entries(hostile))('%s', async (_, shape) => {
    await expectLinear(text => scrub(text, [...ordinary, Buffer.from(text.slice(0, 96 * 1024))]), shape)
  })

  test.each(Object.entries(SHAPES))('of secrets: %s', async (_, shape) => {
    const text = filled(`${TOKEN} lab\n`, 128 * 1024)
    await expectLinear(secret => scrub(text, [Buffer.from(secret)]), shape)
  })
})
