import fc from 'fast-check'

export type Mutation = (bytes: Buffer) => Buffer

/** A place in a text, as a share of its length. */
const place = fc.double({ min: 0, max: 1, noNaN: true })
const at = (bytes: Buffer, share: number) => Math.floor(share * bytes.length)

const flip = fc.tuple(place, fc.integer({ min: 0, max: 7 })).map(
  ([share, bit]): Mutation =>
    bytes => {
      const copy = Buffer.from(bytes)
      const index = Math.min(at(bytes, share), copy.length - 1)
      if (index >= 0) copy[index] = (copy[index] ?? 0) ^ (1 << bit)
      return copy
    },
)

const cut = fc.tuple(place, place).map(
  ([from, to]): Mutation =>
    bytes =>
      Buffer.concat([
        bytes.subarray(0, at(bytes, Math.min(from, to))),
        bytes.subarray(at(bytes, Math.max(from, to))),
      ]),
)

const insert = fc
  .tuple(
    place,
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constant('['.repeat(6000)),
    ),
  )
  .map(
    ([share, what]): Mutation =>
      bytes =>
        Buffer.concat([
          bytes.subarray(0, at(bytes, share)),
          Buffer.from(what as string),
          bytes.subarray(at(bytes, share)),
        ]),
  )

const repeat = fc.tuple(place, place).map(
  ([from, to]): Mutation =>
    bytes =>
      Buffer.concat([bytes, bytes.subarray(at(bytes, Math.min(from, to)), at(bytes, Math.max(from, to)))]),
)

/** Values on which a parser could trip. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e300,
    2 ** 53,
    true,
    [],
    {},
    '__proto__',
    'apikey',
    'chatgpt',
    '∞',
  ),
  fc.constantFrom<unknown>('2026-02-30T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '0000-01-01T00:00:00Z'),
  fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
  fc.integer({ min: 1, max: 300 }).map(depth => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
)

/** Changes, removes or moves one of the values of a JSON document; what is none stays as it is. */
const field = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('set', 'remove', 'move', 'rename'), odd).map(
  ([which, other, kind, value]): Mutation =>
    bytes => {
      const document = parsed(bytes)
      const places = placesIn(document)
      const target = places[which % places.length]
      const source = places[other % places.length]
      if (!target || !source) return bytes
      if (kind === 'set') target.holder[target.key] = value
      else if (kind === 'move') target.holder[target.key] = structuredClone(source.holder[source.key])
      else {
        const held = target.holder[target.key]
        delete target.holder[target.key]
        if (kind === 'rename') target.holder[JSON.stringify(value).slice(0, 40)] = held
      }
      return Buffer.from(JSON.stringify(document))
    },
)

/** The same in the claims of a token. */
const claim = fc.tuple(fc.constantFrom('id_token', 'access_token'), field).map(
  ([name, change]): Mutation =>
    bytes => {
      const document = parsed(bytes) as { tokens?: Record<string, unknown> } | undefined
      const token = document?.tokens?.[name]
      if (!document || typeof token !== 'string') return bytes
      const [head = '', payload = '', signature = ''] = token.split('.')
      const claims = change(Buffer.from(payload, 'base64url')).toString('base64url')
      document.tokens = { ...document.tokens, [name]: [head, claims, signature].join('.') }
      return Buffer.from(JSON.stringify(document))
    },
)

const wrapped = fc.constantFrom<Mutation>(
  bytes => Buffer.from(bytes.toString('base64')),
  bytes => Buffer.from(bytes.toString('base64url')),
  bytes => Buffer.from(`\uFEFF${bytes}`),
  bytes => Buffer.from(`\n\t ${bytes}\r\n`),
  bytes => Buffer.from(bytes.toString().replaceAll(',', ',\r\n')),
  bytes => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  bytes => Buffer.concat([bytes, bytes]),
)

/** A document changed in one to four ways. */
export const mutated = (document: string): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.oneof(
        flip,
        cut,
        insert,
        repeat,
        { arbitrary: field, weight: 6 },
        { arbitrary: claim, weight: 4 },
        wrapped,
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map(mutations => mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), Buffer.from(document)))

interface Place {
  readonly holder: Record<string, unknown>
  readonly key: string
}

function placesIn(value: unknown, depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 6) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap(key => [{ holder, key }, ...placesIn(holder[key], depth + 1)])
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
