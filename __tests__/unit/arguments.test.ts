import { describe, expect, test } from '@jest/globals'
import { parseCodexArgs } from '../../src/codex/exec/arguments.js'
import { ActionError, InputError } from '../../src/system/errors.js'

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

describe('an app-server elsewhere', () => {
  test.each([
    '--remote ws://127.0.0.1:9',
    '--remote=unix:///run/codex.sock',
    '--remote',
    '--ephemeral --remote-auth-token-env LAB',
    '--remote-auth-token-env=LAB',
    '["--json", "--remote=wss://lab.invalid"]',
  ])('is refused: %s', line => {
    expect(() => parseCodexArgs(line)).toThrow(
      /^The input `codex-args` holds `--remote(-auth-token-env)?`\.\n.*without the sandbox.*\nLeave it out\./s,
    )
    expect(() => parseCodexArgs(line)).toThrow(ActionError)
  })

  test('other words that look like it are passed on', () => {
    expect(parseCodexArgs('--remote-control -c remote=1')).toEqual(['--remote-control', '-c', 'remote=1'])
  })
})

test('a refusal names the input and says what to give', () => {
  expect(() => parseCodexArgs('a | b')).toThrow(/`codex-args` .* JSON array of strings\.$/s)
})

test('arguments longer than any command line are refused before they are parsed', () => {
  for (const line of ['a '.repeat(40_000), JSON.stringify(['a'.repeat(70_000)])])
    expect(() => parseCodexArgs(line)).toThrow(/`codex-args` is longer than 64 KB/)
  expect(parseCodexArgs('a '.repeat(30_000))).toHaveLength(30_000)
})
