import { ActionError } from '../../system/errors.js'

/** What is lost if a write fails: nothing yet, or the refreshed login. */
export type Stakes = 'proof' | 'write'

const WHY: Record<Stakes, string> = {
  proof: 'The login was not refreshed: its successor could not have been stored, and would be lost.',
  write:
    'This state of the login may exist on this runner only, and the refresh token of the stored one may already have been used: the login is at risk.',
}

/** Whether a login is stored, and which, could not be found out. */
export class RestoreFailed extends ActionError {
  override readonly name = 'RestoreFailed'

  /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
  constructor(how: string) {
    super('restore-failed', {
      what: `\`restore-command\` ${how}.`,
      why: 'It is not known whether a login is stored. Going on with the seed could put an older login over a newer one, so nothing was changed.',
      remedy:
        'See above what it printed. If the login is only not stored yet, the command must say so by printing nothing and ending with exit code 0 (docs/secret-managers.md has the form for each manager).',
    })
  }
}

/** The login could not be written. */
export class PersistFailed extends ActionError {
  override readonly name = 'PersistFailed'

  /** @param how What follows the command's name in a sentence: `failed with exit code 1`. */
  constructor(how: string, stakes: Stakes, cause?: unknown) {
    super(
      'persist-failed',
      {
        what: `\`persist-command\` ${how}.`,
        why: WHY[stakes],
        remedy:
          'See above what it printed, and correct the command or the permission it needs. If the next job is refused, a person must log in once more.',
      },
      { cause },
    )
  }
}

/** The write seemed to succeed, but reading the entry gave something else. */
export class NotReadBack extends ActionError {
  override readonly name = 'NotReadBack'

  /** @param found What restore-command does instead: `prints nothing`. */
  constructor(found: string, stakes: Stakes, cause?: unknown) {
    super(
      'not-read-back',
      {
        what: `\`persist-command\` succeeded, but \`restore-command\` ${found} where it should print what was stored.`,
        why: WHY[stakes],
        remedy:
          'Check that both commands name the same entry, that the entry holds texts of this size, and that the manager answers with the newest version. Its former version may have to be put back by hand.',
      },
      { cause },
    )
  }
}

/** The store holds another login than the caller has read from it. */
export class StoreChanged extends ActionError {
  override readonly name = 'StoreChanged'

  constructor() {
    super('store-changed', {
      what: '`restore-command` prints another login than it did before.',
      why: 'Another job may have stored a newer one, or the manager answers with an old copy. To write now could put an older login over a newer one, so nothing was written or refreshed.',
      remedy:
        'Run the job again. If it stays, let `restore-command` read the newest version by its number (docs/secret-managers.md), and give all workflows that share the login one lease.',
    })
  }
}

/** restore-command succeeded, but it printed something that is not an auth.json at all. */
export class Garbled extends ActionError {
  override readonly name = 'Garbled'

  constructor() {
    super('restore-garbled', {
      what: '`restore-command` ended with exit code 0, but what it printed is not an auth.json.',
      why: 'It may be an error message or a part of the login. Going on with the seed could put an older login over a newer one, so nothing was changed.',
      remedy:
        'Let the command print the stored login and nothing else, and fail when it fails. If the stored entry itself is damaged, put its former version back, or delete it to start again from `auth-json`.',
    })
  }
}

/** What is stored is encrypted, and no key was given. */
export class SealedWithoutKey extends ActionError {
  override readonly name = 'SealedWithoutKey'

  constructor() {
    super('sealed-without-key', {
      what: 'The stored login is encrypted, and there is no `encryption-key`.',
      why: "It can't be read, and going on with the seed could put an older login over a newer one, so nothing was changed.",
      remedy: 'Give the `encryption-key` with which it was stored.',
    })
  }
}
