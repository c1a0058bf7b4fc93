import { type Content, strongest, type Value } from './acts.js'
import { isKeyName, isLoginPath, plainPath } from './names.js'
import { did, homeIn, restored, type ScriptScope } from './state.js'
import { type Circumstances, LONGEST_SCRIPT, NOTHING, type Stream } from './stream.js'

/** Judges code in Python, JavaScript or PowerShell that handles a login, only by the words of each line. */

export const isInlineCode = (words: readonly Value[]): boolean =>
  words.some(({ text }) => text.includes('\n') && /\b(?:import|require|const|def)\b/.test(text))

const NAMES = /auth\.json|auth['"]?\s*(?:\+|,)\s*['"]?\.json/
const WRITES =
  /write_?text|write_?bytes|writeFile|WriteAll(?:Text|Bytes|Lines)|\bjson\.dump\(|copyFile|cpSync|shutil\.(?:copy|move)|os\.replace|renameSync|Set-Content|Out-File|Add-Content|Copy-Item|Move-Item|Bun\.write|Deno\.write|File\.write/i
const READS =
  /read_?text|read_?bytes|readFile|ReadAll(?:Text|Bytes)|\bjson\.load\b|\bopen\(|Get-Content|\bcat\b|require\(|File\.read/i
const OPENED_TO_WRITE = /['"]w[b+]?['"]/

/** Whether a line of code writes a file. */
const writesFile = (line: string): boolean =>
  WRITES.test(line) ||
  (line.includes('open(') && OPENED_TO_WRITE.test(line)) ||
  (/^[^>]{0,300}>/.test(line.slice(0, 400)) &&
    line.indexOf('auth.json') > line.indexOf('>') &&
    !line.includes('=>'))
const SETS_SECRET =
  /createOrUpdate(?:Repo|Org|Environment)Secret|\/secrets\/(?!public-key)|SealedBox|crypto_box_seal|put_secret_value|PutSecretValue|add_secret_version|addSecretVersion|set_secret\b|setSecret(?!\s*\(\s*(?:process|token|auth))|gh['"]?\s*,?\s*['"]?secret['"]?\s*,?\s*['"]?set|upload_(?:file|blob)|put_object|PutObject/i
const REFRESHES = /\bauth\.openai\.com\/(?:api\/accounts\/)?oauth\/token\b/
const CALLS = /\b(?:spawn|exec|run|check_call|check_output|Popen|call|system)|\$`/
const QUOTES_CODEX = /['"`](?:npx (?:-y )?)?(?:@openai\/)?codex['"`@ ,]/
const USES_SDK = /\bnew Codex\(|@openai\/codex-sdk/
const runsCodex = (lines: readonly string[]): boolean =>
  lines.some(line => USES_SDK.test(line) || (QUOTES_CODEX.test(line) && CALLS.test(line)))
const COMMAND =
  /^\s*(?:&\s*)?(?:npx\s+(?:-y\s+|--yes\s+)?)?(?:@openai\/)?codex(?:@[\w.-]+)?(?:\.cmd|\.exe)?\s+(\S+)/
const LOOKS = /Test-Path|\.exists\(|existsSync|os\.path\.(?:exists|isfile)|is_file\(/i
const EMPTIES = /refresh_token['"\]]{0,2} ?[=:] ?(?:''|""|None|null|undefined)/
/** Whether a line takes the refresh token out of a login. */
const strips = (line: string): boolean =>
  line.includes('refresh_token') && (EMPTIES.test(line) || /\b(?:delete|del|pop)\b/.test(line))

export function runCode(scope: ScriptScope, circumstances: Circumstances): Stream {
  if (scope.text.length > LONGEST_SCRIPT) return NOTHING
  const occasion = { after: circumstances.after, place: scope.place(0) }
  const { state } = scope
  const text = withVariables(scope)
  if (REFRESHES.test(text)) did(scope, occasion, { kind: 'refresh' })
  const lines = text.split('\n')
  const isPowerShell = /^(?:pwsh|powershell|cmd)/.test(scope.shell) || /\.ps1$/.test(scope.shell)

  const paths = [...text.matchAll(/[^\s"'`,;()|<>]{0,300}auth\.json/g)]
    .map(([path]) => plainPath(path))
    .slice(0, 50)
  const names = NAMES.test(text) && (state.aboutCodex || paths.some(path => isLoginPath(path, false)))
  const home = homeFrom(text, paths) ?? homeIn(scope.env)
  const content = handedTo(scope, text)
  const stripped: Content | undefined =
    content?.kind === 'given' && lines.some(strips) ? { ...content, accessOnly: true } : content
  const writes = names && isWritten(text)
  // A program that reads auth.json and writes it again edits it.
  const isEdit = READS.test(text) && !content && !isPowerShell && /json\.load|JSON\.parse/.test(text)
  if (writes && (content || !isEdit)) {
    const isKey = content?.kind === 'given' && 'name' in content.from && isKeyName(content.from.name)
    restored(scope, occasion, {
      path: `${home}/auth.json`,
      content: isKey ? { kind: 'key' } : stripped,
      looked: circumstances.looked || LOOKS.test(text),
    })
  } else if (LOOKS.test(text) && names) {
    const id = scope.chain.at(-1)?.id
    if (id) state.looked.add(id)
  }

  if (isPowerShell)
    for (const [index, line] of lines.entries()) {
      const command = COMMAND.exec(line)?.[1]
      const here = {
        ...occasion,
        place: scope.place(lines.slice(0, index).join('\n').length + (index > 0 ? 1 : 0)),
      }
      if (command === 'logout') did(scope, here, { kind: 'end', command: 'codex logout' })
      else if (command === 'login') {
        if (/--with-api-key|--api-key|--with-access-token/.test(line)) did(scope, here, { kind: 'key' })
        else if (!/login\s+status/.test(line)) did(scope, here, { kind: 'end', command: 'codex login' })
      } else if (command && !/^(?:--version|-V|--help|-h|completion)$/.test(command)) codex(scope, here, home)
      if (/^\s*(?:Get-Content|gc|cat|type)\s[^|>]*auth\.json["']?\s*$/i.test(line) && names)
        did(scope, here, { kind: 'open', where: 'log' })
    }
  else if (runsCodex(lines)) codex(scope, occasion, home)

  if (SETS_SECRET.test(text) && (names || content || state.homes.size > 0)) {
    const name =
      /(?:secret_name\s*[:=]\s*|\/secrets\/|secret\s+set\s+|['"]set['"]\s*,\s*)['"`]?([A-Z][\w]{2,100})/.exec(
        text,
      )?.[1] ?? ''
    const to = /createOrUpdateEnvironmentSecret|environments\/|--env\b/.test(text)
      ? 'environment'
      : /put_secret_value|PutSecretValue|SecretVersion|upload_|put_object|PutObject/.test(text)
        ? 'elsewhere'
        : 'secret'
    did(scope, occasion, { kind: 'save', to, name, fixed: false, home, inPost: false })
  }
  return { text: '$()' }
}

function codex(scope: ScriptScope, occasion: Parameters<typeof did>[1], home: string): void {
  const key = [...scope.env].some(
    ([name, { text, content }]) => isKeyName(name) && (text !== '' || content !== undefined),
  )
  did(scope, occasion, { kind: 'codex', home, ends: true, key, fenced: false })
}

/** Whether auth.json, or a variable or a constant that names it, is what is written. */
function isWritten(text: string): boolean {
  const lines = text.split('\n')
  if (!lines.some(writesFile)) return false
  const named = lines.flatMap(line => {
    const name = line.includes('auth.json')
      ? /^(?:const |let |var )?\$?(\w{1,60}) ?=/.exec(line.trim())?.[1]
      : undefined
    return name ? [name] : []
  })
  return lines.some((line, at) => {
    // A call may go over several lines.
    const part = [line, ...lines.slice(at + 1, at + 4)].join(' ')
    if (!writesFile(line)) return false
    return NAMES.test(part) || part.split(/\W+/).some(word => named.includes(word))
  })
}

/** The first secret or variable with a login that the code uses. */
function handedTo(scope: ScriptScope, text: string): Content | undefined {
  const own = scope.contentOf(text)
  const used = [...scope.env]
    .filter(([name, { content }]) => content && name.length > 1 && text.includes(name))
    .map(([, { content }]) => content)
  return strongest(...used, own)
}

const homeFrom = (text: string, paths: readonly string[]): string | undefined => {
  const [path] = paths.filter(one => one.includes('/'))
  if (path && /^[~$\w.]/.test(path)) return path.slice(0, path.lastIndexOf('/'))
  return /\.codex/.test(text) && !/CODEX_HOME/.test(text) ? '~/.codex' : undefined
}

/** PowerShell's own variables put in: `$f = "…/auth.json"; … > $f`. */
function withVariables(scope: ScriptScope): string {
  const values = new Map<string, string>()
  for (const [, name = '', value = ''] of scope.text.matchAll(
    /^[ \t]*\$(\w{1,60})[ \t]*=[ \t]*(?:Join-Path[ \t]+)?(["'$][^\n]{1,300})$/gm,
  ))
    if (/auth\.json|\.codex|CODEX_HOME/.test(value)) values.set(name, value)
  if (values.size === 0 || values.size > 50) return scope.text
  return scope.text.replace(
    /\$(\w{1,60})\b(?!\s*=)/g,
    (whole, name: string) => values.get(name)?.replace(/["']/g, '').slice(0, 300) ?? whole,
  )
}
