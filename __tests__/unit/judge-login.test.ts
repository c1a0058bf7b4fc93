import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { judgeBytes } from '../../src/keeper/judge-login.js'
import { orphansOf } from '../../src/keeper/orphans.js'
import { authJson, NOW } from './auth-json.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'

const STORE = 'a'.repeat(16)
const BYTES = Buffer.from(authJson())

let user: string
let files: RunnerFiles
beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'judge-'))
  files = runnerFiles()
})
afterEach(() => {
  files.end()
  rmSync(user, { recursive: true })
})

/** Judges by a program in Codex's place, which finds CODEX_HOME as Codex would. */
async function judgedBy(script: string) {
  const configured = join(user, '.codex')
  mkdirSync(configured)
  writeFileSync(join(configured, 'config.toml'), 'model = "lab"\n')
  const path = join(user, 'codex')
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  const stage = files.job({ HOME: user }).stage()
  stage.state.set('store', STORE)
  return judgeBytes(stage, { path, home: configured, env: { PATH: process.env.PATH, HOME: user } }, BYTES)
}

const homes = () => readdirSync(join(user, '.codex-auth-action'))

test('the judged login is in a home of this job, with the configuration of the real one, and is removed', async () => {
  const script = 'ls "$CODEX_HOME" > "$HOME/seen"; echo "Logged in using ChatGPT"'
  expect(await judgedBy(script)).toBe('chatgpt')
  expect(readFileSync(join(user, 'seen'), 'utf8').split('\n')).toEqual([
    'auth.json',
    'config.toml',
    'owner.json',
    '',
  ])
  expect(homes()).toEqual([])
})

test('what a job leaves that is killed meanwhile is found by the next one, and removed', async () => {
  // As it is at the moment of the kill, under the name of another home; its job has ended.
  const dead = 's/"pid":[0-9]*/"pid":4000000/g'
  const script = `copy="$HOME/.codex-auth-action/login-killed"; cp -r "$CODEX_HOME" "$copy"; sed -i '${dead}' "$copy/owner.json"`
  expect(await judgedBy(script)).toBe('unknown')
  expect(homes()).toEqual(['login-killed'])

  const next = files.job({ HOME: user }).stage()
  expect(await orphansOf(next, { store: STORE, judge: { now: NOW } })).toEqual([])
  expect(homes()).toEqual([])
})
