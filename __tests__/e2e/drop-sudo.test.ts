import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { CLOSED, closedRegistry, machinePath, proxiedBy } from '../doubles/lab/index.js'
import { inLab, type Lab } from './lab.js'
import { able, addUser, type MachineUser, withUsers } from './machine-user.js'

const USER = 'codex-lab-sudoer'
const GRANT = `/etc/sudoers.d/${USER}`
const RULE = '/etc/sudoers.d/zzzz-codex-auth-action'

let user: MachineUser
beforeAll(() => {
  if (!able) return
  user = addUser(USER)
  // As the images of GitHub-hosted runners grant it.
  writeFileSync(GRANT, `${USER} ALL=(ALL) NOPASSWD:ALL\n`, { mode: 0o440 })
})
afterAll(() => {
  rmSync(GRANT, { force: true })
  rmSync(RULE, { force: true })
  user?.remove()
})

const maySudo = () => {
  try {
    execFileSync('sudo', ['-u', USER, 'sudo', '-n', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Main of the action as the user, whom the runner double can't be: a host store, and a login that is due. */
async function main(lab: Lab, inputs: Record<string, string>): Promise<{ code: number; log: string }> {
  const { dir, home, uid } = user
  // The one that runs us may lie where only its owner may look, as the checkout may.
  const node = join(dir, 'node')
  copyFileSync(process.execPath, node)
  chmodSync(node, 0o755)
  const codexHome = join(home, '.codex')
  cpSync(join(process.cwd(), 'dist'), join(dir, 'dist'), { recursive: true })
  mkdirSync(codexHome, { recursive: true })
  writeFileSync(join(codexHome, 'config.toml'), lab.openai.configToml)
  copyFileSync(lab.openai.env.CODEX_CA_CERTIFICATE ?? '', join(dir, 'ca.pem'))
  const temp = join(home, 'temp')
  for (const folder of [temp, join(home, 'work')]) mkdirSync(folder, { recursive: true })
  const files = Object.fromEntries(
    ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY'].map(name => [`GITHUB_${name}`, join(temp, name)]),
  )
  for (const file of Object.values(files)) writeFileSync(file, '')
  writeFileSync(join(temp, 'event.json'), JSON.stringify({ repository: { private: true } }))
  execFileSync('chown', ['-R', USER, home])
  const env = {
    ...lab.openai.env,
    ...files,
    ...closedRegistry,
    ...proxiedBy(CLOSED),
    CODEX_CA_CERTIFICATE: join(dir, 'ca.pem'),
    GITHUB_EVENT_PATH: join(temp, 'event.json'),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'lab/project',
    HOME: home,
    PATH: `${user.bin}${delimiter}${machinePath()}`,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  }
  const child = spawn(node, [join(dir, 'dist', 'main.js')], {
    env,
    uid,
    gid: uid,
    cwd: join(home, 'work'),
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log += chunk
    })
  const [code] = (await once(child, 'close')) as [number]
  return { code, log: log.replaceAll(/::add-mask::.*/g, '') }
}

withUsers(
  'drop-sudo takes sudo from the user, touches nothing else, and a refresh after it still saves',
  inLab(async lab => {
    expect(maySudo()).toBe(true)
    const before = readdirSync('/etc/sudoers.d')
    const sudoers = readFileSync('/etc/sudoers', 'utf8')
    lab.openai.script([{ command: 'sudo -n id || echo no sudo' }, { message: 'Done.' }])
    const { code, log } = await main(lab, {
      'auth-json': lab.openai.login(),
      'safety-strategy': 'drop-sudo',
      'force-refresh': 'true',
      prompt: 'Try sudo',
    })
    expect([code, log]).toEqual([0, expect.stringMatching(/^no sudo$/m)])
    expect(log).toMatch(/has no sudo from here on: steps after this one neither\. Only root can undo it/)
    expect(maySudo()).toBe(false)
    expect(readdirSync('/etc/sudoers.d').filter(name => !before.includes(name))).toEqual([
      'zzzz-codex-auth-action',
    ])
    expect(readFileSync('/etc/sudoers', 'utf8')).toBe(sudoers)
    execFileSync('visudo', ['-cq'])
    expect(lab.openai.presentations().map(({ times }) => times)).toEqual([1, 0])
    const saved = JSON.parse(readFileSync(join(user.home, '.codex/auth.json'), 'utf8'))
    const newest = JSON.parse(lab.openai.currentAuthJson())
    expect(saved.tokens.refresh_token === newest.tokens.refresh_token).toBe(true)
  }),
  60_000,
)
