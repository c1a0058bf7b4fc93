import { DEFAULT_CODEX_VERSION } from '../../src/codex/binary.js'
import { Play, type Scene } from './play.js'
import { missing } from './ready.js'
import { SCENES } from './scenes/index.js'
import { bold, dim, green, paragraph, print, red } from './terminal.js'

/** The scene on stage, for an interrupt to end. */
let current: { readonly play: Play; readonly end: Promise<unknown> } | undefined
let interrupts = 0

async function rehearse(): Promise<boolean> {
  const begun = performance.now()
  print(bold('Rehearsal'))
  paragraph(
    `The built action (dist/) on a runner double, the real Codex ${DEFAULT_CODEX_VERSION}, and a double of OpenAI: ` +
      'nothing leaves this machine. Each scene has a host of its own, with its own ~/.codex/auth.json. A refresh ' +
      'of the login spends its refresh token and makes the next generation; → is a job. At the end of a scene all ' +
      'that was printed or left is searched for parts of tokens.',
    dim,
  )
  let asTold = 0
  for (const [index, scene] of SCENES.entries()) if (await perform(scene, index + 1)) asTold += 1
  const seconds = Math.round((performance.now() - begun) / 1000)
  const all = asTold === SCENES.length
  print()
  print((all ? green : red)(`${SCENES.length} scenes, ${asTold} as told`) + dim(` (${seconds} s)`))
  return all
}

/** Plays a scene, ends its hosts (which searches them for leaks), and says whether it came out as told. */
async function perform(scene: Scene, number: number): Promise<boolean> {
  const begun = performance.now()
  print()
  print(bold(`${number}. ${scene.title}`))
  paragraph(scene.about)
  const play = new Play()
  const errors: unknown[] = []
  const end = scene.play(play).catch(error => errors.push(error))
  current = { play, end }
  await end
  if (interrupts > 0) return new Promise(() => undefined) // the process ends when everything is cleared away
  errors.push(...(await play.close()))
  const asTold = play.judge(errors, performance.now() - begun)
  if (!asTold) play.showEverything()
  return asTold
}

/** Ctrl-C cancels the jobs as a person would; a second one kills them. Then all that was started is cleared away. */
async function interrupted(): Promise<void> {
  interrupts += 1
  if (interrupts > 1) return current?.play.stop(true)
  print('\nStopping: cancelling the jobs that run, and removing their folders.')
  await current?.play.stop(false)
  await current?.end
  await current?.play.close()
  process.exit(130)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupted())
// Whoever reads along may leave, as `| head` does.
process.stdout.on('error', () => interrupts === 0 && void interrupted())

const lacking = await missing()
if (lacking !== undefined) {
  print(red('The rehearsal cannot start.'))
  paragraph(lacking)
  process.exitCode = 1
} else process.exitCode = (await rehearse()) ? 0 : 1
