import {
  type Command,
  type CompoundList,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type Word,
} from 'unbash'
import { type Act, strongest, type Value } from './acts.js'
import { runCode } from './code.js'
import { runCommand } from './commands.js'
import { ExpressionMarks } from './expression-marks.js'
import { endsScript, isNegation, type Look, lookIn, lookOf, lookOfTest, lookOfWords } from './look.js'
import { isLoginPath, plainPath } from './names.js'
import { contentOfFile, did, isHome, restored, type ScriptScope } from './state.js'
import { type Circumstances, LONGEST_SCRIPT, NOTHING, type Shell, type Stream } from './stream.js'
import { assignedValue, pairValue, partsValue, wordValue } from './words.js'

/** Scripts that start scripts, and functions that call functions. */
const DEEPEST = 8

/** Follows a shell script, and tells the job's state what it does with a login. */
export function runShell(scope: ScriptScope, looked: boolean): void {
  if (scope.text.length > LONGEST_SCRIPT) return
  const shell = new ShellRun(scope)
  try {
    shell.script(scope.text, looked)
  } catch (error) {
    // Nested deeper than the stack: what was found until then counts.
    if (!(error instanceof RangeError)) throw error
  }
}

class ShellRun implements Shell {
  readonly variables: Map<string, Value>
  private readonly functions = new Map<string, SyntaxNode>()
  readonly marks = new ExpressionMarks()
  /** Set by `set +e`, or by a shell of somebody's own (`bash {0}`). */
  private tolerant: boolean
  private pipefail: boolean
  /** An earlier line ends the script where there is a login already. */
  private looked = false
  private depth = 0

  constructor(readonly scope: ScriptScope) {
    this.variables = new Map([...scope.env, ...scope.state.env])
    this.tolerant = scope.shell.includes('{0}') && !/\s-\w*e/.test(scope.shell)
    this.pipefail = scope.shell === 'bash' || scope.shell.includes('pipefail')
  }

  script(text: string, looked: boolean): Stream {
    return this.parsed(text, { ...this.plainly(), looked })
  }

  /** A script in a script: `bash -c '…'`, a trap. Its places are those of the command that starts it. */
  inner(text: string, circumstances: Circumstances, offset: number): Stream {
    const shell = new ShellRun({
      ...this.scope,
      text,
      place: () => this.scope.place(offset),
      depth: this.scope.depth + 1,
    })
    if (shell.scope.depth > DEEPEST) return NOTHING
    for (const [name, value] of this.variables) shell.variables.set(name, value)
    return shell.parsed(text, circumstances)
  }

