import { DEFAULT_CODEX_VERSION } from '../../src/codex/install/provide.js'
import { makeTemporary, removeTemporary } from '../doubles/lab/index.js'
import { readCommandLine, USAGE } from './command-line.js'
import { Play, type Scene } from './play.js'
import { missing } from './ready.js'
import { type Performed, writeReport } from './report.js'
import { SCENES } from './scenes/index.js'
import { bold, dim, green, paragraph, print, red, rows } from './terminal.js'

/** The scene on stage, for an interrupt to end. */
let current: { readonly play: Play; readonly end: Promise<unknown> } | undefined
let interrupts = 0

async function rehearse(scenes: readonly Scene[]): Promise<boolean> {
  const begun = performance.now()
  print(bold('Rehearsal'))
  paragraph(
    `The built action (dist/) on a runner double, the real Codex ${DEFAULT_CODEX_VERSION}, and a double of OpenAI: ` +
      'nothing leaves this machine. Each scene has a host of its own, with its own ~/.codex/auth.json. A refresh ' +
      'of the login uses its refresh token and makes the next revision; → is a job. At the end of a scene all ' +
      'that was printed or left is searched for parts of tokens.',
    dim,
  )
  const performed: Performed[] = []
  for (const [index, scene] of scenes.entries())
    performed.push(await perform(scene, `${index + 1} of ${scenes.length}`))
  const seconds = Math.round((performance.now() - begun) / 1000)
  const asTold = performed.filter(({ wrong }) => wrong.length === 0).length
  const all = asTold === scenes.length
  print()
  print((all ? green : red)(`${count(scenes.length)}, ${asTold} as told`) + dim(` (${seconds} s)`))
  print(`Logs and summaries: ${await writeReport(performed)}`)
  return all
}

const count = (scenes: number): string => `${scenes} ${scenes === 1 ? 'scene' : 'scenes'}`

/** Plays a scene, ends its hosts (which searches them for leaks), and says whether it came out as told. */
async function perform(scene: Scene, number: string): Promise<Performed> {
  const begun = performance.now()
  print()
  print(bold(`${number}. ${scene.title}`) + dim(` (${scene.name})`))
  paragraph(scene.about)
  const play = new Play()
  const errors: unknown[] = []
  const end = scene.play(play).catch(error => errors.push(error))
  current = { play, end }
  await end
  if (interrupts > 0) return new Promise(() => undefined) // the process ends when everything is cleared away
  const { shown, jobs } = play.record
  errors.push(...(await play.close()))
  const wrong = play.judge(errors, performance.now() - begun)
  if (wrong.length > 0) play.showEverything()
  return { scene, shown, jobs, wrong }
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

/** Plays, and sets the exit code. */
async function play(scenes: readonly Scene[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupted())
  // A reader may leave, as `| head` does.
  process.stdout.on('error', () => interrupts === 0 && void interrupted())

  makeTemporary()
  process.on('exit', removeTemporary)
  const lacking = await missing()
  if (lacking !== undefined) {
    print(red("The rehearsal can't start."))
    paragraph(lacking)
    process.exitCode = 1
  } else process.exitCode = (await rehearse(scenes)) ? 0 : 1
}

const command = readCommandLine(process.argv.slice(2), SCENES)
if (command.kind === 'play') await play(command.scenes)
else if (command.kind === 'help') print(USAGE)
else if (command.kind === 'list') rows(SCENES.map(({ name, title }) => [name, title]))
else {
  print(red(command.why))
  rows(SCENES.map(({ name, title }) => [name, title]))
  process.exitCode = 2
}
