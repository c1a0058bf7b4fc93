/** Before all tests: their processes find the same environment on every machine. */
import { CLOSED, closedRegistry, proxiedBy } from '../doubles/lab/loopback.js'
import { makeTemporary } from '../doubles/lab/temporary.js'

export default function setUp(): void {
  Object.assign(process.env, closedRegistry, proxiedBy(CLOSED))
  makeTemporary()
}
