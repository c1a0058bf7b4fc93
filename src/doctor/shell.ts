type Variables = Readonly<Record<string, string>>

const ASSIGNS =
  /(?:^|[\n;&|({]|\b(?:export|readonly|local|then|do)\s)[ \t]*(?:\$(?:env:)?)?([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s;&|]+)/g
/** Only a place of the login is worth the putting in. */
const PLACE = /auth\.json|\.codex\b|CODEX_HOME/
/** One may be made of another, and that of a third. */
const DEPTH = 3

/** A script with its lines joined, and the variables that name a place of the login put in: `F=~/.codex/auth.json; … > "$F"`. */
export function resolved(script: string, env: Variables): string {
  const values = new Map(Object.entries(env))
  for (const [, name = '', value = ''] of script.matchAll(ASSIGNS))
    values.set(name, value.replace(/^(["'])(.*)\1$/, '$2'))
  let text = script.replace(/\\\n/g, ' ')
  for (let depth = 0; depth < DEPTH; depth++)
    text = text.replace(/\$(?:env:)?(?:(\w+)|\{(\w+)\})/g, (whole, plain, braced) => {
      const value = values.get(plain ?? braced) ?? ''
      return PLACE.test(value) && !value.includes(whole) ? value : whole
    })
  return text
}

/** The commands of a script as text; what stands between quotes is not looked into. */
export const commands = (script: string): string[] => script.split(/[\n;|&]+/)
