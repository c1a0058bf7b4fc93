/**
 * Text of others as one short line: without control characters, line ends of any kind and invisible characters. For errors;
 * `harmlessLine` is for text that the runner reads.
 */
export function quote(text: string, longest = 200): string {
  // Looks at four times as much as it shows, so that a megabyte of blanks costs nothing.
  const plain = text.slice(0, 4 * longest).replace(/[\p{C}\p{Z}\s]+/gu, ' ')
  return plain.trim().slice(0, longest)
}
