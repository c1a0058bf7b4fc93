import { describe, expect, test } from '@jest/globals'
import { untrustedLines } from '../../src/report/log.js'
import { parseCommand } from '../doubles/runner/commands.js'
import { LineSplitter } from '../doubles/runner/lines.js'

const COMMANDS = ['error', 'add-mask', 'stop-commands', 'set-output', 'group', 'lab-resume-token']
/** What the runner makes of the text once it is printed: the lines that are commands to it. */
const obeyed = (text: string): string[] => {
  const lines: string[] = []
  const splitter = new LineSplitter(line => lines.push(line))
  splitter.write(Buffer.from(`${untrustedLines(text).join('\n')}\n`))
  splitter.end()
  return lines.filter(line => parseCommand(line.replace(DOTNET_SPACE, ''), name => COMMANDS.includes(name)))
}

/**
 * What .NET's TrimStart() takes away, and so the runner before it looks for `::`: Char.IsWhiteSpace. Unlike
 * JavaScript's, that holds U+0085 and not U+FEFF.
 */
const DOTNET_SPACE = /^[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

test('the runner of these tests does obey what is not made harmless', () => {
  for (const line of ['::error::lab', '  ::add-mask::lab', 'a ##[error]lab'])
    expect(parseCommand(line, name => COMMANDS.includes(name))).not.toBeNull()
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
    '\n\n ##[error]lab\r ::error::lab',
  ])('in %j', text => {
    expect(obeyed(text)).toEqual([])
  })

  test('behind any white space that .NET trims', () => {
    const spaces = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
      char => DOTNET_SPACE.test(char) || /\s/.test(char),
    )
    expect(spaces).toHaveLength(26)
    expect(spaces.filter(space => obeyed(`${space}::error::lab`).length > 0)).toEqual([])
    expect(spaces.filter(space => obeyed(` ${space}\t::error::lab`).length > 0)).toEqual([])
  })

  // The runner's StartsWith and IndexOf compare by culture, for which such characters are not there.
  test.each(['\ufeff', '\u200b', '\u00ad', '\u2060', '\0'])('though %j counts as nothing', ignorable => {
    const lines = [`${ignorable}::error::lab`, `:${ignorable}:error::lab`, `#${ignorable}#[error]lab`]
    for (const text of [...lines, `##${ignorable}[error]lab`, '::error::lab', '##[error]lab']) {
      const [line = ''] = untrustedLines(text)
      // It looks for the name at a fixed distance from where it found the sign.
      const starts = line.replace(DOTNET_SPACE, '')
      if (starts.replaceAll(ignorable, '').startsWith('::'))
        expect(COMMANDS).not.toContain(starts.slice(2).split('::')[0])
      const sign = [...'##['].join(`${ignorable}*`).replace('[', '\\[')
      for (const { index } of line.matchAll(new RegExp(sign, 'g')))
        expect(COMMANDS).not.toContain(line.slice(index + 3).split(']')[0])
    }
  })
})

test('everything else is shown as it is, line by line', () => {
  const lines = [
    'plain',
    '',
    '  indented',
    'a::b',
    'std::error::Error',
    'x: y',
    '[error]',
    '# #[a]',
    ': :',
    '#[a]',
  ]
  expect(untrustedLines(lines.join('\n'))).toEqual(lines)
  expect(untrustedLines('a\r\nb\rc\nd')).toEqual(['a', 'b', 'c', 'd'])
  expect(untrustedLines('')).toEqual([''])
})

test('a reader sees the same characters: only an invisible one is put between', () => {
  const text = '  ::error::lab ##[error]lab'
  expect(untrustedLines(text).join('').replaceAll('\u200b', '')).toBe(text)
})
