/** Texts that try to be commands to the runner, or to look like something else, for the tests of the sink. */

const SIGNS = [
  '::',
  ':',
  '#',
  '##[',
  '##',
  '[',
  ']',
  '::stop-commands::lab',
  '::add-mask::lab',
  '##[error]lab',
]
const NAMES = [
  'error',
  'add-mask',
  'stop-commands',
  'set-env name=LAB',
  'echo',
  'add-matcher',
  'lab-resume-token',
]
const ENDS = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029']
const SPACES = [' ', '\t', '\u00a0', '\u1680', '\u2000', '\u2007', '\u202f', '\u205f', '\u3000']
const INVISIBLE = [
  ...['\0', '\u0001', '\u0008', '\u001b', '\u007f', '\u009b', '\u00ad', '\u034f', '\u061c', '\u115f'],
  ...['\u180e', '\u200b', '\u200c', '\u200d', '\u200e', '\u202e', '\u2060', '\u2066', '\u3164', '\ufe0f'],
  ...['\ufeff', '\ufff9', '\u{e0001}', '\u{e0041}', '\u{1d173}', '\u0378', '\ufdd0', '\ud800', '\udc00'],
]
const TERMINAL = [
  '\u001b[31m',
  '\u001b[2K',
  '\u001b]8;;https://lab.invalid\u0007',
  '\u001b\\',
  '\u001b]0;lab',
]
const WORDS = [
  'lab',
  ' ',
  '⚠️',
  '👨‍👩‍👧',
  'e\u0301',
  '\u0640',
  '\ue000',
  '%0A',
  '%25',
  '%3A',
  '`',
  '<b>',
  '|',
  '"',
  '{',
  '}',
]
const PIECES = [SIGNS, SIGNS, NAMES, ENDS, SPACES, INVISIBLE, INVISIBLE, TERMINAL, WORDS]

/** Texts without end, the same for each seed. */
export function* hostileTexts(seed: number): Generator<string> {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T

  for (;;) {
    const length = 1 + Math.floor(next() * 12)
    const structured = next() < 0.9
    yield Array.from({ length }, () =>
      structured ? pick(pick(PIECES)) : String.fromCodePoint(Math.floor(next() * 0x110000)),
    ).join('')
  }
}

/** Numbers in [0, 1): mulberry32, whose state is its seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
