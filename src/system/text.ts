import { isUtf8 } from 'node:buffer'

export type Decoded = { readonly text: string } | { readonly unreadable: string }

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf])
const UTF16_LE_MARK = Buffer.from([0xff, 0xfe])
const UTF16_BE_MARK = Buffer.from([0xfe, 0xff])
const UTF32_MARKS = [Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from([0, 0, 0xfe, 0xff])]

/**
 * The text of a file that a person made, without a byte-order mark: UTF-8, or UTF-16 as PowerShell's `>` and Windows
 * editors write it. Other encodings are not guessed: `unreadable` says why, after the name of the file.
 */
export function decodeText(bytes: Buffer): Decoded {
  if (UTF32_MARKS.some(mark => startsWith(bytes, mark))) return { unreadable: 'is in UTF-32' }
  if (startsWith(bytes, UTF16_LE_MARK)) return fromUtf16(bytes.subarray(2))
  if (startsWith(bytes, UTF16_BE_MARK)) return fromUtf16(swapped(bytes.subarray(2)))
  if (bytes.includes(0)) return withoutMark(bytes)
  if (!isUtf8(bytes)) return { unreadable: 'is not text in UTF-8 (it may be in a code page of Windows)' }
  return { text: bytes.subarray(startsWith(bytes, UTF8_MARK) ? UTF8_MARK.length : 0).toString() }
}

/** In UTF-16 without a mark every second byte is zero, as far as the text is ASCII. */
function withoutMark(bytes: Buffer): Decoded {
  const zeros = [0, 0]
  for (const [at, byte] of bytes.subarray(0, 4096).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > 4 * even) return fromUtf16(bytes)
  if (even > 4 * odd) return fromUtf16(swapped(bytes))
  return { unreadable: 'is not text: it has zero bytes' }
}

function fromUtf16(bytes: Buffer): Decoded {
  const text = bytes.toString('utf16le')
  const isWhole = bytes.length % 2 === 0 && !/\p{Cs}|\0/u.test(text)
  return isWhole ? { text } : { unreadable: 'is in UTF-16, and damaged' }
}

/** With an odd number of bytes the last one is left out, and the text counts as damaged. */
const swapped = (bytes: Buffer): Buffer =>
  bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : bytes.subarray(0, 1)

const startsWith = (bytes: Buffer, mark: Buffer): boolean => bytes.subarray(0, mark.length).equals(mark)
