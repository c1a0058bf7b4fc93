/** After all tests: what they have left for a time is removed. */
export { removeTemporary as default } from '../doubles/lab/temporary.js'
