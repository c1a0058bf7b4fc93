import { expect, test } from '@jest/globals'
import { type Place, SECRET, withSecret } from './secret-repository.js'

const HOUR = 3_600_000
const PROBE = `${SECRET}_WRITE_PROBE`
const errors = (result: { annotations: readonly { level: string; message: string }[] }) =>
  result.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

test.each<Place>(['repository', 'environment', 'organization'])(
  'a due login is refreshed and written back to the secret of the %s, and the next job gets it',
  place =>
    withSecret(place, async repository => {
      const { lab, vault } = repository
      // As a person may have pasted it: the runner would make a mask of each line.
      const seed = JSON.stringify(JSON.parse(lab.openai.login({ expInMs: HOUR })), null, 2)
      repository.set(seed)
      const first = await repository.job({ ...repository.pat(), prompt: 'Say OK' })
      expect(first.conclusion).toBe('success')
      expect(first.steps[0]?.outputs).toMatchObject({
        rotated: 'true',
        persisted: 'true',
        storage: 'github-secret',
        'final-message': 'OK',
      })
      expect(repository.stored).not.toMatch(/[\r\n]/)
      expect(repository.acknowledged).toHaveLength(1)
      expect(vault.names()).toEqual([SECRET])
      if (place === 'organization')
        expect(vault.get(SECRET)).toMatchObject({ visibility: 'selected', selected: [1000] })
      repository.asked()
      const second = await repository.job({ ...repository.pat(), prompt: 'Say OK' })
      expect(second.conclusion).toBe('success')
      expect(second.steps[0]?.outputs).toMatchObject({ rotated: 'false', 'final-message': 'OK' })
      expect(repository.asked()).toEqual([])
      expect(lab.openai.presentations().map(({ times }) => times)).toEqual([1, 0])
    })(),
  30_000,
)

export { errors, PROBE }
