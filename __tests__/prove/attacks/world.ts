import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { labCodex } from '../../doubles/lab/index.js'
import type { Values } from '../../doubles/runner/index.js'
import type { Lab } from '../../e2e/lab.js'
import { ATTEMPTS } from './attempts.js'
import { HOSTILE_PATH, hostileEnvironment } from './environment.js'

/** What is planted where a model must not read it; no script names one. */
export const CANARY = 'lab-canary'

/** A lab with everything in it that the attempts are after. */
export interface World {
  readonly workspace: string
  /** The job's environment: each variable leads to where the model may write. */
  readonly env: Values
  /** All that the listening servers were sent. */
  readonly received: () => string
  /** Replaces auth.json again and again by one of the same bytes, as a refresh does, and starts another job's home. */
  refresh(bytes: string, until: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** A step before Codex's: a repository, directories on PATH, and values that are nobody's business. */
export const EARLIER_STEP = [
  'git init -q . 2>/dev/null; echo lab | tee README.md > LICENSE; git add README.md LICENSE; git -c user.name=lab -c user.email=lab@lab.invalid commit -q -m lab',
  'echo "$PWD/node_modules/.bin" >> "$GITHUB_PATH"',
  ...HOSTILE_PATH,
  // The text of this step itself is a script in RUNNER_TEMP.
  `printf '%s-%s' '${CANARY}' checkout > "$RUNNER_TEMP/git-credentials-lab.config"; : ${CANARY}-script`,
  `printf 'OF_A_STEP=%s-env\\n' '${CANARY}' >> "$GITHUB_ENV"; printf 'of-a-step=%s-output\\n' '${CANARY}' >> "$GITHUB_OUTPUT"`,
].join('\n')

export async function openWorld(lab: Lab): Promise<World> {
  const { folders } = lab.runner()
  const workspace = join(folders.work, 'project', 'project')
  const agent = join(folders.work, '..')
  const sent: string[] = []
  const listen = async (at: number | string): Promise<Server> => {
    const server = createServer(socket => {
      socket.on('error', () => undefined)
      socket.on('data', data => {
        sent.push(String(data))
        socket.end('HTTP/1.0 204 \r\n\r\n')
      })
    })
    server.listen(typeof at === 'string' ? { path: at } : { port: at, host: '127.0.0.1' })
    await once(server, 'listening')
    return server
  }
  const socket = join(folders.home, 'docker.sock')
  const abstract = `lab-${process.pid}-${lab.dir.slice(-6)}`
  const web = await listen(0)
  const servers = [web, await listen(socket), await listen(`\0${abstract}`)]
  const udp = createSocket('udp4').on('message', message => sent.push(String(message)))
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')

  for (const name of ['.credentials', '.credentials_rsaparams', '.env', '_diag/Worker.log'])
    await plant(join(agent, name), `${CANARY}-agent`)
  await plant(join(folders.tools, 'codex', '0.1.0', 'x64', 'codex'), '#!/bin/sh\n', 0o755)
  await plant(join(folders.home, '.codex-auth-action', 'job-other', 'auth.json'), `${CANARY}-other-job`)
  await plant(join(lab.home, 'history.jsonl'), `${CANARY}-history\n`)
  await plant(join(lab.home, 'config.toml'), `# ${CANARY}-config\n${lab.openai.configToml}`)
  const temporary = await mkdtemp(join(tmpdir(), 'lab-path-'))
  const known = {
    A: lab.authFile,
    AGENT: agent,
    WEB: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    UDP: String(udp.address().port),
    SOCKET: socket,
    ABSTRACT: abstract,
    TOKEN_URL: lab.openai.tokenUrl,
    LAB_TEMPORARY: temporary,
  }
  await mkdir(join(workspace, 'node_modules', '.bin'), { recursive: true })
  const scripts = ATTEMPTS.filter(({ stored }) => !stored).flatMap(
    ({ id, script, second, whileRefreshed, last }) => [
      { id, script: script ?? whileRefreshed ?? last ?? ':' },
      ...(second ? [{ id: `${id}.second`, script: second }] : []),
    ],
  )
  await plantScripts(workspace, scripts, known)
  return {
    workspace,
    env: { ...hostileEnvironment(workspace), LAB_TEMPORARY: temporary },
    received: () => sent.join('\n'),
    async refresh(bytes, until) {
      await mkdir(join(folders.home, '.codex-auth-action', 'job-late'), { recursive: true })
      await plant(join(folders.home, '.codex-auth-action', 'job-late', 'auth.json'), `${CANARY}-late-job`)
      await plant(join(folders.temp, 'late-lab'), `${CANARY}-late`)
      while (!until.aborted) {
        await writeFile(join(lab.home, '.auth-lab'), bytes, { mode: 0o600 })
        await sleep(20)
        await rename(join(lab.home, '.auth-lab'), lab.authFile)
        await sleep(20)
      }
    },
    async close() {
      for (const server of servers) server.close()
      udp.close()
      await rm(temporary, { recursive: true, force: true })
    },
  }
}

async function plant(path: string, text: string, mode = 0o600): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, text, { mode })
}

/** Puts scripts into the workspace, and `play.sh`, which runs them with what is `known`. */
export async function plantScripts(
  workspace: string,
  scripts: readonly { readonly id: string; readonly script: string }[],
  known: Values,
): Promise<void> {
  const directory = join(workspace, 'attacks')
  for (const { id, script } of scripts) await plant(join(directory, `${id}.sh`), script)
  // A login shell may have put PATH back to the system's.
  const programs = `export PATH='${labCodex().bin}':$PATH`
  const exports = Object.entries(known).map(([name, value]) => `export ${name}='${value}'`)
  await plant(join(directory, 'play.sh'), [...exports, programs, PLAY].join('\n'))
}

/** Runs the scripts it is named, each cut short, with what they print between marks. */
const PLAY = `
for id in "$@"; do
  printf '\\n<<<%s>>>\\n' "$id"
  MARK="lab-mark-\${id%.second}-end" ESCAPED="$HOME/escaped-\${id%.second}" timeout -k 1 8 bash "attacks/$id.sh" 2>&1 < /dev/null | head -c 1500
done
printf '\\n<<<>>>\\n'
`

/** Every file below a directory with its text, but those in which Codex keeps what it was told. */
export async function textsBelow(directory: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || /\/\.codex\/.*(\.sqlite|\.jsonl$|models_cache)/.test(path)) continue
    texts.set(path, (await readFile(path).catch(() => Buffer.alloc(0))).toString('latin1'))
  }
  return texts
}
