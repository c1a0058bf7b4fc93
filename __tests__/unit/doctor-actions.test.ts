import { describe, expect, test } from '@jest/globals'
import { diagnose, directoryWith, findingsIn } from './doctor-harness.js'

const LOGIN = '$' + '{{ secrets.CODEX_AUTH_JSON }}'
const WORKFLOW = '.github/workflows/w.yml'
const action = (script: string, more = '') =>
  `runs:\n  using: composite\n  steps:\n    - run: ${JSON.stringify(script)}\n      shell: bash\n${more && `      ${more}\n`}`
const at = (name: string, text: string) => ({ [`.github/actions/${name}/action.yml`]: text })
const uses = (name: string, more = '') =>
  `      - uses: ./.github/actions/${name}\n        with: {login: "${LOGIN}"}\n${more && `        ${more}\n`}`
const CODEX = '      - run: codex exec hi < /dev/null\n'
const workflow = (steps: string, on = 'workflow_dispatch', top = '') => ({
  [WORKFLOW]: `on: ${on}\n${top}\njobs:\n  run:\n    runs-on: self-hosted\n    steps:\n${steps}`,
})

/** Level and what, without where. */
const said = async (files: Record<string, string>, path = '.') =>
  findingsIn(await diagnose(directoryWith(files), [path])).map(line =>
    line.replace(/: \S+\.ya?ml.*?: /, ': '),
  )

const RESTORE = action('echo "$A" > ~/.codex/auth.json')
const SAVE = action('gh secret set CODEX_AUTH_JSON < ~/.codex/auth.json')
const REWRITES = 'warning: It writes the login over auth.json in each run.'
const SUCCESS = 'warning: It saves the login only if everything before it succeeded.'

describe("the repository's own composite actions are judged with its workflows", () => {
  const files = { ...workflow(uses('restore') + CODEX), ...at('restore', RESTORE) }
  test.each(['.', '.github/workflows'])('given as %s', async path => {
    expect(await said(files, path)).toEqual([REWRITES])
  })

  test('one in JavaScript has nothing to judge', async () => {
    expect(await said({ ...files, ...at('other', 'runs: {using: node24, main: x.js}\n') })).toEqual([
      REWRITES,
    ])
  })

  test('one that lies there can be read, one that does not can not', async () => {
    const unseen =
      'note: It is handed `CODEX_AUTH_JSON`, and what is done with the login can not be told from here.'
    expect(await said(workflow(uses('restore')))).toEqual([unseen])
    expect(await said({ ...workflow(uses('restore')), ...at('restore', action('tar -x codex')) })).toEqual([
      unseen,
    ])
  })

  test('who calls it says by which events, and whether it is cancelled', async () => {
    const open = { ...workflow(uses('restore'), 'issues'), ...at('restore', RESTORE) }
    expect(await said(open)).toContain(
      'warning: The job handles the login by hand, and everybody can cause `issues`.',
    )
    const asked = uses('restore', "if: github.event.issue.author_association == 'OWNER'")
    expect(await said({ ...workflow(asked, 'issues'), ...at('restore', RESTORE) })).toEqual([REWRITES])
    const top = 'concurrency: {group: g, cancel-in-progress: true}'
    expect(await said({ ...workflow(uses('restore'), 'push', top), ...at('restore', RESTORE) })).toContain(
      'warning: A newer run cancels this one (`cancel-in-progress`).',
    )
  })

  const both = (save: string) => ({
    ...workflow(uses('restore') + CODEX + save),
    ...at('restore', RESTORE),
    ...at('save', SAVE),
  })
  test.each<[string, string[]]>([
    [uses('save', 'if: always()'), []],
    [uses('save'), [SUCCESS]],
    ['', [REWRITES, 'note: This is a composite action: its steps run in the jobs that use it.']],
  ])('restored by one and saved by another: %#', async (save, expected) => {
    expect(await said(both(save))).toEqual(expected)
  })

  test('one that runs Codex too must itself save it, whatever became of that', async () => {
    const one = (condition: string) =>
      `${action('codex exec hi')}    - run: gh secret set CODEX_AUTH_JSON < ~/.codex/auth.json\n      shell: bash\n${condition}`
    expect(await said({ ...workflow(uses('run')), ...at('run', one('')) })).toContain(SUCCESS)
    expect(await said({ ...workflow(uses('run')), ...at('run', one('      if: always()\n')) })).not.toContain(
      SUCCESS,
    )
  })
})

describe('a local action is this one if it takes its inputs', () => {
  const step = `      - uses: ./.github/actions/login\n        with: {auth-json: "${LOGIN}", app: x}\n`
  const inputs = (...names: string[]) =>
    `inputs: {${names.map(name => `${name}: {}`).join(', ')}}\nruns: {using: node24, main: x.js}\n`
  test.each<[string, Record<string, string>, number]>([
    ['another takes an auth-json too', at('login', inputs('auth-json', 'app')), 0],
    ['this one', at('login', inputs('auth-json', 'Seed-Policy')), 1],
    ['nobody knows', {}, 1],
    ['no YAML', at('login', 'inputs: ['), 1],
    ['action.yaml', { '.github/actions/login/action.yaml': inputs('auth-json') }, 0],
  ])('%s', async (_, files, count) => {
    const { text } = await diagnose(directoryWith({ ...workflow(step), ...files }), [WORKFLOW])
    expect(text).toContain(`, ${count} use${count === 1 ? '' : 's'} of this action`)
    expect(text.includes('There is no input `app`')).toBe(count === 1)
  })
})

describe('allow-public-repository', () => {
  const use = (value: string) =>
    `      - uses: org/codex-auth-action@v1\n        with: {allow-public-repository: ${value}, prompt: hi}\n`
  const NOTE = 'note: `allow-public-repository` is on.'
  test.each<[string, string, string[]]>([
    [use('true'), 'workflow_dispatch', [NOTE]],
    [use('true') + use('true'), 'workflow_dispatch', [NOTE]],
    [use('false'), 'workflow_dispatch', []],
    [use('true'), 'issues', ['warning: `allow-public-repository` is on, and strangers can cause `issues`.']],
  ])('%#', async (steps, on, expected) => expect(await said(workflow(steps, on))).toEqual(expected))
})
