import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The command lines of secret managers, as far as the examples use them: what they print, how they fail for an entry that is
 * missing, and that they need a login. What is stored is a file of `state`.
 */
const PROGRAMS: Record<string, string> = {
  vault: `
case "$1 $2" in
  'secrets enable' | 'auth enable' | 'write auth/jwt/config') ;;
  'policy write') grep -q 'path "ci/data/codex-auth" {' ;;
  'write auth/jwt/role/codex') jq -e '.bound_claims.sub and .token_policies == ["codex-auth"]' > /dev/null ;;
  'kv get')
    [ "$VAULT_TOKEN" = lab-vault ] || { echo 'Code: 403. Errors: * permission denied' >&2; exit 2; }
    [ -e "$STATE/vault" ] || { echo 'No value found at ci/data/codex-auth' >&2; exit 2; }
    [ "$3 $4 $5" = '-mount=ci -field=login codex-auth' ] && cat "$STATE/vault" ;;
  'kv put')
    [ "$VAULT_TOKEN" = lab-vault ] || { echo 'Code: 403. Errors: * permission denied' >&2; exit 2; }
    [ "$3 $4 $5" = '-mount=ci codex-auth login=-' ] && cat > "$STATE/vault" && echo '== Secret Path ==' ;;
  *) exit 1 ;;
esac`,
  aws: `
[ "$AWS_ACCESS_KEY_ID" = lab-aws ] || { echo 'Unable to locate credentials.' >&2; exit 253; }
case "$2" in
  create-secret) : > "$STATE/aws-made" ;;
  list-secret-version-ids)
    [ -e "$STATE/aws-made" ] || { echo 'ResourceNotFoundException' >&2; exit 254; }
    [ "$5 $6" = '--query length(Versions || \`[]\`)' ] || exit 252
    if [ -e "$STATE/aws" ]; then echo 1; else echo 0; fi ;;
  get-secret-value) [ -e "$STATE/aws" ] || { echo 'ResourceNotFoundException' >&2; exit 254; }; cat "$STATE/aws"; echo ;;
  put-secret-value) [ "$6" = file:///dev/stdin ] && cat > "$STATE/aws" && echo '{"Name": "codex-auth"}' ;;
  *) exit 252 ;;
esac`,
  gcloud: `
[ "$1 $2" = 'secrets create' ] && [ -n "$LAB_PERSON" ] && exit 0
[ -n "$GOOGLE_APPLICATION_CREDENTIALS" ] || { echo 'ERROR: You do not currently have an active account selected.' >&2; exit 1; }
[ "$CLOUDSDK_CORE_PROJECT" = my-project ] || exit 1
case "$3" in
  list) ls "$STATE" | sed -n 's/^google-//p' | sort -n | tail -1 ;;
  access) cat "$STATE/google-$4" ;;
  add) [ "$5" = --data-file=- ] && cat > "$STATE/google-$(($(ls "$STATE" | grep -c ^google-) + 1))" ;;
  *) exit 2 ;;
esac`,
  az: `
[ -e "$HOME/.azure/lab" ] || { echo "ERROR: Please run 'az login' to setup account." >&2; exit 1; }
case "$3" in
  list) if [ -e "$STATE/azure" ]; then echo 1; else echo 0; fi ;;
  show) [ -e "$STATE/azure" ] || { echo 'ERROR: (SecretNotFound)' >&2; exit 3; }; cat "$STATE/azure"; echo ;;
  set) [ "$8 $9" = '--file /dev/stdin' ] && cat > "$STATE/azure" && [ "\${12} \${13}" = '--output none' ] ;;
  *) exit 2 ;;
esac`,
  op: `
[ "$OP_SERVICE_ACCOUNT_TOKEN" = ops_labtoken ] || { echo '[ERROR] You are not currently signed in.' >&2; exit 1; }
[ "$OP_CACHE" = false ] || exit 3
case "$1 $2" in
  'item list') if [ -e "$STATE/op" ]; then echo '[{"id": "lab1", "title": "codex-auth"}]'; else echo '[]'; fi ;;
  'document get') [ "$3" = lab1 ] && cat "$STATE/op" ;;
  'document edit') [ "$3 $4" = 'lab1 -' ] && cat > "$STATE/op" ;;
  'document create') [ ! -e "$STATE/op" ] && cat > "$STATE/op" && echo '{"uuid": "lab1"}' ;;
  *) exit 2 ;;
esac`,
}

/** Puts each program into a directory of its own; gives these by the program's name. */
export async function managersIn(dir: string): Promise<Record<string, string>> {
  const state = join(dir, 'managers')
  await mkdir(state, { recursive: true })
  const directories: Record<string, string> = {}
  for (const [name, script] of Object.entries(PROGRAMS)) {
    const bin = join(dir, 'bin', name)
    await mkdir(bin, { recursive: true })
    await writeFile(
      join(bin, name),
      `#!/bin/bash\nset -uo pipefail\nSTATE='${state}'\n: "\${VAULT_TOKEN=}" "\${AWS_ACCESS_KEY_ID=}" "\${GOOGLE_APPLICATION_CREDENTIALS=}" "\${OP_SERVICE_ACCOUNT_TOKEN=}" "\${OP_CACHE=}" "\${LAB_PERSON=}"${script}\n`,
      { mode: 0o755 },
    )
    directories[name] = bin
  }
  return directories
}
