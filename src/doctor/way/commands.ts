import { type Content, strongest, type Value } from './acts.js'
import { isInlineCode, runCode } from './code.js'
import { given, isHomePath, isKeyName, isLoginName, isLoginPath, plainPath } from './names.js'
import { contentOfFile, did, homeIn, isHome, restored } from './state.js'
import { type Circumstances, NOTHING, type Shell, type Stream } from './stream.js'

/** Follows a login through single commands of a shell: by their shape, not by a list of all tools. */

export interface Invocation {
  readonly shell: Shell
  /** The command and its arguments. */
  readonly words: readonly Value[]
  readonly circumstances: Circumstances
  readonly offset: number
}

/** Start another command that follows among their arguments. */
const WRAPPERS =
  /^(?:sudo|env|timeout|gtimeout|nice|nohup|time|exec|command|builtin|stdbuf|xvfb-run|setsid|ionice|chronic|unbuffer|doas|npx|bunx|pnpx|retry|catchsegv|dotenv|mise|volta|proxychains4?|flock|script|parallel|xargs|then)$/
/** Words between such a command and the one it starts. */
const BETWEEN = /^(?:-.*|\d+(?:\.\d+)?[smhd]?|[A-Za-z_]\w*=.*|x|run|exec|dlx|--|\/tmp\/\S+)$/
const CODEX = /(?:^|\/)codex(?:\.exe|\.js)?$|^@openai\/codex(?:@\S*)?$/
/** Give what they read, perhaps in another form. */
const PASSES =
  /^(?:cat|bat|head|tail|less|more|base64|base32|xxd|od|tr|sed|awk|gawk|fold|gzip|gunzip|zcat|pigz|zstd|xz|bzip2|envsubst|tac|paste|iconv|dos2unix|rev|strings|jq|yq|tee|pv|type|sponge|column|nl|cut|uniq)$/
