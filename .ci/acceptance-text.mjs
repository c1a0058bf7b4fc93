// The report of the acceptance workflow for people, and the guard that keeps tokens out of it.

/** What a token, a key or a part of one looks like. A commit has 40 characters. */
const TOKENS = [
  /eyJ[\w-]{10}/,
  /\brt[_.-]\w{6}/,
  /\b(gh[a-z]|github_pat|sk|at)[_-][\w-]{10}/,
  /AGE-SECRET-KEY-/i,
  /-----BEGIN/,
  /[\w+=-]{64}/,
]

/** @throws if the text contains what looks like a token, without a word of it */
export function assertNoToken(text) {
  if (TOKENS.some(pattern => pattern.test(text)))
    throw new Error('The report contains what looks like a token, so it is not written.')
}

/** The report as GitHub shows it. */
export function inMarkdown({ passed, at, run, action, codex, tried }) {
  const bad = tried.filter(({ problems }) => problems.length > 0)
  return [
    `### ${passed ? '🟢' : '🔴'} Acceptance: ${tried.length - bad.length} of ${tried.length} as expected`,
    '',
    ...table(['Store', 'Tried', 'Result', 'Status', 'Last refresh', 'Began', 'Seconds'], tried.map(lineOf)),
    '',
    ...bad.map(
      ({ store, what, problems }) =>
        `- **${[store, what].filter(Boolean).join(', ')}:** ${problems.join('; ')}.`,
    ),
    ...(bad.length > 0 ? [''] : []),
    `Action \`${action}\`, Codex ${codex.join(', ') || 'unknown'}, [run](${run}), ${at}.`,
    '',
  ].join('\n')
}

function lineOf({ store, what, problems, found, rows }) {
  const each = pick => rows.map(pick).join('<br>')
  return [
    store,
    what,
    `${problems.length === 0 ? '🟢' : '🔴'} ${found}`,
    each(row => [row['auth-status'], row['auth-reason']].filter(Boolean).map(code).join(', ') || '–'),
    each(row => row['last-refresh'] || '–'),
    each(row => (row.began ? `${new Date(row.began * 1000).toISOString().slice(11, 19)}` : '–')),
    each(row => (row.began ? row.ended - row.began : '–')),
  ]
}

const code = text => `\`${text}\``

const table = (head, lines) =>
  [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`)
