import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { parseLogin } from '../../src/login/login.js'
import { base64, NOW } from './auth-json.js'
import { diagnose, directoryWith, login, pretty } from './doctor-harness.js'
import { inCi, where } from './needs.js'

const has = (command: string): boolean => {
  try {
    return execFileSync('sh', ['-c', `command -v ${command}`]).length > 0
  } catch {
    return false
  }
}
const withJq = where(has('jq') || inCi, 'the printed commands need jq')

const bin = mkdtempSync(join(tmpdir(), 'doctor-bin-'))
const set = join(bin, 'set')
beforeAll(() => {
  writeFileSync(join(bin, 'gh'), `#!/bin/sh\n{ echo "$@"; cat; } > '${set}'\n`)
  chmodSync(join(bin, 'gh'), 0o755)
})
afterAll(() => rmSync(bin, { recursive: true, force: true }))

/** What `gh` would have been given by each of the printed commands, run by a shell in that directory. */
function stored(dir: string, text: string): { args: string; secret: string }[] {
  const commands = text.split('\n').filter(line => line.includes('| gh secret set'))
  return commands.map(command => {
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }
    execFileSync('bash', ['-c', command], { cwd: dir, env })
    const [args = '', ...secret] = readFileSync(set, 'utf8').split('\n')
    return { args, secret: secret.join('\n') }
  })
}

const formatted = pretty(login())
const generation = (text: string) =>
  parseLogin(text, { origin: 'the input auth-json', encoded: true, now: NOW }).generation

describe('the printed commands store the login, on one line', () => {
  const wrapped = base64(formatted).replace(/.{76}/g, '$&\n')
  const cases: [string, string, string][] = [
    ['as Codex writes it', 'auth.json', formatted],
    ['compact', 'auth.json', login()],
    ['base64', 'auth.json', base64(formatted)],
    ['base64 on several lines', 'auth.b64', `${wrapped}\n`],
    ['base64 of Windows', 'auth.b64', wrapped.replaceAll('\n', '\r\n')],
    ['base64url without padding', 'auth.b64', Buffer.from(formatted).toString('base64url')],
    ['a space', 'my login.json', formatted],
    ['quotes', `it's "mine".json`, formatted],
    ['what a shell would run', '$(touch ran);`touch ran`&.json', formatted],
    ['a quote and an exclamation mark', "it's!.json", formatted],
    ['a glob and a tilde', '~[a]*?.json', formatted],
    ['an option', '-n', formatted],
    ['a backslash', 'a\\b.json', formatted],
    ['base64 at an odd path', "it's $HOME", base64(formatted)],
  ]
  withJq.each(cases)('%s', async (_, name, content) => {
    const dir = directoryWith({ [name]: content })
    const { code, text } = await diagnose(dir, ['--', name])
    expect(code).toBe(0)
    const results = stored(dir, text)
    expect(results.map(({ args }) => args)).toEqual([
      'secret set CODEX_AUTH_JSON',
      'secret set CODEX_AUTH_JSON --env NAME',
    ])
    for (const { secret } of results) {
      expect(secret.trim().split('\n')).toHaveLength(1)
      expect(generation(secret)).toBe(generation(formatted))
    }
    // Nothing of the name was run, and the login is as it was.
    expect(execFileSync('ls', ['-A', dir]).toString()).toBe(`${name}\n`)
    expect(readFileSync(join(dir, name), 'utf8')).toBe(content)
  })
})
