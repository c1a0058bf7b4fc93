import { z } from 'zod/mini'
import type { RefusalCode } from './refusal.js'

const absent = z.nullish(z.never())
const Kind = z.looseObject({
  auth_mode: z.optional(z.unknown()),
  OPENAI_API_KEY: z.optional(z.unknown()),
  personal_access_token: z.optional(z.unknown()),
  bedrock_api_key: z.optional(z.unknown()),
  bedrock_access_keys: z.optional(z.unknown()),
  agent_identity: z.optional(z.unknown()),
  tokens: z.optional(z.unknown()),
})

/**
 * What kind of login a file is if not a ChatGPT one, decided as Codex decides it (docs/facts#kind-without-mode): by
 * `auth_mode`; without it by the first of personal access token, Bedrock keys and API key that is there, be it empty.
 */
export function refusedKind(document: unknown): RefusalCode | undefined {
  const kind = Kind.safeParse(document)
  if (!kind.success) return 'not-a-login'
  const { auth_mode: mode, ...fields } = kind.data
  const has = (value: unknown) => !absent.safeParse(value).success

  if (mode === 'chatgpt') return undefined
  if (mode === 'apikey') return 'api-key'
  if (mode === 'personalAccessToken') return 'access-token'
  if (isAccessKind(document)) return 'access-login'
  if (has(mode)) return 'unsupported-mode'

  if (has(fields.personal_access_token)) return 'access-token'
  if (has(fields.bedrock_api_key) || has(fields.bedrock_access_keys)) return 'unsupported-mode'
  if (has(fields.OPENAI_API_KEY)) return typeof fields.OPENAI_API_KEY === 'string' ? 'api-key' : 'not-a-login'
  return has(fields.agent_identity) && !has(fields.tokens) ? 'unsupported-mode' : undefined
}

const Access = z.looseObject({
  auth_mode: z.literal('chatgptAuthTokens'),
  tokens: z.looseObject({ refresh_token: z.optional(z.union([z.literal(''), z.null()])) }),
})

/** Whether the file is meant to be an access login (login/access.ts), whole or not. */
export const isAccessKind = (document: unknown): boolean => Access.safeParse(document).success
