import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { where } from './needs.js'
import { PAGES, read } from './pages.js'

interface Figure {
  /** Finds each place where a page says it; the last group that took part is the figure. */
  readonly said: RegExp
  /** As pages may spell it. */
  readonly is: readonly string[]
  /** The one place that it comes from, and what stands there. */
  readonly from: readonly [file: string, text: RegExp]
}

/** One fact, one figure: whatever page says it. */
const FIGURES: Record<string, Figure> = {
  'the life of an access token': {
    said: /\babout (?:every )?(ten|\d+) days\b/g,
    is: ['ten', '10'],
    from: ['docs/facts/codex.md', /about 10 days/],
  },
  'how long a code is valid': {
    said: /type the code[^.|]{0,20}within (\d+) minutes|codes are valid for (\d+) minutes/gi,
    is: ['15'],
    from: ['src/action/ask-person.ts', /CODE_MS = 15 \* 60_000/],
  },
  'how long a refresh takes': {
    said: /refresh[^.|\n]{0,60}?\b(?:takes|in|within|for) (about a second|half a second|a second|[\d.]+ s)\b/gi,
    is: ['about a second'],
    from: ['docs/facts/codex.md', / 0\.3 to 0\.55 s\b/],
  },
  'how long a job waits for the lease': {
    said: /`lease-timeout` \((\d+) minutes\)/g,
    is: ['10'],
    from: ['src/keeper/leases.ts', /DEFAULT_WAIT_MS = 10 \* 60_000/],
  },
  'how long a lease is held at most': {
    said: /(\d+) minutes(?:, and one more)?,\s+or\s+with\s+`exclusive`/g,
    is: ['15'],
    from: ['src/keeper/leases.ts', /REFRESH_MS = 15 \* 60_000/],
  },
  'the room on the disk': {
    said: /\bdisk \((\d+) MB\)|less than (\d+) MB free|disk needs (\d+) MB/g,
    is: ['16'],
    from: ['src/codex/preflight.ts', /ROOM_MEGABYTES = 16/],
  },
  'the oldest git': {
    said: /\bgit (\d+\.\d+)\b/g,
    is: ['2.32'],
    from: ['src/leases/git/git.ts', /OLDEST = '2\.32\.0'/],
  },
  'the oldest Node': {
    said: /\bNode (\d+) or later/g,
    is: ['20'],
    from: ['package.json', /"node": ">=20"/],
  },
  'the largest auth.json': {
    said: /larger than (\d+) KB/g,
    is: ['48'],
    from: ['src/login/strict-json.ts', /MAX_BYTES = 48 \* 1024/],
  },
  'how much a restore-command may print': {
    said: /more than (\d+) KB of output/g,
    is: ['96'],
    from: ['src/stores/command/restore-output.ts', /MOST_PRINTED_BYTES = 96 \* 1024/],
  },
  'how long a command of a store may take': {
    said: /run may take (\d+) seconds/g,
    is: ['60'],
    from: ['src/stores/command/command.ts', /TIMEOUT_MS = 60_000/],
  },
  'how long Codex waits for a newer file': {
    said: /waits (\d+ to \d+) s\b/g,
    is: ['6 to 8'],
    from: ['docs/facts/codex.md', /6 to 8 s/],
  },
  'what an ordinary job wants to be left': {
    said: /at\s+least (two|\d+) hours|less than (two|\d+) hours/g,
    is: ['two'],
    from: ['src/login/freshness.ts', /Math\.max\(life \/ 10, 2 \* HOUR\)/],
  },
  'when keep-fresh refreshes': {
    said: /at (half|a third|a quarter) of (?:the|its) access token's life/g,
    is: ['half'],
    from: ['docs/design.md', /refresh at\s+half-life/],
  },
  'when Codex itself refreshes': {
    said: /last (five|\d+) minutes/g,
    is: ['five'],
    from: ['src/login/freshness.ts', /CODEX_REFRESHES_AT_MS = 5 \* 60_000/],
  },
  'how long Codex may run': {
    said: /`timeout-minutes`, by default (\d+)/g,
    is: ['60'],
    from: ['src/action/inputs.ts', /'timeout-minutes': minutes\('60'\)/],
  },
  'the shortest passphrase': {
    said: /passphrase of at least (\d+) characters/g,
    is: ['20'],
    from: ['src/stores/age.ts', /\b20\b/],
  },
}

/** The pages of facts measure many things, and are what figures come from. */
const TELLING = PAGES.filter(page => !page.startsWith('docs/facts'))

const said = ({ said: pattern }: Figure) =>
  TELLING.flatMap(page =>
    [...read(page).matchAll(pattern)].map(([words, ...groups]) => ({
      where: `${page}: ${words}`,
      figure: groups.filter(Boolean).at(-1) ?? '',
    })),
  )

test.each(Object.entries(FIGURES))('%s: one figure on all pages, and its source has it', (_, figure) => {
  const places = said(figure)
  expect(places.length).toBeGreaterThan(0)
  expect(places.filter(({ figure: found }) => !figure.is.includes(found))).toEqual([])
  const [file, text] = figure.from
  expect(read(file)).toMatch(text)
})

const isMeasured = process.platform === 'linux' && process.arch === 'x64'

where(isMeasured, 'README says the size of Codex for Linux on x64')(
  'the size of Codex on the disk is about what README says',
  () => {
    const [, megabytes = ''] = /(\d+) MB on the disk/.exec(read('README.md')) ?? []
    const folder = join(process.cwd(), 'node_modules', '@openai', 'codex-linux-x64')
    const bytes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map(name => statSync(join(folder, name)))
      .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0)
    expect(Math.abs(bytes / 1e6 - Number(megabytes))).toBeLessThan(30)
  },
)
