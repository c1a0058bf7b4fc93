import type { Repository } from '../repository.js'
import { isExpression, type Job, type Locate, type Place, type Step } from '../workflow.js'
import { type Act, type Content, type Deed, strongest, type Value } from './acts.js'
import { runCode } from './code.js'

import {
  given,
  isHomePath,
  isKeyName,
  isLoginInput,
  isLoginName,
  isLoginPath,
  plainPath,
  referencesIn,
} from './names.js'
import { runShell } from './shell.js'
import { contentOfFile, did, isHome, type JobState, restored } from './state.js'
import { LONGEST_SCRIPT } from './stream.js'

/** A job's acts with a login, step by step, through composite actions and scripts of the repository. */
export interface JobWay {
  readonly job: Job
  readonly acts: readonly Act[]
  readonly aboutCodex: boolean
}

/** Composite actions that use composite actions. */
const DEEPEST = 8
const ABOUT_CODEX = /codex|chatgpt/i

export function followJob(job: Job, repository: Repository): JobWay {
  const aboutCodex = isAboutCodex(job, repository)
  const state: JobState = {
    acts: [],
    env: new Map(),
    outputs: new Map(),
    files: new Map(),
    homes: new Set(),
    looked: new Set(),
    aboutCodex,
    script: repository.script,
    packageScript: repository.packageScript,
  }
  const scope = {
    repository,
    state,
    inputs: new Map<string, Value>(),
    env: new Map<string, Value>(),
    depth: 0,
  }
  const env = environment([job.workflow.env, job.env], scope)
  for (const step of job.steps) follow(step, [], { ...scope, env })
  return { job, acts: state.acts, aboutCodex }
}

/** Composer has an auth.json too: the name alone says nothing. */
function isAboutCodex(job: Job, repository: Repository): boolean {
  const { workflow } = job
  if (!ABOUT_CODEX.test(workflow.text))
    return job.steps.some(({ uses, run }) =>
      /^\.\//.test(uses)
        ? ABOUT_CODEX.test(repository.action(uses)?.text ?? '')
        : ABOUT_CODEX.test(scriptsIn(run, repository)),
    )
  if (workflow.jobs.length === 1) return true
  return (
    ABOUT_CODEX.test(
      JSON.stringify([
        job.id,
        job.env,
        workflow.env,
        job.steps.map(({ name, uses, run, env, inputs }) => [name, uses, run, env, inputs]),
      ]),
    ) || job.steps.some(({ uses }) => uses.startsWith('./'))
  )
}

const scriptsIn = (run: string, repository: Repository): string =>
  [...run.matchAll(/[\w./-]{1,200}\.(?:sh|py|[cm]?js|ts)\b/g)]
    .slice(0, 20)
    .map(([path]) => repository.script(plainPath(path))?.text ?? '')
    .join('\n')

interface Scope {
  readonly repository: Repository
  readonly state: JobState
  /** The inputs of a composite action, by name: the values of the step that uses it. */
  readonly inputs: ReadonlyMap<string, Value>
  readonly env: ReadonlyMap<string, Value>
  readonly depth: number
}

function environment(layers: readonly Readonly<Record<string, string>>[], scope: Scope): Map<string, Value> {
  const env = new Map(scope.env)
  for (const layer of layers)
    for (const [name, text] of Object.entries(layer).slice(0, 500))
      env.set(name, toValue(text, { ...scope, env }))
  return env
}

function toValue(text: string, scope: Scope): Value {
  const content = contentOf(text, scope)
  const resolved =
    isExpression(text) && text.length < 2000
      ? text.replace(
          /\$\{\{\s*(env|inputs)\.([\w-]+)\s*\}\}/g,
          (whole, context: string, name: string) =>
            (context === 'env' ? scope.env.get(name) : scope.inputs.get(name.toLowerCase()))?.text || whole,
        )
      : text
  return { text: resolved, content }
}

