import { expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { deriveAccess, parseAccess } from '../../src/login/access.js'
import { readAccessKey } from '../../src/stores/access-key.js'
import { packAccess, unpackAccess } from '../../src/stores/cache/access-entry.js'
import { labLogin, NOW } from './auth-json.js'

const [OLD, NEW] = await Promise.all([generateX25519Identity(), generateX25519Identity()])
const PLACE = { repository: 'Lab/Project', loginName: 'default', key: 'codex-access/default/lab-1' }
const LOGIN = parseAccess(deriveAccess(labLogin(), { madeAt: NOW, madeBy: 'lab' }), {
  origin: 'the access login of this job',
  now: NOW,
})

async function packed(identity = OLD, place = PLACE): Promise<Buffer> {
  const accessKey = await readAccessKey(identity, undefined)
  return packAccess(accessKey, { ...place, login: LOGIN, sealed: await accessKey.sealer.seal(LOGIN.bytes) })
}
const unpacked = async (
  content: Buffer,
  { key = OLD, ...place }: Partial<typeof PLACE> & { key?: string } = {},
  entry = PLACE.key,
) => unpackAccess(await readAccessKey(key, undefined), content, { ...PLACE, ...place, key: entry, now: NOW })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    error => error.code,
  )

test('what the keeper packs, a worker unpacks, also with a key file that has the key further down', async () => {
  const content = await packed()
  expect((await unpacked(content)).bytes).toEqual(LOGIN.bytes)
  expect((await unpacked(content, { repository: 'lab/project', loginName: 'DEFAULT' })).generation).toBe(
    LOGIN.generation,
  )
  expect((await unpacked(content, { key: `# newest first\n${NEW}\n${OLD}\n` })).generation).toBe(
    LOGIN.generation,
  )
})

test('for another repository or name, under another key, or by another identity it is refused, each with its code', async () => {
  const content = await packed()
  expect(await refusal(unpacked(content, { repository: 'lab/other' }))).toBe('access-elsewhere')
  expect(await refusal(unpacked(content, { loginName: 'other' }))).toBe('access-elsewhere')
  expect(await refusal(unpacked(content, {}, 'codex-access/default/lab-2'))).toBe('access-replayed')
  expect(await refusal(unpacked(content, { key: NEW }))).toBe('access-forged')
})

test('no byte of it can change', async () => {
  const content = await packed()
  for (let at = 0; at < content.length; at += at < 400 ? 1 : 37) {
    const changed = Buffer.from(content)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect([at, await refusal(unpacked(changed))]).toEqual([at, 'access-forged'])
  }
  for (const cut of [0, 1, 27, 200, content.length - 1])
    expect(await refusal(unpacked(content.subarray(0, cut)))).toBe('access-forged')
})

test('who knows only the recipient can encrypt, and not pass for the keeper', async () => {
  const { sealer } = await readAccessKey(OLD, undefined)
  const attacker = await readAccessKey(NEW, undefined)
  const forged = packAccess(attacker, { ...PLACE, login: LOGIN, sealed: await sealer.seal(LOGIN.bytes) })
  expect(await refusal(unpacked(forged))).toBe('access-forged')
  // The keeper's header over another ciphertext.
  const [magic, header] = (await packed()).toString('latin1').split('\n')
  const other = Buffer.concat([Buffer.from(`${magic}\n${header}\n`), await sealer.seal(LOGIN.bytes)])
  expect(await refusal(unpacked(other))).toBe('access-forged')
})

test('the account in its header is another text in each entry, and nobody’s name', async () => {
  const header = (content: Buffer) => JSON.parse(content.toString('latin1').split('\n')[1] ?? '')
  const [one, two] = [await packed(), await packed(OLD, { ...PLACE, key: 'codex-access/default/lab-2' })].map(
    header,
  )
  expect(one.account).toMatch(/^[0-9a-f]{16}-([0-9a-f]{16})?$/)
  expect(one.account).not.toBe(two.account)
})
