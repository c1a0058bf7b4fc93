import { describe, expect, test } from '@jest/globals'
import { diagnose, directoryWith, findingsIn } from './doctor-harness.js'

const SEED = '$' + '{{ secrets.CODEX_AUTH_JSON }}'
const indented = (script: string) => script.replace(/^(?=.)/gm, ' '.repeat(10))
const step = (script: string, more = '') =>
  `      - run: |\n${indented(script)}\n${more && `        ${more}\n`}`
const workflow = (steps: string, { on = 'workflow_dispatch', top = '', job = '' } = {}) =>
  `on: ${on}\n${top}\njobs:\n  run:\n    runs-on: self-hosted\n${job && `    ${job}\n`}    steps:\n${steps}`
const CODEX = step('codex exec "Say hello" < /dev/null')

/** What is said of a workflow, without where. */
async function said(text: string): Promise<string[]> {
  const diagnosis = await diagnose(directoryWith({ 'w.yml': text }), ['w.yml'])
  const found = findingsIn(diagnosis)
  expect(diagnosis.code).toBe(found.some(line => line.startsWith('warning')) ? 1 : 0)
  return found.map(line => line.replace(/: w\.yml.*?: /, ': '))
}

describe('restored in each run', () => {
  const REWRITES = ['warning: It writes the login over auth.json in each run.']
  test.each([
    'echo "$SEED" > "$CODEX_HOME"/auth.json',
    `echo "$SEED" > '/srv/codex'/"auth.json"`,
    'echo "$SEED" > $' + '{{ runner.temp }}/codex/auth.json',
    'F=~/.codex/auth.json; echo "$SEED" > "$F"',
    'export F="$HOME/.codex/auth.json"\necho "$SEED" | tee $' + '{F} > /dev/null',
    'D=~/.codex\nF="$D/auth.json"\necho "$SEED" > "$F"',
    '$f = "$HOME/.codex/auth.json"\n$env:SEED | Out-File $f',
    'echo "$SEED" > "$AUTH_FILE"',
    'echo "$SEED" | base64 -d > tmp.json\nmkdir -p ~/.codex && cp tmp.json ~/.codex/auth.json',
    'cp -f secret/auth.json ~/.codex/auth.json',
    'cp secret/auth.json ~/.codex/',
    'mv "$RUNNER_TEMP/login" "$CODEX_HOME/auth.json" && chmod 600 "$CODEX_HOME/auth.json"',
    'install -m 600 <(echo "$SEED") ~/.codex/auth.json && codex exec hi',
    'install -D -m 600 \\\n  tmp.json ~/.codex/auth.json',
    'echo "$SEED" | dd of=~/.codex/auth.json status=none',
    'openssl enc -d -aes-256-cbc -in auth.enc -out ~/.codex/auth.json -k "$KEY"',
    'age -d -i key.txt -o ~/.codex/auth.json auth.json.age',
    'gpg --decrypt --output="$HOME/.codex/auth.json" auth.gpg',
    'Copy-Item login.json ~/.codex/auth.json',
  ])('%s', async script => {
    const env = 'env: {AUTH_FILE: ~/.codex/auth.json}'
    expect(await said(workflow(step(script, env) + CODEX))).toEqual(REWRITES)
  })

  test.each([
    'cp ~/.codex/auth.json "$RUNNER_TEMP/auth.json"',
    'cp -n tmp.json ~/.codex/auth.json',
    'cp --no-clobber tmp.json ~/.codex/auth.json',
    'F=~/.codex/auth.json\n[ -f "$F" ] || echo "$SEED" > "$F"',
    'test -s ~/.codex/auth.json || cp tmp.json ~/.codex/auth.json',
    'F=other.json; cat ~/.codex/auth.json | wc -c > "$F"',
    'echo "$SEED" >> ~/.codex/auth.json.log; wc ~/.codex/auth.json',
  ])('not by %s', async script => {
    expect(await said(workflow(step(script) + CODEX))).toEqual([])
  })

  test.each([
    'age -r "$KEY" -o auth.json.age ~/.codex/auth.json',
    'openssl enc -aes-256-cbc -in ~/.codex/auth.json -out auth.enc -k "$KEY"',
    `curl -X PUT https://api.github.com/repos/o/r/actions/secrets/CODEX_AUTH -d @auth.json`,
    'gh secret set CHATGPT_LOGIN < ~/.codex/auth.json',
  ])('and put back by %s', async script => {
    const restored = step('age -d -o ~/.codex/auth.json auth.json.age')
    expect(await said(workflow(restored + CODEX + step(script, 'if: always()')))).toEqual([])
  })
})

