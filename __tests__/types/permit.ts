/**
 * What must not compile; `tsc` fails here as soon as it does. Nothing of it is run.
 */
import { AppServer, FencedAppServer } from '../../src/codex/app-server.js'
import { type Codex, type Start, startCodex, startUnfenced } from '../../src/codex/process.js'
import { refresh } from '../../src/codex/refresh.js'
import { Unfenced } from '../../src/codex/unfenced.js'
import { RefreshPermit } from '../../src/keeper/refresh.js'

declare const codex: Codex
declare const start: Start
declare const right: Unfenced
declare const request: Parameters<typeof refresh>[1]

export async function withoutPermit(): Promise<void> {
  // @ts-expect-error An unfenced Codex needs the right that the permit has.
  await startUnfenced(codex, start)
  // @ts-expect-error Nothing that only looks like that right is one.
  await startUnfenced(codex, start, { variables: { CODEX_REFRESH_TOKEN_URL_OVERRIDE: '' } })
  // @ts-expect-error An app-server that may refresh needs it too.
  await AppServer.startUnfenced(codex)
  const { right: _, ...withoutRight } = request
  // @ts-expect-error So does a refresh.
  await refresh(codex, withoutRight)
  // @ts-expect-error A stub is on this machine: it has a port, and no address.
  Unfenced.toStub('https://auth.openai.com/oauth/token')
  // @ts-expect-error A permit comes from the lease alone.
  new RefreshPermit(undefined, undefined, undefined)
}

export async function withKill(): Promise<void> {
  const refreshing = await startUnfenced(codex, start, right)
  // @ts-expect-error A Codex that may be refreshing can't be signalled.
  refreshing.kill('SIGTERM')
  const server = await AppServer.startUnfenced(codex, right)
  // @ts-expect-error Nor can its app-server be abandoned.
  await server.abandon()

  // What can't refresh may be ended.
  const fenced = await startCodex(codex, start)
  fenced.kill('SIGTERM')
  await (await FencedAppServer.start(codex)).abandon()
}
