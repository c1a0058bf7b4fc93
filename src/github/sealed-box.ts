/**
 * Seals bytes so that only the holder of the key pair can open them: libsodium's sealed box, the form in which GitHub
 * accepts secrets (its "Encrypting secrets for the REST API"). Both ends are standard base64.
 * @throws the error of libsodium for a bad key
 */
export async function seal(value: Uint8Array, publicKey: string): Promise<string> {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  const key = new Uint8Array(Buffer.from(publicKey, 'base64'))
  return Buffer.from(sodium.crypto_box_seal(new Uint8Array(value), key)).toString('base64')
}
