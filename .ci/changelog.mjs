// Reads the changelog: the text of a version, and the notes of a release made of it.

const HEADING = /^## v?(\d+\.\d+\.\d+|Unreleased)(?![\w.-])/
const FENCE = /^\s*(```|~~~)/
/** A line that begins something of its own: a blank one, an item, a heading, a quotation, a row. */
const BEGINS = /^\s*$|^\s*(?:[-*+]|\d+\.) |^\s*[#>|]/

/** The text below the heading of `name`, a version or `Unreleased`. Undefined if there is no such heading. */
export function sectionOf(changelog, name) {
  const lines = changelog.split(/\r?\n/)
  const start = lines.findIndex(line => HEADING.exec(line)?.[1] === name)
  if (start < 0) return undefined

  const rest = lines.slice(start + 1)
  const length = rest.findIndex(line => line.startsWith('## '))
  return rest
    .slice(0, length < 0 ? rest.length : length)
    .join('\n')
    .trim()
}

/** The notes of a release. `repository` is `owner/name`. */
export function notesOf({ section, repository, commit, version }) {
  const page = `https://github.com/${repository}/blob/v${version}/`
  return [
    unwrapped(section).replace(/\]\((?![a-z]+:|#)/g, `](${page}`),
    `Pin it: \`uses: ${repository}@${commit} # v${version}\``,
    `[How to verify it](${page}README.md#versions-and-pinning).`,
    '',
  ].join('\n\n')
}

/** One line for each paragraph and item: in a release, GitHub shows each end of a line. Code keeps its lines. */
function unwrapped(text) {
  let before = ''
  let isCode = false
  return text
    .split('\n')
    .map(line => {
      const isFence = FENCE.test(line)
      const continues =
        !isCode && !isFence && !BEGINS.test(line) && before.trim() !== '' && !FENCE.test(before)
      if (isFence) isCode = !isCode
      before = line
      return continues ? ` ${line.trim()}` : `\n${line}`
    })
    .join('')
    .slice(1)
}
