import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { DEFAULT_CODEX_VERSION } from '../../src/codex/install/provide.js'
import { CODEX, createMachine } from '../doubles/codex-machine.js'
import { codexBinary } from '../doubles/lab/index.js'
import type { NpmRegistry } from '../doubles/npm-registry.js'
import {
  errorsOf,
  HOUR,
  inLeaseWorld,
  type LeaseWorld,
  logOf,
  outputsOf,
  warningsOf,
} from '../e2e/lease-world.js'
import { bringBubblewrap } from '../e2e/wrapped-codex.js'

const LATE = 150_000
const NEWEST = '99.1.0'
const CHECKING = `Codex ${NEWEST} is new to this action: checking it`

/** Makes a lock that no release has, and is otherwise the real Codex. */
const BROKEN = 'case "$*" in *app-server*) : > "$CODEX_HOME/login.lck";; esac'

/** A release that nobody has tried: the real Codex, with another number and perhaps a fault. */
async function published(fault: string): Promise<NpmRegistry & AsyncDisposable> {
  const machine = await createMachine()
  const registry = await machine.registry({ longForm: true })
  const version = `if [ "$1" = --version ]; then echo codex-cli ${NEWEST}; exit; fi`
  const tarball = await machine.pack(`${version}\n${fault}\nexec '${codexBinary()}' "$@"`, directory =>
    bringBubblewrap(join(directory, CODEX)),
  )
  for (const name of [NEWEST, `${NEWEST}-${process.platform}-${process.arch}`])
    await registry.publish(name, { tarball })
  return Object.assign(registry, { [Symbol.asyncDispose]: () => machine.remove() })
}

/** Both names: some runners have one of them already. */
const from = ({ url }: NpmRegistry) => ({ env: { NPM_CONFIG_REGISTRY: url, npm_config_registry: url } })

/** A login that a job would refresh at once. */
async function due({ lab, put }: LeaseWorld): Promise<string> {
  const seed = lab.openai.login({ expInMs: HOUR })
  await put(seed)
  return seed
}

test.concurrent(
  'latest with a broken newest release: a warning, the default version, and a green job',
  inLeaseWorld(async world => {
    await using registry = await published(BROKEN)
    await due(world)
    const job = await world.job({ mode: 'keep-fresh', 'codex-version': 'latest' }, from(registry))
    expect(errorsOf(job)).toEqual([])
    expect(job.conclusion).toBe('success')
    expect(outputsOf(job)).toMatchObject({ 'codex-version': DEFAULT_CODEX_VERSION, refreshed: 'true' })
    expect(warningsOf(job)).toEqual([
      expect.stringMatching(
        /^Codex 99\.1\.0 has not passed this action's check \(locks\): it made or locked codex\/login\.lck\.\n.*\nUsing Codex .*, the default, instead of `codex-version: latest`\.$/s,
      ),
    ])
    expect(logOf(job, 'main')).toContain(CHECKING)
  }),
  LATE,
)

test.concurrent(
  'an exact version that is broken: the job fails and names the fact, the login is as it was, and no lease was asked for',
  inLeaseWorld(async world => {
    await using registry = await published(BROKEN)
    const seed = await due(world)
    const job = await world.job({ prompt: 'Say OK', 'codex-version': NEWEST }, from(registry))
    expect(job.conclusion).toBe('failure')
    expect(errorsOf(job)).toEqual([
      expect.stringMatching(
        /\(locks\): it made or locked .*\nThe login is safe only if Codex locks the login with/s,
      ),
    ])
    expect(outputsOf(job)).toMatchObject({ 'auth-reason': 'codex-check-failed' })
    expect(await world.stored()).toBe(seed)
    expect(world.asked()).toEqual([])
    expect(world.lab.openai.log).toEqual([])
  }),
  LATE,
)

test.concurrent(
  'an exact version that is good is checked once on a machine, and then used',
  inLeaseWorld(async world => {
    await using registry = await published('')
    await due(world)
    const on = await world.lab.fresh()
    const use = { on, ...from(registry) }
    const first = await world.job({ prompt: 'Say OK', 'codex-version': NEWEST }, use)
    expect(errorsOf(first)).toEqual([])
    expect(outputsOf(first)).toMatchObject({
      'codex-version': NEWEST,
      refreshed: 'true',
      'final-message': 'OK',
    })
    expect(logOf(first, 'main')).toContain(CHECKING)

    const second = await world.job({ mode: 'setup', 'codex-version': NEWEST }, use)
    expect(second.conclusion).toBe('success')
    expect(logOf(second, 'main')).not.toContain(CHECKING)
    expect(logOf(second, 'main')).toContain(
      `Codex ${NEWEST}: it has passed this action's check on this machine before.`,
    )
  }),
  LATE,
)