describe('restored from a secret and saved back', () => {
  const restore = step('echo "$SEED" > ~/.codex/auth.json', `env: {SEED: "${SEED}"}`)
  const all = (save = 'gh secret set CODEX_AUTH_JSON < ~/.codex/auth.json') =>
    restore + CODEX + step(save, 'if: always()')
  const QUEUE = 'Its runs wait for one another (`concurrency:`)'
  const EARLY = ', and the secret belongs to no environment.'
  test.each<[string, Parameters<typeof workflow>[1], string[]]>([
    ['alone', {}, []],
    ['with a queue', { top: 'concurrency: codex' }, [`warning: ${QUEUE}${EARLY}`]],
    ['with a queue of jobs', { job: 'concurrency: {group: codex}' }, [`warning: ${QUEUE}${EARLY}`]],
    [
      'in a matrix',
      { job: 'strategy: {matrix: {part: [one, two]}}' },
      ['warning: The jobs of its matrix run side by side, each with its own copy of one login.'],
    ],
    [
      'in a matrix, one job at a time',
      { job: 'strategy: {max-parallel: 1, matrix: {part: [one, two]}}' },
      [`warning: The jobs of its matrix wait for a runner, or for one another${EARLY}`],
    ],
    [
      'by several triggers',
      { on: '[push, workflow_dispatch]' },
      [`note: Its several triggers can start runs together${EARLY}`],
    ],
    [
      "with a queue, in an environment, but the repository's secret is set",
      { top: 'concurrency: codex', job: 'environment: codex' },
      [`warning: ${QUEUE}${EARLY}`],
    ],
  ])('%s', async (_, options, expected) => {
    expect(await said(workflow(all(), options))).toEqual(expected)
  })

  test.each([
    'gh secret set CODEX_AUTH_JSON --env codex < ~/.codex/auth.json',
    'vault kv put ci/codex-auth session=@auth.json',
  ])('with a queue, and %s', async save => {
    const options = { top: 'concurrency: codex', job: 'environment: codex' }
    expect(await said(workflow(all(save), options))).toEqual([])
  })

  const MATRIX = (most: number) =>
    `environment: codex\n    strategy: {max-parallel: ${most}, matrix: {part: [one, two]}}`
  test.each<[number, string, number]>([
    [1, 'gh secret set CODEX_AUTH_JSON --env codex < ~/.codex/auth.json', 0],
    [2, 'gh secret set CODEX_AUTH_JSON --env codex < ~/.codex/auth.json', 1],
    [2, 'vault kv put ci/codex-auth session=@auth.json', 1],
  ])('in a matrix of %d at a time, and %s: no environment helps', async (most, save, warnings) => {
    expect(await said(workflow(all(save), { job: MATRIX(most) }))).toHaveLength(warnings)
  })

  const byAction = (more = '') =>
    `${restore + CODEX}      - if: always()\n        uses: org/set-a-secret@v1\n        with: {name: CODEX_AUTH_JSON, value: "$\{{ steps.x.outputs.y }}"${more}}\n`
  test.each<[string, Parameters<typeof workflow>[1], string[]]>([
    [byAction(), {}, []],
    [
      byAction().replace('always()', 'success()'),
      {},
      ['warning: It saves the login only if everything before it succeeded.'],
    ],
    [byAction(), { top: 'concurrency: codex' }, [`warning: ${QUEUE}${EARLY}`]],
    [byAction(', environment: codex'), { top: 'concurrency: codex', job: 'environment: codex' }, []],
    [
      byAction().replace('name: CODEX_AUTH_JSON', 'name: OTHER'),
      {},
      ['warning: It writes the login over auth.json in each run.'],
    ],
    [
      byAction().replace('value: ', 'tag: '),
      {},
      ['warning: It writes the login over auth.json in each run.'],
    ],
  ])('by an action of somebody else: %#', async (text, options, expected) => {
    expect(await said(workflow(text, options))).toEqual(expected)
  })

  test('only where there is none: no matter how many wait', async () => {
    const guarded = step('[ -f ~/.codex/auth.json ] || echo "$SEED" > ~/.codex/auth.json')
    const save = step('gh secret set CODEX_AUTH_JSON < ~/.codex/auth.json', 'if: always()')
    expect(await said(workflow(guarded + CODEX + save, { top: 'concurrency: codex' }))).toEqual([])
  })
})

