import type { Value } from './acts.js'
import { isInlineCode } from './code.js'
import { runContainer } from './containers.js'
import { archive, copy, encrypt } from './file-commands.js'
import { pass, variableIn, withoutRefresh } from './filters.js'
import { CODEX, type Invocation, occasionOf } from './invocation.js'
import { isLoginPath, plainPath } from './names.js'
import { runCodex } from './run-codex.js'
import { runGh } from './run-gh.js'
import { interpret, runFile, runInner } from './scripts.js'
import { contentOfFile, did } from './state.js'
import { NOTHING, type Stream } from './stream.js'
import { runOther, TOKEN_ENDPOINT } from './unknown-commands.js'

/** Follows a login through single commands of a shell: by their shape, not by a list of all tools. */

/** Start another command that follows among their arguments. */
const WRAPPERS =
  /^(?:sudo|env|timeout|gtimeout|nice|nohup|time|exec|command|builtin|stdbuf|xvfb-run|setsid|ionice|chronic|unbuffer|doas|npx|bunx|pnpx|retry|catchsegv|dotenv|mise|volta|proxychains4?|flock|script|parallel|xargs|then)$/
/** Words between such a command and the one it starts. */
const BETWEEN = /^(?:-.*|\d+(?:\.\d+)?[smhd]?|[A-Za-z_]\w*=.*|x|run|exec|dlx|--|\/tmp\/\S+)$/
/** Give what they read, perhaps in another form. */
const PASSES =
  /^(?:cat|bat|head|tail|less|more|base64|base32|xxd|od|tr|sed|awk|gawk|fold|gzip|gunzip|zcat|pigz|zstd|xz|bzip2|envsubst|tac|paste|iconv|dos2unix|rev|strings|jq|yq|tee|pv|type|sponge|column|nl|cut|uniq)$/
/** Only look, or do what leaves the content alone. */
const LOOKS =
  /^(?:\[|test|rm|shred|unlink|rmdir|stat|ls|wc|du|df|file|chmod|chown|chgrp|mkdir|touch|sha\d*sum|md5sum|shasum|cksum|b2sum|cmp|diff|grep|egrep|fgrep|rg|find|realpath|readlink|dirname|basename|true|false|:|cd|pushd|popd|pwd|unset|sleep|date|id|whoami|which|exit|return|shift|read|let|break|continue|getfacl|setfacl|lsof|xattr|umask|wait|kill|printenv|nproc|uname|tput|seq|sort|eval-json|ps|pgrep|pkill|chattr|truncate|mktemp|ulimit|hash|alias|shopt|getopts|mapfile|readarray|ln-s|restorecon|icacls|attrib|install-d|gitleaks|logger|sync)$/
const COPIES = /^(?:cp|mv|install|ln|rsync|scp|ditto|gcp|gmv|robocopy|xcopy|copy|move)$/
const ENCRYPTS = /^(?:age|rage|gpg2?|sops|openssl|ansible-vault|minisign|ccrypt|ejson)$/
const CONTAINERS = /^(?:docker|podman|nerdctl|finch)$/
const INTERPRETERS = /^(?:python[\d.]*|node|nodejs|deno|bun|ruby|perl|tsx|ts-node|pwsh|powershell|uv)$/
/** Returns the output of a command, and notes its acts in the job's state. */
export function runCommand(invocation: Invocation): Stream {
  const unwrapped = withoutWrappers(invocation)
  const { shell, words, circumstances } = unwrapped
  const name = (
    plainPath(words[0]?.text ?? '')
      .split('/')
      .at(-1) ?? ''
  ).replace(/\.exe$/i, '')
  const rest = words.slice(1)
  const { scope } = shell
  const occasion = occasionOf(unwrapped)
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
  if (CONTAINERS.test(name)) return runContainer(unwrapped, runCommand)
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

const option = (words: readonly Value[], form: RegExp): string =>
  words.find(({ text }) => form.test(text))?.text.replace(form, '') ?? ''
