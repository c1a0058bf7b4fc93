import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codexBinary } from '../../doubles/openai/codex-driver.js'
import type { Lab } from '../../e2e/lab.js'
import { ATTEMPTS } from './attempts.js'

/** What is planted where a model must not read it; no script names one. */
export const CANARY = 'lab-canary'

/** A lab with everything in it that the attempts are after. */
export interface World {
  readonly workspace: string
  /** All that the listening servers were sent. */
  readonly received: () => string
  /** Replaces auth.json again and again by one of the same bytes, as a refresh does, and starts another job's home. */
  refresh(bytes: string, until: AbortSignal): Promise<void>
  close(): void
}

/** A step before Codex's: a repository, a directory of it on PATH, and values that are nobody's business. */
export const EARLIER_STEP = [
  'git init -q . 2>/dev/null; git -c user.name=lab -c user.email=lab@lab.invalid commit -q --allow-empty -m lab',
  'echo "$PWD/node_modules/.bin" >> "$GITHUB_PATH"',
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

  const plant = async (path: string, text: string, mode = 0o600) => {
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, text, { mode })
  }
  for (const name of ['.credentials', '.credentials_rsaparams', '.env', '_diag/Worker.log'])
    await plant(join(agent, name), `${CANARY}-agent`)
  await plant(join(folders.tools, 'codex', '0.1.0', 'x64', 'codex'), '#!/bin/sh\n', 0o755)
  await plant(join(folders.home, '.codex-auth-action', 'job-other', 'auth.json'), `${CANARY}-other-job`)
  await plant(join(lab.home, 'history.jsonl'), `${CANARY}-history\n`)
  await plant(join(lab.home, 'config.toml'), `# ${CANARY}-config\n${lab.openai.configToml}`)
  const known = {
    A: lab.authFile,
    AGENT: agent,
    WEB: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    UDP: String(udp.address().port),
    SOCKET: socket,
    ABSTRACT: abstract,
    TOKEN_URL: lab.openai.tokenUrl,
  }
  const scripts = join(workspace, 'attacks')
  await mkdir(join(workspace, 'node_modules', '.bin'), { recursive: true })
  for (const { id, script, second, whileRefreshed } of ATTEMPTS) {
    await plant(join(scripts, `${id}.sh`), script ?? whileRefreshed ?? ':')
    if (second) await plant(join(scripts, `${id}.second.sh`), second)
  }
  // A login shell may have put PATH back to the system's.
  const programs = `export PATH='${dirname(codexBinary())}':$PATH`
  const exports = Object.entries(known).map(([name, value]) => `export ${name}='${value}'`)
  await plant(join(scripts, 'play.sh'), [...exports, programs, PLAY].join('\n'))
  return {
    workspace,
    received: () => sent.join('\n'),
    async refresh(bytes, until) {
      await mkdir(join(folders.home, '.codex-auth-action', 'job-late'), { recursive: true })
      await plant(join(folders.home, '.codex-auth-action', 'job-late', 'auth.json'), `${CANARY}-late-job`)
      while (!until.aborted) {
        await writeFile(join(lab.home, '.auth-lab'), bytes, { mode: 0o600 })
        await sleep(20)
        await rename(join(lab.home, '.auth-lab'), lab.authFile)
        await sleep(20)
      }
    },
    close() {
      for (const server of servers) server.close()
      udp.close()
    },
  }
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
