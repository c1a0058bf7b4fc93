import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import {
  access,
  constants,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { isWithin } from '../../src/system/files.js'
import { writablePlaces } from '../../src/system/writable.js'
import { cleanEnvironment } from '../../src/trust/environment/clean.js'
import { versionOf } from '../doubles/codex-machine.js'
import { type LabCodex, labFolder, machinePath } from '../doubles/lab/index.js'
import { asRoot, inCi, where } from './needs.js'

/** Where the tests may not be, whatever HOME says. */
const TEMPORARY = ['/tmp', '/var/tmp']
const LAB = new URL('../doubles/lab/index.js', import.meta.url).href

let home: string
/** A folder from which the action takes nothing. */
let temporary: string
beforeEach(async () => {
  home = await mkdtemp(join(labFolder(), 'höme of lab '))
  temporary = await mkdtemp('/tmp/lab-home-')
})
afterEach(async () => {
  for (const folder of [home, temporary]) await rm(folder, { recursive: true, force: true })
})

/** What a process of its own gets from the labs' module, with this environment and nothing else. */
async function answerOf<T>(expression: string, env: Record<string, string>): Promise<T> {
  const code = `import * as lab from ${JSON.stringify(LAB)}; process.stdout.write(JSON.stringify(${expression}))`
  const options = { env, cwd: '/' }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], options)
  return JSON.parse(stdout)
}

const codexOf = (env: Record<string, string>) => answerOf<LabCodex>('lab.labCodex()', env)

const versionIn = ({ directory }: LabCodex) => /codex-(\d+\.\d+\.\d+)-/.exec(directory)?.[1]

describe('the Codex of the labs', () => {
  test('is where the action takes programs from, with all that Codex has beside it', async () => {
    const codex = await codexOf({ HOME: home })
    expect(isWithin(codex.executable, await realpath(home))).toBe(true)
    const env = { PATH: codex.bin }
    const cleaned = await cleanEnvironment(env, writablePlaces(env, process.cwd(), []))
    expect([cleaned.env.PATH, cleaned.dropped]).toEqual([codex.bin, []])
    expect(await versionOf(codex.executable)).toBe(`codex-cli ${versionIn(codex)}`)
    const names = await readdir(dirname(codex.bin))
    expect(names).toEqual(expect.arrayContaining(['codex-package.json', 'codex-path', 'codex-resources']))
  })

  test('is made once, by however many processes at once, and nothing is left beside it', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => codexOf({ HOME: home })))
    expect(new Set(all.map(({ executable }) => executable)).size).toBe(1)
    const [first] = all as [LabCodex]
    const { ino } = await stat(first.executable)
    await codexOf({ HOME: home })
    expect((await stat(first.executable)).ino).toBe(ino)
    expect(await readdir(dirname(first.directory))).toHaveLength(1)
  })

  test('is made again where it is damaged', async () => {
    const { executable } = await codexOf({ HOME: home })
    const { size } = await stat(executable)
    // Not the linked file itself, which is that of node_modules.
    await rm(executable)
    await writeFile(executable, 'half of it')
    expect(await stat((await codexOf({ HOME: home })).executable)).toMatchObject({ size })
  })

  test('replaces those of other versions and what killed runs left, once nobody has used them for a day', async () => {
    const folder = join(home, '.cache', 'codex-auth-action-lab')
    const days = {
      'codex-0.1.0-5': 2,
      'codex-0.2.0-5': 0.5,
      '.codex-staging-lab': 2,
      'host-lab': 2,
      'host-now': 0,
    }
    for (const [name, age] of Object.entries(days)) {
      await mkdir(join(folder, name), { recursive: true })
      const then = new Date(Date.now() - age * 24 * 3_600_000)
      await utimes(join(folder, name), then, then)
    }
    const { directory } = await codexOf({ HOME: home })
    const own = directory.slice(dirname(directory).length + 1)
    expect((await readdir(folder)).sort()).toEqual(['codex-0.2.0-5', 'host-now', own].sort())
  })
})

/** The home that the system knows, where HOME leads to none. */
const systemHome = await access(userInfo().homedir, constants.W_OK).then(
  () => !TEMPORARY.some(place => isWithin(userInfo().homedir, place)),
  () => false,
)
const withSystemHome = where(
  systemHome || inCi,
  'tests of an odd HOME need a system that knows a home of this user',
)

describe('a HOME where no lab can be', () => {
  const elsewhere = ({ executable }: LabCodex) =>
    existsSync(executable) && !TEMPORARY.some(place => isWithin(executable, place))

  withSystemHome.each<[string, () => Promise<Record<string, string>>]>([
    ['unset', async () => ({})],
    ['empty', async () => ({ HOME: '' })],
    ['relative', async () => ({ HOME: 'home' })],
    ['below the temp folder', async () => ({ HOME: temporary })],
    ['in this repository', async () => ({ HOME: join(process.cwd(), 'build') })],
    ['not there, and not to be made', async () => ({ HOME: '/dev/null/home' })],
    [
      'a link into the temp folder',
      async () => {
        await symlink(temporary, join(home, 'link'))
        return { HOME: join(home, 'link') }
      },
    ],
  ])('%s: the one that the system knows is used', async (_, environment) => {
    const env = await environment()
    expect(elsewhere(await codexOf(env))).toBe(true)
    expect(existsSync(join(env.HOME || '/nowhere', '.cache'))).toBe(false)
  })

  test('whose cache is a link into the temp folder is used beside it', async () => {
    await symlink(temporary, join(home, '.cache'))
    const { executable } = await codexOf({ HOME: home })
    expect(isWithin(executable, join(await realpath(home), '.codex-auth-action-lab'))).toBe(true)
    expect(await readdir(temporary)).toEqual([])
  })

  test('is no matter of TMPDIR, which stages do not get', async () => {
    const { executable } = await codexOf({ HOME: home, TMPDIR: home })
    expect(isWithin(executable, await realpath(home))).toBe(true)
  })
})

asRoot('without any place: said with what is wrong with each, and what to do', async () => {
  // A user whom the system doesn't know has no other home.
  const failed = answerOf('process.setuid(54321) ?? lab.labFolder()', { HOME: '/var/tmp' })
  await expect(failed).rejects.toThrow(
    /no folder to work in: \/var\/tmp\/\.cache\/codex-auth-action-lab is below \/var\/tmp.*\nThe action uses.*\nSet HOME to/,
  )
})

describe('the PATH of a lab', () => {
  test('has neither what npm puts there nor what is below a temp folder', () => {
    const npm = ['/lab/x y/node_modules/.bin', '/node_modules/.bin/', '/usr/lib/node-gyp-bin']
    const path = [...npm, '/tmp/bin', '', 'bin', '/usr/bin', '/opt/lab ü/bin'].join(':')
    expect(machinePath(path)).toBe('/usr/bin:/opt/lab ü/bin')
  })
})