/** Commands that show the tokens to a reader. */
const SHOWS = /^(?:cat|bat|head|tail|less|more|base64|xxd|od|strings|type|tee|nl|tac)$/
/** Only look, or do what leaves the content alone. */
const LOOKS =
  /^(?:\[|test|rm|shred|unlink|rmdir|stat|ls|wc|du|df|file|chmod|chown|chgrp|mkdir|touch|sha\d*sum|md5sum|shasum|cksum|b2sum|cmp|diff|grep|egrep|fgrep|rg|find|realpath|readlink|dirname|basename|true|false|:|cd|pushd|popd|pwd|unset|sleep|date|id|whoami|which|exit|return|shift|read|let|break|continue|getfacl|setfacl|lsof|xattr|umask|wait|kill|printenv|nproc|uname|tput|seq|sort|eval-json|ps|pgrep|pkill|chattr|truncate|mktemp|ulimit|hash|alias|shopt|getopts|mapfile|readarray|ln-s|restorecon|icacls|attrib|install-d|gitleaks|logger|sync)$/
const COPIES = /^(?:cp|mv|install|ln|rsync|scp|ditto|gcp|gmv|robocopy|xcopy|copy|move)$/
const ENCRYPTS = /^(?:age|rage|gpg2?|sops|openssl|ansible-vault|minisign|ccrypt|ejson)$/
const CONTAINERS = /^(?:docker|podman|nerdctl|finch)$/
const INTERPRETERS = /^(?:python[\d.]*|node|nodejs|deno|bun|ruby|perl|tsx|ts-node|pwsh|powershell|uv)$/
/** Harmless for a login that is there: they build, install, and talk to GitHub. */
export const BENIGN =
  /^(?:git|gh|apt|apt-get|brew|npm|pnpm|yarn|pip3?|pipx|corepack|curl|wget|tar|unzip|zip|echo|printf|jq|sudo|make|cmake|cargo|go|gcc|choco|winget|dpkg|apk|dnf|yum|systemctl|sysctl|aa-exec|apparmor_parser|bwrap|node|python3?|hadolint|shellcheck|actionlint|nvm|fnm)$/

const OUTPUT_OPTION =
  /^(?:-o|-O|--?out(?:put|-?file|put-?file|put-document|put-dir)?|--dest(?:ination)?(?:-file)?|--target|--to|--save-to|-OutFile|-FilePath|--download-path|--file-path)$/
const FETCHES =
  /^(?:download|get|read|show|pull|export|fetch|restore|access|view|inject|load|retrieve|decrypt|describe|get-secret-value)$/
const STORES =
  /^(?:set|put|write|upload|create|push|update|edit|add|store|save|import|replace|insert|post|versions|sync|patch|upsert|put-secret-value|put-parameter|put-object)$/

const TOKEN_ENDPOINT = /\bauth\.openai\.com\/(?:api\/accounts\/)?oauth\/token\b/
const SECRETS_API = /\/(?:actions|environments\/[^\s/]+)\/secrets\/(?!public-key)([\w-]*)/

/** Returns the output of a command, and notes its acts in the job's state. */
export function runCommand(invocation: Invocation): Stream {
  const unwrapped = withoutWrappers(invocation)
  const { shell, words, circumstances, offset } = unwrapped
  const name = (
    plainPath(words[0]?.text ?? '')
      .split('/')
      .at(-1) ?? ''
  ).replace(/\.exe$/i, '')
  const rest = words.slice(1)
  const { scope } = shell
  const occasion = { after: circumstances.after, place: scope.place(offset) }
  const all = rest
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 5000)

  const codex = words.findIndex(({ text }) => CODEX.test(plainPath(text)))
  if (codex === 0) return runCodex(unwrapped)
  if (name === 'echo' || name === 'printf' || name === 'Write-Output') {
    const values = rest.filter(({ text }) => !/^-[neE]+$/.test(text))
    const isAction = scope.chain[0].job.workflow.kind === 'action'
    return {
      text: values.map(({ text }) => text).join(' '),
      content: withoutRefresh(values, all) ?? (isAction ? variableIn(all) : undefined),
      raw: values.some(({ content }) => content?.kind === 'login'),
    }
  }
  if (TOKEN_ENDPOINT.test(all) && !LOOKS.test(name) && !/^(?:bash|sh|eval)$/.test(name))
    did(scope, occasion, { kind: 'refresh' })
  if (/^(?:bash|sh|dash|zsh|eval|su|runuser|ssh)$/.test(name)) return runInner(unwrapped, name)
  if (name === 'source' || name === '.') return runFile(unwrapped, rest[0]?.text ?? '', true)
  if (COPIES.test(name)) return copy(unwrapped)
  if (name === 'printenv') {
    const value = shell.variables.get(rest[0]?.text ?? '')
    return value ?? { text: '$()' }
  }
  if (name === 'dd') {
    const from = option(rest, /^if=/)
    const stream = from ? shell.read({ text: from }) : (circumstances.stdin ?? NOTHING)
    const to = option(rest, /^of=/)
    if (to) shell.write({ text: to }, stream, { looked: circumstances.looked, append: false, ...occasion })
    return to ? NOTHING : stream
  }
  if (CONTAINERS.test(name)) return runContainer(unwrapped)
  if (name === 'gh') return runGh(unwrapped)
  if (/^(?:tar|unzip|zip|7z|bsdtar)$/.test(name)) return archive(unwrapped, name)
  if (ENCRYPTS.test(name)) return encrypt(unwrapped, name)
  if (name === 'git') {
    if (
      rest.some(
        ({ text }) =>
          contentOfFile(scope.state, plainPath(text))?.kind === 'login' && isLoginPath(plainPath(text), true),
      ) &&
      /^(?:add|commit|stage)\b/.test(rest[0]?.text ?? '')
    )
      did(scope, occasion, { kind: 'open', where: 'git' })
    return NOTHING
  }
  if (PASSES.test(name) || (/^(?:python[\d.]*|uv)$/.test(name) && / ?-m json\.tool/.test(all)))
    return pass(unwrapped, name)
  if (LOOKS.test(name)) return NOTHING
  if (INTERPRETERS.test(name) || isInlineCode(rest)) return interpret(unwrapped, name)
  return runOther(unwrapped, name)
}

