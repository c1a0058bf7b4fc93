import { describe, expect, test } from '@jest/globals'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { PLACES, REPOSITORY, SECRET, type SecretRepository, withSecret } from '../e2e/secret-repository.js'

const HOUR = 3_600_000
const LATE = 30_000

const errors = ({ annotations }: JobResult): string =>
  annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
    .join('\n')

/** How often each refresh token was shown to OpenAI, oldest first. */
const presented = ({ lab }: SecretRepository): number[] =>
  lab.openai.presentations().map(({ times }) => times)

/** What a step with the action needs here beside a token. */
const given = (repository: SecretRepository): Values => ({
  'auth-json': repository.queue().secret(),
  ...PLACES[repository.place].inputs,
})

describe('The login is not lost', () => {
  test(
    'with two uses of the action in one job: the second goes on with what the first has stored',
    withSecret('environment', async repository => {
      repository.set(repository.lab.openai.login({ expInMs: HOUR }))
      const inputs = { ...given(repository), ...repository.pat(), prompt: 'Say OK' }
      const step = { uses: 'self', with: inputs }
      const result = await repository.job(inputs, { steps: [step, step] })
      expect([result.conclusion, errors(result)]).toEqual(['success', ''])
      expect(presented(repository)).toEqual([1, 0])
    }),
    LATE,
  )

  test(
    'with `concurrency: exclusive` and no right to write: no step may refresh it',
    withSecret('environment', async repository => {
      const seed = repository.set(repository.lab.openai.login())
      const inputs = {
        ...given(repository),
        ...repository.pat('read'),
        mode: 'setup',
        concurrency: 'exclusive',
      }
      const result = await repository.job(inputs, {
        steps: [
          { uses: 'self', with: inputs },
          { run: 'codex exec --skip-git-repo-check "Say OK" </dev/null', if: 'always()' },
        ],
        async during(run) {
          await run.started('main', 1).catch(() => undefined)
          repository.lab.openai.endAccessToken()
        },
      })
      expect(result.log).toMatch(/later steps stay fenced.*Environments: write/s)
      expect(repository.lab.openai.refreshes).toEqual([])
      expect(repository.stored).toBe(seed)
    }),
    LATE,
  )

  test(
    'when the inputs name another secret than `auth-json` comes from: nothing is refreshed',
    withSecret('environment', async repository => {
      const seed = repository.set(repository.lab.openai.login({ expInMs: HOUR }))
      const token = repository.github.tokens.fineGrained({ secrets: 'write' }, [REPOSITORY])
      const result = await repository.job({
        'secret-name': SECRET,
        'secret-environment': '',
        token,
        mode: 'keep-fresh',
      })
      expect(errors(result)).toMatch(/The secret CODEX_AUTH_JSON of repository lab\/project does not exist/)
      expect(repository.lab.openai.refreshes).toEqual([])
      expect(repository.stored).toBe(seed)
    }),
    LATE,
  )

  test(
    'when post has other inputs than main (docs/facts, "Stages"): the same secret is written',
    withSecret('environment', async repository => {
      const seed = repository.set(repository.lab.openai.login({ expInMs: HOUR }))
      const token = repository.github.tokens.fineGrained({ secrets: 'write', environments: 'write' }, [
        REPOSITORY,
      ])
      const inputs = { ...given(repository), token, mode: 'setup' }
      repository.github.fault({ at: 'PUT /', after: 1, fault: { status: 403 } })
      const step = { uses: 'self', with: (stage: string) => (stage === 'post' ? { token } : inputs) }
      const result = await repository.job(inputs, { steps: [step] })
      expect(result.steps[0]?.stages.post?.outcome).toBe('success')
      expect(repository.stored).not.toBe(seed)
      expect(repository.github.world.repositories.get(REPOSITORY)?.secrets.names()).toEqual([])
    }),
    LATE,
  )

  test(
    'that a person has stored since the refresh: the older one is not put over it',
    withSecret('environment', async repository => {
      repository.set(repository.lab.openai.login({ expInMs: HOUR }))
      repository.github.fault({ at: 'PUT /', after: 1, fault: 'silent' })
      let theirs = ''
      await repository.job(
        { ...repository.pat(), mode: 'setup' },
        {
          async during(run) {
            await repository.request('PUT', SECRET)
            run.kill('stage')
            theirs = repository.lab.openai.login()
            repository.vault.set(SECRET, theirs, Date.now())
          },
        },
      )
      expect(repository.stored === theirs).toBe(true)
    }),
    LATE,
  )
})
