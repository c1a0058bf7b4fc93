import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseInputs } from '../../src/action/inputs.js'
import type { Stage } from '../../src/keeper/stage.js'
import { State } from '../../src/keeper/state.js'
import { Report } from '../../src/report/report.js'

export type Values = Readonly<Record<string, string | undefined>>

/** A job of a machine, whose steps and stages share the variables that they export. */
export interface LabJob {
  /** What the runner gives each stage, and what stages have exported. */
  readonly env: Record<string, string | undefined>
  /** What the stages of this job said. */
  readonly said: string[]
  /** A stage of a step, which knows what earlier stages of that step kept. */
  stage(options?: {
    readonly name?: Stage['name']
    readonly step?: string
    readonly inputs?: Values
    readonly parent?: number
  }): Stage
}

/** The files by which stages of a lab's jobs tell the runner something. */
export interface RunnerFiles {
  job(env: Values): LabJob
  end(): void
}

const NAMES = ['GITHUB_ENV', 'GITHUB_STATE'] as const

/** Stands for the runner in this process: the toolkit writes to the files that the process's own variables name. */
export function runnerFiles(): RunnerFiles {
  const before = NAMES.map(name => [name, process.env[name]] as const)
  const directory = mkdtempSync(join(tmpdir(), 'lab-runner-'))

  return {
    job(given) {
      const env = { ...given }
      const own = mkdtempSync(join(directory, 'job-'))
      const [exported, kept] = NAMES.map(name => join(own, name)) as [string, string]
      const said: string[] = []
      const states = new Map<string, Record<string, string>>()
      const say = (line: string) => void said.push(line)
      return {
        env,
        said,
        stage({ name = 'main', step = 'codex', inputs = {}, parent = process.ppid } = {}) {
          // What the stage before wrote is given to this one.
          const state = { ...states.get(step) }
          states.set(step, state)
          for (const [key, value] of entriesIn(exported)) env[key] = value
          for (const file of [exported, kept]) writeFileSync(file, '')
          process.env.GITHUB_ENV = exported
          process.env.GITHUB_STATE = kept
          const staged = Object.fromEntries(
            Object.entries(state).map(([key, value]) => [`STATE_${key}`, value]),
          )
          const variables = { ...env, ...staged }
          return {
            name,
            env: variables,
            parent,
            state: keeping(new State(variables), state),
            log: { info: say, notice: say, warning: say, error: say, group: say },
            report: new Report(),
            now: Date.now,
            inputs: () => parseInputs(inputs),
            cancelled: new AbortController().signal,
          }
        },
      }
    },
    end() {
      for (const [name, value] of before)
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      rmSync(directory, { recursive: true })
    },
  }
}

/** Keeps for later stages what this one sets. */
function keeping(state: State, kept: Record<string, string>): State {
  const set = state.set.bind(state)
  state.set = (key, value) => {
    set(key, value)
    kept[key] = JSON.stringify(value ?? null)
  }
  return state
}

/** The entries of a file that the toolkit writes: `NAME<<DELIMITER`, the value, the delimiter. */
function entriesIn(file: string): [string, string][] {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // No stage has written yet.
  }
  return [...text.matchAll(/^(\w+)<<(.+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)].map(([, name = '', , value = '']) => [
    name,
    value,
  ])
}