  /** A script of the repository, started or read in by this one. */
  file(path: string, circumstances: Circumstances, own: boolean): boolean {
    const found = this.scope.state.script(path)
    if (!found || this.scope.depth >= DEEPEST) return false
    const place = (offset: number) => {
      const before = found.text.slice(0, offset).split('\n')
      return { file: found.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    }
    const scope = { ...this.scope, text: found.text, place, depth: this.scope.depth + 1 }
    const isShell = /\.(?:sh|bash)$/.test(path) || /^#![^\n]{0,60}\b(?:ba|da|z)?sh\b/.test(found.text)
    if (!isShell) {
      if (/\.(?:[cm]?[jt]s|py|ps1|rb|pl)$/.test(path)) runCode({ ...scope, shell: path }, circumstances)
      else return false
      return true
    }
    const shell = own ? this : new ShellRun({ ...scope, shell: 'bash {0}' })
    for (const [name, value] of this.variables) shell.variables.set(name, value)
    if (own) new ShellRun({ ...scope, env: this.variables }).parsed(found.text, circumstances)
    else shell.parsed(found.text, circumstances)
    return true
  }

  private plainly(): Circumstances {
    return { stdin: undefined, out: 'log', looked: false, after: 'anything', ends: !this.tolerant }
  }

  private parsed(text: string, circumstances: Circumstances): Stream {
    return this.statements(parse(this.marks.hide(text)).commands, circumstances)
  }

  statements(list: readonly Statement[], circumstances: Circumstances): Stream {
    const streams = list.map(({ command }) =>
      this.node(command, { ...circumstances, looked: circumstances.looked || this.looked }),
    )
    return joined(streams)
  }

  private list = (list: CompoundList | undefined, circumstances: Circumstances): Stream =>
    list ? this.statements(list.commands, circumstances) : NOTHING

  node(node: SyntaxNode, circumstances: Circumstances): Stream {
    this.depth += 1
    try {
      return this.depth > 200 ? NOTHING : this.visit(node, circumstances)
    } finally {
      this.depth -= 1
    }
  }

  private visit(node: SyntaxNode, circumstances: Circumstances): Stream {
    const tested: Circumstances = { ...circumstances, ends: false }
    switch (node.type) {
      case 'Command':
        return this.command(node, circumstances)
      case 'Pipeline': {
        const isNegated = node.prefixes.some(({ type }) => type === 'Negation')
        let stdin = circumstances.stdin
        let stream = NOTHING
        for (const [index, part] of node.commands.entries()) {
          const isLast = index === node.commands.length - 1
          stream = this.node(part, {
            ...circumstances,
            stdin,
            out: isLast ? circumstances.out : 'taken',
            ends: circumstances.ends && !isNegated && (isLast || this.pipefail),
          })
          stdin = stream
        }
        return stream
      }
      case 'AndOr':
        return this.andOr(node, circumstances)
      case 'If': {
        const branches = [
          { clause: node.clause, body: node.then },
          ...node.elif.map(one => ({ clause: one.clause, body: one.then })),
        ]
        const streams: Stream[] = []
        let otherwise = circumstances
        for (const { clause, body } of branches) {
          const before = this.scope.state.acts.length
          this.list(clause, { ...tested, looked: otherwise.looked })
          const look = lookIn(clause, this)
          const ran = this.ranCodex(before)
          streams.push(
            this.list(body, {
              ...otherwise,
              looked: otherwise.looked || look === 'missing' || look === 'compared',
              after: ran ? (isNegation(clause) ? 'failure' : 'success') : otherwise.after,
            }),
          )
          if (look === 'present' && endsScript(body)) this.looked = true
          otherwise = {
            ...otherwise,
            looked: otherwise.looked || look === 'present' || look === 'compared',
            after: ran ? (isNegation(clause) ? 'success' : 'failure') : otherwise.after,
          }
        }
        streams.push(this.list(node.else, otherwise))
        return joined(streams)
      }
      case 'While':
        this.list(node.clause, tested)
        return this.list(node.body, circumstances)
      case 'For':
      case 'Select':
        for (const word of (node.wordlist ?? []).slice(0, 1))
          this.variables.set(node.name.value, this.word(word))
        return this.list(node.body, circumstances)
      case 'ArithmeticFor':
      case 'Subshell':
      case 'BraceGroup':
        return this.list(node.body, circumstances)
      case 'CompoundList':
        return this.list(node, circumstances)
      case 'Case':
        return joined(node.items.map(({ body }) => this.list(body, circumstances)))
      case 'Redirected':
        return this.node(node.command, this.redirected(node.redirects, circumstances))
      case 'Coproc':
        return this.node(node.body, circumstances)
      case 'Function':
        this.functions.set(node.name.value, node.body)
        return NOTHING
      case 'TestCommand':
        this.noteLook(lookOfTest(node.expression, this))
        return NOTHING
      default:
        return NOTHING
    }
  }

  private andOr(node: Extract<SyntaxNode, { type: 'AndOr' }>, circumstances: Circumstances): Stream {
    const streams: Stream[] = []
    let { looked, after } = circumstances
    for (const [index, part] of node.commands.entries()) {
      const operator = node.operators[index - 1]
      const before = this.scope.state.acts.length
      if (operator === '||' && after === 'success') after = circumstances.after
      if (operator) {
        const last = node.commands[index - 1]
        const look = last && lookOf(last, this)
        looked ||= look === 'compared' || look === (operator === '||' ? 'present' : 'missing')
        if (look === 'present' && operator === '&&' && endsScript(part)) this.looked = true
      }
      const isLast = index === node.commands.length - 1
      // `a || b`: the failure of a is answered. `a && b`: it ends the script, or not, as a whole.
      const isAnswered = node.operators.slice(index).includes('||')
      streams.push(
        this.node(part, {
          ...circumstances,
          looked,
          after: operator ? after : circumstances.after,
          ends: circumstances.ends && !isAnswered && (isLast || node.operators[index] === '&&'),
        }),
      )
      if (this.ranCodex(before)) after = node.operators[index] === '&&' ? 'success' : 'failure'
    }
    return joined(streams)
  }

  private ranCodex = (before: number): boolean =>
    this.scope.state.acts.slice(before).some(({ kind }) => kind === 'codex')

  private command(node: Command, circumstances: Circumstances): Stream {
    const assignments = node.prefix.filter(part => part.type === 'Assignment')
    const inside = this.redirected(node.redirects, circumstances)
    const assigned = assignments.map(({ name, value }) => [name, assignedValue(value, this)] as const)
    if (!node.name) {
      for (const [name, value] of assigned) this.variables.set(name, value)
      return NOTHING
    }
    const words = [
      this.word(node.name),
      ...node.args.map(word => (word.type === 'Word' ? this.word(word) : pairValue(word, this))),
    ]
    const before = new Map(this.variables)
    for (const [name, value] of assigned) this.variables.set(name, value)
    const stream = this.run(words, inside, node.pos)
    if (assigned.length > 0) {
      this.variables.clear()
      for (const [name, value] of before) this.variables.set(name, value)
    }
    return this.written(stream, inside, node.pos)
  }

  /** Sends the output of a command once to its redirections, and returns what is left for a pipe. */
  private written(stream: Stream, { out, looked, after }: Circumstances, offset: number): Stream {
    const occasion = { after, place: this.scope.place(offset) }
    if (out === 'taken') return stream
    if (out === 'log') {
      if (stream.raw && stream.content?.kind === 'login')
        did(this.scope, occasion, { kind: 'open', where: 'log' })
      return NOTHING
    }
    this.write(out.file, stream, { ...occasion, looked, append: out.append })
    return NOTHING
  }

  /** Something is written into a file. */
  write(
    file: Value,
    stream: Stream,
    {
      looked,
      append,
      ...occasion
    }: { looked: boolean; append: boolean; after: Act['after']; place: Act['place'] },
  ): void {
    const { state, chain } = this.scope
    const path = plainPath(file.text)
    const name = /^\s*([\w-]+)(?:=|<<)/.exec(stream.text)?.[1]
    if (/GITHUB_OUTPUT|GITHUB_STATE/.test(path)) {
      const id = chain.at(-1)?.id ?? ''
      if (stream.content)
        for (const output of [name ?? '*', '*']) state.outputs.set(`${id}.${output}`, stream.content)
    } else if (/GITHUB_ENV/.test(path)) {
      const text = stream.text.slice(stream.text.indexOf('=') + 1)
      if (name) state.env.set(name, { text, content: stream.content })
    } else if (isLoginPath(path, state.aboutCodex)) {
      const isKey = /OPENAI_API_KEY/.test(stream.text) && !/tokens|refresh_token/.test(stream.text)
      const isEmpty = !stream.content && /^\s*(?:\{\s*\}\s*)?$/.test(stream.text)
      if (isEmpty || (append && !stream.content)) return
      restored(this.scope, occasion, { path, content: isKey ? { kind: 'key' } : stream.content, looked })
    } else if (stream.content) state.files.set(path, stream.content)
  }

  private redirected(redirects: readonly Redirection[], circumstances: Circumstances): Circumstances {
    let { stdin, out } = circumstances
    for (const redirect of redirects) {
      if (redirect.type === 'HereDoc') {
        const { parts, text } = redirect.body
        const value = parts ? partsValue(parts, this) : { text: this.marks.show(text) }
        stdin = { text: value.text, content: value.content ?? this.scope.contentOf(value.text) }
      } else if (redirect.target) {
        const value = this.word(redirect.target)
        const descriptor =
          redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined
        if (redirect.type === 'HereString') stdin = value
        else if (redirect.operator === '<') stdin = value.content ? value : this.read(value)
        else if (['>', '>>', '>|', '&>', '&>>'].includes(redirect.operator) && (descriptor ?? 1) === 1)
          out = { file: value, append: redirect.operator.endsWith('>>') }
        else if (redirect.operator === '>&' && descriptor === 1) out = 'taken'
      }
    }
    return { ...circumstances, stdin, out }
  }

  /** The content of a file. */
  read(file: Value): Stream {
    const content = file.content ?? contentOfFile(this.scope.state, plainPath(file.text))
    return { text: '', content, raw: content?.kind === 'login' }
  }

  private run(words: readonly Value[], circumstances: Circumstances, offset: number): Stream {
    const [name = { text: '' }, ...rest] = words
    const body = this.functions.get(name.text)
    if (body) {
      for (const [index, value] of rest.entries()) this.variables.set(String(index + 1), value)
      return this.node(body, circumstances)
    }
    if (name.text === 'set') this.setOptions(rest.map(({ text }) => text))
    else if (name.text === 'trap') {
      const text = rest.find(({ text: word }) => word !== '-' && word !== '--')?.text ?? ''
      const ending: Circumstances = { ...this.plainly(), after: 'end', ends: false }
      const handler = this.functions.get(text.trim())
      if (handler) this.node(handler, ending)
      else this.inner(text, ending, offset)
    } else if (/^(?:export|declare|local|readonly|typeset)$/.test(name.text))
      for (const { text, content } of rest) {
        const at = text.indexOf('=')
        if (at > 0) this.variables.set(text.slice(0, at), { text: text.slice(at + 1), content })
      }
    else {
      const look = lookOfWords(words, this)
      if (look) this.noteLook(look)
      return runCommand({ shell: this, words, circumstances, offset })
    }
    return NOTHING
  }

  private setOptions(options: readonly string[]): void {
    for (const [index, option] of options.entries()) {
      if (/^-[a-z]*e/.test(option) || (option === '-o' && options[index + 1] === 'errexit'))
        this.tolerant = false
      if (/^\+[a-z]*e/.test(option) || (option === '+o' && options[index + 1] === 'errexit'))
        this.tolerant = true
      if (options[index + 1] === 'pipefail') this.pipefail = /^-/.test(option)
      if (option === 'pipefail' && /^-\w*o$/.test(options[index - 1] ?? '')) this.pipefail = true
    }
  }

  get isTolerant(): boolean {
    return this.tolerant
  }

  readonly word = (word: Word): Value => wordValue(word, this)

  output(commands: readonly Statement[]): Stream {
    return this.statements(commands, { ...this.plainly(), ends: false, out: 'taken' })
  }

  // Whether a condition looks for a login.

  private noteLook(look: Look): void {
    const id = this.scope.chain.at(-1)?.id
    if (look && id) this.scope.state.looked.add(id)
  }

  readonly isLogin = (text: string): boolean => {
    const path = plainPath(text)
    return isLoginPath(path, this.scope.state.aboutCodex) || isHome(this.scope.state, path)
  }
}

const joined = (streams: readonly Stream[]): Stream => ({
  text: streams
    .map(({ text }) => text)
    .filter(Boolean)
    .join('\n')
    .slice(0, 20_000),
  content: strongest(...streams.map(({ content }) => content)),
  raw: streams.some(({ raw }) => raw),
})
