/** The variable by which Codex's token endpoint can be moved (docs/facts#fence-live). */
export const TOKEN_URL_VARIABLE = 'CODEX_REFRESH_TOKEN_URL_OVERRIDE'
/** An address where nothing can answer: `.invalid` never resolves (RFC 2606). */
export const FENCED_URL = 'https://rotation-fenced.invalid/'
/**
 * Codex's own endpoint. An empty override fences too, so lifting the fence means naming this one
 * (docs/facts#fence-empty-value).
 */
const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token'
/** Tells a later use of this action in the job what the first one found before it fenced the job. */
export const REAL_URL_VARIABLE = 'CODEX_AUTH_ACTION_TOKEN_URL'

/**
 * Tells a later use of this action in the job for which store (`storeIdentity`) an exclusive use has lifted the fence.
 */
export const UNFENCED_VARIABLE = 'CODEX_AUTH_ACTION_UNFENCED'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The endpoint that was in force before we fenced the job: an override of the machine's (a proxy, a test), or OpenAI's.
 */
export function realTokenUrl(env: Environment): string {
  const override = env[TOKEN_URL_VARIABLE]
  return (override && override !== FENCED_URL ? override : env[REAL_URL_VARIABLE]) || OPENAI_TOKEN_URL
}

/** The origin of an override, at which a login may also have been issued; undefined without one. */
export function overrideOrigin(tokenUrl: string): string | undefined {
  return tokenUrl === OPENAI_TOKEN_URL || !URL.canParse(tokenUrl) ? undefined : new URL(tokenUrl).origin
}

/** The variables with which a Codex, or a job's later steps, can't refresh. */
export const fenced = { [TOKEN_URL_VARIABLE]: FENCED_URL } as const
