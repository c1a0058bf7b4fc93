import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { generateHybridIdentity, generateX25519Identity } from 'age-encryption'
import { EncryptionKeyRefused, SealRefused, sealer } from '../../src/stores/age.js'
import { flipped } from '../doubles/cache/index.js'
import { authJson } from './auth-json.js'
import { inCi, where } from './needs.js'

const PASSPHRASE = 'lab-passphrase-kZ0+V2bWq3p1Vf9b0p3m'
const PLAIN = Buffer.from(authJson())

const identity = await generateX25519Identity()
const other = await generateX25519Identity()
const hybrid = await generateHybridIdentity()
const sealed = await sealer(identity).seal(PLAIN)
const sealedHybrid = await sealer(hybrid).seal(PLAIN)
const locked = await sealer(PASSPHRASE).seal(PLAIN)

/** The code of the refusal; anything else that happens is thrown. */
async function refusal(key: string, sealed: Buffer): Promise<string> {
  try {
    const opened = await sealer(key).open(sealed)
    throw new Error(`it opened to ${opened.length} bytes`)
  } catch (error) {
    if (error instanceof SealRefused) return error.code
    throw error
  }
}

describe('what is sealed', () => {
  test.each([
    ['identity', identity, sealed, 250],
    ['hybrid', hybrid, sealedHybrid, 2000],
    ['passphrase', PASSPHRASE, locked, 250],
  ])('opens with the same %s, and is new each time', async (_, key, earlier, most) => {
    const { seal, open } = sealer(key)
    expect(await open(earlier)).toEqual(PLAIN)
    expect((await seal(PLAIN)).equals(earlier)).toBe(false)
    expect(earlier.length - PLAIN.length).toBeLessThan(most)
  })

  test('may be empty or large', async () => {
    const { seal, open } = sealer(identity)
    for (const size of [0, 1, 65_535, 65_536, 65_537, 200_000]) {
      const plain = Buffer.alloc(size, 7)
      expect([size, (await open(await seal(plain))).equals(plain)]).toEqual([size, true])
    }
  })

  test('opens with any identity of a key file, and is sealed for the first', async () => {
    const file = `# created: 2026-11-21T12:00:00Z\n# public key: age1lab\n${identity}\r\n${other}\n`
    expect(await sealer(file).open(await sealer(other).seal(PLAIN))).toEqual(PLAIN)
    expect(await sealer(identity).open(await sealer(file).seal(PLAIN))).toEqual(PLAIN)
  })
})

describe('what is told apart', () => {
  test('a wrong key', async () => {
    expect(await refusal(other, sealed)).toBe('wrong-key')
    expect(await refusal(hybrid, sealed)).toBe('wrong-key')
    expect(await refusal(identity, locked)).toBe('wrong-key')
    expect(await refusal(`${PASSPHRASE}.`, locked)).toBe('wrong-key')
    expect(await refusal(PASSPHRASE, sealed)).toBe('wrong-key')
  })

  test('a bit that fell anywhere', async () => {
    const payload = sealed.indexOf('\n', sealed.indexOf('\n--- ') + 1) + 1
    const codes = new Map<string, number>()
    for (let at = 0; at < payload + 40; at += 1) {
      const code = await refusal(identity, flipped(sealed, at))
      codes.set(code, (codes.get(code) ?? 0) + 1)
      if (at < 22) expect(code).toBe('not-sealed')
      if (at >= payload) expect(code).toBe('seal-damaged')
    }
    expect([...codes.keys()].sort()).toEqual([
      'not-sealed',
      'seal-altered',
      'seal-damaged',
      'seal-truncated',
      'wrong-key',
    ])
    const mac = sealed.indexOf('\n--- ') + 8
    expect(await refusal(identity, flipped(sealed, mac))).toBe('seal-altered')
  })

  test('one that was cut off anywhere, or has something behind it', async () => {
    const payload = sealed.indexOf('\n', sealed.indexOf('\n--- ') + 1) + 1
    for (let length = 0; length < sealed.length; length += length < payload + 40 ? 1 : 97) {
      const code = await refusal(identity, sealed.subarray(0, length))
      expect(code).toBe(length < payload + 32 ? 'seal-truncated' : 'seal-damaged')
    }
    expect(await refusal(identity, Buffer.concat([sealed, Buffer.from('\n')]))).toBe('seal-damaged')
  })

  test('a file that age did not make', async () => {
    for (const foreign of [
      '{"tokens":{}}',
      'age-encryption.org/v2\n',
      '-----BEGIN AGE ENCRYPTED FILE-----\n',
    ])
      expect(await refusal(identity, Buffer.from(foreign))).toBe('not-sealed')
  })

  test.each(['19', '20', '63', '1e9', '-1', 'NaN'])('one that asks for 2^%s of work', async factor => {
    const asking = locked.toString('latin1').replace(/(-> scrypt \S+) \d+/, `$1 ${factor}`)
    const code = await refusal(PASSPHRASE, Buffer.from(asking, 'latin1'))
    expect(code).toBe(factor === '-1' ? 'seal-altered' : 'seal-too-costly')
  })
})

