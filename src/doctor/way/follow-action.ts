import { isExpression, type Locate, type Step } from '../workflow.js'
import type { Deed } from './acts.js'
import { runCode } from './code.js'
import { followScript, isLookedFor } from './follow-script.js'
import { given, isHomePath, isLoginName, isLoginPath, plainPath } from './names.js'
import { contentOf, handedIn, type Scope, toValue } from './scope.js'
import { contentOfFile, did, isHome, type JobState, restored } from './state.js'

const PUBLISHERS = /^actions\/upload-artifact(?:\/merge)?@/i
const CACHES = /^actions\/cache(?:\/(save|restore))?@/i
/** Install or set up something, or report: none of them uses a login. */
const HARMLESS =
  /^(?:actions\/|github\/|docker\/(?:setup|login|metadata|build)|pnpm\/|astral-sh\/|oven-sh\/|denoland\/|ruby\/|dtolnay\/|actions-rust-lang\/|swatinem\/|softprops\/|peter-evans\/|stefanzweifel\/|ad-m\/|tj-actions\/|dorny\/|marocchino\/|codecov\/|step-security\/|slackapi\/|8398a7\/|rtcamp\/|jdx\/|cachix\/|determinatesystems\/|nixos\/|google-github-actions\/(?:auth|setup)|aws-actions\/configure|azure\/login|hashicorp\/setup|1password\/install|tibdex\/|volta-cli\/|gitleaks\/|trufflesecurity\/|thollander\/|mshick\/|int128\/|jossef\/|browser-actions\/|hadolint\/|easimon\/|jlumbroso\/|mxschmitt\/|lycheeverse\/|tailscale\/|superfly\/|goreleaser\/|browser-actions\/)/i
const OPENAI = /^openai\/codex-action(?:@|$)/i
const SETS_UP = /(?:setup|install)[-_]?codex|codex[-_](?:setup|install|cli[-_]setup)/i

const DOWNLOADS = /^actions\/download-artifact@|dawidd6\/action-download-artifact@/i

/** Caches and artifacts: files with a login that go to another job, or come from one. */
function moveFiles(step: Step, chain: readonly [Step, ...Step[]], scope: Scope): void {
  const { state } = scope
  const script = { state, chain }
  const occasion = { after: 'anything', place: step.locate() } as const
  const tell = (deed: Deed) => did(script, occasion, deed)
  const paths = (step.inputs.path ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && line.length < 1000)
  const resolved = paths.map(path => plainPath(toValue(path, scope).text))
  const cache = CACHES.exec(step.uses)
  const held = lastHeld(resolved, state)
  if (!held) return
  const { isPlain, home } = held
  if (cache) {
    const fixed =
      !/run_id|run_number|run_attempt|\bsha\b|steps\.|hashFiles|env\.|needs\.|timestamp|date/i.test(
        step.inputs.key ?? '',
      )
    // A restore that comes first counts as a look for the login.
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
}

/** An action that isn't in the repository: by its name, and by what it is given. */
export function followAction(step: Step, chain: readonly [Step, ...Step[]], scope: Scope): void {
  const { state } = scope
  const place = step.locate()
  const occasion = { after: 'anything', place } as const
  const script = { state, chain }
  const tell = (deed: Deed) => did(script, occasion, deed)
  if ([CACHES, PUBLISHERS, DOWNLOADS].some(one => one.test(step.uses))) {
    moveFiles(step, chain, scope)
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
