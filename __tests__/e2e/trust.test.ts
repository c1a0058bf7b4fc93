import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { JobResult } from '../doubles/runner/index.js'
import { BOT, FORK, inPublic, MEMBER, ofFork, STRANGER } from '../unit/trust-occasion.js'
import type { Lab } from './lab.js'
import { errorsOf, type Occurrence, withGithub } from './trust-world.js'

const LATE = 60_000
const stages = ({ steps }: JobResult) => steps[0]?.stages

const REFUSED: [string, string, Partial<Occurrence>, RegExp][] = [
  [
    'a public repository',
    'push',
    { payload: inPublic('push') },
    /repository is public.*`allow-public-repository: true`/s,
  ],
  [
    "a fork's pull request, whatever is allowed",
    'pull_request_target',
    {
      payload: ofFork('pull_request_target'),
      inputs: { 'allow-public-repository': 'true', 'allow-users': '*' },
    },
    new RegExp(`"pull_request_target" is about code of ${FORK}.*There is no input that allows it`, 's'),
  ],
  [
    'a stranger',
    'issue_comment',
    { by: STRANGER },
    /"issue_comment" was caused by stranger-lab, who has no write access.*`allow-users`/s,
  ],
  ['a bot', 'issues', { by: BOT }, /caused by lab-app\[bot\].*`allow-bot-users: lab-app\[bot\]`/s],
  [
    'a stranger whose run a member starts again',
    'issues',
    { by: STRANGER, spec: { triggeringActor: MEMBER, attempt: '2' } },
    /caused by stranger-lab/,
  ],
  [
    '`*` for bots',
    'issues',
    { by: BOT, inputs: { 'allow-bot-users': '*' } },
    /`allow-bot-users` is "\*".*not accepted for bots/s,
  ],
]

test.concurrent(
  'what is refused is refused in pre: nothing is restored, the store is not asked, main does not start',
  withGithub(async ({ lab, job, store, arrived }) => {
    for (const [name, event, occurrence, message] of REFUSED) {
      const result = await job(event, { ...occurrence, inputs: { ...store, ...occurrence.inputs } })
      expect([name, result.conclusion, stages(result)?.pre?.outcome]).toEqual([name, 'failure', 'failure'])
      expect([stages(result)?.main, stages(result)?.post?.outcome]).toEqual([undefined, 'success'])
      expect(errorsOf(result)[0]).toMatch(message)
      expect(stages(result)?.pre?.log).toMatch(message)
      expect(await arrived()).toEqual([])
    }
    expect(lab.openai.log).toEqual([])
    // The trace does show it where the member is the cause.
    await job('issues', { inputs: { ...store, mode: 'setup' } })
    expect(await arrived()).toContain('restore')
  }),
  LATE,
)

test.concurrent(
  'where pre did not run, main refuses',
  withGithub(async ({ lab, job, store, arrived }) => {
    const result = await job('issue_comment', { by: STRANGER, local: true, inputs: store })
    expect([result.conclusion, stages(result)?.pre]).toEqual(['failure', undefined])
    expect(errorsOf(result)[0]).toMatch(/caused by stranger-lab.*`allow-users`/s)
    expect([await arrived(), lab.openai.log]).toEqual([[], []])
  }),
  LATE,
)

const WORDS = /LAB-[A-Z]+/g
const IN_THE_HEAD: Record<string, string> = {
  'deeper/AGENTS.md': 'LAB-INSTRUCTIONS',
  'deeper/.agents/skills/one/SKILL.md': '---\nname: one-lab\ndescription: LAB-SKILL\n---\nLAB-BODY',
  'deeper/.codex/skills/two/SKILL.md': '---\nname: two-lab\ndescription: LAB-CODEXSKILL\n---\nLAB-CODEXBODY',
  'deeper/.codex/config.toml':
    'developer_instructions = "LAB-CONFIG"\n[mcp_servers.lab]\ncommand = "touch"\nargs = ["PROGRAM"]\n',
}

