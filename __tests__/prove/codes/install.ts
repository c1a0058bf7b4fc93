import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createMachine, type Machine, NOWHERE } from '../../doubles/codex-machine.js'
import type { Values } from '../../doubles/runner/index.js'
import type { Lab } from '../../e2e/lab.js'
import { onHost, RUN, type Story, WITHOUT_CODEX } from './story.js'

const VERSION = '99.1.0'

/** A machine without Codex, which is to get one of this registry. */
const from = (
  code: string,
  when: string,
  make: (machine: Machine, lab: Lab) => Promise<{ url: string; env?: Values; version?: string }>,
): Story =>
  onHost(code, when, async lab => {
    const machine = await createMachine()
    try {
      const { url, env = {}, version = VERSION } = await make(machine, lab)
      const names = { NPM_CONFIG_REGISTRY: url, npm_config_registry: url }
      return await lab.job(
        { 'auth-json': lab.openai.login(), ...RUN, 'codex-version': version },
        { on: lab.runner('empty', { ...WITHOUT_CODEX, ...names, ...env }) },
      )
    } finally {
      await machine.remove()
    }
  })

/** A registry that has a Codex of that number, which is a script. */
async function published(
  machine: Machine,
  body: string,
  more: { readonly integrity?: string | null } = {},
): Promise<{ url: string }> {
  const registry = await machine.registry({ longForm: true })
  const tarball = await machine.pack(body)
  for (const name of [VERSION, `${VERSION}-${process.platform}-${process.arch}`])
    await registry.publish(name, { tarball, ...more })
  return registry
}
const ANSWERS = `echo codex-cli ${VERSION}`

export const INSTALL: readonly Story[] = [
  from('codex-version-invalid', 'a version that is not one', async () => ({
    url: NOWHERE,
    version: 'one.two',
  })),
  from('codex-version-not-found', 'no such release', async machine => machine.registry()),
  from('codex-registry-invalid', 'an address of another kind', async () => ({ url: 'ftp://127.0.0.1' })),
  from('codex-registry-unreachable', 'nobody listens', async () => ({ url: NOWHERE })),
  from('codex-registry-refused', 'it wants a password', async machine =>
    machine.registry({ authorization: 'Bearer lab' }),
  ),
  from('codex-integrity-missing', 'a mirror that leaves out dist.integrity', async machine =>
    published(machine, ANSWERS, { integrity: null }),
  ),
  from('codex-integrity-mismatch', 'another file', async machine =>
    published(machine, ANSWERS, { integrity: `sha512-${Buffer.alloc(64).toString('base64')}` }),
  ),
  from('codex-wrong-version', 'another release in it', async machine =>
    published(machine, 'echo codex-cli 1.2.3'),
  ),
  from('codex-not-runnable', 'it ends with an error', async machine => published(machine, 'exit 126')),
  from('codex-check-failed', 'it does not refresh as others do', async machine =>
    published(machine, `[ "$1" = --version ] && exec ${ANSWERS}; exit 1`),
  ),
  from('codex-unpack-failed', 'no archive', async machine => {
    const registry = await machine.registry({ longForm: true })
    const tarball = join(machine.home, 'lab.tgz')
    await writeFile(tarball, 'lab')
    for (const name of [VERSION, `${VERSION}-${process.platform}-${process.arch}`])
      await registry.publish(name, { tarball })
    return registry
  }),
  from('codex-check-impossible', 'nothing can be written where it is checked', async (machine, { dir }) => {
    const cache = join(dir, 'home', '.cache')
    await mkdir(cache, { recursive: true })
    await writeFile(join(cache, 'codex-auth-action'), '')
    return published(machine, ANSWERS)
  }),
]