/** The content that the expressions of a text hand over. */
function contentOf(text: string, { state, inputs, env }: Scope): Content | undefined {
  if (!isExpression(text)) return undefined
  return strongest(
    ...referencesIn(text).map(({ context, name, output }): Content | undefined => {
      if (context === 'secrets')
        return /^GITHUB_TOKEN$/i.test(name) ? undefined : given({ kind: 'secret', name })
      if (context === 'inputs') {
        const value = inputs.get(name.toLowerCase())
        return value ? value.content : given({ kind: 'input', name })
      }
      if (context === 'env') return env.get(name)?.content ?? state.env.get(name)?.content
      if (context === 'steps') return state.outputs.get(`${name}.${output}`) ?? state.outputs.get(`${name}.*`)
      if (context === 'needs' || context === 'vars' || context === 'matrix')
        return isLoginName(output || name) ? given({ kind: 'elsewhere' }) : undefined
      return undefined
    }),
  )
}

const nameOf = (content: Content | undefined): string | undefined =>
  content?.kind === 'given' && 'name' in content.from ? content.from.name : undefined

/** The names of what a mapping hands over that is a login: by the secret's name, or by that under which it arrives. */
function handedIn(values: Readonly<Record<string, string>>, scope: Scope): string[] {
  return Object.entries(values).flatMap(([name, text]) => {
    const content = contentOf(text, scope)
    if (!content || content.kind === 'key') return []
    const from = nameOf(content)
    if (from && (isKeyName(from) || /^(?:GH|GITHUB)_|_PAT$|TOKEN$/i.test(from)) && !isLoginName(from))
      return []
    return (from && isLoginName(from)) || isLoginInput(name) || content.kind === 'login'
      ? [`\`${from ?? name}\``]
      : []
  })
}

function follow(step: Step, outer: readonly Step[], scope: Scope): void {
  const chain = [...outer, step] as unknown as readonly [Step, ...Step[]]
  const env = environment([step.env], { ...scope, env: new Map([...scope.env, ...scope.state.env]) })
  const inner = { ...scope, env }
  if (step.run !== '') followScript(step, chain, inner, step.run)
  if (step.run !== '' || step.uses === '') return
  const action = scope.repository.action(step.uses)
  if (scope.repository.isOurs(step)) return
  const own = action?.jobs[0]
  if (action?.kind === 'action' && own && scope.depth < DEEPEST) {
    const inputs = new Map(action.inputs.map(name => [name, { text: '' }] as [string, Value]))
    for (const [name, text] of Object.entries(step.inputs)) inputs.set(name, toValue(text, inner))
    for (const part of own.steps) follow(part, chain, { ...inner, inputs, depth: scope.depth + 1 })
    return
  }
  followAction(step, chain, inner)
}

function followScript(step: Step, chain: readonly [Step, ...Step[]], scope: Scope, text: string): void {
  const windows = step.job.labels.some(label => /windows/i.test(label))
  const shell = step.shell || (windows ? 'pwsh' : 'sh')
  const place = (offset: number): Place => step.locate(['run'], offset)
  const handed = handedIn(step.env, scope)
  const script = {
    state: scope.state,
    chain,
    env: scope.env,
    text,
    place,
    shell,
    directory: step.directory,
    handed:
      chain.length > 1
        ? [...new Set([...handed, ...chain.slice(0, -1).flatMap(one => handedIn(one.env, scope))])]
        : handed,
    contentOf: (part: string) => contentOf(part, scope),
    depth: 0,
  }
  const circumstances = {
    stdin: undefined,
    out: 'log',
    looked: isLookedFor(chain, scope.state),
    after: 'anything',
    ends: true,
  } as const
  if (text.length > LONGEST_SCRIPT) {
    const got = handed
    if (got.length > 0)
      did(
        script,
        { after: 'anything', place: place(0) },
        { kind: 'unseen', what: 'a script of more than 128 KB', got, about: true },
      )
  } else if (/^(?:python|node|pwsh|powershell|cmd|perl|ruby|deno|bun)/.test(shell) || isPowerShell(text))
    runCode({ ...script, shell: isPowerShell(text) ? 'pwsh' : shell }, circumstances)
  else runShell(script, circumstances.looked)
}

const isPowerShell = (text: string): boolean =>
  /\$env:\w|\bOut-File\b|\bSet-Content\b|\bTest-Path\b|\bNew-Item\b|\bCopy-Item\b|\bGet-Content\b/i.test(
    text,
  ) && !/^[ \t]{0,40}(?:fi|done|esac)\b/m.test(text)

/** A step whose `if:` asks a step that looked whether there is a login, or asks for the file. */
function isLookedFor(chain: readonly Step[], { looked }: JobState): boolean {
  return chain.some(({ condition }) => {
    if (condition.includes('hashFiles') && condition.includes('auth.json')) return true
    return [...condition.matchAll(/\bsteps\.([\w-]+)\./g)].some(([, id]) => looked.has(id ?? ''))
  })
}

