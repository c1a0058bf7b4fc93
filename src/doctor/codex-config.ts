import { dirname, join } from 'node:path'
import type { Login } from '../login/login.js'
import type { Finding } from './report.js'
import { readBounded } from './yaml.js'

/**
 * Findings about config.toml beside the file: how Codex would change the login by it, or use another one
 * (docs/facts#forced-method-deletes, #credentials-store).
 */
export async function configFindings(path: string, file: string, login: Login): Promise<Finding[]> {
  const config = (await readBounded(join(dirname(file), 'config.toml')).catch(() => '')) ?? ''
  const method = settings(config, 'forced_login_method')
  const workspaces = settings(config, 'forced_chatgpt_workspace_id')
  const store = settings(config, 'cli_auth_credentials_store')
  return [
    method.length > 0 &&
      !method.includes('chatgpt') &&
      forced(path, 'forced_login_method', 'another kind of login'),
    workspaces.length > 0 &&
      !workspaces.includes(login.accountId) &&
      forced(path, 'forced_chatgpt_workspace_id', 'another workspace'),
    store.length > 0 && !store.includes('file') && otherStore(store[0] === 'auto'),
  ].filter(finding => finding !== false)
}

/**
 * The strings that a key before the first table is set to. This doesn't parse TOML: these keys are at the top and have one
 * string, or a list of some. It doesn't see a value over several lines, except a list.
 */
function settings(toml: string, key: string): string[] {
  const table = toml.search(/^[ \t]*\[/m)
  const top = table < 0 ? toml : toml.slice(0, table)
  for (const { 0: before, index } of top.matchAll(/^[ \t]*["']?([\w-]+)["']?[ \t]*=[ \t]*/gm)) {
    if (before.replace(/[^\w-]/g, '') !== key) continue
    const after = top.slice(index + before.length)
    const isList = after.startsWith('[')
    const end = after.indexOf(isList ? ']' : '\n')
    const value = end < 0 ? after : after.slice(0, end)
    const strings = [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(match => match[1] ?? match[2] ?? '')
    return isList ? strings : strings.slice(0, 1)
  }
  return []
}

const forced = (path: string, key: string, what: string): Finding => ({
  level: 'warning',
  code: 'forced-login',
  what: `config.toml beside it asks for ${what} (\`${key}\`).`,
  why: `Codex deletes an auth.json that does not fit it: the next \`codex exec\` here would remove ${path}.`,
  remedy: `Take \`${key}\` out of config.toml, or log in as it asks. Store the secret before you run Codex here.`,
})

const otherStore = (auto: boolean): Finding => ({
  level: 'note',
  code: 'other-store',
  what: 'config.toml beside it has a `cli_auth_credentials_store` other than "file".',
  why: auto
    ? 'Where this machine has a keyring the login may live there, and this file be an old copy.'
    : 'Codex keeps the login elsewhere then and does not read this file, which may be an old copy.',
  remedy: 'Set it to "file", and log in again if the file is older than the login.',
})
