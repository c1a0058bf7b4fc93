import { expect, test } from '@jest/globals'
import { holds } from '../../src/doctor/condition.js'

const FACTS: Readonly<Record<string, string | boolean>> = {
  'always()': true,
  'success()': false,
  'failure()': true,
  'cancelled()': false,
  'github.event_name': 'schedule',
}
const judge = (condition: string) => holds(condition, name => FACTS[name])

test.each<[string, boolean | undefined]>([
  ['', false],
  ['always()', true],
  ['ALWAYS ()', true],
  ['!always()', false],
  ['! ( always() && ! cancelled() )', false],
  ['success() || failure()', true],
  ['success() && vars.unknown || always()', true],
  ['success() && vars.unknown', false],
  ['always() && vars.unknown', undefined],
  ['always() || vars.unknown', true],
  ['success() || vars.unknown', undefined],
  ['vars.unknown', false],
  ['true', false],
  ["always() && github.event_name == 'Schedule'", true],
  ["always() && 'schedule' != GitHub.Event_Name", false],
  ["always() && github.event_name == 'it''s'", false],
  ["always() && vars.unknown == 'x'", undefined],
  ["always() && github.event_name > 'a'", undefined],
  ["always() && contains(github.event_name, 'x(')", undefined],
  ["always() && (contains(toJSON(env), 'x') || true)", true],
  ['$' + '{{ always() }}', true],
  ["always() && ''", false],
  ['always() && nothing.of.that.name', undefined],
  ["always() && github['event_name'] == 'schedule'", true],
  ['always() && 0', false],
  ['always() && null', false],
  ['always() always()', undefined],
  ['always() && (', undefined],
  ['always() && (true', undefined],
  ['always() &&', undefined],
  [`always() && ${'('.repeat(20_000)}`, undefined],
  [`always() && ${'!('.repeat(1_500)}true${')'.repeat(900)}`, undefined],
])('%#: %.60s', (condition, expected) => expect(judge(condition)).toBe(expected))