describe('saved whatever became of Codex', () => {
  const SUCCESS = ['warning: It saves the login only if everything before it succeeded.']
  const FAILURE = ['warning: It saves the login only if something before it failed.']
  const NEVER = ['warning: Its `if:` never holds: it does not save the login.']
  const SAVE = 'gh secret set CODEX_AUTH_JSON < ~/.codex/auth.json'
  const codex = `      - id: codex\n        run: codex exec hi\n      - id: look\n        run: test -f x\n`

  test.each<[string, string[]]>([
    ['always()', []],
    ['"!cancelled()"', []],
    ['"$' + '{{ ! cancelled() }}"', []],
    ['success() || failure()', []],
    ["always() && github.ref == 'refs/heads/main'", []],
    ["always() && steps.look.outcome == 'success'", []],
    ["always() && hashFiles('auth.json') != ''", []],
    ["always() && steps.codex.outcome != 'skipped'", []],
    ["(always() && steps.codex.outcome == 'success') || failure()", []],
    ['', SUCCESS],
    ['success()', SUCCESS],
    ["github.ref == 'refs/heads/main'", SUCCESS],
    ["steps.look.outputs.changed == 'true'", SUCCESS],
    ["always() && steps.codex.outcome == 'success'", SUCCESS],
    ['always() && success()', SUCCESS],
    ['failure()', FAILURE],
    ["always() && steps.Codex.conclusion == 'failure'", FAILURE],
    ['"! always()"', NEVER],
    ["always() && steps.x.outcome == 'success'", NEVER],
    ['always() && false', NEVER],
    ['cancelled()', NEVER],
  ])('if: %s', async (condition, expected) => {
    expect(await said(workflow(codex + step(SAVE, condition && `if: ${condition}`)))).toEqual(expected)
  })

  test('under a name that only the file gives away', async () => {
    const save = (name: string) => step(`gh secret set ${name} < ~/.codex/auth.json`)
    expect(await said(workflow(CODEX + save('CHATGPT_LOGIN')))).toEqual(SUCCESS)
    expect(await said(workflow(step('F=~/.codex/auth.json\ngh secret set X < "$F"')))).toEqual(SUCCESS)
    expect(await said(workflow(step('gh secret set COMPOSER < auth.json')))).toEqual([])
  })

  const later = (job: string, steps = step(SAVE, 'if: always()')) =>
    `${workflow(codex)}  save:\n    runs-on: self-hosted\n    needs: run\n${job}    steps:\n${steps}`
  const skipped = (how: string) => [
    `warning: Its job is skipped, and the login not saved, if the Codex that it \`needs\` ${how}.`,
  ]
  test.each<[string, string[]]>([
    ['', skipped('failed')],
    ['if: always()', []],
    ['if: "!cancelled()"', []],
    ["if: always() && needs.run.result == 'success'", skipped('failed')],
    ['if: failure()', skipped('succeeded')],
  ])('in a job after that of Codex, %s', async (condition, expected) => {
    expect(await said(later(condition && `    ${condition}\n`))).toEqual(expected)
  })

  test('in a job after others, which runs Codex itself', async () => {
    expect(await said(later('', CODEX + step(SAVE, 'if: always()')))).toEqual([])
  })

  const ONE = ['warning: It runs Codex and saves the login in one script, which ends where Codex fails.']
  test.each<[string, string[], string?]>([
    [`codex exec hi\n${SAVE}`, ONE],
    [`codex exec hi; ${SAVE}`, ONE],
    [`codex exec hi && ${SAVE}`, ONE],
    [`codex exec hi\n${SAVE}`, ONE, 'bash'],
    [`codex exec hi\n${SAVE}`, [], 'bash {0}'],
    [`codex exec hi\n${SAVE}`, [], 'pwsh'],
    [`codex exec hi || failed=1\n${SAVE}`, []],
    [`set +e\ncodex exec hi\n${SAVE}`, []],
    [`if codex exec hi; then echo good; fi\n${SAVE}`, []],
    [`trap '${SAVE}' EXIT\ncodex exec hi`, []],
    [`${SAVE}\ncodex exec hi`, []],
  ])('in one script: %j', async (script, expected, shell = '') => {
    const more = `if: always()${shell && `\n        shell: ${shell}`}`
    expect(await said(workflow(step(script, more)))).toEqual(expected)
  })
})

