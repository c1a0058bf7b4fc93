import { describe, expect, test } from '@jest/globals'
import { type Diagnosis, diagnose, directoryWith, findingsIn } from './doctor-harness.js'

const KEY = '$' + '{{ secrets.CODEX_KEY }}'
const RIGHTS = 'permissions: {contents: write, actions: read}'
const FOLDER = '.github/workflows/'
const INPUTS = `mode: keep-fresh, encryption-key: "${KEY}"`
const DAILY = "on: {schedule: [{cron: '23 4 * * *'}]}"
const steps = (inputs = INPUTS, name = 'org/codex-auth-action@v1') =>
  `    steps: [{uses: ${name}, with: {${inputs}}}]\n`
const workflow = (
  inputs?: string,
  { on = DAILY, top = RIGHTS, job = '', name = undefined as string | undefined } = {},
) => `${on}\n${top}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${job && `    ${job}\n`}${steps(inputs, name)}`
const caller = (on = DAILY, top = RIGHTS, job = '', file = 'callee.yml') =>
  `${on}\n${top}\njobs:\n  c:\n${job && `    ${job}\n`}    uses: ./.github/workflows/${file}\n    secrets: inherit\n`

const judge = (files: Record<string, string>, path = '.') =>
  diagnose(
    directoryWith(Object.fromEntries(Object.entries(files).map(([name, text]) => [FOLDER + name, text]))),
    [path],
  )
/** Level and what, without where; the note on public repositories is said elsewhere. */
const said = (diagnosis: Diagnosis): string[] =>
  findingsIn(diagnosis)
    .filter(line => !/disables the schedules/.test(line))
    .map(line => line.replace(/: \S+\.yml.*?: /, ': '))

const NOBODY = 'warning: No workflow beside it keeps this login fresh on a schedule.'
const SELDOM = 'warning: Seven days or more can pass between two runs of keep-fresh.'
const UNSAID = 'note: Neither the job nor the workflow says its `permissions`.'
const NO_WRITE = 'warning: Its token may not write to the repository (`contents: write`).'
const CALLED = 'note: Only other workflows start this one (`workflow_call`), and none that lies here does.'

describe('a keep-fresh that other workflows call', () => {
  const CALL = 'on: workflow_call'
  const callee = (top = '') => workflow(INPUTS, { on: CALL, top })
  test.each<[string, Record<string, string>, string[]]>([
    ['each day', { 'callee.yml': callee(), 'caller.yml': caller() }, []],
    [
      'by two, one of them daily',
      { 'callee.yml': callee(), 'a.yml': caller('on: push'), 'b.yml': caller() },
      [],
    ],
    [
      'through another',
      {
        'callee.yml': callee(),
        'between.yml': caller(CALL, ''),
        'caller.yml': caller(DAILY, RIGHTS, '', 'between.yml'),
      },
      [],
    ],
    [
      'each month',
      { 'callee.yml': callee(), 'caller.yml': caller(DAILY.replace('* * *', '1 * *')) },
      [SELDOM],
    ],
    ['by hand only', { 'callee.yml': callee(), 'caller.yml': caller('on: workflow_dispatch') }, [NOBODY]],
    [
      'each day, unless it is a schedule',
      { 'callee.yml': callee(), 'caller.yml': caller(DAILY, RIGHTS, "if: github.event_name == 'push'") },
      [NOBODY],
    ],
    ['without rights said', { 'callee.yml': callee(), 'caller.yml': caller(DAILY, '') }, [UNSAID]],
    [
      'without rights',
      { 'callee.yml': callee(), 'caller.yml': caller(DAILY, 'permissions: {}') },
      [NO_WRITE],
    ],
    [
      'with the rights of the job',
      { 'callee.yml': callee(), 'caller.yml': caller(DAILY, 'permissions: {}', RIGHTS) },
      [],
    ],
    [
      'by two, one of them without rights',
      { 'callee.yml': callee(), 'a.yml': caller(), 'b.yml': caller(DAILY, 'permissions: {}') },
      [NO_WRITE],
    ],
    ['with rights of its own', { 'callee.yml': callee(RIGHTS), 'caller.yml': caller(DAILY, '') }, []],
    ['from elsewhere', { 'callee.yml': callee() }, [CALLED]],
    [
      'from elsewhere, for a job here',
      { 'callee.yml': callee(), 'job.yml': workflow(`encryption-key: "${KEY}"`, { on: 'on: push' }) },
      [CALLED, 'note: The keep-fresh beside it is started by others, which do not lie here.'],
    ],
    ['by itself', { 'callee.yml': callee() + caller(CALL).slice(caller(CALL).indexOf('  c:')) }, [CALLED]],
  ])('%s', async (_, files, expected) => {
    const diagnosis = await judge(files)
    expect(said(diagnosis)).toEqual(expected)
    expect(diagnosis.code).toBe(expected.some(line => line.startsWith('warning')) ? 1 : 0)
  })

  test('the callers are looked at where it is judged alone', async () => {
    const files = { 'callee.yml': callee(), 'caller.yml': caller() }
    expect(said(await judge(files, `${FOLDER}callee.yml`))).toEqual([])
  })

  test('the note on schedules names the workflow that has one', async () => {
    const { text } = await judge({ 'callee.yml': callee(), 'caller.yml': caller() })
    expect(text).toMatch(/^note: \.github\/workflows\/caller\.yml: GitHub disables/m)
  })

  const CANCELS = 'A newer run cancels this one (`cancel-in-progress`)'
  const cancelling = 'concurrency: {group: g, cancel-in-progress: true}'
  test.each<[string, Record<string, string>, string[]]>([
    [
      'that has the login',
      { 'callee.yml': callee(), 'caller.yml': caller(DAILY, RIGHTS, cancelling) },
      [`warning: ${CANCELS}.`],
    ],
    [
      'that calls one that has it',
      {
        'callee.yml': callee(),
        'between.yml': caller(CALL, ''),
        'caller.yml': caller(DAILY, `${RIGHTS}\n${cancelling}`, '', 'between.yml'),
      },
      [`warning: ${CANCELS}.`],
    ],
    [
      'that does not lie here',
      { 'caller.yml': caller(DAILY, RIGHTS, cancelling) },
      [`note: ${CANCELS}, and it calls a workflow that does not lie here.`],
    ],
    [
      'that has no login',
      {
        'callee.yml': 'on: workflow_call\njobs: {t: {steps: [{run: npm test}]}}\n',
        'caller.yml': caller(DAILY, RIGHTS, cancelling),
      },
      [],
    ],
    [
      'of another repository',
      { 'caller.yml': `on: push\njobs: {t: {${cancelling}, uses: org/other/.github/workflows/x.yml@v1}}\n` },
      [],
    ],
    [
      'of another repository, told of Codex',
      {
        'caller.yml': `on: push\njobs: {t: {${cancelling}, uses: org/other/.github/workflows/x.yml@v1, secrets: {key: CODEX_KEY}}}\n`,
      },
      [`note: ${CANCELS}, and it calls a workflow that does not lie here.`],
    ],
  ])('cancelled in a call of one %s', async (_, files, expected) => {
    expect(said(await judge(files))).toEqual(expected)
  })
})

