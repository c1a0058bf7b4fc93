import { expect, test } from '@jest/globals'
import { readCommandLine, USAGE } from '../rehearsal/command-line.js'
import { SCENES } from '../rehearsal/scenes/index.js'

const read = (...args: string[]) => readCommandLine(args, SCENES)
const namesOf = (...args: string[]) => {
  const command = read(...args)
  return command.kind === 'play' ? command.scenes.map(({ name }) => name) : command.kind
}

test('each scene has a name of its own, and the hand-written recipe is the first', () => {
  const names = SCENES.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  expect(names[0]).toBe('recipe')
})

test('without a name all are played, with names only those, in their own order', () => {
  expect(namesOf()).toHaveLength(SCENES.length)
  expect(namesOf('keep-fresh', 'recipe')).toEqual(['recipe', 'keep-fresh'])
  expect(namesOf('--list')).toBe('list')
  expect(namesOf('--help')).toBe('help')
  expect(namesOf('-h', 'nothing')).toBe('help')
  expect(USAGE).toContain('npm run rehearse -- [SCENE …]')
})

test.each([
  [['recipe', 'nothing', 'none'], 'There is no scene "nothing", "none".'],
  [['--lsit'], /^Unknown option '--lsit'/],
  [['--list=yes'], /^Option '--list' does not take an argument/],
])('%j is refused, and it says why', (args, why) => {
  expect(read(...args)).toEqual({
    kind: 'unusable',
    why: typeof why === 'string' ? why : expect.stringMatching(why),
  })
})
