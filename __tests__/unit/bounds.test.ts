import { describe, expect, test } from '@jest/globals'
import { assertKeepsBounds, parseCodexArgs } from '../../src/codex/exec/arguments.js'
import { helperPlaces } from '../../src/codex/exec/helper-places.js'
import { permissionArguments } from '../../src/codex/exec/sandbox.js'

describe('codex-args that would lift the sandbox', () => {
  test.each([
    '-s danger-full-access',
    '-sread-only',
    '--json --sandbox danger-full-access',
    '--sandbox workspace-write',
    '--sandbox=workspace-write',
    '-c sandbox_mode="danger-full-access"',
    '-csandbox_mode="danger-full-access"',
    '-c=sandbox_mode="danger-full-access"',
    '-c sandbox_workspace_write.network_access=true',
    `--config '"sandbox_mode" = "danger-full-access"'`,
    '--config=default_permissions=":danger-full-access"',
    `--config 'default_permissions=":danger-full-access"'`,
    '--config=sandbox_workspace_write.network_access=true',
    `-c ' permissions."codex-auth-action".filesystem={}'`,
    `-c 'permissions={codex-auth-action={extends=":workspace"}}'`,
    `-c 'permissions."codex-auth-action".extends=":workspace"'`,
    '-c permissions.codex-auth-action.network.enabled=true',
    `-c 'projects={"/"={trust_level="trusted"}}'`,
    `-c 'projects."/lab".trust_level="trusted"'`,
    '--trust',
    '--full-auto',
    '--yolo',
    '--dangerously-bypass-approvals-and-sandbox',
  ])('%s is refused', line => {
    expect(() => assertKeepsBounds(parseCodexArgs(line))).toThrow(
      /`codex-args` holds .* would let the model's commands read the login.*`safety-strategy/s,
    )
  })

  test.each([
    '',
    '--search -m gpt-lab',
    '-c model_verbosity=low',
    '-c permissions.other.extends=":workspace"',
    '-c permissions_of_mine=1',
    '--add-dir /lab',
    `-c 'developer_instructions="sandbox_mode is what it is"'`,
  ])('%j is none', line => {
    expect(() => assertKeepsBounds(parseCodexArgs(line))).not.toThrow()
  })
})

describe('the permission profile', () => {
  const settings = (base: Parameters<typeof permissionArguments>[0]['base']) =>
    permissionArguments({ base, home: '/h', denied: ['/h', '/run"ner'], pinned: ['/up'] })
      .filter(word => word.startsWith('permissions'))
      .join()

  test('denies over what was asked for, and opens the helper that runs inside for reading alone', () => {
    const denials =
      '"/h"="deny","/run\\"ner"="deny","/h/tmp"="write","/h/tmp/arg0"="read","/h/tmp/arg0-linux"="read"'
    expect(settings({ sandbox: 'workspace-write' })).toBe(
      `permissions.codex-auth-action={extends=":workspace",filesystem={${denials}}}`,
    )
    expect(settings({ profile: 'lab' })).toContain('extends="lab"')
    for (const base of [{ sandbox: 'danger-full-access' }, { profile: ':danger-full-access' }] as const) {
      expect(settings(base)).toMatch(/network=\{enabled=true\},filesystem=\{":root"="write","\/up"="write"/)
      expect(settings(base)).toContain(denials)
    }
  })

  test('opens nothing for writing on a Mac, where what is above the helper could be moved away', () => {
    const permissions = {
      base: { sandbox: 'workspace-write' },
      home: '/h',
      denied: ['/h'],
      pinned: [],
    } as const
    expect(permissionArguments(permissions, 'darwin')).toContain(
      'permissions.codex-auth-action={extends=":workspace",filesystem={"/h"="deny","/h/tmp/arg0"="read","/h/tmp/arg0-macos"="read"}}',
    )
  })

  test.each([
    ['linux', 'arg0-linux'],
    ['darwin', 'arg0-macos'],
    ['win32', 'arg0-windows'],
  ] as const)('knows where Codex puts its helper on %s', (platform, name) => {
    expect(helperPlaces('/h', platform)).toEqual(['/h/tmp/arg0', `/h/tmp/${name}`])
  })
})
