// Written by `npm run facts`.

/**
 * The releases of Codex for which all facts that the action rests on were found to hold, oldest first
 * (docs/facts/codex.md).
 */
export const TRIED: readonly string[] = [
  '0.163.0',
  '0.164.0',
  '0.165.0',
  '0.166.0',
  '0.167.2',
  '0.168.0',
  '0.169.0',
  '0.171.0',
]
