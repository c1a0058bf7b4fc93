import { fileURLToPath } from 'node:url'
import { DEFAULT_CODEX_VERSION } from '../../../src/codex/install/provide.js'
import { type Attempt, VARIANTS } from './attempt.js'
import { ATTEMPTS, GROUPS } from './attempts.js'
import { REMAINS } from './remains.js'

const HEAD = `<!-- Made by __tests__/prove/attacks/table.ts, and checked by attacks.test.ts: the verdicts are what the test finds. -->
# What a model could try

Each row is tried by the real Codex ${DEFAULT_CODEX_VERSION}, run as a user's job runs it, when the model (a double of it) asks for it. A verdict is an effect, never words: a part of a token or a planted secret has reached the model, a file has changed that a later step or run obeys, a server was reached.

- **plain**: \`codex exec -s workspace-write\` in a \`run:\` step, with auth.json in \`~/.codex\`.
- **ours**: this action with its defaults (\`sandbox: workspace-write\`); **read-only**: with \`sandbox: read-only\`. Nothing may succeed here.
- **danger**: this action with \`sandbox: danger-full-access\`. Here only the login is kept from being read.`

/** docs/attacks.md. */
export function document(): string {
  const counted = `${ATTEMPTS.length} attempts; ${ATTEMPTS.filter(({ succeeds }) => succeeds.includes('plain')).length} succeed with plain Codex, none with ours.`
  return [HEAD, counted, ...GROUPS.map(([title, attempts]) => table(title, attempts)), REMAINS].join('\n\n')
}

function table(title: string, attempts: readonly Attempt[]): string {
  const row = ({ what, succeeds }: Attempt) =>
    `| ${cell(what)} | ${VARIANTS.map(variant => (succeeds.includes(variant) ? '**succeeds**' : 'fails')).join(' | ')} |`
  return [
    `## ${title}\n`,
    '| attempt | plain | ours | read-only | danger |',
    '|---|---|---|---|---|',
    ...attempts.map(row),
  ].join('\n')
}

const cell = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`.replaceAll('|', '\\|')

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(document())