const PUBLISHERS = /^actions\/upload-artifact(?:\/merge)?@/i
const CACHES = /^actions\/cache(?:\/(save|restore))?@/i
/** Install or set up something, or report: none of them uses a login. */
const HARMLESS =
  /^(?:actions\/|github\/|docker\/(?:setup|login|metadata|build)|pnpm\/|astral-sh\/|oven-sh\/|denoland\/|ruby\/|dtolnay\/|actions-rust-lang\/|swatinem\/|softprops\/|peter-evans\/|stefanzweifel\/|ad-m\/|tj-actions\/|dorny\/|marocchino\/|codecov\/|step-security\/|slackapi\/|8398a7\/|rtcamp\/|jdx\/|cachix\/|determinatesystems\/|nixos\/|google-github-actions\/(?:auth|setup)|aws-actions\/configure|azure\/login|hashicorp\/setup|1password\/install|tibdex\/|volta-cli\/|gitleaks\/|trufflesecurity\/|thollander\/|mshick\/|int128\/|jossef\/|browser-actions\/|hadolint\/|easimon\/|jlumbroso\/|mxschmitt\/|lycheeverse\/|tailscale\/|superfly\/|goreleaser\/|browser-actions\/)/i
const OPENAI = /^openai\/codex-action(?:@|$)/i
const SETS_UP = /(?:setup|install)[-_]?codex|codex[-_](?:setup|install|cli[-_]setup)/i

function followAction(step: Step, chain: readonly [Step, ...Step[]], scope: Scope): void {
  const { state } = scope
  const place = step.locate()
  const occasion = { after: 'anything', place } as const
  const script = { ...(scope as unknown as object), state, chain } as Parameters<typeof did>[0]
  const tell = (deed: Deed) => did(script, occasion, deed)
  const paths = (step.inputs.path ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && line.length < 1000)
  const resolved = paths.map(path => plainPath(toValue(path, scope).text))

  const cache = CACHES.exec(step.uses)
  if (
    cache ||
    PUBLISHERS.test(step.uses) ||
    /^actions\/download-artifact@|dawidd6\/action-download-artifact@/i.test(step.uses)
  ) {
    const held = lastHeld(resolved, state)
    if (!held) return
    const { isPlain, home } = held
    if (cache) {
      const fixed =
        !/run_id|run_number|run_attempt|\bsha\b|steps\.|hashFiles|env\.|needs\.|timestamp|date/i.test(
          step.inputs.key ?? '',
        )
      // A step that restores first looks for the login by that.
      if (cache[1] !== 'save')
        restored(script, occasion, {
          path: `${home}/auth.json`,
          content: given({ kind: 'cache' }),
          looked: false,
        })
      if (cache[1] !== 'save' && step.id) state.looked.add(step.id)
      if (cache[1] !== 'restore') {
        tell({ kind: 'save', to: 'cache', name: '', fixed, home, inPost: cache[1] === undefined })
        if (isPlain) tell({ kind: 'open', where: 'cache' })
      }
    } else if (PUBLISHERS.test(step.uses)) {
      tell({ kind: 'save', to: 'artifact', name: '', fixed: false, home, inPost: false })
      if (isPlain) tell({ kind: 'open', where: 'artifact' })
    } else
      restored(script, occasion, {
        path: `${home}/auth.json`,
        content: given({ kind: 'artifact' }),
        looked: false,
      })
    return
  }

  if (/^actions\/github-script@/i.test(step.uses)) {
    const place = (offset: number) => step.locate(['with', 'script'], offset)
    runCode(
      {
        state,
        chain,
        env: scope.env,
        text: step.inputs.script ?? '',
        place,
        shell: 'node',
        directory: '',
        handed: [],
        contentOf: part => contentOf(part, scope),
        depth: 0,
      },
      { stdin: undefined, out: 'log', looked: isLookedFor(chain, state), after: 'anything', ends: true },
    )
    return
  }

  const values = Object.entries(step.inputs)
  if (OPENAI.test(step.uses)) {
    const key = 'openai-api-key' in step.inputs
    const home = plainPath(step.inputs['codex-home'] ?? scope.env.get('CODEX_HOME')?.text ?? '~/.codex')
    tell(key ? { kind: 'key' } : { kind: 'codex', home, ends: true, key: false, fenced: false })
    return
  }
  // Somebody's action that writes a file, or sets a secret: by what it is given.
  const contents = values.map(([name, text]) => [name, text, contentOf(text, scope)] as const)
  const file = values.find(
    ([name, text]) =>
      !/script|run|command|prompt/.test(name) &&
      isLoginPath(plainPath(toValue(text, scope).text), state.aboutCodex),
  )
  const value = contents.find(([, , content]) => content?.kind === 'given')
  if (file && value) {
    restored(script, occasion, {
      path: plainPath(toValue(file[1], scope).text),
      content: value[2],
      looked: isLookedFor(chain, state),
    })
    return
  }
  if (/secret/i.test(step.uses) && !/get-|fetch|load|read/i.test(step.uses)) {
    const named = values.find(([name, text]) => /name|^secret$|key/.test(name) && isLoginName(text))
    const isSet = values.some(
      ([name, text]) =>
        /value|plaintext|^secret$|content|body|file/.test(name) &&
        (isExpression(text) || isLoginPath(plainPath(text), state.aboutCodex)),
    )
    if (named && isSet) {
      tell({
        kind: 'save',
        to: values.some(([name]) => /environment/.test(name)) ? 'environment' : 'secret',
        name: named[1],
        fixed: false,
        home: '',
        inPost: false,
      })
      return
    }
  }
  const command = step.inputs.run ?? step.inputs.command ?? step.inputs.script
  if (command && /retry|run|ssh|exec|shell|xvfb/i.test(step.uses) && !/ssh/i.test(step.uses)) {
    followScript(
      {
        ...step,
        locate: inputLocator(step),
      },
      chain,
      scope,
      command,
    )
    return
  }
  const got = [
    ...new Set([
      ...handedIn(step.inputs, scope),
      ...handedIn(step.env, scope),
      ...pathsHanded(values, scope),
    ]),
  ]
  const isHarmless = HARMLESS.test(step.uses) || SETS_UP.test(step.uses)
  if (got.length === 0 && isHarmless) return
  const uses = step.uses.split('@')[0] ?? ''
  const key = values.some(([name, text]) => /api[-_]?key/i.test(name) && text !== '')
  if (key && got.length === 0) return
  tell({
    kind: 'unseen',
    what: `\`${uses.slice(0, 100)}\``,
    got,
    about: /codex|agent|opencode|review|ai\b/i.test(uses) && !isHarmless,
  })
}

