import { execFileSync } from 'node:child_process'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { ModelAnswer } from '../doubles/openai/openai.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { inLab, type Lab } from './lab.js'

const LATE = 60_000
const SCHEMA =
  '{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}'

interface Case {
  readonly kind: string
  readonly answers: readonly ModelAnswer[]
  readonly inputs?: Values
  /** What the error annotation says. */
  readonly says: RegExp
}

const CASES: readonly Case[] = [
  {
    kind: 'the plan is used up',
    answers: [{ usageLimit: true }],
    says: /usage limit of the ChatGPT plan is reached.*Nothing is wrong with it.*the window of 5 h ends at 20\d\d-/s,
  },
  {
    kind: 'the schema is refused',
    answers: [
      {
        status: 400,
        error: {
          type: 'invalid_request_error',
          code: 'invalid_json_schema',
          message: "Invalid schema for response_format 'codex_output_schema'",
        },
      },
    ],
    inputs: { 'output-schema': SCHEMA },
    says: /does not accept the output schema.*Invalid schema.*additionalProperties: false/s,
  },
  {
    kind: 'the sandbox breaks while it runs',
    answers: [
      { command: 'echo "bwrap: No permissions to create a new namespace"; exit 1' },
      { message: 'All done!' },
    ],
    inputs: { 'safety-strategy': 'sandbox' },
    says: /none of the commands that the model ran could start: bwrap: No permissions.*docs\/security\.md/s,
  },
  {
    kind: 'the server stalls',
    answers: [{ hang: true }],
    inputs: { 'timeout-minutes': '0.05' },
    says: /had not finished after 0\.05 minutes and was stopped.*its server stalled: run the job again/s,
  },
]

const errors = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

/** Without a sandbox unless the test is about it, since proving the sandbox takes time. */
const job = (lab: Lab, inputs: Values = {}) =>
  lab.job({
    'auth-json': lab.openai.login(),
    prompt: 'Go',
    'output-file': 'out/final.md',
    'safety-strategy': 'unsafe',
    ...inputs,
  })

/** The file is not there at all: Codex itself would leave an empty one (docs/facts §9). */
const noFile = (lab: Lab) =>
  expect(stat(join(lab.runner().folders.work, 'project/project/out/final.md'))).rejects.toThrow('ENOENT')

describe('A run that fails is red, says why, and leaves no output file', () => {
  test.concurrent.each(CASES)(
    '$kind',
    ({ answers, inputs, says }) =>
      inLab(async lab => {
        lab.openai.script(answers)
        const result = await job(lab, inputs)
        expect(result.conclusion).toBe('failure')
        expect(errors(result)).toHaveLength(1)
        expect(errors(result)[0]).toMatch(says)
        expect(result.steps[0]?.outputs['auth-status']).toBe('healthy')
        expect(result.orphans).toEqual([])
        await noFile(lab)
      })(),
    LATE,
  )

  test.concurrent(
    'the login is dead',
    inLab(async lab => {
      lab.openai.answerTokenEndpoint('expired')
      const seed = lab.openai.login({ expInMs: -60_000 })
      const result = await job(lab, { 'auth-json': seed })
      expect(result.conclusion).toBe('failure')
      expect(errors(result)[0]).toMatch(/refresh token has expired.*A person must log in once more/s)
      expect(result.steps[0]?.outputs).toMatchObject({ 'auth-status': 'dead', 'auth-reason': 'expired' })
      expect(lab.openai.modelCalls).toBe(0)
      expect(await lab.auth()).toBe(seed)
      await noFile(lab)
    }),
    LATE,
  )
})

describe('What is asked of Codex', () => {
  test.concurrent(
    'a prompt of 1 MB goes by stdin; a schema is passed on, and so are model and effort',
    inLab(async lab => {
      const prompt = `${'The lab asks for nothing. '.repeat(40_000)}End of the prompt.`
      // Linux takes no variable of more than 128 KB, so no runner could hand an input that long to any action.
      const workspace = join(lab.runner().folders.work, 'project/project')
      await mkdir(workspace, { recursive: true })
      await writeFile(join(workspace, 'prompt.md'), prompt)
      const answer = JSON.stringify({ a: 'fits' })
      lab.openai.script([{ message: answer }])
      const result = await job(lab, {
        prompt: '',
        'prompt-file': 'prompt.md',
        'output-schema': SCHEMA,
        model: 'gpt-5.5',
        effort: 'low',
      })
      expect(errors(result)).toEqual([])
      expect(result.steps[0]?.outputs['final-message']).toBe(answer)
      const request = JSON.stringify(lab.openai.modelRequests.at(-1))
      expect(request).toContain('End of the prompt.')
      expect(request).toContain('"additionalProperties":false')
      expect(lab.openai.modelRequests.at(-1)).toMatchObject({
        model: 'gpt-5.5',
        reasoning: { effort: 'low' },
      })
    }),
    LATE,
  )

  test.concurrent(
    'a thread is gone on with, on a runner that has kept it',
    inLab(async lab => {
      lab.openai.script([{ message: 'The word is lab-banana.' }, { message: 'Again.' }])
      const first = await job(lab, { prompt: 'Say a word' })
      const thread = first.steps[0]?.outputs['thread-id'] ?? ''
      const second = await job(lab, { 'auth-json': '', prompt: 'Say it again', 'resume-thread': thread })
      expect(errors(second)).toEqual([])
      expect(second.steps[0]?.outputs['thread-id']).toBe(thread)
      expect(JSON.stringify(lab.openai.modelRequests.at(-1))).toContain('lab-banana')
    }),
    LATE,
  )

  test.concurrent(
    'changes are reviewed',
    inLab(async lab => {
      const findings = {
        findings: [],
        overall_correctness: 'patch is correct',
        overall_explanation: 'Fine.',
        overall_confidence_score: 1,
      }
      lab.openai.script([{ message: JSON.stringify(findings) }])
      const workspace = join(lab.runner().folders.work, 'project/project')
      await mkdir(workspace, { recursive: true })
      execFileSync('sh', ['-c', 'git init -q . && echo lab > new.txt'], { cwd: workspace })
      const result = await job(lab, { prompt: '', review: 'uncommitted' })
      expect(errors(result)).toEqual([])
      // What exec makes of a review's JSON; of any other run it would be the JSON itself.
      expect(result.steps.at(-1)?.outputs['final-message']).toBe('Fine.')
      expect(JSON.stringify(lab.openai.modelRequests.at(-1)?.input)).toContain(
        'Review the current code changes',
      )
    }),
    LATE,
  )
})
