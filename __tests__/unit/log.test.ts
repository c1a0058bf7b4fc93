import { describe, expect, test } from '@jest/globals'
import { harmlessLine, harmlessLines, harmlessValue, visibleLines } from '../../src/report/harmless.js'
import { parseCommand } from '../doubles/runner/commands.js'
import { LineSplitter } from '../doubles/runner/lines.js'
import { hostileTexts } from './hostile-text.js'

const COMMANDS = ['error', 'add-mask', 'stop-commands', 'set-output', 'group', 'lab-resume-token']
/** What the runner makes of a text: the lines that are commands to it. */
const obeyed = (text: string): string[] => {
  const lines: string[] = []
  const splitter = new LineSplitter(line => lines.push(line))
  splitter.write(Buffer.from(`${text}\n`))
  splitter.end()
  return lines.filter(line => parseCommand(line, name => COMMANDS.includes(name)))
}
const afterwards = (text: string) => obeyed(harmlessLines(text).join('\n'))

const IGNORABLE = ['\ufeff', '\u200b', '\u00ad', '\u2060', '\0', '\u034f', '\u{e0001}']

test('the runner of these tests obeys what is not made harmless, in its disguises too', () => {
  for (const line of ['::error::lab', '  ::add-mask::lab', 'a ##[error]lab', '\u0085\u2028::error::lab'])
    expect(obeyed(line)).toEqual([line])
  // It looks for the name at a fixed distance from where the sign begins, so this one fits.
  expect(parseCommand('\u200b##[error]lab', name => name === '[error' || name === 'error')).not.toBeNull()
  expect(parseCommand(':\u200b:error::lab', name => name === ':error')).not.toBeNull()
})

