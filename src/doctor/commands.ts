import { quote } from 'shell-quote'

const SET = 'gh secret set CODEX_AUTH_JSON'
/** The commands that store the file at `path` as a secret of one line, for a shell. */
export function storeCommands(path: string, bytes: Buffer, encoded: boolean): string[] {
  const compact = encoded ? `${decoding(path, bytes)} | jq -c .` : `jq -c . ${operand(path)}`
  return [`${compact} | ${SET}`, `${compact} | ${SET} --env NAME   # for an environment's secret`]
}

/** `base64 -d` knows neither base64url, nor other white space than ends of lines, nor missing padding. */
function decoding(path: string, bytes: Buffer): string {
  const text = bytes.toString('latin1')
  const plain = Buffer.from(text, 'base64').toString('base64') === text.replaceAll('\n', '')
  if (plain) return `base64 -d < ${operand(path)}`
  return `node -p 'Buffer.from(fs.readFileSync(0, "utf8"), "base64").toString()' < ${operand(path)}`
}

/** Quoted, and never to be taken for an option. */
const operand = (path: string): string => quote([path.startsWith('-') ? `./${path}` : path])