describe('who keeps the login fresh', () => {
  const ordinary = workflow(`encryption-key: "${KEY}"`, { on: 'on: workflow_dispatch' })
  const keeper = (job: string) => ({ 'a.yml': ordinary, 'b.yml': workflow(INPUTS, { job }) })
  test.each<[string, number]>([
    ['', 0],
    ['if: always()', 0],
    ["if: github.ref == 'refs/heads/main'", 0],
    ["if: github.event_name == 'schedule'", 0],
    ["if: github.event_name == 'schedule' || github.event_name == 'push'", 0],
    ["if: github.event.schedule == '23 4 * * *'", 0],
    ['if: false', 2],
    ["if: github.event_name == 'workflow_dispatch'", 2],
    ["if: github.event_name != 'schedule' && github.ref == 'refs/heads/main'", 2],
    ["if: github.event.schedule == '0 0 1 * *'", 2],
    ['if: failure()', 2],
  ])('not a job that no schedule starts: %s', async (job, count) => {
    expect(said(await judge(keeper(job)))).toEqual(Array(count).fill(NOBODY))
  })

  const key = (name: string) => INPUTS.replace('CODEX_KEY', name)
  test.each<[string, string, string[]]>([
    ['the same, by another case', key('codex_key'), []],
    ['another key', key('OTHER_KEY'), [NOBODY]],
    ['one that nobody knows', INPUTS.replace('secrets.CODEX_KEY', 'matrix.key'), []],
  ])('not one with another key: %s', async (_, inputs, expected) => {
    expect(said(await judge({ 'a.yml': ordinary, 'b.yml': workflow(inputs) }))).toEqual(expected)
  })

  test.each(['0 4 ? * *', '@daily', '0 4 * * 7'])('not a schedule that GitHub refuses: %s', async cron => {
    const text = workflow(INPUTS, { on: DAILY.replace('23 4 * * *', cron) })
    expect(said(await judge({ 'a.yml': text }))).toEqual([
      `warning: The schedule \`${cron}\` is none that GitHub takes: it never runs.`,
      NOBODY,
    ])
  })

  test('not a schedule of a day that no year has', async () => {
    const text = workflow(INPUTS, { on: DAILY.replace('* * *', '31 2 *') })
    expect(said(await judge({ 'a.yml': text }))[0]).toMatch(/`23 4 31 2 \*` names a day that no year has/)
  })

  test('a schedule of something else is not our business', async () => {
    const text = "on: {schedule: [{cron: '@daily'}]}\njobs: {t: {steps: [{run: npm test}]}}\n"
    expect(said(await judge({ 'a.yml': text }))).toEqual([])
  })
})