describe('no command is left', () => {
  test.each([
    '::error::lab',
    '::error file=a,line=1::lab',
    '::stop-commands::lab-resume-token',
    '::lab-resume-token::',
    ' ::error::lab',
    '\t \v\f::error::lab',
    ':::error::lab',
    '::::error::lab',
    ': ::error::lab',
    '##[error]lab',
    'text before ##[add-mask]lab',
    '##[group]a ##[error]lab',
    '##[##[error]lab',
    '###[error]lab',
    '##[::error::lab]',
    '::##[error]::lab',
    'a\n::error::lab',
    'a\r::error::lab',
    'a\r\n::error::lab',
    'a\r\r\n\r::error::lab',
    'a\u0085::error::lab',
    'a\u2028::error::lab',
    '\u001b[31m::error::lab',
    '\u001b]0;a title\u0007::error::lab',
    '\n\n ##[error]lab\r ::error::lab',
  ])('in %j', text => {
    expect(afterwards(text)).toEqual([])
  })

  test('behind any white space that .NET trims', () => {
    const spaces = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
      char => /\s/.test(char) || char === '\u0085',
    )
    expect(spaces).toHaveLength(26)
    expect(spaces.filter(space => afterwards(`${space}::error::lab`).length > 0)).toEqual([])
    expect(spaces.filter(space => afterwards(` ${space}\t::error::lab`).length > 0)).toEqual([])
  })

  test.each(IGNORABLE)('with %j, which counts as nothing, in it', ignorable => {
    const lines = [`${ignorable}::error::lab`, `:${ignorable}:error::lab`, `#${ignorable}#[error]lab`]
    for (const text of [...lines, `##${ignorable}[error]lab`]) {
      const [line = ''] = harmlessLines(text)
      expect(line).toMatch(/^: :|^## \[/)
    }
  })

  test('in 100,000 random ones, and doing it twice changes nothing', () => {
    const texts = hostileTexts(20261128)
    for (let at = 0; at < 100_000; at += 1) {
      const text = texts.next().value as string
      const lines = harmlessLines(text)
      if (obeyed(lines.join('\n')).length > 0 || lines.some(line => /^\s*::|##\[/.test(line)))
        throw new Error(`A command is left of ${JSON.stringify(text)}: ${JSON.stringify(lines)}`)
      if (harmlessLines(lines.join('\n')).join('\n') !== lines.join('\n'))
        throw new Error(`Not the same twice: ${JSON.stringify(text)}`)
    }
  })
})

test('everything else is shown as it is, line by line', () => {
  const lines = [
    'plain',
    '',
    '  indented\twith a tab',
    'a::b',
    'std::error::Error',
    'x: y',
    '[error]',
    '# #[a]',
    ': :',
    '#[a]',
    'größer 漢字 e\u0301 ⚠️ 👨‍👩‍👧',
  ]
  expect(harmlessLines(lines.join('\n'))).toEqual(lines)
  expect(harmlessLines('a\r\nb\rc\nd')).toEqual(['a', 'b', 'c', 'd'])
  expect(harmlessLines('')).toEqual([''])
  expect(visibleLines('::a\n##[b]')).toEqual(['::a', '##[b]'])
})

test('what a terminal would obey is gone, and nothing else of the text', () => {
  expect(harmlessLines('a \u001b[1;31mred\u001b[0m b')).toEqual(['a red b'])
  expect(harmlessLines('\u001b]8;;https://lab.invalid\u0007a link\u001b]8;;\u0007')).toEqual(['a link'])
  expect(harmlessLines('\u009b2Kgone? no\u202e')).toEqual(['gone? no'])
  expect(harmlessLines('\u001b]0;without an end\nthe next line')).toEqual([
    ']0;without an end',
    'the next line',
  ])
})

test('a line that nobody would read to its end is cut, and says so', () => {
  const [line = ''] = harmlessLines('x'.repeat(100_000))
  expect(line.length).toBeLessThan(33_000)
  expect(line).toMatch(/^x+… \(67232 more characters\)$/)
})

test('a title is one line', () => {
  expect(harmlessLine('a\n::error::b\r\n c')).toBe('a : :error::b  c')
})

describe('The value of an output', () => {
  test.each([
    { said: '##[error]lab', list: ['\u200b::', '⚠️', '\u2028'], nested: { '##[': 1.5 } },
    ['::error::lab\n::add-mask::x', '\u001b[31m', '"'],
  ])('that is JSON stays the same value: %j', value => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, undefined, 2)]) {
      const shown = harmlessValue(text)
      expect(JSON.parse(shown)).toEqual(value)
      expect(obeyed(shown)).toEqual([])
      expect(shown).not.toMatch(/##\[|[\u200b\u2028]/)
    }
  })

  test('that is text has no command in it, and is not cut', () => {
    expect(harmlessValue('a\n::error::b')).toBe('a\n: :error::b')
    expect(harmlessValue(`{ no JSON ##[error]${'x'.repeat(50_000)}`)).toHaveLength(50_020)
    expect(harmlessValue('[::]')).toBe('[::]')
  })
})

test('joiners stay where they are part of the spelling or of a picture', () => {
  const lines = ['می‌خواهم', 'क्‍ष', '👩🏽‍💻', '1️⃣', '❤️']
  expect(harmlessLines(lines.join('\n'))).toEqual(lines)
  for (const joiner of ['\u200c', '\u200d', '\ufe0f'])
    for (const text of [`:${joiner}:a`, `${joiner}::a`, `#\u0301${joiner}\u0301#[a]`, `#️⃣${joiner}#[a]`])
      expect(
        harmlessLines(text)
          .join()
          .replace(/\u200c|\u200d|\p{M}/gu, ''),
      ).not.toMatch(/^::|##\[/)
})

test('whatever ICU ignores anywhere in a sign does not hide it', () => {
  const collator = new Intl.Collator('und')
  const isIgnored = (char: string) => collator.compare(`a${char}b`, 'ab') === 0
  const ignored = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(isIgnored)
  expect(ignored.length).toBeGreaterThan(100)
  const left = ignored.filter(char =>
    [`${char}::a`, `:${char}:a`, `#${char}#[a]`, `##${char}[a]`].some(text => {
      const line = [...harmlessLines(text).join('')].filter(one => !isIgnored(one)).join('')
      return /^\s*::|##\[/.test(line)
    }),
  )
  expect(left.map(char => char.codePointAt(0)?.toString(16))).toEqual([])
})