describe('a key that is none is refused, with how to make one:', () => {
  test.each([
    ['nothing', '  \n'],
    ['a short passphrase', 'nineteen characters'],
    ['half an identity', identity.slice(0, 40)],
    ['an identity in lower case', identity.toLowerCase()],
    ['a recipient', 'age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq'],
    ['a plugin', 'AGE-PLUGIN-YUBIKEY-1QYQSZQGPQYQSZQGP'],
    ['several lines', `${PASSPHRASE}\n${PASSPHRASE}`],
    ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END'],
  ])('%s', (_, key) => {
    expect(() => sealer(key)).toThrow(EncryptionKeyRefused)
    expect(() => sealer(key)).toThrow(/age-keygen.*openssl rand -base64 32.*gh secret set/)
  })

  test('an identity with a wrong character', async () => {
    const typo = `${identity.slice(0, 30)}${identity[30] === 'Q' ? 'P' : 'Q'}${identity.slice(31)}`
    await expect(sealer(typo).seal(PLAIN)).rejects.toThrow(EncryptionKeyRefused)
    await expect(sealer(typo).open(sealed)).rejects.toThrow(/checksum/)
  })
})

test('no message holds a part of a key, of a login or of what is sealed', async () => {
  const messages: string[] = []
  const note = (error: Error) => void messages.push(`${error.message} ${error.stack} ${String(error.cause)}`)
  for (let at = 0; at < sealed.length; at += 7) await sealer(identity).open(flipped(sealed, at)).catch(note)
  await sealer(other).open(sealed).catch(note)
  const typo = `${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`
  await sealer(typo).seal(PLAIN).catch(note)
  try {
    sealer(identity.slice(0, 50))
  } catch (error) {
    note(error as Error)
  }
  const all = messages.join('\n')
  expect(messages.length).toBeGreaterThan(50)
  for (const secret of [
    identity.slice(16),
    other.slice(16),
    PLAIN.toString(),
    sealed.toString('latin1').slice(60),
  ])
    for (let at = 0; at + 12 <= secret.length; at += 1)
      expect(all.includes(secret.slice(at, at + 12))).toBe(false)
})

const hasAge = ['age', 'age-keygen'].every(name => {
  try {
    return execFileSync(name, ['--version']).length > 0
  } catch {
    return false
  }
})

describe("Debian's age", () => {
  const withAge = where(hasAge || inCi, 'the command `age` is not installed')
  const run = promisify(execFile)
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'envelope-'))
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))
  const at = (name: string) => join(directory, name)

  withAge('opens what an identity sealed, and seals what it opens', async () => {
    await run('age-keygen', ['-o', at('key.txt')])
    const key = await readFile(at('key.txt'), 'utf8')
    await writeFile(at('login.age'), await sealer(key).seal(PLAIN))
    const { stdout } = await run('age', ['-d', '-i', at('key.txt'), at('login.age')])
    expect(stdout).toBe(PLAIN.toString())
    await writeFile(at('plain'), PLAIN)
    const recipient = /age1\w+/.exec(key)?.[0] ?? ''
    await run('age', ['-r', recipient, '-o', at('theirs.age'), at('plain')])
    expect(await sealer(key).open(await readFile(at('theirs.age')))).toEqual(PLAIN)
  })

  withAge('opens what a passphrase sealed, and seals what it opens', async () => {
    await writeFile(at('locked.age'), locked)
    await typePassphrase(`age -d -o ${at('opened')} ${at('locked.age')}`)
    expect(await readFile(at('opened'))).toEqual(PLAIN)
    await typePassphrase(`age -p -o ${at('theirs-locked.age')} ${at('opened')}`)
    expect(await sealer(PASSPHRASE).open(await readFile(at('theirs-locked.age')))).toEqual(PLAIN)
  })
})

/** age takes a passphrase from a terminal only, which `script` is to it. */
async function typePassphrase(command: string): Promise<void> {
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] })
  terminal.stdout.on('data', (text: Buffer) => {
    if (/passphrase.*: *$/i.test(text.toString())) terminal.stdin.write(`${PASSPHRASE}\n`)
  })
  const code = await new Promise(resolve => terminal.once('exit', resolve))
  expect(code).toBe(0)
}
