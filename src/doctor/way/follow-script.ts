import type { Place, Step } from '../workflow.js'
import { runCode } from './code.js'
import { contentOf, handedIn, type Scope } from './scope.js'
import { runShell } from './shell.js'
import { did, type JobState } from './state.js'
import { LONGEST_SCRIPT } from './stream.js'

export function followScript(
  step: Step,
  chain: readonly [Step, ...Step[]],
  scope: Scope,
  text: string,
): void {
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
export function isLookedFor(chain: readonly Step[], { looked }: JobState): boolean {
  return chain.some(({ condition }) => {
    if (condition.includes('hashFiles') && condition.includes('auth.json')) return true
    return [...condition.matchAll(/\bsteps\.([\w-]+)\./g)].some(([, id]) => looked.has(id ?? ''))
  })
}
