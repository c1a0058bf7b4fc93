import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { node24 } from '../../doubles/runner/node24.js'

/** What jobs leave outside of themselves. */
export interface Outside {
  /** A folder for each artifact, by its name. */
  readonly artifacts: string
  /** While this file is there, no job begins after the first one. */
  readonly hold: string
  /** What the environment's secret holds; no such file if the login isn't in one. */
  readonly secret: string
}

const UPLOAD = 'actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02'
const DOWNLOAD = 'actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093'

/** Our action, as the workflow names it. */
export const actionOf = (workflow: string): string =>
  /uses: (\S+\/codex-auth-action@\S+)/.exec(workflow)?.[1] ?? ''

/** Folders for the actions that the workflow uses, by their names there; undefined for ours. */
export async function actionsIn(
  folder: string,
  workflow: string,
  { artifacts }: Outside,
): Promise<Record<string, string | undefined>> {
  const composite = async (name: string, run: string, ...inputs: string[]) => {
    const action = {
      name,
      inputs: Object.fromEntries(inputs.map(input => [input, { description: input }])),
      runs: { using: 'composite', steps: [{ run, shell: 'bash', env: variablesOf(inputs) }] },
    }
    await mkdir(join(folder, name), { recursive: true })
    await writeFile(join(folder, name, 'action.yml'), JSON.stringify(action))
    return join(folder, name)
  }
  const into = `'${artifacts}'/"$NAME"`
  return {
    [actionOf(workflow)]: undefined,
    [UPLOAD]: await composite('upload', `mkdir -p ${into} && cp "$FROM"/* ${into}`, 'name', 'path'),
    [DOWNLOAD]: await composite(
      'download',
      `mkdir -p "$FROM" && cp '${artifacts}'/$PATTERN/* "$FROM"`,
      'pattern',
      'path',
    ),
  }
}

/** The inputs as variables. `PATH` is taken. */
const variablesOf = (inputs: readonly string[]) =>
  Object.fromEntries(
    inputs.map(input => [input === 'path' ? 'FROM' : input.toUpperCase(), `\${{ inputs.${input} }}`]),
  )

/**
 * Programs that jobs find first. `node` hands over a secret as GitHub does with one of an environment (docs/facts/github.md,
 * "When secrets are read"): as it is when the job starts, and the same to all its stages. `sleep` ends when both jobs that
 * have to meet are there.
 */
export async function programsIn(folder: string, { artifacts, hold, secret }: Outside): Promise<string> {
  const arrived = join(folder, 'arrived')
  await mkdir(arrived, { recursive: true })
  const program = (name: string, ...lines: string[]) =>
    writeFile(join(folder, name), ['#!/usr/bin/env bash', 'set -euo pipefail', ...lines, ''].join('\n'), {
      mode: 0o755,
    })
  const own = '"$RUNNER_TEMP"/auth.json'
  await program(
    'node',
    // act asks the first node that it finds where it is.
    'case "$*" in *process.execPath*) realpath "$0"; exit ;; esac',
    `case "$1" in */dist/pre.js) while [ -e '${hold}' ] && ls '${artifacts}'; do /usr/bin/sleep 0.02; done > /dev/null 2>&1 ;; esac`,
    `[ ! -e '${secret}' ] || [ -e ${own} ] || cp '${secret}' ${own}`,
    `case "$1" in */dist/*) [ ! -e ${own} ] || exec env "INPUT_AUTH-JSON=$(< ${own})" '${node24()}' "$@" ;; esac`,
    `exec '${node24()}' "$@"`,
  )
  await program(
    'sleep',
    `touch '${arrived}'/$$`,
    // One of them may have failed before.
    `for _ in {1..600}; do [ "$(ls '${arrived}' | wc -l)" -lt 2 ] || exit 0; /usr/bin/sleep 0.05; done`,
  )
  return folder
}
