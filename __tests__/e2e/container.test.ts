import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { inCi, where } from '../unit/needs.js'
import { bareStage } from './bare-stage.js'
import { inLab, type Lab } from './lab.js'

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
const test = where(isRoot || inCi, 'a root file system like that of a container needs root')

/**
 * Becomes a process whose root is a layer over the machine's, with Docker's mark in it, as in a container. `volumes` are
 * directories of the machine that outlive it. bash hands on variables with a hyphen in their name.
 */
const inContainer = (layer: string, volumes: readonly string[] = []): string => {
  const root = join(layer, 'root')
  const steps = [
    'set -e',
    `mount -t tmpfs tmpfs '${layer}'`,
    `mkdir '${layer}/upper' '${layer}/work' '${root}'`,
    `mount -t overlay overlay -o 'lowerdir=/,upperdir=${layer}/upper,workdir=${layer}/work' '${root}'`,
    `: > '${root}/.dockerenv'`,
    `mount -t proc proc '${root}/proc'`,
    `mount --rbind /dev '${root}/dev'`,
    ...volumes.map(volume => `mount --bind '${volume}' '${root}${volume}'`),
    `exec chroot '${root}' bash -c 'cd "$GITHUB_WORKSPACE" && exec "$@"' bash "$@"`,
  ]
  return `exec unshare --mount bash -c '${steps.join('\n').replaceAll("'", `'\\''`)}' bash "$@"`
}

/** A machine with Codex's configuration, and a directory for the layer. */
async function machineOf(lab: Lab) {
  const machine = await mkdtemp(join(lab.dir, 'machine-'))
  const codexHome = join(machine, 'home', '.codex')
  const layer = join(machine, 'layer')
  await mkdir(codexHome, { recursive: true })
  await mkdir(layer)
  await writeFile(join(codexHome, 'config.toml'), lab.openai.configToml)
  return { machine, codexHome, layer }
}

const inputsOf = (lab: Lab) => ({
  'auth-json': lab.openai.login({ expInMs: 3_600_000 }),
  storage: 'host',
  mode: 'keep-fresh',
})

test.each(['pre', 'main'] as const)(
  'in a container, whose disk ends with it, %s refuses to keep the login there, and nothing is refreshed',
  stage =>
    inLab(async lab => {
      const { machine, codexHome, layer } = await machineOf(lab)
      const before = inContainer(layer)

      const { code, log } = await bareStage(lab, { stage, machine, before, inputs: inputsOf(lab) })

      expect(log).toContain(`the login would be kept in ${codexHome}, which is part of the container`)
      expect(log).toContain(`--volume codex-home:${codexHome}`)
      expect(code).toBe(1)
      expect(lab.openai.log).toEqual([])
      expect(existsSync(join(codexHome, 'auth.json'))).toBe(false)
    })(),
  60_000,
)

test(
  'in a container with a volume at CODEX_HOME the login is refreshed, and is in the volume',
  inLab(async lab => {
    const { machine, codexHome, layer } = await machineOf(lab)
    const before = inContainer(layer, [codexHome])

    const { code, log } = await bareStage(lab, { machine, before, inputs: inputsOf(lab) })

    expect([code, log]).toEqual([0, expect.stringContaining('Refreshed and stored the login')])
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    const kept = JSON.parse(await readFile(join(codexHome, 'auth.json'), 'utf8'))
    expect(kept.tokens.refresh_token).toBe(JSON.parse(lab.openai.currentAuthJson()).tokens.refresh_token)
  }),
  60_000,
)
