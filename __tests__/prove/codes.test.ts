import { afterAll, test } from '@jest/globals'
import { ROWS, STORIES } from './codes/all.js'
import { play } from './codes/row.js'
import { playedTable, playStory } from './codes/story.js'

const LATE = 120_000

afterAll(() => void process.stdout.write(`${playedTable()}\n`))

// Codex tries again and again before it gives up: that passes side by side.
test.concurrent.each(ROWS)('$code: $when', play, LATE)
test.concurrent.each(STORIES)('$code: $when', playStory, LATE)