/** The script of an action that runs one is an input of its step. */
const inputLocator = ({ locate, inputs }: Step): Locate => {
  const name = ['run', 'command', 'script'].find(input => input in inputs) ?? 'run'
  const inside: Locate = Object.assign(
    (path?: readonly (string | number)[], offset?: number) =>
      locate(path?.[0] === 'run' ? ['with', name] : path, offset),
    { span: locate.span },
  )
  return inside
}

const pathsHanded = (values: readonly (readonly [string, string])[], scope: Scope): string[] =>
  values.flatMap(([name, text]) => {
    if (/prompt|script|run|command|body|message/.test(name)) return []
    const path = plainPath(toValue(text, scope).text)
    return text.length < 300 &&
      contentOfFile(scope.state, path)?.kind === 'login' &&
      (isLoginPath(path, true) || (isHomePath(path) && scope.state.homes.size > 0))
      ? [`\`${path}\``]
      : []
  })

/** Which of the paths, one a line, takes a login in; a later `!` takes out again what it names. */
function lastHeld(paths: readonly string[], state: JobState): { isPlain: boolean; home: string } | undefined {
  const last = paths.findLast(path => holdsLogin(path.replace(/^!\s*/, ''), state))
  if (last === undefined || last.startsWith('!')) return undefined
  const home = last.replace(/\/auth\.json$/, '').replace(/\/(?:\*{1,2}|\*\.json|\*\*\/\*(?:\.json)?)?$/, '')
  return { isPlain: state.files.get(last)?.kind !== 'key', home }
}

const holdsLogin = (path: string, state: JobState): boolean =>
  isLoginPath(path, state.aboutCodex) ||
  isHomePath(path) ||
  isHome(state, path.replace(/\/\*{1,2}(?:\/\*(?:\.json)?)?$|\/\*\.json$/, '')) ||
  state.files.has(path)
