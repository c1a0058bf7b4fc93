// What the acceptance workflow tried, and whether it came out as it must. No files, no environment.

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/
const FLAG = /^(true|false)$/

/** The outputs that a row keeps, with all that a value may be: free text never gets into a report. */
const OUTPUTS = {
  'auth-status': /^(healthy|refreshed|stale|dead)$/,
  'auth-reason': /^[a-z]{2,20}(-[a-z0-9]{1,20}){0,4}$/,
  refreshed: FLAG,
  persisted: FLAG,
  storage: /^(host|cache|github-secret|command|access)$/,
  'last-refresh': INSTANT,
  'expires-at': INSTANT,
  'codex-version': /^\d{1,4}\.\d{1,4}\.\d{1,4}(-[a-z]+\.\d{1,4})?$/,
}

export const WHAT = {
  login: 'device login, stored',
  refresh: 'forced refresh, stored',
  worker: 'a worker uses the access login',
  next: 'the next job has what was stored',
  lease: 'two jobs refresh at once',
}

/**
 * One job's row, from the environment: `STORE`, `TRIED`, `AT` (which of two), `BEGAN` (seconds since 1970), `OUTCOME` and
 * `OUTPUTS` of its step. `now`: seconds since 1970.
 */
export function rowOf({ STORE, TRIED, AT, BEGAN, OUTCOME, OUTPUTS: json }, now) {
  const outputs = JSON.parse(json || '{}') ?? {}
  return {
    store: checked(STORE, OUTPUTS.storage),
    tried: checked(TRIED, /^(login|refresh|worker|next|lease)$/),
    at: checked(AT, /^[12]$/),
    outcome: checked(OUTCOME, /^(success|failure|cancelled|skipped)$/),
    began: Number(BEGAN) || 0,
    ended: now,
    // What the model said stays out.
    answered: Boolean(outputs['final-message']),
    ...Object.fromEntries(
      Object.entries(OUTPUTS).map(([name, pattern]) => [name, checked(outputs[name], pattern)]),
    ),
  }
}

const checked = (value = '', pattern) => (value === '' || pattern.test(value) ? value : 'unreadable')

/**
 * What was tried, in order, each with the `problems` that it had. What left no row is there too. `needs`: what GitHub says
 * of the jobs.
 */
export function judged({ stores, rows, needs, isLogin }) {
  const first = isLogin ? 'login' : 'refresh'
  const expected = { 'auth-status': isLogin ? 'healthy' : 'refreshed', persisted: 'true' }
  const tried = stores.flatMap(store => {
    const of = (...kinds) => rows.filter(row => row.store === store && kinds.includes(row.tried))
    const [stored] = of(first)
    return [
      one(store, first, of(first), row => problemsOf(row, { storage: store, ...expected })),
      ...(store === 'cache' ? [one(store, 'worker', of('worker'), row => used(row, 'access', stored))] : []),
      one(store, 'next', of('next'), row => used(row, store, stored)),
      two(store, of('lease')),
    ]
  })
  return [...tried, ...failedJobs(needs, tried)]
}

/** A job has used what the first one stored, and nothing else. */
const used = (row, storage, stored) =>
  problemsOf(row, { storage, 'auth-status': 'healthy' }, [
    ...sameAs(row, stored, storage === 'access' ? 'expires-at' : 'last-refresh'),
    ...unanswered(row),
  ])

function one(store, kind, [row], problemsIn) {
  return entry(store, kind, {
    rows: row ? [row] : [],
    problems: row ? problemsIn(row) : ['its job left no row: see its log'],
  })
}

const entry = (store, kind, { rows, problems, found }) => ({
  store,
  tried: kind,
  what: WHAT[kind],
  found: found ?? (problems.length === 0 ? 'as expected' : 'failed'),
  problems,
  rows: rows.map(({ store: _, tried: __, ...rest }) => rest),
})

/** What is wrong with a row: that its step failed, or all that differs from what is expected. */
const problemsOf = (row, expected, more = []) =>
  row.outcome === 'success'
    ? [...differences(row, { 'auth-reason': '', ...expected }), ...more]
    : [
        `the step ended with \`${row.outcome || 'nothing'}\`${row['auth-reason'] && `, \`${row['auth-reason']}\``}`,
      ]

/** As `name` is `this`, not `that`. */
const differences = (row, expected) =>
  Object.entries(expected)
    .filter(([name, value]) => row[name] !== value)
    .map(([name, value]) => `\`${name}\` is ${inCode(row[name])}, not ${inCode(value)}`)

const inCode = value => (value ? `\`${value}\`` : 'empty')

const sameAs = (row, stored, name) =>
  row[name] !== '' && row[name] === stored?.[name]
    ? []
    : [`\`${name}\` is ${inCode(row[name])}, and ${inCode(stored?.[name])} was stored`]

const unanswered = ({ answered }) => (answered ? [] : ['the model gave no answer'])

/**
 * One of the two refreshes. The other one uses that, or, with a GitHub secret, which it can't read again, sees that its copy is
 * an old one, and goes on with the access token.
 */
function two(store, legs) {
  const rows = legs.toSorted((a, b) => a.at.localeCompare(b.at))
  const missing = ['1', '2'].filter(at => !rows.some(row => row.at === at))
  const late = rows.filter(({ outcome }) => outcome === 'skipped')
  if (missing.length + late.length > 0)
    return entry(store, 'lease', {
      rows,
      problems: [
        ...missing.map(at => `job ${at} left no row: see its log`),
        ...late.map(({ at }) => `job ${at} did not begin: see its log, and \`meet-after\``),
      ],
    })

  const refreshed = rows.filter(row => row.refreshed === 'true')
  const found = `${refreshed.length} refresh${refreshed.length === 1 ? '' : 'es'}`
  const [failed] = rows.filter(({ outcome }) => outcome !== 'success')
  if (failed) return entry(store, 'lease', { rows, problems: problemsOf(failed, {}), found })
  if (refreshed.length !== 1)
    return entry(store, 'lease', {
      rows,
      problems: [`${refreshed.length} of the two refreshed, not one`],
      found,
    })

  const [first] = refreshed
  const other = rows.find(row => row !== first)
  const problems = [
    ...problemsOf(first, { persisted: 'true', 'auth-status': 'refreshed' }),
    ...(store === 'github-secret'
      ? problemsOf(other, { 'auth-reason': 'stale-copy' })
      : problemsOf(other, { 'auth-status': 'healthy' }, sameAs(other, first, 'last-refresh'))),
  ]
  const end = store === 'github-secret' ? 'the old copy was not used' : 'the other job used that'
  return entry(store, 'lease', { rows, problems, found: problems.length === 0 ? `${found}; ${end}` : found })
}

/** Jobs that failed although each row is as expected, as after a step's end: in `post`, or before the first step. */
function failedJobs(needs, tried) {
  const of = { refresh: ['refresh', 'login'], worker: ['worker'], next: ['next'], lease: ['lease'] }
  return Object.entries(needs)
    .filter(([name, { result }]) => !['success', name === 'worker' ? 'skipped' : 'success'].includes(result))
    .filter(([name]) => !tried.some(each => of[name]?.includes(each.tried) && each.problems.length > 0))
    .map(([name, { result }]) => ({
      store: '',
      tried: 'job',
      what: `job \`${name}\``,
      found: 'failed',
      problems: [`it ended with \`${result}\` outside of what the rows show: see its log`],
      rows: [],
    }))
}
