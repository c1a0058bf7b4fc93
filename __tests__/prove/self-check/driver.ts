/** Checks executables one after another, and prints what came of it: one JSON object a line. Started where no network is. */
import { readFile } from 'node:fs/promises'
import { checkCodex } from '../../../src/codex/check/check.js'

const [limit = '60000', ...executables] = process.argv.slice(2)
for (const executable of executables) {
  const before = await attempts()
  const started = performance.now()
  const lines: string[] = []
  const checked = await checkCodex({
    executable,
    env: process.env,
    log: line => void lines.push(line),
    signal: new AbortController().signal,
    limitMs: Number(limit),
  })
  const result = {
    checked,
    lines,
    tookMs: Math.round(performance.now() - started),
    left: (await attempts()) - before,
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

/** Packets that this network namespace could send nowhere: whatever tried to leave the machine (proc_net_snmp). */
async function attempts(): Promise<number> {
  const [four, six] = await Promise.all(['snmp', 'snmp6'].map(name => readFile(`/proc/net/${name}`, 'utf8')))
  const [names = '', values = ''] = (four ?? '').split('\n').filter(line => line.startsWith('Ip: '))
  const at = names.split(' ').indexOf('OutNoRoutes')
  const ofSix = /^Ip6OutNoRoutes\s+(\d+)/m.exec(six ?? '')?.[1] ?? 0
  return Number(values.split(' ')[at]) + Number(ofSix)
}
