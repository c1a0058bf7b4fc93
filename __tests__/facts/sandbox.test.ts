import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from '@jest/globals'
import { EXEC, fact, type Home, type Scene, scene, shared, until } from './harness.js'

// §10: the sandbox and auth.json, and what §12 adds.

/** What the model is told of a command's output. */
const outputs = (scene: Scene): string =>
  JSON.stringify(scene.openai.modelRequests.map(({ input }) => input)).replaceAll('\\\\', '\\')

const profile = (path: string) => [
  ...['-c', 'default_permissions="lab"'],
  ...['-c', `permissions.lab.filesystem={":root"="read","${path}"="deny",":project_roots"={"."="write"}}`],
]

/** Whether a command of the model's gets a part of auth.json. */
const reads = (args: (home: Home) => readonly string[], config = '') =>
  scene(async scene => {
    const seed = scene.openai.login()
    const home = scene.home(seed, { config })
    scene.openai.script([{ command: `cat ${home.authFile}` }])
    const { code } = await scene.run(home, { args: [...EXEC, ...args(home), 'Read it'] })
    const { refresh_token } = JSON.parse(seed).tokens
    const said = outputs(scene)
    return { code, reads: said.includes(refresh_token), denied: said.includes('Permission denied') }
  })

fact('sandbox-shows-login', async () => {
  expect(await reads(() => ['-s', 'read-only'])).toMatchObject({ code: 0, reads: true })
  expect(await reads(() => ['-s', 'workspace-write'])).toMatchObject({ code: 0, reads: true })
})

fact('profile-denies', async () => {
  expect(await reads(home => profile(home.authFile))).toEqual({ code: 0, reads: false, denied: true })
})

fact('profile-denies-directory', async () => {
  const args = (home: Home) => [
    ...['-c', 'default_permissions="lab"'],
    ...['-c', `permissions.lab.filesystem={":root"="read","${home.dir}"="deny","${home.dir}/tmp"="write"}`],
  ]
  expect(await reads(args)).toMatchObject({ reads: false })
})

fact('sandbox-flag-cancels-profile', async () => {
  expect(await reads(home => [...profile(home.authFile), '-s', 'read-only'])).toMatchObject({ reads: true })
})

fact('profile-beats-sandbox-mode', async () => {
  const config = 'sandbox_mode = "danger-full-access"\n'
  expect(await reads(home => profile(home.authFile), config)).toMatchObject({ code: 0, reads: false })
})

fact('profile-while-refreshing', () =>
  scene(async scene => {
    const seed = scene.openai.login({ expInMs: 4 * 60_000 })
    const home = scene.home(seed)
    const { code } = await scene.exec(home, { args: profile(home.authFile) })
    expect([code, scene.openai.acceptedRefreshes.length, home.auth() === seed]).toEqual([0, 1, false])
  }),
)

fact('replaced-file-is-shown', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const tried = join(home.work, 'tried')
    const command = `for i in $(seq 40); do cat ${home.authFile} && break; touch ${tried}; sleep 0.25; done`
    scene.openai.script([{ command, yieldTimeMs: 20_000 }])
    const running = scene.start(home, { args: [...EXEC, ...profile(home.authFile), 'Read it'] })
    await until(() => existsSync(tried))
    const next = scene.openai.currentAuthJson()
    home.put(next)
    await running.ended
    expect(outputs(scene)).toContain(JSON.parse(next).tokens.refresh_token)
  }),
)

/** A run whose git and bwrap are scripts that write down what they get. */
const watched = shared(() =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const bin = join(home.work, '..', 'bin')
    mkdirSync(bin)
    const notes = join(bin, 'notes')
    spawnSync('git', ['init', '--quiet', home.work])
    writeFileSync(join(bin, 'git'), `#!/bin/sh\nexport -p > ${notes}.git.$$\nexit 1\n`)
    chmodSync(join(bin, 'git'), 0o755)
    const env = {
      PATH: `${bin}:${process.env.PATH}`,
      LD_LIBRARY_PATH: '/lab-library',
      XDG_CONFIG_HOME: '/lab-config',
    }
    const { code } = await scene.run(home, { args: [...EXEC, '-s', 'read-only', 'Say OK'], env })
    const git = readdirSync(bin)
      .filter(name => name.startsWith('notes.git'))
      .map(name => readFileSync(join(bin, name), 'utf8'))
    return { code, git, home: home.dir }
  }),
)

fact('git-from-path', async () => {
  const { code, git } = await watched()
  expect([code, git.length > 0]).toEqual([0, true])
})

fact('git-gets-environment', async () => {
  const { git } = await watched()
  expect(git.every(text => text.includes('/lab-library') && text.includes('/lab-config'))).toBe(true)
})

fact('helper-directory', async () => {
  const { git, home } = await watched()
  const first = git.map(text => /^export PATH='?([^:']+)/m.exec(text)?.[1] ?? '')
  expect([...new Set(first.map(dirname))]).toEqual([join(home, 'tmp', `arg0-${process.platform}`)])
})

fact('skills-without-instructions', () =>
  scene(async scene => {
    const home = scene.home(scene.openai.login())
    const skill = join(home.work, '.agents', 'skills', 'lab')
    mkdirSync(skill, { recursive: true })
    writeFileSync(join(skill, 'SKILL.md'), '---\nname: lab\ndescription: skill-of-the-lab\n---\nHello\n')
    writeFileSync(join(home.work, 'AGENTS.md'), 'instructions-of-the-lab\n')
    await scene.exec(home, { args: ['-c', 'project_doc_max_bytes=0'] })
    const sent = JSON.stringify(scene.openai.modelRequests)
    expect([sent.includes('skill-of-the-lab'), sent.includes('instructions-of-the-lab')]).toEqual([
      true,
      false,
    ])
  }),
)
