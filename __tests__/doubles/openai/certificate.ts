import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface ServerCertificate {
  /** PEM file with the throwaway CA: what CODEX_CA_CERTIFICATE names. */
  readonly caFile: string
  readonly cert: string
  readonly key: string
}

/**
 * A CA that lives as long as one test, and a leaf for 127.0.0.1, and for `names`, signed by it. Two certificates and not one
 * self-signed: rustls, which Codex uses, refuses a leaf that is itself a CA. The CA's key never leaves memory.
 */
export async function createCertificate(
  dir: string,
  names: readonly string[] = [],
): Promise<ServerCertificate> {
  const ca = await generate([{ name: 'commonName', value: 'codex-auth-action lab CA' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const leaf = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          ...['localhost', ...names].map(value => ({ type: 2 as const, value })),
        ],
      },
    ],
  })
  // A name of its own, so that two doubles may share a directory.
  const caFile = join(dir, `openai-ca-${randomUUID()}.pem`)
  writeFileSync(caFile, ca.cert)
  return { caFile, cert: leaf.cert, key: leaf.private }
}
