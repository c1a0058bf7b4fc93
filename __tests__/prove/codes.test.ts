import { afterAll, test } from '@jest/globals'
import { BACKEND } from './codes/backend.js'
import { ENDPOINT } from './codes/endpoint.js'
import { play, playedTable } from './codes/row.js'

const LATE = 120_000

afterAll(() => void process.stdout.write(`${playedTable()}\n`))

// Codex tries again and again before it gives up: that passes side by side.
test.concurrent.each([...BACKEND, ...ENDPOINT])('$code: $when', play, LATE)
