import { describe, expect, test } from '@jest/globals'
import { diagnose, directoryWith, findingsIn } from './doctor-harness.js'

const LOGIN = '$' + '{{ secrets.CODEX_AUTH_JSON }}'
const workflow = (steps: string, { top = '', job = '' } = {}) =>
  `on: workflow_dispatch\n${top}\njobs:\n  run:\n    runs-on: ubuntu-latest\n${job && `    ${job}\n`}    steps:\n${steps}`
const step = (script: string, env = '', more = '') =>
  `      - run: ${JSON.stringify(script)}\n        env: {${env}}\n${more}`
const CODEX = step('codex exec hi < /dev/null')
const A = `A: "${LOGIN}"`

async function judged(text: string): Promise<[string[], string]> {
  const diagnosis = await diagnose(directoryWith({ 'w.yml': text }), ['w.yml'])
  expect(diagnosis.code).toBe(0)
  return [findingsIn(diagnosis), diagnosis.text.split('\n')[0] ?? '']
}
const UNSEEN = (name = '`CODEX_AUTH_JSON`', job = 'run') => [
  `note: w.yml, job ${job}: It is handed ${name}, and what is done with the login can not be told from here.`,
]

describe('a login that goes out of sight: a note, and no praise', () => {
  const calls = (secrets: string, uses = 'org/shared/.github/workflows/codex.yml@v1') =>
    `on: workflow_dispatch\njobs:\n  call:\n    uses: ${uses}\n    secrets: ${secrets}\n`
  test.each<[string, string, string[]]>([
    [
      'JavaScript',
      workflow(
        `      - uses: actions/github-script@v8\n        env: {${A}}\n        with: {script: "fs.writeFileSync(home + '/.codex/auth.json', process.env.A)"}\n${CODEX}`,
      ),
      UNSEEN(),
    ],
    ['Python', workflow(step('(home/"auth.json").write_text(os.environ["A"])', A) + CODEX), UNSEEN()],
    [
      'tar',
      workflow(step('base64 -d <<< "$A" | tar -xz -C ~', A.replace('AUTH_JSON', 'HOME_TGZ')) + CODEX),
      UNSEEN('`CODEX_HOME_TGZ`'),
    ],
    ['a tool', workflow(step('node cli.js --provider codex', A)), UNSEEN()],
    ['the environment of the job', workflow(step('node cli.js codex'), { job: `env: {${A}}` }), UNSEEN()],
    ['that of the workflow', workflow(step('node cli.js codex'), { top: `env: {${A}}` }), UNSEEN()],
    ['.NET', workflow(step('[IO.File]::WriteAllText("$d\\.codex\\auth.json", $env:A)', A) + CODEX), UNSEEN()],
    [
      "somebody's action",
      workflow(`      - uses: org/codex-review@v1\n        with: {login: "${LOGIN}"}\n`),
      UNSEEN(),
    ],
    ['a workflow elsewhere', calls(`{LOGIN: "${LOGIN}"}`), UNSEEN(undefined, 'call')],
    ['one that inherits all', calls('inherit'), UNSEEN('all secrets', 'call')],
  ])('%s', async (_, text, expected) => {
    const [found, verdict] = await judged(text)
    expect(found).toEqual(expected)
    expect(verdict).toMatch(/: no warning, but in 1 job it can not be told what is done with the login\.$/)
  })

  test.each<[string, string]>([
    [
      'taken where there is none',
      workflow(step('[ -f ~/.codex/auth.json ] || echo "$A" > ~/.codex/auth.json', A)),
    ],
    ['only asked for', workflow(step('codex --version', `HAS: "$\{{ secrets.CODEX_AUTH_JSON != '' }}"`))],
    ["somebody else's", workflow(step('npm test', `${A.replace('CODEX', 'COMPOSER')}`).replace('A:', 'C:'))],
    ['its key', workflow(step('node codex.js', A.replace('AUTH_JSON', 'AUTH_KEY')))],
    ['of another workflow', calls('inherit', 'org/shared/.github/workflows/lint.yml@v1')],
    [
      'given to this action',
      workflow(
        `      - uses: org/codex-auth-action@v1\n        with: {auth-json: "${LOGIN}", storage: host}\n`,
      ).replace('ubuntu-latest', 'self-hosted'),
    ],
  ])('not: %s', async (_, text) => {
    const [found, verdict] = await judged(text)
    expect(found).toEqual([])
    expect(verdict).toMatch(/: nothing found that would lose the login\.$/)
  })
})

/** Milliseconds that a slow machine may take for what otherwise takes longer. */
const AT_ONCE = 5_000

test('names and paths without end are judged at once', async () => {
  const name = 'codex'.repeat(60_000)
  const upload = `      - uses: actions/upload-artifact@v4\n        with: {path: "$\{{ ${'CODEX_HOME'.repeat(30_000)}"}\n`
  const begun = performance.now()
  const [found] = await judged(workflow(`${step('node cli.js', `A: "$\{{ secrets.${name} }}"`)}${upload}`))
  expect(found).toEqual([])
  expect(performance.now() - begun).toBeLessThan(AT_ONCE)
})