function withoutWrappers(invocation: Invocation): Invocation {
  let { words } = invocation
  for (let count = 0; count < 6; count += 1) {
    const name =
      plainPath(words[0]?.text ?? '')
        .split('/')
        .at(-1) ?? ''
    const isRunner =
      /^(?:pnpm|yarn|bun|npm|uv|poetry|pipenv|nix|devbox|conda)$/.test(name) &&
      /^(?:dlx|exec|x|run)$/.test(words[1]?.text ?? '')
    if (!WRAPPERS.test(name) && !isRunner) break
    let next = 1
    while (next < words.length - 1 && BETWEEN.test(words[next]?.text ?? '')) {
      const { text, content } = words[next] ?? { text: '' }
      const at = text.indexOf('=')
      if (/^[A-Za-z_]\w*=/.test(text))
        invocation.shell.variables.set(text.slice(0, at), { text: text.slice(at + 1), content })
      // The value of an option such as `-u user`.
      next +=
        /^(?:-u|-g|-p|--package|-c)$/.test(text) &&
        !CODEX.test(words[next + 1]?.text ?? '') &&
        name !== 'script'
          ? 2
          : 1
    }
    // `npm run build` runs a script of the repository.
    if (isRunner && /^(?:npm|pnpm|yarn|bun)$/.test(name) && words[1]?.text === 'run') break
    words = words.slice(next)
  }
  return { ...invocation, words }
}

/** Ask nothing of the login: what Codex does with these is offline (docs/facts §1). */
const OFFLINE = /^(?:completion|help)$/
const COMMANDS =
  /^(?:exec|e|review|app-server|login|logout|resume|fork|mcp|mcp-server|completion|apply|a|cloud|features|doctor|debug|sandbox|proto|help|app|update|generate)$/

function runCodex({ shell, words, circumstances, offset }: Invocation): Stream {
  const { scope, variables } = shell
  const occasion = { after: circumstances.after, place: scope.place(offset) }
  const options = words.slice(1).map(({ text }) => text)
  const at = options.findIndex(text => COMMANDS.test(text))
  const command = options[at]
  const before = at < 0 ? options : options.slice(0, at)
  const after = at < 0 ? [] : options.slice(at + 1)
  const isAsked =
    before.some(text => /^(?:--version|-V|--help|-h)$/.test(text)) || /^(?:--help|-h)$/.test(after[0] ?? '')
  if (isAsked || OFFLINE.test(command ?? '')) return NOTHING
  if (command === 'login') {
    if (after.some(text => /^--(?:with-api-key|with-access-token|api-key)/.test(text)))
      did(scope, occasion, { kind: 'key' })
    else if (after[0] !== 'status') did(scope, occasion, { kind: 'end', command: 'codex login' })
    return NOTHING
  }
  if (command === 'logout') {
    did(scope, occasion, { kind: 'end', command: 'codex logout' })
    return NOTHING
  }
  const key = [...variables].some(
    ([name, { text, content }]) => isKeyName(name) && (text !== '' || content !== undefined),
  )
  const override = variables.get('CODEX_REFRESH_TOKEN_URL_OVERRIDE')?.text ?? ''
  const fenced = override !== '' && !/auth\.openai\.com/.test(override)
  did(scope, occasion, {
    kind: 'codex',
    home: homeIn(variables),
    ends: circumstances.ends && !shell.isTolerant,
    key,
    fenced,
  })
  return NOTHING
}

