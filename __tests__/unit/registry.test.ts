IMPORTS

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

describe('the registry', () => {
  test('a path prefix is kept, with or without a slash at the end', async () => {
    const registry = await machine.registry({ prefix: '/api/npm/npm' })
    await provideCodex(machine.request(`${registry.url}/`))
    await rm(machine.root, { recursive: true })
    await provideCodex(machine.request(registry.url))
    expect(new Set(registry.requests.map(line => line.slice(0, 18)))).toEqual(new Set(['GET /api/npm/npm/@']))
  })

  test('one that knows only whole packages is asked for the whole', async () => {
    const registry = await machine.registry({ packumentOnly: true })
    expect(await provideCodex(machine.request(registry.url))).toMatchObject({ source: 'registry' })
    expect(registry.requests[1]).toBe('GET /@openai%2fcodex')
  })

  test("a mirror that passes on the public registry's manifests is itself asked for the tarball", async () => {
    const registry = await machine.registry({ prefix: '/mirror' })
    const version = `${VERSION}-linux-x64`
    const address = `https://registry.npmjs.org/@openai/codex/-/codex-${version}.tgz`
    await registry.publish(version, { tarball: machine.script, address })
    expect(await provideCodex(machine.request(registry.url))).toMatchObject({ source: 'registry' })
  })

  test('a version it does not have', async () => {
    const registry = await machine.registry()
    const error = await refusal(provideCodex(machine.request(registry.url, { version: '0.169.99' })))
    expect(error.code).toBe('CODEX_VERSION_NOT_FOUND')
    expect(error.message).toContain('@openai/codex@0.169.99-linux-x64')
  })

  test.each([
    ['a 500', 500, '/'],
    ['a 503', 503, '.tgz'],
    ['a body cut short', 'cut', '.tgz'],
    ['a transfer that stalls', 'stall', '.tgz'],
  ] as const)('%s is tried again', async (_, fault, faultsAt) => {
    const registry = await machine.registry({ faults: [fault], faultsAt })
    expect(await provideCodex(machine.request(registry.url))).toMatchObject({ source: 'registry' })
    expect(registry.requests).toHaveLength(3)
    expect(machine.log.filter(line => line.includes('Trying again'))).toHaveLength(1)
  })

  test.each([
    ['500 for ever', Array(9).fill(500)],
    ['cut for ever', Array(9).fill('cut')],
  ])('%s ends after the last try', async (_, faults) => {
    const registry = await machine.registry({ faults, faultsAt: '.tgz' })
    const error = await refusal(provideCodex(machine.request(registry.url)))
    expect(error.code).toBe('CODEX_REGISTRY_UNREACHABLE')
    expect(error.message).toContain('in 3 tries')
    expect(await entriesOf(path.dirname(machine.place))).toEqual([])
  })

  test('nobody there', async () => {
    const error = await refusal(provideCodex(machine.request(NOWHERE)))
    expect(error.code).toBe('CODEX_REGISTRY_UNREACHABLE')
    expect(error.message).toContain('ECONNREFUSED')
  })

  test.each(['nonsense', 'file:///etc/'])('an address such as %s', async url => {
    expect((await refusal(provideCodex(machine.request(url)))).code).toBe('CODEX_REGISTRY_INVALID')
  })

  test('none configured is the public one', () => {
    expect(registryFrom({})).toEqual({ base: 'https://registry.npmjs.org/' })
    expect(registryFrom({ npm_config_registry: 'https://mirror.example/npm' }).base).toBe(
      'https://mirror.example/npm/',
    )
  })
})

describe("the registry's credentials", () => {
  const authorization = `Basic ${Buffer.from('robot:p@ss/word').toString('base64')}`
  const withCredentials = (url: string) => url.replace('http://', 'http://robot:p%40ss%2Fword@')

  test('are used and not printed', async () => {
    const registry = await machine.registry({ authorization })
    expect(await provideCodex(machine.request(withCredentials(registry.url)))).toMatchObject({ source: 'registry' })
    expect(machine.log.join('\n')).not.toMatch(/robot|p%40ss|p@ss/)
  })

  test('are not sent to another host that keeps the tarballs', async () => {
    const files = await machine.registry()
    const registry = await machine.registry({ authorization })
    const version = `${VERSION}-linux-x64`
    const address = `${files.url}/@openai/codex/-/codex-${version}.tgz`
    await registry.publish(version, { tarball: machine.script, address })
    await provideCodex(machine.request(withCredentials(registry.url)))
    expect(registry.requests).toEqual([expect.stringContaining('[auth]')])
    expect(files.requests).toEqual([expect.not.stringContaining('[auth]')])
  })

  test('that are wrong are not tried twice, nor printed', async () => {
    const registry = await machine.registry({ authorization: 'Bearer other' })
    const error = await refusal(provideCodex(machine.request(withCredentials(registry.url))))
    expect(error.code).toBe('CODEX_REGISTRY_REFUSED')
    expect(registry.requests).toHaveLength(1)
    expect(error.message + machine.log.join()).not.toMatch(/robot|p%40ss|p@ss/)
  })
})
