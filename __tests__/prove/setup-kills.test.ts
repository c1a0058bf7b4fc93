import { expect, test } from '@jest/globals'
import { inSetup, type SetupOptions, type SetupWorld, typingTheCode } from '../e2e/setup-world.js'

const LATE = 240_000
const FLAGS = ['--no-input', '--runner', 'hosted', '--store', 'cache', '--jobs', 'full', '--merge']

type Moment = (world: SetupWorld, kill: () => void) => Partial<SetupOptions>

/** At a request that changes something at GitHub, when it arrives or when it is done. `gh` lives on for a moment. */
const at =
  (request: RegExp, when: 'before' | 'after'): Moment =>
  ({ gh }, kill) => {
    gh.onChange = (asked, now) => {
      if (now === when && request.test(asked)) kill()
    }
    return {}
  }

/** As soon as this is printed. */
const printing =
  (text: RegExp): Moment =>
  (_, kill) => ({
    onPrint: printed => {
      if (text.test(printed)) kill()
    },
  })

const CHANGES: readonly (readonly [string, RegExp])[] = [
  ['the environment', /^PUT \S+\/environments\/codex /],
  ['its branch rule', /^POST \S+\/deployment-branch-policies /],
  ['the key', /^PUT \S+\/secrets\/CODEX_KEY /],
  ['the login', /^PUT \S+\/secrets\/CODEX_AUTH_JSON /],
  ['the pull request', /^POST \S+\/pulls /],
  ['its merge', /^PUT \S+\/merge /],
  ['the start of keep-fresh', /^POST \S+\/dispatches /],
]

const MOMENTS: readonly (readonly [string, Moment])[] = [
  ...CHANGES.flatMap(([name, request]) =>
    (['before', 'after'] as const).map(when => [`${when} ${name}`, at(request, when)] as const),
  ),
  ['while the code is shown', printing(/^ {2}Type /m)],
  ['when a person has logged in', printing(/✓ Logged in/)],
  ['when the login is stored', printing(/✓ The login is in /)],
  ['when the branch is written', printing(/\$ git update-ref/)],
  ['while the branch is pushed', printing(/\$ git push/)],
  ['while keep-fresh runs', printing(/keep-fresh runs: /)],
]

test.concurrent.each(MOMENTS)(
  'killed %s, and run again: one login, which is proven, and no secret on disk',
  (_, moment) =>
    inSetup(async world => {
      const { lab, gh } = world
      let kill = (): void => undefined
      const typing = typingTheCode(world)
      const { onPrint } = moment(world, () => kill())
      const first = await world.setup(FLAGS, {
        onStart: setup => {
          kill = () => setup.kill('SIGKILL')
        },
        onPrint(printed, setup) {
          onPrint?.(printed, setup)
          typing(printed, setup)
        },
      })
      expect(first.exit).toBe('SIGKILL')
      gh.onChange = () => undefined
      // A key is nowhere but in its secret; a login may wait for the next run, in its own home.
      for (const file of await world.secretsAtHome()) expect(file).toContain('.codex-auth-setup')

      const second = await world.setup(FLAGS, { onPrint: typingTheCode(world) })
      if (second.exit !== 0) process.stderr.write(`${first.printed}\n=== again\n${second.printed}`)
      expect([second.exit, second.printed.includes('✓ Proven by this run')]).toEqual([0, true])
      expect(await world.secretsAtHome()).toEqual([])
      expect(lab.openai.deviceLogins.filter(({ done }) => done)).toHaveLength(1)
      expect(lab.openai.revocations).toEqual([])
      expect(lab.openai.presentations().filter(({ times }) => times > 1)).toEqual([])
      expect(gh.branches.get('codex')).toEqual(['main'])
      expect(gh.requests.filter(request => /^POST \S+\/pulls /.test(request))).toHaveLength(1)
    })(),
  LATE,
)
