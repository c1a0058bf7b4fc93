import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ROOT = process.cwd()

/** Our pages, by their path from the root. */
export const PAGES = [
  ...['README.md', 'CHANGELOG.md', '.github/SECURITY.md', 'examples/README.md'],
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
]

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** The page without its blocks of code, comments and what is in backquotes. */
export const proseOf = (page: string): string =>
  page
    .replace(/^( *)```[\s\S]*?^\1```$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/`[^`\n]*`/g, '')

/** The text that a reader sees of links and pictures. */
export const withoutTargets = (prose: string): string =>
  prose.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')

/** As GitHub makes them of headings: lower case, punctuation dropped, blanks to hyphens, a number from the second one on. */
export function anchorsOf(path: string): string[] {
  const seen = new Map<string, number>()
  const headings = read(path)
    .replace(/^( *)```[\s\S]*?^\1```$/gm, '')
    .matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) => {
    const anchor = withoutTargets(heading)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    const before = seen.get(anchor) ?? 0
    seen.set(anchor, before + 1)
    return before === 0 ? anchor : `${anchor}-${before}`
  })
}

/** The links of a page that lead nowhere, as they are written. */
export function brokenLinksOf(path: string): string[] {
  const prose = read(path)
    .replace(/^( *)```[\s\S]*?^\1```$/gm, '')
    .replace(/`[^`\n]*`/g, '`…`')
  return [...prose.matchAll(/\]\(([^)\s]*)\)/g)].flatMap(([, link = '']) => (leads(path, link) ? [] : [link]))
}

function leads(path: string, link: string): boolean {
  if (/^https:\/\/[\w.-]+\.[a-z]+(\/\S*)?$/.test(link)) return true
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? path : join(dirname(path), file)
  if (!existsSync(join(ROOT, target))) return false
  if (anchor === undefined) return statSync(join(ROOT, target)).isFile() || !/\.\w+$/.test(target)
  return anchorsOf(target).includes(anchor)
}
