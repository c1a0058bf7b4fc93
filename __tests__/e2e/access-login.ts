/** What a keeper said when it published: `madeAt` in ms since the epoch. */
export interface LabNote {
  readonly madeAt?: number
  readonly refused?: string
  readonly usedUpUntil?: number
}

/** The access login of an auth.json as the keeper publishes it, made here by hand: tests hold the action to it. */
export function accessOf(
  authJson: string,
  { madeAt = Date.now(), refused, usedUpUntil }: LabNote = {},
): string {
  const { tokens, last_refresh } = JSON.parse(authJson)
  const { id_token, access_token, login_owner_id, account_id } = tokens
  return JSON.stringify({
    auth_mode: 'chatgptAuthTokens',
    OPENAI_API_KEY: null,
    tokens: { id_token, access_token, refresh_token: '', login_owner_id, account_id },
    last_refresh,
    codex_auth_action: {
      made_at: new Date(madeAt).toISOString(),
      made_by: 'https://github.com/lab/keeper/actions/runs/7',
      ...(refused ? { refresh_refused: refused } : {}),
      ...(usedUpUntil ? { used_up_until: new Date(usedUpUntil).toISOString() } : {}),
    },
  })
}
