import { describe, expect, test } from '@jest/globals'
import { parseCodexArgs } from '../../src/codex/arguments.js'
import { InputError } from '../../src/inputs.js'

/** `${HOME}` and the like, in pieces since no template is meant. */
const braced = (name: string) => `$\u007b${name}}`

describe('a line in shell quoting', () => {
  test.each([
    ['', []],
    ['   \n', []],
    ['--search', ['--search']],
    ['-c model_verbosity=low  --search', ['-c', 'model_verbosity=low', '--search']],
    ['-c\nmodel_verbosity=low\n', ['-c', 'model_verbosity=low']],
    [`-c 'web_search="disabled"'`, ['-c', 'web_search="disabled"']],
    [`-c "web_search=\\"disabled\\""`, ['-c', 'web_search="disabled"']],
    [`--add-dir '/lab dir/a b'`, ['--add-dir', '/lab dir/a b']],
    ['--add-dir /lab\\ dir', ['--add-dir', '/lab dir']],
    [`-c 'x=["a", "b"]'`, ['-c', 'x=["a", "b"]']],
    [`--a="b c"d`, ['--a=b cd']],
    [`''`, ['']],
    [`'a;b|c>d&e*f?g#h'`, ['a;b|c>d&e*f?g#h']],
    [`'${braced('LAB')} $LAB \`lab\`'`, [`${braced('LAB')} $LAB \`lab\``]],
  ])('%j', (line, words) => {
    expect(parseCodexArgs(line)).toEqual(words)
  })

  test.each([
    'a; b',
    'a | b',
    'a && b',
    'a > b',
    '< a',
    'a &',
    '*.ts',
    'a?',
    '--x # note',
    '$(lab)',
    '<(lab)',
  ])('that only a shell could carry out is refused: %s', line => {
    expect(() => parseCodexArgs(line)).toThrow(InputError)
  })

  test.each(['$HOME', braced('HOME'), '"$HOME/a"', `"${braced('HOME')}/a"`, braced('A:-a'), '$1', '$', 'a$'])(
    'means no variable, so one outside single quotes is refused: %s',
    line => {
      expect(() => parseCodexArgs(line)).toThrow(InputError)
    },
  )

  test.each(['${', '"${', 'a ${b', "'a", '"a', 'a "b c'])('that does not end is refused: %s', line => {
    expect(() => parseCodexArgs(line)).toThrow(InputError)
  })
})

describe('a JSON array', () => {
  test.each([
    ['[]', []],
    ['["--add-dir", "/lab dir", "$HOME", "*", ""]', ['--add-dir', '/lab dir', '$HOME', '*', '']],
    [' \n["a"]\n ', ['a']],
  ])('%j is taken word by word', (text, words) => {
    expect(parseCodexArgs(text)).toEqual(words)
  })

  test.each(['[', '["a"', '[1]', '["a", null]', '[["a"]]', '["a"] b', '[a]'])(
    'that is none, or not of strings, is refused: %s',
    text => {
      expect(() => parseCodexArgs(text)).toThrow(InputError)
    },
  )
})

test('a refusal names the input and says what to give', () => {
  expect(() => parseCodexArgs('a | b')).toThrow(/`codex-args` .* JSON array of strings\.$/s)
})
