import { z } from 'zod/mini'
import { isJwt, payloadOf } from './claims.js'
import { parseInstant } from './instant.js'

const text = z.nullish(z.string())
const absent = z.nullish(z.never())

/** The claims of the id token, which Codex reads before anything else. */
const Claims = z.looseObject({
  email: text,
  'https://api.openai.com/auth': z.nullish(z.looseObject({})),
  'https://api.openai.com/profile': z.nullish(z.looseObject({})),
})

/**
 * Every field that Codex reads, as it reads it (docs/facts#status-accepts, #status-refuses). It accepts any other field.
 */
const Form = z.looseObject({
  auth_mode: z.nullish(z.literal('chatgpt')),
  OPENAI_API_KEY: text,
  tokens: z.looseObject({
    id_token: z.string().check(
      z.refine(isJwt),
      z.refine(token => Claims.safeParse(payloadOf(token)).success),
    ),
    access_token: z.string(),
    refresh_token: z.string(),
    account_id: text,
    login_owner_id: text,
    oauth_provenance: z.nullish(z.looseObject({ issuer: z.string(), client_id: z.string() })),
  }),
  last_refresh: z.nullish(z.string().check(z.refine(written => parseInstant(written) !== undefined))),
  personal_access_token: text,
  agent_identity: text,
  bedrock_api_key: absent,
  bedrock_access_keys: absent,
})

/** True only if Codex reads the document for certain; if false, Codex itself must be asked. */
export const isAsCodexWrites = (document: unknown): boolean => Form.safeParse(document).success