/** A workspace in whose files somebody speaks to Codex, on a machine whose config.toml trusts it. */
async function speakingWorkspace({ runner, home, dir }: Lab): Promise<string> {
  const workspace = join(runner().folders.work, 'project', 'project')
  const program = join(dir, 'program-was-run')
  for (const [name, content] of Object.entries(IN_THE_HEAD)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true })
    await writeFile(join(workspace, name), content.replace('PROGRAM', program))
  }
  execFileSync('git', ['init', '--quiet'], { cwd: workspace })
  for (const trusted of [workspace, join(workspace, 'deeper')])
    await appendFile(join(home, 'config.toml'), `\n[projects."${trusted}"]\ntrust_level = "trusted"\n`)
  return program
}

test.concurrent(
  'nothing in an untrusted head is read as instructions or configuration, and all of it in a trusted one is',
  withGithub(async ({ lab, job }) => {
    const program = await speakingWorkspace(lab)
    const inputs = { prompt: 'Use $one-lab and $two-lab', 'working-directory': 'deeper' }
    const allowed = { ...inputs, 'allow-users': STRANGER }
    const ofPull = ofFork('issue_comment')
    const heard = (result: JobResult) => {
      expect([result.conclusion, errorsOf(result)]).toEqual(['success', []])
      const words = JSON.stringify(lab.openai.modelRequests.at(-1)).match(WORDS) ?? []
      return [...new Set(words)].sort()
    }
    expect(heard(await job('issue_comment', { by: STRANGER, inputs: allowed }))).toEqual([])
    // The sandbox is no part of it, and takes its time to be proven.
    Object.assign(inputs, { 'safety-strategy': 'unsafe' })
    expect(heard(await job('issue_comment', { payload: ofPull, inputs }))).toEqual([])
    expect(existsSync(program)).toBe(false)

    const all = JSON.stringify(IN_THE_HEAD).match(WORDS) ?? []
    expect(heard(await job('push', { inputs }))).toEqual([...all].sort())
    expect(existsSync(program)).toBe(true)
  }),
  LATE,
)

test.concurrent(
  'a token that an earlier step makes: pre restores nothing, main asks GitHub once and goes on, or refuses',
  withGithub(async ({ github, job, store, arrived }) => {
    const seen: string[][] = []
    const at = async (stage: string) => {
      seen.push(await arrived())
      return stage === 'pre' ? { token: '' } : {}
    }
    const stranger = await job('issues', { by: STRANGER, at, inputs: store })
    expect(stages(stranger)?.pre).toMatchObject({ outcome: 'success' })
    expect(stages(stranger)?.pre?.log).toMatch(/there is a `token`.*when the step starts/)
    expect([stranger.conclusion, await arrived()]).toEqual(['failure', []])

    const member = await job('issues', { at, inputs: { ...store, mode: 'setup' } })
    expect([member.conclusion, errorsOf(member)]).toEqual(['success', []])
    expect(seen).toEqual([[], [], [], [], [], expect.arrayContaining(['restore'])])
    const asked = github.requests.map(({ path }) => path.split('/').at(-2))
    expect(asked).toEqual([STRANGER, MEMBER])
  }),
  LATE,
)

test.concurrent(
  'GitHub that can not be asked, or refuses to tell: red with the reason, and nothing restored',
  withGithub(async ({ lab, github, job, store, arrived }) => {
    const closed = { apiUrl: 'http://127.0.0.1:9' }
    const down = await job('issues', { inputs: store, spec: closed })
    expect([down.conclusion, stages(down)?.main]).toEqual(['failure', undefined])
    expect(errorsOf(down)[0]).toMatch(/GET .*permission failed, and so did trying again.*githubstatus\.com/s)
    const wrong = await job('issues', { inputs: { ...store, token: 'ghp_labwrong' } })
    expect(errorsOf(wrong)[0]).toMatch(/does not accept the token.*input `token`/s)
    const broken = await job('issues', { inputs: { ...store, token: 'ghp_lab\nbroken' } })
    expect(errorsOf(broken)[0]).toMatch(/`token` holds something that is not a token/)
    expect([await arrived(), lab.openai.log]).toEqual([[], []])
    expect(github.requests).toHaveLength(1)
  }),
  LATE,
)