/** Takes the refresh token out: an auth.json of which Codex can't refresh. */
const EMPTIES = /refresh_token["']? ?(?:\||:)?= ?(?:""|''|null)|"refresh_token" ?: ?(?:""|null)/
const strips = (text: string): boolean =>
  text.includes('refresh_token') && (text.includes('del(') || EMPTIES.test(text))

/** A variable that an action gets from whoever uses it. */
function variableIn(text: string): Content | undefined {
  const name = /\$([A-Za-z_]\w{0,99})/.exec(text.slice(0, 300))?.[1]
  return name ? given({ kind: 'input', name }) : undefined
}

function withoutRefresh(values: readonly Value[], text: string): Content | undefined {
  const content = strongest(...values.map(value => value.content))
  return content?.kind === 'given' && strips(text) ? { ...content, accessOnly: true } : content
}

/** A command that gives what it reads. */
function pass({ shell, words, circumstances, offset }: Invocation, name: string): Stream {
  const rest = words.slice(1)
  const operands = rest.filter(({ text }) => !text.startsWith('-'))
  const stdin = circumstances.stdin
  const read = operands.map(value => ({ ...shell.read({ text: value.text }), own: value.content }))
  const content = strongest(
    ...read.map(stream => stream.content),
    ...read.map(({ own }) => own),
    stdin?.content,
  )
  const text = rest.map(value => value.text).join(' ')
  if (name === 'tee') {
    for (const file of operands)
      shell.write(file, stdin ?? NOTHING, {
        looked: circumstances.looked,
        append: rest.some(value => value.text === '-a'),
        after: circumstances.after,
        place: shell.scope.place(offset),
      })
    return stdin ?? NOTHING
  }
  if (/^[jy]q$/.test(name)) {
    // The output of a filter that picks something out isn't a login any more.
    const filter = operands.find(value => !shell.read({ text: value.text }).content)?.text.trim() ?? '.'
    const isWhole =
      /^\.$|^(?:del|to_entries|with_entries|\. ?\||\.tokens ?[|+]?=|\. ?\* ?|\.\[?0|\{|.*tokens\s*:)|refresh_token|tojson|@json|@base64/.test(
        filter,
      )
    if (rest.some(value => /^-\w*e|--exit-status/.test(value.text)) && content?.kind === 'login')
      return NOTHING
    if (!isWhole && content?.kind === 'login') return NOTHING
    const stripped = content?.kind === 'given' && strips(text) ? { ...content, accessOnly: true } : content
    const isKey = /OPENAI_API_KEY/.test(text) && !/tokens/.test(text)
    return {
      text,
      content: isKey ? { kind: 'key' } : stripped,
      raw: content?.kind === 'login' && /^\.$/.test(filter),
    }
  }
  const isPicked = /^(?:awk|gawk|cut)$/.test(name)
  const raw =
    SHOWS.test(name) && (read.some(stream => stream.raw) || (operands.length === 0 && stdin?.raw === true))
  return {
    text: stdin && operands.length === 0 ? stdin.text : name === 'cat' && stdin?.text ? stdin.text : '',
    content: isPicked && content?.kind === 'login' ? undefined : content,
    raw,
  }
}

function runInner({ shell, words, circumstances, offset }: Invocation, name: string): Stream {
  const rest = words.slice(1)
  if (name === 'ssh') return handOn({ shell, words, circumstances, offset }, 'ssh')
  if (name === 'eval') return shell.inner(rest.map(({ text }) => text).join(' '), circumstances, offset)
  const command = rest.findIndex(({ text }) => /^-\w*c$/.test(text))
  if (command >= 0)
    return shell.inner(rest[command + 1]?.text ?? '', { ...circumstances, ends: circumstances.ends }, offset)
  const file = rest.find(({ text }) => !/^[-+]/.test(text))
  if (file) return runFile({ shell, words, circumstances, offset }, file.text, false)
  // A script by here-document, or by a pipe from somewhere.
  if (circumstances.stdin?.text)
    return shell.inner(circumstances.stdin.text, { ...circumstances, stdin: undefined }, offset)
  return NOTHING
}

/** A script of the repository; one that isn't there is code that can't be seen. */
function runFile({ shell, words, circumstances, offset }: Invocation, file: string, own: boolean): Stream {
  if (!shell.file(repositoryPath(shell, file), circumstances, own))
    return hidden({ shell, words, circumstances, offset }, plainPath(file))
  return NOTHING
}

export const repositoryPath = ({ scope }: Shell, file: string): string => {
  const path = plainPath(file)
    .replace(/^\$GITHUB_WORKSPACE\//, '')
    .replace(/^\$\{\{\s*github\.action_path\s*\}\}/, '$GITHUB_ACTION_PATH')
  const directory = plainPath(scope.directory)
  return directory && !/^[/~$]/.test(path) ? `${directory}/${path}` : path
}

/** `cp FROM… TO`. */
function copy({ shell, words, circumstances, offset }: Invocation): Stream {
  const { state } = shell.scope
  const rest = words.slice(1)
  const operands: Value[] = []
  for (let at = 0; at < rest.length; at += 1) {
    const text = rest[at]?.text ?? ''
    if (/^(?:-m|-o|-g|--mode|--owner|--group|-e|--exclude|-i|-P|--rsh)$/.test(text)) at += 1
    else if (!text.startsWith('-')) operands.push(rest[at] as Value)
  }
  const to = operands.at(-1)
  const from = operands.slice(0, -1)
  if (!to || from.length === 0) return NOTHING
  const path = plainPath(to.text)
  const isRemote = (text: string) => /^[\w.@-]+:(?!\\)/.test(text) && !/^[A-Za-z]:[\\/]/.test(text)
  const read = (value: Value) =>
    value.text === '/dev/stdin'
      ? circumstances.stdin?.content
      : (value.content ?? contentOfFile(state, plainPath(value.text)))
  const content = strongest(...from.map(read))
  const occasion = { after: circumstances.after, place: shell.scope.place(offset) }
  if (isRemote(path)) {
    if (content?.kind === 'login') saved(shell, occasion, 'elsewhere', '')
    else if (content?.kind === 'given' && 'name' in content.from && isLoginName(content.from.name))
      did(shell.scope, occasion, {
        kind: 'unseen',
        what: `\`${words[0]?.text}\``,
        got: [`\`${content.from.name}\``],
        about: true,
      })
    return NOTHING
  }
  const namesLogin = from.some(
    ({ text }) => isLoginPath(plainPath(text), true) || /\.codex\/?\.?$/.test(plainPath(text)),
  )
  const isPlace = isHome(state, path.replace(/\/$/, ''))
  if (isLoginPath(path, state.aboutCodex) || (isPlace && (namesLogin || content?.kind === 'given'))) {
    // From the home in use to another place: a copy, unless that is where Codex looks.
    const isOwn = from.some(
      ({ text }) =>
        isHomePath(plainPath(text).replace(/\/auth\.json$/, '')) ||
        state.homes.has(plainPath(text).replace(/\/auth\.json$/, '')),
    )
    const looked =
      circumstances.looked ||
      rest.some(({ text }) => isShort(text, 'n') || text === '--no-clobber' || text === '--ignore-existing')
    const given = content?.kind === 'login' && !isOwn ? undefined : content
    if (content?.kind === 'login' && isOwn) state.files.set(path, content)
    else if (!(words[0]?.text === 'ln' && content === undefined))
      restored(shell.scope, occasion, { path, content: given, looked })
    else restored(shell.scope, occasion, { path, content: given, looked: true })
    return NOTHING
  }
  if (content) state.files.set(path, content)
  return NOTHING
}

/** Whether a word is a group of short options that has one. */
const isShort = (text: string, letter: string): boolean => /^-\w+$/.test(text) && text.includes(letter)

const option = (words: readonly Value[], form: RegExp): string =>
  words.find(({ text }) => form.test(text))?.text.replace(form, '') ?? ''

export function saved(
  shell: Shell,
  occasion: { after: Circumstances['after']; place: ReturnType<Shell['scope']['place']> },
  to: 'secret' | 'environment' | 'elsewhere',
  name: string,
): void {
  did(shell.scope, occasion, {
    kind: 'save',
    to,
    name,
    fixed: false,
    home: homeIn(shell.variables),
    inPost: false,
  })
}

function runGh(invocation: Invocation): Stream {
  const { shell, words, circumstances, offset } = invocation
  const texts = words.slice(1).map(({ text }) => text)
  const occasion = { after: circumstances.after, place: shell.scope.place(offset) }
  const content = contentRead(invocation)
  if (texts[0] === 'secret' && texts[1] === 'set') {
    const name =
      texts
        .slice(2)
        .find(
          (text, at) =>
            !text.startsWith('-') &&
            !/^(?:-b|--body|-R|--repo|-e|--env|-o|--org|-v|--visibility|-a|--app|-r|--repos|-f|--env-file)$/.test(
              texts[at + 1] ?? '',
            ),
        ) ?? ''
    if (content?.kind === 'login' || isLoginName(name) || /\$/.test(name)) {
      const isEnvironment = texts.some(text => /^(?:--env|-e)(?:=|$)/.test(text))
      saved(shell, occasion, isEnvironment ? 'environment' : 'secret', /\$/.test(name) ? '' : name)
      const value = words.find(({ content: held }, at) => at > 2 && held?.kind === 'login')
      if (value) did(shell.scope, occasion, { kind: 'argument', command: 'gh secret set' })
    }
    return NOTHING
  }
  const api = SECRETS_API.exec(texts.join(' ').slice(0, 2000))
  if (texts[0] === 'api' && api && /PUT/i.test(texts.join(' '))) {
    saved(
      shell,
      occasion,
      /environments\//.test(api[0]) ? 'environment' : 'secret',
      /^\w+$/.test(api[1] ?? '') ? (api[1] ?? '') : '',
    )
    return NOTHING
  }
  if (content?.kind === 'login') saved(shell, occasion, 'elsewhere', '')
  return handOn(invocation, 'gh')
}

/** The login that a command reads: by its input, an operand, `@FILE`, `file://FILE`, or an option's value. */
function contentRead({ shell, words, circumstances }: Invocation): Content | undefined {
  const { state } = shell.scope
  const contents = words.slice(1).map(({ text, content }, index) => {
    if (OUTPUT_OPTION.test(words[index]?.text ?? '')) return undefined
    // A sentence that ends in a path isn't a path.
    if (content || /\s/.test(text)) return content
    const path = plainPath(text).replace(/^.*?(?:@|file:\/\/|fileb:\/\/|=|<)/, '')
    return contentOfFile(state, plainPath(text)) ?? contentOfFile(state, plainPath(path))
  })
  return strongest(circumstances.stdin?.content, ...contents)
}

function archive(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const { state } = shell.scope
  const texts = words.slice(1).map(({ text }) => text)
  const occasion = { after: circumstances.after, place: shell.scope.place(offset) }
  const isExtract =
    name === 'unzip' ||
    /^-?\w*x/.test(texts[0] ?? '') ||
    texts.some(text => text === '--extract' || isShort(text, 'x'))
  if (!isExtract || name === 'zip') {
    const content = contentRead(invocation)
    const target = texts.find(
      (text, at) => /\.(?:tgz|tar|gz|zip|zst|xz|7z|enc)$/.test(text) || /^-?\w*f$/.test(texts[at - 1] ?? ''),
    )
    if (content && target) state.files.set(plainPath(target), content)
    return { text: '', content }
  }
  const at = texts.findIndex(text => /^(?:-C|-d|--directory)$/.test(text))
  const place = plainPath(
    (at >= 0 ? texts[at + 1] : texts.find(text => text.startsWith('--directory='))?.slice(12)) ?? '',
  )
  const content = contentRead(invocation)
  const isIntoHome = isHome(state, place.replace(/\/$/, '')) || /^~\/?$|^\$HOME\/?$/.test(place)
  if (
    isIntoHome &&
    (content || isHome(state, place.replace(/\/$/, '')) || texts.some(text => /codex/i.test(text)))
  ) {
    const home = isHome(state, place.replace(/\/$/, '')) ? place.replace(/\/$/, '') : '~/.codex'
    restored(shell.scope, occasion, {
      path: `${home}/auth.json`,
      content: content?.kind === 'login' ? undefined : content,
      looked: circumstances.looked,
    })
  }
  return NOTHING
}

/** Encrypts or decrypts: another file of the same login, which only its key opens. */
function encrypt(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const texts = words.slice(1).map(({ text }) => text)
  const occasion = { after: circumstances.after, place: shell.scope.place(offset) }
  const at = texts.findIndex(text => OUTPUT_OPTION.test(text) || text === '-out')
  const out = plainPath(
    at >= 0
      ? (texts[at + 1] ?? '')
      : (texts.find(text => /^--?out(?:put)?=/.test(text))?.replace(/^[^=]*=/, '') ?? ''),
  )
  const content = contentRead(invocation)
  if (texts.some(text => /^(?:-d|-D|--decrypt|decrypt|-\w*d)$/.test(text))) {
    const stream = { text: '', content: content?.kind === 'given' ? content : undefined }
    if (out)
      shell.write({ text: out }, stream.content ? stream : { text: '$()' }, {
        looked: circumstances.looked,
        append: false,
        ...occasion,
      })
    return { text: '$()', content: stream.content }
  }
  if (name === 'openssl' && !texts.some(text => /^(?:enc|smime|cms|pkeyutl|rsautl|aes)/.test(text)))
    return texts[0] === 'base64' ? { text: '', content, raw: content?.kind === 'login' } : NOTHING
  if (content?.kind === 'login') {
    saved(shell, occasion, 'elsewhere', '')
    if (out) shell.scope.state.files.set(out, { kind: 'key' })
  }
  return NOTHING
}

function runContainer({ shell, words, circumstances, offset }: Invocation): Stream {
  const { scope } = shell
  const { state } = scope
  const texts = words.slice(1).map(({ text }) => text)
  const occasion = { after: circumstances.after, place: scope.place(offset) }
  if (texts[0] === 'cp') return copy({ shell, words: words.slice(1), circumstances, offset })
  if (texts[0] === 'secret' || texts[0] === 'login') return NOTHING
  const got: string[] = []
  let home: string | undefined
  for (const [index, text] of texts.entries()) {
    const value = /^(?:-v|--volume|--mount|-e|--env|--secret)$/.test(text)
      ? (texts[index + 1] ?? '')
      : /^(?:-v|--volume|--mount|-e|--env|--secret)=?(.+)/.exec(text)?.[1]
    if (value === undefined) continue
    const parts = plainPath(value).split(/[:,=]/)
    const mounted = parts.find(part => isHome(state, part) || isLoginPath(part, state.aboutCodex))
    if (mounted) {
      home = mounted.replace(/\/auth\.json$/, '')
      got.push(`\`${mounted}\``)
    }
    const variable = parts[0] ?? ''
    if (/^(?:-e|--env)/.test(text) && isLoginName(variable)) got.push(`\`${variable}\``)
    if (/^(?:-e|--env)/.test(text) && words[index + 2]?.content?.kind === 'given' && value.includes('='))
      did(scope, occasion, { kind: 'argument', command: `${words[0]?.text} run` })
  }
  const handed =
    scope.handed.length > 0 && /^(?:compose|build|buildx|stack)$/.test(texts[0] ?? '') ? scope.handed : []
  got.push(...handed)
  if (!/^(?:run|exec|compose|create|start|build|buildx)$/.test(texts[0] ?? '')) return NOTHING
  const inside = words.findIndex(
    ({ text }, at) => at > 1 && (CODEX.test(text) || /^(?:bash|sh|\/bin\/(?:ba)?sh)$/.test(text)),
  )
  const variables = new Map(shell.variables)
  if (inside > 1) {
    // The container's home is the one that is mounted.
    if (home) shell.variables.set('CODEX_HOME', { text: home })
    const before = state.acts.length
    runCommand({ shell, words: words.slice(inside), circumstances, offset })
    shell.variables.clear()
    for (const [name, value] of variables) shell.variables.set(name, value)
    if (state.acts.length > before) return NOTHING
  }
  if (got.length > 0)
    did(scope, occasion, {
      kind: 'unseen',
      what: `the container of \`${words[0]?.text} ${texts[0]}\``,
      got,
      about: true,
    })
  return NOTHING
}

function interpret(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const rest = words.slice(1)
  const inline = rest.findIndex(({ text }) =>
    /^(?:-c|-e|-p|-pe|-ne|--eval|--print|-Command|eval)$/.test(text),
  )
  const scope = { ...shell.scope, env: shell.variables, place: () => shell.scope.place(offset) }
  if (inline >= 0)
    return runCode(
      {
        ...scope,
        text: rest
          .slice(inline + 1)
          .map(({ text }) => text)
          .join('\n'),
        shell: name,
      },
      circumstances,
    )
  const file = rest.find(({ text }) => !text.startsWith('-') && !/^(?:run|test|x)$/.test(text))
  if ((!file || rest.some(({ text }) => text === '-')) && circumstances.stdin?.text)
    return runCode({ ...scope, text: circumstances.stdin.text, shell: name }, circumstances)
  if (file && /[./]/.test(file.text)) {
    if (!shell.file(repositoryPath(shell, file.text), circumstances, false)) return runOther(invocation, name)
    return NOTHING
  }
  return runOther(invocation, name)
}

/** A command that nobody here knows: it may keep a login that it reads, and it writes the files that it is given to write. */
function runOther(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const { scope } = shell
  const { state } = scope
  const rest = words.slice(1)
  const texts = rest.map(({ text }) => text)
  const occasion = { after: circumstances.after, place: scope.place(offset) }

  const script = /^(?:npm|pnpm|yarn|bun)$/.test(name)
    ? state.packageScript(texts.find(text => !/^(?:run|-.*)$/.test(text)) ?? '')
    : undefined
  if (script !== undefined && scope.depth < 4) return shell.inner(script, circumstances, offset)
  if (
    /^(?:\.{1,2}\/|\$GITHUB_WORKSPACE\/|\$GITHUB_ACTION_PATH\/|\$\{\{ *github\.action_path)/.test(
      words[0]?.text ?? '',
    ) ||
    /^[\w.-]+\/.+/.test(words[0]?.text ?? '')
  )
    if (shell.file(repositoryPath(shell, words[0]?.text ?? ''), circumstances, false)) return NOTHING

  const verbs = texts.filter(text => /^[a-z-]+$/.test(text))
  const isFetch = verbs.some(verb => FETCHES.test(verb)) && !verbs.some(verb => STORES.test(verb))
  const isCopy = verbs.some(verb => /^(?:cp|copy|copyto|sync|mv|get|download)$/.test(verb))
  const operands = texts.map(text => plainPath(text.replace(/^--?[\w-]+=/, '')))
  const last = operands.findLastIndex(text => !text.startsWith('-'))
  const target = operands.findIndex(
    (path, at) =>
      !path.includes(':') &&
      (isLoginPath(path, state.aboutCodex) || (isHome(state, path) && /codex/i.test(path))) &&
      (OUTPUT_OPTION.test(texts[at - 1] ?? '') ||
        /^--?(?:o|out|output|dest)=/.test(texts[at] ?? '') ||
        isFetch ||
        (isCopy && at === last && operands.slice(0, at).some(one => /[:/]/.test(one)))),
  )
  if (target >= 0) {
    const path = operands[target] ?? ''
    restored(scope, occasion, {
      path: isLoginPath(path, true) ? path : `${path}/auth.json`,
      content: undefined,
      looked: circumstances.looked,
    })
    return NOTHING
  }
  const api = SECRETS_API.exec(texts.join(' ').slice(0, 2000))
  const content = contentRead(invocation)
  if (/^(?:curl|wget|http|https|xh)$/.test(name)) {
    if (api && /\bPUT\b/.test(texts.join(' '))) {
      saved(
        shell,
        occasion,
        /environments\//.test(api[0]) ? 'environment' : 'secret',
        /^\w+$/.test(api[1] ?? '') ? (api[1] ?? '') : '',
      )
      return NOTHING
    }
    if (
      content?.kind === 'login' &&
      !TOKEN_ENDPOINT.test(texts.join(' ')) &&
      texts.some(text =>
        /^(?:-T|--upload-file|-d|--data|--data-binary|--data-raw|-F|--form|--json)/.test(text),
      )
    )
      saved(shell, occasion, 'elsewhere', '')
    return TOKEN_ENDPOINT.test(texts.join(' ')) ? { text: '$()' } : handOn(invocation, name)
  }
  if (content?.kind === 'login') {
    saved(shell, occasion, 'elsewhere', '')
    if (rest.some(value => value.content?.kind === 'login'))
      did(scope, occasion, { kind: 'argument', command: name })
    return NOTHING
  }
  return hidden(invocation, name)
}

/** The login's name, where a command is handed its value. */
const loginNamed = (content: Content | undefined): string | undefined =>
  content?.kind === 'given' && 'name' in content.from && isLoginName(content.from.name)
    ? `\`${content.from.name}\``
    : undefined

/** The value of a secret leaves this machine. */
function handOn(invocation: Invocation, what: string): Stream {
  const { shell, circumstances, offset } = invocation
  const name = loginNamed(contentRead(invocation))
  const occasion = { after: circumstances.after, place: shell.scope.place(offset) }
  if (name) did(shell.scope, occasion, { kind: 'unseen', what: `\`${what}\``, got: [name], about: true })
  return { text: '$()' }
}

/** Code that can't be seen here, with what it is handed. */
function hidden(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const { scope } = shell
  const content = contentRead(invocation)
  const named = loginNamed(content)
  const own = named ? [named] : content?.kind === 'login' ? ['the login'] : []
  const variables = [...shell.variables]
    .filter(([variable, value]) => isLoginName(variable) && value.content?.kind === 'given')
    .map(([variable]) => `\`${variable}\``)
  const occasion = { after: circumstances.after, place: scope.place(offset) }
  const isBenign =
    BENIGN.test(name) && own.length === 0 && !/^(?:node|python3?|make|npm|pnpm|yarn)$/.test(name)
  const isInstalled =
    /^(?:npm|pnpm|yarn|pip3?)$/.test(name) &&
    /^(?:i|ci|install|add|audit|config|--version|-v|-g|exec)$/.test(words[1]?.text ?? '')
  if (isBenign || isInstalled) return { text: '$()' }
  if (named && words.slice(1).some(({ content: held }) => held?.kind === 'given'))
    did(scope, occasion, { kind: 'argument', command: name })

  const text = words.map(word => word.text).join(' ')
  const about = /codex|auth|login|agent|review|opencode|llm|ai\b/i.test(text.slice(0, 500))
  // The environment of a whole job or workflow is for some command, not for each.
  const got = [...new Set([...own, ...scope.handed, ...(about ? variables : [])])]
  did(scope, occasion, { kind: 'unseen', what: `\`${name.slice(0, 60)}\``, got, about })
  return { text: '$()' }
}
