/** The variable by which Codex's token endpoint can be moved (facts §3). */
export const TOKEN_URL_VARIABLE = 'CODEX_REFRESH_TOKEN_URL_OVERRIDE'
/** An address where nothing can answer: `.invalid` never resolves (RFC 2606). */
export const FENCED_URL = 'https://rotation-fenced.invalid/'
/** Codex's own endpoint. An empty override fences too, so lifting the fence means naming this one (facts §3). */
const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token'
/** Tells a later use of this action in the job what the first one found before it fenced the job. */
export const REAL_URL_VARIABLE = 'CODEX_AUTH_ACTION_TOKEN_URL'

type Environment = Readonly<Record<string, string | undefined>>

/** The endpoint that was in force before we fenced the job: an override of the machine's (a proxy, a test), or OpenAI's. */
export function realTokenUrl(env: Environment): string {
  const override = env[TOKEN_URL_VARIABLE]
  return (override && override !== FENCED_URL ? override : env[REAL_URL_VARIABLE]) || OPENAI_TOKEN_URL
}

/** The origin of an override, at which a session may also have been issued; undefined without one. */
export function overrideOrigin(tokenUrl: string): string | undefined {
  return tokenUrl === OPENAI_TOKEN_URL || !URL.canParse(tokenUrl) ? undefined : new URL(tokenUrl).origin
}

/** What makes a Codex, or a job's later steps, unable to rotate. */
export const fenced = { [TOKEN_URL_VARIABLE]: FENCED_URL } as const

/** What lets a Codex rotate. Only for the holder of the lease. */
export const unfenced = (tokenUrl: string) => ({ [TOKEN_URL_VARIABLE]: tokenUrl }) as const
