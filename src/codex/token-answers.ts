/** An answer to a refresh, by the token endpoint or by what is in its place, as Codex logs it (docs/facts §12). */
export interface TokenAnswer {
  /** `401 Unauthorized`. */
  readonly status: string
  /** Not in JSON, in which OpenAI's server answers: the page of a proxy, a firewall or a gateway. */
  readonly isPage: boolean
  /** Codex found no reason in it that it knows. */
  readonly isUnknown: boolean
}

const STATUS = /^\d{3}(?: [A-Z][A-Za-z-]{0,14}){0,4}/
const JSON_TYPE = /"content-type": "application\/(?:[a-z.-]{1,40}\+)?json\b/
const UNKNOWN = /codex_login::auth::manager: Encountered unknown response while refreshing token/

/** Every answer in the lines of a Codex that logs its requests. One before it could log is not among them. */
export function answersIn(lines: readonly string[], tokenUrl: string): TokenAnswer[] {
  const before = `Request completed method=POST url=${asCodexPrints(tokenUrl)} status=`
  const answers: TokenAnswer[] = []
  for (const line of lines) {
    // Asked first, since to split each of many lines costs more.
    const completed = line.includes(before) ? line.split(before, 2)[1] : undefined
    const last = answers.at(-1)
    if (completed !== undefined) {
      const isPage = !JSON_TYPE.test(completed)
      answers.push({ status: STATUS.exec(completed)?.[0] ?? '', isPage, isUnknown: false })
    } else if (last && UNKNOWN.test(line)) answers.splice(-1, 1, { ...last, isUnknown: true })
  }
  return answers
}

/**
 * Whether OpenAI's server permanently refuses the token. To Codex any 401 is such a refusal, and so is a 400 whose reason it
 * knows (tried with 0.169.0), also from a proxy that has never asked the server.
 */
export const isRefusal = ({ status, isPage, isUnknown }: TokenAnswer): boolean =>
  !isPage && (/^401\b/.test(status) || (/^400\b/.test(status) && !isUnknown))

/** Whether something between this machine and the server answered in its place. A gateway's page is the server's own trouble. */
export const isFromBetween = ({ status, isPage }: TokenAnswer): boolean =>
  isPage && !/^(?:5\d\d|429|408)\b/.test(status)

/** As it was parsed: an override without a path gets one. */
export const asCodexPrints = (tokenUrl: string): string =>
  URL.canParse(tokenUrl) ? new URL(tokenUrl).href : tokenUrl