describe('refreshed without Codex', () => {
  const OUTSIDE = 'warning: It refreshes the login without Codex, at `auth.openai.com/oauth/token`.'
  const ASK = 'curl -fsS https://auth.openai.com/oauth/token -d grant_type=refresh_token > answer.json'
  test.each<[string, string[], string[]]>([
    ['alone', [step(ASK)], [OUTSIDE]],
    [
      'and saved in the same script',
      [step(`${ASK}\ngh secret set CODEX_AUTH_JSON < answer.json`)],
      [OUTSIDE],
    ],
    [
      'in JavaScript',
      [
        '      - uses: actions/github-script@v8\n        with: {script: "await fetch(`https://auth.openai.com/oauth/token`)"}\n',
      ],
      [OUTSIDE],
    ],
    ['not: its host alone', [step('curl -I https://auth.openai.com')], []],
  ])('%s', async (_, steps, expected) => {
    expect(await said(workflow(steps.join('')))).toEqual(expected)
  })
})

describe('laid where others can read it', () => {
  const upload = (path: string) =>
    `      - uses: actions/upload-artifact@v4\n        if: always()\n        with:\n          path: |\n${indented(indented(path))}\n`
  const OPEN = ['warning: It puts the login into an artifact, unencrypted.']
  test.each([
    '~/.codex',
    '~/.codex/',
    '~/.codex/*',
    '~/.codex/**',
    '~/.codex/**/*.json',
    '/srv/x/auth.json',
    '$' + '{{ env.CODEX_HOME }}/*',
    '$' + "{{ env.CODEX_HOME || '/srv/codex' }}",
    '$' + '{{ steps.codex.outputs.codex-home }}',
    'logs\n~/.codex/\n!~/.codex/sessions',
  ])('%j', async path => expect(await said(workflow(upload(path)))).toEqual(OPEN))

  test.each([
    '~/.codex/sessions/**',
    '~/.codex/*.log',
    '$' + '{{ env.CODEX_HOME }}/sessions',
    '~/.codex/auth.json.age',
    '~/.codex\n!~/.codex/auth.json',
    '$' + '{{ steps.codex.outputs.final-message }}',
  ])('not %j', async path => expect(await said(workflow(upload(path)))).toEqual([]))
})

describe("Codex on the machine's own login", () => {
  const CANCELS = ['warning: A newer run cancels this one (`cancel-in-progress`).']
  const top = 'concurrency: {group: g, cancel-in-progress: true}'
  test.each<[string, string, string[]]>([
    ['is cancelled', CODEX, CANCELS],
    ['has an API key', step('codex exec hi', 'env: {CODEX_API_KEY: x}'), []],
    ['has the other API key', step('codex exec hi', 'env: {OPENAI_API_KEY: x}'), []],
    ['has the key of a provider of its own', step('codex exec hi', 'env: {AZURE_OPENAI_API_KEY: x}'), []],
    ['logs in by a key', step('echo "$K" | codex login --with-api-key') + CODEX, []],
    [
      'is set up with a key',
      `      - uses: openai/codex-action@v1\n        with: {openai-api-key: x}\n${CODEX}`,
      [],
    ],
    ['is asked its version only', step('codex --version'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await said(workflow(steps, { top }))).toEqual(expected)
  })

  test.each<[string, string[]]>([
    [CODEX, ['warning: The job handles the login by hand, and everybody can cause `issues`.']],
    [step('codex exec hi', 'env: {CODEX_API_KEY: x}'), []],
  ])('is started by strangers: %#', async (steps, expected) => {
    expect(await said(workflow(steps, { on: 'issues' }))).toEqual(expected)
  })
})

describe("a script of strangers' words", () => {
  const script = (words: string) => `codex exec "\${{ ${words} }}"`
  const made = (words: string) => [`warning: Its script is made of \`${words}\`, which anybody can write.`]
  test.each([
    'github.event.comment.body',
    'github.event.pull_request.head.ref',
    'github.event.commits[0].message',
    'github.head_ref',
    'github.event.pull_request.head.repo.name',
  ])('%s', async words => {
    expect(await said(workflow(step(script(words))))).toEqual(made(words))
  })

  test.each([
    ['a number', step(script('github.event.issue.number'))],
    ["the repository's own branch", step(script('github.event.pull_request.base.ref'))],
    ["the repository's own name", step(script('github.event.repository.name'))],
    ['an input', step(script('inputs.prompt'))],
    ['a variable', step('codex exec "$TEXT"', 'env: {TEXT: "$' + '{{ github.event.comment.body }}"}')],
    ['no login', step('echo "$' + '{{ github.event.comment.body }}"')],
    ['an API key', step(script('github.head_ref'), 'env: {CODEX_API_KEY: x}')],
  ])('not: %s', async (_, steps) => {
    expect(await said(workflow(steps))).toEqual([])
  })
})
