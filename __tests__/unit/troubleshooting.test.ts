import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { ROWS, STORIES } from '../prove/codes/all.js'
import { NO_VERDICT, SHOWN_BY } from '../prove/codes/elsewhere.js'
import { rowsOfPage } from '../prove/codes/page.js'

const SRC = join(process.cwd(), 'src')
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
const sources = files.map(name => readFileSync(join(SRC, name), 'utf8'))

/** The places in which the source says a code of an ActionError; each has its code, or a list of them, in group 1. */
const SAID = [
  // super('code', …), super(unsure ? 'code' : 'code', …), new ActionError('code', …)
  /\b(?:super|new ActionError)\(\s*((?:\w+ \? '[\w-]+' : )?'[\w-]+')/g,
  // type XyzCode = | 'code' | 'code'
  /\btype \w+Code =((?:\s*\| '[\w-]+')+)/g,
  // code: 'code' | 'code', of a class or its constructor
  /\bcode: ('[\w-]+'(?:\s*\| '[\w-]+')+)/g,
]
/** A row of a table of explanations: code: { what: …, and code: (facts) => ({ what: … */
const ROW = /^ {2}'?([\w-]+)'?: (?:\([^)]*\) => \()?\{\s+(?:permanent: \w+,\s+)?what:/gm
/** Where a table's codes begin with more than its rows say. */
const PREFIX = /super\(`([\w-]+)\$\{/

function codesIn(source: string): string[] {
  const said = SAID.flatMap(pattern => [...source.matchAll(pattern)])
  const prefix = PREFIX.exec(source)?.[1] ?? ''
  return [
    ...said.flatMap(([, list = '']) => [...list.matchAll(/'([\w-]+)'/g)].map(([, code = '']) => code)),
    ...[...source.matchAll(ROW)].map(([, code]) => `${prefix}${code}`),
  ]
}

const ours = [...new Set(sources.flatMap(codesIn))].sort()

const page = readFileSync(join(process.cwd(), 'docs', 'troubleshooting.md'), 'utf8')
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| '))
  .map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )
/** Warnings and Codex's own messages have two columns, our errors three. */
const ourRows = rows.filter(row => row.length === 3)
const named = ourRows.flatMap(([, code = '']) => /^`([\w-]+)`$/.exec(code)?.[1] ?? [])
/** A second code of one message. */
const beside = [...page.matchAll(/the code is `([\w-]+)`/g)].map(([, code = '']) => code)

/** Sections of what isn't a job. */
const OTHER_PROGRAMS = /^(Inputs and the doctor|The setup command)$/

/** Their codes are those of codex/reasons.ts, of any error, and of the refusals of a cache entry. */
const ELSEWHERE = [join('codex', 'failure.ts'), 'errors.ts', join('stores', 'cache', 'refusal.ts')]

test('each file with an error of ours has a code that is found', () => {
  const withErrors = files.filter((_, at) =>
    /extends ActionError\b|new ActionError\(/.test(sources[at] ?? ''),
  )
  const silent = withErrors.filter(name => codesIn(sources[files.indexOf(name)] ?? '').length === 0)
  expect(silent.sort()).toEqual(ELSEWHERE.filter(name => silent.includes(name)))
})

test('the codes are found in the source', () => {
  expect(ours.length).toBeGreaterThan(90)
  expect(ours).toEqual(
    expect.arrayContaining([
      ...['reused', 'empty', 'usage-limit', 'login-not-enabled', 'codex-unpack-failed', 'backend-down'],
      ...['secret-missing', 'app-key', 'untrusted-actor', 'lease-forbidden', 'seal-damaged', 'input'],
      ...['github-rate-limited', 'github-refused', 'untrusted-skills', 'cancelled', 'unsavable'],
    ]),
  )
})

test('each code of a job is played with the real Codex, or another test has it; what is played is on the page', () => {
  const played = [...ROWS, ...STORIES].map(({ code }) => code)
  // The doctor and the set-up command are no jobs.
  const ofJobs = rowsOfPage()
    .filter(({ section, code }) => !OTHER_PROGRAMS.test(section) || code === 'input')
    .map(({ code }) => code)
  const shown = [...played, ...Object.keys(SHOWN_BY), ...NO_VERDICT]
  expect(ofJobs.filter(code => !shown.includes(code))).toEqual([])
  expect(shown.filter(code => !ofJobs.includes(code))).toEqual([])
  expect(Object.keys(SHOWN_BY).filter(code => played.includes(code))).toEqual([])
  const silent = Object.entries(SHOWN_BY).filter(
    ([, [file, words]]) => !readFileSync(join('__tests__', `${file}.test.ts`), 'utf8').includes(words),
  )
  expect(silent).toEqual([])
})

test('each code of ours is on the page once, and no other', () => {
  expect([...named, ...beside].sort()).toEqual(ours)
})

const plain = (text: string) => text.replace(/[\\`]/g, '')

test('each warning and notice of ours is on the page', () => {
  const begun = sources.flatMap(source => [
    ...source.matchAll(/\blog\.(?:warning|notice)\(\s*(?:`([^$]{8,}?)(?:`|\$)|'([^']+)'|"([^"]+)")/g),
  ])
  const words = begun.map(([, ...texts]) =>
    plain(texts.find(Boolean) ?? '')
      .slice(0, 40)
      .trim(),
  )
  expect(words.length).toBeGreaterThan(12)
  expect(words.filter(text => !plain(page).includes(text))).toEqual([])
})

test('each message is in the source as the page has it', () => {
  const source = plain(sources.join('\n'))
  const wrong = ourRows
    .filter(([, code = '']) => code.startsWith('`'))
    .flatMap(([message = '']) => message.split('…').map(part => plain(part.trim())))
    .filter(part => part.length > 3 && !source.includes(part))
  expect(wrong).toEqual([])
})
