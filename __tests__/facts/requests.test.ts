import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { EXEC, fact, fenced, scene, shared, startRecorder } from './harness.js'

// §11: what a double needs; and §16: a check without TLS that doesn't leave the machine.

const run = shared(() =>
  scene(async scene => {
    scene.openai.script([{ command: 'echo command-of-the-lab' }])
    const home = scene.home(scene.openai.login())
    const { code } = await scene.run(home, { args: [...EXEC, '-s', 'danger-full-access', 'Say OK'] })
    const { unexpected, log, modelRequests } = scene.openai
    return { code, unexpected: [...unexpected], log: [...log], modelRequests: [...modelRequests] }
  }),
)

fact('known-requests', async () => {
  const { code, unexpected } = await run()
  expect([code, unexpected]).toEqual([0, []])
})

fact('websocket-first', async () => {
  const { log } = await run()
  const calls = log.filter(({ kind }) => kind.startsWith('responses'))
  expect(calls.slice(0, 2).map(({ kind, status }) => [kind, status])).toEqual([
    ['responses-websocket', 426],
    ['responses', 200],
  ])
})

fact('exec-command-tool', async () => {
  const { modelRequests } = await run()
  const outputs = ((modelRequests.at(-1)?.input ?? []) as { type: string }[]).filter(
    ({ type }) => type === 'function_call_output',
  )
  expect(JSON.stringify(outputs)).toContain('command-of-the-lab')
})

fact('check-without-tls', () =>
  scene(async scene => {
    const plain = await startPlain()
    const recorder = await startRecorder()
    const config = [
      'model_provider = "check"',
      `openai_base_url = "${plain.origin}/backend-api/codex"`,
      `chatgpt_base_url = "${plain.origin}/backend-api/"`,
      '[model_providers.check]',
      'name = "check"',
      `base_url = "${plain.origin}/backend-api/codex"`,
      'wire_api = "responses"',
      'requires_openai_auth = true',
      'supports_websockets = false',
      '',
    ].join('\n')
    const home = scene.home(scene.openai.login())
    writeFileSync(join(home.dir, 'config.toml'), config)
    const args = [...EXEC, '-c', 'analytics.enabled=false', 'Say OK']
    const { code, stdout } = await scene.run(home, { args, env: { ...recorder.env, ...fenced } })
    recorder.close()
    plain.close()
    expect([code, stdout, recorder.hosts]).toEqual([0, expect.stringContaining('reply-of-the-stub'), []])
  }),
)

/** The least of OpenAI that a turn needs, by HTTP. */
async function startPlain() {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://lab').pathname
    request.resume()
    if (path.endsWith('/responses')) {
      const item = {
        type: 'message',
        role: 'assistant',
        id: 'msg_lab',
        content: [{ type: 'output_text', text: 'reply-of-the-stub' }],
      }
      const lines = [
        { type: 'response.created', response: { id: 'resp_lab' } },
        { type: 'response.output_item.done', output_index: 0, item },
        {
          type: 'response.completed',
          response: {
            id: 'resp_lab',
            output: [item],
            usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
          },
        },
      ]
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(lines.map(line => `event: ${line.type}\ndata: ${JSON.stringify(line)}\n\n`).join(''))
      return
    }
    const account = '1ab1ab1a-0000-4000-8000-000000000001'
    const accounts = {
      accounts: [
        {
          id: account,
          name: 'lab',
          plan_type: 'pro',
          structure: 'personal',
          workspace_backend_origin: 'https://chatgpt.com',
          account_routing_override: 'NO_CONSTRAINT',
        },
      ],
      account_ordering: [account],
      default_account_id: account,
    }
    const answer = path.endsWith('/accounts/check')
      ? accounts
      : path.endsWith('/models')
        ? { models: [] }
        : {}
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
