/** A rule, as the doctor's pages (docs/doctor.md) and programs that read its output know it. */
export interface Rule {
  readonly id: string
  readonly level: 'warning' | 'note'
  readonly summary: string
  readonly why: string
  readonly page: string
}

export const PAGE = 'https://github.com/OWNER/codex-auth-action/blob/main/docs/doctor.md'

export const rule = (level: Rule['level'], id: string, summary: string, why: string): Rule => ({
  id,
  level,
  summary,
  why,
  page: `${PAGE}#${id}`,
})
