import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Session } from '../session/session.js'
import type { Finding } from './report.js'

/** What config.toml beside the file says that Codex would do to the login, or instead of it (facts §7, §8). */
export async function configFindings(path: string, file: string, session: Session): Promise<Finding[]> {
  const config = await readFile(join(dirname(file), 'config.toml'), 'utf8').catch(() => '')
  const method = settings(config, 'forced_login_method')
  const workspaces = settings(config, 'forced_chatgpt_workspace_id')
  const store = settings(config, 'cli_auth_credentials_store')
  return [
    method.length > 0 &&
      !method.includes('chatgpt') &&
      forced(path, 'forced_login_method', 'another kind of login'),
    workspaces.length > 0 &&
      !workspaces.includes(session.accountId) &&
      forced(path, 'forced_chatgpt_workspace_id', 'another workspace'),
    store.length > 0 && !store.includes('file') && otherStore(store[0] === 'auto'),
  ].filter(finding => finding !== false)
}

/**
 * The strings that a key before the first table is set to. Not TOML: these keys hold one string, or a list of some,
 * and stand at the top; a value over several lines that is no list is not seen.
 */
function settings(toml: string, key: string): string[] {
  const top = toml.split(/^\s*\[/m)[0] ?? ''
  const value = new RegExp(`^\\s*["']?${key}["']?\\s*=\\s*(\\[[^\\]]*\\]|.*)`, 'm').exec(top)?.[1] ?? ''
  const strings = [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(match => match[1] ?? match[2] ?? '')
  return value.startsWith('[') ? strings : strings.slice(0, 1)
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
