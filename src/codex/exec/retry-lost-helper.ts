/** The first words of a Codex without helpers (0.169.0), in `codex exec` and `codex sandbox` alike. */
const WITHOUT = /^WARNING: proceeding, even though we could not create PATH aliases/
const STARTS = 4

/**
 * Starts a Codex that needs its sandbox, and again if it came up without its helpers. Each Codex makes a directory of
 * helpers in CODEX_HOME and removes those that others have left. One that starts at the same moment may lose its own
 * between making and locking it (docs/facts#helpers-swept). It warns, and bubblewrap then finds no
 * `codex-linux-sandbox`, so no command and no thread can start. `hasBegun` says by the result whether one did.
 */
export async function withHelpers<T extends { readonly stderr: readonly string[] }>(
  start: () => Promise<T>,
  hasBegun: (result: T) => boolean,
): Promise<T> {
  let result = await start()
  for (let starts = 1; starts < STARTS && !hasBegun(result) && isWithout(result.stderr); starts += 1)
    result = await start()
  return result
}

const isWithout = (stderr: readonly string[]) => stderr.some(line => WITHOUT.test(line))
