/**
 * What only the holder of the key pair can open: libsodium's sealed box, the form in which GitHub takes secrets
 * (its "Encrypting secrets for the REST API"). Both ends are standard base64.
 * @throws what libsodium throws for a key that is none
 */
export async function seal(value: Uint8Array, publicKey: string): Promise<string> {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  const key = new Uint8Array(Buffer.from(publicKey, 'base64'))
  return Buffer.from(sodium.crypto_box_seal(new Uint8Array(value), key)).toString('base64')
}
