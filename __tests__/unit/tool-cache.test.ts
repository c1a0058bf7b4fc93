IMPORTS

let machine: Machine

beforeEach(async () => {
  machine = await createMachine()
})

afterEach(() => machine.remove())

let fixtures: string
let real: string

beforeAll(async () => {
  fixtures = await mkdtemp(path.join(tmpdir(), 'codex-real-'))
  real = await packReal(fixtures)
}, 60_000)

afterAll(() => rm(fixtures, { recursive: true, force: true }))

describe('the tool cache', () => {
  /** An installation that an earlier job left. */
  async function earlier(body: string, complete = true): Promise<void> {
    await writeScript(path.join(machine.place, CODEX), body)
    if (complete) await writeFile(`${machine.place}.complete`, '')
  }

  test('one without its .complete that works is adopted', async () => {
    await earlier(ANSWERS, false)
    expect(await provideCodex(machine.request(NOWHERE))).toMatchObject({ source: 'tool-cache' })
    expect(existsSync(`${machine.place}.complete`)).toBe(true)
  })

  test.each([
    ['a torn one', (file: string) => truncate(file, 3)],
    ['one that has lost its executable', (file: string) => rm(file)],
    ['one of another version', (file: string) => writeScript(file, 'echo codex-cli 0.1.0')],
    [
      'a file in its place',
      (_: string) => rm(machine.place, { recursive: true }).then(() => writeFile(machine.place, '')),
    ],
  ])('%s is replaced', async (_, damage) => {
    await earlier(ANSWERS)
    await damage(path.join(machine.place, CODEX))
    const registry = await machine.registry()
    const found = await provideCodex(machine.request(registry.url))
    expect(await versionOf(found.path)).toBe(`codex-cli ${VERSION}`)
    expect(await entriesOf(machine.root)).toEqual([VERSION])
  })

  test('one that does not answer in time is left alone: others may be running it', async () => {
    await earlier('exec sleep 60')
    const error = await refusal(provideCodex(machine.request(NOWHERE, { versionTimeout: 300 })))
    expect(error.code).toBe('CODEX_NOT_RUNNABLE')
    expect(existsSync(path.join(machine.place, CODEX))).toBe(true)
  })

  test('that can not be written is found out before the download', async () => {
    await writeFile(path.join(machine.home, 'a-file'), '')
    const registry = await machine.registry()
    const env = { RUNNER_TOOL_CACHE: path.join(machine.home, 'a-file') }
    const error = await refusal(
      provideCodex(machine.request(registry.url, { env: { ...env, NPM_CONFIG_REGISTRY: registry.url } })),
    )
    expect(error.code).toBe('CODEX_TOOL_CACHE_NOT_WRITABLE')
    expect(registry.requests).toEqual([])
  })

  test('with a full disk: nothing is left, and it is not tried again', async () => {
    const registry = await machine.registry({ tarball: real })
    // A limit on the size of files fails a write as a full disk does.
    const { answer } = otherProcess(machine.request(registry.url), 'ulimit -f 2000; exec "$@"')
    expect(await answer).toEqual({ code: 'CODEX_UNPACK_FAILED' })
    expect(registry.requests).toHaveLength(2)
    expect(await entriesOf(machine.root)).toEqual([VERSION])
    expect(await entriesOf(path.dirname(machine.place))).toEqual([])
  }, 20_000)

  test('six jobs at once all get a working Codex, and one directory stays', async () => {
    const registry = await machine.registry({ tarball: real })
    const request = machine.request(registry.url, { stallTimeout: 20_000 })
    const found = await Promise.all(Array.from({ length: 6 }, () => otherProcess(request).answer))
    for (const one of found) {
      expect(one).toMatchObject({ path: path.join(machine.place, CODEX), version: VERSION })
    }
    expect(await versionOf(path.join(machine.place, CODEX))).toBe(`codex-cli ${VERSION}`)
    expect(await entriesOf(machine.root)).toEqual([VERSION])
    expect(await entriesOf(path.dirname(machine.place))).toEqual(['x64', 'x64.complete'])
  }, 60_000)

  test('six jobs at once replace a torn one, and none is without', async () => {
    await earlier('')
    await truncate(path.join(machine.place, CODEX), 3)
    const registry = await machine.registry()
    const found = await Promise.all(
      Array.from({ length: 6 }, () => otherProcess(machine.request(registry.url)).answer),
    )
    for (const one of found) expect(one).toMatchObject({ path: path.join(machine.place, CODEX), version: VERSION })
    expect(await versionOf(path.join(machine.place, CODEX))).toBe(`codex-cli ${VERSION}`)
    expect(await entriesOf(machine.root)).toEqual([VERSION])
  }, 30_000)

  test.each([
    ['downloads', 'package.tgz'],
    ['unpacks', `package/${CODEX}`],
  ])(
    'a job killed while it %s harms no other, and its leftovers go after a day',
    async (_, seen) => {
      const registry = await machine.registry({ tarball: real })
      const { child, answer } = otherProcess(machine.request(registry.url))
      let staging: string | undefined
      await until(async () => {
        staging = (await entriesOf(machine.root)).find(name => name.startsWith('.staging-'))
        return staging !== undefined && existsSync(path.join(machine.root, staging, seen))
      })
      child.kill('SIGKILL')
      expect(await answer).toBeUndefined()
      expect(existsSync(machine.place)).toBe(false)

      const second = await machine.registry()
      expect(await provideCodex(machine.request(second.url))).toMatchObject({ source: 'registry' })
      expect(await entriesOf(machine.root)).toEqual([staging, VERSION])

      await rm(machine.place, { recursive: true })
      await provideCodex(machine.request(second.url, { now: () => Date.now() + 2 * DAY }))
      expect(await entriesOf(machine.root)).toEqual([VERSION])
    },
    30_000,
  )
})