describe('a use of the action, by its inputs', () => {
  test.each<[string, string, boolean]>([
    ['./', INPUTS, true],
    ['./', 'mode: keep-fresh', true],
    ['./.github/actions/login', 'mode: keepfresh, session: ci', true],
    ['my-org/codex-login@v1', INPUTS, true],
    ['my-org/codex-login@v1', "auth-json: x, allow-users: '*', prompt: x", true],
    ['my-org/codex-login@v1', 'auth-json: x, own: y', false],
    ['my-org/codex-login@v1', 'prompt: x, sandbox: read-only', false],
    ['other/cache@v1', 'mode: fast, storage: s3', false],
    ['other/cache@v1', 'mode: run, storage: s3, bucket: b, region: r', false],
    ['./', 'node-version: 20', false],
  ])('%s with %s: %s', async (name, inputs, expected) => {
    const { text } = await judge({ 'a.yml': workflow(inputs, { name }) })
    expect(text).toContain(`, ${Number(expected)} use${expected ? '' : 's'} of this action`)
  })
})

describe('strangers, and no sandbox', () => {
  const unsafe = (on: string, job = '') =>
    workflow('prompt: x, safety-strategy: unsafe, storage: command, restore-command: a, persist-command: b', {
      on: `on: ${on}`,
      job,
    })
  const SAID = (events: string) =>
    `warning: \`safety-strategy: unsafe\` lets the model's commands read the login, and strangers can cause ${events}.`
  test.each<[string, string, string[]]>([
    ['issue_comment', '', [SAID('`issue_comment`')]],
    ['[push, issues, discussion]', '', [SAID('`issues`, `discussion`')]],
    ['issue_comment', "if: github.event.comment.author_association == 'OWNER'", []],
    ['[push, schedule]', '', []],
  ])('%s %s', async (on, job, expected) => {
    expect(said(await judge({ 'a.yml': unsafe(on, job) }))).toEqual(expected)
  })

  test("its caller's events count", async () => {
    const files = { 'callee.yml': unsafe('workflow_call'), 'caller.yml': caller('on: issues') }
    expect(said(await judge(files))).toEqual([SAID('`issues`')])
  })
})

describe('a composite action', () => {
  const action = (part: string) => `name: Lab\nruns:\n  using: composite\n  steps:\n${part}`
  const COMPOSITE = 'note: This is a composite action: its steps run in the jobs that use it.'
  test.each<[string, string, string[], string]>([
    [
      'with a use',
      `    - uses: org/codex-auth-action@v1\n      with: {auth-json: x, ${INPUTS}}\n`,
      [COMPOSITE],
      '1 composite action, 1 use of this action, 0 jobs',
    ],
    [
      'with a recipe',
      '    - run: echo "$SEED" > ~/.codex/auth.json\n      shell: bash\n',
      ['warning: It writes the login over auth.json in each run.', COMPOSITE],
      '1 composite action, 0 uses of this action, 1 job',
    ],
    ['without either', '    - run: npm test\n', [], '1 composite action, 0 uses of this action, 0 jobs'],
  ])('%s', async (_, part, expected, verdict) => {
    for (const path of ['.', 'action.yml']) {
      const diagnosis = await diagnose(directoryWith({ 'action.yml': action(part) }), [path])
      expect(said(diagnosis)).toEqual(expected)
      expect(diagnosis.text).toContain(verdict)
      expect(diagnosis.text).not.toContain('job ,')
      expect(diagnosis.code).toBe(expected.length > 1 ? 1 : 0)
    }
  })
})

/** Milliseconds that a slow machine may take for what otherwise takes minutes. */
const AT_ONCE = 20_000
/** Measured, since no time-out of jest's interrupts what doesn't wait. */
const atOnce = (judging: () => Promise<void>) => async () => {
  const begun = performance.now()
  await judging()
  expect(performance.now() - begun).toBeLessThan(AT_ONCE)
}

test(
  'workflows that call one another in every way are judged at once',
  atOnce(async () => {
    const call = (to: number) =>
      Array.from({ length: 8 }, (_, n) => `  c${n}: {uses: ./.github/workflows/w${to}.yml}`).join('\n')
    const files = Array.from({ length: 10 }, (_, n): [string, string] => [
      `w${n}.yml`,
      n === 9
        ? workflow(INPUTS, { on: 'on: workflow_call' })
        : `on: [workflow_call, push]\njobs:\n${call(n + 1)}\n`,
    ])
    expect(said(await judge(Object.fromEntries(files)))).toContain(NOBODY)
  }),
)

test(
  'a script of one endless word is judged at once',
  atOnce(async () => {
    const text = `on: push\njobs: {t: {steps: [{run: "codex exec hi; age ${'a'.repeat(300_000)} > auth.json"}]}}\n`
    expect(said(await judge({ 'a.yml': text }))).toEqual([
      'warning: It writes the login over auth.json in each run.',
    ])
  }),
)

test(
  'eleven workflows of one login are judged at once',
  atOnce(async () => {
    const files = Object.fromEntries(
      Array.from({ length: 11 }, (_, n) => [
        `k${n}.yml`,
        workflow(INPUTS, { on: DAILY.replace('23', `${n}`) }),
      ]),
    )
    const diagnosis = await judge({
      ...files,
      'never.yml': workflow(INPUTS, { on: DAILY.replace('* * *', '31 2 *') }),
    })
    expect(diagnosis.text).toContain('12 workflows, 12 uses')
  }),
)
